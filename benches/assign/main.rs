//! How fast leads are handed out in columns, beside one pass over the same columns and beside what one would use instead.
//!
//! `cargo xtask bench assign` builds and runs it, with a Python for the peers that are no Rust. A new case is one more line
//! in [`cases::CASES`].

mod cases;
mod company;
mod greedy_heap;
mod ours;
mod removal;
mod top_up;

use std::{alloc::System, path::PathBuf, process::ExitCode};

use calliyo_benches::contest::{apart, python, random, table, timing};
use lexopt::{
    Arg::{Long, Short},
    ValueExt as _,
};
use peakmem_alloc::PeakMemAlloc;

use crate::{company::Size, python::Python, table::Table};

/// The system's allocator with a count of the bytes in use.
#[global_allocator]
static MEMORY: PeakMemAlloc<System> = PeakMemAlloc::system();

/// What a piece of work gives, and the most bytes that it had in use at once on top of what was in use before.
fn with_peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    timing::with_peak(&MEMORY, work)
}

const HELP: &str = "\
Measures the jobs over columns: assignment, top-up and removal.

usage: cargo xtask bench assign [options]

  --leads N     leads of the large cases; 10000000 if not given
  --agents N    agents of the large cases; 10000 if not given
  --runs N      the least measured runs of each, after one to warm up; 5 if not given
  --case NAME   only the cases that begin so; can be given several times
  --python P    the Python that runs the peers; without it they are skipped
  --alone NAME  this case, in this very process; so the program asks itself for each
";

/// What the cases are measured with.
pub(crate) struct Setting {
    /// Leads of the large cases; smaller cases take a fixed part of them.
    pub(crate) leads: usize,
    /// Agents of the large cases.
    pub(crate) agents: usize,
    /// The least measured runs of each contestant.
    pub(crate) runs: usize,
    /// Runs the peers that are no Rust.
    pub(crate) python: Option<Python>,
}

impl Setting {
    /// The size of the large cases.
    pub(crate) const fn large(&self) -> Size {
        Size { leads: self.leads, agents: self.agents }
    }
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
    let mut setting = Setting { leads: 10_000_000, agents: 10_000, runs: 5, python: None };
    let names: Vec<&str> = cases::CASES.iter().map(|(name, _)| *name).collect();
    let mut wanted: Vec<String> = Vec::new();
    let mut alone = None;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("leads") => setting.leads = arguments.value()?.parse()?,
            Long("agents") => setting.agents = arguments.value()?.parse()?,
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
    let smallest = company::SMALLEST;
    if setting.leads < smallest.leads || setting.agents < smallest.agents || setting.runs == 0 {
        return Err(format!(
            "the cases need {} leads, {} agents and a run at least",
            smallest.leads, smallest.agents
        )
        .into());
    }

    let Some(name) = alone else {
        return apart::measure(&apart::meant(&names, &wanted)?);
    };
    let mut cases = cases::CASES.iter();
    let (_, case) =
        cases.find(|(own, _)| *own == name).ok_or_else(|| format!("no case `{name}`"))?;
    let mut table = Table::default();
    case(&setting, &mut table);
    table.tell();
    Ok(())
}
