//! The main command on a company's sales pipeline: its figures, its events, and folders that it cannot use.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use calliyo_core::{
    AgentId, Engine, Fact, LeadId, RoleId, RunId, StatusId,
    lead::{Agent, AgentState, Event, Lead, apply},
    policy::Policy,
    report::{ConversionRow, Dimension, QueueFilter, time_to_convert},
    time::{Job, TimeZone, Timestamp},
};
use calliyo_tests::{
    data,
    program::{each_line, run},
};
use roxmltree::{Document, ParsingOptions};
use serde_json::{Map, Value, json};

/// What a run printed, and what was published with the data.
struct Pipeline {
    leads: Vec<Lead>,
    totals: Value,
    facts: Value,
}

impl Pipeline {
    /// Nothing where the data are missing.
    fn of_a_run() -> Option<Self> {
        let file = data::path("crm-sales-opportunities/sales_pipeline.csv")?;
        let facts = data::path("crm-sales-opportunities/facts.json")?;
        let folder = file.parent().expect("a file is in a folder").to_string_lossy();
        let mut leads: BTreeMap<LeadId, Option<Lead>> = BTreeMap::new();
        let mut totals = Value::Null;
        let mut last = Timestamp::MIN;
        each_line(&["--crm", &folder, "--json"], |line| {
            if line.starts_with(r#"{"type":"event""#) {
                #[derive(serde::Deserialize)]
                struct Line {
                    event: Event,
                }
                let Line { event } = serde_json::from_str(&line).expect("an event reads back");
                assert!(event.at >= last, "{} comes after what was at {last}", event.id);
                last = event.at;
                let lead = event.lead.clone().expect("every event is about a lead");
                apply(leads.entry(lead).or_default(), &event);
            } else if line.starts_with(r#"{"type":"totals""#) {
                totals = serde_json::from_str(&line).expect("the totals are JSON");
            }
        });
        let facts = fs::read_to_string(facts).expect("the facts can be read");
        Some(Self {
            leads: leads.into_values().flatten().collect(),
            totals,
            facts: serde_json::from_str(&facts).expect("the facts are JSON"),
        })
    }

    /// The names of the published agents, also of those without leads.
    fn agents(&self) -> Vec<AgentId> {
        let agents = self.facts["by_agent"].as_object().expect("agents are published").keys();
        agents.map(|name| AgentId::new(name).expect("a name is an id")).collect()
    }
}

/// An engine with the company's time zone and a change of the default rules.
fn engine(change: impl FnOnce(&mut Policy)) -> Engine {
    let mut policy = Policy { time_zone: TimeZone::named("America/New_York"), ..Policy::default() };
    change(&mut policy);
    Engine::new(policy).expect("the policy has no fault")
}

/// Noon of the last day of the data, in New York.
fn last_noon() -> Timestamp {
    Timestamp::parse("2017-12-31T12:00:00-05:00").expect("an instant")
}

/// A rate as the facts write it: percent with two decimals, half up.
fn percent(rate: &Value) -> Value {
    let (Some(part), Some(whole)) = (rate["numerator"].as_u64(), rate["denominator"].as_u64())
    else {
        return Value::Null;
    };
    let hundredths = (part * 20_000 + whole) / (2 * whole);
    format!("{}.{:02}", hundredths / 100, hundredths % 100).into()
}

/// The printed groups under the names that the facts have for their figures.
fn printed(groups: &Value, names: &[&str]) -> Value {
    let figures = |group: &Value| {
        let all = json!({
            "leads": group["leads"],
            "prospecting": group["prospecting"],
            "engaging": group["engaging"],
            "won": group["won"],
            "lost": group["lost"],
            "conv_pct": percent(&group["rate"]),
            "revenue": group["revenue"],
            "median_days_won": group["daysToConvert"]["median"],
        });
        names.iter().map(|name| ((*name).to_owned(), all[name].clone())).collect::<Map<_, _>>()
    };
    let groups = groups.as_array().expect("groups are printed").iter();
    let named = |group: &Value| (text(&group["group"]), figures(group).into());
    Value::Object(groups.map(named).collect())
}

