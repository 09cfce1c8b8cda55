//! The jobs over records: plans that a host stores, shows and applies (rules S4, S5).
//!
//! [`Engine::plan`] fills columns from leads and agents, runs the column algorithm of the job, and turns what it says
//! back into moves by id. Nothing is changed; [`Engine::apply_plan`] does that.

use alloc::vec::Vec;
use core::cmp::Ordering;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    AgentColumns, LeadColumns, NO_AGENT, ReasonCounts, RowReason, StatusSet, UNKNOWN_AGENT,
    assignment, number, outcome::Outcome, removal, top_up,
};
use crate::{
    code::Code,
    columns::{Bits, Filled, Lists},
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, BranchId, DepartmentId, LeadId, RunId, StatusId},
    lead::{Agent, AgentState, Lead, RunShare},
    number::Count,
    order::{self, Map, Set},
    policy::{
        CUSTOMER, FreshOrder, Intake, SCHEMA, UNASSIGNED, present_schema, schema_fault, upgraded,
    },
    time::{Job, Timestamp},
};

/// The agents who had a lead at any time, its present owner too, as the host knows from its history (rule A7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PreviousOwners {
    /// The lead.
    pub lead: LeadId,
    /// The agents, in any order; those who are not supplied to the run are passed by.
    pub agents: Vec<AgentId>,
}

/// What a run of a job would do (rule S4); it changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The schema number of this document (rule K2); default the present one.
    #[serde(default = "present_schema", deserialize_with = "upgraded::deserialize")]
    pub schema: u32,
    /// The run's id, given by the host.
    pub run: RunId,
    /// The job.
    pub job: Job,
    /// The instant of the run.
    pub at: Timestamp,
    /// The moves, highest priority first.
    pub moves: Vec<PlannedMove>,
    /// Eligible leads that stay as they are, each with the first reason that applies (rule A3).
    #[serde(default)]
    pub not_placed: Vec<NotPlaced>,
    /// Leads that were skipped and need a look: inconsistent ones, owners who were not supplied, exhausted ones (rules L2,
    /// A1, A7).
    #[serde(default)]
    pub skipped: Vec<SkippedLead>,
    /// How many of the other leads are not eligible, by reason; moved, not placed, skipped and these are all leads.
    #[serde(default)]
    pub not_eligible: Vec<ReasonCount>,
    /// What the run does to each agent who was supplied.
    #[serde(default)]
    pub agents: Vec<AgentTally>,
    /// Whether no plan places more leads, or better ones (rule A5); default yes. It is not known only of an assignment in
    /// which so many agents hold more than their cap that the search for the best choice of who of them shall receive was
    /// given up; the plan keeps every rule all the same.
    #[serde(default = "proven")]
    pub is_proven: bool,
    /// The outcome, as data and as one line (rule S5).
    pub outcome: Outcome,
}

fn proven() -> bool {
    true
}

/// One move of a plan, with what it saw of the lead (rule S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlannedMove {
    /// The lead.
    pub lead: LeadId,
    /// The agent who receives it; none = back to the pool.
    #[serde(default)]
    pub to: Option<AgentId>,
    /// The lead as the plan saw it.
    pub saw: Saw,
}

/// What a move saw of its lead; a lead that differs makes the move stale (rule S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Saw {
    /// The owner.
    #[serde(default)]
    pub owner: Option<AgentId>,
    /// The status.
    pub status: StatusId,
    /// The version.
    pub version: Count,
}

impl Saw {
    /// What is to be seen of the lead.
    pub(super) fn of(lead: &Lead) -> Self {
        Self { owner: lead.owner.clone(), status: lead.status.clone(), version: lead.version }
    }
}

/// An eligible lead that stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NotPlaced {
    /// The lead.
    pub lead: LeadId,
    /// Why.
    pub reason: Code,
}

/// A lead that a run leaves aside for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SkippedLead {
    /// The lead.
    pub lead: LeadId,
    /// Why: `lead.inconsistent`, `lead.duplicate_id`, `document.too_new`, `number.out_of_range` (of its schema),
    /// `agent.unknown` or `job.exhausted`.
    pub reason: Code,
    /// The contradictions of an inconsistent lead (rule L2).
    #[serde(default)]
    pub problems: Vec<alloc::string::String>,
}

