//! The schedule form (rules D4 to D8).

use alloc::{boxed::Box, string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    FormContext, RecordingForm, Slot,
    reading::{
        Apart, Findings, TypedParent, default_slot, filled, instant, is_attached, unknown_choice,
    },
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    fact::Fact,
    ids::{AgentId, FollowUpId, LeadId},
    lead::{
        ActivityKind, Deed, FollowUp, FollowUpState, NewFollowUp, Parent,
        guards::{
            LINE_LIMIT, NOTE_LIMIT, double_booking, follow_up_note_warning, past_follow_up_fault,
        },
    },
    policy::Resource,
    time::{LocalDate, LocalTime, Timestamp},
};

/// The schedule form, field by field as it stands on the screen.
///
/// Required are the parent, subject, date and time (rule D4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct FollowUpForm {
    /// The kind of what it belongs to (rule D1); inside a log-call form blank means that of the call.
    pub parent_kind: Option<String>,
    /// The id of what it belongs to; inside a log-call form blank means that of the call.
    pub parent_id: Option<String>,
    /// `call`, `meeting` or `visit` (rule D7); blank = a call.
    pub kind: Option<String>,
    /// What it is about, in a line.
    pub subject: Option<String>,
    /// The local date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The local time, `HH:MM` or `HH:MM:SS`.
    pub time: Option<String>,
    /// How many minutes before it a reminder comes, one of those that the policy offers; blank = no reminder.
    pub reminder: Option<String>,
    /// What it is about.
    pub note: Option<String>,
    /// The agents who take part beside the owner.
    pub attendees: Vec<String>,
    /// Not allowed: a follow-up has no recording (rule D6).
    pub recording: Option<RecordingForm>,
}

/// The fields in their order (rule D8).
const FIELDS: &[&str] = &[
    "parentKind",
    "parentId",
    "kind",
    "subject",
    "date",
    "time",
    "reminder",
    "note",
    "attendees",
    "recording",
];

const KINDS: [(&str, ActivityKind); 3] = [
    ("call", ActivityKind::Call),
    ("meeting", ActivityKind::Meeting),
    ("visit", ActivityKind::Visit),
];

/// What there is to say about a schedule form while it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FollowUpFormCheck {
    /// What is required and not there yet, in the order of the form.
    pub missing: Vec<Diagnostic>,
    /// What is there and wrong, in the order of the form.
    pub wrong: Vec<Diagnostic>,
    /// What is worth a second look, in the order of the form.
    pub warnings: Vec<Diagnostic>,
    /// What could not be checked because a fact is not known (rule L12).
    pub not_checked: Vec<Code>,
    /// The instant that date and time mean (rule Z3).
    pub at: Option<Timestamp>,
    /// The default slot, while neither date nor time is there (rule F3).
    pub slot: Option<Slot>,
}

/// What a saved schedule form asks for (rule D1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum FollowUpEntry {
    /// A follow-up of a lead: what is to be decided on that lead.
    Lead {
        /// The lead.
        lead: LeadId,
        /// Scheduling the follow-up.
        #[serde(rename = "do")]
        deed: Box<Deed>,
    },
    /// A follow-up of anything else: the record to be stored.
    Other {
        /// The follow-up.
        follow_up: Box<FollowUp>,
    },
}

impl Engine {
    /// Tells about a schedule form while it is typed what is missing, what is wrong and what follows (rules D4 to D8).
    #[must_use]
    pub fn check_follow_up_form(
        &self,
        form: &FollowUpForm,
        context: &FormContext,
    ) -> FollowUpFormCheck {
        let read = FollowUpReading::read(self, form, context, None);
        let Apart { missing, wrong } = Findings::apart(read.findings.faults);
        FollowUpFormCheck {
            missing,
            wrong,
            warnings: read.findings.warnings,
            not_checked: read.findings.not_checked,
            at: read.at,
            slot: read.slot,
        }
    }

