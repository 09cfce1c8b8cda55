//! What must hold of every lead (rule L2), and how a lead that breaks it is mended.

use alloc::{string::String, vec, vec::Vec};

use super::{Context, Deed, Lead};
use crate::{
    code::Code, diagnostic::Diagnostic, engine::Engine, ids::StatusId, policy::CUSTOMER,
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
    /// A customer keeps the sale where an owner can be credited; any other lead goes back to the pool. Empty for a
    /// consistent lead.
    #[must_use]
    pub fn repair(&self, lead: &Lead, context: &Context) -> Vec<Deed> {
        let problems = self.contradictions(lead, context.now);
        match problems.as_slice() {
            [] => Vec::new(),
            ["customerWithoutConversion" | "conversionWithoutCustomer"] => {
                vec![Deed::ChangeStatus {
                    to: StatusId::fixed(CUSTOMER),
                    owner: None,
                    follow_up: None,
                    converted_at: lead
                        .conversion
                        .is_none()
                        .then_some(lead.status_since.max(lead.captured_at)),
                    order: None,
                }]
            }
            _ => vec![Deed::Unassign {}],
        }
    }
}
