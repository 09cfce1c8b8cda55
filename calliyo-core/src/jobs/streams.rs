//! Writing to many stretches of memory in turn.
//!
//! Each write to a stretch that was not written to for a while waits for a line of memory, and such writes wait for one
//! another. So what is written to a stretch waits in the cache until there is a block of it, which is written at once: memory
//! is fastest at some lines in a row.

use alloc::{vec, vec::Vec};

/// Numbers on their way to stretches that lie side by side, of which each is filled from front to back.
pub(super) struct Streams<T, const BLOCK: usize> {
    /// Per stretch, the numbers of a block of memory, of which the last ones are still to come.
    waiting: Vec<[T; BLOCK]>,
    /// Per stretch, the place for the next number.
    next: Vec<u32>,
}

impl<T: Copy + Default, const BLOCK: usize> Streams<T, BLOCK> {
    /// The bits that tell a place within its block.
    const WITHIN: usize = {
        assert!(BLOCK.is_power_of_two());
        BLOCK.wrapping_sub(1)
    };

    /// To stretches that start there.
    pub(super) fn new(starts: Vec<u32>) -> Self {
        Self { waiting: vec![[T::default(); BLOCK]; starts.len()], next: starts }
    }

    /// Sends a number to a stretch of `all`, if there is such a stretch; whether there is.
    #[inline(always)]
    pub(super) fn send(&mut self, all: &mut [T], stretch: usize, number: T) -> bool {
        let (Some(waiting), Some(next)) =
            (self.waiting.get_mut(stretch), self.next.get_mut(stretch))
        else {
            return false;
        };
        let place = *next as usize & Self::WITHIN;
        if let Some(slot) = waiting.get_mut(place) {
            *slot = number;
        }
        // There are fewer places than 2^32.
        *next = next.wrapping_add(1);
        if place == Self::WITHIN {
            write(all, waiting, *next);
        }
        true
    }

    /// Writes what still waits; where each stretch ends. Each but the last reaches to the next one, or to the end of a block.
    pub(super) fn finish(self, all: &mut [T]) -> Vec<u32> {
        // The last stretch first: where a stretch starts within a block, what comes before it in its own is not meant.
        for (waiting, end) in self.waiting.iter().zip(&self.next).rev() {
            let waiting = waiting.get(..*end as usize & Self::WITHIN).unwrap_or_default();
            write(all, waiting, *end);
        }
        self.next
    }
}

/// Writes these numbers to the places before `end`.
#[inline(never)]
fn write<T: Copy>(all: &mut [T], numbers: &[T], end: u32) {
    let end = end as usize;
    if let Some(places) = all.get_mut(end.saturating_sub(numbers.len())..end) {
        places.iter_mut().zip(numbers).for_each(|(own, number)| *own = *number);
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::jobs::{number, testing::Random};

    /// A5: every number comes to the next place of its stretch, however small or large that is.
    #[test]
    fn numbers_come_to_their_stretches_in_turn() {
        let mut random = Random(73);
        for case in 0..2_000 {
            let stretches = 1 + random.below(40);
            let most = [3, 12, 90][case % 3];
            let lengths: Vec<u32> = (0..stretches).map(|_| random.below(most)).collect();
            let mut to: Vec<u32> =
                (0..).zip(&lengths).flat_map(|(own, length)| vec![own; *length as usize]).collect();
            for last in (1..to.len()).rev() {
                to.swap(last, random.below(number(last + 1)) as usize);
            }
            let mut expected: Vec<Vec<u64>> = vec![Vec::new(); lengths.len()];
            let (mut starts, mut end) = (Vec::new(), 0);
            for length in &lengths {
                starts.push(end);
                end += length;
            }
            let mut all = vec![u64::MAX; to.len()];
            let mut streams = Streams::<u64, 8>::new(starts.clone());
            for (number, stretch) in (0..).zip(to) {
                expected[stretch as usize].push(number);
                assert!(streams.send(&mut all, stretch as usize, number));
            }
            assert!(!streams.send(&mut all, lengths.len(), 0));
            let ends = streams.finish(&mut all);
            assert!(all == expected.concat(), "case {case}");
            assert!(
                starts.iter().zip(&ends).zip(lengths).all(|((start, end), own)| end - start == own)
            );
        }
    }
}
