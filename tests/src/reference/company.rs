//! Leads and agents as plain records, the columns made of them, and who matches a lead.

use calliyo_core::{
    jobs::{AgentColumns, Bitmap, Column, LeadColumns, ListColumn, UNKNOWN_AGENT},
    lead::AgentState,
    policy::AssignmentScope,
};

use super::{count, problem::AgentSet};

/// The status of leads that nobody owns.
pub const UNASSIGNED: u16 = 0;
/// The status of leads that were handed out; it counts toward the cap.
pub const ASSIGNED: u16 = 1;
/// A status to recycle that counts toward the cap.
pub const NOT_PICKED: u16 = 2;
/// A status to recycle that does not count toward the cap.
pub const COLD: u16 = 3;
/// The status of customers.
pub const CUSTOMER: u16 = 4;
/// How many statuses there are.
pub const STATUSES: usize = 5;

/// A lead, as the columns have it. Agents are rows; [`UNKNOWN_AGENT`] is one who was not supplied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// Its id; no two leads of a company have the same.
    pub id: u32,
    /// The status, as its index in the pipeline.
    pub status: u16,
    /// When it was captured, UTC milliseconds.
    pub captured_at: i64,
    /// The owner.
    pub owner: Option<u32>,
    /// The last owner before the present one.
    pub last_owner: Option<u32>,
    /// The agents who had it at any time.
    pub previous_owners: Vec<u32>,
    /// Larger comes first; none is least.
    pub priority: Option<i64>,
    /// The branch, by number.
    pub branch: Option<u32>,
    /// The department, by number.
    pub department: Option<u32>,
    /// A call is in progress.
    pub live_call: bool,
    /// An open follow-up lies ahead.
    pub follow_up_ahead: bool,
    /// It asked not to be called.
    pub do_not_call: bool,
    /// Attempts made.
    pub attempts: u32,
    /// When the last attempt was made, UTC milliseconds.
    pub last_attempt: Option<i64>,
}

/// An agent, as the columns have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agent {
    /// The most leads held at once; none is no limit.
    pub cap: Option<u32>,
    /// Leads held that count toward the cap.
    pub held: u32,
    /// Leads received from assignment so far; none for a new agent.
    pub counter: Option<u64>,
    /// Leads received on the day of the run so far.
    pub received_today: u32,
    /// Active, away or banned.
    pub state: AgentState,
    /// The role receives leads.
    pub receives: bool,
    /// The branch, by number.
    pub branch: Option<u32>,
    /// The department, by number.
    pub department: Option<u32>,
}

/// The leads and agents of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// The leads, in the order of the rows.
    pub leads: Vec<Lead>,
    /// The agents, in their order.
    pub agents: Vec<Agent>,
    /// The ranks of the ids are supplied; else the order of the rows stands in for them.
    pub has_ids: bool,
}

/// What the rules say about who may get a lead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) scope: AssignmentScope,
    pub(super) allow_barred: bool,
    pub(super) exclude_previous_owners: bool,
}

/// Who may get a lead, and who may not for want of what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Takers {
    /// Receiving agents of its scope, also those with a cap of 0, less its previous owners.
    pub(super) receiving: AgentSet,
    /// Agents of its scope who could ever receive a lead.
    pub(super) in_scope: AgentSet,
    /// Its barred agent, unless the bar is lifted.
    pub(super) barred: AgentSet,
    /// Whom it may go to.
    pub(super) matching: AgentSet,
}

impl Agent {
    /// Active, and of a role that receives leads (rule A2).
    pub(super) fn is_receiving(&self) -> bool {
        self.state == AgentState::Active && self.receives
    }

    /// Receiving, and the cap is not 0 (rule A3).
    pub(super) fn could_ever_receive(&self) -> bool {
        self.is_receiving() && self.cap != Some(0)
    }

    /// Places below the cap, negative above it; none without a cap.
    pub(super) fn room(&self) -> Option<i64> {
        self.cap.map(|cap| i64::from(cap) - i64::from(self.held))
    }

