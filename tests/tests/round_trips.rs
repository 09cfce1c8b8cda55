//! Every record reads back from JSON as it was written, and is written the same again (rule K2).

use calliyo_core::{
    Code, Engine, RunId,
    form::{CallForm, FollowUpForm, FormContext},
    lead::{
        Actor, Agent, Call, Command, Context, Decision, Event, FollowUp, Lead, LiveCall, Rejection,
    },
    policy::Policy,
    time::{DueJob, Job, ScheduleState, Timestamp},
    wire,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

const NOW: &str = "2026-05-15T13:00:00.000Z";

fn reads_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let text = serde_json::to_string(value).expect("a record is JSON");
    let read: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(read, *value);
    assert_eq!(serde_json::to_string(&read).expect("a record is JSON"), text);
    // Nothing depends on the order in which fields are read.
    let shuffled: Value = serde_json::from_str(&text).expect("a record is JSON");
    let read: T = serde_json::from_value(shuffled).expect("a record reads from a value");
    assert_eq!(read, *value);
}

fn read<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(value: Value) -> T {
    let record = serde_json::from_value(value).expect("a record of the test");
    reads_back(&record);
    record
}

fn follow_up(id: &str) -> Value {
    json!({
        "id": id, "parent": { "kind": "lead", "id": "lead-1" }, "owner": "asha", "kind": "visit", "state": "open",
        "at": "2026-05-18T04:30:00.000Z", "scheduledAt": NOW, "moves": 2, "reminderMinutes": 15,
        "subject": "Offer", "note": "\u{1f600} \"quoted\"\n", "attendees": ["bela"], "closedAt": null, "closedBy": null,
    })
}

fn call() -> Value {
    json!({
        "id": "call-1", "parent": { "kind": "lead", "id": "lead-1" }, "agent": "asha", "direction": "missed", "status": "missed",
        "startedAt": "2026-05-15T12:00:00Z", "durationSeconds": 0, "phone": "+919876543210",
        "contact": "anu", "response": "CNR", "summary": "none", "description": "rang twice", "note": "nobody there",
        "attendees": ["bela", "chitra"], "recording": { "reference": "calls/1", "mediaType": "audio/ogg" },
        "recorded": true, "voided": false,
    })
}

fn live_call() -> Value {
    json!({ "id": "call-2", "agent": "asha", "direction": "incoming", "startedAt": NOW, "recorded": false })
}

fn order() -> Value {
    json!({
        "amountMinor": 9_007_199_254_740_991_i64, "taxMinor": -1, "currency": "INR", "plan": "Gold",
        "payment": "refunded", "reference": "INV/17",
    })
}

fn lead() -> Value {
    json!({
        "schema": 2, "id": "lead-1", "version": 9_007_199_254_740_990_i64, "status": "customer",
        "statusSince": NOW, "owner": "asha", "ownerSince": NOW, "lastOwner": "bela",
        "capturedAt": "1970-01-01T00:00:00.000Z", "phone": "+919876543210;ext=4", "name": "Øst",
        "source": "Website", "campaign": "May", "tags": ["b", "a", "b"], "branch": "north",
        "department": "sales", "priority": -7, "doNotCall": true, "attempts": 4_294_967_295_u32,
        "lastAttempt": NOW, "connectedEver": true, "liveCall": live_call(),
        "followUps": [follow_up("f-1"), follow_up("f-2")],
        "conversion": { "at": NOW, "agent": "asha", "order": order() },
    })
}

