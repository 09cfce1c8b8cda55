//! What the plan of a top-up must be (rules T1 to T4, C13).

use std::cmp::Reverse;

use calliyo_core::jobs::{RowReason, top_up::TopUpRules};

use super::{
    assignment::End,
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
    /// Per agent the places that it could still fill.
    pub places_left: Vec<u32>,
    /// Per lead whether it may go to an agent.
    pub may_take: Vec<Vec<u32>>,
}

/// What the plan of a run must be.
#[must_use]
pub fn expected(company: &Company, rules: &TopUpRules, solver: &dyn Solver) -> Expected {
    let reach = Reach {
        scope: rules.scope,
        allow_barred: rules.allow_barred,
        exclude_previous_owners: rules.exclude_previous_owners,
    };
    let why_not: Vec<Option<RowReason>> =
        company.leads.iter().map(|lead| why_not_fresh(lead, rules)).collect();
    let takers: Vec<Takers> =
        company.leads.iter().map(|lead| company.takers(lead, lead.last_owner, reach)).collect();
    let mut rows: Vec<usize> =
        (0..company.leads.len()).filter(|row| why_not[*row].is_none()).collect();
    company.in_order(&mut rows, |lead| {
        let age = if rules.newest_first { -lead.captured_at } else { lead.captured_at };
        (lead.attempts > 0, Reverse(lead.priority), age)
    });

    let lead = |row: &usize| Wanting { matching: takers[*row].matching, frees: None };
    let limits = |agent: &Agent| Limits {
        // Without a cap there is nothing to fill up to.
        room: Some(agent.room().unwrap_or(0)),
        intake: rules.intake.left(agent.received_today),
    };
    let problem = Problem {
        leads: rows.iter().map(lead).collect(),
        agents: company.agents.iter().map(limits).collect(),
    };
    let placed = solver.placed(&problem);
    let share: Vec<Option<i64>> = company
        .agents
        .iter()
        .map(|agent| agent.is_receiving().then_some(i64::from(agent.held)))
        .collect();
    let received = solver.received(&problem, &placed, &share);

    let end = End::new(&problem, &problem.freed(&placed), &received);
    let mut reason: Vec<RowReason> =
        why_not.iter().map(|why| why.unwrap_or(RowReason::Moved)).collect();
    for (row, placed) in rows.iter().zip(&placed) {
        if !placed {
            reason[*row] = end.why_not_placed(&takers[*row]);
        }
    }
    let places_left = (0..company.agents.len())
        .map(|agent| match company.agents[agent].could_ever_receive() {
            true => problem.capacity(agent, 0, u32::MAX) - received[agent],
            false => 0,
        })
        .collect();
    let may_take =
        takers.iter().map(|takers| members(takers.matching).map(super::count).collect()).collect();
    Expected { reason, received, places_left, may_take }
}

/// The first reason why a lead is not fresh (rules T1, C13).
fn why_not_fresh(lead: &Lead, rules: &TopUpRules) -> Option<RowReason> {
    let reasons = [
        (lead.status == rules.customer, RowReason::IsCustomer),
        (lead.status != rules.unassigned, RowReason::StatusNotListed),
        (lead.live_call, RowReason::LiveCall),
        (lead.do_not_call, RowReason::DoNotCall),
    ];
    reasons.into_iter().find(|(applies, _)| *applies).map(|(_, reason)| reason)
}
