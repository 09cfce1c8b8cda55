//! Why a plan is as it is: the sentences that people read (rule A8).

use calliyo_core::{
    Code, Count, Diagnostic, Engine, Fact, RunId,
    jobs::{ExplainedAgent, ExplainedLead, Plan, PreviousOwners},
    lead::{Agent, AgentState, Lead, RunShare},
    policy::{AssignmentScope, SCHEMA},
    time::Job,
};

use crate::support::{
    self, agent, agent_id, branch, engine, engine_with, lead, lead_id, live_call, now, role, status,
};

fn fresh(id: &str) -> Lead {
    Lead { id: lead_id(id), owner: None, ..lead("unassigned") }
}

fn stale(id: &str, owner: &str) -> Lead {
    Lead { id: lead_id(id), owner: Some(agent_id(owner)), ..lead("notPicked") }
}

fn holding(id: &str, held: u32, cap: u32) -> Agent {
    Agent { cap: Some(cap), held: Fact::Known(held), ..agent(id) }
}

fn planned(engine: &Engine, job: Job, leads: &[Lead], agents: &[Agent]) -> Plan {
    engine.plan(job, &run(), leads, agents, &[], now()).unwrap()
}

fn run() -> RunId {
    RunId::new("run").unwrap()
}

/// The sentence about the lead, then those about the agents.
fn told(explained: &ExplainedLead) -> Vec<String> {
    let of_agents = explained.agents.iter().map(|own| own.reason.message());
    core::iter::once(explained.reason.message()).chain(of_agents).collect()
}

fn told_of_agents(explained: &[ExplainedAgent]) -> Vec<String> {
    explained.iter().map(|own| own.reason.message()).collect()
}

fn refusal<T: core::fmt::Debug>(refused: Result<T, Diagnostic>) -> (Code, String) {
    let refused = refused.unwrap_err();
    (refused.code(), refused.path().into())
}

/// A8, A2, A3, A5: of a lead that goes to somebody, every agent is told of, in one sentence each.
#[test]
fn a_lead_that_is_placed_tells_of_every_agent() {
    let engine = engine();
    let agents = [
        holding("asha", 4, 9),
        holding("bala", 4, 9),
        Agent { counter: Some(Count::new(3)), ..agent("chitra") },
        Agent { state: AgentState::Banned, ..agent("dev") },
        Agent { state: AgentState::Away, ..agent("esha") },
        Agent { role: role("manager"), ..agent("farid") },
        holding("gita", 0, 0),
        holding("hari", 5, 5),
        holding("indu", 7, 5),
    ];
    let leads = [stale("one", "asha")];
    let plan = planned(&engine, Job::Assignment, &leads, &agents);
    let explained = engine.explain(&plan, &leads[0], &agents, &[]).unwrap();
    assert_eq!(explained.to, Some(agent_id("bala")));
    let expected = [
        "the lead goes to the agent `bala`",
        "the agent `asha` has the lead, and it shall go to somebody else",
        "the agent `bala` receives the lead",
        "the agent `chitra` had room, but it was the turn of others",
        "the agent `dev` is banned",
        "the agent `esha` is away",
        "the role of the agent `farid` receives no leads",
        "the agent `gita` has a cap of 0",
        "the agent `hari` is at the cap when the run is over",
        "the agent `indu` holds more leads than the cap allows",
    ];
    assert_eq!(told(&explained), expected);
    let counted: u64 = explained.counts.iter().map(|own| own.agents).sum();
    assert_eq!(counted, 9);
}

