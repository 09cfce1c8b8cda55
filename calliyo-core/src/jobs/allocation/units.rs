//! Placing units one by one, where classes are many and small.
//!
//! # Where no unit frees a place
//! A unit that cannot be placed beside those before it can never be: what can be placed together is a matroid. So
//! [`Units::place`] goes through the units once, and each takes a free place, or one that units placed before make free by
//! moving on. Those placed are the most, and the first in order.
//!
//! # Where some do
//! If every unit that frees a place is placed, everybody's places are known. So these come first, then the others in order.
//! No plan places more, as none has more places. Whether one places better units turns on the bins that are *closed*: from
//! which, by moving on, no free place can be reached. All that is left over may go to closed bins alone. So a plan that
//! places as many must place every unit that may go elsewhere, and fill the closed bins with units that may not: no place of
//! theirs is left for a unit that stays there. What frees a place in a closed bin is thus placed in any plan that places the
//! most. Where that is all that frees places and may go to closed bins alone, nothing better can be found.
//!
//! Others may stay: those who free a place elsewhere, or one that a limit of the intake leaves empty. Then units are placed
//! anew, first those that must be, then all the rest in order. If those that stay find their place, no plan is better. If
//! not, or if not every unit that frees a place could be placed, this way leads nowhere ([`Units::new`]).
//!
//! # How others make way
//! A unit goes to the bin nearest to a free place, and pushes one on to a bin that is nearer still, and so on ([`Distances`]).

use alloc::{vec, vec::Vec};

use super::{
    Class, Items, Problem, add,
    distance::{CLOSED, Distances},
    level::{Flow, Hop, Reached},
    number, value,
};

/// With so many classes units are placed one by one.
const MANY_CLASSES: usize = 256;

/// In classes of no more units, on average.
const FEW_UNITS: i64 = 256;

/// Units placed one by one.
pub(in crate::jobs) struct Units<'a> {
    problem: &'a Problem,
    /// Per bin, the places for units received.
    places: Vec<i64>,
    received: Vec<i64>,
    /// Per class, the units placed.
    placed: Vec<i64>,
    /// Per bin, the units received by group.
    given: Vec<Vec<Pool>>,
    distances: Distances,
}

/// Units of a group that a bin received.
#[derive(Clone, Debug, Default)]
struct Pool {
    group: u32,
    /// The class of each.
    units: Vec<u32>,
    /// So many units lead nowhere nearer.
    tried: usize,
}

impl<'a> Units<'a> {
    /// The most units, the best of them; none where units are better placed by class, or where this way leads nowhere.
    pub(super) fn new(problem: &'a Problem, items: &dyn Items) -> Option<Self> {
        if is_for_single_units(problem) { Self::in_line(problem, items) } else { None }
    }

    fn in_line(problem: &'a Problem, items: &dyn Items) -> Option<Self> {
        // What may go nowhere stays, whatever is done.
        let leaves = |own: &Class| own.frees.filter(|_| problem.open_bins(own).next().is_some());
        let homes: Vec<Option<u32>> = problem.classes.iter().map(leaves).collect();
        let all_places = places_once_all_leave(problem, &homes);
        let classes = || (0..).zip(&problem.classes).zip(&homes);
        let frees: Vec<bool> = homes.iter().map(Option::is_some).collect();
        let places = places_to_receive(problem, &all_places);
        let units = Self::all_placed(problem, places, items, &frees);
        if classes().any(|((class, _), home)| home.is_some() && units.unplaced(class) > 0) {
            return None;
        }
        let is_closed = |bin: u32| units.distances.of(bin) == CLOSED;
        // A closed bin is full of units received, but for what a limit of the intake leaves, or where it can receive nothing.
        let takes_all = |bin: u32| {
            let (all, places) = (value(&all_places, bin), value(&units.places, bin));
            all == places && places > 0
        };
        let may_stay =
            |home: &Option<u32>| home.is_some_and(|home| !is_closed(home) || !takes_all(home));
        let is_confined = |own: &Class| problem.open_bins(own).all(is_closed);
        let some_left = classes().any(|((class, _), _)| units.unplaced(class) > 0);
        if !some_left || !classes().any(|((_, own), home)| may_stay(home) && is_confined(own)) {
            return Some(units);
        }
        let must_be = |((_, own), home): ((u32, &Class), &Option<u32>)| {
            !is_confined(own) || home.is_some() && !may_stay(home)
        };
        let first: Vec<bool> = classes().map(must_be).collect();
        let places = places_to_receive(problem, &all_places);
        let mut units = Self::all_placed(problem, places, items, &first);
        units.let_stay(&homes, &all_places).then_some(units)
    }

