//! What saving other settings would do at the next runs of the jobs (rule G6).

use alloc::{string::String, vec::Vec};

use serde::Serialize;

use super::{Policy, edit::changed_settings, schema_fault};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    fact::Fact,
    ids::{AgentId, LeadId, RunId},
    jobs::{Plan, PreviousOwners, ReasonCount, held},
    lead::{Actor, Agent, Lead},
    order::{self, Map, Set},
    time::{DueJob, Job, ScheduleState, Timestamp, due, next_due},
};

/// What saving other settings would do (rule G6); nothing is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PolicyDiff {
    /// The settings that differ; none when nothing would change.
    pub settings: Vec<SettingDiff>,
    /// How leads and caps stand as soon as the settings are saved.
    pub standing: Compared<Standing>,
    /// The next run of each job: removal, assignment, top-up.
    pub jobs: Vec<JobDiff>,
}

impl PolicyDiff {
    /// Leaves out what is told of other agents than these.
    pub(crate) fn retain(&mut self, is_told: impl Fn(&AgentId) -> bool) {
        for standing in [&mut self.standing.old, &mut self.standing.new] {
            standing.above_cap.retain(|own| is_told(&own.agent));
        }
        for job in &mut self.jobs {
            for run in [&mut job.old, &mut job.new].into_iter().flatten() {
                run.agents.retain(|own| is_told(&own.agent));
            }
            job.agents.retain(|own| is_told(&own.agent));
        }
    }
}

/// A part of the policy that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SettingDiff {
    /// The part, such as `automation` or `people.customerVisibility`.
    pub setting: String,
    /// Whether saving it needs the password to be confirmed (rule G1).
    pub needs_confirmation: bool,
}

/// Something under the old settings and under the new ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Compared<T> {
    /// Under the settings of the engine that is asked.
    pub old: T,
    /// Under the new ones.
    pub new: T,
}

/// How leads and caps stand under some settings, before any job runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Standing {
    /// Leads that count toward their owner's cap (rule A2).
    pub counting: u64,
    /// Leads in an agent's queue (rule F11).
    pub in_queue: u64,
    /// Leads that contradict themselves, for example on a status that is not there (rule L2).
    pub inconsistent: u64,
    /// The agents who hold more than their cap, in the order supplied.
    pub above_cap: Vec<AgentAboveCap>,
}

/// An agent who holds more leads than the cap allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgentAboveCap {
    /// The agent.
    pub agent: AgentId,
    /// Counting leads held.
    pub held: u32,
    /// Most leads held at once.
    pub cap: u32,
}

/// The next run of one job under the old settings and under the new ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct JobDiff {
    /// The job.
    pub job: Job,
    /// Its next run under the old settings; none when it is off.
    pub old: Option<RunForecast>,
    /// Its next run under the new settings; none when it is off.
    pub new: Option<RunForecast>,
    /// How many leads more it would move; less than 0 for fewer.
    pub moved: i64,
    /// The agents for whom the runs differ, by id.
    pub agents: Vec<AgentDiff>,
}

/// What a job's next run would do, if nothing else happened until then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RunForecast {
    /// The instant of the run: when it next falls due, or now when it is due already.
    pub at: Timestamp,
    /// Leads that it moves.
    pub moved: u64,
    /// Leads that take part and find no place, by reason.
    pub not_placed: Vec<ReasonCount>,
    /// Leads that do not take part, by reason.
    pub not_eligible: Vec<ReasonCount>,
    /// Leads that need a look, by reason.
    pub skipped: Vec<ReasonCount>,
    /// Places of caps that top-up leaves free for want of leads; 0 for the other jobs.
    pub places_left: u64,
    /// The agents who receive or lose leads, in the order supplied.
    pub agents: Vec<AgentFlow>,
}

/// What a run does to one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgentFlow {
    /// The agent.
    pub agent: AgentId,
    /// Leads received.
    pub received: u32,
    /// Leads that leave for somebody else or for the pool.
    pub left: u32,
}

