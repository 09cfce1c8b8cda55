//! Leads in columns: conversion, revenue, time to convert, the funnel, queues and stalled leads (rules M4 to M7).
//!
//! All of it looks at leads as they are now. A lead that was un-converted has no conversion any more, so that a report about
//! the past does not count it either (rule V3).

use alloc::{string::String, vec, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::calls::{Key, Sizes};
use crate::{
    columns::{
        Bitmap, Column, ListColumn, at_most, bitmap_length, column_length, flag, known_agents,
        known_members, known_numbers, known_statuses, list_shape, malformed, optional, same_length,
    },
    diagnostic::Diagnostic,
    engine::Engine,
    jobs::StatusSet,
    number::{MinorUnits, Rate},
    order::{self, Map},
    policy::{CUSTOMER, FOLLOW_UPS, Status},
    time::Period,
};

/// The largest number of leads in one report: a row is a `u32`.
const MOST_LEADS: u64 = u32::MAX as u64 - 1;

/// Groups are counted in a table with a cell for each as long as there are not more; else in a map.
const MOST_CELLS: u64 = 1 << 22;

/// What a conversion report is grouped by (rule M4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Dimension {
    /// Everything in one row.
    Total,
    /// By source.
    Source,
    /// By campaign.
    Campaign,
    /// By tag; a lead with several tags counts in each tag's row.
    Tag,
    /// By agent: the owner, for customers the credited one.
    Agent,
}

/// A question about conversion (rule M4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConversionQuery {
    /// One or two different dimensions; none or the total alone = everything in the total row.
    #[serde(default)]
    pub by: Vec<Dimension>,
    /// Only leads captured in it; none = all leads.
    #[serde(default)]
    pub period: Option<Period>,
}

impl ConversionQuery {
    /// What rows are grouped by.
    ///
    /// # Errors
    /// `request.malformed` for more than two dimensions or one twice.
    pub(super) fn dimensions(&self) -> Result<Vec<Dimension>, Diagnostic> {
        match self.by.as_slice() {
            [one, other] if one == other => {
                Err(malformed("query.by[1]", String::from("the dimension is named twice")))
            }
            [_, _, _, ..] => {
                Err(malformed("query.by[2]", String::from("there are more than two dimensions")))
            }
            by => Ok(by.iter().copied().filter(|own| *own != Dimension::Total).collect()),
        }
    }
}

/// Leads captured, and those of them that are Customers now (rule M4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConversionFigures {
    /// Leads captured in the period.
    pub leads: u64,
    /// Those of them that are Customers now.
    pub customers: u64,
    /// Customers over leads.
    pub rate: Option<Rate>,
}

impl ConversionFigures {
    fn of([leads, customers]: [u64; 2]) -> Self {
        Self { leads, customers, rate: Rate::of(customers, leads) }
    }
}

/// A group of leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConversionGroup<N = u32> {
    /// The group of each dimension.
    pub keys: Vec<Key<N>>,
    /// Its leads.
    #[serde(flatten)]
    pub figures: ConversionFigures,
}

/// Conversion by up to two dimensions (rule M4).
///
/// # In Rust
/// `N` is what agents and the like are named by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConversionReport<N = u32> {
    /// The groups that have leads, by the first dimension, then by the second, leads without one last.
    pub rows: Vec<ConversionGroup<N>>,
    /// All leads of the period, each once.
    pub total: ConversionFigures,
}

impl<N> Default for ConversionReport<N> {
    fn default() -> Self {
        Self { rows: Vec::new(), total: ConversionFigures::default() }
    }
}

/// Revenue of one agent in one currency, by their dense numbers (rule M5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RevenueGroup {
    /// The agent credited; none = somebody not supplied.
    pub agent: Option<u32>,
    /// The currency; amounts are never added across currencies.
    pub currency: u32,
    /// Orders that are not refunded.
    pub orders: u64,
    /// Their amounts' sum, in minor units.
    pub amount_minor: MinorUnits,
    /// Their taxes' sum, in minor units.
    pub tax_minor: MinorUnits,
}

