//! The daily jobs over records: plans by id, and what comes of them.

use calliyo_core::{
    AgentId, Code, Count, Engine, RunId,
    jobs::{AgentTally, AppliedPlan, Plan, PreviousOwners},
    lead::{Actor, Agent, Event, Lead, apply},
    policy::{Policy, SCHEMA},
    time::{DueJob, Job, ScheduleState, Timestamp},
};
use serde_json::{Value, json};

/// Monday 2026-05-11 09:00 in Kolkata.
const NOW: &str = "2026-05-11T03:30:00Z";
const LONG_AGO: &str = "2026-04-01T06:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn engine(policy: Value) -> Engine {
    let mut own = json!({ "timeZone": { "name": "Asia/Kolkata" } });
    merge(&mut own, policy);
    let policy: Policy = serde_json::from_value(own).expect("a policy");
    Engine::new(policy).expect("the policy has no fault")
}

fn merge(into: &mut Value, more: Value) {
    let more = match more {
        Value::Object(fields) => fields,
        _ => return,
    };
    into.as_object_mut().expect("an object").extend(more);
}

fn lead(id: &str, status: &str, owner: Option<&str>, more: Value) -> Lead {
    let mut own = json!({
        "id": id, "version": 3, "status": status, "statusSince": LONG_AGO, "capturedAt": LONG_AGO,
        "owner": owner,
    });
    merge(&mut own, more);
    serde_json::from_value(own).expect("a lead")
}

fn fresh(id: &str) -> Lead {
    lead(id, "unassigned", None, json!({}))
}

fn stale(id: &str, owner: &str) -> Lead {
    lead(id, "notPicked", Some(owner), json!({}))
}

fn agent(id: &str, more: Value) -> Agent {
    let mut own = json!({ "id": id, "role": "agent" });
    merge(&mut own, more);
    serde_json::from_value(own).expect("an agent")
}

fn free(id: &str) -> Agent {
    agent(id, json!({}))
}

fn capped(id: &str, cap: u32) -> Agent {
    agent(id, json!({ "cap": cap }))
}

fn follow_up(id: &str, at: &str) -> Value {
    json!({
        "id": id, "lead": "l", "owner": "asha", "kind": "call", "at": at, "scheduledAt": LONG_AGO,
    })
}

fn plan_at(engine: &Engine, job: Job, leads: &[Lead], agents: &[Agent], now: &str) -> Plan {
    engine.plan(job, &run("run"), leads, agents, &[], at(now)).expect("a plan")
}

fn run(id: &str) -> RunId {
    RunId::new(id).expect("an id")
}

fn plan(engine: &Engine, job: Job, leads: &[Lead], agents: &[Agent]) -> Plan {
    plan_at(engine, job, leads, agents, NOW)
}

fn apply_plan(engine: &Engine, plan: &Plan, leads: &[Lead], agents: &[Agent]) -> AppliedPlan {
    let actor: Actor = serde_json::from_value(json!({ "id": "scheduler" })).expect("an actor");
    engine.apply_plan(plan, leads, agents, &actor, at(NOW)).expect("the plan is applied")
}

/// Who gets which lead, in the plan's order; `-` for nobody.
fn moves(plan: &Plan) -> Vec<(&str, &str)> {
    plan.moves
        .iter()
        .map(|own| (own.lead.as_str(), own.to.as_ref().map_or("-", |to| to.as_str())))
        .collect()
}

fn refused(applied: &AppliedPlan) -> Vec<(&str, Code)> {
    applied.refused.iter().map(|own| (own.lead.as_str(), own.reason.code())).collect()
}

fn not_placed(plan: &Plan) -> Vec<(&str, Code)> {
    plan.not_placed.iter().map(|own| (own.lead.as_str(), own.reason)).collect()
}

fn skipped(plan: &Plan) -> Vec<(&str, Code)> {
    plan.skipped.iter().map(|own| (own.lead.as_str(), own.reason)).collect()
}

fn not_eligible(plan: &Plan) -> Vec<(Code, u64)> {
    plan.not_eligible.iter().map(|own| (own.reason, own.leads)).collect()
}

fn types(events: &[Event]) -> Vec<String> {
    events
        .iter()
        .map(|event| serde_json::to_value(event).expect("an event is JSON")["type"].to_string())
        .map(|name| name.trim_matches('"').to_owned())
        .collect()
}

/// Who had which lead at any time.
fn had(lead: &str, agents: &[&str]) -> PreviousOwners {
    serde_json::from_value(json!({ "lead": lead, "agents": agents })).expect("previous owners")
}

/// An engine whose assignment has these settings.
fn assigning(assignment: Value) -> Engine {
    engine(json!({ "automation": { "assignment": assignment } }))
}

/// The agents and leads once the host stored what a plan came to.
fn stored(applied: &AppliedPlan, leads: &[Lead], agents: &[Agent]) -> (Vec<Lead>, Vec<Agent>) {
    let (mut leads, mut agents) = (leads.to_vec(), agents.to_vec());
    for lead in &mut leads {
        applied.events.iter().for_each(|event| lead.apply(event));
    }
    for (agent, tally) in agents.iter_mut().zip(&applied.agents) {
        agent.counter = tally.counter;
        agent.received_today = tally.received_today;
        agent.last_run.clone_from(&tally.last_run);
    }
    (leads, agents)
}

/// The counter of an agent who is not new.
fn counter(tally: &AgentTally) -> u64 {
    tally.counter.expect("a counter").get()
}

/// Per agent the leads received on the day, and the last run with the leads received in it.
fn shares(agents: &[AgentTally]) -> Vec<(u32, Option<(&str, u32)>)> {
    agents
        .iter()
        .map(|own| {
            let last = own.last_run.as_ref();
            (own.received_today, last.map(|last| (last.run.as_str(), last.received)))
        })
        .collect()
}

fn ids_moved(applied: &AppliedPlan) -> Vec<String> {
    let mut ids: Vec<_> = applied.events.iter().filter_map(|event| event.lead.clone()).collect();
    ids.dedup();
    ids.iter().map(ToString::to_string).collect()
}

/// S4: a move whose lead has another owner, status or version, or is gone, is refused; the others stand
#[test]
fn stale_moves_are_refused_one_by_one() {
    let engine = engine(json!({}));
    let leads: Vec<Lead> = ["a", "b", "c", "d", "e"].map(|id| stale(id, "asha")).into();
    let agents = [free("asha"), free("bela")];
    let planned = plan(&engine, Job::Assignment, &leads, &agents);
    assert_eq!(moves(&planned), ["a", "b", "c", "d", "e"].map(|id| (id, "bela")));
    let now = [
        stale("a", "bela"),
        lead("b", "busy", Some("asha"), json!({})),
        lead("c", "notPicked", Some("asha"), json!({ "version": 4 })),
        lead("e", "notPicked", Some("asha"), json!({ "name": "Ravi" })),
    ];
    let applied = apply_plan(&engine, &planned, &now, &agents);
    assert_eq!(
        refused(&applied),
        [
            ("a", Code::PlanStale),
            ("b", Code::PlanStale),
            ("c", Code::PlanStale),
            ("d", Code::PlanLeadMissing),
        ]
    );
    assert_eq!(ids_moved(&applied), ["e"]);
    assert_eq!((applied.outcome.moved, applied.outcome.agents), (1, 1));
}

