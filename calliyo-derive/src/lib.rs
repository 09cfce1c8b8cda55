//! `derive(Read)`: how the types of `calliyo-core` are read from the tree of a request.
//!
//! Serde derives code for every format, and much of it: a visitor per type, in which every field is a branch. The JSON door
//! has one format, so that what all types share can be a function, and what remains of a type is a table of names and one
//! call per field. In a browser that is the difference between hundreds of kilobytes and tens.
//!
//! The wire form is still told once, in serde's attributes: this macro obeys those that the types have, and refuses all
//! others, so that a type never reads differently through serde.
//!
//! | on | attributes |
//! |---|---|
//! | a type | `rename_all = "camelCase"`, `rename_all_fields = "camelCase"`, `default`, `tag = "…"`, `bound(…)` |
//! | a variant | `rename = "…"` |
//! | a field | `rename = "…"`, `alias = "…"`, `default`, `default = "…"`, `deserialize_with = "…::deserialize"`, `flatten`, `skip_serializing_if = "…"` |
//!
//! What they mean is what serde means by them, but for two:
//!
//! - `deserialize_with` names a function `deserialize`; the function `read` beside it is called.
//! - A struct with a field of `flatten` passes by what it does not know, there and below, since it cannot tell what the
//!   flattened type knows.
//!
//! The code stands behind the feature `wire` of the crate that it is for, which has the trait and the reader under
//! `crate::wire`.

mod attributes;
mod body;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Derives `crate::wire::Read`, from serde's attributes (see the [crate](self)).
#[proc_macro_derive(Read, attributes(serde))]
pub fn derive_read(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    body::implementation(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}
