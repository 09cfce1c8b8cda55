//! Deciding a command: guards first, then events (rule L3).
//!
//! [`Engine::decide`] gathers everything that a command runs into in a [`Draft`]: the guards that fail, the warnings, the
//! guards that could not be checked, and the changes that it would make. A draft without failed guards becomes a
//! [`Decision`]; any other becomes a [`Rejection`] that lists them all.

mod calls;
mod capture;
mod edits;
mod follow_ups;
mod moves;
mod people;

use alloc::{format, string::String, vec::Vec};

use serde::Serialize;

pub(super) use self::capture::captured;
use super::{
    Command, Context, Deed, Lead,
    apply::after,
    context::RunningContext,
    event::{Change, Event},
    follow_up::FollowUp,
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    fact::Fact,
    ids::{AgentId, CallId, CommandId, EventId, FollowUpId, LeadId, StatusId},
    number::Count,
    order::{self, Set},
    policy::{Action, FOLLOW_UPS, SCHEMA, schema_fault},
};

/// A command that is accepted: its events, and what to know about them (rules L3, L12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Decision {
    /// What happened, in the order of rule E; empty when nothing did.
    pub events: Vec<Event>,
    /// What to look at, in the order of the rule book.
    pub warnings: Vec<Diagnostic>,
    /// The guards that could not be checked because a fact is not known (rule L12).
    pub not_checked: Vec<Code>,
    /// The status that the call suggests (rule C5), when the command did not name one.
    pub suggested_status: Option<StatusId>,
}

/// A command that is refused: every guard that fails, in the order of the rule book (rule L3).
///
/// It is displayed as the first of them, with how many more there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[error("{}", in_one_line(reasons))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Rejection {
    /// The guards that fail; never empty.
    pub reasons: Vec<Diagnostic>,
    /// The guards that could not be checked because a fact is not known (rule L12).
    pub not_checked: Vec<Code>,
}

/// The first reason, and how many more there are.
fn in_one_line(reasons: &[Diagnostic]) -> String {
    let first = reasons.first().map(Diagnostic::message).unwrap_or_default();
    match reasons.len().saturating_sub(1) {
        0 => first,
        1 => format!("{first} (and 1 more reason)"),
        more => format!("{first} (and {more} more reasons)"),
    }
}

impl Rejection {
    /// The code of the first guard that fails.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.reasons.first().map(Diagnostic::code)
    }

    /// Whether a guard of this code fails.
    #[must_use]
    pub fn has(&self, code: Code) -> bool {
        self.reasons.iter().any(|reason| reason.code() == code)
    }
}

impl Decision {
    /// Whether it carries a warning of this code.
    #[must_use]
    pub fn warns(&self, code: Code) -> bool {
        self.warnings.iter().any(|warning| warning.code() == code)
    }
}

impl Engine {
    /// Decides one command on one lead (rule L3): events, or every guard that fails.
    ///
    /// `lead` is none only for a lead that is to be captured. Deciding twice gives the same answer; nothing is changed:
    /// [`apply`](super::apply) does that with the events.
    ///
    /// # Errors
    /// A [`Rejection`] with every failed guard, in the order of the rule book.
    pub fn decide(
        &self,
        lead: Option<&Lead>,
        command: &Command,
        context: &Context,
    ) -> Result<Decision, Rejection> {
        self.decide_as(lead, command, context, Manner::Single)
    }

    /// Decides one command for each of many leads, one by one, each with its own outcome (rule L6).
    ///
    /// Such a bulk action never un-converts a customer (rule V3). Each command needs an id of its own, and each lead is
    /// given once ([`Code::LeadDuplicateId`]). What the context tells of others follows the commands before: what agents
    /// hold, their calls in progress and their appointments, and who has a phone number (rules C8, F10, G4).
    #[must_use]
    pub fn decide_each(
        &self,
        work: &[(&Lead, &Command)],
        context: &Context,
    ) -> Vec<Result<Decision, Rejection>> {
        let mut running = RunningContext::new(context.clone());
        let mut seen = Set::new();
        work.iter()
            .map(|(lead, command)| {
                if !seen.insert(&lead.id) {
                    let fault = Diagnostic::new(Code::LeadDuplicateId).at("lead");
                    return Err(fault.with("lead", &lead.id).into());
                }
                running.decide(self, lead, command)
            })
            .collect()
    }

