//! The best plan of a large company, found with a circulation of least cost.
//!
//! Leads with the same agents and the same freed place are a kind. Of a kind the best ones are placed, since any two of
//! its leads can stand in for each other; a plan is then how many of each kind go to which agent. These numbers are a
//! circulation:
//!
//! - What a kind sends comes from the agent at whom its leads free a place, else from the hub, and costs −1 a lead.
//! - It goes on to agents who match, at most their intake each.
//! - What an agent received so leaves it again: as leads of its own that go, in whose place the new ones are, or to the hub,
//!   by at most the places that are free before. A place that is freed and stays empty comes from the hub.
//!
//! The least cost has the most leads. Once it is reached, there is a potential for which no open arc costs less than
//! nothing, and the circulations of the same cost are those that differ along arcs that cost exactly nothing. So the best
//! set is found lead by lead: another lead of a kind is in it if a circuit of such arcs leads through the kind, leads that
//! were accepted before staying where they are.
//!
//! The numbers that agents can receive, when the placed leads are known, are what is called an M-convex set: a vector is
//! the fairest of all if no single lead less here and more there makes it fairer. So it is mended in such steps, each along
//! a chain of agents that pass leads on.
//!
//! Nobody who receives may be above the cap, because whoever is has to lose leads before it may receive any, which is no
//! circulation.

use std::collections::{BTreeMap, VecDeque};

use super::problem::{AgentSet, Problem, Solver, Wanting, members};

/// A circulation of least cost, and chains of moves.
#[derive(Clone, Copy, Debug)]
pub struct Flow;

impl Solver for Flow {
    fn placed(&self, problem: &Problem) -> Vec<bool> {
        let mut network = Network::new(problem);
        network.place_the_most();
        let potential = network.potential();
        let arc_of: Vec<usize> =
            problem.leads.iter().map(|lead| network.kinds[&kind_of(lead)]).collect();
        arc_of.into_iter().map(|arc| network.accept(arc, &potential)).collect()
    }

    fn received(&self, problem: &Problem, placed: &[bool], share: &[Option<i64>]) -> Vec<u32> {
        let most = problem.capacities(placed);
        let mut shares = Shares { given: BTreeMap::new(), received: vec![0; most.len()] };
        for matching in problem.matching(placed) {
            shares.give(matching, &most);
        }
        let place = |received: &[u32], agent: usize| {
            (share[agent].expect("receiving") + i64::from(received[agent]), agent)
        };
        loop {
            let received = &shares.received;
            let steps = shares.chains().into_iter().filter(|chain| {
                let (from, to) = (chain[0], chain[chain.len() - 1]);
                let (share, first) = place(received, to);
                received[to] < most[to] && (share + 1, first) < place(received, from)
            });
            let Some(chain) = steps.into_iter().next() else { return shares.received };
            shares.pass_on(&chain);
        }
    }
}

type Kind = (AgentSet, Option<usize>);

fn kind_of(lead: &Wanting) -> Kind {
    (lead.matching, lead.frees)
}

/// An arc of a network and what can still be sent along it. Every even arc is followed by its reverse.
struct Arc {
    from: usize,
    to: usize,
    open: i64,
    cost: i64,
}

struct Network {
    arcs: Vec<Arc>,
    nodes: usize,
    /// Per kind the arc along which its leads come.
    kinds: BTreeMap<Kind, usize>,
}

/// More than any arc is asked for.
const NO_LIMIT: i64 = 1 << 40;

impl Network {
    fn new(problem: &Problem) -> Self {
        let agents = problem.agents.len();
        let (hub, in_front_of) = (2 * agents, |agent: usize| agents + agent);
        let mut network = Self { arcs: Vec::new(), nodes: hub + 1, kinds: BTreeMap::new() };
        let mut sizes: BTreeMap<Kind, i64> = BTreeMap::new();
        for lead in &problem.leads {
            *sizes.entry(kind_of(lead)).or_default() += 1;
        }
        for (kind, size) in sizes {
            let (matching, frees) = kind;
            let node = network.nodes;
            network.nodes += 1;
            let arc = network.add(frees.unwrap_or(hub), node, size, -1);
            network.kinds.insert(kind, arc);
            for agent in members(matching) {
                let room = problem.agents[agent].room;
                assert!(room.is_none_or(|room| room >= 0), "an agent above the cap");
                network.add(node, in_front_of(agent), NO_LIMIT, 0);
            }
        }
        for (agent, limits) in problem.agents.iter().enumerate() {
            network.add(in_front_of(agent), agent, limits.intake.map_or(NO_LIMIT, i64::from), 0);
            network.add(agent, hub, limits.room.unwrap_or(NO_LIMIT).max(0), 0);
            network.add(hub, agent, NO_LIMIT, 0);
        }
        network
    }

    fn add(&mut self, from: usize, to: usize, open: i64, cost: i64) -> usize {
        self.arcs.push(Arc { from, to, open, cost });
        self.arcs.push(Arc { from: to, to: from, open: 0, cost: -cost });
        self.arcs.len() - 2
    }

    fn send(&mut self, arc: usize, leads: i64) {
        self.arcs[arc].open -= leads;
        self.arcs[arc ^ 1].open += leads;
    }

    /// Sends leads around circuits that cost less than nothing until there is none (Bellman and Ford find them).
    fn place_the_most(&mut self) {
        while let Some(circuit) = self.relaxed().1 {
            let leads = circuit.iter().map(|arc| self.arcs[*arc].open).min().expect("some arcs");
            circuit.into_iter().for_each(|arc| self.send(arc, leads));
        }
    }

