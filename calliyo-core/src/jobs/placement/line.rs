//! The eligible leads in line, the best first, each with where it comes from.

use alloc::{borrow::Cow, vec, vec::Vec};
use core::ops::Range;

use super::{
    super::{
        NO_AGENT, RowReason,
        columns::{AgentColumns, LeadColumns},
        number,
        reason::ReasonCounts,
        scope::Scopes,
        scratch::Scratch,
        served::{self, Carried, Criteria, Queue, Sorted},
    },
    counts::Counts,
    stretches::Stretches,
};
use crate::order::{Pair, halves, pair};

/// Rows that are looked at together: few enough to stay in the first cache.
pub(super) const BLOCK: usize = 1024;

/// Where a lead comes from, as a number: twice the agent that it is barred from (its present or last owner, rule A3), and
/// one more if it frees no place there; [`Origins::nobody`] for a lead that has to do with nobody. Where scopes matter,
/// the bits above have the group of the lead, so that one look at a lead tells both.
pub(in crate::jobs) type Origin = u32;

/// What the numbers of origins mean.
#[derive(Clone, Copy, Debug)]
pub(in crate::jobs) struct Origins {
    pub(super) agents: u32,
    /// The bits of the agent.
    pub(super) mask: u32,
    /// How far the group is shifted up; none where the group is not in the number.
    pub(super) group_at: Option<u32>,
}

impl Origins {
    pub(in crate::jobs) fn new(agents: &AgentColumns<'_>, scopes: &Scopes) -> Self {
        let agents = number(agents.len());
        let bits = agents.wrapping_mul(2).leading_zeros();
        let bits = u32::BITS.wrapping_sub(bits).max(1);
        let most_groups = u32::MAX.checked_shr(bits).unwrap_or_default();
        let fits = !scopes.is_company_wide() && number(scopes.len()) <= most_groups;
        match fits {
            true => Self { agents, mask: (1_u32 << bits).wrapping_sub(1), group_at: Some(bits) },
            false => Self { agents, mask: u32::MAX, group_at: None },
        }
    }

    /// The origin of a lead of nobody's.
    pub(in crate::jobs) const fn nobody(self) -> Origin {
        self.agents.wrapping_mul(2) | 1
    }

    /// The origin of a lead; an agent who was not supplied is nobody.
    pub(in crate::jobs) const fn of(self, agent: u32, frees: bool) -> Origin {
        // There are less than 2³¹ agents, so nothing is lost in doubling.
        let own = agent.wrapping_mul(2) | if frees { 0 } else { 1 };
        if agent < self.agents { own } else { self.nobody() }
    }

    /// The origin of the same sort that is so many agents after the given one.
    pub(in crate::jobs) const fn after(origin: Origin, agents: u32) -> Origin {
        agents.wrapping_mul(2).wrapping_add(origin)
    }

    pub(super) const fn agent(self, origin: Origin) -> Option<u32> {
        let agent = (origin & self.mask) >> 1;
        if agent < self.agents { Some(agent) } else { None }
    }

    /// What a lead is to a dealer: the agent that it comes from, or [`NO_AGENT`].
    pub(super) const fn item(self, lead: Pair) -> u32 {
        match self.agent(halves(lead).1) {
            Some(agent) => agent,
            None => NO_AGENT,
        }
    }

    pub(super) const fn frees(self, origin: Origin) -> Option<u32> {
        if origin & 1 == 0 { self.agent(origin) } else { None }
    }

    /// The place of an origin in a table of all: first those that free a place, so that the ones of one sort lie close
    /// together, as most leads are of one sort.
    pub(in crate::jobs) const fn place(self, origin: Origin) -> u32 {
        ((origin & self.mask) >> 1).wrapping_add((origin & 1).wrapping_neg() & self.agents)
    }

    /// All origins, by place.
    pub(super) fn all(self) -> impl Iterator<Item = Origin> {
        let agents = || 0..self.agents;
        let freeing = agents().map(move |agent| self.of(agent, true));
        let others = agents().map(move |agent| self.of(agent, false));
        freeing.chain(others).chain(core::iter::once(self.nobody()))
    }

    pub(super) fn len(self) -> usize {
        (self.agents as usize).saturating_mul(2).saturating_add(1)
    }
}

