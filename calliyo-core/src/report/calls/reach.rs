//! How many leads were attempted and how many connected, each counted once per bucket (rule M1).

use alloc::{vec, vec::Vec};

/// A call that belongs to no lead.
pub(super) const NO_LEAD: u32 = u32::MAX;

/// Leads reached, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) attempted: u32,
    pub(super) connected: u32,
}

impl Reached {
    /// Counts one more lead.
    pub(super) fn add_lead(&mut self, attempted: bool, connected: bool) {
        self.attempted = self.attempted.wrapping_add(attempted.into());
        self.connected = self.connected.wrapping_add(connected.into());
    }
}

/// Neighbouring leads share a shelf, at most 2 to the power of this many: few enough that all about their attempts stays in the
/// cache while these are put in order.
const MOST_SHELF_BITS: u32 = 12;

/// All attempts on leads, on shelves of so many neighbouring leads each.
///
/// An attempt is a number of 32 bits: from the highest bits down the lead of its shelf, the cell, and whether the parties were
/// connected. Where there are many cells a shelf has fewer leads.
#[derive(Debug)]
pub(super) struct Contacts {
    /// The last one is of calls that belong to no lead. It is cleared now and then.
    shelves: Vec<Vec<u32>>,
    cells: u32,
    shelf_bits: u32,
}

/// How far a cell has reached while the attempts are walked through, lead by lead.
#[derive(Clone, Copy, Default)]
struct Reach {
    reached: Reached,
    /// The leads that were counted last as attempted and as connected.
    attempted_last: u32,
    connected_last: u32,
}

impl Contacts {
    /// None yet, with so many leads, for so many cells. There are fewer than 2^31 of them.
    pub(super) fn new(leads: u32, cells: u32, calls: usize) -> Self {
        let cell_bits = cells.max(1).ilog2().saturating_add(1);
        let shelf_bits = MOST_SHELF_BITS.min(31_u32.saturating_sub(cell_bits));
        let shelves = (leads.saturating_sub(1) >> shelf_bits).saturating_add(2) as usize;
        // Most companies call their leads about as often as one another.
        let each = calls.checked_div(shelves).unwrap_or_default();
        let each = each.saturating_add(each >> 3);
        let shelves = (0..shelves).map(|_| Vec::with_capacity(each)).collect();
        Self { shelves, cells, shelf_bits }
    }

    /// Notes attempts, of which each row is one but where the lead is [`NO_LEAD`].
    pub(super) fn note(&mut self, leads: &[u32], cells: &[u32], duration_seconds: &[u32]) {
        for ((lead, cell), duration) in leads.iter().zip(cells).zip(duration_seconds) {
            self.add(*lead, *cell, *duration > 0);
        }
        if let Some(nobody) = self.shelves.last_mut() {
            nobody.clear();
        }
    }

    /// Notes an attempt, but where the lead is [`NO_LEAD`].
    #[inline(always)]
    pub(super) fn add(&mut self, lead: u32, cell: u32, connected: bool) {
        // Without a branch for calls of no lead, which nobody can foresee.
        let last = self.shelves.len().wrapping_sub(1);
        let shelf = ((lead >> self.shelf_bits) as usize).min(last);
        let place = lead << self.lead_from();
        if let Some(shelf) = self.shelves.get_mut(shelf) {
            shelf.push(place | cell << 1 | u32::from(connected));
        }
    }

    /// The bits from which on an attempt has the lead of its shelf.
    #[inline(always)]
    fn lead_from(&self) -> u32 {
        32_u32.wrapping_sub(self.shelf_bits)
    }

    /// How many leads each cell reached, and how many there were of all.
    ///
    /// The attempts are put in order of their leads. Then a cell needs to know no more of the leads before than which one was
    /// counted last.
    pub(super) fn by_cell(mut self) -> (Vec<Reached>, Reached) {
        let mut each = vec![Reach::default(); self.cells as usize];
        let mut all = Reached::default();
        let mut in_order = InOrder { ends: vec![0; 1 << self.shelf_bits], ..InOrder::default() };
        let lead_from = self.lead_from();
        self.shelves.pop();
        // Leads count from 1 here: no lead is 0.
        let mut lead = 1_u32;
        for contacts in self.shelves {
            in_order.fill(&contacts, lead_from);
            in_order.walk(&mut lead, &mut each, &mut all);
        }
        (each.into_iter().map(|own| own.reached).collect(), all)
    }
}

