//! Views, runs and settings as one actor may have them (rules G3, V4).

use alloc::{borrow::Cow, string::String, vec::Vec};

use crate::{
    access::{Access, JOBS, Subject, denied},
    diagnostic::Diagnostic,
    engine::Engine,
    fact::Fact,
    ids::{AgentId, CommandId, LeadId, RunId, StatusId},
    jobs::{self, AppliedPlan, ExplainedAgent, ExplainedLead, Plan, PreviousOwners},
    lead::{Actor, Agent, AgentState, Call, Context, Event, FollowUp, Lead},
    number::Rate,
    order::Set,
    policy::{
        Action, Compared, Permission, PipelineChange, PipelineEdit, PipelineEffect, Policy,
        PolicyDiff, Reach, Resource,
    },
    report::{
        self, Agenda, CallCounts, CallQuery, CallReport, ConversionQuery, ConversionReport,
        ConversionRow, Dashboard, DashboardInput, Dimension, Evenness, FollowUpQuery,
        FollowUpReport, FunnelRow, LiveCallView, QueueAgainstCap, QueueEntry, QueueFilter,
        Reminder, ReportedCall, RevenueRow, StalledLead, TargetProgress, TimeInStatus,
        TimeToConvert, TimelineEntry,
    },
    time::{Job, LocalDate, Period, ScheduleState, Timestamp},
};

const LEADS: Permission = Permission::new(Resource::Lead, Action::View);
const CUSTOMERS: Permission = Permission::new(Resource::Customer, Action::View);
const CALLS: Permission = Permission::new(Resource::Call, Action::View);
const FOLLOW_UPS: Permission = Permission::new(Resource::FollowUp, Action::View);
const ORDERS: Permission = Permission::new(Resource::Order, Action::View);
const REPORTS: Permission = Permission::new(Resource::Report, Action::View);
const SETTINGS: Permission = Permission::new(Resource::Settings, Action::Manage);

/// A company's views, runs and settings, cut to what one actor may have (rules G3, V4).
///
/// Made by [`Engine::on_behalf_of`]. Each method mirrors the one of [`Engine`] or [`report`] of its name. It refuses an
/// actor who lacks a permission for any of what it shows, so that nothing is left out for want of one. Then it looks at
/// what the actor reaches alone:
///
/// - leads that the actor sees ([`Engine::sees_lead`]), customers among them by rule V4;
/// - follow-ups, calls and the day of the actor and of agents within reach.
///
/// An actor without a role is the host's own process: nothing is refused or left out.
///
/// # Errors
/// Every method gives [`Code::PermissionDenied`](crate::Code::PermissionDenied) with the first permission that is missing,
/// at the path `actor`; at `agent` or `lead` where the permission is held but the agent or the lead is out of reach.
///
/// # Examples
/// ```
/// # #[cfg(feature = "tzdb")] {
/// use calliyo_core::{
///     AgentId, Engine, RoleId,
///     lead::{Actor, Lead},
///     policy::Policy,
///     time::Timestamp,
/// };
///
/// let engine = Engine::new(Policy::default())?;
/// let now = Timestamp::parse("2026-05-15T13:00:00Z")?;
/// let person = |id: &str, role: &str| {
///     let (id, role) = (AgentId::new(id)?, Some(RoleId::new(role)?));
///     Ok::<_, calliyo_core::Diagnostic>(Actor { id, role, branch: None, department: None })
/// };
/// let (asha, meera) = (person("asha", "agent")?, person("meera", "manager")?);
/// let follow_ups = [];
///
/// let own = engine.on_behalf_of(&asha, &[]);
/// assert!(own.agenda(&asha.id, &follow_ups, now).is_ok());
/// let refusal = own.agenda(&meera.id, &follow_ups, now).unwrap_err();
/// assert_eq!(refusal.message(), "the actor does not have the permission `followUp.view` here");
///
/// let leads: [Lead; 0] = [];
/// assert!(own.funnel(&leads).is_err());
/// assert_eq!(engine.on_behalf_of(&meera, &[]).funnel(&leads)?.len(), 10);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OnBehalfOf<'a> {
    access: Access<'a>,
    agents: &'a [Agent],
}

impl Engine {
    /// What the engine shows and plans, as far as this actor may have it (rule G3).
    ///
    /// The agents tell who works in the actor's branch or department; an agent who is not among them does not. They are
    /// also those of a run ([`OnBehalfOf::plan`]).
    #[must_use]
    pub fn on_behalf_of<'a>(&'a self, actor: &'a Actor, agents: &'a [Agent]) -> OnBehalfOf<'a> {
        OnBehalfOf { access: self.access(actor), agents }
    }
}

