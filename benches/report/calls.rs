//! Made calls in columns: a year of a company, in order of time or shuffled.

use std::{fmt, hint::black_box, path::Path};

use calliyo_benches::contest::{python::write_column, random::Random, table::grouped};
use calliyo_core::{
    lead::CallStatus,
    report::{CallColumns, Column, Sizes},
};

/// 2025-01-01T00:00:00Z and the milliseconds of the year.
const BEGIN: i64 = 1_735_689_600_000;
const YEAR: u64 = 365 * 86_400_000;

/// How many sources there are; nothing else than agents and leads is of any number.
const SOURCES: u32 = 40;

/// How many calls, agents and leads there are.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) calls: usize,
    pub(crate) agents: u32,
    pub(crate) leads: u32,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [agents, leads] = [self.agents, self.leads].map(|count| grouped(count.into()));
        write!(f, "{} calls × {agents} agents, {leads} leads", grouped(self.calls as u64))
    }
}

/// The calls of a year.
pub(crate) struct Calls {
    size: Size,
    started_at: Vec<i64>,
    status: Vec<u8>,
    duration: Vec<u32>,
    agent: Vec<u32>,
    lead: Vec<u32>,
    source: Vec<u32>,
}

impl Calls {
    /// In order of time.
    pub(crate) fn in_order(size: Size) -> Self {
        let mut random = Random::new(1);
        let mut started_at: Vec<i64> =
            (0..size.calls).map(|_| BEGIN.saturating_add_unsigned(random.below(YEAR))).collect();
        started_at.sort_unstable();
        Self::at(started_at, size)
    }

    /// In no order.
    pub(crate) fn shuffled(size: Size) -> Self {
        let mut random = Random::new(1);
        let instant = |_| BEGIN.saturating_add_unsigned(random.below(YEAR));
        Self::at((0..size.calls).map(instant).collect(), size)
    }

    fn at(started_at: Vec<i64>, size: Size) -> Self {
        let random = &mut Random::new(2);
        let (mut status, mut duration) = (Vec::new(), Vec::new());
        for _ in 0..size.calls {
            // Half of the calls connect; of the others one in eight was missed.
            let (own, seconds) = match random.small_below(16) {
                0..8 => (CallStatus::Called, 1 + random.small_below(600)),
                8..11 => (CallStatus::Busy, 0),
                11..15 => (CallStatus::NoAnswer, 0),
                _ => (CallStatus::Missed, 0),
            };
            status.push(own.as_byte());
            duration.push(seconds);
        }
        let mut below =
            |bound: u32| (0..size.calls).map(|_| random.small_below(bound)).collect::<Vec<_>>();
        let (agent, lead, source) = (below(size.agents), below(size.leads), below(SOURCES));
        Self { size, started_at, status, duration, agent, lead, source }
    }

    pub(crate) fn sizes(&self) -> Sizes {
        Sizes {
            agents: self.size.agents,
            leads: self.size.leads,
            sources: SOURCES,
            ..Sizes::default()
        }
    }

    pub(crate) fn columns(&self) -> CallColumns<'_> {
        CallColumns {
            lead: Some(Column::full(&self.lead)),
            source: Some(Column::full(&self.source)),
            ..CallColumns::new(
                &self.started_at,
                &self.status,
                &self.duration,
                Column::full(&self.agent),
            )
        }
    }

    /// The physical limit: reads the columns that the measures are made from once, and those of the groups. What it makes of
    /// them is the total row.
    pub(crate) fn one_pass(&self, read: Read) {
        let live = CallStatus::InProgress.as_byte();
        let missed = CallStatus::Missed.as_byte();
        let (mut attempts, mut connected, mut seconds) = (0_u32, 0_u32, 0_u64);
        for (status, duration) in self.status.iter().zip(&self.duration) {
            let was_missed = *status == missed && *duration == 0;
            attempts += u32::from(*status != live && !was_missed);
            connected += u32::from(*duration > 0);
            seconds += u64::from(*duration);
        }
        black_box((attempts, connected, seconds));
        let mut sum = 0_u64;
        let of = |column: &[u32]| {
            column.iter().fold(0_u64, |sum, value| sum.wrapping_add((*value).into()))
        };
        for (wanted, column) in
            [(read.agent, &self.agent), (read.lead, &self.lead), (read.source, &self.source)]
        {
            if wanted {
                sum = sum.wrapping_add(of(column));
            }
        }
        if read.started_at {
            let sum_of_instants =
                self.started_at.iter().fold(0_i64, |sum, at| sum.wrapping_add(*at));
            black_box(sum_of_instants);
        }
        black_box(sum);
    }

    /// Writes the columns for a peer.
    pub(crate) fn write(&self, folder: &Path) -> std::io::Result<()> {
        write_column(&folder.join("started_at.i8"), &self.started_at, i64::to_le_bytes)?;
        write_column(&folder.join("status.u1"), &self.status, u8::to_le_bytes)?;
        write_column(&folder.join("duration.u4"), &self.duration, u32::to_le_bytes)?;
        write_column(&folder.join("agent.u4"), &self.agent, u32::to_le_bytes)?;
        write_column(&folder.join("lead.u4"), &self.lead, u32::to_le_bytes)?;
        write_column(&folder.join("source.u4"), &self.source, u32::to_le_bytes)
    }
}

/// Which columns a question reads beside status and duration.
#[derive(Clone, Copy, Default)]
pub(crate) struct Read {
    pub(crate) started_at: bool,
    pub(crate) agent: bool,
    pub(crate) lead: bool,
    pub(crate) source: bool,
}
