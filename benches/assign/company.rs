//! Made companies: leads and agents as columns, the same in every run.
//!
//! What all have in common:
//!
//! | column | values |
//! |---|---|
//! | captured-at | any millisecond of a year, each equally likely |
//! | priority | 0 to 9, each equally likely, so that many leads have the same |
//! | owner | any agent, each equally likely |
//! | leads held by an agent | 0 to 60, each equally likely |
//! | leads received before | 0 to 9, each equally likely |
//! | free places of an agent | from 3/4 to 5/4 of the mean, each equally likely; the sum is what [`Room`] says |
//!
//! The leads lie on a status that is listed and does not count toward the cap, so that a lead that leaves frees no place,
//! and the free places are all that there are. [`Company::with_one_owner`] alone is another.

use std::{fmt, hint::black_box, path::Path};

use calliyo_benches::sure;
use calliyo_core::{
    jobs::{
        AgentColumns, Bitmap, Column, LeadColumns, ListColumn, NO_AGENT,
        assignment::AssignmentRules,
    },
    lead::AgentState,
    policy::AssignmentScope,
};

use crate::{python::write_column, random::Random, table::grouped};

/// How large a company is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) leads: usize,
    pub(crate) agents: usize,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [leads, agents] = [self.leads, self.agents].map(|count| grouped(count as u64));
        write!(f, "{leads} leads × {agents} agents")
    }
}

/// The smallest large company: its parts are not empty yet.
pub(crate) const SMALLEST: Size = Size { leads: 10_000, agents: 200 };

/// The statuses of the made companies.
pub(crate) mod status {
    pub(crate) const UNASSIGNED: u16 = 0;
    pub(crate) const ASSIGNED: u16 = 1;
    /// Listed, and does not count toward the cap.
    pub(crate) const NOT_PICKED: u16 = 2;
    /// Listed, and counts.
    pub(crate) const FOLLOW_UPS: u16 = 3;
    pub(crate) const CUSTOMER: u16 = 4;
    /// How many there are.
    pub(crate) const COUNT: usize = 5;
}

/// How many of the leads the free places suffice for.
#[derive(Clone, Copy)]
pub(crate) enum Room {
    /// For 90 % of them.
    Tight,
    /// For all of them, and a quarter more.
    Slack,
}

impl Room {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tight => "tight",
            Self::Slack => "slack",
        }
    }

    const fn places(self, leads: usize) -> u64 {
        match self {
            Self::Tight => leads as u64 / 10 * 9,
            Self::Slack => leads as u64 / 4 * 5,
        }
    }
}

/// Agents as columns; all are active.
pub(crate) struct Agents {
    cap: Vec<u32>,
    held: Vec<u32>,
    counter: Vec<u64>,
    pub(crate) state: Vec<AgentState>,
    branch: Option<Vec<u32>>,
}

impl Agents {
    /// Agents with so many free places each.
    pub(crate) fn with_places(places: &[u32], random: &mut Random) -> Self {
        let held: Vec<u32> = places.iter().map(|_| random.small_below(61)).collect();
        Self {
            cap: held.iter().zip(places).map(|(held, places)| held + places).collect(),
            counter: places.iter().map(|_| random.below(10)).collect(),
            state: vec![AgentState::Active; places.len()],
            held,
            branch: None,
        }
    }

    pub(crate) fn columns(&self) -> AgentColumns<'_> {
        AgentColumns {
            branch: self.branch.as_deref().map(Column::full),
            ..AgentColumns::new(
                Column::full(&self.cap),
                &self.held,
                Column::full(&self.counter),
                &self.state,
            )
        }
    }

    pub(crate) fn places(&self) -> Vec<u32> {
        self.cap.iter().zip(&self.held).map(|(cap, held)| cap - held).collect()
    }

    pub(crate) fn counters(&self) -> &[u64] {
        &self.counter
    }
}