/// S4, A2: a move to an agent who was banned, went away, left or changed role since is refused
#[test]
fn a_move_to_an_agent_who_no_longer_receives_is_refused() {
    let engine = engine(json!({}));
    let leads = ["a", "b", "c", "d", "e"].map(fresh);
    let names = ["asha", "bela", "chitra", "dev", "esha"];
    let planned = plan(&engine, Job::Assignment, &leads, &names.map(free));
    assert_eq!(
        moves(&planned),
        [("a", "asha"), ("b", "bela"), ("c", "chitra"), ("d", "dev"), ("e", "esha")]
    );
    let now = [
        agent("asha", json!({ "state": "banned" })),
        agent("bela", json!({ "state": "away" })),
        agent("dev", json!({ "role": "manager" })),
        free("esha"),
    ];
    let applied = apply_plan(&engine, &planned, &leads, &now);
    assert_eq!(
        refused(&applied),
        [
            ("a", Code::AgentBanned),
            ("b", Code::AgentAway),
            ("c", Code::AgentUnknown),
            ("d", Code::AgentNotAssignable),
        ]
    );
    assert_eq!(ids_moved(&applied), ["e"]);
}

/// S4: a plan that moves a lead twice moves it once, and says what is wrong
#[test]
fn a_second_move_of_a_lead_is_refused_as_such() {
    let engine = engine(json!({}));
    let leads = ["a", "b"].map(fresh);
    let agents = ["asha", "bela"].map(free);
    let mut planned = plan(&engine, Job::Assignment, &leads, &agents);
    assert_eq!(moves(&planned), [("a", "asha"), ("b", "bela")]);
    let once = apply_plan(&engine, &planned, &leads, &agents);
    let mut again = planned.moves[0].clone();
    again.to = planned.moves[1].to.clone();
    planned.moves.push(again);
    let applied = apply_plan(&engine, &planned, &leads, &agents);
    assert_eq!(refused(&applied), [("a", Code::LeadDuplicateId)]);
    assert_eq!((&applied.events, &applied.outcome), (&once.events, &once.outcome));
}

/// S4, A6: a lead does not follow an agent who works in another branch or department since
#[test]
fn a_move_to_an_agent_who_left_the_scope_is_refused() {
    let scope = json!({ "scope": "branchAndDepartment" });
    let engine = engine(json!({ "automation": { "assignment": scope } }));
    let here =
        |branch: &str, department: &str| json!({ "branch": branch, "department": department });
    let leads = ["a", "b", "c"].map(|id| lead(id, "unassigned", None, here("pune", "loans")));
    let names = ["asha", "bela", "chitra"];
    let agents = names.map(|id| agent(id, here("pune", "loans")));
    let planned = plan(&engine, Job::Assignment, &leads, &agents);
    assert_eq!(moves(&planned), [("a", "asha"), ("b", "bela"), ("c", "chitra")]);
    let now = [
        agent("asha", here("mumbai", "loans")),
        agent("bela", json!({ "branch": "pune" })),
        agent("chitra", here("pune", "loans")),
    ];
    let applied = apply_plan(&engine, &planned, &leads, &now);
    assert_eq!(
        refused(&applied),
        [("a", Code::JobAgentOtherBranch), ("b", Code::JobAgentOtherDepartment)]
    );
    assert_eq!(ids_moved(&applied), ["c"]);
}

/// S4, T2: whose cap was lifted since takes nothing from a top-up, and still all from an assignment
#[test]
fn a_move_of_a_top_up_to_an_agent_without_a_cap_is_refused() {
    let engine = engine(json!({}));
    let leads = ["a", "b"].map(fresh);
    for (job, code) in [(Job::TopUp, Some(Code::JobAgentWithoutCap)), (Job::Assignment, None)] {
        let planned = plan(&engine, job, &leads, &[capped("asha", 2)]);
        assert_eq!(moves(&planned), [("a", "asha"), ("b", "asha")]);
        let applied = apply_plan(&engine, &planned, &leads, &[free("asha")]);
        let wanted: Vec<_> = code.iter().flat_map(|code| [("a", *code), ("b", *code)]).collect();
        assert_eq!(refused(&applied), wanted);
    }
}

/// S4: whoever would end above the cap keeps the moves of the highest priority
#[test]
fn above_the_cap_the_lowest_priority_is_refused_first() {
    let engine = engine(json!({}));
    let with =
        |id: &str, priority: i64| lead(id, "unassigned", None, json!({ "priority": priority }));
    let leads = [with("low", 1), with("high", 9), with("middle", 5)];
    let planned = plan(&engine, Job::Assignment, &leads, &[capped("asha", 3)]);
    assert_eq!(moves(&planned), [("high", "asha"), ("middle", "asha"), ("low", "asha")]);
    for (held, stands) in [(0, 3), (1, 2), (2, 1), (3, 0), (7, 0)] {
        let now = [agent("asha", json!({ "cap": 3, "held": held }))];
        let applied = apply_plan(&engine, &planned, &leads, &now);
        assert_eq!(ids_moved(&applied), ["high", "middle", "low"][..stands]);
        assert!(applied.refused.iter().all(|own| own.reason.code() == Code::AgentAtCap));
    }
}

/// S4: a refused move leaves its lead where it is, which may fill the next agent, and so on
#[test]
fn a_refusal_that_fills_another_agent_refuses_there_too() {
    let engine = engine(json!({}));
    let leads = [fresh("n"), stale("a", "asha"), stale("b", "bela"), fresh("z")];
    let agents = [capped("asha", 1), capped("bela", 1), capped("chitra", 1), free("dev")];
    let planned: Plan = serde_json::from_value(json!({
        "run": "run", "job": "assignment", "at": NOW,
        "moves": [
            { "lead": "n", "to": "asha", "saw": { "status": "unassigned", "version": 3 } },
            { "lead": "a", "to": "bela", "saw": { "owner": "asha", "status": "notPicked", "version": 3 } },
            { "lead": "b", "to": "chitra", "saw": { "owner": "bela", "status": "notPicked", "version": 3 } },
            { "lead": "z", "to": "dev", "saw": { "status": "unassigned", "version": 3 } },
        ],
        "outcome": {
            "job": "assignment", "at": NOW, "moved": 4, "agents": 4, "left": 0, "reason": null, "line": "",
        },
    }))
    .expect("a plan");
    let all = apply_plan(&engine, &planned, &leads, &agents);
    assert_eq!(ids_moved(&all), ["n", "a", "b", "z"]);
    let mut now = agents;
    now[2] = agent("chitra", json!({ "cap": 1, "state": "banned" }));
    let applied = apply_plan(&engine, &planned, &leads, &now);
    assert_eq!(
        refused(&applied),
        [("n", Code::AgentAtCap), ("a", Code::AgentAtCap), ("b", Code::AgentBanned)]
    );
    assert_eq!(ids_moved(&applied), ["z"]);
}

/// S4, K2: a plan that a host stored as JSON is applied as it was, once
#[test]
fn a_stored_plan_is_applied_once() {
    let engine = engine(json!({}));
    let leads = [fresh("a"), stale("b", "asha")];
    let agents = [free("asha"), free("bela")];
    let planned = plan(&engine, Job::Assignment, &leads, &agents);
    let text = serde_json::to_string(&planned).expect("a plan is JSON");
    let stored: Plan = serde_json::from_str(&text).expect("a plan reads back");
    assert_eq!(stored, planned);
    let applied = apply_plan(&engine, &stored, &leads, &agents);
    assert_eq!(applied, apply_plan(&engine, &planned, &leads, &agents));
    let moved = leads.clone().map(|lead| {
        let mut lead = Some(lead);
        applied.events.iter().for_each(|event| apply(&mut lead, event));
        lead.expect("the lead is there")
    });
    let again = apply_plan(&engine, &stored, &moved, &agents);
    assert_eq!(again.events, []);
    assert_eq!(refused(&again), [("a", Code::PlanAlreadyApplied), ("b", Code::PlanAlreadyApplied)]);
    assert_eq!(moves(&plan(&engine, Job::Assignment, &moved, &agents)), []);
}

