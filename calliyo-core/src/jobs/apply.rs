//! Applying a plan to leads and agents as they are now (rule S4).

use alloc::vec::Vec;

use serde::Serialize;

use super::{
    explain::AgentReason,
    outcome::Outcome,
    plan::{AgentTally, Batch, Plan, PlannedMove, Saw, concerned},
};
use crate::{
    access::JOBS,
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, CommandId, LeadId},
    lead::{Actor, Agent, AgentState, Context, Event, Lead, job_move},
    number::Count,
    order::{Map, Set},
    policy::schema_fault,
    time::{Job, Timestamp},
};

/// What applying a plan came to: the events of the moves that stand, and the moves that do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AppliedPlan {
    /// The events, move by move; a move's command id is the run's id, a slash and the lead's id.
    pub events: Vec<Event>,
    /// The moves that were refused, in the plan's order.
    pub refused: Vec<RefusedMove>,
    /// What the moves that stand do to each agent who was supplied, with the counters for the host to store (rules A5b, A7).
    pub agents: Vec<AgentTally>,
    /// What the moves that stand came to; what the plan left stays left.
    pub outcome: Outcome,
}

/// A move that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefusedMove {
    /// The lead.
    pub lead: LeadId,
    /// Why: `plan.stale`, `plan.already_applied`, `plan.lead_missing`, `lead.duplicate_id` for a second move of a lead,
    /// `job.limit_reached`, `agent.at_cap`, or what keeps the lead from moving or the agent from receiving.
    pub reason: Diagnostic,
}

