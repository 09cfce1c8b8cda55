//! What is asked about calls: a question that a host can store (rules M1, M2).

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use crate::{
    lead::{CallStatus, Direction},
    time::{LocalDate, Period, Weekday},
};

/// What ended calls are grouped by (rule M1).
///
/// Fields of the call count as they are supplied; a call without one stands in the row *none*. Local days, weeks, months and
/// hours are those of the call's start (rule M2).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum CallDimension {
    /// How the call ended (rule C1).
    Status,
    /// What the lead answered (rule D3).
    Response,
    /// The local date.
    Day,
    /// The day of the week.
    Weekday,
    /// The local week, by its first date.
    Week,
    /// The local month, by its first date.
    Month,
    /// The month of the year, 1 to 12.
    MonthOfYear,
    /// The hour that the clock shows, 0 to 23.
    Hour,
    /// Which attempt on the lead it was, from 1.
    Attempt,
    /// Who made or took it.
    Agent,
    /// The branch.
    Branch,
    /// The department.
    Department,
    /// A tag; a call with several counts in each tag's row, and once in the total row.
    Tag,
    /// The campaign.
    Campaign,
    /// The source.
    Source,
    /// Who called whom (rule D3).
    Direction,
    /// The kind of what the call belongs to (rule D1).
    ParentKind,
}

impl CallDimension {
    /// All of them, in the order of the rule.
    pub const ALL: [Self; 17] = [
        Self::Status,
        Self::Response,
        Self::Day,
        Self::Weekday,
        Self::Week,
        Self::Month,
        Self::MonthOfYear,
        Self::Hour,
        Self::Attempt,
        Self::Agent,
        Self::Branch,
        Self::Department,
        Self::Tag,
        Self::Campaign,
        Self::Source,
        Self::Direction,
        Self::ParentKind,
    ];

    /// Whether a clock tells the bucket.
    #[must_use]
    pub const fn is_local_time(self) -> bool {
        matches!(
            self,
            Self::Day | Self::Weekday | Self::Week | Self::Month | Self::MonthOfYear | Self::Hour
        )
    }
}

/// What is told of the calls of a row (rules M1, M7).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Read,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum CallMeasure {
    /// All ended calls.
    Calls,
    /// All but Missed ones of duration zero (rule C3).
    Attempts,
    /// Those with a duration above zero (rule C2).
    Connected,
    /// Missed ones of duration zero (rule C3).
    Missed,
    /// The durations' sum, in seconds.
    TalkSeconds,
    /// Connected calls over attempts.
    ConnectRate,
    /// The mean duration of connected calls, in seconds, cut.
    MeanTalkSeconds,
    /// Leads connected at least once over leads attempted, within the row. It takes as long as all the others together.
    ReachRate,
    /// Missed calls over incoming ones (rule M7). It takes a second look at the calls.
    MissedRate,
}

impl CallMeasure {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Calls,
        Self::Attempts,
        Self::Connected,
        Self::Missed,
        Self::TalkSeconds,
        Self::ConnectRate,
        Self::MeanTalkSeconds,
        Self::ReachRate,
        Self::MissedRate,
    ];

    /// Whether the rows of a group sum to the total row, tags aside (rule M9).
    #[must_use]
    pub const fn is_additive(self) -> bool {
        matches!(
            self,
            Self::Calls | Self::Attempts | Self::Connected | Self::Missed | Self::TalkSeconds
        )
    }
}

/// Which calls count: those with one of the values listed. On the wire externally tagged, as in
/// `{"status": ["missed", "busy"]}`; a missing value is `null` where there can be one.
///
/// # In Rust
/// `N` is what agents, branches and the like are named by: their dense numbers over columns, their ids over records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum CallFilter<N = u32> {
    /// How the call ended.
    Status(Vec<CallStatus>),
    /// What the lead answered.
    Response(Vec<Option<N>>),
    /// Local dates.
    Day(Vec<LocalDate>),
    /// Days of the week.
    Weekday(Vec<Weekday>),
    /// Local weeks, by any of their dates.
    Week(Vec<LocalDate>),
    /// Local months, by any of their dates.
    Month(Vec<LocalDate>),
    /// Months of the year, 1 to 12.
    MonthOfYear(Vec<u32>),
    /// Hours, 0 to 23.
    Hour(Vec<u32>),
    /// Attempts on the lead, from 1.
    Attempt(Vec<Option<u32>>),
    /// Agents.
    Agent(Vec<Option<N>>),
    /// Branches.
    Branch(Vec<Option<N>>),
    /// Departments.
    Department(Vec<Option<N>>),
    /// Tags: the call has one of them, or none where that is listed.
    Tag(Vec<Option<N>>),
    /// Campaigns.
    Campaign(Vec<Option<N>>),
    /// Sources.
    Source(Vec<Option<N>>),
    /// Who called whom.
    Direction(Vec<Direction>),
    /// Kinds of what the call belongs to.
    ParentKind(Vec<Option<N>>),
}

impl<N> CallFilter<N> {
    /// What is looked at.
    #[must_use]
    pub const fn dimension(&self) -> CallDimension {
        match self {
            Self::Status(_) => CallDimension::Status,
            Self::Response(_) => CallDimension::Response,
            Self::Day(_) => CallDimension::Day,
            Self::Weekday(_) => CallDimension::Weekday,
            Self::Week(_) => CallDimension::Week,
            Self::Month(_) => CallDimension::Month,
            Self::MonthOfYear(_) => CallDimension::MonthOfYear,
            Self::Hour(_) => CallDimension::Hour,
            Self::Attempt(_) => CallDimension::Attempt,
            Self::Agent(_) => CallDimension::Agent,
            Self::Branch(_) => CallDimension::Branch,
            Self::Department(_) => CallDimension::Department,
            Self::Tag(_) => CallDimension::Tag,
            Self::Campaign(_) => CallDimension::Campaign,
            Self::Source(_) => CallDimension::Source,
            Self::Direction(_) => CallDimension::Direction,
            Self::ParentKind(_) => CallDimension::ParentKind,
        }
    }