/// One command of every kind, with every field.
fn deeds() -> Vec<Value> {
    let new_follow_up = json!({
        "id": "f-9", "kind": "meeting", "at": "2026-05-18T04:30:00Z", "reminderMinutes": 60,
        "subject": "Offer", "note": "Price list", "attendees": ["bela"],
    });
    let log_call = json!({
        "call": {
            "id": "call-2", "agent": "asha", "direction": "incoming", "status": "followUp",
            "startedAt": NOW, "durationSeconds": 3, "phone": "098765 43210", "contact": "anu",
            "response": "held", "summary": "s", "description": "d", "note": "", "attendees": ["bela"],
            "recording": { "reference": "calls/2", "mediaType": "audio/mpeg" }, "recorded": true,
        },
        "nextStatus": "followUps", "followUp": new_follow_up, "order": order(),
    });
    vec![
        json!({ "captureLead": {
            "id": "lead-1", "capturedAt": NOW, "status": "assigned", "owner": "asha",
            "followUp": new_follow_up, "convertedAt": NOW, "order": order(), "phone": "098765 43210",
            "name": "n", "source": "s", "campaign": "c", "tags": ["t"], "branch": "b",
            "department": "d", "priority": 1, "doNotCall": true,
        } }),
        json!({ "updateLead": {
            "name": null, "phone": "12", "source": "s", "campaign": null, "tags": [], "branch": "b",
            "department": null, "priority": 3, "doNotCall": false,
        } }),
        json!({ "updateLead": {} }),
        json!({ "assign": { "owner": "asha" } }),
        json!({ "unassign": {} }),
        json!({ "changeStatus": {
            "to": "customer", "owner": "asha", "followUp": new_follow_up, "convertedAt": NOW, "order": order(),
        } }),
        json!({ "logCall": log_call }),
        json!({ "startCall": {
            "id": "call-2", "agent": "asha", "direction": "outgoing", "startedAt": NOW,
            "durationSeconds": 1, "recorded": false,
        } }),
        json!({ "completeCall": log_call }),
        json!({ "abandonCall": { "call": "call-2" } }),
        json!({ "correctCall": {
            "call": call(), "direction": "incoming", "status": "called", "startedAt": NOW,
            "durationSeconds": 9, "phone": "12", "contact": null, "response": "held", "summary": "s",
            "description": null, "note": null, "attendees": ["bela"],
            "recording": { "reference": "calls/2", "mediaType": "audio/mpeg" },
        } }),
        json!({ "voidCall": { "call": call() } }),
        json!({ "scheduleFollowUp": new_follow_up }),
        json!({ "rescheduleFollowUp": { "id": "f-1", "at": NOW, "reminderMinutes": null } }),
        json!({ "completeFollowUp": { "followUp": "f-1" } }),
        json!({ "dismissFollowUp": { "followUp": "f-1" } }),
        json!({ "addNote": { "id": "n-1", "text": "hello" } }),
        json!({ "updateOrder": { "order": order() } }),
    ]
}

/// One event of every type, with every field.
fn changes() -> Vec<Value> {
    let totals = json!({ "attempts": 3, "lastAttempt": NOW, "connectedEver": true });
    let conversion = json!({ "at": NOW, "agent": "asha", "order": order() });
    vec![
        json!({ "type": "lead.created", "record": lead() }),
        json!({ "type": "lead.updated", "changes": { "name": null, "tags": ["a"], "doNotCall": true } }),
        json!({ "type": "lead.status_changed", "from": "busy", "to": "assigned" }),
        json!({ "type": "lead.assigned", "from": null, "to": "asha" }),
        json!({ "type": "lead.unassigned", "from": "asha" }),
        json!({ "type": "lead.converted", "conversion": conversion }),
        json!({ "type": "lead.unconverted", "conversion": conversion }),
        json!({ "type": "call.started", "call": live_call() }),
        json!({ "type": "call.completed", "call": call() }),
        json!({ "type": "call.abandoned", "call": live_call() }),
        json!({ "type": "call.corrected", "before": call(), "call": call(), "totals": totals }),
        json!({ "type": "call.voided", "call": call(), "totals": totals }),
        json!({ "type": "followup.created", "followUp": follow_up("f-1") }),
        json!({ "type": "followup.rescheduled", "from": NOW, "followUp": follow_up("f-1") }),
        json!({ "type": "followup.reassigned", "followUp": "f-1", "from": "asha", "to": "bela" }),
        json!({ "type": "followup.completed", "followUp": follow_up("f-1") }),
        json!({ "type": "followup.expired", "followUp": follow_up("f-1") }),
        json!({ "type": "note.added", "note": follow_up("n-1") }),
        json!({ "type": "order.updated", "before": null, "order": order() }),
        json!({ "type": "settings.changed", "settings": ["automation", "dailyTarget"] }),
    ]
}

fn event(mut change: Value) -> Value {
    let own =
        json!({ "schema": 2, "id": "run/lead-1/12", "at": NOW, "actor": "asha", "lead": "lead-1" });
    change.as_object_mut().expect("an event").extend(own.as_object().expect("an object").clone());
    change
}

/// K2, L1: leads, calls, follow-ups and agents read back
#[test]
fn records_of_a_lead_read_back() {
    let full: Lead = read(lead());
    assert_eq!(serde_json::to_value(&full).expect("a lead is JSON")["name"], "Øst");
    let least = json!({ "id": "l", "status": "unassigned", "statusSince": NOW, "capturedAt": NOW });
    let least: Lead = read(least);
    assert_eq!((least.schema, least.version.get(), least.attempts), (2, 0, 0));
    read::<Call>(call());
    read::<LiveCall>(live_call());
    read::<FollowUp>(follow_up("f-1"));
}

