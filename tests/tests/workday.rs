//! The main command on a bank's campaigns: its totals, its events, and files that it cannot use.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use calliyo_core::{
    Engine, LeadId,
    lead::{Call, Change, Event, Lead, apply},
    policy::Policy,
    report::{ConversionRow, Dimension, call_counts},
};
use calliyo_tests::{
    data,
    program::{each_line, run},
};
use serde_json::{Value, json};

/// A header and two rows of the bank's file.
const ROWS: &str = "\
\"age\";\"job\";\"marital\";\"education\";\"default\";\"balance\";\"housing\";\"loan\";\"contact\";\"day\";\
\"month\";\"duration\";\"campaign\";\"pdays\";\"previous\";\"poutcome\";\"y\"
58;\"management\";\"married\";\"tertiary\";\"no\";2143;\"yes\";\"no\";\"unknown\";5;\"may\";261;1;-1;0;\"unknown\";\"no\"
44;\"technician\";\"single\";\"secondary\";\"no\";29;\"yes\";\"no\";\"cellular\";6;\"may\";0;1;-1;0;\"success\";\"yes\"
";

/// A file with this text, in the folder that cargo keeps for tests.
fn file_with(name: &str, text: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("the folder for tests can be written to");
    path
}

/// What the events of a run lead to, and nothing else of what it printed.
#[derive(Default)]
struct Replayed {
    leads: BTreeMap<LeadId, Option<Lead>>,
    calls: Vec<Call>,
}

impl Replayed {
    fn take(&mut self, event: &Event) {
        let Some(lead) = &event.lead else { return };
        apply(self.leads.entry(lead.clone()).or_default(), event);
        if let Change::CallCompleted { call } = &event.change {
            self.calls.push(call.clone());
        }
    }

    /// The totals, in the form in which a run prints them.
    fn totals(self) -> Value {
        let engine = Engine::new(Policy::default()).expect("the default policy has no fault");
        let leads: Vec<Lead> = self.leads.into_values().flatten().collect();
        let calls = call_counts(&self.calls);
        let customers = leads.iter().filter(|lead| lead.is_customer()).count();
        let by = |dimension| rows(&engine.conversion(&leads, dimension, None));
        json!({
            "leads": leads.len(),
            "customers": customers,
            "connectedCalls": calls.connected,
            "talkSeconds": calls.talk_seconds,
            "byContact": by(Dimension::Source),
            "byJob": by(Dimension::Tag),
            "byPoutcome": by(Dimension::Campaign),
        })
    }
}

/// Leads and customers by group, in the form of the file's published facts.
fn rows(rows: &[ConversionRow]) -> Value {
    let row = |row: &ConversionRow| {
        let group = row.group.clone().unwrap_or_default();
        (group, json!({ "leads": row.leads, "converted": row.customers }))
    };
    Value::Object(rows.iter().map(row).collect())
}

/// The same of a line that a run printed.
fn printed_rows(rows: &Value) -> Value {
    let row = |row: &Value| {
        let group = row["group"].as_str().unwrap_or_default().to_owned();
        (group, json!({ "leads": row["leads"], "converted": row["customers"] }))
    };
    Value::Object(rows.as_array().into_iter().flatten().map(row).collect())
}

/// The same of the published facts, which know more.
fn fact_rows(rows: &Value) -> Value {
    let row = |(group, row): (&String, &Value)| {
        (group.clone(), json!({ "leads": row["leads"], "converted": row["converted"] }))
    };
    Value::Object(rows.as_object().into_iter().flatten().map(row).collect())
}

