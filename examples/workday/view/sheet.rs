//! A report as a sheet: titled columns, rows of values, and which of them are drawn.
//!
//! Terminal, CSV and HTML show the same sheet, so that they cannot tell different figures.

use calliyo_core::{MinorUnits, Rate, lead::Currency, time::LocalDate};

use super::{Align, Paint, Table, clock, draw, grouped, money, percent, table::Fill, wrapped};

/// The most rows of a sheet that a terminal shows all.
const MOST: usize = 40;

/// How many it shows of a sheet with more.
const FEW: usize = 12;

/// From so many rows on a line of time has a sparkline above it.
const SPARKLINE: usize = 8;

/// A value with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A name, or a word for a bucket.
    Text(String),
    /// A count.
    Number(u64),
    /// A local date.
    Date(LocalDate),
    /// A share; none over nothing.
    Rate(Option<Rate>),
    /// A number of seconds; none where there is nothing that took any.
    Seconds(Option<u64>),
    /// A number of milliseconds, shown in days and hours; none where there is nothing that took any.
    Millis(Option<i64>),
    /// An amount in a currency.
    Money(MinorUnits, Currency),
    /// An amount in whole units, as files have it.
    Whole(MinorUnits),
    /// There is none.
    Missing,
}

impl Value {
    /// A name, or a dash for none.
    pub(crate) fn name(name: Option<impl Into<String>>) -> Self {
        name.map_or(Self::Missing, |name| Self::Text(name.into()))
    }

    /// A count, or a dash for none.
    pub(crate) fn number(number: Option<impl Into<u64>>) -> Self {
        number.map_or(Self::Missing, |number| Self::Number(number.into()))
    }

    /// As people read it; a rate in percent.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => grouped(*number),
            Self::Date(date) => date.to_string(),
            Self::Rate(Some(rate)) => percent(rate.numerator, rate.denominator),
            Self::Seconds(Some(seconds)) => clock(*seconds),
            Self::Millis(Some(millis)) => span(*millis),
            Self::Money(amount, currency) => money(amount.get(), *currency),
            Self::Whole(amount) => whole(*amount),
            Self::Rate(None) | Self::Seconds(None) | Self::Millis(None) | Self::Missing => {
                "–".into()
            }
        }
    }

    /// As programs read it: a rate as a fraction of six decimals, money in minor units; nothing for none.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Rate(Some(rate)) => {
                let millionths = rate.parts_per_million;
                format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
            }
            Self::Seconds(Some(seconds)) => seconds.to_string(),
            Self::Millis(Some(millis)) => millis.to_string(),
            Self::Money(amount, _) | Self::Whole(amount) => amount.get().to_string(),
            Self::Rate(None) | Self::Seconds(None) | Self::Millis(None) | Self::Missing => {
                String::new()
            }
        }
    }

    /// What a rate is made of, in words.
    pub(crate) fn detail(&self) -> Option<String> {
        match self {
            Self::Rate(Some(rate)) => {
                Some(format!("{} of {}", grouped(rate.numerator), grouped(rate.denominator)))
            }
            _ => None,
        }
    }

    /// The value with its unit, where it stands without a column's title.
    pub(crate) fn labelled(&self) -> String {
        match self {
            Self::Rate(Some(_)) => format!("{} %", self.shown()),
            _ => self.shown(),
        }
    }

    /// How much it is, for drawing only.
    #[expect(clippy::cast_precision_loss, reason = "a pixel more or less does not show")]
    pub(crate) fn magnitude(&self) -> f64 {
        match self {
            Self::Number(number) | Self::Seconds(Some(number)) => *number as f64,
            Self::Rate(Some(rate)) => rate.parts_per_million as f64 / 10_000.0,
            Self::Millis(Some(millis)) => *millis as f64,
            Self::Money(amount, _) => amount.get() as f64 / 100.0,
            Self::Whole(amount) => amount.get() as f64,
            _ => 0.0,
        }
    }
}

