//! Reading the types that are a single value on the wire: texts, numbers of their own, and what may be left out.

use alloc::vec::Vec;

use serde_json::{Map, Value};

use super::{
    reader::{Read, Reader},
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
    policy::{Action, Permission, Resource},
    time::{Duration, EndTime, LocalDate, LocalTime, Timestamp, ZoneData},
};

macro_rules! read_texts {
    ($($type:ident)*) => {$(
        impl Read for $type {
            fn read(reader: &Reader<'_>) -> Self {
                reader.parsed()
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
    fn read(reader: &Reader<'_>) -> Self {
        reader.integer().unwrap_or_default()
    }
}

/// Reads a whole number from `least` to 2^53 − 1.
fn exact(reader: &Reader<'_>, least: i64) -> i64 {
    let number = reader.integer().map(|number| number::exact(number, least));
    number.and_then(|number| reader.sound(number)).unwrap_or_default()
}

impl Read for MinorUnits {
    fn read(reader: &Reader<'_>) -> Self {
        Self::new(exact(reader, -number::EXACT))
    }
}

impl Read for Priority {
    fn read(reader: &Reader<'_>) -> Self {
        Self::new(exact(reader, -number::EXACT))
    }
}

impl Read for Count {
    fn read(reader: &Reader<'_>) -> Self {
        Self::new(exact(reader, 0).unsigned_abs())
    }
}

impl<T: Read> Read for Fact<T> {
    fn read(reader: &Reader<'_>) -> Self {
        Option::read(reader).map_or(Self::Empty, Self::Known)
    }

    fn missing(_: &Reader<'_>, _: &'static str) -> Self {
        Self::Empty
    }
}

impl<T: Read> Read for Patch<T> {
    fn read(reader: &Reader<'_>) -> Self {
        Option::read(reader).map_or(Self::Clear, Self::Set)
    }

    fn missing(_: &Reader<'_>, _: &'static str) -> Self {
        Self::Clear
    }
}

impl Read for Code {
    fn read(reader: &Reader<'_>) -> Self {
        Self::from_name(reader.text()).unwrap_or_else(|| {
            reader.malformed("not a known code");
            Self::RequestMalformed
        })
    }
}

impl Read for Permission {
    fn read(reader: &Reader<'_>) -> Self {
        Self::from_words(reader.text()).unwrap_or_else(|reason| {
            reader.malformed(reason);
            Self::new(Resource::Lead, Action::View)
        })
    }
}

impl Read for ZoneData {
    fn read(reader: &Reader<'_>) -> Self {
        Self::decoded(reader.text()).unwrap_or_else(|reason| {
            reader.malformed(reason);
            Self(Vec::new())
        })
    }
}

impl Read for Value {
    fn read(reader: &Reader<'_>) -> Self {
        match reader.node() {
            Node::Null => Self::Null,
            Node::Flag(flag) => Self::Bool(*flag),
            Node::Natural(number) => (*number).into(),
            Node::Negative(number) => (*number).into(),
            Node::Fraction(number) => (*number).into(),
            Node::Text(text) => Self::String(text.as_ref().into()),
            Node::List(_) => Self::Array(Vec::read(reader)),
            Node::Object(entries) => {
                let mut object = Map::new();
                for (place, (name, node)) in entries.iter().enumerate() {
                    let value = Self::read(&reader.below(Some(name), place, node));
                    if object.insert(name.as_ref().into(), value).is_some() {
                        reader.malformed(format_args!("duplicate field `{name}`"));
                    }
                }
                Self::Object(object)
            }
        }
    }
}
