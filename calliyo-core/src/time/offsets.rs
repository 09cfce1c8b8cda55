//! The offsets of a zone as a table: when clocks changed, and what they showed from then on.

use alloc::{string::String, vec::Vec};
use core::iter;

use super::{DAY, local::LocalDate, timestamp::Timestamp};
use crate::order;

/// No offset is this many seconds away from UTC (RFC 9636 asks for less than 26 hours).
const OFFSET_LIMIT: i64 = 26 * 3600;

/// The table reaches this many seconds beyond the supported instants on either side, so that every local time near
/// the ends finds its offset.
const MARGIN: i64 = 2 * DAY;

/// How far apart, in seconds, the probes are in data that does not list its changes. A shorter visit to another offset
/// could go unseen; the shortest in the database takes two hours less than 7 days (Cambridge Bay in 2000).
const STRIDE: usize = 7 * 86_400 - 2 * 3600;

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

/// Every change of a zone's clocks within the supported range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offsets {
    /// What clocks show before the first change.
    first: Local,
    /// The instants of the changes, in seconds of UTC since 1970.
    changes: Ascending,
    /// What clocks show from each change on.
    later: Vec<Local>,
    /// For each change the time on the clock from which on it counts; empty where changes are too near each other for
    /// that to be a single time. See [`Offsets::resolve`].
    walls: Ascending,
    /// The dates that clocks never show, ascending (rule Z4).
    skipped_dates: Vec<LocalDate>,
}

/// Numbers in ascending order, of which it is quickly told how many are passed.
///
/// Instants are looked up all the time, and the next change is mostly months away: so the range is cut into buckets of
/// half a year, each of which knows how many numbers come before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ascending {
    numbers: Vec<i64>,
    /// Per bucket, how many numbers lie at or before its start; the first bucket starts with the first number.
    passed_at: Vec<usize>,
}

/// A bucket is 2 to the power of this many seconds long: 194 days.
const BUCKET_BITS: u32 = 24;

impl Ascending {
    fn new(numbers: Vec<i64>) -> Self {
        let (first, last) = (numbers.first().copied(), numbers.last().copied());
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let passed_at = (first..=last)
            .step_by(1 << BUCKET_BITS)
            .map(|start| numbers.partition_point(|number| *number <= start))
            .collect();
        Self { numbers, passed_at }
    }

