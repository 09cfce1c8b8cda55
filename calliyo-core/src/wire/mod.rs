//! The JSON door: one function that answers a request, the same from every language.
//!
//! A request is strict JSON: an unknown field anywhere in it is refused, and every fault is told with its path. An answer
//! is canonical: fields stand in a fixed order, a missing value is `null`, no number is a float. It is
//! `{"type":"success","result":…}` or `{"type":"failure","errors":[…]}`; that a command is rejected is a success, since the
//! question was answered.
//!
//! The operations are listed in [`OPERATIONS`]. What a host has stored is read by [`read_document`].

mod document;
mod read;
mod track;

use alloc::{
    boxed::Box,
    string::{String, ToString},
    vec::Vec,
};

use serde::{Deserialize, Serialize};

pub use self::document::{Document, read_document};
use self::read::read;
use crate::{
    LIBRARY_VERSION, RULES_VERSION,
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, RunId},
    jobs::{ExplainedAgent, Plan, PreviousOwners},
    lead::{Actor, Agent, Command, Context, Decision, FollowUp, Lead, Rejection, after},
    policy::{Policy, SCHEMA, advice},
    time::{DueJob, Job, ScheduleState, Timestamp, zone_data_version},
};

/// One operation of the door.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The name that a request is made under.
    pub name: &'static str,
    /// What it answers, in a line.
    pub summary: &'static str,
    /// Whether it asks an engine made from a policy.
    pub needs_engine: bool,
    run: Run,
}

/// How an operation is answered: with or without an engine.
#[derive(Clone, Copy, Debug)]
enum Run {
    Alone(fn(&str) -> Answer),
    With(fn(&Engine, &str) -> Answer),
}

/// The result as JSON text, or what was wrong with the request.
type Answer = Result<String, Vec<Diagnostic>>;

const fn alone(name: &'static str, run: fn(&str) -> Answer, summary: &'static str) -> Operation {
    Operation { name, summary, needs_engine: false, run: Run::Alone(run) }
}

const fn with_engine(
    name: &'static str,
    run: fn(&Engine, &str) -> Answer,
    summary: &'static str,
) -> Operation {
    Operation { name, summary, needs_engine: true, run: Run::With(run) }
}

/// Every operation, by name.
pub const OPERATIONS: &[Operation] = &[
    with_engine("agenda", agenda, "an agent's open follow-ups in three lists, with counters"),
    with_engine("applyPlan", apply_plan, "the events of a plan's moves, and the moves refused"),
    with_engine("assign", assign, "the plan of an auto-assignment run"),
    alone("checkPolicy", check_policy, "every fault of a policy, and advice"),
    with_engine("decide", decide, "the events of a command, or every guard that fails"),
    with_engine("due", due, "the jobs to run, each with the instant at which it fell due"),
    with_engine(
        "explain",
        explain,
        "where a lead of a plan goes, or what each agent has against it",
    ),
    with_engine("explainAgents", explain_agents, "why each agent of a plan receives no more leads"),
    with_engine("transitions", transitions, "every status as a move for one lead"),
    alone("version", version, "the versions of library, rules and time-zone data"),
];

/// Makes an engine from a policy as JSON text.
///
/// # Errors
/// The failure answer, as JSON text, with every fault.
pub fn engine(policy: &str) -> Result<Engine, String> {
    read::<Policy>(policy)
        .and_then(|policy| Engine::new(policy).map_err(|faults| faults.faults().to_vec()))
        .map_err(|errors| failure(&errors))
}

/// Answers a request (see the [module](self)); it always answers.
#[must_use]
pub fn answer(engine: Option<&Engine>, operation: &str, request: &str) -> String {
    match result(engine, operation, request) {
        Ok(result) => alloc::format!("{{\"type\":\"success\",\"result\":{result}}}"),
        Err(errors) => failure(&errors),
    }
}

fn result(engine: Option<&Engine>, name: &str, request: &str) -> Answer {
    let operation = OPERATIONS.iter().find(|own| own.name == name).ok_or_else(|| {
        Vec::from([Diagnostic::new(Code::RequestUnknownOperation).with("operation", name)])
    })?;
    match (operation.run, engine) {
        (Run::Alone(run), _) => run(request),
        (Run::With(run), Some(engine)) => run(engine, request),
        (Run::With(_), None) => {
            Err(Vec::from([Diagnostic::new(Code::RequestNeedsEngine).with("operation", name)]))
        }
    }
}

fn failure(errors: &[Diagnostic]) -> String {
    #[derive(Serialize)]
    #[serde(tag = "type", rename = "failure")]
    struct Failure<'a> {
        errors: &'a [Diagnostic],
    }
    text(&Failure { errors }).unwrap_or_default()
}

fn text(value: &impl Serialize) -> Answer {
    serde_json::to_string(value).map_err(|error| {
        Vec::from([Diagnostic::new(Code::RequestMalformed).with("detail", error.to_string())])
    })
}

fn one(error: Diagnostic) -> Vec<Diagnostic> {
    Vec::from([error])
}

fn version(request: &str) -> Answer {
    #[derive(Deserialize)]
    struct Request {}
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Versions {
        library: &'static str,
        rules: u32,
        time_zone_data: Option<&'static str>,
        schema: u32,
    }
    let Request {} = read(request)?;
    text(&Versions {
        library: LIBRARY_VERSION,
        rules: RULES_VERSION,
        time_zone_data: zone_data_version(),
        schema: SCHEMA,
    })
}