/// An agent's day.
impl<'a> OnBehalfOf<'a> {
    /// [`Engine::agenda`] of the actor or of an agent within reach; needs `followUp.view`.
    pub fn agenda<'f>(
        &self,
        agent: &AgentId,
        follow_ups: impl IntoIterator<Item = &'f FollowUp>,
        now: Timestamp,
    ) -> Result<Agenda, Diagnostic> {
        Ok(self.about(agent, FOLLOW_UPS)?.agenda(agent, follow_ups, now))
    }

    /// [`Engine::follow_up_history`] of the actor or of an agent within reach; needs `followUp.view`.
    pub fn follow_up_history<'f>(
        &self,
        agent: &AgentId,
        follow_ups: impl IntoIterator<Item = &'f FollowUp>,
    ) -> Result<Vec<FollowUp>, Diagnostic> {
        Ok(self.about(agent, FOLLOW_UPS)?.follow_up_history(agent, follow_ups))
    }

    /// [`Engine::reminders`] of the actor and of agents within reach; needs `followUp.view`.
    pub fn reminders<'f>(
        &self,
        follow_ups: impl IntoIterator<Item = &'f FollowUp>,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Reminder>, Diagnostic> {
        let engine = self.with(&[FOLLOW_UPS])?;
        let reached = self.reached_agents();
        let shown = follow_ups.into_iter().filter(|own| reached(&own.owner));
        Ok(engine.reminders(shown, from, to))
    }

    /// [`Engine::queue`] of the actor or of an agent within reach; needs `lead.view`.
    pub fn queue<'l>(
        &self,
        agent: &AgentId,
        leads: impl IntoIterator<Item = &'l Lead>,
        filter: QueueFilter,
        now: Timestamp,
    ) -> Result<Vec<QueueEntry>, Diagnostic> {
        Ok(self.about(agent, LEADS)?.queue(agent, self.seen(leads), filter, now))
    }

    /// [`Engine::target_progress`] of the actor or of an agent within reach; needs `call.view`.
    pub fn target_progress(
        &self,
        agent: &AgentId,
        calls: &[Call],
        date: LocalDate,
    ) -> Result<TargetProgress, Diagnostic> {
        Ok(self.about(agent, CALLS)?.target_progress(agent, calls, date))
    }

    /// [`Engine::dashboard`] of the actor or of an agent within reach; needs `lead.view`, `customer.view`, `call.view`,
    /// `followUp.view` and `order.view`.
    pub fn dashboard(
        &self,
        agent: &Agent,
        input: DashboardInput<'_>,
    ) -> Result<Dashboard, Diagnostic> {
        let engine = self.with(&[LEADS, CUSTOMERS, CALLS, FOLLOW_UPS, ORDERS])?;
        if !self.access.reaches(Subject::agent(agent)) {
            return Err(denied(LEADS, "agent"));
        }
        let leads: Vec<&Lead> = self.seen(input.leads).collect();
        Ok(engine.dashboard_over(agent, &leads, input.calls, input.now))
    }
}

/// Leads.
impl<'a> OnBehalfOf<'a> {
    /// [`report::timeline`] of a lead that the actor sees; needs `lead.view`, for a customer `customer.view`, and
    /// `call.view`, `followUp.view` and `order.view`.
    ///
    /// Events of other leads are left out.
    pub fn timeline<'e>(
        &self,
        lead: &Lead,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> Result<Vec<TimelineEntry>, Diagnostic> {
        let permission = if lead.is_customer() { CUSTOMERS } else { LEADS };
        let engine = self.with(&[permission, CALLS, FOLLOW_UPS, ORDERS])?;
        if !engine.sees_lead(self.access.actor, lead) {
            return Err(denied(permission, "lead"));
        }
        let own = events.into_iter().filter(|event| event.lead.as_ref() == Some(&lead.id));
        Ok(report::timeline(engine, own))
    }

    /// [`Engine::customers`]; needs `customer.view`.
    pub fn customers<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
    ) -> Result<Vec<&'l Lead>, Diagnostic> {
        Ok(self.with(&[CUSTOMERS])?.customers(self.access.actor, leads))
    }

    /// [`Engine::live_calls`] of leads and customers that the actor sees; needs `call.view`, `lead.view` and
    /// `customer.view`.
    pub fn live_calls<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        now: Timestamp,
    ) -> Result<Vec<LiveCallView>, Diagnostic> {
        Ok(self.with(&[CALLS, LEADS, CUSTOMERS])?.live_calls(self.seen(leads), now))
    }

    /// [`Engine::stalled`] of leads that the actor sees; needs `lead.view`.
    pub fn stalled<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
    ) -> Result<Vec<StalledLead>, Diagnostic> {
        Ok(self.with(&[LEADS])?.stalled(self.seen(leads)))
    }
}

