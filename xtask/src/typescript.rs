//! The types for TypeScript, as its compiler understands them.

use crate::{
    Error, doors, npm,
    report::Outcome,
    setup::{NODE, NPM, lacks},
    workspace::{program, run},
};

/// Every vector and the examples, compiled by the types; what is refused for its shape must not compile.
pub(crate) fn check() -> Result<Outcome, Error> {
    if let Some(reason) = lacks(&[&NODE, &NPM]) {
        return Ok(Outcome::skipped(reason));
    }
    let folder = npm::copy("tests/types")?;
    npm::install(&folder)?;
    let mut check = program("node", &["tests/types/check.mjs"]);
    let output = run(check.arg(folder).args(doors::vectors()?))?;
    let mut outcome = Outcome::of_closing_line(&output);
    let printed = String::from_utf8_lossy(&output.stdout);
    outcome
        .notes
        .extend(printed.lines().filter(|line| line.starts_with("compared ")).map(str::to_owned));
    Ok(outcome)
}
