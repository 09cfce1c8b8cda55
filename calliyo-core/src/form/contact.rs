//! Whose number was typed (rule D2).

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use crate::{ids::ContactId, order::Set, policy::PhonePolicy};

/// A contact that the host keeps, with one of its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// The contact's id; a contact with several numbers comes once per number.
    pub id: ContactId,
    /// The number, as typed or as kept.
    pub phone: String,
}

/// Whose number it is (rule D2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum ContactMatch {
    /// Exactly one contact has it: the call is linked to that one.
    Linked {
        /// The contact.
        contact: ContactId,
    },
    /// No contact has it.
    None,
    /// Several have it: the call is linked to none.
    Ambiguous {
        /// The contacts, by id.
        contacts: Vec<ContactId>,
    },
}

impl ContactMatch {
    /// Which of the contacts have this number, given as it is kept.
    ///
    /// A contact has it when the numbers are equal and so are the extensions, where both have one. A contact whose
    /// number cannot be read has none.
    pub(super) fn of(phone: &str, contacts: &[Contact], policy: &PhonePolicy) -> Self {
        let typed = parts(phone);
        let has_it = |contact: &Contact| {
            policy.normalize(&contact.phone).is_ok_and(|stored| {
                let own = parts(&stored);
                own.0 == typed.0 && (own.1.is_none() || typed.1.is_none() || own.1 == typed.1)
            })
        };
        let found: Set<&ContactId> =
            contacts.iter().filter(|own| has_it(own)).map(|own| &own.id).collect();
        let mut found = found.iter().map(|own| ContactId::clone(own));
        match (found.next(), found.next()) {
            (None, _) => Self::None,
            (Some(contact), None) => Self::Linked { contact },
            (Some(first), Some(second)) => {
                Self::Ambiguous { contacts: [first, second].into_iter().chain(found).collect() }
            }
        }
    }

    /// The contact that the call is linked to.
    #[must_use]
    pub const fn contact(&self) -> Option<&ContactId> {
        match self {
            Self::Linked { contact } => Some(contact),
            Self::None | Self::Ambiguous { .. } => None,
        }
    }
}

/// A kept number and its extension, such as `ext=12`.
fn parts(kept: &str) -> (&str, Option<&str>) {
    match kept.split_once(';') {
        Some((number, extension)) => (number, Some(extension)),
        None => (kept, None),
    }
}
