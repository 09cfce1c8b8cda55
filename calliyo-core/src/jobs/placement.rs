//! From leads and agents to an allocation and back: what assignment and top-up have in common.
//!
//! Agents are thrown together into bins where nothing sets one apart, so that the networks of [`super::allocation`] stay
//! small however many leads and agents there are. Apart are agents who hold more than their cap, whose intake limit and
//! cap both matter, and those of a crowd of two or fewer; where previous owners are excluded, everybody. What such a
//! crowd receives must leave each of its agents enough leads that are not barred from it: where an agent is found for whom
//! it does not, the agent is taken out, and the leads are placed anew.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec,
    vec::Vec,
};

use super::{
    NO_AGENT, RowReason, StatusSet, add_one,
    allocation::{
        Bin, Class, Lists, Network, Problem, UNLIMITED,
        deal::Dealer,
        level::{Vessel, Vessels, even_out},
        solve,
    },
    at,
    columns::{AgentColumns, LeadColumns, ListColumn, UNKNOWN_AGENT, optional},
    number,
    scope::Scopes,
};

/// A crowd of so few agents is not worth a bin of its own.
const SMALLEST_CROWD: usize = 3;

/// Leads to be placed with agents.
pub(super) struct Placing<'a> {
    pub(super) leads: &'a LeadColumns<'a>,
    pub(super) agents: &'a AgentColumns<'a>,
    pub(super) scopes: &'a Scopes,
    /// The eligible leads, the best first.
    pub(super) rows: &'a [u32],
    /// Per agent, free places; negative above the cap, none for no limit.
    pub(super) room: &'a [Option<i64>],
    /// Per agent, the most leads received; none for no limit.
    pub(super) intake: &'a [Option<u32>],
    /// Per agent, the level to start from.
    pub(super) level: &'a [i64],
    /// A lead that leaves an agent lowers the agent's level by one.
    pub(super) leaving_lowers: bool,
    /// The statuses whose leads hold a place with their owner.
    pub(super) counts: &'a StatusSet,
    /// A lead may go to its present or last owner.
    pub(super) allow_barred: bool,
    /// Per lead, the agents who had it and do not get it again; none where the policy lets them.
    pub(super) previous_owners: Option<ListColumn<'a, u32>>,
}

/// What became of it.
pub(super) struct Placement {
    /// Per agent, leads received.
    pub(super) received: Vec<u32>,
    /// Per agent, free places in the end.
    pub(super) room: Vec<Option<i64>>,
    /// No plan places more leads, or better ones.
    pub(super) is_proven: bool,
}

impl Placing<'_> {
    /// Places the leads; writes the agents of those that are placed.
    pub(super) fn place(&self, agent_of: &mut [u32]) -> Placement {
        let tally = Tally::of(self, self.rows.iter().copied());
        let mut apart = BTreeSet::new();
        loop {
            let model = Model::new(self, &tally, &apart);
            let solution = solve(&model.problem, || model.classes(self).map(|(_, class)| class));
            let shares = Shares { placing: self, model: &model };
            let dealt = match self.is_one_crowd() {
                true => shares.deal_in_turn(&solution.network, agent_of),
                false => shares.deal_by_bin(solution.network, agent_of),
            };
            match dealt {
                Ok((received, room)) => {
                    return Placement { received, room, is_proven: solution.is_proven };
                }
                Err(more) => apart.extend(more),
            }
        }
    }

    /// Whether every lead may go to every agent but the barred one: then the order of dealing is fixed (rule A5).
    fn is_one_crowd(&self) -> bool {
        self.scopes.is_company_wide() && !self.excludes_previous_owners()
    }

    fn excludes_previous_owners(&self) -> bool {
        self.previous_owners.is_some_and(|lists| !lists.is_empty())
    }

    /// The agents who had the lead and do not get it again.
    fn previous_owners(&self, row: u32) -> &[u32] {
        self.previous_owners.map_or(&[], |lists| lists.at(row as usize))
    }

    /// The agent that the lead must not go to as its present or last owner, wherever the agent works.
    fn barred(&self, row: u32) -> Option<u32> {
        match self.allow_barred {
            true => None,
            false => barred_agent(self.leads, row),
        }
    }

    /// The agent who has a place more when the lead is placed.
    fn frees(&self, row: u32) -> Option<u32> {
        let owner = self.leads.owner.at(row as usize).filter(|agent| *agent != UNKNOWN_AGENT);
        owner.filter(|_| self.counts.contains(at(self.leads.status, row)))
    }
}

