//! Reports beside a second model of the rules, on random tables in zones of all kinds.

use std::collections::BTreeMap;

use calliyo_core::{
    Engine, Rate,
    lead::{CallStatus, Direction, FollowUpState},
    policy::{Policy, Status},
    report::{
        CallDimension, CallFigures, CallFilter, CallMeasure, CallQuery, CallRow, CallTable, Column,
        ConversionQuery, Dimension, FollowUpColumns, FollowUpFigures, FollowUpQuery,
        HistoryColumns, Key,
    },
    time::{Calendar, LocalDate, Period, TimeZone, Timestamp, Weekday},
};
use calliyo_tests::{
    harness::compared,
    random::Random,
    reference::{
        history_report::{Moves, coverage, stays},
        lead_report::{self, FollowUp, Lead, follow_ups},
        report::{Call, Columns, KINDS, Sums, rows, sizes},
    },
};
use chrono::{DateTime, Days};
use chrono_tz::Tz;

const TABLES: u32 = 1_008;

/// Zones, each with instants near which clocks do something odd: skip a day, half an hour, or midnight; go back over
/// midnight.
const ZONES: [(&str, &[&str]); 12] = [
    ("Pacific/Apia", &["2011-12-30T10:00:00Z", "2012-04-01T00:00:00Z"]),
    ("Australia/Lord_Howe", &["2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"]),
    ("Africa/Cairo", &["2026-04-23T22:00:00Z", "2026-10-29T21:00:00Z"]),
    ("America/Sao_Paulo", &["2018-11-04T03:00:00Z", "2019-02-17T02:00:00Z"]),
    ("Asia/Kolkata", &["2026-05-15T18:30:00Z"]),
    ("America/New_York", &["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"]),
    ("Pacific/Chatham", &["2026-04-04T14:00:00Z", "2026-09-26T14:00:00Z"]),
    ("Africa/Casablanca", &["2026-02-15T02:00:00Z", "2026-03-22T02:00:00Z"]),
    ("Pacific/Kwajalein", &["1993-08-21T12:00:00Z"]),
    ("America/Havana", &["2026-03-08T05:00:00Z", "2026-11-01T05:00:00Z"]),
    ("Africa/Monrovia", &["1972-01-07T00:44:30Z"]),
    ("Europe/London", &["1971-10-31T02:00:00Z", "2026-03-29T01:00:00Z"]),
];

fn instant(text: &str) -> i64 {
    Timestamp::parse(text).expect("an instant").as_millis()
}

/// M1, M2, M7, M9, Z4: every measure of every row and of the total is the model's, by every dimension and every pair, over a
/// thousand tables
#[test]
fn reports_are_those_of_the_model() {
    let pairs = pairs();
    let engines: Vec<(Engine, Tz, Weekday, Vec<i64>)> = (0..).zip(ZONES).map(engine).collect();
    let (mut queries, mut groups) = (0, 0);
    for number in 0..TABLES {
        let random = &mut Random::new(number.into());
        let (engine, zone, week_start, odd) = &engines[number as usize % engines.len()];
        let calls = table(random, odd);
        let columns = Columns::of(&calls);
        // Each table is asked by some of the pairs, in turn, so that every pair meets every zone.
        for place in 0..5 {
            let by = &pairs[(number as usize * 5 + place) % pairs.len()];
            let query = question(random, by, odd);
            let told = engine
                .call_table(&columns.columns(), &sizes(), &query)
                .unwrap_or_else(|fault| panic!("{query:?}: {fault}"));
            let (expected, total) = rows(&calls, &query, *zone, *week_start);
            compare(&told, &expected, &total, &query, zone.name());
            queries += 1;
            groups += expected.len();
        }
    }
    assert!(groups > 50_000, "{groups} groups are few");
    compared(
        TABLES.into(),
        &format!("tables of calls with a model ({queries} queries, {groups} groups)"),
    );
}

