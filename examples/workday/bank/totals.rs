//! What the campaign came to, all of it from the library's reports.

use calliyo_core::report::{CallCounts, ConversionRow, Dimension, call_counts};
use serde::Serialize;

use super::campaign::Effort;
use crate::{
    arguments::BankArguments,
    host::Host,
    view::{Paint, Table, clock, conversion, grouped, list, percent},
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

    /// The figures as text.
    pub(super) fn render(&self, file: &str, arguments: &BankArguments, paint: Paint) -> String {
        let BankArguments { agents, cap, .. } = arguments;
        let mut text = paint.heading(&format!("{file}, worked off by {agents} agents, cap {cap}"));
        text.push_str("\n\n");
        let rate = percent(self.customers, self.leads);
        text.push_str(&list(&[
            ("leads", grouped(self.leads)),
            ("customers", grouped(self.customers)),
            ("conversion rate", format!("{rate} %")),
            ("calls", grouped(self.calls.calls)),
            ("connected calls", grouped(self.connected_calls)),
            ("talk time in seconds", grouped(self.talk_seconds)),
            ("talk time", clock(self.talk_seconds)),
            ("days with calls", grouped(self.effort.days)),
            ("runs that assigned leads", grouped(self.effort.runs)),
            ("most leads left waiting", grouped(self.effort.most_waiting)),
        ]));
        for (title, rows) in [
            ("contact", &self.by_contact),
            ("job", &self.by_job),
            ("previous outcome", &self.by_poutcome),
        ] {
            text.push_str(&format!("\n{}\n", paint.strong(&format!("Conversion by {title}"))));
            text.push_str(&table(title, rows).render(paint));
        }
        text
    }
}

/// The rows, largest group first.
fn table(title: &str, rows: &[ConversionRow]) -> Table {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by(|a, b| (b.leads, &a.group).cmp(&(a.leads, &b.group)));
    conversion(title, rows, str::to_owned)
}
