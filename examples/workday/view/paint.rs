//! Colours and width, where there is a terminal that has them.

use std::{env, io::IsTerminal};

use anstyle::{AnsiColor, Style};
use console::Term;

/// The columns of pages that go to no terminal.
const COLUMNS: usize = 100;

/// The fewest and the most columns that pages are made for.
const SUPPORTED: (usize, usize) = (40, 140);

/// Whether text is coloured, and how wide it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paint {
    on: bool,
    columns: usize,
}

impl Paint {
    /// No colours, and 100 columns.
    pub(crate) const PLAIN: Self = Self { on: false, columns: COLUMNS };

    /// The colours and the width of a terminal, without colours where `NO_COLOR` is set; plain text of 100 columns for
    /// anything else.
    pub(crate) fn for_terminal(sink: &impl IsTerminal) -> Self {
        if !sink.is_terminal() {
            return Self::PLAIN;
        }
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let columns = Term::stdout().size_checked().map_or(COLUMNS, |(_, columns)| columns.into());
        Self { on: !refused, columns: columns.clamp(SUPPORTED.0, SUPPORTED.1) }
    }

    /// How many columns a line may have.
    pub(crate) const fn columns(self) -> usize {
        self.columns
    }

    /// The same colours on so many columns.
    #[cfg(test)]
    pub(crate) const fn across(self, columns: usize) -> Self {
        Self { columns, ..self }
    }

    /// A heading.
    pub(crate) fn heading(self, text: &str) -> String {
        self.with(AnsiColor::Cyan.on_default().bold(), text)
    }

    /// Something that matters.
    pub(crate) fn strong(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    /// Something that matters less.
    pub(crate) fn faint(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    /// Something to look at.
    pub(crate) fn alert(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default(), text)
    }

    /// A bar or a sparkline.
    pub(crate) fn drawing(self, text: &str) -> String {
        self.with(AnsiColor::Cyan.on_default(), text)
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.on && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.into() }
    }
}
