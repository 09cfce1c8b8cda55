//! Top-up (rules T1 to T4): free places are filled with fresh leads.

mod filling;

use alloc::{vec, vec::Vec};

use self::filling::Filling;
use super::{
    Column, NO_AGENT, RowReason, Scratch, at,
    columns::{AgentColumns, LeadColumns, same_length},
    placement::{Judge, Line, Origin, Origins, Placing, Source},
    reason::ReasonCounts,
    scope::Scopes,
    served::{Criteria, Precedence},
    words::{self, BLOCK, filled_up, gathered},
};
use crate::{
    diagnostic::Diagnostic,
    policy::{AssignmentScope, Intake},
};

/// What a company's policy says about top-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopUpRules {
    /// The status of leads that belong to nobody.
    pub unassigned: u16,
    /// The status of customers.
    pub customer: u16,
    /// How many statuses the pipeline has.
    pub statuses: usize,
    /// Which labels limit the agents that a lead can go to.
    pub scope: AssignmentScope,
    /// Among leads of equal priority the newest come first, not the oldest.
    pub newest_first: bool,
    /// A lead may go to its last owner.
    pub allow_barred: bool,
    /// A lead goes to nobody of [`LeadColumns::previous_owners`] (rule A7).
    pub exclude_previous_owners: bool,
    /// How many leads an agent may receive (rule A7).
    pub intake: Intake,
}

/// A plan for top-up; nothing is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopUpPlan {
    /// Per lead the agent that it goes to, or [`NO_AGENT`].
    pub agent_of: Vec<u32>,
    /// Per lead a [`RowReason`] as its byte.
    pub reason: Vec<u8>,
    /// The totals.
    pub outcome: TopUpOutcome,
}

impl TopUpPlan {
    /// The moves, as the rows of the lead and of the agent who receives it, in the order of the leads.
    pub fn moves(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        moves(&self.agent_of)
    }
}

/// The moves that [`plan_into`] wrote, as the rows of the lead and of the agent who receives it, in the order of the leads.
pub fn moves(agent_of: &[u32]) -> impl Iterator<Item = (u32, u32)> + '_ {
    super::moves(agent_of)
}

/// The totals of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopUpOutcome {
    /// How many leads met which fate.
    pub counts: ReasonCounts,
    /// Per agent the leads received.
    pub received: Vec<u32>,
    /// Per agent the free places that stay empty because no lead is left that could go there (`job.no_leads`).
    pub places_left: Vec<u32>,
}

/// Plans top-up.
///
/// Exact, whatever the scopes and barred agents: as many leads are placed as any plan could place, of those plans the
/// best leads in order, and with these leads the queues end as level as possible, ties by agent order. What an agent
/// holds is kept; an agent without a cap, or at it, takes none.
///
/// The *barred* agent of a fresh lead is its last owner, with the exceptions of auto-assignment
/// ([`super::assignment::plan`]). An agent without a cap could receive the lead in an assignment, so a last owner stays
/// barred beside one.
///
/// # Errors
/// As [`LeadColumns::check`] and [`AgentColumns::check`].
pub fn plan(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &TopUpRules,
) -> Result<TopUpPlan, Diagnostic> {
    let mut agent_of = vec![0; leads.len()];
    let mut reason = vec![0; leads.len()];
    let outcome = plan_into(leads, agents, rules, &mut agent_of, &mut reason)?;
    Ok(TopUpPlan { agent_of, reason, outcome })
}

/// [`plan`] into buffers of the caller, one element per lead; every element is written.
///
/// # Errors
/// As [`plan`]; `request.malformed` for a buffer of another length. Nothing is written then.
pub fn plan_into(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &TopUpRules,
    agent_of: &mut [u32],
    reason: &mut [u8],
) -> Result<TopUpOutcome, Diagnostic> {
    plan_reusing(leads, agents, rules, agent_of, reason, &mut Scratch::default())
}