/// These figures of the published groups.
fn published(groups: &Value, names: &[&str]) -> Value {
    let figures = |group: &Value| {
        names.iter().map(|name| ((*name).to_owned(), group[name].clone())).collect::<Map<_, _>>()
    };
    let groups = groups.as_object().expect("groups are published").iter();
    // The list of products spells it otherwise than the pipeline.
    let named = |(name, group): (&String, &Value)| {
        (name.replace("GTXPro", "GTX Pro"), figures(group).into())
    };
    Value::Object(groups.map(named).collect())
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").into()
}

/// M4, M5, M7, V5: every figure of the whole, of each agent, manager, office, product and month is the published one
#[test]
fn the_pipeline_has_its_published_figures() {
    let Some(Pipeline { totals, facts, .. }) = Pipeline::of_a_run() else { return };
    let stages = &facts["by_stage"];
    let days = &facts["days_engage_to_close_won"];
    assert_eq!(
        json!([totals["leads"], totals["prospecting"], totals["engaging"], totals["lost"]]),
        json!([facts["rows"], stages["Prospecting"], stages["Engaging"], stages["Lost"]])
    );
    assert_eq!(
        json!([totals["customers"], totals["won"], totals["revenue"], percent(&totals["rate"])]),
        json!([
            stages["Won"],
            stages["Won"],
            facts["revenue_total_won"],
            facts["conversion_all"]["rate_pct"],
        ])
    );
    let of_days = &totals["daysToConvert"];
    assert_eq!(
        json!([of_days["count"], of_days["median"], of_days["mean"].to_string()]),
        json!([days["n"], days["median"], days["mean"]])
    );

    let few = ["leads", "won", "lost", "conv_pct", "revenue"];
    let mut all = Vec::from(few);
    all.extend(["prospecting", "engaging", "median_days_won"]);
    for (groups, facts, names, count) in [
        (&totals["byAgent"], &facts["by_agent"], all.as_slice(), 35),
        (&totals["byManager"], &facts["by_manager"], &few, 6),
        (&totals["byOffice"], &facts["by_office"], &few, 3),
        (&totals["byProduct"], &facts["by_product"], &few, 7),
    ] {
        assert_eq!(groups.as_array().map(Vec::len), Some(count));
        assert_eq!(printed(groups, names), published(facts, names));
        let revenues: Vec<_> =
            groups.as_array().into_iter().flatten().map(|own| own["revenue"].as_u64()).collect();
        assert!(revenues.is_sorted_by(|one, next| one >= next), "{revenues:?}");
    }

    let month = |row: &Value| {
        (text(&row["month"]), json!({ "won": row["conversions"], "revenue": row["revenue"] }))
    };
    let months = totals["byMonth"].as_array().expect("months are printed").iter().map(month);
    assert_eq!(Value::Object(months.collect()), facts["won_by_close_month"]);
}

