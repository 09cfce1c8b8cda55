//! Top-up with more fresh leads than free places, where each may go to anybody but its last owner.
//!
//! Then the first leads in order fill all places, and who gets how many is known from the start: what is left is to find
//! these leads and to deal them. All places can be filled as long as no agent has more of them than there are leads among
//! the first that are not barred from it: a set of several agents may have them all, as a lead is barred from one at most
//! (Hall's condition). It is looked at with a few leads more than the first. Where it does not hold, and where it depends on
//! the lead why it is not placed, [`super::super::placement`] places the leads.

use alloc::{vec, vec::Vec};

use super::{
    super::{
        Column, NO_AGENT, RowReason, add_one,
        allocation::deal::{Bars, Dealer},
        at,
        columns::AgentColumns,
        number,
        placement::{chosen, deal_block, set},
        reason::ReasonCounts,
        scope::Scopes,
        scratch::{Buffer, Scratch},
        served::first::First,
        words,
    },
    Freshness, TopUpOutcome, free_places,
};

/// Rows that are looked at together: few enough to stay in the first cache.
const BLOCK: usize = 1024;

/// Rows that are written together: few enough to stay in the second cache, and many enough that it matters little what a block
/// costs beside its rows.
const WRITTEN: usize = 8192;

/// Filling all free places.
pub(super) struct Filling<'a> {
    freshness: &'a Freshness<'a>,
    /// Per agent.
    places: Vec<u32>,
    /// What is said of the leads that find no place.
    why_not: RowReason,
}

/// What is known of the fresh leads.
struct Fresh<'a> {
    /// The rows, as bits of words.
    rows: &'a [u64],
    count: usize,
    /// The rows that are not fresh, by reason.
    others: ReasonCounts,
}

impl<'a> Filling<'a> {
    /// `intake` has per agent the most leads received, and is empty where nobody has a limit.
    ///
    /// None where leads may go to some agents only, or it depends on them why they are not placed.
    pub(super) fn new(
        agents: &AgentColumns<'_>,
        scopes: &Scopes,
        freshness: &'a Freshness<'a>,
        intake: &[Option<u32>],
    ) -> Option<Self> {
        let previous = freshness.leads.previous_owners;
        let excludes = freshness.rules.exclude_previous_owners;
        let is_one_crowd = scopes.is_company_wide() && scopes.receiving(0).next().is_some();
        if !is_one_crowd || excludes && previous.is_some_and(|lists| !lists.is_empty()) {
            return None;
        }
        let free = || (0..agents.len()).map(|agent| free_places(agents, agent));
        let limit = |agent: usize| intake.get(agent).copied().flatten();
        let limits = (0..agents.len()).map(|agent| limit(agent).map_or(i64::MAX, i64::from));
        let is_limited = free().zip(limits.clone()).filter(|(free, limit)| free > limit);
        let why_not = match is_limited.count() {
            0 => RowReason::AgentsAtCap,
            // A lead that is barred from this one does not find the limit in its way.
            1 => return None,
            _ => RowReason::LimitReached,
        };
        let places = free().zip(limits).map(|(free, limit)| free.min(limit));
        let places = places.map(|own| u32::try_from(own).unwrap_or_default()).collect();
        Some(Self { freshness, places, why_not })
    }

    /// Plans; none where the leads are too few, or too many of them are barred from one agent.
    pub(super) fn fill(
        &self,
        agent_of: &mut [u32],
        reason: &mut [u8],
        scratch: &mut Scratch,
    ) -> Option<TopUpOutcome> {
        let places = self.places.iter().fold(0, |sum: u64, own| sum.saturating_add((*own).into()));
        let most = usize::try_from(places).ok().filter(|most| *most < reason.len())?;
        let Scratch { order, words, agents } = scratch;
        let fresh = self.judge(reason, words);
        if fresh.count <= most {
            return None;
        }
        let (leads, precedence) = (self.freshness.leads, self.freshness.precedence());
        let first = First::new(leads, fresh.rows, fresh.count, most, precedence, order)?;
        let to = self.deal(first, places, agents)?;
        self.write(first.rows, to, agent_of, reason);
        let mut counts = fresh.others;
        let left = fresh.count.saturating_sub(most);
        counts.add(RowReason::Moved, places);
        counts.add(self.why_not, number(left).into());
        let places_left = vec![0; self.places.len()];
        Some(TopUpOutcome { counts, received: self.places.clone(), places_left })
    }

