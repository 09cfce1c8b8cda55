//! What can be asked of the records of any company.

use calliyo_core::{
    AgentId, Engine,
    lead::{Agent, Call, Event, FollowUp, Lead},
    report::{
        CallDimension, CallMeasure, CallQuery, CallReport, ConversionQuery, Dimension, Key,
        ReportedCall,
    },
    time::{LocalDate, Timestamp},
};

use super::{Report, calls, leads, people};
use crate::{
    failure::Failure,
    host::{Host, RunShares},
    view::Value,
};

/// The most days whose coverage is shown: else it is that of the busiest week.
const MOST_DAYS: usize = 14;

/// The records of a company at an instant.
pub(crate) struct Records<'r> {
    /// The library with the company's policy.
    pub(crate) engine: &'r Engine,
    /// Everybody who works there.
    pub(crate) people: &'r [Agent],
    /// All leads.
    pub(crate) leads: &'r [Lead],
    /// All ended calls.
    pub(crate) calls: Vec<ReportedCall<'r>>,
    /// The follow-ups that are resolved or expired; open ones are with their leads.
    pub(crate) closed_follow_ups: &'r [FollowUp],
    /// What happened to all leads.
    pub(crate) events: &'r [Event],
    /// The runs that handed out leads.
    pub(crate) runs: &'r [RunShares],
    /// When the reports are made.
    pub(crate) now: Timestamp,
    /// What the company calls things.
    pub(crate) words: Words,
}

/// What a company calls things that the library has other names for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// Where a lead came from.
    pub(crate) source: &'static str,
    /// The campaign that it belongs to.
    pub(crate) campaign: &'static str,
    /// A tag of it.
    pub(crate) tag: &'static str,
    /// Whether amounts are in whole units, not in minor ones.
    pub(crate) whole_units: bool,
}

impl Default for Words {
    fn default() -> Self {
        Self { source: "source", campaign: "campaign", tag: "tag", whole_units: false }
    }
}

