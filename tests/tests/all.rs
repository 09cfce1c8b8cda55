//! The tests that span the crates, as one program: it is linked once, and a long test runs beside those of other files.
//!
//! The conformance vectors have programs of their own, `vectors` and `made_vectors`: both can write what the others read. So
//! have the tests of what the core offers, `rules`.

mod assignment_model;
mod crm;
mod exploration;
mod facts;
mod fair_shares;
mod fuzz_targets;
mod hosts;
mod invariants;
mod leads;
mod operations;
mod policy_document;
mod reading;
mod report_door;
mod report_model;
mod round_trips;
mod runs;
mod stored_documents;
mod workday;
mod zone_files;

use std::{fs, path::Path};

/// Cargo does not look for files of tests: one that is named nowhere would be compiled by nobody.
#[test]
fn every_file_of_tests_is_part_of_a_program() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(package.join(file)).expect("a file");
    let programs = read("Cargo.toml");
    for (folder, program) in [
        ("tests", "tests/all.rs"),
        ("tests/made_vectors", "tests/made_vectors/main.rs"),
        ("tests/rules", "tests/rules/main.rs"),
    ] {
        let named = read(program);
        for entry in fs::read_dir(package.join(folder)).expect("a folder") {
            let name = entry.expect("an entry").file_name();
            let name = name.to_str().expect("a name in letters");
            let Some(part) = name.strip_suffix(".rs") else { continue };
            let is_named = named.contains(&format!("\nmod {part};\n"))
                || programs.contains(&format!("\npath = \"{folder}/{name}\"\n"));
            assert!(is_named, "{folder}/{name}");
        }
    }
}
