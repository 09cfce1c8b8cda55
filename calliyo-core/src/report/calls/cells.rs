//! What the calls of each bucket come to: a dense table where it fits, sorted cells where it does not.

use alloc::{vec, vec::Vec};

use super::{
    buckets::BLOCK,
    reach::{Contacts, NO_LEAD, Reached},
    runs::{StatusTally, Tally},
};
use crate::order::{Pair, halves, pair};

/// What the calls of one bucket come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) attempts: u64,
    pub(super) connected: u64,
    pub(super) missed: u64,
    pub(super) talk_seconds: u64,
    pub(super) reached: Reached,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.attempts = self.attempts.saturating_add(other.attempts);
        self.connected = self.connected.saturating_add(other.connected);
        self.missed = self.missed.saturating_add(other.missed);
        self.talk_seconds = self.talk_seconds.saturating_add(other.talk_seconds);
    }

    /// Adds one call of a block.
    pub(super) fn count(&mut self, facts: &Facts<'_>, row: usize) {
        let (duration_seconds, missed, _) = facts.of(row);
        self.add(Self {
            attempts: u64::from(!missed),
            connected: u64::from(duration_seconds > 0),
            missed: u64::from(missed),
            talk_seconds: duration_seconds.into(),
            reached: Reached::default(),
        });
    }

    /// All calls: each is an attempt or was missed (rule C3).
    pub(super) const fn calls(&self) -> u64 {
        self.attempts.saturating_add(self.missed)
    }
}

/// The calls of a block that count, as far as sums are concerned.
pub(super) struct Facts<'a> {
    pub(super) duration_seconds: &'a [u32],
    /// The rows of the block that were missed (rule C3), ascending.
    pub(super) missed: &'a [u16],
    /// The lead that each is an attempt on, or [`NO_LEAD`]; empty where the reach is not asked for.
    pub(super) lead: &'a [u32],
}

impl Facts<'_> {
    /// The duration, whether it was missed, and the lead of one call.
    fn of(&self, row: usize) -> (u32, bool, u32) {
        (
            self.duration_seconds.get(row).copied().unwrap_or_default(),
            u16::try_from(row).is_ok_and(|row| self.missed.binary_search(&row).is_ok()),
            self.lead.get(row).copied().unwrap_or(NO_LEAD),
        )
    }
}

