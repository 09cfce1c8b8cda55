//! What a change of the policy does: edits of the pipeline with their effect, hand-overs, and settings compared before
//! they are saved (rules P2 to P7, G1, G5, G6).

use std::slice;

use calliyo_core::{
    AgentId, Code, CommandId, Engine, Fact, RunId,
    jobs::{PreviousOwners, ReasonCount},
    lead::{
        Agent, AgentState, CallStatus, Context, Deed, HandOver, HandOverVerdict, HandedOver, Lead,
        NewCall, apply,
    },
    policy::{
        AllowedMove, CustomerVisibility, EffectCounts, PipelineEdit, PipelineEffect, Policy,
        PolicyDiff, Stage, StatusEdit, StatusRole,
    },
    time::{Job, LocalTime, ScheduleState},
};
use proptest::prelude::*;

use crate::support::{
    self, agent, agent_id, allow, assign, at, call_id, command, context, engine, engine_with, lead,
    lead_id, live_call, log_with, now, of_lead, open_call, person, placed, policy, role, status,
    status_of,
};

fn edited(policy: &Policy, edit: &PipelineEdit) -> Policy {
    policy.edit_pipeline(edit).unwrap().policy
}

#[track_caller]
fn refused(policy: &Policy, edit: &PipelineEdit, faults: &[&str]) {
    let found = policy.edit_pipeline(edit).expect_err("the edit is refused");
    assert_eq!(placed(&found), faults);
}

fn adjust(id: &str, edit: impl FnOnce(&mut StatusEdit)) -> PipelineEdit {
    let mut own = StatusEdit::new(status(id));
    edit(&mut own);
    PipelineEdit::Adjust(own)
}

fn set_role(role: StatusRole, to: Option<&str>) -> PipelineEdit {
    PipelineEdit::SetRole { role, status: to.map(status) }
}

fn rename(id: &str, name: &str) -> PipelineEdit {
    PipelineEdit::Rename { status: status(id), name: name.into() }
}

fn delete(id: &str, replacement: Option<&str>, no_leads: bool) -> PipelineEdit {
    PipelineEdit::Delete { status: status(id), replacement: replacement.map(status), no_leads }
}

/// A policy that names neither Busy nor Wrong Number.
fn without_busy() -> Policy {
    let mut policy = policy();
    policy.automation.removal.statuses = vec![status("assigned")];
    policy
}

/// P4: a status gets another stage and other flags; what the edit leaves out stays.
#[test]
fn a_status_is_adjusted() {
    let before = policy();
    let edit = adjust("interested", |own| {
        own.stage = Some(Stage::Call);
        own.counts_toward_cap = Some(true);
        own.terminal = Some(false);
    });
    let after = edited(&before, &edit);
    let own = after.pipeline.status(&status("interested")).unwrap();
    assert_eq!((own.stage, own.terminal, own.counts_toward_cap), (Stage::Call, false, true));
    assert!(own.in_queue && !own.closes_follow_ups);
    let mut expected = before.clone();
    *status_of(&mut expected, "interested") = own.clone();
    assert_eq!(after, expected);
    assert_eq!(edited(&before, &adjust("busy", |_| {})), before);
    refused(&before, &adjust("nope", |_| {}), &["status: status.unknown"]);
}

/// P4: fixed flags are refused, all of them at once.
#[test]
fn a_fixed_flag_is_not_adjusted() {
    let customer = adjust("customer", |own| {
        own.terminal = Some(false);
        own.closes_follow_ups = Some(false);
        own.in_queue = Some(true);
        own.counts_toward_cap = Some(true);
    });
    let fixed = |place: usize, flags: &[&str]| -> Vec<String> {
        let path = |flag| format!("policy.pipeline.statuses[{place}].{flag}: pipeline.fixed_flag");
        flags.iter().map(path).collect()
    };
    let found = policy().edit_pipeline(&customer).unwrap_err();
    let flags = ["terminal", "closesFollowUps", "inQueue", "countsTowardCap"];
    assert_eq!(placed(&found), fixed(9, &flags));
    let all: [fn(&mut StatusEdit); 2] =
        [|own| own.counts_toward_cap = Some(false), |own| own.terminal = Some(true)];
    for (edit, flag) in all.into_iter().zip(["countsTowardCap", "terminal"]) {
        let found = policy().edit_pipeline(&adjust("assigned", edit)).unwrap_err();
        assert_eq!(placed(&found), fixed(1, &[flag]));
    }
    let said = policy().edit_pipeline(&adjust("assigned", all[1])).unwrap_err()[0].message();
    assert_eq!(said, "the flag `terminal` of `assigned` is fixed: it must be false");
}

/// P7, P2: another status plays a part; the mappings may be empty, the assigned status may not.
#[test]
fn another_status_plays_a_part() {
    for (part, edit) in [
        (StatusRole::NotPicked, Some("busy")),
        (StatusRole::Missed, Some("busy")),
        (StatusRole::Interested, Some("busy")),
        (StatusRole::NotPicked, None),
        (StatusRole::Missed, None),
        (StatusRole::Interested, None),
    ] {
        let roles = edited(&policy(), &set_role(part, edit)).pipeline.roles;
        let played = match part {
            StatusRole::NotPicked => roles.not_picked,
            StatusRole::Missed => roles.missed,
            _ => roles.interested,
        };
        assert_eq!(played, edit.map(status), "{part:?}");
    }
    let moved = edited(&policy(), &set_role(StatusRole::Assigned, Some("busy")));
    let decision = Engine::new(moved)
        .unwrap()
        .decide(Some(&lead("unassigned")), &command(assign("asha")), &context())
        .unwrap();
    let mut given = Some(lead("unassigned"));
    decision.events.iter().for_each(|event| apply(&mut given, event));
    assert_eq!(given.unwrap().status, status("busy"));

    let assigned = |to| set_role(StatusRole::Assigned, to);
    refused(&policy(), &assigned(None), &["status: pipeline.role_empty"]);
    refused(&policy(), &assigned(Some("nope")), &["status: status.unknown"]);
}

