//! Top-up (rules T1 to T4): free places are filled with fresh leads.

use alloc::{vec, vec::Vec};
use core::cmp::Ordering;

use super::{
    NO_AGENT, RowReason, ScopeRule,
    columns::{AgentColumns, LeadColumns, UNKNOWN_AGENT, flag, same_length},
    levelling::Filling,
    number,
    order::{self, Sorted},
    reason::ReasonCounts,
    scope::Scopes,
};
use crate::diagnostic::Diagnostic;

/// What a company's policy says about top-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopUpRules {
    /// The status of leads that belong to nobody.
    pub unassigned: u16,
    /// The status of customers.
    pub customer: u16,
    /// How many statuses the pipeline has.
    pub statuses: usize,
    /// Which labels limit the agents that a lead can go to.
    pub scope: ScopeRule,
    /// Among leads of equal priority the newest come first, not the oldest.
    pub newest_first: bool,
    /// A lead may go to its last owner.
    pub allow_barred: bool,
}

/// A plan for top-up; nothing is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopUpPlan {
    /// Per lead the agent that it goes to, or [`NO_AGENT`].
    pub agent_of: Vec<u32>,
    /// Per lead a [`RowReason`] as its byte.
    pub reason: Vec<u8>,
    /// The totals.
    pub outcome: TopUpOutcome,
}

/// The totals of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopUpOutcome {
    /// How many leads met which fate.
    pub counts: ReasonCounts,
    /// Per agent the leads received.
    pub received: Vec<u32>,
    /// Per agent the free places that stay empty because no lead is left that could go there (`job.no_leads`).
    pub places_left: Vec<u32>,
}

/// Plans top-up.
///
/// Exact, whatever the scopes and barred agents: as many leads are placed as any plan could place, of those plans the
/// best leads in order, and with these leads the queues end as level as possible, ties by agent order. What an agent
/// holds is kept; an agent without a cap, or at it, takes none.
///
/// The *barred* agent of a fresh lead is its last owner, with the exceptions of auto-assignment
/// ([`super::assignment::plan`]). An agent without a cap could receive the lead in an assignment, so a last owner stays
/// barred beside one.
///
/// # Errors
/// As [`LeadColumns::check`] and [`AgentColumns::check`].
pub fn plan(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &TopUpRules,
) -> Result<TopUpPlan, Diagnostic> {
    let mut agent_of = vec![NO_AGENT; leads.len()];
    let mut reason = vec![0; leads.len()];
    let outcome = plan_into(leads, agents, rules, &mut agent_of, &mut reason)?;
    Ok(TopUpPlan { agent_of, reason, outcome })
}

/// [`plan`] into buffers of the caller, one element per lead; every element is written.
///
/// # Errors
/// As [`plan`]; `request.malformed` for a buffer of another length. Nothing is written then.
pub fn plan_into(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &TopUpRules,
    agent_of: &mut [u32],
    reason: &mut [u8],
) -> Result<TopUpOutcome, Diagnostic> {
    agents.check()?;
    leads.check(agents.len(), rules.statuses)?;
    same_length("agentOf", agent_of.len(), leads.len())?;
    same_length("reason", reason.len(), leads.len())?;

    let mut rows = Vec::new();
    for (row, (agent, reason)) in agent_of.iter_mut().zip(reason.iter_mut()).enumerate() {
        let why = why_not_eligible(leads, rules, row);
        *agent = NO_AGENT;
        *reason = why.unwrap_or(RowReason::AgentsAtCap).as_byte();
        if why.is_none() {
            rows.push(number(row));
        }
    }

    let scopes = Scopes::new(agents, rules.scope);
    let places: Vec<u32> = (0..agents.len()).map(|agent| free_places(agents, agent)).collect();
    let wanted = places.iter().fold(0_usize, |sum, places| sum.saturating_add(*places as usize));
    let level = agents.held.iter().copied().map(u64::from).collect();
    let mut filling = Filling::new(&scopes.groups, level, places);
    let mut waiting = Sorted::new(rows, wanted, |left, right| order(leads, rules, left, right));
    let mut not_placed = Vec::new();
    while !filling.is_full()
        && let Some(row) = waiting.next()
    {
        let barred = barred_agent(leads, rules, row);
        if !filling.add(row, scopes.group_of(leads, row), barred) {
            not_placed.push(row);
        }
    }

    not_placed.extend_from_slice(waiting.rest());
    for row in not_placed {
        let group = scopes.group_of(leads, row);
        let why = match scopes.groups.bins_of(group) {
            [] if !scopes.has_capped_out(group) => RowReason::NoAgentMatches,
            // A lead that could go to an agent with a free place is placed: this one is its barred agent.
            _ if filling.has_place(group) => RowReason::OnlyBarredAgent,
            _ => RowReason::AgentsAtCap,
        };
        if let Some(reason) = reason.get_mut(row as usize) {
            *reason = why.as_byte();
        }
    }
    let (given, received, places_left) = filling.finish();
    for (row, agent) in given {
        if let (Some(agent_of), Some(reason)) =
            (agent_of.get_mut(row as usize), reason.get_mut(row as usize))
        {
            *agent_of = agent;
            *reason = RowReason::Moved.as_byte();
        }
    }
    Ok(TopUpOutcome { counts: ReasonCounts::of(reason), received, places_left })
}

/// The first reason of the rule (T1, C13) that keeps a lead out, if any.
fn why_not_eligible(leads: &LeadColumns<'_>, rules: &TopUpRules, row: usize) -> Option<RowReason> {
    let status = leads.status.get(row).copied().unwrap_or_default();
    if status == rules.customer {
        Some(RowReason::IsCustomer)
    } else if status != rules.unassigned {
        Some(RowReason::StatusNotListed)
    } else if flag(leads.live_call, row) {
        Some(RowReason::LiveCall)
    } else if flag(leads.do_not_call, row) {
        Some(RowReason::DoNotCall)
    } else {
        None
    }
}

/// Places below the cap of an agent who takes part.
fn free_places(agents: &AgentColumns<'_>, agent: usize) -> u32 {
    let room = agents.room(agent).filter(|_| agents.is_receiving(agent));
    room.map_or(0, |room| u32::try_from(room).unwrap_or_default())
}

/// The last owner; an Unassigned lead has no present one.
fn barred_agent(leads: &LeadColumns<'_>, rules: &TopUpRules, row: u32) -> Option<u32> {
    let last = leads.last_owner.at(row as usize);
    last.filter(|agent| *agent != UNKNOWN_AGENT && !rules.allow_barred)
}

/// Never attempted first, then priority, age, id (T1).
fn order(leads: &LeadColumns<'_>, rules: &TopUpRules, left: u32, right: u32) -> Ordering {
    let attempted = |row: u32| leads.attempts.is_some_and(|attempts| super::at(attempts, row) > 0);
    attempted(left).cmp(&attempted(right)).then_with(|| match rules.newest_first {
        true => order::by_priority_then_youth(leads, left, right),
        false => order::by_priority(leads, left, right),
    })
}
