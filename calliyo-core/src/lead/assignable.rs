//! To whom a lead can be given (rule L10).

use alloc::vec::Vec;

use serde::Serialize;

use super::{Agent, AgentState, Context, Lead};
use crate::{
    access::{Subject, resource_of},
    code::Code,
    engine::Engine,
    fact::Fact,
    ids::AgentId,
    policy::{Action, Permission, schema_fault},
    time::Timestamp,
};

/// An agent of the actor's scope, as a receiver of one lead (rule L10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AssignableAgent {
    /// The agent.
    pub agent: AgentId,
    /// Leads held that count toward the cap; none when the host did not say.
    pub held: Option<u32>,
    /// Most leads held at once; none = no limit.
    pub cap: Option<u32>,
    /// Whether auto-assignment or top-up would give this lead to the agent.
    pub by_job: bool,
    /// Why it would not.
    pub code: Option<Code>,
    /// The guards that could not be checked (rule L12): who had the lead before, where that counts and is not known; room,
    /// where what the agent holds is not known.
    pub not_checked: Vec<Code>,
}

impl Engine {
    /// The agents of the actor's scope whose role receives leads, in the order supplied (rule L10).
    ///
    /// Empty when the agents are not known, and for an actor who may not assign this lead. Whether a job would give the
    /// lead to an agent is answered for this lead and this agent alone: other leads that want the same place are not
    /// looked at.
    #[must_use]
    pub fn assignable(&self, lead: &Lead, context: &Context) -> Vec<AssignableAgent> {
        let access = self.access(&context.actor);
        let assigning = Permission::new(resource_of(lead), Action::Assign);
        if !access.may(assigning, lead, lead.owner.as_ref()) {
            return Vec::new();
        }
        let agents = context.agents.value().map(Vec::as_slice).unwrap_or_default();
        let held_back = self.held_back(lead, agents, context.now);
        agents
            .iter()
            .filter(|agent| self.receives_leads(&agent.role))
            .filter(|agent| access.reaches(Subject::agent(agent)))
            .map(|agent| {
                let (code, not_checked) = match held_back {
                    Some(code) => (Some(code), Vec::new()),
                    None => self.job_refusal(lead, agent, context),
                };
                AssignableAgent {
                    agent: agent.id.clone(),
                    held: agent.stated_held(),
                    cap: agent.cap,
                    by_job: code.is_none(),
                    code,
                    not_checked,
                }
            })
            .collect()
    }

    /// Why no assignment and no top-up takes the lead, whoever could receive it: the first reason that a run would give
    /// (rules A1, T1, C13), or that it would leave the lead aside (rule L2).
    fn held_back(&self, lead: &Lead, agents: &[Agent], now: Timestamp) -> Option<Code> {
        let rules = &self.policy().automation.assignment;
        // Top-up takes fresh leads whatever was tried before.
        let worn_out = self.worn_out(lead, now).filter(|_| !lead.is_unassigned());
        let left_aside = schema_fault(lead.schema, "lead.schema");
        if let Some(fault) = left_aside.or_else(|| self.inconsistency(lead, now)) {
            return Some(fault.code());
        }
        let is_listed = lead.is_unassigned() || rules.statuses.contains(&lead.status);
        let is_ahead = rules.spares_follow_ups_ahead && lead.has_follow_up_ahead(now);
        let supplied = |owner: &AgentId| agents.iter().any(|agent| agent.id == *owner);
        let is_orphaned = lead.owner.as_ref().is_some_and(|owner| !supplied(owner));
        first_that_applies([
            (lead.is_customer(), Code::JobIsCustomer),
            (!is_listed, Code::JobStatusNotListed),
            (self.is_in_call(lead, now), Code::JobLiveCall),
            (is_ahead, Code::JobFollowUpAhead),
            (has_banned_owner(lead, agents), Code::JobOwnerBanned),
            (is_orphaned && !rules.adopt_orphans, Code::AgentUnknown),
            (lead.do_not_call, Code::JobDoNotCall),
        ])
        .or(worn_out)
    }

    /// Why no assignment takes the lead for what was tried with it: exhausted, or to be left to rest (rule A7).
    fn worn_out(&self, lead: &Lead, now: Timestamp) -> Option<Code> {
        let most = self.policy().automation.assignment.max_attempts;
        let is_resting = self
            .rested_since(now)
            .zip(lead.last_attempt)
            .is_some_and(|(since, last)| last.as_millis() > since);
        first_that_applies([
            (most.is_some_and(|most| lead.attempts >= most), Code::JobExhausted),
            (is_resting, Code::JobResting),
        ])
    }

