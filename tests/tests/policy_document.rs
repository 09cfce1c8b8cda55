//! The policy as one document: its JSON Schema, its defaults written out, and the tables for people agree with the types.

use std::collections::BTreeMap;

use calliyo_core::policy::{Policy, json_schema};
use calliyo_tests::schema::{misfits, resolved};
use serde_json::{Map, Value, json};

const DEFAULT: &str = include_str!("../../docs/policy.default.json");

fn schema() -> Value {
    json_schema().to_value()
}

fn faults(policy: &Value) -> Vec<String> {
    let schema = schema();
    misfits(&schema, &schema, policy, "")
}

/// G2: the default document is the policy that works with nothing configured, and is what the schema describes
#[test]
fn the_default_document_is_the_default_policy() {
    let document: Value = serde_json::from_str(DEFAULT).expect("JSON");
    assert_eq!(faults(&document), Vec::<String>::new());
    let policy: Policy = calliyo_core::wire::read_document(DEFAULT).expect("a policy");
    assert_eq!(policy, Policy::default());
    assert_eq!(document, serde_json::to_value(Policy::default()).expect("a policy is JSON"));
    assert_eq!(faults(&json!({})), Vec::<String>::new());
    let full = json!({
        "timeZone": { "name": "Office", "data": "VFppZg==" },
        "calendar": { "callingHours": [{ "weekday": "monday", "from": "09:00", "to": "24:00" }] },
        "pipeline": { "roles": { "missed": null }, "allowedMoves": [{ "from": "busy", "to": "missed" }] },
    });
    assert_eq!(faults(&full), Vec::<String>::new());
}

/// G2, K2: the schema refuses what the door refuses: a wrong type, a word that there is not, an unknown field, a gap
#[test]
fn the_schema_refuses_what_the_door_refuses() {
    for (policy, fault) in [
        (json!({ "dailyTarget": "50" }), ".dailyTarget: type"),
        (json!({ "dailyTarget": -1 }), ".dailyTarget: minimum"),
        (json!({ "dailyTarget": null }), ".dailyTarget: type"),
        (json!({ "colour": "green" }), ".colour: unknown"),
        (json!({ "calls": { "loud": true } }), ".calls.loud: unknown"),
        (json!({ "calls": [] }), ".calls: type"),
        (json!({ "followUps": { "resolvedBy": "nobody" } }), ".followUps.resolvedBy: oneOf"),
        (json!({ "automation": { "topUp": { "at": 930 } } }), ".automation.topUp.at: type"),
        (
            json!({ "pipeline": { "statuses": [{ "id": "a", "stage": "call" }] } }),
            ".pipeline.statuses[0]: required",
        ),
        (json!({ "timeZone": {} }), ".timeZone: required"),
    ] {
        assert_eq!(faults(&policy), [fault]);
        assert!(calliyo_core::wire::engine(&policy.to_string()).is_err(), "{policy}");
    }
}

/// Every object of the schema: its name and its properties.
fn objects(schema: &Value) -> Vec<(String, &Map<String, Value>)> {
    let definitions = schema["$defs"].as_object().expect("definitions");
    let parts = definitions.iter().map(|(name, own)| (name.as_str(), own));
    std::iter::once(("Policy", schema))
        .chain(parts)
        .filter_map(|(name, own)| Some((name.to_owned(), own["properties"].as_object()?)))
        .collect()
}

/// G2: each property has a description; no object has others; and the committed schema is the one of the types
#[test]
fn every_property_is_described() {
    let schema = schema();
    let objects = objects(&schema);
    assert!(objects.len() > 10);
    for (object, properties) in &objects {
        for (name, property) in properties.iter() {
            let described =
                property["description"].as_str().is_some_and(|text| text.ends_with('.'));
            assert!(described, "{object}.{name} has no description");
        }
        let own = if object == "Policy" { &schema } else { &schema["$defs"][object] };
        assert_eq!(own["additionalProperties"], false, "{object}");
    }
    let committed: Value =
        serde_json::from_str(include_str!("../../docs/policy.schema.json")).expect("JSON");
    assert_eq!(committed, schema, "run `cargo xtask schema`");
}

