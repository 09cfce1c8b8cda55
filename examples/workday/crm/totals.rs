//! What the pipeline came to, all of it from the library's reports.

use std::collections::BTreeSet;

use calliyo_core::{
    AgentId, Engine, MinorUnits, Rate,
    lead::Lead,
    report::{Dimension, FunnelRow, TimeToConvert, time_to_convert},
    time::{LocalDate, Period, Timestamp},
};
use serde::{Serialize, Serializer};

use super::{
    files::Data,
    pipeline::{LAST_DAY, noon},
};
use crate::{
    failure::Failure,
    host::Host,
    reports::{Book, Records, Report, Words},
    view::{Chart, Column, Sheet, Value},
};

/// The milliseconds of a day on which no clock is put forward or back.
const DAY: i64 = 86_400_000;

/// The figures of the whole pipeline, and of its parts by revenue.
#[derive(Serialize)]
#[serde(tag = "type", rename = "totals", rename_all = "camelCase")]
pub(super) struct Totals {
    #[serde(flatten)]
    all: Figures,
    funnel: Vec<FunnelRow>,
    /// The time to convert as it elapsed, with the hours that clocks were put forward or back.
    time_to_convert: TimeToConvert,
    by_agent: Vec<Group>,
    by_manager: Vec<Group>,
    by_office: Vec<Group>,
    by_product: Vec<Group>,
    by_month: Vec<Month>,
}

/// The figures of the leads that something has in common.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    group: String,
    #[serde(flatten)]
    figures: Figures,
}

/// The figures of some leads.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    leads: u64,
    customers: u64,
    /// Customers over leads.
    rate: Option<Rate>,
    prospecting: u64,
    engaging: u64,
    won: u64,
    lost: u64,
    /// In whole dollars.
    revenue: MinorUnits,
    days_to_convert: DaysToConvert,
}

/// Conversions of a month.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Month {
    /// The month, as `2017-03`.
    month: String,
    conversions: u64,
    /// In whole dollars.
    revenue: MinorUnits,
}

/// Local dates from capture to conversion.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
struct DaysToConvert {
    count: u64,
    mean: Option<Days>,
    median: Option<Days>,
    p90: Option<Days>,
}

/// A number of days in hundredths, half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Days(i32);

impl Totals {
    /// The figures of what the host stores.
    pub(super) fn of(host: &Host<'_, '_>, data: &Data) -> Self {
        let (engine, leads) = (host.engine(), host.leads());
        let sellers = || data.sellers.iter();
        let owner = |lead: &Lead| lead.owner.as_ref().map(AgentId::to_string);
        let team = |lead: &Lead| lead.department.as_ref().map(ToString::to_string);
        let office = |lead: &Lead| lead.branch.as_ref().map(ToString::to_string);
        let by = |names: BTreeSet<String>, of: &dyn Fn(&Lead) -> Option<String>| {
            groups(engine, leads, names, of)
        };
        Self {
            all: Figures::of(engine, leads),
            funnel: engine.funnel(leads),
            time_to_convert: time_to_convert(leads, None),
            by_agent: by(sellers().map(|own| own.agent.to_string()).collect(), &owner),
            by_manager: by(sellers().map(|own| own.team.to_string()).collect(), &team),
            by_office: by(sellers().map(|own| own.office.to_string()).collect(), &office),
            by_product: by(data.products.iter().cloned().collect(), &|lead| lead.campaign.clone()),
            by_month: months(engine, leads),
        }
    }

