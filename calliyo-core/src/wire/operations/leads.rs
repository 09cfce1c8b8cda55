//! Leads: what commands do to them, and what a person may do with them.

use alloc::{boxed::Box, string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{all_known, known, one};
use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    ids::RunId,
    lead::{
        self, AssignableAgent, CapturedBatch, Command, Context, Decision, Deed, Event,
        ExistingLeads, HandedOver, Lead, NewLead, Rejection, Transition, after, apply,
    },
    number::Count,
    time::Timestamp,
    wire::{About, Ask, AskEngine, Request},
};

/// Asks what a command does to a lead (rule L3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

impl Verdict {
    fn of(lead: Option<&Lead>, decided: Result<Decision, Rejection>) -> Self {
        match decided {
            Ok(decision) => {
                let lead = after(lead, &decision.events).map(Box::new);
                Self::Accepted { decision, lead }
            }
            Err(rejection) => Self::Rejected(rejection),
        }
    }
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
        let decided = engine.decide(lead.as_ref(), &command, &context);
        Ok(Verdict::of(lead.as_ref(), decided))
    }
}

/// Asks where a person may move a lead (rule L9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// Asks what commands on many leads do, one after the other (rules L3, L6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecideEach {
    /// The leads with their commands.
    pub work: Vec<LeadCommand>,
    /// Who gives the commands, when, and what the host knows.
    pub context: Context,
}

/// A command on one of many leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadCommand {
    /// The lead as the host has it.
    pub lead: Lead,
    /// The command.
    pub command: Command,
}

impl Request for DecideEach {
    type Response = Vec<Verdict>;

    const ABOUT: About = About {
        name: "decideEach",
        summary: "what becomes of each command of a bulk action",
        since: "0.1.0",
        core: &["Engine::decide_each", "lead::apply"],
        rules: &["L3", "L6", "L11", "L12"],
    };
}

impl AskEngine for DecideEach {
    fn answer(self, engine: &Engine) -> Result<Vec<Verdict>, Vec<Diagnostic>> {
        let Self { work, context } = self;
        let work: Vec<_> = work.iter().map(|own| (&own.lead, &own.command)).collect();
        let decided = engine.decide_each(&work, &context);
        let verdicts = work.iter().zip(decided);
        Ok(verdicts.map(|((lead, _), decided)| Verdict::of(Some(lead), decided)).collect())
    }
}

/// Asks what becomes of leads that come in together (rule G4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaptureLeads {
    /// The id of the batch; a lead's command has this id, a slash and the lead's id.
    pub batch: RunId,
    /// The leads, in the order in which they come in.
    pub leads: Vec<NewLead>,
    /// What is known of the leads that are there before.
    #[serde(default)]
    pub existing: ExistingLeads,
    /// Who captures them, when, and what the host knows.
    pub context: Context,
}

impl Request for CaptureLeads {
    type Response = CapturedBatch;

    const ABOUT: About = About {
        name: "captureLeads",
        summary: "the fate of each lead of a batch, with its events, and a line that counts them",
        since: "0.1.0",
        core: &["Engine::capture_batch"],
        rules: &["G4", "L6", "L12"],
    };
}

impl AskEngine for CaptureLeads {
    fn answer(self, engine: &Engine) -> Result<CapturedBatch, Vec<Diagnostic>> {
        let Self { batch, leads, existing, context } = self;
        Ok(engine.capture_batch(&batch, &leads, &existing, &context))
    }
}

/// Asks for the line of a batch of which some rows could not even be read (rule G4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaptureOutcome {
    /// Leads that came in.
    pub imported: Count,
    /// Leads that were left out because another has their phone number.
    pub skipped: Count,
    /// Leads that cannot come in, and rows that could not be read.
    pub errors: Count,
}

impl Request for CaptureOutcome {
    type Response = lead::CaptureOutcome;

    const ABOUT: About = About {
        name: "captureOutcome",
        summary: "the figures of a batch as one line, with the rows that the host could not read",
        since: "0.1.0",
        core: &["lead::CaptureOutcome::new"],
        rules: &["G4"],
    };
}

impl Ask for CaptureOutcome {
    fn answer(self) -> Result<lead::CaptureOutcome, Vec<Diagnostic>> {
        let Self { imported, skipped, errors } = self;
        Ok(lead::CaptureOutcome::new(imported.get(), skipped.get(), errors.get()))
    }
}

/// Asks for one agent's leads in other hands (rule G5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct HandOver {
    /// What is to be handed over, and to whom.
    pub hand_over: lead::HandOver,
    /// The agent's leads, at least.
    pub leads: Vec<Lead>,
    /// Who hands them over, when, and what the host knows.
    pub context: Context,
}

impl Request for HandOver {
    type Response = HandedOver;

    const ABOUT: About = About {
        name: "handOver",
        summary: "one agent's leads for another agent or the pool, decided lead by lead",
        since: "0.1.0",
        core: &["Engine::hand_over"],
        rules: &["G5", "L6", "L7"],
    };
}

