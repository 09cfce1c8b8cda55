//! Editing the pipeline (rules P2 to P7) and changing settings (rule G1).

use alloc::{format, string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    AllowedMove, Permission, Policy, Resource, SCHEMA, Stage, Status,
    check::{faults, folded, name_fault, named_statuses, protected},
    people::Action,
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{CommandId, EventId, StatusId},
    lead::{Change, Context, Event},
};

/// One edit of the pipeline: all that a company may do to it; on the wire externally tagged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum PipelineEdit {
    /// A status is added; blanks around its name are left out (rule P3).
    Add {
        /// The status.
        status: Status,
        /// Its place in the order, from 0; none = at the end.
        #[serde(default)]
        place: Option<usize>,
    },
    /// A status is renamed in place: its leads show the new name at once. Blanks around it are left out (rule P3).
    Rename {
        /// The status.
        status: StatusId,
        /// Its new name.
        name: String,
    },
    /// The statuses get another order; protected ones too (rule P2).
    Reorder {
        /// Every status, in the new order.
        order: Vec<StatusId>,
    },
    /// A status is deleted (rule P3).
    Delete {
        /// The status.
        status: StatusId,
        /// Where the leads that sit on it go; it may not be protected.
        #[serde(default)]
        replacement: Option<StatusId>,
        /// The host's word that no lead sits on it.
        #[serde(default)]
        no_leads: bool,
    },
    /// A status gets another stage or other flags; what is left out stays (rule P4).
    Adjust(StatusEdit),
    /// Another status plays a part in the rules (rule P7).
    SetRole {
        /// The part.
        role: StatusRole,
        /// The status; none leaves the part empty, which the assigned one cannot be.
        #[serde(default)]
        status: Option<StatusId>,
    },
    /// People may make other moves (rule P6).
    SetAllowedMoves {
        /// The moves; none = every move that the guards allow.
        #[serde(default)]
        moves: Option<Vec<AllowedMove>>,
    },
}

/// Another stage or other flags of a status (rule P4); what is left out stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StatusEdit {
    /// The status.
    pub status: StatusId,
    /// Where it stands in the life of a lead.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// Whether it ends a chain of follow-ups.
    #[serde(default)]
    pub terminal: Option<bool>,
    /// Whether entering it resolves the open follow-ups (rule L8).
    #[serde(default)]
    pub closes_follow_ups: Option<bool>,
    /// Whether an agent works leads on it (rule F11).
    #[serde(default)]
    pub in_queue: Option<bool>,
    /// Whether a lead on it fills a place of its owner's cap (rule A2).
    #[serde(default)]
    pub counts_toward_cap: Option<bool>,
}

impl StatusEdit {
    /// An edit of this status that leaves it as it is.
    #[must_use]
    pub fn new(status: StatusId) -> Self {
        Self {
            status,
            stage: None,
            terminal: None,
            closes_follow_ups: None,
            in_queue: None,
            counts_toward_cap: None,
        }
    }
}

/// A part in the rules that the company gives to a status of its choice (rule P7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum StatusRole {
    /// An assigned lead enters it (rule P2); never empty.
    Assigned,
    /// Suggested after Busy and No Answer (rule C5).
    NotPicked,
    /// Suggested after Missed (rule C5).
    Missed,
    /// Suggested after an interested response (rule D3).
    Interested,
}

/// An edited pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PipelineChange {
    /// The policy with the edited pipeline.
    pub policy: Policy,
    /// What the host does with the leads that sit on a deleted status.
    pub replace: Option<StatusReplacement>,
}

/// That leads on one status are to be on another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StatusReplacement {
    /// The deleted status.
    pub from: StatusId,
    /// The status that its leads move to.
    pub to: StatusId,
}

impl Policy {
    /// Edits the pipeline (rules P2 to P7); the policy itself stays as it is.
    ///
    /// The edited policy is checked as a whole, so that an edit never leaves one with faults behind.
    ///
    /// # Errors
    /// Every reason why the edit is refused: with the path of the edit's field at fault, or, for what would be wrong with
    /// the edited policy, with the path in the policy below `policy`.
    pub fn edit_pipeline(&self, edit: &PipelineEdit) -> Result<PipelineChange, Vec<Diagnostic>> {
        let mut policy = self.clone();
        let mut found = match edit {
            PipelineEdit::Add { status, place } => policy.add(status, *place),
            PipelineEdit::Rename { status, name } => policy.rename(status, name),
            PipelineEdit::Reorder { order } => policy.reorder(order),
            PipelineEdit::Delete { status, replacement, no_leads } => {
                policy.delete(status, replacement.as_ref(), *no_leads)
            }
            PipelineEdit::Adjust(edit) => policy.adjust(edit),
            PipelineEdit::SetRole { role, status } => policy.set_role(*role, status.as_ref()),
            PipelineEdit::SetAllowedMoves { moves } => {
                policy.pipeline.allowed_moves.clone_from(moves);
                Vec::new()
            }
        };
        if found.is_empty() {
            found.extend(faults(&policy).into_iter().map(|fault| fault.below("policy")));
        }
        if !found.is_empty() {
            return Err(found);
        }
        let replace = match edit {
            PipelineEdit::Delete { status, replacement: Some(to), .. } => {
                Some(StatusReplacement { from: status.clone(), to: to.clone() })
            }
            _ => None,
        };
        Ok(PipelineChange { policy, replace })
    }

