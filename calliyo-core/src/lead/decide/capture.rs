//! A lead comes in (rule G4).

use alloc::vec::Vec;

use super::{CREATE, Decision, Draft, Manner, Rejection, moves::Wish};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    fact::Fact,
    ids::{CommandId, StatusId},
    lead::{
        Context, Lead, NewLead,
        event::Change,
        guards::{LINE_LIMIT, next_status_conflict},
    },
    number::Count,
    policy::{Action, Resource, SCHEMA},
};

/// Decides the capture of one lead of a batch: as by itself, once its id is found to be free (rules G4, L1).
pub(in crate::lead) fn captured(
    engine: &Engine,
    new: &NewLead,
    command: &CommandId,
    context: &Context,
    id_is_taken: Fact<()>,
) -> Result<Decision, Rejection> {
    let lead = engine.unassigned_lead(new, context);
    let mut draft = Draft::new(engine, &lead, command, context, Manner::Single);
    match id_is_taken {
        Fact::NotKnown => draft.leave_unchecked(&[Code::LeadDuplicateId]),
        Fact::Empty => {}
        Fact::Known(()) => {
            draft.refuse(Diagnostic::new(Code::LeadDuplicateId).at("id").with("lead", &new.id));
        }
    }
    draft.capture(new);
    draft.decided(false, false)
}

impl Engine {
    /// The lead as it enters Unassigned, before an owner or another status that it may come with.
    pub(in crate::lead) fn unassigned_lead(&self, new: &NewLead, context: &Context) -> Lead {
        let captured_at = new.captured_at.unwrap_or(context.now);
        let phone = new.phone.as_ref().and_then(|typed| self.policy().phone.normalize(typed).ok());
        Lead {
            schema: SCHEMA,
            id: new.id.clone(),
            version: Count::new(1),
            status: StatusId::unassigned(),
            status_since: captured_at,
            owner: None,
            owner_since: None,
            last_owner: None,
            captured_at,
            phone,
            name: new.name.clone(),
            source: new.source.clone(),
            campaign: new.campaign.clone(),
            tags: new.tags.clone(),
            branch: new.branch.clone(),
            department: new.department.clone(),
            priority: new.priority,
            do_not_call: new.do_not_call,
            attempts: 0,
            last_attempt: None,
            connected_ever: false,
            live_call: None,
            follow_ups: Vec::new(),
            conversion: None,
        }
    }
}

impl Draft<'_> {
    /// Captures the lead, maybe with an owner, another status and a follow-up (rule G4).
    ///
    /// The lead is that of who captures it until it is given away, which takes the permission to assign leads, within
    /// reach. Another status than the one that follows from owner and follow-up is a move.
    pub(super) fn capture(&mut self, new: &NewLead) {
        let actor = self.context.actor.id.clone();
        let own = new.owner.as_ref().is_none_or(|owner| *owner == actor);
        self.require_for(Resource::Lead, CREATE, Some(&actor));
        if !own {
            self.require_for(Resource::Lead, Action::Assign, None);
        }
        if new.id != self.lead.id {
            self.refuse(
                Diagnostic::new(Code::LeadMismatch)
                    .at("id")
                    .with("named", &new.id)
                    .with("lead", &self.lead.id),
            );
        }
        if self.lead.captured_at > self.context.now {
            self.refuse(Diagnostic::new(Code::LeadCapturedInFuture).at("capturedAt"));
        }
        let stored = new.phone.as_ref().and_then(|typed| self.stored_phone(typed, "phone"));
        self.check_phone_is_free(stored.is_some());
        for (text, path) in
            [(&new.name, "name"), (&new.source, "source"), (&new.campaign, "campaign")]
        {
            self.check_text(text.as_deref(), LINE_LIMIT, path);
        }
        self.changes.push(Change::LeadCreated { record: self.lead.clone().into() });
        let implied = match &new.owner {
            Some(_) if new.follow_up.is_some() => StatusId::follow_ups(),
            Some(_) => self.engine.assigned_status().clone(),
            None => self.lead.status.clone(),
        };
        let to = new.status.clone().unwrap_or_else(|| implied.clone());
        if to == self.lead.status {
            self.stay_unassigned(new);
            return;
        }
        if to != implied {
            self.require_for(Resource::Lead, Action::Move, Some(&actor));
        }
        self.move_as_wished(Wish {
            to: &to,
            path: "status",
            owner: new.owner.as_ref(),
            follow_up: new.follow_up.as_ref(),
            converted_at: new.converted_at,
            order: new.order.as_ref(),
        });
    }

    /// What comes with a lead that stays Unassigned has nowhere to go (rules F1, L6, V1); what else speaks against it is
    /// told too (rule L3).
    fn stay_unassigned(&mut self, new: &NewLead) {
        let status = &self.lead.status;
        if new.owner.is_some() {
            self.refuse(Diagnostic::new(Code::OwnerNotExpected).at("owner").with("status", status));
        }
        if let Some(follow_up) = &new.follow_up {
            let named = new.status.as_ref().and_then(next_status_conflict);
            self.reasons.extend(named.map(|fault| fault.at("status")));
            self.require_for(Resource::FollowUp, CREATE, Some(&self.context.actor.id));
            self.schedule(follow_up, "followUp");
        }
        if new.converted_at.is_some() {
            self.refuse(
                Diagnostic::new(Code::ConversionNotExpected)
                    .at("convertedAt")
                    .with("status", status),
            );
        }
        self.check_order(new.order.as_ref(), false, status, "order");
    }
}
