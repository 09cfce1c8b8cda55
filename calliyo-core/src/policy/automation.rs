//! The settings of the three daily jobs (rules A, T, X and S1).

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{BranchId, DepartmentId, StatusId},
    lead::Agent,
    time::{Job, LocalTime, Schedule},
};

/// The three daily jobs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Automation {
    /// Auto-removal: leads that stand still go back to the pool (rule X).
    pub removal: Removal,
    /// Auto-assignment: unworked leads go to agents (rule A).
    pub assignment: Assignment,
    /// Top-up: free places are filled with fresh leads (rule T).
    pub top_up: TopUp,
}

impl Automation {
    /// When the job falls due (rule S1).
    #[must_use]
    pub fn schedule(&self, job: Job) -> Schedule {
        let (enabled, at) = match job {
            Job::Removal => (self.removal.enabled, self.removal.at),
            Job::Assignment => (self.assignment.enabled, self.assignment.at),
            Job::TopUp => (self.top_up.enabled, self.top_up.at),
        };
        Schedule { enabled, at }
    }
}

fn time(hour: u32, minute: u32) -> LocalTime {
    LocalTime::from_hms(hour, minute, 0).unwrap_or_default()
}

/// Auto-removal (rule X).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Removal {
    /// Whether it runs; default no.
    pub enabled: bool,
    /// Its local time (rule S1); default 08:30.
    pub at: LocalTime,
    /// The statuses that it looks at; default Assigned, Busy, Not Picked and Missed.
    pub statuses: Vec<StatusId>,
    /// After how many local days on a status a lead is removed, at least 1; default 7.
    pub days: u32,
    /// Whether leads with an open follow-up still ahead are left alone; default yes.
    pub spares_follow_ups_ahead: bool,
}

impl Default for Removal {
    fn default() -> Self {
        Self {
            enabled: false,
            at: time(8, 30),
            statuses: ["assigned", "busy", "notPicked", "missed"].map(StatusId::fixed).into(),
            days: 7,
            spares_follow_ups_ahead: true,
        }
    }
}

/// To whom a lead with a branch or a department may go (rule A6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum AssignmentScope {
    /// To anyone.
    #[default]
    Company,
    /// To agents of the lead's branch.
    Branch,
    /// To agents of the lead's department.
    Department,
    /// To agents of both.
    BranchAndDepartment,
}

impl AssignmentScope {
    /// Whether the branch counts.
    #[must_use]
    pub const fn by_branch(self) -> bool {
        matches!(self, Self::Branch | Self::BranchAndDepartment)
    }

    /// Whether the department counts.
    #[must_use]
    pub const fn by_department(self) -> bool {
        matches!(self, Self::Department | Self::BranchAndDepartment)
    }

    /// Whether a lead of this branch and department may go to the agent; one without goes to anyone.
    pub(crate) fn admits(
        self,
        branch: Option<&BranchId>,
        department: Option<&DepartmentId>,
        agent: &Agent,
    ) -> bool {
        let in_branch = branch.is_none() || branch == agent.branch.as_ref();
        let in_department = department.is_none() || department == agent.department.as_ref();
        (in_branch || !self.by_branch()) && (in_department || !self.by_department())
    }
}

/// Auto-assignment (rule A).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Assignment {
    /// Whether it runs; default yes.
    pub enabled: bool,
    /// Its local time (rule S1); default 09:00.
    pub at: LocalTime,
    /// The statuses that it hands out; default Unassigned, Not Picked and Missed (rule G2).
    pub statuses: Vec<StatusId>,
    /// Whether leads with an open follow-up still ahead are left alone; default yes (rule A1).
    pub spares_follow_ups_ahead: bool,
    /// Whether leads of owners who were not supplied are handed out too; default no (rule A1).
    pub adopt_orphans: bool,
    /// Whether a lead may go to the agent who has or last had it; default no (rule A3).
    pub allow_barred_agent: bool,
    /// To whom a lead with a branch or department may go (rule A6); top-up obeys it too (rule T4).
    pub scope: AssignmentScope,
    /// What is shared out evenly; default the leads received (rule A5).
    pub evenness: Evenness,
    /// With this many attempts made a lead is no longer handed out but listed as exhausted; default no limit, else at
    /// least 1 (rule A7).
    pub max_attempts: Option<u32>,
    /// How many hours a lead rests after its last attempt before it is handed out, at most 8,760; default 0 (rule A7).
    pub rest_hours: u32,
    /// Whether agents who had a lead at any time do not get it again; default no (rule A7); top-up obeys it too
    /// (rule T4). Who had it is for the host to say.
    pub excludes_previous_owners: bool,
    /// How many new leads an agent may get; top-up obeys it too (rules A7, T4).
    pub intake: Intake,
}

/// What the shares of agents are compared by (rule A5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Evenness {
    /// The leads received from assignment, over all runs (rule A5b).
    #[default]
    Received,
    /// The counting leads held when the run is over; counters are not looked at.
    Held,
}

/// Limits on the new leads of one agent (rule A7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Intake {
    /// The most new leads in one run; default no limit.
    pub per_run: Option<u32>,
    /// The most new leads on one local day, from assignment and top-up together; default no limit.
    pub per_day: Option<u32>,
}

impl Intake {
    /// How many leads an agent may still receive in a run, who received so many on this day before; `None` for no limit.
    #[must_use]
    pub fn left(self, received_today: u32) -> Option<u32> {
        let of_day = self.per_day.map(|most| most.saturating_sub(received_today));
        match (self.per_run, of_day) {
            (Some(of_run), Some(of_day)) => Some(of_run.min(of_day)),
            (of_run, of_day) => of_run.or(of_day),
        }
    }
}

impl Default for Assignment {
    fn default() -> Self {
        Self {
            enabled: true,
            at: time(9, 0),
            statuses: ["unassigned", "notPicked", "missed"].map(StatusId::fixed).into(),
            spares_follow_ups_ahead: true,
            adopt_orphans: false,
            allow_barred_agent: false,
            scope: AssignmentScope::default(),
            evenness: Evenness::default(),
            max_attempts: None,
            rest_hours: 0,
            excludes_previous_owners: false,
            intake: Intake::default(),
        }
    }
}

/// Which fresh leads come first when places are filled (rule T1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum FreshOrder {
    /// The oldest captured first.
    #[default]
    OldestFirst,
    /// The newest captured first.
    NewestFirst,
}

/// Top-up (rule T).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct TopUp {
    /// Whether it runs; default yes.
    pub enabled: bool,
    /// Its local time (rule S1); default 09:30.
    pub at: LocalTime,
    /// Which fresh leads come first (rule T1).
    pub order: FreshOrder,
}

impl Default for TopUp {
    fn default() -> Self {
        Self { enabled: true, at: time(9, 30), order: FreshOrder::default() }
    }
}
