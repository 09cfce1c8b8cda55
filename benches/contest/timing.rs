//! Times of contestants that take turns, ratios of these, and the memory that a run takes.

#![expect(clippy::disallowed_types, reason = "the rules read no clock; what measures them must")]

use std::{
    alloc::System,
    time::{Duration, Instant},
};

use peakmem_alloc::{PeakMemAlloc, PeakMemAllocTrait as _};

/// A contestant has runs until they have taken so long, and never fewer than are asked for: a short time is easily disturbed,
/// and there is time for more of them.
const WHILE: Duration = Duration::from_secs(2);

/// More runs than these tell nothing new.
const MOST_RUNS: usize = 100;

/// A contestant whose warm-up takes longer than this has fewer runs than are asked for.
const SLOW: Duration = Duration::from_secs(5);

/// The most runs of a slow contestant; its row of the table says so.
const RUNS_OF_THE_SLOW: usize = 3;

/// How long something takes, round by round.
#[derive(Clone, Debug)]
pub struct Timing {
    rounds: Vec<Duration>,
}

impl Timing {
    /// What was measured, by round.
    ///
    /// # Panics
    /// Without a round.
    #[must_use]
    pub fn of(rounds: Vec<Duration>) -> Self {
        assert!(!rounds.is_empty(), "a time needs a run");
        Self { rounds }
    }

    /// The median of the runs.
    #[must_use]
    pub fn median(&self) -> Duration {
        let mut runs = self.rounds.clone();
        runs.sort_unstable();
        let [lower, upper] = [runs[(runs.len() - 1) / 2], runs[runs.len() / 2]];
        (lower + upper) / 2
    }

    /// How many runs there are.
    #[must_use]
    pub const fn runs(&self) -> usize {
        self.rounds.len()
    }

    /// This as a multiple of another time. Both had a run in each round, and only these two are compared: a machine that is
    /// slow for a while slows both.
    #[must_use]
    pub fn per(&self, other: &Self) -> Ratio {
        let pairs = self.rounds.iter().zip(&other.rounds);
        let mut ratios: Vec<f64> =
            pairs.map(|(own, other)| own.as_secs_f64() / other.as_secs_f64()).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        let at = |quarters: usize| {
            let place = (ratios.len() - 1) * quarters;
            let (lower, upper) = (ratios[place / 4], ratios[place.div_ceil(4)]);
            lower + (upper - lower) * (place % 4) as f64 / 4.0
        };
        Ratio { low: at(1), median: at(2), high: at(3) }
    }
}

/// A ratio over several rounds: the median, and between which half of them lie.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// A quarter of the rounds lies below.
    pub low: f64,
    /// Half of them.
    pub median: f64,
    /// Three quarters of them.
    pub high: f64,
}

impl Ratio {
    /// The ratio of so many times as much.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, median: self.median * factor, high: self.high * factor }
    }
}

/// A peer that takes part: does its work once, and tells how long it took.
pub type Peer<'a> = &'a mut dyn FnMut() -> Duration;

/// Measures contestants in turn, so that what else the machine does meets all of them alike: one round to warm up, then
/// the rounds that count. Everybody takes part in the first ones; who has had the time to leaves.
pub fn contest<const CONTESTANTS: usize>(
    least_runs: usize,
    contestants: [&mut dyn FnMut(); CONTESTANTS],
) -> [Timing; CONTESTANTS] {
    contest_with(least_runs, contestants, &mut []).0
}

/// [`contest`] with peers who take their own time, as they are no part of this program. When they had a turn, the last
/// contestant runs once more before the next round, unmeasured: so the first one finds the caches as in any other round.
pub fn contest_with<const CONTESTANTS: usize>(
    least_runs: usize,
    contestants: [&mut dyn FnMut(); CONTESTANTS],
    peers: &mut [Peer<'_>],
) -> ([Timing; CONTESTANTS], Vec<Timing>) {
    let mut own = contestants.map(|work| {
        let warm_up = time(work);
        (work, Turns::after(warm_up, least_runs))
    });
    let mut others: Vec<_> = peers
        .iter_mut()
        .map(|run| {
            let warm_up = run();
            (run, Turns::after(warm_up, least_runs))
        })
        .collect();
    for round in 0..least_runs.max(MOST_RUNS) {
        let peers_had_a_turn =
            others.iter().any(|(_, turns)| round == 0 || turns.rounds.len() == round);
        if peers_had_a_turn && let Some((work, _)) = own.last_mut() {
            work();
        }
        for (work, turns) in own.iter_mut().filter(|(_, turns)| turns.has_one_in(round)) {
            turns.rounds.push(time(work));
        }
        for (run, turns) in others.iter_mut().filter(|(_, turns)| turns.has_one_in(round)) {
            turns.rounds.push(run());
        }
    }
    let timings = others.into_iter().map(|(_, turns)| Timing::of(turns.rounds));
    (own.map(|(_, turns)| Timing::of(turns.rounds)), timings.collect())
}

/// The turns that a contestant had.
struct Turns {
    least_runs: usize,
    rounds: Vec<Duration>,
}

impl Turns {
    fn after(warm_up: Duration, least_runs: usize) -> Self {
        let least_runs = if warm_up > SLOW { least_runs.min(RUNS_OF_THE_SLOW) } else { least_runs };
        Self { least_runs, rounds: Vec::new() }
    }

    /// Whether there is a turn in this round: there was one in each before, and there is to be another.
    fn has_one_in(&self, round: usize) -> bool {
        let has_time = round < MOST_RUNS && self.rounds.iter().sum::<Duration>() < WHILE;
        self.rounds.len() == round && (round < self.least_runs || has_time)
    }
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
