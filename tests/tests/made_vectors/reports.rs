//! Reports of random calls and follow-ups, as the second models of the reports have them.

use calliyo_core::{
    lead::{CallStatus, FollowUpState},
    policy::Policy,
    report::{
        CallDimension, CallFilter, CallMeasure, CallQuery, FollowUpFigures, FollowUpQuery, Key,
    },
    time::{LocalDate, Period, Timestamp, Weekday},
};
use calliyo_tests::{
    random::Random,
    reference::{
        history_report,
        lead_report::{self, FollowUp},
        report::{self, Call, KINDS, Sums},
    },
    vectors::Vector,
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::{America::New_York, Asia::Kolkata, Europe::Berlin, Tz};
use serde::Serialize;
use serde_json::{Value, json};

use super::{made, text};

/// Every vector with a report.
pub(crate) fn vectors() -> Vec<Vector> {
    let named = |numbers: [Option<u32>; 2]| numbers.to_vec();
    let all = vec![
        CallMeasure::Calls,
        CallMeasure::Attempts,
        CallMeasure::Connected,
        CallMeasure::Missed,
        CallMeasure::TalkSeconds,
        CallMeasure::ConnectRate,
        CallMeasure::MeanTalkSeconds,
        CallMeasure::ReachRate,
        CallMeasure::MissedRate,
    ];
    let spring = Table { number: 1, zone: New_York, odd: "2027-03-14T07:00:00Z", calls: 7 };
    let autumn = Table { number: 2, zone: Berlin, odd: "2026-10-25T01:00:00Z", calls: 7 };
    let monsoon = Table { number: 3, zone: Kolkata, odd: "2026-06-30T18:30:00Z", calls: 7 };
    vec![
        spring.call_report(
            "a-model-counts-calls-by-hour-when-clocks-go-forward",
            "M1 M2 M9 Z3",
            &CallQuery {
                by: vec![CallDimension::Day, CallDimension::Hour],
                ..CallQuery::default()
            },
        ),
        autumn.call_report(
            "a-model-counts-calls-by-week-when-clocks-go-back",
            "M1 M2 M9 Z3",
            &CallQuery {
                by: vec![CallDimension::Week, CallDimension::Direction],
                filters: vec![CallFilter::Hour((0..12).collect())],
                ..CallQuery::default()
            },
        ),
        monsoon.call_report(
            "a-model-counts-calls-with-every-measure",
            "M1 M2 M7 M9 C2 C3",
            &CallQuery {
                by: vec![CallDimension::Month, CallDimension::ParentKind],
                measures: all.clone(),
                ..CallQuery::default()
            },
        ),
        monsoon.call_report(
            "a-model-counts-calls-by-tag-and-response",
            "M1 M9",
            &CallQuery {
                by: vec![CallDimension::Tag, CallDimension::Response],
                filters: vec![CallFilter::Tag(named([None, Some(1)]))],
                ..CallQuery::default()
            },
        ),
        autumn.call_report(
            "a-model-counts-calls-of-some-agents-by-attempt",
            "M1 M7 M9",
            &CallQuery {
                by: vec![CallDimension::Attempt],
                measures: all,
                filters: vec![CallFilter::Agent(named([Some(0), Some(2)]))],
                period: Some(period("2026-10-20T00:00:00Z", "2026-11-01T00:00:00Z")),
            },
        ),
        spring.coverage("a-model-covers-the-days-around-a-change-of-clocks", "M3 Z3 Z4"),
        autumn.follow_up_report("a-model-counts-follow-ups-by-owner", "M6 F5 M2"),
    ]
}

fn instant(text: &str) -> i64 {
    text.parse::<DateTime<Utc>>().expect("an instant").timestamp_millis()
}

fn timestamp(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("an instant")
}

fn period(from: &str, to: &str) -> Period {
    Period { from: timestamp(from), to: timestamp(to) }
}

fn written(millis: i64) -> String {
    text(DateTime::from_timestamp_millis(millis).expect("an instant"))
}

/// A few random calls or follow-ups, most of them near an instant at which the local day, month or offset changes.
struct Table {
    number: u64,
    zone: Tz,
    odd: &'static str,
    calls: usize,
}

impl Table {
    fn source(&self) -> String {
        let number = self.number;
        format!("the second model of the reports (tests/src/reference), its random table {number}")
    }

    fn policy(&self) -> Value {
        json!({ "timeZone": { "name": self.zone.name() } })
    }

    /// Calls as records have them: ended, by an agent, and of a lead exactly where that is the kind of the parent.
    fn calls(&self) -> Vec<Call> {
        let mut random = Random::new(self.number);
        let odd = instant(self.odd);
        let day = 86_400_000;
        let mut call = || {
            let call = Call::random(&mut random, (odd - 9 * day, odd + 9 * day), &[odd]);
            let ended = call.status != CallStatus::InProgress;
            let mut beside = call.beside;
            beside[6] = Some(u32::from(call.lead.is_some()));
            Call {
                status: if ended { call.status } else { CallStatus::NoAnswer },
                agent: Some(call.agent.unwrap_or_default()),
                beside,
                ..call
            }
        };
        (0..self.calls).map(|_| call()).collect()
    }

    fn call_report(&self, name: &str, rules: &str, query: &CallQuery) -> Vector {
        let calls = self.calls();
        let (rows, total) = report::rows(&calls, query, self.zone, Weekday::Monday);
        let row = |(keys, sums): (&Vec<Key>, &Sums)| Row {
            keys: query
                .by
                .iter()
                .zip(keys)
                .map(|(dimension, key)| key_of(*dimension, *key))
                .collect(),
            figures: Figures::of(sums, query),
        };
        let result = Report {
            by: &query.by,
            rows: rows.iter().map(row).collect(),
            total: Figures::of(&total, query),
        };
        let calls: Vec<Value> = (1..).zip(&calls).map(counted_call).collect();
        let request = json!({ "calls": calls, "query": query_of(query) });
        made((name, "callReport", rules), self.source(), (&self.policy(), &request), result)
    }

    fn coverage(&self, name: &str, rules: &str) -> Vector {
        let calls = self.calls();
        let first = DateTime::from_timestamp_millis(instant(self.odd)).expect("an instant");
        let first: NaiveDate = first.date_naive().pred_opt().expect("a day before");
        let days = 3;
        let target = Policy::default().daily_target;
        let rows = history_report::coverage(&calls, self.zone, first, days);
        let row = |(agent, date, made): (u32, LocalDate, u64)| Covered {
            agent: agent_id(agent),
            date,
            calls: made,
            target,
            progress: Rate::of(made, target.into()),
        };
        let dates: Vec<LocalDate> = rows.iter().map(|(_, date, _)| *date).collect();
        let agents = (0..KINDS).map(|agent| json!({ "id": agent_id(agent), "role": "agent" }));
        let request = json!({
            "agents": agents.collect::<Vec<_>>(),
            "calls": (1..).zip(&calls).map(|(number, call)| call_of(number, call)).collect::<Vec<_>>(),
            "first": dates.iter().min(),
            "last": dates.iter().max(),
        });
        let result: Vec<Covered> = rows.into_iter().map(row).collect();
        made((name, "coverage", rules), self.source(), (&self.policy(), &request), result)
    }

    fn follow_up_report(&self, name: &str, rules: &str) -> Vector {
        let mut random = Random::new(self.number);
        let odd = instant(self.odd);
        let near = |random: &mut Random| odd + random.between(-40, 40) * 3_600_000;
        let states = [FollowUpState::Open, FollowUpState::Resolved, FollowUpState::Expired];
        let all: Vec<FollowUp> = (0..self.calls)
            .map(|_| FollowUp {
                at: near(&mut random),
                owner: random.below(2),
                state: *random.pick(&states),
                closed_at: near(&mut random),
            })
            .collect();
        let query = FollowUpQuery {
            now: Timestamp::from_millis(odd).expect("an instant"),
            period: Some(period("2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z")),
        };
        let owners = lead_report::follow_ups(&all, query, self.zone);
        let follow_ups: Vec<Value> = (1..).zip(&all).map(follow_up).collect();
        let result = FollowUps {
            total: owners.values().fold(FollowUpFigures::default(), |total, own| sum(total, *own)),
            rows: owners
                .into_iter()
                .map(|(owner, figures)| Owner { owner: agent_id(owner), figures })
                .collect(),
        };
        let request = json!({ "followUps": follow_ups, "query": query });
        made((name, "followUpReport", rules), self.source(), (&self.policy(), &request), result)
    }
}

fn sum(one: FollowUpFigures, other: FollowUpFigures) -> FollowUpFigures {
    FollowUpFigures {
        due_today: one.due_today + other.due_today,
        overdue: one.overdue + other.overdue,
        upcoming: one.upcoming + other.upcoming,
        resolved_on_time: one.resolved_on_time + other.resolved_on_time,
        resolved_late: one.resolved_late + other.resolved_late,
        expired: one.expired + other.expired,
    }
}

fn agent_id(agent: u32) -> String {
    format!("agent-{agent}")
}

/// What the host calls something that the model numbers. Names stand in the order of the numbers.
fn name_of(dimension: CallDimension, number: u32) -> String {
    match dimension {
        CallDimension::ParentKind => ["deal", "lead"][number as usize].into(),
        _ => format!("{}-{number}", json!(dimension).as_str().unwrap_or_default()),
    }
}

fn key_of(dimension: CallDimension, key: Key) -> Value {
    match key {
        Key::Named(number) => json!(name_of(dimension, number)),
        other => json!(other),
    }
}

fn query_of(query: &CallQuery) -> Value {
    let filter = |filter: &CallFilter| match filter {
        CallFilter::Agent(list) | CallFilter::Tag(list) => {
            let dimension = filter.dimension();
            let names: Vec<Option<String>> =
                list.iter().map(|own| own.map(|number| name_of(dimension, number))).collect();
            Value::Object(
                [(json!(dimension).as_str().unwrap_or_default().into(), json!(names))]
                    .into_iter()
                    .collect(),
            )
        }
        other => json!(other),
    };
    json!({
        "by": query.by,
        "measures": query.measures,
        "period": query.period,
        "filters": query.filters.iter().map(filter).collect::<Vec<_>>(),
    })
}

fn call_of(number: u32, call: &Call) -> Value {
    let parent = match call.lead {
        Some(lead) => json!({ "kind": "lead", "id": format!("lead-{lead}") }),
        None => json!({ "kind": "deal", "id": "deal-1" }),
    };
    let response = call.beside[0].map(|own| name_of(CallDimension::Response, own));
    json!({
        "id": format!("call-{number}"),
        "parent": parent,
        "agent": call.agent.map(agent_id),
        "direction": call.direction,
        "status": call.status,
        "startedAt": written(call.started_at),
        "durationSeconds": call.duration,
        "response": response,
        "voided": call.voided,
    })
}

fn counted_call((number, call): (u32, &Call)) -> Value {
    let [_, attempt, branch, department, campaign, source, _] = call.beside;
    let named = |dimension, own: Option<u32>| own.map(|number| name_of(dimension, number));
    let tags = call.tags.iter().map(|tag| name_of(CallDimension::Tag, *tag));
    json!({
        "call": call_of(number, call),
        "attempt": attempt.map(|own| own + 1),
        "branch": named(CallDimension::Branch, branch),
        "department": named(CallDimension::Department, department),
        "campaign": named(CallDimension::Campaign, campaign),
        "source": named(CallDimension::Source, source),
        "tags": tags.collect::<Vec<_>>(),
    })
}

fn follow_up((number, own): (u32, &FollowUp)) -> Value {
    let is_open = own.state == FollowUpState::Open;
    let closed_at = (!is_open).then(|| written(own.closed_at));
    let at = written(own.at);
    json!({
        "id": format!("follow-up-{number}"),
        "parent": { "kind": "lead", "id": "lead-1" },
        "owner": agent_id(own.owner),
        "kind": "call",
        "state": own.state,
        "at": at,
        "scheduledAt": at,
        "closedBy": closed_at.as_ref().map(|_| "person"),
        "closedAt": closed_at,
    })
}

#[derive(Serialize)]
struct Report<'a> {
    by: &'a [CallDimension],
    rows: Vec<Row>,
    total: Figures,
}

