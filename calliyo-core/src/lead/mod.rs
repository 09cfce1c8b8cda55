//! One lead: its state, the commands that change it, the events that they yield, and the rules between them.

mod apply;
mod assignable;
mod call;
mod capture;
mod command;
mod consistency;
mod context;
pub(crate) mod decide;
mod event;
mod follow_up;
pub(crate) mod guards;
mod hand_over;
mod move_table;
mod order;
pub(crate) mod parent;
mod phone;
mod transitions;

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

#[cfg(feature = "wire")]
pub(crate) use self::apply::after;
pub(crate) use self::decide::job_move;
pub use self::decide::{Decision, Rejection};
pub use self::{
    apply::{apply, replay},
    assignable::AssignableAgent,
    call::{Call, CallStatus, Direction, LiveCall, Recording},
    capture::{CaptureFate, CaptureOutcome, CapturedBatch, ExistingLeads, PhoneHolder},
    command::{
        CallEdit, Command, Deed, FollowUpEdit, LeadEdit, LogCall, NewCall, NewFollowUp, NewLead,
        NewNote, StartCall,
    },
    context::{Actor, Agent, AgentState, Context, RunShare},
    event::{CallTotals, Change, Event, Resolution},
    follow_up::{ActivityKind, FollowUp, FollowUpKind, FollowUpState},
    hand_over::{HandOver, HandOverOutcome, HandOverVerdict, HandedOver},
    move_table::{MoveFacts, MoveTable},
    order::{Conversion, Currency, Order, PaymentStatus},
    parent::Parent,
    transitions::{Need, Transition},
};
use crate::{
    ids::{AgentId, BranchId, DepartmentId, FollowUpId, LeadId, StatusId},
    number::{Count, Priority},
    policy::{present_schema, upgraded},
    time::Timestamp,
};

/// A prospect, with all that a decision needs (rule L1).
///
/// Closed follow-ups, notes, past calls, former owners and conversions are history: views take them separately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Lead {
    /// The schema number of this document (rule K2); default the present one.
    #[serde(default = "present_schema", deserialize_with = "upgraded::deserialize")]
    pub schema: u32,
    /// The lead's id.
    pub id: LeadId,
    /// For optimistic locking: one more with every event; default 0.
    #[serde(default)]
    pub version: Count,
    /// The status that it is on.
    pub status: StatusId,
    /// Since when it is on that status.
    pub status_since: Timestamp,
    /// The agent it is assigned to; none while Unassigned (rule L2).
    #[serde(default)]
    pub owner: Option<AgentId>,
    /// Since when it has that owner.
    #[serde(default)]
    pub owner_since: Option<Timestamp>,
    /// The owner before it was last unassigned (rule A3).
    #[serde(default)]
    pub last_owner: Option<AgentId>,
    /// When it entered Unassigned (rule V5).
    pub captured_at: Timestamp,
    /// The phone number, in the form of rule D2: `+` and 8 to 15 digits.
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
    /// Tags, in the host's order.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The branch it belongs to (rule A6).
    #[serde(default)]
    pub branch: Option<BranchId>,
    /// The department it belongs to (rule A6).
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Larger comes first, none is least.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// Whether it asked not to be called (rule C13); default no.
    #[serde(default)]
    pub do_not_call: bool,
    /// Ended calls that count as attempts (rule C3); default 0.
    #[serde(default)]
    pub attempts: u32,
    /// The start of the latest attempt.
    #[serde(default)]
    pub last_attempt: Option<Timestamp>,
    /// Whether any call was connected (rule C2); default no.
    #[serde(default)]
    pub connected_ever: bool,
    /// The call in progress (rule C8).
    #[serde(default)]
    pub live_call: Option<LiveCall>,
    /// The open follow-ups, by instant and id.
    #[serde(default)]
    pub follow_ups: Vec<FollowUp>,
    /// The current conversion; there exactly while Customer (rule L2).
    #[serde(default)]
    pub conversion: Option<Conversion>,
}

impl Lead {
    /// The open follow-up with this id.
    #[must_use]
    pub fn follow_up(&self, id: &FollowUpId) -> Option<&FollowUp> {
        self.follow_ups.iter().find(|follow_up| follow_up.id == *id)
    }

    /// The earliest open follow-up.
    #[must_use]
    pub fn next_follow_up(&self) -> Option<&FollowUp> {
        self.follow_ups.iter().min_by_key(|follow_up| (follow_up.at, &follow_up.id))
    }

    /// Whether an open follow-up still lies ahead of now (rules A1, X1).
    #[must_use]
    pub fn has_follow_up_ahead(&self, now: Timestamp) -> bool {
        self.follow_ups.iter().any(|follow_up| follow_up.at > now)
    }

    /// The agent whom a job does not give it back to: the owner or, without one, the last owner (rule A3).
    #[must_use]
    pub fn barred_agent(&self) -> Option<&AgentId> {
        self.owner.as_ref().or(self.last_owner.as_ref())
    }

    /// Whether it is on Customer.
    #[must_use]
    pub fn is_customer(&self) -> bool {
        self.status == *crate::policy::CUSTOMER
    }

    /// Whether it is on Unassigned.
    #[must_use]
    pub fn is_unassigned(&self) -> bool {
        self.status == *crate::policy::UNASSIGNED
    }

    /// Whether it is in Followups without an open follow-up (rule C10).
    #[must_use]
    pub fn is_stalled(&self) -> bool {
        self.status == *crate::policy::FOLLOW_UPS && self.follow_ups.is_empty()
    }
}
