//! How many units of each class can be placed: a flow of places.
//!
//! # Nodes and arcs
//! Think of somebody who needs room and pushes somebody else out, who needs room in turn. *Receive* of a bin is where a
//! unit stands that wants to be received there, *Place* is where anything stands that wants one of its places (a unit
//! received, or one that stays), *Outside* is where units are that hold no place. Each arc hands the need on:
//!
//! | from | to | what happens | gain |
//! |---|---|---|---|
//! | Place or Outside | Receive | a unit that stays is placed into the bin | 1 |
//! | Receive | Receive | a unit received here moves to the other bin | 0 |
//! | Receive | Place or Outside | a unit received here goes back to where it stays | -1 |
//! | Receive | Place | one more is received, within the intake | 0 |
//! | Place | Receive | one less is received | 0 |
//! | Place | Outside | a place that was spare is taken | 0 |
//! | Outside | Place | a place is left spare | 0, or a lot where the bin holds too much |
//!
//! Every change from one allocation to another is a set of cycles of such arcs, so an allocation is the largest exactly
//! when no cycle gains (the circulation theorem of minimum-cost flows). [`Network::place_most`] pushes gaining cycles, as
//! many units at a time as fit, until there is none.
//!
//! # Where to begin
//! Pushing cycles takes long where classes are many and small: each cycle then moves a unit or two. So
//! [`Network::fill_in_line`] begins elsewhere. As if no place were taken by units that stay, the most units are placed: one by
//! one where classes are small ([`Units`]), and many at a time where they are large ([`lots`]). No allocation has more, so no
//! cycle gains; but where units stay after all, bins hold too much. That is mended by pushing others out
//! ([`Network::relieve`]), always along a way from such a bin to the outside that gains the most, which is to say that loses
//! the fewest units. Such ways bring no gaining cycle about: this is how flows of least cost are found by successive shortest
//! paths. So when no bin holds too much any more, the allocation is the largest, and [`Network::place_most`] has nothing left
//! to push: it proves this, and finds the potentials.
//!
//! # The best of the largest
//! When no cycle gains, the labels of the search are potentials: no arc gains more than the difference of its ends, and a
//! cycle that neither gains nor loses consists of *tight* arcs, which gain exactly that. [`Network::choose`] walks through
//! the units in order. A unit is kept if its class still has one placed that is not kept yet; otherwise a tight cycle may
//! place it for one that is not kept. If there is none, none will come to be for its class, as keeping units only takes
//! arcs away and pushing a tight cycle only turns tight arcs round. So the units kept are the first in order that any
//! largest allocation can have.
//!
//! # How searches help each other
//! Thousands of searches follow tight arcs to the same few nodes: to the outside, and to where units stay. Each tells the
//! next ones what it saw on its way ([`Outlook`]). A search goes deep first, so that a node which it left behind led nowhere:
//! such a node is *tired*, and the next search goes round it. That may be wrong, as the way on may have been open but for the
//! nodes where the search just was. So where no way is found, the tired nodes are looked at once more. If there is none then
//! either, all that was reached is *closed*: no tight arc leaves it, none will, and nobody looks there again.
//!
//! What is placed in line is nearly the best already. Units one by one are the very first that fit where none of them stays,
//! and in lots those are wrong at most that stand in a lot with one for which no place was left: few are exchanged then.
//!
//! # Cost
//! Arcs are never stored per pair of class and bin: a class reaches the bins of its group but for a few, so a search
//! looks at each bin of a group once and then only at bins that were left out. One round of a search costs a step per
//! class received in a bin and per bin of a group. A search for a tight cycle costs a step per bin of a group and per class
//! received in each bin that it comes to, and little for those that it does not come to. All of these are counted, as a
//! [search](super::search) is given up after so many steps.

mod given;
mod lots;

use alloc::{vec, vec::Vec};
use core::mem;

use self::{given::Given, lots::InLots};
use super::{
    super::at,
    Class, Items, Lot, Problem, add,
    level::{Flow, Hop, Reached},
    turn::Turn,
    units::{Units, are_small},
    value,
};
use crate::order::Set;

/// What one unit too many in a bin outweighs: more than all units together.
const MANDATORY: i64 = 1 << 40;

/// The label of a node that no way leads to.
const NOWHERE: i64 = i64::MIN / 2;

/// Of so many classes each is looked at before the units are gone through.
const FEW_CLASSES: usize = 16;

/// With so many classes units are placed in line to begin with.
const MANY_CLASSES: usize = 256;

/// A lot in which they are placed has so many units for each class, on average.
const UNITS_PER_CLASS: usize = 16;

/// Whose turn it is takes so many steps to find out.
const STEPS_OF_TURN: u64 = 16;

/// How many closed sets are kept to begin with where another node is searched for.
const MOST_CLOSED_SETS: usize = 32;

/// How many nodes are remembered with their outlooks.
const MOST_OUTLOOKS: usize = 1 << 25;

/// Where a need for room arises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Outside,
    Receive(u32),
    Place(u32),
}

impl Node {
    fn index(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::Receive(bin) => (bin as usize).saturating_mul(2).saturating_add(1),
            Self::Place(bin) => (bin as usize).saturating_mul(2).saturating_add(2),
        }
    }
}

/// What happens along an arc; classes by number.
#[derive(Clone, Copy, Debug)]
enum Arc {
    /// A unit that stays is placed.
    Assign(u32),
    /// A unit received moves on to another bin.
    Pass(u32),
    /// A unit received goes back to where it stays.
    Return(u32),
    /// One more is received.
    Settle,
    /// One less is received.
    Recall,
    /// A spare place is taken.
    Spare,
    /// A place is left spare.
    Vacate,
}

