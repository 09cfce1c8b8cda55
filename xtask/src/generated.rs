//! The committed files that are made from the source of the core.

use std::fs;

use crate::{
    Error,
    workspace::{cargo, read, root, run_well, write as write_file},
};

/// What is made from the table of codes.
pub(crate) const CODES: Chore = Chore {
    name: "codes",
    files: &["docs/codes.md", "docs/codes.en.json", "calliyo-wasm/types/codes.d.ts"],
};

/// What is made from the table of operations.
pub(crate) const OPERATIONS: Chore = Chore {
    name: "operations",
    files: &[
        "docs/operations.md",
        "calliyo-wasm/js/operations.js",
        "calliyo-wasm/js/tables.js",
        "calliyo-wasm/types/columns.d.ts",
    ],
};

/// What is made from the types of policies, requests and responses.
pub(crate) const SCHEMA: Chore = Chore {
    name: "schema",
    files: &[
        "docs/policy.schema.json",
        "docs/policy.default.json",
        "docs/operations.schema.json",
        "calliyo-wasm/types/operations.d.ts",
    ],
};

/// A chore and the files that it writes, relative to the root.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chore {
    name: &'static str,
    files: &'static [&'static str],
}

impl Chore {
    /// Writes the files.
    pub(crate) fn write(self) -> Result<bool, Error> {
        for file in self.files {
            let path = root().join(file);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            write_file(&path, &generated(file)?)?;
        }
        Ok(true)
    }

    /// Whether the committed files are those that would be written now.
    pub(crate) fn check(self) -> Result<bool, Error> {
        for file in self.files {
            if read(&root().join(file))? != generated(file)? {
                return Err(
                    format!("{file} is out of date: run `cargo xtask {}`", self.name).into()
                );
            }
        }
        Ok(true)
    }
}

fn generated(file: &str) -> Result<String, Error> {
    run_well(&mut cargo(&["run", "--quiet", "--package", "xtask-generate", "--", file]))
}
