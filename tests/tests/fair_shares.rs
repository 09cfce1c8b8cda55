//! What auto-assignment promises in so many words: even shares over many runs, swaps of full agents, and no part played by
//! the order in which leads come in.

use std::collections::BTreeMap;

use calliyo_core::{
    AgentId, Code, Count, Engine, Fact, LeadId, RoleId, RunId, StatusId,
    jobs::{
        NO_AGENT, Plan,
        assignment::{self, AssignmentRules},
        top_up::{self, TopUpRules},
    },
    lead::{Actor, Agent, AgentState, Lead, apply},
    policy::{AssignmentScope, Policy, SCHEMA},
    time::{Job, TimeZone, Timestamp},
};
use calliyo_tests::{
    random::Random,
    reference::{
        cases,
        company::{ASSIGNED, COLD, CUSTOMER, Company, NOT_PICKED, STATUSES, UNASSIGNED},
    },
};

/// A5, A5b: two equal agents get one lead a run in turn
#[test]
fn two_equal_agents_share_thirty_runs_of_one_lead() {
    let mut team = Team::new(&[None, None]);
    for _ in 0..30 {
        team.capture(1, None);
        team.run();
        let [first, second] = team.received[..] else { panic!("two agents") };
        assert!(first.abs_diff(second) <= 1, "{first} and {second}");
    }
    assert_eq!(team.received, [15, 15]);
}

/// A5b: who was away gets no more in any run than the others do, from the first run on
#[test]
fn an_agent_who_returns_is_not_flooded() {
    let mut team = Team::new(&[None, None, None]);
    team.agents[2].state = AgentState::Away;
    for _ in 0..10 {
        team.capture(6, None);
        assert_eq!(team.run_received(), [3, 3, 0]);
    }
    team.agents[2].state = AgentState::Active;
    for _ in 0..10 {
        team.capture(6, None);
        assert_eq!(team.run_received(), [2, 2, 2]);
    }
}

/// A5b: where a run does not divide evenly, the odd lead of one run is made up for by the next, also with an agent who was
/// away
#[test]
fn an_agent_who_returns_is_at_most_one_lead_ahead() {
    let mut team = Team::new(&[None, None, None]);
    team.agents[2].state = AgentState::Away;
    for _ in 0..10 {
        team.capture(7, None);
        team.run();
    }
    team.agents[2].state = AgentState::Active;
    team.received = vec![0; 3];
    for _ in 0..10 {
        team.capture(7, None);
        team.run();
        let most = team.received.iter().max().expect("three agents");
        let least = team.received.iter().min().expect("three agents");
        assert!(most - least <= 1, "{:?}", team.received);
    }
}

/// A3, A4: two full agents swap their stale leads in one run
#[test]
fn two_full_agents_swap_all_their_stale_leads() {
    let mut team = Team::new(&[Some(5), Some(5)]);
    team.capture(5, Some((0, "notPicked")));
    team.capture(5, Some((1, "notPicked")));
    let plan = team.plan();
    assert_eq!((plan.outcome.moved, plan.outcome.left), (10, 0));
    for own in &plan.moves {
        assert_ne!(own.saw.owner, own.to);
    }
    team.run();
    assert_eq!(team.received, [5, 5]);
    assert!(team.leads.iter().all(|lead| lead.status.as_str() == "assigned"));
}

/// A3, A4, S5: a full agent's stale leads stay when the other one is full of leads that stay
#[test]
fn nothing_moves_between_full_agents_when_only_one_has_stale_leads() {
    let mut team = Team::new(&[Some(5), Some(5)]);
    team.capture(5, Some((0, "notPicked")));
    team.capture(5, Some((1, "assigned")));
    let before = team.leads.clone();
    let plan = team.plan();
    assert_eq!(plan.moves, []);
    let reasons: Vec<Code> = plan.not_placed.iter().map(|own| own.reason).collect();
    assert_eq!(reasons, [Code::JobAgentsAtCap; 5]);
    assert_eq!((plan.outcome.left, plan.outcome.reason), (5, Some(Code::JobAgentsAtCap)));
    team.run();
    assert_eq!(team.leads, before);
}

/// A5, T1, T3: a million leads that carry the ranks of their ids may come in any order
#[test]
fn shuffling_leads_with_ids_does_not_change_who_gets_what() {
    let mut random = Random::new(7);
    for scope in [AssignmentScope::Company, AssignmentScope::BranchAndDepartment] {
        let mut company = cases::crowd(7, 50, 1_000_000);
        let first = [assigned(&company, scope), topped_up(&company, scope)];
        for fates in &first {
            let placed = fates.iter().filter(|(agent, _)| *agent != NO_AGENT).count();
            assert!((10_000..900_000).contains(&placed), "{placed} are placed");
        }
        random.shuffle(&mut company.leads);
        let again = [assigned(&company, scope), topped_up(&company, scope)];
        assert!(again == first, "the order matters under {scope:?}");
    }
}

/// What becomes of each lead, in the order of ids, which count from 0: its agent and the reason.
type Fates = Vec<(u32, u8)>;

