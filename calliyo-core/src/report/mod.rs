//! What people look at: an agent's day, a supervisor's lists, a manager's figures.
//!
//! Views take records and an instant, and change nothing. A host supplies the leads, calls and closed follow-ups that a
//! view is about. These views refuse nobody: they are the host's own. What one person may see of them is given by
//! [`Engine::on_behalf_of`](crate::Engine::on_behalf_of).

mod agenda;
mod calls;
mod clock;
mod coverage;
mod customers;
mod dashboard;
mod evenness;
mod figures;
mod follow_ups;
mod history;
mod leads;
mod names;
mod queue;
mod supervision;
mod timeline;

pub use crate::columns::{Bitmap, Column, ListColumn, UNKNOWN_AGENT};

pub use self::{
    agenda::{Agenda, AgendaCounters, Reminder},
    calls::{
        CallColumns, CallDimension, CallFigures, CallFilter, CallMeasure, CallQuery, CallReport,
        CallRow, CallTable, CallValue, Key, ReportRow, ReportedCall, Sizes,
    },
    coverage::CoverageRow,
    dashboard::{Dashboard, DashboardInput, TargetProgress},
    evenness::{Evenness, Received},
    figures::{
        CallCounts, ConversionRow, FunnelRow, QueueAgainstCap, RevenueRow, call_counts,
        missed_call_rate, time_to_convert,
    },
    follow_ups::{FollowUpColumns, FollowUpFigures, FollowUpQuery, FollowUpReport, FollowUpRow},
    history::{HistoryColumns, LeadOnStatus, OnStatus, TimeInStatus},
    leads::{
        ConversionFigures, ConversionGroup, ConversionQuery, ConversionReport, Dimension,
        LeadColumns, LeadFigures, QueueFigures, RevenueGroup, TimeToConvert,
    },
    queue::{QueueEntry, QueueFilter, QueueGroup},
    supervision::{LiveCallView, StalledLead},
    timeline::{TimelineEntry, timeline},
};
