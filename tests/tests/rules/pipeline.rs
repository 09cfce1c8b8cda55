//! The pipeline: statuses, their flags, edits, allowed moves and the picture of it all (rules P1 to P7).

use calliyo_core::{
    Code, Diagnostic, Engine,
    lead::{CallStatus, Deed},
    policy::{AllowedMove, Pipeline, PipelineEdit, Policy, Stage, Status, StatusReplacement},
};

use crate::support::{
    self, Case, allow, assign, at, change_to, change_with_owner, codes, command, context,
    engine_with, lead, log, log_and_plan, log_then, open_call, person, placed, plan_call, policy,
    role, schedule, status, status_of,
};

fn new_status(id: &str, name: &str) -> Status {
    Status {
        id: status(id),
        name: name.into(),
        stage: Stage::Call,
        terminal: false,
        closes_follow_ups: false,
        in_queue: true,
        counts_toward_cap: true,
    }
}

fn add(id: &str, name: &str) -> PipelineEdit {
    PipelineEdit::Add { status: new_status(id, name), place: None }
}

fn rename(id: &str, name: &str) -> PipelineEdit {
    PipelineEdit::Rename { status: status(id), name: name.into() }
}

fn delete(id: &str, replacement: Option<&str>) -> PipelineEdit {
    PipelineEdit::Delete {
        status: status(id),
        replacement: replacement.map(status),
        no_leads: false,
    }
}

fn reorder(order: &[&str]) -> PipelineEdit {
    PipelineEdit::Reorder { order: order.iter().map(|id| status(id)).collect() }
}

fn ids(policy: &Policy) -> Vec<&str> {
    policy.pipeline.statuses.iter().map(|status| status.id.as_str()).collect()
}

#[track_caller]
fn refused(policy: &Policy, edit: &PipelineEdit, faults: &[&str]) {
    let found = policy.edit_pipeline(edit).expect_err("the edit is refused");
    assert_eq!(placed(&found), faults);
}

fn faults(edit: impl FnOnce(&mut Policy)) -> Vec<String> {
    let mut policy = policy();
    edit(&mut policy);
    Engine::new(policy).map(drop).map_err(|all| placed(all.faults())).expect_err("it has faults")
}

/// P1: the order drives dropdowns: the moves of a lead are listed in pipeline order.
#[test]
fn transitions_stand_in_pipeline_order() {
    let mut policy = policy();
    policy.pipeline.statuses.reverse();
    let engine = Engine::new(policy).unwrap();
    let listed: Vec<_> = engine
        .transitions(&lead("busy"), &context())
        .into_iter()
        .map(|move_to| move_to.status.to_string())
        .collect();
    let mut expected = support::TEN_STATUSES;
    expected.reverse();
    assert_eq!(listed, expected);
}

/// P1, P2: a pipeline without a protected status is no pipeline.
#[test]
fn the_three_protected_statuses_must_be_there() {
    for id in ["unassigned", "followUps", "customer"] {
        let found = faults(|policy| policy.pipeline.statuses.retain(|own| own.id != *id));
        assert!(found.contains(&"pipeline.statuses: pipeline.incomplete".into()), "{found:?}");
    }
}

/// P2: the three protected statuses are never renamed and never deleted.
#[test]
fn a_protected_status_is_neither_renamed_nor_deleted() {
    for id in ["unassigned", "followUps", "customer"] {
        refused(&policy(), &rename(id, "Other"), &["status: pipeline.protected"]);
        let found = policy().edit_pipeline(&delete(id, Some("busy"))).unwrap_err();
        assert_eq!(found[0].code(), Code::PipelineProtected);
        let found = faults(|policy| status_of(policy, id).name = "Other".into());
        assert!(found[0].ends_with(".name: pipeline.protected"), "{found:?}");
    }
}

/// P2, P3: every status can be moved in the order, protected ones too; the order lists each once.
#[test]
fn statuses_are_reordered_protected_ones_too() {
    let mut order = support::TEN_STATUSES;
    order.rotate_left(1);
    let change = policy().edit_pipeline(&reorder(&order)).unwrap();
    assert_eq!(ids(&change.policy), order);
    assert_eq!(change.replace, None);
    assert!(Engine::new(change.policy).is_ok());

    order[3] = order[2];
    refused(
        &policy(),
        &reorder(&order),
        &["order[3]: pipeline.order_incomplete", "order: pipeline.order_incomplete"],
    );
}