/// P2, P4, P5: an edit that would leave a policy with faults is refused with all of them, each at its path.
#[test]
fn an_edit_leaves_no_fault_behind() {
    let assigned = |to: &str| set_role(StatusRole::Assigned, Some(to));
    refused(
        &policy(),
        &assigned("followUps"),
        &[
            "policy.pipeline.statuses[2].countsTowardCap: pipeline.fixed_flag",
            "policy.pipeline.roles.assigned: pipeline.protected",
        ],
    );
    refused(
        &policy(),
        &assigned("wrongNumber"),
        &[
            "policy.pipeline.statuses[8].terminal: pipeline.fixed_flag",
            "policy.pipeline.statuses[8].countsTowardCap: pipeline.fixed_flag",
        ],
    );
    refused(
        &policy(),
        &assigned("missed"),
        &["policy.automation.assignment.statuses[2]: policy.status_not_recyclable"],
    );
    refused(&policy(), &delete("missed", Some("busy"), false), &["status: pipeline.in_use"]);
    let found = policy().edit_pipeline(&delete("missed", Some("busy"), false)).unwrap_err();
    assert_eq!(
        found[0].message(),
        "the policy still names `missed` (pipeline.roles.missed, automation.assignment.statuses[2], automation.removal.statuses[3])"
    );
    // Nor does an edit pass over what was wrong before.
    let mut faulty = policy();
    faulty.automation.removal.days = 0;
    let removal = "policy.automation.removal.days: policy.removal_days";
    refused(&faulty, &rename("busy", "Engaged"), &[removal]);
}

/// P6: the moves that people may make are an edit too.
#[test]
fn the_allowed_moves_are_edited() {
    let moves = |moves: Option<Vec<AllowedMove>>| PipelineEdit::SetAllowedMoves { moves };
    let listed = edited(&policy(), &moves(allow(&[("busy", "missed")])));
    assert_eq!(listed.pipeline.allowed_moves, allow(&[("busy", "missed")]));
    assert_eq!(edited(&listed, &moves(None)), policy());
    refused(
        &policy(),
        &moves(allow(&[("busy", "busy"), ("busy", "gone")])),
        &[
            "policy.pipeline.allowedMoves[1].to: status.unknown",
            "policy.pipeline.allowedMoves[0]: pipeline.move_to_itself",
        ],
    );
}

/// P2 to P7: each edit reads back from JSON as it was written.
#[test]
fn an_edit_reads_back() {
    let edits = [
        adjust("busy", |own| own.in_queue = Some(false)),
        set_role(StatusRole::NotPicked, None),
        set_role(StatusRole::Assigned, Some("busy")),
        PipelineEdit::SetAllowedMoves { moves: allow(&[("busy", "missed")]) },
        rename("busy", "Engaged"),
        delete("busy", Some("missed"), false),
    ];
    for edit in edits {
        let text = serde_json::to_string(&edit).unwrap();
        assert_eq!(serde_json::from_str::<PipelineEdit>(&text).unwrap(), edit);
    }
    let short = r#"{"adjust":{"status":"busy","inQueue":false}}"#;
    let read: PipelineEdit = serde_json::from_str(short).unwrap();
    assert_eq!(read, adjust("busy", |own| own.in_queue = Some(false)));
}

fn lead_of(id: &str, on: &str, owner: &str) -> Lead {
    let mut own = lead(on);
    own.id = lead_id(id);
    if on != "unassigned" {
        own.owner = Some(agent_id(owner));
    }
    own
}

fn command_id() -> CommandId {
    CommandId::new("edit").unwrap()
}

fn effect(engine: &Engine, edit: &PipelineEdit, leads: &[Lead], known: &Context) -> PipelineEffect {
    engine.preview_pipeline_edit(edit, leads, &command_id(), known).unwrap()
}

fn counts(edit: impl FnOnce(&mut EffectCounts)) -> EffectCounts {
    let mut counts = EffectCounts::default();
    edit(&mut counts);
    counts
}

/// P3: the leads of a renamed status are shown under the new name, counted by owner.
#[test]
fn renaming_shows_the_new_name_on_all_leads() {
    let leads = [
        lead_of("1", "busy", "bala"),
        lead_of("2", "busy", "asha"),
        lead_of("3", "missed", "asha"),
        lead_of("4", "busy", "bala"),
    ];
    let shown = effect(&engine(), &rename("busy", "Engaged"), &leads, &context());
    assert_eq!(shown.total, counts(|own| own.renamed = 3));
    let owners: Vec<_> =
        shown.owners.iter().map(|own| (own.owner.clone().unwrap(), own.leads.renamed)).collect();
    assert_eq!(owners, [(agent_id("asha"), 1), (agent_id("bala"), 2)]);
    assert!(shown.moves.is_empty() && shown.stuck.is_empty());
    assert_eq!(shown.change, policy().edit_pipeline(&rename("busy", "Engaged")).unwrap());
    // The same name and another order concern no lead.
    let same = effect(&engine(), &rename("busy", "Busy"), &leads, &context());
    assert_eq!((same.total, same.owners), (EffectCounts::default(), Vec::new()));
}

/// P4, A2, F11: leads enter and leave queues and begin or cease to count; who ends above the cap is told.
#[test]
fn other_flags_change_queues_and_caps() {
    let leads = [
        lead_of("1", "interested", "asha"),
        lead_of("2", "interested", "asha"),
        lead_of("3", "busy", "asha"),
        lead_of("4", "interested", "bala"),
        lead_of("5", "interested", "carol"),
    ];
    let mut known = context();
    let agents = vec![
        Agent { cap: Some(2), held: Fact::NotKnown, ..agent("asha") },
        Agent { cap: Some(9), held: Fact::Known(4), ..agent("bala") },
    ];
    known.agents = Fact::Known(agents);
    let counting = adjust("interested", |own| {
        own.counts_toward_cap = Some(true);
        own.in_queue = Some(false);
    });
    let shown = effect(&engine(), &counting, &leads, &known);
    assert_eq!(
        shown.total,
        counts(|own| {
            own.counting = 4;
            own.leaving_queue = 4;
        })
    );
    let held: Vec<_> = shown
        .owners
        .iter()
        .map(|own| own.held.map(|held| (held.before, held.after, held.above_cap)))
        .collect();
    assert_eq!(held, [Some((1, 3, true)), Some((4, 5, false)), None]);

    let after = Engine::new(shown.change.policy).unwrap();
    let back = adjust("interested", |own| {
        own.counts_toward_cap = Some(false);
        own.in_queue = Some(true);
    });
    let shown = effect(&after, &back, &leads, &known);
    assert_eq!(
        shown.total,
        counts(|own| {
            own.no_longer_counting = 4;
            own.entering_queue = 4;
        })
    );
    assert_eq!(shown.owners[0].held.map(|held| (held.before, held.after)), Some((3, 1)));
    assert!(!shown.owners[0].held.unwrap().above_cap);
}

