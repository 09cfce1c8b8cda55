//! From leads and agents to an allocation and back: what assignment and top-up have in common.
//!
//! Agents are thrown together into bins where nothing sets one apart, so that the networks of [`super::allocation`] stay
//! small however many leads and agents there are. Apart are agents who hold more than their cap, whose intake limit and
//! cap both matter, and those of a crowd of two or fewer; where previous owners are excluded, everybody. What such a
//! crowd receives must leave each of its agents enough leads that are not barred from it: where an agent is found for whom
//! it does not, the agent is taken out, and the leads are placed anew.
//!
//! Where caps or limits would set agents apart, it is tried first whether all leads can be placed: then all of them leave,
//! everybody's places are known, and nobody need be apart for them. Where previous owners are excluded, it is tried before
//! all else whether the best plan can be dealt at once ([`outright`]).

mod counts;
mod dealing;
mod delivery;
mod ending;
mod keys;
mod line;
mod model;
mod outright;
mod sharing;
mod spread;
mod stretches;

use alloc::vec::Vec;
use core::iter;

pub(super) use counts::{Counts, QuickCounts, QuickPlaces};
pub(super) use dealing::{chosen, deal_block};
pub(super) use line::{Counted, ELIGIBLE, Judge, Line, Origin, Origins, Source};
pub(super) use sharing::set;

use self::{
    dealing::{Dealing, tell_not_placed},
    ending::Ending,
    line::Leads,
    model::{Assumed, InLine, Model, Part, Tally},
    sharing::{Sharing, sum},
};
use super::{
    RowReason,
    allocation::{UNLIMITED, level::Vessel, solve},
    at,
    columns::{AgentColumns, LeadColumns, ListColumn},
    number,
    reason::ReasonCounts,
    scope::Scopes,
};
use crate::order::Set;

/// Leads to be placed with agents.
pub(super) struct Placing<'a> {
    pub(super) leads: &'a LeadColumns<'a>,
    pub(super) agents: &'a AgentColumns<'a>,
    pub(super) scopes: &'a Scopes,
    pub(super) origins: Origins,
    /// Per agent, free places; negative above the cap, none for no limit.
    pub(super) room: Vec<Option<i64>>,
    /// Per agent, the most leads received; none for no limit, and empty where nobody has a limit.
    pub(super) intake: Vec<Option<u32>>,
    /// Per agent, the level to start from; none for who is new, and starts level with the lowest of the others.
    pub(super) level: Vec<Option<i64>>,
    /// A lead that leaves an agent lowers the agent's level by one.
    pub(super) leaving_lowers: bool,
    /// A lead may go to its present or last owner.
    pub(super) allow_barred: bool,
    /// Per lead, the agents who had it and do not get it again; none where the policy lets them.
    pub(super) previous_owners: Option<ListColumn<'a, u32>>,
}

/// What became of it.
pub(super) struct Placement {
    /// Per agent, leads received.
    pub(super) received: Vec<u32>,
    /// Per agent, free places in the end.
    pub(super) room: Vec<Option<i64>>,
    /// Per agent, whether one more lead could be received that is in the scope of an eligible one.
    pub(super) is_open: Vec<bool>,
    /// The rows by what became of them.
    pub(super) counts: ReasonCounts,
    /// No plan places more leads, or better ones.
    pub(super) is_proven: bool,
}

