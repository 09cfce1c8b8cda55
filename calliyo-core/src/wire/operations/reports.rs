//! A manager's figures: calls, follow-ups, conversion, revenue, queues, and how even a run was.
//!
//! Whatever is grouped stands in a fixed order, and a group without a name is `null`. Sums are whole numbers, a rate keeps
//! its numerator and denominator (rule M9).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{all_known, known, one};
use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, BranchId, DepartmentId, LeadId, StatusId},
    jobs::Plan,
    lead::{Actor, Agent, Call, Event, FollowUp, Lead},
    report::{
        self, CallQuery, ConversionQuery, FollowUpQuery, FunnelRow, ReportedCall, RevenueRow,
    },
    time::{LocalDate, Period, Timestamp},
    wire::{About, AskEngine, Request},
};

/// Asks how many leads are on each status now (rule M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Funnel {
    /// The leads and customers to look at.
    pub leads: Vec<Lead>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for Funnel {
    type Response = Vec<FunnelRow>;

    const ABOUT: About = About {
        name: "funnel",
        summary: "the leads on each status, in pipeline order",
        since: "0.1.0",
        core: &["Engine::funnel", "OnBehalfOf::funnel"],
        rules: &["M7", "G3"],
    };
}

impl AskEngine for Funnel {
    fn answer(self, engine: &Engine) -> Result<Vec<FunnelRow>, Vec<Diagnostic>> {
        let Self { leads, actor, agents } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => engine.on_behalf_of(&actor, &agents).funnel(&leads).map_err(one),
            None => Ok(engine.funnel(&leads)),
        }
    }
}

/// Asks how many of the leads that came in are Customers now, by up to two dimensions (rule M4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConversionReport {
    /// The leads and customers to look at.
    pub leads: Vec<Lead>,
    /// What they are grouped by, and which count.
    pub query: ConversionQuery,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for ConversionReport {
    type Response = report::ConversionReport<String>;

    const ABOUT: About = About {
        name: "conversionReport",
        summary: "leads captured and those of them that are Customers now, by up to two dimensions",
        since: "0.1.0",
        core: &["Engine::conversion_report", "OnBehalfOf::conversion_report"],
        rules: &["M2", "M4", "M9", "G3"],
    };
}

impl AskEngine for ConversionReport {
    fn answer(self, engine: &Engine) -> Result<report::ConversionReport<String>, Vec<Diagnostic>> {
        let Self { leads, query, actor, agents } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).conversion_report(&leads, &query).map_err(one)
            }
            None => engine.conversion_report(&leads, &query).map_err(one),
        }
    }
}

/// Asks how many current conversions lie in a period (rule M4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConversionsIn {
    /// The leads and customers to look at.
    pub leads: Vec<Lead>,
    /// The period.
    pub period: Period,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for ConversionsIn {
    type Response = u64;

    const ABOUT: About = About {
        name: "conversionsIn",
        summary: "how many current conversions lie in a period",
        since: "0.1.0",
        core: &["Engine::conversions_in", "OnBehalfOf::conversions_in"],
        rules: &["M2", "M4", "V3", "G3"],
    };
}

impl AskEngine for ConversionsIn {
    fn answer(self, engine: &Engine) -> Result<u64, Vec<Diagnostic>> {
        let Self { leads, period, actor, agents } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).conversions_in(&leads, period).map_err(one)
            }
            None => Ok(engine.conversions_in(&leads, period)),
        }
    }
}

/// Asks for the revenue of current conversions that are not refunded (rule M5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Revenue {
    /// The leads and customers to look at.
    pub leads: Vec<Lead>,
    /// Only conversions in it; none = ever.
    #[serde(default)]
    pub period: Option<Period>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for Revenue {
    type Response = Vec<RevenueRow>;

    const ABOUT: About = About {
        name: "revenue",
        summary: "revenue by agent and currency, without what was refunded",
        since: "0.1.0",
        core: &["Engine::revenue", "OnBehalfOf::revenue"],
        rules: &["M2", "M5", "G3"],
    };
}

impl AskEngine for Revenue {
    fn answer(self, engine: &Engine) -> Result<Vec<RevenueRow>, Vec<Diagnostic>> {
        let Self { leads, period, actor, agents } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).revenue(&leads, period).map_err(one)
            }
            None => Ok(engine.revenue(&leads, period)),
        }
    }
}

