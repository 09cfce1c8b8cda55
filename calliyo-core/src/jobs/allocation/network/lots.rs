//! Placing units in line, many at a time, as if no place were taken by those that stay.
//!
//! Where classes are large, it takes too long to place their units one by one. So the line is cut into lots, and of each lot
//! the units of a class are placed at once: along a shortest way to a free place, as many as fit ([`Distances`]). What is
//! placed is the most, as a way is found wherever there is one, and a bin from which there is none is closed for good. Only
//! in the lots in which bins are closed the units placed may be other ones than the first in line. Exchanging those is up to
//! [`Network::choose`].

use alloc::{vec, vec::Vec};
use core::mem;

use super::{
    super::{
        Items, add,
        distance::{CLOSED, Distances},
        number, value,
    },
    Arc, Network, Node, STEPS_OF_TURN, Step,
};

/// Placing units of a network in lots.
pub(super) struct InLots<'n, 'a> {
    network: &'n mut Network<'a>,
    distances: Distances,
    /// Per bin, its units of the classes before this one lead nowhere nearer.
    tried: Vec<u32>,
}

impl<'n, 'a> InLots<'n, 'a> {
    /// Nothing placed yet.
    pub(super) fn new(network: &'n mut Network<'a>) -> Self {
        let bins = network.places.len();
        let distances = Distances::new(network.problem);
        let mut lots = Self { network, distances, tried: vec![0; bins] };
        (0..number(bins)).for_each(|bin| lots.refresh(bin));
        lots
    }

    /// Places as many units as can be placed: those of the classes in `first` first, then the others in lots of so many.
    pub(super) fn place(mut self, items: &dyn Items, first: &[bool], units_per_lot: usize) {
        let classes = self.network.placed.len();
        let is_first = |class: u32| first.get(class as usize) == Some(&true);
        for class in (0..number(classes)).filter(|class| is_first(*class)) {
            self.place_units(class, self.network.unplaced(class));
        }
        let mut units = vec![0_i64; classes];
        let mut left = units_per_lot;
        items.for_each(|class| {
            if !is_first(class) {
                add(&mut units, class, 1);
                left = left.saturating_sub(1);
                if left == 0 {
                    self.place_lot(&mut units);
                    left = units_per_lot;
                }
            }
        });
        self.place_lot(&mut units);
    }

    /// Places so many units of each class, and leaves none.
    fn place_lot(&mut self, units: &mut [i64]) {
        for (class, units) in (0..).zip(units) {
            self.place_units(class, mem::take(units));
        }
    }

    /// Places up to so many units of a class.
    fn place_units(&mut self, class: u32, most: i64) {
        let Some(own) = self.network.class(class) else { return };
        let mut left = most;
        while left > 0
            && let Some((_, _, bin)) = self.distances.first(own)
        {
            left = left.saturating_sub(self.send(class, bin, left));
        }
    }

    /// Sends units of a class to a bin, and as many onward from there along one way; how many: none where the bin is farther
    /// from a free place than it thought.
    fn send(&mut self, class: u32, bin: u32, most: i64) -> i64 {
        self.network.steps = self.network.steps.saturating_add(STEPS_OF_TURN);
        let from = self.network.home(class);
        let mut way = vec![Step { from, arc: Arc::Assign(class), to: Node::Receive(bin) }];
        let mut end = bin;
        while self.distances.of(end) > 0 {
            if let Some((class, to)) = self.nearer(end) {
                let (from, to_node) = (Node::Receive(end), Node::Receive(to));
                way.push(Step { from, arc: Arc::Pass(class), to: to_node });
                end = to;
                continue;
            }
            self.put_farther(end);
            match way.pop().map(|step| step.from) {
                Some(Node::Receive(before)) => end = before,
                _ => return 0,
            }
        }
        let fits = way.iter().map(|step| self.network.capacity(*step)).min().unwrap_or_default();
        let amount = fits.min(self.free(end)).min(most);
        way.into_iter().for_each(|step| self.network.push(step, amount));
        add(&mut self.network.received, end, amount);
        self.refresh(end);
        amount
    }

    /// A class of which a bin has units that may go to a nearer one, and where to.
    fn nearer(&mut self, bin: u32) -> Option<(u32, u32)> {
        let distance = self.distances.of(bin);
        let tried = self.tried.get_mut(bin as usize).filter(|_| distance != CLOSED)?;
        let given = self.network.given.get(bin as usize)?;
        for class in given.classes_from(*tried) {
            self.network.steps = self.network.steps.saturating_add(1);
            *tried = class;
            let own = self.network.problem.classes.get(class as usize)?;
            if let Some((nearer, _, to)) = self.distances.first(own)
                && nearer < distance
            {
                return Some((class, to));
            }
        }
        None
    }

    /// Puts the bin farther away: nothing is known any more of where its units lead.
    fn put_farther(&mut self, bin: u32) {
        if let Some(tried) = self.tried.get_mut(bin as usize) {
            *tried = 0;
        }
        if self.distances.of(bin) != CLOSED {
            self.distances.put_farther(bin);
        }
    }

    /// Puts the bin where it belongs after its units have changed.
    fn refresh(&mut self, bin: u32) {
        if self.distances.of(bin) > 0 {
            return;
        }
        if self.free(bin) > 0 {
            let load = self.network.problem.load(bin, value(&self.network.received, bin));
            self.distances.set_load(bin, load);
        } else {
            self.put_farther(bin);
        }
    }

    /// How many more units the bin can take, whoever stays there.
    fn free(&self, bin: u32) -> i64 {
        let received = value(&self.network.received, bin);
        value(&self.network.intake, bin).saturating_sub(received).max(0)
    }
}
