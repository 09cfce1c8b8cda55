//! The company's calendar in decisions: the default slot, working days and calling hours (rules F3, F10, Z5, Z6).

use calliyo_core::{
    Code,
    lead::{CallStatus, Deed, Direction, NewCall, NewFollowUp, StartCall},
    policy::Policy,
    time::{CallingHours, EndTime, LocalDate, LocalTime, TimeZone, Weekday},
};

use crate::support::{
    Case, at, call_id, follow_up_id, in_minutes, log, log_with, new_call, placed, recorded,
    schedule, start,
};

fn hours(weekday: Weekday, from: &str, to: &str) -> CallingHours {
    CallingHours { weekday, from: LocalTime::parse(from).unwrap(), to: EndTime::parse(to).unwrap() }
}

fn date(text: &str) -> LocalDate {
    LocalDate::parse(text).unwrap()
}

/// Schedules a follow-up without an instant.
fn default_slot(now: &str, edit: impl FnOnce(&mut Policy)) -> Result<String, Code> {
    let outcome = Case::on("busy")
        .policy(edit)
        .lead(|lead| lead.status_since = at("1990-01-01T00:00:00Z"))
        .context(|context| context.now = at(now))
        .does(Deed::ScheduleFollowUp(NewFollowUp::new(follow_up_id("f"), None)));
    match outcome.result {
        Ok(_) => Ok(outcome.lead().follow_ups[0].at.to_string()),
        Err(rejection) => {
            assert_eq!(rejection.reasons[0].path(), "at");
            Err(rejection.code().unwrap())
        }
    }
}

/// F3: the worked example: Friday evening in Kolkata, the default slot is Monday at ten.
#[test]
fn the_default_slot_is_the_next_working_day_at_ten() {
    let slot = default_slot("2026-05-15T13:00:00Z", |_| {});
    assert_eq!(slot.as_deref(), Ok("2026-05-18T04:30:00.000Z"));
    // Late on Sunday in UTC it is Monday in Kolkata already: the next working day is Tuesday.
    let slot = default_slot("2026-05-17T20:00:00Z", |_| {});
    assert_eq!(slot.as_deref(), Ok("2026-05-19T04:30:00.000Z"));
}

/// F3, Z5: holidays, extra working days, another time of day and another zone move the default slot.
#[test]
fn the_default_slot_follows_the_policy() {
    let friday = "2026-05-15T13:00:00Z";
    let slot = |edit: fn(&mut Policy)| default_slot(friday, edit).unwrap();
    assert_eq!(
        slot(|policy| policy.calendar.holidays = vec![date("2026-05-18")]),
        "2026-05-19T04:30:00.000Z"
    );
    assert_eq!(
        slot(|policy| policy.calendar.extra_working_days = vec![date("2026-05-16")]),
        "2026-05-16T04:30:00.000Z"
    );
    assert_eq!(
        slot(|policy| {
            policy.follow_ups.default_slot_at = LocalTime::from_hms(15, 0, 0).unwrap();
        }),
        "2026-05-18T09:30:00.000Z"
    );
    assert_eq!(
        slot(|policy| policy.time_zone = TimeZone::named("America/New_York")),
        "2026-05-18T14:00:00.000Z"
    );
}

/// F3, Z5: a company that never works has no default slot, and time ends with 2099.
#[test]
fn there_may_be_no_default_slot() {
    let friday = "2026-05-15T13:00:00Z";
    let never = |policy: &mut Policy| policy.calendar.working_days.clear();
    assert_eq!(default_slot(friday, never), Err(Code::CalendarNoWorkingDay));
    assert_eq!(default_slot("2099-12-31T12:00:00Z", |_| {}), Err(Code::TimeOutOfRange));
}