/// P3, A2, F11: a status that leads still refer to gives them back to queues and caps once it is added again.
#[test]
fn a_status_that_is_added_again_has_its_leads_back() {
    let busy = status_of(&mut policy(), "busy").clone();
    let engine = engine_with(|policy| {
        *policy = edited(&without_busy(), &delete("busy", None, true));
    });
    let leads = [
        lead_of("1", "busy", "asha"),
        lead_of("2", "busy", "asha"),
        lead_of("3", "missed", "asha"),
        Lead { owner: None, ..lead_of("4", "busy", "asha") },
    ];
    let mut known = context();
    let asha = Agent { cap: Some(2), held: Fact::NotKnown, ..agent("asha") };
    known.agents = Fact::Known(vec![asha]);

    let shown = effect(&engine, &PipelineEdit::Add { status: busy, place: None }, &leads, &known);
    assert_eq!(
        shown.total,
        counts(|own| {
            own.entering_queue = 2;
            own.counting = 2;
        })
    );
    assert_eq!(shown.owners.len(), 1);
    let held = shown.owners[0].held.unwrap();
    assert_eq!((held.before, held.after, held.above_cap), (1, 3, true));
    // Another edit does not concern leads that stand nowhere.
    let other = effect(&engine, &rename("missed", "Lost"), &leads, &known);
    assert_eq!(other.total, counts(|own| own.renamed = 1));
}

/// P6: leads that nobody may move any more are told.
#[test]
fn a_shorter_list_of_moves_strands_leads() {
    let leads = [lead_of("1", "busy", "asha"), lead_of("2", "missed", "asha")];
    let edit = PipelineEdit::SetAllowedMoves { moves: allow(&[("busy", "missed")]) };
    let shown = effect(&engine(), &edit, &leads, &context());
    assert_eq!(shown.total, counts(|own| own.stranded = 1));
    let listed = Engine::new(shown.change.policy).unwrap();
    let wider = PipelineEdit::SetAllowedMoves { moves: None };
    let shown = effect(&listed, &wider, &leads, &context());
    assert_eq!(shown.total, EffectCounts::default());
}

/// P3, L8: the leads of a deleted status move by commands that the host issues, with what the move brings.
#[test]
fn deleting_moves_the_leads_by_command() {
    let engine = engine_with(|policy| *policy = without_busy());
    let mut planned = lead_of("2", "busy", "asha");
    planned.follow_ups = vec![plan("f", "2"), plan("g", "2")];
    let leads = [lead_of("3", "missed", "asha"), planned, lead_of("1", "busy", "bala")];
    let to_wrong = delete("busy", Some("wrongNumber"), false);
    let shown = effect(&engine, &to_wrong, &leads, &context());
    assert_eq!(
        shown.total,
        counts(|own| {
            own.moved = 2;
            own.follow_ups_resolved = 2;
            own.leaving_queue = 2;
            own.no_longer_counting = 2;
        })
    );
    assert_eq!(shown.stuck, []);
    let ids: Vec<_> = shown.moves.iter().map(|own| own.command.id.to_string()).collect();
    assert_eq!(ids, ["edit/1", "edit/2"]);
    // Where the follow-ups may stay they do.
    let shown = effect(&engine, &delete("busy", Some("missed"), false), &leads, &context());
    assert_eq!(shown.total, counts(|own| own.moved = 2));
}

/// An open planned call of this lead's for Monday.
fn plan(id: &str, lead: &str) -> calliyo_core::lead::FollowUp {
    let mut own = open_call(id, "2026-05-18T05:00:00Z");
    own.parent = of_lead(lead);
    own
}

/// P3, P6, L2, L12: a lead that cannot leave a deleted status is told with every reason.
#[test]
fn a_lead_that_cannot_move_is_told() {
    let engine = engine_with(|policy| {
        *policy = without_busy();
        policy.pipeline.allowed_moves = allow(&[("assigned", "missed")]);
    });
    let mut nobodys = lead_of("1", "busy", "asha");
    nobodys.owner = None;
    let leads = [nobodys, lead_of("2", "busy", "asha")];
    let edit = delete("busy", Some("missed"), false);
    // The host's own process is not bound by the list; a lead without an owner is mended first.
    let shown = effect(&engine, &edit, &leads, &context());
    assert_eq!(
        shown.total,
        counts(|own| {
            own.moved = 1;
            own.stuck = 1;
        })
    );
    assert_eq!(shown.stuck[0].lead, lead_id("1"));
    assert_eq!(support::codes(&shown.stuck[0].reasons), [Code::LeadInconsistent]);
    assert_eq!(shown.owners[0].owner, None);
    let mended = engine.repair(&leads[0], &context());
    assert_eq!(mended, [Deed::Unassign {}]);

    let by_meera = Context { actor: person("meera", "manager"), ..context() };
    let shown = effect(&engine, &edit, &leads[1..], &by_meera);
    assert_eq!(support::codes(&shown.stuck[0].reasons), [Code::StatusMoveNotAllowed]);
    assert_eq!((shown.total.moved, shown.total.stuck, shown.moves.len()), (0, 1, 0));

    // The host's word that no lead is there is looked after.
    let shown = effect(&engine, &delete("busy", None, true), &leads, &context());
    assert_eq!((shown.total.stuck, shown.moves.len()), (2, 0));
    let reasons = &shown.stuck[1].reasons;
    assert_eq!(placed(reasons), ["replacement: pipeline.needs_replacement"]);
}

/// P3: what an edit is refused for, its preview is refused for.
#[test]
fn a_refused_edit_has_no_effect() {
    let edit = rename("customer", "Client");
    let refused = engine().preview_pipeline_edit(&edit, &[], &command_id(), &context());
    assert_eq!(refused.unwrap_err(), policy().edit_pipeline(&edit).unwrap_err());
}

fn hand_over(to: Option<&str>) -> HandOver {
    HandOver {
        id: CommandId::new("leave").unwrap(),
        from: agent_id("asha"),
        to: to.map(agent_id),
        statuses: None,
    }
}

fn over(leads: &[Lead], to: Option<&str>, known: &Context) -> HandedOver {
    engine().hand_over(&hand_over(to), leads, known).unwrap()
}

fn after(leads: &[Lead], handed: &HandedOver) -> Vec<Lead> {
    let mut leads = leads.to_vec();
    for lead in &mut leads {
        handed.events().for_each(|event| lead.apply(event));
    }
    leads
}

fn reasons(outcome: &HandedOver) -> Vec<Vec<Code>> {
    let codes = |verdict: &HandOverVerdict| match verdict {
        HandOverVerdict::Accepted(_) => Vec::new(),
        HandOverVerdict::Rejected(rejection) => support::codes(&rejection.reasons),
    };
    outcome.leads.iter().map(|own| codes(&own.verdict)).collect()
}

fn desk() -> Vec<Lead> {
    let mut planned = lead_of("4", "followUps", "asha");
    planned.follow_ups = vec![plan("f", "4")];
    planned.follow_ups[0].owner = agent_id("asha");
    let mut calling = lead_of("3", "assigned", "asha");
    calling.live_call = Some(live_call("c", "asha", "2026-05-15T08:55:00Z"));
    vec![
        planned,
        lead_of("2", "customer", "asha"),
        lead_of("1", "busy", "asha"),
        calling,
        lead_of("5", "busy", "bala"),
        lead_of("6", "unassigned", ""),
    ]
}