    /// How many of the numbers are not above this one.
    fn passed(&self, number: i64) -> usize {
        let Some(first) = self.numbers.first() else { return 0 };
        if number < *first {
            return 0;
        }
        let bucket = number.saturating_sub(*first) >> BUCKET_BITS;
        let bucket = usize::try_from(bucket).ok().and_then(|bucket| self.passed_at.get(bucket));
        let Some(passed) = bucket else { return self.numbers.len() };
        let rest = self.numbers.get(*passed..).unwrap_or_default();
        passed.saturating_add(rest.iter().take_while(|own| **own <= number).count())
    }
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
        Self::starting_with(Local { offset, designation: Some(designation.into()) })
            .with_changes(Vec::new())
    }

    fn starting_with(first: Local) -> Self {
        Self {
            first,
            changes: Ascending::default(),
            later: Vec::new(),
            walls: Ascending::default(),
            skipped_dates: Vec::new(),
        }
    }

    /// Clocks that show `first`, and from each of the ascending instants on (in seconds of UTC since 1970) what stands beside
    /// it.
    #[cfg(feature = "tzdb")]
    pub(super) fn changing(first: Local, changes: Vec<(i64, Local)>) -> Self {
        let mut table = Self::starting_with(first);
        let (changes, later) = changes.into_iter().unzip();
        table.later = later;
        table.with_changes(changes)
    }

    /// Where tables start, in seconds of UTC since 1970.
    pub(super) fn start() -> i64 {
        Timestamp::MIN.second().saturating_sub(MARGIN)
    }

    /// Where tables end, in seconds of UTC since 1970.
    pub(super) fn end() -> i64 {
        Timestamp::MAX.second().saturating_add(MARGIN)
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
        let (start, end) = (Self::start(), Self::end());
        let mut points: Vec<i64> = (start..=end).step_by(STRIDE).chain([end]).collect();
        points.extend(listed.filter(|second| (start..=end).contains(second)));
        order::sort(&mut points);

        let mut known = at(start)?;
        let mut known_at = start;
        let mut table = Self::starting_with(describe(&known)?);
        let mut changes = Vec::new();
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
                let local = describe(&known)?;
                // Clocks may go on showing the same.
                if *table.after(changes.len()) != local {
                    changes.push(different);
                    table.later.push(local);
                }
            }
            known_at = point;
        }
        Ok(table.with_changes(changes))
    }

    /// The whole table, once what clocks show from each change on is known.
    fn with_changes(mut self, changes: Vec<i64>) -> Self {
        self.changes = Ascending::new(changes);
        self.skipped_dates = self.find_skipped_dates();
        self.walls = self.find_walls();
        self
    }

    /// Each change with the offsets before and after it.
    fn jumps(&self) -> impl Iterator<Item = (i64, i64, i64)> {
        let before = iter::once(&self.first).chain(&self.later);
        iter::zip(&self.changes.numbers, iter::zip(before, &self.later))
            .map(|(change, (before, after))| (*change, before.offset.into(), after.offset.into()))
    }

    /// The dates that clocks never show: each lies in a jump forward.
    fn find_skipped_dates(&self) -> Vec<LocalDate> {
        let shown = |date: &LocalDate| {
            let start = date.first_second();
            self.first_showing((start, start.saturating_add(DAY)), i64::MIN).is_some()
        };
        let jumped = self.jumps().flat_map(|(change, before, after)| {
            let date = |offset| LocalDate::split(change.saturating_add(offset)).0;
            let (first, last) = (date(before), date(after));
            (0..=last.days_since(first)).map(move |days| first.shifted(days))
        });
        let mut dates: Vec<LocalDate> = jumped.filter(|date| !shown(date)).collect();
        order::sort(&mut dates);
        dates.dedup();
        dates
    }

    /// For each change the time on the clock from which on it counts.
    ///
    /// Rule Z3 keeps the old offset for a time that is skipped and for the first of two equal times, so that is the later
    /// one of the times that clocks show before and after the change.
    fn find_walls(&self) -> Ascending {
        // Two changes that no time on the clock is near at once.
        let apart = |pair: &[i64]| match pair {
            [one, next] => next.saturating_sub(*one) > OFFSET_LIMIT.saturating_mul(2),
            _ => true,
        };
        if !self.changes.numbers.windows(2).all(apart) {
            return Ascending::default();
        }
        let walls =
            self.jumps().map(|(change, before, after)| change.saturating_add(before.max(after)));
        Ascending::new(walls.collect())
    }

    /// What clocks show once so many changes have passed.
    fn after(&self, changes: usize) -> &Local {
        changes.checked_sub(1).and_then(|last| self.later.get(last)).unwrap_or(&self.first)
    }

    /// What clocks show at an instant, in seconds of UTC since 1970.
    pub(super) fn at(&self, second: i64) -> &Local {
        self.after(self.changes.passed(second))
    }

    /// Whether clocks ever show a date (rule Z4).
    pub(super) fn shows(&self, date: LocalDate) -> bool {
        self.skipped_dates.binary_search(&date).is_err()
    }

    /// The instant at which clocks show `wall` (seconds after 1970-01-01 00:00:00 on the clock), by rule Z3.
    pub(super) fn resolve(&self, wall: i64) -> i64 {
        if self.walls.numbers.len() != self.changes.numbers.len() {
            return self.resolve_by_spans(wall);
        }
        wall.saturating_sub(self.after(self.walls.passed(wall)).offset.into())
    }

    /// [`Offsets::resolve`] word for word, for changes however near each other: the first span that shows the time.
    fn resolve_by_spans(&self, wall: i64) -> i64 {
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

    /// The offset at `from`, and every change after it and before `to` with the offset from then on; all in seconds.
    pub(super) fn between(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i32)> {
        let passed = self.changes.passed(from);
        let changes = self.changes.numbers.get(passed..).unwrap_or_default();
        let later = self.later.get(passed..).unwrap_or_default();
        let changes = iter::zip(changes, later).map(|(change, local)| (*change, local.offset));
        let changes = changes.take_while(move |(change, _)| *change < to);
        iter::once((from, self.after(passed).offset)).chain(changes)
    }

    /// In order, every span in which clocks may show a time of `from..=to`.
    fn around(&self, from: i64, to: i64) -> impl Iterator<Item = Span> {
        let earliest = from.saturating_sub(OFFSET_LIMIT);
        let latest = to.saturating_add(OFFSET_LIMIT);
        let passed = self.changes.passed(earliest);
        let changes = self.changes.numbers.get(passed..).unwrap_or_default();
        let locals = self.later.get(passed..).unwrap_or_default();
        let starts = iter::once((i64::MIN, self.after(passed)))
            .chain(iter::zip(changes.iter().copied(), locals));
        let ends = changes.iter().copied().chain([i64::MAX]);
        iter::zip(starts, ends)
            .map(|((from, local), to)| Span { from, to, offset: local.offset.into() })
            .take_while(move |span| span.from <= latest)
    }

    /// The instant of every change, in seconds of UTC since 1970.
    #[cfg(all(test, feature = "tzdb"))]
    pub(super) fn change_seconds(&self) -> Vec<i64> {
        self.changes.numbers.clone()
    }

    /// The same table, made to resolve times on the clock the slow way.
    #[cfg(all(test, feature = "tzdb"))]
    pub(super) fn without_walls(&self) -> Self {
        Self { walls: Ascending::default(), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Z2: buckets count what a search counts, at, between and beyond the numbers.
    #[test]
    fn numbers_passed_are_counted() {
        let half_year = 1_i64 << BUCKET_BITS;
        for numbers in [
            Vec::new(),
            Vec::from([7]),
            Vec::from([-5, -4, half_year, 3 * half_year - 5, 3 * half_year - 4, 9 * half_year]),
        ] {
            let ascending = Ascending::new(numbers.clone());
            let near = numbers.iter().flat_map(|number| [number - 1, *number, number + 1]);
            let starts = (-2..12).flat_map(|bucket| [bucket * half_year - 5, bucket * half_year]);
            for number in near.chain(starts).chain([i64::MIN, i64::MAX]) {
                let expected = numbers.partition_point(|own| *own <= number);
                assert_eq!(ascending.passed(number), expected, "{number} in {numbers:?}");
            }
        }
    }
}
