//! JSON text as a tree, from which requests and documents are read.
//!
//! Texts are borrowed where they hold no escapes. Fields keep their order, and one that stands twice is there twice.

use alloc::{borrow::Cow, string::String, string::ToString, vec::Vec};
use core::{cell::Cell, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::{code::Code, diagnostic::Diagnostic};

/// How deep lists and objects may stand in each other in a text that is read; no request or document comes near it.
pub const DEPTH_LIMIT: usize = 64;

/// How many fields an object may have before its memory is first moved; a lead has three times as many.
const FIELDS: usize = 8;

/// A value of JSON.
#[derive(Debug, PartialEq)]
pub(super) enum Node<'t> {
    Null,
    Flag(bool),
    /// A whole number that is not negative.
    Natural(u64),
    /// A negative whole number.
    Negative(i64),
    /// Any other number.
    Fraction(f64),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Vec<(Cow<'t, str>, Node<'t>)>),
}

impl<'t> Node<'t> {
    /// The one value in a text.
    ///
    /// # Errors
    /// `request.malformed` with the place where the text is no JSON; `request.too_deep`.
    pub(super) fn read(text: &'t str) -> Result<Self, Diagnostic> {
        let mut json = serde_json::Deserializer::from_str(text);
        let is_too_deep = Cell::new(false);
        let top = Below { levels: DEPTH_LIMIT, is_too_deep: &is_too_deep };
        let node = top.deserialize(&mut json).and_then(|node| json.end().map(|()| node));
        if is_too_deep.get() {
            return Err(Diagnostic::new(Code::RequestTooDeep).with("limit", DEPTH_LIMIT));
        }
        node.map_err(|error| {
            Diagnostic::new(Code::RequestMalformed).with("detail", error.to_string())
        })
    }
}

/// What it is, where something else is expected: in the words that `serde_json` has for it.
impl fmt::Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(flag) => write!(f, "boolean `{flag}`"),
            Self::Natural(number) => write!(f, "integer `{number}`"),
            Self::Negative(number) => write!(f, "integer `{number}`"),
            Self::Fraction(number) => match Number::from_f64(*number) {
                Some(number) => write!(f, "floating point `{number}`"),
                None => f.write_str("floating point"),
            },
            Self::Text(text) => write!(f, "string {text:?}"),
            Self::List(_) => f.write_str("sequence"),
            Self::Object(_) => f.write_str("map"),
        }
    }
}

/// Reads a value in which so many lists and objects may stand in each other.
#[derive(Clone, Copy)]
struct Below<'d> {
    levels: usize,
    /// Set where there are more, which are then not read.
    is_too_deep: &'d Cell<bool>,
}

impl Below<'_> {
    fn deeper(self) -> Option<Self> {
        let levels = self.levels.checked_sub(1);
        self.is_too_deep.set(self.is_too_deep.get() || levels.is_none());
        Some(Self { levels: levels?, ..self })
    }
}

impl<'t> DeserializeSeed<'t> for Below<'_> {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'t>>(self, value: D) -> Result<Node<'t>, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Below<'_> {
    type Value = Node<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node<'t>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Node<'t>, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node<'t>, E> {
        Ok(Node::Natural(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node<'t>, E> {
        Ok(Node::Negative(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node<'t>, E> {
        Ok(Node::Fraction(number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Node<'t>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node<'t>, E> {
        Ok(Node::Text(Cow::Owned(String::from(text))))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Node<'t>, A::Error> {
        let Some(below) = self.deeper() else { return Ok(Node::Null) };
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(below)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut object: A) -> Result<Node<'t>, A::Error> {
        let Some(below) = self.deeper() else { return Ok(Node::Null) };
        let mut fields = Vec::with_capacity(FIELDS);
        while let Some(name) = object.next_key_seed(Name)? {
            fields.push((name, object.next_value_seed(below)?));
        }
        Ok(Node::Object(fields))
    }
}

/// Reads the name of a field.
struct Name;

impl<'t> DeserializeSeed<'t> for Name {
    type Value = Cow<'t, str>;

    fn deserialize<D: Deserializer<'t>>(self, name: D) -> Result<Cow<'t, str>, D::Error> {
        name.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for Name {
    type Value = Cow<'t, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'t str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Owned(String::from(name)))
    }
}

#[cfg(test)]
mod tests {
    use std::{format, vec};

    use super::*;

    #[test]
    fn a_text_is_borrowed_unless_it_holds_escapes() {
        let text = r#"{"a":["b","c\n"],"a":-1}"#;
        let Ok(Node::Object(fields)) = Node::read(text) else { panic!("an object") };
        let text = |own: &'static str| Node::Text(Cow::Borrowed(own));
        assert_eq!(fields[0], ("a".into(), Node::List(vec![text("b"), text("c\n")])));
        assert_eq!(fields[1], ("a".into(), Node::Negative(-1)));
        let Node::List(items) = &fields[0].1 else { panic!("a list") };
        assert!(matches!(items[0], Node::Text(Cow::Borrowed(_))));
        assert!(matches!(items[1], Node::Text(Cow::Owned(_))));
    }

    /// K2: depth has a limit, whatever stands at the bottom.
    #[test]
    fn what_is_nested_too_deep_is_refused() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Node::read(&nested(DEPTH_LIMIT)).is_ok());
        let fault = Node::read(&nested(DEPTH_LIMIT + 1)).unwrap_err();
        assert_eq!(fault.code(), Code::RequestTooDeep);
        let fault = Node::read(&"[".repeat(1_000_000)).unwrap_err();
        assert_eq!(fault.code(), Code::RequestTooDeep);
    }

    #[test]
    fn a_value_is_told_in_the_words_of_serde_json() {
        let compare = |text: &str, refused: serde_json::Result<()>, expected: &str| {
            let refused = refused.unwrap_err().to_string();
            let told = format!("invalid type: {}, expected {expected}", Node::read(text).unwrap());
            assert_eq!(refused.split(" at line ").next(), Some(told.as_str()), "{text}");
        };
        for text in ["true", "7", "-7", "0.5", "1e300", "-2.0", r#""a\"b\né""#, "[1]", "{}"] {
            compare(text, serde_json::from_str(text), "unit");
        }
        compare("null", serde_json::from_str("null").map(|_: bool| ()), "a boolean");
    }
}
