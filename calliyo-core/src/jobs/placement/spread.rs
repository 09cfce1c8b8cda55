//! Dealing leads that go to several bins.
//!
//! The line is gone through once. Its leads are handed out to the bins, and a bin whose hand is full deals it among its
//! agents: so the leads are still in the cache, and little memory is taken. When a dealer must know from whom the leads to
//! come are barred, they are counted for all dealers at once; from then on these count down, so that it happens once at most.
//!
//! Mostly the leads of a branch go to one bin, those without a branch to several in turn, and for long no bin has all it gets
//! of a class, nor is anybody pressed. In such stretches of the line it is known before how many leads go to each bin
//! ([`Ways`]), and whose turn it is there: so each lead is given to the next agent of its bin at once ([`Turns`]).

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    super::{
        NO_AGENT,
        allocation::deal::{Bars, Dealer},
        at, number,
        served::Sorted,
    },
    dealing::Block,
    delivery::Delivery,
    line::{Leads, Origins},
    model::Model,
    sharing::{Routes, set},
    stretches::{Stretch, Stretches},
};
use crate::order::{Pair, halves};

/// So many leads are in all hands together; they fit the second cache.
const LEADS_AT_ONCE: usize = 1 << 15;

/// The most leads of a hand, and the fewest that are worth turning to a bin.
const FULL_HAND: usize = 1 << 7;
const SMALL_HAND: usize = 1 << 6;

/// Dealing leads that go to several bins.
pub(super) struct Spread<'a> {
    model: &'a Model,
    leads: Leads<'a>,
    origins: Origins,
    bars: Bars<'a>,
    /// By bin.
    dealers: Vec<Dealer>,
    hands: Hands,
    turns: Turns,
    /// As they are once so many leads have gone them.
    routes: Routes,
    routed: usize,
    block: Block,
}

impl<'a> Spread<'a> {
    pub(super) fn new(
        (model, leads): (&'a Model, Leads<'a>),
        dealers: Vec<Dealer>,
        routes: Routes,
        bars: Bars<'a>,
    ) -> Self {
        let origins = leads.line.source.origins;
        let hands = Hands::new(dealers.len(), leads.line.len);
        let turns = Turns::default();
        let block = Block::default();
        Self { model, leads, origins, bars, dealers, hands, turns, routes, routed: 0, block }
    }

    /// Writes the agents of the leads that are placed.
    pub(super) fn deal(mut self, delivery: &mut Delivery<'_>) {
        match self.model.stretches(self.leads) {
            Some((stretches, class_of)) => {
                for stretch in stretches.iter() {
                    self.deal_stretch(stretches, stretch, class_of, delivery);
                }
            }
            None => self.hand_out(0..self.leads.line.len, delivery),
        }
        self.deal_hands(delivery);
    }

    /// Deals the leads of a stretch, or hands them out.
    fn deal_stretch(
        &mut self,
        stretches: &Stretches,
        stretch: Stretch<'_>,
        class_of: &[u32],
        delivery: &mut Delivery<'_>,
    ) {
        let ways = Ways::new(&self.routes, self.dealers.len(), stretches, stretch, class_of);
        let Some(ways) = ways else { return self.hand_out(stretch.places(), delivery) };
        // Those that came before are dealt first.
        self.deal_hands(delivery);
        let mut dealers = self.dealers.iter_mut().zip(&ways.leads);
        if !dealers.all(|(own, leads)| own.is_settled_for(*leads)) {
            return self.hand_out(stretch.places(), delivery);
        }
        for (group, leads) in stretch.groups() {
            self.routes.skip(at(class_of, group), leads);
        }
        self.routed = stretch.places().end;
        if !ways.lead_nowhere() {
            let line = self.leads.line.sorted.map_or(&[][..], Sorted::pairs);
            let leads = line.get(stretch.places()).unwrap_or_default();
            self.turns.deal(&mut self.dealers, &ways, leads, (self.origins, self.bars), delivery);
        }
    }

    /// Hands out the leads in some places in line, and deals hands that are full.
    fn hand_out(&mut self, places: Range<usize>, delivery: &mut Delivery<'_>) {
        self.model.for_each_block(self.leads, places, |block, classes| {
            for (lead, class) in block.iter().zip(classes) {
                let bin = self.routes.next(*class) as usize;
                // There are fewer leads than 2^32.
                self.routed = self.routed.wrapping_add(1);
                if self.hands.take(bin, *lead) {
                    self.deal_hand(bin, self.routed, delivery);
                }
            }
        });
    }

