//! A lead and its moves: consistency, guards, owners, transitions, edits (rules L1 to L13, E).

use calliyo_core::{
    Code, Count, DepartmentId, Engine, Fact, Patch, Priority, RunId,
    lead::{
        ActivityKind, Agent, AgentState, CallEdit, CallStatus, Change, Command, Context, Deed,
        FollowUp, FollowUpEdit, FollowUpKind, FollowUpState, Lead, LeadEdit, Need, NewFollowUp,
        NewLead, NewNote, Resolution, StartCall, Transition, apply, replay,
    },
    policy::{AssignmentScope, Policy, Reach, SCHEMA},
    time::{Job, Timestamp},
};
use proptest::prelude::*;

use crate::support::{
    self, Case, TEN_STATUSES, agent, agent_id, allow, assign, at, branch, call_id, change_to,
    change_with_follow_up, change_with_owner, codes, command, context, conversion, convert, engine,
    follow_up_id, in_minutes, lead, lead_called, lead_id, live_call, log, log_and_plan, names,
    new_call, now, open_call, order, person, plan_call, recorded, schedule, status,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";

fn names_of(engine: &Engine, lead: &Lead) -> Vec<&'static str> {
    engine.contradictions(lead, now())
}

// L1

/// L1: what a lead does not say has its default.
#[test]
fn a_lead_needs_only_id_status_and_two_instants() {
    let text = format!(
        r#"{{"id":"l","status":"unassigned","statusSince":"{0}","capturedAt":"{0}"}}"#,
        support::NOW
    );
    let lead: Lead = serde_json::from_str(&text).unwrap();
    assert_eq!((lead.version.get(), lead.attempts, lead.connected_ever), (0, 0, false));
    assert!(lead.owner.is_none() && lead.conversion.is_none() && !lead.do_not_call);
    assert!(names_of(&engine(), &lead).is_empty());
}

/// L1: a command that expects another version is refused, and every event raises the version.
#[test]
fn the_version_locks_optimistically() {
    let case = Case::on("busy").lead(|lead| lead.version = Count::new(7));
    let expecting = |version| Command {
        expected_version: Some(Count::new(version)),
        ..command(change_with_owner("missed", "bala"))
    };
    let engine = case.engine();
    let decided = engine.decide(case.lead.as_ref(), &expecting(6), &case.context).unwrap_err();
    assert_eq!(
        decided.reasons[0].message(),
        "the lead is at version 7, not at 6 as the command expects"
    );
    assert!(engine.decide(case.lead.as_ref(), &expecting(7), &case.context).is_ok());
    let after = case.does(change_with_owner("missed", "bala")).lead();
    assert_eq!(after.version, Count::new(9));
}

/// L1, G4: a lead that is still to come in is at version 0.
#[test]
fn a_lead_to_be_captured_has_seen_no_event() {
    let expecting = |version| Command {
        expected_version: Some(Count::new(version)),
        ..command(Deed::CaptureLead(NewLead::new(lead_id("new"))))
    };
    assert!(engine().decide(None, &expecting(0), &context()).is_ok());
    let refused = engine().decide(None, &expecting(1), &context()).unwrap_err();
    assert_eq!(codes(&refused.reasons), [Code::VersionConflict]);
}

/// L1: only a capture can do without a lead.
#[test]
fn nothing_is_done_with_a_lead_that_is_not_there() {
    let refusal = Case::none().does(change_to("busy"));
    assert_eq!(
        support::placed(&refusal.refused(&[Code::LeadUnknown]).reasons),
        ["lead: lead.unknown"]
    );
}

// L2

/// L2: everything that contradicts itself in a lead is named at once.
#[test]
fn every_contradiction_is_named() {
    type Edit = fn(&mut Lead);
    let cases: [(&str, Edit, &[&str]); 9] = [
        ("busy", |_| {}, &[]),
        ("busy", |lead| lead.status = status("nope"), &["statusUnknown"]),
        ("unassigned", |lead| lead.owner = Some(agent_id("asha")), &["unassignedWithOwner"]),
        ("busy", |lead| lead.owner = None, &["ownerMissing"]),
        ("customer", |lead| lead.conversion = None, &["customerWithoutConversion"]),
        (
            "busy",
            |lead| lead.conversion = Some(conversion("asha", support::NOW, None)),
            &["conversionWithoutCustomer"],
        ),
        (
            "unassigned",
            |lead| lead.follow_ups.push(open_call("f", TOMORROW)),
            &["unassignedWithFollowUps"],
        ),
        (
            "followUps",
            |lead| {
                lead.follow_ups.push(open_call("f", TOMORROW));
                lead.follow_ups[0].state = FollowUpState::Resolved;
            },
            &["followUpNotOpen"],
        ),
        (
            "customer",
            |lead| {
                lead.status_since = in_minutes(1);
                lead.owner = None;
                lead.conversion = None;
            },
            &["ownerMissing", "customerWithoutConversion", "statusInFuture"],
        ),
    ];
    for (on, edit, problems) in cases {
        let case = Case::on(on).lead(edit);
        assert_eq!(names_of(&case.engine(), case.lead.as_ref().unwrap()), problems);
        let outcome =
            case.does(Deed::AddNote(NewNote { id: follow_up_id("n"), text: "hello".into() }));
        if problems.is_empty() {
            outcome.warned(&[]);
        } else {
            let refusal = outcome.refused(&[Code::LeadInconsistent]);
            let named = format!("the lead `lead` contradicts itself: {}", problems.join(", "));
            assert_eq!(refusal.reasons[0].message(), named);
        }
    }
}

/// L2: a status that began this very instant is no contradiction, one that begins later is.
#[test]
fn the_status_instant_is_not_after_now() {
    let mut lead = lead("busy");
    lead.status_since = now();
    assert!(names_of(&engine(), &lead).is_empty());
    lead.status_since = now().saturating_add_millis(1);
    assert_eq!(names_of(&engine(), &lead), ["statusInFuture"]);
}

/// L2: neither a call nor a follow-up mends a lead by the way.
#[test]
fn an_inconsistent_lead_is_not_worked() {
    let refused = [Code::LeadInconsistent];
    let pool = Case::on("unassigned").with(&[open_call("f", "2026-05-15T05:00:00Z")]);
    pool.does(log(CallStatus::Called, 30)).refused(&refused);
    let skewed = Case::on("busy").lead(|lead| lead.status_since = in_minutes(1));
    skewed.does(schedule("g", at(TOMORROW))).refused(&refused);
}

/// L2: a move by itself that mends the lead is done.
#[test]
fn assigning_a_lead_that_lost_its_owner_mends_it() {
    let orphan = Case::on("busy").lead(|lead| lead.owner = None);
    let after = orphan.does(assign("bala")).yields(&["lead.assigned"]).lead();
    assert!(names_of(&engine(), &after).is_empty());
}

/// L2: unassigning an inconsistent lead is always accepted, whatever else would speak against it.
#[test]
fn an_inconsistent_lead_is_always_taken_back() {
    let broken = Case::on("customer")
        .policy(|policy| policy.pipeline.allowed_moves = Some(Vec::new()))
        .lead(|lead| lead.status_since = in_minutes(1))
        .with(&[open_call("f", TOMORROW)])
        .by(person("meera", "manager"));
    let outcome = broken.does(Deed::Unassign {});
    outcome.yields(&[
        "lead.unassigned",
        "lead.status_changed",
        "lead.unconverted",
        "followup.expired",
    ]);
    assert!(names_of(&engine(), &outcome.lead()).is_empty());
}

/// L2: a consistent lead needs no repair.
#[test]
fn nothing_is_proposed_for_a_consistent_lead() {
    for on in TEN_STATUSES {
        assert_eq!(engine().repair(&lead(on), &context()), [], "{on}");
    }
}