/// M4, M5, M6, M7, M9, C10: conversion by every dimension and pair, revenue, time to convert, the funnel, queues and stalled
/// leads are the model's, over a thousand tables
#[test]
fn reports_of_leads_are_those_of_the_model() {
    let (engine, ..) = engine((0, ZONES[4]));
    let statuses = &engine.policy().pipeline.statuses;
    let follow_ups_status = statuses.iter().position(|own| own.id.as_str() == "followUps");
    let follow_ups_status = u16::try_from(follow_ups_status.expect("a status")).expect("few");
    let counts: Vec<bool> = statuses.iter().map(|own| own.counts_toward_cap).collect();
    // A customer is in no queue (rule V4).
    let in_queue = |own: &Status| own.in_queue && own.id.as_str() != "customer";
    let in_queue: Vec<bool> = statuses.iter().map(in_queue).collect();
    let dimensions = [Dimension::Source, Dimension::Campaign, Dimension::Tag, Dimension::Agent];
    let mut by = vec![Vec::new()];
    for one in dimensions {
        by.push(vec![one]);
        by.extend(dimensions.into_iter().filter(|two| *two != one).map(|two| vec![one, two]));
    }
    let mut groups = 0;
    for number in 0..TABLES {
        let random = &mut Random::new(number.into());
        let leads: Vec<Lead> = (0..random.below(60)).map(|_| Lead::random(random)).collect();
        let columns = lead_report::Columns::of(&leads);
        let columns = columns.columns();
        let figures = engine.lead_figures(&columns, &lead_report::sizes()).expect("good columns");
        let ends = [0; 2].map(|_| random.between(0, 100));
        let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let instant = |millis| Timestamp::from_millis(millis).expect("a supported instant");
        let period = Period { from: instant(from), to: instant(to) };
        for by in &by {
            let period = random.percent(50).then_some(period);
            let query = ConversionQuery { by: by.clone(), period };
            let told = figures.conversion(&query).expect("at most two dimensions");
            let (expected, total) = lead_report::conversion(&leads, &query);
            let rows: BTreeMap<Vec<Key>, (u64, u64)> = told
                .rows
                .iter()
                .map(|row| (row.keys.clone(), (row.figures.leads, row.figures.customers)))
                .collect();
            assert_eq!(rows, expected, "{query:?} of table {number}");
            assert!(told.rows.is_sorted_by_key(|row| row.keys.clone()));
            assert_eq!((told.total.leads, told.total.customers), total);
            if !by.is_empty() && !by.contains(&Dimension::Tag) {
                assert_eq!(expected.values().map(|own| own.0).sum::<u64>(), total.0);
                assert_eq!(expected.values().map(|own| own.1).sum::<u64>(), total.1);
            }
            groups += expected.len();
        }
        let revenue: BTreeMap<(u32, u32), (u64, i64, i64)> = figures
            .revenue(Some(period))
            .into_iter()
            .map(|own| {
                let sums = (own.orders, own.amount_minor.get(), own.tax_minor.get());
                ((own.agent.expect("credited"), own.currency), sums)
            })
            .collect();
        assert_eq!(revenue, lead_report::revenue(&leads, (from, to)), "table {number}");
        let time = figures.time_to_convert(Some(period));
        let told = (time.count, time.mean_millis, time.median_millis, time.p90_millis);
        assert_eq!(told, lead_report::time_to_convert(&leads, (from, to)), "table {number}");
        assert_eq!(figures.conversions_in(period), time.count);
        assert_eq!(figures.funnel(), lead_report::funnel(&leads));
        assert_eq!(figures.stalled(), lead_report::stalled(&leads, follow_ups_status));
        let caps = [3, 0, 9, 5];
        let queues = figures.queue_against_cap(&Column::full(&caps)).expect("a cap per agent");
        let told: Vec<(u64, u64)> = queues.iter().map(|own| (own.queue, own.held)).collect();
        assert_eq!(told, lead_report::queues(&leads, &in_queue, &counts), "table {number}");
        for (own, cap) in queues.iter().zip(caps) {
            let filled = own.filled.map(|rate| (rate.numerator, rate.denominator));
            assert_eq!(filled, (cap > 0).then(|| (own.held, cap.into())));
        }
    }
    assert!(groups > 50_000, "{groups} groups are few");
    compared(TABLES.into(), &format!("tables of leads with a model ({groups} groups)"));
}

