//! The status machine, walked through to a stated depth.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use calliyo_core::{
    AgentId, Engine, Fact, RoleId,
    lead::{
        Actor, Agent, AgentState, Change, Command, Context, Deed, Event, Lead, Rejection, apply,
    },
    policy::Policy,
    time::{TimeZone, Timestamp},
};
use serde_json::{Value, json};

/// How many commands follow upon each other. With six every state is found, so that the seventh finds nothing new, and
/// no further one would.
const DEPTH: usize = 7;

/// How many states there are, as [`State`] tells them apart; all that the rules do not exclude can be reached.
///
/// Each counts with three kinds of live call (none, in progress, lost) and with and without do-not-call.
const STATES: usize = 6
    // Unassigned: no owner, no follow-up.
    * (1
    // Six statuses that keep follow-ups open: two owners, and up to two follow-ups of three kinds.
    + 6 * 2 * 10
    // Two that close them and do not get any.
    + 2 * 2
    // Customers may have them, and an order or not.
    + 2 * 10 * 2);
const HOUR: i64 = 3_600_000;

/// L2, L3, L4, L5, L6, L7, L8, V1, V3, C8, F1: from every state that can be reached, every command keeps what
/// must hold; the walk is complete
#[test]
fn every_state_that_can_be_reached_keeps_the_invariants() {
    let walk = Walk::shared();
    println!("{} states, {} commands, {} accepted", walk.states.len(), walk.asked, walk.accepted);
    println!("new states by depth: {:?}", walk.found_at);
    assert_eq!(walk.found_at.last(), Some(&0), "the last step found nothing new");
    assert_eq!(walk.states.len(), STATES);
    let statuses: BTreeSet<_> = walk.states.keys().map(|state| state.status.as_str()).collect();
    assert_eq!(statuses.len(), 10, "every status of the pipeline is reached: {statuses:?}");
}

/// P1, V3: from every state that can be reached every status can be reached
#[test]
fn no_status_is_a_dead_end() {
    let walk = Walk::shared();
    // Statuses that can be reached from each state, grown until nothing changes.
    let mut reach: BTreeMap<&State, BTreeSet<&str>> =
        walk.states.keys().map(|state| (state, BTreeSet::from([state.status.as_str()]))).collect();
    loop {
        let mut grown = false;
        for (from, to) in &walk.edges {
            let more: Vec<&str> = reach[to].difference(&reach[from]).copied().collect();
            grown |= !more.is_empty();
            reach.get_mut(from).expect("the state was found").extend(more);
        }
        if !grown {
            break;
        }
    }
    for (state, statuses) in reach {
        assert_eq!(statuses.len(), 10, "{state:?} reaches {statuses:?}");
    }
}

/// L9: a transition is allowed exactly when the bare command passes, and tells what the move needs; `can_move` says the same
#[test]
fn transitions_say_what_the_commands_do() {
    let engine = engine();
    let table = engine.move_table();
    for (lead, now) in Walk::shared().states.values() {
        let context = context(*now);
        let facts = engine.move_facts(lead, &context);
        for (place, transition) in engine.transitions(lead, &context).into_iter().enumerate() {
            let bare = command(&json!({ "changeStatus": { "to": transition.status } }), 0);
            let decided = engine.decide(Some(lead), &bare, &context);
            assert_eq!(transition.allowed, decided.is_ok());
            assert_eq!(transition.code, decided.err().and_then(|rejection| rejection.code()));
            assert_eq!(transition.code, table.can_move(facts, place).err());
            assert_eq!(transition.current, transition.status == lead.status);
            assert!(!transition.allowed || transition.needs.is_empty());
        }
    }
}

/// What of a lead decides what can be done with it: the rest of its fields is left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    status: String,
    owner: Option<AgentId>,
    /// In progress, or lost.
    live_call: Option<bool>,
    /// Of each open follow-up, by instant: due before now, today, or on a later day.
    follow_ups: Vec<Due>,
    /// Converted, with an order or without.
    conversion: Option<bool>,
    do_not_call: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Overdue,
    Today,
    Later,
}