/// L2: a customer keeps the sale where an owner can be credited.
#[test]
fn a_repaired_customer_keeps_the_sale() {
    let sale = |edit: fn(&mut Lead), on: &str| {
        let case = Case::on(on).lead(edit);
        let proposed = case.engine().repair(case.lead.as_ref().unwrap(), &case.context);
        let [deed] = proposed.try_into().unwrap();
        let lead = case.does(deed).lead();
        assert!(names_of(&case.engine(), &lead).is_empty(), "{on}");
        let conversion = lead.conversion.map(|own| (own.agent.to_string(), own.at));
        (lead.status.to_string(), conversion)
    };
    let since = at("2026-05-11T04:00:00Z");
    let bala = |at: Timestamp| ("customer".to_owned(), Some(("bala".to_owned(), at)));
    // The conversion is missing: the status tells since when.
    assert_eq!(
        sale(
            |lead| {
                lead.conversion = None;
                lead.owner = Some(agent_id("bala"));
            },
            "customer"
        ),
        bala(since)
    );
    // Nobody owns the customer: the last owner does again.
    assert_eq!(
        sale(
            |lead| {
                lead.conversion = None;
                lead.owner = None;
                lead.last_owner = Some(agent_id("bala"));
            },
            "customer"
        ),
        bala(since)
    );
    // The status is wrong: the conversion tells the truth, also in the pool.
    let converted: fn(&mut Lead) = |lead| {
        lead.conversion = Some(conversion("bala", "2026-05-12T06:00:00Z", None));
    };
    for on in ["unassigned", "busy", "notInterested"] {
        assert_eq!(sale(converted, on), bala(at("2026-05-12T06:00:00Z")), "{on}");
    }
    // It is in the pool and yet has an owner, who is credited already.
    let owned: fn(&mut Lead) = |lead| {
        lead.owner = Some(agent_id("asha"));
        lead.conversion = Some(conversion("bala", "2026-05-12T06:00:00Z", None));
    };
    assert_eq!(sale(owned, "unassigned"), bala(at("2026-05-12T06:00:00Z")));
    // Who is credited cannot own it: the last owner can.
    let left: fn(&mut Lead) = |lead| {
        lead.owner = None;
        lead.last_owner = Some(agent_id("bala"));
        lead.conversion = Some(conversion("gone", "2026-05-12T06:00:00Z", None));
    };
    let gone = Some(("gone".to_owned(), at("2026-05-12T06:00:00Z")));
    assert_eq!(sale(left, "customer"), ("customer".to_owned(), gone));
}

/// L2, F2: a customer whose start lies ahead, or who has follow-ups that are closed, stays one, with what is still open.
#[test]
fn a_customer_is_mended_where_it_is() {
    let broken = Case::on("customer").lead(|lead| {
        lead.status_since = in_minutes(1);
        lead.follow_ups = vec![open_call("f", TOMORROW), open_call("g", TOMORROW)];
        lead.follow_ups[0].state = FollowUpState::Expired;
        lead.follow_ups
            .push(FollowUp { state: FollowUpState::Resolved, ..open_call("h", TOMORROW) });
    });
    let [deed] =
        broken.engine().repair(broken.lead.as_ref().unwrap(), &broken.context).try_into().unwrap();
    assert_eq!(deed, change_to("customer"));
    let outcome = broken.does(deed);
    outcome.yields(&["lead.status_changed", "followup.expired", "followup.completed"]).warned(&[]);
    let lead = outcome.lead();
    assert_eq!(names_of(&broken.engine(), &lead), Vec::<&str>::new());
    assert_eq!((lead.status_since, lead.conversion), (now(), broken.lead.unwrap().conversion));
    assert_eq!(lead.follow_ups, [open_call("g", TOMORROW)]);
}

/// L2, L6: a lead on Unassigned that contradicts itself is taken back by a move to there as by unassigning it; a bulk action
/// ends no conversion so (V3).
#[test]
fn a_broken_lead_in_the_pool_is_taken_back_by_a_move() {
    type Edit = fn(&mut Lead);
    let edits: [Edit; 4] = [
        |lead| lead.owner = Some(agent_id("asha")),
        |lead| lead.follow_ups.push(open_call("f", TOMORROW)),
        |lead| lead.status_since = in_minutes(1),
        |lead| lead.conversion = Some(conversion("asha", support::NOW, None)),
    ];
    for edit in edits {
        let case = Case::on("unassigned").lead(edit);
        let moved = case.does(change_to("unassigned"));
        assert_eq!(names_of(&case.engine(), &moved.lead()), Vec::<&str>::new());
        assert_eq!(moved.lead(), case.does(Deed::Unassign {}).lead());
    }
    let sold = Case::on("unassigned").lead(edits[3]);
    let command = command(change_to("unassigned"));
    let work = [(sold.lead.as_ref().unwrap(), &command)];
    let [decided] = sold.engine().decide_each(&work, &sold.context).try_into().unwrap();
    assert_eq!(decided.unwrap_err().code(), Some(Code::LeadIsCustomer));
    // By unassigning, too, the sale is among the reasons (L3).
    let command = support::command(Deed::Unassign {});
    let work = [(sold.lead.as_ref().unwrap(), &command)];
    let [decided] = sold.engine().decide_each(&work, &sold.context).try_into().unwrap();
    let refused = decided.unwrap_err().reasons;
    assert_eq!(codes(&refused), [Code::LeadInconsistent, Code::LeadIsCustomer]);
    Case::on("unassigned")
        .does(change_to("unassigned"))
        .yields(&[])
        .warned(&[Code::StatusUnchanged]);
}

/// L2: without an owner to credit, or where the move is not allowed, the lead goes back to the pool.
#[test]
fn a_lead_that_cannot_be_sold_again_goes_back_to_the_pool() {
    let proposed = |case: &Case| {
        let deeds = case.engine().repair(case.lead.as_ref().unwrap(), &case.context);
        let [deed] = deeds.try_into().unwrap();
        assert!(names_of(&case.engine(), &case.does(deed.clone()).lead()).is_empty());
        deed
    };
    let unknown = Case::on("customer").lead(|lead| {
        lead.owner = None;
        lead.conversion = None;
    });
    assert_eq!(proposed(&unknown), Deed::Unassign {});
    let banned = Case::on("customer").lead(|lead| lead.owner = None).context(|context| {
        context.agents = Fact::Known(vec![Agent { state: AgentState::Banned, ..agent("asha") }]);
    });
    assert_eq!(proposed(&banned), Deed::Unassign {});
    let forbidden = Case::on("busy")
        .lead(|lead| lead.conversion = Some(conversion("asha", support::NOW, None)))
        .policy(|policy| policy.pipeline.allowed_moves = Some(Vec::new()))
        .by(person("meera", "manager"));
    assert_eq!(proposed(&forbidden), Deed::Unassign {});
    let orphan = Case::on("busy").lead(|lead| lead.owner = None);
    assert_eq!(proposed(&orphan), Deed::Unassign {});
}

prop_compose! {
    /// A lead in which anything may contradict anything.
    fn any_lead()(
        on in prop::sample::select(vec![
            "unassigned", "assigned", "followUps", "busy", "notInterested", "customer", "nope",
        ]),
        since in -3..3_i64,
        captured in -3..3_i64,
        owner in prop::option::of(prop::sample::select(vec!["asha", "bala", "gone"])),
        last_owner in prop::option::of(prop::sample::select(vec!["asha", "gone"])),
        sold in prop::option::of((prop::sample::select(vec!["asha", "gone"]), -3..3_i64)),
        follow_ups in prop::collection::vec((-3..3_i64, any::<bool>()), 0..3),
        live in any::<bool>(),
    ) -> Lead {
        let mut lead = lead("busy");
        lead.status = status(on);
        lead.status_since = in_minutes(since * 600);
        lead.captured_at = in_minutes(captured * 600);
        lead.owner = owner.map(agent_id);
        lead.owner_since = lead.owner.as_ref().map(|_| lead.status_since);
        lead.last_owner = last_owner.map(agent_id);
        lead.conversion = sold.map(|(agent, hours)| calliyo_core::lead::Conversion {
            at: in_minutes(hours * 600),
            ..conversion(agent, support::NOW, None)
        });
        lead.follow_ups = follow_ups.into_iter().zip(["f", "g", "h"]).map(|((hours, open), id)| {
            let mut own = open_call(id, support::NOW);
            own.at = in_minutes(hours * 600);
            own.state = if open { FollowUpState::Open } else { FollowUpState::Expired };
            own
        }).collect();
        lead.live_call = live.then(|| live_call("call", "asha", support::NOW));
        lead
    }
}

proptest! {
    /// L2: what repair proposes is accepted and makes any lead consistent; so does unassigning.
    #[test]
    fn a_repaired_lead_is_consistent(lead in any_lead(), listed in any::<bool>()) {
        let manager = person("meera", "manager");
        let case = Case { lead: Some(lead.clone()), ..Case::on("busy") }.by(manager);
        let case = case.policy(|policy| {
            policy.pipeline.allowed_moves = listed.then(Vec::new);
        });
        let engine = case.engine();
        let broken = !names_of(&engine, &lead).is_empty();
        let proposed = engine.repair(&lead, &case.context);
        prop_assert_eq!(!proposed.is_empty(), broken);
        let unassign = broken.then_some(Deed::Unassign {});
        // The move is not on a list of none.
        let by_hand = (broken && !listed).then(|| change_to("unassigned"));
        for deed in proposed.into_iter().chain(unassign).chain(by_hand) {
            let mended = case.does(deed).lead();
            prop_assert_eq!(names_of(&engine, &mended), Vec::<&str>::new());
        }
    }

    /// L3: deciding twice gives the same answer, and every accepted command leaves a consistent lead.
    #[test]
    fn a_decision_is_repeatable_and_keeps_the_lead_consistent(
        lead in any_lead(),
        to in prop::sample::select(TEN_STATUSES.to_vec()),
        what in 0..6_usize,
    ) {
        let case = Case { lead: Some(lead), ..Case::on("busy") };
        let deed = match what {
            0 => change_to(to),
            1 => change_with_owner(to, "bala"),
            2 => change_with_follow_up(to, plan_call("new", at(TOMORROW))),
            3 => recorded(support::log_then(CallStatus::Called, 60, to)),
            4 => log_and_plan(CallStatus::FollowUp, 60, plan_call("new", at(TOMORROW))),
            _ => assign("bala"),
        };
        let outcome = case.does(deed.clone());
        prop_assert_eq!(&outcome.result, &case.does(deed).result);
        if outcome.result.is_ok() {
            prop_assert_eq!(names_of(&case.engine(), &outcome.lead()), Vec::<&str>::new());
        }
    }
}