/// What is known of the tight ways from a node to one that is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outlook {
    Unknown,
    /// It led there in no time when it was looked at last. It is looked at again once there is no other way.
    Tired,
    /// None leads there, nor will.
    Closed,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    from: Node,
    arc: Arc,
    to: Node,
}

/// What is known of the tight ways to each node that was searched for.
#[derive(Clone, Debug, Default)]
struct Outlooks {
    /// Per node by its index, what is known of each node; nothing where it was not searched for.
    to: Vec<Vec<Outlook>>,
    /// How many nodes were searched for.
    known: usize,
}

impl Outlooks {
    fn clear(&mut self) {
        *self = Self::default();
    }

    /// Notes what is known of the ways to a node of which nothing was.
    fn set(&mut self, node: Node, outlook: Vec<Outlook>) {
        let place = node.index();
        if self.to.len() <= place {
            self.to.resize(place.saturating_add(1), Vec::new());
        }
        if let Some(own) = self.to.get_mut(place) {
            self.known = self.known.saturating_add(usize::from(!outlook.is_empty()));
            *own = outlook;
        }
    }

    /// Forgets what is known of the ways to a node, and returns it.
    fn take(&mut self, node: Node) -> Option<Vec<Outlook>> {
        let own = self.to.get_mut(node.index()).filter(|own| !own.is_empty())?;
        self.known = self.known.saturating_sub(1);
        Some(mem::take(own))
    }

    fn get(&self, node: Node) -> &[Outlook] {
        self.to.get(node.index()).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A flow of units into bins.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Network<'a> {
    problem: &'a Problem,
    /// Per bin, the places for units received and units that stay.
    places: Vec<i64>,
    /// Per bin, the most units received.
    intake: Vec<i64>,
    /// Per bin, the classes whose units stay in it; the last list is of those that hold no place.
    stayers: Vec<Vec<u32>>,
    /// Per class, the units placed.
    placed: Vec<i64>,
    /// Per class, the units that must remain placed.
    kept: Vec<i64>,
    /// Per bin, the units received by class.
    given: Vec<Given>,
    received: Vec<i64>,
    staying: Vec<i64>,
    /// Per node, once the largest number is placed: what a need for room there could still bring.
    potential: Vec<i64>,
    outlooks: Outlooks,
    /// Outlooks in which no node is tired. No tight arc leaves those that are closed.
    closed_sets: Vec<Vec<Outlook>>,
    /// Groups and the homes of units of which none can be exchanged any more, wherever else these must not go.
    over: Set<(u32, usize)>,
    /// Per class, once units are exchanged: the last tight cycle that placed one of it; empty where there was none.
    cycles: Vec<Vec<Step>>,
    /// Nothing per node: memory for the next search.
    came_by: Vec<Option<Step>>,
    steps: u64,
}

impl<'a> Network<'a> {
    /// Nothing placed yet, with these places and this intake per bin.
    pub(super) fn new(problem: &'a Problem, places: Vec<i64>, mut intake: Vec<i64>) -> Self {
        let bins = problem.bins.len();
        // No bin receives more than it has places for, whoever stays there.
        for (intake, places) in intake.iter_mut().zip(&places) {
            *intake = (*intake).min(*places).max(0);
        }
        let mut stayers = vec![Vec::new(); bins.saturating_add(1)];
        let mut staying = vec![0; bins];
        for (number, class) in (0..).zip(&problem.classes) {
            let home = class.frees.map_or(bins, |bin| bin as usize);
            if let Some(own) = stayers.get_mut(home) {
                own.push(number);
            }
            if let Some(bin) = class.frees {
                add(&mut staying, bin, class.count);
            }
        }
        Self {
            problem,
            places,
            intake,
            stayers,
            placed: vec![0; problem.classes.len()],
            kept: vec![0; problem.classes.len()],
            given: vec![Given::default(); bins],
            received: vec![0; bins],
            staying,
            potential: Vec::new(),
            outlooks: Outlooks::default(),
            closed_sets: Vec::new(),
            over: Set::new(),
            cycles: Vec::new(),
            came_by: Vec::new(),
            steps: bins.saturating_add(problem.classes.len()).try_into().unwrap_or(u64::MAX),
        }
    }

    /// Per class, how many units are placed.
    pub(super) fn placed(&self) -> &[i64] {
        &self.placed
    }

    /// Gives bin, class and number of units received to `work`.
    pub(super) fn for_each_given(&self, mut work: impl FnMut(u32, u32, i64)) {
        for (bin, given) in (0..).zip(&self.given) {
            given.iter().for_each(|(class, units)| work(bin, class, units));
        }
    }

    /// Units that stay in a bin.
    pub(super) fn staying(&self, bin: u32) -> i64 {
        value(&self.staying, bin)
    }

    /// How many units are placed.
    pub(super) fn total(&self) -> i64 {
        self.placed.iter().fold(0, |sum, placed| sum.saturating_add(*placed))
    }

    /// Whether a bin holds more than it has places.
    pub(super) fn is_overfull(&self) -> bool {
        (0..super::number(self.places.len())).any(|bin| self.spare(bin) < 0)
    }

    /// How much work the searches were.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    fn class(&self, class: u32) -> Option<&'a Class> {
        self.problem.classes.get(class as usize)
    }

    /// Where units of the class that are not placed stay.
    fn home(&self, class: u32) -> Node {
        self.class(class).and_then(|class| class.frees).map_or(Node::Outside, Node::Place)
    }

    fn spare(&self, bin: u32) -> i64 {
        let used = value(&self.received, bin).saturating_add(value(&self.staying, bin));
        value(&self.places, bin).saturating_sub(used)
    }

