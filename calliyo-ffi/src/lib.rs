//! The rules of a tele-sales CRM for C, and for every language that can call C.
//!
//! Texts go in and come out as they do at every other door of the library: this crate adds no rule, no default and no
//! shape of its own. What it does add is the border: it checks pointers, lengths and UTF-8, hands out memory and takes
//! it back, and stops panics.
//!
//! `include/calliyo.h` is written from this crate by `cargo xtask headers`. It opens with what holds for every function:
//! who owns a text, how errors are told, and what threads may do.

mod arrow;
mod border;
mod by_constant;
mod columns;
mod constants;
mod facts;
mod memory;
mod plan;
mod report;
#[cfg(test)]
mod testing;

use std::{ffi::c_char, ptr, sync::OnceLock};

use calliyo_core::{Engine, lead::MoveTable, wire};

pub use arrow::*;
use border::{Out, TextOut, free, free_text, guarded, read_text};
pub use columns::*;
pub use constants::*;
pub use facts::*;
pub use plan::*;
pub use report::*;

/// How a call ended: CALLIYO_OK, or the constant that says why not.
pub type CalliyoResult = i32;

/// The call did what it is for; every out parameter carries its value.
pub const CALLIYO_OK: CalliyoResult = 0;

/// A handle or an out parameter is NULL, or a text or a column is NULL though its length is not 0.
pub const CALLIYO_NULL_POINTER: CalliyoResult = 1;

/// A text is not UTF-8.
pub const CALLIYO_INVALID_UTF8: CalliyoResult = 2;

/// The length of a text or a column is larger than any object can be (PTRDIFF_MAX bytes).
pub const CALLIYO_INVALID_LENGTH: CalliyoResult = 3;

/// What was to be made was refused; the failure document says why.
pub const CALLIYO_FAILED: CalliyoResult = 4;

/// The call met a defect of the library and was given up. The engine can still be used.
pub const CALLIYO_PANIC: CalliyoResult = 5;

/// The address of a column or an output is no multiple of the size of its elements.
pub const CALLIYO_MISALIGNED: CalliyoResult = 6;

/// An output shares memory with another one or with a column, or its elements do with its validity bitmap.
pub const CALLIYO_OVERLAP: CalliyoResult = 7;

/// A constant names nothing, or something that the function is not for.
pub const CALLIYO_UNKNOWN_CONSTANT: CalliyoResult = 8;

/// A column or an output was set with a validity bitmap, but takes none.
pub const CALLIYO_UNEXPECTED_VALIDITY: CalliyoResult = 9;

/// The version of this interface that the header declares; compare it with calliyo_abi_version().
pub const CALLIYO_ABI_VERSION: u32 = 1;

/// What a company configures, checked once: answers every operation, for any number of threads.
#[derive(Debug)]
pub struct CalliyoEngine {
    engine: Engine,
    /// What moves require, made when it is first asked for: it costs many decisions.
    moves: OnceLock<MoveTable>,
}

impl CalliyoEngine {
    /// The handle of an engine, for a binding in Rust.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        Self { engine, moves: OnceLock::new() }
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What moves require.
    pub fn moves(&self) -> &MoveTable {
        self.moves.get_or_init(|| self.engine.move_table())
    }
}

// The header promises that many threads may use one engine at the same time.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<CalliyoEngine>();
};

/// Returns the version of this interface that the library was built with. It grows with every change that breaks a
/// program compiled against an earlier header; what is only added leaves it as it is.
#[unsafe(no_mangle)]
pub extern "C" fn calliyo_abi_version() -> u32 {
    CALLIYO_ABI_VERSION
}

/// Makes an engine from a policy, a JSON document.
///
/// CALLIYO_OK: `*engine` is the new engine, yours to free with calliyo_engine_free.
/// CALLIYO_FAILED: the policy has faults, and `*failure` is the failure document that lists them all, yours to free
/// with calliyo_text_free.
/// Any other code: neither is set.
///
/// ```c
/// // An engine of the default policy.
/// static CalliyoEngine *default_engine(void) {
///     CalliyoEngine *engine;
///     char *failure;
///     size_t length;
///     if (calliyo_engine_new("{}", 2, &engine, &failure, &length) == CALLIYO_FAILED) {
///         fprintf(stderr, "%s\n", failure);
///         calliyo_text_free(failure, length);
///     }
///     return engine;
/// }
/// ```
///
/// # Safety
///
/// `policy` is NULL or points to `policy_length` bytes. Each out parameter is NULL or points to its own variable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_engine_new(
    policy: *const c_char,
    policy_length: usize,
    engine: *mut *mut CalliyoEngine,
    failure: *mut *mut c_char,
    failure_length: *mut usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for every out parameter. All are made before any is judged, so that each one that
        // can be set is.
        let (engine, failure) =
            unsafe { (Out::new(engine, ptr::null_mut()), TextOut::new(failure, failure_length)) };
        let (engine_out, failure_out) = (engine?, failure?);
        // SAFETY: the caller vouches for the policy, which is read during this call only.
        let policy = unsafe { read_text(policy, policy_length) }?;
        match wire::engine(policy) {
            Ok(engine) => {
                engine_out.set(Box::into_raw(Box::new(CalliyoEngine::new(engine))));
                Ok(())
            }
            Err(document) => {
                failure_out.set(document);
                Err(CALLIYO_FAILED)
            }
        }
    })
}

