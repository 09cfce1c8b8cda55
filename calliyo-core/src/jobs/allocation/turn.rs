//! Whose turn it is: of the bins of each group the nearest to a free place, and of these the emptiest.

use alloc::{vec, vec::Vec};

use super::{Class, Problem};

/// How far the bin is from a free place, how full, and which.
pub(super) type Entry = (u32, i64, u32);

/// No bin, after all others.
const NOBODY: Entry = (u32::MAX, i64::MAX, u32::MAX);

/// The bins of each group that has items as the leaves of a tree in which the first of two goes up.
pub(super) struct Turn {
    /// By group, empty for one without items: the root is the second node, and below a node are the two of twice its place.
    trees: Vec<Vec<Entry>>,
    /// Per bin, its groups and the leaf in each.
    leaves: Vec<Vec<(u32, usize)>>,
}

impl Turn {
    /// Nobody's turn yet.
    pub(super) fn new(problem: &Problem) -> Self {
        let mut leaves = vec![Vec::new(); problem.bins.len()];
        let mut trees = vec![Vec::new(); problem.groups.len()];
        for group in problem.groups_of_items() {
            let members = problem.groups.list(group);
            let first = members.len().next_power_of_two();
            for (leaf, bin) in (first..).zip(members) {
                if let Some(own) = leaves.get_mut(*bin as usize) {
                    own.push((group, leaf));
                }
            }
            if let Some(tree) = trees.get_mut(group as usize) {
                *tree = vec![NOBODY; first.saturating_mul(2)];
            }
        }
        Self { trees, leaves }
    }

    /// The first of the bins that the class may go to.
    pub(super) fn first(&self, class: &Class) -> Option<Entry> {
        let tree = self.trees.get(class.group as usize)?;
        Some(first_below(tree, 1, class)).filter(|own| *own != NOBODY)
    }

    /// Puts the bin where it belongs; none where it is nobody's turn.
    pub(super) fn set(&mut self, bin: u32, turn: Option<(u32, i64)>) {
        let entry = turn.map_or(NOBODY, |(distance, load)| (distance, load, bin));
        for (group, leaf) in self.leaves.get(bin as usize).into_iter().flatten() {
            let Some(tree) = self.trees.get_mut(*group as usize) else { continue };
            let (mut node, mut first) = (*leaf, entry);
            while let Some(own) = tree.get_mut(node).filter(|own| **own != first) {
                *own = first;
                if node == 1 {
                    break;
                }
                first = first.min(tree.get(node ^ 1).copied().unwrap_or(NOBODY));
                node /= 2;
            }
        }
    }
}

/// The first below a node. Only where the class may not go to the first of all, both sides are looked at.
fn first_below(tree: &[Entry], node: usize, class: &Class) -> Entry {
    let own = tree.get(node).copied().unwrap_or(NOBODY);
    if own == NOBODY || !class.excludes(own.2) {
        return own;
    }
    let left = node.saturating_mul(2);
    first_below(tree, left, class).min(first_below(tree, left | 1, class))
}
