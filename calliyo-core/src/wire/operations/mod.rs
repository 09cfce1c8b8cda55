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

use alloc::vec::Vec;

use crate::diagnostic::Diagnostic;

fn one(error: Diagnostic) -> Vec<Diagnostic> {
    Vec::from([error])
}
