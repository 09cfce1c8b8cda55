//! The main command, run as its users run it.

use std::{
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Output, Stdio},
};

fn workday(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["run", "--quiet", "--release", "--example", "workday", "--"])
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    command
}

/// Runs it, and keeps all that it prints.
///
/// # Panics
///
/// It cannot be run.
#[must_use]
pub fn run(arguments: &[&str]) -> Output {
    workday(arguments).output().expect("cargo runs")
}

/// Runs it, and hands over each line that it prints as soon as it is there.
///
/// # Panics
///
/// It cannot be run, prints something else than text, or fails.
pub fn each_line(arguments: &[&str], each: impl FnMut(String)) {
    let mut child = workday(arguments).stdout(Stdio::piped()).spawn().expect("cargo runs");
    let stdout = child.stdout.take().expect("the output is piped");
    BufReader::new(stdout).lines().map(|line| line.expect("the output is text")).for_each(each);
    assert!(child.wait().expect("the run ends").success());
}