    /// Everything that a manager can ask of the pipeline.
    ///
    /// # Errors
    /// What the library finds wrong with the records.
    pub(super) fn book(&self, host: &Host<'_, '_>, folder: &str) -> Result<Book, Failure> {
        let words =
            Words { campaign: "product", tag: "series", whole_units: true, ..Words::default() };
        let (year, month, day) = LAST_DAY;
        let last = LocalDate::from_ymd(year, month, day).ok_or(Failure::OutOfTime)?;
        let records = Records::of(host, host.instant(last, noon())?, words);
        let mut reports = Vec::new();
        for (name, title, groups) in [
            ("pipelineByAgent", "agent", &self.by_agent),
            ("pipelineByManager", "manager", &self.by_manager),
            ("pipelineByOffice", "office", &self.by_office),
            ("pipelineByProduct", "product", &self.by_product),
        ] {
            reports.push(Report::new(groups, group_sheet(name, title, groups))?);
        }
        reports.push(Report::new(&self.by_month, month_sheet(&self.by_month))?);
        reports.extend(records.leads()?);
        reports.extend(records.people()?);
        let all = &self.all;
        let days = &all.days_to_convert;
        let mut figures = records.figures()?;
        figures.extend([
            ("prospecting", Value::Number(all.prospecting)),
            ("engaging", Value::Number(all.engaging)),
            ("lost", Value::Number(all.lost)),
            ("revenue in dollars", Value::Whole(all.revenue)),
            ("days to convert, median", shown(days.median)),
            ("days to convert, mean", shown(days.mean)),
            ("days to convert, 9 of 10", shown(days.p90)),
        ]);
        Ok(Book {
            title: format!("{folder}, gone through by hand"),
            about: format!("A sales pipeline as it stands on {last}. Amounts are whole dollars."),
            figures,
            reports,
        })
    }
}

impl Figures {
    /// The figures of these leads.
    fn of(engine: &Engine, leads: &[Lead]) -> Self {
        let conversion = engine.conversion(leads, Dimension::Total, None).pop();
        let funnel = engine.funnel(leads);
        let on = |status: &str| {
            funnel.iter().filter(|row| row.status == *status).map(|row| row.leads).sum()
        };
        Self {
            leads: conversion.as_ref().map_or(0, |row| row.leads),
            customers: conversion.as_ref().map_or(0, |row| row.customers),
            rate: conversion.and_then(|row| row.rate),
            prospecting: on("assigned"),
            engaging: on("interested"),
            won: on("customer"),
            lost: on("notInterested"),
            revenue: revenue(engine, leads, None),
            days_to_convert: DaysToConvert::of(engine, leads),
        }
    }
}

impl DaysToConvert {
    /// The library's time to convert, of leads whose days all have 24 hours: so it counts local dates and is in whole
    /// days, where the time that elapsed from noon to noon is an hour more or less over a change of clocks.
    fn of(engine: &Engine, leads: &[Lead]) -> Self {
        let even_days: Vec<Lead> = leads.iter().map(|lead| on_even_days(engine, lead)).collect();
        let time = time_to_convert(&even_days, None);
        Self {
            count: time.count,
            mean: time.mean_millis.map(Days::of),
            median: time.median_millis.map(Days::of),
            p90: time.p90_millis.map(Days::of),
        }
    }
}

impl Days {
    fn of(millis: i64) -> Self {
        let hundredths = (millis.saturating_mul(100) + DAY / 2).div_euclid(DAY);
        Self(i32::try_from(hundredths).unwrap_or(i32::MAX))
    }
}

impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (days, hundredths) = (self.0 / 100, self.0 % 100);
        match hundredths {
            0 => write!(f, "{days}"),
            _ if hundredths % 10 == 0 => write!(f, "{days}.{}", hundredths / 10),
            _ => write!(f, "{days}.{hundredths:02}"),
        }
    }
}

impl Serialize for Days {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i32(self.0 / 100)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 100.0)
        }
    }
}

/// The lead with its capture and conversion at the same times of their local dates, as if no clock were ever changed.
fn on_even_days(engine: &Engine, lead: &Lead) -> Lead {
    let even = |at: Timestamp| {
        let days = engine.zone().local_date(at).epoch_days();
        Timestamp::from_millis(i64::from(days) * DAY).unwrap_or(at)
    };
    let mut lead = lead.clone();
    lead.captured_at = even(lead.captured_at);
    if let Some(conversion) = &mut lead.conversion {
        conversion.at = even(conversion.at);
    }
    lead
}

/// The revenue in dollars, the one currency there is.
fn revenue(engine: &Engine, leads: &[Lead], period: Option<Period>) -> MinorUnits {
    let rows = engine.revenue(leads, period);
    rows.iter().fold(MinorUnits::default(), |sum, row| sum.saturating_add(row.amount_minor))
}

