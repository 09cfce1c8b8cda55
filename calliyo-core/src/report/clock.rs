//! Local time for millions of rows (rule M2).
//!
//! The zone becomes a table of spans of constant offset once. Within a span the local day is integer arithmetic, and the
//! buckets of a day (its week, its month) stand in a table with one entry per day.

use alloc::vec::Vec;
use core::ops::Range;

use crate::time::{CompanyTime, LocalDate, Timestamp, Weekday};

/// A day without a change of offset, in milliseconds.
const DAY: i64 = 86_400_000;

/// A day is this many times 1,024 milliseconds: a division by a small number, which fits 32 bits for 130 years.
const DAY_PER_1024: u32 = 84_375;

/// The spans in force are noted every 2 to the power of this many milliseconds: 25 days. Clocks rarely change more often, so
/// that a look-up finds the span with a step or none.
const COARSE_BITS: u32 = 31;

/// So many changes of offset among the rows of a block are few.
const FEW_CHANGES: usize = 8;

/// What clocks show during a range of instants.
#[derive(Debug)]
pub(super) struct Clock {
    /// The first and the last instant, UTC milliseconds.
    first: i64,
    last: i64,
    /// The instant before which each span ends; of the last one there is no end.
    ends: Vec<i64>,
    /// What is added to an instant of each span to get the milliseconds since the start of the first day on the clock.
    shifts: Vec<i64>,
    /// The span at the start of each coarse step from `first` on.
    coarse: Vec<usize>,
    /// The first date that clocks show.
    first_day: LocalDate,
    /// How many dates from then on there are to the last one that clocks show.
    days: u32,
}

impl Clock {
    /// The company's clock from one instant to another, both included.
    pub(super) fn new(time: &CompanyTime, first: Timestamp, last: Timestamp) -> Self {
        let last = last.max(first);
        let spans: Vec<(i64, i64)> = time
            .zone()
            .offsets_between(first, last)
            .map(|(from, offset)| {
                let millis = |seconds: i64| seconds.saturating_mul(1000);
                (millis(from).max(first.as_millis()), millis(offset.into()))
            })
            .collect();
        let starts = spans.iter().map(|(from, _)| *from);
        let ends: Vec<i64> = starts.skip(1).chain([i64::MAX]).collect();
        // Where clocks go back the latest date need not be the one of the last instant, nor the earliest that of the first.
        let shown = spans.iter().zip(&ends).flat_map(|((from, offset), end)| {
            let to = end.saturating_sub(1).min(last.as_millis());
            [from, &to].map(|at| at.saturating_add(*offset).div_euclid(DAY))
        });
        let first_day = shown.clone().min().unwrap_or_default();
        let last_day = shown.max().unwrap_or_default();
        let start = first_day.saturating_mul(DAY);
        let shifts = spans.iter().map(|(_, offset)| offset.saturating_sub(start)).collect();
        let (first, last) = (first.as_millis(), last.as_millis());
        let coarse = (first..=last)
            .step_by(1 << COARSE_BITS)
            .map(|at| ends.partition_point(|end| *end <= at))
            .collect();
        Self {
            first,
            last,
            ends,
            shifts,
            coarse,
            first_day: LocalDate::of_epoch_days(i32::try_from(first_day).unwrap_or_default()),
            days: u32::try_from(last_day.saturating_sub(first_day))
                .unwrap_or_default()
                .saturating_add(1),
        }
    }

    /// Every date from the first to the last one that clocks show, those that they skip between them too.
    pub(super) fn dates(&self) -> impl Iterator<Item = LocalDate> + use<> {
        let first = self.first_day.epoch_days();
        (0..self.days).map(move |day| LocalDate::of_epoch_days(first.saturating_add_unsigned(day)))
    }