    fn is_in_scope_of(&self, lead: &Lead, scope: AssignmentScope) -> bool {
        let branch = lead.branch.is_none() || lead.branch == self.branch;
        let department = lead.department.is_none() || lead.department == self.department;
        use AssignmentScope::{Branch, BranchAndDepartment, Department};
        (branch || ![Branch, BranchAndDepartment].contains(&scope))
            && (department || ![Department, BranchAndDepartment].contains(&scope))
    }
}

impl Company {
    /// Who may get this lead, whose present or last owner is to be barred (rules A2, A3, A6, A7).
    ///
    /// The bar is lifted where nobody else of the scope could ever receive the lead. Previous owners play no part in that,
    /// and stay excluded when it is lifted.
    pub(super) fn takers(&self, lead: &Lead, had_it: Option<u32>, reach: Reach) -> Takers {
        let agents_who = |is_one: &dyn Fn(usize, &Agent) -> bool| -> AgentSet {
            let ones = self.agents.iter().enumerate().filter(|(row, agent)| is_one(*row, agent));
            ones.map(|(row, _)| 1 << row).sum()
        };
        let is_excluded =
            |row| reach.exclude_previous_owners && lead.previous_owners.contains(&count(row));
        let receiving = agents_who(&|row, agent| {
            agent.is_receiving() && agent.is_in_scope_of(lead, reach.scope) && !is_excluded(row)
        });
        let in_scope = agents_who(&|_, agent| {
            agent.could_ever_receive() && agent.is_in_scope_of(lead, reach.scope)
        });
        let had_it = agents_who(&|row, _| had_it == Some(count(row)));
        let is_lifted = reach.allow_barred || in_scope == had_it;
        let barred = if is_lifted { 0 } else { had_it & in_scope };
        Takers { receiving, in_scope, barred, matching: receiving & in_scope & !barred }
    }

    /// The rows that these keys sort: the smaller key first, of equal ones by id, then by row.
    pub(super) fn in_order<K: Ord>(&self, rows: &mut [usize], key: impl Fn(&Lead) -> K) {
        rows.sort_by_key(|row| {
            let lead = &self.leads[*row];
            (key(lead), self.has_ids.then_some(lead.id), *row)
        });
    }

    /// The rank of each lead's id among all of them.
    fn ranks(&self) -> Vec<u32> {
        let smaller = |id| self.leads.iter().filter(|other| other.id < id).count();
        match self.leads.len() {
            // Sorting is for the many; for the few it is plain to see.
            0..=50 => self.leads.iter().map(|lead| count(smaller(lead.id))).collect(),
            _ => {
                let mut ids: Vec<u32> = self.leads.iter().map(|lead| lead.id).collect();
                ids.sort_unstable();
                let rank = |lead: &Lead| ids.partition_point(|id| *id < lead.id);
                self.leads.iter().map(|lead| count(rank(lead))).collect()
            }
        }
    }

