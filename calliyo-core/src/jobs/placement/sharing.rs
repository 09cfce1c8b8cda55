//! Who gets how many of the leads that are placed.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    super::{
        NO_AGENT, add_one,
        allocation::{
            Allocation,
            deal::Dealer,
            level::{Vessel, Vessels},
        },
        at, number,
    },
    Placing,
    line::{Leads, Origin},
    model::{Kinds, Model, Tally},
};

/// Sharing out what is placed.
pub(super) struct Sharing<'a> {
    pub(super) placing: &'a Placing<'a>,
    pub(super) model: &'a Model,
    pub(super) leads: Leads<'a>,
    pub(super) tally: &'a Tally,
}

/// Who gets how many leads, and all that dealing them takes.
pub(super) struct Shares {
    /// Per class, the leads placed: the first in line.
    pub(super) placed: Vec<i64>,
    /// Per agent, leads received.
    pub(super) received: Vec<u32>,
    /// Per agent, free places in the end.
    pub(super) room: Vec<Option<i64>>,
    /// Per agent, the place with its dealer.
    pub(super) place_of: Vec<u32>,
    pub(super) dealers: Dealers,
}

pub(super) enum Dealers {
    /// All agents as one crowd.
    One(Dealer),
    /// One per bin.
    PerBin(Vec<Dealer>, Routes),
}

impl Dealers {
    /// The dealer of each bin, and which bins the leads go to that are placed, per class so many; all agents as one crowd are
    /// one bin.
    pub(super) fn by_bin(self, placed: &[i64]) -> (Vec<Dealer>, Routes) {
        match self {
            Self::One(dealer) => (vec![dealer], Routes::to_one(placed)),
            Self::PerBin(dealers, routes) => (dealers, routes),
        }
    }
}

/// The agents who must be apart for the leads to be shared out.
pub(super) type Stuck = Vec<u32>;

