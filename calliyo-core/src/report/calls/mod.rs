//! Ended calls by any one or two dimensions (rules M1, M2, M7, M9).
//!
//! [`Engine::call_table`] looks at columns once, in blocks of rows. Each dimension turns the rows of a block into buckets, dense
//! numbers again, and a table has a cell for every pair of them. [`Engine::call_report`] fills the same columns from records.

mod buckets;
mod cells;
mod columns;
mod query;
mod reach;
mod records;
mod runs;

use alloc::{boxed::Box, format, string::String, vec, vec::Vec};
use core::ops::Range;

use serde::Serialize;

pub(super) use self::records::report;
use self::{
    buckets::{Axis, BLOCK, Keys, Rows},
    cells::{Cells, Dense, Facts, Sink, Sparse, Sums},
    reach::NO_LEAD,
    runs::{Plain, StatusTally, Tally},
};
pub use self::{
    columns::{CallColumns, Sizes},
    query::{CallDimension, CallFilter, CallMeasure, CallQuery, Key},
    records::{CallReport, ReportRow, ReportedCall},
};
use super::{clock::Clock, figures::CallCounts};
use crate::{
    code::Code,
    columns::{Column, malformed, missing_column, out_of_range},
    diagnostic::Diagnostic,
    engine::Engine,
    lead::{CallStatus, Direction},
    number::Rate,
    time::{CompanyTime, Timestamp},
};

/// What the calls of a row come to (rules M1, M7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CallFigures {
    /// The sums.
    #[serde(flatten)]
    pub counts: CallCounts,
    /// Connected calls over attempts.
    pub connect_rate: Option<Rate>,
    /// The mean duration of connected calls, in seconds, cut; none without one.
    pub mean_talk_seconds: Option<u64>,
    /// Leads connected at least once over leads attempted, within the row; none where it was not asked for.
    pub reach_rate: Option<Rate>,
    /// Missed calls over incoming ones; none where it was not asked for.
    pub missed_rate: Option<Rate>,
}

/// What a measure comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum CallValue {
    /// A count or a number of seconds.
    Number(u64),
    /// A rate.
    Rate(Rate),
}

impl CallFigures {
    fn new(sums: Sums, incoming: Option<Sums>) -> Self {
        let Sums { attempts, connected, missed, talk_seconds, reached } = sums;
        let calls = sums.calls();
        Self {
            counts: CallCounts { calls, attempts, connected, missed, talk_seconds },
            connect_rate: Rate::of(connected, attempts),
            mean_talk_seconds: talk_seconds.checked_div(connected),
            reach_rate: Rate::of(reached.connected.into(), reached.attempted.into()),
            missed_rate: incoming.and_then(|incoming| Rate::of(incoming.missed, incoming.calls())),
        }
    }

    /// What the measure comes to; none for a rate or a mean over nothing.
    #[must_use]
    pub fn value(&self, measure: CallMeasure) -> Option<CallValue> {
        let counts = &self.counts;
        match measure {
            CallMeasure::Calls => Some(CallValue::Number(counts.calls)),
            CallMeasure::Attempts => Some(CallValue::Number(counts.attempts)),
            CallMeasure::Connected => Some(CallValue::Number(counts.connected)),
            CallMeasure::Missed => Some(CallValue::Number(counts.missed)),
            CallMeasure::TalkSeconds => Some(CallValue::Number(counts.talk_seconds)),
            CallMeasure::ConnectRate => self.connect_rate.map(CallValue::Rate),
            CallMeasure::MeanTalkSeconds => self.mean_talk_seconds.map(CallValue::Number),
            CallMeasure::ReachRate => self.reach_rate.map(CallValue::Rate),
            CallMeasure::MissedRate => self.missed_rate.map(CallValue::Rate),
        }
    }
}

/// Calls grouped by up to two dimensions, over columns (rule M1).
#[derive(Debug)]
pub struct CallTable {
    keys: [Keys; 2],
    /// How many of the keys the query asked for.
    dimensions: usize,
    cells: Cells,
    incoming: Option<Box<Cells>>,
    total: CallFigures,
}

/// A row of a [`CallTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallRow {
    keys: [Key; 2],
    dimensions: usize,
    /// What its calls come to.
    pub figures: CallFigures,
}