/// The figures of the leads of each name, by revenue.
fn groups(
    engine: &Engine,
    leads: &[Lead],
    names: BTreeSet<String>,
    of: &dyn Fn(&Lead) -> Option<String>,
) -> Vec<Group> {
    let mut groups: Vec<Group> = names
        .into_iter()
        .map(|group| {
            let own = |lead: &&Lead| of(lead).as_ref() == Some(&group);
            let leads: Vec<Lead> = leads.iter().filter(own).cloned().collect();
            Group { group, figures: Figures::of(engine, &leads) }
        })
        .collect();
    // Equal ones stay in order of their names.
    groups.sort_by_key(|group| std::cmp::Reverse(group.figures.revenue));
    groups
}

/// The months in which a lead converted, first the earliest.
fn months(engine: &Engine, leads: &[Lead]) -> Vec<Month> {
    let converted: BTreeSet<LocalDate> = leads
        .iter()
        .filter_map(|lead| lead.conversion.as_ref())
        .map(|conversion| engine.zone().local_date(conversion.at))
        .map(|date| (date.year(), date.month()))
        .filter_map(|(year, month)| LocalDate::from_ymd(year, month, 1))
        .collect();
    let month = |first: LocalDate| {
        let period = engine.time().month(first)?;
        Some(Month {
            month: format!("{}-{:02}", first.year(), first.month()),
            conversions: engine.conversions_in(leads, period),
            revenue: revenue(engine, leads, Some(period)),
        })
    };
    converted.into_iter().filter_map(month).collect()
}

fn group_sheet(name: &'static str, word: &'static str, groups: &[Group]) -> Sheet {
    let row = |Group { group, figures }: &Group| {
        vec![
            Value::Text(group.clone()),
            Value::Number(figures.leads),
            Value::Number(figures.prospecting),
            Value::Number(figures.engaging),
            Value::Number(figures.won),
            Value::Number(figures.lost),
            Value::Rate(figures.rate),
            Value::Whole(figures.revenue),
            shown(figures.days_to_convert.median),
        ]
    };
    Sheet {
        name,
        title: format!("Pipeline by {word}"),
        note: "Leads by stage; won ones over all are the rate. Revenue in dollars, and the median of local days from capture to \
               conversion.",
        columns: vec![
            Column::words(word, "group"),
            Column::numbers("leads", "leads"),
            Column::numbers("prospecting", "prospecting"),
            Column::numbers("engaging", "engaging"),
            Column::numbers("won", "won"),
            Column::numbers("lost", "lost"),
            Column::numbers("rate %", "rate"),
            Column::numbers("revenue", "revenue"),
            Column::numbers("days", "medianDays"),
        ],
        rows: groups.iter().map(row).collect(),
        total: None,
        chart: Some(Chart::Bars { whole: 7, part: None }),
        only_in_files: false,
    }
}

fn month_sheet(months: &[Month]) -> Sheet {
    let row = |own: &Month| {
        vec![
            Value::Text(own.month.clone()),
            Value::Number(own.conversions),
            Value::Whole(own.revenue),
        ]
    };
    Sheet {
        name: "pipelineByMonth",
        title: "Conversions by month".into(),
        note: "Leads that became customers in the month, and what they brought, in dollars.",
        columns: vec![
            Column::words("month", "month"),
            Column::numbers("conversions", "conversions"),
            Column::numbers("revenue", "revenue"),
        ],
        rows: months.iter().map(row).collect(),
        total: None,
        chart: Some(Chart::Upright { whole: 2, part: None }),
        only_in_files: false,
    }
}

/// A number of days; a dash for none.
fn shown(days: Option<Days>) -> Value {
    Value::name(days.map(|days| days.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_shown_with_the_decimals_that_they_have() {
        for (millis, text, json) in [
            (57 * DAY, "57", "57"),
            (58 * DAY + DAY / 2, "58.5", "58.5"),
            (DAY / 20, "0.05", "0.05"),
            // 219,452 days of 4,238 conversions, cut to milliseconds.
            (4_473_962_435, "51.78", "51.78"),
            (DAY - 1, "1", "1"),
            (0, "0", "0"),
        ] {
            assert_eq!(Days::of(millis).to_string(), text);
            assert_eq!(serde_json::to_string(&Days::of(millis)).unwrap(), json);
        }
    }
}