/// Frees an engine. NULL is ignored.
///
/// # Safety
///
/// `engine` is NULL, or came from calliyo_engine_new, was not freed before, and no call that uses it is under way.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_engine_free(engine: *mut CalliyoEngine) {
    guarded(|| {
        // SAFETY: `calliyo_engine_new` made it with `Box::into_raw`, and the caller gives it back for good.
        unsafe { free(engine) };
        Ok(())
    });
}

/// Answers a request, a JSON document, with another: `*answer`, yours to free with calliyo_text_free.
///
/// `operation` names what is asked for. `engine` may be NULL for operations that need none.
///
/// CALLIYO_OK: there is an answer. A refused request has one too: the document itself says whether it is a success or
/// a failure, the same way as in every other language, and CALLIYO_FAILED is never returned.
/// Any other code: there is no answer.
///
/// ```c
/// // Prints the versions of the library.
/// static void print_versions(void) {
///     char *answer;
///     size_t length;
///     if (calliyo_call(NULL, "version", 7, "{}", 2, &answer, &length) == CALLIYO_OK) {
///         printf("%s\n", answer);
///         calliyo_text_free(answer, length);
///     }
/// }
/// ```
///
/// # Safety
///
/// `engine` is NULL, or came from calliyo_engine_new and was not freed. `operation` and `request` are each NULL or point
/// to as many bytes as their lengths say. Each out parameter is NULL or points to its own variable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_call(
    engine: *const CalliyoEngine,
    operation: *const c_char,
    operation_length: usize,
    request: *const c_char,
    request_length: usize,
    answer: *mut *mut c_char,
    answer_length: *mut usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for both out parameters.
        let answer = unsafe { TextOut::new(answer, answer_length) }?;
        // SAFETY: the caller vouches for the texts and the engine, which are read during this call only.
        let (operation, request, engine) = unsafe {
            (
                read_text(operation, operation_length)?,
                read_text(request, request_length)?,
                engine.as_ref(),
            )
        };
        answer.set(wire::answer(engine.map(|handle| &handle.engine), operation, request));
        Ok(())
    })
}

