//! The command line.

use std::{ffi::OsString, path::PathBuf};

use calliyo_core::time::LocalDate;
use lexopt::{Arg, Parser, ValueExt};

use crate::{failure::Failure, output::Files};

/// The most leads of a run over columns: they are numbered by a `u32`, of which one number means none.
const MOST_LEADS: u32 = u32::MAX - 1;

/// The most agents of `--scale`.
const MOST_AGENTS: u32 = 1_000_000;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A company's working days, played through the rules of calliyo

usage: cargo run --release --example workday -- [--json]
       cargo run --release --example workday -- --leads FILE [--day DATE] [--json]
       cargo run --release --example workday -- --bank FILE [--agents N] [--cap K] [--json]
       cargo run --release --example workday -- --crm DIR [--json]
       cargo run --release --example workday -- --scale N [--agents N] [--json]

       and each of them with [--csv FOLDER] and [--html FILE]

Without a file, a made company of ten people in Mumbai and Pune goes through three working days
with a holiday and a weekend between them. Leads come in, the jobs (removal, assignment, top-up)
run at their times, agents call, schedule follow-ups and sell. Printed is what a manager looks at:
each job's outcome, the agents against target and cap, the funnel, what is overdue, stalled or
still on the line, what was refused and why, the revenue, and the story of three leads.

With --leads, the same company imports a file of leads at 08:00 of a day and works on them until the
evening. The file is CSV in UTF-8 with commas. Its header has Phone and FirstName or LastName, and
may have Status (a name or an id), Tags (between commas or semicolons), Source, Campaign, Branch,
Department, Priority (a whole number), Owner (an agent's name or id) and CapturedAt (an instant not
after the import, such as 2026-04-28T09:30:00+05:30), in any order and case. Other columns are named
and left out, Email among them: a lead has no field for it. Printed are how many leads were
imported, skipped as duplicates or in error, the first 20 rows that did not come in, each with its
line and every reason, and then the day. A lead's id is made from its line. The agents are
aarav.mehta, priya.nair, rohan.kulkarni and sneha.iyer (branch mumbai), vikram.deshpande,
ananya.joshi, karan.patil and meera.shah (branch pune).

With --bank, a file of real phone campaigns is worked off instead (Bank Marketing, `bank-full.csv`
with 17 columns separated by semicolons, plain or gzip). Every row is captured as a lead at 08:00 of
its day, handed out by that day's jobs, called once with its duration, and closed as the file says.
Printed are leads, customers, connected calls, talk time and conversion by contact, job and outcome
of the previous campaign. Agents call all that they hold; what finds no place waits for another day,
and a run looks at the 5,000 leads that have waited longest, or at as many as the agents can hold. A
progress bar is shown while standard error is a terminal.

With --crm, a folder with a sales pipeline is gone through by hand (CRM Sales Opportunities, of a
fictitious company: `sales_teams.csv`, `products.csv` and `sales_pipeline.csv`). Every opportunity
is captured as a lead at noon of its engage date, New York time, or on 2017-12-31 if it has none.
The manager of the agent's team assigns it to the agent, who moves it to Interested unless it is a
mere prospect (the files have no follow-ups), and at noon of its close date to Customer, with a paid
order, or to Not Interested. No job runs. Amounts are the file's whole dollars. Printed are leads by
stage, conversion rate, revenue and days to convert, by agent, manager, office, product and month.
Days to convert are local dates; `timeToConvert` of --json is the time that elapsed.

With --scale, the three jobs run over N made leads in columns, as in a host with millions of them:
removal, then assignment on the state after it, then top-up. Leads and agents are drawn from a fixed
seed: agents in up to 20 branches, 93 % of them active, with caps that do not hold all; leads
captured over a year, with a priority of 0 to 10, 30 % unassigned, the others on any status with any
owner, nine in ten of a branch. Printed are each job's outcome, the fate of all leads by reason, the
least and the most that an agent got, and how long it took: the time of planning for each job, and
of planning and carrying out for all. A lead takes about 50 bytes of memory.