    /// How many more units the bin can take as things stand.
    fn free(&self, bin: u32) -> i64 {
        let intake = value(&self.intake, bin).saturating_sub(value(&self.received, bin));
        self.spare(bin).min(intake).max(0)
    }

    fn unplaced(&self, class: u32) -> i64 {
        let count = self.class(class).map_or(0, |class| class.count);
        count.saturating_sub(value(&self.placed, class))
    }

    fn given_of(&self, bin: u32, class: u32) -> i64 {
        self.given.get(bin as usize).map_or(0, |given| given.units(class))
    }

    fn give(&mut self, bin: u32, class: u32, amount: i64) {
        if let Some(given) = self.given.get_mut(bin as usize) {
            given.change(class, amount);
        }
    }

    /// Places what can be placed directly, the emptiest bins first. A start from which few cycles are left to be found.
    pub(super) fn fill(&mut self) {
        let mut turn = self.turn();
        loop {
            let mut progress = false;
            for number in 0..super::number(self.problem.classes.len()) {
                progress |= self.fill_class(number, &mut turn, i64::MAX);
            }
            if !progress {
                return;
            }
        }
    }

    /// Places units in line as if all left their places, where classes are many; then lets those stay who found no place.
    /// Where classes are few, looking at every unit is too much for a start.
    pub(super) fn fill_in_line(&mut self, items: &dyn Items) {
        if self.problem.classes.len() >= MANY_CLASSES {
            self.place_in_line(items);
            self.relieve();
        }
    }

    /// Places the most units that could be if no place were taken by those that stay.
    ///
    /// A bin that can receive a unit in every place of it has none to spare for units that stay: those come first that hold
    /// one there.
    fn place_in_line(&mut self, items: &dyn Items) {
        let first = self.first_in_line();
        if !are_small(&self.problem.classes) {
            let units_per_lot = first.len().saturating_mul(UNITS_PER_CLASS);
            return InLots::new(self).place(items, &first, units_per_lot);
        }
        let units = Units::all_placed(self.problem, self.intake.clone(), items, &first);
        units.for_each_given(|bin, class| {
            let (from, to) = (self.home(class), Node::Receive(bin));
            self.push(Step { from, arc: Arc::Assign(class), to }, 1);
            add(&mut self.received, bin, 1);
            self.steps = self.steps.saturating_add(1);
        });
    }

    /// Per class, whether its units come before those of others.
    fn first_in_line(&self) -> Vec<bool> {
        let takes_all = |home: u32| value(&self.places, home) <= value(&self.intake, home);
        let classes = self.problem.classes.iter();
        classes.map(|own| own.frees.is_some_and(takes_all)).collect()
    }

    /// Makes room in bins that hold too much, for as few units placed as it takes.
    ///
    /// Those who need room push others out along the ways that lose the least, of all ways from any of these bins: so no
    /// cycle comes to gain that did not before.
    fn relieve(&mut self) {
        while let Some(potential) = self.is_overfull().then(|| Labels::of_overfull(self)).flatten()
        {
            self.potential = potential;
            self.forget_closed();
            for bin in 0..super::number(self.places.len()) {
                while self.relieve_bin(bin) {}
            }
        }
    }

    /// Makes room in a bin along a tight way to the outside; whether there is one.
    fn relieve_bin(&mut self, bin: u32) -> bool {
        let need = Step { from: Node::Outside, arc: Arc::Vacate, to: Node::Place(bin) };
        if self.spare(bin) >= 0 {
            return false;
        }
        let Some(cycle) = self.tight_cycle_from(&[need], Node::Outside) else { return false };
        let fits = cycle.iter().map(|step| self.capacity(*step)).min().unwrap_or_default();
        cycle.into_iter().for_each(|step| self.push(step, fits));
        fits > 0
    }

    /// Whose turn it is to receive: of all bins with free places the emptiest.
    fn turn(&self) -> Turn {
        let mut turn = Turn::new(self.problem);
        (0..super::number(self.places.len())).for_each(|bin| self.refresh(&mut turn, bin));
        turn
    }

    /// Puts the bin where it belongs after its free places or its units have changed.
    fn refresh(&self, turn: &mut Turn, bin: u32) {
        let load = || self.problem.load(bin, self.received(bin));
        turn.set(bin, (self.free(bin) > 0).then(|| (0, load())));
    }

    /// Places up to `most` units of a class, the emptiest bins first.
    fn fill_class(&mut self, number: u32, turn: &mut Turn, most: i64) -> bool {
        let Some(class) = self.class(number) else { return false };
        let mut progress = false;
        let enough = self.unplaced(number).saturating_sub(most).max(0);
        while self.unplaced(number) > enough {
            let Some((_, _, bin)) = turn.first(class) else { break };
            self.steps = self.steps.saturating_add(STEPS_OF_TURN);
            let portion =
                self.unplaced(number).checked_div(16).unwrap_or_default().max(1).min(most);
            let amount = portion.min(self.free(bin));
            self.push(
                Step { from: self.home(number), arc: Arc::Assign(number), to: Node::Receive(bin) },
                amount,
            );
            add(&mut self.received, bin, amount);
            self.refresh(turn, bin);
            if let Some(freed) = class.frees {
                self.refresh(turn, freed);
            }
            progress |= amount > 0;
        }
        progress
    }

    /// Places as many units as can be placed, and finds the potentials.
    pub(super) fn place_most(&mut self) {
        loop {
            let mut search = Labels::new(self);
            self.steps = self.steps.saturating_add(search.label.len() as u64);
            let cycles = loop {
                if !search.round(self) {
                    self.potential = search.label;
                    self.forget_closed();
                    return;
                }
                let cycles = search.cycles();
                if !cycles.is_empty() {
                    break cycles;
                }
            };
            for cycle in cycles {
                let fits = cycle.iter().map(|step| self.capacity(*step)).min().unwrap_or_default();
                cycle.into_iter().for_each(|step| self.push(step, fits));
            }
        }
    }

