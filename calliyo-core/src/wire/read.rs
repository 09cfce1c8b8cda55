//! Reading requests strictly: unknown fields are refused, every fault has its path (rule K2).

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use serde::de::DeserializeOwned;
use serde_ignored::Path;

use crate::{code::Code, diagnostic::Diagnostic};

/// The longest request that is read, in bytes.
pub(super) const SIZE_LIMIT: usize = 256 * 1024 * 1024;

/// Reads a request.
///
/// # Errors
/// What cannot be read, with its path; else every field that no operation knows.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Diagnostic>> {
    if text.len() > SIZE_LIMIT {
        return Err(Vec::from([Diagnostic::new(Code::RequestTooLarge)
            .with("length", text.len())
            .with("limit", SIZE_LIMIT)]));
    }
    let mut unknown = Vec::new();
    let mut json = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let value = serde_ignored::deserialize(tracked, |path| unknown.push(unknown_field(&path)))
        .map_err(|error| Vec::from([malformed(&error, &track.path())]))?;
    json.end().map_err(|error| {
        Vec::from([Diagnostic::new(Code::RequestMalformed).with("detail", error.to_string())])
    })?;
    if unknown.is_empty() { Ok(value) } else { Err(unknown) }
}

/// The finding that a text cannot be read, with the code that the type gave or `request.malformed`.
fn malformed(error: &serde_json::Error, path: &serde_path_to_error::Path) -> Diagnostic {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let sentence = text.strip_suffix(&place).unwrap_or(&text);
    let path = path.to_string();
    let path = if path == "." { "" } else { path.as_str() };
    let coded = sentence
        .split_once(": ")
        .and_then(|(name, sentence)| Diagnostic::read(Code::from_name(name)?, sentence));
    coded
        .unwrap_or_else(|| {
            // Where the text is no JSON there is no path: the place tells where it breaks.
            let detail = if error.is_data() { sentence } else { text.as_str() };
            Diagnostic::new(Code::RequestMalformed).with("detail", detail)
        })
        .at(path)
}

fn unknown_field(path: &Path<'_>) -> Diagnostic {
    let field = match path {
        Path::Map { key, .. } => key.clone(),
        _ => String::new(),
    };
    Diagnostic::new(Code::RequestUnknownField).at(dotted(path)).with("field", field)
}

/// The path in the form of every other path: `lead.followUps[2].at`.
fn dotted(path: &Path<'_>) -> String {
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}[{index}]", dotted(parent)),
        Path::Map { parent, key } => match dotted(parent) {
            parent if parent.is_empty() => key.clone(),
            parent => format!("{parent}.{key}"),
        },
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => dotted(parent),
    }
}
