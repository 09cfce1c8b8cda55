//! The policy as a JSON Schema, for editors and for hosts that check a document before they send it.

use alloc::{borrow::Cow, format, string::String, vec::Vec};

use schemars::{
    JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, transform::transform_subschemas,
};

use super::{Action, Permission, Policy, Resource};
use crate::{
    ids::{ParentKindId, ResponseId, RoleId, StatusId},
    time::{EndTime, LocalDate, LocalTime, ZoneData},
};

/// The JSON Schema (draft 2020-12) of a [`Policy`]: every property with its description and its default, and no others.
///
/// It knows shapes. What a policy must fulfil beside that, such as ranges or that a named status exists, is checked by
/// [`Engine::new`](crate::Engine::new) (rule G2).
#[must_use]
pub fn json_schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(close);
    settings.into_generator().into_root_schema_for::<Policy>()
}

/// Lets no object have other properties than those that are listed: the door refuses them (rule K2).
fn close(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".into(), false.into());
    }
    transform_subschemas(&mut close, schema);
}

const ID: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,200}$";
const DATE: &str = "^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const TIME: &str = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$";
const END_TIME: &str = "^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?)$";
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
    StatusId "The id of a status: 1 to 200 bytes without control characters (rule L1)." ID;
    RoleId "The id of a role: 1 to 200 bytes without control characters (rule L1)." ID;
    ParentKindId "The id of a kind of parent: 1 to 200 bytes without control characters (rule L1)." ID;
    ResponseId "The id of a response: 1 to 200 bytes without control characters (rule L1)." ID;
    LocalDate "A date from 1970-01-01 to 2099-12-31, `YYYY-MM-DD` (rule Z1)." DATE;
    LocalTime "A time of day, `HH:MM` or `HH:MM:SS` (rule Z1)." TIME;
    EndTime "A time of day at which a range ends, or `24:00` for the end of the day (rule Z6)." END_TIME;
    ZoneData "TZif bytes (RFC 9636), as base64 text (rule Z2)." BASE64;
    Permission "An action on a resource, such as `lead.assign` (rule G3)." permission();
}

fn permission() -> String {
    let resources: Vec<_> = Resource::ALL.iter().map(|(_, word)| *word).collect();
    let actions: Vec<_> = Action::ALL.iter().map(|(_, word)| *word).collect();
    format!("^({})\\.({})$", resources.join("|"), actions.join("|"))
}
