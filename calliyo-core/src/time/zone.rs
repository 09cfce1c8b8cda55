//! The company's time zone: the policy's choice and its compiled form (rules Z2 to Z4).

use alloc::{format, string::String, vec::Vec};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

#[cfg(feature = "tzdb")]
use super::tzdb;
use super::{
    DAY,
    local::{LocalDate, LocalTime},
    offsets::Offsets,
    timestamp::Timestamp,
    tzif,
};
use crate::{Code, Diagnostic};

/// A company's time zone as its policy names it (rule Z2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TimeZone {
    /// An IANA name such as `Asia/Kolkata`, in exact case; links count too. With `data`, any name.
    pub name: String,
    /// The zone's own data, which then counts instead of the compiled database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<ZoneData>,
}

impl TimeZone {
    /// The zone of that name in the compiled database.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), data: None }
    }
}

/// Time-zone data: TZif bytes (RFC 9636), as in the files of `/usr/share/zoneinfo`; base64 text on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneData(pub Vec<u8>);

impl Serialize for ZoneData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for ZoneData {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self).map_err(de::Error::custom)
    }
}

/// A compiled time zone: every offset that it has from 1970 to 2099.
///
/// ```
/// use calliyo_core::time::{LocalDate, LocalTime, TimeZone, Zone};
///
/// let zone = Zone::compile(&TimeZone::named("America/New_York"))?;
/// let date = LocalDate::parse("2026-03-08")?;
/// let skipped = LocalTime::parse("02:30")?;
/// let instant = zone.resolve(date, skipped).map(|instant| instant.to_string());
/// assert_eq!(instant.as_deref(), Some("2026-03-08T07:30:00.000Z"));
/// # Ok::<(), calliyo_core::Diagnostic>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    offsets: Offsets,
}

impl Zone {
    /// Compiles a policy's time zone (rule Z2).
    ///
    /// # Errors
    ///
    /// `policy.unknown_time_zone` at `name` when there is no data and the compiled database, if any, lacks the name;
    /// `policy.malformed_time_zone` at `data` when the data cannot be read.
    pub fn compile(zone: &TimeZone) -> Result<Self, Diagnostic> {
        let name = &zone.name;
        let offsets = match &zone.data {
            Some(data) => tzif::offsets(&data.0).map_err(|detail| {
                Diagnostic::new(Code::PolicyMalformedTimeZone)
                    .at("data")
                    .with("zone", name.as_str())
                    .with("detail", detail)
            })?,
            None => compiled(name).ok_or_else(|| {
                Diagnostic::new(Code::PolicyUnknownTimeZone).at("name").with("zone", name.as_str())
            })?,
        };
        Ok(Self { name: name.clone(), offsets })
    }

    /// The name that the policy gives the zone.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The offset in force, in seconds east of UTC.
    #[must_use]
    pub fn offset_at(&self, instant: Timestamp) -> i32 {
        self.offsets.at(instant.second()).offset
    }

    /// The abbreviation of the offset in force, such as `IST`; the offset itself, such as `-03:00`, where the zone has
    /// none.
    #[must_use]
    pub fn designation_at(&self, instant: Timestamp) -> String {
        let local = self.offsets.at(instant.second());
        local.designation.clone().unwrap_or_else(|| offset_text(local.offset))
    }

    /// The date and time of day that clocks show; the part of a second is dropped.
    #[must_use]
    pub fn to_local(&self, instant: Timestamp) -> (LocalDate, LocalTime) {
        let second = instant.second();
        LocalDate::split(second.saturating_add(self.offsets.at(second).offset.into()))
    }

    /// The date that clocks show (rule Z4).
    #[must_use]
    pub fn local_date(&self, instant: Timestamp) -> LocalDate {
        self.to_local(instant).0
    }

    /// The instant at which clocks show that date and time (rule Z3); `None` outside the supported range.
    ///
    /// A local time that is skipped moves forward by the gap; one that comes twice means the first.
    #[must_use]
    pub fn resolve(&self, date: LocalDate, time: LocalTime) -> Option<Timestamp> {
        Timestamp::from_second(self.resolve_second(date, time))
    }

    /// The first instant of a local day (rule Z4); `None` for a date without instants and outside the supported range.
    ///
    /// It need not be 00:00: where clocks skip midnight the day starts later.
    #[must_use]
    pub fn start_of_day(&self, date: LocalDate) -> Option<Timestamp> {
        Timestamp::from_second(self.first_of(date)?)
    }

    /// Whether clocks ever show that date (rule Z4): a zone that moves across the date line skips one.
    #[must_use]
    pub fn has_date(&self, date: LocalDate) -> bool {
        self.first_of(date).is_some()
    }

    /// The instant with the local time of `now`, that many local calendar days earlier (rule X1).
    ///
    /// Resolved by rule Z3, milliseconds kept; `None` when it lies before 1970.
    #[must_use]
    pub fn days_back(&self, now: Timestamp, days: u32) -> Option<Timestamp> {
        let (today, time) = self.to_local(now);
        let date = today.shifted(i32::try_from(days).ok()?.checked_neg()?);
        Timestamp::from_second(self.resolve_second(date, time))
            .map(|instant| instant.saturating_add_millis(now.millis_of_second()))
    }

    /// Like [`resolve`](Self::resolve), in seconds since 1970 and also outside the supported range.
    pub(super) fn resolve_second(&self, date: LocalDate, time: LocalTime) -> i64 {
        self.offsets.resolve(date.second(time))
    }

    /// The first instant, in seconds since 1970, at which clocks show the date.
    fn first_of(&self, date: LocalDate) -> Option<i64> {
        self.first_showing(date, (0, DAY), i64::MIN)
    }

    /// The first instant from `least` on at which clocks show the date and a time of the half-open range; instants in
    /// seconds since 1970, times in seconds of the day.
    pub(super) fn first_showing(
        &self,
        date: LocalDate,
        times: (i64, i64),
        least: i64,
    ) -> Option<i64> {
        let day = date.first_second();
        let wall = (day.saturating_add(times.0), day.saturating_add(times.1));
        self.offsets.first_showing(wall, least)
    }

    /// The first instant, in seconds since 1970, at which clocks show the date or a later one.
    pub(super) fn first_from(&self, date: LocalDate) -> Option<i64> {
        self.offsets.first_showing((date.first_second(), i64::MAX), i64::MIN)
    }
}

#[cfg(feature = "tzdb")]
fn compiled(name: &str) -> Option<Offsets> {
    tzdb::offsets(name)
}

#[cfg(not(feature = "tzdb"))]
fn compiled(_name: &str) -> Option<Offsets> {
    None
}

/// An offset as `+05:30`, with seconds only where there are any.
fn offset_text(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let size = offset.unsigned_abs();
    let text = format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60);
    match size % 60 {
        0 => text,
        second => format!("{text}:{second:02}"),
    }
}