/// S4, L11, A3, L7: a placed lead gets the assigned status since now, and its follow-ups go with it
#[test]
fn an_assigned_lead_starts_anew_with_its_new_owner() {
    let engine =
        engine(json!({ "automation": { "assignment": { "sparesFollowUpsAhead": false } } }));
    let follow_ups = json!({ "followUps": [follow_up("f2", "2026-05-10T05:00:00Z"), follow_up("f1", "2026-05-12T05:00:00Z")] });
    let leads = [lead("l", "notPicked", Some("asha"), follow_ups)];
    let agents = [free("asha"), free("bela")];
    let planned = plan(&engine, Job::Assignment, &leads, &agents);
    let applied = apply_plan(&engine, &planned, &leads, &agents);
    assert_eq!(
        types(&applied.events),
        ["lead.assigned", "lead.status_changed", "followup.reassigned", "followup.reassigned"]
    );
    let ids: Vec<_> = applied.events.iter().map(|event| event.id.to_string()).collect();
    assert_eq!(ids, ["run/l/1", "run/l/2", "run/l/3", "run/l/4"]);
    assert!(applied.events.iter().all(|event| event.actor.as_str() == "scheduler"));
    let mut moved = leads.first().cloned();
    applied.events.iter().for_each(|event| apply(&mut moved, event));
    let moved = moved.expect("the lead is there");
    assert_eq!((moved.status.as_str(), moved.status_since), ("assigned", at(NOW)));
    assert_eq!(moved.owner_since, Some(at(NOW)));
    assert_eq!(moved.version.get(), 7);
    assert!(moved.follow_ups.iter().all(|own| own.owner.as_str() == "bela" && own.is_open()));
    let last = moved.last_owner.expect("there was an owner");
    assert_eq!(last.as_str(), "asha");
}

/// S5: the outcome of a plan as one line, for each job
#[test]
fn the_outcome_is_one_line() {
    let engine = engine(json!({}));
    let leads = ["a", "b", "c", "d"].map(fresh);
    let planned = plan(&engine, Job::Assignment, &leads, &[capped("asha", 1), capped("bela", 2)]);
    assert_eq!(
        planned.outcome.line,
        "Last run: 2026-05-11 09:00 IST — 3 leads assigned across 2 agents, 1 unassigned (agents at cap)."
    );
    let planned = plan(&engine, Job::TopUp, &leads[..1], &[capped("asha", 3), capped("bela", 4)]);
    assert_eq!(
        planned.outcome.line,
        "Last run: 2026-05-11 09:00 IST — 1 lead topped up across 1 agent, 6 places left (no leads)."
    );
    let leads = [stale("a", "asha"), stale("b", "bela"), stale("c", "asha")];
    let planned = plan(&engine, Job::Removal, &leads, &[free("asha"), free("bela")]);
    assert_eq!(
        planned.outcome.line,
        "Last run: 2026-05-11 09:00 IST — 3 leads removed from 2 agents."
    );
}

/// A1: a lead whose owner was not supplied is skipped and listed; adopted, it frees no place
#[test]
fn a_lead_of_an_unknown_owner_is_listed_or_adopted() {
    let leads = [stale("a", "gone")];
    let agents = [free("asha")];
    let skipping = plan(&engine(json!({})), Job::Assignment, &leads, &agents);
    assert_eq!(skipped(&skipping), [("a", Code::AgentUnknown)]);
    assert_eq!((moves(&skipping).len(), not_eligible(&skipping).len()), (0, 0));
    let adopting = engine(json!({ "automation": { "assignment": { "adoptOrphans": true } } }));
    let planned = plan(&adopting, Job::Assignment, &leads, &agents);
    assert_eq!((moves(&planned), skipped(&planned)), (vec![("a", "asha")], vec![]));
}

/// A1, G3, V2, C13: who is not eligible, and why
#[test]
fn leads_that_are_not_eligible_are_counted_by_reason() {
    let engine = engine(json!({}));
    let conversion = json!({ "conversion": { "at": LONG_AGO, "agent": "asha" } });
    let live =
        json!({ "liveCall": { "id": "c", "agent": "asha", "startedAt": "2026-05-11T03:00:00Z" } });
    let ahead = json!({ "followUps": [follow_up("f", "2026-05-11T03:30:00.001Z")] });
    let not_ahead = json!({ "followUps": [follow_up("f", NOW)] });
    let leads = [
        lead("customer", "customer", Some("asha"), conversion),
        lead("assigned", "assigned", Some("asha"), json!({})),
        lead("live", "notPicked", Some("asha"), live),
        lead("ahead", "notPicked", Some("asha"), ahead),
        lead("due", "notPicked", Some("asha"), not_ahead),
        lead("of the banned", "notPicked", Some("dev"), json!({})),
        lead("do not call", "unassigned", None, json!({ "doNotCall": true })),
    ];
    let agents = [free("asha"), free("bela"), agent("dev", json!({ "state": "banned" }))];
    let planned = plan(&engine, Job::Assignment, &leads, &agents);
    assert_eq!(moves(&planned), [("due", "bela")]);
    assert_eq!(
        not_eligible(&planned),
        [
            (Code::JobStatusNotListed, 1),
            (Code::JobIsCustomer, 1),
            (Code::JobLiveCall, 1),
            (Code::JobFollowUpAhead, 1),
            (Code::JobOwnerBanned, 1),
            (Code::JobDoNotCall, 1),
        ]
    );
}

/// C13: top-up and removal skip who asked not to be called
#[test]
fn no_job_touches_who_asked_not_to_be_called() {
    let engine = engine(json!({}));
    let leads = [
        lead("a", "unassigned", None, json!({ "doNotCall": true })),
        lead("b", "notPicked", Some("asha"), json!({ "doNotCall": true })),
    ];
    for job in [Job::Removal, Job::Assignment, Job::TopUp] {
        let planned = plan(&engine, job, &leads, &[capped("asha", 9), capped("bela", 9)]);
        assert_eq!(moves(&planned), [], "{job:?}");
        assert!(not_eligible(&planned).iter().any(|(code, _)| *code == Code::JobDoNotCall));
    }
}

/// C8, A1: a live call holds a lead for as long as a call may last, and no longer
#[test]
fn a_lost_call_does_not_hold_a_lead() {
    let engine = engine(json!({}));
    for (started_at, moved) in
        [("2026-05-11T03:29:00Z", 0), ("2026-05-10T23:30:00Z", 0), ("2026-05-10T23:29:59.999Z", 1)]
    {
        let live = json!({ "liveCall": { "id": "c", "agent": "asha", "startedAt": started_at } });
        let leads = [
            lead("a", "notPicked", Some("asha"), live.clone()),
            lead("b", "unassigned", None, live),
        ];
        let agents = [capped("asha", 5), capped("bela", 5)];
        assert_eq!(plan(&engine, Job::Assignment, &leads[..1], &agents).moves.len(), moved);
        assert_eq!(plan(&engine, Job::Removal, &leads[..1], &agents).moves.len(), moved);
        assert_eq!(plan(&engine, Job::TopUp, &leads[1..], &agents).moves.len(), moved);
    }
}

