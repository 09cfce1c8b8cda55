//! Dealing leads that go to several bins.
//!
//! The line is gone through once. Its leads are handed out to the bins, and a bin whose hand is full deals it among its
//! agents: so the leads are still in the cache, and little memory is taken. When a dealer must know from whom the leads to
//! come are barred, they are counted for all dealers at once; from then on these count down, so that it happens once at most.

use alloc::{vec, vec::Vec};

use super::{
    super::{
        allocation::deal::{Bars, Dealer},
        served::Pair,
    },
    dealing::Block,
    line::{Leads, Origins},
    model::Model,
    sharing::Routes,
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
    routes: Routes,
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
        Self { model, leads, origins, bars, dealers, hands, routes, block: Block::default() }
    }

    /// Writes the agents of the leads that are placed.
    pub(super) fn deal(mut self, agent_of: &mut [u32]) {
        let mut seen = 0_usize;
        self.model.for_each_block(self.leads, 0, |block, classes| {
            for (lead, class) in block.iter().zip(classes) {
                // There are fewer leads than 2^32.
                seen = seen.wrapping_add(1);
                let bin = self.routes.next(*class) as usize;
                if self.hands.take(bin, *lead) {
                    self.deal_hand(bin, seen, agent_of);
                }
            }
        });
        (0..self.dealers.len()).for_each(|bin| self.deal_hand(bin, seen, agent_of));
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
        let Self { model, leads, origins, bars, dealers, hands, routes, .. } = self;
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
        model.for_each_block(*leads, seen, |block, classes| {
            for (lead, class) in block.iter().zip(classes) {
                count(routes.next(*class) as usize, *lead);
            }
        });
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
