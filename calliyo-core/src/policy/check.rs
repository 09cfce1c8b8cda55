//! Checking a policy as a whole (rule G2): every fault at once, and advice.

use alloc::{
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{
    Automation, CUSTOMER, FOLLOW_UPS, PROTECTED, Pipeline, Policy, Status, UNASSIGNED, schema_fault,
};
use crate::{
    code::Code,
    diagnostic::Diagnostic,
    ids::StatusId,
    lead::{Agent, AgentState},
};

/// The longest name of a status, in characters (rule P3).
const NAME_LIMIT: usize = 40;

/// Every fault of the policy but those of its zone and calendar (rules G2, P1 to P7, X1).
pub(crate) fn faults(policy: &Policy) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    faults.extend(schema_fault(policy.schema, "schema"));
    protected_statuses(&policy.pipeline, &mut faults);
    statuses(&policy.pipeline, &mut faults);
    status_references(policy, &mut faults);
    recyclable(policy, &mut faults);
    numbers(policy, &mut faults);
    people(policy, &mut faults);
    faults
}

/// The three protected statuses are there under their own names (rules P1, P2).
fn protected_statuses(pipeline: &Pipeline, faults: &mut Vec<Diagnostic>) {
    for (id, name) in PROTECTED {
        let place = pipeline.statuses.iter().position(|status| status.id == *id);
        match place.and_then(|place| Some((place, pipeline.statuses.get(place)?))) {
            None => faults.push(
                Diagnostic::new(Code::PipelineIncomplete)
                    .at("pipeline.statuses")
                    .with("status", id),
            ),
            Some((place, status)) if status.name != name => faults.push(
                Diagnostic::new(Code::PipelineProtected)
                    .at(format!("pipeline.statuses[{place}].name"))
                    .with("status", id),
            ),
            Some(_) => {}
        }
    }
}

/// Ids, names and flags of the statuses (rules P1, P3, P4).
fn statuses(pipeline: &Pipeline, faults: &mut Vec<Diagnostic>) {
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (place, status) in pipeline.statuses.iter().enumerate() {
        let path = |field: &str| format!("pipeline.statuses[{place}].{field}");
        if !ids.insert(&status.id) {
            faults.push(
                Diagnostic::new(Code::PipelineDuplicateStatus)
                    .at(path("id"))
                    .with("status", &status.id),
            );
        }
        faults.extend(name_fault(&status.name).map(|fault| fault.at(path("name"))));
        if !names.insert(folded(&status.name)) {
            faults.push(
                Diagnostic::new(Code::PipelineNameTaken)
                    .at(path("name"))
                    .with("name", status.name.as_str()),
            );
        }
        for flag in wrong_flags(pipeline, status) {
            faults.push(
                Diagnostic::new(Code::PipelineFixedFlag)
                    .at(path(flag))
                    .with("flag", flag)
                    .with("status", &status.id),
            );
        }
    }
}

/// A name as it is compared: without surrounding blanks, ignoring case (rule P3).
pub(super) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The fault of a status name that is blank or too long (rule P3).
pub(super) fn name_fault(name: &str) -> Option<Diagnostic> {
    let length = name.trim().chars().count();
    (!(1..=NAME_LIMIT).contains(&length)).then(|| {
        Diagnostic::new(Code::PipelineNameLength).with("length", length).with("limit", NAME_LIMIT)
    })
}

/// The fixed flags that have another value (rule P4).
fn wrong_flags(pipeline: &Pipeline, status: &Status) -> Vec<&'static str> {
    let id = &status.id;
    let assigned = pipeline.roles.assigned == *id;
    let customer = *id == *CUSTOMER;
    let unassigned = *id == *UNASSIGNED;
    let wrong = [
        (
            (assigned || *id == *FOLLOW_UPS) && status.terminal || customer && !status.terminal,
            "terminal",
        ),
        (customer && !status.closes_follow_ups, "closesFollowUps"),
        (customer && status.in_queue, "inQueue"),
        (
            assigned && !status.counts_toward_cap
                || (customer || unassigned) && status.counts_toward_cap,
            "countsTowardCap",
        ),
    ];
    wrong.into_iter().filter_map(|(wrong, flag)| wrong.then_some(flag)).collect()
}