    /// Reads a schedule form that is saved, under the id that the host gives the follow-up (rules D1, D4 to D8).
    ///
    /// # Errors
    /// Every fault, in the order of the form.
    pub fn read_follow_up_form(
        &self,
        form: &FollowUpForm,
        id: &FollowUpId,
        context: &FormContext,
    ) -> Result<FollowUpEntry, Vec<Diagnostic>> {
        let FollowUpReading { findings, parent, typed, .. } =
            FollowUpReading::read(self, form, context, None);
        match parent.parent.zip(typed) {
            Some((parent, typed)) if findings.faults.is_empty() => Ok(match parent {
                Parent::Lead(lead) => {
                    let deed = Deed::ScheduleFollowUp(typed.new_follow_up(id));
                    FollowUpEntry::Lead { lead, deed: Box::new(deed) }
                }
                parent @ Parent::Other { .. } => {
                    let follow_up = Box::new(typed.follow_up(id, parent, context));
                    FollowUpEntry::Other { follow_up }
                }
            }),
            _ => Err(findings.faults),
        }
    }
}

/// What was read from a schedule form.
#[derive(Debug)]
pub(super) struct FollowUpReading {
    pub(super) findings: Findings,
    pub(super) parent: TypedParent,
    pub(super) at: Option<Timestamp>,
    pub(super) slot: Option<Slot>,
    /// The follow-up, unless what it cannot be without is missing.
    pub(super) typed: Option<TypedFollowUp>,
}

/// A follow-up as it was typed.
#[derive(Debug)]
pub(super) struct TypedFollowUp {
    kind: ActivityKind,
    at: Timestamp,
    reminder_minutes: Option<u32>,
    subject: String,
    note: Option<String>,
    attendees: Vec<AgentId>,
}

impl FollowUpReading {
    /// Reads the form; inside a log-call form it belongs to what the call belongs to.
    pub(super) fn read(
        engine: &Engine,
        form: &FollowUpForm,
        context: &FormContext,
        call: Option<[Option<&str>; 2]>,
    ) -> Self {
        let mut findings = Findings::default();
        let parent = match call {
            None => {
                findings.permission(engine, context, Resource::FollowUp);
                findings.parent(engine, form.parent_kind.as_ref(), form.parent_id.as_ref())
            }
            Some(of_call) => {
                check_same_parent(form, of_call, &mut findings);
                TypedParent::default()
            }
        };
        let kind = match filled(form.kind.as_ref()) {
            Some(text) => findings.choice("kind", text, KINDS.iter().copied()),
            None => Some(ActivityKind::default()),
        };
        let subject = findings.required("subject", form.subject.as_ref());
        findings.text("subject", form.subject.as_ref(), LINE_LIMIT);
        let at = Self::at(engine, form, context, &mut findings);
        let reminder_minutes =
            filled(form.reminder.as_ref()).and_then(|text| reminder(engine, text, &mut findings));
        let note = findings.text("note", form.note.as_ref(), NOTE_LIMIT);
        findings.warn_at("note", follow_up_note_warning(note.as_deref()));
        let attendees = findings.attendees(&form.attendees);
        if form.recording.as_ref().is_some_and(is_attached) {
            findings.fault_at("recording", Some(Diagnostic::new(Code::RecordingNotAllowed)));
        }
        if let Some(at) = at.filter(|_| kind.is_some_and(|kind| kind != ActivityKind::Call)) {
            check_double_booking(at, context, &mut findings);
        }
        let is_empty = filled(form.date.as_ref()).or(filled(form.time.as_ref())).is_none();
        let slot = is_empty.then(|| default_slot(engine, context.now)).flatten();
        let typed = kind.zip(at).zip(subject).map(|((kind, at), subject)| TypedFollowUp {
            kind,
            at,
            reminder_minutes,
            subject: subject.into(),
            note,
            attendees,
        });
        Self { findings: findings.in_order(FIELDS), parent, at, slot, typed }
    }

