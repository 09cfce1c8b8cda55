//! Files of rows under a header, as other programs write them: what is wrong with one is told with its row.

use std::{
    fmt, fs,
    io::{self, Read},
    path::{Path, PathBuf},
    str::FromStr,
};

use csv::{ErrorKind, ReaderBuilder, StringRecord};
use flate2::read::MultiGzDecoder;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// What a file must look like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// The name under which the file is published.
    pub(crate) name: &'static str,
    /// What stands between two columns.
    pub(crate) delimiter: u8,
    /// The names of the columns, in order.
    pub(crate) columns: &'static [&'static str],
    /// Whether the last line ends like the others: only so is it known whether the last of unquoted columns is whole.
    pub(crate) ends_every_line: bool,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
#[error("{}: {what}", file.display())]
pub(crate) struct FileFault {
    file: PathBuf,
    what: Problem,
}

/// What is wrong, and where in the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// It is not there, or cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// Packed data end too early, or have changed.
    #[error("the gzip data break off or are damaged in {place}: {fault}")]
    Damaged {
        /// How far they could be unpacked.
        place: Place,
        /// What the unpacking says.
        fault: io::Error,
    },
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A column bears another name.
    #[error("the header is not that of {name}: column {column} is `{found}`, not `{wanted}`")]
    WrongHeader {
        /// The file that it should be.
        name: &'static str,
        /// The column, counted from 1.
        column: usize,
        /// The name that it has.
        found: String,
        /// The name that it should have.
        wanted: &'static str,
    },
    /// Columns are missing at the end of the header, or too many.
    #[error("the header has {found} columns, not {wanted}")]
    HeaderLength {
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// The header, whose columns may come in any order, cannot be made out.
    #[error("the header (line {line}) {what}")]
    Header {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// The header is all there is.
    #[error("there are no rows below the header")]
    NoRows,
    /// A row is shorter or longer than the header.
    #[error("{place} has {found} columns, not {wanted}")]
    WrongLength {
        /// The row.
        place: Place,
        /// How many columns it has.
        found: u64,
        /// How many it should have.
        wanted: usize,
    },
    /// A row ends within a column.
    #[error("{place} is cut off: {why}")]
    CutOff {
        /// The row.
        place: Place,
        /// How that is known.
        why: &'static str,
    },
    /// A row is no text.
    #[error("{place} is not UTF-8 text")]
    NotText {
        /// The row.
        place: Place,
    },
    /// A column holds something else than it should.
    #[error("{place}, column `{column}`: `{found}` is not {wanted}")]
    BadValue {
        /// The row.
        place: Place,
        /// The column's name.
        column: &'static str,
        /// What it holds.
        found: String,
        /// What it should hold.
        wanted: &'static str,
    },
    /// A row makes no sense as a whole.
    #[error("{place}: {what}")]
    Senseless {
        /// The row.
        place: Place,
        /// Why not.
        what: String,
    },
    /// Anything else that the reader of columns finds.
    #[error("{0}")]
    Other(csv::Error),
}

impl Problem {
    /// The problem as one of a file.
    pub(crate) fn of(self, file: &Path) -> FileFault {
        FileFault { file: file.into(), what: self }
    }
}

/// A row, counted from 1 below the header; the header is line 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(u64);

impl Place {
    /// That the row makes no sense as a whole.
    pub(crate) fn senseless(self, what: impl Into<String>) -> Problem {
        Problem::Senseless { place: self, what: what.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("the header"),
            row => write!(f, "row {row} (line {})", row.saturating_add(1)),
        }
    }
}

/// A row's fields, by the names of their columns.
pub(crate) struct Fields<'r> {
    columns: &'static [&'static str],
    record: &'r StringRecord,
    /// The row.
    pub(crate) place: Place,
}

impl Fields<'_> {
    /// What the column holds.
    pub(crate) fn text(&self, column: &'static str) -> &str {
        let place = self.columns.iter().position(|own| *own == column);
        place.and_then(|place| self.record.get(place)).unwrap_or_default()
    }

    /// What the column holds, read by a function; `wanted` says what it should hold.
    pub(crate) fn parsed<T, E>(
        &self,
        column: &'static str,
        wanted: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, Problem> {
        parse(self.text(column)).map_err(|_| self.bad(column, wanted))
    }

    /// The number that the column holds.
    pub(crate) fn number<T: FromStr>(
        &self,
        column: &'static str,
        wanted: &'static str,
    ) -> Result<T, Problem> {
        self.parsed(column, wanted, str::parse)
    }

    /// That the column does not hold what it should.
    pub(crate) fn bad(&self, column: &'static str, wanted: &'static str) -> Problem {
        let found = self.text(column).into();
        Problem::BadValue { place: self.place, column, found, wanted }
    }
}

