//! What the steps of a check came to, printed line by line and summed up at the end.

use std::{
    io::{self, Write as _},
    process::Output,
    sync::mpsc,
    thread,
};

use crate::{Error, workspace::printed};

/// What one step came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// What did not run: its name if it is not the whole step, and why.
    pub(crate) skipped: Vec<String>,
    /// What the tests want to be seen though they passed.
    pub(crate) notes: Vec<String>,
    /// What was printed, worth reading when something failed.
    pub(crate) details: String,
}

impl Outcome {
    /// A step that is a single test.
    pub(crate) fn of_one(output: &Output) -> Self {
        let passed = usize::from(output.status.success());
        Self { passed, failed: 1 - passed, details: printed(output), ..Self::default() }
    }

    /// A step that cannot run on this machine.
    pub(crate) fn skipped(reason: impl Into<String>) -> Self {
        Self { skipped: vec![reason.into()], ..Self::default() }
    }

    /// A step that found something wrong.
    pub(crate) fn failed(details: impl Into<String>) -> Self {
        Self { failed: 1, details: details.into(), ..Self::default() }
    }

    /// The step and another, taken as one.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped.extend(other.skipped);
        self.notes.extend(other.notes);
        self.details.push_str(&other.details);
        self
    }

    /// A program whose last line is `N passed, M failed`. What it skips it tells in lines `SKIPPED <name>: <reason>`.
    pub(crate) fn of_closing_line(output: &Output) -> Self {
        let details = printed(output);
        let stdout = String::from_utf8_lossy(&output.stdout);
        match stdout.lines().rev().find_map(closing_line) {
            Some((passed, failed)) => {
                // A program that fails though it counts no failure has failed all the same.
                let failed = if output.status.success() { failed } else { failed.max(1) };
                let skipped = stdout.lines().filter_map(|line| line.strip_prefix("SKIPPED "));
                let skipped = skipped.map(str::to_owned).collect();
                Self { passed, failed, skipped, details, ..Self::default() }
            }
            None => Self::failed(details),
        }
    }

    /// A run of `cargo test`: the sum over its `test result:` lines.
    ///
    /// A test that skips itself writes `SKIPPED <name>: <reason>` past its harness, which then counts it as passed; here
    /// it counts as skipped, and so does an ignored one. A line that begins with `compared ` is noted.
    pub(crate) fn of_cargo_test(output: &Output) -> Self {
        let stdout = String::from_utf8_lossy(&output.stdout);
        let stderr = String::from_utf8_lossy(&output.stderr);
        let mut outcome = Self { details: printed(output), ..Self::default() };
        for line in stdout.lines() {
            if let Some((passed, failed)) = test_result(line) {
                outcome.passed += passed;
                outcome.failed += failed;
            } else if let Some((test, ignored)) = line.split_once(" ... ignored") {
                let name = test.trim_start_matches("test ");
                let reason = ignored.trim_start_matches(", ");
                let reason = if reason.is_empty() { "ignored" } else { reason };
                outcome.skipped.push(format!("{name}: {reason}"));
            }
        }
        for line in stderr.lines() {
            if let Some((_, skipped)) = line.split_once("SKIPPED ") {
                outcome.skipped.push(skipped.to_owned());
                outcome.passed = outcome.passed.saturating_sub(1);
            } else if line.starts_with("compared ") {
                outcome.notes.push(line.to_owned());
            }
        }
        if !output.status.success() {
            outcome.failed = outcome.failed.max(1);
        }
        outcome
    }

    /// The same, unless nothing was tried at all: a check that has lost its tests must not look like one that passed.
    fn or_nothing_tried(self) -> Self {
        if self.passed == 0 && self.failed == 0 && self.skipped.is_empty() {
            return Self::failed(format!("{}nothing was tried\n", self.details));
        }
        self
    }

    fn line(&self) -> String {
        let counts = [(self.passed, "passed"), (self.failed, "FAILED")];
        let mut parts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        match self.skipped.as_slice() {
            [] => {}
            [only] if parts.is_empty() => parts.push(format!("skipped: {only}")),
            several => parts.push(format!("{} skipped", several.len())),
        }
        parts.join(", ")
    }
}

/// `N passed, M failed`
fn closing_line(line: &str) -> Option<(usize, usize)> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    // Where only one test runs at a time, the harness has begun the line with that test's name.
    let passed = passed.rsplit(' ').next()?;
    Some((passed.parse().ok()?, failed.parse().ok()?))
}

/// `test result: ok. N passed; M failed; …`
fn test_result(line: &str) -> Option<(usize, usize)> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let (passed, rest) = counts.split_once(" passed; ")?;
    let (failed, _) = rest.split_once(" failed; ")?;
    Some((passed.parse().ok()?, failed.parse().ok()?))
}

