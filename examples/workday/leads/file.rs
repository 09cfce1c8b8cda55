//! A file of leads: a header, and one row per lead.

use std::{fs, path::Path};

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use crate::rows::{FileFault, Problem};

/// What some programs put before a text in UTF-8.
const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// A column that the import knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    FirstName,
    LastName,
    Phone,
    Email,
    Status,
    Tags,
    Source,
    Campaign,
    Branch,
    Department,
    Priority,
    Owner,
    CapturedAt,
}

impl Column {
    const ALL: [(Self, &'static str); 13] = [
        (Self::FirstName, "FirstName"),
        (Self::LastName, "LastName"),
        (Self::Phone, "Phone"),
        (Self::Email, "Email"),
        (Self::Status, "Status"),
        (Self::Tags, "Tags"),
        (Self::Source, "Source"),
        (Self::Campaign, "Campaign"),
        (Self::Branch, "Branch"),
        (Self::Department, "Department"),
        (Self::Priority, "Priority"),
        (Self::Owner, "Owner"),
        (Self::CapturedAt, "CapturedAt"),
    ];

    /// The column with this name, in any case.
    fn named(name: &str) -> Option<Self> {
        let own = Self::ALL.iter().find(|(_, own)| own.eq_ignore_ascii_case(name));
        own.map(|(column, _)| *column)
    }
}

/// What was read of a file.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) header: Header,
    /// The rows below the header, in order; none is left out.
    pub(super) rows: Vec<Row>,
}

/// The columns of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// What each column is; none = unknown.
    columns: Vec<Option<Column>>,
    /// The names of the unknown columns.
    pub(super) unknown: Vec<String>,
}

impl Header {
    /// Whether the file has the column.
    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    /// What a row says in the column, in one line: words with a blank between them, so that no line end and no control
    /// character reaches a terminal. Empty where the file has no such column.
    pub(super) fn field(&self, record: &StringRecord, column: Column) -> String {
        let place = self.columns.iter().position(|own| *own == Some(column));
        let text = place.and_then(|place| record.get(place)).unwrap_or_default();
        let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// A row, with the line of the file on which it begins; the first line is 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) record: Result<StringRecord, RowFault>,
}

impl Row {
    /// The row, unless it is blank or has other than so many fields.
    fn checked(self, wanted: usize) -> Self {
        let record = self.record.and_then(|record| match record.len() {
            _ if record.iter().all(|field| field.trim().is_empty()) => Err(RowFault::Blank),
            found if found != wanted => Err(RowFault::WrongLength { found, wanted }),
            _ => Ok(record),
        });
        Self { record, ..self }
    }
}

/// Why a row cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum RowFault {
    #[error("the row is blank")]
    Blank,
    #[error("the header has {wanted} fields, and the row {found}")]
    WrongLength { found: usize, wanted: usize },
    #[error("the row is not UTF-8 text")]
    NotText,
    #[error("the row is cut off: a quoted text does not end")]
    CutOff,
}

impl RowFault {
    /// A name for programs.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Blank => "row.blank",
            Self::WrongLength { .. } => "row.wrong_length",
            Self::NotText => "row.not_text",
            Self::CutOff => "row.cut_off",
        }
    }
}

/// Reads the file.
///
/// # Errors
/// A [`FileFault`] when there is no such file or its header makes no sense; bad rows are told as rows.
pub(super) fn read(path: &Path) -> Result<Sheet, FileFault> {
    let sheet = fs::read(path).map_err(Problem::Unreadable).and_then(|text| sheet(&text));
    sheet.map_err(|problem| problem.of(path))
}

/// What a file of this text holds.
pub(super) fn sheet(text: &[u8]) -> Result<Sheet, Problem> {
    let text = text.strip_prefix(&BYTE_ORDER_MARK).unwrap_or(text);
    let mut rows = Rows::of(text).read().into_iter();
    let Row { line, record } = rows.next().ok_or(Problem::Empty)?;
    let header = record
        .map_err(|fault| format!("cannot be read: {fault}"))
        .and_then(|record| header(&record))
        .map_err(|what| Problem::Header { line, what })?;
    let rows: Vec<Row> = rows.map(|row| row.checked(header.columns.len())).collect();
    if rows.is_empty() { Err(Problem::NoRows) } else { Ok(Sheet { header, rows }) }
}

