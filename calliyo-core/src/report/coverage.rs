//! Outgoing calls against the daily target, per agent and day (rule M3).

use alloc::{string::String, vec::Vec};

use super::{
    calls::{self, CallColumns, CallDimension, CallFilter, CallQuery, Key, Sizes},
    dashboard::TargetProgress,
};
use crate::{
    columns::malformed,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::AgentId,
    lead::{Call, Direction},
    number::Rate,
    order::Map,
    time::LocalDate,
};

use serde::Serialize;

/// Outgoing calls of an agent on a day against the target, by dense numbers (rule M3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CoverageRow {
    /// The agent.
    pub agent: u32,
    /// The local date.
    pub date: LocalDate,
    /// Ended outgoing calls that started on it.
    pub calls: u64,
    /// The daily target.
    pub target: u32,
    /// Calls over target; it may pass the whole, and is none for a target of 0.
    pub progress: Option<Rate>,
}

impl Engine {
    /// Ended outgoing calls in columns against the daily target: a row for every agent and every local date from the first
    /// to the last, days without a call too, but not dates that clocks skip (rules M3, Z4).
    ///
    /// # Errors
    /// As [`call_table`](Self::call_table); `request.malformed` where the dates are in the wrong order.
    pub fn coverage_table(
        &self,
        calls: &CallColumns<'_>,
        sizes: &Sizes,
        (first, last): (LocalDate, LocalDate),
    ) -> Result<Vec<CoverageRow>, Diagnostic> {
        let days = self.days(first, last).map_err(|fault| fault.below("query"))?;
        let query = outgoing(&days, Vec::new());
        let table = calls::table(calls, sizes, &query, Some(self.time()))?;
        let mut made: Map<(u32, LocalDate), u64> = Map::new();
        for row in table.rows() {
            if let [Key::Named(agent), Key::Date(date)] = row.keys() {
                made.insert((*agent, *date), row.figures.counts.calls);
            }
        }
        let target = self.policy().daily_target;
        let row = |agent, date| {
            let calls = made.get(&(agent, date)).copied().unwrap_or_default();
            CoverageRow { agent, date, calls, target, progress: Rate::of(calls, target.into()) }
        };
        Ok((0..sizes.agents)
            .flat_map(|agent| days.iter().map(move |date| (agent, *date)))
            .map(|(agent, date)| row(agent, date))
            .collect())
    }

    /// The agents' calls against the daily target, on every local date from the first to the last, days without a call too, but
    /// not dates that clocks skip (rules M3, Z4): agent by agent, in the order supplied.
    ///
    /// # Errors
    /// `request.malformed` where the dates are in the wrong order.
    pub fn coverage<'c>(
        &self,
        agents: &[AgentId],
        calls: impl IntoIterator<Item = &'c Call>,
        (first, last): (LocalDate, LocalDate),
    ) -> Result<Vec<TargetProgress>, Diagnostic> {
        let days = self.days(first, last)?;
        let names = agents.iter().map(|agent| Some(String::from(agent.as_str())));
        let query = outgoing(&days, Vec::from([CallFilter::Agent(names.collect())]));
        let report = self.call_report(calls, &query)?;
        let made: Map<(&str, LocalDate), u64> =
            Map::from_iter(report.rows.iter().filter_map(|row| match row.keys.as_slice() {
                [Key::Named(agent), Key::Date(date)] => {
                    Some(((agent.as_str(), *date), row.figures.counts.calls))
                }
                _ => None,
            }));
        let target = self.policy().daily_target;
        let row = |agent: &AgentId, date: LocalDate| {
            let calls = made.get(&(agent.as_str(), date)).copied().unwrap_or_default();
            let progress = Rate::of(calls, target.into());
            TargetProgress { agent: agent.clone(), date, calls, target, progress }
        };
        let each = agents.iter().flat_map(|agent| days.iter().map(move |date| (agent, *date)));
        Ok(each.map(|(agent, date)| row(agent, date)).collect())
    }

    /// The dates from the first to the last that clocks show.
    fn days(&self, first: LocalDate, last: LocalDate) -> Result<Vec<LocalDate>, Diagnostic> {
        if last < first {
            return Err(malformed("last", String::from("the last date lies before the first")));
        }
        let dates = (first.epoch_days()..=last.epoch_days()).map(LocalDate::of_epoch_days);
        Ok(dates.filter(|date| self.zone().has_date(*date)).collect())
    }
}

/// Outgoing calls of these days by agent and day.
fn outgoing<N>(days: &[LocalDate], mut filters: Vec<CallFilter<N>>) -> CallQuery<N> {
    filters.push(CallFilter::Direction(Vec::from([Direction::Outgoing])));
    filters.push(CallFilter::Day(days.to_vec()));
    CallQuery { filters, ..CallQuery::by(&[CallDimension::Agent, CallDimension::Day]) }
}