    /// Exchanges units until those placed are the best: `items` are all units in their order.
    ///
    /// Only after [`Network::place_most`].
    pub(super) fn choose(&mut self, items: &dyn Items) {
        if !self.can_exchange() {
            return;
        }
        self.cycles = vec![Vec::new(); self.placed.len()];
        let mut is_over = vec![false; self.placed.len()];
        items.for_each_lot(&mut |lot| match lot {
            Lot::Each(classes) => {
                classes.iter().for_each(|class| self.choose_one(*class, &mut is_over));
                true
            }
            Lot::Many(units) => self.choose_many(units, &is_over),
        });
        let units = self.problem.classes.iter().map(|class| class.count.unsigned_abs());
        self.steps = units.fold(self.steps, u64::saturating_add);
    }

    /// Keeps a unit of the class, or finds that no more of them are kept.
    fn choose_one(&mut self, class: u32, is_over: &mut [bool]) {
        let Some(is_over) = is_over.get_mut(class as usize) else { return };
        if self.loose(class) > 0 || !*is_over && self.exchange(class) {
            add(&mut self.kept, class, 1);
        } else {
            *is_over = true;
        }
    }

    /// The same for so many units of each class, if of each all are kept without an exchange, or none; whether it is so.
    fn choose_many(&mut self, units: &[u32], is_over: &[bool]) -> bool {
        let units = || (0..).zip(units).map(|(class, units)| (class, i64::from(*units)));
        let are_kept = |(class, units): (u32, i64)| units <= self.loose(class);
        let is_over = |class: u32| at(is_over, class) && self.loose(class) <= 0;
        let will_do = units().all(|own| are_kept(own) || is_over(own.0));
        if will_do {
            for (class, units) in units() {
                let kept = units.min(self.loose(class)).max(0);
                add(&mut self.kept, class, kept);
            }
        }
        will_do
    }

    /// The units of a class that are placed and not kept yet.
    fn loose(&self, class: u32) -> i64 {
        value(&self.placed, class).saturating_sub(value(&self.kept, class))
    }

    /// Whether a unit of some class could be placed for one of another; where many classes could be, that is not looked
    /// into but taken for granted.
    fn can_exchange(&mut self) -> bool {
        let limited =
            (0..super::number(self.placed.len())).filter(|class| self.unplaced(*class) > 0);
        let limited: Vec<u32> = limited.take(FEW_CLASSES).collect();
        limited.len() == FEW_CLASSES
            || limited.into_iter().any(|class| {
                // Units of one class are alike: none of them is placed for another.
                let all = value(&self.placed, class);
                add(&mut self.kept, class, all);
                let found = self.tight_cycle(class).is_some();
                add(&mut self.kept, class, all.saturating_neg());
                // What was closed was so for this class alone.
                self.forget_closed();
                found
            })
    }

    /// Places a unit of the class for one that is not kept, the number placed remaining the same; whether that is possible:
    /// along the last cycle of the class, or another one if that has no more room.
    fn exchange(&mut self, class: u32) -> bool {
        let mut cycle = self.cycles.get_mut(class as usize).map(mem::take).unwrap_or_default();
        if cycle.is_empty() || cycle.iter().any(|step| self.capacity(*step) <= 0) {
            let Some(another) = self.tight_cycle(class) else { return false };
            cycle = another;
        }
        cycle.iter().for_each(|step| self.push(*step, 1));
        if let Some(own) = self.cycles.get_mut(class as usize) {
            *own = cycle;
        }
        true
    }

    /// A cycle of tight arcs that places one more unit of the class.
    fn tight_cycle(&mut self, class: u32) -> Option<Vec<Step>> {
        let own = self.class(class)?;
        let home = self.home(class);
        let kind = (own.group, home.index());
        if self.unplaced(class) == 0 || self.over.contains(&kind) {
            return None;
        }
        let start: Vec<Step> = self
            .entries(own.group, home)
            .filter(|bin| !own.excludes(*bin))
            .map(|bin| Step { from: home, arc: Arc::Assign(class), to: Node::Receive(bin) })
            .collect();
        let cycle = self.tight_cycle_from(&start, home);
        if cycle.is_none() {
            let outlook = self.outlooks.get(home);
            let is_closed =
                |bin: u32| outlook.get(Node::Receive(bin).index()) == Some(&Outlook::Closed);
            if self.entries(own.group, home).all(is_closed) {
                self.over.insert(kind);
            }
        }
        cycle
    }

