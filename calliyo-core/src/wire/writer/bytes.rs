//! Bytes that are written a few at a time.

use alloc::vec::Vec;
use core::iter;

/// How much room there is at first: as much as most answers need.
pub(super) const ROOM: usize = 4096;

/// Takes a few bytes at a time, as numbers that the processor stores in one step. Most pieces of an answer are shorter than what
/// copying memory costs to be called, in a browser above all.
#[derive(Debug, Default)]
pub(super) struct Bytes {
    /// What is written, and room behind it.
    all: Vec<u8>,
    /// How much is written.
    length: usize,
}

impl Bytes {
    /// How many are written.
    pub(super) const fn len(&self) -> usize {
        self.length
    }

    /// What is written.
    pub(super) fn as_slice(&self) -> &[u8] {
        self.all.get(..self.length).unwrap_or_default()
    }

    /// What is written.
    pub(super) fn into_vec(mut self) -> Vec<u8> {
        self.all.truncate(self.length);
        self.all
    }

    /// Takes back what was written.
    pub(super) fn clear(&mut self) {
        self.length = 0;
    }

    /// The last byte.
    #[inline]
    pub(super) fn last(&self) -> Option<u8> {
        self.length.checked_sub(1).and_then(|last| self.all.get(last).copied())
    }

    /// Writes so few bytes that their number is known where it is compiled.
    #[inline]
    pub(super) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        if let Some(room) = self.room(N).and_then(<[u8]>::first_chunk_mut) {
            *room = bytes;
            self.length = self.length.saturating_add(N);
        }
    }

    /// Writes however many bytes.
    #[inline(never)]
    pub(super) fn extend(&mut self, from: &[u8]) {
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

    /// Room for so many bytes, and what is behind it.
    #[inline]
    fn room(&mut self, needed: usize) -> Option<&mut [u8]> {
        if self.all.len().saturating_sub(self.length) < needed {
            self.make_room(needed);
        }
        self.all.get_mut(self.length..)
    }

    #[cold]
    fn make_room(&mut self, needed: usize) {
        let length = self.all.len();
        self.all.resize(length.saturating_add(length.max(needed).max(ROOM)), 0);
    }
}
