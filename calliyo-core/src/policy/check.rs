//! Checking a policy as a whole (rule G2): every fault at once, and advice.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{
    Action, AllowedMove, Automation, CUSTOMER, FOLLOW_UPS, FollowUpPolicy, FormPolicy, PROTECTED,
    Permission, PhonePolicy, Pipeline, Policy, Resource, Status, Suggestion, UNASSIGNED,
    schema_fault,
};
use crate::{
    code::Code,
    diagnostic::{Diagnostic, Param},
    ids::{RoleId, StatusId},
    lead::{Agent, AgentState, guards::final_status_fault, parent::LEAD},
    order::Set,
};

/// The longest name of a status, in characters (rule P3).
const NAME_LIMIT: usize = 40;

/// The most statuses of a pipeline: columns number them, and nobody reads a list that is longer.
const STATUS_LIMIT: usize = 1_000;

/// The longest trunk prefix, in digits (rule D2); those in use have three at most.
const TRUNK_PREFIX_LIMIT: usize = 5;

/// The longest rest of a lead, in hours: a year (rule A7).
const REST_HOURS_LIMIT: u32 = 8_760;

/// Every fault of the policy but those of its zone and calendar (rules G2, P1 to P7, X1).
pub(crate) fn faults(policy: &Policy) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    faults.extend(schema_fault(policy.schema, "schema"));
    protected_statuses(&policy.pipeline, &mut faults);
    statuses(&policy.pipeline, &mut faults);
    status_references(policy, &mut faults);
    allowed_moves(&policy.pipeline, &mut faults);
    recyclable(policy, &mut faults);
    numbers(policy, &mut faults);
    reminders(policy, &mut faults);
    phone(policy, &mut faults);
    people(policy, &mut faults);
    forms(&policy.forms, &mut faults);
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
            Some((place, status)) if status.name != name => faults.extend(
                protected(&status.id)
                    .map(|fault| fault.at(format!("pipeline.statuses[{place}].name"))),
            ),
            Some(_) => {}
        }
    }
}

/// The fault of doing to a protected status what is done to others (rule P2); none for any other status.
pub(super) fn protected(id: &StatusId) -> Option<Diagnostic> {
    let (own, name) = PROTECTED.iter().find(|(own, _)| *id == **own)?;
    Some(Diagnostic::new(Code::PipelineProtected).with("status", *own).with("name", *name))
}

/// Ids, names and flags of the statuses (rules P1, P3, P4).
fn statuses(pipeline: &Pipeline, faults: &mut Vec<Diagnostic>) {
    if pipeline.statuses.len() > STATUS_LIMIT {
        faults.push(
            Diagnostic::new(Code::PolicyNumberRange)
                .at("pipeline.statuses")
                .with("number", pipeline.statuses.len())
                .with("least", PROTECTED.len())
                .with("most", STATUS_LIMIT),
        );
    }
    let mut ids = Set::new();
    let mut names = Set::new();
    for (place, status) in pipeline.statuses.iter().enumerate() {
        let path = |field: &str| format!("pipeline.statuses[{place}].{field}");
        faults.extend(blank(status.id.as_str()).map(|fault| fault.at(path("id"))));
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
        for (flag, expected) in wrong_flags(pipeline, status) {
            faults.push(
                Diagnostic::new(Code::PipelineFixedFlag)
                    .at(path(flag))
                    .with("flag", flag)
                    .with("status", &status.id)
                    .with("expected", expected.to_string()),
            );
        }
    }
}

/// A name as it is compared: without surrounding blanks, ignoring case (rule P3).
pub(super) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The fault of a status name that is blank or too long, or has control characters (rule P3).
pub(super) fn name_fault(name: &str) -> Option<Diagnostic> {
    let length = if name.trim().is_empty() { 0 } else { name.chars().count() };
    let is_fair = (1..=NAME_LIMIT).contains(&length) && !name.contains(char::is_control);
    (!is_fair).then(|| {
        Diagnostic::new(Code::PipelineNameLength).with("length", length).with("limit", NAME_LIMIT)
    })
}

/// The fault of a name or an id that shows nothing (rule G2).
fn blank(text: &str) -> Option<Diagnostic> {
    text.trim().is_empty().then(|| Diagnostic::new(Code::PolicyBlankName))
}

/// The fault of an entry that stands in its list before (rule G2).
fn listed_twice(path: String, entry: impl Into<Param>) -> Diagnostic {
    Diagnostic::new(Code::PolicyDuplicateEntry).at(path).with("entry", entry)
}

