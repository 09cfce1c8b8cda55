//! What an edit of the pipeline would do to leads and agents (rules P2 to P7).

use alloc::vec::Vec;

use serde::Serialize;

use super::{Pipeline, PipelineChange, PipelineEdit, Status};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, CommandId, LeadId, StatusId},
    lead::{Agent, Change, Command, Context, Decision, Deed, Lead},
    order::{Map, Set},
};

/// What an edit of the pipeline would do; nothing is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PipelineEffect {
    /// The edited pipeline.
    pub change: PipelineChange,
    /// What it does to the supplied leads, counted.
    pub total: EffectCounts,
    /// The same by owner, as far as an owner is concerned: leads without one first, then by agent id.
    pub owners: Vec<OwnerEffect>,
    /// The commands by which the leads of a deleted status move to the replacement, by lead id.
    pub moves: Vec<ReplacementMove>,
    /// The leads of a deleted status that cannot leave it, by lead id; while there are any, it is not to be deleted.
    pub stuck: Vec<StuckLead>,
}

/// How many leads an edit of the pipeline concerns, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EffectCounts {
    /// Leads that are shown under a new name (rule P3).
    pub renamed: u64,
    /// Leads that move to the replacement of a deleted status (rule P3).
    pub moved: u64,
    /// Leads that cannot leave a deleted status.
    pub stuck: u64,
    /// Open follow-ups that these moves resolve (rule L8).
    pub follow_ups_resolved: u64,
    /// Leads that enter an agent's queue (rule F11).
    pub entering_queue: u64,
    /// Leads that leave one.
    pub leaving_queue: u64,
    /// Leads that begin to count toward their owner's cap (rule A2).
    pub counting: u64,
    /// Leads that count no longer.
    pub no_longer_counting: u64,
    /// Leads that a person could move and that nobody may move any more (rule P6).
    pub stranded: u64,
}

/// What an edit of the pipeline does to one owner's leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OwnerEffect {
    /// The owner; none for leads without one.
    pub owner: Option<AgentId>,
    /// What it does to the leads.
    pub leads: EffectCounts,
    /// What it does to the places that they fill; none for an owner who was not supplied.
    pub held: Option<HeldEffect>,
}

/// An agent's leads against the cap, before an edit and after it (rule A2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct HeldEffect {
    /// Counting leads held now; counted among the supplied leads where the host does not say.
    pub before: u64,
    /// Counting leads held after it.
    pub after: u64,
    /// Most leads held at once; none = no limit.
    pub cap: Option<u32>,
    /// Whether the agent ends above the cap.
    pub above_cap: bool,
}

/// The command by which a lead leaves a deleted status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReplacementMove {
    /// The lead.
    pub lead: LeadId,
    /// Its command, which expects the version that the lead has now.
    pub command: Command,
}

/// A lead that cannot leave a deleted status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StuckLead {
    /// The lead.
    pub lead: LeadId,
    /// Why: the guards that its move fails, or `pipeline.needs_replacement` where there is nowhere to move.
    pub reasons: Vec<Diagnostic>,
}

impl EffectCounts {
    fn add(&mut self, other: Self) {
        let Self {
            renamed,
            moved,
            stuck,
            follow_ups_resolved,
            entering_queue,
            leaving_queue,
            counting,
            no_longer_counting,
            stranded,
        } = other;
        for (own, more) in [
            (&mut self.renamed, renamed),
            (&mut self.moved, moved),
            (&mut self.stuck, stuck),
            (&mut self.follow_ups_resolved, follow_ups_resolved),
            (&mut self.entering_queue, entering_queue),
            (&mut self.leaving_queue, leaving_queue),
            (&mut self.counting, counting),
            (&mut self.no_longer_counting, no_longer_counting),
            (&mut self.stranded, stranded),
        ] {
            *own = own.saturating_add(more);
        }
    }
}