/// A step that is still to run, beside others.
pub(crate) struct Step {
    name: String,
    run: Box<dyn FnOnce() -> Result<Outcome, Error> + Send>,
}

impl Step {
    pub(crate) fn new(
        name: impl Into<String>,
        run: impl FnOnce() -> Result<Outcome, Error> + Send + 'static,
    ) -> Self {
        Self { name: name.into(), run: Box::new(run) }
    }
}

/// A step that has run.
struct Ended {
    name: String,
    outcome: Outcome,
    seconds: f64,
}

impl Ended {
    /// Runs a step to its end, whatever comes of it.
    fn of(name: String, run: impl FnOnce() -> Result<Outcome, Error>) -> Self {
        let (outcome, seconds) = timed(run);
        let outcome = outcome.unwrap_or_else(|error| Outcome::failed(error.to_string()));
        Self { name, outcome: outcome.or_nothing_tried(), seconds }
    }

    /// What stands beside its name: a line, with its notes below; what it printed itself only where it failed.
    fn text(&self) -> String {
        let mut text = format!("{:<32} {:>6.1} s\n", self.outcome.line(), self.seconds);
        for note in &self.outcome.notes {
            text.push_str(&format!("{:<18} {note}\n", ""));
        }
        if self.outcome.failed > 0 {
            text.push_str(&format!("{}\n", self.outcome.details.trim_end()));
        }
        text
    }
}

/// All steps so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    passed: usize,
    failed: usize,
    skipped: Vec<String>,
    /// The names of the steps in which something failed.
    faults: Vec<String>,
}

impl Report {
    /// Runs a step alone. Its name is there from its start, and the rest of its line when it has ended.
    pub(crate) fn step(&mut self, name: &str, run: impl FnOnce() -> Result<Outcome, Error>) {
        print!("{name:<18} ");
        // Standard output that is gone cannot be told so.
        let _ = io::stdout().flush();
        let ended = Ended::of(name.to_owned(), run);
        print!("{}", ended.text());
        self.add(ended);
    }

    /// Runs lanes of steps side by side, the steps of a lane one after the other. Each is printed in one piece when it has ended.
    pub(crate) fn side_by_side<const LANES: usize>(&mut self, lanes: [Vec<Step>; LANES]) {
        let (sender, receiver) = mpsc::channel();
        thread::scope(|scope| {
            for lane in lanes {
                let sender = sender.clone();
                scope.spawn(move || {
                    for step in lane {
                        // The receiver is there until the last lane has ended.
                        let _ = sender.send(Ended::of(step.name, step.run));
                    }
                });
            }
            // The lanes have a sender each: without this one, the receiver knows when they have ended.
            drop(sender);
            for ended in receiver {
                print!("{:<18} {}", ended.name, ended.text());
                self.add(ended);
            }
        });
    }

    fn add(&mut self, ended: Ended) {
        let Ended { name, outcome, .. } = ended;
        self.passed += outcome.passed;
        self.failed += outcome.failed;
        self.skipped.extend(outcome.skipped.into_iter().map(|reason| format!("{name}: {reason}")));
        if outcome.failed > 0 {
            self.faults.push(name);
        }
    }

    /// Prints the closing lines, and says whether nothing failed.
    pub(crate) fn close(self) -> bool {
        print!("\n{}", self.closing());
        self.failed == 0
    }

    /// What was skipped, which steps failed and, last, `N passed, M failed`.
    fn closing(&self) -> String {
        let mut lines: Vec<String> =
            self.skipped.iter().map(|reason| format!("skipped: {reason}\n")).collect();
        if !self.skipped.is_empty() {
            lines.push(format!("{} skipped\n", self.skipped.len()));
        }
        lines.extend(self.faults.iter().map(|name| format!("failed: {name}\n")));
        lines.push(format!("{} passed, {} failed\n", self.passed, self.failed));
        lines.concat()
    }
}

/// What some work gives, and how many seconds it took.
#[expect(
    clippy::disallowed_types,
    reason = "the rules read no clock; what tells how long a check took must"
)]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = std::time::Instant::now();
    let given = work();
    (given, start.elapsed().as_secs_f64())
}

#[cfg(all(test, unix))]
mod tests {
    use std::{os::unix::process::ExitStatusExt as _, process::ExitStatus};

    use super::*;

    fn ended(well: bool, stdout: &str, stderr: &str) -> Output {
        let status = ExitStatus::from_raw(if well { 0 } else { 0x100 });
        Output { status, stdout: stdout.into(), stderr: stderr.into() }
    }

