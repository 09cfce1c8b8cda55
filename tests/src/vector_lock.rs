//! The lock of the conformance vectors: what was released is answered in the same way until the version of the rules
//! moves (rule K3).
//!
//! `tests/vectors.lock` has a line for every vector: the version of the rules under which it was recorded, a hash of
//! its operation, policy, request and response, and its name. What the operation `version` answers is no rule, and is
//! not locked.
//!
//! A version of the rules is released once a heading of `CHANGELOG.md` names it, as in `## 0.1.0 (rules 2)`. From then
//! on no vector changes or goes under it; new ones may come in. Until then, and again as soon as the version has moved
//! on, vectors are recorded as the library answers.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use calliyo_core::RULES_VERSION;

use crate::vectors::Vector;

/// The command that records vectors.
const BLESSING: &str = "CALLIYO_BLESS=1 cargo test --package calliyo-tests --test vectors";

/// The versions of the rules that count.
#[derive(Clone, Copy, Debug)]
pub struct Versions {
    /// The one of the library.
    pub present: u32,
    /// The latest that a release has; 0 before the first release.
    pub released: u32,
}

impl Versions {
    /// Those of this library, given the text of its changelog.
    ///
    /// # Errors
    ///
    /// The heading of a release does not end with the version of its rules.
    pub fn read(changelog: &str) -> Result<Self, String> {
        let headings = changelog.lines().filter_map(|line| line.strip_prefix("## "));
        let mut released = 0;
        for heading in headings.filter(|heading| *heading != "Unreleased") {
            let rules = heading.strip_suffix(')').and_then(|own| own.rsplit_once(" (rules "));
            let rules = rules.and_then(|(_, version)| version.parse().ok());
            released = released.max(rules.ok_or_else(|| {
                format!("the heading `{heading}` of the changelog does not end as in `(rules 2)`")
            })?);
        }
        Ok(Self { present: RULES_VERSION, released })
    }

    /// What was recorded stays as it is.
    fn hold(self) -> bool {
        self.present <= self.released
    }
}

/// What is known of every vector, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock(BTreeMap<String, Line>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    rules: u32,
    hash: u64,
}

impl Lock {
    /// Reads the text of a lock.
    ///
    /// # Errors
    ///
    /// A line is no line of a lock.
    pub fn read(text: &str) -> Result<Self, String> {
        let line = |line: &str| {
            let mut words = line.split(' ');
            let rules = words.next()?.parse().ok()?;
            let hash = u64::from_str_radix(words.next()?, 16).ok()?;
            Some((words.next()?.to_owned(), Line { rules, hash }))
        };
        let lines = text.lines();
        let lines = lines.map(|own| line(own).ok_or_else(|| format!("`{own}` locks no vector")));
        lines.collect::<Result<_, _>>().map(Self)
    }

    /// The text of the lock.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (name, Line { rules, hash }) in &self.0 {
            writeln!(text, "{rules} {hash:016x} {name}").expect("a string takes all");
        }
        text
    }

    /// How the vectors differ from the lock.
    #[must_use]
    pub fn differences(&self, vectors: &[Vector], versions: Versions) -> Vec<String> {
        let mut differences = self.changes(vectors, versions);
        let present = lines(vectors, versions);
        let new = present.keys().filter(|name| !self.0.contains_key(*name));
        differences.extend(new.map(|name| format!("{name}: it is new; run `{BLESSING}`")));
        differences
    }

    /// The vectors of the lock that changed or went, each with what to do about it.
    fn changes(&self, vectors: &[Vector], versions: Versions) -> Vec<String> {
        let present = lines(vectors, versions);
        let remedy = match versions.hold() {
            true => "undo that, or raise RULES_VERSION and tell of it in the changelog".to_owned(),
            false => format!("read the difference and run `{BLESSING}`"),
        };
        let change = |(name, old): (&String, &Line)| {
            let what = match present.get(name) {
                None => "it is gone",
                Some(own) if own.hash != old.hash => "it changed",
                Some(_) => return None,
            };
            let rules = old.rules;
            Some(format!(
                "{name}: {what}, though recorded under version {rules} of the rules; {remedy}"
            ))
        };
        self.0.iter().filter_map(change).collect()
    }

    /// Records the library's answers in the folder of these vectors, and the vectors in the lock. Responses that the
    /// library did not work out are left as they are, and so is what holds.
    ///
    /// # Errors
    ///
    /// Every vector that changed though it holds, or has no answer; the others are recorded.
    pub fn bless(
        &mut self,
        folder: &Path,
        vectors: &mut [Vector],
        versions: Versions,
    ) -> Result<(), Vec<String>> {
        let holds = |name: &String| versions.hold() && self.0.contains_key(name);
        let mut refused = match versions.hold() {
            true => self.changes(vectors, versions),
            false => Vec::new(),
        };
        for vector in &mut *vectors {
            if vector.source.is_none() && !holds(&vector.name) {
                refused.extend(record(folder, vector).err());
            }
        }
        let mut present = lines(vectors, versions);
        for (name, old) in &self.0 {
            let is_as_before = present.get(name).is_some_and(|own| own.hash == old.hash);
            if versions.hold() || is_as_before {
                present.insert(name.clone(), *old);
            }
        }
        self.0 = present;
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }
}

/// Writes the library's answer into the vector's folder, where it is another one.
fn record(folder: &Path, vector: &mut Vector) -> Result<(), String> {
    let name = &vector.name;
    let answer =
        vector.answer().map_err(|failure| format!("{name}: the policy is refused: {failure}"))?;
    if vector.response.as_ref() == Some(&answer) {
        return Ok(());
    }
    vector.response = Some(answer);
    vector.write(folder).map_err(|error| format!("{name}: {error}"))
}

/// The line of every vector as it is now.
fn lines(vectors: &[Vector], versions: Versions) -> BTreeMap<String, Line> {
    let locked = vectors.iter().filter(|vector| vector.operation != "version");
    let line = |vector: &Vector| Line { rules: versions.present, hash: hash(vector) };
    locked.map(|vector| (vector.name.clone(), line(vector))).collect()
}

/// FNV-1a over the four texts, each with an end that no text has.
fn hash(vector: &Vector) -> u64 {
    let texts = [
        Some(&vector.operation),
        vector.policy.as_ref(),
        Some(&vector.request),
        vector.response.as_ref(),
    ];
    let bytes = texts.into_iter().flat_map(|text| {
        let (text, end) = text.map_or(("", 0xfe), |text| (text.as_str(), 0xff));
        text.bytes().chain([end])
    });
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