/// The present owner or, of an unassigned lead, the last one; none who was not supplied (rule A3).
pub(super) fn barred_agent(leads: &LeadColumns<'_>, row: u32) -> Option<u32> {
    let owner = leads.owner.at(row as usize);
    let last = || optional(leads.last_owner.as_ref(), row as usize);
    owner.or_else(last).filter(|agent| *agent != UNKNOWN_AGENT)
}

/// Where leads come from, per agent.
struct Tally {
    /// Leads that free a place.
    frees: Vec<u32>,
    /// Leads that the agent must not get.
    barred: Vec<u32>,
}

impl Tally {
    fn of(placing: &Placing<'_>, rows: impl Iterator<Item = u32>) -> Self {
        let agents = placing.agents.len();
        let mut tally = Self { frees: vec![0; agents], barred: vec![0; agents] };
        for row in rows {
            if let Some(agent) = placing.frees(row) {
                add_one(&mut tally.frees, agent);
            }
            if let Some(agent) = placing.barred(row) {
                add_one(&mut tally.barred, agent);
            }
        }
        tally
    }

    fn frees(&self, agent: u32) -> i64 {
        at(&self.frees, agent).into()
    }

    fn barred(&self, agent: u32) -> i64 {
        at(&self.barred, agent).into()
    }
}

/// What an agent brings to its bin.
#[derive(Clone, Copy)]
struct Part {
    room: i64,
    intake: i64,
    /// A lead that leaves makes room for another.
    is_freed: bool,
    /// It cannot be thrown together with others.
    is_apart: bool,
}