/// A2, A4: what the host says an agent holds counts; else it is counted among the leads
#[test]
fn held_leads_are_told_or_counted() {
    let engine = engine(json!({}));
    let mut leads = vec![fresh("a"), fresh("b"), fresh("c")];
    leads.extend([
        lead("x", "assigned", Some("asha"), json!({})),
        lead("y", "busy", Some("asha"), json!({})),
        lead(
            "z",
            "followUps",
            Some("asha"),
            json!({ "followUps": [follow_up("f", "2026-05-12T05:00:00Z")] }),
        ),
    ]);
    for (agent, free) in [
        (capped("asha", 3), 1),
        (agent("asha", json!({ "cap": 3, "held": 1 })), 2),
        (agent("asha", json!({ "cap": 3, "held": null })), 3),
        (agent("asha", json!({ "cap": 3, "held": 3 })), 0),
        (agent("asha", json!({ "cap": 0 })), 0),
        (free("asha"), 3),
    ] {
        let agents = [agent];
        let planned = plan(&engine, Job::Assignment, &leads, &agents);
        assert_eq!(planned.moves.len(), free, "{agents:?}");
        assert_eq!(planned.not_placed.len(), 3 - free);
        let tally = &planned.agents[0];
        assert_eq!(tally.received as usize, free);
        assert_eq!(tally.free, agents[0].cap.map(|cap| cap.saturating_sub(tally.held)));
    }
}

/// A3: of two agents at cap each takes the other's stale lead; with one agent a lead stays where it is
#[test]
fn stale_leads_change_hands_at_the_cap() {
    let engine = engine(json!({}));
    let leads = [stale("a", "asha"), stale("b", "bela")];
    let agents = [capped("asha", 1), capped("bela", 1)];
    let planned = plan(&engine, Job::Assignment, &leads, &agents);
    assert_eq!(moves(&planned), [("a", "bela"), ("b", "asha")]);
    assert!(apply_plan(&engine, &planned, &leads, &agents).refused.is_empty());
    let full = [capped("asha", 5), capped("bela", 1)];
    let planned = plan(
        &engine,
        Job::Assignment,
        &[leads[0].clone(), lead("c", "assigned", Some("bela"), json!({}))],
        &full,
    );
    assert_eq!(moves(&planned), []);
    assert_eq!(not_placed(&planned), [("a", Code::JobOnlyBarredAgent)]);
}

/// A5: larger priority first, then the oldest, then the id by bytes
#[test]
fn the_best_leads_are_placed_first() {
    let engine = engine(json!({}));
    let with = |id: &str, priority: Option<i64>, captured_at: &str| {
        lead(
            id,
            "unassigned",
            None,
            json!({ "priority": priority, "capturedAt": captured_at, "statusSince": captured_at }),
        )
    };
    let leads = [
        with("e", None, "2026-05-01T00:00:00Z"),
        with("b", Some(1), "2026-05-02T00:00:00Z"),
        with("a", Some(1), "2026-05-02T00:00:00Z"),
        with("d", Some(1), "2026-05-01T00:00:00Z"),
        with("c", Some(7), "2026-05-03T00:00:00Z"),
        with("f", Some(-1), "2026-05-01T00:00:00Z"),
    ];
    for places in 0..=6 {
        let planned = plan(&engine, Job::Assignment, &leads, &[capped("asha", places)]);
        let placed: Vec<_> = planned.moves.iter().map(|own| own.lead.as_str()).collect();
        assert_eq!(placed, ["c", "d", "a", "b", "f", "e"][..places as usize]);
    }
}

/// A5b: counters come with the agents and go back updated; top-up does not touch them
#[test]
fn counters_are_updated_by_assignment_alone() {
    let engine = engine(json!({}));
    let leads = ["a", "b", "c"].map(fresh);
    let agents = [
        agent("asha", json!({ "cap": 9, "counter": 4 })),
        agent("bela", json!({ "cap": 9, "counter": 6 })),
        agent("chitra", json!({ "cap": 9, "counter": 1, "state": "away" })),
    ];
    let counters = |job| -> Vec<u64> {
        plan(&engine, job, &leads, &agents).agents.iter().map(counter).collect()
    };
    assert_eq!(counters(Job::Assignment), [7, 6, 6]);
    assert_eq!(counters(Job::TopUp), [4, 6, 1]);
    assert_eq!(counters(Job::Removal), [4, 6, 1]);
}

/// A5b, S4: an agent without a counter is new, begins level with the others, and gets a counter from the first run that
/// gives leads to somebody
#[test]
fn a_new_agent_begins_on_a_level() {
    let engine = engine(json!({}));
    let leads = ["a", "b", "c", "d"].map(fresh);
    let agents = [agent("asha", json!({ "counter": 40 })), free("bela")];
    let counters = |plan: &Plan| -> Vec<Option<u64>> {
        plan.agents.iter().map(|own| own.counter.map(Count::get)).collect()
    };
    for job in [Job::Removal, Job::TopUp] {
        assert_eq!(counters(&plan(&engine, job, &leads, &agents)), [Some(40), None]);
    }
    assert_eq!(counters(&plan(&engine, Job::Assignment, &[], &agents)), [Some(40), None]);

    let planned = plan(&engine, Job::Assignment, &leads, &agents);
    assert_eq!(counters(&planned), [Some(42), Some(42)]);
    let applied = apply_plan(&engine, &planned, &leads, &agents);
    assert_eq!(applied.agents, planned.agents);
    let (leads, agents) = stored(&applied, &leads, &agents);
    let again = plan(&engine, Job::Assignment, &leads, &agents);
    assert_eq!(counters(&again), counters(&planned));
}

/// A6, T4: a lead with a branch or a department goes to agents of it only, by assignment and by top-up
#[test]
fn scopes_hold_by_id() {
    let leads = [
        lead("anywhere", "unassigned", None, json!({})),
        lead("north", "unassigned", None, json!({ "branch": "north" })),
        lead(
            "north sales",
            "unassigned",
            None,
            json!({ "branch": "north", "department": "sales" }),
        ),
        lead("west", "unassigned", None, json!({ "branch": "west" })),
    ];
    let agents = [
        agent("asha", json!({ "cap": 1, "branch": "south", "department": "sales" })),
        agent("bela", json!({ "cap": 9, "branch": "north", "department": "service" })),
        agent("chitra", json!({ "cap": 9, "branch": "north", "department": "sales" })),
    ];
    let nobody = ("west", Code::JobNoAgentMatches);
    for (scope, to, left) in [
        ("company", [true, true, true], vec![]),
        ("branch", [true, true, true], vec![nobody]),
        ("department", [true, true, false], vec![]),
        ("branchAndDepartment", [true, true, false], vec![nobody]),
    ] {
        let engine = engine(json!({ "automation": { "assignment": { "scope": scope } } }));
        for job in [Job::Assignment, Job::TopUp] {
            let planned = plan(&engine, job, &leads, &agents);
            assert_eq!(not_placed(&planned), left, "{scope} {job:?}");
            let to_bela = moves(&planned).contains(&("north sales", "bela"));
            assert!(to[2] || !to_bela, "{scope} {job:?}");
            if scope.starts_with("branch") {
                for (lead, agent) in moves(&planned) {
                    assert!(!lead.starts_with("north") || agent != "asha", "{scope} {job:?}");
                }
            }
        }
    }
}

