//! Plans of assignment and top-up for random companies, as the second model of the jobs has them.

use std::{cmp::Reverse, collections::BTreeMap};

use calliyo_core::{
    Code,
    jobs::{
        NO_AGENT, RowReason, StatusSet, UNKNOWN_AGENT, assignment::AssignmentRules,
        top_up::TopUpRules,
    },
    lead::AgentState,
    policy::{AssignmentScope, Evenness, SCHEMA},
};
use calliyo_tests::{
    reference::{
        assignment, cases,
        company::{ASSIGNED, Agent, COLD, CUSTOMER, Company, Lead, NOT_PICKED, UNASSIGNED},
        exhaustive::Exhaustive,
        top_up,
    },
    vectors::Vector,
};
use chrono::{DateTime, TimeDelta, Timelike as _, Utc};
use chrono_tz::Asia::Kolkata;
use serde::Serialize;
use serde_json::{Value, json};

use super::{made, text};

/// The random companies that are looked through.
const CASES: u64 = 100_000;

const RUN: &str = "run-1";

/// The hours of a company begin here; captures and attempts lie up to five hours later.
const BEGINNING: &str = "2026-05-15T00:00:00Z";

/// The hour of the run.
const RUN_HOUR: i64 = 6;

/// What a vector shows: its name, the rules, and the cases that show it.
type Wanted<R> = (&'static str, &'static str, fn(&Case<R>) -> bool);

const ASSIGNMENTS: [Wanted<AssignmentRules>; 9] = [
    ("a-model-fills-agents-up-to-their-caps", "A1 A2 A3 A4 A5 A5b S5", |case| {
        case.has(RowReason::AgentsAtCap) && case.has(RowReason::LiveCall) && case.moved() > 2
    }),
    ("a-model-makes-room-in-the-same-run", "A3 A4 A5", |case| {
        case.agents().any(|(agent, received)| agent.cap == Some(agent.held) && received > 1)
    }),
    ("a-model-gives-no-lead-back-to-who-had-it", "A3 A4 A5", |case| {
        case.has(RowReason::OnlyBarredAgent) && case.moved() > 1
    }),
    ("a-model-keeps-to-the-limits-on-new-leads", "A3 A5 A7", |case| {
        case.has(RowReason::LimitReached) && case.moved() > 1
    }),
    ("a-model-keeps-leads-in-their-branch", "A3 A5 A6", |case| {
        case.rules.scope == AssignmentScope::Branch
            && case.has(RowReason::NoAgentMatches)
            && case.moved() > 1
    }),
    ("a-model-keeps-leads-from-all-who-had-them", "A3 A5 A7", |case| {
        let had = |lead: &&Lead| !lead.previous_owners.is_empty();
        case.rules.exclude_previous_owners
            && case.company.leads.iter().filter(had).count() > 2
            && case.moved() > 2
    }),
    ("a-model-evens-out-what-agents-hold", "A5 A5b", |case| {
        case.rules.evenness == Evenness::Held && case.moved() > 3 && case.company.agents.len() > 2
    }),
    ("a-model-leaves-exhausted-and-resting-leads-aside", "A1 A7 C13", |case| {
        case.has(RowReason::Exhausted) && case.has(RowReason::Resting) && case.moved() > 0
    }),
    ("a-model-lets-who-holds-too-many-wait", "A4 A5b", |case| {
        let holds_too_many = |agent: &Agent| agent.cap.is_some_and(|cap| agent.held > cap);
        case.agents().any(|(agent, _)| holds_too_many(agent)) && case.moved() > 3
    }),
];

const NEW_AGENTS: [Wanted<AssignmentRules>; 1] =
    [("a-model-lets-new-agents-begin-on-a-level", "A5 A5b", |case| {
        let receives = |wanted: fn(u64) -> bool| {
            case.agents().any(|(agent, received)| agent.counter.is_some_and(wanted) && received > 0)
        };
        let some_new =
            case.agents().any(|(agent, received)| agent.counter.is_none() && received > 0);
        some_new && receives(|counter| counter > 5) && case.moved() > 3
    })];

