//! The figures as pages for a manager.

use calliyo_core::{AgentId, LeadId, Rate, lead::Parent, report::Dashboard, time::Timestamp};

use super::{
    report::{Day, Tale, Whole},
    story::Run,
};
use crate::{
    host::Host,
    reports::{Book, funnel_sheet, words},
    view::{
        Align, Paint, Table, bar, capitalized, clock, counted, grouped, percent, ruled, wrapped,
    },
};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How many rows of a list are shown.
const SHOWN: usize = 6;

/// The page of a day.
pub(super) fn day(day: &Day, host: &Host<'_, '_>, paint: Paint) -> String {
    let names = Names(host);
    let kind = match (day.works, day.holiday) {
        (true, _) => "working day".into(),
        (false, Some(holiday)) => format!("holiday: {holiday}"),
        (false, None) => "weekend".into(),
    };
    let title = format!("{} {}, {kind}", capitalized(&day.date.weekday().to_string()), day.date);
    let mut page = Page { text: String::new(), paint };
    page.title(&title);
    page.text.push_str(&format!("  {} came in\n", counted(day.captured, "lead")));
    page.section("Jobs");
    for run in &day.runs {
        page.run(run, &names);
    }
    if day.works {
        page.table("Agents", &agents(&day.dashboards, &names));
        page.calls(day);
        page.funnel(day);
        page.table("Overdue follow-ups", &overdue(day, &names));
        page.more(day.overdue.len());
        page.table("Stalled leads", &stalled(day, &names));
        page.more(day.stalled.len());
        page.table("Calls in progress", &live(day, &names));
        page.table("Next reminders", &reminders(day, &names));
        page.more(day.reminders.len());
    }
    page.refused(day, &names);
    page.warnings(day);
    page.text.push('\n');
    page.text
}

/// The page of all days together.
pub(super) fn whole(whole: &Whole, book: &Book, host: &Host<'_, '_>, paint: Paint) -> String {
    let names = Names(host);
    let mut page = Page { text: String::new(), paint };
    page.title("The days together");
    page.text.push_str(&book.render(paint));
    for tale in &whole.stories {
        page.tale(tale, host, &names);
    }
    page.text
}

struct Page {
    text: String,
    paint: Paint,
}

impl Page {
    fn title(&mut self, title: &str) {
        self.text.push_str(&self.paint.heading(&ruled(title, self.paint)));
        self.text.push('\n');
    }

    fn section(&mut self, title: &str) {
        self.text.push_str(&format!("\n{}\n", self.paint.strong(title)));
    }

    /// A section with a table; nothing where it has no rows.
    fn table(&mut self, title: &str, table: &Table) {
        if !table.is_empty() {
            self.section(title);
            self.text.push_str(&table.render(self.paint));
        }
    }

    /// How many rows are not shown.
    fn more(&mut self, rows: usize) {
        if let Some(more) = rows.checked_sub(SHOWN).filter(|more| *more > 0) {
            self.text.push_str(&format!("  and {more} more\n"));
        }
    }

    fn run(&mut self, run: &Run, names: &Names<'_, '_, '_>) {
        self.text.push_str(&wrapped(&run.outcome.line, 0, self.paint));
        let received = run.agents.iter().filter(|tally| tally.received > 0);
        let received: Vec<_> = received
            .map(|tally| format!("{} {}", names.short(&tally.agent), tally.received))
            .collect();
        if !received.is_empty() {
            let line = wrapped(&format!("planned: {}", received.join(", ")), 2, self.paint);
            self.text.push_str(&self.paint.faint(&line));
        }
        for refused in &run.refused {
            let (code, reason) = (refused.reason.code(), &refused.reason);
            let line =
                wrapped(&format!("refused: {}, {code}: {reason}", refused.lead), 2, self.paint);
            self.text.push_str(&self.paint.alert(&line));
        }
    }