/// X1, Z3: one cut-off per run: so many local days back at the same local time, also over a change of offset
#[test]
fn removal_looks_back_by_local_days() {
    let policy = |days: u32| {
        engine(json!({
            "timeZone": { "name": "America/New_York" },
            "automation": { "removal": { "enabled": true, "days": days } },
        }))
    };
    let removed = |engine: &Engine, since: &str, now: &str| {
        let leads = [lead("a", "busy", Some("asha"), json!({ "statusSince": since }))];
        plan_at(engine, Job::Removal, &leads, &[free("asha")], now).moves.len()
    };
    let cases = [
        // 09:00 EDT, and seven days before at 09:00 EST: the week has an hour less.
        (7, "2026-03-10T13:00:00Z", "2026-03-03T14:00:00.000Z", "2026-03-03T14:00:00.001Z"),
        // 09:00 EST, and a day before at 09:00 EDT: the day had an hour more.
        (1, "2026-11-01T14:00:00Z", "2026-10-31T13:00:00.000Z", "2026-10-31T13:00:00.001Z"),
        // 02:30 a week after the night in which there is no 02:30: forward by the gap.
        (7, "2026-03-15T06:30:00Z", "2026-03-08T07:30:00.000Z", "2026-03-08T07:30:00.001Z"),
        // 01:30 the day after the night that has it twice: the first.
        (1, "2026-11-02T06:30:00Z", "2026-11-01T05:30:00.000Z", "2026-11-01T05:30:00.001Z"),
    ];
    for (days, now, old_enough, too_recent) in cases {
        let engine = policy(days);
        assert_eq!(removed(&engine, old_enough, now), 1, "{now}");
        assert_eq!(removed(&engine, too_recent, now), 0, "{now}");
    }
    let leads = [lead("a", "busy", Some("asha"), json!({ "statusSince": "2026-03-09T00:00:00Z" }))];
    let planned =
        plan_at(&policy(7), Job::Removal, &leads, &[free("asha")], "2026-03-10T13:00:00Z");
    assert_eq!(not_eligible(&planned), [(Code::JobTooRecent, 1)]);
}

/// X1, Z1: no lead has been on its status since before the supported time
#[test]
fn removal_finds_nothing_before_1970() {
    let engine = engine(json!({ "automation": { "removal": { "days": 30_000 } } }));
    let first =
        json!({ "statusSince": "1970-01-01T00:00:00Z", "capturedAt": "1970-01-01T00:00:00Z" });
    let leads = [lead("a", "busy", Some("asha"), first)];
    let planned = plan_at(&engine, Job::Removal, &leads, &[free("asha")], NOW);
    assert_eq!(not_eligible(&planned), [(Code::JobTooRecent, 1)]);
}

/// X1: what removal leaves alone
#[test]
fn removal_leaves_alone_what_is_listed() {
    let live = json!({ "liveCall": { "id": "c", "agent": "asha", "startedAt": NOW } });
    let ahead = json!({ "followUps": [follow_up("f", "2026-05-12T05:00:00Z")] });
    let leads = [
        fresh("pool"),
        lead("interested", "interested", Some("asha"), json!({})),
        stale("banned", "dev"),
        lead("live", "busy", Some("asha"), live),
        lead("ahead", "busy", Some("asha"), ahead),
        stale("old", "asha"),
    ];
    let agents = [free("asha"), agent("dev", json!({ "state": "banned" }))];
    let planned = plan(&engine(json!({})), Job::Removal, &leads, &agents);
    assert_eq!(moves(&planned), [("old", "-")]);
    let sparing_nobody = json!({ "automation": { "removal": { "sparesFollowUpsAhead": false } } });
    let planned = plan(&engine(sparing_nobody), Job::Removal, &leads, &agents);
    assert_eq!(moves(&planned), [("ahead", "-"), ("old", "-")]);
}

/// X2, F6: a removed lead is Unassigned since now, its follow-ups expired, its owner remembered
#[test]
fn a_removed_lead_goes_back_to_the_pool() {
    let engine = engine(json!({}));
    let overdue =
        json!({ "followUps": [follow_up("f1", "2026-05-09T05:00:00Z"), follow_up("f2", NOW)] });
    let leads = [lead("l", "busy", Some("asha"), overdue)];
    let agents = [free("asha")];
    let planned = plan(&engine, Job::Removal, &leads, &agents);
    assert_eq!((planned.agents[0].left, planned.agents[0].held), (1, 0));
    let applied = apply_plan(&engine, &planned, &leads, &agents);
    assert_eq!(
        types(&applied.events),
        ["lead.unassigned", "lead.status_changed", "followup.expired", "followup.expired"]
    );
    let mut moved = leads.first().cloned();
    applied.events.iter().for_each(|event| apply(&mut moved, event));
    let moved = moved.expect("the lead is there");
    assert!(moved.is_unassigned() && moved.owner.is_none() && moved.follow_ups.is_empty());
    assert_eq!(moved.status_since, at(NOW));
    assert_eq!(moved.last_owner.as_ref().map(AgentId::as_str), Some("asha"));
    // The agent who had it is barred from the next run.
    assert_eq!(
        moves(&plan(
            &engine,
            Job::Assignment,
            std::slice::from_ref(&moved),
            &[free("asha"), free("bela")]
        )),
        [("l", "bela")]
    );
    assert_eq!(
        moves(&plan(&engine, Job::TopUp, &[moved], &[capped("asha", 3), capped("bela", 3)])),
        [("l", "bela")]
    );
}

/// T1, T2: top-up takes fresh leads only, and fills free places only; without a cap there are none
#[test]
fn top_up_fills_free_places_with_fresh_leads() {
    let engine = engine(json!({}));
    let leads = [
        fresh("a"),
        fresh("b"),
        fresh("c"),
        stale("x", "asha"),
        lead("y", "missed", Some("bela"), json!({})),
    ];
    let agents = [capped("asha", 2), capped("bela", 1), free("chitra")];
    let planned = plan(&engine, Job::TopUp, &leads, &agents);
    assert_eq!(moves(&planned), [("a", "asha")]);
    assert_eq!(not_placed(&planned), [("b", Code::JobAgentsAtCap), ("c", Code::JobAgentsAtCap)]);
    assert_eq!(not_eligible(&planned), [(Code::JobStatusNotListed, 2)]);
    assert_eq!((planned.outcome.left, planned.outcome.reason), (0, None));
}

/// T1: never attempted first, then priority, then the oldest or, by policy, the newest
#[test]
fn top_up_takes_the_freshest_first() {
    let with = |id: &str, attempts: u32, priority: Option<i64>, captured_at: &str| {
        lead(
            id,
            "unassigned",
            None,
            json!({
                "attempts": attempts, "priority": priority, "capturedAt": captured_at, "statusSince": captured_at,
            }),
        )
    };
    let leads = [
        with("tried", 1, Some(9), "2026-05-01T00:00:00Z"),
        with("new", 0, None, "2026-05-03T00:00:00Z"),
        with("old", 0, None, "2026-05-02T00:00:00Z"),
        with("hot", 0, Some(1), "2026-05-04T00:00:00Z"),
    ];
    for (order, expected) in [
        ("oldestFirst", ["hot", "old", "new", "tried"]),
        ("newestFirst", ["hot", "new", "old", "tried"]),
    ] {
        let engine = engine(json!({ "automation": { "topUp": { "order": order } } }));
        for places in 0..=4 {
            let planned = plan(&engine, Job::TopUp, &leads, &[capped("asha", places)]);
            let mut placed: Vec<_> = planned.moves.iter().map(|own| own.lead.as_str()).collect();
            let mut best = expected[..places as usize].to_vec();
            placed.sort_unstable();
            best.sort_unstable();
            assert_eq!(placed, best, "{order} {places}");
        }
    }
}