/// How a run under the new settings differs for one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgentDiff {
    /// The agent.
    pub agent: AgentId,
    /// Leads received more; less than 0 for fewer.
    pub received: i64,
    /// Leads that leave more; less than 0 for fewer.
    pub left: i64,
}

impl Engine {
    /// What saving these settings would do, without doing it (rule G6).
    ///
    /// The jobs are planned under the old settings and under the new ones, each at the instant at which it next falls due
    /// and on what the job before it leaves, as if nothing else happened in the meantime. `leads` are all leads of the
    /// company; where the host says what an agent holds, the leads that count only under one of the settings are added to
    /// it or taken off. `previous_owners` are what [`Engine::plan`] takes, `states` what [`Engine::due`] takes; a job that
    /// is not listed, and one that the new settings switch on, is on since now.
    ///
    /// # Errors
    /// Every fault of the new policy, its path below `policy`; [`Code::AgentDuplicateId`] when an agent is listed twice.
    pub fn diff(
        &self,
        new: Policy,
        leads: &[Lead],
        agents: &[Agent],
        previous_owners: &[PreviousOwners],
        states: &[(Job, ScheduleState)],
        now: Timestamp,
    ) -> Result<PolicyDiff, Vec<Diagnostic>> {
        let new = Self::with_settings(new)?;
        let agents_then = self.held_under(&new, leads, agents);
        let agents = Compared { old: agents, new: &agents_then[..] };
        self.compared(&new, leads, agents, previous_owners, states, now)
    }

    /// The engine of new settings, or every fault with its path below `policy`.
    pub(crate) fn with_settings(new: Policy) -> Result<Engine, Vec<Diagnostic>> {
        Engine::new(new).map_err(|faults| {
            faults.faults().iter().map(|fault| fault.clone().below("policy")).collect()
        })
    }

    /// [`Self::diff`] with an engine of the new settings, and with the agents as they are under each of the settings.
    pub(crate) fn compared(
        &self,
        new: &Engine,
        leads: &[Lead],
        agents: Compared<&[Agent]>,
        previous_owners: &[PreviousOwners],
        states: &[(Job, ScheduleState)],
        now: Timestamp,
    ) -> Result<PolicyDiff, Vec<Diagnostic>> {
        let settings = changed_settings(self.policy(), new.policy())
            .into_iter()
            .map(|(setting, needs_confirmation)| SettingDiff {
                setting: setting.into(),
                needs_confirmation,
            })
            .collect();
        let state = |job: Job| {
            let known = states.iter().find(|(own, _)| *own == job).map(|(_, state)| *state);
            known.unwrap_or(ScheduleState::OnSince(now))
        };
        let is_on = |job: Job| self.policy().automation.schedule(job).enabled;
        let new_state =
            |job: Job| if is_on(job) { state(job) } else { ScheduleState::OnSince(now) };
        let once = standing_leads(leads);

        let old_runs =
            self.forecast(leads, agents.old, previous_owners, state, now).map_err(one)?;
        let new_runs =
            new.forecast(leads, agents.new, previous_owners, new_state, now).map_err(one)?;
        let jobs = [Job::Removal, Job::Assignment, Job::TopUp].map(|job| {
            JobDiff::between(job, old_runs.get(&job).cloned(), new_runs.get(&job).cloned())
        });
        Ok(PolicyDiff {
            settings,
            standing: Compared {
                old: self.standing(&once, agents.old, now).map_err(one)?,
                new: new.standing(&once, agents.new, now).map_err(one)?,
            },
            jobs: jobs.into(),
        })
    }