/// G5, L6, L7: all of one agent's leads go to another, lead by lead, with their follow-ups; others stay where they are.
#[test]
fn a_desk_is_handed_over() {
    let leads = desk();
    let handed = over(&leads, Some("bala"), &context());
    assert_eq!((handed.handed, handed.kept, handed.reason), (4, 0, None));
    assert_eq!(handed.line, "4 leads handed over from asha to bala.");
    let ids: Vec<_> = handed.leads.iter().map(|own| own.command.to_string()).collect();
    assert_eq!(ids, ["leave/1", "leave/2", "leave/3", "leave/4"]);
    let moved = after(&leads, &handed);
    for (before, now) in leads.iter().zip(&moved).take(4) {
        assert_eq!(now.owner, Some(agent_id("bala")));
        assert_eq!(now.status, before.status);
        assert!(engine().contradictions(now, support::now()).is_empty());
    }
    assert_eq!(moved[0].follow_ups[0].owner, agent_id("bala"));
    // A call in progress goes on with whoever makes it.
    assert_eq!(moved[3].live_call.as_ref().unwrap().agent, agent_id("asha"));
    assert_eq!(moved[4..], leads[4..]);
    // Nothing is left to hand over.
    assert_eq!(over(&moved, Some("bala"), &context()).leads, []);
}

/// G5, C8, G3: a call in progress is ended by whoever makes it, though the lead has another owner by now.
#[test]
fn a_call_is_ended_after_the_hand_over() {
    let leads = desk();
    let calling = after(&leads, &over(&leads, Some("bala"), &context())).remove(3);
    let ends = |actor: &str, deed: Deed| {
        let by = Context { actor: person(actor, "agent"), ..context() };
        engine().decide(Some(&calling), &command(deed), &by)
    };
    let call = |id: &str| log_with(NewCall::new(call_id(id), CallStatus::Called, 60));
    for deed in [Deed::CompleteCall(call("c")), Deed::AbandonCall { call: call_id("c") }] {
        assert!(ends("asha", deed.clone()).is_ok() && ends("bala", deed.clone()).is_ok());
        let stranger = ends("carol", deed).unwrap_err();
        assert_eq!(support::codes(&stranger.reasons), [Code::PermissionDenied]);
    }
    // Another call to that lead is the new owner's.
    let other = Deed::LogCall(call("d"));
    assert!(ends("asha", other.clone()).is_err() && ends("bala", other).is_ok());
}

/// G5, V1: a customer keeps the credited agent, whoever owns it.
#[test]
fn a_customer_keeps_the_credit() {
    let leads = [lead_of("2", "customer", "asha")];
    let moved = after(&leads, &over(&leads, Some("bala"), &context()));
    assert_eq!(moved[0].owner, Some(agent_id("bala")));
    assert_eq!(moved[0].conversion, leads[0].conversion);
    assert_eq!(moved[0].conversion.as_ref().unwrap().agent, agent_id("asha"));
}

/// G5, L6, L7, F6: to the pool all but customers go, and their follow-ups expire.
#[test]
fn a_desk_goes_to_the_pool() {
    let leads = desk();
    let handed = over(&leads, None, &context());
    assert_eq!((handed.handed, handed.kept), (3, 1));
    assert_eq!(reasons(&handed), [vec![], vec![Code::LeadIsCustomer], vec![], vec![]]);
    assert_eq!(handed.line, "3 leads handed over from asha to the pool, 1 kept (a customer).");
    let moved = after(&leads, &handed);
    assert!(moved[0].is_unassigned() && moved[0].follow_ups.is_empty());
    assert_eq!(moved[0].last_owner, Some(agent_id("asha")));
    assert_eq!(moved[1], leads[1]);
}

/// G5: only the leads on the named statuses go; a status that is not there is a fault.
#[test]
fn leads_on_some_statuses_are_handed_over() {
    let leads = desk();
    let named = |names: &[&str]| HandOver {
        statuses: Some(names.iter().map(|id| status(id)).collect()),
        ..hand_over(Some("bala"))
    };
    let handed = engine().hand_over(&named(&["busy", "customer"]), &leads, &context()).unwrap();
    let ids: Vec<_> = handed.leads.iter().map(|own| own.lead.as_str()).collect();
    assert_eq!(ids, ["1", "2"]);
    let none = engine().hand_over(&named(&[]), &leads, &context()).unwrap();
    assert_eq!(none.line, "0 leads handed over from asha to bala.");
    let faults = engine().hand_over(&named(&["gone", "busy", "lost"]), &leads, &context());
    let faults = faults.unwrap_err();
    assert_eq!(placed(&faults), ["statuses[0]: status.unknown", "statuses[2]: status.unknown"]);
}

/// G5, G3: a banned agent's leads are handed over too; nobody else takes them away.
#[test]
fn a_banned_agents_leads_are_handed_over() {
    let mut known = context();
    let banned = Agent { state: AgentState::Banned, ..agent("asha") };
    known.agents = Fact::Known(vec![banned.clone(), agent("bala")]);
    let leads = desk();
    assert_eq!(over(&leads, Some("bala"), &known).handed, 4);
    let run = RunId::new("run").unwrap();
    let agents = [banned, agent("bala")];
    let plan = engine_with(|policy| policy.automation.removal.days = 1)
        .plan(Job::Removal, &run, &leads, &agents, &[], now())
        .unwrap();
    assert!(plan.moves.iter().all(|own| own.saw.owner == Some(agent_id("bala"))));
}

/// G5, L6: a receiver who may not receive refuses every lead, and the agent keeps them all.
#[test]
fn a_receiver_who_receives_nothing_gets_nothing() {
    let with = |edit: &dyn Fn(&mut Agent)| {
        let mut bala = Agent { name: Some("Bala".into()), ..agent("bala") };
        edit(&mut bala);
        let mut known = context();
        let asha = Agent { name: Some("Asha".into()), ..agent("asha") };
        known.agents = Fact::Known(vec![asha, bala]);
        known
    };
    let leads = desk();
    let banned = with(&|bala| bala.state = AgentState::Banned);
    let manager = with(&|bala| bala.role = role("manager"));
    for (known, to, code, line) in [
        (
            &banned,
            "bala",
            Code::AgentBanned,
            "0 leads handed over from Asha to Bala, 4 kept (the receiver is banned).",
        ),
        (
            &banned,
            "dev",
            Code::AgentUnknown,
            "0 leads handed over from Asha to dev, 4 kept (the receiver is not known).",
        ),
        (
            &manager,
            "bala",
            Code::AgentNotAssignable,
            "0 leads handed over from Asha to Bala, 4 kept (the receiver's role takes no leads).",
        ),
    ] {
        let handed = over(&leads, Some(to), known);
        assert_eq!(reasons(&handed), vec![vec![code]; 4]);
        assert_eq!((handed.reason, handed.line.as_str()), (Some(code), line));
        assert_eq!(after(&leads, &handed), leads);
    }
    let same = over(&leads, Some("asha"), &context());
    assert_eq!(
        same.line,
        "0 leads handed over from asha to asha, 4 kept (the receiver has them already)."
    );
}

