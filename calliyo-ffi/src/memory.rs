//! Memory of the host: checked where it is set, and made into slices where it is used.

use std::{ops::Range, ptr, slice};

use crate::{CALLIYO_INVALID_LENGTH, CALLIYO_MISALIGNED, CALLIYO_NULL_POINTER, CalliyoResult};

/// A number that stands in memory of the host.
pub(crate) trait Number: Copy + 'static {}

impl Number for u8 {}
impl Number for u16 {}
impl Number for u32 {}
impl Number for u64 {}
impl Number for i64 {}

/// Elements one after the other, as the host described them: none, or at an address where that many can lie.
///
/// Whether they do lie there, and for how long, is known to the host alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    start: *mut u8,
    elements: usize,
    /// Of an element, in bytes: 1, 2, 4 or 8.
    size: usize,
}

impl Span {
    /// No element.
    pub(crate) const EMPTY: Self = Self { start: ptr::null_mut(), elements: 0, size: 1 };

    /// So many elements of a size in bytes; no element lies anywhere.
    pub(crate) fn new(
        start: *const u8,
        elements: usize,
        size: usize,
    ) -> Result<Self, CalliyoResult> {
        if elements == 0 {
            return Ok(Self::EMPTY);
        }
        if start.is_null() {
            return Err(CALLIYO_NULL_POINTER);
        }
        let bytes = elements.checked_mul(size).filter(|bytes| isize::try_from(*bytes).is_ok());
        if bytes.and_then(|bytes| start.addr().checked_add(bytes)).is_none() {
            return Err(CALLIYO_INVALID_LENGTH);
        }
        if !start.addr().is_multiple_of(size) {
            return Err(CALLIYO_MISALIGNED);
        }
        Ok(Self { start: start.cast_mut(), elements, size })
    }

    /// A bit for each of so many rows.
    pub(crate) fn bits(start: *const u8, rows: usize) -> Result<Self, CalliyoResult> {
        Self::new(start, rows.div_ceil(8), 1)
    }

    /// The addresses of its bytes.
    fn addresses(self) -> Range<usize> {
        // `new` has made sure that neither the product nor the sum is too large.
        self.start.addr()..self.start.addr() + self.elements * self.size
    }

    /// Whether both have a byte in common.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        let (own, other) = (self.addresses(), other.addresses());
        !own.is_empty() && !other.is_empty() && own.start < other.end && other.start < own.end
    }

    /// The elements.
    ///
    /// # Safety
    ///
    /// Where there are elements, they are valid for reads, and nobody changes them while `'a` lasts.
    pub(crate) unsafe fn read<'a, T: Number>(self) -> &'a [T] {
        if self.elements == 0 {
            return &[];
        }
        assert_eq!(self.size, size_of::<T>(), "a span is read as what it holds");
        // SAFETY: `new` has checked address, alignment and length for elements of this size, of which every pattern of bits
        // is one; the rest is promised by the caller.
        unsafe { slice::from_raw_parts(self.start.cast(), self.elements) }
    }

    /// The elements, to be written.
    ///
    /// # Safety
    ///
    /// Where there are elements, they are valid for reads and writes, and nobody else reads or changes them while `'a`
    /// lasts.
    pub(crate) unsafe fn write<'a, T: Number>(self) -> &'a mut [T] {
        if self.elements == 0 {
            return &mut [];
        }
        assert_eq!(self.size, size_of::<T>(), "a span is written as what it holds");
        // SAFETY: as in `read`.
        unsafe { slice::from_raw_parts_mut(self.start.cast(), self.elements) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_cannot_be_is_refused() {
        let numbers = [1_u32, 2];
        let start = numbers.as_ptr().cast::<u8>();
        let fault = |start, elements, size| Span::new(start, elements, size).err();
        assert_eq!(fault(ptr::null(), 1, 4), Some(CALLIYO_NULL_POINTER));
        assert_eq!(fault(start.wrapping_add(2), 1, 4), Some(CALLIYO_MISALIGNED));
        assert_eq!(fault(start, usize::MAX / 2, 4), Some(CALLIYO_INVALID_LENGTH));
        assert_eq!(fault(start, usize::MAX / 8 + 1, 8), Some(CALLIYO_INVALID_LENGTH));
        assert_eq!(
            fault(ptr::without_provenance(usize::MAX - 3), 2, 4),
            Some(CALLIYO_INVALID_LENGTH)
        );
        assert_eq!(fault(ptr::null(), 0, 4), None);
        assert_eq!(fault(start.wrapping_add(1), 0, 4), None);
        assert_eq!(Span::bits(ptr::null(), 1).err(), Some(CALLIYO_NULL_POINTER));
        assert_eq!(Span::bits(start, usize::MAX).err(), None, "bits are bytes");
    }

    #[test]
    fn spans_overlap_where_they_share_a_byte() {
        let bytes = [0_u8; 8];
        let span = |from: usize, elements| {
            Span::new(bytes[from..].as_ptr(), elements, 1).unwrap_or(Span::EMPTY)
        };
        assert!(span(0, 5).overlaps(span(4, 1)) && span(4, 1).overlaps(span(0, 5)));
        assert!(!span(0, 4).overlaps(span(4, 4)) && !span(4, 4).overlaps(span(0, 4)));
        assert!(!span(0, 8).overlaps(Span::EMPTY));
    }

    #[test]
    fn a_span_gives_its_elements() {
        let numbers = [1_u32, 2];
        let span = Span::new(numbers.as_ptr().cast(), 2, 4).unwrap_or(Span::EMPTY);
        // SAFETY: an array that outlives the slice.
        assert_eq!(unsafe { span.read::<u32>() }, numbers);
        // SAFETY: no element is read.
        assert!(unsafe { Span::EMPTY.read::<u64>() }.is_empty());
    }
}
