//! Follow-ups and notes (rules F1 to F10, D5, D7, Z6).

use alloc::vec::Vec;

use super::{CREATE, Draft};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    fact::Fact,
    ids::{FollowUpId, StatusId},
    lead::{
        FollowUp, FollowUpEdit, FollowUpKind, FollowUpState, NewFollowUp, NewNote, Parent,
        Resolution,
        event::Change,
        guards::{
            LINE_LIMIT, NOTE_LIMIT, attendee_faults, double_booking, follow_up_note_warning,
            past_follow_up_fault, text_fault,
        },
    },
    policy::{Action, Resource},
    time::Timestamp,
};

impl Engine {
    /// The instant of a new follow-up: the one given, or else the default slot (rule F3).
    pub(crate) fn slot_of(
        &self,
        given: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Timestamp, Diagnostic> {
        given.map_or_else(|| self.default_follow_up_at(now), Ok)
    }

    /// The default slot: the instant of a follow-up that is scheduled without one (rules F3, Z6).
    ///
    /// # Errors
    /// [`Code::CalendarNoWorkingDay`] when none of the next 366 dates is a working day; [`Code::TimeOutOfRange`] when the
    /// slot lies after 2099.
    pub fn default_follow_up_at(&self, now: Timestamp) -> Result<Timestamp, Diagnostic> {
        self.time().default_slot(now, self.policy().follow_ups.default_slot_at)
    }
}

impl<'a> Draft<'a> {
    /// Schedules a follow-up, which moves the lead to Followups (rule F2).
    pub(super) fn schedule_follow_up(&mut self, new: &'a NewFollowUp) {
        self.require(Resource::FollowUp, CREATE);
        self.schedule(new, "");
        self.enter_followups();
    }

    /// Puts a new follow-up on the lead, unless a guard fails.
    pub(super) fn schedule(&mut self, new: &NewFollowUp, path: &'static str) {
        let before = self.reasons.len();
        let now = self.context.now;
        let below = |found: Diagnostic| found.below(path);
        if self.owner.is_none() {
            self.refuse(Diagnostic::new(Code::FollowUpNeedsOwner).at(path));
        }
        let owner = self.owner.as_ref().unwrap_or(&self.context.actor.id).clone();
        self.reasons.extend(self.engine.reminder_fault(new.reminder_minutes).map(below));
        let subject_fault = text_fault(new.subject.as_deref(), LINE_LIMIT);
        self.reasons.extend(subject_fault.map(|fault| below(fault.at("subject"))));
        let note_fault = text_fault(new.note.as_deref(), NOTE_LIMIT);
        self.reasons.extend(note_fault.map(|fault| below(fault.at("note"))));
        self.reasons.extend(attendee_faults(new.attendees.iter().enumerate()).map(below));
        self.warnings.extend(follow_up_note_warning(new.note.as_deref()).map(below));
        let at = match self.engine.slot_of(new.at, now) {
            Ok(at) => at,
            Err(fault) => return self.refuse(below(fault.at("at"))),
        };
        let follow_up = FollowUp {
            id: new.id.clone(),
            parent: Parent::Lead(self.lead.id.clone()),
            owner,
            kind: new.kind.into(),
            state: FollowUpState::Open,
            at,
            scheduled_at: now,
            moves: 0,
            reminder_minutes: new.reminder_minutes,
            subject: new.subject.clone(),
            note: new.note.clone(),
            attendees: new.attendees.clone(),
            closed_at: None,
            closed_by: None,
        };
        self.check_instant(at, path);
        self.check_slot(&follow_up, path);
        if self.reasons.len() == before {
            self.scheduled = Some(follow_up.id.clone());
            self.changes.push(Change::FollowUpCreated { follow_up });
        }
    }

    /// A follow-up lies ahead of now (rule F2). `parent` stands above the field of the instant in the command.
    fn check_instant(&mut self, at: Timestamp, parent: &str) {
        let fault = past_follow_up_fault(at, self.context.now);
        self.reasons.extend(fault.map(|fault| fault.below(parent)));
    }

    /// What is worth a second look about the instant: better on a working day and within calling hours, alone (rules F10,
    /// Z6); `parent` as above.
    fn check_slot(&mut self, follow_up: &FollowUp, parent: &str) {
        let below = |found: Diagnostic| found.below(parent);
        self.warnings.extend(self.engine.slot_warnings(follow_up.at).map(below));
        if follow_up.kind == FollowUpKind::Call {
            return;
        }
        let elsewhere = self.context.owner_follow_ups.value().into_iter().flatten();
        let elsewhere = elsewhere.filter(|other| other.owner == follow_up.owner);
        // The lead's own ones are its owner's, also of one who gets the lead in this command (rules F1, L7).
        let others = elsewhere.chain(self.open()).filter(|other| other.id != follow_up.id);
        match double_booking(follow_up.at, others) {
            Some(clash) => self.warn(below(clash)),
            None if self.context.owner_follow_ups.is_absent() => {
                self.leave_unchecked(&[Code::FollowUpDoubleBooked]);
            }
            None => {}
        }
    }

