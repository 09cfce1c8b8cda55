//! Dealing items in turn.
//!
//! Each agent has a number of items to get. Item by item goes to the agent who has received the fewest so far, the first in
//! order among equals, who still has to get some, is not barred, and leaves the rest dealable.
//!
//! The rest is dealable as long as no agent has more left to get, together with the items that are barred from it, than
//! there are items left (Hall's condition, where each item is barred from at most one agent). An agent for whom the two are
//! equal is *pressed*: from then on it gets every item that is not barred from it. As only one item goes at a time, an agent
//! whose slack is `s` cannot be pressed within the next `s` items. At most three agents together can have more than half of
//! what is left at stake, so all but three are out of the question for half of the items left, and who they are need be
//! found out only so often as the items left have halved.

use alloc::{vec, vec::Vec};

use super::{
    super::{NO_AGENT, add_one, at},
    number,
};

/// Deals the items of one bin among its agents.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Dealer {
    /// The agents by place, in order.
    agents: Vec<u32>,
    /// By place, the items to get.
    due: Vec<u32>,
    /// By place, the items received.
    received: Vec<u32>,
    /// By place, the items left that are barred from the agent.
    barred: Vec<u32>,
    left: u32,
    /// The places that the round goes through; those who have all they get are taken out at its end.
    round: Vec<u32>,
    next: usize,
    /// How many rounds went before.
    rounds: u32,
    /// An agent passed over because the item was barred from it.
    behind: Option<u32>,
    pressed: Option<u32>,
    /// Those who may be pressed soon.
    watched: Vec<u32>,
    /// For so many items nobody else can be pressed.
    safe: u32,
}

impl Dealer {
    /// Deals to each agent its due; `barred` are the items, of all that will be dealt, that are barred from it.
    pub(in crate::jobs) fn new(agents: Vec<u32>, due: Vec<u32>, barred: Vec<u32>) -> Self {
        let places = number(agents.len());
        let round = (0..places).filter(|place| at(&due, *place) > 0).collect();
        let left = due.iter().fold(0_u32, |sum, due| sum.saturating_add(*due));
        Self {
            received: vec![0; agents.len()],
            agents,
            due,
            barred,
            left,
            round,
            next: 0,
            rounds: 0,
            behind: None,
            pressed: None,
            watched: Vec::new(),
            safe: 0,
        }
    }

    /// The agent whom not everything can be dealt without: one with more to get and barred from it than there is.
    pub(in crate::jobs) fn stuck(&self) -> impl Iterator<Item = u32> + '_ {
        let all = u64::from(self.left);
        (0..number(self.agents.len()))
            .filter(move |place| self.stake(*place) > all)
            .map(|place| self.agent(place))
    }

    /// The agent for the next item, which is barred from the agent at a place, if any.
    pub(in crate::jobs) fn deal(&mut self, barred: Option<u32>) -> u32 {
        if self.safe == 0 && self.pressed.is_none() {
            self.look_out();
        }
        if self.pressed.is_none()
            && let Some(place) = self
                .watched
                .iter()
                .copied()
                .find(|place| self.stake(*place) >= u64::from(self.left))
        {
            self.press(place);
        }
        let place = match self.pressed {
            Some(pressed) if barred != Some(pressed) => pressed,
            _ => self.in_turn(barred),
        };
        self.give(place, barred);
        self.agent(place)
    }

    fn agent(&self, place: u32) -> u32 {
        self.agents.get(place as usize).copied().unwrap_or(NO_AGENT)
    }

    fn due(&self, place: u32) -> u32 {
        at(&self.due, place)
    }

    fn received(&self, place: u32) -> u32 {
        at(&self.received, place)
    }

    /// What the agent still gets and what is barred from it.
    fn stake(&self, place: u32) -> u64 {
        u64::from(self.due(place)).saturating_add(at(&self.barred, place).into())
    }

    /// Finds those who may be pressed soon, and for how long nobody else can be.
    fn look_out(&mut self) {
        let half = u64::from(self.left / 2);
        self.watched.clear();
        let mut most = 0;
        for place in 0..number(self.agents.len()) {
            let stake = self.stake(place);
            if stake > half {
                self.watched.push(place);
            } else {
                most = stake.max(most);
            }
        }
        self.safe = u32::try_from(u64::from(self.left).saturating_sub(most)).unwrap_or(u32::MAX);
    }

    fn press(&mut self, place: u32) {
        self.pressed = Some(place);
        if self.behind == Some(place) {
            self.behind = None;
        }
    }

    /// The place whose turn it is, of those that the item is not barred from.
    fn in_turn(&mut self, barred: Option<u32>) -> u32 {
        if let Some(behind) = self.behind
            && barred != Some(behind)
        {
            return behind;
        }
        let first = self.next_in_round();
        if barred != Some(first) {
            return first;
        }
        self.behind = Some(first);
        self.next_in_round()
    }

    /// Goes on in the round to the next who has some to get, but for those who are out of turn.
    fn next_in_round(&mut self) -> u32 {
        let mut begun = false;
        loop {
            match self.round.get(self.next).copied() {
                Some(place) => {
                    self.next = self.next.saturating_add(1);
                    let out_of_turn = self.behind == Some(place) || self.pressed == Some(place);
                    if !out_of_turn && self.due(place) > 0 {
                        return place;
                    }
                }
                // A whole round without anybody: there is nobody, which the condition above rules out.
                None if begun => return NO_AGENT,
                None => {
                    begun = true;
                    self.begin_round();
                }
            }
        }
    }

    fn begin_round(&mut self) {
        let mut round = core::mem::take(&mut self.round);
        round.retain(|place| self.due(*place) > 0);
        self.round = round;
        self.next = 0;
        self.rounds = self.rounds.saturating_add(1);
    }

    fn give(&mut self, place: u32, barred: Option<u32>) {
        let one_less = |values: &mut [u32], place: u32| {
            if let Some(own) = values.get_mut(place as usize) {
                *own = own.saturating_sub(1);
            }
        };
        one_less(&mut self.due, place);
        add_one(&mut self.received, place);
        if let Some(barred) = barred {
            one_less(&mut self.barred, barred);
        }
        self.left = self.left.saturating_sub(1);
        self.safe = self.safe.saturating_sub(1);
        if self.behind == Some(place) && self.is_back_in_turn(place) {
            self.behind = None;
        }
    }

    /// Whether an agent who was passed over is no longer the next one of all, so that the round comes to it by itself.
    fn is_back_in_turn(&self, place: u32) -> bool {
        let received = self.received(place);
        let yet_to_come = self.round.get(self.next).is_some_and(|next| place >= *next);
        self.due(place) == 0 || received > self.rounds || received == self.rounds && yet_to_come
    }
}
