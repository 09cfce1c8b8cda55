//! Conformance vectors that the library did not answer: random requests, and the responses that the second models of
//! the rules work out for them. They are there where the rules leave nothing open.
//!
//! The files have to be as they are made here; with `CALLIYO_BLESS=1` they are written. That the library answers the
//! same is tested with all other vectors.

mod plans;
mod reports;

use std::env;

use calliyo_tests::vectors::{self, Vector};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

/// A1, A2, A3, A4, A5, A5b, A6, A7, T1, T2, T3, T4, S5, M1, M2, M3, M6, M7, M9: the models make what is recorded
#[test]
fn vectors_of_the_models_are_as_the_models_make_them() {
    let mut made = plans::vectors();
    made.extend(reports::vectors());
    made.sort_by(|one, other| one.name.cmp(&other.name));
    if env::var_os("CALLIYO_BLESS").is_some_and(|value| value == "1") {
        for vector in &made {
            vector.write(&vectors::folder()).expect("a vector can be written");
        }
    }
    let mut committed = Vector::all().expect("the vectors can be read");
    committed.retain(|vector| vector.source.is_some());
    assert_eq!(committed, made);
}

/// A vector with the result that a model has worked out.
fn made(
    (name, operation, rules): (&str, &str, &str),
    source: String,
    (policy, request): (&Value, &Value),
    result: impl Serialize,
) -> Vector {
    #[derive(Serialize)]
    struct Success<R> {
        r#type: &'static str,
        result: R,
    }
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("it is JSON");
    let success = Success { r#type: "success", result };
    Vector {
        name: name.into(),
        operation: operation.into(),
        policy: Some(pretty(policy)),
        request: pretty(request),
        response: Some(serde_json::to_string(&success).expect("it is JSON")),
        rules: Some(rules.into()),
        source: Some(format!("worked out by {source}")),
    }
}

/// The instant as it stands on the wire.
fn text(instant: DateTime<Utc>) -> String {
    let millis = instant.timestamp_subsec_millis();
    let whole = instant - chrono::TimeDelta::milliseconds(millis.into());
    format!("{:?}.{millis:03}Z", whole.naive_utc())
}
