//! Calls as borrowed columns.

use crate::{
    columns::{
        Bitmap, Column, ListColumn, at_most, bitmap_length, column_length, known_codes,
        known_members, known_numbers, list_shape, same_length,
    },
    diagnostic::Diagnostic,
    lead::{CallStatus, Direction},
};

/// The largest number of calls in one report: a row is a `u32`.
const MOST_CALLS: u64 = u32::MAX as u64 - 1;

/// Ended calls, one row each. All columns have the same length.
#[derive(Clone, Copy, Debug)]
pub struct CallColumns<'a> {
    /// When the call started, UTC milliseconds.
    pub started_at: &'a [i64],
    /// How it ended, as [`CallStatus::as_byte`]. A call in progress has not ended and counts nowhere.
    pub status: &'a [u8],
    /// How long the parties were connected, in seconds.
    pub duration_seconds: &'a [u32],
    /// The agent who made or took it, by a dense number.
    pub agent: Column<'a, u32>,
    /// The lead it belongs to, by a dense number; missing: something else than a lead. The reach rate needs it.
    pub lead: Option<Column<'a, u32>>,
    /// Who called whom, as [`Direction::as_byte`]. Absent: every call was outgoing.
    pub direction: Option<&'a [u8]>,
    /// What the lead answered, by a dense number. This and the columns below may be absent: then no call has one.
    pub response: Option<Column<'a, u32>>,
    /// Which attempt on the lead it was, from 1.
    pub attempt: Option<Column<'a, u32>>,
    /// The branch, by a dense number.
    pub branch: Option<Column<'a, u32>>,
    /// The department, by a dense number.
    pub department: Option<Column<'a, u32>>,
    /// The tags, by dense numbers.
    pub tags: Option<ListColumn<'a, u32>>,
    /// The campaign, by a dense number.
    pub campaign: Option<Column<'a, u32>>,
    /// The source, by a dense number.
    pub source: Option<Column<'a, u32>>,
    /// The kind of what it belongs to, by a dense number.
    pub parent_kind: Option<Column<'a, u32>>,
    /// It was voided and counts nowhere (rule C12). Absent: none was.
    pub voided: Option<Bitmap<'a>>,
}

/// How many there are of what dense numbers name: the numbers of each start at 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Agents.
    pub agents: u32,
    /// Leads.
    pub leads: u32,
    /// Responses.
    pub responses: u32,
    /// Branches.
    pub branches: u32,
    /// Departments.
    pub departments: u32,
    /// Tags.
    pub tags: u32,
    /// Campaigns.
    pub campaigns: u32,
    /// Sources.
    pub sources: u32,
    /// Kinds of what a call belongs to.
    pub parent_kinds: u32,
    /// Currencies of orders.
    pub currencies: u32,
}

impl<'a> CallColumns<'a> {
    /// Outgoing calls of which nothing but the least is known; the optional columns are set on the result.
    #[must_use]
    pub const fn new(
        started_at: &'a [i64],
        status: &'a [u8],
        duration_seconds: &'a [u32],
        agent: Column<'a, u32>,
    ) -> Self {
        Self {
            started_at,
            status,
            duration_seconds,
            agent,
            lead: None,
            direction: None,
            response: None,
            attempt: None,
            branch: None,
            department: None,
            tags: None,
            campaign: None,
            source: None,
            parent_kind: None,
            voided: None,
        }
    }

    /// The number of calls.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.started_at.len()
    }

    /// Whether there is no call.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.started_at.is_empty()
    }

    /// Checks that all columns are as long as `started_at` and that every number means something.
    ///
    /// A report checks the lengths of all columns and the values of those that it reads; this checks all of them.
    ///
    /// # Errors
    /// `request.malformed` for a column of another length; `number.out_of_range` for a number of nothing, a status or
    /// direction that there is not, and for more rows than a report takes. The path names the column, and the row where it
    /// is about one: `calls.agent[17]`.
    pub fn check(&self, sizes: &Sizes) -> Result<(), Diagnostic> {
        self.check_lengths()?;
        known_codes("calls.status", self.status, CallStatus::ALL.len())?;
        if let Some(direction) = self.direction {
            known_codes("calls.direction", direction, Direction::ALL.len())?;
        }
        known_numbers("calls.agent", Some(&self.agent), sizes.agents)?;
        known_numbers("calls.lead", self.lead.as_ref(), sizes.leads)?;
        known_numbers("calls.response", self.response.as_ref(), sizes.responses)?;
        known_numbers("calls.branch", self.branch.as_ref(), sizes.branches)?;
        known_numbers("calls.department", self.department.as_ref(), sizes.departments)?;
        known_numbers("calls.campaign", self.campaign.as_ref(), sizes.campaigns)?;
        known_numbers("calls.source", self.source.as_ref(), sizes.sources)?;
        known_numbers("calls.parentKind", self.parent_kind.as_ref(), sizes.parent_kinds)?;
        known_members("calls.tags", self.tags, sizes.tags)
    }

    /// Checks that all columns are as long as `started_at`, without looking at a row.
    pub(super) fn check_lengths(&self) -> Result<(), Diagnostic> {
        let rows = self.len();
        at_most("calls", rows, MOST_CALLS)?;
        same_length("calls.status", self.status.len(), rows)?;
        same_length("calls.durationSeconds", self.duration_seconds.len(), rows)?;
        column_length("calls.agent", Some(&self.agent), rows)?;
        column_length("calls.lead", self.lead.as_ref(), rows)?;
        same_length("calls.direction", self.direction.map_or(rows, <[u8]>::len), rows)?;
        column_length("calls.response", self.response.as_ref(), rows)?;
        column_length("calls.attempt", self.attempt.as_ref(), rows)?;
        column_length("calls.branch", self.branch.as_ref(), rows)?;
        column_length("calls.department", self.department.as_ref(), rows)?;
        list_shape("calls.tags", self.tags, rows)?;
        column_length("calls.campaign", self.campaign.as_ref(), rows)?;
        column_length("calls.source", self.source.as_ref(), rows)?;
        column_length("calls.parentKind", self.parent_kind.as_ref(), rows)?;
        bitmap_length("calls.voided", self.voided, rows)
    }
}