    /// Hands the columns to a job. A column in which no row has a value is left out.
    pub fn with_columns<R>(&self, job: impl FnOnce(&LeadColumns<'_>, &AgentColumns<'_>) -> R) -> R {
        let leads = &self.leads;
        let status: Vec<u16> = leads.iter().map(|lead| lead.status).collect();
        let captured_at: Vec<i64> = leads.iter().map(|lead| lead.captured_at).collect();
        let owner = Optional::of(leads, |lead| lead.owner);
        let last_owner = Optional::of(leads, |lead| lead.last_owner);
        let previous_owners = Lists::of(leads, |lead| &lead.previous_owners);
        let priority = Optional::of(leads, |lead| lead.priority);
        let branch = Optional::of(leads, |lead| lead.branch);
        let department = Optional::of(leads, |lead| lead.department);
        let live_call = Flags::of(leads, |lead| lead.live_call);
        let follow_up_ahead = Flags::of(leads, |lead| lead.follow_up_ahead);
        let do_not_call = Flags::of(leads, |lead| lead.do_not_call);
        let attempts: Vec<u32> = leads.iter().map(|lead| lead.attempts).collect();
        let last_attempt = Optional::of(leads, |lead| lead.last_attempt);
        let ranks = if self.has_ids { self.ranks() } else { Vec::new() };
        let lead_columns = LeadColumns {
            last_owner: last_owner.given(),
            previous_owners: previous_owners.given(),
            priority: priority.given(),
            branch: branch.given(),
            department: department.given(),
            live_call: live_call.given(),
            follow_up_ahead: follow_up_ahead.given(),
            do_not_call: do_not_call.given(),
            attempts: attempts.iter().any(|made| *made > 0).then_some(&attempts),
            last_attempt: last_attempt.given(),
            id_rank: self.has_ids.then_some(&ranks),
            ..LeadColumns::new(&status, &captured_at, owner.column())
        };

        let agents = &self.agents;
        let cap = Optional::of(agents, |agent| agent.cap);
        let held: Vec<u32> = agents.iter().map(|agent| agent.held).collect();
        let counter = Optional::of(agents, |agent| agent.counter);
        let received_today: Vec<u32> = agents.iter().map(|agent| agent.received_today).collect();
        let state: Vec<AgentState> = agents.iter().map(|agent| agent.state).collect();
        let receives = Flags::of(agents, |agent| agent.receives);
        let agent_branch = Optional::of(agents, |agent| agent.branch);
        let agent_department = Optional::of(agents, |agent| agent.department);
        let every_role_receives = agents.iter().all(|agent| agent.receives);
        let agent_columns = AgentColumns {
            received_today: received_today.iter().any(|own| *own > 0).then_some(&received_today),
            receives: (!every_role_receives).then_some(receives.bitmap()),
            branch: agent_branch.given(),
            department: agent_department.given(),
            ..AgentColumns::new(cap.column(), &held, counter.column(), &state)
        };
        job(&lead_columns, &agent_columns)
    }

    /// The agent of a code, if supplied.
    pub(super) fn known(&self, agent: Option<u32>) -> Option<u32> {
        agent.filter(|agent| *agent != UNKNOWN_AGENT)
    }
}

struct Flags {
    bytes: Vec<u8>,
    any: bool,
}

impl Flags {
    fn of<R>(rows: &[R], is_set: impl Fn(&R) -> bool) -> Self {
        let mut bytes = vec![0; rows.len().div_ceil(8)];
        for (row, _) in rows.iter().enumerate().filter(|(_, own)| is_set(own)) {
            bytes[row / 8] |= 1 << (row % 8);
        }
        Self { any: bytes.iter().any(|byte| *byte != 0), bytes }
    }

    fn bitmap(&self) -> Bitmap<'_> {
        Bitmap::new(&self.bytes)
    }

    fn given(&self) -> Option<Bitmap<'_>> {
        self.any.then(|| self.bitmap())
    }
}

struct Optional<T> {
    values: Vec<T>,
    has_value: Flags,
}

impl<T: Copy + Default> Optional<T> {
    fn of<R>(rows: &[R], value: impl Fn(&R) -> Option<T>) -> Self {
        Self {
            values: rows.iter().map(|row| value(row).unwrap_or_default()).collect(),
            has_value: Flags::of(rows, |row| value(row).is_some()),
        }
    }

    fn column(&self) -> Column<'_, T> {
        Column::with_validity(&self.values, self.has_value.bitmap())
    }

    fn given(&self) -> Option<Column<'_, T>> {
        self.has_value.any.then(|| self.column())
    }
}

struct Lists {
    offsets: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    fn of<R>(rows: &[R], list: impl Fn(&R) -> &[u32]) -> Self {
        let mut lists = Self { offsets: vec![0], values: Vec::new() };
        for row in rows {
            lists.values.extend(list(row));
            lists.offsets.push(count(lists.values.len()));
        }
        lists
    }

    fn given(&self) -> Option<ListColumn<'_, u32>> {
        let lists = ListColumn { offsets: &self.offsets, values: &self.values };
        (!self.values.is_empty()).then_some(lists)
    }
}
