//! The doors of the library, each asked every conformance vector.

use std::{fs, path::PathBuf, process::Command};

use crate::{
    Error,
    c::Language,
    hosts::HOSTS,
    npm, package,
    report::Outcome,
    setup::{CHROMIUM, GCC, GXX, lacks},
    workspace::{cargo, program, read, root, run, target, write},
};

/// Prints how many vectors each door was asked, and how many answers differ.
pub(crate) fn print_table() -> Result<bool, Error> {
    println!("door      vectors  differences");
    let mut table = Table::default();
    table.row("Rust", rust()?);
    for host in HOSTS {
        table.row(host.name, host.vectors()?);
    }
    table.row("Node", node_vectors()?);
    table.row("Chromium", chromium()?);
    print!("{}", table.details);
    Ok(table.details.is_empty())
}

/// What the rows so far came to: what was printed where an answer differs.
#[derive(Default)]
struct Table {
    details: String,
}

impl Table {
    fn row(&mut self, door: &str, outcome: Outcome) {
        if let [reason, ..] = outcome.skipped.as_slice() {
            println!("{door:<9} skipped: {reason}");
            return;
        }
        println!("{door:<9} {:>7}  {:>11}", outcome.passed + outcome.failed, outcome.failed);
        if outcome.failed > 0 {
            self.details.push_str(&outcome.details);
        }
    }
}

fn rust() -> Result<Outcome, Error> {
    let output = run(&mut cargo(&[
        "test",
        "--package=calliyo-tests",
        "--test=vectors",
        "every_vector_gets_its_recorded_response",
        "--",
        "--nocapture",
    ]))?;
    Ok(Outcome::of_closing_line(&output))
}

/// The headers as C++ reads them.
pub(crate) fn cpp_header() -> Result<Outcome, Error> {
    if let Some(reason) = lacks(&[&GXX]) {
        return Ok(Outcome::skipped(reason));
    }
    let mut outcome = Outcome::default();
    for header in ["calliyo.h", "calliyo.hpp"] {
        let mut read = program("g++", Language::Cpp.flags());
        read.args(["-fsyntax-only", "-x", "c++"])
            .arg(root().join("calliyo-ffi/include").join(header));
        outcome = outcome.and(Outcome::of_one(&run(&mut read)?));
    }
    Ok(outcome)
}

/// The examples in the documentation of the header, as one program in C.
pub(crate) fn header_examples() -> Result<Outcome, Error> {
    if let Some(reason) = lacks(&[&GCC]) {
        return Ok(Outcome::skipped(reason));
    }
    let header = read(&root().join("calliyo-ffi/include/calliyo.h"))?;
    let source = target()?.join("header-examples.c");
    let examples =
        "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include \"calliyo.h\"\n"
            .to_owned()
            + &examples(&header);
    write(&source, &examples)?;
    let mut compiler = program("gcc", Language::C.flags());
    // They are there to be read: nobody calls them.
    compiler
        .args(["-Wno-unused-function", "-fsyntax-only", "-I", "calliyo-ffi/include"])
        .arg(&source);
    Ok(Outcome::of_one(&run(&mut compiler)?))
}

/// What stands between fences in the comments of a header, without the stars in front.
fn examples(header: &str) -> String {
    let mut examples = String::new();
    let mut is_example = false;
    for line in header.lines() {
        let Some(text) = line.strip_prefix(" *") else { continue };
        let text = text.strip_prefix(' ').unwrap_or(text);
        if text.starts_with("```") {
            is_example = text == "```c";
        } else if is_example {
            examples.push_str(text);
            examples.push('\n');
        }
    }
    examples
}

/// The vectors through the JavaScript package, and what the package adds to them.
pub(crate) fn node() -> Result<Outcome, Error> {
    let vectors = node_vectors()?;
    if !vectors.skipped.is_empty() {
        return Ok(vectors);
    }
    ["binding", "moves", "columns", "lead"].iter().try_fold(vectors, |outcome, name| {
        let test = format!("tests/node/{name}.mjs");
        let output = run(program("node", &[&test]).arg(target()?.join("package")))?;
        Ok(outcome.and(Outcome::of_closing_line(&output)))
    })
}

fn node_vectors() -> Result<Outcome, Error> {
    if let Some(reason) = npm::lacking() {
        return Ok(Outcome::skipped(reason));
    }
    let folder = package::build()?;
    asked(program("node", &["tests/node/vectors.mjs"]).arg(folder))
}

/// The vectors in a browser: in a page, and in a worker of it.
pub(crate) fn chromium() -> Result<Outcome, Error> {
    if let Some(reason) = npm::lacking().or_else(|| lacks(&[&CHROMIUM])) {
        return Ok(Outcome::skipped(reason));
    }
    let package = package::build()?;
    let mut ask = program("node", &["tests/browser/vectors.mjs"]);
    npm::find_chromium(&mut ask);
    asked(ask.arg(npm::browser()?).arg(package))
}

/// Asks a door every vector: it must have counted each.
pub(crate) fn asked(command: &mut Command) -> Result<Outcome, Error> {
    let vectors = vectors()?;
    let outcome = Outcome::of_closing_line(&run(command.args(&vectors))?);
    let (given, counted) = (vectors.len(), outcome.passed + outcome.failed);
    if outcome.failed == 0 && given != counted {
        return Ok(Outcome::failed(format!("{given} vectors were given, {counted} counted\n")));
    }
    Ok(outcome)
}

/// The folders of the vectors, in the order of their names.
pub(crate) fn vectors() -> Result<Vec<PathBuf>, Error> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(root().join("tests/vectors"))? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_what_stands_between_fences() {
        let header = "/**\n * Does it.\n *\n * ```c\n * int x(void) {\n *\n *     return 1;\n * }\n * ```\n *\n * It is done.\n */\nint y;\n";
        assert_eq!(examples(header), "int x(void) {\n\n    return 1;\n}\n");
    }
}
