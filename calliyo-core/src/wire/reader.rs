//! Reading values from the tree of a request: strictly, and knowing where.
//!
//! A [`Reader`] stands at a value and knows the way to it, so that a fault tells its path. Types derive [`Read`] by
//! `calliyo-derive`; what they generate are tables and calls, and what can be shared by all types stands here once.

use alloc::{borrow::Cow, boxed::Box, format, string::String, string::ToString, vec::Vec};
use core::cell::RefCell;

use serde::de::{Error, Unexpected};

use super::tree::Node;
use crate::{code::Code, diagnostic::Diagnostic, number::EXACT};

/// A type that is read from requests and stored documents.
pub trait Read: Sized {
    /// The names of its variants, where it is an enum.
    const NAMES: &'static [&'static str] = &[];

    /// Reads the value at which the reader stands.
    ///
    /// # Errors
    /// The first fault of the value, with its path.
    fn read(reader: &Reader<'_>) -> Result<Self, Fault>;

    /// The value of a field that is missing, for a type that has one.
    fn missing() -> Option<Self> {
        None
    }
}

/// Why a value cannot be read, with its path; boxed, since most readings give none.
#[derive(Debug)]
pub struct Fault(Box<Diagnostic>);

impl Fault {
    /// The fault as every other finding.
    pub(super) fn into_diagnostic(self) -> Diagnostic {
        *self.0
    }
}

/// A field that nobody knows.
#[derive(Debug)]
pub(super) struct Unknown {
    /// The places on the way to it, which order what is told as the text has it.
    places: Vec<usize>,
    path: String,
    field: String,
}

impl From<Unknown> for Diagnostic {
    fn from(Unknown { path, field, .. }: Unknown) -> Self {
        Self::new(Code::RequestUnknownField).at(path).with("field", field)
    }
}

/// A value of a tree, and the way to it.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'r> {
    node: &'r Node<'r>,
    /// The value in which it stands, and where in it.
    above: Option<(&'r Reader<'r>, Step<'r>)>,
    /// Takes the fields that nobody knows; without it they are passed by.
    unknown: Option<&'r RefCell<Vec<Unknown>>>,
}

/// A step down in a tree.
#[derive(Clone, Copy, Debug)]
struct Step<'r> {
    /// The name of a field or of a variant; none for an element of a list.
    name: Option<&'r str>,
    /// The place in the object or list, from 0.
    place: usize,
}

impl<'r> Reader<'r> {
    /// Stands at the top of a tree.
    pub(super) fn new(node: &'r Node<'r>, unknown: &'r RefCell<Vec<Unknown>>) -> Self {
        Self { node, above: None, unknown: Some(unknown) }
    }

    /// The same value, in which fields that nobody knows are passed by.
    pub(crate) fn passing_unknown(&self) -> Self {
        Self { unknown: None, ..*self }
    }

    /// What stands in this value.
    pub(super) fn below(&'r self, name: Option<&'r str>, place: usize, node: &'r Node<'r>) -> Self {
        Self { node, above: Some((self, Step { name, place })), unknown: self.unknown }
    }

