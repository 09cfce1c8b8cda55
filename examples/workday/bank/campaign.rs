//! Working off the rows: capture, hand out, call, close, day after day.

use std::collections::BTreeMap;

use calliyo_core::{
    AgentId, CallId, Diagnostic, Fact, LeadId, RoleId, StatusId,
    lead::{Actor, Agent, AgentState, CallStatus, Deed, Lead, LogCall, NewCall, NewLead},
    policy::Policy,
    time::{LocalDate, LocalTime, TimeZone, Timestamp},
};
use indicatif::ProgressBar;
use serde::Serialize;

use super::{file::Row, jobs};
use crate::{
    failure::Failure,
    host::{Host, actor_of, process},
    output::Output,
};

/// How many waiting leads a run looks at, those first that have waited longest; more where the agents could hold more.
const BATCH: usize = 5_000;

/// The local hours between which calls end.
const CALLING: (u32, u32) = (11, 19);

/// What the campaign took beside the calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Effort {
    /// Days on which somebody called.
    pub(super) days: u64,
    /// The date of the last call.
    pub(super) last_day: Option<LocalDate>,
    /// Runs of the jobs that moved a lead.
    pub(super) runs: u64,
    /// Leads that such runs handed out.
    pub(super) assigned: u64,
    /// Most leads that waited for another day.
    pub(super) most_waiting: u64,
}

/// A bank's campaign under way.
pub(super) struct Campaign<'r, 'h, 'w> {
    rows: &'r [Row],
    host: Host<'h, 'w>,
    callers: Vec<Actor>,
    importer: Actor,
    jobs: Actor,
    /// The leads without owner, oldest first.
    waiting: Vec<usize>,
    /// The leads that each caller has to call today.
    lists: BTreeMap<AgentId, Vec<usize>>,
    /// How many waiting leads a run looks at.
    batch: usize,
    /// The next row to capture.
    next: usize,
    effort: Effort,
}

impl<'r, 'h, 'w> Campaign<'r, 'h, 'w> {
    /// A campaign of so many agents who hold at most `cap` leads each.
    ///
    /// # Errors
    /// [`Failure::Usage`] when so few would still be calling after the supported time.
    pub(super) fn new(
        rows: &'r [Row],
        agents: u32,
        cap: u32,
        output: &'h mut Output<'w>,
    ) -> Result<Self, Failure> {
        let places = u64::from(agents) * u64::from(cap);
        if !ends_in_time(rows, places) {
            return Err(Failure::Usage(format!(
                "so few agents ({agents}, with a cap of {cap}) would still be calling in 2100: raise `--agents` or `--cap`"
            )));
        }
        let people =
            (1..=agents).map(|number| agent(number, cap)).collect::<Result<Vec<_>, _>>()?;
        let mut policy =
            Policy { time_zone: TimeZone::named("Europe/Lisbon"), ..Policy::default() };
        policy.orders.enabled = false;
        let host = Host::new(policy, people, output)?;
        Ok(Self {
            rows,
            callers: host.people().iter().map(actor_of).collect(),
            host,
            importer: process("import")?,
            jobs: process("jobs")?,
            waiting: Vec::new(),
            lists: BTreeMap::new(),
            batch: usize::try_from(places).unwrap_or(usize::MAX).max(BATCH),
            next: 0,
            effort: Effort::default(),
        })
    }

    /// Works all rows off.
    ///
    /// # Errors
    /// What the library refuses, and the end of the supported time.
    pub(super) fn run(&mut self, progress: &ProgressBar) -> Result<(), Failure> {
        let Some(mut date) = self.rows.first().map(|row| row.date) else { return Ok(()) };
        self.host.switch_on(self.host.instant(date, LocalTime::MIDNIGHT)?);
        while self.next < self.rows.len() || !self.waiting.is_empty() {
            progress.set_message(date.to_string());
            self.capture(date)?;
            for at in [
                self.host.engine().policy().automation.assignment.at,
                self.host.engine().policy().automation.top_up.at,
            ] {
                self.run_jobs(self.host.instant(date, at)?)?;
            }
            let called = self.call(date)?;
            progress.inc(called);
            let waiting = u64::try_from(self.waiting.len()).unwrap_or(u64::MAX);
            self.effort.most_waiting = self.effort.most_waiting.max(waiting);
            date = date.add_days(1).ok_or(Failure::OutOfTime)?;
        }
        Ok(())
    }

