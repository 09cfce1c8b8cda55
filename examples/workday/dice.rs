//! A small generator of numbers that look random and are the same in every run.

/// A xorshift generator with a fixed start.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// A generator; equal seeds give equal numbers.
    pub(crate) const fn new(seed: u64) -> Self {
        // A state of zero would stay zero.
        Self(seed ^ 0x9E37_79B9_7F4A_7C15 | 1)
    }

    /// A number below `limit`; 0 for a limit of 0.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let [.., a, b, c, d] = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes();
        u32::from_le_bytes([a, b, c, d]).checked_rem(limit).unwrap_or_default()
    }

    /// A number from `least` to `most`.
    pub(crate) fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least).saturating_add(1))
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of the items.
    pub(crate) fn pick<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        items.get(self.below(u32::try_from(items.len()).ok()?) as usize)
    }

    /// One of the items, each as likely as its weight.
    pub(crate) fn weighted<T: Copy>(&mut self, items: &[(u32, T)]) -> Option<T> {
        let mut roll = self.below(items.iter().map(|(weight, _)| weight).sum());
        items.iter().find_map(|(weight, item)| match roll.checked_sub(*weight) {
            Some(rest) => {
                roll = rest;
                None
            }
            None => Some(*item),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_give_equal_numbers() {
        let (mut one, mut other) = (Dice::new(7), Dice::new(7));
        for _ in 0..1000 {
            let number = one.between(3, 9);
            assert_eq!(number, other.between(3, 9));
            assert!((3..=9).contains(&number));
        }
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(1);
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[dice.weighted(&[(1, 0), (0, 1), (9, 2)]).unwrap()] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((800..1200).contains(&counts[0]), "{counts:?}");
        assert_eq!(dice.weighted::<u8>(&[]), None);
    }
}
