//! Top-up of shuffled leads: the best of the fresh ones fill the free places.

use std::hint::black_box;

use calliyo_benches::sure;
use calliyo_core::jobs::{Bitmap, Column, LeadColumns, Scratch, top_up};

use crate::{
    Setting,
    company::{self, Agents, folded, number, status},
    random::Random,
    table::{Table, Target},
    timing::contest,
    with_peak,
};

/// Leads of which 40 % are fresh; a quarter of these had an owner, any agent. Half of all leads were never attempted, the
/// others one to five times. The agents have places for a tenth of all leads.
struct Leads {
    status: Vec<u16>,
    captured_at: Vec<i64>,
    priority: Vec<i64>,
    attempts: Vec<u32>,
    owner: Vec<u32>,
    is_owned: Vec<u8>,
    last_owner: Vec<u32>,
    had_owner: Vec<u8>,
}

impl Leads {
    fn drawn(leads: usize, agents: usize, random: &mut Random) -> Self {
        let agents = number(agents);
        let fresh: Vec<bool> = (0..leads).map(|_| random.percent(40)).collect();
        let had_owner = fresh.iter().map(|fresh| *fresh && random.percent(25));
        Self {
            had_owner: company::bits(had_owner),
            is_owned: company::bits(fresh.iter().map(|fresh| !fresh)),
            status: fresh
                .iter()
                .map(|fresh| if *fresh { status::UNASSIGNED } else { status::ASSIGNED })
                .collect(),
            captured_at: company::captured_at(leads, random),
            priority: company::priorities(leads, random),
            attempts: (0..leads)
                .map(|_| if random.percent(50) { 0 } else { 1 + random.small_below(5) })
                .collect(),
            owner: (0..leads).map(|_| random.small_below(agents)).collect(),
            last_owner: (0..leads).map(|_| random.small_below(agents)).collect(),
        }
    }

    fn columns(&self) -> LeadColumns<'_> {
        let owner = Column::with_validity(&self.owner, Bitmap::new(&self.is_owned));
        LeadColumns {
            priority: Some(Column::full(&self.priority)),
            attempts: Some(&self.attempts),
            last_owner: Some(Column::with_validity(&self.last_owner, Bitmap::new(&self.had_owner))),
            ..LeadColumns::new(&self.status, &self.captured_at, owner)
        }
    }

    /// What top-up reads and writes: status, attempts, priority, captured-at and last owner; an agent for each row.
    fn one_pass(&self, agent_of: &mut [u32]) {
        let mut read = folded(&self.had_owner);
        let rows = agent_of.iter_mut().zip(&self.status).zip(&self.attempts).zip(&self.last_owner);
        for (((((agent, status), attempts), last_owner), captured), priority) in
            rows.zip(&self.captured_at).zip(&self.priority)
        {
            read ^= i64::from(*status) ^ i64::from(*attempts) ^ captured ^ priority;
            *agent = last_owner.wrapping_add(1);
        }
        black_box(read);
    }
}

pub(crate) fn measure(setting: &Setting, table: &mut Table) {
    let size = setting.large();
    let random = &mut Random::new(6);
    let leads = Leads::drawn(size.leads, size.agents, random);
    let places = company::drawn_places(size.leads as u64 / 10, size.agents, random);
    let agents = Agents::with_places(&places, random);
    let rules = top_up::TopUpRules {
        unassigned: status::UNASSIGNED,
        customer: status::CUSTOMER,
        statuses: status::COUNT,
        ..top_up::TopUpRules::default()
    };

    table.case("top-up, shuffled", size);
    let (mut agent_of, mut reason) = (vec![0; size.leads], vec![0; size.leads]);
    let (mut placed, mut peak) = (0, 0);
    // Kept from one run to the next; the first one finds it empty.
    let mut scratch = Scratch::default();
    let mut passed = vec![0; size.leads];
    let [time, one_pass] = contest(
        setting.runs,
        [
            &mut || {
                let (outcome, used) = with_peak(|| {
                    let (leads, agents) = (leads.columns(), agents.columns());
                    let (to, why) = (&mut agent_of, &mut reason);
                    sure(top_up::plan_reusing(&leads, &agents, &rules, to, why, &mut scratch))
                });
                placed = black_box(&outcome).counts.moved();
                peak = peak.max(used);
            },
            &mut || leads.one_pass(&mut passed),
        ],
    );
    table.time("calliyo", &time);
    table.our_multiple("one pass", &time, &one_pass, Some(Target::AtMost(4.0)));
    table.memory(peak, None);
    table.count("placed", placed, None);
}