    pub(super) fn decide_as(
        &self,
        lead: Option<&Lead>,
        command: &Command,
        context: &Context,
        manner: Manner,
    ) -> Result<Decision, Rejection> {
        let base;
        let (lead, is_new) = match (lead, &command.deed) {
            (None, Deed::CaptureLead(new)) => {
                base = self.unassigned_lead(new, context);
                (&base, true)
            }
            (Some(lead), _) => (lead, false),
            (None, _) => return Err(Diagnostic::new(Code::LeadUnknown).at("lead").into()),
        };
        if let Some(fault) = schema_fault(lead.schema, "lead.schema") {
            return Err(fault.into());
        }
        let mut draft = Draft::new(self, lead, &command.id, context, manner);
        if draft.is_done_already(&command.deed, is_new) {
            return Ok(draft.nothing());
        }
        // A lead that is not there yet has seen no event.
        let version = if is_new { Count::default() } else { lead.version };
        if let Some(expected) = command.expected_version.filter(|own| *own != version) {
            draft.refuse(
                Diagnostic::new(Code::VersionConflict)
                    .at("expectedVersion")
                    .with("version", version)
                    .with("expected", expected),
            );
        }
        draft.carry_out(&command.deed);
        let may_mend = matches!(command.deed, Deed::Assign { .. } | Deed::ChangeStatus { .. });
        draft.decided(!is_new, may_mend)
    }
}

/// How a command came, which matters to customers (rule V3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// It names one lead.
    Single,
    /// It is one of many.
    Bulk,
}

/// A command on its way to a decision.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    engine: &'a Engine,
    lead: &'a Lead,
    context: &'a Context,
    manner: Manner,
    reasons: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    not_checked: Vec<Code>,
    changes: Changes<'a>,
    suggested_status: Option<StatusId>,
    /// The follow-ups of the lead that the command closes.
    closed: Vec<FollowUpId>,
    /// The follow-up that the command schedules or moves.
    scheduled: Option<FollowUpId>,
    /// The status that the lead will be on.
    status: StatusId,
    /// The owner that the lead will have.
    owner: Option<AgentId>,
    /// Whether the lead is mended by unassigning it, which nothing refuses (rule L2).
    mending: bool,
}

impl<'a> Draft<'a> {
    fn new(
        engine: &'a Engine,
        lead: &'a Lead,
        command: &'a CommandId,
        context: &'a Context,
        manner: Manner,
    ) -> Self {
        Self {
            engine,
            lead,
            context,
            manner,
            reasons: Vec::new(),
            warnings: Vec::new(),
            not_checked: Vec::new(),
            changes: Changes { command, lead: &lead.id, context, events: Vec::new() },
            suggested_status: None,
            closed: Vec::new(),
            scheduled: None,
            status: lead.status.clone(),
            owner: lead.owner.clone(),
            mending: false,
        }
    }

    fn carry_out(&mut self, deed: &'a Deed) {
        match deed {
            Deed::CaptureLead(new) => self.capture(new),
            Deed::UpdateLead(edit) => self.update_lead(edit),
            Deed::Assign { owner } => self.assign(owner),
            Deed::Unassign {} => self.unassign(),
            Deed::ChangeStatus { to, owner, follow_up, converted_at, order } => {
                self.change_status(moves::Wish {
                    to,
                    path: "to",
                    owner: owner.as_ref(),
                    follow_up: follow_up.as_ref(),
                    converted_at: *converted_at,
                    order: order.as_ref(),
                });
            }
            Deed::LogCall(call) => self.log_call(call),
            Deed::StartCall(call) => self.start_call(call),
            Deed::CompleteCall(call) => self.complete_call(call),
            Deed::AbandonCall { call } => self.abandon_call(call),
            Deed::CorrectCall(edit) => self.correct_call(edit),
            Deed::VoidCall { call } => self.void_call(call),
            Deed::ScheduleFollowUp(new) => self.schedule_follow_up(new),
            Deed::RescheduleFollowUp(edit) => self.reschedule_follow_up(edit),
            Deed::CompleteFollowUp { follow_up } => self.complete_follow_up(follow_up),
            Deed::DismissFollowUp { follow_up } => self.dismiss_follow_up(follow_up),
            Deed::AddNote(note) => self.add_note(note),
            Deed::UpdateOrder { order } => self.update_order(order),
        }
        self.hand_over_follow_ups();
    }

