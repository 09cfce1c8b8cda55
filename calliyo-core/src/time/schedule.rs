//! When the daily jobs fall due (rules S1 and S2).

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    local::{LocalDate, LocalTime},
    timestamp::Timestamp,
    zone::Zone,
};
use crate::order;

/// A daily job. Jobs that fall due at the same instant run in the order given here (rule S2).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Job {
    /// Auto-removal: leads that sit too long go back to the pool.
    Removal,
    /// Auto-assignment: leads are dealt to agents.
    Assignment,
    /// Top-up: agents below their cap get fresh leads.
    TopUp,
}

/// When a job runs by itself (rule S1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Schedule {
    /// Whether the job runs by itself at all.
    pub enabled: bool,
    /// The local time at which it falls due, once per local date.
    pub at: LocalTime,
}

/// What a host keeps for each job between two questions to [`due`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ScheduleState {
    /// The instant that [`due`] last returned for the job.
    LastDue(Timestamp),
    /// The job never ran by itself; it is on since this instant.
    OnSince(Timestamp),
}

/// A job to run now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DueJob {
    /// The job.
    pub job: Job,
    /// The latest instant at which it fell due: the next [`lastDue`](ScheduleState::LastDue).
    pub at: Timestamp,
}

/// The jobs to run at `now`, in the order in which to run them (rule S2).
///
/// Each is given once however many days were missed, with the latest instant at which it fell due; not again on a local
/// date on which it ran. Nothing falls due on a date without instants (rule Z4). A job that was never due before `now`,
/// or whose state lies after it, is not due.
#[must_use]
pub fn due(
    zone: &Zone,
    schedules: &[(Job, Schedule, ScheduleState)],
    now: Timestamp,
) -> Vec<DueJob> {
    let mut jobs: Vec<DueJob> = schedules
        .iter()
        .filter(|(_, schedule, _)| schedule.enabled)
        .filter_map(|(job, schedule, state)| {
            let at = latest(zone, schedule.at, now)?;
            let runs = match *state {
                ScheduleState::LastDue(last) => {
                    at > last && zone.local_date(at) != zone.local_date(last)
                }
                ScheduleState::OnSince(since) => at >= since,
            };
            runs.then_some(DueJob { job: *job, at })
        })
        .collect();
    order::sort_by_key(&mut jobs, |due| (due.at, due.job));
    jobs
}

/// The first instant from `now` on at which [`due`] gives a job; none when it is off, or is not due again before 2100.
///
/// A job that is due already has now.
#[must_use]
pub fn next_due(
    zone: &Zone,
    schedule: Schedule,
    state: ScheduleState,
    now: Timestamp,
) -> Option<Timestamp> {
    // Which job it is makes no difference to when it is due.
    let is_due = |at: &Timestamp| !due(zone, &[(Job::Removal, schedule, state)], *at).is_empty();
    let (ScheduleState::LastDue(known) | ScheduleState::OnSince(known)) = state;
    let from = zone.local_date(now.max(known));
    // It is due on the second local date at the latest, and a zone may skip one.
    let falls_due = (-1..=4)
        .map(|days| from.shifted(days))
        .filter(|date: &LocalDate| zone.has_date(*date))
        .filter_map(|date| zone.resolve(date, schedule.at))
        .filter(|at| *at > now);
    core::iter::once(now).chain(falls_due).filter(is_due).min()
}

/// The latest instant up to `now` at which a job set for that local time fell due.
fn latest(zone: &Zone, time: LocalTime, now: Timestamp) -> Option<Timestamp> {
    // Clocks that went back over midnight have shown tomorrow's date already, and a zone that moves across the date
    // line skips yesterday's.
    let today = zone.local_date(now);
    (-3..=1)
        .map(|days| today.shifted(days))
        .filter(|date: &LocalDate| zone.has_date(*date))
        .filter_map(|date| zone.resolve(date, time))
        .filter(|at| *at <= now)
        .max()
}

#[cfg(all(test, feature = "tzdb"))]
mod tests {
    use std::{
        string::{String, ToString},
        vec,
    };

    use super::{
        super::zone::TimeZone,
        Job::{Assignment, Removal, TopUp},
        *,
    };

