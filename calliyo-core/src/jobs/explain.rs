//! Why a plan is as it is, over columns: where a lead went or what kept each agent from it (rule A8).
//!
//! A plan keeps one agent and one reason per lead, and a few numbers per agent. That is enough: what an agent has against
//! a lead follows from their two rows and from how the agent ends the run. So nothing is kept for pairs of leads and
//! agents, and a question costs a pass over the agents at most.
//!
//! The reason of an agent is the first in the order of [`AgentReason`] that applies. It agrees with the reason of the
//! lead: no agent whose turn it could still be is left beside a lead that is not placed.

use alloc::{borrow::Cow, string::String, vec, vec::Vec};

use super::{
    ListColumn, NO_AGENT, RowReason, add_one,
    assignment::{AssignmentOutcome, AssignmentRules},
    at,
    columns::{
        AgentColumns, Column, LeadColumns, UNKNOWN_AGENT, malformed, optional, out_of_range,
        same_length,
    },
    number,
    scope::{Labels, Scopes, wanted},
    top_up::{TopUpOutcome, TopUpRules},
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    lead::AgentState,
    order::{self, halves},
    policy::{AssignmentScope, Intake},
};

macro_rules! reasons {
    ($($variant:ident = $byte:literal $code:ident, $doc:literal;)*) => {
        /// What an agent has to do with a lead, or why an agent receives no more: the first of these that applies.
        ///
        /// The bytes ([`AgentReason::as_byte`]) are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum AgentReason {
            $(#[doc = $doc] $variant = $byte,)*
        }

        impl AgentReason {
            /// Every reason, by its byte.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The reason as a code of the table.
            #[must_use]
            pub const fn code(self) -> Code {
                match self { $(Self::$variant => Code::$code,)* }
            }

            /// The sentence before and after the name of the agent.
            const fn around_agent(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => const { around_name(Code::$code.sentence()) },)* }
            }
        }
    };
}

/// What comes before and after the only parameter of a sentence.
const fn around_name(sentence: &str) -> (&str, &str) {
    let (before, rest) = sentence.split_at(bytes_before(b'{', sentence));
    let (_, after) = rest.split_at(bytes_before(b'}', rest).saturating_add(1));
    (before, after)
}

/// How many bytes come before the first one that is this.
const fn bytes_before(wanted: u8, text: &str) -> usize {
    let (mut before, mut rest) = (0_usize, text.as_bytes());
    while let [first, others @ ..] = rest
        && *first != wanted
    {
        before = before.saturating_add(1);
        rest = others;
    }
    before
}

reasons! {
    Receives = 0 JobAgentReceives, "The agent receives the lead.";
    Banned = 1 JobAgentBanned, "The agent is banned.";
    Away = 2 JobAgentAway, "The agent is away.";
    RoleReceivesNone = 3 JobAgentRole, "The agent's role receives no leads.";
    OtherBranch = 4 JobAgentOtherBranch, "The lead has a branch, and the agent works elsewhere.";
    OtherDepartment = 5 JobAgentOtherDepartment, "The lead has a department, and the agent works elsewhere.";
    PresentOwner = 6 JobAgentHasLead, "The agent is barred: the lead's present owner.";
    LastOwner = 7 JobAgentHadLeadLast, "The agent is barred: the last owner of a lead without one.";
    PreviousOwner = 8 JobAgentHadLead, "The agent had the lead before, and the policy excludes who had.";
    CapZero = 9 JobAgentCapZero, "The agent's cap is 0.";
    WithoutCap = 10 JobAgentWithoutCap, "Top-up alone: the agent has no cap that could be filled up to.";
    AboveCap = 11 JobAgentAboveCap, "The agent ends above the cap: fewer leads leave than would have to.";
    AtCap = 12 JobAgentAtCap, "The agent ends at the cap.";
    RunLimit = 13 JobAgentRunLimit, "The agent receives as many leads as a run allows.";
    DayLimit = 14 JobAgentDayLimit, "The agent has received as many leads on this day as the policy allows.";
    OthersTurn = 15 JobAgentOthersTurn, "The agent has room, but what could have gone there went to others, whose turn it was.";
    OnlyHadLeads = 16 JobAgentOnlyHadLeads, "Of an agent in a run: room is left for leads that the agent is barred from or had before, and for no others.";
    NoLead = 17 JobAgentNoLead, "Of an agent in a run: room is left, but no eligible lead in whose scope the agent is, besides those received.";
}

impl AgentReason {
    /// The byte that stands for it.
    #[must_use]
    pub const fn as_byte(self) -> u8 {
        self as u8
    }

    /// The reason that a byte stands for.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }

    /// The reason with its sentence, about the agent of this name or id.
    #[must_use]
    pub fn finding(self, agent: &str) -> Diagnostic {
        Diagnostic::new(self.code()).with("agent", agent)
    }

    /// The sentence of [`AgentReason::finding`] alone, which is made more quickly: for long lists of agents.
    #[must_use]
    pub fn sentence(self, agent: &str) -> String {
        let (before, after) = self.around_agent();
        [before, agent, after].concat()
    }
}

/// How many agents have which reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentCounts {
    agents: [u32; AgentReason::ALL.len()],
}

impl AgentCounts {
    fn of(reasons: &[AgentReason]) -> Self {
        // In turn, as many agents have the same reason: adding to one number would wait for the addition before.
        let mut in_turn: [Self; 4] = Default::default();
        for reasons in reasons.chunks(in_turn.len()) {
            in_turn.iter_mut().zip(reasons).for_each(|(counts, reason)| counts.add(*reason));
        }
        let [mut all, others @ ..] = in_turn;
        for others in others {
            for (own, other) in all.agents.iter_mut().zip(others.agents) {
                *own = own.saturating_add(other);
            }
        }
        all
    }

    fn add(&mut self, reason: AgentReason) {
        add_one(&mut self.agents, reason.as_byte().into());
    }

    /// Agents with this reason.
    #[must_use]
    pub fn agents(&self, reason: AgentReason) -> u32 {
        at(&self.agents, reason.as_byte().into())
    }

    /// Every reason with its number of agents, zeros too.
    pub fn iter(&self) -> impl Iterator<Item = (AgentReason, u32)> + '_ {
        AgentReason::ALL.iter().copied().zip(self.agents)
    }
}