/// Time from capture to conversion, in milliseconds (rules V5, M5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TimeToConvert {
    /// Conversions.
    pub count: u64,
    /// The mean, cut to whole milliseconds; none of nothing.
    pub mean_millis: Option<i64>,
    /// The median; of an even count the mean of the two middle ones, cut.
    pub median_millis: Option<i64>,
    /// The 90th percentile by nearest rank.
    pub p90_millis: Option<i64>,
}

impl TimeToConvert {
    /// The figures of these times, in milliseconds.
    pub(super) fn of(times: Vec<i64>) -> Self {
        let cut = |sum: i128, by: i128| {
            sum.checked_div(by).map(|mean| i64::try_from(mean).unwrap_or(i64::MAX))
        };
        let sum = times.iter().fold(0, |sum: i128, time| sum.saturating_add((*time).into()));
        let times: Vec<u64> = times.into_iter().map(ordinal).collect();
        let count = count(times.len());
        let middle = times.len() / 2;
        let is_even = times.len().is_multiple_of(2);
        // Nearest rank: the smallest place that has at least nine tenths of all at or below it.
        let rank = times.len().saturating_mul(9).div_ceil(10);
        let median = if is_even {
            let upper = nth(&times, middle);
            upper
                .zip(nth(&times, middle.wrapping_sub(1)))
                .and_then(|(upper, lower)| cut(i128::from(upper).saturating_add(lower.into()), 2))
        } else {
            nth(&times, middle)
        };
        Self {
            count,
            mean_millis: cut(sum, count.into()),
            median_millis: median,
            p90_millis: nth(&times, rank.wrapping_sub(1)),
        }
    }
}

/// The same order among numbers without a sign.
const fn ordinal(number: i64) -> u64 {
    number.cast_unsigned() ^ i64::MIN.cast_unsigned()
}

/// The time that would stand at a place if they were sorted.
fn nth(ordinals: &[u64], place: usize) -> Option<i64> {
    let own = order::nth(ordinals, place)?;
    Some((own ^ i64::MIN.cast_unsigned()).cast_signed())
}

/// An agent's queue and held leads against the cap, over columns (rule M7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueueFigures {
    /// Leads in the task queue.
    pub queue: u64,
    /// Leads held that count toward the cap (rule A2).
    pub held: u64,
    /// Most leads held at once; none = no limit.
    pub cap: Option<u32>,
    /// Held over cap; none without a cap or for a cap of 0.
    pub filled: Option<Rate>,
}

impl QueueFigures {
    /// The same with this cap.
    pub(super) fn against(self, cap: Option<u32>) -> Self {
        let filled = cap.and_then(|cap| Rate::of(self.held, cap.into()));
        Self { cap, filled, ..self }
    }
}

/// Leads as a report looks at them, one row each. All columns have the same length.
#[derive(Clone, Copy, Debug)]
pub struct LeadColumns<'a> {
    /// The status, as its index in the pipeline.
    pub status: &'a [u16],
    /// When the lead was captured, UTC milliseconds.
    pub captured_at: &'a [i64],
    /// The owner, by a dense number; missing: unassigned. [`UNKNOWN_AGENT`](super::UNKNOWN_AGENT): owned by somebody not
    /// supplied, who is no agent of a report.
    pub owner: Column<'a, u32>,
    /// Since when the lead has its status, UTC milliseconds. Absent: stalled leads stand in the order of the rows.
    pub status_since: Option<&'a [i64]>,
    /// The source, by a dense number. This and the columns below may be absent: then no lead has one.
    pub source: Option<Column<'a, u32>>,
    /// The campaign, by a dense number.
    pub campaign: Option<Column<'a, u32>>,
    /// The tags, by dense numbers.
    pub tags: Option<ListColumn<'a, u32>>,
    /// An open follow-up.
    pub open_follow_up: Option<Bitmap<'a>>,
    /// When the current conversion was made, UTC milliseconds (rule V1); missing: there is none.
    pub converted_at: Option<Column<'a, i64>>,
    /// The agent credited with it, by a dense number or as somebody not supplied.
    pub credited: Option<Column<'a, u32>>,
    /// The currency of its order, by a dense number; missing: there is no order.
    pub currency: Option<Column<'a, u32>>,
    /// The amount of its order, in minor units.
    pub amount_minor: Option<Column<'a, i64>>,
    /// The tax of its order, in minor units.
    pub tax_minor: Option<Column<'a, i64>>,
    /// Its order was refunded.
    pub refunded: Option<Bitmap<'a>>,
}

