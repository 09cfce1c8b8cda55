//! Leads and agents as a problem of allocation.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    super::{
        NO_AGENT,
        allocation::{Bin, Class, Items, Lists, Lot, Problem, UNLIMITED},
        at, number,
    },
    Placing,
    keys::Keys,
    line::{BLOCK, Leads, Origin, Origins},
    sharing::set,
    stretches::Stretches,
};
use crate::order::{self, Map, Pair, Set, halves};

/// A crowd of so few agents is not worth a bin of its own.
pub(super) const SMALLEST_CROWD: usize = 3;

/// The most sorts of leads that a table is made for. There are more where scopes are many and small, and few of them occur.
const MOST_SORTS: usize = 1 << 20;

/// How many leads have to do with each agent.
pub(super) struct Tally {
    /// Leads that free a place.
    pub(super) frees: Vec<u32>,
    /// Leads that come from the agent.
    pub(super) barred: Vec<u32>,
}

impl Tally {
    pub(super) fn new(origins: Origins, counts: &[u32]) -> Self {
        let frees = |agent: u32| at(counts, origins.place(origins.of(agent, true)));
        let others = |agent: u32| at(counts, origins.place(origins.of(agent, false)));
        let agents = 0..origins.agents;
        Self {
            frees: agents.clone().map(frees).collect(),
            barred: agents.map(|agent| frees(agent).saturating_add(others(agent))).collect(),
        }
    }

    pub(super) fn frees(&self, agent: u32) -> i64 {
        at(&self.frees, agent).into()
    }

    pub(super) fn barred(&self, agent: u32) -> i64 {
        at(&self.barred, agent).into()
    }
}

/// What is known of the leads that leave before any is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assumed {
    Nothing,
    /// All do. Then everybody's places are known, even of agents above the cap, and nobody need be apart for them.
    AllLeave,
}

/// What an agent brings to its bin.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) room: i64,
    pub(super) intake: i64,
    /// A lead that leaves makes room for another.
    pub(super) is_freed: bool,
    /// It cannot be thrown together with others.
    pub(super) is_apart: bool,
}

impl Part {
    /// None for an agent who can receive nothing in this run.
    pub(super) fn of(
        placing: &Placing<'_>,
        tally: &Tally,
        agent: u32,
        assumed: Assumed,
    ) -> Option<Self> {
        let intake = placing.intake.get(agent as usize).copied().flatten();
        let intake = intake.map_or(UNLIMITED, i64::from);
        let has_scope = !placing.scopes.groups_of(agent).is_empty();
        let room = placing.room.get(agent as usize).copied().filter(|_| has_scope)?;
        let room = room.unwrap_or(UNLIMITED);
        let most = room.saturating_add(tally.frees(agent));
        if most.min(intake) <= 0 {
            None
        } else if assumed == Assumed::AllLeave {
            Some(Self {
                room: most.min(intake),
                intake: UNLIMITED,
                is_freed: false,
                is_apart: false,
            })
        } else if intake <= room {
            // What leaves makes no difference to a number that is limited to less than the room.
            Some(Self { room: intake, intake: UNLIMITED, is_freed: false, is_apart: false })
        } else if room < 0 || intake < most {
            Some(Self { room, intake, is_freed: true, is_apart: true })
        } else {
            Some(Self { room, intake: UNLIMITED, is_freed: true, is_apart: false })
        }
    }
}

/// The leads and agents as a problem of allocation.
pub(super) struct Model {
    pub(super) problem: Problem,
    pub(super) origins: Origins,
    /// Per agent, its bin.
    pub(super) bin_of: Vec<Option<u32>>,
    /// Per bin, its agents in order.
    pub(super) members: Lists,
    pub(super) kinds: Kinds,
    /// Per class, whether some lead of it leaves a place.
    pub(super) is_leaving: Vec<bool>,
}

/// The class of each lead.
pub(super) enum Kinds {
    /// By the place of its origin.
    ByOrigin(Vec<u32>),
    /// By sort, where the number of an origin has the group, from the bit `group_at` on.
    BySort { sorts: Sorts, group_at: u32, class_of: Vec<u32> },
    /// One by one, in line.
    Listed(Vec<u32>),
}

