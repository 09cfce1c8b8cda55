//! Why a plan is as it is, over records: the answers of [`super::explain`] by ids, each with its sentence (rule A8).

use alloc::{borrow::Cow, vec::Vec};

use serde::Serialize;

use super::{
    NO_AGENT, PreviousOwners, RowReason, assignment,
    columns::malformed,
    explain::{AgentCounts, AgentReason, Explanation, Matching, closed, limit_reached},
    plan::{AgentTally, AgentsFilled, Batch, LeadsFilled, Plan, Saw, SkippedLead, is_listed},
    removal, top_up,
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, LeadId},
    lead::{Agent, Lead},
    order::{Map, Set},
    policy::schema_fault,
    time::Job,
};

/// Where a lead went in a run, or why it stays (rule A8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExplainedLead {
    /// The lead.
    pub lead: LeadId,
    /// The agent who receives it.
    pub to: Option<AgentId>,
    /// `job.lead_placed`, `job.lead_removed`, or the first reason why it stays.
    pub reason: Diagnostic,
    /// How many agents have which reason, in the order in which reasons are looked for.
    pub counts: Vec<AgentCount>,
    /// What each agent who was in the run has to do with the lead, in the order of the agents. Empty for a lead that took no
    /// part, and for removal: no agent was asked.
    pub agents: Vec<AgentFinding>,
}

/// How many agents have a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgentCount {
    /// The reason.
    pub reason: Code,
    /// The agents.
    pub agents: u64,
}

/// What one agent has to do with a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgentFinding {
    /// The agent.
    pub agent: AgentId,
    /// That the agent receives the lead, or the first reason why not.
    pub reason: Diagnostic,
}

/// Why an agent receives as many leads in a run, and no more (rule A8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExplainedAgent {
    /// The agent.
    pub agent: AgentId,
    /// Leads received.
    pub received: u32,
    /// Counting leads held after the run (rule A2).
    pub held: u32,
    /// Most leads held at once; none = no limit.
    pub cap: Option<u32>,
    /// Why there are no more.
    pub reason: Diagnostic,
}

impl ExplainedLead {
    /// Keeps what is told about some of the agents.
    pub(crate) fn retain(&mut self, mut is_kept: impl FnMut(&AgentId) -> bool) {
        self.agents.retain(|own| is_kept(&own.agent));
        for count in &mut self.counts {
            let reasons = self.agents.iter().map(|own| own.reason.code());
            let kept = reasons.filter(|reason| *reason == count.reason).count();
            count.agents = u64::try_from(kept).unwrap_or(u64::MAX);
        }
        self.counts.retain(|count| count.agents > 0);
    }
}

/// A lead of a run that took part: its fate, and who receives it.
type Row<'a> = (&'a Lead, RowReason, Option<&'a AgentId>);