    /// Looks up the fields of an object, notes those that nobody knows, and refuses one that stands twice.
    ///
    /// `places` has a zero for every name of the shape.
    #[inline(never)]
    pub(crate) fn fields<'f>(
        &'f self,
        shape: &'static Shape,
        places: &'f mut [usize],
    ) -> Result<Fields<'f>, Fault> {
        let Node::Object(entries) = self.node else { return Err(self.refuse("an object")) };
        let mut next = 0;
        for (place, (name, _)) in entries.iter().enumerate() {
            let index = shape.index(name, next);
            match index.and_then(|index| places.get_mut(index).zip(shape.names.get(index))) {
                Some((own, _)) if *own == 0 => *own = place.saturating_add(1),
                Some((_, name)) => return Err(self.malformed(Sentence::duplicate_field(name))),
                None => self.pass_by(name, place),
            }
            next = index.map_or(next, |index| index.saturating_add(1));
        }
        Ok(Fields { reader: self, entries, shape, places })
    }

    fn pass_by(&self, field: &str, place: usize) {
        let Some(unknown) = self.unknown else { return };
        let step = Step { name: Some(field), place };
        let (mut path, mut places) = (String::new(), Vec::new());
        self.way(&mut |step| step.go(&mut path, &mut places));
        step.go(&mut path, &mut places);
        let mut unknown = unknown.borrow_mut();
        // What stands deeper is found later, and may come earlier in the text.
        let index = unknown.partition_point(|other| other.places < places);
        unknown.insert(index, Unknown { places, path, field: field.into() });
    }

    /// Goes down the way to the value.
    fn way(&self, visit: &mut dyn FnMut(&Step<'_>)) {
        if let Some((above, step)) = &self.above {
            above.way(visit);
            visit(step);
        }
    }

    /// The index of the name that the value is.
    #[inline(never)]
    pub(crate) fn name(&self, names: &'static [&'static str]) -> Result<usize, Fault> {
        let choice = self.choice(names)?;
        choice.nothing().map(|()| choice.index)
    }

    /// The index of the variant that the value names, `"name"` or `{"name": …}`, and what stands in it.
    #[inline(never)]
    pub(crate) fn choice<'c>(
        &'c self,
        names: &'static [&'static str],
    ) -> Result<Choice<'c>, Fault> {
        let (name, content) = match self.node {
            Node::Text(name) => (name, None),
            Node::Object(entries) => match entries.as_slice() {
                [(name, content)] => (name, Some(content)),
                _ => {
                    let expected = &"an object of one field";
                    return Err(self.malformed(Sentence::invalid_value(Unexpected::Map, expected)));
                }
            },
            _ => return Err(self.refuse("a name or an object of one field")),
        };
        let index = self.known(name, names)?;
        Ok(Choice { index, name, content, reader: self })
    }

    /// The index of the variant that a field of the object names.
    #[inline(never)]
    pub(crate) fn tagged(
        &self,
        tag: &'static str,
        names: &'static [&'static str],
    ) -> Result<usize, Fault> {
        self.known(self.tag(tag)?.text()?, names)
    }

    /// The field of the object that names the variant.
    pub(crate) fn tag(&'r self, tag: &'static str) -> Result<Self, Fault> {
        let Node::Object(entries) = self.node else { return Err(self.refuse("an object")) };
        let found = entries.iter().enumerate().find(|(_, (name, _))| name == tag);
        let (place, (_, node)) = found.ok_or_else(|| self.missing(tag))?;
        Ok(self.below(Some(tag), place, node))
    }

    fn known(&self, name: &str, names: &'static [&'static str]) -> Result<usize, Fault> {
        let index = names.iter().position(|own| *own == name);
        index.ok_or_else(|| self.malformed(Sentence::unknown_variant(name, names)))
    }

    /// The value.
    pub(super) fn node(&self) -> &'r Node<'r> {
        self.node
    }

    /// The text that the value is.
    pub(crate) fn text(&self) -> Result<&'r str, Fault> {
        self.text_such_as("a string")
    }

    fn text_such_as(&self, expected: &str) -> Result<&'r str, Fault> {
        self.as_text().ok_or_else(|| self.refuse(expected))
    }

    /// The text that the value is, if it is one.
    pub(crate) fn as_text(&self) -> Option<&'r str> {
        match self.node {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the value is an object.
    pub(crate) fn is_object(&self) -> bool {
        matches!(self.node, Node::Object(_))
    }

    /// What the text means that the value is.
    pub(crate) fn parsed<T>(
        &self,
        expected: &str,
        parse: fn(&str) -> Result<T, Diagnostic>,
    ) -> Result<T, Fault> {
        parse(self.text_such_as(expected)?).map_err(|found| self.fault(found))
    }

    /// The whole number that the value is, from 0 to `most`, for a field of this type.
    #[inline(never)]
    fn natural(&self, field: &'static str, most: u64) -> Result<u64, Fault> {
        match self.node {
            Node::Natural(number) if *number <= most => Ok(*number),
            Node::Natural(_) | Node::Negative(_) => Err(self.out_of_range(field)),
            _ => Err(self.refuse(field)),
        }
    }

    /// The whole number that the value is.
    #[inline(never)]
    pub(crate) fn integer(&self) -> Result<i64, Fault> {
        match self.node {
            Node::Natural(number) => i64::try_from(*number).map_err(|_| self.out_of_range("i64")),
            Node::Negative(number) => Ok(*number),
            _ => Err(self.refuse("i64")),
        }
    }

    /// The fault that a whole number does not fit a field of this type.
    fn out_of_range(&self, field: &'static str) -> Fault {
        let (least, most) = match field {
            "u32" => (0, i64::from(u32::MAX)),
            "u64" => (0, EXACT),
            "i64" => (-EXACT, EXACT),
            _ => return self.malformed(Sentence::invalid_value(self.node.unexpected(), &field)),
        };
        let found = Diagnostic::new(Code::NumberOutOfRange);
        let found = match self.node {
            Node::Negative(number) => found.with("number", *number),
            Node::Natural(number) => match i64::try_from(*number) {
                Ok(number) => found.with("number", number),
                Err(_) => found.with("number", number.to_string()),
            },
            _ => found,
        };
        self.fault(found.with("least", least).with("most", most))
    }

    /// The fault that something else was expected here, told in words of JSON.
    pub(crate) fn refuse(&self, expected: &str) -> Fault {
        self.malformed(Sentence::invalid_type(self.node.unexpected(), &expected))
    }

    /// The fault that a field is missing here.
    fn missing(&self, field: &'static str) -> Fault {
        let sentence = Sentence::missing_field(field).to_string();
        let found = Diagnostic::new(Code::RequestMalformed).at(field);
        self.fault(found.with("detail", sentence))
    }

    /// The fault that the value cannot be read for this reason.
    pub(crate) fn malformed(&self, reason: impl ToString) -> Fault {
        self.fault(Diagnostic::new(Code::RequestMalformed).with("detail", reason.to_string()))
    }

    /// The fault with this finding.
    #[inline(never)]
    pub(crate) fn fault(&self, found: Diagnostic) -> Fault {
        let (mut path, mut places) = (String::new(), Vec::new());
        self.way(&mut |step| step.go(&mut path, &mut places));
        Fault(Box::new(found.below(&path)))
    }
}

