//! What is told on purpose: three leads from first to last, and what a day may bring beside its calls.

use calliyo_core::{
    AgentId, BranchId, LeadId, Patch, Priority, StatusId,
    jobs::Plan,
    lead::{
        ActivityKind, AgentState, CallEdit, CallStatus, Deed, Direction, FollowUpEdit, LeadEdit,
        LogCall, NewCall, NewFollowUp, NewLead, NewNote, PaymentStatus, StartCall,
    },
    time::{LocalTime, Timestamp},
};

use super::{
    setup::{BANNED, MANAGER, SMALL_CAP},
    story::Story,
};
use crate::{failure::Failure, host::process};

/// A scene: what happens at an instant.
pub(super) type Play = for<'s, 'h, 'w> fn(&'s mut Story<'h, 'w>, Timestamp) -> Result<(), Failure>;

/// The lead that asks for another time, meets the agent and buys.
pub(super) const PATIENT: &str = "L-1001";
/// The lead that buys, steps back and buys something else.
pub(super) const FICKLE: &str = "L-1002";
/// The lead that goes from hand to hand.
pub(super) const ELUSIVE: &str = "L-1003";

/// The scenes: day of the story from 0, local time and what happens; days 1 to 3 are the long weekend.
pub(super) const SCENES: &[(i32, u32, u32, Play)] = &[
    (0, 8, 10, twice_and_wrong),
    (0, 10, 20, not_ones_to_give),
    (0, 10, 40, no_next_step),
    (0, 11, 5, patient_is_called),
    (0, 11, 9, patient_asks_for_another_time),
    (0, 11, 40, elusive_does_not_answer),
    (0, 12, 10, do_not_call),
    (0, 12, 30, fickle_buys),
    (0, 15, 0, calls_are_corrected),
    (0, 18, 5, a_call_is_forgotten),
    (4, 8, 45, an_agent_is_banned),
    (4, 9, 10, nothing_for_the_banned),
    (4, 9, 20, above_the_cap),
    (4, 10, 2, patient_agrees_to_meet),
    (4, 11, 30, elusive_calls_back),
    (4, 12, 0, fickle_steps_back),
    (4, 15, 0, a_promise_is_moved),
    (5, 10, 10, a_promise_is_handed_on),
    (5, 10, 30, elusive_is_reached),
    (5, 11, 45, patient_buys),
    (5, 14, 50, elusive_is_given_up),
    (5, 15, 20, fickle_buys_again),
    (5, 16, 0, into_the_past),
    (5, 16, 30, patient_pays),
];

/// The three leads come in; they come first whenever leads are handed out.
pub(super) fn introduce(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let importer = process("import")?;
    for (id, name, phone, source, branch) in [
        (PATIENT, "Ishita Rane", "+91 99870 11001", "Referral", "mumbai"),
        (FICKLE, "Farhan Khan", "099870-11002", "Google Ads", "pune"),
        (ELUSIVE, "Lakshmi Pawar", "99870 11003", "Website", "mumbai"),
    ] {
        let id = LeadId::new(id)?;
        let new = NewLead {
            name: Some(name.into()),
            phone: Some(phone.into()),
            source: Some(source.into()),
            campaign: Some("Term Life Renewal".into()),
            branch: Some(BranchId::new(branch)?),
            priority: Some(Priority::new(9)),
            ..NewLead::new(id.clone())
        };
        story.host.perform(&importer, &id, Deed::CaptureLead(new), now)??;
        story.cast.insert(id);
    }
    Ok(())
}