/// [`plan_into`], in memory of the caller too, for who plans again and again: from the second run on no time goes into
/// getting it.
///
/// # Errors
/// As [`plan_into`].
pub fn plan_reusing(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &TopUpRules,
    agent_of: &mut [u32],
    reason: &mut [u8],
    scratch: &mut Scratch,
) -> Result<TopUpOutcome, Diagnostic> {
    agents.check()?;
    leads.check(agents.len(), rules.statuses)?;
    same_length("agentOf", agent_of.len(), leads.len())?;
    same_length("reason", reason.len(), leads.len())?;
    let scopes = Scopes::new(agents, rules.scope);
    let origins = Origins::new(agents, &scopes);
    let freshness = Freshness { leads, rules, origins };
    let intake = agents.intake(rules.intake);
    if let Some(filling) = Filling::new(agents, &scopes, &freshness, &intake)
        && let Some(outcome) = filling.fill(agent_of, reason, scratch)
    {
        return Ok(outcome);
    }
    Ok(placed(agents, &scopes, &freshness, intake, agent_of, reason, scratch))
}

/// Places the fresh leads, whoever may have them.
fn placed(
    agents: &AgentColumns<'_>,
    scopes: &Scopes,
    freshness: &Freshness<'_>,
    intake: Vec<Option<u32>>,
    agent_of: &mut [u32],
    reason: &mut [u8],
    scratch: &mut Scratch,
) -> TopUpOutcome {
    let Freshness { leads, rules, origins, .. } = *freshness;
    let criteria = Criteria::new(leads, freshness.precedence());
    let source = Source { leads, scopes, origins, judge: freshness };
    let line = Line::new(source, &criteria, None, reason, scratch);
    let placing = Placing {
        leads,
        agents,
        scopes,
        origins,
        room: (0..agents.len()).map(|agent| Some(free_places(agents, agent))).collect(),
        intake: intake.clone(),
        level: agents.held.iter().map(|held| Some(i64::from(*held))).collect(),
        leaving_lowers: false,
        allow_barred: rules.allow_barred,
        previous_owners: leads.previous_owners.filter(|_| rules.exclude_previous_owners),
    };
    let placement = placing.place(line, agent_of, reason);
    let places_left = (0..)
        .zip(&placement.room)
        .map(|(agent, room)| {
            let room = room.and_then(|room| u32::try_from(room).ok()).unwrap_or_default();
            let most = intake.get(agent as usize).copied().flatten().unwrap_or(u32::MAX);
            room.min(most.saturating_sub(at(&placement.received, agent)))
        })
        .collect();
    TopUpOutcome { counts: placement.counts, received: placement.received, places_left }
}

/// Which leads are fresh (rule T1).
struct Freshness<'a> {
    leads: &'a LeadColumns<'a>,
    rules: &'a TopUpRules,
    origins: Origins,
}

