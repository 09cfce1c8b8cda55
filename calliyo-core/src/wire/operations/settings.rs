//! What a company configures: policies, their faults and their edits.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    lead::Agent,
    policy::{Policy, advice},
    wire::{About, Ask, Request},
};

/// Asks what is wrong with a policy, and what is right but may not be meant.
#[derive(Clone, Debug, Deserialize)]
pub struct CheckPolicy {
    /// The policy.
    pub policy: Policy,
    /// The company's agents, for advice that depends on them; default none.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

/// A policy as checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CheckedPolicy {
    /// Everything that is wrong; an engine is made of a policy without faults only (rule G2).
    pub faults: Vec<Diagnostic>,
    /// What is allowed but may not be meant.
    pub advice: Vec<Diagnostic>,
}

impl Request for CheckPolicy {
    type Response = CheckedPolicy;

    const ABOUT: About = About {
        name: "checkPolicy",
        summary: "every fault of a policy, and advice",
        since: "0.1.0",
        core: &["Engine::new", "policy::advice"],
        rules: &["G2"],
    };
}

impl Ask for CheckPolicy {
    fn answer(self) -> Result<CheckedPolicy, Vec<Diagnostic>> {
        let Self { policy, agents } = self;
        let advice = advice(&policy, &agents);
        let faults = match Engine::new(policy) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.faults().to_vec(),
        };
        Ok(CheckedPolicy { faults, advice })
    }
}
