//! How agents spend their day: they take the top of their queue, call, and log what came of it.

use calliyo_core::{
    CallId, Diagnostic, LeadId, Patch, StatusId,
    lead::{
        Actor, CallStatus, Deed, Direction, FollowUp, FollowUpEdit, Lead, LogCall, NewCall,
        NewFollowUp, Order, PaymentStatus,
    },
    report::{QueueEntry, QueueFilter, QueueGroup},
    time::{LocalTime, Timestamp},
};

use super::{scenes, story::Story};
use crate::{failure::Failure, host::process};

const MINUTE: i64 = 60_000;

/// An agent at work.
pub(super) struct Desk {
    pub(super) actor: Actor,
    /// When the agent does the next thing.
    pub(super) free_at: Timestamp,
    /// The call in progress.
    line: Option<Line>,
}

impl Desk {
    /// A desk at which nothing is going on.
    pub(super) fn of(actor: Actor) -> Self {
        Self { actor, free_at: Timestamp::MIN, line: None }
    }
}

/// A call in progress.
struct Line {
    lead: LeadId,
    call: CallId,
    since: Timestamp,
}

/// What comes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Nobody,
    Busy,
    Talk,
    NotInterested,
    WrongNumber,
    Interested,
    /// A follow-up is agreed.
    Promise,
    /// The lead asks for another time.
    Later,
    /// The lead asks for another time, and the agent forgets to write it down.
    Forgotten,
    Sale,
}

/// How likely each answer is of a lead that nobody has spoken to.
const COLD: [(u32, Answer); 10] = [
    (380, Answer::Nobody),
    (110, Answer::Busy),
    (150, Answer::Talk),
    (95, Answer::NotInterested),
    (30, Answer::WrongNumber),
    (60, Answer::Interested),
    (95, Answer::Promise),
    (50, Answer::Later),
    (12, Answer::Forgotten),
    (18, Answer::Sale),
];

/// How likely each answer is of a lead that somebody has spoken to.
const WARM: [(u32, Answer); 9] = [
    (190, Answer::Nobody),
    (60, Answer::Busy),
    (150, Answer::Talk),
    (120, Answer::NotInterested),
    (110, Answer::Interested),
    (130, Answer::Promise),
    (70, Answer::Later),
    (20, Answer::Forgotten),
    (70, Answer::Sale),
];

/// How likely each answer is of a lead that is on the line already.
const ON_THE_LINE: [(u32, Answer); 5] = [
    (40, Answer::Talk),
    (15, Answer::NotInterested),
    (15, Answer::Interested),
    (20, Answer::Promise),
    (5, Answer::Sale),
];

/// The agent at a desk does the next thing.
pub(super) fn turn(story: &mut Story<'_, '_>, desk: usize, now: Timestamp) -> Result<(), Failure> {
    let pause = i64::from(story.dice.between(8, 15)) * MINUTE;
    let Some(at_work) = story.desks.get_mut(desk) else { return Ok(()) };
    at_work.free_at = now.saturating_add_millis(pause);
    let actor = at_work.actor.clone();
    if let Some(line) = at_work.line.take() {
        return hang_up(story, &actor, line, now);
    }
    let Some(lead) = next_lead(story, &actor, now) else { return Ok(()) };
    if let Some(old) = old_promise(story, &lead, now)
        && story.dice.chance(65)
    {
        return settle(story, &actor, &lead, &old, now);
    }
    if story.dice.chance(12) {
        return pick_up(story, desk, &actor, lead, now);
    }
    let warm = story.host.lead(&lead).is_some_and(|lead| lead.connected_ever);
    let answer = if warm { story.dice.weighted(&WARM) } else { story.dice.weighted(&COLD) };
    let duration = story.dice.between(25, 390);
    let id = story.call_id()?;
    let call = ended(story, id, answer.unwrap_or(Answer::Talk), duration, now)?;
    story.ask(&actor, &lead, "log a call", Deed::LogCall(call), now)?;
    Ok(())
}