    /// Deals what is left in the hands.
    fn deal_hands(&mut self, delivery: &mut Delivery<'_>) {
        (0..self.dealers.len()).for_each(|bin| self.deal_hand(bin, self.routed, delivery));
    }

    /// Deals the leads of a hand. So many leads were handed out to the hands.
    fn deal_hand(&mut self, bin: usize, seen: usize, delivery: &mut Delivery<'_>) {
        while let Some(dealer) = self.dealers.get_mut(bin) {
            let hand = self.hands.of(bin);
            let bars = bars_of(dealer, self.bars);
            let dealt = self.block.deal(dealer, bars, hand, self.origins, delivery);
            let is_done = dealt == hand.len();
            self.hands.put_down(bin, dealt);
            if is_done {
                return;
            }
            self.recount(seen);
        }
    }

    /// Tells every dealer from whom the leads to come are barred: those of the hands, and those of the line but so many.
    fn recount(&mut self, seen: usize) {
        let Self { model, leads, origins, bars, dealers, hands, routes, routed, .. } = self;
        dealers.iter_mut().for_each(Dealer::begin_recount);
        let mut count = |bin: usize, lead: Pair| {
            if let Some(dealer) = dealers.get_mut(bin) {
                dealer.count(origins.item(lead), bars_of(dealer, *bars));
            }
        };
        for bin in 0..hands.len() {
            hands.of(bin).iter().for_each(|lead| count(bin, *lead));
        }
        let mut routes = routes.clone();
        let mut place = *routed;
        model.for_each_block(*leads, place..leads.line.len, |block, classes| {
            for (lead, class) in block.iter().zip(classes) {
                let bin = routes.next(*class);
                if place >= seen {
                    count(bin as usize, *lead);
                }
                place = place.wrapping_add(1);
            }
        });
    }
}

/// Which bins the leads of a stretch go to, while no stop of their routes runs out and the leads of one group at most go to
/// several.
struct Ways {
    /// Per group the bin; [`IN_TURN`] for the group whose leads go to several, and a bin that there is not for one of which no
    /// more are placed.
    bins: Vec<u32>,
    /// The bins of that group, from the next one on.
    in_turn: Vec<u32>,
    /// Per bin, the leads that go there; and last those that go to none.
    leads: Vec<u32>,
    /// How far the group is shifted up in an origin.
    group_at: u32,
}

/// More than there are bins.
const IN_TURN: u32 = u32::MAX;

impl Ways {
    /// To so many bins; none where a stop runs out, or several groups have several.
    fn new(
        routes: &Routes,
        bins: usize,
        stretches: &Stretches,
        stretch: Stretch<'_>,
        class_of: &[u32],
    ) -> Option<Self> {
        let none = number(bins);
        let mut ways = Self {
            bins: vec![none; class_of.len()],
            in_turn: Vec::new(),
            leads: vec![0; bins.saturating_add(1)],
            group_at: stretches.group_at,
        };
        for (group, leads) in stretch.groups() {
            let mut turns = routes.turns(at(class_of, group), leads)?;
            let first = turns.next().unwrap_or(none);
            let Some(second) = turns.next() else {
                set(&mut ways.bins, group, first);
                ways.add(first, leads);
                continue;
            };
            if !ways.in_turn.is_empty() {
                return None;
            }
            set(&mut ways.bins, group, IN_TURN);
            let turns: Vec<u32> = [first, second].into_iter().chain(turns).collect();
            let each = leads.checked_div(number(turns.len())).unwrap_or_default();
            let more = leads.checked_rem(number(turns.len())).unwrap_or_default();
            for (place, bin) in (0..).zip(&turns) {
                ways.add(*bin, each.saturating_add((place < more).into()));
            }
            ways.in_turn = turns;
        }
        Some(ways)
    }

    /// Whether no lead goes to a bin.
    fn lead_nowhere(&self) -> bool {
        self.leads.iter().rev().skip(1).all(|leads| *leads == 0)
    }

    /// So many more leads go to the bin.
    fn add(&mut self, bin: u32, leads: u32) {
        if let Some(own) = self.leads.get_mut(bin as usize) {
            *own = own.saturating_add(leads);
        }
    }
}