    /// Whether the supplied state shows the command as done (rule L11).
    fn is_done_already(&mut self, deed: &Deed, is_new: bool) -> bool {
        let (call, begins) = match deed {
            Deed::CaptureLead(new) => {
                return !is_new && self.done(new.id == self.lead.id, &new.id);
            }
            Deed::StartCall(new) => (Some(&new.id), true),
            Deed::LogCall(log) => (Some(&log.call.id), log.goes_on()),
            Deed::CompleteCall(log) => (Some(&log.call.id), false),
            _ => (None, false),
        };
        call.is_some_and(|id| {
            begins && self.done(self.live_call(id).is_some(), id) || self.is_logged(id)
        }) || self.has_record_of(deed)
    }

    /// Whether the lead has the follow-up or the note that the command brings, or the instant that it names for one (rules
    /// L11, F7, F8).
    fn has_record_of(&mut self, deed: &Deed) -> bool {
        match deed {
            Deed::AddNote(note) => self.is_scheduled(&note.id),
            Deed::RescheduleFollowUp(edit) => {
                let own = self.lead.follow_up(&edit.id).filter(|own| own.is_open());
                let is_set = own.is_some_and(|own| edit.changes_nothing_of(own));
                // Saving it moves the lead, which is still to be done where it did not.
                let has_moved = self.lead.is_customer() || self.lead.status == *FOLLOW_UPS;
                self.done(is_set && has_moved, &edit.id)
            }
            _ => deed.new_follow_up().is_some_and(|new| self.is_scheduled(&new.id)),
        }
    }

    /// Whether the lead's history has the call; one in progress is in no history yet (rules L11, L12).
    fn is_logged(&mut self, id: &CallId) -> bool {
        let Some(mut calls) = self.known_calls() else {
            if self.live_call(id).is_none() {
                self.leave_unchecked(&[Code::CommandAlreadyDone]);
            }
            return false;
        };
        self.done(calls.any(|own| own.id == *id), id)
    }

    /// Whether the lead has the follow-up, open or closed, or the note (rules L11, L12).
    fn is_scheduled(&mut self, id: &FollowUpId) -> bool {
        if self.done(self.lead.follow_up(id).is_some(), id) {
            return true;
        }
        match &self.context.closed_follow_ups {
            Fact::NotKnown => {
                self.leave_unchecked(&[Code::CommandAlreadyDone]);
                false
            }
            Fact::Empty => false,
            Fact::Known(closed) => self.done(closed.contains(id), id),
        }
    }

    /// Warns of something done before, if it was.
    fn done(&mut self, done: bool, id: impl core::fmt::Display) -> bool {
        if done {
            let id = format!("{id}");
            self.warn(Diagnostic::new(Code::CommandAlreadyDone).with("id", id));
        }
        done
    }

    fn refuse(&mut self, reason: Diagnostic) {
        self.reasons.push(reason);
    }

    fn warn(&mut self, warning: Diagnostic) {
        self.warnings.push(warning);
    }

    fn leave_unchecked(&mut self, guards: &[Code]) {
        self.not_checked.extend_from_slice(guards);
    }

