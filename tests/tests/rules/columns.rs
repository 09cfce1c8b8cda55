//! The jobs over columns, as a host runs them beside its records: the rules of the engine, the moves, the line.

use calliyo_core::{
    Engine, RunId,
    jobs::{
        AgentColumns, Bitmap, Column, LeadColumns, NO_AGENT, Outcome, UNKNOWN_AGENT, assignment,
        removal, top_up,
    },
    lead::{Agent, AgentState, Lead},
    policy::Policy,
    time::{Job, Timestamp},
    wire,
};
use serde_json::json;

/// Monday 2026-05-11 09:00 in Kolkata.
const NOW: &str = "2026-05-11T03:30:00Z";

/// Status, owner, priority, days since the lead was captured and got its status.
const LEADS: [(&str, Option<&str>, i64, i64); 9] = [
    ("unassigned", None, 3, 60),
    ("notPicked", Some("asha"), 5, 3),
    ("busy", Some("asha"), 0, 30),
    ("customer", Some("bela"), 9, 30),
    ("unassigned", None, 4, 20),
    ("missed", Some("bela"), 1, 40),
    ("assigned", Some("somebody"), 2, 9),
    ("unassigned", None, 3, 10),
    ("unassigned", None, 7, 2),
];

/// Agents and what they hold.
const AGENTS: [(&str, u32); 3] = [("asha", 2), ("bela", 1), ("chitra", 0)];

/// Caps that leave too few places, and caps that leave too many.
const TIGHT: [u32; 3] = [2, 3, 1];
const SLACK: [u32; 3] = [9, 9, 9];

fn engine() -> Engine {
    let mut policy = Policy::default();
    policy.automation.removal.enabled = true;
    Engine::new(policy).expect("the policy has no fault")
}

fn now() -> Timestamp {
    NOW.parse().expect("an instant")
}

fn days_ago(days: i64) -> Timestamp {
    now().saturating_add_millis(-days * 86_400_000)
}

fn id(row: usize) -> String {
    format!("lead-{row}")
}

fn leads() -> Vec<Lead> {
    let lead = |(row, (status, owner, priority, days)): (usize, &(_, _, _, _))| {
        let since = days_ago(*days).to_string();
        let mut lead = json!({
            "id": id(row), "version": 3, "status": status, "statusSince": since, "capturedAt": since,
            "owner": owner, "priority": priority,
        });
        if *status == "customer" {
            lead["conversion"] = json!({ "id": "conversion-1", "at": since, "agent": owner });
        }
        serde_json::from_value(lead).expect("a lead")
    };
    LEADS.iter().enumerate().map(lead).collect()
}

fn agents(caps: [u32; 3]) -> Vec<Agent> {
    let agent = |((id, held), cap): (&(&str, u32), u32)| {
        let agent = json!({ "id": id, "role": "agent", "cap": cap, "held": held });
        serde_json::from_value(agent).expect("an agent")
    };
    AGENTS.iter().zip(caps).map(agent).collect()
}

