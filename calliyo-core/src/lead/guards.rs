//! What a call or a follow-up must be by itself, whatever it belongs to: commands and forms share these guards.
//!
//! A finding's path is the name of the record's field; who asks moves it to where that field was given.

use alloc::{format, string::ToString};

use super::{CallStatus, Direction, FollowUp, Recording};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, StatusId},
    order::Set,
    policy::{CUSTOMER, FOLLOW_UPS, SuggestedRole, Suggestion},
    time::Timestamp,
};

/// The most characters of a note (rule D5).
pub(crate) const NOTE_LIMIT: usize = 5000;

/// The most characters of a call's summary and of its description (rule D5).
pub(crate) const SUMMARY_LIMIT: usize = 500;

/// The most characters of a subject, a reference and other texts of a line (rule D5).
pub(crate) const LINE_LIMIT: usize = 200;

/// How far a call may lie in the future, for hosts whose clocks differ (rule C9).
const CLOCK_SKEW_MILLIS: i64 = 5 * 60_000;

/// Whether nothing is written (rules C7, D4).
pub(crate) fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// Texts have limits in Unicode scalar values; nothing is trimmed (rule D5).
pub(crate) fn text_fault(text: Option<&str>, limit: usize) -> Option<Diagnostic> {
    // No text has more characters than bytes: one that has no more bytes than that needs no counting.
    let length = text.filter(|text| text.len() > limit)?.chars().count();
    (length > limit)
        .then(|| Diagnostic::new(Code::TextTooLong).with("length", length).with("limit", limit))
}

/// Nobody attends twice (rule D6); each attendee comes with the place at which it was given.
pub(crate) fn attendee_faults<'a>(
    attendees: impl Iterator<Item = (usize, &'a AgentId)>,
) -> impl Iterator<Item = Diagnostic> {
    let mut seen = Set::new();
    attendees.filter(move |(_, agent)| !seen.insert(*agent)).map(|(place, agent)| {
        Diagnostic::new(Code::AttendeeDuplicate)
            .at(format!("attendees[{place}]"))
            .with("agent", agent)
    })
}

/// A recording is a short reference to something that sounds (rules D5, D6).
pub(crate) fn recording_faults(recording: &Recording) -> impl Iterator<Item = Diagnostic> {
    let Recording { reference, media_type } = recording;
    reference_fault(reference).into_iter().chain(media_type_fault(media_type))
}

/// A reference is short (rule D5).
pub(crate) fn reference_fault(reference: &str) -> Option<Diagnostic> {
    text_fault(Some(reference), LINE_LIMIT).map(|fault| fault.at("recording.reference"))
}

/// A media type is short, and one of something that sounds (rules D5, D6).
pub(crate) fn media_type_fault(media_type: &str) -> Option<Diagnostic> {
    // Names of media types do not tell cases apart (RFC 6838).
    let is_audio =
        media_type.as_bytes().get(..6).is_some_and(|start| start.eq_ignore_ascii_case(b"audio/"));
    let not_audio = || Diagnostic::new(Code::RecordingNotAudio).with("mediaType", media_type);
    text_fault(Some(media_type), LINE_LIMIT)
        .or_else(|| (!is_audio).then(not_audio))
        .map(|fault| fault.at("recording.mediaType"))
}

/// An ended call has a final status (rule C8).
pub(crate) fn final_status_fault(status: CallStatus) -> Option<Diagnostic> {
    (status == CallStatus::InProgress).then(|| about_status(Code::CallStatusNotFinal, status))
}

/// A missed call has the status Missed (rule D3).
pub(crate) fn direction_fault(direction: Direction, status: CallStatus) -> Option<Diagnostic> {
    (direction == Direction::Missed && status != CallStatus::Missed)
        .then(|| about_status(Code::CallDirectionDisagrees, status))
}

/// Status and duration that fit together badly are worth a second look (rule C7).
pub(crate) fn connection_warning(status: CallStatus, connected: bool) -> Option<Diagnostic> {
    match status {
        CallStatus::Called | CallStatus::FollowUp if !connected => {
            Some(about_status(Code::CallNotConnected, status))
        }
        CallStatus::Busy | CallStatus::NoAnswer | CallStatus::Missed if connected => {
            Some(about_status(Code::CallConnectedDespiteStatus, status))
        }
        _ => None,
    }
}

/// A call that the parties spoke in, or that the lead put off, is better with a note (rules C4, C7).
pub(crate) fn call_note_warning(status: CallStatus, note: Option<&str>) -> Option<Diagnostic> {
    let noteworthy = matches!(status, CallStatus::Called | CallStatus::Rescheduled);
    (noteworthy && is_blank(note)).then(|| Diagnostic::new(Code::CallNoteRecommended).at("note"))
}

