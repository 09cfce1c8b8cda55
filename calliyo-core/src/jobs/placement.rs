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
    NO_AGENT, RowReason, add_one,
    allocation::{
        Bin, Class, Lists, Network, Problem, UNLIMITED,
        deal::{Bars, Dealer},
        level::{Vessel, Vessels, even_out},
        solve,
    },
    at,
    columns::{AgentColumns, LeadColumns, ListColumn},
    number,
    reason::ReasonCounts,
    scope::Scopes,
    served::{Precedence, Served},
};

/// A crowd of so few agents is not worth a bin of its own.
const SMALLEST_CROWD: usize = 3;

/// Rows that are looked at together where all of them are eligible.
pub(super) const BLOCK: usize = 4096;

/// Where a lead comes from, as a number: twice the agent that it is barred from (its present or last owner, rule A3), and
/// one more if it frees no place there; [`Origins::nobody`] for a lead that has to do with nobody. Where scopes matter,
/// the bits above have the group of the lead, so that one look at a lead tells both.
pub(super) type Origin = u32;

/// What the numbers of origins mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origins {
    agents: u32,
    /// The bits of the agent.
    mask: u32,
    /// How far the group is shifted up; none where the group is not in the number.
    group_at: Option<u32>,
}

impl Origins {
    pub(super) fn new(agents: &AgentColumns<'_>, scopes: &Scopes) -> Self {
        let agents = number(agents.len());
        let bits = agents.wrapping_mul(2).leading_zeros();
        let bits = u32::BITS.wrapping_sub(bits).max(1);
        let fits = !scopes.is_company_wide() && (scopes.len() as u64) << bits <= 1 << u32::BITS;
        match fits {
            true => Self { agents, mask: (1_u32 << bits).wrapping_sub(1), group_at: Some(bits) },
            false => Self { agents, mask: u32::MAX, group_at: None },
        }
    }

    /// The origin of a lead of nobody's.
    pub(super) const fn nobody(self) -> Origin {
        self.agents.wrapping_mul(2) | 1
    }

    /// The origin of a lead; an agent who was not supplied is nobody.
    pub(super) const fn of(self, agent: u32, frees: bool) -> Origin {
        // There are less than 2³¹ agents, so nothing is lost in doubling.
        let own = agent.wrapping_mul(2) | if frees { 0 } else { 1 };
        if agent < self.agents { own } else { self.nobody() }
    }

    /// Whether the agent was supplied.
    pub(super) const fn knows(self, agent: u32) -> bool {
        agent < self.agents
    }

    const fn agent(self, origin: Origin) -> Option<u32> {
        let agent = (origin & self.mask) >> 1;
        if agent < self.agents { Some(agent) } else { None }
    }

    const fn frees(self, origin: Origin) -> Option<u32> {
        if origin & 1 == 0 { self.agent(origin) } else { None }
    }

    /// The place of an origin in a table of all: first those that free a place, so that the ones of one sort lie close
    /// together, as most leads are of one sort.
    const fn place(self, origin: Origin) -> u32 {
        ((origin & self.mask) >> 1).wrapping_add((origin & 1).wrapping_mul(self.agents))
    }

    /// All origins, by place.
    fn all(self) -> impl Iterator<Item = Origin> {
        let agents = || 0..self.agents;
        let freeing = agents().map(move |agent| self.of(agent, true));
        let others = agents().map(move |agent| self.of(agent, false));
        freeing.chain(others).chain(core::iter::once(self.nobody()))
    }

    fn len(self) -> usize {
        (self.agents as usize).saturating_mul(2).saturating_add(1)
    }
}

/// The eligible leads in line, the best first.
pub(super) struct Line {
    /// The rows in order and the origin of each; none where the eligible rows are in order as they stand: then the plan's
    /// own column has the origins until it gets the agents.
    sorted: Option<(Vec<u32>, Vec<Origin>)>,
    /// How many leads have each origin, by [`Origins::place`].
    counts: Vec<u32>,
    /// How many leads there are.
    len: usize,
    /// The rows that are not eligible, by reason.
    not_eligible: ReasonCounts,
}

