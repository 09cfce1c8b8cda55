//! One agent's leads in other hands (rule G5).

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{Command, Context, Decision, Deed, Event, Lead, Rejection, context::RunningContext};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, CommandId, LeadId, StatusId},
    order::{self, Map, Set},
};

/// What is to be handed over: one agent's leads, to another agent or to the pool (rule G5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct HandOver {
    /// The hand-over's id; each lead's command has this id, a slash and the lead's id.
    pub id: CommandId,
    /// The agent whose leads they are.
    pub from: AgentId,
    /// The agent who receives them; none = the pool.
    #[serde(default)]
    pub to: Option<AgentId>,
    /// The statuses on which the leads are; none = all.
    #[serde(default)]
    pub statuses: Option<Vec<StatusId>>,
}

/// What a hand-over came to (rule G5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct HandedOver {
    /// What became of each lead, by lead id.
    pub leads: Vec<HandOverOutcome>,
    /// Leads that changed hands.
    pub handed: u64,
    /// Leads that the agent keeps.
    pub kept: u64,
    /// The commonest first reason why leads are kept; none when none is.
    pub reason: Option<Code>,
    /// All of it in one line.
    pub line: String,
}

/// What became of one lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct HandOverOutcome {
    /// The lead.
    pub lead: LeadId,
    /// The id of its command.
    pub command: CommandId,
    /// The decision, or why the agent keeps the lead.
    #[serde(flatten)]
    pub verdict: HandOverVerdict,
}

/// How the hand-over of one lead was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum HandOverVerdict {
    /// It was accepted; without events when the lead is where it is to go already.
    Accepted(Decision),
    /// It was refused, and the agent keeps the lead.
    Rejected(Rejection),
}

impl HandedOver {
    /// The events of all leads, lead by lead.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.leads.iter().flat_map(HandOverOutcome::events)
    }
}

impl HandOverOutcome {
    /// What happened to the lead; nothing when it was refused.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        match &self.verdict {
            HandOverVerdict::Accepted(decision) => &decision.events,
            HandOverVerdict::Rejected(_) => &[],
        }
    }

    /// Why the agent keeps the lead: the first guard that fails, or the warning that it is there already.
    fn why_kept(&self) -> Option<Code> {
        match &self.verdict {
            HandOverVerdict::Accepted(decision) => decision.warnings.first().map(Diagnostic::code),
            HandOverVerdict::Rejected(rejection) => rejection.code(),
        }
    }
}

impl Engine {
    /// Hands an agent's leads over, to another agent or to the pool, decided lead by lead (rules G5, L6, L7).
    ///
    /// Looked at are the supplied leads that belong to the agent and are on the given statuses, in the order of their ids;
    /// all others are passed by. Each is given or taken back as if by itself, with all that this brings: follow-ups go
    /// along or expire, a call in progress goes on with whoever makes it, an away receiver and one above the cap are
    /// warned of. What the receiver holds grows from lead to lead. A customer keeps the credited agent, and is not put
    /// into the pool ([`Code::LeadIsCustomer`]). A banned agent keeps the leads until a person does just this (rule G3).
    ///
    /// Nothing is changed: the events are for the host to store and apply.
    ///
    /// # Errors
    /// [`Code::StatusUnknown`] for each named status that the pipeline does not have.
    pub fn hand_over<'l>(
        &self,
        hand_over: &HandOver,
        leads: impl IntoIterator<Item = &'l Lead>,
        context: &Context,
    ) -> Result<HandedOver, Vec<Diagnostic>> {
        let HandOver { id, from, to, statuses } = hand_over;
        let statuses: Option<Set<&StatusId>> = match statuses {
            None => None,
            Some(named) => Some(self.known_statuses(named)?),
        };
        let is_meant = |lead: &&Lead| {
            lead.owner.as_ref() == Some(from)
                && statuses.as_ref().is_none_or(|named| named.contains(&lead.status))
        };
        let mut leads: Vec<&Lead> = leads.into_iter().filter(is_meant).collect();
        order::sort_by(&mut leads, |a, b| a.id.cmp(&b.id));

        let deed = match to {
            Some(owner) => Deed::Assign { owner: owner.clone() },
            None => Deed::Unassign {},
        };
        let mut running = RunningContext::new(context.clone());
        let mut outcomes: Vec<HandOverOutcome> = Vec::with_capacity(leads.len());
        for lead in leads {
            let command =
                Command { id: id.for_lead(&lead.id), expected_version: None, deed: deed.clone() };
            let is_again = outcomes.last().is_some_and(|before| before.lead == lead.id);
            let decided = if is_again {
                let fault = Diagnostic::new(Code::LeadDuplicateId).at("leads");
                Err(fault.with("lead", &lead.id).into())
            } else {
                running.decide(self, lead, &command)
            };
            let verdict = match decided {
                Ok(decision) => HandOverVerdict::Accepted(decision),
                Err(rejection) => HandOverVerdict::Rejected(rejection),
            };
            let outcome = HandOverOutcome { lead: lead.id.clone(), command: command.id, verdict };
            outcomes.push(outcome);
        }
        Ok(summed_up(outcomes, hand_over, context))
    }

    /// The statuses as a set.
    fn known_statuses<'s>(
        &self,
        named: &'s [StatusId],
    ) -> Result<Set<&'s StatusId>, Vec<Diagnostic>> {
        let unknown: Vec<_> = named
            .iter()
            .enumerate()
            .filter(|(_, status)| self.status(status).is_none())
            .map(|(place, status)| {
                Diagnostic::new(Code::StatusUnknown)
                    .at(format!("statuses[{place}]"))
                    .with("status", status)
            })
            .collect();
        if unknown.is_empty() { Ok(Set::from_iter(named)) } else { Err(unknown) }
    }
}

