//! Events: what happened to a lead (rules E, L3).

use alloc::{boxed::Box, string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    Lead,
    call::{Call, LiveCall},
    command::LeadEdit,
    follow_up::FollowUp,
    order::{Conversion, Order},
};
use crate::{
    ids::{AgentId, EventId, FollowUpId, LeadId, StatusId},
    policy::{present_schema, schema_fault, upgraded_or_refused},
    time::Timestamp,
};

/// Something that happened; a lead's timeline is its events in order.
///
/// Readers ignore fields that they do not know, and refuse events of a newer schema (rule K2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// The schema number of this document (rule K2); default the present one.
    #[serde(default = "present_schema", deserialize_with = "upgraded_or_refused::deserialize")]
    pub schema: u32,
    /// The command's id, a slash and the event's ordinal (rule L11).
    pub id: EventId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: AgentId,
    /// The lead; none for a change of settings.
    pub lead: Option<LeadId>,
    /// What happened, under `type`.
    #[serde(flatten, deserialize_with = "known::deserialize")]
    pub change: Change,
}

/// Reads a change; a type that there is not has a code of its own (rule K2).
mod known {
    use serde::Deserializer;

    use super::{Change, Deserialize};
    #[cfg(feature = "wire")]
    use crate::{
        code::Code,
        diagnostic::Diagnostic,
        wire::{Read, Reader},
    };

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(change: D) -> Result<Change, D::Error> {
        Change::deserialize(change)
    }

    #[cfg(feature = "wire")]
    pub(super) fn read(event: &Reader<'_>) -> Change {
        let tag = event.tag("type");
        let kind = tag.text();
        if !Change::NAMES.contains(&kind) {
            tag.note(Diagnostic::new(Code::EventUnknown).with("type", kind));
        }
        Change::read(event)
    }
}

impl Event {
    /// Whether it has a schema that this library knows (rule K2); every event that was read has.
    pub(super) fn is_known(&self) -> bool {
        schema_fault(self.schema, "").is_none()
    }
}

/// What resolved or expired a follow-up (rules F4 to F6, L8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Resolution {
    /// A call on its day (rule F4).
    Call,
    /// A move to a status that closes follow-ups (rule L8).
    StatusChange,
    /// A person marked it as done (rule F5).
    Person,
    /// A person dismissed it as missed (rule F6).
    Dismissal,
    /// Its lead was unassigned (rule F6).
    Unassignment,
    /// It was a note from the start (rule F8).
    Note,
}

