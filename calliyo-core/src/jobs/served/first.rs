//! The first few of many rows in the order in which they are served.
//!
//! Sorting all of them would be mostly in vain. So a *sample* of the rows tells about where the last one that is wanted
//! lies. One pass makes a key of every row and keeps those that do not lie behind; these alone are sorted.
//!
//! The sample tells the ranges of the criteria too, so that there is a place for each in the key without a look at all
//! rows. A row outside a range counts as less or more than all rows within it, whatever it has in the criteria after that
//! one. So a key may make rows equal that are not, but never changes the order of two: equals are settled in the end, and
//! what the sample missed costs time, but nothing else.

use alloc::{vec, vec::Vec};
use core::{ops::Range, slice};

use super::{
    super::{add_one, at, columns::LeadColumns, number, words},
    BLOCK, Block, CodeRange, Criteria, Criterion, Precedence, ROWS_PER_BUCKET, bits, place,
    sort_bucket, starts_of,
};

/// So many rows are looked at to find out where the last one lies.
const SAMPLE: usize = 1 << 14;

/// So many rows of the sample are kept on top of what its share would be, so that they are hardly ever too few: four times
/// the standard deviation at the most.
const MARGIN: usize = SAMPLE / 64;

/// The rows that come first.
pub(in crate::jobs) struct First {
    /// These rows, and a few more, as they stand.
    pub(in crate::jobs) rows: Vec<u32>,
    /// All of them as keys in order. A key ends with the place among the rows.
    keys: Vec<u64>,
    row_bits: u32,
    /// How many of them come first.
    most: usize,
}

impl First {
    /// The first `most` rows of those whose bit is set, of which there are `count`; rows stand in words as [`words`] has
    /// them.
    ///
    /// None where the sample misled, or almost all rows are wanted: then they are better sorted as a whole. At most about
    /// 20 bytes are taken per row that is wanted, and as much for a few more.
    pub(in crate::jobs) fn new(
        leads: &LeadColumns<'_>,
        eligible: &[u64],
        count: usize,
        most: usize,
        precedence: Precedence,
    ) -> Option<Self> {
        if most == 0 {
            return Some(Self { rows: Vec::new(), keys: Vec::new(), row_bits: 0, most });
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
        let (mut rows, mut keys) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let never_attempted = leads.attempts.filter(|_| clamping.keeps_no_attempted(limit));
        if never_attempted.is_some() {
            // All rows that are listed are equal in it, with bits that are 0.
            clamping.parts.remove(0);
        }
        listed(eligible, never_attempted, |listed| {
            clamping.keep(listed, limit, &mut rows, &mut keys);
        });
        if keys.len() < most {
            return None;
        }
        let row_bits = clamping.row_bits;
        // No key lies behind the limit, which may begin with bits that are 0.
        let mut keys = sorted(keys, row_bits, bits(limit));
        let row = |key: u64| at(&rows, place_of(key, row_bits));
        criteria.settle_equals(row_bits, &row, &mut keys);
        Some(Self { rows, keys, row_bits, most })
    }

    /// How many come first.
    pub(in crate::jobs) fn len(&self) -> usize {
        self.most
    }

    /// The places of the first in `rows`, the best first, from the given one on. To go through them is to go through a
    /// small part of the columns.
    pub(in crate::jobs) fn order_from(&self, from: usize) -> impl Iterator<Item = u32> + '_ {
        self.places(from..self.most)
    }

    /// The places of those that do not come first.
    pub(in crate::jobs) fn others(&self) -> impl Iterator<Item = u32> + '_ {
        self.places(self.most..self.keys.len())
    }

    fn places(&self, range: Range<usize>) -> impl Iterator<Item = u32> + '_ {
        let keys = self.keys.get(range).unwrap_or_default();
        keys.iter().map(|key| place_of(*key, self.row_bits))
    }
}

/// The place of a row, with which its key ends.
fn place_of(key: u64, row_bits: u32) -> u32 {
    let places = 1_u64.wrapping_shl(row_bits).wrapping_sub(1);
    u32::try_from(key & places).unwrap_or(u32::MAX)
}

