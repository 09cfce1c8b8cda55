//! The offsets of a zone as a table: when clocks changed, and what they showed from then on.

use alloc::{string::String, vec::Vec};
use core::iter;

use super::{DAY, timestamp::Timestamp};

/// No offset is this many seconds away from UTC (RFC 9636 asks for less than 26 hours).
const OFFSET_LIMIT: i64 = 26 * 3600;

/// The table reaches this many seconds beyond the supported instants on either side, so that every local time near
/// the ends finds its offset.
const MARGIN: i64 = 2 * DAY;

/// How far apart, in seconds, the probes are in data that does not list its changes. A shorter visit to another offset
/// could go unseen; the shortest in the database takes two hours less than 7 days (Cambridge Bay in 2000).
const STRIDE: usize = 6 * 86_400;

/// What the clocks of a zone show, from one instant on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Local {
    /// Seconds east of UTC.
    pub(super) offset: i32,
    /// The abbreviation, such as IST; `None` where the zone has none but the offset itself.
    pub(super) designation: Option<String>,
}

impl Local {
    /// `None` when the offset is farther from UTC than any zone data may say.
    pub(super) fn new(offset: i32, designation: Option<&str>) -> Option<Self> {
        let numeric = |name: &str| name.is_empty() || name.starts_with(['+', '-']);
        let designation = designation.filter(|name| !numeric(name)).map(String::from);
        (i64::from(offset).abs() < OFFSET_LIMIT).then_some(Self { offset, designation })
    }
}

/// The instant, in seconds of UTC since 1970, of a change of clocks and what they show from it on.
type Change = (i64, Local);

/// Every change of a zone's clocks within the supported range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offsets {
    first: Local,
    changes: Vec<Change>,
}

/// A stretch of time under one offset: `from` inclusive, `to` exclusive, in seconds of UTC since 1970.
struct Span {
    from: i64,
    to: i64,
    offset: i64,
}

impl Offsets {
    /// Clocks that never change.
    pub(super) fn fixed(offset: i32, designation: &str) -> Self {
        let first = Local { offset, designation: Some(designation.into()) };
        Self { first, changes: Vec::new() }
    }

    /// Finds every change by asking at each point where one may have happened and bisecting between two answers that
    /// differ.
    ///
    /// `at` tells what holds at an instant, `describe` what clocks then show; `listed` are the instants that the source
    /// itself lists as changes.
    pub(super) fn scan<T: PartialEq, E>(
        listed: impl Iterator<Item = i64>,
        at: impl Fn(i64) -> Result<T, E>,
        describe: impl Fn(&T) -> Result<Local, E>,
    ) -> Result<Self, E> {
        let start = Timestamp::MIN.second().saturating_sub(MARGIN);
        let end = Timestamp::MAX.second().saturating_add(MARGIN);
        let mut points: Vec<i64> = (start..=end).step_by(STRIDE).chain([end]).collect();
        points.extend(listed.filter(|second| (start..=end).contains(second)));
        points.sort_unstable();

        let mut known = at(start)?;
        let mut known_at = start;
        let mut table = Self { first: describe(&known)?, changes: Vec::new() };
        for point in points {
            let answer = at(point)?;
            while known != answer {
                let (mut same, mut different) = (known_at, point);
                let mut next = None;
                while different.saturating_sub(same) > 1 {
                    let middle = same.midpoint(different);
                    let there = at(middle)?;
                    if there == known {
                        same = middle;
                    } else {
                        different = middle;
                        next = Some(there);
                    }
                }
                known = match next {
                    Some(next) => next,
                    None => at(different)?,
                };
                known_at = different;
                table.push(different, describe(&known)?);
            }
            known_at = point;
        }
        Ok(table)
    }

    /// Adds a change unless clocks go on showing the same.
    fn push(&mut self, second: i64, local: Local) {
        let before = self.changes.last().map_or(&self.first, |(_, local)| local);
        if *before != local {
            self.changes.push((second, local));
        }
    }

    /// What clocks show at an instant, in seconds of UTC since 1970.
    pub(super) fn at(&self, second: i64) -> &Local {
        let passed = self.changes.partition_point(|(change, _)| *change <= second);
        let last = passed.checked_sub(1).and_then(|last| self.changes.get(last));
        last.map_or(&self.first, |(_, local)| local)
    }

    /// The instant at which clocks show `wall` (seconds after 1970-01-01 00:00:00 on the clock), by rule Z3.
    pub(super) fn resolve(&self, wall: i64) -> i64 {
        let shown = self.around(wall, wall).find_map(|span| {
            let second = wall.saturating_sub(span.offset);
            (span.from <= second && second < span.to).then_some(second)
        });
        shown.unwrap_or_else(|| {
            // Skipped: read with the offset before the gap, which moves it forward by the gap.
            let skipped = |span: &Span| wall.saturating_sub(span.offset) >= span.to;
            let before = self.around(wall, wall).take_while(skipped).last();
            wall.saturating_sub(before.map_or_else(|| self.first.offset.into(), |span| span.offset))
        })
    }

    /// The first instant, not before `least`, at which clocks show a time in the half-open range of `wall` times.
    pub(super) fn first_showing(&self, wall: (i64, i64), least: i64) -> Option<i64> {
        self.around(wall.0, wall.1).find_map(|span| {
            let second = wall.0.saturating_sub(span.offset).max(span.from).max(least);
            let shows = second.saturating_add(span.offset);
            (second < span.to && shows < wall.1).then_some(second)
        })
    }

    /// In order, every span in which clocks may show a time of `from..=to`.
    fn around(&self, from: i64, to: i64) -> impl Iterator<Item = Span> {
        let earliest = from.saturating_sub(OFFSET_LIMIT);
        let latest = to.saturating_add(OFFSET_LIMIT);
        let passed = self.changes.partition_point(|(change, _)| *change <= earliest);
        let later = self.changes.get(passed..).unwrap_or_default();
        let starts = iter::once((i64::MIN, self.at(earliest)))
            .chain(later.iter().map(|(change, local)| (*change, local)));
        let ends = later.iter().map(|(change, _)| *change).chain([i64::MAX]);
        iter::zip(starts, ends)
            .map(|((from, local), to)| Span { from, to, offset: local.offset.into() })
            .take_while(move |span| span.from <= latest)
    }

    /// The instant of every change, in seconds of UTC since 1970.
    #[cfg(all(test, feature = "tzdb"))]
    pub(super) fn change_seconds(&self) -> Vec<i64> {
        self.changes.iter().map(|(change, _)| *change).collect()
    }
}
