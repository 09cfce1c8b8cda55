//! A company's sales pipeline, gone through by hand: captured, assigned, won or lost by commands alone.
//!
//! [`files`] reads the folder, [`company`] says who works there and under which policy, [`pipeline`] carries the commands
//! out in order of time, and [`totals`] reports.

mod company;
mod files;
mod pipeline;
mod totals;

use std::path::Path;

use self::{files::Data, pipeline::Pipeline, totals::Totals};
use crate::{
    failure::Failure,
    output::Output,
    view::{file_name, progress_bar},
};

/// Reads the folder, goes through its pipeline and reports what came of it.
///
/// # Errors
/// A file that is not what it should be, and a row that the library refuses.
pub(crate) fn run(folder: &Path, output: &mut Output<'_>) -> Result<(), Failure> {
    let data = Data::read(folder)?;
    let progress = progress_bar(data.opportunities.len(), "opportunities captured");
    let mut pipeline = Pipeline::new(&data, output)?;
    pipeline.run(&progress)?;
    progress.finish_and_clear();
    let totals = Totals::of(pipeline.host(), &data);
    let book = totals.book(pipeline.host(), &file_name(folder))?;
    book.publish(output)?;
    output.line(&totals);
    if let Some(paint) = output.paint() {
        output.write(&format!("{}\n\n{}", paint.heading(&book.title), book.render(paint)));
    }
    Ok(())
}
