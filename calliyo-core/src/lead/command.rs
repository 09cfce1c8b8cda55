//! Commands: what a host asks to be done with one lead (rule L3).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    call::{Call, CallStatus, Direction, Recording},
    follow_up::{ActivityKind, FollowUp},
    order::Order,
};
use crate::{
    fact::Patch,
    ids::{
        AgentId, BranchId, CallId, CommandId, ContactId, DepartmentId, FollowUpId, LeadId, StatusId,
    },
    number::{Count, Priority},
    time::Timestamp,
};

/// A command: what is to be done, under an id that the host gives (rule L11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Command {
    /// The command's id; its events' ids begin with it.
    pub id: CommandId,
    /// The version that the lead must be at (rule L1); none = any.
    #[serde(default)]
    pub expected_version: Option<Count>,
    /// What is to be done.
    #[serde(rename = "do")]
    pub deed: Deed,
}

/// What is to be done with the lead; on the wire externally tagged: `{"logCall": {…}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Deed {
    /// A new lead comes in (rule G4), maybe with an owner and another status.
    CaptureLead(NewLead),
    /// The lead's own fields change (rule L13).
    UpdateLead(LeadEdit),
    /// The lead gets an owner (rule L6).
    Assign {
        /// The new owner.
        owner: AgentId,
    },
    /// The lead goes back to Unassigned (rule L6).
    Unassign {},
    /// The lead moves to another status (rules L4 to L8, V1, V3).
    ChangeStatus {
        /// The status to move to.
        to: StatusId,
        /// A new owner, in the same command (rule L6).
        #[serde(default)]
        owner: Option<AgentId>,
        /// A follow-up scheduled with the move (rule L5).
        #[serde(default)]
        follow_up: Option<NewFollowUp>,
        /// When the lead converted, for a move to Customer (rule V1); default now.
        #[serde(default)]
        converted_at: Option<Timestamp>,
        /// What was bought, for a move to Customer (rule V1).
        #[serde(default)]
        order: Option<Order>,
    },
    /// A finished call is logged (rules C2 to C7).
    LogCall(LogCall),
    /// A call begins (rule C8).
    StartCall(StartCall),
    /// The call in progress ends with a result; counts as logging it (rule C8).
    CompleteCall(LogCall),
    /// The call in progress ends without a result (rule C8).
    AbandonCall {
        /// The call in progress.
        call: CallId,
    },
    /// A logged call is corrected (rule C12).
    CorrectCall(CallEdit),
    /// A logged call is voided: it counts no longer (rule C12).
    VoidCall {
        /// The call as it was logged.
        call: Call,
    },
    /// A follow-up is scheduled (rule F2).
    ScheduleFollowUp(NewFollowUp),
    /// An open follow-up is moved to another instant (rule F7).
    RescheduleFollowUp(FollowUpEdit),
    /// An open follow-up is done (rule F5).
    CompleteFollowUp {
        /// The follow-up.
        follow_up: FollowUpId,
    },
    /// An overdue follow-up is dismissed as missed (rule F6).
    DismissFollowUp {
        /// The follow-up.
        follow_up: FollowUpId,
    },
    /// A note is written (rule F8).
    AddNote(NewNote),
    /// A customer's order details change (rules V1, V2).
    UpdateOrder {
        /// The order as it is from now on.
        order: Order,
    },
}

impl Deed {
    /// A move to a status, and nothing that may come with it.
    #[must_use]
    pub const fn change_status(to: StatusId) -> Self {
        Self::ChangeStatus { to, owner: None, follow_up: None, converted_at: None, order: None }
    }

    /// The follow-up that it schedules.
    pub(crate) fn new_follow_up(&self) -> Option<&NewFollowUp> {
        match self {
            Self::CaptureLead(new) => new.follow_up.as_ref(),
            Self::ChangeStatus { follow_up, .. } => follow_up.as_ref(),
            Self::LogCall(log) | Self::CompleteCall(log) => log.follow_up.as_ref(),
            Self::ScheduleFollowUp(new) => Some(new),
            _ => None,
        }
    }
}