/// The eligible leads in line, the best first.
pub(in crate::jobs) struct Line<'a> {
    pub(super) source: Source<'a>,
    /// The rows in order and the origin of each; none where the eligible rows are in order as they stand.
    pub(super) sorted: Option<Sorted<'a>>,
    /// What stands where in a sorted line, if that was counted.
    pub(super) stretches: Option<Stretches>,
    /// How many leads have each origin, by [`Origins::place`].
    pub(super) counts: Vec<u32>,
    /// How many leads there are.
    pub(super) len: usize,
    /// The rows that are not eligible, by reason.
    pub(super) not_eligible: ReasonCounts,
}

impl<'a> Line<'a> {
    /// Sorts out which rows are eligible and puts these in order.
    ///
    /// Whoever has counted the rows already hands that over. Afterwards `reason` has [`ELIGIBLE`] for each eligible row and
    /// for any other why it is not. The line lies in the scratch.
    pub(in crate::jobs) fn new(
        source: Source<'a>,
        criteria: &Criteria<'_>,
        counted: Option<Counted>,
        reason: &mut [u8],
        scratch: &'a mut Scratch,
    ) -> Self {
        let rows = reason.len();
        let (counts, not_eligible, are_in_order) = match counted {
            Some(Counted { counts, are_in_order }) => {
                let (by_origin, not_eligible) = counts.into_parts();
                source.tell_reasons(&not_eligible, reason);
                (by_origin, not_eligible, are_in_order)
            }
            None => {
                let (by_origin, not_eligible) = source.count(reason).into_parts();
                (by_origin, not_eligible, criteria.are_all_in_order(rows))
            }
        };
        let len = counts.iter().fold(0, |sum: usize, count| sum.saturating_add(*count as usize));
        let queue = Queue { reason, marker: ELIGIBLE, len };
        let origins = |first: usize, slots: &mut [u32]| source.origins(first, slots);
        let carried = Carried { bits: source.origin_bits(), of_rows: &origins };
        let mut stretches = Stretches::new(source.origins, source.scopes.len());
        let mut look = |leads: &[Pair]| stretches.iter_mut().for_each(|own| own.add(leads));
        let order = &mut scratch.order;
        let sorted = match are_in_order {
            true => None,
            false => served::sort(criteria, queue, carried, order, &mut look),
        };
        let stretches = stretches.filter(|_| sorted.is_some());
        Self { source, sorted, stretches, counts, len, not_eligible }
    }
}

/// What is known of rows that were all looked at.
pub(in crate::jobs) struct Counted {
    pub(in crate::jobs) counts: Counts,
    /// They are in the order in which they would be served, if all of them were.
    pub(in crate::jobs) are_in_order: bool,
}

/// What tells of each row whether it is eligible and where it comes from.
#[derive(Clone, Copy)]
pub(in crate::jobs) struct Source<'a> {
    pub(in crate::jobs) leads: &'a LeadColumns<'a>,
    pub(in crate::jobs) scopes: &'a Scopes,
    pub(in crate::jobs) origins: Origins,
    pub(in crate::jobs) judge: &'a dyn Judge,
}

impl Source<'_> {
    /// The bits that every origin fits into.
    fn origin_bits(&self) -> u32 {
        let most_group = number(self.scopes.len()).saturating_sub(1);
        let most = match self.origins.group_at {
            Some(bits) => most_group.wrapping_shl(bits) | self.origins.mask,
            None => self.origins.nobody(),
        };
        u32::BITS.saturating_sub(most.leading_zeros())
    }

    /// Says of each row whether it is eligible, or why it is not, and counts them.
    pub(super) fn count(&self, reason: &mut [u8]) -> Counts {
        let mut counts = Counts::new(self.origins);
        let mut slots = [0; BLOCK];
        for (block, reasons) in reason.chunks_mut(BLOCK).enumerate() {
            let first = block.saturating_mul(BLOCK);
            let slots = slots.get_mut(..reasons.len()).unwrap_or_default();
            self.judge.reasons(first, reasons);
            self.judge.origins(first, slots);
            for (origin, reason) in slots.iter().zip(reasons.iter()) {
                counts.add(*origin, *reason);
            }
        }
        counts
    }

    /// Says of each row whether it is eligible, or why it is not, where it is known how many are not.
    fn tell_reasons(&self, not_eligible: &ReasonCounts, reason: &mut [u8]) {
        if not_eligible.iter().all(|(_, rows)| rows == 0) {
            reason.fill(ELIGIBLE);
            return;
        }
        for (block, reasons) in reason.chunks_mut(BLOCK).enumerate() {
            self.judge.reasons(block.saturating_mul(BLOCK), reasons);
        }
    }

    /// The origins of the rows from `first` on.
    pub(super) fn origins(&self, first: usize, slots: &mut [Origin]) {
        self.judge.origins(first, slots);
        if let Some(bits) = self.origins.group_at {
            self.scopes.add_groups(self.leads, first, bits, slots);
        }
    }
}