impl<'a> LeadColumns<'a> {
    /// Leads of which nothing but the least is known; the optional columns are set on the result.
    #[must_use]
    pub const fn new(status: &'a [u16], captured_at: &'a [i64], owner: Column<'a, u32>) -> Self {
        Self {
            status,
            captured_at,
            owner,
            status_since: None,
            source: None,
            campaign: None,
            tags: None,
            open_follow_up: None,
            converted_at: None,
            credited: None,
            currency: None,
            amount_minor: None,
            tax_minor: None,
            refunded: None,
        }
    }

    /// The number of leads.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.status.len()
    }

    /// Whether there is no lead.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.status.is_empty()
    }

    /// Checks that all columns are as long as `status` and that every number means something; `statuses` is the number of
    /// statuses in the pipeline.
    ///
    /// # Errors
    /// `request.malformed` for a column of another length, `number.out_of_range` for a number of nothing. The path names the
    /// column, and the row where it is about one: `leads.owner[17]`.
    pub fn check(&self, sizes: &Sizes, statuses: usize) -> Result<(), Diagnostic> {
        let rows = self.len();
        at_most("leads", rows, MOST_LEADS)?;
        same_length("leads.capturedAt", self.captured_at.len(), rows)?;
        column_length("leads.owner", Some(&self.owner), rows)?;
        same_length("leads.statusSince", self.status_since.map_or(rows, <[i64]>::len), rows)?;
        column_length("leads.source", self.source.as_ref(), rows)?;
        column_length("leads.campaign", self.campaign.as_ref(), rows)?;
        list_shape("leads.tags", self.tags, rows)?;
        bitmap_length("leads.openFollowUp", self.open_follow_up, rows)?;
        column_length("leads.convertedAt", self.converted_at.as_ref(), rows)?;
        column_length("leads.credited", self.credited.as_ref(), rows)?;
        column_length("leads.currency", self.currency.as_ref(), rows)?;
        column_length("leads.amountMinor", self.amount_minor.as_ref(), rows)?;
        column_length("leads.taxMinor", self.tax_minor.as_ref(), rows)?;
        bitmap_length("leads.refunded", self.refunded, rows)?;
        known_statuses("leads.status", self.status, statuses)?;
        known_agents("leads.owner", Some(&self.owner), sizes.agents as usize)?;
        known_numbers("leads.source", self.source.as_ref(), sizes.sources)?;
        known_numbers("leads.campaign", self.campaign.as_ref(), sizes.campaigns)?;
        known_members("leads.tags", self.tags, sizes.tags)?;
        known_agents("leads.credited", self.credited.as_ref(), sizes.agents as usize)?;
        known_numbers("leads.currency", self.currency.as_ref(), sizes.currencies)
    }
}

/// Figures of leads in columns (rules M4, M5, M7), made by [`Engine::lead_figures`], which checks them once.
#[derive(Clone, Debug)]
pub struct LeadFigures<'a> {
    leads: &'a LeadColumns<'a>,
    sizes: Sizes,
    /// How many statuses the pipeline has.
    statuses: usize,
    customer: u16,
    follow_ups: u16,
    /// The statuses that count toward the cap, and those in a queue.
    counts: StatusSet,
    in_queue: StatusSet,
}

