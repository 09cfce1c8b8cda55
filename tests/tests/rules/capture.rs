//! Many leads that come in together (rules G4, D2, L6).

use std::collections::{BTreeMap, BTreeSet};

use calliyo_core::{
    Code, CommandId, Fact, LeadId, RunId,
    lead::{
        ActivityKind, Agent, AgentState, CaptureFate, CaptureOutcome, CapturedBatch, Command,
        Context, Deed, ExistingLeads, FollowUp, Lead, NewFollowUp, NewLead, PhoneHolder, replay,
    },
};
use proptest::prelude::*;

use crate::support::{
    agent, agent_id, allow, assign, at, change_to, codes, command, context, engine, engine_with,
    follow_up_id, in_minutes, lead_called, lead_id, names, person, placed, plan_call, status,
};

const TOMORROW: &str = "2026-05-16T09:00:00Z";

fn batch_id() -> RunId {
    RunId::new("import").unwrap()
}

fn new(id: &str, edit: impl FnOnce(&mut NewLead)) -> NewLead {
    let mut new = NewLead::new(lead_id(id));
    edit(&mut new);
    new
}

fn with_phone(id: &str, phone: &str) -> NewLead {
    new(id, |new| new.phone = Some(phone.into()))
}

fn owned(id: &str, owner: &str) -> NewLead {
    new(id, |new| new.owner = Some(agent_id(owner)))
}

fn holder(phone: &str, lead: &str) -> PhoneHolder {
    PhoneHolder { phone: phone.into(), lead: lead_id(lead) }
}

/// Nothing is there before, and that is known.
fn nothing() -> ExistingLeads {
    ExistingLeads { phones: Fact::Empty, ids: Fact::Empty }
}

fn with_holders(holders: &[PhoneHolder]) -> ExistingLeads {
    ExistingLeads { phones: Fact::Known(holders.into()), ..nothing() }
}

fn captured(leads: &[NewLead]) -> CapturedBatch {
    engine().capture_batch(&batch_id(), leads, &nothing(), &context())
}

/// Each fate in a word, with what it is about.
fn told(batch: &CapturedBatch) -> Vec<String> {
    let word = |fate: &CaptureFate| match fate {
        CaptureFate::Imported(decision) => {
            let warnings = codes(&decision.warnings).into_iter().map(Code::as_str);
            ["imported"].into_iter().chain(warnings).collect::<Vec<_>>().join(" ")
        }
        CaptureFate::Skipped { reason, .. } => {
            assert_eq!((reason.code(), reason.path()), (Code::LeadDuplicatePhone, "phone"));
            format!("skipped for {}", reason.param("lead").unwrap())
        }
        CaptureFate::Error(rejection) => placed(&rejection.reasons).join(", "),
        _ => "something else".into(),
    };
    batch.fates.iter().map(word).collect()
}

/// G4: every row has its fate, in input order, and the line counts them.
#[test]
fn every_row_has_its_fate_in_input_order() {
    let rows = [
        with_phone("a", "98765 00001"),
        with_phone("b", "12"),
        with_phone("c", "98765 00002"),
        with_phone("d", "098765-00001"),
        new("e", |_| {}),
    ];
    let batch = captured(&rows);
    assert_eq!(
        told(&batch),
        ["imported", "phone: phone.invalid", "imported", "skipped for a", "imported"]
    );
    let CaptureOutcome { imported, skipped, errors, line, .. } = &batch.outcome;
    assert_eq!((*imported, *skipped, *errors), (3, 1, 1));
    assert_eq!(line, "3 leads imported, 1 skipped (duplicate), 1 error");
}

/// G4: one of a kind is told in the singular, none in the plural.
#[test]
fn the_line_has_singular_forms_for_one() {
    for (counts, line) in [
        ((1, 1, 1), "1 lead imported, 1 skipped (duplicate), 1 error"),
        ((0, 0, 0), "0 leads imported, 0 skipped (duplicate), 0 errors"),
        ((96_900, 850, 2_250), "96900 leads imported, 850 skipped (duplicate), 2250 errors"),
    ] {
        let outcome = CaptureOutcome::new(counts.0, counts.1, counts.2);
        assert_eq!(outcome.line, line);
    }
    assert_eq!(captured(&[]).outcome, CaptureOutcome::new(0, 0, 0));
}

