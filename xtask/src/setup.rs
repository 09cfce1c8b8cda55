//! What the checks need beside a Rust toolchain, and how it is installed.

use std::process::Stdio;

use crate::workspace::{has_program, has_target, program};

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
pub(crate) const BARE_TARGET: &str = "thumbv7m-none-eabi";

struct Need {
    name: &'static str,
    is_there: fn() -> bool,
    /// Commands that install it, run one after the other.
    install: &'static [&'static [&'static str]],
}

const NEEDS: &[Need] = &[
    Need {
        name: "rustfmt",
        is_there: || has_program("rustfmt"),
        install: &[&["rustup", "component", "add", "rustfmt"]],
    },
    Need {
        name: "clippy",
        is_there: || has_program("clippy-driver"),
        install: &[&["rustup", "component", "add", "clippy"]],
    },
    Need {
        name: WASM_TARGET,
        is_there: || has_target(WASM_TARGET),
        install: &[&["rustup", "target", "add", WASM_TARGET]],
    },
    Need {
        name: BARE_TARGET,
        is_there: || has_target(BARE_TARGET),
        install: &[&["rustup", "target", "add", BARE_TARGET]],
    },
    Need {
        name: "gcc",
        is_there: || has_program("gcc"),
        install: &[&["apt-get", "update"], &["apt-get", "install", "-y", "gcc", "libc6-dev"]],
    },
    Need {
        name: "g++",
        is_there: || has_program("g++"),
        install: &[&["apt-get", "update"], &["apt-get", "install", "-y", "g++"]],
    },
    Need {
        name: "node",
        is_there: || has_program("node"),
        install: &[&["apt-get", "update"], &["apt-get", "install", "-y", "nodejs"]],
    },
];

/// Installs each thing that is missing, and says whether all are there in the end.
///
/// A failure is told, and the others are still tried: the steps that need the missing thing are skipped by name.
pub(crate) fn install_what_is_missing() -> bool {
    let mut complete = true;
    for need in NEEDS {
        if (need.is_there)() {
            continue;
        }
        println!("installing {}", need.name);
        let ran = need.install.iter().all(|command| installs(command));
        if !ran || !(need.is_there)() {
            eprintln!("{} could not be installed", need.name);
            complete = false;
        }
    }
    complete
}

fn installs(command: &[&str]) -> bool {
    let [name, arguments @ ..] = command else { return true };
    program(name, arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