/// Sorts of leads: those of a group and a kind are one.
pub(super) struct Sorts {
    origins: Origins,
    /// How many kinds there are.
    kinds: u32,
    /// Per place of an origin, the kind.
    kind_of: Vec<u32>,
}

impl Sorts {
    fn of(&self, group: u32, origin: Origin) -> u32 {
        let kind = match self.kinds {
            1 => 0,
            _ => at(&self.kind_of, self.origins.place(origin)),
        };
        group.wrapping_mul(self.kinds).wrapping_add(kind)
    }
}

/// From whom leads are barred and whom they free, by bin.
pub(super) type Kind = (Option<u32>, Option<u32>);

impl Model {
    pub(super) fn new(
        placing: &Placing<'_>,
        leads: Leads<'_>,
        tally: &Tally,
        assumed: Assumed,
        apart: &Set<u32>,
    ) -> Self {
        let agents = 0..placing.origins.agents;
        let part = |agent: u32| Part::of(placing, tally, agent, assumed);
        let mut crowds: Map<&[u32], Vec<u32>> = Map::new();
        let mut members: Vec<Vec<u32>> = Vec::new();
        // Agents in a row who have the same groups, mostly many, come to their crowd together.
        let (mut groups, mut alike): (&[u32], Vec<u32>) = (&[], Vec::new());
        for agent in agents {
            let Some(own) = part(agent) else { continue };
            if own.is_apart || apart.contains(&agent) || placing.excludes_previous_owners() {
                members.push(vec![agent]);
                continue;
            }
            let own_groups = placing.scopes.groups_of(agent);
            if groups != own_groups {
                crowds.change(groups, |crowd| crowd.append(&mut alike));
                groups = own_groups;
            }
            alike.push(agent);
        }
        crowds.change(groups, |crowd| crowd.append(&mut alike));
        for (_, crowd) in crowds.into_entries() {
            match crowd.len() < SMALLEST_CROWD {
                true => members.extend(crowd.into_iter().map(|agent| vec![agent])),
                false => members.push(crowd),
            }
        }

        let mut bin_of = vec![None; placing.agents.len()];
        let mut bins = Vec::new();
        let mut of_group = Vec::new();
        let mut of_bin = Vec::new();
        for (bin, own) in (0..).zip(&members) {
            let mut sum = Bin { room: 0, intake: UNLIMITED, level: 0, size: 0 };
            for agent in own {
                if let (Some(part), Some(bin_of)) = (part(*agent), bin_of.get_mut(*agent as usize))
                {
                    *bin_of = Some(bin);
                    sum.room = sum.room.saturating_add(part.room).min(UNLIMITED);
                    sum.intake = part.intake;
                    sum.level =
                        sum.level.saturating_add(at(&placing.level, *agent).unwrap_or_default());
                    sum.size = sum.size.saturating_add(1);
                    of_bin.push((bin, *agent));
                }
            }
            let groups = own.first().map(|agent| placing.scopes.groups_of(*agent));
            of_group.extend(groups.into_iter().flatten().map(|group| (*group, bin)));
            bins.push(sum);
        }
        let groups = Lists::new(placing.scopes.len(), of_group);
        let mut model = Self {
            problem: Problem { bins, groups, classes: Vec::new() },
            origins: placing.origins,
            members: Lists::new(members.len(), of_bin),
            bin_of,
            kinds: Kinds::Listed(Vec::new()),
            is_leaving: Vec::new(),
        };
        let frees =
            |agent: u32| part(agent).filter(|own| own.is_freed).and_then(|_| model.bin_of(agent));
        let mut classes = Classes::default();
        let kinds = if placing.excludes_previous_owners() {
            Kinds::Listed(model.one_by_one(placing, leads, frees, &mut classes))
        } else if placing.scopes.is_company_wide() {
            Kinds::ByOrigin(model.by_origin(placing, leads, frees, &mut classes))
        } else {
            model.by_scope(placing, leads, frees, &mut classes)
        };
        model.problem.classes = classes.classes;
        model.is_leaving = classes.is_leaving;
        model.kinds = kinds;
        model
    }

