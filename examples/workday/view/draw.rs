//! Bars and sparklines made of letters.

use super::table::Fill;

const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar on so many places, without blanks at its end; something is never shown as nothing.
pub(crate) fn bar(fill: Fill, places: usize) -> String {
    let whole = filled(fill.whole, places);
    let part = filled(fill.part, places).min(whole);
    "█".repeat(part) + &"▒".repeat(whole - part)
}

/// A letter for each value, as high as the value is beside the largest one.
pub(crate) fn sparkline(values: &[f64]) -> String {
    let most = values.iter().copied().fold(0.0, f64::max);
    let level = |value: &f64| {
        let last = LEVELS.len() - 1;
        let place = if most > 0.0 { filled(value / most, last) } else { 0 };
        LEVELS[place.min(last)]
    };
    values.iter().map(level).collect()
}

/// How many of the places a share fills.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is cut on purpose")]
fn filled(share: f64, places: usize) -> usize {
    let filled = (share.clamp(0.0, 1.0) * places as f64).round() as usize;
    if share > 0.0 && places > 0 { filled.max(1) } else { filled }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_neither_overflow_nor_hide_something() {
        let bar = |part, whole| bar(Fill { part, whole }, 4);
        assert_eq!(bar(0.0, 0.0), "");
        assert_eq!(bar(0.001, 0.001), "█");
        assert_eq!(bar(0.5, 1.0), "██▒▒");
        assert_eq!(bar(2.0, 2.0), "████");
        assert_eq!(bar(f64::NAN, f64::NAN), "");
    }

    #[test]
    fn a_sparkline_has_a_letter_for_each_value() {
        assert_eq!(sparkline(&[0.0, 0.1, 50.0, 100.0]), "▁▂▅█");
        assert_eq!(sparkline(&[0.0, 0.0]), "▁▁");
        assert_eq!(sparkline(&[]), "");
    }
}