/// Z6, F3: the default slot moves to the first instant inside the calling hours at or after its time.
#[test]
fn the_default_slot_lies_within_the_calling_hours() {
    let friday = "2026-05-15T13:00:00Z";
    let afternoon = |policy: &mut Policy| {
        policy.calendar.calling_hours = Some(vec![hours(Weekday::Monday, "14:00", "18:00")]);
    };
    assert_eq!(default_slot(friday, afternoon).unwrap(), "2026-05-18T08:30:00.000Z");
    let early = |policy: &mut Policy| {
        policy.calendar.calling_hours = Some(vec![
            hours(Weekday::Monday, "08:00", "10:00"),
            hours(Weekday::Tuesday, "09:00", "24:00"),
        ]);
    };
    assert_eq!(default_slot(friday, early).unwrap(), "2026-05-19T03:30:00.000Z");
}

/// F10: a slot outside working days is a warning that names the local date.
#[test]
fn a_slot_outside_working_days_is_warned_of() {
    let non_working = [Code::FollowUpNonWorkingDay];
    // 19:00 UTC on Friday is Saturday in Kolkata.
    let outcome = Case::on("busy").does(schedule("f", at("2026-05-15T19:00:00Z")));
    let decision = outcome.warned(&non_working);
    assert_eq!(decision.warnings[0].message(), "2026-05-16 is not a working day");
    assert_eq!(decision.warnings[0].path(), "at");
    let holiday = |policy: &mut Policy| policy.calendar.holidays = vec![date("2026-05-18")];
    let monday = || schedule("f", at("2026-05-18T05:00:00Z"));
    Case::on("busy").policy(holiday).does(monday()).warned(&non_working);
    let extra = |policy: &mut Policy| {
        holiday(policy);
        policy.calendar.extra_working_days = vec![date("2026-05-18")];
    };
    Case::on("busy").policy(extra).does(monday()).warned(&[]);
}

/// Friday 14:00 to 15:00 and 20:00 to midnight in Kolkata; now is 14:30.
fn friday_hours(policy: &mut Policy) {
    policy.calendar.calling_hours = Some(vec![
        hours(Weekday::Friday, "14:00", "15:00"),
        hours(Weekday::Friday, "20:00", "24:00"),
    ]);
}

/// Z6: a follow-up outside the calling hours is a warning; an end of 24:00 is allowed.
#[test]
fn a_follow_up_outside_the_calling_hours_is_warned_of() {
    for (instant, outside) in [
        ("2026-05-15T09:29:59Z", false),
        ("2026-05-15T09:30:00Z", true),
        ("2026-05-15T14:29:59Z", true),
        ("2026-05-15T14:30:00Z", false),
        ("2026-05-15T18:29:59Z", false),
        ("2026-05-22T08:29:59Z", true),
        ("2026-05-22T08:30:00Z", false),
    ] {
        let outcome = Case::on("busy").policy(friday_hours).does(schedule("f", at(instant)));
        assert_eq!(outcome.accepted().warns(Code::FollowUpOutsideHours), outside, "{instant}");
    }
}

/// Z6: an outgoing call outside the calling hours is a warning, an incoming one is none.
#[test]
fn an_outgoing_call_outside_the_calling_hours_is_warned_of() {
    let case = Case::on("busy").policy(friday_hours);
    let outside = [Code::CallOutsideHours];
    let early = |direction| {
        Deed::LogCall(log_with(NewCall {
            direction: Some(direction),
            started_at: Some(in_minutes(-31)),
            ..new_call(CallStatus::Called, 60)
        }))
    };
    case.does(log(CallStatus::Called, 60)).warned(&[]);
    let outcome = case.does(early(Direction::Outgoing));
    assert_eq!(placed(&outcome.warned(&outside).warnings), ["call.startedAt: call.outside_hours"]);
    case.does(early(Direction::Incoming)).warned(&[]);
    case.does(recorded(early(Direction::Outgoing))).warned(&outside);
    let begun = StartCall { started_at: Some(in_minutes(-31)), id: call_id("c"), ..start() };
    let outcome = case.does(Deed::StartCall(begun));
    assert_eq!(placed(&outcome.warned(&outside).warnings), ["startedAt: call.outside_hours"]);
}
