//! What is made from the table of codes: a table for people, a file for translators, types for TypeScript.

use std::fmt::Write as _;

use calliyo_core::{Code, CodeKind, ParamType};
use serde::{Serialize, Serializer};

const TABLE: &str = "\
# Codes

Written by `cargo xtask codes` from the table in `calliyo-core/src/code.rs`; do not edit.

A code is stable; the sentence around it may improve. Codes stand in the order of the [rule book](rules.md), which is the
order in which failing guards are reported. The finding of a code carries the parameters that its sentence names, and no
others. They are texts (such as ids), numbers or lists of texts. The sentences are also in
[codes.en.json](codes.en.json), for translators: a host makes its own sentence from the parameters alone. The types for
TypeScript come with the JavaScript package, where `Code` is the name of any of them.

| code | rule | can be a | parameters | says | what a user interface should do |
|---|---|---|---|---|---|
";

/// The table for people.
pub(crate) fn table() -> String {
    let rows = Code::ALL.iter().map(|code| {
        format!(
            "| `{code}` | {} | {} | {} | {} | {} |\n",
            code.rule(),
            listed(code.kinds().iter().map(|kind| kind_name(*kind).to_owned())),
            listed(code.params().map(|(name, kind)| format!("`{name}`: {}", type_name(kind)))),
            code.sentence(),
            code.remedy(),
        )
    });
    TABLE.to_owned() + &rows.collect::<String>()
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn kind_name(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Rejection => "rejection",
        CodeKind::Fault => "fault",
        CodeKind::Warning => "warning",
        CodeKind::Advice => "advice",
        CodeKind::Reason => "reason",
        _ => unreachable!("every kind has a name"),
    }
}

fn type_name(kind: ParamType) -> &'static str {
    match kind {
        ParamType::Text => "text",
        ParamType::Number => "number",
        ParamType::NumberOrText => "number or text",
        ParamType::List => "list of texts",
        _ => unreachable!("every type has a name"),
    }
}

/// The file for translators: an object with the sentence and the remedy of each code.
pub(crate) fn for_translators() -> serde_json::Result<String> {
    /// Written by hand, since a map would sort the codes by name.
    struct Entries;

    #[derive(Serialize)]
    struct Entry {
        sentence: &'static str,
        remedy: &'static str,
    }

    impl Serialize for Entries {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(Code::ALL.iter().map(|code| {
                (code.as_str(), Entry { sentence: code.sentence(), remedy: code.remedy() })
            }))
        }
    }

    Ok(serde_json::to_string_pretty(&Entries)? + "\n")
}

const TYPES: &str = "\
// Written by `cargo xtask codes` from the table in calliyo-core/src/code.rs; do not edit.

/** A finding of one code: why a command was refused, what is wrong with a document, or what to look at. */
export interface Finding<C extends string, R extends string, P> {
  /** Stable, such as `status.needs_owner`. */
  code: C;
  /** The field at fault, such as `followUp.at`; empty for the whole. */
  path: string;
  /** The number of the rule behind it, such as `L6`. */
  rule: R;
  /** What the sentence is made from. */
  params: P;
  /** The English sentence. */
  message: string;
}

/** A code, whose name and meaning never change. */
export type Code = Diagnostic[\"code\"];

/** A finding of any code: its `code` tells what its `params` are. */
export type Diagnostic =
";

/// The types for TypeScript: a union that its code discriminates.
pub(crate) fn types() -> String {
    let mut text = TYPES.to_owned();
    for (place, code) in Code::ALL.iter().enumerate() {
        let params: Vec<String> =
            code.params().map(|(name, kind)| format!("{name}: {}", type_script(kind))).collect();
        let params = if params.is_empty() {
            "Record<string, never>".to_owned()
        } else {
            format!("{{ {} }}", params.join("; "))
        };
        let end = if place + 1 == Code::ALL.len() { ";" } else { "" };
        let _ = writeln!(
            text,
            "  /**\n   * {}\n   *\n   * User interface: {}\n   */\n  | Finding<\"{code}\", \"{}\", {params}>{end}",
            code.sentence(),
            code.remedy(),
            code.rule(),
        );
    }
    text
}

fn type_script(kind: ParamType) -> &'static str {
    match kind {
        ParamType::Text => "string",
        ParamType::Number => "number",
        ParamType::NumberOrText => "number | string",
        ParamType::List => "string[]",
        _ => unreachable!("every type has a form"),
    }
}
