//! The host programs of `examples/hosts`: one in each language, which all do the same and print the same.
//!
//! They are built and run as the README there says.

use std::{
    env::consts::{DLL_PREFIX, DLL_SUFFIX},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Error,
    c::{self, Language},
    doors,
    report::Outcome,
    setup::{GCC, GO, GXX, JARS, JAVA, MONO, Need, PHP, PYTHON, RUBY, lacks},
    workspace::{printed, program, read, root, run, run_well, target},
};

/// The company that every host has its morning at, and what each prints about it.
const COMPANY: &str = "examples/hosts/company";
const EXPECTED: &str = "examples/hosts/company/expected.txt";

/// A host program.
#[derive(Debug)]
pub(crate) struct Host {
    /// The language, as people write it.
    pub(crate) name: &'static str,
    needs: &'static [&'static Need],
    /// Builds the program, if it must be built, and gives the words of the command that runs it.
    build: fn() -> Result<Vec<String>, Error>,
}

/// Every host, in the order of their table.
pub(crate) const HOSTS: &[Host] = &[
    Host { name: "C", needs: &[&GCC], build: || native("gcc", Language::C, "host-c", &[]) },
    Host { name: "C++", needs: &[&GXX], build: || native("g++", Language::Cpp, "host-cpp", &[]) },
    Host { name: "Python", needs: &[&PYTHON], build: || script("python3", "python/host.py") },
    Host { name: "PHP", needs: &[&PHP], build: || script("php", "php/host.php") },
    Host { name: "Go", needs: &[&GO, &GCC], build: go },
    Host { name: "Java", needs: &[&JAVA], build: java },
    Host { name: "Ruby", needs: &[&RUBY], build: || script("ruby", "ruby/host.rb") },
    Host { name: "C#", needs: &[&MONO], build: c_sharp },
];

/// The host in C, watched by the sanitizers of the compiler.
pub(crate) const WATCHED: Host = Host {
    name: "C, watched",
    needs: &[&GCC],
    build: || native("gcc", Language::C, "host-c-watched", c::SANITIZERS),
};

impl Host {
    /// The morning at the company, byte by byte, and every conformance vector.
    pub(crate) fn check(&self) -> Result<Outcome, Error> {
        self.built(|words| Ok(morning(words)?.and(vectors(words)?)))
    }

    /// Every conformance vector alone.
    pub(crate) fn vectors(&self) -> Result<Outcome, Error> {
        self.built(vectors)
    }

    /// The command that runs the host, where it can be built on this machine.
    pub(crate) fn words(&self) -> Result<Option<String>, Error> {
        match lacks(self.needs) {
            Some(_) => Ok(None),
            None => Ok(Some((self.build)()?.join(" "))),
        }
    }

    fn built(
        &self,
        ask: impl FnOnce(&[String]) -> Result<Outcome, Error>,
    ) -> Result<Outcome, Error> {
        match lacks(self.needs) {
            Some(reason) => Ok(Outcome::skipped(reason)),
            None => ask(&(self.build)()?),
        }
    }
}

fn morning(words: &[String]) -> Result<Outcome, Error> {
    let output = run(command(words)?.arg(COMPANY))?;
    let expected = read(&root().join(EXPECTED))?;
    if output.status.success() && output.stdout == expected.as_bytes() {
        return Ok(Outcome { passed: 1, ..Outcome::default() });
    }
    let ended = output.status;
    Ok(Outcome::failed(format!(
        "{words:?} {COMPANY} does not print {EXPECTED} ({ended}):\n{}",
        printed(&output)
    )))
}

fn vectors(words: &[String]) -> Result<Outcome, Error> {
    doors::asked(command(words)?.arg("vectors"))
}

/// The command that runs a host, with the library where it looks for it.
fn command(words: &[String]) -> Result<Command, Error> {
    let [name, arguments @ ..] = words else { return Err("a command without a word".into()) };
    let mut command = program(name, &[]);
    find_library(command.args(arguments))?;
    Ok(command)
}

/// Says to a command, and to what it runs, where the library is.
pub(crate) fn find_library(command: &mut Command) -> Result<(), Error> {
    let library = c::library()?;
    command.env("LD_LIBRARY_PATH", &library);
    command.env("CALLIYO_LIBRARY", library.join(format!("{DLL_PREFIX}calliyo{DLL_SUFFIX}")));
    Ok(())
}

fn native(
    compiler: &str,
    language: Language,
    name: &str,
    flags: &[&str],
) -> Result<Vec<String>, Error> {
    let folder = match language {
        Language::C => "examples/hosts/c",
        Language::Cpp => "examples/hosts/cpp",
    };
    Ok(vec![text(&c::compile(compiler, language, folder, name, flags)?)])
}

fn script(interpreter: &str, path: &str) -> Result<Vec<String>, Error> {
    Ok(vec![interpreter.to_owned(), format!("examples/hosts/{path}")])
}

fn go() -> Result<Vec<String>, Error> {
    let compiled = target()?.join("host-go");
    let mut build = program("go", &["build", "-o"]);
    build.arg(&compiled).arg("./cmd/host").current_dir(root().join("examples/hosts/go"));
    build.env("CGO_CFLAGS", format!("-I{}", root().join("calliyo-ffi/include").display()));
    build.env("CGO_LDFLAGS", format!("-L{}", c::library()?.display()));
    run_well(&mut build)?;
    Ok(vec![text(&compiled)])
}

fn java() -> Result<Vec<String>, Error> {
    let classes = target()?.join("host-java");
    let jars = JARS.join(":");
    let sources = files(&root().join("examples/hosts/java/src"), "java")?;
    let mut build = program("javac", &["-Xlint:all", "-Werror", "-cp", &jars, "-d"]);
    run_well(build.arg(&classes).args(sources))?;
    let path = format!("{}:{jars}", classes.display());
    Ok(["java", "-cp", &path, "host.Host"].map(str::to_owned).to_vec())
}

fn c_sharp() -> Result<Vec<String>, Error> {
    const PARTS: &str = "-r:System.Runtime.Serialization,System.Xml,System.Xml.Linq,System.Core";
    let compiled = target()?.join("host-csharp.exe");
    let sources = files(&root().join("examples/hosts/csharp"), "cs")?;
    let mut build = program("mcs", &["-warn:4", "-warnaserror", PARTS]);
    run_well(build.arg(format!("-out:{}", compiled.display())).args(sources))?;
    Ok(vec!["mono".to_owned(), text(&compiled)])
}

/// The files below a folder with an extension, by name.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
