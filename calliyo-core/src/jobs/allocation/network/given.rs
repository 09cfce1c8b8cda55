//! What a bin received.

use alloc::vec::Vec;

/// Units received, by class: in the order of the classes, and none is 0. A bin has at most as many as it has places, so that a
/// list is shorter to look through and to change than a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Given(Vec<(u32, i64)>);

impl Given {
    /// Classes and their units.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (u32, i64)> {
        self.0.iter().copied()
    }

    /// The classes.
    pub(super) fn classes(&self) -> impl DoubleEndedIterator<Item = u32> {
        self.0.iter().map(|(class, _)| *class)
    }

    /// The classes from one on.
    pub(super) fn classes_from(&self, first: u32) -> impl Iterator<Item = u32> {
        let start = self.0.partition_point(|(class, _)| *class < first);
        self.0.get(start..).into_iter().flatten().map(|(class, _)| *class)
    }

    /// How many classes there are.
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// The units of a class.
    pub(super) fn units(&self, class: u32) -> i64 {
        let own = self.find(class).ok().and_then(|place| self.0.get(place));
        own.map_or(0, |(_, units)| *units)
    }

    /// Adds units of a class, or takes some away.
    pub(super) fn change(&mut self, class: u32, by: i64) {
        match self.find(class) {
            Ok(place) => {
                let Some((_, units)) = self.0.get_mut(place) else { return };
                *units = units.saturating_add(by);
                if *units == 0 {
                    self.0.remove(place);
                }
            }
            Err(place) if by != 0 => self.0.insert(place, (class, by)),
            Err(_) => {}
        }
    }

    fn find(&self, class: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&class, |(own, _)| *own)
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is given and taken, the units are those of a map without zeros.
        #[test]
        fn units_are_counted_by_class(
            changes in prop::collection::vec((0..20_u32, -2..3_i64), 0..200),
        ) {
            let mut given = Given::default();
            let mut expected = BTreeMap::new();
            for (class, by) in changes {
                given.change(class, by);
                *expected.entry(class).or_insert(0) += by;
                prop_assert_eq!(given.units(class), expected[&class]);
            }
            expected.retain(|_, units| *units != 0);
            prop_assert_eq!(given.len(), expected.len());
            for first in 0..21 {
                let from = expected.range(first..).map(|(class, _)| *class);
                prop_assert!(given.classes_from(first).eq(from));
            }
            prop_assert!(given.classes().rev().eq(expected.keys().rev().copied()));
            prop_assert!(given.iter().eq(expected.into_iter()));
        }
    }
}
