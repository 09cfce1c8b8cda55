//! What reports of leads and follow-ups must come to, worked out a second time (rules M4 to M7): record by record, with maps for
//! every group, sorted lists for every rank, and a calendar library for every local date.

use std::collections::BTreeMap;

use calliyo_core::{
    lead::FollowUpState,
    report::{
        Bitmap, Column, ConversionQuery, Dimension, FollowUpFigures, FollowUpQuery, Key,
        LeadColumns, ListColumn, Sizes,
    },
};
use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::report::{KINDS, Optional, bits};
use crate::random::Random;

/// The statuses of the default pipeline; 9 is Customer, 2 is Followups.
pub const STATUSES: u32 = 10;

/// A lead as a record; agents and the like are dense numbers.
#[derive(Clone, Debug)]
pub struct Lead {
    /// The status, as its index in the pipeline.
    pub status: u16,
    /// When it was captured, UTC milliseconds.
    pub captured_at: i64,
    /// The owner, by number.
    pub owner: Option<u32>,
    /// The source, by number.
    pub source: Option<u32>,
    /// The campaign, by number.
    pub campaign: Option<u32>,
    /// The tags, by number; the same can be there twice.
    pub tags: Vec<u32>,
    /// The conversion of a customer.
    pub conversion: Option<Conversion>,
    /// Since when it has its status, UTC milliseconds.
    pub since: i64,
    /// It has an open follow-up.
    pub open_follow_up: bool,
}

/// A conversion as a record.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// When, UTC milliseconds.
    pub at: i64,
    /// The agent credited, by number.
    pub agent: u32,
    /// What was bought.
    pub order: Option<Order>,
}

/// An order as a record.
#[derive(Clone, Debug)]
pub struct Order {
    /// The currency, by number.
    pub currency: u32,
    /// The amount, in minor units.
    pub amount: i64,
    /// The tax, in minor units.
    pub tax: Option<i64>,
    /// It was refunded.
    pub refunded: bool,
}

impl Lead {
    /// A random lead of a hundred milliseconds.
    #[must_use]
    pub fn random(random: &mut Random) -> Self {
        let conversion = random.maybe(40, |random| Conversion {
            at: random.between(0, 99),
            agent: random.below(KINDS),
            order: random.maybe(80, |random| Order {
                currency: random.below(2),
                amount: random.between(-5, 500),
                tax: random.maybe(70, |random| random.between(0, 50)),
                refunded: random.percent(20),
            }),
        });
        Self {
            status: if conversion.is_some() {
                9
            } else {
                u16::try_from(random.below(9)).expect("few")
            },
            captured_at: random.between(0, 99),
            owner: random.maybe(80, |random| random.below(KINDS)),
            source: random.maybe(80, |random| random.below(KINDS)),
            campaign: random.maybe(80, |random| random.below(KINDS)),
            tags: (0..random.below(4)).map(|_| random.below(KINDS)).collect(),
            conversion,
            since: random.between(0, 20),
            open_follow_up: random.percent(50),
        }
    }

    fn groups(&self, dimension: Dimension) -> Vec<Key> {
        let one = |number: Option<u32>| vec![number.map_or(Key::Missing, Key::Named)];
        match dimension {
            Dimension::Source => one(self.source),
            Dimension::Campaign => one(self.campaign),
            Dimension::Agent => one(self.conversion.as_ref().map(|own| own.agent).or(self.owner)),
            Dimension::Tag if !self.tags.is_empty() => {
                let mut tags = self.tags.clone();
                tags.sort_unstable();
                tags.dedup();
                tags.into_iter().map(Key::Named).collect()
            }
            _ => one(None),
        }
    }
}

/// Leads, and customers among them.
pub type Counted = (u64, u64);

/// Leads and customers of every group, and of all.
#[must_use]
pub fn conversion(
    leads: &[Lead],
    query: &ConversionQuery,
) -> (BTreeMap<Vec<Key>, Counted>, Counted) {
    let mut rows: BTreeMap<Vec<Key>, Counted> = BTreeMap::new();
    let mut total = (0, 0);
    for lead in leads {
        let captured_at = lead.captured_at;
        let wanted = query.period.is_none_or(|period| {
            period.from.as_millis() <= captured_at && captured_at < period.to.as_millis()
        });
        if !wanted {
            continue;
        }
        let customer = u64::from(lead.status == 9);
        total = (total.0 + 1, total.1 + customer);
        let mut pairs = vec![Vec::new()];
        for dimension in &query.by {
            pairs = pairs
                .iter()
                .flat_map(|keys: &Vec<Key>| {
                    lead.groups(*dimension)
                        .into_iter()
                        .map(|key| [keys.as_slice(), &[key]].concat())
                })
                .collect();
        }
        for keys in pairs.into_iter().filter(|keys| !keys.is_empty()) {
            let row = rows.entry(keys).or_default();
            *row = (row.0 + 1, row.1 + customer);
        }
    }
    (rows, total)
}