options:
      --leads FILE  a file of leads
      --day DATE    the day of the import [default: 2026-04-30, a Thursday]; goes with --leads
      --bank FILE   the bank's file
      --scale N     so many made leads, 1 to 4294967294
      --agents N    agents: with --bank 1 to 10000 [default: 25], with --scale 1 to 1000000
                    [default: one for 1000 leads, at least 10]; goes with no other
      --cap K       most leads an agent holds at once, 1 to 1000000 [default: 100]; goes with --bank
      --crm DIR     the folder of the sales pipeline
      --json        print JSON Lines instead: every command, event and rejection, each job's
                    outcome, and the figures; of --leads every row that did not come in, and no
                    command for each that did; of --scale every agent's figures, and no times;
                    the first field of a line is its `type`, which is `report` for each report
      --csv FOLDER  write every report as a CSV file into a folder: rates as fractions, times in
                    seconds or milliseconds, money in minor units
      --html FILE   write the reports as one page for a browser, with charts; it needs no other file
  -h, --help        print this

Two runs print the same bytes, but for the lines of --scale that end with `leads per second`.
Colours appear only on a terminal, and not where NO_COLOR is set.
Exit codes: 0 done, 1 a file cannot be used or memory is too small, 2 the arguments make no sense.
";

/// What the user asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// The help text.
    Help,
    /// A run.
    Run(Arguments),
}

/// How to run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// Whether JSON Lines are printed.
    pub(crate) json: bool,
    /// Where reports go beside.
    pub(crate) files: Files,
    /// What is worked on.
    pub(crate) work: Work,
}

/// What is worked on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// The made company, with its own leads.
    Story,
    /// The made company, with the leads of a file.
    Leads(LeadsArguments),
    /// The bank's file.
    Bank(BankArguments),
    /// The folder of a sales pipeline.
    Crm(PathBuf),
    /// A made company of any size.
    Scale(ScaleArguments),
}

/// How to import a file of leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LeadsArguments {
    /// The file.
    pub(crate) file: PathBuf,
    /// The day of the import; none = the first day of the story.
    pub(crate) day: Option<LocalDate>,
}

/// How to work off the bank's file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BankArguments {
    /// The file.
    pub(crate) file: PathBuf,
    /// How many agents call.
    pub(crate) agents: u32,
    /// The most leads that an agent holds at once.
    pub(crate) cap: u32,
}

/// How large a company to make.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ScaleArguments {
    /// How many leads.
    pub(crate) leads: u32,
    /// How many agents.
    pub(crate) agents: u32,
}

