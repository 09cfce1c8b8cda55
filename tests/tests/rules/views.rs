//! What people look at: agenda, queue, history, dashboard, timeline, supervision (rules C8, C10, F5, F11, F12, E).

use calliyo_core::{
    Fact, Patch,
    lead::{
        Call, CallEdit, CallStatus, Change, Deed, Direction, Event, FollowUp, FollowUpEdit,
        FollowUpState, Lead, LeadEdit, NewLead, NewNote,
    },
    policy::{OverdueFrom, Policy},
    report::{DashboardInput, QueueFilter, QueueGroup, timeline},
};

use crate::support::{
    self, Case, agent, agent_id, assign, at, change_to, conversion, convert, ended, engine,
    engine_with, follow_up_id, lead, lead_id, live_call, log, now, open_call, order, schedule,
    status, status_of,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";

fn ids(follow_ups: &[FollowUp]) -> Vec<&str> {
    follow_ups.iter().map(|own| own.id.as_str()).collect()
}

/// F5, F11: overdue oldest first, due today by time, upcoming; one that is both is listed once and counted twice.
#[test]
fn the_agenda_has_three_lists_and_counters() {
    let all = [
        open_call("later", "2026-05-19T05:00:00Z"),
        open_call("tonight", "2026-05-15T14:00:00Z"),
        open_call("soon", "2026-05-15T10:00:00Z"),
        open_call("morning", "2026-05-15T05:00:00Z"),
        open_call("old", "2026-05-11T05:00:00Z"),
        open_call("next", TOMORROW),
        FollowUp { owner: agent_id("bala"), ..open_call("other", TOMORROW) },
        FollowUp { state: FollowUpState::Resolved, ..open_call("done", TOMORROW) },
    ];
    let agenda = engine().agenda(&agent_id("asha"), &all, now());
    assert_eq!(ids(&agenda.overdue), ["old", "morning"]);
    assert_eq!(ids(&agenda.due_today), ["soon", "tonight"]);
    assert_eq!(ids(&agenda.upcoming), ["next", "later"]);
    let counters = agenda.counters;
    assert_eq!((counters.overdue, counters.due_today, counters.upcoming), (2, 3, 2));

    let patient = engine_with(|policy| policy.follow_ups.overdue_from = OverdueFrom::NextDay);
    let agenda = patient.agenda(&agent_id("asha"), &all, now());
    assert_eq!(ids(&agenda.overdue), ["old"]);
    assert_eq!(ids(&agenda.due_today), ["morning", "soon", "tonight"]);
}

fn queued(id: &str, on: &str, edit: impl FnOnce(&mut Lead)) -> Lead {
    let mut lead = lead(on);
    lead.id = lead_id(id);
    edit(&mut lead);
    lead
}

fn queue(leads: &[Lead], filter: QueueFilter) -> Vec<(String, QueueGroup)> {
    let queue = engine().queue(&agent_id("asha"), leads, filter, now());
    queue.into_iter().map(|own| (own.lead.to_string(), own.group)).collect()
}

fn planned_at(instant: &str) -> impl FnOnce(&mut Lead) {
    let own = open_call("f", instant);
    move |lead| lead.follow_ups.push(own)
}

/// F11, V2, P4: the queue holds the agent's leads whose status is worked, group by group; a Customer never.
#[test]
fn the_queue_stands_in_the_order_of_work() {
    let attempted = |text: &str| {
        let last = at(text);
        move |lead: &mut Lead| lead.last_attempt = Some(last)
    };
    let assigned_at = |text: &str| {
        let since = at(text);
        move |lead: &mut Lead| lead.owner_since = Some(since)
    };
    let since = |text: &str| {
        let since = at(text);
        move |lead: &mut Lead| lead.status_since = since
    };
    let leads = [
        queued("later", "followUps", planned_at("2026-05-19T05:00:00Z")),
        queued("next", "interested", planned_at(TOMORROW)),
        queued("worked", "busy", attempted("2026-05-15T05:00:00Z")),
        queued("rested", "missed", attempted("2026-05-12T05:00:00Z")),
        queued("never-b", "notPicked", |_| {}),
        queued("never-a", "notPicked", |_| {}),
        queued("tried", "assigned", attempted("2026-05-12T05:00:00Z")),
        queued("newer", "assigned", assigned_at("2026-05-12T05:00:00Z")),
        queued("fresh", "assigned", attempted("2026-05-11T04:59:59Z")),
        queued("stalled", "followUps", |_| {}),
        queued("stalled-longest", "followUps", since("2026-05-01T00:00:00Z")),
        queued("tonight", "followUps", planned_at("2026-05-15T14:00:00Z")),
        queued("soon", "busy", planned_at("2026-05-15T10:00:00Z")),
        queued("morning", "followUps", planned_at("2026-05-15T05:00:00Z")),
        queued("old", "followUps", planned_at("2026-05-11T05:00:00Z")),
        queued("lost", "notInterested", planned_at("2026-05-11T05:00:00Z")),
        queued("wrong", "wrongNumber", |_| {}),
        queued("sold", "customer", planned_at("2026-05-11T05:00:00Z")),
        queued("pool", "unassigned", |_| {}),
        queued("balas", "busy", |lead| lead.owner = Some(agent_id("bala"))),
    ];
    let expected = [
        ("old", QueueGroup::Overdue),
        ("morning", QueueGroup::Overdue),
        ("soon", QueueGroup::DueToday),
        ("tonight", QueueGroup::DueToday),
        ("stalled-longest", QueueGroup::Stalled),
        ("stalled", QueueGroup::Stalled),
        ("fresh", QueueGroup::Fresh),
        ("newer", QueueGroup::Fresh),
        ("never-a", QueueGroup::Waiting),
        ("never-b", QueueGroup::Waiting),
        ("rested", QueueGroup::Waiting),
        ("tried", QueueGroup::Waiting),
        ("worked", QueueGroup::Waiting),
        ("next", QueueGroup::Later),
        ("later", QueueGroup::Later),
    ];
    let own = |(id, group): (&str, QueueGroup)| (id.to_owned(), group);
    assert_eq!(queue(&leads, QueueFilter::All), expected.map(own));
    // F12: filtered to what is due today, overdue or not.
    let today = [expected[1], expected[2], expected[3]];
    assert_eq!(queue(&leads, QueueFilter::DueToday), today.map(own));
}

/// F11: a lead that was assigned without an instant counts from its status; an entry tells status and instant.
#[test]
fn an_entry_of_the_queue_tells_why_it_stands_there() {
    let bare = queued("bare", "assigned", |lead| lead.owner_since = None);
    let queue = engine().queue(&agent_id("asha"), [&bare], QueueFilter::All, now());
    assert_eq!((&queue[0].status, queue[0].since), (&status("assigned"), Some(bare.status_since)));
    let waiting = queued("w", "busy", |_| {});
    let queue = engine().queue(&agent_id("asha"), [&waiting], QueueFilter::All, now());
    assert_eq!(queue[0].since, None);
}

/// P4, V2: whether a status is worked is its flag; a Customer is never in the queue.
#[test]
fn the_queue_follows_the_flag_of_the_status() {
    let engine = engine_with(|policy: &mut Policy| {
        status_of(policy, "busy").in_queue = false;
        status_of(policy, "wrongNumber").in_queue = true;
    });
    let worked = |on: &str| engine.is_in_queue(&lead(on));
    assert!(!worked("busy") && worked("wrongNumber") && !worked("customer"));
}

/// F12: the history has open ones first by instant, then closed ones, newest first.
#[test]
fn the_history_shows_open_ones_first() {
    let closed = |id: &str, text: &str| FollowUp {
        state: FollowUpState::Resolved,
        closed_at: Some(at(text)),
        ..open_call(id, "2026-05-01T05:00:00Z")
    };
    let all = [
        closed("first", "2026-05-02T05:00:00Z"),
        open_call("b", TOMORROW),
        closed("last", "2026-05-09T05:00:00Z"),
        open_call("a", "2026-05-11T05:00:00Z"),
        FollowUp { owner: agent_id("bala"), ..open_call("other", TOMORROW) },
        closed("twin", "2026-05-09T05:00:00Z"),
    ];
    let history = engine().follow_up_history(&agent_id("asha"), &all);
    assert_eq!(ids(&history), ["a", "b", "last", "twin", "first"]);
}

/// C8: a supervisor sees the live calls with their age at now, oldest first, and which are lost.
#[test]
fn live_calls_are_listed_with_their_age() {
    let calling = |id: &str, text: &str| {
        queued(id, "busy", |lead| lead.live_call = Some(live_call("c", "asha", text)))
    };
    let leads = [
        calling("young", "2026-05-15T08:59:30.500Z"),
        calling("lost", "2026-05-15T04:00:00Z"),
        calling("skewed", "2026-05-15T09:01:00Z"),
        queued("silent", "busy", |_| {}),
    ];
    let listed: Vec<_> = engine()
        .live_calls(&leads, now())
        .into_iter()
        .map(|own| (own.lead.to_string(), own.age_seconds, own.lost))
        .collect();
    let row = |id: &str, age, lost| (id.to_owned(), age, lost);
    assert_eq!(
        listed,
        [row("lost", 18_000, true), row("young", 29, false), row("skewed", 0, false)]
    );
}

/// C10: stalled leads are listed, however they came there, longest first.
#[test]
fn stalled_leads_are_listed() {
    let leads = [
        queued("b", "followUps", |_| {}),
        queued("planned", "followUps", planned_at(TOMORROW)),
        queued("busy", "busy", |_| {}),
        queued("a", "followUps", |lead| lead.status_since = at("2026-05-01T00:00:00Z")),
    ];
    let stalled = engine().stalled(&leads);
    let listed: Vec<_> = stalled.iter().map(|own| own.lead.as_str()).collect();
    assert_eq!(listed, ["a", "b"]);
    assert_eq!(stalled[0].owner, Some(agent_id("asha")));
    assert_eq!(stalled[0].since, at("2026-05-01T00:00:00Z"));
}

/// F11, M3, M7: the dashboard brings an agent's day together.
#[test]
fn the_dashboard_is_an_agents_day() {
    let leads = [
        queued("a", "busy", planned_at("2026-05-15T05:00:00Z")),
        queued("b", "assigned", |_| {}),
        queued("c", "customer", |lead| {
            lead.conversion = Some(conversion("asha", "2026-05-15T06:00:00Z", Some(order(900))));
        }),
        queued("d", "customer", |lead| {
            lead.conversion = Some(conversion("asha", "2026-05-14T06:00:00Z", Some(order(1))));
        }),
        queued("e", "busy", |lead| lead.owner = Some(agent_id("bala"))),
    ];
    let yesterday = at("2026-05-14T05:00:00Z");
    let calls = [
        ended("1", CallStatus::Called, 60),
        ended("2", CallStatus::Busy, 0),
        Call { direction: Direction::Incoming, ..ended("3", CallStatus::Called, 30) },
        Call { voided: true, ..ended("4", CallStatus::Called, 30) },
        Call { started_at: yesterday, ..ended("5", CallStatus::Called, 30) },
        Call { agent: agent_id("bala"), ..ended("6", CallStatus::Called, 30) },
    ];
    let mut asha = agent("asha");
    asha.cap = Some(4);
    let input = DashboardInput { leads: &leads, calls: &calls, now: now() };
    let day = engine().dashboard(&asha, input);
    assert_eq!((day.calls.calls, day.calls.attempts, day.calls.talk_seconds), (3, 3, 90));
    assert_eq!((day.target.calls, day.target.target), (2, 50));
    assert_eq!(day.target.progress.unwrap().parts_per_million, 40_000);
    assert_eq!((day.follow_ups.overdue, day.follow_ups.due_today), (1, 1));
    assert_eq!((day.queue.queue, day.queue.held, day.queue.cap), (2, 2, Some(4)));
    assert_eq!(day.queue.filled.unwrap().parts_per_million, 500_000);
    assert_eq!((day.conversions_today, day.revenue_today[0].amount_minor.get()), (1, 900));
}

/// E: a timeline is the lead's events in order, each a line for people with the names of today.
#[test]
fn the_timeline_tells_a_leads_life() {
    let mut case = Case { lead: None, ..Case::on("busy") };
    let captured = NewLead { source: Some("web".into()), ..NewLead::new(lead_id("lead")) };
    let mut events: Vec<Event> = Vec::new();
    let call = |id: &str| ended(id, CallStatus::Called, 3_725);
    let live = Deed::StartCall(support::start());
    let edit = LeadEdit { name: Patch::Set("Ravi".into()), ..LeadEdit::default() };
    let reschedule = |text: &str| {
        Deed::RescheduleFollowUp(FollowUpEdit {
            id: follow_up_id("f"),
            at: at(text),
            reminder_minutes: Patch::Keep,
        })
    };
    let complete = |id: &str| Deed::CompleteFollowUp { follow_up: follow_up_id(id) };
    let correct = Deed::CorrectCall(CallEdit {
        status: Some(CallStatus::Busy),
        duration_seconds: Some(0),
        ..CallEdit::new(call("old"))
    });
    for deed in [
        Deed::CaptureLead(captured),
        Deed::UpdateLead(edit),
        assign("asha"),
        schedule("f", at(TOMORROW)),
        reschedule("2026-05-15T12:00:00Z"),
        assign("bala"),
        log(CallStatus::Called, 3_725),
        schedule("g", at(TOMORROW)),
        complete("g"),
        live,
        Deed::AbandonCall { call: support::call_id("call") },
        correct,
        Deed::VoidCall { call: call("old") },
        Deed::AddNote(NewNote { id: follow_up_id("n"), text: "prefers mornings".into() }),
        schedule("h", at(TOMORROW)),
        change_to("notInterested"),
        convert(Some(order(499_900))),
        Deed::UpdateOrder { order: order(5) },
        change_to("busy"),
        schedule("i", at(TOMORROW)),
        Deed::Unassign {},
        assign("asha"),
    ] {
        case.context.calls = Fact::Known(vec![call("old")]);
        let outcome = case.does(deed);
        events.extend(outcome.accepted().events.clone());
        case.lead = Some(outcome.lead());
    }
    // An overdue one is dismissed.
    let overdue = Case::on("followUps").with(&[open_call("o", "2026-05-15T05:00:00Z")]);
    let dismissed = overdue.does(Deed::DismissFollowUp { follow_up: follow_up_id("o") });
    events.extend(dismissed.accepted().events.clone());

    let engine = engine_with(|policy| status_of(policy, "busy").name = "Engaged".into());
    let lines = timeline(&engine, &events);
    assert_eq!(lines.len(), events.len());
    assert!(lines.iter().zip(&events).all(|(line, event)| {
        line.event == event.id && line.at == event.at && line.actor == event.actor
    }));
    let text: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
    insta::assert_snapshot!("timeline", text);
}

/// E, G1: a timeline shows what it does not know by its id, and what has no more to say in a word.
#[test]
fn the_timeline_shows_whatever_it_is_given() {
    let line = |change: Change| {
        let mut event = Case::on("busy").does(change_to("missed")).accepted().events[0].clone();
        event.change = change;
        timeline(&engine(), [&event])[0].text.clone()
    };
    let moved = Change::LeadStatusChanged { from: status("gone"), to: status("busy") };
    assert_eq!(line(moved), "gone → Busy");
    assert_eq!(line(Change::LeadUnassigned { from: None }), "unassigned");
    let settings = vec!["calls".into(), "dailyTarget".into()];
    assert_eq!(line(Change::SettingsChanged { settings }), "settings changed: calls, dailyTarget");
    let bare = Change::LeadConverted { conversion: conversion("asha", TOMORROW, None) };
    assert_eq!(line(bare), "converted, credited to asha");
    let record = Change::LeadCreated { record: lead("unassigned").into() };
    assert_eq!(line(record), "captured");
    let sold = |currency: &str, amount: i64| {
        let mut order = order(amount);
        order.currency = calliyo_core::lead::Currency::new(currency).unwrap();
        order.plan = Some("yearly".into());
        line(Change::OrderUpdated { before: None, order })
    };
    assert_eq!(sold("INR", 5), "order changed: yearly, INR 0.05");
    assert_eq!(sold("JPY", 5_000), "order changed: yearly, JPY 5000");
    assert_eq!(sold("KWD", 12_345), "order changed: yearly, KWD 12.345");
    assert_eq!(sold("CLF", 1), "order changed: yearly, CLF 0.0001");
    assert_eq!(sold("USD", -150), "order changed: yearly, USD -1.50");
}
