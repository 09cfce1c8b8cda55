//! The JSON door: what it refuses, and with which path, and what every answer is like.

use calliyo_core::{
    Engine, LIBRARY_VERSION, RULES_VERSION,
    policy::{Policy, SCHEMA},
    wire,
};
use serde_json::{Value, json};

const NOW: &str = "2026-05-15T13:00:00.000Z";

fn engine() -> Engine {
    Engine::new(Policy::default()).expect("the default policy has no fault")
}

fn ask(operation: &str, request: &str) -> Value {
    let answer = wire::answer(Some(&engine()), operation, request);
    serde_json::from_str(&answer).expect("an answer is JSON")
}

/// The code and the path of each error.
fn errors(operation: &str, request: &str) -> Vec<(String, String)> {
    let answer = ask(operation, request);
    assert_eq!(answer["type"], "failure", "{answer}");
    let errors = answer["errors"].as_array().expect("a failure lists errors");
    assert!(!errors.is_empty());
    let text = |error: &Value, field: &str| error[field].as_str().expect("a text").to_owned();
    errors.iter().map(|error| (text(error, "code"), text(error, "path"))).collect()
}

fn error(operation: &str, request: &Value) -> (String, String) {
    let mut errors = errors(operation, &request.to_string());
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

fn found(code: &str, path: &str) -> (String, String) {
    (code.to_owned(), path.to_owned())
}

fn lead() -> Value {
    json!({
        "id": "L1", "status": "assigned", "statusSince": "2026-05-14T08:00:00Z", "owner": "ann",
        "ownerSince": "2026-05-14T08:00:00Z", "capturedAt": "2026-05-13T08:00:00Z",
    })
}

fn deciding(deed: Value) -> Value {
    json!({
        "lead": lead(),
        "command": { "id": "c1", "do": deed },
        "context": { "now": NOW, "actor": { "id": "ann", "role": "agent" } },
    })
}

/// A request of each operation that gets an answer, by name.
fn requests() -> Vec<(&'static str, Value)> {
    let mut requests = [of_jobs_views_and_reports(), of_leads_and_forms(), of_settings_and_time()];
    let mut requests: Vec<_> = requests.iter_mut().flat_map(std::mem::take).collect();
    requests.sort_by_key(|(name, _)| *name);
    requests
}

fn context() -> Value {
    json!({ "now": NOW, "actor": { "id": "host" } })
}

fn of_leads_and_forms() -> Vec<(&'static str, Value)> {
    let parent = json!({ "parentKind": "deal", "parentId": "d1", "subject": "Call back",
        "date": "2026-05-18", "time": "11:00" });
    let call = json!({ "parentKind": "deal", "parentId": "d1", "direction": "outgoing",
        "response": "cnr", "date": "2026-05-15", "start": "12:10", "duration": "00:00:20" });
    let command = json!({ "id": "c1", "do": { "unassign": {} } });
    vec![
        ("apply", json!({ "lead": lead(), "events": [] })),
        ("assignable", json!({ "lead": lead(), "context": context() })),
        ("captureLeads", json!({ "batch": "b", "leads": [], "context": context() })),
        ("captureOutcome", json!({ "imported": 2, "skipped": 1, "errors": 1 })),
        ("checkCallForm", json!({ "form": {}, "context": context() })),
        ("checkFollowUpForm", json!({ "form": {}, "context": context() })),
        ("contradictions", json!({ "lead": lead(), "now": NOW })),
        ("countsTowardCap", json!({ "lead": lead() })),
        (
            "decideEach",
            json!({ "work": [{ "lead": lead(), "command": command }], "context": context() }),
        ),
        (
            "handOver",
            json!({
                "handOver": { "id": "h", "from": "ann" }, "leads": [lead()], "context": context(),
            }),
        ),
        ("normalizePhone", json!({ "phone": "98765 00001" })),
        (
            "readCallForm",
            json!({ "form": call, "call": "c1", "followUp": "f1", "context": context() }),
        ),
        ("readFollowUpForm", json!({ "form": parent, "followUp": "f1", "context": context() })),
        ("repair", json!({ "lead": lead(), "context": context() })),
    ]
}

fn of_settings_and_time() -> Vec<(&'static str, Value)> {
    let edit = json!({ "rename": { "status": "busy", "name": "Engaged" } });
    vec![
        (
            "changeSettings",
            json!({ "policy": {}, "confirmed": true, "command": "c1", "context": context() }),
        ),
        ("defaultFollowUpAt", json!({ "now": NOW })),
        ("defaultPolicy", json!({})),
        ("diffPolicies", json!({ "policy": {}, "leads": [lead()], "agents": [], "now": NOW })),
        ("editPipeline", json!({ "edit": edit })),
        ("isCallingHour", json!({ "at": NOW })),
        ("isWorkingDay", json!({ "date": "2026-05-15" })),
        (
            "nextDue",
            json!({ "jobs": [{ "job": "topUp", "state": { "onSince": NOW } }], "now": NOW }),
        ),
        ("nextWorkingDay", json!({ "after": "2026-05-15" })),
        ("period", json!({ "of": { "month": "2026-05-15" } })),
        ("pipelineDiagram", json!({})),
        (
            "previewPipelineEdit",
            json!({ "edit": edit, "leads": [lead()], "command": "c1", "context": context() }),
        ),
        ("remove", json!({ "run": "r", "leads": [lead()], "agents": [], "now": NOW })),
        ("toInstant", json!({ "date": "2026-05-15", "time": "10:00" })),
        ("toLocal", json!({ "at": NOW })),
        ("topUp", json!({ "run": "r", "leads": [lead()], "agents": [], "now": NOW })),
        ("upgradeDocument", json!({ "kind": "lead", "document": lead() })),
    ]
}

fn of_jobs_views_and_reports() -> Vec<(&'static str, Value)> {
    let plan =
        ask("assign", &json!({ "run": "r", "leads": [], "agents": [], "now": NOW }).to_string());
    let run = json!({ "run": "r", "leads": [lead()], "agents": [], "now": NOW });
    let planned = ask("assign", &run.to_string());
    let period = json!({ "from": "2026-05-01T00:00:00Z", "to": NOW });
    vec![
        ("agenda", json!({ "agent": "ann", "followUps": [], "now": NOW })),
        (
            "applyPlan",
            json!({
                "plan": plan["result"], "leads": [], "agents": [], "actor": { "id": "host" }, "now": NOW,
            }),
        ),
        ("assign", json!({ "run": "r", "leads": [lead()], "agents": [], "now": NOW })),
        ("callReport", json!({ "calls": [], "query": {} })),
        ("checkPolicy", json!({ "policy": {} })),
        ("conversionReport", json!({ "leads": [lead()], "query": {} })),
        ("conversionsIn", json!({ "leads": [lead()], "period": period })),
        (
            "coverage",
            json!({ "agents": [], "calls": [], "first": "2026-05-15", "last": "2026-05-15" }),
        ),
        ("customers", json!({ "actor": { "id": "host" }, "leads": [lead()] })),
        (
            "dashboard",
            json!({ "agent": { "id": "ann", "role": "agent" }, "leads": [lead()], "calls": [], "now": NOW }),
        ),
        ("decide", deciding(json!({ "addNote": { "id": "n1", "text": "hello" } }))),
        ("due", json!({ "jobs": [{ "job": "topUp", "state": { "onSince": NOW } }], "now": NOW })),
        ("evenness", json!({ "plan": planned["result"], "agents": [] })),
        ("explain", json!({ "plan": planned["result"], "lead": lead(), "agents": [] })),
        ("explainAgents", json!({ "plan": planned["result"], "leads": [lead()], "agents": [] })),
        ("followUpHistory", json!({ "agent": "ann", "followUps": [] })),
        ("followUpReport", json!({ "followUps": [], "query": { "now": NOW } })),
        ("funnel", json!({ "leads": [lead()] })),
        ("liveCalls", json!({ "leads": [lead()], "now": NOW })),
        ("queue", json!({ "agent": "ann", "leads": [lead()], "now": NOW })),
        ("queueAgainstCap", json!({ "agents": [], "leads": [lead()] })),
        ("reminders", json!({ "followUps": [], "from": NOW, "to": NOW })),
        ("revenue", json!({ "leads": [lead()] })),
        ("seesLead", json!({ "actor": { "id": "host" }, "lead": lead() })),
        ("stalled", json!({ "leads": [lead()] })),
        ("targetProgress", json!({ "agent": "ann", "calls": [], "date": "2026-05-15" })),
        ("timeInStatus", json!({ "leads": [lead()], "events": [], "until": NOW })),
        ("timeToConvert", json!({ "leads": [lead()] })),
        ("timeline", json!({ "lead": lead(), "events": [] })),
        (
            "transitions",
            json!({ "lead": lead(), "context": { "now": NOW, "actor": { "id": "host" } } }),
        ),
        ("version", json!({})),
    ]
}

/// K1: the table of operations can be read from top to bottom
#[test]
fn operations_stand_in_the_order_of_their_names_each_once() {
    let names: Vec<_> = wire::OPERATIONS.iter().map(|operation| operation.about.name).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    let asked: Vec<_> = requests().into_iter().map(|(name, _)| name).collect();
    assert_eq!(asked, names, "every operation is asked below");
    for operation in wire::OPERATIONS {
        assert!(!operation.about.summary.is_empty());
    }
}

/// K2: what an operation needs is asked for by its path
#[test]
fn an_empty_request_gets_the_path_of_what_is_missing() {
    let first_missing = [
        ("agenda", "agent"),
        ("applyPlan", "plan"),
        ("assign", "run"),
        ("checkPolicy", "policy"),
        ("decide", "command"),
        ("due", "jobs"),
        ("explain", "plan"),
        ("explainAgents", "plan"),
        ("transitions", "lead"),
        ("apply", "events"),
        ("assignable", "lead"),
        ("captureLeads", "batch"),
        ("changeSettings", "policy"),
        ("checkCallForm", "form"),
        ("diffPolicies", "policy"),
        ("editPipeline", "edit"),
        ("handOver", "handOver"),
        ("period", "of"),
        ("topUp", "run"),
        ("upgradeDocument", "kind"),
    ];
    for (operation, path) in first_missing {
        assert_eq!(errors(operation, "{}"), [found("request.malformed", path)], "{operation}");
    }
    assert_eq!(ask("version", "{}")["type"], "success");
}

/// K2: a field that is missing deep inside is asked for by its whole path
#[test]
fn a_missing_field_has_the_path_where_it_belongs() {
    let request = deciding(json!({ "logCall": { "call": { "id": "call" } } }));
    assert_eq!(
        error("decide", &request),
        found("request.malformed", "command.do.logCall.call.status")
    );
    let mut request = of_jobs_views_and_reports()[2].1.clone();
    request["leads"][0].as_object_mut().expect("an object").remove("status");
    assert_eq!(error("assign", &request), found("request.malformed", "leads[0].status"));
}

/// K2: unknown fields are refused wherever they stand, all at once, with the variant in the path
#[test]
fn every_unknown_field_is_told_with_its_path() {
    let call = json!({ "id": "c", "status": "busy", "foo": 1 });
    let mut request = deciding(json!({ "logCall": { "call": call, "colour": [1, { "a": 2 }] } }));
    request["extra"] = json!(null);
    request["context"]["actor"]["nick.name"] = json!("x");
    let mut errors = errors("decide", &request.to_string());
    errors.sort();
    let paths: Vec<_> = errors.iter().map(|(_, path)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "command.do.logCall.call.foo",
            "command.do.logCall.colour",
            "context.actor.nick.name",
            "extra",
        ]
    );
    assert!(errors.iter().all(|(code, _)| code == "request.unknown_field"));
}