    fn add(&mut self, status: &Status, place: Option<usize>) -> Vec<Diagnostic> {
        let statuses = &mut self.pipeline.statuses;
        let name = status.name.trim();
        let mut faults: Vec<_> = name_faults(statuses, None, name)
            .into_iter()
            .map(|fault| fault.at("status.name"))
            .collect();
        if statuses.iter().any(|own| own.id == status.id) {
            faults.push(
                Diagnostic::new(Code::PipelineDuplicateStatus)
                    .at("status.id")
                    .with("status", &status.id),
            );
        }
        if faults.is_empty() {
            let place = place.unwrap_or(statuses.len()).min(statuses.len());
            statuses.insert(place, Status { name: name.into(), ..status.clone() });
        }
        faults
    }

    fn rename(&mut self, id: &StatusId, name: &str) -> Vec<Diagnostic> {
        let name = name.trim();
        let mut faults: Vec<_> =
            protected(id).map(|fault| fault.at("status")).into_iter().collect();
        faults.extend(
            name_faults(&self.pipeline.statuses, Some(id), name)
                .into_iter()
                .map(|fault| fault.at("name")),
        );
        match self.pipeline.statuses.iter_mut().find(|status| status.id == *id) {
            Some(status) if faults.is_empty() => status.name = name.into(),
            Some(_) => {}
            None => faults.push(unknown(id, "status")),
        }
        faults
    }

    fn reorder(&mut self, order: &[StatusId]) -> Vec<Diagnostic> {
        let misfit = |path: String, id: &StatusId| {
            Diagnostic::new(Code::PipelineOrderIncomplete).at(path).with("status", id)
        };
        let mut old = self.pipeline.statuses.clone();
        let mut new = Vec::with_capacity(old.len());
        let mut faults = Vec::new();
        for (place, id) in order.iter().enumerate() {
            match old.iter().position(|status| status.id == *id) {
                Some(at) => new.push(old.remove(at)),
                None => faults.push(misfit(format!("order[{place}]"), id)),
            }
        }
        faults.extend(old.iter().map(|left| misfit("order".into(), &left.id)));
        if faults.is_empty() {
            self.pipeline.statuses = new;
        }
        faults
    }

    fn delete(
        &mut self,
        id: &StatusId,
        replacement: Option<&StatusId>,
        no_leads: bool,
    ) -> Vec<Diagnostic> {
        let mut faults: Vec<_> =
            protected(id).map(|fault| fault.at("status")).into_iter().collect();
        if self.pipeline.status(id).is_none() {
            faults.push(unknown(id, "status"));
        }
        let by: Vec<String> = named_statuses(self)
            .into_iter()
            .filter(|(_, named)| *named == id)
            .map(|(path, _)| path)
            .collect();
        if !by.is_empty() {
            faults.push(
                Diagnostic::new(Code::PipelineInUse).at("status").with("status", id).with("by", by),
            );
        }
        match replacement {
            None if no_leads => {}
            // A status is no replacement of itself.
            None => faults.push(needs_replacement(id)),
            Some(to) if to == id => faults.push(needs_replacement(id)),
            Some(to) if self.pipeline.status(to).is_none() => {
                faults.push(unknown(to, "replacement"));
            }
            Some(to) => faults.extend(protected(to).map(|fault| fault.at("replacement"))),
        }
        if faults.is_empty() {
            self.pipeline.statuses.retain(|status| status.id != *id);
        }
        faults
    }

    fn adjust(&mut self, edit: &StatusEdit) -> Vec<Diagnostic> {
        let found = self.pipeline.statuses.iter_mut().find(|status| status.id == edit.status);
        let Some(status) = found else { return Vec::from([unknown(&edit.status, "status")]) };
        status.stage = edit.stage.unwrap_or(status.stage);
        status.terminal = edit.terminal.unwrap_or(status.terminal);
        status.closes_follow_ups = edit.closes_follow_ups.unwrap_or(status.closes_follow_ups);
        status.in_queue = edit.in_queue.unwrap_or(status.in_queue);
        status.counts_toward_cap = edit.counts_toward_cap.unwrap_or(status.counts_toward_cap);
        Vec::new()
    }