/// Every status that the policy names is in the pipeline (rule P7).
fn status_references(policy: &Policy, faults: &mut Vec<Diagnostic>) {
    let roles = &policy.pipeline.roles;
    let mut named: Vec<(String, &StatusId)> =
        Vec::from([("pipeline.roles.assigned".to_string(), &roles.assigned)]);
    for (role, id) in [
        ("notPicked", &roles.not_picked),
        ("missed", &roles.missed),
        ("interested", &roles.interested),
    ] {
        named.extend(id.as_ref().map(|id| (format!("pipeline.roles.{role}"), id)));
    }
    for (place, allowed) in policy.pipeline.allowed_moves.iter().flatten().enumerate() {
        named.push((format!("pipeline.allowedMoves[{place}].from"), &allowed.from));
        named.push((format!("pipeline.allowedMoves[{place}].to"), &allowed.to));
    }
    named.extend(automation_statuses(policy));
    for (path, id) in named {
        if policy.pipeline.status(id).is_none() {
            faults.push(Diagnostic::new(Code::StatusUnknown).at(path).with("status", id));
        }
    }
    if PROTECTED.iter().any(|(id, _)| roles.assigned == **id) {
        faults.push(
            Diagnostic::new(Code::PipelineProtected)
                .at("pipeline.roles.assigned")
                .with("status", &roles.assigned),
        );
    }
}

/// The statuses that automation names, each with its path.
fn automation_statuses(policy: &Policy) -> impl Iterator<Item = (String, &StatusId)> {
    fn listed<'s>(
        job: &'static str,
        statuses: &'s [StatusId],
    ) -> impl Iterator<Item = (String, &'s StatusId)> {
        let path = move |place| format!("automation.{job}.statuses[{place}]");
        statuses.iter().enumerate().map(move |(place, id)| (path(place), id))
    }
    let automation = &policy.automation;
    listed("assignment", &automation.assignment.statuses)
        .chain(listed("removal", &automation.removal.statuses))
}

/// Which statuses no job may hand out or take back, and none twice (rule P5).
fn recyclable(policy: &Policy, faults: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for (path, id) in automation_statuses(policy) {
        let assignment = path.starts_with("automation.assignment");
        let job = if assignment { "auto-assignment" } else { "auto-removal" };
        let barred = *id == *CUSTOMER
            || if assignment { *id == policy.pipeline.roles.assigned } else { *id == *UNASSIGNED };
        if barred {
            faults.push(
                Diagnostic::new(Code::PolicyStatusNotRecyclable)
                    .at(path.clone())
                    .with("status", id)
                    .with("job", job),
            );
        }
        if !seen.insert((assignment, id)) {
            faults.push(Diagnostic::new(Code::PolicyDuplicateEntry).at(path).with("entry", id));
        }
    }
}

