//! The first few of many rows in the order in which they are served.
//!
//! Sorting all of them would be mostly in vain. So a *sample* of the rows tells about where the last one that is wanted
//! lies. One pass leaves out most of those that lie behind, makes a key of each other row, and keeps those that do not lie
//! behind; these alone are sorted.
//!
//! The sample tells the ranges of the criteria too, so that there is a place for each in the key without a look at all
//! rows. A row outside a range counts as less or more than all rows within it, whatever it has in the criteria after that
//! one. So a key may make rows equal that are not, but never changes the order of two: equals are settled in the end, and
//! what the sample missed costs time, but nothing else.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    super::{
        add_one, at,
        columns::{Column, LeadColumns},
        number,
        scratch::Order,
        streams::Streams,
        words,
    },
    AT_ONCE, Block, CodeRange, Criteria, Criterion, Precedence, ROWS_PER_BUCKET, Settle, bits,
    halves, largest_first, place, sort_and_settle, starts_of,
};
use crate::order;

/// So many rows are looked at to find out where the last one lies.
const SAMPLE: usize = 1 << 14;

/// Rows that are looked at together: so many that a column is read for a while before the next one is.
const BLOCK: usize = 2048;

/// So many rows of the sample are kept on top of what its share would be, so that they are hardly ever too few: four times
/// the standard deviation at the most.
const MARGIN: usize = SAMPLE / 64;

/// So many instants or priorities are in a line of memory, which is read as a whole.
const PER_LINE: usize = 8;

/// The rows that come first.
#[derive(Clone, Copy)]
pub(in crate::jobs) struct First<'a> {
    /// These rows, and a few more, as they stand.
    pub(in crate::jobs) rows: &'a [u32],
    /// All of them as keys in order. A key ends with the place among the rows.
    keys: &'a [u64],
    row_bits: u32,
    /// How many of them come first.
    most: usize,
}

impl<'a> First<'a> {
    /// The first `most` rows of those whose bit is set, of which there are `count`; rows stand in words as [`words`] has
    /// them.
    ///
    /// None where the sample misled, or almost all rows are wanted: then they are better sorted as a whole. At most about
    /// 20 bytes of memory are taken per row that is wanted, and as much for a few more.
    pub(in crate::jobs) fn new(
        leads: &LeadColumns<'_>,
        eligible: &[u64],
        count: usize,
        most: usize,
        precedence: Precedence,
        memory: &'a mut Order,
    ) -> Option<Self> {
        if most == 0 {
            return Some(Self { rows: &[], keys: &[], row_bits: 0, most });
        }
        let criteria = Criteria::new(leads, precedence);
        let sample = sample(eligible, count);
        let last = match sample.len() < count {
            // Rows have fewer than 2^32 numbers, and so the product of two has fewer than 2^64.
            true => most.saturating_mul(sample.len()).checked_div(count)?.saturating_add(MARGIN),
            false => most.saturating_sub(1),
        };
        let mut clamping = Clamping::new(&criteria, &sample, bits(u64::from(number(leads.len()))));
        let limit = clamping.limit(&sample, last)?;
        let room = most.saturating_add(count / 32);
        let (rows, keys) = (memory.rows.emptied(room), memory.spare.emptied(room));
        let never_attempted = leads.attempts.filter(|_| clamping.keeps_no_attempted(limit));
        if never_attempted.is_some() {
            // All rows that are listed are equal in it, with bits that are 0.
            clamping.parts.remove(0);
        }
        // With fewer rows, some lines of memory need not be read at all.
        let is_dense = count >= leads.len() / PER_LINE;
        let least_priority = clamping.least_priority(limit).filter(|_| is_dense);
        let sieve = Sieve { never_attempted, least_priority };
        let foremost = match clamping.parts.as_slice() {
            [foremost, _, ..] if least_priority.is_none() => Some(foremost),
            _ => None,
        };
        let mut keeping = Keeping::new(&clamping, limit, foremost, rows, keys);
        sieve.list(eligible, |listed| keeping.keep(listed));
        if keys.len() < most {
            return None;
        }
        let row_bits = clamping.row_bits;
        // No key lies behind the limit, which may begin with bits that are 0.
        let sorted = memory.pairs.of_len(keys.len());
        let row = |key: u64| at(rows, place_of(key, row_bits));
        sort(keys, sorted, row_bits, bits(limit), &|keys, ties| {
            for tie in ties {
                let tied = keys.get_mut(tie.clone()).unwrap_or_default();
                tied.sort_unstable();
                criteria.settle_equals(row_bits, &row, tied);
            }
        });
        Some(Self { rows, keys: sorted, row_bits, most })
    }

