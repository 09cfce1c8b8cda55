//! Sorting, maps and sets with little machine code.
//!
//! The sorts and maps of the standard library are compiled anew for every type and every order: several kilobytes each, which
//! adds up in a browser. Here records share one of each, and numbers another sort. Columns of millions of rows keep those made
//! for them.

mod map;

use alloc::vec::Vec;
use core::{cmp::Ordering, mem};

pub(crate) use self::map::{Map, Set};

/// Sorts by the records' own order.
pub(crate) fn sort<T: Ord>(records: &mut [T]) {
    sort_by(records, T::cmp);
}

/// Sorts by a key. Records with equal keys stay in their order.
pub(crate) fn sort_by_key<T, K: Ord>(records: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(records, |one, other| key(one).cmp(&key(other)));
}

/// Sorts by a comparison. Records that are equal by it stay in their order.
pub(crate) fn sort_by<T>(records: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let length = records.len();
    sort_list(&mut Compared { records, compare }, length);
}

/// Two numbers in one, of which the leading half counts first. Lists of pairs are sorted as those of numbers are, at their pace
/// and by the same code.
pub(crate) type Pair = u64;

pub(crate) const fn pair((first, second): (u32, u32)) -> Pair {
    (first as u64) << 32 | second as u64
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves of a number")]
pub(crate) const fn halves(pair: Pair) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

/// Sorts numbers, and leaves each once. They are wide ones wherever they are sorted, as every width has code of its own.
pub(crate) fn sort_numbers(numbers: &mut Vec<u64>) {
    numbers.sort_unstable();
    numbers.dedup();
}

/// The number that would stand at this place if they were sorted; none where there are not so many.
///
/// By the eight highest bits in which any two differ, those are left out that have others there than the number at the place;
/// and so on.
pub(crate) fn nth(numbers: &[u64], mut place: usize) -> Option<u64> {
    let mut left = numbers.to_vec();
    loop {
        let first = *left.first()?;
        let differing = left.iter().fold(0, |all, number| all | number ^ first);
        if differing == 0 {
            return (place < left.len()).then_some(first);
        }
        let shift = differing.ilog2().saturating_sub(7);
        let byte = |number: &u64| {
            let [byte, ..] = number.wrapping_shr(shift).to_le_bytes();
            usize::from(byte)
        };
        let mut counts = [0_usize; 1 << 8];
        for number in &left {
            if let Some(count) = counts.get_mut(byte(number)) {
                *count = count.wrapping_add(1);
            }
        }
        let mut own = 0_usize;
        while let Some(count) = counts.get(own).filter(|count| place >= **count) {
            place = place.wrapping_sub(*count);
            own = own.wrapping_add(1);
        }
        left.retain(|number| byte(number) == own);
    }
}

/// Up to so many records are sorted by moving each one down to its place, which allocates nothing.
const FEW: usize = 16;

/// A list as a sort sees it: places that are compared and swapped.
trait List {
    fn compare(&self, one: usize, other: usize) -> Ordering;
    fn swap(&mut self, one: usize, other: usize);
}

struct Compared<'records, T, C> {
    records: &'records mut [T],
    compare: C,
}

impl<T, C: Fn(&T, &T) -> Ordering> List for Compared<'_, T, C> {
    fn compare(&self, one: usize, other: usize) -> Ordering {
        match (self.records.get(one), self.records.get(other)) {
            (Some(one), Some(other)) => (self.compare)(one, other),
            _ => Ordering::Equal,
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        if let Ok([one, other]) = self.records.get_disjoint_mut([one, other]) {
            mem::swap(one, other);
        }
    }
}

fn sort_list(list: &mut dyn List, length: usize) {
    if length > FEW {
        return sort_many(list, length);
    }
    for end in 1..length {
        for place in (0..end).rev() {
            let next = place.saturating_add(1);
            if list.compare(place, next).is_le() {
                break;
            }
            list.swap(place, next);
        }
    }
}

/// Sorts places instead of records, and then moves every record once.
fn sort_many(list: &mut dyn List, length: usize) {
    let mut order: Vec<usize> = (0..length).collect();
    let mut merged = order.clone();
    let mut width = 1_usize;
    while width < length {
        let both = width.saturating_mul(2);
        for (places, merged) in order.chunks(both).zip(merged.chunks_mut(both)) {
            let (ones, others) = places.split_at_checked(width).unwrap_or((places, &[]));
            merge(list, [ones, others], merged);
        }
        mem::swap(&mut order, &mut merged);
        width = both;
    }
    arrange(&order, &mut |one, other| list.swap(one, other));
}

/// Merges places that are in order with others that are. Each of these comes after those that it is equal to.
fn merge(list: &dyn List, [mut ones, mut others]: [&[usize]; 2], merged: &mut [usize]) {
    for slot in merged {
        let next = match (ones.first(), others.first()) {
            (Some(one), Some(other)) if list.compare(*one, *other).is_le() => &mut ones,
            (Some(_), None) => &mut ones,
            _ => &mut others,
        };
        if let Some(place) = next.split_off_first() {
            *slot = *place;
        }
    }
}

/// Moves to each place the record that stands at the place which `order` names there, each once.
fn arrange(order: &[usize], swap: &mut dyn FnMut(usize, usize)) {
    let mut goals: Vec<usize> = order.to_vec();
    for (goal, place) in order.iter().enumerate() {
        if let Some(own) = goals.get_mut(*place) {
            *own = goal;
        }
    }
    // Each swap brings a record to its goal.
    for place in 0..order.len() {
        while let Some(goal) = goals.get(place).copied().filter(|goal| *goal != place) {
            swap(place, goal);
            goals.swap(place, goal);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Lists of any length are sorted as the standard library sorts them, equal records in their order.
        #[test]
        fn lists_are_sorted_and_equals_keep_their_order(keys in prop::collection::vec(0..9_u8, 0..90)) {
            let mut records: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = records.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut records, |(key, _)| *key);
            prop_assert_eq!(&records, &expected);

            records.reverse();
            sort(&mut records);
            prop_assert_eq!(records, expected);
        }

        /// The number at each place is the one that stands there once all are sorted.
        #[test]
        fn the_number_at_a_place_is_that_of_the_sorted_list(
            mut numbers in prop::collection::vec(prop_oneof![0..9_u64, 0..70_000_u64, any::<u64>()], 0..90),
        ) {
            let found: Vec<_> = (0..=numbers.len()).map(|place| nth(&numbers, place)).collect();
            numbers.sort_unstable();
            let expected: Vec<_> = numbers.into_iter().map(Some).chain([None]).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
