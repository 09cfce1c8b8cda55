//! Reading the fields of a form one by one, and collecting what is found (rule D8).

use alloc::{format, string::String, vec::Vec};

use super::{FormContext, RecordingForm, Slot};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    engine::Engine,
    ids::{AgentId, ParentId, ParentKindId},
    lead::{
        Parent, Recording,
        guards::{attendee_faults, is_blank, media_type_fault, reference_fault, text_fault},
        parent::LEAD,
    },
    order,
    policy::{Action, Permission, Resource},
    time::{LocalDate, LocalTime, Timestamp, Zone, out_of_range},
};

/// What is found while a form is read.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) faults: Vec<Diagnostic>,
    pub(super) warnings: Vec<Diagnostic>,
    pub(super) not_checked: Vec<Code>,
}

/// Faults apart: what is not there yet, and what is there and wrong.
pub(super) struct Apart {
    pub(super) missing: Vec<Diagnostic>,
    pub(super) wrong: Vec<Diagnostic>,
}

/// The parent that a form names, as far as it does.
#[derive(Debug, Default)]
pub(super) struct TypedParent {
    pub(super) kind: Option<ParentKindId>,
    pub(super) parent: Option<Parent>,
}

impl TypedParent {
    /// The kind, when it is known to be another than lead.
    pub(super) fn other_kind(&self) -> Option<&ParentKindId> {
        self.kind.as_ref().filter(|kind| **kind != *LEAD)
    }
}

/// The text of a field, unless it is blank.
pub(super) fn filled(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !is_blank(Some(text)))
}

impl Findings {
    /// The findings in the order of the form, whose fields are given (rule D8).
    pub(super) fn in_order(mut self, fields: &[&str]) -> Self {
        let place = |found: &Diagnostic| {
            let name = found.path().split(['.', '[']).next();
            fields.iter().position(|field| Some(*field) == name)
        };
        order::sort_by_key(&mut self.faults, place);
        order::sort_by_key(&mut self.warnings, place);
        order::sort(&mut self.not_checked);
        self.not_checked.dedup();
        self
    }

    /// Adds what was found in a form inside this one, at that path.
    pub(super) fn append(&mut self, inner: Self, path: &str) {
        self.faults.extend(inner.faults.into_iter().map(|fault| fault.below(path)));
        self.warnings.extend(inner.warnings.into_iter().map(|warning| warning.below(path)));
        self.not_checked.extend(inner.not_checked);
    }

    /// Missing apart from wrong.
    pub(super) fn apart(faults: Vec<Diagnostic>) -> Apart {
        let is_missing = |fault: &Diagnostic| {
            let absent = [Code::FormRequired, Code::CallTimesMissing, Code::CallNeedsFollowUp];
            absent.contains(&fault.code())
        };
        let (missing, wrong) = faults.into_iter().partition(is_missing);
        Apart { missing, wrong }
    }

    /// Notes a fault, if there is one, at that path.
    pub(super) fn fault_at(&mut self, path: &str, fault: Option<Diagnostic>) {
        self.faults.extend(fault.map(|fault| fault.at(path)));
    }

    /// Notes a warning, if there is one, at that path.
    pub(super) fn warn_at(&mut self, path: &str, warning: Option<Diagnostic>) {
        self.warnings.extend(warning.map(|warning| warning.at(path)));
    }