    pub(super) fn bin_of(&self, agent: u32) -> Option<u32> {
        self.bin_of.get(agent as usize).copied().flatten()
    }

    pub(super) fn members(&self, bin: u32) -> &[u32] {
        self.members.list(bin)
    }

    /// The bin of an agent who is apart from all others.
    pub(super) fn own_bin(&self, agent: u32) -> Option<u32> {
        self.bin_of(agent).filter(|bin| self.members(*bin).len() == 1)
    }

    /// Gives the leads in line, row and origin, each with its class, to `work`.
    pub(super) fn for_each(&self, leads: Leads<'_>, mut work: impl FnMut((u32, Origin), u32)) {
        self.for_each_block(leads, 0..leads.line.len, |block, classes| {
            block.iter().zip(classes).for_each(|(lead, class)| work(halves(*lead), *class));
        });
    }

    /// The same for those in some places in line, at most [`BLOCK`] leads at a time.
    pub(super) fn for_each_block(
        &self,
        leads: Leads<'_>,
        places: Range<usize>,
        mut work: impl FnMut(&[Pair], &[u32]),
    ) {
        let mut classes = [0; BLOCK];
        let mut listed = match &self.kinds {
            Kinds::Listed(classes) => classes.get(places.clone()).unwrap_or_default(),
            _ => &[],
        };
        leads.for_each_block(places, |block| {
            let classes = match listed.split_off(..block.len()) {
                Some(listed) => listed,
                None => self.classes(block, &mut classes),
            };
            work(block, classes);
        });
    }

