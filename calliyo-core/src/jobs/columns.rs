//! Leads and agents as borrowed columns.

use alloc::{string::String, vec::Vec};

pub(super) use crate::columns::{
    Bitmap, Column, ListColumn, UNKNOWN_AGENT, flag, malformed, optional, out_of_range, same_length,
};
use crate::{
    columns::{
        all_at_once, at_most, bitmap_length, column_length, is_known, known_agents, known_statuses,
        list_shape,
    },
    diagnostic::Diagnostic,
    lead::AgentState,
    policy::Intake,
};

/// The largest number of agents: a run tells two sorts of leads of each.
const MOST_AGENTS: u64 = u32::MAX as u64 / 2 - 16;

/// The largest number of leads in one run: a row is a `u32`.
const MOST_LEADS: u64 = u32::MAX as u64 - 1;

/// The leads of a run, one row each. All columns have the same length.
#[derive(Clone, Copy, Debug)]
pub struct LeadColumns<'a> {
    /// The status, as its index in the pipeline.
    pub status: &'a [u16],
    /// Since when the lead has its status, UTC milliseconds. Removal needs it; the other jobs do not look at it.
    pub status_since: Option<&'a [i64]>,
    /// When the lead was captured, UTC milliseconds.
    pub captured_at: &'a [i64],
    /// The owner, as the agent's row; missing: unassigned. [`UNKNOWN_AGENT`]: owned by somebody not supplied.
    pub owner: Column<'a, u32>,
    /// The last owner before the present one, coded alike. Absent: no lead had one.
    pub last_owner: Option<Column<'a, u32>>,
    /// The agents who had the lead at any time, coded alike (rule A7). Absent: nobody had any.
    pub previous_owners: Option<ListColumn<'a, u32>>,
    /// Larger comes first; missing is least.
    pub priority: Option<Column<'a, i64>>,
    /// The branch, by the same dense numbers as the agents' branches; missing: no branch.
    pub branch: Option<Column<'a, u32>>,
    /// The department, likewise.
    pub department: Option<Column<'a, u32>>,
    /// A call is in progress. Absent: on no lead.
    pub live_call: Option<Bitmap<'a>>,
    /// An open follow-up lies ahead of the run's instant. Absent: on no lead.
    pub follow_up_ahead: Option<Bitmap<'a>>,
    /// The lead asked not to be called (rule C13). Absent: none did.
    pub do_not_call: Option<Bitmap<'a>>,
    /// Attempts made. Absent: none on any lead.
    pub attempts: Option<&'a [u32]>,
    /// When the last attempt was made, UTC milliseconds; missing: never.
    pub last_attempt: Option<Column<'a, i64>>,
    /// The rank of the lead's id among the ids of the run, by bytes. Absent: the order of the rows.
    pub id_rank: Option<&'a [u32]>,
}

/// The agents of a run, one row each, in their order. All columns have the same length.
#[derive(Clone, Copy, Debug)]
pub struct AgentColumns<'a> {
    /// The most leads held at once; missing: no limit; 0: receives none.
    pub cap: Column<'a, u32>,
    /// Leads held that count toward the cap, eligible ones included.
    pub held: &'a [u32],
    /// Leads received from assignment so far; missing: the agent is new, and begins level with the lowest (rule A5b).
    pub counter: Column<'a, u64>,
    /// Leads received from assignment and top-up on the run's local day so far (rule A7). Absent: none.
    pub received_today: Option<&'a [u32]>,
    /// Active, away or banned.
    pub state: &'a [AgentState],
    /// The agent's role receives leads. Absent: every role does.
    pub receives: Option<Bitmap<'a>>,
    /// The branch, by the same dense numbers as the leads' branches.
    pub branch: Option<Column<'a, u32>>,
    /// The department, likewise.
    pub department: Option<Column<'a, u32>>,
}

impl<'a> LeadColumns<'a> {
    /// Leads of which nothing but the least is known; the optional columns are set on the result.
    #[must_use]
    pub const fn new(status: &'a [u16], captured_at: &'a [i64], owner: Column<'a, u32>) -> Self {
        Self {
            status,
            status_since: None,
            captured_at,
            owner,
            last_owner: None,
            previous_owners: None,
            priority: None,
            branch: None,
            department: None,
            live_call: None,
            follow_up_ahead: None,
            do_not_call: None,
            attempts: None,
            last_attempt: None,
            id_rank: None,
        }
    }

