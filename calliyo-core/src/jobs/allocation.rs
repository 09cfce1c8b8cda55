//! Fair allocation: items to bins with limited room, some items sitting in bins already.
//!
//! # The problem
//! *Items* come in the order in which they are dealt. Each belongs to a *group*, the bins that it can go to, and has
//! perhaps one *barred* bin that it must not go to. An item that is placed may *free* a place in the bin where it sits;
//! one that is not placed stays where it is.
//!
//! *Bins* have *room*: a number of free places, negative for a bin that holds too much, or none for no limit. A bin may
//! receive items if, everything moved, it does not hold too much: `room + freed - received >= 0`. A bin that receives
//! nothing may go on holding too much.
//!
//! An item's barred bin is lifted when it is the only bin of the item's group: then the item may go there.
//!
//! # What is guaranteed
//! - **Sound**: no bin that receives ends without room for what it received; no item goes outside its group or into its
//!   barred bin.
//! - **Maximal**: nothing more can be placed on top of the result, not one item and not any set of items that would
//!   free places for each other. So allocating what is left, with the room that is left, places nothing.
//! - **Dealt in turn**: an item that finds room when its turn comes goes to the bin with the smallest count (counter and
//!   received so far), the first in order among equals. A freed place goes to the earliest item that waits for it.
//! - **Deterministic**: the result depends on nothing but the arguments.
//!
//! Not guaranteed: that as many items are placed as any allocation could place.
//!
//! # Why the result is maximal
//! First, items are placed directly while some item can go to a bin with a free place. After that, take any further set
//! that could be placed. Each receiving bin has room 0 or less and needs `freed >= received - room`. Summed up, at least
//! as many places must be freed in receiving bins as items are received, plus what those bins hold too much; yet no more
//! than one place is freed per item. So every receiving bin has room exactly 0 and every item moves from a receiving bin
//! to a receiving bin: the set is made of cycles among full bins. Cycles are taken until there is none; they change no
//! bin's room, so no direct placement appears again.

use alloc::{
    collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque, binary_heap::PeekMut},
    vec,
    vec::Vec,
};
use core::cmp::Reverse;

use super::{add_one, at, number};

/// Stands for "no bin" where bins are plain numbers.
const NO_BIN: u32 = u32::MAX;

/// One item to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The bins that it can go to, as a group of [`Groups`].
    pub group: u32,
    /// The bin that it must not go to.
    pub barred: Option<u32>,
    /// The bin that has a place more once the item is placed.
    pub frees: Option<u32>,
}

/// Items in dealing order.
///
/// The algorithm asks for an item several times; an implementation that reads columns needs no memory per item.
pub trait Items {
    /// How many there are.
    fn count(&self) -> usize;

    /// The item at a position, `0..count`. The same position always gives the same item.
    fn item(&self, position: u32) -> Item;
}

impl Items for [Item] {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, position: u32) -> Item {
        let nowhere = Item { group: NO_BIN, barred: None, frees: None };
        self.get(position as usize).copied().unwrap_or(nowhere)
    }
}

/// Groups of bins; a bin may be in any number of them.
#[derive(Clone, Debug)]
pub struct Groups {
    bins_of: Lists,
    groups_of: Lists,
}

impl Groups {
    /// The groups `0..groups` over the bins `0..bins`, from pairs of group and bin, each pair once.
    #[must_use]
    pub fn new(groups: usize, bins: usize, members: &[(u32, u32)]) -> Self {
        let turned: Vec<(u32, u32)> = members.iter().map(|(group, bin)| (*bin, *group)).collect();
        Self { bins_of: Lists::new(groups, members), groups_of: Lists::new(bins, &turned) }
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bins_of.len()
    }

    /// Whether there is no group.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bins of a group, in order.
    #[must_use]
    pub fn bins_of(&self, group: u32) -> &[u32] {
        self.bins_of.list(group)
    }

    /// The groups of a bin, in order.
    #[must_use]
    pub fn groups_of(&self, bin: u32) -> &[u32] {
        self.groups_of.list(bin)
    }

    /// The bin of the group that an item must not go to: none where it is the group's only bin, or outside the group.
    #[must_use]
    pub fn barred_in(&self, group: u32, barred: Option<u32>) -> Option<u32> {
        let is_only_one = self.bins_of(group).len() == 1;
        barred.filter(|bin| !is_only_one && self.groups_of(*bin).binary_search(&group).is_ok())
    }
}