impl Engine {
    /// Explains what a plan makes of one lead (rule A8): where it goes, or what each agent has against it.
    ///
    /// The plan is one of [`Engine::plan`], stored or not; the lead, its previous owners and the agents are those that it was
    /// made from, and so is the engine's policy. An agent without a tally in the plan was not in the run and is left out. This
    /// is a pass over the plan, the agents and the previous owners.
    ///
    /// # Errors
    /// [`Code::DocumentTooNew`] and [`Code::NumberOutOfRange`] for the schema of the plan; [`Code::PlanStale`] for a lead that
    /// is no longer as the plan saw it, or was not in the run; [`Code::AgentUnknown`] for an agent of the plan who was not supplied;
    /// [`Code::RequestMalformed`] for a reason that no plan has; [`Code::TimeOutOfRange`] as [`Engine::plan`].
    pub fn explain(
        &self,
        plan: &Plan,
        lead: &Lead,
        agents: &[Agent],
        previous_owners: &[PreviousOwners],
    ) -> Result<ExplainedLead, Diagnostic> {
        readable(plan)?;
        let moved = plan.moves.iter().find(|own| own.lead == lead.id);
        let not_placed = plan.not_placed.iter().find(|own| own.lead == lead.id);
        let skipped = plan.skipped.iter().find(|own| own.lead == lead.id);
        let row: Row<'_> = match (moved, not_placed, skipped) {
            (Some(own), ..) if Saw::of(lead) != own.saw => return Err(stale(lead)),
            (Some(own), ..) if plan.job == Job::Removal => {
                return Ok(alone(lead, own.to.clone(), Diagnostic::new(Code::JobLeadRemoved)));
            }
            (Some(own), ..) => (lead, RowReason::Moved, own.to.as_ref()),
            (None, Some(own), _) => (lead, reason_of(own.reason)?, None),
            (None, None, Some(own)) => return Ok(alone(lead, None, left_aside(lead, own))),
            (None, None, None) => {
                return self.not_eligible(plan, lead, agents).map(|why| alone(lead, None, why));
            }
        };
        self.explaining(plan, &[row], agents, previous_owners, |explanation, agents| {
            let explained = explanation.lead(0)?;
            let to = row.2.map(AgentId::as_str).unwrap_or_default();
            let reasons = explanation.agents(0)?;
            Ok(ExplainedLead {
                lead: lead.id.clone(),
                to: row.2.cloned(),
                reason: explained.finding(to),
                counts: counts(&explained.agents),
                agents: agents
                    .iter()
                    .zip(reasons)
                    .map(|(agent, (_, reason))| AgentFinding {
                        agent: agent.id.clone(),
                        reason: reason.finding(agent.id.as_str()),
                    })
                    .collect(),
            })
        })
    }

    /// Explains why each agent receives as many leads as the plan says, and no more (rule A8); empty for removal.
    ///
    /// The leads are those that the plan moves or leaves without a place, at least. An agent without a tally in the plan was
    /// not in the run and is left out.
    ///
    /// # Errors
    /// As [`Engine::explain`]; [`Code::PlanLeadMissing`] for a lead that was not supplied.
    pub fn explain_agents<'a>(
        &self,
        plan: &Plan,
        leads: impl IntoIterator<Item = &'a Lead>,
        agents: &[Agent],
        previous_owners: &[PreviousOwners],
    ) -> Result<Vec<ExplainedAgent>, Diagnostic> {
        readable(plan)?;
        if plan.job == Job::Removal {
            return Ok(Vec::new());
        }
        let mut by_id: Map<&LeadId, &Lead> = Map::new();
        for lead in leads {
            by_id.insert_if_missing(&lead.id, lead);
        }
        let supplied = |lead: &LeadId| {
            let own = by_id.get(lead).copied();
            own.ok_or_else(|| Diagnostic::new(Code::PlanLeadMissing).at("leads").with("lead", lead))
        };
        let mut rows: Vec<Row<'_>> = Vec::new();
        for own in &plan.moves {
            let lead = supplied(&own.lead)?;
            if Saw::of(lead) != own.saw {
                return Err(stale(lead));
            }
            rows.push((lead, RowReason::Moved, own.to.as_ref()));
        }
        for own in &plan.not_placed {
            rows.push((supplied(&own.lead)?, reason_of(own.reason)?, None));
        }
        self.explaining(plan, &rows, agents, previous_owners, |explanation, agents| {
            let explained = explanation.every_agent()?;
            let rows = agents.iter().zip(&plan.agents).zip(explained);
            Ok(rows
                .map(|((agent, tally), explained)| ExplainedAgent {
                    agent: agent.id.clone(),
                    received: explained.received,
                    held: tally.held,
                    cap: agent.cap,
                    reason: explained.reason.finding(agent.id.as_str()),
                })
                .collect())
        })
    }

    /// Asks the columns of these leads and of the agents of the run, who come in the order of the plan.
    fn explaining<R>(
        &self,
        plan: &Plan,
        rows: &[Row<'_>],
        agents: &[Agent],
        previous_owners: &[PreviousOwners],
        ask: impl FnOnce(&Explanation<'_>, &[Agent]) -> Result<R, Diagnostic>,
    ) -> Result<R, Diagnostic> {
        let own = self.columns_of(plan, rows, agents, previous_owners)?;
        let agents = &own.filled.columns();
        let matching = match plan.job {
            Job::TopUp => Matching::of_top_up(&self.top_up_rules_of_records()),
            _ => Matching::of_assignment(&self.assignment_rules_of_records(plan.at)),
        };
        let explanation = Explanation {
            leads: &own.leads.columns(),
            agents,
            matching,
            agent_of: &own.agent_of,
            reason: &own.reason,
            received: &own.received,
            closed: closed(agents, matching, &own.room, own.limits),
            room: Cow::Owned(own.room),
        };
        ask(&explanation, &own.agents)
    }

    /// The columns of these leads and of the agents of the run.
    fn columns_of<'a>(
        &self,
        plan: &Plan,
        rows: &[Row<'_>],
        agents: &'a [Agent],
        previous_owners: &[PreviousOwners],
    ) -> Result<RunFilled<'a>, Diagnostic> {
        let agents = of_the_run(plan, agents)?;
        let leads = rows.iter().map(|(lead, ..)| *lead);
        let receivers = rows.iter().filter_map(|(.., to)| *to);
        let earlier = previous_owners.iter().flat_map(|own| &own.agents);
        let batch = batch_of(leads.collect(), receivers.chain(earlier), &agents);
        let mut agent_of = Vec::with_capacity(rows.len());
        for (_, fate, to) in rows {
            let row = batch.row(*to);
            agent_of.push(row.filter(|_| *fate == RowReason::Moved).unwrap_or(NO_AGENT));
        }
        let reason: Vec<u8> = rows.iter().map(|(_, fate, _)| fate.as_byte()).collect();
        let received: Vec<u32> = plan.agents.iter().map(|own| own.received).collect();
        let room = agents.iter().zip(&plan.agents);
        let room = room.map(|(agent, tally)| {
            Some(i64::from(agent.cap?).saturating_sub(i64::from(tally.held)))
        });

        let intake = self.policy().automation.assignment.intake;
        let limits = plan.agents.iter().map(|own| {
            let of_run = own.last_run.as_ref().filter(|share| share.run == plan.run);
            limit_reached(intake, of_run.map_or(0, |share| share.received), own.received_today)
        });

        let leads = LeadsFilled::from(self, &batch, previous_owners, plan.at);
        let filled = AgentsFilled::from(self, &batch, &plan.run);
        let (room, limits) = (room.collect(), limits.collect());
        Ok(RunFilled { agents, leads, filled, agent_of, reason, received, room, limits })
    }

    /// Why a lead took no part in the run.
    fn not_eligible(
        &self,
        plan: &Plan,
        lead: &Lead,
        agents: &[Agent],
    ) -> Result<Diagnostic, Diagnostic> {
        if !self.contradictions(lead, plan.at).is_empty() {
            return Err(stale(lead));
        }
        let batch = batch_of(Vec::from([lead]), None, agents);
        let leads = LeadsFilled::from(self, &batch, &[], plan.at);
        let filled = AgentsFilled::from(self, &batch, &plan.run);
        let (leads, agents) = (leads.columns(), filled.columns());
        // Whether a lead is eligible does not depend on other leads: a run of this one alone says it.
        let reason = match plan.job {
            Job::Assignment => {
                assignment::plan(&leads, &agents, &self.assignment_rules_of_records(plan.at))?
                    .reason
            }
            Job::TopUp => top_up::plan(&leads, &agents, &self.top_up_rules_of_records())?.reason,
            Job::Removal => removal::plan(&leads, &agents, &self.removal_rules(plan.at))?.reason,
        };
        // Others than these would stand in the plan.
        let counted = |reason: &RowReason| !reason.is_eligible() && !is_listed(*reason);
        let reason = reason.first().and_then(|byte| RowReason::from_byte(*byte)).filter(counted);
        reason.and_then(RowReason::code).map(Diagnostic::new).ok_or_else(|| stale(lead))
    }
}