/// The figures and the line.
fn summed_up(leads: Vec<HandOverOutcome>, asked: &HandOver, context: &Context) -> HandedOver {
    let mut handed = 0_u64;
    let mut kept = 0_u64;
    let mut reasons: Map<Code, u64> = Map::new();
    for outcome in &leads {
        if !outcome.events().is_empty() {
            handed = handed.saturating_add(1);
            continue;
        }
        kept = kept.saturating_add(1);
        if let Some(reason) = outcome.why_kept() {
            reasons.change(reason, |count| *count = count.saturating_add(1));
        }
    }
    // Of equally common ones the first in the book.
    let reason = reasons.iter().rev().max_by_key(|(_, count)| **count).map(|(code, _)| *code);
    let mut outcome = HandedOver { leads, handed, kept, reason, line: String::new() };
    outcome.line = sentence(&outcome, asked, context);
    outcome
}

/// The line, such as `12 leads handed over from Asha to Bala, 1 kept (the receiver is banned).`
fn sentence(outcome: &HandedOver, asked: &HandOver, context: &Context) -> String {
    let name = |id: &AgentId| {
        let name = context.agent(id).and_then(|agent| agent.name.clone());
        name.unwrap_or_else(|| id.to_string())
    };
    let leads = match outcome.handed {
        1 => "1 lead".into(),
        handed => format!("{handed} leads"),
    };
    let from = name(&asked.from);
    let to = asked.to.as_ref().map_or_else(|| "the pool".into(), name);
    let kept = match (outcome.kept, outcome.reason) {
        (0, _) => String::new(),
        (kept, None) => format!(", {kept} kept"),
        (kept, Some(reason)) => format!(", {kept} kept ({})", in_words(reason, kept)),
    };
    format!("{leads} handed over from {from} to {to}{kept}.")
}

/// Why leads are kept, in a few words.
fn in_words(reason: Code, leads: u64) -> &'static str {
    match reason {
        Code::LeadIsCustomer if leads == 1 => "a customer",
        Code::LeadIsCustomer => "customers",
        Code::AgentBanned => "the receiver is banned",
        Code::AgentUnknown => "the receiver is not known",
        Code::AgentNotAssignable => "the receiver's role takes no leads",
        Code::OwnerUnchanged if leads == 1 => "the receiver has it already",
        Code::OwnerUnchanged => "the receiver has them already",
        Code::PermissionDenied => "no permission",
        Code::StatusMoveNotAllowed => "the move is not allowed",
        Code::LeadInconsistent => "contradictory",
        Code::LeadDuplicateId => "listed twice",
        Code::ContextIncomplete => "facts are missing",
        other => other.as_str(),
    }
}
