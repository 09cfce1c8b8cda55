//! A manager's figures over records (rules M2 to M5, M7, M9).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    calls::{self, CallFigures, CallMeasure, CallQuery, Key, Sizes},
    leads::{
        ConversionFigures, ConversionGroup, ConversionQuery, ConversionReport, Dimension,
        LeadColumns, LeadFigures, QueueFigures, RevenueGroup, TimeToConvert, is_in,
    },
    names::Names,
};
use crate::{
    columns::{Bits, Filled, Lists},
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, StatusId},
    lead::{Agent, Call, Currency, Lead, PaymentStatus},
    number::{MinorUnits, Rate},
    order::{Map, Set},
    time::Period,
};

/// Ended calls, counted (rules C2, C3); voided ones are left out (rule C12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallCounts {
    /// All ended calls.
    pub calls: u64,
    /// All but Missed ones of duration zero.
    pub attempts: u64,
    /// Those with a duration above zero.
    pub connected: u64,
    /// Missed ones of duration zero.
    pub missed: u64,
    /// The durations' sum, in seconds.
    pub talk_seconds: u64,
}

impl CallCounts {
    /// Connected calls over attempts (rule M9).
    #[must_use]
    pub fn connect_rate(&self) -> Option<Rate> {
        Rate::of(self.connected, self.attempts)
    }
}

/// Counts ended calls (rules C2, C3).
#[must_use]
pub fn call_counts<'c>(calls: impl IntoIterator<Item = &'c Call>) -> CallCounts {
    totals(calls, &CallQuery::default()).counts
}

/// Missed calls over incoming ones, of the directions incoming and missed (rule M7).
#[must_use]
pub fn missed_call_rate<'c>(calls: impl IntoIterator<Item = &'c Call>) -> Option<Rate> {
    let measures = Vec::from([CallMeasure::MissedRate]);
    totals(calls, &CallQuery { measures, ..CallQuery::default() }).missed_rate
}

/// All calls in one row.
fn totals<'c>(calls: impl IntoIterator<Item = &'c Call>, query: &CallQuery<String>) -> CallFigures {
    // Without dimensions and filters nothing can be wrong with records.
    calls::report(calls, query, None).map(|report| report.total).unwrap_or_default()
}

/// A row of a conversion report (rule M4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConversionRow {
    /// The group; none = leads without one.
    pub group: Option<String>,
    /// Leads captured in the period.
    pub leads: u64,
    /// Those of them that are Customers now.
    pub customers: u64,
    /// Customers over leads.
    pub rate: Option<Rate>,
}

/// Revenue of one agent in one currency (rule M5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RevenueRow {
    /// The agent credited.
    pub agent: AgentId,
    /// The currency; amounts are never added across currencies.
    pub currency: Currency,
    /// Orders that are not refunded.
    pub orders: u64,
    /// Their amounts' sum, in minor units.
    pub amount_minor: MinorUnits,
    /// Their taxes' sum, in minor units.
    pub tax_minor: MinorUnits,
}

/// Leads on one status (rule M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FunnelRow {
    /// The status.
    pub status: StatusId,
    /// Its name.
    pub name: String,
    /// Leads on it now.
    pub leads: u64,
}

/// An agent's queue and held leads against the cap (rule M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueueAgainstCap {
    /// The agent.
    pub agent: AgentId,
    /// Leads in the task queue.
    pub queue: u64,
    /// Leads held that count toward the cap (rule A2).
    pub held: u64,
    /// Most leads held at once; none = no limit.
    pub cap: Option<u32>,
    /// Held over cap; none without a cap or for a cap of 0.
    pub filled: Option<Rate>,
}

