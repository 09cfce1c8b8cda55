//! Columns: one slice per field, borrowed from the host, and filled from records.
//!
//! Rows are what millions of records cross a border as. Agents, statuses and the like are dense numbers there, ids stay with
//! the host; a missing value is a bit, as in Arrow.

mod filled;

use alloc::{format, string::String};
use core::ops::BitOr;

pub(crate) use self::filled::{Bits, Filled, Lists};
use crate::{
    code::Code,
    diagnostic::{Diagnostic, Param},
};

/// The number of an agent who is not among those supplied, such as an owner who has left.
pub const UNKNOWN_AGENT: u32 = u32::MAX;

/// One bit per row, the least significant bit of each byte first, as in Arrow.
///
/// What a missing bitmap means depends on its use: a column without a validity bitmap has **every** value
/// ([`Column::at`]); a flag without a bitmap is set on **no** row. A row beyond the last byte is not set.
#[derive(Clone, Copy, Debug)]
pub struct Bitmap<'a> {
    bytes: &'a [u8],
}

impl<'a> Bitmap<'a> {
    /// The bitmap in these bytes.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Whether the row's bit is set.
    #[must_use]
    pub fn is_set(self, row: usize) -> bool {
        self.bytes.get(row / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 1)
    }

    /// The bytes from that of the row on.
    pub(crate) fn bytes_from(self, row: usize) -> &'a [u8] {
        self.bytes.get(row / 8..).unwrap_or_default()
    }

    /// The bits of 64 rows, the first in the last bit of the word. Rows beyond the last byte are not set.
    pub(crate) fn word(self, block: usize) -> u64 {
        let bytes = self.bytes.get(block.saturating_mul(8)..).unwrap_or_default();
        if let Some(word) = bytes.first_chunk() {
            return u64::from_le_bytes(*word);
        }
        bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
    }

    /// How many rows the bytes have room for.
    #[must_use]
    pub const fn rows(self) -> usize {
        self.bytes.len().saturating_mul(8)
    }
}

/// Whether a flag is set on a row; a flag without a bitmap is set on none.
pub(crate) fn flag(bitmap: Option<Bitmap<'_>>, row: usize) -> bool {
    bitmap.is_some_and(|bitmap| bitmap.is_set(row))
}

/// Values, some of which may be missing.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a, T> {
    /// One value per row; what stands on a row without a value is not looked at.
    pub values: &'a [T],
    /// The rows that have a value; without it all do.
    pub validity: Option<Bitmap<'a>>,
}

impl<'a, T: Copy> Column<'a, T> {
    /// A column in which every row has a value.
    #[must_use]
    pub const fn full(values: &'a [T]) -> Self {
        Self { values, validity: None }
    }

    /// A column in which the rows set in `validity` have a value.
    #[must_use]
    pub const fn with_validity(values: &'a [T], validity: Bitmap<'a>) -> Self {
        Self { values, validity: Some(validity) }
    }

    /// The row's value; `None` where it is missing or beyond the end.
    // Asked once per row, where what is compiled for size would make a call of it.
    #[inline(always)]
    #[must_use]
    pub fn at(&self, row: usize) -> Option<T> {
        match self.validity {
            Some(validity) if !validity.is_set(row) => None,
            _ => self.values.get(row).copied(),
        }
    }
}

/// A list of values per row, one list after the other, as in Arrow.
#[derive(Clone, Copy, Debug)]
pub struct ListColumn<'a, T> {
    /// Where each list starts in `values`, and at the end where the last one ends: one element more than there are rows.
    pub offsets: &'a [u32],
    /// The values of all lists.
    pub values: &'a [T],
}

impl<'a, T> ListColumn<'a, T> {
    /// Whether every list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.offsets.first() == self.offsets.last()
    }

    /// The row's list; empty beyond the end.
    #[must_use]
    pub fn at(&self, row: usize) -> &'a [T] {
        let offset = |place: usize| self.offsets.get(place).map(|offset| *offset as usize);
        let range = offset(row).zip(offset(row.saturating_add(1)));
        range.and_then(|(from, to)| self.values.get(from..to)).unwrap_or_default()
    }
}

/// The value of an optional column; a column that was not supplied has none.
pub(crate) fn optional<T: Copy>(column: Option<&Column<'_, T>>, row: usize) -> Option<T> {
    column.and_then(|column| column.at(row))
}

pub(crate) fn at_most(path: &str, length: usize, most: u64) -> Result<(), Diagnostic> {
    if u64::try_from(length).is_ok_and(|length| length <= most) {
        return Ok(());
    }
    Err(Diagnostic::new(Code::NumberOutOfRange)
        .at(path)
        .with("number", length)
        .with("least", 0_u32)
        .with("most", i64::try_from(most).unwrap_or(i64::MAX)))
}

