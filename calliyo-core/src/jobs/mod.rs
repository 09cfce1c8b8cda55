//! The three daily jobs over columns: removal, assignment and top-up.
//!
//! Millions of leads come as borrowed slices ([`LeadColumns`], [`AgentColumns`]): agents, statuses and labels are dense
//! numbers, ids stay with the host. Every job is a pure function from columns to a plan that names, for each row, the
//! agent it goes to or the one reason why it stays ([`RowReason`]); nothing is changed. Whether a follow-up still lies
//! ahead and where the cut-off lies has been worked out before, so that no clock is needed here.
//!
//! The record form fills such columns from leads and agents and calls the same algorithms:
//! [`Engine::plan`](crate::Engine::plan) and [`Engine::apply_plan`](crate::Engine::apply_plan).
//!
//! The rules of a company come from its engine, the columns from wherever the host has them. Here two agents may hold two
//! leads each, and three leads wait for somebody:
//!
//! ```
//! use calliyo_core::{
//!     Engine,
//!     jobs::{AgentColumns, Bitmap, Column, LeadColumns, NO_AGENT, assignment},
//!     lead::AgentState,
//!     policy::Policy,
//!     time::Timestamp,
//! };
//!
//! let engine = Engine::new(Policy::default())?;
//! let now = Timestamp::parse("2026-05-11T03:30:00Z")?;
//!
//! // A status is its place in the company's pipeline.
//! const UNASSIGNED: u16 = 0;
//! const ASSIGNED: u16 = 1;
//! assert_eq!(engine.policy().pipeline.statuses[1].id.as_str(), "assigned");
//!
//! // One element per lead. The last lead belongs to agent 1.
//! let priority = [1, 9, 5, 0];
//! let leads = LeadColumns {
//!     priority: Some(Column::full(&priority)),
//!     ..LeadColumns::new(
//!         &[UNASSIGNED, UNASSIGNED, UNASSIGNED, ASSIGNED],
//!         &[1_000, 2_000, 3_000, 4_000],
//!         Column::with_validity(&[0, 0, 0, 1], Bitmap::new(&[0b1000])),
//!     )
//! };
//! // One element per agent.
//! let agents = AgentColumns::new(
//!     Column::full(&[2, 2]),
//!     &[0, 1],
//!     Column::full(&[0, 0]),
//!     &[AgentState::Active, AgentState::Active],
//! );
//!
//! let (mut agent_of, mut reason) = ([NO_AGENT; 4], [0; 4]);
//! let rules = engine.assignment_rules(now);
//! let outcome = assignment::plan_into(&leads, &agents, &rules, &mut agent_of, &mut reason)?;
//! assert_eq!(outcome.received, [2, 1]);
//!
//! // The most urgent lead goes to the first agent, the next to the other one; then agent 1 is at the cap.
//! let moves: Vec<(u32, u32)> = assignment::moves(&agent_of).collect();
//! assert_eq!(moves, [(0, 0), (1, 0), (2, 1)]);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! The algorithm that assignment and top-up share stands in `allocation`: it knows bins and items, no leads.

mod allocation;
mod apply;
pub mod assignment;
mod columns;
pub mod explain;
mod explained;
mod outcome;
mod placement;
mod plan;
mod reason;
pub mod removal;
mod scope;
mod scratch;
mod served;
mod status_set;
mod streams;
#[cfg(test)]
mod testing;
pub mod top_up;
mod words;

pub use crate::columns::{Bitmap, Column, ListColumn, UNKNOWN_AGENT};
pub use apply::{AppliedPlan, RefusedMove};
pub use columns::{AgentColumns, LeadColumns};
pub use explained::{AgentCount, AgentFinding, ExplainedAgent, ExplainedLead};
pub use outcome::Outcome;
pub(crate) use plan::held;
pub use plan::{
    AgentTally, NotPlaced, Plan, PlannedMove, PreviousOwners, ReasonCount, Saw, SkippedLead,
};
pub use reason::{ReasonCounts, RowReason};
pub use scratch::Scratch;
pub use status_set::StatusSet;

/// The row goes to no agent.
pub const NO_AGENT: u32 = u32::MAX;

/// The rows that go to an agent, each with the agent's row.
fn moves(agent_of: &[u32]) -> impl Iterator<Item = (u32, u32)> + '_ {
    rows(agent_of).filter(|(_, agent)| *agent != NO_AGENT)
}

/// The elements of a buffer with their rows, as far as rows are numbered.
fn rows<T: Copy>(buffer: &[T]) -> impl Iterator<Item = (u32, T)> + '_ {
    (0..u32::MAX).zip(buffer.iter().copied())
}

/// The element of a dense number, or the type's zero where there is none: column lengths are checked at the door.
fn at<T: Copy + Default>(values: &[T], index: u32) -> T {
    values.get(index as usize).copied().unwrap_or_default()
}

/// Adds to one element; a number outside the slice adds nothing.
fn add_one(values: &mut [u32], index: u32) {
    if let Some(value) = values.get_mut(index as usize) {
        *value = value.saturating_add(1);
    }
}

/// A row or agent number of something that was checked to have at most `u32::MAX` elements.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
