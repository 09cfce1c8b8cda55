//! Auto-removal (rule X1): stale leads go back to the pool.

use alloc::{vec, vec::Vec};

use super::{
    Bitmap, RowReason, StatusSet, add_one, at,
    columns::{AgentColumns, LeadColumns, missing_column, same_length},
    reason::ReasonCounts,
    words::{BLOCK, Fates, Spread, filled_up, first_rows, gathered, ones},
};
use crate::{diagnostic::Diagnostic, lead::AgentState};

/// What a company's policy says about auto-removal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalRules {
    /// The statuses whose leads go stale.
    pub listed: StatusSet,
    /// The status of customers.
    pub customer: u16,
    /// How many statuses the pipeline has.
    pub statuses: usize,
    /// Leads that entered their status at this instant or before are stale: UTC milliseconds, one cut-off per run.
    pub cut_off: i64,
    /// Leads with an open follow-up ahead are removed too.
    pub include_follow_up_ahead: bool,
}

/// A plan for auto-removal; nothing is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalPlan {
    /// Per lead a [`RowReason`] as its byte; [`RowReason::Moved`] are the leads to remove.
    pub reason: Vec<u8>,
    /// The totals.
    pub outcome: RemovalOutcome,
}

impl RemovalPlan {
    /// The rows of the leads to remove, in order.
    pub fn moves(&self) -> impl Iterator<Item = u32> + '_ {
        moves(&self.reason)
    }
}

/// The rows of the leads to remove by what [`plan_into`] wrote, in order.
pub fn moves(reason: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let moved = RowReason::Moved.as_byte();
    super::rows(reason).filter(move |(_, reason)| *reason == moved).map(|(row, _)| row)
}

/// The totals of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalOutcome {
    /// How many leads met which fate.
    pub counts: ReasonCounts,
    /// Per agent the leads that are taken away. Leads of owners who were not supplied are in no agent's number.
    pub lost: Vec<u32>,
}

/// Plans auto-removal.
///
/// A lead whose owner is not among the agents supplied is removed like any other: nobody is known to work it, and the
/// pool is where somebody finds it.
///
/// # Errors
/// As [`LeadColumns::check`] and [`AgentColumns::check`]; `request.malformed` without [`LeadColumns::status_since`].
pub fn plan(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &RemovalRules,
) -> Result<RemovalPlan, Diagnostic> {
    let mut reason = vec![0; leads.len()];
    let outcome = plan_into(leads, agents, rules, &mut reason)?;
    Ok(RemovalPlan { reason, outcome })
}

/// [`plan`] into a buffer of the caller, one element per lead; every element is written.
///
/// # Errors
/// As [`plan`]; `request.malformed` for a buffer of another length. Nothing is written then.
pub fn plan_into(
    leads: &LeadColumns<'_>,
    agents: &AgentColumns<'_>,
    rules: &RemovalRules,
    reason: &mut [u8],
) -> Result<RemovalOutcome, Diagnostic> {
    agents.check()?;
    leads.check(agents.len(), rules.statuses)?;
    same_length("reason", reason.len(), leads.len())?;
    let Some(since) = leads.status_since else {
        return Err(missing_column("leads.statusSince"));
    };
    let judge = Judge::new(leads, agents, rules);
    let mut tally = Tally { counts: ReasonCounts::default(), lost: vec![0; agents.len()] };
    let (status, last_status) = leads.status.as_chunks();
    let (owner, last_owner) = leads.owner.values.as_chunks();
    let (since, last_since) = since.as_chunks();
    let (reason, last_reason) = reason.as_chunks_mut();
    let columns = status.iter().zip(owner).zip(since);
    for ((block, reason), ((status, owner), since)) in (0..).zip(reason).zip(columns) {
        let values = Values { status, owner, since };
        *reason = judge.reasons(block, &values, u64::MAX, &mut tally);
    }
    if let Some(rows) = first_rows(last_reason.len()) {
        let values = Values {
            status: &filled_up(last_status),
            owner: &filled_up(last_owner),
            since: &filled_up(last_since),
        };
        let reasons = judge.reasons(leads.len() / BLOCK, &values, rows, &mut tally);
        for (reason, own) in last_reason.iter_mut().zip(reasons) {
            *reason = own;
        }
    }
    Ok(RemovalOutcome { counts: tally.counts, lost: tally.lost })
}

