//! `xtask-wasm <module> <folder>`: writes the JavaScript and TypeScript that surround the module.
//!
//! A program of its own, so that the other chores need not compile the generator.

use std::{env, error::Error};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [module, folder] = arguments.as_slice() else {
        return Err("usage: xtask-wasm <module> <folder>".into());
    };
    // One form for every host. The entries of the package say where the module lies, and their types are written by hand.
    Bindgen::new()
        .input_path(module)
        .out_name("calliyo")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .generate(folder)?;
    Ok(())
}
