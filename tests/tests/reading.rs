//! The door reads requests as serde does: every type has both readers, from the same attributes (rule K2).
//!
//! The requests of all conformance vectors are read by both, and so is each of them with one thing wrong.

use std::{collections::BTreeSet, fmt::Debug};

use calliyo_core::{
    Code, Diagnostic,
    wire::{
        OPERATIONS, Request,
        operations::{calendar, forms, jobs, leads, library, reports, settings, views},
        read_part,
    },
};
use calliyo_tests::{harness, vectors::Vector};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// How an operation's request is read by both readers.
struct Reading {
    operation: &'static str,
    is_sound: fn(&str) -> bool,
    compare: fn(&str, &str) -> Result<(), String>,
}

fn reading<R: Request + DeserializeOwned + PartialEq + Debug>() -> Reading {
    Reading {
        operation: R::ABOUT.name,
        is_sound: |request| read_part::<R>(request, "").is_ok(),
        compare: compare::<R>,
    }
}

macro_rules! readings {
    ($($request:ty)*) => { [$(reading::<$request>()),*] };
}

fn readings() -> impl IntoIterator<Item = Reading> {
    readings! {
        calendar::DefaultFollowUpAt calendar::IsCallingHour calendar::IsWorkingDay calendar::NextWorkingDay
        calendar::Period calendar::ToInstant calendar::ToLocal
        forms::CheckCallForm forms::CheckFollowUpForm forms::ReadCallForm forms::ReadFollowUpForm
        jobs::ApplyPlan jobs::Assign jobs::Due jobs::Explain jobs::ExplainAgents jobs::NextDue jobs::Remove jobs::TopUp
        leads::Apply leads::Assignable leads::CaptureLeads leads::CaptureOutcome leads::Contradictions
        leads::CountsTowardCap leads::Decide leads::DecideEach leads::HandOver leads::NormalizePhone leads::Repair
        leads::Transitions
        library::UpgradeDocument library::Version
        reports::CallReport reports::ConversionReport reports::ConversionsIn reports::Coverage reports::Evenness
        reports::FollowUpReport reports::Funnel reports::QueueAgainstCap reports::Revenue reports::TimeInStatus
        reports::TimeToConvert
        settings::ChangeSettings settings::CheckPolicy settings::DefaultPolicy settings::DiffPolicies
        settings::EditPipeline settings::PipelineDiagram settings::PreviewPipelineEdit
        views::Agenda views::Customers views::Dashboard views::FollowUpHistory views::LiveCalls views::Queue
        views::Reminders views::SeesLead views::Stalled views::TargetProgress views::Timeline
    }
}

/// K2: what the door accepts, and why it does not, is what serde says of the same text
#[test]
fn the_door_reads_requests_as_serde_does() {
    let vectors = Vector::all().expect("the vectors can be read");
    let (mut told, mut asked, mut differences) = (BTreeSet::new(), 0_u64, Vec::new());
    for Reading { operation, is_sound, compare } in readings() {
        told.insert(operation);
        for vector in vectors.iter().filter(|vector| vector.operation == operation) {
            let mut requests = vec![(vector.request.clone(), String::new())];
            // What is wrong by itself would have two faults.
            if is_sound(&vector.request) {
                requests.extend(variations(&vector.request));
            }
            for (request, place) in requests {
                asked += 1;
                let compared = compare(&request, &place);
                differences.extend(compared.err().map(|own| format!("{}: {own}", vector.name)));
            }
        }
    }
    let all: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.about.name).collect();
    assert_eq!(told, all, "the requests of all operations are compared");
    harness::compared(asked, "requests as the door and as serde read them");
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

/// Reads a request in which at most the value at `place` is wrong.
fn compare<R: DeserializeOwned + Request + PartialEq + Debug>(
    request: &str,
    place: &str,
) -> Result<(), String> {
    let by_serde = serde_json::from_str::<R>(request);
    match (&by_serde, &read_part::<R>(request, "")) {
        (Ok(own), Ok(door)) if own == door => Ok(()),
        // Serde passes by what it does not know, and knows neither other schemas nor how deep a request may be.
        (Ok(_), Err(faults)) if faults.iter().all(is_stricter) => Ok(()),
        (Err(_), Err(faults)) if faults.iter().any(hides_others) => Ok(()),
        (Err(error), Err(faults)) => match faults.as_slice() {
            [fault] if is_told_alike(fault, &error.to_string()) && is_near(fault, place) => Ok(()),
            _ => Err(format!("{place}: {error}, but {faults:?}")),
        },
        (own, door) => Err(format!("{place}: {own:?}, but {door:?}")),
    }
}

fn is_stricter(fault: &Diagnostic) -> bool {
    fault.code() == Code::RequestUnknownField || hides_others(fault) || repeats_a_field(fault)
}