/// Leads to be recycled, and the agents who take them.
pub(crate) struct Company {
    status: Vec<u16>,
    captured_at: Vec<i64>,
    priority: Vec<i64>,
    owner: Vec<u32>,
    /// Values, and which rows have one.
    branch: Option<(Vec<u32>, Vec<u8>)>,
    /// Where each row's list begins and the last one ends, and the members.
    previous_owners: Option<(Vec<u32>, Vec<u32>)>,
    pub(crate) agents: Agents,
    pub(crate) rules: AssignmentRules,
}

impl Company {
    /// Leads in no order.
    pub(crate) fn shuffled(size: Size, room: Room) -> Self {
        let random = &mut Random::new(1);
        let places = drawn_places(room.places(size.leads), size.agents, random);
        Self {
            status: vec![status::NOT_PICKED; size.leads],
            captured_at: captured_at(size.leads, random),
            priority: priorities(size.leads, random),
            owner: (0..size.leads).map(|_| random.small_below(number(size.agents))).collect(),
            branch: None,
            previous_owners: None,
            agents: Agents::with_places(&places, random),
            rules: AssignmentRules {
                listed: [status::NOT_PICKED, status::FOLLOW_UPS].into_iter().collect(),
                customer: status::CUSTOMER,
                counts: [status::ASSIGNED, status::FOLLOW_UPS].into_iter().collect(),
                statuses: status::COUNT,
                ..AssignmentRules::default()
            },
        }
    }

    /// Leads that lie in the order in which they are dealt.
    pub(crate) fn in_order(size: Size, room: Room) -> Self {
        let mut company = Self::shuffled(size, room);
        let mut keys: Vec<(i64, i64)> = company
            .priority
            .iter()
            .zip(&company.captured_at)
            .map(|(priority, captured)| (-priority, *captured))
            .collect();
        keys.sort_unstable();
        (company.priority, company.captured_at) =
            keys.into_iter().map(|(priority, captured)| (-priority, captured)).unzip();
        company
    }

    /// Shuffled leads, 90 % of which have one of twenty branches. Agents take turns at the branches; a lead with a branch
    /// belongs to any agent of it, each equally likely.
    pub(crate) fn with_branches(size: Size, room: Room) -> Self {
        const BRANCHES: u32 = 20;
        let mut company = Self::shuffled(size, room);
        let random = &mut Random::new(2);
        let agents = number(size.agents);
        let branches: Vec<Option<u32>> = (0..size.leads)
            .map(|_| random.percent(90).then(|| random.small_below(BRANCHES)))
            .collect();
        for (owner, branch) in company.owner.iter_mut().zip(&branches) {
            if let Some(branch) = branch {
                *owner =
                    branch + BRANCHES * random.small_below((agents - branch).div_ceil(BRANCHES));
            }
        }
        company.branch = Some((
            branches.iter().map(|branch| branch.unwrap_or_default()).collect(),
            bits(branches.iter().map(Option::is_some)),
        ));
        company.agents.branch = Some((0..agents).map(|agent| agent % BRANCHES).collect());
        company.rules.scope = AssignmentScope::Branch;
        company
    }

    /// Shuffled leads that had up to three owners before: none to three are drawn, each number equally likely, out of the ten
    /// agents of the owner's team, and one who is drawn again counts once.
    pub(crate) fn with_previous_owners(size: Size) -> Self {
        let mut company = Self::shuffled(size, Room::Tight);
        company.draw_previous_owners(|_, _| None);
        company
    }

    /// The same with each team as a scope. The first agent of a team has half of its places, and 60 % of the team's leads
    /// had that agent before: places stay empty while leads find none.
    pub(crate) fn with_worn_out_teams(size: Size) -> Self {
        let mut company = Self::shuffled(size, Room::Tight);
        company.draw_previous_owners(|team, random| random.percent(60).then_some(team * TEAM));
        let random = &mut Random::new(4);
        let share = number(size.leads / 10 * 9 / size.agents);
        let places: Vec<u32> = (0..number(size.agents))
            .map(|agent| if agent % TEAM == 0 { 5 * share } else { 5 * share / 9 })
            .collect();
        company.agents = Agents::with_places(&places, random);
        company.agents.branch = Some((0..number(size.agents)).map(|agent| agent / TEAM).collect());
        company.branch = Some((
            company.owner.iter().map(|owner| owner / TEAM).collect(),
            bits(company.owner.iter().map(|_| true)),
        ));
        company.rules.scope = AssignmentScope::Branch;
        company
    }

