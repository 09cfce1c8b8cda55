//! The names of answers: a host is told each once, and knows it by its number from then on.

use alloc::{borrow::Cow, vec, vec::Vec};

/// How many names have a number, at most: where names are data there is no end of them.
const MOST: usize = 1024;

/// Places where a name is looked for, of which half are free at least.
const PLACES: usize = 2 * MOST;

/// Names by number, and the number of a name.
#[derive(Debug, Default)]
pub(super) struct AnswerNames {
    names: Vec<Cow<'static, str>>,
    /// A number plus one, at the place that the name hints at or the next that was free; 0 where there is none.
    places: Vec<u16>,
}

impl AnswerNames {
    /// The names, in the order of their numbers.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(AsRef::as_ref)
    }

    /// The number of a name, which it gets where it has none; none where there are enough.
    pub(super) fn number(
        &mut self,
        name: &str,
        kept: impl FnOnce() -> Cow<'static, str>,
    ) -> Option<u32> {
        if self.places.is_empty() {
            self.places = vec![0; PLACES];
        }
        let mut place = hint(name.as_bytes());
        loop {
            let known = self.places.get_mut(place % PLACES)?;
            match usize::from(*known).checked_sub(1) {
                Some(number) if self.names.get(number).is_some_and(|own| is_same(own, name)) => {
                    return u32::try_from(number).ok();
                }
                Some(_) => place = place.wrapping_add(1),
                None if self.names.len() < MOST => {
                    self.names.push(kept());
                    *known = u16::try_from(self.names.len()).ok()?;
                    return u32::from(*known).checked_sub(1);
                }
                None => return None,
            }
        }
    }
}

/// Whether two names are equal. Most are one text of the library, and need not be compared.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    core::ptr::eq(one, other) || one == other
}

/// Where a name is looked for first.
#[inline]
fn hint(name: &[u8]) -> usize {
    let (first, last) = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first), u32::from_le_bytes(*last)),
        _ => (name.iter().fold(0, |own, byte| own << 8 | u32::from(*byte)), 0),
    };
    let mixed = (first ^ last.rotate_left(15)).wrapping_mul(0x9e37_79b1);
    usize::try_from(mixed >> 16).unwrap_or_default().wrapping_add(name.len())
}
