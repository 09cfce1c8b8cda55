//! Follow-ups and notes (rules F1, F8).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{event::Resolution, parent::Parent};
use crate::{
    ids::{AgentId, FollowUpId},
    time::Timestamp,
};

/// What an agent plans to do (rule D7).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ActivityKind {
    /// A call.
    #[default]
    Call,
    /// A meeting.
    Meeting,
    /// A visit.
    Visit,
}

/// What a record of the shared shape is (rule F8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum FollowUpKind {
    /// A planned call.
    Call,
    /// A planned meeting.
    Meeting,
    /// A planned visit.
    Visit,
    /// A note: no future date, resolved from the start, never due.
    Note,
}

impl From<ActivityKind> for FollowUpKind {
    fn from(kind: ActivityKind) -> Self {
        match kind {
            ActivityKind::Call => Self::Call,
            ActivityKind::Meeting => Self::Meeting,
            ActivityKind::Visit => Self::Visit,
        }
    }
}

/// Whether a follow-up is still to be done (rule F1).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum FollowUpState {
    /// To be done.
    #[default]
    Open,
    /// Done.
    Resolved,
    /// Dismissed as missed, or its lead was unassigned (rule F6).
    Expired,
}

impl FollowUpState {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Open, Self::Resolved, Self::Expired];

    /// The byte that stands for it in columns: its place in [`ALL`](Self::ALL).
    #[must_use]
    pub const fn as_byte(self) -> u8 {
        self as u8
    }

    /// The state that a byte of a column stands for.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }
}

/// A follow-up of a lead, or a note, which has the same shape (rule F8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FollowUp {
    /// Its id; kept when it is rescheduled (rule F7).
    pub id: FollowUpId,
    /// What it belongs to (rule D1).
    #[serde(alias = "lead")]
    pub parent: Parent,
    /// The lead's owner (rule F1); for a note on an unassigned lead its author.
    pub owner: AgentId,
    /// What it is.
    pub kind: FollowUpKind,
    /// Whether it is still to be done; default open.
    #[serde(default)]
    pub state: FollowUpState,
    /// The instant it is set for; for a note when it was written.
    pub at: Timestamp,
    /// When it was last scheduled (rule F9).
    pub scheduled_at: Timestamp,
    /// How often it was rescheduled (rule F7); default 0.
    #[serde(default)]
    pub moves: u32,
    /// How many minutes before it a reminder comes; none = no reminder (rule D7).
    #[serde(default)]
    pub reminder_minutes: Option<u32>,
    /// What it is about, in a line.
    #[serde(default)]
    pub subject: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub note: Option<String>,
    /// The agents who take part beside the owner, each once (rule D6).
    #[serde(default)]
    pub attendees: Vec<AgentId>,
    /// When it was resolved or expired.
    #[serde(default)]
    pub closed_at: Option<Timestamp>,
    /// What resolved or expired it.
    #[serde(default)]
    pub closed_by: Option<Resolution>,
}

impl FollowUp {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == FollowUpState::Open
    }

    /// Whether it takes up its owner's time at its instant, as a meeting or a visit does and a call does not (rule F10).
    pub(crate) fn is_appointment(&self) -> bool {
        self.is_open() && matches!(self.kind, FollowUpKind::Meeting | FollowUpKind::Visit)
    }

    /// The instant of its reminder: so many minutes before it, but not before it was scheduled (rule F9).
    #[must_use]
    pub fn reminder_at(&self) -> Option<Timestamp> {
        let before = i64::from(self.reminder_minutes?).saturating_mul(60_000);
        Some(self.at.saturating_add_millis(before.saturating_neg()).max(self.scheduled_at))
    }

    /// The same follow-up, no longer open.
    pub(crate) fn closed(&self, state: FollowUpState, now: Timestamp, by: Resolution) -> Self {
        Self { state, closed_at: Some(now), closed_by: Some(by), ..self.clone() }
    }
}
