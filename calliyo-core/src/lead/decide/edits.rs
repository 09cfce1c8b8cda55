//! Edits of the lead's own fields and of a customer's order (rules L13, V1, V2).

use super::Draft;
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    fact::{Fact, Patch},
    ids::StatusId,
    lead::{LeadEdit, Order, event::Change, guards::LINE_LIMIT},
    policy::{Action, Resource},
};

impl Draft<'_> {
    /// Changes what the lead says of itself; what stays the same is left out of the event (rule L13).
    pub(super) fn update_lead(&mut self, edit: &LeadEdit) {
        let resource = self.resource();
        self.require(resource, Action::Edit);
        let lead = self.lead;
        let phone = match &edit.phone {
            Patch::Set(typed) => match self.stored_phone(typed, "phone") {
                Some(stored) => Patch::Set(stored),
                None => Patch::Keep,
            },
            other => other.clone(),
        };
        for (text, path) in
            [(&edit.name, "name"), (&edit.source, "source"), (&edit.campaign, "campaign")]
        {
            self.check_text(text.value().map(|text| &**text), LINE_LIMIT, path);
        }
        let edit = edit.clone();
        let changes = LeadEdit {
            name: edit.name.effective(lead.name.as_ref()),
            phone: phone.effective(lead.phone.as_ref()),
            source: edit.source.effective(lead.source.as_ref()),
            campaign: edit.campaign.effective(lead.campaign.as_ref()),
            tags: match edit.tags {
                Patch::Clear if lead.tags.is_empty() => Patch::Keep,
                other => other.effective(Some(&lead.tags)),
            },
            branch: edit.branch.effective(lead.branch.as_ref()),
            department: edit.department.effective(lead.department.as_ref()),
            priority: edit.priority.effective(lead.priority.as_ref()),
            do_not_call: match edit.do_not_call {
                Patch::Clear if !lead.do_not_call => Patch::Keep,
                other => other.effective(Some(&lead.do_not_call)),
            },
        };
        if !changes.phone.is_absent() {
            self.check_phone_is_free(changes.phone.value().is_some());
        }
        if changes.is_empty() {
            self.warn(Diagnostic::new(Code::CommandNothingChanged));
        } else {
            self.changes.push(Change::LeadUpdated { changes: changes.into() });
        }
    }

    /// The phone number in its stored form (rule D2).
    pub(super) fn stored_phone(
        &mut self,
        typed: &str,
        path: &str,
    ) -> Option<alloc::string::String> {
        match self.engine.policy().phone.normalize(typed) {
            Ok(stored) => Some(stored),
            Err(fault) => {
                self.refuse(fault.at(path));
                None
            }
        }
    }

    /// A phone number that another lead has is not given twice (rule G4).
    pub(super) fn check_phone_is_free(&mut self, has_phone: bool) {
        match &self.context.phone_holder {
            _ if !has_phone => {}
            Fact::NotKnown => self.leave_unchecked(&[Code::LeadDuplicatePhone]),
            Fact::Known(holder) if *holder != self.lead.id => self
                .refuse(Diagnostic::new(Code::LeadDuplicatePhone).at("phone").with("lead", holder)),
            Fact::Empty | Fact::Known(_) => {}
        }
    }

    /// Changes a customer's order details (rules V1, V2).
    pub(super) fn update_order(&mut self, order: &Order) {
        if self.lead.conversion.is_none() {
            self.refuse(Diagnostic::new(Code::LeadNotCustomer));
        }
        self.check_order(Some(order), true, &self.lead.status.clone(), "order");
        self.change_order(order);
    }

    /// Records changed order details; the same ones change nothing.
    pub(super) fn change_order(&mut self, order: &Order) {
        let before = self.lead.conversion.as_ref().and_then(|conversion| conversion.order.clone());
        if before.as_ref() == Some(order) {
            self.warn(Diagnostic::new(Code::CommandNothingChanged).at("order"));
        } else {
            self.changes.push(Change::OrderUpdated { before, order: order.clone() });
        }
    }

    /// Order details belong to a customer, and to a company that uses them (rule V1); writing them needs a permission of
    /// its own (rule G3).
    pub(super) fn check_order(
        &mut self,
        order: Option<&Order>,
        customer: bool,
        status: &StatusId,
        path: &str,
    ) {
        let Some(order) = order else { return };
        if customer {
            self.require_for(Resource::Order, Action::Edit, self.owner.clone().as_ref());
        }
        if !self.engine.policy().orders.enabled {
            self.refuse(Diagnostic::new(Code::OrdersNotInUse).at(path));
        } else if !customer {
            self.refuse(Diagnostic::new(Code::OrderNotExpected).at(path).with("status", status));
        }
        let field = |name: &str| alloc::format!("{path}.{name}");
        for (amount, name) in
            [(Some(order.amount_minor), "amountMinor"), (order.tax_minor, "taxMinor")]
        {
            if amount.is_some_and(|amount| amount.get() < 0) {
                self.refuse(Diagnostic::new(Code::MoneyNegative).at(field(name)));
            }
        }
        self.check_text(order.plan.as_deref(), LINE_LIMIT, &field("plan"));
        self.check_text(order.reference.as_deref(), LINE_LIMIT, &field("reference"));
    }
}