impl Sharing<'_> {
    pub(super) fn share(&self, allocation: Allocation<'_>) -> Result<Shares, Stuck> {
        match self.placing.is_one_crowd() {
            true => self.share_with_one_crowd(&allocation),
            false => self.share_by_bin(allocation),
        }
    }

    /// Gives the leads that are placed, row and origin, each with its class, to `work`.
    fn for_each_placed(&self, placed: &[i64], mut work: impl FnMut((u32, Origin), u32)) {
        let mut quota = Quota::new(placed);
        self.model.for_each(self.leads, |lead, class| {
            if quota.takes(class) {
                work(lead, class);
            }
        });
    }

    /// Whether all leads are placed of each class, or of those alone that free places.
    pub(super) fn is_full(&self, placed: &[i64], freeing_alone: bool) -> bool {
        let classes = self.model.problem.classes.iter().zip(&self.model.is_leaving);
        classes.zip(placed).all(|((class, is_leaving), placed)| {
            class.count == *placed || freeing_alone && !is_leaving
        })
    }

    /// How many of the leads that are placed have to do with each agent.
    pub(super) fn tally_of(&self, placed: &[i64]) -> Tally {
        let origins = self.placing.origins;
        let counts = self.placed_by_origin(placed).unwrap_or_else(|| {
            let mut counts = vec![0; origins.len()];
            let mut count = |origin: Origin| add_one(&mut counts, origins.place(origin));
            self.for_each_placed(placed, |(_, origin), _| count(origin));
            counts
        });
        Tally::new(origins, &counts)
    }

    /// By place of the origin, how many leads are placed; none where that takes a look at the leads, as not all of a class
    /// are placed that come from several agents.
    fn placed_by_origin(&self, placed: &[i64]) -> Option<Vec<u32>> {
        let Kinds::ByOrigin(class_of) = &self.model.kinds else { return None };
        let counts = || self.leads.line.counts.iter().zip(class_of);
        let mut origins_of = vec![0_u32; placed.len()];
        counts().filter(|own| *own.0 > 0).for_each(|(_, class)| add_one(&mut origins_of, *class));
        let placed_of_origin = |(count, class): (&u32, &u32)| {
            let of_class = at(placed, *class);
            if *count == 0 || self.model.count(*class) == of_class {
                Some(*count)
            } else if at(&origins_of, *class) == 1 {
                u32::try_from(of_class).ok()
            } else {
                None
            }
        };
        counts().map(placed_of_origin).collect()
    }

    /// Shares for agents who all may get all leads but those that are barred from them.
    pub(super) fn share_with_one_crowd(
        &self,
        allocation: &Allocation<'_>,
    ) -> Result<Shares, Stuck> {
        let placed = allocation.placed();
        // Which leads are placed that free no place makes no difference, but for whom they are barred from. Where those
        // placed are the first in line, dealing finds that out as it goes.
        let is_enough = self.is_full(placed, true) && self.model.are_first(placed);
        let exact = (!is_enough).then(|| self.tally_of(placed));
        let tally = exact.as_ref().unwrap_or(self.tally);
        match self.crowd_shares(placed, tally) {
            Some(shares) => {
                let is_exact = exact.is_some() || self.is_full(placed, false);
                Ok(self.crowd_dealer(placed, tally, shares, is_exact))
            }
            None => {
                let exact = exact.unwrap_or_else(|| self.tally_of(placed));
                let shares = self.bounded_crowd_shares(placed, &exact)?;
                Ok(self.crowd_dealer(placed, &exact, shares, true))
            }
        }
    }

    /// Agents of the crowd.
    pub(super) fn crowd(&self) -> impl Iterator<Item = u32> + '_ {
        let agents = 0..self.placing.origins.agents;
        agents.filter(|agent| self.model.bin_of(*agent).is_some())
    }

    /// The level that new agents start from.
    fn start_of_new(&self, tally: &Tally) -> i64 {
        let groups = self.model.problem.classes.iter().map(|class| class.group);
        self.placing.start_of_new(tally, groups)
    }

    /// Leads that are barred from an agent of the crowd.
    pub(super) fn barred(&self, tally: &Tally, agent: u32) -> i64 {
        let is_free = self.placing.allow_barred || self.placing.scopes.is_only_one(0, agent);
        if is_free { 0 } else { tally.barred(agent) }
    }

    /// The leads that each agent of the crowd gets, if these leave enough that is not barred from anyone.
    pub(super) fn crowd_shares(&self, placed: &[i64], tally: &Tally) -> Option<Vec<(u32, i64)>> {
        let all = sum(placed);
        let start = self.start_of_new(tally);
        let vessels = self.crowd().map(|agent| self.placing.vessel(tally, agent, start));
        let vessels = Vessels::new(vessels.collect());
        let shares: Vec<(u32, i64)> = vessels.filled(all).collect();
        let fits =
            |(agent, share): &(u32, i64)| share.saturating_add(self.barred(tally, *agent)) <= all;
        shares.iter().all(fits).then_some(shares)
    }

    /// The same where some agents can get less than they have room for, as too many leads are barred from them.
    pub(super) fn bounded_crowd_shares(
        &self,
        placed: &[i64],
        tally: &Tally,
    ) -> Result<Vec<(u32, i64)>, Stuck> {
        let all = sum(placed);
        let start = self.start_of_new(tally);
        let vessels: Vec<Vessel> =
            self.crowd().map(|agent| self.placing.vessel(tally, agent, start)).collect();
        let together = sum(&vessels.iter().map(|own| own.capacity.min(all)).collect::<Vec<_>>());
        let stuck: Stuck = vessels
            .iter()
            .filter(|own| {
                together.saturating_sub(own.capacity.min(all)) < self.barred(tally, own.agent)
            })
            .map(|own| own.agent)
            .filter(|agent| self.model.own_bin(*agent).is_none())
            .collect();
        if !stuck.is_empty() {
            return Err(stuck);
        }
        let bounded = vessels.into_iter().map(|own| {
            let most = all.saturating_sub(self.barred(tally, own.agent)).max(0);
            Vessel { capacity: own.capacity.min(most), ..own }
        });
        Ok(Vessels::new(bounded.collect()).filled(all).collect())
    }

    pub(super) fn crowd_dealer(
        &self,
        placed: &[i64],
        tally: &Tally,
        shares: Vec<(u32, i64)>,
        is_exact: bool,
    ) -> Shares {
        let mut received = vec![0; self.placing.agents.len()];
        let mut place_of = vec![NO_AGENT; self.placing.agents.len()];
        let (mut agents, mut due, mut barred) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (agent, share)) in (0..).zip(shares) {
            let share = u32::try_from(share).unwrap_or_default();
            set(&mut received, agent, share);
            set(&mut place_of, agent, place);
            agents.push(agent);
            due.push(share);
            barred.push(u32::try_from(self.barred(tally, agent)).unwrap_or(u32::MAX));
        }
        Shares {
            room: self.placing.room_in_the_end(tally, &received),
            placed: placed.to_vec(),
            received,
            place_of,
            dealers: Dealers::One(Dealer::new(agents, due, barred, is_exact)),
        }
    }

    /// Shares where leads may go to some bins only, and within a bin to all but the agents whom they are barred from.
    pub(super) fn share_by_bin(&self, mut allocation: Allocation<'_>) -> Result<Shares, Stuck> {
        let placed = allocation.placed().to_vec();
        let exact = (!self.is_full(&placed, true)).then(|| self.tally_of(&placed));
        let tally = exact.as_ref().unwrap_or(self.tally);
        let start = self.start_of_new(tally);
        let bins = 0..number(self.model.problem.bins.len());
        let vessels: Vec<Vessels> = bins
            .clone()
            .map(|bin| {
                let agents = self.model.members(bin).iter();
                let vessels = agents.map(|agent| self.placing.vessel(tally, *agent, start));
                Vessels::new(vessels.collect())
            })
            .collect();
        allocation.even_out(&vessels);

        let mut received = vec![0; self.placing.agents.len()];
        let mut place_of = vec![0; self.placing.agents.len()];
        let mut due = Vec::new();
        for (bin, vessels) in bins.clone().zip(&vessels) {
            let mut of_bin = Vec::new();
            for (place, (agent, share)) in (0..).zip(vessels.filled(allocation.received(bin))) {
                let share = u32::try_from(share).unwrap_or_default();
                set(&mut received, agent, share);
                set(&mut place_of, agent, place);
                of_bin.push(share);
            }
            due.push(of_bin);
        }

        let routes = Routes::new(&allocation, self.model.problem.classes.len());
        let deal = |barred: Vec<Vec<u32>>, is_exact: bool| -> Vec<Dealer> {
            let due = due.iter().cloned().zip(barred);
            let dealer = |(bin, (due, barred)): (u32, (Vec<u32>, Vec<u32>))| {
                Dealer::new(self.model.members(bin).to_vec(), due, barred, is_exact)
            };
            bins.clone().zip(due).map(dealer).collect()
        };
        let is_stuck = |dealer: &Dealer| dealer.stuck().next().is_some();
        let mut dealers = deal(self.most_barred_by_bin(tally), false);
        if dealers.iter().any(is_stuck) {
            dealers = deal(self.barred_by_bin(&placed, routes.clone(), &place_of), true);
        }
        let stuck: Stuck = dealers.iter().flat_map(Dealer::stuck).collect();
        if !stuck.is_empty() {
            return Err(stuck);
        }
        Ok(Shares {
            room: self.placing.room_in_the_end(tally, &received),
            placed,
            received,
            place_of,
            dealers: Dealers::PerBin(dealers, routes),
        })
    }

    /// Per bin and place, the leads that are barred from the agent, whichever bins they are on their way to. An agent who
    /// is alone in a bin gets what is sent there.
    fn most_barred_by_bin(&self, tally: &Tally) -> Vec<Vec<u32>> {
        let counts =
            |agent: &u32| !self.placing.allow_barred && self.model.own_bin(*agent).is_none();
        let most = |agent: &u32| if counts(agent) { at(&tally.barred, *agent) } else { 0 };
        let bins = 0..number(self.model.problem.bins.len());
        bins.map(|bin| self.model.members(bin).iter().map(most).collect()).collect()
    }

    /// Per bin and place, the leads on their way to the bin that are barred from the agent.
    pub(super) fn barred_by_bin(
        &self,
        placed: &[i64],
        mut routes: Routes,
        place_of: &[u32],
    ) -> Vec<Vec<u32>> {
        let bins = 0..number(self.model.problem.bins.len());
        let mut barred: Vec<Vec<u32>> =
            bins.map(|bin| vec![0; self.model.members(bin).len()]).collect();
        if barred.iter().all(|places| places.len() == 1) {
            return barred;
        }
        self.for_each_placed(placed, |(_, origin), class| {
            let bin = routes.next(class);
            if let Some(agent) = self.model.barred_in_crowd(self.placing, origin, bin)
                && let Some(barred) = barred.get_mut(bin as usize)
            {
                add_one(barred, at(place_of, agent));
            }
        });
        barred
    }
}