    /// How many come first.
    pub(in crate::jobs) fn len(self) -> usize {
        self.most
    }

    /// The places of the first in `rows`, the best first, from the given one on. To go through them is to go through a
    /// small part of the columns.
    pub(in crate::jobs) fn order_from(self, from: usize) -> impl Iterator<Item = u32> + 'a {
        self.places(from..self.most)
    }

    /// The places of those that do not come first.
    pub(in crate::jobs) fn others(self) -> impl Iterator<Item = u32> + 'a {
        self.places(self.most..self.keys.len())
    }

    fn places(self, range: Range<usize>) -> impl Iterator<Item = u32> + 'a {
        let keys = self.keys.get(range).unwrap_or_default();
        keys.iter().map(move |key| place_of(*key, self.row_bits))
    }
}

/// The place of a row, with which its key ends.
fn place_of(key: u64, row_bits: u32) -> u32 {
    let (_, places) = halves(1_u64.wrapping_shl(row_bits).wrapping_sub(1));
    halves(key).1 & places
}

/// Writes the keys in order into as many others. They differ in so many bits from the `lowest` on, and stand in the order of
/// those before it. `settle` sorts the keys of each tie: of them it is only known that many of their bits are equal.
///
/// First they are handed out to buckets that fit the second cache, so that sorting does not miss it.
fn sort(keys: &mut [u64], sorted: &mut [u64], lowest: u32, differing: u32, settle: &Settle<'_>) {
    let bucket_bits = bits(u64::from(number(keys.len() / ROWS_PER_BUCKET))).min(differing);
    let rest_bits = differing.saturating_sub(bucket_bits);
    let bucket = |key: u64| place(key.wrapping_shr(rest_bits).wrapping_shr(lowest));
    let mut places = vec![0_u32; 1_usize.wrapping_shl(bucket_bits)];
    keys.iter().for_each(|key| add_one(&mut places, number(bucket(*key))));
    starts_of(&mut places);
    let mut buckets = Streams::<u64, AT_ONCE>::new(places);
    for key in keys.iter() {
        buckets.send(sorted, bucket(*key), *key);
    }
    let ends = buckets.finish(sorted);
    let (mut rest, mut spare, mut start) = (sorted, keys, 0);
    for end in ends {
        let own = ..end.saturating_sub(start) as usize;
        if let (Some(own), Some(spare)) = (rest.split_off_mut(own), spare.split_off_mut(own)) {
            sort_and_settle(own, spare, lowest, rest_bits, true, settle);
        }
        start = end;
    }
}

/// Some of the rows, all equally far apart.
fn sample(eligible: &[u64], count: usize) -> Vec<u32> {
    let stride = number(count.div_ceil(SAMPLE).max(1));
    let mut sample = Vec::with_capacity(count.min(SAMPLE));
    let mut left = 0;
    for (first, word) in words::firsts().zip(eligible) {
        let rows = word.count_ones();
        if left < rows {
            for row in words::ones(*word) {
                if left == 0 {
                    sample.push(first.saturating_add(row));
                    left = stride;
                }
                left = left.saturating_sub(1);
            }
        } else {
            left = left.saturating_sub(rows);
        }
    }
    sample
}

/// What is asked of all rows of a word at once, before they are listed.
struct Sieve<'a> {
    /// No attempt was made.
    never_attempted: Option<&'a [u32]>,
    /// The priority is not less than this.
    least_priority: Option<(&'a [i64], i64)>,
}

