//! Sheets as CSV, and files in general.

use std::{fs, io, path::Path};

use csv::Writer;

use crate::{
    failure::Failure,
    view::{Sheet, Value},
};

/// Writes a CSV file per sheet into a folder, which is made if it is not there.
pub(super) fn write_sheets<'s>(
    folder: &Path,
    sheets: impl Iterator<Item = &'s Sheet>,
) -> Result<(), Failure> {
    let failed = |fault| Failure::Write { file: folder.into(), fault };
    fs::create_dir_all(folder).map_err(failed)?;
    for sheet in sheets {
        let text = csv(sheet).map_err(failed)?;
        write(&folder.join(format!("{}.csv", sheet.name)), &text)?;
    }
    Ok(())
}

/// Writes a text into a file.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(|fault| Failure::Write { file: file.into(), fault })
}

/// The rows under a header, without the total row.
fn csv(sheet: &Sheet) -> io::Result<String> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(sheet.columns.iter().map(|column| column.field))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(Value::plain))?;
    }
    let bytes = writer.into_inner().map_err(io::Error::other)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}