    /// A cycle of tight arcs through a node, which begins with one of these steps out of it.
    fn tight_cycle_from(&mut self, start: &[Step], through: Node) -> Option<Vec<Step>> {
        let mut outlook = self.outlooks.take(through).unwrap_or_else(|| self.outlook(through));
        let cycle = loop {
            let mut reach = Reach::new(&outlook, mem::take(&mut self.came_by));
            start.iter().for_each(|step| reach.visit(*step));
            while !reach.has(through)
                && let Some(node) = reach.next()
            {
                self.follow_tight(node, &mut reach);
            }
            // So does looking where to start, and which nodes are tired.
            let nodes = (outlook.len() / 16).saturating_add(start.len());
            let nodes = u64::try_from(nodes).unwrap_or(u64::MAX);
            self.steps = self.steps.saturating_add(reach.steps).saturating_add(nodes);
            let has_cycle = reach.has(through);
            let cycle = if has_cycle { cycle(&reach.came_by, through) } else { Vec::new() };
            let expanded = reach.into_expanded(&mut self.came_by);
            if has_cycle {
                set_all(&mut outlook, expanded.into_iter(), Outlook::Tired);
                set_all(&mut outlook, cycle.iter().map(|step| step.from), Outlook::Unknown);
                break Some(cycle);
            }
            if outlook.contains(&Outlook::Tired) {
                let tired = outlook.iter_mut().filter(|own| **own == Outlook::Tired);
                tired.for_each(|own| *own = Outlook::Unknown);
                continue;
            }
            if !expanded.is_empty() {
                set_all(&mut outlook, expanded.into_iter(), Outlook::Closed);
                if self.closed_sets.len() < MOST_CLOSED_SETS {
                    self.closed_sets.push(outlook.clone());
                }
            }
            break None;
        };
        if self.outlooks.known.saturating_mul(outlook.len()) > MOST_OUTLOOKS {
            self.outlooks.clear();
        }
        self.outlooks.set(through, outlook);
        cycle
    }

    /// What is known of the ways to a node that was not searched for before: what other searches found closed.
    fn outlook(&self, to: Node) -> Vec<Outlook> {
        let mut outlook = vec![Outlook::Unknown; self.potential.len()];
        for closed in &self.closed_sets {
            if closed.get(to.index()) == Some(&Outlook::Unknown) {
                let both = outlook.iter_mut().zip(closed);
                both.for_each(|(own, closed)| *own = (*own).max(*closed));
            }
        }
        outlook
    }

    /// Forgets what was closed, as other arcs are tight now.
    fn forget_closed(&mut self) {
        self.outlooks.clear();
        self.closed_sets.clear();
        self.over = Set::new();
    }

    /// The bins that units of the group which stay at a node enter by a tight arc.
    fn entries(&self, group: u32, home: Node) -> impl Iterator<Item = u32> + '_ {
        let wanted = self.potential_of(home).saturating_add(1);
        let bins = self.problem.groups.list(group).iter().copied();
        bins.filter(move |bin| self.potential_of(Node::Receive(*bin)) == wanted)
    }

    fn potential_of(&self, node: Node) -> i64 {
        self.potential.get(node.index()).copied().unwrap_or_default()
    }

    /// Visits what tight arcs lead to: bins first, then what leads out sooner.
    fn follow_tight(&self, node: Node, reach: &mut Reach<'_>) {
        let here = self.potential_of(node);
        let stayers = self.stayers_at(node).iter().copied();
        let unplaced = stayers.filter(|class| self.unplaced(*class) > 0);
        reach.follow_all(self, node, Arc::Assign, unplaced, Some(here.saturating_add(1)));
        if let Node::Receive(bin) = node {
            let given = self.given.get(bin as usize).into_iter().flat_map(Given::classes);
            reach.follow_all(self, node, Arc::Pass, given, Some(here));
        }
        let simple = |reach: &mut Reach<'_>, arc: Arc, to: Node| {
            let step = Step { from: node, arc, to };
            if self.potential_of(to) == here && self.capacity(step) > 0 {
                reach.visit(step);
            }
        };
        match node {
            Node::Outside => {
                for bin in 0..super::number(self.places.len()) {
                    simple(reach, Arc::Vacate, Node::Place(bin));
                }
                reach.steps = reach.steps.saturating_add(self.places.len() as u64);
            }
            Node::Receive(bin) => {
                // The last in line first: these are the least to be kept.
                let given = self.given.get(bin as usize);
                for class in given.into_iter().flat_map(|own| own.classes().rev()) {
                    // All that it has of the class could return, but for what is kept.
                    let home = self.home(class);
                    if reach.may_visit(home)
                        && self.potential_of(home) == here.saturating_sub(1)
                        && self.loose(class) > 0
                    {
                        reach.visit(Step { from: node, arc: Arc::Return(class), to: home });
                    }
                }
                let looked_at = given.map_or(0, Given::len);
                reach.steps = reach.steps.saturating_add(looked_at as u64);
                simple(reach, Arc::Settle, Node::Place(bin));
            }
            Node::Place(bin) => {
                simple(reach, Arc::Recall, Node::Receive(bin));
                simple(reach, Arc::Spare, Node::Outside);
            }
        }
    }

    /// The classes whose units stay at the node.
    fn stayers_at(&self, node: Node) -> &[u32] {
        let home = match node {
            Node::Outside => self.places.len(),
            Node::Place(bin) => bin as usize,
            Node::Receive(_) => return &[],
        };
        self.stayers.get(home).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many units can go along an arc.
    fn capacity(&self, step: Step) -> i64 {
        match (step.from, step.arc, step.to) {
            (_, Arc::Assign(class), _) => self.unplaced(class),
            (Node::Receive(bin), Arc::Pass(class), _) => self.given_of(bin, class),
            (Node::Receive(bin), Arc::Return(class), _) => {
                self.given_of(bin, class).min(self.loose(class))
            }
            (Node::Receive(bin), Arc::Settle, _) => {
                value(&self.intake, bin).saturating_sub(value(&self.received, bin))
            }
            (Node::Place(bin), Arc::Recall, _) => value(&self.received, bin),
            (Node::Place(bin), Arc::Spare, _) => self.spare(bin),
            (_, Arc::Vacate, Node::Place(bin)) => match self.spare(bin) {
                spare if spare < 0 => spare.saturating_neg(),
                _ => i64::MAX,
            },
            _ => 0,
        }
    }

    fn gain_of_vacating(&self, bin: u32) -> i64 {
        if self.spare(bin) < 0 { MANDATORY } else { 0 }
    }

    fn push(&mut self, step: Step, amount: i64) {
        let back = amount.saturating_neg();
        match (step.from, step.arc, step.to) {
            (_, Arc::Assign(class), Node::Receive(bin)) => {
                self.give(bin, class, amount);
                add(&mut self.placed, class, amount);
                if let Node::Place(home) = step.from {
                    add(&mut self.staying, home, back);
                }
            }
            (Node::Receive(from), Arc::Pass(class), Node::Receive(to)) => {
                self.give(from, class, back);
                self.give(to, class, amount);
            }
            (Node::Receive(bin), Arc::Return(class), _) => {
                self.give(bin, class, back);
                add(&mut self.placed, class, back);
                if let Node::Place(home) = step.to {
                    add(&mut self.staying, home, amount);
                }
            }
            (Node::Receive(bin), Arc::Settle, _) => add(&mut self.received, bin, amount),
            (_, Arc::Recall, Node::Receive(bin)) => add(&mut self.received, bin, back),
            _ => {}
        }
    }
}

