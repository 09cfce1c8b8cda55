//! Dealing the leads.
//!
//! What each bin receives is dealt by itself, so the leads are handed out to the bins first, in line. From there on all
//! bins are alike, and a company without scopes has one.

use alloc::{vec, vec::Vec};

use super::{
    super::{
        NO_AGENT,
        allocation::deal::{Bars, Dealer},
        at, number,
        reason::ReasonCounts,
        served::{Pair, halves, pair},
    },
    Placing,
    ending::Ending,
    line::{BLOCK, ELIGIBLE, Leads, Line, Origin, is_whole},
    model::{Kinds, Model},
    sharing::{Dealers, Quota, Shares, set, sum},
};

/// Dealing the leads.
pub(super) struct Dealing<'a> {
    pub(super) placing: &'a Placing<'a>,
    pub(super) model: &'a Model,
    pub(super) shares: Shares,
    pub(super) ending: Ending<'a>,
    pub(super) line: Line<'a>,
}

impl Dealing<'_> {
    /// Writes the agents of the leads that are placed, and for the others why they are not.
    pub(super) fn deal(self, agent_of: &mut [u32], reason: &mut [u8], counts: &mut ReasonCounts) {
        let Self { placing, model, shares, ending, line } = self;
        let bars = Bars { place_of: &shares.place_of, count: !placing.allow_barred };
        let agent = |origin: Origin| placing.origins.agent(origin).unwrap_or(NO_AGENT);
        let all = usize::try_from(sum(&shares.placed)).unwrap_or_default();
        let mut first_left = 0;
        match shares.dealers {
            Dealers::One(mut dealer) => {
                let bars = Bars { count: model.bars_count(placing), ..bars };
                let are_first = model.are_first(&shares.placed);
                match (&line.sorted, &model.kinds) {
                    (None, Kinds::ByOrigin(class_of)) => {
                        let aside = match are_first {
                            true => usize::MAX,
                            false => {
                                set_aside(&line, class_of, model.not_placed(&shares.placed), reason)
                            }
                        };
                        let leads = Leads { line: &line, reason };
                        first_left =
                            deal_standing(&mut dealer, bars, leads, all, agent_of).min(aside);
                    }
                    (Some(sorted), _) if are_first => {
                        agent_of.fill(NO_AGENT);
                        let placed = sorted.pairs().get(..all).unwrap_or_default();
                        deal_pairs(&mut dealer, bars, placed, agent, agent_of);
                    }
                    _ => {
                        let mut quota = Quota::new(&shares.placed);
                        let mut placed = Vec::with_capacity(all);
                        model.for_each(Leads { line: &line, reason }, |lead, class| {
                            if quota.takes(class) {
                                placed.push(pair(lead));
                            }
                        });
                        agent_of.fill(NO_AGENT);
                        deal_pairs(&mut dealer, bars, &placed, agent, agent_of);
                    }
                }
            }
            Dealers::PerBin(mut dealers, mut routes) => {
                let mut quota = Quota::new(&shares.placed);
                let mut hands = Hands::new(&dealers);
                model.for_each(Leads { line: &line, reason }, |lead, class| {
                    if quota.takes(class) {
                        hands.add(routes.next(class), pair(lead));
                    }
                });
                agent_of.fill(NO_AGENT);
                for (dealer, hand) in dealers.iter_mut().zip(hands.each()) {
                    // Who is alone in a bin gets what is sent there.
                    let bars = Bars { count: bars.count && dealer.agents().len() > 1, ..bars };
                    deal_pairs(dealer, bars, hand, agent, agent_of);
                }
            }
        }
        if all < line.len {
            tell_not_placed(&line, &ending, first_left, agent_of, reason, counts);
        }
    }
}

/// The leads of each bin in line, each as its row and its origin.
struct Hands {
    leads: Vec<Pair>,
    /// Per bin, how many it gets, and where the next one goes.
    sizes: Vec<usize>,
    next: Vec<usize>,
}

impl Hands {
    fn new(dealers: &[Dealer]) -> Self {
        let sizes: Vec<usize> = dealers.iter().map(Dealer::left).collect();
        let starts = sizes.iter().scan(0_usize, |end, size| {
            let start = *end;
            *end = end.saturating_add(*size);
            Some(start)
        });
        let next: Vec<usize> = starts.collect();
        let all = sizes.iter().fold(0_usize, |sum, size| sum.saturating_add(*size));
        Self { leads: vec![0; all], sizes, next }
    }

