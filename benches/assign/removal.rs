//! Removal: leads that are stale go back to the pool.

use std::hint::black_box;

use calliyo_benches::sure;
use calliyo_core::{
    jobs::{Bitmap, Column, LeadColumns, removal},
    lead::AgentState,
};

use crate::{
    Setting,
    company::{self, Agents, folded, number, status},
    random::Random,
    table::{Table, Target},
    timing::contest,
    with_peak,
};

const DAY: i64 = 86_400_000;

/// Leads of which 90 % have an owner, any agent. Half lie on a listed status. All entered it within 60 days, at any
/// millisecond, and what is older than 30 days is stale. A call is in progress on 1 %, a follow-up lies ahead of 10 %, and
/// 1 % asked not to be called. One agent in twenty is banned.
struct Leads {
    status: Vec<u16>,
    status_since: Vec<i64>,
    captured_at: Vec<i64>,
    owner: Vec<u32>,
    is_owned: Vec<u8>,
    live_call: Vec<u8>,
    follow_up_ahead: Vec<u8>,
    do_not_call: Vec<u8>,
}

impl Leads {
    fn drawn(leads: usize, agents: usize, random: &mut Random) -> Self {
        let agents = number(agents);
        let mut share = |percent| company::bits((0..leads).map(|_| random.percent(percent)));
        let [is_owned, live_call, follow_up_ahead, do_not_call] = [90, 1, 10, 1].map(&mut share);
        Self {
            is_owned,
            live_call,
            follow_up_ahead,
            do_not_call,
            status: (0..leads)
                .map(|_| if random.percent(50) { status::NOT_PICKED } else { status::ASSIGNED })
                .collect(),
            status_since: (0..leads)
                .map(|_| 0_i64.saturating_add_unsigned(random.below(60 * DAY.unsigned_abs())))
                .collect(),
            captured_at: vec![0; leads],
            owner: (0..leads).map(|_| random.small_below(agents)).collect(),
        }
    }

    fn columns(&self) -> LeadColumns<'_> {
        let owner = Column::with_validity(&self.owner, Bitmap::new(&self.is_owned));
        LeadColumns {
            status_since: Some(&self.status_since),
            live_call: Some(Bitmap::new(&self.live_call)),
            follow_up_ahead: Some(Bitmap::new(&self.follow_up_ahead)),
            do_not_call: Some(Bitmap::new(&self.do_not_call)),
            ..LeadColumns::new(&self.status, &self.captured_at, owner)
        }
    }

    /// What removal reads and writes: status, since when, owner and three flags; a byte for each row.
    fn one_pass(&self, reason: &mut [u8]) {
        let flags = [&self.is_owned, &self.live_call, &self.follow_up_ahead, &self.do_not_call];
        let mut read = flags.into_iter().fold(0, |read, bits| read ^ folded(bits));
        let rows = reason.iter_mut().zip(&self.status).zip(&self.status_since).zip(&self.owner);
        for (((reason, status), since), owner) in rows {
            read ^= i64::from(*owner) ^ since;
            [*reason, _] = status.to_le_bytes();
        }
        black_box(read);
    }
}

pub(crate) fn measure(setting: &Setting, table: &mut Table) {
    let size = setting.large();
    let random = &mut Random::new(7);
    let leads = Leads::drawn(size.leads, size.agents, random);
    let mut agents = Agents::with_places(&vec![0; size.agents], random);
    agents.state.iter_mut().step_by(20).for_each(|state| *state = AgentState::Banned);
    let rules = removal::RemovalRules {
        listed: [status::NOT_PICKED].into_iter().collect(),
        customer: status::CUSTOMER,
        statuses: status::COUNT,
        cut_off: 30 * DAY,
        include_follow_up_ahead: false,
    };

    table.case("removal", size);
    let mut reason = vec![0; size.leads];
    let (mut removed, mut peak) = (0, 0);
    let mut passed = vec![0; size.leads];
    let [time, one_pass] = contest(
        setting.runs,
        [
            &mut || {
                let (outcome, used) = with_peak(|| {
                    let (leads, agents) = (leads.columns(), agents.columns());
                    sure(removal::plan_into(&leads, &agents, &rules, &mut reason))
                });
                removed = black_box(&outcome).counts.moved();
                peak = peak.max(used);
            },
            &mut || leads.one_pass(&mut passed),
        ],
    );
    table.time("calliyo", &time);
    table.our_multiple("one pass", &time, &one_pass, Some(Target::AtMost(4.0)));
    table.memory(peak, None);
    table.count("removed", removed, None);
}
