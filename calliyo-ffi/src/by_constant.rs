//! What the host has set, by constant: a few dozen entries at most, for which a list is as quick as a tree and far smaller.

/// Values by constant, in the order of the constants.
#[derive(Debug)]
pub(crate) struct ByConstant<V> {
    entries: Vec<(u32, V)>,
}

impl<V> ByConstant<V> {
    pub(crate) fn insert(&mut self, constant: u32, value: V) {
        match self.place(constant) {
            Ok(place) => self.entries[place].1 = value,
            Err(place) => self.entries.insert(place, (constant, value)),
        }
    }

    pub(crate) fn remove(&mut self, constant: u32) {
        if let Ok(place) = self.place(constant) {
            self.entries.remove(place);
        }
    }

    /// Removes every value whose constant is not to stay.
    pub(crate) fn retain(&mut self, stays: impl Fn(u32) -> bool) {
        self.entries.retain(|(constant, _)| stays(*constant));
    }

    pub(crate) fn get(&self, constant: u32) -> Option<&V> {
        self.place(constant).ok().map(|place| &self.entries[place].1)
    }

    /// The constants with their values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &V)> {
        self.entries.iter().map(|(constant, value)| (*constant, value))
    }

    /// The place of a constant, or where it would stand.
    fn place(&self, constant: u32) -> Result<usize, usize> {
        self.entries.binary_search_by_key(&constant, |(own, _)| *own)
    }
}

impl<V> Default for ByConstant<V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_the_order_of_their_constants() {
        let mut values = ByConstant::default();
        for (constant, value) in [(301, 'c'), (101, 'x'), (205, 'b'), (101, 'a'), (206, 'd')] {
            values.insert(constant, value);
        }
        values.remove(206);
        values.remove(999);
        let all: Vec<_> = values.iter().map(|(constant, value)| (constant, *value)).collect();
        assert_eq!(all, [(101, 'a'), (205, 'b'), (301, 'c')]);
        assert_eq!((values.get(205), values.get(206)), (Some(&'b'), None));

        values.retain(|constant| constant / 100 != 2);
        assert_eq!(values.iter().map(|(constant, _)| constant).collect::<Vec<_>>(), [101, 301]);
    }
}