/// A lead calls: the telephone system reports it, whoever takes it.
pub(super) fn incoming(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let called = |lead: &&Lead| {
        lead.attempts > 0 && story.host.engine().is_in_queue(lead) && !story.cast.contains(&lead.id)
    };
    let leads: Vec<&Lead> = story.host.leads().iter().filter(called).collect();
    let Some(lead) = story.dice.pick(&leads) else { return Ok(()) };
    let (lead, agent) = (lead.id.clone(), lead.owner.clone());
    let missed = story.dice.chance(60);
    let (status, direction, duration) = if missed {
        (CallStatus::Missed, Direction::Missed, 0)
    } else {
        (CallStatus::Called, Direction::Incoming, story.dice.between(30, 300))
    };
    let call = NewCall {
        agent,
        direction: Some(direction),
        recorded: true,
        ..NewCall::new(story.call_id()?, status, duration)
    };
    let call = LogCall { call, next_status: None, follow_up: None, order: None };
    story.ask(&process("telephony")?, &lead, "record a call", Deed::LogCall(call), now)?;
    Ok(())
}

/// The first lead of the agent's queue that can be called now.
fn next_lead(story: &mut Story<'_, '_>, actor: &Actor, now: Timestamp) -> Option<LeadId> {
    // Not everybody looks at the promises first.
    let prompt = story.dice.chance(45);
    let host = &story.host;
    let today = host.engine().zone().local_date(now);
    let can_be_called = |entry: &QueueEntry| {
        let Some(lead) = host.lead(&entry.lead) else { return false };
        let free = !lead.do_not_call && lead.live_call.is_none() && !story.cast.contains(&lead.id);
        let rested = lead.last_attempt.is_none_or(|at| host.engine().zone().local_date(at) < today);
        free && match entry.group {
            QueueGroup::Overdue => prompt,
            QueueGroup::Stalled | QueueGroup::Fresh | QueueGroup::Waiting => rested,
            _ => false,
        }
    };
    let queue = host.engine().queue(&actor.id, host.leads(), QueueFilter::All, now);
    queue.into_iter().find(can_be_called).map(|entry| entry.lead)
}

/// The lead's earliest follow-up, when it should have been kept on an earlier day.
fn old_promise(story: &Story<'_, '_>, lead: &LeadId, now: Timestamp) -> Option<FollowUp> {
    let zone = story.host.engine().zone();
    let next = story.host.lead(lead)?.next_follow_up()?;
    (zone.local_date(next.at) < zone.local_date(now)).then(|| next.clone())
}

/// Moves an old promise to another day, or gives it up.
fn settle(
    story: &mut Story<'_, '_>,
    actor: &Actor,
    lead: &LeadId,
    old: &FollowUp,
    now: Timestamp,
) -> Result<(), Failure> {
    let deed = if story.dice.chance(60) {
        let at = now.saturating_add_millis(i64::from(story.dice.between(2, 6)) * 30 * MINUTE);
        let edit = FollowUpEdit { id: old.id.clone(), at, reminder_minutes: Patch::Keep };
        Deed::RescheduleFollowUp(edit)
    } else {
        Deed::DismissFollowUp { follow_up: old.id.clone() }
    };
    story.ask(actor, lead, "settle an old follow-up", deed, now)?;
    Ok(())
}

/// Begins a call that the supervisor can see while it lasts.
fn pick_up(
    story: &mut Story<'_, '_>,
    desk: usize,
    actor: &Actor,
    lead: LeadId,
    now: Timestamp,
) -> Result<(), Failure> {
    let start = scenes::start_call(story)?;
    let call = start.id.clone();
    let begun = story.ask(actor, &lead, "begin a call", Deed::StartCall(start), now)?;
    let length = i64::from(story.dice.between(60, 540)) * 1000;
    if let (Some(_), Some(desk)) = (begun, story.desks.get_mut(desk)) {
        desk.line = Some(Line { lead, call, since: now });
        desk.free_at = now.saturating_add_millis(length);
    }
    Ok(())
}

