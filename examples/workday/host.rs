//! A simulated CRM: it stores, it knows who is who and what time it is, and leaves every rule to the library.

use std::collections::BTreeMap;

use calliyo_core::{
    AgentId, CallId, Code, CommandId, Diagnostic, Engine, Fact, FollowUpId, LeadId, RunId,
    jobs::{AppliedPlan, Plan},
    lead::{
        Actor, Agent, Call, CaptureFate, CapturedBatch, Change, Command, Context, Decision, Deed,
        Event, ExistingLeads, FollowUp, Lead, NewLead, Parent, PhoneHolder, Rejection, apply,
    },
    policy::Policy,
    report::Evenness,
    time::{DueJob, Job, LocalDate, LocalTime, ScheduleState, Timestamp},
};
use serde::Serialize;

use crate::{
    failure::Failure,
    output::{Line, Output},
};

/// What the host stores, and the engine that it asks.
pub(crate) struct Host<'h, 'w> {
    engine: Engine,
    output: &'h mut Output<'w>,
    people: Vec<Agent>,
    person_at: BTreeMap<AgentId, usize>,
    leads: Vec<Lead>,
    place_of: BTreeMap<LeadId, usize>,
    holder_of: BTreeMap<String, LeadId>,
    events: Vec<Event>,
    calls: Vec<Call>,
    calls_of: BTreeMap<LeadId, Vec<usize>>,
    closed: Vec<FollowUp>,
    schedules: Vec<(Job, ScheduleState)>,
    /// The local day of the last run, on which what agents received is counted.
    day: Option<LocalDate>,
    commands: u64,
    /// How often each warning was given, in the order of the rule book.
    warnings: BTreeMap<Code, u64>,
    /// The runs that handed out leads.
    runs: Vec<RunShares>,
}

/// How evenly a run handed out leads.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunShares {
    /// The run.
    pub(crate) run: RunId,
    /// The leads that it hands out.
    pub(crate) moved: u64,
    /// How even it was.
    #[serde(flatten)]
    pub(crate) evenness: Evenness<AgentId>,
}

impl<'h, 'w> Host<'h, 'w> {
    /// A host without leads.
    ///
    /// # Errors
    /// [`Failure::Policy`] with every fault of the policy.
    pub(crate) fn new(
        policy: Policy,
        people: Vec<Agent>,
        output: &'h mut Output<'w>,
    ) -> Result<Self, Failure> {
        let engine = Engine::new(policy)?;
        let on = ScheduleState::OnSince(Timestamp::MIN);
        Ok(Self {
            engine,
            output,
            person_at: people.iter().map(|person| person.id.clone()).zip(0..).collect(),
            people: people
                .into_iter()
                .map(|person| Agent { held: Fact::Known(0), live_call: Fact::Empty, ..person })
                .collect(),
            leads: Vec::new(),
            place_of: BTreeMap::new(),
            holder_of: BTreeMap::new(),
            events: Vec::new(),
            calls: Vec::new(),
            calls_of: BTreeMap::new(),
            closed: Vec::new(),
            schedules: [Job::Removal, Job::Assignment, Job::TopUp].map(|job| (job, on)).into(),
            day: None,
            commands: 0,
            warnings: BTreeMap::new(),
            runs: Vec::new(),
        })
    }

    /// Switches the jobs on at an instant: none of them fell due before.
    pub(crate) fn switch_on(&mut self, since: Timestamp) {
        for (_, state) in &mut self.schedules {
            *state = ScheduleState::OnSince(since);
        }
    }

    /// Changes what the host says of a person; of leads nothing changes.
    pub(crate) fn change_person(&mut self, id: &AgentId, change: impl FnMut(&mut Agent)) {
        let person = self.person_at.get(id).and_then(|place| self.people.get_mut(*place));
        person.into_iter().for_each(change);
    }

    /// Asks for something to be done with one lead, and stores what comes of it.
    ///
    /// # Errors
    /// What is wrong with the command's id; a rejection is an answer, and nothing is stored then.
    pub(crate) fn perform(
        &mut self,
        actor: &Actor,
        lead: &LeadId,
        deed: Deed,
        now: Timestamp,
    ) -> Result<Result<Decision, Rejection>, Diagnostic> {
        self.commands += 1;
        let id = CommandId::new(&format!("c{}", self.commands))?;
        let command = Command { id, expected_version: None, deed };
        self.output.line(&Line::Command { at: now, actor, lead, command: &command });
        let context = self.context(actor, lead, &command.deed, now);
        let answer = self.engine.decide(self.lead(lead), &command, &context);
        match &answer {
            Ok(decision) => {
                self.count_warnings(decision);
                self.store(&decision.events);
            }
            Err(rejection) => self.output.line(&Line::Rejection {
                at: now,
                command: &command.id,
                lead,
                reasons: &rejection.reasons,
                not_checked: &rejection.not_checked,
            }),
        }
        Ok(answer)
    }

