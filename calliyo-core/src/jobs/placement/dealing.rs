//! Dealing the leads.
//!
//! What each bin receives is dealt by itself. A company without scopes has one; where its leads that are placed are the
//! first in line, they are dealt as they come. All others are handed out to the bins first ([`Spread`]).

use alloc::vec::Vec;

use super::{
    super::{
        NO_AGENT, RowReason,
        allocation::deal::{Bars, Dealer},
        at, number,
        reason::ReasonCounts,
    },
    Placing,
    delivery::Delivery,
    ending::Ending,
    line::{BLOCK, ELIGIBLE, Leads, Line, Origin, Origins, is_whole},
    model::{Kinds, Model},
    sharing::{Dealers, Shares, set, sum},
    spread::Spread,
};
use crate::order::{Pair, halves};

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
        let all = usize::try_from(sum(&shares.placed)).unwrap_or_default();
        let mut first_left = 0;
        let mut aside = Aside::NOTHING;
        let are_first = model.are_first(&shares.placed);
        let deliver =
            |agent_of, in_order| Delivery::new(agent_of, all, in_order, placing.origins.agents);
        let is_by_origin = matches!(model.kinds, Kinds::ByOrigin(_));
        match (shares.dealers, &line.sorted) {
            (Dealers::One(mut dealer), None) if are_first || is_by_origin => {
                let bars = Bars { count: model.bars_count(placing), ..bars };
                if let Kinds::ByOrigin(class_of) = &model.kinds
                    && !are_first
                {
                    aside = set_aside(&line, class_of, model.not_placed(&shares.placed), reason);
                }
                let whole_before = if line.len == reason.len() { aside.first } else { 0 };
                let leads = Standing { leads: Leads { line: &line, reason }, all, whole_before };
                first_left = deal_standing(&mut dealer, bars, leads, agent_of).min(aside.first);
            }
            (Dealers::One(mut dealer), Some(sorted)) if are_first => {
                let bars = Bars { count: model.bars_count(placing), ..bars };
                let placed = sorted.pairs().get(..all).unwrap_or_default();
                let mut delivery = deliver(agent_of, false);
                deal_pairs(&mut dealer, bars, placed, placing.origins, &mut delivery);
                delivery.finish();
            }
            (dealers, _) => {
                let (dealers, routes) = dealers.by_bin(&shares.placed);
                let leads = Leads { line: &line, reason };
                let mut delivery = deliver(agent_of, line.sorted.is_none());
                Spread::new((model, leads), dealers, routes, bars).deal(&mut delivery);
                delivery.finish();
            }
        }
        if all < line.len {
            let groups = model.problem.classes.iter().map(|class| class.group);
            let why_aside = |origin| ending.why_not_placed(number(aside.first), origin);
            let why = ending.why_none_is_placed(groups).or_else(|| aside.origin.map(why_aside));
            tell_not_placed(&line, &ending, why, first_left, agent_of, reason, counts);
        }
    }
}

/// Deals leads, each given as its row and its origin.
fn deal_pairs(
    dealer: &mut Dealer,
    bars: Bars<'_>,
    leads: &[Pair],
    origins: Origins,
    delivery: &mut Delivery<'_>,
) {
    let mut rest = leads;
    let mut block = Block::default();
    loop {
        let dealt = block.deal(dealer, bars, rest, origins, delivery);
        rest = rest.get(dealt..).unwrap_or_default();
        if rest.is_empty() {
            return;
        }
        dealer.recount(rest.iter().map(|lead| origins.item(*lead)), bars);
    }
}

/// Leads that are dealt together.
pub(super) struct Block {
    items: [u32; BLOCK],
    /// Their agents.
    slots: [u32; BLOCK],
}

impl Default for Block {
    fn default() -> Self {
        Self { items: [0; BLOCK], slots: [0; BLOCK] }
    }
}

