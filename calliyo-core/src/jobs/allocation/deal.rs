//! Dealing items in turn.
//!
//! Each agent has a number of items to get. Item by item goes to the agent who has received the fewest so far, the first in
//! order among equals, who still has to get some, is not barred, and leaves the rest dealable.
//!
//! The rest is dealable as long as no agent has more left to get, together with the items that are barred from it, than
//! there are items left (Hall's condition, where each item is barred from at most one agent). An agent for whom the two are
//! equal is *pressed*: from then on it gets every item that is not barred from it. As only one item goes at a time, an agent
//! whose slack is `s` cannot be pressed within the next `s` items. At most three agents together can have more than half of
//! what is left at stake, so all but three are out of the question for half of the items left, and who they are need be
//! found out only so often as the items left have halved.
//!
//! So agents get one item each, round by round, until they have their share, and what each has received need not be noted:
//! the number of rounds and the place within the round tell it, but for an agent who was passed over, as the item was
//! barred from it, and for one who is pressed. Of these two it is counted.

use alloc::vec::Vec;
use core::ops::Range;

use super::{
    super::{NO_AGENT, add_one, at, words},
    number,
};

/// So many items are dealt at once.
const SWEEP: usize = 256;

/// So many rounds are looked ahead at most. An agent who is passed over in all of them stands as often among those who are
/// next, and is looked at each time.
const MOST_ROUNDS: u32 = 256;

/// From whom items are barred, where an item is the agent or [`NO_AGENT`].
#[derive(Clone, Copy)]
pub(in crate::jobs) struct Bars<'a> {
    /// Per agent, the place with its dealer.
    pub(in crate::jobs) place_of: &'a [u32],
    /// Bars count.
    pub(in crate::jobs) count: bool,
}

impl Bars<'_> {
    const fn is_barred(self, item: u32, agent: u32) -> bool {
        self.count && item == agent
    }
}

/// Deals the items of one bin among its agents.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Dealer {
    /// The agents by place, in order.
    agents: Vec<u32>,
    /// By place, the items to get in all.
    share: Vec<u32>,
    /// By place, the items left that are barred from the agent.
    barred: Vec<u32>,
    left: u32,
    round: Round,
    /// The next in the round.
    next: usize,
    /// How many rounds went before.
    rounds: u32,
    /// An agent passed over because the item was barred from it.
    behind: Option<OutOfTurn>,
    pressed: Option<OutOfTurn>,
    /// Those who may be pressed soon.
    watched: Vec<u32>,
    /// For so many items nobody else can be pressed.
    safe: u32,
    /// The items barred may be fewer than noted: some were dealt since they were counted.
    is_stale: bool,
    /// Once they were counted anew they are counted down as items are dealt, so that this happens once at most.
    counts_down: bool,
}

/// An agent of whom the rounds do not tell what it has received.
#[derive(Clone, Copy, Debug)]
struct OutOfTurn {
    agent: u32,
    received: u32,
    /// The items to get in all.
    share: u32,
}

impl Dealer {
    /// Deals to each agent its due; `barred` are the items, of all that will be dealt, that are barred from it: so many or,
    /// if not exact, at most so many.
    pub(in crate::jobs) fn new(
        agents: Vec<u32>,
        due: Vec<u32>,
        barred: Vec<u32>,
        is_exact: bool,
    ) -> Self {
        let left = due.iter().fold(0_u32, |sum, due| sum.saturating_add(*due));
        Self {
            round: Round::new(&agents, &due),
            agents,
            share: due,
            barred,
            left,
            next: 0,
            rounds: 0,
            behind: None,
            pressed: None,
            watched: Vec::new(),
            safe: 0,
            is_stale: !is_exact,
            counts_down: false,
        }
    }