    /// Leads in order, 60 % of which belong to the first agent and the others to any other one. They count toward the cap,
    /// so that a lead that leaves makes room; besides, an agent has none to twenty free places, each number equally likely.
    pub(crate) fn with_one_owner(size: Size) -> Self {
        let mut company = Self::in_order(size, Room::Tight);
        let random = &mut Random::new(5);
        let others = number(size.agents - 1);
        company.status.fill(status::FOLLOW_UPS);
        for owner in &mut company.owner {
            *owner = if random.percent(60) { 0 } else { 1 + random.small_below(others) };
        }
        let places: Vec<u32> = (0..size.agents).map(|_| random.small_below(21)).collect();
        company.agents = Agents::with_places(&places, random);
        company.agents.held.fill(0);
        for owner in &company.owner {
            company.agents.held[*owner as usize] += 1;
        }
        company.agents.cap =
            company.agents.held.iter().zip(places).map(|(held, places)| held + places).collect();
        company
    }

    pub(crate) fn size(&self) -> Size {
        Size { leads: self.status.len(), agents: self.agents.held.len() }
    }

    pub(crate) fn leads(&self) -> LeadColumns<'_> {
        LeadColumns {
            priority: Some(Column::full(&self.priority)),
            branch: self
                .branch
                .as_ref()
                .map(|(values, bits)| Column::with_validity(values, Bitmap::new(bits))),
            previous_owners: self
                .previous_owners
                .as_ref()
                .map(|(offsets, values)| ListColumn { offsets, values }),
            ..LeadColumns::new(&self.status, &self.captured_at, Column::full(&self.owner))
        }
    }

    /// The physical limit: reads the columns that an assignment reads once, and writes the one that it writes once, with
    /// the next agent after the owner.
    pub(crate) fn one_pass(&self, agent_of: &mut [u32]) {
        let mut read = 0;
        if let Some((values, bits)) = &self.branch {
            read ^= folded(values) ^ folded(bits);
        }
        if let Some((offsets, values)) = &self.previous_owners {
            read ^= folded(offsets) ^ folded(values);
        }
        let agents = number(self.size().agents);
        let rows = agent_of.iter_mut().zip(&self.status).zip(&self.owner);
        for ((((agent, status), owner), captured), priority) in
            rows.zip(&self.captured_at).zip(&self.priority)
        {
            read ^= i64::from(*status) ^ captured ^ priority;
            let next = owner.wrapping_add(1);
            *agent = if next == agents { 0 } else { next };
        }
        black_box(read);
    }

    /// How many rules a plan breaks: leads with their owner, an earlier owner or outside their branch, and leads too many
    /// with an agent.
    pub(crate) fn faults(&self, agent_of: &[u32]) -> u64 {
        let leads = self.leads();
        let mut room: Vec<i64> = self.agents.places().into_iter().map(i64::from).collect();
        let mut faults = 0;
        for (row, agent) in agent_of.iter().enumerate().filter(|(_, agent)| **agent != NO_AGENT) {
            let owner = self.owner[row];
            let is_earlier =
                leads.previous_owners.is_some_and(|lists| lists.at(row).contains(agent));
            let branch = leads.branch.and_then(|branch| branch.at(row));
            let is_outside = branch.is_some_and(|branch| {
                self.agents.branch.as_ref().is_some_and(|own| own[*agent as usize] != branch)
            });
            faults += u64::from(*agent == owner || is_earlier || is_outside);
            room[*agent as usize] -= 1;
            if self.rules.counts.contains(self.status[row]) {
                room[owner as usize] += 1;
            }
        }
        let mut received = vec![false; room.len()];
        agent_of
            .iter()
            .filter(|agent| **agent != NO_AGENT)
            .for_each(|agent| received[*agent as usize] = true);
        let too_many = room.iter().zip(received).filter(|(room, received)| *received && **room < 0);
        faults + too_many.map(|(room, _)| room.unsigned_abs()).sum::<u64>()
    }

    /// Writes the columns for a peer: one file each, named `column.type`, little-endian.
    pub(crate) fn write(&self, folder: &Path) -> std::io::Result<()> {
        let file = |name: &str| folder.join(name);
        write_column(&file("status.u2"), &self.status, u16::to_le_bytes)?;
        write_column(&file("owner.u4"), &self.owner, u32::to_le_bytes)?;
        write_column(&file("captured_at.i8"), &self.captured_at, i64::to_le_bytes)?;
        write_column(&file("priority.i8"), &self.priority, i64::to_le_bytes)?;
        if let Some((offsets, values)) = &self.previous_owners {
            write_column(&file("previous_offsets.u4"), offsets, u32::to_le_bytes)?;
            write_column(&file("previous_values.u4"), values, u32::to_le_bytes)?;
        }
        write_column(&file("places.u4"), &self.agents.places(), u32::to_le_bytes)?;
        write_column(&file("counter.u8"), &self.agents.counter, u64::to_le_bytes)
    }

    fn draw_previous_owners(&mut self, first: impl Fn(u32, &mut Random) -> Option<u32>) {
        let random = &mut Random::new(3);
        let mut offsets = vec![0];
        let mut values: Vec<u32> = Vec::new();
        for owner in &self.owner {
            let team = owner / TEAM;
            let start = values.len();
            values.extend(first(team, random));
            for _ in 0..random.below(4).saturating_sub((values.len() - start) as u64) {
                let member = team * TEAM + random.small_below(TEAM);
                if !values[start..].contains(&member) {
                    values.push(member);
                }
            }
            offsets.push(number(values.len()));
        }
        self.previous_owners = Some((offsets, values));
        self.rules.exclude_previous_owners = true;
    }
}