// L3

/// L3: a rejection lists every guard that fails, in the order of the book, each with path, rule and parameters.
#[test]
fn every_guard_that_fails_is_listed() {
    let outcome = Case::on("unassigned")
        .policy(|policy| policy.pipeline.allowed_moves = Some(Vec::new()))
        .by(person("asha", "agent"))
        .does(Deed::ChangeStatus {
            to: status("busy"),
            owner: Some(agent_id("nobody")),
            follow_up: Some(NewFollowUp {
                reminder_minutes: Some(7),
                subject: Some("x".repeat(201)),
                ..plan_call("f", now())
            }),
            converted_at: None,
            order: Some(order(-1)),
        });
    let refusal = outcome.refusal();
    let listed: Vec<_> = refusal
        .reasons
        .iter()
        .map(|own| format!("{} {} {}", own.rule(), own.path(), own.code()))
        .collect();
    assert_eq!(
        listed,
        [
            "P6 to status.move_not_allowed",
            "L6 owner agent.unknown",
            "C6 to call.next_status_conflict",
            "D5 followUp.subject text.too_long",
            "D7 followUp.reminderMinutes follow_up.reminder_not_offered",
            "F2 followUp.at follow_up.not_in_future",
            "V1 order order.not_expected",
            "V1 order.amountMinor money.negative",
            "G3 actor permission.denied",
            "G3 actor permission.denied",
            "G3 actor permission.denied",
        ]
    );
    assert_eq!(refusal.code(), Some(Code::StatusMoveNotAllowed));
    assert!(refusal.has(Code::MoneyNegative) && !refusal.has(Code::MoneyCurrencyInvalid));
    let first = refusal.reasons[0].message();
    assert_eq!(refusal.to_string(), format!("{first} (and 10 more reasons)"));
}

/// L3: the new state is the old one with the events applied; events of another lead change nothing.
#[test]
fn applying_is_total() {
    let created = Case::none().does(Deed::CaptureLead(NewLead::new(lead_id("lead"))));
    let mut told_again = Some(lead("busy"));
    apply(&mut told_again, &created.accepted().events[0]);
    assert_eq!(told_again, Some(lead("busy")));

    let case = Case::on("busy");
    let outcome = case.does(change_to("missed"));
    let decision = outcome.accepted();
    assert_eq!(outcome.lead().status, status("missed"));
    assert_eq!(outcome.lead().status_since, now());

    let mut other = lead("busy");
    other.id = lead_id("other");
    let mut state = Some(other.clone());
    decision.events.iter().for_each(|event| apply(&mut state, event));
    assert_eq!(state, Some(other));
    let mut nothing = None;
    decision.events.iter().for_each(|event| apply(&mut nothing, event));
    assert_eq!(nothing, None);
}

/// L3, E: a lead is its events replayed.
#[test]
fn a_lead_is_its_events_replayed() {
    let captured = Case::none().does(Deed::CaptureLead(NewLead {
        owner: Some(agent_id("asha")),
        ..NewLead::new(lead_id("lead"))
    }));
    let mut events = captured.accepted().events.clone();
    let mut case = Case { lead: replay(&events), ..Case::none() };
    for deed in [
        log_and_plan(CallStatus::FollowUp, 60, plan_call("f", at(TOMORROW))),
        assign("bala"),
        convert(Some(order(100))),
        change_to("unassigned"),
    ] {
        let outcome = case.does(deed);
        events.extend(outcome.accepted().events.clone());
        case.lead = Some(outcome.lead());
    }
    assert_eq!(replay(&events), case.lead);
    let lead = case.lead.unwrap();
    assert_eq!(lead.version.get(), u64::try_from(events.len()).unwrap());
    assert_eq!(lead.last_owner, Some(agent_id("bala")));
    let text = serde_json::to_string(&events).unwrap();
    assert_eq!(serde_json::from_str::<Vec<calliyo_core::lead::Event>>(&text).unwrap(), events);
}

// L4, L5

/// L4: moving to the same status gives no status event and a warning, on every status.
#[test]
fn a_move_to_the_same_status_is_a_warning() {
    for on in TEN_STATUSES {
        let decision = Case::on(on).does(change_to(on));
        assert!(decision.accepted().events.is_empty(), "{on}");
        assert!(decision.accepted().warns(Code::StatusUnchanged), "{on}");
    }
}

/// L4: what else the command carries is done: the follow-up, the owner, the order.
#[test]
fn what_comes_with_a_move_to_the_same_status_is_done() {
    let unchanged = [Code::StatusUnchanged];
    let case = Case::on("followUps").with(&[open_call("f", TOMORROW)]);
    let outcome = case.does(change_with_follow_up("followUps", plan_call("g", at(TOMORROW))));
    outcome.yields(&["followup.created"]).warned(&unchanged);
    Case::on("busy")
        .does(change_with_owner("busy", "bala"))
        .yields(&["lead.assigned"])
        .warned(&unchanged);
    let outcome = Case::on("customer").does(convert(Some(order(7000))));
    outcome.yields(&["order.updated"]).warned(&unchanged);
    assert_eq!(outcome.lead().conversion.unwrap().order, Some(order(7000)));
    Case::on("customer")
        .does(convert(Some(order(5000))))
        .yields(&[])
        .warned(&[Code::StatusUnchanged, Code::CommandNothingChanged]);
}

/// L5: moving to Followups needs an open follow-up, an overdue one will do, or one in the same command.
#[test]
fn followups_needs_a_follow_up() {
    Case::on("busy").does(change_to("followUps")).refused(&[Code::StatusNeedsFollowUp]);
    for instant in ["2026-05-01T05:00:00Z", TOMORROW] {
        Case::on("interested")
            .with(&[open_call("f", instant)])
            .does(change_to("followUps"))
            .yields(&["lead.status_changed"])
            .warned(&[]);
    }
    Case::on("busy")
        .does(change_with_follow_up("followUps", plan_call("f", at(TOMORROW))))
        .yields(&["followup.created", "lead.status_changed"])
        .warned(&[]);
    // A faulty follow-up is told as that alone.
    Case::on("busy")
        .does(change_with_follow_up("followUps", plan_call("f", now())))
        .refused(&[Code::FollowUpNotInFuture]);
}

// L6

/// L6: assigning an Unassigned lead moves it to the assigned status; an owned one changes the owner only.
#[test]
fn assigning_moves_an_unassigned_lead_only() {
    let outcome = Case::on("unassigned").does(assign("asha"));
    outcome.yields(&["lead.assigned", "lead.status_changed"]).warned(&[]);
    assert_eq!(outcome.lead().owner_since, Some(now()));
    assert_eq!(outcome.status(), "assigned");
    for on in TEN_STATUSES.into_iter().filter(|on| *on != "unassigned" && *on != "followUps") {
        let outcome = Case::on(on).does(assign("bala"));
        outcome.yields(&["lead.assigned"]).warned(&[]);
        assert_eq!((outcome.status().as_str(), outcome.lead().owner), (on, Some(agent_id("bala"))));
        assert_eq!(outcome.lead().last_owner, Some(agent_id("asha")));
    }
}

/// L6: the same owner again is a warning and no event.
#[test]
fn the_same_owner_is_a_warning() {
    Case::on("busy").does(assign("asha")).yields(&[]).warned(&[Code::OwnerUnchanged]);
    Case::on("busy")
        .does(change_with_owner("missed", "asha"))
        .yields(&["lead.status_changed"])
        .warned(&[Code::OwnerUnchanged]);
}

