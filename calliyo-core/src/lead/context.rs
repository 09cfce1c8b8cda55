//! What the host tells beside the lead: the instant, who acts, and the facts it knows (rules L12, G3).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{Lead, call::Call, call::LiveCall, follow_up::FollowUp};
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
    /// Leads received from assignment so far (rule A5b); default 0.
    #[serde(default)]
    pub counter: Count,
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
    /// The ids of the lead's closed follow-ups (rules F6, L11).
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

/// The context of many commands in turn: what agents hold follows what the commands before did (rule L6).
pub(super) struct RunningContext {
    context: Context,
    /// The places of the supplied agents, by id.
    places: Map<AgentId, usize>,
}

impl RunningContext {
    /// The context before the first command.
    pub(super) fn new(context: &Context) -> Self {
        let mut places = Map::new();
        for (place, agent) in context.agents.value().into_iter().flatten().enumerate() {
            places.insert_if_missing(agent.id.clone(), place);
        }
        Self { context: context.clone(), places }
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
    }

    /// The context as it is now.
    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    /// The supplied agent with this id, as of now.
    pub(super) fn agent(&self, id: &AgentId) -> Option<&Agent> {
        self.context.agents.value()?.get(*self.places.get(id)?)
    }

    /// Changes what an agent holds; what is not known stays so.
    fn change_held(&mut self, id: Option<&AgentId>, change: impl Fn(u32) -> u32) {
        let place = id.and_then(|id| self.places.get(id)).copied();
        let Fact::Known(agents) = &mut self.context.agents else { return };
        let Some(agent) = place.and_then(|place| agents.get_mut(place)) else { return };
        if let Some(held) = agent.stated_held() {
            agent.held = Fact::Known(change(held));
        }
    }
}