    /// The open follow-ups that the command has not closed so far.
    fn open(&self) -> impl Iterator<Item = &'a FollowUp> + use<'a, '_> {
        let replaced = self.scheduled.as_ref();
        self.lead
            .follow_ups
            .iter()
            .filter(move |own| !self.closed.contains(&own.id) && replaced != Some(&own.id))
    }

    /// Whether an open follow-up will be there (rules L5, C10).
    fn has_open_follow_up(&self) -> bool {
        self.scheduled.is_some() || self.open().next().is_some()
    }

    /// Warns of a lead that is left on Followups without an open follow-up (rule C10).
    fn check_next_step(&mut self) {
        if self.status == *FOLLOW_UPS && !self.has_open_follow_up() {
            self.warn(Diagnostic::new(Code::LeadNextStepMissing));
        }
    }

    /// The decision about a command that was done before.
    fn nothing(mut self) -> Decision {
        self.check_next_step();
        Decision {
            events: Vec::new(),
            warnings: self.warnings,
            not_checked: Vec::new(),
            suggested_status: None,
        }
    }

    /// The decision, or the rejection with everything that speaks against it.
    ///
    /// `may_mend` tells whether it is a move by itself, which an inconsistent lead may be mended by (rule L2).
    fn decided(mut self, exists: bool, may_mend: bool) -> Result<Decision, Rejection> {
        order::sort(&mut self.not_checked);
        self.not_checked.dedup();
        if self.context.demand_all_facts && !self.not_checked.is_empty() {
            let missing: Vec<String> =
                self.not_checked.iter().map(|code| code.as_str().into()).collect();
            self.refuse(
                Diagnostic::new(Code::ContextIncomplete).at("context").with("notChecked", missing),
            );
        }
        self.check_next_step();
        let events = self.changes.numbered();
        let broken = self.engine.inconsistency(self.lead, self.context.now).filter(|_| exists);
        if let Some(broken) = broken.filter(|_| !self.mending) {
            // A move that mends the lead is what `repair` proposes; nothing else is done with it.
            let mends = || {
                after(Some(self.lead), &events).is_some_and(|mended| {
                    self.engine.contradictions(&mended, self.context.now).is_empty()
                })
            };
            if !may_mend || !mends() {
                self.reasons.push(broken);
            }
        }
        if !self.reasons.is_empty() {
            order::sort_by(&mut self.reasons, |a, b| {
                (a.code(), a.path()).cmp(&(b.code(), b.path()))
            });
            return Err(Rejection { reasons: self.reasons, not_checked: self.not_checked });
        }
        order::sort_by(&mut self.warnings, |a, b| (a.code(), a.path()).cmp(&(b.code(), b.path())));
        Ok(Decision {
            events,
            warnings: self.warnings,
            not_checked: self.not_checked,
            suggested_status: self.suggested_status,
        })
    }
}

/// What a command changes: events from the start, so that none is moved about, which get their numbers at the end.
#[derive(Debug)]
struct Changes<'a> {
    command: &'a CommandId,
    lead: &'a LeadId,
    context: &'a Context,
    events: Vec<Event>,
}

impl Changes<'_> {
    fn push(&mut self, change: Change) {
        self.events.push(Event {
            schema: SCHEMA,
            id: EventId { command: self.command.clone(), ordinal: 0 },
            at: self.context.now,
            actor: self.context.actor.id.clone(),
            lead: Some(self.lead.clone()),
            change,
        });
    }

    /// The events in the order of rule E, by slot and then by follow-up, numbered below the command's id (rule L11).
    fn numbered(mut self) -> Vec<Event> {
        order::sort_by(&mut self.events, |a, b| {
            let (a, b) = (&a.change, &b.change);
            (a.slot(), a.follow_up_id()).cmp(&(b.slot(), b.follow_up_id()))
        });
        for (ordinal, event) in (1..).zip(&mut self.events) {
            event.id.ordinal = ordinal;
        }
        self.events
    }
}

/// The events by which a job moves one lead: to an agent, or back to the pool (rules A3, T4, X2).
///
/// Jobs are bound neither by permissions nor by the list of allowed moves (rule P6).
pub(crate) fn job_move(
    engine: &Engine,
    lead: &Lead,
    context: &Context,
    command: &CommandId,
    to: Option<&AgentId>,
) -> Vec<Event> {
    let mut draft = Draft::new(engine, lead, command, context, Manner::Bulk);
    match to {
        Some(agent) => draft.give_to(agent),
        None => draft.return_to_pool(),
    }
    draft.changes.numbered()
}

impl From<Diagnostic> for Rejection {
    fn from(reason: Diagnostic) -> Self {
        Self { reasons: alloc::vec![reason], not_checked: Vec::new() }
    }
}

/// The action that logs, schedules or writes something new.
const CREATE: Action = Action::Create;
