//! The checks, step by step.

use crate::{
    Error, doors, ffi,
    hosts::HOSTS,
    playground, projects,
    report::{Outcome, Report},
    rules, safety,
    setup::{BARE_TARGET, WASM_TARGET},
    sizes, typescript,
    workspace::{cargo, has_program, has_target, run, run_well},
};

/// Runs every check, and says whether all passed.
pub(crate) fn everything() -> Result<bool, Error> {
    let mut report = Report::default();
    report.step("formatting", formatting);
    report.step("clippy", clippy);
    report.step("documentation", documentation);
    report.step("Rust tests", rust_tests);
    report.step("WebAssembly tools", module_tools);
    report.step("no_std", no_std);
    report.step("rules have tests", rules_have_tests);
    report.step("C++ header", doors::cpp_header);
    report.step("C examples", doors::header_examples);
    report.step("C package", ffi::check);
    for host in HOSTS {
        report.step(&format!("{} host", host.name), || host.check());
    }
    report.step("Node", doors::node);
    report.step("module sizes", sizes::check);
    report.step("TypeScript types", typescript::check);
    report.step("Chromium", doors::chromium);
    report.step("npm projects", projects::check);
    report.step("playground", playground::check);
    report.step("C safety", safety::plain);
    report.step("C sanitizers", safety::sanitizers);
    report.step("C valgrind", safety::valgrind);
    report.step("workday", workday);
    Ok(report.close())
}

/// Runs the checks that run nothing of the library.
pub(crate) fn lints() -> Result<bool, Error> {
    let mut report = Report::default();
    report.step("formatting", formatting);
    report.step("clippy", clippy);
    report.step("documentation", documentation);
    Ok(report.close())
}

fn formatting() -> Result<Outcome, Error> {
    if !has_program("rustfmt") {
        return Ok(Outcome::skipped("rustfmt is not installed"));
    }
    Ok(Outcome::of_one(&run(&mut cargo(&["fmt", "--all", "--check"]))?))
}

fn clippy() -> Result<Outcome, Error> {
    if !has_program("clippy-driver") {
        return Ok(Outcome::skipped("clippy is not installed"));
    }
    let mut command = cargo(&["clippy", "--quiet", "--workspace", "--all-targets"]);
    if !has_target(WASM_TARGET) {
        // Its many dependencies are only worth compiling where the package can be built.
        command.arg("--exclude=xtask-wasm");
    }
    Ok(Outcome::of_one(&run(command.args(["--", "-D", "warnings"]))?))
}

fn documentation() -> Result<Outcome, Error> {
    let mut command = cargo(&[
        "doc",
        "--quiet",
        "--no-deps",
        "--package=calliyo-core",
        "--package=calliyo-ffi",
        "--package=calliyo-wasm",
        "--package=calliyo-tests",
    ]);
    Ok(Outcome::of_one(&run(command.env("RUSTDOCFLAGS", "-D warnings"))?))
}

/// The tests of the workspace but for [`module_tools`], among them those that compare generated files with the committed ones.
fn rust_tests() -> Result<Outcome, Error> {
    let output =
        run(&mut cargo(&["test", "--workspace", "--exclude=xtask-wasm", "--no-fail-fast"]))?;
    Ok(Outcome::of_cargo_test(&output))
}

/// The tests of what works on the module of the JavaScript package, with the dependencies that the package is built with.
fn module_tools() -> Result<Outcome, Error> {
    if !has_target(WASM_TARGET) {
        return Ok(Outcome::skipped(format!("the target {WASM_TARGET} is not installed")));
    }
    let output = run(&mut cargo(&["test", "--package=xtask-wasm", "--no-fail-fast"]))?;
    Ok(Outcome::of_cargo_test(&output))
}

/// The core compiles where there is no operating system: it cannot reach a clock, a file or a socket.
fn no_std() -> Result<Outcome, Error> {
    if !has_target(BARE_TARGET) {
        return Ok(Outcome::skipped(format!("the target {BARE_TARGET} is not installed")));
    }
    let mut outcome = Outcome::default();
    for features in ["", "wire", "schema"] {
        let output = run(&mut cargo(&[
            "check",
            "--quiet",
            "--package=calliyo-core",
            "--target",
            BARE_TARGET,
            "--no-default-features",
            "--features",
            features,
        ]))?;
        outcome = outcome.and(Outcome::of_one(&output));
    }
    Ok(outcome)
}

fn rules_have_tests() -> Result<Outcome, Error> {
    rules::check().map(of_check)
}

fn of_check(holds: bool) -> Outcome {
    Outcome { passed: usize::from(holds), failed: usize::from(!holds), ..Outcome::default() }
}

/// The main command, as the README has it: it does its work, and gives the same bytes each time.
fn workday() -> Result<Outcome, Error> {
    let ask = || run_well(&mut cargo(&["run", "--quiet", "--release", "--example", "workday"]));
    let (first, second) = (ask()?, ask()?);
    if first != second {
        return Ok(Outcome::failed(format!("two runs differ:\n{first}\n{second}")));
    }
    if !first.contains("leads assigned across") {
        return Ok(Outcome::failed(format!("no leads are assigned:\n{first}")));
    }
    Ok(of_check(true))
}