    fn add(&mut self, bin: u32, lead: Pair) {
        let Some(next) = self.next.get_mut(bin as usize) else { return };
        if let Some(own) = self.leads.get_mut(*next) {
            *own = lead;
        }
        *next = next.wrapping_add(1);
    }

    /// Bin by bin its leads.
    fn each(&self) -> impl Iterator<Item = &[Pair]> {
        let mut leads = self.leads.as_slice();
        self.sizes.iter().map(move |size| leads.split_off(..*size).unwrap_or_default())
    }
}

/// Deals leads, each given as its row and its origin; `agent` tells whom a lead of an origin is barred from.
fn deal_pairs(
    dealer: &mut Dealer,
    bars: Bars<'_>,
    leads: &[Pair],
    agent: impl Fn(Origin) -> u32,
    agent_of: &mut [u32],
) {
    let barred = |lead: &Pair| agent(halves(*lead).1);
    let (mut items, mut slots) = ([0; BLOCK], [0; BLOCK]);
    let mut rest = leads;
    while let Some(now) = rest.split_off(..rest.len().min(BLOCK))
        && !now.is_empty()
    {
        items.iter_mut().zip(now).for_each(|(item, lead)| *item = barred(lead));
        let items = items.get(..now.len()).unwrap_or_default();
        let slots = slots.get_mut(..now.len()).unwrap_or_default();
        deal_block(dealer, bars, items, slots, || rest.iter().map(barred));
        for (to, lead) in slots.iter().zip(now) {
            set(agent_of, halves(*lead).0, *to);
        }
    }
}

/// Deals items whose agents go elsewhere; `later` are the items that follow.
pub(in crate::jobs) fn deal_block<I: Iterator<Item = u32>>(
    dealer: &mut Dealer,
    bars: Bars<'_>,
    items: &[u32],
    slots: &mut [u32],
    later: impl Fn() -> I,
) {
    let (mut items, mut slots) = (items, slots);
    loop {
        let dealt = dealer.deal_slots(items, slots, bars);
        items = items.get(dealt..).unwrap_or_default();
        slots = slots.get_mut(dealt..).unwrap_or_default();
        if items.is_empty() || slots.is_empty() {
            return;
        }
        dealer.recount(items.iter().copied().chain(later()), bars);
    }
}

/// The byte of an eligible row that is not placed, while others are dealt.
const SET_ASIDE: u8 = u8::MAX;

/// Sets rows aside that are not placed, of each class so many: the last ones, as rows stand in order. Only these and what
/// lies behind the first of them is looked at. Returns a row before which none is set aside.
fn set_aside(
    line: &Line<'_>,
    class_of: &[u32],
    mut not_placed: Vec<i64>,
    reason: &mut [u8],
) -> usize {
    let mut left = sum(&not_placed);
    let mut origins = [0; BLOCK];
    let mut first = usize::MAX;
    for (block, reasons) in reason.chunks_mut(BLOCK).enumerate().rev() {
        if left == 0 {
            break;
        }
        first = block.saturating_mul(BLOCK);
        let origins = origins.get_mut(..reasons.len()).unwrap_or_default();
        line.source.origins(first, origins);
        for (origin, reason) in origins.iter().zip(reasons).rev() {
            let class = at(class_of, line.source.origins.place(*origin));
            let Some(own) = not_placed.get_mut(class as usize) else { continue };
            // Without a branch, as owners follow no pattern.
            let is_set_aside = (*reason == ELIGIBLE) & (*own > 0);
            *own = own.wrapping_sub(is_set_aside.into());
            left = left.wrapping_sub(is_set_aside.into());
            *reason |= u8::from(is_set_aside).wrapping_neg() & SET_ASIDE;
        }
    }
    first
}