impl Engine {
    /// Applies a plan to leads and agents as they are now (rule S4).
    ///
    /// Refused one by one are moves whose lead changed since (`plan.stale`) or is one that no job moves (a Customer, a lead
    /// with a call in progress, of a banned owner or marked do-not-call), and moves to an agent who may no longer receive
    /// the lead (rules A2, A6, T2); then, lowest priority first, moves into an agent who took as many new leads meanwhile as
    /// a limit allows (rule A7), and moves into one who would end above the cap. The others stand. Applying a plan twice
    /// changes nothing more: a move that was carried out is told as `plan.already_applied`.
    ///
    /// What the agents hold and received is as it is now; `held` is counted among the leads supplied where it is not given.
    ///
    /// # Errors
    /// [`Code::AgentDuplicateId`] when an agent is listed twice; [`Code::DocumentTooNew`] when the plan's schema is newer
    /// than this library reads, and [`Code::NumberOutOfRange`] when there never was one of that number;
    /// [`Code::PermissionDenied`] when the actor is a person without `job.manage` (rule G3).
    pub fn apply_plan<'a>(
        &self,
        plan: &Plan,
        leads: impl IntoIterator<Item = &'a Lead>,
        agents: &[Agent],
        actor: &Actor,
        now: Timestamp,
    ) -> Result<AppliedPlan, Diagnostic> {
        if let Some(fault) = schema_fault(plan.schema, "plan.schema") {
            return Err(fault);
        }
        self.access(actor).demand(JOBS)?;
        let leads: Vec<&Lead> = leads.into_iter().collect();
        let batch = Batch::new(self, leads.iter().copied(), agents, now)?;
        let by_id: Map<&LeadId, &Lead> =
            Map::from_iter(batch.leads.iter().map(|lead| (&lead.id, *lead)));
        let mut refusals: Vec<Option<Diagnostic>> = Vec::with_capacity(plan.moves.len());
        let mut seen = Set::new();
        for planned in &plan.moves {
            let is_repeated = !seen.insert(&planned.lead);
            let refusal = match by_id.get(&planned.lead).copied() {
                None => Some(missing(&batch, &leads, &planned.lead)),
                Some(lead) if is_repeated => {
                    Some(Diagnostic::new(Code::LeadDuplicateId).with("lead", &lead.id))
                }
                Some(lead) => self.stale(plan, planned, lead, &batch, now).or_else(|| {
                    let to = planned.to.as_ref()?;
                    self.cannot_receive(plan.job, lead, to, &batch)
                }),
            };
            refusals.push(refusal);
        }
        self.refuse_above_limits(plan, agents, &mut refusals);
        self.refuse_above_cap(plan, &by_id, &batch, &mut refusals);

        let context = Context::new(now, actor.clone());
        let mut events = Vec::new();
        let mut refused = Vec::new();
        let mut moved = Vec::new();
        for (planned, refusal) in plan.moves.iter().zip(refusals) {
            match (by_id.get(&planned.lead), refusal) {
                (Some(lead), None) => {
                    let command = CommandId::of_run(&plan.run, &lead.id);
                    let to = planned.to.as_ref();
                    events.extend(job_move(self, lead, &context, &command, to));
                    moved.push((*lead, to));
                }
                (_, Some(reason)) => {
                    refused.push(RefusedMove { lead: planned.lead.clone(), reason });
                }
                // A lead that is not there was refused above.
                (None, None) => {}
            }
        }
        let left = (plan.outcome.left, plan.outcome.reason);
        let concerned = concerned(&batch, &moved);
        let outcome = Outcome::of(plan.job, plan.at, self.zone(), concerned, left);
        let mut agents = self.tallies(&batch, &plan.run, &moved);
        if plan.job == Job::Assignment {
            let planned = planned_counters(plan, &refused);
            for tally in &mut agents {
                tally.counter = counter_after(planned.get(&tally.agent).copied(), tally);
            }
        }
        Ok(AppliedPlan { events, refused, agents, outcome })
    }

    /// Why a move is refused for its lead: changed, moved by this plan before, or one that no job moves.
    fn stale(
        &self,
        plan: &Plan,
        planned: &PlannedMove,
        lead: &Lead,
        batch: &Batch<'_>,
        now: Timestamp,
    ) -> Option<Diagnostic> {
        if Saw::of(lead) == planned.saw {
            let owner = lead.owner.as_ref().and_then(|owner| batch.agent(owner));
            return self.unmovable(lead, owner, now).map(Diagnostic::new);
        }
        let applied = match plan.job {
            Job::Removal => lead.is_unassigned(),
            Job::Assignment | Job::TopUp => {
                lead.owner == planned.to && lead.status == *self.assigned_status()
            }
        };
        let applied = applied && lead.version > planned.saw.version && lead.status_since >= plan.at;
        let code = if applied { Code::PlanAlreadyApplied } else { Code::PlanStale };
        Some(Diagnostic::new(code).with("lead", &planned.lead))
    }

    /// Why the agent receives nothing from a job (rules A2, T2), or not this lead (rule A6).
    fn cannot_receive(
        &self,
        job: Job,
        lead: &Lead,
        agent: &AgentId,
        batch: &Batch<'_>,
    ) -> Option<Diagnostic> {
        let about = |code: Code| Some(Diagnostic::new(code).with("agent", agent));
        match batch.agent(agent) {
            None => about(Code::AgentUnknown),
            Some(own) => match own.state {
                AgentState::Banned => about(Code::AgentBanned),
                AgentState::Away => about(Code::AgentAway),
                AgentState::Active if !self.receives_leads(&own.role) => {
                    about(Code::AgentNotAssignable).map(|reason| reason.with("role", &own.role))
                }
                AgentState::Active => {
                    let admits = |branch, department| {
                        let scope = self.policy().automation.assignment.scope;
                        scope.admits(branch, department, own)
                    };
                    let reason = if !admits(lead.branch.as_ref(), None) {
                        Some(AgentReason::OtherBranch)
                    } else if !admits(None, lead.department.as_ref()) {
                        Some(AgentReason::OtherDepartment)
                    } else {
                        let fills_up = job == Job::TopUp;
                        (fills_up && own.cap.is_none()).then_some(AgentReason::WithoutCap)
                    };
                    reason.map(|reason| reason.finding(agent.as_str()))
                }
            },
        }
    }

    /// Refuses, lowest priority first, moves into agents who have less left of the limits than the plan gives (rules S4,
    /// A7).
    fn refuse_above_limits(
        &self,
        plan: &Plan,
        agents: &[Agent],
        refusals: &mut [Option<Diagnostic>],
    ) {
        let left = agents
            .iter()
            .filter_map(|agent| Some((&agent.id, self.intake_left(agent, &plan.run)?)));
        let mut left: Map<&AgentId, u32> = Map::from_iter(left);
        // The moves stand highest priority first.
        for (planned, refusal) in plan.moves.iter().zip(refusals) {
            if refusal.is_some() {
                continue;
            }
            match planned.to.as_ref().and_then(|to| left.get_mut(to)) {
                Some(0) => *refusal = Some(Diagnostic::new(Code::JobLimitReached)),
                Some(left) => *left = left.saturating_sub(1),
                None => {}
            }
        }
    }

    /// Refuses, lowest priority first, moves into agents who would end above their cap (rule S4).
    ///
    /// A refused move leaves its lead where it is, which may fill another agent again: that goes on until nobody who
    /// receives ends above the cap.
    fn refuse_above_cap(
        &self,
        plan: &Plan,
        leads: &Map<&LeadId, &Lead>,
        batch: &Batch<'_>,
        refusals: &mut [Option<Diagnostic>],
    ) {
        let mut ends: Map<&AgentId, Ending> = batch
            .agents
            .iter()
            .zip(&batch.held)
            .map(|(agent, held)| {
                let cap = agent.cap.map_or(i64::MAX, i64::from);
                (&agent.id, Ending { held: i64::from(*held), cap, arriving: Vec::new() })
            })
            .collect();
        let counts = |lead: &LeadId| leads.get(lead).filter(|lead| self.counts_toward_cap(lead));
        let standing = |refusals: &[Option<Diagnostic>], place: usize| {
            refusals.get(place).is_some_and(Option::is_none)
        };
        for (place, planned) in plan.moves.iter().enumerate() {
            if !standing(refusals, place) {
                continue;
            }
            let leaves = counts(&planned.lead).and_then(|lead| lead.owner.as_ref());
            if let Some(end) = leaves.and_then(|owner| ends.get_mut(owner)) {
                end.held = end.held.saturating_sub(1);
            }
            if let Some(end) = planned.to.as_ref().and_then(|to| ends.get_mut(to)) {
                end.held = end.held.saturating_add(1);
                end.arriving.push(place);
            }
        }
        let mut full: Vec<&AgentId> =
            ends.iter().filter(|(_, end)| end.is_above()).map(|(agent, _)| *agent).collect();
        while let Some(agent) = full.pop() {
            let Some(end) = ends.get_mut(agent).filter(|end| end.is_above()) else { continue };
            // The last in the plan's order has the lowest priority.
            let Some(place) = end.arriving.pop() else { continue };
            end.held = end.held.saturating_sub(1);
            full.push(agent);
            if let Some(refusal) = refusals.get_mut(place) {
                *refusal = Some(Diagnostic::new(Code::AgentAtCap).with("agent", agent));
            }
            let stays = plan.moves.get(place).and_then(|planned| counts(&planned.lead));
            let owner = stays.and_then(|lead| lead.owner.as_ref());
            if let Some(end) = owner.and_then(|owner| ends.get_mut(owner)) {
                end.held = end.held.saturating_add(1);
                full.extend(owner);
            }
        }
    }
}