    fn calls(&mut self, day: &Day) {
        self.section("Calls");
        let by_status: Vec<_> = day
            .calls_by_status
            .iter()
            .map(|row| format!("{} {}", words(row.status), row.calls))
            .collect();
        let calls = day.calls;
        let of_all = format!(
            "{}, {} connected ({} %), talk time {}, missed {} of incoming ({} %)",
            counted(calls.attempts, "attempt"),
            grouped(calls.connected),
            rate(calls.connect_rate()),
            clock(calls.talk_seconds),
            calls.missed,
            rate(day.missed_call_rate),
        );
        for line in [by_status.join(", "), of_all] {
            self.text.push_str(&wrapped(&line, 2, self.paint));
        }
        self.text.push_str(&format!(
            "  {}, {} given\n",
            counted(day.conversions, "conversion"),
            counted(day.reminded, "reminder"),
        ));
    }

    fn funnel(&mut self, day: &Day) {
        let statuses = day.funnel.iter().map(|row| (row.name.as_str(), row.leads));
        self.text.push_str(&funnel_sheet(statuses).render(self.paint, false));
    }

    fn refused(&mut self, day: &Day, names: &Names<'_, '_, '_>) {
        if day.refused.is_empty() {
            return;
        }
        self.section("Refused");
        for refused in &day.refused {
            let at = names.time(refused.at);
            let who = names.agent(&refused.actor);
            let wish = format!("{at}  {who} wants to {}, {}", refused.asked, refused.lead);
            self.text.push_str(&wrapped(&wish, 2, self.paint));
            for reason in &refused.reasons {
                let field = match reason.path() {
                    "" => String::new(),
                    path => format!(", field `{path}`"),
                };
                let (code, rule) = (reason.code(), reason.rule());
                let line =
                    wrapped(&format!("{code}: {reason} (rule {rule}{field})"), 9, self.paint);
                self.text.push_str(&self.paint.alert(&line));
            }
        }
    }

    /// What was done and is worth a look, since the first day.
    fn warnings(&mut self, day: &Day) {
        let warnings = day.warnings.iter().map(|row| format!("{} {}", row.code, row.times));
        let warnings: Vec<_> = warnings.collect();
        if day.works && !warnings.is_empty() {
            self.section("Warnings so far");
            self.text.push_str(&wrapped(&warnings.join(", "), 2, self.paint));
        }
    }

    fn tale(&mut self, tale: &Tale, host: &Host<'_, '_>, names: &Names<'_, '_, '_>) {
        let status = host.engine().policy().pipeline.status(&tale.status);
        let status = status.map_or_else(|| tale.status.to_string(), |status| status.name.clone());
        self.section(&format!("The story of {}, now {status}", names.lead(&tale.lead)));
        let mut last = None;
        for entry in &tale.entries {
            let when = format!("{} {}", names.date(entry.at), names.time(entry.at));
            let shown = if last == Some(entry.at) { " ".repeat(when.len()) } else { when };
            last = Some(entry.at);
            let text = wrapped(&entry.text, shown.chars().count() + 4, self.paint);
            self.text.push_str(&format!("  {shown}  {}", text.trim_start()));
        }
    }
}

fn agents(dashboards: &[Dashboard], names: &Names<'_, '_, '_>) -> Table {
    let mut table = Table::new(&[
        ("agent", Align::Left),
        ("calls toward target", Align::Left),
        ("%", Align::Right),
        ("conn.", Align::Right),
        ("talk", Align::Right),
        ("queue", Align::Right),
        ("held/cap", Align::Right),
        ("overdue", Align::Right),
        ("today", Align::Right),
        ("won", Align::Right),
    ]);
    for own in dashboards {
        let (made, target) = (own.target.calls, u64::from(own.target.target));
        let cap = own.queue.cap.map_or_else(|| "-".into(), |cap| cap.to_string());
        table.row([
            names.agent(&own.agent),
            format!("{} {made:>2}/{target}", bar(made, target, 15)),
            own.target.progress.map_or_else(
                || "-".into(),
                |progress| (progress.parts_per_million / 10_000).to_string(),
            ),
            own.calls.connected.to_string(),
            clock(own.calls.talk_seconds),
            own.queue.queue.to_string(),
            format!("{}/{cap}", own.queue.held),
            own.follow_ups.overdue.to_string(),
            own.follow_ups.due_today.to_string(),
            own.conversions_today.to_string(),
        ]);
    }
    table
}