const TOP_UPS: [Wanted<TopUpRules>; 3] = [
    ("a-model-fills-free-places-with-fresh-leads", "T1 T2 T3 S5", |case| {
        case.has(RowReason::AgentsAtCap) && case.moved() > 2
    }),
    ("a-model-tops-up-with-the-newest-leads-first", "T1 T3", |case| {
        let places = case.plan.left;
        case.rules.newest_first && case.moved() > 2 && places > 0
    }),
    ("a-model-tops-up-within-branches", "T4 A6", |case| {
        case.rules.scope == AssignmentScope::Branch
            && case.has(RowReason::NoAgentMatches)
            && case.moved() > 1
    }),
];

/// Every vector with a plan.
pub(crate) fn vectors() -> Vec<Vector> {
    let mut vectors = first_that_show(&ASSIGNMENTS, Case::of_assignment);
    vectors.extend(first_that_show(&NEW_AGENTS, Case::of_new_agents));
    vectors.extend(first_that_show(&TOP_UPS, Case::of_top_up));
    vectors
}

/// The first case that shows each of what is wanted, as a vector.
fn first_that_show<R>(wanted: &[Wanted<R>], case: fn(u64) -> Option<Case<R>>) -> Vec<Vector> {
    let mut open: Vec<&Wanted<R>> = wanted.iter().collect();
    let mut vectors = Vec::new();
    for number in 0..CASES {
        if open.is_empty() {
            break;
        }
        let Some(case) = case(number) else { continue };
        if let Some(place) = open.iter().position(|(_, _, shows)| shows(&case)) {
            let (name, rules, _) = open.remove(place);
            vectors.push(case.vector(name, rules, number));
        }
    }
    let missing: Vec<&str> = open.iter().map(|(name, ..)| *name).collect();
    assert!(missing.is_empty(), "no company shows {missing:?}");
    vectors
}

/// A random company with the plan that it must get.
struct Case<R> {
    company: Company,
    rules: R,
    plan: Expected,
}

/// What the model says of a run.
struct Expected {
    operation: &'static str,
    job: &'static str,
    /// What was done with the leads, in words.
    done: &'static str,
    /// What is left, in words.
    left_over: &'static str,
    policy: Value,
    /// The statuses that count toward the cap.
    counts: StatusSet,
    /// The leads that are moved, in their order.
    moved: Vec<usize>,
    /// Per lead what becomes of it.
    reason: Vec<RowReason>,
    /// Per lead the agent that it goes to.
    agent_of: Vec<u32>,
    /// Per agent the leads received.
    received: Vec<u32>,
    /// Per agent the counter after the run; none for an agent who is still new.
    counter: Vec<Option<u64>>,
    /// The leads without a place, or the places without a lead.
    left: usize,
    /// The commonest reason for that.
    left_because: Option<Code>,
}

impl Case<AssignmentRules> {
    /// The case of this number; none where it is large or the rule book leaves something open.
    fn of_assignment(number: u64) -> Option<Self> {
        Self::assigning(cases::assignment(number))
    }

    /// The same with new agents.
    fn of_new_agents(number: u64) -> Option<Self> {
        Self::assigning(cases::assignment_with_new_agents(number))
    }

    fn assigning((company, rules): (Company, AssignmentRules)) -> Option<Self> {
        let company = of_records(company)?;
        if rules.listed.contains(ASSIGNED) {
            return None;
        }
        let model = assignment::expected(&company, &rules, &Exhaustive);
        let agent_of = match model.agent_of {
            Some(agent_of) => agent_of,
            None => only_dealing(&model.reason, &model.may_take, &model.received)?,
        };
        let not_placed = leads_by(&company, &model.reason, RowReason::is_eligible);
        let plan = Expected {
            operation: "assign",
            job: "assignment",
            done: "assigned",
            left_over: "unassigned",
            policy: policy(assignment_settings(&rules), json!({ "order": "oldestFirst" })),
            counts: rules.counts.clone(),
            moved: in_order(&company, &agent_of, |lead| (Reverse(lead.priority), lead.captured_at)),
            reason: model.reason,
            agent_of,
            received: model.received,
            counter: model.counter,
            left: not_placed.values().map(Vec::len).sum(),
            left_because: only_commonest(&not_placed)?,
        };
        Self { company, rules, plan }.with_nothing_open()
    }
}

