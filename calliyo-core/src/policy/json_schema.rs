//! The policy as a JSON Schema, for editors and for hosts that check a document before they send it.

use schemars::{Schema, generate::SchemaSettings};

use super::Policy;
use crate::json_schema::{close, describe_plainly};

/// The JSON Schema (draft 2020-12) of a [`Policy`]: every property with its description and its default, and no others.
///
/// It knows shapes. What a policy must fulfil beside that, such as ranges or that a named status exists, is checked by
/// [`Engine::new`](crate::Engine::new) (rule G2).
#[must_use]
pub fn json_schema() -> Schema {
    let settings =
        SchemaSettings::draft2020_12().with_transform(close).with_transform(describe_plainly);
    settings.into_generator().into_root_schema_for::<Policy>()
}
