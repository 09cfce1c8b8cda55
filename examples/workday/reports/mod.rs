//! The reports of a company: asked of the library, printed, and written into files.
//!
//! [`records`] asks for what can be asked of any company's records, [`calls`], [`leads`] and [`people`] put each answer on a
//! sheet, [`files`] writes sheets as CSV, and [`page`] as one page for a browser.

mod calls;
mod files;
mod leads;
mod page;
mod people;
mod records;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

pub(crate) use self::{
    calls::words,
    leads::{Grouped, funnel, funnel_sheet},
    people::{evenness_of_columns, queues_of_columns},
    records::{Records, Words},
};
use crate::{
    failure::Failure,
    output::Output,
    view::{Paint, Sheet, Value, list},
};

/// A report: what the library answers, and the sheet that shows it.
#[derive(Debug)]
pub(crate) struct Report {
    /// The answer as JSON.
    answer: Box<RawValue>,
    /// The same for people.
    sheet: Sheet,
}

impl Report {
    /// A report of an answer.
    ///
    /// # Errors
    /// None for the answers that there are.
    pub(crate) fn new(answer: &impl Serialize, sheet: Sheet) -> Result<Self, Failure> {
        Ok(Self { answer: to_raw_value(answer).map_err(std::io::Error::from)?, sheet })
    }
}

/// All reports of a run, with what stands above them.
#[derive(Debug)]
pub(crate) struct Book {
    /// What the reports are about.
    pub(crate) title: String,
    /// More about it, in a sentence.
    pub(crate) about: String,
    /// The figures that matter most.
    pub(crate) figures: Vec<(&'static str, Value)>,
    /// The reports, in the order in which they are shown; those without rows are left out.
    pub(crate) reports: Vec<Report>,
}

/// A report as a line of JSON.
#[derive(Serialize)]
#[serde(tag = "type", rename = "report", rename_all = "camelCase")]
struct Line<'r> {
    name: &'static str,
    title: &'r str,
    report: &'r RawValue,
}

impl Book {
    /// Prints the reports as JSON Lines where these are asked for, and writes the files that are.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(crate) fn publish(&self, output: &mut Output<'_>) -> Result<(), Failure> {
        for Report { answer, sheet } in self.filled() {
            output.line(&Line { name: sheet.name, title: &sheet.title, report: answer });
        }
        let sheets = || self.filled().map(|report| &report.sheet);
        if let Some(folder) = &output.files().csv {
            files::write_sheets(folder, sheets())?;
        }
        if let Some(file) = &output.files().html {
            files::write(file, &page::page(self))?;
        }
        Ok(())
    }

    /// The figures and the reports for a terminal, without the title.
    pub(crate) fn render(&self, paint: Paint) -> String {
        let figure = |(name, value): &(&'static str, Value)| (*name, value.labelled());
        let mut text = list(&self.figures.iter().map(figure).collect::<Vec<_>>());
        let mut read = BTreeSet::new();
        for Report { sheet, .. } in self.filled() {
            text.push_str(&sheet.render(paint, read.insert(sheet.note)));
        }
        text
    }

    fn filled(&self) -> impl Iterator<Item = &Report> {
        self.reports.iter().filter(|report| !report.sheet.rows.is_empty())
    }
}