/// L6: a status change may name an owner: both happen, with one status event.
#[test]
fn a_status_change_may_name_an_owner() {
    let outcome = Case::on("unassigned").does(change_with_owner("interested", "bala"));
    outcome.yields(&["lead.assigned", "lead.status_changed"]).warned(&[]);
    assert_eq!(outcome.event("lead.status_changed")["from"], "unassigned");
    assert_eq!(outcome.event("lead.status_changed")["to"], "interested");
}

/// L6: moving an Unassigned lead to any other status needs an owner in the same command.
#[test]
fn an_unassigned_lead_needs_an_owner_to_move() {
    for to in TEN_STATUSES.into_iter().filter(|to| *to != "unassigned") {
        let outcome = Case::on("unassigned").does(change_to(to));
        assert!(outcome.refusal().has(Code::StatusNeedsOwner), "{to}");
    }
    let both = Case::on("unassigned").does(change_to("followUps"));
    both.refused(&[Code::StatusNeedsFollowUp, Code::StatusNeedsOwner]);
}

/// L6, L7, F6: unassigning clears the owner, moves to Unassigned and expires the follow-ups; so does the move by hand.
#[test]
fn moving_to_unassigned_by_hand_is_unassigning() {
    for deed in [Deed::Unassign {}, change_to("unassigned")] {
        let outcome = Case::on("followUps").with(&[open_call("f", TOMORROW)]).does(deed);
        outcome.yields(&["lead.unassigned", "lead.status_changed", "followup.expired"]);
        let expired = outcome.event("followup.expired");
        assert_eq!(expired["followUp"]["closedBy"], "unassignment");
        let lead = outcome.lead();
        assert_eq!((lead.owner, lead.owner_since), (None, None));
        assert_eq!((lead.last_owner, lead.follow_ups), (Some(agent_id("asha")), Vec::new()));
        assert_eq!(lead.status, status("unassigned"));
    }
}

/// L6: an Unassigned lead is not unassigned again, and gets no owner by a move to Unassigned.
#[test]
fn an_unassigned_lead_stays_unassigned() {
    Case::on("unassigned").does(Deed::Unassign {}).yields(&[]).warned(&[Code::StatusUnchanged]);
    Case::on("busy")
        .does(change_with_owner("unassigned", "bala"))
        .refused(&[Code::OwnerNotExpected]);
}

/// L6, V3: the command unassign refuses a Customer.
#[test]
fn a_customer_is_not_unassigned_by_the_way() {
    Case::on("customer").does(Deed::Unassign {}).refused(&[Code::LeadIsCustomer]);
}

/// L6: by hand a lead may be given above the cap or to an away agent, with a warning; not to a banned, unknown or
/// unassignable one.
#[test]
fn an_agent_who_cannot_receive_is_refused() {
    let given = |own: Agent| Case::on("unassigned").agent(own).does(assign("asha"));
    let full = given(Agent { cap: Some(3), held: Fact::Known(3), ..agent("asha") });
    assert_eq!(
        full.warned(&[Code::AgentOverCap]).warnings[0].message(),
        "the agent `asha` would hold more leads than the cap allows: 4 of 3"
    );
    let room = Agent { cap: Some(3), held: Fact::Known(2), ..agent("asha") };
    given(room).warned(&[]);
    let mut away = agent("asha");
    away.state = AgentState::Away;
    given(away.clone()).warned(&[Code::AgentAway]);
    away.state = AgentState::Banned;
    given(away).refused(&[Code::AgentBanned]);
    let mut admin = agent("asha");
    admin.role = support::role("manager");
    given(admin).refused(&[Code::AgentNotAssignable]);
    given(agent("carol")).refused(&[Code::AgentUnknown]);
}

/// L6, L12: whoever may hold no lead has one too many with the first that counts, whatever else is held.
#[test]
fn a_cap_of_zero_is_exceeded_for_certain() {
    let idle = || Agent { cap: Some(0), held: Fact::NotKnown, ..agent("asha") };
    let given = Case::on("unassigned").agent(idle()).does(assign("asha"));
    let answer = given.warned(&[Code::AgentOverCap]);
    assert_eq!(answer.not_checked, []);
    assert_eq!(
        answer.warnings[0].message(),
        "the agent `asha` would hold more leads than the cap allows: 1 of 0"
    );
    let uncounted = Case::on("unassigned").agent(idle());
    let uncounted = uncounted.does(change_with_owner("interested", "asha"));
    assert_eq!(uncounted.warned(&[]).not_checked, [Code::AgentOverCap]);
}

/// L6, P4: only a status that counts toward the cap fills it.
#[test]
fn a_status_that_does_not_count_fills_no_cap() {
    let full = || Agent { cap: Some(1), held: Fact::Known(1), ..agent("asha") };
    Case::on("unassigned").agent(full()).does(change_with_owner("interested", "asha")).warned(&[]);
    Case::on("unassigned")
        .agent(full())
        .does(change_with_owner("busy", "asha"))
        .warned(&[Code::AgentOverCap]);
}

/// L6: many leads at once are decided one by one, each with its own outcome.
#[test]
fn many_leads_are_decided_one_by_one() {
    let (pool, customer, busy) =
        (lead("unassigned"), lead_called("sold", "customer"), lead_called("busy", "busy"));
    let deed = command(change_to("missed"));
    let outcomes =
        engine().decide_each(&[(&pool, &deed), (&busy, &deed), (&customer, &deed)], &context());
    assert_eq!(codes(&outcomes[0].as_ref().unwrap_err().reasons), [Code::StatusNeedsOwner]);
    assert_eq!(names(&outcomes[1].as_ref().unwrap().events), ["lead.status_changed"]);
    assert_eq!(codes(&outcomes[2].as_ref().unwrap_err().reasons), [Code::LeadIsCustomer]);
}

/// L6, L1: a lead that is given twice is decided once, since the second command would not see what the first one did.
#[test]
fn a_lead_is_given_once_to_a_bulk_action() {
    let (pool, other) = (lead("unassigned"), lead_called("other", "unassigned"));
    let (first, second) = (command(assign("asha")), command(change_with_owner("busy", "bala")));
    let work = [(&pool, &first), (&pool, &second), (&other, &second)];
    let decided = engine().decide_each(&work, &context());
    let codes_of = |place: usize| decided[place].as_ref().map_err(|own| codes(&own.reasons)).err();
    assert_eq!([0, 1, 2].map(codes_of), [None, Some(vec![Code::LeadDuplicateId]), None]);
}

/// L6, C8: an agent who begins a call in a bulk action has one in progress for the commands behind, and who ends one is
/// free again.
#[test]
fn a_bulk_action_begins_one_call_per_agent() {
    let leads = ["a", "b", "c"].map(|id| lead_called(id, "busy"));
    let [mut first, second, third] = leads;
    let call = |id: &str| StartCall { id: call_id(id), ..support::start() };
    let [begin, again] = ["one", "two"].map(|id| command(Deed::StartCall(call(id))));
    let begun = engine().decide_each(&[(&second, &begin), (&third, &again)], &context());
    assert!(begun[0].is_ok());
    assert_eq!(codes(&begun[1].as_ref().unwrap_err().reasons), [Code::CallAlreadyLive]);

    first.live_call = Some(live_call("old", "asha", "2026-05-15T08:30:00Z"));
    let busy = Agent { live_call: Fact::Known(first.live_call.clone().unwrap()), ..agent("asha") };
    let context = Context { agents: Fact::Known(vec![busy]), ..context() };
    let end = command(Deed::AbandonCall { call: call_id("old") });
    let ended =
        engine().decide_each(&[(&first, &end), (&second, &begin), (&third, &again)], &context);
    assert_eq!([0, 1, 2].map(|place| ended[place].is_ok()), [true, true, false]);
}

/// L6, L13, G4: a number that one command of a bulk action gives is taken for those behind, however it is typed.
#[test]
fn a_bulk_action_gives_a_number_once() {
    let phone = |typed: &str| {
        command(Deed::UpdateLead(LeadEdit {
            phone: Patch::Set(typed.into()),
            ..LeadEdit::default()
        }))
    };
    let [a, b, c] = ["a", "b", "c"].map(|id| lead_called(id, "busy"));
    let numbers = ["98765 43210", "+919876543210", "98765 43211"].map(phone);
    let work = [(&a, &numbers[0]), (&b, &numbers[1]), (&c, &numbers[2])];
    for known in [Fact::Empty, Fact::NotKnown] {
        let unknown = known.is_absent();
        let decided = engine().decide_each(&work, &Context { phone_holder: known, ..context() });
        let taken = decided[1].as_ref().unwrap_err();
        assert_eq!(taken.reasons[0].message(), "the lead `a` has this phone number already");
        assert!(taken.not_checked.is_empty());
        let unchecked: &[Code] = if unknown { &[Code::LeadDuplicatePhone] } else { &[] };
        assert_eq!(decided[2].as_ref().unwrap().not_checked, unchecked);
    }
}

