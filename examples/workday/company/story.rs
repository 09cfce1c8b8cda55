//! The days in order of time: leads come in, jobs run, agents call, and things happen that nobody planned.

use std::collections::BTreeSet;

use calliyo_core::{
    AgentId, CallId, Diagnostic, FollowUpId, LeadId,
    jobs::{AgentTally, Outcome, RefusedMove},
    lead::{Actor, Decision, Deed, Lead, Order, PaymentStatus, Rejection},
    time::{Job, LocalDate, LocalTime, Timestamp},
};
use serde::Serialize;

use super::{
    agents::{self, Desk},
    leads::{Arrival, Prospects},
    report, scenes, setup,
};
use crate::{
    dice::Dice,
    failure::Failure,
    host::{Host, actor_of, process},
    output::Output,
};

/// Leads that come in by themselves on a day.
const ARRIVALS: usize = 14;
/// Calls that leads make on a working day.
const INCOMING: u32 = 6;

/// Plays the story and reports every day and the whole.
///
/// # Errors
/// Whatever the library finds wrong with the story itself, such as its policy.
pub(crate) fn run(output: &mut Output<'_>) -> Result<(), Failure> {
    let last = first_day()?.add_days(setup::DAYS - 1).ok_or(Failure::OutOfTime)?;
    report::whole(&mut told(output)?, last)
}

/// Has the company work for a day on leads that it is given at 08:00, and reports the day; none = the first of the story.
///
/// `bring` hands them to the host and says how many came in.
///
/// # Errors
/// Those of `bring`, and whatever the library finds wrong with the company itself.
pub(crate) fn run_on(
    output: &mut Output<'_>,
    day: Option<LocalDate>,
    bring: impl FnOnce(&mut Host<'_, '_>, Timestamp) -> Result<u64, Failure>,
) -> Result<(), Failure> {
    let mut story = Story::new(output)?;
    let date = day.map_or_else(first_day, Ok)?;
    story.host.switch_on(story.host.instant(date, LocalTime::MIDNIGHT)?);
    let opening = story.host.instant(date, LocalTime::from_hms(8, 0, 0).unwrap_or_default())?;
    story.log.captured = bring(&mut story.host, opening)?;
    story.play(None, date)?;
    report::day(&mut story, date)?;
    report::whole(&mut story, date)
}

/// The company after all days, each of them reported.
fn told<'h, 'w>(output: &'h mut Output<'w>) -> Result<Story<'h, 'w>, Failure> {
    let mut story = Story::new(output)?;
    story.past()?;
    let first = first_day()?;
    story.host.switch_on(story.host.instant(first, LocalTime::MIDNIGHT)?);
    for number in 0..setup::DAYS {
        let date = first.add_days(number).ok_or(Failure::OutOfTime)?;
        story.play(Some(number), date)?;
        report::day(&mut story, date)?;
    }
    Ok(story)
}

fn first_day() -> Result<LocalDate, Failure> {
    let (year, month, day) = setup::FIRST_DAY;
    LocalDate::from_ymd(year, month, day).ok_or(Failure::OutOfTime)
}

/// A company under way.
pub(super) struct Story<'h, 'w> {
    pub(super) host: Host<'h, 'w>,
    pub(super) dice: Dice,
    pub(super) desks: Vec<Desk>,
    /// The leads that scenes are about: the agents leave them alone.
    pub(super) cast: BTreeSet<LeadId>,
    pub(super) log: DayLog,
    prospects: Prospects,
    jobs: Actor,
    /// How many calls and follow-ups were given ids.
    named: u64,
    invoices: u64,
}

/// What of a day no lead tells.
#[derive(Debug, Default)]
pub(super) struct DayLog {
    /// The runs of the jobs.
    pub(super) runs: Vec<Run>,
    /// What was refused.
    pub(super) refused: Vec<Refused>,
    /// Leads that came in.
    pub(super) captured: u64,
}

/// A run of a job.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) job: Job,
    pub(super) outcome: Outcome,
    pub(super) agents: Vec<AgentTally>,
    pub(super) refused: Vec<RefusedMove>,
}

/// A command that was rejected.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refused {
    pub(super) at: Timestamp,
    pub(super) actor: AgentId,
    pub(super) lead: LeadId,
    /// What was asked for, in a few words.
    pub(super) asked: &'static str,
    pub(super) reasons: Vec<Diagnostic>,
}

/// Something that happens at an instant.
enum Moment {
    Arrivals,
    Jobs,
    Incoming,
    Scene(scenes::Play),
}

impl<'h, 'w> Story<'h, 'w> {
    fn new(output: &'h mut Output<'w>) -> Result<Self, Failure> {
        let host = Host::new(setup::policy()?, setup::people()?, output)?;
        let desks = host.people().iter().filter(|person| person.cap.is_some());
        Ok(Self {
            desks: desks.map(|person| Desk::of(actor_of(person))).collect(),
            host,
            dice: Dice::new(430),
            cast: BTreeSet::new(),
            log: DayLog::default(),
            prospects: Prospects::new(),
            jobs: process("jobs")?,
            named: 0,
            invoices: 0,
        })
    }