/// K2, L12: the three kinds of fact read back: not known, empty, known
#[test]
fn a_context_reads_back() {
    for agents in [
        json!({ "id": "asha", "role": "agent" }),
        json!({
            "id": "asha", "name": "Asha", "role": "agent", "branch": "b", "department": "d",
            "state": "banned", "cap": 0, "held": null, "counter": 5, "liveCall": null,
        }),
        json!({ "id": "asha", "role": "agent", "state": "away", "held": 7, "liveCall": live_call() }),
    ] {
        read::<Agent>(agents.clone());
        read::<Context>(json!({
            "now": NOW, "actor": { "id": "asha", "role": "agent", "branch": "b", "department": "d" },
            "agents": [agents], "ownerFollowUps": [follow_up("f-7")], "closedFollowUps": ["f-3"],
            "calls": [call()], "phoneHolder": "lead-2", "demandAllFacts": true,
        }));
    }
    let empty = json!({
        "now": NOW, "actor": { "id": "host" }, "agents": null, "ownerFollowUps": null,
        "closedFollowUps": null, "calls": null, "phoneHolder": null,
    });
    let not_known: Context = read(json!({ "now": NOW, "actor": { "id": "host" } }));
    assert_ne!(read::<Context>(empty), not_known);
    read::<Actor>(json!({ "id": "host" }));
}

/// K2, D8: forms and their context read back, empty and with every field
#[test]
fn forms_read_back() {
    let recording = json!({ "reference": "calls/2", "mediaType": "audio/mpeg" });
    let follow_up_form = json!({
        "parentKind": "deal", "parentId": "7", "kind": "visit", "subject": "Offer", "date": "2026-05-18",
        "time": "10:00", "reminder": "15", "note": "n", "attendees": ["bela"], "recording": recording,
    });
    read::<FollowUpForm>(follow_up_form.clone());
    read::<CallForm>(json!({
        "parentKind": "deal", "parentId": "7", "contactNumber": "12", "direction": "up", "response": "held",
        "status": "busy", "date": "today", "start": "10:00", "end": "11", "duration": "01:00:00", "summary": "s",
        "description": "d", "note": "n", "attendees": ["a", ""], "recording": recording,
        "nextStatus": "busy", "followUp": follow_up_form,
    }));
    assert_eq!(read::<CallForm>(json!({})), CallForm::default());
    assert_eq!(read::<FollowUpForm>(json!({})), FollowUpForm::default());
    let full: FormContext = read(json!({
        "now": NOW, "actor": { "id": "asha" }, "owner": "bela", "ownerFollowUps": [follow_up("f-7")],
        "contacts": [{ "id": "anu", "phone": "098765 43210" }],
    }));
    let least: FormContext = read(json!({ "now": NOW, "actor": { "id": "asha" } }));
    assert_ne!(full, least);
}

/// K2, L3: a command of every kind reads back
#[test]
fn commands_read_back() {
    for deed in deeds() {
        let command = json!({ "id": "c-1", "expectedVersion": 4, "do": deed });
        let read: Command = read(command);
        let written = serde_json::to_value(&read).expect("a command is JSON");
        assert_eq!(written["do"].as_object().expect("a deed").len(), 1, "externally tagged");
    }
}

/// K2, E: an event of every type reads back, and readers ignore fields that they do not know
#[test]
fn events_read_back() {
    for change in changes() {
        let plain: Event = read(event(change.clone()));
        let written = serde_json::to_value(&plain).expect("an event is JSON");
        assert_eq!(written["type"], change["type"]);
        let mut later = event(change);
        later["addedLater"] = json!({ "deep": [1] });
        assert_eq!(serde_json::from_value::<Event>(later).expect("it is ignored"), plain);
    }
}

