//! A manager's figures over records (rules M2 to M5, M7, M9).

use alloc::{
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use serde::{Deserialize, Serialize};

use super::calls::{self, CallFigures, CallMeasure, CallQuery};
use crate::{
    engine::Engine,
    ids::{AgentId, StatusId},
    lead::{Agent, Call, Currency, Lead, PaymentStatus},
    number::{MinorUnits, Rate},
    time::Period,
};

/// Ended calls, counted (rules C2, C3); voided ones are left out (rule C12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallCounts {
    /// All ended calls.
    pub calls: u64,
    /// All but Missed ones of duration zero.
    pub attempts: u64,
    /// Those with a duration above zero.
    pub connected: u64,
    /// Missed ones of duration zero.
    pub missed: u64,
    /// The durations' sum, in seconds.
    pub talk_seconds: u64,
}

impl CallCounts {
    /// Connected calls over attempts (rule M9).
    #[must_use]
    pub fn connect_rate(&self) -> Option<Rate> {
        Rate::of(self.connected, self.attempts)
    }
}

/// Counts ended calls (rules C2, C3).
#[must_use]
pub fn call_counts<'c>(calls: impl IntoIterator<Item = &'c Call>) -> CallCounts {
    totals(calls, &CallQuery::default()).counts
}

/// Missed calls over incoming ones, of the directions incoming and missed (rule M7).
#[must_use]
pub fn missed_call_rate<'c>(calls: impl IntoIterator<Item = &'c Call>) -> Option<Rate> {
    let measures = Vec::from([CallMeasure::MissedRate]);
    totals(calls, &CallQuery { measures, ..CallQuery::default() }).missed_rate
}

/// All calls in one row.
fn totals<'c>(calls: impl IntoIterator<Item = &'c Call>, query: &CallQuery<String>) -> CallFigures {
    // Without dimensions and filters nothing can be wrong with records.
    calls::report(calls, query, None).map(|report| report.total).unwrap_or_default()
}

/// What a conversion report is grouped by (rule M4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Dimension {
    /// Everything in one row.
    Total,
    /// By source.
    Source,
    /// By campaign.
    Campaign,
    /// By tag; a lead with several tags counts in each tag's row.
    Tag,
    /// By agent: the owner, for customers the credited one.
    Agent,
}

/// A row of a conversion report (rule M4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConversionRow {
    /// The group; none = leads without one.
    pub group: Option<String>,
    /// Leads captured in the period.
    pub leads: u64,
    /// Those of them that are Customers now.
    pub customers: u64,
    /// Customers over leads.
    pub rate: Option<Rate>,
}

/// Revenue of one agent in one currency (rule M5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RevenueRow {
    /// The agent credited.
    pub agent: AgentId,
    /// The currency; amounts are never added across currencies.
    pub currency: Currency,
    /// Orders that are not refunded.
    pub orders: u64,
    /// Their amounts' sum, in minor units.
    pub amount_minor: MinorUnits,
    /// Their taxes' sum, in minor units.
    pub tax_minor: MinorUnits,
}

/// Time from capture to conversion, in milliseconds (rules V5, M5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TimeToConvert {
    /// Conversions.
    pub count: u64,
    /// The mean, cut to whole milliseconds; none of nothing.
    pub mean_millis: Option<i64>,
    /// The median; of an even count the mean of the two middle ones, cut.
    pub median_millis: Option<i64>,
    /// The 90th percentile by nearest rank.
    pub p90_millis: Option<i64>,
}

/// Leads on one status (rule M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FunnelRow {
    /// The status.
    pub status: StatusId,
    /// Its name.
    pub name: String,
    /// Leads on it now.
    pub leads: u64,
}

/// An agent's queue and held leads against the cap (rule M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueueAgainstCap {
    /// The agent.
    pub agent: AgentId,
    /// Leads in the task queue.
    pub queue: u64,
    /// Leads held that count toward the cap (rule A2).
    pub held: u64,
    /// Most leads held at once; none = no limit.
    pub cap: Option<u32>,
    /// Held over cap; none without a cap or for a cap of 0.
    pub filled: Option<Rate>,
}

/// The number of items, as a count of reports.
fn count(items: usize) -> u64 {
    u64::try_from(items).unwrap_or(u64::MAX)
}