/// M6, F5, Z4: follow-ups by owner are the model's, in every zone near what is odd
#[test]
fn reports_of_follow_ups_are_those_of_the_model() {
    let engines: Vec<_> = (0..).zip(ZONES).map(engine).collect();
    for number in 0..TABLES {
        let random = &mut Random::new(number.into());
        let (engine, zone, _, odd) = &engines[number as usize % engines.len()];
        let near = |random: &mut Random| {
            let at = random.pick(odd) + random.between(-40, 40) * 3_600_000;
            at + random.between(0, 3_599_999)
        };
        let states = [FollowUpState::Open, FollowUpState::Resolved, FollowUpState::Expired];
        let all: Vec<FollowUp> = (0..random.below(60))
            .map(|_| FollowUp {
                at: near(random),
                owner: random.below(KINDS),
                state: *random.pick(&states),
                closed_at: near(random),
            })
            .collect();
        let instant = |millis| Timestamp::from_millis(millis).expect("a supported instant");
        let ends = [near(random), near(random)];
        let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let period = Period { from: instant(from), to: instant(to) };
        let query = FollowUpQuery {
            now: instant(near(random)),
            period: random.percent(70).then_some(period),
        };
        let at: Vec<i64> = all.iter().map(|own| own.at).collect();
        let owner: Vec<u32> = all.iter().map(|own| own.owner).collect();
        let state: Vec<u8> = all.iter().map(|own| own.state.as_byte()).collect();
        let closed_at: Vec<i64> = all.iter().map(|own| own.closed_at).collect();
        let columns = FollowUpColumns {
            at: &at,
            owner: Column::full(&owner),
            state: &state,
            closed_at: Some(Column::full(&closed_at)),
            note: None,
        };
        let told = engine.follow_up_table(&columns, KINDS, query).expect("good columns");
        let rows: BTreeMap<u32, FollowUpFigures> =
            told.rows.iter().map(|row| (row.owner.expect("an owner"), row.figures)).collect();
        assert_eq!(rows, follow_ups(&all, query, *zone), "table {number} in {}", zone.name());
        assert_eq!(told.total.overdue, rows.values().map(|own| own.overdue).sum::<u64>());
    }
    compared(TABLES.into(), "tables of follow-ups with a model");
}

/// M3, C2, C12, Z4: outgoing calls per agent and day are the model's, in every zone near what is odd
#[test]
fn coverage_is_that_of_the_model() {
    let engines: Vec<_> = (0..).zip(ZONES).map(engine).collect();
    for number in 0..TABLES {
        let random = &mut Random::new(number.into());
        let (engine, zone, _, odd) = &engines[number as usize % engines.len()];
        let calls = table(random, odd);
        let at = DateTime::from_timestamp_millis(*random.pick(odd)).expect("an instant");
        let first = at.date_naive() - Days::new(random.below(4).into());
        let days = 1 + random.below(6);
        let date = |after: u32| {
            let date = first + Days::new(after.into());
            LocalDate::from_epoch_days(date.to_epoch_days()).expect("a date")
        };
        let told = engine
            .coverage_table(&Columns::of(&calls).columns(), &sizes(), (date(0), date(days - 1)))
            .expect("a report");
        let rows: Vec<_> = told.iter().map(|own| (own.agent, own.date, own.calls)).collect();
        let expected = coverage(&calls, *zone, first, days.into());
        assert_eq!(rows, expected, "table {number} in {}", zone.name());
        let target = engine.policy().daily_target;
        for own in told {
            let progress = own.progress.map(|rate| (rate.numerator, rate.denominator));
            assert_eq!((own.target, progress), (target, Some((own.calls, target.into()))));
        }
    }
    compared(TABLES.into(), "tables of coverage with a model");
}