    /// The number of leads.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.status.len()
    }

    /// Whether there is no lead.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.status.is_empty()
    }

    /// Checks that all columns are as long as `status` and that every number means something.
    ///
    /// `agents` and `statuses` are the numbers of agents and of statuses in the pipeline.
    ///
    /// # Errors
    /// `request.malformed` for a column of another length; `number.out_of_range` for an owner or last owner that is
    /// neither one of the agents nor [`UNKNOWN_AGENT`], for a status outside the pipeline, and for more rows than a run
    /// takes. The path names the column, and the row where it is about one: `leads.owner[17]`.
    pub fn check(&self, agents: usize, statuses: usize) -> Result<(), Diagnostic> {
        self.check_shape()?;
        self.check_values(agents, statuses)
    }

    /// The part of [`LeadColumns::check`] that is about lengths.
    pub(super) fn check_shape(&self) -> Result<(), Diagnostic> {
        self.check_lengths()?;
        list_shape("leads.previousOwners", self.previous_owners, self.len())
    }

    /// The part of [`LeadColumns::check`] that is about what the numbers mean.
    pub(super) fn check_values(&self, agents: usize, statuses: usize) -> Result<(), Diagnostic> {
        known_statuses("leads.status", self.status, statuses)?;
        known_agents("leads.owner", Some(&self.owner), agents)?;
        self.check_earlier_owners(agents)
    }

    /// What is left of [`LeadColumns::check_values`] where statuses and owners are known to be right.
    pub(super) fn check_earlier_owners(&self, agents: usize) -> Result<(), Diagnostic> {
        known_agents("leads.lastOwner", self.last_owner.as_ref(), agents)?;
        known_members("leads.previousOwners", self.previous_owners, agents)
    }

    /// Checks that all columns are as long as `status`, without looking at a row.
    pub(super) fn check_lengths(&self) -> Result<(), Diagnostic> {
        let rows = self.len();
        at_most("leads", rows, MOST_LEADS)?;
        same_length("leads.statusSince", self.status_since.map_or(rows, <[i64]>::len), rows)?;
        same_length("leads.capturedAt", self.captured_at.len(), rows)?;
        column_length("leads.owner", Some(&self.owner), rows)?;
        column_length("leads.lastOwner", self.last_owner.as_ref(), rows)?;
        column_length("leads.priority", self.priority.as_ref(), rows)?;
        column_length("leads.branch", self.branch.as_ref(), rows)?;
        column_length("leads.department", self.department.as_ref(), rows)?;
        bitmap_length("leads.liveCall", self.live_call, rows)?;
        bitmap_length("leads.followUpAhead", self.follow_up_ahead, rows)?;
        bitmap_length("leads.doNotCall", self.do_not_call, rows)?;
        same_length("leads.attempts", self.attempts.map_or(rows, <[u32]>::len), rows)?;
        column_length("leads.lastAttempt", self.last_attempt.as_ref(), rows)?;
        same_length("leads.idRank", self.id_rank.map_or(rows, <[u32]>::len), rows)
    }
}

impl<'a> AgentColumns<'a> {
    /// Agents of whom nothing but the least is known; the optional columns are set on the result.
    #[must_use]
    pub const fn new(
        cap: Column<'a, u32>,
        held: &'a [u32],
        counter: Column<'a, u64>,
        state: &'a [AgentState],
    ) -> Self {
        Self {
            cap,
            held,
            counter,
            received_today: None,
            state,
            receives: None,
            branch: None,
            department: None,
        }
    }

    /// The number of agents.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether there is no agent.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Checks that all columns are as long as `held`.
    ///
    /// # Errors
    /// `request.malformed` for a column of another length, `number.out_of_range` for more agents than a run takes.
    pub fn check(&self) -> Result<(), Diagnostic> {
        let rows = self.len();
        at_most("agents", rows, MOST_AGENTS)?;
        column_length("agents.cap", Some(&self.cap), rows)?;
        column_length("agents.counter", Some(&self.counter), rows)?;
        let received_today = self.received_today.map_or(rows, <[u32]>::len);
        same_length("agents.receivedToday", received_today, rows)?;
        same_length("agents.state", self.state.len(), rows)?;
        bitmap_length("agents.receives", self.receives, rows)?;
        column_length("agents.branch", self.branch.as_ref(), rows)?;
        column_length("agents.department", self.department.as_ref(), rows)
    }

    /// Whether the agent is active and of a role that receives leads (rule A2).
    #[must_use]
    pub fn is_receiving(&self, agent: usize) -> bool {
        self.state.get(agent) == Some(&AgentState::Active)
            && self.receives.is_none_or(|receives| receives.is_set(agent))
    }

    /// Whether the agent could ever receive a lead: receiving, and the cap is not 0 (rules A2, A3).
    #[must_use]
    pub fn could_receive(&self, agent: usize) -> bool {
        self.is_receiving(agent) && self.cap.at(agent) != Some(0)
    }

    /// How many leads each agent may still receive, none for no limit (rule A7); empty where nobody has a limit.
    pub(super) fn intake(&self, limits: Intake) -> Vec<Option<u32>> {
        if limits == Intake::default() {
            return Vec::new();
        }
        let today = |agent: usize| self.received_today.and_then(|today| today.get(agent));
        (0..self.len())
            .map(|agent| limits.left(today(agent).copied().unwrap_or_default()))
            .collect()
    }

