//! A bank's real phone campaigns, worked off by agents through commands and plans.

mod campaign;
mod file;
mod totals;

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

pub(crate) use self::file::BankFault;
use self::{campaign::Campaign, totals::Totals};
use crate::{arguments::BankArguments, failure::Failure, output::Output};

/// Reads the file, works it off and reports what came of it.
///
/// # Errors
/// A file that is not what it should be, and agents too few to be done before 2100.
pub(crate) fn run(arguments: &BankArguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let rows = file::read(&arguments.file)?;
    let progress = progress_bar(rows.len());
    let mut campaign = Campaign::new(&rows, arguments.agents, arguments.cap, output)?;
    campaign.run(&progress)?;
    progress.finish_and_clear();
    let totals = Totals::of(campaign.host(), campaign.effort());
    output.line(&totals);
    if let Some(paint) = output.paint() {
        output.write(&totals.render(&shown(&arguments.file), arguments, paint));
    }
    Ok(())
}

/// A bar on standard error; nothing where that is no terminal.
fn progress_bar(leads: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(leads).unwrap_or(u64::MAX));
    let template = "{bar:40} {human_pos} of {human_len} leads called, {msg}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// The file's name without its folders.
fn shown(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