/// L6, L13, G4: a number that one command of a bulk action gives up is free for those behind, also where the host names
/// who had it.
#[test]
fn a_bulk_action_sets_a_number_free() {
    let edit = |phone| command(Deed::UpdateLead(LeadEdit { phone, ..LeadEdit::default() }));
    let [mut a, b, c] = ["a", "b", "c"].map(|id| lead_called(id, "busy"));
    a.phone = Some("+919876543210".into());
    let gives_up = [Patch::Clear, Patch::Set("98765 43211".into())].map(edit);
    let takes = edit(Patch::Set("98765 43210".into()));
    for gives_up in &gives_up {
        let known = Context { phone_holder: Fact::Known(a.id.clone()), ..context() };
        let bulk = engine().decide_each(&[(&a, gives_up), (&b, &takes), (&c, &takes)], &known);
        assert!(bulk[0].is_ok() && bulk[1].is_ok());
        let taken = bulk[2].as_ref().unwrap_err();
        assert_eq!(taken.reasons[0].message(), "the lead `b` has this phone number already");
        // Another lead that the host names has it still.
        let known = Context { phone_holder: Fact::Known(lead_id("other")), ..context() };
        let bulk = engine().decide_each(&[(&a, gives_up), (&b, &takes)], &known);
        let taken = bulk[1].as_ref().unwrap_err();
        assert_eq!(taken.reasons[0].message(), "the lead `other` has this phone number already");
    }
}

/// L6, F10: an hour that one command of a bulk action books is taken for those behind, until it is set free again.
#[test]
fn a_bulk_action_books_an_hour_once() {
    let [mut a, b, c, d] = ["a", "b", "c", "d"].map(|id| lead_called(id, "followUps"));
    let hour = at(TOMORROW);
    let meet =
        |id: &str, instant| NewFollowUp { kind: ActivityKind::Meeting, ..plan_call(id, instant) };
    a.follow_ups.push(FollowUp { kind: FollowUpKind::Visit, ..open_call("f", TOMORROW) });
    let later = hour.saturating_add_millis(3_600_000);
    let moved = command(Deed::RescheduleFollowUp(FollowUpEdit {
        id: follow_up_id("f"),
        at: later,
        reminder_minutes: Patch::Keep,
    }));
    let booked = command(Deed::ScheduleFollowUp(meet("b", hour)));
    let again = command(change_with_follow_up("followUps", meet("c", hour)));
    let beside = command(Deed::ScheduleFollowUp(meet("d", later)));
    let known = Fact::Known(a.follow_ups.clone());
    let decided = engine().decide_each(
        &[(&a, &moved), (&b, &booked), (&c, &again), (&d, &beside)],
        &Context { owner_follow_ups: known, ..context() },
    );
    let warns = |place: usize| decided[place].as_ref().unwrap().warns(Code::FollowUpDoubleBooked);
    assert_eq!([0, 1, 2, 3].map(warns), [false, false, true, true]);
}

// L7, L8

/// L7: the open follow-ups go with the lead to a new owner.
#[test]
fn the_follow_ups_go_with_the_lead() {
    let case = Case::on("followUps").with(&[open_call("b", TOMORROW), open_call("a", TOMORROW)]);
    let outcome = case.does(assign("bala"));
    outcome.yields(&["lead.assigned", "followup.reassigned", "followup.reassigned"]);
    let event = outcome.event("followup.reassigned");
    assert_eq!(
        (&event["followUp"], &event["from"], &event["to"]),
        (&"a".into(), &"asha".into(), &"bala".into())
    );
    assert!(outcome.lead().follow_ups.iter().all(|own| own.owner == agent_id("bala")));
}

/// L7, F1: a follow-up scheduled with a new owner is the new owner's.
#[test]
fn a_follow_up_of_the_same_command_is_the_new_owners() {
    let outcome = Case::on("busy").does(Deed::ChangeStatus {
        to: status("followUps"),
        owner: Some(agent_id("bala")),
        follow_up: Some(plan_call("f", at(TOMORROW))),
        converted_at: None,
        order: None,
    });
    outcome.yields(&["followup.created", "lead.assigned", "lead.status_changed"]);
    assert_eq!(outcome.lead().follow_ups[0].owner, agent_id("bala"));
}

/// L8: a move to a status that closes follow-ups resolves the open ones; any other leaves them open.
#[test]
fn closing_statuses_resolve_the_follow_ups() {
    for to in TEN_STATUSES.into_iter().filter(|to| *to != "followUps" && *to != "unassigned") {
        let case = Case::on("followUps").with(&[open_call("f", TOMORROW)]);
        let outcome = case.does(change_to(to));
        let closes = ["notInterested", "wrongNumber", "customer"].contains(&to);
        assert_eq!(outcome.lead().follow_ups.is_empty(), closes, "{to}");
        if closes {
            let closed = outcome.event("followup.completed");
            assert_eq!(closed["followUp"]["closedBy"], "statusChange");
            assert_eq!(closed["followUp"]["state"], "resolved");
        }
    }
}

/// L8: the follow-up that the same command schedules is never resolved by it.
#[test]
fn a_new_follow_up_survives_its_own_command() {
    let case = Case::on("followUps").with(&[open_call("old", TOMORROW)]);
    let outcome = case.does(change_with_follow_up("customer", plan_call("new", at(TOMORROW))));
    outcome.yields(&[
        "followup.created",
        "lead.status_changed",
        "lead.converted",
        "followup.completed",
    ]);
    let left: Vec<_> = outcome.lead().follow_ups.into_iter().map(|own| own.id).collect();
    assert_eq!(left, [follow_up_id("new")]);
}

// L9

/// L9: a transition is allowed exactly when the bare command passes, and has its first code, for every pair of
/// statuses, with and without a follow-up, an allow-list and a person.
#[test]
fn transitions_answer_as_decide_does() {
    let actors = [support::process(), person("meera", "manager"), person("bala", "agent")];
    let lists = [None, allow(&[("busy", "interested"), ("customer", "busy")])];
    for from in TEN_STATUSES {
        for (actor, list) in actors.iter().flat_map(|actor| lists.iter().map(move |l| (actor, l))) {
            let case = Case::on(from)
                .policy(|policy| policy.pipeline.allowed_moves.clone_from(list))
                .lead(|lead| {
                    if from == "followUps" {
                        lead.follow_ups.push(open_call("f", TOMORROW));
                    }
                })
                .by(actor.clone());
            let listed = case.engine().transitions(case.lead.as_ref().unwrap(), &case.context);
            assert_eq!(listed.len(), TEN_STATUSES.len());
            for (own, to) in listed.iter().zip(TEN_STATUSES) {
                assert_eq!(own.status, status(to));
                assert_eq!(own.current, from == to);
                match case.does(change_to(to)).result {
                    Ok(decision) => {
                        assert!(own.allowed && own.code.is_none(), "{from} {to}");
                        assert_eq!(own.not_checked, decision.not_checked);
                    }
                    Err(rejection) => {
                        assert_eq!((own.allowed, own.code), (false, rejection.code()));
                    }
                }
            }
        }
    }
}

fn transition(case: &Case, to: &str) -> Transition {
    let listed = case.engine().transitions(case.lead.as_ref().unwrap(), &case.context);
    listed.into_iter().find(|own| own.status == *to).unwrap()
}

/// L9: a transition tells what it still needs and what it may take.
#[test]
fn a_transition_tells_what_it_needs() {
    let pool = Case::on("unassigned");
    assert_eq!(transition(&pool, "followUps").needs, [Need::FollowUp, Need::Owner]);
    assert_eq!(transition(&pool, "busy").needs, [Need::Owner]);
    assert_eq!(transition(&pool, "unassigned").needs, []);
    let busy = Case::on("busy");
    assert_eq!(transition(&busy, "followUps").needs, [Need::FollowUp]);
    assert_eq!(transition(&busy, "missed").needs, []);
    assert_eq!(transition(&busy, "customer").may_take, [Need::OrderDetails]);
    assert_eq!(transition(&busy, "missed").may_take, []);
    let no_orders = busy.policy(|policy| policy.orders.enabled = false);
    assert_eq!(transition(&no_orders, "customer").may_take, []);
    let planned = Case::on("interested").with(&[open_call("f", TOMORROW)]);
    assert_eq!(transition(&planned, "followUps").needs, []);
}

/// L9, L2: a lead that contradicts itself for want of an owner needs one for every move, also to the status that it is on,
/// but back to the pool
#[test]
fn a_transition_of_an_owned_lead_without_an_owner_needs_one() {
    let ownerless = Case::on("busy").lead(|lead| lead.owner = None);
    for to in TEN_STATUSES {
        let own = transition(&ownerless, to);
        let wanted = match to {
            "unassigned" => vec![],
            "followUps" => vec![Need::FollowUp, Need::Owner],
            _ => vec![Need::Owner],
        };
        assert_eq!((own.needs, own.allowed), (wanted, to == "unassigned"), "{to}");
    }
}

