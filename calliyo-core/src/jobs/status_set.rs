//! A set of statuses by their place in the pipeline.

use alloc::vec::Vec;

/// A set of status indices, one bit each.
///
/// A status is its index in the pipeline, `0..=65535`. An index that was never inserted is not in the set, whatever the
/// length of the pipeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusSet {
    words: Vec<u64>,
}

impl StatusSet {
    /// The set without a status.
    #[must_use]
    pub const fn new() -> Self {
        Self { words: Vec::new() }
    }

    /// Adds a status.
    pub fn insert(&mut self, status: u16) {
        let word = usize::from(status / 64);
        if word >= self.words.len() {
            self.words.resize(word.saturating_add(1), 0);
        }
        if let Some(bits) = self.words.get_mut(word) {
            *bits |= 1 << (status % 64);
        }
    }

    /// Whether the status is in the set.
    #[must_use]
    pub fn contains(&self, status: u16) -> bool {
        self.words.get(usize::from(status / 64)).is_some_and(|bits| bits >> (status % 64) & 1 == 1)
    }

    /// Whether the set has no status.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|bits| *bits == 0)
    }
}

impl FromIterator<u16> for StatusSet {
    fn from_iter<I: IntoIterator<Item = u16>>(statuses: I) -> Self {
        let mut set = Self::new();
        for status in statuses {
            set.insert(status);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P3: a company adds as many statuses as it likes.
    #[test]
    fn a_set_holds_the_first_and_the_last_index() {
        let set: StatusSet = [0, 63, 64, u16::MAX].into_iter().collect();
        assert!([0, 63, 64, u16::MAX].into_iter().all(|status| set.contains(status)));
        assert!([1, 62, 65, u16::MAX - 1].into_iter().all(|status| !set.contains(status)));
        assert!(StatusSet::new().is_empty() && !StatusSet::new().contains(0));
    }
}
