//! Filling free places as level as possible.
//!
//! Items come one by one, best first; each goes to a bin of its group that is not barred. Bins have a level to start
//! from and a number of places.
//!
//! Guaranteed, exactly:
//! - as many items are placed as any filling could place, and of all such choices the best in order: an item is refused
//!   only if it cannot be placed beside the ones before it, however these are moved about;
//! - of all fillings with these items the levels are the most even: sorted from the largest, they are the least
//!   lexicographically, and of equal ones it is the one that gives more to the bins earlier in order.
//!
//! An item that finds no place, or a place that is not the lowest, may push others along: it takes the place of an item
//! that moves to another bin that it may go to, and so on, to the lowest bin that such a chain reaches. One chain per
//! item keeps both promises: chains are the augmenting paths of a matching, and lowest-first is the cheapest path where
//! each further place of a bin costs more than the one before. Chains are looked for only where the direct choice is not
//! the lowest bin of all and something has changed since the last search for items of the same kind; a search looks at
//! each bin that it reaches once.

use alloc::{
    collections::{BTreeMap, BTreeSet, BinaryHeap, binary_heap::PeekMut},
    vec,
    vec::Vec,
};
use core::cmp::Reverse;

use super::{add_one, allocation::Groups, at, number};

/// Items that can go to the same bins: group and barred bin, which is one of the group.
type Class = (u32, Option<u32>);

/// Bins by level, then order; an entry's level may be out of date (too low) and is mended on sight.
type Turn = BinaryHeap<Reverse<(u64, u32)>>;

/// Bins being filled.
pub(super) struct Filling<'a> {
    groups: &'a Groups,
    level: Vec<u64>,
    places: Vec<u32>,
    received: Vec<u32>,
    /// Per group, its bins with places.
    turn: Vec<Turn>,
    /// All bins with places.
    overall: Turn,
    /// Per bin, the items given to it, by class.
    given: Vec<BTreeMap<Class, Vec<u32>>>,
    /// Classes of which no item can be placed any more: what a failed search reached stays full.
    closed: BTreeSet<Class>,
    /// Pairs of bin and class that came to be, over all classes and per class.
    kinds: u64,
    kinds_of: BTreeMap<Class, u64>,
    /// Classes whose last search reached no place beyond the direct ones, with the pairs of other classes back then.
    /// Only a new pair of another class can open a way.
    direct_only: BTreeMap<Class, u64>,
}

impl<'a> Filling<'a> {
    /// Bins with a level to start from and places to fill.
    pub(super) fn new(groups: &'a Groups, level: Vec<u64>, places: Vec<u32>) -> Self {
        let mut turn: Vec<Turn> = Vec::new();
        turn.resize_with(groups.len(), BinaryHeap::new);
        let mut overall = BinaryHeap::new();
        for bin in (0..number(places.len())).filter(|bin| at(&places, *bin) > 0) {
            let entry = Reverse((at(&level, bin), bin));
            let own_groups = groups.groups_of(bin);
            if !own_groups.is_empty() {
                overall.push(entry);
            }
            for group in own_groups {
                if let Some(turn) = turn.get_mut(*group as usize) {
                    turn.push(entry);
                }
            }
        }
        let mut given = Vec::new();
        given.resize_with(places.len(), BTreeMap::new);
        Self {
            groups,
            received: vec![0; places.len()],
            level,
            places,
            turn,
            overall,
            given,
            closed: BTreeSet::new(),
            kinds: 0,
            kinds_of: BTreeMap::new(),
            direct_only: BTreeMap::new(),
        }
    }

    /// Whether no place is left for any item.
    pub(super) fn is_full(&mut self) -> bool {
        lowest(&mut self.overall, &self.level, &self.places, None).is_none()
    }

    /// Places an item, if that can be done beside those placed before; whether it was.
    pub(super) fn add(&mut self, item: u32, group: u32, barred: Option<u32>) -> bool {
        let class = (group, self.groups.barred_in(group, barred));
        if self.closed.contains(&class) {
            return false;
        }
        let Some(best) = lowest(&mut self.overall, &self.level, &self.places, None) else {
            return false;
        };
        let direct = self.direct(class);
        let others = self.kinds_of_others(class);
        if direct == Some(best) || direct.is_some() && self.direct_only.get(&class) == Some(&others)
        {
            self.give(direct.unwrap_or(best), class, item);
            return true;
        }
        let search = Search::run(self, class, best);
        match search.found {
            Some(found) => {
                if !search.went_beyond {
                    self.direct_only.insert(class, others);
                }
                self.push_along(&search, class, item, found);
            }
            None => {
                self.closed.insert(class);
            }
        }
        search.found.is_some()
    }

    /// Whether a bin of the group has a place left.
    pub(super) fn has_place(&mut self, group: u32) -> bool {
        self.direct((group, None)).is_some()
    }

    /// Per bin: the items given to it, the number of them, and the places left.
    pub(super) fn finish(self) -> (impl Iterator<Item = (u32, u32)>, Vec<u32>, Vec<u32>) {
        let given = self.given.into_iter().enumerate().flat_map(|(bin, classes)| {
            classes.into_values().flatten().map(move |item| (item, number(bin)))
        });
        (given, self.received, self.places)
    }

    fn direct(&mut self, (group, barred): Class) -> Option<u32> {
        lowest(self.turn.get_mut(group as usize)?, &self.level, &self.places, barred)
    }

