//! The doors of the library, each asked every conformance vector.

use std::{
    env::consts::{DLL_PREFIX, DLL_SUFFIX},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Error, package,
    report::{Outcome, Step},
    setup::WASM_TARGET,
    workspace::{cargo, has_program, has_target, program, root, run, run_well, target, write},
};

const C_FLAGS: &[&str] = &["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// Prints how many vectors each door was asked, and how many answers differ.
pub(crate) fn print_table() -> Result<bool, Error> {
    let doors: [(&str, Step); 3] = [("Rust", rust), ("C", c), ("Node", node_vectors)];
    let mut same = true;
    let mut details = String::new();
    println!("door   vectors  differences");
    for (name, ask) in doors {
        let outcome = ask()?;
        if let [reason, ..] = outcome.skipped.as_slice() {
            println!("{name:<6} skipped: {reason}");
            continue;
        }
        println!("{name:<6} {:>7}  {:>11}", outcome.passed + outcome.failed, outcome.failed);
        if outcome.failed > 0 {
            same = false;
            details.push_str(&outcome.details);
        }
    }
    print!("{details}");
    Ok(same)
}

fn rust() -> Result<Outcome, Error> {
    let output = run(&mut cargo(&[
        "test",
        "--package=calliyo-tests",
        "--test=vectors",
        "every_vector_gets_its_recorded_response",
        "--",
        "--nocapture",
    ]))?;
    Ok(Outcome::of_closing_line(&output))
}

/// The vectors through the shared library, by a program in C99.
pub(crate) fn c() -> Result<Outcome, Error> {
    if !has_program("gcc") {
        return Ok(Outcome::skipped("gcc is not installed"));
    }
    let program = compile_c("vectors", &[])?;
    asked(Command::new(program).args(vectors()?))
}

/// The vectors through the shared library once more, watched by the sanitizers: no leak, no stray access.
pub(crate) fn c_memory() -> Result<Outcome, Error> {
    const WATCHED: &[&str] = &["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    if !has_program("gcc") {
        return Ok(Outcome::skipped("gcc is not installed"));
    }
    let (source, nothing) = (target()?.join("nothing.c"), target()?.join("nothing"));
    write(&source, "int main(void) { return 0; }\n")?;
    let probe = run(program("gcc", WATCHED).arg(&source).arg("-o").arg(&nothing))?;
    if !probe.status.success() || !run(&mut Command::new(&nothing))?.status.success() {
        return Ok(Outcome::skipped("the sanitizers of gcc do not run on this machine"));
    }
    let program = compile_c("vectors-watched", WATCHED)?;
    Ok(Outcome::of_one(&run(Command::new(program).args(vectors()?))?))
}

/// The header as C++ reads it.
pub(crate) fn cpp_header() -> Result<Outcome, Error> {
    if !has_program("g++") {
        return Ok(Outcome::skipped("g++ is not installed"));
    }
    let output = run(&mut program(
        "g++",
        &[
            "-std=c++17",
            "-Wall",
            "-Wextra",
            "-Wpedantic",
            "-Werror",
            "-fsyntax-only",
            "-x",
            "c++",
            "calliyo-ffi/include/calliyo.h",
        ],
    ))?;
    Ok(Outcome::of_one(&output))
}

/// The vectors through the JavaScript package, and what the package adds to them.
pub(crate) fn node() -> Result<Outcome, Error> {
    let vectors = node_vectors()?;
    if !vectors.skipped.is_empty() {
        return Ok(vectors);
    }
    let output = run(program("node", &["tests/node/binding.mjs"]).arg(target()?.join("package")))?;
    Ok(vectors.and(Outcome::of_closing_line(&output)))
}

fn node_vectors() -> Result<Outcome, Error> {
    if !has_program("node") {
        return Ok(Outcome::skipped("node is not installed"));
    }
    if !has_target(WASM_TARGET) {
        return Ok(Outcome::skipped(format!("the target {WASM_TARGET} is not installed")));
    }
    let folder = package::build()?;
    asked(program("node", &["tests/node/vectors.mjs"]).arg(folder).args(vectors()?))
}

/// A door that was given every vector must have counted every vector.
fn asked(command: &mut Command) -> Result<Outcome, Error> {
    let outcome = Outcome::of_closing_line(&run(command)?);
    let (given, counted) = (vectors()?.len(), outcome.passed + outcome.failed);
    if outcome.failed == 0 && given != counted {
        return Ok(Outcome::failed(format!("{given} vectors were given, {counted} counted")));
    }
    Ok(outcome)
}

/// The folders of the vectors, in the order of their names.
fn vectors() -> Result<Vec<PathBuf>, Error> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(root().join("tests/vectors"))? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

/// Compiles the C program of the vectors against the shared library as users get it.
fn compile_c(name: &str, flags: &[&str]) -> Result<PathBuf, Error> {
    run_well(&mut cargo(&["build", "--quiet", "--release"]))?;
    let library = target()?.join("release");
    let compiled = target()?.join(name);
    let mut gcc = program("gcc", C_FLAGS);
    gcc.args(flags).args(["-I", "calliyo-ffi/include", "tests/c/vectors.c", "-o"]).arg(&compiled);
    gcc.arg(library.join(format!("{DLL_PREFIX}calliyo{DLL_SUFFIX}"))).arg(rpath(&library));
    run_well(&mut gcc)?;
    Ok(compiled)
}

fn rpath(folder: &Path) -> String {
    format!("-Wl,-rpath,{}", folder.display())
}
