//! Auto-assignment (rules A1 to A6): recycling leads among agents.

use alloc::{vec, vec::Vec};

use super::{
    NO_AGENT, RowReason, ScopeRule, StatusSet,
    allocation::{Bins, Fate, Item, Items, Refusal, allocate},
    columns::{AgentColumns, AgentState, LeadColumns, UNKNOWN_AGENT, flag, same_length},
    number, order,
    reason::ReasonCounts,
    scope::Scopes,
};
use crate::diagnostic::Diagnostic;

/// What a company's policy says about auto-assignment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentRules {
    /// The statuses whose leads are recycled.
    pub listed: StatusSet,
    /// The status of customers.
    pub customer: u16,
    /// The statuses that count toward the cap (rule P4).
    pub counts: StatusSet,
    /// How many statuses the pipeline has.
    pub statuses: usize,
    /// Which labels limit the agents that a lead can go to.
    pub scope: ScopeRule,
    /// Leads with an open follow-up ahead are eligible too.
    pub include_follow_up_ahead: bool,
    /// Leads whose owner was not supplied are eligible; they free no place.
    pub adopt_orphans: bool,
    /// A lead may go to its present or last owner.
    pub allow_barred: bool,
}

/// A plan for auto-assignment; nothing is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentPlan {
    /// Per lead the agent that it goes to, or [`NO_AGENT`].
    pub agent_of: Vec<u32>,
    /// Per lead a [`RowReason`] as its byte.
    pub reason: Vec<u8>,
    /// The totals.
    pub outcome: AssignmentOutcome,
}

/// The totals of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentOutcome {
    /// How many leads met which fate.
    pub counts: ReasonCounts,
    /// Per agent the leads received.
    pub received: Vec<u32>,
    /// Per agent the counter of leads received, after this run (rule A5b).
    pub counter: Vec<u64>,
}

/// Plans auto-assignment.
///
/// An agent who receives ends at or below the cap, the leads that stay counted; a lead goes to an agent of its scope and
/// never to its barred agent. The plan is maximal: planning again once it is applied gives an empty plan.
///
/// The *barred* agent is the present owner or, for an unassigned lead, the last one; a lead whose owner was not supplied
/// has none. It is lifted by [`AssignmentRules::allow_barred`], and for a lead whose scope has no other agent who could
/// ever receive it (active, of a receiving role, cap not 0). A lead may then be dealt to the owner who has it: its status
/// starts anew, and it takes a place more only if its present status does not count toward the cap.
///
/// # Errors
/// As [`LeadColumns::check`] and [`AgentColumns::check`].
pub fn plan(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &AssignmentRules,
) -> Result<AssignmentPlan, Diagnostic> {
    let mut agent_of = vec![NO_AGENT; leads.len()];
    let mut reason = vec![0; leads.len()];
    let outcome = plan_into(leads, agents, rules, &mut agent_of, &mut reason)?;
    Ok(AssignmentPlan { agent_of, reason, outcome })
}

/// [`plan`] into buffers of the caller, one element per lead; every element is written.
///
/// # Errors
/// As [`plan`]; `request.malformed` for a buffer of another length. Nothing is written then.
pub fn plan_into(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &AssignmentRules,
    agent_of: &mut [u32],
    reason: &mut [u8],
) -> Result<AssignmentOutcome, Diagnostic> {
    agents.check()?;
    leads.check(agents.len(), rules.statuses)?;
    same_length("agentOf", agent_of.len(), leads.len())?;
    same_length("reason", reason.len(), leads.len())?;

    let mut rows = Vec::new();
    for (row, (agent, reason)) in agent_of.iter_mut().zip(reason.iter_mut()).enumerate() {
        let why = why_not_eligible(leads, agents, rules, row);
        *agent = NO_AGENT;
        *reason = why.unwrap_or(RowReason::Moved).as_byte();
        if why.is_none() {
            rows.push(number(row));
        }
    }
    order::sort(&mut rows, |left, right| order::by_priority(leads, left, right));

    let scopes = Scopes::new(agents, rules.scope);
    let room: Vec<Option<i64>> = (0..agents.len()).map(|agent| agents.room(agent)).collect();
    let bins = Bins { room: &room, counter: agents.counter, groups: &scopes.groups };
    let dealt = Dealt { leads, rules, scopes: &scopes, rows: &rows };
    let mut fates = vec![Fate::UNPLACED; rows.len()];
    let allocation = allocate(&dealt, &bins, &mut fates);

    for (row, fate) in rows.iter().zip(&fates) {
        let why = match fate.refusal() {
            None => RowReason::Moved,
            Some(refusal) => {
                reason_of(refusal, scopes.has_capped_out(scopes.group_of(leads, *row)))
            }
        };
        if let Some(reason) = reason.get_mut(*row as usize) {
            *reason = why.as_byte();
        }
        if let (Some(agent), Some(bin)) = (agent_of.get_mut(*row as usize), fate.bin()) {
            *agent = bin;
        }
    }
    let served = groups_served(&dealt);
    let counter = counters_after(agents, &scopes, &served, &allocation.received, &allocation.room);
    let counts = ReasonCounts::of(reason);
    Ok(AssignmentOutcome { counts, received: allocation.received, counter })
}

