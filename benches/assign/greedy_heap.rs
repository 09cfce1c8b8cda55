//! The peer that most programs have: a heap of agents, the one with the fewest leads on top.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, binary_heap::PeekMut},
};

use calliyo_core::jobs::NO_AGENT;

use crate::company::Company;

/// One lead more, in a heap's entry: the leads received stand above the agent's number.
const ONE_LEAD: u64 = 1 << 32;

/// Deals the leads in the order of their rows, each to the agent with the fewest received who has a free place and is not
/// the owner, and returns how many are placed. It neither levels the shares nor says why a lead stays.
pub(crate) fn deal(company: &Company, agent_of: &mut [u32]) -> u64 {
    let leads = company.leads();
    let rules = &company.rules;
    let mut places = company.agents.places();
    let mut received: Vec<u64> = company.agents.counters().to_vec();
    let mut heap: BinaryHeap<Reverse<u64>> = (0..)
        .zip(&received)
        .zip(&places)
        .filter(|(_, places)| **places > 0)
        .map(|((agent, received), _)| Reverse(received * ONE_LEAD + agent))
        .collect();
    let mut placed = 0;
    for ((status, owner), agent_of) in
        leads.status.iter().zip(leads.owner.values).zip(agent_of.iter_mut())
    {
        *agent_of = NO_AGENT;
        if !rules.listed.contains(*status) {
            continue;
        }
        let mut passed_over = None;
        let mut freed = None;
        if heap.peek().is_some_and(|top| agent(*top) == *owner) {
            passed_over = heap.pop();
        }
        if let Some(mut top) = heap.peek_mut() {
            let agent = agent(*top);
            let at = agent as usize;
            *agent_of = agent;
            placed += 1;
            received[at] += 1;
            places[at] -= 1;
            if places[at] == 0 {
                PeekMut::pop(top);
            } else {
                top.0 += ONE_LEAD;
            }
            if rules.counts.contains(*status) {
                freed = Some(*owner);
            }
        }
        heap.extend(passed_over);
        if let Some(owner) = freed {
            let at = owner as usize;
            places[at] += 1;
            if places[at] == 1 {
                heap.push(Reverse(received[at] * ONE_LEAD + u64::from(owner)));
            }
        }
    }
    placed
}

fn agent(entry: Reverse<u64>) -> u32 {
    u32::try_from(entry.0 % ONE_LEAD).unwrap_or_default()
}