impl Engine {
    /// Figures of leads in columns (rules M4, M5, M7), in the pipeline of the company.
    ///
    /// # Errors
    /// As [`LeadColumns::check`].
    ///
    /// # Examples
    /// ```
    /// use calliyo_core::{
    ///     Engine,
    ///     policy::Policy,
    ///     report::{Bitmap, Column, ConversionQuery, Dimension, LeadColumns, Sizes},
    /// };
    ///
    /// let engine = Engine::new(Policy::default())?;
    /// // A status is its place in the company's pipeline: 1 assigned, 9 customer. The second lead is a customer.
    /// let sources = [0, 0, 1];
    /// let leads = LeadColumns {
    ///     source: Some(Column::full(&sources)),
    ///     ..LeadColumns::new(&[1, 9, 1], &[0, 0, 0], Column::full(&[0, 0, 0]))
    /// };
    /// let sizes = Sizes { agents: 1, sources: 2, ..Sizes::default() };
    /// let figures = engine.lead_figures(&leads, &sizes)?;
    ///
    /// let by_source = ConversionQuery { by: vec![Dimension::Source], period: None };
    /// let report = figures.conversion(&by_source)?;
    /// assert_eq!(report.rows[0].figures.rate.unwrap().parts_per_million, 500_000);
    /// assert_eq!((report.total.customers, report.total.leads), (1, 3));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn lead_figures<'a>(
        &self,
        leads: &'a LeadColumns<'a>,
        sizes: &Sizes,
    ) -> Result<LeadFigures<'a>, Diagnostic> {
        leads.check(sizes, self.policy().pipeline.statuses.len())?;
        Ok(self.unchecked_lead_figures(leads, *sizes))
    }

    /// The same of columns filled from records, where a status that the pipeline does not have is a number beyond its end.
    pub(super) fn unchecked_lead_figures<'a>(
        &self,
        leads: &'a LeadColumns<'a>,
        sizes: Sizes,
    ) -> LeadFigures<'a> {
        let statuses = &self.policy().pipeline.statuses;
        let those = |wanted: fn(&Status) -> bool| {
            let numbered = (0..=u16::MAX).zip(statuses);
            numbered.filter(|(_, status)| wanted(status)).map(|(number, _)| number).collect()
        };
        LeadFigures {
            leads,
            sizes,
            statuses: statuses.len(),
            customer: self.status_index(CUSTOMER),
            follow_ups: self.status_index(FOLLOW_UPS),
            counts: those(|status| status.counts_toward_cap),
            in_queue: those(|status| status.in_queue),
        }
    }
}

