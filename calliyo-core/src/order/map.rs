//! Maps and sets with little machine code.
//!
//! Those of the standard library are compiled anew for every type, several kilobytes each. Here only comparing keys and moving
//! entries is: which entry follows which is kept apart from them, as numbers.

use alloc::{vec, vec::Vec};
use core::{borrow::Borrow, cmp::Ordering};

use super::arrange;

/// Values by key, in the order of the keys.
#[derive(Clone, Debug)]
pub(crate) struct Map<K, V> {
    /// As they came in.
    entries: Vec<(K, V)>,
    order: Places,
}

impl<K: Ord, V> Map<K, V> {
    /// A map without entries.
    pub(crate) const fn new() -> Self {
        Self { entries: Vec::new(), order: Places { blocks: Vec::new() } }
    }

    /// Sets a value, and returns the one that the key had before.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(place) => self.value_at(place).map(|own| core::mem::replace(own, value)),
            Err(spot) => {
                self.add_at(spot, key, value);
                None
            }
        }
    }

    /// Sets a value, unless the key has one.
    pub(crate) fn insert_if_missing(&mut self, key: K, value: V) {
        if let Err(spot) = self.find(&key) {
            self.add_at(spot, key, value);
        }
    }

    /// Changes a value, which is the default of its type where the key had none.
    pub(crate) fn change(&mut self, key: K, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        let place = match self.find(&key) {
            Ok(place) => place,
            Err(spot) => {
                self.add_at(spot, key, V::default());
                self.entries.len().saturating_sub(1)
            }
        };
        if let Some(own) = self.value_at(place) {
            change(own);
        }
    }

    /// The value of a key, which is made where the key has none.
    pub(crate) fn get_or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> V
    where
        V: Copy,
    {
        match self.find(&key) {
            Ok(place) => self.value_at(place).copied().unwrap_or_else(make),
            Err(spot) => {
                let value = make();
                self.add_at(spot, key, value);
                value
            }
        }
    }

    /// The value of a key.
    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entries.get(self.find(key).ok()?).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.value_at(self.find(key).ok()?)
    }

    /// The entries, in order.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        let places = self.order.blocks.iter().flatten();
        places.filter_map(|place| self.entries.get(*place)).map(|(key, value)| (key, value))
    }

    /// The keys, in order.
    pub(crate) fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// The values, in the order of their keys.
    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// The entries as a list, in order.
    pub(crate) fn into_entries(mut self) -> Vec<(K, V)> {
        let order = self.order.blocks.concat();
        arrange(&order, &mut |one, other| self.entries.swap(one, other));
        self.entries
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, Spot>
    where
        K: Borrow<Q>,
    {
        self.order.find(&|place| match self.entries.get(place) {
            Some((own, _)) => own.borrow().cmp(key),
            None => Ordering::Less,
        })
    }

    fn value_at(&mut self, place: usize) -> Option<&mut V> {
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    fn add_at(&mut self, spot: Spot, key: K, value: V) {
        self.order.insert(spot, self.entries.len());
        self.entries.push((key, value));
    }
}

/// Of equal keys the last one counts.
impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        for (key, value) in pairs {
            map.insert(key, value);
        }
        map
    }
}

/// Values in order, each once.
#[derive(Clone, Debug)]
pub(crate) struct Set<T>(Map<T, ()>);

impl<T: Ord> Set<T> {
    /// A set without values.
    pub(crate) const fn new() -> Self {
        Self(Map::new())
    }

    /// Adds a value, and says whether it is new.
    pub(crate) fn insert(&mut self, value: T) -> bool {
        self.0.insert(value, ()).is_none()
    }

    /// Adds values.
    pub(crate) fn extend(&mut self, values: impl IntoIterator<Item = T>) {
        for value in values {
            self.insert(value);
        }
    }

    /// Whether it has a value.
    pub(crate) fn contains<Q: Ord + ?Sized>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.get(value).is_some()
    }

    /// How many values it has.
    pub(crate) fn len(&self) -> usize {
        self.0.entries.len()
    }

    /// The values, in order.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.0.keys()
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Map { entries: Vec::new(), order: Places::default() })
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Self::new();
        set.extend(values);
        set
    }
}

/// The places of entries among the entries, in the order of their keys. They stand in blocks, so that one more moves few.
#[derive(Clone, Debug, Default)]
struct Places {
    /// None is empty.
    blocks: Vec<Vec<usize>>,
}

/// Where in the order a key would stand.
struct Spot {
    block: usize,
    index: usize,
}

/// A block that comes to hold so many places is halved.
const MOST: usize = 256;

impl Places {
    /// The place of the entry with a key, or where that would stand; tells how the key at a place compares with it.
    fn find(&self, compare: &dyn Fn(usize) -> Ordering) -> Result<usize, Spot> {
        let begins_above =
            |block: &Vec<usize>| block.first().is_some_and(|own| compare(*own).is_gt());
        let block = self.blocks.partition_point(|block| !begins_above(block)).saturating_sub(1);
        let places = self.blocks.get(block).map(Vec::as_slice).unwrap_or_default();
        let index = places.partition_point(|place| compare(*place).is_lt());
        match places.get(index) {
            Some(place) if compare(*place).is_eq() => Ok(*place),
            _ => Err(Spot { block, index }),
        }
    }

    fn insert(&mut self, Spot { block, index }: Spot, place: usize) {
        let Some(places) = self.blocks.get_mut(block) else { return self.blocks.push(vec![place]) };
        places.insert(index, place);
        if places.len() >= MOST {
            let rest = places.split_off(MOST / 2);
            self.blocks.insert(block.saturating_add(1), rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever comes in, the map is that of the standard library.
        #[test]
        fn a_map_is_that_of_the_standard_library(
            pairs in prop::collection::vec((0..2000_u16, 0..9_u8), 0..3000),
        ) {
            let mut expected = BTreeMap::new();
            let mut map = Map::new();
            for (key, value) in &pairs {
                prop_assert_eq!(map.insert(*key, *value), expected.insert(*key, *value));
            }
            for key in 0..2000 {
                prop_assert_eq!(map.get(&key), expected.get(&key));
            }
            prop_assert!(map.iter().eq(&expected));
            prop_assert!(map.iter().rev().eq(expected.iter().rev()));
            prop_assert!(map.keys().eq(expected.keys()));
            prop_assert!(map.values().eq(expected.values()));
            prop_assert!(map.into_entries().into_iter().eq(expected));
        }

        /// A set has each value once, in order.
        #[test]
        fn a_set_is_that_of_the_standard_library(values in prop::collection::vec(0..500_u16, 0..900)) {
            let expected: BTreeSet<u16> = values.iter().copied().collect();
            let set: Set<u16> = values.into_iter().collect();
            prop_assert_eq!(set.len(), expected.len());
            prop_assert!(set.iter().eq(&expected));
            prop_assert!((0..500).all(|value| set.contains(&value) == expected.contains(&value)));
        }
    }

    #[test]
    fn a_value_that_is_there_is_changed_and_kept() {
        let mut map: Map<&str, u32> = Map::new();
        for name in ["b", "a", "b"] {
            map.change(name, |own| *own += 1);
            map.insert_if_missing(name, 9);
            assert_eq!(Some(&map.get_or_insert_with(name, || 8)), map.get(name));
        }
        assert_eq!(map.get_or_insert_with("c", || 7), 7);
        *map.get_mut("a").unwrap() += 5;
        assert_eq!(map.into_entries(), [("a", 6), ("b", 2), ("c", 7)]);
    }
}
