//! The JSON door: whatever is asked, there is an answer, and the same one again.

use calliyo_core::wire;

/// Parts of an input are separated by a byte that no JSON has.
const SEPARATOR: char = '\0';

/// The input that asks an engine of a policy, or none, for an operation.
#[must_use]
pub fn input(operation: &str, policy: Option<&str>, request: &str) -> Vec<u8> {
    let mut parts = vec![operation, request];
    parts.extend(policy);
    parts.join(&SEPARATOR.to_string()).into_bytes()
}

/// Asks the door what an input says: an operation, a request and, where an engine is asked, its policy.
///
/// # Panics
///
/// When an answer is no document of the door, or is another the second time.
pub fn try_input(input: &[u8]) {
    // Bytes that are no text do not come as far as the door.
    let Ok(text) = std::str::from_utf8(input) else { return };
    let mut parts = text.splitn(3, SEPARATOR);
    let operation = parts.next().unwrap_or_default();
    let request = parts.next().unwrap_or_default();
    let engine = match parts.next().map(wire::engine) {
        Some(Err(failure)) => {
            assert!(is_document(&failure, false), "{failure}");
            None
        }
        Some(Ok(engine)) => Some(engine),
        None => None,
    };
    let answer = wire::answer(engine.as_ref(), operation, request);
    assert!(is_document(&answer, true), "{answer}");
    assert_eq!(answer, wire::answer(engine.as_ref(), operation, request));
}

/// Whether a text is a whole JSON document that says that it is a failure or, where it may be, a success.
fn is_document(text: &str, may_succeed: bool) -> bool {
    let failure = text.starts_with(r#"{"type":"failure","errors":["#);
    let success = may_succeed && text.starts_with(r#"{"type":"success","result":"#);
    (failure || success) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