impl Case<TopUpRules> {
    /// The case of this number; none where it is large or the rule book leaves something open.
    fn of_top_up(number: u64) -> Option<Self> {
        let (company, rules) = cases::top_up(number);
        let company = of_records(company)?;
        let model = top_up::expected(&company, &rules, &Exhaustive);
        let agent_of = only_dealing(&model.reason, &model.may_take, &model.received)?;
        let age = |lead: &Lead| {
            if rules.newest_first { -lead.captured_at } else { lead.captured_at }
        };
        let left: u32 = model.places_left.iter().sum();
        let no_leads = Code::from_name("job.no_leads");
        let plan = Expected {
            operation: "topUp",
            job: "topUp",
            done: "topped up",
            left_over: if left == 1 { "place left" } else { "places left" },
            policy: policy(
                json!({
                    "scope": rules.scope,
                    "allowBarredAgent": rules.allow_barred,
                    "excludesPreviousOwners": rules.exclude_previous_owners,
                    "intake": rules.intake,
                }),
                json!({ "order": if rules.newest_first { "newestFirst" } else { "oldestFirst" } }),
            ),
            counts: [ASSIGNED, NOT_PICKED].into_iter().collect(),
            moved: in_order(&company, &agent_of, |lead| {
                (lead.attempts > 0, Reverse(lead.priority), age(lead))
            }),
            reason: model.reason,
            agent_of,
            received: model.received,
            counter: company.agents.iter().map(|agent| agent.counter).collect(),
            left: left as usize,
            left_because: no_leads.filter(|_| left > 0),
        };
        Self { company, rules, plan }.with_nothing_open()
    }
}

impl<R> Case<R> {
    fn has(&self, reason: RowReason) -> bool {
        self.plan.reason.contains(&reason)
    }

    fn moved(&self) -> usize {
        self.plan.moved.len()
    }

    /// The agents and what each receives.
    fn agents(&self) -> impl Iterator<Item = (&Agent, u32)> {
        self.company.agents.iter().zip(self.plan.received.iter().copied())
    }

    fn leads_by(&self, wanted: impl Fn(RowReason) -> bool) -> BTreeMap<Code, Vec<u32>> {
        leads_by(&self.company, &self.plan.reason, wanted)
    }

    /// The rule book does not say whether a lead leaves that comes back to its owner.
    fn with_nothing_open(self) -> Option<Self> {
        let comes_back =
            |row: &usize| self.company.leads[*row].owner == Some(self.plan.agent_of[*row]);
        (!self.plan.moved.iter().any(comes_back)).then_some(self)
    }

    fn vector(&self, name: &str, rules: &str, number: u64) -> Vector {
        let source = format!(
            "the second model of the jobs (tests/src/reference), its random company {number}"
        );
        made(
            (name, self.plan.operation, rules),
            source,
            (&self.plan.policy, &self.request()),
            self.plan(),
        )
    }

    fn request(&self) -> Value {
        let agents: Vec<Value> = (0..).zip(&self.company.agents).map(agent).collect();
        let had = self.company.leads.iter().filter(|lead| !lead.previous_owners.is_empty());
        let had = had.map(|lead| {
            let agents = lead.previous_owners.iter().map(|agent| agent_id(*agent));
            json!({ "lead": lead_id(lead.id), "agents": agents.collect::<Vec<_>>() })
        });
        json!({
            "run": RUN,
            "now": hour(RUN_HOUR),
            "leads": self.company.leads.iter().map(lead).collect::<Vec<_>>(),
            "agents": agents,
            "previousOwners": had.collect::<Vec<_>>(),
        })
    }

