//! Who may do what, and which agent may receive a lead (rules G3, L6).

use super::{CREATE, Draft};
use crate::{
    access::{Access, Subject, denied, resource_of},
    code::Code,
    diagnostic::Diagnostic,
    fact::Fact,
    ids::{AgentId, CallId, StatusId},
    lead::{Agent, AgentState},
    policy::{Action, Permission, Reach, Resource},
};

impl Draft<'_> {
    pub(super) fn resource(&self) -> Resource {
        resource_of(self.lead)
    }

    /// Refuses the command unless the actor holds the permission for this lead (rule G3).
    pub(super) fn require(&mut self, resource: Resource, action: Action) {
        let lead = self.lead;
        self.require_for(resource, action, lead.owner.as_ref());
    }

    /// Refuses the command unless the actor holds the permission for the lead as if it had this owner.
    pub(super) fn require_for(
        &mut self,
        resource: Resource,
        action: Action,
        owner: Option<&AgentId>,
    ) {
        let permission = Permission::new(resource, action);
        if !self.access().may(permission, self.lead, owner) {
            self.refuse(denied(permission, "actor"));
        }
    }

    fn access(&self) -> Access<'_> {
        self.engine.access(&self.context.actor)
    }

    /// Checks that the agent may receive the lead by hand, which then stands on `status` (rule L6).
    pub(super) fn check_receiver(
        &mut self,
        agent: &AgentId,
        status: &StatusId,
        path: &'static str,
    ) {
        let permission = Permission::new(self.resource(), Action::Assign);
        if matches!(self.context.agents, Fact::NotKnown) {
            self.leave_unchecked(&[
                Code::AgentBanned,
                Code::AgentUnknown,
                Code::AgentNotAssignable,
                Code::AgentAway,
                Code::AgentOverCap,
            ]);
            let fault = self.reach_fault(agent, permission);
            self.reasons.extend(fault.map(|fault| fault.at(path)));
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
        let fault = self.reach_fault(agent, permission);
        self.reasons.extend(fault.map(|fault| fault.at(path)));
        self.check_cap(found, status, path);
    }

    /// Refuses a call in the name of another agent whom the actor does not reach (rule G3).
    ///
    /// The call in progress may be ended in the name of who made it. `parent` stands above the call's fields in the command.
    pub(super) fn check_caller(&mut self, call: &CallId, agent: Option<&AgentId>, parent: &str) {
        let live = self.lead.live_call.as_ref().filter(|live| live.id == *call);
        let made_by = live.map(|live| &live.agent);
        let Some(agent) = agent.filter(|agent| Some(*agent) != made_by) else { return };
        let fault = self.reach_fault(agent, Permission::new(Resource::Call, CREATE));
        self.reasons.extend(fault.map(|fault| fault.at("agent").below(parent)));
    }

    /// The fault of an agent outside the actor's reach; an actor who does not hold the permission was told so before.
    ///
    /// Where the agents are not known, who reaches a branch or a department may reach the agent or not; anybody else is
    /// judged by the id (rules G3, L12).
    fn reach_fault(&mut self, agent: &AgentId, permission: Permission) -> Option<Diagnostic> {
        let access = self.access();
        let found = self.context.agent(agent);
        let reached = access.reaches(found.map_or(Subject::agent_id(agent), Subject::agent));
        if reached || !access.holds(permission) {
            return None;
        }
        let by_place = matches!(access.reach(), Some(Reach::Branch | Reach::Department));
        if by_place && matches!(self.context.agents, Fact::NotKnown) {
            self.leave_unchecked(&[Code::PermissionDenied]);
            return None;
        }
        Some(denied(permission, ""))
    }

    /// Warns when the agent would end above the cap (rule L6).
    ///
    /// Where it is not known what the agent holds, the lead itself may be too many: the warning then tells of that one
    /// alone (rule L12).
    fn check_cap(&mut self, agent: &Agent, status: &StatusId, path: &'static str) {
        let Some(cap) = agent.cap else { return };
        let before = agent.stated_held();
        let counted_before = self.lead.owner.as_ref() == Some(&agent.id)
            && self.engine.status_counts(&self.lead.status);
        let counts = self.engine.status_counts(status);
        let held = before
            .unwrap_or_default()
            .saturating_sub(u32::from(counted_before))
            .saturating_add(u32::from(counts));
        if held > cap {
            self.warn(
                Diagnostic::new(Code::AgentOverCap)
                    .at(path)
                    .with("agent", &agent.id)
                    .with("held", held)
                    .with("cap", cap),
            );
        } else if before.is_none() {
            self.leave_unchecked(&[Code::AgentOverCap]);
        }
    }
}
