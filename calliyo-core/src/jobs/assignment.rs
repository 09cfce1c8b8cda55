//! Auto-assignment (rules A1 to A6): recycling leads among agents.

use alloc::{boxed::Box, vec, vec::Vec};
use core::ops::Range;

use super::{
    RowReason, Scratch, StatusSet, at,
    columns::{AgentColumns, Bitmap, LeadColumns, flag, optional, same_length},
    number,
    placement::{
        Counted, Counts, ELIGIBLE, Judge, Line, Origin, Origins, Placement, Placing, QuickCounts,
        QuickPlaces, Source,
    },
    reason::ReasonCounts,
    scope::Scopes,
    served::{Criteria, LOOKED_AT, Look, Precedence},
    words::{self, zeros},
};
use crate::{
    diagnostic::Diagnostic,
    lead::AgentState,
    policy::{AssignmentScope, Evenness, Intake},
};

/// Leads that are counted, and compared with one another, together: so few that memory brings the columns of one of the two
/// while the processor is busy with the other.
const COUNTED: usize = 512;

/// More counts than that are as many.
const MOST_COUNTED: i64 = 1 << 60;

/// What a company's policy says about auto-assignment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentRules {
    /// The statuses whose leads are recycled.
    pub listed: StatusSet,
    /// The status of customers.
    pub customer: u16,
    /// The statuses that count toward the cap (rule P4).
    pub counts: StatusSet,
    /// How many statuses the pipeline has.
    pub statuses: usize,
    /// Which labels limit the agents that a lead can go to.
    pub scope: AssignmentScope,
    /// Leads with an open follow-up ahead are eligible too.
    pub include_follow_up_ahead: bool,
    /// Leads whose owner was not supplied are eligible; they free no place.
    pub adopt_orphans: bool,
    /// A lead may go to its present or last owner.
    pub allow_barred: bool,
    /// With this many attempts made a lead is exhausted (rule A7).
    pub max_attempts: Option<u32>,
    /// A lead whose last attempt was made after this instant is left to rest: UTC milliseconds (rule A7).
    pub rested_since: Option<i64>,
    /// A lead goes to nobody of [`LeadColumns::previous_owners`] (rule A7).
    pub exclude_previous_owners: bool,
    /// How many leads an agent may receive (rule A7).
    pub intake: Intake,
    /// What the shares are compared by (rule A5).
    pub evenness: Evenness,
}

/// A plan for auto-assignment; nothing is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentPlan {
    /// Per lead the agent that it goes to, or [`NO_AGENT`](super::NO_AGENT).
    pub agent_of: Vec<u32>,
    /// Per lead a [`RowReason`] as its byte.
    pub reason: Vec<u8>,
    /// The totals.
    pub outcome: AssignmentOutcome,
}

impl AssignmentPlan {
    /// The moves, as the rows of the lead and of the agent who receives it, in the order of the leads.
    pub fn moves(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        moves(&self.agent_of)
    }
}

/// The moves that [`plan_into`] wrote, as the rows of the lead and of the agent who receives it, in the order of the leads.
pub fn moves(agent_of: &[u32]) -> impl Iterator<Item = (u32, u32)> + '_ {
    super::moves(agent_of)
}

/// The totals of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentOutcome {
    /// How many leads met which fate.
    pub counts: ReasonCounts,
    /// Per agent the leads received.
    pub received: Vec<u32>,
    /// Per agent the counter of leads received, after this run; none for an agent who is still new (rule A5b).
    pub counter: Vec<Option<u64>>,
    /// Per agent the free places in the end; negative above the cap, none without a cap.
    pub room: Vec<Option<i64>>,
    /// No plan places more leads, or better ones. False only where so many agents hold more than their cap that the
    /// search for the best choice of who of them shall receive was given up; the plan keeps every rule all the same.
    pub is_proven: bool,
}

/// Plans auto-assignment.
///
/// An agent who receives ends at or below the cap, the leads that stay counted; a lead goes to an agent of its scope and
/// never to its barred agent. No plan places more leads; of those that place as many none places better ones; of those
/// none is more even (rule A5). Planning again once it is applied gives an empty plan.
///
/// The *barred* agent is the present owner or, for an unassigned lead, the last one; a lead whose owner was not supplied
/// has none. It is lifted by [`AssignmentRules::allow_barred`], and for a lead whose scope has no other agent who could
/// ever receive it (active, of a receiving role, cap not 0). A lead may then be dealt to the owner who has it: its status
/// starts anew, and it takes a place more only if its present status does not count toward the cap.
///
/// # Errors
/// As [`LeadColumns::check`] and [`AgentColumns::check`].
pub fn plan(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &AssignmentRules,
) -> Result<AssignmentPlan, Diagnostic> {
    let mut agent_of = vec![0; leads.len()];
    let mut reason = vec![0; leads.len()];
    let outcome = plan_into(leads, agents, rules, &mut agent_of, &mut reason)?;
    Ok(AssignmentPlan { agent_of, reason, outcome })
}

/// [`plan`] into buffers of the caller, one element per lead; every element is written.
///
/// # Errors
/// As [`plan`]; `request.malformed` for a buffer of another length. Nothing is written then.
pub fn plan_into(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &AssignmentRules,
    agent_of: &mut [u32],
    reason: &mut [u8],
) -> Result<AssignmentOutcome, Diagnostic> {
    plan_reusing(leads, agents, rules, agent_of, reason, &mut Scratch::default())
}

/// [`plan_into`], in memory of the caller too, for who plans again and again: from the second run on no time goes into
/// getting it.
///
/// # Errors
/// As [`plan_into`].
pub fn plan_reusing(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &AssignmentRules,
    agent_of: &mut [u32],
    reason: &mut [u8],
    scratch: &mut Scratch,
) -> Result<AssignmentOutcome, Diagnostic> {
    agents.check()?;
    leads.check_shape()?;
    let scopes = Scopes::new(agents, rules.scope);
    let origins = Origins::new(agents, &scopes);
    let mut judge = Eligibility::new(leads, agents, rules, origins);
    let criteria = Criteria::new(leads, Precedence::default());
    let counted = judge.count_at_once(&criteria);
    match counted {
        Some(_) => leads.check_earlier_owners(agents.len())?,
        None => leads.check_values(agents.len(), rules.statuses)?,
    }
    same_length("agentOf", agent_of.len(), leads.len())?;
    same_length("reason", reason.len(), leads.len())?;
    let source = Source { leads, scopes: &scopes, origins, judge: &judge };
    let line = Line::new(source, &criteria, counted, reason, scratch);
    let placing = Placing {
        leads,
        agents,
        scopes: &scopes,
        origins,
        room: (0..agents.len()).map(|agent| agents.room(agent)).collect(),
        intake: agents.intake(rules.intake),
        level: match rules.evenness {
            Evenness::Held => agents.held.iter().map(|held| Some(i64::from(*held))).collect(),
            _ => (0..agents.len()).map(|agent| agents.counter.at(agent).map(level)).collect(),
        },
        leaving_lowers: rules.evenness == Evenness::Held,
        allow_barred: rules.allow_barred,
        previous_owners: leads.previous_owners.filter(|_| rules.exclude_previous_owners),
    };
    let placement = placing.place(line, agent_of, reason);
    Ok(AssignmentOutcome {
        counter: counters_after(agents, &placement),
        counts: placement.counts,
        received: placement.received,
        room: placement.room,
        is_proven: placement.is_proven,
    })
}

/// Counts as levels: more than that are as many.
fn level(counter: u64) -> i64 {
    i64::try_from(counter).unwrap_or(MOST_COUNTED).min(MOST_COUNTED)
}

/// Which leads are eligible (rule A1).
struct Eligibility<'a> {
    leads: &'a LeadColumns<'a>,
    rules: &'a AssignmentRules,
    origins: Origins,
    by_status: Vec<ByStatus>,
    /// Per agent, as a byte why the agent's leads are not eligible, or [`ELIGIBLE`].
    by_owner: Vec<u8>,
    /// What the status alone tells.
    quick: Option<Box<Quick<'a>>>,
    /// It tells all, and every owner is one of the agents.
    is_told_by_status: bool,
    /// The byte for an owner who was not supplied.
    by_unknown_owner: u8,
    /// Some column could make a lead not eligible, beside status and owner.
    looks_further: bool,
}

/// What the status alone tells.
#[derive(Clone, Copy, Debug, Default)]
struct ByStatus {
    /// As a byte why such a lead is not eligible, or [`ELIGIBLE`].
    reason: u8,
    /// Such a lead frees a place.
    frees: bool,
}

/// The same for a loop over millions of rows, for as many statuses as a byte can tell apart.
struct Quick<'a> {
    leads: &'a LeadColumns<'a>,
    origins: Origins,
    reason: [u8; 256],
    /// The origin of such a lead of the first agent.
    first_origin: [Origin; 256],
    /// Per status of the pipeline, where such leads are counted.
    places: Vec<Places>,
    agents: u32,
}

/// Leads that stand one after the other.
#[derive(Clone, Copy)]
struct Rows<'a> {
    first: usize,
    statuses: &'a [u16],
    owners: &'a [u32],
}

/// Where leads of a status are counted.
#[derive(Clone, Copy)]
struct Places {
    first: u32,
    /// All bits where the lead of the n-th agent is counted n places after the first, none where all have one place.
    mask: u32,
}

