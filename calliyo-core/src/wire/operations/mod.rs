//! The requests of every operation, by topic: their fields, their responses and how each is answered.
//!
//! Where a request has an `actor`, the answer is what that person may have ([`OnBehalfOf`](crate::OnBehalfOf)); without
//! one the host itself asks, and nothing is refused or left out.

pub mod calendar;
pub mod forms;
pub mod jobs;
pub mod leads;
pub mod library;
pub mod reports;
pub mod settings;
pub mod views;

use alloc::{format, vec::Vec};

use super::document::Stored;
use crate::diagnostic::Diagnostic;

fn one(error: Diagnostic) -> Vec<Diagnostic> {
    Vec::from([error])
}

/// Refuses a document of a schema that this library does not know: what it says may mean something else (rule K2).
fn known<D: Stored>(path: &str, document: &D) -> Result<(), Vec<Diagnostic>> {
    document.fault().map_or(Ok(()), |fault| Err(one(fault.below(path))))
}

/// The same of a list, with every document that is at fault.
fn all_known<D: Stored>(list: &str, documents: &[D]) -> Result<(), Vec<Diagnostic>> {
    let fault = |(place, own): (usize, &D)| Some(own.fault()?.below(&format!("{list}[{place}]")));
    let faults: Vec<_> = documents.iter().enumerate().filter_map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
