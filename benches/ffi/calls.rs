//! Calls with documents, from Rust and through the C interface from C.

#![expect(clippy::disallowed_types, reason = "the rules read no clock; what measures them must")]

use std::{
    fs,
    hint::black_box,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use calliyo_benches::{
    contest::{table::Table, timing::Timing},
    sure,
};
use calliyo_core::wire;

use crate::{CALL_TARGET, Setting, printed};

/// Calls of each in a round.
const CALLS: u32 = 2000;

/// The vectors that are asked: a short question, a decision, a plan.
const VECTORS: &[&str] = &[
    "missed-days-are-made-up-for-once",
    "a-call-with-a-follow-up-keeps-todays-promise",
    "leads-are-dealt-evenly-below-the-caps",
];

pub(crate) fn measure(
    setting: &Setting,
    table: &mut Table,
) -> Result<(), Box<dyn std::error::Error>> {
    for vector in VECTORS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors").join(vector);
        let calls = Calls::read(&folder)?;
        let (mut own_runs, mut runs_of_c) = (Vec::new(), Vec::new());
        for _ in 0..setting.rounds {
            own_runs.push(calls.ask());
            if let Some(caller) = &setting.caller {
                let nanoseconds =
                    printed(Command::new(caller).arg(CALLS.to_string()).arg(&folder))?;
                runs_of_c.push(Duration::from_nanos(nanoseconds.parse()?));
            }
        }
        let own = Timing::of(own_runs);
        table.case("call with documents", vector);
        table.time("wire::answer", &own);
        if setting.caller.is_some() {
            table.peer("calliyo_call", &own, &Timing::of(runs_of_c), Some(CALL_TARGET));
        } else {
            table.skipped("calliyo_call", "there is no program that calls from C");
        }
    }
    Ok(())
}

/// One question and the engine that answers it.
struct Calls {
    engine: calliyo_core::Engine,
    operation: String,
    request: String,
}

impl Calls {
    fn read(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let text = |name: &str| fs::read_to_string(folder.join(name));
        Ok(Self {
            engine: sure(wire::engine(&text("policy.json")?)),
            operation: text("operation")?.trim_end().to_owned(),
            request: text("request.json")?.trim_end().to_owned(),
        })
    }

    /// The time of a call, on average.
    fn ask(&self) -> Duration {
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(wire::answer(Some(&self.engine), &self.operation, black_box(&self.request)));
        }
        start.elapsed() / CALLS
    }
}