/// Frees a text that this library handed out. NULL is ignored.
///
/// # Safety
///
/// `text` is NULL, or came from this library with this `length` and was not freed before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_text_free(text: *mut c_char, length: usize) {
    guarded(|| {
        // SAFETY: promised by the caller.
        unsafe { free_text(text, length) };
        Ok(())
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The out parameters of a call, filled with rubbish that every call must replace.
    struct Outs {
        engine: *mut CalliyoEngine,
        text: *mut c_char,
        length: usize,
    }

    impl Outs {
        fn new() -> Self {
            Self { engine: ptr::dangling_mut(), text: ptr::dangling_mut(), length: 7 }
        }

        fn engine_new(&mut self, policy: &[u8]) -> CalliyoResult {
            // SAFETY: a slice and three variables.
            unsafe {
                calliyo_engine_new(
                    policy.as_ptr().cast(),
                    policy.len(),
                    &raw mut self.engine,
                    &raw mut self.text,
                    &raw mut self.length,
                )
            }
        }

        fn call(&mut self, operation: &[u8], request: &[u8]) -> CalliyoResult {
            self.call_with(ptr::null(), operation, request)
        }

        fn call_with(
            &mut self,
            engine: *const CalliyoEngine,
            operation: &[u8],
            request: &[u8],
        ) -> CalliyoResult {
            // SAFETY: no engine or one that is in use, two slices and two variables.
            unsafe {
                calliyo_call(
                    engine,
                    operation.as_ptr().cast(),
                    operation.len(),
                    request.as_ptr().cast(),
                    request.len(),
                    &raw mut self.text,
                    &raw mut self.length,
                )
            }
        }

        fn has_no_text(&self) -> bool {
            self.text.is_null() && self.length == 0
        }

        /// The text handed out, given back to the library.
        fn take_text(&mut self) -> String {
            // SAFETY: the library has just handed out this text with this length.
            unsafe {
                let text = read_text(self.text, self.length).expect("texts are UTF-8").to_owned();
                calliyo_text_free(self.text, self.length);
                text
            }
        }
    }

    #[test]
    fn the_header_and_the_library_agree_on_the_version() {
        assert_eq!(calliyo_abi_version(), CALLIYO_ABI_VERSION);
    }

    #[test]
    fn a_policy_that_is_no_document_gives_a_failure_and_no_engine() {
        let mut outs = Outs::new();
        assert_eq!(outs.engine_new(b"no JSON"), CALLIYO_FAILED);
        assert!(outs.engine.is_null());
        assert_eq!(Some(outs.take_text()), wire::engine("no JSON").err());
    }

    #[test]
    fn a_policy_that_is_not_utf_8_gives_neither_engine_nor_failure() {
        let mut outs = Outs::new();
        assert_eq!(outs.engine_new(b"\xFF"), CALLIYO_INVALID_UTF8);
        assert!(outs.engine.is_null() && outs.has_no_text());
    }

    #[test]
    fn a_policy_that_is_null_but_not_empty_is_refused() {
        let mut outs = Outs::new();
        // SAFETY: a policy of NULL is refused before it is read; the others are variables.
        let code = unsafe {
            calliyo_engine_new(
                ptr::null(),
                1,
                &raw mut outs.engine,
                &raw mut outs.text,
                &raw mut outs.length,
            )
        };
        assert_eq!(code, CALLIYO_NULL_POINTER);
        assert!(outs.engine.is_null() && outs.has_no_text());
    }

    #[test]
    fn an_out_parameter_of_null_leaves_the_others_set() {
        let mut outs = Outs::new();
        // SAFETY: every pointer is NULL or points to a variable.
        let code = unsafe {
            calliyo_engine_new(
                c"{}".as_ptr(),
                2,
                ptr::null_mut(),
                &raw mut outs.text,
                &raw mut outs.length,
            )
        };
        assert_eq!(code, CALLIYO_NULL_POINTER);
        assert!(outs.has_no_text());

        let mut outs = Outs::new();
        // SAFETY: every pointer is NULL or points to a variable.
        let code = unsafe {
            calliyo_engine_new(
                c"{}".as_ptr(),
                2,
                &raw mut outs.engine,
                ptr::null_mut(),
                &raw mut outs.length,
            )
        };
        assert_eq!(code, CALLIYO_NULL_POINTER);
        assert!(outs.engine.is_null());
        assert_eq!(outs.length, 0);

        let mut outs = Outs::new();
        // SAFETY: every pointer is NULL or points to a variable.
        let code = unsafe {
            calliyo_call(
                ptr::null(),
                ptr::null(),
                0,
                ptr::null(),
                0,
                &raw mut outs.text,
                ptr::null_mut(),
            )
        };
        assert_eq!(code, CALLIYO_NULL_POINTER);
        assert!(outs.text.is_null());
    }

    #[test]
    fn an_operation_or_a_request_that_is_not_utf_8_gives_no_answer() {
        for (operation, request) in
            [(&b"\xC3"[..], &b"{}"[..]), (b"version", b"{\"\xED\xA0\x80\"}")]
        {
            let mut outs = Outs::new();
            assert_eq!(outs.call(operation, request), CALLIYO_INVALID_UTF8);
            assert!(outs.has_no_text());
        }
    }

    #[test]
    fn null_with_length_0_is_the_empty_text() {
        let mut outs = Outs::new();
        // SAFETY: empty texts are not read; the others are variables.
        let code = unsafe {
            calliyo_call(
                ptr::null(),
                ptr::null(),
                0,
                ptr::null(),
                0,
                &raw mut outs.text,
                &raw mut outs.length,
            )
        };
        assert_eq!(code, CALLIYO_OK);
        assert_eq!(outs.take_text(), wire::answer(None, "", ""));
    }

    #[test]
    fn a_request_that_is_refused_has_an_answer_too() {
        let mut outs = Outs::new();
        assert_eq!(outs.call(b"there is no such operation", b"{}"), CALLIYO_OK);
        assert_eq!(outs.take_text(), wire::answer(None, "there is no such operation", "{}"));
    }

    #[test]
    fn calls_work_after_a_call_that_failed() {
        let mut outs = Outs::new();
        assert_eq!(outs.call(b"version", b"\xFF"), CALLIYO_INVALID_UTF8);
        assert_eq!(outs.call(b"version", b"{}"), CALLIYO_OK);
        assert_eq!(outs.take_text(), wire::answer(None, "version", "{}"));
    }

    #[test]
    fn an_engine_answers_the_same_from_many_threads_at_once() {
        let mut outs = Outs::new();
        assert_eq!(outs.engine_new(b"{}"), CALLIYO_OK);
        assert!(outs.has_no_text());
        // SAFETY: the engine was just made, and is freed below, after the threads have ended.
        let engine: &CalliyoEngine = unsafe { &*outs.engine };
        let request = br#"{"jobs":[],"now":"2026-05-15T13:00:00Z"}"#;
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let mut outs = Outs::new();
                    assert_eq!(outs.call_with(engine, b"due", request), CALLIYO_OK);
                    let answer = outs.take_text();
                    assert_eq!(answer, r#"{"type":"success","result":{"jobs":[]}}"#);
                });
            }
        });
        // SAFETY: no call uses the engine any more.
        unsafe { calliyo_engine_free(outs.engine) };
    }

    #[test]
    fn freeing_null_does_nothing() {
        // SAFETY: NULL is allowed.
        unsafe {
            calliyo_engine_free(ptr::null_mut());
            calliyo_text_free(ptr::null_mut(), 5);
        }
    }
}