    /// The agent whom not everything can be dealt without: one with more to get and barred from it than there is.
    pub(in crate::jobs) fn stuck(&self) -> impl Iterator<Item = u32> + '_ {
        let all = u64::from(self.left);
        (0..number(self.agents.len()))
            .filter(move |place| self.stake(*place) > all)
            .map(|place| self.agent(place))
    }

    /// The agent for the next item.
    fn deal(&mut self, item: u32, bars: Bars<'_>) -> u32 {
        if self.safe == 0 && self.pressed.is_none() {
            self.look_out();
        }
        let all = u64::from(self.left);
        if self.pressed.is_none()
            && let Some(place) = self.watched.iter().copied().find(|own| self.stake(*own) >= all)
        {
            self.press(place);
        }
        let agent = match &mut self.pressed {
            Some(pressed) if !bars.is_barred(item, pressed.agent) => pressed.get(1),
            _ => self.in_turn(item, bars),
        };
        if let Some(place) = self.place(item, bars) {
            one_less(&mut self.barred, place);
        }
        self.left = self.left.saturating_sub(1);
        self.safe = self.safe.saturating_sub(1);
        agent
    }

    /// Deals item after item, and writes the agent of each to its slot; how many were dealt. Before the rest can be, the
    /// items left that are barred from each must be counted anew: [`Dealer::recount`].
    pub(in crate::jobs) fn deal_slots(
        &mut self,
        items: &[u32],
        slots: &mut [u32],
        bars: Bars<'_>,
    ) -> usize {
        let mut dealt = 0_usize;
        while let (Some(items), Some(slots)) = (items.get(dealt..), slots.get_mut(dealt..))
            && let Some(item) = items.first()
        {
            if self.safe == 0 && self.pressed.is_none() {
                self.look_out();
                if self.is_stale && !self.watched.is_empty() {
                    self.safe = 0;
                    return dealt;
                }
            }
            let swept = match (self.is_in_plain_turn(), self.pressed) {
                (false, _) => 0,
                (true, None) => self.sweep(items, slots, bars),
                (true, Some(pressed)) => self.sweep_around(pressed.agent, items, slots, bars),
            };
            if swept == 0
                && let Some(slot) = slots.first_mut()
            {
                *slot = self.deal(*item, bars);
            }
            dealt = dealt.saturating_add(swept.max(1));
        }
        dealt
    }

    /// Whether so many items can be dealt in turn, whomever they are barred from: they take few rounds, nobody was passed over,
    /// and nobody is pressed before thrice as many are dealt.
    pub(in crate::jobs) fn is_settled_for(&mut self, items: u32) -> bool {
        let is_calm = self.behind.is_none() && self.pressed.is_none() && self.watched.is_empty();
        let in_rounds = number(self.round.agents.len()).saturating_mul(MOST_ROUNDS);
        if !is_calm || self.counts_down || items > in_rounds {
            return items == 0;
        }
        let needed = items.saturating_mul(3);
        if self.safe < needed {
            self.look_out();
            if self.safe < needed || !self.watched.is_empty() {
                // Whoever deals them is to look out again, as the items barred may have to be counted anew.
                self.safe = 0;
                self.watched.clear();
                return items == 0;
            }
        }
        true
    }

    /// Writes who is next, item after item, as if none were barred from anybody, and takes the items for dealt. The dealer is
    /// settled for them.
    pub(in crate::jobs) fn look_ahead(&mut self, slots: &mut [u32]) {
        self.is_stale |= !slots.is_empty();
        let mut filled = 0_usize;
        while filled < slots.len() {
            if self.next >= self.round.agents.len() {
                self.begin_round();
            }
            let agents = self.round.agents.get(self.next..).unwrap_or_default();
            let rest = slots.get_mut(filled..).unwrap_or_default();
            let count = agents.len().min(rest.len());
            if count == 0 {
                // Nobody is left, which a settled dealer rules out.
                return rest.fill(NO_AGENT);
            }
            rest.iter_mut().zip(agents).for_each(|(slot, agent)| *slot = *agent);
            filled = filled.saturating_add(count);
            self.next = self.next.saturating_add(count);
            self.left = self.left.saturating_sub(number(count));
            self.safe = self.safe.saturating_sub(number(count));
        }
    }

    /// Notes that an agent lacks so many of the items that were taken for dealt to it: it was passed over.
    pub(in crate::jobs) fn put_behind(&mut self, agent: u32, items: u32) {
        let Ok(place) = self.agents.binary_search(&agent) else { return };
        if items == 0 {
            return;
        }
        let share = at(&self.share, number(place));
        let received = self.received_in_turn(agent).min(share).saturating_sub(items);
        self.behind = Some(OutOfTurn { agent, received, share });
        self.left = self.left.saturating_add(items);
        self.safe = self.safe.saturating_add(items);
    }

    /// Takes note of whom the items left are barred from.
    pub(in crate::jobs) fn recount(&mut self, items: impl Iterator<Item = u32>, bars: Bars<'_>) {
        self.begin_recount();
        items.for_each(|item| self.count(item, bars));
    }

    /// Forgets whom the items left are barred from; [`Dealer::count`] is to be told each of them.
    pub(in crate::jobs) fn begin_recount(&mut self) {
        self.barred.fill(0);
        self.is_stale = false;
        self.counts_down = true;
    }

    /// Takes note of whom one of the items left is barred from.
    pub(in crate::jobs) fn count(&mut self, item: u32, bars: Bars<'_>) {
        if let Some(place) = self.place(item, bars) {
            add_one(&mut self.barred, place);
        }
    }

    /// The agents, by place.
    pub(in crate::jobs) fn agents(&self) -> &[u32] {
        &self.agents
    }

    /// The place of the agent from whom the item is barred, who may be of another bin.
    fn place(&self, item: u32, bars: Bars<'_>) -> Option<u32> {
        let place = bars.place_of.get(item as usize).copied().filter(|_| bars.count)?;
        (self.agents.get(place as usize) == Some(&item)).then_some(place)
    }

    /// Whether the next items can go to the next in the round, one each, but for those that go to who is pressed.
    fn is_in_plain_turn(&mut self) -> bool {
        let is_settled = self.pressed.is_some() || self.watched.is_empty();
        let is_calm = self.behind.is_none() && is_settled;
        if is_calm && self.next >= self.round.agents.len() {
            self.begin_round();
        }
        is_calm
    }

    /// Deals one item each to the next in the round, until one is barred; how many were dealt.
    fn sweep(&mut self, items: &[u32], slots: &mut [u32], bars: Bars<'_>) -> usize {
        let agents = self.round.agents.get(self.next..).unwrap_or_default();
        let most =
            items.len().min(slots.len()).min(agents.len()).min(SWEEP).min(self.safe as usize);
        let pairs = || items.iter().zip(agents).take(most);
        let clash =
            pairs().fold(false, |clash, (item, agent)| clash | bars.is_barred(*item, *agent));
        let dealt = match clash {
            true => pairs().position(|(item, agent)| bars.is_barred(*item, *agent)).unwrap_or(most),
            false => most,
        };
        if let (Some(slots), Some(agents)) = (slots.get_mut(..dealt), agents.get(..dealt)) {
            slots.copy_from_slice(agents);
        }
        self.next = self.next.saturating_add(dealt);
        self.take_barred(items.get(..dealt).unwrap_or_default(), bars);
        let items = number(dealt);
        self.left = self.left.saturating_sub(items);
        self.safe = self.safe.saturating_sub(items);
        dealt
    }

    /// Deals every item that is not barred from who is pressed to that one, and the others one each to the next in the
    /// round; how many were dealt.
    fn sweep_around(
        &mut self,
        pressed: u32,
        items: &[u32],
        slots: &mut [u32],
        bars: Bars<'_>,
    ) -> usize {
        let agents = self.round.agents.get(self.next..).unwrap_or_default();
        // If nobody is left in the round, all that is left goes to who is pressed.
        let most = if agents.is_empty() { items.len() } else { items.len().min(agents.len()) };
        let most = most.min(slots.len());
        let mut takers = Takers::new(pressed);
        let mut others = 0_usize;
        let mut deal = |items: &[u32; words::BLOCK], slots: &mut [u32; words::BLOCK]| {
            let next = agents.get(others..).unwrap_or_default();
            let are_barred = items.map(|item| u8::from(bars.is_barred(item, pressed)));
            others = others.saturating_add(takers.deal(are_barred, next, slots));
        };
        let (items, last_items) = items.get(..most).unwrap_or_default().as_chunks();
        let (slots, last_slots) = slots.get_mut(..most).unwrap_or_default().as_chunks_mut();
        items.iter().zip(slots).for_each(|(items, slots)| deal(items, slots));
        if !last_items.is_empty() {
            // Items that there are not are barred from nobody, so that none of them goes to the others.
            let (mut items, mut slots) = ([NO_AGENT; words::BLOCK], [NO_AGENT; words::BLOCK]);
            items.iter_mut().zip(last_items).for_each(|(own, item)| *own = *item);
            deal(&items, &mut slots);
            last_slots.iter_mut().zip(slots).for_each(|(own, agent)| *own = agent);
        }
        self.next = self.next.saturating_add(others);
        if let Some(pressed) = &mut self.pressed {
            pressed.get(number(most.saturating_sub(others)));
        }
        self.left = self.left.saturating_sub(number(most));
        // Who is pressed stays so, and nobody asks any more whom items are barred from.
        self.is_stale = true;
        most
    }

    /// Items were dealt in a sweep: so many fewer are left that are barred from each.
    fn take_barred(&mut self, items: &[u32], bars: Bars<'_>) {
        if !self.counts_down {
            self.is_stale |= !items.is_empty();
        } else if bars.count {
            for item in items {
                if let Some(place) = self.place(*item, bars) {
                    one_less(&mut self.barred, place);
                }
            }
        }
    }

    fn agent(&self, place: u32) -> u32 {
        self.agents.get(place as usize).copied().unwrap_or(NO_AGENT)
    }

    /// The items to get.
    fn due(&self, place: u32) -> u32 {
        let (agent, share) = (self.agent(place), at(&self.share, place));
        let out_of_turn = [self.behind, self.pressed].into_iter().flatten();
        let received = match out_of_turn.into_iter().find(|own| own.agent == agent) {
            Some(own) => own.received,
            None => self.received_in_turn(agent),
        };
        share.saturating_sub(received)
    }

    /// What the rounds have brought to an agent; more than its share for one who had all of it in an earlier round.
    fn received_in_turn(&self, agent: u32) -> u32 {
        let is_yet_to_come = self.round.agents.get(self.next).is_some_and(|next| agent >= *next);
        self.rounds.saturating_add((!is_yet_to_come).into())
    }

    /// What the agent still gets and what is barred from it.
    fn stake(&self, place: u32) -> u64 {
        u64::from(self.due(place)).saturating_add(at(&self.barred, place).into())
    }

    /// Finds those who may be pressed soon, and for how long nobody else can be.
    fn look_out(&mut self) {
        let half = u64::from(self.left / 2);
        self.watched.clear();
        let mut most = 0;
        for place in 0..number(self.agents.len()) {
            let stake = self.stake(place);
            if stake > half {
                self.watched.push(place);
            } else {
                most = stake.max(most);
            }
        }
        self.safe = u32::try_from(u64::from(self.left).saturating_sub(most)).unwrap_or(u32::MAX);
    }

    fn press(&mut self, place: u32) {
        let (agent, share) = (self.agent(place), at(&self.share, place));
        let received = share.saturating_sub(self.due(place));
        self.pressed = Some(OutOfTurn { agent, received, share });
        self.behind = self.behind.filter(|behind| behind.agent != agent);
        // Out of the round for good.
        if let Some(position) = self.round.take_out(agent) {
            self.next = self.next.saturating_sub(usize::from(position < self.next));
        }
    }

    /// Gives the item to the agent whose turn it is, of those that it is not barred from.
    fn in_turn(&mut self, item: u32, bars: Bars<'_>) -> u32 {
        if let Some(mut behind) = self.behind
            && !bars.is_barred(item, behind.agent)
        {
            let agent = behind.get(1);
            self.behind = Some(behind).filter(|behind| !self.is_back_in_turn(*behind));
            return agent;
        }
        let (first, share) = self.next_in_round();
        if !bars.is_barred(item, first) {
            return first;
        }
        self.behind = Some(OutOfTurn { agent: first, received: self.rounds, share });
        let (second, _) = self.next_in_round();
        second
    }

    /// Goes on in the round to the next, but for one who was passed over: the agent, and the items it gets in all.
    fn next_in_round(&mut self) -> (u32, u32) {
        let mut begun = false;
        loop {
            match self.round.at(self.next) {
                Some((agent, share)) => {
                    self.next = self.next.saturating_add(1);
                    if self.behind.is_none_or(|behind| behind.agent != agent) {
                        return (agent, share);
                    }
                }
                // A whole round without anybody: there is nobody, which the condition above rules out.
                None if begun => return (NO_AGENT, 0),
                None => {
                    begun = true;
                    self.begin_round();
                }
            }
        }
    }

    fn begin_round(&mut self) {
        self.rounds = self.rounds.saturating_add(1);
        self.round.let_go(self.rounds);
        self.next = 0;
    }

    /// Whether an agent who was passed over has all it gets, or has as much as the rounds tell of it.
    fn is_back_in_turn(&self, behind: OutOfTurn) -> bool {
        behind.received == behind.share || behind.received == self.received_in_turn(behind.agent)
    }
}