// L10

/// L10: the agents of the actor's scope whose role receives leads are listed, each with held leads, cap and what a job
/// would say.
#[test]
fn assignable_lists_the_agents_of_the_scope() {
    let mut agents: Vec<_> =
        ["asha", "away", "banned", "full", "elsewhere", "boss", "unknown", "free"]
            .map(agent)
            .into();
    agents[1].state = AgentState::Away;
    agents[2].state = AgentState::Banned;
    (agents[3].cap, agents[3].held) = (Some(2), Fact::Known(2));
    agents[4].branch = Some(branch("south"));
    agents[5].role = support::role("manager");
    (agents[6].cap, agents[6].held) = (Some(3), Fact::NotKnown);
    agents[7].held = Fact::Empty;
    let case = Case::on("notPicked")
        .policy(|policy| policy.automation.assignment.scope = AssignmentScope::Branch)
        .lead(|lead| lead.branch = Some(branch("north")))
        .context(|context| {
            for (place, own) in agents.iter_mut().enumerate() {
                if place != 4 {
                    own.branch = Some(branch("north"));
                }
            }
            context.agents = Fact::Known(agents);
        });
    let engine = case.engine();
    let listed: Vec<_> = engine
        .assignable(case.lead.as_ref().unwrap(), &case.context)
        .into_iter()
        .map(|own| {
            assert_eq!(own.by_job, own.code.is_none());
            let unknown = own.held.is_none() && own.cap.is_some();
            assert_eq!(own.not_checked, Vec::from_iter(unknown.then_some(Code::AgentAtCap)));
            (own.agent.to_string(), own.held, own.code)
        })
        .collect();
    let row = |id: &str, held, code| (id.to_owned(), held, code);
    assert_eq!(
        listed,
        [
            row("asha", Some(0), Some(Code::JobOnlyBarredAgent)),
            row("away", Some(0), Some(Code::AgentAway)),
            row("banned", Some(0), Some(Code::AgentBanned)),
            row("full", Some(2), Some(Code::AgentAtCap)),
            row("elsewhere", Some(0), Some(Code::JobNoAgentMatches)),
            row("unknown", None, None),
            row("free", Some(0), None),
        ]
    );
}

/// L10, G3: nobody is listed for an actor who may not assign, or when the agents are not known.
#[test]
fn assignable_is_empty_for_who_may_not_assign() {
    let count =
        |case: Case| case.engine().assignable(case.lead.as_ref().unwrap(), &case.context).len();
    assert_eq!(count(Case::on("busy").by(person("asha", "agent"))), 0);
    assert_eq!(count(Case::on("busy").by(person("meera", "manager"))), 2);
    assert_eq!(count(Case::on("customer").by(person("meera", "manager"))), 2);
    assert_eq!(count(Case::on("busy").context(|context| context.agents = Fact::NotKnown)), 0);
    let of_branch = |policy: &mut Policy| policy.people.roles[1].reach = Reach::Branch;
    let mut meera = person("meera", "manager");
    meera.branch = Some(branch("north"));
    let mut north = agent("asha");
    north.branch = Some(branch("north"));
    let elsewhere = Case::on("busy").policy(of_branch).agent(north).by(meera);
    assert_eq!(
        elsewhere.engine().assignable(elsewhere.lead.as_ref().unwrap(), &elsewhere.context),
        [],
        "a lead that the actor does not reach"
    );
    assert_eq!(count(elsewhere.lead(|lead| lead.branch = Some(branch("north")))), 1);
}

/// L10, A6: the department counts where the company says so.
#[test]
fn assignable_looks_at_the_department_too() {
    let sales = DepartmentId::new("sales").unwrap();
    let mut own = agent("carol");
    own.department = Some(sales.clone());
    let case = Case::on("unassigned")
        .policy(|policy| policy.automation.assignment.scope = AssignmentScope::Department)
        .lead(|lead| lead.department = Some(sales))
        .agent(own);
    let listed = case.engine().assignable(case.lead.as_ref().unwrap(), &case.context);
    let codes: Vec<_> = listed.into_iter().map(|own| own.code).collect();
    assert_eq!(codes, [None, Some(Code::JobNoAgentMatches)]);
}

/// L10, A1, T1, C13: a lead that no job takes is given to nobody, and it says why.
#[test]
fn assignable_tells_why_no_job_takes_the_lead() {
    let code = |case: Case| {
        let listed = case.engine().assignable(case.lead.as_ref().unwrap(), &case.context);
        let bala = listed.into_iter().find(|own| own.agent == agent_id("bala")).unwrap();
        bala.code
    };
    assert_eq!(code(Case::on("notPicked")), None);
    let orphan = || Case::on("notPicked").lead(|lead| lead.owner = Some(agent_id("gone")));
    assert_eq!(code(orphan()), Some(Code::AgentUnknown));
    let adopted = |policy: &mut Policy| policy.automation.assignment.adopt_orphans = true;
    assert_eq!(code(orphan().policy(adopted)), None);
    assert_eq!(code(Case::on("unassigned")), None);
    assert_eq!(code(Case::on("customer")), Some(Code::JobIsCustomer));
    assert_eq!(code(Case::on("interested")), Some(Code::JobStatusNotListed));
    let live = |text: &'static str| {
        Case::on("missed").lead(|lead| lead.live_call = Some(live_call("c", "asha", text)))
    };
    assert_eq!(code(live("2026-05-15T08:00:00Z")), Some(Code::JobLiveCall));
    assert_eq!(code(live("2026-05-15T03:00:00Z")), None);
    let mut banned = agent("asha");
    banned.state = AgentState::Banned;
    assert_eq!(code(Case::on("missed").agent(banned)), Some(Code::JobOwnerBanned));
    let ahead = Case::on("missed").with(&[open_call("f", TOMORROW)]);
    assert_eq!(code(ahead), Some(Code::JobFollowUpAhead));
    let shy = Case::on("missed").lead(|lead| lead.do_not_call = true);
    assert_eq!(code(shy), Some(Code::JobDoNotCall));
}

/// L10, A1, A7, A8, L2, K2: of several reasons the one is told that a run gives, and a lead that a run leaves aside is given to
/// nobody.
#[test]
fn assignable_tells_the_reason_that_a_run_gives() {
    let mut banned = agent("asha");
    banned.state = AgentState::Banned;
    let ahead = || Case::on("missed").with(&[open_call("f", TOMORROW)]);
    let tired = |edit: fn(&mut Lead)| {
        let limited = Case::on("missed").policy(|policy| {
            let assignment = &mut policy.automation.assignment;
            (assignment.max_attempts, assignment.rest_hours) = (Some(3), 1);
        });
        limited.lead(edit)
    };
    for (case, expected) in [
        (ahead().agent(banned.clone()), Code::JobFollowUpAhead),
        (ahead().lead(|lead| lead.do_not_call = true), Code::JobFollowUpAhead),
        (
            Case::on("missed").agent(banned).lead(|lead| lead.do_not_call = true),
            Code::JobOwnerBanned,
        ),
        (Case::on("missed").lead(|lead| lead.owner = None), Code::LeadInconsistent),
        (tired(|lead| lead.attempts = 3), Code::JobExhausted),
        (tired(|lead| lead.do_not_call = true), Code::JobDoNotCall),
        (tired(|lead| lead.last_attempt = Some(now())), Code::JobResting),
        (Case::on("missed").lead(|lead| lead.schema = SCHEMA + 1), Code::DocumentTooNew),
    ] {
        let (engine, lead) = (case.engine(), case.lead.clone().unwrap());
        let listed = engine.assignable(&lead, &case.context);
        assert!(listed.iter().all(|own| own.code == Some(expected)), "{expected}: {listed:?}");
        let agents = case.context.agents.value().unwrap();
        let run = RunId::new("run").unwrap();
        let plan = engine.plan(Job::Assignment, &run, [&lead], agents, &[], now()).unwrap();
        let skipped = plan.skipped.iter().map(|own| own.reason);
        let told: Vec<_> = skipped.chain(plan.not_eligible.iter().map(|own| own.reason)).collect();
        assert_eq!(told, [expected]);
    }
}