/// Ends the call in progress, with or without a result.
fn hang_up(
    story: &mut Story<'_, '_>,
    actor: &Actor,
    line: Line,
    now: Timestamp,
) -> Result<(), Failure> {
    let Line { lead, call, since } = line;
    let deed = if story.dice.chance(15) {
        Deed::AbandonCall { call }
    } else {
        let answer = story.dice.weighted(&ON_THE_LINE).unwrap_or(Answer::Talk);
        let duration = u32::try_from(now.millis_since(since) / 1000).unwrap_or_default();
        Deed::CompleteCall(ended(story, call, answer, duration, now)?)
    };
    story.ask(actor, &lead, "end a call", deed, now)?;
    Ok(())
}

/// A call with all that comes with its answer.
fn ended(
    story: &mut Story<'_, '_>,
    id: CallId,
    answer: Answer,
    duration: u32,
    now: Timestamp,
) -> Result<LogCall, Failure> {
    let (status, next, note) = match answer {
        Answer::Nobody => (CallStatus::NoAnswer, None, None),
        Answer::Busy => (CallStatus::Busy, None, None),
        Answer::Talk => (CallStatus::Called, None, None),
        Answer::NotInterested => {
            (CallStatus::Called, Some("notInterested"), Some("has a policy elsewhere"))
        }
        Answer::WrongNumber => (CallStatus::Called, Some("wrongNumber"), Some("somebody else")),
        Answer::Interested => (CallStatus::Called, Some("interested"), Some("wants the brochure")),
        Answer::Promise => (CallStatus::FollowUp, None, Some("compares two offers")),
        Answer::Later => (CallStatus::Rescheduled, None, Some("is driving")),
        Answer::Forgotten => (CallStatus::Rescheduled, None, None),
        Answer::Sale => (CallStatus::Called, Some("customer"), Some("signed online")),
    };
    let duration = match answer {
        Answer::Nobody | Answer::Busy => 0,
        Answer::WrongNumber | Answer::Later => duration.min(40),
        _ => duration,
    };
    let follow_up = match answer {
        Answer::Promise | Answer::Later => Some(promise(story, now)?),
        _ => None,
    };
    let order = if answer == Answer::Sale { Some(sold(story)?) } else { None };
    Ok(LogCall {
        call: NewCall { note: note.map(Into::into), ..NewCall::new(id, status, duration) },
        next_status: next.map(StatusId::new).transpose()?,
        follow_up,
        order,
    })
}

/// A follow-up for the default slot, for later today or for another time of the next working day.
fn promise(story: &mut Story<'_, '_>, now: Timestamp) -> Result<NewFollowUp, Failure> {
    let engine = story.host.engine();
    let (today, time) = engine.zone().to_local(now);
    let leaves_time = time < LocalTime::from_hms(16, 30, 0).unwrap_or_default();
    let next_day = engine.time().next_working_day(today)?;
    let at = match story.dice.below(3) {
        0 => None,
        1 if leaves_time => {
            let later = i64::from(story.dice.between(4, 10)) * 15 * MINUTE;
            Some(now.saturating_add_millis(later))
        }
        _ => {
            let time = LocalTime::from_hms(story.dice.between(10, 17), 30, 0).unwrap_or_default();
            Some(story.host.instant(next_day, time)?)
        }
    };
    Ok(NewFollowUp {
        reminder_minutes: story.dice.pick(&[None, Some(15), Some(30)]).copied().flatten(),
        note: Some("call back as agreed".into()),
        ..NewFollowUp::new(story.follow_up_id()?, at)
    })
}

/// One of the plans, paid in one of the usual ways.
fn sold(story: &mut Story<'_, '_>) -> Result<Order, Diagnostic> {
    let payments =
        [(6, PaymentStatus::Paid), (3, PaymentStatus::Partial), (1, PaymentStatus::Unpaid)];
    let payment = story.dice.weighted(&payments).unwrap_or_default();
    let plans = [(30, 0), (30, 1), (20, 2), (15, 3), (5, 4)];
    let plan = story.dice.weighted(&plans).unwrap_or_default();
    story.order(plan, payment)
}
