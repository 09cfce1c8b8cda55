//! The library itself, and the documents that it reads.

use alloc::{boxed::Box, string::ToString, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    LIBRARY_VERSION, RULES_VERSION,
    diagnostic::Diagnostic,
    jobs::Plan,
    lead::{Event, Lead},
    policy::{Policy, SCHEMA},
    time::zone_data_version,
    wire::{About, Ask, Document, Request, read_document},
};

/// Asks for the versions of the library (rule K3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Version {}

/// The versions of the library (rule K3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Versions {
    /// The version of the library.
    pub library: &'static str,
    /// The version of the rules: it moves when any answer on equal input does.
    pub rules: u32,
    /// The release of the time-zone database that was compiled in; none without one.
    pub time_zone_data: Option<&'static str>,
    /// The schema number of the documents that are written.
    pub schema: u32,
}

impl Request for Version {
    type Response = Versions;

    const ABOUT: About = About {
        name: "version",
        summary: "the versions of library, rules and time-zone data",
        since: "0.1.0",
        core: &["LIBRARY_VERSION", "RULES_VERSION", "time::zone_data_version", "policy::SCHEMA"],
        rules: &["K3"],
    };
}

impl Ask for Version {
    fn answer(self) -> Result<Versions, Vec<Diagnostic>> {
        Ok(Versions {
            library: LIBRARY_VERSION,
            rules: RULES_VERSION,
            time_zone_data: zone_data_version(),
            schema: SCHEMA,
        })
    }
}

/// Asks for a stored document of any schema in the present one (rule K2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UpgradeDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// The document as it was stored.
    pub document: Value,
}

/// A kind of document that hosts store (rule K2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum DocumentKind {
    /// What a company configures.
    Policy,
    /// A lead.
    Lead,
    /// Something that happened.
    Event,
    /// What a run of a job would do.
    Plan,
}

/// A document in the present schema, with every default written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum UpgradedDocument {
    /// A policy.
    Policy(Box<Policy>),
    /// A lead.
    Lead(Box<Lead>),
    /// An event.
    Event(Box<Event>),
    /// A plan.
    Plan(Box<Plan>),
}

impl Request for UpgradeDocument {
    type Response = UpgradedDocument;

    const ABOUT: About = About {
        name: "upgradeDocument",
        summary: "a stored policy, lead, event or plan of any schema in the present one",
        since: "0.1.0",
        core: &["wire::read_document"],
        rules: &["K2"],
    };
}

impl Ask for UpgradeDocument {
    fn answer(self) -> Result<UpgradedDocument, Vec<Diagnostic>> {
        let document = &self.document;
        Ok(match self.kind {
            DocumentKind::Policy => UpgradedDocument::Policy(upgraded(document)?),
            DocumentKind::Lead => UpgradedDocument::Lead(upgraded(document)?),
            DocumentKind::Event => UpgradedDocument::Event(upgraded(document)?),
            DocumentKind::Plan => UpgradedDocument::Plan(upgraded(document)?),
        })
    }
}

fn upgraded<D: Document>(document: &Value) -> Result<Box<D>, Vec<Diagnostic>> {
    let read = read_document(&document.to_string()).map(Box::new);
    read.map_err(|faults| faults.into_iter().map(|fault| fault.below("document")).collect())
}