/// The fault of a list that is there and has no entry (rule G2).
fn empty_list(path: String, effect: &'static str) -> Diagnostic {
    Diagnostic::new(Code::PolicyEmptyList).at(path).with("effect", effect)
}

/// The fixed flags that have another value, each with the value that it must have (rule P4).
fn wrong_flags(pipeline: &Pipeline, status: &Status) -> impl Iterator<Item = (&'static str, bool)> {
    let id = &status.id;
    let assigned = pipeline.roles.assigned == *id;
    let follow_ups = *id == *FOLLOW_UPS;
    let customer = *id == *CUSTOMER;
    let unassigned = *id == *UNASSIGNED;
    let fixed = [
        (assigned || follow_ups, "terminal", status.terminal, false),
        (customer, "terminal", status.terminal, true),
        (customer, "closesFollowUps", status.closes_follow_ups, true),
        (customer, "inQueue", status.in_queue, false),
        (assigned, "countsTowardCap", status.counts_toward_cap, true),
        (customer || unassigned, "countsTowardCap", status.counts_toward_cap, false),
    ];
    fixed
        .into_iter()
        .filter(|(is_fixed, _, flag, expected)| *is_fixed && flag != expected)
        .map(|(_, name, _, expected)| (name, expected))
}

/// Every status that the policy names is in the pipeline, and no protected one is the assigned one (rules P7, P2).
fn status_references(policy: &Policy, faults: &mut Vec<Diagnostic>) {
    let known: Set<_> = Set::from_iter(policy.pipeline.statuses.iter().map(|status| &status.id));
    for (path, id) in named_statuses(policy) {
        if !known.contains(id) {
            faults.push(Diagnostic::new(Code::StatusUnknown).at(path).with("status", id));
        }
    }
    let assigned = protected(&policy.pipeline.roles.assigned);
    faults.extend(assigned.map(|fault| fault.at("pipeline.roles.assigned")));
}

/// Each allowed move goes somewhere, is there for somebody and is listed once (rule P6).
fn allowed_moves(pipeline: &Pipeline, faults: &mut Vec<Diagnostic>) {
    let mut seen: Set<(&StatusId, &StatusId, Option<&RoleId>)> = Set::new();
    for (place, allowed) in pipeline.allowed_moves.iter().flatten().enumerate() {
        let AllowedMove { from, to, roles } = allowed;
        let path = |field: &str| format!("pipeline.allowedMoves[{place}]{field}");
        if from == to {
            faults.push(
                Diagnostic::new(Code::PipelineMoveToItself).at(path("")).with("status", from),
            );
        }
        let Some(roles) = roles else {
            if !seen.insert((from, to, None)) {
                faults.push(listed_twice(path(""), format!("{from} → {to}")));
            }
            continue;
        };
        if roles.is_empty() {
            faults.push(empty_list(path(".roles"), "nobody may make the move"));
        }
        for (at, role) in roles.iter().enumerate() {
            if !seen.insert((from, to, Some(role))) {
                faults.push(listed_twice(path(&format!(".roles[{at}]")), role));
            }
        }
    }
}

/// Every status that a role, the allowed moves or automation names, with the path of its name (rules P3, P7).
pub(super) fn named_statuses(policy: &Policy) -> Vec<(String, &StatusId)> {
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
    for (place, response) in policy.forms.responses.iter().enumerate() {
        if let Some(Suggestion::Status(id)) = &response.suggests {
            named.push((format!("forms.responses[{place}].suggests.status"), id));
        }
    }
    named
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
    let mut seen = Set::new();
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
            faults.push(listed_twice(path, id));
        }
    }
}

/// Numbers that have a range (rules X1, A7, D7, C8).
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
    let assignment = &policy.automation.assignment;
    let attempts = assignment.max_attempts.unwrap_or(1);
    range("automation.assignment.maxAttempts".into(), attempts, 1, u32::MAX);
    let hours = assignment.rest_hours;
    range("automation.assignment.restHours".into(), hours, 0, REST_HOURS_LIMIT);
    let minutes = policy.calls.longest_call_minutes;
    range("calls.longestCallMinutes".into(), minutes, 1, 1_440);
    for (place, minutes) in policy.follow_ups.reminder_minutes.iter().enumerate() {
        range(format!("followUps.reminderMinutes[{place}]"), *minutes, 0, 525_600);
    }
}

