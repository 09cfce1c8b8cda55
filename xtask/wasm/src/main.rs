//! What is done to the WebAssembly module of the JavaScript package beside compiling and optimizing it.
//!
//! A program of its own, so that the other chores need not compile the generator.

mod order;

use std::{env, error::Error, fs};

use walrus::{FunctionKind, Module};
use wasm_bindgen_cli_support::Bindgen;

/// The functions of Rust's libraries that tell of a panic and end in a trap, as the beginnings of their paths.
const PANICS: &[&str] = &[
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_already_borrowed",
    "core::cell::panic_already_mutably_borrowed",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "std::panicking::panic_with_hook",
];

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
    remove_panic_messages(&mut module)?;
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
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

/// Lets a panic trap at once. Its message would go to a standard error that a page does not have, and the trap follows anyway.
///
/// # Errors
/// When there is no such function: a toolchain with other names would quietly make the module larger again.
fn remove_panic_messages(module: &mut Module) -> Result<(), &'static str> {
    let mut found = false;
    for function in module.funcs.iter_mut() {
        let FunctionKind::Local(local) = &mut function.kind else { continue };
        if function.name.as_deref().is_some_and(panics) {
            let mut body = local.builder_mut().func_body();
            body.instrs_mut().clear();
            body.unreachable();
            found = true;
        }
    }
    found.then_some(()).ok_or("no function of the module panics, as far as names tell")
}

/// Whether a function of this symbol does nothing but panic.
fn panics(symbol: &str) -> bool {
    let path = format!("{:#}", rustc_demangle::demangle(symbol));
    PANICS.iter().any(|own| path.starts_with(own))
}
