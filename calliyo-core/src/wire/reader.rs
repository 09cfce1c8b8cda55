//! Reading values from the tree of a request: strictly, and knowing where.
//!
//! A [`Reader`] stands at a value and knows the way to it, so that a fault tells its path. Types derive [`Read`] by
//! `calliyo-derive`; what they generate are tables and calls, and what can be shared by all types stands here once.
//!
//! Reading goes on to the end whatever it finds: what is wrong is noted ([`Notes`]), any value stands in for what cannot be
//! read, and whoever began looks at the notes before the whole is used. With a result per value, every field of every type
//! would be a branch that gives back all fields before it, which is more than half of the code that reads.
//!
//! The sentences of faults are those that serde has for them, so that they are the same through any format.

use alloc::{borrow::Cow, boxed::Box, format, string::String, string::ToString, vec::Vec};
use core::{cell::RefCell, fmt};

use super::tree::Node;
use crate::{code::Code, diagnostic::Diagnostic, number::EXACT, text::Text};

/// A type that is read from requests and stored documents.
pub trait Read: Sized {
    /// The names of its variants, where it is an enum.
    const NAMES: &'static [&'static str] = &[];

    /// Reads the value at which the reader stands. Where it cannot be read that is noted, and any value stands in.
    fn read(reader: &Reader<'_>) -> Self;

    /// The value of a field that is missing in the object at which the reader stands: a fault, unless the type has one.
    fn missing(object: &Reader<'_>, field: &'static str) -> Self {
        object.note_missing(field);
        Self::read(&object.nothing())
    }
}

