//! Writing answers: canonical JSON, without spaces and without floats.
//!
//! Serde's derives write through any serializer; this one knows one format and one target and has no state but the text,
//! so that a field costs two calls. In a browser that counts.

use alloc::{
    string::{String, ToString},
    vec,
    vec::Vec,
};
use core::{fmt, iter};

use serde::{
    Serialize, Serializer,
    ser::{
        Error, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant, StdError,
    },
};

/// How much room a text has at first: as much as most answers need.
const ROOM: usize = 4096;

/// The value as JSON text, with what stands before and after it.
///
/// # Errors
/// A value that has a float or a name that is no text; no type of this library has.
#[inline(never)]
pub(super) fn write(
    before: &str,
    value: &impl Serialize,
    after: &str,
) -> Result<String, Unwritable> {
    let mut writer = Writer::begin(before);
    value.serialize(&mut writer)?;
    writer.end(after)
}

/// That a value has no canonical form.
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

/// Takes what is written: a few bytes at a time, as numbers that the processor stores in one step. Most pieces of an answer
/// are shorter than what copying memory costs to be called, in a browser above all.
struct Writer {
    /// What is written, and room behind it.
    text: Vec<u8>,
    /// How much is written.
    length: usize,
}

impl Writer {
    #[inline(never)]
    fn begin(before: &str) -> Self {
        let mut writer = Self { text: vec![0; ROOM], length: 0 };
        writer.word(before);
        writer
    }

    #[inline(never)]
    fn end(mut self, after: &str) -> Result<String, Unwritable> {
        self.word(after);
        self.text.truncate(self.length);
        String::from_utf8(self.text).map_err(|_| Unwritable)
    }

    /// Writes so few bytes that their number is known where it is compiled.
    #[inline]
    fn bytes<const N: usize>(&mut self, bytes: [u8; N]) {
        if let Some(room) = self.room(N).and_then(<[u8]>::first_chunk_mut) {
            *room = bytes;
            self.length = self.length.saturating_add(N);
        }
    }

    #[inline(never)]
    fn byte(&mut self, byte: u8) {
        self.bytes([byte]);
    }

    /// Room for so many bytes, and what is behind it.
    #[inline]
    fn room(&mut self, needed: usize) -> Option<&mut [u8]> {
        if self.text.len().saturating_sub(self.length) < needed {
            self.make_room(needed);
        }
        self.text.get_mut(self.length..)
    }

    #[cold]
    fn make_room(&mut self, needed: usize) {
        let length = self.text.len();
        self.text.resize(length.saturating_add(length.max(needed)), 0);
    }

    /// Writes a text that has nothing to escape.
    #[inline(never)]
    fn word(&mut self, word: &str) {
        let from = word.as_bytes();
        let Some(room) = self.room(from.len()).and_then(|room| room.get_mut(..from.len())) else {
            return;
        };
        // What is left behind the last whole piece is written with what stands before it once more, in one step.
        if let (Some(last), Some(end)) = (room.last_chunk_mut::<8>(), from.last_chunk::<8>()) {
            *last = *end;
            for (to, from) in iter::zip(room.as_chunks_mut::<8>().0, from.as_chunks::<8>().0) {
                *to = *from;
            }
        } else if let (Some(last), Some(end)) = (room.last_chunk_mut::<4>(), from.last_chunk::<4>())
        {
            *last = *end;
            if let (Some(first), Some(start)) =
                (room.first_chunk_mut::<4>(), from.first_chunk::<4>())
            {
                *first = *start;
            }
        } else {
            for (to, from) in iter::zip(room, from) {
                *to = *from;
            }
        }
        self.length = self.length.saturating_add(from.len());
    }

    /// Sets off what follows from what stands before it in the same object or list: there a brace or bracket is the last
    /// character only where nothing stands before.
    #[inline(never)]
    fn separate(&mut self) {
        if !self.is_first() {
            self.bytes([b',']);
        }
    }

