//! The library's plans beside those of the model.

use std::fmt::{Debug, Write as _};

use calliyo_core::jobs::{
    NO_AGENT, ReasonCounts, RowReason,
    assignment::{self as library_assignment, AssignmentRules},
    top_up::{self as library_top_up, TopUpRules},
};

use super::{assignment, company::Company, count, problem::Solver, top_up};

/// Compares the library's assignment with the model's.
///
/// # Errors
///
/// What differs, in words.
pub fn assignment(
    company: &Company,
    rules: &AssignmentRules,
    solver: &dyn Solver,
) -> Result<assignment::Expected, String> {
    let expected = assignment::expected(company, rules, solver);
    let plan = company
        .with_columns(|leads, agents| library_assignment::plan(leads, agents, rules))
        .map_err(|fault| format!("the library refuses the columns: {fault:?}"))?;
    let outcome = &plan.outcome;
    same("reasons", &reasons(&plan.reason), &expected.reason)?;
    same("received", &outcome.received, &expected.received)?;
    same("counters", &outcome.counter, &expected.counter)?;
    if let Some(agent_of) = &expected.agent_of {
        same("agents of the leads", &plan.agent_of, agent_of)?;
    }
    same_counts(&outcome.counts, &expected.reason)?;
    is_sound(&plan.agent_of, &expected.reason, &expected.received, &expected.may_take)?;
    for (row, agent) in company.agents.iter().enumerate() {
        let leaves = |lead: usize| {
            let lead = &company.leads[lead];
            lead.owner == Some(count(row)) && rules.counts.contains(lead.status)
        };
        let moved = (0..company.leads.len()).filter(|lead| plan.agent_of[*lead] != NO_AGENT);
        let left = count(moved.filter(|lead| leaves(*lead)).count());
        let received = outcome.received[row];
        let is_above_cap = agent.cap.is_some_and(|cap| agent.held + received > cap + left);
        let limit = rules.intake.left(agent.received_today);
        if received > 0 && (is_above_cap || limit.is_some_and(|most| received > most)) {
            return Err(format!("agent {row} receives {received} and loses {left}"));
        }
    }
    Ok(expected)
}

/// Compares the library's top-up with the model's.
///
/// # Errors
///
/// What differs, in words.
pub fn top_up(
    company: &Company,
    rules: &TopUpRules,
    solver: &dyn Solver,
) -> Result<top_up::Expected, String> {
    let expected = top_up::expected(company, rules, solver);
    let plan = company
        .with_columns(|leads, agents| library_top_up::plan(leads, agents, rules))
        .map_err(|fault| format!("the library refuses the columns: {fault:?}"))?;
    let outcome = &plan.outcome;
    same("reasons", &reasons(&plan.reason), &expected.reason)?;
    same("received", &outcome.received, &expected.received)?;
    same("places left", &outcome.places_left, &expected.places_left)?;
    same_counts(&outcome.counts, &expected.reason)?;
    is_sound(&plan.agent_of, &expected.reason, &expected.received, &expected.may_take)?;
    Ok(expected)
}

/// Compares many cases, and says of the first that differs all that is needed to see why.
///
/// The case that is told has as few leads as the difference allows.
///
/// # Panics
///
/// A case differs.
pub fn each<R: Debug, E>(
    cases: impl Iterator<Item = u64>,
    case: impl Fn(u64) -> (Company, R),
    compare: impl Fn(&Company, &R) -> Result<E, String>,
    mut same: impl FnMut(&Company, &R, E),
) {
    for number in cases {
        let (company, rules) = case(number);
        match compare(&company, &rules) {
            Ok(expected) => same(&company, &rules, expected),
            Err(_) => {
                let company = smallest(company, |company| compare(company, &rules).is_err());
                let difference = compare(&company, &rules).err().unwrap_or_default();
                panic!("case {number}: {difference}\n{}", told(&company, &rules));
            }
        }
    }
}

/// The company with fewer leads, by halves down to single ones, as long as it differs.
fn smallest(mut company: Company, differs: impl Fn(&Company) -> bool) -> Company {
    let mut size = company.leads.len();
    while size > 0 {
        let mut from = 0;
        while from < company.leads.len() {
            let mut smaller = company.clone();
            smaller.leads.drain(from..(from + size).min(company.leads.len()));
            if differs(&smaller) {
                company = smaller;
            } else {
                from += size;
            }
        }
        size /= 2;
    }
    company
}

fn told(company: &Company, rules: &impl Debug) -> String {
    let mut text =
        format!("{rules:?}\nthe ids are {}supplied\n", if company.has_ids { "" } else { "not " });
    for (row, agent) in company.agents.iter().enumerate() {
        writeln!(text, "agent {row}: {agent:?}").expect("a string takes all");
    }
    for (row, lead) in company.leads.iter().enumerate() {
        writeln!(text, "lead {row}: {lead:?}").expect("a string takes all");
    }
    text
}

fn reasons(bytes: &[u8]) -> Vec<RowReason> {
    let reason = |byte: &u8| RowReason::from_byte(*byte).expect("a reason");
    bytes.iter().map(reason).collect()
}

fn same<T: Debug + PartialEq>(what: &str, library: &[T], model: &[T]) -> Result<(), String> {
    if library == model {
        return Ok(());
    }
    Err(format!("other {what}\n  library {library:?}\n  model   {model:?}"))
}

fn same_counts(counts: &ReasonCounts, reasons: &[RowReason]) -> Result<(), String> {
    for (reason, rows) in counts.iter() {
        let own = reasons.iter().filter(|own| **own == reason).count();
        if rows != u64::from(count(own)) {
            return Err(format!("{reason:?} is counted {rows} times and not {own}"));
        }
    }
    Ok(())
}

/// Every placed lead and no other goes to an agent who may take it, and as many to each as is said.
fn is_sound(
    agent_of: &[u32],
    reason: &[RowReason],
    received: &[u32],
    may_take: &[Vec<u32>],
) -> Result<(), String> {
    let mut counted = vec![0; received.len()];
    for (row, agent) in agent_of.iter().enumerate() {
        let is_placed = reason[row] == RowReason::Moved;
        if is_placed != (*agent != NO_AGENT) {
            return Err(format!("lead {row} is {:?} and goes to {agent}", reason[row]));
        }
        if is_placed {
            if !may_take[row].contains(agent) {
                return Err(format!("lead {row} may not go to {agent}"));
            }
            counted[*agent as usize] += 1;
        }
    }
    same("leads per agent", &counted, received)
}
