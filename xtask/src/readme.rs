//! The shortest program in each language, as the README shows it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Error,
    workspace::{read, root, target, write},
};

/// Writes the example of a language to a file of this name, the only one in its folder.
pub(crate) fn example(language: &str, name: &str) -> Result<PathBuf, Error> {
    let readme = read(&root().join("README.md"))?;
    let code = fenced(&readme, language)
        .ok_or_else(|| format!("the README has no example in {language}"))?;
    let folder = target()?.join("readme").join(language);
    fs::create_dir_all(&folder)?;
    let file = folder.join(name);
    write(&file, code)?;
    Ok(file)
}

/// The folder of an example, for compilers that take all that is in one.
pub(crate) fn folder(example: &Path) -> String {
    example.parent().unwrap_or(example).to_string_lossy().into_owned()
}

/// The first code in a language.
fn fenced<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("\n```{language}\n"))?;
    rest.split_once("```\n").map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_between_fences_of_its_language() {
        let text =
            "One:\n\n```go\ngo\n```\n\nTwo:\n\n```c\nint x;\nint y;\n```\n\n```c\nint z;\n```\n";
        assert_eq!(fenced(text, "c"), Some("int x;\nint y;\n"));
        assert_eq!(fenced(text, "php"), None);
    }

    #[test]
    fn the_example_in_rust_is_the_first_of_the_crate_which_is_compiled_and_run() {
        assert_eq!(in_rust("README.md"), tried("calliyo-core/src/lib.rs"));
    }

    #[test]
    fn the_example_of_the_door_is_that_of_its_module_which_is_compiled_and_run() {
        assert_eq!(in_rust("docs/wire.md"), tried("calliyo-core/src/wire/mod.rs"));
    }

    /// The example in Rust of a page.
    fn in_rust(page: &str) -> String {
        fenced(&read(&root().join(page)).unwrap(), "rust").unwrap().to_owned()
    }

    /// The first example in the documentation of a module, as it is shown.
    fn tried(module: &str) -> String {
        let source = read(&root().join(module)).unwrap();
        let documentation = source.lines().filter_map(|line| line.strip_prefix("//!"));
        let documentation: String = documentation
            .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
            .collect();
        let lines = fenced(&documentation, "").unwrap().lines();
        lines.filter(|line| !line.starts_with("# ")).map(|line| format!("{line}\n")).collect()
    }
}
