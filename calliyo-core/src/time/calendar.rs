//! Working days, calling hours and periods of the company (rules Z4 to Z6, F3, M2).

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::ToString,
    vec,
    vec::Vec,
};
use core::{fmt, iter};

use serde::{Deserialize, Serialize};

use super::{
    local::{LocalDate, LocalTime, Weekday},
    malformed, out_of_range, text_on_the_wire,
    timestamp::Timestamp,
    zone::{TimeZone, Zone},
};
use crate::{Code, Diagnostic};

/// How many dates are looked at for the next working day (rule Z5).
const SEARCHED_DAYS: i32 = 366;

/// A company's calendar: the part of its policy that says when it works.
///
/// The default is Monday to Friday without holidays, weeks from Monday, and no calling hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Calendar {
    /// The weekdays on which the company works (rule Z5).
    pub working_days: Vec<Weekday>,
    /// Dates on which it does not, whatever their weekday (rule Z5).
    pub holidays: Vec<LocalDate>,
    /// Dates on which it does, whatever their weekday and even on a holiday (rule Z5).
    pub extra_working_days: Vec<LocalDate>,
    /// The day on which weeks start (rule Z5).
    pub week_starts_on: Weekday,
    /// When leads may be called; `None` is at any time (rule Z6). A weekday without a range has no calling hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calling_hours: Option<Vec<CallingHours>>,
}

/// A range of local times on a weekday in which leads may be called (rule Z6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CallingHours {
    /// The weekday.
    pub weekday: Weekday,
    /// Its first time.
    pub from: LocalTime,
    /// The time before which it ends.
    pub to: EndTime,
}

impl Default for Calendar {
    fn default() -> Self {
        use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
        Self {
            working_days: vec![Monday, Tuesday, Wednesday, Thursday, Friday],
            holidays: Vec::new(),
            extra_working_days: Vec::new(),
            week_starts_on: Monday,
            calling_hours: None,
        }
    }
}

impl Calendar {
    /// Every fault of the calendar, each with its path below it (rule G2).
    ///
    /// `policy.duplicate_entry` for a weekday or date that is listed twice in one list; `policy.calling_hours` for a
    /// range that is empty, or does not start at or after the end of the one before it on its weekday, and for an empty
    /// list of ranges.
    #[must_use]
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut faults = duplicates("workingDays", &self.working_days);
        faults.extend(duplicates("holidays", &self.holidays));
        faults.extend(duplicates("extraWorkingDays", &self.extra_working_days));
        if let Some(ranges) = &self.calling_hours {
            faults.extend(calling_hours_faults(ranges));
        }
        faults
    }
}

/// A finding for each entry that stands in the list before.
fn duplicates<T: Copy + Ord + ToString>(list: &str, entries: &[T]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let again = entries.iter().enumerate().filter(|(_, entry)| !seen.insert(**entry));
    let fault = |(index, entry): (usize, &T)| {
        Diagnostic::new(Code::PolicyDuplicateEntry)
            .at(format!("{list}[{index}]"))
            .with("entry", entry.to_string())
    };
    again.map(fault).collect()
}

fn calling_hours_faults(ranges: &[CallingHours]) -> Vec<Diagnostic> {
    if ranges.is_empty() {
        return vec![Diagnostic::new(Code::PolicyCallingHours).at("callingHours")];
    }
    let mut faults = Vec::new();
    let mut free_from = BTreeMap::new();
    for (index, range) in ranges.iter().enumerate() {
        let (from, to) = range.seconds();
        let free_from = free_from.entry(range.weekday).or_insert(0);
        if from < *free_from || from >= to {
            let path = format!("callingHours[{index}]");
            faults.push(Diagnostic::new(Code::PolicyCallingHours).at(path));
        }
        *free_from = to.max(*free_from);
    }
    faults
}

impl CallingHours {
    /// The half-open range in seconds of the day.
    fn seconds(&self) -> (i64, i64) {
        (self.from.second_of_day().into(), self.to.second_of_day().into())
    }
}

const EXPECTED_END: &str = "a time of day such as 18:00, or 24:00 for the end of the day";

/// A time of day at which a range ends: like a [`LocalTime`], or 24:00 for the end of the day (rule Z6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EndTime(u32);

impl EndTime {
    /// The end of the day, 24:00.
    pub const END_OF_DAY: Self = Self(86_400);

