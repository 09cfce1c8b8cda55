//! The rules of a tele-sales CRM as one pure library.
//!
//! A lead comes in, gets an owner, is called, followed up and maybe sold; each day stale leads go back to the pool
//! and agents get new ones. This crate decides what may happen and tells what did. It holds no state and does nothing by
//! itself: for one lead, *state + command + now → events or a rejection*; for many, *columns + now → a plan*. The host
//! owns storage, clock, identity and transport.
//!
//! # Overview
//!
//! - [`Engine`] is a company's [`Policy`](policy::Policy), checked as a whole and compiled once. Everything hangs off it.
//!   `Policy::default()` is a working company.
//! - [`Engine::decide`] takes a [`Lead`](lead::Lead), a [`Command`](lead::Command) and a [`Context`](lead::Context) and
//!   answers with a [`Decision`](lead::Decision) or with a [`Rejection`](lead::Rejection) that lists every guard that
//!   fails. Nothing is changed.
//! - [`lead::apply`] carries an event out; it cannot fail. A lead is the sum of its events.
//! - [`Engine::transitions`] and [`Engine::assignable`] say beforehand what a person may do, so that a form can grey out
//!   the rest; [`Engine::move_facts`] and [`MoveTable`](lead::MoveTable) say so on plain numbers, to those who ask often.
//! - [`Engine::on_behalf_of`] shows and plans what one person may have; the other views are the host's own.
//! - [`form`] reads what people type into the log-call and schedule forms: a command, or every fault at once.
//! - [`jobs`] plans the three daily jobs over columns; [`report`] has agendas, queues, timelines and figures; [`time`] has
//!   the company's zone, calendar and schedules.
//!
//! # The contract
//!
//! 1. Inputs are all there is. No function reads a clock, a file, a socket or an environment variable, or draws a random
//!    number; `now` is always an argument.
//! 2. Equal input gives equal output, on every platform: integers only, ordered containers only, ties broken by rule.
//! 3. No input makes a function panic. What is wrong comes back as a [`Diagnostic`]: a stable [`Code`], the path of the
//!    field, the number of the rule, its parameters and an English sentence.
//! 4. A fact that the host does not have is left out of the context. The guards that need it do not fail; they are named
//!    in `not_checked`, and a server with all facts decides again.
//!
//! # Usage
//!
//! An agent takes in a lead, logs a call and schedules the next one, all on a Friday evening in India:
//!
//! ```
//! # #[cfg(feature = "tzdb")] {
//! use calliyo_core::{
//!     AgentId, CallId, CommandId, Engine, FollowUpId, LeadId,
//!     lead::{Actor, CallStatus, Command, Context, Deed, LogCall, NewCall, NewFollowUp, NewLead, apply},
//!     policy::Policy,
//!     time::{TimeZone, Timestamp},
//! };
//!
//! let policy = Policy { time_zone: TimeZone::named("Asia/Kolkata"), ..Policy::default() };
//! let engine = Engine::new(policy)?;
//! let asha = AgentId::new("asha")?;
//! let actor = Actor { id: asha.clone(), role: None, branch: None, department: None };
//! let context = Context::new(Timestamp::parse("2026-05-15T13:00:00Z")?, actor);
//!
//! let capture = NewLead { owner: Some(asha), ..NewLead::new(LeadId::new("lead-1")?) };
//! let call = LogCall {
//!     call: NewCall::new(CallId::new("call-1")?, CallStatus::FollowUp, 95),
//!     // No instant given: the next working day, 10:00 local time.
//!     follow_up: Some(NewFollowUp::new(FollowUpId::new("follow-up-1")?, None)),
//!     next_status: None,
//!     order: None,
//! };
//!
//! let mut lead = None;
//! let mut happened = Vec::new();
//! for (id, deed) in [("command-1", Deed::CaptureLead(capture)), ("command-2", Deed::LogCall(call))] {
//!     let command = Command { id: CommandId::new(id)?, expected_version: None, deed };
//!     let decision = engine.decide(lead.as_ref(), &command, &context)?;
//!     for event in &decision.events {
//!         apply(&mut lead, event);
//!         happened.push(event.id.to_string());
//!     }
//! }
//!
//! let lead = lead.ok_or("no lead")?;
//! assert_eq!(lead.status.as_str(), "followUps");
//! assert_eq!(lead.follow_ups[0].at.to_string(), "2026-05-18T04:30:00.000Z");
//! assert_eq!(happened.len(), 6);
//! assert_eq!(happened[5], "command-2/3");
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A command that breaks a rule says all that is wrong with it:
//!
//! ```
//! # #[cfg(feature = "tzdb")] {
//! use calliyo_core::{
//!     AgentId, Code, CommandId, Engine, LeadId, StatusId,
//!     lead::{Actor, Command, Context, Deed, NewLead},
//!     policy::Policy,
//!     time::Timestamp,
//! };
//!
//! let engine = Engine::new(Policy::default())?;
//! let import = Actor { id: AgentId::new("import")?, role: None, branch: None, department: None };
//! let context = Context::new(Timestamp::parse("2026-05-15T13:00:00Z")?, import);
//! let mut new = NewLead::new(LeadId::new("lead-2")?);
//! new.status = Some(StatusId::new("followUps")?);
//! new.phone = Some("12".into());
//! let command = Command {
//!     id: CommandId::new("command-3")?,
//!     expected_version: None,
//!     deed: Deed::CaptureLead(new),
//! };
//!
//! let rejection = engine.decide(None, &command, &context).unwrap_err();
//! let codes: Vec<Code> = rejection.reasons.iter().map(|reason| reason.code()).collect();
//! assert_eq!(codes, [Code::StatusNeedsFollowUp, Code::StatusNeedsOwner, Code::PhoneInvalid]);
//! assert_eq!(rejection.reasons[2].to_string(), "`12` is not a phone number of 8 to 15 digits");
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! - `tzdb` (default): the time-zone database is compiled in. Without it a policy carries its zone as TZif bytes.
//! - `wire` (default): the JSON door, with requests and responses.
//! - `schema`: the JSON Schema of a policy and, with `wire`, of every operation, made from the types by the crate
//!   `schemars`.
//!
//! Without any of them the crate still has every rule. It is `no_std` in all configurations and needs `alloc`.
//!
//! # What it does not do
//!
//! It stores nothing, sends nothing, asks no clock, makes no ids, checks no passwords and dials no numbers. It does not
//! translate: codes are stable, and the English sentences are for logs and for hosts without texts of their own. It knows
//! one company at a time; a host with many has one engine each.
#![no_std]
#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::string_slice,
    clippy::unreachable
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        clippy::cast_sign_loss
    )
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod access;
mod code;
mod columns;
mod diagnostic;
mod engine;
mod fact;
pub mod form;
mod ids;
pub mod jobs;
#[cfg(feature = "schema")]
mod json_schema;
pub mod lead;
mod number;
mod on_behalf;
mod order;
pub mod policy;
pub mod report;
mod text;
pub mod time;
#[cfg(feature = "wire")]
pub mod wire;

pub use code::{Code, CodeKind, ParamType};
pub use diagnostic::{Diagnostic, Param};
pub use engine::{Engine, PolicyFaults};
pub use fact::{Fact, Patch};
pub use ids::{
    AgentId, BranchId, CallId, CommandId, ContactId, DepartmentId, EventId, FollowUpId, LeadId,
    ParentId, ParentKindId, ResponseId, RoleId, RunId, StatusId,
};
pub use number::{Count, MinorUnits, Priority, Rate};
pub use on_behalf::OnBehalfOf;

/// The version of this library (rule K3).
pub const LIBRARY_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version of the rules (rule K3): it moves when any answer on equal input does.
pub const RULES_VERSION: u32 = 2;