impl FromIterator<AgentReason> for AgentCounts {
    fn from_iter<I: IntoIterator<Item = AgentReason>>(reasons: I) -> Self {
        let mut counts = Self::default();
        reasons.into_iter().for_each(|reason| counts.add(reason));
        counts
    }
}

/// Where a lead went, or why it stays.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeadExplanation {
    /// What the plan says of the lead.
    pub fate: RowReason,
    /// The agent who receives it.
    pub to: Option<u32>,
    /// The agents by what each has to do with the lead. Of a lead that is eligible all agents are counted, of another none:
    /// no agent was asked.
    pub agents: AgentCounts,
}

impl LeadExplanation {
    /// The fate with its sentence. `agent` is the name or id of the agent whom it is about: of one who receives the lead, or
    /// of the owner whom nobody supplied. Other fates leave it out.
    #[must_use]
    pub fn finding(&self, agent: &str) -> Diagnostic {
        match self.fate.code() {
            None => Diagnostic::new(Code::JobLeadPlaced).with("agent", agent),
            Some(Code::AgentUnknown) => Diagnostic::new(Code::AgentUnknown).with("agent", agent),
            Some(code) => Diagnostic::new(code),
        }
    }
}

/// Why an agent receives as many leads as the plan says, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AgentExplanation {
    /// Leads received.
    pub received: u32,
    /// Free places in the end; negative above the cap, none without a cap.
    pub room: Option<i64>,
    /// Why there are no more.
    pub reason: AgentReason,
}

/// A finished plan of assignment or top-up, ready to be asked.
///
/// It borrows the columns that the plan was made from and the plan itself. To make it is a pass over the agents; the rows of
/// leads are looked at when they are asked about.
///
/// # Examples
/// ```
/// use calliyo_core::{
///     jobs::{
///         AgentColumns, Bitmap, Column, LeadColumns, RowReason,
///         assignment::{self, AssignmentRules},
///         explain::{AgentReason, Explanation},
///     },
///     lead::AgentState,
/// };
///
/// // Two leads of the first agent, who shall not get them again; the other has one place.
/// let owner = Column::full(&[0, 0]);
/// let leads = LeadColumns::new(&[0, 0], &[1, 2], owner);
/// let cap = Column::full(&[9, 1]);
/// let state = [AgentState::Active, AgentState::Active];
/// let agents = AgentColumns::new(cap, &[0, 0], Column::full(&[0, 0]), &state);
/// let rules = AssignmentRules {
///     listed: [0].into_iter().collect(),
///     customer: 1,
///     statuses: 2,
///     ..AssignmentRules::default()
/// };
/// let plan = assignment::plan(&leads, &agents, &rules)?;
///
/// let explained = Explanation::of_assignment(
///     &leads,
///     &agents,
///     &rules,
///     &plan.agent_of,
///     &plan.reason,
///     &plan.outcome,
/// )?;
/// let second = explained.lead(1)?;
/// assert_eq!((second.fate, second.to), (RowReason::OnlyBarredAgent, None));
/// let reasons: Vec<_> = explained.agents(1)?.collect();
/// assert_eq!(reasons, [(0, AgentReason::PresentOwner), (1, AgentReason::AtCap)]);
/// let sentence = reasons[1].1.finding("ravi").message();
/// assert_eq!(sentence, "the agent `ravi` is at the cap when the run is over");
/// assert_eq!(explained.agent(0)?.reason, AgentReason::OnlyHadLeads);
/// # Ok::<(), calliyo_core::Diagnostic>(())
/// ```
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    pub(super) leads: &'a LeadColumns<'a>,
    pub(super) agents: &'a AgentColumns<'a>,
    pub(super) matching: Matching,
    /// Per lead the agent that it goes to, or [`NO_AGENT`].
    pub(super) agent_of: &'a [u32],
    /// Per lead a [`RowReason`] as its byte.
    pub(super) reason: &'a [u8],
    /// Per agent the leads received.
    pub(super) received: &'a [u32],
    /// Per agent the free places in the end; negative above the cap, none without a cap.
    pub(super) room: Cow<'a, [Option<i64>]>,
    /// Per agent why it can receive no more, whichever lead it is; [`AgentReason::OthersTurn`] for one who has room.
    pub(super) closed: Vec<AgentReason>,
}

/// What the rules say about who may have which lead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matching {
    scope: AssignmentScope,
    allow_barred: bool,
    exclude_previous_owners: bool,
    /// Agents are filled up to their caps, so that one without a cap takes nothing.
    fills_up: bool,
}

impl Matching {
    pub(super) fn of_assignment(rules: &AssignmentRules) -> Self {
        Self {
            scope: rules.scope,
            allow_barred: rules.allow_barred,
            exclude_previous_owners: rules.exclude_previous_owners,
            fills_up: false,
        }
    }

    pub(super) fn of_top_up(rules: &TopUpRules) -> Self {
        Self {
            scope: rules.scope,
            allow_barred: rules.allow_barred,
            exclude_previous_owners: rules.exclude_previous_owners,
            fills_up: true,
        }
    }
}

impl<'a> Explanation<'a> {
    /// Explains a plan of [`assignment::plan`](super::assignment::plan), made from these columns and rules.
    ///
    /// # Errors
    /// `request.malformed` for a column or a part of the plan of another length; the rows are looked at when they are asked
    /// about.
    pub fn of_assignment(
        leads: &'a LeadColumns<'a>,
        agents: &'a AgentColumns<'a>,
        rules: &AssignmentRules,
        agent_of: &'a [u32],
        reason: &'a [u8],
        outcome: &'a AssignmentOutcome,
    ) -> Result<Self, Diagnostic> {
        let (matching, received) = (Matching::of_assignment(rules), &outcome.received);
        let room = Cow::Borrowed(outcome.room.as_slice());
        let limits = limits_reached(agents, rules.intake, received);
        let closed = closed(agents, matching, &room, limits);
        let explanation =
            Self { leads, agents, matching, agent_of, reason, received, room, closed };
        explanation.check()?;
        Ok(explanation)
    }

