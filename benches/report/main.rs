//! How fast calls in columns are counted, beside one pass over the same columns and beside what one would use instead.
//!
//! `cargo xtask bench report` builds and runs it, with a Python for the peers. A new question is one more line in [`CASES`].

mod calls;

use std::{
    alloc::System,
    hint::black_box,
    path::{Path, PathBuf},
    process::ExitCode,
};

use calliyo_benches::{
    contest::{
        apart,
        python::{self, Form, Python},
        table::{Table, Target},
        timing,
    },
    sure,
};
use calliyo_core::{
    Engine,
    policy::Policy,
    report::{CallDimension, CallMeasure, CallQuery},
    time::TimeZone,
};
use lexopt::{
    Arg::{Long, Short},
    ValueExt as _,
};
use peakmem_alloc::PeakMemAlloc;

use crate::calls::{Calls, Read, Size};

/// The system's allocator with a count of the bytes in use.
#[global_allocator]
static MEMORY: PeakMemAlloc<System> = PeakMemAlloc::system();

const HELP: &str = "\
Measures reports over columns: attempts, connected calls and talk time by one or two dimensions.

usage: cargo xtask bench report [options]

  --calls N     calls; 10000000 if not given
  --agents N    agents; 1000 if not given
  --leads N     leads; 1000000 if not given
  --runs N      the least measured runs of each, after one to warm up; 5 if not given
  --case NAME   only the cases that begin so; can be given several times
  --python P    the Python that runs the peers; without it they are skipped
  --alone NAME  this case, in this very process; so the program asks itself for each
";

/// Both a zone whose clocks change and one whose clocks do not.
const BOTH: &[&str] = &["America/New_York", "Asia/Kolkata"];

/// What is measured: a question, in which zones, over calls in which order, and what its times should be.
struct Case {
    name: &'static str,
    by: &'static [CallDimension],
    with_reach: bool,
    zones: &'static [&'static str],
    shuffled: bool,
    read: Read,
    one_pass: Option<Target>,
    duckdb: Option<Target>,
    polars: Option<Target>,
}

const AGENT_AND_TIME: Read = Read { started_at: true, agent: true, lead: false, source: false };

const NO_TARGETS: Case = Case {
    name: "",
    by: &[],
    with_reach: false,
    zones: &["America/New_York"],
    shuffled: true,
    read: AGENT_AND_TIME,
    one_pass: None,
    duckdb: None,
    polars: None,
};

/// Every case, by the name that asks for it alone.
const CASES: &[Case] = &[
    Case {
        name: "in-order",
        by: &[CallDimension::Agent, CallDimension::Day],
        zones: BOTH,
        shuffled: false,
        one_pass: Some(Target::AtMost(4.0)),
        duckdb: Some(Target::AtLeast(12.0)),
        polars: Some(Target::AtLeast(8.0)),
        ..NO_TARGETS
    },
    Case {
        name: "shuffled",
        by: &[CallDimension::Agent, CallDimension::Day],
        zones: BOTH,
        one_pass: Some(Target::AtMost(14.0)),
        duckdb: Some(Target::AtLeast(5.0)),
        polars: Some(Target::AtLeast(4.0)),
        ..NO_TARGETS
    },
    Case {
        name: "status",
        by: &[CallDimension::Status],
        read: Read { started_at: false, agent: false, lead: false, source: false },
        one_pass: Some(Target::AtMost(3.0)),
        ..NO_TARGETS
    },
    Case {
        name: "month-in-order",
        by: &[CallDimension::Month],
        shuffled: false,
        read: Read { started_at: true, agent: false, lead: false, source: false },
        one_pass: Some(Target::AtMost(3.0)),
        ..NO_TARGETS
    },
    Case {
        name: "month-shuffled",
        by: &[CallDimension::Month],
        read: Read { started_at: true, agent: false, lead: false, source: false },
        ..NO_TARGETS
    },
    Case {
        name: "weekday-hour",
        by: &[CallDimension::Weekday, CallDimension::Hour],
        read: Read { started_at: true, agent: false, lead: false, source: false },
        duckdb: Some(Target::AtLeast(3.0)),
        ..NO_TARGETS
    },
    Case {
        name: "source-status",
        by: &[CallDimension::Source, CallDimension::Status],
        read: Read { started_at: false, agent: false, lead: false, source: true },
        duckdb: Some(Target::AtLeast(3.0)),
        ..NO_TARGETS
    },
    Case {
        name: "agent-source",
        by: &[CallDimension::Agent, CallDimension::Source],
        read: Read { started_at: false, agent: true, lead: false, source: true },
        duckdb: Some(Target::AtLeast(3.0)),
        ..NO_TARGETS
    },
    Case {
        name: "reach",
        by: &[CallDimension::Agent, CallDimension::Month],
        with_reach: true,
        read: Read { started_at: true, agent: true, lead: true, source: false },
        duckdb: Some(Target::AtLeast(3.0)),
        ..NO_TARGETS
    },
];