/// Orders, amounts and taxes by agent and currency, of conversions at and after one instant and before another.
#[must_use]
pub fn revenue(leads: &[Lead], (from, to): (i64, i64)) -> BTreeMap<(u32, u32), (u64, i64, i64)> {
    let mut rows: BTreeMap<(u32, u32), (u64, i64, i64)> = BTreeMap::new();
    let conversions = leads.iter().filter_map(|lead| lead.conversion.as_ref());
    for conversion in conversions.filter(|own| from <= own.at && own.at < to) {
        if let Some(order) = conversion.order.as_ref().filter(|order| !order.refunded) {
            let row = rows.entry((conversion.agent, order.currency)).or_default();
            *row = (row.0 + 1, row.1 + order.amount, row.2 + order.tax.unwrap_or(0));
        }
    }
    rows
}

/// Count, mean, median and 90th percentile of the times to convert.
#[must_use]
pub fn time_to_convert(
    leads: &[Lead],
    (from, to): (i64, i64),
) -> (u64, Option<i64>, Option<i64>, Option<i64>) {
    let mut times: Vec<i64> = leads
        .iter()
        .filter_map(|lead| Some((lead.conversion.as_ref()?.at, lead.captured_at)))
        .filter(|(at, _)| from <= *at && *at < to)
        .map(|(at, captured_at)| at - captured_at)
        .collect();
    times.sort_unstable();
    let Ok(count) = i64::try_from(times.len()) else { panic!("few leads") };
    if count == 0 {
        return (0, None, None, None);
    }
    let median = (times[(times.len() - 1) / 2] + times[times.len() / 2]) / 2;
    // The first that has nine tenths at or below it.
    let p90 = times.iter().find(|time| {
        let below = times.iter().filter(|other| other <= time).count();
        below * 10 >= times.len() * 9
    });
    (count.unsigned_abs(), Some(times.iter().sum::<i64>() / count), Some(median), p90.copied())
}

/// Leads on each status.
#[must_use]
pub fn funnel(leads: &[Lead]) -> Vec<u64> {
    let on =
        |status: u32| leads.iter().filter(|lead| u32::from(lead.status) == status).count() as u64;
    (0..STATUSES).map(on).collect()
}

/// Per agent the leads in the queue and the leads held, given which statuses are in the queue and count toward the cap.
#[must_use]
pub fn queues(leads: &[Lead], in_queue: &[bool], counts: &[bool]) -> Vec<(u64, u64)> {
    let number = |agent: u32, statuses: &[bool]| {
        let own = leads.iter().filter(|lead| lead.owner == Some(agent));
        own.filter(|lead| statuses[usize::from(lead.status)]).count() as u64
    };
    (0..KINDS).map(|agent| (number(agent, in_queue), number(agent, counts))).collect()
}

