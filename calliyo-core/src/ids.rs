//! Ids that the host gives: texts of their own types, so that an agent cannot stand where a lead belongs.

use alloc::{string::String, sync::Arc};
use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    code::Code,
    diagnostic::Diagnostic,
    policy::{CUSTOMER, FOLLOW_UPS, UNASSIGNED},
    text::{Text, deserialize_text},
};

/// The longest id, in bytes (rule L1).
const ID_LIMIT: usize = 200;

/// Checks what every id must be: 1 to 200 bytes without control characters.
fn check(text: &str) -> Result<(), Diagnostic> {
    if text.is_empty() || text.len() > ID_LIMIT || text.chars().any(char::is_control) {
        return Err(Diagnostic::new(Code::IdMalformed).with("limit", ID_LIMIT));
    }
    Ok(())
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        ///
        /// 1 to 200 bytes without control characters (rule L1); ordered by bytes; cheap to clone.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as an id.
            ///
            /// # Errors
            /// [`Code::IdMalformed`] when it is empty, too long or has control characters.
            pub fn new(text: &str) -> Result<Self, Diagnostic> {
                check(text).map(|()| Self(text.into()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl TryFrom<String> for $name {
            type Error = Diagnostic;

            fn try_from(text: String) -> Result<Self, Diagnostic> {
                Self::new(&text)
            }
        }

        impl From<&$name> for crate::diagnostic::Param {
            fn from(id: &$name) -> Self {
                Self::Text(id.as_str().into())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize_text(deserializer)
            }
        }

        impl Text for $name {
            fn read(text: &str) -> Result<Self, Diagnostic> {
                Self::new(text)
            }

            #[cfg(feature = "wire")]
            fn stand_in() -> Self {
                Self("?".into())
            }
        }
    )*};
}

ids! {
    /// A lead.
    LeadId
    /// A person who works leads or acts on them.
    AgentId
    /// A call.
    CallId
    /// A follow-up or a note.
    FollowUpId
    /// A command; the ids of its events begin with it (rule L11).
    CommandId
    /// A run of one of the daily jobs (rule S4).
    RunId
    /// A status of the pipeline: it stays when the status is renamed (rule P3).
    StatusId
    /// A role of people (rule G3).
    RoleId
    /// A branch of the company (rule A6).
    BranchId
    /// A department of the company (rule A6).
    DepartmentId
    /// A kind of thing that calls and follow-ups belong to (rule D1).
    ParentKindId
    /// Something of a kind that calls and follow-ups belong to (rule D1).
    ParentId
    /// What the other party answered, as the policy lists it (rule D3).
    ResponseId
    /// A contact that the host keeps (rule D2).
    ContactId
}

impl From<ParentId> for LeadId {
    fn from(id: ParentId) -> Self {
        Self(id.0)
    }
}

impl ParentKindId {
    /// An id known to be well formed.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self(text.into())
    }
}

impl ResponseId {
    /// An id known to be well formed.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self(text.into())
    }
}

impl StatusId {
    /// The protected status of a lead without an owner (rule P2).
    #[must_use]
    pub fn unassigned() -> Self {
        Self::fixed(UNASSIGNED)
    }

    /// The protected status of a lead that is followed up (rule P2).
    #[must_use]
    pub fn follow_ups() -> Self {
        Self::fixed(FOLLOW_UPS)
    }

    /// The protected status of a lead that converted (rule P2).
    #[must_use]
    pub fn customer() -> Self {
        Self::fixed(CUSTOMER)
    }

    /// An id known to be well formed.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self(text.into())
    }
}

impl RoleId {
    /// An id known to be well formed.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self(text.into())
    }
}

impl LeadId {
    /// The id of a lead that is only asked about.
    pub(crate) fn unnamed() -> Self {
        Self("?".into())
    }
}

impl AgentId {
    /// The id of an actor whose deeds are only asked about.
    pub(crate) fn unnamed() -> Self {
        Self("?".into())
    }
}

impl RunId {
    /// The id of a run that is only asked about.
    pub(crate) fn unnamed() -> Self {
        Self("?".into())
    }
}

impl CommandId {
    /// The id of a command that is only asked about.
    pub(crate) fn unnamed() -> Self {
        Self("?".into())
    }

    /// The id of the command by which a run moves one lead: the run's id, a slash and the lead's id.
    pub(crate) fn of_run(run: &RunId, lead: &LeadId) -> Self {
        Self(alloc::format!("{run}/{lead}").into())
    }

    /// The id of the part of a command on many leads that is about one of them: the command's id, a slash and the lead's
    /// id.
    pub(crate) fn for_lead(&self, lead: &LeadId) -> Self {
        Self(alloc::format!("{self}/{lead}").into())
    }
}

/// The id of an event: its command's id, a slash and the event's ordinal, from 1 (rule L11).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId {
    /// The command that the event came from.
    pub command: CommandId,
    /// The event's place among the events of its command, from 1.
    pub ordinal: u32,
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.command, self.ordinal)
    }
}

impl Serialize for EventId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EventId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer)
    }
}

impl Text for EventId {
    fn read(text: &str) -> Result<Self, Diagnostic> {
        let malformed = || Diagnostic::new(Code::IdMalformed).with("limit", ID_LIMIT);
        text.rsplit_once('/')
            .and_then(|(command, ordinal)| {
                // A command of a run holds the run's and the lead's id, so it may pass the limit.
                let command = CommandId(command.into());
                let digits = ordinal.bytes().all(|byte| byte.is_ascii_digit());
                Some(Self { command, ordinal: ordinal.parse().ok().filter(|_| digits)? })
            })
            .ok_or_else(malformed)
    }

    #[cfg(feature = "wire")]
    fn stand_in() -> Self {
        Self { command: CommandId::unnamed(), ordinal: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// L1: an id is neither empty nor endless
    #[test]
    fn an_id_has_1_to_200_bytes_without_control_characters() {
        for bad in ["", "a\nb", &"x".repeat(201)] {
            assert_eq!(LeadId::new(bad).unwrap_err().code(), Code::IdMalformed);
        }
        assert_eq!(LeadId::new(&"x".repeat(200)).unwrap().as_str().len(), 200);
    }

    /// L11: an event's id is the command's id, a slash and its ordinal
    #[test]
    fn an_event_id_reads_back() {
        let id = EventId { command: CommandId::new("run/lead").unwrap(), ordinal: 3 };
        let text = serde_json::to_string(&id).unwrap();
        assert_eq!(text, "\"run/lead/3\"");
        assert_eq!(serde_json::from_str::<EventId>(&text).unwrap(), id);
        assert!(serde_json::from_str::<EventId>("\"none\"").is_err());
    }
}