/// Whose turn it is in each bin, while some leads are dealt.
#[derive(Default)]
struct Turns {
    /// The agents that the leads of the first bin go to, one after the other; then those of the next bin, and last nobody for
    /// each lead that goes to no bin.
    agents: Vec<u32>,
    /// Per bin, where the next of them stands.
    places: Vec<u32>,
    /// Per bin, where they end.
    ends: Vec<u32>,
    /// Per bin, an agent who was passed over until the end, and how many leads it lacks.
    behind: Vec<(u32, u32)>,
}

impl Turns {
    /// Deals leads by the ways that they go. The dealers are settled for them.
    ///
    /// This is most of what bins cost: a look at the lead, one at its bin, and one at the next agent there, where only an
    /// agent from whom the lead is barred makes a difference.
    fn deal(
        &mut self,
        dealers: &mut [Dealer],
        ways: &Ways,
        leads: &[Pair],
        (origins, bars): (Origins, Bars<'_>),
        delivery: &mut Delivery<'_>,
    ) {
        self.look_ahead(dealers, ways);
        let mut turn = 0_usize;
        for lead in leads {
            let (row, origin) = halves(*lead);
            let bin = at(&ways.bins, origin.wrapping_shr(ways.group_at));
            let takes_turn = bin == IN_TURN;
            let in_turn = ways.in_turn.get(turn).copied().unwrap_or_default();
            turn = turn.wrapping_add(takes_turn.into());
            turn = if turn == ways.in_turn.len() { 0 } else { turn };
            let bin = if takes_turn { in_turn } else { bin };
            let Some(next) = self.places.get_mut(bin as usize) else { continue };
            let place = *next;
            // At most once per lead.
            *next = place.wrapping_add(1);
            let mut agent = at(&self.agents, place);
            if agent == origins.item(*lead)
                && let Some(dealer) = dealers.get_mut(bin as usize)
                && bars_of(dealer, bars).count
            {
                agent = self.pass_over(dealer, bin, place);
            }
            delivery.send(row, agent);
        }
        for (dealer, (agent, leads)) in dealers.iter_mut().zip(&self.behind) {
            dealer.put_behind(*agent, *leads);
        }
    }

    /// Takes note of who is next in each bin, as if no lead were barred from anybody.
    fn look_ahead(&mut self, dealers: &mut [Dealer], ways: &Ways) {
        let all = ways.leads.iter().fold(0_u32, |sum, leads| sum.saturating_add(*leads));
        self.agents.clear();
        self.agents.resize(all as usize, NO_AGENT);
        self.places.clear();
        self.ends.clear();
        let mut end = 0_u32;
        for leads in &ways.leads {
            self.places.push(end);
            end = end.saturating_add(*leads);
            self.ends.push(end);
        }
        self.behind.clear();
        self.behind.resize(dealers.len(), (NO_AGENT, 0));
        for (dealer, (place, end)) in dealers.iter_mut().zip(self.places.iter().zip(&self.ends)) {
            let own = self.agents.get_mut(*place as usize..*end as usize);
            dealer.look_ahead(own.unwrap_or_default());
        }
    }

    /// Passes over the agent in a place, as the lead is barred from it: who gets the lead. The lead goes to the next agent who
    /// is another one, and those after it to the agent who was passed over, as it has received the fewest.
    #[cold]
    fn pass_over(&mut self, dealer: &mut Dealer, bin: u32, place: u32) -> u32 {
        let end = at(&self.ends, bin);
        let own = self.agents.get_mut(place as usize..end as usize).unwrap_or_default();
        let Some(agent) = own.first().copied() else { return NO_AGENT };
        if let Some(other) = own.iter().position(|next| *next != agent) {
            own.swap(0, other);
            return own.first().copied().unwrap_or(NO_AGENT);
        }
        let Some(behind) = self.behind.get_mut(bin as usize) else { return NO_AGENT };
        behind.0 = agent;
        loop {
            let mut next = [NO_AGENT];
            dealer.look_ahead(&mut next);
            let [next] = next;
            behind.1 = behind.1.saturating_add(1);
            if next != agent {
                return next;
            }
        }
    }
}

/// The leads that wait for being dealt, a hand per bin.
struct Hands {
    /// Side by side those of each bin, as many as a hand has room for.
    leads: Vec<Pair>,
    /// Per bin, the place in them for the next lead.
    ends: Vec<usize>,
    /// The leads that a hand has room for: a power of two.
    room: usize,
}

impl Hands {
    /// For so many bins, which so many leads may go to.
    fn new(bins: usize, leads: usize) -> Self {
        let each = |leads: usize| leads.checked_div(bins).unwrap_or_default();
        let most = each(LEADS_AT_ONCE).clamp(SMALL_HAND, FULL_HAND);
        let bits = each(leads).min(most).checked_ilog2().unwrap_or_default();
        let room = 1_usize.wrapping_shl(bits);
        let starts = (0..bins).map(|bin| bin.saturating_mul(room));
        Self { leads: vec![0; bins.saturating_mul(room)], ends: starts.collect(), room }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives the bin one more lead, if there is such a bin; whether its hand is full then and must be dealt.
    #[inline(always)]
    fn take(&mut self, bin: usize, lead: Pair) -> bool {
        let Some(end) = self.ends.get_mut(bin) else { return false };
        let place = *end;
        // The place is within the leads, and so is at most their number.
        let after = place.wrapping_add(1);
        *end = after;
        if let Some(slot) = self.leads.get_mut(place) {
            *slot = lead;
        }
        after & self.room.wrapping_sub(1) == 0
    }

    /// The leads of a bin.
    fn of(&self, bin: usize) -> &[Pair] {
        let start = bin.saturating_mul(self.room);
        let end = self.ends.get(bin).copied().unwrap_or_default();
        self.leads.get(start..end).unwrap_or_default()
    }

    /// Takes the first so many leads of a bin away.
    fn put_down(&mut self, bin: usize, count: usize) {
        let start = bin.saturating_mul(self.room);
        let Some(end) = self.ends.get_mut(bin) else { return };
        if let Some(hand) = self.leads.get_mut(start..*end)
            && count < hand.len()
        {
            hand.copy_within(count.., 0);
        }
        *end = end.saturating_sub(count);
    }
}

/// Who is alone in a bin gets what is sent there.
fn bars_of<'a>(dealer: &Dealer, bars: Bars<'a>) -> Bars<'a> {
    Bars { count: bars.count && dealer.agents().len() > 1, ..bars }
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use super::*;
    use crate::{
        jobs::{add_one, testing::Random},
        order::pair,
    };