/// How many leads a reason applies to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReasonCount {
    /// The reason.
    pub reason: Code,
    /// The leads.
    pub leads: u64,
}

/// What a run does to one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgentTally {
    /// The agent.
    pub agent: AgentId,
    /// Leads received.
    pub received: u32,
    /// Leads that left for somebody else or for the pool.
    pub left: u32,
    /// Counting leads held after the run (rule A2).
    pub held: u32,
    /// The counter of leads received from assignment, for the host to store; none for an agent who is still new (rule A5b).
    #[serde(default)]
    pub counter: Option<Count>,
    /// Leads received from assignment and top-up on the run's local day, for the host to store (rule A7).
    #[serde(default)]
    pub received_today: u32,
    /// The run that last gave leads to the agent, for the host to store (rules A7, S4).
    #[serde(default)]
    pub last_run: Option<RunShare>,
    /// Places of the cap that stay free; none without a cap.
    pub free: Option<u32>,
}

/// A batch of records, ready for the columns: consistent leads, each once, and agents by row.
pub(super) struct Batch<'a> {
    pub(super) leads: Vec<&'a Lead>,
    pub(super) agents: &'a [Agent],
    pub(super) rows: Map<&'a AgentId, u32>,
    pub(super) held: Vec<u32>,
    pub(super) skipped: Vec<SkippedLead>,
}

impl<'a> Batch<'a> {
    /// Sorts out the leads that a run cannot take (rule L2) and counts what each agent holds (rule A2).
    pub(super) fn new(
        engine: &Engine,
        leads: impl IntoIterator<Item = &'a Lead>,
        agents: &'a [Agent],
        now: Timestamp,
    ) -> Result<Self, Diagnostic> {
        let mut rows = Map::new();
        for (row, agent) in agents.iter().enumerate() {
            if rows.insert(&agent.id, number(row)).is_some() {
                return Err(Diagnostic::new(Code::AgentDuplicateId)
                    .at(alloc::format!("agents[{row}].id"))
                    .with("agent", &agent.id));
            }
        }
        let mut batch =
            Self { leads: Vec::new(), agents, rows, held: Vec::new(), skipped: Vec::new() };
        let mut seen = Set::new();
        let mut counted = alloc::vec![0_u32; agents.len()];
        for lead in leads {
            let problems = engine.contradictions(lead, now);
            let reason = if !seen.insert(&lead.id) {
                Code::LeadDuplicateId
            } else if let Some(fault) = schema_fault(lead.schema, "") {
                fault.code()
            } else if problems.is_empty() {
                let owner = batch.row(lead.owner.as_ref());
                if let Some(held) = owner.and_then(|row| counted.get_mut(row as usize)) {
                    *held = held.saturating_add(u32::from(engine.counts_toward_cap(lead)));
                }
                batch.leads.push(lead);
                continue;
            } else {
                Code::LeadInconsistent
            };
            batch.skipped.push(SkippedLead {
                lead: lead.id.clone(),
                reason,
                problems: problems.into_iter().map(Into::into).collect(),
            });
        }
        // What the host says an agent holds counts; what it does not say is counted here.
        batch.held = agents
            .iter()
            .zip(counted)
            .map(|(agent, counted)| agent.stated_held().unwrap_or(counted))
            .collect();
        Ok(batch)
    }

    /// The agent of this id, where it was supplied.
    pub(super) fn agent(&self, id: &AgentId) -> Option<&'a Agent> {
        self.agents.get(*self.rows.get(id)? as usize)
    }

    /// The row of an agent; [`UNKNOWN_AGENT`] for one who was not supplied, none for none.
    pub(super) fn row(&self, agent: Option<&AgentId>) -> Option<u32> {
        agent.map(|agent| self.rows.get(agent).copied().unwrap_or(UNKNOWN_AGENT))
    }
}

/// What each agent holds (rule A2): as the host says or, where it does not, as counted among the leads.
pub(crate) fn held(
    engine: &Engine,
    leads: &[&Lead],
    agents: &[Agent],
    now: Timestamp,
) -> Result<Vec<u32>, Diagnostic> {
    Ok(Batch::new(engine, leads.iter().copied(), agents, now)?.held)
}

