//! The compiled time-zone database.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{OffsetName, Tz};

use super::offsets::{Local, Offsets};

/// The table of the zone with that IANA name (links included, exact case); `None` when there is none.
pub(super) fn offsets(name: &str) -> Option<Offsets> {
    let zone: Tz = name.parse().ok()?;
    let at = |second| {
        let instant = DateTime::from_timestamp(second, 0).ok_or(())?;
        Ok(zone.offset_from_utc_datetime(&instant.naive_utc()))
    };
    let describe = |offset: &<Tz as TimeZone>::Offset| {
        Local::new(offset.fix().local_minus_utc(), offset.abbreviation()).ok_or(())
    };
    // The database does not show its changes.
    Offsets::scan(core::iter::empty(), at, describe).ok()
}
