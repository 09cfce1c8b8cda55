//! May this move be made: many questions about a thousand leads of the default pipeline, with the first reason of a refusal.
//! Each line tells the time of all of them.
//!
//! The peers answer the same questions, which is checked before anything is measured. They are given what is known of a
//! lead as plain fields; none of them reads an id or asks for a permission while the clock runs. There are more questions
//! than a processor can learn the answers of.

use calliyo_benches::{command, contest::random::Random, context, engine, lead, now, sure};
use calliyo_core::{
    AgentId, Code, Engine, FollowUpId, RoleId, StatusId,
    lead::{Actor, Context, Deed, Lead, MoveFacts, NewFollowUp, apply},
};
use divan::{Bencher, black_box, counter::ItemsCount};
use statig::Outcome;
use statig::blocking::{IntoStateMachine, IntoStateMachineExt, State, StateMachine};

fn main() {
    divan::main();
}

const LEADS: usize = 1000;
const QUESTIONS: usize = 65_536;

/// The statuses of the default pipeline, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Unassigned,
    Assigned,
    FollowUps,
    Interested,
    NotInterested,
    Busy,
    NotPicked,
    Missed,
    WrongNumber,
    Customer,
}

impl Status {
    const ALL: [Self; 10] = [
        Self::Unassigned,
        Self::Assigned,
        Self::FollowUps,
        Self::Interested,
        Self::NotInterested,
        Self::Busy,
        Self::NotPicked,
        Self::Missed,
        Self::WrongNumber,
        Self::Customer,
    ];
}

/// What a program of its own would know of a lead, where all leads are sound.
#[derive(Clone, Copy, Debug)]
struct Known {
    has_follow_up: bool,
    may_move: bool,
    may_assign: bool,
}

/// One lead, and who would move it.
struct Case {
    lead: Lead,
    context: Context,
    from: Status,
    known: Known,
}

type Verdict = Result<(), Code>;

/// Leads on every status with and without follow-ups, under an agent, a manager and the host's own process.
fn cases(engine: &Engine) -> Vec<Case> {
    let mut random = Random::new(20_260_515);
    (0..LEADS).map(|number| case(engine, number, &mut random)).collect()
}

fn case(engine: &Engine, number: usize, random: &mut Random) -> Case {
    let from = *pick(&Status::ALL, random);
    let is_owned = from != Status::Unassigned;
    let mut lead = Some(lead(engine, number, is_owned.then_some("asha")));
    let mut carry_out = |deed| {
        let decision = sure(engine.decide(lead.as_ref(), &command(deed), &context()));
        decision.events.iter().for_each(|event| apply(&mut lead, event));
    };
    let closes = [Status::NotInterested, Status::WrongNumber];
    let keeps_follow_up = is_owned && !closes.contains(&from) && from != Status::Customer;
    let has_follow_up = from == Status::FollowUps || (keeps_follow_up && random.percent(50));
    if has_follow_up {
        let at = now().saturating_add_millis(3 * 86_400_000);
        let planned = NewFollowUp::new(sure(FollowUpId::new("f-1")), Some(at));
        carry_out(Deed::ScheduleFollowUp(planned));
    }
    carry_out(Deed::change_status(id_of(engine, from)));
    let lead = lead.unwrap_or_else(|| panic!("the lead is there"));

    let who = [
        ("host", None),
        ("mira", Some("manager")),
        ("asha", Some("agent")),
        ("bala", Some("agent")),
    ];
    let (who, role) = *pick(&who, random);
    let is_lead = from != Status::Customer;
    let known = Known {
        has_follow_up,
        may_move: match who {
            "asha" => is_owned && is_lead,
            "bala" => false,
            _ => true,
        },
        may_assign: role != Some("agent"),
    };
    let actor = Actor {
        id: sure(AgentId::new(who)),
        role: role.map(|role| sure(RoleId::new(role))),
        branch: None,
        department: None,
    };
    Case { lead, context: Context::new(now(), actor), from, known }
}

fn pick<'i, T>(items: &'i [T], random: &mut Random) -> &'i T {
    let place = random.below(u64::try_from(items.len()).unwrap_or_default());
    &items[usize::try_from(place).unwrap_or_default()]
}

fn id_of(engine: &Engine, status: Status) -> StatusId {
    engine.policy().pipeline.statuses[status as usize].id.clone()
}

/// What the rules say.
fn decided(engine: &Engine, case: &Case, to: Status) -> Verdict {
    let command = command(Deed::change_status(id_of(engine, to)));
    let decided = engine.decide(Some(&case.lead), &command, &case.context);
    decided.map(drop).map_err(|rejection| sure(rejection.code().ok_or("no code")))
}

