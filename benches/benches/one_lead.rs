//! One lead: deciding, the moves it can make, the default slot and the JSON door.

use calliyo_benches::{call_with_follow_up, context, engine, lead, now, sure};
use calliyo_core::{
    lead::apply,
    policy::Policy,
    time::{LocalTime, TimeZone},
    wire,
};
use chrono::{Datelike, Days, NaiveTime, TimeZone as _, Utc, Weekday};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const ZONES: [&str; 2] = ["Asia/Kolkata", "America/New_York"];

#[divan::bench(args = ZONES)]
fn engine_new(zone: &str) {
    let policy = Policy { time_zone: TimeZone::named(zone), ..Policy::default() };
    black_box(sure(calliyo_core::Engine::new(policy)));
}

/// Few at a time: a host decides on a lead that it has just read, not on hundreds that fill the cache.
#[divan::bench(sample_count = 1000, sample_size = 10)]
fn decide_and_apply_a_call_with_follow_up(bencher: Bencher<'_, '_>) {
    let engine = engine("Asia/Kolkata");
    let (lead, command, context) =
        (lead(&engine, 1, Some("asha")), call_with_follow_up(), context());
    bencher.with_inputs(|| Some(lead.clone())).bench_local_refs(|state| {
        let decision = sure(engine.decide(state.as_ref(), black_box(&command), &context));
        decision.events.iter().for_each(|event| apply(state, event));
    });
}

#[divan::bench]
fn transitions_of_a_lead(bencher: Bencher<'_, '_>) {
    let engine = engine("Asia/Kolkata");
    let (lead, context) = (lead(&engine, 1, Some("asha")), context());
    bencher.bench_local(|| engine.transitions(black_box(&lead), &context));
}

mod default_slot {
    use super::*;

    #[divan::bench(args = ZONES)]
    fn calliyo(bencher: Bencher<'_, '_>, zone: &str) {
        let engine = engine(zone);
        let (now, ten) = (now(), LocalTime::from_hms(10, 0, 0).unwrap_or_default());
        bencher.bench_local(|| engine.time().default_slot(black_box(now), ten));
    }

    /// The next day from Monday to Friday at 10:00, without holidays.
    #[divan::bench(args = ZONES)]
    fn plain_chrono_tz(bencher: Bencher<'_, '_>, zone: &str) {
        let (now, zone): (_, chrono_tz::Tz) = (now(), sure(zone.parse()));
        bencher.bench_local(|| {
            let local = Utc.timestamp_millis_opt(black_box(now).as_millis()).single();
            let mut date =
                local?.with_timezone(&zone).date_naive().checked_add_days(Days::new(1))?;
            while matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
                date = date.checked_add_days(Days::new(1))?;
            }
            zone.from_local_datetime(&date.and_time(NaiveTime::from_hms_opt(10, 0, 0)?)).earliest()
        });
    }

    /// The same with jiff.
    #[divan::bench(args = ZONES)]
    fn plain_jiff(bencher: Bencher<'_, '_>, zone: &str) {
        use jiff::{Timestamp, civil::Weekday, tz::TimeZone};

        let (now, zone) = (now(), sure(TimeZone::get(zone)));
        bencher.bench_local(|| {
            let now = Timestamp::from_millisecond(black_box(now).as_millis()).ok()?;
            let mut date = zone.to_datetime(now).date().tomorrow().ok()?;
            while matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
                date = date.tomorrow().ok()?;
            }
            zone.to_timestamp(date.at(10, 0, 0, 0)).ok()
        });
    }
}

mod json {
    use super::*;

    fn request() -> (calliyo_core::Engine, String) {
        let engine = engine("Asia/Kolkata");
        let request = serde_json::json!({
            "lead": lead(&engine, 1, Some("asha")),
            "command": call_with_follow_up(),
            "context": context(),
        });
        (engine, request.to_string())
    }

    #[divan::bench]
    fn the_door(bencher: Bencher<'_, '_>) {
        let (engine, request) = request();
        bencher.bench_local(|| wire::answer(Some(&engine), "decide", black_box(&request)));
    }

    /// What reading that request and printing that answer costs by itself.
    #[divan::bench]
    fn serde_json_alone(bencher: Bencher<'_, '_>) {
        let (engine, request) = request();
        let answer = wire::answer(Some(&engine), "decide", &request);
        let answer: serde_json::Value = sure(serde_json::from_str(&answer));
        bencher.bench_local(|| {
            let read: serde_json::Value = sure(serde_json::from_str(black_box(&request)));
            (read, sure(serde_json::to_string(black_box(&answer))))
        });
    }
}
