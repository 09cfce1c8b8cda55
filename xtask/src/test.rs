//! The checks, step by step.

use crate::{
    Error, doors, ffi,
    hosts::{HOSTS, Host},
    package::TOOLS_PROFILE,
    playground, projects,
    report::{Outcome, Report, Step},
    rules, safety,
    setup::{BARE_TARGET, WASM_TARGET},
    sizes, typescript,
    workspace::{cargo, has_program, has_target, run, run_well},
};

/// Runs every check, and says whether all passed.
///
/// Cargo compiles in one folder at a time, and by itself seldom keeps two processors busy. So what is compiled for tests runs
/// beside what is compiled as users get it, each in folders of its own. A browser that waits for what it should show waits no
/// longer than some seconds: its tests have the machine to themselves.
pub(crate) fn everything() -> Result<bool, Error> {
    let mut report = Report::default();
    report.side_by_side([for_tests(), as_users_get_it()]);
    report.step("Chromium", doors::chromium);
    report.step("playground", playground::check);
    Ok(report.close())
}

/// What is compiled in the folder `debug`.
fn for_tests() -> Vec<Step> {
    vec![
        Step::new("formatting", formatting),
        Step::new("rules have tests", rules_have_tests),
        Step::new("clippy", clippy),
        Step::new("documentation", documentation),
        Step::new("Rust tests", rust_tests),
        Step::new("no_std", no_std),
    ]
}

/// The library and the package as users get them, and what is made with them.
fn as_users_get_it() -> Vec<Step> {
    let mut steps = vec![
        Step::new("C++ header", doors::cpp_header),
        Step::new("C examples", doors::header_examples),
        Step::new("C package", ffi::check),
    ];
    let host = |own: &'static Host| Step::new(format!("{} host", own.name), || own.check());
    steps.extend(HOSTS.iter().map(host));
    steps.extend([
        Step::new("C safety", safety::plain),
        Step::new("C sanitizers", safety::sanitizers),
        Step::new("C valgrind", safety::valgrind),
        Step::new("WebAssembly tools", module_tools),
        Step::new("Node", doors::node),
        Step::new("module sizes", sizes::check),
        Step::new("TypeScript types", typescript::check),
        Step::new("npm projects", projects::check),
        Step::new("workday", workday),
    ]);
    steps
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
    let output =
        run(&mut cargo(&["test", TOOLS_PROFILE, "--package=xtask-wasm", "--no-fail-fast"]))?;
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
