//! The same over records: columns are filled from them, and numbers turned back into names.

use alloc::{format, string::String, vec::Vec};

use serde::Serialize;

use super::{
    super::names::Names,
    CallFigures, CallTable,
    buckets::{ATTEMPTS, attempt_fault},
    columns::{CallColumns, Sizes},
    query::{CallDimension, CallFilter, CallMeasure, CallQuery, Key},
    table,
};
use crate::{
    columns::{Bits, Filled, Lists},
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{BranchId, DepartmentId},
    lead::{Call, Lead},
    time::CompanyTime,
};

/// An ended call, with what a report knows of it beside (rule M1).
#[derive(Clone, Copy, Debug)]
pub struct ReportedCall<'c> {
    /// The call.
    pub call: &'c Call,
    /// Which attempt on the lead it was, from 1.
    pub attempt: Option<u32>,
    /// The branch.
    pub branch: Option<&'c BranchId>,
    /// The department.
    pub department: Option<&'c DepartmentId>,
    /// The campaign.
    pub campaign: Option<&'c str>,
    /// The source.
    pub source: Option<&'c str>,
    /// The tags.
    pub tags: &'c [String],
}

impl<'c> ReportedCall<'c> {
    /// The call with branch, department, campaign, source and tags of its lead.
    #[must_use]
    pub fn of_lead(call: &'c Call, lead: &'c Lead) -> Self {
        Self {
            call,
            attempt: None,
            branch: lead.branch.as_ref(),
            department: lead.department.as_ref(),
            campaign: lead.campaign.as_deref(),
            source: lead.source.as_deref(),
            tags: &lead.tags,
        }
    }
}

impl<'c> From<&'c Call> for ReportedCall<'c> {
    /// The call, of which no more is known.
    fn from(call: &'c Call) -> Self {
        Self {
            call,
            attempt: None,
            branch: None,
            department: None,
            campaign: None,
            source: None,
            tags: &[],
        }
    }
}

/// Calls grouped by up to two dimensions (rule M1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CallReport {
    /// What the rows are grouped by.
    pub by: Vec<CallDimension>,
    /// The rows that have calls, by the first dimension, then by the second: names by their bytes, numbers and dates
    /// ascending, what is missing last.
    pub rows: Vec<ReportRow>,
    /// All calls that count, each once.
    pub total: CallFigures,
}

/// A row of a [`CallReport`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReportRow {
    /// The group of each dimension.
    pub keys: Vec<Key<String>>,
    /// What its calls come to.
    #[serde(flatten)]
    pub figures: CallFigures,
}

impl Engine {
    /// Ended calls by up to two dimensions, in the company's local time (rules M1, M2, M7, M9); voided ones are left out
    /// (rule C12).
    ///
    /// Takes calls, or [`ReportedCall`]s that tell more. Agents, branches and the like are named by their ids. A name in a
    /// filter that no call has lets nothing through.
    ///
    /// # Errors
    /// `request.malformed` for more than two dimensions or one twice; `number.out_of_range` for an attempt that
    /// there is not (`calls[17].attempt`), and for an hour or month of a filter that there is not (`query.filters[0][2]`).
    pub fn call_report<'c, C: Into<ReportedCall<'c>>>(
        &self,
        calls: impl IntoIterator<Item = C>,
        query: &CallQuery<String>,
    ) -> Result<CallReport, Diagnostic> {
        report(calls, query, Some(self.time()))
    }
}

pub(in crate::report) fn report<'c, C: Into<ReportedCall<'c>>>(
    calls: impl IntoIterator<Item = C>,
    query: &CallQuery<String>,
    time: Option<&CompanyTime>,
) -> Result<CallReport, Diagnostic> {
    let calls: Vec<ReportedCall<'c>> = calls.into_iter().map(Into::into).collect();
    let mut attempts =
        calls.iter().enumerate().filter_map(|(place, own)| Some((place, own.attempt?)));
    if let Some((place, attempt)) = attempts.find(|(_, own)| !ATTEMPTS.contains(own)) {
        return Err(attempt_fault(attempt, format!("calls[{place}].attempt")));
    }
    let named = Named::of(&calls, query);
    let filled = FilledCalls::of(&calls, &named);
    let numbered = CallQuery {
        by: query.by.clone(),
        measures: query.measures.clone(),
        period: query.period,
        filters: query.filters.iter().cloned().map(|own| named.filter(own)).collect(),
    };
    let table = table(&filled.columns(), &named.sizes(), &numbered, time)?;
    Ok(named.report(&table, &query.by))
}

/// The names of what a query asks for; of what it does not, there are none.
struct Named<'c> {
    agents: Names<'c>,
    leads: Names<'c>,
    responses: Names<'c>,
    branches: Names<'c>,
    departments: Names<'c>,
    tags: Names<'c>,
    campaigns: Names<'c>,
    sources: Names<'c>,
    parent_kinds: Names<'c>,
}

