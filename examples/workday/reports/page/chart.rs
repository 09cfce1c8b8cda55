//! Charts of a sheet as inline SVG.
//!
//! Widths are percentages and heights are pixels, so that a chart is as wide as there is room and its letters keep their
//! size. Colours are those of the page, by classes.

use super::{
    escaped,
    scale::{Scale, decimal, labelled},
};
use crate::view::{Chart, Sheet, Tone, Value, at};

/// The most bars that a chart shows; the table has all rows.
const MOST_BARS: usize = 24;
/// The pixels of a bar with its label.
const BAR: f64 = 34.0;
/// The pixels of an upright chart: above its scale, its scale, below it.
const UPRIGHT: (f64, f64, f64) = (14.0, 190.0, 22.0);
/// The pixels of one name in a chart of goals: its name, its bars, the gap below.
const GOALS: (f64, f64, f64) = (34.0, 34.0, 10.0);
/// The most labels below an upright chart.
const MOST_LABELS: usize = 6;
/// The most steps of a chart of goals that have their value written above.
const MOST_VALUES: usize = 10;

/// The chart of a sheet, with a legend where colours need one; nothing where nothing is drawn.
pub(super) fn figure(sheet: &Sheet) -> String {
    let Some(chart) = &sheet.chart else { return String::new() };
    let (drawing, legend) = match chart {
        Chart::Bars { whole, part } => (bars(sheet, *whole, *part), two(sheet, *whole, *part)),
        Chart::Upright { whole, part } => {
            (upright(sheet, *whole, *part), two(sheet, *whole, *part))
        }
        Chart::Parts(parts) => (stacked(sheet, parts), many(sheet, parts)),
        Chart::Goals { step, value, goal } => {
            let legend = vec![("first", title(sheet, *value)), ("goal", title(sheet, *goal))];
            (goals(sheet, *step, *value, *goal), legend)
        }
    };
    let entry = |(class, text): &(&str, &str)| {
        format!("<span class=\"key {class}\"></span> {}", escaped(text))
    };
    let legend: Vec<_> = legend.iter().map(entry).collect();
    let legend = match legend.is_empty() {
        true => String::new(),
        false => format!("<figcaption>{}</figcaption>\n", legend.join(" ")),
    };
    format!("<figure>\n{legend}{drawing}</figure>\n")
}

/// A bar per row, its label and value above it.
fn bars(sheet: &Sheet, whole: usize, part: Option<usize>) -> String {
    let scale = Scale::up_to(sheet.most(&[whole, part.unwrap_or(whole)]), 4);
    let mut drawing = Drawing::new("bars");
    for row in sheet.rows.iter().take(MOST_BARS) {
        let part_of = part.map(|part| format!("{} / ", value(row, part)));
        drawing.label(row, &(part_of.unwrap_or_default() + &value(row, whole)));
        let mut filled = vec![(if part.is_some() { "second" } else { "first" }, at(row, whole))];
        filled.extend(part.map(|part| ("first", at(row, part))));
        for (class, value) in filled {
            drawing.bar(class, 0.0, scale.share(value));
        }
        drawing.next(&sentence(sheet, row));
    }
    drawing.finish(sheet)
}

/// A bar per row, made of parts.
fn stacked(sheet: &Sheet, parts: &[(usize, Tone)]) -> String {
    let scale = Scale::up_to(sheet.longest(parts), 4);
    let mut drawing = Drawing::new("bars");
    for row in sheet.rows.iter().take(MOST_BARS) {
        let values: Vec<_> = parts.iter().map(|(part, _)| value(row, *part)).collect();
        drawing.label(row, &values.join(" · "));
        let mut from = 0.0;
        for (part, tone) in parts {
            drawing.bar(class(*tone), scale.share(from), scale.share(at(row, *part)));
            from += at(row, *part);
        }
        drawing.next(&sentence(sheet, row));
    }
    drawing.finish(sheet)
}