    fn plan(&self) -> Plan {
        let leads = &self.company.leads;
        let moves = self.plan.moved.iter().map(|row| Move {
            lead: lead_id(leads[*row].id),
            to: agent_id(self.plan.agent_of[*row]),
            saw: Saw {
                owner: leads[*row].owner.map(agent_id),
                status: status(leads[*row].status),
                version: 1,
            },
        });
        let needs_a_look = |own| matches!(own, RowReason::OwnerUnknown | RowReason::Exhausted);
        let mut skipped: Vec<Skipped> = Vec::new();
        for (reason, leads) in self.leads_by(needs_a_look) {
            let each = |id| Skipped { lead: lead_id(id), reason, problems: [] };
            skipped.extend(leads.into_iter().map(each));
        }
        skipped.sort_by(|one, other| one.lead.cmp(&other.lead));
        let mut not_placed: Vec<NotPlaced> = Vec::new();
        for (reason, leads) in self.leads_by(RowReason::is_eligible) {
            not_placed.extend(leads.into_iter().map(|id| NotPlaced { lead: lead_id(id), reason }));
        }
        not_placed.sort_by(|one, other| one.lead.cmp(&other.lead));
        let not_eligible = self.leads_by(|own| !own.is_eligible() && !needs_a_look(own));
        let not_eligible = not_eligible.into_iter();
        Plan {
            schema: SCHEMA,
            run: RUN,
            job: self.plan.job,
            at: hour(RUN_HOUR),
            moves: moves.collect(),
            not_placed,
            skipped,
            not_eligible: not_eligible
                .map(|(reason, leads)| NotEligible { reason, leads: leads.len() })
                .collect(),
            agents: self.tallies(),
            // The model gives up nothing, and such a small company is searched to the end.
            is_proven: true,
            outcome: self.outcome(),
        }
    }

    /// What the run does to each agent (rules A2, A4, A5b, A7).
    fn tallies(&self) -> Vec<Tally> {
        let tally = |(row, (agent, received)): (u32, (&Agent, u32))| {
            let moved = self.plan.moved.iter().map(|lead| &self.company.leads[*lead]);
            let left: Vec<&Lead> = moved.filter(|lead| lead.owner == Some(row)).collect();
            let freed = left.iter().filter(|lead| self.plan.counts.contains(lead.status)).count();
            let held = agent.held - few(freed) + received;
            Tally {
                agent: agent_id(row),
                received,
                left: few(left.len()),
                held,
                counter: self.plan.counter[row as usize],
                received_today: agent.received_today + received,
                last_run: (received > 0).then_some(LastRun { run: RUN, received }),
                free: agent.cap.map(|cap| cap.saturating_sub(held)),
            }
        };
        (0..).zip(self.agents()).map(tally).collect()
    }

    /// The figures and the line for people (rule S5).
    fn outcome(&self) -> Outcome {
        let Expected { job, done, left_over, left, left_because, .. } = self.plan;
        let agents = self.agents().filter(|(_, received)| *received > 0).count();
        let counted = |number: usize, what: &str| match number {
            1 => format!("1 {what}"),
            _ => format!("{number} {what}s"),
        };
        let why = left_because
            .map_or(String::new(), |code| format!(", {left} {left_over} ({})", in_words(code)));
        let local = instant(RUN_HOUR).with_timezone(&Kolkata).naive_local();
        let (date, hour_of_day, minute) = (local.date(), local.hour(), local.minute());
        let (moved, received) = (counted(self.moved(), "lead"), counted(agents, "agent"));
        Outcome {
            job,
            at: hour(RUN_HOUR),
            moved: self.moved(),
            agents,
            left,
            reason: left_because,
            line: format!(
                "Last run: {date} {hour_of_day:02}:{minute:02} IST — {moved} {done} across {received}{why}."
            ),
        }
    }
}

/// The company with leads that do not contradict themselves; none where it is large.
fn of_records(mut company: Company) -> Option<Company> {
    let (leads, agents) = (company.leads.len(), company.agents.len());
    if !(4..=6).contains(&leads) || !(2..=3).contains(&agents) {
        return None;
    }
    company.has_ids = true;
    for lead in &mut company.leads {
        if lead.owner.is_none() {
            lead.status = UNASSIGNED;
            lead.follow_up_ahead = false;
        }
    }
    Some(company)
}