/// L10, A4, T2: a lead that counts for the agent frees its own place; top-up gives nothing to who has no cap.
#[test]
fn assignable_knows_which_places_a_job_fills() {
    let code =
        |case: Case| case.engine().assignable(case.lead.as_ref().unwrap(), &case.context)[0].code;
    let full = |held| Agent { cap: Some(2), held: Fact::Known(held), ..agent("asha") };
    let back = |own: Agent| {
        Case::on("notPicked")
            .policy(|policy| policy.automation.assignment.allow_barred_agent = true)
            .agent(own)
    };
    assert_eq!(code(back(full(2))), None);
    assert_eq!(code(back(full(3))), Some(Code::AgentAtCap));
    let topped_up = |own: Agent| {
        Case::on("unassigned")
            .policy(|policy| policy.automation.assignment.statuses = vec![status("missed")])
            .agent(own)
    };
    assert_eq!(code(topped_up(full(1))), None);
    assert_eq!(code(topped_up(agent("asha"))), Some(Code::AgentAtCap));
}

/// L10, A7, T1, T4: limits on new leads hold back every job, attempts and rest hold back assignment alone.
#[test]
fn assignable_knows_the_limits() {
    let code = |status: &str, edit: fn(&mut Agent), tired: fn(&mut Lead)| {
        let mut own = agent("bala");
        edit(&mut own);
        let case = Case::on(status).lead(tired).context(|context| {
            context.agents = Fact::Known(vec![agent("asha"), own]);
        });
        let case = case.policy(|policy| {
            let assignment = &mut policy.automation.assignment;
            (assignment.max_attempts, assignment.rest_hours) = (Some(3), 1);
            assignment.intake.per_day = Some(4);
        });
        case.engine().assignable(case.lead.as_ref().unwrap(), &case.context)[1].code
    };
    let with_cap: fn(&mut Agent) = |own| own.cap = Some(9);
    let took_four: fn(&mut Agent) = |own| (own.received_today, own.cap) = (4, Some(9));
    let exhausted: fn(&mut Lead) = |lead| lead.attempts = 3;
    let resting: fn(&mut Lead) = |lead| lead.last_attempt = Some(now());
    for on in ["missed", "unassigned"] {
        assert_eq!(code(on, |own| own.received_today = 3, |_| {}), None);
        assert_eq!(code(on, took_four, |_| {}), Some(Code::JobLimitReached));
    }
    assert_eq!(code("missed", with_cap, exhausted), Some(Code::JobExhausted));
    // Top-up fills the free places of a cap; without a cap there is assignment alone.
    assert_eq!(code("unassigned", with_cap, exhausted), None);
    assert_eq!(code("unassigned", |_| {}, exhausted), Some(Code::JobExhausted));
    assert_eq!(code("unassigned", with_cap, resting), None);
    assert_eq!(code("unassigned", |_| {}, resting), Some(Code::JobResting));
}

/// L10, A3: the barred agent may have it where nobody else could ever receive it.
#[test]
fn the_barred_agent_is_better_than_nobody() {
    let by_job = |cap| {
        let case = Case::on("notPicked").context(|context| {
            let bala = Agent { cap, ..agent("bala") };
            context.agents = Fact::Known(vec![agent("asha"), bala]);
        });
        case.engine().assignable(case.lead.as_ref().unwrap(), &case.context)[0].code
    };
    assert_eq!(by_job(None), Some(Code::JobOnlyBarredAgent));
    assert_eq!(by_job(Some(0)), None);
}

// L11

/// L11, C10: what the supplied state shows as already done gives no event and a warning.
#[test]
fn a_command_given_twice_is_done_once() {
    let done = [Code::CommandAlreadyDone];
    let planned = || Case::on("followUps").with(&[open_call("f", TOMORROW)]);
    let new = || plan_call("f", at(TOMORROW));
    planned().does(schedule("f", at(TOMORROW))).yields(&[]).warned(&done);
    planned().does(change_with_follow_up("followUps", new())).yields(&[]).warned(&done);
    planned().does(log_and_plan(CallStatus::FollowUp, 9, new())).yields(&[]).warned(&done);
    Case::on("busy")
        .lead(|lead| lead.live_call = Some(live_call("call", "asha", support::NOW)))
        .does(Deed::StartCall(support::start()))
        .yields(&[])
        .warned(&done);
    let call = support::ended("call", CallStatus::Called, 9);
    Case::on("busy")
        .context(|context| context.calls = Fact::Known(vec![call]))
        .does(log(CallStatus::Called, 9))
        .yields(&[])
        .warned(&done);
    // What was done before may have left the lead without a next step since (C10).
    let dismissed = Case::on("followUps")
        .context(|context| context.closed_follow_ups = Fact::Known(vec![follow_up_id("f")]));
    let stalled = [Code::CommandAlreadyDone, Code::LeadNextStepMissing];
    dismissed.does(schedule("f", at(TOMORROW))).yields(&[]).warned(&stalled);
    let again = Case::on("busy").does(Deed::CaptureLead(NewLead::new(lead_id("lead"))));
    assert_eq!(
        again.yields(&[]).warned(&done).warnings[0].message(),
        "the supplied lead already has `lead`: nothing was done again"
    );
    Case::on("busy")
        .does(Deed::CaptureLead(NewLead::new(lead_id("other"))))
        .refused(&[Code::LeadMismatch]);
}

/// L11, G3: a command that is repeated after the lead changed hands is still told as done, not as forbidden.
#[test]
fn a_command_repeated_after_a_hand_over_is_done_already() {
    let asha = || person("asha", "agent");
    let given_away = || Case::on("busy").lead(|lead| lead.owner = Some(agent_id("bala")));
    let call = support::ended("call", CallStatus::Called, 9);
    given_away()
        .by(asha())
        .context(|context| context.calls = Fact::Known(vec![call]))
        .does(log(CallStatus::Called, 9))
        .yields(&[])
        .warned(&[Code::CommandAlreadyDone]);
    given_away()
        .by(asha())
        .context(|context| context.calls = Fact::Empty)
        .does(log(CallStatus::Called, 9))
        .refused(&[Code::PermissionDenied]);
}

/// L3: a rejection in one line is its first reason, with how many more there are.
#[test]
fn a_rejection_says_how_many_reasons_it_has() {
    let said = |case: Case, deed: Deed| case.does(deed).result.unwrap_err().to_string();
    let by_asha = || Case::on("unassigned").by(person("asha", "agent"));
    assert_eq!(
        said(Case::on("unassigned"), change_to("busy")),
        "an unassigned lead needs an owner to move to `busy`"
    );
    assert_eq!(
        said(by_asha(), change_to("busy")),
        "an unassigned lead needs an owner to move to `busy` (and 1 more reason)"
    );
    assert_eq!(
        said(by_asha(), change_to("followUps")),
        "moving to `followUps` needs an open follow-up or one scheduled with it (and 2 more reasons)"
    );
}

/// L11: an event's id is the command's id, a slash and its ordinal.
#[test]
fn events_are_numbered_under_their_command() {
    let outcome = Case::on("unassigned").does(assign("asha"));
    let ids: Vec<_> = outcome.accepted().events.iter().map(|own| own.id.to_string()).collect();
    assert_eq!(ids, ["cmd/1", "cmd/2"]);
}

// L13

/// L13: every field changes by command, with one event that says what changed.
#[test]
fn an_edit_is_one_event_with_what_changed() {
    let edit = LeadEdit {
        name: Patch::Set("Ravi".into()),
        phone: Patch::Set("098765 43210".into()),
        source: Patch::Set("web".into()),
        campaign: Patch::Set("may".into()),
        tags: Patch::Set(vec!["hot".into()]),
        branch: Patch::Set(branch("north")),
        department: Patch::Set(DepartmentId::new("sales").unwrap()),
        priority: Patch::Set(Priority::new(3)),
        do_not_call: Patch::Set(true),
    };
    let first = Case::on("busy").does(Deed::UpdateLead(edit.clone()));
    let event = first.yields(&["lead.updated"]).event("lead.updated");
    assert_eq!(event["changes"]["phone"], "+919876543210");
    assert_eq!(event["changes"].as_object().unwrap().len(), 9);
    let lead = first.lead();
    assert_eq!(lead.name.as_deref(), Some("Ravi"));
    assert_eq!(lead.phone.as_deref(), Some("+919876543210"));
    assert_eq!((lead.priority, lead.do_not_call), (Some(Priority::new(3)), true));

    let case = Case { lead: Some(lead), ..Case::on("busy") };
    // The same again changes nothing.
    case.does(Deed::UpdateLead(edit)).yields(&[]).warned(&[Code::CommandNothingChanged]);
    // A part of it is told as that part.
    let part = LeadEdit {
        name: Patch::Set("Ravi".into()),
        source: Patch::Set("fair".into()),
        ..LeadEdit::default()
    };
    let event = case.does(Deed::UpdateLead(part)).event("lead.updated");
    assert_eq!(event["changes"], serde_json::json!({"source": "fair"}));
    // All of it can be cleared.
    let cleared = LeadEdit {
        name: Patch::Clear,
        phone: Patch::Clear,
        source: Patch::Clear,
        campaign: Patch::Clear,
        tags: Patch::Clear,
        branch: Patch::Clear,
        department: Patch::Clear,
        priority: Patch::Clear,
        do_not_call: Patch::Clear,
    };
    let bare = case.does(Deed::UpdateLead(cleared.clone())).lead();
    assert!(bare.name.is_none() && bare.phone.is_none() && bare.tags.is_empty());
    assert!(bare.priority.is_none() && bare.department.is_none() && !bare.do_not_call);
    let again = Case { lead: Some(bare), ..Case::on("busy") };
    again.does(Deed::UpdateLead(cleared)).warned(&[Code::CommandNothingChanged]);
    again.does(Deed::UpdateLead(LeadEdit::default())).warned(&[Code::CommandNothingChanged]);
}