/// What a run is explained by, as columns filled from records.
struct RunFilled<'a> {
    agents: Cow<'a, [Agent]>,
    leads: LeadsFilled,
    filled: AgentsFilled,
    agent_of: Vec<u32>,
    reason: Vec<u8>,
    received: Vec<u32>,
    room: Vec<Option<i64>>,
    limits: Vec<AgentReason>,
}

/// Refuses a plan of a schema that this library does not read.
fn readable(plan: &Plan) -> Result<(), Diagnostic> {
    schema_fault(plan.schema, "plan.schema").map_or(Ok(()), Err)
}

fn stale(lead: &Lead) -> Diagnostic {
    Diagnostic::new(Code::PlanStale).at("lead").with("lead", &lead.id)
}

/// What is said of a lead that no agent was asked about.
fn alone(lead: &Lead, to: Option<AgentId>, reason: Diagnostic) -> ExplainedLead {
    ExplainedLead { lead: lead.id.clone(), to, reason, counts: Vec::new(), agents: Vec::new() }
}

/// The fate of an eligible lead that is not placed.
fn reason_of(code: Code) -> Result<RowReason, Diagnostic> {
    let mut unplaced = RowReason::ALL.iter().filter(|own| own.is_eligible());
    unplaced.find(|own| own.code() == Some(code)).copied().ok_or_else(|| {
        let detail = alloc::format!("`{code}` is no reason of a lead without a place");
        malformed("plan.notPlaced", detail)
    })
}