/// A8, A3, A6: of a lead that found no place, every agent tells what it has against it.
#[test]
fn a_lead_without_a_place_tells_what_every_agent_has_against_it() {
    let engine = engine_with(|policy| {
        policy.automation.assignment.scope = AssignmentScope::Branch;
    });
    let of = |of: &str, agent: Agent| Agent { branch: Some(branch(of)), ..agent };
    let agents = [
        of("north", holding("asha", 0, 9)),
        of("south", holding("bala", 0, 9)),
        of("north", holding("chitra", 9, 9)),
    ];
    let mut last = fresh("one");
    (last.branch, last.last_owner) = (Some(branch("north")), Some(agent_id("asha")));
    let plan = planned(&engine, Job::TopUp, &[last.clone()], &agents);
    let expected = [
        "only an agent who has or had the lead has room",
        "the agent `asha` had the lead last, and it shall go to somebody else",
        "the agent `bala` does not work in the lead's branch",
        "the agent `chitra` is at the cap when the run is over",
    ];
    assert_eq!(told(&engine.explain(&plan, &last, &agents, &[]).unwrap()), expected);
    let of_agents = engine.explain_agents(&plan, [&last], &agents, &[]).unwrap();
    let expected = [
        "the agent `asha` has room, but only for leads that shall go to somebody else",
        "the agent `bala` has room, but no further lead of the run matches",
        "the agent `chitra` is at the cap when the run is over",
    ];
    assert_eq!(told_of_agents(&of_agents), expected);
}

/// A8, T2, T3: top-up fills places, and says so of who has none.
#[test]
fn top_up_tells_of_agents_without_a_cap() {
    let engine = engine();
    let agents = [holding("asha", 2, 5), agent("bala"), holding("chitra", 0, 5)];
    let leads = [fresh("one")];
    let plan = planned(&engine, Job::TopUp, &leads, &agents);
    let expected = [
        "the lead goes to the agent `chitra`",
        "the agent `asha` had room, but it was the turn of others",
        "the agent `bala` has no cap, so that there is nothing to fill up",
        "the agent `chitra` receives the lead",
    ];
    assert_eq!(told(&engine.explain(&plan, &leads[0], &agents, &[]).unwrap()), expected);
}

/// A8, A7, S4: an agent who took as many leads as a run or a day allows is told of as such; what the run gave before under
/// its id counts, and what another run gave does not.
#[test]
fn limits_are_told() {
    let engine = engine_with(|policy| {
        let intake = &mut policy.automation.assignment.intake;
        (intake.per_run, intake.per_day) = (Some(2), Some(5));
    });
    let gave = |run: &str, received| Some(RunShare { run: RunId::new(run).unwrap(), received });
    let agents = [
        Agent { received_today: 4, ..agent("asha") },
        Agent { received_today: 2, last_run: gave("run", 2), ..agent("bala") },
        Agent { received_today: 1, last_run: gave("run", 1), ..agent("chitra") },
        Agent { received_today: 3, last_run: gave("before", 3), ..agent("dev") },
        Agent { received_today: 5, ..agent("esha") },
    ];
    let leads = ["one", "two", "three", "four", "five"].map(fresh);
    for job in [Job::Assignment, Job::TopUp] {
        let agents = agents.clone().map(|agent| Agent { cap: Some(50), ..agent });
        let plan = planned(&engine, job, &leads, &agents);
        let received: Vec<_> = plan.agents.iter().map(|own| own.received).collect();
        assert_eq!(received, [1, 0, 1, 2, 0]);
        let left = leads.iter().find(|own| own.id == plan.not_placed[0].lead).unwrap();
        let expected = [
            "the agents took as many new leads as a run or a day allows",
            "the agent `asha` receives as many new leads as a day allows",
            "the agent `bala` receives as many new leads as a run allows",
            "the agent `chitra` receives as many new leads as a run allows",
            "the agent `dev` receives as many new leads as a run allows",
            "the agent `esha` receives as many new leads as a day allows",
        ];
        assert_eq!(told(&engine.explain(&plan, left, &agents, &[]).unwrap()), expected);
        let of_agents = engine.explain_agents(&plan, &leads, &agents, &[]).unwrap();
        assert_eq!(told_of_agents(&of_agents), expected[1..]);
    }
}

