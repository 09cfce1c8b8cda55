//! How things stand in the end.

use alloc::{vec, vec::Vec};

use super::{
    super::{RowReason, at},
    Placing,
    line::Origin,
};

/// How things stand in the end: what keeps a lead from being placed.
pub(super) struct Ending<'a> {
    pub(super) placing: &'a Placing<'a>,
    /// Per agent: one more lead could be received.
    pub(super) is_open: Vec<bool>,
    /// Per group, the agents who have room but reached their limit.
    pub(super) limited: Vec<Vec<u32>>,
    /// Per group, whether its agents are full and nothing else is to be said.
    pub(super) is_full: Vec<bool>,
}

impl<'a> Ending<'a> {
    /// After these leads were received and so many places are free.
    pub(super) fn new(placing: &'a Placing<'a>, received: &[u32], room: &[Option<i64>]) -> Self {
        let mut is_open = Vec::new();
        let mut limited = vec![Vec::new(); placing.scopes.len()];
        for agent in 0..placing.origins.agents {
            let room = room.get(agent as usize).copied().flatten();
            let has_room = room.is_none_or(|room| room > 0);
            let intake = placing.intake.get(agent as usize).copied().flatten();
            let is_limited = intake.is_some_and(|most| at(received, agent) >= most);
            let groups = placing.scopes.groups_of(agent);
            is_open.push(has_room && !is_limited && !groups.is_empty());
            if has_room && is_limited {
                for group in groups {
                    if let Some(limited) = limited.get_mut(*group as usize) {
                        limited.push(agent);
                    }
                }
            }
        }
        let excludes = placing.excludes_previous_owners();
        let is_full = (0..)
            .zip(&limited)
            .map(|(group, limited)| {
                let some_open = placing.scopes.members(group).iter().any(|own| at(&is_open, *own));
                let some_receive = placing.scopes.receiving(group).next().is_some();
                some_receive && !some_open && limited.is_empty() && !excludes
            })
            .collect();
        Self { placing, is_open, limited, is_full }
    }

    /// Whether the agent could receive one more lead.
    pub(super) fn is_open(&self, agent: u32) -> bool {
        at(&self.is_open, agent)
    }

    /// Per agent, whether one more lead could be received and some eligible lead is in the agent's scope; `groups` are those
    /// of the eligible leads.
    pub(super) fn in_scope_and_open(&self, groups: impl Iterator<Item = u32>) -> Vec<bool> {
        let is_in_scope = self.placing.scopes.with_leads_of(groups);
        let agents = 0..self.placing.origins.agents;
        agents.map(|agent| self.is_open(agent) && is_in_scope(agent)).collect()
    }

    /// The reason for every eligible lead of these groups that is not placed, where there is but one.
    pub(super) fn why_none_is_placed(
        &self,
        mut groups: impl Iterator<Item = u32>,
    ) -> Option<RowReason> {
        let are_full = groups.all(|group| at(&self.is_full, group));
        are_full.then_some(RowReason::AgentsAtCap)
    }

    /// The first reason that applies to an eligible lead that is not placed (rule A3).
    pub(super) fn why_not_placed(&self, row: u32, origin: Origin) -> RowReason {
        let placing = self.placing;
        let scopes = placing.scopes;
        let group = placing.group(row, origin);
        if at(&self.is_full, group) {
            return RowReason::AgentsAtCap;
        }
        let previous = placing.previous_owners(row);
        let had_it = |agent: &u32| previous.contains(agent);
        let limited = self.limited.get(group as usize).map(Vec::as_slice).unwrap_or_default();
        let barred = placing.barred(origin).filter(|agent| {
            scopes.groups_of(*agent).contains(&group) && !scopes.is_only_one(group, *agent)
        });
        if scopes.receiving(group).all(|agent| had_it(&agent)) {
            RowReason::NoAgentMatches
        } else if barred.is_some_and(|agent| self.is_open(agent)) {
            RowReason::OnlyBarredAgent
        } else if limited.iter().any(|agent| Some(*agent) != barred && !had_it(agent)) {
            RowReason::LimitReached
        } else {
            RowReason::AgentsAtCap
        }
    }
}