/// Numbers and lists of numbers (rules X1, D7, D2, C8, M3).
fn numbers(policy: &Policy, faults: &mut Vec<Diagnostic>) {
    if policy.automation.removal.days == 0 {
        faults.push(Diagnostic::new(Code::PolicyRemovalDays).at("automation.removal.days"));
    }
    let mut range = |path: String, number: u32, least: u32, most: u32| {
        if !(least..=most).contains(&number) {
            faults.push(
                Diagnostic::new(Code::PolicyNumberRange)
                    .at(path)
                    .with("number", number)
                    .with("least", least)
                    .with("most", most),
            );
        }
    };
    let minutes = policy.calls.longest_call_minutes;
    range("calls.longestCallMinutes".into(), minutes, 1, 1_440);
    for (place, minutes) in policy.follow_ups.reminder_minutes.iter().enumerate() {
        range(format!("followUps.reminderMinutes[{place}]"), *minutes, 0, 525_600);
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let code = policy.phone.country_code.as_str();
    if !digits(code) || !(1..=3).contains(&code.len()) {
        faults.push(
            Diagnostic::new(Code::PolicyPhonePrefix).at("phone.countryCode").with("prefix", code),
        );
    }
    if !digits(&policy.phone.trunk_prefix) {
        faults.push(
            Diagnostic::new(Code::PolicyPhonePrefix)
                .at("phone.trunkPrefix")
                .with("prefix", policy.phone.trunk_prefix.as_str()),
        );
    }
}

/// Roles: there, named once, and known where they are named (rule G3).
fn people(policy: &Policy, faults: &mut Vec<Diagnostic>) {
    let mut ids = BTreeSet::new();
    for (place, role) in policy.people.roles.iter().enumerate() {
        if !ids.insert(&role.id) {
            faults.push(
                Diagnostic::new(Code::PolicyDuplicateRole)
                    .at(format!("people.roles[{place}].id"))
                    .with("role", &role.id),
            );
        }
        if role.name.trim().is_empty() {
            faults.push(
                Diagnostic::new(Code::PolicyBlankName).at(format!("people.roles[{place}].name")),
            );
        }
    }
    let mut known = |path: String, id| {
        if !ids.contains(id) {
            faults.push(Diagnostic::new(Code::PolicyUnknownRole).at(path).with("role", id));
        }
    };
    known("people.agentRole".into(), &policy.people.agent_role);
    for (place, allowed) in policy.pipeline.allowed_moves.iter().flatten().enumerate() {
        for (at, role) in allowed.roles.iter().flatten().enumerate() {
            known(format!("pipeline.allowedMoves[{place}].roles[{at}]"), role);
        }
    }
}

/// What a policy without faults is still worth a second look for (rule G2).
///
/// `agents` are the company's agents, as far as they are known.
#[must_use]
pub fn advice(policy: &Policy, agents: &[Agent]) -> Vec<Diagnostic> {
    let mut advice = Vec::new();
    job_order(policy, &mut advice);
    dead_ends(policy, &mut advice);
    unentered(policy, &mut advice);
    let capped = !agents.is_empty() && agents.iter().all(|agent| agent.cap == Some(0));
    if capped {
        advice.push(Diagnostic::new(Code::AdviceCapZeroForEveryone).at("agents"));
    }
    for (place, agent) in agents.iter().enumerate() {
        let held = agent.held.value().copied().unwrap_or_default();
        if agent.state == AgentState::Banned && held > 0 {
            advice.push(
                Diagnostic::new(Code::AdviceBannedAgentHoldsLeads)
                    .at(format!("agents[{place}]"))
                    .with("agent", &agent.id)
                    .with("held", held),
            );
        }
    }
    advice
}

/// Jobs that undo or starve each other.
fn job_order(policy: &Policy, advice: &mut Vec<Diagnostic>) {
    let automation = &policy.automation;
    let (assignment, top_up) = (&automation.assignment, &automation.top_up);
    if assignment.enabled && top_up.enabled && top_up.at < assignment.at {
        advice.push(
            Diagnostic::new(Code::AdviceTopUpBeforeAssignment)
                .at("automation.topUp.at")
                .with("topUp", top_up.at.to_string())
                .with("assignment", assignment.at.to_string()),
        );
    }
    let pool_is_handed_out = top_up.enabled
        || assignment.enabled && assignment.statuses.iter().any(|id| *id == *UNASSIGNED);
    if automation.removal.enabled && pool_is_handed_out && assignment.allow_barred_agent {
        advice.push(
            Diagnostic::new(Code::AdviceRemovalHandsBack)
                .at("automation.assignment.allowBarredAgent"),
        );
    }
}

/// Statuses that leads enter, by an allowed move or by being assigned, and that neither a move nor a job leaves.
fn dead_ends(policy: &Policy, advice: &mut Vec<Diagnostic>) {
    let Some(moves) = &policy.pipeline.allowed_moves else { return };
    let Automation { removal, assignment, .. } = &policy.automation;
    for (place, status) in policy.pipeline.statuses.iter().enumerate() {
        let assigned = status.id == policy.pipeline.roles.assigned;
        let entered = assigned || moves.iter().any(|allowed| allowed.to == status.id);
        let left = moves.iter().any(|allowed| allowed.from == status.id)
            || (assignment.enabled && assignment.statuses.contains(&status.id))
            || (removal.enabled && removal.statuses.contains(&status.id));
        if entered && !left && status.id != *CUSTOMER {
            advice.push(
                Diagnostic::new(Code::AdviceStatusWithoutExit)
                    .at(format!("pipeline.statuses[{place}]"))
                    .with("status", &status.id),
            );
        }
    }
}

/// Statuses that automation waits for while only a switched-off rule enters them (rule C5).
fn unentered(policy: &Policy, advice: &mut Vec<Diagnostic>) {
    if policy.calls.automatic_statuses {
        return;
    }
    let roles = &policy.pipeline.roles;
    let by_call = [&roles.not_picked, &roles.missed];
    let enabled = |path: &str| {
        if path.starts_with("automation.assignment") {
            policy.automation.assignment.enabled
        } else {
            policy.automation.removal.enabled
        }
    };
    for (path, id) in automation_statuses(policy).filter(|(path, _)| enabled(path)) {
        if by_call.iter().any(|role| role.as_ref() == Some(id)) {
            advice
                .push(Diagnostic::new(Code::AdviceStatusNeverEntered).at(path).with("status", id));
        }
    }
}