    /// A number per node for which no open arc costs less than nothing, when the least cost is reached.
    fn potential(&self) -> Vec<i64> {
        let (potential, circuit) = self.relaxed();
        assert_eq!(circuit, None, "the cost is the least");
        potential
    }

    /// The least cost of a way to each node from anywhere, or a circuit that costs less than nothing.
    fn relaxed(&self) -> (Vec<i64>, Option<Vec<usize>>) {
        let mut cost = vec![0; self.nodes];
        let mut came_by: Vec<Option<usize>> = vec![None; self.nodes];
        let mut last = None;
        for _ in 0..=self.nodes {
            last = None;
            for (number, arc) in self.arcs.iter().enumerate().filter(|(_, arc)| arc.open > 0) {
                let through = cost[arc.from] + arc.cost;
                if through < cost[arc.to] {
                    cost[arc.to] = through;
                    came_by[arc.to] = Some(number);
                    last = Some(arc.to);
                }
            }
            if last.is_none() {
                return (cost, None);
            }
        }
        // So many steps back it is the circuit, whatever led into it.
        let back = |node: usize| came_by[node].expect("a way leads here");
        let mut node = last.expect("a cost still falls");
        for _ in 0..self.nodes {
            node = self.arcs[back(node)].from;
        }
        let mut circuit = vec![back(node)];
        while self.arcs[circuit[circuit.len() - 1]].from != node {
            circuit.push(back(self.arcs[circuit[circuit.len() - 1]].from));
        }
        (cost, Some(circuit))
    }

    /// Accepts the next lead of a kind, if there is a circulation of the least cost with it and with all leads accepted
    /// before. An accepted lead is never sent back.
    fn accept(&mut self, arc: usize, potential: &[i64]) -> bool {
        let is_placed = self.arcs[arc ^ 1].open > 0;
        if !is_placed {
            let Some(circuit) = self.circuit_for_nothing(arc, potential) else { return false };
            circuit.into_iter().for_each(|arc| self.send(arc, 1));
        }
        self.arcs[arc ^ 1].open -= 1;
        true
    }

    /// A circuit through an arc along which one more lead can be sent at no cost.
    fn circuit_for_nothing(&self, through: usize, potential: &[i64]) -> Option<Vec<usize>> {
        let is_free =
            |arc: &Arc| arc.open > 0 && arc.cost + potential[arc.from] - potential[arc.to] == 0;
        let Arc { from: goal, to: start, .. } = self.arcs[through];
        if !is_free(&self.arcs[through]) {
            return None;
        }
        let mut came_by: Vec<Option<usize>> = vec![None; self.nodes];
        let mut reached = vec![false; self.nodes];
        reached[start] = true;
        while !reached[goal] {
            let next = self
                .arcs
                .iter()
                .enumerate()
                .find(|(_, arc)| reached[arc.from] && !reached[arc.to] && is_free(arc));
            let (number, arc) = next?;
            reached[arc.to] = true;
            came_by[arc.to] = Some(number);
        }
        let mut circuit = vec![through];
        let mut node = goal;
        while let Some(arc) = came_by[node] {
            circuit.push(arc);
            node = self.arcs[arc].from;
        }
        Some(circuit)
    }
}

/// Who has how many of the placed leads.
struct Shares {
    /// Per set of matching agents and agent, the leads given.
    given: BTreeMap<(AgentSet, usize), u32>,
    received: Vec<u32>,
}

impl Shares {
    /// Gives a lead to an agent who matches or, when these have their most, makes room along a chain of agents.
    fn give(&mut self, matching: AgentSet, most: &[u32]) {
        let has_place = |agent: usize| self.received[agent] < most[agent];
        let first = match members(matching).find(|agent| has_place(*agent)) {
            Some(agent) => agent,
            None => {
                let chain = self.chains().into_iter().find(|chain| {
                    matching >> chain[0] & 1 == 1 && has_place(chain[chain.len() - 1])
                });
                let chain = chain.expect("the leads can be placed");
                self.pass_on(&chain);
                chain[0]
            }
        };
        *self.given.entry((matching, first)).or_default() += 1;
        self.received[first] += 1;
    }

    /// For every two agents the shortest chain along which the first can pass a lead on for the second to have one more.
    fn chains(&self) -> Vec<Vec<usize>> {
        let agents = self.received.len();
        let mut passes = vec![0; agents];
        for ((matching, agent), _) in self.given.iter().filter(|(_, leads)| **leads > 0) {
            passes[*agent] |= matching;
        }
        let mut chains = Vec::new();
        for start in 0..agents {
            let mut waiting = VecDeque::from([vec![start]]);
            let mut reached: AgentSet = 1 << start;
            while let Some(chain) = waiting.pop_front() {
                for next in members(passes[chain[chain.len() - 1]] & !reached) {
                    reached |= 1 << next;
                    let longer: Vec<usize> = chain.iter().copied().chain([next]).collect();
                    waiting.push_back(longer.clone());
                    chains.push(longer);
                }
            }
        }
        chains
    }

    /// Moves a lead along each link of a chain.
    fn pass_on(&mut self, chain: &[usize]) {
        for link in chain.windows(2) {
            let (from, to) = (link[0], link[1]);
            let passed = self.given.iter().find(|((matching, agent), leads)| {
                *agent == from && matching >> to & 1 == 1 && **leads > 0
            });
            let (matching, _) = *passed.expect("the agent has a lead to pass on").0;
            *self.given.entry((matching, from)).or_default() -= 1;
            *self.given.entry((matching, to)).or_default() += 1;
            self.received[from] -= 1;
            self.received[to] += 1;
        }
    }
}
