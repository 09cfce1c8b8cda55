//! Lines that are to be seen though the test passes.

use std::io::{self, Write as _};

/// Says how many cases a test compared, and what they were. `cargo xtask test` shows the line.
pub fn compared(cases: u64, what: &str) {
    say_past(&format!("compared {cases} {what}"));
}

/// Writes a line past the harness, which would swallow what a passing test prints.
pub(crate) fn say_past(line: &str) {
    // A line that cannot be written is a closed terminal: nobody is left to tell.
    let _ = io::stderr().write_all(format!("{line}\n").as_bytes());
}