    /// What stands where in line, where that was counted and groups tell the classes: these by group.
    pub(super) fn stretches<'a>(&'a self, leads: Leads<'a>) -> Option<(&'a Stretches, &'a [u32])> {
        match &self.kinds {
            Kinds::BySort { sorts, class_of, .. } if sorts.kinds == 1 => {
                Some((leads.line.stretches.as_ref()?, class_of))
            }
            _ => None,
        }
    }

    /// The classes of at most [`BLOCK`] leads, where they are told by the origin.
    fn classes<'c>(&self, block: &[Pair], classes: &'c mut [u32; BLOCK]) -> &'c [u32] {
        let origins = block.iter().map(|lead| halves(*lead).1);
        let slots = classes.iter_mut().zip(origins);
        match &self.kinds {
            Kinds::ByOrigin(class_of) => {
                slots.for_each(|(slot, own)| *slot = at(class_of, self.origins.place(own)));
            }
            // With one kind, sorts are groups.
            Kinds::BySort { sorts, group_at, class_of } if sorts.kinds == 1 => {
                slots.for_each(|(slot, own)| *slot = at(class_of, own.wrapping_shr(*group_at)));
            }
            Kinds::BySort { sorts, group_at, class_of } => slots.for_each(|(slot, own)| {
                *slot = at(class_of, sorts.of(own.wrapping_shr(*group_at), own));
            }),
            Kinds::Listed(_) => {}
        }
        classes.get(..block.len()).unwrap_or_default()
    }

    /// How many leads there are of a class.
    pub(super) fn count(&self, class: u32) -> i64 {
        self.problem.classes.get(class as usize).map_or(0, |own| own.count)
    }

    /// Per class, how many leads are not placed.
    pub(super) fn not_placed(&self, placed: &[i64]) -> Vec<i64> {
        let all = self.problem.classes.iter().map(|own| own.count);
        all.zip(placed).map(|(all, placed)| all.saturating_sub(*placed)).collect()
    }

    /// Whether all leads are placed.
    pub(super) fn are_all(&self, placed: &[i64]) -> bool {
        self.problem.classes.iter().zip(placed).all(|(own, placed)| own.count == *placed)
    }

    /// Whether the leads that are placed are the first in line: where all are, or all are alike.
    pub(super) fn are_first(&self, placed: &[i64]) -> bool {
        self.problem.classes.len() == 1 || self.are_all(placed)
    }

    /// Whether agents of one crowd are barred from leads at all.
    pub(super) fn bars_count(&self, placing: &Placing<'_>) -> bool {
        !placing.allow_barred && placing.scopes.members(0).len() > 1
    }

    pub(super) fn kind(
        &self,
        placing: &Placing<'_>,
        origin: Origin,
        frees: impl Fn(u32) -> Option<u32>,
    ) -> Kind {
        let barred = placing.barred(origin).and_then(|agent| self.own_bin(agent));
        (barred, placing.origins.frees(origin).and_then(frees))
    }

    /// Classes where every lead may go to anybody: per place of an origin its class.
    pub(super) fn by_origin(
        &self,
        placing: &Placing<'_>,
        leads: Leads<'_>,
        frees: impl Fn(u32) -> Option<u32>,
        classes: &mut Classes,
    ) -> Vec<u32> {
        let mut class_of = Map::new();
        // Mostly one agent's leads are of the same class as the last one's.
        let mut last = None;
        let count = |origin: Origin| at(&leads.line.counts, placing.origins.place(origin));
        placing
            .origins
            .all()
            .map(|origin| {
                let count = count(origin);
                if count == 0 {
                    return 0;
                }
                let kind = self.kind(placing, origin, &frees);
                let class = match last {
                    Some((same, class)) if same == kind => class,
                    _ => class_of.get_or_insert_with(kind, || {
                        let excluded = self.excluded(placing, 0, kind.0);
                        classes.add(0, excluded.into_iter().collect(), kind.1)
                    }),
                };
                last = Some((kind, class));
                classes.count(class, count, placing.origins.frees(origin).is_some());
                class
            })
            .collect()
    }

    /// Classes by group and origin.
    pub(super) fn by_scope(
        &self,
        placing: &Placing<'_>,
        leads: Leads<'_>,
        frees: impl Fn(u32) -> Option<u32>,
        classes: &mut Classes,
    ) -> Kinds {
        let mut numbers: Map<Kind, u32> = Map::new();
        let mut kinds: Vec<Kind> = Vec::new();
        let mut kind_of: Vec<u32> = placing
            .origins
            .all()
            .map(|origin| {
                let kind = self.kind(placing, origin, &frees);
                numbers.get_or_insert_with(kind, || {
                    kinds.push(kind);
                    number(kinds.len()).saturating_sub(1)
                })
            })
            .collect();
        // Mostly one kind is left of those that there could be, and then nobody need look which kind a lead is of.
        let mut occurs = vec![false; kinds.len()];
        let origins = placing.origins.all().zip(&kind_of);
        for (_, kind) in
            origins.filter(|(origin, _)| at(&leads.line.counts, placing.origins.place(*origin)) > 0)
        {
            if let Some(occurs) = occurs.get_mut(*kind as usize) {
                *occurs = true;
            }
        }
        let kept = occurs.iter().scan(0_u32, |kept, occurs| {
            let number = *kept;
            *kept = kept.saturating_add((*occurs).into());
            Some(number)
        });
        let kept: Vec<u32> = kept.collect();
        kind_of.iter_mut().for_each(|kind| *kind = at(&kept, *kind));
        let mut occurs = occurs.into_iter();
        kinds.retain(|_| occurs.next().unwrap_or_default());
        if kinds.len().saturating_mul(placing.scopes.len()) > MOST_SORTS {
            return Kinds::Listed(self.one_by_one(placing, leads, frees, classes));
        }
        let sorts = Sorts { origins: placing.origins, kinds: number(kinds.len()), kind_of };
        // Leads by sort and whether they leave a place: first counted, then made classes of in that order.
        let mut counts = vec![[0_u32; 2]; kinds.len().saturating_mul(placing.scopes.len())];
        let mut count = |group: u32, origin: Origin| {
            let sort = sorts.of(group, origin);
            // Those that leave a place have an even origin.
            let counts = counts.get_mut(sort as usize);
            if let Some(count) = counts.and_then(|own| own.get_mut((origin & 1) as usize)) {
                // There are fewer leads than 2^32.
                *count = count.wrapping_add(1);
            }
            sort
        };
        let mut listed = Vec::new();
        // With one kind, sorts are groups.
        let by_group = leads.line.stretches.as_ref().filter(|_| kinds.len() == 1);
        match placing.origins.group_at {
            _ if by_group.is_some() => counts = by_group.map(Stretches::totals).unwrap_or_default(),
            Some(group_at) => leads.for_each_block(0..leads.line.len, |block| {
                for lead in block {
                    let (_, origin) = halves(*lead);
                    count(origin.wrapping_shr(group_at), origin);
                }
            }),
            None => {
                listed.reserve_exact(leads.line.len);
                leads.for_each(|(row, origin)| {
                    listed.push(count(placing.group(row, origin), origin));
                });
            }
        }
        let groups = 0..number(placing.scopes.len());
        let each = groups.flat_map(|group| kinds.iter().map(move |kind| (group, *kind)));
        let class_of: Vec<u32> = each
            .zip(&counts)
            .map(|((group, (barred, frees)), counts)| {
                if counts == &[0, 0] {
                    return 0;
                }
                let [leaving, others] = *counts;
                let excluded = self.excluded(placing, group, barred).into_iter().collect();
                let class = classes.add(group, excluded, frees);
                classes.count(class, leaving, true);
                classes.count(class, others, false);
                class
            })
            .collect();
        if let Some(group_at) = placing.origins.group_at {
            return Kinds::BySort { sorts, group_at, class_of };
        }
        listed.iter_mut().for_each(|sort| *sort = at(&class_of, *sort));
        Kinds::Listed(listed)
    }

    /// Classes by group, everybody excluded, and whom the lead leaves: lead by lead its class.
    pub(super) fn one_by_one(
        &self,
        placing: &Placing<'_>,
        leads: Leads<'_>,
        frees: impl Fn(u32) -> Option<u32>,
        classes: &mut Classes,
    ) -> Vec<u32> {
        let origins = placing.origins;
        let kinds: Vec<Kind> =
            origins.all().map(|origin| self.kind(placing, origin, &frees)).collect();
        let mut listed = Vec::with_capacity(leads.line.len);
        let mut counts: Vec<[u32; 2]> = Vec::new();
        let mut keys = Keys::default();
        let mut bins: Vec<u64> = Vec::new();
        let mut key = Vec::new();
        let mut lists = Vec::new();
        leads.for_each_block(0..leads.line.len, |block| {
            // First where the lists lie, which follows no pattern: so the looks at memory do not wait for each other.
            lists.clear();
            lists.extend(block.iter().map(|lead| placing.previous_owners(halves(*lead).0)));
            for (lead, previous) in block.iter().zip(&lists) {
                let (row, origin) = halves(*lead);
                let group = placing.group(row, origin);
                let (barred, frees) = at(&kinds, origins.place(origin));
                bins.clear();
                bins.extend(self.excluded(placing, group, barred).map(u64::from));
                for agent in *previous {
                    // Who is not of the group is not open to the lead anyway.
                    if let Some(bin) = self.bin_of(*agent)
                        && placing.scopes.groups_of(*agent).contains(&group)
                    {
                        bins.push(bin.into());
                    }
                }
                order::sort_numbers(&mut bins);
                key.clear();
                key.extend(bins.iter().map(|bin| halves(*bin).1));
                let excluded = key.len();
                key.extend([group, frees.unwrap_or(NO_AGENT)]);
                let class = keys.number(&key).unwrap_or_else(|_| {
                    classes.add(group, key.get(..excluded).unwrap_or_default().to_vec(), frees)
                });
                listed.push(class);
                // Counted apart from the classes, as these are many and lie far from each other.
                counts.resize(classes.classes.len(), [0; 2]);
                if let Some([leaving, others]) = counts.get_mut(class as usize) {
                    let leaves = u32::from(origins.frees(origin).is_some());
                    // There are fewer leads than 2^32.
                    *leaving = leaving.wrapping_add(leaves);
                    *others = others.wrapping_add(1_u32.wrapping_sub(leaves));
                }
            }
        });
        for (class, [leaving, others]) in (0..).zip(counts) {
            classes.count(class, leaving, true);
            classes.count(class, others, false);
        }
        listed
    }

    /// The bin that leads of the group are barred from. The bar is lifted for the only one of the group (rule A3).
    pub(super) fn excluded(
        &self,
        placing: &Placing<'_>,
        group: u32,
        barred: Option<u32>,
    ) -> Option<u32> {
        barred.filter(|bin| {
            let agent = self.members(*bin).first();
            agent.is_some_and(|agent| {
                let is_member = placing.scopes.groups_of(*agent).contains(&group);
                is_member && !placing.scopes.is_only_one(group, *agent)
            })
        })
    }
}

