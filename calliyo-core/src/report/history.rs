//! How long leads were on each status, from their history (rule M8).

use alloc::{format, vec, vec::Vec};

use serde::Serialize;

use crate::{
    columns::{at_most, known_statuses, malformed, out_of_range, same_length},
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{LeadId, StatusId},
    lead::{Change, Event},
    order::{Map, Set},
    time::Timestamp,
};

/// The largest number of moves in one report: a row is a `u32`.
const MOST_MOVES: u64 = u32::MAX as u64 - 1;

/// When leads entered their statuses, one row per move: lead by lead, and of each lead in order of time.
#[derive(Clone, Copy, Debug)]
pub struct HistoryColumns<'a> {
    /// The lead, by a dense number; ascending.
    pub lead: &'a [u32],
    /// The status that it entered, as its index in the pipeline.
    pub status: &'a [u16],
    /// When, UTC milliseconds; ascending for each lead.
    pub entered_at: &'a [i64],
}

impl HistoryColumns<'_> {
    /// Checks that all columns are as long as `lead`, and the order of the rows.
    ///
    /// # Errors
    /// `request.malformed` for a column of another length and at the first row that is out of order;
    /// `number.out_of_range` for a lead or a status that there is not. The path names the column and the row:
    /// `history.enteredAt[17]`.
    pub fn check(&self, leads: u32, statuses: usize) -> Result<(), Diagnostic> {
        let rows = self.lead.len();
        at_most("history", rows, MOST_MOVES)?;
        same_length("history.status", self.status.len(), rows)?;
        same_length("history.enteredAt", self.entered_at.len(), rows)?;
        known_statuses("history.status", self.status, statuses)?;
        let mut before: Option<(u32, i64)> = None;
        for (row, (lead, at)) in self.lead.iter().zip(self.entered_at).enumerate() {
            if *lead >= leads {
                return Err(out_of_range("history.lead", row, *lead, leads as usize));
            }
            if before.is_some_and(|before| *lead < before.0) {
                let detail = "leads stand in the order of their numbers";
                return Err(malformed(&format!("history.lead[{row}]"), detail.into()));
            }
            if before.is_some_and(|before| *lead == before.0 && *at < before.1) {
                let detail = "the moves of a lead stand in order of time";
                return Err(malformed(&format!("history.enteredAt[{row}]"), detail.into()));
            }
            before = Some((*lead, *at));
        }
        Ok(())
    }
}

/// How long a lead was on a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LeadOnStatus<L = u32, S = u16> {
    /// The lead.
    pub lead: L,
    /// The status.
    pub status: S,
    /// How often it entered it.
    pub visits: u64,
    /// How long it was on it, in milliseconds.
    pub millis: u64,
}

/// How long leads were on a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OnStatus<S = u16> {
    /// The status.
    pub status: S,
    /// Leads that ever were on it.
    pub leads: u64,
    /// How often leads entered it.
    pub visits: u64,
    /// How long leads were on it, all together, in milliseconds.
    pub millis: u64,
    /// The same per lead that ever was on it, cut; none without one.
    pub mean_millis: Option<u64>,
}

/// Time in status (rule M8); `L` and `S` are what leads and statuses are named by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TimeInStatus<L = u32, S = u16> {
    /// Per lead and status that it was on: leads in order, their statuses as in the pipeline.
    pub per_lead: Vec<LeadOnStatus<L, S>>,
    /// Per status of the pipeline, in its order.
    pub per_status: Vec<OnStatus<S>>,
}

impl Engine {
    /// How long leads were on each status up to an instant, from their history in columns (rule M8).
    ///
    /// A lead is on a status until it enters the next one, on the last one until `until`; what lies after that is left out.
    ///
    /// # Errors
    /// As [`HistoryColumns::check`].
    pub fn status_times(
        &self,
        history: &HistoryColumns<'_>,
        leads: u32,
        until: Timestamp,
    ) -> Result<TimeInStatus, Diagnostic> {
        let statuses = self.policy().pipeline.statuses.len();
        history.check(leads, statuses)?;
        Ok(times(history, statuses, until))
    }