    fn instant(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn ran(text: &str) -> ScheduleState {
        ScheduleState::LastDue(instant(text))
    }

    fn on_since(text: &str) -> ScheduleState {
        ScheduleState::OnSince(instant(text))
    }

    /// When a single job set for `at` is due.
    fn due_at(zone: &str, at: &str, state: ScheduleState, now: &str) -> Option<String> {
        let zone = Zone::compile(&TimeZone::named(zone)).unwrap();
        let schedule = Schedule { enabled: true, at: LocalTime::parse(at).unwrap() };
        let jobs = due(&zone, &[(Assignment, schedule, state)], instant(now));
        assert!(jobs.len() <= 1);
        jobs.first().map(|due| due.at.to_string())
    }

    fn check(zone: &str, at: &str, state: ScheduleState, now: &str, expected: Option<&str>) {
        assert_eq!(due_at(zone, at, state, now).as_deref(), expected, "{zone} {at} {now}");
    }

    /// S1: a job falls due once per local date, at its local time, and only when it is on.
    #[test]
    fn a_job_falls_due_once_per_local_date() {
        let at = "2026-05-15T03:30:00.000Z";
        let before = ran("2026-05-14T03:30:00Z");
        check("Asia/Kolkata", "09:00", before, "2026-05-15T03:29:59.999Z", None);
        check("Asia/Kolkata", "09:00", before, at, Some(at));
        check("Asia/Kolkata", "09:00", before, "2026-05-15T18:00:00Z", Some(at));
        check("Asia/Kolkata", "09:00", ran(at), "2026-05-15T18:00:00Z", None);
        let zone = Zone::compile(&TimeZone::named("Asia/Kolkata")).unwrap();
        let off = Schedule { enabled: false, at: LocalTime::MIDNIGHT };
        assert_eq!(due(&zone, &[(TopUp, off, before)], instant(at)), vec![]);
    }

    /// S2: however many days were missed, a job runs once, with the latest instant at which it fell due.
    #[test]
    fn missed_days_make_one_run() {
        let last = ran("2026-04-01T03:30:00Z");
        check(
            "Asia/Kolkata",
            "09:00",
            last,
            "2026-05-15T02:00:00Z",
            Some("2026-05-14T03:30:00.000Z"),
        );
    }

    /// S2: a job that is new falls due from the instant on which it is on.
    #[test]
    fn a_new_job_falls_due_from_when_it_is_on() {
        let now = "2026-05-15T12:00:00Z";
        let at = Some("2026-05-15T03:30:00.000Z");
        check("Asia/Kolkata", "09:00", on_since("2026-05-15T03:30:00Z"), now, at);
        check("Asia/Kolkata", "09:00", on_since("2026-05-15T03:30:00.001Z"), now, None);
        check("Asia/Kolkata", "09:00", on_since("2026-06-01T00:00:00Z"), now, None);
    }

    /// S2: nothing is due when now lies before the last run.
    #[test]
    fn nothing_is_due_before_the_last_run() {
        let last = ran("2026-05-15T03:30:00Z");
        check("Asia/Kolkata", "09:00", last, "2026-05-14T12:00:00Z", None);
        check("Asia/Kolkata", "09:00", ran("2099-12-31T00:00:00Z"), "1970-01-01T00:00:00Z", None);
    }

    /// S1, S2: a job is next due at the first instant at which `due` gives it.
    #[test]
    fn the_next_due_instant_is_the_first_one() {
        let now = instant("2026-05-15T05:00:00Z");
        let states = [
            ran("2026-05-15T03:30:00Z"),
            ran("2026-05-14T03:30:00Z"),
            ran("2026-06-14T03:30:00Z"),
            on_since("2026-05-15T05:00:00Z"),
            on_since("2026-05-15T03:30:00Z"),
            on_since("2026-07-01T00:00:00Z"),
        ];
        let zone = Zone::compile(&TimeZone::named("Asia/Kolkata")).unwrap();
        let times = ["09:00", "23:59", "00:00", "10:30"].into_iter();
        for (time, state) in times.flat_map(|time| states.map(|state| (time, state))) {
            let schedule = Schedule { enabled: true, at: LocalTime::parse(time).unwrap() };
            let next = next_due(&zone, schedule, state, now).unwrap();
            let is_due = |at| !due(&zone, &[(TopUp, schedule, state)], at).is_empty();
            assert!(next >= now && is_due(next), "{time} {state:?}");
            let mut earlier = now;
            while earlier < next {
                assert!(!is_due(earlier), "{time} {state:?}: {earlier} before {next}");
                earlier = earlier.saturating_add_millis(1_800_000);
            }
            let off = Schedule { enabled: false, ..schedule };
            assert_eq!(next_due(&zone, off, state, now), None);
        }
    }

    /// S1, Z4: a job is not next due on a date that its zone jumped over, nor after the supported time.
    #[test]
    fn the_next_due_instant_is_on_a_date_that_there_is() {
        let zone = Zone::compile(&TimeZone::named("Pacific/Apia")).unwrap();
        let nine = Schedule { enabled: true, at: LocalTime::parse("09:00").unwrap() };
        let last = ran("2011-12-29T19:00:00Z");
        let next = next_due(&zone, nine, last, instant("2011-12-29T20:00:00Z"));
        assert_eq!(next.map(|at| at.to_string()).as_deref(), Some("2011-12-30T19:00:00.000Z"));
        let end = instant("2099-12-31T20:00:00Z");
        assert_eq!(next_due(&zone, nine, ScheduleState::LastDue(end), end), None);
    }

    /// S2: a job whose time is changed does not run again on a local date on which it ran.
    #[test]
    fn a_changed_time_does_not_run_twice_on_a_date() {
        let last = ran("2026-05-15T03:30:00Z");
        check("Asia/Kolkata", "11:00", last, "2026-05-15T12:00:00Z", None);
        check(
            "Asia/Kolkata",
            "11:00",
            last,
            "2026-05-16T12:00:00Z",
            Some("2026-05-16T05:30:00.000Z"),
        );
        check(
            "Asia/Kolkata",
            "07:00",
            last,
            "2026-05-16T02:00:00Z",
            Some("2026-05-16T01:30:00.000Z"),
        );
        check("Asia/Kolkata", "23:00", last, "2026-05-16T02:00:00Z", None);
    }

    /// S1, Z3: on the days on which clocks change a job runs once, at the instant that its local time means.
    #[test]
    fn a_change_of_clocks_neither_skips_nor_doubles_a_run() {
        let zone = "America/New_York";
        let gap = "2026-03-08T07:30:00.000Z";
        let before = ran("2026-03-07T07:30:00Z");
        check(zone, "02:30", before, "2026-03-08T07:29:59Z", None);
        check(zone, "02:30", before, gap, Some(gap));
        check(zone, "02:30", ran(gap), "2026-03-09T06:29:59Z", None);
        check(zone, "02:30", ran(gap), "2026-03-09T06:30:00Z", Some("2026-03-09T06:30:00.000Z"));
        let fold = "2026-11-01T05:30:00.000Z";
        check(zone, "01:30", ran("2026-10-31T05:30:00Z"), fold, Some(fold));
        check(zone, "01:30", ran(fold), "2026-11-01T06:30:00Z", None);
        check(
            "America/Sao_Paulo",
            "00:00",
            ran("2018-11-03T03:00:00Z"),
            "2018-11-04T12:00:00Z",
            Some("2018-11-04T03:00:00.000Z"),
        );
    }

    /// S1: a job set for just after midnight runs once where clocks go back over midnight.
    #[test]
    fn clocks_that_go_back_over_midnight_run_a_job_once() {
        let first = "2000-10-29T02:30:00.000Z";
        let zone = "America/St_Johns";
        check(zone, "00:00", ran("2000-10-28T02:30:00Z"), "2000-10-29T02:45:00Z", Some(first));
        check(zone, "00:00", ran(first), "2000-10-29T02:45:00Z", None);
        check(zone, "00:00", ran(first), "2000-10-29T12:00:00Z", None);
    }

    /// S1, Z4: no job falls due on a date that a zone skips.
    #[test]
    fn no_job_falls_due_on_a_skipped_date() {
        let thursday = "2011-12-29T19:00:00.000Z";
        let saturday = "2011-12-30T19:00:00.000Z";
        let zone = "Pacific/Apia";
        check(zone, "09:00", ran("2011-12-28T19:00:00Z"), "2011-12-30T18:59:59Z", Some(thursday));
        check(zone, "09:00", ran(thursday), "2011-12-30T18:59:59Z", None);
        check(zone, "09:00", ran(thursday), saturday, Some(saturday));
        check(zone, "09:00", ran(saturday), "2011-12-31T18:59:59Z", None);
    }

    /// S2: jobs are ordered by the instant at which they fell due, ties by removal, assignment, top-up.
    #[test]
    fn due_jobs_are_ordered_by_instant_then_by_job() {
        let zone = Zone::compile(&TimeZone::named("Asia/Kolkata")).unwrap();
        let at = |text| Schedule { enabled: true, at: LocalTime::parse(text).unwrap() };
        let last = ran("2026-05-10T00:00:00Z");
        let order = |jobs: &[(Job, Schedule, ScheduleState)]| -> Vec<Job> {
            let jobs = due(&zone, jobs, instant("2026-05-15T04:00:00Z"));
            jobs.into_iter().map(|due| due.job).collect()
        };
        let tied = [
            (TopUp, at("09:00"), last),
            (Assignment, at("09:00"), last),
            (Removal, at("09:00"), last),
        ];
        assert_eq!(order(&tied), [Removal, Assignment, TopUp]);
        // Removal is not due yet today: yesterday's comes first.
        let apart = [
            (TopUp, at("08:00"), last),
            (Assignment, at("09:00"), last),
            (Removal, at("10:00"), last),
        ];
        assert_eq!(order(&apart), [Removal, TopUp, Assignment]);
    }

    /// S2: states and due jobs have a wire form.
    #[test]
    fn schedules_have_a_wire_form() {
        let schedule = r#"{"enabled":true,"at":"09:00"}"#;
        let read: Schedule = serde_json::from_str(schedule).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), schedule);
        let state = r#"{"lastDue":"2026-05-15T03:30:00.000Z"}"#;
        let read: ScheduleState = serde_json::from_str(state).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), state);
        let due = DueJob { job: TopUp, at: Timestamp::MIN };
        let text = r#"{"job":"topUp","at":"1970-01-01T00:00:00.000Z"}"#;
        assert_eq!(serde_json::to_string(&due).unwrap(), text);
    }
}