/// Bars that stand up, one behind the other in time.
fn upright(sheet: &Sheet, whole: usize, part: Option<usize>) -> String {
    let scale = Scale::up_to(sheet.most(&[whole]), 4);
    let (above, high, below) = UPRIGHT;
    let ground = above + high;
    let up = |value: f64| ground - scale.share(value) * high;
    let mut drawing = Drawing::new("upright");
    for tick in &scale.ticks {
        let (y, mark) = (decimal(up(*tick)), mark(*tick));
        drawing.push(&format!("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>"));
        let y = decimal(up(*tick) + 4.0);
        drawing.push(&format!(
            "<text class=\"tick\" x=\"-8\" y=\"{y}\" text-anchor=\"end\">{mark}</text>"
        ));
    }
    let slot = 100.0 / sheet.rows.len().max(1) as f64;
    for (place, row) in sheet.rows.iter().enumerate() {
        let from = slot * place as f64;
        drawing.push("<g>");
        drawing.push(&format!("<title>{}</title>", escaped(&sentence(sheet, row))));
        let mut column = |class: &str, value: f64| {
            let (x, width) = (decimal(from + slot * 0.12), decimal(slot * 0.76));
            let (y, height) = (decimal(up(value)), decimal(ground - up(value)));
            drawing.push(&format!(
                "<rect class=\"{class}\" x=\"{x}%\" y=\"{y}\" width=\"{width}%\" height=\"{height}\"/>"
            ));
        };
        column(if part.is_some() { "second" } else { "first" }, at(row, whole));
        if let Some(part) = part {
            column("first", at(row, part));
        }
        drawing.push("</g>");
    }
    for place in labelled(sheet.rows.len(), MOST_LABELS) {
        let x = decimal(slot * (place as f64 + 0.5));
        let label = sheet.rows.get(place).and_then(|row| row.first()).map(Value::shown);
        let (y, label) = (decimal(ground + 16.0), escaped(&label.unwrap_or_default()));
        drawing.push(&format!(
            "<text class=\"tick\" x=\"{x}%\" y=\"{y}\" text-anchor=\"middle\">{label}</text>"
        ));
    }
    drawing.height = ground + below;
    drawing.finish(sheet)
}

/// For each name a small upright bar per step, with a line at the goal.
fn goals(sheet: &Sheet, step: usize, value_at: usize, goal: usize) -> String {
    let scale = Scale::up_to(sheet.most(&[value_at, goal]), 2);
    let (above, high, gap) = GOALS;
    let steps = sheet.steps(step);
    let slot = 100.0 / steps.len().max(1) as f64;
    let mut drawing = Drawing::new("goals");
    for rows in sheet.rows.chunk_by(|one, next| one.first() == next.first()) {
        let top = drawing.height;
        let ground = top + above + high;
        let up = |value: f64| ground - scale.share(value) * high;
        let name = rows.first().and_then(|row| row.first()).map(Value::shown).unwrap_or_default();
        let y = decimal(top + 13.0);
        drawing.push(&format!("<text class=\"name\" x=\"0\" y=\"{y}\">{}</text>", escaped(&name)));
        for (place, row) in rows.iter().enumerate() {
            let middle = slot * (place as f64 + 0.5);
            let (x, width) = (decimal(middle - slot * 0.3), decimal(slot * 0.6));
            let (y, height) =
                (decimal(up(at(row, value_at))), decimal(ground - up(at(row, value_at))));
            drawing.push(&format!(
                "<g><title>{}</title><rect class=\"first\" x=\"{x}%\" y=\"{y}\" width=\"{width}%\" height=\"{height}\"/></g>",
                escaped(&sentence(sheet, row)),
            ));
        }
        let goal = decimal(up(rows.first().map_or(0.0, |row| at(row, goal))));
        for (class, y) in [("grid", decimal(ground)), ("goal", goal)] {
            drawing.push(&format!(
                "<line class=\"{class}\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>"
            ));
        }
        // Values stand in front of the line.
        for (place, row) in rows.iter().enumerate().filter(|_| steps.len() <= MOST_VALUES) {
            let x = decimal(slot * (place as f64 + 0.5));
            let y = decimal(up(at(row, value_at)) - 3.0);
            let text = escaped(&value(row, value_at));
            drawing.push(&format!(
                "<text class=\"tick\" x=\"{x}%\" y=\"{y}\" text-anchor=\"middle\">{text}</text>"
            ));
        }
        drawing.height = ground + gap;
    }
    for place in labelled(steps.len(), MOST_LABELS) {
        let x = decimal(slot * (place as f64 + 0.5));
        let label = steps.get(place).map(|step| short(step)).unwrap_or_default();
        let (y, label) = (decimal(drawing.height + 6.0), escaped(&label));
        drawing.push(&format!(
            "<text class=\"tick\" x=\"{x}%\" y=\"{y}\" text-anchor=\"middle\">{label}</text>"
        ));
    }
    drawing.height += 12.0;
    drawing.finish(sheet)
}

/// An SVG under way.
struct Drawing {
    kind: &'static str,
    inside: String,
    height: f64,
}

impl Drawing {
    const fn new(kind: &'static str) -> Self {
        Self { kind, inside: String::new(), height: 0.0 }
    }

    fn push(&mut self, element: &str) {
        self.inside.push_str(element);
        self.inside.push('\n');
    }

    /// The label and the value of the bar at the present height, and the ground that it lies on.
    fn label(&mut self, row: &[Value], value: &str) {
        let name = row.first().map(Value::shown).unwrap_or_default();
        let (text, y) = (decimal(self.height + 13.0), decimal(self.height + 20.0));
        self.push("<g>");
        self.push(&format!("<text class=\"name\" x=\"0\" y=\"{text}\">{}</text>", escaped(&name)));
        self.push(&format!(
            "<text class=\"value\" x=\"100%\" y=\"{text}\" text-anchor=\"end\">{}</text>",
            escaped(value)
        ));
        self.push(&format!(
            "<rect class=\"track\" x=\"0\" y=\"{y}\" width=\"100%\" height=\"7\"/>"
        ));
    }