impl Step<'_> {
    /// Lengthens a path, in the form of every other path: `lead.followUps[2].at`.
    fn go(&self, path: &mut String, places: &mut Vec<usize>) {
        places.push(self.place);
        match self.name {
            Some(name) if path.is_empty() => path.push_str(name),
            Some(name) => {
                path.push('.');
                path.push_str(name);
            }
            None => path.push_str(&format!("[{}]", self.place)),
        }
    }
}

/// The sentences of faults are those that serde has for them, so that they are the same through any format.
type Sentence = serde_json::Error;

/// The names of an object's fields.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) names: &'static [&'static str],
    /// Further names, each with the index of the field that it is another name of.
    pub(crate) aliases: &'static [(&'static str, usize)],
}

impl Shape {
    /// The index of a name, most likely the next after the one before.
    fn index(&self, name: &str, next: usize) -> Option<usize> {
        if self.names.get(next).is_some_and(|own| *own == name) {
            return Some(next);
        }
        let alias = || self.aliases.iter().find(|(own, _)| *own == name).map(|(_, index)| *index);
        self.names.iter().position(|own| *own == name).or_else(alias)
    }
}

/// The fields of an object, by their index in its shape.
#[derive(Debug)]
pub(crate) struct Fields<'f> {
    reader: &'f Reader<'f>,
    entries: &'f [(Cow<'f, str>, Node<'f>)],
    shape: &'static Shape,
    /// The place of each field among the entries, from 1; 0 for a field that is missing.
    places: &'f [usize],
}

