//! Where text or JSON Lines go.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use calliyo_core::{
    Code, CommandId, Diagnostic, LeadId, RunId,
    jobs::{AgentTally, AppliedPlan, Outcome, Plan, ReasonCount, RefusedMove},
    lead::{Actor, Command, Event},
    time::Timestamp,
};
use serde::Serialize;

use crate::{failure::Failure, view::Paint};

/// Standard output, as text for people or as JSON Lines.
///
/// A write that fails is kept and told by [`finish`](Self::finish); what comes after it is dropped.
pub(crate) struct Output<'w> {
    sink: &'w mut dyn Write,
    format: Format,
    files: Files,
    fault: Option<io::Error>,
}

/// Where reports go beside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Files {
    /// The folder of CSV files.
    pub(crate) csv: Option<PathBuf>,
    /// The page for a browser.
    pub(crate) html: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text(Paint),
    Json,
}

impl<'w> Output<'w> {
    /// Text.
    pub(crate) fn text(sink: &'w mut dyn Write, paint: Paint) -> Self {
        Self { sink, format: Format::Text(paint), files: Files::default(), fault: None }
    }

    /// JSON Lines.
    pub(crate) fn json(sink: &'w mut dyn Write) -> Self {
        Self { sink, format: Format::Json, files: Files::default(), fault: None }
    }

    /// The same, with reports in these files as well.
    pub(crate) fn beside(self, files: Files) -> Self {
        Self { files, ..self }
    }

    /// Where reports go beside.
    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    /// How text is painted; none when JSON Lines are asked for.
    pub(crate) fn paint(&self) -> Option<Paint> {
        match self.format {
            Format::Text(paint) => Some(paint),
            Format::Json => None,
        }
    }

    /// Writes text, unless JSON Lines are asked for.
    pub(crate) fn write(&mut self, text: &str) {
        if self.paint().is_some() && self.fault.is_none() {
            self.fault = self.sink.write_all(text.as_bytes()).err();
        }
    }

    /// Writes one JSON line, unless text is asked for.
    pub(crate) fn line(&mut self, line: &impl Serialize) {
        if self.format == Format::Json && self.fault.is_none() {
            let written = serde_json::to_writer(&mut *self.sink, line).map_err(io::Error::from);
            self.fault = written.and_then(|()| self.sink.write_all(b"\n")).err();
        }
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// The first write that failed.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        match self.fault.take() {
            Some(fault) => Err(fault.into()),
            None => Ok(self.sink.flush()?),
        }
    }
}

/// What the host does, line by line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Line<'l> {
    /// Somebody asks for something.
    Command { at: Timestamp, actor: &'l Actor, lead: &'l LeadId, command: &'l Command },
    /// Something happened.
    Event { event: &'l Event },
    /// A command was refused.
    Rejection {
        at: Timestamp,
        command: &'l CommandId,
        lead: &'l LeadId,
        reasons: &'l [Diagnostic],
        not_checked: &'l [Code],
    },
    /// A job was planned; agents whom it leaves alone are left out.
    Plan {
        run: &'l RunId,
        outcome: &'l Outcome,
        not_eligible: &'l [ReasonCount],
        agents: Vec<&'l AgentTally>,
    },
    /// A plan was applied.
    Applied { run: &'l RunId, outcome: &'l Outcome, refused: &'l [RefusedMove] },
}

impl<'l> Line<'l> {
    /// The line of a plan: what it comes to, without its moves, which come as events.
    pub(crate) fn of_plan(plan: &'l Plan) -> Self {
        Self::Plan {
            run: &plan.run,
            outcome: &plan.outcome,
            not_eligible: &plan.not_eligible,
            agents: plan.agents.iter().filter(|own| own.received > 0 || own.left > 0).collect(),
        }
    }

    /// The line of an applied plan.
    pub(crate) fn of_applied(run: &'l RunId, applied: &'l AppliedPlan) -> Self {
        Self::Applied { run, outcome: &applied.outcome, refused: &applied.refused }
    }
}
