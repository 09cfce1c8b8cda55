//! Leads and agents as columns, which is how a host with millions of them plans its jobs: the library sees slices, and
//! says row by row what a job does.

use calliyo_core::{
    Diagnostic, Engine,
    jobs::{
        AgentColumns, Bitmap, Column, LeadColumns, NO_AGENT, Outcome, ReasonCounts, assignment,
        removal, top_up,
    },
    lead::AgentState,
    report,
    time::{Job, Timestamp},
};

/// A lead as far as the jobs look at it. Agents, branches and statuses are their numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeadRow {
    pub(crate) status: u16,
    pub(crate) status_since: Timestamp,
    pub(crate) captured_at: Timestamp,
    pub(crate) owner: Option<u32>,
    pub(crate) last_owner: Option<u32>,
    pub(crate) priority: Option<i64>,
    pub(crate) branch: Option<u32>,
    pub(crate) live_call: bool,
    pub(crate) follow_up_ahead: bool,
    pub(crate) do_not_call: bool,
    pub(crate) attempts: u32,
}

/// Leads, a column per field.
#[derive(Default)]
pub(crate) struct Leads {
    status: Vec<u16>,
    status_since: Vec<i64>,
    captured_at: Vec<i64>,
    owner: Optional<u32>,
    last_owner: Optional<u32>,
    priority: Optional<i64>,
    branch: Optional<u32>,
    live_call: Bits,
    follow_up_ahead: Bits,
    do_not_call: Bits,
    attempts: Vec<u32>,
}

impl Leads {
    /// No leads yet, and room for so many.
    pub(crate) fn with_capacity(leads: usize) -> Self {
        Self {
            status: Vec::with_capacity(leads),
            status_since: Vec::with_capacity(leads),
            captured_at: Vec::with_capacity(leads),
            owner: Optional::with_capacity(leads),
            last_owner: Optional::with_capacity(leads),
            priority: Optional::with_capacity(leads),
            branch: Optional::with_capacity(leads),
            live_call: Bits::with_capacity(leads),
            follow_up_ahead: Bits::with_capacity(leads),
            do_not_call: Bits::with_capacity(leads),
            attempts: Vec::with_capacity(leads),
        }
    }

    /// Adds a lead.
    pub(crate) fn push(&mut self, lead: LeadRow) {
        self.status.push(lead.status);
        self.status_since.push(lead.status_since.as_millis());
        self.captured_at.push(lead.captured_at.as_millis());
        self.owner.push(lead.owner);
        self.last_owner.push(lead.last_owner);
        self.priority.push(lead.priority);
        self.branch.push(lead.branch);
        self.live_call.push(lead.live_call);
        self.follow_up_ahead.push(lead.follow_up_ahead);
        self.do_not_call.push(lead.do_not_call);
        self.attempts.push(lead.attempts);
    }

    /// How many leads there are.
    pub(crate) fn len(&self) -> usize {
        self.status.len()
    }

    /// Takes the lead from its owner, back to the pool (rule X2).
    pub(crate) fn take_away(&mut self, row: usize, unassigned: u16, now: Timestamp) {
        self.leave_owner(row);
        self.owner.set(row, None);
        self.follow_up_ahead.set(row, false);
        self.enter(row, unassigned, now);
    }

    /// Gives the lead to an agent; its follow-ups go with it (rule A3).
    pub(crate) fn give(&mut self, row: usize, agent: u32, assigned: u16, now: Timestamp) {
        self.leave_owner(row);
        self.owner.set(row, Some(agent));
        self.enter(row, assigned, now);
    }

    /// How many leads that count toward the cap each agent holds (rule A2).
    pub(crate) fn held(&self, engine: &Engine, agents: usize) -> Vec<u32> {
        let statuses = &engine.policy().pipeline.statuses;
        let counts: Vec<bool> = statuses.iter().map(|status| status.counts_toward_cap).collect();
        let mut held = vec![0; agents];
        for (row, status) in self.status.iter().enumerate() {
            let owner =
                self.owner.at(row).filter(|_| counts.get(usize::from(*status)) == Some(&true));
            if let Some(held) = owner.and_then(|owner| held.get_mut(owner as usize)) {
                *held += 1;
            }
        }
        held
    }

    fn leave_owner(&mut self, row: usize) {
        if let Some(owner) = self.owner.at(row) {
            self.last_owner.set(row, Some(owner));
        }
    }