/// Who takes the items while one agent is pressed.
struct Takers {
    /// First those who are next in the round, then who is pressed, so that one look finds either.
    agents: [[u32; words::BLOCK]; 2],
}

impl Takers {
    const fn new(pressed: u32) -> Self {
        Self { agents: [[pressed; words::BLOCK]; 2] }
    }

    /// Deals as many items as a word has bits: those that are barred from who is pressed, which have a 1, one each to the
    /// `next`; how many these are.
    ///
    /// Without a branch per item, as there is no telling which comes next. Eight items are a number of eight bytes, and its
    /// product with eight ones has in each byte how many up to there are barred.
    #[inline(never)]
    fn deal(
        &mut self,
        are_barred: [u8; words::BLOCK],
        next: &[u32],
        slots: &mut [u32; words::BLOCK],
    ) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        let [others, _] = &mut self.agents;
        match next.first_chunk() {
            Some(next) => *others = *next,
            None => others.iter_mut().zip(next).for_each(|(own, next)| *own = *next),
        }
        let agents = self.agents.as_flattened();
        let (eights, _) = are_barred.as_chunks();
        let (slots, _) = slots.as_chunks_mut::<8>();
        let mut before = 0;
        for (barred, slots) in eights.iter().zip(slots) {
            let barred = u64::from_le_bytes(*barred);
            // Sums of up to 64, so that no byte overflows.
            let with_own = barred.wrapping_mul(ONES).wrapping_add(before);
            let after_others = (barred ^ ONES).wrapping_mul(words::BLOCK as u64);
            let places = with_own.wrapping_sub(barred) | after_others;
            for (slot, place) in slots.iter_mut().zip(places.to_le_bytes()) {
                // A place is less than that anyway.
                let place = usize::from(place) % (2 * words::BLOCK);
                *slot = agents.get(place).copied().unwrap_or(NO_AGENT);
            }
            before = (with_own >> 56).wrapping_mul(ONES);
        }
        let [passed, ..] = before.to_le_bytes();
        passed.into()
    }
}

