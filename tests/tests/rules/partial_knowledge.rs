//! What a frontend does not know: every guard and warning that depends on a fact of the context (rule L12).

use std::collections::BTreeSet;

use calliyo_core::{
    AgentId, Code, Fact, Patch,
    lead::{
        ActivityKind, Agent, AgentState, CallEdit, CallStatus, Context, Deed, FollowUp,
        FollowUpEdit, FollowUpKind, LeadEdit, NewCall, NewFollowUp, NewLead, NewNote, StartCall,
    },
    policy::Reach,
};

use crate::support::{
    self, Case, Outcome, TEN_STATUSES, agent, agent_id, assign, at, branch, call_id, change_to,
    change_with_follow_up, change_with_owner, codes, ended, follow_up_id, lead_id, live_call, log,
    log_and_plan, new_call, now, open_call, order, person, plan_call, process, recorded, role,
    schedule,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";

/// The codes that depend on a fact, in the order of the rule book.
const DEPENDENT: [Code; 15] = [
    Code::AgentBanned,
    Code::AgentUnknown,
    Code::AgentNotAssignable,
    Code::AgentAway,
    Code::AgentOverCap,
    Code::CommandAlreadyDone,
    Code::CallAlreadyLive,
    Code::CallUnknown,
    Code::CallVoided,
    Code::FollowUpUnknown,
    Code::FollowUpDoubleBooked,
    Code::AgentAtCap,
    Code::JobOnlyBarredAgent,
    Code::PermissionDenied,
    Code::LeadDuplicatePhone,
];

/// What an unknown list of agents leaves open about a receiver.
const OF_THE_RECEIVER: [Code; 5] = [
    Code::AgentBanned,
    Code::AgentUnknown,
    Code::AgentNotAssignable,
    Code::AgentAway,
    Code::AgentOverCap,
];

type Edit = fn(&mut Context);

/// A guard or warning, the command that runs into it, and its fact in every state.
struct Row {
    code: Code,
    case: fn() -> Case,
    deed: fn() -> Deed,
    /// The guard fails, or warns.
    fails: Edit,
    /// The guard passes.
    passes: Edit,
    /// Known to be empty, and what the guards then say.
    empty: (Edit, Option<Code>),
    unknown: Edit,
    /// Everything that the unknown fact leaves open.
    not_checked: &'static [Code],
    /// What the command is refused for whatever the fact says.
    refused: Option<Code>,
}

fn busy() -> Case {
    Case::on("busy")
}

/// A manager of the branch, who reaches the lead.
fn branch_manager() -> Case {
    let mut meera = person("meera", "manager");
    meera.branch = Some(branch("north"));
    busy()
        .policy(|policy| policy.people.roles[1].reach = Reach::Branch)
        .lead(|lead| lead.branch = Some(branch("north")))
        .by(meera)
}

fn edit_bala(context: &mut Context, edit: impl FnOnce(&mut Agent)) {
    let Fact::Known(agents) = &mut context.agents else { panic!("the agents are known") };
    edit(&mut agents[1]);
}

fn no_agents(context: &mut Context) {
    context.agents = Fact::Empty;
}

fn unknown_agents(context: &mut Context) {
    context.agents = Fact::NotKnown;
}

fn to_bala() -> Deed {
    assign("bala")
}

fn visit() -> NewFollowUp {
    NewFollowUp { kind: ActivityKind::Visit, ..plan_call("new", at(TOMORROW)) }
}

fn start_as_bala() -> Deed {
    Deed::StartCall(StartCall { agent: Some(agent_id("bala")), ..support::start() })
}

fn new_phone() -> Deed {
    Deed::UpdateLead(LeadEdit { phone: Patch::Set("98765 43210".into()), ..LeadEdit::default() })
}

fn void_old() -> Deed {
    Deed::VoidCall { call: ended("old", CallStatus::Called, 9) }
}

fn has_calls(context: &mut Context, ids: &[&str]) {
    let calls = ids.iter().map(|id| ended(id, CallStatus::Called, 9));
    context.calls = Fact::Known(calls.collect());
}

fn has_closed(context: &mut Context, id: &str) {
    context.closed_follow_ups = Fact::Known(vec![follow_up_id(id)]);
}

fn calls_unknown(context: &mut Context) {
    context.calls = Fact::NotKnown;
}

fn closed_unknown(context: &mut Context) {
    context.closed_follow_ups = Fact::NotKnown;
}

/// A row about the agent who is to receive the lead.
fn of_receiver(code: Code, fails: Edit) -> Row {
    Row {
        code,
        case: busy,
        deed: to_bala,
        fails,
        passes: |_| {},
        empty: (no_agents, Some(Code::AgentUnknown)),
        unknown: unknown_agents,
        not_checked: &OF_THE_RECEIVER,
        refused: None,
    }
}

/// A row about a call or follow-up that may be there already.
fn of_history(deed: fn() -> Deed, fails: Edit, passes: Edit, empty: Edit, unknown: Edit) -> Row {
    Row {
        code: Code::CommandAlreadyDone,
        case: busy,
        deed,
        fails,
        passes,
        empty: (empty, None),
        unknown,
        not_checked: &[Code::CommandAlreadyDone],
        refused: None,
    }
}

fn rows() -> Vec<Row> {
    let no_calls: Edit = |context| context.calls = Fact::Empty;
    let none_closed: Edit = |context| context.closed_follow_ups = Fact::Empty;
    vec![
        of_receiver(Code::AgentBanned, |context| {
            edit_bala(context, |bala| bala.state = AgentState::Banned);
        }),
        of_receiver(Code::AgentUnknown, |context| {
            context.agents = Fact::Known(vec![agent("asha")]);
        }),
        of_receiver(Code::AgentNotAssignable, |context| {
            edit_bala(context, |bala| bala.role = role("manager"));
        }),
        of_receiver(Code::AgentAway, |context| {
            edit_bala(context, |bala| bala.state = AgentState::Away);
        }),
        of_receiver(Code::AgentOverCap, |context| {
            edit_bala(context, |bala| (bala.cap, bala.held) = (Some(2), Fact::Known(2)));
        }),
        Row {
            code: Code::AgentBanned,
            deed: || change_with_owner("missed", "bala"),
            ..of_receiver(Code::AgentBanned, |context| {
                edit_bala(context, |bala| bala.state = AgentState::Banned);
            })
        },
        Row {
            case: Case::none,
            deed: || {
                Deed::CaptureLead(NewLead {
                    owner: Some(agent_id("bala")),
                    ..NewLead::new(lead_id("new"))
                })
            },
            ..of_receiver(Code::AgentAway, |context| {
                edit_bala(context, |bala| bala.state = AgentState::Away);
            })
        },
        // What one agent holds.
        Row {
            passes: |context| {
                edit_bala(context, |bala| (bala.cap, bala.held) = (Some(2), Fact::Known(1)));
            },
            empty: (
                |context| edit_bala(context, |bala| (bala.cap, bala.held) = (Some(2), Fact::Empty)),
                None,
            ),
            unknown: |context| {
                edit_bala(context, |bala| (bala.cap, bala.held) = (Some(2), Fact::NotKnown));
            },
            not_checked: &[Code::AgentOverCap],
            ..of_receiver(Code::AgentOverCap, |context| {
                edit_bala(context, |bala| (bala.cap, bala.held) = (Some(2), Fact::Known(2)));
            })
        },
        // The reach over an agent.
        Row {
            case: branch_manager,
            passes: |context| edit_bala(context, |bala| bala.branch = Some(branch("north"))),
            not_checked: &[
                Code::AgentBanned,
                Code::AgentUnknown,
                Code::AgentNotAssignable,
                Code::AgentAway,
                Code::AgentOverCap,
                Code::PermissionDenied,
            ],
            ..of_receiver(Code::PermissionDenied, |context| {
                edit_bala(context, |bala| bala.branch = Some(branch("south")));
            })
        },
        Row {
            code: Code::PermissionDenied,
            case: branch_manager,
            deed: || {
                let call = new_call(CallStatus::Called, 60);
                Deed::LogCall(support::log_with(NewCall { agent: Some(agent_id("bala")), ..call }))
            },
            fails: |context| edit_bala(context, |bala| bala.branch = Some(branch("south"))),
            passes: |context| edit_bala(context, |bala| bala.branch = Some(branch("north"))),
            // Whoever is not among the agents works in no branch.
            empty: (no_agents, Some(Code::PermissionDenied)),
            unknown: unknown_agents,
            not_checked: &[Code::PermissionDenied],
            refused: None,
        },
        // The call that an agent has in progress elsewhere.
        Row {
            code: Code::CallAlreadyLive,
            case: busy,
            deed: start_as_bala,
            fails: |context| {
                let other = live_call("elsewhere", "bala", "2026-05-15T08:00:00Z");
                edit_bala(context, |bala| bala.live_call = Fact::Known(other));
            },
            passes: |context| {
                // So long ago that it is lost.
                let lost = live_call("elsewhere", "bala", "2026-05-14T08:00:00Z");
                edit_bala(context, |bala| bala.live_call = Fact::Known(lost));
            },
            empty: (|context| edit_bala(context, |bala| bala.live_call = Fact::Empty), None),
            unknown: |context| edit_bala(context, |bala| bala.live_call = Fact::NotKnown),
            not_checked: &[Code::CallAlreadyLive],
            refused: None,
        },
        Row {
            code: Code::CallAlreadyLive,
            case: busy,
            deed: || recorded(start_as_bala()),
            fails: |context| {
                let other = live_call("elsewhere", "bala", "2026-05-15T08:00:00Z");
                edit_bala(context, |bala| bala.live_call = Fact::Known(other));
            },
            passes: |_| {},
            empty: (|context| edit_bala(context, |bala| bala.live_call = Fact::Empty), None),
            unknown: unknown_agents,
            not_checked: &[Code::CallAlreadyLive],
            refused: None,
        },
        // The owner's other follow-ups.
        Row {
            code: Code::FollowUpDoubleBooked,
            case: busy,
            deed: || Deed::ScheduleFollowUp(visit()),
            fails: |context| {
                let mut other = open_call("other", TOMORROW);
                other.kind = FollowUpKind::Meeting;
                context.owner_follow_ups = Fact::Known(vec![other]);
            },
            passes: |context| {
                context.owner_follow_ups = Fact::Known(vec![open_call("other", TOMORROW)]);
            },
            empty: (|context| context.owner_follow_ups = Fact::Empty, None),
            unknown: |context| context.owner_follow_ups = Fact::NotKnown,
            not_checked: &[Code::FollowUpDoubleBooked],
            refused: None,
        },
        Row {
            code: Code::FollowUpDoubleBooked,
            case: || {
                let planned = open_call("f", "2026-05-16T05:00:00Z");
                let visit = FollowUp { kind: FollowUpKind::Visit, ..planned };
                Case::on("followUps").with(&[visit])
            },
            deed: || {
                Deed::RescheduleFollowUp(FollowUpEdit {
                    id: follow_up_id("f"),
                    at: at(TOMORROW),
                    reminder_minutes: Patch::Keep,
                })
            },
            fails: |context| {
                let mut other = open_call("other", TOMORROW);
                other.kind = FollowUpKind::Meeting;
                context.owner_follow_ups = Fact::Known(vec![other]);
            },
            passes: |context| {
                let mut of_bala = open_call("other", TOMORROW);
                (of_bala.kind, of_bala.owner) = (FollowUpKind::Meeting, agent_id("bala"));
                context.owner_follow_ups = Fact::Known(vec![of_bala]);
            },
            empty: (|context| context.owner_follow_ups = Fact::Empty, None),
            unknown: |context| context.owner_follow_ups = Fact::NotKnown,
            not_checked: &[Code::FollowUpDoubleBooked],
            refused: None,
        },
        // The phone number's holder.
        Row {
            code: Code::LeadDuplicatePhone,
            case: busy,
            deed: new_phone,
            fails: |context| context.phone_holder = Fact::Known(lead_id("other")),
            passes: |context| context.phone_holder = Fact::Known(lead_id("lead")),
            empty: (|context| context.phone_holder = Fact::Empty, None),
            unknown: |context| context.phone_holder = Fact::NotKnown,
            not_checked: &[Code::LeadDuplicatePhone],
            refused: None,
        },
        Row {
            code: Code::LeadDuplicatePhone,
            case: Case::none,
            deed: || {
                Deed::CaptureLead(NewLead {
                    phone: Some("98765 43210".into()),
                    ..NewLead::new(lead_id("new"))
                })
            },
            fails: |context| context.phone_holder = Fact::Known(lead_id("other")),
            passes: |context| context.phone_holder = Fact::Known(lead_id("new")),
            empty: (|context| context.phone_holder = Fact::Empty, None),
            unknown: |context| context.phone_holder = Fact::NotKnown,
            not_checked: &[Code::LeadDuplicatePhone],
            refused: None,
        },
        // The lead's past calls.
        Row {
            code: Code::CallUnknown,
            case: busy,
            deed: void_old,
            fails: |context| has_calls(context, &["other"]),
            passes: |context| has_calls(context, &["other", "old"]),
            empty: (no_calls, Some(Code::CallUnknown)),
            unknown: calls_unknown,
            not_checked: &[Code::CallUnknown, Code::CallVoided],
            refused: None,
        },
        Row {
            code: Code::CallVoided,
            case: busy,
            deed: || {
                Deed::CorrectCall(CallEdit {
                    duration_seconds: Some(10),
                    ..CallEdit::new(ended("old", CallStatus::Called, 9))
                })
            },
            fails: |context| {
                let mut old = ended("old", CallStatus::Called, 9);
                old.voided = true;
                context.calls = Fact::Known(vec![old]);
            },
            passes: |context| has_calls(context, &["old"]),
            empty: (no_calls, Some(Code::CallUnknown)),
            unknown: calls_unknown,
            not_checked: &[Code::CallUnknown, Code::CallVoided],
            refused: None,
        },
        of_history(
            || log(CallStatus::Called, 60),
            |context| has_calls(context, &["call"]),
            |context| has_calls(context, &["other"]),
            no_calls,
            calls_unknown,
        ),
        of_history(
            || Deed::StartCall(support::start()),
            |context| has_calls(context, &["call"]),
            |context| has_calls(context, &["other"]),
            no_calls,
            calls_unknown,
        ),
        Row {
            deed: || Deed::CompleteCall(support::log_with(new_call(CallStatus::Called, 60))),
            refused: Some(Code::CallNotLive),
            ..of_history(
                || log(CallStatus::Called, 60),
                |context| has_calls(context, &["call"]),
                |context| has_calls(context, &["other"]),
                no_calls,
                calls_unknown,
            )
        },
        // The lead's closed follow-ups.
        Row {
            code: Code::FollowUpUnknown,
            case: busy,
            deed: || Deed::CompleteFollowUp { follow_up: follow_up_id("f") },
            fails: |context| has_closed(context, "other"),
            passes: |context| has_closed(context, "f"),
            empty: (none_closed, Some(Code::FollowUpUnknown)),
            unknown: closed_unknown,
            not_checked: &[Code::FollowUpUnknown],
            // It is not open, whether there ever was one or not.
            refused: Some(Code::FollowUpNotOpen),
        },
        of_history(
            || schedule("new", at(TOMORROW)),
            |context| has_closed(context, "new"),
            |context| has_closed(context, "other"),
            none_closed,
            closed_unknown,
        ),
        of_history(
            || change_with_follow_up("followUps", plan_call("new", at(TOMORROW))),
            |context| has_closed(context, "new"),
            |context| has_closed(context, "other"),
            none_closed,
            closed_unknown,
        ),
        of_history(
            || log_and_plan(CallStatus::FollowUp, 60, plan_call("new", at(TOMORROW))),
            |context| has_closed(context, "new"),
            |context| has_closed(context, "other"),
            none_closed,
            closed_unknown,
        ),
        of_history(
            || Deed::AddNote(NewNote { id: follow_up_id("new"), text: "hm".into() }),
            |context| has_closed(context, "new"),
            |context| has_closed(context, "other"),
            none_closed,
            closed_unknown,
        ),
    ]
}

fn found(outcome: &Outcome) -> Vec<Code> {
    match &outcome.result {
        Ok(decision) => codes(&decision.warnings),
        Err(rejection) => codes(&rejection.reasons),
    }
}

fn not_checked(outcome: &Outcome) -> &[Code] {
    match &outcome.result {
        Ok(decision) => &decision.not_checked,
        Err(rejection) => &rejection.not_checked,
    }
}

/// L12: a guard whose fact is known fails or passes, also where the fact is known to be empty; one whose fact is not
/// known does neither and is named, and a server that demands all facts is refused.
#[test]
fn a_guard_without_its_fact_is_named_as_not_checked() {
    for (place, row) in rows().into_iter().enumerate() {
        let about = format!("row {place}: {}", row.code);
        let with = |edit: Edit| (row.case)().context(edit).does((row.deed)());
        let refused = || Vec::from_iter(row.refused);
        let fails = with(row.fails);
        assert_eq!(found(&fails), [row.code], "{about}, failing");
        assert_eq!(not_checked(&fails), [], "{about}, failing");
        let passes = with(row.passes);
        assert_eq!(found(&passes), refused(), "{about}, passing");
        assert_eq!(not_checked(&passes), [], "{about}, passing");
        let (empty, says) = row.empty;
        let known = with(empty);
        let says = says.map_or_else(refused, |code| vec![code]);
        assert_eq!(found(&known), says, "{about}, empty");
        assert_eq!(not_checked(&known), [], "{about}, empty");
        let unknown = with(row.unknown);
        assert_eq!(found(&unknown), refused(), "{about}, not known");
        assert_eq!(not_checked(&unknown), row.not_checked, "{about}, not known");

        let demanding = |edit: Edit| {
            let case = (row.case)().context(edit);
            case.context(|context| context.demand_all_facts = true).does((row.deed)())
        };
        let mut incomplete = refused();
        incomplete.push(Code::ContextIncomplete);
        incomplete.sort_unstable();
        let refusal = demanding(row.unknown);
        assert_eq!(found(&refusal), incomplete, "{about}, demanded");
        assert_eq!(not_checked(&refusal), row.not_checked, "{about}, demanded");
        let names: Vec<_> = row.not_checked.iter().map(ToString::to_string).collect();
        let reason =
            refusal.refusal().reasons.iter().find(|own| own.code() == Code::ContextIncomplete);
        assert_eq!(reason.unwrap().param("notChecked").unwrap().to_string(), names.join(", "));
        assert_eq!(found(&demanding(row.passes)), refused(), "{about}, demanded and known");
    }
}

/// What `assignable` says of Bala, who may hold two leads: the reason against, and what is left open.
fn bala_by_job(held: Fact<u32>, edit: impl FnOnce(&mut Agent)) -> (Option<Code>, Vec<Code>) {
    let case = Case::on("unassigned").context(|context| {
        edit_bala(context, |bala| {
            (bala.cap, bala.held) = (Some(2), held);
            edit(bala);
        });
    });
    let listed = case.engine().assignable(case.lead.as_ref().unwrap(), &case.context);
    let bala = listed.into_iter().find(|own| own.agent == agent_id("bala")).unwrap();
    assert_eq!(bala.by_job, bala.code.is_none());
    assert_eq!(
        bala.held,
        if held.is_absent() { None } else { Some(held.value().map_or(0, |n| *n)) }
    );
    (bala.code, bala.not_checked)
}

/// L12, L10: whether a job finds room at an agent of whom it is not known what that agent holds is left open, unless
/// something else is against it or the agent may hold nothing at all.
#[test]
fn the_room_of_an_agent_is_left_open_where_it_is_not_known() {
    let same = |_: &mut Agent| {};
    assert_eq!(bala_by_job(Fact::Known(2), same), (Some(Code::AgentAtCap), vec![]));
    assert_eq!(bala_by_job(Fact::Known(1), same), (None, vec![]));
    assert_eq!(bala_by_job(Fact::Empty, same), (None, vec![]));
    assert_eq!(bala_by_job(Fact::NotKnown, same), (None, vec![Code::AgentAtCap]));
    let away = |bala: &mut Agent| bala.state = AgentState::Away;
    assert_eq!(bala_by_job(Fact::NotKnown, away), (Some(Code::AgentAway), vec![]));
    let none = |bala: &mut Agent| bala.cap = Some(0);
    assert_eq!(bala_by_job(Fact::NotKnown, none), (Some(Code::AgentAtCap), vec![]));
    let no_cap = |bala: &mut Agent| bala.cap = None;
    assert_eq!(bala_by_job(Fact::NotKnown, no_cap), (None, vec![]));
}

/// What `assignable` says of Bala where previous owners do not get a lead again.
fn bala_with_previous_owners(
    held: Fact<u32>,
    previous_owners: Fact<Vec<AgentId>>,
) -> (Option<Code>, Vec<Code>) {
    let case = Case::on("unassigned")
        .policy(|policy| policy.automation.assignment.excludes_previous_owners = true)
        .context(|context| {
            edit_bala(context, |bala| (bala.cap, bala.held) = (Some(2), held));
            context.previous_owners = previous_owners;
        });
    let listed = case.engine().assignable(case.lead.as_ref().unwrap(), &case.context);
    let bala = listed.into_iter().find(|own| own.agent == agent_id("bala")).unwrap();
    (bala.code, bala.not_checked)
}

/// L12, L10, A7: whether an agent had a lead before is left open where it counts and is not known.
#[test]
fn who_had_a_lead_is_left_open_where_it_is_not_known() {
    let (held, full) = (Fact::Known(1), Fact::Known(2));
    let had = |ids: &[&str]| Fact::Known(ids.iter().map(|id| agent_id(id)).collect());
    let barred = (Some(Code::JobOnlyBarredAgent), vec![]);
    assert_eq!(bala_with_previous_owners(held, had(&["bala", "asha"])), barred);
    assert_eq!(bala_with_previous_owners(full, had(&["bala"])), barred);
    assert_eq!(bala_with_previous_owners(held, had(&["asha"])), (None, vec![]));
    assert_eq!(bala_with_previous_owners(held, Fact::Empty), (None, vec![]));
    assert_eq!(
        bala_with_previous_owners(held, Fact::NotKnown),
        (None, vec![Code::JobOnlyBarredAgent])
    );
    assert_eq!(bala_with_previous_owners(full, Fact::NotKnown), (Some(Code::AgentAtCap), vec![]));
    // Where the policy does not exclude them nothing depends on it.
    let same = |_: &mut Agent| {};
    assert_eq!(bala_by_job(held, same), (None, vec![]));
}

/// L12: the codes that depend on a fact are those of the rule book, and each is named by some row.
#[test]
fn the_rule_book_lists_what_depends_on_a_fact() {
    let mut named: BTreeSet<Code> =
        rows().iter().flat_map(|row| row.not_checked.iter().copied()).collect();
    let of_jobs = bala_with_previous_owners(Fact::NotKnown, Fact::NotKnown).1;
    named.extend(of_jobs.iter().copied());
    assert_eq!(Vec::from_iter(named), DEPENDENT);
    let failing: BTreeSet<Code> = rows().iter().map(|row| row.code).collect();
    assert!(DEPENDENT.iter().all(|code| failing.contains(code) || of_jobs.contains(code)));

    let book = include_str!("../../../docs/rules.md");
    let (_, rule) = book.split_once("- **L12**").unwrap();
    let (rule, _) = rule.split_once("- **L13**").unwrap();
    let listed: BTreeSet<&str> = rule.split('`').skip(1).step_by(2).collect();
    let told: Vec<Code> =
        Code::ALL.iter().copied().filter(|code| listed.contains(code.as_str())).collect();
    let but_the_demand: Vec<Code> =
        told.into_iter().filter(|code| *code != Code::ContextIncomplete).collect();
    assert_eq!(but_the_demand, DEPENDENT);
}

/// One of every deed, on a lead on which it could pass.
fn every_deed() -> Vec<(Case, Deed)> {
    let planned = || Case::on("followUps").with(&[open_call("f", "2026-05-15T05:00:00Z")]);
    let live = || {
        let call = live_call("call", "asha", "2026-05-15T08:00:00Z");
        busy().lead(|lead| lead.live_call = Some(call))
    };
    let old = || ended("old", CallStatus::Called, 9);
    let new = NewLead {
        owner: Some(agent_id("bala")),
        phone: Some("98765 43210".into()),
        follow_up: Some(visit()),
        ..NewLead::new(lead_id("new"))
    };
    let moved =
        FollowUpEdit { id: follow_up_id("f"), at: at(TOMORROW), reminder_minutes: Patch::Keep };
    vec![
        (Case::none(), Deed::CaptureLead(new)),
        (busy(), new_phone()),
        (busy(), to_bala()),
        (busy(), Deed::Unassign {}),
        (busy(), change_to("missed")),
        (busy(), change_with_owner("missed", "bala")),
        (busy(), change_with_follow_up("followUps", visit())),
        (busy(), log(CallStatus::Called, 60)),
        (busy(), log_and_plan(CallStatus::FollowUp, 60, visit())),
        (busy(), Deed::StartCall(support::start())),
        (live(), Deed::CompleteCall(support::log_with(new_call(CallStatus::Called, 60)))),
        (live(), Deed::AbandonCall { call: call_id("call") }),
        (
            busy(),
            Deed::CorrectCall(CallEdit { duration_seconds: Some(10), ..CallEdit::new(old()) }),
        ),
        (busy(), Deed::VoidCall { call: old() }),
        (busy(), schedule("new", at(TOMORROW))),
        (planned(), Deed::RescheduleFollowUp(moved)),
        (planned(), Deed::CompleteFollowUp { follow_up: follow_up_id("f") }),
        (planned(), Deed::DismissFollowUp { follow_up: follow_up_id("f") }),
        (busy(), Deed::AddNote(NewNote { id: follow_up_id("n"), text: "hm".into() })),
        (Case::on("customer"), Deed::UpdateOrder { order: order(1) }),
    ]
}

/// L12: where nothing but the instant and the actor is known, every deed passes that passes with all facts, and what is
/// left open is among the codes that depend on a fact.
#[test]
fn every_deed_is_decided_without_any_fact() {
    let mut named = BTreeSet::new();
    for (case, deed) in every_deed() {
        let with_all = case.does(deed.clone());
        // The history that a correction is about is a fact which the case does not have.
        let corrects = matches!(deed, Deed::CorrectCall(_) | Deed::VoidCall { .. });
        assert!(with_all.result.is_ok() || corrects, "{deed:?}");
        assert_eq!(not_checked(&with_all), [], "{deed:?}");
        let bare = case.context(|context| *context = Context::new(now(), process()));
        let without = bare.does(deed.clone());
        assert!(without.result.is_ok(), "{deed:?}");
        named.extend(not_checked(&without).iter().copied());
    }
    assert!(named.iter().all(|code| DEPENDENT.contains(code)), "{named:?}");
    assert!(named.len() > 9, "{named:?}");
}

/// L12, L9: a transition names what the bare command could not check; no guard of a bare move needs a fact, so that an
/// ignorant frontend gets the same answer, also where all facts are demanded.
#[test]
fn a_transition_names_what_its_command_could_not_check() {
    for from in TEN_STATUSES {
        for demand_all_facts in [false, true] {
            let known = Case::on(from).context(|own| own.demand_all_facts = demand_all_facts);
            let listed = known.engine().transitions(known.lead.as_ref().unwrap(), &known.context);
            let bare = Case::on(from).context(|context| {
                *context = Context { demand_all_facts, ..Context::new(now(), process()) };
            });
            let ignorant = bare.engine().transitions(bare.lead.as_ref().unwrap(), &bare.context);
            assert_eq!(ignorant, listed);
            for own in ignorant {
                let outcome = bare.does(change_to(own.status.as_str()));
                assert_eq!(own.not_checked, not_checked(&outcome));
                assert_eq!(own.not_checked, []);
            }
        }
    }
}

/// L12: what the known part of the facts shows already is said, and not called unchecked.
#[test]
fn what_is_seen_already_is_not_left_open() {
    // The lead's own visit clashes, whatever else the owner has.
    let mut own = open_call("own", TOMORROW);
    own.kind = FollowUpKind::Visit;
    let clash = Case::on("followUps")
        .with(&[own])
        .context(|context| context.owner_follow_ups = Fact::NotKnown)
        .does(Deed::ScheduleFollowUp(visit()));
    assert_eq!(clash.warned(&[Code::FollowUpDoubleBooked]).not_checked, []);
    // A number that is none is nobody's.
    let no_number = Case::none().context(|context| context.phone_holder = Fact::NotKnown).does(
        Deed::CaptureLead(NewLead { phone: Some("12".into()), ..NewLead::new(lead_id("new")) }),
    );
    assert_eq!(no_number.refused(&[Code::PhoneInvalid]).not_checked, []);
    // A call in progress cannot have been logged before.
    let live = live_call("call", "asha", "2026-05-15T08:00:00Z");
    let completed = busy()
        .lead(|lead| lead.live_call = Some(live))
        .context(calls_unknown)
        .does(Deed::CompleteCall(support::log_with(new_call(CallStatus::Called, 60))));
    assert_eq!(completed.warned(&[]).not_checked, []);
    // A call that is told as voided or as another lead's is not corrected.
    let told = |edit: fn(&mut calliyo_core::lead::Call)| {
        let mut call = ended("old", CallStatus::Called, 9);
        edit(&mut call);
        busy().context(calls_unknown).does(Deed::VoidCall { call })
    };
    assert_eq!(told(|call| call.voided = true).refused(&[Code::CallVoided]).not_checked, []);
    let elsewhere = told(|call| call.parent = support::of_lead("other"));
    assert_eq!(elsewhere.refused(&[Code::CallUnknown]).not_checked, []);
    // Oneself lies within every reach, whatever the agents are.
    let meera = branch_manager()
        .policy(|policy| policy.people.roles[1].receives_leads = true)
        .context(unknown_agents)
        .does(assign("meera"));
    assert_eq!(meera.warned(&[]).not_checked, OF_THE_RECEIVER);
}

/// L12, G3: who reaches only what is one's own gives to nobody else, and who reaches the company gives to anybody, whether
/// the agents are known or not.
#[test]
fn the_reach_over_an_unknown_agent_is_judged_as_far_as_it_can_be() {
    let of = |reach| {
        branch_manager()
            .policy(|policy| policy.people.roles[1].reach = reach)
            .lead(|lead| lead.owner = Some(agent_id("meera")))
            .context(unknown_agents)
            .does(to_bala())
    };
    assert_eq!(of(Reach::Company).warned(&[]).not_checked, OF_THE_RECEIVER);
    for reach in [Reach::Branch, Reach::Department] {
        assert!(of(reach).warned(&[]).not_checked.contains(&Code::PermissionDenied));
    }
    let own = of(Reach::Own);
    assert_eq!(own.refused(&[Code::PermissionDenied]).not_checked, OF_THE_RECEIVER);
}

/// L12, L2: a missing fact does not make `repair` give a sale up, even where all facts are demanded.
#[test]
fn a_sale_is_kept_though_facts_are_missing() {
    let case = Case::on("customer").lead(|lead| lead.owner = None).context(|context| {
        *context = Context { demand_all_facts: true, ..Context::new(now(), process()) };
    });
    let deeds = case.engine().repair(case.lead.as_ref().unwrap(), &case.context);
    assert!(matches!(&deeds[..], [Deed::ChangeStatus { to, .. }] if to.as_str() == "customer"));
}
