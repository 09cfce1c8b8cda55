//! Numbers for keys, in the order in which the keys come.

use alloc::vec::Vec;

use super::super::{at, number};

/// A slot without a key.
const EMPTY: Slot = Slot { mark: 0, key: u32::MAX };

/// The keys that came so far, each a list of numbers.
///
/// A key is looked for from a slot on that follows from the key alone. Slots are never listed, so that no order depends on
/// them.
#[derive(Default)]
pub(super) struct Keys {
    /// The keys, one after the other.
    values: Vec<u32>,
    /// Where each ends.
    ends: Vec<usize>,
    /// A power of two of them, at most half of which have a key.
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// Keys of another mark are others.
    mark: u32,
    /// The number of the key.
    key: u32,
}

impl Keys {
    /// The number of the key, or the one that it gets because it is new.
    pub(super) fn number(&mut self, key: &[u32]) -> Result<u32, u32> {
        if self.ends.len().saturating_mul(2) >= self.slots.len() {
            self.grow();
        }
        let mark = mark(key);
        let mut place = self.place(mark);
        loop {
            let slot = at(&self.slots, place);
            if slot.key == EMPTY.key {
                break;
            }
            if slot.mark == mark && self.key(slot.key).iter().eq(key) {
                return Ok(slot.key);
            }
            place = self.after(place);
        }
        let new = Slot { mark, key: number(self.ends.len()) };
        self.fill(place, new);
        self.values.extend_from_slice(key);
        self.ends.push(self.values.len());
        Err(new.key)
    }

    fn key(&self, key: u32) -> &[u32] {
        let start = key.checked_sub(1).map_or(0, |before| at(&self.ends, before));
        self.values.get(start..at(&self.ends, key)).unwrap_or_default()
    }

    /// The slot to begin with.
    fn place(&self, mark: u32) -> u32 {
        mark & number(self.slots.len()).wrapping_sub(1)
    }

    fn after(&self, place: u32) -> u32 {
        self.place(place.wrapping_add(1))
    }

    fn fill(&mut self, place: u32, slot: Slot) {
        if let Some(own) = self.slots.get_mut(place as usize) {
            *own = slot;
        }
    }

    /// Doubles the slots.
    fn grow(&mut self) {
        let more = self.slots.len().saturating_mul(2).max(64);
        let before = core::mem::replace(&mut self.slots, alloc::vec![EMPTY; more]);
        for slot in before.into_iter().filter(|slot| slot.key != EMPTY.key) {
            let mut place = self.place(slot.mark);
            while at(&self.slots, place).key != EMPTY.key {
                place = self.after(place);
            }
            self.fill(place, slot);
        }
    }
}

/// A number that depends on all of the key.
fn mark(key: &[u32]) -> u32 {
    let mixed = key.iter().fold(0_u64, |mixed, own| {
        (mixed ^ u64::from(*own))
            .wrapping_add(1)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    });
    let [low, high] = [mixed, mixed.wrapping_shr(32)].map(|half| half & u64::from(u32::MAX));
    u32::try_from(low ^ high).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, vec::Vec};

    use super::*;
    use crate::jobs::testing::Random;

    /// A7: leads with the same agents open to them are of one class, and others are not
    #[test]
    fn equal_keys_have_one_number_and_others_another() {
        let mut random = Random(61);
        let (mut keys, mut expected) = (Keys::default(), BTreeMap::<Vec<u32>, u32>::new());
        for _ in 0..20_000 {
            let key: Vec<u32> = (0..random.below(5)).map(|_| random.below(12)).collect();
            let next = number(expected.len());
            let known = expected.get(&key).copied();
            assert_eq!(keys.number(&key), known.ok_or(next), "{key:?}");
            expected.entry(key).or_insert(next);
        }
        assert!(expected.len() > 5_000, "{}", expected.len());
    }
}