/// K2: the name of an unknown field is a parameter, also where it has the name of its variant
#[test]
fn an_unknown_field_is_named() {
    let request = deciding(json!({ "unassign": { "unassign": true } }));
    let answer = ask("decide", &request.to_string());
    assert_eq!(answer["errors"][0]["path"], "command.do.unassign.unassign");
    assert_eq!(answer["errors"][0]["params"], json!({ "field": "unassign" }));
    assert_eq!(answer["errors"][0]["rule"], "K2");
    assert_eq!(answer["errors"][0]["message"], "unknown field `unassign`");
}

/// K2: every operation refuses a field that it does not know
#[test]
fn no_operation_takes_an_unknown_field() {
    for (operation, mut request) in requests() {
        request["unheardOf"] = json!({ "deep": [1, 2] });
        assert_eq!(error(operation, &request), found("request.unknown_field", "unheardOf"));
    }
}

/// Gives every lead of a request another schema; the paths of their schemas.
fn leads_of_schema(schema: u32, request: &mut Value, path: &str) -> Vec<String> {
    let found = match request {
        Value::Array(items) => {
            let own = |(place, item)| leads_of_schema(schema, item, &format!("{path}[{place}]"));
            items.iter_mut().enumerate().flat_map(own).collect()
        }
        Value::Object(fields) if fields.contains_key("statusSince") => {
            fields.insert("schema".into(), schema.into());
            vec![format!("{path}.schema")]
        }
        Value::Object(fields) => {
            let own = |(name, field)| leads_of_schema(schema, field, &format!("{path}.{name}"));
            fields.iter_mut().flat_map(own).collect()
        }
        _ => Vec::new(),
    };
    let own = |found: String| found.strip_prefix('.').map(str::to_owned).unwrap_or(found);
    found.into_iter().map(own).collect()
}

