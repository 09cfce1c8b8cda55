//! Every code is provoked, and says what is meant (rules K1, L3).

use std::collections::{BTreeMap, BTreeSet};

use calliyo_core::{
    Code, CodeKind, ContactId, Diagnostic, Engine, Fact, LeadId, Param, ParamType, RunId,
    form::{CallForm, Contact, FollowUpForm, FormContext, RecordingForm},
    lead::{
        ActivityKind, Agent, AgentState, Call, CallEdit, CallStatus, CaptureFate, Currency, Deed,
        Direction, Event, ExistingLeads, FollowUpKind, Lead, LeadEdit, LogCall, NewCall,
        NewFollowUp, NewLead, Recording, StartCall,
    },
    policy::{PipelineEdit, Policy, SCHEMA, Status, StatusRole, advice},
    time::{
        CallingHours, EndTime, Job, LocalDate, LocalTime, TimeZone, Timestamp, Weekday, ZoneData,
    },
    wire,
};

use crate::support::{
    self, Case, Outcome, agent, agent_id, allow, assign, at, call_id, change_to, change_with_owner,
    context, convert, ended, engine, follow_up_id, in_minutes, lead, lead_id, live_call, log,
    log_with, new_call, now, open_call, order, person, plan_call, policy, role, schedule, start,
    status, status_of,
};

/// The codes of the jobs, which have tests of their own.
fn is_of_a_job(code: Code) -> bool {
    let name = code.as_str();
    name.starts_with("job.") || name.starts_with("plan.") || code == Code::AgentAtCap
}

/// What was found, each of a kind that the table states for its code.
fn of_kind(kinds: &[CodeKind], found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for own in &found {
        let stated = own.code().kinds();
        assert!(stated.iter().any(|kind| kinds.contains(kind)), "{} is {stated:?}", own.code());
    }
    found
}

fn told(outcome: &Outcome) -> Vec<Diagnostic> {
    match &outcome.result {
        Ok(decision) => of_kind(&[CodeKind::Warning], decision.warnings.clone()),
        // A lead that cannot be read is a reason, too.
        Err(rejection) => {
            of_kind(&[CodeKind::Rejection, CodeKind::Fault], rejection.reasons.clone())
        }
    }
}

fn does(case: Case, deed: Deed) -> Vec<Diagnostic> {
    told(&case.does(deed))
}

fn faults(edit: impl FnOnce(&mut Policy)) -> Vec<Diagnostic> {
    let mut policy = policy();
    edit(&mut policy);
    of_kind(&[CodeKind::Fault], Engine::new(policy).unwrap_err().faults().to_vec())
}

fn edited(edit: &PipelineEdit) -> Vec<Diagnostic> {
    of_kind(&[CodeKind::Fault], policy().edit_pipeline(edit).unwrap_err())
}

fn advised(edit: impl FnOnce(&mut Policy), agents: &[Agent]) -> Vec<Diagnostic> {
    let mut policy = policy();
    edit(&mut policy);
    of_kind(&[CodeKind::Advice], advice(&policy, agents))
}

fn given_to(edit: impl FnOnce(&mut Agent)) -> Vec<Diagnostic> {
    let mut asha = agent("asha");
    edit(&mut asha);
    does(Case::on("unassigned").agent(asha), assign("asha"))
}

fn with_history(calls: Vec<Call>) -> Case {
    Case::on("busy").context(|context| context.calls = Fact::Known(calls))
}

fn correct(call: Call) -> Deed {
    Deed::CorrectCall(CallEdit::new(call))
}

fn capture(edit: impl FnOnce(&mut NewLead)) -> Vec<Diagnostic> {
    let mut new = NewLead::new(lead_id("new"));
    edit(&mut new);
    does(Case::none(), Deed::CaptureLead(new))
}

fn calling_hours(policy: &mut Policy) {
    policy.calendar.calling_hours = Some(vec![CallingHours {
        weekday: Weekday::Sunday,
        from: LocalTime::parse("09:00").unwrap(),
        to: EndTime::parse("24:00").unwrap(),
    }]);
}

fn text(text: &str) -> Option<String> {
    Some(text.into())
}