    /// What lies before the story: leads that agents hold since last week, promises for today, and a full pool.
    fn past(&mut self) -> Result<(), Failure> {
        let promised = |time: &str| Timestamp::parse(&format!("2026-04-30T{time}:00+05:30"));
        let times = ["10:15", "10:45", "11:30", "12:30", "15:00", "16:15"];
        let times = times.into_iter().map(promised).collect::<Result<Vec<_>, _>>()?;
        for (at, count, arrival) in [
            ("2026-04-20T11:00:00+05:30", 44, Arrival::Held("assigned")),
            ("2026-04-20T12:00:00+05:30", 12, Arrival::Held("notPicked")),
            ("2026-04-27T11:00:00+05:30", 56, Arrival::Held("assigned")),
            ("2026-04-27T12:00:00+05:30", 8, Arrival::Held("busy")),
            ("2026-04-29T16:00:00+05:30", 89, Arrival::Fresh),
        ] {
            self.arrive(count, |_| arrival.clone(), Timestamp::parse(at)?)?;
        }
        let meeting = |place: usize| Arrival::Promised(times[place % times.len()]);
        self.arrive(24, meeting, Timestamp::parse("2026-04-28T15:00:00+05:30")?)?;
        scenes::introduce(self, Timestamp::parse("2026-04-29T17:00:00+05:30")?)?;
        self.log = DayLog::default();
        Ok(())
    }

    /// Goes through one date; `number` counts the dates of the story from 0. On a date of no story no leads come in by
    /// themselves, and nothing is told on purpose.
    fn play(&mut self, number: Option<i32>, date: LocalDate) -> Result<(), Failure> {
        let works = self.host.engine().time().is_working_day(date);
        let at = |hour, minute| {
            let time = LocalTime::from_hms(hour, minute, 0).unwrap_or_default();
            self.host.instant(date, time)
        };
        let mut moments = Vec::new();
        if number.is_some() {
            moments.push((at(9, 15)?, Moment::Arrivals));
        }
        for (hour, minute) in [(8, 30), (9, 0), (9, 30)] {
            moments.push((at(hour, minute)?, Moment::Jobs));
        }
        for (day, hour, minute, play) in scenes::SCENES {
            if number == Some(*day) {
                moments.push((at(*hour, *minute)?, Moment::Scene(*play)));
            }
        }
        let (opening, closing) = (at(10, 0)?, at(18, 0)?);
        if works {
            for _ in 0..INCOMING {
                let minutes = i64::from(self.dice.between(15, 465));
                moments.push((opening.saturating_add_millis(minutes * 60_000), Moment::Incoming));
            }
        }
        moments.sort_by_key(|(at, _)| *at);
        for desk in &mut self.desks {
            let late = i64::from(self.dice.below(10)) * 60_000;
            desk.free_at = opening.saturating_add_millis(late);
        }
        for (at, moment) in moments {
            if works {
                self.agents_call(at.min(closing))?;
            }
            match moment {
                Moment::Arrivals => self.arrive(ARRIVALS, |_| Arrival::Fresh, at)?,
                Moment::Jobs => self.run_jobs(at, number == Some(0))?,
                Moment::Incoming => agents::incoming(self, at)?,
                Moment::Scene(play) => play(self, at)?,
            }
        }
        if works { self.agents_call(closing) } else { Ok(()) }
    }

    /// Lets the agents go on, in order of time, until an instant.
    fn agents_call(&mut self, until: Timestamp) -> Result<(), Failure> {
        loop {
            let free = self.desks.iter().enumerate().map(|(place, desk)| (desk.free_at, place));
            match free.min() {
                Some((at, desk)) if at < until => agents::turn(self, desk, at)?,
                _ => return Ok(()),
            }
        }
    }

    /// New leads come in.
    fn arrive(
        &mut self,
        count: usize,
        arrival: impl Fn(usize) -> Arrival,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let importer = process("import")?;
        for place in 0..count {
            let new = self.prospects.next(&arrival(place))?;
            let id = new.id.clone();
            self.host.perform(&importer, &id, Deed::CaptureLead(new), now)??;
        }
        self.log.captured += u64::try_from(count).unwrap_or_default();
        Ok(())
    }

    /// Runs the jobs that are due, each on the state after the one before.
    fn run_jobs(&mut self, now: Timestamp, disturbed: bool) -> Result<(), Failure> {
        for due in self.host.due(now) {
            let plan = self.host.plan(due.job, 0..self.host.leads().len(), now)?;
            if disturbed && due.job == Job::Assignment {
                scenes::while_a_plan_waits(self, &plan, now)?;
            }
            let jobs = self.jobs.clone();
            let applied = self.host.apply(&plan, &jobs, now)?;
            self.log.runs.push(Run {
                job: due.job,
                outcome: applied.outcome,
                agents: plan.agents,
                refused: applied.refused,
            });
        }
        Ok(())
    }