/// P2: the status that an assigned lead enters can be renamed, and deleted once the policy names another.
#[test]
fn the_assigned_status_is_deleted_only_after_another_takes_its_part() {
    let renamed = policy().edit_pipeline(&rename("assigned", "New")).unwrap().policy;
    assert_eq!(renamed.pipeline.status(&status("assigned")).unwrap().name, "New");

    let mut policy = policy();
    policy.automation.removal.statuses.clear();
    refused(&policy, &delete("assigned", Some("busy")), &["status: pipeline.in_use"]);
    policy.pipeline.roles.assigned = status("busy");
    let change = policy.edit_pipeline(&delete("assigned", Some("busy"))).unwrap();
    let engine = Engine::new(change.policy).unwrap();
    let decided = engine.decide(Some(&lead("unassigned")), &command(assign("asha")), &context());
    let events = decided.unwrap().events;
    assert_eq!(serde_json::to_value(&events[1]).unwrap()["to"], "busy");
}

/// P2: no protected status plays the part of the assigned one.
#[test]
fn the_assigned_status_cannot_be_a_protected_one() {
    let found = faults(|policy| policy.pipeline.roles.assigned = status("followUps"));
    assert!(found.contains(&"pipeline.roles.assigned: pipeline.protected".into()), "{found:?}");
}

/// P3: a status is added at the end or at a place.
#[test]
fn a_status_is_added_where_it_is_wanted() {
    let change = policy().edit_pipeline(&add("callback", "Callback")).unwrap();
    assert_eq!(ids(&change.policy).last(), Some(&"callback"));
    for (place, found) in [(2, 2), (99, 10)] {
        let edit =
            PipelineEdit::Add { status: new_status("callback", "Callback"), place: Some(place) };
        let change = policy().edit_pipeline(&edit).unwrap();
        assert_eq!(ids(&change.policy)[found], "callback");
        assert!(Engine::new(change.policy).is_ok());
    }
}

/// P3: a name has 1 to 40 characters and is unique ignoring case and surrounding blanks.
#[test]
fn a_status_name_is_unique_and_of_a_fair_length() {
    let long = "é".repeat(41);
    for (name, code) in [
        ("", Code::PipelineNameLength),
        ("   ", Code::PipelineNameLength),
        (long.as_str(), Code::PipelineNameLength),
        ("On\thold", Code::PipelineNameLength),
        ("On hold\u{7f}", Code::PipelineNameLength),
        ("Busy", Code::PipelineNameTaken),
        ("  bUSY ", Code::PipelineNameTaken),
    ] {
        let added = policy().edit_pipeline(&add("new", name)).unwrap_err();
        assert_eq!((codes(&added), added[0].path()), (vec![code], "status.name"), "{name}");
        let renamed = policy().edit_pipeline(&rename("missed", name)).unwrap_err();
        assert_eq!((codes(&renamed), renamed[0].path()), (vec![code], "name"), "{name}");
        let checked = faults(|policy| {
            policy.pipeline.statuses.push(new_status("new", name));
        });
        assert_eq!(checked, [format!("pipeline.statuses[10].name: {code}")], "{name}");
    }
    assert!(policy().edit_pipeline(&add("new", &"é".repeat(40))).is_ok());
    assert!(policy().edit_pipeline(&rename("busy", "BUSY")).is_ok());
}

/// P3: blanks around a name that is typed are not kept; those of a policy count, as they are kept
#[test]
fn blanks_around_a_typed_name_are_left_out() {
    let longest = "é".repeat(40);
    for (typed, kept) in [(" On hold\t\n", "On hold"), (&format!("  {longest} "), &*longest)] {
        for edit in [add("new", typed), rename("missed", typed)] {
            let edited = policy().edit_pipeline(&edit).unwrap().policy;
            assert!(edited.pipeline.statuses.iter().any(|status| status.name == kept), "{typed:?}");
        }
    }
    let padded = format!(" {longest}");
    let found = faults(|policy| policy.pipeline.statuses.push(new_status("new", &padded)));
    assert_eq!(found, ["pipeline.statuses[10].name: pipeline.name_length"]);
}

