//! What a company configures: policies, their faults and their edits.

use alloc::{string::String, vec::Vec};

use calliyo_derive::Read;
use serde::{Deserialize, Serialize};

use super::{all_known, jobs::JobState};
use crate::{
    diagnostic::Diagnostic,
    engine::Engine,
    ids::CommandId,
    jobs::PreviousOwners,
    lead::{Actor, Agent, Context, Event, Lead},
    policy::{PipelineChange, PipelineEdit, PipelineEffect, Policy, PolicyDiff, advice},
    time::Timestamp,
    wire::{About, Ask, AskEngine, Request},
};

/// Asks what is wrong with a policy, and what is right but may not be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckPolicy {
    /// The policy.
    pub policy: Policy,
    /// The company's agents, for advice that depends on them; default none.
    #[serde(default)]
    pub agents: Vec<Agent>,
}

/// A policy as checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// Asks for the policy that works with nothing configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DefaultPolicy {}

impl Request for DefaultPolicy {
    type Response = Policy;

    const ABOUT: About = About {
        name: "defaultPolicy",
        summary: "the policy that works with nothing configured, every default written out",
        since: "0.1.0",
        core: &["policy::Policy::default"],
        rules: &["G1", "P1"],
    };
}

impl Ask for DefaultPolicy {
    fn answer(self) -> Result<Policy, Vec<Diagnostic>> {
        Ok(Policy::default())
    }
}

/// Asks for the policy with an edited pipeline (rules P2 to P7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditPipeline {
    /// The edit.
    pub edit: PipelineEdit,
    /// Who edits; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for EditPipeline {
    type Response = PipelineChange;

    const ABOUT: About = About {
        name: "editPipeline",
        summary: "the policy with an edited pipeline, and what to do with leads on a deleted status",
        since: "0.1.0",
        core: &["policy::Policy::edit_pipeline", "OnBehalfOf::edit_pipeline"],
        rules: &["P2", "P3", "P4", "P5", "P6", "P7", "G3"],
    };
}

impl AskEngine for EditPipeline {
    fn answer(self, engine: &Engine) -> Result<PipelineChange, Vec<Diagnostic>> {
        let Self { edit, actor } = self;
        match actor {
            Some(actor) => engine.on_behalf_of(&actor, &[]).edit_pipeline(&edit),
            None => engine.policy().edit_pipeline(&edit),
        }
    }
}

/// Asks what an edit of the pipeline would do to leads and agents (rules P2 to P7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreviewPipelineEdit {
    /// The edit.
    pub edit: PipelineEdit,
    /// The company's leads.
    pub leads: Vec<Lead>,
    /// The id of the edit; the command that moves a lead has this id, a slash and the lead's id.
    pub command: CommandId,
    /// Who edits, when, and what the host knows.
    pub context: Context,
}

impl Request for PreviewPipelineEdit {
    type Response = PipelineEffect;

    const ABOUT: About = About {
        name: "previewPipelineEdit",
        summary: "what an edit of the pipeline would do to leads and caps, and the moves that it takes",
        since: "0.1.0",
        core: &["OnBehalfOf::preview_pipeline_edit", "Engine::preview_pipeline_edit"],
        rules: &["P2", "P3", "P4", "P5", "P6", "P7", "G3"],
    };
}

impl AskEngine for PreviewPipelineEdit {
    fn answer(self, engine: &Engine) -> Result<PipelineEffect, Vec<Diagnostic>> {
        let Self { edit, leads, command, context } = self;
        all_known("leads", &leads)?;
        let agents = context.agents.value().map(Vec::as_slice).unwrap_or_default();
        let asking = engine.on_behalf_of(&context.actor, agents);
        asking.preview_pipeline_edit(&edit, &leads, &command, &context)
    }
}

/// Asks for a change of settings (rule G1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeSettings {
    /// The new policy.
    pub policy: Policy,
    /// The host's word that the person's password was confirmed; default no.
    #[serde(default)]
    pub confirmed: bool,
    /// The id of the command; the event's id begins with it.
    pub command: CommandId,
    /// Who changes them, and when.
    pub context: Context,
}

/// Settings that were changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ChangedSettings {
    /// The policy to store and to make the next engine of.
    pub policy: Policy,
    /// What changed; none when nothing did.
    pub event: Option<Event>,
}

impl Request for ChangeSettings {
    type Response = ChangedSettings;

    const ABOUT: About = About {
        name: "changeSettings",
        summary: "the new policy and the event that tells what changed, or why it may not",
        since: "0.1.0",
        core: &["Engine::change_settings"],
        rules: &["G1", "G2", "G3"],
    };
}

impl AskEngine for ChangeSettings {
    fn answer(self, engine: &Engine) -> Result<ChangedSettings, Vec<Diagnostic>> {
        let Self { policy, confirmed, command, context } = self;
        let (changed, event) = engine.change_settings(policy, confirmed, &command, &context)?;
        Ok(ChangedSettings { policy: changed.policy().clone(), event })
    }
}

/// Asks what saving other settings would do (rule G6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DiffPolicies {
    /// The new policy.
    pub policy: Policy,
    /// All leads of the company.
    pub leads: Vec<Lead>,
    /// The agents.
    pub agents: Vec<Agent>,
    /// Who had which lead before, where a policy excludes them (rule A7).
    #[serde(default)]
    pub previous_owners: Vec<PreviousOwners>,
    /// What the host keeps of the jobs' schedules; a job that is not listed is on since now.
    #[serde(default)]
    pub jobs: Vec<JobState>,
    /// Now.
    pub now: Timestamp,
    /// Who asks; none = the host itself.
    #[serde(default)]
    pub actor: Option<Actor>,
}

impl Request for DiffPolicies {
    type Response = PolicyDiff;

    const ABOUT: About = About {
        name: "diffPolicies",
        summary: "the settings that differ, how leads and caps would stand, and the next run of each job",
        since: "0.1.0",
        core: &["Engine::diff", "OnBehalfOf::diff"],
        rules: &["G6", "G3"],
    };
}

impl AskEngine for DiffPolicies {
    fn answer(self, engine: &Engine) -> Result<PolicyDiff, Vec<Diagnostic>> {
        let Self { policy, leads, agents, previous_owners, jobs, now, actor } = self;
        let states: Vec<_> = jobs.into_iter().map(|own| (own.job, own.state)).collect();
        match actor {
            Some(actor) => engine.on_behalf_of(&actor, &agents).diff(
                policy,
                &leads,
                &previous_owners,
                &states,
                now,
            ),
            None => engine.diff(policy, &leads, &agents, &previous_owners, &states, now),
        }
    }
}

/// Asks for the pipeline as a diagram (rule P6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PipelineDiagram {}

/// The pipeline as a diagram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diagrams {
    /// As Mermaid text.
    pub mermaid: String,
    /// As Graphviz DOT text.
    pub dot: String,
}

impl Request for PipelineDiagram {
    type Response = Diagrams;

    const ABOUT: About = About {
        name: "pipelineDiagram",
        summary: "the pipeline with its allowed moves as Mermaid and as DOT",
        since: "0.1.0",
        core: &["policy::Pipeline::mermaid", "policy::Pipeline::dot"],
        rules: &["P6"],
    };
}

impl AskEngine for PipelineDiagram {
    fn answer(self, engine: &Engine) -> Result<Diagrams, Vec<Diagnostic>> {
        let pipeline = &engine.policy().pipeline;
        Ok(Diagrams { mermaid: pipeline.mermaid(), dot: pipeline.dot() })
    }
}