/// The manager hands out a lead while a plan for it waits to be applied.
pub(super) fn while_a_plan_waits(
    story: &mut Story<'_, '_>,
    plan: &Plan,
    now: Timestamp,
) -> Result<(), Failure> {
    let planned = plan.moves.iter().find(|planned| !story.cast.contains(&planned.lead));
    let Some((lead, Some(to))) = planned.map(|planned| (planned.lead.clone(), planned.to.clone()))
    else {
        return Ok(());
    };
    let same_branch = |id: &AgentId| {
        let person = story.host.people().iter().find(|person| person.id == *id);
        person.and_then(|person| person.branch.clone())
    };
    let branch = same_branch(&to);
    let other = story.host.people().iter().map(|person| &person.id);
    let other = other.filter(|id| **id != to).find(|id| same_branch(id) == branch).cloned();
    let Some(owner) = other else { return Ok(()) };
    let manager = story.person(MANAGER)?;
    story.ask(&manager, &lead, "assign a lead by hand", Deed::Assign { owner }, now)?;
    Ok(())
}

/// An import brings a number that is there already, and one that is none.
fn twice_and_wrong(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let importer = process("import")?;
    for (id, phone) in [("L-2001", "0 99870 11001"), ("L-2002", "98-INSURE")] {
        let id = LeadId::new(id)?;
        let new = NewLead { phone: Some(phone.into()), ..NewLead::new(id.clone()) };
        story.ask(&importer, &id, "capture a lead", Deed::CaptureLead(new), now)?;
    }
    Ok(())
}

/// An agent hands a lead to a colleague, which is the manager's to do.
fn not_ones_to_give(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let agent = story.person("priya.nair")?;
    let owner = AgentId::new("rohan.kulkarni")?;
    if let Some(lead) = story.first_lead(|lead| lead.owner.as_ref() == Some(&agent.id)) {
        story.ask(&agent, &lead, "hand a lead to a colleague", Deed::Assign { owner }, now)?;
    }
    Ok(())
}

/// An agent moves a lead to Followups without saying when to follow up.
fn no_next_step(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let agent = story.person("ananya.joshi")?;
    let held = story
        .first_lead(|lead| lead.owner.as_ref() == Some(&agent.id) && lead.follow_ups.is_empty());
    if let Some(lead) = held {
        let deed = Deed::ChangeStatus {
            to: StatusId::follow_ups(),
            owner: None,
            follow_up: None,
            converted_at: None,
            order: None,
        };
        story.ask(&agent, &lead, "move a lead to Followups", deed, now)?;
    }
    Ok(())
}

/// A lead asks not to be called; the next call is refused, one that took place is stored.
fn do_not_call(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let agent = story.person("vikram.deshpande")?;
    let held = story.first_lead(|lead| lead.owner.as_ref() == Some(&agent.id) && !lead.do_not_call);
    let Some(lead) = held else { return Ok(()) };
    let edit = LeadEdit { do_not_call: Patch::Set(true), ..LeadEdit::default() };
    story.ask(&agent, &lead, "mark a lead as not to be called", Deed::UpdateLead(edit), now)?;
    let start = start_call(story)?;
    story.ask(&agent, &lead, "begin a call", Deed::StartCall(start), now)?;
    let call = NewCall {
        agent: Some(agent.id.clone()),
        recorded: true,
        ..NewCall::new(story.call_id()?, CallStatus::Called, 25)
    };
    let telephony = process("telephony")?;
    story.ask(&telephony, &lead, "record a call", Deed::LogCall(alone(call)), now)?;
    Ok(())
}

/// The manager corrects one of the morning's calls and voids another.
fn calls_are_corrected(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let manager = story.person(MANAGER)?;
    let mut connected =
        story.host.calls().iter().filter(|call| call.is_connected() && !call.recorded);
    let (Some(first), Some(second)) = (connected.next().cloned(), connected.next().cloned()) else {
        return Ok(());
    };
    let (Some(lead), Some(other)) = (first.parent.lead().cloned(), second.parent.lead().cloned())
    else {
        return Ok(());
    };
    let deed = Deed::CorrectCall(CallEdit {
        duration_seconds: Some(first.duration_seconds / 2),
        note: Patch::Set("duration as on the telephone bill".into()),
        ..CallEdit::new(first)
    });
    story.ask(&manager, &lead, "correct a call", deed, now)?;
    story.ask(&manager, &other, "void a call", Deed::VoidCall { call: second }, now)?;
    Ok(())
}