/// Reminders and channels are listed once, and a reminder that is offered is shown somewhere (rules D7, F9).
fn reminders(policy: &Policy, faults: &mut Vec<Diagnostic>) {
    let FollowUpPolicy { reminder_minutes, channels, .. } = &policy.follow_ups;
    let mut seen = Set::new();
    for (place, minutes) in reminder_minutes.iter().enumerate() {
        if !seen.insert(minutes) {
            let path = format!("followUps.reminderMinutes[{place}]");
            faults.push(listed_twice(path, minutes.to_string()));
        }
    }
    let mut seen = Set::new();
    for (place, channel) in channels.iter().enumerate() {
        if !seen.insert(channel) {
            faults.push(listed_twice(format!("followUps.channels[{place}]"), channel.as_str()));
        }
    }
    if channels.is_empty() && !reminder_minutes.is_empty() {
        faults.push(empty_list("followUps.channels".into(), "no reminder is shown"));
    }
}

/// What is put before and dropped from phone numbers (rule D2).
fn phone(policy: &Policy, faults: &mut Vec<Diagnostic>) {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let PhonePolicy { country_code, trunk_prefix } = &policy.phone;
    let mut refuse = |field: &str, prefix: &str, expected: &'static str| {
        faults.push(
            Diagnostic::new(Code::PolicyPhonePrefix)
                .at(format!("phone.{field}"))
                .with("prefix", prefix)
                .with("expected", expected),
        );
    };
    let fits = (1..=3).contains(&country_code.len()) && !country_code.starts_with('0');
    if !digits(country_code) || !fits {
        let expected = "a country code of 1 to 3 digits, without `+` or a leading 0";
        refuse("countryCode", country_code, expected);
    }
    if !digits(trunk_prefix) || trunk_prefix.len() > TRUNK_PREFIX_LIMIT {
        refuse("trunkPrefix", trunk_prefix, "a trunk prefix of at most 5 digits");
    }
}

