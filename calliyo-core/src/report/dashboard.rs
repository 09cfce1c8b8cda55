//! An agent's day at a glance (rules F11, M3, M7).

use alloc::vec::Vec;

use serde::Serialize;

use super::{
    agenda::AgendaCounters,
    calls::{CallFilter, CallQuery},
    figures::{CallCounts, QueueAgainstCap, RevenueRow, call_counts},
};
use crate::{
    engine::Engine,
    ids::AgentId,
    lead::{Agent, Call, Direction, Lead},
    number::Rate,
    time::{LocalDate, Timestamp},
};

/// What a dashboard is made from.
#[derive(Clone, Copy, Debug)]
pub struct DashboardInput<'d> {
    /// The company's leads, or at least the agent's and those credited to the agent.
    pub leads: &'d [Lead],
    /// Ended calls, at least the agent's of the day.
    pub calls: &'d [Call],
    /// The instant.
    pub now: Timestamp,
}

/// Outgoing calls made against the daily target (rule M3): a goal, never a cap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TargetProgress {
    /// The agent.
    pub agent: AgentId,
    /// The local date.
    pub date: LocalDate,
    /// Ended outgoing calls that started on it.
    pub calls: u64,
    /// The daily target.
    pub target: u32,
    /// Calls over target; it may pass the whole, and is none for a target of 0.
    pub progress: Option<Rate>,
}

/// An agent's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Dashboard {
    /// The agent.
    pub agent: AgentId,
    /// Outgoing calls today against the target.
    pub target: TargetProgress,
    /// All calls today.
    pub calls: CallCounts,
    /// Open follow-ups.
    pub follow_ups: AgendaCounters,
    /// Leads in the task queue, and leads held against the cap.
    pub queue: QueueAgainstCap,
    /// Conversions credited to the agent today.
    pub conversions_today: u64,
    /// Revenue credited to the agent today, per currency.
    pub revenue_today: Vec<RevenueRow>,
}

impl Engine {
    /// The agent's calls on the local date against the daily target (rule M3).
    #[must_use]
    pub fn target_progress(
        &self,
        agent: &AgentId,
        calls: &[Call],
        date: LocalDate,
    ) -> TargetProgress {
        let query = CallQuery {
            filters: Vec::from([
                CallFilter::Agent(Vec::from([Some(agent.as_str().into())])),
                CallFilter::Direction(Vec::from([Direction::Outgoing])),
                CallFilter::Day(Vec::from([date])),
            ]),
            ..CallQuery::default()
        };
        // Without dimensions nothing can be wrong with records.
        let made = self.call_report(calls, &query).map(|report| report.total.counts.calls);
        let made = made.unwrap_or_default();
        let target = self.policy().daily_target;
        TargetProgress {
            agent: agent.clone(),
            date,
            calls: made,
            target,
            progress: Rate::of(made, target.into()),
        }
    }

    /// The agent's day at a glance.
    #[must_use]
    pub fn dashboard(&self, agent: &Agent, input: DashboardInput<'_>) -> Dashboard {
        let leads: Vec<&Lead> = input.leads.iter().collect();
        self.dashboard_over(agent, &leads, input.calls, input.now)
    }

    /// The agent's day over some of the leads.
    pub(crate) fn dashboard_over(
        &self,
        agent: &Agent,
        leads: &[&Lead],
        calls: &[Call],
        now: Timestamp,
    ) -> Dashboard {
        let leads = || leads.iter().copied();
        let today = self.zone().local_date(now);
        let own_calls = calls.iter().filter(|call| {
            call.agent == agent.id && self.zone().local_date(call.started_at) == today
        });
        let follow_ups = leads().flat_map(|lead| &lead.follow_ups);
        let credited: Vec<&Lead> = leads()
            .filter(|lead| {
                lead.conversion.as_ref().is_some_and(|conversion| {
                    conversion.agent == agent.id && self.zone().local_date(conversion.at) == today
                })
            })
            .collect();
        Dashboard {
            agent: agent.id.clone(),
            target: self.target_progress(&agent.id, calls, today),
            calls: call_counts(own_calls),
            follow_ups: self.agenda(&agent.id, follow_ups, now).counters,
            queue: self.own_queue_against_cap(agent, leads()),
            conversions_today: u64::try_from(credited.len()).unwrap_or(u64::MAX),
            revenue_today: self.revenue(credited, None),
        }
    }
}
