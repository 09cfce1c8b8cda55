//! A lead's timeline: its events in order, each with a line for people (rule E).

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use serde::Serialize;

use crate::{
    engine::Engine,
    ids::{AgentId, EventId, StatusId},
    lead::{Change, Event, Order, Resolution},
    time::Timestamp,
};

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TimelineEntry {
    /// The event.
    pub event: EventId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: AgentId,
    /// What happened, in English.
    pub text: String,
}

/// A lead's events as lines for people, in order (rule E).
///
/// Statuses are shown by the names that the policy gives them now (rule P3).
#[must_use]
pub fn timeline<'e>(
    engine: &Engine,
    events: impl IntoIterator<Item = &'e Event>,
) -> Vec<TimelineEntry> {
    events
        .into_iter()
        .map(|event| TimelineEntry {
            event: event.id.clone(),
            at: event.at,
            actor: event.actor.clone(),
            text: sentence(engine, &event.change),
        })
        .collect()
}

fn sentence(engine: &Engine, change: &Change) -> String {
    let name = |id: &StatusId| {
        engine.status(id).map_or_else(|| id.to_string(), |status| status.name.clone())
    };
    let local = |at: Timestamp| {
        let (date, time) = engine.zone().to_local(at);
        format!("{date} {time} {}", engine.zone().designation_at(at))
    };
    match change {
        Change::LeadCreated { record } => {
            let source = record.source.as_deref().map(|source| format!(" from {source}"));
            format!("captured{}", source.unwrap_or_default())
        }
        Change::LeadUpdated { .. } => "details changed".into(),
        Change::LeadStatusChanged { from, to } => format!("{} → {}", name(from), name(to)),
        Change::LeadAssigned { from: None, to } => format!("assigned to {to}"),
        Change::LeadAssigned { from: Some(from), to } => format!("assigned to {to}, from {from}"),
        Change::LeadUnassigned { from: None } => "unassigned".into(),
        Change::LeadUnassigned { from: Some(from) } => format!("unassigned from {from}"),
        Change::LeadConverted { conversion } => {
            let order = conversion.order.as_ref().map(|order| format!(": {}", describe(order)));
            format!("converted, credited to {}{}", conversion.agent, order.unwrap_or_default())
        }
        Change::LeadUnconverted { conversion } => {
            format!("no longer a customer, {} loses the credit", conversion.agent)
        }
        Change::CallStarted { call } => format!("call with {} began", call.agent),
        Change::CallCompleted { call } => format!(
            "call by {}: {}, {}",
            call.agent,
            call.status.as_str(),
            clock(call.duration_seconds)
        ),
        Change::CallAbandoned { call } => format!("call by {} ended without a result", call.agent),
        Change::CallCorrected { call, .. } => {
            format!("call corrected: {}, {}", call.status.as_str(), clock(call.duration_seconds))
        }
        Change::CallVoided { call, .. } => format!("call {} voided", call.id),
        Change::FollowUpCreated { follow_up } => {
            format!("follow-up set for {}", local(follow_up.at))
        }
        Change::FollowUpRescheduled { from, follow_up } => {
            format!("follow-up moved from {} to {}", local(*from), local(follow_up.at))
        }
        Change::FollowUpReassigned { to, .. } => format!("follow-up handed to {to}"),
        Change::FollowUpCompleted { follow_up } => match follow_up.closed_by {
            Some(Resolution::Call) => "follow-up kept by the call".into(),
            Some(Resolution::StatusChange) => "follow-up closed by the new status".into(),
            _ => "follow-up done".into(),
        },
        Change::FollowUpExpired { follow_up } => match follow_up.closed_by {
            Some(Resolution::Dismissal) => "follow-up dismissed as missed".into(),
            _ => "follow-up expired with the assignment".into(),
        },
        Change::NoteAdded { note } => {
            format!("note: {}", note.note.as_deref().unwrap_or_default())
        }
        Change::OrderUpdated { order, .. } => format!("order changed: {}", describe(order)),
        Change::SettingsChanged { settings } => {
            format!("settings changed: {}", settings.join(", "))
        }
    }
}

/// An order in a few words: what, and how much.
fn describe(order: &Order) -> String {
    let plan = order.plan.as_deref().map(|plan| format!("{plan}, ")).unwrap_or_default();
    format!("{plan}{} {}", order.currency, amount(order))
}

/// The amount with as many decimals as the currency's minor unit has by ISO 4217.
fn amount(order: &Order) -> String {
    let decimals = match order.currency.as_str() {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    };
    let minor = order.amount_minor.get();
    let sign = if minor < 0 { "-" } else { "" };
    let width = usize::saturating_add(decimals, 1);
    let digits = format!("{:0width$}", minor.unsigned_abs());
    let (whole, part) = digits.split_at(digits.len().saturating_sub(decimals));
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{part}")
}

/// A duration as HH:MM:SS; hours may pass 24 (rule D4).
fn clock(seconds: u32) -> String {
    let part = |divisor: u32| seconds.checked_div(divisor).unwrap_or_default();
    let within = |number: u32| number.checked_rem(60).unwrap_or_default();
    format!("{:02}:{:02}:{:02}", part(3600), within(part(60)), within(seconds))
}
