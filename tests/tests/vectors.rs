//! Every conformance vector, asked of the core itself.

use std::env;

use calliyo_tests::vectors::Vector;

const FEWEST_VECTORS: usize = 20;

/// With `CALLIYO_BLESS=1` the present answers are recorded as the right ones: read the difference before you commit it.
#[test]
fn every_vector_gets_its_recorded_response() {
    let vectors = Vector::all().expect("the vectors can be read");
    let bless = env::var_os("CALLIYO_BLESS").is_some_and(|value| value == "1");
    let differences: Vec<String> = vectors
        .iter()
        .filter_map(|vector| if bless { vector.bless() } else { vector.check() }.err())
        .collect();
    // The closing line that every door prints; `cargo xtask vectors` reads it.
    println!("{} passed, {} failed", vectors.len() - differences.len(), differences.len());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn no_vector_got_lost() {
    let found = Vector::all().expect("the vectors can be read").len();
    assert!(found >= FEWEST_VECTORS, "{found} vectors found, at least {FEWEST_VECTORS} expected");
}
