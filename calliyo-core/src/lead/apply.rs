//! The new state is the old one with the events applied (rule L3).

use super::{
    Lead,
    event::{CallTotals, Change, Event},
    follow_up::FollowUp,
};
use crate::ids::FollowUpId;

/// Applies one event to a lead; it cannot fail (rule L3).
///
/// `lead` is none until it was created. An event of another lead, of none, or of a schema that this library does not
/// know (rule K2) changes nothing.
pub fn apply(lead: &mut Option<Lead>, event: &Event) {
    match (lead.as_mut(), &event.change) {
        (None, Change::LeadCreated { record }) if event.is_known() => {
            *lead = Some(Lead::clone(record));
        }
        (None, _) => {}
        (Some(lead), _) => lead.apply(event),
    }
}

/// The lead that its events, in order, lead to.
#[must_use]
pub fn replay<'e>(events: impl IntoIterator<Item = &'e Event>) -> Option<Lead> {
    let mut lead = None;
    for event in events {
        apply(&mut lead, event);
    }
    lead
}

impl Lead {
    /// Applies one event to the lead; it cannot fail (rule L3).
    ///
    /// An event of another lead or of a schema that this library does not know (rule K2), or a creation that is told
    /// again, changes nothing.
    pub fn apply(&mut self, event: &Event) {
        let is_own = event.lead.as_ref() == Some(&self.id) && event.is_known();
        if is_own && !matches!(event.change, Change::LeadCreated { .. }) {
            self.version = self.version.next();
            self.change(event);
        }
    }

    fn change(&mut self, event: &Event) {
        match &event.change {
            Change::LeadUpdated { changes } => {
                changes.name.apply_to(&mut self.name);
                changes.phone.apply_to(&mut self.phone);
                changes.source.apply_to(&mut self.source);
                changes.campaign.apply_to(&mut self.campaign);
                changes.branch.apply_to(&mut self.branch);
                changes.department.apply_to(&mut self.department);
                changes.priority.apply_to(&mut self.priority);
                changes.tags.apply_to_list(&mut self.tags);
                if !changes.do_not_call.is_absent() {
                    self.do_not_call = changes.do_not_call.value().copied().unwrap_or_default();
                }
            }
            Change::LeadStatusChanged { to, .. } => {
                self.status = to.clone();
                self.status_since = event.at;
            }
            Change::LeadAssigned { from, to } => {
                if from.is_some() {
                    self.last_owner.clone_from(from);
                }
                self.owner = Some(to.clone());
                self.owner_since = Some(event.at);
            }
            Change::LeadUnassigned { from } => {
                if from.is_some() {
                    self.last_owner.clone_from(from);
                }
                self.owner = None;
                self.owner_since = None;
            }
            Change::LeadConverted { conversion } => self.conversion = Some(conversion.clone()),
            Change::LeadUnconverted { .. } => self.conversion = None,
            Change::CallStarted { call } => self.live_call = Some(call.clone()),
            Change::CallCompleted { call } => {
                self.live_call.take_if(|live| live.id == call.id);
                if call.is_attempt() {
                    self.attempts = self.attempts.saturating_add(1);
                    self.last_attempt = self.last_attempt.max(Some(call.started_at));
                }
                self.connected_ever |= call.is_connected();
            }
            Change::CallAbandoned { call } => {
                self.live_call.take_if(|live| live.id == call.id);
            }
            Change::CallCorrected { totals, .. } | Change::CallVoided { totals, .. } => {
                let CallTotals { attempts, last_attempt, connected_ever } = *totals;
                self.attempts = attempts;
                self.last_attempt = last_attempt;
                self.connected_ever = connected_ever;
            }
            Change::FollowUpCreated { follow_up }
            | Change::FollowUpRescheduled { follow_up, .. } => self.put(follow_up.clone()),
            Change::FollowUpReassigned { follow_up, to, .. } => {
                if let Some(own) = self.follow_ups.iter_mut().find(|own| own.id == *follow_up) {
                    own.owner = to.clone();
                }
            }
            Change::FollowUpCompleted { follow_up } | Change::FollowUpExpired { follow_up } => {
                self.remove(&follow_up.id);
            }
            Change::OrderUpdated { order, .. } => {
                if let Some(conversion) = &mut self.conversion {
                    conversion.order = Some(order.clone());
                }
            }
            // A creation was handled before; a note is history; settings are no lead's.
            Change::LeadCreated { .. }
            | Change::NoteAdded { .. }
            | Change::SettingsChanged { .. } => {}
        }
    }

    /// Puts the follow-up at its place by instant and id.
    fn put(&mut self, follow_up: FollowUp) {
        self.remove(&follow_up.id);
        let place = self
            .follow_ups
            .partition_point(|own| (own.at, &own.id) < (follow_up.at, &follow_up.id));
        self.follow_ups.insert(place, follow_up);
    }

    fn remove(&mut self, id: &FollowUpId) {
        self.follow_ups.retain(|own| own.id != *id);
    }
}

/// The state after a decision's events.
pub(crate) fn after(lead: Option<&Lead>, events: &[Event]) -> Option<Lead> {
    let mut state = lead.cloned();
    events.iter().for_each(|event| apply(&mut state, event));
    state
}