pub(super) fn sum(values: &[i64]) -> i64 {
    values.iter().fold(0, |sum, value| sum.saturating_add(*value))
}

pub(in crate::jobs) fn set(values: &mut [u32], index: u32, value: u32) {
    if let Some(own) = values.get_mut(index as usize) {
        *own = value;
    }
}

/// How many more leads of each class are placed.
pub(super) struct Quota {
    pub(super) left: Vec<i64>,
}

impl Quota {
    pub(super) fn new(placed: &[i64]) -> Self {
        Self { left: placed.to_vec() }
    }

    /// Whether the next lead of the class is placed.
    pub(super) fn takes(&mut self, class: u32) -> bool {
        let Some(left) = self.left.get_mut(class as usize) else { return false };
        *left = left.saturating_sub(1);
        *left >= 0
    }
}

/// Which bins the leads of each class go to, taken in turn, until no more of them are placed.
#[derive(Clone)]
pub(super) struct Routes {
    /// By class.
    routes: Vec<Route>,
    /// The bins of the first class, then those of the next one.
    stops: Vec<Stop>,
}

/// Where the leads of a class go: stops that lie side by side.
#[derive(Clone, Copy)]
struct Route {
    first: u32,
    end: u32,
    /// The next one; [`NO_STOP`] once there is none.
    next: u32,
}