impl Fields<'_> {
    /// The field, if it is there.
    #[inline(never)]
    pub(crate) fn at(&self, index: usize) -> Option<Reader<'_>> {
        let place = self.places.get(index)?.checked_sub(1)?;
        let (name, node) = self.entries.get(place)?;
        Some(self.reader.below(Some(name), place, node))
    }

    /// The field; where it is missing, what its type has for that.
    #[inline(never)]
    pub(crate) fn required<T: Read>(&self, index: usize) -> Result<T, Fault> {
        match self.at(index) {
            Some(reader) => T::read(&reader),
            None => T::missing().ok_or_else(|| self.missing(index)),
        }
    }

    /// The field; where it is missing, the default of its type.
    #[inline(never)]
    pub(crate) fn or_default<T: Read + Default>(&self, index: usize) -> Result<T, Fault> {
        match self.at(index) {
            Some(reader) => T::read(&reader),
            None => Ok(T::default()),
        }
    }

    /// Replaces a value by the field, if it is there.
    #[inline(never)]
    pub(crate) fn update<T: Read>(&self, index: usize, value: &mut T) -> Result<(), Fault> {
        if let Some(reader) = self.at(index) {
            *value = T::read(&reader)?;
        }
        Ok(())
    }

    #[inline(never)]
    fn missing(&self, index: usize) -> Fault {
        self.reader.missing(self.shape.names.get(index).copied().unwrap_or_default())
    }
}

/// A variant that a value names, with what stands in it.
#[derive(Debug)]
pub(crate) struct Choice<'c> {
    /// The index of its name.
    pub(crate) index: usize,
    name: &'c str,
    content: Option<&'c Node<'c>>,
    reader: &'c Reader<'c>,
}

impl<'c> Choice<'c> {
    /// Checks that nothing stands in it.
    pub(crate) fn nothing(&self) -> Result<(), Fault> {
        match self.content {
            None | Some(Node::Null) => Ok(()),
            Some(node) => Err(Reader { node, ..*self.reader }.refuse("unit")),
        }
    }

    /// The record that stands in it.
    pub(crate) fn record(&self) -> Result<Reader<'c>, Fault> {
        self.below("struct variant")
    }

    /// The value that stands in it.
    #[inline(never)]
    pub(crate) fn value<T: Read>(&self) -> Result<T, Fault> {
        T::read(&self.below("newtype variant")?)
    }

    #[inline(never)]
    fn below(&self, expected: &str) -> Result<Reader<'c>, Fault> {
        let node = self.content.unwrap_or(&Node::Null);
        let reader = self.reader.below(Some(self.name), 0, node);
        match self.content {
            Some(_) => Ok(reader),
            None => {
                let sentence = Sentence::invalid_type(Unexpected::UnitVariant, &expected);
                Err(reader.malformed(sentence))
            }
        }
    }
}

impl<T: Read> Read for Option<T> {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        match reader.node {
            Node::Null => Ok(None),
            _ => T::read(reader).map(Some),
        }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        T::read(reader).map(Self::new)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        let Node::List(nodes) = reader.node else { return Err(reader.refuse("a sequence")) };
        let mut items = Self::with_capacity(nodes.len());
        for (place, node) in nodes.iter().enumerate() {
            items.push(T::read(&reader.below(None, place, node))?);
        }
        Ok(items)
    }
}

impl Read for bool {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        match reader.node {
            Node::Flag(flag) => Ok(*flag),
            _ => Err(reader.refuse("a boolean")),
        }
    }
}

impl Read for String {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        reader.text().map(Into::into)
    }
}

impl Read for u64 {
    fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        reader.natural("u64", Self::MAX)
    }
}

macro_rules! read_naturals {
    ($($type:ident)*) => {$(
        impl Read for $type {
            fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
                // A number of 64 bits holds the greatest of every type, and what it holds at most fits the type.
                let most = u64::try_from(Self::MAX).unwrap_or(u64::MAX);
                let number = reader.natural(stringify!($type), most)?;
                Ok(Self::try_from(number).unwrap_or(Self::MAX))
            }
        }
    )*};
}

read_naturals! { u8 u16 u32 usize }
