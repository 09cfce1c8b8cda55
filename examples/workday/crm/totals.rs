//! What the pipeline came to, all of it from the library's reports.

use std::collections::BTreeSet;

use calliyo_core::{
    AgentId, Engine, MinorUnits, Rate,
    lead::Lead,
    report::{Dimension, FunnelRow, TimeToConvert, time_to_convert},
    time::{LocalDate, Period, Timestamp},
};
use serde::{Serialize, Serializer};

use super::files::Data;
use crate::{
    host::Host,
    view::{Align, Paint, Table, grouped, list, percent},
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

    /// The figures as text.
    pub(super) fn render(&self, folder: &str, paint: Paint) -> String {
        let mut text = paint.heading(&format!("{folder}, gone through by hand"));
        text.push_str("\n\n");
        let all = &self.all;
        let days = &all.days_to_convert;
        text.push_str(&list(&[
            ("leads", grouped(all.leads)),
            ("prospecting", grouped(all.prospecting)),
            ("engaging", grouped(all.engaging)),
            ("customers", grouped(all.customers)),
            ("lost", grouped(all.lost)),
            ("conversion rate", format!("{} %", percent(all.customers, all.leads))),
            ("revenue in dollars", dollars(all.revenue)),
            ("days to convert, median", shown(days.median)),
            ("days to convert, mean", shown(days.mean)),
            ("days to convert, 9 of 10", shown(days.p90)),
        ]));
        for (title, groups) in [
            ("agent", &self.by_agent),
            ("manager", &self.by_manager),
            ("office", &self.by_office),
            ("product", &self.by_product),
        ] {
            text.push_str(&format!("\n{}\n", paint.strong(&format!("By {title}"))));
            text.push_str(&table(title, groups).render(paint));
        }
        text.push_str(&format!("\n{}\n", paint.strong("By month of conversion")));
        let columns =
            [("month", Align::Left), ("conversions", Align::Right), ("revenue", Align::Right)];
        let mut table = Table::new(&columns);
        for month in &self.by_month {
            table.row([month.month.clone(), grouped(month.conversions), dollars(month.revenue)]);
        }
        text.push_str(&table.render(paint));
        text
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

fn table(title: &str, groups: &[Group]) -> Table {
    let right = |name| (name, Align::Right);
    let mut table = Table::new(&[
        (title, Align::Left),
        right("leads"),
        right("prospecting"),
        right("engaging"),
        right("won"),
        right("lost"),
        right("rate %"),
        right("revenue"),
        right("median days"),
    ]);
    for Group { group, figures } in groups {
        table.row([
            group.clone(),
            grouped(figures.leads),
            grouped(figures.prospecting),
            grouped(figures.engaging),
            grouped(figures.won),
            grouped(figures.lost),
            percent(figures.customers, figures.leads),
            dollars(figures.revenue),
            shown(figures.days_to_convert.median),
        ]);
    }
    table
}

fn dollars(amount: MinorUnits) -> String {
    grouped(amount.get().unsigned_abs())
}

/// A number of days; a dash for none.
fn shown(days: Option<Days>) -> String {
    days.map_or_else(|| "-".into(), |days| days.to_string())
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