    /// The group whose leads go to the bins in turn, and the one whose leads go to none.
    const ANYBODY: u32 = 0;
    const NOBODY: u32 = 1;

    /// Leads, each as its row and its origin, and the bin that each goes to; agents of several bins take turns as they do
    /// without bins.
    struct Case {
        origins: Origins,
        /// Per bin, its agents.
        members: Vec<Vec<u32>>,
        place_of: Vec<u32>,
        leads: Vec<Pair>,
        bins: Vec<u32>,
    }

    impl Case {
        fn random(random: &mut Random) -> Self {
            let count = 1 + random.below(4);
            let agents = count * (1 + random.below(12));
            let members: Vec<Vec<u32>> =
                (0..count).map(|bin| (bin..agents).step_by(count as usize).collect()).collect();
            let origins = Origins { agents, mask: (1 << 12) - 1, group_at: Some(12) };
            // Often one agent has most leads, for a while.
            let (most, until) = (random.below(agents), random.below(2_000));
            let often = 1 + random.below(30);
            let mut turn = 0;
            let (mut leads, mut bins) = (Vec::new(), Vec::new());
            for row in 0..1_000 + random.below(2_000) {
                let group = random.below(count + 2);
                let owner = match row < until && !random.once_in(often) {
                    true => most,
                    false => random.below(agents + 1),
                };
                let origin = if owner < agents { owner * 2 } else { origins.nobody() };
                leads.push(pair((row, group << 12 | origin)));
                bins.push(match group {
                    ANYBODY => {
                        turn += 1;
                        (turn - 1) % count
                    }
                    NOBODY => count,
                    own => own - 2,
                });
            }
            let place_of = (0..agents).map(|agent| agent / count).collect();
            Self { origins, members, place_of, leads, bins }
        }

        fn bars(&self) -> Bars<'_> {
            Bars { place_of: &self.place_of, count: true }
        }

