//! Columns filled from records: values with a validity bitmap.

use alloc::vec::Vec;

use super::{Bitmap, Column, ListColumn};

/// A bitmap being filled, one bit per row, least significant first.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    bytes: Vec<u8>,
    rows: usize,
}

impl Bits {
    fn push(&mut self, set: bool) {
        let bit = self.rows % 8;
        if bit == 0 {
            self.bytes.push(0);
        }
        if let Some(byte) = self.bytes.last_mut() {
            *byte |= u8::from(set) << bit;
        }
        self.rows = self.rows.saturating_add(1);
    }

    pub(crate) fn bitmap(&self) -> Bitmap<'_> {
        Bitmap::new(&self.bytes)
    }
}

impl FromIterator<bool> for Bits {
    fn from_iter<I: IntoIterator<Item = bool>>(rows: I) -> Self {
        let mut bits = Self::default();
        rows.into_iter().for_each(|set| bits.push(set));
        bits
    }
}

/// A column being filled.
#[derive(Debug)]
pub(crate) struct Filled<T> {
    values: Vec<T>,
    validity: Bits,
}

impl<T: Copy> Filled<T> {
    pub(crate) fn column(&self) -> Column<'_, T> {
        Column::with_validity(&self.values, self.validity.bitmap())
    }
}

impl<T: Default> FromIterator<Option<T>> for Filled<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(rows: I) -> Self {
        let mut filled = Self { values: Vec::new(), validity: Bits::default() };
        for row in rows {
            filled.validity.push(row.is_some());
            filled.values.push(row.unwrap_or_default());
        }
        filled
    }
}

/// A column of lists being filled, one list after the other.
#[derive(Debug)]
pub(crate) struct Lists<T> {
    offsets: Vec<u32>,
    values: Vec<T>,
}

impl<T> Lists<T> {
    pub(crate) fn column(&self) -> ListColumn<'_, T> {
        ListColumn { offsets: &self.offsets, values: &self.values }
    }
}

impl<T, L: IntoIterator<Item = T>> FromIterator<L> for Lists<T> {
    fn from_iter<I: IntoIterator<Item = L>>(rows: I) -> Self {
        let mut lists = Self { offsets: Vec::from([0]), values: Vec::new() };
        for list in rows {
            lists.values.extend(list);
            lists.offsets.push(u32::try_from(lists.values.len()).unwrap_or(u32::MAX));
        }
        lists
    }
}
