//! The border itself: out parameters, handles, texts that come in, texts that go out, and the stop for panics.

use std::{
    ffi::c_char,
    panic::{AssertUnwindSafe, catch_unwind},
    ptr::{self, NonNull},
    slice, str,
};

use calliyo_core::{Diagnostic, wire};

use crate::{
    CALLIYO_FAILED, CALLIYO_INVALID_LENGTH, CALLIYO_INVALID_UTF8, CALLIYO_NULL_POINTER, CALLIYO_OK,
    CALLIYO_PANIC, CalliyoResult,
};

/// The result code of `body`, or of the panic in it.
///
/// Nothing that `body` can reach is left half-changed by a panic: an engine never changes, and an out parameter is set
/// by a single write.
pub(crate) fn guarded(body: impl FnOnce() -> Result<(), CalliyoResult>) -> CalliyoResult {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => CALLIYO_OK,
        Ok(Err(code)) => code,
        Err(_) => CALLIYO_PANIC,
    }
}

/// An out parameter that is known not to be NULL.
pub(crate) struct Out<T>(NonNull<T>);

impl<T> Out<T> {
    /// The out parameter at `place`, set to `empty` until a result is known.
    ///
    /// # Safety
    ///
    /// `place` is NULL, or valid for writes until the call that it belongs to returns.
    pub(crate) unsafe fn new(place: *mut T, empty: T) -> Result<Self, CalliyoResult> {
        let out = Self(NonNull::new(place).ok_or(CALLIYO_NULL_POINTER)?);
        out.set(empty);
        Ok(out)
    }

    pub(crate) fn set(&self, value: T) {
        // SAFETY: `new` was promised that the place is valid for writes for as long as this value is in use.
        unsafe { self.0.write(value) }
    }
}

/// The two out parameters of a text.
pub(crate) struct TextOut {
    text: Out<*mut c_char>,
    length: Out<usize>,
}

impl TextOut {
    /// The out parameters at `text` and `length`, set to no text until one is known.
    ///
    /// # Safety
    ///
    /// As for [`Out::new`], for both.
    pub(crate) unsafe fn new(
        text: *mut *mut c_char,
        length: *mut usize,
    ) -> Result<Self, CalliyoResult> {
        // SAFETY: promised by the caller. Both are made before either is judged, so that each one that can be set is.
        let (text, length) = unsafe { (Out::new(text, ptr::null_mut()), Out::new(length, 0)) };
        Ok(Self { text: text?, length: length? })
    }

    /// Hands `text` over to the host, which gives it back to [`free_text`].
    pub(crate) fn set(&self, text: String) {
        let length = text.len();
        let mut bytes = text.into_bytes();
        bytes.push(0);
        self.text.set(Box::into_raw(bytes.into_boxed_slice()).cast());
        self.length.set(length);
    }
}

/// Why a call was given up.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// With a result code that says all.
    Code(CalliyoResult),
    /// With a failure document.
    Found(Vec<Diagnostic>),
}

impl From<CalliyoResult> for Refusal {
    fn from(code: CalliyoResult) -> Self {
        Self::Code(code)
    }
}

impl From<Diagnostic> for Refusal {
    fn from(found: Diagnostic) -> Self {
        Self::Found(Vec::from([found]))
    }
}

impl From<Vec<Diagnostic>> for Refusal {
    fn from(found: Vec<Diagnostic>) -> Self {
        Self::Found(found)
    }
}

impl Refusal {
    /// The result code, the document handed over where there is one.
    pub(crate) fn told(self, failure: &TextOut) -> CalliyoResult {
        match self {
            Self::Code(code) => code,
            Self::Found(found) => {
                failure.set(wire::failure(&found));
                CALLIYO_FAILED
            }
        }
    }
}

/// The value of the library's own that a handle stands for.
///
/// # Safety
///
/// `handle` is NULL, or the library handed it out, it was not freed, and nobody changes the value while `'a` lasts.
pub(crate) unsafe fn borrowed<'a, T>(handle: *const T) -> Result<&'a T, CalliyoResult> {
    // SAFETY: promised by the caller.
    unsafe { handle.as_ref() }.ok_or(CALLIYO_NULL_POINTER)
}

/// The value of the library's own that a handle stands for, to be changed.
///
/// # Safety
///
/// `handle` is NULL, or the library handed it out, it was not freed, and nobody else uses the value while `'a` lasts.
pub(crate) unsafe fn changed<'a, T>(handle: *mut T) -> Result<&'a mut T, CalliyoResult> {
    // SAFETY: promised by the caller.
    unsafe { handle.as_mut() }.ok_or(CALLIYO_NULL_POINTER)
}

/// Frees the value that a handle stands for; NULL stands for none.
///
/// # Safety
///
/// `handle` is NULL, or came from `Box::into_raw`, was not freed before, and nobody uses the value any more.
pub(crate) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: promised by the caller.
        drop(unsafe { Box::from_raw(handle) });
    }
}

/// Frees a text that [`TextOut::set`] handed over; NULL is no text.
///
/// # Safety
///
/// `text` is NULL, or came from [`TextOut::set`] with this very `length` and was not freed before.
pub(crate) unsafe fn free_text(text: *mut c_char, length: usize) {
    if text.is_null() {
        return;
    }
    let bytes = ptr::slice_from_raw_parts_mut(text.cast::<u8>(), length + 1);
    // SAFETY: `TextOut::set` made the text from a box of `length` bytes and the NUL after them.
    drop(unsafe { Box::from_raw(bytes) });
}

/// The text of `length` bytes at `text`; a length of 0 is the empty text, wherever it points.
///
/// # Safety
///
/// `length` is 0, or `text` is NULL or valid for reads of `length` bytes, which nobody changes while `'a` lasts.
pub(crate) unsafe fn read_text<'a>(
    text: *const c_char,
    length: usize,
) -> Result<&'a str, CalliyoResult> {
    if length == 0 {
        return Ok("");
    }
    if text.is_null() {
        return Err(CALLIYO_NULL_POINTER);
    }
    if isize::try_from(length).is_err() {
        return Err(CALLIYO_INVALID_LENGTH);
    }
    // SAFETY: not NULL and not too long, as just checked; the rest is promised by the caller.
    let bytes = unsafe { slice::from_raw_parts(text.cast::<u8>(), length) };
    str::from_utf8(bytes).map_err(|_| CALLIYO_INVALID_UTF8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_result_code() {
        assert_eq!(guarded(|| panic!("on purpose")), CALLIYO_PANIC);
    }

    #[test]
    fn a_text_handed_over_ends_with_a_nul_that_its_length_does_not_count() {
        let (mut text, mut length) = (ptr::null_mut(), 0);
        // SAFETY: both out parameters are variables that outlive the call.
        let out = unsafe { TextOut::new(&raw mut text, &raw mut length) }
            .unwrap_or_else(|code| panic!("{code}"));
        out.set("Größe".to_owned());
        assert_eq!(length, "Größe".len());
        // SAFETY: the text is `length` bytes and a NUL long, and is freed once.
        unsafe {
            assert_eq!(slice::from_raw_parts(text.cast::<u8>(), length + 1), "Größe\0".as_bytes());
            free_text(text, length);
        }
    }

    #[test]
    fn a_length_that_no_object_has_is_refused() {
        // SAFETY: the length is refused before the pointer is read.
        let text = unsafe { read_text(c"a".as_ptr(), usize::MAX) };
        assert_eq!(text, Err(CALLIYO_INVALID_LENGTH));
    }
}
