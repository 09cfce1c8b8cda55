//! Stored documents: what older versions wrote is read, and what newer ones wrote is refused (rule K2).
//!
//! `tests/documents` has a folder for each schema that there was, with documents of every kind as that schema had them. The
//! files of the present schema are the twins of the older ones.

use std::{fmt, fs};

use calliyo_core::{
    Code, Diagnostic,
    jobs::Plan,
    lead::{Event, Lead, apply, replay},
    policy::{Policy, SCHEMA},
    wire::{self, Document, read_document},
};
use serde::Serialize;
use serde_json::{Value, json};

/// The documents of a file, one a line.
fn documents(schema: u32, file: &str) -> Vec<String> {
    let path = format!("{}/documents/schema-{schema}/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines().map(str::to_owned).collect()
}

/// Whether everything that is expected is there; what a later version adds with a default may stand beside it.
fn holds(written: &Value, expected: &Value) -> bool {
    match (written, expected) {
        (Value::Object(written), Value::Object(expected)) => expected
            .iter()
            .all(|(name, value)| written.get(name).is_some_and(|own| holds(own, value))),
        (Value::Array(written), Value::Array(expected)) => {
            written.len() == expected.len()
                && written.iter().zip(expected).all(|(own, value)| holds(own, value))
        }
        _ => written == expected,
    }
}

/// Reads each document of the file in its old and in its present form, and compares what comes of it.
fn is_upgraded<D: Document + Serialize + PartialEq + fmt::Debug>(file: &str) {
    let present = documents(SCHEMA, file);
    for schema in 1..SCHEMA {
        let old = documents(schema, file);
        assert_eq!(old.len(), present.len());
        for (old, twin) in old.iter().zip(&present) {
            assert!(old.contains(&format!("\"schema\":{schema}")), "{old}");
            let document: D =
                read_document(old).unwrap_or_else(|faults| panic!("{faults:?}: {old}"));
            assert_eq!(document, read_document(twin).expect("a twin"));
            let written = serde_json::to_value(&document).expect("a document is JSON");
            let twin: Value = serde_json::from_str(twin).expect("a twin is JSON");
            assert!(holds(&written, &twin), "{written}\nlacks something of\n{twin}");
        }
    }
}

/// K2: a policy, a lead, a plan and an event of every type are read as their twins in the present schema, and written so
#[test]
fn documents_of_every_schema_are_read() {
    is_upgraded::<Policy>("policy.json");
    is_upgraded::<Lead>("lead.json");
    is_upgraded::<Plan>("plan.json");
    is_upgraded::<Event>("events.jsonl");
    let types: Vec<_> = documents(1, "events.jsonl")
        .iter()
        .map(|text| serde_json::from_str::<Value>(text).expect("an event is JSON")["type"].clone())
        .collect();
    assert_eq!(types.len(), 20);
}

/// K2: a history that schema 1 began leads to the same lead as one that was written today
#[test]
fn an_old_history_is_replayed() {
    let history = |schema| -> Vec<Event> {
        let texts = documents(schema, "events.jsonl");
        texts.iter().map(|text| read_document(text).expect("an event")).collect()
    };
    let lead = replay(&history(1)).expect("the lead was created");
    assert_eq!(Some(&lead), replay(&history(SCHEMA)).as_ref());
    assert_eq!((lead.schema, lead.version.get()), (SCHEMA, 18));
}

/// The code and the path of each fault of a document that cannot be read.
fn faults<D: Document + fmt::Debug>(document: &Value) -> Vec<(Code, String)> {
    let faults = read_document::<D>(&document.to_string()).expect_err("the document has faults");
    faults.iter().map(|fault| (fault.code(), fault.path().to_owned())).collect()
}

fn first(file: &str) -> Value {
    serde_json::from_str(&documents(SCHEMA, file)[0]).expect("a document is JSON")
}

/// K2: a document of a newer schema is refused with one code, whatever else it holds; there never was a schema 0
#[test]
fn a_schema_that_is_not_known_is_refused() {
    fn check<D: Document + fmt::Debug>(file: &str) {
        let mut document = first(file);
        let newer = [(Code::DocumentTooNew, "schema".to_owned())];
        for schema in [json!(SCHEMA + 1), json!(u32::MAX), json!(u64::MAX)] {
            document["schema"] = schema;
            assert_eq!(faults::<D>(&document), newer);
        }
        // What the newer version renamed and added is no fault of its own.
        document["colour"] = json!("green");
        document["at"] = json!({ "day": 1 });
        document["id"] = json!([]);
        assert_eq!(faults::<D>(&document), newer);

        document = first(file);
        document["schema"] = json!(0);
        assert_eq!(faults::<D>(&document), [(Code::NumberOutOfRange, "schema".to_owned())]);
        document["schema"] = json!(-1);
        assert_eq!(faults::<D>(&document), [(Code::NumberOutOfRange, "schema".to_owned())]);
        document["schema"] = Value::Null;
        assert_eq!(faults::<D>(&document), [(Code::RequestMalformed, "schema".to_owned())]);
    }
    check::<Policy>("policy.json");
    check::<Lead>("lead.json");
    check::<Plan>("plan.json");
    check::<Event>("events.jsonl");

    let mut created = first("events.jsonl");
    created["record"]["schema"] = json!(SCHEMA + 1);
    assert_eq!(faults::<Event>(&created), [(Code::DocumentTooNew, "record.schema".to_owned())]);
}

/// K2: without a number a document has the present schema
#[test]
fn a_document_without_a_number_is_of_the_present_schema() {
    let mut lead = first("lead.json");
    lead.as_object_mut().expect("a lead").remove("schema");
    let lead: Lead = read_document(&lead.to_string()).expect("a lead");
    assert_eq!(lead.schema, SCHEMA);
    let mut event = first("events.jsonl");
    event.as_object_mut().expect("an event").remove("schema");
    let event: Event = read_document(&event.to_string()).expect("an event");
    assert_eq!(event.schema, SCHEMA);
}

/// K2: an event passes unknown fields by, also nested ones; a policy, a lead and a plan tell every one with its path
#[test]
fn only_events_may_have_unknown_fields() {
    let event = documents(SCHEMA, "events.jsonl")
        .into_iter()
        .find(|text| text.contains("call.completed"))
        .expect("a call");
    let mut more: Value = serde_json::from_str(&event).expect("an event is JSON");
    more["weather"] = json!({ "schema": 7, "rain": true });
    more["call"]["mood"] = json!("good");
    more["call"]["parent"]["colour"] = json!("green");
    assert_eq!(
        read_document::<Event>(&more.to_string()).expect("an event"),
        read_document::<Event>(&event).expect("an event"),
    );

    let unknown = |path: &str| (Code::RequestUnknownField, path.to_owned());
    let mut lead = first("lead.json");
    lead["mood"] = json!("good");
    lead["followUps"][0]["colour"] = json!("green");
    lead["followUps"][0]["parent"]["colour"] = json!("green");
    assert_eq!(
        faults::<Lead>(&lead),
        [unknown("followUps[0].colour"), unknown("followUps[0].parent.colour"), unknown("mood")]
    );
    let mut policy = first("policy.json");
    policy["calls"]["loud"] = json!(true);
    assert_eq!(faults::<Policy>(&policy), [unknown("calls.loud")]);
    let mut plan = first("plan.json");
    plan["moves"][0]["saw"]["mood"] = json!("good");
    assert_eq!(faults::<Plan>(&plan), [unknown("moves[0].saw.mood")]);
}

/// K2: an event of an unknown type is told as such, not as a malformed one
#[test]
fn an_unknown_type_of_event_is_named() {
    for kind in ["lead.flown", ""] {
        let mut event = first("events.jsonl");
        event["type"] = json!(kind);
        let fault = &read_document::<Event>(&event.to_string()).expect_err("no such event")[0];
        assert_eq!((fault.code(), fault.path()), (Code::EventUnknown, "type"));
        assert_eq!(fault.message(), format!("there is no event `{kind}`"));
    }
}

/// K2: what cannot be read in an event has its path, wherever it stands and in whatever order
#[test]
fn a_fault_of_an_event_has_its_path() {
    let event = |edit: &dyn Fn(&mut Value)| {
        let texts = documents(SCHEMA, "events.jsonl");
        let text = texts.iter().find(|text| text.contains("call.completed")).expect("a call");
        let mut event = serde_json::from_str(text).expect("an event is JSON");
        edit(&mut event);
        faults::<Event>(&event)
    };
    let found = |code, path: &str| vec![(code, path.to_owned())];
    assert_eq!(event(&|event| event["at"] = json!("noon")), found(Code::TimeMalformed, "at"));
    assert_eq!(event(&|event| event["actor"] = json!("")), found(Code::IdMalformed, "actor"));
    assert_eq!(
        event(&|event| event["call"]["startedAt"] = json!("noon")),
        found(Code::TimeMalformed, "call.startedAt")
    );
    assert_eq!(
        event(&|event| event["call"]["status"] = json!("flying")),
        found(Code::RequestMalformed, "call.status")
    );
    let without = |name: &'static str| {
        event(&move |event| drop(event.as_object_mut().expect("an event").remove(name)))
    };
    assert_eq!(without("call"), found(Code::RequestMalformed, "call"));
    assert_eq!(without("type"), found(Code::RequestMalformed, "type"));
    for text in ["", "[]", "7", "{", "{} {}"] {
        let fault = &read_document::<Event>(text).expect_err("no event")[0];
        assert_eq!((fault.code(), fault.path()), (Code::RequestMalformed, ""), "{text}");
    }
}

