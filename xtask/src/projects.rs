//! The JavaScript package as its users get it: packed, installed into small projects, built there and run.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use crate::{
    Error, npm, package,
    report::{Outcome, timed},
    setup::{CHROMIUM, Need, lacks},
    workspace::{printed, read, root, run, run_well},
};

/// The projects, beside the scenario that each plays through and what each prints about it.
const FOLDER: &str = "tests/npm";

/// A project that uses the package. How it is built and run stands in its `package.json`, as `build` and `start`.
#[derive(Debug)]
struct Project {
    name: &'static str,
    folder: &'static str,
    /// What it takes to run, beside Node and npm.
    needs: &'static [&'static Need],
}

const PROJECTS: &[Project] = &[
    Project { name: "Node, ES module", folder: "node-esm", needs: &[] },
    Project { name: "Node, CommonJS", folder: "node-cjs", needs: &[] },
    Project { name: "Node, slim", folder: "slim-node", needs: &[] },
    Project { name: "TypeScript", folder: "typescript", needs: &[] },
    Project { name: "exports and types", folder: "exports", needs: &[] },
    Project { name: "edge worker", folder: "edge-worker", needs: &[] },
    Project { name: "page, no bundler", folder: "script-module", needs: &[&CHROMIUM] },
    Project { name: "page, slim", folder: "slim-browser", needs: &[&CHROMIUM] },
    Project { name: "Vite", folder: "vite", needs: &[&CHROMIUM] },
    Project { name: "webpack", folder: "webpack", needs: &[&CHROMIUM] },
    Project { name: "README", folder: "readme", needs: &[&CHROMIUM] },
    Project { name: "esbuild, worker", folder: "esbuild-worker", needs: &[&CHROMIUM] },
];

/// What became of one of the three things that are tried with a project.
#[derive(Debug)]
enum Trial {
    Passed,
    /// With what was printed.
    Failed(String),
    /// With what this machine lacks.
    Skipped(String),
    /// There is no such script, or an earlier trial failed.
    Left,
}

/// Tries the projects, and prints what became of each.
pub(crate) fn print_matrix() -> Result<bool, Error> {
    if let Some(reason) = npm::lacking() {
        return Err(reason.into());
    }
    println!("{:<18} {:<9} {:<9} {:<9} {:>7}", "project", "installs", "builds", "runs", "seconds");
    let outcome = try_all(|project, trials, seconds| {
        let [installs, builds, runs] = trials.each_ref().map(Trial::word);
        println!("{:<18} {installs:<9} {builds:<9} {runs:<9} {seconds:>7.1}", project.name);
    })?;
    for reason in &outcome.skipped {
        println!("skipped: {reason}");
    }
    if outcome.failed > 0 {
        print!("{}", outcome.details);
    }
    Ok(outcome.failed == 0)
}

/// The same as one step.
pub(crate) fn check() -> Result<Outcome, Error> {
    match npm::lacking() {
        Some(reason) => Ok(Outcome::skipped(reason)),
        None => try_all(|_, _, _| {}),
    }
}

/// Tries the projects one by one, and tells what became of each, and how many seconds it took.
fn try_all(tell: impl Fn(&Project, &[Trial; 3], f64)) -> Result<Outcome, Error> {
    pack()?;
    let mut outcome = Outcome::default();
    for project in PROJECTS {
        let (trials, seconds) = timed(|| project.try_out());
        let trials = trials?;
        tell(project, &trials, seconds);
        outcome = outcome.and(project.outcome(trials));
    }
    Ok(outcome)
}

/// Packs the package as it is published, and lays out what the projects share.
fn pack() -> Result<(), Error> {
    let package = package::build()?;
    let copies = npm::copies()?;
    fs::create_dir_all(&copies)?;
    let destination = format!("--pack-destination={}", copies.display());
    let named = run_well(&mut npm::npm(&package, &["pack", &destination]))?;
    fs::rename(copies.join(named.trim()), packed()?)?;
    fs::copy(root().join(FOLDER).join("scenario.mjs"), copies.join("scenario.mjs"))?;
    if CHROMIUM.is_there() {
        npm::browser()?;
    }
    Ok(())
}

fn packed() -> Result<PathBuf, Error> {
    Ok(npm::copies()?.join("calliyo.tgz"))
}

impl Project {
    /// Installs, builds and runs the project, from nothing.
    fn try_out(&self) -> Result<[Trial; 3], Error> {
        let folder = npm::copies()?.join(self.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        npm::copy(&format!("{FOLDER}/{}", self.folder))?;

        let mut trials = [Trial::Left, Trial::Left, Trial::Left];
        for (trial, attempt) in trials.iter_mut().zip([Self::install, Self::build, Self::start]) {
            *trial = attempt(self, &folder)?;
            if matches!(trial, Trial::Failed(_)) {
                break;
            }
        }
        Ok(trials)
    }

    /// What the project is built with, as its lock file has it, and then the package.
    fn install(&self, folder: &Path) -> Result<Trial, Error> {
        if folder.join("package-lock.json").exists() {
            npm::install(folder)?;
        }
        let mut install = npm::npm(folder, &["install", "--no-save", "--no-package-lock"]);
        Ok(Trial::of(&run(install.arg(packed()?))?))
    }

    fn build(&self, folder: &Path) -> Result<Trial, Error> {
        if !has_script(folder, "build")? {
            return Ok(Trial::Left);
        }
        Ok(Trial::of(&run(&mut npm::npm(folder, &["run", "build"]))?))
    }

    /// It must print what every project prints.
    fn start(&self, folder: &Path) -> Result<Trial, Error> {
        if !has_script(folder, "start")? {
            return Ok(Trial::Left);
        }
        if let Some(reason) = lacks(self.needs) {
            return Ok(Trial::Skipped(reason));
        }
        let mut start = npm::npm(folder, &["start", "--silent"]);
        npm::find_chromium(&mut start);
        let output = run(&mut start)?;
        let expected = read(&root().join(FOLDER).join("expected.json"))?;
        if output.status.success() && output.stdout == expected.as_bytes() {
            return Ok(Trial::Passed);
        }
        Ok(Trial::Failed(format!("not what expected.json holds:\n{}", printed(&output))))
    }

    /// The trials as parts of a step.
    fn outcome(&self, trials: [Trial; 3]) -> Outcome {
        let mut outcome = Outcome::default();
        for (trial, what) in trials.into_iter().zip(["install", "build", "run"]) {
            match trial {
                Trial::Passed => outcome.passed += 1,
                Trial::Failed(printed) => {
                    outcome.failed += 1;
                    outcome.details.push_str(&format!("{}, {what}: {printed}\n", self.folder));
                }
                Trial::Skipped(reason) => outcome.skipped.push(format!("{}: {reason}", self.name)),
                Trial::Left => {}
            }
        }
        outcome
    }
}

/// Whether `package.json` has such a script.
fn has_script(folder: &Path, name: &str) -> Result<bool, Error> {
    Ok(read(&folder.join("package.json"))?.contains(&format!("\"{name}\": \"")))
}

impl Trial {
    fn of(output: &Output) -> Self {
        if output.status.success() { Self::Passed } else { Self::Failed(printed(output)) }
    }

    /// Its cell in the matrix.
    const fn word(&self) -> &'static str {
        match self {
            Self::Passed => "yes",
            Self::Failed(_) => "NO",
            Self::Skipped(_) => "skipped",
            Self::Left => "-",
        }
    }
}
