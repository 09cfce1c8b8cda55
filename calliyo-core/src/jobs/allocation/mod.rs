//! Fair allocation: the most items into bins, the best items first, as evenly as possible.
//!
//! # The problem
//! *Items* come in an order, the best first. Each may go to the *bins* of a group but for a few that it excludes. An item
//! may hold a place in a bin already: placed, it frees that place; not placed, it stays there. A bin has *room*, the places
//! that are free before anything moves: negative for a bin that holds too much. A bin that receives anything must end
//! without holding too much; one that receives nothing may go on holding too much. A bin may also limit its *intake*.
//!
//! Wanted is the allocation that
//! 1. places the most items;
//! 2. of those, the best items, compared from the front;
//! 3. of those, shares them out most evenly: the levels of the bins, each the level before and what was received, sorted
//!    from the largest, are the least, and of equal ones the first bins get more;
//! 4. deals the items in turn.
//!
//! # How it is solved
//! Items that may go to the same bins and free the same place are alike: they make a [`Class`], and of a class the first
//! are placed. So 1 and 2 ask for a number per class. That number is found on a network of classes and bins
//! ([`network`]), or, while some bins hold too much, on one network per decision which of them shall receive ([`search`]).
//! Bins that have nothing to do with each other are decided about by themselves ([`parts`]). Where classes are many and
//! small, it is tried first to place the items one by one, in their order ([`units`]). Where that is not enough, as some
//! items must stay where they hold a place, the network begins with what it came to; where classes are many and large, with
//! items placed many at a time, nearly in their order. Either way items go to the bin that is nearest to a free place
//! ([`distance`]).
//! With the items known every bin's capacity is known, and what is left is to share them out ([`level`]) and to deal them
//! one by one ([`deal`]).
//!
//! Bins need not be single agents: agents of whom nothing sets one apart can be thrown together into one, as long as what
//! each of them must not get leaves them enough else to choose from. The caller checks that and takes out the agent for
//! whom it does not hold; `placement` does so. The networks stay small then, however many items and agents there are.
//!
//! # Cost
//! Items are looked at a few times each: to count them by class, to choose among classes that can be exchanged, and to deal
//! them. Beside that, what counts are bins and classes, which are few: with agents thrown together some dozens, whatever
//! their number, plus one bin per agent who is apart. Sharing out searches for a level, and looks at each agent once per
//! bit of it.
//!
//! # Why the parts are exact
//! 1. Each part proves its own optimum, however it began: no cycle gains, no tight cycle exchanges, no chain evens out. Of items that free no
//!    place, those that can be placed together are a matroid: taken in their order, whatever fits is among the best.
//! 2. A network with agents thrown together allows more than the rules do. If what it finds keeps the rules, it is the
//!    best that the rules allow.
//! 3. Which bins above their cap receive is a choice of yes or no for each, and choosing well is as hard as packing a
//!    knapsack: the search goes through the choices, leaving out those that cannot beat what was found. It stops after a
//!    fixed amount of work and then says that the best found is not proven to be the best.

pub(super) mod deal;
mod distance;
pub(super) mod level;
mod network;
mod parts;
mod search;
mod turn;
mod units;

use alloc::{vec, vec::Vec};

use network::Network;
pub(super) use search::{Allocation, solve};

use super::number;
use crate::order::{self, Pair, halves, pair};

/// More than any number of items, and little enough to be added up.
pub(super) const UNLIMITED: i64 = 1 << 40;

/// All items in their order, each as its class.
pub(super) trait Items {
    /// Gives them to `work`, some at a time.
    fn for_each_block(&self, work: &mut dyn FnMut(&[u32]));

    /// The same, where the classes of some may be told by their numbers alone. `work` returns whether that will do; if not,
    /// they are given one by one.
    fn for_each_lot(&self, work: &mut dyn FnMut(Lot<'_>) -> bool) {
        self.for_each_block(&mut |classes| {
            work(Lot::Each(classes));
        });
    }
}

impl dyn Items + '_ {
    /// Gives each to `work`.
    fn for_each(&self, mut work: impl FnMut(u32)) {
        self.for_each_block(&mut |classes| classes.iter().copied().for_each(&mut work));
    }
}