impl Engine {
    /// Plans a run of a job over records (rules A, T, X, S4).
    ///
    /// The leads are those that the job may look at, at least; an agent's `held` that is not given is counted among them
    /// (rule A2), so that all of the agent's leads must then be there. The order of leads does not matter; the order of
    /// agents breaks ties.
    ///
    /// `previous_owners` are looked at where the policy excludes them (rule A7); a lead may stand there more than once, or
    /// not at all. Limits on new leads go by the agents' `received_today` and, under the same run id, `last_run`.
    ///
    /// # Errors
    /// [`Code::AgentDuplicateId`] when an agent is listed twice.
    pub fn plan<'a>(
        &self,
        job: Job,
        run: &RunId,
        leads: impl IntoIterator<Item = &'a Lead>,
        agents: &[Agent],
        previous_owners: &[PreviousOwners],
        now: Timestamp,
    ) -> Result<Plan, Diagnostic> {
        let leads: Vec<&Lead> = leads.into_iter().collect();
        let batch = Batch::new(self, leads, agents, now)?;
        let filled = LeadsFilled::from(self, &batch, previous_owners, now);
        let agents_filled = AgentsFilled::from(self, &batch, run);
        let (columns, agent_columns) = (filled.columns(), agents_filled.columns());
        let picked = match job {
            Job::Removal => {
                let rules = self.removal_rules(now);
                let plan = removal::plan(&columns, &agent_columns, &rules)?;
                Picked {
                    agent_of: alloc::vec![NO_AGENT; plan.reason.len()],
                    reason: plan.reason,
                    counts: plan.outcome.counts,
                    counter: None,
                    places_left: 0,
                    is_proven: true,
                }
            }
            Job::Assignment => {
                let rules = self.assignment_rules_of_records(now);
                let plan = assignment::plan(&columns, &agent_columns, &rules)?;
                Picked {
                    agent_of: plan.agent_of,
                    reason: plan.reason,
                    counts: plan.outcome.counts,
                    counter: Some(plan.outcome.counter),
                    places_left: 0,
                    is_proven: plan.outcome.is_proven,
                }
            }
            Job::TopUp => {
                let rules = self.top_up_rules_of_records();
                let plan = top_up::plan(&columns, &agent_columns, &rules)?;
                let places = plan.outcome.places_left.iter().map(|places| u64::from(*places));
                Picked {
                    agent_of: plan.agent_of,
                    reason: plan.reason,
                    counts: plan.outcome.counts,
                    counter: None,
                    places_left: places.sum(),
                    is_proven: true,
                }
            }
        };
        Ok(self.record_plan(job, run, now, batch, &picked))
    }

    /// The column plan as a document by ids.
    fn record_plan(
        &self,
        job: Job,
        run: &RunId,
        now: Timestamp,
        batch: Batch<'_>,
        picked: &Picked,
    ) -> Plan {
        let mut moved = Vec::new();
        let mut not_placed = Vec::new();
        let mut skipped = batch.skipped.clone();
        let rows = batch.leads.iter().zip(picked.agent_of.iter().zip(&picked.reason));
        for (lead, (agent, reason)) in rows {
            let Some(reason) = RowReason::from_byte(*reason) else { continue };
            let to = batch.agents.get(*agent as usize).map(|agent| &agent.id);
            match reason.code() {
                None => moved.push((*lead, to)),
                Some(code) if reason.is_eligible() => {
                    not_placed.push(NotPlaced { lead: lead.id.clone(), reason: code });
                }
                Some(code) if is_listed(reason) => skipped.push(SkippedLead {
                    lead: lead.id.clone(),
                    reason: code,
                    problems: Vec::new(),
                }),
                Some(_) => {}
            }
        }
        order::sort_by(&mut moved, |(a, _), (b, _)| self.dealing_order(job, a, b));
        order::sort_by(&mut not_placed, |a, b| a.lead.cmp(&b.lead));
        order::sort_by(&mut skipped, |a, b| (&a.lead, a.reason).cmp(&(&b.lead, b.reason)));
        let mut agents = self.tallies(&batch, run, &moved);
        for (tally, counter) in agents.iter_mut().zip(picked.counter.iter().flatten()) {
            tally.counter = counter.map(Count::new);
        }
        let outcome = Outcome::of(
            job,
            now,
            self.zone(),
            concerned(&batch, &moved),
            match job {
                Job::Removal => (0, None),
                Job::Assignment => (
                    picked.counts.not_placed(),
                    picked.counts.commonest_not_placed().and_then(RowReason::code),
                ),
                Job::TopUp => (
                    picked.places_left,
                    // Leads that are left over wait for other agents: for these places there are none.
                    Some(Code::JobNoLeads),
                ),
            },
        );
        Plan {
            schema: SCHEMA,
            run: run.clone(),
            job,
            at: now,
            moves: moved
                .into_iter()
                .map(|(lead, to)| PlannedMove {
                    lead: lead.id.clone(),
                    to: to.cloned(),
                    saw: Saw::of(lead),
                })
                .collect(),
            not_placed,
            skipped,
            not_eligible: not_eligible(&picked.counts),
            agents,
            is_proven: picked.is_proven,
            outcome,
        }
    }

    /// Which of two leads a job deals first: by priority, the oldest captured, the id; top-up has those never attempted
    /// before all others, and the newest captured where the policy says so (rules A5, T1).
    fn dealing_order(&self, job: Job, a: &Lead, b: &Lead) -> Ordering {
        let top_up = job == Job::TopUp;
        let newest_first =
            top_up && self.policy().automation.top_up.order == FreshOrder::NewestFirst;
        let fresh = |lead: &Lead| top_up && lead.attempts == 0;
        let by_age = a.captured_at.cmp(&b.captured_at);
        fresh(b)
            .cmp(&fresh(a))
            .then(b.priority.cmp(&a.priority))
            .then(if newest_first { by_age.reverse() } else { by_age })
            .then_with(|| a.id.cmp(&b.id))
    }

    /// What the moves of a run do to each agent.
    pub(super) fn tallies(
        &self,
        batch: &Batch<'_>,
        run: &RunId,
        moved: &[(&Lead, Option<&AgentId>)],
    ) -> Vec<AgentTally> {
        let mut tallies: Vec<AgentTally> = batch
            .agents
            .iter()
            .zip(&batch.held)
            .map(|(agent, held)| AgentTally {
                agent: agent.id.clone(),
                received: 0,
                left: 0,
                held: *held,
                counter: agent.counter,
                received_today: agent.received_today,
                last_run: agent.last_run.clone(),
                free: agent.cap,
            })
            .collect();
        for (lead, to) in moved {
            let left = batch.row(lead.owner.as_ref());
            if let Some(tally) = left.and_then(|row| tallies.get_mut(row as usize)) {
                tally.left = tally.left.saturating_add(1);
                tally.held = tally.held.saturating_sub(u32::from(self.counts_toward_cap(lead)));
            }
            // The assigned status counts toward the cap (rule P4).
            let received = batch.row(*to);
            if let Some(tally) = received.and_then(|row| tallies.get_mut(row as usize)) {
                tally.received = tally.received.saturating_add(1);
                tally.held = tally.held.saturating_add(1);
            }
        }
        for (tally, agent) in tallies.iter_mut().zip(batch.agents) {
            tally.free = tally.free.map(|cap| cap.saturating_sub(tally.held));
            tally.received_today = tally.received_today.saturating_add(tally.received);
            if tally.received > 0 {
                let received = agent.received_in(run).saturating_add(tally.received);
                tally.last_run = Some(RunShare { run: run.clone(), received });
            }
        }
        tallies
    }

    /// How many leads the agent may still receive in the run (rule A7); none for no limit.
    pub(super) fn intake_left(&self, agent: &Agent, run: &RunId) -> Option<u32> {
        let intake = self.policy().automation.assignment.intake;
        let per_run = intake.per_run.map(|most| most.saturating_sub(agent.received_in(run)));
        Intake { per_run, ..intake }.left(agent.received_today)
    }

    /// What auto-removal at this instant obeys, for a run over columns ([`removal::plan_into`]): the policy, by the places
    /// of statuses in its pipeline, and the cut-off (rule X1).
    #[must_use]
    pub fn removal_rules(&self, now: Timestamp) -> removal::RemovalRules {
        let rules = &self.policy().automation.removal;
        // Before all supported time no lead has entered its status.
        let cut_off = self.zone().days_back(now, rules.days).map_or(i64::MIN, Timestamp::as_millis);
        removal::RemovalRules {
            listed: self.status_set(&rules.statuses),
            customer: self.status_index(CUSTOMER),
            statuses: self.policy().pipeline.statuses.len(),
            cut_off,
            include_follow_up_ahead: !rules.spares_follow_ups_ahead,
        }
    }

    /// What auto-assignment at this instant obeys, for a run over columns ([`assignment::plan_into`]): the policy, by the
    /// places of statuses in its pipeline (rules A1 to A7).
    #[must_use]
    pub fn assignment_rules(&self, now: Timestamp) -> assignment::AssignmentRules {
        let rules = &self.policy().automation.assignment;
        let statuses = &self.policy().pipeline.statuses;
        let counting = statuses.iter().filter(|status| status.counts_toward_cap);
        assignment::AssignmentRules {
            listed: self.status_set(&rules.statuses),
            customer: self.status_index(CUSTOMER),
            counts: self.status_set(counting.map(|status| &status.id)),
            statuses: statuses.len(),
            scope: rules.scope,
            include_follow_up_ahead: !rules.spares_follow_ups_ahead,
            adopt_orphans: rules.adopt_orphans,
            allow_barred: rules.allow_barred_agent,
            max_attempts: rules.max_attempts,
            rested_since: self.rested_since(now),
            exclude_previous_owners: rules.excludes_previous_owners,
            intake: rules.intake,
            evenness: rules.evenness,
        }
    }

    /// What top-up obeys, for a run over columns ([`top_up::plan_into`]): the policy, by the places of statuses in its
    /// pipeline (rules T1 to T4).
    #[must_use]
    pub fn top_up_rules(&self) -> top_up::TopUpRules {
        let automation = &self.policy().automation;
        top_up::TopUpRules {
            unassigned: self.status_index(UNASSIGNED),
            customer: self.status_index(CUSTOMER),
            statuses: self.policy().pipeline.statuses.len(),
            scope: automation.assignment.scope,
            newest_first: automation.top_up.order == FreshOrder::NewestFirst,
            allow_barred: automation.assignment.allow_barred_agent,
            exclude_previous_owners: automation.assignment.excludes_previous_owners,
            intake: automation.assignment.intake,
        }
    }

    /// The same as [`assignment_rules`](Self::assignment_rules), for the columns of records.
    pub(super) fn assignment_rules_of_records(
        &self,
        now: Timestamp,
    ) -> assignment::AssignmentRules {
        let rules = self.assignment_rules(now);
        assignment::AssignmentRules { intake: told_as_one(rules.intake), ..rules }
    }

    /// The same as [`top_up_rules`](Self::top_up_rules), for the columns of records.
    pub(super) fn top_up_rules_of_records(&self) -> top_up::TopUpRules {
        let rules = self.top_up_rules();
        top_up::TopUpRules { intake: told_as_one(rules.intake), ..rules }
    }

    /// The latest instant of a last attempt after which a lead has rested by now, UTC milliseconds (rule A7); none where a
    /// lead need not rest.
    pub(crate) fn rested_since(&self, now: Timestamp) -> Option<i64> {
        let hours = i64::from(self.policy().automation.assignment.rest_hours);
        (hours > 0).then(|| now.as_millis().saturating_sub(hours.saturating_mul(MILLIS_PER_HOUR)))
    }

    /// The place of a status in the pipeline; a place beyond it for one that is not there.
    pub(crate) fn status_index(&self, id: &str) -> u16 {
        let statuses = &self.policy().pipeline.statuses;
        let place = statuses.iter().position(|status| status.id == *id);
        place.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX)
    }

    fn status_set<'s>(&self, ids: impl IntoIterator<Item = &'s StatusId>) -> StatusSet {
        let mut set = StatusSet::new();
        ids.into_iter().for_each(|id| set.insert(self.status_index(id.as_str())));
        set
    }
}