        /// The dealers, if all leads can be dealt in this way; agents get about as many.
        fn dealers(&self, random: &mut Random) -> Option<Vec<Dealer>> {
            let dealer = |(bin, members): (u32, &Vec<u32>)| {
                let own = || (0..).zip(&self.bins).filter(|(_, own)| **own == bin);
                let mut due = vec![0; members.len()];
                for _ in own() {
                    let (one, other) = (random.below(number(due.len())), random.below(3));
                    let fewest = (0..).zip(&due).min_by_key(|(_, due)| **due);
                    let (fewest, _) = fewest.expect("every bin has agents");
                    add_one(&mut due, if other == 0 { one } else { fewest });
                }
                let mut barred = vec![0; members.len()];
                for (row, _) in own() {
                    let item = self.origins.item(at(&self.leads, row));
                    if let Ok(place) = members.binary_search(&item) {
                        add_one(&mut barred, number(place));
                    }
                }
                let is_exact = random.once_in(2);
                let dealer = Dealer::new(members.clone(), due, barred, is_exact);
                let is_stuck = members.len() > 1 && dealer.stuck().next().is_some();
                (!is_stuck).then_some(dealer)
            };
            (0..).zip(&self.members).map(dealer).collect()
        }

        /// Deals the leads in some places lead by lead.
        fn deal_each(&self, dealers: &mut [Dealer], places: Range<usize>, agent_of: &mut [u32]) {
            for place in places {
                let bin = self.bins[place];
                let Some(dealer) = dealers.get_mut(bin as usize) else { continue };
                let bars = bars_of(dealer, self.bars());
                let mut slots = [NO_AGENT];
                while dealer.deal_slots(&[self.origins.item(self.leads[place])], &mut slots, bars)
                    == 0
                {
                    let rest = self.leads.iter().zip(&self.bins).skip(place);
                    let rest = rest.filter(|(_, own)| **own == bin);
                    dealer.recount(rest.map(|(lead, _)| self.origins.item(*lead)), bars);
                }
                agent_of[place] = slots[0];
            }
        }

        /// The ways of the leads in some places, of which so many in turn went before.
        fn ways(&self, places: Range<usize>, turns_before: u32) -> Ways {
            let count = number(self.members.len());
            let mut ways = Ways {
                bins: [IN_TURN, count].into_iter().chain(0..count).collect(),
                in_turn: (0..count).map(|own| (own + turns_before) % count).collect(),
                leads: vec![0; self.members.len() + 1],
                group_at: 12,
            };
            self.bins[places].iter().for_each(|bin| ways.add(*bin, 1));
            ways
        }
    }

    /// A5: leads that are given to the next agents of their bins at once go where they go lead by lead.
    #[test]
    fn leads_dealt_in_turn_go_where_they_go_one_by_one() {
        let mut random = Random(61);
        let (mut at_once, mut behind) = (0, 0);
        for number_of_case in 0..1_500 {
            let case = Case::random(&mut random);
            let Some(dealers) = case.dealers(&mut random) else { continue };
            let all = case.leads.len();
            let mut expected = vec![NO_AGENT; all];
            case.deal_each(&mut dealers.clone(), 0..all, &mut expected);

            let (mut dealers, mut turns) = (dealers, Turns::default());
            let mut agent_of = vec![NO_AGENT; all];
            let (mut start, mut turns_before) = (0, 0);
            while start < all {
                let places = start..all.min(start + 1 + random.below(150) as usize);
                let ways = case.ways(places.clone(), turns_before);
                if dealers
                    .iter_mut()
                    .zip(&ways.leads)
                    .all(|(own, leads)| own.is_settled_for(*leads))
                {
                    let leads = &case.leads[places.clone()];
                    let mut delivery = Delivery::new(&mut agent_of, all, true, 0);
                    let bars = (case.origins, case.bars());
                    turns.deal(&mut dealers, &ways, leads, bars, &mut delivery);
                    delivery.finish();
                    at_once += leads.len();
                    behind += turns.behind.iter().filter(|(_, leads)| *leads > 0).count();
                } else {
                    case.deal_each(&mut dealers, places.clone(), &mut agent_of);
                }
                let groups = case.leads[places.clone()].iter().map(|lead| halves(*lead).1 >> 12);
                turns_before += number(groups.filter(|group| *group == ANYBODY).count());
                start = places.end;
            }
            assert!(agent_of == expected, "case {number_of_case}");
        }
        assert!(at_once > 500_000 && behind > 500, "{at_once} leads, {behind} behind");
    }
}