impl<'a> Quick<'a> {
    /// None for more statuses.
    fn new(
        leads: &'a LeadColumns<'a>,
        by_status: &[ByStatus],
        origins: Origins,
        agents: u32,
    ) -> Option<Box<Self>> {
        if by_status.len() > 256 {
            return None;
        }
        let places = |own: &ByStatus| match own.reason {
            ELIGIBLE => Places { first: origins.place(origins.of(0, own.frees)), mask: u32::MAX },
            why => Places { first: Counts::place_of_reason(origins, why), mask: 0 },
        };
        let places = by_status.iter().map(places).collect();
        let (reason, first_origin) = ([0; 256], [0; 256]);
        let mut quick = Self { leads, origins, reason, first_origin, places, agents };
        let slots = quick.reason.iter_mut().zip(&mut quick.first_origin);
        for ((reason, first_origin), own) in slots.zip(by_status) {
            *reason = own.reason;
            *first_origin = origins.of(0, own.frees);
        }
        Some(Box::new(quick))
    }

    /// Counts all leads; none if one has a status outside the pipeline, or an owner who is not one of the agents.
    ///
    /// Counting keeps the processor busy, and looking whether leads are in order keeps memory busy. So both are done in one
    /// pass, some leads after the others.
    fn count(&self, criteria: &Criteria<'_>) -> Option<Counted> {
        let LeadColumns { status, owner, .. } = self.leads;
        let mut counts = QuickCounts::new(self.origins);
        let mut are_in_order = true;
        let blocks = status.chunks(COUNTED).zip(owner.values.chunks(COUNTED));
        for ((statuses, owners), first) in blocks.zip((0..).step_by(COUNTED)) {
            let rows = first..statuses.len().saturating_add(first);
            let mut look = criteria.look(rows.clone()).filter(|_| are_in_order);
            let has_owner =
                owner.validity.filter(|_| self.without_owner(rows.clone()).next().is_some());
            let are_counted = match has_owner {
                None => self.count_block(statuses, owners, &mut counts, look.as_mut()),
                Some(has_owner) => {
                    let rows = Rows { first, statuses, owners };
                    self.count_some_owned(rows, has_owner, &mut counts, look.as_mut())
                }
            };
            if !are_counted {
                return None;
            }
            are_in_order =
                are_in_order && look.map_or_else(|| criteria.stand_in_order(rows), Look::tell);
        }
        Some(Counted { counts: counts.into_counts(), are_in_order })
    }

    /// Counts leads that all have an owner, and goes on with the look at whether they are in order; false if one has no
    /// place.
    ///
    /// Out of line, so that what the loop needs for each lead stays in registers.
    #[inline(never)]
    fn count_block(
        &self,
        statuses: &[u16],
        owners: &[u32],
        counts: &mut QuickCounts,
        mut look: Option<&mut Look<'_>>,
    ) -> bool {
        let are_mixed = are_mixed(owners);
        let (statuses, last_statuses) = statuses.as_chunks::<LOOKED_AT>();
        let (owners, last_owners) = owners.as_chunks::<LOOKED_AT>();
        let mut blocks = statuses.iter().zip(owners);
        let are_counted = blocks.all(|(statuses, owners)| {
            if let Some(look) = &mut look {
                look.go_on();
            }
            match self.only_places(statuses) {
                Some(Places { first, mask: u32::MAX }) => {
                    let places = first as usize..first.saturating_add(self.agents) as usize;
                    count_by_owner(owners, are_mixed, counts.part(places))
                }
                _ => self.count_by_status_and_owner(statuses, owners, counts.all()),
            }
        });
        are_counted && self.count_by_status_and_owner(last_statuses, last_owners, counts.all())
    }

    fn count_by_status_and_owner(
        &self,
        statuses: &[u16],
        owners: &[u32],
        mut places: QuickPlaces<'_>,
    ) -> bool {
        let place = |(status, owner): (&u16, &u32)| self.place(*status, *owner);
        let (statuses, last_status) = statuses.as_chunks();
        let (owners, last_owner) = owners.as_chunks();
        let mut pairs = statuses.iter().zip(owners);
        let mut last = last_status.iter().zip(last_owner);
        pairs.all(|([even, odd], [evens, odds])| {
            places.add_two([place((even, evens)), place((odd, odds))])
        }) && last.all(|lead| places.add_one(place(lead)))
    }

    /// The same for leads of which some may have no owner.
    #[inline(never)]
    fn count_some_owned(
        &self,
        rows: Rows<'_>,
        has_owner: Bitmap<'_>,
        counts: &mut QuickCounts,
        mut look: Option<&mut Look<'_>>,
    ) -> bool {
        let mut places = counts.all();
        let blocks = rows.statuses.chunks(LOOKED_AT).zip(rows.owners.chunks(LOOKED_AT));
        let mut blocks = blocks.zip((rows.first..).step_by(LOOKED_AT));
        blocks.all(|((statuses, owners), first)| {
            if let Some(look) = &mut look {
                look.go_on();
            }
            let owned = has_owner.word(first / words::BLOCK);
            let leads = (first..).zip(statuses.iter().zip(owners));
            let mut own = leads.map(|(row, (status, owner))| {
                let is_owned = owned >> (row % words::BLOCK) & 1 == 1;
                self.place_by_row(row, *status, *owner, is_owned)
            });
            own.all(|place| places.add_one(place))
        })
    }

    /// The rows that have no owner.
    fn without_owner(&self, rows: Range<usize>) -> impl Iterator<Item = usize> {
        let has_owner = self.leads.owner.validity;
        has_owner.into_iter().flat_map(move |has_owner| zeros(has_owner, rows.clone()))
    }

    /// Where the leads are counted, if all have one status.
    fn only_places(&self, statuses: &[u16]) -> Option<Places> {
        self.places.get(usize::from(only_status(statuses)?)).copied()
    }

    /// The origins of leads; `some_unknown`: an owner may be none of the agents.
    fn origins(&self, rows: Rows<'_>, some_unknown: bool, slots: &mut [Origin]) {
        self.origins_of_owned(rows.statuses, rows.owners, slots);
        if some_unknown {
            for (slot, owner) in slots.iter_mut().zip(rows.owners) {
                *slot = if *owner < self.agents { *slot } else { self.origins.nobody() };
            }
        }
        for row in self.without_owner(rows.first..rows.first.saturating_add(slots.len())) {
            if let Some(slot) = slots.get_mut(row.saturating_sub(rows.first)) {
                *slot = origin_without_owner(self.leads, self.origins, row);
            }
        }
    }

    /// The origins of leads, each of them taken to have an owner who is one of the agents.
    fn origins_of_owned(&self, statuses: &[u16], owners: &[u32], slots: &mut [Origin]) {
        let first = |status: u16| {
            let [status, _] = status.to_le_bytes();
            self.first_origin.get(usize::from(status)).copied().unwrap_or_default()
        };
        if let Some(first) = only_status(statuses).map(first) {
            let slots = slots.iter_mut().zip(owners);
            slots.for_each(|(slot, owner)| *slot = Origins::after(first, *owner));
            return;
        }
        for (slot, (status, owner)) in slots.iter_mut().zip(statuses.iter().zip(owners)) {
            *slot = Origins::after(first(*status), *owner);
        }
    }

    /// Where a lead is counted; none for a status outside the pipeline, or an owner who is not one of the agents.
    #[inline(always)]
    fn place(&self, status: u16, owner: u32) -> Option<u32> {
        let Places { first, mask } = *self.places.get(usize::from(status))?;
        (owner < self.agents).then(|| first.wrapping_add(owner & mask))
    }

    /// The same for a lead that may have no owner. Without a branch, as that follows no pattern.
    #[inline(always)]
    fn place_by_row(&self, row: usize, status: u16, owner: u32, is_owned: bool) -> Option<u32> {
        let Places { first, mask } = *self.places.get(usize::from(status))?;
        let of_nobody = self.origins.place(origin_without_owner(self.leads, self.origins, row));
        let place = match is_owned {
            true => first.wrapping_add(owner & mask),
            false => first & !mask | of_nobody & mask,
        };
        (!is_owned | (owner < self.agents)).then_some(place)
    }
}

/// The origin of a lead without an owner: it frees no place, and is barred from its last owner (rule A3).
#[inline(always)]
fn origin_without_owner(leads: &LeadColumns<'_>, origins: Origins, row: usize) -> Origin {
    match leads.last_owner.and_then(|last| last.at(row)) {
        Some(agent) => origins.of(agent, false),
        None => origins.nobody(),
    }
}

/// The status of all of the leads, where they have but one.
fn only_status(statuses: &[u16]) -> Option<u16> {
    let only = *statuses.first()?;
    let differs = statuses.iter().fold(0, |differs, own| differs | (own ^ only));
    (differs == 0).then_some(only)
}

/// Whether leads of one owner rarely follow one another: fewer than one in eight of the first ones has the owner of the next.
fn are_mixed(owners: &[u32]) -> bool {
    const ASKED: u32 = 64;
    let next = owners.get(1..).unwrap_or_default();
    let pairs = owners.iter().zip(next).take(ASKED as usize);
    let alike = pairs.fold(0_u32, |alike, (own, next)| alike.wrapping_add((own == next).into()));
    alike < ASKED / 8
}

