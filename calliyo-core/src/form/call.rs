//! The log-call form (rules D1 to D8).

use alloc::{boxed::Box, string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    ContactMatch, FollowUpForm, FormContext, RecordingForm, Slot,
    follow_up::{FollowUpReading, TypedFollowUp},
    reading::{Apart, Findings, TypedParent, default_slot, filled},
    times::CallTimes,
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    fact::Fact,
    ids::{AgentId, CallId, FollowUpId, LeadId, StatusId},
    lead::{
        Call, CallStatus, Deed, Direction, FollowUp, LogCall, NewCall, Parent, Recording,
        guards::{
            NOTE_LIMIT, SUMMARY_LIMIT, call_note_warning, connection_warning, direction_fault,
            final_status_fault, future_call_fault, needs_follow_up, next_status_conflict,
        },
    },
    policy::{Resource, Response},
    time::{Duration, LocalDate, LocalTime, Timestamp},
};

/// The log-call form, field by field as it stands on the screen.
///
/// Required are the parent, direction, response (not of a missed call), date, and two of start, end and duration (rule
/// D4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallForm {
    /// The kind of what the call belongs to, one of those that the policy lists (rule D1).
    pub parent_kind: Option<String>,
    /// The id of what the call belongs to.
    pub parent_id: Option<String>,
    /// The number that was called or that called (rule D2).
    pub contact_number: Option<String>,
    /// `incoming`, `outgoing` or `missed` (rule D3).
    pub direction: Option<String>,
    /// The id of what the other party answered, one of those that the policy lists (rule D3).
    pub response: Option<String>,
    /// The status of the call by its name on the wire; blank = that of the response, or Missed (rule D3).
    pub status: Option<String>,
    /// The local date of the start, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The local time of the start, `HH:MM` or `HH:MM:SS`.
    pub start: Option<String>,
    /// The local time of the end, `HH:MM` or `HH:MM:SS`; on the next day when it is earlier than the start.
    pub end: Option<String>,
    /// How long the parties were connected, `HH:MM:SS`.
    pub duration: Option<String>,
    /// What the call came to; at most 500 characters (rule D5).
    pub summary: Option<String>,
    /// What was talked about; at most 500 characters (rule D5).
    pub description: Option<String>,
    /// What the agent wrote about it; at most 5,000 characters (rule D5).
    pub note: Option<String>,
    /// The agents who took part beside the one whose call it is (rule D6).
    pub attendees: Vec<String>,
    /// Where the recording is (rule D6).
    pub recording: Option<RecordingForm>,
    /// The status that the lead moves to with the call (rule C6).
    pub next_status: Option<String>,
    /// The schedule form, once it is opened.
    pub follow_up: Option<FollowUpForm>,
}

/// The fields in their order (rule D8).
const FIELDS: &[&str] = &[
    "parentKind",
    "parentId",
    "contactNumber",
    "direction",
    "response",
    "status",
    "date",
    "start",
    "end",
    "duration",
    "summary",
    "description",
    "note",
    "attendees",
    "recording",
    "nextStatus",
    "followUp",
];

const DIRECTIONS: [(&str, Direction); 3] = [
    ("incoming", Direction::Incoming),
    ("outgoing", Direction::Outgoing),
    ("missed", Direction::Missed),
];

/// What there is to say about a log-call form while it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CallFormCheck {
    /// What is required and not there yet, in the order of the form.
    pub missing: Vec<Diagnostic>,
    /// What is there and wrong, in the order of the form.
    pub wrong: Vec<Diagnostic>,
    /// What is worth a second look, in the order of the form.
    pub warnings: Vec<Diagnostic>,
    /// What could not be checked because a fact is not known (rule L12).
    pub not_checked: Vec<Code>,
    /// The number as it is kept (rule D2).
    pub phone: Option<String>,
    /// Whose number it is; none while there is no number or the contacts are not known.
    pub contact: Option<ContactMatch>,
    /// The status of the call: as typed, else that of the response, or Missed (rule D3).
    pub status: Option<CallStatus>,
    /// The instant of the start.
    pub started_at: Option<Timestamp>,
    /// The local time of the start, typed or worked out (rule D4).
    pub start: Option<LocalTime>,
    /// The local date of the end.
    pub end_date: Option<LocalDate>,
    /// The local time of the end, typed or worked out.
    pub end: Option<LocalTime>,
    /// The duration, typed or worked out.
    pub duration: Option<Duration>,
    /// The status that the call suggests for its lead (rules C5, D3).
    pub suggested_status: Option<StatusId>,
    /// Whether the response or the status wants a follow-up: time to open the schedule form (rules C4, D3).
    pub follow_up_wanted: bool,
    /// The default slot, for a schedule form that is wanted or open and has neither date nor time (rule F3).
    pub slot: Option<Slot>,
}