/// T3: the shortest queues are raised first, as level as possible, ties by agent order
#[test]
fn top_up_levels_the_queues() {
    let engine = engine(json!({}));
    let leads: Vec<Lead> = (0..5).map(|number| fresh(&format!("l{number}"))).collect();
    let agents = [
        agent("asha", json!({ "cap": 9, "held": 3 })),
        agent("bela", json!({ "cap": 9, "held": 1 })),
        agent("chitra", json!({ "cap": 2, "held": 1 })),
    ];
    let planned = plan(&engine, Job::TopUp, &leads, &agents);
    let held: Vec<_> = planned.agents.iter().map(|own| own.held).collect();
    assert_eq!(held, [4, 4, 2]);
    assert_eq!(planned.outcome.left, 10);
    assert_eq!(planned.outcome.reason, Some(Code::JobNoLeads));
}

/// S1, S2, S3: each job falls due once a day at its time, in order; a switched-off job does not
#[test]
fn jobs_fall_due_once_a_day() {
    let engine = engine(json!({ "automation": {
        "removal": { "enabled": true, "at": "09:00" }, "topUp": { "enabled": false },
    } }));
    let states = |at| [Job::TopUp, Job::Assignment, Job::Removal].map(|job| (job, at));
    let yesterday = ScheduleState::LastDue(at("2026-05-10T03:30:00Z"));
    let due = |job| DueJob { job, at: at(NOW) };
    assert_eq!(engine.due(&states(yesterday), at("2026-05-11T03:29:59.999Z")), []);
    for now in [NOW, "2026-05-11T18:29:59Z"] {
        assert_eq!(
            engine.due(&states(yesterday), at(now)),
            [due(Job::Removal), due(Job::Assignment)]
        );
    }
    let today = ScheduleState::LastDue(at(NOW));
    assert_eq!(engine.due(&states(today), at("2026-05-11T20:00:00Z")), []);
    let long_ago = ScheduleState::OnSince(at("2026-04-01T00:00:00Z"));
    assert_eq!(engine.due(&states(long_ago), at(NOW)), [due(Job::Removal), due(Job::Assignment)]);
    assert_eq!(engine.due(&[], at(NOW)), []);
}

/// L2, L1, K2: leads that cannot be taken are skipped and listed, and the run goes on
#[test]
fn leads_that_cannot_be_taken_are_listed() {
    let engine = engine(json!({}));
    let leads = [
        lead("no owner", "busy", None, json!({})),
        lead(
            "two faults",
            "unassigned",
            Some("asha"),
            json!({ "statusSince": "2026-06-01T00:00:00Z" }),
        ),
        lead("no such status", "lost", Some("asha"), json!({})),
        lead("too new", "unassigned", None, json!({ "schema": 3 })),
        fresh("twice"),
        fresh("twice"),
        fresh("well"),
    ];
    for job in [Job::Removal, Job::Assignment, Job::TopUp] {
        let planned = plan(&engine, job, &leads, &[capped("asha", 9)]);
        assert_eq!(
            skipped(&planned),
            [
                ("no owner", Code::LeadInconsistent),
                ("no such status", Code::LeadInconsistent),
                ("too new", Code::DocumentTooNew),
                ("twice", Code::LeadDuplicateId),
                ("two faults", Code::LeadInconsistent),
            ]
        );
        let problems = planned.skipped.iter().find(|own| own.lead.as_str() == "two faults");
        assert_eq!(
            problems.expect("it is listed").problems,
            ["unassignedWithOwner", "statusInFuture"]
        );
        let expected =
            if job == Job::Removal { vec![] } else { vec![("twice", "asha"), ("well", "asha")] };
        assert_eq!(moves(&planned), expected);
    }
}

/// L1, K2: an agent listed twice and a plan of a newer schema are refused as a whole
#[test]
fn what_no_run_can_begin_with_is_refused() {
    let engine = engine(json!({}));
    let run = RunId::new("run").expect("an id");
    let agents = [free("asha"), free("bela"), free("asha")];
    let fault =
        engine.plan(Job::TopUp, &run, &[], &agents, &[], at(NOW)).expect_err("listed twice");
    assert_eq!((fault.code(), fault.path()), (Code::AgentDuplicateId, "agents[2].id"));
    let mut planned = plan(&engine, Job::TopUp, &[], &[]);
    planned.schema = SCHEMA + 1;
    let actor: Actor = serde_json::from_value(json!({ "id": "scheduler" })).expect("an actor");
    let fault = engine.apply_plan(&planned, &[], &[], &actor, at(NOW)).expect_err("too new");
    assert_eq!((fault.code(), fault.path()), (Code::DocumentTooNew, "plan.schema"));
}

/// A8: moved, not placed, skipped and not eligible are all leads, each once
#[test]
fn the_counts_of_a_run_reconcile() {
    let engine = engine(json!({}));
    let leads = [
        fresh("a"),
        fresh("b"),
        stale("c", "gone"),
        lead("d", "busy", None, json!({})),
        lead("e", "interested", Some("asha"), json!({})),
    ];
    let planned = plan(&engine, Job::Assignment, &leads, &[capped("asha", 1)]);
    let not_eligible: u64 = planned.not_eligible.iter().map(|own| own.leads).sum();
    assert_eq!((planned.moves.len(), planned.not_placed.len(), planned.skipped.len()), (1, 1, 2));
    assert_eq!((not_eligible, planned.outcome.moved, planned.outcome.left), (1, 1, 1));
}

/// S4, A5b: the counters to store are those of the moves that stand
#[test]
fn a_refused_move_leaves_no_trace_in_the_counters() {
    let engine = engine(json!({}));
    let agents = [agent("asha", json!({ "counter": 4 })), agent("bela", json!({ "counter": 4 }))];
    let mut leads = [fresh("a"), fresh("b"), fresh("c"), fresh("d")];
    let plan = plan(&engine, Job::Assignment, &leads, &agents);
    leads[0] = lead("a", "busy", Some("bela"), json!({ "version": 9 }));
    let applied = apply_plan(&engine, &plan, &leads, &agents);
    assert_eq!(refused(&applied), [("a", Code::PlanStale)]);
    let counters = |agents: &[AgentTally]| -> Vec<(u32, u64)> {
        agents.iter().map(|own| (own.received, counter(own))).collect()
    };
    assert_eq!(counters(&plan.agents), [(2, 6), (2, 6)]);
    assert_eq!(counters(&applied.agents), [(1, 5), (2, 6)]);
}

/// S4, V2, A1, C13: a plan that names what no job moves is refused there, whoever wrote it
#[test]
fn a_forged_plan_moves_no_lead_that_no_job_moves() {
    let engine = engine(json!({}));
    let agents = [free("asha"), agent("bela", json!({ "state": "banned" }))];
    let pool = ["a", "b", "c", "d"].map(fresh);
    let mut plan = plan(&engine, Job::Assignment, &pool, &agents);
    let sold = json!({ "conversion": { "at": LONG_AGO, "agent": "asha" } });
    let live = json!({ "liveCall": { "id": "call", "agent": "asha", "startedAt": NOW } });
    let leads = [
        lead("a", "customer", Some("asha"), sold),
        lead("b", "notPicked", Some("asha"), live),
        stale("c", "bela"),
        lead("d", "notPicked", Some("asha"), json!({ "doNotCall": true })),
    ];
    for (planned, lead) in plan.moves.iter_mut().zip(&leads) {
        planned.saw.owner.clone_from(&lead.owner);
        planned.saw.status = lead.status.clone();
        planned.saw.version = lead.version;
    }
    let applied = apply_plan(&engine, &plan, &leads, &agents);
    assert_eq!(
        refused(&applied),
        [
            ("a", Code::JobIsCustomer),
            ("b", Code::JobLiveCall),
            ("c", Code::JobOwnerBanned),
            ("d", Code::JobDoNotCall),
        ]
    );
    assert!(applied.events.is_empty());
}

