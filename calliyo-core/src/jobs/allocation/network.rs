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
//! # The best of the largest
//! When no cycle gains, the labels of the search are potentials: no arc gains more than the difference of its ends, and a
//! cycle that neither gains nor loses consists of *tight* arcs, which gain exactly that. [`Network::choose`] walks through
//! the units in order. A unit is kept if its class still has one placed that is not kept yet; otherwise a tight cycle may
//! place it for one that is not kept. If there is none, none will come to be for its class, as keeping units only takes
//! arcs away and pushing a tight cycle only turns tight arcs round. So the units kept are the first in order that any
//! largest allocation can have.
//!
//! # Cost
//! Arcs are never stored per pair of class and bin: a class reaches the bins of its group but for a few, so a search
//! looks at each bin of a group once and then only at bins that were left out. One round of a search costs a step per
//! class received in a bin and per bin of a group.

use alloc::{
    collections::{BTreeMap, VecDeque},
    vec,
    vec::Vec,
};

use super::{
    super::at,
    Class, Items, Lot, Problem, add,
    level::{Flow, Hop, Reached},
    turn::Turn,
    value,
};

/// What one unit too many in a bin outweighs: more than all units together.
const MANDATORY: i64 = 1 << 40;

/// Of so many classes each is looked at before the units are gone through.
const FEW_CLASSES: usize = 16;

/// With so many classes units are placed in line to begin with.
const MANY_CLASSES: usize = 256;

/// How many closed sets are kept to answer later searches.
const MOST_CLOSED_SETS: usize = 32;

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

#[derive(Clone, Copy, Debug)]
struct Step {
    from: Node,
    arc: Arc,
    to: Node,
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
    given: Vec<BTreeMap<u32, i64>>,
    received: Vec<i64>,
    staying: Vec<i64>,
    /// Per node, once the largest number is placed: what a need for room there could still bring.
    potential: Vec<i64>,
    /// Sets of nodes that no tight arc leaves.
    closed: Vec<Vec<bool>>,
    /// Per class, the last tight cycle that placed a unit of it.
    cycles: BTreeMap<u32, Vec<Step>>,
    steps: u64,
}