impl Sieve<'_> {
    /// Gives the rows that pass to `work`, at most [`BLOCK`] at a time.
    fn list(&self, eligible: &[u64], mut work: impl FnMut(&[u32])) {
        let mut rows = [0; BLOCK];
        let mut len = 0_usize;
        for (first, word) in words::firsts().zip(eligible) {
            let word = self.passing(first, *word);
            // There is room: before there is none, the rows are given away.
            let places = rows.get_mut(len..).and_then(|rows| rows.first_chunk_mut());
            let count = places.map_or(0, |places| words::list_ones(word, first, places));
            len = len.saturating_add(count);
            if len > BLOCK.saturating_sub(words::BLOCK) {
                work(rows.get(..len).unwrap_or_default());
                len = 0;
            }
        }
        work(rows.get(..len).unwrap_or_default());
    }

    /// Those of the rows of a word that pass; `first` is the first row of the word.
    fn passing(&self, first: u32, mut word: u64) -> u64 {
        if let Some(attempts) = self.never_attempted {
            word &= of_word(attempts, first, |attempts| {
                words::gathered(&attempts.map(|attempts| u8::from(attempts == 0)), 0)
            });
        }
        if let Some((priorities, least)) = self.least_priority {
            word &= of_word(priorities, first, |priorities| not_less(priorities, least));
        }
        word
    }
}

/// Gives what a column has for the rows of a word to `work`, with zeros for rows that there are not.
fn of_word<T: Copy + Default>(
    column: &[T],
    first: u32,
    work: impl Fn(&[T; words::BLOCK]) -> u64,
) -> u64 {
    let rows = column.get(first as usize..).unwrap_or_default();
    match rows.first_chunk() {
        Some(rows) => work(rows),
        None => work(&words::filled_up(rows)),
    }
}

/// The values that are not less than the least, as bits. Eight at a time, so that they need not wait for one another; and
/// from front to back, as memory is read ahead.
fn not_less(values: &[i64; words::BLOCK], least: i64) -> u64 {
    let (eights, _) = values.as_chunks::<8>();
    let bits = |eight: &[i64; 8]| {
        eight.iter().rev().fold(0, |bits, value| bits << 1 | u64::from(*value >= least))
    };
    eights.iter().fold(0, |word, eight| word >> 8 | bits(eight) << 56)
}

/// How criteria and row share the bits of a key, where some rows lie outside the ranges.
struct Clamping<'a> {
    /// The foremost first.
    parts: Vec<Part<'a>>,
    row_bits: u32,
}

/// Where a criterion stands in a code.
struct Part<'a> {
    criterion: Criterion<'a>,
    /// The code that counts as 0.
    least: u64,
    /// The bits in which codes within the range differ.
    bits: u32,
    /// The trailing ones of them for which there is no room.
    dropped: u32,
    /// The bits after it.
    shift: u32,
    /// Its bits and those after it.
    all_bits: u64,
}

impl<'a> Clamping<'a> {
    fn new(criteria: &Criteria<'a>, sample: &[u32], row_bits: u32) -> Self {
        let mut ranges = vec![CodeRange::EMPTY; criteria.criteria.len()];
        for rows in sample.chunks(super::BLOCK) {
            criteria.widen(&mut ranges, &Block::Listed(rows));
        }
        for range in ranges.iter_mut().filter(|range| range.least > range.most) {
            *range = CodeRange { least: 0, most: 0, ..CodeRange::EMPTY };
        }
        let wanted = ranges.iter().fold(0_u32, |sum, range| sum.saturating_add(range.bits()));
        let code_bits = wanted.min(u64::BITS.saturating_sub(row_bits));
        let mut left = code_bits;
        let mut parts = Vec::with_capacity(ranges.len());
        for (criterion, range) in criteria.criteria.iter().zip(ranges) {
            if left == 0 {
                break;
            }
            let own = range.bits().min(left);
            parts.push(Part {
                criterion: *criterion,
                least: range.least,
                bits: range.bits(),
                dropped: range.bits().saturating_sub(own),
                shift: left.saturating_sub(own),
                all_bits: 1_u64.wrapping_shl(left).wrapping_sub(1),
            });
            left = left.saturating_sub(own);
        }
        Self { parts, row_bits }
    }

    /// The code at this place among those of the sample in order; none where there are not so many.
    fn limit(&self, sample: &[u32], place: usize) -> Option<u64> {
        let (mut all, mut spare) = (vec![0; BLOCK], vec![0; BLOCK]);
        let mut sampled = Vec::with_capacity(sample.len());
        for rows in sample.chunks(BLOCK) {
            sampled.extend_from_slice(codes_of(&self.parts, rows, &mut all, &mut spare));
        }
        order::nth(&sampled, place)
    }

    /// Whether rows with an attempt lie behind the limit, all of them.
    fn keeps_no_attempted(&self, limit: u64) -> bool {
        match self.parts.first() {
            Some(Part { criterion: Criterion::Attempted(_), least, shift, .. }) => {
                least | limit.wrapping_shr(*shift) == 0
            }
            _ => false,
        }
    }

