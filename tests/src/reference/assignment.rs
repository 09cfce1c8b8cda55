//! What the plan of an auto-assignment must be (rules A1 to A8, A5b, C13).

use std::cmp::Reverse;

use calliyo_core::{
    jobs::{NO_AGENT, RowReason, assignment::AssignmentRules},
    lead::AgentState,
    policy::{AssignmentScope, Evenness},
};

use super::{
    company::{Agent, Company, Lead, Reach, Takers},
    problem::{Limits, Problem, Solver, Wanting, members},
};

/// What a plan must be.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Per lead what becomes of it.
    pub reason: Vec<RowReason>,
    /// Per agent the leads received.
    pub received: Vec<u32>,
    /// Per agent the counter after the run; none for an agent who is still new.
    pub counter: Vec<Option<u64>>,
    /// Per lead the agent that it goes to, or [`NO_AGENT`]; none where the rules leave open who gets which lead.
    pub agent_of: Option<Vec<u32>>,
    /// Per lead whether it may go to an agent.
    pub may_take: Vec<Vec<u32>>,
}

/// What the plan of a run must be.
#[must_use]
pub fn expected(company: &Company, rules: &AssignmentRules, solver: &dyn Solver) -> Expected {
    let reach = Reach {
        scope: rules.scope,
        allow_barred: rules.allow_barred,
        exclude_previous_owners: rules.exclude_previous_owners,
    };
    let why_not: Vec<Option<RowReason>> =
        company.leads.iter().map(|lead| why_not_eligible(company, lead, rules)).collect();
    let takers: Vec<Takers> = company
        .leads
        .iter()
        .map(|lead| company.takers(lead, lead.owner.or(lead.last_owner), reach))
        .collect();
    let mut rows: Vec<usize> =
        (0..company.leads.len()).filter(|row| why_not[*row].is_none()).collect();
    company.in_order(&mut rows, |lead| (Reverse(lead.priority), lead.captured_at));

    let lead = |row: &usize| Wanting {
        matching: takers[*row].matching,
        frees: freed_by(company, &company.leads[*row], rules),
    };
    let limits = |agent: &Agent| Limits {
        room: agent.room(),
        intake: rules.intake.left(agent.received_today),
    };
    let problem = Problem {
        leads: rows.iter().map(lead).collect(),
        agents: company.agents.iter().map(limits).collect(),
    };
    let placed = solver.placed(&problem);
    let freed = problem.freed(&placed);
    let served: Vec<&Takers> = rows.iter().map(|row| &takers[*row]).collect();
    let could_receive = could_receive(company, &problem, &served, &freed);
    let start = start_of_new(company, &could_receive);
    let share: Vec<Option<i64>> = company
        .agents
        .iter()
        .zip(&freed)
        .map(|(agent, freed)| {
            let share = match rules.evenness {
                Evenness::Held => i64::from(agent.held) - freed,
                _ => i64::try_from(agent.counter.unwrap_or(start)).expect("a small counter"),
            };
            agent.is_receiving().then_some(share)
        })
        .collect();
    let received = solver.received(&problem, &placed, &share);

    let end = End::new(&problem, &freed, &received);
    let mut reason: Vec<RowReason> =
        why_not.iter().map(|why| why.unwrap_or(RowReason::Moved)).collect();
    for (row, placed) in rows.iter().zip(&placed) {
        if !placed {
            reason[*row] = end.why_not_placed(&takers[*row]);
        }
    }

    let excludes_previous_owners = rules.exclude_previous_owners
        && company.leads.iter().any(|lead| !lead.previous_owners.is_empty());
    let is_dealing_fixed = rules.scope == AssignmentScope::Company && !excludes_previous_owners;
    let agent_of = is_dealing_fixed.then(|| {
        let mut agent_of = vec![NO_AGENT; company.leads.len()];
        for (row, agent) in rows.iter().zip(solver.dealt(&problem, &placed, &received)) {
            agent_of[*row] = agent.map_or(NO_AGENT, super::count);
        }
        agent_of
    });
    let may_take =
        takers.iter().map(|takers| members(takers.matching).map(super::count).collect()).collect();
    let counter = counters(company, &could_receive, start, &received);
    Expected { reason, received, counter, agent_of, may_take }
}

