//! A made company: so many leads and agents, drawn from a fixed seed.
//!
//! **Leads.** Captured at any second of the year before. Priority 0 to 10, each as likely. Of a hundred
//! leads 30 are Unassigned, 14 Assigned, 12 Not Picked, 12 Not Interested, 8 Followups, 6 Missed, 6 Interested, 5
//! Customers, 4 Busy and 3 Wrong Number. All but the unassigned ones have an owner, any agent as likely as another; of one
//! in a hundred it is somebody who has left. They have their status since up to 14 days. Of those with an owner every
//! fifth had another one before, of the unassigned three in ten. Nine in ten have a branch: the owner's, or any; one in a
//! hundred has a branch without agents. Followups have a follow-up ahead, and one in twenty of the other owned leads; one
//! owned lead in 500 is on the line, and one lead in a hundred asked not to be called.
//! Seven in ten unassigned leads were never called, the others up to four times; Assigned ones never, the rest one to six times.
//!
//! **Agents.** In up to 20 branches in turn, one for every five agents. Of a hundred 93 are active, 5 away and 2 banned.
//! One in a hundred may hold no lead; the other caps are 36 to 54 leads for every hundred that there are per agent.
//!
//! **Rules.** The default policy in India's time, with leads bound to their branch, removal switched on, and assignment for
//! Not Picked and Missed alone: what is unassigned is left to top-up.

use calliyo_core::{
    Engine, StatusId,
    jobs::UNKNOWN_AGENT,
    lead::AgentState,
    policy::{AssignmentScope, Policy},
    time::{Job, LocalDate, TimeZone, Timestamp},
};
use indicatif::ProgressBar;

use crate::{
    arguments::ScaleArguments,
    columns::{Agents, LeadRow, Leads, status_number},
    dice::Dice,
    failure::Failure,
};

/// The seed of everything that is drawn.
pub(super) const SEED: u64 = 20_260_511;

/// How many leads are made between two looks at the progress.
const CHUNK: u32 = 1 << 16;

const DAY_SECONDS: u32 = 86_400;

/// The share of each status, in a hundred leads.
const STATUSES: [(u32, &str); 10] = [
    (30, "unassigned"),
    (14, "assigned"),
    (12, "notPicked"),
    (12, "notInterested"),
    (8, "followUps"),
    (6, "missed"),
    (6, "interested"),
    (5, "customer"),
    (4, "busy"),
    (3, "wrongNumber"),
];

/// The share of each state, in a hundred agents.
const STATES: [(u32, AgentState); 3] =
    [(93, AgentState::Active), (5, AgentState::Away), (2, AgentState::Banned)];

/// What the jobs run over.
pub(super) struct Company {
    pub(super) engine: Engine,
    pub(super) date: LocalDate,
    pub(super) leads: Leads,
    pub(super) agents: Agents,
    pub(super) branches: u32,
}

impl Company {
    /// Makes the company on a Monday.
    ///
    /// # Errors
    /// What the library finds wrong with the policy.
    pub(super) fn make(
        arguments: &ScaleArguments,
        progress: &ProgressBar,
    ) -> Result<Self, Failure> {
        let mut policy = Policy { time_zone: TimeZone::named("Asia/Kolkata"), ..Policy::default() };
        policy.automation.removal.enabled = true;
        policy.automation.assignment.scope = AssignmentScope::Branch;
        policy.automation.assignment.statuses =
            vec![StatusId::new("notPicked")?, StatusId::new("missed")?];
        let engine = Engine::new(policy)?;
        let date = LocalDate::from_ymd(2026, 5, 11).ok_or(Failure::OutOfTime)?;
        let today = engine.zone().start_of_day(date).ok_or(Failure::OutOfTime)?;

        let mut dice = Dice::new(SEED);
        let branches = (arguments.agents / 5).clamp(1, 20);
        let mut agents = agents(arguments, branches, &mut dice);
        let mut maker = LeadMaker::new(&engine, today, &agents, branches, dice);
        let rows = usize::try_from(arguments.leads).unwrap_or(usize::MAX);
        let mut leads = Leads::with_capacity(rows);
        for row in 0..arguments.leads {
            leads.push(maker.lead());
            if row % CHUNK == CHUNK - 1 {
                progress.inc(CHUNK.into());
            }
        }
        progress.inc(u64::from(arguments.leads % CHUNK));
        agents.held = leads.held(&engine, agents.len());
        Ok(Self { engine, date, leads, agents, branches })
    }