    /// Explains a plan of [`top_up::plan`](super::top_up::plan), made from these columns and rules.
    ///
    /// # Errors
    /// As [`Explanation::of_assignment`].
    pub fn of_top_up(
        leads: &'a LeadColumns<'a>,
        agents: &'a AgentColumns<'a>,
        rules: &TopUpRules,
        agent_of: &'a [u32],
        reason: &'a [u8],
        outcome: &'a TopUpOutcome,
    ) -> Result<Self, Diagnostic> {
        // Nothing leaves in a top-up.
        let left = |(agent, received): (usize, &u32)| {
            agents.room(agent).map(|room| room.saturating_sub((*received).into()))
        };
        let (matching, received) = (Matching::of_top_up(rules), &outcome.received);
        let room: Cow<'_, [_]> = received.iter().enumerate().map(left).collect();
        let limits = limits_reached(agents, rules.intake, received);
        let closed = closed(agents, matching, &room, limits);
        let explanation =
            Self { leads, agents, matching, agent_of, reason, received, room, closed };
        explanation.check()?;
        Ok(explanation)
    }

    fn check(&self) -> Result<(), Diagnostic> {
        self.agents.check()?;
        self.leads.check_lengths()?;
        same_length("agentOf", self.agent_of.len(), self.leads.len())?;
        same_length("reason", self.reason.len(), self.leads.len())?;
        same_length("outcome.received", self.received.len(), self.agents.len())?;
        same_length("outcome.room", self.room.len(), self.agents.len())
    }

    /// Where the lead of this row went or why it stays, with the agents counted by reason: a pass over the agents.
    ///
    /// # Errors
    /// `number.out_of_range` for a row that there is not, and for agents of the row that there are not; `request.malformed`
    /// for a row of the plan that no plan has. The path names the row: `agentOf[17]`.
    pub fn lead(&self, row: usize) -> Result<LeadExplanation, Diagnostic> {
        let (fate, to) = self.fate(row)?;
        let agents = AgentCounts::of(&self.judged(row, fate, to));
        Ok(LeadExplanation { fate, to, agents })
    }

    /// What each agent has to do with the lead of this row, in the order of the agents; nothing of a lead that is not
    /// eligible, since no agent was asked.
    ///
    /// # Errors
    /// As [`Explanation::lead`].
    pub fn agents(
        &self,
        row: usize,
    ) -> Result<impl Iterator<Item = (u32, AgentReason)> + '_, Diagnostic> {
        let (fate, to) = self.fate(row)?;
        Ok((0..).zip(self.judged(row, fate, to)))
    }

    /// Why the agent receives as many leads as the plan says, and no more.
    ///
    /// For an agent who has room in the end this is a pass over leads and agents; for others it takes no time. To ask for many
    /// agents, use [`Explanation::every_agent`].
    ///
    /// # Errors
    /// `number.out_of_range` for an agent that there is not, else as [`Explanation::every_agent`].
    pub fn agent(&self, agent: usize) -> Result<AgentExplanation, Diagnostic> {
        if agent >= self.agents.len() {
            return Err(out_of_range("agents", agent, number(agent), self.agents.len()));
        }
        let reason = match self.closed.get(agent) {
            Some(AgentReason::OthersTurn) | None => self.spare_leads()?.reason_of(agent),
            Some(closed) => *closed,
        };
        Ok(self.explained(agent, reason))
    }

    /// Why each agent receives as many leads as the plan says, and no more: one pass over leads and agents.
    ///
    /// # Errors
    /// As [`Explanation::lead`], for any row.
    pub fn every_agent(&self) -> Result<Vec<AgentExplanation>, Diagnostic> {
        let spare = self.spare_leads()?;
        let of = |(agent, closed): (usize, &AgentReason)| {
            let reason = match closed {
                AgentReason::OthersTurn => spare.reason_of(agent),
                _ => *closed,
            };
            self.explained(agent, reason)
        };
        Ok(self.closed.iter().enumerate().map(of).collect())
    }

    fn explained(&self, agent: usize, reason: AgentReason) -> AgentExplanation {
        let room = self.room.get(agent).copied().flatten();
        AgentExplanation { received: at(self.received, number(agent)), room, reason }
    }

    /// What the plan says of a row, which is checked here.
    fn fate(&self, row: usize) -> Result<(RowReason, Option<u32>), Diagnostic> {
        let agents = self.agents.len();
        let known = |path: &str, agent: Option<u32>| match agent {
            Some(agent) if agent != UNKNOWN_AGENT && agent as usize >= agents => {
                Err(out_of_range(path, row, agent, agents))
            }
            _ => Ok(()),
        };
        let byte = self.reason.get(row);
        let (Some(byte), Some(to)) = (byte, self.agent_of.get(row)) else {
            return Err(out_of_range("leads", row, number(row), self.leads.len()));
        };
        known("leads.owner", self.leads.owner.at(row))?;
        known("leads.lastOwner", optional(self.leads.last_owner.as_ref(), row))?;
        known("agentOf", Some(*to))?;
        let Some(fate) = RowReason::from_byte(*byte) else {
            let detail = alloc::format!("{byte} stands for no reason");
            return Err(malformed(&alloc::format!("reason[{row}]"), detail));
        };
        let to = Some(*to).filter(|to| *to != NO_AGENT);
        if to.is_some() == (fate == RowReason::Moved) {
            return Ok((fate, to));
        }
        let detail = "a lead that is moved has an agent, and no other has".into();
        Err(malformed(&alloc::format!("agentOf[{row}]"), detail))
    }

    /// What each agent has to do with the lead; nothing of a lead that is not eligible.
    fn judged(&self, row: usize, fate: RowReason, to: Option<u32>) -> Vec<AgentReason> {
        if !fate.is_eligible() {
            return Vec::new();
        }
        let labels = self.labels(row);
        // The first reason that applies is the least of all that do.
        let mut reasons = self.closed.clone();
        if labels != (None, None) {
            for (agent, own) in reasons.iter_mut().enumerate() {
                *own = self.outside(labels, agent).map_or(*own, |outside| outside.min(*own));
            }
        }
        let barred = self.barred(row).filter(|barred| self.has_another(labels, *barred));
        let barred_as = match self.leads.owner.at(row) {
            Some(_) => AgentReason::PresentOwner,
            None => AgentReason::LastOwner,
        };
        let previous = self.previous_owners(row).iter();
        let previous = previous.map(|agent| (*agent, AgentReason::PreviousOwner));
        let barred = barred.map(|agent| (agent, barred_as));
        let receives = to.map(|agent| (agent, AgentReason::Receives));
        for (agent, reason) in previous.chain(barred).chain(receives) {
            if let Some(own) = reasons.get_mut(agent as usize) {
                *own = reason.min(*own);
            }
        }
        reasons
    }

    /// The label of the lead that the agent does not have (rule A6).
    fn outside(&self, (branch, department): Labels, agent: usize) -> Option<AgentReason> {
        let lacks = |wanted: Option<u32>, own| wanted.is_some() && wanted != optional(own, agent);
        if lacks(branch, self.agents.branch.as_ref()) {
            Some(AgentReason::OtherBranch)
        } else if lacks(department, self.agents.department.as_ref()) {
            Some(AgentReason::OtherDepartment)
        } else {
            None
        }
    }

    /// The labels that an agent must have to receive the lead.
    fn labels(&self, row: usize) -> Labels {
        let (branch, department) = (self.leads.branch.as_ref(), self.leads.department.as_ref());
        wanted(self.matching.scope, branch, department, row)
    }

    /// The agent that the lead must not go to, unless nobody else could ever receive it (rule A3).
    fn barred(&self, row: usize) -> Option<u32> {
        let last = || optional(self.leads.last_owner.as_ref(), row);
        let barred = self.leads.owner.at(row).or_else(last).filter(|_| !self.matching.allow_barred);
        barred.filter(|agent| (*agent as usize) < self.agents.len())
    }

    /// The agents who had the lead and do not get it again (rule A7).
    fn previous_owners(&self, row: usize) -> &'a [u32] {
        let lists = self.leads.previous_owners.filter(|_| self.matching.exclude_previous_owners);
        lists.map_or(&[], |lists: ListColumn<'a, u32>| lists.at(row))
    }

    /// Whether besides this agent another one could ever receive a lead with these labels (rule A3).
    fn has_another(&self, labels: Labels, agent: u32) -> bool {
        let could = |other: usize| {
            self.agents.could_receive(other) && self.outside(labels, other).is_none()
        };
        (0..self.agents.len()).any(|other| other != agent as usize && could(other))
    }

    /// The eligible leads that agents did not receive.
    fn spare_leads(&self) -> Result<SpareLeads, Diagnostic> {
        let scopes = Scopes::new(self.agents, self.matching.scope);
        let mut of_group = vec![0_u32; scopes.len()];
        let mut withheld = vec![0_u32; self.agents.len()];
        let mut from = Vec::new();
        for row in 0..self.leads.len() {
            let (fate, _) = self.fate(row)?;
            if !fate.is_eligible() {
                continue;
            }
            let group = scopes.group_of(self.leads, number(row));
            add_one(&mut of_group, group);
            let barred = self.barred(row).filter(|agent| !scopes.is_only_one(group, *agent));
            from.clear();
            let previous = self.previous_owners(row).iter().copied();
            from.extend(previous.chain(barred).map(u64::from));
            order::sort_numbers(&mut from);
            for (_, agent) in from.iter().map(|agent| halves(*agent)) {
                if scopes.groups_of(agent).contains(&group) {
                    add_one(&mut withheld, agent);
                }
            }
        }
        let of_agent = |agent: u32, received: &u32| {
            let groups = scopes.groups_of(agent).iter();
            let matching =
                groups.fold(0_u32, |sum, group| sum.saturating_add(at(&of_group, *group)));
            matching.saturating_sub(*received)
        };
        let matching = (0..).zip(self.received).map(|(agent, received)| of_agent(agent, received));
        Ok(SpareLeads { matching: matching.collect(), withheld })
    }
}