    /// The rows of each day in turn, and their bucket: none where a day has several. The instants are in order, and within the
    /// clock's range. A day in which the offset changes comes in parts.
    pub(super) fn days<'a>(
        &'a self,
        instants: &'a [i64],
        part: &'a Part,
    ) -> Option<impl Iterator<Item = (Range<usize>, u32)> + 'a> {
        let table = match part {
            Part::Day => None,
            Part::OfDay(table) => Some(table),
            Part::Hour => return None,
        };
        let mut from = 0_usize;
        Some(core::iter::from_fn(move || {
            let rest = instants.get(from..)?;
            let (day, end) = self.day_and_end(*rest.first()?);
            let rows = from..from.wrapping_add(count_before(rest, end));
            from = rows.end;
            let bucket = match table {
                None => day,
                Some(table) => table.get(day as usize).copied().unwrap_or_default(),
            };
            Some((rows, bucket))
        }))
    }

    /// The day of an instant, and the instant before which it is that day without a break.
    fn day_and_end(&self, instant: i64) -> (u32, i64) {
        let span = self.span(instant);
        let (day, milli) = split(instant.wrapping_add(self.shift(span)));
        let midnight = instant.saturating_sub(milli.into()).saturating_add(DAY);
        (day, self.ends.get(span).copied().unwrap_or(i64::MAX).min(midnight))
    }

    /// Writes the bucket of every instant of a block. What an instant outside the clock's range gets means nothing.
    pub(super) fn fill(&self, instants: &[i64], part: &Part, buckets: &mut [u32]) {
        match part {
            Part::Day => self.fill_with(instants, buckets, |day, _| day),
            Part::OfDay(table) => self.fill_with(instants, buckets, |day, _| {
                table.get(day as usize).copied().unwrap_or_default()
            }),
            Part::Hour => self.fill_with(instants, buckets, |_, milli| milli / 3_600_000),
        }
    }

    #[inline(always)]
    fn fill_with(
        &self,
        instants: &[i64],
        buckets: &mut [u32],
        bucket: impl Fn(u32, u32) -> u32 + Copy,
    ) {
        let mut ends = (i64::MAX, i64::MIN);
        for at in instants {
            ends = (ends.0.min(*at), ends.1.max(*at));
        }
        let (least, most) = (ends.0.max(self.first), ends.1.min(self.last));
        if least > most {
            return;
        }
        let (one, other) = (self.span(least), self.span(most));
        if one != other {
            // A change of offset lies between them. Each is added to what lies after it, row by row without a branch; where
            // there are many, a look-up per row is quicker.
            let shown = if other.wrapping_sub(one) <= FEW_CHANGES {
                self.local_across(instants, one..other)
            } else {
                instants.iter().map(|at| at.wrapping_add(self.shift(self.span(*at)))).collect()
            };
            for (own, local) in buckets.iter_mut().zip(shown) {
                let (day, milli) = split(local);
                *own = bucket(day, milli);
            }
            return;
        }
        let shift = self.shift(one);
        let ((day, from), (last_day, to)) =
            (split(least.wrapping_add(shift)), split(most.wrapping_add(shift)));
        // Calls in order of time: a block lies within a day more often than not, and within an hour quite often.
        if day == last_day && bucket(day, from) == bucket(day, to) {
            buckets.fill(bucket(day, from));
            return;
        }
        for (own, at) in buckets.iter_mut().zip(instants) {
            let (day, milli) = split(at.wrapping_add(shift));
            *own = bucket(day, milli);
        }
    }

    /// What clocks show at instants of these spans and the one after them.
    fn local_across(&self, instants: &[i64], changes: Range<usize>) -> Vec<i64> {
        let first = self.shift(changes.start);
        let mut local: Vec<i64> = instants.iter().map(|at| at.wrapping_add(first)).collect();
        for span in changes {
            let end = self.ends.get(span).copied().unwrap_or(i64::MAX);
            let jump = self.shift(span.wrapping_add(1)).wrapping_sub(self.shift(span));
            for (local, at) in local.iter_mut().zip(instants) {
                *local = local.wrapping_add(if *at < end { 0 } else { jump });
            }
        }
        local
    }

    /// The span of an instant.
    #[inline(always)]
    fn span(&self, instant: i64) -> usize {
        let step = instant.saturating_sub(self.first) >> COARSE_BITS;
        let from = usize::try_from(step).ok().and_then(|step| self.coarse.get(step));
        let from = from.copied().unwrap_or_default();
        let ends = self.ends.get(from..).unwrap_or_default();
        from.wrapping_add(ends.iter().take_while(|end| **end <= instant).count())
    }

    #[inline(always)]
    fn shift(&self, span: usize) -> i64 {
        self.shifts.get(span).copied().unwrap_or_default()
    }
}

/// How many of the instants, which are in order, come before another. It looks near the first of them, at ever longer stretches.
fn count_before(instants: &[i64], end: i64) -> usize {
    let mut length = 64;
    while instants.get(length).is_some_and(|at| *at < end) {
        length = length.saturating_mul(2);
    }
    let near = instants.get(..length).unwrap_or(instants);
    near.partition_point(|at| *at < end)
}

/// The day, counted from the clock's first, and the millisecond of the day, from what a clock shows in milliseconds.
#[inline(always)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "within the clock's range it is positive and less than 2^42; what lies outside means nothing"
)]
fn split(local: i64) -> (u32, u32) {
    let day = ((local >> 10) as u32) / DAY_PER_1024;
    (day, (local as u64).wrapping_sub(u64::from(day).wrapping_mul(DAY as u64)) as u32)
}

/// What of the local time is asked for.
#[derive(Debug)]
pub(super) enum Part {
    /// The day, counted from the clock's first.
    Day,
    /// Something that every day has one of.
    OfDay(Vec<u32>),
    /// The hour.
    Hour,
}

impl Part {
    /// The day of the week, from Monday.
    pub(super) fn weekday(clock: &Clock) -> Self {
        Self::OfDay(clock.dates().map(|date| date.weekday() as u32).collect())
    }

    /// The month of the year, from 0.
    pub(super) fn month_of_year(clock: &Clock) -> Self {
        Self::OfDay(clock.dates().map(|date| date.month().saturating_sub(1)).collect())
    }