    /// The instant that date and time mean: after now, better on a working day and within the calling hours (rules F2,
    /// F10, Z3, Z6).
    fn at(
        engine: &Engine,
        form: &FollowUpForm,
        context: &FormContext,
        findings: &mut Findings,
    ) -> Option<Timestamp> {
        let date = findings
            .required("date", form.date.as_ref())
            .and_then(|text| findings.read("date", LocalDate::parse(text)));
        let time = findings
            .required("time", form.time.as_ref())
            .and_then(|text| findings.read("time", LocalTime::parse(text)));
        let (date, time) = date.zip(time)?;
        let at = findings.read("date", instant(engine.zone(), date, time))?;
        let is_past_date = date < engine.zone().local_date(context.now);
        let path = if is_past_date { "date" } else { "time" };
        findings.fault_at(path, past_follow_up_fault(at, context.now));
        for warning in engine.slot_warnings(at) {
            let path = if warning.code() == Code::FollowUpOutsideHours { "time" } else { "date" };
            findings.warn_at(path, Some(warning));
        }
        Some(at)
    }
}

impl TypedFollowUp {
    /// The follow-up for a lead's command.
    pub(super) fn new_follow_up(self, id: &FollowUpId) -> NewFollowUp {
        NewFollowUp {
            id: id.clone(),
            kind: self.kind,
            at: Some(self.at),
            reminder_minutes: self.reminder_minutes,
            subject: Some(self.subject),
            note: self.note,
            attendees: self.attendees,
        }
    }

    /// The record of a follow-up that belongs to no lead.
    pub(super) fn follow_up(
        self,
        id: &FollowUpId,
        parent: Parent,
        context: &FormContext,
    ) -> FollowUp {
        FollowUp {
            id: id.clone(),
            parent,
            owner: context.owner().clone(),
            kind: self.kind.into(),
            state: FollowUpState::Open,
            at: self.at,
            scheduled_at: context.now,
            moves: 0,
            reminder_minutes: self.reminder_minutes,
            subject: Some(self.subject),
            note: self.note,
            attendees: self.attendees,
            closed_at: None,
            closed_by: None,
        }
    }
}

/// A follow-up that a call schedules belongs to what the call belongs to (rule D1).
fn check_same_parent(form: &FollowUpForm, call: [Option<&str>; 2], findings: &mut Findings) {
    let own = [("parentKind", &form.parent_kind), ("parentId", &form.parent_id)];
    for ((path, text), of_call) in own.into_iter().zip(call) {
        let differs = filled(text.as_ref()).is_some_and(|text| Some(text) != of_call);
        let fault = differs.then(|| Diagnostic::new(Code::ParentDisagrees));
        findings.fault_at(path, fault);
    }
}

/// The minutes of a reminder, which the company must offer (rule D7).
fn reminder(engine: &Engine, text: &str, findings: &mut Findings) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(minutes) = text.parse().ok().filter(|_| digits) else {
        let offered = engine.policy().follow_ups.reminder_minutes.iter();
        let offered = offered.map(|minutes| alloc::format!("{minutes}"));
        findings.fault_at("reminder", Some(unknown_choice(text, offered.collect())));
        return None;
    };
    findings.fault_at("reminder", engine.reminder_fault(Some(minutes)));
    Some(minutes)
}

/// The owner has no other meeting or visit at that instant (rule F10).
fn check_double_booking(at: Timestamp, context: &FormContext, findings: &mut Findings) {
    if matches!(context.owner_follow_ups, Fact::NotKnown) {
        findings.not_checked.push(Code::FollowUpDoubleBooked);
    }
    let others = context.owner_follow_ups.value().into_iter().flatten();
    let of_owner = others.filter(|other| other.owner == *context.owner());
    findings.warn_at("time", double_booking(at, of_owner));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// D8: every field of the form has its place in the order of the faults
    #[test]
    fn the_order_of_the_faults_has_every_field() {
        let written = serde_json::to_string(&FollowUpForm::default()).unwrap();
        let places: Vec<_> =
            FIELDS.iter().map(|field| written.find(&alloc::format!("\"{field}\":"))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        let fields: serde_json::Map<_, _> = serde_json::from_str(&written).unwrap();
        assert_eq!(fields.len(), FIELDS.len());
    }
}
