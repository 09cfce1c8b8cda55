//! Public data sets, which are not part of the repository.

use std::{env, path::PathBuf, thread};

use crate::harness;

/// The path of `file` in the folder that the environment variable `CALLIYO_DATA` names.
///
/// Without it the calling test is [skipped]: it must return at once.
#[must_use]
pub fn path(file: &str) -> Option<PathBuf> {
    let Some(folder) = env::var_os("CALLIYO_DATA") else {
        skipped("CALLIYO_DATA names no folder");
        return None;
    };
    let path = PathBuf::from(folder).join(file);
    if path.is_file() {
        return Some(path);
    }
    skipped(&format!("there is no {}", path.display()));
    None
}

/// Says that the calling test did not run, and why. `cargo xtask test` counts it as skipped, not as passed.
pub fn skipped(reason: &str) {
    let thread = thread::current();
    harness::say_past(&format!("SKIPPED {}: {reason}", thread.name().unwrap_or("a test")));
}