/// Counts leads of agents who have a place each. Where they are not mixed, as where one owner has most of them, more rows
/// take turns.
#[inline(always)]
fn count_by_owner(owners: &[u32; LOOKED_AT], are_mixed: bool, mut places: QuickPlaces<'_>) -> bool {
    let (fours, _) = owners.as_chunks();
    let mut fours = fours.iter().map(|four: &[u32; 4]| four.map(Some));
    match are_mixed {
        true => fours.all(|[one, two, three, four]| {
            places.add_two([one, two]) && places.add_two([three, four])
        }),
        false => fours.all(|four| places.add_four(four)),
    }
}

impl<'a> Eligibility<'a> {
    fn new(
        leads: &'a LeadColumns<'a>,
        agents: &AgentColumns<'_>,
        rules: &'a AssignmentRules,
        origins: Origins,
    ) -> Self {
        let by_status = |status: u16| {
            // A customer's status is never in the list (rule P5): said first, so that it is said at all.
            let reason = if status == rules.customer {
                RowReason::IsCustomer.as_byte()
            } else if !rules.listed.contains(status) {
                RowReason::StatusNotListed.as_byte()
            } else {
                ELIGIBLE
            };
            ByStatus { reason, frees: rules.counts.contains(status) }
        };
        let by_owner = |state: &AgentState| match state {
            AgentState::Banned => RowReason::OwnerBanned.as_byte(),
            _ => ELIGIBLE,
        };
        let statuses = u16::try_from(rules.statuses).unwrap_or(u16::MAX);
        let looks_further = leads.live_call.is_some()
            || leads.follow_up_ahead.is_some()
            || leads.do_not_call.is_some()
            || leads.attempts.is_some() && rules.max_attempts.is_some()
            || leads.last_attempt.is_some() && rules.rested_since.is_some();
        let by_status: Vec<ByStatus> = (0..statuses).map(by_status).collect();
        let some_banned = agents.state.contains(&AgentState::Banned);
        let is_told_by_status = !looks_further && !some_banned;
        let quick = Quick::new(leads, &by_status, origins, number(agents.len()));
        Self {
            leads,
            rules,
            origins,
            quick,
            is_told_by_status,
            by_status,
            by_owner: agents.state.iter().map(by_owner).collect(),
            by_unknown_owner: match rules.adopt_orphans {
                true => ELIGIBLE,
                false => RowReason::OwnerUnknown.as_byte(),
            },
            looks_further,
        }
    }

    /// Counts all leads where status and owner tell all; none where they do not, and where some status is not one of the
    /// pipeline or some owner not one of the agents.
    fn count_at_once(&mut self, criteria: &Criteria<'_>) -> Option<Counted> {
        let quick = self.quick.as_deref().filter(|_| self.is_told_by_status);
        let counted = quick.and_then(|quick| quick.count(criteria));
        self.is_told_by_status = counted.is_some();
        counted
    }

    fn by_status(&self, status: u16) -> ByStatus {
        self.by_status.get(usize::from(status)).copied().unwrap_or_default()
    }

    fn by_owner(&self, owner: u32) -> u8 {
        self.by_owner.get(owner as usize).copied().unwrap_or(self.by_unknown_owner)
    }

    /// The first reason of the rule (A1, A7, C13) that keeps a lead out, as a byte.
    fn reason(&self, row: usize) -> u8 {
        let by_status = self.by_status(self.leads.status.get(row).copied().unwrap_or_default());
        if by_status.reason != ELIGIBLE {
            return by_status.reason;
        }
        let not_yet = self.looks_further.then(|| self.why_not_yet(row)).flatten();
        let by_owner = self.leads.owner.at(row).map_or(ELIGIBLE, |owner| self.by_owner(owner));
        match not_yet {
            Some(why) => why.as_byte(),
            None if by_owner != ELIGIBLE => by_owner,
            None if self.looks_further => {
                self.why_not_at_all(row).map_or(ELIGIBLE, RowReason::as_byte)
            }
            None => ELIGIBLE,
        }
    }

    /// The owner, whose place the status tells to be freed or not, or the last owner.
    fn origin(&self, row: usize) -> Origin {
        let status = self.leads.status.get(row).copied().unwrap_or_default();
        match self.leads.owner.at(row) {
            Some(owner) => self.origins.of(owner, self.by_status(status).frees),
            None => origin_without_owner(self.leads, self.origins, row),
        }
    }

    /// What holds a lead back for now.
    fn why_not_yet(&self, row: usize) -> Option<RowReason> {
        if flag(self.leads.live_call, row) {
            Some(RowReason::LiveCall)
        } else if flag(self.leads.follow_up_ahead, row) && !self.rules.include_follow_up_ahead {
            Some(RowReason::FollowUpAhead)
        } else {
            None
        }
    }

    /// What is said only of a lead that its owner does not keep out.
    fn why_not_at_all(&self, row: usize) -> Option<RowReason> {
        let attempts = self.leads.attempts.and_then(|attempts| attempts.get(row)).copied();
        let last = optional(self.leads.last_attempt.as_ref(), row);
        if flag(self.leads.do_not_call, row) {
            Some(RowReason::DoNotCall)
        } else if self.rules.max_attempts.is_some_and(|most| attempts.unwrap_or_default() >= most) {
            Some(RowReason::Exhausted)
        } else if self.rules.rested_since.zip(last).is_some_and(|(since, last)| last > since) {
            Some(RowReason::Resting)
        } else {
            None
        }
    }
}

impl Judge for Eligibility<'_> {
    fn reasons(&self, first: usize, reasons: &mut [u8]) {
        if let Some(quick) = self.quick.as_deref().filter(|_| self.is_told_by_status) {
            let statuses = self.leads.status.get(first..).unwrap_or_default();
            for (reason, status) in reasons.iter_mut().zip(statuses) {
                let [status, _] = status.to_le_bytes();
                *reason = quick.reason.get(usize::from(status)).copied().unwrap_or_default();
            }
            return;
        }
        for (row, reason) in (first..).zip(reasons) {
            *reason = self.reason(row);
        }
    }

    fn origins(&self, first: usize, slots: &mut [Origin]) {
        let rows = first..first.saturating_add(slots.len());
        if let Some(quick) = &self.quick {
            let LeadColumns { status, owner, .. } = self.leads;
            let statuses = status.get(rows.clone()).unwrap_or_default();
            let owners = owner.values.get(rows).unwrap_or_default();
            quick.origins(Rows { first, statuses, owners }, !self.is_told_by_status, slots);
            return;
        }
        for (row, slot) in rows.zip(slots) {
            *slot = self.origin(row);
        }
    }

    fn owners(&self) -> Option<&[u32]> {
        let owner = self.leads.owner;
        owner.validity.is_none().then_some(owner.values)
    }
}

