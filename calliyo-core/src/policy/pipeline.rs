//! The lead statuses: order, stages, flags and roles (rules P1 to P7).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use crate::ids::{RoleId, StatusId};

/// Where a status stands in the life of a lead (rule P4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Stage {
    /// The lead came in.
    Capture,
    /// The lead was given to an agent.
    Assign,
    /// The lead is being called.
    Call,
    /// The lead was reached and is followed up.
    FollowUp,
    /// The lead became a customer.
    Convert,
}

/// One status of the pipeline (rules P3, P4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// The stable id that leads refer to.
    pub id: StatusId,
    /// The name that people see: 1 to 40 characters, unique ignoring case and surrounding blanks.
    pub name: String,
    /// Where it stands in the life of a lead.
    pub stage: Stage,
    /// Whether it ends a chain of follow-ups.
    #[serde(default)]
    pub terminal: bool,
    /// Whether entering it resolves the open follow-ups (rule L8).
    #[serde(default)]
    pub closes_follow_ups: bool,
    /// Whether an agent works leads on it (rule F11).
    #[serde(default = "yes")]
    pub in_queue: bool,
    /// Whether a lead on it fills a place of its owner's cap (rule A2).
    #[serde(default = "yes")]
    pub counts_toward_cap: bool,
}

fn yes() -> bool {
    true
}

/// Which status plays which part in the rules (rule P7).
///
/// Unassigned, Followups and Customer are fixed: their ids are `unassigned`, `followUps` and `customer`. An empty role
/// suggests nothing (rule C5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct StatusRoles {
    /// The status that an assigned lead enters (rule P2); default `assigned`.
    pub assigned: StatusId,
    /// Suggested after Busy and No Answer; default `notPicked`.
    pub not_picked: Option<StatusId>,
    /// Suggested after Missed; default `missed`.
    pub missed: Option<StatusId>,
    /// Suggested after an interested response (rule D3); default `interested`.
    pub interested: Option<StatusId>,
}

/// A role of [`StatusRoles`] that a call may suggest (rules C5, D3); the status behind it can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SuggestedRole {
    /// After Busy and No Answer.
    NotPicked,
    /// After Missed.
    Missed,
    /// After an interested response.
    Interested,
    /// After a call that wants a follow-up; always Followups.
    FollowUps,
}

impl StatusRoles {
    /// The status that has the role; none when the role is empty (rule P7).
    pub(crate) fn status(&self, role: SuggestedRole) -> Option<StatusId> {
        match role {
            SuggestedRole::NotPicked => self.not_picked.clone(),
            SuggestedRole::Missed => self.missed.clone(),
            SuggestedRole::Interested => self.interested.clone(),
            SuggestedRole::FollowUps => Some(StatusId::follow_ups()),
        }
    }
}

impl Default for StatusRoles {
    fn default() -> Self {
        Self {
            assigned: StatusId::fixed("assigned"),
            not_picked: Some(StatusId::fixed("notPicked")),
            missed: Some(StatusId::fixed("missed")),
            interested: Some(StatusId::fixed("interested")),
        }
    }
}

/// A move that people may make (rule P6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AllowedMove {
    /// The status that the lead leaves.
    pub from: StatusId,
    /// The status that the lead enters.
    pub to: StatusId,
    /// The roles that may make the move; none = every role.
    #[serde(default)]
    pub roles: Option<Vec<RoleId>>,
}

/// The statuses in order, their roles and the moves that people may make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Pipeline {
    /// The statuses in the order of dropdowns, filters and funnels (rule P1).
    pub statuses: Vec<Status>,
    /// Which status plays which part (rule P7).
    pub roles: StatusRoles,
    /// The moves that people may make (rule P6); none = every move that the guards allow.
    pub allowed_moves: Option<Vec<AllowedMove>>,
}

