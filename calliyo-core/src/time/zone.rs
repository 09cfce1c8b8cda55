//! The company's time zone: the policy's choice and its compiled form (rules Z2 to Z4).

use alloc::{format, string::String, vec, vec::Vec};

use base64::{DecodeError, Engine, engine::general_purpose::STANDARD};
use calliyo_derive::Read;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::Error};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TimeZone {
    /// An IANA name such as `Asia/Kolkata`, in exact case; links count too. With `data`, any name.
    pub name: String,
    /// The zone's own data, which then counts instead of the compiled database.
    #[serde(default)]
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

impl ZoneData {
    /// The bytes that base64 text stands for.
    pub(crate) fn decoded(text: &str) -> Result<Self, DecodeError> {
        STANDARD.decode(text).map(Self)
    }
}

impl Serialize for ZoneData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // `encode` would panic if it wrote no text, and what words a panic takes is 1 kB of the compressed module.
        let length = base64::encoded_len(self.0.len(), true).unwrap_or_default();
        let mut text = vec![0; length];
        STANDARD.encode_slice(&self.0, &mut text).map_err(Error::custom)?;
        serializer.serialize_str(&String::from_utf8(text).map_err(Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for ZoneData {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::decoded(&text).map_err(de::Error::custom)
    }
}

/// A compiled time zone: every offset that it has from 1970 to 2099.
///
/// ```
/// # #[cfg(feature = "tzdb")] {
/// use calliyo_core::time::{LocalDate, LocalTime, TimeZone, Zone};
///
/// let zone = Zone::compile(&TimeZone::named("America/New_York"))?;
/// let date = LocalDate::parse("2026-03-08")?;
/// let skipped = LocalTime::parse("02:30")?;
/// let instant = zone.resolve(date, skipped).map(|instant| instant.to_string());
/// assert_eq!(instant.as_deref(), Some("2026-03-08T07:30:00.000Z"));
/// # }
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
            // UTC needs no database: the default policy holds without one.
            None if name == "UTC" => Offsets::fixed(0, "UTC"),
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
        self.offsets.shows(date)
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

    /// The offset at an instant, and every change up to another with the offset from then on: seconds since 1970, and
    /// seconds east of UTC.
    pub(crate) fn offsets_between(
        &self,
        first: Timestamp,
        last: Timestamp,
    ) -> impl Iterator<Item = (i64, i32)> {
        self.offsets.between(first.second(), last.second().saturating_add(1))
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

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;

    /// Z2: UTC is known with and without the database
    #[test]
    fn utc_needs_no_database() {
        let zone = Zone::compile(&TimeZone::named("UTC")).unwrap();
        let now = Timestamp::parse("2026-05-15T13:00:00Z").unwrap();
        assert_eq!(zone.offset_at(now), 0);
        assert_eq!(zone.designation_at(now), "UTC");
        assert_eq!(zone.to_local(now).1, LocalTime::from_hms(13, 0, 0).unwrap());
    }

    /// TZif bytes of a version from 2 on without transitions: nothing but a rule for all times.
    fn zone_by_rule(version: u8, rule: &str) -> TimeZone {
        let mut block = [b"TZif".as_slice(), &[version], &[0; 15]].concat();
        for count in [0_u32, 0, 0, 0, 1, 4] {
            block.extend(count.to_be_bytes());
        }
        block.extend([0, 0, 0, 0, 0, 0]);
        block.extend(b"STD\0");
        let data = [&block, &block, b"\n".as_slice(), rule.as_bytes(), b"\n"].concat();
        TimeZone { name: "Company/Own".into(), data: Some(ZoneData(data)) }
    }

    fn instant(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn date(text: &str) -> LocalDate {
        LocalDate::parse(text).unwrap()
    }

    fn time(text: &str) -> LocalTime {
        LocalTime::parse(text).unwrap()
    }

    /// Z2: zone data counts even under a name that no database has.
    #[test]
    fn supplied_zone_data_counts_whatever_the_name() {
        for version in [b'2', b'3', b'4'] {
            let zone = Zone::compile(&zone_by_rule(version, "EST5EDT,M3.2.0,M11.1.0")).unwrap();
            assert_eq!(zone.name(), "Company/Own");
            assert_eq!(zone.offset_at(instant("2026-01-01T00:00:00Z")), -5 * 3600);
            assert_eq!(zone.offset_at(instant("2026-07-01T00:00:00Z")), -4 * 3600);
            assert_eq!(zone.designation_at(instant("2099-07-01T00:00:00Z")), "EDT");
            let skipped = zone.resolve(date("2026-03-08"), time("02:30"));
            assert_eq!(skipped, Some(instant("2026-03-08T07:30:00Z")));
        }
    }

    /// Z2: data that cannot be read is a fault with its reason, never a panic.
    #[test]
    fn unreadable_zone_data_is_refused() {
        let TimeZone { data: Some(ZoneData(good)), .. } = zone_by_rule(b'3', "<+0530>-5:30") else {
            panic!("the zone has data");
        };
        let compile = |bytes: &[u8]| {
            Zone::compile(&TimeZone { name: "X".into(), data: Some(ZoneData(bytes.into())) })
        };
        assert!(compile(&good).is_ok());
        for length in 0..good.len() {
            let fault = compile(&good[..length]).unwrap_err();
            assert_eq!((fault.code(), fault.path()), (Code::PolicyMalformedTimeZone, "data"));
        }
        for index in 0..good.len() {
            for value in [0, 1, b'2', b'9', 0x7F, 0x80, 0xFF] {
                let mut bytes = good.clone();
                bytes[index] = value;
                let _ = compile(&bytes);
            }
        }
        let far = zone_by_rule(b'3', "<+99>-167");
        assert_eq!(Zone::compile(&far).unwrap_err().code(), Code::PolicyMalformedTimeZone);
    }

    /// Z2: data without a rule for later years keeps its last entry, and has its first before all others.
    #[test]
    fn zone_data_without_a_rule_keeps_its_last_offset() {
        let mut data = [b"TZif\0".as_slice(), &[0; 15]].concat();
        for count in [0_u32, 0, 0, 1, 2, 8] {
            data.extend(count.to_be_bytes());
        }
        data.extend(1_000_000_000_i32.to_be_bytes());
        data.push(1);
        for (offset, name) in [(0_i32, 0), (19_800, 4)] {
            data.extend(offset.to_be_bytes());
            data.extend([0, name]);
        }
        data.extend(b"GMT\0IST\0");
        let zone = TimeZone { name: "X".into(), data: Some(ZoneData(data)) };
        let zone = Zone::compile(&zone).unwrap();
        assert_eq!(zone.designation_at(Timestamp::MIN), "GMT");
        let change = Timestamp::from_second(1_000_000_000).unwrap();
        assert_eq!(zone.offset_at(change.saturating_add_millis(-1)), 0);
        assert_eq!(zone.offset_at(change), 19_800);
        assert_eq!(zone.designation_at(Timestamp::MAX), "IST");
    }

    /// Z2: on the wire a zone is its name and, if it brings any, its data as base64 text.
    #[test]
    fn a_time_zone_has_a_wire_form() {
        let named = r#"{"name":"Asia/Kolkata"}"#;
        let zone: TimeZone = serde_json::from_str(named).unwrap();
        assert_eq!(zone, TimeZone::named("Asia/Kolkata"));
        assert_eq!(serde_json::to_string(&zone).unwrap(), r#"{"name":"Asia/Kolkata","data":null}"#);
        let own = r#"{"name":"X","data":"VFppZg=="}"#;
        let zone: TimeZone = serde_json::from_str(own).unwrap();
        assert_eq!(zone.data, Some(ZoneData(b"TZif".to_vec())));
        assert_eq!(serde_json::to_string(&zone).unwrap(), own);
        assert!(serde_json::from_str::<TimeZone>(r#"{"name":"X","data":"?"}"#).is_err());
    }

    /// Z4: local dates near the ends of the supported range are shown although they cannot be supplied.
    #[test]
    fn dates_just_outside_the_range_are_shown() {
        let west = Zone::compile(&zone_by_rule(b'3', "AAA11")).unwrap();
        assert_eq!(west.local_date(Timestamp::MIN).to_string(), "1969-12-31");
        assert_eq!(west.start_of_day(LocalDate::MIN), Some(instant("1970-01-01T11:00:00Z")));
        let east = Zone::compile(&zone_by_rule(b'3', "AAA-11")).unwrap();
        assert_eq!(east.local_date(Timestamp::MAX).to_string(), "2100-01-01");
        assert_eq!(east.start_of_day(LocalDate::MIN), None);
        assert!(east.has_date(LocalDate::MIN));
        assert_eq!(east.resolve(LocalDate::MIN, time("10:59:59")), None);
        assert_eq!(east.resolve(LocalDate::MIN, time("11:00")), Some(Timestamp::MIN));
    }

    /// X1: the cut-off keeps the local time to the millisecond, and ends with the supported range.
    #[test]
    fn days_back_ends_with_the_supported_range() {
        let zone = Zone::compile(&zone_by_rule(b'3', "AAA-5:30")).unwrap();
        let now = instant("1970-01-03T00:00:00.123Z");
        assert_eq!(zone.days_back(now, 2), Some(instant("1970-01-01T00:00:00.123Z")));
        assert_eq!(zone.days_back(now, 3), None);
        assert_eq!(zone.days_back(now, u32::MAX), None);
        assert_eq!(
            zone.days_back(Timestamp::MAX, 1).map(|at| at.millis_since(Timestamp::MAX)),
            Some(-86_400_000)
        );
    }

    #[cfg(feature = "tzdb")]
    mod with_database {
        use std::{fs, sync::LazyLock};

        use chrono::{DateTime, LocalResult, NaiveDateTime, Offset, TimeZone as _};
        use chrono_tz::{OffsetName, TZ_VARIANTS, Tz};

        use super::*;

        /// Every zone of the database but those with the same table as another.
        static ZONES: LazyLock<Vec<(Tz, Zone)>> = LazyLock::new(|| {
            let mut zones: Vec<(Tz, Zone)> = Vec::new();
            for reference in TZ_VARIANTS {
                let zone = zone(reference.name());
                if zones.iter().all(|(_, other)| other.offsets != zone.offsets) {
                    zones.push((reference, zone));
                }
            }
            zones
        });

        /// The data of a zone as the machine that runs the test has it, if it has any.
        fn installed(name: &str) -> Option<TimeZone> {
            let data = fs::read(format!("/usr/share/zoneinfo/{name}")).ok()?;
            Some(TimeZone { name: name.into(), data: Some(ZoneData(data)) })
        }

        fn zone(name: &str) -> Zone {
            Zone::compile(&TimeZone::named(name)).unwrap()
        }

        fn resolved(zone_name: &str, on: &str, at: &str) -> Option<String> {
            zone(zone_name).resolve(date(on), time(at)).map(|at| at.to_string())
        }

        fn day_start(zone_name: &str, on: &str) -> Option<String> {
            zone(zone_name).start_of_day(date(on)).map(|at| at.to_string())
        }

        /// The answer of the database itself by rule Z3.
        fn expected_instant(zone: Tz, wall: NaiveDateTime) -> i64 {
            match zone.offset_from_local_datetime(&wall) {
                LocalResult::Single(offset) | LocalResult::Ambiguous(offset, _) => {
                    wall.and_utc().timestamp() - i64::from(offset.fix().local_minus_utc())
                }
                LocalResult::None => {
                    let before = wall - chrono::Duration::hours(25);
                    let offset = zone.offset_from_local_datetime(&before).earliest().unwrap();
                    wall.and_utc().timestamp() - i64::from(offset.fix().local_minus_utc())
                }
            }
        }

        fn agrees_at(zone: &Zone, reference: Tz, second: i64) {
            let Some(at) = Timestamp::from_second(second) else { return };
            let wall = DateTime::from_timestamp(second, 0).unwrap().naive_utc();
            let offset = reference.offset_from_utc_datetime(&wall);
            assert_eq!(zone.offset_at(at), offset.fix().local_minus_utc(), "{reference} {at}");
            let designation = zone.designation_at(at);
            match offset.abbreviation() {
                Some(name) if !name.starts_with(['+', '-']) => {
                    assert_eq!(designation, name, "{reference} {at}");
                }
                _ => assert_eq!(designation, offset_text(zone.offset_at(at))),
            }
        }

        fn agrees_on_wall(zone: &Zone, reference: Tz, wall: i64) {
            let expected =
                expected_instant(reference, DateTime::from_timestamp(wall, 0).unwrap().naive_utc());
            let (on, at) = LocalDate::split(wall);
            assert_eq!(zone.resolve_second(on, at), expected, "{reference} {on} {at}");
        }

        /// Z2, Z3: every zone of the database answers as the database does, around each change and between.
        #[test]
        fn every_zone_agrees_with_the_database() {
            let mut random = 0x2545_F491_4F6C_DD1D_u64;
            for (reference, zone) in ZONES.iter() {
                for change in zone.offsets.change_seconds() {
                    agrees_at(zone, *reference, change - 1);
                    agrees_at(zone, *reference, change);
                    for away in [-7201, -3600, -1800, -1, 0, 1, 900, 1799, 3599, 7200] {
                        agrees_on_wall(
                            zone,
                            *reference,
                            change + i64::from(zone.offsets.at(change).offset) + away,
                        );
                    }
                }
                for _ in 0..100 {
                    random ^= random << 13;
                    random ^= random >> 7;
                    random ^= random << 17;
                    let second = (random % 4_102_444_800) as i64;
                    agrees_at(zone, *reference, second);
                    agrees_on_wall(zone, *reference, second);
                }
            }
        }

        /// Z3: a time on the clock means the same instant by the table of times as by the spans themselves.
        #[test]
        fn both_ways_to_resolve_a_time_agree() {
            for (reference, zone) in ZONES.iter() {
                let slow = zone.offsets.without_walls();
                for change in zone.offsets.change_seconds() {
                    for shown in [change - 1, change] {
                        let wall = shown + i64::from(zone.offsets.at(shown).offset);
                        for away in [-90_000, -3601, -3600, -1, 0, 1, 1800, 3599, 3600, 90_000] {
                            let (fast, slow) =
                                (zone.offsets.resolve(wall + away), slow.resolve(wall + away));
                            assert_eq!(fast, slow, "{reference} {wall} {away}");
                        }
                    }
                }
            }
        }

        /// Z2: no stay at an offset is so short that it goes unseen.
        #[test]
        fn no_short_stay_at_an_offset_goes_unseen() {
            for (reference, zone) in ZONES.iter() {
                for second in (0..4_102_444_800).step_by(3 * 86_400) {
                    let wall = DateTime::from_timestamp(second, 0).unwrap().naive_utc();
                    let offset = reference.offset_from_utc_datetime(&wall).fix();
                    let found = zone.offsets.at(second).offset;
                    assert_eq!(found, offset.local_minus_utc(), "{reference} {wall}");
                }
            }
        }

        /// Z4: around every change near midnight, a day starts at the first instant that shows its date.
        #[test]
        fn a_day_starts_at_the_first_instant_that_shows_its_date() {
            let (mut late, mut repeated, mut missing) = (0, 0, 0);
            for (reference, zone) in ZONES.iter() {
                let offset = |second: i64| i64::from(zone.offsets.at(second).offset);
                let shown = |second: i64| (second + offset(second)).div_euclid(DAY);
                let changes = zone.offsets.change_seconds();
                // Later years repeat the rules of 2037.
                for change in changes.into_iter().take_while(|change| *change < 2_145_916_800) {
                    let (before, after) = (change + offset(change - 1), change + offset(change));
                    let (low, high) = (before.min(after), before.max(after));
                    if (low - 1).div_euclid(DAY) == high.div_euclid(DAY) {
                        continue;
                    }
                    // In steps that meet both the change and every midnight of whole minutes.
                    let steps = || (change - DAY - DAY / 2..change + DAY + DAY / 2).step_by(60);
                    for day in (low - 1).div_euclid(DAY)..=high.div_euclid(DAY) {
                        let date = LocalDate::split(day * DAY).0;
                        let first = steps().find(|second| shown(*second) == day);
                        let Some(start) = zone.first_of(date) else {
                            assert_eq!(first, None, "{reference} {date}");
                            missing += 1;
                            continue;
                        };
                        if first == steps().next() {
                            continue; // it began before the steps do
                        }
                        assert_eq!(shown(start), day, "{reference} {date}");
                        assert_ne!(shown(start - 1), day, "{reference} {date}");
                        assert!(first.is_some_and(|first| (0..60).contains(&(first - start))));
                        late += i32::from((start + offset(start)).rem_euclid(DAY) != 0);
                        repeated += i32::from(start < change && shown(change) < day);
                    }
                }
            }
            assert!(late > 0 && repeated > 0 && missing > 0, "{late} {repeated} {missing}");
        }

        /// Z2: names count in exact case, links included.
        #[test]
        fn a_zone_name_counts_in_exact_case() {
            assert_eq!(zone("Asia/Calcutta").offsets, zone("Asia/Kolkata").offsets);
            for name in ["asia/kolkata", "Asia/kolkata", " Asia/Kolkata", "Mars/Olympus", ""] {
                let fault = Zone::compile(&TimeZone::named(name)).unwrap_err();
                assert_eq!((fault.code(), fault.path()), (Code::PolicyUnknownTimeZone, "name"));
                assert_eq!(fault.param("zone"), Some(&name.into()));
            }
        }

        /// Z2: a zone that a policy brings as a file of the package is the zone of the database.
        #[test]
        fn every_zone_file_gives_the_table_of_the_database() {
            for own in calliyo_zones::zones() {
                let data = Some(ZoneData(own.to_tzif()));
                for name in own.names {
                    let brought =
                        Zone::compile(&TimeZone { name: name.into(), data: data.clone() });
                    assert_eq!(brought, Ok(zone(name)));
                }
            }
        }

        /// Z2: the data of a machine's own zone files gives the offsets of the compiled database.
        #[test]
        fn installed_zone_files_agree_with_the_database() {
            let names = [
                "Asia/Kolkata",
                "America/New_York",
                "America/Sao_Paulo",
                "Europe/London",
                "Europe/Dublin",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Casablanca",
                "America/Santiago",
                "Asia/Tehran",
                "UTC",
            ];
            for (own, name) in names.into_iter().filter_map(|name| Some((installed(name)?, name))) {
                let (own, compiled) = (Zone::compile(&own).unwrap(), zone(name));
                // Later years differ with the release of the database where a government changed its mind.
                let end = 2_114_380_800;
                let until = |zone: &Zone| -> Vec<i64> {
                    let mut changes = zone.offsets.change_seconds();
                    changes.retain(|change| (0..end).contains(change));
                    changes
                };
                assert_eq!(until(&own), until(&compiled), "{name}");
                for at in until(&own).into_iter().chain([0, end]) {
                    for second in [at.max(1) - 1, at] {
                        assert_eq!(own.offsets.at(second), compiled.offsets.at(second), "{name}");
                    }
                }
            }
        }

        /// Z3: a skipped local time moves forward by the gap, a repeated one means the first.
        #[test]
        fn skipped_and_repeated_times_are_compatible() {
            let cases = [
                ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z"),
                ("America/New_York", "2026-03-08", "01:59:59", "2026-03-08T06:59:59.000Z"),
                ("America/New_York", "2026-03-08", "03:00", "2026-03-08T07:00:00.000Z"),
                ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z"),
                ("America/New_York", "2026-11-01", "02:00", "2026-11-01T07:00:00.000Z"),
                ("America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T03:00:00.000Z"),
                ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00.000Z"),
                ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00.000Z"),
                ("Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T19:00:00.000Z"),
                ("Asia/Kolkata", "2026-05-18", "10:00", "2026-05-18T04:30:00.000Z"),
            ];
            for (zone, date, time, expected) in cases {
                assert_eq!(resolved(zone, date, time).as_deref(), Some(expected), "{zone} {date}");
            }
        }

        /// Z4: where clocks skip midnight the day starts later, where they repeat it the day starts the first time.
        #[test]
        fn a_local_day_starts_at_its_first_instant() {
            let cases = [
                ("America/Sao_Paulo", "2018-11-04", Some("2018-11-04T03:00:00.000Z")),
                ("Africa/Cairo", "2024-04-26", Some("2024-04-25T22:00:00.000Z")),
                ("Asia/Beirut", "2024-03-31", Some("2024-03-30T22:00:00.000Z")),
                ("America/Havana", "2024-03-10", Some("2024-03-10T05:00:00.000Z")),
                ("America/Asuncion", "2024-10-06", Some("2024-10-06T04:00:00.000Z")),
                ("America/Santiago", "2024-09-08", Some("2024-09-08T04:00:00.000Z")),
                ("America/Havana", "2024-11-03", Some("2024-11-03T04:00:00.000Z")),
                ("Atlantic/Azores", "2024-10-27", Some("2024-10-27T00:00:00.000Z")),
                ("America/Scoresbysund", "2023-10-29", Some("2023-10-29T00:00:00.000Z")),
                ("Pacific/Apia", "2011-12-29", Some("2011-12-29T10:00:00.000Z")),
                ("Pacific/Apia", "2011-12-30", None),
                ("Pacific/Apia", "2011-12-31", Some("2011-12-30T10:00:00.000Z")),
            ];
            for (name, on, expected) in cases {
                assert_eq!(day_start(name, on).as_deref(), expected, "{name} {on}");
                assert_eq!(zone(name).has_date(date(on)), expected.is_some());
            }
        }

        /// Z4: a date that clocks show before they go back over midnight starts before that.
        #[test]
        fn a_date_shown_twice_starts_the_first_time() {
            // Clocks went from 00:01 on the 29th back to 23:01 on the 28th.
            let st_johns = zone("America/St_Johns");
            let start = st_johns.start_of_day(date("2000-10-29")).unwrap();
            assert_eq!(start.to_string(), "2000-10-29T02:30:00.000Z");
            let after = start.saturating_add_millis(60_000);
            assert_eq!(st_johns.to_local(after), (date("2000-10-28"), time("23:01")));
        }

        /// X1: the cut-off is the same local time, whatever the clocks did between.
        #[test]
        fn days_back_keeps_the_local_time() {
            let new_york = zone("America/New_York");
            let back = |now: &str, days| {
                new_york.days_back(instant(now), days).map(|at| at.to_string()).unwrap()
            };
            assert_eq!(back("2026-03-09T13:00:00.250Z", 2), "2026-03-07T14:00:00.250Z");
            assert_eq!(back("2026-03-09T06:30:00Z", 1), "2026-03-08T07:30:00.000Z");
            assert_eq!(back("2026-11-02T06:30:00Z", 1), "2026-11-01T05:30:00.000Z");
            let apia = zone("Pacific/Apia");
            let cut_off = apia.days_back(instant("2011-12-31T19:00:00Z"), 2);
            assert_eq!(cut_off, Some(instant("2011-12-30T19:00:00Z")));
        }

        /// S5: a zone without abbreviations is shown by its offset.
        #[test]
        fn an_offset_stands_in_for_a_missing_abbreviation() {
            let at = instant("2026-05-15T13:00:00Z");
            for (name, expected) in [
                ("Asia/Kolkata", "IST"),
                ("America/New_York", "EDT"),
                ("America/Sao_Paulo", "-03:00"),
                ("Asia/Kathmandu", "+05:45"),
                ("UTC", "UTC"),
            ] {
                assert_eq!(zone(name).designation_at(at), expected);
            }
        }

        /// K3: the version of the compiled database can be asked for.
        #[test]
        fn the_database_tells_its_version() {
            assert_eq!(crate::time::zone_data_version(), Some(chrono_tz::IANA_TZDB_VERSION));
        }
    }
}
