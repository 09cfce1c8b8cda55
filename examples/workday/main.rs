//! A company's working days, played through the rules: every change is a command or a plan, nothing is set by hand.
//!
//! `cargo run --release --example workday` goes through three working days of a made company; with `--leads FILE` the
//! company imports a file of leads and works on it for a day; with `--bank FILE` the same host works off a bank's real
//! phone campaigns, with `--crm DIR` a company's sales pipeline. With `--scale N` the jobs alone run over N leads in
//! columns. `--csv FOLDER` and `--html FILE` write the reports of any of them. `--help` tells the rest.

mod arguments;
mod bank;
mod columns;
mod company;
mod crm;
mod dice;
mod failure;
mod host;
mod leads;
mod output;
mod reports;
mod rows;
mod scale;
mod view;

use std::{
    io::{self, BufWriter},
    process::ExitCode,
};

use crate::{
    arguments::{Arguments, Request, Work},
    failure::Failure,
    output::Output,
};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has seen enough, as `head` does.
        Err(Failure::Output(fault)) if fault.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("workday: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run() -> Result<(), Failure> {
    let request = Request::from_arguments(lexopt::Parser::from_env())?;
    let stdout = io::stdout();
    let paint = view::Paint::for_terminal(&stdout);
    let mut sink = BufWriter::with_capacity(1 << 16, stdout.lock());
    match request {
        Request::Help => {
            let mut output = Output::text(&mut sink, paint);
            output.write(arguments::HELP);
            output.finish()
        }
        Request::Run(Arguments { json, files, work }) => {
            let output =
                if json { Output::json(&mut sink) } else { Output::text(&mut sink, paint) };
            let mut output = output.beside(files);
            match work {
                Work::Story => company::run(&mut output)?,
                Work::Leads(leads) => leads::run(&leads, &mut output)?,
                Work::Bank(bank) => bank::run(&bank, &mut output)?,
                Work::Crm(folder) => crm::run(&folder, &mut output)?,
                Work::Scale(scale) => scale::run(&scale, &mut output)?,
            }
            output.finish()
        }
    }
}
