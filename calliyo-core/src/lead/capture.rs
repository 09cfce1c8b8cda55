//! Many leads that come in together, such as the rows of a file (rule G4).

use alloc::{format, string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{
    Context, Decision, NewLead, Rejection,
    apply::after,
    context::{Booking, RunningContext},
    decide::captured,
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    fact::Fact,
    ids::{CommandId, LeadId, RunId},
    order::Set,
};

/// A phone number and the lead that has it (rule G4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PhoneHolder {
    /// The number, stored or as typed (rule D2); what is no number is never met.
    pub phone: String,
    /// The lead.
    pub lead: LeadId,
}

/// What the host knows of the leads that are there before a batch comes in (rules G4, L12).
///
/// Of each list those entries are enough that the batch brings again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ExistingLeads {
    /// The phone numbers that are taken. Of several leads with one number the first is named.
    #[serde(skip_serializing_if = "Fact::is_absent")]
    pub phones: Fact<Vec<PhoneHolder>>,
    /// The lead ids that are taken; those of `phones` count as well.
    #[serde(skip_serializing_if = "Fact::is_absent")]
    pub ids: Fact<Vec<LeadId>>,
}

/// What became of one lead of a batch; on the wire its `type` stands beside its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum CaptureFate {
    /// It came in.
    Imported(Decision),
    /// It was left out because nothing but its phone number speaks against it, which another lead has.
    Skipped {
        /// `lead.duplicate_phone`, naming the lead that has the number.
        reason: Diagnostic,
        /// The guards that could not be checked because a fact is not known (rule L12).
        not_checked: Vec<Code>,
    },
    /// It cannot come in; every reason is listed.
    Error(Rejection),
}

/// What a batch came to (rule G4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CapturedBatch {
    /// What became of each lead, in the order in which they were given.
    pub fates: Vec<CaptureFate>,
    /// The fates counted.
    pub outcome: CaptureOutcome,
}

/// The fates of a batch, counted and as one line (rule G4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CaptureOutcome {
    /// Leads that came in.
    pub imported: u64,
    /// Leads that were left out because another has their phone number.
    pub skipped: u64,
    /// Leads that cannot come in.
    pub errors: u64,
    /// All of it in one line.
    pub line: String,
}

impl CaptureOutcome {
    /// The counts with their line, such as `2 leads imported, 1 skipped (duplicate), 0 errors`.
    ///
    /// A host adds what it could not read before it asked: every row of a file has its place in the line.
    #[must_use]
    pub fn new(imported: u64, skipped: u64, errors: u64) -> Self {
        let leads = if imported == 1 { "lead" } else { "leads" };
        let faults = if errors == 1 { "error" } else { "errors" };
        let line = format!(
            "{imported} {leads} imported, {skipped} skipped (duplicate), {errors} {faults}"
        );
        Self { imported, skipped, errors, line }
    }

    fn of(fates: &[CaptureFate]) -> Self {
        let (mut imported, mut skipped, mut errors) = (0_u64, 0_u64, 0_u64);
        for fate in fates {
            let count = match fate {
                CaptureFate::Imported(_) => &mut imported,
                CaptureFate::Skipped { .. } => &mut skipped,
                CaptureFate::Error(_) => &mut errors,
            };
            *count = count.saturating_add(1);
        }
        Self::new(imported, skipped, errors)
    }
}

impl From<Result<Decision, Rejection>> for CaptureFate {
    fn from(answer: Result<Decision, Rejection>) -> Self {
        let Rejection { mut reasons, not_checked } = match answer {
            Ok(decision) => return Self::Imported(decision),
            Err(rejection) => rejection,
        };
        match reasons.pop() {
            Some(reason) if reasons.is_empty() && reason.code() == Code::LeadDuplicatePhone => {
                Self::Skipped { reason, not_checked }
            }
            last => {
                reasons.extend(last);
                Self::Error(Rejection { reasons, not_checked })
            }
        }
    }
}

