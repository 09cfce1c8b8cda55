//! Which moves a lead can make (rule L9).

use alloc::vec::Vec;

use serde::Serialize;

use super::{Command, Context, Deed, Lead};
use crate::{
    code::Code,
    engine::Engine,
    ids::{CommandId, StatusId},
    policy::{CUSTOMER, FOLLOW_UPS, Status, UNASSIGNED, schema_fault},
};

/// One status of the pipeline, as a move for one lead, actor and instant (rule L9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Transition {
    /// The status.
    pub status: StatusId,
    /// Its name.
    pub name: alloc::string::String,
    /// Whether the lead is on it.
    pub current: bool,
    /// Whether the bare command would pass.
    pub allowed: bool,
    /// The first code of the rejection, if it would not.
    pub code: Option<Code>,
    /// What the move needs beside the status. Nothing is told of a lead of a schema that is not read (rule K2).
    pub needs: Vec<Need>,
    /// What the move may take beside the status.
    pub may_take: Vec<Need>,
    /// The guards that could not be checked (rule L12).
    pub not_checked: Vec<Code>,
}

/// Something that a move to a status takes with it (rule L9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Need {
    /// A follow-up (rule L5).
    FollowUp,
    /// An owner (rule L6).
    Owner,
    /// Order details (rule V1).
    OrderDetails,
}

impl Engine {
    /// Every status of the pipeline, in order, as a move for this lead, actor and instant (rule L9).
    ///
    /// A move is allowed exactly when [`Engine::decide`] accepts the bare command.
    #[must_use]
    pub fn transitions(&self, lead: &Lead, context: &Context) -> Vec<Transition> {
        let command = |to: &StatusId| Command {
            id: CommandId::unnamed(),
            expected_version: None,
            deed: Deed::change_status(to.clone()),
        };
        let transition = |status: &Status| {
            let decided = self.decide(Some(lead), &command(&status.id), context);
            let (code, not_checked) = match &decided {
                Ok(decision) => (None, decision.not_checked.clone()),
                Err(rejection) => (rejection.code(), rejection.not_checked.clone()),
            };
            Transition {
                current: status.id == lead.status,
                allowed: decided.is_ok(),
                code,
                needs: needs(lead, status),
                may_take: self.may_take(status),
                not_checked,
                status: status.id.clone(),
                name: status.name.clone(),
            }
        };
        self.policy().pipeline.statuses.iter().map(transition).collect()
    }

    fn may_take(&self, to: &Status) -> Vec<Need> {
        let order = to.id == *CUSTOMER && self.policy().orders.enabled;
        order.then_some(Need::OrderDetails).into_iter().collect()
    }
}

/// What the move needs that the lead does not have (rules L5, L6); an owner also where a lead contradicts itself for want of
/// one (rule L2). Nothing would help a lead of a schema that is not read (rule K2).
fn needs(lead: &Lead, to: &Status) -> Vec<Need> {
    if schema_fault(lead.schema, "").is_some() {
        return Vec::new();
    }
    let follow_up = to.id == *FOLLOW_UPS && lead.status != to.id && lead.follow_ups.is_empty();
    let owner = (lead.is_unassigned() || lead.owner.is_none()) && to.id != *UNASSIGNED;
    let needs = [(follow_up, Need::FollowUp), (owner, Need::Owner)];
    needs.into_iter().filter_map(|(needed, need)| needed.then_some(need)).collect()
}