/// G5, L6: what the receiver holds grows as the hand-over goes, and each lead above the cap is warned of.
#[test]
fn the_receiver_fills_up_as_the_hand_over_goes() {
    let leads: Vec<Lead> = ["1", "2", "3", "4", "5"]
        .iter()
        .map(|id| lead_of(id, if *id == "2" { "interested" } else { "busy" }, "asha"))
        .collect();
    let mut known = context();
    let bala = |held| Agent { cap: Some(5), held, state: AgentState::Away, ..agent("bala") };
    known.agents = Fact::Known(vec![agent("asha"), bala(Fact::Known(3))]);
    let handed = over(&leads, Some("bala"), &known);
    let warned: Vec<_> = handed
        .leads
        .iter()
        .map(|own| {
            let HandOverVerdict::Accepted(decision) = &own.verdict else { panic!("accepted") };
            assert!(decision.warns(Code::AgentAway));
            let above =
                decision.warnings.iter().find(|warning| warning.code() == Code::AgentOverCap);
            above.map(|warning| warning.param("held").unwrap().to_string())
        })
        .collect();
    // Interested does not count.
    assert_eq!(warned, [None, None, None, Some("6".into()), Some("7".into())]);

    known.agents = Fact::Known(vec![agent("asha"), bala(Fact::NotKnown)]);
    let handed = over(&leads, Some("bala"), &known);
    for own in &handed.leads {
        let HandOverVerdict::Accepted(decision) = &own.verdict else { panic!("accepted") };
        assert_eq!(decision.not_checked, [Code::AgentOverCap]);
    }
}

/// G5, G3: a person needs the permission to assign, for customers one of its own, and reaches only so far.
#[test]
fn handing_over_needs_the_permission() {
    let by = |actor| Context { actor, ..context() };
    let leads = desk();
    let agents = over(&leads, Some("bala"), &by(person("asha", "agent")));
    assert_eq!(reasons(&agents), vec![vec![Code::PermissionDenied]; 4]);
    assert_eq!(agents.line, "0 leads handed over from asha to bala, 4 kept (no permission).");
    assert_eq!(over(&leads, Some("bala"), &by(person("meera", "manager"))).handed, 4);
    let without_customers = engine_with(|policy| {
        policy.people.roles[1].permissions.retain(|own| own.to_string() != "customer.assign");
    });
    let handed = without_customers
        .hand_over(&hand_over(Some("bala")), &leads, &by(person("meera", "manager")))
        .unwrap();
    assert_eq!(reasons(&handed), [vec![], vec![Code::PermissionDenied], vec![], vec![]]);
    assert_eq!(handed.line, "3 leads handed over from asha to bala, 1 kept (no permission).");
}

/// G5: a lead that is listed twice, or contradicts itself, is kept and told, and does not stop the others.
#[test]
fn a_lead_that_cannot_go_stops_no_other() {
    let mut broken = lead_of("2", "busy", "asha");
    broken.status_since = support::in_minutes(5);
    let leads = [lead_of("1", "busy", "asha"), lead_of("1", "busy", "asha"), broken];
    let handed = over(&leads, Some("bala"), &context());
    assert_eq!(
        reasons(&handed),
        [vec![], vec![Code::LeadDuplicateId], vec![Code::LeadInconsistent]]
    );
    assert_eq!(handed.line, "1 lead handed over from asha to bala, 2 kept (listed twice).");
    let written = serde_json::to_value(&handed).unwrap();
    assert_eq!(written["leads"][0]["type"], "accepted");
    assert_eq!(written["leads"][1]["type"], "rejected");
    let told = &written["leads"][1]["reasons"][0]["message"];
    assert_eq!(told, "the lead `1` is listed twice or exists already");
}

fn team() -> Vec<Agent> {
    ["asha", "bala"].map(|id| Agent { cap: Some(3), held: Fact::NotKnown, ..agent(id) }).to_vec()
}

fn ran_today() -> Vec<(Job, ScheduleState)> {
    [Job::Removal, Job::Assignment, Job::TopUp]
        .map(|job| (job, ScheduleState::LastDue(at("2026-05-15T03:30:00Z"))))
        .to_vec()
}

fn diff(edit: impl FnOnce(&mut Policy), leads: &[Lead]) -> PolicyDiff {
    let mut new = policy();
    edit(&mut new);
    engine().diff(new, leads, &team(), &[], &ran_today(), now()).unwrap()
}

/// G6, A7: what agents received today counts until the day is over, and a run to come gave nothing yet.
#[test]
fn a_comparison_begins_each_day_with_its_whole_limit() {
    let with_limit = |policy: &mut Policy| {
        policy.automation.assignment.intake.per_day = Some(3);
        policy.automation.top_up.enabled = false;
    };
    let leads: Vec<Lead> =
        (0..9).map(|number| lead_of(&format!("{number}"), "unassigned", "")).collect();
    let took_two = Agent { received_today: 2, ..agent("asha") };
    let moved = |states: &[(Job, ScheduleState)]| {
        let engine = engine_with(with_limit);
        let mut same = policy();
        with_limit(&mut same);
        let told =
            engine.diff(same, &leads, slice::from_ref(&took_two), &[], states, now()).unwrap();
        told.jobs[1].old.as_ref().map(|own| own.moved)
    };
    // Due today already, and next due tomorrow.
    let due = [(Job::Assignment, ScheduleState::LastDue(at("2026-05-14T03:30:00Z")))];
    assert_eq!(moved(&due), Some(1));
    assert_eq!(moved(&ran_today()), Some(3));
}

/// G6, S2: jobs that are due already are shown in the order in which they fell due, as they will run.
#[test]
fn a_comparison_runs_what_is_due_in_the_order_in_which_it_fell_due() {
    let early = |policy: &mut Policy| {
        policy.automation.top_up.at = LocalTime::parse("08:00").unwrap();
    };
    let mut same = policy();
    early(&mut same);
    let yesterday = ScheduleState::LastDue(at("2026-05-14T12:00:00Z"));
    let states = [(Job::Assignment, yesterday), (Job::TopUp, yesterday)];
    let one_place = [Agent { cap: Some(1), ..agent("asha") }];
    let leads = [lead_of("1", "unassigned", "")];
    let told = engine_with(early).diff(same, &leads, &one_place, &[], &states, now()).unwrap();
    // Assignment at 09:00 finds no place any more.
    assert_eq!(moved(&told), [(None, None, 0), (Some(0), Some(0), 0), (Some(1), Some(1), 0)]);
}