impl CallRow {
    /// The group of each dimension, in the order of the query.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        self.keys.get(..self.dimensions).unwrap_or_default()
    }
}

impl CallTable {
    /// All calls that count, each once.
    #[must_use]
    pub const fn total(&self) -> &CallFigures {
        &self.total
    }

    /// The rows that have calls, by the first dimension, then by the second: numbers, dates and the like ascending, what is
    /// missing last. They are made as they are asked for. Without a dimension there is no row but the total.
    pub fn rows(&self) -> impl Iterator<Item = CallRow> + '_ {
        let dimensions = self.dimensions;
        let [one, other] = &self.keys;
        let sparse = self.cells.sparse_pairs().filter(|_| dimensions > 0);
        let firsts = if dimensions == 0 || sparse.is_some() { 0 } else { one.buckets() };
        let dense = (0..firsts)
            .flat_map(|first| (0..other.buckets()).map(move |second| (first, second)))
            .map(|(first, second)| (first, second, self.cells.sums(first, second)));
        let rows = dense.chain(sparse.unwrap_or_default().iter().copied());
        rows.filter(|(_, _, sums)| sums.calls() > 0).map(move |(first, second, sums)| {
            let incoming = self.incoming.as_ref().map(|cells| cells.sums(first, second));
            CallRow {
                keys: [one.key(first), other.key(second)],
                dimensions,
                figures: CallFigures::new(sums, incoming),
            }
        })
    }
}

impl Engine {
    /// Ended calls in columns by up to two dimensions, in the company's local time (rules M1, M2, M7, M9).
    ///
    /// The columns that the query needs are read once; numbers of all other columns are not looked at
    /// ([`CallColumns::check`] does that). The table takes a few words per pair of groups.
    ///
    /// # Errors
    /// `request.malformed` for columns of different lengths, more than two dimensions or one twice, and where the reach
    /// rate lacks the column of leads; `number.out_of_range` for a number of nothing, at its column and row
    /// (`calls.agent[17]`), or at its place in a filter (`query.filters[0][2]`).
    ///
    /// # Examples
    /// ```
    /// use calliyo_core::{
    ///     Engine,
    ///     lead::CallStatus,
    ///     policy::Policy,
    ///     report::{CallColumns, CallDimension, CallQuery, Column, Key, Sizes},
    /// };
    ///
    /// let engine = Engine::new(Policy::default())?;
    /// let [called, busy] = [CallStatus::Called, CallStatus::Busy].map(CallStatus::as_byte);
    /// // One element per call: two of agent 0 and one of agent 1.
    /// let status = [called, busy, called];
    /// let agent = Column::full(&[0, 0, 1]);
    /// let calls = CallColumns::new(&[1_000, 2_000, 3_000], &status, &[60, 0, 30], agent);
    /// let sizes = Sizes { agents: 2, ..Sizes::default() };
    /// let table = engine.call_table(&calls, &sizes, &CallQuery::by(&[CallDimension::Agent]))?;
    ///
    /// let rows: Vec<_> = table.rows().map(|row| (row.keys()[0], row.figures.counts.attempts)).collect();
    /// assert_eq!(rows, [(Key::Named(0), 2), (Key::Named(1), 1)]);
    /// assert_eq!(table.total().counts.talk_seconds, 90);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn call_table(
        &self,
        calls: &CallColumns<'_>,
        sizes: &Sizes,
        query: &CallQuery,
    ) -> Result<CallTable, Diagnostic> {
        table(calls, sizes, query, Some(self.time()))
    }
}