/// P3: ids are unique too, and what is edited must be there.
#[test]
fn an_edit_names_its_status_rightly() {
    refused(&policy(), &add("busy", "Engaged"), &["status.id: pipeline.duplicate_status"]);
    refused(&policy(), &rename("nope", "Engaged"), &["status: status.unknown"]);
    let found = faults(|policy| policy.pipeline.statuses.push(new_status("busy", "Engaged")));
    assert_eq!(found, ["pipeline.statuses[10].id: pipeline.duplicate_status"]);
    // Every fault at once.
    refused(
        &policy(),
        &add("busy", "Missed"),
        &["status.name: pipeline.name_taken", "status.id: pipeline.duplicate_status"],
    );
    refused(
        &policy(),
        &rename("nope", ""),
        &["name: pipeline.name_length", "status: status.unknown"],
    );
}

/// P3: a renamed status keeps its id, so that its leads show the new name at once.
#[test]
fn a_lead_shows_the_new_name_of_its_status() {
    let renamed = policy().edit_pipeline(&rename("busy", "Engaged")).unwrap().policy;
    let engine = Engine::new(renamed).unwrap();
    let shown = engine.transitions(&lead("busy"), &context());
    let current: Vec<_> = shown.iter().filter(|own| own.current).map(|own| &own.name).collect();
    assert_eq!(current, ["Engaged"]);
}

/// A policy that names none of Busy, Not Picked and Missed.
fn without_mappings() -> Policy {
    let mut policy = policy();
    policy.automation.removal.statuses = vec![status("assigned")];
    policy.automation.assignment.statuses = vec![status("unassigned")];
    policy.pipeline.roles.not_picked = None;
    policy.pipeline.roles.missed = None;
    policy.pipeline.roles.interested = None;
    policy
}

/// P3: a status is deleted only with a replacement, not protected, or when the host says that no lead is on it.
#[test]
fn a_deleted_status_needs_a_replacement_or_the_hosts_word() {
    let policy = without_mappings();
    refused(&policy, &delete("busy", None), &["replacement: pipeline.needs_replacement"]);
    refused(&policy, &delete("busy", Some("busy")), &["replacement: pipeline.needs_replacement"]);
    refused(&policy, &delete("busy", Some("nope")), &["replacement: status.unknown"]);
    refused(&policy, &delete("busy", Some("customer")), &["replacement: pipeline.protected"]);
    refused(
        &policy,
        &delete("nope", None),
        &["status: status.unknown", "replacement: pipeline.needs_replacement"],
    );

    let change = policy.edit_pipeline(&delete("busy", Some("missed"))).unwrap();
    assert!(!ids(&change.policy).contains(&"busy"));
    let replace = StatusReplacement { from: status("busy"), to: status("missed") };
    assert_eq!(change.replace, Some(replace));

    let empty = PipelineEdit::Delete { status: status("busy"), replacement: None, no_leads: true };
    assert_eq!(policy.edit_pipeline(&empty).unwrap().replace, None);
}

/// P3, P7: a status that a role, a mapping, automation or the allow-list names is in use and stays.
#[test]
fn a_status_that_the_policy_names_is_not_deleted() {
    type Edit = fn(&mut Policy);
    let naming: [(&str, Edit); 7] = [
        ("pipeline.roles.assigned", |policy| policy.pipeline.roles.assigned = status("busy")),
        ("pipeline.roles.notPicked", |policy| {
            policy.pipeline.roles.not_picked = Some(status("busy"));
        }),
        ("pipeline.roles.missed", |policy| policy.pipeline.roles.missed = Some(status("busy"))),
        ("pipeline.roles.interested", |policy| {
            policy.pipeline.roles.interested = Some(status("busy"));
        }),
        ("pipeline.allowedMoves[0].to", |policy| {
            policy.pipeline.allowed_moves = allow(&[("missed", "busy")]);
        }),
        ("automation.removal.statuses[0]", |policy| {
            policy.automation.removal.statuses = vec![status("busy")];
        }),
        ("automation.assignment.statuses[0]", |policy| {
            policy.automation.assignment.statuses = vec![status("busy")];
        }),
    ];
    let mut everywhere = without_mappings();
    naming.iter().skip(1).for_each(|(_, name)| name(&mut everywhere));
    let found = everywhere.edit_pipeline(&delete("busy", Some("missed"))).unwrap_err();
    let all: Vec<_> = naming.iter().skip(1).map(|(by, _)| *by).collect();
    let by = found[0].param("by").unwrap().to_string();
    assert!(all.iter().all(|place| by.contains(place)), "{by}");
    for (by, name) in naming {
        let mut policy = without_mappings();
        name(&mut policy);
        let found = policy.edit_pipeline(&delete("busy", Some("missed"))).unwrap_err();
        let message = format!("the policy still names `busy` ({by})");
        assert_eq!(found.iter().map(Diagnostic::message).collect::<Vec<_>>(), [message]);
    }
}