/// Lists of numbers, one after the other.
#[derive(Clone, Debug)]
struct Lists {
    values: Vec<u32>,
    /// Where each list ends.
    ends: Vec<usize>,
}

impl Lists {
    fn new(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut sorted = pairs.to_vec();
        sorted.sort_unstable();
        let ends = (0..number(count))
            .map(|list| sorted.partition_point(|(own, _)| *own <= list))
            .collect();
        Self { values: sorted.into_iter().map(|(_, value)| value).collect(), ends }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn start(&self, list: u32) -> usize {
        list.checked_sub(1).map_or(0, |previous| at(&self.ends, previous))
    }

    fn list(&self, list: u32) -> &[u32] {
        let end = at(&self.ends, list);
        self.values.get(self.start(list)..end).unwrap_or_default()
    }
}

/// The bins of an allocation, by number. Slices of the same length.
#[derive(Clone, Copy, Debug)]
pub struct Bins<'a> {
    /// Free places; negative for a bin that holds too much; none for no limit.
    pub room: &'a [Option<i64>],
    /// What a bin has received before, in earlier allocations.
    pub counter: &'a [u64],
    /// Which bins can receive which items. A bin in no group receives nothing, but places can be freed in it.
    pub groups: &'a Groups,
}

/// Where an item goes, or why it goes nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate(u32);

/// Why an item goes nowhere: the first that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its group has no bin.
    NoBin,
    /// Only its barred bin has room.
    OnlyBarredBin,
    /// No bin of its group has room.
    NoRoom,
}

impl Fate {
    const NO_BIN: Self = Self(u32::MAX);
    const ONLY_BARRED_BIN: Self = Self(u32::MAX - 1);
    const NO_ROOM: Self = Self(u32::MAX - 2);

    /// Not placed (yet).
    pub const UNPLACED: Self = Self::NO_ROOM;

    /// The bin that it goes to.
    #[must_use]
    pub fn bin(self) -> Option<u32> {
        self.refusal().is_none().then_some(self.0)
    }

    /// Why it goes nowhere.
    #[must_use]
    pub fn refusal(self) -> Option<Refusal> {
        match self {
            Self::NO_BIN => Some(Refusal::NoBin),
            Self::ONLY_BARRED_BIN => Some(Refusal::OnlyBarredBin),
            Self::NO_ROOM => Some(Refusal::NoRoom),
            _ => None,
        }
    }
}

/// What an allocation did to the bins, one element per bin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allocation {
    /// Items received.
    pub received: Vec<u32>,
    /// Room that is left, after what was received and what was freed.
    pub room: Vec<Option<i64>>,
}

/// Allocates items to bins; `fates` gets one element per item.
///
/// Elements of `fates` beyond the items are left alone; with fewer elements than items, only that many items take part.
pub fn allocate<I: Items + ?Sized>(items: &I, bins: &Bins<'_>, fates: &mut [Fate]) -> Allocation {
    let mut table = Table::new(items, bins, fates);
    table.deal();
    table.take_cycles();
    table.explain();
    Allocation { received: table.received, room: table.room }
}

/// The state of an allocation in progress.
struct Table<'a, I: ?Sized> {
    items: &'a I,
    bins: &'a Bins<'a>,
    groups: &'a Groups,
    fates: &'a mut [Fate],
    room: Vec<Option<i64>>,
    received: Vec<u32>,
    /// Per group, its bins with room by count. An entry's count may be out of date (too small); it is mended on sight.
    turn: Vec<BinaryHeap<Reverse<(u64, u32)>>>,
    /// Whether a bin has an entry in `turn`, by its place in `groups.groups_of`.
    has_turn: Vec<bool>,
    /// Per group, the items that found no room.
    waiting: Vec<Waiting>,
    /// Bins that came to have room, to be offered to the waiting items.
    opened: Vec<u32>,
}

/// Items of one group that wait for room, by their barred bin, in order.
#[derive(Default)]
struct Waiting {
    by_barred: BTreeMap<u32, VecDeque<u32>>,
    /// The first position and the barred bin of each queue.
    fronts: BTreeSet<(u32, u32)>,
}

