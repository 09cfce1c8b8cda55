//! Reading what a host has stored: policies, leads, events and plans of every schema that there was (rule K2).

use alloc::vec::Vec;

use super::{
    read::{Opened, read},
    reader::Read,
    tree::Node,
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    jobs::Plan,
    lead::{Change, Event, Lead},
    policy::{Policy, schema_fault},
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
        let opened = Opened::new(text)?;
        opened.read().map_err(|faults| match faults.as_slice() {
            [fault] if fault.path().is_empty() => {
                unknown_type(&opened.tree).map_or(faults, |fault| Vec::from([fault]))
            }
            _ => faults,
        })
    }

    fn fault(&self) -> Option<Diagnostic> {
        schema_fault(self.schema, "schema").or_else(|| match &self.change {
            Change::LeadCreated { record } => schema_fault(record.schema, "record.schema"),
            _ => None,
        })
    }
}

/// The finding that an event is of no type that there is.
fn unknown_type(event: &Node<'_>) -> Option<Diagnostic> {
    let Node::Object(fields) = event else { return None };
    match fields.iter().find(|(name, _)| name == "type") {
        Some((_, Node::Text(kind))) if !Change::NAMES.contains(&&**kind) => {
            Some(Diagnostic::new(Code::EventUnknown).at("type").with("type", &**kind))
        }
        _ => None,
    }
}