/// Measures a peer, once it was right about every lead and status.
fn measure<T>(
    bencher: Bencher<'_, '_>,
    known: impl Fn(&Engine, &Case) -> T,
    mut answer: impl FnMut(&mut T, Status) -> Verdict,
) {
    let engine = engine("Asia/Kolkata");
    let cases = cases(&engine);
    for case in &cases {
        let mut known = known(&engine, case);
        for to in Status::ALL {
            assert_eq!(
                answer(&mut known, to),
                decided(&engine, case, to),
                "{:?} → {to:?}",
                case.from
            );
        }
    }
    let mut random = Random::new(7);
    let mut ask = || (known(&engine, pick(&cases, &mut random)), *pick(&Status::ALL, &mut random));
    let mut asked: Vec<(T, Status)> = (0..QUESTIONS).map(|_| ask()).collect();
    bencher.counter(ItemsCount::new(QUESTIONS)).bench_local(|| {
        let asked = black_box(&mut asked).iter_mut();
        // Added up without a branch: a wrong guess here would cost more than an answer.
        asked.fold(0_u64, |sum, (known, to)| {
            sum + answer(known, *to).map_or_else(|code| code as u64, |()| u64::MAX >> 32)
        })
    });
}

#[divan::bench]
fn calliyo(bencher: Bencher<'_, '_>) {
    let table = engine("Asia/Kolkata").move_table();
    let facts = |engine: &Engine, own: &Case| engine.move_facts(&own.lead, &own.context);
    measure(bencher, facts, |facts: &mut MoveFacts, to| table.can_move(*facts, to as usize));
}

/// The guards as a program would have them for this one pipeline.
#[divan::bench]
fn hand_written_match(bencher: Bencher<'_, '_>) {
    measure(
        bencher,
        |_, own| (own.from, own.known),
        |(from, known), to| match (*from, to) {
            (from, to) if from == to && to != Status::Unassigned => permitted(known.may_move),
            (_, Status::FollowUps) if !known.has_follow_up => Err(Code::StatusNeedsFollowUp),
            (Status::Unassigned, to) if to != Status::Unassigned => Err(Code::StatusNeedsOwner),
            (_, Status::Unassigned) => permitted(known.may_move && known.may_assign),
            _ => permitted(known.may_move),
        },
    );
}

fn permitted(is_permitted: bool) -> Verdict {
    if is_permitted { Ok(()) } else { Err(Code::PermissionDenied) }
}

/// A state machine per lead, which is asked and stays where it is.
#[divan::bench]
fn statig(bencher: Bencher<'_, '_>) {
    measure(
        bencher,
        |_, own| {
            let mut machine = Asked { known: own.known, verdict: Ok(()) }.state_machine();
            machine.init();
            machine.handle(&Event::Begin(own.from));
            machine
        },
        |machine: &mut StateMachine<Asked>, to| {
            machine.handle(&Event::MayMove(to));
            machine.inner().verdict
        },
    );
}

struct Asked {
    known: Known,
    verdict: Verdict,
}

enum Event {
    /// The lead is on this status from the start.
    Begin(Status),
    /// Whether it may be moved to this one.
    MayMove(Status),
}

impl IntoStateMachine for Asked {
    type Event<'event> = Event;
    type Context<'context> = ();
    type State = Status;
    type Superstate<'above> = ();

    fn initial() -> Status {
        Status::Unassigned
    }
}

impl State<Asked> for Status {
    fn call_handler(&mut self, lead: &mut Asked, event: &Event, (): &mut ()) -> Outcome<Self> {
        let to = match *event {
            Event::Begin(status) => return Outcome::Transition(status),
            Event::MayMove(to) => to,
        };
        let Known { has_follow_up, may_move, may_assign } = lead.known;
        lead.verdict = match self {
            Self::Unassigned => match to {
                Self::Unassigned => permitted(may_move && may_assign),
                Self::FollowUps if !has_follow_up => Err(Code::StatusNeedsFollowUp),
                _ => Err(Code::StatusNeedsOwner),
            },
            own => match to {
                Self::Unassigned => permitted(may_move && may_assign),
                Self::FollowUps if !has_follow_up && *own != to => Err(Code::StatusNeedsFollowUp),
                _ => permitted(may_move),
            },
        };
        Outcome::Handled
    }
}

/// What it takes to boil a lead and its context down to facts; a thousand of them.
#[divan::bench]
fn calliyo_facts(bencher: Bencher<'_, '_>) {
    let engine = engine("Asia/Kolkata");
    let cases = cases(&engine);
    bencher.counter(ItemsCount::new(LEADS)).bench_local(|| {
        let facts = black_box(&cases).iter().map(|own| engine.move_facts(&own.lead, &own.context));
        facts.fold(0_u64, |sum, own| sum ^ own.bits())
    });
}

/// What the table costs, once per policy.
#[divan::bench]
fn calliyo_table(bencher: Bencher<'_, '_>) {
    let engine = engine("Asia/Kolkata");
    bencher.bench_local(|| black_box(&engine).move_table());
}
