//! What is made from the tables of columns: the same tables for the JavaScript package, and their types.

use std::fmt::Write as _;

use calliyo::{COLUMNS, FIGURES, Facts, JOBS, Kind, OUTPUTS, REPORTS, SIZES};
use calliyo_core::{
    jobs::{NO_AGENT, RowReason, UNKNOWN_AGENT},
    lead::{AgentState, CallStatus, Direction, FollowUpState},
    time::Weekday,
};
use serde::Serialize;

/// The text that says what each constant is, to people as to the generator of the C header.
const CONSTANTS: &str = include_str!("../../../calliyo-ffi/src/constants.rs");

const WRITTEN: &str = "// Written by `cargo xtask operations` from the tables in calliyo-ffi/src/constants.rs; do not edit.\n";

/// The tables for the JavaScript package.
pub(crate) fn java_script() -> serde_json::Result<String> {
    let mut text = WRITTEN.to_owned();
    text.push_str("\n/** The columns of each table, and what finds their values in records. */\nexport const TABLES = {\n");
    for table in tables() {
        let _ = writeln!(text, "  {table}: [");
        for facts in columns_of(table) {
            let _ = writeln!(text, "    {},", column(facts));
        }
        text.push_str("  ],\n");
    }
    text.push_str("};\n\n/** What a plan can come with. */\nexport const OUTPUTS = [\n");
    for facts in OUTPUTS {
        let _ = writeln!(text, "  {},", entry(facts));
    }
    text.push_str("];\n\n/** The jobs, and what each plan comes with. */\nexport const JOBS = {\n");
    for job in JOBS {
        let _ = writeln!(
            text,
            "  {}: {{ constant: {}, outputs: {:?} }},",
            job.name, job.constant, job.outputs
        );
    }
    text.push_str("};\n");
    let figures: Vec<_> =
        FIGURES.iter().map(|(own, name)| (*own, name.to_str().unwrap_or(""))).collect();
    for (doc, name, entries) in [
        ("The reports.", "REPORTS", REPORTS),
        ("The figures of reports.", "FIGURES", &figures),
        ("How many there are of what dense numbers name.", "SIZES", SIZES),
    ] {
        let _ = writeln!(text, "\n/** {doc} */\nexport const {name} = {{");
        for (constant, name) in entries {
            let _ = writeln!(text, "  {name}: {constant},");
        }
        text.push_str("};\n");
    }
    for (doc, name, list) in lists()? {
        let _ = writeln!(text, "\n/** {doc} */\nexport const {name} = Object.freeze({list});");
    }
    for (doc, name, number) in NUMBERS {
        let _ = writeln!(text, "\n/** {doc} */\nexport const {name} = {number};");
    }
    let _ = write!(
        text,
        "\n/** What records are taken for that leave these out. */\nexport const LEFT_OUT = {{\n  \
         agentState: {},\n  direction: {},\n  followUpState: {},\n}};\n",
        serde_json::to_string(&AgentState::default())?,
        serde_json::to_string(&Direction::default())?,
        serde_json::to_string(&FollowUpState::default())?,
    );
    Ok(text)
}

