//! Agents on sheets: coverage, follow-ups, queues, and how even the runs were (rules M3, M6 to M8).

use calliyo_core::{
    jobs::ReasonCount,
    report::{
        DashboardInput, Evenness, FollowUpFigures, FollowUpQuery, QueueAgainstCap, QueueFigures,
        TargetProgress,
    },
};

use super::{Records, Report};
use crate::{
    failure::Failure,
    host::RunShares,
    view::{Chart, Column, Sheet, Tone, Value},
};

/// Outgoing calls against the daily target.
pub(super) fn coverage(
    answer: &[TargetProgress],
    name: &dyn Fn(&str) -> String,
) -> Result<Report, Failure> {
    let row = |own: &TargetProgress| {
        vec![
            Value::Text(name(own.agent.as_str())),
            Value::Date(own.date),
            Value::Number(own.calls),
            Value::Number(own.target.into()),
            Value::Rate(own.progress),
        ]
    };
    let sheet = Sheet {
        name: "coverage",
        title: "Daily coverage".into(),
        note: "Outgoing calls of each agent and day against the daily target. It is a goal and limits nothing.",
        columns: vec![
            Column::words("agent", "agent"),
            Column::words("day", "date"),
            Column::numbers("calls", "calls"),
            Column::numbers("target", "target"),
            Column::numbers("coverage %", "progress"),
        ],
        rows: answer.iter().map(row).collect(),
        total: None,
        chart: Some(Chart::Goals { step: 1, value: 2, goal: 3 }),
        only_in_files: false,
    };
    Report::new(&answer, sheet)
}

/// What is to be done now, and what was kept, by owner.
pub(super) fn follow_ups(records: &Records<'_>) -> Result<Vec<Report>, Failure> {
    let open = records.leads.iter().flat_map(|lead| &lead.follow_ups);
    let all = open.chain(records.closed_follow_ups);
    let query = FollowUpQuery { now: records.now, period: None };
    let answer = records.engine.follow_up_report(all, query);
    let values = |columns: [fn(&FollowUpFigures) -> u64; 3]| {
        let row = |name: String, own: &FollowUpFigures| {
            let numbers = columns.iter().map(|column| Value::Number(column(own)));
            [Value::Text(name)].into_iter().chain(numbers).collect::<Vec<_>>()
        };
        let rows = answer.rows.iter().map(|own| {
            let name = own.owner.as_ref().map(|owner| records.name(owner.as_str()));
            row(name.unwrap_or_else(|| "none".into()), &own.figures)
        });
        // Without a follow-up there is nobody, and no row.
        (rows.collect::<Vec<_>>(), row("all".into(), &answer.total))
    };
    let sheet = |name, title: &str, note, tones: [Tone; 3], columns: [Column; 3], (rows, total)| {
        let columns = [Column::words("owner", "owner")].into_iter().chain(columns).collect();
        let chart = Some(Chart::Parts((1..).zip(tones).collect()));
        let (title, total) = (title.into(), Some(total));
        Sheet { name, title, note, columns, rows, total, chart, only_in_files: false }
    };
    let now = sheet(
        "followUpsNow",
        "Follow-ups to be done",
        "Open follow-ups of each owner: overdue, due today and later. One of today can be overdue as well.",
        [Tone::Bad, Tone::Good, Tone::Plain],
        [
            Column::numbers("overdue", "overdue"),
            Column::numbers("today", "dueToday"),
            Column::numbers("upcoming", "upcoming"),
        ],
        values([|own| own.overdue, |own| own.due_today, |own| own.upcoming]),
    );
    let kept = sheet(
        "followUpOutcomes",
        "What became of follow-ups",
        "Follow-ups that were resolved on their day or before, later, or not at all: they expired with their lead’s owner.",
        [Tone::Good, Tone::Plain, Tone::Bad],
        [
            Column::numbers("on time", "resolvedOnTime"),
            Column::numbers("late", "resolvedLate"),
            Column::numbers("expired", "expired"),
        ],
        values([|own| own.resolved_on_time, |own| own.resolved_late, |own| own.expired]),
    );
    Ok(vec![Report::new(&answer, now)?, Report::new(&answer, kept)?])
}

