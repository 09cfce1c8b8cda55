//! JSON Schemas of the types whose wire form they read and write themselves, and what all schemas have in common.

use alloc::{borrow::Cow, format, string::String, vec::Vec};

use schemars::{JsonSchema, Schema, SchemaGenerator, transform::transform_subschemas};
use serde_json::Value;

use crate::{
    code::Code,
    diagnostic::{Diagnostic, Param},
    fact::{Fact, Patch},
    ids::{
        AgentId, BranchId, CallId, CommandId, ContactId, DepartmentId, EventId, FollowUpId, LeadId,
        ParentId, ParentKindId, ResponseId, RoleId, RunId, StatusId,
    },
    lead::{Currency, Parent},
    number::{Count, EXACT, MinorUnits, Priority},
    policy::{Action, Permission, Resource},
    time::{Duration, EndTime, LocalDate, LocalTime, Timestamp, ZoneData},
};

/// Lets no object have other properties than those that are listed: the door refuses them (rule K2).
///
/// Where a part of the properties is listed by alternatives, these stay open, and the object that has them is closed.
pub(crate) fn close(schema: &mut Schema) {
    let is_object = schema.get("type").is_some_and(|name| name == "object");
    if is_object && schema.get("additionalProperties").is_none() {
        let alternatives = ["oneOf", "anyOf", "allOf"].iter().any(|own| schema.get(*own).is_some());
        let rest = if alternatives { "unevaluatedProperties" } else { "additionalProperties" };
        schema.insert(rest.into(), false.into());
        if alternatives {
            return;
        }
    }
    transform_subschemas(&mut close, schema);
}

/// Leaves in descriptions what holds in every language: neither code nor what stands under a heading, and no links.
pub(crate) fn describe_plainly(schema: &mut Schema) {
    if let Some(documentation) = schema.get("description").and_then(Value::as_str) {
        let description = plain(documentation);
        schema.insert("description".into(), description.into());
    }
    transform_subschemas(&mut describe_plainly, schema);
}

fn plain(documentation: &str) -> String {
    let ends = ["\n\n# ", "\n\n```"].into_iter().filter_map(|own| documentation.find(own));
    let mut rest = ends.min().and_then(|end| documentation.get(..end)).unwrap_or(documentation);
    let mut text = String::new();
    while let Some((before, link)) = rest.split_once("[`") {
        let (name, after) = link.split_once("`]").unwrap_or((link, ""));
        text.extend([before, "`", name, "`"]);
        let target = after.strip_prefix('(').and_then(|own| own.split_once(')'));
        rest = target.map_or(after, |(_, after)| after);
    }
    text.push_str(rest);
    text
}

const ID: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,200}$";
const EVENT_ID: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]+/[0-9]{1,10}$";
const INSTANT: &str =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$";
const DATE: &str = "^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const TIME: &str = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$";
const END_TIME: &str = "^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?)$";
const DURATION: &str = "^[0-9]{2,}:[0-5][0-9]:[0-5][0-9]$";
const BASE64: &str = "^[A-Za-z0-9+/]*={0,2}$";

/// The types whose wire form is a text that they read themselves.
macro_rules! texts {
    ($($type:ident $about:literal $pattern:expr;)*) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": $about,
                    "pattern": $pattern,
                })
            }
        }
    )*};
}

texts! {
    LeadId "The id of a lead: 1 to 200 bytes without control characters (rule L1)." ID;
    AgentId "The id of a person: 1 to 200 bytes without control characters (rule L1)." ID;
    CallId "The id of a call: 1 to 200 bytes without control characters (rule L1)." ID;
    FollowUpId "The id of a follow-up or a note: 1 to 200 bytes without control characters (rule L1)." ID;
    CommandId "The id of a command: 1 to 200 bytes without control characters (rules L1, L11)." ID;
    RunId "The id of a run: 1 to 200 bytes without control characters (rules L1, S4)." ID;
    EventId "The id of an event: its command's id, a slash and its ordinal, from 1 (rule L11)." EVENT_ID;
    StatusId "The id of a status: 1 to 200 bytes without control characters (rule L1)." ID;
    RoleId "The id of a role: 1 to 200 bytes without control characters (rule L1)." ID;
    BranchId "The id of a branch: 1 to 200 bytes without control characters (rule L1)." ID;
    DepartmentId "The id of a department: 1 to 200 bytes without control characters (rule L1)." ID;
    ParentKindId "The id of a kind of parent: 1 to 200 bytes without control characters (rule L1)." ID;
    ParentId "The id of a parent: 1 to 200 bytes without control characters (rule L1)." ID;
    ResponseId "The id of a response: 1 to 200 bytes without control characters (rule L1)." ID;
    ContactId "The id of a contact: 1 to 200 bytes without control characters (rule L1)." ID;
    Timestamp "An instant from 1970 to 2099 (RFC 3339), answered as `YYYY-MM-DDTHH:MM:SS.mmmZ` (rule Z1)." INSTANT;
    LocalDate "A date from 1970-01-01 to 2099-12-31, `YYYY-MM-DD` (rule Z1)." DATE;
    LocalTime "A time of day, `HH:MM` or `HH:MM:SS` (rule Z1)." TIME;
    EndTime "A time of day at which a range ends, or `24:00` for the end of the day (rule Z6)." END_TIME;
    Duration "Elapsed time, `HH:MM:SS`; the hours may pass 24 (rule D4)." DURATION;
    ZoneData "TZif bytes (RFC 9636), as base64 text (rule Z2)." BASE64;
    Currency "A currency: three capital letters (ISO 4217)." "^[A-Z]{3}$";
}