/// A8, A7: whoever had the lead before is told of as such, even who is neither its owner nor its last one.
#[test]
fn earlier_owners_are_told() {
    let engine = engine_with(|policy| {
        policy.automation.assignment.excludes_previous_owners = true;
    });
    let agents = [holding("asha", 0, 9), holding("bala", 0, 9), holding("chitra", 9, 9)];
    let leads = [fresh("one"), fresh("two")];
    let had = |lead: &str, agents: &[&str]| PreviousOwners {
        lead: lead_id(lead),
        agents: agents.iter().copied().map(agent_id).collect(),
    };
    let had = [had("one", &["bala", "gone", "asha"]), had("two", &["asha"])];
    let plan = engine.plan(Job::TopUp, &run(), &leads, &agents, &had, now()).unwrap();
    let told = leads.each_ref().map(|lead| {
        let explained = engine.explain(&plan, lead, &agents, &had).unwrap();
        told(&explained)
    });
    let expected = [
        [
            "the agents are at their cap",
            "the agent `asha` had the lead before",
            "the agent `bala` had the lead before",
            "the agent `chitra` is at the cap when the run is over",
        ],
        [
            "the lead goes to the agent `bala`",
            "the agent `asha` had the lead before",
            "the agent `bala` receives the lead",
            "the agent `chitra` is at the cap when the run is over",
        ],
    ];
    assert_eq!(told, expected);
    let of_agents = engine.explain_agents(&plan, &leads, &agents, &had).unwrap();
    let expected = [
        "the agent `asha` has room, but only for leads that shall go to somebody else",
        "the agent `bala` has room, but only for leads that shall go to somebody else",
        "the agent `chitra` is at the cap when the run is over",
    ];
    assert_eq!(told_of_agents(&of_agents), expected);
}

/// A8, A7: a lead that rests says so, and an exhausted one too.
#[test]
fn limits_on_a_lead_are_told() {
    let engine = engine_with(|policy| {
        let rules = &mut policy.automation.assignment;
        (rules.max_attempts, rules.rest_hours) = (Some(3), 24);
    });
    let agents = [agent("asha"), agent("bala")];
    let tried =
        |id: &str, attempts| Lead { attempts, last_attempt: Some(now()), ..stale(id, "asha") };
    let leads = [tried("tried", 1), tried("worn", 3)];
    let plan = planned(&engine, Job::Assignment, &leads, &agents);
    let sentences =
        leads.each_ref().map(|lead| told(&engine.explain(&plan, lead, &agents, &[]).unwrap()));
    assert_eq!(
        sentences,
        [["the last attempt is too recent"], ["as many attempts were made as the policy allows"]]
    );
}

/// A8, A1, L2: a lead that took no part has a reason of its own, and no agent was asked.
#[test]
fn a_lead_that_took_no_part_has_a_reason_of_its_own() {
    let engine = engine();
    let agents = [agent("asha")];
    let mut busy = stale("live", "asha");
    busy.live_call = Some(live_call("c", "asha", support::NOW));
    let orphan = stale("orphan", "zoe");
    let broken = Lead { status: status("busy"), ..fresh("broken") };
    let newer = Lead { schema: SCHEMA + 1, ..fresh("newer") };
    let leads = [busy, orphan, broken, newer];
    let plan = planned(&engine, Job::Assignment, &leads, &agents);
    let sentences = leads.map(|lead| {
        let explained = engine.explain(&plan, &lead, &agents, &[]).unwrap();
        assert!(explained.agents.is_empty() && explained.counts.is_empty());
        explained.reason.message()
    });
    let expected = [
        "the lead has a call in progress",
        "the agent `zoe` is not among those supplied",
        "the lead `broken` contradicts itself: ownerMissing",
        "schema 3 is newer than this library reads (up to 2)",
    ];
    assert_eq!(sentences, expected);
}

