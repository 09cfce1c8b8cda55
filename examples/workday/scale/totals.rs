//! What the runs came to: fates of leads by reason, and how evenly agents came off.

use std::time::Duration;

use calliyo_core::{
    Code,
    jobs::{Outcome, ReasonCount, RowReason},
    lead::AgentState,
    report::{Evenness, Sizes},
    time::Job,
};
use serde::Serialize;

use super::company::{Company, SEED};
use crate::{
    columns::Run,
    failure::Failure,
    reports::{self, Book},
    view::{Align, Paint, Table, Value, counted, grouped, list, ruled},
};

/// The company before and after.
#[derive(Serialize)]
#[serde(tag = "type", rename = "scale", rename_all = "camelCase")]
pub(super) struct Totals {
    leads: usize,
    agents: usize,
    branches: u32,
    seed: u64,
    /// Leads that a job moved; some were moved by two.
    moves: u64,
    /// Leads held in the end that count toward the cap.
    held: u64,
    /// Agents who hold as many as they may.
    at_cap: usize,
    /// Agents who received leads and hold more than they may: nobody (rule A4).
    passed_cap: usize,
}

impl Totals {
    /// The figures after all runs.
    pub(super) fn of(company: &Company, runs: &[Run]) -> Self {
        let lines = AgentLine::all(company, runs);
        Self {
            leads: company.leads.len(),
            agents: company.agents.len(),
            branches: company.branches,
            seed: SEED,
            moves: runs.iter().map(|run| run.counts.moved()).sum(),
            held: lines.iter().map(|line| u64::from(line.held)).sum(),
            at_cap: lines.iter().filter(|line| line.cap == Some(line.held)).count(),
            passed_cap: lines
                .iter()
                .filter(|line| line.assigned + line.topped_up > 0)
                .filter(|line| line.cap.is_some_and(|cap| line.held > cap))
                .count(),
        }
    }

    /// Everything that a manager can ask of the company after all runs.
    ///
    /// # Errors
    /// What the library finds wrong with the columns.
    pub(super) fn book(&self, company: &Company, runs: &[Run]) -> Result<Book, Failure> {
        let engine = &company.engine;
        let agents = u32::try_from(company.agents.len()).unwrap_or(u32::MAX);
        let sizes = Sizes { agents, ..Sizes::default() };
        let owners = company.leads.owners(agents);
        let columns = company.leads.report_columns(&owners);
        let leads = engine.lead_figures(&columns, &sizes)?;
        let statuses = engine.policy().pipeline.statuses.iter().zip(leads.funnel());
        let funnel: Vec<OnStatus> =
            statuses.map(|(status, leads)| OnStatus { name: status.name.clone(), leads }).collect();
        let queues = leads.queue_against_cap(&company.agents.columns().cap)?;
        let handed_out = runs.iter().filter(|run| run.job != Job::Removal);
        let evenness: Vec<_> = handed_out
            .map(|run| {
                let columns = company.agents.columns();
                let evenness = Evenness::of_run(&run.per_agent, &columns, &run.counts);
                (name(run.job), run.counts.moved(), evenness)
            })
            .collect();
        let number = |number: usize| Value::number(u32::try_from(number).ok());
        Ok(Book {
            title: "A made company after its three jobs".into(),
            about: format!("Leads and agents are drawn from the seed {SEED}."),
            figures: vec![
                ("leads", number(self.leads)),
                ("agents", number(self.agents)),
                ("moved by a job", Value::Number(self.moves)),
                ("leads held", Value::Number(self.held)),
                ("agents at their cap", number(self.at_cap)),
                ("caps passed by a job", number(self.passed_cap)),
            ],
            reports: vec![
                reports::funnel(&funnel, funnel.iter().map(|own| (own.name.as_str(), own.leads)))?,
                reports::evenness_of_columns(&evenness)?,
                reports::queues_of_columns(&queues)?,
            ],
        })
    }

    /// The figures as text.
    pub(super) fn render(&self, company: &Company, runs: &[Run], paint: Paint) -> String {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let leads = counted(count(self.leads), "lead");
        let agents = counted(count(self.agents), "agent");
        let mut page = paint.heading(&ruled(&format!("{leads}, {agents}, seed {SEED}"), paint));
        page.push('\n');
        for run in runs {
            page.push_str(&format!("{}\n", run.outcome.line));
        }
        page.push_str(&format!("\n{}\n", paint.strong("Leads by what became of them")));
        page.push_str(&fates(runs).render(paint));
        page.push_str(&format!("\n{}\n", paint.strong("Leads per agent who takes part")));
        page.push_str(&shares(company, runs).render(paint));
        page.push_str(&format!("\n{}\n", paint.strong("In the end")));
        page.push_str(&list(&[
            ("leads held", grouped(self.held)),
            ("agents at their cap", grouped(count(self.at_cap))),
            ("caps passed by a job", grouped(count(self.passed_cap))),
        ]));
        page
    }
}

/// Leads on a status.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OnStatus {
    name: String,
    leads: u64,
}

/// One run: its outcome, and the fate of every lead.
#[derive(Serialize)]
#[serde(tag = "type", rename = "run", rename_all = "camelCase")]
pub(super) struct RunLine<'r> {
    outcome: &'r Outcome,
    leads: u64,
    eligible: u64,
    moved: u64,
    not_placed: u64,
    /// Why the others stay as they are, in the order of the rule book.
    reasons: Vec<ReasonCount>,
    per_agent: Share,
}

