//! Dealing the leads, one by one or in sweeps.

use alloc::vec;

use super::{
    super::{
        NO_AGENT,
        allocation::deal::{Bars, Dealer},
        at, number,
        reason::ReasonCounts,
    },
    Placing,
    ending::Ending,
    line::{BLOCK, ELIGIBLE, Line, Origin, is_whole},
    model::Model,
    sharing::{Dealers, Quota, Shares, set, sum},
};

/// Dealing the leads.
pub(super) struct Dealing<'a> {
    pub(super) placing: &'a Placing<'a>,
    pub(super) model: &'a Model,
    pub(super) shares: Shares,
    pub(super) ending: Ending<'a>,
    pub(super) line: Line,
}

impl Dealing<'_> {
    /// Writes the agents of the leads that are placed, and for the others why they are not.
    pub(super) fn deal(self, agent_of: &mut [u32], reason: &mut [u8], counts: &mut ReasonCounts) {
        let Self { placing, model, shares, ending, mut line } = self;
        let mut not_placed = |row: u32, origin: Origin| {
            let why = ending.why_not_placed(row, origin);
            counts.add(why, 1);
            why.as_byte()
        };
        let are_first = model.are_first(&shares.placed);
        let (mut dealers, mut routes) = match shares.dealers {
            Dealers::One(mut dealer) if are_first => {
                let bars = Bars { place_of: &shares.place_of, count: model.bars_count(placing) };
                let all = usize::try_from(sum(&shares.placed)).unwrap_or_default();
                match &mut line.sorted {
                    None => deal_in_row_order(&mut dealer, bars, all, agent_of, reason, not_placed),
                    Some((rows, slots)) => {
                        let all = all.min(slots.len());
                        let (placed, left) = slots.split_at_mut(all);
                        deal_slots(&mut dealer, bars, placed);
                        let (first, rest) = rows.split_at(placed.len());
                        first.iter().zip(placed).for_each(|(row, to)| set(agent_of, *row, *to));
                        for (row, origin) in rest.iter().zip(left) {
                            set(agent_of, *row, NO_AGENT);
                            if let Some(reason) = reason.get_mut(*row as usize) {
                                *reason = not_placed(*row, *origin);
                            }
                        }
                    }
                }
                return;
            }
            Dealers::One(dealer) => (vec![dealer], None),
            Dealers::PerBin(dealers, routes) => (dealers, Some(routes)),
        };

        let bars_count = model.bars_count(placing);
        let mut quota = Quota::new(&shares.placed);
        let mut deal = |row: u32, origin: Origin, class: u32| {
            if !quota.takes(class) {
                return Err(not_placed(row, origin));
            }
            let (bin, barred) = match &mut routes {
                None => (0, placing.barred(origin).filter(|_| bars_count)),
                Some(routes) => {
                    let bin = routes.next(class);
                    (bin, model.barred_in_crowd(placing, origin, bin))
                }
            };
            let place = barred.map(|agent| at(&shares.place_of, agent));
            let dealer = dealers.get_mut(bin as usize);
            Ok(dealer.map_or(NO_AGENT, |dealer| dealer.deal(place.filter(|own| *own != NO_AGENT))))
        };
        match &line.sorted {
            None => {
                let eligible = agent_of.iter_mut().zip(reason.iter_mut());
                let eligible = (0..).zip(eligible).filter(|(_, (_, reason))| **reason == ELIGIBLE);
                for (position, (row, (slot, reason))) in (0..).zip(eligible) {
                    match deal(row, *slot, model.class(position, *slot)) {
                        Ok(agent) => *slot = agent,
                        Err(why) => (*slot, *reason) = (NO_AGENT, why),
                    }
                }
            }
            Some((rows, origins)) => {
                for (position, (row, origin)) in (0..).zip(rows.iter().zip(origins)) {
                    match deal(*row, *origin, model.class(position, *origin)) {
                        Ok(agent) => set(agent_of, *row, agent),
                        Err(why) => {
                            set(agent_of, *row, NO_AGENT);
                            if let Some(reason) = reason.get_mut(*row as usize) {
                                *reason = why;
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Deals to all the origins in a row, which become agents.
pub(super) fn deal_slots(dealer: &mut Dealer, bars: Bars<'_>, slots: &mut [u32]) {
    let mut rest = slots;
    while !rest.is_empty() {
        let dealt = dealer.deal_slots(rest, bars);
        rest = rest.get_mut(dealt..).unwrap_or_default();
        if !rest.is_empty() {
            dealer.recount(rest.iter().filter_map(|origin| bars.place(*origin)));
        }
    }
}

/// Deals to the first `all` eligible rows, whose origins become agents, and says of the others why they are not placed.
pub(super) fn deal_in_row_order(
    dealer: &mut Dealer,
    bars: Bars<'_>,
    all: usize,
    agent_of: &mut [u32],
    reason: &mut [u8],
    mut not_placed: impl FnMut(u32, Origin) -> u8,
) {
    let (mut row, mut left) = (0_usize, all);
    while left > 0
        && let (Some(slots), Some(reasons)) = (agent_of.get_mut(row..), reason.get(row..))
        && !slots.is_empty()
    {
        let most = left.min(slots.len()).min(BLOCK);
        let block = reasons.get(..most).unwrap_or_default();
        let is_whole = is_whole(block);
        let run = match is_whole {
            true => most,
            false => block.iter().position(|own| *own != ELIGIBLE).unwrap_or(most),
        };
        let dealt = match slots.get_mut(..run) {
            Some(slots) => dealer.deal_slots(slots, bars),
            None => 0,
        };
        left = left.saturating_sub(dealt);
        if dealt < run {
            let rest = slots.iter().zip(reasons).skip(dealt);
            let eligible = rest.filter(|(_, reason)| **reason == ELIGIBLE).take(left);
            dealer.recount(eligible.filter_map(|(origin, _)| bars.place(*origin)));
            row = row.saturating_add(dealt);
        } else {
            // The row after the run is not eligible.
            row = row.saturating_add(dealt).saturating_add(usize::from(!is_whole));
        }
    }
    let rest = agent_of.get_mut(row..).unwrap_or_default().iter_mut();
    let rest = (number(row)..).zip(rest.zip(reason.get_mut(row..).unwrap_or_default()));
    for (row, (slot, reason)) in rest.filter(|(_, (_, reason))| **reason == ELIGIBLE) {
        *reason = not_placed(row, *slot);
        *slot = NO_AGENT;
    }
}