impl OutOfTurn {
    /// Gets so many items; the agent.
    fn get(&mut self, items: u32) -> u32 {
        self.received = self.received.saturating_add(items);
        self.agent
    }
}

/// Those who get an item each in a round.
#[derive(Clone, Debug)]
struct Round {
    /// In order.
    agents: Vec<u32>,
    /// What each gets in all.
    shares: Vec<u32>,
    /// Before so many rounds nobody has all it gets.
    least: u32,
}

impl Round {
    /// The first round: all who get anything.
    fn new(agents: &[u32], shares: &[u32]) -> Self {
        let mut round = Self { agents: agents.to_vec(), shares: shares.to_vec(), least: 0 };
        round.let_go(0);
        round
    }

    /// An agent, and the items it gets in all.
    fn at(&self, position: usize) -> Option<(u32, u32)> {
        self.agents.get(position).copied().zip(self.shares.get(position).copied())
    }

    /// Takes an agent out; where it was.
    fn take_out(&mut self, agent: u32) -> Option<usize> {
        let position = self.agents.binary_search(&agent).ok()?;
        self.agents.remove(position);
        self.shares.remove(position);
        Some(position)
    }

    /// Takes those out who have all they get after so many rounds. The others move up, in stretches as long as may be.
    fn let_go(&mut self, rounds: u32) {
        if rounds < self.least {
            return;
        }
        let (mut kept, mut moved) = (0, 0);
        let goes = |share: &u32| *share <= rounds;
        for first in (0..self.shares.len()).step_by(words::BLOCK) {
            let after = self.shares.len().min(first.saturating_add(words::BLOCK));
            // Mostly nobody of a block does, which is seen sooner.
            let shares = self.shares.get(first..after).unwrap_or_default();
            if !shares.iter().fold(false, |some, share| some | goes(share)) {
                continue;
            }
            for position in first..after {
                if self.shares.get(position).is_some_and(goes) {
                    kept = self.move_up(moved..position, kept);
                    moved = position.saturating_add(1);
                }
            }
        }
        // Who goes next is looked for once nobody goes: until then somebody mostly does in each round.
        self.least = match moved {
            0 => self.shares.iter().copied().min().unwrap_or(u32::MAX),
            _ => rounds.saturating_add(1),
        };
        kept = self.move_up(moved..self.shares.len(), kept);
        self.agents.truncate(kept);
        self.shares.truncate(kept);
    }

