//! What an operation is: a request as a type, and its row in the table.

use alloc::{boxed::Box, vec::Vec};

use serde::{Serialize, de::DeserializeOwned};

#[cfg(feature = "schema")]
use super::schemas::Shape;
use super::{operations::*, read::Opened, reader::Read, told, writer::Writer};
use crate::{code::Code, diagnostic::Diagnostic, engine::Engine};

/// A request as a type: it knows its response and what is told of the operation.
///
/// Every request is an [`Ask`] or an [`AskEngine`].
pub trait Request: DeserializeOwned + Read + Described {
    /// What it is answered with.
    type Response: Serialize + Described;

    /// What is told of the operation beside the fields of its request and its response.
    const ABOUT: About;
}

/// What can be described by a JSON Schema, with the feature `schema`; without it everything.
#[cfg(feature = "schema")]
pub trait Described: schemars::JsonSchema {}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> Described for T {}

/// What can be described by a JSON Schema, with the feature `schema`; without it everything.
#[cfg(not(feature = "schema"))]
pub trait Described {}

#[cfg(not(feature = "schema"))]
impl<T> Described for T {}

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
    #[cfg(feature = "schema")]
    pub(super) shape: Shape,
}

/// How an operation is answered: with or without an engine.
#[derive(Clone, Copy, Debug)]
enum Run {
    Alone(fn(Box<Opened<'_>>, &mut Writer<'_>) -> Answer),
    With(fn(&Engine, Box<Opened<'_>>, &mut Writer<'_>) -> Answer),
}

/// That the success answer was written, or what was wrong with the request.
pub(super) type Answer = Result<(), Vec<Diagnostic>>;

impl Operation {
    const fn alone<R: Ask>() -> Self {
        Self::of::<R>(Run::Alone(|opened, writer| {
            let request: R = opened.value();
            opened.close()?;
            told(&request.answer()?, writer)
        }))
    }

    const fn with_engine<R: AskEngine>() -> Self {
        Self::of::<R>(Run::With(|engine, opened, writer| {
            let request: R = opened.value();
            opened.close()?;
            told(&request.answer(engine)?, writer)
        }))
    }

    const fn of<R: Request>(run: Run) -> Self {
        Self {
            about: R::ABOUT,
            run,
            #[cfg(feature = "schema")]
            shape: Shape {
                request: |generator| R::json_schema(generator),
                response: |generator| generator.subschema_for::<R::Response>(),
            },
        }
    }

    /// Whether it asks an engine made from a policy.
    #[must_use]
    pub const fn needs_engine(&self) -> bool {
        matches!(self.run, Run::With(_))
    }
}

/// Answers the request for an operation by its name; `open` opens it, once there is somebody to read it.
///
/// # Errors
/// What was wrong with the request, for the failure answer.
pub(super) fn answer<'t>(
    engine: Option<&Engine>,
    operation: &str,
    open: &dyn Fn() -> Result<Box<Opened<'t>>, Vec<Diagnostic>>,
    writer: &mut Writer<'_>,
) -> Answer {
    let fault = |code: Code| Vec::from([Diagnostic::new(code).with("operation", operation)]);
    let run = RUNS.iter().find(|(name, _)| *name == operation).map(|(_, run)| *run);
    match (run, engine) {
        (Some(Run::Alone(run)), _) => run(open()?, writer),
        (Some(Run::With(run)), Some(engine)) => run(engine, open()?, writer),
        (Some(Run::With(_)), None) => Err(fault(Code::RequestNeedsEngine)),
        (None, _) => Err(fault(Code::RequestUnknownOperation)),
    }
}

/// How each operation is answered, by name. What is told of operations is no part of it, so that a module which never tells
/// it need not hold it.
static RUNS: [(&str, Run); OPERATIONS.len()] = runs();

