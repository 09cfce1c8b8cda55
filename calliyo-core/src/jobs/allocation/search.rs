//! Which bins that hold too much shall receive.
//!
//! A bin above its cap either receives nothing, or gives away enough first: two different problems, each with a network of
//! its own. Undecided, it is treated as if what it holds too much cost nothing, which allows more than either. So a network
//! with undecided bins bounds what any decision about them can reach; where its own answer keeps the rules for them, that
//! answer is the best of all these decisions.
//!
//! Decisions about bins of different [parts](super::parts) do not touch each other, so each part has a search of its own:
//! what would multiply adds up. Once all is decided, one network of the whole finds what the parts found.

use alloc::{vec, vec::Vec};
use core::cmp::Ordering;

use super::{
    Items, Network, Problem,
    level::{Flow as _, Vessels, even_out},
    number,
    parts::parts_with,
    units::Units,
    value,
};
use crate::order::{Pair, halves, pair};

/// After this many steps the search stops with the best that was found: about half a second, and that of the network at
/// hand.
const MOST_STEPS: u64 = 1 << 25;

/// What a bin above its cap does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Undecided,
    Receives,
    ReceivesNothing,
}

/// How many items of each class are placed, and in which bins.
pub(in crate::jobs) enum Allocation<'a> {
    ByClass(Network<'a>),
    ByUnit(Units<'a>),
}

impl Allocation<'_> {
    /// Per class, how many items are placed.
    pub(in crate::jobs) fn placed(&self) -> &[i64] {
        match self {
            Self::ByClass(network) => network.placed(),
            Self::ByUnit(units) => units.placed(),
        }
    }

    /// Items received by a bin.
    pub(in crate::jobs) fn received(&self, bin: u32) -> i64 {
        match self {
            Self::ByClass(network) => network.received(bin),
            Self::ByUnit(units) => units.received(bin),
        }
    }

    /// Gives bin, class and number of items received to `work`.
    pub(in crate::jobs) fn for_each_given(&self, mut work: impl FnMut(u32, u32, i64)) {
        match self {
            Self::ByClass(network) => network.for_each_given(work),
            Self::ByUnit(units) => units.for_each_given(|bin, class| work(bin, class, 1)),
        }
    }

    /// Shares the items out most evenly; `vessels` has the agents of each bin.
    pub(in crate::jobs) fn even_out(&mut self, vessels: &[Vessels]) {
        match self {
            Self::ByClass(network) => even_out(network, vessels),
            Self::ByUnit(units) => even_out(units, vessels),
        }
    }
}

/// An allocation of the most items, the best of them.
pub(in crate::jobs) struct Solution<'a> {
    pub(in crate::jobs) allocation: Allocation<'a>,
    /// No allocation is better (parts 1 and 2 of the problem).
    pub(in crate::jobs) is_proven: bool,
}

/// Places the most items, the best of them.
pub(in crate::jobs) fn solve<'a>(problem: &'a Problem, items: &dyn Items) -> Solution<'a> {
    if let Some(units) = Units::new(problem, items) {
        return Solution { allocation: Allocation::ByUnit(units), is_proven: true };
    }
    let Found { network, is_proven, .. } = solve_within(problem, items, MOST_STEPS);
    Solution { allocation: Allocation::ByClass(network), is_proven }
}

/// What the search came to.
struct Found<'a> {
    network: Network<'a>,
    is_proven: bool,
    /// How much work the search was.
    steps: u64,
}

