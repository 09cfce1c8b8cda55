//! The figures of a day and of the whole, all of them from the library's reports.

use std::collections::BTreeMap;

use calliyo_core::{
    Code, LeadId, Rate, StatusId,
    lead::{CallStatus, FollowUp},
    report::{
        CallCounts, ConversionRow, Dashboard, DashboardInput, Dimension, FunnelRow, LiveCallView,
        Reminder, RevenueRow, StalledLead, TimeToConvert, TimelineEntry, call_counts,
        missed_call_rate, time_to_convert, timeline,
    },
    time::{LocalDate, LocalTime, Timestamp},
};
use serde::Serialize;

use super::{
    page, scenes,
    setup::HOLIDAYS,
    story::{DayLog, Refused, Run, Story},
};
use crate::{
    failure::Failure,
    host::Host,
    reports::{Book, Records, Words},
};

/// The leads whose stories are told.
const TOLD: [&str; 3] = [scenes::PATIENT, scenes::FICKLE, scenes::ELUSIVE];

/// What a manager looks at in the evening.
#[derive(Serialize)]
#[serde(tag = "type", rename = "day", rename_all = "camelCase")]
pub(super) struct Day {
    pub(super) date: LocalDate,
    pub(super) at: Timestamp,
    pub(super) works: bool,
    /// The name of the holiday.
    pub(super) holiday: Option<&'static str>,
    pub(super) captured: u64,
    pub(super) runs: Vec<Run>,
    pub(super) dashboards: Vec<Dashboard>,
    pub(super) calls: CallCounts,
    pub(super) calls_by_status: Vec<StatusRow>,
    pub(super) missed_call_rate: Option<Rate>,
    pub(super) funnel: Vec<FunnelRow>,
    pub(super) overdue: Vec<FollowUp>,
    pub(super) stalled: Vec<StalledLead>,
    pub(super) live_calls: Vec<LiveCallView>,
    /// Reminders that fell due in the day.
    pub(super) reminded: u64,
    /// Reminders until the evening of the next working day.
    pub(super) reminders: Vec<Reminder>,
    pub(super) conversions: u64,
    pub(super) refused: Vec<Refused>,
    /// How often each warning was given so far.
    pub(super) warnings: Vec<WarningRow>,
}

/// Calls of one status; those in progress have not ended.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusRow {
    pub(super) status: CallStatus,
    pub(super) calls: u64,
}

/// How often a warning was given.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WarningRow {
    pub(super) code: Code,
    pub(super) times: u64,
}

/// What the days came to.
#[derive(Serialize)]
#[serde(tag = "type", rename = "whole", rename_all = "camelCase")]
pub(super) struct Whole {
    pub(super) calls: CallCounts,
    pub(super) by_source: Vec<ConversionRow>,
    pub(super) by_campaign: Vec<ConversionRow>,
    pub(super) by_agent: Vec<ConversionRow>,
    pub(super) total: Vec<ConversionRow>,
    pub(super) revenue: Vec<RevenueRow>,
    pub(super) time_to_convert: TimeToConvert,
    pub(super) stories: Vec<Tale>,
}

/// What became of one lead.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tale {
    pub(super) lead: LeadId,
    pub(super) name: Option<String>,
    pub(super) status: StatusId,
    pub(super) entries: Vec<TimelineEntry>,
}

/// Reports a day as it stands at 18:30.
///
/// # Errors
/// [`Failure::OutOfTime`] outside the supported years.
pub(super) fn day(story: &mut Story<'_, '_>, date: LocalDate) -> Result<(), Failure> {
    let log = std::mem::take(&mut story.log);
    let day = Day::of(&story.host, date, log)?;
    let text = story.host.output().paint().map(|paint| page::day(&day, &story.host, paint));
    let output = story.host.output();
    output.line(&day);
    output.write(&text.unwrap_or_default());
    Ok(())
}

/// Reports all days together, as they stand at 18:30 of the last one.
///
/// # Errors
/// An id of a told lead that is none, and a file that cannot be written.
pub(super) fn whole(story: &mut Story<'_, '_>, last: LocalDate) -> Result<(), Failure> {
    let whole = Whole::of(&story.host)?;
    let book = book(&story.host, last)?;
    let paint = story.host.output().paint();
    let text = paint.map(|paint| page::whole(&whole, &book, &story.host, paint));
    let output = story.host.output();
    book.publish(output)?;
    output.line(&whole);
    output.write(&text.unwrap_or_default());
    Ok(())
}