impl AskEngine for HandOver {
    fn answer(self, engine: &Engine) -> Result<HandedOver, Vec<Diagnostic>> {
        engine.hand_over(&self.hand_over, &self.leads, &self.context)
    }
}

/// Asks for a lead after its events (rule L3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Apply {
    /// The lead before the events; none before it was created.
    #[serde(default)]
    pub lead: Option<Lead>,
    /// The events, in order.
    pub events: Vec<Event>,
}

impl Request for Apply {
    type Response = Option<Lead>;

    const ABOUT: About = About {
        name: "apply",
        summary: "a lead with events applied; none where no event created it",
        since: "0.1.0",
        core: &["lead::apply", "lead::replay"],
        rules: &["L3", "E"],
    };
}

impl Ask for Apply {
    fn answer(self) -> Result<Option<Lead>, Vec<Diagnostic>> {
        let Self { mut lead, events } = self;
        lead.as_ref().map_or(Ok(()), |lead| known("lead", lead))?;
        all_known("events", &events)?;
        for event in &events {
            apply(&mut lead, event);
        }
        Ok(lead)
    }
}

/// Asks what contradicts itself in a lead (rule L2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contradictions {
    /// The lead.
    pub lead: Lead,
    /// Now.
    pub now: Timestamp,
}

impl Request for Contradictions {
    type Response = Vec<&'static str>;

    const ABOUT: About = About {
        name: "contradictions",
        summary: "the names of what contradicts itself in a lead",
        since: "0.1.0",
        core: &["Engine::contradictions"],
        rules: &["L2"],
    };
}

impl AskEngine for Contradictions {
    fn answer(self, engine: &Engine) -> Result<Vec<&'static str>, Vec<Diagnostic>> {
        known("lead", &self.lead)?;
        Ok(engine.contradictions(&self.lead, self.now))
    }
}

/// Asks what makes a lead consistent that contradicts itself (rule L2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Repair {
    /// The lead.
    pub lead: Lead,
    /// Who mends it, when, and what the host knows.
    pub context: Context,
}

impl Request for Repair {
    type Response = Vec<Deed>;

    const ABOUT: About = About {
        name: "repair",
        summary: "what is to be commanded so that a lead is consistent again",
        since: "0.1.0",
        core: &["Engine::repair"],
        rules: &["L2"],
    };
}

impl AskEngine for Repair {
    fn answer(self, engine: &Engine) -> Result<Vec<Deed>, Vec<Diagnostic>> {
        known("lead", &self.lead)?;
        Ok(engine.repair(&self.lead, &self.context))
    }
}

/// Asks to whom a lead can be given (rule L10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assignable {
    /// The lead.
    pub lead: Lead,
    /// Who asks, when, and what the host knows: the agents above all.
    pub context: Context,
}

impl Request for Assignable {
    type Response = Vec<AssignableAgent>;

    const ABOUT: About = About {
        name: "assignable",
        summary: "the agents whom a lead can be given to, each with cap and what a job would say",
        since: "0.1.0",
        core: &["Engine::assignable"],
        rules: &["L10", "L12", "G3"],
    };
}

impl AskEngine for Assignable {
    fn answer(self, engine: &Engine) -> Result<Vec<AssignableAgent>, Vec<Diagnostic>> {
        Ok(engine.assignable(&self.lead, &self.context))
    }
}

/// Asks whether a lead fills a place of its owner's cap (rules P4, A2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CountsTowardCap {
    /// The lead.
    pub lead: Lead,
}

impl Request for CountsTowardCap {
    type Response = bool;

    const ABOUT: About = About {
        name: "countsTowardCap",
        summary: "whether a lead fills a place of its owner's cap",
        since: "0.1.0",
        core: &["Engine::counts_toward_cap"],
        rules: &["P4", "A2"],
    };
}

impl AskEngine for CountsTowardCap {
    fn answer(self, engine: &Engine) -> Result<bool, Vec<Diagnostic>> {
        known("lead", &self.lead)?;
        Ok(engine.counts_toward_cap(&self.lead))
    }
}

/// Asks for a phone number as it is kept (rule D2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NormalizePhone {
    /// The number as it was typed.
    pub phone: String,
}

impl Request for NormalizePhone {
    type Response = String;

    const ABOUT: About = About {
        name: "normalizePhone",
        summary: "a phone number as it is kept, to look it up by",
        since: "0.1.0",
        core: &["policy::PhonePolicy::normalize"],
        rules: &["D2", "G4"],
    };
}

impl AskEngine for NormalizePhone {
    fn answer(self, engine: &Engine) -> Result<String, Vec<Diagnostic>> {
        let phone = engine.policy().phone.normalize(&self.phone);
        phone.map_err(|fault| one(fault.at("phone")))
    }
}
