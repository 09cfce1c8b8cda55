//! What an operation is: a request as a type, and its row in the table.

use alloc::{string::String, vec::Vec};

use serde::{Serialize, de::DeserializeOwned};

use super::{operations::*, read::read, text};
use crate::{code::Code, diagnostic::Diagnostic, engine::Engine};

/// A request as a type: it knows its response and what is told of the operation.
///
/// Every request is an [`Ask`] or an [`AskEngine`].
pub trait Request: DeserializeOwned {
    /// What it is answered with.
    type Response: Serialize;

    /// What is told of the operation beside the fields of its request and its response.
    const ABOUT: About;
}

/// A request that needs no engine.
pub trait Ask: Request {
    /// Answers it.
    ///
    /// # Errors
    /// Everything that is wrong with the request.
    fn answer(self) -> Result<Self::Response, Vec<Diagnostic>>;
}

/// A request to an engine.
pub trait AskEngine: Request {
    /// Answers it by the company's rules.
    ///
    /// # Errors
    /// Everything that is wrong with the request.
    fn answer(self, engine: &Engine) -> Result<Self::Response, Vec<Diagnostic>>;
}

/// What is told of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The name that a request is made under.
    pub name: &'static str,
    /// What it answers, in a line.
    pub summary: &'static str,
    /// The version of the library that has it first.
    pub since: &'static str,
    /// The functions of this crate that it asks.
    pub core: &'static [&'static str],
    /// The rules that it answers by.
    pub rules: &'static [&'static str],
}

/// One operation of the door.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// What is told of it.
    pub about: About,
    run: Run,
}

/// How an operation is answered: with or without an engine.
#[derive(Clone, Copy, Debug)]
enum Run {
    Alone(fn(&str) -> Answer),
    With(fn(&Engine, &str) -> Answer),
}

/// The result as JSON text, or what was wrong with the request.
pub(super) type Answer = Result<String, Vec<Diagnostic>>;

impl Operation {
    const fn alone<R: Ask>() -> Self {
        Self { about: R::ABOUT, run: Run::Alone(|request| text(&read::<R>(request)?.answer()?)) }
    }

    const fn with_engine<R: AskEngine>() -> Self {
        let run = Run::With(|engine, request| text(&read::<R>(request)?.answer(engine)?));
        Self { about: R::ABOUT, run }
    }

    /// Whether it asks an engine made from a policy.
    #[must_use]
    pub const fn needs_engine(&self) -> bool {
        matches!(self.run, Run::With(_))
    }

    pub(super) fn answer(&self, engine: Option<&Engine>, request: &str) -> Answer {
        match (self.run, engine) {
            (Run::Alone(run), _) => run(request),
            (Run::With(run), Some(engine)) => run(engine, request),
            (Run::With(_), None) => Err(Vec::from([
                Diagnostic::new(Code::RequestNeedsEngine).with("operation", self.about.name)
            ])),
        }
    }
}

/// Every operation, by name.
pub const OPERATIONS: &[Operation] = &[
    Operation::with_engine::<views::Agenda>(),
    Operation::with_engine::<jobs::ApplyPlan>(),
    Operation::with_engine::<jobs::Assign>(),
    Operation::with_engine::<reports::CallReport>(),
    Operation::alone::<settings::CheckPolicy>(),
    Operation::with_engine::<reports::ConversionReport>(),
    Operation::with_engine::<reports::ConversionsIn>(),
    Operation::with_engine::<reports::Coverage>(),
    Operation::with_engine::<views::Customers>(),
    Operation::with_engine::<views::Dashboard>(),
    Operation::with_engine::<leads::Decide>(),
    Operation::with_engine::<jobs::Due>(),
    Operation::with_engine::<reports::Evenness>(),
    Operation::with_engine::<jobs::Explain>(),
    Operation::with_engine::<jobs::ExplainAgents>(),
    Operation::with_engine::<views::FollowUpHistory>(),
    Operation::with_engine::<reports::FollowUpReport>(),
    Operation::with_engine::<reports::Funnel>(),
    Operation::with_engine::<views::LiveCalls>(),
    Operation::with_engine::<views::Queue>(),
    Operation::with_engine::<reports::QueueAgainstCap>(),
    Operation::with_engine::<views::Reminders>(),
    Operation::with_engine::<reports::Revenue>(),
    Operation::with_engine::<views::SeesLead>(),
    Operation::with_engine::<views::Stalled>(),
    Operation::with_engine::<views::TargetProgress>(),
    Operation::with_engine::<reports::TimeInStatus>(),
    Operation::with_engine::<reports::TimeToConvert>(),
    Operation::with_engine::<views::Timeline>(),
    Operation::with_engine::<leads::Transitions>(),
    Operation::alone::<library::Version>(),
];
