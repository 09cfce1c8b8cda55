//! What a host does wrong, and much of what it does right, under the eyes of what finds a stray access or a leak.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::{
    Error,
    c::{self, Language, SANITIZERS},
    doors::vectors,
    hosts,
    report::Outcome,
    setup::{GCC, VALGRIND, lacks},
    workspace::{program, run, target, write},
};

/// The program that does it.
const SOURCES: &str = "tests/c/safety";

/// All of it, at full size.
pub(crate) fn plain() -> Result<Outcome, Error> {
    if let Some(reason) = lacks(&[&GCC]) {
        return Ok(Outcome::skipped(reason));
    }
    let mut safety = Command::new(c::compile("gcc", Language::C, SOURCES, "safety", &[])?);
    Ok(Outcome::of_closing_line(&run(released(&mut safety)?.args(vectors()?))?))
}

/// Fewer calls, and the host in C, with AddressSanitizer and UndefinedBehaviorSanitizer.
pub(crate) fn sanitizers() -> Result<Outcome, Error> {
    if let Some(reason) = lacks(&[&GCC]) {
        return Ok(Outcome::skipped(reason));
    }
    if !sanitizers_run()? {
        return Ok(Outcome::skipped("the sanitizers of gcc do not run on this machine"));
    }
    let safety = c::compile("gcc", Language::C, SOURCES, "safety-watched", SANITIZERS)?;
    Ok(Outcome::of_closing_line(&few(&mut Command::new(safety))?).and(hosts::WATCHED.check()?))
}

/// Fewer calls under valgrind, which also sees what the library itself does: no error, and not a byte lost.
pub(crate) fn valgrind() -> Result<Outcome, Error> {
    if let Some(reason) = lacks(&[&GCC, &VALGRIND]) {
        return Ok(Outcome::skipped(reason));
    }
    let safety = c::compile("gcc", Language::C, SOURCES, "safety", &["-g"])?;
    let mut valgrind = program("valgrind", &["--quiet", "--error-exitcode=9", "--leak-check=full"]);
    valgrind.args(["--show-leak-kinds=all", "--errors-for-leak-kinds=all"]);
    Ok(Outcome::of_closing_line(&few(valgrind.arg(safety))?))
}

/// The tests of the C library under Miri, which finds what the language leaves undefined.
pub(crate) fn miri() -> Result<bool, Error> {
    let mut miri = program("rustup", &["run", "nightly", "cargo", "miri", "test"]);
    miri.arg("--package=calliyo-ffi").stdout(Stdio::inherit()).stderr(Stdio::inherit());
    Ok(miri.status()?.success())
}

fn few(safety: &mut Command) -> Result<Output, Error> {
    run(released(safety)?.arg("--few").args(vectors()?))
}

/// The command, with the library that users get. Cargo names its own folders to what it runs, where the library of the tests
/// lies, and a program looks there before the folder that it was linked with.
fn released(safety: &mut Command) -> Result<&mut Command, Error> {
    hosts::find_library(safety)?;
    Ok(safety)
}

/// Whether a program that does nothing gets through: a kernel can forbid what the sanitizers need.
fn sanitizers_run() -> Result<bool, Error> {
    let (source, nothing) = (target()?.join("nothing.c"), target()?.join("nothing"));
    write(&source, "int main(void) { return 0; }\n")?;
    let compiled = run(program("gcc", SANITIZERS).arg(&source).arg("-o").arg(&nothing))?;
    Ok(compiled.status.success() && runs_well(&nothing)?)
}

fn runs_well(program: &Path) -> Result<bool, Error> {
    Ok(run(&mut Command::new(program))?.status.success())
}
