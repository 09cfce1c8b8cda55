//! The table of what was measured, printed line by line as the figures come in.

use std::{fmt, time::Duration};

use super::{python::Answer, timing::Timing};

/// What a ratio or an amount should be.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// No more than that.
    AtMost(f64),
    /// No less than that.
    AtLeast(f64),
}

impl Target {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }

    fn sign_and_bound(self) -> (char, f64) {
        match self {
            Self::AtMost(most) => ('≤', most),
            Self::AtLeast(least) => ('≥', least),
        }
    }
}

/// The rows so far.
#[derive(Debug, Default)]
pub struct Table {
    met: usize,
    missed: usize,
    skipped: Vec<String>,
}

impl Table {
    /// Prints the head of the table.
    #[must_use]
    pub fn start() -> Self {
        println!(
            "Medians. A ratio is that of our time to the row's time, and for a peer the other way round.\n"
        );
        println!("{:<48} {:>16} {:>10} {:>12}", "", "measured", "ratio", "target");
        Self::default()
    }

    /// Prints the name of a case, and how large it is.
    pub fn case(&mut self, name: &str, size: impl fmt::Display) {
        println!("\n{name}: {size}");
    }

    /// A time that nothing is asked of.
    pub fn time(&mut self, name: &str, timing: Timing) {
        row(&with_runs(name, timing), &milliseconds(timing.median), "", "", "");
    }

    /// A time of ours that is asked to be no longer than so much.
    pub fn no_longer_than(&mut self, name: &str, timing: Timing, most: Duration) {
        let target = Target::AtMost(most.as_secs_f64());
        let verdict = self.verdict(target, timing.median.as_secs_f64());
        let measured = microseconds(timing.median);
        row(name, &measured, "", &format!("≤ {}", microseconds(most)), verdict);
    }

    /// Our time as a multiple of another: of one pass, or of an easier case of ours.
    pub fn our_multiple(
        &mut self,
        name: &str,
        ours: Timing,
        other: Timing,
        target: Option<Target>,
    ) {
        self.ratio(name, other, ratio(ours.median, other.median), target);
    }

    /// How many times our time a peer takes.
    pub fn peer(&mut self, name: &str, ours: Timing, peer: Timing, target: Option<Target>) {
        self.ratio(name, peer, ratio(peer.median, ours.median), target);
    }

    /// Two times per lead, and how many times the first the second is.
    pub fn growth(
        &mut self,
        name: &str,
        (small, small_leads): (Timing, usize),
        (large, large_leads): (Timing, usize),
        target: Option<Target>,
    ) {
        let per_lead =
            |timing: Timing, leads: usize| timing.median.as_secs_f64() * 1e9 / leads as f64;
        let (small, large) = (per_lead(small, small_leads), per_lead(large, large_leads));
        let measured = format!("{small:.1} → {large:.1} ns");
        let times = large / small;
        let verdict = target.map_or("", |target| self.verdict(target, times));
        row(name, &measured, &multiple(times), &shown(target, target_multiple), verdict);
    }

    /// The most memory in use at once on top of the inputs and outputs.
    pub fn memory(&mut self, bytes: usize, target: Option<Target>) {
        let bytes = bytes as f64;
        let verdict = target.map_or("", |target| self.verdict(target, bytes));
        row("peak extra memory", &mebibytes(bytes), "", &shown(target, mebibytes), verdict);
    }

    /// A number of things.
    pub fn count(&mut self, name: &str, count: u64, target: Option<Target>) {
        let verdict = target.map_or("", |target| self.verdict(target, count as f64));
        row(name, &grouped(count), "", &shown(target, whole), verdict);
    }

    /// The times of a peer's forms. The first is measured against the target, the others are shown beside it.
    pub fn peers(&mut self, ours: Timing, answers: &[Answer], target: Option<Target>) {
        for (place, answer) in answers.iter().enumerate() {
            if let Some(timing) = answer.timing {
                self.peer(&answer.name, ours, timing, target.filter(|_| place == 0));
            }
        }
    }

    /// A peer that cannot be asked on this machine.
    pub fn skipped(&mut self, name: &str, reason: &str) {
        row(name, "skipped", "", "", "");
        let line = format!("{name}: {reason}");
        if !self.skipped.contains(&line) {
            self.skipped.push(line);
        }
    }

    /// Prints the closing lines.
    pub fn close(self) {
        println!();
        for skipped in &self.skipped {
            println!("skipped: {skipped}");
        }
        println!("{} targets met, {} missed", self.met, self.missed);
    }

    fn ratio(&mut self, name: &str, timing: Timing, times: f64, target: Option<Target>) {
        let verdict = target.map_or("", |target| self.verdict(target, times));
        row(
            &with_runs(name, timing),
            &milliseconds(timing.median),
            &multiple(times),
            &shown(target, target_multiple),
            verdict,
        );
    }

    fn verdict(&mut self, target: Target, value: f64) -> &'static str {
        if target.is_met(value) {
            self.met += 1;
            "met"
        } else {
            self.missed += 1;
            "missed"
        }
    }
}

fn row(name: &str, measured: &str, ratio: &str, target: &str, verdict: &str) {
    let line = format!("  {name:<46} {measured:>16} {ratio:>10} {target:>12}  {verdict}");
    println!("{}", line.trim_end());
}

fn ratio(time: Duration, of: Duration) -> f64 {
    time.as_secs_f64() / of.as_secs_f64()
}

/// Five runs are the rule; what has fewer says so.
fn with_runs(name: &str, timing: Timing) -> String {
    match timing.runs {
        1 => format!("{name} (1 run)"),
        runs if runs < 5 => format!("{name} ({runs} runs)"),
        _ => name.to_owned(),
    }
}

fn shown(target: Option<Target>, bound_as_text: impl Fn(f64) -> String) -> String {
    target.map_or_else(String::new, |target| {
        let (sign, bound) = target.sign_and_bound();
        format!("{sign} {}", bound_as_text(bound))
    })
}

fn microseconds(duration: Duration) -> String {
    format!("{:.0} µs", duration.as_secs_f64() * 1e6)
}

fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1e3;
    let digits = if milliseconds < 10.0 { 3 } else { 1 };
    format!("{milliseconds:.digits$} ms")
}

fn multiple(times: f64) -> String {
    let digits = if times < 100.0 { 2 } else { 0 };
    format!("{times:.digits$} ×")
}

/// A target is a round number.
fn target_multiple(times: f64) -> String {
    format!("{times} ×")
}

fn mebibytes(bytes: f64) -> String {
    format!("{:.2} MiB", bytes / f64::from(1 << 20))
}

fn whole(number: f64) -> String {
    let digits = format!("{number:.0}");
    digits.parse().map_or(digits, grouped)
}

/// A number with a comma after every third digit from the end.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
