//! May this move be made: asked of one plain number.

use std::{ffi::c_char, ptr};

use calliyo_core::{
    lead::{Context, Lead, MoveFacts},
    wire::read_part,
};

use crate::{
    CalliyoEngine, CalliyoResult,
    border::{Out, Refusal, TextOut, borrowed, guarded, read_text},
};

/// The facts that the moves of one lead depend on, for one actor and instant, as a number for calliyo_can_move.
///
/// `lead` and `context` are the JSON documents of the operation `transitions`.
///
/// The number means something to engines of the same policy and version of the library alone, as long as neither lead nor
/// context change. It is below 2^53.
///
/// CALLIYO_OK: `*facts` is the number.
/// CALLIYO_FAILED: `*failure` is the failure document, yours to free with calliyo_text_free.
/// Any other code: neither is set.
///
/// # Safety
///
/// `engine` is NULL, or came from calliyo_engine_new and was not freed. `lead` and `context` are each NULL or point to as
/// many bytes as their lengths say. Each out parameter is NULL or points to its own variable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_facts(
    engine: *const CalliyoEngine,
    lead: *const c_char,
    lead_length: usize,
    context: *const c_char,
    context_length: usize,
    facts: *mut u64,
    failure: *mut *mut c_char,
    failure_length: *mut usize,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for every out parameter. All are made before any is judged, so that each one that can
        // be set is.
        let (facts, failure) =
            unsafe { (Out::new(facts, 0), TextOut::new(failure, failure_length)) };
        let (facts, failure) = (facts?, failure?);
        // SAFETY: the caller vouches for the engine and the texts, which are read during this call only.
        let (engine, lead, context) = unsafe {
            (borrowed(engine)?, read_text(lead, lead_length)?, read_text(context, context_length)?)
        };
        match found(engine, lead, context) {
            Ok(found) => {
                facts.set(found.bits());
                Ok(())
            }
            Err(refusal) => Err(refusal.told(&failure)),
        }
    })
}

fn found(engine: &CalliyoEngine, lead: &str, context: &str) -> Result<MoveFacts, Refusal> {
    let lead: Lead = read_part(lead, "lead")?;
    let context: Context = read_part(context, "context")?;
    Ok(engine.engine.move_facts(&lead, &context))
}