/// L3, C2, M4: the printed events alone lead to the totals that were printed, and to those published with the file
#[test]
fn the_events_of_the_bank_replay_to_its_published_totals() {
    let Some(file) = data::path("bank-marketing/bank-full.csv.gz") else { return };
    let Some(facts) = data::path("bank-marketing/facts.json") else { return };
    let mut replayed = Replayed::default();
    let mut totals = Value::Null;
    each_line(&["--bank", &file.to_string_lossy(), "--json"], |line| {
        if line.starts_with(r#"{"type":"event""#) {
            #[derive(serde::Deserialize)]
            struct Line {
                event: Event,
            }
            let Line { event } = serde_json::from_str(&line).expect("an event reads back");
            replayed.take(&event);
        } else if line.starts_with(r#"{"type":"totals""#) {
            totals = serde_json::from_str(&line).expect("the totals are JSON");
        }
    });

    let replayed = replayed.totals();
    let printed = json!({
        "leads": totals["leads"],
        "customers": totals["customers"],
        "connectedCalls": totals["connectedCalls"],
        "talkSeconds": totals["talkSeconds"],
        "byContact": printed_rows(&totals["byContact"]),
        "byJob": printed_rows(&totals["byJob"]),
        "byPoutcome": printed_rows(&totals["byPoutcome"]),
    });
    assert_eq!(replayed, printed);

    let facts = fs::read_to_string(facts).expect("the facts can be read");
    let facts: Value = serde_json::from_str(&facts).expect("the facts are JSON");
    let published = json!({
        "leads": facts["rows"],
        "customers": facts["converted"],
        "connectedCalls": facts["connected_duration_gt_0"],
        "talkSeconds": facts["duration_seconds"]["sum"],
        "byContact": fact_rows(&facts["by_contact"]),
        "byJob": fact_rows(&facts["by_job"]),
        "byPoutcome": fact_rows(&facts["by_poutcome"]),
    });
    assert_eq!(replayed, published);
}

/// C2, M4: few agents with a small cap take more days and come to the same totals
#[test]
fn a_small_file_is_worked_off_by_one_agent() {
    let file = file_with("two-rows.csv", ROWS.as_bytes());
    let output = run(&["--bank", &file.to_string_lossy(), "--agents", "2", "--cap", "1", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stdout = String::from_utf8_lossy(&output.stdout);
    let last = stdout.lines().last().unwrap_or_default();
    let totals: Value = serde_json::from_str(last).expect("the last line is JSON");
    let short: Vec<&Value> = ["leads", "customers", "connectedCalls", "talkSeconds"]
        .iter()
        .map(|name| &totals[name])
        .collect();
    assert_eq!(short, [2, 1, 1, 261]);
}

#[test]
fn a_file_that_cannot_be_used_is_refused_with_file_and_row() {
    let cut = &ROWS[..ROWS.len() - 20];
    let cases: [(&str, Option<Vec<u8>>, &str); 6] = [
        ("missing.csv", None, "missing.csv"),
        ("empty.csv", Some(Vec::new()), "empty.csv"),
        ("header.csv", Some(ROWS.replacen("\"age\"", "\"rage\"", 1).into()), "the header"),
        (
            "month.csv",
            Some(ROWS.replacen("\"may\";261", "\"mai\";261", 1).into()),
            "row 1 (line 2)",
        ),
        ("number.csv", Some(ROWS.replacen(";0;1;-1", ";x;1;-1", 1).into()), "row 2 (line 3)"),
        ("cut.csv", Some(cut.into()), "row 2 (line 3)"),
    ];
    for (name, text, place) in cases {
        let path = match text {
            Some(text) => file_with(name, &text),
            None => Path::new(env!("CARGO_TARGET_TMPDIR")).join(name),
        };
        let output = run(&["--bank", &path.to_string_lossy()]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{name} was taken");
        assert!(stderr.contains(name) && stderr.contains(place), "{name}: {stderr}");
    }
}

#[test]
fn a_packed_file_that_breaks_off_is_refused() {
    let Some(file) = data::path("bank-marketing/bank-full.csv.gz") else { return };
    let whole = fs::read(file).expect("the file can be read");
    let cut = file_with("cut.csv.gz", &whole[..whole.len() / 2]);
    let output = run(&["--bank", &cut.to_string_lossy()]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(stderr.contains("cut.csv.gz") && stderr.contains("row "), "{stderr}");
}
