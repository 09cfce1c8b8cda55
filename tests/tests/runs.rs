//! What holds of every run of a daily job, on thousands of random companies.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use calliyo_core::{
    AgentId, BranchId, CallId, Code, Count, DepartmentId, Diagnostic, Engine, Fact, FollowUpId,
    LeadId, Priority, RoleId, RunId, StatusId,
    jobs::{AgentTally, AppliedPlan, Plan, PreviousOwners},
    lead::{
        Actor, Agent, AgentState, Conversion, Direction, FollowUp, FollowUpKind, FollowUpState,
        Lead, LiveCall, Parent, apply,
    },
    policy::{AssignmentScope, Evenness, FreshOrder, Intake, Policy, SCHEMA},
    time::{Job, TimeZone, Timestamp},
};
use calliyo_tests::random::Random;

const COMPANIES: u64 = 3_000;
const POLICIES: u32 = 48;
const JOBS: [Job; 3] = [Job::Removal, Job::Assignment, Job::TopUp];
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// A1, A4, L2, S4, T1, V2, X1, G3: no lead is lost or doubled, nobody who receives passes the cap, and what is not to be
/// touched is not
#[test]
fn a_run_moves_nothing_that_it_must_not() {
    let mut moved = 0;
    each_company(|company| {
        for job in JOBS {
            let plan = company.plan(job);
            moved += plan.moves.len();
            company.check(&plan);
        }
    });
    assert!(moved > 25_000, "{moved} moves");
}

/// S4, A5b: planning again right after applying, at the same instant and under the same run id, gives an empty plan, which
/// changes no counter
#[test]
fn a_plan_after_a_plan_is_empty() {
    each_company(|company| {
        for job in JOBS {
            let plan = company.plan(job);
            let again = company.after(&plan).plan(job);
            assert_eq!(again.moves, [], "{job:?} after {plan:?}");
            assert_eq!(counters(&again.agents), counters(&plan.agents), "{job:?} after {plan:?}");
        }
    });
}

/// S4, A5b: a plan that is applied a second time changes nothing more
#[test]
fn a_plan_applied_twice_changes_nothing_more() {
    each_company(|company| {
        for job in JOBS {
            let plan = company.plan(job);
            let again = company.after(&plan).apply(&plan);
            assert_eq!(again.events, []);
            assert_eq!(counters(&again.agents), counters(&plan.agents));
            assert_eq!(again.refused.len(), plan.moves.len());
            for refused in &again.refused {
                assert_eq!(refused.reason.code(), Code::PlanAlreadyApplied);
            }
        }
    });
}

/// A5, T3: leads that carry ids may come in any order without changing who gets what
#[test]
fn the_order_of_the_leads_does_not_matter() {
    each_company(|company| {
        let plans = JOBS.map(|job| company.plan(job));
        for _ in 0..3 {
            company.random.shuffle(&mut company.leads);
            assert_eq!(JOBS.map(|job| company.plan(job)), plans);
        }
    });
}

/// A4, A5, T1: a larger cap never lowers the number of leads placed, by top-up whatever the company is like, by assignment
/// where neither scopes nor barred agents are in use
///
/// With those assignment places as many as fit on top of each other, which is not always as many as any plan could: there
/// a larger cap may place fewer leads, in less than one of a thousand cases. A cap of 0 is left alone: raising it makes
/// somebody who could receive, so that an agent who was not barred becomes barred (rule A3).
#[test]
fn a_larger_cap_never_places_fewer_leads() {
    let (mut tried, mut fewer) = (0, 0);
    each_company(|company| {
        let rules = &company.engine.policy().automation.assignment;
        let exact = rules.allow_barred_agent && rules.scope == AssignmentScope::Company;
        for job in [Job::Assignment, Job::TopUp] {
            let placed = company.plan(job).moves.len();
            for place in 0..company.agents.len() {
                let Some(cap) = company.agents[place].cap.filter(|cap| *cap > 0) else { continue };
                company.agents[place].cap = Some(cap + 1);
                let more = company.plan(job).moves.len();
                company.agents[place].cap = Some(cap);
                if exact || job == Job::TopUp {
                    assert!(more >= placed, "{job:?}: {more} instead of {placed}");
                } else {
                    tried += 1;
                    fewer += u32::from(more < placed);
                }
            }
        }
    });
    println!("of {tried} larger caps of assignment {fewer} placed fewer leads");
    assert!(fewer * 1000 < tried, "{fewer} of {tried}");
}

