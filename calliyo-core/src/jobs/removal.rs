//! Auto-removal (rule X1): stale leads go back to the pool.

use alloc::{vec, vec::Vec};

use super::{
    RowReason, StatusSet,
    columns::{AgentColumns, AgentState, LeadColumns, flag, same_length},
    reason::ReasonCounts,
};
use crate::diagnostic::Diagnostic;

/// What a company's policy says about auto-removal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalRules {
    /// The statuses whose leads go stale.
    pub listed: StatusSet,
    /// The status of customers.
    pub customer: u16,
    /// How many statuses the pipeline has.
    pub statuses: usize,
    /// Leads that entered their status at this instant or before are stale: UTC milliseconds, one cut-off per run.
    pub cut_off: i64,
    /// Leads with an open follow-up ahead are removed too.
    pub include_follow_up_ahead: bool,
}

/// A plan for auto-removal; nothing is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalPlan {
    /// Per lead a [`RowReason`] as its byte; [`RowReason::Moved`] are the leads to remove.
    pub reason: Vec<u8>,
    /// The totals.
    pub outcome: RemovalOutcome,
}

/// The totals of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalOutcome {
    /// How many leads met which fate.
    pub counts: ReasonCounts,
    /// Per agent the leads that are taken away. Leads of owners who were not supplied are in no agent's number.
    pub lost: Vec<u32>,
}

/// Plans auto-removal.
///
/// A lead whose owner is not among the agents supplied is removed like any other: nobody is known to work it, and the
/// pool is where somebody finds it.
///
/// # Errors
/// As [`LeadColumns::check`] and [`AgentColumns::check`].
pub fn plan(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &RemovalRules,
) -> Result<RemovalPlan, Diagnostic> {
    let mut reason = vec![0; leads.len()];
    let outcome = plan_into(leads, agents, rules, &mut reason)?;
    Ok(RemovalPlan { reason, outcome })
}

/// [`plan`] into a buffer of the caller, one element per lead; every element is written.
///
/// # Errors
/// As [`plan`]; `request.malformed` for a buffer of another length. Nothing is written then.
pub fn plan_into(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &RemovalRules,
    reason: &mut [u8],
) -> Result<RemovalOutcome, Diagnostic> {
    agents.check()?;
    leads.check(agents.len(), rules.statuses)?;
    same_length("reason", reason.len(), leads.len())?;
    let mut lost = vec![0; agents.len()];
    for (row, reason) in reason.iter_mut().enumerate() {
        let owner = leads.owner.at(row);
        let why = why_not(leads, agents, rules, owner, row);
        if let (RowReason::Moved, Some(owner)) = (why, owner) {
            super::add_one(&mut lost, owner);
        }
        *reason = why.as_byte();
    }
    Ok(RemovalOutcome { counts: ReasonCounts::of(reason), lost })
}

/// The first reason of the rule (X1, C13) that leaves a lead alone.
fn why_not(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &RemovalRules,
    owner: Option<u32>,
    row: usize,
) -> RowReason {
    let status = leads.status.get(row).copied().unwrap_or_default();
    let recent = leads.status_since.get(row).is_none_or(|since| *since > rules.cut_off);
    let owner_state = owner.and_then(|owner| agents.state.get(owner as usize));
    // A customer's status is never in the list (rule P5): said first, so that it is said at all.
    if status == rules.customer {
        RowReason::IsCustomer
    } else if owner.is_none() {
        RowReason::NotOwned
    } else if !rules.listed.contains(status) {
        RowReason::StatusNotListed
    } else if recent {
        RowReason::TooRecent
    } else if owner_state == Some(&AgentState::Banned) {
        RowReason::OwnerBanned
    } else if flag(leads.live_call, row) {
        RowReason::LiveCall
    } else if flag(leads.follow_up_ahead, row) && !rules.include_follow_up_ahead {
        RowReason::FollowUpAhead
    } else if flag(leads.do_not_call, row) {
        RowReason::DoNotCall
    } else {
        RowReason::Moved
    }
}
