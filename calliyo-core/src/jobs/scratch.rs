//! Memory that a run works in.

use alloc::{vec, vec::Vec};

/// Memory that an assignment works in: [`assignment::plan_reusing`](super::assignment::plan_reusing) takes it from the
/// caller, who can keep it from one run to the next.
///
/// Putting leads in order takes 8 bytes per eligible lead, and at worst, where almost all of them have nearly the same
/// priority and age, 8 more; leads that come in order take none. Memory that is fresh from the system costs time: the
/// system clears it first, page by page. What a scratch has from an earlier run is there already. It grows where a run
/// needs more than any before and never shrinks; to give the memory back is to drop it.
///
/// What a run gives never depends on its scratch, nor on what that was used for before.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The rows in order, each with a number.
    pub(super) pairs: Buffer,
    /// As many as a bucket of them has.
    pub(super) spare: Buffer,
}

/// Numbers whose values mean nothing until they are written.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    numbers: Vec<u64>,
}

impl Buffer {
    /// The first so many numbers.
    pub(super) fn of_len(&mut self, len: usize) -> &mut [u64] {
        if self.numbers.len() < len {
            // Given back first, so that both are never in use at once. The system clears the new memory as it is touched.
            self.numbers = Vec::new();
            self.numbers = vec![0; len];
        }
        self.numbers.get_mut(..len).unwrap_or_default()
    }
}
