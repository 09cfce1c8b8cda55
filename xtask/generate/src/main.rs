//! `xtask-generate <file>`: prints a file that is made from the source of the core.
//!
//! A program of its own, so that the other chores need not compile the core. Its test compares every file with the committed
//! one: there, the core is compiled once for all tests.

mod codes;
mod columns;
mod operations;
mod policy;
mod types;

use std::{env, error::Error};

/// The text of a file.
type Make = fn() -> Result<String, Box<dyn Error>>;

/// The files, relative to the root, and how each is made.
const FILES: &[(&str, Make)] = &[
    ("docs/codes.md", || Ok(codes::table())),
    ("docs/codes.en.json", || Ok(codes::for_translators()?)),
    ("calliyo-wasm/types/codes.d.ts", || Ok(codes::types())),
    ("calliyo-wasm/js/tables.js", || Ok(columns::java_script()?)),
    ("calliyo-wasm/types/columns.d.ts", || Ok(columns::types()?)),
    ("calliyo-wasm/js/operations.js", || Ok(operations::java_script())),
    ("docs/operations.md", || Ok(operations::table()?)),
    ("docs/operations.schema.json", || Ok(operations::schema()?)),
    ("calliyo-wasm/types/operations.d.ts", types::types),
    ("docs/policy.schema.json", || Ok(policy::schema()?)),
    ("docs/policy.default.json", || Ok(policy::default()?)),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [asked] = arguments.as_slice() else { return Err("usage: xtask-generate <file>".into()) };
    let file = FILES.iter().find(|(file, _)| file == asked);
    let (_, make) = file.ok_or_else(|| format!("{asked} is not made here"))?;
    print!("{}", make()?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn every_committed_file_is_what_would_be_written_now() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for (file, make) in FILES {
            let committed = fs::read_to_string(root.join(file)).unwrap();
            assert!(committed == make().unwrap(), "{file} is out of date");
        }
    }
}
