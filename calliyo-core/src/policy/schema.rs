//! The schema numbers of stored documents (rule K2).
//!
//! Policies, leads, events and plans carry one number. A document of an older schema is upgraded while it is read, so
//! that what is in memory always has the present shape:
//!
//! - Schema 1: calls and follow-ups belonged to a `lead`, given by its id.
//! - Schema 2: they belong to a `parent` with a kind and an id.

use serde::{Deserialize, Deserializer};

use crate::{code::Code, diagnostic::Diagnostic, time::coded};

/// The schema number of the documents that this library writes (rule K2).
pub const SCHEMA: u32 = 2;

/// The schema number of the oldest documents that there are.
const FIRST: u32 = 1;

pub(crate) fn present_schema() -> u32 {
    SCHEMA
}

/// Reads a schema number: an older document has the present shape once it is read.
///
/// A number of no schema that this library knows stays as it is, for [`schema_fault`] to refuse.
pub(crate) fn upgraded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let schema = u32::deserialize(deserializer)?;
    Ok(if (FIRST..SCHEMA).contains(&schema) { SCHEMA } else { schema })
}

/// Reads the schema number of an event, which has to be refused here: applying it cannot fail (rule L3).
pub(crate) fn upgraded_or_refused<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<u32, D::Error> {
    let schema = upgraded(deserializer)?;
    schema_fault(schema, "").map_or(Ok(schema), |fault| Err(coded(&fault)))
}

/// The fault of a document whose schema this library does not know, at `path`: it is newer, or there never was one of
/// that number (rule K2).
pub(crate) fn schema_fault(schema: u32, path: &str) -> Option<Diagnostic> {
    let fault = if schema > SCHEMA {
        Diagnostic::new(Code::DocumentTooNew).with("schema", schema).with("supported", SCHEMA)
    } else if schema < FIRST {
        Diagnostic::new(Code::NumberOutOfRange)
            .with("number", schema)
            .with("least", FIRST)
            .with("most", SCHEMA)
    } else {
        return None;
    };
    Some(fault.at(path))
}
