//! The bank's jobs over columns: the waiting leads and the callers as numbers, and the plan turned back into one by ids.

use calliyo_core::{
    Count, Diagnostic, Priority, RunId,
    jobs::{AgentTally, NotPlaced, Plan, PlannedMove, ReasonCount, RowReason, Saw},
    lead::{Lead, RunShare},
    policy::SCHEMA,
    time::{Job, Timestamp},
};

use crate::{
    columns::{Agents, Fates, LeadRow, Leads, Run, status_number},
    host::Host,
};

/// Plans a run of a job over leads that wait: they have no owner, and stand in the order of their ids, the oldest first.
///
/// # Errors
/// What the library finds wrong with the columns or the time.
pub(super) fn plan(
    host: &Host<'_, '_>,
    job: Job,
    run: &RunId,
    waiting: &[&Lead],
    now: Timestamp,
) -> Result<Plan, Diagnostic> {
    let engine = host.engine();
    let mut leads = Leads::with_capacity(waiting.len());
    for lead in waiting {
        leads.push(LeadRow {
            status: status_number(engine, lead.status.as_str()),
            status_since: lead.status_since,
            captured_at: lead.captured_at,
            owner: None,
            // Leads are called and closed by whoever gets them first.
            last_owner: None,
            priority: lead.priority.map(Priority::get),
            branch: None,
            live_call: lead.live_call.is_some(),
            follow_up_ahead: lead.has_follow_up_ahead(now),
            do_not_call: lead.do_not_call,
            attempts: lead.attempts,
        });
    }
    let mut agents = Agents::default();
    for person in host.people() {
        let held = person.held.value().copied().unwrap_or_default();
        agents.push(person.state, person.cap, held, person.counter.map(Count::get), None);
    }
    let mut fates = Fates::of(leads.len());
    let planned = fates.plan(engine, job, &leads, &agents, now)?;
    Ok(document(host, run, waiting, &fates, &planned, now))
}

/// The plan by ids.
fn document(
    host: &Host<'_, '_>,
    run: &RunId,
    waiting: &[&Lead],
    fates: &Fates,
    planned: &Run,
    now: Timestamp,
) -> Plan {
    let move_of = |(row, agent): (usize, u32)| {
        let lead = waiting.get(row)?;
        let to = host.people().get(agent as usize)?;
        Some(PlannedMove {
            lead: lead.id.clone(),
            to: Some(to.id.clone()),
            saw: Saw {
                owner: lead.owner.clone(),
                status: lead.status.clone(),
                version: lead.version,
            },
        })
    };
    let not_placed = waiting.iter().zip(fates.reasons()).filter_map(|(lead, reason)| {
        let reason = RowReason::from_byte(*reason).filter(|reason| reason.is_eligible())?;
        Some(NotPlaced { lead: lead.id.clone(), reason: reason.code()? })
    });
    let not_eligible = planned.counts.iter().filter_map(|(reason, leads)| {
        let is_counted = leads > 0 && !reason.is_eligible();
        reason.code().filter(|_| is_counted).map(|reason| ReasonCount { reason, leads })
    });
    let mut not_eligible: Vec<ReasonCount> = not_eligible.collect();
    not_eligible.sort_by_key(|count| count.reason);
    let received = planned.per_agent.iter().copied();
    let tallies =
        host.people().iter().zip(received).enumerate().map(|(row, (person, received))| {
            let held = person.held.value().copied().unwrap_or_default() + received;
            let counter = planned.counter.as_ref().and_then(|counter| counter.get(row));
            AgentTally {
                agent: person.id.clone(),
                received,
                left: 0,
                held,
                counter: counter.map_or(person.counter, |counter| counter.map(Count::new)),
                received_today: person.received_today + received,
                last_run: match received {
                    0 => person.last_run.clone(),
                    _ => Some(RunShare { run: run.clone(), received }),
                },
                free: person.cap.map(|cap| cap.saturating_sub(held)),
            }
        });
    Plan {
        schema: SCHEMA,
        run: run.clone(),
        job: planned.job,
        at: now,
        is_proven: planned.is_proven,
        moves: fates.handed_out().filter_map(move_of).collect(),
        not_placed: not_placed.collect(),
        skipped: Vec::new(),
        not_eligible,
        agents: tallies.collect(),
        outcome: planned.outcome.clone(),
    }
}

#[cfg(test)]
mod tests {
    use calliyo_core::{
        AgentId, Fact, LeadId, RoleId,
        lead::{Agent, AgentState, Deed, NewLead},
        policy::Policy,
    };

    use super::*;
    use crate::{host::process, output::Output};

    fn agent(id: &str, cap: u32) -> Agent {
        Agent {
            id: AgentId::new(id).unwrap(),
            name: None,
            role: RoleId::new("agent").unwrap(),
            branch: None,
            department: None,
            state: AgentState::Active,
            cap: Some(cap),
            held: Fact::Empty,
            counter: None,
            received_today: 0,
            last_run: None,
            live_call: Fact::Empty,
        }
    }

    #[test]
    fn a_plan_over_columns_is_the_plan_over_records() {
        let mut sink = Vec::new();
        let mut output = Output::json(&mut sink);
        let people = vec![agent("a", 3), agent("b", 0), agent("c", 2)];
        let mut host = Host::new(Policy::default(), people, &mut output).unwrap();
        let import = process("import").unwrap();
        let now = Timestamp::parse("2026-05-11T03:30:00Z").unwrap();
        for row in 0..8_i32 {
            let id = LeadId::new(&format!("row-{row}")).unwrap();
            let new = NewLead { do_not_call: row == 2, ..NewLead::new(id.clone()) };
            let at = now.saturating_add_millis((row - 8).into());
            host.perform(&import, &id, Deed::CaptureLead(new), at).unwrap().unwrap();
        }
        let waiting: Vec<&Lead> = host.leads().iter().collect();
        for (job, moves) in [(Job::Removal, 0), (Job::Assignment, 5), (Job::TopUp, 5)] {
            let run = RunId::new("run").unwrap();
            let by_columns = plan(&host, job, &run, &waiting, now).unwrap();
            let by_records =
                host.engine().plan(job, &run, host.leads(), host.people(), &[], now).unwrap();
            assert_eq!(by_columns, by_records);
            assert_eq!(by_columns.moves.len(), moves);
        }
    }
}
