//! Reports as the JSON door tells them, beside the model of the rules, on random records.

use std::collections::BTreeMap;

use calliyo_core::{
    Engine,
    lead::{CallStatus, FollowUpState},
    policy::Policy,
    report::{
        CallDimension, CallMeasure, CallQuery, ConversionQuery, Dimension, FollowUpQuery, Key,
    },
    time::{LocalDate, Period, TimeZone, Timestamp, Weekday},
    wire,
};
use calliyo_tests::{
    harness::compared,
    random::Random,
    reference::{
        history_report::{Moves, coverage, stays},
        lead_report::{self, FollowUp, Lead},
        report::{Call, KINDS, Sums, rows},
    },
};
use chrono::{DateTime, Days};
use chrono_tz::Tz;
use serde_json::{Value, json};

const CASES: u32 = 300;

/// A zone whose clocks go forward on this day.
const ZONE: &str = "America/New_York";
const ODD: &str = "2026-03-08T07:00:00Z";

fn engine() -> (Engine, Tz) {
    let policy = Policy { time_zone: TimeZone::named(ZONE), ..Policy::default() };
    (Engine::new(policy).expect("a company"), ZONE.parse().expect("a zone"))
}

fn ask(engine: &Engine, operation: &str, request: &Value) -> Value {
    let answer = wire::answer(Some(engine), operation, &request.to_string());
    let mut answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
    assert_eq!(answer["type"], "success", "{operation}: {answer}");
    answer["result"].take()
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a supported instant")
}

fn odd() -> i64 {
    Timestamp::parse(ODD).expect("an instant").as_millis()
}

/// Names go in the order of their numbers.
fn name(number: u32) -> String {
    format!("name-{number}")
}

fn maybe_name(number: Option<u32>) -> Option<String> {
    number.map(name)
}

fn names(numbers: &[u32]) -> Vec<String> {
    numbers.iter().copied().map(name).collect()
}

/// What a call or a follow-up belongs to; the kinds go in the order of their numbers, the first is a lead.
fn parent(kind: u32, number: u32) -> Value {
    let kind = if kind == 0 { "lead".to_owned() } else { format!("parent-{kind}") };
    json!({ "kind": kind, "id": name(number) })
}

/// A key of the model as the door writes it.
fn key(own: &Key, is_parent_kind: bool) -> Value {
    match own {
        Key::Named(number) if is_parent_kind => parent(*number, 0)["kind"].clone(),
        Key::Named(number) => json!(name(*number)),
        other => json!(other),
    }
}

/// A rate as the door writes it.
fn rate(part: u64, whole: u64) -> Value {
    if whole == 0 {
        return Value::Null;
    }
    let parts_per_million = part * 1_000_000 / whole;
    json!({ "numerator": part, "denominator": whole, "partsPerMillion": parts_per_million })
}

/// A random period of some days, or none.
fn period(random: &mut Random, first: i64, span: i64) -> Option<Period> {
    let ends = [0; 2].map(|_| first + random.between(0, span));
    random
        .percent(50)
        .then(|| Period { from: at(ends[0].min(ends[1])), to: at(ends[0].max(ends[1])) })
}

const DAY: i64 = 86_400_000;

/// A random call of which a record can tell all: it has ended, somebody made it, and its parent is a lead where it has one.
fn random_call(random: &mut Random) -> Call {
    let own = Call::random(random, (odd() - 9 * DAY, odd() + 9 * DAY), &[odd()]);
    let ended = own.status != CallStatus::InProgress;
    let other_kind = 1 + random.below(KINDS - 1);
    let mut beside = own.beside;
    beside[6] = Some(if own.lead.is_some() { 0 } else { other_kind });
    Call {
        status: if ended { own.status } else { CallStatus::NoAnswer },
        agent: Some(own.agent.unwrap_or_default()),
        beside,
        ..own
    }
}

fn call_record(own: &Call) -> Value {
    json!({
        "id": "call",
        "parent": parent(own.beside[6].unwrap_or_default(), own.lead.unwrap_or_default()),
        "agent": maybe_name(own.agent),
        "direction": own.direction,
        "status": own.status,
        "startedAt": at(own.started_at),
        "durationSeconds": own.duration,
        "response": maybe_name(own.beside[0]),
        "voided": own.voided,
    })
}

/// The figures of a row or of the total.
fn figures(sums: &Sums, query: &CallQuery) -> Value {
    let asked = |measure, rate: Value| if query.asks_for(measure) { rate } else { Value::Null };
    let reached = rate(sums.leads_connected.len() as u64, sums.leads_attempted.len() as u64);
    json!({
        "calls": sums.calls,
        "attempts": sums.attempts,
        "connected": sums.connected,
        "missed": sums.missed,
        "talkSeconds": sums.talk_seconds,
        "connectRate": rate(sums.connected, sums.attempts),
        "meanTalkSeconds": sums.talk_seconds.checked_div(sums.connected),
        "reachRate": asked(CallMeasure::ReachRate, reached),
        "missedRate": asked(CallMeasure::MissedRate, rate(sums.incoming_missed, sums.incoming)),
    })
}