/// A5, A7, A8, S4, T4: a company with limits: attempts, rest, earlier owners and intake hold, nothing that must not be is
/// moved, and planning again right after applying gives an empty plan
#[test]
fn limits_hold_in_every_run() {
    let (mut moved, mut limited, mut listed) = (0, 0, 0);
    each_company_of(limited_engine, |company| {
        for job in JOBS {
            let plan = company.plan(job);
            moved += plan.moves.len();
            let reasons = plan.not_placed.iter().map(|own| own.reason);
            limited += reasons.filter(|own| *own == Code::JobLimitReached).count();
            let skipped = plan.skipped.iter().map(|own| own.reason);
            listed += skipped.filter(|own| *own == Code::JobExhausted).count();
            company.check(&plan);
            company.check_limits(&plan);
            assert_eq!(company.after(&plan).plan(job).moves, [], "{job:?} after {plan:?}");
        }
    });
    assert!(moved > 10_000 && limited > 1_000 && listed > 1_000, "{moved}, {limited}, {listed}");
}

/// A7, A8: a plan tells of every lead where it goes or why it stays, with what each agent has against it; the leads told of add
/// up to what the plan counts, and so do the agents of each lead
#[test]
fn every_plan_explains_itself() {
    let mut told = BTreeMap::new();
    let mut check = |company: &mut Company| {
        for job in JOBS {
            company.check_explained(&company.plan(job), &mut told);
        }
    };
    each_company(&mut check);
    each_company_of(limited_engine, check);
    println!("{told:?}");
    for code in [
        Code::JobLeadPlaced,
        Code::JobLeadRemoved,
        Code::JobNoAgentMatches,
        Code::JobOnlyBarredAgent,
        Code::JobAgentsAtCap,
        Code::JobOwnerBanned,
        Code::AgentUnknown,
        Code::LeadInconsistent,
        Code::JobLimitReached,
        Code::JobExhausted,
        Code::JobResting,
        Code::JobAgentHasLead,
        Code::JobAgentHadLead,
        Code::JobAgentRunLimit,
        Code::JobAgentDayLimit,
        Code::JobAgentOthersTurn,
        Code::JobAgentOnlyHadLeads,
        Code::JobAgentNoLead,
    ] {
        assert!(told.get(&code).is_some_and(|times| *times > 50), "{code} comes up");
    }
}

/// K2: every plan reads back from JSON as it was written, and is written the same again
#[test]
fn plans_read_back() {
    each_company(|company| {
        for job in JOBS {
            let plan = company.plan(job);
            let text = serde_json::to_string(&plan).expect("a plan is JSON");
            let read: Plan = serde_json::from_str(&text).expect("a plan reads back");
            assert_eq!(read, plan);
            assert_eq!(serde_json::to_string(&read).expect("a plan is JSON"), text);
        }
    });
}

/// Many companies under each of a few dozen policies.
fn each_company(check: impl FnMut(&mut Company)) {
    each_company_of(|random| Engine::new(policy(random)).expect("no fault"), check);
}

fn each_company_of(engine: impl Fn(&mut Random) -> Engine, mut check: impl FnMut(&mut Company)) {
    let mut random = Random::new(1);
    let engines: Vec<_> = (0..POLICIES).map(|_| Rc::new(engine(&mut random))).collect();
    for seed in 0..COMPANIES {
        let engine = random.pick(&engines).clone();
        check(&mut Company::random(engine, seed));
    }
}

/// A company with limits.
fn limited_engine(random: &mut Random) -> Engine {
    let mut policy = policy(random);
    let assignment = &mut policy.automation.assignment;
    assignment.max_attempts = random.maybe(60, |random| 1 + random.below(4));
    assignment.rest_hours = if random.percent(60) { random.below(72) } else { 0 };
    assignment.excludes_previous_owners = random.percent(60);
    assignment.intake = Intake {
        per_run: random.maybe(60, |random| random.below(5)),
        per_day: random.maybe(60, |random| random.below(7)),
    };
    if random.percent(30) {
        assignment.evenness = Evenness::Held;
    }
    Engine::new(policy).expect("the policy has no fault")
}

