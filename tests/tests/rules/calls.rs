//! Calls: logged, in progress, recorded, corrected (rules C1 to C13, D3, D5, F4).

use calliyo_core::{
    Code, CodeKind, ContactId, Diagnostic, Fact, Patch,
    lead::{
        Call, CallEdit, CallStatus, Deed, Direction, Lead, LogCall, NewCall, NewFollowUp, NewNote,
        Recording, StartCall,
    },
    policy::{Policy, ResolvedBy},
};

use crate::support::{
    self, Case, agent, agent_id, allow, at, call_id, change_to, codes, ended, engine, follow_up_id,
    in_minutes, live_call, log, log_and_plan, log_then, log_with, new_call, now, open_call, order,
    person, placed, plan_call, recorded, schedule, start, status,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";

fn automatic(policy: &mut Policy) {
    policy.calls.automatic_statuses = true;
}

fn plan() -> NewFollowUp {
    plan_call("f", at(TOMORROW))
}

/// On a lead with a call of Asha's in progress since half an hour.
fn live(on: &str) -> Case {
    Case::on(on).lead(|lead| {
        lead.live_call = Some(live_call("call", "asha", "2026-05-15T08:30:00Z"));
    })
}

fn complete(status: CallStatus, duration_seconds: u32) -> Deed {
    Deed::CompleteCall(log_with(new_call(status, duration_seconds)))
}

fn totals(lead: &Lead) -> (u32, bool) {
    (lead.attempts, lead.connected_ever)
}

/// C2: in-progress has no duration yet and is not connected.
#[test]
fn a_call_in_progress_has_no_duration() {
    let with_duration = StartCall { duration_seconds: Some(0), ..start() };
    let refusal = Case::on("busy").does(Deed::StartCall(with_duration));
    let refusal = refusal.refused(&[Code::CallLiveHasDuration]);
    assert_eq!(placed(&refusal.reasons), ["durationSeconds: call.live_has_duration"]);
    let started = Case::on("busy").does(Deed::StartCall(start())).lead();
    assert_eq!(totals(&started), (0, false));
    assert!(started.live_call.is_some());
}

/// C2, C3: an ended call is an attempt unless it was missed, and connected exactly when it has a duration.
#[test]
fn ended_calls_raise_attempts_and_connected() {
    for status in CallStatus::ALL.into_iter().filter(|own| *own != CallStatus::InProgress) {
        for duration in [0, 1] {
            let after = Case::on("busy").does(log(status, duration)).lead();
            let attempt = !(status == CallStatus::Missed && duration == 0);
            assert_eq!(totals(&after), (u32::from(attempt), duration > 0), "{status:?} {duration}");
            assert_eq!(after.last_attempt.is_some(), attempt);
        }
    }
}

/// C3: the last attempt is the latest start, in whatever order calls are logged.
#[test]
fn a_call_logged_late_does_not_turn_back_the_last_attempt() {
    let latest = at("2026-05-15T08:00:00Z");
    let case = Case::on("busy").lead(|lead| lead.last_attempt = Some(latest));
    let early =
        NewCall { started_at: Some(at("2026-05-14T08:00:00Z")), ..new_call(CallStatus::Called, 9) };
    assert_eq!(case.does(Deed::LogCall(log_with(early))).lead().last_attempt, Some(latest));
}

/// C4, F2: a follow-up saved with the call moves the lead to Followups.
#[test]
fn a_follow_up_saved_with_a_call_moves_the_lead() {
    for on in ["assigned", "busy", "interested", "notInterested"] {
        let outcome = Case::on(on).does(log_and_plan(CallStatus::Rescheduled, 30, plan()));
        outcome.yields(&["call.completed", "followup.created", "lead.status_changed"]).warned(&[]);
        assert_eq!(outcome.status(), "followUps");
    }
}

/// C4: without a follow-up the call is still recorded, the status stays, and a warning opens the schedule form.
#[test]
fn a_call_that_wants_a_follow_up_is_never_lost() {
    for status in [CallStatus::FollowUp, CallStatus::Rescheduled] {
        let outcome = Case::on("busy").does(log(status, 30));
        let decision = outcome.yields(&["call.completed"]).warned(&[Code::CallNeedsFollowUp]);
        assert_eq!(decision.suggested_status, Some(support::status("followUps")));
        assert_eq!(outcome.status(), "busy");
        let strict = Case::on("busy").policy(|policy| policy.calls.follow_up_required = true);
        strict.does(log(status, 30)).refused(&[Code::CallNeedsFollowUp]);
        strict.does(log_and_plan(status, 30, plan())).warned(&[]);
    }
}

/// C4, C7: Called and Rescheduled are better with a note, and so is a follow-up; a blank one is none.
#[test]
fn notes_are_recommended() {
    let bare = |status, note: Option<&str>| {
        let call = NewCall { note: note.map(Into::into), ..new_call(status, 30) };
        Deed::LogCall(LogCall { follow_up: Some(plan()), ..log_with(call) })
    };
    for note in [None, Some(""), Some("  ")] {
        Case::on("busy")
            .does(bare(CallStatus::Rescheduled, note))
            .warned(&[Code::CallNoteRecommended]);
        Case::on("busy").does(bare(CallStatus::Called, note)).warned(&[Code::CallNoteRecommended]);
        Case::on("busy").does(bare(CallStatus::FollowUp, note)).warned(&[]);
        let unnoted = NewFollowUp { note: note.map(Into::into), ..plan() };
        let outcome = Case::on("busy").does(Deed::ScheduleFollowUp(unnoted));
        let decision = outcome.warned(&[Code::FollowUpNoteRecommended]);
        assert_eq!(decision.warnings[0].path(), "note");
    }
}

/// C5: Busy, No Answer and Missed leave the status alone by default; the likely status is a suggestion.
#[test]
fn the_likely_status_is_a_suggestion() {
    for (call, suggested) in [
        (CallStatus::Busy, Some("notPicked")),
        (CallStatus::NoAnswer, Some("notPicked")),
        (CallStatus::Missed, Some("missed")),
        (CallStatus::FollowUp, Some("followUps")),
        (CallStatus::Rescheduled, Some("followUps")),
        (CallStatus::Called, None),
    ] {
        let outcome = Case::on("assigned").does(log(call, 0));
        assert_eq!(outcome.status(), "assigned");
        assert_eq!(outcome.accepted().suggested_status, suggested.map(status), "{call:?}");
    }
    // Not to a lead that is there already, nor beside a status that the command names.
    let suggested = |on: &str, deed| Case::on(on).does(deed).accepted().suggested_status.clone();
    assert_eq!(suggested("notPicked", log(CallStatus::Busy, 0)), None);
    assert_eq!(suggested("assigned", log_then(CallStatus::Busy, 0, "missed")), None);
    assert_eq!(suggested("assigned", log_then(CallStatus::Busy, 0, "assigned")), None);
}

/// C5, V3: to a customer nothing is suggested that would un-convert.
#[test]
fn a_customer_is_suggested_no_other_status() {
    for deed in [log(CallStatus::Busy, 0), log_and_plan(CallStatus::FollowUp, 9, plan())] {
        assert_eq!(Case::on("customer").does(deed).accepted().suggested_status, None);
    }
}

/// C5: the switch makes Busy, No Answer and Missed automatic, and no other call status.
#[test]
fn automatic_statuses_move_the_lead() {
    for (call, moved) in [
        (CallStatus::Busy, "notPicked"),
        (CallStatus::NoAnswer, "notPicked"),
        (CallStatus::Missed, "missed"),
        (CallStatus::Called, "assigned"),
        (CallStatus::FollowUp, "assigned"),
        (CallStatus::Rescheduled, "assigned"),
    ] {
        let outcome = Case::on("assigned").policy(automatic).does(log(call, 0));
        assert_eq!(outcome.status(), moved, "{call:?}");
        if moved != "assigned" {
            outcome.yields(&["call.completed", "lead.status_changed"]);
            assert_eq!(outcome.accepted().suggested_status, None);
        }
    }
}

/// C5: automatic only for an owned, non-terminal lead without open follow-up, where the move is allowed; never a
/// rejection; a next status named in the command wins.
#[test]
fn an_automatic_status_has_its_conditions() {
    let busy = || log(CallStatus::Busy, 0);
    let stays = |case: Case, on: &str| {
        let outcome = case.policy(automatic).does(busy());
        assert_eq!(outcome.status(), on);
        outcome.yields(&["call.completed"]);
    };
    stays(Case::on("unassigned"), "unassigned");
    for terminal in ["interested", "notInterested", "wrongNumber", "customer"] {
        stays(Case::on(terminal), terminal);
    }
    stays(Case::on("busy").with(&[open_call("f", TOMORROW)]), "busy");
    let listed = |policy: &mut Policy| policy.pipeline.allowed_moves = allow(&[("busy", "missed")]);
    stays(Case::on("busy").policy(listed).by(person("asha", "agent")), "busy");
    let unmapped = |policy: &mut Policy| policy.pipeline.roles.not_picked = None;
    stays(Case::on("busy").policy(unmapped), "busy");
    stays(Case::on("notPicked"), "notPicked");
    // A mapping to Followups needs a follow-up, one to Customer or Unassigned is not for a call to make.
    for to in ["followUps", "customer", "unassigned"] {
        let mapped = |policy: &mut Policy| policy.pipeline.roles.not_picked = Some(status(to));
        stays(Case::on("busy").policy(mapped), "busy");
    }
    let named = Case::on("assigned").policy(automatic).does(log_then(CallStatus::Busy, 0, "busy"));
    assert_eq!(named.status(), "busy");
    let scheduled = Case::on("assigned").policy(automatic);
    assert_eq!(scheduled.does(log_and_plan(CallStatus::Busy, 0, plan())).status(), "followUps");
}

/// C5, F4: a follow-up of the day that the call keeps no longer holds the lead.
#[test]
fn an_automatic_status_follows_after_the_days_follow_up_is_kept() {
    let case = Case::on("followUps").policy(automatic);
    let case = case.with(&[open_call("f", "2026-05-15T05:00:00Z")]);
    let outcome = case.does(log(CallStatus::NoAnswer, 0));
    outcome.yields(&["call.completed", "followup.completed", "lead.status_changed"]);
    assert_eq!(outcome.status(), "notPicked");
}

/// C5: a recorded call moves the lead by itself too.
#[test]
fn a_recorded_call_sets_the_automatic_status() {
    let outcome = Case::on("assigned").policy(automatic).does(recorded(log(CallStatus::Missed, 0)));
    assert_eq!(outcome.status(), "missed");
}

/// C6: a call may carry the next status; the move obeys the guards, and both are accepted or rejected together.
#[test]
fn a_call_may_carry_the_next_status() {
    let outcome = Case::on("followUps").with(&[open_call("f", TOMORROW)]);
    let outcome = outcome.does(log_then(CallStatus::Called, 60, "notInterested"));
    outcome.yields(&["call.completed", "lead.status_changed", "followup.completed"]).warned(&[]);

    let refusal = Case::on("busy").does(log_then(CallStatus::Called, 60, "followUps"));
    let refusal = refusal.refused(&[Code::StatusNeedsFollowUp]);
    assert_eq!(refusal.reasons[0].path(), "nextStatus");
    Case::on("unassigned")
        .does(log_then(CallStatus::Called, 60, "interested"))
        .refused(&[Code::StatusNeedsOwner]);
    Case::on("busy")
        .does(log_then(CallStatus::Called, 60, "busy"))
        .yields(&["call.completed"])
        .warned(&[Code::StatusUnchanged]);
    let back = Case::on("busy").does(log_then(CallStatus::Called, 60, "unassigned"));
    back.yields(&["call.completed", "lead.unassigned", "lead.status_changed"]);
}

/// C6, P6: the move of a call is bound by the list of allowed moves.
#[test]
fn the_move_of_a_call_is_bound_by_the_list() {
    let case = Case::on("busy")
        .policy(|policy| policy.pipeline.allowed_moves = Some(Vec::new()))
        .by(person("meera", "manager"));
    case.does(log_then(CallStatus::Called, 60, "missed")).refused(&[Code::StatusMoveNotAllowed]);
}

/// C6, G3: taking the lead back by a call needs the permission to assign, as the move by itself does.
#[test]
fn a_call_takes_a_lead_back_only_with_the_permission() {
    let case = Case::on("busy").by(person("asha", "agent"));
    case.does(log_then(CallStatus::Called, 60, "unassigned")).refused(&[Code::PermissionDenied]);
    case.does(log_then(CallStatus::Called, 60, "interested")).warned(&[]);
}

/// C6, V1: a follow-up goes with Followups or Customer as the next status, and with no other.
#[test]
fn a_follow_up_goes_with_followups_or_customer_alone() {
    for next in support::TEN_STATUSES {
        let both = Case::on("assigned").does(Deed::LogCall(LogCall {
            next_status: Some(status(next)),
            follow_up: Some(plan()),
            ..log_with(new_call(CallStatus::Called, 60))
        }));
        if ["followUps", "customer"].contains(&next) {
            assert_eq!(both.status(), next);
            assert_eq!(both.lead().follow_ups.len(), 1);
        } else {
            both.refused(&[Code::CallNextStatusConflict]);
        }
    }
}

/// C6, L3, L5: beside a follow-up that is refused nothing is said about the need for one, as of a move by itself.
#[test]
fn a_call_with_a_refused_follow_up_is_not_told_to_bring_one() {
    let past = || Some(plan_call("f", now()));
    let both = Deed::LogCall(LogCall {
        next_status: Some(status("followUps")),
        follow_up: past(),
        ..log_with(new_call(CallStatus::Called, 60))
    });
    let by_itself = Deed::ChangeStatus {
        to: status("followUps"),
        owner: None,
        follow_up: past(),
        converted_at: None,
        order: None,
    };
    for deed in [both.clone(), by_itself] {
        Case::on("busy").does(deed).refused(&[Code::FollowUpNotInFuture]);
    }
    // Nor is the move made, where the call is stored all the same (C11).
    let outcome = Case::on("busy").does(recorded(both));
    outcome.yields(&["call.completed"]).warned(&[Code::FollowUpNotInFuture]);
}

/// C6, C11, L3: of a recorded call that names Followups beside a follow-up, what speaks against that move is told once.
#[test]
fn a_move_that_a_recorded_call_names_and_implies_is_refused_once() {
    let deed = Deed::LogCall(LogCall {
        next_status: Some(status("followUps")),
        follow_up: Some(plan()),
        ..log_with(new_call(CallStatus::Called, 60))
    });
    let listed = Case::on("busy")
        .policy(|policy| policy.pipeline.allowed_moves = Some(Vec::new()))
        .by(person("meera", "manager"));
    let outcome = listed.does(recorded(deed.clone()));
    let decision = outcome
        .yields(&["call.completed", "followup.created"])
        .warned(&[Code::StatusMoveNotAllowed]);
    assert_eq!(placed(&decision.warnings), ["nextStatus: status.move_not_allowed"]);
    // Who may schedule and not move is kept from naming the status; saving the follow-up moves the lead all the same (F2).
    let scheduler = Case::on("busy")
        .policy(|policy| {
            let role = &mut policy.people.roles[2];
            role.permissions.retain(|own| own.to_string() != "lead.move");
        })
        .by(person("asha", "agent"));
    let outcome = scheduler.does(recorded(deed));
    outcome
        .yields(&["call.completed", "followup.created", "lead.status_changed"])
        .warned(&[Code::PermissionDenied]);
}

/// C6, G3: a call that names the status which the lead has moves nothing, and takes no permission but its own.
#[test]
fn to_name_the_status_of_the_lead_takes_no_permission_to_move_it() {
    let case = Case::on("busy")
        .policy(|policy| {
            let role = &mut policy.people.roles[2];
            role.permissions.retain(|own| own.to_string() != "lead.move");
        })
        .by(person("asha", "agent"));
    let outcome = case.does(log_then(CallStatus::Called, 60, "busy"));
    outcome.yields(&["call.completed"]).warned(&[Code::StatusUnchanged]);
    case.does(log_then(CallStatus::Called, 60, "missed")).refused(&[Code::PermissionDenied]);
}

/// C6, V1: a call may convert the lead, with the order.
#[test]
fn a_call_may_convert() {
    let deed = |order| {
        Deed::LogCall(LogCall {
            next_status: Some(status("customer")),
            order: Some(order),
            ..log_with(new_call(CallStatus::Called, 60))
        })
    };
    let outcome = Case::on("interested").does(deed(order(900)));
    outcome.yields(&["call.completed", "lead.status_changed", "lead.converted"]);
    assert_eq!(outcome.lead().conversion.unwrap().order, Some(order(900)));
    Case::on("interested").does(deed(order(-900))).refused(&[Code::MoneyNegative]);
    let stray = Deed::LogCall(LogCall {
        order: Some(order(900)),
        ..log_with(new_call(CallStatus::Called, 60))
    });
    let refusal = Case::on("busy").does(stray);
    assert_eq!(
        refusal.refused(&[Code::OrderNotExpected]).reasons[0].message(),
        "order details come with a move to Customer; this command leaves the lead on `busy`"
    );
}

/// C7: a status that disagrees with the duration is accepted with a warning, for every status.
#[test]
fn a_status_that_disagrees_with_the_duration_is_a_warning() {
    for (status, duration, warning) in [
        (CallStatus::Called, 0, Some(Code::CallNotConnected)),
        (CallStatus::Called, 1, None),
        (CallStatus::FollowUp, 0, Some(Code::CallNotConnected)),
        (CallStatus::FollowUp, 1, None),
        (CallStatus::Busy, 0, None),
        (CallStatus::Busy, 1, Some(Code::CallConnectedDespiteStatus)),
        (CallStatus::NoAnswer, 0, None),
        (CallStatus::NoAnswer, 1, Some(Code::CallConnectedDespiteStatus)),
        (CallStatus::Missed, 0, None),
        (CallStatus::Missed, 1, Some(Code::CallConnectedDespiteStatus)),
        (CallStatus::Rescheduled, 0, None),
        (CallStatus::Rescheduled, 1, None),
    ] {
        let outcome = Case::on("busy").does(log_and_plan(status, duration, plan()));
        outcome.warned(&Vec::from_iter(warning));
    }
}

/// C8: completing a live call gives a final status and the duration, and counts as logging it.
#[test]
fn completing_a_live_call_logs_it() {
    let outcome = live("busy").does(complete(CallStatus::Called, 1_800));
    outcome.yields(&["call.completed"]).warned(&[]);
    let call = &outcome.event("call.completed")["call"];
    assert_eq!(call["startedAt"], "2026-05-15T08:30:00.000Z");
    assert_eq!((&call["agent"], &call["direction"]), (&"asha".into(), &"outgoing".into()));
    let lead = outcome.lead();
    assert_eq!((lead.live_call.is_none(), totals(&lead)), (true, (1, true)));

    live("busy").does(complete(CallStatus::InProgress, 60)).refused(&[Code::CallStatusNotFinal]);
    Case::on("busy").does(log(CallStatus::InProgress, 60)).refused(&[Code::CallStatusNotFinal]);
    let planned = live("busy").does(Deed::CompleteCall(LogCall {
        follow_up: Some(plan()),
        ..log_with(new_call(CallStatus::FollowUp, 60))
    }));
    assert_eq!(planned.status(), "followUps");
}

/// C8: completing or abandoning what is not live is refused, beside whatever else is wrong.
#[test]
fn what_is_not_live_is_neither_completed_nor_abandoned() {
    let other = NewCall { id: call_id("other"), ..new_call(CallStatus::InProgress, 60) };
    let refusal = live("busy").does(Deed::CompleteCall(log_with(other)));
    refusal.refused(&[Code::CallStatusNotFinal, Code::CallNotLive]);
    for case in [live("busy"), Case::on("busy")] {
        case.does(Deed::AbandonCall { call: call_id("other") }).refused(&[Code::CallNotLive]);
    }
}

/// C8: at most one live call per lead and per agent.
#[test]
fn one_call_at_a_time() {
    let second = || Deed::StartCall(StartCall { id: call_id("second"), ..start() });
    let refusal = live("busy").does(second());
    assert_eq!(
        refusal.refused(&[Code::CallAlreadyLive]).reasons[0].message(),
        "a call is in progress already (`call`)"
    );
    let elsewhere = |text: &str| {
        let mut own = agent("asha");
        own.live_call = Fact::Known(live_call("elsewhere", "asha", text));
        Case::on("busy").agent(own)
    };
    elsewhere("2026-05-15T08:00:00Z").does(second()).refused(&[Code::CallAlreadyLive]);
    // One that is lost blocks nothing.
    elsewhere("2026-05-15T04:59:59Z").does(second()).warned(&[]);
    // What the host knows of this very lead is no other call.
    let mut own = agent("asha");
    own.live_call = Fact::Known(live_call("call", "asha", "2026-05-15T04:00:00Z"));
    let lost = Case::on("busy").agent(own).lead(|lead| {
        lead.live_call = Some(live_call("call", "asha", "2026-05-15T04:00:00Z"));
    });
    lost.does(second()).yields(&["call.abandoned", "call.started"]);
}

/// C8: a call older than the longest call is lost: it no longer blocks anything and is listed so.
#[test]
fn a_lost_call_blocks_nothing() {
    let since = |text: &str| {
        Case::on("busy").lead(|lead| lead.live_call = Some(live_call("old", "asha", text)))
    };
    let just = since("2026-05-15T05:00:00Z");
    just.does(Deed::StartCall(start())).refused(&[Code::CallAlreadyLive]);
    let lost = since("2026-05-15T04:59:59Z");
    let outcome = lost.does(Deed::StartCall(start()));
    outcome.yields(&["call.abandoned", "call.started"]);
    assert_eq!(outcome.lead().live_call.unwrap().id, call_id("call"));
    let listed = |case: &Case| engine().live_calls(&case.lead, now())[0].lost;
    assert_eq!((listed(&just), listed(&lost)), (false, true));
    let short = just.policy(|policy| policy.calls.longest_call_minutes = 60);
    short.does(Deed::StartCall(start())).warned(&[]);
}

/// C8: logging a finished call leaves a live one alone.
#[test]
fn logging_leaves_a_live_call_alone() {
    let other = NewCall { id: call_id("other"), ..new_call(CallStatus::Called, 60) };
    let lead = live("busy").does(Deed::LogCall(log_with(other))).lead();
    assert_eq!(lead.live_call.unwrap().id, call_id("call"));
}

/// C8: the call in progress itself, logged under its id, ends with its agent, direction and start.
#[test]
fn a_live_call_that_is_logged_keeps_what_is_known_of_it() {
    let incoming = live("busy").lead(|lead| {
        lead.live_call.as_mut().unwrap().direction = Direction::Incoming;
    });
    let outcome = incoming.by(person("boss", "manager")).does(log(CallStatus::Called, 60));
    outcome.yields(&["call.completed"]).warned(&[]);
    let call = &outcome.event("call.completed")["call"];
    assert_eq!((&call["agent"], &call["direction"]), (&"asha".into(), &"incoming".into()));
    assert_eq!(call["startedAt"], "2026-05-15T08:30:00.000Z");
    assert!(outcome.lead().live_call.is_none());
}

/// C8, L3: a call that cannot begin is told of the lead's own call in progress and of the agent's elsewhere.
#[test]
fn a_second_call_is_told_of_both_that_are_in_the_way() {
    let mut own = agent("bala");
    own.live_call = Fact::Known(live_call("elsewhere", "bala", "2026-05-15T08:00:00Z"));
    let second = StartCall { id: call_id("second"), agent: Some(agent_id("bala")), ..start() };
    let begins = |agents| {
        live("busy")
            .context(|context| context.agents = agents)
            .does(Deed::StartCall(second.clone()))
            .refusal()
            .clone()
    };
    let told: Vec<String> =
        begins(Fact::Known(vec![own])).reasons.iter().map(Diagnostic::message).collect();
    assert_eq!(
        told,
        ["a call is in progress already (`elsewhere`)", "a call is in progress already (`call`)",]
    );
    // What is told of the lead is not called unchecked.
    let unknown = begins(Fact::NotKnown);
    assert_eq!(
        (codes(&unknown.reasons), unknown.not_checked),
        (vec![Code::CallAlreadyLive], vec![])
    );
}

/// C8: a live call can be abandoned, without a result.
#[test]
fn a_live_call_can_be_abandoned() {
    let outcome = live("busy").does(Deed::AbandonCall { call: call_id("call") });
    outcome.yields(&["call.abandoned"]).warned(&[]);
    assert_eq!((outcome.lead().live_call, outcome.lead().attempts), (None, 0));
}

/// C9: neither start nor end may lie in the future, but for 5 minutes of clock skew.
#[test]
fn a_call_does_not_lie_in_the_future() {
    let logged = |minutes, seconds| {
        let call = NewCall {
            started_at: Some(in_minutes(minutes)),
            ..new_call(CallStatus::Rescheduled, seconds)
        };
        Case::on("busy").does(Deed::LogCall(LogCall { follow_up: Some(plan()), ..log_with(call) }))
    };
    logged(5, 0).warned(&[]);
    logged(-5, 600).warned(&[]);
    assert_eq!(placed(&logged(-5, 601).refusal().reasons), ["call.startedAt: call.in_future"]);
    logged(6, 0).refused(&[Code::CallInFuture]);
    let begun = |instant| StartCall { started_at: Some(instant), ..start() };
    Case::on("busy").does(Deed::StartCall(begun(in_minutes(5)))).warned(&[]);
    let refusal = Case::on("busy").does(Deed::StartCall(begun(in_minutes(6))));
    assert_eq!(placed(&refusal.refusal().reasons), ["startedAt: call.in_future"]);
}

/// C10: any command that leaves the lead in Followups without an open follow-up warns of it.
#[test]
fn a_stalled_lead_is_warned_of() {
    let stalled = [Code::LeadNextStepMissing];
    Case::on("followUps").does(log(CallStatus::Called, 60)).warned(&stalled);
    let note = || Deed::AddNote(NewNote { id: follow_up_id("n"), text: "hm".into() });
    Case::on("followUps").does(note()).warned(&stalled);
    let planned = || Case::on("followUps").with(&[open_call("f", "2026-05-15T05:00:00Z")]);
    planned().does(Deed::CompleteFollowUp { follow_up: follow_up_id("f") }).warned(&stalled);
    planned().does(Deed::DismissFollowUp { follow_up: follow_up_id("f") }).warned(&stalled);
    planned().does(log(CallStatus::Called, 60)).warned(&stalled);
    planned().does(note()).warned(&[]);
    Case::on("followUps").does(schedule("g", at(TOMORROW))).warned(&[]);
    Case::on("followUps").does(change_to("busy")).warned(&[]);
}

/// C11: a recorded call is never refused for what the company wants of its people: it is stored, the rest is left out
/// with its code as a warning.
#[test]
fn a_recorded_call_is_always_stored() {
    type Setup = fn() -> Case;
    let with = |next: Option<&str>, follow_up: Option<NewFollowUp>| {
        Deed::LogCall(LogCall {
            next_status: next.map(status),
            follow_up,
            ..log_with(new_call(CallStatus::FollowUp, 60))
        })
    };
    let listed: Setup = || {
        Case::on("busy")
            .policy(|policy| policy.pipeline.allowed_moves = Some(Vec::new()))
            .by(person("meera", "manager"))
    };
    let strict: Setup = || Case::on("busy").policy(|policy| policy.calls.follow_up_required = true);
    let pool: Setup = || Case::on("unassigned");
    let shy: Setup = || Case::on("busy").lead(|lead| lead.do_not_call = true);
    let both = ["call.completed", "followup.created", "lead.status_changed"];
    let cases: Vec<(Setup, Deed, &[&str], &[Code])> = vec![
        (strict, with(None, None), &["call.completed"], &[Code::CallNeedsFollowUp]),
        (
            || Case::on("busy"),
            with(Some("missed"), Some(plan())),
            &both,
            &[Code::CallNextStatusConflict],
        ),
        (
            listed,
            with(Some("missed"), None),
            &["call.completed"],
            &[Code::StatusMoveNotAllowed, Code::CallNeedsFollowUp],
        ),
        (
            listed,
            with(None, Some(plan())),
            &["call.completed", "followup.created"],
            &[Code::StatusMoveNotAllowed],
        ),
        (pool, with(None, Some(plan())), &["call.completed"], &[Code::FollowUpNeedsOwner]),
        (
            || Case::on("busy"),
            with(None, Some(plan_call("f", now()))),
            &["call.completed"],
            &[Code::FollowUpNotInFuture],
        ),
        (
            || Case::on("customer"),
            with(Some("busy"), None),
            &["call.completed"],
            &[Code::LeadIsCustomer, Code::CallNeedsFollowUp],
        ),
        (
            || Case::on("busy"),
            with(Some("nope"), Some(plan())),
            &both,
            &[Code::StatusUnknown, Code::CallNextStatusConflict],
        ),
        (shy, log(CallStatus::Called, 9), &["call.completed"], &[Code::LeadDoNotCall]),
        (
            || Case::on("busy"),
            complete(CallStatus::Called, 9),
            &["call.completed"],
            &[Code::CallNotLive],
        ),
    ];
    for (place, (case, deed, events, warnings)) in cases.into_iter().enumerate() {
        let outcome = case().does(recorded(deed));
        let decision = outcome.accepted();
        assert_eq!(support::names(&decision.events), events, "{place}");
        assert_eq!(codes(&decision.warnings), warnings, "{place}");
    }
}

/// C11: a recorded call that begins is stored while the agent has another; on one lead there is still only one.
#[test]
fn a_recorded_call_begins_beside_another() {
    let mut own = agent("asha");
    own.live_call = Fact::Known(live_call("elsewhere", "asha", "2026-05-15T08:00:00Z"));
    let started = recorded(Deed::StartCall(start()));
    let outcome = Case::on("busy").agent(own).does(started);
    outcome.yields(&["call.started"]).warned(&[Code::CallAlreadyLive]);
    assert!(outcome.lead().live_call.unwrap().recorded);
    let second = StartCall { id: call_id("second"), recorded: true, ..start() };
    let outcome = live("busy").does(Deed::StartCall(second));
    outcome.yields(&[]).warned(&[Code::CallAlreadyLive]);
}

/// C11, C8: a recorded call without a result begins, or goes on, with a warning.
#[test]
fn a_recorded_call_without_a_result_goes_on() {
    let begun = Case::on("busy").does(recorded(log(CallStatus::InProgress, 0)));
    begun.yields(&["call.started"]).warned(&[Code::CallStatusNotFinal]);
    let goes_on = live("busy").does(recorded(complete(CallStatus::InProgress, 0)));
    goes_on.yields(&[]).warned(&[Code::CallStatusNotFinal]);
}

/// C2, C11: a recorded call that goes on has no duration, whether it begins or is in progress already.
#[test]
fn a_recorded_call_that_goes_on_has_no_duration() {
    let begins = Case::on("busy").does(recorded(log(CallStatus::InProgress, 60)));
    let goes_on = live("busy").does(recorded(complete(CallStatus::InProgress, 60)));
    for outcome in [begins, goes_on] {
        let refusal = outcome.refused(&[Code::CallLiveHasDuration]);
        assert_eq!(placed(&refusal.reasons), ["call.durationSeconds: call.live_has_duration"]);
    }
}

/// C11, G3: what a recorded call may not do is left out, not done with a warning.
#[test]
fn a_recorded_follow_up_without_permission_is_left_out() {
    let case = Case::on("busy")
        .policy(|policy| {
            let role = &mut policy.people.roles[2];
            role.permissions.retain(|own| own.to_string() != "followUp.create");
        })
        .by(person("asha", "agent"));
    let deed = || log_and_plan(CallStatus::FollowUp, 60, plan());
    case.does(deed()).refused(&[Code::PermissionDenied]);
    case.does(recorded(deed())).yields(&["call.completed"]).warned(&[Code::PermissionDenied]);
}

/// C11, V1: a conversion with a faulty order is left out of a recorded call as a whole.
#[test]
fn a_recorded_conversion_with_a_faulty_order_is_left_out() {
    let deed = Deed::LogCall(LogCall {
        next_status: Some(status("customer")),
        order: Some(order(-5)),
        ..log_with(new_call(CallStatus::Called, 60))
    });
    let outcome = Case::on("busy").does(recorded(deed));
    outcome.yields(&["call.completed"]).warned(&[Code::MoneyNegative]);
}

fn correct(call: Call, status: Option<CallStatus>, duration_seconds: Option<u32>) -> Deed {
    Deed::CorrectCall(CallEdit { status, duration_seconds, ..CallEdit::new(call) })
}

/// L11, C11: a recorded call that goes on and is told again is done already, also once it is lost.
#[test]
fn a_recorded_call_that_goes_on_begins_once() {
    let told = || recorded(log(CallStatus::InProgress, 0));
    let begun = Case::on("busy").does(told());
    begun.yields(&["call.started"]).warned(&[Code::CallStatusNotFinal]);
    for now in [now(), in_minutes(24 * 60)] {
        let again = Case { lead: Some(begun.lead()), ..Case::on("busy") };
        again
            .context(|context| context.now = now)
            .does(told())
            .yields(&[])
            .warned(&[Code::CommandAlreadyDone]);
    }
}

/// C11, C8: completed without a result, a recorded call goes on, or begins; the move and the follow-up beside it are made.
#[test]
fn a_recorded_call_that_goes_on_brings_its_move_and_follow_up() {
    let goes_on = |next: &str, follow_up| {
        recorded(Deed::CompleteCall(LogCall {
            next_status: Some(status(next)),
            follow_up,
            ..log_with(new_call(CallStatus::InProgress, 0))
        }))
    };
    let moved = live("busy").does(goes_on("interested", None));
    moved.yields(&["lead.status_changed"]).warned(&[Code::CallStatusNotFinal]);
    assert!(moved.lead().live_call.is_some());
    let planned = Case::on("busy").does(goes_on("interested", Some(plan())));
    planned.yields(&["call.started", "followup.created", "lead.status_changed"]).warned(&[
        Code::CallNextStatusConflict,
        Code::CallStatusNotFinal,
        Code::CallNotLive,
    ]);
    assert_eq!(planned.status(), "followUps");
}

/// L3, C6, P6: a call is told what speaks against its follow-up, against the move that this brings, and against the status
/// that it names.
#[test]
fn a_call_that_is_refused_is_told_every_reason() {
    let listed = || {
        Case::on("busy")
            .policy(|policy| policy.pipeline.allowed_moves = allow(&[("busy", "interested")]))
            .by(person("asha", "agent"))
    };
    let past = || plan_call("f", at("2026-05-15T08:00:00Z"));
    listed()
        .does(log_and_plan(CallStatus::FollowUp, 9, past()))
        .refused(&[Code::StatusMoveNotAllowed, Code::FollowUpNotInFuture]);
    let named = |next: &str| {
        Deed::LogCall(LogCall {
            next_status: Some(status(next)),
            follow_up: Some(plan()),
            ..log_with(new_call(CallStatus::Called, 60))
        })
    };
    Case::on("busy")
        .does(named("nope"))
        .refused(&[Code::StatusUnknown, Code::CallNextStatusConflict]);
    Case::on("unassigned").does(named("interested")).refused(&[
        Code::StatusNeedsOwner,
        Code::CallNextStatusConflict,
        Code::FollowUpNeedsOwner,
    ]);
    listed().does(named("missed")).refused(&[
        Code::StatusMoveNotAllowed,
        Code::StatusMoveNotAllowed,
        Code::CallNextStatusConflict,
    ]);
}

/// C12: attempts, last attempt and connected follow a correction, exactly where the calls are known.
#[test]
fn the_totals_follow_a_correction() {
    let history = vec![
        ended("first", CallStatus::Called, 60),
        Call { started_at: at("2026-05-15T06:00:00Z"), ..ended("second", CallStatus::Busy, 0) },
    ];
    let case = Case::on("busy")
        .context(|context| context.calls = Fact::Known(history.clone()))
        .lead(|lead| {
            lead.attempts = 2;
            lead.connected_ever = true;
            lead.last_attempt = Some(at("2026-05-15T06:00:00Z"));
        });
    let outcome = case.does(correct(history[0].clone(), Some(CallStatus::NoAnswer), Some(0)));
    outcome.yields(&["call.corrected"]).warned(&[]);
    assert_eq!(totals(&outcome.lead()), (2, false));
    let event = outcome.event("call.corrected");
    assert_eq!(
        (&event["before"]["status"], &event["call"]["status"]),
        (&"called".into(), &"noAnswer".into())
    );

    let outcome = case.does(correct(history[1].clone(), Some(CallStatus::Missed), None));
    assert_eq!(totals(&outcome.lead()), (1, true));
    assert_eq!(outcome.lead().last_attempt, Some(at("2026-05-15T05:00:00Z")));

    let moved = case.does(Deed::CorrectCall(CallEdit {
        started_at: Some(at("2026-05-15T04:00:00Z")),
        note: Patch::Set("earlier".into()),
        ..CallEdit::new(history[1].clone())
    }));
    assert_eq!(moved.lead().last_attempt, Some(at("2026-05-15T05:00:00Z")));

    let outcome = case.does(Deed::VoidCall { call: history[0].clone() });
    outcome.yields(&["call.voided"]).warned(&[]);
    assert_eq!(totals(&outcome.lead()), (1, false));
    assert_eq!(outcome.event("call.voided")["call"]["voided"], true);
}

/// C12, L12: without the lead's calls the attempts follow, and the rest is named as not checked.
#[test]
fn a_correction_without_the_history_does_what_it_can() {
    let bare = || {
        Case::on("busy").context(|context| context.calls = Fact::NotKnown).lead(|lead| {
            lead.attempts = 1;
            lead.connected_ever = true;
            lead.last_attempt = Some(at("2026-05-15T05:00:00Z"));
        })
    };
    let call = || ended("first", CallStatus::Called, 60);
    let voided = bare().does(Deed::VoidCall { call: call() });
    assert_eq!(voided.warned(&[]).not_checked, [Code::CallUnknown, Code::CallVoided]);
    assert_eq!((totals(&voided.lead()), voided.lead().last_attempt), ((0, false), None));
    let longer = bare().does(correct(call(), None, Some(90)));
    assert_eq!(totals(&longer.lead()), (1, true));
    let foreign = Call { parent: support::of_lead("other"), ..call() };
    bare().does(Deed::VoidCall { call: foreign }).refused(&[Code::CallUnknown]);
}

/// C12, D1: the calls of other leads and parents that a host tells beside are not the lead's: none of them is corrected or
/// counted.
#[test]
fn a_call_of_another_lead_is_not_corrected_here() {
    let foreign =
        || Call { parent: support::of_lead("other"), ..ended("far", CallStatus::Called, 60) };
    let of_deal = || Call {
        parent: serde_json::from_str(r#"{"kind":"deal","id":"lead"}"#).unwrap(),
        ..ended("deal", CallStatus::Called, 60)
    };
    let own = || ended("own", CallStatus::Called, 60);
    let case = Case::on("busy")
        .context(|context| context.calls = Fact::Known(vec![foreign(), of_deal(), own()]));
    for call in [foreign(), of_deal()] {
        case.does(Deed::VoidCall { call: call.clone() }).refused(&[Code::CallUnknown]);
        case.does(correct(call, Some(CallStatus::Busy), None)).refused(&[Code::CallUnknown]);
    }
    assert_eq!(totals(&case.does(Deed::VoidCall { call: own() }).lead()), (0, false));
    assert_eq!(totals(&case.does(correct(own(), None, Some(90))).lead()), (1, true));
    // Nor does it show a call of its id as logged on this lead.
    let same = NewCall { id: call_id("far"), ..new_call(CallStatus::Called, 60) };
    case.does(Deed::LogCall(log_with(same))).yields(&["call.completed"]).warned(&[]);
}

/// C12: what a call resolved is not re-opened, and reports follow.
#[test]
fn a_voided_call_reopens_nothing_and_counts_no_longer() {
    let call = ended("first", CallStatus::Called, 60);
    let case =
        Case::on("followUps").context(|context| context.calls = Fact::Known(vec![call.clone()]));
    let outcome = case.does(Deed::VoidCall { call: call.clone() });
    outcome.yields(&["call.voided"]).warned(&[Code::LeadNextStepMissing]);
    let voided = Call { voided: true, ..call };
    assert_eq!(calliyo_core::report::call_counts([&voided]).calls, 0);
}

/// C12, L3: a call that is unknown, voided before or right already is not corrected.
#[test]
fn a_correction_needs_something_to_correct() {
    let call = || ended("first", CallStatus::Called, 60);
    let known =
        |call: Call| Case::on("busy").context(|context| context.calls = Fact::Known(vec![call]));
    Case::on("busy").does(correct(call(), None, None)).refused(&[Code::CallUnknown]);
    let voided = || Call { voided: true, ..call() };
    known(voided()).does(correct(call(), None, None)).refused(&[Code::CallVoided]);
    known(voided()).does(Deed::VoidCall { call: call() }).refused(&[Code::CallVoided]);
    known(call()).does(correct(call(), None, None)).warned(&[Code::CommandNothingChanged]);
    // What is wrong about the correction itself is told beside.
    let wrong = || correct(call(), Some(CallStatus::InProgress), None);
    Case::on("busy").does(wrong()).refused(&[Code::CallStatusNotFinal, Code::CallUnknown]);
    known(voided()).does(wrong()).refused(&[Code::CallStatusNotFinal, Code::CallVoided]);
    let refusal = known(call()).does(Deed::CorrectCall(CallEdit {
        status: Some(CallStatus::InProgress),
        started_at: Some(in_minutes(60)),
        note: Patch::Set("x".repeat(5_001)),
        ..CallEdit::new(call())
    }));
    assert_eq!(
        placed(&refusal.refusal().reasons),
        ["status: call.status_not_final", "startedAt: call.in_future", "note: text.too_long"]
    );
}

/// C12, D2: whatever a person types about a call can be corrected, one field or all of them, or cleared.
#[test]
fn everything_that_is_typed_about_a_call_can_be_corrected() {
    let logged = Call { attendees: vec![agent_id("bala")], ..ended("c", CallStatus::Called, 60) };
    let case =
        || Case::on("busy").context(|context| context.calls = Fact::Known(vec![logged.clone()]));
    let recording =
        |media_type: &str| Recording { reference: "calls/7".into(), media_type: media_type.into() };
    let text = |text: &str| Patch::Set(text.into());
    let edit = CallEdit {
        direction: Some(Direction::Incoming),
        status: Some(CallStatus::FollowUp),
        started_at: Some(at("2026-05-15T04:00:00Z")),
        duration_seconds: Some(61),
        phone: text("098765 43210"),
        contact: Patch::Set(ContactId::new("anu").unwrap()),
        response: text("held"),
        summary: text("prices"),
        description: text("about the prices"),
        note: text("wants a list"),
        attendees: Patch::Set(vec![agent_id("carol")]),
        recording: Patch::Set(recording("audio/mpeg")),
        ..CallEdit::new(logged.clone())
    };
    let outcome = case().does(Deed::CorrectCall(edit));
    outcome.yields(&["call.corrected"]).warned(&[]);
    let corrected: Call =
        serde_json::from_value(outcome.event("call.corrected")["call"].clone()).unwrap();
    let expected = Call {
        direction: Direction::Incoming,
        status: CallStatus::FollowUp,
        started_at: at("2026-05-15T04:00:00Z"),
        duration_seconds: 61,
        phone: Some("+919876543210".into()),
        contact: Some(ContactId::new("anu").unwrap()),
        response: Some("held".into()),
        summary: Some("prices".into()),
        description: Some("about the prices".into()),
        note: Some("wants a list".into()),
        attendees: vec![agent_id("carol")],
        recording: Some(recording("audio/mpeg")),
        ..logged.clone()
    };
    assert_eq!(corrected, expected);

    let alone = CallEdit { attendees: Patch::Clear, ..CallEdit::new(logged.clone()) };
    let outcome = case().does(Deed::CorrectCall(alone));
    assert_eq!(outcome.event("call.corrected")["call"]["attendees"], serde_json::json!([]));

    let wrong = CallEdit {
        direction: Some(Direction::Missed),
        phone: text("12"),
        summary: Patch::Set("x".repeat(501)),
        attendees: Patch::Set(vec![agent_id("carol"); 2]),
        recording: Patch::Set(recording("video/mp4")),
        ..CallEdit::new(logged.clone())
    };
    assert_eq!(
        placed(&case().does(Deed::CorrectCall(wrong)).refusal().reasons),
        [
            "phone: phone.invalid",
            "status: call.direction_disagrees",
            "summary: text.too_long",
            "attendees[1]: attendee.duplicate",
            "recording.mediaType: recording.not_audio",
        ]
    );
}

/// C13: an outgoing call to a do-not-call lead is refused, an incoming one is not.
#[test]
fn a_lead_that_asked_not_to_be_called_is_not_called() {
    let shy = || Case::on("busy").lead(|lead| lead.do_not_call = true);
    let refused = shy().does(log(CallStatus::Called, 60));
    assert_eq!(placed(&refused.refusal().reasons), ["call.direction: lead.do_not_call"]);
    let refused = shy().does(Deed::StartCall(start()));
    assert_eq!(placed(&refused.refusal().reasons), ["direction: lead.do_not_call"]);
    // Who asks for it in the middle of a call: that call took place.
    let during = live("busy").lead(|lead| lead.do_not_call = true);
    during.does(complete(CallStatus::Called, 60)).warned(&[Code::LeadDoNotCall]);
    assert!(Code::LeadDoNotCall.kinds().contains(&CodeKind::Warning));
    let incoming =
        NewCall { direction: Some(Direction::Incoming), ..new_call(CallStatus::Called, 60) };
    shy().does(Deed::LogCall(log_with(incoming))).warned(&[]);
    let incoming = StartCall { direction: Direction::Incoming, ..start() };
    shy().does(Deed::StartCall(incoming)).warned(&[]);
    let outcome = shy().does(recorded(Deed::StartCall(start())));
    outcome.yields(&["call.started"]).warned(&[Code::LeadDoNotCall]);
}

/// D3: the direction missed needs the status Missed.
#[test]
fn a_missed_direction_needs_the_missed_status() {
    for status in CallStatus::ALL.into_iter().filter(|own| *own != CallStatus::InProgress) {
        let call = NewCall { direction: Some(Direction::Missed), ..new_call(status, 0) };
        let deed = Deed::LogCall(LogCall { follow_up: Some(plan()), ..log_with(call) });
        let refused = Case::on("busy")
            .does(deed)
            .result
            .is_err_and(|rejection| codes(&rejection.reasons) == [Code::CallDirectionDisagrees]);
        assert_eq!(refused, status != CallStatus::Missed, "{status:?}");
    }
    let deed = Deed::StartCall(StartCall { direction: Direction::Missed, ..start() });
    Case::on("busy").does(deed).refused(&[Code::CallDirectionDisagrees]);
}

/// D5: notes hold 5,000 characters, counted as Unicode scalar values; nothing is trimmed.
#[test]
fn a_note_of_a_call_is_not_endless() {
    let noted = |length: usize| {
        let call = NewCall { note: Some("é".repeat(length)), ..new_call(CallStatus::Called, 60) };
        Case::on("busy").does(Deed::LogCall(log_with(call)))
    };
    assert_eq!(noted(5_000).event("call.completed")["call"]["note"], "é".repeat(5_000));
    let refusal = noted(5_001);
    assert_eq!(
        refusal.refused(&[Code::TextTooLong]).reasons[0].message(),
        "the text has 5001 characters; at most 5000 are allowed"
    );
    let call = NewCall { response: Some("x".repeat(201)), ..new_call(CallStatus::Called, 60) };
    Case::on("busy").does(Deed::LogCall(log_with(call))).refused(&[Code::TextTooLong]);
}

/// F4: a call resolves every open planned call of its local date, earlier or later that day, and nothing else.
#[test]
fn a_call_keeps_the_planned_calls_of_its_day() {
    // In Kolkata the 15th lasts from 18:30 on the 14th to 18:30 on the 15th.
    let mut visit = open_call("visit", "2026-05-15T05:00:00Z");
    visit.kind = calliyo_core::lead::FollowUpKind::Visit;
    let case = Case::on("followUps").with(&[
        open_call("before", "2026-05-14T18:29:59Z"),
        open_call("first", "2026-05-14T18:30:00Z"),
        open_call("last", "2026-05-15T18:29:59Z"),
        open_call("after", "2026-05-15T18:30:00Z"),
        visit,
    ]);
    let left = |deed| {
        let lead = case.does(deed).lead();
        lead.follow_ups.iter().map(|own| own.id.to_string()).collect::<Vec<_>>()
    };
    for status in CallStatus::ALL.into_iter().filter(|own| *own != CallStatus::InProgress) {
        let kept = left(log(status, 0));
        let all = status == CallStatus::Missed;
        assert_eq!(kept.len(), if all { 5 } else { 3 }, "{status:?}");
        if !all {
            assert_eq!(kept, ["before", "after", "visit"]);
        }
    }
    assert_eq!(left(log(CallStatus::Missed, 5)), ["before", "after", "visit"]);
    // The date is that of the call's start.
    let yesterday = NewCall {
        started_at: Some(at("2026-05-14T18:29:00Z")),
        ..new_call(CallStatus::Called, 300)
    };
    let kept = left(Deed::LogCall(log_with(yesterday)));
    assert_eq!(kept, ["first", "last", "after", "visit"]);
    // The follow-up that the command schedules is not touched, even for the same day.
    let today = log_and_plan(CallStatus::Rescheduled, 60, plan_call("new", in_minutes(60)));
    assert!(left(today).contains(&"new".into()));
}

/// F4: by the policy's alternative only a connected call keeps them.
#[test]
fn only_a_connected_call_keeps_them_where_the_company_says_so() {
    let case = Case::on("followUps")
        .policy(|policy| policy.follow_ups.resolved_by = ResolvedBy::ConnectedCall)
        .with(&[open_call("f", "2026-05-15T05:00:00Z")]);
    case.does(log(CallStatus::NoAnswer, 0)).yields(&["call.completed"]);
    let outcome = case.does(log(CallStatus::Called, 5));
    outcome.yields(&["call.completed", "followup.completed"]);
    assert_eq!(outcome.event("followup.completed")["followUp"]["closedBy"], "call");
    case.does(recorded(log(CallStatus::Called, 5)))
        .yields(&["call.completed", "followup.completed"]);
}

/// C1: what a host leaves out of a call has its default: the actor's outgoing call that ends now.
#[test]
fn a_call_has_its_defaults() {
    let bare = NewCall::new(call_id("call"), CallStatus::Called, 90);
    let outcome = Case::on("busy").by(person("asha", "agent")).does(Deed::LogCall(log_with(bare)));
    let call = &outcome.event("call.completed")["call"];
    assert_eq!(call["startedAt"], "2026-05-15T08:58:30.000Z");
    assert_eq!((&call["agent"], &call["direction"]), (&"asha".into(), &"outgoing".into()));
    let started = StartCall { agent: None, ..start() };
    let outcome = Case::on("busy").by(person("asha", "agent")).does(Deed::StartCall(started));
    let live = outcome.lead().live_call.unwrap();
    assert_eq!((live.agent, live.started_at), (agent_id("asha"), now()));
}

/// C11, D2: a recorded call of a hidden number is stored without the number.
#[test]
fn a_recorded_call_of_a_hidden_number_is_stored_without_it() {
    let anonymous = || {
        let call = NewCall { phone: Some("anonymous".into()), ..new_call(CallStatus::Called, 60) };
        Deed::LogCall(log_with(call))
    };
    Case::on("busy").does(anonymous()).refused(&[Code::PhoneInvalid]);
    let outcome = Case::on("busy").does(recorded(anonymous()));
    outcome.yields(&["call.completed"]).warned(&[Code::PhoneInvalid]);
    assert_eq!(outcome.event("call.completed")["call"]["phone"], serde_json::Value::Null);
}