/// A call is begun at the end of the day, and nobody says how it ended.
fn a_call_is_forgotten(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let agent = story.person("rohan.kulkarni")?;
    let held = story.first_lead(|lead| {
        lead.owner.as_ref() == Some(&agent.id) && lead.live_call.is_none() && !lead.is_customer()
    });
    if let Some(lead) = held {
        let start = start_call(story)?;
        story.ask(&agent, &lead, "begin a call", Deed::StartCall(start), now)?;
    }
    Ok(())
}

/// An agent is banned; the leads stay where they are.
fn an_agent_is_banned(story: &mut Story<'_, '_>, _: Timestamp) -> Result<(), Failure> {
    story.host.change_person(&AgentId::new(BANNED)?, |agent| agent.state = AgentState::Banned);
    story.desks.retain(|desk| desk.actor.id != *BANNED);
    Ok(())
}

/// The manager forgets that the agent is banned.
fn nothing_for_the_banned(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let manager = story.person(MANAGER)?;
    let owner = AgentId::new(BANNED)?;
    if let Some(lead) = story.first_lead(calliyo_core::lead::Lead::is_unassigned) {
        story.ask(&manager, &lead, "assign a lead by hand", Deed::Assign { owner }, now)?;
    }
    Ok(())
}

/// By hand an agent may be given more than the cap.
fn above_the_cap(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let manager = story.person(MANAGER)?;
    let owner = AgentId::new(SMALL_CAP)?;
    let branch = BranchId::new("mumbai")?;
    let fresh =
        story.first_lead(|lead| lead.is_unassigned() && lead.branch.as_ref() == Some(&branch));
    if let Some(lead) = fresh {
        story.ask(&manager, &lead, "assign a lead by hand", Deed::Assign { owner }, now)?;
        let text = "knows Sneha from last year".into();
        let note = Deed::AddNote(NewNote { id: story.follow_up_id()?, text });
        story.ask(&manager, &lead, "write a note", note, now)?;
    }
    Ok(())
}

/// A promise of the banned agent goes to a colleague of the branch, with its lead.
fn a_promise_is_handed_on(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let manager = story.person(MANAGER)?;
    let owner = AgentId::new("ananya.joshi")?;
    let promised = story.first_lead(|lead| {
        lead.owner.as_ref().is_some_and(|owner| *owner == *BANNED) && !lead.follow_ups.is_empty()
    });
    if let Some(lead) = promised {
        story.ask(&manager, &lead, "assign a lead by hand", Deed::Assign { owner }, now)?;
    }
    Ok(())
}

/// An agent has to meet a lead a day later.
fn a_promise_is_moved(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let a_day_later = |at: Timestamp| at.max(now).saturating_add_millis(24 * 3_600_000);
    reschedule(story, "rohan.kulkarni", a_day_later, now)
}

/// An agent moves a follow-up into the past.
fn into_the_past(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let an_hour_ago = |_: Timestamp| now.saturating_add_millis(-3_600_000);
    reschedule(story, "aarav.mehta", an_hour_ago, now)
}

/// An agent moves the next follow-up of the first lead that has one.
fn reschedule(
    story: &mut Story<'_, '_>,
    agent: &str,
    to: impl Fn(Timestamp) -> Timestamp,
    now: Timestamp,
) -> Result<(), Failure> {
    let agent = story.person(agent)?;
    let promised = story
        .first_lead(|lead| lead.owner.as_ref() == Some(&agent.id) && !lead.follow_ups.is_empty());
    let Some(lead) = promised else { return Ok(()) };
    let next = story.host.lead(&lead).and_then(|lead| lead.next_follow_up());
    let Some((id, at)) = next.map(|next| (next.id.clone(), to(next.at))) else { return Ok(()) };
    let edit = FollowUpEdit { id, at, reminder_minutes: Patch::Keep };
    story.ask(&agent, &lead, "reschedule a follow-up", Deed::RescheduleFollowUp(edit), now)?;
    Ok(())
}