/// The types of the tables.
pub(crate) fn types() -> serde_json::Result<String> {
    let mut text = WRITTEN.to_owned();
    text.push_str("\nimport type { Code } from \"./codes.js\";\nimport type { Lists, Table } from \"./index.js\";\n");
    for table in tables() {
        let name = type_name(table);
        let all = || columns_of(table);
        let _ =
            writeln!(text, "\n/** The columns of {}. */\nexport interface {name} {{", words(table));
        all().for_each(|own| field(&mut text, own, view(own.kind), CONSTANTS));
        let missing: Vec<_> = all().filter(|own| own.may_miss).collect();
        let _ = writeln!(
            text,
            "}}\n\n/** The columns of {} that may miss values. */\nexport interface {name}Validity {{",
            words(table)
        );
        missing.iter().for_each(|own| {
            let own = short(own);
            let _ = writeln!(
                text,
                "  /** Which rows have a value in `{own}`. */\n  readonly {own}: Uint8Array;"
            );
        });
        text.push_str("}\n");
    }
    text.push_str("\n/** The tables of a company. */\nexport interface Tables {\n");
    for table in tables() {
        let name = type_name(table);
        let _ = writeln!(
            text,
            "  /** The columns of {}. */\n  readonly {table}: Table<{name}, {name}Validity> & Readonly<{name}>;",
            words(table)
        );
    }
    text.push_str("}\n\n/** What the plan of each job comes with beside its line. */\nexport interface Plans {\n");
    for job in JOBS {
        let name = capital(job.name);
        let _ = writeln!(
            text,
            "  /** A plan of the job `{}`. */\n  {}: {name}Plan;",
            job.name, job.name
        );
    }
    text.push_str("}\n");
    for job in JOBS {
        let _ = writeln!(
            text,
            "\n/** A plan of the job `{}`. */\nexport interface {}Plan {{\n  /** The line that tells what the run came to (rule S5). */\n  outcome: string;",
            job.name,
            capital(job.name),
        );
        for facts in OUTPUTS.iter().filter(|own| job.outputs.contains(&own.constant)) {
            field(&mut text, facts, output(facts), CONSTANTS);
        }
        text.push_str("}\n");
    }
    text.push_str("\n/** A report: the figures that it has, a number per row, NaN where a row has none. */\nexport interface Figures {\n  /** How many rows there are. */\n  rows: number;\n");
    for (constant, name) in FIGURES {
        let doc = documentation(*constant, "CalliyoFigure", CONSTANTS);
        let _ = writeln!(text, "  /** {doc} */\n  {}?: Float64Array;", name.to_str().unwrap_or(""));
    }
    text.push_str("}\n");
    let names = REPORTS.iter().map(|(_, name)| format!("\"{name}\"")).collect::<Vec<_>>();
    let _ = writeln!(
        text,
        "\n/** The name of a report over columns. */\nexport type ReportName = {};",
        names.join(" | ")
    );
    text.push_str(
        "\n/** How many there are of what dense numbers name. */\nexport interface Sizes {\n",
    );
    for (constant, name) in SIZES {
        let doc = documentation(*constant, "CalliyoSize", CONSTANTS);
        let _ = writeln!(text, "  /** {doc} */\n  {name}: number;");
    }
    text.push_str("}\n");
    for (doc, name, list) in lists()? {
        let item = if name == "REASONS" { "Code | null" } else { "string" };
        let tuple = if name == "REASONS" {
            format!("readonly ({item})[]")
        } else {
            format!("readonly {list}")
        };
        let _ = writeln!(text, "\n/** {doc} */\nexport const {name}: {tuple};");
    }
    for (doc, name, number) in NUMBERS {
        let _ = writeln!(text, "\n/** {doc} */\nexport const {name}: {number};");
    }
    Ok(text)
}

const NUMBERS: [(&str, &str, u32); 2] = [
    ("In a plan: the lead goes to no agent.", "NO_AGENT", NO_AGENT),
    (
        "In columns of leads: an agent who is not among those supplied. Reports count such leads with those of nobody.",
        "UNKNOWN_AGENT",
        UNKNOWN_AGENT,
    ),
];

/// What bytes in columns stand for, by their values.
fn lists() -> serde_json::Result<Vec<(&'static str, &'static str, String)>> {
    let states: Vec<AgentState> = (0..=u8::MAX).map_while(AgentState::from_byte).collect();
    let reasons: Vec<_> = RowReason::ALL.iter().map(|own| own.code()).collect();
    Ok(vec![
        (
            "The fates of a lead in a plan, by their bytes: moved, or the code of the reason why not.",
            "REASONS",
            listed(&reasons)?,
        ),
        ("The states of an agent, by their bytes.", "AGENT_STATES", listed(&states)?),
        ("How calls end, by their bytes.", "CALL_STATUSES", listed(CallStatus::ALL)?),
        ("The directions of a call, by their bytes.", "DIRECTIONS", listed(Direction::ALL)?),
        (
            "The states of a follow-up, by their bytes.",
            "FOLLOW_UP_STATES",
            listed(FollowUpState::ALL)?,
        ),
        ("The days of a week, by their numbers.", "WEEKDAYS", listed(Weekday::ALL)?),
    ])
}

fn listed<T: Serialize>(values: impl AsRef<[T]>) -> serde_json::Result<String> {
    let values = values.as_ref().iter().map(serde_json::to_string);
    Ok(format!("[{}]", values.collect::<Result<Vec<_>, _>>()?.join(", ")))
}

/// The tables in their order.
fn tables() -> Vec<&'static str> {
    let mut tables: Vec<_> = COLUMNS.iter().map(table).collect();
    tables.dedup();
    tables
}