    /// Reads `HH:MM`, `HH:MM:SS` or `24:00` (rule Z6).
    ///
    /// # Errors
    ///
    /// `time.malformed` for anything else.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        match (text, LocalTime::read(text.as_bytes())) {
            ("24:00" | "24:00:00", _) => Ok(Self::END_OF_DAY),
            (_, Some(time)) => Ok(time.into()),
            (_, None) => Err(malformed(text, EXPECTED_END)),
        }
    }

    /// Seconds since 00:00 on the clock, 0 to 86,400.
    #[must_use]
    pub const fn second_of_day(self) -> u32 {
        self.0
    }
}

impl From<LocalTime> for EndTime {
    fn from(time: LocalTime) -> Self {
        Self(time.second_of_day())
    }
}

impl fmt::Display for EndTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match LocalTime::from_second_of_day(self.0) {
            Some(time) => time.fmt(f),
            None => f.write_str("24:00"),
        }
    }
}

text_on_the_wire!(EndTime, EXPECTED_END);

/// A company's zone and calendar, compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyTime {
    zone: Zone,
    calendar: Calendar,
    /// In ascending order.
    holidays: Vec<LocalDate>,
    /// In ascending order.
    extra_working_days: Vec<LocalDate>,
}

impl CompanyTime {
    /// Compiles a zone and a calendar.
    ///
    /// # Errors
    ///
    /// All faults of both: those of [`Zone::compile`] below `timeZone`, those of [`Calendar::faults`] below `calendar`.
    pub fn new(zone: &TimeZone, calendar: &Calendar) -> Result<Self, Vec<Diagnostic>> {
        let faults = calendar.faults().into_iter().map(|fault| fault.below("calendar"));
        let zone = match Zone::compile(zone) {
            Err(fault) => {
                return Err(iter::once(fault.below("timeZone")).chain(faults).collect());
            }
            Ok(zone) => zone,
        };
        let faults: Vec<_> = faults.collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let sorted = |dates: &[LocalDate]| {
            let mut dates = dates.to_vec();
            dates.sort_unstable();
            dates
        };
        Ok(Self {
            zone,
            calendar: calendar.clone(),
            holidays: sorted(&calendar.holidays),
            extra_working_days: sorted(&calendar.extra_working_days),
        })
    }

    /// The compiled zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The calendar as the policy gives it.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Whether the company works on that date (rules Z4 and Z5).
    #[must_use]
    pub fn is_working_day(&self, date: LocalDate) -> bool {
        let extra = self.extra_working_days.binary_search(&date).is_ok();
        let regular = self.calendar.working_days.contains(&date.weekday())
            && self.holidays.binary_search(&date).is_err();
        (extra || regular) && self.zone.has_date(date)
    }

    /// The first working day after a date (rule Z5).
    ///
    /// # Errors
    ///
    /// `calendar.no_working_day` when none of the next 366 dates is one; `time.out_of_range` when it lies after 2099.
    pub fn next_working_day(&self, after: LocalDate) -> Result<LocalDate, Diagnostic> {
        let found = self.working_days_after(after).next().ok_or_else(no_working_day)?;
        LocalDate::from_epoch_days(found.epoch_days())
            .ok_or_else(|| out_of_range(found.to_string()))
    }

    /// The default slot of a follow-up: the next working day after today's local date, at the given local time
    /// (rule F3), moved to the first instant inside the calling hours at or after that (rule Z6).
    ///
    /// # Errors
    ///
    /// `calendar.no_working_day` when none of the next 366 dates is a working day, or none has calling hours left;
    /// `time.out_of_range` when the slot would lie after 2099.
    ///
    /// ```
    /// use calliyo_core::time::{Calendar, CompanyTime, LocalTime, TimeZone, Timestamp};
    ///
    /// let kolkata = TimeZone::named("Asia/Kolkata");
    /// let company = CompanyTime::new(&kolkata, &Calendar::default()).map_err(|mut all| all.remove(0))?;
    /// let friday = Timestamp::parse("2026-05-15T13:00:00Z")?;
    /// let slot = company.default_slot(friday, LocalTime::parse("10:00")?)?;
    /// assert_eq!(slot.to_string(), "2026-05-18T04:30:00.000Z");
    /// # Ok::<(), calliyo_core::Diagnostic>(())
    /// ```
    pub fn default_slot(&self, now: Timestamp, at: LocalTime) -> Result<Timestamp, Diagnostic> {
        let mut days = self.working_days_after(self.zone.local_date(now)).peekable();
        let first = *days.peek().ok_or_else(no_working_day)?;
        let slot = self.zone.resolve_second(first, at);
        let slot = match &self.calendar.calling_hours {
            None => slot,
            Some(ranges) => days
                .find_map(|day| self.first_within(ranges, day, slot))
                .ok_or_else(no_working_day)?,
        };
        Timestamp::from_second(slot).ok_or_else(|| out_of_range(format!("{first}T{at}")))
    }