    /// The priorities, where they are foremost of several criteria, and the least with which a row may not lie behind the
    /// limit.
    fn least_priority(&self, limit: u64) -> Option<(&'a [i64], i64)> {
        let [foremost, _, ..] = self.parts.as_slice() else { return None };
        let Criterion::Priority(Column { values, validity: None }) = foremost.criterion else {
            return None;
        };
        // The code of a code is the priority again.
        let last = foremost.last_before(limit).cast_signed();
        Some((values, largest_first(last).cast_signed()))
    }
}

/// Keeping the rows that do not lie behind a limit. What it works in are vectors, since arrays would take 40 kB of the stack.
struct Keeping<'a> {
    clamping: &'a Clamping<'a>,
    limit: u64,
    /// Who lies behind the limit by this criterion alone need not be looked up in the others.
    foremost: Option<&'a Part<'a>>,
    /// The rows kept.
    rows: &'a mut Vec<u32>,
    /// Their keys, with the places of the rows among those kept.
    keys: &'a mut Vec<u64>,
    /// Rows that are looked at.
    near: Vec<u32>,
    /// Their codes.
    codes: Vec<u64>,
    spare: Vec<u64>,
}

impl<'a> Keeping<'a> {
    fn new(
        clamping: &'a Clamping<'a>,
        limit: u64,
        foremost: Option<&'a Part<'a>>,
        rows: &'a mut Vec<u32>,
        keys: &'a mut Vec<u64>,
    ) -> Self {
        let (near, codes, spare) = (vec![0; BLOCK], vec![0; BLOCK], vec![0; BLOCK]);
        Self { clamping, limit, foremost, rows, keys, near, codes, spare }
    }

    /// Keeps those of at most [`BLOCK`] rows that do not lie behind the limit.
    fn keep(&mut self, listed: &[u32]) {
        let Self { clamping, limit, foremost, rows, keys, near, codes, spare } = self;
        let parts = clamping.parts.as_slice();
        let mut len = listed.len().min(BLOCK);
        near.iter_mut().zip(listed).for_each(|(own, row)| *own = *row);
        if let Some(foremost) = foremost {
            let codes = codes.get_mut(..len).unwrap_or_default();
            foremost.criterion.codes(&Block::Listed(listed), foremost.least, codes);
            len = keep_up_to(foremost.last_before(*limit), near, codes);
        }
        let listed = near.get(..len).unwrap_or_default();
        let codes = codes_of(parts, listed, codes, spare);
        len = keep_up_to(*limit, near, codes);
        let places = u64::from(number(rows.len()))..;
        let kept = codes.iter().take(len).zip(places);
        keys.extend(kept.map(|(code, place)| code.wrapping_shl(clamping.row_bits) | place));
        rows.extend_from_slice(near.get(..len).unwrap_or_default());
    }
}

/// Brings the rows whose codes are not larger than the `last` to the front, in their order, and so their codes; how many
/// there are. Without a branch, as the rows follow no pattern.
fn keep_up_to(last: u64, rows: &mut [u32], codes: &mut [u64]) -> usize {
    let mut len = 0_usize;
    for index in 0..codes.len() {
        let (Some(row), Some(code)) = (rows.get(index).copied(), codes.get(index).copied()) else {
            break;
        };
        if let (Some(own), Some(own_code)) = (rows.get_mut(len), codes.get_mut(len)) {
            (*own, *own_code) = (row, code);
        }
        // At most once per code.
        len = len.wrapping_add(usize::from(code <= last));
    }
    len
}

/// The codes of at most [`BLOCK`] rows, as far as these parts make them up.
fn codes_of<'k>(
    parts: &[Part<'_>],
    rows: &[u32],
    all: &'k mut [u64],
    spare: &mut [u64],
) -> &'k mut [u64] {
    let all = all.get_mut(..rows.len()).unwrap_or_default();
    let codes = spare.get_mut(..rows.len()).unwrap_or_default();
    all.fill(0);
    for part in parts.iter().rev() {
        part.criterion.codes(&Block::Listed(rows), part.least, codes);
        if part.has_all(codes) {
            // Taken out of the loop, so that several codes are worked on at a time. All shifts are below 64.
            let Part { least, dropped, shift, .. } = *part;
            for (all, code) in all.iter_mut().zip(codes.iter()) {
                *all |= code.wrapping_sub(least).wrapping_shr(dropped).wrapping_shl(shift);
            }
        } else {
            for (all, code) in all.iter_mut().zip(codes.iter()) {
                *all = part.clamped(*code, *all);
            }
        }
    }
    all
}