    #[test]
    fn the_results_of_several_test_programs_are_summed() {
        let outcome = Outcome::of_cargo_test(&ended(
            true,
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured\n\
             test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured\n",
            "",
        ));
        assert_eq!((outcome.passed, outcome.failed), (7, 0));
    }

    #[test]
    fn a_test_that_skips_itself_has_not_passed() {
        let outcome = Outcome::of_cargo_test(&ended(
            true,
            "test slow ... ignored, takes an hour\n\
             test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\n",
            "     Running tests/data.rs\nSKIPPED holidays: CALLIYO_DATA names no folder\n",
        ));
        assert_eq!(outcome.passed, 2);
        assert_eq!(
            outcome.skipped,
            ["slow: takes an hour", "holidays: CALLIYO_DATA names no folder"]
        );
    }

    #[test]
    fn what_was_compared_is_noted() {
        let outcome = Outcome::of_cargo_test(&ended(
            true,
            "test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured\n",
            "     Running tests/jobs.rs\ncompared 500 plans with a model\n",
        ));
        assert_eq!(outcome.passed, 1);
        assert_eq!(outcome.notes, ["compared 500 plans with a model"]);
    }

    #[test]
    fn tests_that_do_not_compile_have_failed() {
        let outcome = Outcome::of_cargo_test(&ended(false, "", "error: expected `;`"));
        assert_eq!((outcome.passed, outcome.failed), (0, 1));
    }

    #[test]
    fn a_program_that_fails_after_counting_no_failure_has_failed() {
        let outcome = Outcome::of_closing_line(&ended(false, "5 passed, 0 failed\n", ""));
        assert_eq!((outcome.passed, outcome.failed), (5, 1));
    }

    #[test]
    fn what_a_program_skips_is_told() {
        let stdout = "SKIPPED arrays: numpy is not installed\n5 passed, 0 failed\n";
        let outcome = Outcome::of_closing_line(&ended(true, stdout, ""));
        assert_eq!(outcome.passed, 5);
        assert_eq!(outcome.skipped, ["arrays: numpy is not installed"]);
    }

    #[test]
    fn the_closing_lines_name_what_was_skipped_and_what_failed() {
        let mut report = Report::default();
        report.step("one", || Ok(Outcome { passed: 3, ..Outcome::default() }));
        report.step("two", || Ok(Outcome::skipped("gcc is not installed")));
        report.step("three", || Err("it does not start".into()));
        report.step("four", || Ok(Outcome::default()));
        assert_eq!(
            report.closing(),
            "skipped: two: gcc is not installed\n1 skipped\nfailed: three\nfailed: four\n3 passed, 2 failed\n"
        );
        assert!(!report.close());
    }

    #[test]
    fn lanes_run_side_by_side_and_their_steps_in_order() {
        let (to_second, from_first) = mpsc::channel();
        let (to_first, from_second) = mpsc::channel();
        let passed = |passed| Ok(Outcome { passed, ..Outcome::default() });
        let mut report = Report::default();
        // Either lane waits for a word of the other: one after the other, neither would end.
        report.side_by_side([
            vec![
                Step::new("says the first word", move || {
                    to_second.send(5)?;
                    Err("and fails".into())
                }),
                Step::new("waits for the second", move || passed(from_second.recv()?)),
            ],
            vec![Step::new("says the second word", move || {
                let word = from_first.recv()?;
                to_first.send(word + 2)?;
                passed(word)
            })],
        ]);
        assert_eq!((report.passed, report.failed), (12, 1));
        assert_eq!(report.faults, ["says the first word"]);
    }

    #[test]
    fn a_step_that_fails_shows_what_it_printed_and_one_that_passes_its_notes() {
        let noted = Outcome { passed: 3, notes: vec!["compared 3".into()], ..Outcome::default() };
        let printed = Outcome { details: "all is well".into(), ..noted };
        let ended = |outcome| Ended { name: "one".into(), outcome, seconds: 1.25 };
        let blank = " ";
        assert_eq!(
            ended(printed).text(),
            format!("3 passed{blank:24}    1.2 s\n{blank:18} compared 3\n")
        );
        assert_eq!(
            ended(Outcome::failed("it is\nnot\n")).text(),
            format!("1 FAILED{blank:24}    1.2 s\nit is\nnot\n")
        );
    }

    #[test]
    fn a_program_without_a_closing_line_has_failed() {
        let outcome = Outcome::of_closing_line(&ended(true, "hello\n", ""));
        assert_eq!((outcome.passed, outcome.failed), (0, 1));
    }
}
