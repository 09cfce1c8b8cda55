//! The schema numbers of stored documents (rule K2).
//!
//! Policies, leads, events and plans carry one number. A document of an older schema is upgraded while it is read, so
//! that what is in memory always has the present shape:
//!
//! - Schema 1: calls and follow-ups belonged to a `lead`, given by its id.
//! - Schema 2: they belong to a `parent` with a kind and an id.

use serde::{Deserialize, Deserializer};

#[cfg(feature = "wire")]
use crate::wire::{Read, Reader};
use crate::{code::Code, diagnostic::Diagnostic, text::coded};

/// The schema number of the documents that this library writes (rule K2).
pub const SCHEMA: u32 = 2;

/// The schema number of the oldest documents that there are.
const FIRST: u32 = 1;

pub(crate) fn present_schema() -> u32 {
    SCHEMA
}

/// Reading a schema number: an older document has the present shape once it is read.
///
/// A number of no schema that this library knows stays as it is, for [`schema_fault`] to refuse.
pub(crate) mod upgraded {
    use super::*;

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(number: D) -> Result<u32, D::Error> {
        u32::deserialize(number).map(present)
    }

    #[cfg(feature = "wire")]
    pub(crate) fn read(number: &Reader<'_>) -> u32 {
        present(u32::read(number))
    }
}

/// Reading the schema number of an event, which has to be refused here: applying it cannot fail (rule L3).
pub(crate) mod upgraded_or_refused {
    use super::*;

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(number: D) -> Result<u32, D::Error> {
        let schema = upgraded::deserialize(number)?;
        schema_fault(schema, "").map_or(Ok(schema), |fault| Err(coded(&fault)))
    }

    #[cfg(feature = "wire")]
    pub(crate) fn read(number: &Reader<'_>) -> u32 {
        let schema = upgraded::read(number);
        if let Some(fault) = schema_fault(schema, "") {
            number.note(fault);
        }
        schema
    }
}

/// The number of the schema that a document has once it is read.
fn present(schema: u32) -> u32 {
    if (FIRST..SCHEMA).contains(&schema) { SCHEMA } else { schema }
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