    /// Whether nothing stands before what follows in the same object or list.
    #[inline]
    fn is_first(&self) -> bool {
        let last = self.length.checked_sub(1).and_then(|last| self.text.get(last));
        matches!(last, Some(b'{' | b'['))
    }

    /// The name of a field or a variant, as it stands in the source: it has nothing to escape.
    #[inline(never)]
    fn name(&mut self, name: &'static str) {
        if self.is_first() {
            self.bytes([b'"']);
        } else {
            self.bytes(*b",\"");
        }
        self.word(name);
        self.bytes(*b"\":");
    }

    /// Begins an object with a name, below which stands what follows.
    #[inline(never)]
    fn variant(&mut self, name: &'static str, next: &str) {
        self.byte(b'{');
        self.name(name);
        self.word(next);
    }

    #[inline(never)]
    fn quoted(&mut self, text: &str) {
        self.bytes([b'"']);
        self.escaped(text);
        self.bytes([b'"']);
    }

    /// What stands between quotes.
    #[inline(never)]
    fn escaped(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            return self.word(text);
        }
        let (words, rest) = text.as_bytes().as_chunks();
        for word in words {
            if has_special(u64::from_le_bytes(*word)) {
                self.escaped_each(word);
            } else {
                self.bytes(*word);
            }
        }
        self.escaped_each(rest);
    }

    #[inline(never)]
    fn escaped_each(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'"' | b'\\' | 0..=0x1f => self.escape(*byte),
                plain => self.bytes([*plain]),
            }
        }
    }

    /// Writes a character that cannot stand in a text of JSON as it is. Each is a single byte, and no byte of a longer
    /// character looks like one.
    #[cold]
    fn escape(&mut self, character: u8) {
        let short = match character {
            0x8 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0xc => b'f',
            b'\r' => b'r',
            control @ 0..=0x1f => {
                let digit =
                    |digit: u8| *b"0123456789abcdef".get(usize::from(digit)).unwrap_or(&b'0');
                self.bytes(*b"\\u00");
                return self.bytes([digit(control >> 4), digit(control & 15)]);
            }
            same => same,
        };
        self.bytes([b'\\', short]);
    }

    #[inline(never)]
    fn natural(&mut self, number: u64) {
        match u8::try_from(number) {
            Ok(digit @ 0..=9) => self.bytes([b'0' | digit]),
            _ => self.word(&number.to_string()),
        }
    }

    #[inline(never)]
    fn integer(&mut self, number: i64) {
        match u64::try_from(number) {
            Ok(number) => self.natural(number),
            Err(_) => self.word(&number.to_string()),
        }
    }
}

/// Takes a text in pieces, so that it need not be put together first.
struct Pieces<'w>(&'w mut Writer);

impl fmt::Write for Pieces<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.0.escaped(piece);
        Ok(())
    }
}

/// Whether a text of JSON can have all of these bytes as they are.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks();
    let is_special = |word: &[u8; 8]| has_special(u64::from_le_bytes(*word));
    if words.iter().any(is_special) {
        return false;
    }
    match bytes.last_chunk() {
        Some(last) => rest.is_empty() || !is_special(last),
        None => {
            let mut word = [b' '; 8];
            for (to, from) in iter::zip(&mut word, rest) {
                *to = *from;
            }
            !is_special(&word)
        }
    }
}

/// Whether one of the eight bytes of a word cannot stand in a text of JSON as it is. Most words of most texts have none.
const fn has_special(word: u64) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST_BITS: u64 = u64::from_le_bytes([0x80; 8]);
    const CONTROLS: u64 = u64::from_le_bytes([0x20; 8]);
    const QUOTES: u64 = u64::from_le_bytes([b'"'; 8]);
    const BACKSLASHES: u64 = u64::from_le_bytes([b'\\'; 8]);
    /// Not 0 if and only if a byte is less than the byte that `bound` repeats, which is at most 0x80: the lowest such byte
    /// borrows from its own highest bit, and no byte below it does.
    const fn below(word: u64, bound: u64) -> u64 {
        word.wrapping_sub(bound) & !word & HIGHEST_BITS
    }
    below(word, CONTROLS) | below(word ^ QUOTES, ONES) | below(word ^ BACKSLASHES, ONES) != 0
}

