//! The bank's file: one row per client, described by the last call of a campaign.

use std::{
    fmt, fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use calliyo_core::time::LocalDate;
use csv::{ErrorKind, ReaderBuilder, StringRecord};
use flate2::read::MultiGzDecoder;

/// The first year: the file has days and months, and is in order of date.
const FIRST_YEAR: i32 = 2008;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

const COLUMNS: [&str; 17] = [
    "age",
    "job",
    "marital",
    "education",
    "default",
    "balance",
    "housing",
    "loan",
    "contact",
    "day",
    "month",
    "duration",
    "campaign",
    "pdays",
    "previous",
    "poutcome",
    "y",
];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// One client of the bank, and the call that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The date of the call, its year derived.
    pub(crate) date: LocalDate,
    /// By what the client was reached.
    pub(crate) contact: String,
    /// What the client works as.
    pub(crate) job: String,
    /// What came of the campaign before.
    pub(crate) previous_outcome: String,
    /// How long the call lasted, in seconds.
    pub(crate) duration_seconds: u32,
    /// Whether the client bought.
    pub(crate) bought: bool,
}

/// What is wrong with the file.
#[derive(Debug, thiserror::Error)]
#[error("{}: {what}", file.display())]
pub(crate) struct BankFault {
    file: PathBuf,
    what: Problem,
}

#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("the gzip data break off or are damaged in {place}: {fault}")]
    Damaged { place: Place, fault: io::Error },
    #[error(
        "the header is not that of bank-full.csv: column {column} is `{found}`, not `{wanted}`"
    )]
    WrongHeader { column: usize, found: String, wanted: &'static str },
    #[error("the file is empty")]
    Empty,
    #[error("the header has {found} columns, not {}", COLUMNS.len())]
    HeaderLength { found: usize },
    #[error("there are no rows below the header")]
    NoRows,
    #[error("{place} has {found} columns, not {}", COLUMNS.len())]
    WrongLength { place: Place, found: u64 },
    #[error("{place} is cut off: a quoted text does not end")]
    CutOff { place: Place },
    #[error("{place} is not UTF-8 text")]
    NotText { place: Place },
    #[error("{place}, column `{column}`: `{found}` is not {wanted}")]
    BadValue { place: Place, column: &'static str, found: String, wanted: &'static str },
    #[error("{place}: {year} has no {day} {month}")]
    NoSuchDate { place: Place, day: u32, month: &'static str, year: i32 },
    #[error("{place}: its day lies before that of the row above; years are derived from the order")]
    OutOfOrder { place: Place },
    #[error("{0}")]
    Other(csv::Error),
}

/// A row, counted from 1 below the header; the header is line 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place(u64);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("the header"),
            row => write!(f, "row {row} (line {})", row.saturating_add(1)),
        }
    }
}

/// Reads the file, plain or gzip.
///
/// # Errors
/// A [`BankFault`] that names the file and, where one is at fault, the row.
pub(crate) fn read(path: &Path) -> Result<Vec<Row>, BankFault> {
    let rows = fs::read(path)
        .map_err(Problem::Unreadable)
        .and_then(|bytes| if bytes.starts_with(&GZIP_MAGIC) { inflate(&bytes) } else { Ok(bytes) })
        .and_then(|text| rows(&text));
    rows.map_err(|what| BankFault { file: path.into(), what })
}

/// The content of gzip data, all of it.
fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut text = Vec::new();
    match MultiGzDecoder::new(bytes).read_to_end(&mut text) {
        Ok(_) => Ok(text),
        Err(fault) => Err(Problem::Damaged { place: last_place(&text), fault }),
    }
}