fn policy(random: &mut Random) -> Policy {
    let mut policy = Policy {
        time_zone: TimeZone { name: "Asia/Kolkata".into(), data: None },
        ..Policy::default()
    };
    let assignment = &mut policy.automation.assignment;
    assignment.scope = *random.pick(&[
        AssignmentScope::Company,
        AssignmentScope::Company,
        AssignmentScope::Branch,
        AssignmentScope::BranchAndDepartment,
    ]);
    assignment.adopt_orphans = random.percent(30);
    assignment.allow_barred_agent = random.percent(20);
    assignment.spares_follow_ups_ahead = random.percent(70);
    policy.automation.removal.days = 1 + random.below(6);
    policy.automation.removal.spares_follow_ups_ahead = random.percent(70);
    if random.percent(30) {
        policy.automation.top_up.order = FreshOrder::NewestFirst;
    }
    policy
}

struct Company {
    random: Random,
    engine: Rc<Engine>,
    agents: Vec<Agent>,
    leads: Vec<Lead>,
    previous_owners: Vec<PreviousOwners>,
    now: Timestamp,
}

impl Company {
    fn random(engine: Rc<Engine>, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let now = "2026-05-15T03:30:00Z".parse().expect("an instant");
        let mut agents: Vec<_> =
            (0..1 + random.below(6)).map(|number| agent(&mut random, number)).collect();
        let mut leads: Vec<_> =
            (0..random.below(40)).map(|number| lead(&mut random, number, now)).collect();
        for agent in &mut agents {
            agent.received_today = random.below(4);
        }
        for lead in leads.iter_mut().filter(|lead| lead.attempts > 0) {
            let hours = random.between(0, 96);
            lead.last_attempt = Some(now.saturating_add_millis(-hours * HOUR));
        }
        let previous_owners = leads.iter().map(|lead| PreviousOwners {
            lead: lead.id.clone(),
            agents: (0..random.below(4)).map(|_| holder(&mut random)).collect(),
        });
        let previous_owners = previous_owners.collect();
        Self { random, engine, agents, leads, previous_owners, now }
    }

    fn plan(&self, job: Job) -> Plan {
        let run = RunId::new("run").expect("an id");
        self.engine
            .plan(job, &run, &self.leads, &self.agents, &self.previous_owners, self.now)
            .expect("a plan")
    }

    fn apply(&self, plan: &Plan) -> AppliedPlan {
        let actor = Actor {
            id: AgentId::new("scheduler").expect("an id"),
            role: None,
            branch: None,
            department: None,
        };
        self.engine
            .apply_plan(plan, &self.leads, &self.agents, &actor, self.now)
            .expect("the plan can be applied")
    }

    /// The company after the host applied the plan: every move stands.
    fn after(&self, plan: &Plan) -> Self {
        let applied = self.apply(plan);
        assert_eq!(applied.refused, []);
        assert_eq!(applied.outcome, plan.outcome);
        let mut leads: BTreeMap<LeadId, Option<Lead>> =
            self.leads.iter().map(|lead| (lead.id.clone(), Some(lead.clone()))).collect();
        for event in &applied.events {
            let id = event.lead.as_ref().expect("a move is of a lead");
            apply(leads.get_mut(id).expect("the lead was supplied"), event);
        }
        let mut agents = self.agents.clone();
        for (agent, tally) in agents.iter_mut().zip(&plan.agents) {
            assert_eq!(agent.id, tally.agent);
            agent.counter = tally.counter;
            agent.received_today = tally.received_today;
            agent.last_run.clone_from(&tally.last_run);
        }
        Self {
            random: self.random.clone(),
            engine: self.engine.clone(),
            agents,
            leads: leads.into_values().flatten().collect(),
            previous_owners: self.previous_owners.clone(),
            now: self.now,
        }
    }

    fn agent(&self, id: &AgentId) -> Option<&Agent> {
        self.agents.iter().find(|agent| agent.id == *id)
    }

    fn lead(&self, id: &LeadId) -> &Lead {
        self.leads.iter().find(|lead| lead.id == *id).expect("the lead is there")
    }