/// M8: time in status is the model's
#[test]
fn time_in_status_is_that_of_the_model() {
    let (engine, ..) = engine((0, ZONES[4]));
    for number in 0..TABLES {
        let random = &mut Random::new(number.into());
        let mut moves: Moves = Vec::new();
        for lead in 0..random.below(6) {
            let mut at: Vec<i64> = (0..random.below(5)).map(|_| random.between(0, 99)).collect();
            at.sort_unstable();
            let mut status = || u16::try_from(random.below(10)).expect("few");
            moves.extend(at.iter().map(|at| (lead, *at, status())));
        }
        let until = random.between(0, 120);
        let lead: Vec<u32> = moves.iter().map(|own| own.0).collect();
        let entered_at: Vec<i64> = moves.iter().map(|own| own.1).collect();
        let status: Vec<u16> = moves.iter().map(|own| own.2).collect();
        let history = HistoryColumns { lead: &lead, status: &status, entered_at: &entered_at };
        let until_instant = Timestamp::from_millis(until).expect("a supported instant");
        let told = engine.status_times(&history, 6, until_instant).expect("a history in order");
        let expected = stays(&moves, until);
        let per_lead: Vec<_> = told
            .per_lead
            .iter()
            .map(|own| ((own.lead, own.status), (own.visits, own.millis)))
            .collect();
        assert_eq!(per_lead, expected.clone().into_iter().collect::<Vec<_>>(), "table {number}");
        for own in told.per_status {
            let those =
                || expected.iter().filter(|(key, _)| key.1 == own.status).map(|(_, own)| own);
            let leads = those().count() as u64;
            let (visits, millis) = those().fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
            assert_eq!((own.leads, own.visits, own.millis), (leads, visits, millis));
            assert_eq!(own.mean_millis, (leads > 0).then(|| millis / leads));
        }
    }
    compared(TABLES.into(), "histories with a model");
}

/// M1, M9: for every additive measure the rows by each dimension and each pair sum to the total row, tags aside
#[test]
fn the_rows_of_every_pair_sum_to_the_total() {
    let (engine, _, _, odd) = engine((0, ZONES[5]));
    let random = &mut Random::new(7);
    let calls: Vec<Call> = (0..40).flat_map(|_| table(random, &odd)).collect();
    let columns = Columns::of(&calls);
    let mut asked = 0;
    for by in pairs() {
        let query = CallQuery::by(&by);
        let told = engine.call_table(&columns.columns(), &sizes(), &query).expect("a report");
        let total = additive(told.total());
        let mut sums = [0; 5];
        for row in told.rows() {
            for (sum, own) in sums.iter_mut().zip(additive(&row.figures)) {
                *sum += own;
            }
        }
        if by.contains(&CallDimension::Tag) {
            assert!(sums[0] > total[0], "calls with two tags stand in two rows of {by:?}");
        } else if !by.is_empty() {
            assert_eq!(sums, total, "{by:?}");
        }
        asked += 1;
    }
    compared(asked, "groups of dimensions with their total rows");
}

fn additive(figures: &CallFigures) -> [u64; 5] {
    let counts = &figures.counts;
    [counts.calls, counts.attempts, counts.connected, counts.missed, counts.talk_seconds]
}

/// No dimension, each alone, and each pair in either order.
fn pairs() -> Vec<Vec<CallDimension>> {
    let mut pairs = vec![Vec::new()];
    for one in CallDimension::ALL {
        pairs.push(vec![one]);
        let others = CallDimension::ALL.into_iter().filter(|other| *other != one);
        pairs.extend(others.map(|other| vec![one, other]));
    }
    pairs
}

fn engine((number, (zone, odd)): (usize, (&str, &[&str]))) -> (Engine, Tz, Weekday, Vec<i64>) {
    let week_starts_on = Weekday::ALL[number % 7];
    let policy = Policy {
        time_zone: TimeZone::named(zone),
        calendar: Calendar { week_starts_on, ..Calendar::default() },
        ..Policy::default()
    };
    let engine = Engine::new(policy).expect("a company");
    let odd = odd.iter().map(|text| instant(text)).collect();
    (engine, zone.parse().expect("a zone"), week_starts_on, odd)
}

/// Some hundred calls, now and then more than a block of rows, in order of time or not.
fn table(random: &mut Random, odd: &[i64]) -> Vec<Call> {
    let (from, to) = bounds(odd);
    let size = if random.one_in(20) { 2_500 } else { random.below(120) };
    let mut calls: Vec<Call> = (0..size).map(|_| Call::random(random, (from, to), odd)).collect();
    // A host often knows everything of its calls, but for a call in progress at the end.
    if random.percent(50) {
        let in_progress = if random.percent(30) { calls.pop() } else { None };
        calls = calls.into_iter().map(Call::plain).chain(in_progress).collect();
    }
    if random.percent(50) {
        calls.sort_by_key(|call| call.started_at);
    }
    calls
}

