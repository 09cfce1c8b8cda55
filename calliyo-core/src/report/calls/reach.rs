//! How many leads were attempted and how many connected, each counted once per bucket (rule M1).

use alloc::{vec, vec::Vec};

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

/// An attempt on a lead, and whether it connected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contact {
    lead: u32,
    /// The cell, and in the lowest bit whether the parties were connected.
    cell: u32,
}

impl Contact {
    pub(super) fn new(lead: u32, cell: u32, connected: bool) -> Self {
        Self { lead, cell: cell << 1 | u32::from(connected) }
    }
}

/// How many leads each cell reached, and how many there were of all.
///
/// The attempts are put in order of their leads. Then a cell needs to know no more of the leads before than which one was
/// counted last.
pub(super) fn by_cell(contacts: &[Contact], leads: u32, cells: u32) -> (Vec<Reached>, Reached) {
    let mut each = vec![Reached::default(); cells as usize];
    let mut all = Reached::default();
    let (ends, ordered) = by_lead(contacts, leads);
    // Leads count from 1 here: no lead is 0.
    let mut counted_last = vec![(0_u32, 0_u32); cells as usize];
    let mut from = 0;
    for (end, lead) in ends.into_iter().zip(1_u32..) {
        let to = end as usize;
        let own = ordered.get(from..to).unwrap_or_default();
        from = to;
        let mut connected_ever = false;
        for contact in own {
            let cell = (contact >> 1) as usize;
            let connected = contact & 1 == 1;
            connected_ever |= connected;
            let (Some(reached), Some(last)) = (each.get_mut(cell), counted_last.get_mut(cell))
            else {
                continue;
            };
            reached.add_lead(last.0 != lead, connected && last.1 != lead);
            last.0 = lead;
            if connected {
                last.1 = lead;
            }
        }
        all.add_lead(!own.is_empty(), connected_ever);
    }
    (each, all)
}

/// Where the attempts on each lead end, and the cells of all attempts, lead by lead.
fn by_lead(contacts: &[Contact], leads: u32) -> (Vec<u32>, Vec<u32>) {
    let mut next = vec![0_u32; leads as usize];
    for contact in contacts {
        if let Some(own) = next.get_mut(contact.lead as usize) {
            *own = own.wrapping_add(1);
        }
    }
    let mut start = 0_u32;
    for own in &mut next {
        let count = *own;
        *own = start;
        start = start.wrapping_add(count);
    }
    let mut ordered = vec![0_u32; contacts.len()];
    for contact in contacts {
        let Some(place) = next.get_mut(contact.lead as usize) else { continue };
        if let Some(cell) = ordered.get_mut(*place as usize) {
            *cell = contact.cell;
        }
        *place = place.wrapping_add(1);
    }
    // What was the next place of each lead is now where it ends.
    (next, ordered)
}
