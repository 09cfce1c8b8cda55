//! The operations as a whole: their JSON Schema, and the vectors that show them.

use std::collections::BTreeSet;

use calliyo_core::wire::{self, Door, OPERATIONS, schemas};
use calliyo_tests::{schema::misfits, vectors::Vector};
use serde_json::Value;

/// Every vector that is answered with a success, its request and the result.
fn answered() -> Vec<(Vector, Value, Value)> {
    let vectors = Vector::all().expect("the vectors can be read");
    let answered = vectors.into_iter().filter_map(|vector| {
        let answer = vector.answer().expect("the policy has no fault");
        let mut answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        let success = answer["type"] == "success";
        success.then(|| {
            let mut request = serde_json::from_str(&vector.request).expect("a request is JSON");
            upgrade(&mut request);
            (vector, request, answer["result"].take())
        })
    });
    answered.collect()
}

/// Gives calls and follow-ups of schema 1 a parent: the schema describes the present form alone.
fn upgrade(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(upgrade),
        Value::Object(fields) => {
            let is_record =
                ["scheduledAt", "durationSeconds"].iter().any(|own| fields.contains_key(*own));
            if let Some(lead) = is_record.then(|| fields.remove("lead")).flatten() {
                fields.insert("parent".into(), lead);
            }
            fields.values_mut().for_each(upgrade);
        }
        _ => {}
    }
}

/// K1: each operation is shown by a vector
#[test]
fn every_operation_has_a_vector_that_is_answered() {
    let shown: BTreeSet<String> =
        answered().into_iter().map(|(vector, ..)| vector.operation).collect();
    let names = OPERATIONS.iter().map(|operation| operation.about.name);
    let missing: Vec<_> = names.filter(|name| !shown.contains(*name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// K1: the door for one lead answers what is of a lead as every other door does, and knows no other operation
#[test]
fn the_door_for_one_lead_has_the_operations_of_a_lead() {
    for vector in Vector::all().expect("the vectors can be read") {
        let Vector { operation, policy, request, .. } = &vector;
        let engine = policy.as_deref().map(wire::engine).transpose().expect("there is no fault");
        let [lead, all] =
            [Door::LEAD, Door::ALL].map(|door| door.answer(engine.as_ref(), operation, request));
        if OPERATIONS.iter().any(|own| own.about.name == operation && own.is_of_lead) {
            assert_eq!(lead, all, "{}", vector.name);
        } else {
            assert!(lead.contains("request.unknown_operation"), "{}: {lead}", vector.name);
        }
    }
    let is_of_lead = OPERATIONS.iter().filter(|own| own.is_of_lead).count();
    assert!((10..OPERATIONS.len() / 2).contains(&is_of_lead), "{is_of_lead}");
}

/// K2: requests and results have the shape that the schema gives them, with no field that it does not list
#[test]
fn every_vector_has_the_shape_of_the_schema() {
    let schema = schemas().to_value();
    for (vector, request, result) in answered() {
        let operation = &schema["properties"][&vector.operation]["properties"];
        for (side, value) in [("request", &request), ("response", &result)] {
            let found = misfits(&schema, &operation[side], value, side);
            assert_eq!(found, Vec::<String>::new(), "{}", vector.name);
        }
    }
}

/// K2: the schema refuses a field that the door refuses, also beside a record that stands in a variant
#[test]
fn the_schema_lets_no_other_field_pass() {
    let schema = schemas().to_value();
    for (vector, mut request, mut result) in answered() {
        let operation = &schema["properties"][&vector.operation]["properties"];
        request["unheardOf"] = Value::Null;
        let found = misfits(&schema, &operation["request"], &request, "");
        assert_ne!(found, Vec::<String>::new(), "{}", vector.name);
        if let Some(result) = result.as_object_mut() {
            result.insert("unheardOf".into(), Value::Null);
            let result = Value::Object(std::mem::take(result));
            let found = misfits(&schema, &operation["response"], &result, "");
            assert_ne!(found, Vec::<String>::new(), "{}", vector.name);
        }
    }
}

/// K2: every record and choice, and every field of it however deep, has a description that holds in every language
#[test]
fn every_field_is_described() {
    let schema = schemas().to_value();
    let mut fields = 0;
    for (name, definition) in schema["$defs"].as_object().expect("definitions") {
        assert_described(name, definition);
        fields += described_fields(name, definition);
    }
    assert!(fields > 1_300, "{fields}");
}

/// The number of fields below the schema, of which each is described.
fn described_fields(place: &str, schema: &Value) -> usize {
    let variants = schema["oneOf"].as_array().into_iter().flatten();
    let mut fields = variants.map(|variant| described_variant(place, variant)).sum();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{place}.{name}");
        // What tells a variant apart needs no words.
        if field.get("const").is_none() {
            assert_described(&place, field);
        }
        fields += 1 + described_fields(&place, field);
    }
    fields
}

/// The same of a variant: the only field of an object is described by the variant.
fn described_variant(place: &str, variant: &Value) -> usize {
    assert_described(place, variant);
    let named = variant["properties"].as_object().filter(|own| own.len() == 1);
    match named.and_then(|own| own.iter().next()) {
        Some((name, field)) => 1 + described_fields(&format!("{place}.{name}"), field),
        None => described_fields(place, variant),
    }
}

fn assert_described(place: &str, schema: &Value) {
    let about = schema["description"].as_str().unwrap_or_default();
    assert!(about.ends_with('.'), "{place}: {about}");
    for mark in ["[`", "```", "\n# ", "::"] {
        assert!(!about.contains(mark), "{place} speaks of Rust: {about}");
    }
}

/// K2: a failure has the shape that the schema gives it
#[test]
fn every_failure_has_the_shape_of_the_schema() {
    let schema = schemas().to_value();
    let mut looked_at = 0;
    for vector in Vector::all().expect("the vectors can be read") {
        let answer = vector.answer().expect("the policy has no fault");
        let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        if answer["type"] == "failure" {
            let found = misfits(&schema, &schema["$defs"]["Failure"], &answer, "");
            assert_eq!(found, Vec::<String>::new(), "{}", vector.name);
            looked_at += 1;
        }
    }
    assert!(looked_at > 10, "{looked_at}");
}

/// K2: no two types share a name in the schema; the second one would get a number
#[test]
fn every_definition_has_a_name_of_its_own() {
    let schema = schemas().to_value();
    let definitions = schema["$defs"].as_object().expect("definitions");
    let numbered: Vec<_> = definitions
        .keys()
        .filter(|name| name.ends_with(|end: char| end.is_ascii_digit()))
        .collect();
    assert_eq!(numbered, Vec::<&String>::new());
}
