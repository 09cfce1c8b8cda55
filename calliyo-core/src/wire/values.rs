//! Reading the types that are a single value on the wire: texts, numbers of their own, and what may be left out.

use alloc::vec::Vec;

use serde_json::{Map, Value};

use super::{
    reader::{Fault, Read, Reader},
    tree::Node,
};
use crate::{
    code::Code,
    fact::{Fact, Patch},
    ids::{
        AgentId, BranchId, CallId, CommandId, ContactId, DepartmentId, EventId, FollowUpId, LeadId,
        ParentId, ParentKindId, ResponseId, RoleId, RunId, StatusId,
    },
    lead::Currency,
    number::{self, Count, MinorUnits, Priority},
    policy::Permission,
    text::Text,
    time::{Duration, EndTime, LocalDate, LocalTime, Timestamp, ZoneData},
};

macro_rules! read_texts {
    ($($type:ident)*) => {$(
        impl Read for $type {
            fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
                reader.parsed(Self::EXPECTED, <Self as Text>::read)
            }
        }
    )*};
}

read_texts! {
    AgentId BranchId CallId CommandId ContactId DepartmentId EventId FollowUpId LeadId ParentId ParentKindId ResponseId
    RoleId RunId StatusId
    Currency Duration EndTime LocalDate LocalTime Timestamp
}

impl Read for i64 {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        reader.integer()
    }
}

/// Reads a whole number from `least` to 2^53 − 1.
fn exact(reader: &Reader<'_>, least: i64) -> Result<i64, Fault> {
    number::exact(reader.integer()?, least).map_err(|found| reader.fault(found))
}

impl Read for MinorUnits {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        exact(reader, -number::EXACT).map(Self::new)
    }
}

impl Read for Priority {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        exact(reader, -number::EXACT).map(Self::new)
    }
}

impl Read for Count {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        exact(reader, 0).map(|count| Self::new(count.unsigned_abs()))
    }
}

impl<T: Read> Read for Fact<T> {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        Option::read(reader).map(|value| value.map_or(Self::Empty, Self::Known))
    }

    fn missing() -> Option<Self> {
        Some(Self::Empty)
    }
}

impl<T: Read> Read for Patch<T> {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        Option::read(reader).map(|value| value.map_or(Self::Clear, Self::Set))
    }

    fn missing() -> Option<Self> {
        Some(Self::Clear)
    }
}

impl Read for Code {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        Self::from_name(reader.text()?).ok_or_else(|| reader.malformed("not a known code"))
    }
}

impl Read for Permission {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        Self::from_words(reader.text()?).map_err(|reason| reader.malformed(reason))
    }
}

impl Read for ZoneData {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        Self::decoded(reader.text()?).map_err(|reason| reader.malformed(reason))
    }
}

impl Read for Value {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        Ok(match reader.node() {
            Node::Null => Self::Null,
            Node::Flag(flag) => Self::Bool(*flag),
            Node::Natural(number) => (*number).into(),
            Node::Negative(number) => (*number).into(),
            Node::Fraction(number) => (*number).into(),
            Node::Text(text) => Self::String(text.as_ref().into()),
            Node::List(_) => Self::Array(Vec::read(reader)?),
            Node::Object(entries) => {
                let mut object = Map::new();
                for (place, (name, node)) in entries.iter().enumerate() {
                    let value = Self::read(&reader.below(Some(name), place, node))?;
                    if object.insert(name.as_ref().into(), value).is_some() {
                        return Err(reader.malformed(format_args!("duplicate field `{name}`")));
                    }
                }
                Self::Object(object)
            }
        })
    }
}
