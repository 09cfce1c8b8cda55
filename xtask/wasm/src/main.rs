//! `xtask-wasm <module> <folder>`: writes the JavaScript and TypeScript that surround the module.
//!
//! A program of its own, so that the other chores need not compile the generator.

use std::{env, error::Error, fs};

use walrus::Module;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [module, folder] = arguments.as_slice() else {
        return Err("usage: xtask-wasm <module> <folder>".into());
    };
    // One form for every host. The entries of the package say where the module lies, and their types are written by hand.
    Bindgen::new()
        .input_bytes("calliyo", without_c_functions(&fs::read(module)?)?)
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    Ok(())
}

/// The module without the exports of the C library: the binding calls them, and a page could not.
fn without_c_functions(module: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut module = Module::from_buffer(module)?;
    let functions: Vec<_> = module
        .exports
        .iter()
        .filter(|own| own.name.starts_with("calliyo_"))
        .map(walrus::Export::id)
        .collect();
    functions.into_iter().for_each(|own| module.exports.delete(own));
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}