/// The limits on new leads as columns of records know them: one number for all agents (rule A7).
///
/// What a run gave before under the same id leaves each agent something else of the limit per run. So both limits become
/// one per day, of [`MOST_OF_A_DAY`], of which [`AgentsFilled`] says that all was received but what the agent has left.
fn told_as_one(intake: Intake) -> Intake {
    let limited = intake != Intake::default();
    Intake { per_run: None, per_day: limited.then_some(MOST_OF_A_DAY) }
}

const MOST_OF_A_DAY: u32 = u32::MAX;

const MILLIS_PER_HOUR: i64 = 3_600_000;

/// Whether leads of this fate are listed one by one, for a person to look at (rules A1, A7).
pub(super) fn is_listed(reason: RowReason) -> bool {
    matches!(reason, RowReason::OwnerUnknown | RowReason::Exhausted)
}

/// Per move the agent who receives the lead or, for removal, loses it; none for an owner who was not supplied (rule S5).
pub(super) fn concerned<'b>(
    batch: &'b Batch<'_>,
    moved: &'b [(&Lead, Option<&AgentId>)],
) -> impl Iterator<Item = Option<&'b AgentId>> {
    let agent = |(lead, to): &'b (&Lead, Option<&'b AgentId>)| to.or(lead.owner.as_ref());
    moved.iter().map(agent).map(|agent| agent.filter(|agent| batch.rows.get(agent).is_some()))
}

