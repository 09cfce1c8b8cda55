//! The C library as its users get it, and programs in C and C++ against it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Error,
    workspace::{cargo, program, root, run_well, target},
};

/// What every program in C is compiled with.
const C_FLAGS: &[&str] = &["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread"];

/// The same for C++.
const CPP_FLAGS: &[&str] = &["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// Watches the C side: stray accesses, leaks, what C leaves undefined.
pub(crate) const SANITIZERS: &[&str] =
    &["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

/// The language that a compiler is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Language {
    C,
    Cpp,
}

impl Language {
    /// What its programs are compiled with.
    pub(crate) const fn flags(self) -> &'static [&'static str] {
        match self {
            Self::C => C_FLAGS,
            Self::Cpp => CPP_FLAGS,
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::C => "c",
            Self::Cpp => "cpp",
        }
    }
}

/// Builds the shared and the static library, and returns the folder that they are in.
///
/// With the features that users get, whatever else of the workspace has been built before.
pub(crate) fn library() -> Result<PathBuf, Error> {
    run_well(&mut cargo(&["build", "--quiet", "--release", "--package=calliyo-ffi"]))?;
    Ok(target()?.join("release"))
}

/// Compiles the sources in a folder against the shared library. The program finds it wherever it is run.
pub(crate) fn compile(
    compiler: &str,
    language: Language,
    folder: &str,
    name: &str,
    flags: &[&str],
) -> Result<PathBuf, Error> {
    let library = library()?;
    let compiled = target()?.join(name);
    let mut command = program(compiler, language.flags());
    command.args(flags).args(["-O2", "-I", "calliyo-ffi/include"]);
    command.args(sources(&root().join(folder), language)?).arg("-o").arg(&compiled);
    command.arg("-L").arg(&library).arg("-lcalliyo").arg(rpath(&library));
    run_well(&mut command)?;
    Ok(compiled)
}

/// Where a program finds a shared library beside those of the system.
pub(crate) fn rpath(folder: &Path) -> String {
    format!("-Wl,-rpath,{}", folder.display())
}

/// The sources of a language in a folder, by name.
fn sources(folder: &Path, language: Language) -> Result<Vec<PathBuf>, Error> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|own| own == language.extension()) {
            sources.push(path);
        }
    }
    sources.sort();
    Ok(sources)
}
