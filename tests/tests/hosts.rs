//! The company of the host programs: what `examples/hosts/company/expected.txt` says is what the operations answer.
//!
//! The hosts work over columns and ask one move at a time. This works over the records and through the operations, so that
//! a host that prints the expected text has proved that both ways agree.

use std::{fmt::Write as _, fs};

use calliyo_core::{Engine, wire};
use serde_json::{Value, json};

fn file(name: &str) -> String {
    let path = format!("{}/../examples/hosts/company/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn document(name: &str) -> Value {
    serde_json::from_str(&file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn engine() -> Engine {
    wire::engine(&file("policy.json")).expect("the company has a policy without faults")
}

fn ask(engine: Option<&Engine>, operation: &str, request: &Value) -> Value {
    let mut answer: Value =
        serde_json::from_str(&wire::answer(engine, operation, &request.to_string()))
            .expect("an answer is JSON");
    assert_eq!(answer["type"], "success", "{answer}");
    answer["result"].take()
}

/// The plan of the company's morning, with the agents given.
fn plan(engine: &Engine, agents: &Value) -> Value {
    let (leads, context) = (document("leads.json"), document("context.json"));
    let request =
        json!({ "run": "run-1", "leads": leads, "agents": agents, "now": context["now"] });
    ask(Some(engine), "assign", &request)
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The versions, as the hosts print them (rule K3).
fn versions() -> String {
    let versions = ask(None, "version", &json!({}));
    let (library, zones) = (text(&versions["library"]), text(&versions["timeZoneData"]));
    format!("calliyo {library}, rules {}, time zones {zones}\n", versions["rules"])
}

fn moves(engine: &Engine, lead: &Value) -> String {
    let request = json!({ "lead": lead, "context": document("context.json") });
    let mut lines = String::new();
    for status in list(&ask(Some(engine), "transitions", &request)) {
        let (lead, to) = (text(&lead["id"]), text(&status["status"]));
        let verdict = match status["code"].as_str() {
            None => "yes".to_owned(),
            Some(code) => format!("no, {code}"),
        };
        writeln!(lines, "{lead} to {to}: {verdict}").expect("a text takes lines");
    }
    lines
}

fn assignment(plan: &Value) -> String {
    let mut lines: Vec<_> = list(&plan["moves"])
        .iter()
        .map(|item| format!("{} goes to {}\n", text(&item["lead"]), text(&item["to"])))
        .collect();
    lines.sort();
    format!("{}{}\n", lines.concat(), text(&plan["outcome"]["line"]))
}

fn faults(name: &str) -> String {
    let failure = wire::engine(&file(name)).expect_err("the policy has faults");
    let failure: Value = serde_json::from_str(&failure).expect("a failure is JSON");
    list(&failure["errors"])
        .iter()
        .map(|fault| format!("{name}: {} at {}\n", text(&fault["code"]), text(&fault["path"])))
        .collect()
}

/// K3, L4, S5: every host prints what the operations answer over the records.
#[test]
fn the_expected_text_of_the_hosts_is_what_the_operations_answer() {
    let (engine, leads) = (engine(), document("leads.json"));
    let expected = [
        versions(),
        moves(&engine, &leads[0]),
        moves(&engine, &leads[1]),
        assignment(&plan(&engine, &document("agents.json"))),
        faults("bad-policy.json"),
    ];
    assert_eq!(file("expected.txt"), expected.concat());
}

/// A2: what the agents of the company are said to hold is what they hold.
#[test]
fn the_agents_of_the_hosts_hold_what_their_leads_say() {
    let mut agents = document("agents.json");
    for agent in agents.as_array_mut().expect("a list") {
        agent.as_object_mut().expect("an agent").remove("held").expect("what the agent holds");
    }
    assert_eq!(plan(&engine(), &agents), plan(&engine(), &document("agents.json")));
}