impl Engine {
    /// Leads captured in the period and those of them that are Customers now, by group, in the order of the groups'
    /// bytes, without one last (rules M2, M4).
    ///
    /// Rows sum to the total row, tags aside (rule M9).
    #[must_use]
    pub fn conversion<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        by: Dimension,
        period: Option<Period>,
    ) -> Vec<ConversionRow> {
        // Without a group last: the flag sorts before the text.
        let mut rows: BTreeMap<(bool, &str), (u64, u64)> = BTreeMap::new();
        let captured = |lead: &&Lead| period.is_none_or(|period| period.contains(lead.captured_at));
        for lead in leads.into_iter().filter(captured) {
            let customer = u64::from(lead.is_customer());
            for group in groups(lead, by) {
                let row = rows.entry((group.is_none(), group.unwrap_or_default())).or_default();
                row.0 = row.0.saturating_add(1);
                row.1 = row.1.saturating_add(customer);
            }
        }
        rows.into_iter()
            .map(|((none, group), (leads, customers))| ConversionRow {
                group: (!none).then(|| group.into()),
                leads,
                customers,
                rate: Rate::of(customers, leads),
            })
            .collect()
    }

    /// How many current conversions lie in the period (rule M4): an un-converted lead is in no period.
    #[must_use]
    pub fn conversions_in<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        period: Period,
    ) -> u64 {
        count(
            leads
                .into_iter()
                .filter_map(|lead| lead.conversion.as_ref())
                .filter(|conversion| period.contains(conversion.at))
                .count(),
        )
    }

    /// Revenue of current conversions that are not refunded, by agent and currency (rule M5).
    #[must_use]
    pub fn revenue<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        period: Option<Period>,
    ) -> Vec<RevenueRow> {
        let mut rows: BTreeMap<(&AgentId, Currency), RevenueRow> = BTreeMap::new();
        let in_period = |at| period.is_none_or(|period| period.contains(at));
        for conversion in leads.into_iter().filter_map(|lead| lead.conversion.as_ref()) {
            let Some(order) = &conversion.order else { continue };
            if order.payment == PaymentStatus::Refunded || !in_period(conversion.at) {
                continue;
            }
            let row =
                rows.entry((&conversion.agent, order.currency)).or_insert_with(|| RevenueRow {
                    agent: conversion.agent.clone(),
                    currency: order.currency,
                    orders: 0,
                    amount_minor: MinorUnits::default(),
                    tax_minor: MinorUnits::default(),
                });
            row.orders = row.orders.saturating_add(1);
            row.amount_minor = row.amount_minor.saturating_add(order.amount_minor);
            row.tax_minor = row.tax_minor.saturating_add(order.tax_minor.unwrap_or_default());
        }
        rows.into_values().collect()
    }

    /// The leads on each status now, in pipeline order (rule M7).
    #[must_use]
    pub fn funnel<'l>(&self, leads: impl IntoIterator<Item = &'l Lead>) -> Vec<FunnelRow> {
        let mut on_status: BTreeMap<&StatusId, u64> = BTreeMap::new();
        for lead in leads {
            let on = on_status.entry(&lead.status).or_default();
            *on = on.saturating_add(1);
        }
        self.policy()
            .pipeline
            .statuses
            .iter()
            .map(|status| FunnelRow {
                status: status.id.clone(),
                name: status.name.clone(),
                leads: on_status.get(&status.id).copied().unwrap_or_default(),
            })
            .collect()
    }

    /// The agent's queue size, and held leads against the cap (rules M7, A2).
    pub(super) fn queue_against_cap<'l>(
        &self,
        agent: &Agent,
        leads: impl Iterator<Item = &'l Lead>,
        queue: usize,
    ) -> QueueAgainstCap {
        let holds =
            |lead: &&Lead| lead.owner.as_ref() == Some(&agent.id) && self.counts_toward_cap(lead);
        let held = count(leads.filter(holds).count());
        QueueAgainstCap {
            agent: agent.id.clone(),
            queue: count(queue),
            held,
            cap: agent.cap,
            filled: agent.cap.and_then(|cap| Rate::of(held, cap.into())),
        }
    }
}

/// The groups that the lead counts in.
fn groups(lead: &Lead, by: Dimension) -> Vec<Option<&str>> {
    let agent = || match &lead.conversion {
        Some(conversion) => Some(conversion.agent.as_str()),
        None => lead.owner.as_ref().map(AgentId::as_str),
    };
    match by {
        Dimension::Total => Vec::from([None]),
        Dimension::Source => Vec::from([lead.source.as_deref()]),
        Dimension::Campaign => Vec::from([lead.campaign.as_deref()]),
        Dimension::Agent => Vec::from([agent()]),
        Dimension::Tag if lead.tags.is_empty() => Vec::from([None]),
        Dimension::Tag => {
            // A tag that is listed twice still counts once.
            let tags: BTreeSet<&str> = lead.tags.iter().map(String::as_str).collect();
            tags.into_iter().map(Some).collect()
        }
    }
}

/// Time from capture to the current conversion of those leads that have one, by conversion instant (rules V5, M5).
#[must_use]
pub fn time_to_convert<'l>(
    leads: impl IntoIterator<Item = &'l Lead>,
    period: Option<Period>,
) -> TimeToConvert {
    let mut times: Vec<i64> = leads
        .into_iter()
        .filter_map(|lead| {
            let at = lead.conversion.as_ref()?.at;
            period
                .is_none_or(|period| period.contains(at))
                .then(|| at.millis_since(lead.captured_at))
        })
        .collect();
    times.sort_unstable();
    let sum: i128 = times.iter().copied().map(i128::from).sum();
    let count = count(times.len());
    let cut = |sum: i128, by: i128| {
        sum.checked_div(by).map(|mean| i64::try_from(mean).unwrap_or(i64::MAX))
    };
    let at = |place: usize| times.get(place).copied();
    let middle = times.len() / 2;
    let median = if times.len().is_multiple_of(2) {
        at(middle)
            .zip(at(middle.wrapping_sub(1)))
            .and_then(|(upper, lower)| cut(i128::from(upper).saturating_add(lower.into()), 2))
    } else {
        at(middle)
    };
    // Nearest rank: the smallest place that has at least nine tenths of all at or below it.
    let rank = times.len().saturating_mul(9).div_ceil(10);
    TimeToConvert {
        count,
        mean_millis: cut(sum, count.into()),
        median_millis: median,
        p90_millis: at(rank.wrapping_sub(1)),
    }
}