/// A field stands twice in a document of any kind, where serde keeps the last one.
fn repeats_a_field(fault: &Diagnostic) -> bool {
    let detail = fault.param("detail").map(ToString::to_string).unwrap_or_default();
    fault.path().starts_with("document") && detail.starts_with("duplicate field")
}

/// The door tells this and no other fault of the request.
fn hides_others(fault: &Diagnostic) -> bool {
    match fault.code() {
        Code::DocumentTooNew | Code::RequestTooDeep => true,
        Code::NumberOutOfRange => fault.path().ends_with(".schema"),
        _ => false,
    }
}

/// The same sentence; where serde speaks of types of this library, the door speaks of what they are in JSON.
fn is_told_alike(fault: &Diagnostic, error: &str) -> bool {
    let sentence = error.rsplit_once(" at line ").map_or(error, |(sentence, _)| sentence);
    if fault.code() != Code::RequestMalformed {
        let is_out_of_range = sentence.starts_with("invalid value: integer");
        let is_unknown = sentence.starts_with("unknown variant");
        return sentence.starts_with(fault.code().as_str())
            || (fault.code() == Code::NumberOutOfRange && is_out_of_range)
            || (fault.code() == Code::EventUnknown && is_unknown);
    }
    let detail = fault.param("detail").map(ToString::to_string).unwrap_or_default();
    let names_a_type = |expected: &str| {
        ["struct ", "enum ", "variant ", "string or map", "map with a single key"]
            .iter()
            .any(|word| expected.starts_with(word))
    };
    [sentence, error].contains(&detail.as_str())
        || sentence == "expected value"
        || sentence.rsplit_once(", expected ").is_some_and(|(_, own)| names_a_type(own))
}

/// The fault is told where it was made, or at what stands around it or in it.
fn is_near(fault: &Diagnostic, place: &str) -> bool {
    let is_missing = fault.message().contains("missing field");
    let above = place.rsplit_once('.').map_or("", |(above, _)| above);
    // What is missing has its first name, whatever other name it was given.
    place.starts_with(fault.path())
        || fault.path().starts_with(if is_missing { above } else { place })
}

/// The request with one thing wrong, in every way, and the place of what is wrong.
fn variations(request: &str) -> Vec<(String, String)> {
    let tree: Value = serde_json::from_str(request).expect("a sound request is JSON");
    let (mut all, mut places) = (Vec::new(), Vec::new());
    collect_places(&tree, &mut Vec::new(), &mut places);
    for place in places {
        for value in ["null", "true", "-1", "1.5", "4294967296", "\"\"", "\"x\"", "{}"] {
            all.push(varied(&tree, &place, |own| *own = value.parse().expect("a value")));
        }
        if let Some((Step::Field(field), above)) = place.split_last() {
            let path = path_of(&place);
            let mut changed = |change: &dyn Fn(&mut Map<String, Value>)| {
                let (text, _) =
                    varied(&tree, above, |own| own.as_object_mut().into_iter().for_each(change));
                all.push((text, path.clone()));
            };
            changed(&|own| drop(own.remove(field)));
            changed(&|own| {
                let value = own.remove(field).unwrap_or_default();
                own.insert(format!("{field}Other"), value);
            });
            changed(&|own| {
                own.insert(TWICE.into(), own.get(field).cloned().unwrap_or_default());
            });
            if let Some((text, _)) = all.last_mut() {
                *text = text.replace(TWICE, field);
            }
        }
    }
    all
}

/// Stands for a name that is there already, until the value is text.
const TWICE: &str = "once more";

/// A step down in a request.
#[derive(Clone)]
enum Step {
    Field(String),
    Item(usize),
}

/// The places of all values; of a list, of the first two.
fn collect_places(value: &Value, way: &mut Vec<Step>, places: &mut Vec<Vec<Step>>) {
    places.push(way.clone());
    let mut below = |step, value| {
        way.push(step);
        collect_places(value, way, places);
        way.pop();
    };
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| below(Step::Field(name.clone()), value));
        }
        Value::Array(items) => {
            items
                .iter()
                .take(2)
                .enumerate()
                .for_each(|(place, item)| below(Step::Item(place), item));
        }
        _ => {}
    }
}

fn varied(tree: &Value, way: &[Step], change: impl FnOnce(&mut Value)) -> (String, String) {
    let mut tree = tree.clone();
    let own = way.iter().fold(&mut tree, |value, step| match step {
        Step::Field(name) => &mut value[name.as_str()],
        Step::Item(place) => &mut value[*place],
    });
    change(own);
    (tree.to_string(), path_of(way))
}

fn path_of(way: &[Step]) -> String {
    way.iter().fold(String::new(), |path, step| match step {
        Step::Field(name) if path.is_empty() => name.clone(),
        Step::Field(name) => format!("{path}.{name}"),
        Step::Item(place) => format!("{path}[{place}]"),
    })
}
