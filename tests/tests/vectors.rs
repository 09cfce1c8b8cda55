//! Every conformance vector, asked of the core itself; what all of them cover; and the lock that holds them.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    sync::LazyLock,
    thread,
};

use calliyo_core::{Code, CodeKind, wire};
use calliyo_tests::{
    vector_lock::{Lock, Versions},
    vectors::{self, Vector},
};
use serde_json::Value;

/// The fewest vectors of an operation.
const FEWEST_VECTORS: usize = 3;

/// Codes that no vector has, each with the reason.
const CODES_WITHOUT_A_VECTOR: [(Code, &str); 1] =
    [(Code::RequestTooLarge, "the request would have more than 256 MiB")];

/// The vectors and their lock. With `CALLIYO_BLESS=1` the present answers are recorded first as the right ones: read
/// the difference before you commit it.
static RECORDED: LazyLock<(Vec<Vector>, Lock)> = LazyLock::new(|| {
    let mut vectors = Vector::all().expect("the vectors can be read");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors.lock");
    let text = fs::read_to_string(&path).expect("the lock can be read");
    let mut lock = Lock::read(&text).expect("every line locks a vector");
    if env::var_os("CALLIYO_BLESS").is_some_and(|value| value == "1") {
        let blessed = lock.bless(&vectors::folder(), &mut vectors, versions());
        fs::write(&path, lock.text()).expect("the lock can be written");
        println!("{}", blessed.err().unwrap_or_default().join("\n"));
    }
    (vectors, lock)
});

fn versions() -> Versions {
    Versions::read(include_str!("../../CHANGELOG.md")).expect("every release names its rules")
}

