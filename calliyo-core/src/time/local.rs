//! What a wall clock and a calendar show: local dates, times of day and weekdays (rules Z1 and Z4).

use core::fmt;

use calliyo_derive::Read;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{DAY, malformed, number, out_of_range, text_on_the_wire};
use crate::Diagnostic;

const EXPECTED_DATE: &str = "a date such as 2026-05-15";
const EXPECTED_TIME: &str = "a time of day such as 09:30 or 09:30:15";

/// A calendar date, in no time zone of its own; `YYYY-MM-DD` as text and on the wire (rule Z1).
///
/// Dates are made from 1970-01-01 to 2099-12-31. The local date of a supported instant can be one day before or after
/// that (1969-12-31 in New York), and the week of such a date can start some days earlier; these dates exist as answers
/// and cannot be read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDate(i32);

impl LocalDate {
    /// The first date that can be supplied, 1970-01-01.
    pub const MIN: Self = Self(0);

    /// The last date that can be supplied, 2099-12-31.
    pub const MAX: Self = Self(47_481);

    /// The date of that year, month (1 to 12) and day (1 to 31); `None` where there is none or the year is not
    /// supported.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::from_epoch_days(NaiveDate::from_ymd_opt(year, month, day)?.to_epoch_days())
    }

    /// The date that many days after 1970-01-01; `None` outside the supported years.
    #[must_use]
    pub fn from_epoch_days(days: i32) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&days).then_some(Self(days))
    }

    /// Reads `YYYY-MM-DD` (rule Z1).
    ///
    /// # Errors
    ///
    /// `time.malformed` for any other form and for a date that no calendar has; `time.out_of_range` for one before 1970
    /// or after 2099.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let date =
            Self::read_any_year(text.as_bytes()).ok_or_else(|| malformed(text, EXPECTED_DATE))?;
        Self::from_epoch_days(date.0).ok_or_else(|| out_of_range(text))
    }

    /// The date that many days later, or earlier when negative; `None` outside the supported years.
    #[must_use]
    pub fn add_days(self, days: i32) -> Option<Self> {
        Self::from_epoch_days(self.0.checked_add(days)?)
    }

    /// The year, such as 2026.
    #[must_use]
    pub fn year(self) -> i32 {
        self.naive().year()
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.naive().month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.naive().day()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match self.0.rem_euclid(7) {
            0 => Weekday::Thursday,
            1 => Weekday::Friday,
            2 => Weekday::Saturday,
            3 => Weekday::Sunday,
            4 => Weekday::Monday,
            5 => Weekday::Tuesday,
            _ => Weekday::Wednesday,
        }
    }

    /// Days since 1970-01-01; negative before.
    #[must_use]
    pub const fn epoch_days(self) -> i32 {
        self.0
    }

    /// Days from `earlier` to this date; negative when `earlier` is the later one.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// `YYYY-MM-DD` of any year; `None` for another form or a date that no calendar has.
    pub(super) fn read_any_year(text: &[u8]) -> Option<Self> {
        let [year @ .., b'-', m1, m2, b'-', d1, d2] = text else { return None };
        if year.len() != 4 {
            return None;
        }
        let year = i32::try_from(number(year)?).ok()?;
        let date = NaiveDate::from_ymd_opt(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?)?;
        Some(Self(date.to_epoch_days()))
    }

    /// The date and time of day of a clock that shows so many seconds after 1970-01-01 00:00:00.
    pub(super) fn split(second: i64) -> (Self, LocalTime) {
        let days = i32::try_from(second.div_euclid(DAY)).unwrap_or(i32::MAX);
        let of_day = u32::try_from(second.rem_euclid(DAY)).unwrap_or_default();
        (Self(days), LocalTime(of_day))
    }

    /// What a clock shows on this date at that time, in seconds after 1970-01-01 00:00:00.
    pub(super) fn second(self, time: LocalTime) -> i64 {
        self.first_second().saturating_add(time.0.into())
    }

    /// What a clock shows at the start of this date, in seconds after 1970-01-01 00:00:00.
    pub(super) fn first_second(self) -> i64 {
        i64::from(self.0).saturating_mul(DAY)
    }

    /// The date that many days after 1970-01-01, also outside the supported years.
    pub(crate) const fn of_epoch_days(days: i32) -> Self {
        Self(days)
    }

    /// The date that many days later, also outside the supported years.
    pub(super) const fn shifted(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The first date of this date's month and of the month after it, also outside the supported years.
    pub(crate) fn month_bounds(self) -> Option<(Self, Self)> {
        let first = self.naive().with_day(1)?;
        let next = first.checked_add_months(Months::new(1))?;
        Some((Self(first.to_epoch_days()), Self(next.to_epoch_days())))
    }

    /// The year, the month (1 to 12) and the day of the month (1 to 31).
    pub(super) fn ymd(self) -> (i32, u32, u32) {
        let date = self.naive();
        (date.year(), date.month(), date.day())
    }

    fn naive(self) -> NaiveDate {
        // Every date that is handed out lies within days of the supported years, far inside chrono's range.
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

text_on_the_wire!(LocalDate, EXPECTED_DATE, Self::MIN);

/// A time of day to the second, 00:00:00 to 23:59:59; `HH:MM` or `HH:MM:SS` as text and on the wire (rule Z1).
///
/// Seconds that are zero are not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LocalTime(u32);

impl LocalTime {
    /// The start of the day, 00:00.
    pub const MIDNIGHT: Self = Self(0);

    /// That hour (0 to 23), minute and second (0 to 59); `None` where one is larger.
    #[must_use]
    pub const fn from_hms(hour: u32, minute: u32, second: u32) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let minutes = hour.saturating_mul(60).saturating_add(minute);
        Some(Self(minutes.saturating_mul(60).saturating_add(second)))
    }

    /// The time that many seconds after 00:00 on the clock; `None` from 86,400 on.
    #[must_use]
    pub const fn from_second_of_day(second: u32) -> Option<Self> {
        if second < 86_400 { Some(Self(second)) } else { None }
    }

    /// Reads `HH:MM` or `HH:MM:SS` (rule Z1).
    ///
    /// # Errors
    ///
    /// `time.malformed` for any other form and for a time that no clock shows, 24:00 and leap seconds among them.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        Self::read(text.as_bytes()).ok_or_else(|| malformed(text, EXPECTED_TIME))
    }

    /// The same time without its seconds.
    #[must_use]
    pub const fn to_minute(self) -> Self {
        Self(self.0.saturating_sub(self.0 % 60))
    }

    /// Seconds since 00:00 on the clock, 0 to 86,399.
    #[must_use]
    pub const fn second_of_day(self) -> u32 {
        self.0
    }

    /// `HH:MM` or `HH:MM:SS`; `None` for another form or a time that no clock shows.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let [h1, h2, b':', m1, m2, seconds @ ..] = text else { return None };
        let second = match seconds {
            [] => 0,
            [b':', s1, s2] => number(&[*s1, *s2])?,
            _ => return None,
        };
        Self::from_hms(number(&[*h1, *h2])?, number(&[*m1, *m2])?, second)
    }

    /// Hour, minute and second.
    pub(super) const fn hms(self) -> (u32, u32, u32) {
        (self.0 / 3600, self.0 / 60 % 60, self.0 % 60)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.hms();
        write!(f, "{hour:02}:{minute:02}")?;
        if second != 0 {
            write!(f, ":{second:02}")?;
        }
        Ok(())
    }
}

