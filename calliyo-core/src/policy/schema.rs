//! The schema numbers of stored documents (rule K2).
//!
//! Policies, leads, events and plans carry one number. A document of an older schema is upgraded while it is read, so
//! that what is in memory always has the present shape:
//!
//! - Schema 1: calls and follow-ups belonged to a `lead`, given by its id.
//! - Schema 2: they belong to a `parent` with a kind and an id.

use serde::{Deserialize, Deserializer};

use crate::{code::Code, diagnostic::Diagnostic};

/// The schema number of the documents that this library writes (rule K2).
pub const SCHEMA: u32 = 2;

pub(crate) fn schema() -> u32 {
    SCHEMA
}

/// Reads a schema number: an older document has the present shape once it is read.
///
/// A newer number stays as it is, for [`too_new`] to refuse.
pub(crate) fn upgraded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    Ok(u32::deserialize(deserializer)?.max(SCHEMA))
}

/// The fault of a document whose schema is newer than this library reads, at `path` (rule K2).
pub(crate) fn too_new(schema: u32, path: &str) -> Option<Diagnostic> {
    (schema > SCHEMA).then(|| {
        Diagnostic::new(Code::DocumentTooNew)
            .at(path)
            .with("schema", schema)
            .with("supported", SCHEMA)
    })
}
