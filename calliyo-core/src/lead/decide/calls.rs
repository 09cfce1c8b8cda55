//! Calls: logged, in progress, corrected (rules C2 to C13, F4).

use alloc::vec::Vec;

use super::{CREATE, Draft, moves::Wish};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    fact::{Fact, Patch},
    ids::{CallId, StatusId},
    lead::{
        Call, CallEdit, CallStatus, Direction, LiveCall, LogCall, NewCall, Parent, Resolution,
        StartCall,
        event::{CallTotals, Change},
        follow_up::{FollowUp, FollowUpKind, FollowUpState},
        guards::{
            LINE_LIMIT, NOTE_LIMIT, SUMMARY_LIMIT, attendee_faults, call_note_warning,
            connection_warning, direction_fault, final_status_fault, future_call_fault,
            needs_follow_up, next_status_conflict, recording_faults, text_fault,
        },
    },
    policy::{Action, CUSTOMER, FOLLOW_UPS, ResolvedBy, Resource, UNASSIGNED},
    time::Timestamp,
};

impl<'a> Draft<'a> {
    /// Logs a call with its result, or tells of a recorded one that goes on and has none yet; another one in progress is
    /// left alone (rules C8, C11).
    pub(super) fn log_call(&mut self, logged: &'a LogCall) {
        let new = &logged.call;
        let live = self.live_call(&new.id);
        if !logged.goes_on() {
            let call = self.call_of(new, live);
            self.ended_call(call, logged);
            return;
        }
        self.warn(
            Diagnostic::new(Code::CallStatusNotFinal)
                .at("call.status")
                .with("callStatus", new.status.as_str()),
        );
        match live {
            Some(_) => {
                self.require(Resource::Call, CREATE);
                self.check_no_duration(new.duration_seconds > 0, "call");
            }
            None => self.begin_call(&StartCall::of(new), "call"),
        }
        self.move_with_call(logged, true, new.status);
    }

    /// Ends the call in progress and logs it (rule C8).
    pub(super) fn complete_call(&mut self, logged: &'a LogCall) {
        let new = &logged.call;
        if self.live_call(&new.id).is_none() {
            self.call_fault(
                Diagnostic::new(Code::CallNotLive).at("call.id").with("call", &new.id),
                new.recorded,
            );
        }
        self.log_call(logged);
    }

