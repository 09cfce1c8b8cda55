//! When the daily jobs fall due (rules S1 and S2).

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{
    local::{LocalDate, LocalTime},
    timestamp::Timestamp,
    zone::Zone,
};

/// A daily job. Jobs that fall due at the same instant run in the order given here (rule S2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Schedule {
    /// Whether the job runs by itself at all.
    pub enabled: bool,
    /// The local time at which it falls due, once per local date.
    pub at: LocalTime,
}

/// What a host keeps for each job between two questions to [`due`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ScheduleState {
    /// The instant that [`due`] last returned for the job.
    LastDue(Timestamp),
    /// The job never ran by itself; it is on since this instant.
    OnSince(Timestamp),
}

/// A job to run now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DueJob {
    /// The job.
    pub job: Job,
    /// The latest instant at which it fell due: the next [`ScheduleState::LastDue`].
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
    jobs.sort_by_key(|due| (due.at, due.job));
    jobs
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
