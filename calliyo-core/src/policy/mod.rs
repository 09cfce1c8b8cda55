//! What a company configures.
//!
//! A [`Policy`] is one document; every field that is left out has the default of the rule book, so that
//! `Policy::default()` is a working company. It is checked as a whole (rule G2) when an
//! [`Engine`](crate::Engine) is made from it.

mod automation;
mod check;
mod diagram;
mod diff;
mod edit;
mod effect;
mod forms;
#[cfg(feature = "schema")]
mod json_schema;
mod people;
mod pipeline;
mod schema;

use alloc::{string::String, vec, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
pub use self::json_schema::json_schema;
pub use self::{
    automation::{
        Assignment, AssignmentScope, Automation, Evenness, FreshOrder, Intake, Removal, TopUp,
    },
    check::advice,
    diff::{
        AgentAboveCap, AgentDiff, AgentFlow, Compared, JobDiff, PolicyDiff, RunForecast,
        SettingDiff, Standing,
    },
    edit::{PipelineChange, PipelineEdit, StatusEdit, StatusReplacement, StatusRole},
    effect::{EffectCounts, HeldEffect, OwnerEffect, PipelineEffect, ReplacementMove, StuckLead},
    forms::{FormPolicy, ParentKind, Response, Suggestion},
    people::{Action, CustomerVisibility, People, Permission, Reach, Resource, Role},
    pipeline::{AllowedMove, Pipeline, Stage, Status, StatusRoles, SuggestedRole},
    schema::SCHEMA,
};
pub(crate) use self::{
    check::faults,
    pipeline::{CUSTOMER, FOLLOW_UPS, PROTECTED, UNASSIGNED},
    schema::{present_schema, schema_fault, upgraded, upgraded_or_refused},
};
use crate::time::{Calendar, LocalTime, TimeZone};

/// Everything a company configures (rule G2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Policy {
    /// The schema number of this document (rule K2); default the present one.
    #[serde(deserialize_with = "upgraded::deserialize")]
    pub schema: u32,
    /// The company's time zone (rule Z2); default UTC.
    pub time_zone: TimeZone,
    /// Working days, holidays, first day of the week and calling hours (rules Z5, Z6).
    pub calendar: Calendar,
    /// The lead statuses and the moves that people may make (rules P1 to P7).
    pub pipeline: Pipeline,
    /// How calls are taken in (rules C4, C5, C8).
    pub calls: CallPolicy,
    /// How follow-ups behave (rules F3 to F9).
    pub follow_ups: FollowUpPolicy,
    /// How phone numbers are read (rule D2).
    pub phone: PhonePolicy,
    /// What the log-call and schedule forms offer (rules D1, D3).
    pub forms: FormPolicy,
    /// Whether conversions carry orders (rule V1).
    pub orders: OrderPolicy,
    /// The three daily jobs (rules A, T, X, S1).
    pub automation: Automation,
    /// Roles, permissions and who sees customers (rules G3, V4).
    pub people: People,
    /// Outgoing calls that an agent is to make in a day (rule M3): a goal, never a cap; default 50.
    pub daily_target: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            time_zone: TimeZone { name: "UTC".into(), data: None },
            calendar: Calendar::default(),
            pipeline: Pipeline::default(),
            calls: CallPolicy::default(),
            follow_ups: FollowUpPolicy::default(),
            phone: PhonePolicy::default(),
            forms: FormPolicy::default(),
            orders: OrderPolicy::default(),
            automation: Automation::default(),
            people: People::default(),
            daily_target: 50,
        }
    }
}

/// How calls are taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallPolicy {
    /// Whether a Follow up or Rescheduled call without a follow-up is refused (rule C4); default no: a warning.
    pub follow_up_required: bool,
    /// Whether Busy, No Answer and Missed move the lead by themselves (rule C5); default no: a suggestion.
    pub automatic_statuses: bool,
    /// After how many minutes a live call counts as lost (rule C8); default 240.
    pub longest_call_minutes: u32,
}

impl Default for CallPolicy {
    fn default() -> Self {
        Self { follow_up_required: false, automatic_statuses: false, longest_call_minutes: 240 }
    }
}

/// Which logged call resolves the day's follow-ups (rule F4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ResolvedBy {
    /// Any call but In-progress and Missed of duration zero.
    #[default]
    AnyCall,
    /// Only a connected call.
    ConnectedCall,
}

/// From when an open follow-up is overdue (rule F5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum OverdueFrom {
    /// As soon as its instant is before now.
    #[default]
    Instant,
    /// From the local day after its own.
    NextDay,
}

/// Where a reminder is shown (rule F9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Channel {
    /// Inside the host's application.
    InApp,
    /// As a push notification.
    Push,
}

impl Channel {
    /// Its name on the wire.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::InApp => "inApp",
            Self::Push => "push",
        }
    }
}

/// How follow-ups behave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct FollowUpPolicy {
    /// The local time of the default slot (rule F3); default 10:00.
    pub default_slot_at: LocalTime,
    /// Which call resolves the day's follow-ups (rule F4).
    pub resolved_by: ResolvedBy,
    /// From when a follow-up is overdue (rule F5).
    pub overdue_from: OverdueFrom,
    /// Offered reminders, in minutes before the follow-up (rule D7); default 0, 15, 30 and 60.
    pub reminder_minutes: Vec<u32>,
    /// Where reminders are shown (rule F9); default in the application and as push.
    pub channels: Vec<Channel>,
}

impl Default for FollowUpPolicy {
    fn default() -> Self {
        Self {
            default_slot_at: LocalTime::from_hms(10, 0, 0).unwrap_or_default(),
            resolved_by: ResolvedBy::default(),
            overdue_from: OverdueFrom::default(),
            reminder_minutes: vec![0, 15, 30, 60],
            channels: vec![Channel::InApp, Channel::Push],
        }
    }
}

/// How phone numbers without a country code are read (rule D2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct PhonePolicy {
    /// The company's country code, digits only; default 91.
    pub country_code: String,
    /// What stands before a national number; default 0, may be empty.
    pub trunk_prefix: String,
}

impl Default for PhonePolicy {
    fn default() -> Self {
        Self { country_code: "91".into(), trunk_prefix: "0".into() }
    }
}

/// Whether conversions carry orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct OrderPolicy {
    /// Whether the company uses the order module (rule V1); default yes.
    pub enabled: bool,
}

impl Default for OrderPolicy {
    fn default() -> Self {
        Self { enabled: true }
    }
}
