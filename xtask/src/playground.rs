//! The page on which the rules can be tried out.

use std::{
    net::TcpListener,
    path::PathBuf,
    process::{Output, Stdio},
};

use crate::{
    Error, npm, package,
    report::{Outcome, Report},
    setup::{CHROMIUM, lacks},
    workspace::{printed, root, run},
};

const FOLDER: &str = "examples/playground";

/// Serves the page until it is interrupted; its address is printed.
pub(crate) fn serve() -> Result<bool, Error> {
    if let Some(reason) = npm::lacking() {
        return Err(reason.into());
    }
    let mut serve = npm::npm(&installed()?, &["run", "dev", "--silent"]);
    Ok(serve.stdout(Stdio::inherit()).stderr(Stdio::inherit()).status()?.success())
}

/// Checks the page, and prints what was found.
pub(crate) fn try_out() -> Result<bool, Error> {
    let mut report = Report::default();
    report.step("types", || checked("check"));
    report.step("build", || checked("build"));
    report.step("in Chromium", in_chromium);
    Ok(report.close())
}

/// The same as one step.
pub(crate) fn check() -> Result<Outcome, Error> {
    if let Some(reason) = npm::lacking() {
        return Ok(Outcome::skipped(reason));
    }
    Ok(checked("check")?.and(checked("build")?).and(in_chromium()?))
}

/// The folder of the page, with the package and everything else that it is made of.
fn installed() -> Result<PathBuf, Error> {
    package::build()?;
    let folder = root().join(FOLDER);
    npm::install(&folder)?;
    Ok(folder)
}

/// A script of the page that is a single check.
fn checked(script: &str) -> Result<Outcome, Error> {
    Ok(Outcome::of_one(&run(&mut npm::npm(&installed()?, &["run", script]))?))
}

/// The tests of the page as it was built before, in a browser.
fn in_chromium() -> Result<Outcome, Error> {
    if let Some(reason) = lacks(&[&CHROMIUM]) {
        return Ok(Outcome::skipped(format!("in Chromium: {reason}")));
    }
    let mut test = npm::npm(&installed()?, &["exec", "--", "playwright", "test"]);
    npm::find_chromium(&mut test);
    test.env("PLAYGROUND_PORT", free_port()?.to_string());
    Ok(of_playwright(&run(&mut test)?))
}

/// A port that nobody else serves at.
fn free_port() -> Result<u16, Error> {
    Ok(TcpListener::bind(("localhost", 0))?.local_addr()?.port())
}

/// A run of Playwright: it ends with lines such as `2 failed` and `31 passed (12.3s)`.
fn of_playwright(output: &Output) -> Outcome {
    let details = printed(output);
    let count = |what: &str| {
        let lines = details.lines().filter_map(|line| line.trim().split_once(' '));
        lines
            .filter(|(_, rest)| rest.split(' ').next() == Some(what))
            .filter_map(|(count, _)| count.parse::<usize>().ok())
            .next_back()
    };
    let (passed, failed) = (count("passed").unwrap_or(0), count("failed").unwrap_or(0));
    let skipped = count("skipped").map(|skipped| format!("{skipped} of Playwright"));
    // One that passes only when it is tried again has failed, and so has a run that tests nothing.
    let failed = failed + count("flaky").unwrap_or(0);
    let failed = if output.status.success() && passed > 0 { failed } else { failed.max(1) };
    Outcome {
        passed,
        failed,
        skipped: skipped.into_iter().collect(),
        details,
        ..Outcome::default()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::{os::unix::process::ExitStatusExt as _, process::ExitStatus};

    use super::*;

    fn ended(well: bool, stdout: &str) -> Outcome {
        let status = ExitStatus::from_raw(if well { 0 } else { 0x100 });
        of_playwright(&Output { status, stdout: stdout.into(), stderr: Vec::new() })
    }

    #[test]
    fn the_tests_of_the_page_are_counted_as_playwright_counts_them() {
        let outcome = ended(
            false,
            "  2 failed\n    board.spec.ts:3:1 › a lead is dragged\n  1 skipped\n  31 passed (12.3s)\n",
        );
        assert_eq!((outcome.passed, outcome.failed), (31, 2));
        assert_eq!(outcome.skipped, ["1 of Playwright"]);
    }

    #[test]
    fn a_test_that_passes_at_the_second_try_has_failed() {
        let outcome = ended(true, "  1 flaky\n  31 passed (12.3s)\n");
        assert_eq!((outcome.passed, outcome.failed), (31, 1));
    }

    #[test]
    fn a_run_without_a_test_has_failed() {
        assert_eq!(ended(true, "Error: No tests found\n").failed, 1);
    }
}
