//! Cases that are measured each in a process of its own, so that none finds the memory or the caches as another has
//! left them.

use std::{
    env,
    io::BufReader,
    process::{Command, Stdio},
};

use super::table::Table;

/// The option with which this program asks itself for a case. It stands before the name, behind all other arguments.
pub const ALONE: &str = "alone";

/// The cases that are meant by names, all if there are none: a name means every case that begins with it.
///
/// # Errors
/// When a name means no case.
pub fn meant<'a>(cases: &[&'a str], names: &[String]) -> Result<Vec<&'a str>, String> {
    let means = |name: &String, case: &str| case.starts_with(name.as_str());
    if let Some(unknown) = names.iter().find(|name| !cases.iter().any(|case| means(name, case))) {
        return Err(format!("no case `{unknown}`; there are {}", cases.join(", ")));
    }
    let is_meant = |case: &str| names.is_empty() || names.iter().any(|name| means(name, case));
    Ok(cases.iter().copied().filter(|case| is_meant(case)).collect())
}

/// Runs this program once per case, with its own arguments, and makes one table of all.
///
/// # Errors
/// When a case cannot be measured.
pub fn measure(cases: &[&str]) -> Result<(), Box<dyn std::error::Error>> {
    let mut table = Table::start();
    for case in cases {
        let mut process = Command::new(env::current_exe()?)
            .args(env::args_os().skip(1))
            .args([&format!("--{ALONE}"), *case])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let told = process.stdout.take().ok_or("a pipe is missing")?;
        let relayed = table.relay(BufReader::new(told));
        let status = process.wait()?;
        relayed.map_err(|error| format!("{case} ended with {status}: {error}"))?;
    }
    table.close();
    Ok(())
}