impl Placing<'_> {
    /// Places the leads: writes the agents of those that are placed, and for the others why they are not.
    pub(super) fn place(
        &self,
        line: Line<'_>,
        agent_of: &mut [u32],
        reason: &mut [u8],
    ) -> Placement {
        let tally = Tally::new(self.origins, &line.counts);
        let leads = Leads { line: &line, reason };
        if let Some(received) = self.place_outright(leads, &tally, agent_of) {
            return self.placed_outright(&line, &tally, received, agent_of, reason);
        }
        // If all leads can be placed, then that is best, and it is found out with nobody apart, and no places to be freed.
        let some_leave = tally.frees.iter().any(|frees| *frees > 0);
        let is_simpler =
            self.some_are_apart(&tally) || some_leave && self.excludes_previous_owners();
        let may_all_leave = is_simpler && self.has_places_for(line.len, &tally);
        let mut assumed = if may_all_leave { Assumed::AllLeave } else { Assumed::Nothing };
        let who_holds_most = self.who_holds_most(&tally, line.len);
        let mut apart: Set<u32> = who_holds_most.into_iter().collect();
        let (model, mut shares, is_proven) = loop {
            let leads = Leads { line: &line, reason };
            let model = Model::new(self, leads, &tally, assumed, &apart);
            let solution = solve(&model.problem, &InLine { model: &model, leads });
            if assumed == Assumed::AllLeave && !model.are_all(solution.allocation.placed()) {
                assumed = Assumed::Nothing;
                apart = who_holds_most.into_iter().collect();
                continue;
            }
            let sharing = Sharing { placing: self, model: &model, leads, tally: &tally };
            let is_proven = solution.is_proven;
            match sharing.share(solution.allocation) {
                Ok(shares) => break (model, shares, is_proven),
                Err(more) => apart.extend(more),
            }
        };
        let ending = Ending::new(self, &shares.received, &shares.room);
        let groups = model.problem.classes.iter().map(|class| class.group);
        let is_open = ending.in_scope_and_open(groups);
        let received = core::mem::take(&mut shares.received);
        let room = core::mem::take(&mut shares.room);
        let mut counts = line.not_eligible.clone();
        let placed = u64::try_from(sum(&shares.placed)).unwrap_or_default();
        counts.add(RowReason::Moved, placed);
        let dealing = Dealing { placing: self, model: &model, shares, ending, line };
        dealing.deal(agent_of, reason, &mut counts);
        Placement { received, room, is_open, counts, is_proven }
    }

    /// What has become of leads that were placed outright; says of the others why they are not placed.
    fn placed_outright(
        &self,
        line: &Line<'_>,
        tally: &Tally,
        received: Vec<u32>,
        agent_of: &[u32],
        reason: &mut [u8],
    ) -> Placement {
        let room = self.room_in_the_end(tally, &received);
        let ending = Ending::new(self, &received, &room);
        let is_open = ending.in_scope_and_open((line.len > 0).then_some(0).into_iter());
        let placed = received.iter().fold(0_u64, |sum, own| sum.saturating_add((*own).into()));
        let mut counts = line.not_eligible.clone();
        counts.add(RowReason::Moved, placed);
        let why = ending.why_none_is_placed(iter::once(0));
        tell_not_placed(line, &ending, why, 0, agent_of, reason, &mut counts);
        Placement { received, room, is_open, counts, is_proven: true }
    }

    /// The level that new agents start from (rule A5b): the lowest of the others who could receive, once these leads leave.
    /// `groups` are those of the eligible leads.
    fn start_of_new(&self, tally: &Tally, groups: impl Iterator<Item = u32>) -> i64 {
        if self.level.iter().all(Option::is_some) {
            return 0;
        }
        let is_in_scope = self.scopes.with_leads_of(groups);
        let others =
            (0..).zip(&self.level).filter(|(agent, own)| own.is_some() && is_in_scope(*agent));
        let vessels = others.map(|(agent, _)| self.vessel(tally, agent, 0));
        vessels.filter(|own| own.capacity > 0).map(|own| own.level).min().unwrap_or_default()
    }

    /// The agent as a vessel, once these leads leave; a new one starts from `start`.
    fn vessel(&self, tally: &Tally, agent: u32, start: i64) -> Vessel {
        let room = self.room.get(agent as usize).copied().flatten();
        let room = room.map_or(UNLIMITED, |room| room.saturating_add(tally.frees(agent)).max(0));
        let intake = self.intake.get(agent as usize).copied().flatten();
        let lower = if self.leaving_lowers { tally.frees(agent) } else { 0 };
        Vessel {
            agent,
            level: at(&self.level, agent).unwrap_or(start).saturating_sub(lower),
            capacity: room.min(intake.map_or(UNLIMITED, i64::from)),
        }
    }

    /// Free places in the end, once these leads leave.
    fn room_in_the_end(&self, tally: &Tally, received: &[u32]) -> Vec<Option<i64>> {
        let left = |agent: u32| tally.frees(agent).saturating_sub(at(received, agent).into());
        let rooms = (0..).zip(&self.room);
        rooms.map(|(agent, room)| room.map(|room| room.saturating_add(left(agent)))).collect()
    }

    /// Whether somebody holds more than the cap allows, or has a limit beside the cap.
    fn some_are_apart(&self, tally: &Tally) -> bool {
        let part = |agent: u32| Part::of(self, tally, agent, Assumed::Nothing);
        (0..self.origins.agents).any(|agent| part(agent).is_some_and(|part| part.is_apart))
    }

    /// Whether there are places for so many leads, once they all leave.
    fn has_places_for(&self, leads: usize, tally: &Tally) -> bool {
        let agents = 0..self.origins.agents;
        let places: Vec<i64> = agents.map(|own| self.vessel(tally, own, 0).capacity).collect();
        usize::try_from(sum(&places)).is_ok_and(|places| places >= leads)
    }

    /// The agent that more than half of the leads are barred from, if any. Such a one would mostly be found to need to be
    /// apart, and it saves placing the leads once.
    fn who_holds_most(&self, tally: &Tally, leads: usize) -> Option<u32> {
        let half = number(leads / 2);
        let most = (0..).zip(&tally.barred).find(|(_, barred)| **barred > half);
        most.filter(|_| !self.allow_barred).map(|(agent, _)| agent)
    }

    /// Whether every lead may go to every agent but the barred one: then the order of dealing is fixed (rule A5).
    fn is_one_crowd(&self) -> bool {
        self.scopes.is_company_wide() && !self.excludes_previous_owners()
    }

    fn excludes_previous_owners(&self) -> bool {
        self.previous_owners.is_some_and(|lists| !lists.is_empty())
    }

    /// The agents who had the lead and do not get it again.
    fn previous_owners(&self, row: u32) -> &[u32] {
        self.previous_owners.map_or(&[], |lists| lists.at(row as usize))
    }

    /// The agents to whom the lead may go, as a group of the scopes.
    fn group(&self, row: u32, origin: Origin) -> u32 {
        match self.origins.group_at {
            Some(bits) => origin >> bits,
            None => self.scopes.group_of(self.leads, row),
        }
    }

    /// The agent that the lead must not go to as its present or last owner, wherever the agent works.
    fn barred(&self, origin: Origin) -> Option<u32> {
        if self.allow_barred { None } else { self.origins.agent(origin) }
    }
}