impl Route {
    const fn stops(self) -> Range<usize> {
        self.first as usize..self.end as usize
    }

    /// The place of the next stop among them.
    const fn turn(self) -> usize {
        if self.first == self.end { 0 } else { self.next.wrapping_sub(self.first) as usize }
    }
}

/// A bin, and how many leads are still to go there.
#[derive(Clone, Copy)]
struct Stop {
    bin: u32,
    left: u32,
}

/// More than there are stops.
const NO_STOP: u32 = u32::MAX;

impl Routes {
    pub(super) fn new(allocation: &Allocation<'_>, classes: usize) -> Self {
        let mut stops: Vec<Vec<(u32, i64)>> = vec![Vec::new(); classes];
        allocation.for_each_given(|bin, class, leads| {
            let Some(own) = stops.get_mut(class as usize) else { return };
            match own.last_mut().filter(|last| last.0 == bin) {
                Some((_, same)) => *same = same.saturating_add(leads),
                None => own.push((bin, leads)),
            }
        });
        Self::over(stops.iter().map(Vec::as_slice))
    }

    /// All leads that are placed to the one bin that there is; how many are, per class.
    fn to_one(placed: &[i64]) -> Self {
        let stops: Vec<[(u32, i64); 1]> = placed.iter().map(|placed| [(0, *placed)]).collect();
        Self::over(stops.iter().map(<[(u32, i64); 1]>::as_slice))
    }

