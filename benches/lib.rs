//! The made company that the benches measure: a policy, leads and agents.
//!
//! Run with `cargo bench --package calliyo-benches`. Each bench stands beside a peer that does the same in the same run;
//! what counts is their ratio. The jobs over columns have a program of their own, `cargo xtask bench assign`, and so have reports, `cargo xtask bench report`.

pub mod columns;
pub mod contest;

use calliyo_core::{
    AgentId, CallId, CommandId, Engine, Fact, FollowUpId, LeadId, StatusId,
    lead::{
        Actor, Agent, AgentState, CallStatus, Command, Context, Deed, Lead, LogCall, NewCall,
        NewFollowUp, NewLead,
    },
    policy::Policy,
    time::{TimeZone, Timestamp},
};

/// Stops a bench whose setting does not hold.
///
/// # Panics
///
/// When `outcome` is an error: a bench has nothing to measure then.
pub fn sure<T, E: std::fmt::Debug>(outcome: Result<T, E>) -> T {
    outcome.unwrap_or_else(|error| panic!("the setting of a bench does not hold: {error:?}"))
}

/// The instant at which everything happens: a Friday evening in India.
#[must_use]
pub fn now() -> Timestamp {
    sure(Timestamp::parse("2026-05-15T13:00:00Z"))
}

/// The default policy in a time zone.
#[must_use]
pub fn engine(zone: &str) -> Engine {
    sure(Engine::new(Policy { time_zone: TimeZone::named(zone), ..Policy::default() }))
}

/// The host's own process as actor, with every fact known to be empty.
#[must_use]
pub fn context() -> Context {
    let actor =
        Actor { id: sure(AgentId::new("asha")), role: None, branch: None, department: None };
    Context {
        agents: Fact::Known(agents(3)),
        owner_follow_ups: Fact::Empty,
        closed_follow_ups: Fact::Empty,
        calls: Fact::Empty,
        phone_holder: Fact::Empty,
        ..Context::new(now(), actor)
    }
}

/// Agents with places for 60 leads each.
#[must_use]
pub fn agents(count: usize) -> Vec<Agent> {
    (0..count)
        .map(|number| Agent {
            id: sure(AgentId::new(&if number == 0 {
                "asha".to_owned()
            } else {
                format!("agent-{number}")
            })),
            name: None,
            role: sure(calliyo_core::RoleId::new("agent")),
            branch: None,
            department: None,
            state: AgentState::Active,
            cap: Some(60),
            held: Fact::NotKnown,
            counter: None,
            received_today: 0,
            last_run: None,
            live_call: Fact::Empty,
        })
        .collect()
}

/// A command under a fixed id.
#[must_use]
pub fn command(deed: Deed) -> Command {
    Command { id: sure(CommandId::new("c-1")), expected_version: None, deed }
}

/// A captured lead, unassigned or, with an owner, assigned.
///
/// # Panics
///
/// When the policy refuses it, which the default one does not.
#[must_use]
pub fn lead(engine: &Engine, number: usize, owner: Option<&str>) -> Lead {
    let new = NewLead {
        owner: owner.map(|owner| sure(AgentId::new(owner))),
        ..NewLead::new(sure(LeadId::new(&format!("lead-{number}"))))
    };
    let decision = sure(engine.decide(None, &command(Deed::CaptureLead(new)), &context()));
    calliyo_core::lead::replay(&decision.events)
        .unwrap_or_else(|| panic!("a captured lead is there"))
}

/// A call with a follow-up on Monday, which moves the lead to Followups.
///
/// Nothing about it is worth a warning: a working day, within the calling hours, with notes.
#[must_use]
pub fn call_with_follow_up() -> Command {
    let on_monday = now().saturating_add_millis(3 * 86_400_000);
    command(Deed::LogCall(LogCall {
        call: NewCall {
            note: Some("asked for the price list".to_owned()),
            ..NewCall::new(sure(CallId::new("call-1")), CallStatus::FollowUp, 95)
        },
        next_status: Some(sure(StatusId::new("followUps"))),
        follow_up: Some(NewFollowUp {
            note: Some("has read the price list".to_owned()),
            ..NewFollowUp::new(sure(FollowUpId::new("f-1")), Some(on_monday))
        }),
        order: None,
    }))
}
