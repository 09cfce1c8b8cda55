//! The C library as a package: installed as users get it, and used by programs that know nothing of this repository.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{
    Error,
    report::{Outcome, Report},
    setup::{CLANG, CMAKE, GCC, GXX, Need, PKG_CONFIG, lacks},
    workspace::{cargo, has_program, printed, program, read, root, run, run_well, target, write},
};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The name under which programs look for the shared library: with what may not change without breaking them.
const SONAME: &str = concat!(
    "libcalliyo.so.",
    env!("CARGO_PKG_VERSION_MAJOR"),
    ".",
    env!("CARGO_PKG_VERSION_MINOR")
);

/// What the static library needs of the system, as the templates have it.
const NATIVE_LIBRARIES: &str = "-lgcc_s -lutil -lrt -lpthread -lm -ldl -lc";

const WARNINGS: &[&str] = &["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// Installs the package below the target folder, tries it out, and prints what was found.
pub(crate) fn try_out() -> Result<bool, Error> {
    let mut report = Report::default();
    report.step("installed", installed);
    report.step("pkg-config", pkg_config);
    report.step("CMake", cmake);
    report.step("as cargo-c does", like_cargo_c);
    Ok(report.close())
}

/// The same as one step.
pub(crate) fn check() -> Result<Outcome, Error> {
    Ok(installed()?.and(pkg_config()?).and(cmake()?).and(like_cargo_c()?))
}

/// Where the package is installed.
fn prefix() -> Result<PathBuf, Error> {
    Ok(target()?.join("installed"))
}

/// Installs header, libraries and what finds them.
fn installed() -> Result<Outcome, Error> {
    if !cfg!(target_os = "linux") {
        return Ok(Outcome::skipped("only Linux is tried"));
    }
    let versions = read(&root().join("calliyo-ffi/packaging/cmake/calliyoConfigVersion.cmake"))?;
    if !versions.contains(&format!("set(PACKAGE_VERSION \"{VERSION}\")")) {
        return Ok(Outcome::failed(format!("calliyoConfigVersion.cmake must say {VERSION}\n")));
    }
    let built = build()?;
    if let Some(fault) = other_native_libraries(&built)? {
        return Ok(Outcome::failed(fault));
    }
    install(&target()?.join("release"), &prefix()?)?;
    Ok(Outcome { passed: 1, ..Outcome::default() })
}

/// Builds the libraries, the shared one under the name that programs look for.
fn build() -> Result<Output, Error> {
    let output = run(cargo(&["rustc", "--release", "--package=calliyo-ffi", "--lib", "--"])
        .arg("--print=native-static-libs")
        .arg(format!("-Clink-arg=-Wl,-soname,{SONAME}")))?;
    if output.status.success() { Ok(output) } else { Err(printed(&output).into()) }
}

/// What is wrong where the compiler names other libraries of the system than the templates.
fn other_native_libraries(built: &Output) -> Result<Option<String>, Error> {
    let printed = printed(built);
    let line = printed.lines().find_map(|line| line.split_once("native-static-libs: "));
    let (_, named) = line.ok_or("the compiler does not name the libraries of the system")?;
    let names = NATIVE_LIBRARIES.replace("-l", "");
    let pc = read(&root().join("calliyo-ffi/packaging/calliyo.pc.in"))?;
    let config = read(&root().join("calliyo-ffi/packaging/cmake/calliyoConfig.cmake"))?;
    let agreed = named.trim() == NATIVE_LIBRARIES
        && pc.contains(&format!("Libs.private: {NATIVE_LIBRARIES}\n"))
        && config.contains(&format!("INTERFACE_LINK_LIBRARIES {names})"));
    Ok((!agreed).then(|| {
        format!("the static library needs `{named}`: calliyo.pc.in, calliyoConfig.cmake or xtask say otherwise\n")
    }))
}

/// Lays the files out as `cargo cinstall --libdir=lib` does.
fn install(built: &Path, prefix: &Path) -> Result<(), Error> {
    if prefix.exists() {
        fs::remove_dir_all(prefix)?;
    }
    let own = root().join("calliyo-ffi");
    copy_all(&own.join("include"), &prefix.join("include"))?;
    copy_all(&own.join("packaging/cmake"), &prefix.join("share/cmake/calliyo"))?;
    let library = prefix.join("lib");
    fs::create_dir_all(library.join("pkgconfig"))?;
    let full_name = format!("libcalliyo.so.{VERSION}");
    fs::copy(built.join("libcalliyo.so"), library.join(&full_name))?;
    for name in [SONAME, "libcalliyo.so"] {
        run_well(program("ln", &["-s", &full_name]).arg(library.join(name)))?;
    }
    fs::copy(built.join("libcalliyo.a"), library.join("libcalliyo.a"))?;
    let pc = read(&own.join("packaging/calliyo.pc.in"))?;
    let pc = pc.replace("@prefix@", &prefix.display().to_string()).replace("@version@", VERSION);
    write(&library.join("pkgconfig/calliyo.pc"), &pc)
}

fn copy_all(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

/// A program that knows nothing but what pkg-config tells it, by every compiler, with either library.
fn pkg_config() -> Result<Outcome, Error> {
    const COMPILERS: &[(&str, &Need, &[&str])] = &[
        ("gcc", &GCC, &["-std=c99", "tests/packaging/outside.c"]),
        ("clang", &CLANG, &["-std=c99", "tests/packaging/outside.c"]),
        ("g++", &GXX, &["-std=c++17", "tests/packaging/outside.cpp"]),
        ("clang++", &CLANG, &["-std=c++17", "tests/packaging/outside.cpp"]),
    ];
    if let Some(reason) = lacks(&[&PKG_CONFIG]) {
        return Ok(Outcome::skipped(reason));
    }
    let ask = |question: &[&str]| -> Result<Vec<String>, Error> {
        let mut asked = program("pkg-config", question);
        asked.arg("calliyo").env("PKG_CONFIG_PATH", prefix()?.join("lib/pkgconfig"));
        Ok(run_well(&mut asked)?.split_whitespace().map(str::to_owned).collect())
    };
    let shared = ask(&["--cflags", "--libs"])?;
    // The linker prefers a shared library of the same name.
    let by_file = |word: String| if word == "-lcalliyo" { "-l:libcalliyo.a".into() } else { word };
    let fixed: Vec<String> =
        ask(&["--cflags", "--static", "--libs"])?.into_iter().map(by_file).collect();
    let mut outcome = Outcome::default();
    for (compiler, need, words) in COMPILERS {
        if let Some(reason) = lacks(&[need]) {
            outcome.skipped.push(reason);
            continue;
        }
        for (kind, found) in [("shared", &shared), ("static", &fixed)] {
            let compiled = target()?.join(format!("outside-{compiler}-{kind}"));
            let mut compile = program(compiler, WARNINGS);
            compile.args(*words).args(found).arg("-o").arg(&compiled);
            outcome = outcome.and(prints_versions(&mut compile, &compiled, kind == "shared")?);
        }
    }
    Ok(outcome)
}

/// A program that knows nothing but what CMake finds.
fn cmake() -> Result<Outcome, Error> {
    if let Some(reason) = lacks(&[&CMAKE, &GCC]) {
        return Ok(Outcome::skipped(reason));
    }
    let folder = target()?.join("outside-cmake");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut configure = program("cmake", &["-S", "tests/packaging", "-B"]);
    configure.arg(&folder).arg(format!("-DCMAKE_PREFIX_PATH={}", prefix()?.display()));
    run_well(&mut configure)?;
    let mut outcome = Outcome::default();
    for kind in ["shared", "static"] {
        let name = format!("outside-{kind}");
        let mut build = program("cmake", &["--build"]);
        build.arg(&folder).args(["--target", &name]);
        outcome = outcome.and(prints_versions(&mut build, &folder.join(name), kind == "shared")?);
    }
    Ok(outcome.and(cmake_without_library()?))
}

/// Where the headers are without a library, CMake finds nothing and says so, and leaves no target out in silence.
fn cmake_without_library() -> Result<Outcome, Error> {
    let (own, bare) = (prefix()?, target()?.join("installed-without-library"));
    let folder = target()?.join("outside-cmake-without-library");
    for former in [&bare, &folder] {
        if former.exists() {
            fs::remove_dir_all(former)?;
        }
    }
    for part in ["include", "share/cmake/calliyo"] {
        copy_all(&own.join(part), &bare.join(part))?;
    }
    let mut configure = program("cmake", &["-S", "tests/packaging", "-B"]);
    configure.arg(&folder).arg(format!("-DCMAKE_PREFIX_PATH={}", bare.display()));
    let told = printed(&run(&mut configure)?);
    if told.contains("the library calliyo is not below") {
        return Ok(Outcome { passed: 1, ..Outcome::default() });
    }
    Ok(Outcome::failed(format!("CMake finds a library where there is none:\n{told}")))
}

/// Compiles the outside program and runs it; the static one has no need of the folder of libraries.
fn prints_versions(
    compile: &mut Command,
    compiled: &Path,
    is_shared: bool,
) -> Result<Outcome, Error> {
    let output = run(compile)?;
    if !output.status.success() {
        return Ok(Outcome::of_one(&output));
    }
    let mut outside = Command::new(compiled);
    if is_shared {
        outside.env("LD_LIBRARY_PATH", prefix()?.join("lib"));
    }
    let mut outcome = Outcome::of_one(&run(&mut outside)?);
    let needs_shared = needed(compiled)?.contains(SONAME);
    if outcome.passed == 1 && (needs_shared != is_shared || !outcome.details.contains(VERSION)) {
        outcome = Outcome::failed(format!("{}: {}", compiled.display(), outcome.details));
    }
    Ok(outcome)
}

/// The shared libraries that a program or library asks for, and its own name, as the tool that reads them prints them.
fn needed(file: &Path) -> Result<String, Error> {
    run_well(program("readelf", &["--dynamic", "--wide"]).arg(file))
}

/// Whether cargo-c, where it is installed, lays out the same files with the same texts.
fn like_cargo_c() -> Result<Outcome, Error> {
    if !has_program("cargo-cinstall") {
        return Ok(Outcome::skipped("cargo-c is not installed"));
    }
    let (own, theirs) = (prefix()?, target()?.join("installed-by-cargo-c"));
    if theirs.exists() {
        fs::remove_dir_all(&theirs)?;
    }
    let mut install = cargo(&["cinstall", "--release", "--package=calliyo-ffi"]);
    install.arg("--libdir=lib").arg(format!("--prefix={}", theirs.display()));
    run_well(install.arg("--target-dir").arg(target()?.join("cargo-c")))?;
    let (own, theirs) = (layout(&own)?, layout(&theirs)?);
    let names: BTreeSet<&PathBuf> = own.keys().chain(theirs.keys()).collect();
    let other: Vec<_> =
        names.into_iter().filter(|name| own.get(*name) != theirs.get(*name)).collect();
    if other.is_empty() {
        return Ok(Outcome { passed: 1, ..Outcome::default() });
    }
    Ok(Outcome::failed(format!("cargo-c installs otherwise: {other:?}\n")))
}

/// The files below a folder: of a text what it says, with the folder left out; of a link where it points; of a library the
/// name under which programs look for it.
fn layout(prefix: &Path) -> Result<BTreeMap<PathBuf, String>, Error> {
    let mut files = BTreeMap::new();
    let mut folders = vec![prefix.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(prefix).unwrap_or(&path).to_owned();
            if path.is_symlink() {
                files.insert(name, fs::read_link(&path)?.display().to_string());
            } else if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                files.insert(name, text.replace(&prefix.display().to_string(), "@prefix@"));
            } else {
                let dynamic = needed(&path).unwrap_or_default();
                let own_name = dynamic.lines().find(|line| line.contains("(SONAME)"));
                files.insert(name, own_name.unwrap_or_default().trim().to_owned());
            }
        }
    }
    Ok(files)
}
