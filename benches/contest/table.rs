//! The table of what was measured, printed line by line as the figures come in.

use std::{fmt, fs, io, time::Duration};

use serde_json::{Value, json};

use super::{
    python::Form,
    timing::{Ratio, Timing},
};

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
            "Medians. A ratio is that of our time to the row's time, and for a peer the other way round: the\n\
             median of what it is round by round, and between what half of the rounds lie.\n"
        );
        println!(
            "{:<48} {:>16} {:>10} {:>15} {:>12}",
            "", "measured", "ratio", "half between", "target"
        );
        Self::default()
    }

    /// Prints the name of a case, and how large it is.
    pub fn case(&mut self, name: &str, size: impl fmt::Display) {
        println!("\n{name}: {size}");
    }

    /// A time that nothing is asked of.
    pub fn time(&mut self, name: &str, timing: &Timing) {
        row(&with_runs(name, timing), &milliseconds(timing.median()), None, "", "");
    }

    /// A time of ours that is asked to be no longer than so much.
    pub fn no_longer_than(&mut self, name: &str, timing: &Timing, most: Duration) {
        let target = Target::AtMost(most.as_secs_f64());
        let median = timing.median();
        let verdict = self.verdict(target, median.as_secs_f64());
        row(name, &microseconds(median), None, &format!("≤ {}", microseconds(most)), verdict);
    }

    /// Our time as a multiple of another: of one pass, or of an easier case of ours.
    pub fn our_multiple(
        &mut self,
        name: &str,
        ours: &Timing,
        other: &Timing,
        target: Option<Target>,
    ) {
        self.ratio(name, other, ours.per(other), target);
    }

    /// How many times our time a peer takes.
    pub fn peer(&mut self, name: &str, ours: &Timing, peer: &Timing, target: Option<Target>) {
        self.ratio(name, peer, peer.per(ours), target);
    }

    /// Two times per lead, and how many times the first the second is.
    pub fn growth(
        &mut self,
        name: &str,
        (small, small_leads): (&Timing, usize),
        (large, large_leads): (&Timing, usize),
        target: Option<Target>,
    ) {
        let per_lead =
            |timing: &Timing, leads: usize| timing.median().as_secs_f64() * 1e9 / leads as f64;
        let from_to = [per_lead(small, small_leads), per_lead(large, large_leads)];
        let measured = format!("{:.1} → {:.1} ns", from_to[0], from_to[1]);
        let times = large.per(small).times(small_leads as f64 / large_leads as f64);
        let verdict = target.map_or("", |target| self.verdict(target, times.median));
        row(name, &measured, Some(times), &shown(target, target_multiple), verdict);
    }

    /// The most memory in use at once on top of the inputs and outputs, and of which kind all of it is.
    pub fn memory(&mut self, bytes: usize, target: Option<Target>) {
        let bytes = bytes as f64;
        let verdict = target.map_or("", |target| self.verdict(target, bytes));
        row("peak extra memory", &mebibytes(bytes), None, &shown(target, mebibytes), verdict);
        Self::tell_huge_pages();
    }

    /// How much of this process lies in huge pages, where the system tells it. Where it is neither nothing nor almost all,
    /// the two sides of a ratio may lie in memory of different kinds.
    fn tell_huge_pages() {
        let told = fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
        let kibibytes = |name: &str| -> Option<f64> {
            let line = told.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().strip_suffix(" kB")?.parse().ok()
        };
        if let (Some(huge), Some(all)) = (kibibytes("AnonHugePages:"), kibibytes("Anonymous:")) {
            let measured = format!("{} of {}", whole(huge / 1024.0), mebibytes(all * 1024.0));
            row("memory in huge pages", &measured, None, "", "");
        }
    }

    /// A number of things.
    pub fn count(&mut self, name: &str, count: u64, target: Option<Target>) {
        let verdict = target.map_or("", |target| self.verdict(target, count as f64));
        row(name, &grouped(count), None, &shown(target, whole), verdict);
    }

    /// The times of a peer's forms. The first is measured against the target, the others are shown beside it.
    pub fn peers(&mut self, ours: &Timing, forms: &[Form], target: Option<Target>) {
        for (place, form) in forms.iter().enumerate() {
            if let Some(timing) = &form.timing {
                self.peer(&form.name, ours, timing, target.filter(|_| place == 0));
            }
        }
    }

    /// A peer that cannot be asked on this machine.
    pub fn skipped(&mut self, name: &str, reason: &str) {
        row(name, "skipped", None, "", "");
        self.note_skipped(format!("{name}: {reason}"));
    }

    /// Prints what a process tells of its cases, and takes over what it came to, which is the last line: [`Table::tell`].
    ///
    /// # Errors
    /// When the process ends without.
    pub fn relay(&mut self, told: impl io::BufRead) -> io::Result<()> {
        for line in told.lines() {
            let line = line?;
            let Some(last) = Self::told(&line) else {
                println!("{line}");
                continue;
            };
            self.met += last.met;
            self.missed += last.missed;
            for skipped in last.skipped {
                self.note_skipped(skipped);
            }
            return Ok(());
        }
        Err(io::ErrorKind::UnexpectedEof.into())
    }

    /// Prints what the rows came to as a line for [`Table::relay`].
    pub fn tell(self) {
        let Self { met, missed, skipped } = self;
        println!("{}", json!({ "met": met, "missed": missed, "skipped": skipped }));
    }

    fn told(line: &str) -> Option<Self> {
        let told: Value = serde_json::from_str(line).ok().filter(Value::is_object)?;
        let number = |name: &str| usize::try_from(told[name].as_u64()?).ok();
        let skipped = told["skipped"].as_array()?.iter();
        Some(Self {
            met: number("met")?,
            missed: number("missed")?,
            skipped: skipped.map(|line| line.as_str().map(str::to_owned)).collect::<Option<_>>()?,
        })
    }

    /// Prints the closing lines.
    pub fn close(self) {
        println!();
        for skipped in &self.skipped {
            println!("skipped: {skipped}");
        }
        println!("{} targets met, {} missed", self.met, self.missed);
    }

    fn note_skipped(&mut self, line: String) {
        if !self.skipped.contains(&line) {
            self.skipped.push(line);
        }
    }

    fn ratio(&mut self, name: &str, timing: &Timing, times: Ratio, target: Option<Target>) {
        let verdict = target.map_or("", |target| self.verdict(target, times.median));
        row(
            &with_runs(name, timing),
            &milliseconds(timing.median()),
            Some(times),
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

fn row(name: &str, measured: &str, ratio: Option<Ratio>, target: &str, verdict: &str) {
    let [times, between] = match ratio {
        Some(Ratio { low, median, high }) => {
            [format!("{} ×", digits(median)), format!("{} … {}", digits(low), digits(high))]
        }
        None => [String::new(), String::new()],
    };
    let line =
        format!("  {name:<46} {measured:>16} {times:>10} {between:>15} {target:>12}  {verdict}");
    println!("{}", line.trim_end());
}

/// Five runs are the rule; what has fewer says so.
fn with_runs(name: &str, timing: &Timing) -> String {
    match timing.runs() {
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

fn digits(times: f64) -> String {
    let digits = if times < 100.0 { 2 } else { 0 };
    format!("{times:.digits$}")
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
