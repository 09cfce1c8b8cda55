//! The JavaScript package.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    thread::{self, ScopedJoinHandle},
};

use crate::{
    Error, npm,
    setup::WASM_TARGET,
    workspace::{cargo, has_target, program, read, root, run_well, target},
};

/// The modules, by what they are compiled with: the one with the time-zone database, and those without.
const MODULES: [&[Module]; 2] = [
    &[Module { name: "calliyo", profile: "release-wasm", features: &[] }],
    &[
        Module {
            name: "slim",
            profile: "release-slim",
            features: &["--no-default-features", "--features=full"],
        },
        Module { name: "lead", profile: "release-slim", features: &["--no-default-features"] },
    ],
];

/// The entries of the package: the file, what it is made of, and how.
const ENTRIES: [Entry; 6] = [
    Entry { file: "index.js", source: "browser.js", options: &["--format=esm"] },
    Entry { file: "worker.js", source: "worker.js", options: &["--format=esm"] },
    Entry { file: "node.js", source: "node.js", options: NODE },
    Entry { file: "node.cjs", source: "node.js", options: COMMON_JS },
    Entry { file: "slim.js", source: "slim.js", options: &["--format=esm"] },
    Entry { file: "slim.cjs", source: "slim.js", options: &["--format=cjs"] },
];

/// A module of Node takes from `node:util` what is not there by its global name.
const TEXT: &str = "--inject:calliyo-wasm/js/entries/text.js";

const NODE: &[&str] = &["--format=esm", "--platform=node", TEXT];

/// A CommonJS module of Node knows its own place by another name.
const COMMON_JS: &[&str] = &[
    "--format=cjs",
    "--platform=node",
    TEXT,
    "--define:import.meta.url=ownAddress",
    "--banner:js=const ownAddress = require(\"node:url\").pathToFileURL(__filename);",
];

/// What the compiler assumes of every browser, and the optimizer may therefore use.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The tools that the package is made with, in the versions of their lock file.
const TOOLS: &str = "calliyo-wasm/build";

/// How the tools of this workspace are compiled for it: in a folder of their own, where they wait for no test that is compiled.
pub(crate) const TOOLS_PROFILE: &str = "--profile=tools";

struct Module {
    name: &'static str,
    profile: &'static str,
    features: &'static [&'static str],
}

struct Entry {
    file: &'static str,
    source: &'static str,
    options: &'static [&'static str],
}

/// Builds the package, once however often it is asked for, and returns its folder.
pub(crate) fn build() -> Result<PathBuf, Error> {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    if let Some(folder) = BUILT.get() {
        return Ok(folder.clone());
    }
    let folder = build_anew()?;
    Ok(BUILT.get_or_init(|| folder).clone())
}

fn build_anew() -> Result<PathBuf, Error> {
    if !has_target(WASM_TARGET) {
        return Err(
            format!("the target {WASM_TARGET} is not installed: run `cargo xtask setup`").into()
        );
    }
    let sources = root().join("calliyo-wasm");
    let description = read(&sources.join("package.json"))?;
    let version = concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\"");
    if !description.contains(version) {
        return Err(format!("calliyo-wasm/package.json must say {version}").into());
    }

    let folder = target()?.join("package");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let tools = tools()?;
    let glue = modules(&tools, &folder)?;
    for entry in &ENTRIES {
        bundle(entry, &glue, &tools, &folder)?;
    }

    run_well(own_tool("xtask-zones").arg(folder.join("zones")))?;
    fs::write(folder.join("package.json"), description)?;
    fs::copy(sources.join("README.md"), folder.join("README.md"))?;
    types(&sources.join("types"), &folder.join("types"))?;
    for license in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root().join(license), folder.join(license))?;
    }
    Ok(folder)
}

/// Builds the modules into the package and returns the JavaScript that surrounds the first, which suits the others. Modules that
/// are compiled alike lie in one place, so that they are built one after another; beside the others, as one processor is enough
/// for each.
fn modules(tools: &Path, folder: &Path) -> Result<PathBuf, Error> {
    let made = thread::scope(|scope| {
        let start = |alike: &'static [Module]| {
            scope.spawn(move || {
                let one = |own| module(own, tools, folder).map_err(|error| error.to_string());
                alike
                    .iter()
                    .map(|own| Ok((own.name, one(own)?)))
                    .collect::<Result<Vec<_>, String>>()
            })
        };
        MODULES.map(start).map(ScopedJoinHandle::join)
    });
    let mut glues = Vec::new();
    for alike in made {
        glues.extend(alike.map_err(|_| "building the modules ended early")??);
    }
    let (_, surrounding) = glues.first().ok_or("there is no module")?;
    let whole = read(surrounding)?;
    for (name, glue) in &glues {
        if !is_part(&read(glue)?, &whole) {
            return Err(format!("{name} needs JavaScript of its own").into());
        }
    }
    Ok(surrounding.clone())
}