impl Layout {
    /// Reads a file, plain or gzip.
    ///
    /// # Errors
    /// A [`FileFault`] that names the file and, where one is at fault, the row.
    pub(crate) fn read<T>(
        &self,
        path: &Path,
        row: impl FnMut(&Fields<'_>) -> Result<T, Problem>,
    ) -> Result<Vec<T>, FileFault> {
        fs::read(path)
            .map_err(Problem::Unreadable)
            .and_then(unpacked)
            .and_then(|text| self.rows(&text, row))
            .map_err(|problem| problem.of(path))
    }

    /// The rows of a text.
    ///
    /// # Errors
    /// The first [`Problem`].
    pub(crate) fn rows<T>(
        &self,
        text: &[u8],
        mut row: impl FnMut(&Fields<'_>) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Problem> {
        if text.is_empty() {
            return Err(Problem::Empty);
        }
        let mut reader = ReaderBuilder::new().delimiter(self.delimiter).from_reader(text);
        self.check_header(reader.headers().map_err(|fault| self.problem(fault))?)?;
        self.check_end(text)?;
        let mut rows = Vec::new();
        for (number, record) in (1..).zip(reader.records()) {
            let record = record.map_err(|fault| self.problem(fault))?;
            let place = Place(number);
            rows.push(row(&Fields { columns: self.columns, record: &record, place })?);
        }
        if rows.is_empty() { Err(Problem::NoRows) } else { Ok(rows) }
    }

    fn check_header(&self, header: &StringRecord) -> Result<(), Problem> {
        for (column, (found, wanted)) in (1..).zip(header.iter().zip(self.columns)) {
            if found != *wanted {
                let found = found.into();
                return Err(Problem::WrongHeader { name: self.name, column, found, wanted });
            }
        }
        let (found, wanted) = (header.len(), self.columns.len());
        if found == wanted { Ok(()) } else { Err(Problem::HeaderLength { found, wanted }) }
    }

    /// Finds a line that is cut off, which the reader of columns would take as ended by the end of the file.
    fn check_end(&self, text: &[u8]) -> Result<(), Problem> {
        let opens = |line: &[u8]| line.iter().filter(|byte| **byte == b'"').count() % 2 != 0;
        let mut lines = (0..).zip(text.split(|byte| *byte == b'\n'));
        if let Some((row, _)) = lines.find(|(_, line)| opens(line)) {
            let why = "a quoted text does not end";
            return Err(Problem::CutOff { place: Place(row), why });
        }
        if self.ends_every_line && !text.ends_with(b"\n") {
            let why = "its line does not end";
            return Err(Problem::CutOff { place: last_place(text), why });
        }
        Ok(())
    }

    /// What the reader of columns found wrong.
    fn problem(&self, fault: csv::Error) -> Problem {
        let place = |position: &Option<csv::Position>| {
            Place(position.as_ref().map_or(0, csv::Position::record))
        };
        match fault.kind() {
            ErrorKind::UnequalLengths { pos, len, .. } => {
                Problem::WrongLength { place: place(pos), found: *len, wanted: self.columns.len() }
            }
            ErrorKind::Utf8 { pos, .. } => Problem::NotText { place: place(pos) },
            _ => Problem::Other(fault),
        }
    }
}

/// The bytes, unpacked if they are gzip data.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    if !bytes.starts_with(&GZIP_MAGIC) {
        return Ok(bytes);
    }
    let mut text = Vec::new();
    match MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut text) {
        Ok(_) => Ok(text),
        Err(fault) => Err(Problem::Damaged { place: last_place(&text), fault }),
    }
}

/// The place at which a text ends.
fn last_place(text: &[u8]) -> Place {
    let whole = text.strip_suffix(b"\n").unwrap_or(text);
    let lines = whole.iter().filter(|byte| **byte == b'\n').count();
    Place(u64::try_from(lines).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    const LAYOUT: Layout = Layout {
        name: "team.csv",
        delimiter: b',',
        columns: &["name", "age"],
        ends_every_line: true,
    };

    fn read(text: &[u8]) -> Result<Vec<(String, u8)>, String> {
        let row = |fields: &Fields<'_>| {
            Ok((fields.text("name").into(), fields.number("age", "a number of years")?))
        };
        LAYOUT.rows(text, row).map_err(|problem| problem.to_string())
    }

    #[test]
    fn lines_may_end_as_on_any_system() {
        let team = [("Ada".to_owned(), 36), ("Jean Luc".to_owned(), 59)];
        for text in ["name,age\nAda,36\nJean Luc,59\n", "name,age\r\nAda,36\r\n\"Jean Luc\",59\r\n"]
        {
            assert_eq!(read(text.as_bytes()).unwrap(), team);
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_row() {
        for (text, message) in [
            ("", "the file is empty"),
            ("name\n", "the header has 1 columns, not 2"),
            ("name,size\n", "the header is not that of team.csv: column 2 is `size`, not `age`"),
            ("name,age\n", "there are no rows below the header"),
            ("name,age\nAda,36\nJean\n", "row 2 (line 3) has 1 columns, not 2"),
            (
                "name,age\nAda,36\nJean,59.5\n",
                "row 2 (line 3), column `age`: `59.5` is not a number of years",
            ),
            ("name,age\nAda,36\nJean,5", "row 2 (line 3) is cut off: its line does not end"),
            ("name,age\nAda,36\n\"Jea", "row 2 (line 3) is cut off: a quoted text does not end"),
        ] {
            assert_eq!(read(text.as_bytes()).unwrap_err(), message);
        }
        assert_eq!(read(b"name,age\nAd\xff,36\n").unwrap_err(), "row 1 (line 2) is not UTF-8 text");
    }

    #[test]
    fn gzip_data_that_break_off_are_told_with_their_row() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(("name,age\n".to_owned() + &"Ada,36\n".repeat(50)).as_bytes()).unwrap();
        let bytes = encoder.finish().unwrap();
        assert_eq!(read(&unpacked(bytes.clone()).unwrap()).unwrap().len(), 50);
        let fault = unpacked(bytes[..bytes.len() - 4].into()).unwrap_err().to_string();
        assert!(
            fault.starts_with("the gzip data break off or are damaged in row 50 (line 51)"),
            "{fault}"
        );
        assert!(unpacked(GZIP_MAGIC.into()).is_err());
    }
}
