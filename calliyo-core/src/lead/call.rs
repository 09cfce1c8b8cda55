//! Calls: what happened, and what is happening (rules C1 to C3, C8).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::parent::Parent;
use crate::{
    ids::{AgentId, CallId, ContactId},
    time::Timestamp,
};

/// The status of a call (rule C1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CallStatus {
    /// The parties spoke.
    Called,
    /// The line was busy.
    Busy,
    /// Nobody picked up.
    NoAnswer,
    /// The lead called and nobody took it.
    Missed,
    /// The call is going on.
    InProgress,
    /// A follow-up was agreed.
    FollowUp,
    /// The lead asked for another time.
    Rescheduled,
}

impl CallStatus {
    /// All seven, in the order of rule C1.
    pub const ALL: [Self; 7] = [
        Self::Called,
        Self::Busy,
        Self::NoAnswer,
        Self::Missed,
        Self::InProgress,
        Self::FollowUp,
        Self::Rescheduled,
    ];

    /// The name on the wire, such as `noAnswer` (rule C1).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Busy => "busy",
            Self::NoAnswer => "noAnswer",
            Self::Missed => "missed",
            Self::InProgress => "inProgress",
            Self::FollowUp => "followUp",
            Self::Rescheduled => "rescheduled",
        }
    }

    /// The byte that stands for it in columns: its place in [`ALL`](Self::ALL).
    #[must_use]
    pub const fn as_byte(self) -> u8 {
        self as u8
    }

    /// The status that a byte of a column stands for.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }

    /// Whether a call of this status wants a follow-up (rule C4).
    #[must_use]
    pub const fn wants_follow_up(self) -> bool {
        matches!(self, Self::FollowUp | Self::Rescheduled)
    }
}

/// Who called whom (rule D3).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// The lead called.
    Incoming,
    /// The agent called.
    #[default]
    Outgoing,
    /// The lead called and nobody took it; the call's status is Missed.
    Missed,
}

impl Direction {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Incoming, Self::Outgoing, Self::Missed];

    /// The byte that stands for it in columns: its place in [`ALL`](Self::ALL).
    #[must_use]
    pub const fn as_byte(self) -> u8 {
        self as u8
    }

    /// The direction that a byte of a column stands for.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }
}

/// An ended call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// The call's id.
    pub id: CallId,
    /// What it belongs to (rule D1).
    #[serde(alias = "lead")]
    pub parent: Parent,
    /// The agent who made or took it.
    pub agent: AgentId,
    /// Who called whom; default outgoing.
    #[serde(default)]
    pub direction: Direction,
    /// How it ended; never In-progress.
    pub status: CallStatus,
    /// When it started.
    pub started_at: Timestamp,
    /// How long the parties were connected, in seconds (rule C2); default 0.
    #[serde(default)]
    pub duration_seconds: u32,
    /// The number that was called or that called, as it is kept (rule D2).
    #[serde(default)]
    pub phone: Option<String>,
    /// The host's contact who has that number (rule D2).
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// What the lead answered, as the host names it (rule D3).
    #[serde(default)]
    pub response: Option<String>,
    /// What the call came to, in a line or two (rule D5).
    #[serde(default)]
    pub summary: Option<String>,
    /// What was talked about (rule D5).
    #[serde(default)]
    pub description: Option<String>,
    /// What the agent wrote about it.
    #[serde(default)]
    pub note: Option<String>,
    /// The agents who took part beside the one whose call it is, each once (rule D6).
    #[serde(default)]
    pub attendees: Vec<AgentId>,
    /// Where the recording is (rule D6).
    #[serde(default)]
    pub recording: Option<Recording>,
    /// Whether an integration reported it (rule C11); default no.
    #[serde(default)]
    pub recorded: bool,
    /// Whether it was voided (rule C12); default no.
    #[serde(default)]
    pub voided: bool,
}

impl Call {
    /// Whether the parties were connected: the duration is above zero, whatever the status (rule C2).
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        self.duration_seconds > 0
    }

    /// Whether it counts as an attempt: any ended call but a Missed one of duration zero (rule C3).
    #[must_use]
    pub const fn is_attempt(&self) -> bool {
        !self.voided && !self.is_missed()
    }

    /// Whether it is a Missed call of duration zero, which is counted apart (rule C3).
    #[must_use]
    pub const fn is_missed(&self) -> bool {
        matches!(self.status, CallStatus::Missed) && !self.is_connected()
    }
}

/// The recording of a call: a reference, never the sound itself (rule D6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Recording {
    /// Where the host finds it: a URL or a path of at most 200 characters (rule D5).
    pub reference: String,
    /// Its media type, such as `audio/mpeg`; at most 200 characters.
    pub media_type: String,
}

/// A call in progress (rule C8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LiveCall {
    /// The call's id.
    pub id: CallId,
    /// The agent who makes or took it.
    pub agent: AgentId,
    /// Who called whom; default outgoing.
    #[serde(default)]
    pub direction: Direction,
    /// When it started.
    pub started_at: Timestamp,
    /// Whether an integration reported it (rule C11); default no.
    #[serde(default)]
    pub recorded: bool,
}

impl LiveCall {
    /// Whether it is older than the longest call that the policy knows, and so blocks nothing (rule C8).
    #[must_use]
    pub(crate) fn is_lost(&self, now: Timestamp, longest_minutes: u32) -> bool {
        now.millis_since(self.started_at) > i64::from(longest_minutes).saturating_mul(60_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::LeadId;

    fn call(status: CallStatus, duration_seconds: u32) -> Call {
        Call {
            id: CallId::new("c").unwrap(),
            parent: Parent::Lead(LeadId::new("l").unwrap()),
            agent: AgentId::new("a").unwrap(),
            direction: Direction::Incoming,
            status,
            started_at: Timestamp::MIN,
            duration_seconds,
            phone: None,
            contact: None,
            response: None,
            summary: None,
            description: None,
            note: None,
            attendees: Vec::new(),
            recording: None,
            recorded: false,
            voided: false,
        }
    }

    /// C1: the wire names of the seven call statuses
    #[test]
    fn the_seven_call_statuses_have_their_wire_names() {
        for status in CallStatus::ALL {
            let text = serde_json::to_string(&status).unwrap();
            assert_eq!(text, std::format!("\"{}\"", status.as_str()));
        }
    }

    /// C2: connected exactly when the duration is above zero, whatever the status
    #[test]
    fn any_call_with_a_duration_is_connected() {
        for status in CallStatus::ALL {
            assert!(call(status, 1).is_connected());
            assert!(!call(status, 0).is_connected());
        }
    }

    /// C3: every ended call is an attempt but a Missed one of duration zero
    #[test]
    fn connected_calls_are_always_attempts() {
        for status in CallStatus::ALL {
            assert!(call(status, 1).is_attempt());
            assert_eq!(call(status, 0).is_attempt(), status != CallStatus::Missed);
        }
        assert!(call(CallStatus::Missed, 0).is_missed());
        assert!(!call(CallStatus::Missed, 5).is_missed());
    }
}
