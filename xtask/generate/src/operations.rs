//! What is made from the table of operations: their JSON Schema, and a table for people.

use std::{collections::BTreeSet, fs, io, path::PathBuf};

use calliyo_core::wire::{OPERATIONS, Operation, schemas};

/// The JSON Schema of every request and response.
pub(crate) fn schema() -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(&schemas())? + "\n")
}

const TABLE: &str = "\
# Operations

Written by `cargo xtask operations` from the table in `calliyo-core/src/wire/operation.rs`; do not edit.

Every operation takes a request and gives a response, both JSON. [wire.md](wire.md) says how they are asked and what an
answer looks like; the fields are in [operations.schema.json](operations.schema.json). In Rust the request is a type of the
same name in `calliyo_core::wire::operations`, such as `leads::Decide`, and `answer` is its method. In JavaScript it goes to a
method of the `Engine`, and what needs no engine is a function of the package too; the types for TypeScript are in
[operations.d.ts](../calliyo-wasm/types/operations.d.ts). What a page asks about the lead that it shows is answered by the small
module `lead.wasm`, too. The last column tells whether a [conformance vector](../tests/vectors) shows the operation.

| operation | since | engine | answers with | rules | asks of the core | C | JavaScript | `lead.wasm` | vectors |
|---|---|---|---|---|---|---|---|---|---|
";

/// The table for people.
pub(crate) fn table() -> io::Result<String> {
    let shown = shown_by_vectors()?;
    let row = |operation: &Operation| {
        let about = operation.about;
        format!(
            "| `{}` | {} | {} | {} | {} | {} | `calliyo_{}` | `{}{}` | {} | {} |\n",
            about.name,
            about.since,
            if operation.needs_engine() { "needed" } else { "" },
            about.summary,
            about.rules.join(" "),
            about.core.iter().map(|own| format!("`{own}`")).collect::<Vec<_>>().join(", "),
            snake_case(about.name),
            if operation.needs_engine() { "engine." } else { "" },
            about.name,
            if operation.is_of_lead { "yes" } else { "" },
            if shown.contains(about.name) { "yes" } else { "none" },
        )
    };
    Ok(TABLE.to_owned() + &OPERATIONS.iter().map(row).collect::<String>())
}

const JAVA_SCRIPT: &str = "\
// Written by `cargo xtask operations` from the table in calliyo-core/src/wire/operation.rs; do not edit.

import { operation } from \"./library.js\";

/** Every operation, by name. Each is a method of `Engine`; those that need no engine are functions, too. */
export const OPERATIONS = Object.freeze([
";

/// The operations for the JavaScript package.
pub(crate) fn java_script() -> String {
    let row = |operation: &Operation| {
        format!(
            "  Object.freeze({{ name: \"{}\", needsEngine: {}, isOfLead: {} }}),\n",
            operation.about.name,
            operation.needs_engine(),
            operation.is_of_lead,
        )
    };
    let function = |operation: &Operation| {
        let (name, summary) = (operation.about.name, operation.about.summary);
        format!(
            "\n/** {summary} */\nexport const {name} = /* @__PURE__ */ operation(\"{name}\");\n"
        )
    };
    let alone = OPERATIONS.iter().filter(|operation| !operation.needs_engine());
    JAVA_SCRIPT.to_owned()
        + &OPERATIONS.iter().map(row).collect::<String>()
        + "]);\n"
        + &alone.map(function).collect::<String>()
}

/// The operations that the conformance vectors ask.
fn shown_by_vectors() -> io::Result<BTreeSet<String>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let operation = |vector: io::Result<fs::DirEntry>| {
        fs::read_to_string(vector?.path().join("operation")).map(|name| name.trim_end().to_owned())
    };
    fs::read_dir(folder)?.map(operation).collect()
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}
