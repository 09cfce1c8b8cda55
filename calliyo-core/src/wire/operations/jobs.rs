//! The jobs: which are due, what they would do, and what of it is done.

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::one;
use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    ids::RunId,
    jobs::{AppliedPlan, ExplainedAgent, ExplainedLead, Plan, PreviousOwners},
    lead::{Actor, Agent, Lead},
    time::{DueJob, Job, ScheduleState, Timestamp, next_due},
    wire::{About, AskEngine, Request},
};

/// Asks which jobs are to run now (rule S2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Due {
    /// The jobs that the host runs.
    pub jobs: Vec<JobState>,
    /// Now.
    pub now: Timestamp,
}

/// What the host keeps of a job's schedule (rule S2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobState {
    /// The job.
    pub job: Job,
    /// What was last told of it, or since when it is on.
    pub state: ScheduleState,
}

/// The jobs that are to run now (rule S2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DueJobs {
    /// Each with the latest instant at which it fell due.
    pub jobs: Vec<DueJob>,
}

impl Request for Due {
    type Response = DueJobs;

    const ABOUT: About = About {
        name: "due",
        summary: "the jobs to run, each with the instant at which it fell due",
        since: "0.1.0",
        core: &["Engine::due"],
        rules: &["S1", "S2"],
    };
}

impl AskEngine for Due {
    fn answer(self, engine: &Engine) -> Result<DueJobs, Vec<Diagnostic>> {
        let states: Vec<_> = self.jobs.into_iter().map(|own| (own.job, own.state)).collect();
        Ok(DueJobs { jobs: engine.due(&states, self.now) })
    }
}

/// Asks when jobs fall due next (rules S1, S2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextDue {
    /// The jobs that the host runs.
    pub jobs: Vec<JobState>,
    /// Now.
    pub now: Timestamp,
}

/// When a job falls due next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NextRun {
    /// The job.
    pub job: Job,
    /// The instant, now when it is due already; none when it is off or not due again before 2100.
    pub at: Option<Timestamp>,
}

impl Request for NextDue {
    type Response = Vec<NextRun>;

    const ABOUT: About = About {
        name: "nextDue",
        summary: "when each job falls due next, in the order asked",
        since: "0.1.0",
        core: &["time::next_due"],
        rules: &["S1", "S2"],
    };
}

impl AskEngine for NextDue {
    fn answer(self, engine: &Engine) -> Result<Vec<NextRun>, Vec<Diagnostic>> {
        let automation = &engine.policy().automation;
        let next = |JobState { job, state }: JobState| {
            let at = next_due(engine.zone(), automation.schedule(job), state, self.now);
            NextRun { job, at }
        };
        Ok(self.jobs.into_iter().map(next).collect())
    }
}

/// Asks what a run of auto-removal would do (rules X, S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remove {
    /// The run's id, given by the host.
    pub run: RunId,
    /// The leads that the job may look at, at least.
    pub leads: Vec<Lead>,
    /// The agents.
    pub agents: Vec<Agent>,
    /// The instant of the run.
    pub now: Timestamp,
    /// Who runs the job; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for Remove {
    type Response = Plan;

    const ABOUT: About = About {
        name: "remove",
        summary: "the plan of an auto-removal run",
        since: "0.1.0",
        core: &["Engine::plan", "OnBehalfOf::plan"],
        rules: &["X1", "X2", "S4", "S5", "G3"],
    };
}

impl AskEngine for Remove {
    fn answer(self, engine: &Engine) -> Result<Plan, Vec<Diagnostic>> {
        let Self { run, leads, agents, now, actor } = self;
        let run = Run { job: Job::Removal, run, leads, agents, previous_owners: Vec::new(), now };
        run.plan(engine, actor.as_ref())
    }
}

/// Asks what a run of auto-assignment would do (rules A, S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assign {
    /// The run's id, given by the host.
    pub run: RunId,
    /// The leads that the job may look at, at least.
    pub leads: Vec<Lead>,
    /// The agents; their order breaks ties.
    pub agents: Vec<Agent>,
    /// Who had which lead before, where the policy excludes them (rule A7).
    #[serde(default)]
    pub previous_owners: Vec<PreviousOwners>,
    /// The instant of the run.
    pub now: Timestamp,
    /// Who runs the job; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for Assign {
    type Response = Plan;

    const ABOUT: About = About {
        name: "assign",
        summary: "the plan of an auto-assignment run",
        since: "0.1.0",
        core: &["Engine::plan", "OnBehalfOf::plan"],
        rules: &["A1", "A2", "A3", "A4", "A5", "A5b", "A6", "A7", "S4", "S5", "G3"],
    };
}

impl AskEngine for Assign {
    fn answer(self, engine: &Engine) -> Result<Plan, Vec<Diagnostic>> {
        let Self { run, leads, agents, previous_owners, now, actor } = self;
        let run = Run { job: Job::Assignment, run, leads, agents, previous_owners, now };
        run.plan(engine, actor.as_ref())
    }
}

