//! Calls of which nothing but their number, status and duration is to be known: of a day at once where they come in order of
//! time, or by status.

use alloc::{vec, vec::Vec};

use super::cells::Cell;
use crate::lead::CallStatus;

/// The most calls of a tally: each of its three counts has 21 bits.
pub(super) const MOST_CALLS: usize = (1 << COUNT_BITS) - 1;

/// A tally of so many pairs of buckets stays in the cache.
pub(super) const MOST_PAIRS: u64 = 1 << 16;

const COUNT_BITS: u32 = 21;

/// Beside the counts, a call that is not plain.
const NOT_PLAIN: u64 = 1 << 63;

/// What calls in one bucket of one dimension come to, by the buckets of the other. It is small, so that it stays in the cache.
pub(super) struct Tally {
    /// The seconds; the counts of all calls, of connected and of missed ones, from the lowest bits up.
    cells: Vec<[u64; 2]>,
    /// What a call adds to the counts, by its status and, in the lowest bit, whether it has a duration.
    added: [u64; 512],
}

/// Calls of a tally, a column each.
#[derive(Clone, Copy)]
pub(super) struct Plain<'a> {
    pub(super) status: &'a [u8],
    pub(super) duration_seconds: &'a [u32],
    /// The dense numbers of the other dimension, and the least of them; none where all calls are in its first bucket.
    pub(super) numbers: Option<(&'a [u32], u32)>,
}

impl Tally {
    /// Nothing counted yet, in so many buckets.
    pub(super) fn new(buckets: u32) -> Self {
        const LIVE: usize = CallStatus::InProgress.as_byte() as usize;
        const MISSED: usize = CallStatus::Missed.as_byte() as usize;
        const STATUSES: usize = CallStatus::ALL.len();
        let mut added = [0; 512];
        for (place, own) in added.iter_mut().enumerate() {
            let (status, has_duration) = (place >> 1, place & 1 == 1);
            *own = 1 | u64::from(has_duration) << COUNT_BITS;
            if status == MISSED && !has_duration {
                *own |= 1 << (2 * COUNT_BITS);
            }
            if status == LIVE || status >= STATUSES {
                *own = NOT_PLAIN;
            }
        }
        Self { cells: vec![[0; 2]; buckets as usize], added }
    }

    /// Counts at most [`MOST_CALLS`]. Whether all of them are plain: have ended, and have a status and a number that mean
    /// something. What was counted means nothing otherwise.
    pub(super) fn count(&mut self, calls: Plain<'_>) -> bool {
        let mut seen = 0;
        let rows = calls.status.iter().zip(calls.duration_seconds);
        let Some((numbers, least)) = calls.numbers else {
            let Some([all_seconds, all_counts]) = self.cells.first_mut() else { return false };
            for (status, seconds) in rows {
                let added = self.added.get(place(*status, *seconds)).copied().unwrap_or_default();
                seen |= added;
                *all_seconds = all_seconds.wrapping_add((*seconds).into());
                *all_counts = all_counts.wrapping_add(added);
            }
            return seen < NOT_PLAIN;
        };
        for ((status, seconds), number) in rows.zip(numbers) {
            let added = self.added.get(place(*status, *seconds)).copied().unwrap_or_default();
            let Some(cell) = self.cells.get_mut(number.wrapping_sub(least) as usize) else {
                return false;
            };
            seen |= added;
            let [all_seconds, all_counts] = cell;
            *all_seconds = all_seconds.wrapping_add((*seconds).into());
            *all_counts = all_counts.wrapping_add(added);
        }
        seen < NOT_PLAIN
    }

    /// [`Tally::count`] by two columns of numbers, `widths` of either: a bucket is a pair of them, the second in turn first.
    pub(super) fn count_pairs(
        &mut self,
        calls: Plain<'_>,
        second: (&[u32], u32),
        widths: (u32, u32),
    ) -> bool {
        let Some((first, least)) = calls.numbers else { return false };
        let (mut seen, mut fits) = (0, true);
        let rows = calls.status.iter().zip(calls.duration_seconds);
        for ((status, seconds), (one, other)) in rows.zip(first.iter().zip(second.0)) {
            let added = self.added.get(place(*status, *seconds)).copied().unwrap_or_default();
            let (one, other) = (one.wrapping_sub(least), other.wrapping_sub(second.1));
            // The last of either stands for rows without a number, and each row has one.
            fits &= one.wrapping_add(1) < widths.0 && other.wrapping_add(1) < widths.1;
            seen |= added;
            let bucket = one.wrapping_mul(widths.1).wrapping_add(other);
            if let Some([all_seconds, all_counts]) = self.cells.get_mut(bucket as usize) {
                *all_seconds = all_seconds.wrapping_add((*seconds).into());
                *all_counts = all_counts.wrapping_add(added);
            }
        }
        fits && seen < NOT_PLAIN
    }