/// The table of a query; local time needs the company's.
pub(in crate::report) fn table(
    calls: &CallColumns<'_>,
    sizes: &Sizes,
    query: &CallQuery,
    time: Option<&CompanyTime>,
) -> Result<CallTable, Diagnostic> {
    calls.check_lengths()?;
    let asked = query.by.as_slice();
    if let [one, other] = asked
        && one == other
    {
        return Err(malformed("query.by[1]", String::from("the dimension is named twice")));
    }
    if asked.len() > 2 {
        return Err(malformed("query.by[2]", String::from("there are more than two dimensions")));
    }
    let with_reach = query.asks_for(CallMeasure::ReachRate);
    if with_reach && calls.lead.is_none() {
        return Err(missing_column("calls.lead"));
    }

    let filtered = query.filters.iter().map(CallFilter::dimension);
    let needs_clock = asked.iter().copied().chain(filtered).any(CallDimension::is_local_time);
    let ends = if needs_clock { ends_in_order(calls.started_at) } else { None };
    let clock = match time.filter(|_| needs_clock) {
        Some(time) => Some((time, clock(calls, query, time, ends)?)),
        None => None,
    };
    let local = clock.as_ref().map(|(time, clock)| (*time, clock));
    let axis = |place: usize| match asked.get(place) {
        Some(dimension) => Axis::new(*dimension, calls, sizes, local),
        None => Axis::everything(),
    };
    let (mut axes, mut turned) = ([axis(0), axis(1)], false);
    let keys = axes.each_ref().map(|axis| axis.keys.clone());
    // Calls mostly come in order of time: then with time first they work on one stretch of the table after the other. What is
    // the same for all calls goes before a column of numbers likewise, and numbers go before the status.
    let [one, other] = &axes;
    let has_status_first = one.is_status() && matches!(other.rows, Rows::Numbers(..));
    if other.changes_rarely() && !one.changes_rarely() || has_status_first {
        axes.reverse();
        turned = true;
    }
    let filter = |(place, filter): (usize, &CallFilter)| {
        let axis = Axis::new(filter.dimension(), calls, sizes, local);
        let passing = axis.passing(filter);
        let passing = passing.map_err(|fault| fault.below(&format!("query.filters[{place}]")))?;
        Ok(Filter { axis, passing })
    };
    let filters: Vec<_> =
        query.filters.iter().enumerate().map(filter).collect::<Result<_, Diagnostic>>()?;

    let mut scan =
        Scan { calls, query, ends, axes, turned, filters, with_reach, leads: sizes.leads };
    let (cells, total) = scan.cells(calls.len())?;
    let mut table = CallTable {
        keys,
        dimensions: asked.len(),
        cells,
        incoming: None,
        total: CallFigures::new(total, None),
    };
    if query.asks_for(CallMeasure::MissedRate) {
        let axis = Axis::new(CallDimension::Direction, calls, sizes, None);
        let passing = Vec::from([true, false, true]);
        scan.filters.push(Filter { axis, passing });
        scan.with_reach = false;
        let (cells, incoming) = scan.cells(calls.len())?;
        table.total = CallFigures::new(total, Some(incoming));
        table.incoming = Some(Box::new(cells));
    }
    Ok(table)
}

const _: () = {
    assert!(Direction::Incoming as u8 == 0 && Direction::Outgoing as u8 == 1);
    assert!(Direction::Missed as u8 == 2);
};

/// The clock over the calls of a query.
fn clock(
    calls: &CallColumns<'_>,
    query: &CallQuery,
    time: &CompanyTime,
    ends_in_order: Option<(i64, i64)>,
) -> Result<Clock, Diagnostic> {
    // A period of some years says enough; without one the calls themselves say from when to when they go.
    const LONG: i64 = 3 * 366 * 86_400_000;
    let bounds = match query.period {
        Some(period) if period.to.millis_since(period.from) <= LONG => {
            (period.from, period.to.saturating_add_millis(-1))
        }
        period => {
            let ends = match ends_in_order {
                Some(ends) => ends,
                None if calls.is_empty() => (0, 0),
                None => ends(calls.started_at),
            };
            let instant = |millis: i64| {
                Timestamp::from_millis(millis).ok_or_else(|| first_unsupported(calls))
            };
            match period {
                // What lies outside a period is not looked at.
                Some(period) => (
                    Timestamp::MIN.saturating_add_millis(ends.0).max(period.from),
                    Timestamp::MIN
                        .saturating_add_millis(ends.1)
                        .min(period.to.saturating_add_millis(-1)),
                ),
                None => (instant(ends.0)?, instant(ends.1)?),
            }
        }
    };
    Ok(Clock::new(time, bounds.0, bounds.1))
}

/// The first and the last of the instants.
fn ends(instants: &[i64]) -> (i64, i64) {
    instants.iter().fold((i64::MAX, i64::MIN), |ends, at| (ends.0.min(*at), ends.1.max(*at)))
}

