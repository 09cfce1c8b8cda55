//! Reports as one page for a browser: tables, and beside them charts as inline SVG.
//!
//! The page needs nothing but itself: no script, no font, no picture. It is well-formed XML too, so that any reader of XML
//! can check it.

mod chart;
mod scale;

use calliyo_core::RULES_VERSION;

use super::Book;
use crate::view::{Align, Sheet, Value};

/// So many columns fit into half of the page.
const MANY: usize = 5;

const STYLE: &str = include_str!("style.css");

/// The page of a book.
pub(super) fn page(book: &Book) -> String {
    let title = escaped(&book.title);
    let sheets = || book.filled().map(|report| &report.sheet).filter(|sheet| !sheet.only_in_files);
    let contents: String = sheets()
        .map(|sheet| {
            format!("<li><a href=\"#{}\">{}</a></li>\n", sheet.name, escaped(&sheet.title))
        })
        .collect();
    let sections: String = sheets().map(section).collect();
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>\n<p>{about}</p>\n</header>\n\
         <main>\n{figures}\
         <nav aria-label=\"Reports\">\n<ul>\n{contents}</ul>\n</nav>\n\
         {sections}</main>\n\
         <footer>\n<p>Every figure is one of calliyo's reports: version {version}, rules {RULES_VERSION}. \
         Point at a rate to see what it is made of.</p>\n</footer>\n</body>\n</html>\n",
        about = escaped(&book.about),
        figures = figures(&book.figures),
        version = env!("CARGO_PKG_VERSION"),
    )
}

/// The figures that matter most.
fn figures(figures: &[(&'static str, Value)]) -> String {
    let one = |(name, value): &(&str, Value)| {
        let detail = value.detail().map(|detail| format!("<small>{detail}</small>"));
        format!(
            "<div><dt>{name}</dt><dd><data value=\"{}\">{}</data>{}</dd></div>\n",
            escaped(&value.plain()),
            escaped(&value.labelled()),
            detail.unwrap_or_default(),
        )
    };
    format!("<dl class=\"figures\">\n{}</dl>\n", figures.iter().map(one).collect::<String>())
}

fn section(sheet: &Sheet) -> String {
    let name = sheet.name;
    let chart = chart::figure(sheet);
    let kind = match (chart.is_empty(), sheet.columns.len() > MANY) {
        (true, _) => "alone",
        (false, true) => "pair wide",
        (false, false) => "pair",
    };
    format!(
        "<section id=\"{name}\" aria-labelledby=\"{name}-title\">\n\
         <h2 id=\"{name}-title\">{title}</h2>\n<p class=\"note\">{note}</p>\n\
         <div class=\"{kind}\">\n{chart}{table}</div>\n</section>\n",
        title = escaped(&sheet.title),
        note = escaped(sheet.note),
        table = table(sheet),
    )
}

fn table(sheet: &Sheet) -> String {
    let align = |place: usize| match sheet.columns.get(place).map(|column| column.align) {
        Some(Align::Right) => " class=\"number\"",
        _ => "",
    };
    let class = |place: usize, value: &Value| match value {
        Value::Date(_) => " class=\"date\"",
        _ => align(place),
    };
    let heads: String = sheet
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            format!("<th scope=\"col\"{}>{}</th>", align(place), escaped(column.title))
        })
        .collect();
    let row = |values: &Vec<Value>| {
        let cells = values.iter().enumerate().map(|(place, value)| {
            let shown = escaped(&value.shown());
            match (place, sheet.columns.first().map(|column| column.align)) {
                (0, Some(Align::Left)) => {
                    format!("<th scope=\"row\"{}>{shown}</th>", class(place, value))
                }
                _ => {
                    let detail = value.detail().map(|detail| format!(" title=\"{detail}\""));
                    let (class, detail) = (class(place, value), detail.unwrap_or_default());
                    let plain = escaped(&value.plain());
                    format!("<td{class}{detail}><data value=\"{plain}\">{shown}</data></td>")
                }
            }
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let rows: String = sheet.rows.iter().map(row).collect();
    let total = sheet.total.as_ref().map(|total| format!("<tfoot>\n{}</tfoot>\n", row(total)));
    // Whoever uses a keyboard scrolls a long table as well.
    format!(
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{title}, table\">\n\
         <table>\n<caption>{title}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n{total}</table>\n</div>\n",
        title = escaped(&sheet.title),
        total = total.unwrap_or_default(),
    )
}

/// A text between tags or in quotes; what no page may hold becomes a replacement character.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                safe.push('\u{fffd}');
            }
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_its_place() {
        assert_eq!(
            escaped("<b a=\"1\" c='2'>&\u{7}"),
            "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\u{fffd}"
        );
        assert_eq!(escaped("Ānanda"), "Ānanda");
    }

    /// The value of a variable in a part of the style.
    fn variable(part: &str, name: &str) -> [f64; 3] {
        let from = part.find(&format!("--{name}:")).unwrap_or_else(|| panic!("no --{name}"));
        let hex = part[from..].split_once('#').unwrap().1;
        [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
    }

    /// The contrast of two colours, as the Web Content Accessibility Guidelines define it.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let luminance = |colour: [f64; 3]| {
            let [red, green, blue] = colour.map(|part| {
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn colours_stand_out_in_the_light_and_in_the_dark() {
        let (light, dark) = STYLE.split_once("prefers-color-scheme: dark").unwrap();
        for part in [light, dark] {
            for paper in ["paper", "card"].map(|name| variable(part, name)) {
                for ink in ["ink", "quiet", "link"] {
                    let contrast = contrast(variable(part, ink), paper);
                    assert!(contrast >= 4.5, "{ink}: {contrast}");
                }
                for drawn in ["first", "second", "third", "goal"] {
                    let contrast = contrast(variable(part, drawn), paper);
                    assert!(contrast >= 3.0, "{drawn}: {contrast}");
                }
            }
        }
    }
}