    /// Hands over every bucket's calls, as a cell of the table and the missed ones, and starts anew.
    pub(super) fn hand_over(&mut self, mut take: impl FnMut(Cell, u32)) {
        const MASK: u64 = (1 << COUNT_BITS) - 1;
        for cell in &mut self.cells {
            let [seconds, counts] = core::mem::take(cell);
            let calls = counts & MASK;
            let connected = counts >> COUNT_BITS & MASK;
            let missed = counts >> (2 * COUNT_BITS) & MASK;
            take([seconds, calls | connected << 32], u32::try_from(missed).unwrap_or_default());
        }
    }

    /// Forgets what was counted.
    pub(super) fn clear(&mut self) {
        self.cells.fill([0; 2]);
    }
}

/// So many cells are kept for the calls of a bucket, one per status and one for what is none.
const STATUSES: usize = 8;

/// In small tables, neighbours are counted in lanes of their own: a run of equal calls would wait for one sum to be written
/// before the next could be read.
const LANES: usize = 4;

/// A table of at most so many cells is small.
const SMALL: usize = 1024;

/// What calls come to by the buckets of one dimension and by status. Whether a call was missed, its status and the lack of a
/// duration tell (rule C3).
pub(super) struct StatusTally {
    /// Lane by lane, bucket by bucket, a cell per status.
    cells: Vec<Cell>,
    /// The cells of a lane.
    lane: usize,
    lanes: usize,
}

impl StatusTally {
    /// Nothing counted yet, in so many buckets.
    pub(super) fn new(buckets: u32) -> Self {
        let lane = (buckets as usize).saturating_mul(STATUSES);
        let lanes = if lane <= SMALL { LANES } else { 1 };
        Self { cells: vec![[0; 2]; lane.saturating_mul(lanes)], lane, lanes }
    }

    /// Counts at most [`MOST_CALLS`]. Whether all of them have ended, and have a status and a number that mean something. What
    /// was counted means nothing otherwise.
    pub(super) fn count(&mut self, calls: Plain<'_>) -> bool {
        let rows = calls.status.iter().zip(calls.duration_seconds);
        // There are 1 or 4.
        let last_lane = self.lanes.wrapping_sub(1);
        // Beside the rows: enumerated ones that are zipped again would be written to memory and read back, each of them.
        let (mut row, mut largest, mut fits) = (0_usize, 0, true);
        let mut add = |status: u8, seconds: u32, number: u32| {
            largest = status.max(largest);
            let bucket = (number as usize).wrapping_mul(STATUSES).wrapping_add(status.into());
            let place = (row & last_lane).wrapping_mul(self.lane).wrapping_add(bucket);
            row = row.wrapping_add(1);
            // A number that is too large lies in another lane, or nowhere.
            fits &= bucket < self.lane;
            if let Some([all_seconds, counts]) = self.cells.get_mut(place) {
                *all_seconds = all_seconds.wrapping_add(seconds.into());
                *counts = counts.wrapping_add(1 | u64::from(seconds > 0) << 32);
            }
        };
        match calls.numbers {
            Some((numbers, least)) => {
                for ((status, seconds), number) in rows.zip(numbers) {
                    add(*status, *seconds, number.wrapping_sub(least));
                }
            }
            None => rows.for_each(|(status, seconds)| add(*status, *seconds, 0)),
        }
        fits && usize::from(largest) < CallStatus::ALL.len() && !self.has_live()
    }

    /// Hands over what was counted, as bucket, status, cell of the table and the missed ones, and starts anew.
    pub(super) fn hand_over(&mut self, mut take: impl FnMut(u32, u32, Cell, u32)) {
        for lane in self.cells.chunks_mut(self.lane.max(1)) {
            for (bucket, cells) in (0..).zip(lane.chunks_mut(STATUSES)) {
                for (status, cell) in (0..).zip(cells) {
                    let [seconds, counts] = core::mem::take(cell);
                    let is_missed = status == u32::from(CallStatus::Missed.as_byte());
                    // All but the connected ones.
                    let missed = (counts & u64::from(u32::MAX)).saturating_sub(counts >> 32);
                    let missed = u32::try_from(missed).ok().filter(|_| is_missed);
                    take(bucket, status, [seconds, counts], missed.unwrap_or_default());
                }
            }
        }
    }

    /// Forgets what was counted.
    pub(super) fn clear(&mut self) {
        self.cells.fill([0; 2]);
    }

    fn has_live(&self) -> bool {
        const LIVE: usize = CallStatus::InProgress.as_byte() as usize;
        self.cells.iter().skip(LIVE).step_by(STATUSES).any(|[_, counts]| *counts > 0)
    }
}

/// Where a status, and whether there is a duration, stand among what calls add.
fn place(status: u8, duration_seconds: u32) -> usize {
    usize::from(status) << 1 | usize::from(duration_seconds > 0)
}
