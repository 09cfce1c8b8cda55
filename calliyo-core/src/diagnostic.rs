//! Errors as data: a code, the place it is about, and the values that make its sentence.

use alloc::{
    boxed::Box,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeStruct},
};

use crate::{code::Code, number::EXACT};

/// One finding about a command, a policy, a request or a row: why it was refused, or what to look at.
///
/// On the wire: `{"code", "path", "rule", "params", "message"}`. The path names the field at fault in dotted form
/// (`followUp.at`, `pipeline.statuses[3].name`); it is empty when the finding is about the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Apart, since results that seldom hold a finding pass it on through many functions.
    found: Box<Found>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    code: Code,
    path: String,
    params: Vec<(&'static str, Param)>,
}

/// The value of one parameter of a [`Diagnostic`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Param {
    /// A text, such as a status id.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Several texts, in a fixed order.
    List(Vec<String>),
}

impl Diagnostic {
    /// A finding about the whole of what was supplied.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { found: Box::new(Found { code, path: String::new(), params: Vec::new() }) }
    }

    /// The same finding, about the field at `path`.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.found.path = path.into();
        self
    }

    /// The same finding, its path moved below `parent`.
    #[must_use]
    pub fn below(mut self, parent: &str) -> Self {
        self.found.path = match (parent, self.path()) {
            (_, "") => parent.into(),
            ("", _) => return self,
            (_, own) if own.starts_with('[') => alloc::format!("{parent}{own}"),
            (_, own) => alloc::format!("{parent}.{own}"),
        };
        self
    }

    /// The same finding with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.found.params.push((name, value.into()));
        self
    }

    /// What was found.
    #[must_use]
    pub fn code(&self) -> Code {
        self.found.code
    }

    /// The field it is about, in dotted form; empty for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.found.path
    }

    /// The number of the rule behind it, such as `L6`.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.code().rule()
    }

    /// The parameters, by name.
    pub fn params(&self) -> impl Iterator<Item = (&'static str, &Param)> {
        self.found.params.iter().map(|(name, value)| (*name, value))
    }

    /// The parameter of that name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&Param> {
        self.params().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The English sentence, made from the code and its parameters.
    #[must_use]
    pub fn message(&self) -> String {
        // With room for the values too, so that most sentences need not move.
        let room = self.code().sentence().len().saturating_add(32);
        let mut sentence = String::with_capacity(room);
        // A text takes whatever is written.
        self.write_to(&mut sentence).unwrap_or_default();
        sentence
    }

    fn write_to<W: fmt::Write>(&self, to: &mut W) -> fmt::Result {
        let mut rest = self.code().sentence();
        while let Some((text, tail)) = rest.split_once('{') {
            to.write_str(text)?;
            let Some((name, tail)) = tail.split_once('}') else { break };
            match self.param(name) {
                Some(Param::Text(value)) => to.write_str(value),
                Some(value) => write!(to, "{value}"),
                None => to.write_str("?"),
            }?;
            rest = tail;
        }
        to.write_str(rest)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(f)
    }
}

impl core::error::Error for Diagnostic {}

impl fmt::Display for Param {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::List(items) => f.write_str(&items.join(", ")),
        }
    }
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A number beyond ±(2^53 − 1), which JSON readers would round, is told as text.
impl From<i64> for Param {
    fn from(number: i64) -> Self {
        if (-EXACT..=EXACT).contains(&number) {
            Self::Number(number)
        } else {
            Self::Text(number.to_string())
        }
    }
}

impl From<u32> for Param {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Param {
    fn from(number: usize) -> Self {
        i64::try_from(number).unwrap_or(i64::MAX).into()
    }
}

impl From<Vec<String>> for Param {
    fn from(items: Vec<String>) -> Self {
        Self::List(items)
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Diagnostic", 5)?;
        out.serialize_field("code", &self.code())?;
        out.serialize_field("path", self.path())?;
        out.serialize_field("rule", self.rule())?;
        out.serialize_field("params", &Params(&self.found.params))?;
        out.serialize_field("message", &self.message())?;
        out.end()
    }
}

/// Parameters as an object: the names are fixed per code, never data.
struct Params<'a>(&'a [(&'static str, Param)]);

impl Serialize for Params<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString as _;

    use super::*;

    #[test]
    fn a_sentence_shows_its_parameters() {
        let found = Diagnostic::new(Code::StatusNeedsOwner).at("to").with("status", "busy");
        assert_eq!(found.to_string(), "an unassigned lead needs an owner to move to `busy`");
    }

    #[test]
    fn a_path_moves_below_its_parent() {
        let found = Diagnostic::new(Code::TimeMalformed);
        assert_eq!(found.clone().below("now").path(), "now");
        assert_eq!(found.clone().at("at").below("followUp").path(), "followUp.at");
        assert_eq!(found.at("[2]").below("leads").path(), "leads[2]");
    }
}
