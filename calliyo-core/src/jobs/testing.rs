//! A small company in columns, for the tests of the jobs.

use std::{vec, vec::Vec};

use super::{AgentColumns, Bitmap, Column, LeadColumns};
use crate::lead::AgentState;

/// Statuses of the tests: the first letters tell what a list names.
pub(super) const UNASSIGNED: u16 = 0;
pub(super) const ASSIGNED: u16 = 1;
pub(super) const BUSY: u16 = 2;
/// Listed in tests, without counting toward the cap.
pub(super) const COLD: u16 = 3;
pub(super) const CUSTOMER: u16 = 4;
pub(super) const STATUSES: usize = 5;

#[derive(Clone, Debug)]
pub(super) struct Lead {
    pub(super) status: u16,
    pub(super) since: i64,
    pub(super) captured: i64,
    pub(super) owner: Option<u32>,
    pub(super) last_owner: Option<u32>,
    pub(super) priority: Option<i64>,
    pub(super) branch: Option<u32>,
    pub(super) department: Option<u32>,
    pub(super) live_call: bool,
    pub(super) follow_up_ahead: bool,
    pub(super) do_not_call: bool,
    pub(super) attempts: u32,
}

/// An unassigned lead without anything.
pub(super) const FRESH: Lead = Lead {
    status: UNASSIGNED,
    since: 0,
    captured: 0,
    owner: None,
    last_owner: None,
    priority: None,
    branch: None,
    department: None,
    live_call: false,
    follow_up_ahead: false,
    do_not_call: false,
    attempts: 0,
};

/// A stale lead of an agent that counts toward the cap.
pub(super) fn stale(owner: u32) -> Lead {
    Lead { status: BUSY, owner: Some(owner), ..FRESH }
}

#[derive(Clone, Debug)]
pub(super) struct Agent {
    pub(super) cap: Option<u32>,
    pub(super) held: u32,
    pub(super) counter: Option<u64>,
    pub(super) state: AgentState,
    pub(super) receives: bool,
    pub(super) branch: Option<u32>,
    pub(super) department: Option<u32>,
}

/// An active agent without a cap who holds nothing.
pub(super) const FREE: Agent = Agent {
    cap: None,
    held: 0,
    counter: Some(0),
    state: AgentState::Active,
    receives: true,
    branch: None,
    department: None,
};

/// An active agent with a cap.
pub(super) fn holding(held: u32, cap: u32) -> Agent {
    Agent { cap: Some(cap), held, ..FREE }
}

struct Optional<T> {
    values: Vec<T>,
    validity: Vec<u8>,
}

impl<T: Copy + Default> Optional<T> {
    fn of<R>(rows: &[R], value: impl Fn(&R) -> Option<T>) -> Self {
        Self {
            values: rows.iter().map(|row| value(row).unwrap_or_default()).collect(),
            validity: bits(rows, |row| value(row).is_some()),
        }
    }

    fn column(&self) -> Column<'_, T> {
        Column::with_validity(&self.values, Bitmap::new(&self.validity))
    }
}

fn bits<R>(rows: &[R], is_set: impl Fn(&R) -> bool) -> Vec<u8> {
    let mut bytes = vec![0; rows.len().div_ceil(8)];
    for (row, _) in rows.iter().enumerate().filter(|(_, own)| is_set(own)) {
        bytes[row / 8] |= 1 << (row % 8);
    }
    bytes
}

/// Runs a job over the columns of these leads and agents.
pub(super) fn with_columns<R>(
    leads: &[Lead],
    agents: &[Agent],
    job: impl FnOnce(&LeadColumns<'_>, &AgentColumns<'_>) -> R,
) -> R {
    let status: Vec<u16> = leads.iter().map(|lead| lead.status).collect();
    let since: Vec<i64> = leads.iter().map(|lead| lead.since).collect();
    let captured: Vec<i64> = leads.iter().map(|lead| lead.captured).collect();
    let attempts: Vec<u32> = leads.iter().map(|lead| lead.attempts).collect();
    let owner = Optional::of(leads, |lead| lead.owner);
    let last_owner = Optional::of(leads, |lead| lead.last_owner);
    let priority = Optional::of(leads, |lead| lead.priority);
    let branch = Optional::of(leads, |lead| lead.branch);
    let department = Optional::of(leads, |lead| lead.department);
    let live_call = bits(leads, |lead| lead.live_call);
    let ahead = bits(leads, |lead| lead.follow_up_ahead);
    let do_not_call = bits(leads, |lead| lead.do_not_call);
    let lead_columns = LeadColumns {
        status: &status,
        status_since: Some(&since),
        captured_at: &captured,
        owner: owner.column(),
        last_owner: Some(last_owner.column()),
        previous_owners: None,
        priority: Some(priority.column()),
        branch: Some(branch.column()),
        department: Some(department.column()),
        live_call: Some(Bitmap::new(&live_call)),
        follow_up_ahead: Some(Bitmap::new(&ahead)),
        do_not_call: Some(Bitmap::new(&do_not_call)),
        attempts: Some(&attempts),
        last_attempt: None,
        id_rank: None,
    };

    let cap = Optional::of(agents, |agent| agent.cap);
    let held: Vec<u32> = agents.iter().map(|agent| agent.held).collect();
    let counter = Optional::of(agents, |agent| agent.counter);
    let state: Vec<AgentState> = agents.iter().map(|agent| agent.state).collect();
    let receives = bits(agents, |agent| agent.receives);
    let agent_branch = Optional::of(agents, |agent| agent.branch);
    let agent_department = Optional::of(agents, |agent| agent.department);
    let agent_columns = AgentColumns {
        cap: cap.column(),
        held: &held,
        counter: counter.column(),
        received_today: None,
        state: &state,
        receives: Some(Bitmap::new(&receives)),
        branch: Some(agent_branch.column()),
        department: Some(agent_department.column()),
    };
    job(&lead_columns, &agent_columns)
}

/// A small linear congruential generator: the same cases on every platform.
pub(super) struct Random(pub(super) u64);

impl Random {
    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }

    /// True once in `times`.
    pub(super) fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    /// A number below `limit`, or none once in `times`.
    pub(super) fn maybe(&mut self, times: u32, limit: u32) -> Option<u32> {
        let value = self.below(limit);
        (!self.once_in(times)).then_some(value)
    }
}
