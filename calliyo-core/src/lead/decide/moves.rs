//! Moves from status to status, owners, conversion and un-conversion (rules P6, L4 to L8, V1, V3).

use alloc::vec::Vec;

use super::{CREATE, Draft, Manner};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    ids::{AgentId, StatusId},
    lead::{
        Conversion, NewFollowUp, Order, Resolution, event::Change, follow_up::FollowUpState,
        guards::next_status_conflict,
    },
    policy::{Action, CUSTOMER, FOLLOW_UPS, Resource, UNASSIGNED},
    time::Timestamp,
};

/// A move that a command names, with all that may come with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish<'w> {
    pub(super) to: &'w StatusId,
    /// The field that names the status.
    pub(super) path: &'static str,
    pub(super) owner: Option<&'w AgentId>,
    pub(super) follow_up: Option<&'w NewFollowUp>,
    pub(super) converted_at: Option<Timestamp>,
    pub(super) order: Option<&'w Order>,
}

impl Draft<'_> {
    /// Gives the lead an owner (rule L6).
    pub(super) fn assign(&mut self, owner: &AgentId) {
        let resource = self.resource();
        self.require(resource, Action::Assign);
        let status = self.status_with_owner();
        if self.take_owner(owner, &status, "owner") && self.lead.is_unassigned() {
            let reasons = self.move_faults(&status, Some(owner), "owner", false);
            self.reasons.extend(reasons);
            self.enter(&status);
        }
    }

    /// The status that the lead is on once it has an owner, if nothing else is said (rule L6).
    pub(super) fn status_with_owner(&self) -> StatusId {
        if self.lead.is_unassigned() {
            self.engine.assigned_status().clone()
        } else {
            self.lead.status.clone()
        }
    }

    /// Takes the lead back (rule L6). An inconsistent lead is always taken back (rule L2), unless it has a conversion,
    /// which no bulk action ends (rule V3).
    pub(super) fn unassign(&mut self) {
        let now = self.context.now;
        let keeps_sale = self.manner == Manner::Bulk && self.lead.conversion.is_some();
        self.mending = !keeps_sale && !self.engine.contradictions(self.lead, now).is_empty();
        let resource = self.resource();
        self.require(resource, Action::Assign);
        let unassigned = StatusId::unassigned();
        if !self.mending {
            if self.lead.is_unassigned() && !keeps_sale {
                self.warn_unchanged("");
                return;
            }
            let reasons = self.move_faults(&unassigned, None, "", false);
            self.reasons.extend(reasons);
        }
        self.return_to_pool();
    }

    /// Moves the lead as a command names it (rules L4 to L8, V1, V3).
    pub(super) fn change_status(&mut self, wish: Wish<'_>) {
        let resource = self.resource();
        self.require(resource, Action::Move);
        let to_pool = *wish.to == *UNASSIGNED;
        if wish.owner.is_some() || to_pool {
            self.require(resource, Action::Assign);
        }
        self.move_as_wished(wish);
    }

    /// The move itself, without the permission for it.
    pub(super) fn move_as_wished(&mut self, wish: Wish<'_>) {
        let conflict = wish.follow_up.and_then(|_| next_status_conflict(wish.to));
        self.reasons.extend(conflict.map(|fault| fault.at(wish.path)));
        if let Some(owner) = wish.owner.filter(|_| *wish.to != *UNASSIGNED) {
            self.take_owner(owner, wish.to, "owner");
        }
        if let Some(new) = wish.follow_up {
            self.require_for(Resource::FollowUp, CREATE, self.owner.clone().as_ref());
            self.schedule(new, "followUp");
        }
        let before = self.reasons.len();
        let faults = self.move_faults(wish.to, wish.owner, wish.path, true);
        self.reasons.extend(faults);
        self.drop_need_of_refused(wish, before);
        self.check_conversion(wish);
        self.carry_move(wish);
    }

    /// A follow-up that is itself refused leaves nothing more to say about the need for one (rules L3, L5).
    ///
    /// `before` is how many reasons there were before those of the move.
    pub(super) fn drop_need_of_refused(&mut self, wish: Wish<'_>, before: usize) {
        if wish.follow_up.is_some() {
            let of_move = self.reasons.split_off(before);
            let others = |fault: &Diagnostic| fault.code() != Code::StatusNeedsFollowUp;
            self.reasons.extend(of_move.into_iter().filter(others));
        }
    }

    /// Checks what a move to Customer may bring, and no other move (rule V1).
    ///
    /// A customer stays one since the same instant: to name that again changes nothing (rule L4).
    pub(super) fn check_conversion(&mut self, wish: Wish<'_>) {
        let converting = *wish.to == *CUSTOMER;
        self.check_order(wish.order, converting, wish.to, "order");
        let present = self.lead.conversion.as_ref().filter(|_| converting);
        if converting && present.is_none() {
            self.check_conversion_instant(wish.converted_at);
        } else if wish.converted_at.is_some() && wish.converted_at != present.map(|own| own.at) {
            self.refuse(
                Diagnostic::new(Code::ConversionNotExpected)
                    .at("convertedAt")
                    .with("status", wish.to),
            );
        }
    }

    /// Carries out a move whose guards were asked: order, conversion and status (rules L4, V1).
    pub(super) fn carry_move(&mut self, wish: Wish<'_>) {
        let converting = *wish.to == *CUSTOMER;
        if *wish.to == self.lead.status {
            self.renew(wish.path);
            if let (Some(order), Some(_)) = (wish.order, &self.lead.conversion) {
                self.change_order(order);
            }
        } else {
            self.enter(wish.to);
        }
        if converting && self.lead.conversion.is_none() {
            self.convert(wish.converted_at, wish.order);
        }
    }

    /// Everything that speaks against moving the lead to this status (rules P6, P7, L5, L6, V3).
    ///
    /// `names_lead` tells whether the command names the lead and the status, which alone un-converts.
    pub(super) fn move_faults(
        &self,
        to: &StatusId,
        owner: Option<&AgentId>,
        path: &'static str,
        names_lead: bool,
    ) -> Vec<Diagnostic> {
        let from = &self.lead.status;
        let about = |code: Code| Diagnostic::new(code).at(path).with("status", to);
        let mut faults = Vec::new();
        if self.engine.status(to).is_none() {
            faults.push(about(Code::StatusUnknown));
            return faults;
        }
        if *to == *UNASSIGNED && owner.is_some() {
            faults.push(Diagnostic::new(Code::OwnerNotExpected).at("owner").with("status", to));
        }
        // What contradicts itself on Unassigned loses its conversion by a move to there too.
        let converted = self.lead.is_customer() || self.lead.conversion.is_some();
        let unconverts = converted && *to != *CUSTOMER && (to != from || *to == *UNASSIGNED);
        if unconverts && !(names_lead && self.manner == Manner::Single) {
            faults.push(Diagnostic::new(Code::LeadIsCustomer).at(path));
        }
        if to == from {
            return faults;
        }
        if !self.is_move_allowed(from, to) {
            faults.push(
                Diagnostic::new(Code::StatusMoveNotAllowed)
                    .at(path)
                    .with("from", from)
                    .with("to", to),
            );
        }
        if *to == *FOLLOW_UPS && !self.has_open_follow_up() {
            faults.push(about(Code::StatusNeedsFollowUp));
        }
        if self.lead.is_unassigned() && owner.is_none() {
            faults.push(about(Code::StatusNeedsOwner));
        }
        faults
    }

    /// Whether the company lets this person make the move (rule P6).
    fn is_move_allowed(&self, from: &StatusId, to: &StatusId) -> bool {
        let (Some(role), Some(moves)) =
            (&self.context.actor.role, &self.engine.policy().pipeline.allowed_moves)
        else {
            return true;
        };
        moves.iter().any(|allowed| {
            allowed.from == *from
                && allowed.to == *to
                && allowed.roles.as_ref().is_none_or(|roles| roles.contains(role))
        })
    }

    pub(super) fn warn_unchanged(&mut self, path: &'static str) {
        self.warn(
            Diagnostic::new(Code::StatusUnchanged).at(path).with("status", &self.lead.status),
        );
    }

    /// Gives the lead to the agent if it has another owner; says whether it had (rules L6, L7).
    pub(super) fn take_owner(
        &mut self,
        owner: &AgentId,
        status: &StatusId,
        path: &'static str,
    ) -> bool {
        if self.lead.owner.as_ref() == Some(owner) {
            self.warn(Diagnostic::new(Code::OwnerUnchanged).at(path).with("agent", owner));
            return false;
        }
        self.check_receiver(owner, status, path);
        self.change_owner(owner);
        true
    }

    fn change_owner(&mut self, owner: &AgentId) {
        self.owner = Some(owner.clone());
        self.changes
            .push(Change::LeadAssigned { from: self.lead.owner.clone(), to: owner.clone() });
    }

    /// Moves the lead to another status; follow-ups and a conversion go as the rules say (rules L7, L8, V3, F6).
    pub(super) fn enter(&mut self, to: &StatusId) {
        if *to == *UNASSIGNED {
            self.return_to_pool();
            return;
        }
        self.status = to.clone();
        self.changes
            .push(Change::LeadStatusChanged { from: self.lead.status.clone(), to: to.clone() });
        self.unconvert_unless(*to == *CUSTOMER);
        if self.engine.status(to).is_some_and(|status| status.closes_follow_ups) {
            self.close_open(FollowUpState::Resolved, Resolution::StatusChange);
        }
    }

    /// Clears the owner, expires the follow-ups and moves the lead to Unassigned (rules L6, X2, V3, F6).
    ///
    /// On a lead that contradicts itself it also renews what is on Unassigned already (rule L2).
    pub(super) fn return_to_pool(&mut self) {
        let unassigned = StatusId::unassigned();
        if self.lead.owner.is_some() {
            self.changes.push(Change::LeadUnassigned { from: self.lead.owner.clone() });
        }
        if !self.lead.is_unassigned() || self.lead.status_since > self.context.now {
            self.changes.push(Change::LeadStatusChanged {
                from: self.lead.status.clone(),
                to: unassigned.clone(),
            });
        }
        self.owner = None;
        self.status = unassigned;
        self.unconvert_unless(false);
        self.close_open(FollowUpState::Expired, Resolution::Unassignment);
    }

    /// Gives the lead to the agent, on the assigned status since now, with its open follow-ups (rule A3).
    pub(super) fn give_to(&mut self, agent: &AgentId) {
        self.change_owner(agent);
        self.changes.push(Change::LeadStatusChanged {
            from: self.lead.status.clone(),
            to: self.engine.assigned_status().clone(),
        });
        self.hand_over_follow_ups();
    }

    /// The open follow-ups go with the lead to its new owner (rule L7).
    pub(super) fn hand_over_follow_ups(&mut self) {
        if self.owner == self.lead.owner {
            return;
        }
        let Some(to) = self.owner.clone() else { return };
        let moved: Vec<Change> = self
            .open()
            .filter(|own| own.owner != to)
            .map(|own| Change::FollowUpReassigned {
                follow_up: own.id.clone(),
                from: own.owner.clone(),
                to: to.clone(),
            })
            .collect();
        moved.into_iter().for_each(|change| self.changes.push(change));
    }

    /// Closes every open follow-up that the command itself did not schedule.
    fn close_open(&mut self, state: FollowUpState, by: Resolution) {
        let now = self.context.now;
        let closing: Vec<_> = self.open().map(|own| own.closed(state, now, by)).collect();
        for follow_up in closing {
            self.closed.push(follow_up.id.clone());
            self.changes.push(match state {
                FollowUpState::Expired => Change::FollowUpExpired { follow_up },
                FollowUpState::Open | FollowUpState::Resolved => {
                    Change::FollowUpCompleted { follow_up }
                }
            });
        }
    }

    /// Ends the current conversion, unless the lead stays or becomes a customer (rule V3).
    fn unconvert_unless(&mut self, customer: bool) {
        if let Some(conversion) = self.lead.conversion.clone().filter(|_| !customer) {
            self.changes.push(Change::LeadUnconverted { conversion });
        }
    }

    /// Mends what a move to the status that the lead is on can mend: a start ahead of now, follow-ups that are closed, and on
    /// Unassigned whatever else contradicts it (rule L2).
    ///
    /// A lead that contradicts itself in nothing stays as it is (rule L4).
    fn renew(&mut self, path: &'static str) {
        let lead = self.lead;
        let is_ahead = lead.status_since > self.context.now;
        if !is_ahead {
            self.warn_unchanged(path);
        }
        if lead.is_unassigned() {
            return self.return_to_pool();
        }
        if is_ahead {
            let (from, to) = (lead.status.clone(), lead.status.clone());
            self.changes.push(Change::LeadStatusChanged { from, to });
        }
        for own in lead.follow_ups.iter().filter(|own| !own.is_open()) {
            self.closed.push(own.id.clone());
            let follow_up = own.clone();
            self.changes.push(match own.state {
                FollowUpState::Expired => Change::FollowUpExpired { follow_up },
                FollowUpState::Open | FollowUpState::Resolved => {
                    Change::FollowUpCompleted { follow_up }
                }
            });
        }
    }

    /// Records the conversion and credits the owner (rule V1).
    pub(super) fn convert(&mut self, at: Option<Timestamp>, order: Option<&Order>) {
        // Without an owner the move was refused before.
        let Some(agent) = self.owner.clone() else { return };
        let at = at.unwrap_or(self.context.now);
        let conversion = Conversion { at, agent, order: order.cloned() };
        self.changes.push(Change::LeadConverted { conversion });
    }

    fn check_conversion_instant(&mut self, at: Option<Timestamp>) {
        let Some(at) = at else { return };
        if at > self.context.now {
            self.refuse(Diagnostic::new(Code::ConversionInFuture).at("convertedAt"));
        }
        if at < self.lead.captured_at {
            self.refuse(Diagnostic::new(Code::ConversionBeforeCapture).at("convertedAt"));
        }
    }
}