/// G4, D2: a number is the same however it is typed, in the batch and with the host.
#[test]
fn a_number_is_met_in_any_form() {
    let rows = [
        with_phone("a", "9876500001"),
        with_phone("b", "+91 98765 00001"),
        with_phone("c", "0091-98765.00001"),
        with_phone("d", "98765 00001 x12"),
        with_phone("e", "(098765) 00002"),
        with_phone("f", "98765/00003"),
    ];
    let existing = with_holders(&[
        holder("098765 00002", "typed"),
        holder("+919876500003", "stored"),
        holder("98765 00003", "later"),
        holder("no number", "other"),
    ]);
    let batch = engine().capture_batch(&batch_id(), &rows, &existing, &context());
    assert_eq!(
        told(&batch),
        [
            "imported",
            "skipped for a",
            "skipped for a",
            "imported",
            "skipped for typed",
            "skipped for stored",
        ]
    );
}

/// G4: a row that does not come in keeps no number from those behind it.
#[test]
fn a_refused_row_holds_no_number() {
    let rows = [
        new("a", |new| {
            new.phone = Some("9876500001".into());
            new.status = Some(status("interested"));
        }),
        with_phone("b", "9876500001"),
        with_phone("c", "9876500001"),
    ];
    assert_eq!(told(&captured(&rows)), ["status: status.needs_owner", "imported", "skipped for b"]);
}

/// G4, L3: a duplicate with other faults is an error that lists them all.
#[test]
fn a_duplicate_with_other_faults_is_an_error() {
    let row = new("a", |new| {
        new.phone = Some("9876500001".into());
        new.status = Some(status("nowhere"));
        new.name = Some("x".repeat(201));
        new.captured_at = Some(in_minutes(1));
    });
    let existing = with_holders(&[holder("9876500001", "old")]);
    let batch = engine().capture_batch(&batch_id(), &[row], &existing, &context());
    assert_eq!(
        told(&batch),
        ["status: status.unknown, capturedAt: lead.captured_in_future, name: text.too_long, \
             phone: lead.duplicate_phone"]
    );
    assert_eq!(batch.outcome, CaptureOutcome::new(0, 0, 1));
}

/// G4, L1: a lead id given twice, or one that exists already, is an error whatever became of the other.
#[test]
fn an_id_comes_in_once() {
    let rows = [
        with_phone("a", "12"),
        new("a", |_| {}),
        new("b", |_| {}),
        with_phone("b", "12"),
        new("old", |_| {}),
        with_phone("holder", "9876500001"),
    ];
    let existing = ExistingLeads {
        ids: Fact::Known(vec![lead_id("old")]),
        ..with_holders(&[holder("9876500001", "holder")])
    };
    let batch = engine().capture_batch(&batch_id(), &rows, &existing, &context());
    assert_eq!(
        told(&batch),
        [
            "phone: phone.invalid",
            "id: lead.duplicate_id",
            "imported",
            "id: lead.duplicate_id, phone: phone.invalid",
            "id: lead.duplicate_id",
            "id: lead.duplicate_id",
        ]
    );
    let CaptureFate::Error(rejection) = &batch.fates[4] else { panic!("{:?}", batch.fates[4]) };
    assert_eq!(rejection.reasons[0].message(), "the lead `old` is listed twice or exists already");
}

/// G4, L12: what the host does not know of existing leads is named; within the batch all is checked.
#[test]
fn what_is_not_known_is_named_and_the_batch_itself_is_checked() {
    let rows = [
        with_phone("a", "9876500001"),
        with_phone("b", "9876500001"),
        new("a", |_| {}),
        new("c", |_| {}),
    ];
    let engine = engine();
    let unknown = ExistingLeads::default();
    let mut context = context();
    // Of a single capture this says who has the number; a batch does not look at it.
    context.phone_holder = Fact::Known(lead_id("elsewhere"));
    let batch = engine.capture_batch(&batch_id(), &rows, &unknown, &context);
    assert_eq!(told(&batch), ["imported", "skipped for a", "id: lead.duplicate_id", "imported"]);
    let not_checked: Vec<&[Code]> = batch
        .fates
        .iter()
        .map(|fate| match fate {
            CaptureFate::Imported(decision) => &decision.not_checked[..],
            CaptureFate::Skipped { not_checked, .. } => not_checked,
            CaptureFate::Error(rejection) => &rejection.not_checked,
            _ => &[],
        })
        .collect();
    let [id, phone] = [Code::LeadDuplicateId, Code::LeadDuplicatePhone];
    assert_eq!(not_checked, [&[id, phone][..], &[id], &[], &[id]]);

    context.demand_all_facts = true;
    let batch = engine.capture_batch(&batch_id(), &rows, &unknown, &context);
    assert_eq!(batch.outcome, CaptureOutcome::new(0, 0, 4));
    assert_eq!(told(&batch)[0], "context: context.incomplete");
    let batch = engine.capture_batch(&batch_id(), &rows, &nothing(), &context);
    assert_eq!(batch.outcome, CaptureOutcome::new(2, 1, 1));
}