    /// Moves the lead to Followups because a follow-up is saved; a Customer stays one (rule F2).
    ///
    /// Of a follow-up that is refused, what speaks against the move is told too (rule L3).
    pub(super) fn enter_followups(&mut self) {
        let to = StatusId::follow_ups();
        if self.lead.is_customer() || self.lead.status == to {
            return;
        }
        let mut faults = self.move_faults(&to, self.owner.as_ref(), "", false);
        if self.scheduled.is_some() && faults.is_empty() {
            self.enter(&to);
        }
        if self.scheduled.is_none() {
            // That it is refused leaves nothing more to say about the need for one, nor for the owner that it lacks.
            faults.retain(|fault| {
                !matches!(fault.code(), Code::StatusNeedsFollowUp | Code::StatusNeedsOwner)
            });
        }
        self.reasons.extend(faults);
    }

    /// Moves an open follow-up to another instant (rule F7).
    pub(super) fn reschedule_follow_up(&mut self, edit: &FollowUpEdit) {
        self.require(Resource::FollowUp, Action::Edit);
        self.check_instant(edit.at, "");
        self.reasons.extend(self.engine.reminder_fault(edit.reminder_minutes.value().copied()));
        if let Some(own) = self.open_follow_up(&edit.id, "id") {
            let mut moved = FollowUp {
                at: edit.at,
                scheduled_at: self.context.now,
                moves: own.moves.saturating_add(1),
                ..own.clone()
            };
            edit.reminder_minutes.apply_to(&mut moved.reminder_minutes);
            self.check_slot(&moved, "");
            self.scheduled = Some(moved.id.clone());
            self.changes.push(Change::FollowUpRescheduled { from: own.at, follow_up: moved });
        }
        self.enter_followups();
    }

    /// Marks an open follow-up as done (rule F5).
    pub(super) fn complete_follow_up(&mut self, id: &FollowUpId) {
        self.require(Resource::FollowUp, Action::Edit);
        let Some(own) = self.open_follow_up(id, "followUp") else { return };
        let follow_up = own.closed(FollowUpState::Resolved, self.context.now, Resolution::Person);
        self.closed.push(id.clone());
        self.changes.push(Change::FollowUpCompleted { follow_up });
    }

    /// Dismisses an overdue follow-up as missed (rule F6).
    pub(super) fn dismiss_follow_up(&mut self, id: &FollowUpId) {
        self.require(Resource::FollowUp, Action::Edit);
        let Some(own) = self.open_follow_up(id, "followUp") else { return };
        let now = self.context.now;
        if !self.engine.is_overdue(own, now) {
            self.refuse(Diagnostic::new(Code::FollowUpNotOverdue).at("followUp"));
        }
        let follow_up = own.closed(FollowUpState::Expired, now, Resolution::Dismissal);
        self.closed.push(id.clone());
        self.changes.push(Change::FollowUpExpired { follow_up });
    }

    /// The open follow-up of this id; of what is closed the state knows nothing, the host may (rule F6).
    fn open_follow_up(&mut self, id: &FollowUpId, path: &'static str) -> Option<&'a FollowUp> {
        let lead = self.lead;
        let found = lead.follow_up(id).filter(|own| own.is_open());
        if found.is_none() {
            let code = match &self.context.closed_follow_ups {
                Fact::NotKnown => {
                    self.leave_unchecked(&[Code::FollowUpUnknown]);
                    Code::FollowUpNotOpen
                }
                Fact::Known(closed) if closed.contains(id) => Code::FollowUpNotOpen,
                Fact::Empty | Fact::Known(_) => Code::FollowUpUnknown,
            };
            self.refuse(Diagnostic::new(code).at(path).with("followUp", id));
        }
        found
    }

    /// Writes a note: no status moves, nothing falls due (rule F8).
    pub(super) fn add_note(&mut self, new: &NewNote) {
        self.require(Resource::FollowUp, CREATE);
        self.check_text(Some(&new.text), NOTE_LIMIT, "text");
        let now: Timestamp = self.context.now;
        let author = &self.context.actor.id;
        let note = FollowUp {
            id: new.id.clone(),
            parent: Parent::Lead(self.lead.id.clone()),
            owner: self.lead.owner.as_ref().unwrap_or(author).clone(),
            kind: FollowUpKind::Note,
            state: FollowUpState::Resolved,
            at: now,
            scheduled_at: now,
            moves: 0,
            reminder_minutes: None,
            subject: None,
            note: Some(new.text.clone()),
            attendees: Vec::new(),
            closed_at: Some(now),
            closed_by: Some(Resolution::Note),
        };
        self.changes.push(Change::NoteAdded { note });
    }

    /// Texts have limits (rule D5).
    pub(super) fn check_text(&mut self, text: Option<&str>, limit: usize, path: &str) {
        self.reasons.extend(text_fault(text, limit).map(|fault| fault.at(path)));
    }
}