/// Why a run left the lead aside.
fn left_aside(lead: &Lead, skipped: &SkippedLead) -> Diagnostic {
    let found = Diagnostic::new(skipped.reason);
    match skipped.reason {
        Code::LeadInconsistent => {
            found.with("lead", &lead.id).with("problems", skipped.problems.clone())
        }
        Code::LeadDuplicateId => found.with("lead", &lead.id),
        Code::AgentUnknown => {
            found.with("agent", lead.owner.as_ref().map(AgentId::as_str).unwrap_or_default())
        }
        _ => schema_fault(lead.schema, "lead.schema").unwrap_or(found),
    }
}

/// The agents of a run, each in the place of its tally.
fn of_the_run<'a>(plan: &Plan, agents: &'a [Agent]) -> Result<Cow<'a, [Agent]>, Diagnostic> {
    if agents.iter().map(|own| &own.id).eq(plan.agents.iter().map(|own| &own.agent)) {
        return Ok(Cow::Borrowed(agents));
    }
    let by_id: Map<&AgentId, &Agent> = Map::from_iter(agents.iter().map(|own| (&own.id, own)));
    let agent = |tally: &AgentTally| {
        let own = by_id.get(&tally.agent).map(|own| (*own).clone());
        own.ok_or_else(|| {
            Diagnostic::new(Code::AgentUnknown).at("agents").with("agent", &tally.agent)
        })
    };
    plan.agents.iter().map(agent).collect()
}

/// The leads and agents as rows, without what the agents hold. Only agents whom a lead names or who receive one are looked
/// up, so that a lead costs few comparisons of ids.
fn batch_of<'a>(
    leads: Vec<&'a Lead>,
    receivers: impl IntoIterator<Item = &'a AgentId>,
    agents: &'a [Agent],
) -> Batch<'a> {
    let mut named: Set<&AgentId> = receivers.into_iter().collect();
    for lead in &leads {
        named.extend(&lead.owner);
        named.extend(&lead.last_owner);
    }
    let named = (0..).zip(agents).filter(|(_, agent)| named.contains(&agent.id));
    let rows = named.map(|(row, agent)| (&agent.id, row)).collect();
    let held = alloc::vec![0; agents.len()];
    Batch { leads, agents, rows, held, skipped: Vec::new() }
}

fn counts(counts: &AgentCounts) -> Vec<AgentCount> {
    let told = counts.iter().filter(|(_, agents)| *agents > 0);
    told.map(|(reason, agents)| AgentCount { reason: reason.code(), agents: agents.into() })
        .collect()
}