impl Line {
    /// Sorts out which rows are eligible and puts these in order.
    ///
    /// Afterwards `reason` has [`ELIGIBLE`] for each eligible row and for any other why it is not; `agent_of` has the
    /// origins of the eligible rows, and for any other [`NO_AGENT`].
    pub(super) fn new(
        leads: &LeadColumns<'_>,
        scopes: &Scopes,
        origins: Origins,
        precedence: Precedence,
        judge: &impl Judge,
        agent_of: &mut [u32],
        reason: &mut [u8],
    ) -> Self {
        let mut counts = vec![0; origins.len()];
        let mut not_eligible = ReasonCounts::default();
        let blocks = agent_of.chunks_mut(BLOCK).zip(reason.chunks_mut(BLOCK));
        for (block, (slots, reasons)) in blocks.enumerate() {
            let first = block.saturating_mul(BLOCK);
            judge.judge(first, slots, reasons);
            if let Some(bits) = origins.group_at {
                for (row, slot) in (number(first)..).zip(slots.iter_mut()) {
                    *slot |= scopes.group_of(leads, row) << bits;
                }
            }
            if is_whole(reasons) {
                slots.iter().for_each(|origin| add_one(&mut counts, origins.place(*origin)));
                continue;
            }
            for (slot, reason) in slots.iter_mut().zip(reasons) {
                match *reason {
                    ELIGIBLE => add_one(&mut counts, origins.place(*slot)),
                    why => {
                        *slot = NO_AGENT;
                        not_eligible.add_byte(why);
                    }
                }
            }
        }
        let len = counts.iter().fold(0, |sum: usize, count| sum.saturating_add(*count as usize));
        let mut scratch = Vec::new();
        let served = Served::new(leads, reason, ELIGIBLE, len, precedence, &mut scratch);
        let sorted = served.into_rows().map(|rows| {
            // The rows lie scattered: a loop that does nothing else waits for several of them at a time.
            for (origin, row) in scratch.iter_mut().zip(&rows) {
                *origin = at(agent_of, *row);
            }
            (rows, scratch)
        });
        Self { sorted, counts, len, not_eligible }
    }
}

/// Tells eligible rows from others.
pub(super) trait Judge {
    /// For each of a block of rows as a byte why it is not eligible, or [`ELIGIBLE`], and the origin.
    fn judge(&self, first: usize, slots: &mut [u32], reasons: &mut [u8]);
}

/// The byte of an eligible row, until it turns out that it cannot be placed.
pub(super) const ELIGIBLE: u8 = RowReason::Moved.as_byte();

/// Whether all rows are eligible.
fn is_whole(reasons: &[u8]) -> bool {
    reasons.iter().fold(0, |differs, own| differs | (own ^ ELIGIBLE)) == 0
}

/// The leads of a line, while the plan's columns have not been written to.
#[derive(Clone, Copy)]
struct Leads<'a> {
    line: &'a Line,
    agent_of: &'a [u32],
    reason: &'a [u8],
}

impl<'a> Leads<'a> {
    /// Row and origin of each.
    fn iter(self) -> impl Iterator<Item = (u32, Origin)> + 'a {
        let sorted = self.line.sorted.as_ref();
        let in_order = match sorted {
            Some(_) => None,
            None => Some((0..).zip(self.agent_of).zip(self.reason)),
        };
        let in_order = in_order.into_iter().flatten().filter(|(_, reason)| **reason == ELIGIBLE);
        sorted
            .into_iter()
            .flat_map(|(rows, origins)| rows.iter().copied().zip(origins.iter().copied()))
            .chain(in_order.map(|((row, origin), _)| (row, *origin)))
    }
}

/// Leads to be placed with agents.
pub(super) struct Placing<'a> {
    pub(super) leads: &'a LeadColumns<'a>,
    pub(super) agents: &'a AgentColumns<'a>,
    pub(super) scopes: &'a Scopes,
    pub(super) origins: Origins,
    /// Per agent, free places; negative above the cap, none for no limit.
    pub(super) room: Vec<Option<i64>>,
    /// Per agent, the most leads received; none for no limit.
    pub(super) intake: Vec<Option<u32>>,
    /// Per agent, the level to start from.
    pub(super) level: Vec<i64>,
    /// A lead that leaves an agent lowers the agent's level by one.
    pub(super) leaving_lowers: bool,
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
    /// Per agent, whether one more lead could be received that is in the scope of an eligible one.
    pub(super) is_open: Vec<bool>,
    /// The rows by what became of them.
    pub(super) counts: ReasonCounts,
    /// No plan places more leads, or better ones.
    pub(super) is_proven: bool,
}

