//! Peers that are asked from Python: they get the columns as files, and do their work whenever they are told to.

use std::{
    cell::RefCell,
    fs,
    io::{self, BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    rc::Rc,
    time::Duration,
};

use serde_json::Value;

use super::{
    table::Table,
    timing::{self, Peer, Timing},
};
use crate::sure;

/// A Python that has the packages of the peers.
#[derive(Debug)]
pub struct Python {
    program: PathBuf,
    /// Where the columns are handed over.
    data: PathBuf,
}

/// One form of what a peer does, ready to do it.
#[derive(Debug)]
pub struct Form {
    /// The peer, its version, and what it does.
    pub name: String,
    /// How long it took, once it took part in a [`contest`].
    pub timing: Option<Timing>,
    /// The number that its first run came to: leads placed, or a sum.
    pub number: u64,
    script: Rc<RefCell<Script>>,
    place: usize,
}

/// A script that has read the columns.
#[derive(Debug)]
struct Script {
    process: Child,
    /// None once it is told to end.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
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

    /// Starts a script of `benches/peers` with columns that are written into a folder: the forms that it knows.
    ///
    /// # Errors
    /// What went wrong, as a text; what the script tells of it goes to standard error.
    pub fn start(
        &self,
        script: &str,
        write: impl FnOnce(&Path) -> io::Result<()>,
        arguments: &[&str],
    ) -> Result<Vec<Form>, String> {
        fs::create_dir_all(&self.data)
            .and_then(|()| write(&self.data))
            .map_err(|error| format!("{}: {error}", self.data.display()))?;
        let mut process = Command::new(&self.program)
            // Leaves no compiled scripts behind.
            .arg("-B")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(script))
            .arg(&self.data)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} does not start: {error}", self.program.display()))?;
        let input = process.stdin.take();
        let output = process.stdout.take().ok_or("a pipe is missing")?;
        let mut script = Script { process, input, output: BufReader::new(output) };
        let names = script.answer();
        // It has read them, or has ended.
        let _ = fs::remove_dir_all(&self.data);
        let names: Vec<String> =
            serde_json::from_value(names?).map_err(|error| error.to_string())?;
        let script = Rc::new(RefCell::new(script));
        let form = |(place, name)| Form {
            name,
            timing: None,
            number: 0,
            script: Rc::clone(&script),
            place,
        };
        Ok(names.into_iter().enumerate().map(form).collect())
    }
}

impl Form {
    /// Does the work once; how long it took.
    ///
    /// # Panics
    /// When the script ends before.
    pub fn run(&mut self) -> Duration {
        let mut script = self.script.borrow_mut();
        let answer = sure(script.ask(self.place));
        let [seconds, number] = [&answer["seconds"], &answer["number"]];
        self.number = sure(number.as_u64().ok_or("a form tells no number"));
        Duration::from_secs_f64(sure(seconds.as_f64().ok_or("a form tells no time")))
    }
}

impl Script {
    fn ask(&mut self, form: usize) -> Result<Value, String> {
        if let Some(input) = &mut self.input {
            writeln!(input, "{form}").map_err(|error| error.to_string())?;
        }
        self.answer()
    }

    /// The next line that it prints.
    fn answer(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| error.to_string())?;
        serde_json::from_str(&line).map_err(|_| format!("it answered `{}`", line.trim_end()))
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.process.wait();
    }
}

/// A peer with the forms that it knows; none, and a line in the table, where it cannot be asked.
pub fn start(
    python: Option<&Python>,
    table: &mut Table,
    (peer, script): (&str, &str),
    write: impl FnOnce(&Path) -> io::Result<()>,
    arguments: &[&str],
) -> Vec<Form> {
    let forms = match python {
        Some(python) => python.start(script, write, arguments),
        None => Err("there is no Python with the packages of the peers".to_owned()),
    };
    forms.unwrap_or_else(|reason| {
        table.skipped(peer, &reason);
        Vec::new()
    })
}

/// [`timing::contest`] with forms of peers, which keep their times.
pub fn contest<const CONTESTANTS: usize>(
    least_runs: usize,
    contestants: [&mut dyn FnMut(); CONTESTANTS],
    forms: &mut [Form],
) -> [Timing; CONTESTANTS] {
    let mut runs: Vec<_> = forms.iter_mut().map(|form| move || form.run()).collect();
    let mut peers: Vec<Peer<'_>> = runs.iter_mut().map(|run| run as Peer<'_>).collect();
    let (own, timings) = timing::contest_with(least_runs, contestants, &mut peers);
    drop(peers);
    drop(runs);
    for (form, timing) in forms.iter_mut().zip(timings) {
        form.timing = Some(timing);
    }
    own
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