/// Whether a bare move to a status, by its index in the pipeline, may be made with these facts of a lead.
///
/// The first call with an engine takes longer: it finds out what each move requires.
///
/// CALLIYO_OK: `*code` is NULL, and the move may be made; or it is the first code of the rejection, a text that ends with a
/// NUL and is the library's own: it is never freed, and stays as long as the library.
/// CALLIYO_NULL_POINTER: `engine` or `code` is NULL.
///
/// ```c
/// // Whether a lead may be moved to a status; if not, says why.
/// static int may_move(const CalliyoEngine *engine, uint64_t facts, uint16_t to) {
///     const char *code;
///     if (calliyo_can_move(engine, facts, to, &code) != CALLIYO_OK) {
///         return 0;
///     }
///     if (code != NULL) {
///         printf("%s\n", code);
///     }
///     return code == NULL;
/// }
/// ```
///
/// # Safety
///
/// `engine` is NULL, or came from calliyo_engine_new and was not freed. `code` is NULL or points to a variable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn calliyo_can_move(
    engine: *const CalliyoEngine,
    facts: u64,
    to: u16,
    code: *mut *const c_char,
) -> CalliyoResult {
    guarded(|| {
        // SAFETY: the caller vouches for the out parameter.
        let code = unsafe { Out::new(code, ptr::null()) }?;
        // SAFETY: the caller vouches for the engine, which is used during this call only.
        let engine = unsafe { borrowed(engine) }?;
        if let Err(refused) = engine.moves().can_move(MoveFacts::from_bits(facts), usize::from(to))
        {
            code.set(refused.as_c_str().as_ptr());
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use calliyo_core::wire;

    use super::*;
    use crate::{
        CALLIYO_FAILED, CALLIYO_INVALID_UTF8, CALLIYO_NULL_POINTER, CALLIYO_OK,
        testing::{Text, engine},
    };

    const CONTEXT: &str = r#"{"now":"2026-05-15T13:00:00Z","actor":{"id":"host"}}"#;

    fn lead(status: &str, owner: &str) -> String {
        format!(
            r#"{{"schema":2,"id":"l1","version":1,"name":"N","phone":"+911234567890","status":"{status}",
            "statusSince":"2026-05-01T00:00:00Z","capturedAt":"2026-05-01T00:00:00Z","owner":{owner}}}"#
        )
    }

    fn facts(
        engine: *const CalliyoEngine,
        lead: &[u8],
        context: &str,
    ) -> (CalliyoResult, u64, Option<String>) {
        let (mut facts, mut text) = (7, Text::new());
        let (failure, length) = text.outs();
        // SAFETY: the engine is NULL or in use; the others are slices and variables.
        let code = unsafe {
            calliyo_facts(
                engine,
                lead.as_ptr().cast(),
                lead.len(),
                context.as_ptr().cast(),
                context.len(),
                &raw mut facts,
                failure,
                length,
            )
        };
        (code, facts, text.take())
    }

    fn can_move(engine: &CalliyoEngine, facts: u64, to: u16) -> Option<String> {
        let mut code = ptr::dangling();
        // SAFETY: the engine is in use, and the out parameter is a variable.
        let result = unsafe { calliyo_can_move(engine, facts, to, &raw mut code) };
        assert_eq!(result, CALLIYO_OK);
        // SAFETY: a code is a text that ends with a NUL and is never freed.
        let code = (!code.is_null()).then(|| unsafe { CStr::from_ptr(code) });
        code.map(|code| code.to_str().expect("codes are ASCII").to_owned())
    }

    #[test]
    fn a_move_is_answered_as_by_the_table_of_rust() {
        let engine = engine("{}");
        let moves = engine.engine.move_table();
        for (status, owner) in
            [("unassigned", "null"), ("assigned", r#""a1""#), ("customer", r#""a1""#)]
        {
            let lead = lead(status, owner);
            let (code, facts, failure) = facts(&engine, lead.as_bytes(), CONTEXT);
            assert_eq!((code, failure), (CALLIYO_OK, None));
            let read: Lead = read_part(&lead, "lead").expect("the lead is sound");
            let context: Context = read_part(CONTEXT, "context").expect("the context is sound");
            let expected = engine.engine.move_facts(&read, &context);
            assert_eq!(facts, expected.bits());
            for to in 0..12 {
                let expected = moves.can_move(expected, usize::from(to)).err();
                let expected = expected.map(|code| code.as_str().to_owned());
                assert_eq!(can_move(&engine, facts, to), expected, "{status} to {to}");
            }
        }
        assert!(can_move(&engine, 0, u16::MAX).is_some(), "there is no such status");
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_path() {
        let engine = engine("{}");
        let sound = lead("assigned", r#""a1""#);
        let no_actor = r#"{"now":"2026-05-15T13:00:00Z"}"#;
        for (lead, context, path) in [
            ("{}", CONTEXT, r#""path":"lead."#),
            (&sound, no_actor, r#""path":"context.actor""#),
            (&sound.replace("\"name\"", "\"nom\""), CONTEXT, r#""path":"lead."#),
        ] {
            let (code, number, failure) = facts(&engine, lead.as_bytes(), context);
            assert_eq!((code, number), (CALLIYO_FAILED, 0));
            let failure = failure.unwrap_or_default();
            assert!(failure.contains(path), "{failure}");
        }
        let request = format!("{{\"lead\":{{}},\"context\":{CONTEXT}}}");
        let answer = wire::answer(Some(&engine.engine), "transitions", &request);
        assert_eq!(facts(&engine, b"{}", CONTEXT).2, Some(answer));
    }

    #[test]
    fn null_and_broken_texts_are_refused() {
        let engine = engine("{}");
        let sound = lead("assigned", r#""a1""#);
        assert_eq!(facts(ptr::null(), sound.as_bytes(), CONTEXT), (CALLIYO_NULL_POINTER, 0, None));
        assert_eq!(facts(&raw const engine, b"\xff", CONTEXT), (CALLIYO_INVALID_UTF8, 0, None));
        let mut code = ptr::dangling();
        // SAFETY: every pointer is NULL, in use, or points to a variable.
        let codes = unsafe {
            [
                calliyo_can_move(ptr::null(), 0, 0, &raw mut code),
                calliyo_can_move(&raw const engine, 0, 0, ptr::null_mut()),
            ]
        };
        assert_eq!(codes, [CALLIYO_NULL_POINTER; 2]);
        assert!(code.is_null());
    }
}
