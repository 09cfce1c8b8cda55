//! The log-call and schedule forms.

use alloc::vec::Vec;

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    form::{
        CallEntry, CallForm, CallFormCheck, FollowUpEntry, FollowUpForm, FollowUpFormCheck,
        FormContext,
    },
    ids::{CallId, FollowUpId},
    wire::{About, AskEngine, Request},
};

/// Asks what there is to say about a log-call form while it is typed (rules D1 to D8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckCallForm {
    /// The form as it stands on the screen.
    pub form: CallForm,
    /// Who fills it in, when, and what the host knows.
    pub context: FormContext,
}

impl Request for CheckCallForm {
    type Response = CallFormCheck;

    const ABOUT: About = About {
        name: "checkCallForm",
        summary: "what is missing and wrong in a log-call form, and what follows from it",
        since: "0.1.0",
        core: &["Engine::check_call_form"],
        rules: &["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8"],
    };
}

impl AskEngine for CheckCallForm {
    fn answer(self, engine: &Engine) -> Result<CallFormCheck, Vec<Diagnostic>> {
        Ok(engine.check_call_form(&self.form, &self.context))
    }
}

/// Asks what a log-call form that is saved comes to (rules D1 to D8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReadCallForm {
    /// The form.
    pub form: CallForm,
    /// The id of the call.
    pub call: CallId,
    /// The id of the follow-up, should there be one.
    pub follow_up: FollowUpId,
    /// Who filled it in, when, and what the host knows.
    pub context: FormContext,
}

impl Request for ReadCallForm {
    type Response = CallEntry;

    const ABOUT: About = About {
        name: "readCallForm",
        summary: "what to decide on a lead or to store for a log-call form, or all its faults",
        since: "0.1.0",
        core: &["Engine::read_call_form"],
        rules: &["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8"],
    };
}

impl AskEngine for ReadCallForm {
    fn answer(self, engine: &Engine) -> Result<CallEntry, Vec<Diagnostic>> {
        let Self { form, call, follow_up, context } = self;
        engine.read_call_form(&form, &call, &follow_up, &context).map_err(of_form)
    }
}

/// Asks what there is to say about a schedule form while it is typed (rules D4 to D8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckFollowUpForm {
    /// The form as it stands on the screen.
    pub form: FollowUpForm,
    /// Who fills it in, when, and what the host knows.
    pub context: FormContext,
}

impl Request for CheckFollowUpForm {
    type Response = FollowUpFormCheck;

    const ABOUT: About = About {
        name: "checkFollowUpForm",
        summary: "what is missing and wrong in a schedule form, and what follows from it",
        since: "0.1.0",
        core: &["Engine::check_follow_up_form"],
        rules: &["D1", "D4", "D5", "D6", "D7", "D8"],
    };
}

impl AskEngine for CheckFollowUpForm {
    fn answer(self, engine: &Engine) -> Result<FollowUpFormCheck, Vec<Diagnostic>> {
        Ok(engine.check_follow_up_form(&self.form, &self.context))
    }
}

/// Asks what a schedule form that is saved comes to (rules D1, D4 to D8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReadFollowUpForm {
    /// The form.
    pub form: FollowUpForm,
    /// The id of the follow-up.
    pub follow_up: FollowUpId,
    /// Who filled it in, when, and what the host knows.
    pub context: FormContext,
}

impl Request for ReadFollowUpForm {
    type Response = FollowUpEntry;

    const ABOUT: About = About {
        name: "readFollowUpForm",
        summary: "what to decide on a lead or to store for a schedule form, or all its faults",
        since: "0.1.0",
        core: &["Engine::read_follow_up_form"],
        rules: &["D1", "D4", "D5", "D6", "D7", "D8"],
    };
}

impl AskEngine for ReadFollowUpForm {
    fn answer(self, engine: &Engine) -> Result<FollowUpEntry, Vec<Diagnostic>> {
        let Self { form, follow_up, context } = self;
        engine.read_follow_up_form(&form, &follow_up, &context).map_err(of_form)
    }
}

/// The faults of a form at their places in the request.
fn of_form(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.into_iter().map(|fault| fault.below("form")).collect()
}
