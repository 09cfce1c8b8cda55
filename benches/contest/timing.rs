//! Medians over several runs, and the memory that a run takes.

#![expect(clippy::disallowed_types, reason = "the rules read no clock; what measures them must")]

use std::{
    alloc::System,
    time::{Duration, Instant},
};

use peakmem_alloc::{PeakMemAlloc, PeakMemAllocTrait as _};

/// A contestant whose warm-up takes longer than this has fewer runs.
const SLOW: Duration = Duration::from_secs(5);

/// The most runs of a slow contestant; its row of the table says so.
const RUNS_OF_THE_SLOW: usize = 3;

/// A round that is quicker than this is worth ten: there is time for them, and a short time is easily disturbed.
const QUICK: Duration = Duration::from_millis(50);

/// How long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// The median of the runs.
    pub median: Duration,
    /// How many runs the median is of.
    pub runs: usize,
}

impl Timing {
    /// The median of measured runs.
    ///
    /// # Panics
    /// Without a run.
    #[must_use]
    pub fn of(mut runs: Vec<Duration>) -> Self {
        runs.sort_unstable();
        let [lower, upper] = [runs[(runs.len() - 1) / 2], runs[runs.len() / 2]];
        Self { median: (lower + upper) / 2, runs: runs.len() }
    }
}

/// Measures contestants in turn, so that what else the machine does meets all of them alike: one round to warm up, then
/// the rounds that count.
pub fn contest<const CONTESTANTS: usize>(
    rounds: usize,
    mut contestants: [&mut dyn FnMut(); CONTESTANTS],
) -> [Timing; CONTESTANTS] {
    let warm_up = contestants.each_mut().map(|contestant| time(contestant));
    let quick = warm_up.iter().sum::<Duration>() < QUICK;
    let rounds = if quick { 10 * rounds } else { rounds };
    let mut runs = [const { Vec::new() }; CONTESTANTS];
    for round in 0..rounds {
        for ((contestant, warm_up), runs) in contestants.iter_mut().zip(warm_up).zip(&mut runs) {
            if warm_up <= SLOW || round < RUNS_OF_THE_SLOW {
                runs.push(time(contestant));
            }
        }
    }
    runs.map(Timing::of)
}

/// What a piece of work gives, and the most bytes that it had in use at once on top of what was in use before, as the
/// program's allocator counts them.
pub fn with_peak<T>(memory: &PeakMemAlloc<System>, work: impl FnOnce() -> T) -> (T, usize) {
    memory.reset_peak_memory();
    let given = work();
    (given, memory.get_peak_memory())
}

fn time(work: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
