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
        let len = origins.len().saturating_add(RowReason::ALL.len());
        Self { origins, rows: vec![0; len] }
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
/// They are bytes, so that those of ten thousand agents stay in the first cache while the columns pass through it. Each
/// place has two, which rows take turns at: where one row after the other has the same place, the next need not wait for
/// the last to be written. Two more are for where that is common. What a byte cannot hold is carried over to the counts.
pub(in crate::jobs) struct QuickCounts {
    bytes: Vec<[u8; 2]>,
    more_bytes: Vec<[u8; 2]>,
    carried: Counts,
}

impl QuickCounts {
    pub(in crate::jobs) fn new(origins: Origins) -> Self {
        let carried = Counts::new(origins);
        let bytes = vec![[0; 2]; carried.rows.len()];
        Self { more_bytes: bytes.clone(), bytes, carried }
    }

    /// Some of the places, numbered anew from 0.
    pub(in crate::jobs) fn part(&mut self, places: Range<usize>) -> QuickPlaces<'_> {
        QuickPlaces {
            bytes: self.bytes.get_mut(places.clone()).unwrap_or_default(),
            more_bytes: self.more_bytes.get_mut(places.clone()).unwrap_or_default(),
            carried: self.carried.rows.get_mut(places).unwrap_or_default(),
        }
    }

    pub(in crate::jobs) fn all(&mut self) -> QuickPlaces<'_> {
        let Self { bytes, more_bytes, carried } = self;
        QuickPlaces { bytes, more_bytes, carried: &mut carried.rows }
    }

    pub(in crate::jobs) fn into_counts(self) -> Counts {
        let mut counts = self.carried;
        for bytes in [self.bytes, self.more_bytes] {
            for (count, [even, odd]) in counts.rows.iter_mut().zip(bytes) {
                // There are fewer rows than 2^32.
                *count = count.wrapping_add(even.into()).wrapping_add(odd.into());
            }
        }
        counts
    }
}

/// Places of a [`QuickCounts`].
pub(in crate::jobs) struct QuickPlaces<'a> {
    bytes: &'a mut [[u8; 2]],
    more_bytes: &'a mut [[u8; 2]],
    carried: &'a mut [u32],
}

impl QuickPlaces<'_> {
    /// Counts four rows, of which each has a place or none. Whether all have one here.
    #[inline(always)]
    pub(in crate::jobs) fn add_four(&mut self, [one, two, three, four]: [Option<u32>; 4]) -> bool {
        let Self { bytes, more_bytes, carried } = self;
        add(one, bytes, carried, |[even, _]| even)
            && add(two, bytes, carried, |[_, odd]| odd)
            && add(three, more_bytes, carried, |[even, _]| even)
            && add(four, more_bytes, carried, |[_, odd]| odd)
    }

    /// The same for two rows.
    #[inline(always)]
    pub(in crate::jobs) fn add_two(&mut self, [one, two]: [Option<u32>; 2]) -> bool {
        let Self { bytes, carried, .. } = self;
        add(one, bytes, carried, |[even, _]| even) && add(two, bytes, carried, |[_, odd]| odd)
    }

    /// The same for a row.
    #[inline(always)]
    pub(in crate::jobs) fn add_one(&mut self, place: Option<u32>) -> bool {
        add(place, self.bytes, self.carried, |[even, _]| even)
    }
}

/// Counts a row in one of the bytes of its place, if it has one.
#[inline(always)]
fn add(
    place: Option<u32>,
    bytes: &mut [[u8; 2]],
    carried: &mut [u32],
    own: impl Fn(&mut [u8; 2]) -> &mut u8,
) -> bool {
    let Some(place) = place else { return false };
    let Some(byte) = bytes.get_mut(place as usize).map(own) else { return false };
    *byte = byte.wrapping_add(1);
    if *byte == 0 {
        carry(carried, place);
    }
    true
}

/// Takes note of what a byte could not hold. Out of line, so that a row costs no more than a look at its byte.
#[cold]
fn carry(carried: &mut [u32], place: u32) {
    if let Some(carried) = carried.get_mut(place as usize) {
        // There are fewer rows than 2^32.
        *carried = carried.wrapping_add(1 << u8::BITS);
    }
}
