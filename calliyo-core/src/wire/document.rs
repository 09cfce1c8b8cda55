//! Reading what a host has stored: policies, leads, events and plans of every schema that there was (rule K2).

use alloc::vec::Vec;

use super::{read::read, reader::Read};
use crate::{
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
///
/// [`Code::DocumentTooNew`]: crate::Code::DocumentTooNew
/// [`Code::NumberOutOfRange`]: crate::Code::NumberOutOfRange
/// [`Code::EventUnknown`]: crate::Code::EventUnknown
/// [`Code::RequestUnknownField`]: crate::Code::RequestUnknownField
pub fn read_document<D: Document>(text: &str) -> Result<D, Vec<Diagnostic>> {
    let document: D = read(text)?;
    document.fault().map_or(Ok(document), |fault| Err(Vec::from([fault])))
}

/// A document that hosts store: a [`Policy`], a [`Lead`], an [`Event`] or a [`Plan`].
pub trait Document: Stored {}

impl<D: Stored> Document for D {}

/// What documents have in common; no type of a host has it.
pub trait Stored: Read {
    /// What is wrong with its schema number.
    fn fault(&self) -> Option<Diagnostic>;
}

macro_rules! of_one_schema {
    ($($document:ty)*) => {$(
        impl Stored for $document {
            fn fault(&self) -> Option<Diagnostic> {
                schema_fault(self.schema, "schema")
            }
        }
    )*};
}

of_one_schema! { Policy Lead Plan }

impl Stored for Event {
    fn fault(&self) -> Option<Diagnostic> {
        schema_fault(self.schema, "schema").or_else(|| match &self.change {
            Change::LeadCreated { record } => schema_fault(record.schema, "record.schema"),
            _ => None,
        })
    }
}
