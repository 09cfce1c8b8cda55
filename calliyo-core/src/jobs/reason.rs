//! Why a row of a job was moved or left alone.

use crate::code::Code;

macro_rules! reasons {
    ($($variant:ident = $byte:literal $code:expr, $doc:literal;)*) => {
        /// The fate of one row in a job: moved, or the first reason why not.
        ///
        /// Plans hold it as one byte per row ([`RowReason::as_byte`]); the bytes are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum RowReason {
            $(#[doc = $doc] $variant = $byte,)*
        }

        impl RowReason {
            /// Every reason, by its byte.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The reason as a code of the table; none for a row that was moved.
            #[must_use]
            pub const fn code(self) -> Option<Code> {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

reasons! {
    Moved = 0 None, "The plan moves the lead.";
    StatusNotListed = 1 Some(Code::JobStatusNotListed), "Not eligible: the status is not in the list.";
    IsCustomer = 2 Some(Code::JobIsCustomer), "Not eligible: a customer.";
    LiveCall = 3 Some(Code::JobLiveCall), "Not eligible: a call is in progress.";
    FollowUpAhead = 4 Some(Code::JobFollowUpAhead), "Not eligible: an open follow-up lies ahead.";
    OwnerBanned = 5 Some(Code::JobOwnerBanned), "Not eligible: the owner is banned and keeps the lead.";
    OwnerUnknown = 6 Some(Code::AgentUnknown), "Not eligible: the owner is not among the agents supplied.";
    DoNotCall = 7 Some(Code::JobDoNotCall), "Not eligible: the lead asked not to be called.";
    NotOwned = 8 Some(Code::JobNotOwned), "Not eligible for removal: there is no owner to take it from.";
    TooRecent = 9 Some(Code::JobTooRecent), "Not eligible for removal: on its status since after the cut-off.";
    NoAgentMatches = 10 Some(Code::JobNoAgentMatches), "Eligible, not placed: no receiving agent is in its scope.";
    OnlyBarredAgent = 11 Some(Code::JobOnlyBarredAgent), "Eligible, not placed: only its barred agent has room.";
    LimitReached = 12 Some(Code::JobLimitReached), "Eligible, not placed: intake limits are reached.";
    AgentsAtCap = 13 Some(Code::JobAgentsAtCap), "Eligible, not placed: the agents in its scope are at their cap.";
    Exhausted = 14 Some(Code::JobExhausted), "Not eligible: as many attempts were made as the policy allows.";
    Resting = 15 Some(Code::JobResting), "Not eligible: the last attempt is too recent.";
}

impl RowReason {
    /// The byte that stands for it in a plan.
    #[must_use]
    pub const fn as_byte(self) -> u8 {
        self as u8
    }

    /// The reason that a byte of a plan stands for.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }

    /// Whether the job could have moved the lead: it was moved, or found no place.
    #[must_use]
    pub const fn is_eligible(self) -> bool {
        matches!(
            self,
            Self::Moved
                | Self::NoAgentMatches
                | Self::OnlyBarredAgent
                | Self::LimitReached
                | Self::AgentsAtCap
        )
    }
}

/// How many rows met each fate.
///
/// The counts reconcile by construction: every row is counted once, `eligible` is the moved rows and those without a
/// place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReasonCounts {
    rows: [u64; RowReason::ALL.len()],
}

impl ReasonCounts {
    /// Counts the bytes of a plan. Bytes that stand for no reason are not counted.
    #[must_use]
    pub fn of(reasons: &[u8]) -> Self {
        // Neighbours are counted in tables of their own: a run of equal bytes would wait for one count to be written
        // before the next could be read. Slices have fewer bytes than a count can hold.
        let mut tables = [[0_u64; 256]; 4];
        for bytes in reasons.chunks(tables.len()) {
            for (byte, table) in bytes.iter().zip(&mut tables) {
                if let Some(count) = table.get_mut(usize::from(*byte)) {
                    *count = count.wrapping_add(1);
                }
            }
        }
        let mut counts = Self::default();
        for table in tables {
            for (own, seen) in counts.rows.iter_mut().zip(table) {
                *own = own.saturating_add(seen);
            }
        }
        counts
    }

    /// Counts more rows with this fate.
    pub(super) fn add(&mut self, reason: RowReason, rows: u64) {
        if let Some(own) = self.rows.get_mut(usize::from(reason.as_byte())) {
            *own = own.saturating_add(rows);
        }
    }

    /// All rows that are counted.
    pub(super) fn all(&self) -> u64 {
        self.sum(|_| true)
    }

    /// Rows with this fate.
    #[must_use]
    pub fn rows(&self, reason: RowReason) -> u64 {
        self.rows.get(usize::from(reason.as_byte())).copied().unwrap_or_default()
    }

    /// Rows that the plan moves.
    #[must_use]
    pub fn moved(&self) -> u64 {
        self.rows(RowReason::Moved)
    }

    /// Rows that the job could have moved.
    #[must_use]
    pub fn eligible(&self) -> u64 {
        self.sum(RowReason::is_eligible)
    }

    /// Eligible rows that found no place.
    #[must_use]
    pub fn not_placed(&self) -> u64 {
        self.eligible().saturating_sub(self.moved())
    }

    /// The commonest reason among the eligible rows that found no place; of equal ones the first in the rule's order.
    #[must_use]
    pub fn commonest_not_placed(&self) -> Option<RowReason> {
        let mut best = None;
        for (reason, rows) in self.iter() {
            let unplaced = reason.is_eligible() && reason != RowReason::Moved && rows > 0;
            if unplaced && best.is_none_or(|(_, most)| rows > most) {
                best = Some((reason, rows));
            }
        }
        best.map(|(reason, _)| reason)
    }

    /// Every fate with its number of rows, zeros too.
    pub fn iter(&self) -> impl Iterator<Item = (RowReason, u64)> + '_ {
        RowReason::ALL.iter().copied().zip(self.rows)
    }

    fn sum(&self, wanted: impl Fn(RowReason) -> bool) -> u64 {
        self.iter()
            .filter(|(reason, _)| wanted(*reason))
            .fold(0, |sum, (_, rows)| sum.saturating_add(rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A8: every reason of a plan is a code of the table, and bytes are stable.
    #[test]
    fn a_byte_gives_its_reason_back() {
        for (byte, reason) in RowReason::ALL.iter().enumerate() {
            assert_eq!(usize::from(reason.as_byte()), byte);
            assert_eq!(RowReason::from_byte(reason.as_byte()), Some(*reason));
            assert_eq!(reason.code().is_none(), *reason == RowReason::Moved);
        }
        assert_eq!(RowReason::from_byte(200), None);
    }

    /// A8, S5: eligible is placed and not placed; the outcome names the commonest reason.
    #[test]
    fn counts_reconcile_and_name_the_commonest_reason() {
        let counts = ReasonCounts::of(&[0, 0, 1, 13, 10, 13, 11]);
        assert_eq!((counts.eligible(), counts.moved(), counts.not_placed()), (6, 2, 4));
        assert_eq!(counts.commonest_not_placed(), Some(RowReason::AgentsAtCap));
        assert_eq!(
            ReasonCounts::of(&[13, 10]).commonest_not_placed(),
            Some(RowReason::NoAgentMatches)
        );
        assert_eq!(ReasonCounts::of(&[0, 1]).commonest_not_placed(), None);
    }
}
