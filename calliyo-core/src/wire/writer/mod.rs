//! Writing answers: canonical, without floats, and in one of two forms: as JSON text, or packed for a binding that would take the
//! text apart again.
//!
//! Serde's derives write through any serializer. This one is told its form when it begins, so that what writes an answer is
//! compiled once; a field costs two calls. In a browser that counts.

mod bytes;
mod names;
mod packing;
mod text;

use alloc::string::String;
use core::fmt;

use serde::{
    Serialize, Serializer,
    ser::{
        Error, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant, StdError,
    },
};

pub use self::packing::PackedAnswer;
use self::packing::{END, LIST, OBJECT};
pub(super) use self::text::Text;
use super::packed::{FALSE, NULL, TRUE};

/// That a value has no canonical form: it has a float, or a name that is no text. No type of this library has.
#[derive(Debug)]
pub(super) struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that has no form in JSON")
    }
}

impl StdError for Unwritable {}

impl Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<(), Unwritable>;

/// Writes an answer, in the form that it is told.
pub(super) enum Writer<'w> {
    /// As JSON text, which it holds: a writer of two pointers would be handed on as two, by every function that writes.
    Text(Text),
    /// As a binding unpacks it.
    Packed(&'w mut PackedAnswer),
}

impl Writer<'_> {
    /// The text that was written; none where it was packed.
    pub(super) fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => String::from_utf8(text.into_bytes()).ok(),
            Self::Packed(_) => None,
        }
    }

    /// Takes back what was written.
    pub(super) fn clear(&mut self) {
        match self {
            Self::Text(text) => text.clear(),
            Self::Packed(packed) => packed.clear(),
        }
    }

    #[inline(never)]
    fn null(&mut self) {
        match self {
            Self::Text(text) => text.null(),
            Self::Packed(packed) => packed.token(NULL),
        }
    }

    #[inline(never)]
    fn flag(&mut self, flag: bool) {
        match self {
            Self::Text(text) => text.word(if flag { "true" } else { "false" }),
            Self::Packed(packed) => packed.token(if flag { TRUE } else { FALSE }),
        }
    }

    #[inline(never)]
    fn natural(&mut self, number: u64) {
        match self {
            Self::Text(text) => text.natural(number),
            Self::Packed(packed) => packed.natural(number),
        }
    }

    #[inline(never)]
    fn integer(&mut self, number: i64) {
        match (u64::try_from(number), &mut *self) {
            (Ok(number), _) => self.natural(number),
            (Err(_), Self::Text(text)) => text.negative(number),
            (Err(_), Self::Packed(packed)) => packed.negative(number),
        }
    }

    #[inline(never)]
    fn quoted(&mut self, own: &str) {
        match self {
            Self::Text(text) => text.quoted(own),
            Self::Packed(packed) => packed.quoted(own),
        }
    }

    /// Writes a text that stands in the source.
    #[inline(never)]
    fn known(&mut self, own: &'static str) {
        match self {
            Self::Text(text) => text.quoted(own),
            Self::Packed(packed) => packed.name(own),
        }
    }

    /// Begins or ends a text that is written in pieces.
    fn begin_text(&mut self) {
        match self {
            Self::Text(text) => text.byte(b'"'),
            Self::Packed(packed) => packed.begin_text(),
        }
    }

    fn piece(&mut self, piece: &str) {
        match self {
            Self::Text(text) => text.escaped(piece),
            Self::Packed(packed) => packed.piece(piece),
        }
    }

    fn end_text(&mut self) {
        match self {
            Self::Text(text) => text.byte(b'"'),
            Self::Packed(packed) => packed.end_text(),
        }
    }

    #[inline(never)]
    fn begin_list(&mut self) {
        match self {
            Self::Text(text) => text.byte(b'['),
            Self::Packed(packed) => packed.token(LIST),
        }
    }

    /// Comes before each item of a list.
    #[inline(never)]
    fn item(&mut self) {
        if let Self::Text(text) = self {
            text.separate();
        }
    }

    #[inline(never)]
    fn end_list(&mut self) {
        self.end(b']');
    }

    #[inline(never)]
    fn begin_object(&mut self) {
        match self {
            Self::Text(text) => text.byte(b'{'),
            Self::Packed(packed) => packed.token(OBJECT),
        }
    }

    /// The name of a field or a variant, as it stands in the source.
    #[inline(never)]
    fn name(&mut self, name: &'static str) {
        match self {
            Self::Text(text) => text.name(name),
            Self::Packed(packed) => packed.name(name),
        }
    }

    /// Begins a name that is written as a value, and returns where.
    #[inline(never)]
    fn begin_key(&mut self) -> usize {
        match self {
            Self::Text(text) => text.begin_key(),
            Self::Packed(packed) => packed.begin_key(),
        }
    }

    /// Ends a name that was written as a value, which began there.
    ///
    /// # Errors
    /// It is no text.
    #[inline(never)]
    fn end_key(&mut self, start: usize) -> Written {
        let is_text = match self {
            Self::Text(text) => text.end_key(start),
            Self::Packed(packed) => packed.end_key(start),
        };
        if is_text { Ok(()) } else { Err(Unwritable) }
    }

    #[inline(never)]
    fn end_object(&mut self) {
        self.end(b'}');
    }

    fn end(&mut self, bracket: u8) {
        match self {
            Self::Text(text) => text.byte(bracket),
            Self::Packed(packed) => packed.token(END),
        }
    }

    /// Begins an object with one name, below which stands what follows.
    #[inline(never)]
    fn variant(&mut self, name: &'static str) {
        self.begin_object();
        self.name(name);
    }

    /// Writes a success answer.
    ///
    /// # Errors
    /// The result has no canonical form.
    #[inline(never)]
    pub(super) fn success(&mut self, result: &impl Serialize) -> Written {
        self.begin_success();
        result.serialize(&mut *self)?;
        self.end_object();
        Ok(())
    }

    #[inline(never)]
    fn begin_success(&mut self) {
        self.variant("type");
        self.known("success");
        self.name("result");
    }
}