impl Request {
    /// Reads the arguments.
    ///
    /// # Errors
    /// [`Failure::Usage`] for an unknown option, a missing or bad value, and options that do not go together.
    pub(crate) fn from_arguments(mut parser: Parser) -> Result<Self, Failure> {
        let usage = |fault: lexopt::Error| Failure::Usage(fault.to_string());
        let (mut json, mut leads, mut bank, mut crm) = (false, None, None, None);
        let mut files = Files::default();
        let (mut scale, mut day, mut agents, mut cap) = (None, None, None, None);
        while let Some(argument) = parser.next().map_err(usage)? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long("json") => json = true,
                Arg::Long("csv") => {
                    files.csv = Some(path("--csv", parser.value().map_err(usage)?)?);
                }
                Arg::Long("html") => {
                    files.html = Some(path("--html", parser.value().map_err(usage)?)?);
                }
                Arg::Long("leads") => {
                    leads = Some(path("--leads", parser.value().map_err(usage)?)?);
                }
                Arg::Long("day") => day = Some(date("--day", &parser.value().map_err(usage)?)?),
                Arg::Long("bank") => bank = Some(path("--bank", parser.value().map_err(usage)?)?),
                Arg::Long("crm") => crm = Some(path("--crm", parser.value().map_err(usage)?)?),
                Arg::Long("scale") => {
                    scale = Some(number("--scale", &parser.value().map_err(usage)?, MOST_LEADS)?);
                }
                Arg::Long("agents") => agents = Some(parser.value().map_err(usage)?),
                Arg::Long("cap") => {
                    cap = Some(number("--cap", &parser.value().map_err(usage)?, 1_000_000)?);
                }
                unknown => return Err(usage(unknown.unexpected())),
            }
        }
        let wrong = |message: &str| Err(Failure::Usage(message.into()));
        if leads.is_none() && day.is_some() {
            return wrong("`--day` goes with `--leads FILE`");
        }
        if bank.is_none() && cap.is_some() {
            return wrong("`--cap` goes with `--bank FILE`");
        }
        if bank.is_none() && scale.is_none() && agents.is_some() {
            return wrong("`--agents` goes with `--bank FILE` or `--scale N`");
        }
        let agents = |usual: u32, most: u32| {
            agents.map_or(Ok(usual), |text| number("--agents", &text, most))
        };
        let work = match (leads, bank, crm, scale) {
            (None, None, None, None) => Work::Story,
            (Some(file), None, None, None) => Work::Leads(LeadsArguments { file, day }),
            (None, Some(file), None, None) => Work::Bank(BankArguments {
                file,
                agents: agents(25, 10_000)?,
                cap: cap.unwrap_or(100),
            }),
            (None, None, Some(folder), None) => Work::Crm(folder),
            (None, None, None, Some(leads)) => Work::Scale(ScaleArguments {
                leads,
                agents: agents((leads / 1_000).clamp(10, MOST_AGENTS), MOST_AGENTS)?,
            }),
            _ => {
                return wrong(
                    "only one of `--leads`, `--bank`, `--crm` and `--scale` can be given",
                );
            }
        };
        Ok(Self::Run(Arguments { json, files, work }))
    }
}

/// A file or folder. An empty text, as of a variable that a shell does not know, would be the folder one is in.
fn path(option: &str, text: OsString) -> Result<PathBuf, Failure> {
    if text.is_empty() {
        return Err(Failure::Usage(format!("`{option}` takes a path, which is empty here")));
    }
    Ok(text.into())
}

/// A whole number from 1 to `most`.
fn number(option: &str, text: &OsString, most: u32) -> Result<u32, Failure> {
    let read = text.parse().ok().filter(|number| (1..=most).contains(number));
    read.ok_or_else(|| {
        let text = text.to_string_lossy();
        Failure::Usage(format!("`{option}` takes a whole number from 1 to {most}, not `{text}`"))
    })
}