impl Flow for Network<'_> {
    fn received(&self, bin: u32) -> i64 {
        value(&self.received, bin)
    }

    fn reach(&mut self, from: u32, until: Option<u32>, is_settled: &[bool]) -> Reached {
        let outlook = vec![Outlook::Unknown; self.places.len().saturating_mul(2).saturating_add(1)];
        let mut reach = Reach::new(&outlook, Vec::new());
        reach.waiting.push(Node::Receive(from));
        let mut bins = Vec::new();
        // In the order in which they were visited: the nearest first.
        let mut expanded = 0;
        while let Some(node) = reach.waiting.get(expanded).copied() {
            expanded = expanded.saturating_add(1);
            let Node::Receive(bin) = node else { continue };
            if is_settled.get(bin as usize) == Some(&true) {
                continue;
            }
            bins.push(bin);
            if Some(bin) == until {
                break;
            }
            let given = self.given.get(bin as usize).into_iter().flat_map(Given::classes);
            reach.follow_all(self, node, Arc::Pass, given, None);
        }
        self.steps = self.steps.saturating_add(reach.steps);
        let hop = |to: u32| match *reach.came_by.get(Node::Receive(to).index())? {
            Some(Step { from: Node::Receive(from), arc: Arc::Pass(class), .. }) => {
                Some(Hop { from, class, to })
            }
            _ => None,
        };
        Reached { bins, came_by: (0..super::number(self.places.len())).map(hop).collect() }
    }

    fn pass(&mut self, way: &[Hop], most: i64) {
        let step = |hop: &Hop| Step {
            from: Node::Receive(hop.from),
            arc: Arc::Pass(hop.class),
            to: Node::Receive(hop.to),
        };
        let fits = way.iter().map(|hop| self.capacity(step(hop))).min().unwrap_or_default();
        let amount = fits.min(most);
        way.iter().for_each(|hop| self.push(step(hop), amount));
        if let (Some(last), Some(first)) = (way.first(), way.last()) {
            add(&mut self.received, first.from, amount.saturating_neg());
            add(&mut self.received, last.to, amount);
        }
    }
}

/// The labels of a search for cycles that gain: per node the most that a way to it can gain.
struct Labels {
    label: Vec<i64>,
    came_by: Vec<Option<Step>>,
    changed: bool,
    /// Per group, who could go to its bins: the gain on the way there, the node and the arc.
    followers: Vec<Vec<(i64, Node, Arc, u32)>>,
    /// Ways lead on from outside.
    goes_on_outside: bool,
}

impl Labels {
    /// Ways that begin anywhere.
    fn new(network: &Network<'_>) -> Self {
        let nodes = network.places.len().saturating_mul(2).saturating_add(1);
        Self {
            label: vec![0; nodes],
            came_by: vec![None; nodes],
            changed: false,
            followers: vec![Vec::new(); network.problem.groups.len()],
            goes_on_outside: true,
        }
    }

    /// The labels of ways from the bins that hold too much to the outside; none where no way leads there, or where labels do
    /// not come to rest, as ways go round.
    fn of_overfull(network: &mut Network<'_>) -> Option<Vec<i64>> {
        let mut labels = Self { goes_on_outside: false, ..Self::new(network) };
        labels.label.fill(NOWHERE);
        for bin in 0..super::number(network.places.len()) {
            if network.spare(bin) < 0
                && let Some(own) = labels.label.get_mut(Node::Place(bin).index())
            {
                *own = 0;
            }
        }
        let mut rounds = 0..labels.label.len();
        while labels.round(network) {
            rounds.next()?;
        }
        (labels.at(Node::Outside) != NOWHERE).then_some(labels.label)
    }

    fn at(&self, node: Node) -> i64 {
        self.label.get(node.index()).copied().unwrap_or_default()
    }

    fn is_reached(&self, node: Node) -> bool {
        self.at(node) != NOWHERE
    }

    fn improve(&mut self, gain: i64, step: Step) {
        let place = step.to.index();
        if let (Some(label), Some(came_by)) =
            (self.label.get_mut(place), self.came_by.get_mut(place))
            && gain > *label
        {
            *label = gain;
            *came_by = Some(step);
            self.changed = true;
        }
    }