/// The id and name of the three protected statuses (rule P2).
pub(crate) const PROTECTED: [(&str, &str); 3] =
    [(UNASSIGNED, "Unassigned"), (FOLLOW_UPS, "Followups"), (CUSTOMER, "Customer")];
pub(crate) const UNASSIGNED: &str = "unassigned";
pub(crate) const FOLLOW_UPS: &str = "followUps";
pub(crate) const CUSTOMER: &str = "customer";

impl Pipeline {
    /// The status with this id.
    #[must_use]
    pub fn status(&self, id: &StatusId) -> Option<&Status> {
        self.statuses.iter().find(|status| status.id == *id)
    }
}

impl Default for Pipeline {
    /// The ten statuses of rule P1 with the stages and flags of rule P4.
    fn default() -> Self {
        const TERMINAL: u8 = 1;
        const CLOSES: u8 = 2;
        const IN_QUEUE: u8 = 4;
        const COUNTS: u8 = 8;
        let status = |id, name: &str, stage, flags: u8| Status {
            id: StatusId::fixed(id),
            name: name.into(),
            stage,
            terminal: flags & TERMINAL != 0,
            closes_follow_ups: flags & CLOSES != 0,
            in_queue: flags & IN_QUEUE != 0,
            counts_toward_cap: flags & COUNTS != 0,
        };
        Self {
            statuses: Vec::from([
                status(UNASSIGNED, "Unassigned", Stage::Capture, 0),
                status("assigned", "Assigned", Stage::Assign, IN_QUEUE | COUNTS),
                status(FOLLOW_UPS, "Followups", Stage::FollowUp, IN_QUEUE),
                status("interested", "Interested", Stage::FollowUp, TERMINAL | IN_QUEUE),
                status("notInterested", "Not Interested", Stage::FollowUp, TERMINAL | CLOSES),
                status("busy", "Busy", Stage::Call, IN_QUEUE | COUNTS),
                status("notPicked", "Not Picked", Stage::Call, IN_QUEUE | COUNTS),
                status("missed", "Missed", Stage::Call, IN_QUEUE | COUNTS),
                status("wrongNumber", "Wrong Number", Stage::Call, TERMINAL | CLOSES),
                status(CUSTOMER, "Customer", Stage::Convert, TERMINAL | CLOSES),
            ]),
            roles: StatusRoles::default(),
            allowed_moves: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P1: the default pipeline and its order
    #[test]
    fn the_default_pipeline_has_the_ten_statuses_in_order() {
        let names: Vec<_> = Pipeline::default().statuses.into_iter().map(|s| s.name).collect();
        assert_eq!(
            names,
            [
                "Unassigned",
                "Assigned",
                "Followups",
                "Interested",
                "Not Interested",
                "Busy",
                "Not Picked",
                "Missed",
                "Wrong Number",
                "Customer"
            ]
        );
    }

    /// P4: stages and flags by default
    #[test]
    fn the_default_flags_are_those_of_the_rule_book() {
        let pipeline = Pipeline::default();
        let having = |flag: fn(&Status) -> bool| -> Vec<&str> {
            pipeline.statuses.iter().filter(|s| flag(s)).map(|s| s.name.as_str()).collect()
        };
        assert_eq!(
            having(|s| s.terminal),
            ["Interested", "Not Interested", "Wrong Number", "Customer"]
        );
        assert_eq!(having(|s| s.closes_follow_ups), ["Not Interested", "Wrong Number", "Customer"]);
        assert_eq!(
            having(|s| !s.in_queue),
            ["Unassigned", "Not Interested", "Wrong Number", "Customer"]
        );
        assert_eq!(having(|s| s.counts_toward_cap), ["Assigned", "Busy", "Not Picked", "Missed"]);
        assert_eq!(
            having(|s| s.stage == Stage::Call),
            ["Busy", "Not Picked", "Missed", "Wrong Number"]
        );
        assert_eq!(
            having(|s| s.stage == Stage::FollowUp),
            ["Followups", "Interested", "Not Interested"]
        );
    }
}