impl Engine {
    /// Leads captured in the period and those of them that are Customers now, by group, in the order of the groups'
    /// bytes, without one last (rules M2, M4).
    ///
    /// Rows sum to the total row, tags aside (rule M9).
    #[must_use]
    pub fn conversion<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        by: Dimension,
        period: Option<Period>,
    ) -> Vec<ConversionRow> {
        let query = ConversionQuery { by: Vec::from([by]), period };
        // One dimension is never too many.
        let report = self.conversion_report(leads, &query).unwrap_or_default();
        let row = |group: Option<String>, figures: ConversionFigures| ConversionRow {
            group,
            leads: figures.leads,
            customers: figures.customers,
            rate: figures.rate,
        };
        if by == Dimension::Total {
            let total = report.total;
            return (total.leads > 0).then(|| row(None, total)).into_iter().collect();
        }
        let named = |group: ConversionGroup<String>| {
            let name = group.keys.into_iter().next().and_then(Key::into_name);
            row(name, group.figures)
        };
        report.rows.into_iter().map(named).collect()
    }

    /// [`conversion`](Self::conversion) by up to two dimensions, with a total row (rules M2, M4, M9).
    ///
    /// # Errors
    /// `request.malformed` for more than two dimensions or one twice.
    pub fn conversion_report<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        query: &ConversionQuery,
    ) -> Result<ConversionReport<String>, Diagnostic> {
        let by = query.dimensions()?;
        let filled = FilledLeads::of(self, leads, &by);
        let report = filled.figures(self, |figures| figures.conversion(query))?;
        let named = |group: ConversionGroup| ConversionGroup {
            keys: by
                .iter()
                .zip(&group.keys)
                .map(|(dimension, key)| key.named(|number| filled.name(*dimension, number).into()))
                .collect(),
            figures: group.figures,
        };
        Ok(ConversionReport {
            rows: report.rows.into_iter().map(named).collect(),
            total: report.total,
        })
    }

    /// How many current conversions lie in the period (rule M4): an un-converted lead is in no period.
    #[must_use]
    pub fn conversions_in<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        period: Period,
    ) -> u64 {
        FilledLeads::of(self, leads, &[]).figures(self, |figures| figures.conversions_in(period))
    }

    /// Revenue of current conversions that are not refunded, by agent and currency (rule M5).
    #[must_use]
    pub fn revenue<'l>(
        &self,
        leads: impl IntoIterator<Item = &'l Lead>,
        period: Option<Period>,
    ) -> Vec<RevenueRow> {
        let filled = FilledLeads::of(self, leads, &[Dimension::Agent]);
        let groups = filled.figures(self, |figures| figures.revenue(period));
        let named = |group: RevenueGroup| {
            Some(RevenueRow {
                agent: filled.agent(group.agent?)?.clone(),
                currency: *filled.currencies.get(group.currency as usize)?,
                orders: group.orders,
                amount_minor: group.amount_minor,
                tax_minor: group.tax_minor,
            })
        };
        groups.into_iter().filter_map(named).collect()
    }

    /// The leads on each status now, in pipeline order (rule M7).
    #[must_use]
    pub fn funnel<'l>(&self, leads: impl IntoIterator<Item = &'l Lead>) -> Vec<FunnelRow> {
        let filled = FilledLeads::of(self, leads, &[]);
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method's path is of one lifetime, and it is called with any"
        )]
        let on_status = filled.figures(self, |figures| figures.funnel());
        self.policy()
            .pipeline
            .statuses
            .iter()
            .zip(on_status)
            .map(|(status, leads)| FunnelRow {
                status: status.id.clone(),
                name: status.name.clone(),
                leads,
            })
            .collect()
    }

    /// Each agent's queue size, and held leads against the cap, in the order of the agents supplied (rules M7, A2).
    ///
    /// What an agent holds is counted among the leads supplied, whatever [`Agent::held`] says.
    #[must_use]
    pub fn queue_against_cap<'l>(
        &self,
        agents: &[Agent],
        leads: impl IntoIterator<Item = &'l Lead>,
    ) -> Vec<QueueAgainstCap> {
        let filled = FilledLeads::of(self, leads, &[Dimension::Agent]);
        let queues = filled.queues(self);
        agents.iter().map(|agent| filled.against_cap(agent, &queues)).collect()
    }

    /// The same of one agent.
    pub(super) fn own_queue_against_cap<'l>(
        &self,
        agent: &Agent,
        leads: impl Iterator<Item = &'l Lead>,
    ) -> QueueAgainstCap {
        let own = leads.filter(|lead| lead.owner.as_ref() == Some(&agent.id));
        let filled = FilledLeads::of(self, own, &[Dimension::Agent]);
        filled.against_cap(agent, &filled.queues(self))
    }
}

/// Time from capture to the current conversion of those leads that have one, by conversion instant (rules V5, M5).
#[must_use]
pub fn time_to_convert<'l>(
    leads: impl IntoIterator<Item = &'l Lead>,
    period: Option<Period>,
) -> TimeToConvert {
    let times = leads.into_iter().filter_map(|lead| {
        let at = lead.conversion.as_ref()?.at;
        is_in(period, at.as_millis()).then(|| at.millis_since(lead.captured_at))
    });
    TimeToConvert::of(times.collect())
}

/// Leads in columns, filled from records.
struct FilledLeads<'l> {
    agents: Names<'l>,
    agent_ids: Map<&'l str, &'l AgentId>,
    sources: Names<'l>,
    campaigns: Names<'l>,
    tags: Names<'l>,
    /// In the order of their letters; the place is the number.
    currencies: Vec<Currency>,
    status: Vec<u16>,
    captured_at: Vec<i64>,
    owner: Filled<u32>,
    source: Filled<u32>,
    campaign: Filled<u32>,
    tag_lists: Lists<u32>,
    converted_at: Filled<i64>,
    credited: Filled<u32>,
    currency: Filled<u32>,
    amount_minor: Filled<i64>,
    tax_minor: Filled<i64>,
    refunded: Bits,
}

impl<'l> FilledLeads<'l> {
    /// The leads, with the names of the dimensions that are asked for; of the others there are none.
    fn of(engine: &Engine, leads: impl IntoIterator<Item = &'l Lead>, asked: &[Dimension]) -> Self {
        Self::of_all(engine, &leads.into_iter().collect::<Vec<_>>(), asked)
    }