/// A column: its title for people, and its name for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// For people.
    pub(crate) title: &'static str,
    /// For programs, as the library names it.
    pub(crate) field: &'static str,
    /// On which side its values stand.
    pub(crate) align: Align,
}

impl Column {
    /// A column of words.
    pub(crate) const fn words(title: &'static str, field: &'static str) -> Self {
        Self { title, field, align: Align::Left }
    }

    /// A column of numbers.
    pub(crate) const fn numbers(title: &'static str, field: &'static str) -> Self {
        Self { title, field, align: Align::Right }
    }
}

/// What of a sheet is drawn, by the places of its columns. The first column tells what a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Chart {
    /// A bar per row as long as `whole`, of which `part` is darker.
    Bars { whole: usize, part: Option<usize> },
    /// The same, standing up: the rows are in order of time.
    Upright { whole: usize, part: Option<usize> },
    /// A bar per row made of these parts, one behind the other.
    Parts(Vec<(usize, Tone)>),
    /// For each name in the first column an upright bar per row, beside the goal.
    Goals { step: usize, value: usize, goal: usize },
}

/// How a part is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// As it should be.
    Good,
    /// Neither good nor bad.
    Plain,
    /// Not as it should be.
    Bad,
}

/// A sheet.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// Its name for programs, such as `callsByAgent`.
    pub(crate) name: &'static str,
    /// Its title.
    pub(crate) title: String,
    /// What is counted, in a sentence or two.
    pub(crate) note: &'static str,
    /// Its columns.
    pub(crate) columns: Vec<Column>,
    /// Its rows, a value per column.
    pub(crate) rows: Vec<Vec<Value>>,
    /// Everything in one row.
    pub(crate) total: Option<Vec<Value>>,
    /// What is drawn.
    pub(crate) chart: Option<Chart>,
    /// It is too long for people: only files have it.
    pub(crate) only_in_files: bool,
}

impl Sheet {
    /// The largest value of these columns.
    pub(crate) fn most(&self, columns: &[usize]) -> f64 {
        let values = self.rows.iter().flat_map(|row| columns.iter().map(|place| at(row, *place)));
        values.fold(0.0, f64::max)
    }

    /// How long the longest bar is that is made of these parts.
    pub(crate) fn longest(&self, parts: &[(usize, Tone)]) -> f64 {
        let sums = self.rows.iter().map(|row| parts.iter().map(|(place, _)| at(row, *place)).sum());
        sums.fold(0.0, f64::max)
    }

    /// The sheet for a terminal, with its note unless that was read before; nothing without rows.
    pub(crate) fn render(&self, paint: Paint, with_note: bool) -> String {
        if self.rows.is_empty() || self.only_in_files {
            return String::new();
        }
        let legend = self.legend().map(|legend| paint.faint(&format!("   {legend}")));
        let mut text = format!("\n{}{}\n", paint.strong(&self.title), legend.unwrap_or_default());
        if with_note {
            wrapped(self.note, 2, paint).lines().for_each(|line| {
                text.push_str(&paint.faint(line));
                text.push('\n');
            });
        }
        if let Some(Chart::Goals { step, value, goal }) = &self.chart {
            text.push_str(&self.goals(*step, *value, *goal).render(paint));
            return text;
        }
        if let Some(Chart::Upright { whole, .. }) = &self.chart {
            let values: Vec<f64> = self.rows.iter().map(|row| at(row, *whole)).collect();
            if (SPARKLINE..=paint.columns() - 2).contains(&values.len()) {
                text.push_str(&format!("  {}\n", paint.drawing(&draw::sparkline(&values))));
            }
        }
        text.push_str(&self.table().render(paint));
        if let Some(more) = self.rows.len().checked_sub(self.shown()).filter(|more| *more > 0) {
            let more = grouped(u64::try_from(more).unwrap_or(u64::MAX));
            text.push_str(&paint.faint(&format!("  and {more} more, all in the files of --csv")));
            text.push('\n');
        }
        text
    }