/// P4: flags of the protected statuses and of the assigned one are fixed.
#[test]
fn fixed_flags_cannot_be_changed() {
    type Edit = fn(&mut Status);
    let wrong: [(&str, &str, Edit); 9] = [
        ("unassigned", "countsTowardCap", |status| status.counts_toward_cap = true),
        ("assigned", "countsTowardCap", |status| status.counts_toward_cap = false),
        ("assigned", "terminal", |status| status.terminal = true),
        ("followUps", "terminal", |status| status.terminal = true),
        ("customer", "terminal", |status| status.terminal = false),
        ("customer", "closesFollowUps", |status| status.closes_follow_ups = false),
        ("customer", "inQueue", |status| status.in_queue = true),
        ("customer", "countsTowardCap", |status| status.counts_toward_cap = true),
        ("missed", "", |status| status.counts_toward_cap = false),
    ];
    for (id, flag, change) in wrong {
        let mut policy = policy();
        change(status_of(&mut policy, id));
        match Engine::new(policy) {
            Ok(_) => assert_eq!(flag, "", "{id}"),
            Err(all) => {
                let found = placed(all.faults());
                let path = format!(".{flag}: pipeline.fixed_flag");
                assert!(found.len() == 1 && found[0].ends_with(&path), "{found:?}");
            }
        }
    }
}

/// P4: a status added later counts toward the cap and is worked, unless it says otherwise.
#[test]
fn an_added_status_counts_toward_the_cap_by_default() {
    let text = r#"{"id":"callback","name":"Callback","stage":"call"}"#;
    let status: Status = serde_json::from_str(text).unwrap();
    assert!(status.counts_toward_cap && status.in_queue);
    assert!(!status.terminal && !status.closes_follow_ups);
}

/// P5: neither Customer nor the assigned status is handed out, neither Customer nor Unassigned is taken back.
#[test]
fn automation_cannot_name_what_is_not_recyclable() {
    for id in support::TEN_STATUSES {
        let found = |edit: fn(&mut Policy, &str)| {
            let mut policy = policy();
            edit(&mut policy, id);
            Engine::new(policy).map_or_else(|all| placed(all.faults()), |_| Vec::new())
        };
        let assignment = found(|policy, id| {
            policy.automation.assignment.statuses = vec![status(id)];
        });
        let removal = found(|policy, id| policy.automation.removal.statuses = vec![status(id)]);
        let barred = |job: &str, barred: bool| {
            let fault = format!("automation.{job}.statuses[0]: policy.status_not_recyclable");
            Vec::from_iter(barred.then_some(fault))
        };
        assert_eq!(assignment, barred("assignment", id == "customer" || id == "assigned"), "{id}");
        assert_eq!(removal, barred("removal", id == "customer" || id == "unassigned"), "{id}");
    }
}

/// P6: an allow-list refuses the moves that it does not list, with their code.
#[test]
fn a_move_that_is_not_listed_is_refused() {
    let manager = || person("meera", "manager");
    let case = Case::on("busy")
        .policy(|policy| policy.pipeline.allowed_moves = allow(&[("busy", "interested")]))
        .by(manager());
    case.does(change_to("interested")).warned(&[]);
    let refusal = case.does(change_to("missed"));
    let refusal = refusal.refused(&[Code::StatusMoveNotAllowed]);
    assert_eq!(
        refusal.reasons[0].message(),
        "the company does not allow the move from `busy` to `missed`"
    );
    case.does(change_to("busy")).warned(&[Code::StatusUnchanged]);
}