/// Asks how long leads took from capture to conversion (rules V5, M5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TimeToConvert {
    /// The leads and customers to look at.
    pub leads: Vec<Lead>,
    /// Only conversions in it; none = ever.
    #[serde(default)]
    pub period: Option<Period>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for TimeToConvert {
    type Response = report::TimeToConvert;

    const ABOUT: About = About {
        name: "timeToConvert",
        summary: "time from capture to conversion: count, mean, median and 90th percentile",
        since: "0.1.0",
        core: &["report::time_to_convert", "OnBehalfOf::time_to_convert"],
        rules: &["V5", "M2", "M5", "G3"],
    };
}

impl AskEngine for TimeToConvert {
    fn answer(self, engine: &Engine) -> Result<report::TimeToConvert, Vec<Diagnostic>> {
        let Self { leads, period, actor, agents } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).time_to_convert(&leads, period).map_err(one)
            }
            None => Ok(report::time_to_convert(&leads, period)),
        }
    }
}

/// An ended call, with what a report knows of it beside (rule M1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CountedCall {
    /// The call.
    pub call: Call,
    /// Which attempt on the lead it was, from 1; none = not known. So it is with what follows.
    #[serde(default)]
    pub attempt: Option<u32>,
    /// The branch.
    #[serde(default)]
    pub branch: Option<BranchId>,
    /// The department.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// The campaign.
    #[serde(default)]
    pub campaign: Option<String>,
    /// The source.
    #[serde(default)]
    pub source: Option<String>,
    /// The tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl<'c> From<&'c CountedCall> for ReportedCall<'c> {
    fn from(own: &'c CountedCall) -> Self {
        Self {
            call: &own.call,
            attempt: own.attempt,
            branch: own.branch.as_ref(),
            department: own.department.as_ref(),
            campaign: own.campaign.as_deref(),
            source: own.source.as_deref(),
            tags: &own.tags,
        }
    }
}

/// Asks what ended calls come to, by up to two of seventeen dimensions (rule M1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallReport {
    /// Ended calls; voided ones are left out (rule C12).
    pub calls: Vec<CountedCall>,
    /// What they are grouped by, what is told of them, and which count.
    pub query: CallQuery<String>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for CallReport {
    type Response = report::CallReport;

    const ABOUT: About = About {
        name: "callReport",
        summary: "ended calls by up to two dimensions: counts, talk time, connect, reach and missed-call rate",
        since: "0.1.0",
        core: &["Engine::call_report", "OnBehalfOf::call_report"],
        rules: &["M1", "M2", "M7", "M9", "C2", "C3", "C12", "G3"],
    };
}

impl AskEngine for CallReport {
    fn answer(self, engine: &Engine) -> Result<report::CallReport, Vec<Diagnostic>> {
        let Self { calls, query, actor, agents } = self;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).call_report(&calls, &query).map_err(one)
            }
            None => engine.call_report(&calls, &query).map_err(one),
        }
    }
}

/// Asks what the follow-ups of each owner come to (rule M6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FollowUpReport {
    /// The follow-ups; notes are left out.
    pub follow_ups: Vec<FollowUp>,
    /// When, and in which period they were closed.
    pub query: FollowUpQuery,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for FollowUpReport {
    type Response = report::FollowUpReport<AgentId>;

    const ABOUT: About = About {
        name: "followUpReport",
        summary: "follow-ups by owner: due now, and kept on time, late or expired in a period",
        since: "0.1.0",
        core: &["Engine::follow_up_report", "OnBehalfOf::follow_up_report"],
        rules: &["M2", "M6", "F5", "G3"],
    };
}

impl AskEngine for FollowUpReport {
    fn answer(self, engine: &Engine) -> Result<report::FollowUpReport<AgentId>, Vec<Diagnostic>> {
        let Self { follow_ups, query, actor, agents } = self;
        match actor {
            Some(actor) => engine
                .on_behalf_of(&actor, &agents)
                .follow_up_report(&follow_ups, query)
                .map_err(one),
            None => Ok(engine.follow_up_report(&follow_ups, query)),
        }
    }
}

/// Asks how long leads were on each status (rule M8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TimeInStatus {
    /// The leads whose events these are; what a person asks is told of those among them that the person sees. For the host
    /// none is needed.
    #[serde(default)]
    pub leads: Vec<Lead>,
    /// The events of leads; those of one lead in order.
    pub events: Vec<Event>,
    /// Up to this instant.
    pub until: Timestamp,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// Who works in the actor's branch or department.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