/// Tells eligible rows from others, a block of at most [`BLOCK`] rows at a time.
pub(in crate::jobs) trait Judge {
    /// For each of the rows from `first` on, as a byte why it is not eligible, or [`ELIGIBLE`].
    fn reasons(&self, first: usize, reasons: &mut [u8]);

    /// For each of the rows from `first` on the origin, without a group.
    fn origins(&self, first: usize, slots: &mut [Origin]);

    /// The agent that each lead is barred from, where a column says it as it is.
    fn owners(&self) -> Option<&[u32]> {
        None
    }
}

/// The byte of an eligible row, until it turns out that it cannot be placed.
pub(in crate::jobs) const ELIGIBLE: u8 = RowReason::Moved.as_byte();

/// Whether all rows are eligible.
pub(super) fn is_whole(reasons: &[u8]) -> bool {
    reasons.iter().fold(0, |differs, own| differs | (own ^ ELIGIBLE)) == 0
}

/// The leads of a line, while `reason` tells which of them are eligible.
#[derive(Clone, Copy)]
pub(super) struct Leads<'a> {
    pub(super) line: &'a Line<'a>,
    pub(super) reason: &'a [u8],
}

impl<'a> Leads<'a> {
    /// Gives row and origin of each to `work`, in line.
    pub(super) fn for_each(self, mut work: impl FnMut((u32, Origin))) {
        self.for_each_block(0..self.line.len, |block| {
            block.iter().for_each(|lead| work(halves(*lead)));
        });
    }

    /// The same for those in some places in line, at most [`BLOCK`] leads at a time.
    pub(super) fn for_each_block(self, places: Range<usize>, mut work: impl FnMut(&[Pair])) {
        if let Some(sorted) = &self.line.sorted {
            let leads = sorted.pairs().get(places).unwrap_or_default();
            leads.chunks(BLOCK).for_each(work);
            return;
        }
        let mut before = 0_usize;
        let (mut slots, mut eligible) = ([0; BLOCK], [0; BLOCK]);
        for (block, reasons) in self.reason.chunks(BLOCK).enumerate() {
            let first = block.saturating_mul(BLOCK);
            let slots = slots.get_mut(..reasons.len()).unwrap_or_default();
            self.line.source.origins(first, slots);
            let mut len = 0_usize;
            for (lead, reason) in (number(first)..).zip(slots.iter().copied()).zip(reasons) {
                if let Some(slot) = eligible.get_mut(len) {
                    *slot = pair(lead);
                }
                // At most BLOCK times. Without a branch, as eligible rows follow no pattern.
                len = len.wrapping_add(usize::from(*reason == ELIGIBLE));
            }
            let own = |place: usize| place.saturating_sub(before).min(len);
            work(eligible.get(own(places.start)..own(places.end)).unwrap_or_default());
            before = before.saturating_add(len);
        }
    }

    /// All of them in line, each as its row and its origin.
    pub(super) fn pairs(self) -> Cow<'a, [Pair]> {
        match &self.line.sorted {
            Some(sorted) => Cow::Borrowed(sorted.pairs()),
            None => Cow::Owned(self.standing_from(0).map(pair).collect()),
        }
    }

    /// Row and origin of each eligible one from the row on, where they are in order as they stand.
    pub(super) fn standing_from(self, row: usize) -> impl Iterator<Item = (u32, Origin)> + 'a {
        let reasons = self.reason.get(row..).unwrap_or_default();
        reasons.chunks(BLOCK).enumerate().flat_map(move |(block, reasons)| {
            let first = block.saturating_mul(BLOCK).saturating_add(row);
            let mut slots = vec![0; reasons.len()];
            self.line.source.origins(first, &mut slots);
            let rows = (number(first)..).zip(slots).zip(reasons);
            rows.filter(|(_, reason)| **reason == ELIGIBLE).map(|(row, _)| row)
        })
    }
}
