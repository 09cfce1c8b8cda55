//! The headers, written from the C bindings: `calliyo.h`, and the same for readers without a preprocessor.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Error,
    workspace::{cargo, read, root, run_well, target, write as write_file},
};

/// What foreign function interfaces read, which know declarations and no preprocessor: cffi, PHP's FFI and the like.
const DECLARATIONS: &str = "calliyo.cdef.h";

/// Writes the headers.
pub(crate) fn write() -> Result<bool, Error> {
    generate(&committed("calliyo.h"))?;
    write_file(&committed(DECLARATIONS), &declarations(&read(&committed("calliyo.h"))?)?)?;
    Ok(true)
}

/// Whether the committed headers are those that would be written now.
pub(crate) fn check() -> Result<bool, Error> {
    let fresh = target()?.join("calliyo.h");
    generate(&fresh)?;
    let header = read(&fresh)?;
    fs::remove_file(&fresh)?;
    for (name, text) in [(DECLARATIONS, declarations(&header)?), ("calliyo.h", header)] {
        if text != read(&committed(name))? {
            return Err(format!("{name} is out of date: run `cargo xtask headers`").into());
        }
    }
    Ok(true)
}

fn committed(name: &str) -> PathBuf {
    root().join("calliyo-ffi/include").join(name)
}

fn generate(header: &Path) -> Result<(), Error> {
    let mut command = cargo(&["run", "--quiet", "--package", "xtask-headers", "--", "calliyo-ffi"]);
    run_well(command.arg(header)).map(drop)
}

/// The declarations of a header without comments, preprocessor and functions in full: its constants are an enumeration.
fn declarations(header: &str) -> Result<String, Error> {
    let mut constants = String::new();
    let mut others = String::new();
    let mut lines = header.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("/*") {
            skip_to(&mut lines, line, "*/")?;
        } else if line.starts_with("#ifdef __cplusplus") {
            skip_to(&mut lines, "", "#endif")?;
        } else if line.starts_with("static inline") {
            skip_to(&mut lines, line, "}")?;
        } else if let Some((name, value)) = constant(line) {
            constants.push_str(&format!("  {name} = {value},\n"));
        } else if !(line.starts_with('#') || line.is_empty() && others.ends_with("\n\n")) {
            others.push_str(line);
            others.push('\n');
        }
    }
    let others = others.trim();
    Ok(format!(
        "/*\n * calliyo.h for readers without a preprocessor, such as cffi and the FFI of PHP.\n *\n \
         * Generated from calliyo.h by `cargo xtask headers`; do not edit.\n */\n\n\
         enum {{\n{constants}}};\n\n{others}\n"
    ))
}

/// Goes on to the line after the one that has the end, which may be the first.
fn skip_to<'a>(
    lines: &mut impl Iterator<Item = &'a str>,
    first: &'a str,
    end: &str,
) -> Result<(), Error> {
    std::iter::once(first)
        .chain(lines)
        .any(|line| line.contains(end))
        .then_some(())
        .ok_or_else(|| format!("the header lacks `{end}`").into())
}

/// The name and the value of a constant that a line defines.
fn constant(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix("#define ")?.split_once(' ')?;
    Some((name, if value == "UINT32_MAX" { "4294967295u" } else { value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_declarations_are_those_of_the_header() {
        let header = read(&committed("calliyo.h")).unwrap();
        assert!(declarations(&header).unwrap() == read(&committed(DECLARATIONS)).unwrap());
    }

    #[test]
    fn declarations_have_neither_comments_nor_a_preprocessor() {
        let header = "\
/*
 * Of what it is.
 */

#ifndef X_H
#define X_H

#include <stdint.h>

/** In one line. */
#define X_NONE UINT32_MAX

/**
 * A kind.
 */
#define X_KIND 7

typedef struct X X;

#ifdef __cplusplus
extern \"C\" {
#endif // __cplusplus

/**
 * Does it.
 */
int32_t x_do(X *x,
             uint32_t kind);

/**
 * Does one kind.
 */
static inline int32_t x_do_seven(X *x) {
    return x_do(x, X_KIND);
}

#ifdef __cplusplus
}  // extern \"C\"
#endif  // __cplusplus

#endif  /* X_H */
";
        let written = declarations(header).unwrap();
        let (_, written) = written.split_once("*/\n\n").unwrap();
        assert_eq!(
            written,
            "enum {\n  X_NONE = 4294967295u,\n  X_KIND = 7,\n};\n\ntypedef struct X X;\n\n\
             int32_t x_do(X *x,\n             uint32_t kind);\n"
        );
        assert!(declarations("/* without an end").is_err());
    }
}