text_on_the_wire!(LocalTime, EXPECTED_TIME, Self::MIDNIGHT);

/// A day of the week; `monday` to `sunday` on the wire.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Weekday {
    /// Monday, on which weeks start by default.
    #[default]
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// The seven days, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The wire name, such as `monday`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::Code;

    /// Z1: dates are `YYYY-MM-DD` and days that a calendar has.
    #[test]
    fn dates_are_read_strictly() {
        for text in ["1970-01-01", "2024-02-29", "2026-05-15", "2099-12-31"] {
            assert_eq!(LocalDate::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "2026-5-15",
            "26-05-15",
            "12026-05-15",
            "2026/05/15",
            "2026-02-29",
            "2026-04-31",
            "2026-00-10",
            "2026-10-00",
            "2026-05-15T",
            "-026-05-15",
            "2026-+5-15",
        ] {
            assert_eq!(LocalDate::parse(text).unwrap_err().code(), Code::TimeMalformed, "{text}");
        }
        for text in ["0000-01-01", "1969-12-31", "2100-01-01", "9999-12-31"] {
            assert_eq!(LocalDate::parse(text).unwrap_err().code(), Code::TimeOutOfRange, "{text}");
        }
    }

    /// Z1: dates count on from one another through every year of the range.
    #[test]
    fn dates_count_through_the_supported_years() {
        let mut date = LocalDate::MIN;
        let mut weekdays = Weekday::ALL.into_iter().cycle().skip(3);
        loop {
            assert_eq!(LocalDate::from_ymd(date.year(), date.month(), date.day()), Some(date));
            assert_eq!(Some(date.weekday()), weekdays.next());
            let Some(next) = date.add_days(1) else { break };
            assert_eq!(next.days_since(date), 1);
            date = next;
        }
        assert_eq!(date, LocalDate::MAX);
        assert_eq!(date.to_string(), "2099-12-31");
        assert_eq!(date.add_days(i32::MAX), None);
        assert_eq!(LocalDate::MIN.add_days(-1), None);
        assert_eq!(LocalDate::from_epoch_days(-1), None);
        assert_eq!(LocalDate::from_ymd(2100, 1, 1), None);
        assert_eq!(LocalDate::from_ymd(2026, 2, 29), None);
    }

    /// Z1: times of day are `HH:MM` or `HH:MM:SS`, and written without seconds that are zero.
    #[test]
    fn times_of_day_are_read_strictly() {
        for (text, expected) in [
            ("00:00", "00:00"),
            ("09:30", "09:30"),
            ("09:30:00", "09:30"),
            ("09:30:05", "09:30:05"),
            ("23:59:59", "23:59:59"),
        ] {
            let time = LocalTime::parse(text).unwrap();
            assert_eq!(time.to_string(), expected);
            assert_eq!(LocalTime::from_second_of_day(time.second_of_day()), Some(time));
        }
        for text in [
            "",
            "9:30",
            "09:3",
            "0930",
            "24:00",
            "09:60",
            "09:30:60",
            "09:30:5",
            "09:30:00.0",
            "+9:30",
        ] {
            assert_eq!(LocalTime::parse(text).unwrap_err().code(), Code::TimeMalformed, "{text}");
        }
        assert_eq!(LocalTime::from_hms(24, 0, 0), None);
        assert_eq!(LocalTime::from_second_of_day(86_400), None);
    }

    /// Z1: dates, times and weekdays are texts on the wire.
    #[test]
    fn dates_times_and_weekdays_are_texts_on_the_wire() {
        let text = r#"["2026-05-15","09:30","friday"]"#;
        let read: (LocalDate, LocalTime, Weekday) = serde_json::from_str(text).unwrap();
        assert_eq!(read.0.weekday(), read.2);
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
        for day in Weekday::ALL {
            assert_eq!(serde_json::to_value(day).unwrap(), day.as_str());
        }
        let fault = serde_json::from_str::<LocalDate>(r#""1969-12-31""#).unwrap_err().to_string();
        assert!(fault.starts_with("time.out_of_range: "), "{fault}");
    }
}
