//! Calls on sheets (rule M1).

use calliyo_core::{
    lead::{CallStatus, Direction},
    report::{CallDimension, CallFigures, CallMeasure, CallQuery, CallReport, Key},
};

use super::{Records, Report};
use crate::{
    failure::Failure,
    view::{Chart, Column, Sheet, Value, capitalized},
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What is asked about calls of every dimension.
pub(super) fn query(dimension: CallDimension) -> CallQuery<String> {
    let measures = CallMeasure::ALL.into_iter().filter(|own| *own != CallMeasure::MissedRate);
    CallQuery { measures: measures.collect(), ..CallQuery::by(&[dimension]) }
}

/// The report of calls by one dimension; without rows where calls have nothing of the kind.
pub(super) fn report(
    dimension: CallDimension,
    answer: &CallReport,
    records: &Records<'_>,
    only_in_files: bool,
) -> Result<Report, Failure> {
    let (name, word) = named(dimension, records);
    let tells = answer.rows.iter().any(|row| row.keys != [Key::Missing]);
    let row = |key: Value, figures: &CallFigures| {
        let counts = &figures.counts;
        vec![
            key,
            Value::Number(counts.calls),
            Value::Number(counts.attempts),
            Value::Number(counts.connected),
            Value::Rate(figures.connect_rate),
            Value::Rate(figures.reach_rate),
            Value::Seconds(Some(counts.talk_seconds)),
            Value::Seconds(figures.mean_talk_seconds),
        ]
    };
    let rows = answer.rows.iter().filter(|_| tells).map(|own| {
        let key = own.keys.first().map_or(Value::Missing, |key| shown(dimension, key, records));
        row(key, &own.figures)
    });
    let (whole, part) = (2, Some(3));
    let sheet = Sheet {
        name,
        title: format!("Calls by {word}"),
        note: "Ended calls. Connected ones over attempts are the connect rate; leads reached at least once over leads \
               tried are the reach rate.",
        columns: vec![
            Column::words(word, "key"),
            Column::numbers("calls", "calls"),
            Column::numbers("attempts", "attempts"),
            Column::numbers("connected", "connected"),
            Column::numbers("connect %", "connectRate"),
            Column::numbers("reach %", "reachRate"),
            Column::numbers("talk", "talkSeconds"),
            Column::numbers("mean", "meanTalkSeconds"),
        ],
        rows: rows.collect(),
        total: Some(row(Value::Text("all".into()), &answer.total)),
        chart: Some(match dimension {
            _ if dimension.is_local_time() => Chart::Upright { whole, part },
            CallDimension::Attempt => Chart::Upright { whole, part },
            _ => Chart::Bars { whole, part },
        }),
        only_in_files,
    };
    Report::new(answer, sheet)
}

/// The names of a dimension's report and groups.
fn named(dimension: CallDimension, records: &Records<'_>) -> (&'static str, &'static str) {
    match dimension {
        CallDimension::Status => ("callsByStatus", "status"),
        CallDimension::Day => ("callsByDay", "day"),
        CallDimension::Weekday => ("callsByWeekday", "weekday"),
        CallDimension::Week => ("callsByWeek", "week"),
        CallDimension::Month => ("callsByMonth", "month"),
        CallDimension::MonthOfYear => ("callsByMonthOfYear", "month of the year"),
        CallDimension::Hour => ("callsByHour", "hour"),
        CallDimension::Attempt => ("callsByAttempt", "attempt"),
        CallDimension::Agent => ("callsByAgent", "agent"),
        CallDimension::Tag => ("callsByTag", records.words.tag),
        CallDimension::Campaign => ("callsByCampaign", records.words.campaign),
        CallDimension::Source => ("callsBySource", records.words.source),
        CallDimension::Direction => ("callsByDirection", "direction"),
        _ => ("calls", "group"),
    }
}

fn shown(dimension: CallDimension, key: &Key<String>, records: &Records<'_>) -> Value {
    match (dimension, key) {
        (CallDimension::Agent, Key::Named(id)) => Value::Text(records.name(id)),
        (_, Key::Named(name)) => Value::Text(name.clone()),
        (CallDimension::Hour, Key::Number(hour)) => Value::Text(format!("{hour:02}:00")),
        (CallDimension::MonthOfYear, Key::Number(month)) => {
            let name = (*month as usize).checked_sub(1).and_then(|place| MONTHS.get(place));
            name.map_or(Value::Missing, |name| Value::Text((*name).into()))
        }
        (_, Key::Number(number)) => Value::Text(number.to_string()),
        (CallDimension::Month, Key::Date(date)) => {
            Value::Text(format!("{}-{:02}", date.year(), date.month()))
        }
        (_, Key::Date(date)) => Value::Date(*date),
        (_, Key::Status(status)) => Value::Text(words(*status).into()),
        (_, Key::Direction(direction)) => Value::Text(direction_words(*direction).into()),
        (_, Key::Weekday(weekday)) => Value::Text(capitalized(weekday.as_str())),
        _ => Value::Text("none".into()),
    }
}

/// A call status in words.
pub(crate) fn words(status: CallStatus) -> &'static str {
    match status {
        CallStatus::Called => "called",
        CallStatus::Busy => "busy",
        CallStatus::NoAnswer => "no answer",
        CallStatus::Missed => "missed",
        CallStatus::InProgress => "in progress",
        CallStatus::FollowUp => "follow up",
        CallStatus::Rescheduled => "rescheduled",
    }
}

fn direction_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Incoming => "incoming",
        Direction::Outgoing => "outgoing",
        Direction::Missed => "missed",
    }
}