    /// Writes the agents of these rows; every other row goes to nobody. A block at a time, which stays in the cache.
    fn write(&self, rows: &[u32], to: &[u32], agent_of: &mut [u32], reason: &mut [u8]) {
        let mut pairs = rows.iter().zip(to);
        let mut next = pairs.next();
        let blocks = agent_of.chunks_mut(WRITTEN).zip(reason.chunks_mut(WRITTEN));
        for ((agents, reasons), first) in blocks.zip((0..u32::MAX).step_by(WRITTEN)) {
            agents.fill(NO_AGENT);
            while let Some((row, to)) = next
                && let place = row.wrapping_sub(first) as usize
                && let (Some(agent), Some(reason)) = (agents.get_mut(place), reasons.get_mut(place))
            {
                let why = if *to == NO_AGENT { self.why_not } else { RowReason::Moved };
                (*agent, *reason) = (*to, why.as_byte());
                next = pairs.next();
            }
        }
    }

    /// Sorts out which leads are fresh, and says of all of these that they are not placed.
    fn judge<'m>(&self, reason: &mut [u8], memory: &'m mut Buffer<u64>) -> Fresh<'m> {
        let rows = memory.emptied(reason.len().div_ceil(words::BLOCK));
        let others = self.freshness.judge_words(0, reason, self.why_not, |fresh| rows.push(fresh));
        let not_fresh = usize::try_from(others.all()).unwrap_or(usize::MAX);
        let count = reason.len().saturating_sub(not_fresh);
        Fresh { rows, count, others }
    }

    /// Per row the agent, if any; none where too many rows are barred from one agent.
    fn deal<'m>(
        &self,
        first: First<'_>,
        places: u64,
        memory: &'m mut Buffer<u32>,
    ) -> Option<&'m [u32]> {
        let bars_count = !self.freshness.rules.allow_barred;
        let agent_of = memory.of_len(first.rows.len());
        let mut barred = vec![0; self.places.len()];
        if bars_count {
            self.tell_barred(first.rows, agent_of, &mut barred);
        }
        let is_barred_too_often =
            |(own, barred): (&u32, &u32)| u64::from(*own).saturating_add((*barred).into()) > places;
        if self.places.iter().zip(&barred).any(is_barred_too_often) {
            return None;
        }

        let mut place_of = vec![NO_AGENT; self.places.len()];
        let mut dealer = self.dealer(&barred, &mut place_of);
        let bars = Bars { place_of: &place_of, count: bars_count };
        // Once a lead is dealt, its agent takes the place of the one that it is barred from.
        let (mut places, mut items, mut slots) = ([0; BLOCK], [0; BLOCK], [0; BLOCK]);
        for start in (0..first.len()).step_by(BLOCK) {
            let count = first.len().saturating_sub(start).min(BLOCK);
            let places = places.get_mut(..count).unwrap_or_default();
            let items = items.get_mut(..count).unwrap_or_default();
            let slots = slots.get_mut(..count).unwrap_or_default();
            places.iter_mut().zip(first.order_from(start)).for_each(|(own, place)| *own = place);
            items.iter_mut().zip(&*places).for_each(|(own, place)| *own = at(agent_of, *place));
            let after = start.saturating_add(count);
            let later = || first.order_from(after).map(|place| at(agent_of, place));
            deal_block(&mut dealer, bars, items, slots, later);
            places.iter().zip(&*slots).for_each(|(place, to)| set(agent_of, *place, *to));
        }
        first.others().for_each(|place| set(agent_of, place, NO_AGENT));
        Some(agent_of)
    }

    /// Writes of each row the agent that it is barred from, and counts the rows per agent.
    fn tell_barred(&self, rows: &[u32], barred_from: &mut [u32], barred: &mut [u32]) {
        let Some(Column { values, validity }) = self.freshness.leads.last_owner else {
            return barred_from.fill(NO_AGENT);
        };
        for (rows, barred_from) in rows.chunks(BLOCK).zip(barred_from.chunks_mut(BLOCK)) {
            barred_from.fill(NO_AGENT);
            // Where few rows have a last owner, most lines of that column are not read.
            let has_owner = |row: u32| validity.is_none_or(|own| own.is_set(row as usize));
            let mut buffer = [0; BLOCK];
            for place in chosen(rows.iter().map(|row| has_owner(*row)), &mut buffer) {
                let agent = at(values, at(rows, *place));
                set(barred_from, *place, agent);
                add_one(barred, agent);
            }
        }
    }

    /// Deals to the agents with places; `place_of` gets the place of each with the dealer.
    fn dealer(&self, barred: &[u32], place_of: &mut [u32]) -> Dealer {
        let (mut agents, mut due, mut barred_of) = (Vec::new(), Vec::new(), Vec::new());
        let columns = self.places.iter().zip(barred).zip(place_of);
        for (agent, ((places, barred), place)) in (0..).zip(columns) {
            if *places > 0 {
                *place = number(agents.len());
                agents.push(agent);
                due.push(*places);
                barred_of.push(*barred);
            }
        }
        Dealer::new(agents, due, barred_of, false)
    }
}
