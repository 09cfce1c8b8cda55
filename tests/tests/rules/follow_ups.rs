//! Follow-ups, notes and reminders (rules D5, D7, F1 to F10).

use calliyo_core::{
    Code, Patch,
    lead::{
        ActivityKind, Deed, FollowUp, FollowUpEdit, FollowUpKind, FollowUpState, NewFollowUp,
        NewNote, Resolution,
    },
    policy::{Channel, OverdueFrom},
    time::Timestamp,
};

use crate::support::{
    self, Case, TEN_STATUSES, agent_id, allow, at, engine, engine_with, follow_up_id, in_minutes,
    now, open_call, person, placed, plan_call, schedule,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";
const OVERDUE: &str = "2026-05-15T05:00:00Z";

fn planned(instant: &str) -> Case {
    Case::on("followUps").with(&[open_call("f", instant)])
}

fn complete(id: &str) -> Deed {
    Deed::CompleteFollowUp { follow_up: follow_up_id(id) }
}

fn dismiss(id: &str) -> Deed {
    Deed::DismissFollowUp { follow_up: follow_up_id(id) }
}

fn reschedule(instant: Timestamp) -> Deed {
    Deed::RescheduleFollowUp(FollowUpEdit {
        id: follow_up_id("f"),
        at: instant,
        reminder_minutes: Patch::Keep,
    })
}

/// The follow-up stays where it is, with another reminder.
fn remind(minutes: u32) -> Deed {
    Deed::RescheduleFollowUp(FollowUpEdit {
        id: follow_up_id("f"),
        at: at(TOMORROW),
        reminder_minutes: Patch::Set(minutes),
    })
}

fn note(text: &str) -> Deed {
    Deed::AddNote(NewNote { id: follow_up_id("note"), text: text.into() })
}

/// D5: a subject holds 200 characters, a note 5,000.
#[test]
fn the_texts_of_a_follow_up_are_not_endless() {
    let with = |subject: usize, note: usize| {
        Case::on("busy").does(Deed::ScheduleFollowUp(NewFollowUp {
            subject: Some("é".repeat(subject)),
            note: Some("é".repeat(note)),
            ..plan_call("f", at(TOMORROW))
        }))
    };
    with(200, 5_000).warned(&[]);
    assert_eq!(
        placed(&with(201, 5_001).refusal().reasons),
        ["note: text.too_long", "subject: text.too_long"]
    );
    Case::on("busy").does(note(&"é".repeat(5_000))).warned(&[]);
    Case::on("busy").does(note(&"é".repeat(5_001))).refused(&[Code::TextTooLong]);
}

/// D7: only the reminders that the company offers can be chosen, or none.
#[test]
fn only_offered_reminders_are_taken() {
    let with = |case: Case, minutes| {
        case.does(Deed::ScheduleFollowUp(NewFollowUp {
            reminder_minutes: minutes,
            ..plan_call("f", at(TOMORROW))
        }))
    };
    for minutes in [None, Some(0), Some(15), Some(30), Some(60)] {
        with(Case::on("busy"), minutes).warned(&[]);
    }
    let refusal = with(Case::on("busy"), Some(45));
    assert_eq!(
        refusal.refused(&[Code::ReminderNotOffered]).reasons[0].message(),
        "a reminder 45 minutes before is not offered"
    );
    let other = || Case::on("busy").policy(|policy| policy.follow_ups.reminder_minutes = vec![45]);
    with(other(), Some(45)).warned(&[]);
    with(other(), Some(15)).refused(&[Code::ReminderNotOffered]);
    let edit = |minutes| {
        Deed::RescheduleFollowUp(FollowUpEdit {
            id: follow_up_id("f"),
            at: at(TOMORROW),
            reminder_minutes: minutes,
        })
    };
    planned(TOMORROW).does(edit(Patch::Set(45))).refused(&[Code::ReminderNotOffered]);
    let set = planned(TOMORROW).does(edit(Patch::Set(15))).lead();
    assert_eq!(set.follow_ups[0].reminder_minutes, Some(15));
    let cleared = Case { lead: Some(set), ..planned(TOMORROW) }.does(edit(Patch::Clear)).lead();
    assert_eq!(cleared.follow_ups[0].reminder_minutes, None);
}

/// F1: a follow-up belongs to the lead, is owned by its owner and open; a lead without owner cannot get one.
#[test]
fn a_follow_up_belongs_to_the_leads_owner() {
    let outcome = Case::on("busy").does(schedule("f", at(TOMORROW)));
    let own = outcome.lead().follow_ups[0].clone();
    assert_eq!(
        FollowUp { note: None, ..own },
        FollowUp { scheduled_at: now(), ..open_call("f", TOMORROW) }
    );
    Case::on("unassigned").does(schedule("f", at(TOMORROW))).refused(&[Code::FollowUpNeedsOwner]);
    // Whatever else is wrong is told beside.
    Case::on("unassigned")
        .does(schedule("f", now()))
        .refused(&[Code::FollowUpNeedsOwner, Code::FollowUpNotInFuture]);
}

/// L3, F3, Z5: that there is no default slot is told beside whatever else is wrong with the follow-up.
#[test]
fn a_missing_slot_hides_no_other_fault() {
    let idle = Case::on("busy").policy(|policy| policy.calendar.working_days.clear());
    let wrong = NewFollowUp {
        subject: Some("x".repeat(201)),
        reminder_minutes: Some(45),
        attendees: vec![agent_id("bala"); 2],
        ..NewFollowUp::new(follow_up_id("f"), None)
    };
    assert_eq!(
        placed(&idle.does(Deed::ScheduleFollowUp(wrong)).refusal().reasons),
        [
            "subject: text.too_long",
            "attendees[1]: attendee.duplicate",
            "reminderMinutes: follow_up.reminder_not_offered",
            "at: calendar.no_working_day",
        ]
    );
}

/// F2: it must lie after now, and saving it moves the lead to Followups.
#[test]
fn a_follow_up_lies_ahead_and_moves_the_lead() {
    for instant in [now(), in_minutes(-1)] {
        Case::on("busy").does(schedule("f", instant)).refused(&[Code::FollowUpNotInFuture]);
    }
    let next = now().saturating_add_millis(1);
    for on in TEN_STATUSES.into_iter().filter(|on| *on != "unassigned") {
        let outcome = Case::on(on).does(schedule("f", next));
        if on == "followUps" || on == "customer" {
            // A Customer may have follow-ups without leaving Customer.
            outcome.yields(&["followup.created"]);
            assert_eq!(outcome.status(), on);
        } else {
            outcome.yields(&["followup.created", "lead.status_changed"]);
            assert_eq!(outcome.status(), "followUps");
        }
    }
}

/// F2: a lead keeps its follow-ups by instant, then id.
#[test]
fn the_open_follow_ups_stand_by_instant() {
    let mut case = Case::on("busy");
    for (id, instant) in [("c", TOMORROW), ("a", "2026-05-19T05:00:00Z"), ("b", TOMORROW)] {
        case.lead = Some(case.does(schedule(id, at(instant))).lead());
    }
    let lead = case.lead.as_ref().unwrap();
    let ids: Vec<_> = lead.follow_ups.iter().map(|own| own.id.as_str()).collect();
    assert_eq!(ids, ["b", "c", "a"]);
    assert_eq!(lead.next_follow_up().unwrap().id, follow_up_id("b"));
    assert!(lead.has_follow_up_ahead(now()));
    assert!(!lead.has_follow_up_ahead(at("2026-05-19T05:00:00Z")));
}

/// F5: due today is the local date, overdue an instant before now; one can be both.
#[test]
fn due_today_and_overdue_are_told_apart() {
    let engine = engine();
    // Now is 14:30 on the 15th in Kolkata.
    for (instant, today, overdue) in [
        ("2026-05-14T18:29:59Z", false, true),
        ("2026-05-14T18:30:00Z", true, true),
        ("2026-05-15T08:59:59Z", true, true),
        ("2026-05-15T09:00:00Z", true, false),
        ("2026-05-15T18:29:59Z", true, false),
        ("2026-05-15T18:30:00Z", false, false),
    ] {
        let own = open_call("f", instant);
        assert_eq!(engine.is_due_today(&own, now()), today, "{instant}");
        assert_eq!(engine.is_overdue(&own, now()), overdue, "{instant}");
        let closed = FollowUp { state: FollowUpState::Expired, ..own };
        assert!(!engine.is_due_today(&closed, now()) && !engine.is_overdue(&closed, now()));
    }
}

/// F5: by the policy's alternative it is overdue from the next local day.
#[test]
fn overdue_may_begin_on_the_next_day() {
    let engine = engine_with(|policy| policy.follow_ups.overdue_from = OverdueFrom::NextDay);
    for (instant, overdue) in [
        ("2026-05-14T18:29:59Z", true),
        ("2026-05-14T18:30:00Z", false),
        ("2026-05-15T08:59:59Z", false),
    ] {
        assert_eq!(engine.is_overdue(&open_call("f", instant), now()), overdue, "{instant}");
    }
}

/// F5: overdue never resolves by itself; the agent resolves, reschedules or dismisses it.
#[test]
fn an_overdue_follow_up_waits_for_a_person() {
    let asha = || planned(OVERDUE).by(person("asha", "agent"));
    let outcome = asha().does(complete("f"));
    outcome.yields(&["followup.completed"]);
    let closed = &outcome.event("followup.completed")["followUp"];
    assert_eq!((&closed["state"], &closed["closedBy"]), (&"resolved".into(), &"person".into()));
    assert_eq!(closed["closedAt"], "2026-05-15T09:00:00.000Z");
    asha().does(reschedule(at(TOMORROW))).yields(&["followup.rescheduled"]);
    let outcome = asha().does(dismiss("f"));
    outcome.yields(&["followup.expired"]);
    let closed = &outcome.event("followup.expired")["followUp"];
    assert_eq!((&closed["state"], &closed["closedBy"]), (&"expired".into(), &"dismissal".into()));
    // Another command leaves it as it is.
    asha().does(note("hm")).yields(&["note.added"]);
}

/// F6: only an overdue follow-up is dismissed, as the policy says what is overdue.
#[test]
fn what_is_not_overdue_is_not_dismissed() {
    planned(TOMORROW).does(dismiss("f")).refused(&[Code::FollowUpNotOverdue]);
    planned(support::NOW).does(dismiss("f")).refused(&[Code::FollowUpNotOverdue]);
    let patient = |policy: &mut calliyo_core::policy::Policy| {
        policy.follow_ups.overdue_from = OverdueFrom::NextDay;
    };
    planned(OVERDUE).policy(patient).does(dismiss("f")).refused(&[Code::FollowUpNotOverdue]);
}

/// F6: acting on what is not open, or on what never was, is refused.
#[test]
fn only_an_open_follow_up_is_acted_on() {
    let deeds = || [complete("f"), dismiss("f"), reschedule(at(TOMORROW))];
    for deed in deeds() {
        Case::on("busy").does(deed).refused(&[Code::FollowUpUnknown]);
    }
    for deed in deeds() {
        let case = Case::on("busy").context(|context| {
            context.closed_follow_ups = calliyo_core::Fact::Known(vec![follow_up_id("f")]);
        });
        let outcome = case.does(deed);
        assert_eq!(
            outcome.refused(&[Code::FollowUpNotOpen]).reasons[0].message(),
            "the follow-up `f` is not open"
        );
    }
}

/// F6, F4, L8: beside a call, a closing status and the unassignment nothing closes a follow-up.
#[test]
fn nothing_else_closes_a_follow_up() {
    let left = |deed| planned(OVERDUE).does(deed).lead().follow_ups.len();
    assert_eq!(left(support::assign("bala")), 1);
    assert_eq!(left(support::change_to("interested")), 1);
    assert_eq!(left(schedule("g", at(TOMORROW))), 2);
    assert_eq!(left(Deed::StartCall(support::start())), 1);
    assert_eq!(left(support::change_to("wrongNumber")), 0);
    assert_eq!(left(Deed::Unassign {}), 0);
}

/// F7: rescheduling keeps the id, counts the moves and obeys F2 in full.
#[test]
fn rescheduling_keeps_the_id_and_counts_the_moves() {
    let outcome = planned(OVERDUE).does(reschedule(at(TOMORROW)));
    outcome.yields(&["followup.rescheduled"]).warned(&[]);
    let event = outcome.event("followup.rescheduled");
    assert_eq!(event["from"], "2026-05-15T05:00:00.000Z");
    let own = outcome.lead().follow_ups[0].clone();
    assert_eq!((own.id, own.moves, own.at), (follow_up_id("f"), 1, at(TOMORROW)));
    assert_eq!(own.scheduled_at, now());

    planned(OVERDUE).does(reschedule(now())).refused(&[Code::FollowUpNotInFuture]);
    let back = Case::on("interested").with(&[open_call("f", OVERDUE)]);
    let outcome = back.does(reschedule(at(TOMORROW)));
    outcome.yields(&["followup.rescheduled", "lead.status_changed"]);
    assert_eq!(outcome.status(), "followUps");
    let customer = Case::on("customer").with(&[open_call("f", OVERDUE)]);
    customer.does(reschedule(at(TOMORROW))).yields(&["followup.rescheduled"]);
}

/// L11, F7: a follow-up is not moved twice to the same instant, also when that lies behind by then; one whose lead was
/// moved on since is saved anew, which brings the lead back.
#[test]
fn a_move_told_again_is_done_once() {
    let done = [Code::CommandAlreadyDone];
    for on in ["followUps", "customer"] {
        let planned = |instant| Case::on(on).with(&[open_call("f", instant)]);
        planned(TOMORROW).does(reschedule(at(TOMORROW))).yields(&[]).warned(&done);
        planned(OVERDUE).does(reschedule(at(OVERDUE))).yields(&[]).warned(&done);
        planned(TOMORROW).does(remind(15)).yields(&["followup.rescheduled"]);
        let outcome = planned(TOMORROW).does(remind(15));
        let again = Case { lead: Some(outcome.lead()), ..Case::on(on) };
        again.does(remind(15)).yields(&[]).warned(&done);
    }
    let moved_on = Case::on("interested").with(&[open_call("f", TOMORROW)]);
    let outcome = moved_on.does(reschedule(at(TOMORROW)));
    outcome.yields(&["followup.rescheduled", "lead.status_changed"]).warned(&[]);
}

/// L11, F8: a note whose id is among the closed follow-ups was written before.
#[test]
fn a_note_told_again_is_written_once() {
    let noted = Case::on("unassigned").context(|context| {
        context.closed_follow_ups = calliyo_core::Fact::Known(vec![follow_up_id("note")]);
    });
    noted.does(note("hm")).yields(&[]).warned(&[Code::CommandAlreadyDone]);
}

/// F8: a note triggers no status change, is never due and shares the shape of a follow-up.
#[test]
fn a_note_is_a_record_without_a_date() {
    for on in TEN_STATUSES {
        let outcome = Case::on(on).by(person("meera", "manager")).does(note("called at noon"));
        outcome.yields(&["note.added"]);
        let written: FollowUp =
            serde_json::from_value(outcome.event("note.added")["note"].clone()).unwrap();
        assert_eq!((written.kind, written.state), (FollowUpKind::Note, FollowUpState::Resolved));
        assert_eq!((written.at, written.closed_by), (now(), Some(Resolution::Note)));
        let owner = if on == "unassigned" { "meera" } else { "asha" };
        assert_eq!(written.owner, agent_id(owner));
        assert!(outcome.lead().follow_ups.is_empty());
        let later = in_minutes(5);
        assert!(!engine().is_overdue(&written, later) && !engine().is_due_today(&written, later));
        assert_eq!(engine().agenda(&agent_id(owner), [&written], later).counters.upcoming, 0);
    }
}

/// F8: a note that a host keeps as open by mistake is in no agenda all the same.
#[test]
fn a_note_is_in_no_agenda() {
    let stray = FollowUp { kind: FollowUpKind::Note, ..open_call("n", OVERDUE) };
    let agenda = engine().agenda(&agent_id("asha"), [&stray], now());
    assert_eq!(agenda, engine().agenda(&agent_id("asha"), [], now()));
    assert!(engine().follow_up_history(&agent_id("asha"), [&stray]).is_empty());
}

/// F9: a reminder comes so many minutes before, but not before it was last scheduled.
#[test]
fn a_reminder_is_not_earlier_than_its_scheduling() {
    let with = |minutes: u32, scheduled: &str| {
        let own = FollowUp {
            reminder_minutes: Some(minutes),
            scheduled_at: at(scheduled),
            ..open_call("f", "2026-05-15T12:00:00Z")
        };
        own.reminder_at().unwrap()
    };
    assert_eq!(with(30, "2026-05-15T09:00:00Z"), at("2026-05-15T11:30:00Z"));
    assert_eq!(with(0, "2026-05-15T09:00:00Z"), at("2026-05-15T12:00:00Z"));
    assert_eq!(with(60, "2026-05-15T11:45:00Z"), at("2026-05-15T11:45:00Z"));
    assert_eq!(open_call("f", TOMORROW).reminder_at(), None);
}

/// F9: polled with adjoining half-open intervals, each reminder comes exactly once, ordered by instant, lead and
/// follow-up, with its channels.
#[test]
fn each_reminder_comes_exactly_once() {
    let remind = |id: &str, lead: &str, instant: &str| FollowUp {
        parent: support::of_lead(lead),
        reminder_minutes: Some(30),
        ..open_call(id, instant)
    };
    let noon = "2026-05-15T12:00:00Z";
    let mut closed = remind("closed", "a", noon);
    closed.state = FollowUpState::Resolved;
    let mut note = remind("note", "a", noon);
    note.kind = FollowUpKind::Note;
    let all = [
        note,
        remind("late", "a", "2026-05-15T13:00:00Z"),
        remind("y", "b", noon),
        remind("z", "a", noon),
        remind("x", "b", noon),
        closed,
        open_call("silent", noon),
    ];
    let engine = engine();
    let mut polled = Vec::new();
    let mut from = at("2026-05-15T11:00:00Z");
    for minutes in [15, 15, 15, 60, 60] {
        let to = from.saturating_add_millis(minutes * 60_000);
        polled.extend(engine.reminders(&all, from, to));
        from = to;
    }
    let ids: Vec<_> = polled.iter().map(|own| own.follow_up.as_str()).collect();
    assert_eq!(ids, ["z", "x", "y", "late"]);
    assert_eq!(polled[0].at, at("2026-05-15T11:30:00Z"));
    assert_eq!((polled[0].due_at, &polled[0].owner), (at(noon), &agent_id("asha")));
    assert_eq!(polled[0].channels, [Channel::InApp, Channel::Push]);
    // The interval is open at its start and closed at its end.
    let (first, last) = (at("2026-05-15T11:29:59.999Z"), at("2026-05-15T11:30:00Z"));
    assert_eq!(engine.reminders(&all, first, last).len(), 3);
    assert_eq!(engine.reminders(&all, last, at("2026-05-15T11:31:00Z")).len(), 0);
    let quiet = engine_with(|policy| policy.follow_ups.channels = vec![Channel::InApp]);
    assert_eq!(quiet.reminders(&all, first, last)[0].channels, [Channel::InApp]);
}

fn visit(instant: &str, kind: ActivityKind) -> Deed {
    Deed::ScheduleFollowUp(NewFollowUp { kind, ..plan_call("new", at(instant)) })
}

/// F10: a meeting or visit at the instant of another open one of the same owner is a double booking.
#[test]
fn a_double_booking_is_warned_of() {
    let taken = |kind, edit: fn(&mut FollowUp)| {
        let mut other = FollowUp { kind, ..open_call("other", TOMORROW) };
        edit(&mut other);
        Case::on("busy").context(|context| {
            context.owner_follow_ups = calliyo_core::Fact::Known(vec![other]);
        })
    };
    let booked = [Code::FollowUpDoubleBooked];
    for kind in [FollowUpKind::Meeting, FollowUpKind::Visit] {
        for new in [ActivityKind::Meeting, ActivityKind::Visit] {
            taken(kind, |_| {}).does(visit(TOMORROW, new)).warned(&booked);
        }
        taken(kind, |_| {}).does(visit(TOMORROW, ActivityKind::Call)).warned(&[]);
        taken(kind, |_| {}).does(visit("2026-05-18T05:01:00Z", ActivityKind::Visit)).warned(&[]);
    }
    let free = |case: Case| {
        case.does(visit(TOMORROW, ActivityKind::Visit)).warned(&[]);
    };
    free(taken(FollowUpKind::Call, |_| {}));
    free(taken(FollowUpKind::Visit, |other| other.owner = agent_id("bala")));
    free(taken(FollowUpKind::Visit, |other| other.state = FollowUpState::Resolved));
    // The lead's own other visit counts too, the moved one itself does not.
    let own = FollowUp { kind: FollowUpKind::Visit, ..open_call("f", TOMORROW) };
    let case = Case::on("followUps").with(&[own]);
    case.does(visit(TOMORROW, ActivityKind::Meeting)).warned(&booked);
    case.does(remind(15)).yields(&["followup.rescheduled"]).warned(&[]);
}

/// F10, L7: who gets a lead in the same command has its open meetings too, and those at the same instant clash.
#[test]
fn a_new_owner_is_warned_of_the_leads_own_meeting() {
    let meeting = FollowUp { kind: FollowUpKind::Meeting, ..open_call("f", TOMORROW) };
    let new = NewFollowUp { kind: ActivityKind::Meeting, ..plan_call("g", at(TOMORROW)) };
    let outcome = Case::on("followUps").with(&[meeting]).does(Deed::ChangeStatus {
        to: support::status("followUps"),
        owner: Some(agent_id("bala")),
        follow_up: Some(new),
        converted_at: None,
        order: None,
    });
    outcome.warned(&[Code::StatusUnchanged, Code::FollowUpDoubleBooked]);
    assert!(outcome.lead().follow_ups.iter().all(|own| own.owner == agent_id("bala")));
}

/// L3, P6, F2: a follow-up that is refused is also told that its lead may not be moved to Followups.
#[test]
fn a_past_follow_up_is_told_that_its_move_is_not_allowed() {
    let listed = |case: Case| {
        case.policy(|policy| policy.pipeline.allowed_moves = allow(&[("busy", "interested")]))
            .by(person("asha", "agent"))
    };
    let refused = [Code::StatusMoveNotAllowed, Code::FollowUpNotInFuture];
    listed(Case::on("busy")).does(schedule("f", at(OVERDUE))).refused(&refused);
    listed(Case::on("busy").with(&[open_call("f", TOMORROW)]))
        .does(reschedule(at(OVERDUE)))
        .refused(&refused);
    // Without an owner there is nobody to promise anything, and no more to be said of the move.
    Case::on("unassigned").does(schedule("f", at(TOMORROW))).refused(&[Code::FollowUpNeedsOwner]);
}

/// L3, F6, F7, D7: a follow-up that is not there is also told that its new instant and reminder will not do.
#[test]
fn an_unknown_follow_up_is_told_every_reason() {
    let moved = Deed::RescheduleFollowUp(FollowUpEdit {
        id: follow_up_id("nope"),
        at: at(OVERDUE),
        reminder_minutes: Patch::Set(7),
    });
    Case::on("followUps").does(moved).refused(&[
        Code::ReminderNotOffered,
        Code::FollowUpNotInFuture,
        Code::FollowUpUnknown,
    ]);
}
