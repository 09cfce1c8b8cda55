//! What a frontend does not know: every guard and warning that depends on a fact of the context (rule L12).
#![cfg(feature = "tzdb")]

mod support;

use std::collections::BTreeSet;

use calliyo_core::{
    Code, Engine, Fact, FollowUpId, Patch,
    lead::{
        ActivityKind, Agent, AgentState, CallStatus, Context, Deed, FollowUpKind, LeadEdit,
        NewFollowUp, NewLead, StartCall,
    },
    policy::{Policy, Reach},
};
use support::{
    Case, Outcome, agent, agent_id, assign, at, branch, call_id, change_to, change_with_follow_up,
    change_with_owner, codes, command, ended, follow_up_id, lead_id, live_call, log, log_and_plan,
    new_call, now, open_call, person, plan_call, process, recorded, role, schedule,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";

/// The codes that depend on a fact, in the order of the rule book.
const DEPENDENT: [Code; 14] = [
    Code::AgentBanned,
    Code::AgentUnknown,
    Code::AgentNotAssignable,
    Code::AgentAway,
    Code::AgentOverCap,
    Code::CommandAlreadyDone,
    Code::CallAlreadyLive,
    Code::CallUnknown,
    Code::CallVoided,
    Code::LeadDuplicatePhone,
    Code::FollowUpUnknown,
    Code::FollowUpDoubleBooked,
    Code::AgentAtCap,
    Code::PermissionDenied,
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
    Deed::UpdateLead(LeadEdit {
        phone: Patch::Set("98765 43210".into()),
        ..LeadEdit::default()
    })
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
            deed: start_as_bala,
            fails: |context| edit_bala(context, |bala| bala.branch = Some(branch("south"))),
            passes: |context| edit_bala(context, |bala| bala.branch = Some(branch("north"))),
            empty: (
                |context| {
                    no_agents(context);
                    // Whoever is not among the agents works in no branch.
                },
                Some(Code::PermissionDenied),
            ),
            unknown: unknown_agents,
            not_checked: &[Code::CallAlreadyLive, Code::PermissionDenied],
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
            deed: || Deed::CorrectCall {
                call: ended("old", CallStatus::Called, 9),
                status: None,
                duration_seconds: Some(10),
                started_at: None,
                note: Patch::Keep,
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
        let names: Vec<_> = row.not_checked.iter().map(|code| code.to_string()).collect();
        let reason = refusal.refusal().reasons.iter().find(|own| own.code() == Code::ContextIncomplete);
        assert_eq!(reason.unwrap().param("notChecked").unwrap().to_string(), names.join(", "));
        assert_eq!(found(&demanding(row.passes)), refused(), "{about}, demanded and known");
    }
}