/// Takes a text in pieces, so that it need not be put together first.
struct Pieces<'w, 'a>(&'w mut Writer<'a>);

impl fmt::Write for Pieces<'_, '_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.0.piece(piece);
        Ok(())
    }
}

macro_rules! numbers {
    ($($method:ident $type:ident $as:ident)*) => {$(
        fn $method(self, number: $type) -> Written {
            self.$as(number.into());
            Ok(())
        }
    )*};
}

impl<'w, 'a> Serializer for &'w mut Writer<'a> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Variant<'w, 'a>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Variant<'w, 'a>;

    numbers! {
        serialize_i8 i8 integer
        serialize_i16 i16 integer
        serialize_i32 i32 integer
        serialize_i64 i64 integer
        serialize_u8 u8 natural
        serialize_u16 u16 natural
        serialize_u32 u32 natural
        serialize_u64 u64 natural
    }

    fn serialize_bool(self, flag: bool) -> Written {
        self.flag(flag);
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Written {
        Err(Unwritable)
    }

    fn serialize_f64(self, _: f64) -> Written {
        Err(Unwritable)
    }

    fn serialize_char(self, character: char) -> Written {
        self.quoted(character.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Written {
        self.quoted(text);
        Ok(())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Written {
        self.begin_text();
        fmt::write(&mut Pieces(&mut *self), format_args!("{value}")).map_err(|_| Unwritable)?;
        self.end_text();
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Written {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.null();
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        self.known(name);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Written {
        self.variant(name);
        value.serialize(&mut *self)?;
        self.end_object();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unwritable> {
        self.begin_list();
        Ok(self)
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, Unwritable> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self, Unwritable> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Variant<'w, 'a>, Unwritable> {
        self.variant(name);
        self.begin_list();
        Ok(Variant(self))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Unwritable> {
        self.begin_object();
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        self.begin_object();
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Variant<'w, 'a>, Unwritable> {
        self.variant(name);
        self.begin_object();
        Ok(Variant(self))
    }
}

/// The list or object that stands below the name of a variant.
pub(super) struct Variant<'w, 'a>(&'w mut Writer<'a>);

macro_rules! lists {
    ($($trait:ident $method:ident)*) => {$(
        impl $trait for &mut Writer<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.item();
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                self.end_list();
                Ok(())
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
}

impl SerializeTupleVariant for Variant<'_, '_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.0.item();
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Written {
        self.0.end_list();
        self.0.end_object();
        Ok(())
    }
}

impl SerializeMap for &mut Writer<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Written {
        let start = self.begin_key();
        name.serialize(&mut **self)?;
        self.end_key(start)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.end_object();
        Ok(())
    }
}

impl SerializeStruct for &mut Writer<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.name(name);
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.end_object();
        Ok(())
    }
}

impl SerializeStructVariant for Variant<'_, '_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.0.name(name);
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Written {
        self.0.end_object();
        self.0.end_object();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, format, string::String, vec, vec::Vec};

    use super::{
        bytes::ROOM,
        packing::{CHUNK, NAME},
        *,
    };
    use crate::wire::packed::{NATURAL, TEXT, WIDE};

    #[derive(Serialize)]
    enum Shape {
        Unit,
        One(u8),
        Two(i64, bool),
        Named { text: String, none: Option<u32>, list: Vec<Shape> },
    }

    /// What a binding does: makes values of a packed answer, here their text.
    struct Unpacker<'a> {
        names: Vec<&'a str>,
        tokens: &'a [u32],
        texts: &'a [u8],
        /// The chunk of texts that is open, as the units of UTF-16 that a host counts in.
        chunk: Vec<u16>,
    }

    impl<'a> Unpacker<'a> {
        fn unpack(packed: &'a PackedAnswer) -> String {
            let (tokens, texts) = (packed.tokens(), packed.texts());
            let names = packed.names().collect();
            let mut own = Self { names, tokens, texts, chunk: Vec::new() };
            let first = own.token();
            let value = own.value(first);
            assert!(own.tokens.is_empty() && own.texts.is_empty() && own.chunk.is_empty());
            value
        }

        fn token(&mut self) -> u32 {
            let (token, tokens) = self.tokens.split_first().unwrap();
            self.tokens = tokens;
            *token
        }

        fn value(&mut self, token: u32) -> String {
            let size = (token >> 3) as usize;
            match (token & 7, token) {
                (_, NULL) => "null".into(),
                (_, FALSE) => "false".into(),
                (_, TRUE) => "true".into(),
                (_, LIST) => {
                    let mut items = Vec::new();
                    loop {
                        match self.token() {
                            END => return format!("[{}]", items.join(",")),
                            item => items.push(self.value(item)),
                        }
                    }
                }
                (_, OBJECT) => {
                    let mut fields = Vec::new();
                    loop {
                        let name = match self.token() {
                            END => return format!("{{{}}}", fields.join(",")),
                            name => self.value(name),
                        };
                        let value = self.token();
                        fields.push(format!("{name}:{}", self.value(value)));
                    }
                }
                (NATURAL, _) => format!("{size}"),
                (WIDE, _) => {
                    let number = u64::from(self.token()) | u64::from(self.token()) << 32;
                    if size == 0 {
                        format!("{}", number.cast_signed())
                    } else {
                        format!("{number}")
                    }
                }
                (TEXT, _) => {
                    let text: Vec<_> = self.chunk.drain(..size).collect();
                    serde_json::to_string(&String::from_utf16(&text).unwrap()).unwrap()
                }
                (NAME, _) => serde_json::to_string(self.names[size]).unwrap(),
                (CHUNK, _) => {
                    assert!(self.chunk.is_empty() && size > 0);
                    let (chunk, texts) = self.texts.split_at(size);
                    self.chunk = str::from_utf8(chunk).unwrap().encode_utf16().collect();
                    self.texts = texts;
                    let next = self.token();
                    self.value(next)
                }
                _ => panic!("{token} is no token"),
            }
        }
    }

    /// The text of a value, which is the same where it was packed meanwhile, by itself and as a result.
    fn written(value: &impl Serialize) -> Option<String> {
        let text_of = |write: &dyn Fn(&mut Writer<'_>) -> Written| {
            let mut writer = Writer::Text(Text::default());
            write(&mut writer).ok().and_then(|()| writer.into_text())
        };
        let mut packed = PackedAnswer::default();
        let mut unpacked = |write: &dyn Fn(&mut Writer<'_>) -> Written| {
            packed.clear();
            let outcome = write(&mut Writer::Packed(&mut packed));
            packed.finish();
            outcome.is_ok().then(|| Unpacker::unpack(&packed))
        };
        let alone = |writer: &mut Writer<'_>| value.serialize(&mut *writer);
        let after_more = |writer: &mut Writer<'_>| {
            value.serialize(&mut *writer)?;
            writer.clear();
            writer.success(value)
        };
        let (text, result) = (text_of(&alone), text_of(&after_more));
        let expected = text.as_ref().map(|own| format!(r#"{{"type":"success","result":{own}}}"#));
        assert_eq!(result, expected);
        // Names are new, and then known.
        for _ in 0..2 {
            assert_eq!(unpacked(&alone), text);
            assert_eq!(unpacked(&after_more), result);
        }
        text
    }

    #[test]
    fn every_shape_is_written_as_serde_json_writes_it() {
        let all: String = (0..128_u8).map(char::from).chain("é😀\u{2028}".chars()).collect();
        let text = all.clone();
        let list = vec![Shape::Unit, Shape::One(7), Shape::Two(i64::MIN, true)];
        let value = (
            [Shape::Named { text, none: None, list }, Shape::Two(0, false)],
            BTreeMap::from([(all.as_str(), "["), ("{", "{")]),
            (u64::MAX, 'é', (), [(); 0], BTreeMap::<String, u8>::new()),
        );
        let expected = serde_json::to_string(&value).unwrap();
        assert_eq!(written(&value), Some(expected));
    }

    #[test]
    fn a_text_in_pieces_is_written_as_one() {
        struct Told(u8, char, &'static str);

        impl fmt::Display for Told {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}:\"{}{}", self.0, self.1, self.2)
            }
        }

        impl Serialize for Told {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        let value = BTreeMap::from([("a", [Told(7, '\n', "é"), Told(8, '"', "")])]);
        let expected = serde_json::to_string(&value).unwrap();
        assert_eq!(written(&value), Some(expected));
    }

    #[test]
    fn a_special_character_is_found_wherever_it_stands() {
        for special in (0..128_u8).map(char::from).chain("é😀\u{2028}".chars()) {
            for before in 0..18 {
                for after in [0, 1, 7, 8, 9] {
                    let text = format!("{}{special}{}", "~".repeat(before), "é".repeat(after));
                    let expected = serde_json::to_string(&text).unwrap();
                    assert_eq!(written(&text), Some(expected));
                }
            }
        }
    }

    #[test]
    fn a_text_is_written_whole_however_long_it_becomes() {
        for length in (ROOM - 40..ROOM + 8).chain([2 * ROOM, 5 * ROOM + 1]) {
            let long = "~".repeat(length);
            let named = BTreeMap::from([(&long, "é"), (&long, "😀")]);
            let value = (&long, [length; 5], Shape::Two(-1, true), "\n", named, [7, 10], "é");
            let expected = serde_json::to_string(&value).unwrap();
            assert_eq!(written(&value), Some(expected));
        }
    }

    #[test]
    fn what_has_no_canonical_form_is_not_written() {
        assert_eq!(written(&1.5), None);
        assert_eq!(written(&BTreeMap::from([(1, 2)])), None);
        assert_eq!(written(&BTreeMap::from([(u64::MAX, 2)])), None);
        assert_eq!(written(&BTreeMap::from([([0; 0], 2)])), None);
    }

    #[test]
    fn names_that_are_data_are_told_up_to_a_bound() {
        let count = 2000;
        let names = (0..count).map(|name| (format!("name {name} é"), name));
        let value: Vec<_> = names.map(|own| BTreeMap::from([own])).collect();
        assert_eq!(written(&value), serde_json::to_string(&value).ok());

        let mut packed = PackedAnswer::default();
        value.serialize(&mut Writer::Packed(&mut packed)).unwrap();
        let known = packed.names().len();
        assert!(known > 500 && known < count, "{known}");
    }
}