/// K2: wherever a lead of a newer schema comes in it is refused, and so is one of a schema that there never was: with all that
/// was asked, or where leads are answered one by one by itself
#[test]
fn no_operation_reads_a_lead_of_another_schema() {
    let one_by_one = [
        "applyPlan",
        "assign",
        "assignable",
        "decide",
        "decideEach",
        "diffPolicies",
        "explain",
        "explainAgents",
        "handOver",
        "remove",
        "topUp",
        "transitions",
    ];
    let mut refused = 0;
    for (schema, code) in [(SCHEMA + 1, "document.too_new"), (0, "number.out_of_range")] {
        for (operation, mut request) in requests() {
            let places = leads_of_schema(schema, &mut request, "");
            if places.is_empty() || one_by_one.contains(&operation) {
                continue;
            }
            let expected: Vec<_> = places.iter().map(|place| found(code, place)).collect();
            assert_eq!(errors(operation, &request.to_string()), expected, "{operation}");
            refused += 1;
        }
        for operation in ["assign", "decideEach", "handOver", "transitions"] {
            let mut requests = requests().into_iter();
            let asked = requests.find(|(name, _)| *name == operation);
            let (_, mut request) = asked.expect("it is asked");
            leads_of_schema(schema, &mut request, "");
            let answer = ask(operation, &request.to_string());
            assert_eq!(answer["type"], "success", "{answer}");
            assert!(answer.to_string().contains(code), "{answer}");
        }
    }
    assert_eq!(refused, 2 * 20);
}