/// The columns, or what is wrong with them.
fn header(record: &StringRecord) -> Result<Header, String> {
    let mut header = Header { columns: Vec::new(), unknown: Vec::new() };
    for name in record.iter().map(str::trim) {
        let column = Column::named(name);
        match column {
            None => header.unknown.push(name.into()),
            Some(column) if header.has(column) => {
                return Err(format!("has the column `{name}` twice"));
            }
            Some(_) => {}
        }
        header.columns.push(column);
    }
    if !header.has(Column::Phone) {
        return Err("has no column `Phone`".into());
    }
    if !header.has(Column::FirstName) && !header.has(Column::LastName) {
        return Err("has no column `FirstName` or `LastName`".into());
    }
    Ok(header)
}

/// The rows of a text, none left out: the reader of columns passes over blank lines and takes a quoted text that does not
/// end as one that goes on to the end of the file, with all rows in it.
struct Rows<'t> {
    text: &'t [u8],
    reader: Reader<&'t [u8]>,
    /// Where the part of the text begins that the reader reads.
    base: usize,
    /// Where the row before ends, and its last line.
    end: usize,
    line: u64,
    rows: Vec<Row>,
}

impl<'t> Rows<'t> {
    fn of(text: &'t [u8]) -> Self {
        Self { text, reader: reader(text), base: 0, end: 0, line: 1, rows: Vec::new() }
    }

    fn read(mut self) -> Vec<Row> {
        let mut record = ByteRecord::new();
        // Reading from memory cannot fail, nor can rows of any length.
        while let Ok(true) = self.reader.read_byte_record(&mut record) {
            let begin = self.pass_blank_lines();
            let stop =
                self.base + usize::try_from(self.reader.position().byte()).unwrap_or_default();
            let content = without_line_ends(self.text.get(begin..stop).unwrap_or_default());
            if is_cut_off(content) {
                self.take_first_line(begin, content);
            } else {
                let read = StringRecord::from_byte_record(record.clone());
                let record = read.map_err(|_| RowFault::NotText);
                self.rows.push(Row { line: self.line, record });
                self.end = begin + content.len();
                self.line += line_ends(content);
            }
        }
        self.pass_blank_lines();
        self.rows
    }

    /// Goes to the next line that is not empty, and notes the empty ones below the header.
    fn pass_blank_lines(&mut self) -> usize {
        let rest = self.text.get(self.end..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| is_line_end(**byte)).count();
        let passed = line_ends(rest.get(..length).unwrap_or_default());
        if !self.rows.is_empty() {
            // The first line end is that of the row before.
            let blank = (1..passed)
                .map(|further| Row { line: self.line + further, record: Err(RowFault::Blank) });
            self.rows.extend(blank);
        }
        self.line += passed;
        self.end + length
    }

    /// Takes the first line alone of a row that does not end, and reads on behind it.
    fn take_first_line(&mut self, begin: usize, content: &[u8]) {
        self.rows.push(Row { line: self.line, record: Err(RowFault::CutOff) });
        self.end = begin + content.iter().take_while(|byte| !is_line_end(**byte)).count();
        self.base = self.end;
        self.reader = reader(self.text.get(self.base..).unwrap_or_default());
    }
}

fn reader(text: &[u8]) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text)
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

fn without_line_ends(text: &[u8]) -> &[u8] {
    let rest = text.iter().rev().take_while(|byte| is_line_end(**byte)).count();
    text.get(..text.len() - rest).unwrap_or_default()
}

/// How many lines end in the text, each with `\n`, `\r` or both.
fn line_ends(text: &[u8]) -> u64 {
    let mut count = 0;
    let mut bytes = text.iter().peekable();
    while let Some(byte) = bytes.next() {
        if *byte == b'\n' || (*byte == b'\r' && bytes.peek() != Some(&&b'\n')) {
            count += 1;
        }
    }
    count
}