    fn set_role(&mut self, role: StatusRole, status: Option<&StatusId>) -> Vec<Diagnostic> {
        let missing = status.filter(|id| self.pipeline.status(id).is_none());
        if let Some(id) = missing {
            return Vec::from([unknown(id, "status")]);
        }
        let roles = &mut self.pipeline.roles;
        match (role, status) {
            (StatusRole::Assigned, Some(status)) => roles.assigned = status.clone(),
            (StatusRole::Assigned, None) => {
                return Vec::from([Diagnostic::new(Code::PipelineRoleEmpty).at("status")]);
            }
            (StatusRole::NotPicked, status) => roles.not_picked = status.cloned(),
            (StatusRole::Missed, status) => roles.missed = status.cloned(),
            (StatusRole::Interested, status) => roles.interested = status.cloned(),
        }
        Vec::new()
    }
}

fn unknown(id: &StatusId, path: &'static str) -> Diagnostic {
    Diagnostic::new(Code::StatusUnknown).at(path).with("status", id)
}

fn needs_replacement(id: &StatusId) -> Diagnostic {
    Diagnostic::new(Code::PipelineNeedsReplacement).at("replacement").with("status", id)
}

/// What is wrong with a status name beside all others (rule P3).
fn name_faults(statuses: &[Status], own: Option<&StatusId>, name: &str) -> Vec<Diagnostic> {
    let taken = statuses
        .iter()
        .any(|status| Some(&status.id) != own && folded(&status.name) == folded(name));
    let taken = taken.then(|| Diagnostic::new(Code::PipelineNameTaken).with("name", name));
    name_fault(name).into_iter().chain(taken).collect()
}

impl Engine {
    /// Changes the settings (rule G1): the engine of the new policy and the event that tells what changed.
    ///
    /// `confirmed` is the host's word that the person's password was confirmed; automation, the daily target and
    /// customer visibility need it. The same settings again give no event.
    ///
    /// # Errors
    /// [`Code::PermissionDenied`], [`Code::SettingsConfirmationRequired`] and every fault of the new policy.
    pub fn change_settings(
        &self,
        new: Policy,
        confirmed: bool,
        command: &CommandId,
        context: &Context,
    ) -> Result<(Engine, Option<Event>), Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let permission = Permission::new(Resource::Settings, Action::Manage);
        faults.extend(self.access(&context.actor).demand(permission).err());
        let changed = changed_settings(self.policy(), &new);
        let guarded: Vec<String> = changed
            .iter()
            .filter(|(_, guarded)| *guarded)
            .map(|(name, _)| (*name).into())
            .collect();
        if !guarded.is_empty() && !confirmed {
            faults.push(
                Diagnostic::new(Code::SettingsConfirmationRequired)
                    .at("confirmed")
                    .with("settings", guarded),
            );
        }
        match Engine::new(new) {
            Ok(engine) if faults.is_empty() => {
                let settings: Vec<String> =
                    changed.iter().map(|(name, _)| (*name).into()).collect();
                let event = (!settings.is_empty()).then(|| Event {
                    schema: SCHEMA,
                    id: EventId { command: command.clone(), ordinal: 1 },
                    at: context.now,
                    actor: context.actor.id.clone(),
                    lead: None,
                    change: Change::SettingsChanged { settings },
                });
                Ok((engine, event))
            }
            Ok(_) => Err(faults),
            Err(more) => {
                faults.extend(more.faults().iter().map(|fault| fault.clone().below("policy")));
                Err(faults)
            }
        }
    }
}

/// The parts of the policy that differ, and whether changing them needs the password (rule G1).
pub(super) fn changed_settings(old: &Policy, new: &Policy) -> Vec<(&'static str, bool)> {
    let (before, after) = (&old.people, &new.people);
    let parts = [
        (old.time_zone != new.time_zone, "timeZone", false),
        (old.calendar != new.calendar, "calendar", false),
        (old.pipeline != new.pipeline, "pipeline", false),
        (old.calls != new.calls, "calls", false),
        (old.follow_ups != new.follow_ups, "followUps", false),
        (old.phone != new.phone, "phone", false),
        (old.forms != new.forms, "forms", false),
        (old.orders != new.orders, "orders", false),
        (old.automation != new.automation, "automation", true),
        (before.roles != after.roles, "people.roles", false),
        // Whom visibility binds is a part of it (rule V4).
        (before.agent_role != after.agent_role, "people.agentRole", true),
        (
            before.customer_visibility != after.customer_visibility,
            "people.customerVisibility",
            true,
        ),
        (old.daily_target != new.daily_target, "dailyTarget", true),
    ];
    parts.into_iter().filter(|part| part.0).map(|(_, name, guarded)| (name, guarded)).collect()
}