/// L13, G4, D2: an edited phone number must be one, and nobody else's.
#[test]
fn an_edited_phone_number_is_checked() {
    let edit = |phone: &str| {
        Deed::UpdateLead(LeadEdit { phone: Patch::Set(phone.into()), ..LeadEdit::default() })
    };
    Case::on("busy").does(edit("12")).refused(&[Code::PhoneInvalid]);
    let held = |holder: &str| {
        let holder = lead_id(holder);
        Case::on("busy").context(|context| context.phone_holder = Fact::Known(holder))
    };
    let refusal = held("other").does(edit("9876543210"));
    let refusal = refusal.refused(&[Code::LeadDuplicatePhone]);
    assert_eq!(refusal.reasons[0].message(), "the lead `other` has this phone number already");
    held("lead").does(edit("9876543210")).warned(&[]);
}

/// L13: a list of no tags is what a lead without tags has already.
#[test]
fn no_tags_are_no_change_where_there_are_none() {
    let edit = |tags| Deed::UpdateLead(LeadEdit { tags, ..LeadEdit::default() });
    for none in [Patch::Set(Vec::new()), Patch::Clear] {
        let unchanged = Case::on("busy").does(edit(none.clone()));
        unchanged.yields(&[]).warned(&[Code::CommandNothingChanged]);
        let tagged = Case::on("busy").lead(|lead| lead.tags = vec!["hot".into()]);
        assert!(tagged.does(edit(none)).lead().tags.is_empty());
    }
}

/// L13, D5: an edited text that is too long is refused.
#[test]
fn an_edited_text_is_not_endless() {
    let edit = LeadEdit { name: Patch::Set("é".repeat(201)), ..LeadEdit::default() };
    let refusal = Case::on("busy").does(Deed::UpdateLead(edit));
    assert_eq!(
        refusal.refused(&[Code::TextTooLong]).reasons[0].message(),
        "the text has 201 characters; at most 200 are allowed"
    );
}

// E

/// E: the events of one command stand in the order of the book, whatever it does.
#[test]
fn events_stand_in_the_order_of_the_book() {
    // A call that keeps today's follow-up, schedules another and converts; two others are closed by the move.
    let case = Case::on("followUps").with(&[
        open_call("today", "2026-05-15T05:00:00Z"),
        open_call("b", "2026-05-20T05:00:00Z"),
        open_call("a", "2026-05-21T05:00:00Z"),
    ]);
    let outcome = case.does(Deed::LogCall(calliyo_core::lead::LogCall {
        next_status: Some(status("customer")),
        follow_up: Some(plan_call("new", at(TOMORROW))),
        order: Some(order(100)),
        ..support::log_with(new_call(CallStatus::Called, 60))
    }));
    outcome.yields(&[
        "call.completed",
        "followup.completed",
        "followup.created",
        "lead.status_changed",
        "lead.converted",
        "followup.completed",
        "followup.completed",
    ]);
    let closed: Vec<_> = outcome
        .accepted()
        .events
        .iter()
        .filter_map(|event| match &event.change {
            Change::FollowUpCompleted { follow_up } => {
                Some((follow_up.id.to_string(), follow_up.closed_by))
            }
            _ => None,
        })
        .collect();
    let row = |id: &str, by| (id.to_owned(), Some(by));
    assert_eq!(
        closed,
        [
            row("today", Resolution::Call),
            row("a", Resolution::StatusChange),
            row("b", Resolution::StatusChange),
        ]
    );
    // Un-converting and unassigning at once.
    Case::on("customer").with(&[open_call("f", TOMORROW)]).does(change_to("unassigned")).yields(&[
        "lead.unassigned",
        "lead.status_changed",
        "lead.unconverted",
        "followup.expired",
    ]);
    // A new owner, another status and follow-ups that go along.
    Case::on("interested")
        .with(&[open_call("f", TOMORROW)])
        .does(change_with_owner("busy", "bala"))
        .yields(&["lead.assigned", "lead.status_changed", "followup.reassigned"]);
}

/// E: every event carries instant, actor, lead and schema.
#[test]
fn every_event_carries_instant_actor_and_lead() {
    let outcome = Case::on("busy").by(person("meera", "manager")).does(change_to("missed"));
    let event = outcome.event("lead.status_changed");
    assert_eq!(
        event,
        serde_json::json!({
            "schema": 2,
            "id": "cmd/1",
            "at": "2026-05-15T09:00:00.000Z",
            "actor": "meera",
            "lead": "lead",
            "type": "lead.status_changed",
            "from": "busy",
            "to": "missed",
        })
    );
}

/// E: each kind of event has its fields.
#[test]
fn every_event_has_its_fields() {
    let planned = || Case::on("followUps").with(&[open_call("f", "2026-05-15T05:00:00Z")]);
    let live = || {
        Case::on("busy").lead(|lead| {
            lead.live_call = Some(live_call("call", "asha", "2026-05-15T08:30:00Z"));
        })
    };
    let call = support::ended("old", CallStatus::Called, 30);
    let history = || {
        let call = call.clone();
        Case::on("busy").context(|context| context.calls = Fact::Known(vec![call]))
    };
    let yielded: Vec<(Case, Deed, &str, &[&str])> = vec![
        (
            Case::none(),
            Deed::CaptureLead(NewLead::new(lead_id("lead"))),
            "lead.created",
            &["record"],
        ),
        (Case::on("busy"), assign("bala"), "lead.assigned", &["from", "to"]),
        (Case::on("busy"), Deed::Unassign {}, "lead.unassigned", &["from"]),
        (Case::on("busy"), convert(None), "lead.converted", &["conversion"]),
        (Case::on("customer"), change_to("busy"), "lead.unconverted", &["conversion"]),
        (Case::on("busy"), Deed::StartCall(support::start()), "call.started", &["call"]),
        (Case::on("busy"), log(CallStatus::Called, 9), "call.completed", &["call"]),
        (live(), Deed::AbandonCall { call: call_id("call") }, "call.abandoned", &["call"]),
        (
            history(),
            Deed::CorrectCall(CallEdit {
                status: Some(CallStatus::Busy),
                duration_seconds: Some(0),
                ..CallEdit::new(call.clone())
            }),
            "call.corrected",
            &["before", "call", "totals"],
        ),
        (history(), Deed::VoidCall { call: call.clone() }, "call.voided", &["call", "totals"]),
        (Case::on("busy"), schedule("g", at(TOMORROW)), "followup.created", &["followUp"]),
        (
            planned(),
            Deed::RescheduleFollowUp(FollowUpEdit {
                id: follow_up_id("f"),
                at: at(TOMORROW),
                reminder_minutes: Patch::Keep,
            }),
            "followup.rescheduled",
            &["from", "followUp"],
        ),
        (planned(), assign("bala"), "followup.reassigned", &["followUp", "from", "to"]),
        (
            planned(),
            Deed::CompleteFollowUp { follow_up: follow_up_id("f") },
            "followup.completed",
            &["followUp"],
        ),
        (
            planned(),
            Deed::DismissFollowUp { follow_up: follow_up_id("f") },
            "followup.expired",
            &["followUp"],
        ),
        (
            Case::on("busy"),
            Deed::AddNote(NewNote { id: follow_up_id("n"), text: "hello".into() }),
            "note.added",
            &["note"],
        ),
        (
            Case::on("customer"),
            Deed::UpdateOrder { order: order(9) },
            "order.updated",
            &["before", "order"],
        ),
    ];
    for (case, deed, name, fields) in yielded {
        let event = case.does(deed).event(name);
        let common = ["schema", "id", "at", "actor", "lead", "type"];
        let mut expected: Vec<_> = common.iter().chain(fields).copied().collect();
        let mut own: Vec<_> = event.as_object().unwrap().keys().map(String::as_str).collect();
        expected.sort_unstable();
        own.sort_unstable();
        assert_eq!(own, expected, "{name}");
    }
}
