//! Writing the agents of leads whose rows come in no order.
//!
//! With millions of rows each write would miss the cache, and a whole line of memory would be read and written back for it.
//! So what is written is handed out to *windows* first, stretches of rows that fit the second cache each, and then brought to
//! its rows window by window. As no row comes twice, what waits for a window never takes more room than its rows: it waits
//! there.

use alloc::vec;

use super::{
    super::{NO_AGENT, streams::Streams},
    sharing::set,
};

/// The bits that tell a row within its window. The others tell the agent.
const WINDOW_BITS: u32 = 16;

/// The rows of a window.
const WINDOW: usize = 1 << WINDOW_BITS;

/// Fewer rows than that are written to as they come: most of them are in the cache.
const FEW_ROWS: usize = 4 * WINDOW;

/// What says that a row goes to nobody, in as many bits as an agent has here.
const NOBODY: u32 = NO_AGENT >> WINDOW_BITS;

/// So many agents are brought to a window at once.
const AT_ONCE: usize = 256;

/// Agents on their way to rows.
pub(super) struct Delivery<'a> {
    agent_of: &'a mut [u32],
    /// To the windows; to none where rows are written to as they come.
    windows: Streams<u32, AT_ONCE>,
}

impl<'a> Delivery<'a> {
    /// To so many of the rows, which come in order or not, from so many agents. Rows in order, few rows, and those of more
    /// agents than there are bits for in a window, are written to as they come.
    pub(super) fn new(agent_of: &'a mut [u32], rows: usize, in_order: bool, agents: u32) -> Self {
        let waits = !in_order && agents <= NOBODY && agent_of.len() >= FEW_ROWS;
        if !waits && rows < agent_of.len() {
            agent_of.fill(NO_AGENT);
        }
        let windows = if waits { agent_of.len().div_ceil(WINDOW) } else { 0 };
        let windows = Streams::new(starts().take(windows).collect());
        Self { agent_of, windows }
    }

    /// Sends an agent, or nobody, to a row; to each row once at most.
    #[inline(always)]
    pub(super) fn send(&mut self, row: u32, agent: u32) {
        let waiting = row << (u32::BITS - WINDOW_BITS) | agent & NOBODY;
        if !self.windows.send(self.agent_of, (row >> WINDOW_BITS) as usize, waiting) {
            set(self.agent_of, row, agent);
        }
    }

    /// Brings all to their rows. A row that none was sent to is nobody's.
    pub(super) fn finish(self) {
        let Self { agent_of, windows } = self;
        let ends = windows.finish(agent_of);
        let mut waiting = vec![0; if ends.is_empty() { 0 } else { WINDOW }];
        for ((rows, start), end) in agent_of.chunks_mut(WINDOW).zip(starts()).zip(ends) {
            let count = end.wrapping_sub(start) as usize;
            for (own, waits) in waiting.iter_mut().zip(rows.iter().take(count)) {
                *own = *waits;
            }
            if count < rows.len() {
                rows.fill(NO_AGENT);
            }
            for waits in waiting.iter().take(count) {
                let agent = waits & NOBODY;
                let agent = if agent == NOBODY { NO_AGENT } else { agent };
                set(rows, waits >> (u32::BITS - WINDOW_BITS), agent);
            }
        }
    }
}

/// The first row of each window.
fn starts() -> impl Iterator<Item = u32> {
    (0..u32::MAX).step_by(WINDOW)
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::jobs::{number, testing::Random};

    /// A5: agents come to the rows that they are sent to, whatever the order of these.
    #[test]
    fn agents_come_to_their_rows() {
        let mut random = Random(71);
        for (rows, agents) in [
            (FEW_ROWS - 1, NOBODY - 1),
            (FEW_ROWS, NOBODY - 1),
            (FEW_ROWS + 1, 3),
            (FEW_ROWS + WINDOW / 2, NOBODY),
            (FEW_ROWS + WINDOW, NOBODY + 1),
            (2 * FEW_ROWS - 7, 1 << 20),
        ] {
            for share in [1, 2, 50] {
                let mut sent: Vec<u32> =
                    (0..number(rows)).filter(|_| share == 1 || random.once_in(share)).collect();
                for last in (1..sent.len()).rev() {
                    sent.swap(last, random.below(number(last)) as usize);
                }
                let mut expected = vec![NO_AGENT; rows];
                let mut agent_of = vec![7; rows];
                let mut delivery = Delivery::new(&mut agent_of, sent.len(), false, agents);
                for row in sent {
                    let agent = if random.once_in(9) { NO_AGENT } else { random.below(agents) };
                    expected[row as usize] = agent;
                    delivery.send(row, agent);
                }
                delivery.finish();
                assert!(agent_of == expected, "{rows} rows, {agents} agents, one in {share}");
            }
        }
    }
}