    /// Whether an instant lies in the calling hours of its local weekday (rule Z6); always when none are set.
    ///
    /// Holidays are another matter: see [`is_working_day`](Self::is_working_day).
    #[must_use]
    pub fn within_calling_hours(&self, instant: Timestamp) -> bool {
        let (date, time) = self.zone.to_local(instant);
        let second = i64::from(time.second_of_day());
        self.calendar.calling_hours.as_ref().is_none_or(|ranges| {
            ranges.iter().filter(|range| range.weekday == date.weekday()).any(|range| {
                let (from, to) = range.seconds();
                (from..to).contains(&second)
            })
        })
    }

    /// The first date of the week that a date is in (rule Z5).
    #[must_use]
    pub fn week_start(&self, date: LocalDate) -> LocalDate {
        let is_start = |date: &LocalDate| date.weekday() == self.calendar.week_starts_on;
        (-6..0).map(|days| date.shifted(days)).find(is_start).unwrap_or(date)
    }

    /// The instants of a local day (rule M2); see [`between`](Self::between).
    #[must_use]
    pub fn day(&self, date: LocalDate) -> Option<Period> {
        self.between(date, date.shifted(1))
    }

    /// The instants of the local week that a date is in (rule M2); see [`between`](Self::between).
    #[must_use]
    pub fn week(&self, date: LocalDate) -> Option<Period> {
        let start = self.week_start(date);
        self.between(start, start.shifted(7))
    }

    /// The instants of the local month that a date is in (rule M2); see [`between`](Self::between).
    #[must_use]
    pub fn month(&self, date: LocalDate) -> Option<Period> {
        let (first, next) = date.month_bounds()?;
        self.between(first, next)
    }

    /// The instants of the local dates of a half-open range (rule M2).
    ///
    /// A period starts at the first instant that has its first date (rule Z4) or, when that date has none, a later one;
    /// so neighbouring periods neither overlap nor leave a gap, and the period of a date without instants is empty.
    /// Where clocks go back over midnight the repeated end of a day belongs to the period of the next day.
    ///
    /// What lies before 1970 is left out. `None` when the dates are in the wrong order or the period ends after 2099.
    #[must_use]
    pub fn between(&self, from: LocalDate, to_exclusive: LocalDate) -> Option<Period> {
        if to_exclusive < from {
            return None;
        }
        let from = self.zone.first_from(from)?.max(Timestamp::MIN.second());
        let to = self.zone.first_from(to_exclusive)?.max(from);
        Some(Period { from: Timestamp::from_second(from)?, to: Timestamp::from_second(to)? })
    }

    /// The working days among the dates that rule Z5 looks at, also those after 2099.
    fn working_days_after(&self, date: LocalDate) -> impl Iterator<Item = LocalDate> {
        (1..=SEARCHED_DAYS)
            .map(move |days| date.shifted(days))
            .filter(|date| self.is_working_day(*date))
    }

    /// The first instant from `least` on within the calling hours of a date; both in seconds since 1970.
    fn first_within(&self, ranges: &[CallingHours], date: LocalDate, least: i64) -> Option<i64> {
        let ranges = ranges.iter().filter(|range| range.weekday == date.weekday());
        ranges.filter_map(|range| self.zone.first_showing(date, range.seconds(), least)).min()
    }
}

fn no_working_day() -> Diagnostic {
    Diagnostic::new(Code::CalendarNoWorkingDay)
}

/// A half-open range of instants (rule M2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Period {
    /// The first instant.
    pub from: Timestamp,
    /// The instant before which it ends.
    pub to: Timestamp,
}

impl Period {
    /// Whether the instant lies in the period.
    #[must_use]
    pub fn contains(&self, instant: Timestamp) -> bool {
        (self.from..self.to).contains(&instant)
    }
}