/// Why a lead of the plan cannot be moved: it was not supplied, or it contradicts itself (rule L2).
fn missing(batch: &Batch<'_>, leads: &[&Lead], lead: &LeadId) -> Diagnostic {
    let Some(skipped) = batch.skipped.iter().find(|skipped| skipped.lead == *lead) else {
        return Diagnostic::new(Code::PlanLeadMissing).with("lead", lead);
    };
    let supplied = leads.iter().find(|own| own.id == *lead);
    supplied.and_then(|own| schema_fault(own.schema, "lead.schema")).unwrap_or_else(|| {
        let found = Diagnostic::new(skipped.reason).with("lead", lead);
        match skipped.reason {
            Code::LeadInconsistent => found.with("problems", skipped.problems.clone()),
            _ => found,
        }
    })
}

/// What the plan made of the agents' counters, less the moves refused (rule A5b).
fn planned_counters<'p>(plan: &'p Plan, refused: &[RefusedMove]) -> Map<&'p AgentId, u64> {
    let mut counters: Map<&AgentId, u64> = Map::new();
    for own in &plan.agents {
        if let Some(counter) = own.counter {
            counters.insert_if_missing(&own.agent, counter.get());
        }
    }
    let refused: Set<&LeadId> = Set::from_iter(refused.iter().map(|own| &own.lead));
    for planned in plan.moves.iter().filter(|own| refused.contains(&own.lead)) {
        if let Some(counter) = planned.to.as_ref().and_then(|to| counters.get_mut(to)) {
            *counter = counter.saturating_sub(1);
        }
    }
    counters
}

/// The agent's counter after the moves that stand (rule A5b): what is left of the planned one, but never less than what the
/// agent has now and received. None for an agent who is still new.
fn counter_after(planned: Option<u64>, tally: &AgentTally) -> Option<Count> {
    let own = tally.counter.map(Count::get).or((tally.received > 0).then_some(0));
    let own = own.map(|own| own.saturating_add(tally.received.into()));
    // None is the least.
    planned.max(own).map(Count::new)
}

/// What an agent would hold after the moves that stand.
struct Ending {
    held: i64,
    cap: i64,
    /// The places in the plan of the moves into the agent, highest priority first.
    arriving: Vec<usize>,
}

impl Ending {
    /// Whether the agent receives and ends above the cap.
    fn is_above(&self) -> bool {
        self.held > self.cap && !self.arriving.is_empty()
    }
}