impl Placing<'_> {
    /// Places the leads: writes the agents of those that are placed, and for the others why they are not.
    pub(super) fn place(&self, line: Line, agent_of: &mut [u32], reason: &mut [u8]) -> Placement {
        let tally = Tally::new(self.origins, &line.counts);
        let mut apart = BTreeSet::new();
        let (model, mut shares, is_proven) = loop {
            let leads = Leads { line: &line, agent_of, reason };
            let model = Model::new(self, leads, &tally, &apart);
            let solution = solve(&model.problem, || model.classes(leads).map(|(_, class)| class));
            let sharing = Sharing { placing: self, model: &model, leads, tally: &tally };
            let is_proven = solution.is_proven;
            match sharing.share(solution.network) {
                Ok(shares) => break (model, shares, is_proven),
                Err(more) => apart.extend(more),
            }
        };
        let ending = Ending::new(self, &shares);
        let is_open = ending.in_scope_and_open(&model);
        let received = core::mem::take(&mut shares.received);
        let room = core::mem::take(&mut shares.room);
        let mut counts = line.not_eligible.clone();
        let placed = u64::try_from(sum(&shares.placed)).unwrap_or_default();
        counts.add(RowReason::Moved, placed);
        let dealing = Dealing { placing: self, model: &model, shares, ending, line };
        dealing.deal(agent_of, reason, &mut counts);
        Placement { received, room, is_open, counts, is_proven }
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

    /// The agents to whom the lead may go, as a group of the scopes.
    fn group(&self, row: u32, origin: Origin) -> u32 {
        match self.origins.group_at {
            Some(bits) => origin >> bits,
            None => self.scopes.group_of(self.leads, row),
        }
    }

    /// The agent that the lead must not go to as its present or last owner, wherever the agent works.
    fn barred(&self, origin: Origin) -> Option<u32> {
        if self.allow_barred { None } else { self.origins.agent(origin) }
    }
}

/// How many leads have to do with each agent.
struct Tally {
    /// Leads that free a place.
    frees: Vec<u32>,
    /// Leads that come from the agent.
    barred: Vec<u32>,
}

