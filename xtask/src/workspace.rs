//! Where things are, what is installed, and how programs are run.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::Error;

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// The folder that cargo builds into: this very program lies in its `debug` folder.
pub(crate) fn target() -> Result<PathBuf, Error> {
    let program = env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("this program lies in no target folder")?.to_owned())
}

/// A cargo command, run at the root with the toolchain that runs this program.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    program(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// A command that is run at the root.
pub(crate) fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root()).stdin(Stdio::null());
    command
}

/// Runs a command to its end, keeping what it prints.
pub(crate) fn run(command: &mut Command) -> Result<Output, Error> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.output().map_err(|error| format!("{name} does not start: {error}").into())
}

/// Runs a command that must succeed, and returns what it printed on its standard output.
pub(crate) fn run_well(command: &mut Command) -> Result<String, Error> {
    let output = run(command)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{command:?}: {}\n{}", output.status, printed(&output)).into())
    }
}

/// Everything that a command printed: what it did first, then what came of it.
pub(crate) fn printed(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stdout));
    text
}

/// Whether a program starts and knows the argument `--version`.
pub(crate) fn has_program(name: &str) -> bool {
    runs(name, &["--version"])
}

/// Whether a program starts with such arguments, and ends well.
pub(crate) fn runs(name: &str, arguments: &[&str]) -> bool {
    run(&mut program(name, arguments)).is_ok_and(|output| output.status.success())
}

/// Whether the toolchain can compile for a target, however it was installed.
pub(crate) fn has_target(target: &str) -> bool {
    run_well(&mut program("rustc", &["--print", "sysroot"]))
        .is_ok_and(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib").join(target).is_dir())
}

/// The text of a file, or an error that names it.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Writes a file, or says which one cannot be written.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()).into())
}
