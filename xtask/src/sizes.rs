//! How large the modules of the JavaScript package are.

use std::path::Path;

use crate::{
    Error,
    workspace::{program, root, run_well},
};

/// A table of the modules in the package: as they are, with gzip and with brotli, each beside what it may be.
///
/// # Errors
///
/// When one is larger than `calliyo-wasm/sizes.json` allows, and when there is no Node.js to compress them.
pub(crate) fn table(package: &Path) -> Result<String, Error> {
    let script = root().join("calliyo-wasm/build/sizes.mjs");
    run_well(program("node", &[]).arg(script).arg(package))
}