/// A lead as it comes in (rule G4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewLead {
    /// Its id.
    pub id: LeadId,
    /// When it came in; default now.
    #[serde(default)]
    pub captured_at: Option<Timestamp>,
    /// The status it comes in with; default Unassigned or, with an owner, the assigned status.
    #[serde(default)]
    pub status: Option<StatusId>,
    /// The agent it comes in with.
    #[serde(default)]
    pub owner: Option<AgentId>,
    /// A follow-up scheduled with it.
    #[serde(default)]
    pub follow_up: Option<NewFollowUp>,
    /// When it converted, when it comes in as a Customer; default now.
    #[serde(default)]
    pub converted_at: Option<Timestamp>,
    /// What was bought, when it comes in as a Customer.
    #[serde(default)]
    pub order: Option<Order>,
    /// The phone number as typed or as stored (rule D2).
    #[serde(default)]
    pub phone: Option<String>,
    /// The prospect's name.
    #[serde(default)]
    pub name: Option<String>,
    /// Where it came from.
    #[serde(default)]
    pub source: Option<String>,
    /// The campaign it belongs to.
    #[serde(default)]
    pub campaign: Option<String>,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The branch it belongs to.
    #[serde(default)]
    pub branch: Option<BranchId>,
    /// The department it belongs to.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Larger comes first.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// Whether it asked not to be called.
    #[serde(default)]
    pub do_not_call: bool,
}

impl NewLead {
    /// A lead of which nothing but the id is given.
    #[must_use]
    pub fn new(id: LeadId) -> Self {
        Self {
            id,
            captured_at: None,
            status: None,
            owner: None,
            follow_up: None,
            converted_at: None,
            order: None,
            phone: None,
            name: None,
            source: None,
            campaign: None,
            tags: Vec::new(),
            branch: None,
            department: None,
            priority: None,
            do_not_call: false,
        }
    }
}

/// What changes of a lead's own fields (rule L13): a field left out stays, `null` clears it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct LeadEdit {
    /// The prospect's name.
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub name: Patch<String>,
    /// The phone number, as typed (rules D2, G4).
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub phone: Patch<String>,
    /// Where it came from.
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub source: Patch<String>,
    /// The campaign it belongs to.
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub campaign: Patch<String>,
    /// The tags, all of them.
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub tags: Patch<Vec<String>>,
    /// The branch it belongs to.
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub branch: Patch<BranchId>,
    /// The department it belongs to.
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub department: Patch<DepartmentId>,
    /// Larger comes first.
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub priority: Patch<Priority>,
    /// Whether it asked not to be called; cleared = no.
    #[serde(skip_serializing_if = "Patch::is_absent")]
    pub do_not_call: Patch<bool>,
}

impl LeadEdit {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A call as it is logged or completed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LogCall {
    /// The call.
    pub call: NewCall,
    /// The status that the lead moves to with it (rule C6).
    #[serde(default)]
    pub next_status: Option<StatusId>,
    /// The follow-up scheduled with it (rules C4, F2).
    #[serde(default)]
    pub follow_up: Option<NewFollowUp>,
    /// What was bought, when the next status is Customer (rule V1).
    #[serde(default)]
    pub order: Option<Order>,
}

impl LogCall {
    /// Whether an integration tells of a call that has no result yet (rule C11).
    pub(crate) fn goes_on(&self) -> bool {
        self.call.recorded && self.call.status == CallStatus::InProgress
    }
}

/// An ended call, as the host tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewCall {
    /// Its id.
    pub id: CallId,
    /// Who made or took it; default the actor or, of a call in progress, its agent.
    #[serde(default)]
    pub agent: Option<AgentId>,
    /// Who called whom; default outgoing or, of a call in progress, its direction.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// How it ended.
    pub status: CallStatus,
    /// When it started; default now less its duration or, of a call in progress, its start.
    #[serde(default)]
    pub started_at: Option<Timestamp>,
    /// How long the parties were connected, in seconds; default 0.
    #[serde(default)]
    pub duration_seconds: u32,
    /// The number that was called or that called, as typed or as kept (rule D2).
    #[serde(default)]
    pub phone: Option<String>,
    /// The host's contact who has that number (rule D2).
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// What the lead answered, as the host names it (rule D3).
    #[serde(default)]
    pub response: Option<String>,
    /// What the call came to, in a line or two; at most 500 characters (rule D5).
    #[serde(default)]
    pub summary: Option<String>,
    /// What was talked about; at most 500 characters (rule D5).
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
    /// Whether an integration reports it: it took place and is never refused (rule C11); default no.
    #[serde(default)]
    pub recorded: bool,
}

impl NewCall {
    /// An outgoing call of the actor that ends now and has nothing written about it.
    #[must_use]
    pub fn new(id: CallId, status: CallStatus, duration_seconds: u32) -> Self {
        Self {
            id,
            agent: None,
            direction: None,
            status,
            started_at: None,
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
        }
    }
}

