//! Answers to a binding whose values are no text: what it makes them of, without a text that it would have to take apart.
//!
//! It is the form of a packed request ([`packed`](super::super::packed)) the other way, but for what a writer does not know when
//! it begins: how much stands in a list or object, which therefore has an end, and the names of an object, each of which
//! stands before its value.

use alloc::{borrow::Cow, vec::Vec};
use core::mem;

use super::{bytes::Bytes, names::AnswerNames};
use crate::wire::packed::{FIXED, NATURAL, TEXT, WIDE};

/// A list begins.
pub(super) const LIST: u32 = FIXED | 3 << 3;
/// An object begins: a name and a value, as often as there are fields.
pub(super) const OBJECT: u32 = FIXED | 4 << 3;
/// A list or an object ends.
pub(super) const END: u32 = FIXED | 5 << 3;
/// The texts that follow are in the next so many bytes.
pub(super) const CHUNK: u32 = 4;
/// A name or a word of the library, by its number: of a field, or instead of a text.
pub(super) const NAME: u32 = 5;

/// Numbers below this fit a token.
const SMALL: u64 = 1 << 28;

/// After so many bytes of texts a chunk ends. A host that cuts its texts out of a chunk keeps the whole of it as long as it
/// keeps one.
const CHUNK_SIZE: usize = 4096;

/// A packed answer, and what is kept for the next: the names that its host knows, and the room.
///
/// Its tokens are those of a packed request (`0`, `8` and `16` for `null`, `false` and `true`, and by their lowest three bits `1`
/// for a small natural number, `2` for a wide one and `3` for a text), but that its texts are counted in units of UTF-16; and
/// `24` and `32`, which begin a list and an object, of a name and a value by turns; `40`, which ends them; `4` for so many bytes
/// of texts, of which those that follow are parts; `5` for a text that is the name of so high a number; and `10`, a wide number
/// that is not negative.
#[derive(Debug, Default)]
pub struct PackedAnswer {
    names: AnswerNames,
    tokens: Vec<u32>,
    texts: Bytes,
    /// The chunk and the text that were begun last.
    chunk: Option<Begun>,
    text: Begun,
    /// How long that text is, in units of UTF-16.
    units: usize,
    /// Whether what comes next is the name of an entry.
    is_key: bool,
}

/// Where something began.
#[derive(Clone, Copy, Debug, Default)]
struct Begun {
    token: usize,
    text: usize,
}

impl PackedAnswer {
    /// What there is, and how much of it or which.
    #[must_use]
    pub fn tokens(&self) -> &[u32] {
        &self.tokens
    }

    /// The texts, one behind the other, in UTF-8.
    #[must_use]
    pub fn texts(&self) -> &[u8] {
        self.texts.as_slice()
    }

    /// The names that have a number so far: they are told once, and keep it.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter()
    }

    /// Takes back what was written.
    pub(in crate::wire) fn clear(&mut self) {
        self.tokens.clear();
        self.texts.clear();
        self.chunk = None;
        self.is_key = false;
    }

    /// Ends what was written.
    pub(in crate::wire) fn finish(&mut self) {
        self.end_chunk();
    }

    #[inline]
    pub(super) fn token(&mut self, token: u32) {
        self.tokens.push(token);
    }

    pub(super) fn natural(&mut self, number: u64) {
        match u32::try_from(number) {
            Ok(small) if number < SMALL => self.token(NATURAL | small << 3),
            _ => self.wide(WIDE | 1 << 3, number),
        }
    }

    pub(super) fn negative(&mut self, number: i64) {
        self.wide(WIDE, number.cast_unsigned());
    }

    #[inline(never)]
    fn wide(&mut self, kind: u32, number: u64) {
        let [lower, upper] = [number & u64::from(u32::MAX), number >> 32];
        let half = |half| u32::try_from(half).unwrap_or_default();
        self.tokens.extend([kind, half(lower), half(upper)]);
    }

    /// A name, or a text that is as good as one.
    pub(super) fn name(&mut self, name: &'static str) {
        match self.names.number(name, || Cow::Borrowed(name)) {
            Some(number) => self.token(NAME | number << 3),
            None => self.quoted(name),
        }
    }

    pub(super) fn quoted(&mut self, text: &str) {
        let number = match mem::take(&mut self.is_key) {
            true => self.names.number(text, || Cow::Owned(text.into())),
            false => None,
        };
        match number {
            Some(number) => self.token(NAME | number << 3),
            None => {
                self.begin_text();
                self.piece(text);
                self.end_text();
            }
        }
    }

    pub(super) fn begin_text(&mut self) {
        let has_room = |own: Begun| self.texts.len().saturating_sub(own.text) < CHUNK_SIZE;
        if !self.chunk.is_some_and(has_room) {
            self.end_chunk();
            self.chunk = Some(self.here());
            self.token(CHUNK);
        }
        self.text = self.here();
        self.units = 0;
        self.token(TEXT);
    }

    pub(super) fn piece(&mut self, piece: &str) {
        let units = if piece.is_ascii() { piece.len() } else { piece.encode_utf16().count() };
        self.units = self.units.saturating_add(units);
        self.texts.extend(piece.as_bytes());
    }

    pub(super) fn end_text(&mut self) {
        self.complete(self.text, TEXT, self.units);
    }

    fn end_chunk(&mut self) {
        if let Some(own) = self.chunk {
            self.complete(own, CHUNK, self.texts.len().saturating_sub(own.text));
        }
    }

    /// Says how large something is that was begun.
    fn complete(&mut self, own: Begun, kind: u32, size: usize) {
        if let Some(token) = self.tokens.get_mut(own.token) {
            // Nothing that fits the memory of a binding is larger than a token tells.
            *token = kind | u32::try_from(size).unwrap_or(u32::MAX) << 3;
        }
    }

    fn here(&self) -> Begun {
        Begun { token: self.tokens.len(), text: self.texts.len() }
    }

    /// Begins the name of an entry, which is written as any value, and returns how many tokens stand before it.
    pub(super) fn begin_key(&mut self) -> usize {
        self.is_key = true;
        self.tokens.len()
    }

    /// Ends the name of an entry, which began behind so many tokens: whether it is one.
    pub(super) fn end_key(&mut self, start: usize) -> bool {
        self.is_key = false;
        // A text may begin a chunk.
        let written = self.tokens.get(start..).unwrap_or_default();
        let is_name = |token: &u32| matches!(token & 7, NAME | TEXT);
        written.len() <= 2 && written.last().is_some_and(is_name)
    }
}