/// What the cases are measured with.
struct Setting {
    size: Size,
    runs: usize,
    python: Option<Python>,
}

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let size = Size { calls: 10_000_000, agents: 1_000, leads: 1_000_000 };
    let mut setting = Setting { size, runs: 5, python: None };
    let names: Vec<&str> = CASES.iter().map(|case| case.name).collect();
    let mut wanted: Vec<String> = Vec::new();
    let mut alone = None;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("calls") => setting.size.calls = arguments.value()?.parse()?,
            Long("agents") => setting.size.agents = arguments.value()?.parse()?,
            Long("leads") => setting.size.leads = arguments.value()?.parse()?,
            Long("runs") => setting.runs = arguments.value()?.parse()?,
            Long("case") => wanted.push(arguments.value()?.string()?),
            Long(apart::ALONE) => alone = Some(arguments.value()?.string()?),
            Long("python") => {
                setting.python = Some(Python::new(PathBuf::from(arguments.value()?))?);
            }
            Long("help") | Short('h') => {
                println!("{HELP}\ncases: {}", names.join(", "));
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let Size { calls, agents, leads } = setting.size;
    if calls == 0 || agents == 0 || leads == 0 || setting.runs == 0 {
        return Err("the cases need a call, an agent, a lead and a run at least".into());
    }

    let Some(name) = alone else {
        return apart::measure(&apart::meant(&names, &wanted)?);
    };
    let mut cases = CASES.iter();
    let case = cases.find(|own| own.name == name).ok_or_else(|| format!("no case `{name}`"))?;
    let calls = if case.shuffled { Calls::shuffled } else { Calls::in_order }(setting.size);
    let mut table = Table::default();
    for zone in case.zones {
        ask_all(case, zone, &calls, &setting, &mut table);
    }
    table.tell();
    Ok(())
}

/// One question, asked of the library and of its peers.
fn ask_all(case: &Case, zone: &str, calls: &Calls, setting: &Setting, table: &mut Table) {
    let policy = Policy { time_zone: TimeZone::named(zone), ..Policy::default() };
    let engine = sure(Engine::new(policy));
    let mut query = CallQuery::by(case.by);
    if case.with_reach {
        query.measures.push(CallMeasure::ReachRate);
    }
    let order = if case.shuffled { "shuffled" } else { "in order" };
    table.case(&format!("{}, {zone}, {order}", case.name), setting.size);

    let (columns, sizes) = (calls.columns(), calls.sizes());
    let (mut sum, mut rows, mut peak) = (0, 0, 0);
    let mut start = |peer| start(case, zone, calls, setting, table, peer);
    let mut forms = start(("DuckDB", "duckdb_report.py"));
    let of_duckdb = forms.len();
    forms.extend(start(("Polars", "polars_report.py")));
    let [time, one_pass] = python::contest(
        setting.runs,
        [
            &mut || {
                let ((own_sum, own_rows), used) = timing::with_peak(&MEMORY, || {
                    // As a host would: every row with its groups.
                    let report = sure(engine.call_table(&columns, &sizes, &query));
                    let mut sums = (0, 0);
                    for row in report.rows() {
                        let counts = black_box(row).figures.counts;
                        sums.0 += counts.attempts + counts.connected + counts.talk_seconds;
                        sums.1 += 1;
                    }
                    sums
                });
                (sum, rows, peak) = (own_sum, own_rows, peak.max(used));
            },
            &mut || calls.one_pass(case.read),
        ],
        &mut forms,
    );
    table.time("calliyo", &time);
    table.our_multiple("one pass", &time, &one_pass, case.one_pass);
    let (duckdb, polars) = forms.split_at(of_duckdb);
    table.peers(&time, duckdb, case.duckdb);
    table.peers(&time, polars, case.polars);
    for form in &forms {
        table.count(&format!("sum of {}", form.name), form.number, None);
    }
    table.memory(peak, None);
    table.count("sum of all rows", sum, None);
    table.count("rows", rows, None);
}

/// The forms of a peer that answer the question.
fn start(
    case: &Case,
    zone: &str,
    calls: &Calls,
    setting: &Setting,
    table: &mut Table,
    peer: (&str, &str),
) -> Vec<Form> {
    let by: Vec<String> = case.by.iter().map(|own| format!("{own:?}").to_lowercase()).collect();
    let arguments = [zone, &by.join(","), if case.with_reach { "reach" } else { "sums" }];
    let write = |folder: &Path| calls.write(folder);
    python::start(setting.python.as_ref(), table, peer, write, &arguments)
}
