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
//! | `source`        | what worked the response out, where that is not the library, in a line; optional |
//!
//! One newline at the end of a file is not part of its text; every other byte is.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use calliyo_core::wire;

use crate::fuzz::door;

/// One vector, as its files have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vector {
    /// The folder's name.
    pub name: String,
    /// The name of the operation.
    pub operation: String,
    /// The policy of the engine that is asked, if one is.
    pub policy: Option<String>,
    /// The request.
    pub request: String,
    /// The response, if one is recorded.
    pub response: Option<String>,
    /// The numbers of the rules that it shows.
    pub rules: Option<String>,
    /// What worked the response out, where that is not the library.
    pub source: Option<String>,
}

impl Vector {
    /// Every vector of the repository, ordered by name.
    ///
    /// # Errors
    ///
    /// A folder or one of its files cannot be read, or is not UTF-8.
    pub fn all() -> io::Result<Vec<Self>> {
        Self::all_in(&folder())
    }

    /// Every vector of a folder, ordered by name.
    ///
    /// # Errors
    ///
    /// As of [`Vector::all`].
    pub fn all_in(folder: &Path) -> io::Result<Vec<Self>> {
        let mut vectors = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                let name = entry.file_name().to_string_lossy().into_owned();
                vectors.push(Self::load(folder, name)?);
            }
        }
        vectors.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(vectors)
    }

    fn load(folder: &Path, name: String) -> io::Result<Self> {
        let read = |file: &str| {
            let path = folder.join(&name).join(file);
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
            rules: read("rules")?,
            source: read("source")?,
            name,
        })
    }

    /// The vector as an input of the fuzz target for the JSON door.
    #[must_use]
    pub fn fuzz_input(&self) -> Vec<u8> {
        door::input(&self.operation, self.policy.as_deref(), &self.request)
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

    /// Writes the vector's files into a folder of vectors.
    ///
    /// # Errors
    ///
    /// A file cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let own = folder.join(&self.name);
        fs::create_dir_all(&own)?;
        let files = [
            ("operation", Some(&self.operation)),
            ("policy.json", self.policy.as_ref()),
            ("request.json", Some(&self.request)),
            ("response.json", self.response.as_ref()),
            ("rules", self.rules.as_ref()),
            ("source", self.source.as_ref()),
        ];
        for (file, text) in files {
            if let Some(text) = text {
                fs::write(own.join(file), format!("{text}\n"))?;
            }
        }
        Ok(())
    }
}

/// The folder of the repository's vectors.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors")
}
