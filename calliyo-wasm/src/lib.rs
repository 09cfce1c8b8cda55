//! The rules of a tele-sales CRM for JavaScript.
//!
//! Texts go in and come out as they do at every other door of the library, and numbers where a text would cost too much:
//! this crate adds no rule, no default and no shape of its own. What JavaScript sees is made of it in `js`: one method per
//! operation, errors, and views of columns.
//!
//! Texts are given as UTF-8, which JavaScript encodes quicker into memory of its own than letter by letter into the module's.
//! Requests that are objects are given as what their text would be read as ([`Packed`]), and answered likewise: no text is
//! written.
//! What goes wrong is thrown as a text, the failure answer, of which `js` makes an error.

#[cfg(feature = "full")]
mod columns;
#[cfg(not(feature = "full"))]
mod handle;
#[cfg(feature = "full")]
pub mod records;

#[cfg(feature = "full")]
use calliyo::CalliyoEngine;
use calliyo_core::{
    Code, Diagnostic,
    lead::MoveFacts,
    wire::{self, Door, Names, Packed, PackedAnswer, operations::leads::Transitions},
};
use wasm_bindgen::prelude::*;

#[cfg(not(feature = "full"))]
use self::handle::CalliyoEngine;

/// The operations that the module answers.
const DOOR: Door = if cfg!(feature = "full") { Door::ALL } else { Door::LEAD };

/// What a company configures, checked once: answers every operation.
#[wasm_bindgen(js_name = RawEngine)]
#[derive(Debug)]
pub struct Engine {
    engine: CalliyoEngine,
    names: Names,
    answer: PackedAnswer,
}

#[wasm_bindgen(js_class = RawEngine)]
impl Engine {
    /// Makes an engine from a policy, a JSON document.
    ///
    /// # Errors
    ///
    /// Throws the failure answer, which lists every fault of the policy.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &[u8]) -> Result<Self, String> {
        let engine = CalliyoEngine::new(wire::engine(text(policy))?);
        Ok(Self { engine, names: Names::default(), answer: PackedAnswer::default() })
    }

    /// Answers a request, a JSON document, with another one: a success or a failure. It never throws.
    #[must_use]
    pub fn call(&self, operation: &str, request: &[u8]) -> String {
        DOOR.answer(Some(self.engine.engine()), operation, text(request))
    }

    /// Answers a request that is packed, so many tokens with their texts behind them. It never throws. The answer stays packed in
    /// memory until the next one; how many names are known by then is returned.
    pub fn ask(&mut self, operation: &str, request: &[u8], tokens: usize) -> usize {
        let engine = Some(self.engine.engine());
        DOOR.answer_packed(engine, operation, request, tokens, &self.names, &mut self.answer);
        self.answer.names().len()
    }

    /// The address of the tokens of the packed answer.
    #[wasm_bindgen(js_name = answerTokens)]
    #[must_use]
    pub fn answer_tokens(&self) -> *const u32 {
        self.answer.tokens().as_ptr()
    }

    /// The address of the texts of the packed answer.
    #[wasm_bindgen(js_name = answerTexts)]
    #[must_use]
    pub fn answer_texts(&self) -> *const u8 {
        self.answer.texts().as_ptr()
    }

    /// A name that stands in packed answers, by its number.
    #[wasm_bindgen(js_name = answerName)]
    #[must_use]
    pub fn answer_name(&self, number: usize) -> Option<String> {
        self.answer.names().nth(number).map(str::to_owned)
    }

    /// Takes the names of an object, so many tokens with their texts behind them; they get the next number, from 0.
    ///
    /// # Errors
    ///
    /// Throws the failure answer.
    #[wasm_bindgen(js_name = tellNames)]
    pub fn tell_names(&mut self, tokens: usize, packed: &[u8]) -> Result<(), String> {
        let packed = Packed::new(packed, tokens).and_then(|names| self.names.tell(names));
        told(packed.map_err(|found| Vec::from([found])))
    }

    /// The facts that the moves of one lead depend on, for one actor and instant, as a number below 2^53: of a request of the
    /// operation `transitions`, which is a JSON document or packed.
    ///
    /// # Errors
    ///
    /// Throws the failure answer.
    // Every whole number below 2^53 is a double.
    pub fn facts(&self, request: &[u8], tokens: Option<usize>) -> Result<f64, String> {
        let asked = match tokens {
            None => wire::read_part(text(request), ""),
            Some(tokens) => Packed::new(request, tokens)
                .map_err(|found| Vec::from([found]))
                .and_then(|packed| wire::read_packed(packed, &self.names)),
        };
        let Transitions { lead, context } = told(asked)?;
        Ok(self.engine.engine().move_facts(&lead, &context).bits() as f64)
    }

    /// Whether a bare move to a status, by its index in the pipeline, may be made with these facts: 0, or else the number
    /// of the code that refuses it, for `codeName`.
    // A number that is no facts becomes some other one, which gets an answer as well.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    #[wasm_bindgen(js_name = canMove)]
    #[must_use]
    pub fn can_move(&self, facts: f64, to: usize) -> u32 {
        let verdict = self.engine.moves().can_move(MoveFacts::from_bits(facts as u64), to);
        verdict.map_or_else(|code| code as u32 + 1, |()| 0)
    }

    /// The ids of the pipeline's statuses in their order: the success answer.
    #[must_use]
    pub fn statuses(&self) -> String {
        let statuses = &self.engine.engine().policy().pipeline.statuses;
        let ids: Vec<_> = statuses.iter().map(|status| &status.id).collect();
        wire::success(&ids)
    }
}

/// Answers a request for an operation that needs no engine. It never throws.
#[wasm_bindgen(js_name = rawCall)]
#[must_use]
pub fn call(operation: &str, request: &[u8]) -> String {
    DOOR.answer(None, operation, text(request))
}

/// The name of a code by the number that `canMove` gives; none for a number of none.
#[wasm_bindgen(js_name = rawCodeName)]
#[must_use]
pub fn code_name(number: usize) -> Option<String> {
    Code::ALL.get(number.checked_sub(1)?).map(|code| code.as_str().to_owned())
}

/// The text that was given. What JavaScript encodes is UTF-8; anything else is no text, and no request.
fn text(given: &[u8]) -> &str {
    str::from_utf8(given).unwrap_or_default()
}

/// What was read, or the failure answer that tells why it could not be.
fn told<T>(read: Result<T, Vec<Diagnostic>>) -> Result<T, String> {
    read.map_err(|found| wire::failure(&found))
}