impl Part {
    /// None for an agent who can receive nothing in this run.
    fn of(placing: &Placing<'_>, tally: &Tally, agent: u32) -> Option<Self> {
        let intake = placing.intake.get(agent as usize).copied().flatten();
        let intake = intake.map_or(UNLIMITED, i64::from);
        let has_scope = !placing.scopes.groups_of(agent).is_empty();
        let room = placing.room.get(agent as usize).copied().filter(|_| has_scope)?;
        let room = room.unwrap_or(UNLIMITED);
        let most = room.saturating_add(tally.frees(agent));
        if most.min(intake) <= 0 {
            None
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
struct Model {
    problem: Problem,
    /// Per agent, its bin.
    bin_of: Vec<Option<u32>>,
    /// Per bin, its agents in order.
    members: Lists,
    kinds: Kinds,
}

/// The class of each lead.
enum Kinds {
    /// By what its group is and whom it is barred from or leaves.
    ByOrigin {
        /// Per agent, the kind of a lead that is barred from it and frees a place there; then of one that is barred from it
        /// alone; at last of a lead that has to do with nobody.
        kind_of: Vec<u32>,
        kinds: u32,
        /// By group and kind.
        class_of: Vec<u32>,
    },
    /// One by one, in the order of the rows.
    Listed(Vec<u32>),
}

impl Model {
    fn new(placing: &Placing<'_>, tally: &Tally, apart: &BTreeSet<u32>) -> Self {
        let agents = 0..number(placing.agents.len());
        let parts: Vec<Option<Part>> =
            agents.clone().map(|agent| Part::of(placing, tally, agent)).collect();
        let part = |agent: u32| parts.get(agent as usize).copied().flatten();

        let mut crowds: BTreeMap<&[u32], Vec<u32>> = BTreeMap::new();
        let mut members: Vec<Vec<u32>> = Vec::new();
        for agent in agents {
            let Some(own) = part(agent) else { continue };
            if own.is_apart || apart.contains(&agent) || placing.excludes_previous_owners() {
                members.push(vec![agent]);
            } else {
                crowds.entry(placing.scopes.groups_of(agent)).or_default().push(agent);
            }
        }
        for crowd in crowds.into_values() {
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
                    sum.level = sum.level.saturating_add(at(placing.level, *agent));
                    sum.size = sum.size.saturating_add(1);
                    of_bin.push((bin, *agent));
                }
            }
            let groups = own.first().map(|agent| placing.scopes.groups_of(*agent));
            of_group.extend(groups.into_iter().flatten().map(|group| (*group, bin)));
            bins.push(sum);
        }
        let mut model = Self {
            problem: Problem {
                bins,
                groups: Lists::new(placing.scopes.len(), &of_group),
                classes: Vec::new(),
            },
            members: Lists::new(members.len(), &of_bin),
            bin_of,
            kinds: Kinds::Listed(Vec::new()),
        };
        let frees =
            |agent: u32| part(agent).filter(|own| own.is_freed).and_then(|_| model.bin_of(agent));
        let (classes, kinds) = match placing.excludes_previous_owners() {
            true => model.listed(placing, frees),
            false => model.by_origin(placing, frees),
        };
        model.problem.classes = classes;
        model.kinds = kinds;
        model
    }

    fn bin_of(&self, agent: u32) -> Option<u32> {
        self.bin_of.get(agent as usize).copied().flatten()
    }

    fn members(&self, bin: u32) -> &[u32] {
        self.members.list(bin)
    }

    /// The bin of an agent who is apart from all others.
    fn own_bin(&self, agent: u32) -> Option<u32> {
        self.bin_of(agent).filter(|bin| self.members(*bin).len() == 1)
    }

    /// The rows of the leads in order, each with its class.
    fn classes<'s>(&'s self, placing: &'s Placing<'s>) -> impl Iterator<Item = (u32, u32)> + 's {
        placing.rows.iter().enumerate().map(|(position, row)| {
            let class = match &self.kinds {
                Kinds::Listed(classes) => at(classes, number(position)),
                Kinds::ByOrigin { kind_of, kinds, class_of } => {
                    let kind = at(kind_of, origin(placing, *row));
                    let group = placing.scopes.group_of(placing.leads, *row);
                    at(class_of, group.saturating_mul(*kinds).saturating_add(kind))
                }
            };
            (*row, class)
        })
    }

    /// Classes by group and origin.
    fn by_origin(
        &self,
        placing: &Placing<'_>,
        frees: impl Fn(u32) -> Option<u32>,
    ) -> (Vec<Class>, Kinds) {
        let mut numbers: BTreeMap<(Option<u32>, Option<u32>), u32> = BTreeMap::new();
        let mut kinds = Vec::new();
        let mut kind_of = Vec::new();
        for agent in 0..number(placing.agents.len()) {
            let barred = self.own_bin(agent).filter(|_| !placing.allow_barred);
            for kind in [(barred, frees(agent)), (barred, None)] {
                kind_of.push(kind_number(&mut numbers, &mut kinds, kind));
            }
        }
        kind_of.push(kind_number(&mut numbers, &mut kinds, (None, None)));

        let count = number(kinds.len());
        let mut counts = vec![0_u32; kinds.len().saturating_mul(placing.scopes.len())];
        for row in placing.rows {
            let kind = at(&kind_of, origin(placing, *row));
            let group = placing.scopes.group_of(placing.leads, *row);
            add_one(&mut counts, group.saturating_mul(count).saturating_add(kind));
        }
        let mut classes = Vec::new();
        let mut class_of = Vec::new();
        let places = (0..number(placing.scopes.len()))
            .flat_map(|group| kinds.iter().map(move |kind| (group, *kind)));
        for ((group, (barred, frees)), leads) in places.zip(counts) {
            class_of.push(number(classes.len()));
            if leads > 0 {
                let excluded = barred.filter(|bin| !self.is_lifted(placing, group, *bin));
                classes.push(Class {
                    count: leads.into(),
                    group,
                    excluded: excluded.into_iter().collect(),
                    frees,
                });
            }
        }
        (classes, Kinds::ByOrigin { kind_of, kinds: count, class_of })
    }

    /// Classes by group, everybody excluded, and whom the lead leaves.
    fn listed(
        &self,
        placing: &Placing<'_>,
        frees: impl Fn(u32) -> Option<u32>,
    ) -> (Vec<Class>, Kinds) {
        type Key = (u32, Vec<u32>, Option<u32>);
        let mut numbers: BTreeMap<Key, u32> = BTreeMap::new();
        let mut classes: Vec<Class> = Vec::new();
        let mut class_of = Vec::new();
        for row in placing.rows {
            let group = placing.scopes.group_of(placing.leads, *row);
            let previous = placing.previous_owners(*row);
            let barred = placing.barred(*row).and_then(|agent| self.bin_of(agent));
            let mut excluded: Vec<u32> = previous
                .iter()
                .filter_map(|agent| self.bin_of(*agent))
                .chain(barred.filter(|bin| !self.is_lifted(placing, group, *bin)))
                .collect();
            excluded.sort_unstable();
            excluded.dedup();
            let frees = placing.frees(*row).and_then(&frees);
            let next = number(classes.len());
            let class = *numbers.entry((group, excluded, frees)).or_insert_with_key(
                |(group, excluded, frees)| {
                    classes.push(Class {
                        count: 0,
                        group: *group,
                        excluded: excluded.clone(),
                        frees: *frees,
                    });
                    next
                },
            );
            if let Some(own) = classes.get_mut(class as usize) {
                own.count = own.count.saturating_add(1);
            }
            class_of.push(class);
        }
        (classes, Kinds::Listed(class_of))
    }

    /// Whether the agent of the bin is the only one of the group, so that leads barred from it may go there (rule A3).
    fn is_lifted(&self, placing: &Placing<'_>, group: u32, bin: u32) -> bool {
        self.members(bin).first().is_some_and(|agent| placing.scopes.is_only_one(group, *agent))
    }
}

