//! Rows 64 at a time: what is known of each is a bit of a word, the first row's the last bit.
//!
//! Whether something applies to a row follows no pattern, so that a branch per row costs more than the work. On words no
//! branch is needed.

use core::{array, ops::Range};

use super::{RowReason, columns::Bitmap, number, reason::ReasonCounts};

/// The rows of a word.
pub(super) const BLOCK: usize = 64;

/// The places of the bits that are set, the last bit first.
pub(super) fn ones(mut word: u64) -> impl Iterator<Item = u32> {
    core::iter::from_fn(move || {
        let place = (word != 0).then(|| word.trailing_zeros());
        word &= word.wrapping_sub(1);
        place
    })
}

/// Writes the places of the bits that are set, the last bit first, each with so many added; how many there are. What is
/// written after them means nothing.
///
/// Eight at a time: how many bits are set follows no pattern, and nor would the end of a loop that went one by one.
pub(super) fn list_ones(word: u64, added: u32, places: &mut [u32; BLOCK]) -> usize {
    const AT_ONCE: usize = 8;
    let count = word.count_ones() as usize;
    let mut left = word;
    let (eights, _) = places.as_chunks_mut::<AT_ONCE>();
    for places in eights.iter_mut().take(count.div_ceil(AT_ONCE)) {
        for place in places {
            *place = left.trailing_zeros().wrapping_add(added);
            left &= left.wrapping_sub(1);
        }
    }
    count
}

/// Those of the rows whose bit is not set.
pub(super) fn zeros(bitmap: Bitmap<'_>, rows: Range<usize>) -> impl Iterator<Item = usize> {
    let blocks = rows.start / BLOCK..rows.end.div_ceil(BLOCK);
    blocks.flat_map(move |block| {
        let first = block.saturating_mul(BLOCK);
        let before = number(rows.start.saturating_sub(first));
        let wanted = first_rows(rows.end.saturating_sub(first).min(BLOCK)).unwrap_or_default();
        let zeros = !bitmap.word(block) & u64::MAX.wrapping_shl(before) & wanted;
        ones(zeros).map(move |place| first.saturating_add(place as usize))
    })
}

/// The first row of each word.
pub(super) fn firsts() -> impl Iterator<Item = u32> {
    (0..u32::MAX).step_by(BLOCK)
}

/// The first rows of a word; none for no rows, and for more than a word has.
pub(super) fn first_rows(rows: usize) -> Option<u64> {
    let missing = u32::try_from(BLOCK.checked_sub(rows)?).ok()?;
    u64::MAX.checked_shr(missing)
}

/// One bit of each byte, as a word.
pub(super) fn gathered(bytes: &[u8; BLOCK], bit: u32) -> u64 {
    const LAST_BITS: u64 = 0x0101_0101_0101_0101;
    // Multiplied by this, the last bit of each byte comes to its place in the first byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bytes.as_chunks();
    eights.iter().rev().fold(0, |word, eight| {
        let last_bits = u64::from_le_bytes(*eight).wrapping_shr(bit) & LAST_BITS;
        word << 8 | last_bits.wrapping_mul(GATHER) >> 56
    })
}

/// A block of which the last rows are missing.
pub(super) fn filled_up<T: Copy + Default>(values: &[T]) -> [T; BLOCK] {
    let mut block = [T::default(); BLOCK];
    for (own, value) in block.iter_mut().zip(values) {
        *own = *value;
    }
    block
}

/// The bits that a reason needs.
const PLANES: usize = 4;
const _: () = assert!(RowReason::ALL.len() <= 1 << PLANES);

/// The fates of the rows of a word.
pub(super) struct Fates {
    /// The bits of the reasons, one word for each: a row that is moved has none.
    planes: [u64; PLANES],
    /// The rows that no reason was found for.
    left: u64,
}

impl Fates {
    /// Nothing is known of these rows; others there are not.
    pub(super) const fn of(rows: u64) -> Self {
        Self { planes: [0; PLANES], left: rows }
    }

    /// The rows that no reason was found for.
    pub(super) const fn left(&self) -> u64 {
        self.left
    }

    /// Gives the reason to the rows that it applies to and that no other was found for.
    pub(super) fn settle(&mut self, why: RowReason, applies: u64, counts: &mut ReasonCounts) {
        let rows = self.left & applies;
        if rows == 0 {
            return;
        }
        self.left &= !applies;
        counts.add(why, rows.count_ones().into());
        self.mark(why, rows);
    }

    fn mark(&mut self, why: RowReason, rows: u64) {
        for (bit, plane) in (0..).zip(&mut self.planes) {
            let has_bit = u64::from(why.as_byte().wrapping_shr(bit) & 1).wrapping_neg();
            *plane |= rows & has_bit;
        }
    }
}

/// Turns words into bytes.
pub(super) struct Spread {
    /// Per byte its bits, each as the last one of a byte of its own.
    bits: [u64; 256],
}

impl Spread {
    pub(super) fn new() -> Self {
        let bit = |byte: usize, bit: u32| u64::from(byte.wrapping_shr(bit) & 1 == 1);
        let spread = |byte| {
            (0..8).fold(0, |all, place: u32| {
                all | bit(byte, place).wrapping_shl(place.wrapping_mul(8))
            })
        };
        Self { bits: array::from_fn(spread) }
    }

    /// The reason of each row as its byte; that of rows which no reason was found for is [`RowReason::Moved`].
    pub(super) fn reasons(&self, fates: &Fates) -> [u8; BLOCK] {
        let mut reasons = [0; BLOCK];
        let [first, second, third, fourth] = fates.planes.map(u64::to_le_bytes);
        let spread = |bits: u8| self.bits.get(usize::from(bits)).copied().unwrap_or_default();
        let planes = first.into_iter().zip(second).zip(third.into_iter().zip(fourth));
        let (eights, _) = reasons.as_chunks_mut();
        for (reasons, ((first, second), (third, fourth))) in eights.iter_mut().zip(planes) {
            let bits = spread(first) | spread(second) << 1;
            *reasons = (bits | spread(third) << 2 | spread(fourth) << 3).to_le_bytes();
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::jobs::testing::Random;

    /// A1: the rows whose bit is not set are those that are not set one by one, wherever a run of rows begins and ends.
    #[test]
    fn rows_without_a_bit_are_those_one_by_one() {
        let mut random = Random(52);
        for _ in 0..2_000 {
            let bytes: Vec<u8> = (0..random.below(30)).map(|_| random.below(256) as u8).collect();
            let bitmap = Bitmap::new(&bytes);
            let from = random.below(200) as usize;
            let rows = from..from + random.below(150) as usize;
            let expected: Vec<usize> = rows.clone().filter(|row| !bitmap.is_set(*row)).collect();
            assert_eq!(zeros(bitmap, rows.clone()).collect::<Vec<_>>(), expected, "{rows:?}");
        }
    }

    /// T1: the rows of a word are listed as one by one, however many they are.
    #[test]
    fn rows_listed_eight_at_a_time_are_those_one_by_one() {
        let mut random = Random(51);
        for bits in 0..=64 {
            for _ in 0..100 {
                let one = |_| 1_u64.checked_shl(random.below(64)).unwrap_or_default();
                let word = match bits {
                    64 => u64::MAX,
                    _ => (0..bits).map(one).fold(0, |word, bit| word | bit),
                };
                let mut places = [7; BLOCK];
                let count = list_ones(word, 640, &mut places);
                let expected: Vec<u32> = ones(word).map(|place| place + 640).collect();
                assert_eq!(places.get(..count), Some(expected.as_slice()), "{word:x}");
            }
        }
    }
}
