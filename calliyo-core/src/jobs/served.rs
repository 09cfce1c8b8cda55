//! The order in which leads are served (rules A5, T1), for millions of rows.
//!
//! A comparison sort of rows spends its time waiting for columns in random places. So every row becomes one number, its
//! *key*: what rows are compared by in the leading bits, the row in the trailing ones. The columns are read from front to
//! back only, three times: for the range of each criterion, to count the keys per *bucket* (their first few bits), and to
//! hand the keys out to the buckets. A bucket fits the cache, and is sorted there.
//!
//! Where the criteria need more bits than are left beside the row, the leading ones are taken. Rows that are equal in
//! those get new keys among themselves, so the order is exact for all values.

use alloc::{vec, vec::Vec};
use core::{cmp::Ordering, ops::Range};

use super::{
    at,
    columns::{Bitmap, Column, LeadColumns},
    number,
};

/// Rows that are looked at together. Many enough for simple inner loops, few enough that the columns are read side by
/// side. A multiple of 8, so that a block starts with a byte of every bitmap.
const BLOCK: usize = 256;

/// About so many keys make a bucket; together with the copy that sorting needs they fit the second cache.
const KEYS_PER_BUCKET: usize = 1 << 15;

/// The most bits that select a bucket: with more, handing out keys would miss the cache each time.
const MOST_BUCKET_BITS: u32 = 11;

/// The bits that one round of sorting a bucket looks at.
const ROUND_BITS: u32 = 10;

/// A bucket of fewer keys is sorted by comparing them.
const FEW_KEYS: usize = 512;

/// So few rows with equal keys are compared by their columns instead of getting new keys.
const FEW_EQUALS: usize = 16;

/// Which leads come first, beside priority and id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Precedence {
    /// Among leads of equal priority the newest come first, not the oldest.
    pub(super) newest_first: bool,
    /// Leads that were never attempted come before all others.
    pub(super) fresh_first: bool,
}

/// The eligible rows in the order in which they are served.
///
/// Never attempted first where that is wanted; then the larger priority, none least; then the older (or the newer)
/// captured-at; then the lesser id; then the lesser row.
#[derive(Debug)]
pub(super) struct Served {
    /// None: the rows are in order as they stand.
    rows: Option<Vec<u32>>,
}

impl Served {
    /// Orders the rows whose byte in `reason` is `marker`. There are `count` of them.
    ///
    /// Where they are not in order as they stand, `scratch` has `count` numbers afterwards, which mean nothing: memory for
    /// the caller to use again. Beside that and the result, 4 bytes per eligible row each, little memory is taken: at
    /// worst, where almost all rows fall into one bucket, 4 bytes per eligible row.
    pub(super) fn new(
        leads: &LeadColumns<'_>,
        reason: &[u8],
        marker: u8,
        count: usize,
        precedence: Precedence,
        scratch: &mut Vec<u32>,
    ) -> Self {
        let criteria = Criteria::new(leads, precedence);
        let eligible = Eligible { reason, marker };
        if criteria.are_in_order(eligible) {
            return Self { rows: None };
        }
        let ranges = criteria.ranges(eligible);
        let packing = Packing::new(&criteria, &ranges, bits(u64::from(number(reason.len()))));
        scratch.resize(count, 0);
        let mut rows = vec![0; count];
        let ends = hand_out(&packing, eligible, &mut rows, scratch);
        sort_buckets(&criteria, &packing, &ends, &mut rows, scratch);
        Self { rows: Some(rows) }
    }

    /// The rows in order; none where the eligible rows are in order as they stand, and nothing was allocated.
    pub(super) fn into_rows(self) -> Option<Vec<u32>> {
        self.rows
    }
}

/// The rows that are to be ordered.
#[derive(Clone, Copy)]
struct Eligible<'a> {
    reason: &'a [u8],
    marker: u8,
}

