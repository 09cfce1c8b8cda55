//! Auto-removal (rule X1): stale leads go back to the pool.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    Bitmap, RowReason, StatusSet,
    columns::{AgentColumns, LeadColumns, missing_column, same_length},
    reason::ReasonCounts,
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
    let judge = Judge::new(leads, since, agents, rules);
    let mut lost = vec![0_u32; agents.len()];
    for (block, reason) in reason.chunks_mut(BLOCK).enumerate() {
        let first = block.saturating_mul(BLOCK);
        let rows = first..first.saturating_add(reason.len());
        judge.why_not(rows.clone(), reason);
        let owners = leads.owner.values.get(rows).unwrap_or_default();
        for (owner, reason) in owners.iter().zip(reason) {
            // Adds 0 for a lead that stays, as one without an owner does: without a branch. There are fewer than 2^32 leads.
            if let Some(lost) = lost.get_mut(*owner as usize) {
                let moved = u32::from(*reason == RowReason::Moved.as_byte());
                *lost = lost.wrapping_add(moved);
            }
        }
    }
    Ok(RemovalOutcome { counts: ReasonCounts::of(reason), lost })
}

/// Rows that are judged together, reason by reason. A multiple of 8, so that a block starts with a byte of every bitmap.
const BLOCK: usize = 256;

/// The rule over columns.
struct Judge<'a> {
    leads: &'a LeadColumns<'a>,
    since: &'a [i64],
    rules: &'a RemovalRules,
    /// The mask per status: it is not listed.
    is_not_listed: Vec<u8>,
    /// The mask per agent: it is banned. Empty where none is.
    is_banned: Vec<u8>,
}

impl<'a> Judge<'a> {
    fn new(
        leads: &'a LeadColumns<'a>,
        since: &'a [i64],
        agents: &AgentColumns<'_>,
        rules: &'a RemovalRules,
    ) -> Self {
        let statuses = u16::try_from(rules.statuses).unwrap_or(u16::MAX);
        let banned = |state: &AgentState| *state == AgentState::Banned;
        let some_banned = agents.state.iter().any(banned);
        let states = if some_banned { agents.state } else { &[] };
        Self {
            leads,
            since,
            rules,
            is_not_listed: (0..=statuses)
                .map(|status| mask(!rules.listed.contains(status)))
                .collect(),
            is_banned: states.iter().map(|state| mask(banned(state))).collect(),
        }
    }

    /// Per row of a block the first reason of the rule (X1, C13) that leaves a lead alone, or that it is moved.
    ///
    /// Reasons are written from the last to the first: one that comes earlier in the rule takes the place of a later one.
    fn why_not(&self, rows: Range<usize>, reason: &mut [u8]) {
        let leads = self.leads;
        let first = rows.start;
        let status = leads.status.get(rows.clone()).unwrap_or_default();
        let owner = leads.owner.values.get(rows.clone()).unwrap_or_default();
        let since = self.since.get(rows).unwrap_or_default();
        let is_banned = |owner: u32| looked_up(&self.is_banned, owner as usize);
        let is_not_listed = |status: u16| looked_up(&self.is_not_listed, usize::from(status));

        reason.fill(RowReason::Moved.as_byte());
        mark_set(reason, RowReason::DoNotCall, leads.do_not_call, first);
        if !self.rules.include_follow_up_ahead {
            mark_set(reason, RowReason::FollowUpAhead, leads.follow_up_ahead, first);
        }
        mark_set(reason, RowReason::LiveCall, leads.live_call, first);
        for (((reason, status), owner), since) in
            reason.iter_mut().zip(status).zip(owner).zip(since)
        {
            let is_recent = mask(*since > self.rules.cut_off);
            let own = chosen(is_banned(*owner), RowReason::OwnerBanned, *reason);
            let own = chosen(is_recent, RowReason::TooRecent, own);
            *reason = chosen(is_not_listed(*status), RowReason::StatusNotListed, own);
        }
        mark_unset(reason, RowReason::NotOwned, leads.owner.validity, first);
        // A customer's status is never in the list (rule P5): said before that, so that it is said at all.
        for (reason, status) in reason.iter_mut().zip(status) {
            *reason = chosen(mask(*status == self.rules.customer), RowReason::IsCustomer, *reason);
        }
    }
}

/// All bits where a reason applies, and none where it does not. What a table holds, so that a look-up needs no branch:
/// which rows a reason applies to follows no pattern.
const fn mask(applies: bool) -> u8 {
    if applies { u8::MAX } else { 0 }
}

/// The mask of a table; where the table ends, the reason does not apply.
fn looked_up(table: &[u8], place: usize) -> u8 {
    table.get(place).copied().unwrap_or_default()
}

/// The reason where the mask is full, and the other byte where it is empty.
const fn chosen(mask: u8, why: RowReason, otherwise: u8) -> u8 {
    why.as_byte() & mask | otherwise & !mask
}

/// Writes a reason to the rows whose flag is set; a flag without a bitmap is set on none. `first` is the row of the first
/// reason, and the first of a byte.
fn mark_set(reason: &mut [u8], why: RowReason, flag: Option<Bitmap<'_>>, first: usize) {
    if let Some(flag) = flag {
        mark_bits(reason, why, flag.bytes_from(first).iter().copied());
    }
}

/// Writes a reason to the rows without a value; a column without a bitmap has all.
fn mark_unset(reason: &mut [u8], why: RowReason, validity: Option<Bitmap<'_>>, first: usize) {
    if let Some(validity) = validity {
        mark_bits(reason, why, validity.bytes_from(first).iter().map(|byte| !byte));
    }
}

fn mark_bits(reason: &mut [u8], why: RowReason, bytes: impl Iterator<Item = u8>) {
    for (reason, byte) in reason.chunks_mut(8).zip(bytes).filter(|(_, byte)| *byte != 0) {
        for (bit, reason) in (0..).zip(reason) {
            let mask = (byte.wrapping_shr(bit) & 1).wrapping_neg();
            *reason = chosen(mask, why, *reason);
        }
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