/// L3, G3, V1, M4, M5: the printed events alone lead to the printed figures, by the report's own dimensions
#[test]
fn the_events_of_the_pipeline_replay_to_its_figures() {
    let Some(Pipeline { leads, totals, .. }) = Pipeline::of_a_run() else { return };
    let engine = engine(|_| {});
    assert_eq!(totals["funnel"], json!(engine.funnel(&leads)));
    assert_eq!(totals["timeToConvert"], json!(time_to_convert(&leads, None)));

    let of_rows = |rows: Vec<ConversionRow>| -> BTreeMap<String, Value> {
        let group = |row: &ConversionRow| row.group.clone().unwrap_or_default();
        rows.iter().map(|row| (group(row), json!([row.leads, row.customers]))).collect()
    };
    let of_groups = |groups: &Value| -> BTreeMap<String, Value> {
        let groups = groups.as_array().expect("groups are printed").iter();
        let filled = groups.filter(|group| group["leads"] != 0);
        let row = |group: &Value| json!([group["leads"], group["customers"]]);
        filled.map(|group| (text(&group["group"]), row(group))).collect()
    };
    for (dimension, groups) in
        [(Dimension::Agent, &totals["byAgent"]), (Dimension::Campaign, &totals["byProduct"])]
    {
        assert_eq!(of_rows(engine.conversion(&leads, dimension, None)), of_groups(groups));
    }
    let whole = of_rows(engine.conversion(&leads, Dimension::Total, None));
    assert_eq!(whole[""], json!([totals["leads"], totals["customers"]]));

    let revenue: BTreeMap<String, Value> = engine
        .revenue(&leads, None)
        .iter()
        .map(|row| (row.agent.to_string(), json!(row.amount_minor)))
        .collect();
    let printed: BTreeMap<String, Value> = totals["byAgent"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|group| group["customers"] != 0)
        .map(|group| (text(&group["group"]), group["revenue"].clone()))
        .collect();
    assert_eq!(revenue, printed);
    let sum: i64 = revenue.values().filter_map(Value::as_i64).sum();
    assert_eq!(totals["revenue"], sum);
}

/// X1, P4: a removal of interested leads takes those that have been engaged for that many local days
#[test]
fn removal_ages_the_open_opportunities_by_whole_days() {
    let Some(Pipeline { leads, facts, .. }) = Pipeline::of_a_run() else { return };
    let ages = facts["engaging_age_at_2017_12_31"].as_object().expect("ages are published");
    let ages = ages.iter().filter_map(|(name, leads)| Some((name.strip_prefix("age_ge_")?, leads)));
    let mut compared = 0;
    for (days, expected) in ages {
        let engine = engine(|policy| {
            let removal = &mut policy.automation.removal;
            removal.statuses = vec![StatusId::new("interested").expect("an id")];
            removal.days = days.parse().expect("a number of days");
        });
        let run = RunId::new("removal").expect("an id");
        let plan = engine.plan(Job::Removal, &run, &leads, &[], &[], last_noon()).expect("a plan");
        assert_eq!(plan.outcome.moved, *expected, "after {days} days");
        compared += 1;
    }
    assert_eq!(compared, 13);
}

/// F11, A2, T2: each agent's queue, and the places that a cap would leave, are the published ones
#[test]
fn queues_and_caps_count_the_open_opportunities() {
    let Some(pipeline) = Pipeline::of_a_run() else { return };
    let engine = engine(|policy| {
        for status in &mut policy.pipeline.statuses {
            status.counts_toward_cap |= status.id == *"interested";
        }
    });
    let leads = &pipeline.leads;
    for agent in pipeline.agents() {
        let queue = engine.queue(&agent, leads, QueueFilter::All, last_noon()).len();
        let own = &pipeline.facts["by_agent"][agent.as_str()];
        let open = own["prospecting"].as_u64().zip(own["engaging"].as_u64());
        assert_eq!(Some(queue as u64), open.map(|(one, other)| one + other), "{agent}");
    }

    let caps = pipeline.facts["lead_cap_arithmetic_35_agents"].as_object().expect("caps");
    for (cap, expected) in caps {
        let cap: u32 = cap.parse().expect("a cap");
        let agents: Vec<Agent> = pipeline.agents().into_iter().map(|id| agent(id, cap)).collect();
        let run = RunId::new("top-up").expect("an id");
        let plan = engine.plan(Job::TopUp, &run, leads, &agents, &[], last_noon()).expect("a plan");
        let full = plan.agents.iter().filter(|own| own.held >= cap).count();
        let excess: u32 = plan.agents.iter().map(|own| own.held.saturating_sub(cap)).sum();
        assert_eq!(plan.agents.len(), 35);
        assert_eq!(
            json!({
                "agents_at_or_over_cap": full,
                "free_slots": plan.outcome.left,
                "excess_over_cap": excess,
            }),
            *expected,
            "cap {cap}"
        );
    }
    assert_eq!(caps.len(), 6);
}

