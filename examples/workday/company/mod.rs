//! A made company: an insurance broker in Mumbai and Pune, and what happened to it around a long weekend.
//!
//! [`setup`] says who works there and under which policy, [`leads`] makes the prospects, [`agents`] has the agents call,
//! [`scenes`] holds what is told on purpose, [`story`] puts it all in order of time, [`report`] gathers the figures and [`page`] prints them.

mod agents;
mod leads;
mod page;
mod report;
mod scenes;
mod setup;
mod story;

#[cfg(test)]
pub(crate) use self::setup::people;
pub(crate) use self::story::{run, run_on};