/// A8, X1: a removal tells which leads go back to the pool; it asks no agent.
#[test]
fn a_removal_is_explained_too() {
    let engine = engine();
    let agents = [agent("asha")];
    let mut long = stale("long", "asha");
    long.status_since = support::at("2026-04-01T00:00:00Z");
    let mut short = stale("short", "asha");
    short.status_since = now();
    let leads = [Lead { owner_since: None, ..long }, Lead { owner_since: None, ..short }];
    let plan = planned(&engine, Job::Removal, &leads, &agents);
    let sentences: Vec<_> = leads
        .iter()
        .flat_map(|lead| told(&engine.explain(&plan, lead, &agents, &[]).unwrap()))
        .collect();
    let expected =
        ["the lead goes back to the pool", "the lead entered its status after the cut-off"];
    assert_eq!(sentences, expected);
    assert_eq!(engine.explain_agents(&plan, &leads, &agents, &[]), Ok(Vec::new()));
}

/// A8, S4, K2: what does not fit the plan is refused, naming the place.
#[test]
fn what_does_not_fit_the_plan_is_refused() {
    let engine = engine();
    let agents = [agent("asha"), holding("bala", 0, 0)];
    let leads = [fresh("one")];
    let plan = planned(&engine, Job::Assignment, &leads, &agents);

    let changed = Lead { version: leads[0].version.next(), ..leads[0].clone() };
    let stale = (Code::PlanStale, String::from("lead"));
    assert_eq!(refusal(engine.explain(&plan, &changed, &agents, &[])), stale);
    assert_eq!(refusal(engine.explain_agents(&plan, [&changed], &agents, &[])), stale);
    assert_eq!(refusal(engine.explain(&plan, &fresh("later"), &agents, &[])), stale);
    let broken = Lead { status: status("busy"), ..fresh("later") };
    assert_eq!(refusal(engine.explain(&plan, &broken, &agents, &[])), stale);

    let unknown = (Code::AgentUnknown, String::from("agents"));
    assert_eq!(refusal(engine.explain(&plan, &leads[0], &agents[..1], &[])), unknown);
    let missing = (Code::PlanLeadMissing, String::from("leads"));
    assert_eq!(refusal(engine.explain_agents(&plan, [], &agents, &[])), missing);

    let newer = Plan { schema: SCHEMA + 1, ..plan.clone() };
    let too_new = (Code::DocumentTooNew, String::from("plan.schema"));
    assert_eq!(refusal(engine.explain(&newer, &leads[0], &agents, &[])), too_new);
    assert_eq!(refusal(engine.explain_agents(&newer, &leads, &agents, &[])), too_new);

    let full = [holding("asha", 9, 9)];
    let mut forged = planned(&engine, Job::Assignment, &leads, &full);
    forged.not_placed[0].reason = Code::LeadIsCustomer;
    let malformed = (Code::RequestMalformed, String::from("plan.notPlaced"));
    assert_eq!(refusal(engine.explain(&forged, &leads[0], &full, &[])), malformed);
}

/// A8: the agents may be supplied in another order, and with others who were not in the run.
#[test]
fn agents_are_found_by_their_ids() {
    let engine = engine();
    let agents = [holding("asha", 9, 9), agent("bala")];
    let leads = [fresh("one"), fresh("two")];
    let plan = planned(&engine, Job::Assignment, &leads, &agents);
    let explained = engine.explain(&plan, &leads[0], &agents, &[]).unwrap();
    let later = [agents[1].clone(), agent("new"), agents[0].clone()];
    assert_eq!(engine.explain(&plan, &leads[0], &later, &[]), Ok(explained));
    let of_agents = engine.explain_agents(&plan, &leads, &agents, &[]).unwrap();
    let received: Vec<_> = of_agents.iter().map(|own| (own.received, own.held, own.cap)).collect();
    assert_eq!(received, [(0, 9, Some(9)), (2, 2, None)]);
    assert_eq!(engine.explain_agents(&plan, &leads, &later, &[]), Ok(of_agents));
}