fn kind_number(
    numbers: &mut BTreeMap<(Option<u32>, Option<u32>), u32>,
    kinds: &mut Vec<(Option<u32>, Option<u32>)>,
    kind: (Option<u32>, Option<u32>),
) -> u32 {
    *numbers.entry(kind).or_insert_with(|| {
        kinds.push(kind);
        number(kinds.len()).saturating_sub(1)
    })
}

/// Whom the lead has to do with, as a place in [`Kinds::ByOrigin`].
fn origin(placing: &Placing<'_>, row: u32) -> u32 {
    match barred_agent(placing.leads, row) {
        None => number(placing.agents.len()).saturating_mul(2),
        Some(agent) => {
            let first = agent.saturating_mul(2);
            if placing.frees(row).is_some() { first } else { first.saturating_add(1) }
        }
    }
}

/// Sharing out and dealing what a network places.
struct Shares<'a> {
    placing: &'a Placing<'a>,
    model: &'a Model,
}

/// Per agent what was received and the room in the end, or the agents who must be apart.
type Dealt = Result<(Vec<u32>, Vec<Option<i64>>), Vec<u32>>;

impl Shares<'_> {
    /// The rows that are placed, each with its class: the first of each class.
    fn placed<'s>(&'s self, network: &'s Network<'_>) -> impl Iterator<Item = (u32, u32)> + 's {
        let mut left = network.placed().to_vec();
        self.model.classes(self.placing).filter(move |(_, class)| {
            let Some(left) = left.get_mut(*class as usize) else { return false };
            *left = left.saturating_sub(1);
            *left >= 0
        })
    }

    /// Free places in the end.
    fn room(&self, tally: &Tally, received: &[u32]) -> Vec<Option<i64>> {
        let left = |agent: u32| tally.frees(agent).saturating_sub(at(received, agent).into());
        let rooms = (0..).zip(self.placing.room);
        rooms.map(|(agent, room)| room.map(|room| room.saturating_add(left(agent)))).collect()
    }

    /// The most that an agent can receive once these leads leave.
    fn capacity(&self, tally: &Tally, agent: u32) -> i64 {
        let room = self.placing.room.get(agent as usize).copied().flatten();
        let room = room.map_or(UNLIMITED, |room| room.saturating_add(tally.frees(agent)).max(0));
        let intake = self.placing.intake.get(agent as usize).copied().flatten();
        room.min(intake.map_or(UNLIMITED, i64::from))
    }

    fn level(&self, tally: &Tally, agent: u32) -> i64 {
        let lower = if self.placing.leaving_lowers { tally.frees(agent) } else { 0 };
        at(self.placing.level, agent).saturating_sub(lower)
    }

    /// All agents as one crowd, lead by lead to whoever has received the fewest (rule A5).
    fn deal_in_turn(&self, network: &Network<'_>, agent_of: &mut [u32]) -> Dealt {
        let placing = self.placing;
        let tally = Tally::of(placing, self.placed(network).map(|(row, _)| row));
        let all = network.placed().iter().fold(0_i64, |sum, placed| sum.saturating_add(*placed));
        let agents: Vec<u32> = (0..number(placing.agents.len()))
            .filter(|agent| self.model.bin_of(*agent).is_some())
            .collect();
        let capacities: Vec<i64> =
            agents.iter().map(|agent| self.capacity(&tally, *agent)).collect();
        let together = capacities
            .iter()
            .fold(0_i64, |sum, own| sum.saturating_add(*own).min(UNLIMITED.saturating_mul(2)));
        let barred = |agent: u32| match placing.scopes.is_only_one(0, agent) {
            true => 0,
            false => tally.barred(agent),
        };
        let stuck: Vec<u32> = agents
            .iter()
            .zip(&capacities)
            .filter(|(agent, capacity)| together.saturating_sub(**capacity) < barred(**agent))
            .map(|(agent, _)| *agent)
            .filter(|agent| self.model.own_bin(*agent).is_none())
            .collect();
        if !stuck.is_empty() {
            return Err(stuck);
        }
        let vessels = agents.iter().zip(&capacities).map(|(agent, capacity)| Vessel {
            agent: *agent,
            level: self.level(&tally, *agent),
            capacity: (*capacity).min(all.saturating_sub(barred(*agent))),
        });
        let due: Vec<u32> = Vessels::new(vessels.collect())
            .filled(all)
            .map(|(_, leads)| u32::try_from(leads).unwrap_or_default())
            .collect();
        let mut received = vec![0; placing.agents.len()];
        let mut place_of = vec![NO_AGENT; placing.agents.len()];
        for ((place, agent), due) in (0..).zip(&agents).zip(&due) {
            if let (Some(received), Some(place_of)) =
                (received.get_mut(*agent as usize), place_of.get_mut(*agent as usize))
            {
                *received = *due;
                *place_of = place;
            }
        }
        let barred =
            agents.iter().map(|agent| u32::try_from(barred(*agent)).unwrap_or(u32::MAX)).collect();
        let is_lifted = agents.first().is_some_and(|agent| placing.scopes.is_only_one(0, *agent));
        let mut dealer = Dealer::new(agents, due, barred);
        for (row, _) in self.placed(network) {
            let barred = placing.barred(row).map(|agent| at(&place_of, agent));
            let barred = barred.filter(|place| *place != NO_AGENT && !is_lifted);
            if let Some(own) = agent_of.get_mut(row as usize) {
                *own = dealer.deal(barred);
            }
        }
        let room = self.room(&tally, &received);
        Ok((received, room))
    }

    /// Leads go to the bins that may have them, and within a bin in turn.
    fn deal_by_bin(&self, mut network: Network<'_>, agent_of: &mut [u32]) -> Dealt {
        let placing = self.placing;
        let tally = Tally::of(placing, self.placed(&network).map(|(row, _)| row));
        let bins = 0..number(self.model.problem.bins.len());
        let vessels: Vec<Vessels> = bins
            .clone()
            .map(|bin| {
                let agents = self.model.members(bin).iter();
                let vessels = agents.map(|agent| Vessel {
                    agent: *agent,
                    level: self.level(&tally, *agent),
                    capacity: self.capacity(&tally, *agent),
                });
                Vessels::new(vessels.collect())
            })
            .collect();
        even_out(&mut network, &vessels);

        let mut received = vec![0; placing.agents.len()];
        let mut place_of = vec![0; placing.agents.len()];
        let mut due: Vec<Vec<u32>> = Vec::new();
        for (bin, vessels) in bins.clone().zip(&vessels) {
            let leads = network.received(bin);
            let filled = (0..).zip(vessels.filled(leads));
            let of_bin = filled.map(|(place, (agent, leads))| {
                let leads = u32::try_from(leads).unwrap_or_default();
                if let (Some(received), Some(place_of)) =
                    (received.get_mut(agent as usize), place_of.get_mut(agent as usize))
                {
                    *received = leads;
                    *place_of = place;
                }
                leads
            });
            due.push(of_bin.collect());
        }

        // First to bins: what a bin gets tells which of it is barred from whom.
        let mut routes = Routes::new(&network, self.model.problem.classes.len());
        let mut barred: Vec<Vec<u32>> =
            bins.clone().map(|bin| vec![0; self.model.members(bin).len()]).collect();
        for (row, class) in self.placed(&network) {
            let bin = routes.next(class);
            if let Some(own) = agent_of.get_mut(row as usize) {
                *own = bin;
            }
            if let Some(agent) = self.barred_in_crowd(row, bin)
                && let Some(barred) = barred.get_mut(bin as usize)
            {
                add_one(barred, at(&place_of, agent));
            }
        }
        let mut dealers: Vec<Dealer> = bins
            .zip(due.into_iter().zip(barred))
            .map(|(bin, (due, barred))| Dealer::new(self.model.members(bin).to_vec(), due, barred))
            .collect();
        let stuck: Vec<u32> = dealers.iter().flat_map(Dealer::stuck).collect();
        if !stuck.is_empty() {
            for row in placing.rows {
                if let Some(own) = agent_of.get_mut(*row as usize) {
                    *own = NO_AGENT;
                }
            }
            return Err(stuck);
        }
        for (row, _) in self.placed(&network) {
            let Some(own) = agent_of.get_mut(row as usize) else { continue };
            let barred = self.barred_in_crowd(row, *own).map(|agent| at(&place_of, agent));
            if let Some(dealer) = dealers.get_mut(*own as usize) {
                *own = dealer.deal(barred);
            }
        }
        let room = self.room(&tally, &received);
        Ok((received, room))
    }

    /// The agent of the crowd in a bin from whom the lead is barred. To an agent who is apart no such lead is sent.
    fn barred_in_crowd(&self, row: u32, bin: u32) -> Option<u32> {
        let own = self.placing.barred(row).filter(|agent| self.model.bin_of(*agent) == Some(bin));
        own.filter(|_| self.model.members(bin).len() > 1)
    }
}

