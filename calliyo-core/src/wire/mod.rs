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
    operation::{About, Ask, AskEngine, Described, Door, OPERATIONS, Operation, Request},
    packed::{Names, Packed},
    query::{
        ConversionsQuery, CoverageQuery, PeriodQuery, PlainQuery, TimeInStatusQuery, read_part,
        read_query,
    },
    read::SIZE_LIMIT,
    tree::DEPTH_LIMIT,
    writer::PackedAnswer,
};
use self::{
    operation::Answer,
    read::{Opened, read},
    writer::{Text, Unwritable, Writer},
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

/// Answers a request for any operation (see the [module](self)); it always answers.
#[must_use]
pub fn answer(engine: Option<&Engine>, operation: &str, request: &str) -> String {
    Door::ALL.answer(engine, operation, request)
}

impl Door {
    /// Answers a request (see the [module](crate::wire)); it always answers.
    #[must_use]
    pub fn answer(self, engine: Option<&Engine>, operation: &str, request: &str) -> String {
        text_of(|writer| self.write(engine, operation, &|| Opened::new(request), writer))
    }

    /// Answers a request that a binding hands over without a text, as [`answer`](Self::answer) does its text: so many tokens
    /// with their texts behind them ([`Packed`]). The answer is packed, too.
    pub fn answer_packed(
        self,
        engine: Option<&Engine>,
        operation: &str,
        request: &[u8],
        tokens: usize,
        names: &Names,
        packed: &mut PackedAnswer,
    ) {
        let open = || Opened::of(Packed::new(request, tokens).and_then(|own| own.tree(names)));
        packed.clear();
        write(&mut Writer::Packed(packed), |writer| self.write(engine, operation, &open, writer));
        packed.finish();
    }
}

/// Reads a value that a binding hands over without a text, as strictly as a request.
///
/// # Errors
/// Every fault of the value, with its path.
pub fn read_packed<T: Read>(packed: Packed<'_>, names: &Names) -> Result<T, Vec<Diagnostic>> {
    Opened::of(packed.tree(names))?.read()
}

/// The success answer that tells this result, as JSON text, for what a binding answers itself.
///
/// ```
/// let answer = calliyo_core::wire::success(&["busy", "missed"]);
/// assert_eq!(answer, r#"{"type":"success","result":["busy","missed"]}"#);
/// ```
#[must_use]
pub fn success(result: &impl Serialize) -> String {
    text_of(|writer| told(result, writer))
}

/// The failure answer that tells these errors, as JSON text, for what a binding refuses itself.
#[must_use]
pub fn failure(errors: &[Diagnostic]) -> String {
    text_of(|_| Err(errors.to_vec()))
}

/// What is answered, as text.
fn text_of(answer: impl FnOnce(&mut Writer<'_>) -> Answer) -> String {
    let mut writer = Writer::Text(Text::default());
    write(&mut writer, answer);
    writer.into_text().unwrap_or_default()
}

/// Writes what is answered: a success, which `answer` writes, or the failure that it returns.
fn write<'w>(writer: &mut Writer<'w>, answer: impl FnOnce(&mut Writer<'w>) -> Answer) {
    #[derive(Serialize)]
    #[serde(tag = "type", rename = "failure")]
    struct Failure {
        errors: Vec<Diagnostic>,
    }
    if let Err(errors) = answer(writer) {
        writer.clear();
        // An error has a form: no number of it is a float.
        let _ = Failure { errors }.serialize(writer);
    }
}

/// Writes the success answer that tells this result.
fn told(result: &impl Serialize, writer: &mut Writer<'_>) -> Answer {
    writer.success(result).map_err(unwritable)
}

#[inline(never)]
fn unwritable(reason: Unwritable) -> Vec<Diagnostic> {
    Vec::from([Diagnostic::new(Code::RequestMalformed).with("detail", reason.to_string())])
}