/// A manager's figures.
impl<'a> OnBehalfOf<'a> {
    /// [`Engine::funnel`] of what the actor sees; needs `report.view`, `lead.view` and `customer.view`.
    pub fn funnel<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
    ) -> Result<Vec<FunnelRow>, Diagnostic> {
        Ok(self.with(&[REPORTS, LEADS, CUSTOMERS])?.funnel(self.seen(leads)))
    }

    /// [`Engine::conversion`] of what the actor sees; needs `report.view`, `lead.view` and `customer.view`.
    pub fn conversion<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        by: Dimension,
        period: Option<Period>,
    ) -> Result<Vec<ConversionRow>, Diagnostic> {
        let engine = self.with(&[REPORTS, LEADS, CUSTOMERS])?;
        Ok(engine.conversion(self.seen(leads), by, period))
    }

    /// [`Engine::conversion_report`] of what the actor sees; needs `report.view`, `lead.view` and `customer.view`.
    ///
    /// # Errors
    /// Also those of [`Engine::conversion_report`].
    pub fn conversion_report<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        query: &ConversionQuery,
    ) -> Result<ConversionReport<String>, Diagnostic> {
        let engine = self.with(&[REPORTS, LEADS, CUSTOMERS])?;
        engine.conversion_report(self.seen(leads), query)
    }

    /// [`Engine::conversions_in`] of customers that the actor sees; needs `report.view` and `customer.view`.
    pub fn conversions_in<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        period: Period,
    ) -> Result<u64, Diagnostic> {
        Ok(self.with(&[REPORTS, CUSTOMERS])?.conversions_in(self.seen(leads), period))
    }

    /// [`Engine::revenue`] of customers that the actor sees; needs `report.view`, `customer.view` and `order.view`.
    pub fn revenue<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        period: Option<Period>,
    ) -> Result<Vec<RevenueRow>, Diagnostic> {
        Ok(self.with(&[REPORTS, CUSTOMERS, ORDERS])?.revenue(self.seen(leads), period))
    }

    /// [`report::time_to_convert`] of customers that the actor sees; needs `report.view` and `customer.view`.
    pub fn time_to_convert<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        period: Option<Period>,
    ) -> Result<TimeToConvert, Diagnostic> {
        self.with(&[REPORTS, CUSTOMERS])?;
        Ok(report::time_to_convert(self.seen(leads), period))
    }

    /// [`report::call_counts`] of the actor and of agents within reach; needs `report.view` and `call.view`.
    pub fn call_counts<'c>(
        &self,
        calls: impl IntoIterator<Item = &'c Call>,
    ) -> Result<CallCounts, Diagnostic> {
        self.with(&[REPORTS, CALLS])?;
        Ok(report::call_counts(self.made_within_reach(calls)))
    }

    /// [`report::missed_call_rate`] of the actor and of agents within reach; needs `report.view` and `call.view`.
    pub fn missed_call_rate<'c>(
        &self,
        calls: impl IntoIterator<Item = &'c Call>,
    ) -> Result<Option<Rate>, Diagnostic> {
        self.with(&[REPORTS, CALLS])?;
        Ok(report::missed_call_rate(self.made_within_reach(calls)))
    }

    /// [`Engine::call_report`] of the actor and of agents within reach; needs `report.view` and `call.view`.
    ///
    /// # Errors
    /// Also those of [`Engine::call_report`].
    pub fn call_report<'c, C: Into<ReportedCall<'c>>>(
        &self,
        calls: impl IntoIterator<Item = C>,
        query: &CallQuery<String>,
    ) -> Result<CallReport, Diagnostic> {
        let engine = self.with(&[REPORTS, CALLS])?;
        let reached = self.reached_agents();
        let calls = calls.into_iter().map(Into::into);
        engine.call_report(calls.filter(|own: &ReportedCall<'_>| reached(&own.call.agent)), query)
    }

    /// [`Engine::coverage`] of the agents supplied who lie within reach; needs `report.view` and `call.view`.
    ///
    /// # Errors
    /// Also those of [`Engine::coverage`].
    pub fn coverage<'c>(
        &self,
        calls: impl IntoIterator<Item = &'c Call>,
        dates: (LocalDate, LocalDate),
    ) -> Result<Vec<TargetProgress>, Diagnostic> {
        let engine = self.with(&[REPORTS, CALLS])?;
        let agents: Vec<AgentId> = self.within_reach().map(|agent| agent.id.clone()).collect();
        engine.coverage(&agents, calls, dates)
    }

    /// [`Engine::follow_up_report`] of the actor and of agents within reach; needs `report.view` and `followUp.view`.
    pub fn follow_up_report<'f>(
        &self,
        follow_ups: impl IntoIterator<Item = &'f FollowUp>,
        query: FollowUpQuery,
    ) -> Result<FollowUpReport<AgentId>, Diagnostic> {
        let engine = self.with(&[REPORTS, FOLLOW_UPS])?;
        let reached = self.reached_agents();
        let shown = follow_ups.into_iter().filter(|own| reached(&own.owner));
        Ok(engine.follow_up_report(shown, query))
    }

    /// [`Engine::queue_against_cap`] of the agents supplied who lie within reach, over what the actor sees; needs
    /// `report.view`, `lead.view` and `customer.view`.
    pub fn queue_against_cap<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
    ) -> Result<Vec<QueueAgainstCap>, Diagnostic> {
        let engine = self.with(&[REPORTS, LEADS, CUSTOMERS])?;
        let agents: Vec<Agent> = self.within_reach().cloned().collect();
        Ok(engine.queue_against_cap(&agents, self.seen(leads)))
    }

    /// [`Engine::time_in_status`] of the leads supplied that the actor sees; needs `report.view`, `lead.view` and
    /// `customer.view`.
    ///
    /// Events of other leads are left out; the host's own process needs to supply no lead.
    pub fn time_in_status<'e, 'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        events: impl IntoIterator<Item = &'e Event>,
        until: Timestamp,
    ) -> Result<TimeInStatus<LeadId, StatusId>, Diagnostic> {
        let engine = self.with(&[REPORTS, LEADS, CUSTOMERS])?;
        if self.access.actor.role.is_none() {
            return Ok(engine.time_in_status(events, until));
        }
        let seen: Set<&LeadId> = Set::from_iter(self.seen(leads).map(|lead| &lead.id));
        let of_seen = |event: &&Event| event.lead.as_ref().is_some_and(|lead| seen.contains(lead));
        Ok(engine.time_in_status(events.into_iter().filter(of_seen), until))
    }

    /// [`Engine::evenness`] of the agents supplied who lie within reach; needs `job.manage` and `report.view`.
    ///
    /// Of the leads that found no place those count that are supplied and lie within reach; with the whole company in
    /// reach all do, and none has to be supplied.
    pub fn evenness<'l>(
        &self,
        plan: &Plan,
        leads: impl IntoIterator<Item = &'l Lead>,
    ) -> Result<Evenness<AgentId>, Diagnostic> {
        let engine = self.with(&[JOBS, REPORTS])?;
        if self.access.reach() == Some(Reach::Company) {
            return Ok(engine.evenness(plan, self.agents));
        }
        let agents: Vec<Agent> = self.within_reach().cloned().collect();
        let within = |lead: &&Lead| self.access.reaches_lead(lead, lead.owner.as_ref());
        let reached: Set<&LeadId> =
            Set::from_iter(leads.into_iter().filter(within).map(|lead| &lead.id));
        let mut plan = plan.clone();
        plan.not_placed.retain(|own| reached.contains(&own.lead));
        Ok(engine.evenness(&plan, &agents))
    }
}