/// Asks what a run of top-up would do (rules T, S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopUp {
    /// The run's id, given by the host.
    pub run: RunId,
    /// The leads that the job may look at, at least.
    pub leads: Vec<Lead>,
    /// The agents; their order breaks ties.
    pub agents: Vec<Agent>,
    /// Who had which lead before, where the policy excludes them (rule A7).
    #[serde(default)]
    pub previous_owners: Vec<PreviousOwners>,
    /// The instant of the run.
    pub now: Timestamp,
    /// Who runs the job; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for TopUp {
    type Response = Plan;

    const ABOUT: About = About {
        name: "topUp",
        summary: "the plan of a top-up run",
        since: "0.1.0",
        core: &["Engine::plan", "OnBehalfOf::plan"],
        rules: &["T1", "T2", "T3", "T4", "A7", "S4", "S5", "G3"],
    };
}

impl AskEngine for TopUp {
    fn answer(self, engine: &Engine) -> Result<Plan, Vec<Diagnostic>> {
        let Self { run, leads, agents, previous_owners, now, actor } = self;
        let run = Run { job: Job::TopUp, run, leads, agents, previous_owners, now };
        run.plan(engine, actor.as_ref())
    }
}

/// A run of any job.
struct Run {
    job: Job,
    run: RunId,
    leads: Vec<Lead>,
    agents: Vec<Agent>,
    previous_owners: Vec<PreviousOwners>,
    now: Timestamp,
}

impl Run {
    fn plan(self, engine: &Engine, actor: Option<&Actor>) -> Result<Plan, Vec<Diagnostic>> {
        let Self { job, run, leads, agents, previous_owners, now } = self;
        let plan = match actor {
            Some(actor) => {
                engine.on_behalf_of(actor, &agents).plan(job, &run, &leads, &previous_owners, now)
            }
            None => engine.plan(job, &run, &leads, &agents, &previous_owners, now),
        };
        plan.map_err(one)
    }
}

/// Asks for the events of a plan's moves, on leads as they are now (rule S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplyPlan {
    /// The plan.
    pub plan: Plan,
    /// The leads of the plan's moves as they are now, at least.
    pub leads: Vec<Lead>,
    /// The agents as they are now.
    pub agents: Vec<Agent>,
    /// Who applies the plan: a person, or the host's own process.
    pub actor: Actor,
    /// Now.
    pub now: Timestamp,
}

impl Request for ApplyPlan {
    type Response = AppliedPlan;

    const ABOUT: About = About {
        name: "applyPlan",
        summary: "the events of a plan's moves, and the moves refused",
        since: "0.1.0",
        core: &["OnBehalfOf::apply_plan", "Engine::apply_plan"],
        rules: &["S4", "G3"],
    };
}

impl AskEngine for ApplyPlan {
    fn answer(self, engine: &Engine) -> Result<AppliedPlan, Vec<Diagnostic>> {
        let Self { plan, leads, agents, actor, now } = self;
        engine.on_behalf_of(&actor, &agents).apply_plan(&plan, &leads, now).map_err(one)
    }
}

/// Asks what a plan does with one lead, and why (rule A8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Explain {
    /// The plan.
    pub plan: Plan,
    /// The lead as the plan saw it.
    pub lead: Lead,
    /// The agents as the plan saw them.
    pub agents: Vec<Agent>,
    /// Who had which lead before, as the plan saw it (rule A7).
    #[serde(default)]
    pub previous_owners: Vec<PreviousOwners>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for Explain {
    type Response = ExplainedLead;

    const ABOUT: About = About {
        name: "explain",
        summary: "where a lead of a plan goes, or what each agent has against it",
        since: "0.1.0",
        core: &["Engine::explain", "OnBehalfOf::explain"],
        rules: &["A8", "G3"],
    };
}

impl AskEngine for Explain {
    fn answer(self, engine: &Engine) -> Result<ExplainedLead, Vec<Diagnostic>> {
        let Self { plan, lead, agents, previous_owners, actor } = self;
        let explained = match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).explain(&plan, &lead, &previous_owners)
            }
            None => engine.explain(&plan, &lead, &agents, &previous_owners),
        };
        explained.map_err(one)
    }
}

/// Asks why each agent of a plan receives no more leads (rule A8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExplainAgents {
    /// The plan.
    pub plan: Plan,
    /// At least the leads that the plan moves or does not place, as it saw them.
    pub leads: Vec<Lead>,
    /// The agents as the plan saw them.
    pub agents: Vec<Agent>,
    /// Who had which lead before, as the plan saw it (rule A7).
    #[serde(default)]
    pub previous_owners: Vec<PreviousOwners>,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

/// Why the agents of a plan receive no more leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExplainedAgents {
    /// One entry per agent.
    pub agents: Vec<ExplainedAgent>,
}

impl Request for ExplainAgents {
    type Response = ExplainedAgents;

    const ABOUT: About = About {
        name: "explainAgents",
        summary: "why each agent of a plan receives no more leads",
        since: "0.1.0",
        core: &["Engine::explain_agents", "OnBehalfOf::explain_agents"],
        rules: &["A8", "G3"],
    };
}

impl AskEngine for ExplainAgents {
    fn answer(self, engine: &Engine) -> Result<ExplainedAgents, Vec<Diagnostic>> {
        let Self { plan, leads, agents, previous_owners, actor } = self;
        let explained = match actor {
            Some(actor) => {
                engine.on_behalf_of(&actor, &agents).explain_agents(&plan, &leads, &previous_owners)
            }
            None => engine.explain_agents(&plan, &leads, &agents, &previous_owners),
        };
        Ok(ExplainedAgents { agents: explained.map_err(one)? })
    }
}