/// Which bins the leads of each class go to, taken in turn.
struct Routes {
    /// Per class, bins and how many leads are still to go there.
    bins: Vec<Vec<(u32, i64)>>,
    next: Vec<usize>,
}

impl Routes {
    fn new(network: &Network<'_>, classes: usize) -> Self {
        let mut bins = vec![Vec::new(); classes];
        for (bin, given) in (0..).zip(network.given()) {
            for (class, leads) in given {
                if let Some(own) = bins.get_mut(*class as usize) {
                    own.push((bin, *leads));
                }
            }
        }
        Self { bins, next: vec![0; classes] }
    }

    fn next(&mut self, class: u32) -> u32 {
        let class = class as usize;
        let (Some(bins), Some(next)) = (self.bins.get_mut(class), self.next.get_mut(class)) else {
            return NO_AGENT;
        };
        if *next >= bins.len() {
            *next = 0;
        }
        let Some((bin, left)) = bins.get_mut(*next) else { return NO_AGENT };
        let bin = *bin;
        *left = left.saturating_sub(1);
        if *left == 0 {
            bins.swap_remove(*next);
        } else {
            *next = next.saturating_add(1);
        }
        bin
    }
}

/// How things stand in the end: what keeps a lead from being placed.
pub(super) struct Ending<'a> {
    placing: &'a Placing<'a>,
    /// Per agent: one more lead could be received.
    is_open: Vec<bool>,
    /// Per group, the agents who have room but reached their limit.
    limited: Vec<Vec<u32>>,
}