/// The attempts of a shelf in order of their leads.
#[derive(Default)]
struct InOrder {
    /// Where those on each lead end.
    ends: Vec<u32>,
    /// Their cells, and whether the parties were connected.
    cells: Vec<u32>,
}

impl InOrder {
    /// Puts the attempts of another shelf in order.
    fn fill(&mut self, contacts: &[u32], lead_from: u32) {
        let Self { ends, cells } = self;
        let mask = (1_u32 << lead_from).wrapping_sub(1);
        ends.fill(0);
        // What is there of another shelf is written over.
        cells.resize(contacts.len(), 0);
        for contact in contacts {
            if let Some(own) = ends.get_mut((contact >> lead_from) as usize) {
                *own = own.wrapping_add(1);
            }
        }
        let mut start = 0_u32;
        for own in ends.iter_mut() {
            let count = *own;
            *own = start;
            start = start.wrapping_add(count);
        }
        // What is the next place of each lead becomes where it ends.
        for contact in contacts {
            let Some(next) = ends.get_mut((contact >> lead_from) as usize) else { continue };
            if let Some(cell) = cells.get_mut(*next as usize) {
                *cell = contact & mask;
            }
            *next = next.wrapping_add(1);
        }
    }

    /// Counts the leads from the next one on.
    fn walk(&self, next: &mut u32, each: &mut [Reach], all: &mut Reached) {
        let mut from = 0;
        for end in &self.ends {
            let lead = *next;
            *next = next.wrapping_add(1);
            let to = *end as usize;
            let own = self.cells.get(from..to).unwrap_or_default();
            from = to;
            let mut connected_ever = false;
            for contact in own {
                let connected = contact & 1 == 1;
                connected_ever |= connected;
                let Some(reach) = each.get_mut((contact >> 1) as usize) else { continue };
                let Reach { reached, attempted_last, connected_last } = reach;
                reached.add_lead(*attempted_last != lead, connected & (*connected_last != lead));
                *attempted_last = lead;
                *connected_last = if connected { lead } else { *connected_last };
            }
            all.add_lead(!own.is_empty(), connected_ever);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;

    /// M1: each lead counts once per cell and once in all, however many leads and cells there are
    #[test]
    fn a_lead_counts_once_per_cell() {
        for (leads, cells) in [(1, 1), (5, 3), (9_000, 40), (300, 1 << 20), (5_000, 1 << 24)] {
            let mut contacts = Contacts::new(leads, cells, 4_000);
            let mut expected = [BTreeSet::new(), BTreeSet::new()];
            for row in 0..4_000_u32 {
                let lead = row.wrapping_mul(2_654_435_761) % (leads + 1);
                let cell = cells - 1 - row.wrapping_mul(40_503) % cells.min(50);
                let connected = row % 3 == 0;
                let lead = if lead == leads { NO_LEAD } else { lead };
                contacts.note(&[lead], &[cell], &[u32::from(connected)]);
                if lead != NO_LEAD {
                    expected[0].insert((cell, lead));
                    if connected {
                        expected[1].insert((cell, lead));
                    }
                }
            }
            let (each, all) = contacts.by_cell();
            assert_eq!(each.len(), cells as usize);
            let [attempted, connected] = expected;
            let in_cell = |set: &BTreeSet<(u32, u32)>, cell: u32| {
                set.range((cell, 0)..=(cell, u32::MAX)).count() as u32
            };
            for cell in cells.saturating_sub(60)..cells {
                let own = each[cell as usize];
                assert_eq!(own.attempted, in_cell(&attempted, cell), "cell {cell} of {cells}");
                assert_eq!(own.connected, in_cell(&connected, cell), "cell {cell} of {cells}");
            }
            let different = |set: &BTreeSet<(u32, u32)>| {
                set.iter().map(|(_, lead)| lead).collect::<BTreeSet<_>>().len() as u32
            };
            assert_eq!(
                (all.attempted, all.connected),
                (different(&attempted), different(&connected))
            );
        }
    }
}