/// The rows of the text.
fn rows(text: &[u8]) -> Result<Vec<Row>, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let mut reader = ReaderBuilder::new().delimiter(b';').from_reader(text);
    check_header(reader.headers().map_err(problem)?)?;
    // The reader of columns would take such a text as ended by the end of the file.
    let is_cut = |line: &[u8]| line.iter().filter(|byte| **byte == b'"').count() % 2 != 0;
    if let Some((row, _)) =
        (0..).zip(text.split(|byte| *byte == b'\n')).find(|(_, line)| is_cut(line))
    {
        return Err(Problem::CutOff { place: Place(row) });
    }
    let mut rows = Vec::new();
    let mut calendar = Calendar { year: FIRST_YEAR, last: None };
    for (number, record) in (1..).zip(reader.records()) {
        let record = record.map_err(problem)?;
        rows.push(row(&Fields { record: &record, place: Place(number) }, &mut calendar)?);
    }
    if rows.is_empty() { Err(Problem::NoRows) } else { Ok(rows) }
}

fn check_header(header: &StringRecord) -> Result<(), Problem> {
    for (column, (found, wanted)) in (1..).zip(header.iter().zip(COLUMNS)) {
        if found != wanted {
            return Err(Problem::WrongHeader { column, found: found.into(), wanted });
        }
    }
    if header.len() == COLUMNS.len() {
        Ok(())
    } else {
        Err(Problem::HeaderLength { found: header.len() })
    }
}

fn row(fields: &Fields<'_>, calendar: &mut Calendar) -> Result<Row, Problem> {
    // Columns that are not needed must make sense all the same: else it is another file.
    for column in ["age", "balance", "campaign", "pdays", "previous"] {
        fields.number::<i64>(column, "a whole number")?;
    }
    let day = fields.number("day", "a day of the month")?;
    let name = fields.text("month");
    let month = MONTHS
        .iter()
        .position(|month| *month == name)
        .ok_or_else(|| fields.bad("month", "a month from `jan` to `dec`"))?;
    let bought = match fields.text("y") {
        "yes" => true,
        "no" => false,
        _ => return Err(fields.bad("y", "`yes` or `no`")),
    };
    Ok(Row {
        date: calendar.date(day, month, fields.place)?,
        contact: fields.text("contact").into(),
        job: fields.text("job").into(),
        previous_outcome: fields.text("poutcome").into(),
        duration_seconds: fields.number("duration", "a number of seconds")?,
        bought,
    })
}

/// A row's fields, by the names of their columns.
struct Fields<'r> {
    record: &'r StringRecord,
    place: Place,
}

impl Fields<'_> {
    fn text(&self, column: &'static str) -> &str {
        let place = COLUMNS.iter().position(|own| *own == column);
        place.and_then(|place| self.record.get(place)).unwrap_or_default()
    }

    fn number<T: std::str::FromStr>(
        &self,
        column: &'static str,
        wanted: &'static str,
    ) -> Result<T, Problem> {
        self.text(column).parse().map_err(|_| self.bad(column, wanted))
    }

    fn bad(&self, column: &'static str, wanted: &'static str) -> Problem {
        let found = self.text(column).into();
        Problem::BadValue { place: self.place, column, found, wanted }
    }
}

/// Derives years: one more each time that the month falls.
struct Calendar {
    year: i32,
    last: Option<(usize, LocalDate)>,
}

impl Calendar {
    /// The date of a row; `month` counts from 0.
    fn date(&mut self, day: u32, month: usize, place: Place) -> Result<LocalDate, Problem> {
        if self.last.is_some_and(|(last, _)| month < last) {
            self.year += 1;
        }
        let number = u32::try_from(month + 1).unwrap_or_default();
        let date = LocalDate::from_ymd(self.year, number, day).ok_or(Problem::NoSuchDate {
            place,
            day,
            month: MONTHS[month],
            year: self.year,
        })?;
        if self.last.is_some_and(|(_, last)| date < last) {
            return Err(Problem::OutOfOrder { place });
        }
        self.last = Some((month, date));
        Ok(date)
    }
}