fn check_policy(request: &str) -> Answer {
    #[derive(Deserialize)]
    struct Request {
        policy: Policy,
        #[serde(default)]
        agents: Vec<Agent>,
    }
    #[derive(Serialize)]
    struct Checked {
        faults: Vec<Diagnostic>,
        advice: Vec<Diagnostic>,
    }
    let Request { policy, agents } = read(request)?;
    let advice = advice(&policy, &agents);
    let faults = match Engine::new(policy) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.faults().to_vec(),
    };
    text(&Checked { faults, advice })
}

fn decide(engine: &Engine, request: &str) -> Answer {
    #[derive(Deserialize)]
    struct Request {
        #[serde(default)]
        lead: Option<Lead>,
        command: Command,
        context: Context,
    }
    #[derive(Serialize)]
    #[serde(tag = "type", rename_all = "camelCase")]
    enum Verdict {
        Accepted {
            #[serde(flatten)]
            decision: Decision,
            /// The lead with the events applied.
            lead: Option<Box<Lead>>,
        },
        Rejected(Rejection),
    }
    let Request { lead, command, context } = read(request)?;
    let lead = lead.as_ref();
    text(&match engine.decide(lead, &command, &context) {
        Ok(decision) => {
            let lead = after(lead, &decision.events).map(Box::new);
            Verdict::Accepted { decision, lead }
        }
        Err(rejection) => Verdict::Rejected(rejection),
    })
}

fn transitions(engine: &Engine, request: &str) -> Answer {
    #[derive(Deserialize)]
    struct Request {
        lead: Lead,
        context: Context,
    }
    let Request { lead, context } = read(request)?;
    text(&engine.transitions(&lead, &context))
}

fn agenda(engine: &Engine, request: &str) -> Answer {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Request {
        agent: AgentId,
        follow_ups: Vec<FollowUp>,
        now: Timestamp,
        /// Who asks; none = the host itself.
        #[serde(default)]
        actor: Option<Actor>,
        /// Who works in the actor's branch or department.
        #[serde(default)]
        agents: Vec<Agent>,
    }
    let Request { agent, follow_ups, now, actor, agents } = read(request)?;
    text(&match actor {
        Some(actor) => {
            engine.on_behalf_of(&actor, &agents).agenda(&agent, &follow_ups, now).map_err(one)?
        }
        None => engine.agenda(&agent, &follow_ups, now),
    })
}

fn due(engine: &Engine, request: &str) -> Answer {
    #[derive(Deserialize)]
    struct JobState {
        job: Job,
        state: ScheduleState,
    }
    #[derive(Deserialize)]
    struct Request {
        jobs: Vec<JobState>,
        now: Timestamp,
    }
    #[derive(Serialize)]
    struct Due {
        jobs: Vec<DueJob>,
    }
    let Request { jobs, now } = read(request)?;
    let states: Vec<_> = jobs.into_iter().map(|own| (own.job, own.state)).collect();
    text(&Due { jobs: engine.due(&states, now) })
}

fn assign(engine: &Engine, request: &str) -> Answer {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Request {
        run: RunId,
        leads: Vec<Lead>,
        agents: Vec<Agent>,
        #[serde(default)]
        previous_owners: Vec<PreviousOwners>,
        now: Timestamp,
    }
    let Request { run, leads, agents, previous_owners, now } = read(request)?;
    let plan = engine.plan(Job::Assignment, &run, &leads, &agents, &previous_owners, now);
    text(&plan.map_err(one)?)
}

fn apply_plan(engine: &Engine, request: &str) -> Answer {
    #[derive(Deserialize)]
    struct Request {
        plan: Plan,
        leads: Vec<Lead>,
        agents: Vec<Agent>,
        actor: Actor,
        now: Timestamp,
    }
    let Request { plan, leads, agents, actor, now } = read(request)?;
    text(&engine.on_behalf_of(&actor, &agents).apply_plan(&plan, &leads, now).map_err(one)?)
}

fn explain(engine: &Engine, request: &str) -> Answer {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Request {
        plan: Plan,
        /// The lead as the plan saw it.
        lead: Lead,
        agents: Vec<Agent>,
        #[serde(default)]
        previous_owners: Vec<PreviousOwners>,
        /// Who asks; none = the host itself.
        #[serde(default)]
        actor: Option<Actor>,
    }
    let Request { plan, lead, agents, previous_owners, actor } = read(request)?;
    let explained = match actor {
        Some(actor) => engine.on_behalf_of(&actor, &agents).explain(&plan, &lead, &previous_owners),
        None => engine.explain(&plan, &lead, &agents, &previous_owners),
    };
    text(&explained.map_err(one)?)
}

fn explain_agents(engine: &Engine, request: &str) -> Answer {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Request {
        plan: Plan,
        /// At least the leads that the plan moves or does not place, as it saw them.
        leads: Vec<Lead>,
        agents: Vec<Agent>,
        #[serde(default)]
        previous_owners: Vec<PreviousOwners>,
        /// Who asks; none = the host itself.
        #[serde(default)]
        actor: Option<Actor>,
    }
    #[derive(Serialize)]
    struct Explained {
        agents: Vec<ExplainedAgent>,
    }
    let Request { plan, leads, agents, previous_owners, actor } = read(request)?;
    let explained = match actor {
        Some(actor) => {
            engine.on_behalf_of(&actor, &agents).explain_agents(&plan, &leads, &previous_owners)
        }
        None => engine.explain_agents(&plan, &leads, &agents, &previous_owners),
    };
    text(&Explained { agents: explained.map_err(one)? })
}
