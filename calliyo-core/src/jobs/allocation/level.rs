//! Sharing items out as evenly as possible.
//!
//! The items are known, so each agent has a level to start from and a capacity. An item raises its agent's level by one;
//! the item that raises agent `a` from level `l` has the *rank* `(l, a)`. Levels sorted from the largest are the least, and
//! of equal ones the first agents get more, exactly when no item can be given to an agent of a smaller rank, be it by
//! passing others along: the shares that can be reached are the bases of a polymatroid, where what cannot be improved by one
//! exchange is the best of all.
//!
//! So agents who may receive the same items are filled like connected vessels ([`Vessels`]), and between bins items are
//! passed on, as many at a time as even out, until no way leads to a smaller rank ([`even_out`]).

use alloc::{collections::BinaryHeap, vec, vec::Vec};

/// After so many guesses where the surface is, the search for it is halved.
const MOST_GUESSES: u32 = 12;

/// An agent to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::jobs) struct Vessel {
    /// The agent.
    pub(in crate::jobs) agent: u32,
    /// The level to start from.
    pub(in crate::jobs) level: i64,
    /// The most items received.
    pub(in crate::jobs) capacity: i64,
}

/// The rank of an item: the level that it raises, and the agent.
type Rank = (i64, u32);

/// Agents who may receive the same items, in order.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Vessels {
    vessels: Vec<Vessel>,
}

impl Vessels {
    /// Vessels by agent, in order.
    pub(in crate::jobs) const fn new(vessels: Vec<Vessel>) -> Self {
        Self { vessels }
    }

    /// How many items fit below a level, and how many vessels take one more there.
    fn at(&self, level: i64) -> (i64, i64) {
        self.vessels.iter().fold((0, 0), |(items, open): (i64, i64), own| {
            let is_open = i64::from(own.is_open_at(level));
            // There are fewer vessels than 2^32.
            (items.saturating_add(own.below(level)), open.wrapping_add(is_open))
        })
    }

    /// The largest level below which no more than so many items fit, and how many more there are.
    ///
    /// Vessels mostly start at much the same level. So the next level to look at is the one that those open at the last
    /// one would come to, and the search is halved only where that does not find it soon.
    fn surface(&self, items: i64) -> (i64, i64) {
        let lowest = self.vessels.iter().map(|own| own.level).min().unwrap_or_default();
        let highest = self.vessels.iter().map(|own| own.level).max().unwrap_or_default();
        let full = |own: &Vessel| own.level.saturating_add(own.capacity);
        let brim = self.vessels.iter().map(full).max().unwrap_or_default();
        let (most, _) = self.at(brim);
        if items >= most {
            // All are full, and there is nothing to search for.
            return (brim, items.saturating_sub(most));
        }
        let mut fits = lowest;
        let mut too_high = highest.saturating_add(items).saturating_add(1).min(brim);
        let mut rest = items;
        let all = i64::try_from(self.vessels.len()).unwrap_or(i64::MAX);
        let mut guess = lowest.saturating_add(items.checked_div(all).unwrap_or_default());
        let mut guesses = MOST_GUESSES;
        while too_high.saturating_sub(fits) > 1 {
            let level = guess.clamp(fits.saturating_add(1), too_high.saturating_sub(1));
            let (below, open) = self.at(level);
            let missing = items.saturating_sub(below);
            if missing >= 0 {
                (fits, rest) = (level, missing);
            } else {
                too_high = level;
            }
            guess = match missing.checked_div(open).filter(|_| guesses > 0) {
                Some(levels) => level.saturating_add(levels),
                None => fits.midpoint(too_high),
            };
            guesses = guesses.saturating_sub(1);
        }
        (fits, rest)
    }

