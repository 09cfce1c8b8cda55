//! What must hold of every lead (rule L2), and how a lead that breaks it is mended.

use alloc::{string::String, vec, vec::Vec};

use super::{Command, Context, Deed, Lead};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, CommandId, StatusId},
    time::Timestamp,
};

impl Engine {
    /// Everything that contradicts itself in the lead at this instant (rule L2); empty when nothing does.
    ///
    /// The names are `statusUnknown`, `unassignedWithOwner`, `ownerMissing`, `customerWithoutConversion`,
    /// `conversionWithoutCustomer`, `unassignedWithFollowUps`, `followUpNotOpen` and `statusInFuture`.
    #[must_use]
    pub fn contradictions(&self, lead: &Lead, now: Timestamp) -> Vec<&'static str> {
        let unassigned = lead.is_unassigned();
        let customer = lead.is_customer();
        let converted = lead.conversion.is_some();
        let found = [
            (self.status(&lead.status).is_none(), "statusUnknown"),
            (unassigned && lead.owner.is_some(), "unassignedWithOwner"),
            (!unassigned && lead.owner.is_none(), "ownerMissing"),
            (customer && !converted, "customerWithoutConversion"),
            (!customer && converted, "conversionWithoutCustomer"),
            (unassigned && !lead.follow_ups.is_empty(), "unassignedWithFollowUps"),
            (lead.follow_ups.iter().any(|follow_up| !follow_up.is_open()), "followUpNotOpen"),
            (lead.status_since > now, "statusInFuture"),
        ];
        found.into_iter().filter_map(|(broken, name)| broken.then_some(name)).collect()
    }

    /// The fault of an inconsistent lead, or none (rule L2).
    pub(crate) fn inconsistency(&self, lead: &Lead, now: Timestamp) -> Option<Diagnostic> {
        let problems: Vec<String> =
            self.contradictions(lead, now).into_iter().map(Into::into).collect();
        (!problems.is_empty()).then(|| {
            Diagnostic::new(Code::LeadInconsistent)
                .at("lead")
                .with("lead", &lead.id)
                .with("problems", problems)
        })
    }

    /// The commands that make an inconsistent lead consistent, for the host to give an id and issue (rule L2).
    ///
    /// A customer keeps the sale where an owner can be credited and the actor may make the move: the owner, else the
    /// agent of the conversion, else the last owner. Any other lead goes back to the pool. Empty for a consistent lead.
    #[must_use]
    pub fn repair(&self, lead: &Lead, context: &Context) -> Vec<Deed> {
        if self.contradictions(lead, context.now).is_empty() {
            return Vec::new();
        }
        let sale = self.keeping_the_sale(lead, context.now).into_iter().find(|deed| {
            let command =
                Command { id: CommandId::unnamed(), expected_version: None, deed: deed.clone() };
            match self.decide(Some(lead), &command, context) {
                Ok(_) => true,
                // That a fact is missing is no reason to give the sale up (rule L12).
                Err(rejection) => {
                    rejection.reasons.iter().all(|own| own.code() == Code::ContextIncomplete)
                }
            }
        });
        vec![sale.unwrap_or(Deed::Unassign {})]
    }

    /// The moves to Customer that may mend a lead which was sold to, one for each agent who may be credited.
    fn keeping_the_sale(&self, lead: &Lead, now: Timestamp) -> Vec<Deed> {
        if !lead.is_customer() && lead.conversion.is_none() {
            return Vec::new();
        }
        let credited = lead.conversion.as_ref().map(|conversion| &conversion.agent);
        let sold_at = lead.status_since.max(lead.captured_at).min(now);
        let sale = |owner: Option<&AgentId>| Deed::ChangeStatus {
            to: StatusId::customer(),
            owner: owner.cloned(),
            follow_up: None,
            converted_at: lead.conversion.is_none().then_some(sold_at),
            order: None,
        };
        match &lead.owner {
            Some(_) if !lead.is_unassigned() => vec![sale(None)],
            // Who moves a lead from Unassigned names an owner, though it has one (rule L6).
            owner => {
                let agents = [owner.as_ref(), credited, lead.last_owner.as_ref()];
                agents.into_iter().flatten().map(|agent| sale(Some(agent))).collect()
            }
        }
    }
}