/// Per agent the limit that was reached with what the run gave (rule A7); else [`AgentReason::OthersTurn`].
fn limits_reached(agents: &AgentColumns<'_>, intake: Intake, received: &[u32]) -> Vec<AgentReason> {
    if intake == Intake::default() {
        return vec![AgentReason::OthersTurn; received.len()];
    }
    let limit = |(agent, received): (u32, &u32)| {
        let today = agents.received_today.map_or(0, |today| at(today, agent));
        limit_reached(intake, *received, today.saturating_add(*received))
    };
    (0..).zip(received).map(limit).collect()
}

/// The limit that an agent reached who received so many leads in the run and on its day (rule A7); else
/// [`AgentReason::OthersTurn`].
pub(super) fn limit_reached(intake: Intake, in_run: u32, today: u32) -> AgentReason {
    if intake.per_run.is_some_and(|most| in_run >= most) {
        AgentReason::RunLimit
    } else if intake.per_day.is_some_and(|most| today >= most) {
        AgentReason::DayLimit
    } else {
        AgentReason::OthersTurn
    }
}

/// Per agent why it can receive no more, whichever lead it is: it receives none at all (rule A2), or has no room for another
/// in the end (rules A4, T2), or reached one of these limits (rule A7). For one who has room, [`AgentReason::OthersTurn`].
pub(super) fn closed(
    agents: &AgentColumns<'_>,
    matching: Matching,
    room: &[Option<i64>],
    limits: Vec<AgentReason>,
) -> Vec<AgentReason> {
    // The first reason that applies is the least of all that do. A loop over each column is quicker than one over the agents
    // that looks at everything.
    let mut closed = limits;
    for (own, state) in closed.iter_mut().zip(agents.state) {
        match state {
            AgentState::Active => {}
            AgentState::Away => *own = AgentReason::Away,
            AgentState::Banned => *own = AgentReason::Banned,
        }
    }
    if let Some(receives) = agents.receives {
        for (agent, own) in closed.iter_mut().enumerate() {
            if !receives.is_set(agent) {
                *own = AgentReason::RoleReceivesNone.min(*own);
            }
        }
    }
    let without_cap =
        if matching.fills_up { AgentReason::WithoutCap } else { AgentReason::OthersTurn };
    let Column { values, validity } = agents.cap;
    for (agent, (own, cap)) in (0..values.len()).zip(closed.iter_mut().zip(values)) {
        let has_cap = validity.is_none_or(|validity| validity.is_set(agent));
        let of_cap = match (has_cap, cap) {
            (false, _) => without_cap,
            (true, 0) => AgentReason::CapZero,
            (true, _) => AgentReason::OthersTurn,
        };
        *own = of_cap.min(*own);
    }
    for (own, room) in closed.iter_mut().zip(room) {
        let full = match room {
            Some(..0) => AgentReason::AboveCap,
            Some(0) => AgentReason::AtCap,
            _ => AgentReason::OthersTurn,
        };
        *own = full.min(*own);
    }
    closed
}

