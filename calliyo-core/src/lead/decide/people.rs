//! Who may do what, and which agent may receive a lead (rules G3, L6).

use super::Draft;
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    fact::Fact,
    ids::{AgentId, BranchId, DepartmentId, StatusId},
    lead::{Actor, Agent, AgentState, Lead},
    policy::{Action, Permission, Reach, Resource},
};

/// Whether something of this owner, branch and department lies in the actor's reach (rule G3).
///
/// A lead that is owned by nobody lies outside one's own leads; a person without a branch reaches no branch.
pub(crate) fn in_reach(
    actor: &Actor,
    reach: Reach,
    owner: Option<&AgentId>,
    branch: Option<&BranchId>,
    department: Option<&DepartmentId>,
) -> bool {
    match reach {
        Reach::Company => true,
        Reach::Branch => actor.branch.is_some() && actor.branch.as_ref() == branch,
        Reach::Department => actor.department.is_some() && actor.department.as_ref() == department,
        Reach::Own => owner == Some(&actor.id),
    }
}

impl Draft<'_> {
    /// The resource that the lead is: a customer has permissions of its own.
    pub(super) fn resource(&self) -> Resource {
        if self.lead.is_customer() { Resource::Customer } else { Resource::Lead }
    }

    /// Refuses the command unless the actor holds the permission for this lead (rule G3).
    pub(super) fn require(&mut self, resource: Resource, action: Action) {
        self.require_for(resource, action, self.lead.owner.clone().as_ref());
    }

    /// Refuses the command unless the actor holds the permission for the lead as if it had this owner.
    pub(super) fn require_for(
        &mut self,
        resource: Resource,
        action: Action,
        owner: Option<&AgentId>,
    ) {
        let permission = Permission::new(resource, action);
        if !self.permits(permission, |actor, reach| covers(actor, reach, self.lead, owner)) {
            self.deny(permission, "actor");
        }
    }

    /// Whether the actor is the host's process, or a person with the permission whose reach passes the test.
    fn permits(&self, permission: Permission, test: impl Fn(&Actor, Reach) -> bool) -> bool {
        let role = self.context.actor.role.as_ref();
        role.is_none_or(|role| self.engine.grants(role, permission)) && self.reaches(test)
    }

    /// Whether the actor is the host's process, or a person whose reach passes the test.
    fn reaches(&self, test: impl Fn(&Actor, Reach) -> bool) -> bool {
        let actor = &self.context.actor;
        let Some(role) = &actor.role else { return true };
        self.engine.role(role).is_some_and(|role| test(actor, role.reach))
    }

    fn deny(&mut self, permission: Permission, path: &'static str) {
        let text = alloc::format!("{permission}");
        self.refuse(Diagnostic::new(Code::PermissionDenied).at(path).with("permission", text));
    }

    /// Checks that the agent may receive the lead by hand, which then stands on `status` (rule L6).
    pub(super) fn check_receiver(
        &mut self,
        agent: &AgentId,
        status: &StatusId,
        path: &'static str,
    ) {
        if matches!(self.context.agents, Fact::NotKnown) {
            self.leave_unchecked(&[
                Code::AgentBanned,
                Code::AgentUnknown,
                Code::AgentNotAssignable,
                Code::AgentAway,
                Code::AgentOverCap,
            ]);
            self.check_own_reach(agent, path);
            return;
        }
        let about = |code: Code| Diagnostic::new(code).at(path).with("agent", agent);
        let Some(found) = self.context.agent(agent) else {
            self.refuse(about(Code::AgentUnknown));
            return;
        };
        match found.state {
            AgentState::Banned => self.refuse(about(Code::AgentBanned)),
            AgentState::Away => self.warn(about(Code::AgentAway)),
            AgentState::Active => {}
        }
        if !self.engine.receives_leads(&found.role) {
            self.refuse(about(Code::AgentNotAssignable).with("role", &found.role));
        }
        let reached = self.reaches(|actor, reach| {
            in_reach(
                actor,
                reach,
                Some(&found.id),
                found.branch.as_ref(),
                found.department.as_ref(),
            )
        });
        if !reached {
            self.deny_receiver(path);
        }
        self.check_cap(found, status, path);
    }

    /// Checks the reach of the actor over an agent of whom nothing is known: an agent who reaches only what is one's own
    /// gives to nobody else (rules G3, L12).
    fn check_own_reach(&mut self, agent: &AgentId, path: &'static str) {
        let by_place = |_: &Actor, reach| matches!(reach, Reach::Branch | Reach::Department);
        if self.context.actor.role.is_some() && self.reaches(by_place) {
            self.leave_unchecked(&[Code::PermissionDenied]);
        } else if !self.reaches(|actor, reach| in_reach(actor, reach, Some(agent), None, None)) {
            self.deny_receiver(path);
        }
    }

    /// Refuses a receiver outside the actor's reach; an actor who may assign to nobody was told so before.
    fn deny_receiver(&mut self, path: &'static str) {
        let permission = Permission::new(self.resource(), Action::Assign);
        if self.permits(permission, |_, _| true) {
            self.deny(permission, path);
        }
    }

    /// Warns when the agent would end above the cap (rule L6).
    fn check_cap(&mut self, agent: &Agent, status: &StatusId, path: &'static str) {
        let Some(cap) = agent.cap else { return };
        if agent.held.is_absent() {
            self.leave_unchecked(&[Code::AgentOverCap]);
            return;
        }
        let before = agent.held.value().copied().unwrap_or_default();
        let counted_before = self.lead.owner.as_ref() == Some(&agent.id)
            && self.engine.status_counts(&self.lead.status);
        let counts = self.engine.status_counts(status);
        let held =
            before.saturating_sub(u32::from(counted_before)).saturating_add(u32::from(counts));
        if held > cap {
            self.warn(
                Diagnostic::new(Code::AgentOverCap)
                    .at(path)
                    .with("agent", &agent.id)
                    .with("held", held)
                    .with("cap", cap),
            );
        }
    }
}

/// Whether the actor's reach covers the lead: its owner, for a customer also the credited agent (rules G3, V4).
fn covers(actor: &Actor, reach: Reach, lead: &Lead, owner: Option<&AgentId>) -> bool {
    let credited = lead.conversion.as_ref().map(|conversion| &conversion.agent);
    let reaches =
        |owner| in_reach(actor, reach, owner, lead.branch.as_ref(), lead.department.as_ref());
    reaches(owner) || (credited.is_some() && reaches(credited))
}
