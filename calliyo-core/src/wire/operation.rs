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
    /// Whether a page asks it about the lead that it shows: what may be done with it and what becomes of it, its forms, and the
    /// calendar.
    pub is_of_lead: bool,
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
            is_of_lead: false,
            run,
            #[cfg(feature = "schema")]
            shape: Shape {
                request: |generator| R::json_schema(generator),
                response: |generator| generator.subschema_for::<R::Response>(),
            },
        }
    }

    const fn of_lead(self) -> Self {
        Self { is_of_lead: true, ..self }
    }

    /// Whether it asks an engine made from a policy.
    #[must_use]
    pub const fn needs_engine(&self) -> bool {
        matches!(self.run, Run::With(_))
    }
}

/// The operations that are answered.
///
/// What is told of operations ([`About`]) is no part of it: a module that never tells it need not hold it, nor what would answer
/// an operation that is not among them.
#[derive(Clone, Copy, Debug)]
pub struct Door(&'static [Row]);

/// How an operation is answered, behind its name.
type Row = (&'static str, Run);

impl Door {
    /// Every operation ([`OPERATIONS`]).
    pub const ALL: Self = Self(&ALL);

    /// What a page asks about the lead that it shows ([`Operation::is_of_lead`]). A module that answers nothing else is a third
    /// as large.
    pub const LEAD: Self = Self(&OF_LEAD);

    /// Answers the request for an operation by its name; `open` opens it, once there is somebody to read it.
    ///
    /// # Errors
    /// What was wrong with the request, for the failure answer.
    pub(super) fn write<'t>(
        self,
        engine: Option<&Engine>,
        operation: &str,
        open: &dyn Fn() -> Result<Box<Opened<'t>>, Vec<Diagnostic>>,
        writer: &mut Writer<'_>,
    ) -> Answer {
        let fault = |code: Code| Vec::from([Diagnostic::new(code).with("operation", operation)]);
        let run = self.0.iter().find(|(name, _)| *name == operation).map(|(_, run)| *run);
        match (run, engine) {
            (Some(Run::Alone(run)), _) => run(open()?, writer),
            (Some(Run::With(run)), Some(engine)) => run(engine, open()?, writer),
            (Some(Run::With(_)), None) => Err(fault(Code::RequestNeedsEngine)),
            (None, _) => Err(fault(Code::RequestUnknownOperation)),
        }
    }
}

// One place in memory each: a constant would be made anew, with the code of its operations, by each crate that names it.
static ALL: [Row; count(false)] = rows(false);
static OF_LEAD: [Row; count(true)] = rows(true);

/// How many operations there are, or only those that are asked about a lead.
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
const fn count(of_lead: bool) -> usize {
    let (mut count, mut place) = (0, 0);
    while place < OPERATIONS.len() {
        count += (OPERATIONS[place].is_of_lead || !of_lead) as usize;
        place += 1;
    }
    count
}

/// How each of them is answered, by name.
// The compiler carries it out, and stops where it would panic.
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
const fn rows<const COUNT: usize>(of_lead: bool) -> [Row; COUNT] {
    let mut rows = [("", OPERATIONS[0].run); COUNT];
    let (mut count, mut place) = (0, 0);
    while place < OPERATIONS.len() {
        let own = &OPERATIONS[place];
        if own.is_of_lead || !of_lead {
            rows[count] = (own.about.name, own.run);
            count += 1;
        }
        place += 1;
    }
    rows
}

/// Every operation, by name.
pub const OPERATIONS: &[Operation] = &[
    Operation::with_engine::<views::Agenda>(),
    Operation::alone::<leads::Apply>().of_lead(),
    Operation::with_engine::<jobs::ApplyPlan>(),
    Operation::with_engine::<jobs::Assign>(),
    Operation::with_engine::<leads::Assignable>(),
    Operation::with_engine::<reports::CallReport>(),
    Operation::with_engine::<leads::CaptureLeads>(),
    Operation::alone::<leads::CaptureOutcome>(),
    Operation::with_engine::<settings::ChangeSettings>(),
    Operation::with_engine::<forms::CheckCallForm>().of_lead(),
    Operation::with_engine::<forms::CheckFollowUpForm>().of_lead(),
    Operation::alone::<settings::CheckPolicy>(),
    Operation::with_engine::<leads::Contradictions>(),
    Operation::with_engine::<reports::ConversionReport>(),
    Operation::with_engine::<reports::ConversionsIn>(),
    Operation::with_engine::<leads::CountsTowardCap>(),
    Operation::with_engine::<reports::Coverage>(),
    Operation::with_engine::<views::Customers>(),
    Operation::with_engine::<views::Dashboard>(),
    Operation::with_engine::<leads::Decide>().of_lead(),
    Operation::with_engine::<leads::DecideEach>(),
    Operation::with_engine::<calendar::DefaultFollowUpAt>().of_lead(),
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
    Operation::with_engine::<calendar::IsCallingHour>().of_lead(),
    Operation::with_engine::<calendar::IsWorkingDay>().of_lead(),
    Operation::with_engine::<views::LiveCalls>(),
    Operation::with_engine::<jobs::NextDue>(),
    Operation::with_engine::<calendar::NextWorkingDay>().of_lead(),
    Operation::with_engine::<leads::NormalizePhone>().of_lead(),
    Operation::with_engine::<calendar::Period>().of_lead(),
    Operation::with_engine::<settings::PipelineDiagram>(),
    Operation::with_engine::<settings::PreviewPipelineEdit>(),
    Operation::with_engine::<views::Queue>(),
    Operation::with_engine::<reports::QueueAgainstCap>(),
    Operation::with_engine::<forms::ReadCallForm>().of_lead(),
    Operation::with_engine::<forms::ReadFollowUpForm>().of_lead(),
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
    Operation::with_engine::<calendar::ToInstant>().of_lead(),
    Operation::with_engine::<calendar::ToLocal>().of_lead(),
    Operation::with_engine::<jobs::TopUp>(),
    Operation::with_engine::<leads::Transitions>().of_lead(),
    Operation::alone::<library::UpgradeDocument>(),
    Operation::alone::<library::Version>().of_lead(),
];