// The compiler carries it out, and stops where it would panic.
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
const fn runs() -> [(&'static str, Run); OPERATIONS.len()] {
    let mut runs = [("", OPERATIONS[0].run); OPERATIONS.len()];
    let mut place = 0;
    while place < runs.len() {
        runs[place] = (OPERATIONS[place].about.name, OPERATIONS[place].run);
        place += 1;
    }
    runs
}

/// Every operation, by name.
pub const OPERATIONS: &[Operation] = &[
    Operation::with_engine::<views::Agenda>(),
    Operation::alone::<leads::Apply>(),
    Operation::with_engine::<jobs::ApplyPlan>(),
    Operation::with_engine::<jobs::Assign>(),
    Operation::with_engine::<leads::Assignable>(),
    Operation::with_engine::<reports::CallReport>(),
    Operation::with_engine::<leads::CaptureLeads>(),
    Operation::alone::<leads::CaptureOutcome>(),
    Operation::with_engine::<settings::ChangeSettings>(),
    Operation::with_engine::<forms::CheckCallForm>(),
    Operation::with_engine::<forms::CheckFollowUpForm>(),
    Operation::alone::<settings::CheckPolicy>(),
    Operation::with_engine::<leads::Contradictions>(),
    Operation::with_engine::<reports::ConversionReport>(),
    Operation::with_engine::<reports::ConversionsIn>(),
    Operation::with_engine::<leads::CountsTowardCap>(),
    Operation::with_engine::<reports::Coverage>(),
    Operation::with_engine::<views::Customers>(),
    Operation::with_engine::<views::Dashboard>(),
    Operation::with_engine::<leads::Decide>(),
    Operation::with_engine::<leads::DecideEach>(),
    Operation::with_engine::<calendar::DefaultFollowUpAt>(),
    Operation::alone::<settings::DefaultPolicy>(),
    Operation::with_engine::<settings::DiffPolicies>(),
    Operation::with_engine::<jobs::Due>(),
    Operation::with_engine::<settings::EditPipeline>(),
    Operation::with_engine::<reports::Evenness>(),
    Operation::with_engine::<jobs::Explain>(),
    Operation::with_engine::<jobs::ExplainAgents>(),
    Operation::with_engine::<views::FollowUpHistory>(),
    Operation::with_engine::<reports::FollowUpReport>(),
    Operation::with_engine::<reports::Funnel>(),
    Operation::with_engine::<leads::HandOver>(),
    Operation::with_engine::<calendar::IsCallingHour>(),
    Operation::with_engine::<calendar::IsWorkingDay>(),
    Operation::with_engine::<views::LiveCalls>(),
    Operation::with_engine::<jobs::NextDue>(),
    Operation::with_engine::<calendar::NextWorkingDay>(),
    Operation::with_engine::<leads::NormalizePhone>(),
    Operation::with_engine::<calendar::Period>(),
    Operation::with_engine::<settings::PipelineDiagram>(),
    Operation::with_engine::<settings::PreviewPipelineEdit>(),
    Operation::with_engine::<views::Queue>(),
    Operation::with_engine::<reports::QueueAgainstCap>(),
    Operation::with_engine::<forms::ReadCallForm>(),
    Operation::with_engine::<forms::ReadFollowUpForm>(),
    Operation::with_engine::<views::Reminders>(),
    Operation::with_engine::<jobs::Remove>(),
    Operation::with_engine::<leads::Repair>(),
    Operation::with_engine::<reports::Revenue>(),
    Operation::with_engine::<views::SeesLead>(),
    Operation::with_engine::<views::Stalled>(),
    Operation::with_engine::<views::TargetProgress>(),
    Operation::with_engine::<reports::TimeInStatus>(),
    Operation::with_engine::<reports::TimeToConvert>(),
    Operation::with_engine::<views::Timeline>(),
    Operation::with_engine::<calendar::ToInstant>(),
    Operation::with_engine::<calendar::ToLocal>(),
    Operation::with_engine::<jobs::TopUp>(),
    Operation::with_engine::<leads::Transitions>(),
    Operation::alone::<library::UpgradeDocument>(),
    Operation::alone::<library::Version>(),
];