impl Tally {
    fn new(origins: Origins, counts: &[u32]) -> Self {
        let frees = |agent: u32| at(counts, origins.place(origins.of(agent, true)));
        let others = |agent: u32| at(counts, origins.place(origins.of(agent, false)));
        let agents = 0..origins.agents;
        Self {
            frees: agents.clone().map(frees).collect(),
            barred: agents.map(|agent| frees(agent).saturating_add(others(agent))).collect(),
        }
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
    origins: Origins,
    /// Per agent, its bin.
    bin_of: Vec<Option<u32>>,
    /// Per bin, its agents in order.
    members: Lists,
    /// Per agent, the bin where it is not alone.
    crowd_of: Vec<Option<u32>>,
    kinds: Kinds,
    /// Per class, whether some lead of it leaves a place.
    is_leaving: Vec<bool>,
}

/// The class of each lead.
enum Kinds {
    /// By the place of its origin.
    ByOrigin(Vec<u32>),
    /// One by one, in line.
    Listed(Vec<u32>),
}

/// From whom leads are barred and whom they free, by bin.
type Kind = (Option<u32>, Option<u32>);

impl Model {
    fn new(placing: &Placing<'_>, leads: Leads<'_>, tally: &Tally, apart: &BTreeSet<u32>) -> Self {
        let agents = 0..placing.origins.agents;
        let part = |agent: u32| Part::of(placing, tally, agent);
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
                    sum.level = sum.level.saturating_add(at(&placing.level, *agent));
                    sum.size = sum.size.saturating_add(1);
                    of_bin.push((bin, *agent));
                }
            }
            let groups = own.first().map(|agent| placing.scopes.groups_of(*agent));
            of_group.extend(groups.into_iter().flatten().map(|group| (*group, bin)));
            bins.push(sum);
        }
        let groups = Lists::new(placing.scopes.len(), of_group);
        let is_crowd =
            |bin: &u32| members.get(*bin as usize).is_some_and(|agents| agents.len() > 1);
        let mut model = Self {
            problem: Problem { bins, groups, classes: Vec::new() },
            origins: placing.origins,
            crowd_of: bin_of.iter().map(|bin| bin.filter(is_crowd)).collect(),
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
            Kinds::Listed(model.by_scope(placing, leads, frees, &mut classes))
        };
        model.problem.classes = classes.classes;
        model.is_leaving = classes.is_leaving;
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

    /// The leads in line, row and origin, each with its class.
    fn classes<'s>(&'s self, leads: Leads<'s>) -> impl Iterator<Item = ((u32, Origin), u32)> + 's {
        let (by_origin, listed) = match &self.kinds {
            Kinds::ByOrigin(classes) => (Some(classes), None),
            Kinds::Listed(classes) => (None, Some(classes)),
        };
        let class_of = |classes: &[u32], origin: Origin| at(classes, self.origins.place(origin));
        let by_origin = by_origin.into_iter().flat_map(move |classes| {
            leads.iter().map(move |lead| (lead, class_of(classes, lead.1)))
        });
        let listed = listed.into_iter();
        by_origin.chain(listed.flat_map(move |classes| leads.iter().zip(classes.iter().copied())))
    }

    /// The class of the lead at a position of the line.
    fn class(&self, position: u32, origin: Origin) -> u32 {
        match &self.kinds {
            Kinds::ByOrigin(classes) => at(classes, self.origins.place(origin)),
            Kinds::Listed(classes) => at(classes, position),
        }
    }

    /// Whether the leads that are placed are the first in line: where all are, or all are alike.
    fn are_first(&self, placed: &[i64]) -> bool {
        let classes = &self.problem.classes;
        classes.len() == 1 || classes.iter().zip(placed).all(|(own, placed)| own.count == *placed)
    }

    /// Whether agents of one crowd are barred from leads at all.
    fn bars_count(&self, placing: &Placing<'_>) -> bool {
        !placing.allow_barred && placing.scopes.members(0).len() > 1
    }

    fn kind(
        &self,
        placing: &Placing<'_>,
        origin: Origin,
        frees: impl Fn(u32) -> Option<u32>,
    ) -> Kind {
        let barred = placing.barred(origin).and_then(|agent| self.own_bin(agent));
        (barred, placing.origins.frees(origin).and_then(frees))
    }

    /// Classes where every lead may go to anybody: per place of an origin its class.
    fn by_origin(
        &self,
        placing: &Placing<'_>,
        leads: Leads<'_>,
        frees: impl Fn(u32) -> Option<u32>,
        classes: &mut Classes,
    ) -> Vec<u32> {
        let mut class_of = BTreeMap::new();
        let count = |origin: Origin| at(&leads.line.counts, placing.origins.place(origin));
        placing
            .origins
            .all()
            .map(|origin| (origin, count(origin)))
            .map(|(origin, count)| {
                if count == 0 {
                    return 0;
                }
                let kind = self.kind(placing, origin, &frees);
                let class = *class_of
                    .entry(kind)
                    .or_insert_with(|| classes.add(0, self.excluded(placing, 0, kind.0), kind.1));
                classes.count(class, count, placing.origins.frees(origin).is_some());
                class
            })
            .collect()
    }

    /// Classes by group and origin: lead by lead its class.
    fn by_scope(
        &self,
        placing: &Placing<'_>,
        leads: Leads<'_>,
        frees: impl Fn(u32) -> Option<u32>,
        classes: &mut Classes,
    ) -> Vec<u32> {
        let mut numbers: BTreeMap<Kind, u32> = BTreeMap::new();
        let mut kinds: Vec<Kind> = Vec::new();
        let kind_of: Vec<u32> = placing
            .origins
            .all()
            .map(|origin| {
                let kind = self.kind(placing, origin, &frees);
                *numbers.entry(kind).or_insert_with(|| {
                    kinds.push(kind);
                    number(kinds.len()).saturating_sub(1)
                })
            })
            .collect();
        let count = number(kinds.len());
        let mut class_of = vec![NO_AGENT; kinds.len().saturating_mul(placing.scopes.len())];
        let class = |(row, origin): (u32, Origin)| {
            let group = placing.group(row, origin);
            let kind = at(&kind_of, placing.origins.place(origin));
            let place = group.saturating_mul(count).saturating_add(kind);
            let Some(class) = class_of.get_mut(place as usize) else { return 0 };
            if *class == NO_AGENT {
                let (barred, frees) = kinds.get(kind as usize).copied().unwrap_or_default();
                *class = classes.add(group, self.excluded(placing, group, barred), frees);
            }
            classes.count(*class, 1, placing.origins.frees(origin).is_some());
            *class
        };
        let mut classes_of = Vec::with_capacity(leads.line.len);
        leads.iter().map(class).for_each(|class| classes_of.push(class));
        classes_of
    }

    /// Classes by group, everybody excluded, and whom the lead leaves: lead by lead its class.
    fn one_by_one(
        &self,
        placing: &Placing<'_>,
        leads: Leads<'_>,
        frees: impl Fn(u32) -> Option<u32>,
        classes: &mut Classes,
    ) -> Vec<u32> {
        let mut class_of: BTreeMap<(u32, Vec<u32>, Option<u32>), u32> = BTreeMap::new();
        leads
            .iter()
            .map(|(row, origin)| {
                let group = placing.group(row, origin);
                let (barred, frees) = self.kind(placing, origin, &frees);
                let previous = placing.previous_owners(row).iter();
                let mut excluded = self.excluded(placing, group, barred);
                excluded.extend(previous.filter_map(|agent| self.bin_of(*agent)));
                excluded.sort_unstable();
                excluded.dedup();
                let class = *class_of.entry((group, excluded, frees)).or_insert_with_key(
                    |(group, excluded, frees)| classes.add(*group, excluded.clone(), *frees),
                );
                classes.count(class, 1, placing.origins.frees(origin).is_some());
                class
            })
            .collect()
    }

    /// The bin that leads of the group are barred from. The bar is lifted for the only one of the group (rule A3).
    fn excluded(&self, placing: &Placing<'_>, group: u32, barred: Option<u32>) -> Vec<u32> {
        let agent = |bin: u32| self.members(bin).first().copied();
        let is_lifted =
            |bin: u32| agent(bin).is_some_and(|agent| placing.scopes.is_only_one(group, agent));
        barred.into_iter().filter(|bin| !is_lifted(*bin)).collect()
    }
}

