//! The bank's file: one row per client, described by the last call of a campaign.

use std::path::Path;

use calliyo_core::time::LocalDate;

use crate::rows::{Fields, FileFault, Layout, Place, Problem};

/// The first year: the file has days and months, and is in order of date.
const FIRST_YEAR: i32 = 2008;

const LAYOUT: Layout = Layout {
    name: "bank-full.csv",
    delimiter: b';',
    columns: &[
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
    ],
    // Its last column is quoted, which tells as well whether it is whole.
    ends_every_line: false,
};

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
    /// Which call of the campaign it was, from 1.
    pub(crate) attempt: u32,
    /// How long the call lasted, in seconds.
    pub(crate) duration_seconds: u32,
    /// Whether the client bought.
    pub(crate) bought: bool,
}

/// Reads the file, plain or gzip.
///
/// # Errors
/// A [`FileFault`] that names the file and, where one is at fault, the row.
pub(crate) fn read(path: &Path) -> Result<Vec<Row>, FileFault> {
    let mut calendar = Calendar::default();
    LAYOUT.read(path, |fields| row(fields, &mut calendar))
}

fn row(fields: &Fields<'_>, calendar: &mut Calendar) -> Result<Row, Problem> {
    // Columns that are not needed must make sense all the same: else it is another file.
    for column in ["age", "balance", "pdays", "previous"] {
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
    let attempt = fields.number("campaign", "a number of calls from 1")?;
    if attempt == 0 {
        return Err(fields.bad("campaign", "a number of calls from 1"));
    }
    Ok(Row {
        attempt,
        date: calendar.date(day, month, fields.place)?,
        contact: fields.text("contact").into(),
        job: fields.text("job").into(),
        previous_outcome: fields.text("poutcome").into(),
        duration_seconds: fields.number("duration", "a number of seconds")?,
        bought,
    })
}

/// Derives years: one more each time that the month falls.
struct Calendar {
    year: i32,
    last: Option<(usize, LocalDate)>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { year: FIRST_YEAR, last: None }
    }
}

impl Calendar {
    /// The date of a row; `month` counts from 0.
    fn date(&mut self, day: u32, month: usize, place: Place) -> Result<LocalDate, Problem> {
        if self.last.is_some_and(|(last, _)| month < last) {
            self.year += 1;
        }
        let number = u32::try_from(month + 1).unwrap_or_default();
        let date = LocalDate::from_ymd(self.year, number, day).ok_or_else(|| {
            place.senseless(format!("{} has no {day} {}", self.year, MONTHS[month]))
        })?;
        if self.last.is_some_and(|(_, last)| date < last) {
            return Err(place.senseless(
                "its day lies before that of the row above; years are derived from the order",
            ));
        }
        self.last = Some((month, date));
        Ok(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "58;\"management\";\"married\";\"tertiary\";\"no\";2143;\"yes\";\"no\";\"unknown\";5;\"may\";261;1;-1;0;\"unknown\";\"no\"\n";

    fn header() -> String {
        let columns = LAYOUT.columns.iter().map(|column| format!("\"{column}\""));
        columns.collect::<Vec<_>>().join(";") + "\n"
    }

    /// The rows of a file whose rows are made of `ROW` by replacing texts.
    fn read_rows(changes: &[&[(&str, &str)]]) -> Result<Vec<Row>, String> {
        let row = |changes: &&[(&str, &str)]| {
            changes.iter().fold(String::from(ROW), |row, (from, to)| row.replacen(from, to, 1))
        };
        read_text(&(header() + &changes.iter().map(row).collect::<String>()))
    }

    fn read_text(text: &str) -> Result<Vec<Row>, String> {
        let mut calendar = Calendar::default();
        let rows = LAYOUT.rows(text.as_bytes(), |fields| row(fields, &mut calendar));
        rows.map_err(|problem| problem.to_string())
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
                &[("261;1;", "261;0;")],
                "row 2 (line 3), column `campaign`: `0` is not a number of calls from 1",
            ),
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
        let message = "the header is not that of bank-full.csv: column 2 is `work`, not `job`";
        assert_eq!(read_text(&wrong).unwrap_err(), message);
    }
}
