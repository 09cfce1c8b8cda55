//! Memory that a run works in.

use alloc::{vec, vec::Vec};

/// Memory that a job works in: [`assignment::plan_reusing`](super::assignment::plan_reusing) and
/// [`top_up::plan_reusing`](super::top_up::plan_reusing) take it from the caller, who can keep it from one run to the next.
///
/// Putting leads in order takes 8 bytes per eligible lead, and at worst, where almost all of them have nearly the same
/// priority and age, 8 more; leads that come in order take none. A top-up that fills every place takes about 28 bytes per
/// place instead, and a bit per lead. Memory that is fresh from the system costs time: the system clears it first, page by
/// page. What a scratch has from an earlier run is there already. It grows where a run needs more than any before and never
/// shrinks; to give the memory back is to drop it.
///
/// What a run gives never depends on its scratch, nor on what that was used for before.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) order: Order,
    /// Rows as bits of words.
    pub(super) words: Buffer<u64>,
    /// An agent for each of some rows.
    pub(super) agents: Buffer<u32>,
}

/// Memory in which rows are put in order.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// The rows in order, each with a number.
    pub(super) pairs: Buffer<u64>,
    /// As many as a bucket of them has; or all of them, before they are in order.
    pub(super) spare: Buffer<u64>,
    /// The rows, where the pairs tell but places among them.
    pub(super) rows: Buffer<u32>,
}

/// Numbers whose values mean nothing until they are written.
#[derive(Debug, Default)]
pub(super) struct Buffer<T> {
    numbers: Vec<T>,
}

impl<T: Copy + Default> Buffer<T> {
    /// The first so many numbers.
    pub(super) fn of_len(&mut self, len: usize) -> &mut [T] {
        if self.numbers.capacity() < len {
            // Given back first, so that both are never in use at once. The system clears the new memory as it is touched.
            self.numbers = Vec::new();
            self.numbers = vec![T::default(); len];
        }
        if self.numbers.len() < len {
            self.numbers.resize(len, T::default());
        }
        self.numbers.get_mut(..len).unwrap_or_default()
    }

    /// Without numbers, and with room for so many.
    pub(super) fn emptied(&mut self, room: usize) -> &mut Vec<T> {
        if self.numbers.capacity() < room {
            self.numbers = Vec::new();
        }
        self.numbers.clear();
        self.numbers.reserve_exact(room);
        &mut self.numbers
    }
}