    /// The vessels that can be raised from a level, in order.
    fn open_at(&self, level: i64) -> impl Iterator<Item = u32> + '_ {
        self.vessels.iter().filter(move |own| own.is_open_at(level)).map(|own| own.agent)
    }

    /// The rank of the next item after so many.
    fn next(&self, items: i64) -> Option<Rank> {
        let (level, rest) = self.surface(items);
        let skipped = usize::try_from(rest).unwrap_or(usize::MAX);
        self.open_at(level).nth(skipped).map(|agent| (level, agent))
    }

    /// The rank of the last of so many items.
    fn last(&self, items: i64) -> Option<Rank> {
        items.checked_sub(1).filter(|before| *before >= 0).and_then(|before| self.next(before))
    }

    /// How many of so many items each agent gets.
    pub(in crate::jobs) fn filled(&self, items: i64) -> impl Iterator<Item = (u32, i64)> + '_ {
        let (level, mut rest) = self.surface(items);
        self.vessels.iter().map(move |own| {
            let one_more = rest > 0 && own.is_open_at(level);
            rest = rest.saturating_sub(i64::from(one_more));
            (own.agent, own.below(level).saturating_add(i64::from(one_more)))
        })
    }
}

impl Vessel {
    /// How many items it takes below a level.
    fn below(self, level: i64) -> i64 {
        level.saturating_sub(self.level).clamp(0, self.capacity)
    }

    /// Whether it takes an item that raises it from a level.
    const fn is_open_at(self, level: i64) -> bool {
        // A vessel of no capacity is never open: 0 < 0 does not hold.
        level >= self.level && level.saturating_sub(self.level) < self.capacity
    }
}

/// Items received by bins, which can be passed on.
pub(super) trait Flow {
    /// Items received by a bin.
    fn received(&self, bin: u32) -> i64;

    /// The bins to which items received by a bin could be passed on, over any number of others, itself included: all but the
    /// settled ones, or as far as to `until`.
    fn reach(&mut self, from: u32, until: Option<u32>, is_settled: &[bool]) -> Reached;

    /// Passes on as many items as each hop of the way allows, at most so many. The last hop comes first.
    fn pass(&mut self, way: &[Hop], most: i64);
}

/// The bins to which items of one can be passed on.
pub(super) struct Reached {
    /// Nearest first.
    pub(super) bins: Vec<u32>,
    /// Per bin, the hop to it.
    pub(super) came_by: Vec<Option<Hop>>,
}

/// An item of a class goes from one bin to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop {
    pub(super) from: u32,
    pub(super) class: u32,
    pub(super) to: u32,
}

impl Reached {
    /// The hops to a bin, the last one first.
    fn way(&self, from: u32, to: u32) -> Vec<Hop> {
        let mut way = Vec::new();
        let mut bin = to;
        while bin != from
            && let Some(hop) = self.came_by.get(bin as usize).copied().flatten()
        {
            bin = hop.from;
            way.push(hop);
        }
        way
    }
}

/// Passes items on between bins until they are shared out most evenly; `vessels` has the agents of each bin.
///
/// The bin whose last item has the highest rank gives. Where none that it can reach takes an item at a smaller rank, all of
/// them are settled: nothing that a bin gives later improves by coming there, as what it gives has no higher rank.
pub(super) fn even_out(flow: &mut dyn Flow, vessels: &[Vessels]) {
    let bins = || 0..super::number(vessels.len());
    let mut is_settled = vec![false; vessels.len()];
    let mut rank_of: Vec<Ranks> = bins().map(|bin| ranks(flow, vessels, bin)).collect();
    let givers = bins().zip(&rank_of).filter_map(|(bin, own)| Some((own.last?, bin)));
    let mut givers: BinaryHeap<(Rank, u32)> = givers.collect();
    while let Some((last, giver)) = givers.pop() {
        let rank = |bin: u32| rank_of.get(bin as usize).copied().unwrap_or_default();
        if is_settled.get(giver as usize) != Some(&false) || rank(giver).last != Some(last) {
            continue;
        }
        let next = |bin: u32| rank(bin).next;
        let open = (0..).zip(&is_settled).filter(|(_, is_settled)| !**is_settled);
        let lowest = open.filter_map(|(bin, _)| Some((next(bin)?, bin))).min();
        let reached = flow.reach(giver, lowest.map(|(_, bin)| bin), &is_settled);
        let takers = reached.bins.iter().filter_map(|bin| Some((next(*bin)?, *bin)));
        let best = takers.filter(|(next, bin)| *next < last && *bin != giver).min();
        let Some((_, taker)) = best else {
            for bin in reached.bins {
                if let Some(own) = is_settled.get_mut(bin as usize) {
                    *own = true;
                }
            }
            continue;
        };
        let most = even_amount(flow, vessels, giver, taker);
        flow.pass(&reached.way(giver, taker), most);
        for bin in [giver, taker] {
            let now = ranks(flow, vessels, bin);
            givers.extend(now.last.map(|last| (last, bin)));
            if let Some(own) = rank_of.get_mut(bin as usize) {
                *own = now;
            }
        }
    }
}