/// Each agent’s queue and held leads against the cap.
pub(super) fn queues(records: &Records<'_>) -> Result<Report, Failure> {
    let holders = records.people.iter().filter(|person| {
        person.cap.is_some()
            || records.leads.iter().any(|lead| lead.owner.as_ref() == Some(&person.id))
    });
    let input = DashboardInput { leads: records.leads, calls: &[], now: records.now };
    let answer: Vec<QueueAgainstCap> =
        holders.map(|person| records.engine.dashboard(person, input).queue).collect();
    let row = |own: &QueueAgainstCap| {
        queue_row(
            records.name(own.agent.as_str()),
            own.queue,
            own.held,
            own.cap,
            Value::Rate(own.filled),
        )
    };
    Report::new(&answer, queue_sheet(answer.iter().map(row).collect()))
}

/// The same of agents in columns, by their numbers.
pub(crate) fn queues_of_columns(answer: &[QueueFigures]) -> Result<Report, Failure> {
    let row = |(number, own): (usize, &QueueFigures)| {
        let name = format!("agent {}", number + 1);
        queue_row(name, own.queue, own.held, own.cap, Value::Rate(own.filled))
    };
    Report::new(&answer, queue_sheet(answer.iter().enumerate().map(row).collect()))
}

fn queue_row(name: String, queue: u64, held: u64, cap: Option<u32>, filled: Value) -> Vec<Value> {
    vec![Value::Text(name), Value::Number(queue), Value::Number(held), Value::number(cap), filled]
}

fn queue_sheet(rows: Vec<Vec<Value>>) -> Sheet {
    let has_caps = rows.iter().any(|row| row.get(3) != Some(&Value::Missing));
    let (whole, part) = if has_caps { (3, Some(2)) } else { (1, None) };
    Sheet {
        name: "queueAgainstCap",
        title: "Queues against caps".into(),
        note: "Leads in each agent’s queue, and held leads that count toward the cap.",
        columns: vec![
            Column::words("agent", "agent"),
            Column::numbers("queue", "queue"),
            Column::numbers("held", "held"),
            Column::numbers("cap", "cap"),
            Column::numbers("filled %", "filled"),
        ],
        rows,
        total: None,
        chart: Some(Chart::Bars { whole, part }),
        only_in_files: false,
    }
}

/// How even the runs were that handed out leads.
pub(super) fn evenness(answer: &[RunShares]) -> Result<Report, Failure> {
    let rows = answer.iter().map(|own| run_row(own.run.to_string(), own.moved, &own.evenness));
    Report::new(&answer, run_sheet(rows.collect()))
}

/// The same of runs over columns, each with its name and the leads that it moved.
pub(crate) fn evenness_of_columns(answer: &[(&str, u64, Evenness)]) -> Result<Report, Failure> {
    let rows = answer.iter().map(|(run, moved, own)| run_row((*run).into(), *moved, own));
    Report::new(&answer, run_sheet(rows.collect()))
}

fn run_row<N>(run: String, moved: u64, own: &Evenness<N>) -> Vec<Value> {
    let reason = |own: &ReasonCount| format!("{} {}", own.leads, own.reason);
    let not_placed: Vec<_> = own.not_placed.iter().map(reason).collect();
    vec![
        Value::Text(run),
        Value::Number(moved),
        Value::number(u32::try_from(own.received.len()).ok()),
        Value::number(own.smallest),
        Value::number(own.largest),
        Value::number(own.spread),
        Value::name(Some(not_placed.join(", ")).filter(|text| !text.is_empty())),
    ]
}

fn run_sheet(rows: Vec<Vec<Value>>) -> Sheet {
    Sheet {
        name: "evenness",
        title: "How even the runs were".into(),
        note: "Leads that each run handed out, to how many agents who could receive any, and the least and the most that one \
               of them got. Leads without a place are told with the reason.",
        columns: vec![
            Column::words("run", "run"),
            Column::numbers("leads", "moved"),
            Column::numbers("agents", "agents"),
            Column::numbers("least", "smallest"),
            Column::numbers("most", "largest"),
            Column::numbers("spread", "spread"),
            Column::words("not placed", "notPlaced"),
        ],
        rows,
        total: None,
        chart: Some(Chart::Bars { whole: 4, part: Some(3) }),
        only_in_files: false,
    }
}