/// Classes being made.
#[derive(Default)]
struct Classes {
    classes: Vec<Class>,
    is_leaving: Vec<bool>,
}

impl Classes {
    fn add(&mut self, group: u32, excluded: Vec<u32>, frees: Option<u32>) -> u32 {
        self.classes.push(Class { count: 0, group, excluded, frees });
        self.is_leaving.push(false);
        number(self.classes.len()).saturating_sub(1)
    }

    fn count(&mut self, class: u32, leads: u32, leaves: bool) {
        if let (Some(own), Some(is_leaving)) =
            (self.classes.get_mut(class as usize), self.is_leaving.get_mut(class as usize))
        {
            own.count = own.count.saturating_add(leads.into());
            *is_leaving |= leaves;
        }
    }
}

/// Sharing out what a network places.
struct Sharing<'a> {
    placing: &'a Placing<'a>,
    model: &'a Model,
    leads: Leads<'a>,
    tally: &'a Tally,
}

/// Who gets how many leads, and all that dealing them takes.
struct Shares {
    /// Per class, the leads placed: the first in line.
    placed: Vec<i64>,
    /// Per agent, leads received.
    received: Vec<u32>,
    /// Per agent, free places in the end.
    room: Vec<Option<i64>>,
    /// Per agent, the place with its dealer.
    place_of: Vec<u32>,
    dealers: Dealers,
}

enum Dealers {
    /// All agents as one crowd.
    One(Dealer),
    /// One per bin; leads go to the bins that may have them first.
    PerBin(Vec<Dealer>, Routes),
}

/// The agents who must be apart for the leads to be shared out.
type Stuck = Vec<u32>;

