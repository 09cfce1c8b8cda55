//! Follow-ups by owner: what is to be done now, and what was kept in a period (rule M6).

use alloc::{vec, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    clock::{Clock, Part},
    leads::is_in,
    names::Names,
};
use crate::{
    code::Code,
    columns::{
        Bitmap, Bits, Column, Filled, at_most, bitmap_length, column_length, flag, known_codes,
        known_numbers, optional, same_length,
    },
    diagnostic::Diagnostic,
    engine::Engine,
    ids::AgentId,
    lead::{FollowUp, FollowUpKind, FollowUpState},
    policy::OverdueFrom,
    time::{Period, Timestamp},
};

/// The largest number of follow-ups in one report: a row is a `u32`.
const MOST_FOLLOW_UPS: u64 = u32::MAX as u64 - 1;

/// A question about follow-ups (rule M6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FollowUpQuery {
    /// The instant at which open ones are due, overdue or upcoming.
    pub now: Timestamp,
    /// Only what was resolved or expired in it counts as that; none = ever.
    #[serde(default)]
    pub period: Option<Period>,
}

/// What the follow-ups of an owner come to (rules F5, M6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FollowUpFigures {
    /// Open ones whose local date is today's; one of them can be overdue at once.
    pub due_today: u64,
    /// Open ones whose instant is past, or whose day is, as the policy says.
    pub overdue: u64,
    /// Open ones of later days.
    pub upcoming: u64,
    /// Resolved in the period on their local date or before.
    pub resolved_on_time: u64,
    /// Resolved in the period after it.
    pub resolved_late: u64,
    /// Expired in the period.
    pub expired: u64,
}

impl FollowUpFigures {
    fn add(&mut self, other: &Self) {
        for (own, other) in [
            (&mut self.due_today, other.due_today),
            (&mut self.overdue, other.overdue),
            (&mut self.upcoming, other.upcoming),
            (&mut self.resolved_on_time, other.resolved_on_time),
            (&mut self.resolved_late, other.resolved_late),
            (&mut self.expired, other.expired),
        ] {
            *own = own.saturating_add(other);
        }
    }
}

/// The follow-ups of an owner.
///
/// # In Rust
/// `N` is what agents are named by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FollowUpRow<N = u32> {
    /// The owner; none = follow-ups without one.
    pub owner: Option<N>,
    /// What they come to.
    #[serde(flatten)]
    pub figures: FollowUpFigures,
}

/// Follow-ups by owner (rule M6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FollowUpReport<N = u32> {
    /// The owners of whom anything counts, in order; what has no owner comes last.
    pub rows: Vec<FollowUpRow<N>>,
    /// All of them.
    pub total: FollowUpFigures,
}

/// Follow-ups, one row each. All columns have the same length.
#[derive(Clone, Copy, Debug)]
pub struct FollowUpColumns<'a> {
    /// The instant it is set for, UTC milliseconds.
    pub at: &'a [i64],
    /// The owner, by a dense number.
    pub owner: Column<'a, u32>,
    /// Open, resolved or expired, as [`FollowUpState::as_byte`].
    pub state: &'a [u8],
    /// When it was resolved or expired, UTC milliseconds. One that is closed without an instant counts nowhere.
    pub closed_at: Option<Column<'a, i64>>,
    /// It is a note, which is never due (rule F8). Absent: none is.
    pub note: Option<Bitmap<'a>>,
}

impl FollowUpColumns<'_> {
    /// The number of follow-ups.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there is no follow-up.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// Checks that all columns are as long as `at` and that every number means something.
    ///
    /// # Errors
    /// `request.malformed` for a column of another length; `number.out_of_range` for an owner or a state that there is not,
    /// and for an instant outside 1970 to 2099. The path names the column and the row: `followUps.owner[17]`.
    pub fn check(&self, agents: u32) -> Result<(), Diagnostic> {
        let rows = self.len();
        at_most("followUps", rows, MOST_FOLLOW_UPS)?;
        column_length("followUps.owner", Some(&self.owner), rows)?;
        same_length("followUps.state", self.state.len(), rows)?;
        column_length("followUps.closedAt", self.closed_at.as_ref(), rows)?;
        bitmap_length("followUps.note", self.note, rows)?;
        known_numbers("followUps.owner", Some(&self.owner), agents)?;
        known_codes("followUps.state", self.state, FollowUpState::ALL.len())?;
        supported("followUps.at", &Column::full(self.at))?;
        self.closed_at.map_or(Ok(()), |column| supported("followUps.closedAt", &column))
    }
}

