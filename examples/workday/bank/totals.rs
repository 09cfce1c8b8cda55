//! What the campaign came to, all of it from the library's reports.

use calliyo_core::{
    lead::{Call, Lead},
    report::{CallCounts, ConversionRow, Dimension, call_counts},
    time::{LocalDate, LocalTime, Weekday},
};
use serde::Serialize;

use super::{campaign::Effort, file::Row};
use crate::{
    arguments::BankArguments,
    failure::Failure,
    host::Host,
    reports::{Book, Grouped, Records, Report, Words},
    view::{Value, capitalized, counted},
};

/// The figures of the whole campaign.
#[derive(Serialize)]
#[serde(tag = "type", rename = "totals", rename_all = "camelCase")]
pub(super) struct Totals {
    leads: u64,
    customers: u64,
    connected_calls: u64,
    talk_seconds: u64,
    calls: CallCounts,
    effort: Effort,
    by_contact: Vec<ConversionRow>,
    by_job: Vec<ConversionRow>,
    by_poutcome: Vec<ConversionRow>,
}

impl Totals {
    /// The figures of what the host stores.
    pub(super) fn of(host: &Host<'_, '_>, effort: Effort) -> Self {
        let conversion = |by| host.engine().conversion(host.leads(), by, None);
        let all = conversion(Dimension::Total);
        let calls = call_counts(host.calls());
        Self {
            leads: all.iter().map(|row| row.leads).sum(),
            customers: all.iter().map(|row| row.customers).sum(),
            connected_calls: calls.connected,
            talk_seconds: calls.talk_seconds,
            calls,
            effort,
            by_contact: conversion(Dimension::Source),
            by_job: conversion(Dimension::Tag),
            by_poutcome: conversion(Dimension::Campaign),
        }
    }
}

/// Everything that a manager can ask of the campaign.
///
/// # Errors
/// What the library finds wrong with the records.
pub(super) fn book(
    host: &Host<'_, '_>,
    rows: &[Row],
    effort: Effort,
    file: &str,
    arguments: &BankArguments,
) -> Result<Book, Failure> {
    let words =
        Words { source: "contact", campaign: "previous outcome", tag: "job", ..Words::default() };
    let last = effort.last_day.unwrap_or(LocalDate::MIN);
    let evening = LocalTime::from_hms(20, 0, 0).unwrap_or_default();
    let mut records = Records::of(host, host.instant(last, evening)?, words);
    // A lead has the place of its row.
    let row = |lead: &Lead| host.place(&lead.id).and_then(|place| rows.get(place));
    let row_of_call = |call: &Call| row(host.lead(call.parent.lead()?)?);
    for own in &mut records.calls {
        own.attempt = row_of_call(own.call).map(|row| row.attempt);
    }
    let mut reports = records.leads()?;
    reports.extend(by_row(&records, rows)?);
    reports.extend(records.calls()?);
    reports.extend(records.people()?);

    let BankArguments { agents, cap, .. } = arguments;
    let mut figures = records.figures()?;
    figures.extend([
        ("days with calls", Value::Number(effort.days)),
        ("runs that moved leads", Value::Number(effort.runs)),
        ("most left waiting", Value::Number(effort.most_waiting)),
    ]);
    let agents = counted((*agents).into(), "agent");
    let title = format!("{file}, worked off by {agents}, cap {cap}");
    let first = rows.first().map_or(last, |row| row.date);
    let about = format!("A bank’s phone campaigns from {first} to {last}, a call for each client.");
    Ok(Book { title, about, figures, reports })
}

/// Conversion by what only the file tells: the date of a row and its attempt.
fn by_row(records: &Records<'_>, rows: &[Row]) -> Result<Vec<Report>, Failure> {
    let by = |name, word, of: &dyn Fn(&Row) -> (i64, String)| {
        let groups = Grouped::of(records, |place, _| {
            rows.get(place).map_or_else(|| (i64::MAX, "none".into()), of)
        })?;
        groups.report(name, word, true)
    };
    let month = |row: &Row| {
        let (year, month) = (row.date.year(), row.date.month());
        (i64::from(year) * 12 + i64::from(month), format!("{year}-{month:02}"))
    };
    let weekday = |row: &Row| {
        let weekday = row.date.weekday();
        let place = Weekday::ALL.iter().position(|own| *own == weekday).unwrap_or_default();
        (i64::try_from(place).unwrap_or(i64::MAX), capitalized(weekday.as_str()))
    };
    let year = |row: &Row| (row.date.year().into(), row.date.year().to_string());
    let attempt = |row: &Row| (row.attempt.into(), row.attempt.to_string());
    Ok(vec![
        by("conversionByYear", "year", &year)?,
        by("conversionByMonth", "month", &month)?,
        by("conversionByWeekday", "weekday", &weekday)?,
        by("conversionByAttempt", "attempt", &attempt)?,
    ])
}