pub(crate) fn same_length(path: &str, length: usize, rows: usize) -> Result<(), Diagnostic> {
    if length == rows {
        return Ok(());
    }
    Err(malformed(path, format!("the column has {length} rows, the others have {rows}")))
}

pub(crate) fn bitmap_length(
    path: &str,
    bitmap: Option<Bitmap<'_>>,
    rows: usize,
) -> Result<(), Diagnostic> {
    match bitmap {
        Some(bitmap) if bitmap.rows() < rows => {
            Err(malformed(path, format!("the bitmap has {} bits for {rows} rows", bitmap.rows())))
        }
        _ => Ok(()),
    }
}

pub(crate) fn column_length<T>(
    path: &str,
    column: Option<&Column<'_, T>>,
    rows: usize,
) -> Result<(), Diagnostic> {
    let Some(column) = column else { return Ok(()) };
    same_length(path, column.values.len(), rows)?;
    bitmap_length(path, column.validity, rows)
}

/// A column that is only looked through is read in so many places in turn.
const PLACES: usize = 8;

/// So many values are read in one place before it is the next one's turn.
const RUN: usize = 64;

/// Whether `fault` is 0 for every value. Looks at all values, several at a time, and does not stop at the first fault:
/// a column without one is the rule.
///
/// Memory is read ahead for who goes through a column, but only to the end of a page, so that there is a wait at each. Who
/// goes through several parts of it in turn waits for all of them at once: a long column takes half the time.
pub(crate) fn all_at_once<T: Copy, F: Copy + Default + PartialEq + BitOr<Output = F>>(
    values: &[T],
    fault: impl Fn(T) -> F,
) -> bool {
    let faults_of =
        |values: &[T]| values.iter().fold(F::default(), |faults, value| faults | fault(*value));
    let (runs, rest) = values.as_chunks::<RUN>();
    let part = runs.len().div_ceil(PLACES);
    let in_turn = (0..part).flat_map(|own| runs.iter().skip(own).step_by(part));
    in_turn.fold(faults_of(rest), |faults, run| faults | faults_of(run)) == F::default()
}

/// Checks that a list column has one list per row, one after the other, all of them within the values.
pub(crate) fn list_shape<T>(
    path: &str,
    column: Option<ListColumn<'_, T>>,
    rows: usize,
) -> Result<(), Diagnostic> {
    let Some(ListColumn { offsets, values }) = column else { return Ok(()) };
    if offsets.len() != rows.saturating_add(1) {
        let found = offsets.len();
        return Err(malformed(
            path,
            format!("{found} offsets for {rows} rows: one more is needed"),
        ));
    }
    let backward = offsets.windows(2).position(|pair| matches!(pair, [from, to] if from > to));
    if let Some(row) = backward {
        return Err(malformed(
            &format!("{path}[{row}]"),
            String::from("the list ends before it starts"),
        ));
    }
    match offsets.last() {
        Some(end) if *end as usize > values.len() => Err(malformed(
            path,
            format!("the lists end at {end}, and there are {} values", values.len()),
        )),
        _ => Ok(()),
    }
}

/// Checks that every status is one of so many in the pipeline.
pub(crate) fn known_statuses(
    path: &str,
    values: &[u16],
    statuses: usize,
) -> Result<(), Diagnostic> {
    // In as many bits as the values have, so that many are compared at once.
    let Ok(first_outside) = u16::try_from(statuses) else { return Ok(()) };
    let fits = |status: u16| status < first_outside;
    if all_at_once(values, |status| u16::from(!fits(status))) {
        return Ok(());
    }
    match values.iter().enumerate().find(|(_, status)| !fits(**status)) {
        Some((row, status)) => Err(out_of_range(path, row, u32::from(*status), statuses)),
        None => Ok(()),
    }
}

/// Checks that every byte stands for one of so many things.
pub(crate) fn known_codes(path: &str, codes: &[u8], count: usize) -> Result<(), Diagnostic> {
    let fits = |code: u8| usize::from(code) < count;
    if all_at_once(codes, |code| u8::from(!fits(code))) {
        return Ok(());
    }
    match codes.iter().enumerate().find(|(_, code)| !fits(**code)) {
        Some((row, code)) => Err(out_of_range(path, row, u32::from(*code), count)),
        None => Ok(()),
    }
}

