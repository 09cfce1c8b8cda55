//! Reports by any dimension: calls, coverage, follow-ups, time in status, evenness (rules M1 to M9).

use calliyo_core::{
    Code, CommandId, EventId, RunId,
    jobs::{AgentColumns, ReasonCounts},
    lead::{
        AgentState, Call, CallStatus, Change, Context, Direction, Event, FollowUp, FollowUpKind,
        FollowUpState, Lead, apply,
    },
    policy::OverdueFrom,
    report::{
        Bitmap, CallColumns, CallDimension, CallFilter, CallMeasure, CallQuery, Column,
        ConversionQuery, Dimension, Evenness, FollowUpColumns, FollowUpFigures, FollowUpQuery,
        HistoryColumns, Key, LeadColumns, ListColumn, ReportedCall, Sizes, UNKNOWN_AGENT,
    },
    time::{Job, LocalDate, Period, TimeZone, Timestamp},
};

use crate::support::{
    self, agent, agent_id, at, branch, ended, engine, engine_with, lead, open_call, status,
};

fn date(text: &str) -> LocalDate {
    LocalDate::parse(text).unwrap()
}

fn by(dimensions: &[CallDimension]) -> CallQuery<String> {
    CallQuery::by(dimensions)
}

/// The keys of each row as the wire has them, with its calls.
fn rows(query: &CallQuery<String>, calls: &[ReportedCall<'_>]) -> Vec<(String, u64)> {
    let report = engine().call_report(calls.iter().copied(), query).unwrap();
    let row = |row: &calliyo_core::report::ReportRow| {
        (serde_json::to_string(&row.keys).unwrap(), row.figures.counts.calls)
    };
    report.rows.iter().map(row).collect()
}

/// M1, M2: calls stand by two dimensions, names by their bytes and what is missing last; a call counts in each tag's row, once
/// in the total.
#[test]
fn calls_stand_by_any_two_dimensions() {
    let late =
        Call { started_at: at("2026-05-15T20:00:00Z"), ..ended("1", CallStatus::Called, 60) };
    let other = Call { agent: agent_id("bala"), ..ended("2", CallStatus::Busy, 0) };
    let void = Call { voided: true, ..ended("3", CallStatus::Called, 9) };
    let tags = [String::from("hot"), String::from("new"), String::from("hot")];
    let north = branch("north");
    let calls = [
        ReportedCall { tags: &tags, branch: Some(&north), ..ReportedCall::from(&late) },
        ReportedCall { attempt: Some(2), ..ReportedCall::from(&other) },
        ReportedCall::from(&void),
    ];
    let expected = |rows: &[(&str, u64)]| -> Vec<(String, u64)> {
        rows.iter().map(|(keys, calls)| ((*keys).into(), *calls)).collect()
    };
    use CallDimension::{Agent, Attempt, Branch, Day, Hour, Status, Tag};
    assert_eq!(
        rows(&by(&[Agent, Day]), &calls),
        expected(&[(r#"["asha","2026-05-16"]"#, 1), (r#"["bala","2026-05-15"]"#, 1)])
    );
    assert_eq!(rows(&by(&[Hour]), &calls), expected(&[("[1]", 1), ("[10]", 1)]));
    assert_eq!(
        rows(&by(&[Tag, Status]), &calls),
        expected(&[
            (r#"["hot","called"]"#, 1),
            (r#"["new","called"]"#, 1),
            (r#"[null,"busy"]"#, 1)
        ])
    );
    assert_eq!(rows(&by(&[Branch]), &calls), expected(&[(r#"["north"]"#, 1), ("[null]", 1)]));
    assert_eq!(rows(&by(&[Attempt]), &calls), expected(&[("[2]", 1), ("[null]", 1)]));
    let report = engine().call_report(calls, &by(&[Tag])).unwrap();
    assert_eq!((report.total.counts.calls, report.rows.len()), (2, 3));
}

/// M1: the reach rate counts each lead once per row, and calls of nothing but leads.
#[test]
fn a_lead_is_reached_once() {
    let calls = [
        ended("1", CallStatus::Called, 60),
        ended("2", CallStatus::Called, 30),
        Call { parent: support::of_lead("other"), ..ended("3", CallStatus::Busy, 0) },
    ];
    let query = CallQuery { measures: vec![CallMeasure::ReachRate], ..by(&[]) };
    let rate = engine().call_report(&calls, &query).unwrap().total.reach_rate.unwrap();
    assert_eq!((rate.numerator, rate.denominator), (1, 2));
    assert_eq!(engine().call_report(&calls, &by(&[])).unwrap().total.reach_rate, None);
}

/// M1: a query is data; it is read back as it was written, and a filter names what passes.
#[test]
fn a_query_is_data() {
    let text = r#"{"by":["agent","monthOfYear"],"measures":["calls"],"period":null,"filters":[{"status":["called"]},{"agent":["asha",null]}]}"#;
    let query: CallQuery<String> = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&query).unwrap(), text);
    let calls = [
        ended("1", CallStatus::Called, 60),
        Call { agent: agent_id("bala"), ..ended("2", CallStatus::Called, 60) },
        ended("3", CallStatus::Busy, 0),
    ];
    let report = engine().call_report(&calls, &query).unwrap();
    assert_eq!(serde_json::to_string(&report.rows[0].keys).unwrap(), r#"["asha",5]"#);
    assert_eq!((report.rows.len(), report.total.counts.calls), (1, 1));
    let unknown = CallFilter::Agent(vec![Some("nobody".into())]);
    let nothing = CallQuery { filters: vec![unknown], ..by(&[]) };
    assert_eq!(engine().call_report(&calls, &nothing).unwrap().total.counts.calls, 0);
}

/// M1: what is wrong with columns or a query is named with its column and row.
#[test]
fn faults_name_the_column_and_the_row() {
    let started_at = [1_000; 3];
    let calls = CallColumns::new(&started_at, &[0; 3], &[0; 3], Column::full(&[0, 1, 2]));
    let sizes = Sizes { agents: 2, leads: 1, tags: 1, ..Sizes::default() };
    let ask = |calls: &CallColumns<'_>, query: &CallQuery| {
        let fault = engine().call_table(calls, &sizes, query).unwrap_err();
        (fault.code(), fault.path().to_owned())
    };
    let of = |dimension| CallQuery::by(&[dimension]);
    let out = |path: &str| (Code::NumberOutOfRange, path.to_owned());
    let malformed = |path: &str| (Code::RequestMalformed, path.to_owned());
    assert_eq!(ask(&calls, &of(CallDimension::Agent)), out("calls.agent[2]"));
    assert_eq!(calls.check(&sizes).unwrap_err().path(), "calls.agent[2]");
    let hidden = Column::with_validity(&[0, 1, 2], Bitmap::new(&[0b011]));
    let calls = CallColumns { agent: hidden, ..calls };
    assert_eq!(
        engine().call_table(&calls, &sizes, &of(CallDimension::Agent)).unwrap().rows().count(),
        3
    );
    let own = CallColumns { status: &[0, 7, 0], ..calls };
    assert_eq!(ask(&own, &CallQuery::default()), out("calls.status[1]"));
    let own = CallColumns { direction: Some(&[0, 1, 3]), ..calls };
    assert_eq!(ask(&own, &of(CallDimension::Direction)), out("calls.direction[2]"));
    let own = CallColumns { attempt: Some(Column::full(&[1, 0, 2])), ..calls };
    assert_eq!(ask(&own, &of(CallDimension::Attempt)), out("calls.attempt[1]"));
    let own = CallColumns { started_at: &[0, -1, 0], ..calls };
    assert_eq!(ask(&own, &of(CallDimension::Day)), out("calls.startedAt[1]"));
    let tags = ListColumn { offsets: &[0, 1, 1, 2], values: &[0, 1] };
    let own = CallColumns { tags: Some(tags), ..calls };
    assert_eq!(ask(&own, &of(CallDimension::Tag)), out("calls.tags[2]"));
    let own = CallColumns { duration_seconds: &[0], ..calls };
    assert_eq!(ask(&own, &CallQuery::default()), malformed("calls.durationSeconds"));

    let reach = CallQuery { measures: vec![CallMeasure::ReachRate], ..CallQuery::default() };
    assert_eq!(ask(&calls, &reach), malformed("calls.lead"));
    let own = CallColumns { lead: Some(Column::full(&[0, 0, 1])), ..calls };
    assert_eq!(ask(&own, &reach), out("calls.lead[2]"));
    let [day, hour, status] = [CallDimension::Day, CallDimension::Hour, CallDimension::Status];
    assert_eq!(ask(&calls, &CallQuery::by(&[day, day])), malformed("query.by[1]"));
    assert_eq!(ask(&calls, &CallQuery::by(&[day, hour, status])), malformed("query.by[2]"));
    let filters = vec![CallFilter::Hour(vec![0]), CallFilter::Agent(vec![None, Some(2)])];
    let query = CallQuery { filters, ..CallQuery::default() };
    assert_eq!(ask(&calls, &query), out("query.filters[1][1]"));
    let query =
        CallQuery { filters: vec![CallFilter::MonthOfYear(vec![13])], ..CallQuery::default() };
    assert_eq!(ask(&calls, &query), out("query.filters[0][0]"));
}

/// M1: over records too an attempt counts from 1, and the call that says otherwise is named.
#[test]
fn an_attempt_counts_from_one() {
    let calls = [ended("1", CallStatus::Called, 60), ended("2", CallStatus::Called, 60)];
    let attempt = |attempt| {
        let own = [ReportedCall::from(&calls[0]), ReportedCall { attempt, ..(&calls[1]).into() }];
        engine().call_report(own, &by(&[CallDimension::Attempt]))
    };
    assert_eq!(attempt(Some(1)).unwrap().rows.len(), 2);
    let fault = attempt(Some(0)).unwrap_err();
    assert_eq!((fault.code(), fault.path()), (Code::NumberOutOfRange, "calls[1].attempt"));
    assert_eq!(attempt(Some(u32::MAX - 1)).unwrap().rows.len(), 2);
    assert_eq!(attempt(Some(u32::MAX)).unwrap_err().path(), "calls[1].attempt");
}

/// M3, Z4: coverage has a row for every agent and every local date, days without a call too; a date that clocks skip has none.
#[test]
fn coverage_has_every_agent_and_every_day() {
    let engine = engine_with(|policy| {
        policy.daily_target = 2;
        policy.time_zone = TimeZone::named("Pacific/Apia");
    });
    // Apia had no 30 December 2011.
    let call = |id: &str, instant: &str| Call {
        started_at: at(instant),
        ..ended(id, CallStatus::Called, 60)
    };
    let calls = [
        call("1", "2011-12-30T09:59:59Z"),
        call("2", "2011-12-30T10:00:00Z"),
        call("3", "2011-12-30T11:00:00Z"),
        call("4", "2011-12-30T12:00:00Z"),
        Call { direction: Direction::Incoming, ..call("5", "2011-12-30T10:00:00Z") },
        Call { agent: agent_id("carol"), ..call("6", "2011-12-30T10:00:00Z") },
    ];
    let agents = [agent_id("bala"), agent_id("asha")];
    let dates = (date("2011-12-29"), date("2011-12-31"));
    let rows = engine.coverage(&agents, &calls, dates).unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            let progress = row.progress.map(|rate| rate.parts_per_million);
            (row.agent.as_str(), row.date.day(), row.calls, progress)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("bala", 29, 0, Some(0)),
            ("bala", 31, 0, Some(0)),
            ("asha", 29, 1, Some(500_000)),
            ("asha", 31, 3, Some(1_500_000)),
        ]
    );
    let started_at: Vec<i64> = calls.iter().map(|call| call.started_at.as_millis()).collect();
    let direction: Vec<u8> = calls.iter().map(|call| call.direction.as_byte()).collect();
    let columns = CallColumns {
        direction: Some(&direction),
        ..CallColumns::new(&started_at, &[0; 6], &[60; 6], Column::full(&[1, 1, 1, 1, 1, 2]))
    };
    let sizes = Sizes { agents: 3, ..Sizes::default() };
    let rows = engine.coverage_table(&columns, &sizes, dates).unwrap();
    let calls: Vec<_> = rows.iter().map(|row| (row.agent, row.date.day(), row.calls)).collect();
    assert_eq!(calls, [(0, 29, 0), (0, 31, 0), (1, 29, 1), (1, 31, 3), (2, 29, 0), (2, 31, 1)]);
    let backward = engine.coverage(&agents, &[], (dates.1, dates.0)).unwrap_err();
    assert_eq!((backward.code(), backward.path()), (Code::RequestMalformed, "last"));
    // Over columns the dates are those of the query.
    let backward = engine.coverage_table(&columns, &sizes, (dates.1, dates.0)).unwrap_err();
    assert_eq!((backward.code(), backward.path()), (Code::RequestMalformed, "query.last"));
}

/// M4, M9: conversion by two dimensions sums to its total; a customer is the credited agent's.
#[test]
fn conversion_stands_by_two_dimensions() {
    let of = |source: Option<&str>, on: &str| Lead { source: source.map(Into::into), ..lead(on) };
    let leads = [of(Some("web"), "customer"), of(Some("web"), "busy"), of(None, "unassigned")];
    let query = ConversionQuery { by: vec![Dimension::Source, Dimension::Agent], period: None };
    let report = engine().conversion_report(&leads, &query).unwrap();
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| {
            let keys = serde_json::to_string(&row.keys).unwrap();
            (keys, row.figures.leads, row.figures.customers)
        })
        .collect();
    assert_eq!(rows, [(r#"["web","asha"]"#.to_owned(), 2, 1), ("[null,null]".to_owned(), 1, 0)]);
    assert_eq!((report.total.leads, report.total.customers), (3, 1));
    let refused = |by: &[Dimension]| {
        let query = ConversionQuery { by: by.to_vec(), period: None };
        engine().conversion_report(&leads, &query).unwrap_err().path().to_owned()
    };
    assert_eq!(refused(&[Dimension::Tag, Dimension::Tag]), "query.by[1]");
    assert_eq!(refused(&[Dimension::Total, Dimension::Total]), "query.by[1]");
    assert_eq!(refused(&[Dimension::Total, Dimension::Tag, Dimension::Agent]), "query.by[2]");
}

/// M6, M7, C10: over columns, stalled leads stand longest first, and a number of nothing is named.
#[test]
fn stalled_leads_stand_longest_first() {
    // 2 is Followups. The third has an open follow-up.
    let since = [50, 20, 10, 30];
    let leads = LeadColumns {
        status_since: Some(&since),
        open_follow_up: Some(Bitmap::new(&[0b0100])),
        ..LeadColumns::new(&[2, 2, 2, 1], &[0; 4], Column::full(&[0; 4]))
    };
    let sizes = Sizes { agents: 1, ..Sizes::default() };
    let engine = engine();
    assert_eq!(engine.lead_figures(&leads, &sizes).unwrap().stalled(), [1, 0]);
    let queue = engine.lead_figures(&leads, &sizes).unwrap().queue_against_cap(&Column::full(&[2]));
    assert_eq!((queue.as_ref().unwrap()[0].queue, queue.unwrap()[0].held), (4, 1));
    let own = LeadColumns { credited: Some(Column::full(&[0, 1, 0, 0])), ..leads };
    assert_eq!(engine.lead_figures(&own, &sizes).unwrap_err().path(), "leads.credited[1]");
    let own = LeadColumns { status: &[2, 10, 2, 1], ..leads };
    assert_eq!(engine.lead_figures(&own, &sizes).unwrap_err().path(), "leads.status[1]");
}

/// A1, M4, M5, M7: an owner or a credited agent who was not supplied is no agent of a report, and any other number of nobody is
/// named, as in the columns of a run.
#[test]
fn an_owner_who_was_not_supplied_is_no_agent_of_a_report() {
    // 9 is Customer. The second lead is of somebody who left, the third is sold by somebody who left.
    let owner = [0, UNKNOWN_AGENT, 0];
    let credited = Column::with_validity(&[0, 0, UNKNOWN_AGENT], Bitmap::new(&[0b100]));
    let leads = LeadColumns {
        converted_at: Some(Column::with_validity(&[0, 0, 5], Bitmap::new(&[0b100]))),
        credited: Some(credited),
        currency: Some(Column::full(&[0; 3])),
        amount_minor: Some(Column::full(&[700; 3])),
        ..LeadColumns::new(&[1, 1, 9], &[0; 3], Column::full(&owner))
    };
    let sizes = Sizes { agents: 1, currencies: 1, ..Sizes::default() };
    let engine = engine();
    let figures = engine.lead_figures(&leads, &sizes).unwrap();
    let query = ConversionQuery { by: vec![Dimension::Agent], period: None };
    let report = figures.conversion(&query).unwrap();
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|own| (own.keys[0], own.figures.leads, own.figures.customers))
        .collect();
    assert_eq!(rows, [(Key::Named(0), 1, 0), (Key::Missing, 2, 1)]);
    let revenue = figures.revenue(None);
    let told: Vec<_> = revenue.iter().map(|own| (own.agent, own.amount_minor.get())).collect();
    assert_eq!(told, [(None, 700)]);
    let queues = figures.queue_against_cap(&Column::full(&[9])).unwrap();
    assert_eq!((queues.len(), queues[0].queue), (1, 1));
    let own = LeadColumns { owner: Column::full(&[0, UNKNOWN_AGENT - 1, 0]), ..leads };
    assert_eq!(engine.lead_figures(&own, &sizes).unwrap_err().path(), "leads.owner[1]");
}

fn closed(state: FollowUpState, set_for: &str, closed_at: &str) -> FollowUp {
    FollowUp { state, closed_at: Some(at(closed_at)), ..open_call("closed", set_for) }
}

/// M6, F5: follow-ups by owner are due today, overdue and upcoming now; resolved on time, which is by the end of their local
/// day, late, or expired in the period.
#[test]
fn follow_ups_are_counted_by_owner() {
    let bala = |own: FollowUp| FollowUp { owner: agent_id("bala"), ..own };
    let resolved = |set_for, closed_at| closed(FollowUpState::Resolved, set_for, closed_at);
    let follow_ups = [
        open_call("1", "2026-05-15T05:00:00Z"),
        open_call("2", "2026-05-15T12:00:00Z"),
        open_call("3", "2026-05-14T12:00:00Z"),
        bala(open_call("4", "2026-05-16T05:00:00Z")),
        resolved("2026-05-12T05:00:00Z", "2026-05-12T18:29:59Z"),
        resolved("2026-05-12T05:00:00Z", "2026-05-12T18:30:00Z"),
        resolved("2026-05-12T05:00:00Z", "2026-05-01T05:00:00Z"),
        resolved("2026-04-12T05:00:00Z", "2026-04-12T06:00:00Z"),
        bala(closed(FollowUpState::Expired, "2026-05-12T05:00:00Z", "2026-05-13T05:00:00Z")),
        FollowUp { kind: FollowUpKind::Note, ..open_call("9", "2026-05-14T12:00:00Z") },
    ];
    let may = Period { from: at("2026-05-01T00:00:00Z"), to: at("2026-06-01T00:00:00Z") };
    let query = FollowUpQuery { now: support::now(), period: Some(may) };
    let report = engine().follow_up_report(&follow_ups, query);
    let asha = FollowUpFigures {
        due_today: 2,
        overdue: 2,
        upcoming: 0,
        resolved_on_time: 2,
        resolved_late: 1,
        expired: 0,
    };
    let of_bala = FollowUpFigures { upcoming: 1, expired: 1, ..FollowUpFigures::default() };
    let told: Vec<_> = report.rows.iter().map(|row| (row.owner.clone(), row.figures)).collect();
    assert_eq!(told, [(Some(agent_id("asha")), asha), (Some(agent_id("bala")), of_bala)]);
    assert_eq!(report.total, FollowUpFigures { upcoming: 1, expired: 1, ..asha });
    let ever = FollowUpQuery { period: None, ..query };
    assert_eq!(engine().follow_up_report(&follow_ups, ever).total.resolved_on_time, 3);
    let by_day = engine_with(|policy| policy.follow_ups.overdue_from = OverdueFrom::NextDay);
    assert_eq!(by_day.follow_up_report(&follow_ups, query).total.overdue, 1);
}

/// M6: a number of nothing and an instant that is not supported are named.
#[test]
fn faults_of_follow_ups_name_column_and_row() {
    let follow_ups = FollowUpColumns {
        at: &[0, 0],
        owner: Column::full(&[0, 1]),
        state: &[0, 3],
        closed_at: Some(Column::full(&[0, -1])),
        note: None,
    };
    let query = FollowUpQuery { now: support::now(), period: None };
    let path = |own: FollowUpColumns<'_>, agents| {
        engine().follow_up_table(&own, agents, query).unwrap_err().path().to_owned()
    };
    assert_eq!(path(follow_ups, 1), "followUps.owner[1]");
    assert_eq!(path(follow_ups, 2), "followUps.state[1]");
    let own = FollowUpColumns { state: &[0, 2], ..follow_ups };
    assert_eq!(path(own, 2), "followUps.closedAt[1]");
}

/// M8: a lead is on a status until it enters the next one, and on the last one until the instant asked for.
#[test]
fn time_in_status_is_added_up() {
    let history = HistoryColumns {
        lead: &[0, 0, 0, 0, 2],
        status: &[0, 1, 5, 1, 0],
        entered_at: &[0, 100, 150, 350, 990],
    };
    let until = Timestamp::from_millis(1_000).unwrap();
    let times = engine().status_times(&history, 3, until).unwrap();
    let per_lead: Vec<_> =
        times.per_lead.iter().map(|own| (own.lead, own.status, own.visits, own.millis)).collect();
    assert_eq!(per_lead, [(0, 0, 1, 100), (0, 1, 2, 700), (0, 5, 1, 200), (2, 0, 1, 10)]);
    let fresh = &times.per_status[0];
    assert_eq!((fresh.leads, fresh.visits, fresh.millis), (2, 2, 110));
    assert_eq!((fresh.mean_millis, times.per_status[2].mean_millis), (Some(55), None));
    assert_eq!(times.per_status.len(), 10);
    let earlier = engine().status_times(&history, 3, Timestamp::from_millis(120).unwrap()).unwrap();
    assert_eq!(earlier.per_lead.len(), 2);

    let path = |own: HistoryColumns<'_>| {
        engine().status_times(&own, 3, until).unwrap_err().path().to_owned()
    };
    assert_eq!(path(HistoryColumns { lead: &[0, 0, 1, 0, 2], ..history }), "history.lead[3]");
    assert_eq!(path(HistoryColumns { lead: &[0, 0, 0, 0, 3], ..history }), "history.lead[4]");
    let own = HistoryColumns { entered_at: &[0, 100, 99, 350, 990], ..history };
    assert_eq!(path(own), "history.enteredAt[2]");
}

/// M8: the same from events; a status that the pipeline lost ends the time on the one before.
#[test]
fn time_in_status_comes_from_events() {
    let mut captured = lead("unassigned");
    captured.status_since = at("2026-05-01T00:00:00Z");
    let event = |instant: &str, change: Change| Event {
        schema: captured.schema,
        id: EventId { command: CommandId::new("c").unwrap(), ordinal: 1 },
        at: at(instant),
        actor: agent_id("asha"),
        lead: Some(captured.id.clone()),
        change,
    };
    let enter = |instant: &str, to: &str| {
        event(instant, Change::LeadStatusChanged { from: status("unassigned"), to: status(to) })
    };
    let events = [
        event("2026-05-01T00:00:00Z", Change::LeadCreated { record: Box::new(captured.clone()) }),
        enter("2026-05-01T00:00:10Z", "assigned"),
        enter("2026-05-01T00:00:30Z", "gone"),
    ];
    let times = engine().time_in_status(&events, at("2026-05-02T00:00:00Z"));
    let told: Vec<_> = times.per_lead.iter().map(|own| (own.status.as_str(), own.millis)).collect();
    assert_eq!(told, [("unassigned", 10_000), ("assigned", 20_000)]);
    assert_eq!(times.per_status[1].mean_millis, Some(20_000));
}

/// M8: a run is as even as its largest share less its smallest, among agents who could receive; what found no place is told
/// by reason.
#[test]
fn the_evenness_of_a_run_is_its_spread() {
    let agents = ["asha", "bala", "carol"].map(|id| {
        let mut own = agent(id);
        own.cap = Some(2);
        own
    });
    let [mut asha, bala, mut carol] = agents;
    asha.cap = Some(1);
    carol.state = AgentState::Banned;
    let leads: Vec<Lead> = (0..4)
        .map(|number| Lead { id: support::lead_id(&number.to_string()), ..lead("unassigned") })
        .collect();
    let agents = [asha, bala, carol];
    let run = RunId::new("run").unwrap();
    let plan = engine().plan(Job::Assignment, &run, &leads, &agents, &[], support::now()).unwrap();
    let even = engine().evenness(&plan, &agents);
    let received: Vec<_> =
        even.received.iter().map(|own| (own.agent.as_str(), own.leads)).collect();
    assert_eq!(received, [("asha", 1), ("bala", 2)]);
    assert_eq!((even.largest, even.smallest, even.spread), (Some(2), Some(1), Some(1)));
    assert_eq!((even.not_placed.len(), even.not_placed[0].leads), (1, 1));
    assert_eq!(even.not_placed[0].reason, Code::JobAgentsAtCap);

    let states = [AgentState::Active, AgentState::Away, AgentState::Active];
    let columns = AgentColumns::new(Column::full(&[9; 3]), &[0; 3], Column::full(&[0; 3]), &states);
    let of_run = Evenness::of_run(&[3, 0, 1], &columns, &ReasonCounts::of(&[0, 0, 0, 0, 10, 1]));
    assert_eq!((of_run.spread, of_run.received.len()), (Some(2), 2));
    assert_eq!(of_run.not_placed[0].reason, Code::JobNoAgentMatches);
}

/// M4, V3: un-converting changes every report of the past: a lead that was converted in March and un-converted in May is among
/// March's conversions when asked in April, and not when asked in June.
#[test]
fn an_unconverted_lead_leaves_the_reports_of_the_past() {
    let engine = engine();
    let start = lead("busy");
    let mut lead = Some(start.clone());
    let mut events = Vec::new();
    for (instant, deed) in [
        ("2027-03-10T06:00:00Z", support::convert(None)),
        ("2027-05-10T06:00:00Z", support::change_to("busy")),
    ] {
        let context = Context { now: at(instant), ..support::context() };
        let decision = engine.decide(lead.as_ref(), &support::command(deed), &context).unwrap();
        for event in decision.events {
            apply(&mut lead, &event);
            events.push(event);
        }
    }
    let march = Period { from: at("2027-03-01T00:00:00Z"), to: at("2027-04-01T00:00:00Z") };
    let asked = |instant: &str| {
        let mut lead = Some(start.clone());
        events.iter().filter(|event| event.at < at(instant)).for_each(|event| {
            apply(&mut lead, event);
        });
        let conversions = engine.conversions_in(&lead, march);
        (conversions, engine.conversion(&lead, Dimension::Total, None)[0].customers)
    };
    assert_eq!(asked("2027-03-01T00:00:00Z"), (0, 0));
    assert_eq!(asked("2027-04-01T00:00:00Z"), (1, 1));
    assert_eq!(asked("2027-06-01T00:00:00Z"), (0, 0));
}

/// M1: a key says what the host calls it.
#[test]
fn a_key_gives_its_name() {
    assert_eq!(Key::Named("web").into_name(), Some("web"));
    assert_eq!(Key::<&str>::Missing.into_name(), None);
}