macro_rules! numbers {
    ($($method:ident $type:ident $as:ident)*) => {$(
        fn $method(self, number: $type) -> Written {
            self.$as(number.into());
            Ok(())
        }
    )*};
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Variant<'w>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Variant<'w>;

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
        self.word(if flag { "true" } else { "false" });
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
        self.byte(b'"');
        fmt::write(&mut Pieces(&mut *self), format_args!("{value}")).map_err(|_| Unwritable)?;
        self.byte(b'"');
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
        self.bytes(*b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        self.quoted(name);
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
        self.variant(name, "");
        value.serialize(&mut *self)?;
        self.byte(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unwritable> {
        self.byte(b'[');
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
    ) -> Result<Variant<'w>, Unwritable> {
        self.variant(name, "[");
        Ok(Variant(self))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Unwritable> {
        self.byte(b'{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        self.byte(b'{');
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Variant<'w>, Unwritable> {
        self.variant(name, "{");
        Ok(Variant(self))
    }
}

/// The list or object that stands below the name of a variant.
struct Variant<'w>(&'w mut Writer);

macro_rules! lists {
    ($($trait:ident $method:ident)*) => {$(
        impl $trait for &mut Writer {
            type Ok = ();
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.separate();
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                self.byte(b']');
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

impl SerializeTupleVariant for Variant<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.0.separate();
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Written {
        self.0.word("]}");
        Ok(())
    }
}

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Written {
        self.separate();
        let start = self.length;
        name.serialize(&mut **self)?;
        if self.text.get(start) != Some(&b'"') {
            return Err(Unwritable);
        }
        self.byte(b':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.byte(b'}');
        Ok(())
    }
}

impl SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.name(name);
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.byte(b'}');
        Ok(())
    }
}

impl SerializeStructVariant for Variant<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.0.name(name);
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Written {
        self.0.word("}}");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, format, string::String, vec, vec::Vec};

    use super::*;

    #[derive(Serialize)]
    enum Shape {
        Unit,
        One(u8),
        Two(i64, bool),
        Named { text: String, none: Option<u32>, list: Vec<Shape> },
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
        assert_eq!(write("", &value, "").ok(), Some(expected.clone()));
        assert_eq!(write("{", &value, "}").ok(), Some(format!("{{{expected}}}")));
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
        assert_eq!(write("", &value, "").ok(), Some(expected));
    }

    #[test]
    fn a_special_character_is_found_wherever_it_stands() {
        for special in (0..128_u8).map(char::from).chain("é😀\u{2028}".chars()) {
            for before in 0..18 {
                for after in [0, 1, 7, 8, 9] {
                    let text = format!("{}{special}{}", "~".repeat(before), "é".repeat(after));
                    let expected = serde_json::to_string(&text).unwrap();
                    assert_eq!(write("", &text, "").ok(), Some(expected));
                }
            }
        }
    }

    #[test]
    fn a_text_is_written_whole_however_long_it_becomes() {
        for length in (ROOM - 40..ROOM + 8).chain([2 * ROOM, 5 * ROOM + 1]) {
            let value = ("~".repeat(length), [length; 5], Shape::Two(-1, true), "\n", [7, 10]);
            let expected = serde_json::to_string(&value).unwrap();
            assert_eq!(write("", &value, "").ok(), Some(expected));
        }
    }

    #[test]
    fn what_has_no_canonical_form_is_not_written() {
        assert!(write("", &1.5, "").is_err());
        assert!(write("", &BTreeMap::from([(1, 2)]), "").is_err());
    }
}