/// Deals the first `all` eligible rows as they stand; every other row goes to nobody. Returns a row before which no
/// eligible one is left.
fn deal_standing(
    dealer: &mut Dealer,
    bars: Bars<'_>,
    leads: Leads<'_>,
    all: usize,
    agent_of: &mut [u32],
) -> usize {
    let source = leads.line.source;
    let agent = |origin: Origin| source.origins.agent(origin).unwrap_or(NO_AGENT);
    let mut left = all;
    let mut first_left = 0;
    let mut buffer = [0; BLOCK];
    let blocks = agent_of.chunks_mut(BLOCK).zip(leads.reason.chunks(BLOCK));
    for (block, (slots, reasons)) in blocks.enumerate() {
        let first = block.saturating_mul(BLOCK);
        if left == 0 {
            slots.fill(NO_AGENT);
            continue;
        }
        first_left = first;
        let after = first.saturating_add(slots.len());
        let barred = match source.judge.owners() {
            Some(owners) => owners.get(first..after).unwrap_or_default(),
            None => {
                let barred = buffer.get_mut(..slots.len()).unwrap_or_default();
                source.origins(first, barred);
                barred.iter_mut().for_each(|slot| *slot = agent(*slot));
                &*barred
            }
        };
        let later = |left: usize| leads.standing_from(after).take(left);
        if is_whole(reasons) && slots.len() <= left {
            left = left.saturating_sub(slots.len());
            deal_block(dealer, bars, barred, slots, || later(left).map(|(_, own)| agent(own)));
            continue;
        }
        // The eligible ones side by side, and where each of them stands.
        let (mut items, mut places) = ([0; BLOCK], [0; BLOCK]);
        let places = chosen(reasons.iter().map(|reason| *reason == ELIGIBLE), &mut places);
        let places = places.get(..places.len().min(left)).unwrap_or_default();
        items.iter_mut().zip(places).for_each(|(item, place)| *item = at(barred, *place));
        let count = places.len();
        left = left.saturating_sub(count);
        let mut agents = [NO_AGENT; BLOCK];
        let items = items.get(..count).unwrap_or_default();
        let dealt = agents.get_mut(..count).unwrap_or_default();
        deal_block(dealer, bars, items, dealt, || later(left).map(|(_, own)| agent(own)));
        slots.fill(NO_AGENT);
        dealt.iter().zip(places).for_each(|(agent, place)| set(slots, *place, *agent));
    }
    first_left
}

/// The places of the rows of a block that are chosen. Without a branch per row, as these follow no pattern.
fn chosen(rows: impl Iterator<Item = bool>, places: &mut [u32; BLOCK]) -> &[u32] {
    let mut count = 0_usize;
    for (place, is_chosen) in (0..).zip(rows) {
        if let Some(own) = places.get_mut(count) {
            *own = place;
        }
        // At most once per row.
        count = count.wrapping_add(is_chosen.into());
    }
    places.get(..count).unwrap_or_default()
}

/// Says of each eligible lead that goes to nobody why. There is none before the first row of a block.
pub(super) fn tell_not_placed(
    line: &Line<'_>,
    ending: &Ending<'_>,
    first_left: usize,
    agent_of: &[u32],
    reason: &mut [u8],
    counts: &mut ReasonCounts,
) {
    let for_all = ending.why_none_is_placed();
    let (mut slots, mut places) = ([0; BLOCK], [0; BLOCK]);
    let is_left =
        |agent: u32, reason: u8| agent == NO_AGENT && (reason == ELIGIBLE || reason == SET_ASIDE);
    // Where leads differ in nothing but their origins, it is enough to ask once for those of one origin in a row.
    let are_alike = ending.placing.is_one_crowd();
    let mut last = None;
    let blocks = agent_of.chunks(BLOCK).zip(reason.chunks_mut(BLOCK));
    for (block, (agents, reasons)) in blocks.enumerate().skip(first_left / BLOCK) {
        if let Some(why) = for_all {
            let mut left = 0_u64;
            for (agent, reason) in agents.iter().zip(reasons) {
                let own = is_left(*agent, *reason);
                *reason = if own { why.as_byte() } else { *reason };
                left = left.wrapping_add(own.into());
            }
            counts.add(why, left);
            continue;
        }
        let rows = agents.iter().zip(reasons.iter());
        let rows = rows.map(|(agent, reason)| is_left(*agent, *reason));
        let places = chosen(rows, &mut places);
        if places.is_empty() {
            continue;
        }
        let first = block.saturating_mul(BLOCK);
        line.source.origins(first, slots.get_mut(..agents.len()).unwrap_or_default());
        for place in places {
            let origin = at(&slots, *place);
            let why = match last {
                Some((same, why)) if are_alike && same == origin => why,
                _ => ending.why_not_placed(number(first).saturating_add(*place), origin),
            };
            last = Some((origin, why));
            counts.add(why, 1);
            if let Some(reason) = reasons.get_mut(*place as usize) {
                *reason = why.as_byte();
            }
        }
    }
}