impl<'r> Records<'r> {
    /// The records that a host stores, at an instant.
    pub(crate) fn of(host: &'r Host<'_, '_>, now: Timestamp, words: Words) -> Self {
        let reported = |call: &'r Call| match call.parent.lead().and_then(|id| host.lead(id)) {
            Some(lead) => ReportedCall::of_lead(call, lead),
            None => call.into(),
        };
        Self {
            engine: host.engine(),
            people: host.people(),
            leads: host.leads(),
            calls: host.calls().iter().map(reported).collect(),
            closed_follow_ups: host.closed_follow_ups(),
            events: host.events(),
            runs: host.runs(),
            now,
            words,
        }
    }

    /// The figures that matter most; of calls only where there are any.
    ///
    /// # Errors
    /// What the library finds wrong with the records.
    pub(crate) fn figures(&self) -> Result<Vec<(&'static str, Value)>, Failure> {
        let leads = self.engine.conversion_report(self.leads, &ConversionQuery::default())?.total;
        let mut figures = vec![
            ("leads", Value::Number(leads.leads)),
            ("customers", Value::Number(leads.customers)),
            ("conversion rate", Value::Rate(leads.rate)),
        ];
        let measures = CallMeasure::ALL.into();
        let query = CallQuery { measures, ..CallQuery::default() };
        let calls = self.engine.call_report(self.calls.iter().copied(), &query)?.total;
        if calls.counts.calls > 0 {
            figures.extend([
                ("calls", Value::Number(calls.counts.calls)),
                ("connected calls", Value::Number(calls.counts.connected)),
                ("connect rate", Value::Rate(calls.connect_rate)),
                ("leads reached", Value::Rate(calls.reach_rate)),
                ("talk time", Value::Seconds(Some(calls.counts.talk_seconds))),
                ("missed calls", Value::Rate(calls.missed_rate)),
            ]);
        }
        Ok(figures.into_iter().filter(|(_, value)| *value != Value::Rate(None)).collect())
    }

    /// Calls by everything that they can be grouped by, and the daily coverage of those who call (rules M1 to M3).
    ///
    /// # Errors
    /// What the library finds wrong with the records.
    pub(crate) fn calls(&self) -> Result<Vec<Report>, Failure> {
        use CallDimension::{
            Agent, Attempt, Campaign, Day, Direction, Hour, Month, MonthOfYear, Source, Status,
            Tag, Week, Weekday,
        };
        let days = self.calls_by(Day)?;
        let is_long = days.rows.len() > MOST_DAYS;
        let coverage = self.covered(&days)?;
        let mut reports = vec![self.call_sheet(Agent, self.calls_by(Agent)?, false)?];
        reports.push(self.call_sheet(Day, days, is_long)?);
        for dimension in [Week, Month, MonthOfYear] {
            let only_in_files = !is_long || dimension == Week;
            reports.push(self.call_sheet(dimension, self.calls_by(dimension)?, only_in_files)?);
        }
        for dimension in [Weekday, Hour, Status, Direction, Attempt, Source, Campaign, Tag] {
            reports.push(self.call_sheet(dimension, self.calls_by(dimension)?, false)?);
        }
        if let Some((first, last)) = coverage {
            let agents: Vec<AgentId> = self.callers().map(|own| own.id.clone()).collect();
            let calls = self.calls.iter().map(|own| own.call);
            let rows = self.engine.coverage(&agents, calls, (first, last))?;
            reports.push(people::coverage(&rows, &|id| self.name(id))?);
        }
        Ok(reports)
    }

    /// Leads on their statuses, conversion, revenue, time to convert and time on each status (rules M4, M5, M7, M8).
    ///
    /// # Errors
    /// What the library finds wrong with the records.
    pub(crate) fn leads(&self) -> Result<Vec<Report>, Failure> {
        let engine = self.engine;
        let funnel = engine.funnel(self.leads);
        let statuses = funnel.iter().map(|row| (row.name.as_str(), row.leads));
        let mut reports = vec![leads::funnel(&funnel, statuses)?];
        let Words { source, campaign, tag, whole_units } = self.words;
        for (name, title, dimension) in [
            ("conversionBySource", source, Dimension::Source),
            ("conversionByCampaign", campaign, Dimension::Campaign),
            ("conversionByTag", tag, Dimension::Tag),
            ("conversionByAgent", "agent", Dimension::Agent),
        ] {
            reports.push(leads::conversion(name, title, dimension, self)?);
        }
        let revenue = engine.revenue(self.leads, None);
        reports.push(leads::revenue(&revenue, &|id| self.name(id), whole_units)?);
        reports.push(leads::time_to_convert(self.leads)?);
        reports.push(leads::time_in_status(self)?);
        Ok(reports)
    }

    /// Follow-ups, queues against caps, and how even the runs were (rules M6 to M8).
    ///
    /// # Errors
    /// What the library finds wrong with the records.
    pub(crate) fn people(&self) -> Result<Vec<Report>, Failure> {
        let mut reports = people::follow_ups(self)?;
        reports.push(people::queues(self)?);
        reports.push(people::evenness(self.runs)?);
        Ok(reports)
    }

    /// Those who have a cap or made a call.
    pub(super) fn callers(&self) -> impl Iterator<Item = &Agent> {
        let calls = |id: &AgentId| self.calls.iter().any(|own| own.call.agent == *id);
        self.people.iter().filter(move |own| own.cap.is_some() || calls(&own.id))
    }

    /// The name of a person; of a process its id.
    pub(super) fn name(&self, id: &str) -> String {
        let person = self.people.iter().find(|person| person.id == *id);
        person.and_then(|person| person.name.clone()).unwrap_or_else(|| id.into())
    }

    fn calls_by(&self, dimension: CallDimension) -> Result<CallReport, Failure> {
        Ok(self.engine.call_report(self.calls.iter().copied(), &calls::query(dimension))?)
    }

    fn call_sheet(
        &self,
        dimension: CallDimension,
        report: CallReport,
        only_in_files: bool,
    ) -> Result<Report, Failure> {
        calls::report(dimension, &report, self, only_in_files)
    }

    /// The first and the last date whose coverage is shown.
    fn covered(&self, days: &CallReport) -> Result<Option<(LocalDate, LocalDate)>, Failure> {
        let date = |key: Option<&Key<String>>| match key {
            Some(Key::Date(date)) => Some(*date),
            _ => None,
        };
        let ends = (
            days.rows.first().and_then(|row| date(row.keys.first())),
            days.rows.last().and_then(|row| date(row.keys.first())),
        );
        if days.rows.len() <= MOST_DAYS {
            return Ok(ends.0.zip(ends.1));
        }
        let weeks = self.calls_by(CallDimension::Week)?;
        let busiest = weeks.rows.iter().max_by_key(|row| row.figures.counts.calls);
        let monday = busiest.and_then(|row| date(row.keys.first()));
        Ok(monday.and_then(|monday| Some((monday, monday.add_days(6)?))))
    }
}
