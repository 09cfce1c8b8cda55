//! Text for a terminal, and reports as sheets that can be shown anywhere.

mod draw;
mod paint;
mod progress;
mod sheet;
mod table;

use std::path::Path;

use calliyo_core::lead::Currency;

pub(crate) use self::{
    paint::Paint,
    progress::progress_bar,
    sheet::{Chart, Column, Sheet, Tone, Value, at},
    table::{Align, Table},
};

/// The text in lines that fit the terminal, the first after `indent` blanks, the others two further in.
///
/// A word is never cut.
pub(crate) fn wrapped(text: &str, indent: usize, paint: Paint) -> String {
    let mut lines = String::new();
    let mut line = " ".repeat(indent);
    let mut is_empty = true;
    for word in text.split(' ') {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > paint.columns() {
            lines.push_str(&line);
            lines.push('\n');
            line = " ".repeat(indent + 2);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push_str(&line);
    lines.push('\n');
    lines
}

/// A title with a line behind it, across the terminal.
pub(crate) fn ruled(title: &str, paint: Paint) -> String {
    let rest = paint.columns().saturating_sub(title.chars().count() + 4);
    format!("── {title} {}", "─".repeat(rest))
}

/// Named values, a line each.
pub(crate) fn list(values: &[(&str, String)]) -> String {
    values.iter().map(|(name, value)| format!("  {name:<25}{value:>12}\n")).collect()
}

/// The name of a file or folder without the folders that it is in.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A bar of `width` places, filled by `part` of `whole`; it never overflows.
pub(crate) fn bar(part: u64, whole: u64, width: u64) -> String {
    let filled = part.saturating_mul(width).checked_div(whole).unwrap_or_default().min(width);
    // Something is never shown as nothing.
    let filled = if part > 0 && width > 0 { filled.max(1) } else { filled };
    (0..width).map(|place| if place < filled { '█' } else { '░' }).collect()
}

/// A word with a capital letter.
pub(crate) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A share in percent with two decimals, half up; a dash over nothing.
pub(crate) fn percent(numerator: u64, denominator: u64) -> String {
    let twice = u128::from(denominator) * 2;
    let hundredths = (u128::from(numerator) * 20_000 + u128::from(denominator)).checked_div(twice);
    hundredths.map_or_else(|| "-".into(), |share| format!("{}.{:02}", share / 100, share % 100))
}

/// A number with a comma after every third digit from the right.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things, such as `1 lead` or `1,200 leads`.
pub(crate) fn counted(number: u64, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {thing}{ending}", grouped(number))
}

/// Seconds as hours, minutes and seconds; hours may pass 24.
pub(crate) fn clock(seconds: u64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// An amount of minor units with its currency.
pub(crate) fn money(minor: i64, currency: Currency) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let minor = minor.unsigned_abs();
    format!("{currency} {sign}{}.{:02}", grouped(minor / 100), minor % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_wrapped_between_words() {
        let paint = Paint::PLAIN;
        assert_eq!(wrapped("short", 2, paint), "  short\n");
        let text = wrapped(&"word ".repeat(30), 2, paint);
        assert!(text.lines().all(|line| line.chars().count() <= 100));
        assert_eq!(text.matches("word").count(), 30);
        assert!(text.lines().nth(1).unwrap().starts_with("    word"));
        assert_eq!(wrapped(&"x".repeat(120), 0, paint).lines().count(), 1);
        assert_eq!(ruled("Thursday", paint).chars().count(), 100);
        assert_eq!(ruled("Thursday", paint.across(50)).chars().count(), 50);
    }

    #[test]
    fn bars_neither_overflow_nor_hide_something() {
        assert_eq!(bar(0, 10, 5), "░░░░░");
        assert_eq!(bar(1, 1000, 5), "█░░░░");
        assert_eq!(bar(5, 10, 4), "██░░");
        assert_eq!(bar(20, 10, 4), "████");
        assert_eq!(bar(3, 0, 2), "█░");
    }

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(percent(5289, 45_211), "11.70");
        assert_eq!(percent(1, 8), "12.50");
        assert_eq!(percent(1, 16), "6.25");
        assert_eq!(percent(1, 20_000), "0.01");
        assert_eq!(percent(2, 3), "66.67");
        assert_eq!(percent(0, 0), "-");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(45_211), "45,211");
        assert_eq!(grouped(11_671_811), "11,671,811");
        let leads = [0, 1, 1_200].map(|number| counted(number, "lead"));
        assert_eq!(leads, ["0 leads", "1 lead", "1,200 leads"]);
        assert_eq!(clock(3_661), "1:01:01");
        let rupee = Currency::new("INR").unwrap();
        assert_eq!(money(1_849_050, rupee), "INR 18,490.50");
        assert_eq!(money(-5, rupee), "INR -0.05");
    }
}