    /// How many of the leads count for each owner under these settings (rule A2).
    fn counted<'l>(&self, leads: &[&'l Lead]) -> Map<&'l AgentId, u32> {
        let mut counted: Map<&AgentId, u32> = Map::new();
        for lead in leads.iter().filter(|lead| self.counts_toward_cap(lead)) {
            let Some(owner) = &lead.owner else { continue };
            counted.change(owner, |own| *own = own.saturating_add(1));
        }
        counted
    }

    /// The agents with what they hold under other settings, as far as the host says what they hold under these.
    pub(crate) fn held_under(&self, new: &Engine, leads: &[Lead], agents: &[Agent]) -> Vec<Agent> {
        let leads = standing_leads(leads);
        let (before, after) = (self.counted(&leads), new.counted(&leads));
        let of = |counted: &Map<&AgentId, u32>, agent: &Agent| {
            counted.get(&agent.id).copied().unwrap_or_default()
        };
        let mut agents = agents.to_vec();
        for agent in &mut agents {
            let Some(held) = agent.stated_held() else { continue };
            let held = held.saturating_add(of(&after, agent)).saturating_sub(of(&before, agent));
            agent.held = Fact::Known(held);
        }
        agents
    }

    fn standing(
        &self,
        leads: &[&Lead],
        agents: &[Agent],
        now: Timestamp,
    ) -> Result<Standing, Diagnostic> {
        let counted = self.counted(leads);
        let counting = counted.values().map(|leads| u64::from(*leads));
        let in_queue = |lead: &&&Lead| {
            let status = self.status(&lead.status);
            lead.owner.is_some() && status.is_some_and(|status| status.in_queue)
        };
        let is_inconsistent = |lead: &&&Lead| !self.contradictions(lead, now).is_empty();
        let held = held(self, leads, agents, now)?;
        let above_cap = agents.iter().zip(held).filter_map(|(agent, held)| {
            let cap = agent.cap.filter(|cap| held > *cap)?;
            Some(AgentAboveCap { agent: agent.id.clone(), held, cap })
        });
        Ok(Standing {
            counting: counting.sum(),
            in_queue: count(leads.iter().filter(in_queue)),
            inconsistent: count(leads.iter().filter(is_inconsistent)),
            above_cap: above_cap.collect(),
        })
    }

    /// The next run of each job that is on, in the order of their instants, each on what the one before leaves.
    fn forecast(
        &self,
        leads: &[Lead],
        agents: &[Agent],
        previous_owners: &[PreviousOwners],
        state: impl Fn(Job) -> ScheduleState,
        now: Timestamp,
    ) -> Result<Map<Job, RunForecast>, Diagnostic> {
        // What is due already runs now, in the order in which it fell due (rule S2).
        let mut runs_at: Vec<(Timestamp, DueJob)> = [Job::Removal, Job::Assignment, Job::TopUp]
            .into_iter()
            .filter_map(|job| {
                let schedule = self.policy().automation.schedule(job);
                let at = next_due(self.zone(), schedule, state(job), now)?;
                let fell = due(self.zone(), &[(job, schedule, state(job))], at);
                fell.first().map(|due| (at, *due))
            })
            .collect();
        order::sort_by_key(&mut runs_at, |(at, due)| (*at, due.at, due.job));
        let (mut leads, mut agents) = (leads.to_vec(), agents.to_vec());
        // None of these runs gave anything yet.
        agents.iter_mut().for_each(|agent| agent.last_run = None);
        let mut day = self.zone().local_date(now);
        let mut runs = Map::new();
        for (at, DueJob { job, .. }) in runs_at {
            let date = self.zone().local_date(at);
            if date != day {
                agents.iter_mut().for_each(|agent| agent.received_today = 0);
                day = date;
            }
            let plan = self.plan(job, &RunId::unnamed(), &leads, &agents, previous_owners, at)?;
            self.carry_out(&plan, &mut leads, &mut agents)?;
            runs.insert(job, RunForecast::of(&plan));
        }
        Ok(runs)
    }

    /// Carries a plan out on copies of leads and agents.
    fn carry_out(
        &self,
        plan: &Plan,
        leads: &mut [Lead],
        agents: &mut [Agent],
    ) -> Result<(), Diagnostic> {
        let nobody = Actor { id: AgentId::unnamed(), role: None, branch: None, department: None };
        let applied = self.apply_plan(plan, leads.iter(), agents, &nobody, plan.at)?;
        let moved: Set<&LeadId> =
            Set::from_iter(applied.events.iter().filter_map(|event| event.lead.as_ref()));
        let mut places: Map<LeadId, usize> = Map::new();
        for (place, lead) in leads.iter().enumerate().filter(|(_, lead)| moved.contains(&lead.id)) {
            places.insert_if_missing(lead.id.clone(), place);
        }
        for event in &applied.events {
            let place = event.lead.as_ref().and_then(|lead| places.get(lead));
            if let Some(lead) = place.and_then(|place| leads.get_mut(*place)) {
                lead.apply(event);
            }
        }
        for (agent, tally) in agents.iter_mut().zip(&applied.agents) {
            agent.counter = tally.counter;
            agent.received_today = tally.received_today;
            if agent.stated_held().is_some() {
                agent.held = Fact::Known(tally.held);
            }
        }
        Ok(())
    }
}

