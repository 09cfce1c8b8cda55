//! How large the modules of the JavaScript package are.

use std::{path::Path, process::Command};

use crate::{
    Error, npm, package,
    report::Outcome,
    workspace::{program, root, run, run_well},
};

/// Whether the modules of the package, built as users get it, are as small as they have to be.
pub(crate) fn check() -> Result<Outcome, Error> {
    if let Some(reason) = npm::lacking() {
        return Ok(Outcome::skipped(reason));
    }
    Ok(Outcome::of_one(&run(&mut weighing(&package::build()?))?))
}

/// A table of the modules in the package: as they are, with gzip and with brotli, each beside what it may be.
///
/// # Errors
///
/// When one is larger than `calliyo-wasm/sizes.json` allows, and when there is no Node.js to compress them.
pub(crate) fn table(package: &Path) -> Result<String, Error> {
    run_well(&mut weighing(package))
}

fn weighing(package: &Path) -> Command {
    let mut node = program("node", &[]);
    node.arg(root().join("calliyo-wasm/build/sizes.mjs")).arg(package);
    node
}
