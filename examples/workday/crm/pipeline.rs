//! Going through the opportunities: what happened, in the order in which it happened.

use std::collections::BTreeMap;

use calliyo_core::{
    AgentId, Diagnostic, StatusId,
    lead::{Actor, Currency, Deed, NewLead, Order, PaymentStatus},
    time::{LocalDate, LocalTime, Timestamp},
};
use indicatif::ProgressBar;

use super::{
    company,
    files::{Data, Opportunity, Stage},
};
use crate::{
    failure::Failure,
    host::{Host, actor_of, process},
    output::Output,
};

/// The last day of the set, on which prospects without a date are captured: year, month, day.
pub(super) const LAST_DAY: (i32, u32, u32) = (2017, 12, 31);

/// The company at work.
pub(super) struct Pipeline<'d, 'h, 'w> {
    data: &'d Data,
    host: Host<'h, 'w>,
    people: BTreeMap<AgentId, Actor>,
    importer: Actor,
    dollar: Currency,
}

/// What happens to an opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// It comes in, is assigned and, unless it is a mere prospect, engaged.
    Open,
    /// The firm decides.
    Close,
}

impl<'d, 'h, 'w> Pipeline<'d, 'h, 'w> {
    /// The company before its first lead.
    ///
    /// # Errors
    /// An id that is none.
    pub(super) fn new(data: &'d Data, output: &'h mut Output<'w>) -> Result<Self, Failure> {
        let host = Host::new(company::policy()?, company::people(&data.sellers)?, output)?;
        Ok(Self {
            data,
            people: host.people().iter().map(|own| (own.id.clone(), actor_of(own))).collect(),
            host,
            importer: process("import")?,
            dollar: Currency::new("USD")?,
        })
    }

    /// Carries everything out, in order of time; on one day in order of the file.
    ///
    /// # Errors
    /// The row whose command is rejected, with all reasons.
    pub(super) fn run(&mut self, progress: &ProgressBar) -> Result<(), Failure> {
        for (date, opportunity, step) in steps(self.data)? {
            let now = self.host.instant(date, noon())?;
            progress.set_message(date.to_string());
            match step {
                Step::Open => {
                    self.open(opportunity, now)?;
                    progress.inc(1);
                }
                Step::Close => self.close(opportunity, now)?,
            }
        }
        Ok(())
    }

    /// The host with all leads.
    pub(super) fn host(&self) -> &Host<'h, 'w> {
        &self.host
    }

    /// Captures the opportunity, and has the manager give it to the agent.
    fn open(&mut self, opportunity: &Opportunity, now: Timestamp) -> Result<(), Failure> {
        let seller = &opportunity.seller;
        let new = NewLead {
            name: opportunity.account.clone(),
            campaign: Some(opportunity.product.clone()),
            tags: vec![opportunity.series.clone()],
            branch: Some(seller.office.clone()),
            department: Some(seller.team.clone()),
            ..NewLead::new(opportunity.id.clone())
        };
        self.perform(None, opportunity, Deed::CaptureLead(new), now)?;
        let assign = Deed::Assign { owner: seller.agent.clone() };
        self.perform(Some(&seller.manager), opportunity, assign, now)?;
        if opportunity.stage == Stage::Prospecting {
            return Ok(());
        }
        self.move_to("interested", opportunity, now)
    }

    /// Has the agent write down what the firm decided.
    fn close(&mut self, opportunity: &Opportunity, now: Timestamp) -> Result<(), Failure> {
        match opportunity.stage {
            Stage::Prospecting | Stage::Engaging => Ok(()),
            Stage::Lost { .. } => self.move_to("notInterested", opportunity, now),
            Stage::Won { value, .. } => {
                let order = Order {
                    amount_minor: value,
                    tax_minor: None,
                    currency: self.dollar,
                    plan: Some(opportunity.product.clone()),
                    payment: PaymentStatus::Paid,
                    reference: None,
                };
                let deed = Deed::ChangeStatus {
                    to: StatusId::customer(),
                    owner: None,
                    follow_up: None,
                    converted_at: None,
                    order: Some(order),
                };
                self.perform(Some(&opportunity.seller.agent), opportunity, deed, now)
            }
        }
    }

    /// Has the agent move the opportunity to a status.
    fn move_to(
        &mut self,
        status: &str,
        opportunity: &Opportunity,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let deed = Deed::change_status(StatusId::new(status)?);
        self.perform(Some(&opportunity.seller.agent), opportunity, deed, now)
    }

    /// Has a person do something, or else the import.
    fn perform(
        &mut self,
        person: Option<&AgentId>,
        opportunity: &Opportunity,
        deed: Deed,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let actor = person.map_or(&self.importer, |id| &self.people[id]);
        self.host.perform(actor, &opportunity.id, deed, now)?.map_err(|rejection| {
            let reasons: Vec<_> = rejection.reasons.iter().map(Diagnostic::message).collect();
            opportunity.place.senseless(reasons.join("; ")).of(&self.data.pipeline)
        })?;
        Ok(())
    }
}

/// What happens, in order of time; on one day in order of the file.
///
/// # Errors
/// [`Failure::OutOfTime`] outside the supported years.
fn steps(data: &Data) -> Result<Vec<(LocalDate, &Opportunity, Step)>, Failure> {
    let (year, month, day) = LAST_DAY;
    let last_day = LocalDate::from_ymd(year, month, day).ok_or(Failure::OutOfTime)?;
    let opened =
        data.opportunities.iter().map(|own| (own.engaged.unwrap_or(last_day), own, Step::Open));
    let closed =
        data.opportunities.iter().filter_map(|own| Some((own.stage.closed()?, own, Step::Close)));
    let mut steps: Vec<_> = opened.chain(closed).collect();
    steps.sort_by_key(|(date, own, step)| (*date, own.place, *step));
    Ok(steps)
}

/// The time of day at which everything happens: the files have no times.
pub(super) fn noon() -> LocalTime {
    LocalTime::from_hms(12, 0, 0).unwrap_or_default()
}