/// Roles: there, named once with each permission once, and known where they are named (rule G3).
fn people(policy: &Policy, faults: &mut Vec<Diagnostic>) {
    let mut ids = Set::new();
    let mut names = Set::new();
    for (place, role) in policy.people.roles.iter().enumerate() {
        let path = |field: &str| format!("people.roles[{place}].{field}");
        faults.extend(blank(role.id.as_str()).map(|fault| fault.at(path("id"))));
        if !ids.insert(&role.id) {
            faults.push(
                Diagnostic::new(Code::PolicyDuplicateRole).at(path("id")).with("role", &role.id),
            );
        }
        match blank(&role.name) {
            Some(fault) => faults.push(fault.at(path("name"))),
            None if names.insert(folded(&role.name)) => {}
            None => faults.push(listed_twice(path("name"), role.name.as_str())),
        }
        let mut permissions = Set::new();
        for (at, permission) in role.permissions.iter().enumerate() {
            if !permissions.insert(permission) {
                let path = path(&format!("permissions[{at}]"));
                faults.push(listed_twice(path, permission.to_string()));
            }
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

/// Kinds of parents and responses: named, listed once, and with final statuses (rules D1, D3).
fn forms(forms: &FormPolicy, faults: &mut Vec<Diagnostic>) {
    let kinds = forms.parent_kinds.iter().map(|kind| (kind.id.as_str(), kind.name.as_str()));
    faults.extend(entry_faults(kinds).map(|fault| fault.below("forms.parentKinds")));
    if !forms.parent_kinds.iter().any(|kind| kind.id == *LEAD) {
        faults.push(Diagnostic::new(Code::PolicyLeadKindMissing).at("forms.parentKinds"));
    }
    let responses = forms.responses.iter().map(|own| (own.id.as_str(), own.name.as_str()));
    faults.extend(entry_faults(responses).map(|fault| fault.below("forms.responses")));
    for (place, response) in forms.responses.iter().enumerate() {
        let path = format!("forms.responses[{place}].callStatus");
        faults.extend(final_status_fault(response.call_status).map(|fault| fault.at(path)));
    }
}

/// The faults of a list of ids and names: no id twice, none and no name blank.
fn entry_faults<'a>(
    entries: impl Iterator<Item = (&'a str, &'a str)>,
) -> impl Iterator<Item = Diagnostic> {
    let mut ids = Set::new();
    entries.enumerate().flat_map(move |(place, (id, name))| {
        let blank_id = blank(id).map(|fault| fault.at(format!("[{place}].id")));
        let twice = (!ids.insert(id)).then(|| listed_twice(format!("[{place}].id"), id));
        let blank_name = blank(name).map(|fault| fault.at(format!("[{place}].name")));
        blank_id.into_iter().chain(twice).chain(blank_name)
    })
}

/// What a policy without faults is still worth a second look for (rule G2).
///
/// `agents` are the company's agents, as far as they are known.
#[must_use]
pub fn advice(policy: &Policy, agents: &[Agent]) -> Vec<Diagnostic> {
    let mut advice = Vec::new();
    job_order(policy, &mut advice);
    idle_jobs(policy, &mut advice);
    intake_of_zero(policy, &mut advice);
    dead_ends(policy, &mut advice);
    unentered(policy, &mut advice);
    powerless(policy, &mut advice);
    advise_on_agents(policy, agents, &mut advice);
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
    if automation.removal.enabled
        && assignment.allow_barred_agent
        && !assignment.excludes_previous_owners
        && (top_up.enabled || assigns_from_pool(automation))
    {
        advice.push(
            Diagnostic::new(Code::AdviceRemovalHandsBack)
                .at("automation.assignment.allowBarredAgent"),
        );
    }
}

/// Whether auto-assignment hands out what auto-removal took back.
fn assigns_from_pool(automation: &Automation) -> bool {
    let assignment = &automation.assignment;
    assignment.enabled && assignment.statuses.iter().any(|id| *id == *UNASSIGNED)
}

/// Jobs that run every day and look at no lead.
fn idle_jobs(policy: &Policy, advice: &mut Vec<Diagnostic>) {
    let Automation { assignment, removal, .. } = &policy.automation;
    for (field, job, enabled, statuses) in [
        ("assignment", "auto-assignment", assignment.enabled, &assignment.statuses),
        ("removal", "auto-removal", removal.enabled, &removal.statuses),
    ] {
        if enabled && statuses.is_empty() {
            advice.push(
                Diagnostic::new(Code::AdviceJobWithoutStatuses)
                    .at(format!("automation.{field}.statuses"))
                    .with("job", job),
            );
        }
    }
}

/// Limits with which no agent takes a lead (rule A7).
fn intake_of_zero(policy: &Policy, advice: &mut Vec<Diagnostic>) {
    let Automation { assignment, top_up, .. } = &policy.automation;
    let intake = &assignment.intake;
    for (field, limit) in [("perRun", intake.per_run), ("perDay", intake.per_day)] {
        if limit == Some(0) && (assignment.enabled || top_up.enabled) {
            advice.push(
                Diagnostic::new(Code::AdviceIntakeOfZero)
                    .at(format!("automation.assignment.intake.{field}")),
            );
        }
    }
}

/// Statuses that leads enter, by coming in, by being assigned or by an allowed move, and that neither a move nor a job
/// leaves.
fn dead_ends(policy: &Policy, advice: &mut Vec<Diagnostic>) {
    let Some(moves) = &policy.pipeline.allowed_moves else { return };
    let Automation { removal, assignment, top_up } = &policy.automation;
    let entered: Set<_> = Set::from_iter(moves.iter().map(|allowed| &allowed.to));
    let mut left: Set<_> = Set::from_iter(moves.iter().map(|allowed| &allowed.from));
    left.extend(assignment.statuses.iter().filter(|_| assignment.enabled));
    left.extend(removal.statuses.iter().filter(|_| removal.enabled));
    let is_entered = |id: &StatusId| {
        *id == *UNASSIGNED || *id == policy.pipeline.roles.assigned || entered.contains(id)
    };
    let is_left = |id: &StatusId| left.contains(id) || *id == *UNASSIGNED && top_up.enabled;
    for (place, status) in policy.pipeline.statuses.iter().enumerate() {
        if is_entered(&status.id) && !is_left(&status.id) && status.id != *CUSTOMER {
            advice.push(
                Diagnostic::new(Code::AdviceStatusWithoutExit)
                    .at(format!("pipeline.statuses[{place}]"))
                    .with("status", &status.id),
            );
        }
    }
}

/// Statuses that automation waits for while no lead enters them: what calls enter where that is switched off (rule C5), and
/// what no allowed move leads to (rule P6).
fn unentered(policy: &Policy, advice: &mut Vec<Diagnostic>) {
    let roles = &policy.pipeline.roles;
    let by_call = [&roles.not_picked, &roles.missed];
    let waits_for_calls = |id: &StatusId| {
        !policy.calls.automatic_statuses && by_call.iter().any(|role| role.as_ref() == Some(id))
    };
    let by_job = |id: &StatusId| *id == *UNASSIGNED || *id == roles.assigned;
    let is_shut = |id: &StatusId| {
        let moves = policy.pipeline.allowed_moves.as_ref();
        moves.is_some_and(|moves| !by_job(id) && moves.iter().all(|allowed| allowed.to != *id))
    };
    let enabled = |path: &str| {
        if path.starts_with("automation.assignment") {
            policy.automation.assignment.enabled
        } else {
            policy.automation.removal.enabled
        }
    };
    for (path, id) in automation_statuses(policy).filter(|(path, _)| enabled(path)) {
        if waits_for_calls(id) || is_shut(id) {
            advice
                .push(Diagnostic::new(Code::AdviceStatusNeverEntered).at(path).with("status", id));
        }
    }
}

/// Roles that leave something to nobody: leads that cannot be given or worked, settings that cannot be changed (rule G3).
fn powerless(policy: &Policy, advice: &mut Vec<Diagnostic>) {
    let roles = &policy.people.roles;
    let manage = Permission::new(Resource::Settings, Action::Manage);
    if !roles.iter().any(|role| role.permissions.contains(&manage)) {
        advice.push(Diagnostic::new(Code::AdviceNobodyManagesSettings).at("people.roles"));
    }
    if !roles.iter().any(|role| role.receives_leads) {
        advice.push(Diagnostic::new(Code::AdviceNobodyReceivesLeads).at("people.roles"));
    }
    let needed = [
        Permission::new(Resource::Lead, Action::View),
        Permission::new(Resource::Lead, Action::Move),
        Permission::new(Resource::Call, Action::Create),
    ];
    for (place, role) in roles.iter().enumerate().filter(|(_, role)| role.receives_leads) {
        let missing: Vec<String> = needed
            .iter()
            .filter(|permission| !role.permissions.contains(permission))
            .map(ToString::to_string)
            .collect();
        if !missing.is_empty() {
            advice.push(
                Diagnostic::new(Code::AdviceRoleCannotWorkLeads)
                    .at(format!("people.roles[{place}].permissions"))
                    .with("role", &role.id)
                    .with("permissions", missing),
            );
        }
    }
}

/// Agents who receive nothing, or hold what nobody works.
fn advise_on_agents(policy: &Policy, agents: &[Agent], advice: &mut Vec<Diagnostic>) {
    let receives = |agent: &&Agent| policy.people.receives_leads(&agent.role);
    let mut receivers = agents.iter().filter(receives).peekable();
    if receivers.peek().is_some() && receivers.all(|agent| agent.cap == Some(0)) {
        advice.push(Diagnostic::new(Code::AdviceCapZeroForEveryone).at("agents"));
    }
    sole_receivers(policy, agents, advice);
    for (place, agent) in agents.iter().enumerate() {
        let held = agent.stated_held().unwrap_or_default();
        if agent.state == AgentState::Banned && held > 0 {
            advice.push(
                Diagnostic::new(Code::AdviceBannedAgentHoldsLeads)
                    .at(format!("agents[{place}]"))
                    .with("agent", &agent.id)
                    .with("held", held),
            );
        }
    }
}

/// Agents from whom auto-removal takes leads that nobody else can ever receive, so that the job which hands them out gives
/// them back (rule A3).
fn sole_receivers(policy: &Policy, agents: &[Agent], advice: &mut Vec<Diagnostic>) {
    let automation = &policy.automation;
    let rules = &automation.assignment;
    let returns = !rules.allow_barred_agent && !rules.excludes_previous_owners;
    if !automation.removal.enabled || !returns {
        return;
    }
    let receivers = || {
        let could_receive = |agent: &Agent| policy.people.could_ever_receive(agent);
        agents.iter().enumerate().filter(move |(_, agent)| could_receive(agent))
    };
    for (place, agent) in receivers() {
        // Top-up gives nothing to who has no cap (rule T2).
        let is_given =
            assigns_from_pool(automation) || automation.top_up.enabled && agent.cap.is_some();
        // A lead of the agent's own branch and department, as far as they count (rule A6).
        let fits = |other: &Agent| {
            rules.scope.admits(agent.branch.as_ref(), agent.department.as_ref(), other)
        };
        if is_given && !receivers().any(|(other, own)| other != place && fits(own)) {
            advice.push(
                Diagnostic::new(Code::AdviceSoleReceiver)
                    .at(format!("agents[{place}]"))
                    .with("agent", &agent.id),
            );
        }
    }
}