    /// How long leads were on each status up to an instant, from their events (rule M8).
    ///
    /// The events may be of many leads and come in any order in which those of one lead are in order. A status that the
    /// pipeline does not have any more counts nowhere, but ends the time on the one before.
    #[must_use]
    pub fn time_in_status<'e>(
        &self,
        events: impl IntoIterator<Item = &'e Event>,
        until: Timestamp,
    ) -> TimeInStatus<LeadId, StatusId> {
        let mut moves: Map<&LeadId, Vec<(i64, u16)>> = Map::new();
        for event in events {
            let Some(lead) = &event.lead else { continue };
            let (at, status) = match &event.change {
                Change::LeadCreated { record } => (record.status_since, &record.status),
                Change::LeadStatusChanged { to, .. } => (event.at, to),
                _ => continue,
            };
            let status = self.status_index(status.as_str());
            moves.change(lead, |own| own.push((at.as_millis(), status)));
        }
        let ids: Vec<&LeadId> = moves.keys().copied().collect();
        let rows = || {
            (0..u32::MAX).zip(moves.iter()).flat_map(|(lead, (_, own))| {
                own.iter().map(move |(at, status)| (lead, *at, *status))
            })
        };
        let lead: Vec<u32> = rows().map(|(lead, _, _)| lead).collect();
        let status: Vec<u16> = rows().map(|(_, _, status)| status).collect();
        let entered_at: Vec<i64> = rows().map(|(_, at, _)| at).collect();
        let history = HistoryColumns { lead: &lead, status: &status, entered_at: &entered_at };
        let pipeline = &self.policy().pipeline.statuses;
        let numbered = times(&history, pipeline.len(), until);
        let id = |status: u16| pipeline.get(usize::from(status)).map(|own| own.id.clone());
        TimeInStatus {
            per_lead: numbered
                .per_lead
                .into_iter()
                .filter_map(|own| {
                    Some(LeadOnStatus {
                        lead: (*ids.get(own.lead as usize)?).clone(),
                        status: id(own.status)?,
                        visits: own.visits,
                        millis: own.millis,
                    })
                })
                .collect(),
            per_status: numbered
                .per_status
                .into_iter()
                .filter_map(|own| {
                    Some(OnStatus {
                        status: id(own.status)?,
                        leads: own.leads,
                        visits: own.visits,
                        millis: own.millis,
                        mean_millis: own.mean_millis,
                    })
                })
                .collect(),
        }
    }
}

/// The times of a history in order. A status beyond the pipeline counts nowhere.
fn times(history: &HistoryColumns<'_>, statuses: usize, until: Timestamp) -> TimeInStatus {
    let until = until.as_millis();
    let mut per_status: Vec<OnStatus> = (0..=u16::MAX)
        .take(statuses)
        .map(|status| OnStatus { status, leads: 0, visits: 0, millis: 0, mean_millis: None })
        .collect();
    let mut per_lead: Vec<LeadOnStatus> = Vec::new();
    let mut of_lead = vec![(0_u64, 0_u64); statuses];
    let mut from = 0_usize;
    for moves in history.lead.chunk_by(|one, other| one == other) {
        let to = from.saturating_add(moves.len());
        let statuses_entered = history.status.get(from..to).unwrap_or_default();
        let entered_at = history.entered_at.get(from..to).unwrap_or_default();
        from = to;
        let left_at = entered_at.iter().skip(1).copied().chain([until]);
        for ((status, entered), left) in statuses_entered.iter().zip(entered_at).zip(left_at) {
            if *entered > until {
                break;
            }
            if let Some((visits, millis)) = of_lead.get_mut(usize::from(*status)) {
                *visits = visits.saturating_add(1);
                let stayed = left.min(until).saturating_sub(*entered).max(0);
                *millis = millis.saturating_add(stayed.unsigned_abs());
            }
        }
        let lead = moves.first().copied().unwrap_or_default();
        let entered: Set<u16> = Set::from_iter(statuses_entered.iter().copied());
        for status in entered.iter().copied() {
            let place = usize::from(status);
            let (Some(own), Some(all)) = (of_lead.get_mut(place), per_status.get_mut(place)) else {
                continue;
            };
            let (visits, millis) = core::mem::take(own);
            if visits > 0 {
                all.leads = all.leads.saturating_add(1);
                all.visits = all.visits.saturating_add(visits);
                all.millis = all.millis.saturating_add(millis);
                per_lead.push(LeadOnStatus { lead, status, visits, millis });
            }
        }
    }
    for own in &mut per_status {
        own.mean_millis = own.millis.checked_div(own.leads);
    }
    TimeInStatus { per_lead, per_status }
}
