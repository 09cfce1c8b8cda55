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
//! The algorithm that assignment and top-up share stands in `allocation`: it knows bins and items, no leads.

mod allocation;
mod apply;
pub mod assignment;
mod columns;
mod filled;
mod outcome;
mod placement;
mod plan;
mod reason;
pub mod removal;
mod scope;
mod served;
mod status_set;
#[cfg(test)]
mod testing;
pub mod top_up;

pub use apply::{AppliedPlan, RefusedMove};
pub use columns::{AgentColumns, Bitmap, Column, LeadColumns, ListColumn, UNKNOWN_AGENT};
pub use outcome::Outcome;
pub(crate) use plan::held;
pub use plan::{
    AgentTally, NotPlaced, Plan, PlannedMove, PreviousOwners, ReasonCount, Saw, SkippedLead,
};
pub use reason::{ReasonCounts, RowReason};
pub use status_set::StatusSet;

/// The row goes to no agent.
pub const NO_AGENT: u32 = u32::MAX;

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