/// G4, L2, L5, L6: rows with owner and status obey what a move obeys.
#[test]
fn rows_with_owner_and_status_obey_the_rules_of_moves() {
    let row = |id: &str, owner: Option<&str>, on: &str, follow_up: bool| {
        new(id, |new| {
            new.owner = owner.map(agent_id);
            new.status = Some(status(on));
            new.follow_up = follow_up.then(|| plan_call("f", at(TOMORROW)));
        })
    };
    let mut context = context();
    let banned = Agent { state: AgentState::Banned, ..agent("banned") };
    let away = Agent { state: AgentState::Away, ..agent("away") };
    context.agents = Fact::Known(vec![agent("asha"), banned, away]);
    let rows = [
        row("a", Some("asha"), "interested", false),
        row("b", None, "interested", false),
        row("c", Some("asha"), "unassigned", false),
        row("d", Some("asha"), "followUps", false),
        row("e", Some("asha"), "followUps", true),
        row("f", Some("banned"), "busy", false),
        row("g", Some("away"), "busy", false),
        row("h", Some("nobody"), "busy", false),
        row("i", Some("asha"), "customer", false),
    ];
    let batch = engine().capture_batch(&batch_id(), &rows, &nothing(), &context);
    assert_eq!(
        told(&batch),
        [
            "imported",
            "status: status.needs_owner",
            "owner: owner.not_expected",
            "status: status.needs_follow_up",
            "imported follow_up.non_working_day",
            "owner: agent.banned",
            "imported agent.away",
            "owner: agent.unknown",
            "imported",
        ]
    );
    let CaptureFate::Imported(customer) = &batch.fates[8] else { panic!("{:?}", batch.fates[8]) };
    assert_eq!(
        names(&customer.events),
        ["lead.created", "lead.assigned", "lead.status_changed", "lead.converted"]
    );
    assert_eq!(customer.events[3].id.to_string(), "import/i/4");
}

/// G4, L3, C6: of a follow-up that comes with a lead without an owner, all is told that speaks against it.
#[test]
fn a_follow_up_without_an_owner_is_told_all_its_faults() {
    let row = |id: &str, on: Option<&str>| {
        new(id, |new| {
            new.status = on.map(status);
            new.follow_up = Some(NewFollowUp {
                reminder_minutes: Some(7),
                subject: Some("x".repeat(201)),
                ..plan_call("f", in_minutes(0))
            });
        })
    };
    let faults = "followUp.subject: text.too_long, followUp.reminderMinutes: follow_up.reminder_not_offered, \
                  followUp: follow_up.needs_owner, followUp.at: follow_up.not_in_future";
    let conflict = "status: call.next_status_conflict";
    assert_eq!(
        told(&captured(&[row("a", None), row("b", Some("unassigned"))])),
        [faults.into(), format!("{conflict}, {faults}")]
    );
}

/// G4, G3, P6: a person needs the same permissions as for one lead, row by row, and keeps to the allowed moves.
#[test]
fn a_person_may_capture_what_one_lead_at_a_time_allows() {
    let rows = [new("a", |_| {}), owned("b", "asha"), owned("c", "bala")];
    let by = |id: &str, role: &str| {
        let context = Context { actor: person(id, role), ..context() };
        told(&engine().capture_batch(&batch_id(), &rows, &nothing(), &context))
    };
    assert_eq!(by("asha", "agent"), ["imported", "imported", "actor: permission.denied"]);
    assert_eq!(by("meera", "manager"), ["imported"; 3]);
    let engine = engine_with(|policy| {
        policy.pipeline.allowed_moves = allow(&[("assigned", "busy"), ("busy", "assigned")]);
    });
    let context = Context { actor: person("meera", "manager"), ..context() };
    let batch = engine.capture_batch(&batch_id(), &rows, &nothing(), &context);
    assert_eq!(
        told(&batch),
        ["imported", "status: status.move_not_allowed", "status: status.move_not_allowed"]
    );
}

