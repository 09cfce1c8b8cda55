//! How far a long run is.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error that counts up to so many things done; nothing where that is no terminal.
pub(crate) fn progress_bar(things: usize, done: &str) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(things).unwrap_or(u64::MAX));
    let template = format!("{{bar:40}} {{human_pos}} of {{human_len}} {done}, {{msg}}");
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar
}
