//! Whether a value has the shape that a JSON Schema of the library gives it.

use std::collections::BTreeSet;

use serde_json::Value;

/// Where the value does not have the shape of the schema, a part of `root`. Of the schema's words only those count that
/// ours have; that another one comes in unnoticed is what the last arm is for.
///
/// # Panics
///
/// The schema has a word that is not known here.
#[must_use]
pub fn misfits(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let fits = |schema: &Value| misfits(root, schema, value, path).is_empty();
    let mut found = Vec::new();
    for (word, wanted) in schema.as_object().into_iter().flatten() {
        let holds = match word.as_str() {
            "$ref" => {
                found.extend(misfits(root, resolved(root, schema), value, path));
                true
            }
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|name| has_type(value, name)),
                name => has_type(value, name),
            },
            "const" => value == wanted,
            "enum" => wanted.as_array().expect("values").contains(value),
            "oneOf" => {
                wanted.as_array().expect("schemas").iter().filter(|own| fits(own)).count() == 1
            }
            "anyOf" => wanted.as_array().expect("schemas").iter().any(fits),
            "minimum" => value.as_i64().is_none_or(|own| own >= wanted.as_i64().expect("a number")),
            "maximum" => value.as_i64().is_none_or(|own| own <= wanted.as_i64().expect("a number")),
            "required" => {
                let names = wanted.as_array().expect("names");
                value.as_object().is_none_or(|own| {
                    names.iter().all(|name| own.contains_key(name.as_str().expect("a name")))
                })
            }
            "minItems" => {
                let least = wanted.as_u64().expect("a number");
                value.as_array().is_none_or(|own| own.len() as u64 >= least)
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(misfits(root, wanted, item, &format!("{path}[{index}]")));
                }
                true
            }
            "properties" => {
                for (name, item) in value.as_object().into_iter().flatten() {
                    if let Some(own) = wanted.get(name) {
                        found.extend(misfits(root, own, item, &format!("{path}.{name}")));
                    }
                }
                true
            }
            "additionalProperties" | "unevaluatedProperties" => {
                let listed = listed(root, schema, value);
                for (name, item) in value.as_object().into_iter().flatten() {
                    if listed.contains(name) {
                        continue;
                    }
                    if *wanted == Value::Bool(false) {
                        found.push(format!("{path}.{name}: unknown"));
                    }
                    found.extend(misfits(root, wanted, item, &format!("{path}.{name}")));
                }
                true
            }
            // The form of a text is what the types check that read it.
            "pattern" | "format" => true,
            "$schema" | "$defs" | "title" | "description" | "default" => true,
            _ => panic!("{path}: the schema has `{word}`, which this check does not know"),
        };
        if !holds {
            found.push(format!("{path}: {word}"));
        }
    }
    found
}

/// The schema that is meant: what `$ref` points to.
///
/// # Panics
///
/// There is no such definition in `root`.
#[must_use]
pub fn resolved<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    match schema["$ref"].as_str().and_then(|path| path.strip_prefix('#')) {
        Some(path) => root.pointer(path).expect("a definition"),
        None => schema,
    }
}

/// The properties that the schema lists for this value, by itself or by the alternative that the value fits.
fn listed(root: &Value, schema: &Value, value: &Value) -> BTreeSet<String> {
    let own = schema["properties"].as_object().into_iter().flatten();
    let mut names: BTreeSet<String> = own.map(|(name, _)| name.clone()).collect();
    for word in ["oneOf", "anyOf"] {
        for part in schema[word].as_array().into_iter().flatten() {
            if misfits(root, part, value, "").is_empty() {
                names.extend(listed(root, resolved(root, part), value));
            }
        }
    }
    names
}

fn has_type(value: &Value, name: &Value) -> bool {
    match name.as_str().expect("a name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("nothing here is a {other}"),
    }
}
