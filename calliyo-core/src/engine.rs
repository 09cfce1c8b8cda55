//! A checked and compiled policy: what every rule hangs off.

use alloc::vec::Vec;

use crate::{
    diagnostic::Diagnostic,
    ids::{RoleId, StatusId},
    lead::{Lead, LiveCall},
    policy::{self, Permission, Policy, Role, Status},
    time::{CompanyTime, DueJob, Job, ScheduleState, Timestamp, Zone},
};

/// The rules of one company: a policy, checked as a whole and compiled once.
///
/// Immutable, `Send + Sync` and cheap to share. It holds no state of leads: the host supplies the state, the command and
/// now, and gets events or a plan.
#[derive(Clone, Debug)]
pub struct Engine {
    policy: Policy,
    time: CompanyTime,
}

/// Every fault of a policy (rule G2); never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the policy has {} fault(s), the first: {}", faults.len(), faults.first().map_or_else(Default::default, Diagnostic::message))]
pub struct PolicyFaults {
    faults: Vec<Diagnostic>,
}

impl PolicyFaults {
    /// The faults, each with its path and code.
    #[must_use]
    pub fn faults(&self) -> &[Diagnostic] {
        &self.faults
    }
}

impl From<Vec<Diagnostic>> for PolicyFaults {
    fn from(faults: Vec<Diagnostic>) -> Self {
        Self { faults }
    }
}

impl Engine {
    /// Checks the policy as a whole and compiles it (rule G2).
    ///
    /// # Errors
    /// Every fault at once, each with its path and code.
    pub fn new(policy: Policy) -> Result<Self, PolicyFaults> {
        let mut faults = policy::faults(&policy);
        match CompanyTime::new(&policy.time_zone, &policy.calendar) {
            Ok(time) if faults.is_empty() => Ok(Self { policy, time }),
            Ok(_) => Err(faults.into()),
            Err(more) => {
                faults.extend(more);
                Err(faults.into())
            }
        }
    }

    /// The policy it was made from.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The company's zone and calendar (rule Z).
    #[must_use]
    pub fn time(&self) -> &CompanyTime {
        &self.time
    }

    /// The company's zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        self.time.zone()
    }

    /// Which jobs are to run now, each with the latest instant at which it fell due (rule S2).
    ///
    /// `states` tells for each job what `due` last returned for it, or since when it is on; a job that is not listed or
    /// is switched off is not due.
    #[must_use]
    pub fn due(&self, states: &[(Job, ScheduleState)], now: Timestamp) -> Vec<DueJob> {
        let schedules: Vec<_> = states
            .iter()
            .map(|(job, state)| (*job, self.policy.automation.schedule(*job), *state))
            .collect();
        crate::time::due(self.zone(), &schedules, now)
    }

    /// The status with this id.
    pub(crate) fn status(&self, id: &StatusId) -> Option<&Status> {
        self.policy.pipeline.status(id)
    }

    /// The status that an assigned lead enters (rule P2).
    pub(crate) fn assigned_status(&self) -> &StatusId {
        &self.policy.pipeline.roles.assigned
    }

    /// Whether the lead fills a place of its owner's cap (rules P4, A2): it has an owner and its status counts.
    #[must_use]
    pub fn counts_toward_cap(&self, lead: &Lead) -> bool {
        lead.owner.is_some() && self.status_counts(&lead.status)
    }

    /// Whether a lead on the status counts toward its owner's cap (rule P4).
    pub(crate) fn status_counts(&self, id: &StatusId) -> bool {
        self.status(id).is_some_and(|status| status.counts_toward_cap)
    }

    /// Whether the call in progress blocks what a live call blocks: one that is lost does not (rule C8).
    #[must_use]
    pub fn blocks(&self, call: &LiveCall, now: Timestamp) -> bool {
        !call.is_lost(now, self.policy.calls.longest_call_minutes)
    }

    /// The role with this id.
    pub(crate) fn role(&self, id: &RoleId) -> Option<&Role> {
        self.policy.people.role(id)
    }

    /// Whether persons of the role receive leads (rule G3).
    pub(crate) fn receives_leads(&self, role: &RoleId) -> bool {
        self.policy.people.receives_leads(role)
    }

    /// Whether the role holds the permission (rule G3).
    pub(crate) fn grants(&self, role: &RoleId, permission: Permission) -> bool {
        self.role(role).is_some_and(|role| role.permissions.contains(&permission))
    }
}
