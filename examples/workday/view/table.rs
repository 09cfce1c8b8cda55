//! Tables with aligned columns.

use super::Paint;

/// On which side a column's texts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table: a heading, rows, and columns as wide as their longest text.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of these columns.
    pub(crate) fn new(columns: &[(&str, Align)]) -> Self {
        let columns = columns.iter().map(|(title, align)| ((*title).into(), *align)).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row; texts beyond the last column are dropped.
    pub(crate) fn row<const N: usize>(&mut self, texts: [String; N]) {
        self.row_of(texts.into());
    }

    /// Adds a row of as many texts as there happen to be; those beyond the last column are dropped.
    pub(crate) fn row_of(&mut self, texts: Vec<String>) {
        self.rows.push(texts);
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
        let titles: Vec<String> = self.columns.iter().map(|(title, _)| title.clone()).collect();
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let texts = self.rows.iter().chain([&titles]).filter_map(|row| row.get(column));
                texts.map(|text| text.chars().count()).max().unwrap_or_default()
            })
            .collect();
        let mut lines = paint.faint(&self.line(&titles, &widths));
        lines.push('\n');
        for row in &self.rows {
            lines.push_str(&self.line(row, &widths));
            lines.push('\n');
        }
        lines
    }

    fn line(&self, texts: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((text, width), (_, align)) in texts.iter().zip(widths).zip(&self.columns) {
            line.push_str("  ");
            match align {
                Align::Left => line.push_str(&format!("{text:<width$}")),
                Align::Right => line.push_str(&format!("{text:>width$}")),
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_longest_text() {
        let mut table = Table::new(&[("Name", Align::Left), ("Calls", Align::Right)]);
        let plain = Paint::PLAIN;
        assert_eq!(table.render(plain), "");
        table.row(["Ānanda".into(), "7".into()]);
        table.row(["Bo".into(), "1,234".into()]);
        assert_eq!(table.render(plain), "  Name    Calls\n  Ānanda      7\n  Bo      1,234\n");
    }
}