/// M1, M2, M7, M9: call reports at the door are the model's
#[test]
fn call_reports_at_the_door_are_those_of_the_model() {
    let (engine, zone) = engine();
    let mut groups = 0;
    for number in 0..CASES {
        let random = &mut Random::new(number.into());
        let calls: Vec<Call> = (0..random.below(60)).map(|_| random_call(random)).collect();
        let mut by: Vec<CallDimension> =
            (0..random.below(3)).map(|_| *random.pick(&CallDimension::ALL)).collect();
        by.dedup();
        let mut query = CallQuery::by(&by);
        if random.percent(50) {
            query.measures = vec![CallMeasure::ReachRate, CallMeasure::MissedRate];
        }
        query.period = period(random, odd() - 9 * DAY, 18 * DAY);
        let records: Vec<Value> = calls
            .iter()
            .map(|own| {
                json!({
                    "call": call_record(own),
                    "attempt": own.beside[1].map(|attempt| attempt + 1),
                    "branch": maybe_name(own.beside[2]),
                    "department": maybe_name(own.beside[3]),
                    "campaign": maybe_name(own.beside[4]),
                    "source": maybe_name(own.beside[5]),
                    "tags": names(&own.tags),
                })
            })
            .collect();
        let told = ask(&engine, "callReport", &json!({ "calls": records, "query": query }));

        let (expected, total) = rows(&calls, &query, zone, Weekday::Monday);
        let row = |(keys, sums): (&Vec<Key>, &Sums)| {
            let keys = by.iter().zip(keys);
            let keys = keys.map(|(by, own)| key(own, *by == CallDimension::ParentKind));
            let mut row = figures(sums, &query);
            row["keys"] = keys.collect();
            row
        };
        groups += expected.len();
        let expected = json!({
            "by": by,
            "rows": expected.iter().map(row).collect::<Vec<_>>(),
            "total": figures(&total, &query),
        });
        assert_eq!(told, expected, "case {number}");
    }
    assert!(groups > 1_000, "{groups} groups are few");
    compared(CASES.into(), &format!("call reports at the door with a model ({groups} groups)"));
}

/// Currencies in the order of their numbers.
const CURRENCIES: [&str; 2] = ["EUR", "INR"];

/// Leads, and customers among them, as the door writes them.
fn counted((leads, customers): (u64, u64)) -> Value {
    json!({ "leads": leads, "customers": customers, "rate": rate(customers, leads) })
}

fn lead_record(own: &Lead, number: usize, statuses: &[String]) -> Value {
    let follow_up = json!({
        "id": "follow-up", "parent": { "kind": "lead", "id": format!("lead-{number:02}") },
        "owner": maybe_name(own.owner).unwrap_or_else(|| name(0)), "kind": "call",
        "at": at(0), "scheduledAt": at(0),
    });
    let conversion = own.conversion.as_ref().map(|own| {
        let order = own.order.as_ref().map(|own| {
            json!({
                "amountMinor": own.amount,
                "taxMinor": own.tax,
                "currency": CURRENCIES[own.currency as usize],
                "payment": if own.refunded { "refunded" } else { "paid" },
            })
        });
        json!({ "at": at(own.at), "agent": name(own.agent), "order": order })
    });
    json!({
        "id": format!("lead-{number:02}"),
        "status": statuses[usize::from(own.status)],
        "statusSince": at(own.since),
        "owner": maybe_name(own.owner),
        "capturedAt": at(own.captured_at),
        "source": maybe_name(own.source),
        "campaign": maybe_name(own.campaign),
        "tags": names(&own.tags),
        "followUps": if own.open_follow_up { vec![follow_up] } else { Vec::new() },
        "conversion": conversion,
    })
}