fn overdue(day: &Day, names: &Names<'_, '_, '_>) -> Table {
    let mut table = Table::new(&[
        ("since", Align::Left),
        ("lead", Align::Left),
        ("owner", Align::Left),
        ("what for", Align::Left),
    ]);
    for own in day.overdue.iter().take(SHOWN) {
        table.row([
            format!("{} {}", names.date(own.at), names.time(own.at)),
            names.parent(&own.parent),
            names.agent(&own.owner),
            own.note.clone().unwrap_or_default(),
        ]);
    }
    table
}

fn stalled(day: &Day, names: &Names<'_, '_, '_>) -> Table {
    let mut table =
        Table::new(&[("since", Align::Left), ("lead", Align::Left), ("owner", Align::Left)]);
    for own in day.stalled.iter().take(SHOWN) {
        table.row([
            format!("{} {}", names.date(own.since), names.time(own.since)),
            names.lead(&own.lead),
            own.owner.as_ref().map(|owner| names.agent(owner)).unwrap_or_default(),
        ]);
    }
    table
}

fn live(day: &Day, names: &Names<'_, '_, '_>) -> Table {
    let mut table = Table::new(&[
        ("since", Align::Left),
        ("lead", Align::Left),
        ("agent", Align::Left),
        ("age", Align::Right),
        ("", Align::Left),
    ]);
    for own in &day.live_calls {
        table.row([
            format!("{} {}", names.date(own.call.started_at), names.time(own.call.started_at)),
            names.lead(&own.lead),
            names.agent(&own.call.agent),
            clock(u64::try_from(own.age_seconds).unwrap_or_default()),
            if own.lost { "lost".into() } else { String::new() },
        ]);
    }
    table
}

fn reminders(day: &Day, names: &Names<'_, '_, '_>) -> Table {
    let mut table = Table::new(&[
        ("at", Align::Left),
        ("lead", Align::Left),
        ("whom", Align::Left),
        ("of", Align::Left),
    ]);
    for own in day.reminders.iter().take(SHOWN) {
        table.row([
            format!("{} {}", names.date(own.at), names.time(own.at)),
            names.parent(&own.parent),
            names.agent(&own.owner),
            format!("{} {}", names.date(own.due_at), names.time(own.due_at)),
        ]);
    }
    table
}

/// What people call things.
struct Names<'n, 'h, 'w>(&'n Host<'h, 'w>);

impl Names<'_, '_, '_> {
    fn person(&self, id: &str) -> Option<&str> {
        self.0.people().iter().find(|person| person.id == *id)?.name.as_deref()
    }

    /// A person's name; of a process its id.
    fn agent(&self, id: &AgentId) -> String {
        self.person(id.as_str()).unwrap_or(id.as_str()).into()
    }

    /// A person's first name.
    fn short(&self, id: &AgentId) -> String {
        self.agent(id).split(' ').next().unwrap_or_default().into()
    }

    fn parent(&self, parent: &Parent) -> String {
        parent.lead().map_or_else(|| parent.to_string(), |lead| self.lead(lead))
    }

    fn lead(&self, id: &LeadId) -> String {
        let name = self.0.lead(id).and_then(|lead| lead.name.as_deref());
        format!("{id} {}", name.unwrap_or_default())
    }

    fn date(&self, at: Timestamp) -> String {
        let date = self.0.engine().zone().local_date(at);
        let weekday: String = capitalized(&date.weekday().to_string()).chars().take(3).collect();
        let month = (date.month() as usize).checked_sub(1).and_then(|place| MONTHS.get(place));
        format!("{weekday} {:2} {}", date.day(), month.unwrap_or(&"?"))
    }

    fn time(&self, at: Timestamp) -> String {
        self.0.engine().zone().to_local(at).1.to_minute().to_string()
    }
}

fn rate(rate: Option<Rate>) -> String {
    rate.map_or_else(|| "-".into(), |rate| percent(rate.numerator, rate.denominator))
}
