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
    doors, readme,
    report::Outcome,
    setup::{GCC, GO, GXX, JARS, JAVA, MONO, Need, PHP, PYTHON, RUBY, lacks, python},
    workspace::{printed, program, read, root, run, run_well, target},
};

/// The company that every host has its morning at, and what each prints about it.
const COMPANY: &str = "examples/hosts/company";
const EXPECTED: &str = "examples/hosts/company/expected.txt";

/// What the wrappers of some languages are compared with.
const HEADER: &str = "calliyo-ffi/include/calliyo.h";

/// What hosts copy where a program is compiled together with it.
const JAVA_PACKAGE: &str = "examples/hosts/java/src/com";
const C_SHARP_LIBRARY: &str = "examples/hosts/csharp/Calliyo";

/// A host program.
#[derive(Debug)]
pub(crate) struct Host {
    /// The language, as people write it.
    pub(crate) name: &'static str,
    needs: &'static [&'static Need],
    /// Builds the program, if it must be built, and gives the words of the command that runs it.
    build: fn() -> Result<Vec<String>, Error>,
    /// Builds the example of the README likewise.
    example: fn() -> Result<Vec<String>, Error>,
    /// Tests what the host's own library adds to the C interface, where there is one.
    wrapper: Option<fn() -> Result<Outcome, Error>>,
}

/// Every host, in the order of their table.
pub(crate) const HOSTS: &[Host] = &[
    Host {
        name: "C",
        needs: &[&GCC],
        build: || native("gcc", Language::C, "examples/hosts/c", "host-c", &[]),
        example: || {
            let folder = readme::folder(&readme::example("c", "example.c")?);
            native("gcc", Language::C, &folder, "readme-c", &[])
        },
        wrapper: None,
    },
    Host {
        name: "C++",
        needs: &[&GXX],
        build: || native("g++", Language::Cpp, "examples/hosts/cpp", "host-cpp", &[]),
        example: || {
            let folder = readme::folder(&readme::example("cpp", "example.cpp")?);
            native("g++", Language::Cpp, &folder, "readme-cpp", &[])
        },
        wrapper: Some(|| tested(&native("g++", Language::Cpp, "tests/cpp", "wrapper-cpp", &[])?)),
    },
    Host {
        name: "Python",
        needs: &[&PYTHON],
        build: || python_script("examples/hosts/python/host.py"),
        example: || {
            let script = python_script(&text(&readme::example("python", "example.py")?))?;
            Ok([words(["env", "PYTHONPATH=examples/hosts/python"]), script].concat())
        },
        wrapper: Some(|| tested(&python_script("tests/python/wrapper.py")?)),
    },
    Host {
        name: "PHP",
        needs: &[&PHP],
        build: || script("php", "examples/hosts/php/host.php"),
        example: || script("php", &text(&readme::example("php", "example.php")?)),
        wrapper: Some(|| tested(&script("php", "tests/php/wrapper.php")?)),
    },
    Host {
        name: "Go",
        needs: &[&GO, &GCC],
        build: || go("host-go", "./cmd/host"),
        example: || go("readme-go", &text(&readme::example("go", "example.go")?)),
        wrapper: Some(go_wrapper),
    },
    Host {
        name: "Java",
        needs: &[&JAVA],
        build: java,
        example: || {
            let mut sources = files(&root().join(JAVA_PACKAGE), "java")?;
            sources.push(readme::example("java", "Example.java")?);
            run_java("readme-java", sources, "Example")
        },
        wrapper: Some(java_wrapper),
    },
    Host {
        name: "Ruby",
        needs: &[&RUBY],
        build: || script("ruby", "examples/hosts/ruby/host.rb"),
        example: || {
            let example = text(&readme::example("ruby", "example.rb")?);
            Ok(words(["ruby", "-I", "examples/hosts/ruby/lib", &example]))
        },
        wrapper: Some(|| tested(&script("ruby", "tests/ruby/wrapper.rb")?)),
    },
    Host {
        name: "C#",
        needs: &[&MONO],
        build: c_sharp,
        example: || {
            let mut sources = files(&root().join(C_SHARP_LIBRARY), "cs")?;
            sources.push(readme::example("csharp", "Example.cs")?);
            run_c_sharp("readme-csharp.exe", sources)
        },
        wrapper: Some(c_sharp_wrapper),
    },
];

/// The host in C, watched by the sanitizers of the compiler.
pub(crate) const WATCHED: Host = Host {
    name: "C, watched",
    needs: &[&GCC],
    build: || native("gcc", Language::C, "examples/hosts/c", "host-c-watched", c::SANITIZERS),
    example: || {
        let folder = readme::folder(&readme::example("c", "example.c")?);
        native("gcc", Language::C, &folder, "readme-c-watched", c::SANITIZERS)
    },
    wrapper: None,
};