/// Whether a quoted text of the row does not end, or ends on a further line in the middle of another row: then text follows
/// right behind the quote.
fn is_cut_off(row: &[u8]) -> bool {
    let spans_lines = line_ends(row) > 0;
    let (mut quoted, mut closed, mut may_open) = (false, false, true);
    for byte in row {
        let turns = *byte == b'"' && (quoted || may_open);
        if spans_lines && closed && !turns && *byte != b',' {
            return true;
        }
        quoted ^= turns;
        closed = turns && !quoted;
        // A quote right behind a closing one stands for a quote, and the text goes on.
        may_open = closed || (!quoted && *byte == b',');
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of the rows below the header, with their fields or their fault.
    fn told(text: &[u8]) -> Vec<String> {
        let row = |row: Row| match row.record {
            Ok(record) => format!("{}: {}", row.line, record.iter().collect::<Vec<_>>().join("|")),
            Err(fault) => format!("{}: {}", row.line, fault.code()),
        };
        sheet(text).unwrap().rows.into_iter().map(row).collect()
    }

    #[test]
    fn no_row_is_left_out_however_lines_end() {
        let text = "Phone,LastName\n1,a\n\n  , \n2,\"b\nc\"\n3\n4,d\n\n";
        let expected = [
            "2: 1|a",
            "3: row.blank",
            "4: row.blank",
            "5: 2|b\nc",
            "7: row.wrong_length",
            "8: 4|d",
            "9: row.blank",
        ];
        assert_eq!(told(text.as_bytes()), expected);
        assert_eq!(told(text.replace('\n', "\r\n").as_bytes()).len(), expected.len());
        let lines = |text: &str| -> Vec<String> {
            let line = |row: String| row.split(':').next().unwrap_or_default().to_owned();
            told(text.as_bytes()).into_iter().map(line).collect()
        };
        for end in ["\r\n", "\r"] {
            assert_eq!(lines(&text.replace('\n', end)), ["2", "3", "4", "5", "7", "8", "9"]);
        }
        assert_eq!(told(b"\n\nPhone,LastName\r\n1,a"), ["4: 1|a"]);
    }

    #[test]
    fn a_quoted_text_that_does_not_end_takes_no_other_row_with_it() {
        let text = "Phone,LastName\n1,\"a\n2,b\n3,\"c \"\"d\"\" e\"\n4,f \"g\n5,\"h\"";
        let expected = ["2: row.cut_off", "3: 2|b", "4: 3|c \"d\" e", "5: 4|f \"g", "6: 5|h"];
        assert_eq!(told(text.as_bytes()), expected);
        assert_eq!(told(b"Phone,LastName\n1,\"a\n2,b"), ["2: row.cut_off", "3: 2|b"]);
        assert_eq!(told(b"Phone,LastName\n1,\"a"), ["2: row.cut_off"]);
        assert_eq!(told(b"Phone,LastName\n1,\"a\n"), ["2: row.cut_off"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_with_their_row() {
        let told = told(b"Phone,LastName\n1,a\n2,\xff\n3,c\n");
        assert_eq!(told, ["2: 1|a", "3: row.not_text", "4: 3|c"]);
    }

    #[test]
    fn columns_are_known_in_any_case_and_order() {
        let text =
            "\u{feff} PHONE ,Company,lastname, e-mail ,STATUS\n1,x,\"a\n \u{1b}b\",y, busy \n";
        let sheet = sheet(text.as_bytes()).unwrap();
        assert_eq!(sheet.header.unknown, ["Company", "e-mail"]);
        let record = sheet.rows[0].record.as_ref().unwrap();
        let field = |column| sheet.header.field(record, column);
        assert_eq!([field(Column::Phone), field(Column::LastName)], ["1", "a b"]);
        assert_eq!([field(Column::Status), field(Column::Email)], ["busy", ""]);
    }

    #[test]
    fn a_file_that_makes_no_sense_is_refused() {
        for (text, message) in [
            ("", "the file is empty"),
            ("\u{feff}", "the file is empty"),
            ("Phone,LastName\n", "there are no rows below the header"),
            ("\nName,LastName\n1,a\n", "the header (line 2) has no column `Phone`"),
            ("Phone;LastName\n1;a\n", "the header (line 1) has no column `Phone`"),
            ("Phone,Email\n1,a\n", "the header (line 1) has no column `FirstName` or `LastName`"),
            ("Phone,LastName,phone\n", "the header (line 1) has the column `phone` twice"),
            (
                "Phone,\"LastName\n1,a\n",
                "the header (line 1) cannot be read: the row is cut off: a quoted text does not end",
            ),
        ] {
            assert_eq!(sheet(text.as_bytes()).unwrap_err().to_string(), message);
        }
    }
}
