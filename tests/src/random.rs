//! Random numbers that are the same on every machine: the seed is all there is.

/// A generator of the xorshift family.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator with its own sequence for every seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number from 0 up to, and without, the limit.
    ///
    /// # Panics
    ///
    /// The limit is 0.
    pub fn below(&mut self, limit: u32) -> u32 {
        let high = self.next() >> 32;
        u32::try_from((high * u64::from(limit)) >> 32).expect("the product is below the limit")
    }

    /// A number of the range, both ends included.
    ///
    /// # Panics
    ///
    /// The range is empty or wider than a `u32`.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = u32::try_from(most - least + 1).expect("the range fits a u32");
        least + i64::from(self.below(width))
    }

    /// Whether something happens that happens in one of so many cases.
    pub fn one_in(&mut self, cases: u32) -> bool {
        self.below(cases) == 0
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    /// One of the items.
    ///
    /// # Panics
    ///
    /// There is no item.
    pub fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        let count = u32::try_from(items.len()).expect("few items");
        &items[self.below(count) as usize]
    }

    /// One of the words.
    ///
    /// # Panics
    ///
    /// There is no word.
    pub fn word(&mut self, words: &[&'static str]) -> &'static str {
        let word: &&str = self.pick(words);
        word
    }

    /// What is made, in so many of a hundred cases.
    pub fn maybe<T>(&mut self, share: u32, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(share).then(|| make(self))
    }

    /// Brings the items into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let limit = u32::try_from(last + 1).expect("few items");
            items.swap(last, self.below(limit) as usize);
        }
    }
}