/// Everything that a manager can ask.
fn book(host: &Host<'_, '_>, last: LocalDate) -> Result<Book, Failure> {
    let now = host.instant(last, evening())?;
    let records = Records::of(host, now, Words::default());
    let mut reports = records.leads()?;
    reports.extend(records.calls()?);
    reports.extend(records.people()?);
    Ok(Book {
        title: "A company’s working days".into(),
        about: format!("An insurance broker in Mumbai and Pune, as it stands on {last} at 18:30."),
        figures: records.figures()?,
        reports,
    })
}

/// When a manager looks at the day.
fn evening() -> LocalTime {
    LocalTime::from_hms(18, 30, 0).unwrap_or_default()
}

impl Day {
    fn of(host: &Host<'_, '_>, date: LocalDate, log: DayLog) -> Result<Self, Failure> {
        let engine = host.engine();
        let now = host.instant(date, evening())?;
        let next = host.instant(engine.time().next_working_day(date)?, evening())?;
        let this_morning = host.instant(date, LocalTime::MIDNIGHT)?;
        let today: Vec<_> = host
            .calls()
            .iter()
            .filter(|call| engine.zone().local_date(call.started_at) == date)
            .collect();
        let live_calls = engine.live_calls(host.leads(), now);
        let agents = || host.people().iter().filter(|person| person.cap.is_some());
        let open = || host.leads().iter().flat_map(|lead| &lead.follow_ups);
        let input = DashboardInput { leads: host.leads(), calls: host.calls(), now };
        let mut overdue: Vec<FollowUp> =
            agents().flat_map(|agent| engine.agenda(&agent.id, open(), now).overdue).collect();
        overdue.sort_by(|a, b| (a.at, &a.parent, &a.id).cmp(&(b.at, &b.parent, &b.id)));
        let fired = open().chain(host.closed_follow_ups());
        Ok(Self {
            date,
            at: now,
            works: engine.time().is_working_day(date),
            holiday: holiday(date),
            captured: log.captured,
            runs: log.runs,
            dashboards: agents().map(|agent| engine.dashboard(agent, input)).collect(),
            calls: call_counts(today.iter().copied()),
            calls_by_status: CallStatus::ALL
                .into_iter()
                .map(|status| StatusRow {
                    status,
                    calls: match status {
                        CallStatus::InProgress => {
                            count(live_calls.iter().filter(|live| !live.lost))
                        }
                        _ => {
                            let of = today.iter().copied().filter(|call| call.status == status);
                            call_counts(of).calls
                        }
                    },
                })
                .collect(),
            missed_call_rate: missed_call_rate(today.iter().copied()),
            funnel: engine.funnel(host.leads()),
            overdue,
            stalled: engine.stalled(host.leads()),
            live_calls,
            reminded: count(fired.filter(|follow_up| {
                let until = follow_up.closed_at.unwrap_or(now).min(now);
                let at = follow_up.reminder_at();
                at.is_some_and(|at| at > this_morning && at <= until)
            })),
            reminders: engine.reminders(open(), now, next),
            conversions: engine
                .time()
                .day(date)
                .map_or(0, |period| engine.conversions_in(host.leads(), period)),
            refused: log.refused,
            warnings: warnings(host.warnings()),
        })
    }
}

impl Whole {
    fn of(host: &Host<'_, '_>) -> Result<Self, Failure> {
        let engine = host.engine();
        let conversion = |by| engine.conversion(host.leads(), by, None);
        let told = TOLD.iter().filter_map(|id| host.leads().iter().find(|lead| lead.id == **id));
        Ok(Self {
            calls: call_counts(host.calls()),
            by_source: conversion(Dimension::Source),
            by_campaign: conversion(Dimension::Campaign),
            by_agent: conversion(Dimension::Agent),
            total: conversion(Dimension::Total),
            revenue: engine.revenue(host.leads(), None),
            time_to_convert: time_to_convert(host.leads(), None),
            stories: told
                .map(|lead| {
                    let own =
                        host.events().iter().filter(|event| event.lead.as_ref() == Some(&lead.id));
                    Tale {
                        lead: lead.id.clone(),
                        name: lead.name.clone(),
                        status: lead.status.clone(),
                        entries: timeline(engine, own),
                    }
                })
                .collect(),
        })
    }
}

/// The name of the holiday on a date.
fn holiday(date: LocalDate) -> Option<&'static str> {
    let date = date.to_string();
    HOLIDAYS.iter().find(|(own, _)| *own == date).map(|(_, name)| *name)
}

fn warnings(given: &BTreeMap<Code, u64>) -> Vec<WarningRow> {
    given.iter().map(|(code, times)| WarningRow { code: *code, times: *times }).collect()
}

fn count(items: impl Iterator) -> u64 {
    u64::try_from(items.count()).unwrap_or(u64::MAX)
}