/// L6, G4: what an agent holds grows as the batch goes.
#[test]
fn rows_given_to_one_agent_add_up_to_the_cap() {
    let mut context = context();
    let asha = Agent { cap: Some(3), held: Fact::Known(1), ..agent("asha") };
    let bala = Agent { cap: Some(1), held: Fact::NotKnown, ..agent("bala") };
    context.agents = Fact::Known(vec![asha, bala]);
    let interested = new("c", |new| {
        new.owner = Some(agent_id("asha"));
        new.status = Some(status("interested"));
    });
    let refused = new("d", |new| {
        new.owner = Some(agent_id("asha"));
        new.phone = Some("12".into());
    });
    let rows = [
        owned("a", "asha"),
        owned("b", "asha"),
        interested,
        refused,
        owned("e", "bala"),
        owned("f", "asha"),
    ];
    let batch = engine().capture_batch(&batch_id(), &rows, &nothing(), &context);
    assert_eq!(
        told(&batch),
        [
            "imported",
            "imported",
            "imported",
            "phone: phone.invalid",
            "imported",
            "imported agent.over_cap",
        ]
    );
    let CaptureFate::Imported(last) = &batch.fates[5] else { panic!("{:?}", batch.fates[5]) };
    assert_eq!(
        last.warnings[0].message(),
        "the agent `asha` would hold more leads than the cap allows: 4 of 3"
    );
}

/// L6: what an agent holds follows the commands of a bulk action, up and down.
#[test]
fn a_bulk_action_adds_up_to_the_cap() {
    let mut context = context();
    let full = |id| Agent { cap: Some(1), held: Fact::Known(1), ..agent(id) };
    context.agents = Fact::Known(vec![full("asha"), agent("bala"), full("chitra")]);
    let [first, fourth, last] = ["1", "4", "6"].map(|id| lead_called(id, "unassigned"));
    let [second, third, fifth] = ["2", "3", "5"].map(|id| lead_called(id, "busy"));
    let to = |id: &str| command(assign(id));
    let (asha, bala, refused) = (to("asha"), to("bala"), command(change_to("nowhere")));
    let work = [
        (&first, &asha),
        (&second, &bala),
        (&third, &refused),
        (&fourth, &asha),
        (&fifth, &bala),
        (&last, &asha),
    ];
    let decided = engine().decide_each(&work, &context);
    let warned: Vec<Option<bool>> = decided
        .iter()
        .map(|answer| answer.as_ref().ok().map(|own| own.warns(Code::AgentOverCap)))
        .collect();
    let [yes, no] = [Some(true), Some(false)];
    assert_eq!(warned, [yes, no, None, yes, no, yes]);
    let held = |place: usize| {
        let warning = &decided[place].as_ref().unwrap().warnings[0];
        warning.param("held").unwrap().to_string()
    };
    assert_eq!([held(0), held(3), held(5)], ["2", "2", "2"]);
}

/// F10, G4, L12: two rows that book one agent's same hour for visits are told.
#[test]
fn rows_that_book_the_same_hour_are_told() {
    let visit = |id: &str, owner: &str, at| {
        new(id, |new| {
            new.owner = Some(agent_id(owner));
            new.follow_up = Some(NewFollowUp {
                kind: ActivityKind::Visit,
                note: Some("shows the flat".into()),
                ..NewFollowUp::new(follow_up_id(id), at)
            });
        })
    };
    // The default slot: Monday, 10:00.
    let monday = at("2026-05-18T04:30:00Z");
    let rows = [
        visit("a", "asha", None),
        visit("b", "bala", Some(monday)),
        visit("c", "asha", Some(monday)),
        visit("d", "asha", Some(in_minutes(60))),
    ];
    let batch = captured(&rows);
    assert_eq!(
        told(&batch),
        ["imported", "imported", "imported follow_up.double_booked", "imported"]
    );
    let unknown = Context { owner_follow_ups: Fact::NotKnown, ..context() };
    let batch = engine().capture_batch(&batch_id(), &rows, &nothing(), &unknown);
    // What the batch itself shows is said, the rest is not checked.
    assert_eq!(
        told(&batch),
        ["imported", "imported", "imported follow_up.double_booked", "imported"]
    );
    let unchecked = |place: usize| match &batch.fates[place] {
        CaptureFate::Imported(decision) => decision.not_checked.as_slice(),
        other => panic!("{other:?}"),
    };
    assert_eq!(unchecked(0), [Code::FollowUpDoubleBooked]);
    assert!(unchecked(2).is_empty());
}