/// K2, G2: a policy reads back, the default one and one with everything in it
#[test]
fn policies_read_back() {
    reads_back(&Policy::default());
    let empty: Policy = read(json!({}));
    assert_eq!(empty, Policy::default());
    let own = json!({
        "timeZone": { "name": "Own", "data": "VFppZg==" },
        "calendar": {
            "workingDays": ["sunday"], "holidays": ["2026-05-18"], "extraWorkingDays": ["2026-05-23"],
            "weekStartsOn": "saturday",
            "callingHours": [{ "weekday": "sunday", "from": "09:00", "to": "24:00" }],
        },
        "pipeline": {
            "roles": { "notPicked": null, "interested": null },
            "allowedMoves": [{ "from": "busy", "to": "missed", "roles": ["agent"] }],
        },
        "calls": { "followUpRequired": true, "automaticStatuses": true, "longestCallMinutes": 5 },
        "followUps": {
            "defaultSlotAt": "10:30:15", "resolvedBy": "connectedCall", "overdueFrom": "nextDay",
            "reminderMinutes": [], "channels": ["push"],
        },
        "phone": { "countryCode": "39", "trunkPrefix": "" },
        "forms": {
            "parentKinds": [{ "id": "lead", "name": "Prospect" }, { "id": "ticket", "name": "Ticket" }],
            "responses": [
                { "id": "a", "name": "A", "callStatus": "busy", "suggests": { "status": "busy" } },
                { "id": "b", "name": "B", "callStatus": "called", "suggests": { "role": "missed" }, "wantsFollowUp": true },
            ],
        },
        "orders": { "enabled": false },
        "automation": {
            "removal": { "enabled": true, "days": 30 },
            "assignment": { "scope": "branchAndDepartment", "adoptOrphans": true },
            "topUp": { "order": "newestFirst" },
        },
        "people": { "customerVisibility": "agentOnly" },
        "dailyTarget": 0,
    });
    read::<Policy>(own);
}

/// K2, S2: what a host stores between two questions for due jobs reads back
#[test]
fn schedules_read_back() {
    for state in [json!({ "lastDue": NOW }), json!({ "onSince": NOW })] {
        read::<ScheduleState>(state);
    }
    for job in ["removal", "assignment", "topUp"] {
        read::<DueJob>(json!({ "job": job, "at": NOW }));
    }
}

/// K1: every code is written as its name and reads back
#[test]
fn codes_read_back() {
    for code in Code::ALL {
        reads_back(code);
        assert_eq!(serde_json::to_value(code).expect("a code is JSON"), json!(code.as_str()));
    }
}

/// K2: the same question gets the same bytes, each time and from another engine of the same policy
#[test]
fn answers_are_the_same_bytes_each_time() {
    let engine = || Engine::new(Policy::default()).expect("the default policy has no fault");
    let (first, second) = (engine(), engine());
    for deed in deeds() {
        let request = json!({
            "lead": lead(), "command": { "id": "c-1", "do": deed },
            "context": { "now": "2026-05-15T14:00:00Z", "actor": { "id": "asha", "role": "manager" } },
        })
        .to_string();
        let answer = wire::answer(Some(&first), "decide", &request);
        assert_eq!(answer, wire::answer(Some(&first), "decide", &request));
        assert_eq!(answer, wire::answer(Some(&second), "decide", &request));
        assert!(answer.starts_with("{\"type\":\"success\""), "{answer}");
    }
}

/// K2, L3: what a decision and a rejection say in Rust is what the door says
#[test]
fn the_door_says_what_the_typed_call_says() {
    let engine = Engine::new(Policy::default()).expect("the default policy has no fault");
    let now: Timestamp = "2026-05-15T14:00:00Z".parse().expect("an instant");
    let actor = json!({ "id": "asha", "role": "agent" });
    let context = Context::new(now, serde_json::from_value(actor).expect("an actor"));
    let lead: Lead = serde_json::from_value(lead()).expect("a lead");
    let (mut accepted, mut rejected) = (0, 0);
    for deed in deeds() {
        let command: Command =
            serde_json::from_value(json!({ "id": "c-1", "do": deed })).expect("a command");
        let request = json!({ "lead": lead, "command": command, "context": context }).to_string();
        let answer = wire::answer(Some(&engine), "decide", &request);
        let mut answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        let result = answer["result"].as_object_mut().expect("a result");
        result.remove("lead");
        let decided: Result<Decision, Rejection> = engine.decide(Some(&lead), &command, &context);
        let (kind, said) = match &decided {
            Ok(decision) => ("accepted", serde_json::to_value(decision)),
            Err(rejection) => ("rejected", serde_json::to_value(rejection)),
        };
        accepted += u32::from(decided.is_ok());
        rejected += u32::from(decided.is_err());
        assert_eq!(result.remove("type"), Some(json!(kind)));
        assert_eq!(answer["result"], said.expect("a verdict is JSON"));
    }
    assert!(accepted > 3 && rejected > 3, "{accepted} accepted, {rejected} rejected");
    let run = RunId::new("run").expect("an id");
    let plan = engine.plan(Job::TopUp, &run, [&lead], &[], &[], now).expect("a plan");
    reads_back(&plan);
}
