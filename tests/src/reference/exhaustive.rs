//! The best plan of all, found by looking at every one.

use super::{
    count,
    problem::{AgentSet, Problem, Solver, Waiting, members, sets_that_count},
};

/// The most leads whose sets are gone through.
const MOST_LEADS: usize = 16;

/// Looks at every set of leads, and at every way to share one out.
#[derive(Clone, Copy, Debug)]
pub struct Exhaustive;

impl Solver for Exhaustive {
    /// A set of leads is a number in which the best lead has the highest bit: of two sets of the same size, the better
    /// one is the larger number. All numbers are gone through from the largest down; one takes the place of the best so
    /// far only if it has more leads. Leads that match nobody are in no set.
    fn placed(&self, problem: &Problem) -> Vec<bool> {
        let sets = Sets::new(problem);
        let mut best = 0;
        for set in (0..1 << sets.leads.len()).rev() {
            if u32::count_ones(set) > u32::count_ones(best) && sets.can_be_placed(set) {
                best = set;
            }
        }
        let placed = sets.members(best);
        (0..problem.leads.len()).map(|lead| placed.contains(&lead)).collect()
    }

    fn received(&self, problem: &Problem, placed: &[bool], share: &[Option<i64>]) -> Vec<u32> {
        let most = problem.capacities(placed);
        let waiting = Waiting::new(problem.matching(placed), most.len());
        let leads = count(placed.iter().filter(|placed| **placed).count());
        let mut best: Option<(Vec<i64>, Vec<u32>)> = None;
        // They come with more for the first agents first, so that of equally even ones the first is the best.
        each_way(&most, leads, &mut Vec::new(), &mut |received| {
            let shares = sorted_shares(share, received);
            if best.as_ref().is_none_or(|(least, _)| shares < *least)
                && waiting.can_be_dealt(received)
            {
                best = Some((shares, received.to_vec()));
            }
        });
        best.expect("the leads can be placed").1
    }
}

/// The sets of leads of a problem.
struct Sets<'a> {
    problem: &'a Problem,
    /// The leads that match somebody, best first; their bits are those of a set, from the highest.
    leads: Vec<usize>,
    /// Per agent, the leads that free a place there.
    freeing: Vec<u32>,
    /// Every set of agents that counts, with the leads that match nobody outside it.
    bounds: Vec<(AgentSet, u32)>,
}

impl<'a> Sets<'a> {
    fn new(problem: &'a Problem) -> Self {
        let matching = |lead: usize| problem.leads[lead].matching;
        let leads: Vec<usize> =
            (0..problem.leads.len()).filter(|lead| matching(*lead) != 0).collect();
        assert!(leads.len() <= MOST_LEADS, "too many leads to try every set of them");
        let mut sets = Self { problem, leads, freeing: Vec::new(), bounds: Vec::new() };
        let agents = problem.agents.len();
        for agent in 0..agents {
            sets.freeing.push(sets.of(&|lead| problem.leads[lead].frees == Some(agent)));
        }
        let kinds: Vec<AgentSet> = sets.leads.iter().map(|lead| matching(*lead)).collect();
        for set in sets_that_count(&kinds, agents) {
            sets.bounds.push((set, sets.of(&|lead| matching(lead) & !set == 0)));
        }
        sets
    }

    /// The set of the leads of which something is true.
    fn of(&self, is_one: &dyn Fn(usize) -> bool) -> u32 {
        self.leads.iter().fold(0, |set, lead| set << 1 | u32::from(is_one(*lead)))
    }

    fn members(&self, set: u32) -> Vec<usize> {
        let lowest_first = self.leads.iter().rev().enumerate();
        lowest_first.filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, lead)| *lead).collect()
    }

    /// Hall's theorem, with the places that these very leads free.
    fn can_be_placed(&self, leads: u32) -> bool {
        let mut most = [0; 32];
        for (agent, freeing) in self.freeing.iter().enumerate() {
            let freed = i64::from((freeing & leads).count_ones());
            most[agent] = self.problem.capacity(agent, freed, leads.count_ones());
        }
        self.bounds.iter().all(|(set, inside)| {
            let places: u32 = members(*set).map(|agent| most[agent]).sum();
            (inside & leads).count_ones() <= places
        })
    }
}

/// Every way to split `leads` leads among the agents that are left, each with its most; more for the first ones first.
fn each_way(most: &[u32], leads: u32, so_far: &mut Vec<u32>, each: &mut dyn FnMut(&[u32])) {
    let Some((own, rest)) = most.split_first() else {
        if leads == 0 {
            each(so_far);
        }
        return;
    };
    let others: u32 = rest.iter().sum();
    for received in (leads.saturating_sub(others)..=leads.min(*own)).rev() {
        so_far.push(received);
        each_way(rest, leads - received, so_far, each);
        so_far.pop();
    }
}

/// The shares after the run, from the largest.
pub(super) fn sorted_shares(share: &[Option<i64>], received: &[u32]) -> Vec<i64> {
    let shares = share.iter().zip(received);
    let mut shares: Vec<i64> = shares
        .filter_map(|(share, received)| share.map(|share| share + i64::from(*received)))
        .collect();
    shares.sort_unstable_by(|one, other| other.cmp(one));
    shares
}