/// What the reader of columns found wrong.
fn problem(fault: csv::Error) -> Problem {
    let place = |position: &Option<csv::Position>| {
        Place(position.as_ref().map_or(0, csv::Position::record))
    };
    match fault.kind() {
        ErrorKind::UnequalLengths { pos, len, .. } => {
            Problem::WrongLength { place: place(pos), found: *len }
        }
        ErrorKind::Utf8 { pos, .. } => Problem::NotText { place: place(pos) },
        _ => Problem::Other(fault),
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

    const ROW: &str = "58;\"management\";\"married\";\"tertiary\";\"no\";2143;\"yes\";\"no\";\"unknown\";5;\"may\";261;1;-1;0;\"unknown\";\"no\"\n";

    fn header() -> String {
        COLUMNS.map(|column| format!("\"{column}\"")).join(";") + "\n"
    }

    /// The rows of a file whose rows are made of `ROW` by replacing texts.
    fn read_rows(changes: &[&[(&str, &str)]]) -> Result<Vec<Row>, String> {
        let row = |changes: &&[(&str, &str)]| {
            changes.iter().fold(String::from(ROW), |row, (from, to)| row.replacen(from, to, 1))
        };
        read_text(&(header() + &changes.iter().map(row).collect::<String>()))
    }

    fn read_text(text: &str) -> Result<Vec<Row>, String> {
        rows(text.as_bytes()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn years_grow_when_the_month_falls() {
        let rows = read_rows(&[
            &[],
            &[("5;\"may\"", "31;\"dec\"")],
            &[("\"may\"", "\"jan\""), ("\"no\"\n", "\"yes\"\n")],
        ]);
        let dates: Vec<_> =
            rows.unwrap().iter().map(|row| (row.date.to_string(), row.bought)).collect();
        let expected = [("2008-05-05", false), ("2008-12-31", false), ("2009-01-05", true)];
        assert_eq!(dates, expected.map(|(date, bought)| (date.to_string(), bought)));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_row() {
        for (changes, message) in [
            (
                &[(";261;", ";many;")][..],
                "row 2 (line 3), column `duration`: `many` is not a number of seconds",
            ),
            (&[("2143", "")], "row 2 (line 3), column `balance`: `` is not a whole number"),
            (
                &[("may", "mai")],
                "row 2 (line 3), column `month`: `mai` is not a month from `jan` to `dec`",
            ),
            (&[("5;\"may\"", "31;\"jun\"")], "row 2 (line 3): 2008 has no 31 jun"),
            (
                &[("5;\"may\"", "4;\"may\"")],
                "row 2 (line 3): its day lies before that of the row above; years are derived from the order",
            ),
            (
                &[("\"no\"\n", "\"maybe\"\n")],
                "row 2 (line 3), column `y`: `maybe` is not `yes` or `no`",
            ),
            (&[(";261", "")], "row 2 (line 3) has 16 columns, not 17"),
            (
                &[(";\"unknown\";\"no\"\n", ";\"unkn")],
                "row 2 (line 3) is cut off: a quoted text does not end",
            ),
        ] {
            assert_eq!(read_rows(&[&[], changes]).unwrap_err(), message);
        }
    }

    #[test]
    fn another_file_is_told_by_its_header() {
        let wrong = header().replace("\"job\"", "\"work\"");
        for (text, message) in [
            (
                wrong.as_str(),
                "the header is not that of bank-full.csv: column 2 is `work`, not `job`",
            ),
            ("", "the file is empty"),
            ("age;job\n", "the header has 2 columns, not 17"),
            (header().as_str(), "there are no rows below the header"),
        ] {
            assert_eq!(read_text(text).unwrap_err(), message);
        }
    }

    #[test]
    fn gzip_data_that_break_off_are_told_with_their_row() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all((header() + &ROW.repeat(50)).as_bytes()).unwrap();
        let bytes = encoder.finish().unwrap();
        assert_eq!(rows(&inflate(&bytes).unwrap()).unwrap().len(), 50);
        let fault = inflate(&bytes[..bytes.len() - 4]).unwrap_err().to_string();
        assert!(
            fault.starts_with("the gzip data break off or are damaged in row 50 (line 51)"),
            "{fault}"
        );
        assert!(inflate(&GZIP_MAGIC).is_err());
    }
}
