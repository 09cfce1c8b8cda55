//! The chores of the workspace: `cargo xtask --help`.

mod bench;
mod c;
mod coverage;
mod doors;
mod ffi;
mod fuzz;
mod generated;
mod headers;
mod hosts;
mod npm;
mod package;
mod playground;
mod projects;
mod readme;
mod report;
mod rules;
mod safety;
mod setup;
mod sizes;
mod test;
mod typescript;
mod workspace;

use std::{env, process::ExitCode};

const HELP: &str = "\
The chores of the workspace.

usage: cargo xtask <command>

  test              checks everything that this machine has the tools for
  test --all        installs what is missing, then checks everything
  lint              the checks that run nothing: formatting, clippy, documentation
  setup             installs what `test --all` needs: targets, components, packages
  vectors           asks every conformance vector at every door, and prints a table
  headers           writes calliyo-ffi/include/calliyo.h and calliyo.cdef.h
  headers --check   fails when the committed headers are others
  codes             writes what is made from the table of codes: docs/codes.md,
                    docs/codes.en.json and calliyo-wasm/types/codes.d.ts
  codes --check     fails when a committed one is another
  rules             writes docs/rule-tests.md, the table of rules and their tests
  rules --check     fails when the committed table is another, or a rule has no test
  operations        writes docs/operations.md, the table of operations, and the tables
                    of operations and columns for JavaScript
  operations --check  fails when a committed one is another
  schema            writes docs/policy.schema.json, docs/policy.default.json,
                    docs/operations.schema.json and calliyo-wasm/types/operations.d.ts
  schema --check    fails when a committed one is another
  wasm              builds the JavaScript package into target/package, and fails when a
                    module is larger than calliyo-wasm/sizes.json allows
  npm               packs the JavaScript package, installs it into small projects (Node,
                    bundlers, browser, workers), builds and runs each, and prints a matrix
  playground        serves the page on which the rules can be tried out
  playground --test   checks and tests that page, in headless Chromium
  bench assign      measures the jobs over columns beside their peers, and prints a
                    table; `bench assign --help` lists its options
  bench report      the same of reports over columns
  bench ffi         measures an assignment and calls from Rust, C and other languages
  bench web         measures the JavaScript package in Node beside its peers
  ffi               installs the C library below the target folder, and tries it from
                    programs that find it with pkg-config and with CMake
  miri              runs the tests of the C library under Miri (nightly, by hand)
  fuzz [--seconds N]
                    runs each fuzz target for a minute or so long (nightly, by hand)
  coverage          measures how many lines of calliyo-core the tests run
";

/// What a chore gives up with: a text for the person who ran it.
type Error = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = match words.as_slice() {
        ["test"] => test::everything(),
        ["test", "--all"] => {
            setup::install_what_is_missing();
            test::everything()
        }
        ["lint"] => test::lints(),
        ["setup"] => Ok(setup::install_what_is_missing()),
        ["vectors"] => doors::print_table(),
        ["headers"] => headers::write(),
        ["headers", "--check"] => headers::check(),
        ["codes"] => generated::CODES.write(),
        ["codes", "--check"] => generated::CODES.check(),
        ["rules"] => rules::write(),
        ["rules", "--check"] => rules::check(),
        ["operations"] => generated::OPERATIONS.write(),
        ["operations", "--check"] => generated::OPERATIONS.check(),
        ["schema"] => generated::SCHEMA.write(),
        ["schema", "--check"] => generated::SCHEMA.check(),
        ["wasm"] => package::build().and_then(|folder| {
            print!("{}", sizes::table(&folder)?);
            println!("{}", folder.display());
            Ok(true)
        }),
        ["npm"] => projects::print_matrix(),
        ["playground"] => playground::serve(),
        ["playground", "--test"] => playground::try_out(),
        ["bench", bench @ ("assign" | "report"), options @ ..] => bench::columns(bench, options),
        ["bench", "web", options @ ..] => bench::web(options),
        ["bench", "ffi", options @ ..] => bench::border(options),
        ["ffi"] => ffi::try_out(),
        ["fuzz"] => fuzz::run_targets("60"),
        ["fuzz", "--seconds", seconds] => fuzz::run_targets(seconds),
        ["miri"] => safety::miri(),
        ["coverage"] => coverage::measure(),
        ["help" | "--help" | "-h"] | [_, "--help" | "-h"] => {
            print!("{HELP}");
            Ok(true)
        }
        [] => Err("which chore? `cargo xtask --help` lists them".into()),
        _ => {
            Err(format!("no such chore: `{}`; `cargo xtask --help` lists them", words.join(" "))
                .into())
        }
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