    /// When the job falls due on the day.
    ///
    /// # Errors
    /// [`Failure::OutOfTime`] if the day has no such time.
    pub(super) fn instant(&self, job: Job) -> Result<Timestamp, Failure> {
        let at = self.engine.policy().automation.schedule(job).at;
        self.engine.zone().resolve(self.date, at).ok_or(Failure::OutOfTime)
    }
}

fn agents(arguments: &ScaleArguments, branches: u32, dice: &mut Dice) -> Agents {
    let mut agents = Agents::default();
    let leads_per_agent = u64::from(arguments.leads / arguments.agents);
    for number in 0..arguments.agents {
        let state = dice.weighted(&STATES).unwrap_or(AgentState::Active);
        let percent = u64::from(dice.between(36, 54));
        let places = u32::try_from(leads_per_agent * percent / 100).unwrap_or(u32::MAX);
        let cap = if dice.chance(1) { 0 } else { places.max(1) };
        agents.push(state, Some(cap), 0, Some(0), Some(number % branches));
    }
    agents
}

/// Draws one lead after the other.
struct LeadMaker {
    dice: Dice,
    today: Timestamp,
    statuses: Vec<(u32, u16)>,
    unassigned: u16,
    assigned: u16,
    follow_ups: u16,
    agents: u32,
    branches: u32,
}

impl LeadMaker {
    fn new(engine: &Engine, today: Timestamp, agents: &Agents, branches: u32, dice: Dice) -> Self {
        let number = |id| status_number(engine, id);
        Self {
            dice,
            today,
            statuses: STATUSES.iter().map(|(share, id)| (*share, number(id))).collect(),
            unassigned: number("unassigned"),
            assigned: number("assigned"),
            follow_ups: number("followUps"),
            agents: u32::try_from(agents.len()).unwrap_or(u32::MAX),
            branches,
        }
    }

    fn lead(&mut self) -> LeadRow {
        let status = self.dice.weighted(&self.statuses).unwrap_or(self.unassigned);
        let owner = (status != self.unassigned).then(|| self.owner());
        let age = 1 + self.dice.below(365 * DAY_SECONDS);
        let on_status = match owner {
            Some(_) => self.dice.below(age.min(14 * DAY_SECONDS)),
            None => age,
        };
        let had_another = self.dice.chance(if owner.is_some() { 20 } else { 30 });
        let last_owner = had_another.then(|| self.dice.below(self.agents));
        LeadRow {
            status,
            status_since: self.ago(on_status),
            captured_at: self.ago(age),
            owner,
            last_owner: last_owner.filter(|last| Some(*last) != owner),
            priority: Some(self.dice.below(11).into()),
            branch: self.branch(owner),
            live_call: owner.is_some() && self.dice.below(500) == 0,
            follow_up_ahead: status == self.follow_ups || owner.is_some() && self.dice.chance(5),
            do_not_call: self.dice.chance(1),
            attempts: self.attempts(status),
        }
    }

    fn owner(&mut self) -> u32 {
        if self.dice.chance(1) { UNKNOWN_AGENT } else { self.dice.below(self.agents) }
    }

    fn branch(&mut self, owner: Option<u32>) -> Option<u32> {
        let any = self.dice.below(self.branches);
        match self.dice.below(100) {
            0..10 => None,
            // One number beyond the last: a branch that was closed.
            10 => Some(self.branches),
            _ => Some(
                owner
                    .filter(|owner| *owner != UNKNOWN_AGENT)
                    .map_or(any, |owner| owner % self.branches),
            ),
        }
    }

    fn attempts(&mut self, status: u16) -> u32 {
        if status == self.assigned {
            0
        } else if status != self.unassigned {
            self.dice.between(1, 6)
        } else if self.dice.chance(70) {
            0
        } else {
            self.dice.between(1, 4)
        }
    }

    fn ago(&self, seconds: u32) -> Timestamp {
        self.today.saturating_add_millis(-1_000 * i64::from(seconds))
    }
}
