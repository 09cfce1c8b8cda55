//! The main command on a bank's campaigns: its totals, its events, and files that it cannot use. And on made leads in
//! columns: what the counts say about each other.

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

/// What a run prints on standard output, as lines.
fn printed(arguments: &[&str]) -> Vec<String> {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

/// The JSON lines of one type.
fn of_type<'l>(lines: &'l [Value], name: &str) -> Vec<&'l Value> {
    lines.iter().filter(|line| line["type"] == name).collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn sum<'v>(values: impl IntoIterator<Item = &'v Value>) -> u64 {
    values.into_iter().map(number).sum()
}

/// A5, T3: the same leads come to the same plans each time; only the times differ
#[test]
fn made_leads_come_to_the_same_each_time() {
    let is_time = |line: &String| line.ends_with("leads per second");
    let [one, other] = [(); 2].map(|()| printed(&["--scale", "20000"]));
    let rest = |lines: &[String]| -> Vec<String> {
        lines.iter().filter(|line| !is_time(line)).cloned().collect()
    };
    assert_eq!(rest(&one), rest(&other));
    assert_eq!(one.iter().filter(|line| is_time(line)).count(), 4, "three jobs and all of them");
    assert!(one.iter().any(|line| line.starts_with("Last run: 2026-05-11 09:00 IST — ")));
    let [one, other] = [(); 2].map(|()| printed(&["--scale", "20000", "--json"]));
    assert_eq!(one, other);
}

/// A8, S5: every lead of a run is moved or stays for one reason, and agents got what was moved
#[test]
fn the_counts_of_made_leads_reconcile() {
    for arguments in [
        &["--scale", "20000", "--json"][..],
        &["--scale", "20000", "--agents", "4000", "--json"],
        &["--scale", "1", "--agents", "1", "--json"],
    ] {
        let lines = printed(arguments);
        let lines: Vec<Value> = lines
            .iter()
            .map(|line| serde_json::from_str(line).expect("every line is JSON"))
            .collect();
        let [totals] = of_type(&lines, "scale")[..] else { panic!("one line of totals") };
        let leads: u64 = arguments[1].parse().expect("a number");
        assert_eq!(number(&totals["leads"]), leads);
        let agents = of_type(&lines, "agent");
        assert_eq!(number(&totals["agents"]), agents.len() as u64);

        let runs = of_type(&lines, "run");
        let jobs: Vec<&Value> = runs.iter().map(|run| &run["outcome"]["job"]).collect();
        assert_eq!(jobs, ["removal", "assignment", "topUp"]);
        for (run, received) in runs.iter().zip(["removed", "assigned", "toppedUp"]) {
            let moved = number(&run["moved"]);
            let stay =
                sum(run["reasons"].as_array().into_iter().flatten().map(|own| &own["leads"]));
            assert_eq!(moved + stay, leads, "{run}");
            assert_eq!(number(&run["eligible"]), moved + number(&run["notPlaced"]), "{run}");
            assert_eq!(number(&run["outcome"]["moved"]), moved, "{run}");
            let by_agents = sum(agents.iter().map(|agent| &agent[received]));
            match received {
                // Leads of owners who have left are taken from no agent that there is.
                "removed" => assert!(by_agents <= moved, "{run}"),
                _ => assert_eq!(by_agents, moved, "{run}"),
            }
            let concerned = agents.iter().filter(|agent| number(&agent[received]) > 0).count();
            assert_eq!(number(&run["outcome"]["agents"]), concerned as u64, "{run}");
        }
        assert_eq!(number(&totals["moves"]), sum(runs.iter().map(|run| &run["moved"])));
        assert_eq!(number(&totals["held"]), sum(agents.iter().map(|agent| &agent["held"])));
    }
}

/// A2, A4, A5, T2: nobody passes the cap, who is away or banned gets nothing, and shares are even
#[test]
fn made_leads_pass_no_cap_and_are_shared_evenly() {
    let lines = printed(&["--scale", "20000", "--json"]);
    let lines: Vec<Value> =
        lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let (mut full, mut shut_out) = (0, 0);
    for agent in of_type(&lines, "agent") {
        let (cap, held) = (number(&agent["cap"]), number(&agent["held"]));
        let received = number(&agent["assigned"]) + number(&agent["toppedUp"]);
        if agent["state"] == "active" && cap > 0 {
            full += u64::from(held == cap);
        } else {
            shut_out += 1;
            assert_eq!(received, 0, "{agent}");
        }
        assert!(held <= cap || received == 0, "{agent}");
    }
    let totals = of_type(&lines, "scale")[0];
    assert_eq!(number(&totals["passedCap"]), 0);
    assert!(full > 10 && shut_out > 1, "the case is tight: {full} full, {shut_out} shut out");
    let assignment = &of_type(&lines, "run")[1]["perAgent"];
    assert!(number(&assignment["most"]) - number(&assignment["least"]) < 10, "{assignment}");
}

#[test]
fn a_number_of_leads_that_makes_no_sense_is_refused() {
    let most = "`--scale` takes a whole number from 1 to 4294967294";
    for (arguments, message) in [
        (&["--scale", "0"][..], most),
        (&["--scale", "many"], most),
        (&["--scale", "1.5"], most),
        (&["--scale", "4294967296"], most),
        (&["--scale", "99999999999999999999999"], most),
        (&["--scale"], "missing argument for option '--scale'"),
        (&["--scale", "9", "--agents", "0"], "`--agents` takes a whole number from 1 to 1000000"),
        (&["--scale", "9", "--cap", "3"], "`--cap` goes with `--bank FILE`"),
    ] {
        let output = run(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr.contains(message), "{arguments:?}: {stderr}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}