fn assigned(company: &Company, scope: AssignmentScope) -> Fates {
    let rules = AssignmentRules {
        listed: [UNASSIGNED, NOT_PICKED, COLD].into_iter().collect(),
        customer: CUSTOMER,
        counts: [ASSIGNED, NOT_PICKED].into_iter().collect(),
        statuses: STATUSES,
        scope,
        ..AssignmentRules::default()
    };
    let plan = company.with_columns(|leads, agents| assignment::plan(leads, agents, &rules));
    let plan = plan.expect("a plan");
    fates(company, plan.agent_of, plan.reason)
}

fn topped_up(company: &Company, scope: AssignmentScope) -> Fates {
    let rules = TopUpRules {
        unassigned: UNASSIGNED,
        customer: CUSTOMER,
        statuses: STATUSES,
        scope,
        ..TopUpRules::default()
    };
    let plan = company.with_columns(|leads, agents| top_up::plan(leads, agents, &rules));
    let plan = plan.expect("a plan");
    fates(company, plan.agent_of, plan.reason)
}

fn fates(company: &Company, agent_of: Vec<u32>, reason: Vec<u8>) -> Fates {
    let mut fates = vec![(NO_AGENT, 0); company.leads.len()];
    for (lead, fate) in company.leads.iter().zip(agent_of.into_iter().zip(reason)) {
        fates[lead.id as usize] = fate;
    }
    fates
}

/// Some agents and their leads, over many runs.
struct Team {
    engine: Engine,
    agents: Vec<Agent>,
    leads: Vec<Lead>,
    /// Leads received in the runs so far.
    received: Vec<u32>,
    now: Timestamp,
}

impl Team {
    /// Equal agents with these caps.
    fn new(caps: &[Option<u32>]) -> Self {
        let policy = Policy {
            time_zone: TimeZone { name: "Asia/Kolkata".into(), data: None },
            ..Policy::default()
        };
        let agent = |(number, cap): (usize, &Option<u32>)| Agent {
            id: AgentId::new(&format!("agent-{number}")).expect("an id"),
            name: None,
            role: RoleId::new("agent").expect("an id"),
            branch: None,
            department: None,
            state: AgentState::Active,
            cap: *cap,
            held: Fact::NotKnown,
            counter: None,
            received_today: 0,
            last_run: None,
            live_call: Fact::NotKnown,
        };
        Self {
            engine: Engine::new(policy).expect("the policy has no fault"),
            agents: caps.iter().enumerate().map(agent).collect(),
            leads: Vec::new(),
            received: vec![0; caps.len()],
            now: "2026-05-11T03:30:00Z".parse().expect("an instant"),
        }
    }

    /// Leads come in: unassigned, or an agent's on some status.
    fn capture(&mut self, leads: usize, owned: Option<(usize, &str)>) {
        for _ in 0..leads {
            let owner = owned.map(|(owner, _)| self.agents[owner].id.clone());
            self.leads.push(Lead {
                schema: SCHEMA,
                id: LeadId::new(&format!("lead-{}", self.leads.len())).expect("an id"),
                version: Count::new(1),
                status: StatusId::new(owned.map_or("unassigned", |(_, on)| on)).expect("an id"),
                status_since: self.now,
                owner_since: owner.as_ref().map(|_| self.now),
                conversion: None,
                owner,
                last_owner: None,
                captured_at: self.now,
                phone: None,
                name: None,
                source: None,
                campaign: None,
                tags: Vec::new(),
                branch: None,
                department: None,
                priority: None,
                do_not_call: false,
                attempts: 0,
                last_attempt: None,
                connected_ever: false,
                live_call: None,
                follow_ups: Vec::new(),
            });
        }
    }

    fn plan(&self) -> Plan {
        let run = RunId::new(&format!("run-{}", self.now)).expect("an id");
        self.engine
            .plan(Job::Assignment, &run, &self.leads, &self.agents, &[], self.now)
            .expect("a plan")
    }

    /// Plans a run, applies it, and stores what comes of it; a day goes by.
    fn run(&mut self) {
        self.run_received();
    }

    /// The same; what each agent received in it.
    fn run_received(&mut self) -> Vec<u32> {
        let plan = self.plan();
        let scheduler = Actor {
            id: AgentId::new("scheduler").expect("an id"),
            role: None,
            branch: None,
            department: None,
        };
        let applied = self
            .engine
            .apply_plan(&plan, &self.leads, &self.agents, &scheduler, self.now)
            .expect("the plan can be applied");
        assert_eq!(applied.refused, []);
        let mut leads: BTreeMap<LeadId, Option<Lead>> =
            self.leads.drain(..).map(|lead| (lead.id.clone(), Some(lead))).collect();
        for event in &applied.events {
            let id = event.lead.as_ref().expect("a move is of a lead");
            apply(leads.get_mut(id).expect("the lead was supplied"), event);
        }
        self.leads = leads.into_values().flatten().collect();
        for ((agent, sum), tally) in
            self.agents.iter_mut().zip(&mut self.received).zip(&plan.agents)
        {
            agent.counter = tally.counter;
            *sum += tally.received;
        }
        self.now = self.now.saturating_add_millis(24 * 3_600_000);
        plan.agents.iter().map(|tally| tally.received).collect()
    }
}