impl<'c> Named<'c> {
    fn of(calls: &[ReportedCall<'c>], query: &CallQuery<String>) -> Self {
        let filtered = query.filters.iter().map(CallFilter::dimension);
        let asked: Vec<CallDimension> = query.by.iter().copied().chain(filtered).collect();
        let rows = |dimension| {
            calls.iter().filter({
                let is_asked = asked.contains(&dimension);
                move |_| is_asked
            })
        };
        let with_reach = query.asks_for(CallMeasure::ReachRate);
        let branch = |own: &ReportedCall<'c>| own.branch.map(BranchId::as_str);
        let department = |own: &ReportedCall<'c>| own.department.map(DepartmentId::as_str);
        Self {
            agents: rows(CallDimension::Agent).map(|own| own.call.agent.as_str()).collect(),
            leads: calls.iter().filter(|_| with_reach).filter_map(lead).collect(),
            responses: rows(CallDimension::Response)
                .filter_map(|own| own.call.response.as_deref())
                .collect(),
            branches: rows(CallDimension::Branch).filter_map(branch).collect(),
            departments: rows(CallDimension::Department).filter_map(department).collect(),
            tags: rows(CallDimension::Tag).flat_map(|own| own.tags).map(String::as_str).collect(),
            campaigns: rows(CallDimension::Campaign).filter_map(|own| own.campaign).collect(),
            sources: rows(CallDimension::Source).filter_map(|own| own.source).collect(),
            parent_kinds: rows(CallDimension::ParentKind)
                .map(|own| own.call.parent.kind())
                .collect(),
        }
    }

    fn sizes(&self) -> Sizes {
        Sizes {
            agents: self.agents.count(),
            leads: self.leads.count(),
            responses: self.responses.count(),
            branches: self.branches.count(),
            departments: self.departments.count(),
            tags: self.tags.count(),
            campaigns: self.campaigns.count(),
            sources: self.sources.count(),
            parent_kinds: self.parent_kinds.count(),
            currencies: 0,
        }
    }

    /// The names that a dimension has; none for one whose groups are the library's own.
    fn names(&self, dimension: CallDimension) -> Option<&Names<'c>> {
        match dimension {
            CallDimension::Agent => Some(&self.agents),
            CallDimension::Response => Some(&self.responses),
            CallDimension::Branch => Some(&self.branches),
            CallDimension::Department => Some(&self.departments),
            CallDimension::Tag => Some(&self.tags),
            CallDimension::Campaign => Some(&self.campaigns),
            CallDimension::Source => Some(&self.sources),
            CallDimension::ParentKind => Some(&self.parent_kinds),
            _ => None,
        }
    }

    fn filter(&self, filter: CallFilter<String>) -> CallFilter {
        filter.named(|dimension, name| self.names(dimension)?.number(&name))
    }

    fn report(&self, table: &CallTable, by: &[CallDimension]) -> CallReport {
        let rows = table.rows().map(|row| {
            let keys = by.iter().zip(row.keys()).map(|(dimension, key)| {
                let name = |number| self.names(*dimension).map(|own| own.name(number));
                key.named(|number| name(number).unwrap_or_default().into())
            });
            ReportRow { keys: keys.collect(), figures: row.figures }
        });
        CallReport { by: by.to_vec(), rows: rows.collect(), total: *table.total() }
    }
}

fn lead<'c>(own: &ReportedCall<'c>) -> Option<&'c str> {
    own.call.parent.lead().map(crate::LeadId::as_str)
}

/// Calls in columns.
struct FilledCalls {
    started_at: Vec<i64>,
    status: Vec<u8>,
    duration_seconds: Vec<u32>,
    direction: Vec<u8>,
    agent: Filled<u32>,
    lead: Filled<u32>,
    response: Filled<u32>,
    attempt: Filled<u32>,
    branch: Filled<u32>,
    department: Filled<u32>,
    tags: Lists<u32>,
    campaign: Filled<u32>,
    source: Filled<u32>,
    parent_kind: Filled<u32>,
    voided: Bits,
}

impl FilledCalls {
    fn of(calls: &[ReportedCall<'_>], named: &Named<'_>) -> Self {
        let rows = || calls.iter();
        Self {
            started_at: rows().map(|own| own.call.started_at.as_millis()).collect(),
            status: rows().map(|own| own.call.status.as_byte()).collect(),
            duration_seconds: rows().map(|own| own.call.duration_seconds).collect(),
            direction: rows().map(|own| own.call.direction.as_byte()).collect(),
            agent: named.agents.column(rows().map(|own| Some(own.call.agent.as_str()))),
            lead: named.leads.column(rows().map(lead)),
            response: named.responses.column(rows().map(|own| own.call.response.as_deref())),
            attempt: rows().map(|own| own.attempt).collect(),
            branch: named.branches.column(rows().map(|own| own.branch.map(BranchId::as_str))),
            department: named
                .departments
                .column(rows().map(|own| own.department.map(DepartmentId::as_str))),
            tags: rows().map(|own| named.tags.numbers(own.tags)).collect(),
            campaign: named.campaigns.column(rows().map(|own| own.campaign)),
            source: named.sources.column(rows().map(|own| own.source)),
            parent_kind: named.parent_kinds.column(rows().map(|own| Some(own.call.parent.kind()))),
            voided: rows().map(|own| own.call.voided).collect(),
        }
    }

    fn columns(&self) -> CallColumns<'_> {
        CallColumns {
            lead: Some(self.lead.column()),
            direction: Some(&self.direction),
            response: Some(self.response.column()),
            attempt: Some(self.attempt.column()),
            branch: Some(self.branch.column()),
            department: Some(self.department.column()),
            tags: Some(self.tags.column()),
            campaign: Some(self.campaign.column()),
            source: Some(self.source.column()),
            parent_kind: Some(self.parent_kind.column()),
            voided: Some(self.voided.bitmap()),
            ..CallColumns::new(
                &self.started_at,
                &self.status,
                &self.duration_seconds,
                self.agent.column(),
            )
        }
    }
}