/// Mostly a few years around what is odd.
fn bounds(odd: &[i64]) -> (i64, i64) {
    let year = 366 * 86_400_000;
    let first = odd.iter().min().expect("something odd");
    let last = odd.iter().max().expect("something odd");
    ((first - year).max(instant("1970-01-08T00:00:00Z")), last + year)
}

fn question(random: &mut Random, by: &[CallDimension], odd: &[i64]) -> CallQuery {
    let mut query = CallQuery::by(by);
    if random.percent(50) {
        query.measures = vec![CallMeasure::ReachRate, CallMeasure::MissedRate];
    }
    if random.percent(40) {
        let (from, to) = bounds(odd);
        let days = (to - from) / 86_400_000;
        let ends = [0; 2].map(|_| {
            let at =
                from + random.between(0, days - 1) * 86_400_000 + random.between(0, 86_399_999);
            Timestamp::from_millis(at).expect("a supported instant")
        });
        query.period = Some(Period { from: ends[0].min(ends[1]), to: ends[0].max(ends[1]) });
    }
    let numbers = |random: &mut Random| vec![None, Some(random.below(KINDS))];
    if random.percent(10) {
        query.filters.push(CallFilter::Agent(numbers(random)));
    }
    if random.percent(10) {
        query.filters.push(CallFilter::Tag(numbers(random)));
    }
    if random.percent(10) {
        query.filters.push(CallFilter::Status(vec![CallStatus::Missed, CallStatus::Called]));
    }
    if random.percent(10) {
        query.filters.push(CallFilter::Direction(vec![Direction::Outgoing]));
    }
    if random.percent(10) {
        query.filters.push(CallFilter::Weekday(vec![*random.pick(&Weekday::ALL)]));
    }
    if random.percent(10) {
        query.filters.push(CallFilter::Hour((0..12).collect()));
    }
    if random.percent(10) {
        query.filters.push(CallFilter::Attempt(vec![Some(1), Some(3), None]));
    }
    query
}

fn compare(
    told: &CallTable,
    expected: &BTreeMap<Vec<Key>, Sums>,
    total: &Sums,
    query: &CallQuery,
    zone: &str,
) {
    same(told.total(), total, query, &format!("the total of {query:?} in {zone}"));
    let rows: Vec<_> = told.rows().collect();
    let keys: Vec<&[Key]> = rows.iter().map(CallRow::keys).collect();
    let expected_keys: Vec<&[Key]> = expected.keys().map(Vec::as_slice).collect();
    assert_eq!(keys, expected_keys, "{query:?} in {zone}");
    for (row, sums) in rows.iter().zip(expected.values()) {
        same(&row.figures, sums, query, &format!("{:?} of {query:?} in {zone}", row.keys()));
    }
}

fn same(figures: &CallFigures, sums: &Sums, query: &CallQuery, what: &str) {
    let counted = [sums.calls, sums.attempts, sums.connected, sums.missed, sums.talk_seconds];
    assert_eq!(additive(figures), counted, "{what}");
    let rate = |part: u64, whole: u64| (whole > 0).then(|| (part, whole, part * 1_000_000 / whole));
    let told = |rate: Option<Rate>| {
        rate.map(|own| (own.numerator, own.denominator, own.parts_per_million))
    };
    assert_eq!(told(figures.connect_rate), rate(sums.connected, sums.attempts), "{what}");
    let reached = rate(sums.leads_connected.len() as u64, sums.leads_attempted.len() as u64);
    let reached = reached.filter(|_| query.asks_for(CallMeasure::ReachRate));
    assert_eq!(told(figures.reach_rate), reached, "{what}");
    let missed = rate(sums.incoming_missed, sums.incoming);
    let missed = missed.filter(|_| query.asks_for(CallMeasure::MissedRate));
    assert_eq!(told(figures.missed_rate), missed, "{what}");
    let mean = (sums.connected > 0).then(|| sums.talk_seconds / sums.connected);
    assert_eq!(figures.mean_talk_seconds, mean, "{what}");
}
