//! What an agent has to do and when (rules F5, F9, F11, F12).

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use crate::{
    engine::Engine,
    ids::{AgentId, FollowUpId},
    lead::{FollowUp, FollowUpKind, Parent},
    order,
    policy::{Channel, OverdueFrom},
    time::Timestamp,
};

/// An agent's open follow-ups in three lists, with counters (rule F11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Agenda {
    /// Overdue, oldest first.
    pub overdue: Vec<FollowUp>,
    /// Due today and not overdue, by time.
    pub due_today: Vec<FollowUp>,
    /// On later days, by time.
    pub upcoming: Vec<FollowUp>,
    /// How many there are; one that is overdue and due today counts as both (rule F5).
    pub counters: AgendaCounters,
}

/// How many open follow-ups there are (rules F5, M6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgendaCounters {
    /// Whose local date is today's.
    pub due_today: u32,
    /// Whose instant is past, or whose day is, as the policy says.
    pub overdue: u32,
    /// On later days.
    pub upcoming: u32,
}

/// A reminder that falls due (rule F9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reminder {
    /// When.
    pub at: Timestamp,
    /// What the follow-up belongs to.
    pub parent: Parent,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Who is reminded.
    pub owner: AgentId,
    /// The instant of the follow-up.
    pub due_at: Timestamp,
    /// Where the reminder is shown.
    pub channels: Vec<Channel>,
}

impl Engine {
    /// Whether the follow-up is overdue at this instant (rule F5).
    #[must_use]
    pub fn is_overdue(&self, follow_up: &FollowUp, now: Timestamp) -> bool {
        let passed = match self.policy().follow_ups.overdue_from {
            OverdueFrom::Instant => follow_up.at < now,
            OverdueFrom::NextDay => {
                self.zone().local_date(follow_up.at) < self.zone().local_date(now)
            }
        };
        follow_up.is_open() && passed
    }

    /// Whether the follow-up is open and its local date is today's (rule F5).
    #[must_use]
    pub fn is_due_today(&self, follow_up: &FollowUp, now: Timestamp) -> bool {
        follow_up.is_open() && self.zone().local_date(follow_up.at) == self.zone().local_date(now)
    }

    /// The agent's open follow-ups among those supplied, as an agenda (rules F5, F11).
    ///
    /// Notes and what is closed are left out.
    #[must_use]
    pub fn agenda<'f>(
        &self,
        agent: &AgentId,
        follow_ups: impl IntoIterator<Item = &'f FollowUp>,
        now: Timestamp,
    ) -> Agenda {
        let mut open: Vec<_> = follow_ups
            .into_iter()
            .filter(|own| own.is_open() && own.kind != FollowUpKind::Note && own.owner == *agent)
            .collect();
        order::sort_by(&mut open, |a, b| (a.at, &a.parent, &a.id).cmp(&(b.at, &b.parent, &b.id)));
        let mut agenda = Agenda::default();
        for own in open {
            let (overdue, today) = (self.is_overdue(own, now), self.is_due_today(own, now));
            let counters = &mut agenda.counters;
            for (counted, counter) in [
                (overdue, &mut counters.overdue),
                (today, &mut counters.due_today),
                (!overdue && !today, &mut counters.upcoming),
            ] {
                *counter = counter.saturating_add(u32::from(counted));
            }
            let list = if overdue {
                &mut agenda.overdue
            } else if today {
                &mut agenda.due_today
            } else {
                &mut agenda.upcoming
            };
            list.push(own.clone());
        }
        agenda
    }

    /// The agent's follow-ups: open ones first by instant, then closed ones, newest first (rule F12).
    #[must_use]
    pub fn follow_up_history<'f>(
        &self,
        agent: &AgentId,
        follow_ups: impl IntoIterator<Item = &'f FollowUp>,
    ) -> Vec<FollowUp> {
        let (mut open, mut closed): (Vec<_>, Vec<_>) = follow_ups
            .into_iter()
            .filter(|own| own.owner == *agent && own.kind != FollowUpKind::Note)
            .cloned()
            .partition(FollowUp::is_open);
        order::sort_by(&mut open, |a, b| (a.at, &a.parent, &a.id).cmp(&(b.at, &b.parent, &b.id)));
        order::sort_by(&mut closed, |a, b| {
            let newest = (b.closed_at, b.at).cmp(&(a.closed_at, a.at));
            newest.then_with(|| (&a.parent, &a.id).cmp(&(&b.parent, &b.id)))
        });
        open.append(&mut closed);
        open
    }

    /// The reminders of open follow-ups in the interval (from, to], by instant, parent and follow-up (rule F9).
    ///
    /// A host that polls with adjoining intervals gets each exactly once. Notes have none (rule F8).
    #[must_use]
    pub fn reminders<'f>(
        &self,
        follow_ups: impl IntoIterator<Item = &'f FollowUp>,
        from: Timestamp,
        to: Timestamp,
    ) -> Vec<Reminder> {
        let mut reminders: Vec<_> = follow_ups
            .into_iter()
            .filter(|own| own.is_open() && own.kind != FollowUpKind::Note)
            .filter_map(|own| {
                let at = own.reminder_at().filter(|at| *at > from && *at <= to)?;
                Some(Reminder {
                    at,
                    parent: own.parent.clone(),
                    follow_up: own.id.clone(),
                    owner: own.owner.clone(),
                    due_at: own.at,
                    channels: self.policy().follow_ups.channels.clone(),
                })
            })
            .collect();
        order::sort_by(&mut reminders, |a, b| {
            (a.at, &a.parent, &a.follow_up).cmp(&(b.at, &b.parent, &b.follow_up))
        });
        reminders
    }
}
