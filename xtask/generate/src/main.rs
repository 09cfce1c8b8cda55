//! `xtask-generate <file>`: prints a file that is made from the source of the core.
//!
//! A program of its own, so that the other chores need not compile the core.

mod codes;
mod columns;
mod operations;
mod policy;
mod types;

use std::{env, error::Error};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let text = match words.as_slice() {
        ["docs/codes.md"] => codes::table(),
        ["docs/codes.en.json"] => codes::for_translators()?,
        ["calliyo-wasm/types/codes.d.ts"] => codes::types(),
        ["calliyo-wasm/js/tables.js"] => columns::java_script()?,
        ["calliyo-wasm/types/columns.d.ts"] => columns::types()?,
        ["calliyo-wasm/js/operations.js"] => operations::java_script(),
        ["docs/operations.md"] => operations::table()?,
        ["docs/operations.schema.json"] => operations::schema()?,
        ["calliyo-wasm/types/operations.d.ts"] => types::types()?,
        ["docs/policy.schema.json"] => policy::schema()?,
        ["docs/policy.default.json"] => policy::default()?,
        _ => return Err("usage: xtask-generate <file>".into()),
    };
    print!("{text}");
    Ok(())
}