/// K2: a plan of a newer schema tells nothing, and an event that creates a lead of a newer one is not applied
#[test]
fn documents_inside_of_documents_are_of_a_known_schema() {
    let mut requests = requests().into_iter();
    let (_, mut request) = requests.find(|(name, _)| *name == "evenness").expect("it is asked");
    request["plan"]["schema"] = json!(SCHEMA + 1);
    assert_eq!(error("evenness", &request), found("document.too_new", "plan.schema"));
    let mut record = lead();
    record["schema"] = json!(SCHEMA + 1);
    let event = json!({ "id": "c/1", "at": NOW, "actor": "ann", "lead": "L1",
        "type": "lead.created", "record": record });
    let place = found("document.too_new", "events[0].record.schema");
    assert_eq!(error("apply", &json!({ "lead": null, "events": [event] })), place);
    assert_eq!(error("timeInStatus", &json!({ "events": [event], "until": NOW })), place);
    assert_eq!(error("timeline", &json!({ "lead": lead(), "events": [event] })), place);
}

/// K2: what is no JSON, or no object, is refused
#[test]
fn malformed_text_is_refused_by_every_operation() {
    for operation in wire::OPERATIONS {
        for text in [
            "",
            " ",
            "{",
            "nonsense",
            "{\"now\":}",
            "[]",
            "null",
            "1",
            "\"{}\"",
            "{}{}",
            "{} x",
            "{},",
        ] {
            let errors = errors(operation.about.name, text);
            assert!(
                errors.iter().all(|(code, _)| code == "request.malformed"),
                "{} {text}: {errors:?}",
                operation.about.name
            );
        }
    }
}

/// K2: an object is read by its names, never as a list of values
#[test]
fn a_list_is_no_object() {
    let request = json!({ "jobs": [["topUp", { "onSince": NOW }]], "now": NOW });
    assert_eq!(error("due", &request), found("request.malformed", "jobs[0]"));
    let request = deciding(json!({ "assign": ["ann"] }));
    assert_eq!(error("decide", &request), found("request.malformed", "command.do.assign"));
}

/// K2: what should have stood there is told in words of JSON, not of this library's types
#[test]
fn no_name_of_a_type_reaches_an_answer() {
    let detail = |operation: &str, request: &str| {
        let answer = wire::answer(Some(&engine()), operation, request);
        let answer: Value = serde_json::from_str(&answer).expect("answers are JSON");
        answer["errors"][0]["params"]["detail"].as_str().map(String::from)
    };
    let told = detail("version", "[]");
    assert_eq!(told.as_deref(), Some("invalid type: sequence, expected an object"));
    let told = detail("decide", &deciding(json!(7)).to_string());
    let wanted = "invalid type: integer `7`, expected a name or an object of one field";
    assert_eq!(told.as_deref(), Some(wanted));
}

