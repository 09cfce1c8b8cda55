//! Who sees which lead and which customer (rules G3, V4).

use alloc::vec::Vec;

use crate::{
    access::Subject,
    engine::Engine,
    lead::{Actor, Lead},
    policy::{Action, Permission, Resource},
};

impl Engine {
    /// Whether the actor sees the lead: a customer by rule V4, any other by permission and reach (rule G3).
    #[must_use]
    pub fn sees_lead(&self, actor: &Actor, lead: &Lead) -> bool {
        if lead.is_customer() {
            return self.sees_customer(actor, lead);
        }
        let access = self.access(actor);
        access.holds(Permission::new(Resource::Lead, Action::View))
            && access.reaches(Subject::lead_of(lead, lead.owner.as_ref()))
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
        let access = self.access(actor);
        let credited = lead.conversion.as_ref().map(|conversion| &conversion.agent);
        let managed = access.holds(Permission::new(Resource::Customer, Action::Manage))
            && !access.sees_only_credited()
            && access.reaches(Subject::lead_of(lead, lead.owner.as_ref()));
        access.holds(Permission::new(Resource::Customer, Action::View))
            && (managed || credited == Some(&actor.id))
    }
}