    /// The host with all leads and calls.
    pub(super) fn host(&self) -> &Host<'h, 'w> {
        &self.host
    }

    /// What it took.
    pub(super) fn effort(&self) -> Effort {
        self.effort
    }

    /// Captures the rows of a date at 08:00.
    fn capture(&mut self, date: LocalDate) -> Result<(), Failure> {
        let now = self.host.instant(date, time(8, 0))?;
        while let Some(row) = self.rows.get(self.next).filter(|row| row.date == date) {
            let id = lead_id(self.next)?;
            let new = NewLead {
                source: Some(row.contact.clone()),
                campaign: Some(row.previous_outcome.clone()),
                tags: vec![row.job.clone()],
                ..NewLead::new(id.clone())
            };
            self.host.perform(&self.importer, &id, Deed::CaptureLead(new), now)??;
            self.waiting.push(self.next);
            self.next += 1;
        }
        Ok(())
    }

    /// Runs the jobs that are due, and puts what they hand out on the agents' lists.
    fn run_jobs(&mut self, now: Timestamp) -> Result<(), Failure> {
        for due in self.host.due(now) {
            let batch = self.waiting.iter().take(self.batch);
            let run = self.host.begin_run(due.job, now)?;
            let batch: Vec<&Lead> =
                batch.filter_map(|place| self.host.leads().get(*place)).collect();
            let plan = jobs::plan(&self.host, due.job, &run, &batch, now)?;
            self.host.tell_plan(&plan);
            let applied = self.host.apply(&plan, &self.jobs, now)?;
            self.effort.runs += u64::from(applied.outcome.moved > 0);
            self.effort.assigned += applied.outcome.moved;
            for place in std::mem::take(&mut self.waiting) {
                match self.host.leads().get(place).and_then(|lead| lead.owner.clone()) {
                    Some(owner) => self.lists.entry(owner).or_default().push(place),
                    None => self.waiting.push(place),
                }
            }
        }
        Ok(())
    }

    /// Has every agent call the leads on the list, spread over the day; says how many were called.
    fn call(&mut self, date: LocalDate) -> Result<u64, Failure> {
        let longest = self.lists.values().map(Vec::len).max().unwrap_or_default();
        if longest == 0 {
            return Ok(0);
        }
        let first = self.host.instant(date, time(CALLING.0, 0))?;
        let span = i64::from(CALLING.1 - CALLING.0) * 3_600_000;
        let step = span / i64::try_from(longest).unwrap_or(i64::MAX);
        let lists = std::mem::take(&mut self.lists);
        let mut called = 0;
        let mut now = first;
        for round in 0..longest {
            for caller in 0..self.callers.len() {
                let list = self.callers.get(caller).and_then(|caller| lists.get(&caller.id));
                let place = list.and_then(|list| list.get(round));
                if let Some(place) = place {
                    self.close(caller, *place, now)?;
                    called += 1;
                }
            }
            now = now.saturating_add_millis(step);
        }
        self.effort.days += 1;
        self.effort.last_day = Some(date);
        Ok(called)
    }

    /// Logs the call of a row, with which the lead is closed as the file says.
    fn close(&mut self, caller: usize, place: usize, now: Timestamp) -> Result<(), Failure> {
        let (Some(row), Some(caller)) = (self.rows.get(place), self.callers.get(caller)) else {
            return Ok(());
        };
        let status =
            if row.duration_seconds > 0 { CallStatus::Called } else { CallStatus::NoAnswer };
        let next = StatusId::new(if row.bought { "customer" } else { "notInterested" })?;
        let call = NewCall::new(
            CallId::new(&format!("call-{}", place + 1))?,
            status,
            row.duration_seconds,
        );
        let call = LogCall { call, next_status: Some(next), follow_up: None, order: None };
        self.host.perform(caller, &lead_id(place)?, Deed::LogCall(call), now)??;
        Ok(())
    }
}