/// Runs and settings.
impl<'a> OnBehalfOf<'a> {
    /// [`Engine::plan`] over the leads within reach, a Run Now by a person (rule S3); needs `job.manage`.
    ///
    /// Agents out of reach count as away: they receive nothing, and the plan does not tell about them. What the agents
    /// hold is counted among all leads supplied where the host does not say it.
    ///
    /// # Errors
    /// Also those of [`Engine::plan`].
    pub fn plan<'l>(
        &self,
        job: Job,
        run: &RunId,
        leads: impl IntoIterator<Item = &'l Lead>,
        previous_owners: &[PreviousOwners],
        now: Timestamp,
    ) -> Result<Plan, Diagnostic> {
        let engine = self.with(&[JOBS])?;
        let (leads, agents) = self.of_run(leads, now)?;
        let mut plan = engine.plan(job, run, leads, &agents, previous_owners, now)?;
        let reached = self.reached_agents();
        plan.agents.retain(|own| reached(&own.agent));
        Ok(plan)
    }

    /// [`Engine::apply_plan`] to the leads within reach; needs `job.manage`.
    ///
    /// Moves of other leads are refused as `plan.lead_missing`, moves to agents out of reach as `agent.away`.
    ///
    /// # Errors
    /// Also those of [`Engine::apply_plan`].
    pub fn apply_plan<'l>(
        &self,
        plan: &Plan,
        leads: impl IntoIterator<Item = &'l Lead>,
        now: Timestamp,
    ) -> Result<AppliedPlan, Diagnostic> {
        let engine = self.with(&[JOBS])?;
        let (leads, agents) = self.of_run(leads, now)?;
        let mut applied = engine.apply_plan(plan, leads, &agents, self.access.actor, now)?;
        let reached = self.reached_agents();
        applied.agents.retain(|own| reached(&own.agent));
        Ok(applied)
    }

    /// [`Engine::explain`] of a lead within reach; needs `job.manage`.
    ///
    /// Of agents out of reach nothing is told, except that one receives the lead.
    ///
    /// # Errors
    /// Also those of [`Engine::explain`].
    pub fn explain(
        &self,
        plan: &Plan,
        lead: &Lead,
        previous_owners: &[PreviousOwners],
    ) -> Result<ExplainedLead, Diagnostic> {
        let engine = self.with(&[JOBS])?;
        if !self.access.reaches_lead(lead, lead.owner.as_ref()) {
            return Err(denied(JOBS, "lead"));
        }
        let mut explained = engine.explain(plan, lead, self.agents, previous_owners)?;
        explained.retain(self.reached_agents());
        Ok(explained)
    }

    /// [`Engine::explain_agents`] of the actor and of agents within reach; needs `job.manage`.
    ///
    /// # Errors
    /// Also those of [`Engine::explain_agents`].
    pub fn explain_agents<'l>(
        &self,
        plan: &Plan,
        leads: impl IntoIterator<Item = &'l Lead>,
        previous_owners: &[PreviousOwners],
    ) -> Result<Vec<ExplainedAgent>, Diagnostic> {
        let engine = self.with(&[JOBS])?;
        let mut explained = engine.explain_agents(plan, leads, self.agents, previous_owners)?;
        let reached = self.reached_agents();
        explained.retain(|own| reached(&own.agent));
        Ok(explained)
    }

    /// [`Policy::edit_pipeline`](crate::policy::Policy::edit_pipeline) of the company's policy; needs `settings.manage`.
    ///
    /// # Errors
    /// The missing permission, with every reason why the edit is refused.
    pub fn edit_pipeline(&self, edit: &PipelineEdit) -> Result<PipelineChange, Vec<Diagnostic>> {
        let refusal = self.with(&[SETTINGS]).err();
        let edited = self.access.engine.policy().edit_pipeline(edit);
        match (refusal, edited) {
            (None, edited) => edited,
            (Some(refusal), Ok(_)) => Err(one(refusal)),
            (Some(refusal), Err(faults)) => Err([refusal].into_iter().chain(faults).collect()),
        }
    }

    /// [`Engine::preview_pipeline_edit`] over the leads that the actor sees; needs `settings.manage`, `lead.view` and
    /// `customer.view`.
    ///
    /// Whether a move may be made is asked for this actor, not for the one of the context. Where the actor reaches less than
    /// the company, leads out of reach are on the status all the same: the moves are all only of who reaches the company.
    ///
    /// # Errors
    /// The missing permission, or every reason why the edit is refused.
    pub fn preview_pipeline_edit<'l>(
        &self,
        edit: &PipelineEdit,
        leads: impl IntoIterator<Item = &'l Lead>,
        command: &CommandId,
        context: &Context,
    ) -> Result<PipelineEffect, Vec<Diagnostic>> {
        let engine = self.with(&[SETTINGS, LEADS, CUSTOMERS]).map_err(one)?;
        let context = Context { actor: self.access.actor.clone(), ..context.clone() };
        engine.preview_pipeline_edit(edit, self.seen(leads), command, &context)
    }

    /// [`Engine::diff`] over the leads and agents within reach; needs `settings.manage` and `job.manage`.
    ///
    /// Agents out of reach count as away, as in a run of the actor's ([`Self::plan`]), and nothing is told about them.
    ///
    /// # Errors
    /// The missing permission; also those of [`Engine::diff`].
    pub fn diff(
        &self,
        new: Policy,
        leads: &[Lead],
        previous_owners: &[PreviousOwners],
        states: &[(Job, ScheduleState)],
        now: Timestamp,
    ) -> Result<PolicyDiff, Vec<Diagnostic>> {
        let engine = self.with(&[SETTINGS, JOBS]).map_err(one)?;
        if self.access.reach() == Some(Reach::Company) {
            return engine.diff(new, leads, self.agents, previous_owners, states, now);
        }
        // What agents hold is counted over the whole company, under either of the settings.
        let new = Engine::with_settings(new)?;
        let all: Vec<&Lead> = leads.iter().collect();
        let agents_then = engine.held_under(&new, leads, self.agents);
        let agents_then = self.agents_of_run(&new, &all, &agents_then, now).map_err(one)?;
        let (leads, agents) = self.of_run(all, now).map_err(one)?;
        let leads: Vec<Lead> = leads.into_iter().cloned().collect();
        let agents = Compared { old: &agents[..], new: &agents_then[..] };
        let mut diff = engine.compared(&new, &leads, agents, previous_owners, states, now)?;
        diff.retain(self.reached_agents());
        Ok(diff)
    }
}