/// What a column plan says, whichever the job.
struct Picked {
    agent_of: Vec<u32>,
    reason: Vec<u8>,
    counts: ReasonCounts,
    counter: Option<Vec<Option<u64>>>,
    places_left: u64,
    is_proven: bool,
}

/// The leads that are not eligible, by reason, in the order of the rule book, but for those that are listed one by one.
fn not_eligible(counts: &ReasonCounts) -> Vec<ReasonCount> {
    let mut rows: Vec<_> = counts
        .iter()
        .filter(|(reason, leads)| *leads > 0 && !reason.is_eligible())
        .filter(|(reason, _)| !is_listed(*reason))
        .filter_map(|(reason, leads)| Some(ReasonCount { reason: reason.code()?, leads }))
        .collect();
    order::sort_by_key(&mut rows, |row| row.reason);
    rows
}

/// The columns of a batch's leads.
pub(super) struct LeadsFilled {
    status: Vec<u16>,
    status_since: Vec<i64>,
    captured_at: Vec<i64>,
    owner: Filled<u32>,
    last_owner: Filled<u32>,
    previous_owners: Lists<u32>,
    priority: Filled<i64>,
    branch: Filled<u32>,
    department: Filled<u32>,
    live_call: Bits,
    follow_up_ahead: Bits,
    do_not_call: Bits,
    attempts: Vec<u32>,
    last_attempt: Filled<i64>,
    id_rank: Vec<u32>,
}