    /// Places below the cap, negative above it; `None` without a cap.
    #[must_use]
    pub fn room(&self, agent: usize) -> Option<i64> {
        let held = self.held.get(agent).copied().unwrap_or_default();
        self.cap.at(agent).map(|cap| i64::from(cap).saturating_sub(i64::from(held)))
    }
}

fn known_members(
    path: &str,
    column: Option<ListColumn<'_, u32>>,
    agents: usize,
) -> Result<(), Diagnostic> {
    let Some(column) = column else { return Ok(()) };
    let fits = is_known(agents);
    if all_at_once(column.values, |agent| u32::from(!fits(agent))) {
        return Ok(());
    }
    for row in 0..column.offsets.len().saturating_sub(1) {
        if let Some(agent) = column.at(row).iter().find(|agent| !fits(**agent)) {
            return Err(out_of_range(path, row, *agent, agents));
        }
    }
    Ok(())
}

/// A column that may be absent, but not for this job.
pub(super) fn missing_column(path: &str) -> Diagnostic {
    malformed(path, String::from("the job needs this column"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        code::Code,
        jobs::testing::{FREE, FRESH, STATUSES, with_columns},
    };

    /// A1: what stands on a row without a value is not looked at, and an unknown owner is no fault.
    #[test]
    fn the_check_looks_at_values_only() {
        with_columns(&[FRESH; 2], &[FREE], |leads, _| {
            let nothing = Column::with_validity(&[99, 99], Bitmap::new(&[0]));
            let own = LeadColumns { owner: nothing, ..*leads };
            assert_eq!(own.check(1, STATUSES), Ok(()));
            let unknown = LeadColumns { owner: Column::full(&[0, UNKNOWN_AGENT]), ..*leads };
            assert_eq!(unknown.check(1, STATUSES), Ok(()));
            let fault = unknown.check(0, STATUSES).unwrap_err();
            assert_eq!((fault.code(), fault.path()), (Code::NumberOutOfRange, "leads.owner[0]"));
        });
    }

    /// A1: of many rows the first that is out of range is named.
    #[test]
    fn the_first_number_out_of_range_is_named() {
        with_columns(&[FRESH; 1_000], &[FREE; 3], |leads, _| {
            let fault = |leads: &LeadColumns<'_>, statuses| {
                String::from(leads.check(3, statuses).unwrap_err().path())
            };
            let mut status = [1; 1_000];
            (status[700], status[900]) = (7, 8);
            let own = LeadColumns { status: &status, ..*leads };
            assert_eq!(fault(&own, 7), "leads.status[700]");
            assert_eq!(fault(&own, 8), "leads.status[900]");
            assert_eq!(own.check(3, 9), Ok(()));
            let mut owner = [2; 1_000];
            (owner[300], owner[500], owner[501]) = (UNKNOWN_AGENT, UNKNOWN_AGENT - 1, 3);
            let own = LeadColumns { owner: Column::full(&owner), ..*leads };
            assert_eq!(fault(&own, STATUSES), "leads.owner[500]");
            let mut validity = [u8::MAX; 125];
            validity[62] = 0b1110_1111;
            let column = Column::with_validity(&owner[..], Bitmap::new(&validity));
            let own = LeadColumns { last_owner: Some(column), ..*leads };
            assert_eq!(fault(&own, STATUSES), "leads.lastOwner[501]");
            validity[62] = 0b1100_1111;
            let column = Column::with_validity(&owner[..], Bitmap::new(&validity));
            let own = LeadColumns { last_owner: Some(column), ..*leads };
            assert_eq!(own.check(3, STATUSES), Ok(()));
        });
    }

    /// A1, A2: a column or bitmap that is too short is named.
    #[test]
    fn a_short_column_is_named() {
        with_columns(&[FRESH; 9], &[FREE; 9], |leads, agents| {
            let path = |fault: Result<(), Diagnostic>| String::from(fault.unwrap_err().path());
            let short = Some(Bitmap::new(&[0xff]));
            let leads = LeadColumns { live_call: short, ..*leads };
            assert_eq!(path(leads.check(9, STATUSES)), "leads.liveCall");
            let agents = AgentColumns { receives: short, ..*agents };
            assert_eq!(path(agents.check()), "agents.receives");
            let agents = AgentColumns { receives: None, counter: Column::full(&[]), ..agents };
            assert_eq!(path(agents.check()), "agents.counter");
        });
    }

    /// A2: the state of an agent crosses as a byte.
    #[test]
    fn a_state_gives_its_byte_back() {
        for state in [AgentState::Active, AgentState::Away, AgentState::Banned] {
            assert_eq!(AgentState::from_byte(state.as_byte()), Some(state));
        }
        assert_eq!(AgentState::from_byte(3), None);
    }
}