/// All that was found.
struct Walk {
    /// Each state with the first lead that was found in it, and the instant.
    states: BTreeMap<State, (Lead, Timestamp)>,
    edges: BTreeSet<(State, State)>,
    /// How many states were found with so many commands.
    found_at: Vec<usize>,
    asked: u32,
    accepted: u32,
}

impl Walk {
    /// The walk that every test looks at.
    fn shared() -> &'static Self {
        static WALK: OnceLock<Walk> = OnceLock::new();
        WALK.get_or_init(|| Self::of(&engine(), DEPTH))
    }

    /// Breadth first, from a lead that was just captured; the representative of a state is the first that is found.
    fn of(engine: &Engine, depth: usize) -> Self {
        let mut walk = Self {
            states: BTreeMap::new(),
            edges: BTreeSet::new(),
            found_at: Vec::new(),
            asked: 0,
            accepted: 0,
        };
        let now = "2026-05-15T05:00:00Z".parse().expect("an instant");
        let capture = command(&json!({ "captureLead": { "id": "lead" } }), 0);
        let decided = engine.decide(None, &capture, &context(now)).expect("a lead comes in");
        let lead = after(None, &decided.events);
        let first = state(engine, &lead, now);
        walk.states.insert(first.clone(), (lead, now));
        let mut edge = vec![first];
        for _ in 0..depth {
            let mut found = Vec::new();
            for from in edge {
                walk.go_on(engine, &from, &mut found);
            }
            walk.found_at.push(found.len());
            edge = found;
        }
        walk
    }

    /// Asks everything of one state, now and after some time.
    fn go_on(&mut self, engine: &Engine, from: &State, found: &mut Vec<State>) {
        let (lead, then) = self.states[from].clone();
        // Nothing, a call's length, until the next day, over the week-end.
        for hours in [0, 5, 20, 96] {
            let now = then.saturating_add_millis(hours * HOUR);
            for deed in deeds(&lead, now) {
                let command = command(&deed, lead.version.get());
                let decided = engine.decide(Some(&lead), &command, &context(now));
                self.asked += 1;
                let Ok(decision) = decided else {
                    check_rejected(engine, &lead, &command, now, &decided.expect_err("refused"));
                    continue;
                };
                self.accepted += 1;
                let moved = after(Some(lead.clone()), &decision.events);
                check(engine, &lead, &moved, &command, &decision.events, now);
                let to = state(engine, &moved, now);
                self.edges.insert((from.clone(), to.clone()));
                if !self.states.contains_key(&to) {
                    self.states.insert(to.clone(), (moved, now));
                    found.push(to);
                }
            }
        }
    }
}

fn after(lead: Option<Lead>, events: &[Event]) -> Lead {
    let mut lead = lead;
    events.iter().for_each(|event| apply(&mut lead, event));
    lead.expect("there is a lead")
}

fn state(engine: &Engine, lead: &Lead, now: Timestamp) -> State {
    let longest = i64::from(engine.policy().calls.longest_call_minutes) * 60_000;
    State {
        status: lead.status.as_str().into(),
        owner: lead.owner.clone(),
        live_call: lead.live_call.as_ref().map(|live| now.millis_since(live.started_at) > longest),
        follow_ups: lead
            .follow_ups
            .iter()
            .map(|own| {
                if engine.is_overdue(own, now) {
                    Due::Overdue
                } else if engine.is_due_today(own, now) {
                    Due::Today
                } else {
                    Due::Later
                }
            })
            .collect(),
        conversion: lead.conversion.as_ref().map(|conversion| conversion.order.is_some()),
        do_not_call: lead.do_not_call,
    }
}