impl Sharing<'_> {
    fn share(&self, network: Network<'_>) -> Result<Shares, Stuck> {
        match self.placing.is_one_crowd() {
            true => self.share_with_one_crowd(&network),
            false => self.share_by_bin(network),
        }
    }

    /// The leads that are placed, row and origin, each with its class.
    fn placed<'s>(&'s self, placed: &'s [i64]) -> impl Iterator<Item = ((u32, Origin), u32)> + 's {
        let mut quota = Quota::new(placed);
        self.model.classes(self.leads).filter(move |(_, class)| quota.takes(*class))
    }

    /// Whether all leads are placed of each class, or of those alone that free places.
    fn is_full(&self, placed: &[i64], freeing_alone: bool) -> bool {
        let classes = self.model.problem.classes.iter().zip(&self.model.is_leaving);
        classes.zip(placed).all(|((class, is_leaving), placed)| {
            class.count == *placed || freeing_alone && !is_leaving
        })
    }

    fn tally_of(&self, placed: &[i64]) -> Tally {
        let mut counts = vec![0; self.placing.origins.len()];
        let origins = self.placing.origins;
        self.placed(placed)
            .for_each(|((_, origin), _)| add_one(&mut counts, origins.place(origin)));
        Tally::new(self.placing.origins, &counts)
    }

    /// Free places in the end.
    fn room(&self, tally: &Tally, received: &[u32]) -> Vec<Option<i64>> {
        let left = |agent: u32| tally.frees(agent).saturating_sub(at(received, agent).into());
        let rooms = (0..).zip(&self.placing.room);
        rooms.map(|(agent, room)| room.map(|room| room.saturating_add(left(agent)))).collect()
    }

    /// The agent as a vessel, once these leads leave.
    fn vessel(&self, tally: &Tally, agent: u32) -> Vessel {
        let room = self.placing.room.get(agent as usize).copied().flatten();
        let room = room.map_or(UNLIMITED, |room| room.saturating_add(tally.frees(agent)).max(0));
        let intake = self.placing.intake.get(agent as usize).copied().flatten();
        let lower = if self.placing.leaving_lowers { tally.frees(agent) } else { 0 };
        Vessel {
            agent,
            level: at(&self.placing.level, agent).saturating_sub(lower),
            capacity: room.min(intake.map_or(UNLIMITED, i64::from)),
        }
    }

    /// Shares for agents who all may get all leads but those that are barred from them.
    fn share_with_one_crowd(&self, network: &Network<'_>) -> Result<Shares, Stuck> {
        let placed = network.placed();
        // Which leads are placed that free no place makes no difference, but for whom they are barred from. Where those
        // placed are the first in line, dealing finds that out as it goes.
        let is_enough = self.is_full(placed, true) && self.model.are_first(placed);
        let exact = (!is_enough).then(|| self.tally_of(placed));
        let tally = exact.as_ref().unwrap_or(self.tally);
        match self.crowd_shares(placed, tally) {
            Some(shares) => {
                let is_exact = exact.is_some() || self.is_full(placed, false);
                Ok(self.crowd_dealer(placed, tally, shares, is_exact))
            }
            None => {
                let exact = exact.unwrap_or_else(|| self.tally_of(placed));
                let shares = self.bounded_crowd_shares(placed, &exact)?;
                Ok(self.crowd_dealer(placed, &exact, shares, true))
            }
        }
    }

    /// Agents of the crowd.
    fn crowd(&self) -> impl Iterator<Item = u32> + '_ {
        let agents = 0..self.placing.origins.agents;
        agents.filter(|agent| self.model.bin_of(*agent).is_some())
    }

    /// Leads that are barred from an agent of the crowd.
    fn barred(&self, tally: &Tally, agent: u32) -> i64 {
        let is_free = self.placing.allow_barred || self.placing.scopes.is_only_one(0, agent);
        if is_free { 0 } else { tally.barred(agent) }
    }

    /// The leads that each agent of the crowd gets, if these leave enough that is not barred from anyone.
    fn crowd_shares(&self, placed: &[i64], tally: &Tally) -> Option<Vec<(u32, i64)>> {
        let all = sum(placed);
        let vessels = Vessels::new(self.crowd().map(|agent| self.vessel(tally, agent)).collect());
        let shares: Vec<(u32, i64)> = vessels.filled(all).collect();
        let fits =
            |(agent, share): &(u32, i64)| share.saturating_add(self.barred(tally, *agent)) <= all;
        shares.iter().all(fits).then_some(shares)
    }

    /// The same where some agents can get less than they have room for, as too many leads are barred from them.
    fn bounded_crowd_shares(
        &self,
        placed: &[i64],
        tally: &Tally,
    ) -> Result<Vec<(u32, i64)>, Stuck> {
        let all = sum(placed);
        let vessels: Vec<Vessel> = self.crowd().map(|agent| self.vessel(tally, agent)).collect();
        let together = sum(&vessels.iter().map(|own| own.capacity.min(all)).collect::<Vec<_>>());
        let stuck: Stuck = vessels
            .iter()
            .filter(|own| {
                together.saturating_sub(own.capacity.min(all)) < self.barred(tally, own.agent)
            })
            .map(|own| own.agent)
            .filter(|agent| self.model.own_bin(*agent).is_none())
            .collect();
        if !stuck.is_empty() {
            return Err(stuck);
        }
        let bounded = vessels.into_iter().map(|own| {
            let most = all.saturating_sub(self.barred(tally, own.agent)).max(0);
            Vessel { capacity: own.capacity.min(most), ..own }
        });
        Ok(Vessels::new(bounded.collect()).filled(all).collect())
    }

    fn crowd_dealer(
        &self,
        placed: &[i64],
        tally: &Tally,
        shares: Vec<(u32, i64)>,
        is_exact: bool,
    ) -> Shares {
        let mut received = vec![0; self.placing.agents.len()];
        let mut place_of = vec![NO_AGENT; self.placing.agents.len()];
        let (mut agents, mut due, mut barred) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (agent, share)) in (0..).zip(shares) {
            let share = u32::try_from(share).unwrap_or_default();
            set(&mut received, agent, share);
            set(&mut place_of, agent, place);
            agents.push(agent);
            due.push(share);
            barred.push(u32::try_from(self.barred(tally, agent)).unwrap_or(u32::MAX));
        }
        Shares {
            room: self.room(tally, &received),
            placed: placed.to_vec(),
            received,
            place_of,
            dealers: Dealers::One(Dealer::new(agents, due, barred, is_exact)),
        }
    }

    /// Shares where leads may go to some bins only, and within a bin to all but the agents whom they are barred from.
    fn share_by_bin(&self, mut network: Network<'_>) -> Result<Shares, Stuck> {
        let placed = network.placed().to_vec();
        let exact = (!self.is_full(&placed, true)).then(|| self.tally_of(&placed));
        let tally = exact.as_ref().unwrap_or(self.tally);
        let bins = 0..number(self.model.problem.bins.len());
        let vessels: Vec<Vessels> = bins
            .clone()
            .map(|bin| {
                let agents = self.model.members(bin).iter();
                Vessels::new(agents.map(|agent| self.vessel(tally, *agent)).collect())
            })
            .collect();
        even_out(&mut network, &vessels);

        let mut received = vec![0; self.placing.agents.len()];
        let mut place_of = vec![0; self.placing.agents.len()];
        let mut due = Vec::new();
        for (bin, vessels) in bins.clone().zip(&vessels) {
            let mut of_bin = Vec::new();
            for (place, (agent, share)) in (0..).zip(vessels.filled(network.received(bin))) {
                let share = u32::try_from(share).unwrap_or_default();
                set(&mut received, agent, share);
                set(&mut place_of, agent, place);
                of_bin.push(share);
            }
            due.push(of_bin);
        }

        let routes = Routes::new(&network, self.model.problem.classes.len());
        let barred = self.barred_by_bin(&placed, routes.clone(), &place_of);
        let dealers: Vec<Dealer> = bins
            .zip(due.into_iter().zip(barred))
            .map(|(bin, (due, barred))| {
                Dealer::new(self.model.members(bin).to_vec(), due, barred, true)
            })
            .collect();
        let stuck: Stuck = dealers.iter().flat_map(Dealer::stuck).collect();
        if !stuck.is_empty() {
            return Err(stuck);
        }
        Ok(Shares {
            room: self.room(tally, &received),
            placed,
            received,
            place_of,
            dealers: Dealers::PerBin(dealers, routes),
        })
    }

    /// Per bin and place, the leads on their way to the bin that are barred from the agent.
    fn barred_by_bin(&self, placed: &[i64], mut routes: Routes, place_of: &[u32]) -> Vec<Vec<u32>> {
        let bins = 0..number(self.model.problem.bins.len());
        let mut barred: Vec<Vec<u32>> =
            bins.map(|bin| vec![0; self.model.members(bin).len()]).collect();
        if barred.iter().all(|places| places.len() == 1) {
            return barred;
        }
        self.placed(placed).for_each(|((_, origin), class)| {
            let bin = routes.next(class);
            if let Some(agent) = self.model.barred_in_crowd(self.placing, origin, bin)
                && let Some(barred) = barred.get_mut(bin as usize)
            {
                add_one(barred, at(place_of, agent));
            }
        });
        barred
    }
}