/// Per agent, eligible leads that it did not receive.
struct SpareLeads {
    /// Leads in whose scope the agent is.
    matching: Vec<u32>,
    /// Those of them that the agent is barred from or had before.
    withheld: Vec<u32>,
}

impl SpareLeads {
    /// Why an agent who has room receives no more. A lead that stays without a place could not have gone there, so that what
    /// is neither withheld nor received went to others.
    fn reason_of(&self, agent: usize) -> AgentReason {
        let matching = at(&self.matching, number(agent));
        if matching == 0 {
            AgentReason::NoLead
        } else if matching <= at(&self.withheld, number(agent)) {
            AgentReason::OnlyHadLeads
        } else {
            AgentReason::OthersTurn
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        jobs::{
            Bitmap, Column, ReasonCounts, assignment,
            testing::{
                ASSIGNED, Agent, BUSY, COLD, CUSTOMER, FREE, FRESH, Lead, Random, STATUSES,
                UNASSIGNED, holding, stale, with_columns,
            },
            top_up,
        },
        policy::Evenness,
    };

    /// A8: the sentence alone is that of the finding.
    #[test]
    fn a_sentence_is_that_of_the_finding() {
        for reason in AgentReason::ALL {
            assert_eq!(reason.sentence("ravi"), reason.finding("ravi").message());
            assert_eq!(reason.sentence("ravi"), std::format!("{}", reason.finding("ravi")));
            assert!(reason.sentence("ravi").contains("`ravi`"));
        }
    }

    fn rules() -> AssignmentRules {
        AssignmentRules {
            listed: [UNASSIGNED, BUSY, COLD].into_iter().collect(),
            customer: CUSTOMER,
            counts: [ASSIGNED, BUSY].into_iter().collect(),
            statuses: STATUSES,
            ..AssignmentRules::default()
        }
    }

    /// What is said of each lead, of each agent about each lead, and of each agent.
    type Said = (Vec<LeadExplanation>, Vec<Vec<AgentReason>>, Vec<AgentExplanation>);

    fn said(explanation: &Explanation<'_>) -> Said {
        let rows = 0..explanation.leads.len();
        (
            rows.clone().map(|row| explanation.lead(row).unwrap()).collect(),
            rows.map(|row| explanation.agents(row).unwrap().map(|(_, reason)| reason).collect())
                .collect(),
            explanation.every_agent().unwrap(),
        )
    }

    fn assigned(
        leads: &LeadColumns<'_>,
        agents: &AgentColumns<'_>,
        rules: &AssignmentRules,
    ) -> Said {
        let plan = assignment::plan(leads, agents, rules).unwrap();
        let (agent_of, reason) = (&plan.agent_of, &plan.reason);
        said(
            &Explanation::of_assignment(leads, agents, rules, agent_of, reason, &plan.outcome)
                .unwrap(),
        )
    }

    fn topped_up(leads: &LeadColumns<'_>, agents: &AgentColumns<'_>, rules: &TopUpRules) -> Said {
        let plan = top_up::plan(leads, agents, rules).unwrap();
        let (agent_of, reason) = (&plan.agent_of, &plan.reason);
        said(
            &Explanation::of_top_up(leads, agents, rules, agent_of, reason, &plan.outcome).unwrap(),
        )
    }

    fn reasons(agents: &[AgentExplanation]) -> Vec<AgentReason> {
        agents.iter().map(|own| own.reason).collect()
    }

    /// A8: a byte gives its reason back, and every reason has a code of its own with a sentence about the agent.
    #[test]
    fn a_byte_gives_its_reason_back() {
        for (byte, reason) in AgentReason::ALL.iter().enumerate() {
            assert_eq!(usize::from(reason.as_byte()), byte);
            assert_eq!(AgentReason::from_byte(reason.as_byte()), Some(*reason));
            let alike = AgentReason::ALL.iter().filter(|own| own.code() == reason.code());
            assert_eq!(alike.count(), 1);
            assert!(reason.finding("asha").message().contains("`asha`"), "{reason:?}");
        }
        assert_eq!(AgentReason::from_byte(18), None);
    }

    /// A8, A2, A6: of a lead that is placed, each agent tells whether it receives the lead or the first reason why not.
    #[test]
    fn every_agent_tells_what_it_has_against_a_lead() {
        let at = |branch, department, cap| Agent {
            branch: Some(branch),
            department: Some(department),
            ..holding(0, cap)
        };
        let agents = [
            at(1, 1, 1),
            Agent { counter: Some(5), ..at(1, 1, 9) },
            Agent { state: AgentState::Banned, ..at(1, 1, 9) },
            Agent { state: AgentState::Away, ..at(2, 1, 9) },
            Agent { receives: false, ..at(1, 1, 0) },
            at(2, 2, 0),
            at(1, 2, 0),
            at(1, 1, 0),
            Agent { held: 9, ..at(1, 1, 9) },
            Agent { held: 9, ..at(1, 1, 5) },
            at(1, 1, 9),
        ];
        let lead = Lead { branch: Some(1), department: Some(1), last_owner: Some(10), ..FRESH };
        let leads = [lead, Lead { live_call: true, ..FRESH }];
        let both = AssignmentRules { scope: AssignmentScope::BranchAndDepartment, ..rules() };
        let (leads, agents, _) =
            with_columns(&leads, &agents, |leads, agents| assigned(leads, agents, &both));
        let expected = [
            AgentReason::Receives,
            AgentReason::OthersTurn,
            AgentReason::Banned,
            AgentReason::Away,
            AgentReason::RoleReceivesNone,
            AgentReason::OtherBranch,
            AgentReason::OtherDepartment,
            AgentReason::CapZero,
            AgentReason::AtCap,
            AgentReason::AboveCap,
            AgentReason::LastOwner,
        ];
        assert_eq!(agents, [Vec::from(expected), Vec::new()]);
        assert_eq!(leads[0].finding("ravi").message(), "the lead goes to the agent `ravi`");
        assert_eq!(leads[1].finding("").message(), "the lead has a call in progress");
        assert_eq!(leads[1].agents, AgentCounts::default());
        for reason in AgentReason::ALL {
            let agents = expected.iter().filter(|own| *own == reason).count();
            assert_eq!(leads[0].agents.agents(*reason) as usize, agents, "{reason:?}");
        }
    }

    /// A8, A3: the bar is told while it is up, and not when it is lifted.
    #[test]
    fn an_owner_who_is_not_barred_is_not_said_to_be() {
        let agents = [FREE, Agent { counter: Some(9), ..FREE }];
        let judged = |agents: &[Agent], rules: &AssignmentRules| {
            with_columns(&[stale(0)], agents, |leads, agents| assigned(leads, agents, rules).1)
        };
        let barred = [AgentReason::PresentOwner, AgentReason::Receives];
        assert_eq!(judged(&agents, &rules()), [barred]);
        let allowed = AssignmentRules { allow_barred: true, ..rules() };
        assert_eq!(judged(&agents, &allowed), [[AgentReason::Receives, AgentReason::OthersTurn]]);
        let nobody_else = [FREE, holding(0, 0)];
        let lifted = [AgentReason::Receives, AgentReason::CapZero];
        assert_eq!(judged(&nobody_else, &rules()), [lifted]);
    }

    /// A8, A7: limits and earlier owners are reasons of their own.
    #[test]
    fn limits_and_earlier_owners_are_told() {
        let agents = [holding(0, 9), holding(0, 9), holding(0, 9)];
        let (judged, of_run) = with_columns(&[FRESH, FRESH, FRESH], &agents, |leads, agents| {
            let previous = ListColumn { offsets: &[0, 1, 2, 3], values: &[2, 2, 2] };
            let leads = LeadColumns { previous_owners: Some(previous), ..*leads };
            let agents = AgentColumns { received_today: Some(&[0, 3, 0]), ..*agents };
            let intake = Intake { per_run: Some(1), per_day: Some(3) };
            let limited = AssignmentRules { exclude_previous_owners: true, intake, ..rules() };
            let (_, judged, of_run) = assigned(&leads, &agents, &limited);
            (judged, reasons(&of_run))
        });
        let last = [AgentReason::RunLimit, AgentReason::DayLimit, AgentReason::PreviousOwner];
        assert_eq!(judged[2], last);
        assert_eq!(
            of_run,
            [AgentReason::RunLimit, AgentReason::DayLimit, AgentReason::OnlyHadLeads]
        );
    }

    /// A8, A4, A5: each agent tells why it received no more.
    #[test]
    fn an_agent_tells_why_it_received_no_more() {
        let elsewhere = Agent { branch: Some(2), ..FREE };
        let here = |agent| Agent { branch: Some(1), ..agent };
        let agents = [
            here(holding(4, 5)),
            here(holding(7, 5)),
            here(FREE),
            here(Agent { counter: Some(3), ..FREE }),
            elsewhere,
            here(Agent { state: AgentState::Away, ..FREE }),
        ];
        let leads = vec![Lead { branch: Some(1), ..FRESH }; 4];
        let branch = AssignmentRules { scope: AssignmentScope::Branch, ..rules() };
        let of_run =
            with_columns(&leads, &agents, |leads, agents| assigned(leads, agents, &branch).2);
        let expected = [
            (1, Some(0), AgentReason::AtCap),
            (0, Some(-2), AgentReason::AboveCap),
            (3, None, AgentReason::OthersTurn),
            (0, None, AgentReason::OthersTurn),
            (0, None, AgentReason::NoLead),
            (0, None, AgentReason::Away),
        ];
        let told: Vec<_> = of_run.iter().map(|own| (own.received, own.room, own.reason)).collect();
        assert_eq!(told, expected);
    }

    /// A8, T2: in a top-up nobody without a cap receives, and the reason says so.
    #[test]
    fn top_up_tells_who_has_nothing_to_fill() {
        let rules = TopUpRules {
            unassigned: UNASSIGNED,
            customer: CUSTOMER,
            statuses: STATUSES,
            ..TopUpRules::default()
        };
        let agents = [holding(1, 2), FREE, holding(5, 3), holding(0, 3)];
        let (judged, of_run) = with_columns(&[FRESH], &agents, |leads, agents| {
            let (_, judged, of_run) = topped_up(leads, agents, &rules);
            (judged, of_run)
        });
        let expected = [
            AgentReason::OthersTurn,
            AgentReason::WithoutCap,
            AgentReason::AboveCap,
            AgentReason::Receives,
        ];
        assert_eq!(judged, [expected]);
        assert_eq!(of_run[0].room, Some(1));
        assert_eq!(of_run[3].reason, AgentReason::NoLead);
    }

    /// A8: a row that is not there, or that no plan has, is named.
    #[test]
    fn a_bad_row_is_named() {
        let found = |row: usize, agent_of: &[u32], reason: &[u8], owner: &[u32]| {
            with_columns(&[FRESH; 2], &[FREE], |leads, agents| {
                let leads = LeadColumns { owner: Column::full(owner), ..*leads };
                let outcome = AssignmentOutcome {
                    received: vec![1],
                    room: vec![None],
                    ..AssignmentOutcome::default()
                };
                let explanation = Explanation::of_assignment(
                    &leads,
                    agents,
                    &rules(),
                    agent_of,
                    reason,
                    &outcome,
                )
                .and_then(|explanation| {
                    explanation.lead(row).and(explanation.agents(row).map(drop))?;
                    explanation.every_agent().map(drop)?;
                    explanation.agent(row).map(drop)
                });
                let found = explanation.unwrap_err();
                (found.code(), String::from(found.path()))
            })
        };
        let (malformed, outside) = (Code::RequestMalformed, Code::NumberOutOfRange);
        let is = |code, path: &str| (code, String::from(path));
        let nobody = [UNKNOWN_AGENT; 2];
        assert_eq!(found(0, &[0], &[0, 1], &nobody), is(malformed, "agentOf"));
        assert_eq!(found(0, &[0, 0], &[0], &nobody), is(malformed, "reason"));
        assert_eq!(found(0, &[0, NO_AGENT], &[0, 1], &[0]), is(malformed, "leads.owner"));
        assert_eq!(found(2, &[0, NO_AGENT], &[0, 1], &nobody), is(outside, "leads[2]"));
        assert_eq!(found(1, &[0, NO_AGENT], &[0, 1], &nobody), is(outside, "agents[1]"));
        assert_eq!(found(1, &[0, NO_AGENT], &[0, 99], &nobody), is(malformed, "reason[1]"));
        assert_eq!(found(1, &[0, NO_AGENT], &[0, 0], &nobody), is(malformed, "agentOf[1]"));
        assert_eq!(found(1, &[0, 7], &[0, 0], &nobody), is(outside, "agentOf[1]"));
        assert_eq!(found(0, &[0, 0], &[0, 1], &nobody), is(malformed, "agentOf[1]"));
        assert_eq!(found(1, &[0, NO_AGENT], &[0, 1], &[0, 4]), is(outside, "leads.owner[1]"));
        let short = with_columns(&[FRESH], &[FREE], |leads, agents| {
            let agents = AgentColumns { receives: Some(Bitmap::new(&[])), ..*agents };
            let outcome = AssignmentOutcome::default();
            Explanation::of_assignment(leads, &agents, &rules(), &[0], &[0], &outcome).unwrap_err()
        });
        assert_eq!(short.path(), "agents.receives");
    }

    /// A8: whatever stands in the rows of a plan and of its leads, there is an answer or a finding.
    #[test]
    fn nonsense_gets_a_finding() {
        let mut random = Random(12);
        let wild = |random: &mut Random| [0, 1, 2, 7, NO_AGENT][random.below(5) as usize];
        let (mut answered, mut refused) = (0, 0);
        for _ in 0..2_000 {
            let company = random_case(&mut random);
            let rows = company.0.len();
            let mut column = |most: usize| (0..most).map(|_| wild(&mut random)).collect::<Vec<_>>();
            let (owner, last_owner, agent_of) = (column(rows), column(rows), column(rows));
            let (received, offsets, values) =
                (column(company.1.len()), column(rows + 1), column(rows));
            let reason: Vec<u8> = (0..rows).map(|_| random.below(20) as u8).collect();
            let (scope, allow_barred, _, intake) = random_matching(&mut random);
            let rules = AssignmentRules {
                scope,
                allow_barred,
                exclude_previous_owners: true,
                intake,
                ..rules()
            };
            with_columns(&company.0, &company.1, |leads, agents| {
                let leads = LeadColumns {
                    owner: Column::full(&owner),
                    last_owner: Some(Column::full(&last_owner)),
                    previous_owners: Some(ListColumn { offsets: &offsets, values: &values }),
                    ..*leads
                };
                let room = received.iter().map(|own| Some(i64::from(*own) - 2)).collect();
                let outcome = AssignmentOutcome { received, room, ..AssignmentOutcome::default() };
                let explanation = Explanation::of_assignment(
                    &leads, agents, &rules, &agent_of, &reason, &outcome,
                );
                let explanation = explanation.unwrap();
                for row in 0..=rows {
                    match explanation.lead(row) {
                        Ok(lead) => {
                            answered += 1;
                            let judged = explanation.agents(row).unwrap().map(|(_, own)| own);
                            assert_eq!(lead.agents, judged.collect());
                        }
                        Err(found) => {
                            refused += 1;
                            assert!(found.path().contains('['), "{found:?}");
                        }
                    }
                }
                let of_rows = (0..rows).find_map(|row| explanation.lead(row).err());
                assert_eq!(explanation.every_agent().err(), of_rows);
            });
        }
        assert!(answered > 1_000 && refused > 1_000, "{answered} answered, {refused} refused");
    }

    /// Agents and leads in which every reason comes up, with the earlier owners of each lead.
    fn random_case(random: &mut Random) -> (Vec<Lead>, Vec<Agent>, Vec<Vec<u32>>) {
        let agents: Vec<Agent> = (0..1 + random.below(5))
            .map(|_| Agent {
                cap: random.maybe(6, 4),
                held: random.below(4),
                counter: Some(u64::from(random.below(4))),
                state: match random.below(12) {
                    0 => AgentState::Banned,
                    1 => AgentState::Away,
                    _ => AgentState::Active,
                },
                receives: !random.once_in(10),
                branch: random.maybe(4, 2),
                department: random.maybe(4, 2),
            })
            .collect();
        let count = agents.len() as u32;
        let leads: Vec<Lead> = (0..random.below(13))
            .map(|_| Lead {
                status: [UNASSIGNED, UNASSIGNED, BUSY, COLD, ASSIGNED, CUSTOMER]
                    [random.below(6) as usize],
                owner: Some(random.below(count)),
                last_owner: random.maybe(2, count),
                priority: random.maybe(2, 3).map(i64::from),
                branch: random.maybe(2, 3),
                department: random.maybe(2, 2),
                live_call: random.once_in(20),
                attempts: random.below(3),
                ..FRESH
            })
            .map(|lead| Lead { owner: lead.owner.filter(|_| lead.status != UNASSIGNED), ..lead })
            .collect();
        let mut agents = agents;
        for lead in leads.iter().filter(|lead| lead.status == BUSY) {
            let owner = lead.owner.and_then(|owner| agents.get_mut(owner as usize));
            owner.into_iter().for_each(|owner| owner.held += 1);
        }
        let previous =
            leads.iter().map(|_| (0..count).filter(|_| random.once_in(4)).collect()).collect();
        (leads, agents, previous)
    }

    fn random_matching(random: &mut Random) -> (AssignmentScope, bool, bool, Intake) {
        let scope = [
            AssignmentScope::Company,
            AssignmentScope::Branch,
            AssignmentScope::Department,
            AssignmentScope::BranchAndDepartment,
        ];
        let limit = |random: &mut Random| random.maybe(2, 3);
        let intake = Intake { per_run: limit(random), per_day: limit(random) };
        (scope[random.below(4) as usize], random.once_in(6), random.once_in(2), intake)
    }

    /// What a plan and its explanation must agree on, whatever the job.
    fn check(
        case: u32,
        leads: &LeadColumns<'_>,
        agents: &AgentColumns<'_>,
        (explained, judged, of_run): &Said,
        level: impl Fn(usize) -> i64,
    ) -> Vec<RowReason> {
        let open = |agent: usize| {
            let reason = of_run[agent].reason;
            [AgentReason::OthersTurn, AgentReason::OnlyHadLeads, AgentReason::NoLead]
                .contains(&reason)
        };
        let had = |reason: AgentReason| {
            [AgentReason::PresentOwner, AgentReason::LastOwner].contains(&reason)
        };
        let limits = [AgentReason::RunLimit, AgentReason::DayLimit];
        let outside = [
            AgentReason::Banned,
            AgentReason::Away,
            AgentReason::RoleReceivesNone,
            AgentReason::OtherBranch,
            AgentReason::OtherDepartment,
            AgentReason::PreviousOwner,
        ];
        for (row, (own, judged)) in explained.iter().zip(judged).enumerate() {
            assert_eq!(own.agents, judged.iter().copied().collect(), "case {case}");
            let asked = if own.fate.is_eligible() { agents.len() } else { 0 };
            assert_eq!(judged.len(), asked, "case {case}");
            let receivers = judged.iter().filter(|own| **own == AgentReason::Receives).count();
            assert_eq!(receivers, usize::from(own.fate == RowReason::Moved), "case {case}");

            let told = |reason: AgentReason| judged.contains(&reason);
            let reasons = || (0..).zip(judged.iter().copied());
            let barred_open = reasons().any(|(agent, reason)| had(reason) && open(agent));
            let none_in_scope = reasons().all(|(agent, reason)| {
                let previous = leads.previous_owners.map_or(&[][..], |lists| lists.at(row));
                outside.contains(&reason) || had(reason) && previous.contains(&(agent as u32))
            });
            let limited = limits.into_iter().any(told);
            let wanted = match own.fate {
                RowReason::NoAgentMatches => none_in_scope,
                RowReason::OnlyBarredAgent => !none_in_scope && barred_open,
                RowReason::LimitReached => !none_in_scope && !barred_open && limited,
                RowReason::AgentsAtCap => !none_in_scope && !barred_open && !limited,
                _ => continue,
            };
            assert!(wanted, "case {case}: lead {row} is {:?} with {judged:?}", own.fate);
            assert!(!told(AgentReason::OthersTurn), "case {case}: lead {row} could have gone on");
        }
        for (agent, own) in of_run.iter().enumerate() {
            let about = || judged.iter().filter_map(move |judged| judged.get(agent).copied());
            let received = about().filter(|own| *own == AgentReason::Receives).count();
            assert_eq!(own.received as usize, received, "case {case}");
            if !open(agent) {
                assert!(about().all(|own| own != AgentReason::OthersTurn), "case {case}");
                continue;
            }
            assert!(own.room.is_none_or(|room| room > 0), "case {case}");
            let others = about().any(|own| own == AgentReason::OthersTurn);
            let withheld = about().any(|own| had(own) || own == AgentReason::PreviousOwner);
            let expected = match (others, withheld) {
                (true, _) => AgentReason::OthersTurn,
                (false, true) => AgentReason::OnlyHadLeads,
                (false, false) => AgentReason::NoLead,
            };
            assert_eq!(own.reason, expected, "case {case}: agent {agent}");
        }
        // Where it was another's turn, that one had no more.
        for (own, judged) in explained.iter().zip(judged) {
            let Some(to) = own.to else { continue };
            for (agent, reason) in judged.iter().enumerate() {
                let fewer = level(to as usize) <= level(agent) + 1;
                assert!(*reason != AgentReason::OthersTurn || fewer, "case {case}");
            }
        }
        explained.iter().map(|own| own.fate).collect()
    }

    fn columns<R>(
        (leads, agents, previous): &(Vec<Lead>, Vec<Agent>, Vec<Vec<u32>>),
        today: &[u32],
        ask: impl FnOnce(&LeadColumns<'_>, &AgentColumns<'_>) -> R,
    ) -> R {
        let values: Vec<u32> = previous.iter().flatten().copied().collect();
        let mut offsets = vec![0];
        for own in previous {
            offsets.push(offsets.last().unwrap() + own.len() as u32);
        }
        with_columns(leads, agents, |leads, agents| {
            let previous_owners = Some(ListColumn { offsets: &offsets, values: &values });
            let leads = LeadColumns { previous_owners, ..*leads };
            ask(&leads, &AgentColumns { received_today: Some(today), ..*agents })
        })
    }

    /// A8, A3: the reasons of the agents agree with that of the lead, those of the run with both, and all counts reconcile.
    #[test]
    fn the_reasons_of_leads_and_agents_agree_in_every_plan() {
        let mut random = Random(11);
        let mut seen = [0_u64; RowReason::ALL.len()];
        let mut told = AgentCounts::default();
        for case in 0..20_000 {
            let company = random_case(&mut random);
            let today: Vec<u32> = company.1.iter().map(|_| random.below(3)).collect();
            let (scope, allow_barred, exclude_previous_owners, intake) =
                random_matching(&mut random);
            let evenness = if random.once_in(3) { Evenness::Held } else { Evenness::default() };
            let assignment = AssignmentRules {
                scope,
                allow_barred,
                exclude_previous_owners,
                intake,
                evenness,
                ..rules()
            };
            let top_up = TopUpRules {
                unassigned: UNASSIGNED,
                customer: CUSTOMER,
                statuses: STATUSES,
                scope,
                allow_barred,
                exclude_previous_owners,
                intake,
                ..TopUpRules::default()
            };
            columns(&company, &today, |leads, agents| {
                let said = match case % 2 {
                    0 => assigned(leads, agents, &assignment),
                    _ => topped_up(leads, agents, &top_up),
                };
                let level = |agent: usize| {
                    let received = i64::from(said.2[agent].received);
                    let held = i64::from(agents.held[agent]);
                    if case % 2 == 1 {
                        held + received
                    } else if evenness == Evenness::Held {
                        // What leaves an agent lowers what it holds.
                        let left = (0..leads.len()).filter(|row| {
                            said.0[*row].to.is_some()
                                && leads.owner.at(*row) == Some(agent as u32)
                                && assignment.counts.contains(leads.status[*row])
                        });
                        held + received - left.count() as i64
                    } else {
                        agents.counter.values[agent] as i64 + received
                    }
                };
                let fates = check(case, leads, agents, &said, level);
                let bytes: Vec<u8> = fates.iter().map(|own| own.as_byte()).collect();
                let counts = ReasonCounts::of(&bytes);
                assert_eq!(counts.eligible(), counts.moved() + counts.not_placed());
                for (reason, rows) in counts.iter() {
                    seen[usize::from(reason.as_byte())] += rows;
                }
                said.1.iter().flatten().for_each(|reason| told.add(*reason));
                said.2.iter().for_each(|own| told.add(own.reason));
            });
        }
        let unplaced = [
            RowReason::NoAgentMatches,
            RowReason::OnlyBarredAgent,
            RowReason::LimitReached,
            RowReason::AgentsAtCap,
        ];
        for reason in unplaced {
            assert!(seen[usize::from(reason.as_byte())] > 100, "{reason:?} comes up");
        }
        for (reason, agents) in told.iter() {
            assert!(agents > 100, "{reason:?} comes up");
        }
    }
}
