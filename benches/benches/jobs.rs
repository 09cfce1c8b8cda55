//! The daily jobs over records.

use calliyo_benches::{agents, engine, lead, now, sure};
use calliyo_core::{RunId, lead::Lead, time::Job};
use divan::Bencher;

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
    bencher.bench_local(|| sure(engine.plan(job, &run, &leads, &agents, now())));
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
