//! Auto-removal (rule X1): stale leads go back to the pool.

use alloc::{vec, vec::Vec};

use super::{
    RowReason, StatusSet,
    columns::{AgentColumns, LeadColumns, flag, missing_column, same_length},
    reason::ReasonCounts,
};
use crate::{diagnostic::Diagnostic, lead::AgentState};

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
/// As [`LeadColumns::check`] and [`AgentColumns::check`]; `request.malformed` without [`LeadColumns::status_since`].
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
    if leads.status_since.is_none() {
        return Err(missing_column("leads.statusSince"));
    }
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
    let since = leads.status_since.and_then(|since| since.get(row));
    let recent = since.is_none_or(|since| *since > rules.cut_off);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::{
        UNKNOWN_AGENT,
        testing::{
            ASSIGNED, Agent, BUSY, COLD, CUSTOMER, FREE, Lead, STATUSES, stale, with_columns,
        },
    };

    fn rules() -> RemovalRules {
        RemovalRules {
            listed: [BUSY, COLD].into_iter().collect(),
            customer: CUSTOMER,
            statuses: STATUSES,
            cut_off: 1_000,
            include_follow_up_ahead: false,
        }
    }

    fn planned(leads: &[Lead], agents: &[Agent], rules: &RemovalRules) -> RemovalPlan {
        with_columns(leads, agents, |leads, agents| plan(leads, agents, rules).unwrap())
    }

    fn reasons(plan: &RemovalPlan) -> Vec<RowReason> {
        plan.reason.iter().map(|byte| RowReason::from_byte(*byte).unwrap()).collect()
    }

    /// X1: each lead is removed or has the first reason that leaves it alone.
    #[test]
    fn a_lead_that_is_left_alone_says_why() {
        let banned = Agent { state: AgentState::Banned, ..FREE };
        let away = Agent { state: AgentState::Away, ..FREE };
        let leads = [
            stale(0),
            Lead { status: COLD, ..stale(2) },
            Lead { status: CUSTOMER, ..stale(0) },
            Lead { owner: None, ..stale(0) },
            Lead { status: ASSIGNED, since: 5_000, ..stale(0) },
            Lead { since: 1_001, ..stale(1) },
            Lead { live_call: true, ..stale(1) },
            Lead { live_call: true, follow_up_ahead: true, ..stale(0) },
            Lead { follow_up_ahead: true, ..stale(0) },
            Lead { do_not_call: true, ..stale(0) },
        ];
        let plan = planned(&leads, &[FREE, banned, away], &rules());
        let expected = [
            RowReason::Moved,
            RowReason::Moved,
            RowReason::IsCustomer,
            RowReason::NotOwned,
            RowReason::StatusNotListed,
            RowReason::TooRecent,
            RowReason::OwnerBanned,
            RowReason::LiveCall,
            RowReason::FollowUpAhead,
            RowReason::DoNotCall,
        ];
        assert_eq!(reasons(&plan), expected);
        assert_eq!(plan.outcome.lost, [1, 0, 1]);
        assert_eq!(plan.outcome.counts.moved(), 2);
    }

    /// X1: the cut-off itself is late enough, a millisecond after it is not.
    #[test]
    fn the_cut_off_is_included() {
        let leads = [999, 1_000, 1_001].map(|since| Lead { since, ..stale(0) });
        let expected = [RowReason::Moved, RowReason::Moved, RowReason::TooRecent];
        assert_eq!(reasons(&planned(&leads, &[FREE], &rules())), expected);
    }

    /// X1: a policy switch removes leads with a follow-up ahead too.
    #[test]
    fn a_follow_up_ahead_keeps_a_lead_unless_the_policy_says_otherwise() {
        let leads = [Lead { follow_up_ahead: true, ..stale(0) }];
        let open = RemovalRules { include_follow_up_ahead: true, ..rules() };
        assert_eq!(reasons(&planned(&leads, &[FREE], &open)), [RowReason::Moved]);
    }

    /// X1: the lead of an owner who was not supplied is removed.
    #[test]
    fn a_lead_of_an_unknown_owner_goes_back_to_the_pool() {
        let plan = planned(&[stale(UNKNOWN_AGENT)], &[FREE], &rules());
        assert_eq!(reasons(&plan), [RowReason::Moved]);
        assert_eq!(plan.outcome.lost, [0]);
    }

    /// X2, S4: a removed lead is not removed again.
    #[test]
    fn planning_again_removes_nothing() {
        let removed = Lead { status: 0, owner: None, since: 2_000, ..stale(0) };
        assert_eq!(reasons(&planned(&[removed], &[FREE], &rules())), [RowReason::NotOwned]);
    }
}