/// What a saved log-call form asks for (rule D1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum CallEntry {
    /// A call of a lead: what is to be decided on that lead.
    Lead {
        /// The lead.
        lead: LeadId,
        /// Logging the call, with its next status and follow-up.
        #[serde(rename = "do")]
        deed: Box<Deed>,
    },
    /// A call of anything else: the records to be stored.
    Other {
        /// The call.
        call: Box<Call>,
        /// The follow-up scheduled with it.
        follow_up: Option<Box<FollowUp>>,
    },
}

impl Engine {
    /// Tells about a log-call form while it is typed what is missing, what is wrong and what follows (rules D1 to D8).
    #[must_use]
    pub fn check_call_form(&self, form: &CallForm, context: &FormContext) -> CallFormCheck {
        let read = CallReading::read(self, form, context);
        let Apart { missing, wrong } = Findings::apart(read.findings.faults);
        let local = |instant: Timestamp| self.zone().to_local(instant);
        let times = read.times;
        let end = times.map(|times| local(times.ended_at));
        CallFormCheck {
            missing,
            wrong,
            warnings: read.findings.warnings,
            not_checked: read.findings.not_checked,
            phone: read.phone,
            contact: read.contact,
            status: read.status,
            started_at: times.map(|times| times.started_at),
            start: times.map(|times| local(times.started_at).1),
            end_date: end.map(|end| end.0),
            end: end.map(|end| end.1),
            duration: times.map(|times| times.duration),
            suggested_status: read.suggested_status,
            follow_up_wanted: read.follow_up_wanted,
            slot: read.slot,
        }
    }

    /// Reads a log-call form that is saved, under the ids that the host gives the call and the follow-up, should there
    /// be one (rules D1 to D8).
    ///
    /// # Errors
    /// Every fault, in the order of the form.
    pub fn read_call_form(
        &self,
        form: &CallForm,
        call: &CallId,
        follow_up: &FollowUpId,
        context: &FormContext,
    ) -> Result<CallEntry, Vec<Diagnostic>> {
        let CallReading { findings, parent, typed, follow_up: scheduled, next_status, .. } =
            CallReading::read(self, form, context);
        match parent.parent.zip(typed) {
            Some((parent, typed)) if findings.faults.is_empty() => Ok(match parent {
                Parent::Lead(lead) => {
                    let deed = Deed::LogCall(LogCall {
                        call: typed.new_call(call),
                        next_status,
                        follow_up: scheduled.map(|typed| typed.new_follow_up(follow_up)),
                        order: None,
                    });
                    CallEntry::Lead { lead, deed: Box::new(deed) }
                }
                parent @ Parent::Other { .. } => {
                    let scheduled = scheduled
                        .map(|typed| Box::new(typed.follow_up(follow_up, parent.clone(), context)));
                    let call = Box::new(typed.call(call, parent, context));
                    CallEntry::Other { call, follow_up: scheduled }
                }
            }),
            _ => Err(findings.faults),
        }
    }
}

/// What was read from a log-call form.
#[derive(Debug)]
struct CallReading {
    findings: Findings,
    parent: TypedParent,
    phone: Option<String>,
    contact: Option<ContactMatch>,
    status: Option<CallStatus>,
    times: Option<CallTimes>,
    suggested_status: Option<StatusId>,
    follow_up_wanted: bool,
    slot: Option<Slot>,
    next_status: Option<StatusId>,
    follow_up: Option<TypedFollowUp>,
    /// The call, unless what it cannot be without is missing.
    typed: Option<TypedCall>,
}

/// A call as it was typed.
#[derive(Debug)]
struct TypedCall {
    direction: Direction,
    status: CallStatus,
    times: CallTimes,
    phone: Option<String>,
    contact: Option<ContactMatch>,
    response: Option<String>,
    summary: Option<String>,
    description: Option<String>,
    note: Option<String>,
    attendees: Vec<AgentId>,
    recording: Option<Recording>,
}