/// Whether so many places a day are enough to be done before the supported time ends.
fn ends_in_time(rows: &[Row], places: u64) -> bool {
    let mut waiting = 0_u64;
    let mut rows_by_date = rows.chunk_by(|row, next| row.date == next.date).peekable();
    while let Some(today) = rows_by_date.next() {
        let (Some(date), came) = (today.first().map(|row| row.date), today.len()) else { break };
        let days = rows_by_date
            .peek()
            .and_then(|next| next.first())
            .map_or_else(|| LocalDate::MAX.days_since(date), |next| next.date.days_since(date));
        let called = places.saturating_mul(u64::try_from(days).unwrap_or_default());
        waiting = (waiting + u64::try_from(came).unwrap_or(u64::MAX)).saturating_sub(called);
    }
    waiting == 0
}

fn agent(number: u32, cap: u32) -> Result<Agent, Diagnostic> {
    Ok(Agent {
        id: AgentId::new(&format!("agent-{number:05}"))?,
        name: None,
        role: RoleId::new("agent")?,
        branch: None,
        department: None,
        state: AgentState::Active,
        cap: Some(cap),
        held: Fact::Empty,
        counter: None,
        received_today: 0,
        last_run: None,
        live_call: Fact::Empty,
    })
}

/// The id of the lead that a row, counted from 0, becomes.
fn lead_id(row: usize) -> Result<LeadId, Diagnostic> {
    LeadId::new(&format!("row-{:06}", row + 1))
}

/// A time of day that every clock shows.
fn time(hour: u32, minute: u32) -> LocalTime {
    LocalTime::from_hms(hour, minute, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize) -> Vec<Row> {
        let row = |place: usize| Row {
            date: LocalDate::from_ymd(2008, 5, 5 + u32::try_from(place / 10).unwrap()).unwrap(),
            contact: "cellular".into(),
            job: "student".into(),
            previous_outcome: "unknown".into(),
            attempt: 1,
            duration_seconds: u32::try_from(place % 4).unwrap(),
            bought: place % 3 == 1,
        };
        (0..count).map(row).collect()
    }

    fn worked_off(rows: &[Row], agents: u32, cap: u32) -> Effort {
        let mut sink = Vec::new();
        let mut output = Output::json(&mut sink);
        let mut campaign = Campaign::new(rows, agents, cap, &mut output).unwrap();
        campaign.run(&ProgressBar::hidden()).unwrap();
        let host = campaign.host();
        assert_eq!(host.calls().len(), rows.len());
        for (row, lead) in rows.iter().zip(host.leads()) {
            assert_eq!(lead.is_customer(), row.bought);
            assert_eq!(lead.connected_ever, row.duration_seconds > 0);
            assert_eq!(lead.attempts, 1);
        }
        campaign.effort()
    }

    #[test]
    fn every_lead_is_called_once_however_few_the_agents() {
        let rows = rows(35);
        for (agents, cap, days, waiting) in
            [(3, 5, 4, 0), (1, 1, 35, 31), (2, 4, 5, 6), (90, 1, 4, 0)]
        {
            let effort = worked_off(&rows, agents, cap);
            assert_eq!(effort.assigned, 35);
            assert_eq!(effort.days, days, "{agents} × {cap}");
            assert_eq!(effort.most_waiting, waiting, "{agents} × {cap}");
        }
    }

    #[test]
    fn agents_too_few_for_the_supported_time_are_refused() {
        let mut many = rows(10);
        many.extend(std::iter::repeat_n(many[9].clone(), 50_000));
        assert!(!ends_in_time(&many, 1));
        assert!(ends_in_time(&many, 2));
        let mut sink = Vec::new();
        let mut output = Output::json(&mut sink);
        let refused = Campaign::new(&many, 1, 1, &mut output).err().unwrap();
        assert_eq!(refused.exit_code(), 2);
    }
}
