//! A file of leads, imported into the made company and worked on for a day.
//!
//! [`file`] reads the rows, [`mapping`] makes leads of them; what comes in and what does not the library decides.

mod file;
mod mapping;

use calliyo_core::{
    Diagnostic, LeadId, RunId,
    lead::{CaptureFate, CaptureOutcome, NewLead},
    time::Timestamp,
};
use serde::Serialize;

use self::{
    file::{Column, Header, Sheet},
    mapping::{Mapping, Reason},
};
use crate::{
    arguments::LeadsArguments,
    company,
    failure::Failure,
    host::{Host, process},
    output::Output,
    view::{Paint, file_name, ruled, wrapped},
};

/// How many rows that did not come in are shown on a terminal.
const SHOWN: usize = 20;

/// Imports the file into the company at the start of a day, and has the company work on it.
///
/// # Errors
/// A file that cannot be used, and what the library finds wrong with the company itself.
pub(crate) fn run(arguments: &LeadsArguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let sheet = file::read(&arguments.file)?;
    company::run_on(output, arguments.day, |host, now| {
        let import = Import::of(&sheet, host, &file_name(&arguments.file), now)?;
        let text = host.output().paint().map(|paint| import.page(paint));
        let output = host.output();
        import.left_out.iter().for_each(|row| output.line(row));
        output.line(&import);
        output.write(&text.unwrap_or_default());
        Ok(import.outcome.imported)
    })
}

/// What became of a file.
#[derive(Serialize)]
#[serde(tag = "type", rename = "import", rename_all = "camelCase")]
struct Import {
    file: String,
    /// Rows below the header.
    rows: usize,
    #[serde(flatten)]
    outcome: CaptureOutcome,
    /// Columns that a lead has no field for.
    columns_left_out: Vec<String>,
    /// The rows that did not come in, in order; they are printed by themselves.
    #[serde(skip)]
    left_out: Vec<LeftOut>,
}

/// A row that did not come in.
#[derive(Serialize)]
#[serde(tag = "type", rename = "row", rename_all = "camelCase")]
struct LeftOut {
    /// The line of the file on which it begins.
    line: u64,
    fate: Fate,
    reasons: Vec<Reason>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
enum Fate {
    Skipped,
    Error,
}

impl Import {
    /// Takes the rows in, as one batch under the file's name.
    fn of(
        sheet: &Sheet,
        host: &mut Host<'_, '_>,
        file: &str,
        now: Timestamp,
    ) -> Result<Self, Diagnostic> {
        let importer = process("import")?;
        let mapping = Mapping {
            header: &sheet.header,
            pipeline: &host.engine().policy().pipeline,
            people: host.people(),
        };
        let mut left_out = Vec::new();
        let (mut lines, mut leads) = (Vec::new(), Vec::new());
        let mut half_read: Vec<(u64, NewLead, Vec<Reason>)> = Vec::new();
        for row in &sheet.rows {
            let line = row.line;
            match &row.record {
                Err(fault) => left_out.push(LeftOut {
                    line,
                    fate: Fate::Error,
                    reasons: vec![Reason::Row(*fault)],
                }),
                Ok(record) => match mapping.lead(lead_id(line)?, record) {
                    (new, reasons) if reasons.is_empty() => {
                        lines.push(line);
                        leads.push(new);
                    }
                    (new, reasons) => half_read.push((line, new, reasons)),
                },
            }
        }
        let batch = host.capture(&RunId::new("import")?, &leads, &importer, now);
        for (line, fate) in lines.into_iter().zip(batch.fates) {
            let (fate, reasons) = match fate {
                CaptureFate::Skipped { reason, .. } => (Fate::Skipped, vec![reason]),
                CaptureFate::Error(rejection) => (Fate::Error, rejection.reasons),
                _ => continue,
            };
            let reasons = reasons.into_iter().map(Reason::Rule).collect();
            left_out.push(LeftOut { line, fate, reasons });
        }
        for (line, new, mut reasons) in half_read {
            // What else would have been refused is told as well.
            reasons.extend(host.objections(new, &importer, now)?.into_iter().map(Reason::Rule));
            left_out.push(LeftOut { line, fate: Fate::Error, reasons });
        }
        left_out.sort_by_key(|row| row.line);
        let count = |fate| {
            let rows = left_out.iter().filter(|row| row.fate == fate).count();
            u64::try_from(rows).unwrap_or(u64::MAX)
        };
        let outcome =
            CaptureOutcome::new(batch.outcome.imported, count(Fate::Skipped), count(Fate::Error));
        let columns_left_out = columns_left_out(&sheet.header);
        let rows = sheet.rows.len();
        Ok(Self { file: file.into(), rows, outcome, columns_left_out, left_out })
    }

    /// The outcome as text, with the first rows that did not come in.
    fn page(&self, paint: Paint) -> String {
        let mut page = paint.heading(&ruled(&self.file, paint));
        page.push_str(&format!("\n{}\n", self.outcome.line));
        if !self.columns_left_out.is_empty() {
            let names: Vec<String> =
                self.columns_left_out.iter().map(|name| format!("`{name}`")).collect();
            let columns = if names.len() == 1 { "column" } else { "columns" };
            let names = names.join(", ");
            let line = format!("{columns} left out, since a lead has no such field: {names}");
            page.push_str(&wrapped(&line, 2, paint));
        }
        for row in self.left_out.iter().take(SHOWN) {
            let reasons: Vec<String> = row
                .reasons
                .iter()
                .map(|reason| format!("{}, {}", reason.code(), reason.message()))
                .collect();
            let fate = match row.fate {
                Fate::Skipped => "skipped",
                Fate::Error => "error",
            };
            let text = format!("line {}: {fate}: {}", row.line, reasons.join("; "));
            page.push_str(&paint.alert(&wrapped(&text, 2, paint)));
        }
        if let Some(more) = self.left_out.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            page.push_str(&format!("  and {more} more; `--json` lists them all\n"));
        }
        page.push('\n');
        page
    }
}

/// The id of the lead that a line becomes: it leads back to the file.
fn lead_id(line: u64) -> Result<LeadId, Diagnostic> {
    LeadId::new(&format!("line-{line:06}"))
}

/// The columns that are not kept: a lead has no e-mail address, and unknown ones mean nothing to the import.
fn columns_left_out(header: &Header) -> Vec<String> {
    let email = header.has(Column::Email).then(|| "Email".into());
    email.into_iter().chain(header.unknown.iter().cloned()).collect()
}
