//! The JSON door: one function that answers a request, the same from every language.
//!
//! A request is strict JSON: an unknown field anywhere in it is refused, and every fault is told with its path. It is at
//! most [`SIZE_LIMIT`] long and [`DEPTH_LIMIT`] deep. An answer is canonical: fields stand in a fixed order, a missing
//! value is `null`, no number is a float. It is `{"type":"success","result":…}` or `{"type":"failure","errors":[…]}`; that
//! a command is rejected is a success, since the question was answered. No request needs more than 96 KiB of stack to be
//! answered, or 256 KiB where this crate is compiled without optimization.
//!
//! The operations are listed in [`OPERATIONS`]. Each is a type, too: the request, which knows its response and answers
//! itself ([`Ask`], [`AskEngine`]). A host in Rust that has values and no text asks
//! [`Decide`](operations::leads::Decide) and not `"decide"`, and gets what the text would say. What a host has stored is
//! read by [`read_document`].
//!
//! ```
//! # #[cfg(feature = "tzdb")] {
//! use calliyo_core::{
//!     Engine,
//!     policy::Policy,
//!     time::Timestamp,
//!     wire::{self, AskEngine, operations::calendar::DefaultFollowUpAt},
//! };
//!
//! let engine = Engine::new(Policy::default())?;
//! let request = r#"{"now":"2026-05-15T13:00:00Z"}"#;
//! let answer = wire::answer(Some(&engine), "defaultFollowUpAt", request);
//! assert_eq!(answer, r#"{"type":"success","result":"2026-05-18T10:00:00.000Z"}"#);
//!
//! let now = Timestamp::parse("2026-05-15T13:00:00Z")?;
//! let slot = DefaultFollowUpAt { now }.answer(&engine);
//! assert_eq!(slot.map(|slot| slot.to_string()).as_deref(), Ok("2026-05-18T10:00:00.000Z"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod document;
mod operation;
pub mod operations;
mod packed;
mod query;
mod read;
mod reader;
#[cfg(feature = "schema")]
mod schemas;
mod tree;
mod values;
mod writer;

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use serde::Serialize;

pub(crate) use self::reader::{Read, Reader, Shape};
#[cfg(feature = "schema")]
pub use self::schemas::schemas;
pub use self::{
    document::{Document, read_document},
    operation::{About, Ask, AskEngine, Described, OPERATIONS, Operation, Request},
    packed::{Names, Packed},
    query::{
        ConversionsQuery, CoverageQuery, PeriodQuery, PlainQuery, TimeInStatusQuery, read_part,
        read_query,
    },
    read::SIZE_LIMIT,
    tree::DEPTH_LIMIT,
};
use self::{
    operation::Answer,
    read::{Opened, read},
};
use crate::{code::Code, diagnostic::Diagnostic, engine::Engine, policy::Policy};

/// Makes an engine from a policy as JSON text.
///
/// # Errors
/// The failure answer, as JSON text, with every fault.
pub fn engine(policy: &str) -> Result<Engine, String> {
    read::<Policy>(policy)
        .and_then(|policy| Engine::new(policy).map_err(|faults| faults.faults().to_vec()))
        .map_err(|errors| failure(&errors))
}

/// Answers a request (see the [module](self)); it always answers.
#[must_use]
pub fn answer(engine: Option<&Engine>, operation: &str, request: &str) -> String {
    let open = || Opened::new(request);
    operation::answer(engine, operation, &open).unwrap_or_else(|errors| failure(&errors))
}

/// Answers a request that a binding hands over without a text, as [`answer`] does its text.
#[must_use]
pub fn answer_packed(
    engine: Option<&Engine>,
    operation: &str,
    request: Packed<'_>,
    names: &Names,
) -> String {
    let open = || Opened::of(request.tree(names));
    operation::answer(engine, operation, &open).unwrap_or_else(|errors| failure(&errors))
}

/// Reads a value that a binding hands over without a text, as strictly as a request.
///
/// # Errors
/// Every fault of the value, with its path.
pub fn read_packed<T: Read>(packed: Packed<'_>, names: &Names) -> Result<T, Vec<Diagnostic>> {
    Opened::of(packed.tree(names))?.read()
}

/// The failure answer that tells these errors, as JSON text, for what a binding refuses itself.
#[must_use]
pub fn failure(errors: &[Diagnostic]) -> String {
    #[derive(Serialize)]
    #[serde(tag = "type", rename = "failure")]
    struct Failure<'a> {
        errors: &'a [Diagnostic],
    }
    writer::write("", &Failure { errors }, "").unwrap_or_default()
}

/// The success answer that tells this result.
fn told(result: &impl Serialize) -> Answer {
    writer::write(r#"{"type":"success","result":"#, result, "}").map_err(unwritable)
}

#[inline(never)]
fn unwritable(reason: writer::Unwritable) -> Vec<Diagnostic> {
    Vec::from([Diagnostic::new(Code::RequestMalformed).with("detail", reason.to_string())])
}