#[test]
fn every_vector_gets_its_recorded_response() {
    let (vectors, _) = &*RECORDED;
    let differences: Vec<String> =
        vectors.iter().filter_map(|vector| vector.check().err()).collect();
    // The closing line that every door prints; `cargo xtask vectors` reads it.
    println!("{} passed, {} failed", vectors.len() - differences.len(), differences.len());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Whatever is asked, and however deep a request is nested, it is answered on the stack that the documentation names for a
/// library without optimization. Where that is too small the program is ended, and tells the name of the thread.
#[test]
fn every_request_is_answered_on_a_small_stack() {
    const STACK: usize = 256 * 1024;
    let on_a_small_stack = |name: &str, work: &(dyn Fn() + Sync)| {
        thread::scope(|scope| {
            let small = thread::Builder::new().name(name.to_owned()).stack_size(STACK);
            small.spawn_scoped(scope, work).expect("a thread starts");
        });
    };
    let (vectors, _) = &*RECORDED;
    for vector in vectors {
        on_a_small_stack(&vector.name, &|| vector.check().expect("it is answered as recorded"));
    }
    let engine = wire::engine("{}").expect("the policy is right");
    let nested = |begin: &str, end: &str| {
        begin.repeat(wire::DEPTH_LIMIT) + "0" + &end.repeat(wire::DEPTH_LIMIT)
    };
    let requests = [nested("[", "]"), nested("{\"lead\":", "}")];
    for operation in wire::OPERATIONS.iter().map(|operation| operation.about.name) {
        on_a_small_stack(operation, &|| {
            for request in &requests {
                let answer = wire::answer(Some(&engine), operation, request);
                assert!(!answer.contains("request.too_deep"), "{answer}");
            }
        });
    }
    on_a_small_stack("a policy", &|| {
        for policy in &requests {
            assert!(wire::engine(policy).is_err());
        }
    });
}

/// K3: what a released version of the rules answers does not change
#[test]
fn an_old_vector_changes_only_with_the_version_of_the_rules() {
    let (vectors, lock) = &*RECORDED;
    let differences = lock.differences(vectors, versions());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_operation_has_vectors_and_one_of_them_fails() {
    let (vectors, _) = &*RECORDED;
    let mut lacking = Vec::new();
    for operation in wire::OPERATIONS.iter().map(|operation| operation.about.name) {
        let own: Vec<&Vector> =
            vectors.iter().filter(|vector| vector.operation == operation).collect();
        let failing = own.iter().filter(|vector| fails(&response(vector))).count();
        if own.len() < FEWEST_VECTORS || failing == 0 {
            lacking.push(format!("{operation} has {} vectors, {failing} fail", own.len()));
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// K1: every code that an operation can give stands in a response
#[test]
fn every_code_stands_in_a_vector() {
    let (vectors, _) = &*RECORDED;
    let mut told = BTreeSet::new();
    for vector in vectors {
        codes(&response(vector), &mut told);
    }
    let reasons = BTreeMap::from(CODES_WITHOUT_A_VECTOR);
    let told_all_the_same: Vec<_> = reasons.keys().filter(|code| told.contains(code)).collect();
    assert!(told_all_the_same.is_empty(), "{told_all_the_same:?} have a vector");
    let all = Code::ALL.iter().copied();
    let missing: Vec<&str> = all
        .filter(|code| !told.contains(code) && !reasons.contains_key(code))
        .map(Code::as_str)
        .collect();
    assert!(missing.is_empty(), "{} codes are in no vector: {missing:?}", missing.len());
}

/// K1, C11: a code is told as what its row says that it can be; for a recorded call a rejection can be a warning
#[test]
fn a_code_is_told_as_what_its_row_says() {
    let (vectors, _) = &*RECORDED;
    let mut others = BTreeSet::new();
    vectors.iter().for_each(|vector| told_as_another(&response(vector), &mut others));
    assert!(others.is_empty(), "{others:?}");
}

/// The codes that a list of findings has though they cannot be what it lists.
fn told_as_another(value: &Value, others: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| told_as_another(item, others)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let listed: &[CodeKind] = match name.as_str() {
                    "errors" | "faults" | "missing" | "wrong" => &[CodeKind::Fault],
                    "reasons" => &[CodeKind::Rejection],
                    "warnings" => &[CodeKind::Warning, CodeKind::Rejection],
                    "advice" => &[CodeKind::Advice],
                    _ => &[],
                };
                let codes = value.as_array().into_iter().flatten();
                let codes = codes.filter_map(|own| Code::from_name(own["code"].as_str()?));
                let fits = |code: &Code| code.kinds().iter().any(|kind| listed.contains(kind));
                let another = codes.filter(|code| !listed.is_empty() && !fits(code));
                others.extend(another.map(|code| format!("{code} in {name}")));
                told_as_another(value, others);
            }
        }
        _ => {}
    }
}

fn response(vector: &Vector) -> Value {
    let response = vector.response.as_deref().expect("a response is recorded");
    serde_json::from_str(response).expect("a response is JSON")
}

/// The request was refused, or the command in it.
fn fails(response: &Value) -> bool {
    response["type"] == "failure" || response["result"]["type"] == "rejected"
}

/// Every code that is given as one or as a reason; the names of what was not checked are neither.
fn codes(value: &Value, told: &mut BTreeSet<Code>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| codes(item, told)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let is_code = ["code", "reason"].contains(&name.as_str());
                let name = value.as_str().filter(|_| is_code);
                told.extend(name.and_then(Code::from_name));
                codes(value, told);
            }
        }
        _ => {}
    }
}

/// Two vectors in a folder of their own, and the lock under version 2 of the rules.
fn fake(test: &str) -> (PathBuf, Vec<Vector>, Lock) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors").join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run can go");
    }
    for (name, request) in [("one", "{}"), ("two", r#"{"policy":{}}"#)] {
        let vector = Vector {
            name: name.into(),
            operation: "checkPolicy".into(),
            policy: None,
            request: request.into(),
            response: None,
            rules: None,
            source: None,
        };
        vector.write(&folder).expect("a vector can be written");
    }
    let mut vectors = Vector::all_in(&folder).expect("they can be read");
    let mut lock = Lock::default();
    lock.bless(&folder, &mut vectors, UNRELEASED).expect("new vectors are recorded");
    assert_eq!(vectors[0].check(), Ok(()));
    assert_eq!(lock.differences(&vectors, RELEASED), Vec::<String>::new());
    (folder, vectors, lock)
}

const UNRELEASED: Versions = Versions { present: 2, released: 1 };
const RELEASED: Versions = Versions { present: 2, released: 2 };
const RAISED: Versions = Versions { present: 3, released: 2 };

/// The vectors that are told of, and what is told of them.
fn told<'a>(differences: &'a [String], what: &str) -> Vec<&'a str> {
    let differences = differences.iter().filter(|own| own.contains(what));
    differences.map(|own| own.split(':').next().unwrap_or_default()).collect()
}