fn agent(id: AgentId, cap: u32) -> Agent {
    Agent {
        id,
        name: None,
        role: RoleId::new("agent").expect("an id"),
        branch: None,
        department: None,
        state: AgentState::Active,
        cap: Some(cap),
        held: Fact::NotKnown,
        counter: None,
        received_today: 0,
        last_run: None,
        live_call: Fact::Empty,
    }
}

const TEAMS: &str = "\
sales_agent,manager,regional_office
Ann Lee,Max Roe,East
Bo Day,Max Roe,West
";

const PRODUCTS: &str = "product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n";

/// Over the change to summer time: the elapsed time is an hour short of two days.
const OPPORTUNITIES: &str = "\
opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
A1,Ann Lee,GTXPro,Acme,Won,2017-03-11,2017-03-13,4700
A2,Ann Lee,MG Special,Acme,Won,2017-03-13,2017-03-14,50
A3,Bo Day,MG Special,Cancity,Lost,2017-03-01,2017-03-11,0
A4,Bo Day,GTX Pro,,Engaging,2017-03-02,,
A5,Ann Lee,GTX Pro,,Prospecting,,,
";

/// A folder with these files, among those that cargo keeps for tests.
fn folder_with(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crm").join(name);
    // What an earlier run left would stand in for a file that is to be missing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder for tests can be written to");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("the folder for tests can be written to");
    }
    folder
}