impl Items for Vec<u32> {
    fn for_each_block(&self, work: &mut dyn FnMut(&[u32])) {
        work(self);
    }
}

/// The next items.
pub(super) enum Lot<'a> {
    /// These, in this order.
    Each(&'a [u32]),
    /// So many of each class.
    Many(&'a [u32]),
}

/// Items that may go to the same bins and free the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Class {
    /// How many items there are.
    pub(super) count: i64,
    /// The group whose bins they may go to.
    pub(super) group: u32,
    /// The bins of the group that they may not go to, in order.
    pub(super) excluded: Vec<u32>,
    /// The bin that has a place more for each item placed.
    pub(super) frees: Option<u32>,
}

impl Class {
    fn excludes(&self, bin: u32) -> bool {
        self.excluded.binary_search(&bin).is_ok()
    }
}

/// One bin, of one agent or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bin {
    /// Free places before anything moves, up to [`UNLIMITED`]; negative for a bin that holds too much.
    pub(super) room: i64,
    /// The most items received, up to [`UNLIMITED`].
    pub(super) intake: i64,
    /// The sum of its agents' levels: where a first guess starts to be even from.
    pub(super) level: i64,
    /// How many agents it has.
    pub(super) size: i64,
}

/// Classes, bins, and the bins of each group.
#[derive(Clone, Debug, Default)]
pub(super) struct Problem {
    pub(super) bins: Vec<Bin>,
    pub(super) groups: Lists,
    pub(super) classes: Vec<Class>,
}

impl Problem {
    /// The groups that have items, in order.
    fn groups_of_items(&self) -> impl Iterator<Item = u32> + use<> {
        let mut have_items = vec![false; self.groups.len()];
        for class in self.classes.iter().filter(|class| class.count > 0) {
            if let Some(own) = have_items.get_mut(class.group as usize) {
                *own = true;
            }
        }
        (0..).zip(have_items).filter(|(_, has_items)| *has_items).map(|(group, _)| group)
    }

    /// The bins that units of a class may go to.
    fn open_bins<'p>(&'p self, class: &'p Class) -> impl Iterator<Item = u32> + 'p {
        self.groups.list(class.group).iter().copied().filter(|bin| !class.excludes(*bin))
    }

    /// How full a bin is with so many units: where a first guess is even.
    fn load(&self, bin: u32, received: i64) -> i64 {
        self.bins.get(bin as usize).map_or(0, |own| {
            let units = own.level.saturating_add(received);
            units.saturating_mul(16).checked_div(own.size).unwrap_or_default()
        })
    }
}

/// Lists of numbers, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    values: Vec<u32>,
    /// Where each list ends.
    ends: Vec<usize>,
}

impl Lists {
    /// So many lists, from pairs of list and value; each list in order.
    pub(super) fn new(count: usize, pairs: Vec<(u32, u32)>) -> Self {
        let mut sorted: Vec<Pair> = pairs.into_iter().map(pair).collect();
        order::sort_numbers(&mut sorted);
        let (mut ends, mut end) = (Vec::with_capacity(count), 0_usize);
        for list in 0..number(count) {
            while sorted.get(end).is_some_and(|own| halves(*own).0 <= list) {
                end = end.saturating_add(1);
            }
            ends.push(end);
        }
        Self { values: sorted.into_iter().map(|own| halves(own).1).collect(), ends }
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The values of a list, in order.
    pub(super) fn list(&self, list: u32) -> &[u32] {
        let end = super::at(&self.ends, list);
        let start = list.checked_sub(1).map_or(0, |previous| super::at(&self.ends, previous));
        self.values.get(start..end).unwrap_or_default()
    }
}

fn value(values: &[i64], index: u32) -> i64 {
    super::at(values, index)
}

fn add(values: &mut [i64], index: u32, amount: i64) {
    if let Some(value) = values.get_mut(index as usize) {
        *value = value.saturating_add(amount);
    }
}