/// Checks that every value is an instant that is supported (rule Z1).
fn supported(path: &str, column: &Column<'_, i64>) -> Result<(), Diagnostic> {
    let outside =
        |row: &usize| column.at(*row).is_some_and(|at| Timestamp::from_millis(at).is_none());
    match (0..column.values.len()).find(outside) {
        Some(row) => Err(Diagnostic::new(Code::NumberOutOfRange)
            .at(alloc::format!("{path}[{row}]"))
            .with("number", column.at(row).unwrap_or_default())
            .with("least", Timestamp::MIN.as_millis())
            .with("most", Timestamp::MAX.as_millis())),
        None => Ok(()),
    }
}

impl Engine {
    /// Follow-ups in columns by owner, in the company's local time (rules F5, M6).
    ///
    /// # Errors
    /// As [`FollowUpColumns::check`].
    pub fn follow_up_table(
        &self,
        follow_ups: &FollowUpColumns<'_>,
        agents: u32,
        query: FollowUpQuery,
    ) -> Result<FollowUpReport, Diagnostic> {
        follow_ups.check(agents)?;
        let mut figures = vec![FollowUpFigures::default(); (agents as usize).saturating_add(1)];
        let clock = Clock::new(self.time(), Timestamp::MIN, Timestamp::MAX);
        let day = |at: i64| {
            let mut day = [0];
            clock.fill(&[at], &Part::Day, &mut day);
            let [day] = day;
            day
        };
        let today = day(query.now.as_millis());
        let by_instant = self.policy().follow_ups.overdue_from == OverdueFrom::Instant;
        for (row, at) in follow_ups.at.iter().enumerate() {
            if flag(follow_ups.note, row) {
                continue;
            }
            let owner = follow_ups.owner.at(row).unwrap_or(agents);
            let Some(own) = figures.get_mut(owner as usize) else { continue };
            let closed_at = || {
                let at = optional(follow_ups.closed_at.as_ref(), row);
                at.filter(|at| is_in(query.period, *at))
            };
            let state = follow_ups.state.get(row).copied().and_then(FollowUpState::from_byte);
            let mut one = FollowUpFigures::default();
            match state.unwrap_or_default() {
                FollowUpState::Open => {
                    let its_day = day(*at);
                    let overdue =
                        if by_instant { *at < query.now.as_millis() } else { its_day < today };
                    one.overdue = overdue.into();
                    one.due_today = u64::from(its_day == today);
                    one.upcoming = u64::from(!overdue && its_day != today);
                }
                FollowUpState::Resolved => {
                    if let Some(closed_at) = closed_at() {
                        let on_time = day(closed_at) <= day(*at);
                        one.resolved_on_time = on_time.into();
                        one.resolved_late = u64::from(!on_time);
                    }
                }
                FollowUpState::Expired => one.expired = closed_at().is_some().into(),
            }
            own.add(&one);
        }
        let mut total = FollowUpFigures::default();
        figures.iter().for_each(|own| total.add(own));
        let rows = (0..=agents)
            .zip(figures)
            .filter(|(_, figures)| *figures != FollowUpFigures::default())
            .map(|(owner, figures)| FollowUpRow {
                owner: (owner < agents).then_some(owner),
                figures,
            })
            .collect();
        Ok(FollowUpReport { rows, total })
    }

    /// Follow-ups by owner, in the company's local time (rules F5, M6); notes are left out.
    #[must_use]
    pub fn follow_up_report<'f>(
        &self,
        follow_ups: impl IntoIterator<Item = &'f FollowUp>,
        query: FollowUpQuery,
    ) -> FollowUpReport<AgentId> {
        let all: Vec<&FollowUp> = follow_ups.into_iter().collect();
        let rows = || all.iter().copied();
        let owners: Names<'_> = rows().map(|own| own.owner.as_str()).collect();
        let at: Vec<i64> = rows().map(|own| own.at.as_millis()).collect();
        let owner = owners.column(rows().map(|own| Some(own.owner.as_str())));
        let state: Vec<u8> = rows().map(|own| own.state.as_byte()).collect();
        let closed_at: Filled<i64> =
            rows().map(|own| own.closed_at.map(Timestamp::as_millis)).collect();
        let note: Bits = rows().map(|own| own.kind == FollowUpKind::Note).collect();
        let columns = FollowUpColumns {
            at: &at,
            owner: owner.column(),
            state: &state,
            closed_at: Some(closed_at.column()),
            note: Some(note.bitmap()),
        };
        let named = |row: FollowUpRow| {
            let name = owners.name(row.owner?);
            let owner = all.iter().find(|own| own.owner == *name)?.owner.clone();
            Some(FollowUpRow { owner: Some(owner), figures: row.figures })
        };
        // Records have no number that could mean nothing.
        match self.follow_up_table(&columns, owners.count(), query) {
            Ok(table) => FollowUpReport {
                rows: table.rows.into_iter().filter_map(named).collect(),
                total: table.total,
            },
            Err(_) => FollowUpReport { rows: Vec::new(), total: FollowUpFigures::default() },
        }
    }
}