/// The first and the last of the instants where they are in order, and supported ones.
fn ends_in_order(instants: &[i64]) -> Option<(i64, i64)> {
    const STRETCH: usize = 4096;
    // Supported instants are less than 2^62 apart. Of such ones the difference says by its sign which is later; two processors
    // out of three can subtract many at once, but not compare them.
    let least = Timestamp::MIN.as_millis();
    let mut before = least;
    for instants in instants.chunks(STRETCH) {
        let (mut apart, mut back) = (0, instants.first()?.wrapping_sub(before));
        for at in instants {
            apart |= at.wrapping_sub(least);
        }
        for (one, next) in instants.iter().zip(instants.iter().skip(1)) {
            back |= next.wrapping_sub(*one);
        }
        if back < 0 || !(0..1 << 62).contains(&apart) {
            return None;
        }
        before = *instants.last()?;
    }
    let (first, last) = (*instants.first()?, *instants.last()?);
    (last <= Timestamp::MAX.as_millis()).then_some((first, last))
}

/// The finding about the first call at an instant that is not supported (rule Z1).
fn first_unsupported(calls: &CallColumns<'_>) -> Diagnostic {
    let mut calls = calls.started_at.iter().enumerate();
    let found = calls.find(|(_, at)| Timestamp::from_millis(**at).is_none());
    let (row, at) = found.map_or((0, 0), |(row, at)| (row, *at));
    Diagnostic::new(Code::NumberOutOfRange)
        .at(format!("calls.startedAt[{row}]"))
        .with("number", at)
        .with("least", Timestamp::MIN.as_millis())
        .with("most", Timestamp::MAX.as_millis())
}

/// Calls pass whose bucket does.
struct Filter<'a> {
    axis: Axis<'a>,
    passing: Vec<bool>,
}

/// One look at the calls.
struct Scan<'q, 'a> {
    calls: &'q CallColumns<'a>,
    query: &'q CallQuery,
    /// The first and the last start of a call, where calls are in order of time and the query needs to know.
    ends: Option<(i64, i64)>,
    axes: [Axis<'a>; 2],
    /// The second dimension of the query is the first axis.
    turned: bool,
    filters: Vec<Filter<'a>>,
    with_reach: bool,
    leads: u32,
}

impl<'a> Scan<'_, 'a> {
    /// The sums of every pair of buckets and of all calls together.
    fn cells(&mut self, calls: usize) -> Result<(Cells, Sums), Diagnostic> {
        let [first, second] = &self.axes;
        let buckets = (first.buckets(), second.buckets());
        let mut total = Sums::default();
        let (cells, reached) =
            match Dense::new(buckets, calls, self.with_reach.then_some(self.leads)) {
                Some(mut dense) => {
                    if self.counts_plainly() {
                        self.run_plainly(&mut dense, &mut total)?;
                    } else if self.counts_by_status() {
                        self.run_by_status(&mut dense, &mut total)?;
                    } else if self.counts_by_pairs() {
                        self.run_by_pairs(&mut dense, &mut total)?;
                    } else {
                        self.run(0..calls, &mut dense, &mut total)?;
                    }
                    Cells::of_dense(dense)
                }
                None => {
                    let mut sparse = Sparse::default();
                    self.run(0..calls, &mut sparse, &mut total)?;
                    Cells::of_sparse(sparse, self.leads)
                }
            };
        let has_tags = self.axes.iter().any(|axis| matches!(axis.rows, Rows::Tags(_)));
        let total = if has_tags { total } else { cells.total() };
        let cells = if self.turned { cells.turned() } else { cells };
        Ok((cells, Sums { reached, ..total }))
    }

    /// Whether every call counts, and no more is to be known of it than its status and its duration.
    fn looks_no_further(&self) -> bool {
        let covers = match (self.query.period, self.ends) {
            (None, _) => true,
            (Some(period), Some((first, last))) => {
                period.from.as_millis() <= first && last < period.to.as_millis()
            }
            (Some(_), None) => false,
        };
        covers && self.filters.is_empty() && self.calls.voided.is_none() && !self.with_reach
    }

    /// Whether calls can be counted by a column of numbers at most beside what changes rarely.
    fn counts_plainly(&self) -> bool {
        let [one, other] = &self.axes;
        let in_order = self.ends.is_some() || matches!(one.rows, Rows::Constant(_));
        in_order && one.changes_rarely() && other.is_plain() && self.looks_no_further()
    }

