//! How far each bin is from a free place, in units that move on.
//!
//! A unit goes to the nearest bin, and pushes one on to a bin that is nearer still, and so on. A bin whose units lead to
//! nothing nearer is farther away than it thought. Distances only grow: a unit that comes in leads nowhere nearer, as it came
//! to the nearest that it could. Where no bin is at some distance, all that are farther are *closed*, and stay so.

use alloc::{vec, vec::Vec};

use super::{
    Class, Lists, Problem, number,
    parts::Parts,
    turn::{Entry, Turn},
};

/// The distance of a closed bin.
pub(super) const CLOSED: u32 = u32::MAX;

/// Per bin, at least so far from a free place; and whose turn it is for that.
pub(super) struct Distances {
    distance: Vec<u32>,
    turn: Turn,
    components: Components,
}

impl Distances {
    /// As if all bins had free places; it is nobody's turn until that is known.
    pub(super) fn new(problem: &Problem) -> Self {
        Self {
            distance: vec![0; problem.bins.len()],
            turn: Turn::new(problem),
            components: Components::new(problem),
        }
    }

    pub(super) fn of(&self, bin: u32) -> u32 {
        self.distance.get(bin as usize).copied().unwrap_or(CLOSED)
    }

    /// The nearest of the bins that the class may go to, and of those with free places the emptiest; none where all are
    /// closed.
    pub(super) fn first(&self, class: &Class) -> Option<Entry> {
        self.turn.first(class)
    }

    /// Says how full a bin is that has a free place.
    pub(super) fn set_load(&mut self, bin: u32, load: i64) {
        self.turn.set(bin, Some((0, load)));
    }

    /// Puts a bin that is not closed farther away, and closes all to which no way is left.
    pub(super) fn put_farther(&mut self, bin: u32) {
        let Some(own) = self.distance.get_mut(bin as usize) else { return };
        let before = *own;
        let farther = before.saturating_add(1);
        *own = farther;
        if self.components.move_on(bin, before, farther) {
            self.turn.set(bin, Some((farther, 0)));
            return;
        }
        for other in self.components.of(bin) {
            if let Some(own) = self.distance.get_mut(*other as usize).filter(|own| **own > before) {
                *own = CLOSED;
                self.turn.set(*other, None);
            }
        }
    }
}

/// Bins that have to do with each other: units of the others never come there.
struct Components {
    /// Per bin, its component.
    of_bin: Vec<u32>,
    bins: Lists,
    /// Per component and distance, how many bins there are.
    counts: Vec<Vec<u32>>,
}

impl Components {
    /// All bins without distance.
    fn new(problem: &Problem) -> Self {
        let bins = problem.bins.len();
        let mut parts = Parts::by_group(problem);
        let of_bin: Vec<u32> = (0..number(bins)).map(|bin| parts.of(bin)).collect();
        let pairs = of_bin.iter().copied().zip(0..).collect();
        let bins = Lists::new(bins, pairs);
        let counts = (0..number(bins.len())).map(|own| vec![number(bins.list(own).len())]);
        Self { counts: counts.collect(), of_bin, bins }
    }

    /// The bins of the component of a bin.
    fn of(&self, bin: u32) -> &[u32] {
        self.of_bin.get(bin as usize).map_or(&[], |own| self.bins.list(*own))
    }

    /// Takes note of another distance; whether some bin has the one before still.
    fn move_on(&mut self, bin: u32, before: u32, distance: u32) -> bool {
        let own = self.of_bin.get(bin as usize).and_then(|own| self.counts.get_mut(*own as usize));
        let Some(counts) = own else { return false };
        let most = (distance as usize).saturating_add(1).max(counts.len());
        counts.resize(most, 0);
        if let Some(count) = counts.get_mut(distance as usize) {
            *count = count.saturating_add(1);
        }
        counts.get_mut(before as usize).is_some_and(|count| {
            *count = count.saturating_sub(1);
            *count > 0
        })
    }
}