/// The leads that go to somebody: by this, then by id.
fn in_order<K: Ord>(company: &Company, agent_of: &[u32], key: impl Fn(&Lead) -> K) -> Vec<usize> {
    let mut moved: Vec<usize> =
        (0..agent_of.len()).filter(|row| agent_of[*row] != NO_AGENT).collect();
    moved.sort_by_key(|row| (key(&company.leads[*row]), company.leads[*row].id));
    moved
}

/// The leads by code, for what became of them.
fn leads_by(
    company: &Company,
    reasons: &[RowReason],
    wanted: impl Fn(RowReason) -> bool,
) -> BTreeMap<Code, Vec<u32>> {
    let mut codes: BTreeMap<Code, Vec<u32>> = BTreeMap::new();
    for (lead, reason) in company.leads.iter().zip(reasons) {
        if let Some(code) = reason.code().filter(|_| wanted(*reason)) {
            codes.entry(code).or_default().push(lead.id);
        }
    }
    codes
}

/// The reason of most leads; none where two are equally common, since the rule book does not say which of them is told.
fn only_commonest(leads: &BTreeMap<Code, Vec<u32>>) -> Option<Option<Code>> {
    let most = leads.values().map(Vec::len).max();
    let mut codes = leads.iter().filter(|(_, leads)| Some(leads.len()) == most);
    let first = codes.next().map(|(code, _)| *code);
    codes.next().is_none().then_some(first)
}

/// Who gets which lead, where every lead that is moved may go to a single one of those who receive.
fn only_dealing(
    reasons: &[RowReason],
    may_take: &[Vec<u32>],
    received: &[u32],
) -> Option<Vec<u32>> {
    let receives = |agent: &&u32| received[**agent as usize] > 0;
    let rows = reasons.iter().zip(may_take);
    let agent = |(reason, may_take): (&RowReason, &Vec<u32>)| {
        if *reason != RowReason::Moved {
            return Some(NO_AGENT);
        }
        let mut agents = may_take.iter().filter(receives);
        agents.next().filter(|_| agents.next().is_none()).copied()
    };
    rows.map(agent).collect()
}

fn policy(assignment: Value, top_up: Value) -> Value {
    json!({
        "timeZone": { "name": Kolkata.name() },
        "automation": { "assignment": assignment, "topUp": top_up },
    })
}

fn assignment_settings(rules: &AssignmentRules) -> Value {
    json!({
        "statuses": ["unassigned", "notPicked", "interested"],
        "sparesFollowUpsAhead": !rules.include_follow_up_ahead,
        "adoptOrphans": rules.adopt_orphans,
        "allowBarredAgent": rules.allow_barred,
        "scope": rules.scope,
        "maxAttempts": rules.max_attempts,
        "restHours": rules.rested_since.map_or(0, |since| RUN_HOUR - since),
        "excludesPreviousOwners": rules.exclude_previous_owners,
        "intake": rules.intake,
        "evenness": rules.evenness,
    })
}

fn in_words(code: Code) -> &'static str {
    match code.as_str() {
        "job.agents_at_cap" => "agents at cap",
        "job.limit_reached" => "limit reached",
        "job.no_leads" => "no leads",
        "job.no_agent_matches" => "no agent matches",
        "job.only_barred_agent" => "only the agent who had the lead has room",
        other => panic!("`{other}` is no reason why a lead has no place"),
    }
}

fn few(number: usize) -> u32 {
    u32::try_from(number).expect("few leads")
}

fn instant(hour: i64) -> DateTime<Utc> {
    let beginning: DateTime<Utc> = BEGINNING.parse().expect("an instant");
    beginning + TimeDelta::hours(hour)
}

fn hour(hour: i64) -> String {
    text(instant(hour))
}

fn lead_id(id: u32) -> String {
    format!("lead-{id}")
}

fn agent_id(row: u32) -> String {
    match row {
        UNKNOWN_AGENT => "gone".into(),
        _ => format!("agent-{row}"),
    }
}

fn branch(number: u32) -> String {
    format!("branch-{number}")
}

