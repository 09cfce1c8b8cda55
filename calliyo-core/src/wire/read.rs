//! Reading requests strictly: unknown fields are refused, every fault has its path (rule K2).

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::track::{Ignored, Tracked, Trail};
use crate::{code::Code, diagnostic::Diagnostic, number::EXACT, policy::schema_fault};

/// The longest text that is read, in bytes.
pub const SIZE_LIMIT: usize = 256 * 1024 * 1024;

/// How deep lists and objects may stand in each other in a text that is read; no request or document comes near it.
pub const DEPTH_LIMIT: usize = 64;

/// Reads a request.
///
/// # Errors
/// What cannot be read, with its path; else every field that no operation knows. Where the request holds a document of a
/// newer schema that is told instead: what else looks wrong may well be right there.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Diagnostic>> {
    within_limits(text)?;
    strictly(text).map_err(|faults| newer_or(text, faults))
}

/// Refuses a text that is longer or nested deeper than any that is read, before anything else looks at it.
pub(super) fn within_limits(text: &str) -> Result<(), Vec<Diagnostic>> {
    let fault = if text.len() > SIZE_LIMIT {
        Diagnostic::new(Code::RequestTooLarge).with("length", text.len()).with("limit", SIZE_LIMIT)
    } else if nests_deeper(text, DEPTH_LIMIT) {
        Diagnostic::new(Code::RequestTooDeep).with("limit", DEPTH_LIMIT)
    } else {
        return Ok(());
    };
    Err(Vec::from([fault]))
}

/// Whether more lists and objects than this stand in each other. Brackets inside of texts do not count.
fn nests_deeper(text: &str, limit: usize) -> bool {
    let (mut open, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => open = open.saturating_add(1),
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > limit {
            return true;
        }
    }
    false
}

/// What is to be told of a text with these faults: only that it holds documents of a schema that is not known, if it does.
pub(super) fn newer_or(text: &str, faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let request = serde_json::from_str(text).unwrap_or_default();
    let newer = newer_documents(&request, "");
    if newer.is_empty() { faults } else { newer }
}

fn strictly<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Diagnostic>> {
    let trail = Trail::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Tracked { inner: &mut json, trail: &trail })
        .map_err(|error| Vec::from([malformed(&error, trail.path())]))?;
    json.end().map_err(|error| Vec::from([malformed(&error, String::new())]))?;
    let unknown = trail.ignored();
    if unknown.is_empty() {
        Ok(value)
    } else {
        Err(unknown.into_iter().map(unknown_field).collect())
    }
}

/// Every document in the request that has a schema which this library does not know (rule K2).
fn newer_documents(value: &Value, path: &str) -> Vec<Diagnostic> {
    let field = |name: &str| if path.is_empty() { name.into() } else { format!("{path}.{name}") };
    match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| newer_documents(item, &format!("{path}[{index}]")))
            .collect(),
        Value::Object(fields) => {
            let schema = fields.get("schema").and_then(Value::as_u64);
            let schema = schema.map(|schema| u32::try_from(schema).unwrap_or(u32::MAX));
            let own = schema.and_then(|schema| schema_fault(schema, &field("schema")));
            own.into_iter()
                .chain(fields.iter().flat_map(|(name, value)| newer_documents(value, &field(name))))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The finding that a text cannot be read, with the code that the type gave or `request.malformed`.
pub(super) fn malformed(error: &serde_json::Error, path: String) -> Diagnostic {
    let text = error.to_string();
    if !error.is_data() {
        // Where the text is no JSON the place tells where it breaks.
        return Diagnostic::new(Code::RequestMalformed).at(path).with("detail", text);
    }
    let place = format!(" at line {} column {}", error.line(), error.column());
    let sentence = text.strip_suffix(&place).unwrap_or(&text);
    let own = coded(sentence).or_else(|| out_of_range(sentence)).unwrap_or_else(|| {
        let missing =
            sentence.strip_prefix("missing field `").and_then(|own| own.strip_suffix('`'));
        Diagnostic::new(Code::RequestMalformed)
            .at(missing.unwrap_or_default())
            .with("detail", sentence)
    });
    own.below(&path)
}

/// The finding that a type of this library gave: serde carries it as its code and its sentence.
fn coded(sentence: &str) -> Option<Diagnostic> {
    let (name, sentence) = sentence.split_once(": ")?;
    Diagnostic::read(Code::from_name(name)?, sentence)
}

/// The finding that a whole number does not fit its field: serde tells the number and the type of the field.
fn out_of_range(sentence: &str) -> Option<Diagnostic> {
    let (number, field) =
        sentence.strip_prefix("invalid value: integer `")?.split_once("`, expected ")?;
    let (least, most) = match field {
        "u32" => (0, i64::from(u32::MAX)),
        "u64" => (0, EXACT),
        "i64" => (-EXACT, EXACT),
        _ => return None,
    };
    let found = Diagnostic::new(Code::NumberOutOfRange);
    // A number beyond what is told as a number is told as text.
    let found = match number.parse::<i64>() {
        Ok(number) => found.with("number", number),
        Err(_) => found.with("number", number),
    };
    Some(found.with("least", least).with("most", most))
}

fn unknown_field(ignored: Ignored) -> Diagnostic {
    Diagnostic::new(Code::RequestUnknownField).at(ignored.path).with("field", ignored.field)
}