    /// As [`of`](Self::of); the same code whatever the leads came from.
    fn of_all(engine: &Engine, leads: &[&'l Lead], asked: &[Dimension]) -> Self {
        let rows = || leads.iter().copied();
        let rows_for = |dimension| rows().filter(move |_| asked.contains(&dimension));
        let credited = |lead: &'l Lead| lead.conversion.as_ref().map(|own| &own.agent);
        let order = |lead: &'l Lead| lead.conversion.as_ref().and_then(|own| own.order.as_ref());
        let agent_ids: Map<&str, &AgentId> = Map::from_iter(
            rows_for(Dimension::Agent)
                .flat_map(|lead| lead.owner.as_ref().into_iter().chain(credited(lead)))
                .map(|id| (id.as_str(), id)),
        );
        let agents: Names<'l> = agent_ids.keys().copied().collect();
        let sources: Names<'l> =
            rows_for(Dimension::Source).filter_map(|lead| lead.source.as_deref()).collect();
        let campaigns: Names<'l> =
            rows_for(Dimension::Campaign).filter_map(|lead| lead.campaign.as_deref()).collect();
        let tags: Names<'l> =
            rows_for(Dimension::Tag).flat_map(|lead| &lead.tags).map(String::as_str).collect();
        let currencies: Set<Currency> =
            Set::from_iter(rows().filter_map(order).map(|own| own.currency));
        let currencies: Vec<Currency> = currencies.iter().copied().collect();
        let currency = |lead: &'l Lead| {
            let place = currencies.binary_search(&order(lead)?.currency).ok()?;
            u32::try_from(place).ok()
        };
        Self {
            status: rows().map(|lead| engine.status_index(lead.status.as_str())).collect(),
            captured_at: rows().map(|lead| lead.captured_at.as_millis()).collect(),
            owner: agents.column(rows().map(|lead| lead.owner.as_ref().map(AgentId::as_str))),
            source: sources.column(rows().map(|lead| lead.source.as_deref())),
            campaign: campaigns.column(rows().map(|lead| lead.campaign.as_deref())),
            tag_lists: rows().map(|lead| tags.numbers(&lead.tags)).collect(),
            converted_at: rows()
                .map(|lead| lead.conversion.as_ref().map(|own| own.at.as_millis()))
                .collect(),
            credited: agents.column(rows().map(|lead| credited(lead).map(AgentId::as_str))),
            currency: rows().map(currency).collect(),
            amount_minor: rows()
                .map(|lead| order(lead).map(|own| own.amount_minor.get()))
                .collect(),
            tax_minor: rows().map(|lead| Some(order(lead)?.tax_minor?.get())).collect(),
            refunded: rows()
                .map(|lead| order(lead).is_some_and(|own| own.payment == PaymentStatus::Refunded))
                .collect(),
            agents,
            agent_ids,
            sources,
            campaigns,
            tags,
            currencies,
        }
    }

    /// What the figures of these leads tell.
    fn figures<T>(&self, engine: &Engine, tell: impl FnOnce(&LeadFigures<'_>) -> T) -> T {
        let columns = LeadColumns {
            source: Some(self.source.column()),
            campaign: Some(self.campaign.column()),
            tags: Some(self.tag_lists.column()),
            converted_at: Some(self.converted_at.column()),
            credited: Some(self.credited.column()),
            currency: Some(self.currency.column()),
            amount_minor: Some(self.amount_minor.column()),
            tax_minor: Some(self.tax_minor.column()),
            refunded: Some(self.refunded.bitmap()),
            ..LeadColumns::new(&self.status, &self.captured_at, self.owner.column())
        };
        let sizes = Sizes {
            agents: self.agents.count(),
            sources: self.sources.count(),
            campaigns: self.campaigns.count(),
            tags: self.tags.count(),
            currencies: u32::try_from(self.currencies.len()).unwrap_or(u32::MAX),
            ..Sizes::default()
        };
        tell(&engine.unchecked_lead_figures(&columns, sizes))
    }

    /// The queue of each agent.
    fn queues(&self, engine: &Engine) -> Vec<QueueFigures> {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method's path is of one lifetime, and it is called with any"
        )]
        self.figures(engine, |figures| figures.queues())
    }

    /// An agent's queue out of the queues of all; an agent who owns no lead has an empty one.
    fn against_cap(&self, agent: &Agent, queues: &[QueueFigures]) -> QueueAgainstCap {
        let number = self.agents.number(agent.id.as_str());
        let own = number.and_then(|number| queues.get(number as usize)).copied();
        let QueueFigures { queue, held, cap, filled } = own.unwrap_or_default().against(agent.cap);
        QueueAgainstCap { agent: agent.id.clone(), queue, held, cap, filled }
    }

    fn agent(&self, number: u32) -> Option<&'l AgentId> {
        self.agent_ids.get(self.agents.name(number)).copied()
    }

    fn name(&self, dimension: Dimension, number: u32) -> &'l str {
        match dimension {
            Dimension::Total => "",
            Dimension::Source => self.sources.name(number),
            Dimension::Campaign => self.campaigns.name(number),
            Dimension::Tag => self.tags.name(number),
            Dimension::Agent => self.agents.name(number),
        }
    }
}