impl Waiting {
    /// Positions must be added in order.
    fn push(&mut self, position: u32, barred: Option<u32>) {
        let barred = barred.unwrap_or(NO_BIN);
        let queue = self.by_barred.entry(barred).or_default();
        if queue.is_empty() {
            self.fronts.insert((position, barred));
        }
        queue.push_back(position);
    }

    /// The first item that may go to the bin, with its barred bin.
    fn first_for(&self, bin: u32) -> Option<(u32, u32)> {
        self.fronts.iter().copied().find(|(_, barred)| *barred != bin)
    }

    fn pop(&mut self, barred: u32) {
        let Some(queue) = self.by_barred.get_mut(&barred) else { return };
        if let Some(position) = queue.pop_front() {
            self.fronts.remove(&(position, barred));
        }
        match queue.front() {
            Some(position) => {
                self.fronts.insert((*position, barred));
            }
            None => {
                self.by_barred.remove(&barred);
            }
        }
    }
}

impl<'a, I: Items + ?Sized> Table<'a, I> {
    fn new(items: &'a I, bins: &'a Bins<'a>, fates: &'a mut [Fate]) -> Self {
        let groups = bins.groups;
        let mut table = Self {
            items,
            bins,
            groups,
            fates,
            room: bins.room.to_vec(),
            received: vec![0; bins.room.len()],
            turn: Vec::new(),
            has_turn: vec![false; groups.groups_of.values.len()],
            waiting: Vec::new(),
            opened: Vec::new(),
        };
        table.turn.resize_with(groups.len(), BinaryHeap::new);
        table.waiting.resize_with(groups.len(), Waiting::default);
        for bin in 0..number(bins.room.len()) {
            if table.has_room(bin) {
                table.queue_up(bin);
            }
        }
        table
    }

    fn has_room(&self, bin: u32) -> bool {
        match self.room.get(bin as usize) {
            Some(Some(room)) => *room > 0,
            Some(None) => true,
            None => false,
        }
    }

    /// What the bin's turn goes by.
    fn count(&self, bin: u32) -> u64 {
        at(self.bins.counter, bin).saturating_add(u64::from(at(&self.received, bin)))
    }

    /// Puts a bin into the turns of all its groups.
    fn queue_up(&mut self, bin: u32) {
        let entry = Reverse((self.count(bin), bin));
        let start = self.groups.groups_of.start(bin);
        let flags = self.has_turn.get_mut(start..).unwrap_or_default();
        for (group, has_turn) in self.groups.groups_of(bin).iter().zip(flags) {
            if let Some(turn) = self.turn.get_mut(*group as usize)
                && !*has_turn
            {
                turn.push(entry);
                *has_turn = true;
            }
        }
    }

    /// The bin of the group whose turn it is, the barred one apart.
    fn next_bin(&mut self, group: u32, barred: Option<u32>) -> Option<u32> {
        let mut turn = core::mem::take(self.turn.get_mut(group as usize)?);
        let mut set_aside = None;
        let mut found = None;
        while let Some(mut top) = turn.peek_mut() {
            let Reverse((count, bin)) = *top;
            let now = self.count(bin);
            if !self.has_room(bin) {
                PeekMut::pop(top);
                self.lose_turn(bin, group);
            } else if count != now {
                *top = Reverse((now, bin));
            } else if Some(bin) == barred {
                set_aside = Some(PeekMut::pop(top));
            } else {
                found = Some(bin);
                break;
            }
        }
        turn.extend(set_aside);
        if let Some(own) = self.turn.get_mut(group as usize) {
            *own = turn;
        }
        found
    }

    fn lose_turn(&mut self, bin: u32, group: u32) {
        let place = self.groups.groups_of(bin).binary_search(&group);
        let start = self.groups.groups_of.start(bin);
        if let Ok(place) = place
            && let Some(has_turn) = self.has_turn.get_mut(start.saturating_add(place))
        {
            *has_turn = false;
        }
    }

