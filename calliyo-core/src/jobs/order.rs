//! The order in which leads are served.

use alloc::vec::Vec;
use core::cmp::{Ordering, Reverse};

use super::columns::{LeadColumns, optional};

/// Compares two rows by priority (larger first, none least), oldest captured-at, id, row (rule A5).
pub(super) fn by_priority(leads: &LeadColumns<'_>, left: u32, right: u32) -> Ordering {
    let captured = |row: u32| super::at(leads.captured_at, row);
    priority(leads, left)
        .cmp(&priority(leads, right))
        .then_with(|| captured(left).cmp(&captured(right)))
        .then_with(|| by_id(leads, left, right))
}

/// The same with the newest captured-at first.
pub(super) fn by_priority_then_youth(leads: &LeadColumns<'_>, left: u32, right: u32) -> Ordering {
    let captured = |row: u32| super::at(leads.captured_at, row);
    priority(leads, left)
        .cmp(&priority(leads, right))
        .then_with(|| captured(right).cmp(&captured(left)))
        .then_with(|| by_id(leads, left, right))
}

fn by_id(leads: &LeadColumns<'_>, left: u32, right: u32) -> Ordering {
    let rank = |row: u32| leads.id_rank.map(|ranks| super::at(ranks, row));
    rank(left).cmp(&rank(right)).then(left.cmp(&right))
}

/// `None` sorts below every priority, so the reversed order puts it last.
fn priority(leads: &LeadColumns<'_>, row: u32) -> Reverse<Option<i64>> {
    Reverse(optional(leads.priority.as_ref(), row as usize))
}

/// Sorts rows, leaving rows that are in order already untouched.
pub(super) fn sort(rows: &mut [u32], mut order: impl FnMut(u32, u32) -> Ordering) {
    if !rows.is_sorted_by(|left, right| order(*left, *right).is_le()) {
        rows.sort_unstable_by(|left, right| order(*left, *right));
    }
}

/// Rows in order, sorted only as far as they are asked for.
pub(super) struct Sorted<F> {
    rows: Vec<u32>,
    order: F,
    next: usize,
    sorted: usize,
    chunk: usize,
}

impl<F: FnMut(u32, u32) -> Ordering> Sorted<F> {
    /// Of these rows about `wanted` are expected to be asked for.
    pub(super) fn new(rows: Vec<u32>, wanted: usize, order: F) -> Self {
        Self { rows, order, next: 0, sorted: 0, chunk: wanted.max(64) }
    }

    /// The rows that were not handed out, in no particular order.
    pub(super) fn rest(&self) -> &[u32] {
        self.rows.get(self.next..).unwrap_or_default()
    }
}

impl<F: FnMut(u32, u32) -> Ordering> Iterator for Sorted<F> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.next >= self.sorted {
            let order = &mut self.order;
            let rest = self.rows.get_mut(self.sorted..)?;
            let count = self.chunk.min(rest.len());
            if count < rest.len() {
                rest.select_nth_unstable_by(count, |left, right| order(*left, *right));
            }
            sort(rest.get_mut(..count)?, &mut *order);
            self.sorted = self.sorted.saturating_add(count);
            self.chunk = self.chunk.saturating_mul(2);
        }
        let row = self.rows.get(self.next).copied()?;
        self.next = self.next.saturating_add(1);
        Some(row)
    }
}