/// S4, T1: a top-up's moves stand in the order in which it deals: never attempted first, then as the policy says
#[test]
fn the_moves_of_a_top_up_stand_in_its_own_order() {
    let tried = lead("tried", "unassigned", None, json!({ "attempts": 2, "priority": 9 }));
    let newer = lead("newer", "unassigned", None, json!({ "capturedAt": "2026-05-01T06:00:00Z" }));
    let leads = [tried, fresh("older"), newer];
    for (order, expected) in
        [("oldestFirst", ["older", "newer", "tried"]), ("newestFirst", ["newer", "older", "tried"])]
    {
        let engine = engine(json!({ "automation": { "topUp": { "order": order } } }));
        let plan = plan(&engine, Job::TopUp, &leads, &[capped("asha", 5)]);
        let order: Vec<_> = plan.moves.iter().map(|own| own.lead.as_str()).collect();
        assert_eq!(order, expected);
    }
}

/// A7, A8: a lead with as many attempts as allowed is listed as exhausted, and the counts reconcile
#[test]
fn an_exhausted_lead_is_listed_for_a_manager() {
    let engine = assigning(json!({ "maxAttempts": 3 }));
    let tried =
        |id: &str, attempts: u32| lead(id, "missed", Some("asha"), json!({ "attempts": attempts }));
    let leads = [
        tried("a", 0),
        tried("b", 2),
        tried("c", 3),
        tried("d", 9),
        lead("e", "interested", Some("asha"), json!({ "attempts": 9 })),
        stale("f", "gone"),
        lead("g", "missed", Some("asha"), json!({ "attempts": 9, "doNotCall": true })),
    ];
    let planned = plan(&engine, Job::Assignment, &leads, &[free("asha"), free("bela")]);
    assert_eq!(moves(&planned), [("a", "bela"), ("b", "bela")]);
    assert_eq!(
        skipped(&planned),
        [("c", Code::JobExhausted), ("d", Code::JobExhausted), ("f", Code::AgentUnknown)]
    );
    assert_eq!(not_eligible(&planned), [(Code::JobStatusNotListed, 1), (Code::JobDoNotCall, 1)]);
    let others: u64 = planned.not_eligible.iter().map(|own| own.leads).sum();
    let listed = planned.moves.len() + planned.not_placed.len() + planned.skipped.len();
    assert_eq!(listed as u64 + others, leads.len() as u64);

    // Top-up goes by what is on Unassigned alone.
    let pool = [lead("h", "unassigned", None, json!({ "attempts": 9 }))];
    let topped_up = plan(&engine, Job::TopUp, &pool, &[capped("asha", 1)]);
    assert_eq!(moves(&topped_up), [("h", "asha")]);
}

/// A7: a lead is handed out once it rested so many hours after its last attempt, and not a millisecond earlier
#[test]
fn a_lead_rests_after_its_last_attempt() {
    let engine_with = |hours: u32| assigning(json!({ "restHours": hours }));
    let tried = |id: &str, last: &str| {
        lead(id, "missed", Some("asha"), json!({ "attempts": 1, "lastAttempt": last }))
    };
    let leads = [
        tried("a", "2026-05-10T03:30:00Z"),
        tried("b", "2026-05-10T03:30:00.001Z"),
        // The clock of who called may be some minutes ahead.
        tried("c", "2026-05-11T03:31:00Z"),
        stale("d", "asha"),
    ];
    let agents = [free("asha"), free("bela")];
    let rested = plan(&engine_with(24), Job::Assignment, &leads, &agents);
    assert_eq!(moves(&rested), [("a", "bela"), ("d", "bela")]);
    assert_eq!(not_eligible(&rested), [(Code::JobResting, 2)]);
    let at_once = plan(&engine_with(0), Job::Assignment, &leads, &agents);
    assert_eq!(moves(&at_once).len(), 4);
    // The longest rest reaches back beyond the first supported instant.
    let early = "1970-01-02T00:00:00Z";
    let new =
        json!({ "attempts": 1, "lastAttempt": early, "statusSince": early, "capturedAt": early });
    let new = [lead("e", "missed", Some("asha"), new)];
    let longest =
        plan_at(&engine_with(8_760), Job::Assignment, &new, &agents, "1970-06-01T00:00:00Z");
    assert_eq!(not_eligible(&longest), [(Code::JobResting, 1)]);
}

/// A7, T4: who had a lead at any time does not get it again, by assignment and by top-up, where the policy says so
#[test]
fn who_had_a_lead_before_does_not_get_it_again() {
    let leads = [fresh("a"), fresh("b"), fresh("c")];
    let agents = [capped("asha", 9), capped("bela", 9), capped("carl", 9)];
    // A lead may be listed more than once; agents and leads that are not supplied are passed by.
    let before = [
        had("a", &["carl", "gone", "asha", "asha"]),
        had("b", &["asha"]),
        had("b", &["bela", "asha"]),
        had("c", &["asha", "bela", "carl"]),
        had("elsewhere", &["asha"]),
    ];
    let excluding = assigning(json!({ "excludesPreviousOwners": true }));
    for job in [Job::Assignment, Job::TopUp] {
        let plan_by = |engine: &Engine| {
            engine.plan(job, &run("run"), &leads, &agents, &before, at(NOW)).expect("a plan")
        };
        let planned = plan_by(&excluding);
        assert_eq!(moves(&planned), [("a", "bela"), ("b", "carl")], "{job:?}");
        let left: Vec<_> = not_placed(&planned).iter().map(|(lead, _)| *lead).collect();
        assert_eq!(left, ["c"], "{job:?}");
        assert_eq!(moves(&plan_by(&engine(json!({})))).len(), 3, "{job:?}");
    }
}

/// A7, A3, T4, S5: nobody gets more new leads than a run or a day allows, whichever is less
#[test]
fn new_leads_are_limited_by_run_and_by_day() {
    let leads: Vec<Lead> = (0..9).map(|number| fresh(&format!("{number}"))).collect();
    let agents = [
        agent("asha", json!({ "cap": 99 })),
        agent("bela", json!({ "cap": 99, "receivedToday": 3 })),
        agent("carl", json!({ "cap": 99, "receivedToday": 7 })),
        // Another run's share is none of this one's.
        agent("dora", json!({ "cap": 99, "lastRun": { "run": "other", "received": 2 } })),
    ];
    for job in [Job::Assignment, Job::TopUp] {
        let engine = assigning(json!({ "intake": { "perRun": 2, "perDay": 4 } }));
        let planned = plan(&engine, job, &leads, &agents);
        let received: Vec<_> = planned.agents.iter().map(|own| own.received).collect();
        assert_eq!(received, [2, 1, 0, 2], "{job:?}");
        assert_eq!(
            shares(&planned.agents),
            [(2, Some(("run", 2))), (4, Some(("run", 1))), (7, None), (2, Some(("run", 2)))]
        );
        let reasons: Vec<_> = not_placed(&planned).iter().map(|(_, reason)| *reason).collect();
        assert_eq!(reasons, [Code::JobLimitReached; 4], "{job:?}");
        let none = assigning(json!({ "intake": { "perRun": 0 } }));
        assert_eq!(moves(&plan(&none, job, &leads, &agents)), []);
    }
    let engine = assigning(json!({ "intake": { "perDay": 1 } }));
    let planned = plan(&engine, Job::Assignment, &leads, &agents[..1]);
    assert_eq!(
        planned.outcome.line,
        "Last run: 2026-05-11 09:00 IST — 1 lead assigned across 1 agent, 8 unassigned (limit reached)."
    );
}

