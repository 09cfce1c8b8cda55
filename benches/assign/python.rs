//! Peers that are asked from Python: they get the columns as files and answer with one line of JSON.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::Value;

use crate::{company::Company, timing::Timing};

/// A Python that has the packages of the peers.
pub(crate) struct Python {
    program: PathBuf,
    /// Where the columns are handed over.
    data: PathBuf,
}

/// What one peer came to.
pub(crate) struct Answer {
    /// The peer, its version, and what it did.
    pub(crate) name: String,
    /// How long it took; none for a peer that only counts.
    pub(crate) timing: Option<Timing>,
    /// Leads that it placed.
    pub(crate) placed: u64,
}

impl Python {
    /// The Python at a path. The columns go into the folder that this very program was built into.
    pub(crate) fn new(program: PathBuf) -> Result<Self, Box<dyn std::error::Error>> {
        let own = std::env::current_exe()?;
        let target = own.ancestors().nth(2).ok_or("this program lies in no target folder")?;
        Ok(Self { program, data: target.join("bench-assign") })
    }

    /// Asks a script of `benches/peers` about a company, for so many runs.
    pub(crate) fn ask(
        &self,
        script: &str,
        company: &Company,
        runs: usize,
        arguments: &[&str],
    ) -> Result<Vec<Answer>, String> {
        fs::create_dir_all(&self.data)
            .and_then(|()| company.write(&self.data))
            .map_err(|error| format!("{}: {error}", self.data.display()))?;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(script);
        let output = Command::new(&self.program)
            // Leaves no compiled scripts behind.
            .arg("-B")
            .arg(path)
            .arg(&self.data)
            .arg(runs.to_string())
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("{} does not start: {error}", self.program.display()))?;
        // What is left behind is written anew by the next question.
        let _ = fs::remove_dir_all(&self.data);
        if !output.status.success() {
            let told = String::from_utf8_lossy(&output.stderr);
            let last = told.trim_end().lines().last().unwrap_or_default();
            return Err(format!("{script} ended with {}: {last}", output.status));
        }
        let printed = String::from_utf8_lossy(&output.stdout);
        answers(&printed).ok_or_else(|| format!("{script} answered `{}`", printed.trim_end()))
    }
}

/// `[{"name": …, "seconds": […], "placed": …}, …]`
fn answers(printed: &str) -> Option<Vec<Answer>> {
    let list: Value = serde_json::from_str(printed).ok()?;
    let answer = |value: &Value| {
        let seconds = value["seconds"].as_array()?.iter().map(Value::as_f64);
        let runs: Vec<Duration> =
            seconds.map(|run| run.map(Duration::from_secs_f64)).collect::<Option<_>>()?;
        Some(Answer {
            name: value["name"].as_str()?.to_owned(),
            timing: (!runs.is_empty()).then(|| Timing::of(runs)),
            placed: value["placed"].as_u64()?,
        })
    };
    list.as_array()?.iter().map(answer).collect()
}
