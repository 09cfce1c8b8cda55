//! The best plan of a tiny company, found by writing down every plan there is.
//!
//! It follows the words of the rules and knows no theorem, so that the other solvers can be measured by it.

use std::cmp::Reverse;

use super::{
    count,
    exhaustive::sorted_shares,
    problem::{Problem, Solver, members},
};

/// Writes down every plan: each lead goes to some agent who matches, or stays. With five leads and four agents there are
/// some three thousand.
#[derive(Clone, Copy, Debug)]
pub struct EveryPlan;

type Plan = Vec<Option<usize>>;

impl Solver for EveryPlan {
    fn placed(&self, problem: &Problem) -> Vec<bool> {
        let sets = sound_plans(problem).into_iter().map(|plan| placed_by(&plan));
        // Of two sets of the same size the better one has the first lead that only one of them has.
        let best = sets
            .max_by_key(|placed| (placed.iter().filter(|placed| **placed).count(), placed.clone()));
        best.expect("leaving all as it is is a plan")
    }

    fn received(&self, problem: &Problem, placed: &[bool], share: &[Option<i64>]) -> Vec<u32> {
        let plans = sound_plans(problem).into_iter().filter(|plan| placed_by(plan) == placed);
        let received = plans.map(|plan| received_by(problem, &plan));
        let best = received
            .max_by_key(|received| (Reverse(sorted_shares(share, received)), received.clone()));
        best.expect("the leads can be placed")
    }

    /// Lead by lead, the plans that are left are those in which it goes to the agent who comes next in turn.
    fn dealt(&self, problem: &Problem, placed: &[bool], received: &[u32]) -> Plan {
        let mut plans = sound_plans(problem);
        plans.retain(|plan| placed_by(plan) == placed && received_by(problem, plan) == received);
        for lead in (0..placed.len()).filter(|lead| placed[*lead]) {
            let so_far = |plan: &Plan| {
                let agent = plan[lead];
                (plan[..lead].iter().filter(|other| **other == agent).count(), agent)
            };
            let next = plans.iter().map(so_far).min();
            plans.retain(|plan| Some(so_far(plan)) == next);
        }
        plans.into_iter().next().expect("the numbers can be dealt")
    }
}

/// Every plan in which who receives ends at or below the cap, and no limit is passed (rules A4, A7).
fn sound_plans(problem: &Problem) -> Vec<Plan> {
    let mut plans: Vec<Plan> = vec![Vec::new()];
    for lead in &problem.leads {
        let choices = || members(lead.matching).map(Some).chain([None]);
        plans = plans
            .iter()
            .flat_map(|plan| choices().map(|choice| [plan.as_slice(), &[choice]].concat()))
            .collect();
    }
    plans.retain(|plan| {
        let freed = problem.freed(&placed_by(plan));
        let received = received_by(problem, plan);
        problem.agents.iter().enumerate().all(|(agent, limits)| {
            let received = received[agent];
            let is_within_cap =
                limits.room.is_none_or(|room| i64::from(received) <= room + freed[agent]);
            let is_within_intake = limits.intake.is_none_or(|most| received <= most);
            received == 0 || (is_within_cap && is_within_intake)
        })
    });
    plans
}

fn placed_by(plan: &Plan) -> Vec<bool> {
    plan.iter().map(Option::is_some).collect()
}

fn received_by(problem: &Problem, plan: &Plan) -> Vec<u32> {
    let own = |agent: usize| plan.iter().filter(|to| **to == Some(agent)).count();
    (0..problem.agents.len()).map(|agent| count(own(agent))).collect()
}