    /// Whether calls can be counted by status, and by a column of numbers at most.
    fn counts_by_status(&self) -> bool {
        let [one, other] = &self.axes;
        one.is_plain() && other.is_status() && self.looks_no_further()
    }

    /// Whether calls can be counted by two columns of numbers, in a table that stays in the cache.
    fn counts_by_pairs(&self) -> bool {
        let [one, other] = &self.axes;
        let all_have_numbers = one.numbers(0..0).is_some() && other.numbers(0..0).is_some();
        let pairs = u64::from(one.buckets()).saturating_mul(other.buckets().into());
        all_have_numbers && pairs <= runs::MOST_PAIRS && self.looks_no_further()
    }

    /// Counts calls by both axes. Where some of them do not count or are faulty, they are shown one by one.
    fn run_by_pairs(&self, dense: &mut Dense, total: &mut Sums) -> Result<(), Diagnostic> {
        let [one, other] = &self.axes;
        let widths = (one.buckets(), other.buckets());
        // The very cells of the table, from the first on.
        let mut tally = Tally::new(widths.0.saturating_mul(widths.1));
        let all = self.calls.len();
        for from in (0..all).step_by(runs::MOST_CALLS) {
            let rows = from..from.saturating_add(runs::MOST_CALLS).min(all);
            let second = other.numbers(rows.clone()).unwrap_or_default();
            if tally.count_pairs(self.plain(one, rows.clone()), second, widths) {
                dense.take(0, &mut tally);
            } else {
                tally.clear();
                self.run(rows, dense, total)?;
            }
        }
        Ok(())
    }

