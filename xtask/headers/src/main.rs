//! `xtask-headers <crate folder> <header>`: writes the C header of the crate, with a function for every operation.
//!
//! A program of its own, so that the other chores need not compile cbindgen.

use std::{env, error::Error, fs, path::Path};

use calliyo_core::wire::{About, OPERATIONS, Operation};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, header] = arguments.as_slice() else {
        return Err("usage: xtask-headers <crate folder> <header>".into());
    };
    Ok(fs::write(header, written(Path::new(folder))?)?)
}

/// The header of the crate in a folder.
fn written(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut declared = Vec::new();
    cbindgen::generate(folder)?.write(&mut declared);
    let mut text = String::from_utf8(declared)?;
    let end = text.rfind("#ifdef __cplusplus").ok_or("the header has no end for C++")?;
    text.insert_str(end, &OPERATIONS.iter().map(function).collect::<String>());
    Ok(text)
}

/// The function that asks an operation.
fn function(operation: &Operation) -> String {
    let About { name, summary, .. } = operation.about;
    let start = format!("static inline CalliyoResult calliyo_{}(", snake_case(name));
    let (parameter, engine) = if operation.needs_engine() {
        (Some("const CalliyoEngine *engine"), "engine")
    } else {
        (None, "NULL")
    };
    let others =
        ["const char *request", "size_t request_length", "char **answer", "size_t *answer_length"];
    let parameters: Vec<&str> = parameter.into_iter().chain(others).collect();
    let indented = parameters.join(&format!(",\n{}", " ".repeat(start.len())));
    let length = name.len();
    format!(
        "/**\n * Asks the operation `{name}`: {summary}. All else is as for calliyo_call.\n */\n\
         {start}{indented}) {{\n    \
         return calliyo_call({engine}, \"{name}\", {length}, request, request_length, answer,\n                        \
         answer_length);\n}}\n\n"
    )
}

/// `applyPlan` as `apply_plan`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_header_is_what_would_be_written_now() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../calliyo-ffi");
        let committed = fs::read_to_string(folder.join("include/calliyo.h")).unwrap();
        assert!(committed == written(&folder).unwrap(), "calliyo.h is out of date");
    }

    #[test]
    fn an_operation_becomes_a_function() {
        let of = |name: &str| {
            OPERATIONS.iter().find(|own| own.about.name == name).map(function).unwrap_or_default()
        };
        assert!(of("applyPlan").contains("calliyo_apply_plan(const CalliyoEngine *engine,\n"));
        assert!(of("applyPlan").contains("calliyo_call(engine, \"applyPlan\", 9, request,"));
        assert!(of("version").contains("calliyo_version(const char *request,\n"));
        assert!(of("version").contains("calliyo_call(NULL, \"version\", 7, request,"));
    }
}