impl<'r> RunLine<'r> {
    /// The line of a run.
    pub(super) fn of(run: &'r Run, company: &Company) -> Self {
        let counts = &run.counts;
        Self {
            outcome: &run.outcome,
            leads: counts.iter().map(|(_, leads)| leads).sum(),
            eligible: counts.eligible(),
            moved: counts.moved(),
            not_placed: counts.not_placed(),
            reasons: reasons(run),
            per_agent: Share::of(run, company),
        }
    }
}

/// One agent after all runs.
#[derive(Serialize)]
#[serde(tag = "type", rename = "agent", rename_all = "camelCase")]
pub(super) struct AgentLine {
    agent: usize,
    state: AgentState,
    branch: Option<u32>,
    cap: Option<u32>,
    removed: u32,
    assigned: u32,
    topped_up: u32,
    /// Counted among the leads, not taken from the plans.
    held: u32,
    counter: Option<u64>,
}

impl AgentLine {
    /// All agents, in order.
    pub(super) fn all(company: &Company, runs: &[Run]) -> Vec<Self> {
        let agents = &company.agents;
        let of = |job: Job, agent: usize| -> u32 {
            let runs = runs.iter().filter(|run| run.job == job);
            runs.filter_map(|run| run.per_agent.get(agent)).sum()
        };
        agents
            .state
            .iter()
            .zip(&agents.held)
            .enumerate()
            .map(|(agent, (state, held))| Self {
                agent,
                state: *state,
                branch: agents.branch.at(agent),
                cap: agents.cap.at(agent),
                removed: of(Job::Removal, agent),
                assigned: of(Job::Assignment, agent),
                topped_up: of(Job::TopUp, agent),
                held: *held,
                counter: agents.counter.at(agent),
            })
            .collect()
    }
}

/// How many leads the agents who take part got or lost.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Share {
    agents: usize,
    least: u32,
    most: u32,
}

impl Share {
    /// Of removal anybody takes part who is not banned, of the other jobs whoever could receive a lead (rule A2).
    fn of(run: &Run, company: &Company) -> Self {
        let columns = company.agents.columns();
        let takes_part = |agent: usize| match run.job {
            Job::Removal => company.agents.state.get(agent) != Some(&AgentState::Banned),
            Job::Assignment | Job::TopUp => columns.could_receive(agent),
        };
        let own = || {
            let leads = run.per_agent.iter().enumerate();
            leads.filter(|(agent, _)| takes_part(*agent)).map(|(_, leads)| *leads)
        };
        Self {
            agents: own().count(),
            least: own().min().unwrap_or_default(),
            most: own().max().unwrap_or_default(),
        }
    }
}

/// How long something took.
pub(super) struct Timing {
    pub(super) what: &'static str,
    pub(super) took: Duration,
}

/// The times, a line each. They are the one thing that differs from run to run.
pub(super) fn render_timings(timings: &[Timing], leads: u32) -> String {
    let mut page = String::from("\n");
    for Timing { what, took } in timings {
        let speed = u128::from(leads) * 1_000_000_000 / took.as_nanos().max(1);
        let speed = grouped(u64::try_from(speed).unwrap_or(u64::MAX));
        let millis = grouped(u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
        page.push_str(&format!("  {what:<18}{millis:>8} ms  {speed:>15} leads per second\n"));
    }
    page
}

/// The job's name.
pub(super) const fn name(job: Job) -> &'static str {
    match job {
        Job::Removal => "removal",
        Job::Assignment => "assignment",
        Job::TopUp => "top-up",
    }
}

/// A row per fate, a column per run.
fn fates(runs: &[Run]) -> Table {
    let mut titles = vec![("", Align::Left)];
    titles.extend(runs.iter().map(|run| (name(run.job), Align::Right)));
    let mut table = Table::new(&titles);
    let mut row = |title: &str, leads: &dyn Fn(&Run) -> u64| {
        let number = |leads| if leads == 0 { String::from("·") } else { grouped(leads) };
        let numbers = runs.iter().map(|run| number(leads(run)));
        table.row_of([title.into()].into_iter().chain(numbers).collect());
    };
    row("moved", &|run| run.counts.moved());
    for (code, reason) in by_code() {
        if runs.iter().any(|run| run.counts.rows(reason) > 0) {
            row(code.as_str(), &|run| run.counts.rows(reason));
        }
    }
    row("all", &|run| run.counts.iter().map(|(_, leads)| leads).sum());
    table
}

/// A row per run.
fn shares(company: &Company, runs: &[Run]) -> Table {
    let mut table = Table::new(&[
        ("", Align::Left),
        ("agents", Align::Right),
        ("least", Align::Right),
        ("most", Align::Right),
    ]);
    for run in runs {
        let share = Share::of(run, company);
        table.row([
            name(run.job).into(),
            grouped(u64::try_from(share.agents).unwrap_or(u64::MAX)),
            grouped(share.least.into()),
            grouped(share.most.into()),
        ]);
    }
    table
}

fn reasons(run: &Run) -> Vec<ReasonCount> {
    by_code()
        .into_iter()
        .map(|(reason, row)| ReasonCount { reason, leads: run.counts.rows(row) })
        .filter(|count| count.leads > 0)
        .collect()
}

/// Why leads stay as they are, in the order of the rule book.
fn by_code() -> Vec<(Code, RowReason)> {
    let all = RowReason::ALL.iter();
    let mut all: Vec<_> = all.filter_map(|reason| Some((reason.code()?, *reason))).collect();
    all.sort_by_key(|(code, _)| *code);
    all
}