/// The first reason why a lead takes no part (rules A1, A7, C13).
fn why_not_eligible(company: &Company, lead: &Lead, rules: &AssignmentRules) -> Option<RowReason> {
    let owner = company.known(lead.owner).map(|owner| &company.agents[owner as usize]);
    let is_orphan = lead.owner.is_some() && owner.is_none();
    let is_too_recent =
        lead.last_attempt.is_some_and(|last| rules.rested_since.is_some_and(|since| last > since));
    let reasons = [
        (lead.status == rules.customer, RowReason::IsCustomer),
        (!rules.listed.contains(lead.status), RowReason::StatusNotListed),
        (lead.live_call, RowReason::LiveCall),
        (lead.follow_up_ahead && !rules.include_follow_up_ahead, RowReason::FollowUpAhead),
        (owner.is_some_and(|owner| owner.state == AgentState::Banned), RowReason::OwnerBanned),
        (is_orphan && !rules.adopt_orphans, RowReason::OwnerUnknown),
        (lead.do_not_call, RowReason::DoNotCall),
        (rules.max_attempts.is_some_and(|most| lead.attempts >= most), RowReason::Exhausted),
        (is_too_recent, RowReason::Resting),
    ];
    reasons.into_iter().find(|(applies, _)| *applies).map(|(_, reason)| reason)
}

/// The agent at whom a lead frees a place when it is placed (rule A4).
fn freed_by(company: &Company, lead: &Lead, rules: &AssignmentRules) -> Option<usize> {
    let owner = company.known(lead.owner).filter(|_| rules.counts.contains(lead.status));
    owner.map(|owner| owner as usize)
}

/// What is left to each agent when the run is over.
pub(super) struct End {
    /// There is room below the cap.
    has_room: Vec<bool>,
    /// The limits on new leads are not reached.
    has_intake: Vec<bool>,
}

impl End {
    pub(super) fn new(problem: &Problem, freed: &[i64], received: &[u32]) -> Self {
        let mut end = Self { has_room: Vec::new(), has_intake: Vec::new() };
        for (agent, limits) in problem.agents.iter().enumerate() {
            let received = received[agent];
            let room = limits.room.map(|room| room + freed[agent] - i64::from(received));
            end.has_room.push(room.is_none_or(|room| room > 0));
            end.has_intake.push(limits.intake.is_none_or(|intake| intake > received));
        }
        end
    }

    fn is_open(&self, agent: usize) -> bool {
        self.has_room[agent] && self.has_intake[agent]
    }

    /// The first reason why a lead that took part was not placed (rule A3).
    pub(super) fn why_not_placed(&self, takers: &Takers) -> RowReason {
        assert!(
            !members(takers.matching).any(|agent| self.is_open(agent)),
            "as many as possible are placed"
        );
        if takers.receiving == 0 {
            RowReason::NoAgentMatches
        } else if members(takers.barred).any(|agent| self.is_open(agent)) {
            RowReason::OnlyBarredAgent
        } else if members(takers.matching).any(|agent| self.has_room[agent]) {
            RowReason::LimitReached
        } else {
            RowReason::AgentsAtCap
        }
    }
}

/// Per agent whether it could receive in the run: in the scope of a lead that took part, and with room once those that are
/// placed have left (rule A5b).
fn could_receive(
    company: &Company,
    problem: &Problem,
    served: &[&Takers],
    freed: &[i64],
) -> Vec<bool> {
    let nothing = vec![0; company.agents.len()];
    let with_room = End::new(problem, freed, &nothing);
    let is_served = |agent: usize| served.iter().any(|takers| takers.in_scope >> agent & 1 == 1);
    (0..company.agents.len()).map(|agent| is_served(agent) && with_room.is_open(agent)).collect()
}

/// What a new agent begins with: the lowest counter of the others who could receive (rule A5b).
fn start_of_new(company: &Company, could_receive: &[bool]) -> u64 {
    let agents = company.agents.iter().zip(could_receive);
    let others = agents.filter(|(_, could)| **could).filter_map(|(agent, _)| agent.counter);
    others.min().unwrap_or(0)
}

/// The counters after the run (rule A5b): whoever could not have received in it is raised to the lowest who could. Nothing
/// changes where nothing moves (rule S4).
fn counters(
    company: &Company,
    could_receive: &[bool],
    start: u64,
    received: &[u32],
) -> Vec<Option<u64>> {
    let agents = &company.agents;
    if received.iter().all(|received| *received == 0) {
        return agents.iter().map(|agent| agent.counter).collect();
    }
    let sums = agents.iter().zip(received);
    let mut counters: Vec<u64> = sums
        .map(|(agent, received)| agent.counter.unwrap_or(start) + u64::from(*received))
        .collect();
    let of_those_who_could = counters.iter().zip(could_receive).filter(|(_, could)| **could);
    let lowest = *of_those_who_could.map(|(counter, _)| counter).min().expect("somebody received");
    for (counter, could) in counters.iter_mut().zip(could_receive) {
        if !could {
            *counter = lowest.max(*counter);
        }
    }
    counters.into_iter().map(Some).collect()
}
