//! Records: what JavaScript asks while it writes columns from them.

use calliyo_core::{Code, Diagnostic, lead::Lead, time::Timestamp, wire};
use wasm_bindgen::prelude::*;

use crate::{Engine, text, told};

#[wasm_bindgen(js_class = RawEngine)]
impl Engine {
    /// The flags of a lead, a JSON document, at an instant in milliseconds: 1 for a call in progress, 2 for an open
    /// follow-up ahead, 4 for an open follow-up.
    ///
    /// # Errors
    ///
    /// Throws the failure answer.
    // What is no instant becomes one before all others.
    #[allow(clippy::cast_possible_truncation)]
    #[wasm_bindgen(js_name = leadFlags)]
    pub fn lead_flags(&self, lead: &[u8], now: f64) -> Result<u32, String> {
        let lead: Lead = told(wire::read_part(text(lead), "lead"))?;
        let now = Timestamp::from_millis(now as i64).unwrap_or(Timestamp::MIN);
        let blocks = |call| self.engine.engine().blocks(call, now);
        Ok(u32::from(lead.live_call.as_ref().is_some_and(blocks))
            | u32::from(lead.has_follow_up_ahead(now)) << 1
            | u32::from(!lead.follow_ups.is_empty()) << 2)
    }

    /// Whether people of a role receive leads from jobs.
    #[must_use]
    pub fn receives(&self, role: &str) -> bool {
        let roles = &self.engine.engine().policy().people.roles;
        roles.iter().any(|own| own.id == *role && own.receives_leads)
    }
}

/// An instant as text, in milliseconds; `path` is its place in the finding where it cannot be read.
///
/// # Errors
///
/// Throws the failure answer.
// Instants are far from 2^53.
#[wasm_bindgen(js_name = rawInstant)]
pub fn instant(text: &str, path: &str) -> Result<f64, String> {
    let instant = Timestamp::parse(text).map_err(|found| wire::failure(&[found.at(path)]))?;
    Ok(instant.as_millis() as f64)
}

/// The failure answer to a value of a record that cannot be read, which `js` finds while it fills columns.
#[wasm_bindgen(js_name = rawMalformed)]
#[must_use]
pub fn malformed(path: &str, detail: &str) -> String {
    wire::failure(&[Diagnostic::new(Code::RequestMalformed).at(path).with("detail", detail)])
}

/// The failure answer to a status that the pipeline does not have.
#[wasm_bindgen(js_name = rawUnknownStatus)]
#[must_use]
pub fn unknown_status(path: &str, status: &str) -> String {
    wire::failure(&[Diagnostic::new(Code::StatusUnknown).at(path).with("status", status)])
}
