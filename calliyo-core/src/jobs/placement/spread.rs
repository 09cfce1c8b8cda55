//! Dealing leads that go to several bins.
//!
//! The line is gone through once. Its leads are handed out to the bins, and a bin whose hand is full deals it among its
//! agents: so the leads are still in the cache, and little memory is taken. When a dealer must know from whom the leads to
//! come are barred, they are counted for all dealers at once; from then on these count down, so that it happens once at most.
//!
//! Mostly the leads of a branch go to one bin, those without a branch to several in turn, and for long no bin has all it gets
//! of a class. In such stretches of the line nothing need be counted lead by lead ([`Ways`]).

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    super::{
        NO_AGENT,
        allocation::deal::{Bars, Dealer},
        at,
        served::{Pair, Sorted, halves},
    },
    dealing::Block,
    line::{Leads, Origins},
    model::Model,
    sharing::{Routes, set},
    stretches::{Stretch, Stretches},
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
            Some((stretches, class_of)) => {
                let line = self.leads.line.sorted.map_or(&[][..], Sorted::pairs);
                stretches.iter().for_each(|stretch| {
                    let Some(ways) = Ways::new(&self.routes, stretches, stretch, class_of) else {
                        return self.hand_out(stretch.places(), agent_of);
                    };
                    let leads = line.get(stretch.places()).unwrap_or_default();
                    self.hand_out_by_ways(leads, &ways, agent_of);
                    for (group, leads) in stretch.groups() {
                        self.routes.skip(at(class_of, group), leads);
                    }
                    self.routed = stretch.places().end;
                });
            }
            None => self.hand_out(0..all, agent_of),
        }
        (0..self.dealers.len()).for_each(|bin| self.deal_hand(bin, all, agent_of));
    }

    /// Hands out the leads in some places in line, and deals hands that are full.
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

    /// The same for the leads of a stretch where it is known which ways they go.
    fn hand_out_by_ways(&mut self, leads: &[Pair], ways: &Ways, agent_of: &mut [u32]) {
        let mut rest = leads;
        let mut seen = self.routed;
        let mut turn = 0;
        while !rest.is_empty() {
            let (handed, full) = self.hands.take_some(rest, ways, &mut turn);
            seen = seen.saturating_add(handed);
            rest = rest.get(handed..).unwrap_or_default();
            if let Some(bin) = full {
                self.deal_hand(bin, seen, agent_of);
            }
        }
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
    /// How far the group is shifted up in an origin.
    group_at: u32,
}

/// More than there are bins.
const IN_TURN: u32 = NO_AGENT - 1;

impl Ways {
    /// None where a stop runs out, or several groups have several.
    fn new(
        routes: &Routes,
        stretches: &Stretches,
        stretch: Stretch<'_>,
        class_of: &[u32],
    ) -> Option<Self> {
        let bins = vec![NO_AGENT; class_of.len()];
        let mut ways = Self { bins, turns: Vec::new(), group_at: stretches.group_at };
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

    /// Gives leads to the bins that they have a way to, until a hand is full: how many it has seen, and whose hand that is.
    /// `turn` is the place of the next turn.
    ///
    /// This is most of what bins cost: so nothing is counted but what the hands hold, and no branch follows the leads.
    fn take_some(
        &mut self,
        leads: &[Pair],
        ways: &Ways,
        turn: &mut usize,
    ) -> (usize, Option<usize>) {
        let Ways { bins, turns, group_at } = ways;
        let mut next = *turn;
        let mut full = None;
        let mut seen = 0_usize;
        for lead in leads {
            // At most as many as there are.
            seen = seen.wrapping_add(1);
            let bin = at(bins, halves(*lead).1.wrapping_shr(*group_at));
            let takes_turn = bin == IN_TURN;
            let in_turn = turns.get(next).copied().unwrap_or(NO_AGENT);
            let bin = if takes_turn { in_turn } else { bin };
            next = next.wrapping_add(takes_turn.into());
            next = if next == turns.len() { 0 } else { next };
            if self.take(bin as usize, *lead) {
                full = Some(bin as usize);
                break;
            }
        }
        *turn = next;
        (seen, full)
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
