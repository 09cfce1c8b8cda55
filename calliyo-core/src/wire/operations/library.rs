//! The library itself.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::{
    LIBRARY_VERSION, RULES_VERSION,
    diagnostic::Diagnostic,
    policy::SCHEMA,
    time::zone_data_version,
    wire::{About, Ask, Request},
};

/// Asks for the versions of the library (rule K3).
#[derive(Clone, Debug, Deserialize)]
pub struct Version {}

/// The versions of the library (rule K3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
