//! Dealing leads that go to several bins.
//!
//! The line is gone through once. Its leads are handed out to the bins, and a bin whose hand is full deals it among its
//! agents: so the leads are still in the cache, and little memory is taken. When a dealer must know from whom the leads to
//! come are barred, they are counted for all dealers at once; from then on these count down, so that it happens once at most.

use alloc::vec::Vec;

use super::{
    super::{
        NO_AGENT,
        allocation::deal::{Bars, Dealer},
        served::{Pair, pair},
    },
    dealing::Block,
    line::{BLOCK, Leads, Origins},
    model::Model,
    sharing::Routes,
};

/// So many leads are in all hands together; they fit the second cache.
const LEADS_AT_ONCE: usize = 1 << 15;

/// The most leads of a hand, and the fewest that are worth turning to a bin.
const FULL_HAND: usize = 256;
const SMALL_HAND: usize = 64;

/// Dealing leads that go to several bins.
pub(super) struct Spread<'a> {
    model: &'a Model,
    leads: Leads<'a>,
    origins: Origins,
    bars: Bars<'a>,
    /// By bin.
    dealers: Vec<Dealer>,
    /// By bin, the leads that wait for being dealt.
    hands: Vec<Vec<Pair>>,
    routes: Routes,
    block: Block,
}

/// Leads that are in no hand yet.
#[derive(Clone, Copy)]
struct Later<'b> {
    /// Some, of which the bins are known.
    leads: &'b [Pair],
    bins: &'b [u32],
    /// After them come those of the line but so many.
    seen: usize,
}

impl<'a> Spread<'a> {
    pub(super) fn new(
        (model, leads): (&'a Model, Leads<'a>),
        dealers: Vec<Dealer>,
        routes: Routes,
        bars: Bars<'a>,
    ) -> Self {
        let origins = leads.line.source.origins;
        let hands = dealers.iter().map(|_| Vec::new()).collect();
        Self { model, leads, origins, bars, dealers, hands, routes, block: Block::default() }
    }

    /// Writes the agents of the leads that are placed.
    pub(super) fn deal(mut self, agent_of: &mut [u32]) {
        let (model, leads) = (self.model, self.leads);
        let share = LEADS_AT_ONCE.checked_div(self.hands.len()).unwrap_or_default();
        let full = share.clamp(SMALL_HAND, FULL_HAND);
        let mut bins = [NO_AGENT; BLOCK];
        let mut seen = 0_usize;
        model.for_each_block(leads, |block, classes| {
            seen = seen.wrapping_add(block.len());
            let bins = bins.get_mut(..block.len()).unwrap_or_default();
            bins.iter_mut().zip(classes).for_each(|(bin, class)| *bin = self.routes.next(*class));
            for (place, (lead, bin)) in (1..).zip(block.iter().zip(&*bins)) {
                let Some(hand) = self.hands.get_mut(*bin as usize) else { continue };
                hand.push(*lead);
                if hand.len() >= full {
                    let leads = block.get(place..).unwrap_or_default();
                    let bins = bins.get(place..).unwrap_or_default();
                    self.deal_hand(*bin as usize, Later { leads, bins, seen }, agent_of);
                }
            }
        });
        let nothing = Later { leads: &[], bins: &[], seen };
        (0..self.hands.len()).for_each(|bin| self.deal_hand(bin, nothing, agent_of));
    }

    /// Deals the leads of a hand.
    fn deal_hand(&mut self, bin: usize, later: Later<'_>, agent_of: &mut [u32]) {
        let mut dealt = 0_usize;
        while let (Some(dealer), Some(hand)) = (self.dealers.get_mut(bin), self.hands.get(bin))
            && let Some(rest) = hand.get(dealt..)
            && !rest.is_empty()
        {
            let bars = bars_of(dealer, self.bars);
            let more = self.block.deal(dealer, bars, rest, self.origins, agent_of);
            dealt = dealt.saturating_add(more);
            if more < rest.len() {
                self.hands.get_mut(bin).into_iter().for_each(|hand| {
                    hand.drain(..dealt);
                });
                dealt = 0;
                self.recount(later);
            }
        }
        self.hands.get_mut(bin).into_iter().for_each(Vec::clear);
    }

    /// Tells every dealer from whom the leads to come are barred: those of the hands, and those that come later.
    fn recount(&mut self, later: Later<'_>) {
        let Self { model, leads, origins, bars, dealers, hands, routes, .. } = self;
        dealers.iter_mut().for_each(Dealer::begin_recount);
        let mut count = |bin: usize, lead: Pair| {
            if let Some(dealer) = dealers.get_mut(bin) {
                dealer.count(origins.item(lead), bars_of(dealer, *bars));
            }
        };
        for (bin, hand) in hands.iter().enumerate() {
            hand.iter().for_each(|lead| count(bin, *lead));
        }
        later.leads.iter().zip(later.bins).for_each(|(lead, bin)| count(*bin as usize, *lead));
        let mut routes = routes.clone();
        let mut to_skip = later.seen;
        model.for_each(*leads, |lead, class| match to_skip.checked_sub(1) {
            Some(fewer) => to_skip = fewer,
            None => count(routes.next(class) as usize, pair(lead)),
        });
    }
}

/// Who is alone in a bin gets what is sent there.
fn bars_of<'a>(dealer: &Dealer, bars: Bars<'a>) -> Bars<'a> {
    Bars { count: bars.count && dealer.agents().len() > 1, ..bars }
}