    /// Places items directly, in order, until none can be placed any more.
    fn deal(&mut self) {
        for position in 0..number(self.items.count().min(self.fates.len())) {
            let item = self.items.item(position);
            if self.groups.bins_of(item.group).is_empty() {
                self.settle(position, Fate::NO_BIN);
                continue;
            }
            let barred = self.groups.barred_in(item.group, item.barred);
            if let Some(bin) = self.next_bin(item.group, barred) {
                self.place(position, bin);
                self.offer_opened();
            } else {
                self.settle(position, Fate::UNPLACED);
                if let Some(waiting) = self.waiting.get_mut(item.group as usize) {
                    waiting.push(position, barred);
                }
            }
        }
    }

    fn settle(&mut self, position: u32, fate: Fate) {
        if let Some(own) = self.fates.get_mut(position as usize) {
            *own = fate;
        }
    }

    /// Places an item into a bin with room and frees its old place.
    fn place(&mut self, position: u32, bin: u32) {
        self.settle(position, Fate(bin));
        add_one(&mut self.received, bin);
        if let Some(Some(room)) = self.room.get_mut(bin as usize) {
            *room = room.saturating_sub(1);
        }
        let Some(freed) = self.items.item(position).frees else { return };
        if let Some(Some(room)) = self.room.get_mut(freed as usize) {
            *room = room.saturating_add(1);
            if *room == 1 {
                self.opened.push(freed);
            }
        }
    }

    /// Gives places that came free to the earliest items that wait for them. As nothing that waits can go to any other
    /// bin with room, only the opened bins need a look.
    fn offer_opened(&mut self) {
        while let Some(bin) = self.opened.pop() {
            while self.has_room(bin) {
                let Some(position) = self.take_waiting(bin) else { break };
                self.place(position, bin);
            }
            if self.has_room(bin) {
                self.queue_up(bin);
            }
        }
    }

    fn take_waiting(&mut self, bin: u32) -> Option<u32> {
        let mut first: Option<(u32, u32, u32)> = None;
        for group in self.groups.groups_of(bin) {
            let waiting = self.waiting.get(*group as usize)?;
            if let Some((position, barred)) = waiting.first_for(bin)
                && first.is_none_or(|(earliest, ..)| position < earliest)
            {
                first = Some((position, barred, *group));
            }
        }
        let (position, barred, group) = first?;
        self.waiting.get_mut(group as usize)?.pop(barred);
        Some(position)
    }

    /// Places the items on cycles of full bins until there is none.
    fn take_cycles(&mut self) {
        let mut edges: Vec<Edge> = Vec::new();
        for (group, waiting) in self.waiting.iter().enumerate() {
            for (barred, queue) in &waiting.by_barred {
                for position in queue {
                    if let Some(from) = self.items.item(*position).frees
                        && self.room.get(from as usize) == Some(&Some(0))
                    {
                        let class = (number(group), *barred);
                        edges.push(Edge { from, position: *position, class });
                    }
                }
            }
        }
        for (position, bin) in Cycles::new(edges, self.groups, self.room.len()).run() {
            // A bin on a cycle receives one and frees one: its room stays 0.
            self.settle(position, Fate(bin));
            add_one(&mut self.received, bin);
        }
    }

    /// Tells items with room only in their barred bin from those without room anywhere.
    fn explain(&mut self) {
        let waiting = core::mem::take(&mut self.waiting);
        for (group, waiting) in waiting.into_iter().enumerate() {
            if self.next_bin(number(group), None).is_none() {
                continue;
            }
            // Nothing that waits can go to a bin with room, so the bin with room is the item's barred one.
            for position in waiting.by_barred.into_values().flatten() {
                if self.fates.get(position as usize) == Some(&Fate::UNPLACED) {
                    self.settle(position, Fate::ONLY_BARRED_BIN);
                }
            }
        }
    }
}

/// A waiting item that would leave a full bin: an edge from it to every full bin of its class.
struct Edge {
    from: u32,
    position: u32,
    /// Group and barred bin.
    class: (u32, u32),
}

/// Finds cycles by walking forward over full bins that may still lie on one.
///
/// A bin from which no step leads on is dead for good, as edges only go away; a step into the walk's own path closes a
/// cycle, which is taken at once. So every step ends as a dead bin or as a placed item.
struct Cycles<'a> {
    groups: &'a Groups,
    /// Per bin its edges, those of one class together, the next to use last.
    edges: Vec<Vec<Edge>>,
    /// Per group, the bins that may still lie on a cycle.
    alive: Vec<BTreeSet<u32>>,
    on_path: Vec<bool>,
    path: Vec<u32>,
    moves: Vec<(u32, u32)>,
}