    /// The calls of these rows by the numbers of an axis.
    fn plain(&self, axis: &Axis<'a>, rows: Range<usize>) -> Plain<'a> {
        let durations = self.calls.duration_seconds;
        Plain {
            status: self.calls.status.get(rows.clone()).unwrap_or_default(),
            duration_seconds: durations.get(rows.clone()).unwrap_or_default(),
            numbers: axis.numbers(rows),
        }
    }

    /// Counts calls by the first axis and by status. Where some of them do not count or are faulty, they are shown one by one.
    fn run_by_status(&self, dense: &mut Dense, total: &mut Sums) -> Result<(), Diagnostic> {
        let [one, _] = &self.axes;
        let mut tally = StatusTally::new(one.plain_buckets());
        let all = self.calls.len();
        for from in (0..all).step_by(runs::MOST_CALLS) {
            let rows = from..from.saturating_add(runs::MOST_CALLS).min(all);
            if tally.count(self.plain(one, rows.clone())) {
                dense.take_by_status(&mut tally);
            } else {
                tally.clear();
                self.run(rows, dense, total)?;
            }
        }
        Ok(())
    }

    /// Counts stretches of calls in one bucket of the first axis. Where not all of them are plain, they are shown one by one.
    fn run_plainly(&self, dense: &mut Dense, total: &mut Sums) -> Result<(), Diagnostic> {
        let [one, other] = &self.axes;
        let mut tally = Tally::new(other.plain_buckets());
        let mut count = |all: Range<usize>, bucket: u32| {
            for from in all.clone().step_by(runs::MOST_CALLS) {
                let rows = from..from.saturating_add(runs::MOST_CALLS).min(all.end);
                if tally.count(self.plain(other, rows.clone())) {
                    dense.take(bucket, &mut tally);
                } else {
                    tally.clear();
                    self.run(rows, dense, total)?;
                }
            }
            Ok(())
        };
        match &one.rows {
            Rows::Constant(bucket) => count(0..self.calls.len(), *bucket),
            Rows::Clock(clock, part) => {
                let mut days = clock.days(self.calls.started_at, part).into_iter().flatten();
                days.try_for_each(|(rows, bucket)| count(rows, bucket))
            }
            _ => Ok(()),
        }
    }

    /// Shows every call of these rows that counts to the sink. Of calls with several tags the total is counted beside it.
    fn run(
        &self,
        rows: Range<usize>,
        sink: &mut impl Sink,
        total: &mut Sums,
    ) -> Result<(), Diagnostic> {
        let mut buffers = Buffers::new();
        for from in rows.clone().step_by(BLOCK) {
            let to = from.saturating_add(BLOCK).min(rows.end);
            self.block(from..to, &mut buffers, sink, total)?;
        }
        Ok(())
    }

    fn block(
        &self,
        rows: Range<usize>,
        buffers: &mut Buffers,
        sink: &mut impl Sink,
        total: &mut Sums,
    ) -> Result<(), Diagnostic> {
        let calls = self.calls;
        let length = rows.len();
        let instants = calls.started_at.get(rows.clone()).unwrap_or_default();
        let duration_seconds = calls.duration_seconds.get(rows.clone()).unwrap_or_default();
        let Buffers { first, second, kept, missed, lead } = buffers;
        let (Some(first), Some(second), Some(kept), Some(missed)) = (
            first.get_mut(..length),
            second.get_mut(..length),
            kept.get_mut(..length),
            missed.get_mut(..=length),
        ) else {
            return Ok(());
        };
        let (mut all_kept, missed) = self.look(rows.clone(), duration_seconds, kept, missed)?;
        match self.keep_period(instants, kept) {
            Kept::All => {}
            Kept::Some => all_kept = false,
            Kept::None => return Ok(()),
        }
        all_kept &= self.filters.is_empty();
        for filter in &self.filters {
            filter.apply(instants, rows.clone(), first, kept)?;
        }
        let lead = match calls.lead.filter(|_| self.with_reach) {
            Some(column) => {
                let lead = lead.get_mut(..length).unwrap_or_default();
                leads(&column, rows.clone(), self.leads, lead)?;
                // What was missed is no attempt, and what does not count is none either.
                for (lead, kept) in lead.iter_mut().zip(&*kept) {
                    *lead = if *kept { *lead } else { NO_LEAD };
                }
                for row in missed {
                    if let Some(lead) = lead.get_mut(usize::from(*row)) {
                        *lead = NO_LEAD;
                    }
                }
                &*lead
            }
            None => &[],
        };
        let facts = Facts { duration_seconds, missed, lead };
        let [one, other] = &self.axes;
        one.fill(instants, rows.clone(), first)?;
        other.fill(instants, rows.clone(), second)?;
        match (&one.rows, &other.rows) {
            (Rows::Tags(_), _) => {
                self.tags(one, rows, kept, &facts, total, |tag, row| {
                    sink.one(tag, second.get(row).copied().unwrap_or_default(), row, &facts);
                })?;
            }
            (_, Rows::Tags(_)) => {
                self.tags(other, rows, kept, &facts, total, |tag, row| {
                    sink.one(first.get(row).copied().unwrap_or_default(), tag, row, &facts);
                })?;
            }
            _ => sink.block(first, second, (!all_kept).then_some(&*kept), &facts),
        }
        Ok(())
    }

    /// Notes which calls of a block have ended and were not voided, and which were missed: whether all have, and the rows that
    /// were.
    fn look<'b>(
        &self,
        rows: Range<usize>,
        durations: &[u32],
        kept: &mut [bool],
        missed: &'b mut [u16],
    ) -> Result<(bool, &'b [u16]), Diagnostic> {
        const LIVE: u8 = CallStatus::InProgress.as_byte();
        const MISSED: u8 = CallStatus::Missed.as_byte();
        const STATUSES: u8 = 7;
        let statuses = self.calls.status.get(rows.clone()).unwrap_or_default();
        // Bytes of all ones or none, of which many are worked on at once.
        let (mut outside, mut any_live, mut any_missed) = (0, 0, 0);
        for (kept, status) in kept.iter_mut().zip(statuses) {
            outside |= u8::from(*status >= STATUSES);
            any_live |= u8::from(*status == LIVE);
            any_missed |= u8::from(*status == MISSED);
            *kept = *status != LIVE;
        }
        let mut all_kept = any_live == 0;
        let outside = outside != 0;
        let mut count = 0_usize;
        if any_missed != 0 {
            // Every row is written down; a row that was missed moves the place of the next one on. There is a place more than
            // there are rows.
            for ((row, status), duration) in (0..).zip(statuses).zip(durations) {
                if let Some(own) = missed.get_mut(count) {
                    *own = row;
                }
                count = count.wrapping_add(usize::from((*status == MISSED) & (*duration == 0)));
            }
        }
        if outside {
            let place = statuses.iter().position(|status| *status >= STATUSES).unwrap_or_default();
            let status = statuses.get(place).copied().unwrap_or_default();
            let row = rows.start.saturating_add(place);
            return Err(out_of_range("calls.status", row, status.into(), STATUSES.into()));
        }
        if let Some(voided) = self.calls.voided {
            for (kept, row) in kept.iter_mut().zip(rows) {
                *kept &= !voided.is_set(row);
            }
            all_kept = false;
        }
        Ok((all_kept, missed.get(..count).unwrap_or_default()))
    }

