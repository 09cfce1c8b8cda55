//! Peers that are asked from Python: they get the columns as files and answer with one line of JSON.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::Value;

use super::{table::Table, timing::Timing};

/// A Python that has the packages of the peers.
#[derive(Debug)]
pub struct Python {
    program: PathBuf,
    /// Where the columns are handed over.
    data: PathBuf,
}

/// What one peer came to.
#[derive(Debug)]
pub struct Answer {
    /// The peer, its version, and what it did.
    pub name: String,
    /// How long it took; none for a peer that only counts.
    pub timing: Option<Timing>,
    /// The number that it came to: leads placed, or a sum.
    pub number: u64,
}

impl Python {
    /// The Python at a path. The columns go into the folder that this very program was built into.
    ///
    /// # Errors
    /// When this program lies in no such folder.
    pub fn new(program: PathBuf) -> Result<Self, Box<dyn std::error::Error>> {
        let own = std::env::current_exe()?;
        let target = own.ancestors().nth(2).ok_or("this program lies in no target folder")?;
        Ok(Self { program, data: target.join("bench-columns") })
    }

    /// Asks a script of `benches/peers` about columns that are written into a folder, for so many runs.
    ///
    /// # Errors
    /// What went wrong, as a text.
    pub fn ask(
        &self,
        script: &str,
        write: impl FnOnce(&Path) -> io::Result<()>,
        runs: usize,
        arguments: &[&str],
    ) -> Result<Vec<Answer>, String> {
        fs::create_dir_all(&self.data)
            .and_then(|()| write(&self.data))
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

/// What a peer answers; nothing, and a line in the table, where it cannot be asked.
pub fn ask(
    python: Option<&Python>,
    table: &mut Table,
    (peer, script): (&str, &str),
    write: impl FnOnce(&Path) -> io::Result<()>,
    runs: usize,
    arguments: &[&str],
) -> Vec<Answer> {
    let Some(python) = python else {
        table.skipped(peer, "there is no Python with the packages of the peers");
        return Vec::new();
    };
    python.ask(script, write, runs, arguments).unwrap_or_else(|reason| {
        table.skipped(peer, &reason);
        Vec::new()
    })
}

/// Writes a column for a peer: one file named `column.type`, little-endian.
///
/// # Errors
/// When the file cannot be written.
pub fn write_column<T: Copy, const BYTES: usize>(
    file: &Path,
    column: &[T],
    bytes: impl Fn(T) -> [u8; BYTES],
) -> io::Result<()> {
    let mut out = io::BufWriter::new(fs::File::create(file)?);
    column.iter().try_for_each(|value| io::Write::write_all(&mut out, &bytes(*value)))?;
    io::Write::flush(&mut out)
}

/// `[{"name": …, "seconds": […], "number": …}, …]`
fn answers(printed: &str) -> Option<Vec<Answer>> {
    let list: Value = serde_json::from_str(printed).ok()?;
    let answer = |value: &Value| {
        let seconds = value["seconds"].as_array()?.iter().map(Value::as_f64);
        let runs: Vec<Duration> =
            seconds.map(|run| run.map(Duration::from_secs_f64)).collect::<Option<_>>()?;
        Some(Answer {
            name: value["name"].as_str()?.to_owned(),
            timing: (!runs.is_empty()).then(|| Timing::of(runs)),
            number: value["number"].as_u64()?,
        })
    };
    list.as_array()?.iter().map(answer).collect()
}