impl Block {
    /// Deals leads until the ones left must be counted anew; how many were dealt.
    pub(super) fn deal(
        &mut self,
        dealer: &mut Dealer,
        bars: Bars<'_>,
        leads: &[Pair],
        origins: Origins,
        delivery: &mut Delivery<'_>,
    ) -> usize {
        let Self { items, slots } = self;
        let mut all = 0_usize;
        for leads in leads.chunks(BLOCK) {
            items.iter_mut().zip(leads).for_each(|(item, lead)| *item = origins.item(*lead));
            let items = items.get(..leads.len()).unwrap_or_default();
            let dealt = dealer.deal_slots(items, slots, bars);
            for (to, lead) in slots.iter().zip(leads).take(dealt) {
                delivery.send(halves(*lead).0, *to);
            }
            all = all.saturating_add(dealt);
            if dealt < leads.len() {
                break;
            }
        }
        all
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

/// Rows that are set aside.
#[derive(Clone, Copy)]
struct Aside {
    /// There is none before this row.
    first: usize,
    /// Where all of them come from, if that is the same.
    origin: Option<Origin>,
}

impl Aside {
    const NOTHING: Self = Self { first: usize::MAX, origin: None };
}

/// Sets rows aside that are not placed, of each class so many: the last ones, as rows stand in order. Only these and what
/// lies behind the first of them is looked at.
fn set_aside(
    line: &Line<'_>,
    class_of: &[u32],
    mut not_placed: Vec<i64>,
    reason: &mut [u8],
) -> Aside {
    let mut left = sum(&not_placed);
    if left == 0 {
        return Aside::NOTHING;
    }
    let origins_of = line.source.origins;
    let limited = |class: u32| not_placed.get(class as usize).is_some_and(|left| *left > 0);
    let columns = origins_of.all().zip(class_of).zip(&line.counts);
    let own = columns.filter(|((_, class), count)| **count > 0 && limited(**class));
    let origin = only(own.map(|((origin, _), _)| origin));
    let first = from_the_last(line, reason, &mut |origins, reasons| {
        if let Some(origin) = origin {
            set_last_aside(origins, reasons, &mut left, origin);
            return left > 0;
        }
        origins.iter_mut().for_each(|own| *own = at(class_of, origins_of.place(*own)));
        set_some_aside(origins, reasons, &mut left, |class, reason| {
            let Some(own) = not_placed.get_mut(class as usize) else { return false };
            let takes = (reason == ELIGIBLE) & (*own > 0);
            *own = own.wrapping_sub(takes.into());
            takes
        });
        left > 0
    });
    Aside { first, origin }
}

/// The item, if there is but one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next();
    first.filter(|_| items.next().is_none())
}

/// Gives the origins and reasons of rows to `work`, block by block from the last one on, until it returns false; the first
/// row of the block where it did.
fn from_the_last(
    line: &Line<'_>,
    reason: &mut [u8],
    work: &mut dyn FnMut(&mut [Origin], &mut [u8]) -> bool,
) -> usize {
    let mut slots = [0; BLOCK];
    for (block, reasons) in reason.chunks_mut(BLOCK).enumerate().rev() {
        let first = block.saturating_mul(BLOCK);
        let slots = slots.get_mut(..reasons.len()).unwrap_or_default();
        line.source.origins(first, slots);
        if !work(slots, reasons) {
            return first;
        }
    }
    0
}

/// Sets rows aside while there are some left, the last of the eligible ones of one kind. Where a block has no more of them
/// than are left, all go without a count.
fn set_last_aside(kinds: &[u32], reasons: &mut [u8], left: &mut i64, wanted: u32) {
    let may = |kind: u32, reason: u8| (kind == wanted) & (reason == ELIGIBLE);
    let rows = || kinds.iter().zip(reasons.iter());
    let all = rows().fold(0_u32, |all, row| all.wrapping_add(may(*row.0, *row.1).into()));
    if i64::from(all) > *left {
        return set_some_aside(kinds, reasons, left, may);
    }
    for (kind, reason) in kinds.iter().zip(reasons) {
        *reason = if may(*kind, *reason) { SET_ASIDE } else { *reason };
    }
    *left = left.wrapping_sub(all.into());
}

/// Sets rows aside while there are some left, the last of those for which `takes` holds.
fn set_some_aside(
    kinds: &[u32],
    reasons: &mut [u8],
    left: &mut i64,
    mut takes: impl FnMut(u32, u8) -> bool,
) {
    for (kind, reason) in kinds.iter().zip(reasons).rev() {
        // Without a branch, as owners follow no pattern.
        let is_set_aside = (*left > 0) & takes(*kind, *reason);
        *left = left.wrapping_sub(is_set_aside.into());
        *reason |= u8::from(is_set_aside).wrapping_neg() & SET_ASIDE;
    }
}

/// Leads that are dealt as they stand.
#[derive(Clone, Copy)]
struct Standing<'a> {
    leads: Leads<'a>,
    /// How many find a place: the first of them.
    all: usize,
    /// Every row before this one is one of them, so that nobody need look.
    whole_before: usize,
}

/// Deals the first eligible rows as they stand; every other row goes to nobody. Returns a row before which no eligible one
/// is left.
fn deal_standing(
    dealer: &mut Dealer,
    bars: Bars<'_>,
    Standing { leads, all, whole_before }: Standing<'_>,
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
        if slots.len() <= left && (after <= whole_before || is_whole(reasons)) {
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
pub(in crate::jobs) fn chosen(
    rows: impl Iterator<Item = bool>,
    places: &mut [u32; BLOCK],
) -> &[u32] {
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

/// Says of each eligible lead that goes to nobody why, which may be the same `for_all` of them. There is none before the
/// first row of a block.
pub(super) fn tell_not_placed(
    line: &Line<'_>,
    ending: &Ending<'_>,
    for_all: Option<RowReason>,
    first_left: usize,
    agent_of: &[u32],
    reason: &mut [u8],
    counts: &mut ReasonCounts,
) {
    let (mut slots, mut places) = ([0; BLOCK], [0; BLOCK]);
    // Without a branch, as these rows follow no pattern.
    let is_left = |agent: u32, reason: u8| {
        (agent == NO_AGENT) & ((reason == ELIGIBLE) | (reason == SET_ASIDE))
    };
    // Where leads differ in nothing but their origins, it is enough to ask once for those of one origin in a row.
    let are_alike = ending.placing.is_one_crowd();
    let mut last = None;
    if let Some(why) = for_all {
        let all = u64::try_from(line.len).unwrap_or(u64::MAX);
        counts.add(why, all.saturating_sub(counts.moved()));
    }
    let blocks = agent_of.chunks(BLOCK).zip(reason.chunks_mut(BLOCK));
    for (block, (agents, reasons)) in blocks.enumerate().skip(first_left / BLOCK) {
        if let Some(why) = for_all {
            for (agent, reason) in agents.iter().zip(reasons) {
                *reason = if is_left(*agent, *reason) { why.as_byte() } else { *reason };
            }
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
