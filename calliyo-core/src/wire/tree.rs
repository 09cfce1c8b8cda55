//! JSON text as a tree, from which requests and documents are read.
//!
//! Texts are borrowed where they hold no escapes. Fields keep their order, and one that stands twice is there twice.

use alloc::{borrow::Cow, string::String, string::ToString, vec::Vec};
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

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
        let node = Below(DEPTH_LIMIT).deserialize(&mut json);
        node.and_then(|node| json.end().map(|()| node)).map_err(|error| {
            if error.is_data() {
                // Any value fits, so that depth alone is refused.
                return Diagnostic::new(Code::RequestTooDeep).with("limit", DEPTH_LIMIT);
            }
            Diagnostic::new(Code::RequestMalformed).with("detail", error.to_string())
        })
    }

    /// What it is, where something else is expected.
    pub(super) fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Flag(flag) => Unexpected::Bool(*flag),
            Self::Natural(number) => Unexpected::Unsigned(*number),
            Self::Negative(number) => Unexpected::Signed(*number),
            Self::Fraction(number) => Unexpected::Float(*number),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        }
    }
}

/// Reads a value in which so many lists and objects may stand in each other.
#[derive(Clone, Copy)]
struct Below(usize);

impl Below {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        self.0.checked_sub(1).map(Self).ok_or_else(|| E::custom("too deep"))
    }
}

impl<'t> DeserializeSeed<'t> for Below {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'t>>(self, value: D) -> Result<Node<'t>, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Below {
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
        let below = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(below)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut object: A) -> Result<Node<'t>, A::Error> {
        let below = self.deeper()?;
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
}
