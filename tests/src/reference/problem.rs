//! Leads that want a place and agents who may take some, without a CRM around them.

/// A set of agents, one bit each.
pub type AgentSet = u32;

/// A lead that takes part.
#[derive(Clone, Copy, Debug)]
pub struct Wanting {
    /// The agents whom it may go to.
    pub matching: AgentSet,
    /// The agent at whom it frees a place when it is placed.
    pub frees: Option<usize>,
}

/// How much an agent may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Places before anything moves, negative above the cap; none is no limit.
    pub room: Option<i64>,
    /// The most leads to receive, whatever leaves; none is no limit.
    pub intake: Option<u32>,
}

/// Leads that want a place, the first in order first, and how much each agent may take.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The leads, best first.
    pub leads: Vec<Wanting>,
    /// The agents, in their order.
    pub agents: Vec<Limits>,
}

/// A way to find the best plan. Both kinds of answer are fixed by the rules, so that all solvers give the same.
pub trait Solver {
    /// Which leads are placed: as many as any plan could place; of such sets the one whose leads, in order, are the best
    /// when compared from the front (rules A5 (1) and (2), T1).
    fn placed(&self, problem: &Problem) -> Vec<bool>;

    /// How many leads each agent receives when these are placed: the shares are as even as possible, the vector of
    /// `share` plus leads received being the least when it is sorted and compared from the largest; of equal ones the
    /// agents who come first get more (rules A5 (3), T3).
    ///
    /// An agent without a share is not looked at, and receives nothing.
    fn received(&self, problem: &Problem, placed: &[bool], share: &[Option<i64>]) -> Vec<u32>;

    /// Whom each placed lead goes to: in order, each to the agent who received the fewest so far, of equal ones to the
    /// first, among those who match, have some of their number left, and leave the rest dealable (rule A5 (4)).
    fn dealt(&self, problem: &Problem, placed: &[bool], received: &[u32]) -> Vec<Option<usize>> {
        problem.dealt(placed, received)
    }
}

impl Problem {
    /// How many places the placed leads free at each agent.
    pub(super) fn freed(&self, placed: &[bool]) -> Vec<i64> {
        let mut freed = vec![0; self.agents.len()];
        for (lead, _) in self.leads.iter().zip(placed).filter(|(_, placed)| **placed) {
            if let Some(owner) = lead.frees {
                freed[owner] += 1;
            }
        }
        freed
    }

    /// How many of `leads` leads an agent may take, once it is known how many places are freed there.
    pub(super) fn capacity(&self, agent: usize, freed: i64, leads: u32) -> u32 {
        let Limits { room, intake } = self.agents[agent];
        let places = room.map_or(leads, |room| u32::try_from(room + freed).unwrap_or(0));
        places.min(intake.unwrap_or(leads)).min(leads)
    }

    /// [`Problem::capacity`] of every agent when these leads are placed.
    pub(super) fn capacities(&self, placed: &[bool]) -> Vec<u32> {
        let leads = super::count(placed.iter().filter(|placed| **placed).count());
        let freed = self.freed(placed);
        (0..self.agents.len()).map(|agent| self.capacity(agent, freed[agent], leads)).collect()
    }

    /// The agents of each placed lead, in order.
    pub(super) fn matching<'a>(
        &'a self,
        placed: &'a [bool],
    ) -> impl Iterator<Item = AgentSet> + 'a {
        let leads = self.leads.iter().zip(placed).filter(|(_, placed)| **placed);
        leads.map(|(lead, _)| lead.matching)
    }

    /// [`Solver::dealt`], asking Hall's theorem whether the rest can still be dealt.
    fn dealt(&self, placed: &[bool], received: &[u32]) -> Vec<Option<usize>> {
        let mut waiting = Waiting::new(self.matching(placed), self.agents.len());
        let mut left = received.to_vec();
        let mut deal = |matching: AgentSet| {
            waiting.remove(matching);
            let mut open: Vec<usize> = members(matching).filter(|agent| left[*agent] > 0).collect();
            open.sort_by_key(|agent| (received[*agent] - left[*agent], *agent));
            for agent in open {
                left[agent] -= 1;
                if waiting.can_be_dealt(&left) {
                    return agent;
                }
                left[agent] += 1;
            }
            panic!("the numbers can be dealt");
        };
        let leads = self.leads.iter().zip(placed);
        leads.map(|(lead, placed)| placed.then(|| deal(lead.matching))).collect()
    }
}

/// Leads that are to be handed out, counted by who matches.
pub(super) struct Waiting {
    /// Every set of agents that counts, with the number of leads that match nobody outside it.
    bounds: Vec<(AgentSet, u32)>,
}

impl Waiting {
    pub(super) fn new(leads: impl Iterator<Item = AgentSet>, agents: usize) -> Self {
        let mut leads: Vec<AgentSet> = leads.collect();
        leads.sort_unstable();
        let inside =
            |set: AgentSet| super::count(leads.iter().filter(|lead| *lead & !set == 0).count());
        let sets = sets_that_count(&leads, agents);
        Self { bounds: sets.into_iter().map(|set| (set, inside(set))).collect() }
    }

    fn remove(&mut self, lead: AgentSet) {
        self.bounds
            .iter_mut()
            .filter(|(set, _)| lead & !set == 0)
            .for_each(|(_, leads)| *leads -= 1);
    }

    /// Hall's theorem: whether all leads can go to an agent who matches, with at most so many for each agent.
    pub(super) fn can_be_dealt(&self, most: &[u32]) -> bool {
        self.bounds.iter().all(|(set, leads)| {
            let places: u32 = members(*set).map(|agent| most[agent]).sum();
            *leads <= places
        })
    }
}

/// The sets of agents that Hall's theorem has to look at: those which some leads make up together. Any other set has the
/// same leads inside it as a smaller one.
pub(super) fn sets_that_count(leads: &[AgentSet], agents: usize) -> Vec<AgentSet> {
    let mut kinds = leads.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    let made_up = |set: AgentSet| -> AgentSet {
        kinds.iter().filter(|kind| *kind & !set == 0).fold(0, |union, kind| union | kind)
    };
    // The larger sets first: they are the ones that a crowd of leads breaks.
    let sets = (0..1 << agents).rev();
    sets.filter(|set| made_up(*set) == *set).collect()
}

/// The agents of a set, in their order.
pub(super) fn members(set: AgentSet) -> impl Iterator<Item = usize> {
    (0..32).filter(move |agent| set >> agent & 1 == 1)
}