    /// The most units in so many places per bin, wherever those stay that are not placed: first of the classes in `first`,
    /// then of the others.
    pub(super) fn all_placed(
        problem: &'a Problem,
        places: Vec<i64>,
        items: &dyn Items,
        first: &[bool],
    ) -> Self {
        let mut units = Self::empty(problem, places);
        units.place(items, first);
        units
    }

    fn empty(problem: &'a Problem, places: Vec<i64>) -> Self {
        let mut given = vec![Vec::new(); places.len()];
        for group in 0..number(problem.groups.len()) {
            for bin in problem.groups.list(group) {
                if let Some(own) = given.get_mut(*bin as usize) {
                    own.push(Pool { group, ..Pool::default() });
                }
            }
        }
        let mut units = Self {
            problem,
            received: vec![0; places.len()],
            placed: vec![0; problem.classes.len()],
            given,
            distances: Distances::new(problem),
            places,
        };
        (0..number(units.places.len())).for_each(|bin| units.refresh(bin));
        units
    }

    /// Per class, how many units are placed.
    pub(in crate::jobs) fn placed(&self) -> &[i64] {
        &self.placed
    }

    /// Gives each unit received, bin and class, to `work`.
    pub(in crate::jobs) fn for_each_given(&self, mut work: impl FnMut(u32, u32)) {
        for (bin, pools) in (0..).zip(&self.given) {
            pools.iter().flat_map(|pool| &pool.units).for_each(|class| work(bin, *class));
        }
    }

    /// Places units as long as they can be placed: first those of the classes in `first`, then the others.
    fn place(&mut self, items: &dyn Items, first: &[bool]) {
        let mut is_over = vec![false; self.placed.len()];
        for round in [true, false] {
            items.for_each(|class| {
                let is_of_round = first.get(class as usize) == Some(&round);
                let Some(is_over) = is_over.get_mut(class as usize) else { return };
                if is_of_round && !*is_over {
                    *is_over = !self.place_one(class);
                }
            });
        }
    }

    /// Whether a unit of the class could be placed.
    fn place_one(&mut self, class: u32) -> bool {
        let Some(own) = self.problem.classes.get(class as usize) else { return false };
        let Some((_, _, bin)) = self.distances.first(own) else { return false };
        self.receive(bin, class);
        let mut moves = Vec::new();
        let is_placed = self.make_way(bin, &mut moves);
        if is_placed {
            add(&mut self.placed, class, 1);
        } else {
            // All that was reached is closed now: nobody asks any more where its units could go.
            for (moved, from, to) in moves.into_iter().rev() {
                self.give_back(to, moved);
                self.receive(from, moved);
            }
            self.give_back(bin, class);
        }
        is_placed
    }

    /// Lets units move on until no bin has more than it has places for; whether that is possible. `moves` tells the class of
    /// each, where it was and where it is.
    fn make_way(&mut self, mut bin: u32, moves: &mut Vec<(u32, u32, u32)>) -> bool {
        while value(&self.received, bin) > value(&self.places, bin) {
            let Some((class, to)) = self.send_nearer(bin) else { return false };
            self.receive(to, class);
            moves.push((class, bin, to));
            bin = to;
        }
        self.refresh(bin);
        true
    }

    /// Takes a unit out of the bin that may go to one that is nearer: its class, and where it may go.
    fn send_nearer(&mut self, bin: u32) -> Option<(u32, u32)> {
        loop {
            let distance = self.distances.of(bin);
            if distance == CLOSED {
                return None;
            }
            for pool in self.given.get_mut(bin as usize).into_iter().flatten() {
                while let Some(class) = pool.units.get(pool.tried).copied() {
                    let own = self.problem.classes.get(class as usize);
                    match own.and_then(|own| self.distances.first(own)) {
                        Some((nearer, _, to)) if nearer < distance => {
                            pool.units.swap_remove(pool.tried);
                            add(&mut self.received, bin, -1);
                            return Some((class, to));
                        }
                        _ => pool.tried = pool.tried.saturating_add(1),
                    }
                }
            }
            self.put_farther(bin);
        }
    }

