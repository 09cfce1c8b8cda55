//! Reading what a host has stored: policies, leads, events and plans of every schema that there was (rule K2).

use alloc::{string::String, vec::Vec};

use serde::{Deserialize, de::value::EnumAccessDeserializer};

use super::{
    read::{malformed, newer_or, read, tree},
    track::{Choice, Fault, Reader, Trail},
    tree::Node,
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    ids::{AgentId, EventId, LeadId},
    jobs::Plan,
    lead::{Change, Event, Lead, NamedChange},
    policy::{Policy, present_schema, schema_fault, upgraded},
    time::Timestamp,
};

/// Reads a document that was stored, and brings it to the present schema (rule K2).
///
/// An event may have fields that this library does not know: they were written by a later version, and are passed by.
/// A policy, a lead or a plan may not, since what is not understood there would be lost when it is written again.
///
/// # Errors
/// [`Code::DocumentTooNew`] alone when a schema number is newer than [`SCHEMA`](crate::policy::SCHEMA), and
/// [`Code::NumberOutOfRange`] when there never was one of that number. Else what cannot be read, with its path:
/// [`Code::EventUnknown`] for a type of event that there is not, every [`Code::RequestUnknownField`] where fields have to
/// be known, and the codes of malformed ids, numbers and times.
pub fn read_document<D: Document>(text: &str) -> Result<D, Vec<Diagnostic>> {
    let document = D::read(text)?;
    document.fault().map_or(Ok(document), |fault| Err(Vec::from([fault])))
}

/// A document that hosts store: a [`Policy`], a [`Lead`], an [`Event`] or a [`Plan`].
pub trait Document: Stored {}

impl<D: Stored> Document for D {}

/// How a document is read; no type of a host has it.
pub trait Stored: Sized {
    /// Reads the document from JSON text.
    fn read(text: &str) -> Result<Self, Vec<Diagnostic>>;

    /// What is wrong with its schema number.
    fn fault(&self) -> Option<Diagnostic>;
}

macro_rules! read_strictly {
    ($($document:ty)*) => {$(
        impl Stored for $document {
            fn read(text: &str) -> Result<Self, Vec<Diagnostic>> {
                read(text)
            }

            fn fault(&self) -> Option<Diagnostic> {
                schema_fault(self.schema, "schema")
            }
        }
    )*};
}

read_strictly! { Policy Lead Plan }

impl Stored for Event {
    fn read(text: &str) -> Result<Self, Vec<Diagnostic>> {
        let tree = tree(text)?;
        event(&tree).map_err(|fault| newer_or(&tree, Vec::from([fault])))
    }

    fn fault(&self) -> Option<Diagnostic> {
        schema_fault(self.schema, "schema").or_else(|| match &self.change {
            Change::LeadCreated { record } => schema_fault(record.schema, "record.schema"),
            _ => None,
        })
    }
}

/// What every event has beside its change.
#[derive(Deserialize)]
struct Head {
    #[serde(default = "present_schema", deserialize_with = "upgraded")]
    schema: u32,
    id: EventId,
    at: Timestamp,
    actor: AgentId,
    #[serde(default)]
    lead: Option<LeadId>,
    #[serde(rename = "type")]
    kind: String,
}

fn event(tree: &Node<'_>) -> Result<Event, Diagnostic> {
    let trail = Trail::default();
    let Head { schema, id, at, actor, lead, kind } =
        Head::deserialize(Reader { node: tree, trail: &trail })
            .map_err(|fault| malformed(&fault, &trail.path()))?;

    let trail = Trail::default();
    let fields = Reader { node: tree, trail: &trail };
    let named = Choice { name: &kind, content: Some(fields), trail: &trail };
    let change = NamedChange::deserialize(EnumAccessDeserializer::new(named))
        .map_err(|fault| of_change(&fault, &trail.path(), &kind))?;
    Ok(Event { schema, id, at, actor, lead, change })
}

/// The finding that a change of this type cannot be read; in the event its fields stand beside the type, not below it.
fn of_change(fault: &Fault, path: &str, kind: &str) -> Diagnostic {
    if path.is_empty() {
        return Diagnostic::new(Code::EventUnknown).at("type").with("type", kind);
    }
    let below = path.strip_prefix(kind).unwrap_or(path);
    malformed(fault, below.trim_start_matches('.'))
}