    fn enter(&mut self, row: usize, to: u16, now: Timestamp) {
        if let (Some(status), Some(since)) =
            (self.status.get_mut(row), self.status_since.get_mut(row))
        {
            *status = to;
            *since = now.as_millis();
        }
    }

    /// The columns as reports take them, with the owners who are known.
    pub(crate) fn report_columns<'l>(&'l self, owners: &'l Owners) -> report::LeadColumns<'l> {
        report::LeadColumns::new(&self.status, &self.captured_at, owners.0.column())
    }

    /// The owners who are among so many agents: to a report somebody who has left is nobody.
    pub(crate) fn owners(&self, agents: u32) -> Owners {
        let mut owners = Optional::with_capacity(self.len());
        for row in 0..self.len() {
            owners.push(self.owner.at(row).filter(|owner| *owner < agents));
        }
        Owners(owners)
    }

    fn columns(&self) -> LeadColumns<'_> {
        LeadColumns {
            status_since: Some(&self.status_since),
            last_owner: Some(self.last_owner.column()),
            priority: Some(self.priority.column()),
            branch: Some(self.branch.column()),
            live_call: Some(self.live_call.bitmap()),
            follow_up_ahead: Some(self.follow_up_ahead.bitmap()),
            do_not_call: Some(self.do_not_call.bitmap()),
            attempts: Some(&self.attempts),
            ..LeadColumns::new(&self.status, &self.captured_at, self.owner.column())
        }
    }
}

/// The owners of leads, as far as they are known.
pub(crate) struct Owners(Optional<u32>);

/// Agents, a column per field. All of them are of a role that receives leads.
#[derive(Default)]
pub(crate) struct Agents {
    pub(crate) state: Vec<AgentState>,
    pub(crate) cap: Optional<u32>,
    pub(crate) held: Vec<u32>,
    /// Missing: the agent is new (rule A5b).
    pub(crate) counter: Optional<u64>,
    /// Leads received on the run's day so far (rule A7).
    pub(crate) received_today: Vec<u32>,
    pub(crate) branch: Optional<u32>,
}

impl Agents {
    /// Adds an agent who received nothing today.
    pub(crate) fn push(
        &mut self,
        state: AgentState,
        cap: Option<u32>,
        held: u32,
        counter: Option<u64>,
        branch: Option<u32>,
    ) {
        self.state.push(state);
        self.cap.push(cap);
        self.held.push(held);
        self.counter.push(counter);
        self.received_today.push(0);
        self.branch.push(branch);
    }

    /// How many agents there are.
    pub(crate) fn len(&self) -> usize {
        self.state.len()
    }

    /// The columns as the library takes them.
    pub(crate) fn columns(&self) -> AgentColumns<'_> {
        AgentColumns {
            received_today: Some(&self.received_today),
            branch: Some(self.branch.column()),
            ..AgentColumns::new(self.cap.column(), &self.held, self.counter.column(), &self.state)
        }
    }
}

/// What a run over columns comes to.
pub(crate) struct Run {
    pub(crate) job: Job,
    pub(crate) outcome: Outcome,
    pub(crate) counts: ReasonCounts,
    /// Per agent the leads received or, of removal, taken away.
    pub(crate) per_agent: Vec<u32>,
    /// Per agent the counter after assignment; none of another job (rule A5b).
    pub(crate) counter: Option<Vec<Option<u64>>>,
    /// Whether no plan places more leads, or better ones.
    pub(crate) is_proven: bool,
}

/// What a plan says of each lead; used by one run after the other.
pub(crate) struct Fates {
    agent_of: Vec<u32>,
    reason: Vec<u8>,
}

impl Fates {
    /// Buffers for so many leads.
    pub(crate) fn of(leads: usize) -> Self {
        Self { agent_of: vec![NO_AGENT; leads], reason: vec![0; leads] }
    }

