//! Random companies, the same on every machine.

use calliyo_core::{
    jobs::{StatusSet, UNKNOWN_AGENT, assignment::AssignmentRules, top_up::TopUpRules},
    lead::AgentState,
    policy::{AssignmentScope, Evenness, Intake},
};

use super::{
    company::{ASSIGNED, Agent, COLD, CUSTOMER, Company, Lead, NOT_PICKED, STATUSES, UNASSIGNED},
    count,
};
use crate::random::Random;

/// The leads of a [large company](large_assignment).
pub const LARGE: u32 = 1_000;

const SCOPES: [AssignmentScope; 6] = [
    AssignmentScope::Company,
    AssignmentScope::Company,
    AssignmentScope::Company,
    AssignmentScope::Branch,
    AssignmentScope::Department,
    AssignmentScope::BranchAndDepartment,
];

/// A company of up to 6 agents and 14 leads, before an assignment.
#[must_use]
pub fn assignment(number: u64) -> (Company, AssignmentRules) {
    let mut random = Random::new(number);
    let agents = 1 + random.below(6);
    // More often many leads than few.
    let leads = random.below(15).max(random.below(15));
    let made = Making { most_labels: 2, ..Making::new(&mut random, agents) };
    let mut company = made.company(&mut random, leads);
    for agent in &mut company.agents {
        agent.cap = match random.below(6) {
            0 => None,
            1 | 2 => Some(random.below(6)),
            _ => Some((agent.held + random.below(4)).saturating_sub(1)),
        };
        agent.counter = Some(u64::from(random.below(5)));
        agent.received_today = random.below(3);
    }
    let rules = assignment_rules(&mut random, 4);
    (company, rules)
}

/// The company of [`assignment`] with some agents who are new.
#[must_use]
pub fn assignment_with_new_agents(number: u64) -> (Company, AssignmentRules) {
    let (mut company, rules) = assignment(number);
    let mut random = Random::new(!number);
    let most = *random.pick(&[1, 4, 40]);
    for agent in &mut company.agents {
        agent.counter = random.maybe(60, |random| u64::from(random.below(most)));
    }
    (company, rules)
}

/// A company of a few agents and [`LARGE`] leads before an assignment, in which nobody is above the cap.
#[must_use]
pub fn large_assignment(number: u64) -> (Company, AssignmentRules) {
    let mut random = Random::new(number);
    let agents = 3 + random.below(5);
    let mut company = nearly_all_taking_part(&mut random, agents, LARGE);
    let most_free = 1 + random.below(600);
    for agent in &mut company.agents {
        agent.cap = random.maybe(90, |random| agent.held + random.below(most_free));
        agent.counter = random.maybe(85, |random| u64::from(random.below(200)));
        agent.received_today = random.below(20);
    }
    let rules = assignment_rules(&mut random, 300);
    (company, rules)
}

/// So many leads with ids, and agents some of whom are above the cap and some below.
#[must_use]
pub fn crowd(number: u64, agents: u32, leads: u32) -> Company {
    let mut random = Random::new(number);
    let company = nearly_all_taking_part(&mut random, agents, leads);
    let mut company = Company { has_ids: true, ..company };
    let share = leads / agents;
    for agent in &mut company.agents {
        agent.cap = Some((agent.held + random.below(share)).saturating_sub(share / 2));
        agent.counter = Some(u64::from(random.below(share)));
    }
    company
}

fn nearly_all_taking_part(random: &mut Random, agents: u32, leads: u32) -> Company {
    let made = Making { most_labels: 3, is_spotless: true, ..Making::new(random, agents) };
    made.company(random, leads)
}

/// A company of up to 6 agents and 14 leads, before a top-up.
#[must_use]
pub fn top_up(number: u64) -> (Company, TopUpRules) {
    let mut random = Random::new(number);
    let agents = 1 + random.below(6);
    // More often many leads than few.
    let leads = random.below(15).max(random.below(15));
    let made = Making { most_labels: 2, ..Making::new(&mut random, agents) };
    let mut company = made.company(&mut random, leads);
    for lead in &mut company.leads {
        if random.percent(80) {
            *lead = Lead { status: UNASSIGNED, owner: None, ..lead.clone() };
        }
    }
    for agent in &mut company.agents {
        agent.held = random.below(5);
        agent.cap = random.maybe(85, |random| random.below(8));
        agent.counter = Some(0);
        agent.received_today = random.below(3);
    }
    let rules = TopUpRules {
        unassigned: UNASSIGNED,
        customer: CUSTOMER,
        statuses: STATUSES,
        scope: *random.pick(&SCOPES),
        newest_first: random.percent(40),
        allow_barred: random.percent(15),
        exclude_previous_owners: random.percent(40),
        intake: intake(&mut random, 4),
    };
    (company, rules)
}

