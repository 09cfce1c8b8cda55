//! What reports must come to, worked out a second time (rules M1 to M9): row by row, with a calendar library for every local
//! date, and maps for every group. It shares no code with the library; the words of queries and keys are the library's.

use std::collections::{BTreeMap, BTreeSet};

use calliyo_core::{
    lead::{CallStatus, Direction},
    report::{
        Bitmap, CallColumns, CallDimension, CallFilter, CallQuery, Column, Key, ListColumn, Sizes,
    },
    time::{LocalDate, Weekday},
};
use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _};
use chrono_tz::Tz;

use crate::random::Random;

/// A call as a record; agents and the like are dense numbers.
#[derive(Clone, Debug)]
pub struct Call {
    /// When it started, UTC milliseconds.
    pub started_at: i64,
    /// How it ended.
    pub status: CallStatus,
    /// How long the parties were connected, in seconds.
    pub duration: u32,
    /// Who called whom.
    pub direction: Direction,
    /// The agent, by number.
    pub agent: Option<u32>,
    /// The lead, by number.
    pub lead: Option<u32>,
    /// What it has beside: response, attempt, branch, department, campaign, source, kind of parent.
    pub beside: [Option<u32>; 7],
    /// The tags, by number; the same can be there twice.
    pub tags: Vec<u32>,
    /// It was voided.
    pub voided: bool,
}

/// Numbers below this one stand for agents, branches and everything else that a call has.
pub const KINDS: u32 = 4;

/// Leads are numbered below this.
pub const LEADS: u32 = 6;

impl Call {
    /// A random call between two instants, more often than not near one of those listed.
    #[must_use]
    pub fn random(random: &mut Random, (from, to): (i64, i64), near: &[i64]) -> Self {
        let day = 86_400_000;
        let started_at = if !near.is_empty() && random.percent(60) {
            (random.pick(near) + random.between(-2 * day, 2 * day)).clamp(from, to - 1)
        } else {
            let days = (to - from) / day;
            from + random.between(0, days.max(1) - 1) * day + random.between(0, day - 1)
        };
        let status = *random.pick(&CallStatus::ALL);
        let connected = status != CallStatus::InProgress && random.percent(50);
        Self {
            started_at,
            status,
            duration: if connected { random.below(4_000) + 1 } else { 0 },
            direction: *random.pick(&Direction::ALL),
            agent: random.maybe(90, |random| random.below(KINDS)),
            lead: random.maybe(80, |random| random.below(LEADS)),
            beside: [(); 7].map(|()| random.maybe(80, |random| random.below(KINDS))),
            tags: (0..random.below(4)).map(|_| random.below(KINDS)).collect(),
            voided: random.percent(5),
        }
    }

    /// The same call of a host that knows everything of it but its lead: nothing is missing, it has ended and was not voided.
    #[must_use]
    pub fn plain(self) -> Self {
        let ended = self.status != CallStatus::InProgress;
        Self {
            status: if ended { self.status } else { CallStatus::NoAnswer },
            agent: Some(self.agent.unwrap_or_default()),
            beside: self.beside.map(|own| Some(own.unwrap_or_default())),
            voided: false,
            ..self
        }
    }

    /// It has ended and was not voided (rules C2, C12).
    fn counts(&self) -> bool {
        self.status != CallStatus::InProgress && !self.voided
    }

    fn is_missed(&self) -> bool {
        self.status == CallStatus::Missed && self.duration == 0
    }