fn call_form() -> CallForm {
    CallForm {
        parent_kind: text("lead"),
        parent_id: text("lead"),
        direction: text("outgoing"),
        response: text("held"),
        date: text("2026-05-15"),
        start: text("10:00"),
        duration: text("00:01:35"),
        ..CallForm::default()
    }
}

fn form_context() -> FormContext {
    FormContext::new(now(), support::process())
}

fn form(edit: impl FnOnce(&mut CallForm)) -> Vec<Diagnostic> {
    let mut form = call_form();
    edit(&mut form);
    let follow_up = follow_up_id("f");
    engine().read_call_form(&form, &call_id("c"), &follow_up, &form_context()).unwrap_err()
}

/// A code and something that gives it.
type Provocation = (Code, fn() -> Vec<Diagnostic>);

const TOMORROW: &str = "2026-05-18T05:00:00Z";

fn follow_up() -> NewFollowUp {
    plan_call("f", at(TOMORROW))
}

#[rustfmt::skip]
fn provocations() -> Vec<Provocation> {
    vec![
        (Code::DocumentTooNew, || does(Case::on("busy").lead(|lead| lead.schema = SCHEMA + 1), change_to("missed"))),
        (Code::EventUnknown, || wire::read_document::<Event>(r#"{"id":"c/1","at":"2026-05-15T13:00:00Z","actor":"a","type":"lead.flown"}"#).unwrap_err()),
        (Code::IdMalformed, || vec![LeadId::new("").unwrap_err()]),
        (Code::PipelineIncomplete, || faults(|policy| policy.pipeline.statuses.retain(|own| own.id != *"customer"))),
        (Code::PipelineDuplicateStatus, || edited(&PipelineEdit::Add { status: Status { name: "Engaged".into(), ..policy().pipeline.statuses[5].clone() }, place: None })),
        (Code::PipelineOrderIncomplete, || edited(&PipelineEdit::Reorder { order: vec![status("busy")] })),
        (Code::PipelineProtected, || edited(&PipelineEdit::Rename { status: status("customer"), name: "Client".into() })),
        (Code::PipelineNameTaken, || edited(&PipelineEdit::Rename { status: status("busy"), name: " missed".into() })),
        (Code::PipelineNameLength, || edited(&PipelineEdit::Rename { status: status("busy"), name: "x".repeat(41) })),
        (Code::PipelineNeedsReplacement, || edited(&PipelineEdit::Delete { status: status("wrongNumber"), replacement: None, no_leads: false })),
        (Code::PipelineInUse, || edited(&PipelineEdit::Delete { status: status("interested"), replacement: None, no_leads: true })),
        (Code::PipelineFixedFlag, || faults(|policy| status_of(policy, "customer").in_queue = true)),
        (Code::PolicyStatusNotRecyclable, || faults(|policy| policy.automation.removal.statuses = vec![status("customer")])),
        (Code::StatusMoveNotAllowed, || does(Case::on("busy").policy(|policy| policy.pipeline.allowed_moves = allow(&[])).by(person("meera", "manager")), change_to("missed"))),
        (Code::PipelineMoveToItself, || faults(|policy| policy.pipeline.allowed_moves = allow(&[("busy", "busy")]))),
        (Code::StatusUnknown, || does(Case::on("busy"), change_to("gone"))),
        (Code::PipelineRoleEmpty, || edited(&PipelineEdit::SetRole { role: StatusRole::Assigned, status: None })),
        (Code::LeadUnknown, || does(Case::none(), change_to("busy"))),
        (Code::LeadMismatch, || does(Case::on("busy"), Deed::CaptureLead(NewLead::new(lead_id("other"))))),
        (Code::LeadDuplicateId, || {
            let twice = [NewLead::new(lead_id("new")), NewLead::new(lead_id("new"))];
            let batch = engine().capture_batch(&RunId::new("batch").unwrap(), &twice, &ExistingLeads::default(), &context());
            let CaptureFate::Error(rejection) = &batch.fates[1] else { return Vec::new() };
            rejection.reasons.clone()
        }),
        (Code::AgentDuplicateId, || {
            let (run, agents) = (RunId::new("run").unwrap(), [agent("asha"), agent("asha")]);
            vec![engine().plan(Job::Assignment, &run, [&lead("busy")], &agents, &[], now()).unwrap_err()]
        }),
        (Code::VersionConflict, || {
            let command = calliyo_core::lead::Command { expected_version: Some(calliyo_core::Count::new(3)), ..support::command(change_to("missed")) };
            engine().decide(Some(&lead("busy")), &command, &context()).unwrap_err().reasons
        }),
        (Code::LeadCapturedInFuture, || capture(|new| new.captured_at = Some(in_minutes(1)))),
        (Code::LeadInconsistent, || does(Case::on("busy").lead(|lead| { lead.owner = None; lead.status_since = in_minutes(1); }), change_to("busy"))),
        (Code::StatusUnchanged, || does(Case::on("busy"), change_to("busy"))),
        (Code::StatusNeedsFollowUp, || does(Case::on("busy"), change_to("followUps"))),
        (Code::OwnerUnchanged, || does(Case::on("busy"), assign("asha"))),
        (Code::LeadIsCustomer, || does(Case::on("customer"), Deed::Unassign {})),
        (Code::StatusNeedsOwner, || does(Case::on("unassigned"), change_to("busy"))),
        (Code::OwnerNotExpected, || does(Case::on("busy"), change_with_owner("unassigned", "bala"))),
        (Code::AgentBanned, || given_to(|asha| asha.state = AgentState::Banned)),
        (Code::AgentUnknown, || does(Case::on("busy"), assign("nobody"))),
        (Code::AgentNotAssignable, || given_to(|asha| asha.role = role("manager"))),
        (Code::AgentAway, || given_to(|asha| asha.state = AgentState::Away)),
        (Code::AgentOverCap, || given_to(|asha| { asha.cap = Some(10); asha.held = Fact::Known(10); })),
        (Code::CommandAlreadyDone, || does(Case::on("followUps").with(&[open_call("f", TOMORROW)]), schedule("f", at(TOMORROW)))),
        (Code::ContextIncomplete, || does(Case::on("busy").context(|context| { context.agents = Fact::NotKnown; context.demand_all_facts = true; }), assign("bala"))),
        (Code::CommandNothingChanged, || does(Case::on("busy"), Deed::UpdateLead(LeadEdit::default()))),
        (Code::CallLiveHasDuration, || does(Case::on("busy"), Deed::StartCall(StartCall { duration_seconds: Some(9), ..start() }))),
        (Code::CallNeedsFollowUp, || does(Case::on("busy"), log(CallStatus::Rescheduled, 9))),
        (Code::CallNextStatusConflict, || does(Case::on("busy"), Deed::LogCall(LogCall { next_status: Some(status("missed")), follow_up: Some(follow_up()), ..log_with(new_call(CallStatus::Called, 9)) }))),
        (Code::CallNoteRecommended, || does(Case::on("busy"), Deed::LogCall(log_with(NewCall::new(call_id("c"), CallStatus::Called, 9))))),
        (Code::CallNotConnected, || does(Case::on("busy"), log(CallStatus::Called, 0))),
        (Code::CallConnectedDespiteStatus, || does(Case::on("busy"), log(CallStatus::Busy, 9))),
        (Code::FollowUpNoteRecommended, || does(Case::on("busy"), Deed::ScheduleFollowUp(NewFollowUp { note: None, ..follow_up() }))),
        (Code::CallStatusNotFinal, || does(Case::on("busy"), log(CallStatus::InProgress, 0))),
        (Code::CallAlreadyLive, || does(Case::on("busy").lead(|lead| lead.live_call = Some(live_call("other", "asha", support::NOW))), Deed::StartCall(start()))),
        (Code::CallNotLive, || does(Case::on("busy"), Deed::AbandonCall { call: call_id("c") })),
        (Code::CallInFuture, || does(Case::on("busy"), Deed::StartCall(StartCall { started_at: Some(in_minutes(9)), ..start() }))),
        (Code::LeadNextStepMissing, || does(Case::on("followUps"), log(CallStatus::Called, 9))),
        (Code::CallUnknown, || does(with_history(Vec::new()), correct(ended("c", CallStatus::Called, 9)))),
        (Code::CallVoided, || does(with_history(vec![Call { voided: true, ..ended("c", CallStatus::Called, 9) }]), correct(ended("c", CallStatus::Called, 9)))),
        (Code::LeadDoNotCall, || does(Case::on("busy").lead(|lead| lead.do_not_call = true), log(CallStatus::Called, 9))),
        (Code::ParentNotLead, || form(|form| { form.parent_kind = text("deal"); form.next_status = text("busy"); })),
        (Code::ParentDisagrees, || form(|form| form.follow_up = Some(FollowUpForm { parent_id: text("other"), ..FollowUpForm::default() }))),
        (Code::PhoneInvalid, || capture(|new| new.phone = Some("98765 four".into()))),
        (Code::PolicyPhonePrefix, || faults(|policy| policy.phone.country_code = "+91".into())),
        (Code::PolicyLeadKindMissing, || faults(|policy| policy.forms.parent_kinds.retain(|kind| kind.id != *"lead"))),
        (Code::ContactAmbiguous, || {
            let contact = |id| Contact { id: ContactId::new(id).unwrap(), phone: "9876543210".into() };
            let known = FormContext { contacts: Fact::Known(vec![contact("anu"), contact("bob")]), ..form_context() };
            engine().check_call_form(&CallForm { contact_number: text("9876543210"), ..call_form() }, &known).warnings
        }),
        (Code::CallDirectionDisagrees, || does(Case::on("busy"), Deed::LogCall(log_with(NewCall { direction: Some(Direction::Missed), ..new_call(CallStatus::Busy, 0) })))),
        (Code::FormRequired, || form(|form| form.date = None)),
        (Code::CallTimesMissing, || form(|form| form.duration = None)),
        (Code::CallTimesDisagree, || form(|form| form.end = text("11:00"))),
        (Code::TextTooLong, || capture(|new| new.name = Some("x".repeat(201)))),
        (Code::AttendeeDuplicate, || does(Case::on("busy"), Deed::ScheduleFollowUp(NewFollowUp { attendees: vec![agent_id("bala"); 2], ..follow_up() }))),
        (Code::RecordingNotAudio, || does(Case::on("busy"), Deed::LogCall(log_with(NewCall { recording: Some(Recording { reference: "a.mp4".into(), media_type: "video/mp4".into() }), ..new_call(CallStatus::Called, 9) })))),
        (Code::RecordingNotAllowed, || form(|form| form.follow_up = Some(FollowUpForm { recording: Some(RecordingForm { reference: text("a.mp3"), media_type: None }), ..FollowUpForm::default() }))),
        (Code::ReminderNotOffered, || does(Case::on("busy"), Deed::ScheduleFollowUp(NewFollowUp { reminder_minutes: Some(45), ..follow_up() }))),
        (Code::FormUnknownChoice, || form(|form| form.direction = text("sideways"))),
        (Code::FollowUpNeedsOwner, || does(Case::on("unassigned"), Deed::ScheduleFollowUp(follow_up()))),
        (Code::FollowUpNotInFuture, || does(Case::on("busy"), schedule("f", now()))),
        (Code::FollowUpNotOverdue, || does(Case::on("followUps").with(&[open_call("f", TOMORROW)]), Deed::DismissFollowUp { follow_up: follow_up_id("f") })),
        (Code::FollowUpNotOpen, || does(Case::on("busy").context(|context| context.closed_follow_ups = Fact::Known(vec![follow_up_id("f")])), Deed::CompleteFollowUp { follow_up: follow_up_id("f") })),
        (Code::FollowUpUnknown, || does(Case::on("busy"), Deed::CompleteFollowUp { follow_up: follow_up_id("f") })),
        (Code::FollowUpDoubleBooked, || {
            let mut other = open_call("other", TOMORROW);
            other.kind = FollowUpKind::Visit;
            does(Case::on("busy").context(|context| context.owner_follow_ups = Fact::Known(vec![other])), Deed::ScheduleFollowUp(NewFollowUp { kind: ActivityKind::Meeting, ..follow_up() }))
        }),
        (Code::FollowUpNonWorkingDay, || does(Case::on("busy"), schedule("f", at("2026-05-16T05:00:00Z")))),
        (Code::ConversionInFuture, || capture(|new| { new.owner = Some(agent_id("asha")); new.status = Some(status("customer")); new.converted_at = Some(in_minutes(1)); })),
        (Code::ConversionBeforeCapture, || capture(|new| { new.owner = Some(agent_id("asha")); new.status = Some(status("customer")); new.converted_at = Some(in_minutes(-1)); })),
        (Code::ConversionNotExpected, || capture(|new| new.converted_at = Some(now()))),
        (Code::OrdersNotInUse, || does(Case::on("busy").policy(|policy| policy.orders.enabled = false), convert(Some(order(1))))),
        (Code::OrderNotExpected, || does(Case::on("busy"), Deed::LogCall(LogCall { order: Some(order(1)), ..log_with(new_call(CallStatus::Called, 9)) }))),
        (Code::LeadNotCustomer, || does(Case::on("busy"), Deed::UpdateOrder { order: order(1) })),
        (Code::MoneyCurrencyInvalid, || vec![Currency::new("rupees").unwrap_err()]),
        (Code::MoneyNegative, || does(Case::on("busy"), convert(Some(order(-1))))),
        (Code::TimeMalformed, || vec![Timestamp::parse("noon").unwrap_err()]),
        (Code::TimeOutOfRange, || vec![Timestamp::parse("2100-01-01T00:00:00Z").unwrap_err()]),
        (Code::PolicyUnknownTimeZone, || faults(|policy| policy.time_zone = TimeZone::named("Mars/Olympus"))),
        (Code::PolicyMalformedTimeZone, || faults(|policy| policy.time_zone = TimeZone { name: "Office".into(), data: Some(ZoneData(vec![1, 2, 3])) })),
        (Code::CalendarNoWorkingDay, || does(Case::on("busy").policy(|policy| policy.calendar.working_days.clear()), Deed::ScheduleFollowUp(NewFollowUp::new(follow_up_id("f"), None)))),
        (Code::PolicyCallingHours, || faults(|policy| policy.calendar.calling_hours = Some(Vec::new()))),
        (Code::FollowUpOutsideHours, || does(Case::on("busy").policy(calling_hours), Deed::ScheduleFollowUp(follow_up()))),
        (Code::CallOutsideHours, || does(Case::on("busy").policy(calling_hours), log(CallStatus::Called, 9))),
        (Code::PolicyRemovalDays, || faults(|policy| policy.automation.removal.days = 0)),
        (Code::SettingsConfirmationRequired, || {
            let new = Policy { daily_target: 80, ..policy() };
            let command = calliyo_core::CommandId::new("cmd").unwrap();
            engine().change_settings(new, false, &command, &context()).map(drop).unwrap_err()
        }),
        (Code::PolicyBlankName, || faults(|policy| policy.people.roles[0].name = " ".into())),
        (Code::PolicyNumberRange, || faults(|policy| policy.calls.longest_call_minutes = 2_000)),
        (Code::PolicyDuplicateEntry, || faults(|policy| policy.calendar.holidays = vec![LocalDate::parse("2026-08-15").unwrap(); 2])),
        (Code::PolicyEmptyList, || faults(|policy| policy.follow_ups.channels.clear())),
        (Code::PolicyUnknownRole, || faults(|policy| policy.people.agent_role = role("seller"))),
        (Code::PolicyDuplicateRole, || faults(|policy| policy.people.roles[1].id = role("agent"))),
        (Code::PermissionDenied, || does(Case::on("busy").by(person("asha", "agent")), assign("bala"))),
        (Code::LeadDuplicatePhone, || told(&Case::none().context(|context| context.phone_holder = Fact::Known(lead_id("old"))).does(Deed::CaptureLead(NewLead { phone: Some("9876543210".into()), ..NewLead::new(lead_id("new")) })))),
        (Code::AdviceTopUpBeforeAssignment, || advised(|policy| policy.automation.top_up.at = LocalTime::parse("08:00").unwrap(), &[])),
        (Code::AdviceRemovalHandsBack, || advised(|policy| { policy.automation.removal.enabled = true; policy.automation.assignment.allow_barred_agent = true; }, &[])),
        (Code::AdviceSoleReceiver, || advised(|policy| policy.automation.removal.enabled = true, &[agent("asha")])),
        (Code::AdviceJobWithoutStatuses, || advised(|policy| policy.automation.assignment.statuses.clear(), &[])),
        (Code::AdviceIntakeOfZero, || advised(|policy| policy.automation.assignment.intake.per_day = Some(0), &[])),
        (Code::AdviceStatusWithoutExit, || advised(|policy| policy.pipeline.allowed_moves = allow(&[("assigned", "busy")]), &[])),
        (Code::AdviceStatusNeverEntered, || advised(|_| {}, &[])),
        (Code::AdviceNobodyManagesSettings, || advised(|policy| policy.people.roles[0].permissions.clear(), &[])),
        (Code::AdviceNobodyReceivesLeads, || advised(|policy| policy.people.roles[2].receives_leads = false, &[])),
        (Code::AdviceRoleCannotWorkLeads, || advised(|policy| policy.people.roles[2].permissions.clear(), &[])),
        (Code::AdviceCapZeroForEveryone, || advised(|_| {}, &[Agent { cap: Some(0), ..agent("asha") }])),
        (Code::AdviceBannedAgentHoldsLeads, || advised(|_| {}, &[Agent { state: AgentState::Banned, held: Fact::Known(1), ..agent("asha") }])),
    ]
}

/// What the JSON door alone can find: the operation and the request, without an engine.
const REQUESTS: [(Code, &str, &str); 6] = [
    (Code::RequestMalformed, "version", "{"),
    (Code::RequestUnknownField, "version", r#"{"verbose":true}"#),
    (Code::RequestUnknownOperation, "fly", "{}"),
    (
        Code::RequestTooDeep,
        "version",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ),
    (Code::RequestNeedsEngine, "decide", "{}"),
    (
        Code::NumberOutOfRange,
        "checkPolicy",
        r#"{"policy":{},"agents":[{"id":"a","role":"agent","counter":9007199254740992}]}"#,
    ),
];

/// Every code that was provoked, with its sentence.
fn sentences() -> BTreeMap<Code, String> {
    let typed = provocations().into_iter().map(|(code, provoke)| {
        let found = provoke();
        let own = found.iter().find(|own| own.code() == code);
        let own = own.unwrap_or_else(|| panic!("{code} was not given, but {found:?}"));
        (code, own.message())
    });
    let asked = REQUESTS.into_iter().map(|(code, operation, request)| {
        let answer = wire::answer(None, operation, request);
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let error = &answer["errors"][0];
        assert_eq!(error["code"], code.as_str(), "{answer}");
        (code, error["message"].as_str().unwrap().to_owned())
    });
    typed.chain(asked).collect()
}

/// K1: every code is provoked; those of the jobs are tested with the jobs.
#[test]
fn every_code_is_provoked() {
    let provoked: BTreeSet<Code> = sentences().into_keys().collect();
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !provoked.contains(code) && !is_of_a_job(**code))
        .map(|code| code.as_str())
        .collect();
    // A request that is too large is too large for a test.
    assert_eq!(missing, ["request.too_large"]);
}

/// K1: every sentence reads well with real parameters, starts in lower case and has no final stop.
#[test]
fn every_sentence_is_made_from_its_parameters() {
    let sentences = sentences();
    for (code, sentence) in &sentences {
        let starts_in_lower_case = !sentence.starts_with(char::is_uppercase);
        assert!(starts_in_lower_case && !sentence.ends_with('.'), "{code}: {sentence}");
        assert!(!sentence.contains(['?', '{', '}']), "{code}: {sentence}");
    }
    let text: String = sentences
        .iter()
        .map(|(code, said)| format!("{code} ({}): {said}\n", code.rule()))
        .collect();
    insta::assert_snapshot!("sentences", text);
}

/// K1: a code's name is read back; names are unique and of the form `area.what_is_wrong`.
#[test]
fn a_code_is_known_by_its_name() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for code in Code::ALL {
        let name = code.as_str();
        assert_eq!(Code::from_name(name), Some(*code));
        assert_eq!(code.as_c_str().to_str(), Ok(name));
        let (area, what) = name.split_once('.').unwrap();
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        assert!(plain(area) && plain(what), "{name}");
        let text = serde_json::to_string(code).unwrap();
        assert_eq!(text, format!("\"{name}\""));
        assert_eq!(serde_json::from_str::<Code>(&text).unwrap(), *code);
    }
    assert!(serde_json::from_str::<Code>("\"lead.flies\"").is_err());
    assert_eq!(Code::from_name("lead.flies"), None);
}

/// The place of a rule in the book: its chapter, then its number.
fn place(code: Code) -> (usize, u32) {
    let (chapter, number) = code.rule().split_at(1);
    let chapter = "PLCDFVZSATXMGKE".find(chapter).unwrap();
    (chapter, number.parse().unwrap())
}

/// L3: failing guards are reported in the order of the book, which is that of the table. What is found before anything
/// can be decided comes first; reasons of jobs and advice are never guards.
#[test]
fn the_table_stands_in_the_order_of_the_book() {
    let apart = ["request.", "document.", "event.", "number.", "id.", "job.", "advice."];
    let guards = || {
        let of_the_book = |code: &Code| !apart.iter().any(|area| code.as_str().starts_with(area));
        Code::ALL.iter().copied().filter(of_the_book)
    };
    for (before, after) in guards().zip(guards().skip(1)) {
        assert!(place(before) <= place(after), "{before} stands before {after}");
    }
}

/// L3: a finding says where it was found, by which rule, and with what.
#[test]
fn a_finding_is_data() {
    let found = &does(Case::on("unassigned"), change_to("busy"))[0];
    assert_eq!((found.path(), found.rule()), ("to", "L6"));
    assert_eq!(found.param("status").map(ToString::to_string), Some("busy".into()));
    assert_eq!(found.param("mood"), None);
    assert_eq!(
        serde_json::to_value(found).unwrap(),
        serde_json::json!({
            "code": "status.needs_owner",
            "path": "to",
            "rule": "L6",
            "params": {"status": "busy"},
            "message": "an unassigned lead needs an owner to move to `busy`",
        })
    );
}

/// Why the move of one lead is refused when its plan is applied to what has changed since.
fn refused(edit: impl FnOnce(&mut Lead, &mut Agent)) -> Diagnostic {
    let (run, engine) = (RunId::new("run").unwrap(), engine());
    let (mut lead, mut asha) = (lead("unassigned"), agent("asha"));
    let plan = engine.plan(Job::Assignment, &run, [&lead], &[asha.clone()], &[], now()).unwrap();
    edit(&mut lead, &mut asha);
    let applied = engine.apply_plan(&plan, [&lead], &[asha], &context().actor, now()).unwrap();
    let refused = applied.refused.into_iter().next();
    refused.unwrap_or_else(|| panic!("nothing of {plan:?} is refused")).reason
}

/// What applying a plan finds.
fn refusals() -> Vec<Diagnostic> {
    let found = vec![
        refused(|lead, _| lead.version = lead.version.next()),
        refused(|lead, _| lead.id = lead_id("other")),
        refused(|lead, _| lead.schema = SCHEMA + 1),
        refused(|lead, _| lead.live_call = Some(live_call("c", "asha", support::NOW))),
        refused(|lead, _| lead.owner = Some(agent_id("asha"))),
        refused(|lead, _| {
            lead.status = status("assigned");
            lead.owner = Some(agent_id("asha"));
            lead.version = lead.version.next();
            lead.status_since = now();
        }),
        refused(|_, asha| asha.id = agent_id("other")),
        refused(|_, asha| asha.state = AgentState::Banned),
        refused(|_, asha| asha.state = AgentState::Away),
        refused(|_, asha| asha.role = role("manager")),
        refused(|_, asha| asha.cap = Some(0)),
    ];
    let codes: Vec<_> = found.iter().map(|own| own.code().as_str()).collect();
    let expected = [
        "plan.stale",
        "plan.lead_missing",
        "document.too_new",
        "job.live_call",
        "lead.inconsistent",
        "plan.already_applied",
        "agent.unknown",
        "agent.banned",
        "agent.away",
        "agent.not_assignable",
        "agent.at_cap",
    ];
    assert_eq!(codes, expected);
    of_kind(&[CodeKind::Rejection, CodeKind::Reason, CodeKind::Fault], found)
}

/// Every finding of the table of provocations, with those that came beside it, and those of plans.
fn findings() -> Vec<Diagnostic> {
    let provoked = provocations().into_iter().flat_map(|(_, provoke)| provoke());
    provoked.chain(refusals()).collect()
}

/// K1: a finding carries the parameters that its sentence names, no others, and each has the type that the table states
#[test]
fn every_parameter_is_named_in_the_sentence_and_has_its_type() {
    for found in findings() {
        let code = found.code();
        let named: BTreeMap<_, _> = code.params().collect();
        let carried: BTreeMap<_, _> = found.params().collect();
        assert!(named.keys().eq(carried.keys()), "{code} carries {carried:?}");
        for (name, wanted) in named {
            let fits = match carried[name] {
                Param::Text(_) => [ParamType::Text, ParamType::NumberOrText].contains(&wanted),
                Param::Number(_) => [ParamType::Number, ParamType::NumberOrText].contains(&wanted),
                Param::List(_) => wanted == ParamType::List,
                _ => false,
            };
            assert!(fits, "{code}: {name} is {wanted:?}, not {:?}", carried[name]);
        }
    }
}

/// K1: a number that does not fit into 64 bits is told as text
#[test]
fn a_number_that_is_no_number_to_any_host_is_told_as_text() {
    for (number, told) in
        [("4294967296", "4294967296"), ("18446744073709551615", "\"18446744073709551615\"")]
    {
        let request = format!(r#"{{"policy":{{"dailyTarget":{number}}}}}"#);
        let answer = wire::answer(None, "checkPolicy", &request);
        assert!(answer.contains(&format!(r#""params":{{"number":{told},"#)), "{answer}");
    }
}

/// The sentence of a template, made as a host makes it: each `{name}` is replaced by the parameter of that name.
fn filled(template: &str, params: &serde_json::Value) -> String {
    let mut text = template.to_owned();
    for (name, value) in params.as_object().unwrap() {
        let shown = match value {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Array(items) => {
                items.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        };
        text = text.replace(&format!("{{{name}}}"), &shown);
    }
    text
}

/// K1: a host makes its own sentence from the parameters alone, in whatever order its language wants them
#[test]
fn a_host_translates_with_the_parameters_alone() {
    let english: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/codes.en.json")).unwrap();
    for found in findings() {
        let told = serde_json::to_value(&found).unwrap();
        let template = english[found.code().as_str()]["sentence"].as_str().unwrap();
        assert_eq!(filled(template, &told["params"]), found.message());
    }
    let german = "von {cap} Plätzen sind {held} belegt: `{agent}` ist voll";
    let full = given_to(|asha| {
        asha.cap = Some(10);
        asha.held = Fact::Known(10);
    });
    let params = &serde_json::to_value(&full[0]).unwrap()["params"];
    assert_eq!(filled(german, params), "von 10 Plätzen sind 11 belegt: `asha` ist voll");
}

/// K1: the table for people and the file for translators list every code, in the order of the table
#[test]
fn the_written_tables_list_every_code() {
    let table = include_str!("../../../docs/codes.md");
    let mut rows = table.lines().filter(|line| line.starts_with("| `"));
    let file = include_str!("../../../docs/codes.en.json");
    let mut rest = file;
    for code in Code::ALL {
        let row = rows.next().unwrap_or_default();
        assert!(row.starts_with(&format!("| `{code}` | {} | ", code.rule())), "{code}: {row}");
        assert!(row.contains(&format!(" | {} | {} |", code.sentence(), code.remedy())), "{row}");
        let entry =
            format!("\"{code}\": {{\n    \"sentence\": {},", serde_json::json!(code.sentence()));
        rest = rest.split_once(&entry).unwrap_or_else(|| panic!("{entry}")).1;
    }
    assert_eq!(rows.next(), None);
}