/// Agents of a team.
const TEAM: u32 = 10;

/// Free places: each agent's from 3/4 to 5/4 of the mean, and `total` in sum.
pub(crate) fn drawn_places(total: u64, agents: usize, random: &mut Random) -> Vec<u32> {
    let weights: Vec<u64> = (0..agents).map(|_| 750 + random.below(501)).collect();
    let sum: u64 = weights.iter().sum();
    let mut places: Vec<u32> =
        weights.iter().map(|weight| sure(u32::try_from(total * weight / sum))).collect();
    let given: u64 = places.iter().copied().map(u64::from).sum();
    // Rounding down has left fewer over than there are agents.
    for (places, _) in places.iter_mut().zip(given..total) {
        *places += 1;
    }
    places
}

/// Any millisecond of a year, for each lead.
pub(crate) fn captured_at(leads: usize, random: &mut Random) -> Vec<i64> {
    const START: i64 = 1_747_267_200_000;
    const YEAR: u64 = 365 * 86_400_000;
    (0..leads).map(|_| START.saturating_add_unsigned(random.below(YEAR))).collect()
}

/// A priority from 0 to 9, for each lead.
pub(crate) fn priorities(leads: usize, random: &mut Random) -> Vec<i64> {
    (0..leads).map(|_| i64::from(random.small_below(10))).collect()
}

/// One bit per row, the least significant of each byte first.
pub(crate) fn bits(rows: impl ExactSizeIterator<Item = bool>) -> Vec<u8> {
    let mut bytes = vec![0; rows.len().div_ceil(8)];
    for (row, is_set) in rows.enumerate() {
        bytes[row / 8] |= u8::from(is_set) << (row % 8);
    }
    bytes
}

/// Reads each value once, and makes one of them all.
pub(crate) fn folded<T: Copy + Into<i64>>(values: &[T]) -> i64 {
    values.iter().fold(0, |read, value| read ^ (*value).into())
}

/// A count as an agent or a row.
pub(crate) fn number(count: usize) -> u32 {
    sure(u32::try_from(count))
}