fn department(number: u32) -> String {
    format!("department-{number}")
}

fn status(status: u16) -> &'static str {
    match status {
        UNASSIGNED => "unassigned",
        ASSIGNED => "assigned",
        NOT_PICKED => "notPicked",
        // It does not count toward the cap.
        COLD => "interested",
        CUSTOMER => "customer",
        other => panic!("the model has no status {other}"),
    }
}

/// The lead as a record that does not contradict itself, without what is empty.
fn lead(lead: &Lead) -> Value {
    let owner = lead.owner.map(agent_id);
    let id = lead_id(lead.id);
    let captured_at = hour(lead.captured_at);
    let live_call = lead.live_call.then(|| {
        let started_at = instant(RUN_HOUR) - TimeDelta::minutes(1);
        json!({ "id": format!("call-{id}"), "agent": "agent-0", "startedAt": text(started_at) })
    });
    let follow_up = lead.follow_up_ahead.then(|| {
        json!([{
            "id": format!("follow-up-{id}"),
            "parent": { "kind": "lead", "id": id },
            "owner": owner,
            "kind": "call",
            "at": hour(RUN_HOUR + 24),
            "scheduledAt": captured_at,
        }])
    });
    let is_customer = lead.status == CUSTOMER;
    let conversion = is_customer.then(|| json!({ "at": captured_at, "agent": owner }));
    without_nulls(json!({
        "id": id,
        "version": 1,
        "status": status(lead.status),
        "statusSince": captured_at,
        "owner": owner,
        "ownerSince": owner.as_ref().map(|_| &captured_at),
        "lastOwner": lead.last_owner.map(agent_id),
        "capturedAt": captured_at,
        "priority": lead.priority,
        "branch": lead.branch.map(branch),
        "department": lead.department.map(department),
        "doNotCall": lead.do_not_call.then_some(true),
        "attempts": (lead.attempts > 0).then_some(lead.attempts),
        "lastAttempt": lead.last_attempt.map(hour),
        "liveCall": live_call,
        "followUps": follow_up,
        "conversion": conversion,
    }))
}

fn agent((row, agent): (u32, &Agent)) -> Value {
    without_nulls(json!({
        "id": agent_id(row),
        "role": if agent.receives { "agent" } else { "manager" },
        "state": (agent.state != AgentState::Active).then_some(agent.state),
        "branch": agent.branch.map(branch),
        "department": agent.department.map(department),
        "cap": agent.cap,
        "held": agent.held,
        "counter": agent.counter,
        "receivedToday": (agent.received_today > 0).then_some(agent.received_today),
    }))
}

fn without_nulls(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, value| !value.is_null());
    }
    value
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Plan {
    schema: u32,
    run: &'static str,
    job: &'static str,
    at: String,
    moves: Vec<Move>,
    not_placed: Vec<NotPlaced>,
    skipped: Vec<Skipped>,
    not_eligible: Vec<NotEligible>,
    agents: Vec<Tally>,
    is_proven: bool,
    outcome: Outcome,
}

#[derive(Serialize)]
struct Move {
    lead: String,
    to: String,
    saw: Saw,
}

#[derive(Serialize)]
struct Saw {
    owner: Option<String>,
    status: &'static str,
    version: u32,
}

#[derive(Serialize)]
struct NotPlaced {
    lead: String,
    reason: Code,
}

#[derive(Serialize)]
struct Skipped {
    lead: String,
    reason: Code,
    problems: [&'static str; 0],
}

#[derive(Serialize)]
struct NotEligible {
    reason: Code,
    leads: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tally {
    agent: String,
    received: u32,
    left: u32,
    held: u32,
    counter: Option<u64>,
    received_today: u32,
    last_run: Option<LastRun>,
    free: Option<u32>,
}

#[derive(Serialize)]
struct LastRun {
    run: &'static str,
    received: u32,
}

#[derive(Serialize)]
struct Outcome {
    job: &'static str,
    at: String,
    moved: usize,
    agents: usize,
    left: usize,
    reason: Option<Code>,
    line: String,
}