impl LeadsFilled {
    pub(super) fn from(
        engine: &Engine,
        batch: &Batch<'_>,
        previous_owners: &[PreviousOwners],
        now: Timestamp,
    ) -> Self {
        let leads = &batch.leads;
        let each = || leads.iter().copied();
        let labels = Labels::of(batch);
        let mut order: Vec<u32> = (0..number(leads.len())).collect();
        let id = |row: &u32| leads.get(*row as usize).map(|lead| &lead.id);
        order::sort_by(&mut order, |a, b| id(a).cmp(&id(b)));
        let mut id_rank = alloc::vec![0; leads.len()];
        for (rank, row) in (0..).zip(order) {
            if let Some(own) = id_rank.get_mut(row as usize) {
                *own = rank;
            }
        }
        let mut had: Map<&LeadId, Set<u32>> = Map::new();
        for own in previous_owners {
            let rows = own.agents.iter().filter_map(|agent| batch.rows.get(agent).copied());
            had.change(&own.lead, |had| had.extend(rows));
        }
        let live =
            |lead: &Lead| lead.live_call.as_ref().is_some_and(|call| engine.blocks(call, now));
        Self {
            status: each().map(|lead| engine.status_index(lead.status.as_str())).collect(),
            status_since: each().map(|lead| lead.status_since.as_millis()).collect(),
            captured_at: each().map(|lead| lead.captured_at.as_millis()).collect(),
            owner: each().map(|lead| batch.row(lead.owner.as_ref())).collect(),
            last_owner: each().map(|lead| batch.row(lead.last_owner.as_ref())).collect(),
            previous_owners: each()
                .map(|lead| had.get(&lead.id).into_iter().flat_map(Set::iter).copied())
                .collect(),
            priority: each().map(|lead| lead.priority.map(crate::number::Priority::get)).collect(),
            branch: each().map(|lead| labels.branch(lead.branch.as_ref())).collect(),
            department: each().map(|lead| labels.department(lead.department.as_ref())).collect(),
            live_call: each().map(live).collect(),
            follow_up_ahead: each().map(|lead| lead.has_follow_up_ahead(now)).collect(),
            do_not_call: each().map(|lead| lead.do_not_call).collect(),
            attempts: each().map(|lead| lead.attempts).collect(),
            last_attempt: each().map(|lead| lead.last_attempt.map(Timestamp::as_millis)).collect(),
            id_rank,
        }
    }