    /// Takes in many leads at once, and stores those that may come in.
    pub(crate) fn capture(
        &mut self,
        batch: &RunId,
        leads: &[NewLead],
        actor: &Actor,
        now: Timestamp,
    ) -> CapturedBatch {
        let mut context = Context::new(now, actor.clone());
        context.demand_all_facts = true;
        context.agents = Fact::Known(self.people.clone());
        let open = self.leads.iter().flat_map(|lead| &lead.follow_ups);
        context.owner_follow_ups = known(open.cloned().collect());
        let holders = self.holder_of.iter();
        let holders =
            holders.map(|(phone, lead)| PhoneHolder { phone: phone.clone(), lead: lead.clone() });
        let existing = ExistingLeads {
            phones: known(holders.collect()),
            ids: known(self.place_of.keys().cloned().collect()),
        };
        let captured = self.engine.capture_batch(batch, leads, &existing, &context);
        for fate in &captured.fates {
            if let CaptureFate::Imported(decision) = fate {
                self.count_warnings(decision);
                self.store(&decision.events);
            }
        }
        captured
    }

    /// What speaks against taking in a lead; nothing is stored.
    ///
    /// # Errors
    /// What is wrong with the lead's id as that of a command.
    pub(crate) fn objections(
        &self,
        new: NewLead,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Vec<Diagnostic>, Diagnostic> {
        let (id, command) = (new.id.clone(), CommandId::new(new.id.as_str())?);
        let deed = Deed::CaptureLead(new);
        let context = self.context(actor, &id, &deed, now);
        let command = Command { id: command, expected_version: None, deed };
        let answer = self.engine.decide(None, &command, &context);
        Ok(answer.map_or_else(|rejection| rejection.reasons, |_| Vec::new()))
    }

    /// The jobs that are due; asking again gives the next ones.
    pub(crate) fn due(&mut self, now: Timestamp) -> Vec<DueJob> {
        let due = self.engine.due(&self.schedules, now);
        for (job, state) in &mut self.schedules {
            if let Some(fell_due) = due.iter().find(|due| due.job == *job) {
                *state = ScheduleState::LastDue(fell_due.at);
            }
        }
        due
    }

    /// Plans a run of a job over the leads at these places.
    ///
    /// # Errors
    /// What the library finds wrong with the agents or the time.
    pub(crate) fn plan(
        &mut self,
        job: Job,
        leads: impl IntoIterator<Item = usize>,
        now: Timestamp,
    ) -> Result<Plan, Diagnostic> {
        let run = self.begin_run(job, now)?;
        let leads = leads.into_iter().filter_map(|place| self.leads.get(place));
        let plan = self.engine.plan(job, &run, leads, &self.people, &[], now)?;
        self.tell_plan(&plan);
        Ok(plan)
    }

    /// The id of a job's run: the job and the local date. With the first run of a day what agents received on it is
    /// counted from 0.
    ///
    /// # Errors
    /// None for the jobs that there are.
    pub(crate) fn begin_run(&mut self, job: Job, now: Timestamp) -> Result<RunId, Diagnostic> {
        let today = self.engine.zone().local_date(now);
        if self.day != Some(today) {
            self.day = Some(today);
            self.people.iter_mut().for_each(|person| person.received_today = 0);
        }
        let name = match job {
            Job::Removal => "removal",
            Job::Assignment => "assignment",
            Job::TopUp => "top-up",
        };
        RunId::new(&format!("{name}-{today}"))
    }

    /// Prints what a plan comes to, and remembers how even it was.
    pub(crate) fn tell_plan(&mut self, plan: &Plan) {
        self.output.line(&Line::of_plan(plan));
        if plan.job != Job::Removal && plan.outcome.moved > 0 {
            let evenness = self.engine.evenness(plan, &self.people);
            let moved = plan.outcome.moved;
            self.runs.push(RunShares { run: plan.run.clone(), moved, evenness });
        }
    }

    /// Applies a plan to its leads as they are now, and stores what comes of it.
    ///
    /// # Errors
    /// What the library finds wrong with the plan as a whole.
    pub(crate) fn apply(
        &mut self,
        plan: &Plan,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<AppliedPlan, Diagnostic> {
        let leads = plan.moves.iter().filter_map(|planned| self.lead(&planned.lead));
        let applied = self.engine.apply_plan(plan, leads, &self.people, actor, now)?;
        for tally in &applied.agents {
            self.change_person(&tally.agent, |agent| {
                agent.counter = tally.counter;
                agent.received_today = tally.received_today;
                agent.last_run.clone_from(&tally.last_run);
            });
        }
        self.store(&applied.events);
        self.output.line(&Line::of_applied(&plan.run, &applied));
        Ok(applied)
    }

    /// The engine.
    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Where text and JSON Lines go.
    pub(crate) fn output(&mut self) -> &mut Output<'w> {
        self.output
    }

    /// Everybody, in the order that breaks ties.
    pub(crate) fn people(&self) -> &[Agent] {
        &self.people
    }

    /// All leads, in the order in which they came in.
    pub(crate) fn leads(&self) -> &[Lead] {
        &self.leads
    }

    /// The lead with this id.
    pub(crate) fn lead(&self, id: &LeadId) -> Option<&Lead> {
        self.place_of.get(id).and_then(|place| self.leads.get(*place))
    }

    /// The place of a lead among all leads.
    pub(crate) fn place(&self, id: &LeadId) -> Option<usize> {
        self.place_of.get(id).copied()
    }

    /// All ended calls, as they are after corrections.
    pub(crate) fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// All events, in order.
    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    /// The follow-ups that are resolved or expired.
    pub(crate) fn closed_follow_ups(&self) -> &[FollowUp] {
        &self.closed
    }

    /// The runs that handed out leads.
    pub(crate) fn runs(&self) -> &[RunShares] {
        &self.runs
    }

    /// The warnings given so far, with how often.
    pub(crate) fn warnings(&self) -> &BTreeMap<Code, u64> {
        &self.warnings
    }

    /// The instant of a local date and time.
    ///
    /// # Errors
    /// [`Failure::OutOfTime`] outside the supported years.
    pub(crate) fn instant(&self, date: LocalDate, time: LocalTime) -> Result<Timestamp, Failure> {
        self.engine.zone().resolve(date, time).ok_or(Failure::OutOfTime)
    }

    /// The facts that a command needs: of what it does not touch the host looks up nothing.
    fn context(&self, actor: &Actor, lead: &LeadId, deed: &Deed, now: Timestamp) -> Context {
        let mut context = Context::new(now, actor.clone());
        context.demand_all_facts = true;
        let lead = self.lead(lead);
        match deed {
            Deed::CaptureLead(new) => {
                context.phone_holder = self.phone_holder(new.phone.as_deref());
                if new.owner.is_some() {
                    context.agents = Fact::Known(self.people.clone());
                }
            }
            Deed::UpdateLead(edit) => {
                let phone = edit.phone.value().map(String::as_str);
                context.phone_holder = self.phone_holder(phone);
            }
            Deed::Assign { .. } | Deed::ChangeStatus { owner: Some(_), .. } => {
                context.agents = Fact::Known(self.people.clone());
            }
            Deed::StartCall(_) => {
                context.agents = Fact::Known(self.people.clone());
                context.calls = known(self.ended_of(lead));
            }
            Deed::LogCall(_)
            | Deed::CompleteCall(_)
            | Deed::CorrectCall(_)
            | Deed::VoidCall { .. } => context.calls = known(self.ended_of(lead)),
            _ => {}
        }
        let plans = match deed {
            Deed::LogCall(call) | Deed::CompleteCall(call) => call.follow_up.is_some(),
            Deed::ChangeStatus { follow_up, .. } => follow_up.is_some(),
            Deed::ScheduleFollowUp(_)
            | Deed::RescheduleFollowUp(_)
            | Deed::CompleteFollowUp { .. }
            | Deed::DismissFollowUp { .. }
            | Deed::AddNote(_) => true,
            _ => false,
        };
        if plans {
            context.closed_follow_ups = known(self.closed_of(lead));
            context.owner_follow_ups = known(self.elsewhere(lead));
        }
        context
    }

    /// The lead that has the phone number.
    fn phone_holder(&self, typed: Option<&str>) -> Fact<LeadId> {
        let stored = typed.and_then(|typed| self.engine.policy().phone.normalize(typed).ok());
        let holder = stored.and_then(|stored| self.holder_of.get(&stored));
        holder.map_or(Fact::Empty, |holder| Fact::Known(holder.clone()))
    }

    /// The lead's ended calls.
    fn ended_of(&self, lead: Option<&Lead>) -> Vec<Call> {
        let places = lead.and_then(|lead| self.calls_of.get(&lead.id)).into_iter().flatten();
        places.filter_map(|place| self.calls.get(*place)).cloned().collect()
    }

    /// The lead's closed follow-ups.
    fn closed_of(&self, lead: Option<&Lead>) -> Vec<FollowUpId> {
        let own =
            |follow_up: &&FollowUp| lead.is_some_and(|lead| follow_up.parent.is_lead(&lead.id));
        self.closed.iter().filter(own).map(|follow_up| follow_up.id.clone()).collect()
    }

    /// The open follow-ups of the lead's owner on other leads.
    fn elsewhere(&self, lead: Option<&Lead>) -> Vec<FollowUp> {
        let Some(lead) = lead else { return Vec::new() };
        let others = self.leads.iter().filter(|other| {
            other.id != lead.id && other.owner.is_some() && other.owner == lead.owner
        });
        others.flat_map(|other| &other.follow_ups).cloned().collect()
    }

    fn count_warnings(&mut self, decision: &Decision) {
        for warning in &decision.warnings {
            *self.warnings.entry(warning.code()).or_default() += 1;
        }
    }

    /// Applies events to the leads that they are about, and keeps what history needs.
    fn store(&mut self, events: &[Event]) {
        for of_one_lead in events.chunk_by(|one, next| one.lead == next.lead) {
            let Some(id) = of_one_lead.first().and_then(|event| event.lead.as_ref()) else {
                continue;
            };
            let place = self.place_of.get(id).copied();
            let before = place.and_then(|place| self.leads.get(place)).cloned();
            let mut after = before.clone();
            for event in of_one_lead {
                self.output.line(&Line::Event { event });
                apply(&mut after, event);
                self.remember(&event.change);
            }
            let Some(after) = after else { continue };
            self.count_held(before.as_ref(), &after);
            match place.and_then(|place| self.leads.get_mut(place)) {
                Some(lead) => *lead = after,
                None => {
                    self.place_of.insert(after.id.clone(), self.leads.len());
                    if let Some(phone) = &after.phone {
                        self.holder_of.insert(phone.clone(), after.id.clone());
                    }
                    self.leads.push(after);
                }
            }
        }
        self.events.extend_from_slice(events);
    }

    /// Keeps what a lead itself does not: ended calls, closed follow-ups, and who is on the line.
    fn remember(&mut self, change: &Change) {
        match change {
            Change::CallStarted { call } => {
                self.change_person(&call.agent, |agent| {
                    agent.live_call = Fact::Known(call.clone());
                });
            }
            Change::CallAbandoned { call } => self.hang_up(&call.agent, &call.id),
            Change::CallCompleted { call } => {
                self.hang_up(&call.agent, &call.id);
                if let Parent::Lead(lead) = &call.parent {
                    self.calls_of.entry(lead.clone()).or_default().push(self.calls.len());
                }
                self.calls.push(call.clone());
            }
            Change::CallCorrected { call, .. } | Change::CallVoided { call, .. } => {
                if let Some(own) = self.calls.iter_mut().find(|own| own.id == call.id) {
                    own.clone_from(call);
                }
            }
            Change::FollowUpCompleted { follow_up } | Change::FollowUpExpired { follow_up } => {
                self.closed.push(follow_up.clone());
            }
            _ => {}
        }
    }

    fn hang_up(&mut self, agent: &AgentId, call: &CallId) {
        self.change_person(agent, |agent| {
            if agent.live_call.value().is_some_and(|live| live.id == *call) {
                agent.live_call = Fact::Empty;
            }
        });
    }

    /// Keeps each agent's number of leads that count toward the cap.
    fn count_held(&mut self, before: Option<&Lead>, after: &Lead) {
        let held = |lead: &Lead| {
            let counts = self.engine.counts_toward_cap(lead);
            lead.owner.clone().filter(|_| counts)
        };
        let (from, to) = (before.and_then(held), held(after));
        if from == to {
            return;
        }
        let by = |agent: &mut Agent, change: fn(u32, u32) -> u32| {
            agent.held = Fact::Known(change(agent.held.value().copied().unwrap_or_default(), 1));
        };
        if let Some(from) = from {
            self.change_person(&from, |agent| by(agent, u32::saturating_sub));
        }
        if let Some(to) = to {
            self.change_person(&to, |agent| by(agent, u32::saturating_add));
        }
    }
}

/// A list as a fact that is known.
fn known<T>(list: Vec<T>) -> Fact<Vec<T>> {
    if list.is_empty() { Fact::Empty } else { Fact::Known(list) }
}

/// The person as somebody who acts.
pub(crate) fn actor_of(person: &Agent) -> Actor {
    Actor {
        id: person.id.clone(),
        role: Some(person.role.clone()),
        branch: person.branch.clone(),
        department: person.department.clone(),
    }
}

/// A process of the host: no person's permissions bind it.
///
/// # Errors
/// `id.malformed` for a name that is no id.
pub(crate) fn process(name: &str) -> Result<Actor, Diagnostic> {
    Ok(Actor { id: AgentId::new(name)?, role: None, branch: None, department: None })
}
