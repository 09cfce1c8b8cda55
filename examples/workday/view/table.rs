//! Tables with aligned columns, and bars in the room that is left beside them.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};

use super::{Paint, counted, draw};

/// The least and the most places of a bar.
const BAR: (usize, usize) = (8, 40);

/// From so many places on a word may be broken.
const LONG: usize = 24;

/// The blanks before a column.
const GAP: usize = 2;

/// On which side a column's texts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// How far a bar goes, in parts of the longest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fill {
    /// To here it is drawn dark.
    pub(crate) part: f64,
    /// To here it is drawn at all.
    pub(crate) whole: f64,
}

/// A table: a heading, rows, and columns as wide as their longest text.
///
/// Where the terminal is too narrow, words go into several lines; where that is not enough the last columns are left out, and
/// never is a number broken.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
    bars: Vec<Fill>,
}

impl Table {
    /// A table of these columns.
    pub(crate) fn new(columns: &[(&str, Align)]) -> Self {
        let columns = columns.iter().map(|(title, align)| ((*title).into(), *align)).collect();
        Self { columns, rows: Vec::new(), bars: Vec::new() }
    }

    /// Adds a row; texts beyond the last column are dropped.
    pub(crate) fn row<const N: usize>(&mut self, texts: [String; N]) {
        self.row_of(texts.into());
    }

    /// Adds a row of as many texts as there happen to be; those beyond the last column are dropped.
    pub(crate) fn row_of(&mut self, mut texts: Vec<String>) {
        texts.truncate(self.columns.len());
        self.rows.push(texts);
    }

    /// Puts a bar behind the row that was added last, where there is room.
    pub(crate) fn bar(&mut self, fill: Fill) {
        self.bars.resize(self.rows.len().saturating_sub(1), Fill::default());
        self.bars.push(fill);
    }

    /// Whether it has no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines, each indented by two blanks; nothing without rows.
    pub(crate) fn render(&self, paint: Paint) -> String {
        if self.is_empty() {
            return String::new();
        }
        let shown = self.fitting(paint.columns());
        let lines = self.lines(shown, paint.columns());
        let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
        let room = paint.columns().saturating_sub(widest + GAP).min(BAR.1);
        // Rows whose texts were broken are of several lines, to which no bar belongs.
        let has_bars = room >= BAR.0 && lines.len() == self.rows.len() + 1;
        let mut text = String::new();
        for (place, line) in lines.iter().enumerate() {
            match place.checked_sub(1) {
                None => text.push_str(&paint.faint(line)),
                Some(row) => {
                    text.push_str(line);
                    if let Some(fill) = self.bars.get(row).filter(|_| has_bars) {
                        let bar = draw::bar(*fill, room);
                        if !bar.is_empty() {
                            text.push_str(&" ".repeat(widest + 2 - line.chars().count()));
                            text.push_str(&paint.drawing(&bar));
                        }
                    }
                }
            }
            text.push('\n');
        }
        let left_out = self.columns.len() - shown;
        if left_out > 0 {
            let more = counted(u64::try_from(left_out).unwrap_or(u64::MAX), "more column");
            text.push_str(&paint.faint(&format!("  {more} on a wider terminal")));
            text.push('\n');
        }
        text
    }

    /// How many columns fit, at least two of them.
    fn fitting(&self, columns: usize) -> usize {
        let mut taken = 0;
        let fits = |width: usize| {
            taken += width + GAP;
            taken <= columns
        };
        let fitting = (0..self.columns.len()).map(|place| self.least(place)).map(fits);
        fitting.take_while(|fits| *fits).count().max(2).min(self.columns.len())
    }

    /// The places that a column takes at least: those of its longest number or word.
    fn least(&self, place: usize) -> usize {
        let Some((title, align)) = self.columns.get(place) else { return 0 };
        let texts = self.rows.iter().filter_map(|row| row.get(place)).chain([title]);
        let width = |text: &str| text.chars().count();
        let widths = texts.map(|text| match align {
            Align::Right => width(text),
            Align::Left => text.split(' ').map(width).max().unwrap_or_default().min(LONG),
        });
        widths.max().unwrap_or_default()
    }

    /// The lines of the first columns without bars, none of them with blanks at its end.
    fn lines(&self, shown: usize, columns: usize) -> Vec<String> {
        let mut table = comfy_table::Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(columns).unwrap_or(u16::MAX))
            .set_header(self.columns.iter().take(shown).map(|(title, _)| title))
            .add_rows(self.rows.iter().map(|row| row.iter().take(shown)));
        for (place, column) in table.column_iter_mut().enumerate() {
            let least = u16::try_from(self.least(place) + GAP).unwrap_or(u16::MAX);
            let align = self.columns.get(place).map_or(Align::Left, |(_, align)| *align);
            column.set_padding((2, 0));
            let (align, width) = match align {
                Align::Left => {
                    (CellAlignment::Left, ColumnConstraint::LowerBoundary(Width::Fixed(least)))
                }
                Align::Right => (CellAlignment::Right, ColumnConstraint::ContentWidth),
            };
            column.set_cell_alignment(align);
            column.set_constraint(width);
        }
        table.trim_fmt().lines().map(|line| line.trim_end().into()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&[("Name", Align::Left), ("Calls", Align::Right)]);
        table.row(["Ānanda".into(), "7".into()]);
        table.row(["Bo".into(), "1,234".into()]);
        table
    }

    #[test]
    fn columns_are_as_wide_as_their_longest_text() {
        let empty = Table::new(&[("Name", Align::Left), ("Calls", Align::Right)]);
        assert_eq!(empty.render(Paint::PLAIN), "");
        let text = "  Name    Calls\n  Ānanda      7\n  Bo      1,234\n";
        assert_eq!(table().render(Paint::PLAIN), text);
    }

    #[test]
    fn bars_take_the_room_that_is_left() {
        let mut table = table();
        table.bar(Fill { part: 0.5, whole: 1.0 });
        let line = |columns| {
            let text = table.render(Paint::PLAIN.across(columns));
            text.lines().last().unwrap_or_default().to_owned()
        };
        assert_eq!(line(25), "  Bo      1,234  ████▒▒▒▒");
        assert_eq!(line(24), "  Bo      1,234");
        assert_eq!(line(200).chars().count(), 17 + 40);
    }

    #[test]
    fn words_go_into_several_lines_where_the_terminal_is_narrow() {
        let mut table = table();
        table.row(["A name of many many words indeed".into(), "12,345,678".into()]);
        let text = table.render(Paint::PLAIN.across(24));
        assert!(text.lines().count() > 4 && text.contains("12,345,678"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 24), "{text}");
    }

    #[test]
    fn the_last_columns_are_left_out_rather_than_numbers_broken() {
        let columns = ["agent", "calls", "attempts", "talk"].map(|title| (title, Align::Right));
        let mut table = Table::new(&columns);
        table.row(["Ann".into(), "1,234".into(), "1,233".into(), "24:17:41".into()]);
        let text = |columns| table.render(Paint::PLAIN.across(columns));
        assert!(text(40).contains("24:17:41"));
        assert!(
            text(24).ends_with("1,234     1,233\n  1 more column on a wider terminal\n"),
            "{}",
            text(24)
        );
        assert!(
            text(10).ends_with("1,234\n  2 more columns on a wider terminal\n"),
            "{}",
            text(10)
        );
    }
}