/// What `docs/records.md` tells of the policy.
struct Book<'b> {
    /// The default of each field, by its path.
    defaults: BTreeMap<String, &'b str>,
    /// The text of each part.
    parts: BTreeMap<&'b str, String>,
}

/// Reads the tables below `## Policy`. A part has a section, which the row of the part links to; a line such as
/// `` `automation.removal` (X1): `` says where the fields of the table after it stand.
fn book(text: &str) -> Book<'_> {
    let (_, text) = text.split_once("\n## Policy\n").expect("the section");
    let text = text.split_once("\n## ").map_or(text, |(own, _)| own);
    let mut links = BTreeMap::new();
    let mut defaults = BTreeMap::new();
    let mut parts = BTreeMap::new();
    for section in text.split("\n### ") {
        let title = section.lines().next().unwrap_or_default();
        let anchor = title.to_lowercase().replace(' ', "-");
        let part: &str = links.get(anchor.as_str()).copied().unwrap_or_default();
        let mut place = Some(part);
        for line in section.lines() {
            if line.ends_with(':') {
                // A table of what stands in a list has no place of its own.
                place = line.strip_prefix('`').and_then(|rest| Some(rest.split_once('`')?.0));
            }
            let cells: Vec<_> = line.split(" | ").collect();
            let [name, kind, default, ..] = cells.as_slice() else { continue };
            let name = name.strip_prefix("| `").and_then(|name| name.strip_suffix('`'));
            let (Some(name), Some(place)) = (name, place) else { continue };
            let path = if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
            defaults.insert(path, *default);
            if let Some((_, link)) = kind.split_once("(#") {
                links.insert(link.trim_end_matches(')'), name);
            }
        }
        parts.insert(part, section.to_owned());
    }
    Book { defaults, parts }
}

/// How the book writes a default; none where it tells in words, since the value is a list of objects.
fn shown(default: &Value) -> Option<String> {
    Some(match default {
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("`{text}`"),
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_string) => {
            items.iter().filter_map(shown).collect::<Vec<_>>().join(", ")
        }
        Value::Array(items) if items.iter().any(Value::is_object) => return None,
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(Value::to_string).collect();
            format!("`[{}]`", items.join(", "))
        }
        other => format!("`{other}`"),
    })
}

/// Compares the object at `path` with the book, and goes on with the objects in it.
fn compare(root: &Value, object: &Value, default: &Value, path: &str, book: &Book<'_>) {
    let required: Vec<_> =
        object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, property) in object["properties"].as_object().expect("an object") {
        let own = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let property = resolved(root, property);
        if property["properties"].is_object() {
            compare(root, property, &default[name], &own, book);
            continue;
        }
        let told = book.defaults.get(&own);
        let told = told.unwrap_or_else(|| panic!("docs/records.md lacks `{own}`"));
        if required.contains(&name.as_str()) {
            assert_eq!(*told, "required", "{own}");
        } else if let Some(shown) = shown(&default[name]) {
            assert_eq!(*told, shown, "{own}");
        }
    }
}

/// G2: the book has every field of a policy with its default, and every field of what stands in its lists
#[test]
fn the_book_has_every_field_with_its_default() {
    let schema = schema();
    let default = serde_json::to_value(Policy::default()).expect("a policy is JSON");
    let book = book(include_str!("../../docs/records.md"));
    compare(&schema, &schema, &default, "", &book);

    let text: String = book.parts.values().map(String::as_str).collect();
    for (object, properties) in objects(&schema) {
        for name in properties.keys() {
            let told = [
                format!("`{name}`"),
                format!("`{name}."),
                format!(".{name}`"),
                format!("\"{name}\""),
            ];
            assert!(
                told.iter().any(|own| text.contains(own)),
                "docs/records.md lacks {object}.{name}"
            );
        }
    }
}