/// G6, A7: a comparison looks at who had a lead before, as the runs do.
#[test]
fn a_comparison_knows_previous_owners() {
    let mut new = policy();
    new.automation.assignment.excludes_previous_owners = true;
    let leads = [lead_of("1", "unassigned", "")];
    let had = [PreviousOwners { lead: lead_id("1"), agents: vec![agent_id("asha")] }];
    let agents = [agent("asha")];
    let told = engine().diff(new, &leads, &agents, &had, &ran_today(), now()).unwrap();
    assert_eq!(told.jobs[1].moved, -1);
}

fn moved(diff: &PolicyDiff) -> Vec<(Option<u64>, Option<u64>, i64)> {
    let count = |run: &Option<calliyo_core::policy::RunForecast>| run.as_ref().map(|own| own.moved);
    diff.jobs.iter().map(|job| (count(&job.old), count(&job.new), job.moved)).collect()
}

/// Asha has four on Not Picked, Bala one on Interested; two are in the pool.
fn company() -> Vec<Lead> {
    let mut leads = vec![
        lead_of("1", "notPicked", "asha"),
        lead_of("2", "notPicked", "asha"),
        lead_of("3", "notPicked", "asha"),
        lead_of("4", "notPicked", "asha"),
        lead_of("5", "interested", "bala"),
        lead_of("6", "unassigned", ""),
        lead_of("7", "unassigned", ""),
    ];
    leads[6].do_not_call = true;
    leads
}

/// G6, S1: each job is shown at its next run, under the old settings and under the new ones, each on what the job before
/// leaves.
#[test]
fn settings_are_compared_at_the_next_runs() {
    let shown = diff(
        |policy| {
            policy.automation.removal.enabled = true;
            policy.automation.removal.days = 2;
            policy.automation.assignment.at = LocalTime::parse("08:00").unwrap();
            policy.automation.top_up.enabled = false;
        },
        &company(),
    );
    let at = |run: &Option<calliyo_core::policy::RunForecast>| {
        run.as_ref().map(|own| own.at.to_string())
    };
    let instants: Vec<_> = shown.jobs.iter().map(|job| (at(&job.old), at(&job.new))).collect();
    let tomorrow = |time: &str| Some(format!("2026-05-16T{time}:00.000Z"));
    assert_eq!(
        instants,
        [
            (None, tomorrow("03:00")),
            (tomorrow("03:30"), tomorrow("02:30")),
            (tomorrow("04:00"), None),
        ]
    );
    // Bala takes three of the four and one of the pool stays: the new removal comes after the new assignment.
    assert_eq!(moved(&shown), [(None, Some(1), 1), (Some(4), Some(4), 0), (Some(0), None, 0)]);
    let assignment = shown.jobs[1].old.as_ref().unwrap();
    assert_eq!(assignment.not_placed, [ReasonCount { reason: Code::JobOnlyBarredAgent, leads: 1 }]);
    assert_eq!(
        assignment.not_eligible,
        [
            ReasonCount { reason: Code::JobStatusNotListed, leads: 1 },
            ReasonCount { reason: Code::JobDoNotCall, leads: 1 },
        ]
    );
    let removal: Vec<_> = shown.jobs[0]
        .agents
        .iter()
        .map(|own| (own.agent.as_str(), own.received, own.left))
        .collect();
    assert_eq!(removal, [("asha", 0, 1)]);
    assert_eq!(shown.jobs[1].agents, []);
}

/// G6, G1: the settings that differ are named, with those that need the password.
#[test]
fn a_comparison_names_what_differs() {
    let shown = diff(
        |policy| {
            policy.calls.automatic_statuses = true;
            policy.daily_target = 80;
            policy.automation.top_up.enabled = false;
            policy.people.customer_visibility = CustomerVisibility::AgentOnly;
        },
        &[],
    );
    let settings: Vec<_> =
        shown.settings.iter().map(|own| (own.setting.as_str(), own.needs_confirmation)).collect();
    assert_eq!(
        settings,
        [
            ("calls", false),
            ("automation", true),
            ("people.customerVisibility", true),
            ("dailyTarget", true)
        ]
    );
}

/// G6, P4: leads that count and agents above the cap are shown under both settings, also where the host says what agents
/// hold.
#[test]
fn a_comparison_shows_queues_and_caps() {
    let mut new = policy();
    *status_of(&mut new, "interested") = calliyo_core::policy::Status {
        counts_toward_cap: true,
        in_queue: false,
        ..status_of(&mut policy(), "interested").clone()
    };
    new.pipeline.statuses.retain(|own| own.id != *"wrongNumber");
    let agents = [
        Agent { cap: Some(3), held: Fact::NotKnown, ..agent("asha") },
        Agent { cap: Some(5), held: Fact::Known(5), ..agent("bala") },
    ];
    let mut leads = company();
    leads.push(lead_of("8", "wrongNumber", "bala"));
    let shown = engine().diff(new, &leads, &agents, &[], &ran_today(), now()).unwrap();
    let above = |standing: &calliyo_core::policy::Standing| -> Vec<(AgentId, u32, u32)> {
        standing.above_cap.iter().map(|own| (own.agent.clone(), own.held, own.cap)).collect()
    };
    let (old, new) = (&shown.standing.old, &shown.standing.new);
    assert_eq!((old.counting, new.counting), (4, 5));
    assert_eq!((old.in_queue, new.in_queue), (5, 4));
    assert_eq!((old.inconsistent, new.inconsistent), (0, 1));
    assert_eq!(above(old), [(agent_id("asha"), 4, 3)]);
    assert_eq!(above(new), [(agent_id("asha"), 4, 3), (agent_id("bala"), 6, 5)]);
    let skipped = &shown.jobs[1].new.as_ref().unwrap().skipped;
    assert_eq!(*skipped, [ReasonCount { reason: Code::LeadInconsistent, leads: 1 }]);
}