impl Freshness<'_> {
    fn precedence(&self) -> Precedence {
        Precedence { newest_first: self.rules.newest_first, fresh_first: true }
    }

    /// The last owner; an Unassigned lead has no present one.
    fn origin(&self, row: usize) -> Origin {
        let Some(Column { values, validity }) = self.leads.last_owner else {
            return self.origins.nobody();
        };
        // Without a branch: who had an owner follows no pattern.
        let own = self.origins.of(values.get(row).copied().unwrap_or(NO_AGENT), false);
        let has_own = validity.is_none_or(|validity| validity.is_set(row));
        let mask = u32::from(has_own).wrapping_neg();
        own & mask | self.origins.nobody() & !mask
    }

    /// Writes of each row of these words why it is not fresh, and of those that are what `if_fresh` says; gives these to
    /// `work`, as bits of one word after the other. How many rows are not fresh, by reason.
    fn judge_words(
        &self,
        first: usize,
        reasons: &mut [u8],
        if_fresh: RowReason,
        mut work: impl FnMut(u64),
    ) -> ReasonCounts {
        let status = self.leads.status.get(first..).unwrap_or_default();
        let rows = u64::try_from(reasons.len()).unwrap_or(u64::MAX);
        let mut counts = ReasonCounts::default();
        let mut fresh = 0_u64;
        let mut judge = |word: Word<'_>, reasons: &mut [u8; BLOCK]| {
            let own = self.judge(word, reasons, if_fresh, &mut counts);
            fresh = fresh.saturating_add(own.count_ones().into());
            work(own);
        };
        let (whole, last) = reasons.as_chunks_mut();
        let (statuses, _) = status.as_chunks();
        let numbers = first / BLOCK..;
        for ((number, reasons), status) in numbers.zip(whole.iter_mut()).zip(statuses) {
            judge(Word { number, rows: u64::MAX, status }, reasons);
        }
        if let Some(rows) = words::first_rows(last.len()) {
            let before = whole.len().saturating_mul(BLOCK);
            let status = &filled_up(status.get(before..).unwrap_or_default());
            let number = (first / BLOCK).saturating_add(whole.len());
            let mut reasons = [0; BLOCK];
            judge(Word { number, rows, status }, &mut reasons);
            last.iter_mut().zip(reasons).for_each(|(own, why)| *own = why);
        }
        let others = rows.saturating_sub(fresh).saturating_sub(counts.all());
        counts.add(RowReason::StatusNotListed, others);
        counts
    }

    /// Writes of each row the first reason of the rule (T1, C13) that keeps it out, and of those that none does what
    /// `if_fresh` says; returns these. Counts every reason but the one that is left for all others: the status is not listed.
    fn judge(
        &self,
        word: Word<'_>,
        reasons: &mut [u8; BLOCK],
        if_fresh: RowReason,
        counts: &mut ReasonCounts,
    ) -> u64 {
        let by_status = [RowReason::IsCustomer, if_fresh, RowReason::StatusNotListed];
        let [customer, fresh, other] = by_status.map(RowReason::as_byte);
        // All bits of a row or none, so that many rows are done at a time.
        let each_with =
            |wanted: u16| word.status.map(|status| u8::from(status == wanted).wrapping_neg());
        let (is_customer, is_listed) =
            (each_with(self.rules.customer), each_with(self.rules.unassigned));
        for ((reason, is_customer), is_listed) in
            reasons.iter_mut().zip(&is_customer).zip(&is_listed)
        {
            let unless_customer = fresh & is_listed | other & !is_listed;
            *reason = customer & is_customer | unless_customer & !is_customer;
        }
        // Mostly there is none, which is seen sooner.
        let customers = match is_customer.iter().fold(0, |some, own| some | own) {
            0 => 0,
            _ => gathered(&is_customer, 0) & word.rows,
        };
        let mut left = gathered(&is_listed, 0) & word.rows & !customers;
        if customers != 0 {
            counts.add(RowReason::IsCustomer, customers.count_ones().into());
        }
        let bitmaps = [
            (RowReason::LiveCall, self.leads.live_call),
            (RowReason::DoNotCall, self.leads.do_not_call),
        ];
        for (why, bitmap) in bitmaps {
            let rows = left & bitmap.map_or(0, |bitmap| bitmap.word(word.number));
            if rows == 0 {
                continue;
            }
            left &= !rows;
            counts.add(why, rows.count_ones().into());
            for row in words::ones(rows) {
                if let Some(reason) = reasons.get_mut(row as usize) {
                    *reason = why.as_byte();
                }
            }
        }
        left
    }
}

/// The rows of a word.
struct Word<'a> {
    number: usize,
    /// Those that there are, as bits.
    rows: u64,
    status: &'a [u16; BLOCK],
}

impl Judge for Freshness<'_> {
    fn reasons(&self, first: usize, reasons: &mut [u8]) {
        self.judge_words(first, reasons, RowReason::Moved, |_| ());
    }

    fn origins(&self, first: usize, slots: &mut [Origin]) {
        for (row, slot) in (first..).zip(slots) {
            *slot = self.origin(row);
        }
    }
}