    /// The groups that it stands in.
    fn keys(&self, dimension: CallDimension, zone: Tz, week_start: Weekday) -> BTreeSet<Key> {
        let local = DateTime::from_timestamp_millis(self.started_at)
            .expect("an instant of the supported years")
            .with_timezone(&zone);
        let date = |date: NaiveDate| {
            Key::Date(LocalDate::from_epoch_days(date.to_epoch_days()).expect("a supported date"))
        };
        let [response, attempt, branch, department, campaign, source, parent_kind] = self.beside;
        let named = |number: Option<u32>| number.map_or(Key::Missing, Key::Named);
        let key = match dimension {
            CallDimension::Status => Key::Status(self.status),
            CallDimension::Direction => Key::Direction(self.direction),
            CallDimension::Response => named(response),
            CallDimension::Attempt => attempt.map_or(Key::Missing, |own| Key::Number(own + 1)),
            CallDimension::Agent => named(self.agent),
            CallDimension::Branch => named(branch),
            CallDimension::Department => named(department),
            CallDimension::Campaign => named(campaign),
            CallDimension::Source => named(source),
            CallDimension::ParentKind => named(parent_kind),
            CallDimension::Tag if self.tags.is_empty() => Key::Missing,
            CallDimension::Tag => return self.tags.iter().copied().map(Key::Named).collect(),
            CallDimension::Day => date(local.date_naive()),
            CallDimension::Month => {
                date(local.date_naive().with_day(1).expect("every month has a first"))
            }
            CallDimension::Week => {
                let mut first = local.date_naive();
                while first.weekday().num_days_from_monday() != week_start as u32 {
                    first = first.pred_opt().expect("a day before");
                }
                date(first)
            }
            CallDimension::Weekday => {
                let place = local.date_naive().weekday().num_days_from_monday();
                Key::Weekday(Weekday::ALL[place as usize])
            }
            CallDimension::MonthOfYear => Key::Number(local.month()),
            CallDimension::Hour => Key::Number(local.hour()),
            other => panic!("the model does not know {other:?}"),
        };
        BTreeSet::from([key])
    }

    fn passes(&self, filter: &CallFilter, zone: Tz, week_start: Weekday) -> bool {
        let keys = self.keys(filter.dimension(), zone, week_start);
        let named = |list: &[Option<u32>]| {
            list.iter().any(|own| keys.contains(&own.map_or(Key::Missing, Key::Named)))
        };
        match filter {
            CallFilter::Status(list) => list.iter().any(|own| keys.contains(&Key::Status(*own))),
            CallFilter::Direction(list) => {
                list.iter().any(|own| keys.contains(&Key::Direction(*own)))
            }
            CallFilter::Weekday(list) => list.iter().any(|own| keys.contains(&Key::Weekday(*own))),
            CallFilter::Hour(list) | CallFilter::MonthOfYear(list) => {
                list.iter().any(|own| keys.contains(&Key::Number(*own)))
            }
            CallFilter::Day(list) => list.iter().any(|own| keys.contains(&Key::Date(*own))),
            CallFilter::Attempt(list) => {
                list.iter().any(|own| keys.contains(&own.map_or(Key::Missing, Key::Number)))
            }
            CallFilter::Agent(list) | CallFilter::Tag(list) | CallFilter::Source(list) => {
                named(list)
            }
            other => panic!("the model does not know {other:?}"),
        }
    }
}

/// What the calls of a group come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// All ended calls.
    pub calls: u64,
    /// All but those that were missed.
    pub attempts: u64,
    /// Those with a duration.
    pub connected: u64,
    /// Missed ones.
    pub missed: u64,
    /// The durations' sum.
    pub talk_seconds: u64,
    /// Leads with an attempt.
    pub leads_attempted: BTreeSet<u32>,
    /// Leads with a connected call.
    pub leads_connected: BTreeSet<u32>,
    /// Calls of the directions incoming and missed.
    pub incoming: u64,
    /// Those of them that were missed.
    pub incoming_missed: u64,
}

impl Sums {
    fn add(&mut self, call: &Call) {
        self.calls += 1;
        self.talk_seconds += u64::from(call.duration);
        if call.is_missed() {
            self.missed += 1;
        } else {
            self.attempts += 1;
            self.leads_attempted.extend(call.lead);
        }
        if call.duration > 0 {
            self.connected += 1;
            self.leads_connected.extend(call.lead);
        }
        if call.direction != Direction::Outgoing {
            self.incoming += 1;
            self.incoming_missed += u64::from(call.is_missed());
        }
    }
}

/// The rows of a query in order, and the total.
#[must_use]
pub fn rows(
    calls: &[Call],
    query: &CallQuery,
    zone: Tz,
    week_start: Weekday,
) -> (BTreeMap<Vec<Key>, Sums>, Sums) {
    let mut rows: BTreeMap<Vec<Key>, Sums> = BTreeMap::new();
    let mut total = Sums::default();
    for call in calls.iter().filter(|call| call.counts()) {
        let in_period = query.period.is_none_or(|period| {
            period.from.as_millis() <= call.started_at && call.started_at < period.to.as_millis()
        });
        if !in_period || !query.filters.iter().all(|own| call.passes(own, zone, week_start)) {
            continue;
        }
        total.add(call);
        let keys = |place: usize| -> Vec<Option<Key>> {
            match query.by.get(place) {
                None => vec![None],
                Some(dimension) => {
                    call.keys(*dimension, zone, week_start).into_iter().map(Some).collect()
                }
            }
        };
        if query.by.is_empty() {
            continue;
        }
        for one in keys(0) {
            for other in keys(1) {
                let pair = one.into_iter().chain(other).collect();
                rows.entry(pair).or_default().add(call);
            }
        }
    }
    (rows, total)
}

