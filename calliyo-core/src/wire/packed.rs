//! Requests that a binding hands over as the values that they are, without a text between.
//!
//! A host whose values are no text would write one only for it to be taken apart again, which costs more than most
//! questions do. What crosses instead is the tree of [`Node`] that the text would become, so that everything behind it is
//! the same: it is read as strictly, and every fault is told in the same words.
//!
//! A tree is a row of tokens of 32 bits, each before what stands in it. The lowest three bits say what it is, and the others
//! how much of it or which. The texts of the tree stand one after the other in a text of their own. Most objects have the
//! names of others: such [`Names`] are told once and have a number from then on.

use alloc::{borrow::Cow, string::String, vec::Vec};

use super::tree::{DEPTH_LIMIT, Node};
use crate::{code::Code, diagnostic::Diagnostic};

/// 0: `null`. 1: `false`. 2: `true`.
pub(super) const FIXED: u32 = 0;
pub(super) const NULL: u32 = FIXED;
pub(super) const FALSE: u32 = FIXED | 1 << 3;
pub(super) const TRUE: u32 = FIXED | 2 << 3;
/// A whole number that is not negative.
pub(super) const NATURAL: u32 = 1;
/// Any whole number, in two further tokens: the lower half and the upper half of its 64 bits.
pub(super) const WIDE: u32 = 2;
/// A text of so many bytes.
pub(super) const TEXT: u32 = 3;
/// A list of so many values.
const LIST: u32 = 4;
/// An object with the names of this number; a value for each of them follows.
const OBJECT: u32 = 5;

/// The names that objects have, as often as a host has told some: the first have the number 0.
#[derive(Debug, Default)]
pub struct Names(Vec<Vec<String>>);

impl Names {
    /// Takes the names of an object, which get the next number: `packed` is a list of texts.
    ///
    /// # Errors
    /// [`Code::RequestMalformed`] where it is something else.
    pub fn tell(&mut self, packed: Packed<'_>) -> Result<(), Diagnostic> {
        let none = Self::default();
        let Node::List(names) = packed.tree(&none)? else { return Err(unfit()) };
        let texts = names.into_iter().map(|name| match name {
            Node::Text(name) => Ok(name.into_owned()),
            _ => Err(unfit()),
        });
        self.0.push(texts.collect::<Result<_, _>>()?);
        Ok(())
    }
}

/// A value in the form of this module.
#[derive(Clone, Copy, Debug)]
pub struct Packed<'p> {
    tokens: &'p [[u8; 4]],
    texts: &'p str,
}

impl<'p> Packed<'p> {
    /// So many tokens, each with its lowest byte first, and the texts behind them.
    ///
    /// # Errors
    /// [`Code::RequestMalformed`] where there are fewer, or the texts are no UTF-8.
    pub fn new(bytes: &'p [u8], tokens: usize) -> Result<Self, Diagnostic> {
        let parts = bytes.split_at_checked(tokens.saturating_mul(4));
        let (tokens, texts) = parts.ok_or_else(unfit)?;
        let texts = str::from_utf8(texts).map_err(|_| unfit())?;
        Ok(Self { tokens: tokens.as_chunks().0, texts })
    }