    fn pool(&mut self, bin: u32, class: u32) -> Option<&mut Pool> {
        let group = self.problem.classes.get(class as usize)?.group;
        self.given.get_mut(bin as usize)?.iter_mut().find(|pool| pool.group == group)
    }

    fn receive(&mut self, bin: u32, class: u32) {
        if let Some(pool) = self.pool(bin, class) {
            pool.units.push(class);
            add(&mut self.received, bin, 1);
        }
    }

    /// Undoes [`Units::receive`].
    fn give_back(&mut self, bin: u32, class: u32) {
        if let Some(pool) = self.pool(bin, class)
            && let Some(unit) = pool.units.iter().rposition(|unit| *unit == class)
        {
            pool.units.swap_remove(unit);
            add(&mut self.received, bin, -1);
        }
    }

    /// Lets the units that are not placed stay where they hold a place; whether all find it.
    fn let_stay(&mut self, homes: &[Option<u32>], all_places: &[i64]) -> bool {
        // A limit of the intake leaves places empty. In a bin that can receive nothing nobody is in the way.
        let spare = all_places.iter().zip(&self.places).map(|(all, places)| match all {
            ..=0 => i64::MAX,
            all => all.saturating_sub(*places),
        });
        let mut spare: Vec<i64> = spare.collect();
        (0..).zip(homes).all(|(class, home)| {
            let Some(home) = *home else { return true };
            (0..self.unplaced(class)).all(|_| {
                if value(&spare, home) > 0 {
                    add(&mut spare, home, -1);
                    return true;
                }
                add(&mut self.places, home, -1);
                self.make_way(home, &mut Vec::new())
            })
        })
    }

    fn unplaced(&self, class: u32) -> i64 {
        let count = self.problem.classes.get(class as usize).map_or(0, |own| own.count);
        count.saturating_sub(value(&self.placed, class))
    }

    fn free(&self, bin: u32) -> i64 {
        value(&self.places, bin).saturating_sub(value(&self.received, bin)).max(0)
    }

    /// Puts the bin farther away: nothing is known any more of where its units lead.
    fn put_farther(&mut self, bin: u32) {
        for pool in self.given.get_mut(bin as usize).into_iter().flatten() {
            pool.tried = 0;
        }
        self.distances.put_farther(bin);
    }

    /// Puts the bin where it belongs after its units have changed.
    fn refresh(&mut self, bin: u32) {
        if self.distances.of(bin) > 0 {
            return;
        }
        if self.free(bin) > 0 {
            let load = self.problem.load(bin, value(&self.received, bin));
            self.distances.set_load(bin, load);
        } else {
            self.put_farther(bin);
        }
    }
}