impl<'a> Cycles<'a> {
    fn new(mut edges: Vec<Edge>, groups: &'a Groups, bins: usize) -> Self {
        // The last edge of a bin is used first: of each class the earliest item.
        edges.sort_unstable_by_key(|edge| Reverse((edge.class, edge.position)));
        let mut alive: Vec<BTreeSet<u32>> = Vec::new();
        alive.resize_with(groups.len(), BTreeSet::new);
        let mut own: Vec<Vec<Edge>> = Vec::new();
        own.resize_with(bins, Vec::new);
        for edge in edges {
            for group in groups.groups_of(edge.from) {
                if let Some(alive) = alive.get_mut(*group as usize) {
                    alive.insert(edge.from);
                }
            }
            if let Some(own) = own.get_mut(edge.from as usize) {
                own.push(edge);
            }
        }
        let on_path = vec![false; bins];
        Self { groups, edges: own, alive, on_path, path: Vec::new(), moves: Vec::new() }
    }

    /// The items on cycles and the bin that each goes to.
    fn run(mut self) -> Vec<(u32, u32)> {
        for start in 0..number(self.edges.len()) {
            self.enter(start);
            while let Some(top) = self.path.last().copied() {
                match self.next_after(top) {
                    Some(next) if at(&self.on_path, next) => self.close(next),
                    Some(next) => self.enter(next),
                    None => self.bury(top),
                }
            }
        }
        self.moves
    }

    fn enter(&mut self, bin: u32) {
        self.mark(bin, true);
        self.path.push(bin);
    }

    fn mark(&mut self, bin: u32, on_path: bool) {
        if let Some(own) = self.on_path.get_mut(bin as usize) {
            *own = on_path;
        }
    }

    /// A bin that the bin's next usable edge leads to; edges that lead nowhere are dropped.
    fn next_after(&mut self, bin: u32) -> Option<u32> {
        let edges = self.edges.get_mut(bin as usize)?;
        while let Some(edge) = edges.last() {
            let (group, barred) = edge.class;
            let alive = self.alive.get(group as usize)?;
            let next = alive.iter().copied().find(|next| *next != barred);
            if next.is_some() {
                return next;
            }
            edges.pop();
        }
        None
    }

    /// Takes the cycle that a step from the path's last bin to `first` closes.
    fn close(&mut self, first: u32) {
        let mut to = first;
        while let Some(bin) = self.path.pop() {
            let edge = self.edges.get_mut(bin as usize).and_then(Vec::pop);
            self.moves.extend(edge.map(|edge| (edge.position, to)));
            to = bin;
            if bin == first {
                self.path.push(first);
                return;
            }
            self.mark(bin, false);
        }
    }

