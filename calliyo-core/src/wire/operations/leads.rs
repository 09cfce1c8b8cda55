//! One lead: what a command does to it, and what a person may do with it.

use alloc::{boxed::Box, vec::Vec};

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    lead::{Command, Context, Decision, Lead, Rejection, Transition, after},
    wire::{About, AskEngine, Request},
};

/// Asks what a command does to a lead (rule L3).
#[derive(Clone, Debug, Deserialize)]
pub struct Decide {
    /// The lead as the host has it; none when the command captures it.
    #[serde(default)]
    pub lead: Option<Lead>,
    /// The command.
    pub command: Command,
    /// Who gives the command, when, and what the host knows.
    pub context: Context,
}

/// What becomes of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Verdict {
    /// It is done by these events.
    Accepted {
        /// The events and what goes with them.
        #[serde(flatten)]
        decision: Decision,
        /// The lead with the events applied.
        lead: Option<Box<Lead>>,
    },
    /// It is not done, for every guard that fails.
    Rejected(Rejection),
}

impl Request for Decide {
    type Response = Verdict;

    const ABOUT: About = About {
        name: "decide",
        summary: "the events of a command, or every guard that fails",
        since: "0.1.0",
        core: &["Engine::decide", "lead::apply"],
        rules: &["L3", "L11", "L12"],
    };
}

impl AskEngine for Decide {
    fn answer(self, engine: &Engine) -> Result<Verdict, Vec<Diagnostic>> {
        let Self { lead, command, context } = self;
        let lead = lead.as_ref();
        Ok(match engine.decide(lead, &command, &context) {
            Ok(decision) => {
                let lead = after(lead, &decision.events).map(Box::new);
                Verdict::Accepted { decision, lead }
            }
            Err(rejection) => Verdict::Rejected(rejection),
        })
    }
}

/// Asks where a person may move a lead (rule L9).
#[derive(Clone, Debug, Deserialize)]
pub struct Transitions {
    /// The lead.
    pub lead: Lead,
    /// Who asks, when, and what the host knows.
    pub context: Context,
}

impl Request for Transitions {
    type Response = Vec<Transition>;

    const ABOUT: About = About {
        name: "transitions",
        summary: "every status as a move for one lead",
        since: "0.1.0",
        core: &["Engine::transitions"],
        rules: &["L9", "P6"],
    };
}

impl AskEngine for Transitions {
    fn answer(self, engine: &Engine) -> Result<Vec<Transition>, Vec<Diagnostic>> {
        Ok(engine.transitions(&self.lead, &self.context))
    }
}
