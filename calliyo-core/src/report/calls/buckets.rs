//! From rows to buckets: each dimension as dense numbers, a block of rows at a time.

use alloc::{format, string::String, vec, vec::Vec};
use core::ops::{Range, RangeInclusive};

use super::{
    super::clock::{Clock, Part, first_of_month},
    columns::{CallColumns, Sizes},
    query::{CallDimension, CallFilter, Key},
};
use crate::{
    code::Code,
    columns::{Column, ListColumn, out_of_range},
    diagnostic::Diagnostic,
    lead::{CallStatus, Direction},
    time::{CompanyTime, LocalDate, Weekday},
};

/// Rows that are looked at together.
pub(super) const BLOCK: usize = 4096;

/// A dimension made ready: every row has one of its buckets, but for tags, of which it can have several.
#[derive(Debug)]
pub(super) struct Axis<'a> {
    pub(super) rows: Rows<'a>,
    pub(super) keys: Keys,
}

/// Where the buckets of the rows come from.
#[derive(Debug)]
pub(super) enum Rows<'a> {
    /// The same for every row.
    Constant(u32),
    /// A byte that is checked elsewhere.
    Codes(&'a [u8], &'static str),
    /// Dense numbers, and the last bucket for rows without one.
    Numbers(Column<'a, u32>, &'static str),
    /// Local time.
    Clock(&'a Clock, Part),
    /// Several dense numbers, and the last bucket for rows without one.
    Tags(ListColumn<'a, u32>),
}

/// What the buckets stand for.
#[derive(Clone, Debug)]
pub(super) enum Keys {
    /// Everything in one bucket.
    Everything,
    Statuses,
    Directions,
    /// So many dense numbers; the last bucket is of rows without one.
    Named(u32),
    /// Attempts from 1 up to so many; the last bucket is of rows without one.
    Attempts(u32),
    /// Dates in order.
    Days {
        first: LocalDate,
        days: u32,
    },
    /// The first dates of weeks, in order.
    Weeks(Vec<LocalDate>),
    /// The first dates of months, in order.
    Months(Vec<LocalDate>),
    Weekdays,
    MonthsOfYear,
    Hours,
}

impl Keys {
    /// How many buckets there are.
    pub(super) fn buckets(&self) -> u32 {
        match self {
            Self::Everything => 1,
            Self::Statuses => 7,
            Self::Directions => 3,
            Self::Named(count) | Self::Attempts(count) => count.saturating_add(1),
            Self::Days { days, .. } => *days,
            Self::Weeks(dates) | Self::Months(dates) => {
                u32::try_from(dates.len()).unwrap_or(u32::MAX)
            }
            Self::Weekdays => 7,
            Self::MonthsOfYear => 12,
            Self::Hours => 24,
        }
    }

    /// What a bucket stands for.
    pub(super) fn key(&self, bucket: u32) -> Key {
        let code = u8::try_from(bucket).unwrap_or(u8::MAX);
        let key = match self {
            Self::Everything => None,
            Self::Statuses => CallStatus::from_byte(code).map(Key::Status),
            Self::Directions => Direction::from_byte(code).map(Key::Direction),
            Self::Named(count) => (bucket < *count).then_some(Key::Named(bucket)),
            Self::Attempts(count) => {
                (bucket < *count).then(|| Key::Number(bucket.saturating_add(1)))
            }
            Self::Days { first, .. } => {
                let days = first.epoch_days().saturating_add_unsigned(bucket);
                Some(Key::Date(LocalDate::of_epoch_days(days)))
            }
            Self::Weeks(dates) | Self::Months(dates) => {
                dates.get(bucket as usize).copied().map(Key::Date)
            }
            Self::Weekdays => Weekday::ALL.get(bucket as usize).copied().map(Key::Weekday),
            Self::MonthsOfYear => Some(Key::Number(bucket.saturating_add(1))),
            Self::Hours => Some(Key::Number(bucket)),
        };
        key.unwrap_or(Key::Missing)
    }
}

impl<'a> Axis<'a> {
    /// Whether every row has one of so many numbers, or all rows are in the first bucket.
    pub(super) fn is_plain(&self) -> bool {
        match &self.rows {
            Rows::Constant(bucket) => *bucket == 0,
            Rows::Numbers(column, _) => column.validity.is_none(),
            _ => false,
        }
    }

    /// How many buckets there are where [`Axis::is_plain`].
    pub(super) fn plain_buckets(&self) -> u32 {
        match self.rows {
            Rows::Constant(_) => 1,
            _ => self.missing(),
        }
    }

    /// Whether it is the calls' status.
    pub(super) const fn is_status(&self) -> bool {
        matches!(self.keys, Keys::Statuses)
    }

    /// Everything in one bucket.
    pub(super) const fn everything() -> Self {
        Self { rows: Rows::Constant(0), keys: Keys::Everything }
    }

    /// The dimension over these calls.
    pub(super) fn new(
        dimension: CallDimension,
        calls: &CallColumns<'a>,
        sizes: &Sizes,
        local: Option<(&'a CompanyTime, &'a Clock)>,
    ) -> Self {
        let numbers = |column: Option<Column<'a, u32>>, path, count| match column {
            Some(column) => Self { rows: Rows::Numbers(column, path), keys: Keys::Named(count) },
            None => Self { rows: Rows::Constant(count), keys: Keys::Named(count) },
        };
        let codes = |codes, path, keys| Self { rows: Rows::Codes(codes, path), keys };
        match dimension {
            CallDimension::Status => codes(calls.status, "calls.status", Keys::Statuses),
            CallDimension::Direction => match calls.direction {
                Some(direction) => codes(direction, "calls.direction", Keys::Directions),
                None => Self {
                    rows: Rows::Constant(Direction::Outgoing.as_byte().into()),
                    keys: Keys::Directions,
                },
            },
            CallDimension::Agent => numbers(Some(calls.agent), "calls.agent", sizes.agents),
            CallDimension::Response => numbers(calls.response, "calls.response", sizes.responses),
            CallDimension::Branch => numbers(calls.branch, "calls.branch", sizes.branches),
            CallDimension::Department => {
                numbers(calls.department, "calls.department", sizes.departments)
            }
            CallDimension::Campaign => numbers(calls.campaign, "calls.campaign", sizes.campaigns),
            CallDimension::Source => numbers(calls.source, "calls.source", sizes.sources),
            CallDimension::ParentKind => {
                numbers(calls.parent_kind, "calls.parentKind", sizes.parent_kinds)
            }
            CallDimension::Attempt => Self::attempts(calls.attempt),
            CallDimension::Tag => match calls.tags {
                Some(tags) => Self { rows: Rows::Tags(tags), keys: Keys::Named(sizes.tags) },
                None => numbers(None, "calls.tags", sizes.tags),
            },
            _ => local
                .map_or(Self::everything(), |(time, clock)| Self::local(dimension, time, clock)),
        }
    }

    /// Attempts count from 1; how far they go the column says.
    fn attempts(column: Option<Column<'a, u32>>) -> Self {
        let Some(column) = column else {
            return Self { rows: Rows::Constant(0), keys: Keys::Attempts(0) };
        };
        let most = match column.validity {
            None => column.values.iter().copied().max(),
            Some(_) => (0..column.values.len()).filter_map(|row| column.at(row)).max(),
        };
        let keys = Keys::Attempts(most.unwrap_or_default());
        Self { rows: Rows::Numbers(column, ATTEMPT), keys }
    }

    fn local(dimension: CallDimension, time: &CompanyTime, clock: &'a Clock) -> Self {
        let (part, keys) = match dimension {
            CallDimension::Weekday => (Part::weekday(clock), Keys::Weekdays),
            CallDimension::Week => {
                let (part, dates) = Part::stretches(clock, |date| time.week_start(date));
                (part, Keys::Weeks(dates))
            }
            CallDimension::Month => {
                let (part, dates) = Part::stretches(clock, first_of_month);
                (part, Keys::Months(dates))
            }
            CallDimension::MonthOfYear => (Part::month_of_year(clock), Keys::MonthsOfYear),
            CallDimension::Hour => (Part::Hour, Keys::Hours),
            _ => {
                let (mut dates, count) = (clock.dates(), clock.dates().count());
                let days = u32::try_from(count).unwrap_or(u32::MAX);
                let first = dates.next().unwrap_or(LocalDate::MIN);
                (Part::Day, Keys::Days { first, days })
            }
        };
        Self { rows: Rows::Clock(clock, part), keys }
    }

    /// How many buckets there are.
    pub(super) fn buckets(&self) -> u32 {
        self.keys.buckets()
    }

    /// The last bucket: of dense numbers that of rows without one.
    pub(super) fn missing(&self) -> u32 {
        self.buckets().wrapping_sub(1)
    }

    /// Whether neighbours in order of time are nearly always in the same bucket.
    pub(super) const fn changes_rarely(&self) -> bool {
        match &self.rows {
            Rows::Constant(_) => true,
            Rows::Clock(_, part) => !matches!(part, Part::Hour),
            _ => false,
        }
    }

    /// The numbers of the rows and the least that there is, where every row has one.
    pub(super) fn numbers(&self, rows: Range<usize>) -> Option<(&'a [u32], u32)> {
        match &self.rows {
            Rows::Numbers(Column { values, validity: None }, path) => {
                Some((values.get(rows).unwrap_or_default(), least_number(path)))
            }
            _ => None,
        }
    }

    /// Writes the bucket of every row of a block; tags, of which a row has several, are not asked.
    ///
    /// # Errors
    /// `number.out_of_range` for a number of nothing.
    pub(super) fn fill(
        &self,
        instants: &[i64],
        rows: Range<usize>,
        buckets: &mut [u32],
    ) -> Result<(), Diagnostic> {
        match &self.rows {
            Rows::Constant(bucket) => buckets.fill(*bucket),
            Rows::Codes(codes, path) => {
                let count = self.buckets();
                let mut outside = 0;
                let codes = codes.get(rows.clone()).unwrap_or_default();
                for (bucket, code) in buckets.iter_mut().zip(codes) {
                    *bucket = u32::from(*code);
                    outside |= u32::from(*bucket >= count);
                }
                if outside != 0 {
                    return Err(first_outside(path, rows, buckets, count));
                }
            }
            Rows::Numbers(column, path) => self.fill_numbers(column, path, rows, buckets)?,
            Rows::Clock(clock, part) => clock.fill(instants, part, buckets),
            Rows::Tags(_) => {}
        }
        Ok(())
    }

    fn fill_numbers(
        &self,
        column: &Column<'_, u32>,
        path: &'static str,
        rows: Range<usize>,
        buckets: &mut [u32],
    ) -> Result<(), Diagnostic> {
        // The last bucket is of rows without a number. Attempts start at 1, all other numbers at 0: an attempt 0 wraps, and so
        // lies outside like a number that is too large.
        let missing = self.missing();
        let least = least_number(path);
        let values = column.values.get(rows.clone()).unwrap_or_default();
        let mut outside = 0;
        match column.validity {
            None => {
                for (bucket, number) in buckets.iter_mut().zip(values) {
                    *bucket = number.wrapping_sub(least);
                    outside |= u32::from(*bucket >= missing);
                }
            }
            Some(validity) => {
                for ((bucket, number), row) in buckets.iter_mut().zip(values).zip(rows.clone()) {
                    let own = number.wrapping_sub(least);
                    let there = validity.is_set(row);
                    *bucket = if there { own } else { missing };
                    outside |= u32::from(there & (own >= missing));
                }
            }
        }
        if outside == 0 {
            return Ok(());
        }
        let value = |row: usize| column.at(row).map(|number| number.wrapping_sub(least));
        let first = rows.clone().find(|row| value(*row).is_some_and(|own| own >= missing));
        let row = first.unwrap_or(rows.start);
        let number = column.values.get(row).copied().unwrap_or_default();
        Err(if least == 1 {
            attempt_fault(number, format!("{path}[{row}]"))
        } else {
            out_of_range(path, row, number, missing as usize)
        })
    }

    /// Which buckets a filter lets through.
    ///
    /// # Errors
    /// `number.out_of_range` for a number of nothing; the path lies below the filter.
    pub(super) fn passing(&self, filter: &CallFilter) -> Result<Vec<bool>, Diagnostic> {
        let mut passing = vec![false; self.buckets() as usize];
        let mut let_through = |bucket: Option<u32>| {
            let own = bucket.and_then(|bucket| passing.get_mut(bucket as usize));
            own.map(|own| *own = true)
        };
        let missing = self.missing();
        match filter {
            CallFilter::Status(list) => {
                for status in list {
                    let_through(Some(status.as_byte().into()));
                }
            }
            CallFilter::Direction(list) => {
                for direction in list {
                    let_through(Some(direction.as_byte().into()));
                }
            }
            CallFilter::Weekday(list) => {
                for weekday in list {
                    let_through(Some(*weekday as u32));
                }
            }
            CallFilter::MonthOfYear(list) | CallFilter::Hour(list) => {
                let least = u32::from(matches!(filter, CallFilter::MonthOfYear(_)));
                for (place, number) in list.iter().enumerate() {
                    if let_through(number.checked_sub(least)).is_none() {
                        return Err(Diagnostic::new(Code::NumberOutOfRange)
                            .at(format!("[{place}]"))
                            .with("number", *number)
                            .with("least", least)
                            .with("most", missing.wrapping_add(least)));
                    }
                }
            }
            CallFilter::Day(list) | CallFilter::Week(list) | CallFilter::Month(list) => {
                // Dates of which there is no call are no fault.
                for date in list {
                    let_through(self.bucket_of_date(*date));
                }
            }
            CallFilter::Attempt(list) => {
                for attempt in list {
                    let own = attempt.map(|attempt| attempt.wrapping_sub(1));
                    let_through(Some(
                        own.map_or(missing, |own| if own < missing { own } else { u32::MAX }),
                    ));
                }
            }
            CallFilter::Response(list)
            | CallFilter::Agent(list)
            | CallFilter::Branch(list)
            | CallFilter::Department(list)
            | CallFilter::Tag(list)
            | CallFilter::Campaign(list)
            | CallFilter::Source(list)
            | CallFilter::ParentKind(list) => {
                for (place, number) in list.iter().enumerate() {
                    match number {
                        Some(number) if *number >= missing => {
                            return Err(out_of_range("", place, *number, missing as usize));
                        }
                        number => let_through(Some(number.unwrap_or(missing))),
                    };
                }
            }
        }
        Ok(passing)
    }

    /// The bucket of a day, or of the week or month that a date lies in.
    fn bucket_of_date(&self, date: LocalDate) -> Option<u32> {
        match &self.keys {
            Keys::Days { first, days } => {
                u32::try_from(date.days_since(*first)).ok().filter(|day| day < days)
            }
            // The last week or month ends where the next would begin.
            Keys::Weeks(firsts) => {
                let bucket = firsts.partition_point(|first| *first <= date).checked_sub(1)?;
                let within = date.days_since(*firsts.get(bucket)?) < 7;
                within.then(|| u32::try_from(bucket).unwrap_or(u32::MAX))
            }
            Keys::Months(firsts) => {
                let bucket = firsts.binary_search(&first_of_month(date)).ok()?;
                u32::try_from(bucket).ok()
            }
            _ => None,
        }
    }
}

/// The path of the column that counts from 1.
const ATTEMPT: &str = "calls.attempt";

/// Which attempts there are: the last number stays free for calls without one.
pub(super) const ATTEMPTS: RangeInclusive<u32> = 1..=u32::MAX - 1;

/// That there is no such attempt, at `path`.
pub(super) fn attempt_fault(number: u32, path: String) -> Diagnostic {
    Diagnostic::new(Code::NumberOutOfRange)
        .at(path)
        .with("number", number)
        .with("least", *ATTEMPTS.start())
        .with("most", *ATTEMPTS.end())
}

/// Where the numbers of a column start.
fn least_number(path: &str) -> u32 {
    u32::from(path == ATTEMPT)
}

fn first_outside(path: &str, rows: Range<usize>, buckets: &[u32], count: u32) -> Diagnostic {
    let place = buckets.iter().position(|bucket| *bucket >= count).unwrap_or_default();
    let number = buckets.get(place).copied().unwrap_or_default();
    out_of_range(path, rows.start.saturating_add(place), number, count as usize)
}
