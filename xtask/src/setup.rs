//! What the checks need beside a Rust toolchain, and how it is installed.

use std::{
    env,
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::workspace::{has_program, has_target, program, runs};

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
pub(crate) const BARE_TARGET: &str = "thumbv7m-none-eabi";

/// Where Debian puts what calls C from Java, and what reads JSON there.
pub(crate) const JARS: [&str; 2] = ["/usr/share/java/jna.jar", "/usr/share/java/gson.jar"];

/// The browser under the names that systems give it.
const CHROMIUM_NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Something that steps need, and skip themselves without.
#[derive(Debug)]
pub(crate) struct Need {
    pub(crate) name: &'static str,
    is_there: fn() -> bool,
    install: Install,
}

/// How something is installed.
#[derive(Debug)]
enum Install {
    /// A command of rustup.
    Rustup(&'static [&'static str]),
    /// Packages of Debian.
    Packages(&'static [&'static str]),
}

impl Need {
    /// Whether it is there.
    pub(crate) fn is_there(&self) -> bool {
        (self.is_there)()
    }
}

/// The first of several things that is not there, as the reason why a step is skipped.
pub(crate) fn lacks(needs: &[&Need]) -> Option<String> {
    let missing = needs.iter().find(|need| !need.is_there())?;
    Some(format!("{} is not installed", missing.name))
}

/// A Python that has cffi and numpy: the first one of the path, or that of the system, for which the package is installed.
pub(crate) fn python() -> Option<&'static str> {
    ["python3", "/usr/bin/python3"].into_iter().find(|own| runs(own, &["-c", "import cffi, numpy"]))
}

/// The program of the browser: the first that is on the path.
pub(crate) fn chromium() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let named = |name| folders.iter().map(move |folder: &PathBuf| folder.join(name));
    CHROMIUM_NAMES.into_iter().flat_map(named).find(|program| program.is_file())
}

pub(crate) const GCC: Need = Need {
    name: "gcc",
    is_there: || has_program("gcc"),
    install: Install::Packages(&["gcc", "libc6-dev"]),
};
pub(crate) const GXX: Need =
    Need { name: "g++", is_there: || has_program("g++"), install: Install::Packages(&["g++"]) };
pub(crate) const CLANG: Need = Need {
    name: "clang",
    is_there: || has_program("clang"),
    install: Install::Packages(&["clang"]),
};
pub(crate) const VALGRIND: Need = Need {
    name: "valgrind",
    is_there: || has_program("valgrind"),
    install: Install::Packages(&["valgrind"]),
};
pub(crate) const PKG_CONFIG: Need = Need {
    name: "pkg-config",
    is_there: || has_program("pkg-config"),
    install: Install::Packages(&["pkg-config"]),
};
pub(crate) const CMAKE: Need = Need {
    name: "cmake",
    is_there: || has_program("cmake") && has_program("make"),
    install: Install::Packages(&["cmake", "make"]),
};
pub(crate) const PYTHON: Need = Need {
    name: "python3 with cffi and numpy",
    is_there: || python().is_some(),
    install: Install::Packages(&["python3", "python3-cffi", "python3-numpy"]),
};
pub(crate) const PHP: Need = Need {
    name: "php with FFI",
    is_there: || runs("php", &["-r", "exit(extension_loaded('ffi') ? 0 : 1);"]),
    install: Install::Packages(&["php-cli"]),
};
pub(crate) const GO: Need = Need {
    name: "go",
    is_there: || runs("go", &["version"]),
    install: Install::Packages(&["golang-go"]),
};
pub(crate) const JAVA: Need = Need {
    name: "a JDK with JNA and Gson",
    is_there: || has_program("javac") && JARS.iter().all(|jar| Path::new(jar).exists()),
    install: Install::Packages(&["openjdk-17-jdk-headless", "libjna-java", "libgoogle-gson-java"]),
};
pub(crate) const RUBY: Need =
    Need { name: "ruby", is_there: || has_program("ruby"), install: Install::Packages(&["ruby"]) };
pub(crate) const MONO: Need = Need {
    name: "mono",
    is_there: || has_program("mcs") && has_program("mono"),
    install: Install::Packages(&[
        "mono-mcs",
        "mono-runtime",
        "libmono-system-runtime-serialization4.0-cil",
        "libmono-system-xml-linq4.0-cil",
    ]),
};
pub(crate) const NODE: Need = Need {
    name: "node",
    is_there: || has_program("node"),
    install: Install::Packages(&["nodejs"]),
};
pub(crate) const NPM: Need =
    Need { name: "npm", is_there: || has_program("npm"), install: Install::Packages(&["npm"]) };
pub(crate) const CHROMIUM: Need = Need {
    name: "chromium",
    is_there: || chromium().is_some(),
    install: Install::Packages(&["chromium"]),
};

const NEEDS: &[Need] = &[
    Need {
        name: "rustfmt",
        is_there: || has_program("rustfmt"),
        install: Install::Rustup(&["component", "add", "rustfmt"]),
    },
    Need {
        name: "clippy",
        is_there: || has_program("clippy-driver"),
        install: Install::Rustup(&["component", "add", "clippy"]),
    },
    Need {
        name: WASM_TARGET,
        is_there: || has_target(WASM_TARGET),
        install: Install::Rustup(&["target", "add", WASM_TARGET]),
    },
    Need {
        name: BARE_TARGET,
        is_there: || has_target(BARE_TARGET),
        install: Install::Rustup(&["target", "add", BARE_TARGET]),
    },
    GCC,
    GXX,
    CLANG,
    VALGRIND,
    PKG_CONFIG,
    CMAKE,
    PYTHON,
    PHP,
    GO,
    JAVA,
    RUBY,
    MONO,
    NODE,
    NPM,
    CHROMIUM,
    // Without one, a page has no text to click on or to measure.
    Need {
        name: "a font",
        is_there: || Path::new("/usr/share/fonts/truetype").is_dir(),
        install: Install::Packages(&["fonts-dejavu-core"]),
    },
];

/// Installs each thing that is missing, and says whether all are there in the end.
///
/// A failure is told, and the others are still tried: the steps that need the missing thing are skipped by name.
pub(crate) fn install_what_is_missing() -> bool {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !need.is_there()).collect();
    let mut packages: Vec<&str> = Vec::new();
    for need in &missing {
        match need.install {
            Install::Rustup(arguments) => {
                println!("installing {}", need.name);
                installs("rustup", arguments);
            }
            Install::Packages(names) => packages.extend(names),
        }
    }
    if !packages.is_empty() {
        println!("installing {}", packages.join(", "));
        installs("apt-get", &["update"]);
        // One package that Debian does not have makes it refuse all of a call.
        if !installs_packages(&packages) {
            packages.iter().for_each(|package| _ = installs_packages(&[package]));
        }
    }
    let mut complete = true;
    for need in missing.iter().filter(|need| !need.is_there()) {
        eprintln!("{} could not be installed", need.name);
        complete = false;
    }
    complete
}

fn installs_packages(packages: &[&str]) -> bool {
    let options = ["install", "--yes", "--no-install-recommends"];
    installs("apt-get", &[&options, packages].concat())
}

fn installs(name: &str, arguments: &[&str]) -> bool {
    program(name, arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
