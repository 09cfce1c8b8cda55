//! Follow-ups and notes (rules F1 to F10, D5, D7, Z6).

use alloc::string::ToString;

use super::{CREATE, Draft};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    fact::{Fact, Patch},
    ids::{FollowUpId, StatusId},
    lead::{
        FollowUp, FollowUpEdit, FollowUpKind, FollowUpState, NewFollowUp, NewNote, Parent,
        Resolution, event::Change,
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
        let slot_at = self.policy().follow_ups.default_slot_at;
        given.map_or_else(|| self.time().default_slot(now, slot_at), Ok)
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
        let field = |name: &'static str| match path {
            "" => name.to_string(),
            _ => alloc::format!("{path}.{name}"),
        };
        if self.owner.is_none() {
            self.refuse(Diagnostic::new(Code::FollowUpNeedsOwner).at(path));
        }
        let owner = self.owner.as_ref().unwrap_or(&self.context.actor.id).clone();
        let at = match self.engine.slot_of(new.at, now) {
            Ok(at) => at,
            Err(fault) => return self.refuse(fault.at(field("at"))),
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
            closed_at: None,
            closed_by: None,
        };
        self.check_slot(&follow_up, &field("at"));
        self.check_reminder(new.reminder_minutes, &field("reminderMinutes"));
        self.check_text(new.subject.as_deref(), 200, &field("subject"));
        self.check_text(new.note.as_deref(), 5000, &field("note"));
        if is_blank(new.note.as_deref()) {
            self.warn(Diagnostic::new(Code::FollowUpNoteRecommended).at(field("note")));
        }
        if self.reasons.len() == before {
            self.changes.push(Change::FollowUpCreated { follow_up: follow_up.clone() });
            self.scheduled = Some(follow_up);
        }
    }

    /// The instant of a follow-up: ahead of now, and better on a working day within calling hours, alone (rules F2,
    /// F10, Z6).
    fn check_slot(&mut self, follow_up: &FollowUp, path: &str) {
        let at = follow_up.at;
        let time = self.engine.time();
        if at <= self.context.now {
            self.refuse(Diagnostic::new(Code::FollowUpNotInFuture).at(path));
        }
        let date = time.zone().local_date(at);
        if !time.is_working_day(date) {
            self.warn(
                Diagnostic::new(Code::FollowUpNonWorkingDay)
                    .at(path)
                    .with("date", date.to_string()),
            );
        }
        if !time.within_calling_hours(at) {
            self.warn(Diagnostic::new(Code::FollowUpOutsideHours).at(path));
        }
        if follow_up.kind == FollowUpKind::Call {
            return;
        }
        let clashes = |other: &FollowUp| {
            other.is_appointment()
                && other.id != follow_up.id
                && other.owner == follow_up.owner
                && other.at == at
        };
        let elsewhere = self.context.owner_follow_ups.value().into_iter().flatten();
        if elsewhere.chain(self.open()).any(clashes) {
            self.warn(Diagnostic::new(Code::FollowUpDoubleBooked).at(path));
        } else if matches!(self.context.owner_follow_ups, Fact::NotKnown) {
            self.leave_unchecked(&[Code::FollowUpDoubleBooked]);
        }
    }

    /// The company offers some reminders and no others (rule D7).
    fn check_reminder(&mut self, minutes: Option<u32>, path: &str) {
        let offered = &self.engine.policy().follow_ups.reminder_minutes;
        if let Some(minutes) = minutes.filter(|minutes| !offered.contains(minutes)) {
            self.refuse(
                Diagnostic::new(Code::ReminderNotOffered).at(path).with("minutes", minutes),
            );
        }
    }

    /// Moves the lead to Followups because a follow-up was saved; a Customer stays one (rule F2).
    pub(super) fn enter_followups(&mut self) {
        if self.lead.is_customer() || self.scheduled.is_none() {
            return;
        }
        let to = StatusId::follow_ups();
        if self.lead.status == to {
            return;
        }
        let faults = self.move_faults(&to, self.owner.as_ref(), "", false);
        if faults.is_empty() {
            self.enter(&to);
        }
        self.reasons.extend(faults);
    }

    /// Moves an open follow-up to another instant (rule F7).
    pub(super) fn reschedule_follow_up(&mut self, edit: &FollowUpEdit) {
        self.require(Resource::FollowUp, Action::Edit);
        let Some(own) = self.open_follow_up(&edit.id, "id") else { return };
        let mut moved = FollowUp {
            at: edit.at,
            scheduled_at: self.context.now,
            moves: own.moves.saturating_add(1),
            ..own.clone()
        };
        edit.reminder_minutes.apply_to(&mut moved.reminder_minutes);
        self.check_slot(&moved, "at");
        if let Patch::Set(minutes) = edit.reminder_minutes {
            self.check_reminder(Some(minutes), "reminderMinutes");
        }
        self.changes.push(Change::FollowUpRescheduled { from: own.at, follow_up: moved.clone() });
        self.scheduled = Some(moved);
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
        self.check_text(Some(&new.text), 5000, "text");
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
            closed_at: Some(now),
            closed_by: Some(Resolution::Note),
        };
        self.changes.push(Change::NoteAdded { note });
    }

    /// Texts have limits in Unicode scalar values; nothing is trimmed (rule D5).
    pub(super) fn check_text(&mut self, text: Option<&str>, limit: usize, path: &str) {
        let length = text.map_or(0, |text| text.chars().count());
        if length > limit {
            self.refuse(
                Diagnostic::new(Code::TextTooLong)
                    .at(path)
                    .with("length", length)
                    .with("limit", limit),
            );
        }
    }
}

/// Whether nothing is written (rule C7).
pub(super) fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
