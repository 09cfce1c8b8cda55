//! Coverage and time in status, worked out a second time (rules M3, M8): day by day, and move by move.

use std::collections::BTreeMap;

use calliyo_core::{
    lead::{CallStatus, Direction},
    time::LocalDate,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone as _};
use chrono_tz::Tz;

use super::report::{Call, KINDS};

/// When leads entered their statuses: lead, instant, status.
pub type Moves = Vec<(u32, i64, u16)>;

/// How often, and for how many milliseconds.
pub type Stay = (u64, u64);

/// Outgoing calls that count, per agent and each date from the first on that clocks show.
#[must_use]
pub fn coverage(
    calls: &[Call],
    zone: Tz,
    first: NaiveDate,
    days: u64,
) -> Vec<(u32, LocalDate, u64)> {
    let date_of = |call: &Call| {
        let utc = DateTime::from_timestamp_millis(call.started_at).expect("a supported instant");
        utc.with_timezone(&zone).date_naive()
    };
    let quarters = |date: NaiveDate| {
        let times = (0..96).map(|quarter| quarter * 900);
        let times = times.map(|second| NaiveTime::from_num_seconds_from_midnight_opt(second, 0));
        times.map(move |time| date.and_time(time.expect("within a day")))
    };
    // Clocks skip a date if they show no time of it.
    let is_shown = |date: &NaiveDate| {
        quarters(*date).any(|time| zone.from_local_datetime(&time).latest().is_some())
    };
    let dates: Vec<NaiveDate> =
        (0..days).map(|day| first + Days::new(day)).filter(is_shown).collect();
    let made = |agent: u32, date: NaiveDate| {
        let counts = |call: &&Call| {
            call.status != CallStatus::InProgress
                && !call.voided
                && call.direction == Direction::Outgoing
                && call.agent == Some(agent)
                && date_of(call) == date
        };
        calls.iter().filter(counts).count() as u64
    };
    let named = |date: NaiveDate| LocalDate::from_epoch_days(date.to_epoch_days()).expect("a date");
    (0..KINDS)
        .flat_map(|agent| dates.iter().map(move |date| (agent, *date)))
        .map(|(agent, date)| (agent, named(date), made(agent, date)))
        .collect()
}

/// Per lead and status the stays up to an instant.
#[must_use]
pub fn stays(moves: &Moves, until: i64) -> BTreeMap<(u32, u16), Stay> {
    let mut stays: BTreeMap<(u32, u16), Stay> = BTreeMap::new();
    for (place, (lead, from, status)) in moves.iter().enumerate() {
        if *from > until {
            continue;
        }
        let next = moves.get(place + 1).filter(|next| next.0 == *lead);
        let to = next.map_or(until, |next| next.1.min(until));
        let stay = stays.entry((*lead, *status)).or_default();
        stay.0 += 1;
        stay.1 += (to - from).unsigned_abs();
    }
    stays
}
