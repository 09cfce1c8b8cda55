//! Answers as JSON text, without spaces.

use alloc::{string::ToString, vec::Vec};
use core::iter;

use super::bytes::Bytes;

/// JSON text that is being written.
#[derive(Default)]
pub(in crate::wire) struct Text(Bytes);

impl Text {
    /// What was written, in UTF-8.
    pub(in crate::wire) fn into_bytes(self) -> Vec<u8> {
        self.0.into_vec()
    }

    /// Takes back what was written.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Writes a text that has nothing to escape.
    #[inline]
    pub(super) fn word(&mut self, word: &str) {
        self.0.extend(word.as_bytes());
    }

    #[inline(never)]
    pub(super) fn byte(&mut self, byte: u8) {
        self.0.put([byte]);
    }

    #[inline]
    pub(super) fn null(&mut self) {
        self.0.put(*b"null");
    }

    /// Sets off what follows from what stands before it in the same object or list: there a brace or bracket is the last
    /// character only where nothing stands before.
    #[inline(never)]
    pub(super) fn separate(&mut self) {
        if !self.is_first() {
            self.0.put([b',']);
        }
    }

    /// Whether nothing stands before what follows in the same object or list.
    #[inline]
    fn is_first(&self) -> bool {
        matches!(self.0.last(), Some(b'{' | b'['))
    }

    /// The name of a field or a variant, as it stands in the source: it has nothing to escape.
    #[inline(never)]
    pub(super) fn name(&mut self, name: &'static str) {
        if self.is_first() {
            self.0.put([b'"']);
        } else {
            self.0.put(*b",\"");
        }
        self.word(name);
        self.0.put(*b"\":");
    }

    /// Begins the name of an entry, which is written as any value, and returns its place.
    pub(super) fn begin_key(&mut self) -> usize {
        self.separate();
        self.0.len()
    }

    /// Ends the name of an entry, which began at a place: whether it is one.
    pub(super) fn end_key(&mut self, start: usize) -> bool {
        self.0.put([b':']);
        self.0.as_slice().get(start) == Some(&b'"')
    }

    #[inline(never)]
    pub(super) fn quoted(&mut self, text: &str) {
        self.0.put([b'"']);
        self.escaped(text);
        self.0.put([b'"']);
    }

    /// What stands between quotes.
    #[inline(never)]
    pub(super) fn escaped(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            return self.word(text);
        }
        let (words, rest) = text.as_bytes().as_chunks();
        for word in words {
            if has_special(u64::from_le_bytes(*word)) {
                self.escaped_each(word);
            } else {
                self.0.put(*word);
            }
        }
        self.escaped_each(rest);
    }

    #[inline(never)]
    fn escaped_each(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'"' | b'\\' | 0..=0x1f => self.escape(*byte),
                plain => self.0.put([*plain]),
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
                self.0.put(*b"\\u00");
                return self.0.put([digit(control >> 4), digit(control & 15)]);
            }
            same => same,
        };
        self.0.put([b'\\', short]);
    }

    #[inline(never)]
    pub(super) fn natural(&mut self, number: u64) {
        match u8::try_from(number) {
            Ok(digit @ 0..=9) => self.0.put([b'0' | digit]),
            _ => self.word(&number.to_string()),
        }
    }

    #[inline(never)]
    pub(super) fn negative(&mut self, number: i64) {
        self.word(&number.to_string());
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
