//! The log-call and schedule forms: from what people type to a command, or to every fault at once (rules D1 to D8).
//!
//! A form is raw: each of its fields is an optional text as it stands on the screen. Blank text counts as missing, and
//! nothing is trimmed (rule D5).
//!
//! - While it is typed, [`Engine::check_call_form`] and [`Engine::check_follow_up_form`] tell what is missing, what is
//!   wrong and what follows from what is there: the third of start, end and duration, the status of the call, the
//!   contact whose number it is.
//! - When it is saved, [`Engine::read_call_form`] and [`Engine::read_follow_up_form`] give the entry or every fault, in
//!   the order of the form. For a lead the entry is what is to be [decided](Engine::decide) on it; for any other parent
//!   it is the record itself, since only a lead's calls and follow-ups move statuses (rule D1).
//!
//! ```
//! # #[cfg(feature = "tzdb")] {
//! use calliyo_core::{
//!     AgentId, CallId, Code, Engine, FollowUpId,
//!     form::{CallEntry, CallForm, FormContext},
//!     lead::Actor,
//!     policy::Policy,
//!     time::Timestamp,
//! };
//!
//! let engine = Engine::new(Policy::default())?;
//! let asha = Actor { id: AgentId::new("asha")?, role: None, branch: None, department: None };
//! let context = FormContext::new(Timestamp::parse("2026-05-15T13:00:00Z")?, asha);
//! let mut form = CallForm {
//!     parent_kind: Some("lead".into()),
//!     parent_id: Some("lead-1".into()),
//!     direction: Some("outgoing".into()),
//!     response: Some("cnr".into()),
//!     date: Some("2026-05-15".into()),
//!     start: Some("12:10".into()),
//!     ..CallForm::default()
//! };
//!
//! let check = engine.check_call_form(&form, &context);
//! assert_eq!(check.missing[0].code(), Code::CallTimesMissing);
//! assert_eq!(check.suggested_status.map(|own| own.to_string()).as_deref(), Some("notPicked"));
//!
//! form.duration = Some("00:00:20".into());
//! let ids = (CallId::new("call-1")?, FollowUpId::new("follow-up-1")?);
//! let entry = engine.read_call_form(&form, &ids.0, &ids.1, &context);
//! assert!(matches!(entry, Ok(CallEntry::Lead { lead, .. }) if lead == *"lead-1"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod call;
mod contact;
mod follow_up;
mod reading;
mod times;

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

pub use self::{
    call::{CallEntry, CallForm, CallFormCheck},
    contact::{Contact, ContactMatch},
    follow_up::{FollowUpEntry, FollowUpForm, FollowUpFormCheck},
};
#[cfg(doc)]
use crate::Engine;
use crate::{
    fact::Fact,
    ids::AgentId,
    lead::{Actor, FollowUp},
    time::{LocalDate, LocalTime, Timestamp},
};

/// What a form does not type: the instant, who fills it in, and what the host knows (rule L12).
///
/// A fact that is left out is not known: what needs it is named in `notChecked`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FormContext {
    /// Now.
    pub now: Timestamp,
    /// Who fills the form in; the agent of the call.
    pub actor: Actor,
    /// The owner of what the call or follow-up belongs to; default the actor.
    #[serde(default)]
    pub owner: Option<AgentId>,
    /// The host's contacts, or those that may have the number (rule D2).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub contacts: Fact<Vec<Contact>>,
    /// The owner's open follow-ups (rule F10).
    #[serde(default, skip_serializing_if = "Fact::is_absent")]
    pub owner_follow_ups: Fact<Vec<FollowUp>>,
}

impl FormContext {
    /// A context in which nothing but the instant and the actor is known.
    #[must_use]
    pub fn new(now: Timestamp, actor: Actor) -> Self {
        Self { now, actor, owner: None, contacts: Fact::NotKnown, owner_follow_ups: Fact::NotKnown }
    }

    /// The owner of what the call or follow-up belongs to.
    fn owner(&self) -> &AgentId {
        self.owner.as_ref().unwrap_or(&self.actor.id)
    }
}

/// A recording as it is typed or attached (rule D6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct RecordingForm {
    /// A URL or a path.
    pub reference: Option<String>,
    /// Its media type, such as `audio/mpeg`.
    pub media_type: Option<String>,
}

/// A date and a time that an empty schedule form starts from: the default slot (rules F3, Z6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Slot {
    /// The local date.
    pub date: LocalDate,
    /// The local time.
    pub time: LocalTime,
}
