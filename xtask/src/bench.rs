//! The benches that stand beside peers in other languages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    Error,
    c::{self, Language},
    hosts::{self, HOSTS},
    npm, package,
    setup::GCC,
    workspace::{cargo, program, read, root, run_well, target, write},
};

/// The packages of the peers, with their versions.
const REQUIREMENTS: &str = "benches/peers/requirements.txt";

/// The bench in Node, with the packages of its peers.
const WEB: &str = "benches/web";

/// Runs a program that measures columns beside peers: the jobs (`assign`) or reports (`report`). The options go to it.
pub(crate) fn columns(bench: &str, options: &[&str]) -> Result<bool, Error> {
    let mut measure = built(bench, options)?;
    if !asks_for_help(options) {
        match python() {
            Ok(python) => {
                measure.arg("--python").arg(python);
            }
            Err(error) => eprintln!("the peers in Python are skipped: {error}\n"),
        }
    }
    Ok(measure.stdout(Stdio::inherit()).status()?.success())
}

/// Runs the program that measures what crossing the border costs, with every host that this machine has the tools for.
pub(crate) fn border(options: &[&str]) -> Result<bool, Error> {
    let mut measure = built("ffi", options)?;
    if !asks_for_help(options) {
        for host in HOSTS {
            match host.words()? {
                Some(words) => _ = measure.args(["--host", host.name, &words]),
                None => eprintln!("{} is skipped: its tools are not installed", host.name),
            }
        }
        if GCC.is_there() {
            let caller = c::compile("gcc", Language::C, "benches/ffi", "bench-call", &[])?;
            measure.arg("--caller").arg(caller);
        }
        hosts::find_library(&mut measure)?;
    }
    Ok(measure.stdout(Stdio::inherit()).status()?.success())
}

/// Runs the program that measures the JavaScript package in Node, with the program that does its assignment natively.
pub(crate) fn web(options: &[&str]) -> Result<bool, Error> {
    if let Some(reason) = npm::lacking() {
        return Err(reason.into());
    }
    // The collector is called between two rounds, and what one contestant leaves behind is not charged to the next.
    let mut measure = program("node", &["--expose-gc"]);
    if asks_for_help(options) {
        measure.arg(Path::new(WEB).join("main.mjs"));
    } else {
        let package = package::build()?;
        let folder = npm::copy(WEB)?;
        npm::install(&folder)?;
        let native = built("ffi", &[])?;
        measure.arg(folder.join("main.mjs"));
        measure.arg("--package").arg(package).arg("--native").arg(native.get_program());
    }
    measure.args(options);
    Ok(measure.stdout(Stdio::inherit()).stderr(Stdio::inherit()).status()?.success())
}

/// The command that runs a program of the benches.
fn built(bench: &str, options: &[&str]) -> Result<Command, Error> {
    run_well(&mut cargo(&[
        "build",
        "--quiet",
        "--release",
        "--package=calliyo-benches",
        "--bin",
        bench,
    ]))?;
    Ok(program(&text(&target()?.join("release").join(bench)), options))
}

fn asks_for_help(options: &[&str]) -> bool {
    options.iter().any(|option| ["--help", "-h"].contains(option))
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