impl RunForecast {
    fn of(plan: &Plan) -> Self {
        let agents = plan.agents.iter().filter(|tally| tally.received > 0 || tally.left > 0);
        Self {
            at: plan.at,
            moved: plan.outcome.moved,
            not_placed: by_reason(plan.not_placed.iter().map(|lead| lead.reason)),
            not_eligible: plan.not_eligible.clone(),
            skipped: by_reason(plan.skipped.iter().map(|lead| lead.reason)),
            places_left: if plan.job == Job::TopUp { plan.outcome.left } else { 0 },
            agents: agents
                .map(|tally| AgentFlow {
                    agent: tally.agent.clone(),
                    received: tally.received,
                    left: tally.left,
                })
                .collect(),
        }
    }
}

impl JobDiff {
    fn between(job: Job, old: Option<RunForecast>, new: Option<RunForecast>) -> Self {
        let moved = |run: &Option<RunForecast>| {
            run.as_ref().map_or(0, |run| i64::try_from(run.moved).unwrap_or(i64::MAX))
        };
        let flows =
            |run: &Option<RunForecast>| run.iter().flat_map(|run| run.agents.clone()).collect();
        let (before, after): (Vec<AgentFlow>, Vec<AgentFlow>) = (flows(&old), flows(&new));
        let mut shifts: Map<AgentId, (i64, i64)> = Map::new();
        for (flow, sign) in
            before.into_iter().map(|flow| (flow, -1)).chain(after.into_iter().map(|flow| (flow, 1)))
        {
            shifts.change(flow.agent, |(received, left)| {
                *received = received.saturating_add(i64::from(flow.received).saturating_mul(sign));
                *left = left.saturating_add(i64::from(flow.left).saturating_mul(sign));
            });
        }
        let agents = shifts
            .into_entries()
            .into_iter()
            .filter(|(_, shift)| *shift != (0, 0))
            .map(|(agent, (received, left))| AgentDiff { agent, received, left })
            .collect();
        Self { job, moved: moved(&new).saturating_sub(moved(&old)), old, new, agents }
    }
}

/// The leads that stand somewhere, each once. Runs skip what they cannot read, and tell so; it stands nowhere either (rule
/// K2).
fn standing_leads(leads: &[Lead]) -> Vec<&Lead> {
    let mut listed = Set::new();
    let is_read = |lead: &&Lead| schema_fault(lead.schema, "").is_none();
    leads.iter().filter(|lead| listed.insert(&lead.id)).filter(is_read).collect()
}

/// How many leads each reason applies to, in the order of the rule book.
fn by_reason(reasons: impl Iterator<Item = Code>) -> Vec<ReasonCount> {
    let mut counts: Map<Code, u64> = Map::new();
    for reason in reasons {
        counts.change(reason, |count| *count = count.saturating_add(1));
    }
    let counts = counts.into_entries().into_iter();
    counts.map(|(reason, leads)| ReasonCount { reason, leads }).collect()
}

fn count<T>(items: impl Iterator<Item = T>) -> u64 {
    u64::try_from(items.count()).unwrap_or(u64::MAX)
}

fn one(fault: Diagnostic) -> Vec<Diagnostic> {
    Vec::from([fault])
}