/// K2: text after a request is refused
#[test]
fn nothing_may_follow_a_request() {
    assert_eq!(errors("version", "{} {}"), [found("request.malformed", "")]);
    assert_eq!(ask("version", "\n{ }\t ")["type"], "success");
}

/// K2: a field that is given twice is refused
#[test]
fn a_field_given_twice_is_refused() {
    let request = format!(r#"{{"jobs":[],"now":"{NOW}","now":"{NOW}"}}"#);
    assert_eq!(errors("due", &request)[0].0, "request.malformed");
}

/// K2: a value of the wrong type has its path
#[test]
fn a_value_of_the_wrong_type_has_its_path() {
    let with = |pointer: &str, value: Value| {
        let mut request = deciding(json!({ "logCall": {
            "call": { "id": "c", "status": "called", "durationSeconds": 60 },
        } }));
        *request.pointer_mut(pointer).expect("the request has this place") = value;
        error("decide", &request)
    };
    for (pointer, value, path) in [
        ("/lead", json!([]), "lead"),
        ("/lead/id", json!(5), "lead.id"),
        ("/lead/owner", json!(["ann"]), "lead.owner"),
        ("/command/do", json!("logCall"), "command.do.logCall"),
        ("/command/do", json!("nothing"), "command.do"),
        ("/command/do", json!({ "nothing": {} }), "command.do"),
        ("/command/do", json!({}), "command.do"),
        ("/command/do", json!({ "unassign": {}, "voidCall": {} }), "command.do"),
        ("/command/do/logCall/call/status", json!("asleep"), "command.do.logCall.call.status"),
        (
            "/command/do/logCall/call/durationSeconds",
            json!("60"),
            "command.do.logCall.call.durationSeconds",
        ),
        (
            "/command/do/logCall/call/durationSeconds",
            json!(1.5),
            "command.do.logCall.call.durationSeconds",
        ),
        ("/context/actor", json!(null), "context.actor"),
    ] {
        assert_eq!(
            with(pointer, value.clone()),
            found("request.malformed", path),
            "{pointer} {value}"
        );
    }
}

/// K2: of several values that cannot be read the first is told, and a field that nobody knows beside them is not
#[test]
fn of_several_faults_the_first_is_told() {
    let several = json!({ "more": 1, "imported": -1, "skipped": "none" });
    assert_eq!(error("captureOutcome", &several), found("number.out_of_range", "imported"));
    let missing = json!({ "skipped": "none", "errors": -1 });
    assert_eq!(error("captureOutcome", &missing), found("request.malformed", "imported"));
}

/// K2: a number that a field cannot hold is out of range, with the range
#[test]
fn a_number_out_of_range_is_told_with_the_range() {
    for (number, least, most) in [
        (json!(-1), 0, i64::from(u32::MAX)),
        (json!(u64::from(u32::MAX) + 1), 0, i64::from(u32::MAX)),
        (json!(u64::MAX), 0, i64::from(u32::MAX)),
    ] {
        let call = json!({ "id": "c", "status": "called", "durationSeconds": number });
        let request = deciding(json!({ "logCall": { "call": call } }));
        assert_eq!(
            error("decide", &request),
            found("number.out_of_range", "command.do.logCall.call.durationSeconds")
        );
        let params = &ask("decide", &request.to_string())["errors"][0]["params"];
        assert_eq!((&params["least"], &params["most"]), (&json!(least), &json!(most)));
    }
    let exact = 9_007_199_254_740_991_i64;
    for (number, fits) in [(exact, true), (exact + 1, false), (-exact, true), (-exact - 1, false)] {
        let mut request = deciding(json!({ "unassign": {} }));
        request["lead"]["priority"] = json!(number);
        if fits {
            assert_eq!(ask("decide", &request.to_string())["type"], "success");
            continue;
        }
        assert_eq!(error("decide", &request), found("number.out_of_range", "lead.priority"));
        // A number that readers of JSON would round is told as text.
        let params = &ask("decide", &request.to_string())["errors"][0]["params"];
        let told = number.to_string();
        assert_eq!(*params, json!({ "number": told, "least": -exact, "most": exact }));
    }
}

/// K2: in a request, too, an event of an unknown type has a code of its own
#[test]
fn an_unknown_event_in_a_request_is_named() {
    let event = |kind: &str| {
        json!({
            "schema": SCHEMA, "type": kind, "id": "c/1", "at": "2026-05-15T13:00:00Z", "actor": "asha",
            "lead": "l", "to": "asha",
        })
    };
    let request =
        json!({ "lead": lead(), "events": [event("lead.assigned"), event("lead.flown")] });
    assert_eq!(error("apply", &request), found("event.unknown", "events[1].type"));
}

/// K2: a stored document in which a field stands twice is refused, as everywhere
#[test]
fn a_stored_document_has_no_field_twice() {
    let text = lead().to_string().replacen("\"id\":", "\"id\":\"other\",\"id\":", 1);
    let answer = ask("upgradeDocument", &format!(r#"{{"kind":"lead","document":{text}}}"#));
    let fault = &answer["errors"][0];
    assert_eq!((&fault["code"], &fault["path"]), (&json!("request.malformed"), &json!("document")));
    assert_eq!(fault["params"]["detail"], "duplicate field `id`");
}

/// Z1: a bad instant has its own code, its path and what was written
#[test]
fn a_bad_instant_is_told_with_its_path() {
    let mut request = deciding(json!({ "unassign": {} }));
    for (text, code) in [
        ("2026-05-15 13:00:00Z", "time.malformed"),
        ("2026-05-15t13:00:00z", "time.malformed"),
        ("2026-06-30T23:59:60Z", "time.malformed"),
        ("1969-12-31T23:59:59Z", "time.out_of_range"),
        ("2100-01-01T00:00:00Z", "time.out_of_range"),
    ] {
        request["context"]["now"] = json!(text);
        assert_eq!(error("decide", &request), found(code, "context.now"));
        let answer = ask("decide", &request.to_string());
        assert_eq!(answer["errors"][0]["params"]["text"], text);
        assert_eq!(answer["errors"][0]["rule"], "Z1");
    }
}

/// L1: a bad id has its own code and its path
#[test]
fn a_bad_id_is_told_with_its_path() {
    for id in ["", "a\u{0}b", &"x".repeat(201)] {
        let request = deciding(json!({ "assign": { "owner": id } }));
        assert_eq!(error("decide", &request), found("id.malformed", "command.do.assign.owner"));
    }
}

/// V1: a bad currency has its own code and its path
#[test]
fn a_bad_currency_is_told_with_its_path() {
    let order = json!({ "amountMinor": 1, "currency": "inr" });
    let request = deciding(json!({ "updateOrder": { "order": order } }));
    assert_eq!(
        error("decide", &request),
        found("money.currency_invalid", "command.do.updateOrder.order.currency")
    );
    let answer = ask("decide", &request.to_string());
    assert_eq!(answer["errors"][0]["params"], json!({ "currency": "inr" }));
}

/// K2: deeply nested text neither crashes the reader nor gets through
#[test]
fn deeply_nested_text_is_refused() {
    for depth in [100, 127, 128, 129, 100_000] {
        let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        for bomb in [&lists, &objects] {
            for operation in wire::OPERATIONS {
                assert!(!errors(operation.about.name, bomb).is_empty());
                assert!(!errors(operation.about.name, &format!("{{\"lead\":{bomb}}}")).is_empty());
            }
        }
        let unfinished = "[".repeat(depth);
        for text in [&lists, &objects, &unfinished] {
            assert_eq!(errors("version", text), [("request.too_deep".into(), String::new())]);
        }
    }
    assert!(wire::engine(&"{\"pipeline\":".repeat(100_000)).is_err());
}

/// K2: the limit on depth is told, and counts lists and objects but not brackets inside of texts
#[test]
fn what_is_nested_too_deep_is_told_the_limit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let answer = ask("version", &nested(wire::DEPTH_LIMIT + 1));
    assert_eq!(answer["errors"][0]["code"], "request.too_deep");
    assert_eq!(answer["errors"][0]["params"], json!({ "limit": wire::DEPTH_LIMIT }));
    assert_eq!(errors("version", &nested(wire::DEPTH_LIMIT))[0].0, "request.malformed");
    let side_by_side = format!("[{}[]]", "[],{},".repeat(wire::DEPTH_LIMIT));
    assert_eq!(errors("version", &side_by_side)[0].0, "request.malformed");

    let mut lead = lead();
    lead["name"] = json!(format!("\\\"{}\\", "[{".repeat(100)));
    let context = json!({ "now": NOW, "actor": { "id": "host" } });
    let request = json!({ "lead": lead, "context": context }).to_string();
    assert_eq!(ask("transitions", &request)["type"], "success");
    let document = format!("{{\"type\":{}}}", nested(wire::DEPTH_LIMIT));
    let faults = wire::read_document::<calliyo_core::lead::Event>(&document).unwrap_err();
    assert_eq!(faults[0].code(), calliyo_core::Code::RequestTooDeep);
}

/// K2: a request beyond the limit is not read at all
#[test]
fn a_request_that_is_too_large_is_refused() {
    let limit = 256 * 1024 * 1024;
    let request = " ".repeat(limit + 1);
    let answer = ask("version", &request);
    assert_eq!(answer["errors"][0]["code"], "request.too_large");
    assert_eq!(answer["errors"][0]["params"], json!({ "length": limit + 1, "limit": limit }));
}

/// K2: an unknown operation is named
#[test]
fn an_unknown_operation_is_named() {
    for operation in ["", "Decide", "decide ", "there is none", "\u{0}"] {
        let answer = ask(operation, "{}");
        assert_eq!(answer["errors"][0]["code"], "request.unknown_operation");
        assert_eq!(answer["errors"][0]["params"], json!({ "operation": operation }));
    }
}

/// K2: an operation that asks an engine says so when there is none
#[test]
fn without_an_engine_only_operations_that_need_none_answer() {
    for (operation, request) in requests() {
        let answer: Value =
            serde_json::from_str(&wire::answer(None, operation, &request.to_string()))
                .expect("an answer is JSON");
        if matches!(
            operation,
            "apply"
                | "captureOutcome"
                | "checkPolicy"
                | "defaultPolicy"
                | "upgradeDocument"
                | "version"
        ) {
            assert_eq!(answer["type"], "success");
        } else {
            assert_eq!(answer["errors"][0]["code"], "request.needs_engine");
            assert_eq!(answer["errors"][0]["params"], json!({ "operation": operation }));
        }
    }
}

/// K2: the order in which a request gives its fields does not show in the answer
#[test]
fn answers_have_a_fixed_order_and_whole_numbers() {
    fn check(value: &Value) {
        match value {
            Value::Number(number) => assert!(number.is_i64() || number.is_u64(), "{number}"),
            Value::Array(items) => items.iter().for_each(check),
            Value::Object(fields) => fields.values().for_each(check),
            _ => {}
        }
    }
    /// The same request with the fields of every object from last to first.
    fn reversed(value: &Value) -> String {
        match value {
            Value::Array(items) => {
                let items: Vec<_> = items.iter().map(reversed).collect();
                format!("[{}]", items.join(" , "))
            }
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| format!("{} : {}", json!(name), reversed(value)))
                    .collect();
                fields.reverse();
                format!("{{{}}}", fields.join(",\n"))
            }
            other => other.to_string(),
        }
    }
    for (operation, request) in requests() {
        let ask = |request: &str| wire::answer(Some(&engine()), operation, request);
        let answer = ask(&request.to_string());
        assert!(answer.starts_with("{\"type\":\"success\",\"result\":"), "{answer}");
        assert_eq!(answer, ask(&reversed(&request)), "{operation}");
        check(&serde_json::from_str(&answer).expect("an answer is JSON"));
    }
}

