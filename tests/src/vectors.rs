//! Conformance vectors: a request and the response that every door must give to it, byte by byte.
//!
//! A vector is a folder of `tests/vectors/`, named as the behaviour that it shows, with these files:
//!
//! | file            | holds |
//! |-----------------|-------|
//! | `operation`     | the name of the operation |
//! | `policy.json`   | the policy of the engine that is asked; without it no engine is |
//! | `request.json`  | the request |
//! | `response.json` | the response |
//! | `rules`         | the numbers of the rules that the vector shows, such as `L6 F6`; optional |
//!
//! One newline at the end of a file is not part of its text; every other byte is.

use std::{fs, io, path::PathBuf};

use calliyo_core::wire;

/// One vector, as its files have it.
#[derive(Debug)]
pub struct Vector {
    /// The folder's name.
    pub name: String,
    /// The name of the operation.
    pub operation: String,
    policy: Option<String>,
    /// The request.
    pub request: String,
    response: Option<String>,
}

impl Vector {
    /// Every vector of the repository, ordered by name.
    ///
    /// # Errors
    ///
    /// A folder or one of its files cannot be read, or is not UTF-8.
    pub fn all() -> io::Result<Vec<Self>> {
        let mut vectors = Vec::new();
        for entry in fs::read_dir(folder())? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                vectors.push(Self::load(entry.file_name().to_string_lossy().into_owned())?);
            }
        }
        vectors.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(vectors)
    }

    fn load(name: String) -> io::Result<Self> {
        let read = |file: &str| {
            let path = folder().join(&name).join(file);
            match fs::read_to_string(&path) {
                Ok(text) => Ok(Some(text.strip_suffix('\n').unwrap_or(&text).to_owned())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(io::Error::other(format!("{}: {error}", path.display()))),
            }
        };
        let need = |file: &str| {
            read(file)?
                .ok_or_else(|| io::Error::other(format!("the vector `{name}` lacks `{file}`")))
        };
        Ok(Self {
            operation: need("operation")?,
            policy: read("policy.json")?,
            request: need("request.json")?,
            response: read("response.json")?,
            name,
        })
    }

    /// Asks the library.
    ///
    /// # Errors
    ///
    /// No engine can be made of the vector's policy: the failure document.
    pub fn answer(&self) -> Result<String, String> {
        let engine = self.policy.as_deref().map(wire::engine).transpose()?;
        Ok(wire::answer(engine.as_ref(), &self.operation, &self.request))
    }

    /// Says how the library's answer differs from the recorded one, if it does.
    ///
    /// # Errors
    ///
    /// The difference, in words.
    pub fn check(&self) -> Result<(), String> {
        let name = &self.name;
        let answer =
            self.answer().map_err(|failure| format!("{name}: the policy is refused: {failure}"))?;
        match &self.response {
            Some(response) if *response == answer => Ok(()),
            Some(response) => Err(format!("{name}\n  expected {response}\n  got      {answer}")),
            None => Err(format!("{name}: no response is recorded\n  got      {answer}")),
        }
    }

    /// Records the library's present answer as the right one.
    ///
    /// # Errors
    ///
    /// The policy is refused, or the file cannot be written.
    pub fn bless(&self) -> Result<(), String> {
        let answer = self.answer().map_err(|failure| format!("{}: {failure}", self.name))?;
        fs::write(folder().join(&self.name).join("response.json"), answer + "\n")
            .map_err(|error| format!("{}: {error}", self.name))
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors")
}