    /// What was read, unless it is at fault.
    pub(super) fn read<T>(&mut self, path: &str, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|fault| self.faults.push(fault.at(path))).ok()
    }

    /// The text of a field that must be filled (rule D4).
    pub(super) fn required<'t>(&mut self, path: &str, text: Option<&'t String>) -> Option<&'t str> {
        let text = filled(text);
        if text.is_none() {
            self.faults.push(Diagnostic::new(Code::FormRequired).at(path));
        }
        text
    }

    /// A text that is kept as it is, within its limit (rule D5); blank text is none.
    pub(super) fn text(
        &mut self,
        path: &str,
        text: Option<&String>,
        limit: usize,
    ) -> Option<String> {
        let text = filled(text);
        self.fault_at(path, text_fault(text, limit));
        text.map(Into::into)
    }

    /// The choice that a text names.
    pub(super) fn choice<'n, T>(
        &mut self,
        path: &str,
        text: &str,
        choices: impl Iterator<Item = (&'n str, T)> + Clone,
    ) -> Option<T> {
        let found = choices.clone().find(|(name, _)| *name == text).map(|(_, choice)| choice);
        if found.is_none() {
            let names = choices.map(|(name, _)| name.into()).collect();
            self.faults.push(unknown_choice(text, names).at(path));
        }
        found
    }

    /// The parent, of a kind that the policy lists (rules D1, D4).
    pub(super) fn parent(
        &mut self,
        engine: &Engine,
        kind: Option<&String>,
        id: Option<&String>,
    ) -> TypedParent {
        let kinds = engine.policy().forms.parent_kinds.iter();
        let kinds = kinds.map(|own| (own.id.as_str(), &own.id));
        let kind = self
            .required("parentKind", kind)
            .and_then(|text| self.choice("parentKind", text, kinds))
            .cloned();
        let id = self
            .required("parentId", id)
            .and_then(|text| self.read("parentId", ParentId::new(text)));
        let parent = kind.clone().zip(id).map(Parent::from);
        TypedParent { kind, parent }
    }

    /// Who attends, nobody twice (rule D6); a blank entry is none.
    pub(super) fn attendees(&mut self, texts: &[String]) -> Vec<AgentId> {
        let mut attendees = Vec::new();
        for (place, text) in texts.iter().enumerate().filter(|(_, text)| !is_blank(Some(text))) {
            let agent = self.read(&format!("attendees[{place}]"), AgentId::new(text));
            attendees.extend(agent.map(|agent| (place, agent)));
        }
        self.faults.extend(attendee_faults(attendees.iter().map(|(place, own)| (*place, own))));
        attendees.into_iter().map(|(_, agent)| agent).collect()
    }

    /// The recording: none, or a reference with its media type (rule D6).
    pub(super) fn recording(&mut self, form: Option<&RecordingForm>) -> Option<Recording> {
        let form = form.filter(|form| is_attached(form))?;
        let reference = self.required("recording.reference", form.reference.as_ref());
        self.faults.extend(reference.and_then(reference_fault));
        let media_type = self.required("recording.mediaType", form.media_type.as_ref());
        self.faults.extend(media_type.and_then(media_type_fault));
        Some(Recording { reference: reference?.into(), media_type: media_type?.into() })
    }

    /// What the actor's role must permit, whatever the form is about (rule G3); how far the role reaches is told by the
    /// decision about a lead, and of anything else the host knows.
    pub(super) fn permission(
        &mut self,
        engine: &Engine,
        context: &FormContext,
        resource: Resource,
    ) {
        let permission = Permission::new(resource, Action::Create);
        self.faults.extend(engine.access(&context.actor).demand(permission).err());
    }
}

/// That a text names none of the choices that there are.
pub(super) fn unknown_choice(text: &str, choices: Vec<String>) -> Diagnostic {
    Diagnostic::new(Code::FormUnknownChoice).with("choice", text).with("choices", choices)
}

/// Whether anything of a recording is there.
pub(super) fn is_attached(form: &RecordingForm) -> bool {
    filled(form.reference.as_ref()).or(filled(form.media_type.as_ref())).is_some()
}

/// The instant at which clocks show that date and time (rule Z3).
pub(super) fn instant(
    zone: &Zone,
    date: LocalDate,
    time: LocalTime,
) -> Result<Timestamp, Diagnostic> {
    zone.resolve(date, time).ok_or_else(|| out_of_range(format!("{date}T{time}")))
}

/// The slot that an empty schedule form starts from; none while the calendar has no working day (rule F3).
pub(super) fn default_slot(engine: &Engine, now: Timestamp) -> Option<Slot> {
    let slot_at = engine.policy().follow_ups.default_slot_at;
    let slot = engine.time().default_slot(now, slot_at).ok()?;
    let (date, time) = engine.zone().to_local(slot);
    Some(Slot { date, time })
}
