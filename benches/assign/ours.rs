//! The jobs of the library, called as a host calls them that runs them again and again: into buffers that are there
//! already, and in memory that is kept from one run to the next.

use std::hint::black_box;

use calliyo_benches::sure;
use calliyo_core::jobs::{Scratch, assignment};

use crate::{
    company::Company,
    table::{Table, Target},
    with_peak,
};

/// An assignment and what came of it last.
pub(crate) struct Assignment<'a> {
    company: &'a Company,
    agent_of: Vec<u32>,
    reason: Vec<u8>,
    scratch: Scratch,
    /// Leads that the last run placed.
    pub(crate) placed: u64,
    /// The most bytes in use at once in any run, on top of the columns and the buffers. The first run finds its scratch
    /// empty, so that these are those of a run without one.
    pub(crate) peak: usize,
}

impl<'a> Assignment<'a> {
    pub(crate) fn new(company: &'a Company) -> Self {
        let leads = company.size().leads;
        Self {
            company,
            agent_of: vec![0; leads],
            reason: vec![0; leads],
            scratch: Scratch::default(),
            placed: 0,
            peak: 0,
        }
    }

    pub(crate) fn run(&mut self) {
        let Self { company, agent_of, reason, scratch, .. } = self;
        let (leads, agents) = (company.leads(), company.agents.columns());
        let rules = &company.rules;
        let (outcome, peak) = with_peak(|| {
            sure(assignment::plan_reusing(&leads, &agents, rules, agent_of, reason, scratch))
        });
        self.placed = black_box(&outcome).counts.moved();
        self.peak = self.peak.max(peak);
    }

    /// The same as a host that runs it once.
    pub(crate) fn run_afresh(&mut self) {
        self.scratch = Scratch::default();
        self.run();
    }

    /// Tells whether the plan keeps the rules.
    pub(crate) fn tell_faults(&self, table: &mut Table) {
        let faults = self.company.faults(&self.agent_of);
        table.count("breaches of a rule", faults, Some(Target::AtMost(0.0)));
    }
}