    /// Plans a run of a job.
    ///
    /// # Errors
    /// What the library finds wrong with the columns or the time.
    pub(crate) fn plan(
        &mut self,
        engine: &Engine,
        job: Job,
        leads: &Leads,
        agents: &Agents,
        now: Timestamp,
    ) -> Result<Run, Diagnostic> {
        let (leads, agents) = (leads.columns(), agents.columns());
        let Self { agent_of, reason } = self;
        let zone = engine.zone();
        let run = |outcome, counts, per_agent| Run {
            job,
            outcome,
            counts,
            per_agent,
            counter: None,
            is_proven: true,
        };
        Ok(match job {
            Job::Removal => {
                let rules = engine.removal_rules(now);
                let planned = removal::plan_into(&leads, &agents, &rules, reason)?;
                agent_of.fill(NO_AGENT);
                let outcome = Outcome::of_removal(&planned, now, zone);
                run(outcome, planned.counts, planned.lost)
            }
            Job::Assignment => {
                let rules = engine.assignment_rules(now);
                let planned = assignment::plan_into(&leads, &agents, &rules, agent_of, reason)?;
                let outcome = Outcome::of_assignment(&planned, now, zone);
                Run {
                    counter: Some(planned.counter),
                    is_proven: planned.is_proven,
                    ..run(outcome, planned.counts, planned.received)
                }
            }
            Job::TopUp => {
                let rules = engine.top_up_rules();
                let planned = top_up::plan_into(&leads, &agents, &rules, agent_of, reason)?;
                let outcome = Outcome::of_top_up(&planned, now, zone);
                run(outcome, planned.counts, planned.received)
            }
        })
    }

    /// The leads that removal takes away, by their rows.
    pub(crate) fn removed(&self) -> impl Iterator<Item = usize> + '_ {
        removal::moves(&self.reason).map(|row| row as usize)
    }

    /// The leads that assignment or top-up hands out, by their rows, each with the agent.
    pub(crate) fn handed_out(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        assignment::moves(&self.agent_of).map(|(row, agent)| (row as usize, agent))
    }

    /// The fate of every lead, as the byte of a `RowReason`.
    pub(crate) fn reasons(&self) -> &[u8] {
        &self.reason
    }
}

/// The number of a status: its place in the company's pipeline.
pub(crate) fn status_number(engine: &Engine, id: &str) -> u16 {
    let mut statuses = (0..).zip(&engine.policy().pipeline.statuses);
    // A number that no status has is refused by the library.
    statuses.find(|(_, status)| status.id.as_str() == id).map_or(u16::MAX, |(number, _)| number)
}

/// Values, some of which are missing.
#[derive(Default)]
pub(crate) struct Optional<T> {
    values: Vec<T>,
    present: Bits,
}

impl<T: Copy + Default> Optional<T> {
    fn with_capacity(rows: usize) -> Self {
        Self { values: Vec::with_capacity(rows), present: Bits::with_capacity(rows) }
    }

    /// The row's value.
    pub(crate) fn at(&self, row: usize) -> Option<T> {
        self.column().at(row)
    }

    fn push(&mut self, value: Option<T>) {
        self.values.push(value.unwrap_or_default());
        self.present.push(value.is_some());
    }

    pub(crate) fn set(&mut self, row: usize, value: Option<T>) {
        if let Some(own) = self.values.get_mut(row) {
            *own = value.unwrap_or_default();
            self.present.set(row, value.is_some());
        }
    }

    fn column(&self) -> Column<'_, T> {
        Column::with_validity(&self.values, self.present.bitmap())
    }
}

/// A bit per row, the least significant of each byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    rows: usize,
}

impl Bits {
    fn with_capacity(rows: usize) -> Self {
        Self { bytes: Vec::with_capacity(rows.div_ceil(8)), rows: 0 }
    }

    fn push(&mut self, set: bool) {
        if self.rows.is_multiple_of(8) {
            self.bytes.push(0);
        }
        self.rows += 1;
        self.set(self.rows - 1, set);
    }

    fn set(&mut self, row: usize, set: bool) {
        if let Some(byte) = self.bytes.get_mut(row / 8) {
            let bit = 1 << (row % 8);
            *byte = if set { *byte | bit } else { *byte & !bit };
        }
    }

    fn bitmap(&self) -> Bitmap<'_> {
        Bitmap::new(&self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_can_come_and_go() {
        let mut values = Optional::default();
        (0..20_u32).for_each(|row| values.push((row % 3 == 0).then_some(row)));
        assert_eq!((values.at(9), values.at(10), values.at(20)), (Some(9), None, None));
        values.set(9, None);
        values.set(10, Some(7));
        assert_eq!((values.at(8), values.at(9), values.at(10)), (None, None, Some(7)));
        assert_eq!(values.at(12), Some(12));
    }
}