/// G6, A2, L2: what agents hold is counted as a run counts it: a lead that is listed twice once, a contradictory one not.
#[test]
fn a_comparison_counts_as_a_run_does() {
    let agents = [Agent { cap: Some(4), held: Fact::NotKnown, ..agent("asha") }];
    let mut leads = company();
    leads.push(leads[0].clone());
    let mut contradictory = lead_of("8", "notPicked", "asha");
    contradictory.status_since = at("2026-06-01T00:00:00Z");
    leads.push(contradictory);
    let shown = engine().diff(policy(), &leads, &agents, &[], &ran_today(), now()).unwrap();
    for standing in [&shown.standing.old, &shown.standing.new] {
        assert_eq!((standing.counting, standing.inconsistent), (5, 1));
        assert_eq!(standing.above_cap, []);
    }
    let skipped = &shown.jobs[1].new.as_ref().unwrap().skipped;
    let reasons: Vec<_> = skipped.iter().map(|own| (own.reason, own.leads)).collect();
    assert_eq!(reasons, [(Code::LeadDuplicateId, 1), (Code::LeadInconsistent, 1)]);
}

/// G6, S2: a job that is due already runs now, one that the new settings switch on is on since now.
#[test]
fn a_comparison_knows_when_a_job_is_due() {
    let mut new = policy();
    new.automation.removal.enabled = true;
    let due = [
        (Job::Assignment, ScheduleState::LastDue(at("2026-05-14T03:30:00Z"))),
        // It ran long ago, before it was switched off.
        (Job::Removal, ScheduleState::LastDue(at("2026-04-01T03:00:00Z"))),
    ];
    let shown = engine().diff(new, &[], &[], &[], &due, now()).unwrap();
    let runs: Vec<_> =
        shown.jobs.iter().map(|job| job.new.as_ref().unwrap().at.to_string()).collect();
    assert_eq!(
        runs,
        ["2026-05-16T03:00:00.000Z", "2026-05-15T09:00:00.000Z", "2026-05-16T04:00:00.000Z"]
    );
}

/// G6, P3, G5: what is told stands on the wire as the records describe it.
#[test]
fn what_is_told_has_its_form_on_the_wire() {
    let fields = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let told = serde_json::to_value(diff(|policy| policy.daily_target = 80, &company())).unwrap();
    assert_eq!(fields(&told), ["jobs", "settings", "standing"]);
    assert_eq!(
        told["settings"],
        serde_json::json!([{ "setting": "dailyTarget", "needsConfirmation": true }])
    );
    assert_eq!(fields(&told["standing"]), ["new", "old"]);
    let standing = &told["standing"]["new"];
    assert_eq!(fields(standing), ["aboveCap", "counting", "inQueue", "inconsistent"]);
    assert_eq!(fields(&told["jobs"][1]), ["agents", "job", "moved", "new", "old"]);
    assert_eq!(
        fields(&told["jobs"][1]["new"]),
        ["agents", "at", "moved", "notEligible", "notPlaced", "placesLeft", "skipped"]
    );

    let engine = engine_with(|policy| *policy = without_busy());
    let leads = [lead_of("1", "busy", "asha")];
    let told = effect(&engine, &delete("busy", Some("missed"), false), &leads, &context());
    let told = serde_json::to_value(told).unwrap();
    assert_eq!(fields(&told), ["change", "moves", "owners", "stuck", "total"]);
    assert_eq!(
        told["moves"][0]["command"],
        serde_json::json!({
            "id": "edit/1",
            "expectedVersion": 1,
            "do": { "changeStatus": {
                "to": "missed", "owner": null, "followUp": null, "convertedAt": null, "order": null
            } },
        })
    );
    assert_eq!(
        told["owners"][0]["held"],
        serde_json::json!({ "before": 0, "after": 0, "cap": null, "aboveCap": false })
    );
    let handed = serde_json::to_value(over(&leads, Some("bala"), &context())).unwrap();
    assert_eq!(fields(&handed), ["handed", "kept", "leads", "line", "reason"]);
    assert_eq!(
        fields(&handed["leads"][0]),
        ["command", "events", "lead", "notChecked", "suggestedStatus", "type", "warnings"]
    );
}

/// G6, G2: a new policy with faults is refused with all of them.
#[test]
fn settings_with_faults_are_not_compared() {
    let mut new = policy();
    new.automation.removal.days = 0;
    new.calls.longest_call_minutes = 0;
    let faults = engine().diff(new, &[], &[], &[], &[], now()).unwrap_err();
    assert_eq!(
        placed(&faults),
        [
            "policy.automation.removal.days: policy.removal_days",
            "policy.calls.longestCallMinutes: policy.number_range",
        ]
    );
    let twice = [agent("asha"), agent("asha")];
    let faults = engine().diff(policy(), &[], &twice, &[], &[], now()).unwrap_err();
    assert_eq!(placed(&faults), ["agents[1].id: agent.duplicate_id"]);
}

const STATUSES: [&str; 8] = [
    "unassigned",
    "assigned",
    "interested",
    "notInterested",
    "busy",
    "notPicked",
    "missed",
    "customer",
];
const AGENTS: [&str; 4] = ["asha", "bala", "carol", "dev"];

prop_compose! {
    fn any_lead(id: usize)(
        on in prop::sample::select(&STATUSES[..]),
        owner in prop::sample::select(&AGENTS[..]),
        follow_up in any::<bool>(),
        hours in 0..240_i64,
        live in 0..10,
    ) -> Lead {
        let mut own = lead_of(&id.to_string(), on, owner);
        own.status_since = now().saturating_add_millis(-hours * 3_600_000);
        if follow_up && own.owner.is_some() {
            own.follow_ups = vec![plan(&format!("f{id}"), &id.to_string())];
            own.follow_ups[0].owner = agent_id(owner);
        }
        if live == 0 {
            own.live_call = Some(live_call("c", owner, "2026-05-15T08:55:00Z"));
        }
        own
    }
}

fn any_leads() -> impl Strategy<Value = Vec<Lead>> {
    (0..25_usize).prop_flat_map(|number| (0..number).map(any_lead).collect::<Vec<_>>())
}

fn any_agents() -> impl Strategy<Value = Vec<Agent>> {
    let state = prop::sample::select(vec![
        AgentState::Active,
        AgentState::Active,
        AgentState::Away,
        AgentState::Banned,
    ]);
    prop::collection::vec((state, prop::option::of(0..6_u32)), AGENTS.len()).prop_map(|own| {
        let of = |(id, (state, cap)): (&&str, (AgentState, Option<u32>))| Agent {
            state,
            cap,
            held: Fact::NotKnown,
            ..agent(id)
        };
        AGENTS.iter().zip(own).map(of).collect()
    })
}

