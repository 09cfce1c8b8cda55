//! What a run came to, as data and as one line (rule S5).

use alloc::{format, string::String};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    RowReason, assignment::AssignmentOutcome, removal::RemovalOutcome, top_up::TopUpOutcome,
};
use crate::{
    code::Code,
    ids::AgentId,
    order::Set,
    time::{Job, Timestamp, Zone},
};

/// What a run came to (rule S5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// The job.
    pub job: Job,
    /// The instant of the run.
    pub at: Timestamp,
    /// Leads assigned, removed or topped up.
    pub moved: u64,
    /// Agents who received them or, for removal, lost them; owners who were not supplied are not counted.
    pub agents: u64,
    /// Eligible leads that were not placed or, for top-up, places that stay free; 0 for removal.
    pub left: u64,
    /// The commonest reason for what is left; none when nothing is.
    pub reason: Option<Code>,
    /// All of it in one line.
    pub line: String,
}

impl Outcome {
    /// What auto-removal over columns came to.
    #[must_use]
    pub fn of_removal(outcome: &RemovalOutcome, at: Timestamp, zone: &Zone) -> Self {
        let done = (outcome.counts.moved(), concerned(&outcome.lost));
        Self::new(Job::Removal, at, zone, done, (0, None))
    }

    /// What auto-assignment over columns came to.
    #[must_use]
    pub fn of_assignment(outcome: &AssignmentOutcome, at: Timestamp, zone: &Zone) -> Self {
        let counts = &outcome.counts;
        let done = (counts.moved(), concerned(&outcome.received));
        let reason = counts.commonest_not_placed().and_then(RowReason::code);
        Self::new(Job::Assignment, at, zone, done, (counts.not_placed(), reason))
    }

    /// What top-up over columns came to.
    #[must_use]
    pub fn of_top_up(outcome: &TopUpOutcome, at: Timestamp, zone: &Zone) -> Self {
        let done = (outcome.counts.moved(), concerned(&outcome.received));
        let left = outcome.places_left.iter().map(|places| u64::from(*places)).sum();
        Self::new(Job::TopUp, at, zone, done, (left, Some(Code::JobNoLeads)))
    }

    /// Sums up the agents concerned, one entry per moved lead, and what is left with its commonest reason.
    pub(super) fn of<'a>(
        job: Job,
        at: Timestamp,
        zone: &Zone,
        moved: impl Iterator<Item = Option<&'a AgentId>>,
        (left, reason): (u64, Option<Code>),
    ) -> Self {
        let mut agents = Set::new();
        let mut count = 0_u64;
        for agent in moved {
            agents.extend(agent);
            count = count.saturating_add(1);
        }
        let agents = u64::try_from(agents.len()).unwrap_or(u64::MAX);
        Self::new(job, at, zone, (count, agents), (left, reason))
    }

    fn new(
        job: Job,
        at: Timestamp,
        zone: &Zone,
        (moved, agents): (u64, u64),
        (left, reason): (u64, Option<Code>),
    ) -> Self {
        let reason = reason.filter(|_| left > 0);
        let mut outcome = Self { job, at, moved, agents, left, reason, line: String::new() };
        outcome.line = outcome.sentence(zone);
        outcome
    }

    /// The line of rule S5, such as `Last run: 2026-05-11 09:00 IST — 1 lead assigned across 1 agent.`
    fn sentence(&self, zone: &Zone) -> String {
        let (date, time) = zone.to_local(self.at);
        let minute = time.to_minute();
        let designation = zone.designation_at(self.at);
        let counted = |number: u64, one: &str, more: &str| match number {
            1 => format!("1 {one}"),
            _ => format!("{number} {more}"),
        };
        let leads = counted(self.moved, "lead", "leads");
        let agents = counted(self.agents, "agent", "agents");
        let done = match self.job {
            Job::Removal => format!("{leads} removed from {agents}"),
            Job::Assignment => format!("{leads} assigned across {agents}"),
            Job::TopUp => format!("{leads} topped up across {agents}"),
        };
        let left = match (self.job, self.left, self.reason) {
            (Job::Removal, _, _) | (_, 0, _) => String::new(),
            (Job::Assignment, left, reason) => format!(", {left} unassigned{}", because(reason)),
            (Job::TopUp, left, reason) => {
                format!(", {} left{}", counted(left, "place", "places"), because(reason))
            }
        };
        format!("Last run: {date} {minute} {designation} — {done}{left}.")
    }
}

/// The agents who received or lost leads.
fn concerned(leads: &[u32]) -> u64 {
    u64::try_from(leads.iter().filter(|leads| **leads > 0).count()).unwrap_or(u64::MAX)
}

/// The reason in brackets, in a few words.
fn because(reason: Option<Code>) -> String {
    let words = match reason {
        Some(Code::JobAgentsAtCap) => "agents at cap",
        Some(Code::JobOnlyBarredAgent) => "only the agent who had the lead has room",
        Some(Code::JobNoAgentMatches) => "no agent matches",
        Some(Code::JobLimitReached) => "limit reached",
        Some(Code::JobNoLeads) => "no leads",
        _ => return String::new(),
    };
    format!(" ({words})")
}

#[cfg(all(test, feature = "tzdb"))]
mod tests {
    use super::*;
    use crate::time::TimeZone;

    fn line(job: Job, agents: &[&str], left: (u64, Option<Code>), zone: &str) -> String {
        let zone = Zone::compile(&TimeZone::named(zone)).unwrap();
        let ids: alloc::vec::Vec<_> =
            agents.iter().map(|agent| AgentId::new(agent).unwrap()).collect();
        let at = Timestamp::parse("2026-05-11T03:30:00Z").unwrap();
        Outcome::of(job, at, &zone, ids.iter().map(Some), left).line
    }

    /// S5: the line of each job, with singular and plural
    #[test]
    fn the_outcome_line_reads_as_a_sentence() {
        let at_cap = (3, Some(Code::JobAgentsAtCap));
        let lines = [
            line(Job::Assignment, &["a", "b", "a"], at_cap, "Asia/Kolkata"),
            line(Job::Assignment, &["a"], (0, Some(Code::JobAgentsAtCap)), "Asia/Kolkata"),
            line(Job::Removal, &["a", "a"], (0, None), "Asia/Kolkata"),
            line(Job::TopUp, &["a", "b"], (7, Some(Code::JobNoLeads)), "Asia/Kolkata"),
            line(Job::TopUp, &[], (1, Some(Code::JobNoLeads)), "America/Sao_Paulo"),
        ];
        assert_eq!(
            lines,
            [
                "Last run: 2026-05-11 09:00 IST — 3 leads assigned across 2 agents, 3 unassigned (agents at cap).",
                "Last run: 2026-05-11 09:00 IST — 1 lead assigned across 1 agent.",
                "Last run: 2026-05-11 09:00 IST — 2 leads removed from 1 agent.",
                "Last run: 2026-05-11 09:00 IST — 2 leads topped up across 2 agents, 7 places left (no leads).",
                "Last run: 2026-05-11 00:30 -03:00 — 0 leads topped up across 0 agents, 1 place left (no leads).",
            ]
        );
    }
}
