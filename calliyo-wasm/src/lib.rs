//! The rules of a tele-sales CRM for JavaScript.
//!
//! Texts go in and come out as they do at every other door of the library, and numbers where a text would cost too much:
//! this crate adds no rule, no default and no shape of its own. What JavaScript sees is made of it in `js`: one method per
//! operation, errors, and views of columns.
//!
//! What goes wrong is thrown as a text, the failure answer, of which `js` makes an error.

use std::cell::OnceCell;

use calliyo_core::{
    Code,
    lead::{Context, Lead, MoveFacts, MoveTable},
    wire,
};
use wasm_bindgen::prelude::*;

/// What a company configures, checked once: answers every operation.
#[wasm_bindgen(js_name = RawEngine)]
#[derive(Debug)]
pub struct Engine {
    engine: calliyo_core::Engine,
    /// What moves require, made when it is first asked for: it costs many decisions.
    moves: OnceCell<MoveTable>,
}

#[wasm_bindgen(js_class = RawEngine)]
impl Engine {
    /// Makes an engine from a policy, a JSON document.
    ///
    /// # Errors
    ///
    /// Throws the failure answer, which lists every fault of the policy.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &str) -> Result<Self, String> {
        wire::engine(policy).map(|engine| Self { engine, moves: OnceCell::new() })
    }

    /// Answers a request, a JSON document, with another: a success or a failure. It never throws.
    #[must_use]
    pub fn call(&self, operation: &str, request: &str) -> String {
        wire::answer(Some(&self.engine), operation, request)
    }

    /// The facts that the moves of one lead depend on, for one actor and instant, as a number below 2^53: of two JSON
    /// documents, those of the operation `transitions`.
    ///
    /// # Errors
    ///
    /// Throws the failure answer.
    // Every whole number below 2^53 is a double.
    #[allow(clippy::cast_precision_loss)]
    pub fn facts(&self, lead: &str, context: &str) -> Result<f64, String> {
        let read = || {
            Ok((
                wire::read_part::<Lead>(lead, "lead")?,
                wire::read_part::<Context>(context, "context")?,
            ))
        };
        let (lead, context) = read().map_err(|found: Vec<_>| wire::failure(&found))?;
        Ok(self.engine.move_facts(&lead, &context).bits() as f64)
    }

    /// Whether a bare move to a status, by its index in the pipeline, may be made with these facts: 0, or else the number
    /// of the code that refuses it, for `codeName`.
    // A number that is no facts becomes some other one, which gets an answer as well.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    #[wasm_bindgen(js_name = canMove)]
    #[must_use]
    pub fn can_move(&self, facts: f64, to: u32) -> u32 {
        let moves = self.moves.get_or_init(|| self.engine.move_table());
        let to = usize::try_from(to).unwrap_or(usize::MAX);
        moves
            .can_move(MoveFacts::from_bits(facts as u64), to)
            .map_or_else(|code| code as u32 + 1, |()| 0)
    }

    /// The ids of the pipeline's statuses in their order, as a JSON list.
    #[must_use]
    pub fn statuses(&self) -> String {
        let statuses = &self.engine.policy().pipeline.statuses;
        let ids: Vec<_> = statuses.iter().map(|status| &status.id).collect();
        serde_json::to_string(&ids).unwrap_or_default()
    }
}

/// Answers a request for an operation that needs no engine. It never throws.
#[wasm_bindgen(js_name = rawCall)]
#[must_use]
pub fn call(operation: &str, request: &str) -> String {
    wire::answer(None, operation, request)
}

/// The name of a code by the number that `canMove` gives; none for a number of none.
#[wasm_bindgen(js_name = rawCodeName)]
#[must_use]
pub fn code_name(number: u32) -> Option<String> {
    let place = usize::try_from(number).ok()?.checked_sub(1)?;
    Code::ALL.get(place).map(|code| code.as_str().to_owned())
}
