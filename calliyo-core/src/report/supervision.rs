//! What a supervisor looks at: live calls and stalled leads (rules C8, C10).

use alloc::vec::Vec;

use serde::Serialize;

use crate::{
    engine::Engine,
    ids::{AgentId, LeadId},
    lead::{Lead, LiveCall},
    order,
    time::Timestamp,
};

/// A call in progress, with its age (rule C8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LiveCallView {
    /// The lead.
    pub lead: LeadId,
    /// The call.
    pub call: LiveCall,
    /// How long it has been going on, in whole seconds.
    pub age_seconds: i64,
    /// Whether it is older than the longest call that the policy knows, and blocks nothing.
    pub lost: bool,
}

/// A lead in Followups without an open follow-up (rule C10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StalledLead {
    /// The lead.
    pub lead: LeadId,
    /// Its owner.
    pub owner: Option<AgentId>,
    /// Since when it is on Followups.
    pub since: Timestamp,
}

impl Engine {
    /// The calls in progress, oldest first (rule C8).
    #[must_use]
    pub fn live_calls<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        now: Timestamp,
    ) -> Vec<LiveCallView> {
        let longest = self.policy().calls.longest_call_minutes;
        let mut live: Vec<_> = leads
            .into_iter()
            .filter_map(|lead| {
                let call = lead.live_call.clone()?;
                let age = now.millis_since(call.started_at).max(0);
                Some(LiveCallView {
                    lead: lead.id.clone(),
                    age_seconds: age.checked_div(1000).unwrap_or_default(),
                    lost: call.is_lost(now, longest),
                    call,
                })
            })
            .collect();
        order::sort_by(&mut live, |a, b| {
            (a.call.started_at, &a.lead).cmp(&(b.call.started_at, &b.lead))
        });
        live
    }

    /// The stalled leads, longest first (rule C10).
    #[must_use]
    pub fn stalled<'l>(&self, leads: impl IntoIterator<Item = &'l Lead>) -> Vec<StalledLead> {
        let mut stalled: Vec<_> = leads
            .into_iter()
            .filter(|lead| lead.is_stalled())
            .map(|lead| StalledLead {
                lead: lead.id.clone(),
                owner: lead.owner.clone(),
                since: lead.status_since,
            })
            .collect();
        order::sort_by(&mut stalled, |a, b| (a.since, &a.lead).cmp(&(b.since, &b.lead)));
        stalled
    }
}