/// What must hold after an accepted command, for each rule in words of its own.
fn check(
    engine: &Engine,
    before: &Lead,
    lead: &Lead,
    command: &Command,
    events: &[Event],
    now: Timestamp,
) {
    let about = || format!("{command:?}\n{before:?}\n{lead:?}");
    let unassigned = lead.status.as_str() == "unassigned";
    let customer = lead.status.as_str() == "customer";
    // L2
    assert_eq!(unassigned, lead.owner.is_none(), "{}", about());
    assert_eq!(customer, lead.conversion.is_some(), "{}", about());
    assert!(!unassigned || lead.follow_ups.is_empty(), "{}", about());
    assert_eq!(engine.contradictions(lead, now), Vec::<&str>::new(), "{}", about());
    // F1, L7
    assert!(lead.follow_ups.iter().all(|own| Some(&own.owner) == lead.owner.as_ref()));
    let has = |is: fn(&Change) -> bool| events.iter().any(|event| is(&event.change));
    let moved = before.status != lead.status;
    // L4
    assert_eq!(moved, has(|own| matches!(own, Change::LeadStatusChanged { .. })), "{}", about());
    assert_eq!(lead.status_since, if moved { now } else { before.status_since });
    // L8: what was open before does not outlive a closing status
    let closes = engine.policy().pipeline.status(&lead.status).expect("known").closes_follow_ups;
    if moved && closes {
        assert!(
            lead.follow_ups.iter().all(|own| before.follow_up(&own.id).is_none()),
            "{}",
            about()
        );
    }
    // L5: nobody moves to Followups without one
    if moved && lead.status.as_str() == "followUps" {
        assert!(!lead.follow_ups.is_empty(), "{}", about());
    }
    // V3: only a command that names the lead and the status un-converts
    if has(|own| matches!(own, Change::LeadUnconverted { .. })) {
        assert!(matches!(command.deed, Deed::ChangeStatus { .. }), "{}", about());
    }
    // V1: the owner of that moment is credited
    if let (None, Some(conversion)) = (&before.conversion, &lead.conversion) {
        assert_eq!(Some(&conversion.agent), lead.owner.as_ref());
    }
    // A3: the last owner is remembered
    if before.owner.is_some() && before.owner != lead.owner {
        assert_eq!(before.owner, lead.last_owner);
    }
    // C3: attempts never shrink by anything but a correction
    assert!(lead.attempts >= before.attempts, "{}", about());
}

/// A refused command names what fails; taking a lead back by hand fails for customers alone.
fn check_rejected(
    engine: &Engine,
    lead: &Lead,
    command: &Command,
    now: Timestamp,
    rejection: &Rejection,
) {
    assert!(rejection.code().is_some());
    assert!(command.deed != Deed::Unassign {} || lead.is_customer());
    assert_eq!(engine.decide(Some(lead), command, &context(now)).as_ref(), Err(rejection));
}

