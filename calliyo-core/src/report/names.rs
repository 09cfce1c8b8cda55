//! Names of the host's as dense numbers, in the order of their bytes.

use alloc::{string::String, vec::Vec};

use crate::{columns::Filled, order::Set};

/// Names in the order of their bytes, each once; its place is its number.
#[derive(Debug)]
pub(super) struct Names<'n> {
    names: Vec<&'n str>,
}

impl<'n> Names<'n> {
    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.names.len()).unwrap_or(u32::MAX)
    }

    /// The number of a name.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.names.binary_search(&name).ok().and_then(|place| u32::try_from(place).ok())
    }

    /// The name with a number.
    pub(super) fn name(&self, number: u32) -> &'n str {
        self.names.get(number as usize).copied().unwrap_or_default()
    }

    /// The numbers of names.
    pub(super) fn numbers(&self, names: &[String]) -> Vec<u32> {
        names.iter().filter_map(|name| self.number(name)).collect()
    }

    /// A column of these names.
    pub(super) fn column<'r>(
        &self,
        rows: impl IntoIterator<Item = Option<&'r str>>,
    ) -> Filled<u32> {
        rows.into_iter().map(|name| name.and_then(|name| self.number(name))).collect()
    }
}

impl<'n> FromIterator<&'n str> for Names<'n> {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let names: Set<&str> = Set::from_iter(names);
        Self { names: names.iter().copied().collect() }
    }
}
