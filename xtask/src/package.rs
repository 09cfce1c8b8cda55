//! The JavaScript package.

use std::{fs, path::PathBuf};

use crate::{
    Error,
    setup::WASM_TARGET,
    workspace::{cargo, has_target, read, root, run_well, target},
};

/// Builds the package, and returns its folder.
pub(crate) fn build() -> Result<PathBuf, Error> {
    if !has_target(WASM_TARGET) {
        return Err(
            format!("the target {WASM_TARGET} is not installed: run `cargo xtask setup`").into()
        );
    }
    let description = read(&root().join("calliyo-wasm/package.json"))?;
    let version = concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\"");
    if !description.contains(version) {
        return Err(format!("calliyo-wasm/package.json must say {version}").into());
    }

    run_well(&mut cargo(&[
        "build",
        "--quiet",
        "--package=calliyo-wasm",
        "--target",
        WASM_TARGET,
        "--profile=release-wasm",
    ]))?;
    let module = target()?.join(WASM_TARGET).join("release-wasm/calliyo_wasm.wasm");
    let folder = target()?.join("package");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut generator = cargo(&["run", "--quiet", "--package", "xtask-wasm", "--"]);
    run_well(generator.arg(module).arg(&folder))?;
    fs::write(folder.join("package.json"), description)?;
    fs::copy(root().join("calliyo-wasm/types/codes.d.ts"), folder.join("codes.d.ts"))?;
    for license in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root().join(license), folder.join(license))?;
    }
    Ok(folder)
}
