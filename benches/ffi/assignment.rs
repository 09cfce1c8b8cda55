//! One assignment of many leads over columns, by everybody.

#![expect(clippy::disallowed_types, reason = "the rules read no clock; what measures them must")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use calliyo_benches::{
    contest::{table::Table, timing::Timing},
    sure,
};
use calliyo_core::{
    Engine,
    jobs::{AgentColumns, Bitmap, Column, LeadColumns, NO_AGENT, assignment},
    lead::AgentState,
    time::Timestamp,
    wire,
};

use crate::{Setting, printed};

pub(crate) const AGENTS: usize = 1000;

/// Plans of each in a round, after one to warm up; the median of them counts.
const RUNS: usize = 7;

/// 2026-05-11 03:30 UTC
const NOW: i64 = 1_778_470_200_000;

pub(crate) fn measure(
    setting: &Setting,
    table: &mut Table,
) -> Result<(), Box<dyn std::error::Error>> {
    let company = Company::new(setting.leads);
    let mut engine = sure(wire::engine("{}"));
    let mut own_runs = Vec::new();
    let mut runs_of_hosts = vec![Vec::new(); setting.hosts.len()];
    for _ in 0..setting.rounds {
        let (own, moved) = company.plan(&mut engine);
        own_runs.push(own);
        for (host, runs) in setting.hosts.iter().zip(&mut runs_of_hosts) {
            let line = printed(host.command().arg("bench").arg(setting.leads.to_string()))?;
            let (time, moved_by_host) = figures(&line, setting.leads)
                .ok_or_else(|| format!("{} printed `{line}`", host.name))?;
            if moved_by_host != moved {
                return Err(format!("Rust moves {moved} leads, `{line}` {}", host.name).into());
            }
            runs.push(time);
        }
    }
    let own = Timing::of(own_runs);
    table.case("assignment over columns", format_args!("{} leads, {AGENTS} agents", setting.leads));
    table.time("Rust", &own);
    for (host, runs) in setting.hosts.iter().zip(runs_of_hosts) {
        table.peer(&host.name, &own, &Timing::of(runs), host.target());
    }
    Ok(())
}

/// What a host prints about its own assignment, of Rust.
pub(crate) fn line(setting: &Setting) -> String {
    let (timing, moved) = Company::new(setting.leads).plan(&mut sure(wire::engine("{}")));
    let milliseconds = timing.as_secs_f64() * 1e3;
    format!("assign {}: {milliseconds:.3} ms, {moved} moved", setting.leads)
}

/// `assign 1000000: 12.3 ms, 900000 moved`
fn figures(line: &str, leads: usize) -> Option<(Duration, usize)> {
    let rest = line.strip_prefix("assign ")?.strip_prefix(&leads.to_string())?;
    let (time, moved) = rest.strip_prefix(": ")?.strip_suffix(" moved")?.split_once(" ms, ")?;
    let milliseconds: f64 = time.parse().ok()?;
    Some((Duration::try_from_secs_f64(milliseconds / 1e3).ok()?, moved.parse().ok()?))
}

/// The made company of the host programs.
struct Company {
    status: Vec<u16>,
    captured_at: Vec<i64>,
    owner: Vec<u32>,
    has_owner: Vec<u8>,
    cap: Vec<u32>,
    held: Vec<u32>,
}

impl Company {
    fn new(leads: usize) -> Self {
        let places = sure(u32::try_from(leads * 9 / 10 / AGENTS));
        let mut company = Self {
            status: (0..leads).map(|row| [0, 6, 7][row % 3]).collect(),
            captured_at: (0..leads).map(|row| sure(i64::try_from(row * 60_000))).collect(),
            owner: vec![0; leads],
            has_owner: vec![0; leads.div_ceil(8)],
            cap: vec![places; AGENTS],
            held: vec![0; AGENTS],
        };
        for row in (0..leads).filter(|row| row % 3 != 0) {
            let owner = row * 7919 % AGENTS;
            company.owner[row] = sure(u32::try_from(owner));
            company.has_owner[row / 8] |= 1 << (row % 8);
            company.held[owner] += 1;
        }
        company
    }

    /// The median of the runs, and how many leads the last one moves.
    fn plan(&self, engine: &mut Engine) -> (Duration, usize) {
        let owner = Column { values: &self.owner, validity: Some(Bitmap::new(&self.has_owner)) };
        let leads = LeadColumns::new(&self.status, &self.captured_at, owner);
        let (counter, state) = ([0; AGENTS], [AgentState::Active; AGENTS]);
        let cap = Column { values: &self.cap, validity: None };
        let agents = AgentColumns::new(cap, &self.held, Column::full(&counter), &state);
        let now = Timestamp::from_millis(NOW).unwrap_or(Timestamp::MIN);
        let mut agent_of = vec![0; self.status.len()];
        let runs = (0..=RUNS)
            .map(|_| {
                let start = Instant::now();
                let rules = engine.assignment_rules(now);
                // As the C interface does where nobody asks for the reasons.
                let mut reason = vec![0; self.status.len()];
                sure(assignment::plan_into(&leads, &agents, &rules, &mut agent_of, &mut reason));
                black_box(&reason);
                start.elapsed()
            })
            .skip(1)
            .collect();
        let moved = agent_of.iter().filter(|agent| **agent != NO_AGENT).count();
        (Timing::of(runs).median(), moved)
    }
}