/// The columns with a value per row, of one block.
struct Values<'a> {
    status: &'a [u16; BLOCK],
    owner: &'a [u32; BLOCK],
    since: &'a [i64; BLOCK],
}

/// What was found so far.
struct Tally {
    counts: ReasonCounts,
    lost: Vec<u32>,
}

/// The rule over columns, without a branch per row: which rows a reason applies to follows no pattern.
struct Judge<'a> {
    owner: Option<Bitmap<'a>>,
    live_call: Option<Bitmap<'a>>,
    follow_up_ahead: Option<Bitmap<'a>>,
    do_not_call: Option<Bitmap<'a>>,
    cut_off: i64,
    /// Per status [`IS_CUSTOMER`] and [`IS_NOT_LISTED`], as far as they apply.
    by_status: Vec<u8>,
    /// Per agent, whether it is banned. Empty where none is.
    is_banned: Vec<bool>,
    spread: Spread,
}

/// The bits of what the values tell of a row.
const IS_CUSTOMER: u32 = 0;
const IS_NOT_LISTED: u32 = 1;
const IS_RECENT: u32 = 2;

impl<'a> Judge<'a> {
    fn new(leads: &LeadColumns<'a>, agents: &AgentColumns<'_>, rules: &RemovalRules) -> Self {
        let statuses = u16::try_from(rules.statuses).unwrap_or(u16::MAX);
        let by_status = |status: u16| {
            u8::from(status == rules.customer) << IS_CUSTOMER
                | u8::from(!rules.listed.contains(status)) << IS_NOT_LISTED
        };
        let is_banned = |state: &AgentState| *state == AgentState::Banned;
        let some_banned = agents.state.iter().any(is_banned);
        let states = if some_banned { agents.state } else { &[] };
        Self {
            owner: leads.owner.validity,
            live_call: leads.live_call,
            follow_up_ahead: leads.follow_up_ahead.filter(|_| !rules.include_follow_up_ahead),
            do_not_call: leads.do_not_call,
            cut_off: rules.cut_off,
            by_status: (0..=statuses).map(by_status).collect(),
            is_banned: states.iter().map(is_banned).collect(),
            spread: Spread::new(),
        }
    }

    /// Per row of a block the first reason of the rule (X1, C13) that leaves a lead alone, or that it is moved. `rows` are
    /// the rows that there are.
    fn reasons(
        &self,
        block: usize,
        values: &Values<'_>,
        rows: u64,
        tally: &mut Tally,
    ) -> [u8; BLOCK] {
        let word = |bitmap: Option<Bitmap<'_>>| bitmap.map(|bitmap| bitmap.word(block));
        let is_set = |bitmap| word(bitmap).unwrap_or(0);
        let flags = self.flags(values);
        let mut fates = Fates::of(rows);
        let counts = &mut tally.counts;
        // A customer's status is never in the list (rule P5): said before that, so that it is said at all.
        fates.settle(RowReason::IsCustomer, gathered(&flags, IS_CUSTOMER), counts);
        fates.settle(RowReason::NotOwned, !word(self.owner).unwrap_or(u64::MAX), counts);
        fates.settle(RowReason::StatusNotListed, gathered(&flags, IS_NOT_LISTED), counts);
        fates.settle(RowReason::TooRecent, gathered(&flags, IS_RECENT), counts);
        if !self.is_banned.is_empty() {
            fates.settle(RowReason::OwnerBanned, self.banned(values, fates.left()), counts);
        }
        fates.settle(RowReason::LiveCall, is_set(self.live_call), counts);
        fates.settle(RowReason::FollowUpAhead, is_set(self.follow_up_ahead), counts);
        fates.settle(RowReason::DoNotCall, is_set(self.do_not_call), counts);
        counts.add(RowReason::Moved, fates.left().count_ones().into());
        for row in ones(fates.left()) {
            add_one(&mut tally.lost, at(values.owner, row));
        }
        self.spread.reasons(&fates)
    }

