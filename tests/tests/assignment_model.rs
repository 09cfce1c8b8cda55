//! Auto-assignment and top-up beside a second model of the rules, on thousands of random companies.

use calliyo_core::jobs::RowReason;
use calliyo_tests::{
    harness::compared,
    reference::{
        assignment::expected, cases, company::Company, comparison, every_plan::EveryPlan,
        exhaustive::Exhaustive, flow::Flow,
    },
};

const ASSIGNMENTS: u64 = 20_000;
const WITH_NEW_AGENTS: u64 = 5_000;
const TOP_UPS: u64 = 5_000;
const LARGE_ASSIGNMENTS: u64 = 200;
const BOTH_WAYS: u64 = 5_000;

/// A1, A2, A3, A4, A5, A5b, A6, A7, A8, C13: the plan is the best of all, in thousands of small companies
#[test]
fn an_assignment_is_the_best_of_all() {
    let (mut full, mut crowded, mut above) = (0, 0, 0);
    let compare =
        |company: &Company, rules: &_| comparison::assignment(company, rules, &Exhaustive);
    comparison::each(0..ASSIGNMENTS, cases::assignment, compare, |company, _, expected| {
        full += u64::from(expected.reason.contains(&RowReason::AgentsAtCap));
        crowded += u64::from(is_crowded(company));
        above += u64::from(
            company.agents.iter().any(|agent| agent.cap.is_some_and(|cap| agent.held > cap)),
        );
    });
    assert!(full * 4 >= ASSIGNMENTS, "caps bind in {full} cases only");
    assert!(crowded * 4 >= ASSIGNMENTS, "one owner has most of the leads in {crowded} cases only");
    let kinds = format!(
        "assignments with a model (caps bind in {full}, one owner has most leads in {crowded}, somebody is above the \
         cap in {above})"
    );
    compared(ASSIGNMENTS, &kinds);
}

/// A5, A5b, S4: new agents begin level with the lowest of the others who could receive, and an empty plan changes nothing
#[test]
fn new_agents_begin_on_a_level() {
    let (mut begun, mut waiting) = (0, 0);
    let compare =
        |company: &Company, rules: &_| comparison::assignment(company, rules, &Exhaustive);
    let cases = cases::assignment_with_new_agents;
    comparison::each(0..WITH_NEW_AGENTS, cases, compare, |company, _, expected| {
        let is_new = || company.agents.iter().map(|agent| agent.counter.is_none());
        let received = is_new().zip(&expected.received);
        begun += u64::from(received.into_iter().any(|(new, received)| new && *received > 0));
        waiting += u64::from(expected.counter.contains(&None));
    });
    assert!(begun * 4 >= WITH_NEW_AGENTS, "new agents receive in {begun} cases only");
    assert!(waiting * 10 >= WITH_NEW_AGENTS, "agents stay new in {waiting} cases only");
    let kinds =
        format!("assignments with new agents (who receive in {begun}, stay new in {waiting})");
    compared(WITH_NEW_AGENTS, &kinds);
}

/// A4, A5, A5b, A6, A7: the plan is the best of all, with a thousand leads
#[test]
fn an_assignment_of_a_thousand_leads_is_the_best_of_all() {
    let mut full = 0;
    let compare = |company: &Company, rules: &_| comparison::assignment(company, rules, &Flow);
    let numbers = 0..LARGE_ASSIGNMENTS;
    comparison::each(numbers, cases::large_assignment, compare, |_, _, expected| {
        full += u64::from(expected.reason.contains(&RowReason::AgentsAtCap));
    });
    assert!(full * 4 >= LARGE_ASSIGNMENTS, "caps bind in {full} cases only");
    let leads = cases::LARGE;
    let kinds = format!("assignments of {leads} leads with a circulation (caps bind in {full})");
    compared(LARGE_ASSIGNMENTS, &kinds);
}

/// T1, T2, T3, T4, C13: the plan is the best of all
#[test]
fn a_top_up_is_the_best_of_all() {
    let mut full = 0;
    let compare = |company: &Company, rules: &_| comparison::top_up(company, rules, &Exhaustive);
    comparison::each(0..TOP_UPS, cases::top_up, compare, |_, _, expected| {
        full += u64::from(expected.reason.contains(&RowReason::AgentsAtCap));
    });
    assert!(full * 4 >= TOP_UPS, "caps bind in {full} cases only");
    compared(TOP_UPS, &format!("top-ups with a model (caps bind in {full})"));
}

/// A5: the circulation finds what the search through every set of leads finds
#[test]
fn the_models_agree() {
    let mut full = 0;
    for number in 0..BOTH_WAYS {
        let (mut company, rules) = cases::assignment(number);
        for agent in &mut company.agents {
            agent.cap = agent.cap.map(|cap| cap.max(agent.held));
        }
        let one = expected(&company, &rules, &Exhaustive);
        let other = expected(&company, &rules, &Flow);
        assert_eq!(one.reason, other.reason, "case {number}");
        assert_eq!(one.received, other.received, "case {number}");
        full += u64::from(one.reason.contains(&RowReason::AgentsAtCap));
    }
    assert!(full * 10 >= BOTH_WAYS, "caps bind in {full} cases only");
    compared(BOTH_WAYS, &format!("assignments of two models (caps bind in {full})"));
}

/// A5: where every plan can be written down, the best of them is what the search finds, and is dealt alike
#[test]
fn the_model_agrees_with_every_plan() {
    let (mut tiny, mut full, mut dealt) = (0, 0, 0);
    for number in 0..ASSIGNMENTS {
        let (company, rules) = cases::assignment(number);
        if company.leads.len() > 5 || company.agents.len() > 4 {
            continue;
        }
        let one = expected(&company, &rules, &Exhaustive);
        let other = expected(&company, &rules, &EveryPlan);
        assert_eq!(one.reason, other.reason, "case {number}");
        assert_eq!(one.received, other.received, "case {number}");
        assert_eq!(one.agent_of, other.agent_of, "case {number}");
        tiny += 1;
        full += u64::from(one.reason.contains(&RowReason::AgentsAtCap));
        dealt += u64::from(one.agent_of.is_some());
    }
    assert!(full * 10 >= tiny, "caps bind in {full} of {tiny} cases only");
    let kinds = format!(
        "assignments of a model with every plan (caps bind in {full}, the dealing is fixed in {dealt})"
    );
    compared(tiny, &kinds);
}

/// More than half of at least four leads have the same owner.
fn is_crowded(company: &Company) -> bool {
    let leads = &company.leads;
    let own = |owner| leads.iter().filter(|lead| lead.owner == Some(owner)).count();
    leads.len() >= 4 && (0..).take(company.agents.len()).any(|owner| own(owner) * 2 > leads.len())
}