impl Model {
    /// The agent of the crowd in a bin from whom the lead is barred. To an agent who is apart no such lead is sent.
    fn barred_in_crowd(&self, placing: &Placing<'_>, origin: Origin, bin: u32) -> Option<u32> {
        placing.barred(origin).filter(|agent| at(&self.crowd_of, *agent) == Some(bin))
    }
}

fn sum(values: &[i64]) -> i64 {
    values.iter().fold(0, |sum, value| sum.saturating_add(*value))
}

fn set(values: &mut [u32], index: u32, value: u32) {
    if let Some(own) = values.get_mut(index as usize) {
        *own = value;
    }
}

/// How many more leads of each class are placed.
struct Quota {
    left: Vec<i64>,
}

impl Quota {
    fn new(placed: &[i64]) -> Self {
        Self { left: placed.to_vec() }
    }

    /// Whether the next lead of the class is placed.
    fn takes(&mut self, class: u32) -> bool {
        let Some(left) = self.left.get_mut(class as usize) else { return false };
        *left = left.saturating_sub(1);
        *left >= 0
    }
}

/// Which bins the leads of each class go to, taken in turn.
#[derive(Clone)]
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
struct Ending<'a> {
    placing: &'a Placing<'a>,
    /// Per agent: one more lead could be received.
    is_open: Vec<bool>,
    /// Per group, the agents who have room but reached their limit.
    limited: Vec<Vec<u32>>,
    /// Per group, whether its agents are full and nothing else is to be said.
    is_full: Vec<bool>,
}