/// M4, M5, M7, C10, A2: reports of leads at the door are the model's
#[test]
fn lead_reports_at_the_door_are_those_of_the_model() {
    let (engine, _) = engine();
    let pipeline = &engine.policy().pipeline.statuses;
    let statuses: Vec<String> = pipeline.iter().map(|own| own.id.to_string()).collect();
    let counts: Vec<bool> = pipeline.iter().map(|own| own.counts_toward_cap).collect();
    let in_queue: Vec<bool> =
        pipeline.iter().map(|own| own.in_queue && own.id.as_str() != "customer").collect();
    let dimensions = [Dimension::Source, Dimension::Campaign, Dimension::Tag, Dimension::Agent];
    let mut groups = 0;
    for number in 0..CASES {
        let random = &mut Random::new(number.into());
        let leads: Vec<Lead> = (0..random.below(60)).map(|_| Lead::random(random)).collect();
        let records: Vec<Value> =
            leads.iter().enumerate().map(|(row, own)| lead_record(own, row, &statuses)).collect();
        let mut by: Vec<Dimension> =
            (0..random.below(3)).map(|_| *random.pick(&dimensions)).collect();
        by.dedup();
        let query = ConversionQuery { by, period: period(random, 0, 100) };
        let (expected, total) = lead_report::conversion(&leads, &query);
        groups += expected.len();
        let row = |(keys, own): (&Vec<Key>, &(u64, u64))| {
            let mut row = counted(*own);
            row["keys"] = keys.iter().map(|own| key(own, false)).collect();
            row
        };
        let rows: Vec<Value> = expected.iter().map(row).collect();
        let told = ask(&engine, "conversionReport", &json!({ "leads": records, "query": query }));
        assert_eq!(told, json!({ "rows": rows, "total": counted(total) }), "case {number}");

        let asked = period(random, 0, 100);
        let ends = asked.map_or((0, 100), |own| (own.from.as_millis(), own.to.as_millis()));
        let request = json!({ "leads": records, "period": asked });
        let rows: Vec<Value> = lead_report::revenue(&leads, ends)
            .into_iter()
            .map(|((agent, currency), (orders, amount, tax))| {
                json!({
                    "agent": name(agent), "currency": CURRENCIES[currency as usize],
                    "orders": orders, "amountMinor": amount, "taxMinor": tax,
                })
            })
            .collect();
        assert_eq!(ask(&engine, "revenue", &request), json!(rows), "case {number}");
        let (count, mean, median, p90) = lead_report::time_to_convert(&leads, ends);
        let told = ask(&engine, "timeToConvert", &request);
        let expected =
            json!({ "count": count, "meanMillis": mean, "medianMillis": median, "p90Millis": p90 });
        assert_eq!(told, expected, "case {number}");
        if asked.is_some() {
            assert_eq!(ask(&engine, "conversionsIn", &request), count, "case {number}");
        }

        let only_leads = json!({ "leads": records });
        let on_status: Vec<Value> = lead_report::funnel(&leads)
            .into_iter()
            .zip(pipeline)
            .map(|(leads, own)| json!({ "status": own.id, "name": own.name, "leads": leads }))
            .collect();
        assert_eq!(ask(&engine, "funnel", &only_leads), json!(on_status), "case {number}");
        let stalled: Vec<Value> = lead_report::stalled(&leads, 2)
            .into_iter()
            .map(|row| {
                let own = &records[row as usize];
                json!({ "lead": own["id"], "owner": own["owner"], "since": own["statusSince"] })
            })
            .collect();
        assert_eq!(ask(&engine, "stalled", &only_leads), json!(stalled), "case {number}");

        let caps = [Some(3), Some(0), None, Some(5)];
        let agents: Vec<Value> = (0..KINDS)
            .zip(caps)
            .map(|(agent, cap)| json!({ "id": name(agent), "role": "agent", "cap": cap }))
            .collect();
        let queues: Vec<Value> = lead_report::queues(&leads, &in_queue, &counts)
            .into_iter()
            .zip(caps)
            .zip(&agents)
            .map(|(((queue, held), cap), agent)| {
                json!({
                    "agent": agent["id"], "queue": queue, "held": held, "cap": cap,
                    "filled": rate(held, cap.unwrap_or_default()),
                })
            })
            .collect();
        let told = ask(&engine, "queueAgainstCap", &json!({ "leads": records, "agents": agents }));
        assert_eq!(told, json!(queues), "case {number}");
    }
    assert!(groups > 1_000, "{groups} groups are few");
    compared(CASES.into(), &format!("lead reports at the door with a model ({groups} groups)"));
}