/// K3: a changed answer is told of and not recorded, until the version of the rules is raised
#[test]
fn a_released_answer_is_not_recorded_anew() {
    let (folder, _, mut lock) = fake("changed");
    fs::write(folder.join("one/response.json"), "{}\n").expect("a file can be written");
    let mut vectors = Vector::all_in(&folder).expect("they can be read");
    let differences = lock.differences(&vectors, RELEASED);
    assert_eq!(told(&differences, "raise RULES_VERSION"), ["one"]);
    let before = lock.clone();
    let refused = lock.bless(&folder, &mut vectors, RELEASED).expect_err("it holds");
    assert_eq!(told(&refused, "it changed"), ["one"]);
    assert_eq!((&vectors[0].response, &lock), (&Some("{}".into()), &before));

    lock.bless(&folder, &mut vectors, RAISED).expect("the rules moved on");
    assert_eq!(lock, before, "the answer is what it was");
    fs::write(folder.join("one/request.json"), "[]\n").expect("a file can be written");
    let mut vectors = Vector::all_in(&folder).expect("they can be read");
    lock.bless(&folder, &mut vectors, RAISED).expect("the rules moved on");
    assert!(lock.text().starts_with("3 ") && lock.text().contains("\n2 "), "{}", lock.text());
    assert_eq!(Vector::all_in(&folder).expect("they can be read")[0].check(), Ok(()));
    assert_eq!(Lock::read(&lock.text()), Ok(lock));
}

/// K3: a vector that went is told of, and its line stays until the version of the rules is raised
#[test]
fn a_released_vector_does_not_go() {
    let (folder, mut vectors, mut lock) = fake("gone");
    vectors.remove(0);
    assert_eq!(told(&lock.differences(&vectors, RELEASED), "it is gone"), ["one"]);
    lock.bless(&folder, &mut vectors, RELEASED).expect_err("it holds");
    assert_eq!(told(&lock.differences(&vectors, RELEASED), "it is gone"), ["one"]);
    lock.bless(&folder, &mut vectors, RAISED).expect("the rules moved on");
    assert_eq!(lock.differences(&vectors, RAISED), Vec::<String>::new());
}

/// K3: what no release has is recorded as the library answers now
#[test]
fn an_unreleased_answer_is_recorded_anew() {
    let (folder, mut vectors, mut lock) = fake("unreleased");
    vectors[0].response = Some("{}".into());
    let differences = lock.differences(&vectors, UNRELEASED);
    assert_eq!(told(&differences, "CALLIYO_BLESS=1"), ["one"]);
    lock.bless(&folder, &mut vectors, UNRELEASED).expect("no release has it");
    assert_eq!(lock.differences(&vectors, UNRELEASED), Vec::<String>::new());
    assert_eq!(vectors[0].check(), Ok(()));
}

/// K3: new vectors come in at any time
#[test]
fn a_new_vector_is_recorded_under_released_rules() {
    let (folder, mut vectors, mut lock) = fake("new");
    vectors.push(Vector { name: "three".into(), response: None, ..vectors[0].clone() });
    assert_eq!(told(&lock.differences(&vectors, RELEASED), "it is new"), ["three"]);
    lock.bless(&folder, &mut vectors, RELEASED).expect("nothing that holds changed");
    assert_eq!(lock.differences(&vectors, RELEASED), Vec::<String>::new());
    assert_eq!(vectors[2].check(), Ok(()));
}

/// K3: the answer of a model is no answer of the library
#[test]
fn a_response_of_a_model_is_not_recorded_anew() {
    let (folder, mut vectors, mut lock) = fake("model");
    vectors[0].source = Some("a model".into());
    vectors[0].response = Some("{}".into());
    lock.bless(&folder, &mut vectors, UNRELEASED).expect("nothing is refused");
    assert_eq!(vectors[0].response.as_deref(), Some("{}"));
}

/// K3: the changelog tells which versions of the rules are released
#[test]
fn a_release_names_the_version_of_its_rules() {
    let released = |text: &str| Versions::read(text).map(|versions| versions.released);
    assert_eq!(released("# Changelog\n\n## Unreleased\n"), Ok(0));
    assert_eq!(released("## Unreleased\n## 0.2.0 (rules 3)\n## 0.1.0 (rules 2)\n"), Ok(3));
    assert!(released("## 0.1.0\n").is_err_and(|told| told.contains("`0.1.0`")));
}