/// Takes calls in, block by block.
pub(super) trait Sink {
    /// A block of calls, each with its two buckets; what is not kept does not count. Without `kept` all are.
    fn block(&mut self, first: &[u32], second: &[u32], kept: Option<&[bool]>, facts: &Facts<'_>);

    /// One call of a block once more, in another bucket.
    fn one(&mut self, first: u32, second: u32, row: usize, facts: &Facts<'_>);
}

/// A cell of the dense table, two words so that four share a line of the cache: the seconds; all calls in the lower half of the
/// other word, connected ones in the upper half. There are fewer than 2^32 calls. Bare numbers, so that a table starts as
/// pages that nobody has touched.
pub(super) type Cell = [u64; 2];

/// A cell for every pair of buckets, and one at the end for calls that do not count.
#[derive(Debug)]
pub(super) struct Dense {
    cells: Vec<Cell>,
    missed: Vec<u32>,
    /// How many buckets the second of the pair has.
    width: u32,
    /// The pairs of buckets.
    pairs: u32,
    /// The first bucket of a pair is asked for as the second.
    turned: bool,
    /// What is added to the cell of a row, by the lowest bits of the row. Neighbours of a small table are counted in tables
    /// of their own: a run of equal buckets would wait for one sum to be written before the next could be read.
    lanes: [u32; LANES],
    /// Of attempts, where the reach is asked for.
    contacts: Option<Contacts>,
    /// Per pair, once all calls are in.
    reached: Vec<Reached>,
}

const LANES: usize = 4;

/// A table of at most so many cells is kept several times.
const SMALL: u32 = 1024;

/// The most cells of a dense table.
const MOST_CELLS: u64 = 1 << 24;

/// A dense table of that many cells is made however few calls there are.
const ANY_CELLS: u64 = 1 << 16;

impl Dense {
    /// The table for so many first and second buckets; `None` where it would be too large.
    pub(super) fn new(buckets: (u32, u32), calls: usize, leads: Option<u32>) -> Option<Self> {
        let pairs = u64::from(buckets.0).saturating_mul(buckets.1.into());
        let most = u64::try_from(calls).unwrap_or(u64::MAX).saturating_mul(4);
        let most = MOST_CELLS.min(most).max(ANY_CELLS);
        let pairs = u32::try_from(pairs).ok().filter(|pairs| u64::from(*pairs) <= most)?;
        let lanes =
            [0, 1, 2, 3].map(|lane| if pairs <= SMALL { pairs.wrapping_mul(lane) } else { 0 });
        let [.., last] = lanes;
        let cells = pairs.saturating_add(last).saturating_add(1) as usize;
        Some(Self {
            cells: vec![[0; 2]; cells],
            missed: vec![0; cells],
            width: buckets.1,
            pairs,
            turned: false,
            lanes,
            contacts: leads.map(|leads| Contacts::new(leads, pairs, calls)),
            reached: Vec::new(),
        })
    }

    /// Finds out how far the calls reached, once all are in; tells how far all of them together did.
    fn finish(&mut self) -> Reached {
        let Some(contacts) = self.contacts.take() else { return Reached::default() };
        let (each, all) = contacts.by_cell();
        self.reached = each;
        all
    }

    /// The sums of a pair of buckets.
    fn sums(&self, first: u32, second: u32) -> Sums {
        let pair = if self.turned { self.pair(second, first) } else { self.pair(first, second) };
        let reached = self.reached.get(pair as usize).copied().unwrap_or_default();
        let mut sums = Sums { reached, ..Sums::default() };
        for lane in self.lanes.iter().take(if self.pairs <= SMALL { LANES } else { 1 }) {
            let cell = pair.wrapping_add(*lane) as usize;
            let [talk_seconds, counts] = self.cells.get(cell).copied().unwrap_or_default();
            let missed = u64::from(self.missed.get(cell).copied().unwrap_or_default());
            sums.add(Sums {
                attempts: (counts & u64::from(u32::MAX)).saturating_sub(missed),
                connected: counts >> 32,
                missed,
                talk_seconds,
                reached: Reached::default(),
            });
        }
        sums
    }

    /// Counts one call. Wrapping: there are fewer than 2^32 calls, and as many durations of 32 bits.
    #[inline(always)]
    fn count(&mut self, cell: u32, duration: u32) {
        if let Some([talk_seconds, counts]) = self.cells.get_mut(cell as usize) {
            *talk_seconds = talk_seconds.wrapping_add(duration.into());
            *counts = counts.wrapping_add(1 | u64::from(duration > 0) << 32);
        }
    }

    /// Takes in a tally of one first bucket.
    pub(super) fn take(&mut self, first: u32, tally: &mut Tally) {
        let start = self.pair(first, 0) as usize;
        let cells = self.cells.get_mut(start..).unwrap_or_default();
        let missed = self.missed.get_mut(start..).unwrap_or_default();
        let mut own = cells.iter_mut().zip(missed);
        tally.hand_over(|[more_seconds, more_counts], more_missed| {
            if let Some(([talk_seconds, counts], missed)) = own.next() {
                *talk_seconds = talk_seconds.wrapping_add(more_seconds);
                *counts = counts.wrapping_add(more_counts);
                *missed = missed.wrapping_add(more_missed);
            }
        });
    }

    /// Takes in a tally of first buckets by status, the second.
    pub(super) fn take_by_status(&mut self, tally: &mut StatusTally) {
        tally.hand_over(|first, status, [more_seconds, more_counts], more_missed| {
            if more_counts == 0 {
                return;
            }
            let cell = self.pair(first, status) as usize;
            if let (Some([talk_seconds, counts]), Some(missed)) =
                (self.cells.get_mut(cell), self.missed.get_mut(cell))
            {
                *talk_seconds = talk_seconds.wrapping_add(more_seconds);
                *counts = counts.wrapping_add(more_counts);
                *missed = missed.wrapping_add(more_missed);
            }
        });
    }

    /// Everything together.
    fn total(&self) -> Sums {
        let (mut talk_seconds, mut calls, mut connected, mut missed) = (0_u64, 0_u64, 0_u64, 0_u64);
        // The last cell is of calls that do not count.
        let cells = self.cells.iter().zip(&self.missed);
        for ([more_seconds, counts], more_missed) in cells.take(self.cells.len().saturating_sub(1))
        {
            talk_seconds = talk_seconds.wrapping_add(*more_seconds);
            calls = calls.wrapping_add(counts & u64::from(u32::MAX));
            connected = connected.wrapping_add(counts >> 32);
            missed = missed.wrapping_add(u64::from(*more_missed));
        }
        let attempts = calls.saturating_sub(missed);
        Sums { attempts, connected, missed, talk_seconds, reached: Reached::default() }
    }

    fn count_missed(&mut self, cell: u32) {
        if let Some(own) = self.missed.get_mut(cell as usize) {
            *own = own.wrapping_add(1);
        }
    }

    fn pair(&self, first: u32, second: u32) -> u32 {
        first.wrapping_mul(self.width).wrapping_add(second)
    }
}

impl Sink for Dense {
    fn block(&mut self, first: &[u32], second: &[u32], kept: Option<&[bool]>, facts: &Facts<'_>) {
        let nowhere = u32::try_from(self.cells.len().wrapping_sub(1)).unwrap_or(u32::MAX);
        let mut cells = [0_u32; BLOCK];
        let cells = cells.get_mut(..first.len()).unwrap_or_default();
        for ((cell, first), second) in cells.iter_mut().zip(first).zip(second) {
            *cell = first.wrapping_mul(self.width).wrapping_add(*second);
        }
        if let Some(kept) = kept {
            for (cell, kept) in cells.iter_mut().zip(kept) {
                *cell = if *kept { *cell } else { nowhere };
            }
        }
        if let Some(contacts) = &mut self.contacts {
            contacts.note(facts.lead, cells, facts.duration_seconds);
        }
        if self.pairs <= SMALL {
            for cells in cells.chunks_exact_mut(LANES) {
                if let [_, second, third, fourth] = cells {
                    let [_, one, two, three] = self.lanes;
                    *second = second.wrapping_add(one).min(nowhere);
                    *third = third.wrapping_add(two).min(nowhere);
                    *fourth = fourth.wrapping_add(three).min(nowhere);
                }
            }
        }
        for (cell, duration) in cells.iter().zip(facts.duration_seconds) {
            self.count(*cell, *duration);
        }
        for row in facts.missed {
            self.count_missed(cells.get(usize::from(*row)).copied().unwrap_or(nowhere));
        }
    }

    fn one(&mut self, first: u32, second: u32, row: usize, facts: &Facts<'_>) {
        let cell = self.pair(first, second);
        let (duration, missed, lead) = facts.of(row);
        self.count(cell, duration);
        if missed {
            self.count_missed(cell);
        }
        if lead != NO_LEAD
            && let Some(contacts) = &mut self.contacts
        {
            contacts.add(lead, cell, duration > 0);
        }
    }
}

/// One entry per call and bucket, sorted in the end: for pairs of dimensions with far more buckets than there are calls.
#[derive(Debug, Default)]
pub(super) struct Sparse {
    entries: Vec<Entry>,
}

/// A call in a pair of buckets.
#[derive(Clone, Copy, Debug)]
struct Entry {
    first: u32,
    second: u32,
    lead: u32,
    duration_seconds: u32,
    missed: bool,
}

impl Sparse {
    /// The sums of every pair of buckets that has calls, in order, and how far all calls reached.
    fn finish(mut self, leads: u32) -> (Vec<(u32, u32, Sums)>, Reached) {
        // In order of the pairs, then of leads.
        let parts: [fn(&Entry) -> u32; 3] = [|own| own.lead, |own| own.second, |own| own.first];
        for part in parts {
            self.entries = sorted_by(&self.entries, part);
        }
        let mut contacts = Contacts::new(leads, 1, self.entries.len());
        for entry in &self.entries {
            contacts.add(entry.lead, 0, entry.duration_seconds > 0);
        }
        let (_, all) = contacts.by_cell();
        let same_cell =
            |one: &Entry, other: &Entry| (one.first, one.second) == (other.first, other.second);
        let cells = self.entries.chunk_by(same_cell).filter_map(|calls| {
            let first = calls.first()?;
            let mut sums = Sums::default();
            for calls in calls.chunk_by(|one, other| one.lead == other.lead) {
                let mut lead = Sums::default();
                for call in calls {
                    lead.add(Sums {
                        attempts: u64::from(!call.missed),
                        connected: u64::from(call.duration_seconds > 0),
                        missed: u64::from(call.missed),
                        talk_seconds: call.duration_seconds.into(),
                        reached: Reached::default(),
                    });
                }
                sums.add(lead);
                if calls.first().is_some_and(|call| call.lead != NO_LEAD) {
                    sums.reached.add_lead(lead.attempts > 0, lead.connected > 0);
                }
            }
            Some((first.first, first.second, sums))
        });
        (cells.collect(), all)
    }
}

impl Sink for Sparse {
    fn block(&mut self, first: &[u32], second: &[u32], kept: Option<&[bool]>, facts: &Facts<'_>) {
        for (row, (first, second)) in first.iter().zip(second).enumerate() {
            if kept.is_none_or(|kept| kept.get(row) == Some(&true)) {
                self.one(*first, *second, row, facts);
            }
        }
    }

    fn one(&mut self, first: u32, second: u32, row: usize, facts: &Facts<'_>) {
        let (duration_seconds, missed, lead) = facts.of(row);
        self.entries.push(Entry { first, second, lead, duration_seconds, missed });
    }
}

/// The records in order of a number that each has; those with equal numbers stay in their order.
fn sorted_by<T: Copy>(records: &[T], number: impl Fn(&T) -> u32) -> Vec<T> {
    let mut order: Vec<Pair> = records.iter().map(number).zip(0..).map(pair).collect();
    order.sort_unstable();
    order.into_iter().filter_map(|own| records.get(halves(own).1 as usize).copied()).collect()
}

/// The sums of all pairs of buckets.
#[derive(Debug)]
pub(super) enum Cells {
    Dense(Dense),
    /// In order of the pairs.
    Sparse(Vec<(u32, u32, Sums)>),
}

impl Cells {
    pub(super) fn of_dense(mut dense: Dense) -> (Self, Reached) {
        let all = dense.finish();
        (Self::Dense(dense), all)
    }

    pub(super) fn of_sparse(sparse: Sparse, leads: u32) -> (Self, Reached) {
        let (cells, all) = sparse.finish(leads);
        (Self::Sparse(cells), all)
    }

    /// The pairs of a sparse table in order; of a dense one all can have calls.
    pub(super) fn sparse_pairs(&self) -> Option<&[(u32, u32, Sums)]> {
        match self {
            Self::Dense(_) => None,
            Self::Sparse(cells) => Some(cells),
        }
    }

    /// The sums of a pair of buckets.
    pub(super) fn sums(&self, first: u32, second: u32) -> Sums {
        match self {
            Self::Dense(dense) => dense.sums(first, second),
            Self::Sparse(cells) => {
                let found = cells.binary_search_by_key(&(first, second), |cell| (cell.0, cell.1));
                let cell = found.ok().and_then(|place| cells.get(place));
                cell.map(|cell| cell.2).unwrap_or_default()
            }
        }
    }

    /// The same with first and second buckets exchanged.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Dense(dense) => Self::Dense(Dense { turned: true, ..dense }),
            Self::Sparse(cells) => {
                // In order of the pairs as they stand: so with the same second buckets the first ones are in order already.
                let turned = sorted_by(&cells, |(_, second, _)| *second).into_iter();
                Self::Sparse(turned.map(|(first, second, sums)| (second, first, sums)).collect())
            }
        }
    }