/// The same commands everywhere: every kind, every status, alone and with what may come with it.
fn deeds(lead: &Lead, now: Timestamp) -> Vec<Value> {
    const STATUSES: [&str; 10] = [
        "unassigned",
        "assigned",
        "followUps",
        "interested",
        "notInterested",
        "busy",
        "notPicked",
        "missed",
        "wrongNumber",
        "customer",
    ];
    let order = json!({ "amountMinor": 100, "currency": "INR" });
    let later = |hours: i64| now.saturating_add_millis(hours * HOUR).to_string();
    let version = lead.version.get();
    let follow_up = |hours: i64| {
        // Two open follow-ups are as many as the walk looks at.
        let id = if lead.follow_ups.len() < 2 { format!("f{version}") } else { "f-none".into() };
        json!({ "id": id, "at": later(hours), "note": "again" })
    };
    let room = lead.follow_ups.len() < 2;
    let call = |status: &str, duration: u32| json!({ "id": format!("c{version}"), "status": status, "durationSeconds": duration, "note": "x" });
    let mut deeds = Vec::new();
    for to in STATUSES {
        deeds.push(json!({ "changeStatus": { "to": to } }));
        deeds.push(json!({ "changeStatus": { "to": to, "owner": "asha" } }));
        deeds.push(json!({ "changeStatus": { "to": to, "owner": "bela", "order": order } }));
        deeds.push(json!({ "logCall": { "call": call("called", 60), "nextStatus": to } }));
        if room {
            deeds.push(
                json!({ "changeStatus": { "to": to, "owner": "asha", "followUp": follow_up(2) } }),
            );
            deeds.push(json!({
                "logCall": { "call": call("rescheduled", 9), "nextStatus": to, "followUp": follow_up(30) },
            }));
        }
    }
    for owner in ["asha", "bela", "dev", "nobody"] {
        deeds.push(json!({ "assign": { "owner": owner } }));
    }
    deeds.push(json!({ "changeStatus": { "to": "customer", "order": order } }));
    deeds.push(json!({ "unassign": {} }));
    deeds.push(json!({ "captureLead": { "id": "lead" } }));
    deeds.push(json!({ "updateLead": { "doNotCall": true } }));
    deeds.push(json!({ "updateLead": { "doNotCall": null, "name": "Ravi" } }));
    for status in ["called", "busy", "noAnswer", "missed", "followUp", "rescheduled", "inProgress"]
    {
        deeds.push(json!({ "logCall": { "call": call(status, 0) } }));
        let mut incoming = call(status, 7);
        incoming["direction"] = json!("incoming");
        deeds.push(json!({ "logCall": { "call": incoming } }));
        let live = lead.live_call.as_ref().map_or("c-none", |live| live.id.as_str());
        let completed = json!({ "id": live, "status": status, "durationSeconds": 5, "note": "x" });
        deeds.push(json!({ "completeCall": { "call": completed } }));
        if room {
            deeds.push(json!({ "completeCall": { "call": completed, "followUp": follow_up(30) } }));
        }
    }
    deeds.push(json!({ "startCall": { "id": format!("c{version}") } }));
    deeds.push(json!({ "startCall": { "id": format!("c{version}"), "direction": "incoming" } }));
    let live = lead.live_call.as_ref().map_or("c-none", |live| live.id.as_str());
    deeds.push(json!({ "abandonCall": { "call": live } }));
    let logged = json!({
        "id": "c-old", "parent": { "kind": "lead", "id": "lead" }, "agent": "asha", "status": "missed", "startedAt": later(-1),
    });
    deeds.push(json!({ "correctCall": { "call": logged, "status": "busy" } }));
    deeds.push(json!({ "voidCall": { "call": logged } }));
    if room {
        deeds.push(json!({ "scheduleFollowUp": follow_up(2) }));
        deeds.push(json!({ "scheduleFollowUp": follow_up(30) }));
    }
    let first = lead.follow_ups.first().map_or("f-none", |own| own.id.as_str());
    deeds.push(json!({ "rescheduleFollowUp": { "id": first, "at": later(2) } }));
    deeds.push(json!({ "rescheduleFollowUp": { "id": first, "at": later(30) } }));
    deeds.push(json!({ "completeFollowUp": { "followUp": first } }));
    deeds.push(json!({ "dismissFollowUp": { "followUp": first } }));
    deeds.push(json!({ "addNote": { "id": format!("n{version}"), "text": "x" } }));
    deeds.push(json!({ "updateOrder": { "order": order } }));
    deeds
}

fn command(deed: &Value, version: u64) -> Command {
    let command = json!({ "id": format!("c-{version}"), "do": deed });
    serde_json::from_value(command).expect("a command of the test")
}

/// A person who may do everything, and three agents.
fn context(now: Timestamp) -> Context {
    let id = |text: &str| AgentId::new(text).expect("an id");
    let role = |text: &str| RoleId::new(text).expect("an id");
    let actor =
        Actor { id: id("root"), role: Some(role("manager")), branch: None, department: None };
    let agent = |name: &str, state| Agent {
        id: id(name),
        name: None,
        role: role("agent"),
        branch: None,
        department: None,
        state,
        cap: None,
        held: Fact::NotKnown,
        counter: None,
        received_today: 0,
        last_run: None,
        live_call: Fact::Empty,
    };
    let mut context = Context::new(now, actor);
    context.agents = Fact::Known(vec![
        agent("asha", AgentState::Active),
        agent("bela", AgentState::Away),
        agent("dev", AgentState::Banned),
    ]);
    context
}

fn engine() -> Engine {
    let policy = Policy {
        time_zone: TimeZone { name: "Asia/Kolkata".into(), data: None },
        ..Policy::default()
    };
    Engine::new(policy).expect("the policy has no fault")
}