    pub(super) fn columns(&self) -> LeadColumns<'_> {
        LeadColumns {
            status: &self.status,
            status_since: Some(&self.status_since),
            captured_at: &self.captured_at,
            owner: self.owner.column(),
            last_owner: Some(self.last_owner.column()),
            previous_owners: Some(self.previous_owners.column()),
            priority: Some(self.priority.column()),
            branch: Some(self.branch.column()),
            department: Some(self.department.column()),
            live_call: Some(self.live_call.bitmap()),
            follow_up_ahead: Some(self.follow_up_ahead.bitmap()),
            do_not_call: Some(self.do_not_call.bitmap()),
            attempts: Some(&self.attempts),
            last_attempt: Some(self.last_attempt.column()),
            id_rank: Some(&self.id_rank),
        }
    }
}

/// The columns of a batch's agents.
pub(super) struct AgentsFilled {
    cap: Filled<u32>,
    held: Vec<u32>,
    counter: Filled<u64>,
    received_today: Vec<u32>,
    state: Vec<AgentState>,
    receives: Bits,
    branch: Filled<u32>,
    department: Filled<u32>,
}

impl AgentsFilled {
    pub(super) fn from(engine: &Engine, batch: &Batch<'_>, run: &RunId) -> Self {
        let each = || batch.agents.iter();
        let labels = Labels::of(batch);
        let used = |left: u32| MOST_OF_A_DAY.saturating_sub(left);
        Self {
            cap: each().map(|agent| agent.cap).collect(),
            held: batch.held.clone(),
            counter: each().map(|agent| agent.counter.map(Count::get)).collect(),
            received_today: each()
                .map(|agent| engine.intake_left(agent, run).map_or(0, used))
                .collect(),
            state: each().map(|agent| agent.state).collect(),
            receives: each().map(|agent| engine.receives_leads(&agent.role)).collect(),
            branch: each().map(|agent| labels.branch(agent.branch.as_ref())).collect(),
            department: each().map(|agent| labels.department(agent.department.as_ref())).collect(),
        }
    }

    pub(super) fn columns(&self) -> AgentColumns<'_> {
        AgentColumns {
            cap: self.cap.column(),
            held: &self.held,
            counter: self.counter.column(),
            received_today: Some(&self.received_today),
            state: &self.state,
            receives: Some(self.receives.bitmap()),
            branch: Some(self.branch.column()),
            department: Some(self.department.column()),
        }
    }
}

/// Dense numbers for the branches and departments of a batch.
struct Labels<'a> {
    branches: Map<&'a BranchId, u32>,
    departments: Map<&'a DepartmentId, u32>,
}

impl<'a> Labels<'a> {
    fn of(batch: &Batch<'a>) -> Self {
        let leads = || batch.leads.iter();
        let agents = || batch.agents.iter();
        Self {
            branches: numbered(
                leads()
                    .filter_map(|lead| lead.branch.as_ref())
                    .chain(agents().filter_map(|agent| agent.branch.as_ref())),
            ),
            departments: numbered(
                leads()
                    .filter_map(|lead| lead.department.as_ref())
                    .chain(agents().filter_map(|agent| agent.department.as_ref())),
            ),
        }
    }

    fn branch(&self, id: Option<&BranchId>) -> Option<u32> {
        self.branches.get(id?).copied()
    }

    fn department(&self, id: Option<&DepartmentId>) -> Option<u32> {
        self.departments.get(id?).copied()
    }
}

/// Each of the labels with a number, in the order of the labels.
fn numbered<'a, L: Ord>(labels: impl Iterator<Item = &'a L>) -> Map<&'a L, u32> {
    let distinct: Set<&L> = Set::from_iter(labels);
    Map::from_iter(distinct.iter().copied().zip(0..))
}
