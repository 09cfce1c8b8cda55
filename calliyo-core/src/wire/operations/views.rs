//! What people look at: an agent's day, a lead's timeline, a supervisor's lists.

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{all_known, known, one};
use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, LeadId},
    lead::{Actor, Agent, Call, Event, FollowUp, Lead},
    report::{
        self, DashboardInput, LiveCallView, QueueEntry, QueueFilter, Reminder, StalledLead,
        TimelineEntry,
    },
    time::{LocalDate, Timestamp},
    wire::{About, AskEngine, Request},
};

/// Asks for an agent's open follow-ups in three lists, with counters (rules F5, F11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).agenda(&agent, &follow_ups, now).map_err(one)
            }
            None => Ok(engine.agenda(&agent, &follow_ups, now)),
        }
    }
}

/// Asks for an agent's follow-ups, open and closed (rule F12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FollowUpHistory {
    /// The agent.
    pub agent: AgentId,
    /// The follow-ups of the agent, at least.
    pub follow_ups: Vec<FollowUp>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for FollowUpHistory {
    type Response = Vec<FollowUp>;

    const ABOUT: About = About {
        name: "followUpHistory",
        summary: "an agent's follow-ups: open ones by instant, then closed ones, newest first",
        since: "0.1.0",
        core: &["Engine::follow_up_history", "OnBehalfOf::follow_up_history"],
        rules: &["F12", "G3"],
    };
}

impl AskEngine for FollowUpHistory {
    fn answer(self, engine: &Engine) -> Result<Vec<FollowUp>, Vec<Diagnostic>> {
        let Self { agent, follow_ups, actor, agents } = self;
        match actor {
            Some(actor) => engine
                .on_behalf_of(&actor, &agents)
                .follow_up_history(&agent, &follow_ups)
                .map_err(one),
            None => Ok(engine.follow_up_history(&agent, &follow_ups)),
        }
    }
}

/// Asks which reminders of open follow-ups fall due in an interval (rule F9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reminders {
    /// Open follow-ups.
    pub follow_ups: Vec<FollowUp>,
    /// After this instant: where the interval before ended.
    pub from: Timestamp,
    /// Up to this instant, itself included.
    pub to: Timestamp,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for Reminders {
    type Response = Vec<Reminder>;

    const ABOUT: About = About {
        name: "reminders",
        summary: "the reminders that fall due in an interval, by instant",
        since: "0.1.0",
        core: &["Engine::reminders", "OnBehalfOf::reminders"],
        rules: &["F9", "G3"],
    };
}

impl AskEngine for Reminders {
    fn answer(self, engine: &Engine) -> Result<Vec<Reminder>, Vec<Diagnostic>> {
        let Self { follow_ups, from, to, actor, agents } = self;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).reminders(&follow_ups, from, to).map_err(one)
            }
            None => Ok(engine.reminders(&follow_ups, from, to)),
        }
    }
}

/// Asks for the leads that an agent works, in the order to work them (rules F11, F12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// The agent.
    pub agent: AgentId,
    /// The leads of the agent, at least.
    pub leads: Vec<Lead>,
    /// Which part is asked for; default all of it.
    #[serde(default)]
    pub filter: QueueFilter,
    /// Now.
    pub now: Timestamp,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for Queue {
    type Response = Vec<QueueEntry>;

    const ABOUT: About = About {
        name: "queue",
        summary: "an agent's leads in the order to work them, each with its group",
        since: "0.1.0",
        core: &["Engine::queue", "OnBehalfOf::queue"],
        rules: &["F11", "F12", "C10", "G3"],
    };
}

impl AskEngine for Queue {
    fn answer(self, engine: &Engine) -> Result<Vec<QueueEntry>, Vec<Diagnostic>> {
        let Self { agent, leads, filter, now, actor, agents } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).queue(&agent, &leads, filter, now).map_err(one)
            }
            None => Ok(engine.queue(&agent, &leads, filter, now)),
        }
    }
}

/// Asks for an agent's outgoing calls of a day against the daily target (rule M3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TargetProgress {
    /// The agent.
    pub agent: AgentId,
    /// Ended calls, at least the agent's of the day.
    pub calls: Vec<Call>,
    /// The local date.
    pub date: LocalDate,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for TargetProgress {
    type Response = report::TargetProgress;

    const ABOUT: About = About {
        name: "targetProgress",
        summary: "an agent's outgoing calls of a day against the daily target",
        since: "0.1.0",
        core: &["Engine::target_progress", "OnBehalfOf::target_progress"],
        rules: &["M3", "G3"],
    };
}

impl AskEngine for TargetProgress {
    fn answer(self, engine: &Engine) -> Result<report::TargetProgress, Vec<Diagnostic>> {
        let Self { agent, calls, date, actor, agents } = self;
        match actor {
            Some(actor) => engine
                .on_behalf_of(&actor, &agents)
                .target_progress(&agent, &calls, date)
                .map_err(one),
            None => Ok(engine.target_progress(&agent, &calls, date)),
        }
    }
}