impl Eligible<'_> {
    fn are_all(self) -> bool {
        let differs = |block: &[u8]| block.iter().fold(0, |all, own| all | (own ^ self.marker));
        self.reason.chunks(BLOCK).all(|block| differs(block) == 0)
    }

    /// Gives the eligible rows, block by block, to `work`, until it returns false. Whether it never did.
    fn all_blocks(self, mut work: impl FnMut(Block<'_>) -> bool) -> bool {
        let mut listed = [0; BLOCK];
        for (index, reason) in self.reason.chunks(BLOCK).enumerate() {
            let first = index.saturating_mul(BLOCK);
            let differs = reason.iter().fold(0, |differs, own| differs | (own ^ self.marker));
            let block = if differs == 0 {
                Block::Whole(first..first.saturating_add(reason.len()))
            } else {
                let mut len = 0_usize;
                for (row, reason) in (number(first)..).zip(reason) {
                    if let Some(slot) = listed.get_mut(len) {
                        *slot = row;
                    }
                    // At most BLOCK times. Without a branch, as eligible rows follow no pattern.
                    len = len.wrapping_add(usize::from(*reason == self.marker));
                }
                Block::Listed(listed.get(..len).unwrap_or_default())
            };
            if block.len() > 0 && !work(block) {
                return false;
            }
        }
        true
    }

    fn for_each_block(self, mut work: impl FnMut(Block<'_>)) {
        self.all_blocks(|block| {
            work(block);
            true
        });
    }
}

/// At most [`BLOCK`] rows in ascending order.
#[derive(Clone)]
enum Block<'a> {
    /// These and no gaps.
    Whole(Range<usize>),
    /// These.
    Listed(&'a [u32]),
}

impl Block<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Whole(rows) => rows.len(),
            Self::Listed(rows) => rows.len(),
        }
    }

    fn last(&self) -> Option<u32> {
        match self {
            Self::Whole(rows) => rows.clone().next_back().map(number),
            Self::Listed(rows) => rows.last().copied(),
        }
    }
}