/// Places below the cap of an agent who takes part.
fn free_places(agents: &AgentColumns<'_>, agent: usize) -> i64 {
    let room = agents.room(agent).filter(|_| agents.is_receiving(agent));
    room.map_or(0, |room| room.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        jobs::{
            NO_AGENT,
            assignment::{self, AssignmentRules},
            testing::{
                ASSIGNED, Agent, BUSY, CUSTOMER, FREE, FRESH, Lead, Random, STATUSES, UNASSIGNED,
                holding, stale, with_columns,
            },
        },
        lead::AgentState,
    };

    fn rules() -> TopUpRules {
        TopUpRules {
            unassigned: UNASSIGNED,
            customer: CUSTOMER,
            statuses: STATUSES,
            ..TopUpRules::default()
        }
    }

    fn planned(leads: &[Lead], agents: &[Agent], rules: &TopUpRules) -> TopUpPlan {
        with_columns(leads, agents, |leads, agents| plan(leads, agents, rules).unwrap())
    }

    fn reasons(plan: &TopUpPlan) -> Vec<RowReason> {
        plan.reason.iter().map(|byte| RowReason::from_byte(*byte).unwrap()).collect()
    }

    fn placed(plan: &TopUpPlan) -> Vec<usize> {
        (0..plan.agent_of.len()).filter(|row| plan.agent_of[*row] != NO_AGENT).collect()
    }

    /// T1: only unassigned leads without a live call are fresh.
    #[test]
    fn a_lead_that_is_not_fresh_says_why() {
        let leads = [
            FRESH,
            Lead { status: BUSY, ..stale(0) },
            Lead { status: CUSTOMER, ..stale(0) },
            Lead { live_call: true, do_not_call: true, ..FRESH },
        ];
        let expected = [
            RowReason::Moved,
            RowReason::StatusNotListed,
            RowReason::IsCustomer,
            RowReason::LiveCall,
        ];
        assert_eq!(reasons(&planned(&leads, &[holding(0, 9)], &rules())), expected);
    }

    /// C13: a lead that asked not to be called is not handed out.
    #[test]
    fn a_do_not_call_lead_is_skipped() {
        let leads = [Lead { do_not_call: true, ..FRESH }];
        let plan = planned(&leads, &[holding(0, 9)], &rules());
        assert_eq!(reasons(&plan), [RowReason::DoNotCall]);
    }

    /// T1: never attempted first, then priority, then the oldest; by policy the newest.
    #[test]
    fn the_best_fresh_leads_come_first() {
        let lead = |attempts, priority, captured| Lead { attempts, priority, captured, ..FRESH };
        let leads = [
            lead(2, Some(9), 0),
            lead(0, None, 1),
            lead(0, Some(1), 3),
            lead(0, Some(1), 2),
            lead(0, Some(1), 2),
        ];
        let first =
            |count, rules: &TopUpRules| placed(&planned(&leads, &[holding(0, count)], rules));
        assert_eq!(first(1, &rules()), [3]);
        assert_eq!(first(2, &rules()), [3, 4]);
        assert_eq!(first(3, &rules()), [2, 3, 4]);
        assert_eq!(first(4, &rules()), [1, 2, 3, 4]);
        let newest = TopUpRules { newest_first: true, ..rules() };
        assert_eq!(first(1, &newest), [2]);
        assert_eq!(first(4, &newest), [1, 2, 3, 4]);
    }

    /// T2: free places are filled; above the cap, without a cap or not receiving, an agent takes none.
    #[test]
    fn only_free_places_are_filled() {
        let away = Agent { state: AgentState::Away, ..holding(0, 9) };
        let banned = Agent { state: AgentState::Banned, ..holding(0, 9) };
        let manager = Agent { receives: false, ..holding(0, 9) };
        let agents = [holding(1, 3), holding(5, 3), FREE, away, banned, manager, holding(0, 0)];
        let plan = planned(&vec![FRESH; 5], &agents, &rules());
        assert_eq!(plan.outcome.received, [2, 0, 0, 0, 0, 0, 0]);
        assert_eq!(plan.outcome.places_left, [0; 7]);
        assert_eq!(plan.outcome.counts.rows(RowReason::AgentsAtCap), 3);
    }

    /// T3: too few leads raise the shortest queues, as level as possible, ties by agent order.
    #[test]
    fn the_shortest_queues_are_raised_first() {
        let agents = [holding(5, 9), holding(1, 9), holding(2, 9), holding(2, 3)];
        let received = |leads| planned(&vec![FRESH; leads], &agents, &rules()).outcome.received;
        assert_eq!(received(1), [0, 1, 0, 0]);
        assert_eq!(received(2), [0, 2, 0, 0]);
        assert_eq!(received(4), [0, 2, 1, 1]);
        assert_eq!(received(7), [0, 4, 2, 1]);
        let plan = planned(&vec![FRESH; 7], &agents, &rules());
        assert_eq!(plan.outcome.places_left, [4, 4, 5, 0]);
    }

    /// T4: the last owner is barred, unless nobody else could ever receive the lead.
    #[test]
    fn a_fresh_lead_does_not_go_to_its_last_owner() {
        let leads = [Lead { last_owner: Some(0), ..FRESH }];
        let plan = planned(&leads, &[holding(0, 9), holding(8, 9)], &rules());
        assert_eq!(plan.agent_of, [1]);
        let full = planned(&leads, &[holding(0, 9), holding(9, 9)], &rules());
        assert_eq!(reasons(&full), [RowReason::OnlyBarredAgent]);
        assert_eq!(full.outcome.places_left, [9, 0]);
        let allowed = TopUpRules { allow_barred: true, ..rules() };
        assert_eq!(planned(&leads, &[holding(0, 9), FREE], &allowed).agent_of, [0]);
        let beside_no_cap = planned(&leads, &[holding(0, 9), FREE], &rules());
        assert_eq!(reasons(&beside_no_cap), [RowReason::OnlyBarredAgent]);
        assert_eq!(planned(&leads, &[holding(0, 9)], &rules()).agent_of, [0]);
    }

    /// T1, T4: a lead that can go anywhere makes way for one that cannot.
    #[test]
    fn a_lead_moves_on_so_that_another_finds_a_place() {
        let agent = |branch| Agent { branch: Some(branch), ..holding(0, 1) };
        let leads = [Lead { priority: Some(5), ..FRESH }, Lead { branch: Some(0), ..FRESH }];
        let scoped = TopUpRules { scope: AssignmentScope::Branch, ..rules() };
        let plan = planned(&leads, &[agent(0), agent(1)], &scoped);
        assert_eq!(plan.agent_of, [1, 0]);
        let elsewhere = [Lead { branch: Some(3), ..FRESH }];
        let plan = planned(&elsewhere, &[agent(0)], &scoped);
        assert_eq!(reasons(&plan), [RowReason::NoAgentMatches]);
    }

    /// T1 to T4: where all places are filled, the plan is the same as it is where leads are placed with whom they may go to.
    #[test]
    fn filling_all_places_is_placing() {
        let mut random = Random(8);
        let mut scratch = Scratch::default();
        let mut filled = 0;
        for case in 0..4_000 {
            let (leads, agents, rules) = random_case(&mut random, 300, 9, 12);
            let intake = Intake {
                per_run: random.once_in(4).then(|| random.below(5)),
                per_day: random.once_in(4).then(|| random.below(5)),
            };
            let rules = TopUpRules { scope: AssignmentScope::Company, intake, ..rules };
            with_columns(&leads, &agents, |leads, agents| {
                let scopes = Scopes::new(agents, rules.scope);
                let origins = Origins::new(agents, &scopes);
                let freshness = Freshness { leads, rules: &rules, origins };
                let intake = agents.intake(rules.intake);
                let (mut agent_of, mut reason) = (vec![7; leads.len()], vec![7; leads.len()]);
                let filling = Filling::new(agents, &scopes, &freshness, &intake);
                let outcome =
                    filling.and_then(|own| own.fill(&mut agent_of, &mut reason, &mut scratch));
                let Some(outcome) = outcome else { return };
                filled += 1;
                let (mut to, mut why) = (vec![0; leads.len()], vec![0; leads.len()]);
                let expected = super::placed(
                    agents,
                    &scopes,
                    &freshness,
                    intake,
                    &mut to,
                    &mut why,
                    &mut Scratch::default(),
                );
                assert_eq!(agent_of, to, "case {case}");
                assert_eq!(reason, why, "case {case}");
                assert_eq!(outcome, expected, "case {case}");
            });
        }
        assert!(filled > 1_000, "{filled}");
    }

    /// T1: a run in memory that was used for other leads, and for an assignment, plans what it plans in fresh memory.
    #[test]
    fn a_scratch_that_was_used_before_changes_nothing() {
        let mut random = Random(9);
        let mut scratch = Scratch::default();
        for case in 0..600 {
            let most = [3, 30, 300][random.below(3) as usize];
            let (leads, agents, rules) = random_case(&mut random, most, 9, 12);
            let (mut agent_of, mut reason) = (vec![77; leads.len()], vec![77; leads.len()]);
            let outcome = with_columns(&leads, &agents, |leads, agents| {
                let (to, why) = (&mut agent_of, &mut reason);
                let others = AssignmentRules {
                    listed: [UNASSIGNED].into_iter().collect(),
                    statuses: STATUSES,
                    ..AssignmentRules::default()
                };
                assignment::plan_reusing(leads, agents, &others, to, why, &mut scratch).unwrap();
                plan_reusing(leads, agents, &rules, to, why, &mut scratch).unwrap()
            });
            let own = TopUpPlan { agent_of, reason, outcome };
            assert_eq!(own, planned(&leads, &agents, &rules), "case {case}");
        }
    }

    /// S4: planning again right after applying gives an empty plan.
    #[test]
    fn planning_again_gives_an_empty_plan() {
        let mut random = Random(5);
        for case in 0..10_000 {
            let (mut leads, mut agents, rules) = random_case(&mut random, 40, 6, 8);
            let first = planned(&leads, &agents, &rules);
            let counts = &first.outcome.counts;
            assert_eq!(counts.eligible(), counts.moved() + counts.not_placed());
            for (lead, to) in
                leads.iter_mut().zip(&first.agent_of).filter(|(_, to)| **to != NO_AGENT)
            {
                let agent = &mut agents[*to as usize];
                agent.held += 1;
                assert!(agent.held <= agent.cap.unwrap(), "case {case}");
                lead.owner = Some(*to);
                lead.status = ASSIGNED;
            }
            assert_eq!(planned(&leads, &agents, &rules).outcome.counts.moved(), 0, "case {case}");
        }
    }

    /// T1, T3, T4: number, choice of leads, level and ties are those of an exhaustive search.
    #[test]
    fn a_plan_is_the_best_of_all() {
        let mut random = Random(6);
        let mut deep = 0;
        for case in 0..3_000 {
            let (leads, agents, rules) = random_case(&mut random, 6, 4, 3);
            let plan = planned(&leads, &agents, &rules);
            let eligible: Vec<usize> =
                (0..leads.len()).filter(|row| reasons(&plan)[*row].is_eligible()).collect();
            let mut served = eligible.clone();
            served.sort_by_key(|row| {
                let lead = &leads[*row];
                let age = if rules.newest_first { -lead.captured } else { lead.captured };
                (lead.attempts > 0, core::cmp::Reverse(lead.priority), age, *row)
            });
            let takers: Vec<Vec<usize>> =
                served.iter().map(|row| takers(&leads[*row], &agents, &rules)).collect();
            let mut best = None;
            let mut held: Vec<u32> = agents.iter().map(|agent| agent.held).collect();
            every_filling(&takers, &agents, &mut held, &mut Vec::new(), &mut best);
            let own: Vec<bool> = served.iter().map(|row| plan.agent_of[*row] != NO_AGENT).collect();
            let own_held: Vec<u32> = agents
                .iter()
                .zip(&plan.outcome.received)
                .map(|(agent, received)| agent.held + received)
                .collect();
            for (place, row) in served.iter().enumerate().filter(|(place, _)| own[*place]) {
                assert!(takers[place].contains(&(plan.agent_of[*row] as usize)), "case {case}");
            }
            deep += u32::from(own.iter().any(|placed| !placed));
            assert_eq!(Some(rank(&own, &own_held)), best, "case {case}");
        }
        assert!(deep > 100, "the cases are tight");
    }

    /// T1, T3: in larger cases no chain of moves makes a plan more level or finds a place for another lead.
    #[test]
    fn no_chain_of_moves_betters_a_plan() {
        let mut random = Random(7);
        for case in 0..2_000 {
            let (leads, agents, rules) = random_case(&mut random, 60, 7, 12);
            let plan = planned(&leads, &agents, &rules);
            let may: Vec<Vec<usize>> =
                leads.iter().map(|lead| takers(lead, &agents, &rules)).collect();
            let held = |agent: usize| agents[agent].held + plan.outcome.received[agent];
            let has_place = |agent: usize| plan.outcome.places_left[agent] > 0;
            // Per agent whom a received lead could go to instead, closed over chains.
            let mut reach = vec![vec![false; agents.len()]; agents.len()];
            for (row, to) in plan.agent_of.iter().enumerate().filter(|(_, to)| **to != NO_AGENT) {
                may[row].iter().for_each(|agent| reach[*to as usize][*agent] = true);
            }
            for via in 0..agents.len() {
                for from in 0..agents.len() {
                    for to in 0..agents.len() {
                        reach[from][to] |= reach[from][via] && reach[via][to];
                    }
                }
            }
            for (from, to) in (0..agents.len()).flat_map(|from| {
                (0..agents.len()).map(move |to| (from, to)).filter(move |(from, to)| from != to)
            }) {
                let better = (held(to) + 1, to) < (held(from), from);
                assert!(!(reach[from][to] && has_place(to) && better), "case {case}");
            }
            for (row, reason) in reasons(&plan).into_iter().enumerate() {
                let unplaced = reason.is_eligible() && reason != RowReason::Moved;
                let open = |agent: &usize| {
                    has_place(*agent)
                        || (0..agents.len()).any(|to| reach[*agent][to] && has_place(to))
                };
                assert!(!unplaced || !may[row].iter().any(open), "case {case}");
            }
        }
    }

    type Rank = (usize, Vec<bool>, core::cmp::Reverse<Vec<u32>>, Vec<u32>);

    /// Compares fillings: more leads, then the better ones, then the more level, then more for the first agents.
    fn rank(placed: &[bool], held: &[u32]) -> Rank {
        let mut level = held.to_vec();
        level.sort_unstable_by_key(|held| core::cmp::Reverse(*held));
        let count = placed.iter().filter(|placed| **placed).count();
        (count, placed.to_vec(), core::cmp::Reverse(level), held.to_vec())
    }

    fn every_filling(
        takers: &[Vec<usize>],
        agents: &[Agent],
        held: &mut Vec<u32>,
        placed: &mut Vec<bool>,
        best: &mut Option<Rank>,
    ) {
        let Some(own) = takers.get(placed.len()) else {
            *best = best.take().max(Some(rank(placed, held)));
            return;
        };
        placed.push(false);
        every_filling(takers, agents, held, placed, best);
        placed.pop();
        for agent in own.iter().copied() {
            if agents[agent].cap.is_some_and(|cap| held[agent] < cap) {
                held[agent] += 1;
                placed.push(true);
                every_filling(takers, agents, held, placed, best);
                placed.pop();
                held[agent] -= 1;
            }
        }
    }

    /// The agents that a fresh lead may go to, straight from the rules.
    fn takers(lead: &Lead, agents: &[Agent], rules: &TopUpRules) -> Vec<usize> {
        let fits = |wanted: Option<u32>, own: Option<u32>| wanted.is_none() || wanted == own;
        let could: Vec<usize> = (0..agents.len())
            .filter(|agent| {
                let agent = &agents[*agent];
                agent.state == AgentState::Active
                    && agent.receives
                    && agent.cap != Some(0)
                    && (rules.scope == AssignmentScope::Company || fits(lead.branch, agent.branch))
                    && (rules.scope != AssignmentScope::BranchAndDepartment
                        || fits(lead.department, agent.department))
            })
            .collect();
        let last = lead.last_owner.filter(|_| !rules.allow_barred);
        let others: Vec<usize> =
            could.iter().copied().filter(|agent| Some(*agent as u32) != last).collect();
        if others.is_empty() { could } else { others }
    }

    fn random_case(
        random: &mut Random,
        most_leads: u32,
        most_agents: u32,
        most_cap: u32,
    ) -> (Vec<Lead>, Vec<Agent>, TopUpRules) {
        let agents: Vec<Agent> = (0..1 + random.below(most_agents))
            .map(|_| Agent {
                cap: random.maybe(8, most_cap + 1),
                held: random.below(3),
                state: if random.once_in(8) { AgentState::Away } else { AgentState::Active },
                receives: !random.once_in(10),
                branch: random.maybe(4, 2),
                department: random.maybe(4, 2),
                ..FREE
            })
            .collect();
        let leads = (0..random.below(most_leads + 1))
            .map(|_| Lead {
                captured: i64::from(random.below(3)),
                last_owner: random.maybe(3, agents.len() as u32),
                priority: random.maybe(2, 2).map(i64::from),
                branch: random.maybe(2, 2),
                department: random.maybe(2, 2),
                live_call: random.once_in(20),
                attempts: random.below(2),
                ..FRESH
            })
            .collect();
        let scope = [
            AssignmentScope::Company,
            AssignmentScope::Branch,
            AssignmentScope::BranchAndDepartment,
        ];
        let rules = TopUpRules {
            scope: scope[random.below(3) as usize],
            newest_first: random.once_in(2),
            allow_barred: random.once_in(8),
            ..rules()
        };
        (leads, agents, rules)
    }
}
