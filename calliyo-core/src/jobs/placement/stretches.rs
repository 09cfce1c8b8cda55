//! Which leads stand where in a sorted line, as numbers: whoever works through it need not look at every lead then.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::line::Origins;
use crate::order::{Pair, halves};

/// So many leads are a stretch: few beside all, and many beside the groups.
const STRETCH: usize = 1 << 14;

/// With more groups than that, counting them per stretch would take time and memory that matter beside those of the leads.
const MOST_GROUPS: usize = 256;

/// How many leads of each group there are in each stretch of a line.
pub(super) struct Stretches {
    groups: usize,
    /// How far the group is shifted up in an origin.
    pub(super) group_at: u32,
    /// Where each ends.
    ends: Vec<usize>,
    /// Stretch after stretch, and group after group, the leads that free a place and the others.
    counts: Vec<[u32; 2]>,
}

/// One of them.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    /// The leads in line before it, and those with it.
    start: usize,
    end: usize,
    /// Per group, the leads that free a place and the others.
    counts: &'a [[u32; 2]],
}

impl Stretches {
    /// None yet of a line whose leads are of so many groups; nothing where that is not worth counting.
    pub(super) fn new(origins: Origins, groups: usize) -> Option<Self> {
        let group_at = origins.group_at.filter(|_| groups <= MOST_GROUPS)?;
        Some(Self { groups, group_at, ends: Vec::new(), counts: Vec::new() })
    }

    /// Counts the next leads in line.
    pub(super) fn add(&mut self, leads: &[Pair]) {
        for leads in leads.chunks(STRETCH) {
            let before = self.counts.len();
            let end = self.ends.last().copied().unwrap_or_default();
            self.ends.push(end.saturating_add(leads.len()));
            self.counts.resize(before.saturating_add(self.groups), [0; 2]);
            let counts = self.counts.get_mut(before..).unwrap_or_default();
            for lead in leads {
                let (_, origin) = halves(*lead);
                // Those that leave a place have an even origin.
                let own = counts.get_mut(origin.wrapping_shr(self.group_at) as usize);
                if let Some(count) = own.and_then(|own| own.get_mut((origin & 1) as usize)) {
                    // There are fewer leads than 2^32.
                    *count = count.wrapping_add(1);
                }
            }
        }
    }

    /// Per group, the leads of the whole line that free a place and the others.
    pub(super) fn totals(&self) -> Vec<[u32; 2]> {
        let mut totals = vec![[0_u32; 2]; self.groups];
        for stretch in self.iter() {
            for (total, own) in totals.iter_mut().flatten().zip(stretch.counts.iter().flatten()) {
                *total = total.wrapping_add(*own);
            }
        }
        totals
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Stretch<'_>> {
        let starts = core::iter::once(0).chain(self.ends.iter().copied());
        let counts = self.counts.chunks(self.groups.max(1));
        starts.zip(&self.ends).zip(counts).map(|((start, end), counts)| Stretch {
            start,
            end: *end,
            counts,
        })
    }
}

impl<'a> Stretch<'a> {
    /// The places of its leads in line.
    pub(super) const fn places(self) -> Range<usize> {
        self.start..self.end
    }

    /// Each group that has leads in it, with their number.
    pub(super) fn groups(self) -> impl Iterator<Item = (u32, u32)> + 'a {
        let counts = self.counts.iter().map(|[leaving, others]| leaving.wrapping_add(*others));
        (0..).zip(counts).filter(|(_, leads)| *leads > 0)
    }
}