impl Flow for Units<'_> {
    fn received(&self, bin: u32) -> i64 {
        value(&self.received, bin)
    }

    fn reach(&mut self, from: u32, until: Option<u32>, is_settled: &[bool]) -> Reached {
        let mut came_by = vec![None; self.places.len()];
        let mut bins = vec![from];
        // Per group, the bins that were not reached by its units so far.
        let mut left_out: Vec<Option<Vec<u32>>> = vec![None; self.problem.groups.len()];
        let mut next = 0;
        while let Some(bin) = bins.get(next).copied().filter(|bin| Some(*bin) != until) {
            next = next.saturating_add(1);
            for pool in self.given.get(bin as usize).into_iter().flatten() {
                let Some(left_out) = left_out.get_mut(pool.group as usize) else { continue };
                let left_out = left_out.get_or_insert_with(|| {
                    let all = self.problem.groups.list(pool.group).iter().copied();
                    all.filter(|bin| *bin != from && is_settled.get(*bin as usize) == Some(&false))
                        .collect()
                });
                for unit in &pool.units {
                    if left_out.is_empty() {
                        break;
                    }
                    let Some(class) = self.problem.classes.get(*unit as usize) else { continue };
                    left_out.retain(|to| {
                        let is_excluded = class.excludes(*to);
                        if !is_excluded && let Some(own @ None) = came_by.get_mut(*to as usize) {
                            *own = Some(Hop { from: bin, class: *unit, to: *to });
                            bins.push(*to);
                        }
                        is_excluded
                    });
                }
            }
        }
        Reached { bins, came_by }
    }

    fn pass(&mut self, way: &[Hop], most: i64) {
        let most = usize::try_from(most).unwrap_or_default();
        let fits = |hop: &Hop| self.movable(hop.from, hop.to).take(most).count();
        let amount = way.iter().map(fits).min().unwrap_or_default();
        for hop in way {
            for _ in 0..amount {
                let found = self.movable(hop.from, hop.to).next();
                let pools = self.given.get_mut(hop.from as usize);
                if let Some((pool, unit)) = found
                    && let Some(pool) = pools.and_then(|pools| pools.get_mut(pool))
                {
                    let class = pool.units.swap_remove(unit);
                    add(&mut self.received, hop.from, -1);
                    self.receive(hop.to, class);
                }
            }
        }
    }
}

impl Units<'_> {
    /// The units of a bin that may go to another: the pool of each, and where it is there.
    fn movable(&self, bin: u32, to: u32) -> impl Iterator<Item = (usize, usize)> + '_ {
        let pools = self.given.get(bin as usize).into_iter().flatten().enumerate();
        let leads_there = move |pool: &(usize, &Pool)| {
            self.problem.groups.list(pool.1.group).binary_search(&to).is_ok()
        };
        pools.filter(leads_there).flat_map(move |(place, pool)| {
            let units = pool.units.iter().enumerate().rev();
            let may = move |class: u32| {
                self.problem.classes.get(class as usize).is_some_and(|own| !own.excludes(to))
            };
            units.filter(move |(_, class)| may(**class)).map(move |(unit, _)| (place, unit))
        })
    }
}

/// Whether units are better placed one by one.
fn is_for_single_units(problem: &Problem) -> bool {
    problem.classes.len() >= MANY_CLASSES && are_small(&problem.classes)
}

/// Whether classes have few units, on average.
pub(super) fn are_small(classes: &[Class]) -> bool {
    let units = classes.iter().fold(0_i64, |sum, class| sum.saturating_add(class.count));
    let mean = units.checked_div(number(classes.len()).into());
    mean.is_some_and(|mean| mean <= FEW_UNITS)
}

/// Per bin, its places if all units leave that hold one: per class there.
fn places_once_all_leave(problem: &Problem, homes: &[Option<u32>]) -> Vec<i64> {
    let mut places: Vec<i64> = problem.bins.iter().map(|bin| bin.room).collect();
    for (class, home) in problem.classes.iter().zip(homes) {
        if let Some(bin) = home {
            add(&mut places, *bin, class.count);
        }
    }
    places
}

