//! Reading requests strictly: unknown fields are refused, every fault has its path (rule K2).

use alloc::{borrow::Cow, boxed::Box, format, vec::Vec};

use super::{
    reader::{Notes, Read, Reader},
    tree::Node,
};
use crate::{code::Code, diagnostic::Diagnostic, policy::schema_fault};

/// The longest text that is read, in bytes.
pub const SIZE_LIMIT: usize = 256 * 1024 * 1024;

/// Reads a request.
///
/// # Errors
/// What cannot be read, with its path; else every field that no operation knows. Where the request holds a document of a
/// newer schema that is told instead: what else looks wrong may well be right there.
pub(super) fn read<T: Read>(text: &str) -> Result<T, Vec<Diagnostic>> {
    Opened::new(text)?.read()
}

/// A text that is JSON, or what would be one.
///
/// What [`read`] does is done in its steps where a value is large and used in one place: it then stays where it was read.
pub(super) struct Opened<'t> {
    tree: Node<'t>,
    notes: Notes,
}

impl<'t> Opened<'t> {
    /// Opens a text that is not longer than any that is read.
    ///
    /// # Errors
    /// That it is too long, or no JSON.
    #[inline(never)]
    pub(super) fn new(text: &'t str) -> Result<Box<Self>, Vec<Diagnostic>> {
        if text.len() > SIZE_LIMIT {
            return Err(Vec::from([Diagnostic::new(Code::RequestTooLarge)
                .with("length", text.len())
                .with("limit", SIZE_LIMIT)]));
        }
        Self::of(Node::read(text))
    }

    /// Opens what was packed, as far as it could be unpacked.
    ///
    /// # Errors
    /// The fault that is told instead.
    pub(super) fn of(tree: Result<Node<'t>, Diagnostic>) -> Result<Box<Self>, Vec<Diagnostic>> {
        let tree = tree.map_err(|fault| Vec::from([fault]))?;
        Ok(Box::new(Self { tree, notes: Notes::default() }))
    }

    /// Reads the whole.
    ///
    /// # Errors
    /// See [`read`].
    pub(super) fn read<T: Read>(self: Box<Self>) -> Result<T, Vec<Diagnostic>> {
        let value = self.value();
        self.close().map(|()| value)
    }

    /// The value in it, which is one only if [`Opened::close`] tells nothing.
    pub(super) fn value<T: Read>(&self) -> T {
        T::read(&Reader::new(&self.tree, &self.notes))
    }

    /// Tells what was wrong with the value in it.
    ///
    /// # Errors
    /// See [`read`].
    // In its box it need not be copied.
    #[allow(clippy::boxed_local)]
    #[inline(never)]
    pub(super) fn close(self: Box<Self>) -> Result<(), Vec<Diagnostic>> {
        let found = match (self.notes.fault.take(), self.notes.unknown.take()) {
            (Some(fault), _) => Vec::from([fault]),
            (None, unknown) if unknown.is_empty() => return Ok(()),
            (None, unknown) => unknown.into_iter().map(Into::into).collect(),
        };
        let newer = newer_documents(&self.tree, "");
        Err(if newer.is_empty() { found } else { newer })
    }
}

/// Every document in the request that has a schema which this library does not know (rule K2).
fn newer_documents(value: &Node<'_>, path: &str) -> Vec<Diagnostic> {
    let field = |name: &str| if path.is_empty() { name.into() } else { format!("{path}.{name}") };
    match value {
        Node::List(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| newer_documents(item, &format!("{path}[{index}]")))
            .collect(),
        Node::Object(fields) => {
            let of_field = |(name, value): &(Cow<'_, str>, Node<'_>)| match value {
                Node::Natural(schema) if name == "schema" => {
                    let schema = u32::try_from(*schema).unwrap_or(u32::MAX);
                    schema_fault(schema, &field(name)).into_iter().collect()
                }
                value => newer_documents(value, &field(name)),
            };
            fields.iter().flat_map(of_field).collect()
        }
        _ => Vec::new(),
    }
}