/// Whether every line of some JavaScript stands in another one in the same order: what a module without columns lacks is left out
/// there, and nothing else differs.
fn is_part(smaller: &str, whole: &str) -> bool {
    let mut rest = whole.lines();
    smaller.lines().all(|line| rest.any(|own| own == line))
}

/// Builds a module into the package, and returns the JavaScript that surrounds it.
fn module(module: &Module, tools: &Path, folder: &Path) -> Result<PathBuf, Error> {
    let mut compiler = cargo(&[
        "build",
        "--quiet",
        "--package=calliyo-wasm",
        "--target",
        WASM_TARGET,
        "--profile",
        module.profile,
    ]);
    run_well(compiler.args(module.features))?;
    let compiled = target()?.join(WASM_TARGET).join(module.profile).join("calliyo_wasm.wasm");
    let own = target()?.join("wasm").join(module.name);
    run_well(own_tool("xtask-wasm").arg("surround").arg(compiled).arg(&own))?;
    let wasm = folder.join(module.name).with_extension("wasm");
    optimize(&own.join("calliyo_bg.wasm"), &wasm, tools)?;
    run_well(own_tool("xtask-wasm").arg("order").arg(&wasm))?;
    Ok(own.join("calliyo.js"))
}

/// A command that runs a tool of this workspace.
fn own_tool(package: &str) -> Command {
    cargo(&["run", "--quiet", TOOLS_PROFILE, "--package", package, "--"])
}

/// Makes a module smaller, without the names of functions and of the tools that made it: in three rounds, since each finds what
/// the one before laid open. A function that is called in one place stays one: put into its caller it is a few bytes less, but
/// large functions are so unlike each other that the module is 2 % larger as it travels.
///
/// Memory begins with the far end of the stack, and no program gets there: an address that is a sum of less than a kilobyte
/// and something else may be taken for one that has not gone round the end of memory.
fn optimize(module: &Path, smaller: &Path, tools: &Path) -> Result<(), Error> {
    let mut optimizer =
        program(&tools.join("node_modules/.bin/wasm-opt").to_string_lossy(), FEATURES);
    optimizer.args(["--one-caller-inline-max-function-size=0", "--low-memory-unused"]);
    optimizer.args(["-Oz", "-Oz", "-Oz", "--strip-debug", "--strip-producers"]);
    run_well(optimizer.arg(module).arg("--output").arg(smaller)).map(|_| ())
}

/// Installs the tools that the package is made with, in the versions of the lock, and returns their folder.
fn tools() -> Result<PathBuf, Error> {
    let folder = npm::copy(TOOLS)?;
    npm::install(&folder)?;
    Ok(folder)
}

/// Makes one file of all that an entry needs: nothing is shared, so that each entry has a module of its own.
fn bundle(entry: &Entry, glue: &Path, tools: &Path, folder: &Path) -> Result<(), Error> {
    let mut bundler = program(
        &tools.join("node_modules/.bin/esbuild").to_string_lossy(),
        &["--bundle", "--target=es2022", "--log-level=warning", "--external:./calliyo.wasm"],
    );
    bundler
        .args(entry.options)
        .arg(root().join("calliyo-wasm/js/entries").join(entry.source))
        .arg(format!("--alias:calliyo-glue={}", glue.display()))
        .arg(format!("--outfile={}", folder.join(entry.file).display()));
    run_well(&mut bundler).map(|_| ())
}

/// Copies the types: once for ES modules, and once for CommonJS, where they mean another kind of module.
fn types(from: &Path, to: &Path) -> Result<(), Error> {
    let common = to.join("cjs");
    fs::create_dir_all(&common)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        fs::copy(file.path(), to.join(file.file_name()))?;
        fs::copy(file.path(), common.join(file.file_name()))?;
    }
    fs::write(common.join("package.json"), "{ \"type\": \"commonjs\" }\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_part;

    #[test]
    fn a_part_has_lines_of_the_whole_in_their_order() {
        let whole = "a\nb\nc\n";
        for (part, is) in
            [("a\nc\n", true), (whole, true), ("", true), ("c\na\n", false), ("a\nd\n", false)]
        {
            assert_eq!(is_part(part, whole), is, "{part:?}");
        }
    }
}