/// The moves and the outcome of a job over the same leads as columns.
fn over_columns(
    engine: &Engine,
    job: Job,
    caps: [u32; 3],
) -> (Vec<(usize, Option<&'static str>)>, Outcome) {
    let statuses = &engine.policy().pipeline.statuses;
    let number = |status: &str| {
        let place = statuses.iter().position(|own| own.id.as_str() == status);
        u16::try_from(place.expect("a status")).expect("a small number")
    };
    let row_of = |owner: &str| {
        let row = AGENTS.iter().position(|(id, _)| *id == owner);
        row.map_or(UNKNOWN_AGENT, |row| u32::try_from(row).expect("a small number"))
    };
    let status: Vec<u16> = LEADS.iter().map(|lead| number(lead.0)).collect();
    let since: Vec<i64> = LEADS.iter().map(|lead| days_ago(lead.3).as_millis()).collect();
    let owner: Vec<u32> = LEADS.iter().map(|lead| lead.1.map_or(0, row_of)).collect();
    let mut owned = [0_u8; 2];
    for (row, _) in LEADS.iter().enumerate().filter(|(_, lead)| lead.1.is_some()) {
        owned[row / 8] |= 1 << (row % 8);
    }
    let priority: Vec<i64> = LEADS.iter().map(|lead| lead.2).collect();
    let leads = LeadColumns {
        status_since: Some(&since),
        priority: Some(Column::full(&priority)),
        ..LeadColumns::new(&status, &since, Column::with_validity(&owner, Bitmap::new(&owned)))
    };
    let held = AGENTS.map(|agent| agent.1);
    let state = [AgentState::Active; AGENTS.len()];
    let agents =
        AgentColumns::new(Column::full(&caps), &held, Column::full(&[0; AGENTS.len()]), &state);

    let (mut agent_of, mut reason) = ([NO_AGENT; LEADS.len()], [0; LEADS.len()]);
    let given = |(row, agent): (u32, u32)| (row as usize, Some(AGENTS[agent as usize].0));
    match job {
        Job::Removal => {
            let rules = engine.removal_rules(now());
            let own = removal::plan(&leads, &agents, &rules).expect("a plan");
            let outcome = removal::plan_into(&leads, &agents, &rules, &mut reason);
            assert_eq!(outcome.as_ref(), Ok(&own.outcome));
            assert!(removal::moves(&reason).eq(own.moves()));
            let moves = own.moves().map(|row| (row as usize, None)).collect();
            (moves, Outcome::of_removal(&own.outcome, now(), engine.zone()))
        }
        Job::Assignment => {
            let rules = engine.assignment_rules(now());
            let own = assignment::plan(&leads, &agents, &rules).expect("a plan");
            let outcome =
                assignment::plan_into(&leads, &agents, &rules, &mut agent_of, &mut reason);
            assert_eq!(outcome.as_ref(), Ok(&own.outcome));
            assert!(assignment::moves(&agent_of).eq(own.moves()));
            let moves = own.moves().map(given).collect();
            (moves, Outcome::of_assignment(&own.outcome, now(), engine.zone()))
        }
        Job::TopUp => {
            let rules = engine.top_up_rules();
            let own = top_up::plan(&leads, &agents, &rules).expect("a plan");
            let outcome = top_up::plan_into(&leads, &agents, &rules, &mut agent_of, &mut reason);
            assert_eq!(outcome.as_ref(), Ok(&own.outcome));
            assert!(top_up::moves(&agent_of).eq(own.moves()));
            let moves = own.moves().map(given).collect();
            (moves, Outcome::of_top_up(&own.outcome, now(), engine.zone()))
        }
    }
}

/// S4, S5: a host with columns gets the rules, the moves and the line that a host with records gets
#[test]
fn columns_and_records_come_to_the_same() {
    let engine = engine();
    for (job, caps, line) in [
        (Job::Removal, TIGHT, "3 leads removed from 2 agents."),
        (Job::Assignment, TIGHT, "5 leads assigned across 3 agents, 1 unassigned (agents at cap)."),
        (Job::Assignment, SLACK, "6 leads assigned across 3 agents."),
        (Job::TopUp, TIGHT, "3 leads topped up across 2 agents."),
        (Job::TopUp, SLACK, "4 leads topped up across 3 agents, 20 places left (no leads)."),
    ] {
        let run = RunId::new("run").expect("an id");
        let plan = engine.plan(job, &run, &leads(), &agents(caps), &[], now()).expect("a plan");
        let mut by_records: Vec<_> = plan
            .moves
            .iter()
            .map(|own| (own.lead.to_string(), own.to.as_ref().map(ToString::to_string)))
            .collect();
        by_records.sort();
        let (moves, outcome) = over_columns(&engine, job, caps);
        let by_columns: Vec<_> =
            moves.iter().map(|(row, to)| (id(*row), to.map(str::to_owned))).collect();
        assert_eq!(by_columns, by_records, "{job:?}");
        assert_eq!(outcome.line, format!("Last run: 2026-05-11 03:30 UTC — {line}"));
        assert_eq!(outcome, plan.outcome);
    }
}

/// X1, Z1: no lead has been on its status since before all supported time, over columns and over records
#[test]
fn a_cut_off_before_all_time_finds_no_lead() {
    for days in [20_584, 20_585, 30_000, u32::MAX] {
        let mut policy = Policy::default();
        policy.automation.removal.days = days;
        let engine = Engine::new(policy).expect("the policy has no fault");
        let first = Timestamp::MIN;
        let oldest = Lead { status_since: first, ..leads()[1].clone() };
        let run = RunId::new("run").expect("an id");
        let plan = engine.plan(Job::Removal, &run, [&oldest], &agents(TIGHT), &[], now());
        let is_reached = engine.removal_rules(now()).cut_off >= first.as_millis();
        assert_eq!(is_reached, days == 20_584);
        assert_eq!(plan.expect("a plan").moves.len(), usize::from(is_reached));
    }
}

/// A7, T4: limits on new leads hold over columns, by what agents received on the day.
#[test]
fn limits_on_new_leads_hold_over_columns() {
    for (intake, expected) in [
        (r#"{"perRun":2}"#, [2, 2]),
        (r#"{"perDay":3}"#, [3, 0]),
        (r#"{"perRun":2,"perDay":3}"#, [2, 0]),
    ] {
        let policy = format!(r#"{{"automation":{{"assignment":{{"intake":{intake}}}}}}}"#);
        let engine = wire::engine(&policy).expect("the policy is sound");
        let index = |id: &str| {
            let place = engine.policy().pipeline.statuses.iter().position(|own| own.id == *id);
            place.and_then(|place| u16::try_from(place).ok()).expect("there is such a status")
        };
        let instant = [now().as_millis(); 12];
        let state = [AgentState::Active; 2];
        let agents = AgentColumns {
            received_today: Some(&[0, 3]),
            ..AgentColumns::new(Column::full(&[50, 50]), &[0; 2], Column::full(&[0; 2]), &state)
        };
        let nobody = Column::with_validity(&[0; 12], Bitmap::new(&[0; 2]));

        let fresh = [index("unassigned"); 12];
        let rules = engine.top_up_rules();
        let plan = top_up::plan(&LeadColumns::new(&fresh, &instant, nobody), &agents, &rules);
        assert_eq!(plan.expect("a plan").outcome.received, expected, "{intake}");

        let listed = engine.policy().automation.assignment.statuses.first();
        let listed = [index(listed.expect("a status is listed").as_str()); 12];
        let rules = engine.assignment_rules(now());
        let plan = assignment::plan(&LeadColumns::new(&listed, &instant, nobody), &agents, &rules);
        assert_eq!(plan.expect("a plan").outcome.received, expected, "{intake}");
    }
}