    /// Looks along every arc once; whether a label changed.
    fn round(&mut self, network: &mut Network<'_>) -> bool {
        self.changed = false;
        self.followers.iter_mut().for_each(Vec::clear);
        let mut steps = 0_u64;
        if self.goes_on_outside {
            self.gather(network, Node::Outside);
        }
        for bin in 0..super::number(network.places.len()) {
            let (receive, place) = (Node::Receive(bin), Node::Place(bin));
            let simple = [
                (
                    Step { from: Node::Outside, arc: Arc::Vacate, to: place },
                    network.gain_of_vacating(bin),
                ),
                (Step { from: receive, arc: Arc::Settle, to: place }, 0),
                (Step { from: place, arc: Arc::Recall, to: receive }, 0),
                (Step { from: place, arc: Arc::Spare, to: Node::Outside }, 0),
            ];
            for (step, gain) in simple {
                let goes_on = self.goes_on_outside || step.from != Node::Outside;
                if goes_on && self.is_reached(step.from) && network.capacity(step) > 0 {
                    self.improve(self.at(step.from).saturating_add(gain), step);
                }
            }
            let given = network.given.get(bin as usize).filter(|_| self.is_reached(receive));
            for class in given.into_iter().flat_map(Given::classes) {
                let back = Step { from: receive, arc: Arc::Return(class), to: network.home(class) };
                if network.capacity(back) > 0 {
                    self.improve(self.at(receive).saturating_sub(1), back);
                }
                self.follow(network, self.at(receive), receive, Arc::Pass(class), class);
                steps = steps.saturating_add(1);
            }
            self.gather(network, place);
            steps = steps.saturating_add(4);
        }
        let followers = mem::take(&mut self.followers);
        for (group, own) in (0..).zip(&followers) {
            self.enter(network, group, own);
            steps = steps.saturating_add(own.len() as u64);
        }
        self.followers = followers;
        network.steps = network.steps.saturating_add(steps);
        self.changed
    }

    /// Notes the units that stay at the node as followers of their groups.
    fn gather(&mut self, network: &Network<'_>, node: Node) {
        if !self.is_reached(node) {
            return;
        }
        let gain = self.at(node).saturating_add(1);
        for class in network.stayers_at(node) {
            if network.unplaced(*class) > 0 {
                self.follow(network, gain, node, Arc::Assign(*class), *class);
            }
        }
    }

    fn follow(&mut self, network: &Network<'_>, gain: i64, from: Node, arc: Arc, class: u32) {
        let group = network.class(class).map(|class| class.group as usize);
        if let Some(own) = group.and_then(|group| self.followers.get_mut(group)) {
            own.push((gain, from, arc, class));
        }
    }

    /// Lets the followers of a group into its bins: the best one into all that it may enter, and into each that it may
    /// not the best of those who may.
    fn enter(&mut self, network: &Network<'_>, group: u32, followers: &[(i64, Node, Arc, u32)]) {
        let excludes =
            |class: u32, bin: u32| network.class(class).is_some_and(|own| own.excludes(bin));
        let Some(best) =
            followers.iter().reduce(|best, own| if own.0 > best.0 { own } else { best })
        else {
            return;
        };
        for bin in network.problem.groups.list(group) {
            let to = Node::Receive(*bin);
            let first = match excludes(best.3, *bin) {
                false => Some(best),
                true => followers
                    .iter()
                    .filter(|own| own.0 > self.at(to) && !excludes(own.3, *bin))
                    .max_by_key(|own| own.0),
            };
            if let Some((gain, from, arc, _)) = first {
                self.improve(*gain, Step { from: *from, arc: *arc, to });
            }
        }
    }

    /// The cycles that the labels go round; each gains.
    fn cycles(&self) -> Vec<Vec<Step>> {
        let mut seen = vec![0_u32; self.came_by.len()];
        let mut cycles = Vec::new();
        for start in 0..self.came_by.len() {
            let mark = super::number(start).saturating_add(1);
            let mut place = start;
            while let Some(own) = seen.get_mut(place) {
                if *own != 0 {
                    break;
                }
                *own = mark;
                match self.came_by.get(place).copied().flatten() {
                    Some(step) => place = step.from.index(),
                    None => break,
                }
            }
            let is_new = self.came_by.get(place).copied().flatten().is_some();
            if is_new && seen.get(place) == Some(&mark) {
                let mut cycle = Vec::new();
                let mut at = place;
                while let Some(step) = self.came_by.get(at).copied().flatten() {
                    cycle.push(step);
                    at = step.from.index();
                    if at == place {
                        break;
                    }
                }
                if at == place {
                    cycles.push(cycle);
                }
            }
        }
        cycles
    }
}

/// A group, and the potential that is wanted of its bins, if any.
type Wanted = (u32, Option<i64>);

/// A search.
struct Reach<'o> {
    came_by: Vec<Option<Step>>,
    /// Nodes that were visited and not expanded yet.
    waiting: Vec<Node>,
    expanded: Vec<Node>,
    /// Nodes that need not be visited, as they lead nowhere, are not unknown.
    outlook: &'o [Outlook],
    /// Per group and potential wanted, in the order of these, the bins that were left out so far.
    left_out: Vec<(Wanted, Vec<u32>)>,
    steps: u64,
}

impl<'o> Reach<'o> {
    /// In memory that has nothing per node.
    fn new(outlook: &'o [Outlook], mut came_by: Vec<Option<Step>>) -> Self {
        came_by.resize(outlook.len(), None);
        Self {
            came_by,
            waiting: Vec::new(),
            expanded: Vec::new(),
            outlook,
            left_out: Vec::new(),
            steps: 0,
        }
    }

    /// The nodes that were expanded. Leaves the memory with nothing per node: only what was visited has something.
    fn into_expanded(self, memory: &mut Vec<Option<Step>>) -> Vec<Node> {
        let Self { mut came_by, waiting, expanded, .. } = self;
        for node in expanded.iter().chain(&waiting) {
            if let Some(own) = came_by.get_mut(node.index()) {
                *own = None;
            }
        }
        *memory = came_by;
        expanded
    }