impl Part<'_> {
    /// The largest code with which a row may not lie behind the limit, if this is the foremost criterion.
    fn last_before(&self, limit: u64) -> u64 {
        if limit == self.all_bits {
            return u64::MAX;
        }
        let dropped = 1_u64.wrapping_shl(self.dropped).wrapping_sub(1);
        let own = limit.wrapping_shr(self.shift).wrapping_shl(self.dropped) | dropped;
        self.least.saturating_add(own)
    }

    /// Whether all codes lie within the range.
    fn has_all(&self, codes: &[u64]) -> bool {
        let beyond = codes.iter().fold(0, |all, code| all | code.wrapping_sub(self.least));
        beyond.checked_shr(self.bits).unwrap_or_default() == 0
    }

    /// The bits from this criterion on, where those after it are given.
    fn clamped(&self, code: u64, after: u64) -> u64 {
        if code < self.least {
            0
        } else if self.has_all(&[code]) {
            let own = code.wrapping_sub(self.least).wrapping_shr(self.dropped);
            own.wrapping_shl(self.shift) | after
        } else {
            self.all_bits
        }
    }
}

#[cfg(test)]
mod tests {
    use core::cmp::Reverse;
    use std::{vec, vec::Vec};

    use super::*;
    use crate::jobs::{Bitmap, Column, testing::Random};

    /// Columns of a case, with the rows that are eligible.
    struct Case {
        captured: Vec<i64>,
        priority: Vec<Option<i64>>,
        attempts: Vec<u32>,
        id_rank: Vec<u32>,
        eligible: Vec<bool>,
    }

    impl Case {
        /// So many rows, with priorities and instants that `values` draws.
        fn new(
            rows: u32,
            random: &mut Random,
            mut values: impl FnMut(&mut Random) -> (i64, i64),
        ) -> Self {
            let (gaps, ineligible) = (1 + random.below(4), 1 + random.below(9));
            let mut case = Self {
                captured: Vec::new(),
                priority: Vec::new(),
                attempts: Vec::new(),
                id_rank: Vec::new(),
                eligible: Vec::new(),
            };
            for row in 0..rows {
                let (priority, captured) = values(random);
                case.priority.push((!random.once_in(gaps)).then_some(priority));
                case.captured.push(captured);
                case.attempts.push(random.below(3).saturating_sub(1));
                case.id_rank.push(rows - row);
                case.eligible.push(!random.once_in(ineligible + 1));
            }
            case
        }

        /// The first rows, and as the plain comparison of the rule gives them.
        fn first(&self, most: usize, random: &mut Random) -> Option<(Vec<u32>, Vec<u32>)> {
            let values: Vec<i64> =
                self.priority.iter().map(|own| own.unwrap_or(i64::MAX)).collect();
            let has_priority = bytes(self.priority.iter().map(Option::is_some));
            let validity = Bitmap::new(&has_priority);
            let zeros = vec![0; self.captured.len()];
            let status = vec![0; self.captured.len()];
            let leads = LeadColumns {
                priority: match random.below(3) {
                    0 => None,
                    1 => Some(Column::full(&values)),
                    _ => Some(Column::with_validity(&values, validity)),
                },
                attempts: random.once_in(2).then_some(&self.attempts),
                id_rank: random.once_in(2).then_some(&self.id_rank),
                ..LeadColumns::new(&status, &self.captured, Column::full(&zeros))
            };
            let precedence =
                Precedence { newest_first: random.once_in(2), fresh_first: random.once_in(2) };
            let mut expected: Vec<u32> = (0..number(self.captured.len()))
                .filter(|row| self.eligible[*row as usize])
                .collect();
            let count = expected.len();
            let most = most.min(count);
            expected.sort_by_key(|row| {
                let row = *row as usize;
                let age = i128::from(self.captured[row]);
                (
                    precedence.fresh_first && leads.attempts.is_some_and(|own| own[row] > 0),
                    Reverse(leads.priority.and_then(|priority| priority.at(row))),
                    if precedence.newest_first { -age } else { age },
                    leads.id_rank.map_or(0, |ranks| ranks[row]),
                )
            });
            expected.truncate(most);
            let (words, mut memory) = (words(&self.eligible), Order::default());
            let first = First::new(&leads, &words, count, most, precedence, &mut memory)?;
            assert!(first.rows.is_sorted());
            let others = first.others().map(|place| first.rows[place as usize]);
            assert!(others.collect::<Vec<_>>().iter().all(|row| !expected.contains(row)));
            let rows = first.order_from(0).map(|place| first.rows[place as usize]);
            Some((rows.collect(), expected))
        }
    }

