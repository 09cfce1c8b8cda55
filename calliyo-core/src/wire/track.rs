//! A deserializer over a tree that knows where it is: it tells the path of a fault, and of every field that nobody reads.

use alloc::{borrow::Cow, format, string::String, vec::Vec};
use core::{cell::RefCell, slice};

use serde::{
    Deserialize,
    de::{
        DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess,
        Unexpected, VariantAccess, Visitor, value::BorrowedStrDeserializer,
    },
    forward_to_deserialize_any,
};

use super::tree::Node;

/// Where the reader is, and which fields it passed by.
#[derive(Debug, Default)]
pub(super) struct Trail<'de>(RefCell<Steps<'de>>);

#[derive(Debug, Default)]
struct Steps<'de> {
    now: Vec<Step<'de>>,
    ignored: Vec<Ignored>,
}

/// A field that nobody reads.
#[derive(Debug)]
pub(super) struct Ignored {
    pub(super) path: String,
    pub(super) field: String,
}

#[derive(Clone, Copy, Debug)]
enum Step<'de> {
    /// A field of an object, or the name of a variant.
    Name(&'de str),
    /// An element of a list, from 0.
    Index(usize),
}

impl<'de> Trail<'de> {
    /// Where the reader is: after a failure, the place of the fault.
    pub(super) fn path(&self) -> String {
        path_of(&self.0.borrow().now)
    }

    /// The fields that nobody reads.
    pub(super) fn ignored(self) -> Vec<Ignored> {
        self.0.into_inner().ignored
    }

    /// Goes a step down, and back up unless the reader fails there.
    fn below<T>(
        &self,
        step: Step<'de>,
        read: impl FnOnce() -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.0.borrow_mut().now.push(step);
        let value = read()?;
        self.0.borrow_mut().now.pop();
        Ok(value)
    }

    fn ignore(&self) {
        let mut steps = self.0.borrow_mut();
        if let Some(Step::Name(field)) = steps.now.last() {
            let ignored = Ignored { path: path_of(&steps.now), field: String::from(*field) };
            steps.ignored.push(ignored);
        }
    }
}

/// The path in the form of every other path: `lead.followUps[2].at`.
fn path_of(steps: &[Step<'_>]) -> String {
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Name(name) if path.is_empty() => String::from(*name),
        Step::Name(name) => format!("{path}.{name}"),
        Step::Index(index) => format!("{path}[{index}]"),
    })
}

/// Why a value cannot be read, as a sentence.
pub(super) type Fault = serde_json::Error;

/// Reads a value of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'r, 'de> {
    pub(super) node: &'de Node<'de>,
    pub(super) trail: &'r Trail<'de>,
}

impl<'r, 'de> Reader<'r, 'de> {
    fn at(self, node: &'de Node<'de>) -> Self {
        Self { node, ..self }
    }

    fn list<V: Visitor<'de>>(self, nodes: &'de [Node<'de>], visitor: V) -> Result<V::Value, Fault> {
        let mut list = List { nodes: nodes.iter(), next: 0, reader: self };
        let value = visitor.visit_seq(&mut list)?;
        match list.nodes.len() {
            0 => Ok(value),
            _ => Err(Error::invalid_length(nodes.len(), &"fewer elements")),
        }
    }

    fn object<V: Visitor<'de>>(
        self,
        fields: &'de [(Cow<'de, str>, Node<'de>)],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(Object { fields: fields.iter(), value: None, reader: self })
    }

    /// The types of this library are no words of a host's: what is told is what the text should have had.
    fn refuse<T>(self, expected: &str) -> Result<T, Fault> {
        Err(Error::invalid_type(self.node.unexpected(), &expected))
    }
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node {
            Node::Null => visitor.visit_unit(),
            Node::Flag(flag) => visitor.visit_bool(*flag),
            Node::Natural(number) => visitor.visit_u64(*number),
            Node::Negative(number) => visitor.visit_i64(*number),
            Node::Fraction(number) => visitor.visit_f64(*number),
            Node::Text(text) => visitor.visit_borrowed_str(text),
            Node::List(nodes) => self.list(nodes, visitor),
            Node::Object(fields) => self.object(fields, visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    /// Reads an object by its names only: serde would take a list of the values in order, too.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.node {
            Node::Object(fields) => self.object(fields, visitor),
            _ => self.refuse("an object"),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let (name, content) = match self.node {
            Node::Text(name) => (name, None),
            Node::Object(fields) => match fields.as_slice() {
                [(name, content)] => (name, Some(self.at(content))),
                _ => return Err(Error::invalid_value(Unexpected::Map, &"an object of one field")),
            },
            _ => return self.refuse("a name or an object of one field"),
        };
        visitor.visit_enum(Choice { name, content, trail: self.trail })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.trail.ignore();
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

struct List<'r, 'de> {
    nodes: slice::Iter<'de, Node<'de>>,
    next: usize,
    reader: Reader<'r, 'de>,
}

impl<'de> SeqAccess<'de> for &mut List<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some(node) = self.nodes.next() else { return Ok(None) };
        let step = Step::Index(self.next);
        self.next = self.next.saturating_add(1);
        self.reader.trail.below(step, || seed.deserialize(self.reader.at(node)).map(Some))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.nodes.len())
    }
}

struct Object<'r, 'de> {
    fields: slice::Iter<'de, (Cow<'de, str>, Node<'de>)>,
    value: Option<(&'de str, &'de Node<'de>)>,
    reader: Reader<'r, 'de>,
}

impl<'de> MapAccess<'de> for Object<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((name, node)) = self.fields.next() else { return Ok(None) };
        self.value = Some((name, node));
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some((name, node)) = self.value.take() else {
            return Err(Error::custom("a value without a name"));
        };
        self.reader.trail.below(Step::Name(name), || seed.deserialize(self.reader.at(node)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.fields.len())
    }
}

/// A variant by its name, with what stands in it.
pub(super) struct Choice<'r, 'de> {
    pub(super) name: &'de str,
    pub(super) content: Option<Reader<'r, 'de>>,
    pub(super) trail: &'r Trail<'de>,
}

impl<'r, 'de> Choice<'r, 'de> {
    /// Reads what stands in the variant, below its name.
    fn read<T>(
        self,
        expected: &dyn Expected,
        read: impl FnOnce(Reader<'r, 'de>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.trail.below(Step::Name(self.name), || match self.content {
            Some(content) => read(content),
            None => Err(Error::invalid_type(Unexpected::UnitVariant, expected)),
        })
    }
}

impl<'de> EnumAccess<'de> for Choice<'_, 'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name: BorrowedStrDeserializer<'de, Fault> = BorrowedStrDeserializer::new(self.name);
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'_, 'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        self.content.map_or(Ok(()), <()>::deserialize)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        self.read(&"newtype variant", |content| seed.deserialize(content))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.read(&"tuple variant", |content| content.deserialize_tuple(length, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.read(&"struct variant", |content| content.deserialize_struct("", fields, visitor))
    }
}
