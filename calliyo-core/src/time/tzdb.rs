//! The compiled time-zone database: a table that the crate `calliyo-zones` packs, and whose layout it describes.

use alloc::vec::Vec;
use core::str;

use super::{
    local::LocalDate,
    offsets::{Local, Offsets},
};

const TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/zones.bin"));

/// The table of the zone with that IANA name (links included, exact case); `None` when there is none.
pub(super) fn offsets(name: &str) -> Option<Offsets> {
    let mut packed = Packed(TABLE);
    let mut place = None;
    let mut lines = 0_usize;
    loop {
        let names = packed.until(b'\n')?;
        if names.is_empty() {
            break;
        }
        if names.split(|byte| *byte == b' ').any(|own| own == name.as_bytes()) {
            place = Some(lines);
        }
        lines = lines.saturating_add(1);
    }
    let designations = packed.until(b'\n')?;
    for _ in 0..place? {
        packed.part()?;
    }
    packed.part()?.zone(designations)
}

/// Packed bytes that are still to be read. Each method reads what comes next, and gives `None` where that is missing.
#[derive(Clone, Copy)]
struct Packed<'table>(&'table [u8]);

impl<'table> Packed<'table> {
    fn zone(mut self, designations: &[u8]) -> Option<Offsets> {
        let mut all = Vec::new();
        for _ in 0..self.size()? {
            let offset = i32::try_from(self.signed_time()?).ok()?;
            let designation = match self.size()?.checked_sub(1) {
                Some(index) => designations.split(|byte| *byte == b' ').nth(index)?,
                None => &[],
            };
            all.push(Local::new(offset, Some(str::from_utf8(designation).ok()?))?);
        }

        let count = self.size()?;
        let mut second = Offsets::start();
        let mut seconds = Vec::with_capacity(count);
        for _ in 0..count {
            second = second.checked_add(seconds_of(self.number()?)?)?;
            seconds.push(second);
        }
        let mut changes = Vec::new();
        for second in seconds {
            changes.push((second, all.get(self.size()?)?.clone()));
        }

        if !self.0.is_empty() {
            let (one, other) = (self.yearly(&all)?, self.yearly(&all)?);
            let year = LocalDate::split(second).0.year();
            for year in year..=LocalDate::MAX.year() {
                for (yearly, before) in [(&one, &other), (&other, &one)] {
                    let change = yearly.second(year, before.local.offset)?;
                    if change > second && change <= Offsets::end() {
                        changes.push((change, yearly.local.clone()));
                    }
                }
            }
        }
        Some(Offsets::changing(all.first()?.clone(), changes))
    }

    fn yearly<'all>(&mut self, all: &'all [Local]) -> Option<Yearly<'all>> {
        Some(Yearly {
            month: self.number()?,
            week: self.number()?.try_into().ok()?,
            weekday: self.number()?.try_into().ok()?,
            seconds: self.signed_time()?,
            local: all.get(self.size()?)?,
        })
    }

    /// Bytes before a length of their own.
    fn part(&mut self) -> Option<Self> {
        let length = self.size()?;
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Self(part))
    }

    fn until(&mut self, end: u8) -> Option<&'table [u8]> {
        let length = self.0.iter().position(|byte| *byte == end)?;
        let (before, rest) = self.0.split_at_checked(length)?;
        self.0 = rest.get(1..)?;
        Some(before)
    }

    fn size(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    /// A time that can be negative, in seconds.
    fn signed_time(&mut self) -> Option<i64> {
        let number = self.number()?;
        let size = seconds_of(number.div_ceil(2))?;
        if number.is_multiple_of(2) { Some(size) } else { size.checked_neg() }
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        let mut bits = 0;
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F).checked_shl(bits)?;
            if *byte < 0x80 {
                return Some(number);
            }
            bits = bits.checked_add(7)?;
        }
    }
}

/// A time in seconds: packed as twice its hours, or as twice its seconds and one more.
fn seconds_of(packed: u32) -> Option<i64> {
    let half = i64::from(packed / 2);
    if packed.is_multiple_of(2) { half.checked_mul(3600) } else { Some(half) }
}

/// A change that comes every year.
struct Yearly<'all> {
    month: u32,
    /// Which of the month's days of that name, from 1; 5 for the last.
    week: i32,
    /// From 0 for Sunday.
    weekday: i32,
    /// After midnight on the clock.
    seconds: i64,
    local: &'all Local,
}

impl Yearly<'_> {
    /// When the change comes, in seconds of UTC since 1970, where clocks are `offset` seconds east of UTC before it.
    fn second(&self, year: i32, offset: i32) -> Option<i64> {
        let (first, next) = LocalDate::from_ymd(year, self.month, 1)?.month_bounds()?;
        // 1970-01-01 was a Thursday.
        let first_weekday = first.epoch_days().checked_add(4)?.rem_euclid(7);
        let days = self.weekday.checked_sub(first_weekday)?.rem_euclid(7);
        let weeks = self.week.checked_sub(1)?.checked_mul(7)?;
        let day = first.shifted(days.checked_add(weeks)?);
        let day = if day < next { day } else { day.shifted(-7) };
        day.first_second().checked_add(self.seconds)?.checked_sub(offset.into())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Offset as _, TimeZone as _};
    use chrono_tz::{OffsetName as _, TZ_VARIANTS, TzOffset};

    use super::*;

    /// Z2: every zone of the database, links included, has the table that asking the database itself gives.
    #[test]
    fn every_zone_is_packed_as_the_database_has_it() {
        for zone in TZ_VARIANTS {
            let at = |second| {
                let instant = DateTime::from_timestamp(second, 0).ok_or(())?;
                Ok(zone.offset_from_utc_datetime(&instant.naive_utc()))
            };
            let describe = |offset: &TzOffset| {
                Local::new(offset.fix().local_minus_utc(), offset.abbreviation()).ok_or(())
            };
            let asked = Offsets::scan(core::iter::empty(), at, describe);
            assert_eq!(offsets(zone.name()).ok_or(()), asked, "{zone}");
        }
    }

    /// Z2: a name counts whole, and what separates names in the table is none.
    #[test]
    fn only_whole_names_are_found() {
        for name in
            ["", " ", "\n", "Asia/Kolkat", "sia/Kolkata", "Asia/Calcutta Asia/Kolkata", "EST"]
        {
            assert_eq!(offsets(name).is_some(), name == "EST", "{name:?}");
        }
    }

    /// Z2: bytes that break off or say something else give no zone or another, never a panic.
    #[test]
    fn no_bytes_make_the_decoder_panic() {
        let designations = b"CST EST EDT";
        let good = [2, 19, 2, 15, 3, 1, 100, 1, 3, 2, 0, 8, 1, 11, 1, 0, 8, 0];
        let zone = Packed(&good).zone(designations).unwrap();
        assert_eq!(zone.at(1_780_000_000), &Local::new(-4 * 3600, Some("EDT")).unwrap());
        for length in 0..good.len() {
            let _ = Packed(&good[..length]).zone(designations);
            for value in [0, 1, 0x7F, 0x80, 0xFF] {
                let mut bytes = good;
                bytes[length] = value;
                let _ = Packed(&bytes).zone(designations);
            }
        }
    }
}