    /// Per row what its status and since when it has it tell.
    fn flags(&self, values: &Values<'_>) -> [u8; BLOCK] {
        let mut flags = [0; BLOCK];
        for (flags, (status, since)) in flags.iter_mut().zip(values.status.iter().zip(values.since))
        {
            let by_status = self.by_status.get(usize::from(*status)).copied();
            *flags = by_status.unwrap_or_default() | u8::from(*since > self.cut_off) << IS_RECENT;
        }
        flags
    }

    /// Those of the rows whose owner is banned.
    fn banned(&self, values: &Values<'_>, rows: u64) -> u64 {
        ones(rows).fold(0, |banned, row| {
            let is_banned = u64::from(at(&self.is_banned, at(values.owner, row)));
            banned | is_banned.wrapping_shl(row)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::{
        Column, UNKNOWN_AGENT,
        testing::{
            ASSIGNED, Agent, BUSY, COLD, CUSTOMER, FREE, Lead, Random, STATUSES, stale,
            with_columns,
        },
    };

    fn rules() -> RemovalRules {
        RemovalRules {
            listed: [BUSY, COLD].into_iter().collect(),
            customer: CUSTOMER,
            statuses: STATUSES,
            cut_off: 1_000,
            include_follow_up_ahead: false,
        }
    }

    fn planned(leads: &[Lead], agents: &[Agent], rules: &RemovalRules) -> RemovalPlan {
        with_columns(leads, agents, |leads, agents| plan(leads, agents, rules).unwrap())
    }

    fn reasons(plan: &RemovalPlan) -> Vec<RowReason> {
        plan.reason.iter().map(|byte| RowReason::from_byte(*byte).unwrap()).collect()
    }

    /// X1, C13: blocks of rows give what the rule gives row by row.
    #[test]
    fn many_leads_are_judged_as_each_one_alone() {
        let mut random = Random(31);
        for case in 0..400 {
            let once = random.below(4) + 1;
            let ban = random.once_in(2);
            let agents: Vec<Agent> = (0..1 + random.below(5))
                .map(|_| match ban && random.once_in(3) {
                    true => Agent { state: AgentState::Banned, ..FREE },
                    false => FREE,
                })
                .collect();
            let leads: Vec<Lead> = (0..random.below(700))
                .map(|_| Lead {
                    status: [ASSIGNED, BUSY, COLD, CUSTOMER][random.below(4) as usize],
                    since: i64::from(random.below(4) + 998),
                    owner: random.maybe(4, agents.len() as u32 + 1).map(|owner| match owner {
                        unknown if unknown as usize == agents.len() => UNKNOWN_AGENT,
                        owner => owner,
                    }),
                    live_call: random.once_in(3 * once),
                    follow_up_ahead: random.once_in(2 * once),
                    do_not_call: random.once_in(2 * once),
                    ..stale(0)
                })
                .collect();
            let rules = RemovalRules { include_follow_up_ahead: random.once_in(2), ..rules() };
            let plan = planned(&leads, &agents, &rules);
            let expected: Vec<RowReason> =
                leads.iter().map(|lead| why_not(lead, &agents, &rules)).collect();
            assert_eq!(reasons(&plan), expected, "case {case}");
            let lost = |agent: usize| {
                leads
                    .iter()
                    .zip(&expected)
                    .filter(|(lead, why)| {
                        lead.owner == Some(agent as u32) && **why == RowReason::Moved
                    })
                    .count()
            };
            let lost: Vec<u32> = (0..agents.len()).map(|agent| lost(agent) as u32).collect();
            assert_eq!(plan.outcome.lost, lost, "case {case}");
        }
    }

    /// The first reason of the rule that leaves a lead alone.
    fn why_not(lead: &Lead, agents: &[Agent], rules: &RemovalRules) -> RowReason {
        let owner = lead.owner.and_then(|owner| agents.get(owner as usize));
        if lead.status == rules.customer {
            RowReason::IsCustomer
        } else if lead.owner.is_none() {
            RowReason::NotOwned
        } else if !rules.listed.contains(lead.status) {
            RowReason::StatusNotListed
        } else if lead.since > rules.cut_off {
            RowReason::TooRecent
        } else if owner.is_some_and(|owner| owner.state == AgentState::Banned) {
            RowReason::OwnerBanned
        } else if lead.live_call {
            RowReason::LiveCall
        } else if lead.follow_up_ahead && !rules.include_follow_up_ahead {
            RowReason::FollowUpAhead
        } else if lead.do_not_call {
            RowReason::DoNotCall
        } else {
            RowReason::Moved
        }
    }

    /// X1: without bitmaps every lead has its owner and no flag is set.
    #[test]
    fn leads_without_bitmaps_are_judged_by_their_values() {
        let leads = [stale(0), Lead { since: 1_001, ..stale(1) }, stale(1)];
        let plan = with_columns(&leads, &[FREE, FREE], |leads, agents| {
            let bare =
                LeadColumns::new(leads.status, leads.captured_at, Column::full(leads.owner.values));
            let bare = LeadColumns { status_since: leads.status_since, ..bare };
            plan(&bare, agents, &rules()).unwrap()
        });
        assert_eq!(reasons(&plan), [RowReason::Moved, RowReason::TooRecent, RowReason::Moved]);
        assert_eq!(plan.outcome.lost, [1, 1]);
    }

    /// X1: each lead is removed or has the first reason that leaves it alone.
    #[test]
    fn a_lead_that_is_left_alone_says_why() {
        let banned = Agent { state: AgentState::Banned, ..FREE };
        let away = Agent { state: AgentState::Away, ..FREE };
        let leads = [
            stale(0),
            Lead { status: COLD, ..stale(2) },
            Lead { status: CUSTOMER, ..stale(0) },
            Lead { owner: None, ..stale(0) },
            Lead { status: ASSIGNED, since: 5_000, ..stale(0) },
            Lead { since: 1_001, ..stale(1) },
            Lead { live_call: true, ..stale(1) },
            Lead { live_call: true, follow_up_ahead: true, ..stale(0) },
            Lead { follow_up_ahead: true, ..stale(0) },
            Lead { do_not_call: true, ..stale(0) },
        ];
        let plan = planned(&leads, &[FREE, banned, away], &rules());
        let expected = [
            RowReason::Moved,
            RowReason::Moved,
            RowReason::IsCustomer,
            RowReason::NotOwned,
            RowReason::StatusNotListed,
            RowReason::TooRecent,
            RowReason::OwnerBanned,
            RowReason::LiveCall,
            RowReason::FollowUpAhead,
            RowReason::DoNotCall,
        ];
        assert_eq!(reasons(&plan), expected);
        assert_eq!(plan.outcome.lost, [1, 0, 1]);
        assert_eq!(plan.outcome.counts.moved(), 2);
    }

    /// X1: the cut-off itself is late enough, a millisecond after it is not.
    #[test]
    fn the_cut_off_is_included() {
        let leads = [999, 1_000, 1_001].map(|since| Lead { since, ..stale(0) });
        let expected = [RowReason::Moved, RowReason::Moved, RowReason::TooRecent];
        assert_eq!(reasons(&planned(&leads, &[FREE], &rules())), expected);
    }

    /// X1: a policy switch removes leads with a follow-up ahead too.
    #[test]
    fn a_follow_up_ahead_keeps_a_lead_unless_the_policy_says_otherwise() {
        let leads = [Lead { follow_up_ahead: true, ..stale(0) }];
        let open = RemovalRules { include_follow_up_ahead: true, ..rules() };
        assert_eq!(reasons(&planned(&leads, &[FREE], &open)), [RowReason::Moved]);
    }

    /// X1: the lead of an owner who was not supplied is removed.
    #[test]
    fn a_lead_of_an_unknown_owner_goes_back_to_the_pool() {
        let plan = planned(&[stale(UNKNOWN_AGENT)], &[FREE], &rules());
        assert_eq!(reasons(&plan), [RowReason::Moved]);
        assert_eq!(plan.outcome.lost, [0]);
    }

    /// X2, S4: a removed lead is not removed again.
    #[test]
    fn planning_again_removes_nothing() {
        let removed = Lead { status: 0, owner: None, since: 2_000, ..stale(0) };
        assert_eq!(reasons(&planned(&[removed], &[FREE], &rules())), [RowReason::NotOwned]);
    }
}