/// Rules of an assignment; some of them limit what an agent receives to at most `most_intake` leads.
fn assignment_rules(random: &mut Random, most_intake: u32) -> AssignmentRules {
    let mut listed: StatusSet = [UNASSIGNED, NOT_PICKED, COLD].into_iter().collect();
    if random.percent(10) {
        listed.insert(ASSIGNED);
    }
    AssignmentRules {
        listed,
        customer: CUSTOMER,
        counts: [ASSIGNED, NOT_PICKED].into_iter().collect(),
        statuses: STATUSES,
        scope: *random.pick(&SCOPES),
        include_follow_up_ahead: random.percent(20),
        adopt_orphans: random.percent(60),
        allow_barred: random.percent(15),
        max_attempts: random.maybe(10, |random| 1 + random.below(4)),
        rested_since: random.maybe(10, |random| random.between(0, 5)),
        exclude_previous_owners: random.percent(30),
        intake: intake(random, most_intake),
        evenness: if random.percent(30) { Evenness::Held } else { Evenness::Received },
    }
}

fn intake(random: &mut Random, most: u32) -> Intake {
    Intake {
        per_run: random.maybe(20, |random| random.below(most + 1)),
        per_day: random.maybe(20, |random| random.below(most + 1)),
    }
}

/// What the agents and leads of one company have in common.
struct Making {
    agents: u32,
    /// How many branches and departments there are.
    most_labels: u32,
    /// How many of a hundred leads have a branch, and a department.
    labelled: u32,
    /// The owner of most leads.
    main_owner: u32,
    /// How many of a hundred owned leads are the main owner's.
    main_share: u32,
    /// How many of a hundred leads are owned.
    owned: u32,
    /// Nearly all leads take part.
    is_spotless: bool,
    /// How many of a hundred leads are on a status that does not count.
    cold: u32,
}

impl Making {
    fn new(random: &mut Random, agents: u32) -> Self {
        Self {
            agents,
            most_labels: 1,
            labelled: *random.pick(&[0, 40, 80]),
            main_owner: random.below(agents),
            main_share: *random.pick(&[0, 70, 90, 100]),
            owned: *random.pick(&[20, 70, 90, 100]),
            is_spotless: random.percent(50),
            cold: *random.pick(&[0, 10, 40]),
        }
    }

    fn company(&self, random: &mut Random, leads: u32) -> Company {
        let mut agents: Vec<Agent> = (0..self.agents).map(|_| self.agent(random)).collect();
        let mut ids: Vec<u32> = (0..leads).collect();
        random.shuffle(&mut ids);
        let leads: Vec<Lead> = ids.into_iter().map(|id| self.lead(random, id)).collect();
        for (row, agent) in agents.iter_mut().enumerate() {
            let own = leads.iter().filter(|lead| {
                lead.owner == Some(count(row)) && [ASSIGNED, NOT_PICKED].contains(&lead.status)
            });
            agent.held =
                count(own.count()) + random.maybe(40, |random| random.below(3)).unwrap_or(0);
        }
        Company { leads, agents, has_ids: random.percent(50) }
    }

    fn agent(&self, random: &mut Random) -> Agent {
        Agent {
            state: match random.below(12) {
                0 => AgentState::Away,
                1 => AgentState::Banned,
                _ => AgentState::Active,
            },
            receives: !random.one_in(12),
            branch: random.maybe(85, |random| random.below(self.most_labels)),
            department: random.maybe(85, |random| random.below(self.most_labels)),
            ..Agent::default()
        }
    }

    fn lead(&self, random: &mut Random, id: u32) -> Lead {
        let rarely = if self.is_spotless { 1 } else { 4 };
        let owner = random.maybe(self.owned, |random| match random.percent(self.main_share) {
            true => self.main_owner,
            false => self.anybody(random),
        });
        let status = match random.below(100) {
            rare if rare < rarely => CUSTOMER,
            rare if rare < 3 * rarely => ASSIGNED,
            _ if owner.is_none() => UNASSIGNED,
            _ if random.percent(self.cold) => COLD,
            _ => NOT_PICKED,
        };
        let previous = *random.pick(&[0, 0, 0, 1, 2]);
        Lead {
            id,
            status,
            captured_at: random.between(0, 3),
            owner,
            last_owner: random.maybe(50, |random| self.anybody(random)),
            previous_owners: (0..previous).map(|_| self.anybody(random)).collect(),
            priority: random.maybe(50, |random| random.between(-1, 1)),
            branch: random.maybe(self.labelled, |random| random.below(self.most_labels + 1)),
            department: random.maybe(self.labelled, |random| random.below(self.most_labels)),
            live_call: random.percent(rarely),
            follow_up_ahead: random.percent(rarely),
            do_not_call: random.percent(rarely),
            attempts: random.below(4),
            last_attempt: random.maybe(60, |random| random.between(0, 5)),
        }
    }

    fn anybody(&self, random: &mut Random) -> u32 {
        if random.one_in(20) { UNKNOWN_AGENT } else { random.below(self.agents) }
    }
}