impl<'a> Ending<'a> {
    pub(super) fn new(placing: &'a Placing<'a>, placement: &Placement) -> Self {
        let mut is_open = Vec::new();
        let mut limited = vec![Vec::new(); placing.scopes.len()];
        for agent in 0..number(placing.agents.len()) {
            let room = placement.room.get(agent as usize).copied().flatten();
            let has_room = room.is_none_or(|room| room > 0);
            let intake = placing.intake.get(agent as usize).copied().flatten();
            let is_limited = intake.is_some_and(|most| at(&placement.received, agent) >= most);
            let groups = placing.scopes.groups_of(agent);
            is_open.push(has_room && !is_limited && !groups.is_empty());
            if has_room && is_limited {
                for group in groups {
                    if let Some(limited) = limited.get_mut(*group as usize) {
                        limited.push(agent);
                    }
                }
            }
        }
        Self { placing, is_open, limited }
    }

    /// Whether the agent could receive one more lead.
    pub(super) fn is_open(&self, agent: u32) -> bool {
        at(&self.is_open, agent)
    }

    /// The first reason that applies to an eligible lead that is not placed (rule A3).
    pub(super) fn why_not_placed(&self, row: u32) -> RowReason {
        let placing = self.placing;
        let scopes = placing.scopes;
        let group = scopes.group_of(placing.leads, row);
        let previous = placing.previous_owners(row);
        let had_it = |agent: &u32| previous.contains(agent);
        let limited = self.limited.get(group as usize).map(Vec::as_slice).unwrap_or_default();
        let barred = placing.barred(row).filter(|agent| {
            scopes.groups_of(*agent).contains(&group) && !scopes.is_only_one(group, *agent)
        });
        if scopes.receiving(group).all(|agent| had_it(&agent)) {
            RowReason::NoAgentMatches
        } else if barred.is_some_and(|agent| self.is_open(agent)) {
            RowReason::OnlyBarredAgent
        } else if limited.iter().any(|agent| Some(*agent) != barred && !had_it(agent)) {
            RowReason::LimitReached
        } else {
            RowReason::AgentsAtCap
        }
    }
}