/// The first reason of the rule (A1, C13) that keeps a lead out, if any.
fn why_not_eligible(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &AssignmentRules,
    row: usize,
) -> Option<RowReason> {
    let status = leads.status.get(row).copied().unwrap_or_default();
    let owner = leads.owner.at(row);
    let owner_state = owner.and_then(|owner| agents.state.get(owner as usize));
    // A customer's status is never in the list (rule P5): said first, so that it is said at all.
    if status == rules.customer {
        Some(RowReason::IsCustomer)
    } else if !rules.listed.contains(status) {
        Some(RowReason::StatusNotListed)
    } else if flag(leads.live_call, row) {
        Some(RowReason::LiveCall)
    } else if flag(leads.follow_up_ahead, row) && !rules.include_follow_up_ahead {
        Some(RowReason::FollowUpAhead)
    } else if owner_state == Some(&AgentState::Banned) {
        Some(RowReason::OwnerBanned)
    } else if owner.is_some() && owner_state.is_none() && !rules.adopt_orphans {
        Some(RowReason::OwnerUnknown)
    } else if flag(leads.do_not_call, row) {
        Some(RowReason::DoNotCall)
    } else {
        None
    }
}

/// The eligible leads as items, read from the columns.
struct Dealt<'a> {
    leads: &'a LeadColumns<'a>,
    rules: &'a AssignmentRules,
    scopes: &'a Scopes,
    rows: &'a [u32],
}

impl Items for Dealt<'_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn item(&self, position: u32) -> Item {
        let row = super::at(self.rows, position);
        let owner = self.leads.owner.at(row as usize);
        let known = |agent: &u32| *agent != UNKNOWN_AGENT;
        let counts = self.rules.counts.contains(super::at(self.leads.status, row));
        let barred = match self.rules.allow_barred {
            true => None,
            false => owner.or_else(|| self.leads.last_owner.at(row as usize)).filter(known),
        };
        Item {
            group: self.scopes.group_of(self.leads, row),
            barred,
            frees: owner.filter(known).filter(|_| counts),
        }
    }
}

pub(super) fn reason_of(refusal: Refusal, has_capped_out: bool) -> RowReason {
    match refusal {
        // Agents of the scope receive leads, but none may hold any.
        Refusal::NoBin if has_capped_out => RowReason::AgentsAtCap,
        Refusal::NoBin => RowReason::NoAgentMatches,
        Refusal::OnlyBarredBin => RowReason::OnlyBarredAgent,
        Refusal::NoRoom => RowReason::AgentsAtCap,
    }
}

/// Per group, whether some eligible lead has it.
fn groups_served(dealt: &Dealt<'_>) -> Vec<bool> {
    let mut served = vec![false; dealt.scopes.groups.len()];
    for row in dealt.rows {
        if let Some(served) = served.get_mut(dealt.scopes.group_of(dealt.leads, *row) as usize) {
            *served = true;
        }
    }
    served
}

/// The counters after the run: whoever could not have received in it is raised to the lowest of those who could, so that
/// nobody is flooded later to catch up (rule A5b).
///
/// Could have received: an agent who did, or who has room at the end and is in the scope of an eligible lead.
fn counters_after(
    agents: &AgentColumns<'_>,
    scopes: &Scopes,
    served: &[bool],
    received: &[u32],
    room: &[Option<i64>],
) -> Vec<u64> {
    let could_receive = |agent: usize| {
        let own = number(agent);
        super::at(received, own) > 0
            || room.get(agent).is_some_and(|room| room.is_none_or(|places| places > 0))
                && scopes.groups.groups_of(own).iter().any(|group| super::at(served, *group))
    };
    let sum = |agent: usize| {
        let received = received.get(agent).copied().unwrap_or_default();
        agents.counter.get(agent).copied().unwrap_or_default().saturating_add(u64::from(received))
    };
    let lowest = (0..agents.len()).filter(|agent| could_receive(*agent)).map(sum).min();
    (0..agents.len())
        .map(|agent| match lowest {
            Some(lowest) if !could_receive(agent) => sum(agent).max(lowest),
            _ => sum(agent),
        })
        .collect()
}
