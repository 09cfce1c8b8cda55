//! The rules of a tele-sales CRM for JavaScript.
//!
//! Texts go in and come out as they do at every other door of the library: this crate adds no rule, no default and no
//! shape of its own.

use calliyo_core::wire;
use wasm_bindgen::prelude::*;

/// What a company configures, checked once: answers every operation.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    engine: calliyo_core::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// Makes an engine from a policy, a JSON document.
    ///
    /// # Errors
    ///
    /// Throws an `Error` whose `message` is the failure answer, a JSON document that lists every fault of the policy.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(js_name = policyJson)] policy: &str) -> Result<Self, JsError> {
        wire::engine(policy).map(|engine| Self { engine }).map_err(|failure| JsError::new(&failure))
    }

    /// Answers a request, a JSON document, with another: a success or a failure. It never throws.
    #[must_use]
    pub fn call(&self, operation: &str, request: &str) -> String {
        wire::answer(Some(&self.engine), operation, request)
    }
}

/// Answers a request for an operation that needs no engine. It never throws.
#[wasm_bindgen]
#[must_use]
pub fn call(operation: &str, request: &str) -> String {
    wire::answer(None, operation, request)
}