    /// Keeps the calls of the period; which may be left.
    fn keep_period(&self, instants: &[i64], kept: &mut [bool]) -> Kept {
        let Some(period) = self.query.period else { return Kept::All };
        let (from, to) = (period.from.as_millis(), period.to.as_millis());
        let mut ends = (i64::MAX, i64::MIN);
        for at in instants {
            ends = (ends.0.min(*at), ends.1.max(*at));
        }
        if from <= ends.0 && ends.1 < to {
            return Kept::All;
        }
        for (kept, at) in kept.iter_mut().zip(instants) {
            *kept &= (from <= *at) & (*at < to);
        }
        if from <= ends.1 && ends.0 < to { Kept::Some } else { Kept::None }
    }

    /// Shows the tags of each call of a block, each once, or the bucket of calls without one.
    fn tags(
        &self,
        axis: &Axis<'_>,
        rows: Range<usize>,
        kept: &[bool],
        facts: &Facts<'_>,
        total: &mut Sums,
        mut show: impl FnMut(u32, usize),
    ) -> Result<(), Diagnostic> {
        let Rows::Tags(tags) = &axis.rows else { return Ok(()) };
        for ((place, row), kept) in rows.enumerate().zip(kept) {
            if !*kept {
                continue;
            }
            total.count(facts, place);
            let own = tags.at(row);
            if own.is_empty() {
                show(axis.missing(), place);
            }
            for (position, tag) in own.iter().enumerate() {
                if *tag >= axis.missing() {
                    return Err(out_of_range("calls.tags", row, *tag, axis.missing() as usize));
                }
                // A tag that is listed twice still counts once.
                if own.iter().take(position).all(|before| before != tag) {
                    show(*tag, place);
                }
            }
        }
        Ok(())
    }
}

impl Filter<'_> {
    fn apply(
        &self,
        instants: &[i64],
        rows: Range<usize>,
        buckets: &mut [u32],
        kept: &mut [bool],
    ) -> Result<(), Diagnostic> {
        let passes = |bucket: u32| self.passing.get(bucket as usize).copied().unwrap_or_default();
        if let Rows::Tags(tags) = &self.axis.rows {
            let missing = self.axis.missing();
            for (kept, row) in kept.iter_mut().zip(rows) {
                let own = tags.at(row);
                if let Some(tag) = own.iter().find(|tag| **tag >= missing) {
                    return Err(out_of_range("calls.tags", row, *tag, missing as usize));
                }
                *kept &= own.iter().any(|tag| passes(*tag)) || (own.is_empty() && passes(missing));
            }
            return Ok(());
        }
        self.axis.fill(instants, rows, buckets)?;
        for (kept, bucket) in kept.iter_mut().zip(buckets) {
            *kept &= passes(*bucket);
        }
        Ok(())
    }
}

/// The lead of every call of a block, or [`NO_LEAD`].
fn leads(
    column: &Column<'_, u32>,
    rows: Range<usize>,
    leads: u32,
    out: &mut [u32],
) -> Result<(), Diagnostic> {
    for (out, row) in out.iter_mut().zip(rows) {
        *out = match column.at(row) {
            Some(lead) if lead < leads => lead,
            Some(lead) => return Err(out_of_range("calls.lead", row, lead, leads as usize)),
            None => NO_LEAD,
        };
    }
    Ok(())
}

/// Which calls of a block a period keeps.
enum Kept {
    All,
    Some,
    None,
}

/// What is worked out of a block, 57 kB. Vectors, since arrays would lie on the stack on their way into a box.
struct Buffers {
    first: Vec<u32>,
    second: Vec<u32>,
    kept: Vec<bool>,
    missed: Vec<u16>,
    lead: Vec<u32>,
}

impl Buffers {
    fn new() -> Self {
        Self {
            first: vec![0; BLOCK],
            second: vec![0; BLOCK],
            kept: vec![false; BLOCK],
            missed: vec![0; BLOCK + 1],
            lead: vec![0; BLOCK],
        }
    }
}
