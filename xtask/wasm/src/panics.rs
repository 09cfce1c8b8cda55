//! Panics of a module that has nowhere to tell of them.

use walrus::{ConstExpr, Data, DataKind, FunctionKind, Module, ir::Value};

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

/// Lets a panic trap at once. Its message would go to a standard error that a page does not have, and the trap follows anyway.
///
/// # Errors
/// When there is no such function: a toolchain with other names would quietly make the module larger again.
pub(crate) fn remove_messages(module: &mut Module) -> Result<(), &'static str> {
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

/// Takes out the places in the source that the messages told: a place is the address and the length of a path, a line and a
/// column. Once a panic traps nothing reads them, and paths of dependencies name the folders of the machine that compiled them.
///
/// # Errors
/// When there is no such place: a toolchain with other places would quietly make the module larger again.
pub(crate) fn remove_places(module: &mut Module) -> Result<(), &'static str> {
    let mut found = false;
    let segments: Vec<_> = module.data.iter().map(Data::id).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(address)), .. } = data.kind
        else {
            continue;
        };
        let address = usize::try_from(address).map_err(|_| "data lies at a negative address")?;
        found |= clear_places(address, &mut data.value);
    }
    found.then_some(()).ok_or("no place in the source is told, as far as the data shows")
}

/// Overwrites the places and their paths in the data at an address with zeros, and tells whether there are any.
fn clear_places(address: usize, data: &mut [u8]) -> bool {
    let mut paths = Vec::new();
    for start in (0..data.len()).step_by(4) {
        let Some(place) = data.get(start..start + 16) else { break };
        let word = |at: usize| {
            place[at..at + 4].iter().rev().fold(0, |word, byte| word << 8 | usize::from(*byte))
        };
        let path = word(0).wrapping_sub(address);
        let path = path..path.wrapping_add(word(4));
        if data.get(path.clone()).is_some_and(|path| path.ends_with(b".rs")) {
            data[start..start + 16].fill(0);
            paths.push(path);
        }
    }
    // At last, since many places share a path.
    let found = !paths.is_empty();
    paths.into_iter().for_each(|path| data[path].fill(0));
    found
}

/// Whether a function of this symbol does nothing but panic.
fn panics(symbol: &str) -> bool {
    let path = format!("{:#}", rustc_demangle::demangle(symbol));
    PANICS.iter().any(|own| path.starts_with(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_source_are_cleared_with_their_paths() {
        let words = |words: [u32; 4]| words.map(u32::to_le_bytes).concat();
        let mut data = b"told: src/lib.rs".to_vec();
        // Two places in a path, and a text that is no path.
        data.extend(words([1006, 10, 7, 1]));
        data.extend(words([1006, 10, 9, 30]));
        data.extend(words([1000, 5, 1, 1]));
        assert!(clear_places(1000, &mut data));
        let mut expected = b"told: ".to_vec();
        expected.resize(48, 0);
        expected.extend(words([1000, 5, 1, 1]));
        assert_eq!(data, expected);
        assert!(!clear_places(1000, &mut data));
    }

    #[test]
    fn a_path_is_known_by_lying_in_the_data() {
        let mut data = [b"src/lib.rs..".to_vec(), vec![255; 16]].concat();
        let same = data.clone();
        assert!(!clear_places(1000, &mut data));
        assert_eq!(data, same);
    }
}