/// P6: a listed move may be for some roles alone.
#[test]
fn an_allowed_move_may_be_for_some_roles_alone() {
    let listed = AllowedMove {
        from: status("busy"),
        to: status("interested"),
        roles: Some(vec![role("manager")]),
    };
    let case = || {
        let listed = listed.clone();
        Case::on("busy").policy(|policy| policy.pipeline.allowed_moves = Some(vec![listed]))
    };
    case().by(person("meera", "manager")).does(change_to("interested")).warned(&[]);
    case()
        .by(person("asha", "agent"))
        .does(change_to("interested"))
        .refused(&[Code::StatusMoveNotAllowed]);
}

/// P6: moves implied by a person's command count.
#[test]
fn implied_moves_are_bound_by_the_list_too() {
    let refused = [Code::StatusMoveNotAllowed];
    let closed = |on: &str| {
        Case::on(on)
            .policy(|policy| policy.pipeline.allowed_moves = Some(Vec::new()))
            .by(person("meera", "manager"))
    };
    let tomorrow = at("2026-05-18T05:00:00Z");
    closed("unassigned").does(assign("asha")).refused(&refused);
    closed("busy").does(Deed::Unassign {}).refused(&refused);
    closed("busy").does(schedule("f", tomorrow)).refused(&refused);
    closed("busy")
        .does(log_and_plan(CallStatus::FollowUp, 60, plan_call("f", tomorrow)))
        .refused(&refused);
    closed("busy").does(log_then(CallStatus::Called, 60, "interested")).refused(&refused);
    // What moves nothing passes.
    closed("busy").does(assign("bala")).warned(&[]);
    closed("busy").does(log(CallStatus::Called, 60)).warned(&[]);
}

/// P6: moves by the host's own process and by jobs are not bound.
#[test]
fn jobs_are_not_bound_by_the_list() {
    let engine = engine_with(|policy| {
        policy.pipeline.allowed_moves = Some(Vec::new());
        policy.automation.removal.enabled = true;
        policy.automation.removal.days = 1;
    });
    let lead = lead("busy");
    assert!(engine.decide(Some(&lead), &command(change_to("missed")), &context()).is_ok());

    let run = calliyo_core::RunId::new("run").unwrap();
    let (job, agents) = (calliyo_core::time::Job::Removal, [support::agent("asha")]);
    let plan = engine.plan(job, &run, [&lead], &agents, &[], support::now()).unwrap();
    assert_eq!(plan.moves.len(), 1);
    let applied =
        engine.apply_plan(&plan, [&lead], &agents, &person("meera", "manager"), support::now());
    assert!(applied.unwrap().refused.is_empty());
}

/// P6: the guards hold whatever the list says.
#[test]
fn a_listed_move_still_meets_the_guards() {
    let case = |on: &str, to: &str| {
        Case::on(on)
            .policy(|policy| policy.pipeline.allowed_moves = allow(&[(on, to)]))
            .by(person("meera", "manager"))
            .does(change_to(to))
    };
    case("busy", "followUps").refused(&[Code::StatusNeedsFollowUp]);
    case("unassigned", "busy").refused(&[Code::StatusNeedsOwner]);
    let with_owner = Case::on("unassigned")
        .policy(|policy| policy.pipeline.allowed_moves = allow(&[("unassigned", "busy")]))
        .by(person("meera", "manager"))
        .does(change_with_owner("busy", "asha"));
    with_owner.warned(&[]);
}

/// P6, P7, G3: the list names statuses and roles that are there.
#[test]
fn the_list_of_moves_names_what_is_there() {
    let found = faults(|policy| {
        policy.pipeline.allowed_moves = Some(vec![AllowedMove {
            from: status("nope"),
            to: status("never"),
            roles: Some(vec![role("king")]),
        }]);
    });
    assert_eq!(
        found,
        [
            "pipeline.allowedMoves[0].from: status.unknown",
            "pipeline.allowedMoves[0].to: status.unknown",
            "pipeline.allowedMoves[0].roles[0]: policy.unknown_role",
        ]
    );
}

