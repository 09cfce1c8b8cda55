//! How even a run was (rule M8).

use alloc::vec::Vec;

use serde::Serialize;

use crate::{
    code::Code,
    engine::Engine,
    ids::AgentId,
    jobs::{AgentColumns, Plan, ReasonCount, ReasonCounts, RowReason},
    lead::{Agent, AgentState},
};

/// How even a run was (rule M8).
///
/// # In Rust
/// `N` is what agents are named by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RunEvenness"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Evenness<N = u32> {
    /// Leads received, per agent who could receive at all: active, of a role that receives, and with a cap other than 0.
    pub received: Vec<Received<N>>,
    /// The most that one of them received; none without such an agent.
    pub largest: Option<u32>,
    /// The least.
    pub smallest: Option<u32>,
    /// Largest less smallest.
    pub spread: Option<u32>,
    /// Eligible leads that found no place, by reason; only reasons that apply.
    pub not_placed: Vec<ReasonCount>,
}

/// Leads that an agent received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Received<N = u32> {
    /// The agent.
    pub agent: N,
    /// The leads.
    pub leads: u32,
}

impl<N> Evenness<N> {
    fn new(received: Vec<Received<N>>, not_placed: Vec<ReasonCount>) -> Self {
        let leads = || received.iter().map(|own| own.leads);
        let (largest, smallest) = (leads().max(), leads().min());
        let spread = largest.zip(smallest).map(|(most, least)| most.saturating_sub(least));
        Self { received, largest, smallest, spread, not_placed }
    }
}

impl Evenness {
    /// Of a run over columns: what each agent received, with an element per agent, and how many leads met which fate.
    #[must_use]
    pub fn of_run(received: &[u32], agents: &AgentColumns<'_>, counts: &ReasonCounts) -> Self {
        let received = (0..u32::MAX)
            .zip(received)
            .filter(|(agent, _)| agents.could_receive(*agent as usize))
            .map(|(agent, leads)| Received { agent, leads: *leads });
        let not_placed = counts.iter().filter_map(|(reason, leads)| {
            let unplaced = reason.is_eligible() && reason != RowReason::Moved && leads > 0;
            reason.code().filter(|_| unplaced).map(|reason| ReasonCount { reason, leads })
        });
        Self::new(received.collect(), not_placed.collect())
    }
}

impl Engine {
    /// How even a run was, from its plan and the agents who were supplied to it (rule M8).
    #[must_use]
    pub fn evenness(&self, plan: &Plan, agents: &[Agent]) -> Evenness<AgentId> {
        let could_receive = |agent: &&Agent| {
            agent.state == AgentState::Active
                && self.receives_leads(&agent.role)
                && agent.cap != Some(0)
        };
        let received = agents.iter().filter(could_receive).filter_map(|agent| {
            let own = plan.agents.iter().find(|own| own.agent == agent.id)?;
            Some(Received { agent: agent.id.clone(), leads: own.received })
        });
        let leads = |code: Code| {
            let those = plan.not_placed.iter().filter(|own| own.reason == code);
            u64::try_from(those.count()).unwrap_or(u64::MAX)
        };
        let not_placed = RowReason::ALL.iter().filter_map(|reason| {
            let code = reason.code().filter(|_| reason.is_eligible())?;
            let leads = leads(code);
            (leads > 0).then_some(ReasonCount { reason: code, leads })
        });
        Evenness::new(received.collect(), not_placed.collect())
    }
}
