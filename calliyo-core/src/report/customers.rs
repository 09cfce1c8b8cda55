//! Who sees which lead and which customer (rules G3, V4).

use alloc::vec::Vec;

use crate::{
    engine::Engine,
    ids::AgentId,
    lead::{Actor, Lead, in_reach},
    policy::{Action, CustomerVisibility, Permission, Reach, Resource},
};

impl Engine {
    /// Whether the actor sees the lead: a customer by rule V4, any other by permission and reach (rule G3).
    #[must_use]
    pub fn sees_lead(&self, actor: &Actor, lead: &Lead) -> bool {
        let Some(role) = &actor.role else { return true };
        if lead.is_customer() {
            return self.sees_customer(actor, lead);
        }
        self.grants(role, Permission::new(Resource::Lead, Action::View))
            && self.role(role).is_some_and(|role| reaches(actor, role.reach, lead))
    }

    /// The customers among the leads that the actor sees, in the order supplied (rule V4).
    #[must_use]
    pub fn customers<'l>(
        &self,
        actor: &Actor,
        leads: impl IntoIterator<Item = &'l Lead>,
    ) -> Vec<&'l Lead> {
        leads.into_iter().filter(|lead| lead.is_customer() && self.sees_lead(actor, lead)).collect()
    }

    fn sees_customer(&self, actor: &Actor, lead: &Lead) -> bool {
        let Some(role_id) = &actor.role else { return true };
        let Some(role) = self.role(role_id) else { return false };
        let people = &self.policy().people;
        if !self.grants(role_id, Permission::new(Resource::Customer, Action::View)) {
            return false;
        }
        let only_own = people.customer_visibility == CustomerVisibility::AgentOnly
            && *role_id == people.agent_role;
        let manages = self.grants(role_id, Permission::new(Resource::Customer, Action::Manage));
        credited(lead) == Some(&actor.id)
            || (manages && !only_own && reaches(actor, role.reach, lead))
    }
}

/// The agent credited with the conversion (rule V1).
fn credited(lead: &Lead) -> Option<&AgentId> {
    lead.conversion.as_ref().map(|conversion| &conversion.agent)
}

fn reaches(actor: &Actor, reach: Reach, lead: &Lead) -> bool {
    in_reach(actor, reach, lead.owner.as_ref(), lead.branch.as_ref(), lead.department.as_ref())
}