    fn may_visit(&self, node: Node) -> bool {
        self.outlook.get(node.index()) == Some(&Outlook::Unknown) && !self.has(node)
    }

    fn visit(&mut self, step: Step) {
        let place = step.to.index();
        if self.outlook.get(place) == Some(&Outlook::Unknown)
            && let Some(came_by @ None) = self.came_by.get_mut(place)
        {
            *came_by = Some(step);
            self.waiting.push(step.to);
        }
    }

    /// The node to be expanded next: the last one that was visited, so that whatever was expanded and is not on the way
    /// there led nowhere.
    fn next(&mut self) -> Option<Node> {
        let node = self.waiting.pop()?;
        self.expanded.push(node);
        Some(node)
    }

    fn has(&self, node: Node) -> bool {
        self.came_by.get(node.index()).is_some_and(Option::is_some)
    }

    /// Visits the bins that units of the classes can go to, as [`Reach::follow`] does.
    fn follow_all(
        &mut self,
        network: &Network<'_>,
        from: Node,
        arc: fn(u32) -> Arc,
        classes: impl Iterator<Item = u32>,
        wanted: Option<i64>,
    ) {
        let mut all_visited = None;
        for class in classes {
            self.steps = self.steps.saturating_add(1);
            // Mostly the first few visit all that there is.
            let group = network.class(class).map(|own| own.group);
            if all_visited != group && self.follow(network, from, arc(class), class, wanted) {
                all_visited = group;
            }
        }
    }

    /// Visits the bins that units of the class can go to; where a potential is wanted, those alone that have it. Whether all
    /// such bins of the group are visited now.
    fn follow(
        &mut self,
        network: &Network<'_>,
        from: Node,
        arc: Arc,
        class: u32,
        wanted: Option<i64>,
    ) -> bool {
        let Some(own) = network.class(class) else { return false };
        let fits = |bin: &u32| {
            wanted.is_none_or(|wanted| network.potential_of(Node::Receive(*bin)) == wanted)
        };
        let bins = network.problem.groups.list(own.group);
        let key = (own.group, wanted);
        let place = match self.left_out.binary_search_by_key(&key, |own| own.0) {
            Ok(place) => place,
            Err(place) => {
                let all = bins.iter().copied().filter(fits).collect();
                self.left_out.insert(place, (key, all));
                place
            }
        };
        let left_out = self.left_out.get_mut(place);
        let mut left_out = left_out.map(|own| mem::take(&mut own.1)).unwrap_or_default();
        if left_out.is_empty() {
            return true;
        }
        left_out.retain(|bin| {
            let is_excluded = own.excludes(*bin);
            if !is_excluded {
                self.steps = self.steps.saturating_add(1);
                self.visit(Step { from, arc, to: Node::Receive(*bin) });
            }
            is_excluded
        });
        let all_visited = left_out.is_empty();
        if let Some(own) = self.left_out.get_mut(place) {
            own.1 = left_out;
        }
        all_visited
    }
}

/// The steps of the cycle through a node, the last one first.
fn cycle(came_by: &[Option<Step>], through: Node) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut node = through;
    while let Some(step) = came_by.get(node.index()).copied().flatten() {
        steps.push(step);
        node = step.from;
        if node == through {
            break;
        }
    }
    steps
}

fn set_all(outlook: &mut [Outlook], nodes: impl Iterator<Item = Node>, to: Outlook) {
    for node in nodes {
        if let Some(own) = outlook.get_mut(node.index()) {
            *own = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{format, vec::Vec};

    use super::{
        super::{Bin, units::tests::choosy},
        *,
    };
    use crate::jobs::testing::Random;

    /// A4, A5, A7: units that are placed in line, and then let the others stay, are the most: no cycle is left that gains.
    #[test]
    fn a_start_in_line_leaves_nothing_to_gain() {
        let mut random = Random(41);
        let (mut overfull, mut some_stay) = (0, 0);
        for case in 0..12_000 {
            let (problem, items) = choosy(&mut random);
            let of_bin = |bin: &Bin| (bin.room, bin.intake);
            let (mut places, intake): (Vec<i64>, _) = problem.bins.iter().map(of_bin).unzip();
            for class in &problem.classes {
                class.frees.iter().for_each(|bin| add(&mut places, *bin, class.count));
            }
            let mut network = Network::new(&problem, places, intake);
            let mut by_cycles = network.clone();
            by_cycles.place_most();
            let mut in_lots = network.clone();
            network.place_in_line(&items);
            let first = in_lots.first_in_line();
            let units_per_lot = 1 + random.below(20) as usize;
            InLots::new(&mut in_lots).place(&items, &first, units_per_lot);
            overfull += u32::from(network.is_overfull());
            for mut network in [network, in_lots] {
                let told = || format!("case {case}: {problem:?} {items:?}");
                network.relieve();
                let total = network.total();
                let is_overfull = network.is_overfull();
                assert_eq!(is_overfull, by_cycles.is_overfull(), "{}", told());
                if is_overfull {
                    continue;
                }
                let mut labels = Labels::new(&network);
                while labels.round(&mut network) {
                    assert!(labels.cycles().is_empty(), "{}", told());
                }
                assert_eq!(total, by_cycles.total(), "{}", told());
                network.place_most();
                network.choose(&items);
                let mut by_cycles = by_cycles.clone();
                by_cycles.choose(&items);
                assert_eq!(network.placed, by_cycles.placed, "{}", told());
                some_stay += u32::from(total < super::super::number(items.len()).into());
            }
        }
        assert!(overfull > 1_000 && some_stay > 1_000, "{overfull} {some_stay}");
    }
}
