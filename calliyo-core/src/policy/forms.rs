//! What the log-call and schedule forms offer (rules D1, D3).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::pipeline::SuggestedRole;
use crate::{
    ids::{ParentKindId, ResponseId, StatusId},
    lead::{CallStatus, parent::LEAD},
};

/// What the log-call and schedule forms offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct FormPolicy {
    /// What calls and follow-ups may belong to, `lead` among them (rule D1); default lead, deal and cold.
    pub parent_kinds: Vec<ParentKind>,
    /// What the other party may answer (rule D3); default Interested, Not Answering, Call Later, CNR and Held.
    pub responses: Vec<Response>,
}

/// A kind of thing that calls and follow-ups belong to (rule D1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ParentKind {
    /// The id that calls and follow-ups refer to.
    pub id: ParentKindId,
    /// The name that people see; not blank.
    pub name: String,
}

/// What the other party answered, and what follows from it (rule D3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The id that calls refer to.
    pub id: ResponseId,
    /// The name that people see; not blank.
    pub name: String,
    /// The status that the call gets unless another is chosen; a final one.
    pub call_status: CallStatus,
    /// The status that it suggests for the lead; none = what the call's status makes likely (rule C5).
    #[serde(default)]
    pub suggests: Option<Suggestion>,
    /// Whether the schedule form is wanted with it; default no.
    #[serde(default)]
    pub wants_follow_up: bool,
}

/// The lead status that a response suggests (rules D3, P7); on the wire externally tagged, as in
/// `{"role": "interested"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Suggestion {
    /// The status that has this role, whichever that is; an empty role suggests nothing.
    Role(SuggestedRole),
    /// This status.
    Status(StatusId),
}

impl FormPolicy {
    /// The response with this id.
    pub(crate) fn response(&self, id: &str) -> Option<&Response> {
        self.responses.iter().find(|response| response.id == *id)
    }
}

impl Default for FormPolicy {
    /// The kinds of rule D1 and the responses of rule D3.
    fn default() -> Self {
        let kind = |id, name: &str| ParentKind { id: ParentKindId::fixed(id), name: name.into() };
        let response = |id, name: &str, call_status, role: Option<SuggestedRole>| Response {
            id: ResponseId::fixed(id),
            name: name.into(),
            call_status,
            suggests: role.map(Suggestion::Role),
            wants_follow_up: role == Some(SuggestedRole::FollowUps),
        };
        let (interested, not_picked) =
            (Some(SuggestedRole::Interested), Some(SuggestedRole::NotPicked));
        let later = Some(SuggestedRole::FollowUps);
        Self {
            parent_kinds: Vec::from([
                kind(LEAD, "Lead"),
                kind("deal", "Deal"),
                kind("cold", "Cold"),
            ]),
            responses: Vec::from([
                response("interested", "Interested", CallStatus::Called, interested),
                response("notAnswering", "Not Answering", CallStatus::NoAnswer, not_picked),
                response("callLater", "Call Later", CallStatus::Rescheduled, later),
                response("cnr", "CNR", CallStatus::NoAnswer, not_picked),
                response("held", "Held", CallStatus::Called, None),
            ]),
        }
    }
}
