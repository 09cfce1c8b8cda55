//! The requests and responses of every operation as one JSON Schema.

use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::OPERATIONS;
use crate::{
    diagnostic::Diagnostic,
    json_schema::{close, describe_plainly},
};

/// Where the definitions stand.
const DEFINITIONS: &str = "#/$defs/";

/// The JSON Schema (draft 2020-12) of every operation: an object with a property per operation, and in it `request` and
/// `response`, the `result` of a success. What a failure is answered with is `$defs.Failure`.
///
/// The definitions are shared. A record that may be shorter in a request than in a response is there twice: `Lead` has all
/// its fields, as in answers, and `LeadInput` may leave out those that have a default.
///
/// It knows shapes. What a value must fulfil beside that, an operation tells.
#[must_use]
pub fn schemas() -> Schema {
    let mut asked = SchemaSettings::draft2020_12().into_generator();
    let mut answered = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let failure = json!({
        "type": "object",
        "description": "What a request that cannot be answered gets.",
        "properties": {
            "type": { "type": "string", "const": "failure" },
            "errors": {
                "type": "array",
                "description": "Everything that is wrong with it.",
                "items": answered.subschema_for::<Diagnostic>(),
                "minItems": 1,
            },
        },
        "required": ["type", "errors"],
    });

    let mut requests = Map::new();
    let mut operations = Map::new();
    for operation in OPERATIONS {
        let about = operation.about;
        let mut request = (operation.shape.request)(&mut asked);
        request.remove("title");
        let name = format!("{}Request", capitalized(about.name));
        operations.insert(
            about.name.into(),
            json!({
                "type": "object",
                "description": about.summary,
                "properties": {
                    "request": { "$ref": format!("{DEFINITIONS}{name}") },
                    "response": (operation.shape.response)(&mut answered),
                },
                "required": ["request", "response"],
            }),
        );
        requests.insert(name, request.to_value());
    }

    let mut inputs = asked.take_definitions(true);
    inputs.append(&mut requests);
    let mut outputs = answered.take_definitions(true);
    outputs.insert("Failure".into(), failure);
    let mut schema = schemars::json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Operations",
        "description": "The request and the response of every operation.",
        "type": "object",
        "properties": operations,
        "required": OPERATIONS.iter().map(|own| own.about.name).collect::<Vec<_>>(),
        "$defs": together(opened(inputs), opened(outputs)),
    });
    close(&mut schema);
    describe_plainly(&mut schema);
    schema
}

/// The schemas of a request and of its response.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) request: fn(&mut SchemaGenerator) -> Schema,
    pub(super) response: fn(&mut SchemaGenerator) -> Schema,
}

/// The definitions with the fields of a record written out where others stand beside them, as in a variant that carries a
/// record: a definition lets no other fields pass.
fn opened(definitions: Map<String, Value>) -> Map<String, Value> {
    let open = |(name, mut schema): (String, Value)| {
        write_out(&mut schema, &definitions);
        (name, schema)
    };
    definitions.clone().into_iter().map(open).collect()
}

fn write_out(schema: &mut Value, definitions: &Map<String, Value>) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(|item| write_out(item, definitions)),
        Value::Object(fields) => {
            let record = fields
                .contains_key("properties")
                .then(|| fields.remove("$ref"))
                .flatten()
                .and_then(|name| definitions.get(name.as_str()?.strip_prefix(DEFINITIONS)?));
            for key in ["properties", "required"] {
                let more = record.and_then(|record| record.get(key));
                match (fields.get_mut(key), more) {
                    (Some(Value::Object(own)), Some(Value::Object(more))) => {
                        own.extend(more.clone());
                    }
                    (Some(Value::Array(own)), Some(Value::Array(more))) => {
                        own.extend(more.iter().cloned());
                    }
                    _ => {}
                }
            }
            fields.values_mut().for_each(|field| write_out(field, definitions));
        }
        _ => {}
    }
}

/// The definitions of both sides under their own names, except those of requests that differ from the one in responses,
/// or that name one which does: they end in `Input`.
fn together(inputs: Map<String, Value>, mut outputs: Map<String, Value>) -> Map<String, Value> {
    let clash = |name: &String| outputs.get(name).is_some_and(|own| inputs.get(name) != Some(own));
    let mut renamed: BTreeSet<String> = inputs.keys().filter(|name| clash(name)).cloned().collect();
    loop {
        let names_one = |name: &&String| {
            let schema = inputs.get(*name);
            !renamed.contains(*name)
                && outputs.contains_key(*name)
                && schema.is_some_and(|own| names_any(own, &renamed))
        };
        let more: BTreeSet<String> = inputs.keys().filter(names_one).cloned().collect();
        if more.is_empty() {
            break;
        }
        renamed.extend(more);
    }
    for (name, mut schema) in inputs {
        rename(&mut schema, &renamed);
        let name = if renamed.contains(&name) { input(&name) } else { name };
        outputs.insert(name, schema);
    }
    outputs
}

/// Whether the schema refers to one of the definitions.
fn names_any(schema: &Value, names: &BTreeSet<String>) -> bool {
    match schema {
        Value::String(text) => {
            text.strip_prefix(DEFINITIONS).is_some_and(|name| names.contains(name))
        }
        Value::Array(items) => items.iter().any(|item| names_any(item, names)),
        Value::Object(fields) => fields.values().any(|field| names_any(field, names)),
        _ => false,
    }
}

/// Lets the schema refer to the definitions by their new names.
fn rename(schema: &mut Value, names: &BTreeSet<String>) {
    match schema {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix(DEFINITIONS).filter(|own| names.contains(*own)) {
                *text = format!("{DEFINITIONS}{}", input(name));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        Value::Object(fields) => fields.values_mut().for_each(|field| rename(field, names)),
        _ => {}
    }
}

fn input(name: &str) -> String {
    format!("{name}Input")
}

fn capitalized(name: &str) -> String {
    let letters = name.char_indices();
    letters.map(|(at, own)| if at == 0 { own.to_ascii_uppercase() } else { own }).collect()
}
