//! The time-zone database from 1970 to 2099, made small.
//!
//! The core cannot carry the tables of `chrono-tz`: they take most of a megabyte, in a browser too. This crate reads them
//! while the core is built and writes them anew: as one table of bytes for all zones ([`packed`]), which the core includes
//! and decodes, and as a TZif file per zone ([`Zone::to_tzif`]) for hosts whose policies carry their zone.

mod pack;
mod rule;
mod scan;
mod tzif;

pub use pack::packed;
pub use rule::{Yearly, YearlyRule};
pub use scan::zones;

/// The release of the database, such as `2025b`.
pub const VERSION: &str = chrono_tz::IANA_TZDB_VERSION;

/// Seconds in a day.
const DAY: i64 = 86_400;

/// The tables reach two days beyond the years 1970 to 2099 on either side, so that every local time near the ends finds its
/// offset: their first second, in seconds of UTC since 1970.
const FIRST: i64 = -2 * DAY;

/// The last second of the tables: two days after the end of 2099.
const LAST: i64 = 4_102_444_799 + 2 * DAY;

/// What clocks show: how far they are from UTC, and under which name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Local {
    /// Seconds east of UTC.
    pub offset: i32,
    /// Whether this is the other time than the zone's standard time. It is summer time but in Ireland, where standard time
    /// is that of the summer.
    pub is_dst: bool,
    /// The abbreviation, such as IST; a signed number such as `+0530` where the zone has no name for it.
    pub designation: String,
}

/// A zone of the database, as it is from 1970 to 2099.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its names: one, or several that mean clocks which agree all the time.
    pub names: Vec<&'static str>,
    /// What clocks show in the beginning.
    pub first: Local,
    /// The seconds of UTC since 1970 at which clocks changed, and what they show from then on; without those that follow
    /// from the rule.
    pub changes: Vec<(i64, Local)>,
    /// How clocks change every year after the last of these.
    pub rule: Option<YearlyRule>,
}