    /// Moves some up to a position; the one behind them.
    fn move_up(&mut self, positions: Range<usize>, to: usize) -> usize {
        let after = to.saturating_add(positions.len());
        if positions.start != to {
            self.agents.copy_within(positions.clone(), to);
            self.shares.copy_within(positions, to);
        }
        after
    }
}

fn one_less(values: &mut [u32], place: u32) {
    if let Some(own) = values.get_mut(place as usize) {
        *own = own.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use super::*;
    use crate::jobs::testing::Random;

    /// Items, each the agent that it is barred from (or nobody), and what the agents get of them.
    struct Hand {
        items: Vec<u32>,
        due: Vec<u32>,
        barred: Vec<u32>,
    }

    impl Hand {
        /// A hand that can be dealt: what one agent gets and what is barred from it are never more than all.
        fn random(random: &mut Random, agents: u32, most: u32) -> Self {
            let crowded = random.below(agents);
            let items: Vec<u32> = (0..random.below(most + 1))
                .map(|_| if random.once_in(3) { crowded } else { random.below(agents + 1) })
                .collect();
            let all = items.len() as u32;
            let mut hand =
                Self { items, due: vec![0; agents as usize], barred: vec![0; agents as usize] };
            for item in &hand.items {
                add_one(&mut hand.barred, *item);
            }
            for _ in 0..all {
                let fits: Vec<u32> = (0..agents)
                    .filter(|agent| at(&hand.due, *agent) + at(&hand.barred, *agent) < all)
                    .collect();
                // With two agents or more there always is one.
                let pick = fits[random.below(fits.len() as u32) as usize];
                add_one(&mut hand.due, pick);
            }
            hand
        }

        fn dealer(&self, barred: Vec<u32>, is_exact: bool) -> Dealer {
            let agents = (0..number(self.due.len())).collect();
            Dealer::new(agents, self.due.clone(), barred, is_exact)
        }

        /// The rule itself, item by item.
        fn dealt(&self) -> Vec<u32> {
            let agents = 0..number(self.due.len());
            let (mut due, mut barred) = (self.due.clone(), self.barred.clone());
            let mut received = vec![0_u32; self.due.len()];
            let mut dealt = Vec::new();
            for (place, item) in self.items.iter().enumerate() {
                let left = (self.items.len() - place) as u32;
                let pressed = |own: u32| due[own as usize] + barred[own as usize] == left;
                let leaves_rest_dealable =
                    |to: u32| agents.clone().all(|own| own == to || own == *item || !pressed(own));
                let to = agents
                    .clone()
                    .filter(|own| due[*own as usize] > 0 && *item != *own)
                    .filter(|own| leaves_rest_dealable(*own))
                    .min_by_key(|own| (received[*own as usize], *own))
                    .expect("the rest is dealable");
                due[to as usize] -= 1;
                received[to as usize] += 1;
                if let Some(barred) = barred.get_mut((*item) as usize) {
                    *barred -= 1;
                }
                dealt.push(to);
            }
            dealt
        }
    }

    /// A5: whole rounds at a time, with counts that are out of date, items are dealt as one by one.
    #[test]
    fn dealing_in_sweeps_is_dealing_one_by_one() {
        let mut random = Random(11);
        let mut pressed = 0;
        for case in 0..3_000 {
            let agents =
                if random.once_in(3) { 2 + random.below(3) } else { 5 + random.below(150) };
            let hand = Hand::random(&mut random, agents, 600);
            let expected = hand.dealt();

            let places: Vec<u32> = (0..agents).collect();
            let bars = Bars { place_of: &places, count: true };
            let mut dealer = hand.dealer(hand.barred.clone(), true);
            assert_eq!(dealer.stuck().count(), 0, "case {case}");
            let one_by_one: Vec<u32> =
                hand.items.iter().map(|item| dealer.deal(*item, bars)).collect();
            assert_eq!(one_by_one, expected, "case {case}");
            pressed += u32::from(dealer.pressed.is_some());

            // At most so many are barred from each.
            let mut dealer = hand.dealer(hand.barred.iter().map(|own| own + 3).collect(), false);
            let items = hand.items.clone();
            let mut slots = vec![0; items.len()];
            let mut dealt = 0;
            while dealt < slots.len() {
                dealt += dealer.deal_slots(&items[dealt..], &mut slots[dealt..], bars);
                dealer.recount(items[dealt..].iter().copied(), bars);
            }
            assert_eq!(slots, expected, "case {case}");
        }
        assert!(pressed > 300, "{pressed}");
    }

    /// A5: where bars do not count, whoever has received the fewest is next, whomever an item comes from.
    #[test]
    fn bars_that_do_not_count_pass_nobody_over() {
        let places = [0, 1];
        let bars = Bars { place_of: &places, count: false };
        let mut dealer = Dealer::new(vec![0, 1], vec![2, 1], vec![0, 0], true);
        let mut slots = [NO_AGENT; 3];
        assert_eq!(dealer.deal_slots(&[0, 1, 0], &mut slots, bars), 3);
        assert_eq!(slots, [0, 1, 0]);
    }
}