    fn bytes(bits: impl Iterator<Item = bool>) -> Vec<u8> {
        let bits: Vec<bool> = bits.collect();
        let byte = |bits: &[bool]| {
            (0..).zip(bits).fold(0, |byte, (bit, own)| byte | u8::from(*own) << bit)
        };
        bits.chunks(8).map(byte).collect()
    }

    fn words(bits: &[bool]) -> Vec<u64> {
        let word = |bits: &[bool]| {
            (0..).zip(bits).fold(0, |word, (bit, own)| word | u64::from(*own) << bit)
        };
        bits.chunks(words::BLOCK).map(word).collect()
    }

    fn day(random: &mut Random) -> (i64, i64) {
        (i64::from(random.below(10)), 1_750_000_000_000 + i64::from(random.below(86_400_000)))
    }

    fn extreme(random: &mut Random) -> (i64, i64) {
        let ends = [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX];
        (ends[random.below(7) as usize], ends[random.below(7) as usize])
    }

    /// One row in a thousand far away from the others, which are crowded: seldom in the sample, mostly not.
    fn crowded(random: &mut Random) -> (i64, i64) {
        let far = |random: &mut Random| match random.once_in(1_000) {
            true => i64::from(random.below(u32::MAX)) - i64::from(u32::MAX / 2),
            false => 0,
        };
        (far(random) + i64::from(random.below(2)), far(random) + i64::from(random.below(50)))
    }

    /// T1: few rows, all of which are in the sample, come in the order of the rule.
    #[test]
    fn the_first_of_few_rows_are_found() {
        let mut random = Random(41);
        for case in 0..3_000 {
            let rows = random.below(300);
            let most = random.below(rows + 2) as usize;
            let values = [day, extreme, crowded][random.below(3) as usize];
            let own = Case::new(rows, &mut random, values).first(most, &mut random);
            let (found, expected) = own.expect("the sample has all rows");
            assert_eq!(found, expected, "case {case}");
        }
    }

    /// T1: so do many rows, of which the sample has a part.
    #[test]
    fn the_first_of_many_rows_are_found() {
        let mut random = Random(42);
        let mut found_many = 0;
        for case in 0..48 {
            let rows = 40_000 + random.below(60_000);
            let values = [day, extreme, crowded, |_: &mut Random| (1, 5)][case % 4];
            let own = Case::new(rows, &mut random, values);
            let most = [1, 1_000, rows / 10, rows / 3][random.below(4) as usize] as usize;
            if let Some((found, expected)) = own.first(most, &mut random) {
                assert!(found == expected, "case {case}");
                found_many += 1;
            }
        }
        assert!(found_many >= 40, "{found_many}");
    }

    /// T1: a sample of nothing but the first rows is noticed to mislead.
    #[test]
    fn a_sample_that_misleads_is_noticed() {
        let rows = 4 * SAMPLE;
        let captured: Vec<i64> = (0..rows).map(|row| if row % 4 == 0 { 1 } else { 2 }).collect();
        let captured: Vec<i64> =
            captured.iter().zip(0..).map(|(age, row)| age * 1_000_000 + row).collect();
        let (status, owner) = (vec![0; rows], vec![0; rows]);
        let leads = LeadColumns::new(&status, &captured, Column::full(&owner));
        let eligible = vec![u64::MAX; rows / words::BLOCK];
        let mut memory = Order::default();
        let mut count = |most| {
            First::new(&leads, &eligible, rows, most, Precedence::default(), &mut memory)
                .map(|first| first.order_from(0).count())
        };
        assert_eq!(count(rows / 2), None);
        assert_eq!(count(rows / 8), None);
        assert_eq!(count(rows), None);
        assert_eq!(count(0), Some(0));
    }
}
