//! Reading requests strictly: unknown fields are refused, every fault has its path (rule K2).

use alloc::{borrow::Cow, format, vec::Vec};
use core::cell::RefCell;

use super::{
    reader::{Fault, Read, Reader, Unknown},
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

/// A text that is JSON.
struct Opened<'t> {
    tree: Node<'t>,
    unknown: RefCell<Vec<Unknown>>,
}

impl<'t> Opened<'t> {
    /// Opens a text that is not longer than any that is read.
    fn new(text: &'t str) -> Result<Self, Vec<Diagnostic>> {
        if text.len() > SIZE_LIMIT {
            return Err(Vec::from([Diagnostic::new(Code::RequestTooLarge)
                .with("length", text.len())
                .with("limit", SIZE_LIMIT)]));
        }
        let tree = Node::read(text).map_err(|fault| Vec::from([fault]))?;
        Ok(Self { tree, unknown: RefCell::default() })
    }

    /// Reads the value in it.
    fn read<T: Read>(&self) -> Result<T, Vec<Diagnostic>> {
        match T::read(&Reader::new(&self.tree, &self.unknown)) {
            Ok(value) if self.unknown.borrow().is_empty() => Ok(value),
            Ok(_) => Err(self.faults(None)),
            Err(fault) => Err(self.faults(Some(fault))),
        }
    }

    /// What is to be told of a text that cannot be read.
    fn faults(&self, fault: Option<Fault>) -> Vec<Diagnostic> {
        let newer = newer_documents(&self.tree, "");
        match fault {
            _ if !newer.is_empty() => newer,
            Some(fault) => Vec::from([fault.into_diagnostic()]),
            None => self.unknown.take().into_iter().map(Into::into).collect(),
        }
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
