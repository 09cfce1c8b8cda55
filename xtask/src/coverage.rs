//! How much of the core the tests run.

use crate::{
    Error,
    workspace::{cargo, program, run_well},
};

/// Prints the table of files and, last, the line coverage of the core.
pub(crate) fn measure() -> Result<bool, Error> {
    if run_well(&mut cargo(&["llvm-cov", "--version"])).is_err() {
        println!("installing cargo-llvm-cov");
        run_well(&mut program("rustup", &["component", "add", "llvm-tools"]))?;
        run_well(&mut cargo(&["install", "--quiet", "--locked", "cargo-llvm-cov"]))?;
    }
    // The integration tests run the core too, but are not themselves measured.
    let table = run_well(&mut cargo(&[
        "llvm-cov",
        "--quiet",
        "--summary-only",
        "--package=calliyo-core",
        "--package=calliyo-tests",
        "--ignore-filename-regex=/tests/",
    ]))?;
    print!("{table}");
    let lines = table.lines().find_map(line_coverage).ok_or("the table has no sum of lines")?;
    println!("{lines} of the lines of calliyo-core are run by its tests");
    Ok(true)
}

/// The share of lines in the row of sums: after regions and functions, its number and what was missed of it.
fn line_coverage(row: &str) -> Option<&str> {
    row.strip_prefix("TOTAL")?.split_whitespace().nth(8)
}
