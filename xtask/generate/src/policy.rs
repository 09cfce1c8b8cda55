//! What is made from the policy: its JSON Schema, and a document with every default written out.

use calliyo_core::policy::{Policy, json_schema};

/// The JSON Schema of a policy.
pub(crate) fn schema() -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(&json_schema())? + "\n")
}

/// The policy that works with nothing configured.
pub(crate) fn default() -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(&Policy::default())? + "\n")
}