fn patient_is_called(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let start = start_call(story)?;
    as_owner(story, PATIENT, "begin a call", Deed::StartCall(start), now)
}

fn patient_asks_for_another_time(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let lead = LeadId::new(PATIENT)?;
    let live = story.host.lead(&lead).and_then(|lead| lead.live_call.as_ref());
    let Some(id) = live.map(|live| live.id.clone()) else { return Ok(()) };
    let call = NewCall {
        note: Some("is at work; another day suits better".into()),
        ..NewCall::new(id, CallStatus::Rescheduled, 214)
    };
    let follow_up = NewFollowUp {
        reminder_minutes: Some(15),
        note: Some("explain the renewal".into()),
        ..NewFollowUp::new(story.follow_up_id()?, None)
    };
    let call = LogCall { follow_up: Some(follow_up), ..alone(call) };
    as_owner(story, PATIENT, "end a call", Deed::CompleteCall(call), now)
}

fn patient_agrees_to_meet(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let call = NewCall {
        note: Some("wants to meet and see the papers".into()),
        ..NewCall::new(story.call_id()?, CallStatus::FollowUp, 118)
    };
    let follow_up = NewFollowUp {
        kind: ActivityKind::Meeting,
        reminder_minutes: Some(60),
        subject: Some("Term Life 1Cr".into()),
        note: Some("bring the comparison".into()),
        ..NewFollowUp::new(story.follow_up_id()?, Some(tomorrow(story, now, 11)?))
    };
    let call = LogCall { follow_up: Some(follow_up), ..alone(call) };
    as_owner(story, PATIENT, "log a call", Deed::LogCall(call), now)
}

fn patient_buys(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let lead = LeadId::new(PATIENT)?;
    let meeting = story.host.lead(&lead).and_then(|lead| lead.next_follow_up());
    if let Some(follow_up) = meeting.map(|meeting| meeting.id.clone()) {
        let deed = Deed::CompleteFollowUp { follow_up };
        as_owner(story, PATIENT, "complete a follow-up", deed, now)?;
    }
    let deed = Deed::ChangeStatus {
        to: StatusId::customer(),
        owner: None,
        follow_up: None,
        converted_at: None,
        order: Some(story.order(1, PaymentStatus::Partial)?),
    };
    as_owner(story, PATIENT, "convert a lead", deed, now)
}

fn patient_pays(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let conversion =
        story.host.lead(&LeadId::new(PATIENT)?).and_then(|lead| lead.conversion.clone());
    let Some(mut order) = conversion.and_then(|conversion| conversion.order) else { return Ok(()) };
    order.payment = PaymentStatus::Paid;
    as_owner(story, PATIENT, "update an order", Deed::UpdateOrder { order }, now)
}

fn fickle_buys(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let call = NewCall {
        note: Some("takes the family plan".into()),
        ..NewCall::new(story.call_id()?, CallStatus::Called, 341)
    };
    let call = LogCall {
        next_status: Some(StatusId::customer()),
        order: Some(story.order(0, PaymentStatus::Paid)?),
        ..alone(call)
    };
    as_owner(story, FICKLE, "log a call", Deed::LogCall(call), now)
}

/// A call cannot take a customer back, nor can the agent; the manager can.
fn fickle_steps_back(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let interested = StatusId::new("interested")?;
    let call = NewCall {
        note: Some("wants the money back".into()),
        ..NewCall::new(story.call_id()?, CallStatus::Called, 97)
    };
    let with_move = LogCall { next_status: Some(interested), ..alone(call.clone()) };
    as_owner(story, FICKLE, "un-convert by a call", Deed::LogCall(with_move), now)?;
    as_owner(story, FICKLE, "log a call", Deed::LogCall(alone(call)), now)?;
    let follow_up = NewFollowUp {
        note: Some("offer the smaller plan".into()),
        ..NewFollowUp::new(story.follow_up_id()?, Some(tomorrow(story, now, 15)?))
    };
    let back = Deed::ChangeStatus {
        to: StatusId::follow_ups(),
        owner: None,
        follow_up: Some(follow_up),
        converted_at: None,
        order: None,
    };
    as_owner(story, FICKLE, "un-convert a customer", back.clone(), now)?;
    let manager = story.person(MANAGER)?;
    story.ask(&manager, &LeadId::new(FICKLE)?, "un-convert a customer", back, now)?;
    Ok(())
}