/// The counters after the run: whoever is new begins with the lowest counter of the others who could receive in it, and
/// whoever could not receive is raised to the lowest of those who could, so that nobody is flooded to catch up (rule A5b). A
/// run that moves nothing changes no counter: so none changes when a run is planned again (rule S4).
///
/// Could have received: an agent who did, or who has room at the end and is in the scope of an eligible lead.
fn counters_after(agents: &AgentColumns<'_>, placement: &Placement) -> Vec<Option<u64>> {
    let each = || 0..number(agents.len());
    let before = |agent: u32| agents.counter.at(agent as usize);
    let received = |agent: u32| at(&placement.received, agent);
    if each().all(|agent| received(agent) == 0) {
        return each().map(before).collect();
    }
    let could_receive = |agent: &u32| received(*agent) > 0 || at(&placement.is_open, *agent);
    let start = each().filter(could_receive).filter_map(before).min().unwrap_or_default();
    let sum = |agent: u32| before(agent).unwrap_or(start).saturating_add(received(agent).into());
    let lowest = each().filter(could_receive).map(sum).min().unwrap_or_default();
    let after = |agent: u32| match could_receive(&agent) {
        true => sum(agent),
        false => sum(agent).max(lowest),
    };
    each().map(|agent| Some(after(agent))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::testing::{
        ASSIGNED, Agent, BUSY, COLD, CUSTOMER, FREE, FRESH, Lead, Random, STATUSES, UNASSIGNED,
        holding, stale, with_columns,
    };
    use crate::{
        code::Code,
        jobs::{Bitmap, Column, ListColumn, NO_AGENT, UNKNOWN_AGENT},
    };

    fn rules() -> AssignmentRules {
        AssignmentRules {
            listed: [UNASSIGNED, BUSY, COLD].into_iter().collect(),
            customer: CUSTOMER,
            counts: [ASSIGNED, BUSY].into_iter().collect(),
            statuses: STATUSES,
            ..AssignmentRules::default()
        }
    }

    fn planned(leads: &[Lead], agents: &[Agent], rules: &AssignmentRules) -> AssignmentPlan {
        with_columns(leads, agents, |leads, agents| plan(leads, agents, rules).unwrap())
    }

    fn reasons(plan: &AssignmentPlan) -> Vec<RowReason> {
        plan.reason.iter().map(|byte| RowReason::from_byte(*byte).unwrap()).collect()
    }

    /// What a host makes of a plan: owner, status and held leads.
    fn apply(
        leads: &mut [Lead],
        agents: &mut [Agent],
        plan: &AssignmentPlan,
        rules: &AssignmentRules,
    ) {
        for (lead, agent) in leads.iter_mut().zip(&plan.agent_of).filter(|(_, to)| **to != NO_AGENT)
        {
            let owner = lead.owner.and_then(|owner| agents.get_mut(owner as usize));
            if let Some(owner) = owner.filter(|_| rules.counts.contains(lead.status)) {
                owner.held -= 1;
            }
            agents[*agent as usize].held += 1;
            lead.owner = Some(*agent);
            lead.status = ASSIGNED;
        }
    }

    /// A1: each lead that is left alone has the first reason that applies.
    #[test]
    fn a_lead_that_is_not_eligible_says_why() {
        let mut banned = FREE;
        banned.state = AgentState::Banned;
        let agents = [FREE, banned];
        let leads = [
            stale(0),
            Lead { status: ASSIGNED, live_call: true, ..stale(0) },
            Lead { status: CUSTOMER, ..stale(0) },
            Lead { live_call: true, follow_up_ahead: true, ..stale(0) },
            Lead { follow_up_ahead: true, ..stale(1) },
            Lead { do_not_call: true, ..stale(1) },
            Lead { do_not_call: true, ..stale(UNKNOWN_AGENT) },
            Lead { do_not_call: true, ..FRESH },
        ];
        let plan = planned(&leads, &agents, &rules());
        let expected = [
            RowReason::Moved,
            RowReason::StatusNotListed,
            RowReason::IsCustomer,
            RowReason::LiveCall,
            RowReason::FollowUpAhead,
            RowReason::OwnerBanned,
            RowReason::OwnerUnknown,
            RowReason::DoNotCall,
        ];
        assert_eq!(reasons(&plan), expected);
        assert_eq!(plan.outcome.counts.eligible(), 1);
    }

    /// A1: a policy switch recycles leads with a follow-up ahead too.
    #[test]
    fn a_follow_up_ahead_holds_a_lead_back_unless_the_policy_says_otherwise() {
        let leads = [Lead { follow_up_ahead: true, ..FRESH }];
        assert_eq!(planned(&leads, &[FREE], &rules()).agent_of, [NO_AGENT]);
        let open = AssignmentRules { include_follow_up_ahead: true, ..rules() };
        assert_eq!(planned(&leads, &[FREE], &open).agent_of, [0]);
    }

    /// A1, A4: an adopted orphan frees a place nowhere.
    #[test]
    fn an_orphan_is_adopted_on_demand_and_frees_no_place() {
        let leads = [stale(UNKNOWN_AGENT), stale(UNKNOWN_AGENT)];
        assert_eq!(reasons(&planned(&leads, &[FREE], &rules())), [RowReason::OwnerUnknown; 2]);
        let adopt = AssignmentRules { adopt_orphans: true, ..rules() };
        let plan = planned(&leads, &[holding(0, 1)], &adopt);
        assert_eq!(plan.agent_of, [0, NO_AGENT]);
        assert_eq!(reasons(&plan), [RowReason::Moved, RowReason::AgentsAtCap]);
    }

    /// A2: banned and away agents, roles that receive none and a cap of 0 take nothing; no cap takes everything.
    #[test]
    fn only_receiving_agents_receive() {
        let banned = Agent { state: AgentState::Banned, ..FREE };
        let away = Agent { state: AgentState::Away, ..FREE };
        let manager = Agent { receives: false, ..FREE };
        let leads = vec![FRESH; 50];
        let plan = planned(&leads, &[banned, away, manager, holding(0, 0), FREE], &rules());
        assert_eq!(plan.outcome.received, [0, 0, 0, 0, 50]);
    }

    /// A2, A3: without a receiving agent no agent matches; with caps of 0 all are at cap.
    #[test]
    fn nobody_to_receive_and_nobody_with_a_cap_are_different_reasons() {
        let away = Agent { state: AgentState::Away, ..FREE };
        let alone = planned(&[FRESH], &[away], &rules());
        assert_eq!(reasons(&alone), [RowReason::NoAgentMatches]);
        let zero = planned(&[FRESH], &[holding(0, 0)], &rules());
        assert_eq!(reasons(&zero), [RowReason::AgentsAtCap]);
    }

    /// A2: the leads of an away agent are recycled to others.
    #[test]
    fn an_away_agents_leads_are_taken() {
        let away = Agent { state: AgentState::Away, ..holding(1, 1) };
        assert_eq!(planned(&[stale(0)], &[away, FREE], &rules()).agent_of, [1]);
    }

    /// A3: the present owner is barred, and the last owner of an unassigned lead.
    #[test]
    fn a_lead_never_returns_to_its_present_or_last_owner() {
        let agents = [FREE, Agent { counter: Some(1000), ..FREE }];
        let removed = Lead { last_owner: Some(0), ..FRESH };
        let passed_on = Lead { last_owner: Some(1), ..stale(0) };
        let plan = planned(&[stale(0), removed, passed_on], &agents, &rules());
        assert_eq!(plan.agent_of, [1, 1, 1]);
        let allowed = AssignmentRules { allow_barred: true, ..rules() };
        assert_eq!(planned(&[stale(0)], &agents, &allowed).agent_of, [0]);
    }

    /// A3: room with the barred agent alone is a reason of its own.
    #[test]
    fn a_lead_stays_when_only_its_barred_agent_has_room() {
        let plan = planned(&[stale(0)], &[holding(1, 5), holding(2, 2)], &rules());
        assert_eq!(reasons(&plan), [RowReason::OnlyBarredAgent]);
        assert_eq!(plan.agent_of, [NO_AGENT]);
    }

    /// A3: the barred agent is lifted when nobody else could ever receive the lead.
    #[test]
    fn the_only_agent_who_could_ever_receive_takes_the_lead_again() {
        let removed = Lead { last_owner: Some(0), ..FRESH };
        let away = Agent { state: AgentState::Away, ..FREE };
        let agents = [FREE, away, holding(0, 0)];
        assert_eq!(planned(&[removed, stale(0)], &agents, &rules()).agent_of, [0, 0]);
    }

    /// A3, A4: dealt to the owner who has it, a counting lead needs no further place; another one does.
    #[test]
    fn a_lead_dealt_to_its_own_owner_takes_a_place_only_if_it_did_not_count() {
        let full = planned(&[stale(0)], &[holding(1, 1)], &rules());
        assert_eq!(full.agent_of, [0]);
        let above = planned(&[stale(0)], &[holding(2, 1)], &rules());
        assert_eq!(reasons(&above), [RowReason::AgentsAtCap]);
        let cold = Lead { status: COLD, ..stale(0) };
        assert_eq!(
            planned(core::slice::from_ref(&cold), &[holding(1, 1)], &rules()).agent_of,
            [NO_AGENT]
        );
        assert_eq!(planned(&[cold], &[holding(0, 1)], &rules()).agent_of, [0]);
    }

    /// A4: two agents at cap swap their stale leads.
    #[test]
    fn two_full_agents_swap() {
        let plan = planned(&[stale(0), stale(1)], &[holding(1, 1), holding(1, 1)], &rules());
        assert_eq!(plan.agent_of, [1, 0]);
    }

    /// A4, A6: three agents at cap pass their leads round when their scopes allow only that.
    #[test]
    fn three_full_agents_pass_their_leads_round() {
        let agents: Vec<Agent> =
            (0..3).map(|branch| Agent { branch: Some(branch), ..holding(1, 1) }).collect();
        let leads: Vec<Lead> =
            (0..3).map(|owner| Lead { branch: Some((owner + 1) % 3), ..stale(owner) }).collect();
        let scoped = AssignmentRules { scope: AssignmentScope::Branch, ..rules() };
        assert_eq!(planned(&leads, &agents, &scoped).agent_of, [1, 2, 0]);
    }

    /// A4: an agent above the cap receives only when enough leads have left.
    #[test]
    fn an_agent_above_the_cap_receives_only_once_enough_have_left() {
        // Two above the cap: with one place elsewhere one lead leaves and the agent is still above; with two places
        // the agent is just full, and the last two leads swap.
        let agents = |room: u32| [holding(4, 2), holding(1, 1 + room)];
        let leads = [stale(0), stale(0), stale(0), stale(1)];
        let one = planned(&leads, &agents(1), &rules());
        assert_eq!(one.outcome.received, [0, 1]);
        let two = planned(&leads, &agents(2), &rules());
        assert_eq!(two.outcome.received, [1, 3]);
    }

    /// A4: a lead that does not count frees no place.
    #[test]
    fn a_lead_that_does_not_count_frees_no_place() {
        let cold = |owner| Lead { status: COLD, ..stale(owner) };
        let plan = planned(&[cold(0), cold(1)], &[holding(1, 1), holding(1, 1)], &rules());
        assert_eq!(reasons(&plan), [RowReason::AgentsAtCap; 2]);
    }

    /// A5: larger priority first, then the oldest, then the order of the rows.
    #[test]
    fn the_best_lead_gets_the_last_place() {
        let lead = |priority, captured| Lead { priority, captured, ..FRESH };
        let leads = [
            lead(None, 0),
            lead(Some(-5), 9),
            lead(Some(2), 8),
            lead(Some(2), 7),
            lead(Some(2), 7),
        ];
        for (room, expected) in
            [(1, [3].as_slice()), (2, &[3, 4]), (3, &[2, 3, 4]), (4, &[1, 2, 3, 4])]
        {
            let plan = planned(&leads, &[holding(0, room)], &rules());
            let placed: Vec<usize> =
                (0..leads.len()).filter(|row| plan.agent_of[*row] == 0).collect();
            assert_eq!(placed, expected);
        }
    }

    /// A1: rows that status and owner alone decide about are judged as those with every column are.
    #[test]
    fn a_missing_column_is_the_same_as_an_empty_one() {
        let mut random = Random(21);
        for case in 0..60 {
            let count = 1 + random.below(10_000) as usize;
            let agents: Vec<Agent> = (0..1 + random.below(40))
                .map(|_| Agent {
                    cap: random.maybe(3, 400),
                    state: match random.below(12) {
                        0 if case % 2 == 0 => AgentState::Banned,
                        1 => AgentState::Away,
                        _ => AgentState::Active,
                    },
                    ..FREE
                })
                .collect();
            let owner = |random: &mut Random| match random.below(50) {
                0 if case % 3 == 0 => UNKNOWN_AGENT,
                _ => random.below(agents.len() as u32),
            };
            let owners: Vec<u32> = (0..count).map(|_| owner(&mut random)).collect();
            let one_status = random.once_in(2);
            let status = |random: &mut Random| [BUSY, COLD, ASSIGNED][random.below(3) as usize];
            let statuses: Vec<u16> = match one_status {
                true => vec![BUSY; count],
                false => (0..count).map(|_| status(&mut random)).collect(),
            };
            let captured: Vec<i64> = match case % 4 {
                0 => vec![0; count],
                _ => (0..count).map(|_| i64::from(random.below(1_000))).collect(),
            };
            let (ones, zeros) = (vec![u8::MAX; count.div_ceil(8)], vec![0; count.div_ceil(8)]);
            let none = vec![0; count];
            let fewer = LeadColumns::new(&statuses, &captured, Column::full(&owners));
            let every = LeadColumns {
                owner: Column::with_validity(&owners, Bitmap::new(&ones)),
                last_owner: Some(Column::with_validity(&none, Bitmap::new(&zeros))),
                live_call: Some(Bitmap::new(&zeros)),
                follow_up_ahead: Some(Bitmap::new(&zeros)),
                do_not_call: Some(Bitmap::new(&zeros)),
                ..fewer
            };
            let rules = AssignmentRules { adopt_orphans: random.once_in(2), ..rules() };
            with_columns(&[], &agents, |_, agents| {
                let plan = |leads| plan(leads, agents, &rules).unwrap();
                assert!(plan(&fewer) == plan(&every), "case {case}");
            });
        }
    }

    /// A5: the rank of the id decides between leads of equal priority and age.
    #[test]
    fn leads_with_ids_may_come_in_any_order() {
        let status = [UNASSIGNED; 3];
        let zeros = [0; 3];
        let nobody = Column::with_validity(&[0; 3], Bitmap::new(&[0]));
        let id_rank = Some([2, 0, 1].as_slice());
        let leads = LeadColumns { id_rank, ..LeadColumns::new(&status, &zeros, nobody) };
        let plan = with_columns(&[], &[holding(0, 2)], |_, agents| plan(&leads, agents, &rules()));
        assert_eq!(plan.unwrap().agent_of, [NO_AGENT, 0, 0]);
    }

    /// A1, A5: leads get the same whether they come in order or not, and whether a column that changes nothing is there.
    #[test]
    fn what_is_known_in_advance_changes_no_plan() {
        let mut random = Random(17);
        let agents = 40;
        for case in 0..30 {
            let listed = if case % 3 == 0 { 1 } else { 4 };
            let rows = 1 + random.below(6_000) as usize;
            let status: Vec<u16> = (0..rows)
                .map(|_| if random.once_in(listed) { COLD } else { random.below(5) as u16 })
                .map(|status| if case % 4 == 0 && status == COLD { BUSY } else { status })
                .collect();
            let owner: Vec<u32> = (0..rows)
                .map(|_| if random.once_in(2) && case % 5 == 0 { 3 } else { random.below(agents) })
                .collect();
            let priority: Vec<i64> = (0..rows).map(|row| -(row as i64 / 700)).collect();
            let captured: Vec<i64> = (0..rows).map(|row| row as i64 * 7 % 4_900).collect();
            let held: Vec<u32> = (0..agents).map(|_| random.below(60)).collect();
            let most = 2 * number(rows) / agents + 2;
            let cap: Vec<u32> = held.iter().map(|held| held + random.below(most)).collect();
            let counter: Vec<u64> = (0..agents).map(|_| random.below(30).into()).collect();
            let state = vec![AgentState::Active; agents as usize];
            let agents =
                AgentColumns::new(Column::full(&cap), &held, Column::full(&counter), &state);

            let leads = LeadColumns::new(&status, &captured, Column::full(&owner));
            let leads = LeadColumns { priority: Some(Column::full(&priority)), ..leads };
            let first = plan(&leads, &agents, &rules()).unwrap();
            let no_flags = vec![0; rows.div_ceil(8)];
            let flagged = LeadColumns { live_call: Some(Bitmap::new(&no_flags)), ..leads };
            assert_eq!(plan(&flagged, &agents, &rules()), Ok(first.clone()), "case {case}");

            let mut order: Vec<usize> = (0..rows).collect();
            (1..rows).for_each(|last| order.swap(last, random.below(number(last + 1)) as usize));
            let status: Vec<u16> = order.iter().map(|row| status[*row]).collect();
            let owner: Vec<u32> = order.iter().map(|row| owner[*row]).collect();
            let priority: Vec<i64> = order.iter().map(|row| priority[*row]).collect();
            let captured: Vec<i64> = order.iter().map(|row| captured[*row]).collect();
            let leads = LeadColumns::new(&status, &captured, Column::full(&owner));
            let leads = LeadColumns { priority: Some(Column::full(&priority)), ..leads };
            let again = plan(&leads, &agents, &rules()).unwrap();
            assert_eq!(again.outcome, first.outcome, "case {case}");
            for (place, row) in order.iter().enumerate() {
                let fates = [(&again, place), (&first, *row)];
                let [own, other] = fates.map(|(plan, row)| (plan.agent_of[row], plan.reason[row]));
                assert_eq!(own, other, "case {case}, row {row}");
            }
        }
    }

    /// A5: within a run nobody receives two more than another.
    #[test]
    fn a_run_is_even() {
        let plan = planned(&vec![FRESH; 100], &vec![FREE; 7], &rules());
        assert_eq!(plan.outcome.received, [15, 15, 14, 14, 14, 14, 14]);
    }

    /// A5b: thirty runs of one lead give two equal agents fifteen each.
    #[test]
    fn runs_are_even_across_time() {
        let mut agents = [FREE, FREE];
        for run in 1..=30_u64 {
            let plan = planned(&[FRESH], &agents, &rules());
            for (agent, counter) in agents.iter_mut().zip(plan.outcome.counter) {
                agent.counter = counter;
            }
            let [first, second] = [0, 1].map(|agent: usize| agents[agent].counter.unwrap());
            assert!(first.abs_diff(second) <= 1, "after run {run}");
        }
        assert_eq!((agents[0].counter, agents[1].counter), (Some(15), Some(15)));
    }

    /// A5b: whoever could not receive is raised to the lowest of those who could.
    #[test]
    fn whoever_could_not_receive_does_not_catch_up() {
        let away = Agent { state: AgentState::Away, counter: Some(3), ..FREE };
        let elsewhere = Agent { branch: Some(9), counter: Some(4), ..FREE };
        let busy = |counter| Agent { branch: Some(1), counter: Some(counter), ..FREE };
        let full = Agent { branch: Some(1), counter: Some(90), ..holding(1, 1) };
        let scoped = AssignmentRules { scope: AssignmentScope::Branch, ..rules() };
        let leads = vec![Lead { branch: Some(1), ..FRESH }; 3];
        let plan = planned(&leads, &[away, elsewhere, busy(20), busy(22), full], &scoped);
        assert_eq!(plan.outcome.received, [0, 0, 3, 0, 0]);
        assert_eq!(plan.outcome.counter, [22, 22, 23, 22, 90].map(Some));
    }

    /// A5b: a new agent shares from the lowest counter of the others on; one whose counter is 0 catches up.
    #[test]
    fn a_new_agent_is_not_flooded() {
        let with = |counter| Agent { counter, ..FREE };
        let shares = |counter| {
            let agents = [with(Some(100)), with(Some(102)), with(counter)];
            let plan = planned(&vec![FRESH; 9], &agents, &rules());
            (plan.outcome.received, plan.outcome.counter)
        };
        assert_eq!(shares(None), (vec![4, 2, 3], vec![Some(104), Some(104), Some(103)]));
        assert_eq!(shares(Some(0)), (vec![0, 0, 9], vec![Some(100), Some(102), Some(9)]));
    }

    /// A5b: a new agent begins with the lowest of those who could receive; one who could not has it after the run.
    #[test]
    fn a_new_agent_is_level_with_those_who_could_receive() {
        const NEW: Agent = Agent { counter: None, ..FREE };
        let agents = [
            Agent { counter: Some(1), ..holding(1, 1) },
            Agent { counter: Some(50), ..FREE },
            NEW,
            Agent { cap: Some(1), ..NEW },
            Agent { state: AgentState::Away, ..NEW },
        ];
        let plan = planned(&vec![FRESH; 7], &agents, &rules());
        assert_eq!(plan.outcome.received, [0, 3, 3, 1, 0]);
        assert_eq!(plan.outcome.counter, [51, 53, 53, 51, 51].map(Some));
        let held = AssignmentRules { evenness: Evenness::Held, ..rules() };
        let plan = planned(&vec![FRESH; 7], &agents, &held);
        assert_eq!(plan.outcome.counter, [51, 53, 53, 51, 51].map(Some));
    }

    /// A5b: where all who could receive are new, they begin with 0.
    #[test]
    fn new_agents_among_themselves_begin_with_nothing() {
        const NEW: Agent = Agent { counter: None, ..FREE };
        let away = Agent { state: AgentState::Away, ..NEW };
        let plan = planned(&vec![FRESH; 5], &[NEW, away, NEW], &rules());
        assert_eq!(plan.outcome.received, [3, 0, 2]);
        assert_eq!(plan.outcome.counter, [3, 2, 2].map(Some));
    }

    /// A5b, A6: the scopes of leads and the limits on new ones say who could receive.
    #[test]
    fn a_new_agent_looks_at_nobody_out_of_reach() {
        let of = |branch, counter| Agent { branch: Some(branch), counter, ..FREE };
        let agents = [of(1, Some(3)), of(2, Some(20)), of(2, Some(22)), of(2, None)];
        let scoped = AssignmentRules { scope: AssignmentScope::Branch, ..rules() };
        let leads = vec![Lead { branch: Some(2), ..FRESH }; 4];
        let plan = planned(&leads, &agents, &scoped);
        assert_eq!(plan.outcome.received, [0, 2, 0, 2]);
        assert_eq!(plan.outcome.counter, [22, 22, 22, 22].map(Some));
    }

    /// S4, A5b: a run that moves nothing changes no counter, so that a run that is planned again changes none.
    #[test]
    fn planning_again_changes_no_counter() {
        let mut agents = [
            Agent { counter: Some(2), ..holding(0, 1) },
            Agent { counter: Some(7), ..FREE },
            Agent { state: AgentState::Away, counter: Some(1), ..FREE },
        ];
        let mut leads = [const { Lead { last_owner: Some(1), ..FRESH } }; 2];
        let first = planned(&leads, &agents, &rules());
        assert_eq!(first.agent_of, [0, NO_AGENT]);
        assert_eq!(first.outcome.counter, [3, 7, 3].map(Some));
        apply(&mut leads, &mut agents, &first, &rules());
        for (agent, counter) in agents.iter_mut().zip(&first.outcome.counter) {
            agent.counter = *counter;
        }
        let again = planned(&leads, &agents, &rules());
        assert_eq!(again.agent_of, [NO_AGENT; 2]);
        assert_eq!(again.outcome.counter, first.outcome.counter);
    }

    /// A5b: a run without anything to give changes no counter.
    #[test]
    fn an_empty_run_changes_no_counter() {
        let agents = [
            Agent { counter: Some(3), ..FREE },
            Agent { counter: Some(8), ..holding(1, 1) },
            Agent { counter: None, ..FREE },
        ];
        let plan = planned(&[], &agents, &rules());
        assert_eq!(plan.outcome.counter, [Some(3), Some(8), None]);
    }

    /// A6: a label limits a lead to the agents who have it; without the label it goes to anyone.
    #[test]
    fn branch_and_department_both_limit() {
        let agent = |branch, department| Agent { branch, department, ..holding(0, 1) };
        let agents = [
            agent(Some(1), Some(1)),
            agent(Some(1), Some(2)),
            agent(Some(2), None),
            agent(None, None),
        ];
        let lead = |branch, department| Lead { branch, department, ..FRESH };
        let leads = [
            lead(Some(1), Some(2)),
            lead(Some(1), None),
            lead(None, Some(2)),
            lead(Some(2), None),
            lead(Some(2), Some(1)),
            lead(Some(7), None),
            lead(None, None),
        ];
        let both = AssignmentRules { scope: AssignmentScope::BranchAndDepartment, ..rules() };
        let plan = planned(&leads, &agents, &both);
        assert_eq!(plan.agent_of, [1, 0, NO_AGENT, 2, NO_AGENT, NO_AGENT, 3]);
        let unplaced = [2, 4, 5].map(|row: usize| reasons(&plan)[row]);
        let expected =
            [RowReason::AgentsAtCap, RowReason::NoAgentMatches, RowReason::NoAgentMatches];
        assert_eq!(unplaced, expected);
        let department = AssignmentRules { scope: AssignmentScope::Department, ..rules() };
        assert_eq!(planned(&[lead(Some(7), Some(2))], &agents, &department).agent_of, [1]);
    }

    /// A6: labels have no effect where the policy does not use them.
    #[test]
    fn labels_do_not_matter_without_a_scope() {
        let lead = Lead { branch: Some(7), department: Some(3), ..FRESH };
        assert_eq!(planned(&[lead], &[FREE], &rules()).agent_of, [0]);
    }

    /// L2: columns that do not fit together are refused, naming the place.
    #[test]
    fn columns_that_do_not_fit_are_refused() {
        let refused = |lead: Lead| {
            with_columns(&[FRESH, lead], &[FREE], |leads, agents| {
                plan(leads, agents, &rules()).unwrap_err()
            })
        };
        assert_eq!(refused(stale(1)).path(), "leads.owner[1]");
        assert_eq!(refused(Lead { last_owner: Some(4), ..FRESH }).path(), "leads.lastOwner[1]");
        assert_eq!(refused(Lead { status: 5, ..FRESH }).path(), "leads.status[1]");
        let short = with_columns(&[FRESH], &[FREE], |leads, agents| {
            let leads = LeadColumns { captured_at: &[], ..*leads };
            plan(&leads, agents, &rules()).unwrap_err()
        });
        assert_eq!((short.code(), short.path()), (Code::RequestMalformed, "leads.capturedAt"));
    }

    fn random_case(
        random: &mut Random,
        most_leads: u32,
    ) -> (Vec<Lead>, Vec<Agent>, AssignmentRules) {
        let agents: Vec<Agent> = (0..1 + random.below(4))
            .map(|_| Agent {
                cap: random.maybe(8, 4),
                held: random.below(2),
                counter: random.maybe(6, 4).map(u64::from),
                state: match random.below(10) {
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
        let leads: Vec<Lead> = (0..random.below(most_leads + 1))
            .map(|_| Lead {
                status: [UNASSIGNED, BUSY, BUSY, BUSY, COLD, ASSIGNED, CUSTOMER]
                    [random.below(7) as usize],
                captured: i64::from(random.below(3)),
                owner: random.maybe(4, count),
                last_owner: random.maybe(2, count),
                priority: random.maybe(2, 3).map(i64::from),
                branch: random.maybe(2, 2),
                department: random.maybe(2, 2),
                live_call: random.once_in(20),
                follow_up_ahead: random.once_in(20),
                do_not_call: random.once_in(20),
                ..FRESH
            })
            .map(|lead| match (lead.status, lead.owner) {
                (UNASSIGNED, _) => Lead { owner: None, ..lead },
                (_, None) => Lead { owner: Some(UNKNOWN_AGENT), ..lead },
                _ => lead,
            })
            .collect();
        let mut agents = agents;
        for lead in leads.iter().filter(|lead| [ASSIGNED, BUSY].contains(&lead.status)) {
            let owner = lead.owner.and_then(|owner| agents.get_mut(owner as usize));
            owner.into_iter().for_each(|owner| owner.held += 1);
        }
        let scope = [
            AssignmentScope::Company,
            AssignmentScope::Company,
            AssignmentScope::Branch,
            AssignmentScope::BranchAndDepartment,
        ];
        let rules = AssignmentRules {
            scope: scope[random.below(4) as usize],
            adopt_orphans: random.once_in(2),
            allow_barred: random.once_in(8),
            include_follow_up_ahead: random.once_in(2),
            ..rules()
        };
        (leads, agents, rules)
    }

    /// The agents that a lead may go to, straight from the rules.
    fn takers(lead: &Lead, agents: &[Agent], rules: &AssignmentRules) -> Vec<u32> {
        let fits = |wanted: Option<u32>, own: Option<u32>, used: bool| {
            !used || wanted.is_none() || wanted == own
        };
        let by_branch =
            matches!(rules.scope, AssignmentScope::Branch | AssignmentScope::BranchAndDepartment);
        let by_department = matches!(
            rules.scope,
            AssignmentScope::Department | AssignmentScope::BranchAndDepartment
        );
        let could: Vec<u32> = (0..agents.len() as u32)
            .filter(|agent| {
                let agent = &agents[*agent as usize];
                agent.state == AgentState::Active
                    && agent.receives
                    && agent.cap != Some(0)
                    && fits(lead.branch, agent.branch, by_branch)
                    && fits(lead.department, agent.department, by_department)
            })
            .collect();
        let barred = if lead.owner.is_some() { lead.owner } else { lead.last_owner };
        let others: Vec<u32> =
            could.iter().copied().filter(|agent| Some(*agent) != barred).collect();
        if others.is_empty() || rules.allow_barred { could } else { others }
    }

    /// The most leads that any plan could place.
    fn most_placed(
        leads: &[(bool, Option<u32>, Vec<u32>)],
        room: &mut [Option<i64>],
        received: &mut [u32],
    ) -> Option<usize> {
        let Some(((counts, owner, takers), rest)) = leads.split_first() else {
            let sound = room
                .iter()
                .zip(received.iter())
                .all(|(room, received)| *received == 0 || room.is_none_or(|room| room >= 0));
            return sound.then_some(0);
        };
        let mut best = most_placed(rest, room, received);
        for taker in takers {
            let mut add = |agent: u32, places: i64| {
                if let Some(Some(room)) = room.get_mut(agent as usize) {
                    *room += places;
                }
            };
            add(*taker, -1);
            owner.filter(|_| *counts).into_iter().for_each(|owner| add(owner, 1));
            received[*taker as usize] += 1;
            best = best.max(most_placed(rest, room, received).map(|placed| placed + 1));
            received[*taker as usize] -= 1;
            let mut add = |agent: u32, places: i64| {
                if let Some(Some(room)) = room.get_mut(agent as usize) {
                    *room += places;
                }
            };
            add(*taker, 1);
            owner.filter(|_| *counts).into_iter().for_each(|owner| add(owner, -1));
        }
        best
    }

    /// A3, A4, A6, A8: a plan is sound and its numbers reconcile.
    #[test]
    fn every_plan_is_sound() {
        let mut random = Random(1);
        for case in 0..8_000 {
            let (mut leads, mut agents, rules) = random_case(&mut random, 12);
            let before = leads.clone();
            let plan = planned(&leads, &agents, &rules);
            let counts = &plan.outcome.counts;
            assert_eq!(counts.iter().map(|(_, rows)| rows).sum::<u64>(), leads.len() as u64);
            assert_eq!(counts.eligible(), counts.moved() + counts.not_placed());
            for (row, to) in plan.agent_of.iter().enumerate() {
                let moved = plan.reason[row] == RowReason::Moved.as_byte();
                assert_eq!(moved, *to != NO_AGENT, "case {case}");
                let takers = takers(&before[row], &agents, &rules);
                assert!(!moved || takers.contains(to), "case {case}: lead {row} to {to}");
            }
            apply(&mut leads, &mut agents, &plan, &rules);
            for (agent, received) in agents.iter().zip(&plan.outcome.received) {
                let within = agent.cap.is_none_or(|cap| agent.held <= cap);
                assert!(*received == 0 || within, "case {case}");
            }
            let received = plan.outcome.received.iter().sum::<u32>();
            assert_eq!(u64::from(received), counts.moved());
        }
    }

    /// S4, A4: planning again right after applying gives an empty plan.
    #[test]
    fn planning_again_gives_an_empty_plan() {
        let mut random = Random(2);
        for case in 0..8_000 {
            let (mut leads, mut agents, rules) = random_case(&mut random, 30);
            let first = planned(&leads, &agents, &rules);
            apply(&mut leads, &mut agents, &first, &rules);
            let again = planned(&leads, &agents, &rules);
            assert_eq!(again.outcome.counts.moved(), 0, "case {case}: {leads:?} {agents:?}");
            let left = first.outcome.counts.not_placed();
            assert_eq!(again.outcome.counts.not_placed(), left);
        }
    }

    /// A4: what a plan leaves behind cannot be placed by any plan, exhaustive search included.
    #[test]
    fn a_plan_leaves_nothing_that_could_still_be_placed() {
        let mut random = Random(3);
        let mut below_most = 0;
        for case in 0..2_000 {
            let (mut leads, mut agents, rules) = random_case(&mut random, 7);
            let search = |leads: &[Lead], agents: &[Agent], plan: &AssignmentPlan| {
                let eligible: Vec<_> = leads
                    .iter()
                    .zip(reasons(plan))
                    .filter(|(_, reason)| reason.is_eligible())
                    .map(|(lead, _)| {
                        (
                            rules.counts.contains(lead.status),
                            lead.owner,
                            takers(lead, agents, &rules),
                        )
                    })
                    .collect();
                let mut room: Vec<Option<i64>> = agents
                    .iter()
                    .map(|agent| Some(i64::from(agent.cap?) - i64::from(agent.held)))
                    .collect();
                most_placed(&eligible, &mut room, &mut vec![0; agents.len()]).unwrap() as u64
            };
            let first = planned(&leads, &agents, &rules);
            let most = search(&leads, &agents, &first);
            assert!(first.outcome.counts.moved() <= most, "case {case}");
            below_most += u32::from(first.outcome.counts.moved() < most);
            apply(&mut leads, &mut agents, &first, &rules);
            let again = planned(&leads, &agents, &rules);
            assert_eq!(search(&leads, &agents, &again), 0, "case {case}");
        }
        std::println!("{below_most} of 2000 plans place fewer leads than could be placed");
    }

    /// A5, A6: where every lead has a branch, each branch is dealt as a company of its own would be, be the leads so many that
    /// its agents do not get all at once, and mostly one agent's.
    #[test]
    fn each_branch_is_dealt_like_a_company_of_its_own() {
        const LEADS: u32 = 12_000;
        let mut random = Random(7);
        for case in 0..12 {
            let branches = 2 + random.below(3);
            let size = 3 + random.below(8);
            let is_one_agents = random.once_in(2);
            let mut leads = Vec::new();
            let mut held = vec![0; (branches * size) as usize];
            for _ in 0..LEADS {
                let branch = random.below(branches);
                let is_first = is_one_agents && random.below(5) < 2;
                let place = if is_first { 0 } else { random.below(size) };
                let owner = branch + branches * place;
                let status = if random.once_in(2) { BUSY } else { COLD };
                held[owner as usize] += u32::from(status == BUSY);
                let (priority, captured) = (random.maybe(4, 3).map(i64::from), random.below(500));
                let captured = captured.into();
                leads.push(Lead {
                    status,
                    priority,
                    captured,
                    branch: Some(branch),
                    ..stale(owner)
                });
            }
            let share = LEADS / (branches * size);
            let agents: Vec<Agent> = (0..branches)
                .cycle()
                .zip(&held)
                .map(|(branch, held)| {
                    let places = share * 3 / 8 + random.below(share / 4);
                    Agent { branch: Some(branch), ..holding(*held, held + places) }
                })
                .collect();
            let scoped = AssignmentRules { scope: AssignmentScope::Branch, ..rules() };
            let together = planned(&leads, &agents, &scoped);
            assert!(together.outcome.counts.moved() > 0);
            for branch in 0..branches {
                let is_own = |lead: &&Lead| lead.branch == Some(branch);
                let own_leads: Vec<Lead> = leads
                    .iter()
                    .filter(is_own)
                    .map(|lead| Lead {
                        owner: lead.owner.map(|own| own / branches),
                        ..lead.clone()
                    })
                    .collect();
                let own_agents: Vec<Agent> =
                    agents.iter().filter(|agent| agent.branch == Some(branch)).cloned().collect();
                let alone = planned(&own_leads, &own_agents, &rules());
                let agent = |own: u32| if own == NO_AGENT { own } else { branch + branches * own };
                let alone_of = alone.agent_of.iter().map(|own| agent(*own)).zip(alone.reason);
                let rows = leads.iter().zip(together.agent_of.iter().zip(&together.reason));
                let own = rows.filter(|(lead, _)| is_own(lead)).map(|(_, (to, why))| (*to, *why));
                assert!(own.eq(alone_of), "case {case}, branch {branch}");
            }
        }
    }

    /// S4: the same input gives the same plan, into buffers of the caller too.
    #[test]
    fn buffers_of_the_caller_get_the_same_plan() {
        let mut random = Random(4);
        let (leads, agents, rules) = random_case(&mut random, 30);
        let owned = planned(&leads, &agents, &rules);
        let mut agent_of = vec![77; leads.len()];
        let mut reason = vec![77; leads.len()];
        let outcome = with_columns(&leads, &agents, |leads, agents| {
            plan_into(leads, agents, &rules, &mut agent_of, &mut reason).unwrap()
        });
        assert_eq!(AssignmentPlan { agent_of, reason, outcome }, owned);
    }

    /// A5: a run in memory that was used for other leads plans what it plans in fresh memory.
    #[test]
    fn a_scratch_that_was_used_before_changes_nothing() {
        let mut random = Random(18);
        let mut scratch = Scratch::default();
        for _ in 0..300 {
            let most = [3, 30, 300][random.below(3) as usize];
            let (leads, agents, rules) = random_case(&mut random, most);
            let (mut agent_of, mut reason) = (vec![77; leads.len()], vec![77; leads.len()]);
            let outcome = with_columns(&leads, &agents, |leads, agents| {
                plan_reusing(leads, agents, &rules, &mut agent_of, &mut reason, &mut scratch)
            });
            let outcome = outcome.unwrap();
            let own = AssignmentPlan { agent_of, reason, outcome };
            assert_eq!(own, planned(&leads, &agents, &rules));
        }
    }

    /// A7: a lead that everybody who is left had before goes to one who hands on another for it.
    #[test]
    fn a_lead_that_is_closed_to_who_is_left_is_exchanged() {
        let rules = AssignmentRules { exclude_previous_owners: true, ..rules() };
        let agents = [holding(0, 1), holding(0, 1)];
        let leads: Vec<Lead> = (0..3).map(|captured| Lead { captured, ..FRESH }).collect();
        let agents_of = |offsets: &[u32], values: &[u32]| {
            with_columns(&leads, &agents, |leads, agents| {
                let previous_owners = Some(ListColumn { offsets, values });
                let leads = LeadColumns { previous_owners, ..*leads };
                plan(&leads, agents, &rules).unwrap().agent_of
            })
        };
        assert_eq!(agents_of(&[0, 1, 1, 1], &[0]), [1, 0, NO_AGENT]);
        assert_eq!(agents_of(&[0, 0, 1, 1], &[1]), [1, 0, NO_AGENT]);
        // The first two together find no places, but the first and the last do.
        assert_eq!(agents_of(&[0, 1, 2, 2], &[1, 1]), [0, NO_AGENT, 1]);
    }

    /// Columns where status, owner and last owner tell all of each lead.
    fn with_bare_columns<R>(
        leads: &[Lead],
        agents: &[Agent],
        job: impl FnOnce(&LeadColumns<'_>, &AgentColumns<'_>) -> R,
    ) -> R {
        const NOT_LOOKED_AT: u32 = 4_000_000_000;
        let have_owners = leads.iter().all(|lead| lead.owner.is_some());
        let owners: Vec<u32> =
            leads.iter().map(|lead| lead.owner.unwrap_or(NOT_LOOKED_AT)).collect();
        let had_owners = leads.iter().any(|lead| lead.last_owner.is_some());
        let have_priorities = leads.iter().any(|lead| lead.priority.is_some());
        with_columns(leads, agents, |leads, agents| {
            let validity = leads.owner.validity.filter(|_| !have_owners);
            let owner = Column { values: &owners, validity };
            let bare = LeadColumns {
                priority: leads.priority.filter(|_| have_priorities),
                last_owner: leads.last_owner.filter(|_| had_owners),
                ..LeadColumns::new(leads.status, leads.captured_at, owner)
            };
            job(&bare, agents)
        })
    }

    /// A1, A8: leads that are counted at once are planned as those that are looked at one by one.
    #[test]
    fn leads_counted_at_once_are_planned_as_those_counted_one_by_one() {
        let mut random = Random(19);
        for case in 0..80 {
            let count = 2 + random.below(6);
            let [some_unowned, some_had_owners, have_priorities] =
                [0; 3].map(|_| random.once_in(2));
            let is_one_agents = random.once_in(2);
            let is_mixed = random.once_in(2);
            let is_in_order = random.once_in(2);
            let mut lead = |row: u32| {
                let owner =
                    if is_one_agents && random.below(5) < 4 { 0 } else { random.below(count) };
                let status = if is_mixed { random.below(5) } else { row / 10_000 };
                let captured = if is_in_order { row } else { random.below(1_000) };
                let status = [BUSY, COLD, CUSTOMER, ASSIGNED, BUSY][status as usize % 5];
                // Owners are missing in some stretches alone, so that there are leads side by side that all have one.
                let is_unowned = some_unowned && row % 3_000 < 2_000 && random.once_in(3);
                let had_one = is_unowned && some_had_owners;
                Lead {
                    captured: captured.into(),
                    status,
                    owner: (!is_unowned).then_some(owner),
                    last_owner: had_one.then(|| random.maybe(2, count)).flatten(),
                    priority: have_priorities.then_some(7),
                    ..FRESH
                }
            };
            let leads: Vec<Lead> = (0..1 + 299 * case).map(&mut lead).collect();
            let held = |agent: u32| {
                let counts = |lead: &&Lead| [ASSIGNED, BUSY].contains(&lead.status);
                leads.iter().filter(|lead| lead.owner == Some(agent)).filter(counts).count() as u32
            };
            let mut agent = |own: u32| holding(held(own), held(own) + random.below(1_000));
            let agents: Vec<Agent> = (0..count).map(&mut agent).collect();
            with_bare_columns(&leads, &agents, |leads, agents| {
                let no_calls = vec![0; leads.len().div_ceil(8)];
                let one_by_one = LeadColumns { live_call: Some(Bitmap::new(&no_calls)), ..*leads };
                let rules = rules();
                let expected = plan(&one_by_one, agents, &rules).unwrap();
                assert!(expected == plan(leads, agents, &rules).unwrap(), "case {case}");
            });
        }
    }

    /// A1: wherever a lead with a wrong number stands, the plan names the fault that the check names, and nothing is
    /// written.
    #[test]
    fn a_fault_in_leads_counted_at_once_is_named_as_the_check_names_it() {
        const LEADS: usize = 2_051;
        let agents = [FREE; 3];
        let refused = |leads: &[Lead], most: usize| {
            with_bare_columns(leads, &agents, |leads, agents| {
                let (mut agent_of, mut reason) = (vec![77; most], vec![77; LEADS]);
                let fault = plan_into(leads, agents, &rules(), &mut agent_of, &mut reason);
                assert!(
                    agent_of.iter().all(|own| *own == 77) && reason.iter().all(|own| *own == 77)
                );
                let fault = fault.unwrap_err();
                if let Err(own) = leads.check(3, STATUSES) {
                    assert_eq!(own, fault);
                }
                fault
            })
        };
        let mut random = Random(23);
        for row in [0, 1, 1_023, 1_024, 2_047, 2_049, 2_050] {
            for [is_mixed, some_unowned] in [[false; 2], [true, false], [false, true], [true; 2]] {
                let mut lead = |_| {
                    let status = if is_mixed && random.once_in(2) { CUSTOMER } else { COLD };
                    let is_unowned = some_unowned && random.once_in(2);
                    let owner = (!is_unowned).then(|| random.below(3));
                    Lead { status, owner, ..FRESH }
                };
                let sound: Vec<Lead> = (0..LEADS).map(&mut lead).collect();
                assert_eq!(refused(&sound, LEADS - 1).path(), "agentOf");
                let mut leads = sound.clone();
                leads[row].owner = Some(3);
                assert_eq!(refused(&leads, LEADS - 1).path(), std::format!("leads.owner[{row}]"));
                leads[row].last_owner = Some(4);
                leads[LEADS / 2].status = 5;
                assert_eq!(
                    refused(&leads, LEADS).path(),
                    std::format!("leads.status[{}]", LEADS / 2)
                );
                let mut leads = sound.clone();
                leads[row].status = 256 + COLD;
                assert_eq!(refused(&leads, LEADS).path(), std::format!("leads.status[{row}]"));
                let mut leads = sound;
                leads[row].last_owner = Some(3);
                assert_eq!(refused(&leads, LEADS).path(), std::format!("leads.lastOwner[{row}]"));
            }
        }
    }

    /// A1: an owner who was not supplied is no fault, where all others tell all of their leads.
    #[test]
    fn an_unknown_owner_among_many_keeps_one_lead_out() {
        let mut leads = vec![Lead { status: COLD, ..stale(1) }; 3_000];
        leads[2_500].owner = Some(UNKNOWN_AGENT);
        let plan = with_bare_columns(&leads, &[FREE; 3], |leads, agents| {
            plan(leads, agents, &rules()).unwrap()
        });
        assert_eq!(reasons(&plan)[2_500], RowReason::OwnerUnknown);
        assert_eq!(plan.outcome.counts.moved(), 2_999);
    }

    /// A4, A5: leads that stand in order are dealt as they would be in any other order.
    #[test]
    fn leads_that_stand_in_order_are_dealt_as_others_are() {
        let mut random = Random(17);
        let mut some_left = 0;
        for _ in 0..20 {
            let mut lead = |captured| {
                let owner = if random.below(5) < 3 { 0 } else { 1 + random.below(7) };
                let status = if random.once_in(50) { ASSIGNED } else { BUSY };
                Lead { captured, status, ..stale(owner) }
            };
            let mut leads: Vec<Lead> = (0..5_000).map(&mut lead).collect();
            let mut agent = |agent: u32| {
                let held = leads.iter().filter(|lead| lead.owner == Some(agent)).count() as u32;
                let room = random.below(200);
                // Some who hold too much, so that not all leads of several agents are placed.
                holding(held, if random.once_in(3) { held - room } else { held + room })
            };
            let agents: Vec<Agent> = (0..8).map(&mut agent).collect();
            let standing = planned(&leads, &agents, &rules());
            leads.reverse();
            let mut sorted = planned(&leads, &agents, &rules());
            sorted.agent_of.reverse();
            sorted.reason.reverse();
            assert_eq!(standing, sorted);
            some_left += u32::from(standing.outcome.counts.moved() < 4_500);
        }
        assert!(some_left > 5, "leads are left in {some_left} cases only");
    }

    /// A4, A5, A6: leads of branches that stand in order are dealt as they would be in any other order, where some find no
    /// place and where all do.
    #[test]
    fn leads_of_branches_that_stand_in_order_are_dealt_as_others_are() {
        const LEADS: u32 = 40_000;
        let mut random = Random(43);
        let (mut some_left, mut all_placed) = (0, 0);
        for case in 0..6 {
            let branches = 1 + random.below(6);
            let without_one = random.below(4);
            let mut lead = |captured: u32| {
                let branch = (random.below(10) >= without_one).then(|| random.below(branches));
                let status = if random.once_in(50) { ASSIGNED } else { COLD };
                let owner = random.below(5 * branches);
                Lead { captured: captured.into(), status, branch, ..stale(owner) }
            };
            let mut leads: Vec<Lead> = (0..LEADS).map(&mut lead).collect();
            let share = LEADS / (5 * branches);
            let places = if case % 3 == 0 { 2 * share } else { share / 2 };
            let mut agent = |own: u32| Agent {
                branch: Some(own % branches),
                ..holding(0, places + random.below(share))
            };
            let agents: Vec<Agent> = (0..5 * branches).map(&mut agent).collect();
            let scoped = AssignmentRules { scope: AssignmentScope::Branch, ..rules() };
            let standing = planned(&leads, &agents, &scoped);
            leads.reverse();
            let mut sorted = planned(&leads, &agents, &scoped);
            sorted.agent_of.reverse();
            sorted.reason.reverse();
            assert!(standing == sorted, "case {case}");
            let counts = &standing.outcome.counts;
            let is_left = counts.not_placed() > 0;
            some_left += u32::from(is_left);
            all_placed += u32::from(!is_left);
        }
        assert!(
            some_left > 1 && all_placed > 1,
            "{some_left} with some left, {all_placed} without"
        );
    }
}