fn solve_within<'a>(problem: &'a Problem, items: &dyn Items, most_steps: u64) -> Found<'a> {
    let mut search = Search::new(problem, items, most_steps);
    let bins = 0..number(problem.bins.len());
    let above: Vec<u32> = bins.filter(|bin| search.deficit(*bin) > 0).collect();
    let mut choices = vec![Choice::Receives; problem.bins.len()];
    let Some(parts) = parts_with(problem, items, &above) else {
        return search.solve(choices, &above);
    };
    let mut is_proven = true;
    for (before, part) in parts.iter().enumerate() {
        let parts_left = number(parts.len().saturating_sub(before)).into();
        let steps_left = most_steps.saturating_sub(search.steps);
        let most = steps_left.checked_div(parts_left).unwrap_or_default();
        let found = solve_within(&part.problem, &part.items, most);
        is_proven &= found.is_proven;
        search.steps = search.steps.saturating_add(found.steps);
        for (bin, own) in (0..).zip(&part.bins) {
            if found.network.received(bin) == 0 && search.deficit(*own) > 0 {
                search.set(&mut choices, *own, Choice::ReceivesNothing);
            }
        }
    }
    // Nothing is left to be decided.
    let network = search.network(&choices, None).unwrap_or_else(|| search.nothing());
    Found { network, is_proven, steps: search.steps }
}

struct Search<'a, 'i> {
    problem: &'a Problem,
    items: &'i dyn Items,
    /// Per bin, the items that hold a place in it.
    leaving: Vec<i64>,
    steps: u64,
    /// After so many it is given up.
    most_steps: u64,
}

impl<'a, 'i> Search<'a, 'i> {
    fn new(problem: &'a Problem, items: &'i dyn Items, most_steps: u64) -> Self {
        let mut leaving = vec![0; problem.bins.len()];
        for class in &problem.classes {
            if let Some(bin) = class.frees {
                super::add(&mut leaving, bin, class.count);
            }
        }
        Self { problem, items, leaving, steps: 0, most_steps }
    }