/// G4: a fate goes out with its type; what is known comes in.
#[test]
fn fates_are_tagged_on_the_wire() {
    let existing: ExistingLeads = serde_json::from_value(serde_json::json!({
        "phones": [{ "phone": "98765 00001", "lead": "old" }], "ids": null,
    }))
    .unwrap();
    assert_eq!(existing, with_holders(&[holder("98765 00001", "old")]));
    let text = serde_json::to_value(ExistingLeads::default()).unwrap();
    assert_eq!(text, serde_json::json!({}));
    assert_eq!(serde_json::from_value::<ExistingLeads>(text).unwrap(), ExistingLeads::default());

    let rows = [new("a", |_| {}), with_phone("b", "9876500001"), with_phone("c", "12")];
    let batch = engine().capture_batch(&batch_id(), &rows, &existing, &context());
    let batch = serde_json::to_value(batch).unwrap();
    let fates = batch["fates"].as_array().unwrap();
    let types: Vec<_> = fates.iter().map(|fate| fate["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["imported", "skipped", "error"]);
    assert_eq!(fates[0]["events"][0]["id"], "import/a/1");
    assert_eq!(fates[1]["reason"]["params"], serde_json::json!({ "lead": "old" }));
    assert_eq!(fates[1]["notChecked"], serde_json::json!([]));
    assert_eq!(fates[2]["reasons"][0]["code"], "phone.invalid");
    assert_eq!(
        batch["outcome"],
        serde_json::json!({
            "imported": 1, "skipped": 1, "errors": 1,
            "line": "1 lead imported, 1 skipped (duplicate), 1 error",
        })
    );
}

/// G4: a batch of 100,000 rows is decided while one waits, even when all want the same agent at the same hour.
#[test]
fn a_hundred_thousand_rows_are_no_burden() {
    let row = |number: u32| {
        let id = format!("row-{number:06}");
        // Every tenth row repeats the number of the row before.
        let number = if number % 10 == 9 { number - 1 } else { number };
        NewLead {
            owner: Some(agent_id("asha")),
            follow_up: Some(NewFollowUp {
                kind: ActivityKind::Visit,
                ..NewFollowUp::new(follow_up_id(&id), Some(at(TOMORROW)))
            }),
            ..with_phone(&id, &format!("98{number:08}"))
        }
    };
    let rows: Vec<NewLead> = (0..100_000).map(row).collect();
    let batch = captured(&rows);
    assert_eq!(batch.outcome, CaptureOutcome::new(90_000, 10_000, 0));
    assert_eq!(batch.fates.len(), rows.len());
}

/// What a host knows that captures one lead after the other.
struct Host {
    context: Context,
    phones: BTreeMap<String, LeadId>,
    ids: BTreeSet<LeadId>,
}

impl Host {
    fn captures(&mut self, new: &NewLead) -> CaptureFate {
        let engine = engine();
        let stored = new.phone.as_ref();
        let stored = stored.and_then(|typed| engine.policy().phone.normalize(typed).ok());
        let holder = stored.as_ref().and_then(|stored| self.phones.get(stored));
        self.context.phone_holder =
            holder.map_or(Fact::Empty, |holder| Fact::Known(holder.clone()));
        let id = CommandId::new(&format!("import/{}", new.id)).unwrap();
        let command = Command { id, expected_version: None, deed: Deed::CaptureLead(new.clone()) };
        let answer = engine.decide(None, &command, &self.context);
        if let Some(lead) = answer.as_ref().ok().and_then(|own| replay(&own.events)) {
            self.store(lead);
        }
        answer.into()
    }

    fn store(&mut self, lead: Lead) {
        let Fact::Known(agents) = &mut self.context.agents else { panic!("no agents") };
        if engine().counts_toward_cap(&lead) {
            let owner = agents.iter_mut().find(|agent| Some(&agent.id) == lead.owner.as_ref());
            let owner = owner.unwrap();
            owner.held = Fact::Known(owner.held.value().unwrap() + 1);
        }
        let mut booked: Vec<FollowUp> =
            self.context.owner_follow_ups.value().cloned().unwrap_or_default();
        booked.extend(lead.follow_ups.iter().cloned());
        self.context.owner_follow_ups = Fact::Known(booked);
        self.phones.extend(lead.phone.clone().map(|phone| (phone, lead.id.clone())));
        self.ids.insert(lead.id);
    }
}

/// Rows of all kinds; the ids are distinct but for some that repeat the row before.
fn rows() -> impl Strategy<Value = Vec<NewLead>> {
    let phone = prop_oneof![
        3 => (0..12_u32).prop_map(|number| Some(format!("98765 000{number:02}"))),
        1 => (0..12_u32).prop_map(|number| Some(format!("+91-98765-000{number:02}"))),
        1 => Just(Some("12".into())),
        1 => Just(None),
    ];
    let owner = prop::option::of(prop::sample::select(vec!["asha", "bala", "nobody"]));
    let on = prop::sample::select(vec![
        None,
        Some("unassigned"),
        Some("interested"),
        Some("followUps"),
        Some("busy"),
        Some("nowhere"),
    ]);
    let visit = prop::option::weighted(0.4, 0..3_i64);
    let row = (phone, owner, on, visit, prop::bool::weighted(0.1));
    prop::collection::vec(row, 0..24).prop_map(|rows| {
        let mut leads: Vec<NewLead> = Vec::new();
        for (place, (phone, owner, on, visit, repeats)) in rows.into_iter().enumerate() {
            let id = if repeats { place.saturating_sub(1) } else { place };
            leads.push(new(&format!("row-{id}"), |new| {
                new.phone = phone;
                new.owner = owner.map(agent_id);
                new.status = on.map(status);
                new.follow_up = visit.map(|hours| NewFollowUp {
                    kind: ActivityKind::Visit,
                    ..NewFollowUp::new(
                        follow_up_id(&format!("f-{}", place % 3)),
                        Some(in_minutes(60 * hours)),
                    )
                });
            }));
        }
        leads
    })
}

proptest! {
    /// G4: the three counts add up to the rows, and none is lost.
    #[test]
    fn the_counts_add_up_to_the_rows(rows in rows()) {
        let CapturedBatch { fates, outcome, .. } = captured(&rows);
        prop_assert_eq!(fates.len(), rows.len());
        let all = outcome.imported + outcome.skipped + outcome.errors;
        prop_assert_eq!(all, rows.len() as u64);
        for (row, fate) in rows.iter().zip(&fates) {
            match fate {
                CaptureFate::Imported(decision) => {
                    prop_assert!(decision.events.iter().all(|own| own.lead.as_ref() == Some(&row.id)));
                    prop_assert_eq!(replay(&decision.events).map(|lead| lead.id), Some(row.id.clone()));
                }
                CaptureFate::Skipped { .. } => prop_assert!(row.phone.is_some()),
                CaptureFate::Error(rejection) => prop_assert!(!rejection.reasons.is_empty()),
                _ => prop_assert!(false),
            }
        }
    }

    /// G4, L6, F10: a batch is what captures one by one come to, each applied before the next.
    #[test]
    fn a_batch_is_captures_one_by_one(rows in rows()) {
        let mut context = context();
        let capped = |id| Agent { cap: Some(2), held: Fact::Known(1), ..agent(id) };
        context.agents = Fact::Known(vec![capped("asha"), capped("bala")]);
        let existing = with_holders(&[holder("98765 00003", "old")]);
        let batch = engine().capture_batch(&batch_id(), &rows, &existing, &context);
        let mut host = Host {
            context,
            phones: BTreeMap::from([("+919876500003".into(), lead_id("old"))]),
            ids: BTreeSet::from([lead_id("old")]),
        };
        let mut given = BTreeSet::new();
        for (row, fate) in rows.iter().zip(&batch.fates) {
            if given.insert(&row.id) {
                prop_assert_eq!(fate, &host.captures(row));
            } else {
                let CaptureFate::Error(rejection) = fate else { panic!("{fate:?}") };
                prop_assert!(rejection.has(Code::LeadDuplicateId));
            }
        }
        prop_assert_eq!(batch.outcome.imported + 1, host.ids.len() as u64);
    }
}