    /// Everything together, where a call is in one bucket alone.
    pub(super) fn total(&self) -> Sums {
        match self {
            Self::Dense(dense) => dense.total(),
            Self::Sparse(cells) => {
                let mut total = Sums::default();
                cells.iter().for_each(|(_, _, sums)| total.add(*sums));
                total
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small linear congruential generator.
    fn draw(state: &mut u64, below: u32) -> u32 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((*state >> 33) % u64::from(below)) as u32
    }

    fn fill(sink: &mut impl Sink, buckets: (u32, u32), seed: u64) {
        let mut state = seed;
        for size in [0_u32, 1, 3, 700, 1024, 4096] {
            let mut column =
                |below: u32| (0..size).map(|_| draw(&mut state, below)).collect::<Vec<u32>>();
            let (first, second) = (column(buckets.0), column(buckets.1));
            let duration_seconds = column(3);
            let mut lead: Vec<u32> =
                column(9).into_iter().map(|lead| if lead == 8 { NO_LEAD } else { lead }).collect();
            let kept: Vec<bool> = column(4).into_iter().map(|own| own > 0).collect();
            let missed: Vec<u16> = (0_u16..)
                .zip(&duration_seconds)
                .filter(|(row, seconds)| **seconds == 0 && row % 2 == 0)
                .map(|(row, _)| row)
                .collect();
            // What was missed is no attempt on a lead, and what is not kept is none either.
            for (row, (lead, kept)) in (0_u16..).zip(lead.iter_mut().zip(&kept)) {
                if missed.contains(&row) || (size != 700 && !kept) {
                    *lead = NO_LEAD;
                }
            }
            let facts = Facts { duration_seconds: &duration_seconds, missed: &missed, lead: &lead };
            sink.block(&first, &second, (size != 700).then_some(&kept), &facts);
            if size > 2 {
                sink.one(buckets.0 - 1, 0, 2, &facts);
            }
        }
    }

    /// M1, M9: a dense table and sorted cells hold the same, whichever bucket of the pair comes first
    #[test]
    fn sorted_cells_hold_what_the_table_holds() {
        for (seed, buckets) in [(1, (1, 1)), (2, (3, 5)), (3, (90, 40)), (4, (17, 300))] {
            let mut dense = Dense::new(buckets, 2_000, Some(8)).unwrap();
            let mut sparse = Sparse::default();
            fill(&mut dense, buckets, seed);
            fill(&mut sparse, buckets, seed);
            let (dense, reached_by_dense) = Cells::of_dense(dense);
            let (sparse, reached_by_sparse) = Cells::of_sparse(sparse, 8);
            assert_eq!(reached_by_dense, reached_by_sparse);
            assert_eq!(dense.total(), sparse.total());
            let each = |cells: &Cells, turned: bool| -> Vec<Sums> {
                let pairs =
                    (0..buckets.0).flat_map(|one| (0..buckets.1).map(move |two| (one, two)));
                pairs
                    .map(
                        |(one, two)| {
                            if turned { cells.sums(two, one) } else { cells.sums(one, two) }
                        },
                    )
                    .collect()
            };
            let expected = each(&dense, false);
            assert!(expected.iter().any(|sums| sums.missed > 0 && sums.reached.connected > 0));
            assert_eq!(each(&sparse, false), expected);
            assert_eq!(each(&dense.turned(), true), expected);
            assert_eq!(each(&sparse.turned(), true), expected);
        }
    }

    /// M1: a table far larger than there are calls is not made
    #[test]
    fn a_table_is_not_much_larger_than_the_calls() {
        assert!(Dense::new((1 << 16, 1), 0, None).is_some());
        assert!(Dense::new((1 << 10, 1 << 10), 100, None).is_none());
        assert!(Dense::new((1 << 10, 1 << 10), 1 << 18, None).is_some());
        assert!(Dense::new((u32::MAX, u32::MAX), usize::MAX, None).is_none());
    }
}