/// V5, M5, Z3: days to convert are local days, also where clocks are put forward between them
#[test]
fn a_small_pipeline_is_counted_in_local_days() {
    let files = [
        ("sales_teams.csv", TEAMS),
        ("products.csv", PRODUCTS),
        ("sales_pipeline.csv", OPPORTUNITIES),
    ];
    let folder = folder_with("small", &files);
    let output = run(&["--crm", &folder.to_string_lossy(), "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stdout = String::from_utf8_lossy(&output.stdout);
    let last = stdout.lines().last().unwrap_or_default();
    let totals: Value = serde_json::from_str(last).expect("the last line is JSON");
    assert_eq!(
        totals["daysToConvert"],
        json!({ "count": 2, "mean": 1.5, "median": 1.5, "p90": 2 })
    );
    assert_eq!(totals["timeToConvert"]["p90Millis"], 47 * 3_600_000);
    assert_eq!(totals["byProduct"][0]["group"], "GTX Pro");
    assert_eq!(totals["byProduct"][0]["leads"], 3);

    let page = run(&["--crm", &folder.to_string_lossy()]);
    assert_eq!(page, run(&["--crm", &folder.to_string_lossy()]));
    let page = String::from_utf8_lossy(&page.stdout);
    assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
    assert!(page.contains("days to convert, median           1.5"), "{page}");
}

#[test]
fn names_of_the_files_cannot_leave_their_place_on_the_page() {
    let name = r#"<b title="x">Ann & 'Lee'</b><script>"#;
    let quoted = format!("\"{}\"", name.replace('"', "\"\""));
    let files = [
        ("sales_teams.csv", TEAMS.replace("Ann Lee", &quoted)),
        ("products.csv", PRODUCTS.into()),
        ("sales_pipeline.csv", OPPORTUNITIES.replace("Ann Lee", &quoted)),
    ];
    let files = files.each_ref().map(|(own, text)| (*own, text.as_str()));
    let folder = folder_with("hostile", &files);
    let page = folder.join("page.html");
    let output = run(&["--crm", &folder.to_string_lossy(), "--html", &page.to_string_lossy()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(page).expect("the page was written");
    assert!(!page.contains("<b ") && !page.contains("<script"));
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let tree = Document::parse_with_options(&page, options).expect("the page is well-formed");
    let cells = tree.descendants().filter(|node| node.tag_name().name() == "th");
    assert!(cells.filter(|cell| cell.text() == Some(name)).count() >= 3);
}

#[test]
fn a_folder_that_cannot_be_used_is_refused_with_file_and_row() {
    let teams = "sales_teams.csv";
    let products = "products.csv";
    let pipeline = "sales_pipeline.csv";
    for (name, file, from, to, place) in [
        ("column", pipeline, ",engage_date", "", "column 6 is `close_date`, not `engage_date`"),
        ("header", teams, "manager", "boss", "column 2 is `boss`, not `manager`"),
        ("agent", pipeline, "A4,Bo Day", "A4,Cy Kay", "row 4 (line 5), column `sales_agent`"),
        ("product", pipeline, "GTX Pro,,Eng", "GTX,,Eng", "row 4 (line 5), column `product`"),
        ("date", pipeline, "2017-03-02", "2017-02-30", "row 4 (line 5), column `engage_date`"),
        ("no-date", pipeline, "2017-03-14", "", "row 2 (line 3), column `close_date`"),
        ("before", pipeline, "2017-03-14", "2017-03-12", "row 2 (line 3): it is closed before"),
        ("stage", pipeline, "Engaging", "Haggling", "row 4 (line 5), column `deal_stage`"),
        ("amount", pipeline, "4700", "4.7k", "row 1 (line 2), column `close_value`"),
        ("open", pipeline, ",,Prospecting,,,", ",,Prospecting,,,9", "row 5 (line 6), column"),
        ("id", pipeline, "A2,", "A1,", "row 2 (line 3): the opportunity `A1` stands in a row"),
        ("account", pipeline, "Cancity", &"x".repeat(201), "row 3 (line 4): "),
        (
            "short",
            pipeline,
            "2017-03-01,2017-03-11,0",
            "2017-03-01",
            "row 3 (line 4) has 6 columns",
        ),
        ("cut", pipeline, "Prospecting,,,\n", "Prospecting,,,", "row 5 (line 6) is cut off"),
        ("rows", pipeline, OPPORTUNITIES.split_once('\n').expect("lines").1, "", "no rows"),
        ("empty", products, PRODUCTS, "", "is empty"),
        ("price", products, "4821", "much", "row 1 (line 2), column `sales_price`"),
        ("same", teams, "Bo Day", "Ann Lee", "row 2 (line 3): the agent `Ann Lee` stands in"),
        ("both", teams, "Bo Day,Max Roe", "Bo Day,Ann Lee", "row 2 (line 3): `Ann Lee` is both"),
        ("nameless", teams, "Bo Day,Max Roe", "Bo Day,", "row 2 (line 3), column `manager`"),
    ] {
        let files =
            [(teams, TEAMS), (products, PRODUCTS), (pipeline, OPPORTUNITIES)].map(|(own, text)| {
                let changed = if own == file { text.replacen(from, to, 1) } else { text.into() };
                assert_eq!(changed != text, own == file, "{name} changes nothing");
                (own, changed)
            });
        let files = files.each_ref().map(|(own, text)| (*own, text.as_str()));
        refused(&folder_with(name, &files), &[file, place]);
    }
}

#[test]
fn a_missing_folder_or_file_is_refused() {
    let folder = folder_with("missing", &[("sales_teams.csv", TEAMS), ("products.csv", PRODUCTS)]);
    refused(&folder, &["sales_pipeline.csv", "cannot be read"]);
    refused(&folder.join("nowhere"), &["nowhere: cannot be read"]);
    refused(&folder.join("products.csv"), &["products.csv: cannot be read"]);
}

/// Asserts that the program fails on the folder, and says these texts.
fn refused(folder: &Path, texts: &[&str]) {
    let output = run(&["--crm", &folder.to_string_lossy()]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{} was taken", folder.display());
    assert!(output.stdout.is_empty());
    assert!(texts.iter().all(|text| stderr.contains(text)), "{texts:?} in: {stderr}");
}