/// Per bin, the places for units received out of all its places.
fn places_to_receive(problem: &Problem, all_places: &[i64]) -> Vec<i64> {
    let of_bin = |(places, bin): (&i64, &super::Bin)| (*places).min(bin.intake).max(0);
    all_places.iter().zip(&problem.bins).map(of_bin).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use std::{vec, vec::Vec};

    use super::{
        super::{
            Bin, Lists, UNLIMITED,
            level::{Vessel, Vessels, even_out},
            search,
        },
        *,
    };
    use crate::jobs::testing::Random;

    /// Items that are open to some bins of some groups only, in any order. Of some problems none frees a place.
    pub(in super::super) fn choosy(random: &mut Random) -> (Problem, Vec<u32>) {
        let (all_leave, above) = (random.below(4), random.below(3));
        let mut bins: Vec<Bin> = (0..1 + random.below(6))
            .map(|_| Bin { room: random.below(8).into(), intake: UNLIMITED, level: 0, size: 1 })
            .collect();
        let groups = 1 + random.below(3);
        let pairs =
            (0..groups).flat_map(|group| (0..number(bins.len())).map(move |bin| (group, bin)));
        let groups = Lists::new(groups as usize, pairs.filter(|_| random.below(3) > 0).collect());
        let mut items = Vec::new();
        let mut classes = Vec::new();
        for class in 0..1 + random.below(8) {
            let count = random.below(9);
            let mut excluded: Vec<u32> =
                (0..number(bins.len())).filter(|_| random.below(3) == 0).collect();
            let group = random.below(number(groups.len()));
            let home = random.below(number(bins.len()));
            let frees = (random.below(4) < all_leave).then_some(home);
            excluded.extend(frees.filter(|_| random.below(9) > 0));
            excluded.sort_unstable();
            excluded.dedup();
            classes.push(Class { count: count.into(), group, excluded, frees });
            items.extend((0..count).map(|_| class));
        }
        for bin in bins.iter_mut().filter(|_| all_leave > 0) {
            bin.room = i64::from(random.below(5)) - i64::from(above);
            if random.below(6) == 0 {
                bin.intake = random.below(6).into();
            }
        }
        for place in (1..items.len()).rev() {
            items.swap(place, random.below(number(place + 1)) as usize);
        }
        (Problem { bins, groups, classes }, items)
    }

    /// A4, A5, A7: placed one by one, items are those that cycles find, where this leads somewhere at all
    #[test]
    fn items_placed_one_by_one_are_the_most_and_the_best() {
        let mut random = Random(31);
        let (mut some_left, mut some_stay, mut nowhere) = (0, 0, 0);
        for case in 0..12_000 {
            let (problem, items) = choosy(&mut random);
            let Some(units) = Units::in_line(&problem, &items) else {
                assert!(problem.classes.iter().any(|class| class.frees.is_some()), "case {case}");
                nowhere += 1;
                continue;
            };
            let by_cycles = search::tests::by_class(&problem, &items);
            assert_eq!(units.placed(), by_cycles, "case {case}: {problem:?} {items:?}");
            let mut held: Vec<i64> = units.received.clone();
            let mut given = vec![0; problem.classes.len()];
            units.for_each_given(|bin, class| {
                let own = &problem.classes[class as usize];
                assert!(!own.excludes(bin) && problem.groups.list(own.group).contains(&bin));
                given[class as usize] += 1;
            });
            assert_eq!(units.placed(), given, "case {case}");
            for (class, own) in (0..).zip(&problem.classes) {
                if let Some(home) = own.frees {
                    held[home as usize] -= value(units.placed(), class);
                    some_stay += u32::from(units.unplaced(class) > 0);
                }
                some_left += u32::from(own.frees.is_none() && units.unplaced(class) > 0);
            }
            for ((held, received), bin) in held.iter().zip(&units.received).zip(&problem.bins) {
                assert!(*received == 0 || *held <= bin.room && *received <= bin.intake);
            }
        }
        assert!(some_left > 4_000 && some_stay > 100, "{some_left} are left, {some_stay} stay");
        assert!(nowhere < 6_000, "{nowhere} of 12,000 lead nowhere");
    }

    /// A5: passed on one by one, items are shared out as evenly as by class
    #[test]
    fn items_placed_one_by_one_are_shared_out_as_by_class() {
        let mut random = Random(32);
        let mut uneven = 0;
        for case in 0..4_000 {
            let (mut problem, items) = choosy(&mut random);
            problem.classes.iter_mut().for_each(|class| class.frees = None);
            let Some(mut units) = Units::in_line(&problem, &items) else { panic!("case {case}") };
            let vessels: Vec<Vessels> = (0..)
                .zip(&units.places)
                .map(|(agent, places)| {
                    let level = random.below(6).into();
                    Vessels::new(vec![Vessel { agent, level, capacity: *places }])
                })
                .collect();
            let before = units.received.clone();
            let mut network = search::tests::network(&problem, &items);
            even_out(&mut units, &vessels);
            even_out(&mut network, &vessels);
            for (bin, received) in (0..).zip(&units.received) {
                assert_eq!(*received, Flow::received(&network, bin), "case {case}");
            }
            uneven += u32::from(before != units.received);
        }
        assert!(uneven > 100, "{uneven}");
    }
}
