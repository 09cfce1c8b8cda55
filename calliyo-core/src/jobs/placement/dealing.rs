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
        served::{Pair, halves},
    },
    Placing,
    ending::Ending,
    line::{BLOCK, ELIGIBLE, Leads, Line, Origin, Origins, is_whole},
    model::{Kinds, Model},
    sharing::{Dealers, Shares, set, sum},
    spread::Spread,
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
        let all = usize::try_from(sum(&shares.placed)).unwrap_or_default();
        let mut first_left = 0;
        let are_first = model.are_first(&shares.placed);
        let is_by_origin = matches!(model.kinds, Kinds::ByOrigin(_));
        match (shares.dealers, &line.sorted) {
            (Dealers::One(mut dealer), None) if are_first || is_by_origin => {
                let bars = Bars { count: model.bars_count(placing), ..bars };
                let aside = match &model.kinds {
                    Kinds::ByOrigin(class_of) if !are_first => {
                        set_aside(&line, class_of, model.not_placed(&shares.placed), reason)
                    }
                    _ => usize::MAX,
                };
                let are_all_rows = line.len == reason.len() && aside == usize::MAX;
                let leads = Standing { leads: Leads { line: &line, reason }, all, are_all_rows };
                first_left = deal_standing(&mut dealer, bars, leads, agent_of).min(aside);
            }
            (Dealers::One(mut dealer), Some(sorted)) if are_first => {
                let bars = Bars { count: model.bars_count(placing), ..bars };
                if all < agent_of.len() {
                    agent_of.fill(NO_AGENT);
                }
                let placed = sorted.pairs().get(..all).unwrap_or_default();
                deal_pairs(&mut dealer, bars, placed, placing.origins, agent_of);
            }
            (dealers, _) => {
                let (dealers, routes) = dealers.by_bin(&shares.placed);
                let leads = Leads { line: &line, reason };
                agent_of.fill(NO_AGENT);
                Spread::new((model, leads), dealers, routes, bars).deal(agent_of);
            }
        }
        if all < line.len {
            let why =
                ending.why_none_is_placed(model.problem.classes.iter().map(|class| class.group));
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
    agent_of: &mut [u32],
) {
    let mut rest = leads;
    let mut block = Block::default();
    loop {
        let dealt = block.deal(dealer, bars, rest, origins, agent_of);
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
        agent_of: &mut [u32],
    ) -> usize {
        let Self { items, slots } = self;
        let mut all = 0_usize;
        for leads in leads.chunks(BLOCK) {
            items.iter_mut().zip(leads).for_each(|(item, lead)| *item = origins.item(*lead));
            let items = items.get(..leads.len()).unwrap_or_default();
            let dealt = dealer.deal_slots(items, slots, bars);
            for (to, lead) in slots.iter().zip(leads).take(dealt) {
                set(agent_of, halves(*lead).0, *to);
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

/// Sets rows aside that are not placed, of each class so many: the last ones, as rows stand in order. Only these and what
/// lies behind the first of them is looked at. Returns a row before which none is set aside.
fn set_aside(
    line: &Line<'_>,
    class_of: &[u32],
    mut not_placed: Vec<i64>,
    reason: &mut [u8],
) -> usize {
    let mut left = sum(&not_placed);
    if left == 0 {
        return usize::MAX;
    }
    let mut limited = (0..).zip(&not_placed).filter(|(_, left)| **left > 0);
    match (limited.next(), limited.next()) {
        // So many as are left of all are left of it. In a block that has no more of them, all go without a count.
        (Some((only, _)), None) => from_the_last(line, class_of, reason, |classes, reasons| {
            let may = |class: u32, reason: u8| (class == only) & (reason == ELIGIBLE);
            let rows = || classes.iter().zip(reasons.iter());
            let all = rows().fold(0_u32, |all, row| all.wrapping_add(may(*row.0, *row.1).into()));
            if i64::from(all) <= left {
                for (class, reason) in classes.iter().zip(reasons) {
                    *reason = if may(*class, *reason) { SET_ASIDE } else { *reason };
                }
                left = left.wrapping_sub(all.into());
            } else {
                set_some_aside(classes, reasons, &mut left, may);
            }
            left > 0
        }),
        _ => from_the_last(line, class_of, reason, |classes, reasons| {
            set_some_aside(classes, reasons, &mut left, |class, reason| {
                let Some(own) = not_placed.get_mut(class as usize) else { return false };
                let takes = (reason == ELIGIBLE) & (*own > 0);
                *own = own.wrapping_sub(takes.into());
                takes
            });
            left > 0
        }),
    }
}

/// Gives the classes and reasons of rows to `work`, block by block from the last one on, until it returns false; the first
/// row of the block where it did.
fn from_the_last(
    line: &Line<'_>,
    class_of: &[u32],
    reason: &mut [u8],
    mut work: impl FnMut(&[u32], &mut [u8]) -> bool,
) -> usize {
    let origins_of = line.source.origins;
    let mut slots = [0; BLOCK];
    for (block, reasons) in reason.chunks_mut(BLOCK).enumerate().rev() {
        let first = block.saturating_mul(BLOCK);
        let slots = slots.get_mut(..reasons.len()).unwrap_or_default();
        line.source.origins(first, slots);
        slots.iter_mut().for_each(|slot| *slot = at(class_of, origins_of.place(*slot)));
        if !work(slots, reasons) {
            return first;
        }
    }
    0
}

/// Sets rows aside while there are some left, the last of those for which `takes` holds.
fn set_some_aside(
    classes: &[u32],
    reasons: &mut [u8],
    left: &mut i64,
    mut takes: impl FnMut(u32, u8) -> bool,
) {
    for (class, reason) in classes.iter().zip(reasons).rev() {
        // Without a branch, as owners follow no pattern.
        let is_set_aside = (*left > 0) & takes(*class, *reason);
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
    /// Every row is one of them, so that nobody need look.
    are_all_rows: bool,
}

/// Deals the first eligible rows as they stand; every other row goes to nobody. Returns a row before which no eligible one
/// is left.
fn deal_standing(
    dealer: &mut Dealer,
    bars: Bars<'_>,
    Standing { leads, all, are_all_rows }: Standing<'_>,
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
        if slots.len() <= left && (are_all_rows || is_whole(reasons)) {
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
