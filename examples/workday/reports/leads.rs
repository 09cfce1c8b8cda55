//! Leads on sheets: the funnel, conversion, revenue and times (rules M4, M5, M7, M8).

use std::collections::BTreeMap;

use calliyo_core::{
    lead::Lead,
    report::{
        ConversionFigures, ConversionQuery, Dimension, Key, OnStatus, RevenueRow,
        time_to_convert as times,
    },
};
use serde::Serialize;

use super::{Records, Report};
use crate::{
    failure::Failure,
    view::{Chart, Column, Sheet, Value},
};

const CONVERSION: &str = "Leads that came in, and those of them that are customers today. Of a customer the agent is the one \
                          credited.";

/// The leads on each status, by names.
///
/// # Errors
/// None for the answers that there are.
pub(crate) fn funnel<'s>(
    answer: &impl Serialize,
    statuses: impl Iterator<Item = (&'s str, u64)>,
) -> Result<Report, Failure> {
    Report::new(answer, funnel_sheet(statuses))
}

/// The leads on each status, for people.
pub(crate) fn funnel_sheet<'s>(statuses: impl Iterator<Item = (&'s str, u64)>) -> Sheet {
    let row = |(name, leads): (&str, u64)| vec![Value::Text(name.into()), Value::Number(leads)];
    Sheet {
        name: "funnel",
        title: "Funnel".into(),
        note: "Leads on each status now, in the order of the pipeline.",
        columns: vec![Column::words("status", "name"), Column::numbers("leads", "leads")],
        rows: statuses.map(row).collect(),
        total: None,
        chart: Some(Chart::Bars { whole: 1, part: None }),
        only_in_files: false,
    }
}

/// Conversion by one of the library's dimensions; without rows where leads have nothing of the kind.
pub(super) fn conversion(
    name: &'static str,
    word: &'static str,
    dimension: Dimension,
    records: &Records<'_>,
) -> Result<Report, Failure> {
    let query = ConversionQuery { by: vec![dimension], period: None };
    let answer = records.engine.conversion_report(records.leads, &query)?;
    let tells = answer.rows.iter().any(|row| row.keys != [Key::Missing]);
    let rows = answer.rows.iter().filter(|_| tells).map(|row| {
        let name = match row.keys.first() {
            Some(Key::Named(id)) if dimension == Dimension::Agent => records.name(id),
            Some(Key::Named(name)) => name.clone(),
            _ => "none".into(),
        };
        (name, &row.figures)
    });
    let sheet = conversion_sheet(name, word, rows, &answer.total, false);
    Report::new(&answer, sheet)
}

/// Conversion of leads that have something in common which is no dimension of the library.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Grouped {
    rows: Vec<Group>,
    total: ConversionFigures,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    keys: [String; 1],
    #[serde(flatten)]
    figures: ConversionFigures,
}

impl Grouped {
    /// Conversion of the leads of each group; `of` tells a group's place in the order, and its name.
    ///
    /// # Errors
    /// None for the groups that there are.
    pub(crate) fn of(
        records: &Records<'_>,
        of: impl Fn(usize, &Lead) -> (i64, String),
    ) -> Result<Self, Failure> {
        let mut groups: BTreeMap<(i64, String), Vec<&Lead>> = BTreeMap::new();
        for (place, lead) in records.leads.iter().enumerate() {
            groups.entry(of(place, lead)).or_default().push(lead);
        }
        let figures = |leads: Vec<&Lead>| {
            let all = records.engine.conversion_report(leads, &ConversionQuery::default())?;
            Ok::<_, Failure>(all.total)
        };
        let row = |((_, name), leads)| Ok(Group { keys: [name], figures: figures(leads)? });
        Ok(Self {
            rows: groups.into_iter().map(row).collect::<Result<_, Failure>>()?,
            total: figures(records.leads.iter().collect())?,
        })
    }

    /// The groups as a report, in order of time where they stand for times.
    ///
    /// # Errors
    /// None for the groups that there are.
    pub(crate) fn report(
        &self,
        name: &'static str,
        word: &'static str,
        in_time: bool,
    ) -> Result<Report, Failure> {
        let rows = self.rows.iter().map(|row| (row.keys[0].clone(), &row.figures));
        Report::new(self, conversion_sheet(name, word, rows, &self.total, in_time))
    }
}