/// S4, A7: planned again under the same id a run counts what it gave; under another id it begins anew
#[test]
fn a_run_planned_again_gives_nothing_beyond_its_limit() {
    let leads: Vec<Lead> = (0..10).map(|number| fresh(&format!("{number}"))).collect();
    for job in [Job::Assignment, Job::TopUp] {
        let engine = assigning(json!({ "intake": { "perRun": 2 } }));
        let agents = [capped("asha", 99)];
        let planned = plan(&engine, job, &leads, &agents);
        assert_eq!(moves(&planned), [("0", "asha"), ("1", "asha")], "{job:?}");
        let applied = apply_plan(&engine, &planned, &leads, &agents);
        assert_eq!(shares(&applied.agents), [(2, Some(("run", 2)))]);
        let (leads, agents) = stored(&applied, &leads, &agents);
        let again = plan(&engine, job, &leads, &agents);
        assert_eq!((moves(&again), again.outcome.moved), (vec![], 0), "{job:?}");
        assert_eq!(shares(&again.agents), [(2, Some(("run", 2)))]);
        let another =
            engine.plan(job, &run("next"), &leads, &agents, &[], at(NOW)).expect("a plan");
        assert_eq!(moves(&another), [("2", "asha"), ("3", "asha")], "{job:?}");
        assert_eq!(shares(&another.agents), [(4, Some(("next", 2)))]);
    }
}

/// S4, A7: moves beyond what an agent may still take are refused, lowest priority first, and the others stand
#[test]
fn a_limit_used_up_meanwhile_refuses_the_lowest_priority() {
    let engine = assigning(json!({ "intake": { "perRun": 4, "perDay": 5 } }));
    let leads = [
        fresh("a"),
        fresh("b"),
        fresh("c"),
        lead("d", "unassigned", None, json!({ "priority": 1 })),
    ];
    let planned = plan(&engine, Job::Assignment, &leads, &[free("asha")]);
    assert_eq!(moves(&planned), ["d", "a", "b", "c"].map(|id| (id, "asha")));
    for (meanwhile, stands) in [
        (json!({ "receivedToday": 1 }), 4),
        (json!({ "receivedToday": 3 }), 2),
        (json!({ "receivedToday": 9 }), 0),
        (json!({ "lastRun": { "run": "run", "received": 3 } }), 1),
        (json!({ "lastRun": { "run": "other", "received": 3 } }), 4),
        // The cap is looked at for the moves that are left.
        (json!({ "receivedToday": 3, "held": 4, "cap": 5 }), 1),
    ] {
        let agents = [agent("asha", meanwhile.clone())];
        let applied = apply_plan(&engine, &planned, &leads, &agents);
        assert_eq!(ids_moved(&applied), ["d", "a", "b", "c"][..stands], "{meanwhile}");
        assert_eq!(applied.agents[0].received as usize, stands);
        let codes: Vec<_> = refused(&applied).into_iter().map(|(_, code)| code).collect();
        let limited = codes.iter().filter(|code| **code == Code::JobLimitReached).count();
        let full = codes.iter().filter(|code| **code == Code::AgentAtCap).count();
        assert_eq!((limited + full, full), (4 - stands, usize::from(meanwhile["cap"].is_u64())));
    }
    // A move that is refused for its lead takes nothing of the limit.
    let changed = lead("d", "busy", Some("bela"), json!({ "version": 9 }));
    let now = [leads[0].clone(), leads[1].clone(), leads[2].clone(), changed];
    let agents = [agent("asha", json!({ "receivedToday": 2 }))];
    let applied = apply_plan(&engine, &planned, &now, &agents);
    assert_eq!(refused(&applied), [("d", Code::PlanStale)]);
    assert_eq!(shares(&applied.agents), [(5, Some(("run", 3)))]);
}

/// S4, A7: applied twice, a plan gives no more leads, and what an agent received is not counted twice
#[test]
fn a_plan_applied_twice_counts_what_it_gave_once() {
    let engine = assigning(json!({ "intake": { "perRun": 2, "perDay": 3 } }));
    let leads = [fresh("a"), fresh("b")];
    let agents = [agent("asha", json!({ "receivedToday": 1 }))];
    let planned = plan(&engine, Job::Assignment, &leads, &agents);
    let applied = apply_plan(&engine, &planned, &leads, &agents);
    assert_eq!(shares(&applied.agents), [(3, Some(("run", 2)))]);
    let (leads, agents) = stored(&applied, &leads, &agents);
    let again = apply_plan(&engine, &planned, &leads, &agents);
    assert!(again.events.is_empty());
    assert_eq!(refused(&again), ["a", "b"].map(|id| (id, Code::PlanAlreadyApplied)));
    assert_eq!(shares(&again.agents), [(3, Some(("run", 2)))]);
}

/// A7, X1: removal gives nobody a lead, so that no agent's share changes
#[test]
fn removal_counts_toward_no_limit() {
    let engine = engine(json!({}));
    let last = json!({ "receivedToday": 4, "lastRun": { "run": "morning", "received": 2 } });
    let planned = plan(&engine, Job::Removal, &[stale("a", "asha")], &[agent("asha", last)]);
    assert_eq!(moves(&planned), [("a", "-")]);
    assert_eq!(shares(&planned.agents), [(4, Some(("morning", 2)))]);
}

/// A5: shares are compared by the leads received over all runs or, if the policy says so, by those held at the end
#[test]
fn evenness_goes_by_what_was_received_or_is_held() {
    let leads = [fresh("a"), fresh("b")];
    let agents = [
        agent("asha", json!({ "held": 5, "counter": 1 })),
        agent("bela", json!({ "held": 1, "counter": 5 })),
    ];
    let received = plan(&engine(json!({})), Job::Assignment, &leads, &agents);
    assert_eq!(moves(&received), [("a", "asha"), ("b", "asha")]);
    let held = plan(&assigning(json!({ "evenness": "held" })), Job::Assignment, &leads, &agents);
    assert_eq!(moves(&held), [("a", "bela"), ("b", "bela")]);
}

/// A5, K2: a plan says that it is the best one, also a plan of before it said so
#[test]
fn a_plan_says_that_it_is_proven() {
    let engine = engine(json!({}));
    for job in [Job::Removal, Job::Assignment, Job::TopUp] {
        let plan = plan(&engine, job, &[], &[free("asha")]);
        let mut document = serde_json::to_value(&plan).expect("JSON");
        assert_eq!(document["isProven"], true);
        document.as_object_mut().expect("an object").remove("isProven");
        let earlier: Plan = serde_json::from_value(document.clone()).expect("a plan");
        assert_eq!(earlier, plan);
        document["isProven"] = json!(false);
        let given_up: Plan = serde_json::from_value(document).expect("a plan");
        assert!(!given_up.is_proven);
    }
}