impl Host {
    /// The morning at the company, byte by byte, every conformance vector, the example of the README, and the tests of the
    /// host's own library.
    pub(crate) fn check(&self) -> Result<Outcome, Error> {
        self.built(|words| {
            let outcome = morning(words)?.and(vectors(words)?).and(shortest(&(self.example)()?)?);
            match self.wrapper {
                Some(wrapper) => Ok(outcome.and(wrapper()?)),
                None => Ok(outcome),
            }
        })
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

/// The example of the README: it takes in a lead and prints its status, which in C is the whole answer.
fn shortest(words: &[String]) -> Result<Outcome, Error> {
    let output = run(&mut command(words)?)?;
    if output.status.success() && String::from_utf8_lossy(&output.stdout).contains("unassigned") {
        return Ok(Outcome { passed: 1, ..Outcome::default() });
    }
    let ended = output.status;
    Ok(Outcome::failed(format!("the example of the README fails ({ended}):\n{}", printed(&output))))
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

/// A program that ends with `N passed, M failed`.
fn tested(words: &[String]) -> Result<Outcome, Error> {
    Ok(Outcome::of_closing_line(&run(&mut command(words)?)?))
}

fn native(
    compiler: &str,
    language: Language,
    folder: &str,
    name: &str,
    flags: &[&str],
) -> Result<Vec<String>, Error> {
    Ok(vec![text(&c::compile(compiler, language, folder, name, flags)?)])
}

fn script(interpreter: &str, path: &str) -> Result<Vec<String>, Error> {
    Ok(words([interpreter, path]))
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn python_script(path: &str) -> Result<Vec<String>, Error> {
    script(python().ok_or("there is no Python with cffi and numpy")?, path)
}

/// Compiles a package, or a file by its whole path.
fn go(name: &str, package: &str) -> Result<Vec<String>, Error> {
    let compiled = target()?.join(name);
    run_well(in_go(&["build", "-o"])?.arg(&compiled).arg(package))?;
    Ok(vec![text(&compiled)])
}

fn go_wrapper() -> Result<Outcome, Error> {
    Ok(Outcome::of_one(&run(&mut in_go(&["test", "./..."])?)?))
}

/// A command of go, in the folder of the host.
fn in_go(arguments: &[&str]) -> Result<Command, Error> {
    let mut go = program("go", arguments);
    find_library(&mut go)?;
    go.current_dir(root().join("examples/hosts/go"));
    go.env("CGO_CFLAGS", format!("-I{}", root().join("calliyo-ffi/include").display()));
    go.env("CGO_LDFLAGS", format!("-L{}", c::library()?.display()));
    Ok(go)
}

fn java() -> Result<Vec<String>, Error> {
    let sources = files(&root().join("examples/hosts/java/src"), "java")?;
    run_java("host-java", sources, "host.Host")
}

fn java_wrapper() -> Result<Outcome, Error> {
    let mut sources = files(&root().join(JAVA_PACKAGE), "java")?;
    sources.extend(files(&root().join("tests/java"), "java")?);
    let mut words = run_java("wrapper-java", sources, "com.calliyo.Wrapper")?;
    words.push(HEADER.to_owned());
    tested(&words)
}

/// Compiles sources into a folder of the target folder, and gives the words that run a class.
fn run_java(folder: &str, sources: Vec<PathBuf>, class: &str) -> Result<Vec<String>, Error> {
    let classes = target()?.join(folder);
    let jars = JARS.join(":");
    let mut build = program("javac", &["-Xlint:all", "-Werror", "-cp", &jars, "-d"]);
    run_well(build.arg(&classes).args(sources))?;
    let path = format!("{}:{jars}", classes.display());
    Ok(words(["java", "-cp", &path, class]))
}

fn c_sharp() -> Result<Vec<String>, Error> {
    run_c_sharp("host-csharp.exe", files(&root().join("examples/hosts/csharp"), "cs")?)
}

fn c_sharp_wrapper() -> Result<Outcome, Error> {
    let mut sources = files(&root().join(C_SHARP_LIBRARY), "cs")?;
    sources.extend(files(&root().join("tests/csharp"), "cs")?);
    let mut words = run_c_sharp("wrapper-csharp.exe", sources)?;
    words.push(HEADER.to_owned());
    tested(&words)
}

/// Compiles sources into a program of the target folder, and gives the words that run it.
fn run_c_sharp(name: &str, sources: Vec<PathBuf>) -> Result<Vec<String>, Error> {
    const PARTS: &str = "-r:System.Runtime.Serialization,System.Xml,System.Xml.Linq,System.Core";
    let compiled = target()?.join(name);
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