    /// The best allocation, whoever of the bins `above` their cap receives; all others do.
    fn solve(&mut self, mut start: Vec<Choice>, above: &[u32]) -> Found<'a> {
        for bin in above {
            self.set(&mut start, *bin, Choice::Undecided);
        }
        let mut best = self.guess(&start, above);
        if above.is_empty() {
            // There was nothing to be decided.
            return Found { network: best, is_proven: true, steps: self.steps };
        }
        let mut open = vec![start];
        while let Some(choices) = open.pop() {
            if self.is_given_up() {
                return Found { network: best, is_proven: false, steps: self.steps };
            }
            let Some(network) = self.network(&choices, Some(&best)) else { continue };
            match above.iter().copied().find(|bin| self.breaks_the_rule(&choices, &network, *bin)) {
                None => best = network,
                Some(bin) => {
                    for choice in [Choice::ReceivesNothing, Choice::Receives] {
                        let mut next = choices.clone();
                        self.set(&mut next, bin, choice);
                        open.push(next);
                    }
                }
            }
        }
        Found { network: best, is_proven: true, steps: self.steps }
    }

    /// Whether the search takes too long.
    const fn is_given_up(&self) -> bool {
        self.steps > self.most_steps
    }

    /// Whether there is time left for another guess: also once a search is given up, it is to begin with a good one.
    const fn may_guess(&self) -> bool {
        self.steps <= self.most_steps.saturating_add(MOST_STEPS)
    }

    fn set(&self, choices: &mut [Choice], bin: u32, choice: Choice) {
        if let Some(own) = choices.get_mut(bin as usize) {
            *own = choice;
        }
    }

    fn choice(&self, choices: &[Choice], bin: u32) -> Choice {
        choices.get(bin as usize).copied().unwrap_or(Choice::ReceivesNothing)
    }

    /// How much too much a bin holds.
    fn deficit(&self, bin: u32) -> i64 {
        self.problem.bins.get(bin as usize).map_or(0, |bin| bin.room.saturating_neg().max(0))
    }

    /// The best allocation under these choices, unless it is no better than another.
    fn network(&mut self, choices: &[Choice], beat: Option<&Network<'a>>) -> Option<Network<'a>> {
        let (places, intake) = (0..)
            .zip(&self.problem.bins)
            .map(|(bin, own)| {
                let leaving = value(&self.leaving, bin);
                let with_room = leaving.saturating_add(own.room);
                match self.choice(choices, bin) {
                    Choice::Receives => (with_room, own.intake),
                    Choice::ReceivesNothing => (leaving, 0),
                    Choice::Undecided => (leaving, own.intake.min(with_room).max(0)),
                }
            })
            .unzip();
        let mut network = Network::new(self.problem, places, intake);
        network.fill_in_line(self.items);
        network.fill();
        network.place_most();
        self.steps = self.steps.saturating_add(network.steps());
        let total = network.total();
        if network.is_overfull() || beat.is_some_and(|best| total < best.total()) {
            return None;
        }
        let before = network.steps();
        network.choose(self.items);
        self.steps = self.steps.saturating_add(network.steps().saturating_sub(before));
        match beat {
            Some(best) if total == best.total() && self.compare(&network, best).is_le() => None,
            _ => Some(network),
        }
    }

    /// Which of two allocations of the same number places the better items: greater is better.
    fn compare(&mut self, left: &Network<'_>, right: &Network<'_>) -> Ordering {
        if left.placed() == right.placed() {
            return Ordering::Equal;
        }
        let mut seen = vec![0_i64; self.problem.classes.len()];
        let mut order = Ordering::Equal;
        let mut steps = 0_u64;
        self.items.for_each(|class| {
            steps = steps.wrapping_add(1);
            if order.is_eq() {
                super::add(&mut seen, class, 1);
                let is_placed =
                    |network: &Network<'_>| value(&seen, class) <= value(network.placed(), class);
                order = is_placed(left).cmp(&is_placed(right));
            }
        });
        self.steps = self.steps.saturating_add(steps);
        order
    }

    /// Whether an undecided bin receives more than it may.
    fn breaks_the_rule(&self, choices: &[Choice], network: &Network<'_>, bin: u32) -> bool {
        let held = network.received(bin).saturating_add(network.staying(bin));
        let places = value(&self.leaving, bin).saturating_sub(self.deficit(bin));
        self.choice(choices, bin) == Choice::Undecided && network.received(bin) > 0 && held > places
    }

    /// A good allocation to begin with: nobody above the cap receives, or those do who are cheapest; the better of the two.
    fn guess(&mut self, start: &[Choice], above: &[u32]) -> Network<'a> {
        let mut choices = start.to_vec();
        for bin in above {
            self.set(&mut choices, *bin, Choice::ReceivesNothing);
        }
        let Some(nobody) = self.network(&choices, None) else { return self.nothing() };
        let cheapest = self.with_cheapest(&choices, &nobody, above);
        let best = self.with_more(choices, nobody, above);
        let Some((choices, cheapest)) = cheapest else { return best };
        let other = self.with_more(choices, cheapest, above);
        let order = other.total().cmp(&best.total()).then_with(|| self.compare(&other, &best));
        if order.is_gt() { other } else { best }
    }

    /// As many bins receive as there are places for what they hold too much: that is the price, paid once, at which all
    /// items that hold a place in a bin can leave it. Those come first who let the most items leave for it. `nobody` is what
    /// is possible where no bin above the cap receives.
    fn with_cheapest(
        &mut self,
        choices: &[Choice],
        nobody: &Network<'a>,
        above: &[u32],
    ) -> Option<(Vec<Choice>, Network<'a>)> {
        let leaving = |bin: u32| value(&self.leaving, bin);
        let thousandths = |bin: u32| {
            let gain = leaving(bin).saturating_mul(1000).checked_div(self.deficit(bin));
            u32::try_from(gain.unwrap_or_default()).unwrap_or(u32::MAX)
        };
        let candidates = above.iter().filter(|bin| leaving(**bin) > self.deficit(**bin));
        // The larger gain first, then the lesser bin.
        let mut gains: Vec<Pair> = candidates.map(|bin| pair((!thousandths(*bin), *bin))).collect();
        gains.sort_unstable();
        let mut cheapest: Vec<u32> = gains.into_iter().map(|own| halves(own).1).collect();
        // Items from below the cap bring their places with them.
        let classes = self.problem.classes.iter().zip(nobody.placed());
        let brings = |bin: &u32| above.binary_search(bin).is_err();
        let paying = classes.filter(|(class, _)| !class.frees.as_ref().is_some_and(brings));
        let mut places = paying.fold(0_i64, |sum, (_, placed)| sum.saturating_add(*placed));
        cheapest.retain(|bin| {
            let left = places.saturating_sub(self.deficit(*bin));
            let is_paid = left >= 0;
            if is_paid {
                places = left;
            }
            is_paid
        });
        while !cheapest.is_empty() && self.may_guess() {
            let mut choices = choices.to_vec();
            for bin in &cheapest {
                self.set(&mut choices, *bin, Choice::Receives);
            }
            if let Some(found) = self.network(&choices, None) {
                return Some((choices, found));
            }
            // Not all items may go everywhere.
            cheapest.truncate(cheapest.len() / 2);
        }
        None
    }

    /// Lets everybody above the cap receive, too, who has given away enough, and so on as long as there are more of them.
    fn with_more(
        &mut self,
        mut choices: Vec<Choice>,
        mut found: Network<'a>,
        above: &[u32],
    ) -> Network<'a> {
        loop {
            let more: Vec<u32> = above
                .iter()
                .copied()
                .filter(|bin| self.choice(&choices, *bin) == Choice::ReceivesNothing)
                .filter(|bin| {
                    let left = value(&self.leaving, *bin).saturating_sub(found.staying(*bin));
                    left > self.deficit(*bin)
                })
                .collect();
            if more.is_empty() || !self.may_guess() {
                return found;
            }
            for bin in more {
                self.set(&mut choices, bin, Choice::Receives);
            }
            // What was found is possible still, so the next is no worse.
            match self.network(&choices, None) {
                Some(next) => found = next,
                None => return found,
            }
        }
    }

    fn nothing(&self) -> Network<'a> {
        let none = vec![0; self.problem.bins.len()];
        Network::new(self.problem, none.clone(), none)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::{vec, vec::Vec};

    use super::{
        super::{Bin, Class, Lists, Lot, UNLIMITED, units::tests::choosy},
        *,
    };
    use crate::jobs::testing::Random;

    /// Two problems that have nothing to do with each other, as one, with the items of both in any order.
    fn beside(
        (one, mut items): (Problem, Vec<u32>),
        (other, others): (Problem, Vec<u32>),
        random: &mut Random,
    ) -> (Problem, Vec<u32>) {
        let (bins, groups, classes) =
            (number(one.bins.len()), number(one.groups.len()), number(one.classes.len()));
        let members = |problem: &Problem, groups: u32, bins: u32| -> Vec<(u32, u32)> {
            let lists =
                (0..number(problem.groups.len())).map(|own| (own, problem.groups.list(own)));
            let pairs = lists.flat_map(|(own, list)| list.iter().map(move |bin| (own, *bin)));
            pairs.map(|(own, bin)| (own + groups, bin + bins)).collect()
        };
        let all = [members(&one, 0, 0), members(&other, groups, bins)].concat();
        let moved = other.classes.into_iter().map(|own| Class {
            group: own.group + groups,
            excluded: own.excluded.iter().map(|bin| bin + bins).collect(),
            frees: own.frees.map(|bin| bin + bins),
            ..own
        });
        for class in others {
            items.insert(random.below(number(items.len()) + 1) as usize, class + classes);
        }
        let whole = Problem {
            bins: [one.bins, other.bins].concat(),
            groups: Lists::new(groups as usize + other.groups.len(), all),
            classes: one.classes.into_iter().chain(moved).collect(),
        };
        (whole, items)
    }

    /// A4, A5: parts that have nothing to do with each other are solved by themselves as they are together.
    #[test]
    fn parts_solved_by_themselves_are_the_best_of_the_whole() {
        let mut random = Random(43);
        let (mut in_parts, mut receive) = (0, 0);
        for case in 0..3_000 {
            let (one, other) = (choosy(&mut random), choosy(&mut random));
            let (problem, items) = beside(one, other, &mut random);
            let mut search = Search::new(&problem, &items, MOST_STEPS);
            let bins = 0..number(problem.bins.len());
            let above: Vec<u32> = bins.filter(|bin| search.deficit(*bin) > 0).collect();
            let parts = parts_with(&problem, &items, &above).unwrap_or_default();
            in_parts += u32::from(parts.len() > 1);
            let together = search.solve(vec![Choice::Receives; problem.bins.len()], &above);
            let by_parts = solve_within(&problem, &items, MOST_STEPS);
            assert!(together.is_proven && by_parts.is_proven);
            let (placed, expected) = (by_parts.network.placed(), together.network.placed());
            assert_eq!(placed, expected, "case {case}: {problem:?} {items:?}");
            assert!(!by_parts.network.is_overfull(), "case {case}: {problem:?} {items:?}");
            receive += u32::from(above.iter().any(|bin| by_parts.network.received(*bin) > 0));
        }
        assert!(in_parts > 500 && receive > 200, "{in_parts} {receive}");
    }

    /// One bin with room, and bins that hold so much too much, with so many items each.
    fn knapsack(room: i64, above: &[(i64, i64)]) -> Problem {
        let bin = |room: i64| Bin { room, intake: UNLIMITED, level: 0, size: 1 };
        let rooms = above.iter().map(|(deficit, _)| bin(-deficit));
        let bins: Vec<Bin> = core::iter::once(bin(room)).chain(rooms).collect();
        let members: Vec<(u32, u32)> = (0..number(bins.len())).map(|bin| (0, bin)).collect();
        let classes = (1..).zip(above).map(|(bin, (_, count))| Class {
            count: *count,
            group: 0,
            excluded: vec![bin],
            frees: Some(bin),
        });
        Problem { classes: classes.collect(), groups: Lists::new(1, members), bins }
    }

    /// All items of the first class, then all of the next, and so on.
    impl Items for Problem {
        fn for_each_block(&self, work: &mut dyn FnMut(&[u32])) {
            for (number, class) in (0..).zip(&self.classes) {
                (0..class.count).for_each(|_| work(&[number]));
            }
        }
    }

    /// What the search over networks finds, whatever the number of classes.
    pub(in super::super) fn network<'a>(problem: &'a Problem, items: &dyn Items) -> Network<'a> {
        let found = solve_within(problem, items, MOST_STEPS);
        assert!(found.is_proven);
        found.network
    }

    /// How many items of each class it places.
    pub(in super::super) fn by_class(problem: &Problem, items: &dyn Items) -> Vec<i64> {
        network(problem, items).placed().to_vec()
    }

    /// Items by class, some of which are given at once.
    struct InLots<'a> {
        items: &'a [u32],
        classes: usize,
        size: usize,
    }

    impl Items for InLots<'_> {
        fn for_each_block(&self, work: &mut dyn FnMut(&[u32])) {
            work(self.items);
        }

        fn for_each_lot(&self, work: &mut dyn FnMut(Lot<'_>) -> bool) {
            for lot in self.items.chunks(self.size) {
                let mut counts = vec![0; self.classes];
                lot.iter().for_each(|class| counts[*class as usize] += 1);
                if !work(Lot::Many(&counts)) {
                    assert!(work(Lot::Each(lot)));
                }
            }
        }
    }

    /// A5: items of which many are looked at together are chosen as they are one by one.
    #[test]
    fn items_given_in_lots_are_chosen_as_one_by_one() {
        let mut random = Random(37);
        let mut some_left = 0;
        for case in 0..4_000 {
            let (problem, items) = choosy(&mut random);
            let of_bin = |bin: &Bin| (bin.room, bin.intake);
            let (places, intake) = problem.bins.iter().map(of_bin).unzip();
            let mut one_by_one = Network::new(&problem, places, intake);
            one_by_one.fill();
            one_by_one.place_most();
            let mut in_lots = one_by_one.clone();
            one_by_one.choose(&items);
            let (classes, size) = (problem.classes.len(), 1 + random.below(6) as usize);
            in_lots.choose(&InLots { items: &items, classes, size });
            assert_eq!(in_lots.placed(), one_by_one.placed(), "case {case}: {problem:?} {items:?}");
            let given = |network: &Network<'_>| {
                let mut given = Vec::new();
                network.for_each_given(|bin, class, units| given.push((bin, class, units)));
                given
            };
            assert_eq!(given(&in_lots), given(&one_by_one), "case {case}: {problem:?} {items:?}");
            assert_eq!(in_lots.steps(), one_by_one.steps());
            some_left += u32::from(in_lots.total() < number(items.len()).into());
        }
        assert!(some_left > 1_000, "items are left in {some_left} cases only");
    }

    /// A4, A5: who above the cap gives away enough to receive is chosen as well as a knapsack can be packed.
    #[test]
    fn the_best_of_those_above_the_cap_receive() {
        let mut random = Random(12);
        for case in 0..400 {
            let above: Vec<(i64, i64)> = (0..2 + random.below(3))
                .map(|_| (1 + i64::from(random.below(4)), i64::from(random.below(8))))
                .collect();
            let room = i64::from(random.below(9));
            let problem = knapsack(room, &above);
            let solution = solve_within(&problem, &problem, MOST_STEPS);
            assert!(solution.is_proven);
            // Each place of the room takes a lead; who has given away enough gives further leads for nothing. Nobody
            // gets its own leads back, so the others must have room for the leads of each.
            let best = (0_u32..1 << above.len())
                .filter_map(|chosen| {
                    let receives = |own: usize| chosen >> own & 1 == 1;
                    most_with(room, &above, &receives)
                })
                .max();
            assert_eq!(Some(solution.network.total()), best, "case {case}: {room} {above:?}");
        }
    }

    /// The most leads placed when these receive: by how many leave each, in all ways.
    fn most_with(room: i64, above: &[(i64, i64)], receives: &dyn Fn(usize) -> bool) -> Option<i64> {
        let mut best = None;
        let mut leaving = vec![0_i64; above.len()];
        loop {
            let capacity = |own: usize| leaving[own] - above[own].0;
            let keeps = |own: usize| !receives(own) || capacity(own) >= 0;
            if (0..above.len()).all(keeps) {
                let receiving = |own: usize| if receives(own) { capacity(own) } else { 0 };
                let together = room + (0..above.len()).map(receiving).sum::<i64>();
                let all = leaving.iter().sum::<i64>();
                let fits = |own: usize| leaving[own] <= together - receiving(own);
                if all <= together && (0..above.len()).all(fits) {
                    best = best.max(Some(all));
                }
            }
            let Some(next) = (0..above.len()).find(|own| leaving[*own] < above[*own].1) else {
                return best;
            };
            leaving[..next].fill(0);
            leaving[next] += 1;
        }
    }

    /// A4, A5: a search begins with those who let the most items leave for a place, so that it is good when it is given up.
    #[test]
    fn a_search_begins_with_who_is_cheapest() {
        let problem = knapsack(12, &[(9, 12), (6, 40), (8, 10), (6, 38), (7, 9)]);
        let of = |most_steps| solve_within(&problem, &problem, most_steps);
        let (given_up, proven) = (of(0), of(MOST_STEPS));
        assert!(!given_up.is_proven && proven.is_proven);
        // Two pay all twelve places; then all leads of theirs can leave.
        assert_eq!((given_up.network.total(), proven.network.total()), (78, 78));
    }

    /// A5: a search that is given up still keeps every rule, and does not claim to be the best.
    #[test]
    fn a_search_given_up_keeps_the_rules_and_proves_nothing() {
        let problem = knapsack(7, &[(5, 15), (4, 12), (3, 10), (2, 3)]);
        let proven = solve_within(&problem, &problem, MOST_STEPS);
        let given_up = solve_within(&problem, &problem, 0);
        assert!(proven.is_proven && !given_up.is_proven);
        assert!(!given_up.network.is_overfull());
        assert!(given_up.network.total() >= 7);
        assert!(given_up.network.total() <= proven.network.total());
    }
}
