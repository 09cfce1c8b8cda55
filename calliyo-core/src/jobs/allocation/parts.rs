//! A problem in parts that have nothing to do with each other.
//!
//! Bins belong together where the items of one group may go to both, or where an item leaves one for the other. Nothing goes
//! from one part to another, so each can be solved by itself: of two lists of items placed, the better one is better in the
//! part of the first item in which they differ.

use alloc::{vec, vec::Vec};

use super::{Class, Items, Lists, Problem, number};
use crate::order;

/// Per bin, the part that it belongs to: the least bin of it.
pub(super) struct Parts {
    of_bin: Vec<u32>,
}

impl Parts {
    /// No two bins belong together.
    pub(super) fn new(bins: usize) -> Self {
        Self { of_bin: (0..number(bins)).collect() }
    }

    /// Bins that items of one group may go to belong together.
    pub(super) fn by_group(problem: &Problem) -> Self {
        let mut parts = Self::new(problem.bins.len());
        for group in problem.groups_of_items() {
            let bins = problem.groups.list(group);
            bins.iter().zip(bins.get(1..).unwrap_or_default()).for_each(|(one, other)| {
                parts.join(*one, *other);
            });
        }
        parts
    }

    /// So do, beside them, those that items leave.
    pub(super) fn by_group_and_home(problem: &Problem) -> Self {
        let mut parts = Self::by_group(problem);
        for class in problem.classes.iter().filter(|class| class.count > 0) {
            if let (Some(home), Some(bin)) = (class.frees, problem.open_bins(class).next()) {
                parts.join(home, bin);
            }
        }
        parts
    }

    /// The part of a bin.
    pub(super) fn of(&mut self, bin: u32) -> u32 {
        let mut root = bin;
        while let Some(above) = self.above(root) {
            root = above;
        }
        // All on the way lead there at once from now on.
        let mut bin = bin;
        while let Some(above) = self.above(bin) {
            self.put(bin, root);
            bin = above;
        }
        root
    }

    fn above(&self, bin: u32) -> Option<u32> {
        self.of_bin.get(bin as usize).copied().filter(|above| *above != bin)
    }

    fn put(&mut self, bin: u32, above: u32) {
        if let Some(own) = self.of_bin.get_mut(bin as usize) {
            *own = above;
        }
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.of(one), self.of(other));
        self.put(one.max(other), one.min(other));
    }
}

/// A part of a problem, as a problem.
#[derive(Default)]
pub(super) struct Part {
    pub(super) problem: Problem,
    /// Its items in their order, each as its class.
    pub(super) items: Vec<u32>,
    /// Per bin, which one of the whole problem it is.
    pub(super) bins: Vec<u32>,
}

/// The parts of a problem that have some of these bins; none where one part has all bins that there are, nor where none is
/// given: then nobody looks at the items.
pub(super) fn parts_with(problem: &Problem, items: &dyn Items, bins: &[u32]) -> Option<Vec<Part>> {
    if bins.is_empty() {
        return None;
    }
    let mut parts = Parts::by_group_and_home(problem);
    let mut part_of = |bin: u32| u64::from(parts.of(bin));
    let mut wanted: Vec<u64> = bins.iter().map(|bin| part_of(*bin)).collect();
    order::sort_numbers(&mut wanted);
    if wanted.len() == 1 && (0..number(problem.bins.len())).all(|bin| wanted == [part_of(bin)]) {
        return None;
    }
    let mut made: Vec<Part> = wanted.iter().map(|_| Part::default()).collect();
    // Where each bin is: the place of its part, and its number there.
    let mut bin_at = vec![None; problem.bins.len()];
    for ((bin, own), at) in (0..).zip(&problem.bins).zip(&mut bin_at) {
        let place = wanted.binary_search(&part_of(bin)).ok();
        *at = place.zip(place.and_then(|place| made.get_mut(place))).map(|(place, part)| {
            part.bins.push(bin);
            part.problem.bins.push(*own);
            (place, last(&part.bins))
        });
    }
    let bin_at = |bin: u32| bin_at.get(bin as usize).copied().flatten();
    let mut members: Vec<Vec<(u32, u32)>> = vec![Vec::new(); made.len()];
    let mut groups = vec![0_u32; made.len()];
    let mut group_at = vec![0; problem.groups.len()];
    for group in problem.groups_of_items() {
        let bins = problem.groups.list(group);
        // All of them are in one part.
        let Some((place, _)) = bins.first().and_then(|bin| bin_at(*bin)) else { continue };
        if let (Some(members), Some(groups), Some(at)) =
            (members.get_mut(place), groups.get_mut(place), group_at.get_mut(group as usize))
        {
            members.extend(bins.iter().filter_map(|bin| Some((*groups, bin_at(*bin)?.1))));
            *at = *groups;
            *groups = groups.saturating_add(1);
        }
    }
    for ((part, members), groups) in made.iter_mut().zip(members).zip(groups) {
        part.problem.groups = Lists::new(groups as usize, members);
    }
    // Items that may go nowhere stay, whatever is done.
    let class_at = |class: &Class| {
        let (place, _) = problem.open_bins(class).next().and_then(bin_at)?;
        let part = made.get_mut(place)?;
        let number_in_part =
            |bin: u32| bin_at(bin).filter(|(own, _)| *own == place).map(|(_, number)| number);
        part.problem.classes.push(Class {
            count: class.count,
            group: super::super::at(&group_at, class.group),
            excluded: class.excluded.iter().copied().filter_map(number_in_part).collect(),
            frees: class.frees.and_then(number_in_part),
        });
        Some((place, last(&part.problem.classes)))
    };
    let class_at: Vec<_> = problem.classes.iter().map(class_at).collect();
    items.for_each(|class| {
        if let Some((place, class)) = class_at.get(class as usize).copied().flatten()
            && let Some(part) = made.get_mut(place)
        {
            part.items.push(class);
        }
    });
    Some(made)
}

/// The number of the last one.
fn last<T>(list: &[T]) -> u32 {
    number(list.len()).saturating_sub(1)
}