/// K3: the versions of library, rules and time-zone data can be asked for
#[test]
fn the_versions_can_be_asked_for() {
    let result = &ask("version", "{}")["result"];
    assert_eq!(result["library"], LIBRARY_VERSION);
    assert_eq!(result["rules"], RULES_VERSION);
    assert_eq!(result["schema"], SCHEMA);
    assert!(result["timeZoneData"].is_string());
}

/// K2: a lead, a plan and a policy of a newer schema are refused
#[test]
fn documents_that_are_too_new_are_refused() {
    let mut request = deciding(json!({ "unassign": {} }));
    request["lead"]["schema"] = json!(SCHEMA + 1);
    let answer = ask("decide", &request.to_string());
    assert_eq!(answer["result"]["type"], "rejected");
    assert_eq!(answer["result"]["reasons"][0]["code"], "document.too_new");
    assert_eq!(answer["result"]["reasons"][0]["path"], "lead.schema");
    let mut request = requests()[1].1.clone();
    request["plan"]["schema"] = json!(SCHEMA + 1);
    assert_eq!(error("applyPlan", &request), found("document.too_new", "plan.schema"));
    let failure = wire::engine(r#"{"schema":3}"#).expect_err("the policy is too new");
    assert!(failure.contains("document.too_new"), "{failure}");
}

/// G2: a policy with many faults is told all of them, and no engine comes of it
#[test]
fn a_policy_is_refused_with_every_fault() {
    let policy = json!({
        "timeZone": { "name": "Mars/Olympus" },
        "automation": { "removal": { "days": 0, "statuses": ["customer", "nowhere"] } },
        "people": { "agentRole": "pilot" },
    });
    let failure = wire::engine(&policy.to_string()).expect_err("the policy has faults");
    let failure: Value = serde_json::from_str(&failure).expect("a failure is JSON");
    let codes: Vec<_> = failure["errors"]
        .as_array()
        .expect("a failure lists errors")
        .iter()
        .map(|error| (error["code"].as_str().unwrap_or(""), error["path"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(
        codes,
        [
            ("status.unknown", "automation.removal.statuses[1]"),
            ("policy.status_not_recyclable", "automation.removal.statuses[0]"),
            ("policy.removal_days", "automation.removal.days"),
            ("policy.unknown_role", "people.agentRole"),
            ("policy.unknown_time_zone", "timeZone.name"),
        ]
    );
}

/// K2: a request as a type answers what the same request as text answers
#[test]
fn a_typed_request_and_its_text_answer_alike() {
    use wire::{Ask, AskEngine, Request, operations};

    fn check<R: Request + serde::Serialize + Clone + PartialEq + std::fmt::Debug>(
        request: &Value,
        answer: impl Fn(R) -> Result<R::Response, Vec<calliyo_core::Diagnostic>>,
    ) {
        let name = R::ABOUT.name;
        let typed: R = serde_json::from_value(request.clone()).expect(name);
        let text = serde_json::to_string(&typed).expect(name);
        assert_eq!(serde_json::from_str::<R>(&text).expect(name), typed);
        let expected = match answer(typed) {
            Ok(response) => json!({ "type": "success", "result": response }),
            Err(errors) => json!({ "type": "failure", "errors": errors }),
        };
        assert_eq!(ask(name, &text), expected);
        assert_eq!(ask(name, &request.to_string()), expected);
    }

    let engine = engine();
    let request = |name: &str| {
        let own = requests().into_iter().find(|(own, _)| *own == name);
        own.unwrap_or_else(|| panic!("{name}")).1
    };
    check::<operations::leads::Decide>(&request("decide"), |own| own.answer(&engine));
    check::<operations::leads::Decide>(&deciding(json!({ "unassign": {} })), |own| {
        own.answer(&engine)
    });
    check::<operations::leads::HandOver>(&request("handOver"), |own| own.answer(&engine));
    check::<operations::leads::Apply>(&request("apply"), Ask::answer);
    check::<operations::forms::ReadCallForm>(&request("readCallForm"), |own| own.answer(&engine));
    let mut unfinished = request("readCallForm");
    unfinished["form"]["date"] = json!("tomorrow");
    check::<operations::forms::ReadCallForm>(&unfinished, |own| own.answer(&engine));
    check::<operations::jobs::TopUp>(&request("topUp"), |own| own.answer(&engine));
    check::<operations::settings::EditPipeline>(&request("editPipeline"), |own| {
        own.answer(&engine)
    });
    check::<operations::settings::DefaultPolicy>(&json!({}), Ask::answer);
    check::<operations::library::UpgradeDocument>(&request("upgradeDocument"), Ask::answer);
    check::<operations::calendar::Period>(&request("period"), |own| own.answer(&engine));
}

/// K2: what is wrong with a stored document has its place in the request
#[test]
fn a_fault_of_a_stored_document_has_its_path_in_the_request() {
    let mut request = json!({ "kind": "lead", "document": lead() });
    request["document"]["colour"] = json!("green");
    assert_eq!(
        error("upgradeDocument", &request),
        found("request.unknown_field", "document.colour")
    );
    request["document"] = json!({ "type": "lead.flown" });
    request["kind"] = json!("event");
    assert_eq!(error("upgradeDocument", &request), found("request.malformed", "document.id"));
}

/// D8: the faults of a form that is saved have their places in the request
#[test]
fn a_fault_of_a_form_has_its_path_in_the_request() {
    let request = json!({ "form": { "parentKind": "boat" }, "call": "c", "followUp": "f",
        "context": context() });
    let errors = errors("readCallForm", &request.to_string());
    assert_eq!(errors[0], found("form.unknown_choice", "form.parentKind"));
    assert!(errors.iter().all(|(_, path)| path.starts_with("form.")), "{errors:?}");
}
