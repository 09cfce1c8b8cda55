//! What an actor may do, and to whom: the one place where permissions and reach are asked (rules G3, V4).
//!
//! Commands, settings, jobs and views all ask [`Access`], so that they cannot differ. The host's own process, an actor
//! without a role, holds every permission and reaches everything.

use alloc::string::ToString;

use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, BranchId, DepartmentId},
    lead::{Actor, Agent, Lead},
    policy::{Action, CustomerVisibility, Permission, Reach, Resource, Role},
};

/// What a run of a job by a person needs (rule S3).
pub(crate) const JOBS: Permission = Permission::new(Resource::Job, Action::Manage);

/// An actor as the company's policy sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Access<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) actor: &'a Actor,
}

/// What may lie within a reach: whose it is, and where it belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'s> {
    owner: Option<&'s AgentId>,
    branch: Option<&'s BranchId>,
    department: Option<&'s DepartmentId>,
}

impl<'s> Subject<'s> {
    /// The lead, as if it had this owner.
    pub(crate) fn lead_of(lead: &'s Lead, owner: Option<&'s AgentId>) -> Self {
        Self { owner, branch: lead.branch.as_ref(), department: lead.department.as_ref() }
    }

    /// The agent, and what is the agent's.
    pub(crate) fn agent(agent: &'s Agent) -> Self {
        Self {
            owner: Some(&agent.id),
            branch: agent.branch.as_ref(),
            department: agent.department.as_ref(),
        }
    }

    /// An agent of whom nothing but the id is known.
    pub(crate) fn agent_id(id: &'s AgentId) -> Self {
        Self { owner: Some(id), branch: None, department: None }
    }
}

impl Engine {
    /// The actor under this company's policy.
    pub(crate) fn access<'a>(&'a self, actor: &'a Actor) -> Access<'a> {
        Access { engine: self, actor }
    }
}

impl<'a> Access<'a> {
    /// Whether the actor holds the permission.
    pub(crate) fn holds(self, permission: Permission) -> bool {
        self.actor.role.as_ref().is_none_or(|role| self.engine.grants(role, permission))
    }

    /// How far the actor reaches; a person whose role the policy does not know reaches nothing.
    pub(crate) fn reach(self) -> Option<Reach> {
        match self.actor.role {
            None => Some(Reach::Company),
            Some(_) => self.role().map(|role| role.reach),
        }
    }

    /// Whether the subject lies within the actor's reach.
    ///
    /// What is one's own lies within every reach. A person without a branch reaches no branch, not even what has none
    /// either; so it is with departments.
    pub(crate) fn reaches(self, subject: Subject<'_>) -> bool {
        let Some(reach) = self.reach() else { return false };
        let Actor { id, branch, department, .. } = self.actor;
        let within = match reach {
            Reach::Company => true,
            Reach::Branch => branch.is_some() && branch.as_ref() == subject.branch,
            Reach::Department => department.is_some() && department.as_ref() == subject.department,
            Reach::Own => false,
        };
        within || subject.owner == Some(id)
    }

    /// Whether the lead lies within the actor's reach, by its owner or, of a customer, by the agent credited (rule V4).
    pub(crate) fn reaches_lead(self, lead: &Lead, owner: Option<&AgentId>) -> bool {
        let credited = lead.conversion.as_ref().map(|conversion| &conversion.agent);
        self.reaches(Subject::lead_of(lead, owner))
            || (credited.is_some() && self.reaches(Subject::lead_of(lead, credited)))
    }

    /// Whether the person is of the role that may see only the customers credited to it (rule V4).
    pub(crate) fn sees_only_credited(self) -> bool {
        let people = &self.engine.policy().people;
        people.customer_visibility == CustomerVisibility::AgentOnly
            && self.actor.role.as_ref() == Some(&people.agent_role)
    }

    /// Whether the actor holds the permission for the lead as if it had this owner (rule G3).
    pub(crate) fn may(self, permission: Permission, lead: &Lead, owner: Option<&AgentId>) -> bool {
        self.holds(permission) && self.reaches_lead(lead, owner)
    }

    /// Refuses an actor who does not hold the permission.
    pub(crate) fn demand(self, permission: Permission) -> Result<(), Diagnostic> {
        if self.holds(permission) { Ok(()) } else { Err(denied(permission, "actor")) }
    }

    fn role(self) -> Option<&'a Role> {
        self.engine.role(self.actor.role.as_ref()?)
    }
}

/// The resource that the lead is: a customer has permissions of its own (rule G3).
pub(crate) fn resource_of(lead: &Lead) -> Resource {
    if lead.is_customer() { Resource::Customer } else { Resource::Lead }
}

/// The refusal that names the permission (rule G3).
pub(crate) fn denied(permission: Permission, path: &str) -> Diagnostic {
    Diagnostic::new(Code::PermissionDenied).at(path).with("permission", permission.to_string())
}
