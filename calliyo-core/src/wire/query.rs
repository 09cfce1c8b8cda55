//! Questions to reports over columns, as text: rows cross as columns only.

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::Deserialize;

use super::{read::read, reader};
use crate::{
    diagnostic::Diagnostic,
    time::{LocalDate, Period, Timestamp},
};

/// A question that leaves nothing open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Read)]
pub struct PlainQuery {}

/// A question about a period: revenue and time to convert (rule M5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Read)]
pub struct PeriodQuery {
    /// Only what lies in it; none = everything.
    #[serde(default)]
    pub period: Option<Period>,
}

/// The question for how many conversions lie in a period (rule M4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Read)]
pub struct ConversionsQuery {
    /// The period.
    pub period: Period,
}

/// The question for calls against the daily target (rule M3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Read)]
pub struct CoverageQuery {
    /// The first local date.
    pub first: LocalDate,
    /// The last one.
    pub last: LocalDate,
}

/// The question for the time in each status (rule M8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Read)]
pub struct TimeInStatusQuery {
    /// The instant up to which leads are looked at.
    pub until: Timestamp,
}

/// Reads a question to a report as strictly as a request; an empty text asks with every default.
///
/// # Errors
/// Every fault of the question, with its path below `query`.
pub fn read_query<Q: reader::Read>(text: &str) -> Result<Q, Vec<Diagnostic>> {
    read_part(if text.is_empty() { "{}" } else { text }, "query")
}

/// Reads a part of a request that a binding hands over by itself, as strictly as the whole.
///
/// # Errors
/// Every fault of the part, with its path below that of the part.
pub fn read_part<P: reader::Read>(text: &str, path: &str) -> Result<P, Vec<Diagnostic>> {
    read(text).map_err(|faults| faults.into_iter().map(|fault| fault.below(path)).collect())
}