/// What rows are compared by. Each makes a *code* of a row: the row with the lesser code comes first.
#[derive(Clone, Copy)]
enum Criterion<'a> {
    /// Never attempted first.
    Attempted(&'a [u32]),
    /// With a priority first.
    WithoutPriority(Bitmap<'a>),
    /// The larger priority first. What a row without one has here makes no difference.
    Priority(Column<'a, i64>),
    /// The oldest first.
    Captured(&'a [i64]),
    /// The newest first.
    CapturedBackward(&'a [i64]),
    /// The lesser id first.
    Id(&'a [u32]),
}

impl Criterion<'_> {
    /// The row's code; `missing` for a row without a value.
    fn code(self, row: u32, missing: u64) -> u64 {
        match self {
            Self::Attempted(attempts) => u64::from(at(attempts, row) > 0),
            Self::WithoutPriority(validity) => u64::from(!validity.is_set(row as usize)),
            Self::Priority(column) => column.at(row as usize).map_or(missing, largest_first),
            Self::Captured(captured) => least_first(at(captured, row)),
            Self::CapturedBackward(captured) => largest_first(at(captured, row)),
            Self::Id(ranks) => u64::from(at(ranks, row)),
        }
    }

    fn may_be_missing(self) -> bool {
        matches!(self, Self::Priority(column) if column.validity.is_some())
    }

    /// The codes of a block of rows, the same as [`Criterion::code`] gives one by one.
    fn codes(self, block: &Block<'_>, missing: u64, codes: &mut [u64]) {
        let rows = match block {
            Block::Whole(rows) => rows.clone(),
            Block::Listed(rows) => {
                for (code, row) in codes.iter_mut().zip(*rows) {
                    *code = self.code(*row, missing);
                }
                return;
            }
        };
        match self {
            Self::Attempted(attempts) => {
                fill(codes, attempts, rows, |attempts| u64::from(attempts > 0));
            }
            Self::WithoutPriority(validity) => {
                codes.fill(0);
                fill_gaps(codes, validity.bytes_from(rows.start), 1);
            }
            Self::Priority(Column { values, validity }) => {
                let first = rows.start;
                fill(codes, values, rows, largest_first);
                if let Some(validity) = validity {
                    fill_gaps(codes, validity.bytes_from(first), missing);
                }
            }
            Self::Captured(captured) => fill(codes, captured, rows, least_first),
            Self::CapturedBackward(captured) => fill(codes, captured, rows, largest_first),
            Self::Id(ranks) => fill(codes, ranks, rows, u64::from),
        }
    }
}

fn fill<T: Copy>(codes: &mut [u64], column: &[T], rows: Range<usize>, code: impl Fn(T) -> u64) {
    let values = column.get(rows).unwrap_or_default();
    for (own, value) in codes.iter_mut().zip(values) {
        *own = code(*value);
    }
}

/// Replaces the codes of rows whose bit is not set.
fn fill_gaps(codes: &mut [u64], validity: &[u8], missing: u64) {
    for (codes, byte) in codes.chunks_mut(8).zip(validity) {
        if *byte == u8::MAX {
            continue;
        }
        for (bit, code) in (0..).zip(codes) {
            let is_set = u64::from(byte.wrapping_shr(bit) & 1).wrapping_neg();
            *code = *code & is_set | missing & !is_set;
        }
    }
}

/// Whether priorities do not rise and, where they are equal, captured-at does not fall.
fn are_pairs_in_order(priorities: &[i64], captured: &[i64]) -> bool {
    let later = priorities.get(1..).unwrap_or_default().iter();
    let later = later.zip(captured.get(1..).unwrap_or_default());
    let pairs = priorities.iter().zip(captured).zip(later);
    let mut pairs = pairs.map(|((priority, at), (next, then))| {
        (priority < next) | ((priority == next) & (at > then))
    });
    // Without a branch per row, but now and then a look at whether to go on.
    while pairs.len() > 0 {
        if pairs.by_ref().take(BLOCK).fold(false, |inverted, own| inverted | own) {
            return false;
        }
    }
    true
}

/// Signed numbers as unsigned ones in the same order.
fn least_first(value: i64) -> u64 {
    value.cast_unsigned() ^ 1 << 63
}

fn largest_first(value: i64) -> u64 {
    !least_first(value)
}

/// The criteria of a run, the foremost first. Rows that are equal in all of them are served in row order.
struct Criteria<'a> {
    criteria: Vec<Criterion<'a>>,
}

impl<'a> Criteria<'a> {
    fn new(leads: &LeadColumns<'a>, precedence: Precedence) -> Self {
        let attempted = leads.attempts.filter(|_| precedence.fresh_first).map(Criterion::Attempted);
        let validity = leads.priority.and_then(|priority| priority.validity);
        let captured = match precedence.newest_first {
            true => Criterion::CapturedBackward(leads.captured_at),
            false => Criterion::Captured(leads.captured_at),
        };
        let criteria = [
            attempted,
            validity.map(Criterion::WithoutPriority),
            leads.priority.map(Criterion::Priority),
            Some(captured),
            leads.id_rank.map(Criterion::Id),
        ];
        Self { criteria: criteria.into_iter().flatten().collect() }
    }

    /// Compares two rows.
    fn compare(&self, left: u32, right: u32) -> Ordering {
        let codes = |row: u32| self.criteria.iter().map(move |criterion| criterion.code(row, 0));
        codes(left).cmp(codes(right)).then(left.cmp(&right))
    }

    /// Whether the rows are served in row order. Stops in the first block where they are not.
    fn are_in_order(&self, eligible: Eligible<'_>) -> bool {
        if let [
            Criterion::Priority(Column { values, validity: None }),
            Criterion::Captured(captured),
        ] = self.criteria.as_slice()
            && eligible.are_all()
        {
            return are_pairs_in_order(values, captured);
        }
        let mut previous = None;
        eligible.all_blocks(|block| {
            let in_order = self.is_block_in_order(previous, &block);
            previous = block.last();
            in_order
        })
    }

    /// The same for one block and the row before it.
    fn is_block_in_order(&self, previous: Option<u32>, block: &Block<'_>) -> bool {
        let mut codes = [0; BLOCK];
        // Per row of the block, whether it is equal to the row before in all criteria so far.
        let mut is_tied = [true; BLOCK];
        for criterion in &self.criteria {
            let codes = codes.get_mut(..block.len()).unwrap_or_default();
            criterion.codes(block, 0, codes);
            let first = codes.first().copied().unwrap_or_default();
            let mut before = previous.map_or(first, |row| criterion.code(row, 0));
            if codes.iter().fold(0, |differs, code| differs | (code ^ before)) == 0 {
                continue;
            }
            let mut some_tied = false;
            let mut some_inverted = false;
            for (code, is_tied) in codes.iter().zip(&mut is_tied) {
                some_inverted |= *is_tied & (before > *code);
                *is_tied &= before == *code;
                some_tied |= *is_tied;
                before = *code;
            }
            if some_inverted || !some_tied {
                return !some_inverted;
            }
        }
        true
    }

    /// The range of each criterion's codes. Rows without a value are left out.
    fn ranges(&self, eligible: Eligible<'_>) -> Vec<CodeRange> {
        let mut ranges = vec![CodeRange::EMPTY; self.criteria.len()];
        eligible.for_each_block(|block| self.widen(&mut ranges, &block));
        ranges
    }

    fn widen(&self, ranges: &mut [CodeRange], block: &Block<'_>) {
        let mut codes = [0; BLOCK];
        let codes = codes.get_mut(..block.len()).unwrap_or_default();
        for (criterion, range) in self.criteria.iter().zip(ranges) {
            criterion.codes(block, u64::MAX, codes);
            let least_codes = CodeRange::of(codes);
            let mut most_codes = least_codes;
            if criterion.may_be_missing() {
                criterion.codes(block, 0, codes);
                most_codes = CodeRange::of(codes);
            }
            range.least = range.least.min(least_codes.least);
            range.most = range.most.max(most_codes.most);
        }
    }
}

/// The least and the largest code.
#[derive(Clone, Copy)]
struct CodeRange {
    least: u64,
    most: u64,
}

impl CodeRange {
    const EMPTY: Self = Self { least: u64::MAX, most: 0 };

    fn of(codes: &[u64]) -> Self {
        codes.iter().fold(Self::EMPTY, |range, code| Self {
            least: range.least.min(*code),
            most: range.most.max(*code),
        })
    }

    /// The bits that a code needs, counted from the least one.
    fn bits(self) -> u32 {
        bits(self.most.saturating_sub(self.least))
    }
}

/// The bits that a number needs.
fn bits(number: u64) -> u32 {
    u64::BITS.saturating_sub(number.leading_zeros())
}

/// How criteria and row share the bits of a key.
struct Packing<'a> {
    parts: Vec<Part<'a>>,
    /// The trailing bits, which hold the row.
    row_bits: u32,
    /// The bits before them, which hold what rows are compared by.
    code_bits: u32,
    /// Whether the criteria found room for all their bits.
    is_exact: bool,
}

/// Where a criterion stands in a key.
struct Part<'a> {
    criterion: Criterion<'a>,
    /// The code that counts as 0.
    least: u64,
    /// The trailing bits for which there is no room.
    dropped: u32,
    /// The bits of the key after it.
    shift: u32,
}

impl<'a> Packing<'a> {
    /// `row_bits` is at most 32.
    fn new(criteria: &Criteria<'a>, ranges: &[CodeRange], row_bits: u32) -> Self {
        let wanted = ranges.iter().fold(0_u32, |sum, range| sum.saturating_add(range.bits()));
        let code_bits = wanted.min(u64::BITS.saturating_sub(row_bits));
        let mut parts = Vec::with_capacity(ranges.len());
        let mut left = code_bits;
        for (criterion, range) in criteria.criteria.iter().zip(ranges) {
            let bits = range.bits().min(left);
            left = left.saturating_sub(bits);
            if bits > 0 {
                parts.push(Part {
                    criterion: *criterion,
                    least: range.least,
                    dropped: range.bits().saturating_sub(bits),
                    shift: left.saturating_add(row_bits),
                });
            }
        }
        Self { parts, row_bits, code_bits, is_exact: wanted == code_bits }
    }

    /// The keys of a block of rows.
    fn keys<'k>(&self, block: &Block<'_>, keys: &'k mut [u64; BLOCK]) -> &'k [u64] {
        let keys = keys.get_mut(..block.len()).unwrap_or_default();
        match block {
            Block::Whole(rows) => {
                for (key, row) in keys.iter_mut().zip(u64::from(number(rows.start))..) {
                    *key = row;
                }
            }
            Block::Listed(rows) => {
                for (key, row) in keys.iter_mut().zip(*rows) {
                    *key = u64::from(*row);
                }
            }
        }
        let mut codes = [0; BLOCK];
        let codes = codes.get_mut(..block.len()).unwrap_or_default();
        for part in &self.parts {
            part.criterion.codes(block, part.least, codes);
            for (key, code) in keys.iter_mut().zip(codes.iter()) {
                // No code is below the least one, and both shifts are below 64.
                *key |= code
                    .wrapping_sub(part.least)
                    .wrapping_shr(part.dropped)
                    .wrapping_shl(part.shift);
            }
        }
        keys
    }

    /// The row of a key.
    fn row(&self, key: u64) -> u32 {
        let row = key & 1_u64.wrapping_shl(self.row_bits).wrapping_sub(1);
        u32::try_from(row).unwrap_or(u32::MAX)
    }

    /// What rows are compared by in a key.
    fn code(&self, key: u64) -> u64 {
        key.wrapping_shr(self.row_bits)
    }

    /// The bits of a code that select a bucket, for so many keys.
    fn bucket_bits(&self, keys: usize) -> u32 {
        bits(u64::from(number(keys / KEYS_PER_BUCKET))).min(MOST_BUCKET_BITS).min(self.code_bits)
    }
}

/// Hands the keys out to buckets that stand one after the other, each in row order: the leading halves of the keys in
/// `leading`, the trailing ones in `trailing`. Returns where each bucket ends.
fn hand_out(
    packing: &Packing<'_>,
    eligible: Eligible<'_>,
    trailing: &mut [u32],
    leading: &mut [u32],
) -> Vec<u32> {
    let bucket_bits = packing.bucket_bits(trailing.len());
    let shift = packing.code_bits.saturating_sub(bucket_bits).saturating_add(packing.row_bits);
    let bucket = |key: u64| if bucket_bits == 0 { 0 } else { place(key.wrapping_shr(shift)) };
    let mut keys = [0; BLOCK];
    let mut places = vec![0_u32; 1 << bucket_bits];
    eligible.for_each_block(|block| {
        for key in packing.keys(&block, &mut keys) {
            if let Some(count) = places.get_mut(bucket(*key)) {
                // There are fewer rows than 2^32.
                *count = count.wrapping_add(1);
            }
        }
    });
    let mut start = 0_u32;
    for place in &mut places {
        let count = core::mem::replace(place, start);
        start = start.wrapping_add(count);
    }
    eligible.for_each_block(|block| {
        for key in packing.keys(&block, &mut keys) {
            let Some(place) = places.get_mut(bucket(*key)) else { continue };
            let here = *place as usize;
            *place = place.wrapping_add(1);
            if let (Some(leading), Some(trailing)) = (leading.get_mut(here), trailing.get_mut(here))
            {
                (*leading, *trailing) = halves(*key);
            }
        }
    });
    places
}

/// Some bits of a key as a place in a table.
fn place(bits: u64) -> usize {
    usize::try_from(bits).unwrap_or(usize::MAX)
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves of a number")]
fn halves(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}

/// Sorts the keys of each bucket, and leaves the rows alone in `trailing`.
fn sort_buckets(
    criteria: &Criteria<'_>,
    packing: &Packing<'_>,
    ends: &[u32],
    trailing: &mut [u32],
    leading: &[u32],
) {
    let starts = core::iter::once(0).chain(ends.iter().copied());
    let buckets = || starts.clone().zip(ends).map(|(start, end)| start as usize..*end as usize);
    // A bucket that holds a large part of all is sorted in place: it would need too much memory.
    let most_in_rounds = (trailing.len() / 8).max(KEYS_PER_BUCKET);
    let largest =
        |most: usize| buckets().map(|bucket| bucket.len()).filter(|len| *len <= most).max();
    let mut keys = vec![0; largest(usize::MAX).unwrap_or_default()];
    let mut spare = vec![0; largest(most_in_rounds).unwrap_or_default()];
    let bucket_bits = packing.bucket_bits(trailing.len());
    let bits = packing.code_bits.saturating_sub(bucket_bits);
    for bucket in buckets() {
        let leading = leading.get(bucket.clone()).unwrap_or_default();
        let trailing = trailing.get_mut(bucket).unwrap_or_default();
        let keys = keys.get_mut(..trailing.len()).unwrap_or_default();
        for ((key, leading), trailing) in keys.iter_mut().zip(leading).zip(trailing.iter()) {
            *key = u64::from(*leading) << 32 | u64::from(*trailing);
        }
        match spare.get_mut(..keys.len()) {
            Some(spare) if keys.len() >= FEW_KEYS => {
                sort_in_rounds(keys, spare, packing.row_bits, bits);
            }
            _ => keys.sort_unstable(),
        }
        if !packing.is_exact {
            criteria.settle_equals(packing, keys);
        }
        for (trailing, key) in trailing.iter_mut().zip(keys) {
            *trailing = packing.row(*key);
        }
    }
}

/// Sorts keys by so many bits from the `lowest` on, in rounds from the last bits to the first. Keys that are equal in
/// these bits stay in their order.
fn sort_in_rounds(keys: &mut [u64], spare: &mut [u64], lowest: u32, bits: u32) {
    let rounds = bits.div_ceil(ROUND_BITS);
    let (mut from, mut to) = (&mut *keys, &mut *spare);
    for round in 0..rounds {
        let shift = round.saturating_mul(ROUND_BITS).saturating_add(lowest);
        let width = bits.saturating_sub(round.saturating_mul(ROUND_BITS)).min(ROUND_BITS);
        let mask = 1_u64.wrapping_shl(width).wrapping_sub(1);
        let digit = |key: u64| place(key.wrapping_shr(shift) & mask);
        let mut places = [0_u32; 1 << ROUND_BITS];
        for key in from.iter() {
            if let Some(count) = places.get_mut(digit(*key)) {
                *count = count.wrapping_add(1);
            }
        }
        let mut start = 0_u32;
        for place in &mut places {
            let count = core::mem::replace(place, start);
            start = start.wrapping_add(count);
        }
        for key in from.iter() {
            let Some(place) = places.get_mut(digit(*key)) else { continue };
            if let Some(slot) = to.get_mut(*place as usize) {
                *slot = *key;
            }
            *place = place.wrapping_add(1);
        }
        core::mem::swap(&mut from, &mut to);
    }
    if rounds % 2 == 1 {
        keys.copy_from_slice(spare);
    }
}

impl Criteria<'_> {
    /// Puts sorted rows with equal codes into order, for which the codes had no room.
    fn settle_equals(&self, packing: &Packing<'_>, keys: &mut [u64]) {
        let row = |key: &u64| packing.row(*key);
        for equals in keys.chunk_by_mut(|left, right| packing.code(*left) == packing.code(*right)) {
            if equals.len() <= FEW_EQUALS {
                equals.sort_unstable_by(|left, right| self.compare(row(left), row(right)));
                continue;
            }
            // Their ranges are smaller by the bits in which they are equal, at least 32 of them: this ends soon.
            let mut listed = [0; BLOCK];
            let mut ranges = vec![CodeRange::EMPTY; self.criteria.len()];
            for keys in equals.chunks(BLOCK) {
                self.widen(&mut ranges, &list(packing, keys, &mut listed));
            }
            let narrower = Packing::new(self, &ranges, packing.row_bits);
            let mut renewed = [0; BLOCK];
            for keys in equals.chunks_mut(BLOCK) {
                let block = list(packing, keys, &mut listed);
                keys.copy_from_slice(narrower.keys(&block, &mut renewed));
            }
            equals.sort_unstable();
            if !narrower.is_exact {
                self.settle_equals(&narrower, equals);
            }
        }
    }
}

/// The rows of at most [`BLOCK`] keys.
fn list<'a>(packing: &Packing<'_>, keys: &[u64], listed: &'a mut [u32; BLOCK]) -> Block<'a> {
    for (slot, key) in listed.iter_mut().zip(keys) {
        *slot = packing.row(*key);
    }
    Block::Listed(listed.get(..keys.len()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::iter::repeat_with;

    use super::*;
    use crate::jobs::testing::Random;

    const ELIGIBLE: u8 = 13;

    /// Columns of a case; none of them is absent.
    #[derive(Default)]
    struct Case {
        reason: Vec<u8>,
        captured: Vec<i64>,
        priority: Vec<i64>,
        has_priority: Vec<u8>,
        attempts: Vec<u32>,
        id_rank: Vec<u32>,
    }

    /// Which columns a run is given.
    #[derive(Clone, Copy, Debug)]
    struct Given {
        priority: bool,
        validity: bool,
        attempts: bool,
        ids: bool,
        precedence: Precedence,
    }

    impl Given {
        fn random(random: &mut Random) -> Self {
            Self {
                priority: !random.once_in(4),
                validity: random.once_in(2),
                attempts: random.once_in(2),
                ids: random.once_in(2),
                precedence: Precedence {
                    newest_first: random.once_in(2),
                    fresh_first: random.once_in(2),
                },
            }
        }
    }

    impl Case {
        /// So many rows, all eligible, with priorities and ages that `values` draws.
        fn new(
            rows: usize,
            random: &mut Random,
            mut values: impl FnMut(&mut Random) -> (i64, i64),
        ) -> Self {
            let (priority, captured) = repeat_with(|| values(random)).take(rows).unzip();
            let mut ids: Vec<u32> = (0..number(rows)).collect();
            for place in (1..rows).rev() {
                ids.swap(place, random.below(number(place + 1)) as usize);
            }
            Self {
                reason: vec![ELIGIBLE; rows],
                captured,
                priority,
                has_priority: repeat_with(|| random.below(256) as u8)
                    .take(rows.div_ceil(8))
                    .collect(),
                attempts: repeat_with(|| random.below(3)).take(rows).collect(),
                id_rank: ids,
            }
        }

        /// The order as served and as the plain comparison of the rule gives it.
        fn orders(&self, given: Given) -> (Vec<u32>, Vec<u32>) {
            let status = vec![0; self.reason.len()];
            let owner = vec![0; self.reason.len()];
            let validity = Bitmap::new(&self.has_priority);
            let priority = match given.validity {
                true => Column::with_validity(&self.priority[..], validity),
                false => Column::full(&self.priority[..]),
            };
            let leads = LeadColumns {
                priority: given.priority.then_some(priority),
                attempts: given.attempts.then_some(&self.attempts),
                id_rank: given.ids.then_some(&self.id_rank),
                ..LeadColumns::new(&status, &self.captured, Column::full(&owner))
            };
            let eligible: Vec<u32> = (0..number(self.reason.len()))
                .filter(|row| at(&self.reason, *row) == ELIGIBLE)
                .collect();
            let mut scratch = Vec::new();
            let served = Served::new(
                &leads,
                &self.reason,
                ELIGIBLE,
                eligible.len(),
                given.precedence,
                &mut scratch,
            );
            let mut expected = eligible.clone();
            expected.sort_by_key(|row| {
                let at_row = *row as usize;
                let age = i128::from(self.captured[at_row]);
                (
                    given.precedence.fresh_first && given.attempts && self.attempts[at_row] > 0,
                    core::cmp::Reverse(leads.priority.and_then(|priority| priority.at(at_row))),
                    if given.precedence.newest_first { -age } else { age },
                    if given.ids { self.id_rank[at_row] } else { 0 },
                )
            });
            assert_eq!(served.rows.is_none(), expected == eligible, "{given:?}");
            (served.into_rows().unwrap_or(eligible), expected)
        }

        fn check(&self, given: Given) {
            let (served, expected) = self.orders(given);
            assert!(served == expected, "{} rows, {given:?}", self.reason.len());
        }

        /// Leaves out about one row in `times`.
        fn without_one_in(mut self, times: u32, random: &mut Random) -> Self {
            for reason in self.reason.iter_mut().filter(|_| random.once_in(times)) {
                *reason = 1;
            }
            self
        }
    }

    fn whole(random: &mut Random) -> i64 {
        (u64::from(random.below(u32::MAX)) << 33 ^ u64::from(random.below(u32::MAX)) << 3)
            .cast_signed()
    }

    fn day(random: &mut Random) -> (i64, i64) {
        (i64::from(random.below(10)), 1_750_000_000_000 + i64::from(random.below(86_400_000)))
    }

    /// A5, T1: small cases with many ties are served in the order of the rule.
    #[test]
    fn few_leads_are_served_in_order() {
        let mut random = Random(21);
        for _ in 0..20_000 {
            let rows = random.below(12) as usize;
            let values =
                |random: &mut Random| (i64::from(random.below(2)), i64::from(random.below(3)));
            let case = Case::new(rows, &mut random, values);
            case.without_one_in(4, &mut random).check(Given::random(&mut random));
        }
    }

    /// A5, T1: many leads are served in the order of the rule, whatever columns there are.
    #[test]
    fn many_leads_are_served_in_order() {
        let mut random = Random(22);
        for _ in 0..60 {
            let rows = random.below(4_000) as usize;
            let case = Case::new(rows, &mut random, day);
            case.check(Given::random(&mut random));
            case.without_one_in(3, &mut random).check(Given::random(&mut random));
        }
        let case = Case::new(300_000, &mut random, day);
        case.check(Given::random(&mut random));
        case.without_one_in(1_000, &mut random).check(Given::random(&mut random));
    }

    /// A5: priorities and instants may be any numbers.
    #[test]
    fn numbers_of_any_size_are_told_apart() {
        let mut random = Random(23);
        let ends = [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX];
        let extreme =
            |random: &mut Random| (ends[random.below(7) as usize], ends[random.below(7) as usize]);
        let any = |random: &mut Random| (whole(random), whole(random));
        let few_priorities = |random: &mut Random| {
            (
                ends[random.below(7) as usize],
                1_750_000_000_000 + i64::from(random.below(86_400_000)),
            )
        };
        for rows in [2, 30, 3_000, 70_000] {
            for _ in 0..12 {
                let given = Given::random(&mut random);
                Case::new(rows, &mut random, extreme).check(given);
                Case::new(rows, &mut random, any).check(given);
                Case::new(rows, &mut random, few_priorities).check(given);
            }
        }
    }

    /// A5: leads that are equal but for their ids, and leads that are equal in everything.
    #[test]
    fn equal_leads_are_served_by_id_and_then_by_row() {
        let mut random = Random(24);
        for rows in [2, 40, 5_000, 70_000] {
            let mut case = Case::new(rows, &mut random, |_| (1, 5));
            let plain = Given {
                priority: true,
                validity: false,
                attempts: false,
                ids: false,
                precedence: Precedence::default(),
            };
            assert!(case.orders(plain).0.is_sorted());
            case.check(Given { ids: true, ..plain });
            case.check(Given { validity: true, ids: true, ..plain });
            // One lead far away from the others, so that the ids find no room beside the ages at first.
            case.captured[rows / 2] = i64::MIN;
            case.check(Given { ids: true, ..plain });
            case.check(Given { validity: true, ..plain });
        }
    }

    /// A5: one lead far from all others, and nearly all leads at one instant.
    #[test]
    fn crowded_instants_are_told_apart() {
        let mut random = Random(25);
        let crowded = |random: &mut Random| {
            let outlier = if random.once_in(1_000) { whole(random) } else { 0 };
            (0, 1_750_000_000_000 + i64::from(random.below(50)) + outlier)
        };
        for rows in [1_000, 200_000] {
            for _ in 0..4 {
                Case::new(rows, &mut random, crowded).check(Given::random(&mut random));
            }
        }
    }

    /// A5: leads that come in order, in the reversed order, or with a single one out of place at a seam of blocks.
    #[test]
    fn leads_in_order_are_noticed() {
        let mut random = Random(26);
        let mut given = Given {
            priority: true,
            validity: false,
            attempts: false,
            ids: false,
            precedence: Precedence::default(),
        };
        for rows in [0, 1, 2, BLOCK, BLOCK + 1, 5 * BLOCK + 3] {
            let mut case = Case::new(rows, &mut random, day);
            case.priority.sort_unstable_by_key(|priority| core::cmp::Reverse(*priority));
            case.priority.iter_mut().for_each(|priority| *priority /= 5);
            // Ages start anew where the priority falls.
            let split = case.priority.partition_point(|priority| *priority > 0);
            case.captured[..split].sort_unstable();
            case.captured[split..].sort_unstable();
            let (served, expected) = case.orders(given);
            assert!(served == expected && served.is_sorted());
            for seam in [BLOCK - 1, BLOCK, 2 * BLOCK].into_iter().filter(|seam| *seam < rows) {
                let kept = core::mem::replace(&mut case.captured[seam], i64::MIN);
                case.check(given);
                case.captured[seam] = kept;
            }
            case.captured.reverse();
            case.priority.reverse();
            case.check(given);
            given.precedence.newest_first = !given.precedence.newest_first;
            case.check(given);
            given.precedence.newest_first = false;
            case.without_one_in(2, &mut random).check(given);
        }
    }
}
