//! npm, and the folders of this repository that are projects of it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Error,
    setup::{self, NODE, NPM, WASM_TARGET, lacks},
    workspace::{has_target, program, read, root, run_well, target},
};

/// What opens pages, for checks and for the projects that try the package out.
const BROWSER: &str = "tests/browser";

/// Why nothing can be done with the JavaScript package on this machine.
pub(crate) fn lacking() -> Option<String> {
    lacks(&[&NODE, &NPM]).or_else(|| {
        (!has_target(WASM_TARGET)).then(|| format!("the target {WASM_TARGET} is not installed"))
    })
}

/// A command of npm in a folder. What its cache holds is not asked for again, and no package runs a script of its own.
pub(crate) fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut npm = program("npm", &[]);
    npm.args([
        "--prefer-offline",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    npm.args(arguments).current_dir(folder);
    npm
}

/// Installs the packages of a lock file, unless they are those that are there.
pub(crate) fn install(folder: &Path) -> Result<(), Error> {
    let wanted = read(&folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed.json");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run_well(&mut npm(folder, &["ci"]))?;
    // Written last: it says that all of them are there.
    Ok(fs::write(installed, wanted)?)
}

/// Where copies of such folders are, so that what npm installs and builds stays out of the sources.
pub(crate) fn copies() -> Result<PathBuf, Error> {
    Ok(target()?.join("npm"))
}

/// Copies a folder there, beside what was installed before.
pub(crate) fn copy(folder: &str) -> Result<PathBuf, Error> {
    let own = root().join(folder);
    let name = own.file_name().ok_or("a folder without a name")?;
    let copy = copies()?.join(name);
    copy_all(&own, &copy)?;
    Ok(copy)
}

/// What opens pages, ready to do so.
pub(crate) fn browser() -> Result<PathBuf, Error> {
    let folder = copy(BROWSER)?;
    install(&folder)?;
    Ok(folder)
}

/// Says to a command, and to what it runs, where the browser is.
pub(crate) fn find_chromium(command: &mut Command) {
    if let Some(chromium) = setup::chromium() {
        command.env("CHROMIUM", chromium);
    }
}

/// Copies all that is in a folder but what npm has installed there.
pub(crate) fn copy_all(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (own, copy) = (entry.path(), to.join(entry.file_name()));
        if !own.is_dir() {
            fs::copy(own, copy)?;
        } else if entry.file_name() != "node_modules" {
            copy_all(&own, &copy)?;
        }
    }
    Ok(())
}
