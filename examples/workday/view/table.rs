//! Tables with aligned columns, and bars in the room that is left beside them.

use comfy_table::{CellAlignment, ContentArrangement, presets};

use super::{Paint, draw};

/// The least and the most places of a bar.
const BAR: (usize, usize) = (8, 40);

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

/// A table: a heading, rows, and columns as wide as their longest text while the terminal is wide enough.
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
        let lines = self.lines(paint.columns());
        let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
        let room = paint.columns().saturating_sub(widest + 2).min(BAR.1);
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
        text
    }

    /// The lines without bars, none of them with blanks at its end.
    fn lines(&self, columns: usize) -> Vec<String> {
        let mut table = comfy_table::Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(columns).unwrap_or(u16::MAX))
            .set_header(self.columns.iter().map(|(title, _)| title))
            .add_rows(&self.rows);
        for (column, (_, align)) in table.column_iter_mut().zip(&self.columns) {
            column.set_padding((2, 0));
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
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
    fn long_texts_are_broken_where_the_terminal_is_narrow() {
        let mut table = table();
        table.row(["A name of many many words indeed".into(), "5".into()]);
        let text = table.render(Paint::PLAIN.across(24));
        assert!(text.lines().count() > 4, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 24), "{text}");
    }
}