impl Request for TimeInStatus {
    type Response = report::TimeInStatus<LeadId, StatusId>;

    const ABOUT: About = About {
        name: "timeInStatus",
        summary: "how long leads were on each status, per lead and per status, from their events",
        since: "0.1.0",
        core: &["Engine::time_in_status", "OnBehalfOf::time_in_status"],
        rules: &["M8", "G3"],
    };
}

impl AskEngine for TimeInStatus {
    fn answer(
        self,
        engine: &Engine,
    ) -> Result<report::TimeInStatus<LeadId, StatusId>, Vec<Diagnostic>> {
        let Self { leads, events, until, actor, agents } = self;
        all_known("leads", &leads)?;
        all_known("events", &events)?;
        match actor {
            Some(actor) => engine
                .on_behalf_of(&actor, &agents)
                .time_in_status(&leads, &events, until)
                .map_err(one),
            None => Ok(engine.time_in_status(&events, until)),
        }
    }
}

/// Asks for the outgoing calls of agents on each of some days against the daily target (rule M3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// The agents whose days are told; to a person those within reach.
    pub agents: Vec<Agent>,
    /// Ended calls, at least theirs of these days.
    pub calls: Vec<Call>,
    /// The first local date.
    pub first: LocalDate,
    /// The last local date, itself included.
    pub last: LocalDate,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for Coverage {
    type Response = Vec<report::TargetProgress>;

    const ABOUT: About = About {
        name: "coverage",
        summary: "outgoing calls against the daily target, for every agent and day",
        since: "0.1.0",
        core: &["Engine::coverage", "OnBehalfOf::coverage"],
        rules: &["M3", "Z4", "G3"],
    };
}

impl AskEngine for Coverage {
    fn answer(self, engine: &Engine) -> Result<Vec<report::TargetProgress>, Vec<Diagnostic>> {
        let Self { agents, calls, first, last, actor } = self;
        let ids: Vec<AgentId> = agents.iter().map(|agent| agent.id.clone()).collect();
        let covered = match actor {
            Some(actor) => engine.on_behalf_of(&actor, &agents).coverage(&calls, (first, last)),
            None => engine.coverage(&ids, &calls, (first, last)),
        };
        covered.map_err(one)
    }
}

/// Asks how even a run was (rule M8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Evenness {
    /// The plan of the run.
    pub plan: Plan,
    /// The agents who were supplied to it; to a person those within reach are told.
    pub agents: Vec<Agent>,
    /// The leads that the plan does not place, at least, where a person asks who does not reach the whole company: those
    /// within reach count. Default none.
    #[serde(default)]
    pub leads: Vec<Lead>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for Evenness {
    type Response = report::Evenness<AgentId>;

    const ABOUT: About = About {
        name: "evenness",
        summary: "leads received per agent, the largest share less the smallest, and what found no place",
        since: "0.1.0",
        core: &["Engine::evenness", "OnBehalfOf::evenness"],
        rules: &["M8", "G3"],
    };
}

impl AskEngine for Evenness {
    fn answer(self, engine: &Engine) -> Result<report::Evenness<AgentId>, Vec<Diagnostic>> {
        let Self { plan, agents, leads, actor } = self;
        known("plan", &plan)?;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).evenness(&plan, &leads).map_err(one)
            }
            None => Ok(engine.evenness(&plan, &agents)),
        }
    }
}

/// Asks for the queues of agents and what they hold against the cap (rules M7, A2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct QueueAgainstCap {
    /// The agents whose queues are told; to a person those within reach.
    pub agents: Vec<Agent>,
    /// The leads of these agents, at least.
    pub leads: Vec<Lead>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for QueueAgainstCap {
    type Response = Vec<report::QueueAgainstCap>;

    const ABOUT: About = About {
        name: "queueAgainstCap",
        summary: "each agent's queue size, and held leads against the cap",
        since: "0.1.0",
        core: &["Engine::queue_against_cap", "OnBehalfOf::queue_against_cap"],
        rules: &["M7", "A2", "G3"],
    };
}

impl AskEngine for QueueAgainstCap {
    fn answer(self, engine: &Engine) -> Result<Vec<report::QueueAgainstCap>, Vec<Diagnostic>> {
        let Self { agents, leads, actor } = self;
        all_known("leads", &leads)?;
        match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).queue_against_cap(&leads).map_err(one)
            }
            None => Ok(engine.queue_against_cap(&agents, &leads)),
        }
    }
}