fn fickle_buys_again(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let call = NewCall {
        note: Some("takes the smaller plan".into()),
        ..NewCall::new(story.call_id()?, CallStatus::Called, 402)
    };
    let call = LogCall {
        next_status: Some(StatusId::customer()),
        order: Some(story.order(3, PaymentStatus::Paid)?),
        ..alone(call)
    };
    as_owner(story, FICKLE, "log a call", Deed::LogCall(call), now)
}

fn elusive_does_not_answer(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let call = NewCall::new(story.call_id()?, CallStatus::NoAnswer, 0);
    as_owner(story, ELUSIVE, "log a call", Deed::LogCall(alone(call)), now)
}

fn elusive_calls_back(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let lead = LeadId::new(ELUSIVE)?;
    let owner = story.owner_of(&lead)?;
    let call = NewCall {
        agent: owner.map(|owner| owner.id),
        direction: Some(Direction::Missed),
        recorded: true,
        ..NewCall::new(story.call_id()?, CallStatus::Missed, 0)
    };
    let telephony = process("telephony")?;
    story.ask(&telephony, &lead, "record a call", Deed::LogCall(alone(call)), now)?;
    Ok(())
}

fn elusive_is_reached(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let call = NewCall {
        note: Some("will decide after lunch".into()),
        ..NewCall::new(story.call_id()?, CallStatus::FollowUp, 63)
    };
    let at = now.saturating_add_millis(4 * 3_600_000);
    let follow_up = NewFollowUp {
        kind: ActivityKind::Visit,
        note: Some("pass by with the forms".into()),
        ..NewFollowUp::new(story.follow_up_id()?, Some(at))
    };
    let call = LogCall { follow_up: Some(follow_up), ..alone(call) };
    as_owner(story, ELUSIVE, "log a call", Deed::LogCall(call), now)
}

fn elusive_is_given_up(story: &mut Story<'_, '_>, now: Timestamp) -> Result<(), Failure> {
    let lead = story.host.lead(&LeadId::new(ELUSIVE)?);
    let visit = lead.and_then(|lead| lead.next_follow_up()).map(|visit| visit.id.clone());
    match visit {
        Some(follow_up) => {
            let deed = Deed::DismissFollowUp { follow_up };
            as_owner(story, ELUSIVE, "dismiss a follow-up", deed, now)
        }
        None => Ok(()),
    }
}

/// The lead's owner asks; a lead without owner has nobody to ask.
fn as_owner(
    story: &mut Story<'_, '_>,
    lead: &str,
    asked: &'static str,
    deed: Deed,
    now: Timestamp,
) -> Result<(), Failure> {
    let lead = LeadId::new(lead)?;
    if let Some(owner) = story.owner_of(&lead)? {
        story.ask(&owner, &lead, asked, deed, now)?;
    }
    Ok(())
}

/// A call with nothing beside it.
fn alone(call: NewCall) -> LogCall {
    LogCall { call, next_status: None, follow_up: None, order: None }
}

/// A call that begins now.
pub(super) fn start_call(story: &mut Story<'_, '_>) -> Result<StartCall, Failure> {
    Ok(StartCall {
        id: story.call_id()?,
        agent: None,
        direction: Direction::Outgoing,
        started_at: None,
        duration_seconds: None,
        recorded: false,
    })
}

/// That full hour of the next working day.
fn tomorrow(story: &Story<'_, '_>, now: Timestamp, hour: u32) -> Result<Timestamp, Failure> {
    let engine = story.host.engine();
    let date = engine.time().next_working_day(engine.zone().local_date(now))?;
    story.host.instant(date, LocalTime::from_hms(hour, 0, 0).unwrap_or_default())
}