/// The keys in order. They differ in so many bits from the `lowest` on, and stand in the order of those before it.
///
/// First they are handed out to buckets that fit the second cache, so that sorting does not miss it.
fn sorted(mut keys: Vec<u64>, lowest: u32, differing: u32) -> Vec<u64> {
    let bucket_bits = bits(u64::from(number(keys.len() / ROWS_PER_BUCKET))).min(differing);
    let rest_bits = differing.saturating_sub(bucket_bits);
    let bucket = |key: u64| place(key.wrapping_shr(rest_bits).wrapping_shr(lowest));
    let mut places = vec![0_u32; 1_usize.wrapping_shl(bucket_bits)];
    keys.iter().for_each(|key| add_one(&mut places, number(bucket(*key))));
    starts_of(&mut places);
    let mut sorted = vec![0; keys.len()];
    for key in &keys {
        let Some(place) = places.get_mut(bucket(*key)) else { continue };
        if let Some(slot) = sorted.get_mut(*place as usize) {
            *slot = *key;
        }
        *place = place.wrapping_add(1);
    }
    let (mut rest, mut spare, mut start) = (&mut *sorted, &mut *keys, 0);
    for end in places {
        let own = ..end.saturating_sub(start) as usize;
        if let (Some(own), Some(spare)) = (rest.split_off_mut(own), spare.split_off_mut(own)) {
            sort_bucket(own, spare, lowest, rest_bits);
        }
        start = end;
    }
    sorted
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

/// Gives the rows to `work`, at most [`BLOCK`] at a time; where attempts are given, those without one.
fn listed(eligible: &[u64], attempts: Option<&[u32]>, mut work: impl FnMut(&[u32])) {
    let mut rows = [0; BLOCK];
    let mut len = 0;
    for (first, word) in words::firsts().zip(eligible) {
        let word = attempts.map_or(*word, |attempts| word & never_attempted(attempts, first));
        let places = rows.get_mut(len..).unwrap_or_default().iter_mut();
        for (place, row) in places.zip(words::ones(word)) {
            *place = first.wrapping_add(row);
        }
        len = len.saturating_add(word.count_ones() as usize);
        if len > BLOCK.saturating_sub(words::BLOCK) {
            work(rows.get(..len).unwrap_or_default());
            len = 0;
        }
    }
    work(rows.get(..len).unwrap_or_default());
}

/// The rows of a word without an attempt; `first` is the first of them.
fn never_attempted(attempts: &[u32], first: u32) -> u64 {
    let attempts = attempts.get(first as usize..).unwrap_or_default();
    let whole = attempts.first_chunk().copied();
    let attempts = whole.unwrap_or_else(|| words::filled_up(attempts));
    words::gathered(&attempts.map(|attempts| u8::from(attempts == 0)), 0)
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
        for rows in sample.chunks(BLOCK) {
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
        let mut all = [0; BLOCK];
        let mut sampled = Vec::with_capacity(sample.len());
        for rows in sample.chunks(BLOCK) {
            sampled.extend_from_slice(codes(&self.parts, rows, &mut all));
        }
        if place >= sampled.len() {
            return None;
        }
        let (_, limit, _) = sampled.select_nth_unstable(place);
        Some(*limit)
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

    /// Adds the rows that do not lie behind the limit, and their keys with the places of the rows among those kept.
    fn keep(&self, listed: &[u32], limit: u64, rows: &mut Vec<u32>, keys: &mut Vec<u64>) {
        let mut all = [0; BLOCK];
        let near = match self.parts.as_slice() {
            // Who lies behind the limit by the foremost criterion alone need not be looked up in the others.
            [foremost, _, ..] => {
                let codes = codes(slice::from_ref(foremost), listed, &mut all);
                Some(Within::new(limit, listed, codes))
            }
            _ => None,
        };
        let near = near.as_ref().map_or(listed, Within::rows);
        let kept = Within::new(limit, near, codes(&self.parts, near, &mut all));
        let places = u64::from(number(rows.len()))..;
        let within = kept.codes().iter().zip(places);
        keys.extend(within.map(|(code, place)| code.wrapping_shl(self.row_bits) | place));
        rows.extend_from_slice(kept.rows());
    }
}

/// Those of at most [`BLOCK`] rows that do not lie behind a limit.
struct Within {
    rows: [u32; BLOCK],
    codes: [u64; BLOCK],
    len: usize,
}

impl Within {
    /// Without a branch, as the rows follow no pattern.
    fn new(limit: u64, rows: &[u32], codes: &[u64]) -> Self {
        let mut within = Self { rows: [0; BLOCK], codes: [0; BLOCK], len: 0 };
        for (row, code) in rows.iter().zip(codes) {
            if let (Some(own), Some(own_code)) =
                (within.rows.get_mut(within.len), within.codes.get_mut(within.len))
            {
                (*own, *own_code) = (*row, *code);
            }
            // At most BLOCK times.
            within.len = within.len.wrapping_add(usize::from(*code <= limit));
        }
        within
    }

    fn rows(&self) -> &[u32] {
        self.rows.get(..self.len).unwrap_or_default()
    }

    fn codes(&self) -> &[u64] {
        self.codes.get(..self.len).unwrap_or_default()
    }
}

/// The codes of at most [`BLOCK`] rows, as far as these parts make them up.
fn codes<'k>(parts: &[Part<'_>], rows: &[u32], all: &'k mut [u64; BLOCK]) -> &'k [u64] {
    let all = all.get_mut(..rows.len()).unwrap_or_default();
    let mut codes = [0; BLOCK];
    let codes = codes.get_mut(..rows.len()).unwrap_or_default();
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
            let first = First::new(&leads, &words(&self.eligible), count, most, precedence)?;
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
        let first = |most| First::new(&leads, &eligible, rows, most, Precedence::default());
        assert!(first(rows / 2).is_none());
        assert!(first(rows / 8).is_none());
        assert!(first(rows).is_none());
        assert_eq!(first(0).map(|own| own.order_from(0).count()), Some(0));
    }
}
