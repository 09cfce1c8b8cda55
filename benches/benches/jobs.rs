//! The daily jobs over records and over columns.

use calliyo_benches::{agents, columns::Company, engine, lead, now, sure};
use calliyo_core::{
    RunId,
    jobs::{assignment, removal},
    lead::Lead,
    time::Job,
};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Leads and agents.
const SIZES: [(usize, usize); 2] = [(1_000, 10), (10_000, 100)];

fn plan(bencher: Bencher<'_, '_>, job: Job, (leads, agents): (usize, usize)) {
    let engine = engine("Asia/Kolkata");
    let leads: Vec<Lead> = (0..leads).map(|number| lead(&engine, number, None)).collect();
    let agents = calliyo_benches::agents(agents);
    let run = sure(RunId::new("run-1"));
    bencher.bench_local(|| sure(engine.plan(job, &run, &leads, &agents, &[], now())));
}

#[divan::bench(args = SIZES)]
fn assignment(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    plan(bencher, Job::Assignment, size);
}

#[divan::bench(args = SIZES)]
fn top_up(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    plan(bencher, Job::TopUp, size);
}

/// The peer: leads dealt in turn, with no cap, no scope and no reason.
#[divan::bench(args = SIZES)]
fn dealt_in_turn(bencher: Bencher<'_, '_>, (leads, count): (usize, usize)) {
    let engine = engine("Asia/Kolkata");
    let leads: Vec<Lead> = (0..leads).map(|number| lead(&engine, number, None)).collect();
    let agents = agents(count);
    bencher.bench_local(|| {
        leads
            .iter()
            .zip(agents.iter().cycle())
            .map(|(lead, agent)| (lead.id.clone(), agent.id.clone()))
            .collect::<Vec<_>>()
    });
}

/// Leads in columns, dealt among 10,000 agents.
const MANY: [usize; 2] = [100_000, 10_000_000];

/// The peer of removal: its columns are read once and its output is written once.
#[divan::bench(args = MANY, sample_count = 9)]
fn one_pass_of_removal(bencher: Bencher<'_, '_>, leads: usize) {
    let company = Company::shuffled(leads);
    let mut reason = vec![0; leads];
    bencher.bench_local(|| {
        let inputs = company.status.iter().zip(&company.since).zip(&company.owner);
        for (reason, ((status, since), owner)) in reason.iter_mut().zip(inputs) {
            *reason = u8::from(*status > 1) & u8::from(*since > 9) & u8::from(*owner != 7);
        }
        black_box(&mut reason);
    });
}

#[divan::bench(args = MANY, sample_count = 9)]
fn removal_over_columns(bencher: Bencher<'_, '_>, leads: usize) {
    let company = Company::shuffled(leads);
    let mut reason = vec![0; leads];
    bencher.bench_local(|| {
        sure(removal::plan_into(
            &company.leads(),
            &company.agents(),
            &company.removal_rules(),
            &mut reason,
        ))
    });
}

/// The peer of assignment: its columns are read once and one output is written once.
#[divan::bench(args = MANY, sample_count = 9)]
fn one_pass_of_assignment(bencher: Bencher<'_, '_>, leads: usize) {
    let company = Company::shuffled(leads);
    let mut agent_of = vec![0; leads];
    bencher.bench_local(|| {
        let inputs = company.status.iter().zip(&company.owner);
        let inputs = inputs.zip(company.captured_at.iter().zip(&company.priority));
        for (agent, ((status, owner), (captured_at, priority))) in agent_of.iter_mut().zip(inputs) {
            let takes_part = *status > 0 && *captured_at > 9 && *priority >= 0;
            *agent = if takes_part { *owner } else { u32::MAX };
        }
        black_box(&mut agent_of);
    });
}

fn assign(bencher: Bencher<'_, '_>, company: &Company) {
    let mut agent_of = vec![0; company.status.len()];
    let mut reason = vec![0; company.status.len()];
    bencher.bench_local(|| {
        sure(assignment::plan_into(
            &company.leads(),
            &company.agents(),
            &company.assignment_rules(),
            &mut agent_of,
            &mut reason,
        ))
    });
}

#[divan::bench(args = MANY, sample_count = 9)]
fn assignment_of_shuffled_columns(bencher: Bencher<'_, '_>, leads: usize) {
    assign(bencher, &Company::shuffled(leads));
}

#[divan::bench(args = MANY, sample_count = 9)]
fn assignment_of_columns_in_order(bencher: Bencher<'_, '_>, leads: usize) {
    assign(bencher, &Company::in_order(leads));
}