    /// What the letters of bars stand for, where there are two.
    fn legend(&self) -> Option<String> {
        let title = |place: usize| self.columns.get(place).map(|column| column.title);
        let (part, whole) = match self.chart.as_ref()? {
            Chart::Bars { whole, part: Some(part) }
            | Chart::Upright { whole, part: Some(part) } => (title(*part)?, title(*whole)?),
            Chart::Parts(parts) => (title(parts.first()?.0)?, "the others"),
            _ => return None,
        };
        Some(format!("█ {part}  ▒ {whole}"))
    }

    /// How many rows a terminal shows.
    fn shown(&self) -> usize {
        if self.rows.len() > MOST { FEW } else { self.rows.len() }
    }

    fn table(&self) -> Table {
        let titles: Vec<_> = self.columns.iter().map(|own| (own.title, own.align)).collect();
        let mut table = Table::new(&titles);
        for row in self.rows.iter().take(self.shown()) {
            table.row_of(row.iter().map(Value::shown).collect());
            if let Some(fill) = self.fill(row) {
                table.bar(fill);
            }
        }
        if let Some(total) = &self.total {
            table.row_of(total.iter().map(Value::shown).collect());
        }
        table
    }

    /// The bar behind a row.
    fn fill(&self, row: &[Value]) -> Option<Fill> {
        match self.chart.as_ref()? {
            Chart::Bars { whole, part } | Chart::Upright { whole, part } => {
                let part = part.unwrap_or(*whole);
                let most = self.most(&[*whole, part]);
                let filled = at(row, part) / most;
                Some(Fill { part: filled, whole: filled.max(at(row, *whole) / most) })
            }
            Chart::Parts(parts) => {
                let longest = self.longest(parts);
                let whole: f64 = parts.iter().map(|(place, _)| at(row, *place)).sum();
                let part = parts.first().map_or(0.0, |(place, _)| at(row, *place));
                Some(Fill { part: part / longest, whole: whole / longest })
            }
            Chart::Goals { .. } => None,
        }
    }

    /// A row per name and a column per step, with the value over the goal.
    fn goals(&self, step: usize, value: usize, goal: usize) -> Table {
        let steps = self.steps(step);
        let titles: Vec<String> = steps.iter().map(|step| step.shown()).collect();
        let name = self.columns.first().map_or("", |own| own.title);
        let mut columns = vec![(name, Align::Left)];
        columns.extend(titles.iter().map(|title| (title.as_str(), Align::Right)));
        let mut table = Table::new(&columns);
        for rows in self.rows.chunk_by(|one, next| one.first() == next.first()) {
            let mut texts: Vec<String> =
                rows.first().and_then(|row| row.first()).map(Value::shown).into_iter().collect();
            texts.extend(rows.iter().map(|row| {
                let shown = |place: usize| row.get(place).map(Value::shown).unwrap_or_default();
                format!("{}/{}", shown(value), shown(goal))
            }));
            table.row_of(texts);
        }
        table
    }

    /// The steps of a chart of goals, which are the same for every name.
    pub(crate) fn steps(&self, step: usize) -> Vec<&Value> {
        let first = self.rows.chunk_by(|one, next| one.first() == next.first()).next();
        first.into_iter().flatten().filter_map(|row| row.get(step)).collect()
    }
}

/// How much the row's value in a column is.
pub(crate) fn at(row: &[Value], place: usize) -> f64 {
    row.get(place).map_or(0.0, Value::magnitude)
}

/// Milliseconds as days and hours, or as hours and minutes below a day.
fn span(millis: i64) -> String {
    let minutes = millis / 60_000;
    let (days, hours) = (minutes / 1_440, minutes / 60 % 24);
    if days > 0 {
        format!("{days} d {hours:02} h")
    } else {
        format!("{hours} h {:02} min", minutes % 60)
    }
}

