//! What the host tells beside the lead: the instant, who acts, and the facts it knows (rules L12, G3).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    Command, Decision, Deed, FollowUpEdit, Lead, NewFollowUp, Rejection,
    apply::after,
    call::{Call, LiveCall},
    decide::Manner,
    follow_up::FollowUp,
};
use crate::{
    engine::Engine,
    fact::Fact,
    ids::{AgentId, BranchId, DepartmentId, FollowUpId, LeadId, RoleId, RunId},
    number::Count,
    order::Map,
    time::Timestamp,
};

/// Who acts (rule G3).
///
/// Without a role the actor is the host's own process (an import, an integration, a job): permissions and the list of
/// allowed moves bind persons, not it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Actor {
    /// The person's or the process's id.
    pub id: AgentId,
    /// The person's role.
    #[serde(default)]
    pub role: Option<RoleId>,
    /// The person's branch.
    #[serde(default)]
    pub branch: Option<BranchId>,
    /// The person's department.
    #[serde(default)]
    pub department: Option<DepartmentId>,
}

/// Whether an agent works (rules A2, G3).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[repr(u8)]
#[non_exhaustive]
pub enum AgentState {
    /// Works and receives leads.
    #[default]
    Active = 0,
    /// Is away: jobs give nothing, people still may, with a warning (rule L6); the leads can be taken.
    Away = 1,
    /// Receives nothing and keeps the leads (rule G3).
    Banned = 2,
}

impl AgentState {
    /// The byte that stands for it in a column.
    #[must_use]
    pub const fn as_byte(self) -> u8 {
        self as u8
    }

    /// The state that a byte of a column stands for.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::Active),
            1 => Some(Self::Away),
            2 => Some(Self::Banned),
            _ => None,
        }
    }
}

/// A person who works leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// The agent's id.
    pub id: AgentId,
    /// The name that people see.
    #[serde(default)]
    pub name: Option<String>,
    /// The agent's role (rule G3).
    pub role: RoleId,
    /// The agent's branch (rule A6).
    #[serde(default)]
    pub branch: Option<BranchId>,
    /// The agent's department (rule A6).
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Whether the agent works; default active.
    #[serde(default)]
    pub state: AgentState,
    /// Most leads held at once; none = no limit, 0 = receives none (rule A2).
    #[serde(default)]
    pub cap: Option<u32>,
    /// Leads held that count toward the cap (rule A2).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub held: Fact<u32>,
    /// Leads received from assignment so far (rule A5b). Default none: the agent is new, and begins level with the lowest of
    /// the others.
    #[serde(default)]
    pub counter: Option<Count>,
    /// Leads received from assignment and top-up on the run's local day, counted by the host (rule A7); default 0.
    #[serde(default)]
    pub received_today: u32,
    /// The run that last gave leads to the agent, and how many: planned again under its id, the run counts them (rules A7,
    /// S4). Default none.
    #[serde(default)]
    pub last_run: Option<RunShare>,
    /// The call that the agent has in progress, on whatever lead (rule C8).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub live_call: Fact<LiveCall>,
}

impl Agent {
    /// What the agent holds, where the host says it: known to be empty is nothing held (rules A2, L12).
    pub(crate) fn stated_held(&self) -> Option<u32> {
        match self.held {
            Fact::NotKnown => None,
            Fact::Empty => Some(0),
            Fact::Known(held) => Some(held),
        }
    }

    /// The leads that the agent received in this run before (rules A7, S4).
    pub(crate) fn received_in(&self, run: &RunId) -> u32 {
        let own = self.last_run.as_ref().filter(|own| own.run == *run);
        own.map_or(0, |own| own.received)
    }
}

/// What a run of assignment or top-up gave to one agent (rule A7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RunShare {
    /// The run.
    pub run: RunId,
    /// Leads received in it.
    pub received: u32,
}

/// The instant, the actor and what the host knows (rule L12).
///
/// A fact that is left out is not known: the guards that need it do not fail and are named in `notChecked`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Context {
    /// Now.
    pub now: Timestamp,
    /// Who acts.
    pub actor: Actor,
    /// All agents of the company.
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub agents: Fact<Vec<Agent>>,
    /// The open follow-ups on other leads of the owner that the lead has or gets (rule F10).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub owner_follow_ups: Fact<Vec<FollowUp>>,
    /// The ids of the lead's closed follow-ups, notes among them (rules F6, F8, L11).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub closed_follow_ups: Fact<Vec<FollowUpId>>,
    /// The lead's ended calls (rules C12, L11).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub calls: Fact<Vec<Call>>,
    /// The lead that has the phone number which the command would give (rule G4).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub phone_holder: Fact<LeadId>,
    /// The agents who had the lead at any time (rules A7, L10).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub previous_owners: Fact<Vec<AgentId>>,
    /// Whether a command is refused when any guard could not be checked; default no.
    #[serde(default)]
    pub demand_all_facts: bool,
}