    /// Per class, the bins and how many leads go there.
    fn over<'s>(classes: impl Iterator<Item = &'s [(u32, i64)]>) -> Self {
        let mut stops = Vec::new();
        let stop = |(bin, leads): &(u32, i64)| Stop {
            bin: *bin,
            left: u32::try_from(*leads).unwrap_or(u32::MAX),
        };
        let routes = classes.map(|own| {
            let first = number(stops.len());
            stops.extend(own.iter().filter(|(_, leads)| *leads > 0).map(stop));
            let end = number(stops.len());
            Route { first, end, next: if first == end { NO_STOP } else { first } }
        });
        Self { routes: routes.collect(), stops }
    }

    /// The bin of the next lead of a class; [`NO_AGENT`] if it is not placed.
    #[inline(always)]
    pub(super) fn next(&mut self, class: u32) -> u32 {
        let Some(route) = self.routes.get_mut(class as usize) else { return NO_AGENT };
        let Some(stop) = self.stops.get_mut(route.next as usize) else { return NO_AGENT };
        let bin = stop.bin;
        stop.left = stop.left.wrapping_sub(1);
        if stop.left == 0 {
            self.leave_out_stop(class);
            return bin;
        }
        // Without a branch, as classes of one bin and of several follow no pattern.
        let next = route.next.wrapping_add(1);
        route.next = if next == route.end { route.first } else { next };
        bin
    }

    /// The bins that the next so many leads of a class go to in turn; none where a stop runs out by then.
    pub(super) fn turns(&self, class: u32, leads: u32) -> Option<impl Iterator<Item = u32> + '_> {
        let route = self.routes.get(class as usize)?;
        let stops = self.stops.get(route.stops())?;
        let (later, next) = stops.split_at_checked(route.turn())?;
        let each = leads.checked_div(number(stops.len())).unwrap_or_default();
        let is_lasting = stops.iter().all(|stop| stop.left.saturating_sub(1) > each);
        is_lasting.then(|| next.iter().chain(later).map(|stop| stop.bin))
    }

    /// So many leads of a class have gone to the bins whose turn it was, and no stop has run out.
    pub(super) fn skip(&mut self, class: u32, leads: u32) {
        let Some(route) = self.routes.get_mut(class as usize) else { return };
        let stops = self.stops.get_mut(route.stops()).unwrap_or_default();
        let (count, turn) = (number(stops.len()), route.turn());
        let (Some(rounds), Some(more)) = (leads.checked_div(count), leads.checked_rem(count))
        else {
            return;
        };
        let Some((later, next)) = stops.split_at_mut_checked(turn) else { return };
        for (place, stop) in (0..).zip(next.iter_mut().chain(later)) {
            stop.left = stop.left.wrapping_sub(rounds).wrapping_sub((place < more).into());
        }
        let turn = number(turn).saturating_add(more).checked_rem(count).unwrap_or_default();
        route.next = route.first.saturating_add(turn);
    }

    /// Leaves out the next stop of a class: the last one stands in for it.
    #[cold]
    fn leave_out_stop(&mut self, class: u32) {
        let Some(route) = self.routes.get_mut(class as usize) else { return };
        route.end = route.end.wrapping_sub(1);
        if let Some(last) = self.stops.get(route.end as usize).copied()
            && let Some(stop) = self.stops.get_mut(route.next as usize)
        {
            *stop = last;
        }
        if route.next == route.end {
            route.next = if route.first == route.end { NO_STOP } else { route.first };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::testing::Random;

    /// A5: leads that are sent off together go where they go one by one.
    #[test]
    fn leads_sent_off_together_go_where_they_go_one_by_one() {
        let mut random = Random(41);
        let mut sent_together = 0;
        for case in 0..2_000 {
            let classes: Vec<Vec<(u32, i64)>> = (0..3)
                .map(|_| (0..random.below(5)).map(|bin| (bin, random.below(40).into())).collect())
                .collect();
            let mut together = Routes::over(classes.iter().map(Vec::as_slice));
            let mut one_by_one = together.clone();
            for _ in 0..20 {
                let (class, leads) = (random.below(3), 1 + random.below(30));
                let expected: Vec<u32> = (0..leads).map(|_| one_by_one.next(class)).collect();
                let Some(turns) = together.turns(class, leads) else {
                    (0..leads).for_each(|_| _ = together.next(class));
                    continue;
                };
                let turns: Vec<u32> = turns.collect();
                let bins = turns.iter().copied().cycle().chain(core::iter::repeat(NO_AGENT));
                assert_eq!(bins.take(leads as usize).collect::<Vec<_>>(), expected, "case {case}");
                together.skip(class, leads);
                sent_together += 1;
            }
        }
        assert!(sent_together > 10_000, "{sent_together} times only");
    }
}