#[derive(Serialize)]
struct Row {
    keys: Vec<Value>,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    calls: u64,
    attempts: u64,
    connected: u64,
    missed: u64,
    talk_seconds: u64,
    connect_rate: Option<Rate>,
    mean_talk_seconds: Option<u64>,
    reach_rate: Option<Rate>,
    missed_rate: Option<Rate>,
}

impl Figures {
    /// Reach and missed-call rate are told where they are asked for.
    fn of(sums: &Sums, query: &CallQuery) -> Self {
        let asked = |measure| query.measures.contains(&measure);
        let reached = (sums.leads_connected.len() as u64, sums.leads_attempted.len() as u64);
        Self {
            calls: sums.calls,
            attempts: sums.attempts,
            connected: sums.connected,
            missed: sums.missed,
            talk_seconds: sums.talk_seconds,
            connect_rate: Rate::of(sums.connected, sums.attempts),
            mean_talk_seconds: sums.talk_seconds.checked_div(sums.connected),
            reach_rate: Rate::of(reached.0, reached.1).filter(|_| asked(CallMeasure::ReachRate)),
            missed_rate: Rate::of(sums.incoming_missed, sums.incoming)
                .filter(|_| asked(CallMeasure::MissedRate)),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rate {
    numerator: u64,
    denominator: u64,
    parts_per_million: u64,
}

impl Rate {
    /// Cut, and nothing over nothing (rule M9).
    fn of(numerator: u64, denominator: u64) -> Option<Self> {
        let parts_per_million = (numerator * 1_000_000).checked_div(denominator)?;
        Some(Self { numerator, denominator, parts_per_million })
    }
}

#[derive(Serialize)]
struct Covered {
    agent: String,
    date: LocalDate,
    calls: u64,
    target: u32,
    progress: Option<Rate>,
}

#[derive(Serialize)]
struct FollowUps {
    rows: Vec<Owner>,
    total: FollowUpFigures,
}

#[derive(Serialize)]
struct Owner {
    owner: String,
    #[serde(flatten)]
    figures: FollowUpFigures,
}