fn whole(amount: MinorUnits) -> String {
    let sign = if amount.get() < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(amount.get().unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(chart: Chart) -> Sheet {
        let row = |name: &str, calls, connected| {
            vec![
                Value::Text(name.into()),
                Value::Number(calls),
                Value::Number(connected),
                Value::Rate(Rate::of(connected, calls)),
            ]
        };
        Sheet {
            name: "callsByAgent",
            title: "Calls by agent".into(),
            note: "All of them.",
            columns: vec![
                Column::words("agent", "agent"),
                Column::numbers("calls", "calls"),
                Column::numbers("connected", "connected"),
                Column::numbers("rate %", "connectRate"),
            ],
            rows: vec![row("Ann", 1_000, 250), row("Bo", 0, 0)],
            total: Some(row("all", 1_000, 250)),
            chart: Some(chart),
            only_in_files: false,
        }
    }

    #[test]
    fn a_sheet_is_a_table_with_bars() {
        let text =
            sheet(Chart::Bars { whole: 1, part: Some(2) }).render(Paint::PLAIN.across(45), true);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "",
                "Calls by agent   █ connected  ▒ calls",
                "  All of them.",
                "  agent  calls  connected  rate %",
                "  Ann    1,000        250   25.00  ███▒▒▒▒▒▒▒",
                "  Bo         0          0       –",
                "  all    1,000        250   25.00",
            ]
        );
    }

    #[test]
    fn of_a_long_sheet_a_terminal_shows_the_beginning() {
        let mut sheet = sheet(Chart::Bars { whole: 1, part: None });
        let row = sheet.rows[0].clone();
        for (rows, lines, more) in
            [(40, 40, ""), (41, 12, "  and 29 more, all in the files of --csv\n")]
        {
            sheet.rows = vec![row.clone(); rows];
            let text = sheet.render(Paint::PLAIN, false);
            assert_eq!(text.matches("  Ann ").count(), lines);
            assert!(text.ends_with(more), "{text}");
            assert_eq!(text.contains("more"), rows > 40);
        }
    }

    #[test]
    fn programs_read_values_without_their_dress() {
        let rupee = Currency::new("INR").unwrap();
        let amount = MinorUnits::new(1_849_050);
        for (value, shown, plain) in [
            (Value::Number(1_234), "1,234", "1234"),
            (Value::Rate(Rate::of(1, 3)), "33.33", "0.333333"),
            (Value::Rate(Rate::of(4, 3)), "133.33", "1.333333"),
            (Value::Rate(None), "–", ""),
            (Value::Seconds(Some(3_661)), "1:01:01", "3661"),
            (Value::Millis(Some(90_000_000)), "1 d 01 h", "90000000"),
            (Value::Millis(Some(5_400_000)), "1 h 30 min", "5400000"),
            (Value::Money(amount, rupee), "INR 18,490.50", "1849050"),
            (Value::Whole(MinorUnits::new(-1_000)), "-1,000", "-1000"),
            (Value::name(None::<&str>), "–", ""),
        ] {
            assert_eq!((value.shown().as_str(), value.plain().as_str()), (shown, plain));
        }
        assert_eq!(Value::Rate(Rate::of(1, 3)).detail().as_deref(), Some("1 of 3"));
    }

    #[test]
    fn a_chart_of_goals_has_a_column_per_step() {
        let row = |name: &str, day, calls| {
            let date = LocalDate::from_ymd(2026, 5, day).unwrap();
            vec![
                Value::Text(name.into()),
                Value::Date(date),
                Value::Number(calls),
                Value::Number(30),
            ]
        };
        let mut sheet = sheet(Chart::Goals { step: 1, value: 2, goal: 3 });
        sheet.rows = vec![row("Ann", 4, 31), row("Ann", 5, 7), row("Bo", 4, 0), row("Bo", 5, 9)];
        let text = sheet.render(Paint::PLAIN, false);
        assert!(text.contains("  agent  2026-05-04  2026-05-05\n"), "{text}");
        assert!(text.contains("  Ann         31/30        7/30\n"), "{text}");
    }
}
