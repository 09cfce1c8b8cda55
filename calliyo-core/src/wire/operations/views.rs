//! What an agent sees: agendas.

use alloc::vec::Vec;

use serde::Deserialize;

use super::one;
use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    ids::AgentId,
    lead::{Actor, Agent, FollowUp},
    report,
    time::Timestamp,
    wire::{About, AskEngine, Request},
};

/// Asks for an agent's open follow-ups in three lists, with counters (rules F5, F11).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agenda {
    /// The agent.
    pub agent: AgentId,
    /// The open follow-ups of the agent, at least.
    pub follow_ups: Vec<FollowUp>,
    /// Now.
    pub now: Timestamp,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for Agenda {
    type Response = report::Agenda;

    const ABOUT: About = About {
        name: "agenda",
        summary: "an agent's open follow-ups in three lists, with counters",
        since: "0.1.0",
        core: &["Engine::agenda", "OnBehalfOf::agenda"],
        rules: &["F5", "F11", "G3"],
    };
}

impl AskEngine for Agenda {
    fn answer(self, engine: &Engine) -> Result<report::Agenda, Vec<Diagnostic>> {
        let Self { agent, follow_ups, now, actor, agents } = self;
        Ok(match actor {
            Some(actor) => engine
                .on_behalf_of(&actor, &agents)
                .agenda(&agent, &follow_ups, now)
                .map_err(one)?,
            None => engine.agenda(&agent, &follow_ups, now),
        })
    }
}