/// The numbers that have a type of their own.
macro_rules! numbers {
    ($($type:ident $about:literal $least:expr;)*) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schemars::json_schema!({
                    "type": "integer",
                    "description": $about,
                    "minimum": $least,
                    "maximum": EXACT,
                })
            }
        }
    )*};
}

numbers! {
    MinorUnits "An amount of money in minor units (cents, paise), within ±(2^53 − 1) (rule V1)." -EXACT;
    Priority "A priority, within ±(2^53 − 1); larger comes first." -EXACT;
    Count "A count, up to 2^53 − 1." 0;
}

/// The types of values that may be left out: a value or `null`, like the values that may not.
macro_rules! optional {
    ($($type:ident)*) => {$(
        impl<T: JsonSchema> JsonSchema for $type<T> {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                Option::<T>::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                Option::<T>::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                Option::<T>::json_schema(generator)
            }
        }
    )*};
}

optional! { Fact Patch }

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<_> = Self::ALL.iter().map(|code| code.as_str()).collect();
        schemars::json_schema!({
            "type": "string",
            "description": "The name of a finding: its meaning never changes (rule K1).",
            "enum": names,
        })
    }
}

impl JsonSchema for Permission {
    fn schema_name() -> Cow<'static, str> {
        "Permission".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let of = |(resource, _): &(Resource, _)| {
            let resource = *resource;
            Action::ALL
                .iter()
                .map(move |(action, _)| format!("{}", Self { resource, action: *action }))
        };
        schemars::json_schema!({
            "type": "string",
            "description": "An action on a resource, such as `lead.assign` (rule G3).",
            "enum": Resource::ALL.iter().flat_map(of).collect::<Vec<_>>(),
        })
    }
}

impl JsonSchema for Diagnostic {
    fn schema_name() -> Cow<'static, str> {
        "Diagnostic".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (code, param) = (generator.subschema_for::<Code>(), generator.subschema_for::<Param>());
        let code_of = |about: &str| {
            let mut schema = code.clone();
            schema.insert("description".into(), about.into());
            schema
        };
        schemars::json_schema!({
            "type": "object",
            "description": "A finding: a guard that fails, a fault, a warning, advice or a reason (rule K1).",
            "properties": {
                "code": code_of("What was found."),
                "path": {
                    "type": "string",
                    "description": "The field that it is about, such as `lead.followUps[2].at`; empty for the whole.",
                },
                "rule": { "type": "string", "description": "The rule behind it, such as `L6`." },
                "params": {
                    "type": "object",
                    "description": "What the sentence is made from: for each code always the same names.",
                    "additionalProperties": param,
                },
                "message": { "type": "string", "description": "The finding as an English sentence." },
            },
            "required": ["code", "path", "rule", "params", "message"],
        })
    }
}

impl JsonSchema for Parent {
    fn schema_name() -> Cow<'static, str> {
        "Parent".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (mut kind, mut id) =
            (generator.subschema_for::<ParentKindId>(), generator.subschema_for::<ParentId>());
        kind.insert(
            "description".into(),
            "`lead`, `deal`, `cold` or a kind that the policy adds.".into(),
        );
        id.insert("description".into(), "The id of the lead or of the other thing.".into());
        let parent = schemars::json_schema!({
            "type": "object",
            "properties": { "kind": kind, "id": id },
            "required": ["kind", "id"],
        });
        let mut schema = if generator.contract().is_serialize() {
            parent
        } else {
            // Documents of schema 1 give the id of a lead alone (rule K2).
            schemars::json_schema!({ "anyOf": [parent, generator.subschema_for::<LeadId>()] })
        };
        let about = "What a call or a follow-up belongs to: a lead, a deal, a cold contact, or something else (rule D1).";
        schema.insert("description".into(), about.into());
        schema
    }
}
