//! What crossing a border costs: an assignment over columns and calls with documents, from Rust and from other languages.
//!
//! `cargo xtask bench ffi` builds the host programs of `examples/hosts` and runs it with them. Everybody plans the same made
//! leads, as `examples/hosts/README.md` says; one round asks everybody once, so that what else the machine does meets all of
//! them alike.

mod assignment;
mod calls;

use std::process::{Command, ExitCode};

use calliyo_benches::contest::table::{Table, Target};
use lexopt::{
    Arg::{Long, Short},
    ValueExt as _,
};

const HELP: &str = "\
Measures assignments and calls from Rust and from other languages.

usage: cargo xtask bench ffi [options]

  --leads N         leads of the assignment; 1000000 if not given
  --rounds N        rounds, in each of which everybody is measured; 9 if not given
  --own             measures Rust alone and prints the line that a host prints
  --host NAME WORDS the command that runs a host program, in one text; any number of them
  --caller PROGRAM  the program that calls from C
";

/// What a host may take, as a multiple of the time of Rust. C++ compiles to what C does.
const TARGETS: &[(&str, f64)] =
    &[("C", 1.1), ("C++", 1.1), ("Python", 1.5), ("PHP", 1.5), ("Go", 1.5), ("Java", 1.5)];

/// What a call from C may take, as a multiple of the time of Rust.
const CALL_TARGET: Target = Target::AtMost(1.2);

/// Who is measured, and how often.
pub(crate) struct Setting {
    pub(crate) leads: usize,
    pub(crate) rounds: usize,
    pub(crate) hosts: Vec<Host>,
    pub(crate) caller: Option<String>,
}

/// A host program.
pub(crate) struct Host {
    pub(crate) name: String,
    words: String,
}

impl Host {
    pub(crate) fn target(&self) -> Option<Target> {
        let (_, most) = TARGETS.iter().find(|(name, _)| *name == self.name)?;
        Some(Target::AtMost(*most))
    }

    pub(crate) fn command(&self) -> Command {
        let mut words = self.words.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command
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
    let mut setting = Setting { leads: 1_000_000, rounds: 9, hosts: Vec::new(), caller: None };
    let mut is_alone = false;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("leads") => setting.leads = arguments.value()?.parse()?,
            Long("rounds") => setting.rounds = arguments.value()?.parse()?,
            Long("host") => {
                let name = arguments.value()?.string()?;
                setting.hosts.push(Host { name, words: arguments.value()?.string()? });
            }
            Long("own") => is_alone = true,
            Long("caller") => setting.caller = Some(arguments.value()?.string()?),
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if setting.leads < assignment::AGENTS || setting.rounds == 0 {
        return Err(format!("{} leads and a round are the least", assignment::AGENTS).into());
    }

    if is_alone {
        println!("{}", assignment::line(&setting));
        return Ok(());
    }
    let mut table = Table::start();
    assignment::measure(&setting, &mut table)?;
    calls::measure(&setting, &mut table)?;
    table.close();
    Ok(())
}

/// What a program prints; it must end well.
pub(crate) fn printed(command: &mut Command) -> Result<String, Box<dyn std::error::Error>> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?} ended with {}: {told}", output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}