impl Engine {
    /// Captures many leads, one after the other, each as if it came by itself after those before it (rule G4).
    ///
    /// Every lead has its fate, in the order given. One whose phone number an earlier lead of the batch has, or one that
    /// exists already, is skipped; one whose id was given before is an error, and so is one that fails any guard of a
    /// single capture. A lead that does not come in keeps no number from those behind it. What agents hold grows as the
    /// batch goes, for the warning `agent.over_cap` (rule L6), and so do their meetings (rule F10).
    ///
    /// The id of a lead's command is the batch's id, a slash and the lead's id. Of the context, `phone_holder` is not
    /// looked at: `existing` says it for all. Where its numbers or ids are not known, `lead.duplicate_phone` or
    /// `lead.duplicate_id` is named in `not_checked`; within the batch both are always checked (rule L12).
    ///
    /// ```
    /// # #[cfg(feature = "tzdb")] {
    /// use calliyo_core::{
    ///     AgentId, Engine, Fact, LeadId, RunId,
    ///     lead::{Actor, CaptureFate, Context, ExistingLeads, NewLead, PhoneHolder},
    ///     policy::Policy,
    ///     time::Timestamp,
    /// };
    ///
    /// let engine = Engine::new(Policy::default())?;
    /// let import = Actor { id: AgentId::new("import")?, role: None, branch: None, department: None };
    /// let context = Context::new(Timestamp::parse("2026-05-15T13:00:00Z")?, import);
    /// let holder = PhoneHolder { phone: "+919876500001".into(), lead: LeadId::new("old")? };
    /// let existing = ExistingLeads { phones: Fact::Known(vec![holder]), ids: Fact::Empty };
    ///
    /// let row = |id: &str, phone: &str| {
    ///     LeadId::new(id).map(|id| NewLead { phone: Some(phone.into()), ..NewLead::new(id) })
    /// };
    /// let leads =
    ///     [row("a", "98765 00002")?, row("b", "098765-00002")?, row("c", "98765 00001")?, row("d", "12")?];
    /// let batch = engine.capture_batch(&RunId::new("import-7")?, &leads, &existing, &context);
    ///
    /// assert_eq!(batch.outcome.line, "1 lead imported, 2 skipped (duplicate), 1 error");
    /// let CaptureFate::Imported(decision) = &batch.fates[0] else { return Err("not imported".into()) };
    /// assert_eq!(decision.events[0].id.to_string(), "import-7/a/1");
    /// let CaptureFate::Skipped { reason, .. } = &batch.fates[2] else { return Err("not skipped".into()) };
    /// assert_eq!(reason.to_string(), "the lead `old` has this phone number already");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn capture_batch(
        &self,
        batch: &RunId,
        leads: &[NewLead],
        existing: &ExistingLeads,
        context: &Context,
    ) -> CapturedBatch {
        let mut intake = Intake::new(self, existing, context);
        let fates: Vec<_> = leads.iter().map(|new| intake.take(batch, new)).collect();
        let outcome = CaptureOutcome::of(&fates);
        CapturedBatch { fates, outcome }
    }
}

/// A batch under way: what is there before its next lead.
struct Intake<'a> {
    engine: &'a Engine,
    existing: &'a ExistingLeads,
    running: RunningContext,
    ids: Set<&'a LeadId>,
}

impl<'a> Intake<'a> {
    fn new(engine: &'a Engine, existing: &'a ExistingLeads, context: &Context) -> Self {
        let phone_holder = narrowed(&existing.phones, None);
        let mut running = RunningContext::new(Context { phone_holder, ..context.clone() });
        let mut ids: Set<&LeadId> = Set::from_iter(existing.ids.value().into_iter().flatten());
        for PhoneHolder { phone, lead } in existing.phones.value().into_iter().flatten() {
            ids.insert(lead);
            if let Ok(stored) = engine.policy().phone.normalize(phone) {
                running.hold(stored, lead);
            }
        }
        Self { engine, existing, running, ids }
    }

    fn take(&mut self, batch: &RunId, new: &'a NewLead) -> CaptureFate {
        let context = self.context_of(new);
        let id_is_taken = match (self.ids.insert(&new.id), &self.existing.ids) {
            (false, _) => Fact::Known(()),
            (true, Fact::NotKnown) => Fact::NotKnown,
            (true, _) => Fact::Empty,
        };
        let command = CommandId::of_run(batch, &new.id);
        let answer = captured(self.engine, new, &command, &context, id_is_taken);
        if let Some(lead) = answer.as_ref().ok().and_then(|own| after(None, &own.events)) {
            self.running.follow(self.engine, None, &lead);
        }
        answer.into()
    }

    /// The context of a single capture at this point; of agents and follow-ups it has those alone that the lead concerns.
    fn context_of(&self, new: &NewLead) -> Context {
        let context = self.running.context();
        let owner = new.owner.as_ref();
        let agent = owner.and_then(|owner| self.running.agent(owner)).cloned();
        let booking = new
            .follow_up
            .as_ref()
            .and_then(|own| Booking::of_new(self.engine, own, owner?, context.now));
        let typed = new.phone.as_ref();
        let phone = typed.and_then(|typed| self.engine.policy().phone.normalize(typed).ok());
        Context {
            agents: narrowed(&context.agents, agent.map(|agent| Vec::from([agent]))),
            owner_follow_ups: self.running.appointment_beside(booking),
            phone_holder: self.running.phone_holder(phone.as_ref()),
            demand_all_facts: context.demand_all_facts,
            ..Context::new(context.now, context.actor.clone())
        }
    }
}

/// The part of a fact that concerns one lead; what is not known stays so.
fn narrowed<T, P>(whole: &Fact<T>, part: Option<P>) -> Fact<P> {
    match (whole, part) {
        (Fact::NotKnown, _) => Fact::NotKnown,
        (_, Some(part)) => Fact::Known(part),
        (_, None) => Fact::Empty,
    }
}