impl Context {
    /// A context in which nothing but the instant and the actor is known.
    #[must_use]
    pub fn new(now: Timestamp, actor: Actor) -> Self {
        Self {
            now,
            actor,
            agents: Fact::NotKnown,
            owner_follow_ups: Fact::NotKnown,
            closed_follow_ups: Fact::NotKnown,
            calls: Fact::NotKnown,
            phone_holder: Fact::NotKnown,
            previous_owners: Fact::NotKnown,
            demand_all_facts: false,
        }
    }

    /// The supplied agent with this id.
    pub(crate) fn agent(&self, id: &AgentId) -> Option<&Agent> {
        self.agents.value()?.iter().find(|agent| agent.id == *id)
    }
}

/// The context of many commands in turn: what it tells of others follows what the commands before did (rule L6).
pub(super) struct RunningContext {
    context: Context,
    /// The places of the supplied agents, by id.
    places: Map<AgentId, usize>,
    /// The leads that are known to have a phone number, by the number in stored form (rule G4).
    holders: Map<String, LeadId>,
    /// What the host knows of any other number.
    other_holder: Fact<LeadId>,
    /// The phone numbers that leads gave up in this bulk action, by lead (rule G4).
    given_up: Map<LeadId, String>,
    /// The meetings and visits that are known, by owner and instant (rule F10).
    appointments: Map<(AgentId, Timestamp), Vec<FollowUp>>,
    /// What the host knows of any other instant: that nothing is booked, or nothing at all.
    other_appointments: Fact<Vec<FollowUp>>,
}

impl RunningContext {
    /// The context before the first command.
    pub(super) fn new(mut context: Context) -> Self {
        let mut places = Map::new();
        for (place, agent) in context.agents.value().into_iter().flatten().enumerate() {
            places.insert_if_missing(agent.id.clone(), place);
        }
        let follow_ups = core::mem::take(&mut context.owner_follow_ups);
        let mut running = Self {
            places,
            holders: Map::new(),
            other_holder: context.phone_holder.clone(),
            given_up: Map::new(),
            appointments: Map::new(),
            other_appointments: if follow_ups.is_absent() { Fact::NotKnown } else { Fact::Empty },
            context,
        };
        follow_ups.value().into_iter().flatten().for_each(|own| running.book(own));
        running
    }

    /// Decides the next command of a bulk action, on a lead that none before it was about (rules L6, V3).
    pub(super) fn decide(
        &mut self,
        engine: &Engine,
        lead: &Lead,
        command: &Command,
    ) -> Result<Decision, Rejection> {
        let deed = &command.deed;
        let typed = if let Deed::UpdateLead(edit) = deed { edit.phone.value() } else { None };
        let phone = typed.and_then(|typed| engine.policy().phone.normalize(typed).ok());
        self.context.phone_holder = self.phone_holder(phone.as_ref());
        let booking = Booking::of(engine, lead, deed, self.context.now);
        self.context.owner_follow_ups = self.appointment_beside(booking);
        let decision = engine.decide_as(Some(lead), command, &self.context, Manner::Bulk)?;
        if let Some(after) = after(Some(lead), &decision.events) {
            self.follow(engine, Some(lead), &after);
        }
        Ok(decision)
    }

    /// Follows a lead that became what it is by an accepted command; a new one was nothing before.
    pub(super) fn follow(&mut self, engine: &Engine, before: Option<&Lead>, after: &Lead) {
        let counted_for = |lead: &&Lead| engine.counts_toward_cap(lead);
        let from = before.filter(counted_for).and_then(|lead| lead.owner.as_ref());
        let to = Some(after).filter(counted_for).and_then(|lead| lead.owner.as_ref());
        if from != to {
            self.change_held(from, |held| held.saturating_sub(1));
            self.change_held(to, |held| held.saturating_add(1));
        }
        self.follow_call(before.and_then(|lead| lead.live_call.as_ref()), after.live_call.as_ref());
        if let Some(phone) = &after.phone {
            self.hold(phone.clone(), &after.id);
        }
        let had = before.and_then(|lead| lead.phone.as_ref());
        if let Some(phone) = had.filter(|phone| Some(*phone) != after.phone.as_ref()) {
            self.given_up.insert_if_missing(after.id.clone(), phone.clone());
        }
        before.into_iter().flat_map(|lead| &lead.follow_ups).for_each(|own| self.cancel(own));
        after.follow_ups.iter().for_each(|own| self.book(own));
    }