/// M6, F5: follow-ups by owner at the door are the model's
#[test]
fn follow_up_reports_at_the_door_are_those_of_the_model() {
    let (engine, zone) = engine();
    let states = [FollowUpState::Open, FollowUpState::Resolved, FollowUpState::Expired];
    for number in 0..CASES {
        let random = &mut Random::new(number.into());
        let near = |random: &mut Random| odd() + random.between(-3 * DAY, 3 * DAY);
        let all: Vec<FollowUp> = (0..random.below(40))
            .map(|_| FollowUp {
                at: near(random),
                owner: random.below(KINDS),
                state: *random.pick(&states),
                closed_at: near(random),
            })
            .collect();
        let query = FollowUpQuery {
            now: at(near(random)),
            period: period(random, odd() - 3 * DAY, 6 * DAY),
        };
        let records: Vec<Value> = all
            .iter()
            .map(|own| {
                let closed = own.state != FollowUpState::Open;
                json!({
                    "id": "follow-up", "parent": parent(0, 0), "owner": name(own.owner),
                    "kind": "call", "state": own.state, "at": at(own.at), "scheduledAt": at(0),
                    "closedAt": closed.then(|| at(own.closed_at)),
                })
            })
            .collect();
        let told = ask(&engine, "followUpReport", &json!({ "followUps": records, "query": query }));
        let expected = lead_report::follow_ups(&all, query, zone);
        let row = |(owner, figures)| {
            let mut row = json!(figures);
            row["owner"] = json!(name(owner));
            row
        };
        let sum = |field: &str| {
            let own = expected.values().map(|own| json!(own)[field].as_u64().expect("a count"));
            own.sum::<u64>()
        };
        for (field, total) in told["total"].as_object().expect("figures") {
            assert_eq!(*total, sum(field), "{field} of case {number}");
        }
        let rows: Vec<Value> = expected.clone().into_iter().map(row).collect();
        assert_eq!(told["rows"], json!(rows), "case {number}");
    }
    compared(CASES.into(), "follow-up reports at the door with a model");
}

/// M3, C2, C12: coverage at the door is the model's
#[test]
fn coverage_at_the_door_is_that_of_the_model() {
    let (engine, zone) = engine();
    let target = u64::from(engine.policy().daily_target);
    for number in 0..CASES {
        let random = &mut Random::new(number.into());
        let calls: Vec<Call> = (0..random.below(60)).map(|_| random_call(random)).collect();
        let records: Vec<Value> = calls.iter().map(call_record).collect();
        let agents: Vec<Value> =
            (0..KINDS).map(|agent| json!({ "id": name(agent), "role": "agent" })).collect();
        let first = DateTime::from_timestamp_millis(odd()).expect("an instant").date_naive()
            - Days::new(random.below(4).into());
        let days = 1 + random.below(6);
        let date = |after: u32| {
            let date = first + Days::new(after.into());
            LocalDate::from_epoch_days(date.to_epoch_days()).expect("a date")
        };
        let request = json!({
            "agents": agents, "calls": records, "first": date(0), "last": date(days - 1),
        });
        let expected: Vec<Value> = coverage(&calls, zone, first, days.into())
            .into_iter()
            .map(|(agent, date, calls)| {
                json!({
                    "agent": name(agent), "date": date, "calls": calls, "target": target,
                    "progress": rate(calls, target),
                })
            })
            .collect();
        assert_eq!(ask(&engine, "coverage", &request), json!(expected), "case {number}");
    }
    compared(CASES.into(), "coverage at the door with a model");
}

/// M8: time in status at the door is the model's
#[test]
fn time_in_status_at_the_door_is_that_of_the_model() {
    let (engine, _) = engine();
    let statuses = &engine.policy().pipeline.statuses;
    for number in 0..CASES {
        let random = &mut Random::new(number.into());
        let mut moves: Moves = Vec::new();
        for lead in 0..random.below(6) {
            let mut instants: Vec<i64> =
                (0..random.below(5)).map(|_| random.between(0, 99)).collect();
            instants.sort_unstable();
            let mut status = || u16::try_from(random.below(10)).expect("few");
            moves.extend(instants.iter().map(|at| (lead, *at, status())));
        }
        let until = random.between(0, 120);
        let id = |status: u16| &statuses[usize::from(status)].id;
        let events: Vec<Value> = moves
            .iter()
            .map(|(lead, instant, status)| {
                json!({
                    "schema": 2, "id": "command/1", "at": at(*instant), "actor": "host",
                    "lead": name(*lead), "type": "lead.status_changed", "from": id(*status),
                    "to": id(*status),
                })
            })
            .collect();
        let told = ask(&engine, "timeInStatus", &json!({ "events": events, "until": at(until) }));
        let expected: BTreeMap<(u32, u16), (u64, u64)> = stays(&moves, until);
        let per_lead: Vec<Value> = expected
            .iter()
            .map(|((lead, status), (visits, millis))| {
                json!({
                    "lead": name(*lead), "status": id(*status), "visits": visits, "millis": millis,
                })
            })
            .collect();
        assert_eq!(told["perLead"], json!(per_lead), "case {number}");
        let per_status: Vec<Value> = (0..)
            .zip(statuses)
            .map(|(status, own)| {
                let those =
                    || expected.iter().filter(|(key, _)| key.1 == status).map(|(_, own)| own);
                let leads = those().count() as u64;
                let visits: u64 = those().map(|own| own.0).sum();
                let millis: u64 = those().map(|own| own.1).sum();
                json!({
                    "status": own.id, "leads": leads, "visits": visits, "millis": millis,
                    "meanMillis": millis.checked_div(leads),
                })
            })
            .collect();
        assert_eq!(told["perStatus"], json!(per_status), "case {number}");
    }
    compared(CASES.into(), "histories at the door with a model");
}