fn columns_of(name: &'static str) -> impl Iterator<Item = &'static Facts> {
    COLUMNS.iter().filter(move |own| table(own) == name)
}

fn table(facts: &Facts) -> &'static str {
    facts.path.split_once('.').map_or("", |(table, _)| table)
}

fn short(facts: &Facts) -> &'static str {
    facts.path.split_once('.').map_or("", |(_, name)| name)
}

/// A column. Functions of its own read it from records, one by one (`of`) and many in a run (`gather`): shared by all fields,
/// either would be compiled for none of them.
fn column(facts: &Facts) -> String {
    let name = short(facts);
    format!(
        "{{ {}, of: (record) => record.{name},\n      gather: (records, from, to, into) => {{ \
         for (let row = from; row < to; row += 1) into[row - from] = records[row].{name}; }} }}",
        members(facts),
    )
}

fn entry(facts: &Facts) -> String {
    format!("{{ {} }}", members(facts))
}

fn members(facts: &Facts) -> String {
    format!(
        "name: \"{}\", constant: {}, kind: \"{}\", mayMiss: {}",
        short(facts),
        facts.constant,
        kind(facts.kind),
        facts.may_miss,
    )
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Byte => "byte",
        Kind::Number16 => "number16",
        Kind::Number32 => "number32",
        Kind::Signed64 => "signed64",
        Kind::Unsigned64 => "unsigned64",
        Kind::Instant => "instant",
        Kind::Flags => "flags",
        Kind::Lists => "lists",
    }
}

/// The view of a column.
const fn view(kind: Kind) -> &'static str {
    match kind {
        Kind::Byte | Kind::Flags => "Uint8Array",
        Kind::Number16 => "Uint16Array",
        Kind::Number32 => "Uint32Array",
        Kind::Signed64 | Kind::Instant => "BigInt64Array",
        Kind::Unsigned64 => "BigUint64Array",
        Kind::Lists => "Lists",
    }
}

/// What a plan brings for an output.
fn output(facts: &Facts) -> &'static str {
    match facts.kind {
        Kind::Signed64 | Kind::Unsigned64 => "Float64Array",
        kind if short(facts) != "isProven" => view(kind),
        _ => "boolean",
    }
}

fn field(text: &mut String, facts: &Facts, of: &str, constants: &str) {
    let kind = if facts.constant < 1000 { "CalliyoColumn" } else { "CalliyoOutput" };
    let doc = documentation(facts.constant, kind, constants);
    let _ = writeln!(text, "  /** {doc} */\n  {}: {of};", short(facts));
}

/// What stands above a constant of a type, in the words of JavaScript.
fn documentation(constant: u32, kind: &str, constants: &str) -> String {
    let declared = format!(": {kind} = {constant};");
    let lines: Vec<&str> = constants.lines().collect();
    let place = lines.iter().position(|line| line.ends_with(&declared)).unwrap_or(0);
    let above = lines[..place].iter().rev().map_while(|line| line.strip_prefix("/// "));
    let mut words: Vec<&str> = above.collect();
    words.reverse();
    let text = words.join(" ");
    let text = text.split_once(": ").filter(|(table, _)| {
        tables().iter().any(|own| self::words(own).eq_ignore_ascii_case(table))
    });
    let text = text.map_or_else(|| words.join(" "), |(_, rest)| capital(rest));
    [
        ("CALLIYO_", ""),
        ("CalliyoAgentState", "number of `AGENT_STATES`"),
        ("CalliyoCallStatus", "number of `CALL_STATUSES`"),
        ("CalliyoDirection", "number of `DIRECTIONS`"),
        ("CalliyoFollowUpState", "number of `FOLLOW_UP_STATES`"),
        ("CalliyoWeekday", "number of `WEEKDAYS`"),
        ("CalliyoReason", "number of `REASONS`"),
        ("UINT64_MAX, and its bit is not set where the output has a validity bitmap, which this one and PLAN_ROOM take", "NaN"),
        ("INT64_MAX, and its bit is not set where the output has a validity bitmap", "Infinity"),
    ]
    .iter()
    .fold(text, |text, (of_c, of_java_script)| text.replace(of_c, of_java_script))
}

fn type_name(table: &str) -> String {
    let singular = table.strip_suffix('s').filter(|_| table != "history").unwrap_or(table);
    capital(singular) + "Columns"
}

/// `followUps` as it is written in a sentence.
fn words(table: &str) -> String {
    table.replace("followUps", "follow-ups")
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
