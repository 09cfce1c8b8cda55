//! To whom a lead can be given (rule L10).

use alloc::vec::Vec;

use serde::Serialize;

use super::{Agent, AgentState, Context, Lead, decide::in_reach};
use crate::{
    code::Code,
    engine::Engine,
    ids::AgentId,
    policy::{Action, Permission, Reach, Resource},
    time::Timestamp,
};

/// An agent of the actor's scope, as a receiver of one lead (rule L10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// The guards that could not be checked (rule L12): room, where what the agent holds is not known.
    pub not_checked: Vec<Code>,
}

impl Engine {
    /// The agents of the actor's scope whose role receives leads, in the order supplied (rule L10).
    ///
    /// Empty when the agents are not known. Whether a job would give the lead to an agent is answered for this lead and
    /// this agent alone: other leads that want the same place are not looked at.
    #[must_use]
    pub fn assignable(&self, lead: &Lead, context: &Context) -> Vec<AssignableAgent> {
        let reach = match &context.actor.role {
            None => Reach::Company,
            Some(role) => {
                let resource = if lead.is_customer() { Resource::Customer } else { Resource::Lead };
                if !self.grants(role, Permission::new(resource, Action::Assign)) {
                    return Vec::new();
                }
                self.role(role).map_or(Reach::Own, |role| role.reach)
            }
        };
        let in_scope = |agent: &&Agent| {
            in_reach(
                &context.actor,
                reach,
                Some(&agent.id),
                agent.branch.as_ref(),
                agent.department.as_ref(),
            )
        };
        let agents = context.agents.value().map(Vec::as_slice).unwrap_or_default();
        let held_back = self.held_back(lead, agents, context.now);
        agents
            .iter()
            .filter(|agent| self.receives_leads(&agent.role))
            .filter(in_scope)
            .map(|agent| {
                let code = held_back.or_else(|| self.job_refusal(lead, agent, agents));
                let is_held_known = !agent.held.is_absent();
                let not_checked = if agent.cap.is_some_and(|cap| cap > 0) && !is_held_known {
                    Vec::from([Code::AgentAtCap])
                } else {
                    Vec::new()
                };
                AssignableAgent {
                    agent: agent.id.clone(),
                    held: is_held_known.then(|| agent.held.value().copied().unwrap_or_default()),
                    cap: agent.cap,
                    by_job: code.is_none(),
                    code,
                    not_checked,
                }
            })
            .collect()
    }

    /// Why no assignment and no top-up takes the lead, whoever could receive it (rules A1, T1, C13).
    fn held_back(&self, lead: &Lead, agents: &[Agent], now: Timestamp) -> Option<Code> {
        let rules = &self.policy().automation.assignment;
        let is_fresh = lead.is_unassigned();
        if !is_fresh && !rules.statuses.contains(&lead.status) {
            return Some(if lead.is_customer() {
                Code::JobIsCustomer
            } else {
                Code::JobStatusNotListed
            });
        }
        let ahead = rules.spares_follow_ups_ahead && lead.has_follow_up_ahead(now);
        self.unmovable(lead, agents, now)
            .or(ahead.then_some(Code::JobFollowUpAhead))
            .or(lead.do_not_call.then_some(Code::JobDoNotCall))
    }

    /// Why no job moves the lead, whichever the job (rules V2, A1, X1, G3).
    pub(crate) fn unmovable(&self, lead: &Lead, agents: &[Agent], now: Timestamp) -> Option<Code> {
        let banned = |owner: &AgentId| {
            agents.iter().any(|agent| agent.id == *owner && agent.state == AgentState::Banned)
        };
        if lead.is_customer() {
            Some(Code::JobIsCustomer)
        } else if lead.live_call.as_ref().is_some_and(|call| self.blocks(call, now)) {
            Some(Code::JobLiveCall)
        } else if lead.owner.as_ref().is_some_and(banned) {
            Some(Code::JobOwnerBanned)
        } else {
            None
        }
    }

    /// Why a job would not give the lead to the agent (rules A2, A3, A6).
    fn job_refusal(&self, lead: &Lead, agent: &Agent, agents: &[Agent]) -> Option<Code> {
        let held = agent.held.value().copied().unwrap_or_default();
        let is_barred = lead.barred_agent() == Some(&agent.id)
            && !self.policy().automation.assignment.allow_barred_agent;
        // The barred agent may have it where nobody else in its scope could ever receive it.
        let others = || agents.iter().filter(|other| other.id != agent.id);
        let by_others = || others().any(|other| self.could_ever_receive(lead, other));
        match agent.state {
            AgentState::Banned => Some(Code::AgentBanned),
            AgentState::Away => Some(Code::AgentAway),
            AgentState::Active if !self.is_in_scope(lead, agent) => Some(Code::JobNoAgentMatches),
            AgentState::Active if is_barred && by_others() => Some(Code::JobOnlyBarredAgent),
            AgentState::Active if agent.cap.is_some_and(|cap| held >= cap) => {
                Some(Code::AgentAtCap)
            }
            AgentState::Active => None,
        }
    }

    /// Whether the agent is active, receives leads, is in the lead's scope and may hold any (rule A3).
    fn could_ever_receive(&self, lead: &Lead, agent: &Agent) -> bool {
        agent.state == AgentState::Active
            && self.receives_leads(&agent.role)
            && agent.cap != Some(0)
            && self.is_in_scope(lead, agent)
    }

    /// Whether the lead's branch and department, as far as the policy looks at them, let it go to the agent (rule A6).
    fn is_in_scope(&self, lead: &Lead, agent: &Agent) -> bool {
        let scope = self.policy().automation.assignment.scope;
        let branch = lead.branch.is_none() || lead.branch == agent.branch;
        let department = lead.department.is_none() || lead.department == agent.department;
        (branch || !scope.by_branch()) && (department || !scope.by_department())
    }
}