    /// The tree of the value.
    pub(super) fn tree(mut self, names: &'p Names) -> Result<Node<'p>, Diagnostic> {
        let node = self.node(names, DEPTH_LIMIT);
        let is_whole = self.tokens.is_empty() && self.texts.is_empty();
        node.filter(|_| is_whole).ok_or_else(unfit)
    }

    fn node(&mut self, names: &'p Names, depth: usize) -> Option<Node<'p>> {
        let token = self.token()?;
        let size = usize::try_from(token >> 3).ok()?;
        Some(match token & 7 {
            FIXED if size == 0 => Node::Null,
            FIXED => Node::Flag(size == 2),
            NATURAL => Node::Natural(u64::from(token >> 3)),
            WIDE => {
                let (lower, upper) = (self.token()?, self.token()?);
                let number = (u64::from(upper) << 32 | u64::from(lower)).cast_signed();
                u64::try_from(number).map_or(Node::Negative(number), Node::Natural)
            }
            TEXT => {
                let (text, texts) = self.texts.split_at_checked(size)?;
                self.texts = texts;
                Node::Text(Cow::Borrowed(text))
            }
            LIST => {
                let depth = depth.checked_sub(1)?;
                // Each takes a token at least.
                let mut items = Vec::with_capacity(size.min(self.tokens.len()));
                for _ in 0..size {
                    items.push(self.node(names, depth)?);
                }
                Node::List(items)
            }
            OBJECT => {
                let depth = depth.checked_sub(1)?;
                let names_of_it = names.0.get(size)?;
                let mut fields = Vec::with_capacity(names_of_it.len());
                for name in names_of_it {
                    fields.push((Cow::Borrowed(name.as_str()), self.node(names, depth)?));
                }
                Node::Object(fields)
            }
            _ => return None,
        })
    }

    fn token(&mut self) -> Option<u32> {
        let (token, tokens) = self.tokens.split_first()?;
        self.tokens = tokens;
        Some(u32::from_le_bytes(*token))
    }
}

/// The finding about what no binding of this library packs.
#[inline(never)]
fn unfit() -> Diagnostic {
    Diagnostic::new(Code::RequestMalformed)
        .with("detail", "a value that is packed in no known form")
}

#[cfg(test)]
mod tests {
    use std::{string::ToString, vec};

    use super::*;

    /// What a binding does: the tokens of a tree, its texts, and the names that it tells.
    #[derive(Default)]
    struct Packer {
        names: Vec<Vec<String>>,
        tokens: Vec<u32>,
        texts: String,
    }

    impl Packer {
        fn token(&mut self, kind: u32, size: usize) {
            self.tokens.push(u32::try_from(size).unwrap() << 3 | kind);
        }

        fn pack(&mut self, node: &Node<'_>) {
            match node {
                Node::Null => self.token(FIXED, 0),
                Node::Flag(flag) => self.token(FIXED, if *flag { 2 } else { 1 }),
                Node::Natural(number @ 0..0x1000) => {
                    self.token(NATURAL, usize::try_from(*number).unwrap());
                }
                Node::Natural(number) => self.wide(*number),
                Node::Negative(number) => self.wide(number.cast_unsigned()),
                Node::Fraction(number) => panic!("{number} is left to its text"),
                Node::Text(text) => {
                    self.token(TEXT, text.len());
                    self.texts.push_str(text);
                }
                Node::List(items) => {
                    self.token(LIST, items.len());
                    items.iter().for_each(|item| self.pack(item));
                }
                Node::Object(fields) => {
                    let names: Vec<_> = fields.iter().map(|(name, _)| name.to_string()).collect();
                    let known = self.names.iter().position(|own| *own == names);
                    let number = known.unwrap_or(self.names.len());
                    if known.is_none() {
                        self.names.push(names);
                    }
                    self.token(OBJECT, number);
                    fields.iter().for_each(|(_, value)| self.pack(value));
                }
            }
        }

        fn wide(&mut self, number: u64) {
            self.token(WIDE, 0);
            self.tokens.push(u32::try_from(number & u64::from(u32::MAX)).unwrap());
            self.tokens.push(u32::try_from(number >> 32).unwrap());
        }

        fn bytes(&self) -> Vec<u8> {
            let tokens = self.tokens.iter().flat_map(|token| token.to_le_bytes());
            tokens.chain(self.texts.bytes()).collect()
        }
    }

    fn told(names: &[Vec<String>]) -> Names {
        let mut told = Names::default();
        for own in names {
            let texts = own.iter().map(|name| Node::Text(name.as_str().into())).collect();
            let mut packer = Packer::default();
            packer.pack(&Node::List(texts));
            let bytes = packer.bytes();
            told.tell(Packed::new(&bytes, packer.tokens.len()).unwrap()).unwrap();
        }
        told
    }

    #[test]
    fn a_packed_value_is_the_tree_of_its_text() {
        for text in [
            "null",
            "true",
            "-1",
            "9007199254740991",
            "-9007199254740991",
            r#""""#,
            r#"{"lead":{"id":"l-1","tags":["a","é😀",""],"version":4096,"attempts":0},"now":null}"#,
            r#"[{"id":"a","x":1},{"id":"b","x":2},{"x":2,"id":"b"},{},[],[[]],false]"#,
        ] {
            let tree = Node::read(text).unwrap();
            let mut packer = Packer::default();
            packer.pack(&tree);
            let (names, bytes) = (told(&packer.names), packer.bytes());
            let packed = Packed::new(&bytes, packer.tokens.len()).unwrap();
            assert_eq!(packed.tree(&names).unwrap(), tree, "{text}");
        }
    }

    #[test]
    fn what_is_packed_in_no_known_form_is_refused() {
        let names = told(&[vec!["id".to_string()]]);
        let tokens = |tokens: &[u32], texts: &str| {
            let bytes = tokens.iter().flat_map(|token| token.to_le_bytes()).chain(texts.bytes());
            let bytes: Vec<u8> = bytes.collect();
            let tree = Packed::new(&bytes, tokens.len()).and_then(|own| own.tree(&names).map(drop));
            tree.map_err(|found| found.code())
        };
        assert_eq!(tokens(&[OBJECT, TEXT | 2 << 3], "ab"), Ok(()));
        for (own, texts) in [
            (&[][..], ""),
            (&[7], ""),
            (&[0, 0], ""),
            (&[0], "a"),
            (&[WIDE, 1], ""),
            (&[TEXT | 2 << 3], "a"),
            (&[TEXT | 1 << 3], "é"),
            (&[LIST | 2 << 3, 0], ""),
            (&[LIST | u32::MAX << 3], ""),
            (&[OBJECT | 1 << 3, 0], ""),
            (&[OBJECT], ""),
        ] {
            assert_eq!(tokens(own, texts), Err(Code::RequestMalformed), "{own:?} {texts}");
        }
        let deep = |depth: usize| tokens(&[&[LIST | 1 << 3].repeat(depth)[..], &[0]].concat(), "");
        assert_eq!(deep(DEPTH_LIMIT), Ok(()));
        assert_eq!(deep(DEPTH_LIMIT + 1), Err(Code::RequestMalformed));
        assert!(Packed::new(&[0; 7], 2).is_err());
        assert!(Packed::new(&[0, 0, 0, 0, 0xff], 1).is_err());
    }

    #[test]
    fn names_are_a_list_of_texts() {
        for (tokens, texts) in [(&[0_u32][..], ""), (&[LIST | 1 << 3, 0], ""), (&[OBJECT], "")] {
            let bytes = tokens.iter().flat_map(|token| token.to_le_bytes()).chain(texts.bytes());
            let bytes: Vec<u8> = bytes.collect();
            assert!(Names::default().tell(Packed::new(&bytes, tokens.len()).unwrap()).is_err());
        }
    }
}