/// The ranks of what a bin received last, and of what it would receive next.
#[derive(Clone, Copy, Default)]
struct Ranks {
    last: Option<Rank>,
    next: Option<Rank>,
}

fn ranks(flow: &dyn Flow, vessels: &[Vessels], bin: u32) -> Ranks {
    let items = flow.received(bin);
    let own = vessels.get(bin as usize);
    Ranks { last: own.and_then(|own| own.last(items)), next: own.and_then(|own| own.next(items)) }
}

/// The most items of which each is better off with the taker than with the giver; at least one.
fn even_amount(flow: &dyn Flow, vessels: &[Vessels], giver: u32, taker: u32) -> i64 {
    let (Some(from), Some(to)) = (vessels.get(giver as usize), vessels.get(taker as usize)) else {
        return 0;
    };
    let (given, taken) = (flow.received(giver), flow.received(taker));
    let improves = |amount: i64| {
        let before = amount.saturating_sub(1);
        match (from.last(given.saturating_sub(before)), to.next(taken.saturating_add(before))) {
            (Some(last), Some(next)) => next < last,
            _ => false,
        }
    };
    let (mut good, mut too_many) = (1, given.saturating_add(1));
    while too_many.saturating_sub(good) > 1 {
        let middle = good.midpoint(too_many);
        if improves(middle) {
            good = middle;
        } else {
            too_many = middle;
        }
    }
    good
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use super::*;
    use crate::jobs::testing::Random;

    /// A5: filled at once, vessels hold what they would if each item went to the lowest open one, the first among equals.
    #[test]
    fn filling_at_once_is_filling_one_by_one() {
        let mut random = Random(51);
        let mut some_full = 0;
        for case in 0..4_000 {
            let (apart, most) = (1 + random.below(60), 1 + random.below(40));
            let vessel = |agent: u32, random: &mut Random| Vessel {
                agent,
                level: match random.once_in(9) {
                    true => i64::from(random.below(1_000_000)) - 500_000,
                    false => i64::from(random.below(apart)),
                },
                capacity: if random.once_in(5) { 1_000 } else { random.below(most).into() },
            };
            let vessels: Vec<Vessel> =
                (0..1 + random.below(20)).map(|agent| vessel(agent, &mut random)).collect();
            let items = i64::from(random.below(1 + most * 20));
            let mut expected = vec![0_i64; vessels.len()];
            for _ in 0..items {
                let open = (0..vessels.len()).filter(|own| expected[*own] < vessels[*own].capacity);
                match open.min_by_key(|own| (vessels[*own].level + expected[*own], *own)) {
                    Some(lowest) => expected[lowest] += 1,
                    None => some_full += 1,
                }
            }
            let filled: Vec<i64> =
                Vessels::new(vessels).filled(items).map(|(_, own)| own).collect();
            assert_eq!(filled, expected, "case {case}");
        }
        assert!(some_full > 100, "all vessels are full in some cases");
    }

    /// A5: where guesses do not find the surface, halving does.
    #[test]
    fn vessels_far_apart_are_filled() {
        let step = |agent: u32| i64::from(agent).pow(9);
        let vessels = (0..40).map(|agent| Vessel { agent, level: step(agent), capacity: 1 << 40 });
        let vessels = Vessels::new(vessels.collect());
        for level in (1..39).map(|agent| step(agent) + 7) {
            let items = vessels.vessels.iter().map(|own| own.below(level)).sum::<i64>();
            assert_eq!(vessels.surface(items), (level, 0));
            assert_eq!(vessels.surface(items + 1).1, 1.min(vessels.at(level).1 - 1));
        }
    }
}