    /// Why no job moves the lead, whichever the job (rules V2, A1, X1, G3, C13); `owner` is its owner, where supplied.
    pub(crate) fn unmovable(
        &self,
        lead: &Lead,
        owner: Option<&Agent>,
        now: Timestamp,
    ) -> Option<Code> {
        let is_kept = owner.is_some_and(|own| own.state == AgentState::Banned);
        first_that_applies([
            (lead.is_customer(), Code::JobIsCustomer),
            (self.is_in_call(lead, now), Code::JobLiveCall),
            (is_kept, Code::JobOwnerBanned),
            (lead.do_not_call, Code::JobDoNotCall),
        ])
    }

    /// Whether a call with the lead is in progress that is not lost (rule C8).
    fn is_in_call(&self, lead: &Lead, now: Timestamp) -> bool {
        lead.live_call.as_ref().is_some_and(|call| self.blocks(call, now))
    }

    /// Why a job would not give the lead to the agent (rules A2 to A4, A6, A7, T2), and the guards that lack a fact (rule L12).
    fn job_refusal(
        &self,
        lead: &Lead,
        agent: &Agent,
        context: &Context,
    ) -> (Option<Code>, Vec<Code>) {
        let rules = &self.policy().automation.assignment;
        let agents = context.agents.value().map(Vec::as_slice).unwrap_or_default();
        let is_barred = lead.barred_agent() == Some(&agent.id) && !rules.allow_barred_agent;
        // The barred agent may have it where nobody else in its scope could ever receive it.
        let others = || agents.iter().filter(|other| other.id != agent.id);
        let by_others = || others().any(|other| self.could_ever_receive(lead, other));
        // Top-up alone takes what assignment does not list, and gives nothing to who has no cap.
        let no_assignment = match rules.statuses.contains(&lead.status) {
            true => self.worn_out(lead, context.now),
            false => Some(Code::AgentAtCap),
        };
        let had_it = match &context.previous_owners {
            _ if !rules.excludes_previous_owners => Some(false),
            Fact::NotKnown => None,
            Fact::Empty => Some(false),
            Fact::Known(previous) => Some(previous.contains(&agent.id)),
        };
        let takes_no_more = rules.intake.left(agent.received_today) == Some(0);
        // A lead that counts for the agent frees the place that it takes again.
        let is_held = lead.owner.as_ref() == Some(&agent.id) && self.counts_toward_cap(lead);
        let held = agent.stated_held().map(|held| held.saturating_sub(u32::from(is_held)));
        let code = match agent.state {
            AgentState::Banned => Some(Code::AgentBanned),
            AgentState::Away => Some(Code::AgentAway),
            AgentState::Active if !self.is_in_scope(lead, agent) => Some(Code::JobNoAgentMatches),
            AgentState::Active if is_barred && by_others() => Some(Code::JobOnlyBarredAgent),
            AgentState::Active if had_it == Some(true) => Some(Code::JobOnlyBarredAgent),
            AgentState::Active if takes_no_more => Some(Code::JobLimitReached),
            AgentState::Active => match (agent.cap, held) {
                (None, _) => no_assignment,
                (Some(0), _) => Some(Code::AgentAtCap),
                (Some(_), None) => None,
                (Some(cap), Some(held)) => (held >= cap).then_some(Code::AgentAtCap),
            },
        };
        let not_checked = [
            (had_it.is_none(), Code::JobOnlyBarredAgent),
            (agent.cap.is_some() && held.is_none(), Code::AgentAtCap),
        ];
        let not_checked = not_checked.into_iter().filter(|(open, _)| *open && code.is_none());
        (code, not_checked.map(|(_, guard)| guard).collect())
    }

    /// Whether the agent could ever receive the lead (rule A3).
    fn could_ever_receive(&self, lead: &Lead, agent: &Agent) -> bool {
        self.policy().people.could_ever_receive(agent) && self.is_in_scope(lead, agent)
    }

    /// Whether the lead's branch and department, as far as the policy looks at them, let it go to the agent (rule A6).
    fn is_in_scope(&self, lead: &Lead, agent: &Agent) -> bool {
        let scope = self.policy().automation.assignment.scope;
        scope.admits(lead.branch.as_ref(), lead.department.as_ref(), agent)
    }
}

/// The code of the first that is so.
fn first_that_applies<const N: usize>(reasons: [(bool, Code); N]) -> Option<Code> {
    reasons.into_iter().find_map(|(applies, code)| applies.then_some(code))
}

/// Whether the lead belongs to one of the agents who is banned, and who keeps it (rule G3).
fn has_banned_owner(lead: &Lead, agents: &[Agent]) -> bool {
    let banned = |agent: &&Agent| agent.state == AgentState::Banned;
    let mut banned = agents.iter().filter(banned);
    lead.owner.as_ref().is_some_and(|owner| banned.any(|agent| agent.id == *owner))
}