    /// Weeks or months, and the first date of each.
    pub(super) fn stretches(
        clock: &Clock,
        first_date: impl Fn(LocalDate) -> LocalDate,
    ) -> (Self, Vec<LocalDate>) {
        let mut firsts: Vec<LocalDate> = Vec::new();
        let mut table = Vec::new();
        for date in clock.dates() {
            let first = first_date(date);
            if firsts.last() != Some(&first) {
                firsts.push(first);
            }
            table.push(u32::try_from(firsts.len().saturating_sub(1)).unwrap_or(u32::MAX));
        }
        (Self::OfDay(table), firsts)
    }
}

/// The first date of the month that a date is in.
pub(super) fn first_of_month(date: LocalDate) -> LocalDate {
    date.month_bounds().map_or(date, |(first, _)| first)
}

const _: () = assert!(Weekday::Monday as u32 == 0 && Weekday::Sunday as u32 == 6);

#[cfg(all(test, feature = "tzdb"))]
mod tests {
    use super::*;
    use crate::time::{Calendar, TimeZone};

    fn bucket(clock: &Clock, instant: i64, part: &Part) -> u32 {
        let mut bucket = [0];
        clock.fill(&[instant], part, &mut bucket);
        bucket[0]
    }

    fn instant(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    /// M2: a clock tells the same date and hour as the zone, at every change of offset and around midnight
    #[test]
    fn a_clock_shows_what_the_zone_shows() {
        for name in [
            "Pacific/Apia",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Africa/Monrovia",
            "America/Cambridge_Bay",
            "Asia/Kolkata",
            "Pacific/Kwajalein",
        ] {
            let time = CompanyTime::new(&TimeZone::named(name), &Calendar::default()).unwrap();
            let (first, last) = (Timestamp::MIN, Timestamp::MAX);
            let clock = Clock::new(&time, first, last);
            let changes = time.zone().offsets_between(first, last);
            let around = changes.flat_map(|(second, _)| {
                [-DAY, -3_600_000, -1, 0, 1, 3_599_999, DAY].map(|apart| second * 1000 + apart)
            });
            let mut compared = 0;
            for at in around.filter_map(Timestamp::from_millis).chain([first, last]) {
                let (date, clock_time) = time.zone().to_local(at);
                let day = bucket(&clock, at.as_millis(), &Part::Day);
                let hour = bucket(&clock, at.as_millis(), &Part::Hour);
                assert_eq!(clock.dates().nth(day as usize), Some(date), "{name} {at}");
                assert_eq!(hour, clock_time.second_of_day() / 3600, "{name} {at}");
                compared += 1;
            }
            assert!(compared > 2, "{name}");
        }
    }

    /// M2: a block is filled alike, whether its instants lie in one day, in one span, or in several
    #[test]
    fn a_block_is_filled_as_its_rows_are() {
        let time =
            CompanyTime::new(&TimeZone::named("America/New_York"), &Calendar::default()).unwrap();
        let clock =
            Clock::new(&time, instant("2025-01-01T00:00:00Z"), instant("2026-12-31T00:00:00Z"));
        let start = instant("2025-11-01T03:00:00Z").as_millis();
        for step in [1_000, 600_000, 7_200_000, 80_000_000] {
            let instants: Vec<i64> = (0..200).map(|row| start + row * step).collect();
            for part in [Part::Day, Part::Hour, Part::weekday(&clock)] {
                let mut buckets = [0; 200];
                clock.fill(&instants, &part, &mut buckets);
                for (at, own) in instants.iter().zip(buckets) {
                    assert_eq!(own, bucket(&clock, *at, &part), "{at} of steps {step}");
                }
            }
        }
    }

    /// M2: whole days of calls in order have the buckets of their rows, where clocks skip a day, half an hour or midnight too
    #[test]
    fn a_day_of_rows_is_the_day_of_each() {
        for (name, start) in [
            ("Pacific/Apia", "2011-12-28T00:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-02T00:00:00Z"),
            ("America/Sao_Paulo", "2018-11-02T00:00:00Z"),
            ("America/Havana", "2026-10-30T00:00:00Z"),
        ] {
            let time = CompanyTime::new(&TimeZone::named(name), &Calendar::default()).unwrap();
            let start = instant(start);
            for step in [0, 100_000, 40_000_000, 200_000_000] {
                let instants: Vec<i64> =
                    (0..5_000).map(|row| start.as_millis() + row * step).collect();
                let clock = Clock::new(&time, start, start.saturating_add_millis(4_999 * step));
                for part in [Part::Day, Part::weekday(&clock)] {
                    let mut buckets = Vec::new();
                    for (rows, bucket) in clock.days(&instants, &part).unwrap() {
                        assert_eq!(rows.start, buckets.len());
                        buckets.resize(rows.end, bucket);
                    }
                    let mut expected = [0; 5_000];
                    clock.fill(&instants, &part, &mut expected);
                    assert_eq!(buckets, expected, "{name} in steps of {step}");
                }
                assert!(clock.days(&instants, &Part::Hour).is_none());
            }
        }
    }
}
