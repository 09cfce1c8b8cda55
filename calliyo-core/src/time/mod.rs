//! The company's time: instants, local dates, time zone, working days and daily schedules (rules Z1 to Z6, S1, S2).
//!
//! An instant is a [`Timestamp`]; what a wall clock and a calendar show is a [`LocalTime`] and a [`LocalDate`]. A
//! [`TimeZone`] is the policy's choice of zone and a [`Zone`] the same choice compiled; [`CompanyTime`] joins it with
//! the company's [`Calendar`]. [`due`] says which daily jobs to run. Nothing here reads a clock: the host supplies now.

mod calendar;
mod duration;
mod local;
mod offsets;
mod schedule;
mod timestamp;
#[cfg(feature = "tzdb")]
mod tzdb;
mod tzif;
mod zone;

pub use calendar::{Calendar, CallingHours, CompanyTime, EndTime, Period};
pub use duration::Duration;
pub use local::{LocalDate, LocalTime, Weekday};
pub use schedule::{DueJob, Job, Schedule, ScheduleState, due, next_due};
pub use timestamp::Timestamp;
pub use zone::{TimeZone, Zone, ZoneData};

use crate::{Code, Diagnostic};

/// The version of the compiled time-zone database, such as `2025b`, or `None` when it is not compiled in (rule K3).
#[must_use]
pub const fn zone_data_version() -> Option<&'static str> {
    #[cfg(feature = "tzdb")]
    {
        Some(env!("CALLIYO_ZONE_DATA_VERSION"))
    }
    #[cfg(not(feature = "tzdb"))]
    {
        None
    }
}

/// Seconds in a day without a change of offset.
const DAY: i64 = 86_400;

/// The finding that `text` is not what was expected (rule Z1).
fn malformed(text: &str, expected: &'static str) -> Diagnostic {
    Diagnostic::new(Code::TimeMalformed).with("text", text).with("expected", expected)
}

/// The finding that `text` lies outside the supported years (rule Z1).
pub(crate) fn out_of_range(text: impl Into<crate::Param>) -> Diagnostic {
    Diagnostic::new(Code::TimeOutOfRange).with("text", text)
}

/// The number that decimal digits spell; `None` when one of them is no digit.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |value, &digit| {
        let digit = char::from(digit).to_digit(10)?;
        value.checked_mul(10)?.checked_add(digit)
    })
}

/// Reads a type from a text, by its `parse`.
macro_rules! read_as_text {
    ($type:ident, $expected:expr, $stand_in:expr) => {
        impl crate::text::Text for $type {
            const EXPECTED: &'static str = $expected;

            fn read(text: &str) -> Result<Self, Diagnostic> {
                Self::parse(text)
            }

            #[cfg(feature = "wire")]
            fn stand_in() -> Self {
                $stand_in
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::text::deserialize_text(deserializer)
            }
        }

        impl core::str::FromStr for $type {
            type Err = Diagnostic;

            fn from_str(text: &str) -> Result<Self, Diagnostic> {
                Self::parse(text)
            }
        }
    };
}
use read_as_text;

/// Gives a type with `parse` and `Display` its wire form: that text.
macro_rules! text_on_the_wire {
    ($type:ident, $expected:expr, $stand_in:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        crate::time::read_as_text!($type, $expected, $stand_in);
    };
}
use text_on_the_wire;