    /// Consistent leads of the agent that count toward the cap.
    fn held(&self, agent: &AgentId) -> u32 {
        let counts = |lead: &&Lead| {
            let status = self.engine.policy().pipeline.status(&lead.status);
            lead.owner.as_ref() == Some(agent)
                && status.is_some_and(|status| status.counts_toward_cap)
                && self.engine.contradictions(lead, self.now).is_empty()
        };
        u32::try_from(self.leads.iter().filter(counts).count()).expect("few leads")
    }

    fn check(&self, plan: &Plan) {
        let mut seen = BTreeSet::new();
        assert!(plan.moves.iter().all(|own| seen.insert(&own.lead)));
        assert!(plan.not_placed.iter().all(|own| seen.insert(&own.lead)));
        assert!(plan.skipped.iter().all(|own| seen.insert(&own.lead)));
        let not_eligible: u64 = plan.not_eligible.iter().map(|own| own.leads).sum();
        let named = u64::try_from(seen.len()).expect("few leads");
        assert_eq!(u64::try_from(self.leads.len()), Ok(named + not_eligible), "{plan:?}");
        assert_eq!(u64::try_from(plan.moves.len()), Ok(plan.outcome.moved));

        for own in &plan.moves {
            let lead = self.lead(&own.lead);
            assert!(!lead.is_customer() && !lead.do_not_call);
            assert_eq!(self.engine.contradictions(lead, self.now), Vec::<&str>::new());
            let owner = lead.owner.as_ref().and_then(|owner| self.agent(owner));
            assert!(owner.is_none_or(|owner| owner.state != AgentState::Banned));
            assert_eq!(own.to.is_none(), plan.job == Job::Removal);
            if let Some(to) = &own.to {
                self.check_receiver(lead, to);
            }
        }

        let after = self.after(plan);
        let ids = |company: &Self| -> BTreeSet<LeadId> {
            company.leads.iter().map(|lead| lead.id.clone()).collect()
        };
        assert_eq!(ids(self), ids(&after));
        assert_eq!(self.leads.len(), after.leads.len());
        for lead in &after.leads {
            let before = self.lead(&lead.id);
            if plan.moves.iter().all(|own| own.lead != lead.id) {
                assert_eq!(lead, before, "a lead that is not moved stays exactly as it is");
            } else {
                assert_eq!(lead.status_since, self.now);
                assert_eq!(after.engine.contradictions(lead, self.now), Vec::<&str>::new());
                assert_eq!(lead.is_unassigned(), plan.job == Job::Removal);
            }
        }
        for tally in &plan.agents {
            let agent = self.agent(&tally.agent).expect("the agent was supplied");
            assert_eq!(tally.held, after.held(&agent.id));
            if tally.received > 0 {
                assert!(agent.cap.is_none_or(|cap| tally.held <= cap), "{tally:?} {agent:?}");
            }
        }
    }

    /// The limits of A7, which top-up shares as far as they are about agents.
    fn check_limits(&self, plan: &Plan) {
        let rules = &self.engine.policy().automation.assignment;
        for own in plan.moves.iter().filter(|own| own.to.is_some()) {
            let lead = self.lead(&own.lead);
            if plan.job == Job::Assignment {
                assert!(rules.max_attempts.is_none_or(|most| lead.attempts < most), "{lead:?}");
                let rest = i64::from(rules.rest_hours) * HOUR;
                let rested = self.now.saturating_add_millis(-rest);
                assert!(rest == 0 || lead.last_attempt.is_none_or(|last| last <= rested));
            }
            let had = self.previous_owners.iter().filter(|had| had.lead == own.lead);
            let mut had = had.flat_map(|had| &had.agents);
            assert!(!rules.excludes_previous_owners || had.all(|had| Some(had) != own.to.as_ref()));
        }
        for (tally, agent) in plan.agents.iter().zip(&self.agents) {
            assert_eq!(tally.received_today, agent.received_today + tally.received);
            let left = rules.intake.left(agent.received_today);
            assert!(left.is_none_or(|left| tally.received <= left), "{tally:?} {agent:?}");
        }
    }