/// What is right about a logged call (rule C12): a field left out stays, `null` clears it where it may be empty.
///
/// Whose call it is and what it belongs to stay; such a call is voided and logged again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallEdit {
    /// The call as it was logged.
    pub call: Call,
    /// The right direction; none = as it was.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// The right status; none = as it was.
    #[serde(default)]
    pub status: Option<CallStatus>,
    /// The right start; none = as it was.
    #[serde(default)]
    pub started_at: Option<Timestamp>,
    /// The right duration in seconds; none = as it was.
    #[serde(default)]
    pub duration_seconds: Option<u32>,
    /// The right number, as typed or as kept (rule D2).
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub phone: Patch<String>,
    /// The host's contact who has that number (rule D2).
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub contact: Patch<ContactId>,
    /// What the lead answered, as the host names it (rule D3).
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub response: Patch<String>,
    /// What the call came to (rule D5).
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub summary: Patch<String>,
    /// What was talked about (rule D5).
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub description: Patch<String>,
    /// What the agent wrote about it.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub note: Patch<String>,
    /// The agents who took part, all of them (rule D6).
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub attendees: Patch<Vec<AgentId>>,
    /// Where the recording is (rule D6).
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub recording: Patch<Recording>,
}

impl CallEdit {
    /// A correction that leaves everything as it was.
    #[must_use]
    pub const fn new(call: Call) -> Self {
        Self {
            call,
            direction: None,
            status: None,
            started_at: None,
            duration_seconds: None,
            phone: Patch::Keep,
            contact: Patch::Keep,
            response: Patch::Keep,
            summary: Patch::Keep,
            description: Patch::Keep,
            note: Patch::Keep,
            attendees: Patch::Keep,
            recording: Patch::Keep,
        }
    }
}

/// A call that begins (rule C8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StartCall {
    /// Its id.
    pub id: CallId,
    /// Who makes or took it; default the actor.
    #[serde(default)]
    pub agent: Option<AgentId>,
    /// Who called whom; default outgoing.
    #[serde(default)]
    pub direction: Direction,
    /// When it started; default now.
    #[serde(default)]
    pub started_at: Option<Timestamp>,
    /// A duration: refused, a call in progress has none yet (rule C2).
    #[serde(default)]
    pub duration_seconds: Option<u32>,
    /// Whether an integration reports it (rule C11); default no.
    #[serde(default)]
    pub recorded: bool,
}

impl StartCall {
    /// The beginning of a call that a host tells as an ended one.
    pub(crate) fn of(call: &NewCall) -> Self {
        Self {
            id: call.id.clone(),
            agent: call.agent.clone(),
            direction: call.direction.unwrap_or_default(),
            started_at: call.started_at,
            duration_seconds: Some(call.duration_seconds).filter(|seconds| *seconds > 0),
            recorded: call.recorded,
        }
    }
}

/// A follow-up to be scheduled (rules F1, F2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewFollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// What is planned; default a call.
    #[serde(default)]
    pub kind: ActivityKind,
    /// The instant; default the slot of rule F3.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// How many minutes before it a reminder comes; none = no reminder.
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
}

impl NewFollowUp {
    /// A planned call at this instant, or at the default slot (rule F3).
    #[must_use]
    pub fn new(id: FollowUpId, at: Option<Timestamp>) -> Self {
        Self {
            id,
            kind: ActivityKind::Call,
            at,
            reminder_minutes: None,
            subject: None,
            note: None,
            attendees: Vec::new(),
        }
    }
}

/// An open follow-up moved to another instant (rule F7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FollowUpEdit {
    /// The follow-up.
    pub id: FollowUpId,
    /// The new instant.
    pub at: Timestamp,
    /// The new reminder.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub reminder_minutes: Patch<u32>,
}

impl FollowUpEdit {
    /// Whether the follow-up is as the edit would make it.
    pub(crate) fn changes_nothing_of(&self, follow_up: &FollowUp) -> bool {
        let mut reminder_minutes = follow_up.reminder_minutes;
        self.reminder_minutes.apply_to(&mut reminder_minutes);
        self.at == follow_up.at && reminder_minutes == follow_up.reminder_minutes
    }
}

/// A note to be written (rule F8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewNote {
    /// Its id.
    pub id: FollowUpId,
    /// What it says; at most 5,000 characters (rule D5).
    pub text: String,
}