impl Engine {
    /// What an edit of the pipeline would do to these leads and their owners, without doing it (rules P2 to P7).
    ///
    /// The host carries a deletion out lead by lead, by the commands in `moves`, and saves the edited policy then; a
    /// command's id is the given id, a slash and the lead's id. The actor of the context is asked whether each move may
    /// be made: a person is bound by permissions and by the list of allowed moves, the host's own process is not. A lead
    /// that contradicts itself is stuck until it is mended ([`Engine::repair`]). Leads on a status that the pipeline does not
    /// have stand in no queue and fill no place until an edit adds it. Leads that are listed twice count once.
    ///
    /// # Errors
    /// What [`Policy::edit_pipeline`](super::Policy::edit_pipeline) refuses the edit for.
    pub fn preview_pipeline_edit<'l>(
        &self,
        edit: &PipelineEdit,
        leads: impl IntoIterator<Item = &'l Lead>,
        command: &CommandId,
        context: &Context,
    ) -> Result<PipelineEffect, Vec<Diagnostic>> {
        let change = self.policy().edit_pipeline(edit)?;
        let leads: Map<&LeadId, &Lead> =
            Map::from_iter(leads.into_iter().map(|lead| (&lead.id, lead)));
        let (before, after) =
            (Statuses::of(&self.policy().pipeline), Statuses::of(&change.policy.pipeline));

        let mut total = EffectCounts::default();
        let mut owners: Map<Option<&AgentId>, Tally> = Map::new();
        let mut moves = Vec::new();
        let mut stuck = Vec::new();
        for lead in leads.values() {
            let old = before.get(&lead.status);
            if old.is_none() && after.get(&lead.status).is_none() {
                continue;
            }
            let replace = change.replace.as_ref().filter(|replace| replace.from == lead.status);
            let moving = replace.map(|replace| replacing(lead, &replace.to, command));
            let counts = match self.leaving(lead, moving.as_ref(), &after, context) {
                Ok(follow_ups_resolved) => {
                    let there = after.get(replace.map_or(&lead.status, |replace| &replace.to));
                    let counts = there.map(|new| between(lead, (old, &before), (new, &after)));
                    let moved = u64::from(moving.is_some());
                    EffectCounts { moved, follow_ups_resolved, ..counts.unwrap_or_default() }
                }
                Err(reasons) => {
                    stuck.push(StuckLead { lead: lead.id.clone(), reasons });
                    EffectCounts { stuck: 1, ..EffectCounts::default() }
                }
            };
            moves.extend(
                moving
                    .filter(|_| counts.moved > 0)
                    .map(|command| ReplacementMove { lead: lead.id.clone(), command }),
            );
            owners.change(lead.owner.as_ref(), |tally| {
                tally.held = tally.held.saturating_add(u64::from(self.counts_toward_cap(lead)));
                tally.leads.add(counts);
            });
            total.add(counts);
        }
        let owners = owners
            .into_entries()
            .into_iter()
            .filter(|(_, tally)| tally.leads != EffectCounts::default())
            .map(|(owner, tally)| OwnerEffect {
                owner: owner.cloned(),
                leads: tally.leads,
                held: owner.and_then(|owner| context.agent(owner)).map(|own| tally.held_by(own)),
            })
            .collect();
        Ok(PipelineEffect { change, total, owners, moves, stuck })
    }

    /// Whether the lead is where it can be after the edit, by this command if it has to move: how many follow-ups that
    /// resolves.
    fn leaving(
        &self,
        lead: &Lead,
        moving: Option<&Command>,
        after: &Statuses<'_>,
        context: &Context,
    ) -> Result<u64, Vec<Diagnostic>> {
        match moving {
            Some(command) => self
                .decide(Some(lead), command, context)
                .map(|decision| resolved(&decision))
                .map_err(|rejection| rejection.reasons),
            None if after.get(&lead.status).is_some() => Ok(0),
            None => {
                let nowhere = Diagnostic::new(Code::PipelineNeedsReplacement).at("replacement");
                Err(Vec::from([nowhere.with("status", &lead.status)]))
            }
        }
    }
}

/// What it means for a lead that its status is another one, is not what it was, or was in the pipeline no more and is again.
fn between(
    lead: &Lead,
    (old, before): (Option<&Status>, &Statuses<'_>),
    (new, after): (&Status, &Statuses<'_>),
) -> EffectCounts {
    let owned = lead.owner.is_some();
    let turns = |was: bool, is: bool| u64::from(owned && !was && is);
    let was_in_queue = old.is_some_and(|old| old.in_queue);
    let counted = old.is_some_and(|old| old.counts_toward_cap);
    EffectCounts {
        renamed: u64::from(old.is_some_and(|old| old.id == new.id && old.name != new.name)),
        entering_queue: turns(was_in_queue, new.in_queue),
        leaving_queue: turns(new.in_queue, was_in_queue),
        counting: turns(counted, new.counts_toward_cap),
        no_longer_counting: turns(new.counts_toward_cap, counted),
        stranded: u64::from(before.may_leave(&lead.status) && !after.may_leave(&new.id)),
        ..EffectCounts::default()
    }
}

/// The command that moves a lead of a deleted status to the replacement.
fn replacing(lead: &Lead, to: &StatusId, id: &CommandId) -> Command {
    Command {
        id: id.for_lead(&lead.id),
        expected_version: Some(lead.version),
        deed: Deed::change_status(to.clone()),
    }
}

/// How many follow-ups the decision resolves.
fn resolved(decision: &Decision) -> u64 {
    let resolves = |change: &Change| matches!(change, Change::FollowUpCompleted { .. });
    let resolved = decision.events.iter().filter(|event| resolves(&event.change)).count();
    u64::try_from(resolved).unwrap_or(u64::MAX)
}

/// What is counted of one owner's leads.
#[derive(Default)]
struct Tally {
    leads: EffectCounts,
    /// Counting leads before the edit.
    held: u64,
}

impl Tally {
    fn held_by(&self, agent: &Agent) -> HeldEffect {
        let before = agent.stated_held().map_or(self.held, u64::from);
        let after = before
            .saturating_add(self.leads.counting)
            .saturating_sub(self.leads.no_longer_counting);
        let above_cap = agent.cap.is_some_and(|cap| after > cap.into());
        HeldEffect { before, after, cap: agent.cap, above_cap }
    }
}

/// The statuses of a pipeline by id, and those that a person may move a lead from.
struct Statuses<'p> {
    by_id: Map<&'p StatusId, &'p Status>,
    /// None = all.
    left: Option<Set<&'p StatusId>>,
}

impl<'p> Statuses<'p> {
    fn of(pipeline: &'p Pipeline) -> Self {
        let by_id = Map::from_iter(pipeline.statuses.iter().map(|status| (&status.id, status)));
        let moves = pipeline.allowed_moves.as_ref();
        let left = moves.map(|moves| Set::from_iter(moves.iter().map(|allowed| &allowed.from)));
        Self { by_id, left }
    }

    fn get(&self, id: &StatusId) -> Option<&'p Status> {
        self.by_id.get(id).copied()
    }

    fn may_leave(&self, id: &StatusId) -> bool {
        self.left.as_ref().is_none_or(|left| left.contains(id))
    }
}