impl<'a> OnBehalfOf<'a> {
    /// The engine, for an actor who holds all of the permissions.
    fn with(&self, needed: &[Permission]) -> Result<&'a Engine, Diagnostic> {
        needed.iter().try_for_each(|permission| self.access.demand(*permission))?;
        Ok(self.access.engine)
    }

    /// The engine, for an actor who holds the permission and reaches the agent.
    fn about(&self, agent: &AgentId, needed: Permission) -> Result<&'a Engine, Diagnostic> {
        let engine = self.with(&[needed])?;
        if self.reached_agents()(agent) { Ok(engine) } else { Err(denied(needed, "agent")) }
    }

    /// Tells whether an agent is the actor or lies within reach.
    fn reached_agents(&self) -> impl Fn(&AgentId) -> bool + use<'a> {
        let access = self.access;
        let reached: Set<&AgentId> = Set::from_iter(self.within_reach().map(|agent| &agent.id));
        move |id| access.reaches(Subject::agent_id(id)) || reached.contains(id)
    }

    /// The agents supplied who are the actor or lie within reach.
    fn within_reach(&self) -> impl Iterator<Item = &'a Agent> + use<'a> {
        let access = self.access;
        self.agents.iter().filter(move |agent| access.reaches(Subject::agent(agent)))
    }

    /// The leads that the actor sees (rules G3, V4).
    fn seen<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
    ) -> impl Iterator<Item = &'l Lead> {
        leads.into_iter().filter(|lead| self.access.engine.sees_lead(self.access.actor, lead))
    }

    /// The calls of the actor and of agents within reach.
    fn made_within_reach<'c>(
        &self,
        calls: impl IntoIterator<Item = &'c Call>,
    ) -> impl Iterator<Item = &'c Call> {
        let reached = self.reached_agents();
        calls.into_iter().filter(move |call| reached(&call.agent))
    }

    /// The leads within reach and the agents as a run of the actor's sees them.
    fn of_run<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        now: Timestamp,
    ) -> Result<(Vec<&'l Lead>, Cow<'a, [Agent]>), Diagnostic> {
        let mut leads: Vec<&Lead> = leads.into_iter().collect();
        if self.access.reach() == Some(Reach::Company) {
            return Ok((leads, Cow::Borrowed(self.agents)));
        }
        let agents = self.agents_of_run(self.access.engine, &leads, self.agents, now)?;
        leads.retain(|lead| self.access.reaches_lead(lead, lead.owner.as_ref()));
        Ok((leads, Cow::Owned(agents)))
    }

    /// The agents with what they hold of all leads under the engine's settings; those out of reach count as away.
    fn agents_of_run(
        &self,
        engine: &Engine,
        leads: &[&Lead],
        agents: &[Agent],
        now: Timestamp,
    ) -> Result<Vec<Agent>, Diagnostic> {
        let held = jobs::held(engine, leads, agents, now)?;
        let mut agents = agents.to_vec();
        for (agent, held) in agents.iter_mut().zip(held) {
            agent.held = Fact::Known(held);
            if agent.state == AgentState::Active && !self.access.reaches(Subject::agent(agent)) {
                agent.state = AgentState::Away;
            }
        }
        Ok(agents)
    }
}

fn one(refusal: Diagnostic) -> Vec<Diagnostic> {
    Vec::from([refusal])
}