    /// The same filter with everything named that has a name of the host's.
    pub(super) fn named<M>(self, name: impl Fn(CallDimension, N) -> Option<M>) -> CallFilter<M> {
        let dimension = self.dimension();
        let named = |list: Vec<Option<N>>| {
            let one = |own: Option<N>| match own {
                None => Some(None),
                Some(own) => name(dimension, own).map(Some),
            };
            list.into_iter().filter_map(one).collect()
        };
        match self {
            Self::Status(list) => CallFilter::Status(list),
            Self::Response(list) => CallFilter::Response(named(list)),
            Self::Day(list) => CallFilter::Day(list),
            Self::Weekday(list) => CallFilter::Weekday(list),
            Self::Week(list) => CallFilter::Week(list),
            Self::Month(list) => CallFilter::Month(list),
            Self::MonthOfYear(list) => CallFilter::MonthOfYear(list),
            Self::Hour(list) => CallFilter::Hour(list),
            Self::Attempt(list) => CallFilter::Attempt(list),
            Self::Agent(list) => CallFilter::Agent(named(list)),
            Self::Branch(list) => CallFilter::Branch(named(list)),
            Self::Department(list) => CallFilter::Department(named(list)),
            Self::Tag(list) => CallFilter::Tag(named(list)),
            Self::Campaign(list) => CallFilter::Campaign(named(list)),
            Self::Source(list) => CallFilter::Source(named(list)),
            Self::Direction(list) => CallFilter::Direction(list),
            Self::ParentKind(list) => CallFilter::ParentKind(named(list)),
        }
    }
}

/// A question about ended calls (rule M1): what they are grouped by, what is told of them, and which count.
///
/// # In Rust
/// `N` is what agents, branches and the like are named by: their dense numbers over columns, their ids over records.
///
/// ```
/// use calliyo_core::report::{CallDimension, CallMeasure, CallQuery};
///
/// let query = CallQuery::<u32>::by(&[CallDimension::Agent, CallDimension::Day]);
/// assert!(!query.asks_for(CallMeasure::ReachRate));
/// # #[cfg(feature = "wire")] {
/// let text = r#"{"by":["agent","day"],"measures":["attempts","connected","talkSeconds"],
///                "filters":[{"status":["called"]},{"agent":[7,null]}]}"#;
/// let stored: CallQuery = serde_json::from_str(text)?;
/// assert_eq!(stored.by, query.by);
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", bound(deserialize = "N: Deserialize<'de>"))]
pub struct CallQuery<N = u32> {
    /// One or two different dimensions; none = everything in the total row.
    #[serde(default)]
    pub by: Vec<CallDimension>,
    /// What is told of each row; none listed = all that is additive, and the rates that follow from it.
    #[serde(default)]
    pub measures: Vec<CallMeasure>,
    /// Only calls that start in it; none = all calls.
    #[serde(default)]
    pub period: Option<Period>,
    /// Only calls that pass every filter.
    #[serde(default)]
    pub filters: Vec<CallFilter<N>>,
}

impl<N> Default for CallQuery<N> {
    fn default() -> Self {
        Self { by: Vec::new(), measures: Vec::new(), period: None, filters: Vec::new() }
    }
}

impl<N> CallQuery<N> {
    /// All calls, grouped.
    #[must_use]
    pub fn by(dimensions: &[CallDimension]) -> Self {
        Self { by: dimensions.to_vec(), ..Self::default() }
    }

    /// Whether the measure is told: those that cost nothing always are.
    #[must_use]
    pub fn asks_for(&self, measure: CallMeasure) -> bool {
        match measure {
            CallMeasure::ReachRate | CallMeasure::MissedRate => self.measures.contains(&measure),
            _ => self.measures.is_empty() || self.measures.contains(&measure),
        }
    }
}

/// What a group of a report is: a number or name of the host's, a date, or a bucket of its own.
///
/// On the wire the bare value, and `null` for what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Key<N = u32> {
    /// Something of the host's: a dense number over columns, an id or a name over records.
    Named(N),
    /// An hour, a month of the year or an attempt.
    Number(u32),
    /// A local date: a day, or the first one of a week or month.
    Date(LocalDate),
    /// A status of calls.
    Status(CallStatus),
    /// A direction of calls.
    Direction(Direction),
    /// A day of the week.
    Weekday(Weekday),
    /// Calls or leads without a value.
    Missing,
}

impl<N> Key<N> {
    /// What the host calls it; none for what the library names.
    #[must_use]
    pub fn into_name(self) -> Option<N> {
        match self {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }

    /// The same group with another name.
    pub(in crate::report) fn named<M>(&self, name: impl FnOnce(N) -> M) -> Key<M>
    where
        N: Copy,
    {
        match *self {
            Self::Named(own) => Key::Named(name(own)),
            Self::Number(number) => Key::Number(number),
            Self::Date(date) => Key::Date(date),
            Self::Status(status) => Key::Status(status),
            Self::Direction(direction) => Key::Direction(direction),
            Self::Weekday(weekday) => Key::Weekday(weekday),
            Self::Missing => Key::Missing,
        }
    }
}
