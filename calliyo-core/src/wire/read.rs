//! Reading requests strictly: unknown fields are refused, every fault has its path (rule K2).

use alloc::{borrow::Cow, format, string::ToString, vec::Vec};

use serde::de::DeserializeOwned;

use super::{
    track::{Fault, Ignored, Reader, Trail},
    tree::Node,
};
use crate::{code::Code, diagnostic::Diagnostic, number::EXACT, policy::schema_fault};

/// The longest text that is read, in bytes.
pub const SIZE_LIMIT: usize = 256 * 1024 * 1024;

/// Reads a request.
///
/// # Errors
/// What cannot be read, with its path; else every field that no operation knows. Where the request holds a document of a
/// newer schema that is told instead: what else looks wrong may well be right there.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Diagnostic>> {
    let tree = tree(text)?;
    strictly(&tree).map_err(|faults| newer_or(&tree, faults))
}

/// The value in a text that is not longer than any that is read.
pub(super) fn tree(text: &str) -> Result<Node<'_>, Vec<Diagnostic>> {
    if text.len() > SIZE_LIMIT {
        return Err(Vec::from([Diagnostic::new(Code::RequestTooLarge)
            .with("length", text.len())
            .with("limit", SIZE_LIMIT)]));
    }
    Node::read(text).map_err(|fault| Vec::from([fault]))
}

/// What is to be told of a text with these faults: only that it holds documents of a schema that is not known, if it does.
pub(super) fn newer_or(tree: &Node<'_>, faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let newer = newer_documents(tree, "");
    if newer.is_empty() { faults } else { newer }
}

fn strictly<T: DeserializeOwned>(tree: &Node<'_>) -> Result<T, Vec<Diagnostic>> {
    let trail = Trail::default();
    let value = T::deserialize(Reader { node: tree, trail: &trail })
        .map_err(|fault| Vec::from([malformed(&fault, &trail.path())]))?;
    let unknown = trail.ignored();
    if unknown.is_empty() {
        Ok(value)
    } else {
        Err(unknown.into_iter().map(unknown_field).collect())
    }
}

/// Every document in the request that has a schema which this library does not know (rule K2).
fn newer_documents(value: &Node<'_>, path: &str) -> Vec<Diagnostic> {
    let field = |name: &str| if path.is_empty() { name.into() } else { format!("{path}.{name}") };
    match value {
        Node::List(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| newer_documents(item, &format!("{path}[{index}]")))
            .collect(),
        Node::Object(fields) => {
            let of_field = |(name, value): &(Cow<'_, str>, Node<'_>)| match value {
                Node::Natural(schema) if name == "schema" => {
                    let schema = u32::try_from(*schema).unwrap_or(u32::MAX);
                    schema_fault(schema, &field(name)).into_iter().collect()
                }
                value => newer_documents(value, &field(name)),
            };
            fields.iter().flat_map(of_field).collect()
        }
        _ => Vec::new(),
    }
}

/// The finding that a value cannot be read, with the code that the type gave or `request.malformed`.
pub(super) fn malformed(fault: &Fault, path: &str) -> Diagnostic {
    let sentence = fault.to_string();
    let own = coded(&sentence).or_else(|| out_of_range(&sentence)).unwrap_or_else(|| {
        let missing =
            sentence.strip_prefix("missing field `").and_then(|own| own.strip_suffix('`'));
        Diagnostic::new(Code::RequestMalformed)
            .at(missing.unwrap_or_default())
            .with("detail", sentence.as_str())
    });
    own.below(path)
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
