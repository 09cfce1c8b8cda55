//! What a call or a follow-up belongs to (rule D1).

use core::fmt;

use calliyo_derive::Read;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
    ser::SerializeStruct,
};

#[cfg(feature = "wire")]
use crate::wire::Reader;
use crate::{
    ids::{LeadId, ParentId, ParentKindId},
    text::coded,
};

/// The kind of parent that is a lead.
pub(crate) const LEAD: &str = "lead";

const EXPECTED: &str = "a parent with its kind and id";

/// What a call or a follow-up belongs to: it shows on that timeline and counts in that kind's reports (rule D1).
///
/// On the wire `{"kind": "lead", "id": "…"}`; the kinds beside `lead` are `deal`, `cold` and those that the policy adds.
/// Documents of schema 1 knew leads only and gave the lead's id alone, which is still read (rule K2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parent {
    /// A lead: only its calls and follow-ups move statuses.
    Lead(LeadId),
    /// Something else that the host keeps.
    Other {
        /// Its kind; never `lead`.
        kind: ParentKindId,
        /// Its id.
        id: ParentId,
    },
}

impl Parent {
    /// The lead, if it is one.
    #[must_use]
    pub const fn lead(&self) -> Option<&LeadId> {
        match self {
            Self::Lead(id) => Some(id),
            Self::Other { .. } => None,
        }
    }

    /// Whether it is this lead.
    #[must_use]
    pub fn is_lead(&self, lead: &LeadId) -> bool {
        self.lead() == Some(lead)
    }

    /// Its kind, `lead` for a lead.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.parts().0
    }

    /// Its kind and its id.
    fn parts(&self) -> (&str, &str) {
        match self {
            Self::Lead(id) => (LEAD, id.as_str()),
            Self::Other { kind, id } => (kind.as_str(), id.as_str()),
        }
    }
}

impl From<(ParentKindId, ParentId)> for Parent {
    fn from((kind, id): (ParentKindId, ParentId)) -> Self {
        if kind == *LEAD { Self::Lead(id.into()) } else { Self::Other { kind, id } }
    }
}

impl fmt::Display for Parent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, id) = self.parts();
        write!(f, "{kind} {id}")
    }
}

impl Serialize for Parent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, id) = self.parts();
        let mut out = serializer.serialize_struct("Parent", 2)?;
        out.serialize_field("kind", kind)?;
        out.serialize_field("id", id)?;
        out.end()
    }
}

impl<'de> Deserialize<'de> for Parent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ParentVisitor)
    }
}

struct ParentVisitor;

impl<'de> Visitor<'de> for ParentVisitor {
    type Value = Parent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_str<E: de::Error>(self, lead: &str) -> Result<Parent, E> {
        LeadId::new(lead).map(Parent::Lead).map_err(|fault| coded(&fault))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Parent, A::Error> {
        let Fields { kind, id } = Fields::deserialize(MapAccessDeserializer::new(map))?;
        Ok((kind, id).into())
    }
}

/// A parent as it is written since schema 2.
#[derive(Deserialize, Read)]
struct Fields {
    kind: ParentKindId,
    id: ParentId,
}

#[cfg(feature = "wire")]
impl crate::wire::Read for Parent {
    fn read(reader: &Reader<'_>) -> Self {
        if reader.as_text().is_some() {
            return Self::Lead(LeadId::read(reader));
        }
        if !reader.is_object() {
            reader.refuse(EXPECTED);
        }
        let Fields { kind, id } = Fields::read(reader);
        (kind, id).into()
    }
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;

    /// D1: a parent is a lead, a deal, a cold contact or a kind that the company adds, with its id
    #[test]
    fn a_parent_reads_back() {
        for (text, is_lead) in
            [(r#"{"kind":"lead","id":"7"}"#, true), (r#"{"kind":"deal","id":"7"}"#, false)]
        {
            let parent: Parent = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&parent).unwrap(), text);
            assert_eq!(parent.is_lead(&LeadId::new("7").unwrap()), is_lead);
        }
    }

    /// K2: a document of schema 1 gave the lead's id alone
    #[test]
    fn the_id_of_a_lead_alone_is_still_read() {
        let lead = LeadId::new("7").unwrap();
        assert_eq!(serde_json::from_str::<Parent>("\"7\"").unwrap(), Parent::Lead(lead));
        let fault = serde_json::from_str::<Parent>("\"\"").unwrap_err();
        assert!(format!("{fault}").starts_with("id.malformed"));
    }
}