    /// A bar at the present height, from and as long as these shares of the whole.
    fn bar(&mut self, class: &str, from: f64, share: f64) {
        let (x, width, y) =
            (decimal(from * 100.0), decimal(share * 100.0), decimal(self.height + 20.0));
        self.push(&format!(
            "<rect class=\"{class}\" x=\"{x}%\" y=\"{y}\" width=\"{width}%\" height=\"7\"/>"
        ));
    }

    /// Goes on below the bar, of which `sentence` tells more.
    fn next(&mut self, sentence: &str) {
        self.push(&format!("<title>{}</title>\n</g>", escaped(sentence)));
        self.height += BAR;
    }

    fn finish(self, sheet: &Sheet) -> String {
        let Self { kind, inside, height } = self;
        let (name, height) = (sheet.name, decimal(height));
        let (title, description) = (escaped(&sheet.title), escaped(&description(sheet)));
        format!(
            "<svg class=\"{kind}\" role=\"img\" width=\"100%\" height=\"{height}\" \
             aria-labelledby=\"{name}-name {name}-more\">\n\
             <title id=\"{name}-name\">{title}</title>\n<desc id=\"{name}-more\">{description}</desc>\n\
             {inside}</svg>\n"
        )
    }
}

/// What a chart shows, for those who do not see it.
fn description(sheet: &Sheet) -> String {
    let drawn = match &sheet.chart {
        Some(Chart::Bars { whole, .. } | Chart::Upright { whole, .. }) => *whole,
        Some(Chart::Goals { value, .. }) => *value,
        Some(Chart::Parts(parts)) => parts.first().map_or(0, |(place, _)| *place),
        None => 0,
    };
    let most = sheet.rows.iter().max_by(|one, other| at(one, drawn).total_cmp(&at(other, drawn)));
    let most =
        most.map(|row| format!(" Highest {}: {}.", title(sheet, drawn), sentence(sheet, row)));
    let shown = match (&sheet.chart, sheet.rows.len()) {
        (Some(Chart::Bars { .. } | Chart::Parts(_)), rows) if rows > MOST_BARS => {
            format!("Bar chart of the first {MOST_BARS} of {rows} rows of the table.")
        }
        _ => "Bar chart of the rows of the table.".into(),
    };
    shown + &most.unwrap_or_default()
}

/// A row in words: what it is about, and what is drawn of it.
fn sentence(sheet: &Sheet, row: &[Value]) -> String {
    let drawn = match &sheet.chart {
        Some(Chart::Bars { whole, part } | Chart::Upright { whole, part }) => {
            [Some(*whole), *part].into_iter().flatten().collect()
        }
        Some(Chart::Parts(parts)) => parts.iter().map(|(place, _)| *place).collect(),
        Some(Chart::Goals { step, value, goal }) => vec![*step, *value, *goal],
        None => Vec::new(),
    };
    let told = drawn.iter().map(|place| {
        let detail = row.get(*place).and_then(Value::detail);
        let detail = detail.map(|detail| format!(" ({detail})")).unwrap_or_default();
        let title = title(sheet, *place).trim_end_matches(" %");
        format!("{title} {}{detail}", value(row, *place))
    });
    let name = row.first().map(Value::shown).unwrap_or_default();
    format!("{name}: {}", told.collect::<Vec<_>>().join(", "))
}

fn title(sheet: &Sheet, place: usize) -> &'static str {
    sheet.columns.get(place).map_or("", |column| column.title)
}

fn value(row: &[Value], place: usize) -> String {
    row.get(place).map(Value::labelled).unwrap_or_default()
}

/// Legends of charts with a whole and a part of it.
fn two(sheet: &Sheet, whole: usize, part: Option<usize>) -> Vec<(&'static str, &'static str)> {
    let part =
        part.map(|part| vec![("first", title(sheet, part)), ("second", title(sheet, whole))]);
    part.unwrap_or_else(|| vec![("first", title(sheet, whole))])
}

/// Legends of charts with several parts.
fn many(sheet: &Sheet, parts: &[(usize, Tone)]) -> Vec<(&'static str, &'static str)> {
    parts.iter().map(|(part, tone)| (class(*tone), title(sheet, *part))).collect()
}

const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "first",
        Tone::Plain => "second",
        Tone::Bad => "third",
    }
}

/// A mark of a scale, short.
fn mark(tick: f64) -> String {
    let short = [(1_000_000.0, " M"), (1_000.0, " k")];
    let unit = short.iter().find(|(unit, _)| tick >= *unit);
    unit.map_or_else(|| decimal(tick), |(unit, letter)| decimal(tick / unit) + letter)
}

/// A date without its year, which is short enough for small bars.
fn short(value: &Value) -> String {
    match value {
        Value::Date(date) => format!("{:02}-{:02}", date.month(), date.day()),
        _ => value.shown(),
    }
}
