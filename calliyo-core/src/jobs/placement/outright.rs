//! Placing leads outright, where earlier owners are excluded.
//!
//! No plan places more leads than there are, or than there are places; none places better ones than the first in line; and
//! none is more even than if every lead could go to everybody. As a lead is closed to few agents of many, all of this can
//! mostly be had at once. So that is tried before [`super::super::allocation`] is asked: the leads are dealt in turn until
//! each agent has the share that it would have if all were open to it, and a lead that is closed to all who are left is
//! exchanged for one that was dealt before. If that succeeds, no plan is better. If not, nothing is lost but a few looks at
//! each lead.

use alloc::{collections::VecDeque, vec, vec::Vec};
use core::iter;

use super::{
    super::{NO_AGENT, allocation::level::Vessels, at},
    Placing,
    line::{Leads, Origin},
    model::Tally,
    sharing::{set, sum},
};
use crate::order::{Pair, halves};

/// After so many looks per lead it is given up.
const MOST_LOOKS: usize = 32;

/// An agent, and leads that it gets.
type Share = (u32, u32);

impl Placing<'_> {
    /// Writes the agents of the leads that are placed, the first in line, and tells how many each agent received.
    ///
    /// None where the best plan is not found in this way: what `agent_of` has means nothing then.
    pub(super) fn place_outright(
        &self,
        leads: Leads<'_>,
        tally: &Tally,
        agent_of: &mut [u32],
    ) -> Option<Vec<u32>> {
        if !self.scopes.is_company_wide() || !self.excludes_previous_owners() {
            return None;
        }
        let shares = self.shares_of_open_leads(leads.line.len, tally)?;
        let mut received = vec![0; self.agents.len()];
        shares.iter().for_each(|(agent, share)| set(&mut received, *agent, *share));
        let placed = received.iter().fold(0_usize, |sum, own| sum.saturating_add(*own as usize));
        let all = leads.pairs();
        let outright = Outright { placing: self, leads: all.get(..placed)? };
        outright.deal(shares, agent_of).then_some(received)
    }

    /// What each agent would get if every lead could go to everybody; none where that depends on which leads are placed.
    fn shares_of_open_leads(&self, leads: usize, tally: &Tally) -> Option<Vec<Share>> {
        let leads = i64::try_from(leads).ok()?;
        let agents = self.scopes.members(0).iter();
        let start = self.start_of_new(tally, iter::once(0));
        let vessels: Vec<_> = agents.map(|agent| self.vessel(tally, *agent, start)).collect();
        let places = vessels.iter().map(|own| own.capacity.min(leads)).collect::<Vec<_>>();
        let placed = sum(&places).min(leads);
        // If all leave, everybody's places are known.
        if placed < leads && tally.frees.iter().any(|frees| *frees > 0) {
            return None;
        }
        let vessels = Vessels::new(vessels);
        vessels.filled(placed).map(|(agent, due)| Some((agent, u32::try_from(due).ok()?))).collect()
    }

    /// The agents to whom a lead must not go.
    fn closed(&self, (row, origin): (u32, Origin)) -> Closed<'_> {
        let barred = self.barred(origin).filter(|agent| !self.scopes.is_only_one(0, *agent));
        Closed { barred, previous: self.previous_owners(row) }
    }
}

/// Agents to whom a lead must not go.
#[derive(Clone, Copy)]
struct Closed<'a> {
    barred: Option<u32>,
    previous: &'a [u32],
}

impl Closed<'_> {
    fn has(self, agent: u32) -> bool {
        self.barred == Some(agent) || self.previous.contains(&agent)
    }
}

/// Leads that all are to be placed.
struct Outright<'a> {
    placing: &'a Placing<'a>,
    /// In line, each as its row and its origin.
    leads: &'a [Pair],
}

impl<'a> Outright<'a> {
    /// Writes the agents of the leads, each of whom gets its share of them; whether that succeeded.
    ///
    /// Out of line: where it is called all other leads are dealt, which takes longer in a larger function.
    #[inline(never)]
    fn deal(&self, shares: Vec<Share>, agent_of: &mut [u32]) -> bool {
        agent_of.fill(NO_AGENT);
        let mut turns = Turns::new(shares);
        let mut looks = self.leads.len().saturating_mul(MOST_LOOKS);
        let mut stuck = Vec::new();
        for lead in self.leads {
            let lead = halves(*lead);
            let closed = self.placing.closed(lead);
            match turns.take(&mut looks, |agent| !closed.has(agent)) {
                Some(agent) => set(agent_of, lead.0, agent),
                None => stuck.push(lead),
            }
        }
        stuck.into_iter().all(|lead| self.exchange(lead, &mut turns, &mut looks, agent_of))
    }

    /// Gives a lead to somebody who has got another one, which goes to whose turn it is; whether there is such a one.
    fn exchange(
        &self,
        lead: (u32, Origin),
        turns: &mut Turns,
        looks: &mut usize,
        agent_of: &mut [u32],
    ) -> bool {
        let Some(next) = turns.take(looks, |_| true) else { return false };
        let closed = self.placing.closed(lead);
        let others = self.leads.iter().rev().take(*looks).map(|other| halves(*other));
        for other in others {
            *looks = looks.saturating_sub(1);
            let agent = at(agent_of, other.0);
            let is_dealt = agent != NO_AGENT;
            if is_dealt && !closed.has(agent) && !self.placing.closed(other).has(next) {
                set(agent_of, lead.0, agent);
                set(agent_of, other.0, next);
                return true;
            }
        }
        false
    }
}

/// Turns to get a lead: in each round everybody has one who has some to get.
struct Turns {
    /// The turns of the round, and those that were passed over in the rounds before.
    waiting: VecDeque<u32>,
    /// The agents who have turns in the next round, and how many from there on.
    next: Vec<Share>,
}

impl Turns {
    fn new(shares: Vec<Share>) -> Self {
        let next = shares.into_iter().filter(|(_, share)| *share > 0).collect();
        Self { waiting: VecDeque::new(), next }
    }

    /// Takes the first turn of somebody for whom `may` holds; none if there is none, or no look is left to find it.
    fn take(&mut self, looks: &mut usize, may: impl Fn(u32) -> bool) -> Option<u32> {
        // Mostly this is the very first.
        if self.waiting.front().is_some_and(|agent| may(*agent)) {
            *looks = looks.saturating_sub(1);
            return self.waiting.pop_front();
        }
        let mut passed = 0;
        loop {
            let place = self.waiting.iter().skip(passed).take(*looks).position(|agent| may(*agent));
            if let Some(place) = place {
                *looks = looks.saturating_sub(place);
                return self.waiting.remove(passed.saturating_add(place));
            }
            *looks = looks.saturating_sub(self.waiting.len().saturating_sub(passed));
            passed = self.waiting.len();
            if self.next.is_empty() || *looks == 0 {
                return None;
            }
            self.waiting.extend(self.next.iter().map(|(agent, _)| *agent));
            self.next.retain_mut(|(_, turns)| {
                *turns = turns.saturating_sub(1);
                *turns > 0
            });
        }
    }
}
