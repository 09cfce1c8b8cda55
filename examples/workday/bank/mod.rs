//! A bank's real phone campaigns, worked off by agents through commands and plans; the jobs run over columns.

mod campaign;
mod file;
mod jobs;
mod totals;

use self::{campaign::Campaign, totals::Totals};
use crate::{
    arguments::BankArguments,
    failure::Failure,
    output::Output,
    view::{file_name, progress_bar},
};

/// Reads the file, works it off and reports what came of it.
///
/// # Errors
/// A file that is not what it should be, and agents too few to be done before 2100.
pub(crate) fn run(arguments: &BankArguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let rows = file::read(&arguments.file)?;
    let progress = progress_bar(rows.len(), "leads called");
    let mut campaign = Campaign::new(&rows, arguments.agents, arguments.cap, output)?;
    campaign.run(&progress)?;
    progress.finish_and_clear();
    let (host, effort) = (campaign.host(), campaign.effort());
    let totals = Totals::of(host, effort);
    let book = totals::book(host, &rows, effort, &file_name(&arguments.file), arguments)?;
    book.publish(output)?;
    output.line(&totals);
    if let Some(paint) = output.paint() {
        output.write(&format!("{}\n\n{}", paint.heading(&book.title), book.render(paint)));
    }
    Ok(())
}