/// What happened; on the wire tagged by `type`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Change {
    /// A lead came in.
    #[serde(rename = "lead.created")]
    LeadCreated {
        /// The lead, Unassigned.
        record: Box<Lead>,
    },
    /// The lead's own fields changed (rule L13).
    #[serde(rename = "lead.updated")]
    LeadUpdated {
        /// What changed; the phone number in its stored form.
        changes: Box<LeadEdit>,
    },
    /// The lead moved.
    #[serde(rename = "lead.status_changed")]
    LeadStatusChanged {
        /// The status it left.
        from: StatusId,
        /// The status it entered.
        to: StatusId,
    },
    /// The lead got an owner.
    #[serde(rename = "lead.assigned")]
    LeadAssigned {
        /// The owner before.
        from: Option<AgentId>,
        /// The owner now.
        to: AgentId,
    },
    /// The lead lost its owner.
    #[serde(rename = "lead.unassigned")]
    LeadUnassigned {
        /// The owner before; none when an inconsistent lead was mended.
        from: Option<AgentId>,
    },
    /// The lead became a customer (rule V1).
    #[serde(rename = "lead.converted")]
    LeadConverted {
        /// The conversion, current from now on.
        conversion: Conversion,
    },
    /// The lead is a customer no longer (rule V3).
    #[serde(rename = "lead.unconverted")]
    LeadUnconverted {
        /// The reverted conversion, with its order.
        conversion: Conversion,
    },
    /// A call began (rule C8).
    #[serde(rename = "call.started")]
    CallStarted {
        /// The call in progress.
        call: LiveCall,
    },
    /// A call ended and was logged.
    #[serde(rename = "call.completed")]
    CallCompleted {
        /// The call.
        call: Call,
    },
    /// A call in progress ended without a result (rule C8).
    #[serde(rename = "call.abandoned")]
    CallAbandoned {
        /// The call.
        call: LiveCall,
    },
    /// A logged call was corrected (rule C12).
    #[serde(rename = "call.corrected")]
    CallCorrected {
        /// The call as it was.
        before: Box<Call>,
        /// The call as it is.
        call: Call,
        /// What the lead's calls amount to now.
        totals: CallTotals,
    },
    /// A logged call was voided (rule C12).
    #[serde(rename = "call.voided")]
    CallVoided {
        /// The call, voided.
        call: Call,
        /// What the lead's calls amount to now.
        totals: CallTotals,
    },
    /// A follow-up was scheduled.
    #[serde(rename = "followup.created")]
    FollowUpCreated {
        /// The follow-up.
        follow_up: FollowUp,
    },
    /// A follow-up was moved (rule F7).
    #[serde(rename = "followup.rescheduled")]
    FollowUpRescheduled {
        /// The instant it was set for before.
        from: Timestamp,
        /// The follow-up as it is.
        follow_up: FollowUp,
    },
    /// A follow-up went with its lead to a new owner (rule L7).
    #[serde(rename = "followup.reassigned")]
    FollowUpReassigned {
        /// The follow-up.
        follow_up: FollowUpId,
        /// Its owner before.
        from: AgentId,
        /// Its owner now.
        to: AgentId,
    },
    /// A follow-up was resolved.
    #[serde(rename = "followup.completed")]
    FollowUpCompleted {
        /// The follow-up, closed.
        follow_up: FollowUp,
    },
    /// A follow-up expired (rule F6).
    #[serde(rename = "followup.expired")]
    FollowUpExpired {
        /// The follow-up, closed.
        follow_up: FollowUp,
    },
    /// A note was written (rule F8).
    #[serde(rename = "note.added")]
    NoteAdded {
        /// The note.
        note: FollowUp,
    },
    /// A customer's order details changed.
    #[serde(rename = "order.updated")]
    OrderUpdated {
        /// The order before.
        before: Option<Order>,
        /// The order now.
        order: Order,
    },
    /// The company's settings changed (rule G1).
    #[serde(rename = "settings.changed")]
    SettingsChanged {
        /// The parts of the policy that changed, by their names on the wire.
        settings: Vec<String>,
    },
}

/// What a lead's calls amount to (rules C3, C12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallTotals {
    /// Calls that count as attempts.
    pub attempts: u32,
    /// The start of the latest of them.
    pub last_attempt: Option<Timestamp>,
    /// Whether any was connected.
    pub connected_ever: bool,
}

impl Change {
    /// Where the event stands among the events of its command (rule E).
    pub(crate) const fn slot(&self) -> u8 {
        match self {
            Self::LeadCreated { .. } => 0,
            Self::LeadUpdated { .. } => 1,
            Self::CallStarted { .. }
            | Self::CallCompleted { .. }
            | Self::CallAbandoned { .. }
            | Self::CallCorrected { .. }
            | Self::CallVoided { .. } => 2,
            Self::NoteAdded { .. } => 4,
            Self::FollowUpCreated { .. } | Self::FollowUpRescheduled { .. } => 5,
            Self::LeadAssigned { .. } | Self::LeadUnassigned { .. } => 6,
            Self::LeadStatusChanged { .. } => 7,
            Self::LeadConverted { .. } | Self::LeadUnconverted { .. } => 8,
            Self::OrderUpdated { .. } => 9,
            Self::FollowUpCompleted { follow_up } => match follow_up.closed_by {
                // Only the call's own day comes early; the rest is what the move does.
                Some(Resolution::Call) => 3,
                _ => 10,
            },
            Self::FollowUpReassigned { .. } | Self::FollowUpExpired { .. } => 10,
            Self::SettingsChanged { .. } => 11,
        }
    }

    /// The follow-up that orders events of the same slot (rule E: by id).
    pub(crate) fn follow_up_id(&self) -> Option<&FollowUpId> {
        match self {
            Self::FollowUpCompleted { follow_up } | Self::FollowUpExpired { follow_up } => {
                Some(&follow_up.id)
            }
            Self::FollowUpReassigned { follow_up, .. } => Some(follow_up),
            _ => None,
        }
    }
}
