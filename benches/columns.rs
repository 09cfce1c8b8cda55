//! A made company in columns.

use calliyo_core::{
    jobs::{
        AgentColumns, Column, LeadColumns, StatusSet, assignment::AssignmentRules,
        removal::RemovalRules,
    },
    lead::AgentState,
};

/// How many agents the leads have.
const AGENTS: u32 = 10_000;

/// The statuses 0 to 9; 9 is the one of customers, and nobody has it.
const STATUSES: usize = 10;
const CUSTOMER: u16 = 9;

/// A year, in milliseconds, and the instant at which it begins.
const YEAR: u64 = 31_536_000_000;
const BEGIN: i64 = 1_750_000_000_000;

/// Stale leads, each with an owner, and agents with places for nine in ten of them.
#[derive(Debug)]
pub struct Company {
    /// Per lead its status, none of them that of customers.
    pub status: Vec<u16>,
    /// Per lead since when it has its status, UTC milliseconds: any instant of a year.
    pub since: Vec<i64>,
    /// Per lead when it was captured, UTC milliseconds: any instant of a year.
    pub captured_at: Vec<i64>,
    /// Per lead its owner, by number.
    pub owner: Vec<u32>,
    /// Per lead its priority, 0 to 9.
    pub priority: Vec<i64>,
    cap: Vec<u32>,
    held: Vec<u32>,
    counter: Vec<u64>,
    state: Vec<AgentState>,
}

impl Company {
    /// So many leads in no order.
    #[must_use]
    pub fn shuffled(leads: usize) -> Self {
        let mut random = Random(1);
        let mut instants = || -> Vec<i64> {
            (0..leads).map(|_| BEGIN.saturating_add_unsigned(random.below(YEAR))).collect()
        };
        let (since, captured_at) = (instants(), instants());
        let owner: Vec<u32> = (0..leads).map(|_| random.number(AGENTS)).collect();
        let mut held = vec![0_u32; AGENTS as usize];
        for owner in &owner {
            held[*owner as usize] += 1;
        }
        let banned = |agent: u32| agent.is_multiple_of(50);
        Self {
            status: (0..leads).map(|_| if random.number(2) == 0 { 2 } else { 3 }).collect(),
            since,
            captured_at,
            owner,
            priority: (0..leads).map(|_| i64::from(random.number(10))).collect(),
            cap: held.iter().map(|held| held - held / 10).collect(),
            held,
            counter: vec![0; AGENTS as usize],
            state: (0..AGENTS)
                .map(|agent| if banned(agent) { AgentState::Banned } else { AgentState::Active })
                .collect(),
        }
    }

    /// The same leads in the order in which they are served.
    #[must_use]
    pub fn in_order(leads: usize) -> Self {
        let mut company = Self::shuffled(leads);
        let mut ranks: Vec<(i64, i64)> =
            company.priority.iter().map(|own| -own).zip(company.captured_at).collect();
        ranks.sort_unstable();
        company.priority = ranks.iter().map(|(priority, _)| -priority).collect();
        company.captured_at = ranks.into_iter().map(|(_, captured_at)| captured_at).collect();
        company
    }

    /// The leads as a job takes them.
    #[must_use]
    pub fn leads(&self) -> LeadColumns<'_> {
        LeadColumns {
            status_since: Some(&self.since),
            priority: Some(Column::full(&self.priority)),
            ..LeadColumns::new(&self.status, &self.captured_at, Column::full(&self.owner))
        }
    }

    /// The agents as a job takes them.
    #[must_use]
    pub fn agents(&self) -> AgentColumns<'_> {
        AgentColumns::new(
            Column::full(&self.cap),
            &self.held,
            Column::full(&self.counter),
            &self.state,
        )
    }

    /// Half of the leads are on the status that is listed, and half of these are stale.
    #[must_use]
    pub fn removal_rules(&self) -> RemovalRules {
        RemovalRules {
            listed: listed(&[2]),
            customer: CUSTOMER,
            statuses: STATUSES,
            cut_off: BEGIN.saturating_add_unsigned(YEAR / 2),
            include_follow_up_ahead: false,
        }
    }

    /// All leads are on a status that is listed and counts toward the cap.
    #[must_use]
    pub fn assignment_rules(&self) -> AssignmentRules {
        AssignmentRules {
            listed: listed(&[2, 3]),
            counts: listed(&[1, 2, 3]),
            customer: CUSTOMER,
            statuses: STATUSES,
            ..AssignmentRules::default()
        }
    }
}

fn listed(statuses: &[u16]) -> StatusSet {
    statuses.iter().copied().collect()
}

/// A small linear congruential generator: the same company in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 24) % limit
    }

    fn number(&mut self, limit: u32) -> u32 {
        u32::try_from(self.below(u64::from(limit))).unwrap_or(limit)
    }
}
