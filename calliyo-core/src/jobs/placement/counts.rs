//! How many leads come from where, and how many are not eligible.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    super::{RowReason, add_one, number, reason::ReasonCounts},
    line::{ELIGIBLE, Origin, Origins},
};

/// Rows counted: the eligible ones by the place of their origin, then the others by reason.
pub(in crate::jobs) struct Counts {
    origins: Origins,
    rows: Vec<u32>,
}

impl Counts {
    pub(in crate::jobs) fn new(origins: Origins) -> Self {
        Self { origins, rows: vec![0; Self::places(origins)] }
    }

    /// How many places there are.
    fn places(origins: Origins) -> usize {
        origins.len().saturating_add(RowReason::ALL.len())
    }

    /// Where rows that are not eligible are counted.
    pub(in crate::jobs) fn place_of_reason(origins: Origins, reason: u8) -> u32 {
        number(origins.len()).wrapping_add(reason.into())
    }

    /// Counts one row.
    pub(super) fn add(&mut self, origin: Origin, reason: u8) {
        let place = match reason {
            ELIGIBLE => self.origins.place(origin),
            why => Self::place_of_reason(self.origins, why),
        };
        add_one(&mut self.rows, place);
    }

    /// The eligible rows by the place of their origin, and the others by reason.
    pub(super) fn into_parts(self) -> (Vec<u32>, ReasonCounts) {
        let mut by_origin = self.rows;
        let by_reason = by_origin.split_off(self.origins.len());
        let mut not_eligible = ReasonCounts::default();
        for (reason, rows) in RowReason::ALL.iter().zip(by_reason) {
            not_eligible.add(*reason, rows.into());
        }
        (by_origin, not_eligible)
    }
}

/// Counts in the making, for a loop over millions of rows that has their places.
///
/// Each place has two, which rows take turns at: where one row after the other has the same place, the next need not wait
/// for the last to be written. Two more are for where that is common.
pub(in crate::jobs) struct QuickCounts {
    rows: Vec<[u32; 2]>,
    more_rows: Vec<[u32; 2]>,
    origins: Origins,
}

impl QuickCounts {
    pub(in crate::jobs) fn new(origins: Origins) -> Self {
        let none = vec![[0; 2]; Counts::places(origins)];
        Self { more_rows: none.clone(), rows: none, origins }
    }

    /// Some of the places, numbered anew from 0.
    pub(in crate::jobs) fn part(&mut self, places: Range<usize>) -> QuickPlaces<'_> {
        QuickPlaces {
            rows: self.rows.get_mut(places.clone()).unwrap_or_default(),
            more_rows: self.more_rows.get_mut(places).unwrap_or_default(),
        }
    }

    pub(in crate::jobs) fn all(&mut self) -> QuickPlaces<'_> {
        QuickPlaces { rows: &mut self.rows, more_rows: &mut self.more_rows }
    }

    pub(in crate::jobs) fn into_counts(self) -> Counts {
        let places = self.rows.iter().zip(&self.more_rows);
        // There are fewer rows than 2^32.
        let sum = |([one, two], [three, four]): (&[u32; 2], &[u32; 2])| {
            one.wrapping_add(*two).wrapping_add(*three).wrapping_add(*four)
        };
        Counts { origins: self.origins, rows: places.map(sum).collect() }
    }
}

/// Places of a [`QuickCounts`].
pub(in crate::jobs) struct QuickPlaces<'a> {
    rows: &'a mut [[u32; 2]],
    more_rows: &'a mut [[u32; 2]],
}

impl QuickPlaces<'_> {
    /// Counts four rows, of which each has a place or none. Whether all have one here.
    #[inline(always)]
    pub(in crate::jobs) fn add_four(&mut self, [one, two, three, four]: [Option<u32>; 4]) -> bool {
        let Self { rows, more_rows } = self;
        add(one, rows, |[even, _]| even)
            && add(two, rows, |[_, odd]| odd)
            && add(three, more_rows, |[even, _]| even)
            && add(four, more_rows, |[_, odd]| odd)
    }

    /// The same for two rows.
    #[inline(always)]
    pub(in crate::jobs) fn add_two(&mut self, [one, two]: [Option<u32>; 2]) -> bool {
        add(one, self.rows, |[even, _]| even) && add(two, self.rows, |[_, odd]| odd)
    }

    /// The same for a row.
    #[inline(always)]
    pub(in crate::jobs) fn add_one(&mut self, place: Option<u32>) -> bool {
        add(place, self.rows, |[even, _]| even)
    }
}

/// Counts a row at its place, if it has one.
#[inline(always)]
fn add(place: Option<u32>, rows: &mut [[u32; 2]], own: impl Fn(&mut [u32; 2]) -> &mut u32) -> bool {
    let Some(count) = place.and_then(|place| rows.get_mut(place as usize)).map(own) else {
        return false;
    };
    // There are fewer rows than 2^32.
    *count = count.wrapping_add(1);
    true
}