    fn bury(&mut self, bin: u32) {
        self.path.pop();
        self.mark(bin, false);
        for group in self.groups.groups_of(bin) {
            if let Some(alive) = self.alive.get_mut(*group as usize) {
                alive.remove(&bin);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::testing::Random;

    fn item(group: u32) -> Item {
        Item { group, barred: None, frees: None }
    }

    fn allocated(
        items: &[Item],
        groups: &Groups,
        room: &[Option<i64>],
        counter: &[u64],
    ) -> (Vec<Fate>, Allocation) {
        let mut fates = vec![Fate::UNPLACED; items.len()];
        let allocation = allocate(items, &Bins { room, counter, groups }, &mut fates);
        (fates, allocation)
    }

    fn bins_of(fates: &[Fate]) -> Vec<Option<u32>> {
        fates.iter().map(|fate| fate.bin()).collect()
    }

    /// A5: the smallest count comes first, ties by order.
    #[test]
    fn items_are_dealt_to_the_bin_with_the_smallest_count() {
        let groups = Groups::new(1, 3, &[(0, 0), (0, 1), (0, 2)]);
        let (fates, allocation) = allocated(&[item(0); 5], &groups, &[None; 3], &[2, 0, 1]);
        assert_eq!(bins_of(&fates), [Some(1), Some(1), Some(2), Some(0), Some(1)]);
        assert_eq!(allocation.received, [1, 3, 1]);
    }

    /// A4: a place that comes free goes to the earliest item that waits for it.
    #[test]
    fn a_freed_place_goes_to_the_earliest_that_waits() {
        // Bin 0 is full; the last item leaves it for bin 1.
        let groups = Groups::new(2, 2, &[(0, 0), (1, 1)]);
        let leaving = Item { frees: Some(0), ..item(1) };
        let items = [item(0), item(0), leaving];
        let (fates, allocation) = allocated(&items, &groups, &[Some(0), Some(1)], &[0, 0]);
        assert_eq!(bins_of(&fates), [Some(0), None, Some(1)]);
        assert_eq!(allocation.room, [Some(0), Some(0)]);
        assert_eq!(fates[1].refusal(), Some(Refusal::NoRoom));
    }

    /// A8: a group without bins, and one that is unknown, are told apart from a lack of room.
    #[test]
    fn an_item_without_a_bin_says_so() {
        let groups = Groups::new(2, 1, &[(0, 0)]);
        let (fates, _) = allocated(&[item(1), item(9)], &groups, &[None], &[0]);
        assert!(fates.iter().all(|fate| fate.refusal() == Some(Refusal::NoBin)));
    }

    /// The most items that can be placed, by trying everything.
    fn most(
        items: &[Item],
        groups: &Groups,
        room: &mut [Option<i64>],
        received: &mut [u32],
    ) -> Option<u32> {
        let Some((item, rest)) = items.split_first() else {
            let mut bins = room.iter().zip(received.iter());
            let sound = bins.all(|(room, own)| *own == 0 || room.is_none_or(|room| room >= 0));
            return sound.then_some(0);
        };
        let mut best = most(rest, groups, room, received);
        let barred = groups.barred_in(item.group, item.barred);
        for bin in groups.bins_of(item.group).iter().filter(|bin| Some(**bin) != barred) {
            let before = room.to_vec();
            room[*bin as usize] = room[*bin as usize].map(|room| room - 1);
            if let Some(freed) = item.frees {
                room[freed as usize] = room[freed as usize].map(|room| room + 1);
            }
            received[*bin as usize] += 1;
            best = best.max(most(rest, groups, room, received).map(|placed| placed + 1));
            received[*bin as usize] -= 1;
            room.copy_from_slice(&before);
        }
        best
    }

    /// A3, A4: whatever the groups, barred bins and room, a result is sound and nothing can be placed on top of it.
    #[test]
    fn a_result_is_sound_and_maximal() {
        let mut random = Random(8);
        for case in 0..5_000 {
            let bins = 1 + random.below(4);
            let members: Vec<(u32, u32)> = (0..3)
                .flat_map(|group| (0..bins).map(move |bin| (group, bin)))
                .filter(|_| !random.once_in(3))
                .collect();
            let groups = Groups::new(3, bins as usize, &members);
            let room: Vec<Option<i64>> =
                (0..bins).map(|_| random.maybe(9, 4).map(|room| i64::from(room) - 2)).collect();
            let items: Vec<Item> = (0..random.below(8))
                .map(|_| Item {
                    group: random.below(3),
                    barred: random.maybe(2, bins),
                    frees: random.maybe(5, bins),
                })
                .collect();
            let counter = vec![0; bins as usize];
            let (fates, allocation) = allocated(&items, &groups, &room, &counter);

            let mut left = Vec::new();
            let mut expected = room.clone();
            for (item, fate) in items.iter().zip(&fates) {
                let Some(bin) = fate.bin() else {
                    left.push(*item);
                    continue;
                };
                assert!(groups.bins_of(item.group).contains(&bin), "case {case}");
                assert_ne!(groups.barred_in(item.group, item.barred), Some(bin), "case {case}");
                expected[bin as usize] = expected[bin as usize].map(|room| room - 1);
                if let Some(freed) = item.frees {
                    expected[freed as usize] = expected[freed as usize].map(|room| room + 1);
                }
            }
            assert_eq!(allocation.room, expected, "case {case}");
            for (room, received) in expected.iter().zip(&allocation.received) {
                assert!(*received == 0 || room.is_none_or(|room| room >= 0), "case {case}");
            }
            let more = most(&left, &groups, &mut expected, &mut vec![0; bins as usize]);
            assert_eq!(more, Some(0), "case {case}: {items:?} {room:?} {members:?} {fates:?}");
        }
    }
}