/// The classes of leads in line.
pub(super) struct InLine<'a> {
    pub(super) model: &'a Model,
    pub(super) leads: Leads<'a>,
}

impl Items for InLine<'_> {
    fn for_each_block(&self, work: &mut dyn FnMut(&[u32])) {
        match &self.model.kinds {
            Kinds::Listed(classes) => work(classes),
            _ => {
                let line = 0..self.leads.line.len;
                self.model.for_each_block(self.leads, line, |_, classes| work(classes));
            }
        }
    }

    fn for_each_lot(&self, work: &mut dyn FnMut(Lot<'_>) -> bool) {
        let Some((stretches, class_of)) = self.model.stretches(self.leads) else {
            return self.for_each_block(&mut |classes| {
                work(Lot::Each(classes));
            });
        };
        let mut counts = vec![0; self.model.problem.classes.len()];
        for stretch in stretches.iter() {
            counts.fill(0);
            for (group, leads) in stretch.groups() {
                set(&mut counts, at(class_of, group), leads);
            }
            if !work(Lot::Many(&counts)) {
                self.model.for_each_block(self.leads, stretch.places(), |_, classes| {
                    work(Lot::Each(classes));
                });
            }
        }
    }
}

/// Classes being made.
#[derive(Default)]
pub(super) struct Classes {
    pub(super) classes: Vec<Class>,
    pub(super) is_leaving: Vec<bool>,
}

