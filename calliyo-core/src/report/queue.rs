//! The leads that an agent works, in the order to work them (rules F11, F12).

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use crate::{
    engine::Engine,
    ids::{AgentId, LeadId, StatusId},
    lead::Lead,
    order,
    time::Timestamp,
};

/// Why a lead stands where it does in the queue; the groups stand in this order (rule F11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum QueueGroup {
    /// A follow-up is overdue.
    Overdue,
    /// A follow-up is due today.
    DueToday,
    /// In Followups without an open follow-up, longest first (rule C10).
    Stalled,
    /// On the assigned status without an attempt since the assignment, oldest assignment first.
    Fresh,
    /// The others, by longest since the last attempt, never attempted first.
    Waiting,
    /// The earliest follow-up lies on a later day.
    Later,
}

/// Which part of the queue is asked for (rule F12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum QueueFilter {
    /// All of it.
    #[default]
    All,
    /// What is due today: leads with an open follow-up whose local date is today's, overdue or not.
    DueToday,
}

/// A lead in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueueEntry {
    /// The lead.
    pub lead: LeadId,
    /// Its status.
    pub status: StatusId,
    /// Why it stands where it does.
    pub group: QueueGroup,
    /// The instant that orders it within its group; none = never, which comes first.
    pub since: Option<Timestamp>,
}

impl Engine {
    /// The agent's task queue among the leads supplied (rules F11, F12); a Customer is never in it.
    #[must_use]
    pub fn queue<'l>(
        &self,
        agent: &AgentId,
        leads: impl IntoIterator<Item = &'l Lead>,
        filter: QueueFilter,
        now: Timestamp,
    ) -> Vec<QueueEntry> {
        let asked_for = |lead: &&Lead| match filter {
            QueueFilter::All => true,
            QueueFilter::DueToday => lead.follow_ups.iter().any(|own| self.is_due_today(own, now)),
        };
        let mut queue: Vec<_> = leads
            .into_iter()
            .filter(|lead| lead.owner.as_ref() == Some(agent) && self.is_in_queue(lead))
            .filter(asked_for)
            .map(|lead| {
                let (group, since) = self.queue_place(lead, now);
                QueueEntry { lead: lead.id.clone(), status: lead.status.clone(), group, since }
            })
            .collect();
        order::sort_by(&mut queue, |a, b| {
            (a.group, a.since, &a.lead).cmp(&(b.group, b.since, &b.lead))
        });
        queue
    }

    /// Whether an agent works the lead: its status is in the queue, and it is no customer (rules P4, F11).
    #[must_use]
    pub fn is_in_queue(&self, lead: &Lead) -> bool {
        !lead.is_customer() && self.status(&lead.status).is_some_and(|status| status.in_queue)
    }

    fn queue_place(&self, lead: &Lead, now: Timestamp) -> (QueueGroup, Option<Timestamp>) {
        let today = self.zone().local_date(now);
        match lead.next_follow_up() {
            Some(next) if self.is_overdue(next, now) => (QueueGroup::Overdue, Some(next.at)),
            Some(next) if self.zone().local_date(next.at) <= today => {
                (QueueGroup::DueToday, Some(next.at))
            }
            Some(next) => (QueueGroup::Later, Some(next.at)),
            None if lead.is_stalled() => (QueueGroup::Stalled, Some(lead.status_since)),
            None if self.is_fresh(lead) => {
                (QueueGroup::Fresh, lead.owner_since.or(Some(lead.status_since)))
            }
            None => (QueueGroup::Waiting, lead.last_attempt),
        }
    }

    /// Whether the lead is on the assigned status without an attempt since it was assigned (rule F11).
    fn is_fresh(&self, lead: &Lead) -> bool {
        let assigned_since = lead.owner_since.unwrap_or(lead.status_since);
        lead.status == *self.assigned_status()
            && lead.last_attempt.is_none_or(|last| last < assigned_since)
    }
}
