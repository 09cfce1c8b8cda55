//! A made company of any size, and its three jobs over columns: what comes of them, and how fast they are.
//!
//! [`company`] makes leads and agents, the same ones each time; [`totals`] reports.

mod company;
mod stopwatch;
mod totals;

use calliyo_core::time::{Job, Timestamp};

use self::{
    company::Company,
    stopwatch::Stopwatch,
    totals::{AgentLine, RunLine, Timing, Totals},
};
use crate::{
    arguments::ScaleArguments,
    columns::{Fates, Run, status_number},
    failure::Failure,
    output::Output,
    view::progress_bar,
};

/// The jobs in the order of their times.
const JOBS: [Job; 3] = [Job::Removal, Job::Assignment, Job::TopUp];

/// What a lead takes at most: its columns, what the plan says of it, and what a job needs while it runs.
const BYTES_PER_LEAD: usize = 64;

/// Makes the company, runs its jobs, each on the state after the one before, and reports what came of them.
///
/// # Errors
/// More leads than there is memory for.
pub(crate) fn run(arguments: &ScaleArguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let rows = usize::try_from(arguments.leads).unwrap_or(usize::MAX);
    reserve(rows)?;
    // Making a lead and a run of a job are a step each.
    let progress = progress_bar(rows.saturating_mul(1 + JOBS.len()), "steps");
    progress.set_message("making leads");
    let mut company = Company::make(arguments, &progress)?;
    let mut fates = Fates::of(rows);
    let mut runs = Vec::new();
    let mut timings = Vec::new();
    let whole = Stopwatch::start();
    for job in JOBS {
        progress.set_message(totals::name(job));
        let now = company.instant(job)?;
        let planning = Stopwatch::start();
        let run = fates.plan(&company.engine, job, &company.leads, &company.agents, now)?;
        timings.push(Timing { what: totals::name(job), took: planning.elapsed() });
        carry_out(&mut company, &run, &fates, now);
        runs.push(run);
        progress.inc(arguments.leads.into());
    }
    timings.push(Timing { what: "all, carried out", took: whole.elapsed() });
    progress.finish_and_clear();

    let totals = Totals::of(&company, &runs);
    totals.book(&company, &runs)?.publish(output)?;
    output.line(&totals);
    runs.iter().for_each(|run| output.line(&RunLine::of(run, &company)));
    AgentLine::all(&company, &runs).iter().for_each(|line| output.line(line));
    if let Some(paint) = output.paint() {
        output.write(&totals.render(&company, &runs, paint));
        output.write(&totals::render_timings(&timings, arguments.leads));
    }
    Ok(())
}

/// Tries whether the leads fit into memory, so that too many are told at once.
fn reserve(leads: usize) -> Result<(), Failure> {
    let mut memory: Vec<u8> = Vec::new();
    let bytes = leads.saturating_mul(BYTES_PER_LEAD);
    memory.try_reserve_exact(bytes).map_err(|_| Failure::Memory { leads, bytes })
}

/// Changes the columns as the plan says.
fn carry_out(company: &mut Company, run: &Run, fates: &Fates, now: Timestamp) {
    let unassigned = status_number(&company.engine, "unassigned");
    let assigned = status_number(&company.engine, "assigned");
    let (leads, agents) = (&mut company.leads, &mut company.agents);
    match run.job {
        Job::Removal => fates.removed().for_each(|row| leads.take_away(row, unassigned, now)),
        Job::Assignment | Job::TopUp => {
            fates.handed_out().for_each(|(row, agent)| leads.give(row, agent, assigned, now));
            for (today, received) in agents.received_today.iter_mut().zip(&run.per_agent) {
                *today += received;
            }
        }
    }
    agents.held = leads.held(&company.engine, agents.len());
    if let Some(counter) = &run.counter {
        counter.iter().enumerate().for_each(|(row, own)| agents.counter.set(row, *own));
    }
}