/// What was found wrong while a tree was read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The first reason why it cannot be read, with its path.
    pub(super) fault: RefCell<Option<Diagnostic>>,
    /// The fields that nobody knows, in the order of the text.
    pub(super) unknown: RefCell<Vec<Unknown>>,
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
    notes: &'r Notes,
    /// Whether fields that nobody knows are passed by.
    passes_unknown: bool,
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
    pub(super) fn new(node: &'r Node<'r>, notes: &'r Notes) -> Self {
        Self { node, above: None, notes, passes_unknown: false }
    }

    /// The same value, in which fields that nobody knows are passed by.
    pub(crate) fn passing_unknown(&self) -> Self {
        Self { passes_unknown: true, ..*self }
    }

    /// Stands where there is no value, of which a fault is noted already.
    fn nothing(&self) -> Self {
        Self { node: &Node::Null, ..*self }
    }

    /// What stands in this value.
    pub(super) fn below(&'r self, name: Option<&'r str>, place: usize, node: &'r Node<'r>) -> Self {
        Self { node, above: Some((self, Step { name, place })), ..*self }
    }

    /// What stands in the object.
    fn entries(&self) -> &'r [(Cow<'r, str>, Node<'r>)] {
        match self.node {
            Node::Object(entries) => entries,
            _ => {
                self.refuse("an object");
                &[]
            }
        }
    }

    /// What stands in the list.
    fn items(&self) -> &'r [Node<'r>] {
        match self.node {
            Node::List(items) => items,
            _ => {
                self.refuse("a sequence");
                &[]
            }
        }
    }

    /// Looks up the fields of an object, notes those that nobody knows, and refuses one that stands twice.
    ///
    /// `places` has a zero for every name of the shape.
    #[inline(never)]
    pub(crate) fn fields<'f>(
        &'f self,
        shape: &'static Shape,
        places: &'f mut [usize],
    ) -> Fields<'f> {
        let entries = self.entries();
        let mut next = 0;
        for (place, (name, _)) in entries.iter().enumerate() {
            let index = shape.index(name, next);
            match index.and_then(|index| places.get_mut(index).zip(shape.names.get(index))) {
                Some((own, _)) if *own == 0 => *own = place.saturating_add(1),
                Some((_, name)) => self.malformed(format_args!("duplicate field `{name}`")),
                None => self.pass_by(name, place),
            }
            next = index.map_or(next, |index| index.saturating_add(1));
        }
        Fields { reader: self, entries, shape, places }
    }

    fn pass_by(&self, field: &str, place: usize) {
        if self.passes_unknown || self.is_refused() {
            return;
        }
        let step = Step { name: Some(field), place };
        let (mut path, mut places) = (String::new(), Vec::new());
        self.way(&mut |step| step.go(&mut path, &mut places));
        step.go(&mut path, &mut places);
        let mut unknown = self.notes.unknown.borrow_mut();
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
    pub(crate) fn name(&self, names: &'static [&'static str]) -> usize {
        let choice = self.choice(names);
        choice.nothing();
        choice.index
    }

    /// The index of the variant that the value names, `"name"` or `{"name": …}`, and what stands in it.
    #[inline(never)]
    pub(crate) fn choice<'c>(&'c self, names: &'static [&'static str]) -> Choice<'c> {
        let (name, content) = match self.node {
            Node::Text(name) => (name.as_ref(), None),
            Node::Object(entries) => match entries.as_slice() {
                [(name, content)] => (name.as_ref(), Some(content)),
                _ => {
                    self.refuse_value("an object of one field");
                    ("", None)
                }
            },
            _ => {
                self.refuse("a name or an object of one field");
                ("", None)
            }
        };
        Choice { index: self.known(name, names), name, content, reader: self }
    }

    /// The index of the variant that a field of the object names.
    #[inline(never)]
    pub(crate) fn tagged(&self, tag: &'static str, names: &'static [&'static str]) -> usize {
        self.known(self.tag(tag).text(), names)
    }

    /// The field of the object that names the variant.
    pub(crate) fn tag(&'r self, tag: &'static str) -> Self {
        match self.entries().iter().enumerate().find(|(_, (name, _))| name == tag) {
            Some((place, (_, node))) => self.below(Some(tag), place, node),
            None => {
                self.note_missing(tag);
                self.nothing()
            }
        }
    }

    fn known(&self, name: &str, names: &'static [&'static str]) -> usize {
        names.iter().position(|own| *own == name).unwrap_or_else(|| {
            let known = OneOf(names);
            self.malformed(format_args!("unknown variant `{name}`, expected {known}"));
            0
        })
    }

    /// The value.
    pub(super) fn node(&self) -> &'r Node<'r> {
        self.node
    }

    /// The text that the value is.
    pub(crate) fn text(&self) -> &'r str {
        self.text_such_as("a string").unwrap_or_default()
    }

    fn text_such_as(&self, expected: &str) -> Option<&'r str> {
        let text = self.as_text();
        if text.is_none() {
            self.refuse(expected);
        }
        text
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
    pub(super) fn parsed<T: Text>(&self) -> T {
        let parsed = self.text_such_as(T::EXPECTED).map(T::read);
        parsed.and_then(|parsed| self.sound(parsed)).unwrap_or_else(T::stand_in)
    }

    /// The value, unless a finding was made in its place, which is noted.
    pub(super) fn sound<T>(&self, found: Result<T, Diagnostic>) -> Option<T> {
        found.map_err(|found| self.note(found)).ok()
    }

    /// The whole number that the value is, from 0 to `most`, for a field of this type.
    #[inline(never)]
    fn natural(&self, field: &'static str, most: u64) -> u64 {
        match self.node {
            Node::Natural(number) if *number <= most => return *number,
            Node::Natural(_) | Node::Negative(_) => self.out_of_range(field),
            _ => self.refuse(field),
        }
        0
    }

    /// The whole number that the value is.
    #[inline(never)]
    pub(super) fn integer(&self) -> Option<i64> {
        let number = match self.node {
            Node::Natural(number) => i64::try_from(*number).ok(),
            Node::Negative(number) => Some(*number),
            _ => {
                self.refuse("i64");
                return None;
            }
        };
        if number.is_none() {
            self.out_of_range("i64");
        }
        number
    }

    /// Notes that a whole number does not fit a field of this type.
    fn out_of_range(&self, field: &'static str) {
        let (least, most) = match field {
            "u32" => (0, i64::from(u32::MAX)),
            "u64" => (0, EXACT),
            "i64" => (-EXACT, EXACT),
            _ => return self.refuse_value(field),
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
        self.note(found.with("least", least).with("most", most));
    }

    /// Notes that something else was expected here, told in words of JSON.
    #[inline(never)]
    pub(crate) fn refuse(&self, expected: &str) {
        self.malformed(format_args!("invalid type: {}, expected {expected}", self.node));
    }

    /// Notes that something else of its kind was expected here.
    fn refuse_value(&self, expected: &str) {
        self.malformed(format_args!("invalid value: {}, expected {expected}", self.node));
    }

    /// Notes that a field is missing here.
    #[inline(never)]
    fn note_missing(&self, field: &'static str) {
        let found = Diagnostic::new(Code::RequestMalformed).at(field);
        self.note(found.with("detail", format!("missing field `{field}`")));
    }

    /// Notes that the value cannot be read for this reason.
    pub(super) fn malformed(&self, reason: impl ToString) {
        if self.is_refused() {
            return;
        }
        self.note(Diagnostic::new(Code::RequestMalformed).with("detail", reason.to_string()));
    }

    /// Notes why the value cannot be read. The first reason is the one that is told: what is found later may follow from what
    /// stands in for values before.
    #[inline(never)]
    pub(crate) fn note(&self, found: Diagnostic) {
        if self.is_refused() {
            return;
        }
        let (mut path, mut places) = (String::new(), Vec::new());
        self.way(&mut |step| step.go(&mut path, &mut places));
        self.notes.fault.replace(Some(found.below(&path)));
    }

    /// Whether a reason is noted why the whole cannot be read.
    fn is_refused(&self) -> bool {
        self.notes.fault.borrow().is_some()
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

/// The names of which one was expected.
struct OneOf(&'static [&'static str]);

impl fmt::Display for OneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [first, second] => write!(f, "`{first}` or `{second}`"),
            [first, others @ ..] => {
                f.write_str(if others.is_empty() { "`" } else { "one of `" })?;
                f.write_str(first)?;
                others.iter().try_for_each(|name| write!(f, "`, `{name}"))?;
                f.write_str("`")
            }
            [] => f.write_str("none"),
        }
    }
}

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
    pub(crate) fn required<T: Read>(&self, index: usize) -> T {
        match &self.at(index) {
            Some(reader) => T::read(reader),
            None => {
                T::missing(self.reader, self.shape.names.get(index).copied().unwrap_or_default())
            }
        }
    }

    /// The field; where it is missing, the default of its type.
    #[inline(never)]
    pub(crate) fn or_default<T: Read + Default>(&self, index: usize) -> T {
        match &self.at(index) {
            Some(reader) => T::read(reader),
            None => T::default(),
        }
    }

    /// Replaces a value by the field, if it is there.
    #[inline(never)]
    pub(crate) fn update<T: Read>(&self, index: usize, value: &mut T) {
        if let Some(reader) = &self.at(index) {
            *value = T::read(reader);
        }
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
    pub(crate) fn nothing(&self) {
        match self.content {
            None | Some(Node::Null) => {}
            Some(node) => Reader { node, ..*self.reader }.refuse("unit"),
        }
    }

    /// The record that stands in it.
    pub(crate) fn record(&self) -> Reader<'c> {
        self.below("struct variant")
    }

    /// The value that stands in it.
    #[inline(never)]
    pub(crate) fn value<T: Read>(&self) -> T {
        T::read(&self.below("newtype variant"))
    }

    #[inline(never)]
    fn below(&self, expected: &str) -> Reader<'c> {
        let node = self.content.unwrap_or(&Node::Null);
        let reader = self.reader.below(Some(self.name), 0, node);
        if self.content.is_none() {
            reader.malformed(format_args!("invalid type: unit variant, expected {expected}"));
        }
        reader
    }
}

