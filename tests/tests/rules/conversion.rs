//! Conversion, orders, un-conversion and who sees customers (rules V1 to V5).

use calliyo_core::{
    BranchId, Code, CommandId, MinorUnits,
    lead::{
        CallStatus, Currency, Deed, FollowUp, FollowUpEdit, FollowUpState, HandOver, Lead,
        LeadEdit, NewLead, NewNote, Order, PaymentStatus,
    },
    policy::{CustomerVisibility, Policy, Reach},
    report::{Dimension, QueueFilter},
    time::{Period, Timestamp},
};

use crate::support::{
    self, Case, agent_id, assign, at, change_to, change_with_follow_up, change_with_owner, codes,
    command, context, conversion, convert, engine, engine_with, follow_up_id, in_minutes, lead,
    lead_id, log, log_and_plan, log_then, names, now, open_call, order, person, placed, plan_call,
    process, recorded, schedule, status,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";

fn converted_at(instant: Timestamp) -> Deed {
    Deed::ChangeStatus {
        to: status("customer"),
        owner: None,
        follow_up: None,
        converted_at: Some(instant),
        order: None,
    }
}

/// V1: converting is a move to Customer: it records the instant and credits the owner.
#[test]
fn converting_credits_the_owner() {
    let outcome = Case::on("interested").does(convert(None));
    outcome.yields(&["lead.status_changed", "lead.converted"]).warned(&[]);
    assert_eq!(outcome.lead().conversion, Some(conversion("asha", support::NOW, None)));
    // A later owner changes nothing about the credit.
    let case = Case { lead: Some(outcome.lead()), ..Case::on("customer") };
    let handed = case.does(assign("bala")).lead();
    assert_eq!(handed.owner, Some(agent_id("bala")));
    assert_eq!(handed.conversion.unwrap().agent, agent_id("asha"));
}

/// V1, L6: an Unassigned lead needs an owner in the same command, who is credited.
#[test]
fn the_new_owner_is_credited() {
    Case::on("unassigned").does(convert(None)).refused(&[Code::StatusNeedsOwner]);
    let outcome = Case::on("unassigned").does(change_with_owner("customer", "bala"));
    outcome.yields(&["lead.assigned", "lead.status_changed", "lead.converted"]);
    assert_eq!(outcome.lead().conversion.unwrap().agent, agent_id("bala"));
}

/// V1: the host may give a past instant, from the capture on.
#[test]
fn a_conversion_may_lie_in_the_past() {
    let past = at("2026-05-12T06:00:00Z");
    let outcome = Case::on("busy").does(converted_at(past));
    assert_eq!(outcome.lead().conversion.unwrap().at, past);
    assert_eq!(outcome.accepted().events[0].at, now());
    Case::on("busy").does(converted_at(in_minutes(1))).refused(&[Code::ConversionInFuture]);
    let early = at("2026-05-11T03:59:59Z");
    let refusal = Case::on("busy").does(converted_at(early));
    assert_eq!(
        placed(&refusal.refused(&[Code::ConversionBeforeCapture]).reasons),
        ["convertedAt: conversion.before_capture"]
    );
    Case::on("busy").does(converted_at(at("2026-05-11T04:00:00Z"))).warned(&[]);
}

/// V1: an instant of conversion belongs to a lead that becomes a Customer by the command.
#[test]
fn an_instant_of_conversion_needs_a_conversion() {
    let not_expected = [Code::ConversionNotExpected];
    let misplaced = Deed::ChangeStatus {
        to: status("missed"),
        owner: None,
        follow_up: None,
        converted_at: Some(now()),
        order: None,
    };
    Case::on("busy").does(misplaced).refused(&not_expected);
    Case::on("customer").does(converted_at(now())).refused(&not_expected);
    let pool = NewLead { converted_at: Some(now()), ..NewLead::new(lead_id("new")) };
    Case::none().does(Deed::CaptureLead(pool)).refused(&not_expected);
}

/// V1: order details are optional, and refused where the company does not use them or the lead does not convert.
#[test]
fn order_details_belong_to_a_conversion() {
    let full = Order {
        amount_minor: MinorUnits::new(499_900),
        tax_minor: Some(MinorUnits::new(89_982)),
        currency: Currency::new("INR").unwrap(),
        plan: Some("yearly".into()),
        payment: PaymentStatus::Partial,
        reference: Some("INV-7".into()),
    };
    let outcome = Case::on("busy").does(convert(Some(full.clone())));
    let event = outcome.event("lead.converted");
    assert_eq!(
        event["conversion"]["order"],
        serde_json::json!({
            "amountMinor": 499_900, "taxMinor": 89_982, "currency": "INR", "plan": "yearly",
            "payment": "partial", "reference": "INV-7",
        })
    );
    let without = |policy: &mut Policy| policy.orders.enabled = false;
    Case::on("busy").policy(without).does(convert(Some(full))).refused(&[Code::OrdersNotInUse]);
    Case::on("busy").policy(without).does(convert(None)).warned(&[]);
    let misplaced = Deed::ChangeStatus {
        to: status("missed"),
        owner: None,
        follow_up: None,
        converted_at: None,
        order: Some(order(1)),
    };
    Case::on("busy").does(misplaced).refused(&[Code::OrderNotExpected]);
}

/// V1: money is never negative and names its currency by three capital letters.
#[test]
fn money_is_checked() {
    let negative = Order { tax_minor: Some(MinorUnits::new(-1)), ..order(-1) };
    let refusal = Case::on("busy").does(convert(Some(negative)));
    assert_eq!(
        placed(&refusal.refusal().reasons),
        ["order.amountMinor: money.negative", "order.taxMinor: money.negative"]
    );
    Case::on("busy").does(convert(Some(order(0)))).warned(&[]);
    for bad in ["inr", "IN", "INRS", "ÄÖ", ""] {
        assert_eq!(Currency::new(bad).unwrap_err().code(), Code::MoneyCurrencyInvalid, "{bad}");
    }
    assert!(serde_json::from_str::<Currency>("\"inr\"").is_err());
    assert_eq!(format!("{:?}", Currency::new("INR").unwrap()), "INR");
}

/// V1, D5: plan and reference of an order hold 200 characters.
#[test]
fn the_texts_of_an_order_are_not_endless() {
    let long = || Some("x".repeat(201));
    let refusal =
        Case::on("busy").does(convert(Some(Order { plan: long(), reference: long(), ..order(1) })));
    assert_eq!(
        placed(&refusal.refusal().reasons),
        ["order.plan: text.too_long", "order.reference: text.too_long"]
    );
}

/// V2: notes, calls, follow-ups and order changes stay possible for a Customer.
#[test]
fn a_customer_is_not_frozen() {
    let customer = || Case::on("customer");
    let note = Deed::AddNote(NewNote { id: follow_up_id("n"), text: "happy".into() });
    for deed in [
        note,
        log(CallStatus::Called, 60),
        log_and_plan(CallStatus::FollowUp, 60, plan_call("f", at(TOMORROW))),
        schedule("f", at(TOMORROW)),
        Deed::UpdateOrder { order: order(1) },
        Deed::StartCall(support::start()),
        Deed::UpdateLead(LeadEdit {
            name: calliyo_core::Patch::Set("Ravi".into()),
            ..LeadEdit::default()
        }),
    ] {
        let outcome = customer().does(deed);
        outcome.warned(&[]);
        assert_eq!(outcome.status(), "customer");
        assert!(outcome.lead().conversion.is_some());
    }
}

/// V1, V2: order details change by their own command, of a Customer alone.
#[test]
fn an_order_is_updated() {
    let outcome = Case::on("customer").does(Deed::UpdateOrder { order: order(7000) });
    outcome.yields(&["order.updated"]).warned(&[]);
    assert_eq!(outcome.event("order.updated")["before"]["amountMinor"], 5000);
    assert_eq!(outcome.lead().conversion.unwrap().order, Some(order(7000)));
    Case::on("customer")
        .does(Deed::UpdateOrder { order: order(5000) })
        .yields(&[])
        .warned(&[Code::CommandNothingChanged]);
    Case::on("busy").does(Deed::UpdateOrder { order: order(1) }).refused(&[Code::LeadNotCustomer]);
    let first = Case::on("customer").lead(|lead| {
        lead.conversion = Some(conversion("asha", support::NOW, None));
    });
    let event = first.does(Deed::UpdateOrder { order: order(1) }).event("order.updated");
    assert_eq!(event["before"], serde_json::Value::Null);
}

/// V2: a Customer is in no queue and counts toward no cap.
#[test]
fn a_customer_is_in_no_queue_and_fills_no_cap() {
    let customer = lead("customer");
    let engine = engine();
    assert!(!engine.is_in_queue(&customer));
    assert!(engine.queue(&agent_id("asha"), [&customer], QueueFilter::All, now()).is_empty());
    let pipeline = &engine.policy().pipeline;
    assert!(!pipeline.status(&status("customer")).unwrap().counts_toward_cap);
}

/// V3: moving a Customer to another status un-converts it, to Unassigned also unassigns; the order stays on the
/// reverted record.
#[test]
fn a_named_move_un_converts() {
    for to in support::TEN_STATUSES.into_iter().filter(|to| *to != "customer") {
        let deed = if to == "followUps" {
            change_with_follow_up(to, plan_call("f", at(TOMORROW)))
        } else {
            change_to(to)
        };
        let outcome = Case::on("customer").does(deed);
        let event = outcome.event("lead.unconverted");
        assert_eq!(event["conversion"]["order"]["amountMinor"], 5000, "{to}");
        let lead = outcome.lead();
        assert_eq!((lead.status, lead.conversion), (status(to), None));
        assert_eq!(lead.owner.is_none(), to == "unassigned");
    }
}

/// V3: no call, follow-up, bulk action or automatic change un-converts.
#[test]
fn nothing_but_a_named_move_un_converts() {
    let refused = [Code::LeadIsCustomer];
    Case::on("customer").does(log_then(CallStatus::Called, 60, "interested")).refused(&refused);
    Case::on("customer").does(log_then(CallStatus::Called, 60, "unassigned")).refused(&refused);
    Case::on("customer").does(Deed::Unassign {}).refused(&refused);
    let automatic = |policy: &mut Policy| policy.calls.automatic_statuses = true;
    let planned = || Case::on("customer").policy(automatic).with(&[open_call("f", TOMORROW)]);
    for deed in [
        log(CallStatus::Busy, 0),
        recorded(log_then(CallStatus::Missed, 0, "missed")),
        schedule("g", at(TOMORROW)),
        Deed::RescheduleFollowUp(FollowUpEdit {
            id: follow_up_id("f"),
            at: in_minutes(60),
            reminder_minutes: calliyo_core::Patch::Keep,
        }),
        Deed::CompleteFollowUp { follow_up: follow_up_id("f") },
        log_and_plan(CallStatus::Rescheduled, 60, plan_call("g", at(TOMORROW))),
        assign("bala"),
    ] {
        let lead = planned().does(deed).lead();
        assert!(lead.is_customer() && lead.conversion.is_some());
    }
    let (customer, each) = (lead("customer"), command(change_to("busy")));
    let bulk = engine().decide_each(&[(&customer, &each)], &context());
    assert_eq!(bulk[0].as_ref().unwrap_err().code(), Some(Code::LeadIsCustomer));
    let pool = command(change_to("unassigned"));
    assert!(engine().decide_each(&[(&customer, &pool)], &context())[0].is_err());
}

/// V3, L2: a lead that has a conversion beside another status is un-converted by no call and no bulk action either.
#[test]
fn a_conversion_beside_another_status_is_kept_from_calls() {
    let broken = || {
        Case::on("busy").lead(|lead| lead.conversion = Some(conversion("asha", support::NOW, None)))
    };
    for deed in [
        log_then(CallStatus::Called, 60, "interested"),
        schedule("f", at(TOMORROW)),
        recorded(log_then(CallStatus::Called, 60, "interested")),
    ] {
        assert!(broken().does(deed).refusal().has(Code::LeadInconsistent));
    }
    let case = broken();
    let each = command(change_to("missed"));
    let bulk = case.engine().decide_each(&[(case.lead.as_ref().unwrap(), &each)], &case.context);
    assert_eq!(bulk[0].as_ref().unwrap_err().code(), Some(Code::LeadIsCustomer));
    assert!(broken().does(change_to("missed")).lead().conversion.is_none());
}

/// V3, G5, L2: no bulk action takes a sale back, however the customer contradicts itself; unassigning that one lead does.
#[test]
fn a_broken_customer_keeps_the_sale_in_bulk() {
    let ahead = |lead: &mut Lead| lead.status_since = in_minutes(1);
    let closed = |lead: &mut Lead| {
        let state = FollowUpState::Resolved;
        lead.follow_ups.push(FollowUp { state, ..open_call("f", TOMORROW) });
    };
    let refused = [Code::LeadInconsistent, Code::LeadIsCustomer];
    for blemish in [ahead as fn(&mut Lead), closed] {
        let case = Case::on("customer").lead(blemish);
        let customer = case.lead.as_ref().unwrap();
        let each = command(Deed::Unassign {});
        let bulk = engine().decide_each(&[(customer, &each)], &case.context);
        assert_eq!(codes(&bulk[0].as_ref().unwrap_err().reasons), refused);
        let desk = HandOver {
            id: CommandId::new("desk").unwrap(),
            from: agent_id("asha"),
            to: None,
            statuses: None,
        };
        let handed = engine().hand_over(&desk, [customer], &case.context).unwrap();
        assert_eq!((handed.handed, handed.kept), (0, 1));
        assert!(case.does(Deed::Unassign {}).lead().conversion.is_none());
    }
    // Where there is no sale to lose, a bulk action mends the lead too.
    let case = Case::on("customer").lead(|lead| lead.conversion = None);
    let each = command(Deed::Unassign {});
    let bulk = engine().decide_each(&[(case.lead.as_ref().unwrap(), &each)], &case.context);
    assert_eq!(
        names(&bulk[0].as_ref().unwrap().events),
        ["lead.unassigned", "lead.status_changed"]
    );
}

/// L4, V1: a conversion that is told again with its instant is a move to the same status; another instant is refused.
#[test]
fn a_conversion_told_again_changes_nothing() {
    let sold = Case::on("customer");
    sold.does(converted_at(at("2026-05-12T06:00:00Z")))
        .yields(&[])
        .warned(&[Code::StatusUnchanged]);
    sold.does(converted_at(at("2026-05-12T06:00:01Z"))).refused(&[Code::ConversionNotExpected]);
}

/// V3, M4: an un-converted lead leaves the counters retroactively; converting again starts a new record.
#[test]
fn converting_again_starts_a_new_record() {
    let period = Period { from: at("2026-05-12T00:00:00Z"), to: at("2026-05-13T00:00:00Z") };
    let engine = engine();
    let first = Case::on("customer");
    assert_eq!(engine.conversions_in(&first.lead, period), 1);
    let reverted = Case { lead: Some(first.does(change_to("busy")).lead()), ..Case::none() };
    assert_eq!(engine.conversions_in(&reverted.lead, period), 0);
    assert!(engine.revenue(&reverted.lead, None).is_empty());
    let again = reverted.does(convert(Some(order(1)))).lead();
    assert_eq!(again.conversion, Some(conversion("asha", support::NOW, Some(order(1)))));
    assert_eq!(engine.conversions_in([&again], period), 0);
    assert_eq!(engine.conversion([&again], Dimension::Total, None)[0].customers, 1);
}

/// V4: under *all* whoever has the management permission sees every customer of the scope, others those credited to
/// them; under *agent only* persons of the agent role see only those credited to them.
#[test]
fn customers_are_seen_by_permission_reach_and_credit() {
    let own = |policy: &mut Policy| {
        policy.people.customer_visibility = CustomerVisibility::AgentOnly;
    };
    let all = |_: &mut Policy| {};
    let managing = |policy: &mut Policy| {
        // An agent role that manages customers of the company.
        let manager = policy.people.roles[1].permissions.clone();
        policy.people.roles[2].permissions = manager;
        policy.people.roles[2].reach = Reach::Company;
    };
    let mut customer = lead("customer");
    customer.owner = Some(agent_id("bala"));
    let sees = |edit: &dyn Fn(&mut Policy), id: &str, role: &str| {
        let engine = engine_with(|policy| edit(policy));
        let actor = person(id, role);
        assert_eq!(
            engine.customers(&actor, [&customer]).len() == 1,
            engine.sees_lead(&actor, &customer)
        );
        engine.sees_lead(&actor, &customer)
    };
    for visibility in [&all as &dyn Fn(&mut Policy), &own] {
        assert!(sees(visibility, "asha", "agent"), "the credited one");
        assert!(!sees(visibility, "bala", "agent"), "the owner");
        assert!(sees(visibility, "meera", "manager"));
        assert!(!sees(visibility, "asha", "nobody"));
    }
    assert!(sees(&managing, "carol", "agent"));
    let both = |policy: &mut Policy| {
        managing(policy);
        own(policy);
    };
    assert!(!sees(&both, "carol", "agent"));
    assert!(sees(&both, "asha", "agent"));
    assert!(engine().sees_lead(&process(), &customer));
}

/// V4, G3: who lacks the permission to view customers sees none; a manager of a branch sees those of the branch.
#[test]
fn the_reach_bounds_which_customers_are_seen() {
    let mut customer = lead("customer");
    customer.branch = Some(BranchId::new("north").unwrap());
    let engine = engine_with(|policy| policy.people.roles[1].reach = Reach::Branch);
    let mut meera = person("meera", "manager");
    assert!(!engine.sees_lead(&meera, &customer));
    meera.branch = Some(BranchId::new("north").unwrap());
    assert!(engine.sees_lead(&meera, &customer));
    meera.branch = Some(BranchId::new("south").unwrap());
    assert!(!engine.sees_lead(&meera, &customer));
    let blind = engine_with(|policy| policy.people.roles[2].permissions.clear());
    assert!(!blind.sees_lead(&person("asha", "agent"), &customer));
}

/// V4, G3: leads that are not customers are seen by permission and reach, whoever is listed among customers.
#[test]
fn a_lead_is_seen_by_its_owner_and_by_managers() {
    let busy = lead("busy");
    let engine = engine();
    assert!(engine.sees_lead(&person("asha", "agent"), &busy));
    assert!(!engine.sees_lead(&person("bala", "agent"), &busy));
    assert!(engine.sees_lead(&person("meera", "manager"), &busy));
    assert!(engine.sees_lead(&process(), &busy));
    assert!(engine.customers(&process(), [&busy]).is_empty());
}

/// V5: time to convert runs from the capture, which an import gives, to the current conversion.
#[test]
fn time_to_convert_runs_from_the_capture() {
    let captured = Case::none().does(Deed::CaptureLead(NewLead {
        captured_at: Some(at("2026-05-01T00:00:00Z")),
        status: Some(status("customer")),
        owner: Some(agent_id("asha")),
        converted_at: Some(at("2026-05-03T00:00:00Z")),
        ..NewLead::new(lead_id("lead"))
    }));
    captured.yields(&["lead.created", "lead.assigned", "lead.status_changed", "lead.converted"]);
    let time = calliyo_core::report::time_to_convert([&captured.lead()], None);
    assert_eq!((time.count, time.mean_millis), (1, Some(2 * 86_400_000)));
}
