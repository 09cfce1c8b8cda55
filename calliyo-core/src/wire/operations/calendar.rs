//! The company's time: its clock, its working days and its periods.

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::one;
use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    time::{self, LocalDate, LocalTime, Timestamp},
    wire::{About, AskEngine, Request},
};

/// Asks for the instant of a follow-up that is scheduled without one (rules F3, Z6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DefaultFollowUpAt {
    /// Now.
    pub now: Timestamp,
}

impl Request for DefaultFollowUpAt {
    type Response = Timestamp;

    const ABOUT: About = About {
        name: "defaultFollowUpAt",
        summary: "the instant of a follow-up that is scheduled without one",
        since: "0.1.0",
        core: &["Engine::default_follow_up_at"],
        rules: &["F3", "Z5", "Z6"],
    };
}

impl AskEngine for DefaultFollowUpAt {
    fn answer(self, engine: &Engine) -> Result<Timestamp, Vec<Diagnostic>> {
        engine.default_follow_up_at(self.now).map_err(one)
    }
}

/// Asks whether an instant lies within the calling hours (rule Z6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IsCallingHour {
    /// The instant.
    pub at: Timestamp,
}

impl Request for IsCallingHour {
    type Response = bool;

    const ABOUT: About = About {
        name: "isCallingHour",
        summary: "whether an instant lies within the calling hours; holidays do not matter",
        since: "0.1.0",
        core: &["time::CompanyTime::within_calling_hours"],
        rules: &["Z6"],
    };
}

impl AskEngine for IsCallingHour {
    fn answer(self, engine: &Engine) -> Result<bool, Vec<Diagnostic>> {
        Ok(engine.time().within_calling_hours(self.at))
    }
}

/// Asks whether the company works on a date (rule Z5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IsWorkingDay {
    /// The local date.
    pub date: LocalDate,
}

impl Request for IsWorkingDay {
    type Response = bool;

    const ABOUT: About = About {
        name: "isWorkingDay",
        summary: "whether the company works on a date",
        since: "0.1.0",
        core: &["time::CompanyTime::is_working_day"],
        rules: &["Z4", "Z5"],
    };
}

impl AskEngine for IsWorkingDay {
    fn answer(self, engine: &Engine) -> Result<bool, Vec<Diagnostic>> {
        Ok(engine.time().is_working_day(self.date))
    }
}

/// Asks for the first working day after a date (rule Z5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextWorkingDay {
    /// The local date.
    pub after: LocalDate,
}

impl Request for NextWorkingDay {
    type Response = LocalDate;

    const ABOUT: About = About {
        name: "nextWorkingDay",
        summary: "the first working day after a date",
        since: "0.1.0",
        core: &["time::CompanyTime::next_working_day"],
        rules: &["Z5"],
    };
}

impl AskEngine for NextWorkingDay {
    fn answer(self, engine: &Engine) -> Result<LocalDate, Vec<Diagnostic>> {
        engine.time().next_working_day(self.after).map_err(one)
    }
}

/// Asks for the instants of local days (rule M2), to limit a report to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// The local days.
    pub of: Days,
}

/// Local days that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Days {
    /// A single day.
    Day(LocalDate),
    /// The week that a date is in; the calendar says on which weekday it starts.
    Week(LocalDate),
    /// The month that a date is in.
    Month(LocalDate),
    /// Days one after the other.
    Between {
        /// The first of them.
        from: LocalDate,
        /// The first one that is not among them.
        to_exclusive: LocalDate,
    },
}

impl Request for Period {
    type Response = Option<time::Period>;

    const ABOUT: About = About {
        name: "period",
        summary: "the instants of a local day, week, month or span of days; none beyond 2099",
        since: "0.1.0",
        core: &[
            "time::CompanyTime::day",
            "time::CompanyTime::week",
            "time::CompanyTime::month",
            "time::CompanyTime::between",
        ],
        rules: &["M2", "Z4"],
    };
}

impl AskEngine for Period {
    fn answer(self, engine: &Engine) -> Result<Option<time::Period>, Vec<Diagnostic>> {
        let time = engine.time();
        Ok(match self.of {
            Days::Day(date) => time.day(date),
            Days::Week(date) => time.week(date),
            Days::Month(date) => time.month(date),
            Days::Between { from, to_exclusive } => time.between(from, to_exclusive),
        })
    }
}

/// Asks what the company's clocks show at an instant (rules Z3, Z4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToLocal {
    /// The instant.
    pub at: Timestamp,
}

/// What clocks show at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LocalMoment {
    /// The date.
    pub date: LocalDate,
    /// The time of day; the part of a second is dropped.
    pub time: LocalTime,
    /// The offset in force, in seconds east of UTC.
    pub offset_seconds: i32,
    /// The abbreviation of the offset, such as `IST`, or the offset itself, such as `-03:00`.
    pub designation: String,
}

impl Request for ToLocal {
    type Response = LocalMoment;

    const ABOUT: About = About {
        name: "toLocal",
        summary: "what the company's clocks show at an instant",
        since: "0.1.0",
        core: &["time::Zone::to_local", "time::Zone::offset_at", "time::Zone::designation_at"],
        rules: &["Z3", "Z4"],
    };
}

impl AskEngine for ToLocal {
    fn answer(self, engine: &Engine) -> Result<LocalMoment, Vec<Diagnostic>> {
        let zone = engine.zone();
        let (date, time) = zone.to_local(self.at);
        let offset_seconds = zone.offset_at(self.at);
        Ok(LocalMoment { date, time, offset_seconds, designation: zone.designation_at(self.at) })
    }
}

/// Asks for the instant at which the company's clocks show a date and a time (rule Z3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToInstant {
    /// The local date.
    pub date: LocalDate,
    /// The local time.
    pub time: LocalTime,
}

impl Request for ToInstant {
    type Response = Option<Timestamp>;

    const ABOUT: About = About {
        name: "toInstant",
        summary: "the instant of a local date and time; none outside the supported time",
        since: "0.1.0",
        core: &["time::Zone::resolve"],
        rules: &["Z3"],
    };
}

impl AskEngine for ToInstant {
    fn answer(self, engine: &Engine) -> Result<Option<Timestamp>, Vec<Diagnostic>> {
        Ok(engine.zone().resolve(self.date, self.time))
    }
}