/// Checks that every value of a column is one of so many dense numbers.
pub(crate) fn known_numbers(
    path: &str,
    column: Option<&Column<'_, u32>>,
    count: u32,
) -> Result<(), Diagnostic> {
    let Some(column) = column else { return Ok(()) };
    if all_at_once(column.values, |number| u32::from(number >= count)) {
        return Ok(());
    }
    let outside = |(row, number): &(usize, &u32)| **number >= count && column.at(*row).is_some();
    match column.values.iter().enumerate().find(outside) {
        Some((row, number)) => Err(out_of_range(path, row, *number, count as usize)),
        None => Ok(()),
    }
}

/// Checks that each value is one of the agents or [`UNKNOWN_AGENT`].
pub(crate) fn known_agents(
    path: &str,
    column: Option<&Column<'_, u32>>,
    agents: usize,
) -> Result<(), Diagnostic> {
    let Some(column) = column else { return Ok(()) };
    let fits = is_known(agents);
    if all_at_once(column.values, |agent| u32::from(!fits(agent))) {
        return Ok(());
    }
    let outside = |(row, agent): &(usize, &u32)| !fits(**agent) && column.at(*row).is_some();
    match column.values.iter().enumerate().find(outside) {
        Some((row, agent)) => Err(out_of_range(path, row, *agent, agents)),
        None => Ok(()),
    }
}

/// Whether a number is one of the agents' or [`UNKNOWN_AGENT`].
pub(crate) fn is_known(agents: usize) -> impl Fn(u32) -> bool {
    const { assert!(UNKNOWN_AGENT == u32::MAX) };
    let agents = u32::try_from(agents).unwrap_or(u32::MAX);
    // One comparison for both: the number after the largest is 0.
    move |agent| agent.wrapping_add(1) <= agents
}

/// Checks that every value of every list is one of so many dense numbers.
pub(crate) fn known_members(
    path: &str,
    column: Option<ListColumn<'_, u32>>,
    count: u32,
) -> Result<(), Diagnostic> {
    let Some(column) = column else { return Ok(()) };
    if all_at_once(column.values, |number| u32::from(number >= count)) {
        return Ok(());
    }
    for row in 0..column.offsets.len().saturating_sub(1) {
        if let Some(number) = column.at(row).iter().find(|number| **number >= count) {
            return Err(out_of_range(path, row, *number, count as usize));
        }
    }
    Ok(())
}

/// A column that may be absent, but not for what is asked.
pub(crate) fn missing_column(path: &str) -> Diagnostic {
    malformed(path, String::from("the question needs this column"))
}

pub(crate) fn malformed(path: &str, detail: String) -> Diagnostic {
    Diagnostic::new(Code::RequestMalformed).at(path).with("detail", Param::Text(detail))
}

/// Dense numbers start at 0: with `count` of them the largest is one less.
pub(crate) fn out_of_range(path: &str, row: usize, number: u32, count: usize) -> Diagnostic {
    let most = i64::try_from(count).unwrap_or(i64::MAX).saturating_sub(1);
    Diagnostic::new(Code::NumberOutOfRange)
        .at(format!("{path}[{row}]"))
        .with("number", number)
        .with("least", 0_u32)
        .with("most", most)
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;

    /// A1, A2: without a bitmap every value is there and no flag is set.
    #[test]
    fn a_missing_bitmap_means_all_values_and_no_flags() {
        assert_eq!(Column::full(&[7, 8]).at(1), Some(8));
        assert_eq!(Column::full(&[7, 8]).at(2), None);
        assert!(!flag(None, 0));
        let second = Bitmap::new(&[0b10]);
        assert_eq!(Column::with_validity(&[7, 8], second).at(0), None);
        assert_eq!(Column::with_validity(&[7, 8], second).at(1), Some(8));
        assert!(flag(Some(second), 1) && !flag(Some(second), 0) && !flag(Some(second), 8));
        assert!(Bitmap::new(&[0, 0b1000_0000]).is_set(15));
    }

    /// A2: one wrong value is found wherever it stands, in columns shorter and longer than what is read in turn.
    #[test]
    fn a_fault_is_found_in_every_row() {
        let is_wrong = |value| u8::from(value > 1);
        let turns = PLACES * RUN;
        for rows in
            [0, 1, RUN - 1, RUN, RUN + 1, turns - 1, turns, turns + 1, 3 * turns + 5 * RUN + 7]
        {
            let mut values = vec![1_u32; rows];
            assert!(all_at_once(&values, is_wrong), "{rows} rows");
            for row in 0..rows {
                values[row] = 2;
                assert!(!all_at_once(&values, is_wrong), "row {row} of {rows}");
                values[row] = 1;
            }
        }
    }
}