impl<'a> Network<'a> {
    /// Nothing placed yet, with these places and this intake per bin.
    pub(super) fn new(problem: &'a Problem, places: Vec<i64>, intake: Vec<i64>) -> Self {
        let bins = problem.bins.len();
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
            given: vec![BTreeMap::new(); bins],
            received: vec![0; bins],
            staying,
            potential: Vec::new(),
            closed: Vec::new(),
            cycles: BTreeMap::new(),
            steps: 0,
        }
    }

    /// Per class, how many units are placed.
    pub(super) fn placed(&self) -> &[i64] {
        &self.placed
    }

    /// Gives bin, class and number of units received to `work`.
    pub(super) fn for_each_given(&self, mut work: impl FnMut(u32, u32, i64)) {
        for (bin, given) in (0..).zip(&self.given) {
            given.iter().for_each(|(class, units)| work(bin, *class, *units));
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
        let given = self.given.get(bin as usize);
        given.and_then(|given| given.get(&class)).copied().unwrap_or_default()
    }

    fn give(&mut self, bin: u32, class: u32, amount: i64) {
        let Some(given) = self.given.get_mut(bin as usize) else { return };
        let units = given.entry(class).or_default();
        *units = units.saturating_add(amount);
        if *units == 0 {
            given.remove(&class);
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

    /// Places one unit after the other, as far as that can be done directly. Where classes are many, of one group, this
    /// leaves little to be exchanged. Where they are few, looking at every unit is too much for a start; where there are
    /// several groups, units that come first would take the places that others depend on.
    pub(super) fn fill_in_line(&mut self, items: &impl Items) {
        let all = &self.problem.classes;
        let group = all.first().map(|class| class.group);
        if all.len() < MANY_CLASSES || all.iter().any(|class| Some(class.group) != group) {
            return;
        }
        let mut turn = self.turn();
        items.for_each(|class| {
            self.steps = self.steps.saturating_add(1);
            self.fill_class(class, &mut turn, 1);
        });
    }

    /// Whose turn it is to receive: of all bins with free places the emptiest.
    fn turn(&self) -> Turn {
        let bins = self.places.len();
        let mut turn = Turn::new(&self.problem.groups, bins);
        (0..super::number(bins)).for_each(|bin| self.refresh(&mut turn, bin));
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
            let cycles = loop {
                if !search.round(self) {
                    self.potential = search.label;
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
    pub(super) fn choose(&mut self, items: &impl Items) {
        if !self.can_exchange() {
            return;
        }
        let mut is_over = vec![false; self.placed.len()];
        items.for_each_lot(|lot| match lot {
            Lot::One(class) => {
                self.choose_one(class, &mut is_over);
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
                self.closed.clear();
                found
            })
    }

    /// Places a unit of the class for one that is not kept, the number placed remaining the same; whether that is possible:
    /// along the last cycle of the class, or another one if that has no more room.
    fn exchange(&mut self, class: u32) -> bool {
        let again = self.cycles.get(&class);
        if !again.is_some_and(|cycle| cycle.iter().all(|step| self.capacity(*step) > 0)) {
            let Some(cycle) = self.tight_cycle(class) else { return false };
            self.cycles.insert(class, cycle);
        }
        let cycle = self.cycles.remove(&class).unwrap_or_default();
        cycle.iter().for_each(|step| self.push(*step, 1));
        self.cycles.insert(class, cycle);
        true
    }

    /// A cycle of tight arcs that places one more unit of the class.
    fn tight_cycle(&mut self, class: u32) -> Option<Vec<Step>> {
        let home = self.home(class);
        let start = self.entries(class);
        let is_closed = |closed: &Vec<bool>| {
            let holds = |node: Node| closed.get(node.index()) == Some(&true);
            !holds(home) && start.iter().all(|bin| holds(Node::Receive(*bin)))
        };
        if self.unplaced(class) == 0 || self.closed.iter().any(is_closed) {
            return None;
        }
        let mut reach = Reach::new(self.potential.len());
        for bin in start {
            reach.visit(Step { from: home, arc: Arc::Assign(class), to: Node::Receive(bin) });
        }
        while let Some(node) = reach.queue.pop_front() {
            if node == home {
                self.steps = self.steps.saturating_add(reach.steps);
                return Some(reach.cycle(home));
            }
            self.follow_tight(node, &mut reach);
        }
        self.steps = self.steps.saturating_add(reach.steps);
        if self.closed.len() < MOST_CLOSED_SETS {
            self.closed.push(reach.came_by.iter().map(Option::is_some).collect());
        }
        None
    }

    /// The bins that a unit of the class enters by a tight arc.
    fn entries(&self, class: u32) -> Vec<u32> {
        let Some(own) = self.class(class) else { return Vec::new() };
        let wanted = self.potential_of(self.home(class)).saturating_add(1);
        self.problem
            .groups
            .list(own.group)
            .iter()
            .copied()
            .filter(|bin| !own.excludes(*bin) && self.potential_of(Node::Receive(*bin)) == wanted)
            .collect()
    }

    fn potential_of(&self, node: Node) -> i64 {
        self.potential.get(node.index()).copied().unwrap_or_default()
    }

    /// Visits what tight arcs lead to.
    fn follow_tight(&self, node: Node, reach: &mut Reach) {
        let here = self.potential_of(node);
        let mut simple = |arc: Arc, to: Node, gain: i64| {
            let step = Step { from: node, arc, to };
            if self.potential_of(to) == here.saturating_add(gain) && self.capacity(step) > 0 {
                reach.visit(step);
            }
        };
        match node {
            Node::Outside => {
                for bin in 0..super::number(self.places.len()) {
                    simple(Arc::Vacate, Node::Place(bin), 0);
                }
            }
            Node::Receive(bin) => {
                simple(Arc::Settle, Node::Place(bin), 0);
                for class in self.given.get(bin as usize).into_iter().flat_map(BTreeMap::keys) {
                    simple(Arc::Return(*class), self.home(*class), -1);
                }
                for class in self.given.get(bin as usize).into_iter().flat_map(BTreeMap::keys) {
                    reach.follow(self, node, Arc::Pass(*class), *class, Some(here));
                }
            }
            Node::Place(bin) => {
                simple(Arc::Recall, Node::Receive(bin), 0);
                simple(Arc::Spare, Node::Outside, 0);
            }
        }
        for class in self.stayers_at(node) {
            if self.unplaced(*class) > 0 {
                let wanted = here.saturating_add(1);
                reach.follow(self, node, Arc::Assign(*class), *class, Some(wanted));
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
        let mut reach = Reach::new(self.places.len().saturating_mul(2).saturating_add(1));
        reach.queue.push_back(Node::Receive(from));
        let mut bins = Vec::new();
        while let Some(node) = reach.queue.pop_front() {
            let Node::Receive(bin) = node else { continue };
            if is_settled.get(bin as usize) == Some(&true) {
                continue;
            }
            bins.push(bin);
            if Some(bin) == until {
                break;
            }
            for class in self.given.get(bin as usize).into_iter().flat_map(BTreeMap::keys) {
                reach.follow(self, node, Arc::Pass(*class), *class, None);
            }
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
}

impl Labels {
    fn new(network: &Network<'_>) -> Self {
        let nodes = network.places.len().saturating_mul(2).saturating_add(1);
        Self {
            label: vec![0; nodes],
            came_by: vec![None; nodes],
            changed: false,
            followers: vec![Vec::new(); network.problem.groups.len()],
        }
    }

    fn at(&self, node: Node) -> i64 {
        self.label.get(node.index()).copied().unwrap_or_default()
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
        self.gather(network, Node::Outside);
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
                if network.capacity(step) > 0 {
                    self.improve(self.at(step.from).saturating_add(gain), step);
                }
            }
            for class in network.given.get(bin as usize).into_iter().flat_map(BTreeMap::keys) {
                let back =
                    Step { from: receive, arc: Arc::Return(*class), to: network.home(*class) };
                if network.capacity(back) > 0 {
                    self.improve(self.at(receive).saturating_sub(1), back);
                }
                self.follow(network, self.at(receive), receive, Arc::Pass(*class), *class);
                steps = steps.saturating_add(1);
            }
            self.gather(network, place);
            steps = steps.saturating_add(4);
        }
        let followers = core::mem::take(&mut self.followers);
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

/// A search, breadth first.
struct Reach {
    came_by: Vec<Option<Step>>,
    queue: VecDeque<Node>,
    /// Per group and potential wanted, the bins that were left out so far.
    left_out: BTreeMap<(u32, Option<i64>), Vec<u32>>,
    steps: u64,
}

impl Reach {
    fn new(nodes: usize) -> Self {
        Self {
            came_by: vec![None; nodes],
            queue: VecDeque::new(),
            left_out: BTreeMap::new(),
            steps: 0,
        }
    }

    fn visit(&mut self, step: Step) {
        if let Some(came_by @ None) = self.came_by.get_mut(step.to.index()) {
            *came_by = Some(step);
            self.queue.push_back(step.to);
        }
    }

    /// Visits the bins that units of the class can go to; where a potential is wanted, those alone that have it.
    fn follow(
        &mut self,
        network: &Network<'_>,
        from: Node,
        arc: Arc,
        class: u32,
        wanted: Option<i64>,
    ) {
        let Some(own) = network.class(class) else { return };
        let fits = |bin: &u32| {
            wanted.is_none_or(|wanted| network.potential_of(Node::Receive(*bin)) == wanted)
        };
        let bins = network.problem.groups.list(own.group);
        let key = (own.group, wanted);
        self.steps = self.steps.saturating_add(1);
        let mut left_out = match self.left_out.get_mut(&key) {
            Some(left_out) if left_out.is_empty() => return,
            Some(left_out) => core::mem::take(left_out),
            None => bins.iter().copied().filter(fits).collect(),
        };
        left_out.retain(|bin| {
            let is_excluded = own.excludes(*bin);
            if !is_excluded {
                self.steps = self.steps.saturating_add(1);
                self.visit(Step { from, arc, to: Node::Receive(*bin) });
            }
            is_excluded
        });
        self.left_out.insert(key, left_out);
    }

    /// The steps of the cycle through the node.
    fn cycle(&self, through: Node) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut node = through;
        while let Some(step) = self.came_by.get(node.index()).copied().flatten() {
            steps.push(step);
            node = step.from;
            if node == through {
                break;
            }
        }
        steps
    }
}