/// A date of the supported years.
fn date(option: &str, text: &OsString) -> Result<LocalDate, Failure> {
    let text = text.to_string_lossy();
    LocalDate::parse(&text).map_err(|fault| Failure::Usage(format!("`{option}`: {fault}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Request, String> {
        let parser = Parser::from_args(arguments.iter().copied());
        Request::from_arguments(parser).map_err(|failure| {
            assert_eq!(failure.exit_code(), 2);
            failure.to_string().lines().next().unwrap_or_default().into()
        })
    }

    #[test]
    fn the_bank_has_25_agents_with_a_cap_of_100_unless_told_otherwise() {
        let bank = |agents, cap| BankArguments { file: "f".into(), agents, cap };
        let run = |json, work| Ok(Request::Run(Arguments { json, files: Files::default(), work }));
        assert_eq!(read(&[]), run(false, Work::Story));
        let leads = |day| Work::Leads(LeadsArguments { file: "f".into(), day });
        assert_eq!(read(&["--leads", "f", "--json"]), run(true, leads(None)));
        let day = LocalDate::from_ymd(2026, 11, 23);
        assert_eq!(read(&["--day=2026-11-23", "--leads", "f"]), run(false, leads(day)));
        assert_eq!(read(&["--crm", "d"]), run(false, Work::Crm("d".into())));
        assert_eq!(read(&["--bank", "f"]), run(false, Work::Bank(bank(25, 100))));
        assert_eq!(
            read(&["--cap=7", "--json", "--agents", "3", "--bank=f"]),
            run(true, Work::Bank(bank(3, 7)))
        );
        assert_eq!(read(&["--nonsense", "-h"]).unwrap_err(), "invalid option '--nonsense'");
        assert_eq!(read(&["-h", "--nonsense"]), Ok(Request::Help));
    }

    #[test]
    fn there_is_an_agent_for_a_thousand_leads_unless_told_otherwise() {
        let run = |leads, agents| {
            let work = Work::Scale(ScaleArguments { leads, agents });
            Ok(Request::Run(Arguments { json: false, files: Files::default(), work }))
        };
        assert_eq!(read(&["--scale", "5"]), run(5, 10));
        assert_eq!(read(&["--scale", "1000000"]), run(1_000_000, 1_000));
        assert_eq!(read(&["--scale", "4294967294"]), run(u32::MAX - 1, 1_000_000));
        assert_eq!(read(&["--agents", "20000", "--scale", "7"]), run(7, 20_000));
    }

    #[test]
    fn a_pipeline_is_a_folder_and_reports_go_into_files() {
        let run =
            |json, files| Ok(Request::Run(Arguments { json, files, work: Work::Crm("d".into()) }));
        assert_eq!(read(&["--crm", "d", "--json"]), run(true, Files::default()));
        let files = Files { csv: Some("folder".into()), html: Some("page.html".into()) };
        let arguments = ["--crm", "d", "--html", "page.html", "--csv=folder"];
        assert_eq!(read(&arguments), run(false, files));
    }

    #[test]
    fn the_help_fits_a_terminal() {
        assert!(HELP.lines().all(|line| line.chars().count() <= 100));
    }

    #[test]
    fn bad_arguments_are_named() {
        for (arguments, message) in [
            (&["--bank"][..], "missing argument for option '--bank'"),
            (
                &["--bank", "f", "--cap", "0"],
                "`--cap` takes a whole number from 1 to 1000000, not `0`",
            ),
            (
                &["--bank", "f", "--agents", "many"],
                "`--agents` takes a whole number from 1 to 10000, not `many`",
            ),
            (&["--leads"], "missing argument for option '--leads'"),
            (&["--day", "2026-11-23"], "`--day` goes with `--leads FILE`"),
            (
                &["--leads", "f", "--day", "soon"],
                "`--day`: `soon` is not a date such as 2026-05-15",
            ),
            (
                &["--leads", "f", "--bank", "f"],
                "only one of `--leads`, `--bank`, `--crm` and `--scale` can be given",
            ),
            (&["--leads", "f", "--cap", "3"], "`--cap` goes with `--bank FILE`"),
            (&["--scale", "5", "--cap", "3"], "`--cap` goes with `--bank FILE`"),
            (&["--agents", "3"], "`--agents` goes with `--bank FILE` or `--scale N`"),
            (&["--scale"], "missing argument for option '--scale'"),
            (&["--scale", "0"], "`--scale` takes a whole number from 1 to 4294967294, not `0`"),
            (
                &["--scale", "a lot"],
                "`--scale` takes a whole number from 1 to 4294967294, not `a lot`",
            ),
            (
                &["--scale", "4294967296"],
                "`--scale` takes a whole number from 1 to 4294967294, not `4294967296`",
            ),
            (&["--scale", "-5"], "`--scale` takes a whole number from 1 to 4294967294, not `-5`"),
            (
                &["--agents", "0", "--scale", "5"],
                "`--agents` takes a whole number from 1 to 1000000, not `0`",
            ),
            (
                &["--scale", "5", "--crm", "d"],
                "only one of `--leads`, `--bank`, `--crm` and `--scale` can be given",
            ),
            (&["--html"], "missing argument for option '--html'"),
            (&["--crm"], "missing argument for option '--crm'"),
            (&["--csv", ""], "`--csv` takes a path, which is empty here"),
            (&["--leads="], "`--leads` takes a path, which is empty here"),
            (
                &["--crm", "d", "--bank", "f"],
                "only one of `--leads`, `--bank`, `--crm` and `--scale` can be given",
            ),
            (&["file"], "unexpected argument \"file\""),
            (&["--json=yes"], "unexpected argument for option '--json': \"yes\""),
        ] {
            assert_eq!(read(arguments).unwrap_err(), message);
        }
    }
}