    /// What is told agrees with the plan; counts how often each code is told.
    fn check_explained(&self, plan: &Plan, told: &mut BTreeMap<Code, u64>) {
        let mut tell = |found: &Diagnostic| {
            let named: BTreeSet<_> = found.code().params().map(|(name, _)| name).collect();
            let carried: BTreeSet<_> = found.params().map(|(name, _)| name).collect();
            assert_eq!(named, carried, "{found}");
            *told.entry(found.code()).or_default() += 1;
        };
        let mut not_eligible: BTreeMap<Code, u64> = BTreeMap::new();
        for lead in &self.leads {
            let had = &self.previous_owners;
            let explained = self.engine.explain(plan, lead, &self.agents, had);
            let explained = explained.expect("a lead of the run");
            let reason = explained.reason.code();
            tell(&explained.reason);
            let moved = plan.moves.iter().find(|own| own.lead == lead.id);
            let not_placed = plan.not_placed.iter().find(|own| own.lead == lead.id);
            let skipped = plan.skipped.iter().find(|own| own.lead == lead.id);
            let expected = match (moved, not_placed, skipped) {
                (Some(_), ..) if plan.job == Job::Removal => Some(Code::JobLeadRemoved),
                (Some(_), ..) => Some(Code::JobLeadPlaced),
                (_, Some(own), _) => Some(own.reason),
                (.., Some(own)) => Some(own.reason),
                _ => None,
            };
            match expected {
                Some(expected) => assert_eq!(reason, expected),
                None => *not_eligible.entry(reason).or_default() += 1,
            }
            let to = moved.and_then(|own| own.to.as_ref());
            assert_eq!(explained.to.as_ref(), to);
            let is_limit =
                |own: Code| [Code::JobAgentRunLimit, Code::JobAgentDayLimit].contains(&own);
            let limited = explained.counts.iter().any(|own| is_limit(own.reason));
            assert!(reason != Code::JobLimitReached || limited, "{explained:?}");
            assert!(reason != Code::JobAgentsAtCap || !limited, "{explained:?}");

            let was_asked = not_placed.is_some() || to.is_some();
            assert_eq!(explained.agents.len(), if was_asked { self.agents.len() } else { 0 });
            for (own, agent) in explained.agents.iter().zip(&self.agents) {
                assert_eq!(own.agent, agent.id);
                let receives = own.reason.code() == Code::JobAgentReceives;
                assert_eq!(receives, to == Some(&agent.id));
                let had_a_turn = own.reason.code() == Code::JobAgentOthersTurn;
                assert!(!had_a_turn || to.is_some(), "{explained:?}");
                tell(&own.reason);
            }
            for count in &explained.counts {
                let alike = explained.agents.iter();
                let alike = alike.filter(|own| own.reason.code() == count.reason).count();
                assert_eq!(u64::try_from(alike), Ok(count.agents));
            }
            let counted: u64 = explained.counts.iter().map(|own| own.agents).sum();
            assert_eq!(Ok(counted), u64::try_from(explained.agents.len()));
        }
        let stated = plan.not_eligible.iter().map(|own| (own.reason, own.leads));
        assert_eq!(not_eligible, stated.collect::<BTreeMap<_, _>>());

        let agents =
            self.engine.explain_agents(plan, &self.leads, &self.agents, &self.previous_owners);
        let agents = agents.expect("every lead is there");
        let of_removal = plan.job == Job::Removal;
        assert_eq!(agents.len(), if of_removal { 0 } else { self.agents.len() });
        for (own, tally) in agents.iter().zip(&plan.agents) {
            assert_eq!(
                (&own.agent, own.received, own.held),
                (&tally.agent, tally.received, tally.held)
            );
            tell(&own.reason);
        }
    }

    fn check_receiver(&self, lead: &Lead, to: &AgentId) {
        let rules = &self.engine.policy().automation.assignment;
        let agent = self.agent(to).expect("the receiver was supplied");
        assert_eq!((agent.state, agent.role.as_str()), (AgentState::Active, "agent"));
        assert!(self.in_scope(lead, agent));
        if lead.barred_agent() == Some(to) && !rules.allow_barred_agent {
            let others = self.agents.iter().filter(|other| {
                other.id != *to
                    && other.state == AgentState::Active
                    && other.role.as_str() == "agent"
                    && other.cap != Some(0)
                    && self.in_scope(lead, other)
            });
            assert_eq!(others.count(), 0, "the barred agent only where nobody else ever could");
        }
    }