/// Asks for an agent's day at a glance (rules F11, M3, M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Dashboard {
    /// The agent.
    pub agent: Agent,
    /// The company's leads, or at least the agent's and those credited to the agent.
    pub leads: Vec<Lead>,
    /// Ended calls, at least the agent's of the day.
    pub calls: Vec<Call>,
    /// Now.
    pub now: Timestamp,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for Dashboard {
    type Response = report::Dashboard;

    const ABOUT: About = About {
        name: "dashboard",
        summary: "an agent's day: calls, target, follow-ups, queue, conversions and revenue",
        since: "0.1.0",
        core: &["Engine::dashboard", "OnBehalfOf::dashboard"],
        rules: &["F5", "F11", "M3", "M5", "M7", "G3"],
    };
}

impl AskEngine for Dashboard {
    fn answer(self, engine: &Engine) -> Result<report::Dashboard, Vec<Diagnostic>> {
        let Self { agent, leads, calls, now, actor, agents } = self;
        all_known("leads", &leads)?;
        let input = DashboardInput { leads: &leads, calls: &calls, now };
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).dashboard(&agent, input).map_err(one)
            }
            None => Ok(engine.dashboard(&agent, input)),
        }
    }
}

/// Asks for a lead's events as lines for people (rule E).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Timeline {
    /// The lead.
    pub lead: Lead,
    /// Its events in order; those of other leads are left out.
    pub events: Vec<Event>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for Timeline {
    type Response = Vec<TimelineEntry>;

    const ABOUT: About = About {
        name: "timeline",
        summary: "a lead's events, each with a line for people",
        since: "0.1.0",
        core: &["report::timeline", "OnBehalfOf::timeline"],
        rules: &["E", "P3", "G3"],
    };
}

impl AskEngine for Timeline {
    fn answer(self, engine: &Engine) -> Result<Vec<TimelineEntry>, Vec<Diagnostic>> {
        let Self { lead, events, actor, agents } = self;
        known("lead", &lead)?;
        all_known("events", &events)?;
        let own = events.iter().filter(|event| event.lead.as_ref() == Some(&lead.id));
        match actor {
            Some(actor) => engine.on_behalf_of(&actor, &agents).timeline(&lead, own).map_err(one),
            None => Ok(report::timeline(engine, own)),
        }
    }
}

/// Asks which customers somebody sees (rule V4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Customers {
    /// Who asks: a person, or the host's own process.
    pub actor: Actor,
    /// Leads and customers.
    pub leads: Vec<Lead>,
}

impl Request for Customers {
    type Response = Vec<LeadId>;

    const ABOUT: About = About {
        name: "customers",
        summary: "the customers that an actor sees, in the order supplied",
        since: "0.1.0",
        core: &["OnBehalfOf::customers"],
        rules: &["V4", "G3"],
    };
}

impl AskEngine for Customers {
    fn answer(self, engine: &Engine) -> Result<Vec<LeadId>, Vec<Diagnostic>> {
        let Self { actor, leads } = self;
        all_known("leads", &leads)?;
        let seen = engine.on_behalf_of(&actor, &[]).customers(&leads).map_err(one)?;
        Ok(seen.into_iter().map(|lead| lead.id.clone()).collect())
    }
}

/// Asks whether somebody sees a lead or a customer (rules G3, V4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SeesLead {
    /// Who asks: a person, or the host's own process.
    pub actor: Actor,
    /// The lead.
    pub lead: Lead,
}

impl Request for SeesLead {
    type Response = bool;

    const ABOUT: About = About {
        name: "seesLead",
        summary: "whether an actor sees a lead: a customer by its own rule, any other by permission and reach",
        since: "0.1.0",
        core: &["Engine::sees_lead"],
        rules: &["G3", "V4"],
    };
}

impl AskEngine for SeesLead {
    fn answer(self, engine: &Engine) -> Result<bool, Vec<Diagnostic>> {
        let Self { actor, lead } = self;
        known("lead", &lead)?;
        Ok(engine.sees_lead(&actor, &lead))
    }
}

/// Asks for the calls in progress (rule C8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LiveCalls {
    /// The leads that may have one.
    pub leads: Vec<Lead>,
    /// Now.
    pub now: Timestamp,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for LiveCalls {
    type Response = Vec<LiveCallView>;

    const ABOUT: About = About {
        name: "liveCalls",
        summary: "the calls in progress with their age, oldest first",
        since: "0.1.0",
        core: &["Engine::live_calls", "OnBehalfOf::live_calls"],
        rules: &["C8", "G3"],
    };
}

impl AskEngine for LiveCalls {
    fn answer(self, engine: &Engine) -> Result<Vec<LiveCallView>, Vec<Diagnostic>> {
        let Self { leads, now, actor, agents } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).live_calls(&leads, now).map_err(one)
            }
            None => Ok(engine.live_calls(&leads, now)),
        }
    }
}

/// Asks for the leads in Followups without an open follow-up (rule C10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Stalled {
    /// The leads to look at.
    pub leads: Vec<Lead>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for Stalled {
    type Response = Vec<StalledLead>;

    const ABOUT: About = About {
        name: "stalled",
        summary: "the leads in Followups without an open follow-up, longest first",
        since: "0.1.0",
        core: &["Engine::stalled", "OnBehalfOf::stalled"],
        rules: &["C10", "G3"],
    };
}

impl AskEngine for Stalled {
    fn answer(self, engine: &Engine) -> Result<Vec<StalledLead>, Vec<Diagnostic>> {
        let Self { leads, actor, agents } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => engine.on_behalf_of(&actor, &agents).stalled(&leads).map_err(one),
            None => Ok(engine.stalled(&leads)),
        }
    }
}
