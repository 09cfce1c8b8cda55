//! The benches that stand beside peers in other languages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::{
    Error,
    workspace::{cargo, program, read, root, run_well, target, write},
};

/// The packages of the peers, with their versions.
const REQUIREMENTS: &str = "benches/peers/requirements.txt";

/// Runs a program that measures columns beside peers: the jobs (`assign`) or reports (`report`). The options go to it.
pub(crate) fn columns(bench: &str, options: &[&str]) -> Result<bool, Error> {
    run_well(&mut cargo(&[
        "build",
        "--quiet",
        "--release",
        "--package=calliyo-benches",
        "--bin",
        bench,
    ]))?;
    let mut measure = program(&text(&target()?.join("release").join(bench)), options);
    let only_asks_for_help = options.iter().any(|option| ["--help", "-h"].contains(option));
    if !only_asks_for_help {
        match python() {
            Ok(python) => {
                measure.arg("--python").arg(python);
            }
            Err(error) => eprintln!("the peers in Python are skipped: {error}\n"),
        }
    }
    Ok(measure.stdout(Stdio::inherit()).status()?.success())
}

/// A Python that has the packages of the peers, in an environment of its own.
fn python() -> Result<PathBuf, Error> {
    let environment = target()?.join("bench-venv");
    let own = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let installed = environment.join("requirements.txt");
    let wanted = read(&root().join(REQUIREMENTS))?;
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(own);
    }
    println!("installing {}", wanted.trim_end().replace('\n', ", "));
    run_well(program("python3", &["-m", "venv", "--clear"]).arg(&environment))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run_well(program(&text(&own), &install).args(["--requirement", REQUIREMENTS]))?;
    // Written last: it says that all of them are there.
    write(&installed, &wanted)?;
    Ok(own)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