/// The places of leads on the status without an open follow-up, longest first.
#[must_use]
pub fn stalled(leads: &[Lead], follow_ups: u16) -> Vec<u32> {
    let stalled = |lead: &Lead| lead.status == follow_ups && !lead.open_follow_up;
    let rows = (0..).zip(leads).filter(|(_, lead)| stalled(lead));
    let mut rows: Vec<(i64, u32)> = rows.map(|(row, lead)| (lead.since, row)).collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Leads as columns.
#[derive(Debug)]
pub struct Columns {
    since: Vec<i64>,
    open_follow_up: Vec<u8>,
    status: Vec<u16>,
    captured_at: Vec<i64>,
    owner: Optional,
    source: Optional,
    campaign: Optional,
    offsets: Vec<u32>,
    tags: Vec<u32>,
    converted_at: Vec<i64>,
    converted: Vec<u8>,
    credited: Optional,
    currency: Optional,
    amount: Vec<i64>,
    tax: Vec<i64>,
    refunded: Vec<u8>,
}

impl Columns {
    /// The columns of these leads.
    #[must_use]
    pub fn of(leads: &[Lead]) -> Self {
        let mut offsets = vec![0];
        let mut tags = Vec::new();
        for lead in leads {
            tags.extend(&lead.tags);
            offsets.push(u32::try_from(tags.len()).expect("few tags"));
        }
        let conversions = || leads.iter().map(|lead| lead.conversion.as_ref());
        let orders = || conversions().map(|own| own.and_then(|own| own.order.as_ref()));
        Self {
            since: leads.iter().map(|lead| lead.since).collect(),
            open_follow_up: bits(leads.iter().map(|lead| lead.open_follow_up)),
            status: leads.iter().map(|lead| lead.status).collect(),
            captured_at: leads.iter().map(|lead| lead.captured_at).collect(),
            owner: Optional::of(leads.iter().map(|lead| lead.owner)),
            source: Optional::of(leads.iter().map(|lead| lead.source)),
            campaign: Optional::of(leads.iter().map(|lead| lead.campaign)),
            offsets,
            tags,
            converted_at: conversions().map(|own| own.map_or(0, |own| own.at)).collect(),
            converted: bits(conversions().map(|own| own.is_some())),
            credited: Optional::of(conversions().map(|own| own.map(|own| own.agent))),
            currency: Optional::of(orders().map(|own| own.map(|own| own.currency))),
            amount: orders().map(|own| own.map_or(0, |own| own.amount)).collect(),
            tax: orders().map(|own| own.and_then(|own| own.tax).unwrap_or(0)).collect(),
            refunded: bits(orders().map(|own| own.is_some_and(|own| own.refunded))),
        }
    }

    /// As the library takes them.
    #[must_use]
    pub fn columns(&self) -> LeadColumns<'_> {
        let converted = Bitmap::new(&self.converted);
        LeadColumns {
            status_since: Some(&self.since),
            open_follow_up: Some(Bitmap::new(&self.open_follow_up)),
            source: Some(self.source.column()),
            campaign: Some(self.campaign.column()),
            tags: Some(ListColumn { offsets: &self.offsets, values: &self.tags }),
            converted_at: Some(Column::with_validity(&self.converted_at, converted)),
            credited: Some(self.credited.column()),
            currency: Some(self.currency.column()),
            amount_minor: Some(Column::full(&self.amount)),
            tax_minor: Some(Column::full(&self.tax)),
            refunded: Some(Bitmap::new(&self.refunded)),
            ..LeadColumns::new(&self.status, &self.captured_at, self.owner.column())
        }
    }
}

/// How many of everything there are.
#[must_use]
pub fn sizes() -> Sizes {
    Sizes { currencies: 2, ..super::report::sizes() }
}

/// A follow-up as a record.
#[derive(Clone, Copy, Debug)]
pub struct FollowUp {
    /// The instant it is set for, UTC milliseconds.
    pub at: i64,
    /// The owner, by number.
    pub owner: u32,
    /// Open, resolved or expired.
    pub state: FollowUpState,
    /// When it was closed, UTC milliseconds.
    pub closed_at: i64,
}

/// What each owner's follow-ups come to, overdue from their instant on.
#[must_use]
pub fn follow_ups(
    all: &[FollowUp],
    query: FollowUpQuery,
    zone: Tz,
) -> BTreeMap<u32, FollowUpFigures> {
    let date = |at: i64| -> NaiveDate {
        let utc = DateTime::from_timestamp_millis(at).expect("an instant of the supported years");
        utc.with_timezone(&zone).date_naive()
    };
    let now = query.now.as_millis();
    let mut owners: BTreeMap<u32, FollowUpFigures> = BTreeMap::new();
    for own in all {
        let closed = query.period.is_none_or(|period| {
            period.from.as_millis() <= own.closed_at && own.closed_at < period.to.as_millis()
        });
        let figures = owners.entry(own.owner).or_default();
        match own.state {
            FollowUpState::Open => {
                figures.overdue += u64::from(own.at < now);
                figures.due_today += u64::from(date(own.at) == date(now));
                figures.upcoming += u64::from(own.at >= now && date(own.at) != date(now));
            }
            FollowUpState::Resolved if closed => {
                if date(own.closed_at) > date(own.at) {
                    figures.resolved_late += 1;
                } else {
                    figures.resolved_on_time += 1;
                }
            }
            FollowUpState::Expired if closed => figures.expired += 1,
            _ => {}
        }
    }
    owners.retain(|_, figures| *figures != FollowUpFigures::default());
    owners
}
