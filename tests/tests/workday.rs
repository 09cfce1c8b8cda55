//! The main command on a bank's campaigns: its totals, its events, and files that it cannot use. On made leads in
//! columns: what the counts say about each other. And the files that it writes: what they say beside each other.

use std::{
    collections::{BTreeMap, BTreeSet},
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
use roxmltree::{Document, Node, ParsingOptions};
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

/// The files that a run of the made company writes, and the reports that it prints.
struct Written {
    page: String,
    sheets: BTreeMap<String, String>,
    reports: BTreeMap<String, Value>,
}

impl Written {
    fn by_a_run(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // What an earlier run left would stand in for a file that was not written.
        let _ = fs::remove_dir_all(&folder);
        let (page, csv) = (folder.join("csv").join("page.html"), folder.join("csv"));
        let arguments =
            ["--json", "--csv", &csv.to_string_lossy(), "--html", &page.to_string_lossy()];
        let lines = printed(&arguments);
        let lines = lines.iter().filter(|line| line.starts_with(r#"{"type":"report""#));
        let lines =
            lines.map(|line| serde_json::from_str::<Value>(line).expect("a report is JSON"));
        let name = |line: &Value| line["name"].as_str().expect("a name").to_owned();
        let read = |path: &Path| fs::read_to_string(path).expect("the file was written");
        let files = fs::read_dir(&csv)
            .expect("the folder was made")
            .map(|file| file.expect("a file").path());
        let sheets = files.filter(|path| path.extension().is_some_and(|own| own == "csv"));
        let stem = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
        Self {
            page: read(&page),
            sheets: sheets.map(|path| (stem(&path), read(&path))).collect(),
            reports: lines.map(|line| (name(&line), line["report"].clone())).collect(),
        }
    }
}

/// The page as a tree; anything that is not well-formed fails.
fn tree(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).expect("the page is well-formed")
}

fn all<'t, 'p>(within: Node<'t, 'p>, tag: &'static str) -> impl Iterator<Item = Node<'t, 'p>> {
    within.descendants().filter(move |node| node.tag_name().name() == tag)
}

/// All text within a node.
fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|own| own.text()).collect()
}

/// The texts of a sheet, without its header.
fn cells(sheet: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let Written { page, .. } = Written::by_a_run("page");
    let tree = tree(&page);
    let root = tree.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("lang")), ("html", Some("en")));
    for outside in
        ["http://", "https://", "url(", "@import", "src=", "<script", "<link", "javascript:"]
    {
        assert!(!page.contains(outside), "{outside}");
    }
    let style: String = all(root, "style").map(text_of).collect();
    for part in ["prefers-color-scheme: dark", "@media print", "prefers-reduced-motion"] {
        assert!(style.contains(part), "{part}");
    }
    let ids: Vec<&str> = root.descendants().filter_map(|node| node.attribute("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands for one thing");
    for link in all(root, "a") {
        let target = link.attribute("href").and_then(|href| href.strip_prefix('#'));
        assert!(target.is_some_and(|target| known.contains(target)), "{link:?}");
    }
}

#[test]
fn every_chart_of_the_page_is_told_in_words_and_stands_beside_its_table() {
    let Written { page, .. } = Written::by_a_run("charts");
    let tree = tree(&page);
    let sections: Vec<_> = all(tree.root_element(), "section").collect();
    let with_chart = sections.iter().filter(|section| all(**section, "svg").next().is_some());
    assert!(with_chart.count() >= 15);
    for section in sections {
        let table = all(section, "table").next().expect("a table");
        assert!(all(table, "caption").all(|own| !text_of(own).is_empty()));
        assert!(all(table, "th").all(|own| own.attribute("scope").is_some()));
        for chart in all(section, "svg") {
            assert_eq!(chart.attribute("role"), Some("img"));
            let told = chart.attribute("aria-labelledby").expect("a name and a description");
            for id in told.split(' ') {
                let own = chart.children().find(|node| node.attribute("id") == Some(id));
                assert!(own.is_some_and(|own| text_of(own).len() > 4), "{id}");
            }
            // A width is a share of the chart, and a height is never below nothing.
            for bar in all(chart, "rect") {
                let width = bar.attribute("width").and_then(|width| width.strip_suffix('%'));
                let width: f64 = width.expect("a share").parse().expect("a number");
                let height: f64 = bar.attribute("height").expect("one").parse().expect("a number");
                assert!((0.0..=100.0).contains(&width) && height >= 0.0, "{bar:?}");
            }
        }
    }
}

/// M9: pages and sheets tell the figures of the reports that are printed as JSON, each of them
#[test]
fn page_and_sheets_tell_the_figures_of_the_reports() {
    let Written { page, sheets, reports } = Written::by_a_run("figures");
    let tree = tree(&page);
    assert_eq!(sheets.keys().collect::<Vec<_>>(), reports.keys().collect::<Vec<_>>());
    let mut on_the_page = 0;
    for section in all(tree.root_element(), "section") {
        let rows = cells(&sheets[section.attribute("id").expect("a name")]);
        let body = all(section, "tbody").next().expect("a table");
        let shown = all(body, "tr").map(|row| -> Vec<String> {
            let cells = row.children().filter(Node::is_element);
            let plain = |cell| match all(cell, "data").next() {
                Some(data) => data.attribute("value").expect("a value").to_owned(),
                None => text_of(cell),
            };
            cells.map(plain).collect()
        });
        assert_eq!(shown.collect::<Vec<_>>(), rows);
        on_the_page += 1;
    }
    assert!(on_the_page >= 20, "{on_the_page}");

    let mut compared = 0;
    for (name, report) in &reports {
        let header = sheets[name].lines().next().expect("a header").to_owned();
        let fields: Vec<&str> = header.split(',').collect();
        let rows = match (&report["rows"], report) {
            (Value::Array(rows), _) | (_, Value::Array(rows)) => rows.clone(),
            (_, one) => vec![one.clone()],
        };
        // Sheets call people by their names, and may stand in another order.
        let mut left: Vec<Vec<Option<String>>> = rows
            .iter()
            .map(|row| fields.iter().map(|field| row.get(field).and_then(as_on_a_sheet)).collect())
            .collect();
        for cells in cells(&sheets[name]) {
            let same = |row: &Vec<Option<String>>| {
                row.iter().zip(&cells).all(|(own, cell)| own.as_ref().is_none_or(|own| own == cell))
            };
            let place = left.iter().position(same);
            let row = left.swap_remove(place.unwrap_or_else(|| panic!("{name}: {cells:?}")));
            compared += row.iter().flatten().count();
        }
    }
    assert!(compared > 500, "{compared}");
}

/// A figure as a sheet has it; nothing of names and lists.
fn as_on_a_sheet(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Object(rate) => {
            let millionths = rate.get("partsPerMillion")?.as_u64()?;
            Some(format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000))
        }
        _ => None,
    }
}

#[test]
fn files_are_the_same_in_every_run() {
    let [one, other] = ["one", "other"].map(Written::by_a_run);
    assert!(one.page == other.page, "the pages differ");
    assert_eq!(one.sheets, other.sheets);
    assert!(one.sheets.len() > 20);
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let taken = file_with("taken", b"");
    let page = taken.join("page.html");
    for arguments in [["--html", &*page.to_string_lossy()], ["--csv", &taken.to_string_lossy()]] {
        let output = run(&arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(stderr.contains("taken") && stderr.contains("cannot be written"), "{stderr}");
    }
}