impl CallReading {
    fn read(engine: &Engine, form: &CallForm, context: &FormContext) -> Self {
        let mut findings = Findings::default();
        let parent = findings.parent(engine, form.parent_kind.as_ref(), form.parent_id.as_ref());
        findings.permission(engine, context, Resource::Call);
        let phone = filled(form.contact_number.as_ref())
            .and_then(|text| findings.read("contactNumber", engine.policy().phone.normalize(text)));
        let contact =
            phone.as_ref().and_then(|phone| whose_number(engine, phone, context, &mut findings));
        let direction = findings
            .required("direction", form.direction.as_ref())
            .and_then(|text| findings.choice("direction", text, DIRECTIONS.iter().copied()));
        let response = read_response(engine, form, direction, &mut findings);
        let status = read_status(form, direction, response, &mut findings);
        let times = CallTimes::read(form, engine.zone(), &mut findings);
        check_times(engine, form, direction, times, context, &mut findings);
        let summary = findings.text("summary", form.summary.as_ref(), SUMMARY_LIMIT);
        let description = findings.text("description", form.description.as_ref(), SUMMARY_LIMIT);
        let note = findings.text("note", form.note.as_ref(), NOTE_LIMIT);
        if let Some(status) = status {
            check_connection(status, times, note.as_deref(), &mut findings);
        }
        let attendees = findings.attendees(&form.attendees);
        let recording = findings.recording(form.recording.as_ref());
        let next_status = read_next_status(engine, form, &parent, &mut findings);
        let follow_up_wanted = response.is_some_and(|own| own.wants_follow_up)
            || status.is_some_and(CallStatus::wants_follow_up);
        let (follow_up, slot) = match &form.follow_up {
            Some(inner) => read_follow_up(engine, form, inner, context, &mut findings),
            None => {
                check_follow_up(engine, status, &mut findings);
                (None, follow_up_wanted.then(|| default_slot(engine, context.now)).flatten())
            }
        };
        let suggested_status =
            status.filter(|_| parent.other_kind().is_none()).and_then(|status| {
                let response = response.map(|own| own.id.as_str());
                engine.suggested_status(direction.unwrap_or_default(), response, status)
            });
        let typed =
            direction.zip(status).zip(times).map(|((direction, status), times)| TypedCall {
                direction,
                status,
                times,
                phone: phone.clone(),
                contact: contact.clone(),
                response: filled(form.response.as_ref()).map(Into::into),
                summary,
                description,
                note,
                attendees,
                recording,
            });
        Self {
            findings: findings.in_order(FIELDS),
            parent,
            phone,
            contact,
            status,
            times,
            suggested_status,
            follow_up_wanted,
            slot,
            next_status,
            follow_up,
            typed,
        }
    }
}

impl TypedCall {
    /// The call for a lead's command.
    fn new_call(self, id: &CallId) -> NewCall {
        NewCall {
            direction: Some(self.direction),
            started_at: Some(self.times.started_at),
            phone: self.phone,
            contact: self.contact.as_ref().and_then(ContactMatch::contact).cloned(),
            response: self.response,
            summary: self.summary,
            description: self.description,
            note: self.note,
            attendees: self.attendees,
            recording: self.recording,
            ..NewCall::new(id.clone(), self.status, self.times.duration.as_seconds())
        }
    }

    /// The record of a call that belongs to no lead.
    fn call(self, id: &CallId, parent: Parent, context: &FormContext) -> Call {
        Call {
            id: id.clone(),
            parent,
            agent: context.actor.id.clone(),
            direction: self.direction,
            status: self.status,
            started_at: self.times.started_at,
            duration_seconds: self.times.duration.as_seconds(),
            contact: self.contact.as_ref().and_then(ContactMatch::contact).cloned(),
            phone: self.phone,
            response: self.response,
            summary: self.summary,
            description: self.description,
            note: self.note,
            attendees: self.attendees,
            recording: self.recording,
            recorded: false,
            voided: false,
        }
    }
}

/// Whose number it is; several contacts are worth a second look (rule D2).
fn whose_number(
    engine: &Engine,
    phone: &str,
    context: &FormContext,
    findings: &mut Findings,
) -> Option<ContactMatch> {
    let contacts = match &context.contacts {
        Fact::NotKnown => {
            findings.not_checked.push(Code::ContactAmbiguous);
            return None;
        }
        Fact::Empty => &[],
        Fact::Known(contacts) => contacts.as_slice(),
    };
    let found = ContactMatch::of(phone, contacts, &engine.policy().phone);
    if let ContactMatch::Ambiguous { contacts } = &found {
        let contacts: Vec<String> = contacts.iter().map(|own| own.as_str().into()).collect();
        let warning = Diagnostic::new(Code::ContactAmbiguous).with("contacts", contacts);
        findings.warn_at("contactNumber", Some(warning));
    }
    Some(found)
}

/// What the other party answered, of which a missed call needs none and follows nothing (rules D3, D4).
fn read_response<'e>(
    engine: &'e Engine,
    form: &CallForm,
    direction: Option<Direction>,
    findings: &mut Findings,
) -> Option<&'e Response> {
    let missed = direction == Some(Direction::Missed);
    let text = if missed {
        filled(form.response.as_ref())
    } else {
        findings.required("response", form.response.as_ref())
    };
    let responses = engine.policy().forms.responses.iter().map(|own| (own.id.as_str(), own));
    text.and_then(|text| findings.choice("response", text, responses)).filter(|_| !missed)
}

