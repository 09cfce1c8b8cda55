//! Prospects: names, numbers and where they come from.

use calliyo_core::{
    AgentId, BranchId, Diagnostic, FollowUpId, LeadId, Priority, StatusId,
    lead::{NewFollowUp, NewLead},
    time::Timestamp,
};

use super::setup::AGENTS;
use crate::dice::Dice;

const FIRST_NAMES: [&str; 36] = [
    "Aditi", "Ajay", "Akash", "Amit", "Anjali", "Arjun", "Asha", "Bhavna", "Chetan", "Deepa",
    "Devika", "Farhan", "Gauri", "Harish", "Imran", "Isha", "Jyoti", "Kavita", "Lakshmi", "Mahesh",
    "Manisha", "Mohan", "Neha", "Nikhil", "Pooja", "Rahul", "Rekha", "Ritu", "Sachin", "Sanjay",
    "Shweta", "Sunil", "Tanvi", "Uma", "Varun", "Zoya",
];

const LAST_NAMES: [&str; 35] = [
    "Agarwal",
    "Apte",
    "Bhatt",
    "Bose",
    "Chauhan",
    "Dalvi",
    "Das",
    "D'Souza",
    "Fernandes",
    "Gokhale",
    "Jadhav",
    "Jain",
    "Kadam",
    "Kapoor",
    "Khan",
    "Kulkarni",
    "Lobo",
    "Malhotra",
    "Menon",
    "Mishra",
    "More",
    "Naik",
    "Pandey",
    "Pawar",
    "Pillai",
    "Rane",
    "Reddy",
    "Sawant",
    "Shaikh",
    "Sharma",
    "Shinde",
    "Singh",
    "Thakur",
    "Varma",
    "Yadav",
];

const SOURCES: [(u32, &str); 6] = [
    (28, "Website"),
    (22, "Google Ads"),
    (18, "Facebook"),
    (14, "Referral"),
    (10, "JustDial"),
    (8, "Walk-in"),
];

const CAMPAIGNS: [(u32, Option<&str>); 4] = [
    (40, Some("Family Floater May")),
    (30, Some("Term Life Renewal")),
    (20, Some("Senior Care Spring")),
    (10, None),
];

const TAGS: [&str; 5] = ["salaried", "self-employed", "family", "senior", "nri"];

/// How a lead comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// Into the pool.
    Fresh,
    /// With an agent already, on this status.
    Held(&'static str),
    /// With an agent and a follow-up at this instant.
    Promised(Timestamp),
}

/// Makes leads, one after the other.
pub(super) struct Prospects {
    dice: Dice,
    made: u32,
}

impl Prospects {
    /// No leads yet.
    pub(super) fn new() -> Self {
        Self { dice: Dice::new(2026), made: 0 }
    }

    /// The next lead; those that come with an agent go round the agents of its branch.
    ///
    /// # Errors
    /// An id that is none.
    pub(super) fn next(&mut self, arrival: &Arrival) -> Result<NewLead, Diagnostic> {
        let number = self.made;
        self.made += 1;
        let (agent, _, branch, _) = AGENTS[number as usize % AGENTS.len()];
        let dice = &mut self.dice;
        let first = dice.pick(&FIRST_NAMES).copied().unwrap_or_default();
        let last = dice.pick(&LAST_NAMES).copied().unwrap_or_default();
        let tags = (0..dice.below(3)).filter_map(|_| dice.pick(&TAGS)).map(|tag| (*tag).to_owned());
        let mut tags: Vec<String> = tags.collect();
        tags.sort();
        tags.dedup();
        let mut new = NewLead {
            name: Some(format!("{first} {last}")),
            phone: Some(phone(number, dice)),
            source: dice.weighted(&SOURCES).map(Into::into),
            campaign: dice.weighted(&CAMPAIGNS).flatten().map(Into::into),
            tags,
            branch: Some(BranchId::new(branch)?),
            priority: dice.chance(15).then(|| Priority::new(dice.between(1, 3).into())),
            do_not_call: dice.chance(2),
            ..NewLead::new(LeadId::new(&format!("L-{:04}", number + 1))?)
        };
        match arrival {
            Arrival::Fresh => {}
            Arrival::Held(status) => {
                new.owner = Some(AgentId::new(agent)?);
                new.status = Some(StatusId::new(status)?);
            }
            Arrival::Promised(at) => {
                let id = FollowUpId::new(&format!("f-{}", new.id))?;
                let note = Some("asked for a quote".into());
                new.owner = Some(AgentId::new(agent)?);
                new.follow_up = Some(NewFollowUp { note, ..NewFollowUp::new(id, Some(*at)) });
            }
        }
        Ok(new)
    }
}

/// A mobile number that no other lead has, as one of the ways in which people type them.
fn phone(number: u32, dice: &mut Dice) -> String {
    // Steps of a number without a common factor with the range, so that none comes twice.
    let subscriber = (12_345_678 + u64::from(number) * 7_654_321) % 100_000_000;
    let (front, back) = (subscriber / 100_000, subscriber % 100_000);
    match dice.below(3) {
        0 => format!("98{front:03} {back:05}"),
        1 => format!("098{front:03}-{back:05}"),
        _ => format!("+91 98{front:03} {back:05}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use calliyo_core::policy::PhonePolicy;

    use super::*;

    #[test]
    fn no_two_leads_share_an_id_or_a_number() {
        let mut prospects = Prospects::new();
        let phones = PhonePolicy::default();
        let (mut ids, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        for _ in 0..400 {
            let new = prospects.next(&Arrival::Fresh).unwrap();
            assert!(ids.insert(new.id.clone()));
            let number = phones.normalize(&new.phone.unwrap()).unwrap();
            assert_eq!(number.len(), 13, "{number}");
            assert!(numbers.insert(number));
        }
    }
}
