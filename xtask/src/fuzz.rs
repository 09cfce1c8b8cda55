//! The fuzz targets under libFuzzer, which makes inputs up and keeps those that reach something new.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Error,
    workspace::{cargo, printed, program, root, run, run_well, target},
};

const TARGETS: [&str; 2] = ["calls", "door"];

/// What cargo-fuzz compiles with: counters at every edge, what is compared, and every access watched.
const FLAGS: &str = "--cfg fuzzing -Zsanitizer=address -Ccodegen-units=1 -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Cllvm-args=-simplifycfg-branch-fold-threshold=0";

/// Runs each target for so many seconds, and prints how many inputs were tried a second.
pub(crate) fn run_targets(seconds: &str) -> Result<bool, Error> {
    if seconds.parse::<u32>().is_err() {
        return Err(format!("`{seconds}` is no number of seconds").into());
    }
    let built = build()?;
    let mut is_well = true;
    println!("target    inputs  a second  crashes");
    for name in TARGETS {
        let corpus = corpus(name)?;
        let found = target()?.join("fuzz").join("crashes").join(name);
        fs::create_dir_all(&found)?;
        let mut fuzz = Command::new(built.join(name));
        // A request of a megabyte says no more than one of a few kilobytes.
        fuzz.args([&format!("-max_total_time={seconds}"), "-max_len=8192", "-print_final_stats=1"]);
        fuzz.arg(format!("-artifact_prefix={}/", found.display())).arg(&corpus);
        let output = run(&mut fuzz)?;
        let told = printed(&output);
        let crashes = usize::from(!output.status.success());
        let inputs = stat(&told, "number_of_executed_units").unwrap_or("?");
        let rate = stat(&told, "average_exec_per_sec").unwrap_or("?");
        println!("{name:<7} {inputs:>8}  {rate:>8}  {crashes:>7}");
        if crashes > 0 {
            is_well = false;
            println!("{}\nthe input is in {}", told.trim_end(), found.display());
        }
    }
    Ok(is_well)
}

/// Builds the targets with a nightly toolchain, and returns the folder that they are in.
fn build() -> Result<PathBuf, Error> {
    let host = run_well(&mut program("rustc", &["--version", "--verbose"]))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or("rustc does not name its host")?;
    let folder = target()?.join("fuzz");
    // With a target named, what runs while the build runs is not instrumented.
    let mut build =
        program("rustup", &["run", "nightly", "cargo", "build", "--quiet", "--release"]);
    build
        .args(["--manifest-path=fuzz/Cargo.toml", "--target", host])
        .arg("--target-dir")
        .arg(&folder);
    run_well(build.env("RUSTFLAGS", FLAGS))?;
    Ok(folder.join(host).join("release"))
}

/// The folder of the inputs of a target: for the door, the conformance vectors are where it begins.
fn corpus(name: &str) -> Result<PathBuf, Error> {
    let folder = root().join("fuzz/corpus").join(name);
    fs::create_dir_all(&folder)?;
    if name == "door" {
        seed(&folder)?;
    }
    Ok(folder)
}

fn seed(folder: &Path) -> Result<(), Error> {
    let test = "the_door_answers_every_vector_and_what_is_left_of_it";
    let mut write = cargo(&["test", "--package=calliyo-tests", "--test=all", test]);
    run_well(write.env("CALLIYO_FUZZ_SEEDS", folder)).map(drop)
}

/// `stat::number_of_executed_units: 12345`
fn stat<'a>(told: &'a str, name: &str) -> Option<&'a str> {
    told.lines()
        .find_map(|line| line.strip_prefix("stat::")?.strip_prefix(name)?.strip_prefix(':'))
        .map(str::trim)
}