impl<T: Read> Read for Option<T> {
    fn read(reader: &Reader<'_>) -> Self {
        match reader.node {
            Node::Null => None,
            _ => Some(T::read(reader)),
        }
    }

    fn missing(_: &Reader<'_>, _: &'static str) -> Self {
        None
    }
}

impl<T: Read> Read for Box<T> {
    fn read(reader: &Reader<'_>) -> Self {
        Self::new(T::read(reader))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(reader: &Reader<'_>) -> Self {
        let nodes = reader.items();
        let mut items = Self::with_capacity(nodes.len());
        for (place, node) in nodes.iter().enumerate() {
            items.push(T::read(&reader.below(None, place, node)));
        }
        items
    }
}

impl Read for bool {
    fn read(reader: &Reader<'_>) -> Self {
        match reader.node {
            Node::Flag(flag) => *flag,
            _ => {
                reader.refuse("a boolean");
                false
            }
        }
    }
}

impl Read for String {
    fn read(reader: &Reader<'_>) -> Self {
        reader.text().into()
    }
}

impl Read for u64 {
    fn read(reader: &Reader<'_>) -> Self {
        reader.natural("u64", Self::MAX)
    }
}

macro_rules! read_naturals {
    ($($type:ident)*) => {$(
        impl Read for $type {
            fn read(reader: &Reader<'_>) -> Self {
                // A number of 64 bits holds the greatest of every type, and what it holds at most fits the type.
                let most = u64::try_from(Self::MAX).unwrap_or(u64::MAX);
                Self::try_from(reader.natural(stringify!($type), most)).unwrap_or(Self::MAX)
            }
        }
    )*};
}

read_naturals! { u8 u16 u32 usize }

#[cfg(test)]
mod tests {
    use serde::de::Error;

    use super::*;

    #[test]
    fn names_are_told_in_the_words_of_serde() {
        for names in [&["one"][..], &["one", "other"], &["one", "other", "third"]] {
            let sentence = serde_json::Error::unknown_variant("none", names).to_string();
            assert_eq!(format!("unknown variant `none`, expected {}", OneOf(names)), sentence);
        }
    }
}