    fn kinds_of_others(&self, class: Class) -> u64 {
        let own = self.kinds_of.get(&class).copied().unwrap_or_default();
        self.kinds.saturating_sub(own)
    }

    /// Gives an item to a bin with a place.
    fn give(&mut self, bin: u32, class: Class, item: u32) {
        self.keep(bin, class, item);
        add_one(&mut self.received, bin);
        if let Some(level) = self.level.get_mut(bin as usize) {
            *level = level.saturating_add(1);
        }
        if let Some(places) = self.places.get_mut(bin as usize) {
            *places = places.saturating_sub(1);
        }
    }

    fn keep(&mut self, bin: u32, class: Class, item: u32) {
        let Some(given) = self.given.get_mut(bin as usize) else { return };
        let items = given.entry(class).or_default();
        if items.is_empty() {
            self.kinds = self.kinds.saturating_add(1);
            let own = self.kinds_of.entry(class).or_default();
            *own = own.saturating_add(1);
        }
        items.push(item);
    }

    /// Takes an item of the class back from a bin.
    fn take(&mut self, bin: u32, class: Class) -> Option<u32> {
        let given = self.given.get_mut(bin as usize)?;
        let items = given.get_mut(&class)?;
        let item = items.pop();
        if items.is_empty() {
            given.remove(&class);
        }
        item
    }

    /// Moves items along the chain that ends in `found`, and puts the new item at its start.
    fn push_along(&mut self, search: &Search, class: Class, item: u32, found: u32) {
        let mut to = found;
        let mut is_end = true;
        loop {
            let step = search.came_from.get(to as usize).copied().flatten();
            let (moved, class, from) = match step {
                Some(Step::From(from, class)) => (self.take(from, class), class, Some(from)),
                _ => (Some(item), class, None),
            };
            let Some(moved) = moved else { return };
            if is_end {
                self.give(to, class, moved);
            } else {
                self.keep(to, class, moved);
            }
            is_end = false;
            let Some(from) = from else { return };
            to = from;
        }
    }
}

/// The lowest bin with places, the first in order among equals, the barred one apart.
fn lowest(turn: &mut Turn, level: &[u64], places: &[u32], barred: Option<u32>) -> Option<u32> {
    let mut set_aside = None;
    let mut found = None;
    while let Some(mut top) = turn.peek_mut() {
        let Reverse((known, bin)) = *top;
        if at(places, bin) == 0 {
            PeekMut::pop(top);
        } else if known != at(level, bin) {
            *top = Reverse((at(level, bin), bin));
        } else if Some(bin) == barred {
            set_aside = Some(PeekMut::pop(top));
        } else {
            found = Some(bin);
            break;
        }
    }
    turn.extend(set_aside);
    found
}

/// How a search came to a bin.
#[derive(Clone, Copy)]
enum Step {
    /// The new item can go there.
    Start,
    /// An item of the class, given to the bin, can move on from it.
    From(u32, Class),
}

/// A search, breadth first, for the bins that a new item can push others to.
struct Search {
    came_from: Vec<Option<Step>>,
    reached: Vec<u32>,
    /// Per group that was gone through: the one bin that was left out as barred.
    left_out: BTreeMap<u32, Option<u32>>,
    /// The lowest bin with places that was reached.
    found: Option<u32>,
    /// A bin with places was reached by pushing others along, or the search ended early.
    went_beyond: bool,
}

impl Search {
    /// Searches from a class; ends early on reaching `best`, the lowest bin of all.
    fn run(filling: &Filling<'_>, class: Class, best: u32) -> Self {
        let mut search = Self {
            came_from: vec![None; filling.places.len()],
            reached: Vec::new(),
            left_out: BTreeMap::new(),
            found: None,
            went_beyond: false,
        };
        search.follow(filling, class, Step::Start);
        let mut next = 0;
        while let Some(bin) = search.reached.get(next).copied() {
            if search.found == Some(best) {
                search.went_beyond = true;
                break;
            }
            next = next.saturating_add(1);
            let Some(given) = filling.given.get(bin as usize) else { continue };
            for class in given.keys() {
                search.follow(filling, *class, Step::From(bin, *class));
            }
        }
        search
    }

    /// Reaches the bins to which items of the class can go.
    fn follow(&mut self, filling: &Filling<'_>, (group, barred): Class, step: Step) {
        match self.left_out.insert(group, None) {
            // Nothing of the group was left out before, or it is barred here too.
            Some(None) => {}
            Some(left_out) if left_out == barred => {
                self.left_out.insert(group, left_out);
            }
            Some(Some(left_out)) => self.reach(filling, left_out, step),
            None => {
                self.left_out.insert(group, barred);
                for bin in filling.groups.bins_of(group).iter().filter(|bin| Some(**bin) != barred)
                {
                    self.reach(filling, *bin, step);
                }
            }
        }
    }

    fn reach(&mut self, filling: &Filling<'_>, bin: u32, step: Step) {
        let Some(came_from @ None) = self.came_from.get_mut(bin as usize) else { return };
        *came_from = Some(step);
        self.reached.push(bin);
        if at(&filling.places, bin) == 0 {
            return;
        }
        self.went_beyond |= matches!(step, Step::From(..));
        let rank = |bin: u32| (at(&filling.level, bin), bin);
        if self.found.is_none_or(|found| rank(bin) < rank(found)) {
            self.found = Some(bin);
        }
    }
}