    /// The call in progress, if it is the one of this id.
    pub(super) fn live_call(&self, id: &CallId) -> Option<&'a LiveCall> {
        self.lead.live_call.as_ref().filter(|live| live.id == *id)
    }

    /// The call as it is stored, with what the host left out and the number in its stored form (rule D2).
    fn call_of(&mut self, new: &NewCall, live: Option<&LiveCall>) -> Call {
        let length = i64::from(new.duration_seconds).saturating_mul(-1000);
        let ends_now = self.context.now.saturating_add_millis(length);
        let started_at = live.map_or(ends_now, |live| live.started_at);
        let agent = new.agent.as_ref().or(live.map(|live| &live.agent));
        let direction = new.direction.or(live.map(|live| live.direction));
        let phone = new.phone.as_ref().map(|typed| self.engine.policy().phone.normalize(typed));
        let phone = phone.and_then(|read| {
            // An integration may tell of a hidden number: the call is stored without it.
            read.map_err(|fault| self.call_fault(fault.at("call.phone"), new.recorded)).ok()
        });
        Call {
            id: new.id.clone(),
            parent: Parent::Lead(self.lead.id.clone()),
            agent: agent.unwrap_or(&self.context.actor.id).clone(),
            direction: direction.unwrap_or_default(),
            status: new.status,
            started_at: new.started_at.unwrap_or(started_at),
            duration_seconds: new.duration_seconds,
            phone,
            contact: new.contact.clone(),
            response: new.response.clone(),
            summary: new.summary.clone(),
            description: new.description.clone(),
            note: new.note.clone(),
            attendees: new.attendees.clone(),
            recording: new.recording.clone(),
            recorded: new.recorded,
            voided: false,
        }
    }

    /// An ended call with all that comes with it: follow-ups of its day, a new follow-up, the next status.
    fn ended_call(&mut self, call: Call, logged: &'a LogCall) {
        self.require_to_end(&call.id);
        self.check_caller(&call.id, logged.call.agent.as_ref(), "call");
        self.check_ended(&call, "call");
        self.check_told(&call, "call");
        if call.direction == Direction::Outgoing {
            // Who asks in the middle of a call not to be called is not called again; this call took place.
            let live = self.live_call(&call.id).is_some();
            self.check_outgoing(call.started_at, call.recorded || live, "call");
        }
        if call.status.wants_follow_up() && logged.follow_up.is_none() {
            let required = self.engine.policy().calls.follow_up_required;
            self.call_fault(needs_follow_up(call.status), call.recorded || !required);
        }
        self.resolve_by_call(&call);
        let Call { direction, status, recorded, .. } = call;
        self.changes.push(Change::CallCompleted { call });
        self.move_with_call(logged, recorded, status);
        let stays = self.status == self.lead.status && !self.lead.is_customer();
        if stays && logged.next_status.is_none() {
            let response = logged.call.response.as_deref();
            let suggested = self.engine.suggested_status(direction, response, status);
            self.suggested_status = suggested.filter(|own| *own != self.status);
        }
    }

    /// What an ended call must be, and what is worth a second look (rules C3, C7 to C9, D3, D5).
    ///
    /// `parent` stands above the call's fields in the command.
    fn check_ended(&mut self, call: &Call, parent: &str) {
        let below = |found: Diagnostic| found.below(parent);
        let note = call.note.as_deref();
        let started_at = call.started_at;
        let duration = call.duration_seconds;
        self.reasons.extend(final_status_fault(call.status).map(below));
        self.reasons.extend(direction_fault(call.direction, call.status).map(below));
        self.reasons.extend(text_fault(note, NOTE_LIMIT).map(|fault| below(fault.at("note"))));
        self.reasons.extend(future_call_fault(started_at, duration, self.context.now).map(below));
        self.warnings.extend(connection_warning(call.status, call.is_connected()).map(below));
        self.warnings.extend(call_note_warning(call.status, note).map(below));
    }

    /// What else is told of a call (rules D5, D6); `parent` as above.
    fn check_told(&mut self, call: &Call, parent: &str) {
        let texts = [
            ("response", &call.response, LINE_LIMIT),
            ("summary", &call.summary, SUMMARY_LIMIT),
            ("description", &call.description, SUMMARY_LIMIT),
        ];
        let texts = texts.into_iter().filter_map(|(field, text, limit)| {
            text_fault(text.as_deref(), limit).map(|fault| fault.at(field))
        });
        let attendees = attendee_faults(call.attendees.iter().enumerate());
        let recording = call.recording.iter().flat_map(recording_faults);
        let faults = texts.chain(attendees).chain(recording);
        self.reasons.extend(faults.map(|fault| fault.below(parent)));
    }

    /// What holds of outgoing calls alone (rules C13, Z6).
    fn check_outgoing(&mut self, started_at: Timestamp, stored: bool, parent: &str) {
        let below = |found: Diagnostic| found.below(parent);
        if self.lead.do_not_call {
            let fault = Diagnostic::new(Code::LeadDoNotCall).at("direction");
            self.call_fault(below(fault), stored);
        }
        self.warnings.extend(self.engine.call_hours_warning(started_at).map(below));
    }

    /// A guard that fails: a warning where the call is stored all the same (rules C4, C11).
    fn call_fault(&mut self, fault: Diagnostic, stored: bool) {
        if stored { self.warn(fault) } else { self.refuse(fault) }
    }

    /// Resolves the open follow-ups of kind call on the local date of the call's start (rule F4).
    fn resolve_by_call(&mut self, call: &Call) {
        let resolves = match self.engine.policy().follow_ups.resolved_by {
            ResolvedBy::AnyCall => !call.is_missed() && call.status != CallStatus::InProgress,
            ResolvedBy::ConnectedCall => call.is_connected(),
        };
        if !resolves {
            return;
        }
        let zone = self.engine.zone();
        let is_of_the_day = |own: &FollowUp| {
            own.kind == FollowUpKind::Call
                && zone.local_date(own.at) == zone.local_date(call.started_at)
        };
        let now = self.context.now;
        let kept: Vec<_> = self
            .open()
            .filter(|own| is_of_the_day(own))
            .map(|own| own.closed(FollowUpState::Resolved, now, Resolution::Call))
            .collect();
        for follow_up in kept {
            self.closed.push(follow_up.id.clone());
            self.changes.push(Change::FollowUpCompleted { follow_up });
        }
    }

    /// The move that a call names or brings about (rules C4 to C6).
    ///
    /// What an integration reports took place: the part of it that cannot be done is left out, with its codes as
    /// warnings (rule C11).
    fn move_with_call(&mut self, logged: &'a LogCall, recorded: bool, status: CallStatus) {
        let before = self.reasons.len();
        if let Some(new) = &logged.follow_up {
            self.require(Resource::FollowUp, CREATE);
            // Of a recorded call a follow-up that is not permitted is left out.
            if !recorded || self.reasons.len() == before {
                self.schedule(new, "followUp");
            }
        }
        if let Some(next) = &logged.next_status {
            self.next_status(next, logged, recorded);
        } else {
            self.check_order(logged.order.as_ref(), false, &self.lead.status, "order");
            match &logged.follow_up {
                Some(_) => self.enter_followups(),
                None => self.automatic_move(status),
            }
        }
        if recorded {
            let left_out = self.reasons.split_off(before);
            self.warnings.extend(left_out);
        }
    }

    /// The status that the call names, beside a follow-up only Followups or Customer (rule C6); it never un-converts
    /// (rule V3).
    fn next_status(&mut self, next: &StatusId, logged: &LogCall, recorded: bool) {
        let before = self.reasons.len();
        let conflict = logged.follow_up.as_ref().and(next_status_conflict(next));
        let conflicts = conflict.is_some();
        self.reasons.extend(conflict);
        if *next != self.lead.status {
            let resource = self.resource();
            self.require(resource, Action::Move);
            if *next == *UNASSIGNED {
                self.require(resource, Action::Assign);
            }
        }
        let wish = Wish {
            to: next,
            path: "nextStatus",
            owner: None,
            follow_up: logged.follow_up.as_ref(),
            converted_at: None,
            order: logged.order.as_ref(),
        };
        let faults = self.move_faults(next, None, "nextStatus", false);
        self.reasons.extend(faults);
        self.check_conversion(wish);
        let fails = self.reasons.len() > before;
        self.drop_need_of_refused(wish, before);
        if !(conflicts || recorded && fails) {
            self.carry_move(wish);
        } else if logged.follow_up.is_some() {
            // The follow-up still counts, the move that is named does not.
            let told = self.reasons.len();
            self.enter_followups();
            if *next == *FOLLOW_UPS {
                // It was named, and what speaks against it is told already.
                self.reasons.truncate(told);
            }
        }
    }

    /// Busy, No Answer and Missed move the lead by themselves where the policy says so (rule C5).
    ///
    /// Whatever status the policy maps them to, no lead converts or is unassigned by itself (rules V1, F6).
    fn automatic_move(&mut self, status: CallStatus) {
        let automatic = self.engine.policy().calls.automatic_statuses
            && matches!(status, CallStatus::Busy | CallStatus::NoAnswer | CallStatus::Missed);
        let terminal = self.engine.status(&self.lead.status).is_none_or(|status| status.terminal);
        if !automatic || terminal || self.lead.owner.is_none() || self.has_open_follow_up() {
            return;
        }
        let by_itself =
            |to: &StatusId| *to != self.lead.status && *to != *CUSTOMER && *to != *UNASSIGNED;
        let Some(to) = self.engine.status_after(status).filter(by_itself) else { return };
        if self.move_faults(&to, None, "", false).is_empty() {
            self.enter(&to);
        }
    }

    /// Opens a live call (rule C8).
    pub(super) fn start_call(&mut self, new: &StartCall) {
        self.begin_call(new, "");
    }

    /// Opens a live call: at most one per lead and per agent (rule C8).
    ///
    /// `parent` stands above the call's fields in the command.
    fn begin_call(&mut self, new: &StartCall, parent: &str) {
        self.require(Resource::Call, CREATE);
        self.check_caller(&new.id, new.agent.as_ref(), parent);
        let now = self.context.now;
        let below = |fault: Diagnostic| fault.below(parent);
        let call = LiveCall {
            id: new.id.clone(),
            agent: new.agent.as_ref().unwrap_or(&self.context.actor.id).clone(),
            direction: new.direction,
            started_at: new.started_at.unwrap_or(now),
            recorded: new.recorded,
        };
        self.check_no_duration(new.duration_seconds.is_some(), parent);
        if new.direction == Direction::Missed {
            self.refuse(below(
                Diagnostic::new(Code::CallDirectionDisagrees)
                    .at("direction")
                    .with("callStatus", CallStatus::InProgress.as_str()),
            ));
        }
        self.reasons.extend(future_call_fault(call.started_at, 0, now).map(below));
        if new.direction == Direction::Outgoing {
            self.check_outgoing(call.started_at, new.recorded, parent);
        }
        let blocking = self.lead.live_call.as_ref().filter(|live| self.engine.blocks(live, now));
        self.check_agent_is_free(&call, blocking.is_some(), parent);
        match (blocking, &self.lead.live_call) {
            (Some(live), _) => return self.already_live(&live.id, new.recorded, parent),
            (None, Some(lost)) => self.changes.push(Change::CallAbandoned { call: lost.clone() }),
            (None, None) => {}
        }
        self.changes.push(Change::CallStarted { call });
    }

    /// How long a call took is known when it has ended (rule C2).
    fn check_no_duration(&mut self, is_told: bool, parent: &str) {
        if is_told {
            let fault = Diagnostic::new(Code::CallLiveHasDuration).at("durationSeconds");
            self.refuse(fault.below(parent));
        }
    }

    /// The agent may have a call in progress on another lead: the host says (rule C8).
    ///
    /// `told` says that the lead has a call in progress, of which the same is told already (rule L12).
    fn check_agent_is_free(&mut self, call: &LiveCall, told: bool, parent: &str) {
        let agent = self.context.agent(&call.agent);
        match agent.map_or(&Fact::NotKnown, |agent| &agent.live_call) {
            Fact::NotKnown if told => {}
            Fact::NotKnown => self.leave_unchecked(&[Code::CallAlreadyLive]),
            Fact::Empty => {}
            Fact::Known(other) => {
                let here = self.live_call(&other.id).is_some();
                if !here && self.engine.blocks(other, self.context.now) {
                    self.already_live(&other.id, call.recorded, parent);
                }
            }
        }
    }

    fn already_live(&mut self, live: &CallId, recorded: bool, parent: &str) {
        let fault = Diagnostic::new(Code::CallAlreadyLive).at("id").with("call", live);
        self.call_fault(fault.below(parent), recorded);
    }

    /// Refuses to end the call unless the actor may log calls on the lead or is in the midst of this one: it is theirs to
    /// end, even if the lead got another owner meanwhile (rules C8, G3).
    fn require_to_end(&mut self, id: &CallId) {
        let lead = self.lead;
        let made_by = self.live_call(id).map(|live| &live.agent);
        let own = made_by.filter(|agent| **agent == self.context.actor.id);
        self.require_for(Resource::Call, CREATE, own.or(lead.owner.as_ref()));
    }

    /// Ends the call in progress without a result (rule C8).
    pub(super) fn abandon_call(&mut self, id: &CallId) {
        self.require_to_end(id);
        match self.live_call(id) {
            Some(live) => self.changes.push(Change::CallAbandoned { call: live.clone() }),
            None => self.refuse(Diagnostic::new(Code::CallNotLive).at("call").with("call", id)),
        }
    }

    /// Corrects a logged call; what it resolved is not re-opened (rule C12).
    pub(super) fn correct_call(&mut self, edit: &'a CallEdit) {
        self.require(Resource::Call, Action::Edit);
        let before = self.logged_call(&edit.call);
        let call = self.corrected(before, edit);
        if call == *before {
            self.warn(Diagnostic::new(Code::CommandNothingChanged));
            return;
        }
        self.check_ended(&call, "");
        self.check_told(&call, "");
        let totals = self.totals_with(before, &call);
        self.changes.push(Change::CallCorrected { before: before.clone().into(), call, totals });
    }

    /// The call with what the correction says, the number in its stored form (rules C12, D2).
    fn corrected(&mut self, before: &Call, edit: &CallEdit) -> Call {
        let mut call = Call {
            direction: edit.direction.unwrap_or(before.direction),
            status: edit.status.unwrap_or(before.status),
            started_at: edit.started_at.unwrap_or(before.started_at),
            duration_seconds: edit.duration_seconds.unwrap_or(before.duration_seconds),
            ..before.clone()
        };
        match &edit.phone {
            Patch::Set(typed) => call.phone = self.stored_phone(typed, "phone"),
            other => other.apply_to(&mut call.phone),
        }
        edit.contact.apply_to(&mut call.contact);
        edit.response.apply_to(&mut call.response);
        edit.summary.apply_to(&mut call.summary);
        edit.description.apply_to(&mut call.description);
        edit.note.apply_to(&mut call.note);
        edit.attendees.apply_to_list(&mut call.attendees);
        edit.recording.apply_to(&mut call.recording);
        call
    }

    /// Voids a logged call: it counts no longer (rule C12).
    pub(super) fn void_call(&mut self, logged: &'a Call) {
        self.require(Resource::Call, Action::Edit);
        let before = self.logged_call(logged);
        let call = Call { voided: true, ..before.clone() };
        let totals = self.totals_with(before, &call);
        self.changes.push(Change::CallVoided { call, totals });
    }

    /// The call that a correction is about: as the lead's history has it, else as the command brings it.
    fn logged_call(&mut self, logged: &'a Call) -> &'a Call {
        let found = match self.known_calls() {
            None => Some(logged).filter(|call| call.parent.is_lead(&self.lead.id)),
            Some(mut calls) => calls.find(|call| call.id == logged.id),
        };
        let about = |code: Code| Diagnostic::new(code).at("call").with("call", &logged.id);
        match found {
            None => self.refuse(about(Code::CallUnknown)),
            Some(call) if call.voided => self.refuse(about(Code::CallVoided)),
            Some(_) if self.context.calls.is_absent() => {
                self.leave_unchecked(&[Code::CallUnknown, Code::CallVoided]);
            }
            Some(_) => {}
        }
        found.unwrap_or(logged)
    }

    /// The ended calls of this lead, where they are known: a host may tell those of several leads at once (rules L12,
    /// D1).
    pub(super) fn known_calls(&self) -> Option<impl Iterator<Item = &'a Call> + use<'a>> {
        let lead = &self.lead.id;
        let calls: &'a [Call] = match &self.context.calls {
            Fact::NotKnown => return None,
            Fact::Empty => &[],
            Fact::Known(calls) => calls,
        };
        Some(calls.iter().filter(move |call| call.parent.is_lead(lead)))
    }

    /// What the lead's calls amount to once a call is replaced.
    ///
    /// From the whole history exactly; without it the attempts follow, and what only the other calls can tell stays,
    /// which `notChecked` says by [`Code::CallUnknown`] already.
    fn totals_with(&self, before: &Call, now: &Call) -> CallTotals {
        let Some(calls) = self.known_calls() else {
            let attempts = self
                .lead
                .attempts
                .saturating_sub(u32::from(before.is_attempt()))
                .saturating_add(u32::from(now.is_attempt()));
            let last = now.is_attempt().then_some(now.started_at);
            return CallTotals {
                attempts,
                last_attempt: if attempts == 0 { None } else { self.lead.last_attempt.max(last) },
                connected_ever: attempts > 0
                    && (self.lead.connected_ever || (now.is_connected() && !now.voided)),
            };
        };
        let calls = calls.map(|call| if call.id == now.id { now } else { call });
        let attempts: Vec<&Call> = calls.filter(|call| call.is_attempt()).collect();
        CallTotals {
            attempts: u32::try_from(attempts.len()).unwrap_or(u32::MAX),
            last_attempt: attempts.iter().map(|call| call.started_at).max(),
            connected_ever: attempts.iter().any(|call| call.is_connected()),
        }
    }
}
