//! When a call was: any two of start, end and duration give the third (rules D4, Z3).

use super::{
    call::CallForm,
    reading::{Findings, filled, instant},
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    time::{Duration, LocalDate, LocalTime, Timestamp, Zone, out_of_range},
};

/// How far, in seconds, start, end and duration may disagree where a time is typed without its seconds (rule D4).
const SLACK_SECONDS: u32 = 60;

const DAY_SECONDS: u32 = 86_400;

/// When a call was: its two instants and the time elapsed between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CallTimes {
    pub(super) started_at: Timestamp,
    pub(super) ended_at: Timestamp,
    pub(super) duration: Duration,
}

/// A time of day as it was typed.
#[derive(Clone, Copy)]
struct ClockTime {
    time: LocalTime,
    /// Whether its seconds were typed too.
    to_the_second: bool,
}

impl ClockTime {
    fn parse(text: &str) -> Result<Self, Diagnostic> {
        let to_the_second = text.len() > "HH:MM".len();
        LocalTime::parse(text).map(|time| Self { time, to_the_second })
    }
}

impl CallTimes {
    /// Reads date, start, end and duration; none as long as they do not tell when the call was.
    pub(super) fn read(form: &CallForm, zone: &Zone, findings: &mut Findings) -> Option<Self> {
        let date = findings
            .required("date", form.date.as_ref())
            .and_then(|text| findings.read("date", LocalDate::parse(text)));
        let fields = [("start", &form.start), ("end", &form.end), ("duration", &form.duration)];
        let mut blank = fields.iter().filter(|(_, text)| filled(text.as_ref()).is_none());
        if let (Some((first, _)), Some(_)) = (blank.next(), blank.next()) {
            findings.faults.push(Diagnostic::new(Code::CallTimesMissing).at(*first));
        }
        let clock = |findings: &mut Findings, path: &str, text| {
            filled(text).and_then(|text| findings.read(path, ClockTime::parse(text)))
        };
        let start = clock(findings, "start", form.start.as_ref());
        let end = clock(findings, "end", form.end.as_ref());
        let duration = filled(form.duration.as_ref())
            .and_then(|text| findings.read("duration", Duration::parse(text)));
        let date = date?;
        let times = match (start, end, duration) {
            (Some(start), Some(end), Some(duration)) => {
                Self::agreed(zone, date, start, end, duration)
            }
            (Some(start), Some(end), None) => Self::between(zone, date, start.time, end.time),
            (Some(start), None, Some(duration)) => Self::from(zone, date, start.time, duration),
            (None, Some(end), Some(duration)) => Self::until(zone, date, end.time, duration),
            _ => return None,
        };
        times.map_err(|fault| findings.faults.push(fault)).ok()
    }

    /// From start to end: one that is earlier than the start lies on the next day.
    fn between(
        zone: &Zone,
        date: LocalDate,
        start: LocalTime,
        end: LocalTime,
    ) -> Result<Self, Diagnostic> {
        let started_at = instant(zone, date, start).map_err(|fault| fault.at("date"))?;
        let ended_at = match instant(zone, date, end) {
            Ok(same_day) if same_day >= started_at => Ok(same_day),
            _ => date
                .add_days(1)
                .ok_or_else(|| out_of_range(alloc::format!("{end}")))
                .and_then(|next| instant(zone, next, end)),
        };
        let ended_at = ended_at.map_err(|fault| fault.at("end"))?;
        let seconds = ended_at.millis_since(started_at).div_euclid(1000);
        let duration = u32::try_from(seconds).ok().and_then(Duration::from_seconds);
        Ok(Self { started_at, ended_at, duration: duration.unwrap_or_default() })
    }

    /// From the start on, so long.
    fn from(
        zone: &Zone,
        date: LocalDate,
        start: LocalTime,
        duration: Duration,
    ) -> Result<Self, Diagnostic> {
        let started_at = instant(zone, date, start).map_err(|fault| fault.at("date"))?;
        let ended_at = moved(started_at, duration.as_millis())
            .ok_or_else(|| out_of_range(alloc::format!("{duration}")).at("duration"))?;
        Ok(Self { started_at, ended_at, duration })
    }

    /// So long until the end, which lies on the first date for which the call starts on its own.
    fn until(
        zone: &Zone,
        date: LocalDate,
        end: LocalTime,
        duration: Duration,
    ) -> Result<Self, Diagnostic> {
        let mut disagreement = Diagnostic::new(Code::CallTimesDisagree).at("date");
        for ends_on in end_dates(date, duration) {
            let started_at = ends_on.and_then(|ends_on| {
                let ended_at = zone.resolve(ends_on, end)?;
                Some((moved(ended_at, duration.as_millis().saturating_neg())?, ended_at))
            });
            match started_at {
                Some((started_at, ended_at)) if zone.local_date(started_at) == date => {
                    return Ok(Self { started_at, ended_at, duration });
                }
                Some(_) => {}
                None => disagreement = out_of_range(alloc::format!("{date}T{end}")).at("date"),
            }
        }
        Err(disagreement)
    }

    /// All three: they agree when two of them give the third, to the second where both times carry seconds.
    fn agreed(
        zone: &Zone,
        date: LocalDate,
        start: ClockTime,
        end: ClockTime,
        duration: Duration,
    ) -> Result<Self, Diagnostic> {
        let slack = if start.to_the_second && end.to_the_second { 0 } else { SLACK_SECONDS };
        let shows = |instant: Timestamp, typed: ClockTime| {
            let shown = zone.to_local(instant).1.second_of_day();
            let apart = shown.abs_diff(typed.time.second_of_day());
            apart.min(DAY_SECONDS.saturating_sub(apart)) <= slack
        };
        let times = Self::from(zone, date, start.time, duration)?;
        let duration_agrees = || {
            let elapsed = Self::between(zone, date, start.time, end.time).map(|own| own.duration);
            let seconds = duration.as_seconds();
            elapsed.is_ok_and(|elapsed| elapsed.as_seconds().abs_diff(seconds) <= slack)
        };
        if shows(times.ended_at, end) || duration_agrees() {
            return Ok(times);
        }
        // A start that comes twice can be the second.
        Self::until(zone, date, end.time, duration)
            .ok()
            .filter(|times| shows(times.started_at, start))
            .ok_or_else(|| Diagnostic::new(Code::CallTimesDisagree).at("duration"))
    }
}

/// The dates on which a call may end that starts on this one and lasts so long; none where a date is not supported.
fn end_dates(date: LocalDate, duration: Duration) -> impl Iterator<Item = Option<LocalDate>> {
    // Days on which clocks change are shorter or longer than 24 hours.
    let days = duration.as_seconds() / DAY_SECONDS;
    (days.saturating_sub(1)..=days.saturating_add(2))
        .map(move |days| date.add_days(i32::try_from(days).ok()?))
}

/// The instant moved by that many milliseconds; none outside the supported range.
fn moved(instant: Timestamp, millis: i64) -> Option<Timestamp> {
    Timestamp::from_millis(instant.as_millis().checked_add(millis)?)
}
