//! Working days, calling hours and periods of the company (rules Z4 to Z6, F3, M2).

use alloc::{format, string::ToString, vec, vec::Vec};
use core::{fmt, iter};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    local::{LocalDate, LocalTime, Weekday},
    malformed, out_of_range, text_on_the_wire,
    timestamp::Timestamp,
    zone::{TimeZone, Zone},
};
use crate::{
    Code, Diagnostic,
    order::{self, Map, Set},
};

/// How many dates are looked at for the next working day (rule Z5).
const SEARCHED_DAYS: i32 = 366;

/// A company's calendar: the part of its policy that says when it works.
///
/// The default is Monday to Friday without holidays, weeks from Monday, and no calling hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
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
    pub calling_hours: Option<Vec<CallingHours>>,
}

/// A range of local times on a weekday in which leads may be called (rule Z6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
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
    let mut seen = Set::new();
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
    let mut busy_until: Map<Weekday, i64> = Map::new();
    for (index, range) in ranges.iter().enumerate() {
        let (from, to) = range.seconds();
        busy_until.change(range.weekday, |busy_until| {
            if from < *busy_until || from >= to {
                let path = format!("callingHours[{index}]");
                faults.push(Diagnostic::new(Code::PolicyCallingHours).at(path));
            }
            *busy_until = to.max(*busy_until);
        });
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

text_on_the_wire!(EndTime, EXPECTED_END, Self::END_OF_DAY);

/// A company's zone and calendar, compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyTime {
    zone: Zone,
    calendar: Calendar,
    /// Whether the company works on each weekday, from Monday.
    weekdays: [bool; 7],
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
            order::sort(&mut dates);
            dates
        };
        Ok(Self {
            zone,
            calendar: calendar.clone(),
            weekdays: Weekday::ALL.map(|weekday| calendar.working_days.contains(&weekday)),
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
        let weekday = self.weekdays.get(date.weekday() as usize).copied().unwrap_or_default();
        let regular = weekday && self.holidays.binary_search(&date).is_err();
        let works = regular || self.extra_working_days.binary_search(&date).is_ok();
        works && self.zone.has_date(date)
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
    /// # #[cfg(feature = "tzdb")] {
    /// use calliyo_core::time::{Calendar, CompanyTime, LocalTime, TimeZone, Timestamp};
    ///
    /// let kolkata = TimeZone::named("Asia/Kolkata");
    /// let company = CompanyTime::new(&kolkata, &Calendar::default()).map_err(|mut all| all.remove(0))?;
    /// let friday = Timestamp::parse("2026-05-15T13:00:00Z")?;
    /// let slot = company.default_slot(friday, LocalTime::parse("10:00")?)?;
    /// assert_eq!(slot.to_string(), "2026-05-18T04:30:00.000Z");
    /// # }
    /// # Ok::<(), calliyo_core::Diagnostic>(())
    /// ```
    pub fn default_slot(&self, now: Timestamp, at: LocalTime) -> Result<Timestamp, Diagnostic> {
        let today = self.zone.local_date(now);
        let first = self.working_days_after(today).next().ok_or_else(no_working_day)?;
        let slot = self.zone.resolve_second(first, at);
        let slot = match &self.calendar.calling_hours {
            None => slot,
            Some(ranges) => self
                .working_days_after(today)
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
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

#[cfg(all(test, feature = "tzdb"))]
mod tests {
    use std::string::String;

    use super::*;

    fn instant(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn date(text: &str) -> LocalDate {
        LocalDate::parse(text).unwrap()
    }

    fn time(text: &str) -> LocalTime {
        LocalTime::parse(text).unwrap()
    }

    fn hours(weekday: Weekday, from: &str, to: &str) -> CallingHours {
        CallingHours { weekday, from: time(from), to: EndTime::parse(to).unwrap() }
    }

    fn company(zone: &str, calendar: &Calendar) -> CompanyTime {
        CompanyTime::new(&TimeZone::named(zone), calendar).unwrap()
    }

    fn slot(company: &CompanyTime, now: &str, at: &str) -> Result<String, Code> {
        let slot = company.default_slot(instant(now), time(at));
        slot.map(|slot| slot.to_string()).map_err(|fault| fault.code())
    }

    fn spans(period: Option<Period>) -> Option<(String, String)> {
        period.map(|period| (period.from.to_string(), period.to.to_string()))
    }

    /// F3: the default slot is the next working day after today's local date, at its local time.
    #[test]
    fn the_default_slot_is_the_next_working_day() {
        let kolkata = company("Asia/Kolkata", &Calendar::default());
        let check = |now, expected: &str| {
            assert_eq!(slot(&kolkata, now, "10:00").as_deref(), Ok(expected), "{now}");
        };
        check("2026-05-15T13:00:00Z", "2026-05-18T04:30:00.000Z");
        check("2026-05-17T18:29:59Z", "2026-05-18T04:30:00.000Z");
        check("2026-05-17T18:30:00Z", "2026-05-19T04:30:00.000Z");
        let new_york = company(
            "America/New_York",
            &Calendar { working_days: Weekday::ALL.into(), ..Calendar::default() },
        );
        let gap = slot(&new_york, "2026-03-07T12:00:00Z", "02:30");
        assert_eq!(gap.as_deref(), Ok("2026-03-08T07:30:00.000Z"));
        let fold = slot(&new_york, "2026-10-31T12:00:00Z", "01:30");
        assert_eq!(fold.as_deref(), Ok("2026-11-01T05:30:00.000Z"));
    }

    /// Z5: working days are weekdays less holidays, plus extra working days, which beat a holiday.
    #[test]
    fn extra_working_days_beat_holidays() {
        let company = company(
            "Asia/Kolkata",
            &Calendar {
                holidays: vec![date("2026-05-20"), date("2026-05-18"), date("2026-05-24")],
                extra_working_days: vec![
                    date("2026-05-24"),
                    date("2026-05-20"),
                    date("2026-05-16"),
                ],
                ..Calendar::default()
            },
        );
        for (day, works) in [
            ("2026-05-15", true),
            ("2026-05-16", true),
            ("2026-05-17", false),
            ("2026-05-18", false),
            ("2026-05-20", true),
            ("2026-05-23", false),
            ("2026-05-24", true),
        ] {
            assert_eq!(company.is_working_day(date(day)), works, "{day}");
        }
        assert_eq!(company.next_working_day(date("2026-05-15")), Ok(date("2026-05-16")));
        assert_eq!(company.next_working_day(date("2026-05-16")), Ok(date("2026-05-19")));
    }

    /// Z5: the search for a working day ends after 366 days.
    #[test]
    fn the_search_for_a_working_day_ends_after_366_days() {
        let only = |day| {
            company(
                "Asia/Kolkata",
                &Calendar {
                    working_days: vec![],
                    extra_working_days: vec![date(day)],
                    ..Calendar::default()
                },
            )
        };
        let today = date("2026-05-15");
        assert_eq!(only("2027-05-16").next_working_day(today), Ok(date("2027-05-16")));
        let beyond = only("2027-05-17");
        let code = beyond.next_working_day(today).unwrap_err().code();
        assert_eq!(code, Code::CalendarNoWorkingDay);
        let now = "2026-05-15T13:00:00Z";
        assert_eq!(slot(&beyond, now, "10:00"), Err(Code::CalendarNoWorkingDay));
        assert_eq!(slot(&only("2026-05-15"), now, "10:00"), Err(Code::CalendarNoWorkingDay));
    }

    /// Z1, Z5: a working day or slot after 2099 is out of range.
    #[test]
    fn slots_after_2099_are_out_of_range() {
        let company = company("Asia/Kolkata", &Calendar::default());
        let code = company.next_working_day(LocalDate::MAX).unwrap_err().code();
        assert_eq!(code, Code::TimeOutOfRange);
        let late = slot(&company, "2099-12-31T12:00:00Z", "10:00");
        assert_eq!(late, Err(Code::TimeOutOfRange));
    }

    /// Z4, Z5: a date without instants is never a working day.
    #[test]
    fn a_skipped_date_is_no_working_day() {
        let skipped = date("2011-12-30");
        let calendar = Calendar {
            working_days: Weekday::ALL.into(),
            extra_working_days: vec![skipped],
            ..Calendar::default()
        };
        assert!(!company("Pacific/Apia", &calendar).is_working_day(skipped));
        assert!(company("Asia/Kolkata", &calendar).is_working_day(skipped));
        let next = company("Pacific/Apia", &calendar).next_working_day(date("2011-12-29"));
        assert_eq!(next, Ok(date("2011-12-31")));
    }

    /// Z6: the default slot moves to the first instant inside the calling hours at or after its time.
    #[test]
    fn the_default_slot_moves_into_the_calling_hours() {
        use Weekday::{Friday, Monday, Sunday, Tuesday};
        let company = company(
            "Asia/Kolkata",
            &Calendar {
                calling_hours: Some(vec![
                    hours(Monday, "11:00", "13:00"),
                    hours(Monday, "15:00", "24:00"),
                    hours(Friday, "08:00", "09:00"),
                    hours(Sunday, "00:00", "24:00"),
                ]),
                ..Calendar::default()
            },
        );
        let friday = "2026-05-15T13:00:00Z";
        for (at, expected) in [
            ("10:00", "2026-05-18T05:30:00.000Z"),
            ("11:00", "2026-05-18T05:30:00.000Z"),
            ("12:59:59", "2026-05-18T07:29:59.000Z"),
            ("13:00", "2026-05-18T09:30:00.000Z"),
            ("23:59:59", "2026-05-18T18:29:59.000Z"),
        ] {
            assert_eq!(slot(&company, friday, at).as_deref(), Ok(expected), "{at}");
        }
        // Tuesday to Thursday have no hours, and on Friday they are over at ten only if the slot is on Friday itself.
        let monday = "2026-05-18T13:00:00Z";
        let later = slot(&company, monday, "10:00");
        assert_eq!(later.as_deref(), Ok("2026-05-22T02:30:00.000Z"));
        let over = slot(&company, "2026-05-21T13:00:00Z", "10:00");
        assert_eq!(over.as_deref(), Ok("2026-05-25T05:30:00.000Z"));
        let never = CompanyTime::new(
            &TimeZone::named("UTC"),
            &Calendar {
                working_days: vec![Tuesday],
                calling_hours: Some(vec![hours(Monday, "09:00", "10:00")]),
                ..Calendar::default()
            },
        );
        assert_eq!(slot(&never.unwrap(), friday, "10:00"), Err(Code::CalendarNoWorkingDay));
    }

    /// Z3, Z6: calling hours that clocks skip or repeat are those that clocks show.
    #[test]
    fn calling_hours_are_what_clocks_show() {
        let company = company(
            "America/New_York",
            &Calendar {
                working_days: Weekday::ALL.into(),
                calling_hours: Some(vec![
                    hours(Weekday::Sunday, "01:00", "01:30"),
                    hours(Weekday::Sunday, "02:15", "03:10"),
                ]),
                ..Calendar::default()
            },
        );
        let gap = slot(&company, "2026-03-07T12:00:00Z", "01:30");
        assert_eq!(gap.as_deref(), Ok("2026-03-08T07:00:00.000Z"));
        let repeated = slot(&company, "2026-10-31T12:00:00Z", "01:45");
        assert_eq!(repeated.as_deref(), Ok("2026-11-01T06:00:00.000Z"));
        for (at, within) in [
            ("2026-11-01T05:00:00Z", true),
            ("2026-11-01T05:30:00Z", false),
            ("2026-11-01T06:29:59.999Z", true),
            ("2026-11-02T06:00:00Z", false),
        ] {
            assert_eq!(company.within_calling_hours(instant(at)), within, "{at}");
        }
    }

    /// Z6: without calling hours any instant is inside them.
    #[test]
    fn without_calling_hours_any_time_will_do() {
        let company = company("UTC", &Calendar::default());
        assert!(company.within_calling_hours(Timestamp::MIN));
        assert!(company.within_calling_hours(Timestamp::MAX));
    }

    /// Z6: a range of calling hours may end at 24:00.
    #[test]
    fn a_range_may_end_at_the_end_of_the_day() {
        for (text, expected) in [("18:00", "18:00"), ("24:00", "24:00"), ("24:00:00", "24:00")] {
            assert_eq!(EndTime::parse(text).unwrap().to_string(), expected);
        }
        for text in ["24:01", "25:00", "24", ""] {
            assert_eq!(EndTime::parse(text).unwrap_err().code(), Code::TimeMalformed);
        }
    }

    /// G2, Z2: every fault of zone and calendar is found at once, each with its path.
    #[test]
    fn every_fault_is_found_at_once() {
        use Weekday::{Friday, Monday};
        let calendar = Calendar {
            working_days: vec![Monday, Friday, Monday],
            holidays: vec![date("2026-05-18"), date("2026-05-19"), date("2026-05-18")],
            extra_working_days: vec![date("2026-05-18"), date("2026-05-18")],
            calling_hours: Some(vec![
                hours(Monday, "09:00", "12:00"),
                hours(Friday, "10:00", "10:00"),
                hours(Monday, "12:00", "13:00"),
                hours(Monday, "12:30", "14:00"),
                hours(Friday, "18:00", "09:00"),
            ]),
            ..Calendar::default()
        };
        let faults = CompanyTime::new(&TimeZone::named("Nowhere"), &calendar).unwrap_err();
        let found: Vec<_> = faults.iter().map(|fault| (fault.code(), fault.path())).collect();
        assert_eq!(
            found,
            [
                (Code::PolicyUnknownTimeZone, "timeZone.name"),
                (Code::PolicyDuplicateEntry, "calendar.workingDays[2]"),
                (Code::PolicyDuplicateEntry, "calendar.holidays[2]"),
                (Code::PolicyDuplicateEntry, "calendar.extraWorkingDays[1]"),
                (Code::PolicyCallingHours, "calendar.callingHours[1]"),
                (Code::PolicyCallingHours, "calendar.callingHours[3]"),
                (Code::PolicyCallingHours, "calendar.callingHours[4]"),
            ]
        );
        assert_eq!(faults[1].param("entry"), Some(&"monday".into()));
        assert_eq!(faults[2].param("entry"), Some(&"2026-05-18".into()));
        let none = Calendar { calling_hours: Some(vec![]), ..Calendar::default() };
        assert_eq!(none.faults().len(), 1);
        assert_eq!(Calendar::default().faults(), []);
    }

    /// M2: days, weeks and months are the company's local ones, as half-open instants.
    #[test]
    fn periods_are_local_and_half_open() {
        let kolkata = company("Asia/Kolkata", &Calendar::default());
        let friday = date("2026-05-15");
        let check = |period, from: &str, to: &str| {
            assert_eq!(spans(period), Some((from.into(), to.into())));
        };
        check(kolkata.day(friday), "2026-05-14T18:30:00.000Z", "2026-05-15T18:30:00.000Z");
        check(kolkata.week(friday), "2026-05-10T18:30:00.000Z", "2026-05-17T18:30:00.000Z");
        check(kolkata.month(friday), "2026-04-30T18:30:00.000Z", "2026-05-31T18:30:00.000Z");
        let day = kolkata.day(friday).unwrap();
        assert!(day.contains(day.from));
        assert!(!day.contains(day.to));
        assert_eq!(kolkata.between(friday, date("2026-05-14")), None);
        let sunday = Calendar { week_starts_on: Weekday::Sunday, ..Calendar::default() };
        let sunday = company("Asia/Kolkata", &sunday);
        assert_eq!(sunday.week_start(date("2026-05-16")), date("2026-05-10"));
        assert_eq!(sunday.week_start(date("2026-05-17")), date("2026-05-17"));
        let sao_paulo = company("America/Sao_Paulo", &Calendar::default());
        check(
            sao_paulo.day(date("2018-11-04")),
            "2018-11-04T03:00:00.000Z",
            "2018-11-05T02:00:00.000Z",
        );
    }

    /// M2, Z4: neighbouring periods meet, also around a date that a zone skips.
    #[test]
    fn neighbouring_periods_meet() {
        for (zone, around) in [
            ("Pacific/Apia", "2011-12-30"),
            ("America/St_Johns", "2000-10-29"),
            ("America/Sao_Paulo", "2018-11-04"),
            ("Asia/Kolkata", "1970-01-01"),
        ] {
            let company = company(zone, &Calendar::default());
            let first = date(around).shifted(-3);
            let periods: Vec<_> =
                (0..6).map(|days| company.day(first.shifted(days)).unwrap()).collect();
            assert!(periods.windows(2).all(|pair| pair[0].to == pair[1].from), "{zone}");
            let whole = company.between(first, first.shifted(6)).unwrap();
            assert_eq!((whole.from, whole.to), (periods[0].from, periods[5].to), "{zone}");
        }
        let apia = company("Pacific/Apia", &Calendar::default());
        let skipped = apia.day(date("2011-12-30")).unwrap();
        assert_eq!(skipped.from, skipped.to);
    }

    /// M2, Z1: a period leaves out what lies before 1970 and cannot end after 2099.
    #[test]
    fn periods_keep_to_the_supported_range() {
        let kolkata = company("Asia/Kolkata", &Calendar::default());
        assert_eq!(kolkata.day(LocalDate::MIN).unwrap().from, Timestamp::MIN);
        assert_eq!(kolkata.month(LocalDate::MAX).unwrap().to, instant("2099-12-31T18:30:00Z"));
        let new_york = company("America/New_York", &Calendar::default());
        assert_eq!(new_york.month(LocalDate::MAX), None);
        assert!(new_york.between(LocalDate::MIN, LocalDate::MAX).is_some());
    }

    /// Z5, Z6: a calendar is read with its defaults, and written with every field.
    #[test]
    fn a_calendar_has_a_wire_form() {
        let calendar: Calendar = serde_json::from_str("{}").unwrap();
        assert_eq!(calendar, Calendar::default());
        let text = r#"{"workingDays":["monday"],"holidays":["2026-05-18"],"extraWorkingDays":[],"weekStartsOn":"sunday","callingHours":[{"weekday":"monday","from":"09:00","to":"24:00"}]}"#;
        let calendar: Calendar = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&calendar).unwrap(), text);
        let text = serde_json::to_string(&Calendar::default()).unwrap();
        assert!(text.ends_with(r#","callingHours":null}"#), "{text}");
    }
}
