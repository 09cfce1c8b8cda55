//! To whom a lead can be given (rule L10).

use alloc::vec::Vec;

use serde::Serialize;

use super::{Agent, AgentState, Context, Lead, decide::in_reach};
use crate::{
    code::Code,
    engine::Engine,
    ids::AgentId,
    policy::{Action, Permission, Reach, Resource},
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
    /// Whether auto-assignment would give this lead to the agent, were it only up to the agent.
    pub by_job: bool,
    /// Why it would not.
    pub code: Option<Code>,
}

impl Engine {
    /// The agents of the actor's scope whose role receives leads, in the order supplied (rule L10).
    ///
    /// Empty when the agents are not known. `by_job` answers for the agent alone: active, room, scope (rule A6) and not
    /// the lead's barred agent (rule A3).
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
        context
            .agents
            .value()
            .into_iter()
            .flatten()
            .filter(|agent| self.receives_leads(&agent.role))
            .filter(in_scope)
            .map(|agent| {
                let code = self.job_refusal(lead, agent);
                AssignableAgent {
                    agent: agent.id.clone(),
                    held: if agent.held.is_absent() {
                        None
                    } else {
                        Some(agent.held.value().copied().unwrap_or_default())
                    },
                    cap: agent.cap,
                    by_job: code.is_none(),
                    code,
                }
            })
            .collect()
    }

    /// Why auto-assignment would not give the lead to the agent (rules A2, A3, A6).
    fn job_refusal(&self, lead: &Lead, agent: &Agent) -> Option<Code> {
        let rules = &self.policy().automation.assignment;
        let elsewhere = |by: bool, own: bool| by && !own;
        let branch = lead.branch.is_none() || lead.branch == agent.branch;
        let department = lead.department.is_none() || lead.department == agent.department;
        let held = agent.held.value().copied().unwrap_or_default();
        match agent.state {
            AgentState::Banned => Some(Code::AgentBanned),
            AgentState::Away => Some(Code::AgentAway),
            AgentState::Active
                if elsewhere(rules.scope.by_branch(), branch)
                    || elsewhere(rules.scope.by_department(), department) =>
            {
                Some(Code::JobNoAgentMatches)
            }
            AgentState::Active
                if lead.barred_agent() == Some(&agent.id) && !rules.allow_barred_agent =>
            {
                Some(Code::JobOnlyBarredAgent)
            }
            AgentState::Active if agent.cap.is_some_and(|cap| held >= cap) => {
                Some(Code::AgentAtCap)
            }
            AgentState::Active => None,
        }
    }
}