    /// Tells that the lead has the phone number, unless another one has it already.
    pub(super) fn hold(&mut self, phone: String, lead: &LeadId) {
        self.holders.insert_if_missing(phone, lead.clone());
    }

    /// The context as it is now, but for phone numbers and appointments.
    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    /// The supplied agent with this id, as of now.
    pub(super) fn agent(&self, id: &AgentId) -> Option<&Agent> {
        self.context.agents.value()?.get(*self.places.get(id)?)
    }

    /// The lead that has this number in stored form, as of now.
    pub(super) fn phone_holder(&self, phone: Option<&String>) -> Fact<LeadId> {
        let Some(phone) = phone else { return self.other_holder.clone() };
        if let Some(lead) = self.holders.get(phone) {
            return Fact::Known(lead.clone());
        }
        // Whom the host names may have given the number up since.
        let named = self.other_holder.value();
        if named.is_some_and(|lead| self.given_up.get(lead) == Some(phone)) {
            return Fact::Empty;
        }
        self.other_holder.clone()
    }

    /// Another appointment of the same owner at the same instant, as of now: one is enough to clash with (rule F10).
    pub(super) fn appointment_beside(&self, booking: Option<Booking<'_>>) -> Fact<Vec<FollowUp>> {
        let found = booking.and_then(|Booking { follow_up, owner, at }| {
            let booked = self.appointments.get(&(owner.clone(), at))?;
            booked.iter().find(|other| other.id != *follow_up)
        });
        let one = |other: &FollowUp| Fact::Known(Vec::from([other.clone()]));
        found.map_or_else(|| self.other_appointments.clone(), one)
    }

    /// Changes what an agent holds; what is not known stays so.
    fn change_held(&mut self, id: Option<&AgentId>, change: impl Fn(u32) -> u32) {
        let Some(agent) = id.and_then(|id| self.agent_mut(id)) else { return };
        if let Some(held) = agent.stated_held() {
            agent.held = Fact::Known(change(held));
        }
    }

    /// Changes which call an agent has in progress (rule C8).
    fn follow_call(&mut self, before: Option<&LiveCall>, after: Option<&LiveCall>) {
        if before == after {
            return;
        }
        if let Some(ended) = before
            && let Some(agent) = self.agent_mut(&ended.agent)
            && agent.live_call.value().is_some_and(|own| own.id == ended.id)
        {
            agent.live_call = Fact::Empty;
        }
        if let Some(begun) = after
            && let Some(agent) = self.agent_mut(&begun.agent)
        {
            agent.live_call = Fact::Known(begun.clone());
        }
    }

    fn agent_mut(&mut self, id: &AgentId) -> Option<&mut Agent> {
        let place = *self.places.get(id)?;
        let Fact::Known(agents) = &mut self.context.agents else { return None };
        agents.get_mut(place)
    }

    fn book(&mut self, follow_up: &FollowUp) {
        if follow_up.is_appointment() {
            let slot = (follow_up.owner.clone(), follow_up.at);
            self.appointments.change(slot, |booked| booked.push(follow_up.clone()));
        }
    }

    fn cancel(&mut self, follow_up: &FollowUp) {
        if let Some(booked) = self.appointments.get_mut(&(follow_up.owner.clone(), follow_up.at)) {
            booked.retain(|own| own.id != follow_up.id);
        }
    }
}

/// The instant that a command sets for a follow-up of an agent's.
#[derive(Clone, Copy)]
pub(super) struct Booking<'b> {
    follow_up: &'b FollowUpId,
    owner: &'b AgentId,
    at: Timestamp,
}

impl<'b> Booking<'b> {
    /// What the command books on this lead.
    fn of(engine: &Engine, lead: &'b Lead, deed: &'b Deed, now: Timestamp) -> Option<Self> {
        match deed {
            Deed::RescheduleFollowUp(FollowUpEdit { id, at, .. }) => {
                let own = lead.follow_up(id)?;
                Some(Self { follow_up: &own.id, owner: &own.owner, at: *at })
            }
            Deed::ChangeStatus { owner: Some(owner), follow_up, .. } => {
                Self::of_new(engine, follow_up.as_ref()?, owner, now)
            }
            _ => Self::of_new(engine, deed.new_follow_up()?, lead.owner.as_ref()?, now),
        }
    }

    /// A new follow-up at its instant or at the default slot (rule F3).
    pub(super) fn of_new(
        engine: &Engine,
        new: &'b NewFollowUp,
        owner: &'b AgentId,
        now: Timestamp,
    ) -> Option<Self> {
        Some(Self { follow_up: &new.id, owner, at: engine.slot_of(new.at, now).ok()? })
    }
}