impl LeadFigures<'_> {
    /// Leads captured in the period and those of them that are Customers now, by up to two dimensions (rules M2, M4).
    ///
    /// # Errors
    /// `request.malformed` for more than two dimensions or one twice.
    pub fn conversion(&self, query: &ConversionQuery) -> Result<ConversionReport, Diagnostic> {
        let by = query.dimensions()?;
        let axes = [by.first(), by.get(1)].map(|dimension| self.axis(dimension.copied()));
        let [first, second] = &axes;
        let mut groups = Groups::new(first.buckets, second.buckets);
        let mut total = [0; 2];
        for row in 0..self.leads.len() {
            let captured_at = self.leads.captured_at.get(row).copied().unwrap_or_default();
            if !is_in(query.period, captured_at) {
                continue;
            }
            let one = [1, u64::from(self.is_customer(row))];
            add(&mut total, one);
            first.each(row, |one_group| {
                second.each(row, |other_group| groups.add(one_group, other_group, one));
            });
        }
        let rows = if by.is_empty() { Vec::new() } else { groups.rows() };
        let rows = rows.into_iter().map(|((one, other), counts)| ConversionGroup {
            keys: [first.key(one), second.key(other)].into_iter().take(by.len()).collect(),
            figures: ConversionFigures::of(counts),
        });
        Ok(ConversionReport { rows: rows.collect(), total: ConversionFigures::of(total) })
    }

    /// How many current conversions lie in the period (rule M4).
    #[must_use]
    pub fn conversions_in(&self, period: Period) -> u64 {
        count(self.conversions(Some(period)).count())
    }

    /// Time from capture to the current conversion, by conversion instant (rules V5, M5).
    #[must_use]
    pub fn time_to_convert(&self, period: Option<Period>) -> TimeToConvert {
        let captured_at = |row: usize| self.leads.captured_at.get(row).copied().unwrap_or_default();
        let times = self.conversions(period).map(|(row, at)| at.saturating_sub(captured_at(row)));
        TimeToConvert::of(times.collect())
    }

    /// Revenue of current conversions that are not refunded, by conversion instant: by agent, then by currency, without an
    /// agent last (rule M5).
    #[must_use]
    pub fn revenue(&self, period: Option<Period>) -> Vec<RevenueGroup> {
        let leads = self.leads;
        let mut rows: Map<(u32, u32), (u64, i128, i128)> = Map::new();
        for (row, _) in self.conversions(period) {
            let Some(currency) = optional(leads.currency.as_ref(), row) else { continue };
            if flag(leads.refunded, row) {
                continue;
            }
            let none = self.sizes.agents;
            let agent = optional(leads.credited.as_ref(), row).unwrap_or(none).min(none);
            let amount = |column: Option<&Column<'_, i64>>| {
                i128::from(optional(column, row).unwrap_or_default())
            };
            rows.change((agent, currency), |own| {
                own.0 = own.0.saturating_add(1);
                own.1 = own.1.saturating_add(amount(leads.amount_minor.as_ref()));
                own.2 = own.2.saturating_add(amount(leads.tax_minor.as_ref()));
            });
        }
        let group = |((agent, currency), (orders, amount, tax))| RevenueGroup {
            agent: (agent < self.sizes.agents).then_some(agent),
            currency,
            orders,
            amount_minor: minor_units(amount),
            tax_minor: minor_units(tax),
        };
        rows.into_entries().into_iter().map(group).collect()
    }

    /// The leads on each status of the pipeline, in its order (rule M7).
    #[must_use]
    pub fn funnel(&self) -> Vec<u64> {
        let mut leads = vec![0_u64; self.statuses];
        for status in self.leads.status {
            if let Some(leads) = leads.get_mut(usize::from(*status)) {
                *leads = leads.saturating_add(1);
            }
        }
        leads
    }

    /// Each agent's queue size, and held leads against the cap (rules M7, A2). A missing cap is no limit.
    ///
    /// # Errors
    /// `request.malformed` at `caps` where there is not one per agent.
    pub fn queue_against_cap(
        &self,
        caps: &Column<'_, u32>,
    ) -> Result<Vec<QueueFigures>, Diagnostic> {
        column_length("caps", Some(caps), self.sizes.agents as usize)?;
        let against = |(number, own): (usize, QueueFigures)| own.against(caps.at(number));
        Ok(self.queues().into_iter().enumerate().map(against).collect())
    }

    /// Each agent's queue size and held leads, as if there were no caps.
    pub(super) fn queues(&self) -> Vec<QueueFigures> {
        let mut agents = vec![QueueFigures::default(); self.sizes.agents as usize];
        for (row, status) in self.leads.status.iter().enumerate() {
            let owner = self.leads.owner.at(row);
            let Some(agent) = owner.and_then(|owner| agents.get_mut(owner as usize)) else {
                continue;
            };
            let queued = *status != self.customer && self.in_queue.contains(*status);
            agent.queue = agent.queue.saturating_add(queued.into());
            agent.held = agent.held.saturating_add(self.counts.contains(*status).into());
        }
        agents
    }

    /// The rows of the stalled leads, longest first; of those since the same instant in the order of the rows (rules C10, M6).
    #[must_use]
    pub fn stalled(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = (0..u32::MAX)
            .zip(self.leads.status)
            .filter(|(row, status)| {
                **status == self.follow_ups && !flag(self.leads.open_follow_up, *row as usize)
            })
            .map(|(row, _)| row)
            .collect();
        if let Some(since) = self.leads.status_since {
            order::sort_by_key(&mut rows, |row| since.get(*row as usize).copied());
        }
        rows
    }

    fn is_customer(&self, row: usize) -> bool {
        self.leads.status.get(row) == Some(&self.customer)
    }

    /// The rows with a current conversion in the period, each with its instant.
    fn conversions(&self, period: Option<Period>) -> impl Iterator<Item = (usize, i64)> + '_ {
        let converted_at = self.leads.converted_at;
        (0..self.leads.len())
            .filter_map(move |row| Some((row, optional(converted_at.as_ref(), row)?)))
            .filter(move |(_, at)| is_in(period, *at))
    }

    fn axis(&self, dimension: Option<Dimension>) -> LeadAxis<'_> {
        let leads = self.leads;
        let (rows, count) = match dimension {
            None | Some(Dimension::Total) => (LeadRows::Everything, 0),
            Some(Dimension::Source) => (LeadRows::Numbers(leads.source), self.sizes.sources),
            Some(Dimension::Campaign) => (LeadRows::Numbers(leads.campaign), self.sizes.campaigns),
            Some(Dimension::Tag) => (LeadRows::Tags(leads.tags), self.sizes.tags),
            Some(Dimension::Agent) => {
                (LeadRows::Agents(leads.owner, leads.credited), self.sizes.agents)
            }
        };
        LeadAxis { rows, buckets: count.saturating_add(1), leads }
    }
}