    /// Has somebody ask for something; a rejection goes into the day's log.
    pub(super) fn ask(
        &mut self,
        actor: &Actor,
        lead: &LeadId,
        asked: &'static str,
        deed: Deed,
        now: Timestamp,
    ) -> Result<Option<Decision>, Failure> {
        match self.host.perform(actor, lead, deed, now)? {
            Ok(decision) => Ok(Some(decision)),
            Err(Rejection { reasons, .. }) => {
                let (actor, lead) = (actor.id.clone(), lead.clone());
                self.log.refused.push(Refused { at: now, actor, lead, asked, reasons });
                Ok(None)
            }
        }
    }

    /// The person with this id, as somebody who acts.
    pub(super) fn person(&self, id: &str) -> Result<Actor, Failure> {
        let person = self.host.people().iter().find(|person| person.id == *id);
        Ok(person.map(actor_of).map_or_else(|| process(id), Ok)?)
    }

    /// The owner of a lead, as somebody who acts; none while it has none.
    pub(super) fn owner_of(&self, lead: &LeadId) -> Result<Option<Actor>, Failure> {
        let owner = self.host.lead(lead).and_then(|lead| lead.owner.as_ref());
        owner.map(|owner| self.person(owner.as_str())).transpose()
    }

    /// The first lead that no scene is about and that passes the test.
    pub(super) fn first_lead(&self, test: impl Fn(&Lead) -> bool) -> Option<LeadId> {
        let free = |lead: &&Lead| !self.cast.contains(&lead.id) && test(lead);
        self.host.leads().iter().find(free).map(|lead| lead.id.clone())
    }

    /// An order for a plan of the price list, under the next invoice number.
    pub(super) fn order(&mut self, plan: u32, payment: PaymentStatus) -> Result<Order, Diagnostic> {
        self.invoices += 1;
        setup::order(plan, payment, self.invoices)
    }

    /// An id for a new call.
    pub(super) fn call_id(&mut self) -> Result<CallId, Diagnostic> {
        self.named += 1;
        CallId::new(&format!("call-{}", self.named))
    }

    /// An id for a new follow-up.
    pub(super) fn follow_up_id(&mut self) -> Result<FollowUpId, Diagnostic> {
        self.named += 1;
        FollowUpId::new(&format!("f-{}", self.named))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use calliyo_core::lead::{Change, replay};

    use super::*;
    use crate::view::Paint;

    fn text() -> String {
        let mut sink = Vec::new();
        run(&mut Output::text(&mut sink, Paint::PLAIN)).unwrap();
        String::from_utf8(sink).unwrap()
    }

    #[test]
    fn every_lead_is_what_its_events_make_of_it() {
        let mut sink = Vec::new();
        let mut output = Output::json(&mut sink);
        let story = told(&mut output).unwrap();
        let host = &story.host;
        for lead in host.leads() {
            let own = host.events().iter().filter(|event| event.lead.as_ref() == Some(&lead.id));
            assert_eq!(replay(own).as_ref(), Some(lead));
        }
        for agent in host.people() {
            let held = host.leads().iter().filter(|lead| {
                let status = host.engine().policy().pipeline.status(&lead.status);
                lead.owner.as_ref() == Some(&agent.id) && status.unwrap().counts_toward_cap
            });
            assert_eq!(agent.held.value().copied().unwrap() as usize, held.count());
        }
    }

    #[test]
    fn the_story_has_everything_that_a_day_can_bring() {
        let mut sink = Vec::new();
        let mut output = Output::json(&mut sink);
        let story = told(&mut output).unwrap();
        let statuses: BTreeSet<_> = story.host.calls().iter().map(|call| call.status).collect();
        assert_eq!(statuses.len(), 6, "{statuses:?}");
        for (what, happened) in [
            ("a live call", |change: &Change| matches!(change, Change::CallStarted { .. })),
            ("a call given up", |change| matches!(change, Change::CallAbandoned { .. })),
            ("a call corrected", |change| matches!(change, Change::CallCorrected { .. })),
            ("a call voided", |change| matches!(change, Change::CallVoided { .. })),
            ("a promise moved", |change| matches!(change, Change::FollowUpRescheduled { .. })),
            ("a promise missed", |change| matches!(change, Change::FollowUpExpired { .. })),
            ("a promise handed on", |change| matches!(change, Change::FollowUpReassigned { .. })),
            ("a removal", |change| matches!(change, Change::LeadUnassigned { .. })),
            ("a customer lost", |change| matches!(change, Change::LeadUnconverted { .. })),
            ("an order changed", |change| matches!(change, Change::OrderUpdated { .. })),
            ("a note", |change| matches!(change, Change::NoteAdded { .. })),
        ] as [(&str, fn(&Change) -> bool); 11]
        {
            let events = story.host.events();
            assert!(events.iter().any(|event| happened(&event.change)), "{what} is missing");
        }
    }

    #[test]
    fn the_pages_fit_the_terminal_and_are_the_same_in_every_run() {
        let text = text();
        assert_eq!(text, self::text());
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{line}");
            assert_eq!(line, line.trim_end());
        }
        for told in ["plan.stale", "lead.is_customer", "permission.denied", "agent.banned", "lost"]
        {
            assert!(text.contains(told), "{told}");
        }
    }
}