impl Classes {
    pub(super) fn add(&mut self, group: u32, excluded: Vec<u32>, frees: Option<u32>) -> u32 {
        self.classes.push(Class { count: 0, group, excluded, frees });
        self.is_leaving.push(false);
        number(self.classes.len()).saturating_sub(1)
    }

    pub(super) fn count(&mut self, class: u32, leads: u32, leaves: bool) {
        if let (Some(own), Some(is_leaving)) =
            (self.classes.get_mut(class as usize), self.is_leaving.get_mut(class as usize))
        {
            own.count = own.count.saturating_add(leads.into());
            *is_leaving |= leaves && leads > 0;
        }
    }
}

impl Model {
    /// The agent of the crowd in a bin from whom the lead is barred. To an agent who is apart no such lead is sent.
    pub(super) fn barred_in_crowd(
        &self,
        placing: &Placing<'_>,
        origin: Origin,
        bin: u32,
    ) -> Option<u32> {
        let is_one_of_several =
            |agent: &u32| self.members(bin).len() > 1 && self.bin_of(*agent) == Some(bin);
        placing.barred(origin).filter(is_one_of_several)
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::{
        jobs::{
            assignment::{self, AssignmentRules},
            testing::{Agent, BUSY, CUSTOMER, FREE, Lead, STATUSES, stale, with_columns},
        },
        policy::AssignmentScope,
    };

    /// A3, A6: with so many scopes that no table has room for them, leads go to the other agent of their own.
    #[test]
    fn many_small_scopes_are_kept_apart() {
        const AGENTS: u32 = 1_600;
        assert!(AGENTS as usize * (AGENTS as usize / 2) > MOST_SORTS);
        let agents: Vec<Agent> =
            (0..AGENTS).map(|agent| Agent { branch: Some(agent / 2), ..FREE }).collect();
        let leads: Vec<Lead> =
            (0..AGENTS).map(|agent| Lead { branch: Some(agent / 2), ..stale(agent) }).collect();
        let rules = AssignmentRules {
            listed: [BUSY].into_iter().collect(),
            customer: CUSTOMER,
            counts: [BUSY].into_iter().collect(),
            statuses: STATUSES,
            scope: AssignmentScope::Branch,
            ..AssignmentRules::default()
        };
        let plan = with_columns(&leads, &agents, |leads, agents| {
            assignment::plan(leads, agents, &rules).unwrap()
        });
        let others: Vec<u32> = (0..AGENTS).map(|agent| agent ^ 1).collect();
        assert_eq!(plan.agent_of, others);
        assert!(plan.outcome.is_proven);
    }
}