    fn in_scope(&self, lead: &Lead, agent: &Agent) -> bool {
        let scope = self.engine.policy().automation.assignment.scope;
        let branch = lead.branch.is_none() || lead.branch == agent.branch;
        let department = lead.department.is_none() || lead.department == agent.department;
        (branch || !scope.by_branch()) && (department || !scope.by_department())
    }
}

fn counters(agents: &[AgentTally]) -> Vec<Option<Count>> {
    agents.iter().map(|tally| tally.counter).collect()
}

fn branch(random: &mut Random) -> BranchId {
    BranchId::new(random.word(&["north", "south"])).expect("an id")
}

fn department(random: &mut Random) -> DepartmentId {
    DepartmentId::new(random.word(&["sales", "service"])).expect("an id")
}

fn agent(random: &mut Random, number: u32) -> Agent {
    Agent {
        id: AgentId::new(&format!("agent-{number}")).expect("an id"),
        name: None,
        role: RoleId::new(if random.one_in(12) { "manager" } else { "agent" }).expect("an id"),
        branch: random.maybe(80, branch),
        department: random.maybe(80, department),
        state: match random.below(10) {
            0 => AgentState::Away,
            1 => AgentState::Banned,
            _ => AgentState::Active,
        },
        cap: random.maybe(80, |random| random.below(7)),
        held: Fact::NotKnown,
        counter: random.maybe(80, |random| Count::new(random.below(5).into())),
        received_today: 0,
        last_run: None,
        live_call: Fact::NotKnown,
    }
}

/// An agent, who may be one that is not supplied.
fn holder(random: &mut Random) -> AgentId {
    AgentId::new(&format!("agent-{}", random.below(8))).expect("an id")
}

fn lead(random: &mut Random, number: u32, now: Timestamp) -> Lead {
    let id = LeadId::new(&format!("lead-{number}")).expect("an id");
    let on = random.word(&[
        "unassigned",
        "unassigned",
        "unassigned",
        "assigned",
        "notPicked",
        "notPicked",
        "missed",
        "busy",
        "followUps",
        "interested",
        "customer",
        "lost",
    ]);
    // One in twenty contradicts itself.
    let owned = (on != "unassigned") != random.one_in(20);
    let owner = owned.then(|| holder(random));
    let since = now.saturating_add_millis(-random.between(0, 10 * 24) * HOUR);
    let follow_ups = match &owner {
        Some(owner) if on != "unassigned" && random.percent(25) => vec![FollowUp {
            id: FollowUpId::new(&format!("f-{number}")).expect("an id"),
            parent: Parent::Lead(id.clone()),
            owner: owner.clone(),
            kind: FollowUpKind::Call,
            state: FollowUpState::Open,
            at: now.saturating_add_millis(random.between(-2, 2) * DAY),
            scheduled_at: since,
            moves: 0,
            reminder_minutes: None,
            subject: None,
            note: None,
            attendees: Vec::new(),
            closed_at: None,
            closed_by: None,
        }],
        _ => Vec::new(),
    };
    let live_call = random.maybe(8, |random| LiveCall {
        id: CallId::new("call").expect("an id"),
        agent: AgentId::new("agent-0").expect("an id"),
        direction: Direction::Outgoing,
        started_at: now.saturating_add_millis(-random.between(0, 8) * HOUR),
        recorded: false,
    });
    Lead {
        schema: SCHEMA,
        id,
        version: Count::new(random.below(9).into()),
        status: StatusId::new(on).expect("an id"),
        status_since: since,
        owner_since: owner.as_ref().map(|_| since),
        conversion: owner.as_ref().filter(|_| on == "customer").map(|agent| Conversion {
            at: since,
            agent: agent.clone(),
            order: None,
        }),
        owner,
        last_owner: random.maybe(40, holder),
        captured_at: since.saturating_add_millis(-random.between(0, 3) * DAY),
        phone: None,
        name: None,
        source: None,
        campaign: None,
        tags: Vec::new(),
        branch: random.maybe(40, branch),
        department: random.maybe(40, department),
        priority: random.maybe(50, |random| Priority::new(random.between(0, 2))),
        do_not_call: random.one_in(15),
        attempts: random.below(3),
        last_attempt: None,
        connected_ever: false,
        live_call,
        follow_ups,
    }
}