/// A dimension over leads: every lead has one bucket or, by tag, several; the last one is of leads without a value.
struct LeadAxis<'a> {
    rows: LeadRows<'a>,
    buckets: u32,
    leads: &'a LeadColumns<'a>,
}

enum LeadRows<'a> {
    Everything,
    Numbers(Option<Column<'a, u32>>),
    Tags(Option<ListColumn<'a, u32>>),
    /// Owners, and whom conversions are credited to.
    Agents(Column<'a, u32>, Option<Column<'a, u32>>),
}

impl LeadAxis<'_> {
    fn each(&self, row: usize, mut show: impl FnMut(u32)) {
        let missing = self.missing();
        match &self.rows {
            LeadRows::Everything => show(missing),
            LeadRows::Numbers(column) => {
                show(optional(column.as_ref(), row).unwrap_or(missing));
            }
            LeadRows::Agents(owner, credited) => {
                // For customers the agent is the credited one; a conversion without one counts for its owner.
                let converted = self.leads.converted_at.is_some_and(|at| at.at(row).is_some());
                let credited = credited.as_ref().filter(|_| converted);
                let agent = optional(credited, row).or_else(|| owner.at(row));
                show(agent.unwrap_or(missing).min(missing));
            }
            LeadRows::Tags(tags) => {
                let own = tags.map(|tags| tags.at(row)).unwrap_or_default();
                if own.is_empty() {
                    show(missing);
                }
                for (place, tag) in own.iter().enumerate() {
                    // A tag that is listed twice still counts once.
                    if own.iter().take(place).all(|before| before != tag) {
                        show(*tag);
                    }
                }
            }
        }
    }

    const fn missing(&self) -> u32 {
        self.buckets.saturating_sub(1)
    }

    fn key(&self, bucket: u32) -> Key {
        if bucket < self.missing() { Key::Named(bucket) } else { Key::Missing }
    }
}

/// Counts of leads and customers per pair of buckets.
enum Groups {
    Table { cells: Vec<[u64; 2]>, width: u32 },
    Map(Map<(u32, u32), [u64; 2]>),
}

impl Groups {
    fn new(first: u32, second: u32) -> Self {
        let cells = u64::from(first).saturating_mul(second.into());
        match usize::try_from(cells) {
            Ok(size) if cells <= MOST_CELLS => {
                Self::Table { cells: vec![[0; 2]; size], width: second }
            }
            _ => Self::Map(Map::new()),
        }
    }

    fn add(&mut self, first: u32, second: u32, one: [u64; 2]) {
        match self {
            Self::Table { cells, width } => {
                let cell = first.wrapping_mul(*width).wrapping_add(second);
                if let Some(own) = cells.get_mut(cell as usize) {
                    add(own, one);
                }
            }
            Self::Map(cells) => cells.change((first, second), |own| add(own, one)),
        }
    }

    /// The pairs that have leads, in order.
    fn rows(self) -> Vec<((u32, u32), [u64; 2])> {
        match self {
            Self::Table { cells, width } => (0..=u32::MAX)
                .zip(cells)
                .filter(|(_, [leads, _])| *leads > 0)
                .map(|(cell, counts)| {
                    let pair = (cell.checked_div(width), cell.checked_rem(width));
                    ((pair.0.unwrap_or_default(), pair.1.unwrap_or_default()), counts)
                })
                .collect(),
            Self::Map(cells) => cells.into_entries(),
        }
    }
}

fn add(sum: &mut [u64; 2], one: [u64; 2]) {
    for (sum, one) in sum.iter_mut().zip(one) {
        *sum = sum.saturating_add(one);
    }
}

/// Whether an instant lies in the period, or there is none.
pub(super) fn is_in(period: Option<Period>, millis: i64) -> bool {
    period.is_none_or(|period| (period.from.as_millis()..period.to.as_millis()).contains(&millis))
}

fn minor_units(amount: i128) -> MinorUnits {
    let end = if amount < 0 { i64::MIN } else { i64::MAX };
    MinorUnits::new(i64::try_from(amount).unwrap_or(end))
}

/// The number of items, as a count of reports.
pub(super) fn count(items: usize) -> u64 {
    u64::try_from(items).unwrap_or(u64::MAX)
}