/// P6: the machine can be drawn as Mermaid and as DOT, with and without a list of moves.
#[test]
fn the_machine_is_drawn() {
    let open = Pipeline::default();
    let mut listed = Pipeline {
        allowed_moves: allow(&[
            ("unassigned", "assigned"),
            ("assigned", "followUps"),
            ("followUps", "customer"),
        ]),
        ..Pipeline::default()
    };
    // What is listed for each of two roles is one line.
    let by_role = |own: &AllowedMove, role| AllowedMove { roles: Some(vec![role]), ..own.clone() };
    listed.allowed_moves = listed.allowed_moves.map(|moves| {
        let each = |own| [by_role(own, role("agent")), by_role(own, role("manager"))];
        moves.iter().flat_map(each).collect()
    });
    listed.statuses.truncate(4);
    listed.statuses.extend(Pipeline::default().statuses.pop());
    listed.statuses[3].name = r##"Very "hot" \ #1; <b>"##.into();
    insta::assert_snapshot!("mermaid_open", open.mermaid());
    insta::assert_snapshot!("dot_open", open.dot());
    insta::assert_snapshot!("mermaid_listed", listed.mermaid());
    insta::assert_snapshot!("dot_listed", listed.dot());
}

/// P6: a pipeline that lacks a protected status, or lists a move of an unknown one, is drawn as far as it goes.
#[test]
fn a_faulty_pipeline_is_drawn_as_far_as_it_goes() {
    let mut pipeline = Pipeline::default();
    pipeline.statuses.retain(|own| own.id != *"customer");
    assert!(!pipeline.mermaid().contains("owned -->") && !pipeline.dot().contains("->"));
    pipeline.allowed_moves = allow(&[("busy", "nope"), ("busy", "missed")]);
    assert_eq!(pipeline.dot().matches("->").count(), 1);
}

/// P7: every role names a status that is there; the mappings may be empty.
#[test]
fn roles_name_statuses_that_are_there() {
    let found = faults(|policy| {
        let roles = &mut policy.pipeline.roles;
        roles.assigned = status("a");
        roles.not_picked = Some(status("b"));
        roles.missed = Some(status("c"));
        roles.interested = Some(status("d"));
        policy.automation.removal.statuses = vec![status("e")];
        policy.automation.assignment.statuses = vec![status("f")];
    });
    let expected = [
        "pipeline.roles.assigned",
        "pipeline.roles.notPicked",
        "pipeline.roles.missed",
        "pipeline.roles.interested",
        "automation.assignment.statuses[0]",
        "automation.removal.statuses[0]",
    ];
    assert_eq!(found, expected.map(|path| format!("{path}: status.unknown")));
    assert!(Engine::new(without_mappings()).is_ok());
}

/// P7, C5: an empty mapping suggests nothing, another status is suggested where the role points to it.
#[test]
fn a_mapping_is_by_role_not_by_name() {
    let suggested = |edit: fn(&mut Policy)| {
        let outcome = Case::on("assigned").policy(edit).does(log(CallStatus::Busy, 0));
        outcome.accepted().suggested_status.clone().map(|id| id.to_string())
    };
    assert_eq!(suggested(|_| {}), Some("notPicked".into()));
    assert_eq!(suggested(|policy| policy.pipeline.roles.not_picked = None), None);
    let busy = |policy: &mut Policy| policy.pipeline.roles.not_picked = Some(status("busy"));
    assert_eq!(suggested(busy), Some("busy".into()));
}

/// P7: a move to a status that the pipeline does not have is refused.
#[test]
fn a_lead_cannot_move_to_an_unknown_status() {
    Case::on("busy").does(change_to("nope")).refused(&[Code::StatusUnknown]);
    Case::on("busy").does(log_then(CallStatus::Called, 9, "nope")).refused(&[Code::StatusUnknown]);
    Case::on("unassigned").does(change_with_owner("nope", "asha")).refused(&[Code::StatusUnknown]);
}

/// P4, L8: whether entering a status resolves the open follow-ups is the policy's to say.
#[test]
fn closing_follow_ups_is_a_flag_of_the_status() {
    let case = Case::on("followUps")
        .policy(|policy| status_of(policy, "interested").closes_follow_ups = true)
        .with(&[open_call("f", "2026-05-18T05:00:00Z")]);
    case.does(change_to("interested")).yields(&["lead.status_changed", "followup.completed"]);
}