/// How the call ended: as typed, else Missed for a missed call and what the response is mapped to for others (rules C8,
/// D3).
fn read_status(
    form: &CallForm,
    direction: Option<Direction>,
    response: Option<&Response>,
    findings: &mut Findings,
) -> Option<CallStatus> {
    let Some(text) = filled(form.status.as_ref()) else {
        return match direction {
            Some(Direction::Missed) => Some(CallStatus::Missed),
            _ => response.map(|own| own.call_status),
        };
    };
    let status = read_choice(text, findings)?;
    findings.fault_at("status", final_status_fault(status));
    let disagrees = direction.and_then(|direction| direction_fault(direction, status));
    findings.fault_at("status", disagrees);
    Some(status)
}

/// The status that a text names. A call in progress is known by name, to be told that it has to end first; it is not
/// among the choices.
fn read_choice(text: &str, findings: &mut Findings) -> Option<CallStatus> {
    if text == CallStatus::InProgress.as_str() {
        return Some(CallStatus::InProgress);
    }
    let ended = CallStatus::ALL.iter().filter(|status| final_status_fault(**status).is_none());
    findings.choice("status", text, ended.map(|status| (status.as_str(), *status)))
}

/// A call does not lie in the future, and an outgoing one better within the calling hours (rules C9, Z6).
fn check_times(
    engine: &Engine,
    form: &CallForm,
    direction: Option<Direction>,
    times: Option<CallTimes>,
    context: &FormContext,
    findings: &mut Findings,
) {
    let Some(CallTimes { started_at, duration, .. }) = times else { return };
    let path = if filled(form.start.as_ref()).is_some() { "start" } else { "end" };
    findings.fault_at(path, future_call_fault(started_at, duration.as_seconds(), context.now));
    if direction == Some(Direction::Outgoing) {
        findings.warn_at(path, engine.call_hours_warning(started_at));
    }
}

/// Status and duration should fit together, and some calls want a note (rules C4, C7).
fn check_connection(
    status: CallStatus,
    times: Option<CallTimes>,
    note: Option<&str>,
    findings: &mut Findings,
) {
    let connected = times.map(|times| times.duration > Duration::default());
    let warning = connected.and_then(|connected| connection_warning(status, connected));
    findings.warn_at("status", warning);
    findings.warn_at("note", call_note_warning(status, note));
}

/// The status that the lead moves to, which nothing but a lead does (rules C6, D1, P7).
fn read_next_status(
    engine: &Engine,
    form: &CallForm,
    parent: &TypedParent,
    findings: &mut Findings,
) -> Option<StatusId> {
    let text = filled(form.next_status.as_ref())?;
    let not_lead =
        parent.other_kind().map(|kind| Diagnostic::new(Code::ParentNotLead).with("kind", kind));
    findings.fault_at("nextStatus", not_lead);
    let next = findings.read("nextStatus", StatusId::new(text))?;
    if engine.status(&next).is_none() {
        let unknown = Diagnostic::new(Code::StatusUnknown).with("status", &next);
        findings.fault_at("nextStatus", Some(unknown));
    }
    let conflict = form.follow_up.as_ref().and_then(|_| next_status_conflict(&next));
    findings.fault_at("nextStatus", conflict);
    Some(next)
}

/// The follow-up of the schedule form that is open, and the default slot while it has no instant.
fn read_follow_up(
    engine: &Engine,
    form: &CallForm,
    inner: &FollowUpForm,
    context: &FormContext,
    findings: &mut Findings,
) -> (Option<TypedFollowUp>, Option<Slot>) {
    findings.permission(engine, context, Resource::FollowUp);
    let of_call = [&form.parent_kind, &form.parent_id].map(|own| filled(own.as_ref()));
    let read = FollowUpReading::read(engine, inner, context, Some(of_call));
    findings.append(read.findings, "followUp");
    (read.typed, read.slot)
}

/// A call of some statuses wants a follow-up: a warning or, where the policy says so, a fault (rule C4).
fn check_follow_up(engine: &Engine, status: Option<CallStatus>, findings: &mut Findings) {
    let needed = status.filter(|own| own.wants_follow_up()).map(needs_follow_up);
    if engine.policy().calls.follow_up_required {
        findings.fault_at("followUp", needed);
    } else {
        findings.warn_at("followUp", needed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// D8: every field of the form has its place in the order of the faults
    #[test]
    fn the_order_of_the_faults_has_every_field() {
        let written = serde_json::to_string(&CallForm::default()).unwrap();
        let places: Vec<_> =
            FIELDS.iter().map(|field| written.find(&alloc::format!("\"{field}\":"))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        let fields: serde_json::Map<_, _> = serde_json::from_str(&written).unwrap();
        assert_eq!(fields.len(), FIELDS.len());
    }
}