fn any_edit() -> impl Strategy<Value = PipelineEdit> {
    let adjusted = (any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<bool>>());
    prop_oneof![
        Just(rename("busy", "Engaged")),
        prop::sample::select(vec!["missed", "notInterested", "interested", "assigned"])
            .prop_map(|to| delete("busy", Some(to), false)),
        Just(delete("busy", None, true)),
        (prop::sample::select(vec!["busy", "interested", "notInterested"]), adjusted).prop_map(
            |(id, (queue, counts, closes))| adjust(id, |own| {
                own.in_queue = queue;
                own.counts_toward_cap = counts;
                own.closes_follow_ups = closes;
            })
        ),
        Just(PipelineEdit::SetAllowedMoves { moves: allow(&[("missed", "busy")]) }),
        Just(set_role(StatusRole::NotPicked, None)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// P3, P4: what an edit of the pipeline is said to do is what carrying it out does, by owner and in total.
    #[test]
    fn the_effect_of_an_edit_is_what_it_does(
        leads in any_leads(),
        agents in any_agents(),
        edit in any_edit(),
    ) {
        let engine = engine_with(|policy| *policy = without_busy());
        let known = Context { agents: Fact::Known(agents.clone()), ..context() };
        let told = effect(&engine, &edit, &leads, &known);
        prop_assert_eq!(&told, &effect(&engine, &edit, &leads, &known));

        let mut done = leads.clone();
        let mut resolved = 0;
        for own in &told.moves {
            let lead = done.iter_mut().find(|lead| lead.id == own.lead).unwrap();
            let decision = engine.decide(Some(lead), &own.command, &known).unwrap();
            resolved += lead.follow_ups.len();
            decision.events.iter().for_each(|event| lead.apply(event));
            resolved -= lead.follow_ups.len();
        }
        let edited = Engine::new(told.change.policy.clone()).unwrap();
        let flags = |engine: &Engine, lead: &Lead| {
            let own = engine.policy().pipeline.status(&lead.status)?;
            let owned = lead.owner.is_some();
            Some((own.name.clone(), owned && own.in_queue, owned && own.counts_toward_cap))
        };
        let mut total = EffectCounts::default();
        total.follow_ups_resolved = resolved as u64;
        for (before, after) in leads.iter().zip(&done) {
            total.moved += u64::from(before.status != after.status);
            let (old, new) = (flags(&engine, before).unwrap(), flags(&edited, after));
            let Some(new) = new else {
                total.stuck += 1;
                prop_assert!(told.stuck.iter().any(|own| own.lead == before.id));
                continue;
            };
            prop_assert!(edited.contradictions(after, now()).is_empty());
            total.renamed += u64::from(before.status == after.status && old.0 != new.0);
            total.entering_queue += u64::from(!old.1 && new.1);
            total.leaving_queue += u64::from(old.1 && !new.1);
            total.counting += u64::from(!old.2 && new.2);
            total.no_longer_counting += u64::from(old.2 && !new.2);
        }
        // Who may move a lead is no matter of the lead.
        total.stranded = told.total.stranded;
        prop_assert_eq!(told.total, total);

        let sum = |of: fn(&EffectCounts) -> u64| told.owners.iter().map(|own| of(&own.leads)).sum::<u64>();
        prop_assert_eq!(sum(|own| own.moved), told.total.moved);
        prop_assert_eq!(sum(|own| own.renamed), told.total.renamed);
        prop_assert_eq!(sum(|own| own.counting), told.total.counting);
        for own in &told.owners {
            let Some(held) = own.held else { continue };
            let counts = |engine: &Engine, leads: &[Lead]| {
                let counting = |lead: &&Lead| lead.owner == own.owner && engine.counts_toward_cap(lead);
                leads.iter().filter(counting).count() as u64
            };
            if own.leads.stuck == 0 {
                prop_assert_eq!(held.before, counts(&engine, &leads));
                prop_assert_eq!(held.after, counts(&edited, &done));
            }
        }
    }

    /// G5: a hand-over neither loses a lead nor touches anybody else's, whatever its order; what is kept stays as it is.
    #[test]
    fn a_hand_over_conserves_leads(
        leads in any_leads(),
        agents in any_agents(),
        to in prop::option::of(prop::sample::select(&AGENTS[1..])),
    ) {
        let known = Context { agents: Fact::Known(agents), ..context() };
        let handed = over(&leads, to, &known);
        let mut reversed = leads.clone();
        reversed.reverse();
        prop_assert_eq!(&over(&reversed, to, &known), &handed);
        let of_asha = |lead: &&Lead| lead.owner == Some(agent_id("asha"));
        let own = leads.iter().filter(of_asha).count() as u64;
        prop_assert_eq!(handed.handed + handed.kept, own);
        let moved = after(&leads, &handed);
        let mut gone = 0;
        for (before, now) in leads.iter().zip(&moved) {
            if !of_asha(&before) || now.owner == before.owner {
                prop_assert_eq!(before, now);
                continue;
            }
            gone += 1;
            prop_assert_eq!(now.owner.clone(), to.map(agent_id));
            prop_assert_eq!(&now.conversion, &before.conversion);
            prop_assert!(engine().contradictions(now, support::now()).is_empty());
        }
        prop_assert_eq!(gone, handed.handed);
    }

    /// G6: equal settings make no difference, and the forecast is what the runs then do.
    #[test]
    fn a_comparison_tells_what_the_runs_do(leads in any_leads(), agents in any_agents(), days in 1..6_u32) {
        let same = engine().diff(policy(), &leads, &agents, &[], &ran_today(), now()).unwrap();
        prop_assert!(same.settings.is_empty());
        prop_assert_eq!(&same.standing.old, &same.standing.new);
        for job in &same.jobs {
            prop_assert_eq!(&job.old, &job.new);
            prop_assert!(job.moved == 0 && job.agents.is_empty());
        }

        let mut new = policy();
        new.automation.removal.enabled = true;
        new.automation.removal.days = days;
        let told = engine().diff(new.clone(), &leads, &agents, &[], &ran_today(), now()).unwrap();
        prop_assert_eq!(&told, &engine().diff(new.clone(), &leads, &agents, &[], &ran_today(), now()).unwrap());
        let engine = Engine::new(new).unwrap();
        let (mut leads, mut agents) = (leads, agents);
        for job in &told.jobs {
            let told = job.new.as_ref().unwrap();
            let run = RunId::new("run").unwrap();
            let plan = engine.plan(job.job, &run, &leads, &agents, &[], told.at).unwrap();
            prop_assert_eq!(plan.moves.len() as u64, told.moved);
            let of = |reasons: &[ReasonCount]| reasons.iter().map(|own| own.leads).sum::<u64>();
            let all = told.moved + of(&told.not_placed) + of(&told.not_eligible) + of(&told.skipped);
            prop_assert_eq!(all, leads.len() as u64);
            let applied = engine.apply_plan(&plan, &leads, &agents, &support::process(), told.at).unwrap();
            for lead in &mut leads {
                applied.events.iter().for_each(|event| lead.apply(event));
            }
            for (agent, tally) in agents.iter_mut().zip(&applied.agents) {
                agent.counter = tally.counter;
            }
        }
    }
}
