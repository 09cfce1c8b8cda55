//! The rules of a tele-sales CRM.
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

mod code;
mod diagnostic;
mod engine;
mod fact;
mod ids;
pub mod jobs;
pub mod lead;
mod number;
pub mod policy;
pub mod report;
pub mod time;
#[cfg(feature = "wire")]
pub mod wire;

pub use code::Code;
pub use diagnostic::{Diagnostic, Param};
pub use engine::{Engine, PolicyFaults};
pub use fact::{Fact, Patch};
pub use ids::{
    AgentId, BranchId, CallId, CommandId, DepartmentId, EventId, FollowUpId, LeadId, RoleId, RunId,
    StatusId,
};
pub use number::{Count, MinorUnits, Priority, Rate};

/// The version of this library (rule K3).
pub const LIBRARY_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version of the rules (rule K3): it moves when any answer on equal input does.
pub const RULES_VERSION: u32 = 1;
