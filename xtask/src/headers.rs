//! The C header, written from the C bindings.

use std::{fs, path::Path, path::PathBuf};

use crate::{
    Error,
    workspace::{cargo, read, root, run_well, target},
};

/// Writes the header.
pub(crate) fn write() -> Result<bool, Error> {
    generate(&committed())?;
    Ok(true)
}

/// Whether the committed header is the one that would be written now.
pub(crate) fn check() -> Result<bool, Error> {
    let fresh = target()?.join("calliyo.h");
    generate(&fresh)?;
    let same = read(&fresh)? == read(&committed())?;
    fs::remove_file(&fresh)?;
    if !same {
        return Err("the header is out of date: run `cargo xtask headers`".into());
    }
    Ok(true)
}

fn committed() -> PathBuf {
    root().join("calliyo-ffi/include/calliyo.h")
}

fn generate(header: &Path) -> Result<(), Error> {
    let mut command = cargo(&["run", "--quiet", "--package", "xtask-headers", "--", "calliyo-ffi"]);
    run_well(command.arg(header)).map(drop)
}
