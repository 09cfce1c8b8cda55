//! Dealing leads that go to several bins.
//!
//! The line is gone through once. Its leads are handed out to the bins, and a bin whose hand is full deals it among its
//! agents: so the leads are still in the cache, and little memory is taken. When a dealer must know from whom the leads to
//! come are barred, they are counted for all dealers at once; from then on these count down, so that it happens once at most.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    super::{
        NO_AGENT,
        allocation::deal::{Bars, Dealer},
        at,
        served::{Pair, halves},
    },
    dealing::Block,
    line::{Leads, Origins},
    model::Model,
    sharing::{Routes, set},
    stretches::Stretch,
};

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
        let block = Block::default();
        Self { model, leads, origins, bars, dealers, hands, routes, routed: 0, block }
    }

    /// Writes the agents of the leads that are placed.
    pub(super) fn deal(mut self, agent_of: &mut [u32]) {
        let all = self.leads.line.len;
        match self.model.stretches(self.leads) {
            Some((stretches, class_of)) => stretches.iter().for_each(|stretch| {
                match Ways::new(&self.routes, stretch, class_of) {
                    Some(ways) => {
                        self.hand_out_at_once(stretch, stretches.group_at, &ways, agent_of);
                        for (group, leads) in stretch.groups() {
                            self.routes.skip(at(class_of, group), leads);
                        }
                        self.routed = stretch.places().end;
                    }
                    None => self.hand_out(stretch.places(), agent_of),
                }
            }),
            None => self.hand_out(0..all, agent_of),
        }
        (0..self.dealers.len()).for_each(|bin| self.deal_hand(bin, all, agent_of));
    }

    /// Hands leads out, and deals hands that are full.
    fn hand_out(&mut self, places: Range<usize>, agent_of: &mut [u32]) {
        self.model.for_each_block(self.leads, places, |block, classes| {
            for (lead, class) in block.iter().zip(classes) {
                let bin = self.routes.next(*class) as usize;
                // There are fewer leads than 2^32.
                self.routed = self.routed.wrapping_add(1);
                if self.hands.take(bin, *lead) {
                    self.deal_hand(bin, self.routed, agent_of);
                }
            }
        });
    }

    /// The same for a stretch where it is known which ways its leads go. There is nothing to be counted but what the hands
    /// hold, and there is no branch per lead: that is what takes the time.
    fn hand_out_at_once(
        &mut self,
        stretch: Stretch<'_>,
        group_at: u32,
        ways: &Ways,
        agent_of: &mut [u32],
    ) {
        let mut seen = stretch.places().start;
        let mut turn = 0_usize;
        self.leads.for_each_block(stretch.places(), |block| {
            for lead in block {
                // There are fewer leads than 2^32.
                seen = seen.wrapping_add(1);
                let bin = at(&ways.bins, halves(*lead).1.wrapping_shr(group_at));
                let takes_turn = bin == IN_TURN;
                let in_turn = ways.turns.get(turn).copied().unwrap_or(NO_AGENT);
                let bin = if takes_turn { in_turn } else { bin } as usize;
                turn = turn.wrapping_add(takes_turn.into());
                turn = if turn == ways.turns.len() { 0 } else { turn };
                if self.hands.take(bin, *lead) {
                    self.deal_hand(bin, seen, agent_of);
                }
            }
        });
    }

    /// Deals the leads of a hand. So many leads were handed out to the hands.
    fn deal_hand(&mut self, bin: usize, seen: usize, agent_of: &mut [u32]) {
        while let Some(dealer) = self.dealers.get_mut(bin) {
            let hand = self.hands.of(bin);
            let bars = bars_of(dealer, self.bars);
            let dealt = self.block.deal(dealer, bars, hand, self.origins, agent_of);
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
    /// Per group the bin; [`IN_TURN`] for the group whose leads go to several, and [`NO_AGENT`] for one of which no more are
    /// placed.
    bins: Vec<u32>,
    /// The bins of that group, from the next one on.
    turns: Vec<u32>,
}

/// More than there are bins.
const IN_TURN: u32 = NO_AGENT - 1;

impl Ways {
    /// None where a stop runs out, or several groups have several.
    fn new(routes: &Routes, stretch: Stretch<'_>, class_of: &[u32]) -> Option<Self> {
        let mut ways = Self { bins: vec![NO_AGENT; class_of.len()], turns: Vec::new() };
        for (group, leads) in stretch.groups() {
            let mut turns = routes.turns(at(class_of, group), leads)?;
            let Some(first) = turns.next() else { continue };
            let Some(second) = turns.next() else {
                set(&mut ways.bins, group, first);
                continue;
            };
            if !ways.turns.is_empty() {
                return None;
            }
            ways.turns.extend([first, second].into_iter().chain(turns));
            set(&mut ways.bins, group, IN_TURN);
        }
        Some(ways)
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
        let room = 1_usize << each(leads).clamp(1, most).ilog2();
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
        if let Some(slot) = self.leads.get_mut(*end) {
            *slot = lead;
        }
        // The place is within the leads, and so is at most their number.
        *end = end.wrapping_add(1);
        *end & self.room.wrapping_sub(1) == 0
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