/// Neither start nor end may lie in the future (rule C9).
pub(crate) fn future_call_fault(
    started_at: Timestamp,
    duration_seconds: u32,
    now: Timestamp,
) -> Option<Diagnostic> {
    let length = i64::from(duration_seconds).saturating_mul(1000);
    let end = started_at.as_millis().saturating_add(length);
    (end > now.as_millis().saturating_add(CLOCK_SKEW_MILLIS))
        .then(|| Diagnostic::new(Code::CallInFuture).at("startedAt"))
}

/// That a call of this status wants a follow-up (rule C4).
pub(crate) fn needs_follow_up(status: CallStatus) -> Diagnostic {
    Diagnostic::new(Code::CallNeedsFollowUp).at("followUp").with("callStatus", status.as_str())
}

/// A follow-up moves the lead to Followups: a call that schedules one names no status beside it but that or Customer
/// (rule C6).
pub(crate) fn next_status_conflict(next: &StatusId) -> Option<Diagnostic> {
    (*next != *FOLLOW_UPS && *next != *CUSTOMER).then(|| {
        Diagnostic::new(Code::CallNextStatusConflict).at("nextStatus").with("status", next)
    })
}

/// A follow-up without a note is worth a second look (rule C7).
pub(crate) fn follow_up_note_warning(note: Option<&str>) -> Option<Diagnostic> {
    is_blank(note).then(|| Diagnostic::new(Code::FollowUpNoteRecommended).at("note"))
}

/// A follow-up lies after now (rule F2).
pub(crate) fn past_follow_up_fault(at: Timestamp, now: Timestamp) -> Option<Diagnostic> {
    (at <= now).then(|| Diagnostic::new(Code::FollowUpNotInFuture).at("at"))
}

/// That another meeting or visit of the owner is set for the same instant (rule F10); `others` are all of one owner.
pub(crate) fn double_booking<'a>(
    at: Timestamp,
    others: impl IntoIterator<Item = &'a FollowUp>,
) -> Option<Diagnostic> {
    let clashes = |other: &FollowUp| other.is_appointment() && other.at == at;
    others.into_iter().any(clashes).then(|| Diagnostic::new(Code::FollowUpDoubleBooked).at("at"))
}

impl Engine {
    /// What is worth a second look about a call's instant: an outgoing one lies within the calling hours (rule Z6).
    pub(crate) fn call_hours_warning(&self, started_at: Timestamp) -> Option<Diagnostic> {
        (!self.time().within_calling_hours(started_at))
            .then(|| Diagnostic::new(Code::CallOutsideHours).at("startedAt"))
    }

    /// What is worth a second look about a follow-up's instant: better on a working day and within the calling hours
    /// (rules F10, Z6).
    pub(crate) fn slot_warnings(&self, at: Timestamp) -> impl Iterator<Item = Diagnostic> {
        let date = self.zone().local_date(at);
        let free_day = (!self.time().is_working_day(date)).then(|| {
            Diagnostic::new(Code::FollowUpNonWorkingDay).at("at").with("date", date.to_string())
        });
        let outside = (!self.time().within_calling_hours(at))
            .then(|| Diagnostic::new(Code::FollowUpOutsideHours).at("at"));
        free_day.into_iter().chain(outside)
    }

    /// The company offers some reminders and no others (rule D7).
    pub(crate) fn reminder_fault(&self, minutes: Option<u32>) -> Option<Diagnostic> {
        let offered = &self.policy().follow_ups.reminder_minutes;
        minutes.filter(|minutes| !offered.contains(minutes)).map(|minutes| {
            Diagnostic::new(Code::ReminderNotOffered).at("reminderMinutes").with("minutes", minutes)
        })
    }

    /// The likely status of a lead after a call of this status (rule C5).
    pub(crate) fn status_after(&self, status: CallStatus) -> Option<StatusId> {
        let role = match status {
            CallStatus::Busy | CallStatus::NoAnswer => SuggestedRole::NotPicked,
            CallStatus::Missed => SuggestedRole::Missed,
            CallStatus::FollowUp | CallStatus::Rescheduled => SuggestedRole::FollowUps,
            CallStatus::Called | CallStatus::InProgress => return None,
        };
        self.policy().pipeline.roles.status(role)
    }

    /// The status that a call suggests for its lead: what its response is mapped to, else what its status makes likely
    /// (rules C5, D3).
    ///
    /// Nobody answers a missed call, so its response maps to nothing.
    pub(crate) fn suggested_status(
        &self,
        direction: Direction,
        response: Option<&str>,
        status: CallStatus,
    ) -> Option<StatusId> {
        let spoken = response.filter(|_| direction != Direction::Missed);
        match spoken.and_then(|id| self.policy().forms.response(id)?.suggests.as_ref()) {
            Some(Suggestion::Role(role)) => self.policy().pipeline.roles.status(*role),
            Some(Suggestion::Status(status)) => Some(status.clone()),
            None => self.status_after(status),
        }
    }
}

fn about_status(code: Code, status: CallStatus) -> Diagnostic {
    Diagnostic::new(code).at("status").with("callStatus", status.as_str())
}