fn conversion_sheet<'f>(
    name: &'static str,
    word: &'static str,
    rows: impl Iterator<Item = (String, &'f ConversionFigures)>,
    total: &ConversionFigures,
    in_time: bool,
) -> Sheet {
    let row = |name: String, figures: &ConversionFigures| {
        vec![
            Value::Text(name),
            Value::Number(figures.leads),
            Value::Number(figures.customers),
            Value::Rate(figures.rate),
        ]
    };
    let mut rows: Vec<_> = rows.map(|(name, figures)| row(name, figures)).collect();
    let (whole, part) = (3, None);
    let chart = if in_time { Chart::Upright { whole, part } } else { Chart::Bars { whole, part } };
    if !in_time {
        // Equal ones stay in order of their names.
        rows.sort_by_key(|row| std::cmp::Reverse(leads(row)));
    }
    Sheet {
        name,
        title: format!("Conversion by {word}"),
        note: CONVERSION,
        columns: vec![
            Column::words(word, "key"),
            Column::numbers("leads", "leads"),
            Column::numbers("customers", "customers"),
            Column::numbers("rate %", "rate"),
        ],
        rows,
        total: Some(row("all".into(), total)),
        chart: Some(chart),
        only_in_files: false,
    }
}

fn leads(row: &[Value]) -> u64 {
    match row.get(1) {
        Some(Value::Number(leads)) => *leads,
        _ => 0,
    }
}

/// Revenue by agent and currency.
pub(super) fn revenue(
    answer: &[RevenueRow],
    name: &dyn Fn(&str) -> String,
    whole_units: bool,
) -> Result<Report, Failure> {
    let amount = |amount, currency| match whole_units {
        true => Value::Whole(amount),
        false => Value::Money(amount, currency),
    };
    let row = |row: &RevenueRow| {
        vec![
            Value::Text(name(row.agent.as_str())),
            Value::Text(row.currency.to_string()),
            Value::Number(row.orders),
            amount(row.amount_minor, row.currency),
            amount(row.tax_minor, row.currency),
        ]
    };
    let sheet = Sheet {
        name: "revenue",
        title: "Revenue by agent".into(),
        note: "Orders of today’s customers that were not refunded, by the agent credited; currencies are never added up.",
        columns: vec![
            Column::words("agent", "agent"),
            Column::words("currency", "currency"),
            Column::numbers("orders", "orders"),
            Column::numbers("revenue", "amountMinor"),
            Column::numbers("tax", "taxMinor"),
        ],
        rows: answer.iter().map(row).collect(),
        total: None,
        chart: None,
        only_in_files: false,
    };
    Report::new(&answer, sheet)
}

/// How long it took until leads became customers.
pub(super) fn time_to_convert(leads: &[Lead]) -> Result<Report, Failure> {
    let answer = times(leads, None);
    let row = vec![
        Value::Number(answer.count),
        Value::Millis(answer.mean_millis),
        Value::Millis(answer.median_millis),
        Value::Millis(answer.p90_millis),
    ];
    let sheet = Sheet {
        name: "timeToConvert",
        title: "Time to convert".into(),
        note: "From capture to conversion, of today’s customers; nine in ten took no longer than the last figure.",
        columns: vec![
            Column::numbers("customers", "count"),
            Column::numbers("mean", "meanMillis"),
            Column::numbers("median", "medianMillis"),
            Column::numbers("nine in ten", "p90Millis"),
        ],
        rows: Some(row).into_iter().filter(|_| answer.count > 0).collect(),
        total: None,
        chart: None,
        only_in_files: false,
    };
    Report::new(&answer, sheet)
}

/// How long leads were on each status.
pub(super) fn time_in_status(records: &Records<'_>) -> Result<Report, Failure> {
    let answer = records.engine.time_in_status(records.events, records.now).per_status;
    let statuses = &records.engine.policy().pipeline;
    let row = |row: &OnStatus<_>| {
        let name = statuses.status(&row.status).map(|status| status.name.clone());
        vec![
            Value::name(name),
            Value::Number(row.leads),
            Value::Number(row.visits),
            Value::Millis(row.mean_millis.and_then(|millis| i64::try_from(millis).ok())),
        ]
    };
    let visited = answer.iter().filter(|row| row.leads > 0);
    let sheet = Sheet {
        name: "timeInStatus",
        title: "Time on each status".into(),
        note: "Leads that ever were on a status, how often they came to it, and how long a lead was on it on average.",
        columns: vec![
            Column::words("status", "status"),
            Column::numbers("leads", "leads"),
            Column::numbers("visits", "visits"),
            Column::numbers("mean", "meanMillis"),
        ],
        rows: visited.map(row).collect(),
        total: None,
        chart: Some(Chart::Bars { whole: 3, part: None }),
        only_in_files: false,
    };
    Report::new(&answer, sheet)
}
