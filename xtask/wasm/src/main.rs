//! What is done to the WebAssembly module of the JavaScript package beside compiling and optimizing it.
//!
//! A program of its own, so that the other chores need not compile the generator.

mod order;
mod panics;

use std::{env, error::Error, fs};

use walrus::{ConstExpr, Data, DataKind, Module, ir::Value};
use wasm_bindgen_cli_support::Bindgen;

const USAGE: &str = "\
usage: xtask-wasm surround <module> <folder>   writes the JavaScript around the module, and the module that it needs
       xtask-wasm order <module>               puts functions that are alike beside each other, for compression";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["surround", module, folder] => surround(module, folder),
        ["order", module] => Ok(fs::write(module, order::ordered(&fs::read(module)?)?)?),
        _ => Err(USAGE.into()),
    }
}

/// Writes the JavaScript that surrounds the module.
fn surround(module: &str, folder: &str) -> Result<(), Box<dyn Error>> {
    // One form for every host. The entries of the package say where the module lies, and their types are written by hand.
    Bindgen::new()
        .input_bytes("calliyo", trimmed(&fs::read(module)?)?)
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    Ok(())
}

/// The module without what no page asks for.
fn trimmed(module: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut module = Module::from_buffer(module)?;
    remove_c_functions(&mut module);
    panics::remove_messages(&mut module)?;
    panics::remove_places(&mut module)?;
    leaves_low_memory(&module)?;
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// Refuses a module with data in the first kilobyte of memory, of which the optimizer is told that nothing lies there.
fn leaves_low_memory(module: &Module) -> Result<(), &'static str> {
    let address = |data: &Data| match data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(address)), .. } => Some(address),
        _ => None,
    };
    match module.data.iter().filter_map(address).any(|address| address < 1024) {
        true => Err("data lies in the first kilobyte of memory, where the stack was to end"),
        false => Ok(()),
    }
}

/// Takes out the exports of the C library: the binding calls them, and a page could not.
fn remove_c_functions(module: &mut Module) {
    let functions: Vec<_> = module
        .exports
        .iter()
        .filter(|own| own.name.starts_with("calliyo_"))
        .map(walrus::Export::id)
        .collect();
    functions.into_iter().for_each(|own| module.exports.delete(own));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_in_the_first_kilobyte_is_refused() {
        for (address, is_refused) in [(0, true), (1023, true), (1024, false), (1 << 20, false)] {
            let mut module = Module::default();
            let memory = module.memories.add_local(false, false, 17, None, None);
            let offset = ConstExpr::Value(Value::I32(address));
            module.data.add(DataKind::Active { memory, offset }, vec![1]);
            assert_eq!(leaves_low_memory(&module).is_err(), is_refused, "{address}");
        }
    }
}
