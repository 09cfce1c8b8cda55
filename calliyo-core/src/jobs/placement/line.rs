//! The eligible leads in line, the best first, each with where it comes from.

use alloc::{vec, vec::Vec};

use super::super::{
    NO_AGENT, RowReason, add_one, at,
    columns::{AgentColumns, LeadColumns},
    number,
    reason::ReasonCounts,
    scope::Scopes,
    served::{Precedence, Served},
};

/// Rows that are looked at together where all of them are eligible.
pub(in crate::jobs) const BLOCK: usize = 4096;

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

    /// Whether the agent was supplied.
    pub(in crate::jobs) const fn knows(self, agent: u32) -> bool {
        agent < self.agents
    }

    pub(super) const fn agent(self, origin: Origin) -> Option<u32> {
        let agent = (origin & self.mask) >> 1;
        if agent < self.agents { Some(agent) } else { None }
    }

    pub(super) const fn frees(self, origin: Origin) -> Option<u32> {
        if origin & 1 == 0 { self.agent(origin) } else { None }
    }

    /// The place of an origin in a table of all: first those that free a place, so that the ones of one sort lie close
    /// together, as most leads are of one sort.
    pub(super) const fn place(self, origin: Origin) -> u32 {
        ((origin & self.mask) >> 1).wrapping_add((origin & 1).wrapping_mul(self.agents))
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
pub(in crate::jobs) struct Line {
    /// The rows in order and the origin of each; none where the eligible rows are in order as they stand: then the plan's
    /// own column has the origins until it gets the agents.
    pub(super) sorted: Option<(Vec<u32>, Vec<Origin>)>,
    /// How many leads have each origin, by [`Origins::place`].
    pub(super) counts: Vec<u32>,
    /// How many leads there are.
    pub(super) len: usize,
    /// The rows that are not eligible, by reason.
    pub(super) not_eligible: ReasonCounts,
}

impl Line {
    /// Sorts out which rows are eligible and puts these in order.
    ///
    /// Afterwards `reason` has [`ELIGIBLE`] for each eligible row and for any other why it is not; `agent_of` has the
    /// origins of the eligible rows, and for any other [`NO_AGENT`].
    pub(in crate::jobs) fn new(
        leads: &LeadColumns<'_>,
        scopes: &Scopes,
        origins: Origins,
        precedence: Precedence,
        judge: &impl Judge,
        agent_of: &mut [u32],
        reason: &mut [u8],
    ) -> Self {
        let mut counts = vec![0; origins.len()];
        let mut not_eligible = ReasonCounts::default();
        let blocks = agent_of.chunks_mut(BLOCK).zip(reason.chunks_mut(BLOCK));
        for (block, (slots, reasons)) in blocks.enumerate() {
            let first = block.saturating_mul(BLOCK);
            judge.judge(first, slots, reasons);
            if let Some(bits) = origins.group_at {
                for (row, slot) in (number(first)..).zip(slots.iter_mut()) {
                    *slot |= scopes.group_of(leads, row) << bits;
                }
            }
            if is_whole(reasons) {
                slots.iter().for_each(|origin| add_one(&mut counts, origins.place(*origin)));
                continue;
            }
            for (slot, reason) in slots.iter_mut().zip(reasons) {
                match *reason {
                    ELIGIBLE => add_one(&mut counts, origins.place(*slot)),
                    why => {
                        *slot = NO_AGENT;
                        not_eligible.add_byte(why);
                    }
                }
            }
        }
        let len = counts.iter().fold(0, |sum: usize, count| sum.saturating_add(*count as usize));
        let mut scratch = Vec::new();
        let served = Served::new(leads, reason, ELIGIBLE, len, precedence, &mut scratch);
        let sorted = served.into_rows().map(|rows| {
            // The rows lie scattered: a loop that does nothing else waits for several of them at a time.
            for (origin, row) in scratch.iter_mut().zip(&rows) {
                *origin = at(agent_of, *row);
            }
            (rows, scratch)
        });
        Self { sorted, counts, len, not_eligible }
    }
}

/// Tells eligible rows from others.
pub(in crate::jobs) trait Judge {
    /// For each of a block of rows as a byte why it is not eligible, or [`ELIGIBLE`], and the origin.
    fn judge(&self, first: usize, slots: &mut [u32], reasons: &mut [u8]);
}

/// The byte of an eligible row, until it turns out that it cannot be placed.
pub(in crate::jobs) const ELIGIBLE: u8 = RowReason::Moved.as_byte();

/// Whether all rows are eligible.
pub(super) fn is_whole(reasons: &[u8]) -> bool {
    reasons.iter().fold(0, |differs, own| differs | (own ^ ELIGIBLE)) == 0
}

/// The leads of a line, while the plan's columns have not been written to.
#[derive(Clone, Copy)]
pub(super) struct Leads<'a> {
    pub(super) line: &'a Line,
    pub(super) agent_of: &'a [u32],
    pub(super) reason: &'a [u8],
}

impl<'a> Leads<'a> {
    /// Row and origin of each.
    pub(super) fn iter(self) -> impl Iterator<Item = (u32, Origin)> + 'a {
        let sorted = self.line.sorted.as_ref();
        let in_order = match sorted {
            Some(_) => None,
            None => Some((0..).zip(self.agent_of).zip(self.reason)),
        };
        let in_order = in_order.into_iter().flatten().filter(|(_, reason)| **reason == ELIGIBLE);
        sorted
            .into_iter()
            .flat_map(|(rows, origins)| rows.iter().copied().zip(origins.iter().copied()))
            .chain(in_order.map(|((row, origin), _)| (row, *origin)))
    }
}