impl<'a> Ending<'a> {
    fn new(placing: &'a Placing<'a>, shares: &Shares) -> Self {
        let mut is_open = Vec::new();
        let mut limited = vec![Vec::new(); placing.scopes.len()];
        for agent in 0..placing.origins.agents {
            let room = shares.room.get(agent as usize).copied().flatten();
            let has_room = room.is_none_or(|room| room > 0);
            let intake = placing.intake.get(agent as usize).copied().flatten();
            let is_limited = intake.is_some_and(|most| at(&shares.received, agent) >= most);
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
        let excludes = placing.excludes_previous_owners();
        let is_full = (0..)
            .zip(&limited)
            .map(|(group, limited)| {
                let some_open = placing.scopes.members(group).iter().any(|own| at(&is_open, *own));
                let some_receive = placing.scopes.receiving(group).next().is_some();
                some_receive && !some_open && limited.is_empty() && !excludes
            })
            .collect();
        Self { placing, is_open, limited, is_full }
    }

    /// Whether the agent could receive one more lead.
    fn is_open(&self, agent: u32) -> bool {
        at(&self.is_open, agent)
    }

    /// Per agent, whether one more lead could be received and some eligible lead is in the agent's scope.
    fn in_scope_and_open(&self, model: &Model) -> Vec<bool> {
        let mut is_served = vec![false; self.placing.scopes.len()];
        for class in &model.problem.classes {
            if let Some(own) = is_served.get_mut(class.group as usize) {
                *own = true;
            }
        }
        let in_scope = |agent: u32| {
            self.placing.scopes.groups_of(agent).iter().any(|group| at(&is_served, *group))
        };
        let agents = 0..self.placing.origins.agents;
        agents.map(|agent| self.is_open(agent) && in_scope(agent)).collect()
    }

    /// The first reason that applies to an eligible lead that is not placed (rule A3).
    fn why_not_placed(&self, row: u32, origin: Origin) -> RowReason {
        let placing = self.placing;
        let scopes = placing.scopes;
        let group = placing.group(row, origin);
        if at(&self.is_full, group) {
            return RowReason::AgentsAtCap;
        }
        let previous = placing.previous_owners(row);
        let had_it = |agent: &u32| previous.contains(agent);
        let limited = self.limited.get(group as usize).map(Vec::as_slice).unwrap_or_default();
        let barred = placing.barred(origin).filter(|agent| {
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

/// Dealing the leads.
struct Dealing<'a> {
    placing: &'a Placing<'a>,
    model: &'a Model,
    shares: Shares,
    ending: Ending<'a>,
    line: Line,
}

impl Dealing<'_> {
    /// Writes the agents of the leads that are placed, and for the others why they are not.
    fn deal(self, agent_of: &mut [u32], reason: &mut [u8], counts: &mut ReasonCounts) {
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
fn deal_slots(dealer: &mut Dealer, bars: Bars<'_>, slots: &mut [u32]) {
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
fn deal_in_row_order(
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
