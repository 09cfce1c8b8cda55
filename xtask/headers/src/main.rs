//! `xtask-headers <crate folder> <header>`: writes the C header of the crate.
//!
//! A program of its own, so that the other chores need not compile cbindgen.

use std::{env, error::Error, fs::File};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, header] = arguments.as_slice() else {
        return Err("usage: xtask-headers <crate folder> <header>".into());
    };
    cbindgen::generate(folder)?.write(File::create(header)?);
    Ok(())
}