/// K2, L3: applying cannot fail, so an event that was made with another schema changes nothing; reading refuses it
#[test]
fn an_event_of_a_newer_schema_changes_nothing() {
    let texts = documents(SCHEMA, "events.jsonl");
    let mut events: Vec<Event> =
        texts.iter().map(|text| read_document(text).expect("an event")).collect();
    let mut lead = None;
    events[0].schema = SCHEMA + 1;
    apply(&mut lead, &events[0]);
    assert_eq!(lead, None);
    events[0].schema = SCHEMA;
    apply(&mut lead, &events[0]);
    let before = lead.clone();
    assert!(before.is_some());
    events[3].schema = SCHEMA + 1;
    apply(&mut lead, &events[3]);
    assert_eq!(lead, before);

    let text = serde_json::to_string(&events[3]).expect("an event is JSON");
    let error = serde_json::from_str::<Event>(&text).expect_err("the event is too new").to_string();
    assert!(error.starts_with("document.too_new: schema 3 is newer"), "{error}");
}

/// K2: a request is refused or answered for a lead of a schema that is not known, never misread
#[test]
fn a_plan_tells_why_a_lead_cannot_be_read() {
    let engine = wire::engine("{}").expect("the default policy has no fault");
    let mut lead = first("lead.json");
    lead["schema"] = json!(SCHEMA + 1);
    let mut plan = first("plan.json");
    plan["moves"][0]["lead"] = lead["id"].clone();
    let request = json!({
        "plan": plan, "leads": [lead], "agents": [], "actor": { "id": "scheduler" },
        "now": "2026-05-15T14:00:00Z",
    });
    let answer = wire::answer(Some(&engine), "applyPlan", &request.to_string());
    let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
    let reason = &answer["result"]["refused"][0]["reason"];
    let told = Diagnostic::new(Code::DocumentTooNew)
        .at("lead.schema")
        .with("schema", SCHEMA + 1)
        .with("supported", SCHEMA);
    assert_eq!(*reason, serde_json::to_value(told).expect("a finding is JSON"), "{answer}");
}