/// Calls as columns.
#[derive(Debug)]
pub struct Columns {
    started_at: Vec<i64>,
    status: Vec<u8>,
    duration: Vec<u32>,
    direction: Vec<u8>,
    agent: Optional,
    lead: Optional,
    beside: [Optional; 7],
    offsets: Vec<u32>,
    tags: Vec<u32>,
    voided: Vec<u8>,
}

#[derive(Debug)]
pub(super) struct Optional {
    values: Vec<u32>,
    validity: Vec<u8>,
}

impl Optional {
    pub(super) fn of(values: impl Iterator<Item = Option<u32>>) -> Self {
        let values: Vec<Option<u32>> = values.collect();
        Self {
            validity: bits(values.iter().map(Option::is_some)),
            // What stands on a row without a value is not looked at.
            values: values.into_iter().map(|own| own.unwrap_or(u32::MAX)).collect(),
        }
    }

    /// Without a bitmap where every row has a value.
    pub(super) fn column(&self) -> Column<'_, u32> {
        if self.values.contains(&u32::MAX) {
            Column::with_validity(&self.values, Bitmap::new(&self.validity))
        } else {
            Column::full(&self.values)
        }
    }
}

pub(super) fn bits(rows: impl Iterator<Item = bool>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (row, set) in rows.enumerate() {
        if row % 8 == 0 {
            bytes.push(0);
        }
        *bytes.last_mut().expect("a byte was pushed") |= u8::from(set) << (row % 8);
    }
    bytes
}

impl Columns {
    /// The columns of these calls.
    #[must_use]
    pub fn of(calls: &[Call]) -> Self {
        let mut offsets = vec![0];
        let mut tags = Vec::new();
        for call in calls {
            tags.extend(&call.tags);
            offsets.push(u32::try_from(tags.len()).expect("few tags"));
        }
        let beside = |place: usize| {
            // Attempts count from 1.
            let first = u32::from(place == 1);
            Optional::of(calls.iter().map(move |call| call.beside[place].map(|own| own + first)))
        };
        Self {
            started_at: calls.iter().map(|call| call.started_at).collect(),
            status: calls.iter().map(|call| call.status.as_byte()).collect(),
            duration: calls.iter().map(|call| call.duration).collect(),
            direction: calls.iter().map(|call| call.direction.as_byte()).collect(),
            agent: Optional::of(calls.iter().map(|call| call.agent)),
            lead: Optional::of(calls.iter().map(|call| call.lead)),
            beside: [0, 1, 2, 3, 4, 5, 6].map(beside),
            offsets,
            tags,
            voided: bits(calls.iter().map(|call| call.voided)),
        }
    }

    /// As the library takes them.
    #[must_use]
    pub fn columns(&self) -> CallColumns<'_> {
        let [response, attempt, branch, department, campaign, source, parent_kind] =
            self.beside.each_ref().map(|own| Some(own.column()));
        CallColumns {
            lead: Some(self.lead.column()),
            direction: Some(&self.direction),
            response,
            attempt,
            branch,
            department,
            tags: Some(ListColumn { offsets: &self.offsets, values: &self.tags }),
            campaign,
            source,
            parent_kind,
            voided: self.voided.iter().any(|byte| *byte > 0).then(|| Bitmap::new(&self.voided)),
            ..CallColumns::new(&self.started_at, &self.status, &self.duration, self.agent.column())
        }
    }
}

/// How many of everything there are.
#[must_use]
pub fn sizes() -> Sizes {
    Sizes {
        agents: KINDS,
        leads: LEADS,
        responses: KINDS,
        branches: KINDS,
        departments: KINDS,
        tags: KINDS,
        campaigns: KINDS,
        sources: KINDS,
        parent_kinds: KINDS,
        ..Sizes::default()
    }
}
