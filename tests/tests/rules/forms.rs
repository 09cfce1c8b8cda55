//! What people type into the log-call and schedule forms (rules D1 to D8).

use std::sync::LazyLock;

use calliyo_core::{
    Code, ContactId, Diagnostic, Engine, Fact, ParentKindId, ResponseId,
    form::{
        CallEntry, CallForm, CallFormCheck, Contact, ContactMatch, FollowUpEntry, FollowUpForm,
        FollowUpFormCheck, FormContext, RecordingForm,
    },
    lead::{
        ActivityKind, Call, CallStatus, Context, Deed, Direction, FollowUp, FollowUpKind,
        FollowUpState, LogCall, NewCall, NewFollowUp, Recording,
    },
    policy::{ParentKind, PipelineEdit, Policy, Response, SuggestedRole, Suggestion},
    time::{CallingHours, Duration, EndTime, LocalDate, LocalTime, TimeZone, Timestamp, Weekday},
};
use proptest::prelude::*;

use crate::support::{
    self, Case, agent_id, at, call_id, codes, context, engine, engine_with, follow_up_id, lead_id,
    log_with, new_call, now, open_call, person, placed, plan_call, policy, process, status,
};

/// A field of a form: nothing for the empty text.
fn typed(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.into())
}

/// An outgoing call to the lead this morning, answered with interest.
fn form() -> CallForm {
    CallForm {
        parent_kind: typed("lead"),
        parent_id: typed("lead"),
        direction: typed("outgoing"),
        response: typed("interested"),
        date: typed("2026-05-15"),
        start: typed("10:00"),
        duration: typed("00:01:35"),
        note: typed("spoke"),
        ..CallForm::default()
    }
}

/// A call planned for Monday morning, inside a log-call form.
fn inner() -> FollowUpForm {
    FollowUpForm {
        subject: typed("prices"),
        date: typed("2026-05-18"),
        time: typed("10:00"),
        note: typed("send the list first"),
        ..FollowUpForm::default()
    }
}

/// The same on its own.
fn schedule_form() -> FollowUpForm {
    FollowUpForm { parent_kind: typed("lead"), parent_id: typed("lead"), ..inner() }
}

/// The same form on a deal.
fn of_deal(form: CallForm) -> CallForm {
    CallForm { parent_kind: typed("deal"), parent_id: typed("deal-7"), ..form }
}

/// Nobody has other follow-ups, and there are no contacts.
fn known() -> FormContext {
    FormContext {
        contacts: Fact::Empty,
        owner_follow_ups: Fact::Empty,
        ..FormContext::new(now(), process())
    }
}

fn check(form: &CallForm) -> CallFormCheck {
    engine().check_call_form(form, &known())
}

fn read_with(
    engine: &Engine,
    form: &CallForm,
    context: &FormContext,
) -> Result<CallEntry, Vec<Diagnostic>> {
    engine.read_call_form(form, &call_id("call"), &follow_up_id("f"), context)
}

fn read(form: &CallForm) -> Result<CallEntry, Vec<Diagnostic>> {
    read_with(&engine(), form, &known())
}

fn check_schedule(form: &FollowUpForm) -> FollowUpFormCheck {
    engine().check_follow_up_form(form, &known())
}

fn read_schedule(form: &FollowUpForm) -> Result<FollowUpEntry, Vec<Diagnostic>> {
    engine().read_follow_up_form(form, &follow_up_id("f"), &known())
}

/// Each fault of the form that is saved, as `path: code`.
#[track_caller]
fn faults(form: &CallForm) -> Vec<String> {
    placed(&read(form).unwrap_err())
}

#[track_caller]
fn schedule_faults(form: &FollowUpForm) -> Vec<String> {
    placed(&read_schedule(form).unwrap_err())
}

/// What the form of a lead's call asks to be done.
#[track_caller]
fn deed(form: &CallForm) -> LogCall {
    let Ok(CallEntry::Lead { lead, deed }) = read(form) else { panic!("{:?}", read(form)) };
    assert_eq!(lead, lead_id("lead"));
    let Deed::LogCall(call) = *deed else { panic!("{deed:?}") };
    call
}

/// The records that the form of another parent's call gives.
#[track_caller]
fn records(form: &CallForm) -> (Call, Option<FollowUp>) {
    let Ok(CallEntry::Other { call, follow_up }) = read(form) else { panic!("{:?}", read(form)) };
    (*call, follow_up.map(|own| *own))
}

// D1

/// D1: a lead's call becomes a command, which is accepted and moves the lead
#[test]
fn a_call_of_a_lead_becomes_a_command() {
    let typed_form = CallForm {
        response: typed("callLater"),
        follow_up: Some(FollowUpForm { kind: typed("visit"), reminder: typed("15"), ..inner() }),
        ..form()
    };
    let log = deed(&typed_form);
    assert_eq!(
        log,
        LogCall {
            call: NewCall {
                direction: Some(Direction::Outgoing),
                started_at: Some(at("2026-05-15T04:30:00Z")),
                response: Some("callLater".into()),
                ..new_call(CallStatus::Rescheduled, 95)
            },
            next_status: None,
            follow_up: Some(NewFollowUp {
                kind: ActivityKind::Visit,
                reminder_minutes: Some(15),
                subject: Some("prices".into()),
                note: Some("send the list first".into()),
                ..plan_call("f", at("2026-05-18T04:30:00Z"))
            }),
            order: None,
        }
    );
    let outcome = Case::on("busy").does(Deed::LogCall(log));
    outcome.yields(&["call.completed", "followup.created", "lead.status_changed"]);
    assert_eq!(outcome.status(), "followUps");
}

/// D1, C6: the next status that is chosen goes with the command
#[test]
fn a_chosen_next_status_moves_the_lead() {
    let chosen = CallForm { next_status: typed("notInterested"), ..form() };
    let outcome = Case::on("busy").does(Deed::LogCall(deed(&chosen)));
    assert_eq!(outcome.status(), "notInterested");
    assert_eq!(
        faults(&CallForm { next_status: typed("gone"), ..form() }),
        ["nextStatus: status.unknown"]
    );
    let both = CallForm { follow_up: Some(inner()), ..chosen };
    assert_eq!(faults(&both), ["nextStatus: call.next_status_conflict"]);
    for fitting in ["followUps", "customer"] {
        let fits = CallForm { next_status: typed(fitting), ..both.clone() };
        assert_eq!(Case::on("busy").does(Deed::LogCall(deed(&fits))).status(), fitting);
    }
}

/// D1: a call of anything but a lead becomes the record itself, and its follow-up too
#[test]
fn a_call_of_another_parent_becomes_a_record() {
    let form = CallForm {
        summary: typed("wants a discount"),
        attendees: vec!["bala".into()],
        follow_up: Some(inner()),
        ..of_deal(form())
    };
    let (call, follow_up) = records(&form);
    assert_eq!(call.parent.to_string(), "deal deal-7");
    assert_eq!((call.id.as_str(), call.agent.as_str()), ("call", "import"));
    assert_eq!((call.status, call.duration_seconds), (CallStatus::Called, 95));
    assert_eq!(call.started_at, at("2026-05-15T04:30:00Z"));
    assert_eq!(call.summary.as_deref(), Some("wants a discount"));
    assert_eq!(call.attendees, [agent_id("bala")]);
    assert!(!call.recorded && !call.voided);
    let follow_up = follow_up.unwrap();
    assert_eq!(follow_up.parent, call.parent);
    assert_eq!((follow_up.owner.as_str(), follow_up.kind), ("import", FollowUpKind::Call));
    assert_eq!(follow_up.state, FollowUpState::Open);
    assert_eq!((follow_up.at, follow_up.scheduled_at), (at("2026-05-18T04:30:00Z"), now()));

    let context = FormContext { owner: Some(agent_id("asha")), ..known() };
    let Ok(CallEntry::Other { follow_up: Some(own), .. }) = read_with(&engine(), &form, &context)
    else {
        panic!("no follow-up")
    };
    assert_eq!(own.owner, agent_id("asha"));
}

/// D1: only a lead's calls move statuses, or suggest one
#[test]
fn a_call_of_another_parent_moves_no_status() {
    let deal = CallForm { next_status: typed("interested"), ..of_deal(form()) };
    assert_eq!(faults(&deal), ["nextStatus: parent.not_lead"]);
    assert_eq!(check(&deal).suggested_status, None);
    assert_eq!(check(&form()).suggested_status, Some(status("interested")));
    let early = CallForm { response: typed("cnr"), ..CallForm::default() };
    assert_eq!(check(&early).suggested_status, Some(status("notPicked")));
    let no_id = CallForm { parent_id: None, ..deal };
    assert_eq!(faults(&no_id), ["parentId: form.required", "nextStatus: parent.not_lead"]);
}

/// D1: the kinds of parents are lead, deal, cold and those that the company adds
#[test]
fn the_company_adds_kinds_of_parents() {
    let ticket = CallForm { parent_kind: typed("ticket"), ..of_deal(form()) };
    let found = read(&ticket).unwrap_err();
    assert_eq!(placed(&found), ["parentKind: form.unknown_choice"]);
    assert_eq!(found[0].to_string(), "`ticket` is not one of lead, deal, cold");
    let adds = engine_with(|policy| {
        let id = ParentKindId::new("ticket").unwrap();
        policy.forms.parent_kinds.push(ParentKind { id, name: "Ticket".into() });
    });
    assert!(read_with(&adds, &ticket, &known()).is_ok());
    for kind in ["lead", "deal", "cold"] {
        let own = CallForm { parent_kind: typed(kind), ..form() };
        assert_eq!(matches!(read(&own).unwrap(), CallEntry::Lead { .. }), kind == "lead");
    }
    let endless = CallForm { parent_id: typed(&"x".repeat(201)), ..form() };
    assert_eq!(faults(&endless), ["parentId: id.malformed"]);
}

/// D1: the follow-up that a call schedules belongs to what the call belongs to
#[test]
fn the_follow_up_of_a_call_has_its_parent() {
    let with = |inner: FollowUpForm| CallForm { follow_up: Some(inner), ..form() };
    assert!(deed(&with(inner())).follow_up.is_some());
    assert!(deed(&with(schedule_form())).follow_up.is_some());
    let elsewhere =
        FollowUpForm { parent_kind: typed("deal"), parent_id: typed("deal-7"), ..schedule_form() };
    assert_eq!(
        faults(&with(elsewhere)),
        ["followUp.parentKind: parent.disagrees", "followUp.parentId: parent.disagrees"]
    );
}

/// D8, G3: what the role of the person does not permit is told with the form, whatever it is about
#[test]
fn a_person_needs_the_permission_to_fill_in_a_form() {
    let without = |ending: &'static str| {
        engine_with(|policy| {
            let agents = policy.people.roles.iter_mut().find(|own| own.id == *"agent").unwrap();
            agents.permissions.retain(|own| !own.to_string().ends_with(ending));
        })
    };
    let context = FormContext::new(now(), person("asha", "agent"));
    let missing = |faults: Vec<Diagnostic>| -> Vec<String> {
        let named =
            |own: &Diagnostic| format!("{}: {}", own.path(), own.param("permission").unwrap());
        faults.iter().map(named).collect()
    };
    let engine = without(".create");
    for call in [form(), of_deal(form())] {
        let refused = missing(read_with(&engine, &call, &context).unwrap_err());
        assert_eq!(refused, ["actor: call.create"]);
        let both = CallForm { follow_up: Some(inner()), ..call };
        let refused = missing(read_with(&engine, &both, &context).unwrap_err());
        assert_eq!(refused, ["actor: call.create", "actor: followUp.create"]);
        let refused = read_with(&without("followUp.create"), &both, &context).unwrap_err();
        assert_eq!(missing(refused), ["actor: followUp.create"]);
    }
    for kind in ["lead", "deal"] {
        let form = FollowUpForm { parent_kind: typed(kind), ..schedule_form() };
        let refused = engine.read_follow_up_form(&form, &follow_up_id("f"), &context).unwrap_err();
        assert_eq!(missing(refused), ["actor: followUp.create"]);
    }
    let context = FormContext::new(now(), person("meera", "manager"));
    assert!(read_with(&engine, &of_deal(form()), &context).is_ok());
    assert!(read_with(&engine, &form(), &context).is_ok());
}

/// D1, P3: the kinds of parents need the lead, ids that differ and names that are not blank
#[test]
fn kinds_of_parents_are_checked() {
    let mut policy = policy();
    let kinds = &mut policy.forms.parent_kinds;
    kinds[0].id = ParentKindId::new("deal").unwrap();
    (kinds[2].id, kinds[2].name) = (ParentKindId::new(" ").unwrap(), " ".into());
    assert_eq!(
        placed(Engine::new(policy).unwrap_err().faults()),
        [
            "forms.parentKinds[1].id: policy.duplicate_entry",
            "forms.parentKinds[2].id: policy.blank_name",
            "forms.parentKinds[2].name: policy.blank_name",
            "forms.parentKinds: policy.lead_kind_missing",
        ]
    );
}

// D2

fn contact(id: &str, phone: &str) -> Contact {
    Contact { id: ContactId::new(id).unwrap(), phone: phone.into() }
}

/// What comes of a number among these contacts.
fn number(text: &str, contacts: Fact<Vec<Contact>>) -> CallFormCheck {
    let form = CallForm { contact_number: typed(text), ..form() };
    engine().check_call_form(&form, &FormContext { contacts, ..known() })
}

/// D2: the number is linked when exactly one contact has it, and reported when more do
#[test]
fn a_number_is_linked_to_the_one_contact_that_has_it() {
    let anu = || contact("anu", "+91 98765 43210");
    let of = |contacts: Vec<Contact>| number("098765 43210", Fact::Known(contacts));
    let linked = ContactMatch::Linked { contact: anu().id };
    let check = of(vec![contact("bob", "+44 20 7946 0958"), anu(), contact("eve", "no number")]);
    assert_eq!((check.phone.as_deref(), &check.contact), (Some("+919876543210"), &Some(linked)));
    assert_eq!(codes(&check.warnings), []);

    let check = of(vec![contact("bob", "+44 20 7946 0958")]);
    assert_eq!(check.contact, Some(ContactMatch::None));

    let check = of(vec![contact("bob", "9876543210"), anu()]);
    assert_eq!(placed(&check.warnings), ["contactNumber: contact.ambiguous"]);
    assert_eq!(check.warnings[0].to_string(), "the number belongs to several contacts: anu, bob");
    assert_eq!(check.contact.unwrap().contact(), None);

    // One contact with two numbers of the same form is still one.
    assert!(matches!(of(vec![anu(), anu()]).contact, Some(ContactMatch::Linked { .. })));
}

/// D2: an extension counts where both have one
#[test]
fn an_extension_tells_contacts_of_one_number_apart() {
    let desks = || Fact::Known(vec![contact("a", "9876543210 x1"), contact("b", "9876543210 x2")]);
    let linked = |text| number(text, desks()).contact.and_then(|own| own.contact().cloned());
    assert_eq!(linked("9876543210 ext 2"), Some(contact("b", "").id));
    assert_eq!(linked("9876543210"), None);
    assert_eq!(number("9876543210 x3", desks()).contact, Some(ContactMatch::None));
}

/// D2, L12: without contacts there is none; where they are not known it is not checked
#[test]
fn contacts_that_are_not_known_are_not_checked() {
    let check = number("9876543210", Fact::Empty);
    assert_eq!((check.contact, check.not_checked), (Some(ContactMatch::None), vec![]));
    let check = number("9876543210", Fact::NotKnown);
    assert_eq!((check.contact, check.not_checked), (None, vec![Code::ContactAmbiguous]));
    let check = number("", Fact::NotKnown);
    assert_eq!((check.contact, check.not_checked, check.phone), (None, vec![], None));
    let wrong = number("12", Fact::NotKnown);
    assert_eq!(placed(&wrong.wrong), ["contactNumber: phone.invalid"]);
    assert_eq!(wrong.not_checked, []);
}

/// D2: the call keeps the number and the contact; a command may bring the number as typed
#[test]
fn a_call_keeps_its_number_and_its_contact() {
    let form = CallForm { contact_number: typed("098765 43210"), ..form() };
    let context =
        FormContext { contacts: Fact::Known(vec![contact("anu", "9876543210")]), ..known() };
    let Ok(CallEntry::Lead { deed, .. }) = read_with(&engine(), &form, &context) else {
        panic!("no command")
    };
    let event = Case::on("busy").does(*deed).event("call.completed");
    assert_eq!(event["call"]["phone"], "+919876543210");
    assert_eq!(event["call"]["contact"], "anu");

    let log = |phone: &str| {
        let call = NewCall { phone: typed(phone), ..new_call(CallStatus::Called, 9) };
        Case::on("busy").does(Deed::LogCall(log_with(call)))
    };
    assert_eq!(log("98765 43210").event("call.completed")["call"]["phone"], "+919876543210");
    assert_eq!(placed(&log("12").refusal().reasons), ["call.phone: phone.invalid"]);
}

// D3

/// D3: each response maps to a call status, a suggested lead status and a wish for a follow-up
#[test]
fn a_response_maps_to_statuses() {
    for (response, call_status, suggested, wanted) in [
        ("interested", CallStatus::Called, Some("interested"), false),
        ("notAnswering", CallStatus::NoAnswer, Some("notPicked"), false),
        ("cnr", CallStatus::NoAnswer, Some("notPicked"), false),
        ("callLater", CallStatus::Rescheduled, Some("followUps"), true),
        ("held", CallStatus::Called, None, false),
    ] {
        let form = CallForm { response: typed(response), ..form() };
        let check = check(&form);
        assert_eq!(check.status, Some(call_status), "{response}");
        assert_eq!(check.suggested_status, suggested.map(status), "{response}");
        assert_eq!(check.follow_up_wanted, wanted, "{response}");
        assert_eq!(check.slot.is_some(), wanted, "{response}");
        let log = deed(&form);
        assert_eq!((log.call.status, log.next_status.is_none()), (call_status, true));
        // What the form suggests, the decision suggests.
        let outcome = Case::on("busy").does(Deed::LogCall(log));
        assert_eq!(outcome.accepted().suggested_status, suggested.map(status), "{response}");
    }
    let unknown = read(&CallForm { response: typed("maybe"), ..form() }).unwrap_err();
    assert_eq!(placed(&unknown), ["response: form.unknown_choice"]);
}

/// D3, P7: a suggestion follows the role: renamed, moved to another status or emptied
#[test]
fn a_suggestion_follows_its_role() {
    let suggested = |edit: fn(&mut Policy)| {
        engine_with(edit).check_call_form(&form(), &known()).suggested_status
    };
    let renamed = |policy: &mut Policy| {
        support::status_of(policy, "interested").name = "Hot".into();
    };
    assert_eq!(suggested(renamed), Some(status("interested")));
    let moved = |policy: &mut Policy| policy.pipeline.roles.interested = Some(status("busy"));
    assert_eq!(suggested(moved), Some(status("busy")));
    assert_eq!(suggested(|policy| policy.pipeline.roles.interested = None), None);
}

/// D3, C5: a response that suggests nothing leaves it to the status of the call
#[test]
fn without_a_suggestion_the_status_of_the_call_suggests() {
    let form = CallForm { response: typed("held"), status: typed("busy"), ..form() };
    assert_eq!(check(&form).suggested_status, Some(status("notPicked")));
    let form = CallForm { status: typed("followUp"), ..form };
    assert_eq!(check(&form).suggested_status, Some(status("followUps")));
    assert!(check(&form).follow_up_wanted);
}

fn own_response(suggests: Suggestion) -> Response {
    Response {
        id: ResponseId::new("priced").unwrap(),
        name: "Asked for the price".into(),
        call_status: CallStatus::Called,
        suggests: Some(suggests),
        wants_follow_up: true,
    }
}

/// D3: the company adds responses of its own, which may name a status by its id
#[test]
fn the_company_adds_responses() {
    for (suggests, suggested) in [
        (Suggestion::Status(status("wrongNumber")), "wrongNumber"),
        (Suggestion::Role(SuggestedRole::Missed), "missed"),
    ] {
        let engine = engine_with(|policy| policy.forms.responses.push(own_response(suggests)));
        let form = CallForm { response: typed("priced"), ..form() };
        let check = engine.check_call_form(&form, &known());
        assert_eq!(check.suggested_status, Some(status(suggested)));
        assert_eq!((check.status, check.follow_up_wanted), (Some(CallStatus::Called), true));
        // The status alone wants none.
        assert_eq!(codes(&check.warnings), []);
    }
}

/// D3, P3, P7: a status that a response names is in use, and must be there
#[test]
fn a_status_that_a_response_names_is_in_use() {
    let mut policy = policy();
    let suggests = Suggestion::Status(status("wrongNumber"));
    policy.forms.responses.push(own_response(suggests));
    let delete =
        PipelineEdit::Delete { status: status("wrongNumber"), replacement: None, no_leads: true };
    let refused = policy.edit_pipeline(&delete).unwrap_err();
    assert_eq!(codes(&refused), [Code::PipelineInUse]);
    assert_eq!(
        refused[0].param("by"),
        Some(&vec!["forms.responses[5].suggests.status".to_string()].into())
    );

    policy.forms.responses[0].name = String::new();
    policy.forms.responses[1].call_status = CallStatus::InProgress;
    policy.forms.responses[3].id = policy.forms.responses[2].id.clone();
    policy.forms.responses[5].suggests = Some(Suggestion::Status(status("gone")));
    assert_eq!(
        placed(Engine::new(policy).unwrap_err().faults()),
        [
            "forms.responses[5].suggests.status: status.unknown",
            "forms.responses[0].name: policy.blank_name",
            "forms.responses[3].id: policy.duplicate_entry",
            "forms.responses[1].callStatus: call.status_not_final",
        ]
    );
}

/// D3, G1: what the forms offer is a setting, which needs no password
#[test]
fn what_the_forms_offer_is_a_setting() {
    let mut new = policy();
    new.forms.responses.pop();
    let command = calliyo_core::CommandId::new("cmd").unwrap();
    let (_, event) = engine().change_settings(new, false, &command, &context()).unwrap();
    let event = serde_json::to_value(event.unwrap()).unwrap();
    assert_eq!(event["settings"], serde_json::json!(["forms"]));
}

/// D3: on the wire a response names a role or a status
#[test]
fn responses_have_a_wire_form() {
    let json = serde_json::to_value(policy().forms).unwrap();
    assert_eq!(
        json["responses"][2],
        serde_json::json!({
            "id": "callLater",
            "name": "Call Later",
            "callStatus": "rescheduled",
            "suggests": {"role": "followUps"},
            "wantsFollowUp": true,
        })
    );
    assert_eq!(json["parentKinds"][1], serde_json::json!({"id": "deal", "name": "Deal"}));
    let read: Response = serde_json::from_value(serde_json::json!({
        "id": "x", "name": "X", "callStatus": "busy", "suggests": {"status": "busy"},
    }))
    .unwrap();
    assert_eq!(read.suggests, Some(Suggestion::Status(status("busy"))));
    assert!(!read.wants_follow_up);
}

/// D3, D4: a missed call has the status Missed and needs no response
#[test]
fn a_missed_call_needs_no_response() {
    let missed = CallForm {
        direction: typed("missed"),
        response: None,
        duration: typed("00:00:00"),
        ..form()
    };
    let check_missed = check(&missed);
    assert_eq!(check_missed.status, Some(CallStatus::Missed));
    assert_eq!(check_missed.suggested_status, Some(status("missed")));
    let log = deed(&missed);
    assert_eq!(
        (log.call.direction, log.call.status),
        (Some(Direction::Missed), CallStatus::Missed)
    );
    let outcome = Case::on("busy").does(Deed::LogCall(log));
    assert_eq!(outcome.lead().attempts, 0);

    // A response is kept, but nobody answered: nothing follows from it.
    let answered = CallForm { response: typed("callLater"), ..missed.clone() };
    assert_eq!(deed(&answered).call.response.as_deref(), Some("callLater"));
    let check_answered = check(&answered);
    assert_eq!(check_answered.status, Some(CallStatus::Missed));
    assert_eq!(check_answered.suggested_status, Some(status("missed")));
    assert!(!check_answered.follow_up_wanted);

    let busy = CallForm { status: typed("busy"), ..missed };
    assert_eq!(faults(&busy), ["status: call.direction_disagrees"]);
}

/// D3, C8: the status of a call may be chosen, but a finished call is not in progress
#[test]
fn a_chosen_status_beats_that_of_the_response() {
    let busy = CallForm { status: typed("busy"), ..form() };
    assert_eq!(deed(&busy).call.status, CallStatus::Busy);
    let live = CallForm { status: typed("inProgress"), ..form() };
    assert_eq!(faults(&live), ["status: call.status_not_final"]);
    let wrong = CallForm { status: typed("Busy"), direction: typed("up"), ..form() };
    assert_eq!(faults(&wrong), ["direction: form.unknown_choice", "status: form.unknown_choice"]);
    let choices = check(&wrong).wrong[1].param("choices").map(ToString::to_string);
    let ended = "called, busy, noAnswer, missed, followUp, rescheduled";
    assert_eq!(choices.as_deref(), Some(ended), "a call in progress cannot be chosen");
}

/// D3, C4: a status that wants a follow-up warns until the schedule form is open, or misses it by policy
#[test]
fn a_call_that_wants_a_follow_up_says_so() {
    let later = CallForm { response: typed("callLater"), ..form() };
    assert_eq!(placed(&check(&later).warnings), ["followUp: call.needs_follow_up"]);
    let strict = engine_with(|policy| policy.calls.follow_up_required = true);
    let checked = strict.check_call_form(&later, &known());
    assert_eq!(placed(&checked.missing), ["followUp: call.needs_follow_up"]);
    assert!(read_with(&strict, &later, &known()).is_err());
    let opened = CallForm { follow_up: Some(inner()), ..later };
    assert!(read_with(&strict, &opened, &known()).is_ok());
    assert_eq!(codes(&check(&opened).warnings), []);
}

// D4

const MISSING: [&str; 6] = [
    "parentKind: form.required",
    "parentId: form.required",
    "direction: form.required",
    "response: form.required",
    "date: form.required",
    "start: call.times_missing",
];

/// D4: each required field is told once; blank text counts as missing
#[test]
fn a_required_field_is_told_once() {
    let empty = check(&CallForm::default());
    assert_eq!(placed(&empty.missing), MISSING);
    assert_eq!(codes(&empty.wrong), []);
    assert_eq!(codes(&empty.warnings), []);
    assert_eq!((empty.status, empty.start, empty.follow_up_wanted), (None, None, false));
    let blank = typed(" \t\u{a0}");
    let blank = CallForm {
        parent_kind: blank.clone(),
        parent_id: blank.clone(),
        contact_number: blank.clone(),
        direction: blank.clone(),
        response: blank.clone(),
        status: blank.clone(),
        date: blank.clone(),
        start: blank.clone(),
        end: blank.clone(),
        duration: blank.clone(),
        summary: blank.clone(),
        description: blank.clone(),
        note: blank.clone(),
        attendees: vec![" ".into()],
        recording: Some(RecordingForm { reference: blank.clone(), media_type: blank.clone() }),
        next_status: blank,
        follow_up: None,
    };
    assert_eq!(faults(&blank), MISSING);
    assert_eq!(faults(&CallForm::default()), MISSING);
}

/// D4, D7: a follow-up needs a parent, a subject, a date and a time
#[test]
fn a_schedule_form_has_required_fields() {
    let required = [
        "parentKind: form.required",
        "parentId: form.required",
        "subject: form.required",
        "date: form.required",
        "time: form.required",
    ];
    assert_eq!(schedule_faults(&FollowUpForm::default()), required);
    assert_eq!(placed(&check_schedule(&FollowUpForm::default()).missing), required);
    let opened = CallForm { follow_up: Some(FollowUpForm::default()), ..form() };
    assert_eq!(
        placed(&check(&opened).missing),
        [
            "followUp.subject: form.required",
            "followUp.date: form.required",
            "followUp.time: form.required"
        ]
    );
}

/// D4: of start, end and duration two are needed, and any one alone is not enough
#[test]
fn two_of_start_end_and_duration_are_needed() {
    let none = CallForm { start: None, duration: None, ..form() };
    for (form, path) in [
        (none.clone(), "start"),
        (CallForm { start: typed("10:00"), ..none.clone() }, "end"),
        (CallForm { end: typed("10:00"), ..none.clone() }, "start"),
        (CallForm { duration: typed("00:00:10"), ..none.clone() }, "start"),
    ] {
        assert_eq!(faults(&form), [format!("{path}: call.times_missing")]);
        assert_eq!(codes(&check(&form).missing), [Code::CallTimesMissing]);
    }
    // What is there and wrong is not missing.
    let wrong = CallForm { start: typed("ten"), end: typed("10:00"), ..none };
    assert_eq!(faults(&wrong), ["start: time.malformed"]);
    assert_eq!(codes(&check(&wrong).missing), []);
}

// D4, Z3

/// Engines of some zones, compiled once.
static ZONES: LazyLock<Vec<Engine>> = LazyLock::new(|| {
    [
        "Asia/Kolkata",
        "America/New_York",
        "America/St_Johns",
        "America/Sao_Paulo",
        "Europe/London",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Asia/Kathmandu",
    ]
    .into_iter()
    .map(|zone| {
        Engine::new(Policy { time_zone: TimeZone::named(zone), ..Policy::default() }).unwrap()
    })
    .collect()
});

fn zone(name: &str) -> &'static Engine {
    ZONES.iter().find(|engine| engine.zone().name() == name).unwrap()
}

fn times(date: &str, start: &str, end: &str, duration: &str) -> CallForm {
    CallForm {
        date: typed(date),
        start: typed(start),
        end: typed(end),
        duration: typed(duration),
        ..form()
    }
}

/// In the zone: start, end (with its date where it is another) and duration that follow, or the faults.
fn follows(zone_name: &str, form: &CallForm) -> Result<String, Vec<String>> {
    let later = FormContext::new(Timestamp::MAX, process());
    let check = zone(zone_name).check_call_form(form, &later);
    let (Some(start), Some(end), Some(duration)) = (check.start, check.end, check.duration) else {
        return Err(placed(&[check.missing, check.wrong].concat()));
    };
    let end_date = check.end_date.unwrap().to_string();
    let on = if Some(&end_date) == form.date.as_ref() { String::new() } else { end_date + " " };
    Ok(format!("{start} {on}{end} {duration}"))
}

/// D4: any two of start, end and duration give the third
#[test]
fn two_times_give_the_third() {
    let all = Ok("10:00 10:25 00:25:00".to_string());
    let kolkata =
        |start, end, duration| follows("Asia/Kolkata", &times("2026-05-15", start, end, duration));
    assert_eq!(kolkata("10:00", "10:25", ""), all);
    assert_eq!(kolkata("10:00", "", "00:25:00"), all);
    assert_eq!(kolkata("", "10:25", "00:25:00"), all);
    assert_eq!(kolkata("10:00", "10:25", "00:25:00"), all);
    assert_eq!(kolkata("10:00:05", "10:00:40", ""), Ok("10:00:05 10:00:40 00:00:35".into()));
    assert_eq!(kolkata("10:00", "10:00", ""), Ok("10:00 10:00 00:00:00".into()));
    let log = deed(&times("2026-05-15", "", "10:25", "00:25:00"));
    assert_eq!(log.call.started_at, Some(at("2026-05-15T04:30:00Z")));
    assert_eq!(log.call.duration_seconds, 1500);
}

/// D4: all three agree to the second where the times carry seconds, else within 60 seconds
#[test]
fn three_times_must_agree() {
    for (start, end, duration, agrees) in [
        ("10:00:00", "10:25:00", "00:25:00", true),
        ("10:00:00", "10:25:00", "00:25:01", false),
        ("10:00:00", "10:25:00", "00:24:59", false),
        ("10:00", "10:25", "00:25:59", true),
        ("10:00", "10:25", "00:26:00", true),
        ("10:00", "10:25", "00:24:00", true),
        ("10:00", "10:25", "00:26:01", false),
        ("10:00", "10:25", "00:23:59", false),
        ("10:00:00", "10:25", "00:25:30", true),
        ("10:00", "10:25:00", "00:25:30", true),
        ("23:59:30", "00:00:10", "00:00:40", true),
        ("23:59", "00:00", "00:00:10", true),
        ("10:00", "10:00", "23:59:30", true),
        // The duration tells what the times of day cannot: that days lie between them.
        ("10:00", "11:00", "25:00:00", true),
        ("10:00", "11:00", "25:02:00", false),
    ] {
        let form = times("2026-05-15", start, end, duration);
        let found = follows("Asia/Kolkata", &form);
        let expected = Err(vec!["duration: call.times_disagree".to_owned()]);
        assert_eq!(found.is_ok(), agrees, "{start} {end} {duration}: {found:?}");
        assert!(agrees || found == expected, "{found:?}");
    }
    // The duration that was typed is the one that counts.
    assert_eq!(
        deed(&times("2026-05-15", "10:00", "10:25", "00:25:30")).call.duration_seconds,
        1530
    );
}

/// D4: an end earlier than the start lies on the next day, and the hours of a duration may pass 24
#[test]
fn a_call_may_pass_midnight() {
    let kolkata =
        |date, start, end, duration| follows("Asia/Kolkata", &times(date, start, end, duration));
    let over = Ok("23:50 2026-05-16 00:10 00:20:00".to_string());
    assert_eq!(kolkata("2026-05-15", "23:50", "00:10", ""), over);
    assert_eq!(kolkata("2026-05-15", "23:50", "", "00:20:00"), over);
    assert_eq!(kolkata("2026-05-15", "", "00:10", "00:20:00"), over);
    let days = Ok("10:00 2026-05-17 11:30 49:30:00".to_string());
    assert_eq!(kolkata("2026-05-15", "10:00", "", "49:30:00"), days);
    assert_eq!(kolkata("2026-05-15", "", "11:30", "49:30:00"), days);
    assert_eq!(
        kolkata("2026-12-31", "23:59", "00:00", ""),
        Ok("23:59 2027-01-01 00:00 00:01:00".into())
    );
}

/// D4, Z3: elapsed time counts over a gap, and a skipped time moves forward by it
#[test]
fn a_duration_over_a_gap_is_elapsed_time() {
    let new_york = |start, end, duration| {
        follows("America/New_York", &times("2026-03-08", start, end, duration))
    };
    let over = Ok("01:30 03:15 00:45:00".to_string());
    assert_eq!(new_york("01:30", "03:15", ""), over);
    assert_eq!(new_york("01:30", "", "00:45:00"), over);
    assert_eq!(new_york("", "03:15", "00:45:00"), over);
    assert_eq!(new_york("01:30", "03:15", "00:45:00"), over);
    assert_eq!(new_york("02:30", "03:45", ""), Ok("03:30 03:45 00:15:00".into()));
    assert_eq!(new_york("01:45", "02:30", ""), Ok("01:45 03:30 00:45:00".into()));
    assert_eq!(new_york("01:45", "02:30", "00:45:00"), Ok("01:45 03:30 00:45:00".into()));
    // 02:30 means 03:30, so that 03:10 is earlier and lies on the next day.
    assert_eq!(new_york("02:30", "03:10", ""), Ok("03:30 2026-03-09 03:10 23:40:00".into()));
    assert_eq!(new_york("03:10", "02:30", ""), Ok("03:10 03:30 00:20:00".into()));
}

/// D4, Z3: elapsed time counts over a fold, and a time that comes twice means the first
#[test]
fn a_duration_over_a_fold_is_elapsed_time() {
    let new_york = |start, end, duration| {
        follows("America/New_York", &times("2026-11-01", start, end, duration))
    };
    let over = Ok("00:30 02:15 02:45:00".to_string());
    assert_eq!(new_york("00:30", "02:15", ""), over);
    assert_eq!(new_york("00:30", "", "02:45:00"), over);
    assert_eq!(new_york("", "02:15", "02:45:00"), over);
    assert_eq!(new_york("00:30", "01:30", ""), Ok("00:30 01:30 01:00:00".into()));
    // A start that comes twice is the second where end and duration say so.
    let later = Ok("01:30 02:00 00:30:00".to_string());
    assert_eq!(new_york("", "02:00", "00:30:00"), later);
    assert_eq!(new_york("01:30", "02:00", "00:30:00"), later);
    // The second 01:30: a third that was worked out is accepted beside the two that gave it.
    let second = Ok("00:30 01:30 02:00:00".to_string());
    assert_eq!(new_york("00:30", "", "02:00:00"), second);
    assert_eq!(new_york("00:30", "01:30", "02:00:00"), second);
    assert_eq!(
        new_york("00:30", "01:30", "01:30:00"),
        Err(vec!["duration: call.times_disagree".into()])
    );
}

/// D4: end and duration give a start on the form's date, on the first date of the end for which there is one
#[test]
fn the_start_lies_on_the_date_of_the_form() {
    let new_york =
        |date, end, duration| follows("America/New_York", &times(date, "", end, duration));
    // This day has 25 hours: 04:20 on either date would do.
    assert_eq!(new_york("2026-11-01", "04:20", "05:00:00"), Ok("00:20 04:20 05:00:00".into()));
    // This one has 23: the call would start on the day before or on the day after.
    let disagree = Err(vec!["date: call.times_disagree".to_owned()]);
    assert_eq!(new_york("2026-03-08", "04:20", "04:00:00"), disagree);
    assert_eq!(new_york("2026-03-08", "04:20", "03:00:00"), Ok("00:20 04:20 03:00:00".into()));
}

/// D4, Z3: the worked examples of the book
#[test]
fn the_examples_of_the_book_hold() {
    for (date, start, end, duration, all) in [
        ("2027-03-14", "01:50", "03:20", "", "01:50 03:20 00:30:00"),
        ("2027-11-07", "00:45", "", "02:30:00", "00:45 02:15 02:30:00"),
        ("2027-05-03", "", "00:15", "00:40:00", "23:35 2027-05-04 00:15 00:40:00"),
    ] {
        let found = follows("America/New_York", &times(date, start, end, duration));
        assert_eq!(found.as_deref(), Ok(all));
    }
}

/// D4, Z1: times outside the supported years are refused, not wrapped
#[test]
fn times_outside_the_supported_years_are_refused() {
    let utc = |date, start, end, duration| {
        let context = FormContext::new(Timestamp::MAX, process());
        let engine = Engine::new(Policy::default()).unwrap();
        let check = engine.check_call_form(&times(date, start, end, duration), &context);
        placed(&check.wrong)
    };
    let out = |path: &str| vec![format!("{path}: time.out_of_range")];
    assert_eq!(utc("2099-12-31", "23:50", "00:10", ""), out("end"));
    assert_eq!(utc("2099-12-31", "23:50", "", "00:20:00"), out("duration"));
    assert_eq!(utc("2099-12-31", "", "00:10", "00:20:00"), out("date"));
    assert_eq!(utc("2100-01-01", "10:00", "", "00:20:00"), out("date"));
    assert_eq!(utc("2099-12-31", "10:00", "", "99999999:00:00"), out("duration"));
    assert_eq!(utc("1970-01-01", "00:10", "", "1139567:59:59"), out("duration"));
    assert_eq!(
        follows("Asia/Kolkata", &times("1970-01-01", "05:00", "06:00", "")),
        Err(out("date"))
    );
    let none: [&str; 0] = [];
    assert_eq!(utc("1970-01-01", "00:00", "", "1139567:59:59"), none);
}

/// D4, Z1: dates, times and durations are read strictly
#[test]
fn malformed_times_are_told_each() {
    let form = times("15.05.2026", "10h", "24:00", "95");
    assert_eq!(
        faults(&form),
        [
            "date: time.malformed",
            "start: time.malformed",
            "end: time.malformed",
            "duration: time.malformed",
        ]
    );
}

/// C9: neither start nor end of the call lie in the future
#[test]
fn a_call_in_the_future_is_refused() {
    for (form, path) in [
        (times("2026-05-15", "14:36", "", "00:00:10"), "start"),
        (times("2026-05-15", "14:00", "15:00", ""), "start"),
        (times("2026-05-15", "", "15:00", "00:10:00"), "end"),
    ] {
        assert_eq!(faults(&form), [format!("{path}: call.in_future")]);
        assert_eq!(faults(&of_deal(form)), [format!("{path}: call.in_future")]);
    }
    assert!(read(&times("2026-05-15", "14:30", "", "00:05:00")).is_ok());
}

// D5, D6

/// D5: summary and description hold 500 characters, notes 5,000, subjects and references 200; nothing is trimmed
#[test]
fn texts_have_limits_in_form_and_command() {
    let long = |length: usize| typed(&"é".repeat(length));
    let recording = |reference| Some(RecordingForm { reference, media_type: typed("audio/mpeg") });
    let full = CallForm {
        summary: long(500),
        description: long(500),
        note: long(5000),
        recording: recording(long(200)),
        follow_up: Some(FollowUpForm { subject: long(200), note: long(5000), ..inner() }),
        ..form()
    };
    let log = deed(&full);
    assert!(Case::on("busy").does(Deed::LogCall(log.clone())).result.is_ok());
    let spaced = CallForm { note: typed("  spoke\n"), ..form() };
    assert_eq!(deed(&spaced).call.note.as_deref(), Some("  spoke\n"));

    let over = CallForm {
        summary: long(501),
        description: long(501),
        note: long(5001),
        recording: recording(long(201)),
        follow_up: Some(FollowUpForm { subject: long(201), note: long(5001), ..inner() }),
        ..full
    };
    let found = read(&over).unwrap_err();
    assert_eq!(
        placed(&found),
        [
            "summary: text.too_long",
            "description: text.too_long",
            "note: text.too_long",
            "recording.reference: text.too_long",
            "followUp.subject: text.too_long",
            "followUp.note: text.too_long",
        ]
    );
    assert_eq!(found[0].to_string(), "the text has 501 characters; at most 500 are allowed");

    let mut log = log;
    let follow_up = log.follow_up.as_mut().unwrap();
    (follow_up.subject, follow_up.note) = (long(201), long(5001));
    log.call = NewCall {
        summary: long(501),
        description: long(501),
        note: long(5001),
        recording: Some(Recording {
            reference: long(201).unwrap(),
            media_type: format!("audio/{}", "x".repeat(195)),
        }),
        ..log.call
    };
    assert_eq!(
        placed(&Case::on("busy").does(Deed::LogCall(log)).refusal().reasons),
        [
            "call.description: text.too_long",
            "call.note: text.too_long",
            "call.recording.mediaType: text.too_long",
            "call.recording.reference: text.too_long",
            "call.summary: text.too_long",
            "followUp.note: text.too_long",
            "followUp.subject: text.too_long",
        ]
    );
}

/// D6: attendees are agents, each named once, in form and command, of calls and follow-ups
#[test]
fn nobody_attends_twice() {
    let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let two = CallForm {
        attendees: texts(&["bala", "", "carol"]),
        follow_up: Some(FollowUpForm { attendees: texts(&["carol"]), ..inner() }),
        ..form()
    };
    let log = deed(&two);
    assert_eq!(log.call.attendees, ["bala", "carol"].map(agent_id));
    let outcome = Case::on("busy").does(Deed::LogCall(log.clone()));
    assert_eq!(outcome.event("call.completed")["call"]["attendees"][1], "carol");
    assert_eq!(outcome.event("followup.created")["followUp"]["attendees"][0], "carol");

    let twice = CallForm {
        attendees: texts(&["bala", "carol", "\u{1}", "bala"]),
        follow_up: Some(FollowUpForm { attendees: texts(&["carol", " ", "carol"]), ..inner() }),
        ..form()
    };
    assert_eq!(
        faults(&twice),
        [
            "attendees[2]: id.malformed",
            "attendees[3]: attendee.duplicate",
            "followUp.attendees[2]: attendee.duplicate",
        ]
    );
    let mut log = log;
    log.call.attendees = ["bala", "carol", "bala"].map(agent_id).into();
    log.follow_up.as_mut().unwrap().attendees = ["carol", "carol"].map(agent_id).into();
    assert_eq!(
        placed(&Case::on("busy").does(Deed::LogCall(log)).refusal().reasons),
        ["call.attendees[2]: attendee.duplicate", "followUp.attendees[1]: attendee.duplicate"]
    );
}

/// D6: a recording is a reference with a media type that starts with audio/, in form and command
#[test]
fn a_recording_is_audio() {
    let with = |reference: &str, media_type: &str| CallForm {
        recording: Some(RecordingForm {
            reference: typed(reference),
            media_type: typed(media_type),
        }),
        ..form()
    };
    for media_type in ["audio/mpeg", "audio/ogg; codecs=opus", "Audio/WAV"] {
        let recording = deed(&with("s3://calls/7", media_type)).call.recording.unwrap();
        assert_eq!((&*recording.reference, &*recording.media_type), ("s3://calls/7", media_type));
    }
    for media_type in ["video/mp4", "audio", " audio/mpeg", "x-audio/mpeg"] {
        let found = read(&with("call.mp4", media_type)).unwrap_err();
        assert_eq!(placed(&found), ["recording.mediaType: recording.not_audio"]);
    }
    assert_eq!(faults(&with("", "audio/mpeg")), ["recording.reference: form.required"]);
    assert_eq!(faults(&with("call.mp3", "")), ["recording.mediaType: form.required"]);
    assert_eq!(
        faults(&with("", "video/mp4")),
        ["recording.reference: form.required", "recording.mediaType: recording.not_audio"]
    );
    assert_eq!(
        faults(&with(&"x".repeat(201), "")),
        ["recording.reference: text.too_long", "recording.mediaType: form.required"]
    );
    assert_eq!(deed(&with("", "")).call.recording, None);

    let log = |media_type: &str| {
        let recording = Recording { reference: "7".into(), media_type: media_type.into() };
        let call = NewCall { recording: Some(recording), ..new_call(CallStatus::Called, 9) };
        Case::on("busy").does(Deed::LogCall(log_with(call)))
    };
    assert_eq!(
        log("audio/mpeg").event("call.completed")["call"]["recording"]["mediaType"],
        "audio/mpeg"
    );
    assert_eq!(
        placed(&log("audi\u{f8}/").refusal().reasons),
        ["call.recording.mediaType: recording.not_audio"]
    );
}

/// D6: a follow-up has no recording
#[test]
fn a_follow_up_has_no_recording() {
    let with = |reference: &str| FollowUpForm {
        recording: Some(RecordingForm { reference: typed(reference), media_type: None }),
        ..schedule_form()
    };
    assert_eq!(schedule_faults(&with("call.mp3")), ["recording: recording.not_allowed"]);
    assert!(read_schedule(&with("")).is_ok());
    let inside = CallForm { follow_up: Some(with("call.mp3")), ..form() };
    assert_eq!(faults(&inside), ["followUp.recording: recording.not_allowed"]);
}

// D7

/// D1, D7, F2: a lead's follow-up becomes a command, which is accepted and moves the lead
#[test]
fn a_follow_up_of_a_lead_becomes_a_command() {
    let form = FollowUpForm {
        kind: typed("meeting"),
        reminder: typed("30"),
        attendees: vec!["bala".into()],
        ..schedule_form()
    };
    let Ok(FollowUpEntry::Lead { lead, deed }) = read_schedule(&form) else { panic!("no command") };
    assert_eq!(lead, lead_id("lead"));
    let outcome = Case::on("interested").does(*deed);
    assert_eq!(outcome.status(), "followUps");
    let own = &outcome.lead().follow_ups[0];
    assert_eq!((own.kind, own.at), (FollowUpKind::Meeting, at("2026-05-18T04:30:00Z")));
    assert_eq!((own.reminder_minutes, own.subject.as_deref()), (Some(30), Some("prices")));
    assert_eq!(own.attendees, [agent_id("bala")]);
}

/// D1: a follow-up of anything but a lead becomes the record itself
#[test]
fn a_follow_up_of_another_parent_becomes_a_record() {
    let cold = FollowUpForm { parent_kind: typed("cold"), ..schedule_form() };
    let Ok(FollowUpEntry::Other { follow_up }) = read_schedule(&cold) else { panic!("no record") };
    assert_eq!(follow_up.parent.to_string(), "cold lead");
    assert_eq!((follow_up.owner.as_str(), follow_up.moves), ("import", 0));
    assert_eq!((follow_up.kind, follow_up.reminder_minutes), (FollowUpKind::Call, None));
}

/// D7: what is planned is a call, a meeting or a visit, and a reminder is one that the policy offers, or none
#[test]
fn kinds_and_reminders_are_those_on_offer() {
    let with = |kind: &str, reminder: &str| FollowUpForm {
        kind: typed(kind),
        reminder: typed(reminder),
        ..schedule_form()
    };
    for kind in ["", "call", "meeting", "visit"] {
        for reminder in ["", "0", "15", "30", "60"] {
            assert!(read_schedule(&with(kind, reminder)).is_ok(), "{kind} {reminder}");
        }
    }
    assert_eq!(schedule_faults(&with("note", "")), ["kind: form.unknown_choice"]);
    assert_eq!(schedule_faults(&with("", "45")), ["reminder: follow_up.reminder_not_offered"]);
    for reminder in ["soon", "+15", "-15", "15.0", "99999999999"] {
        let found = read_schedule(&with("", reminder)).unwrap_err();
        assert_eq!(placed(&found), ["reminder: form.unknown_choice"]);
        assert_eq!(found[0].to_string(), format!("`{reminder}` is not one of 0, 15, 30, 60"));
    }
}

/// F2, F10, Z6: a follow-up lies after now, better on a working day, within calling hours and alone
#[test]
fn the_instant_of_a_follow_up_is_checked() {
    let on = |date: &str, time: &str| FollowUpForm {
        date: typed(date),
        time: typed(time),
        kind: typed("visit"),
        ..schedule_form()
    };
    assert_eq!(schedule_faults(&on("2026-05-15", "14:30")), ["time: follow_up.not_in_future"]);
    assert_eq!(schedule_faults(&on("2026-05-14", "18:30")), ["date: follow_up.not_in_future"]);
    assert!(read_schedule(&on("2026-05-15", "14:30:01")).is_ok());
    let warnings = |form: &FollowUpForm, owner_follow_ups| {
        let context = FormContext { owner_follow_ups, owner: Some(agent_id("asha")), ..known() };
        let check = engine().check_follow_up_form(form, &context);
        (placed(&check.warnings), check.not_checked)
    };
    let saturday = on("2026-05-16", "10:00");
    assert_eq!(
        warnings(&saturday, Fact::Empty),
        (vec!["date: follow_up.non_working_day".into()], vec![])
    );
    let monday = on("2026-05-18", "10:00");
    assert_eq!(warnings(&monday, Fact::NotKnown), (vec![], vec![Code::FollowUpDoubleBooked]));
    let meeting =
        FollowUp { kind: FollowUpKind::Meeting, ..open_call("other", "2026-05-18T04:30:00Z") };
    assert_eq!(
        warnings(&monday, Fact::Known(vec![meeting.clone()])),
        (vec!["time: follow_up.double_booked".into()], vec![])
    );
    let call = FollowUpForm { kind: None, note: None, ..monday };
    assert_eq!(
        warnings(&call, Fact::Known(vec![meeting])),
        (vec!["note: follow_up.note_recommended".into()], vec![])
    );
    assert_eq!(warnings(&FollowUpForm { note: typed("x"), ..call }, Fact::NotKnown).1, []);
}

/// F3: an empty schedule form starts from the default slot, by local date and time
#[test]
fn an_empty_schedule_form_starts_from_the_default_slot() {
    let slot = check_schedule(&FollowUpForm::default()).slot.unwrap();
    assert_eq!(
        (slot.date.to_string(), slot.time.to_string()),
        ("2026-05-18".into(), "10:00".into())
    );
    let dated = FollowUpForm { date: typed("2026-05-19"), ..FollowUpForm::default() };
    assert_eq!(check_schedule(&dated).slot, None);
    let opened = CallForm { follow_up: Some(FollowUpForm::default()), ..form() };
    assert_eq!(check(&opened).slot, Some(slot));
    assert_eq!(check(&CallForm { follow_up: Some(inner()), ..form() }).slot, None);
    let idle = engine_with(|policy| policy.calendar.working_days.clear());
    assert_eq!(idle.check_follow_up_form(&FollowUpForm::default(), &known()).slot, None);
}

/// Z3: date and time of a follow-up mean one instant, also where clocks change
#[test]
fn the_instant_of_a_follow_up_follows_the_zone() {
    let check = |date: &str, time: &str| {
        let form = FollowUpForm { date: typed(date), time: typed(time), ..schedule_form() };
        let at = zone("America/New_York").check_follow_up_form(&form, &known()).at;
        at.map(|at| at.to_string()).unwrap_or_default()
    };
    assert_eq!(check("2027-03-14", "02:30"), "2027-03-14T07:30:00.000Z");
    assert_eq!(check("2027-11-07", "01:30"), "2027-11-07T05:30:00.000Z");
    assert_eq!(check("2027-11-07", "1:30"), "");
}

// D8

/// D8: a form in which everything is wrong tells everything at once, in its own order
#[test]
fn every_fault_of_a_form_is_told_in_its_order() {
    let long = typed(&"x".repeat(5001));
    let wrong = CallForm {
        parent_kind: typed("pet"),
        parent_id: typed("\u{7}"),
        contact_number: typed("12"),
        direction: typed("up"),
        response: typed("maybe"),
        status: typed("inProgress"),
        date: typed("tomorrow"),
        start: typed("ten"),
        end: typed("25:00"),
        duration: typed("long"),
        summary: long.clone(),
        description: long.clone(),
        note: long.clone(),
        attendees: vec!["a".into(), "a".into()],
        recording: Some(RecordingForm { reference: long.clone(), media_type: typed("text/plain") }),
        next_status: typed("gone"),
        follow_up: Some(FollowUpForm {
            parent_kind: typed("lead"),
            parent_id: typed("other"),
            kind: typed("dance"),
            subject: long.clone(),
            date: typed("1969-12-31"),
            time: typed("noon"),
            reminder: typed("7"),
            note: long,
            attendees: vec!["b".into(), "b".into()],
            recording: Some(RecordingForm { reference: typed("x"), media_type: None }),
        }),
    };
    let all = [
        "parentKind: form.unknown_choice",
        "parentId: id.malformed",
        "contactNumber: phone.invalid",
        "direction: form.unknown_choice",
        "response: form.unknown_choice",
        "status: call.status_not_final",
        "date: time.malformed",
        "start: time.malformed",
        "end: time.malformed",
        "duration: time.malformed",
        "summary: text.too_long",
        "description: text.too_long",
        "note: text.too_long",
        "attendees[1]: attendee.duplicate",
        "recording.reference: text.too_long",
        "recording.mediaType: recording.not_audio",
        "nextStatus: status.unknown",
        "nextStatus: call.next_status_conflict",
        "followUp.parentKind: parent.disagrees",
        "followUp.parentId: parent.disagrees",
        "followUp.kind: form.unknown_choice",
        "followUp.subject: text.too_long",
        "followUp.date: time.out_of_range",
        "followUp.time: time.malformed",
        "followUp.reminder: follow_up.reminder_not_offered",
        "followUp.note: text.too_long",
        "followUp.attendees[1]: attendee.duplicate",
        "followUp.recording: recording.not_allowed",
    ];
    assert_eq!(faults(&wrong), all);
    let check = check(&wrong);
    assert_eq!(placed(&check.wrong), all);
    assert_eq!(codes(&check.missing), []);
}

/// D8: while the form is typed, what is missing is told apart from what is wrong, in its order
#[test]
fn missing_is_told_apart_from_wrong() {
    let half = CallForm {
        parent_kind: typed("lead"),
        direction: typed("up"),
        start: typed("10:0"),
        ..CallForm::default()
    };
    let checked = check(&half);
    assert_eq!(
        placed(&checked.missing),
        [
            "parentId: form.required",
            "response: form.required",
            "date: form.required",
            "end: call.times_missing",
        ]
    );
    assert_eq!(placed(&checked.wrong), ["direction: form.unknown_choice", "start: time.malformed"]);
    assert_eq!(
        faults(&half),
        [
            "parentId: form.required",
            "direction: form.unknown_choice",
            "response: form.required",
            "date: form.required",
            "start: time.malformed",
            "end: call.times_missing",
        ]
    );
}

/// C7, Z6: warnings come while the form is typed, and do not refuse it
#[test]
fn warnings_do_not_refuse_a_form() {
    let odd = CallForm { duration: typed("00:00:00"), note: None, ..form() };
    assert_eq!(
        placed(&check(&odd).warnings),
        ["status: call.not_connected", "note: call.note_recommended"]
    );
    assert!(read(&odd).is_ok());
    let evenings = engine_with(|policy| {
        policy.calendar.calling_hours = Some(vec![CallingHours {
            weekday: Weekday::Friday,
            from: LocalTime::parse("17:00").unwrap(),
            to: EndTime::parse("24:00").unwrap(),
        }]);
    });
    let warnings = |form: &CallForm| placed(&evenings.check_call_form(form, &known()).warnings);
    assert_eq!(warnings(&form()), ["start: call.outside_hours"]);
    let planned = CallForm { follow_up: Some(inner()), direction: typed("incoming"), ..form() };
    assert_eq!(warnings(&planned), ["followUp.time: follow_up.outside_hours"]);
}

/// D8: a form and its check have a wire form
#[test]
fn forms_have_a_wire_form() {
    let text = r#"{"parentKind":"lead","parentId":"lead","direction":"missed","date":"2026-05-15",
        "start":"10:00","end":"10:00","followUp":{"subject":"call back"}}"#;
    let typed_form: CallForm = serde_json::from_str(text).unwrap();
    let again: CallForm =
        serde_json::from_str(&serde_json::to_string(&typed_form).unwrap()).unwrap();
    assert_eq!(again, typed_form);
    let context: FormContext = serde_json::from_str(
        r#"{"now":"2026-05-15T09:00:00Z","actor":{"id":"asha"},"contacts":null}"#,
    )
    .unwrap();
    assert_eq!(
        (context.contacts.clone(), context.owner_follow_ups.clone()),
        (Fact::Empty, Fact::NotKnown)
    );
    let check = serde_json::to_value(engine().check_call_form(&typed_form, &context)).unwrap();
    assert_eq!(check["missing"][0]["path"], "followUp.date");
    assert_eq!(check["duration"], "00:00:00");
    assert_eq!(check["slot"], serde_json::json!({"date": "2026-05-18", "time": "10:00"}));
    assert_eq!(check["contact"], serde_json::Value::Null);
    let linked = ContactMatch::Linked { contact: ContactId::new("anu").unwrap() };
    assert_eq!(
        serde_json::to_value(linked).unwrap(),
        serde_json::json!({"type": "linked", "contact": "anu"})
    );
    let entry = serde_json::to_value(read(&form()).unwrap()).unwrap();
    assert_eq!(entry["type"], "lead");
    assert_eq!(entry["do"]["logCall"]["call"]["durationSeconds"], 95);
}

/// A text of a field: anything, something that looks like a time or a number, or what some field expects.
///
/// Boxed, as a form has two dozen of them: what proptest makes of the form would be larger than the stack of a test.
fn any_text() -> BoxedStrategy<Option<String>> {
    const EXPECTED: [&str; 18] = [
        "lead",
        "deal",
        "outgoing",
        "missed",
        "callLater",
        "held",
        "followUp",
        "2026-05-15",
        "2099-12-31",
        "23:59",
        "00:00:01",
        "99:59:59",
        "1139567:59:59",
        "visit",
        "15",
        "customer",
        "9876543210",
        "audio/mpeg",
    ];
    prop_oneof![
        Just(None),
        any::<String>().prop_map(Some),
        "[0-9:+. T-]{0,12}".prop_map(Some),
        prop::sample::select(EXPECTED.to_vec()).prop_map(typed),
        prop::sample::select(EXPECTED.to_vec()).prop_map(typed),
    ]
    .boxed()
}

fn any_texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_text().prop_map(Option::unwrap_or_default), 0..4)
}

fn any_recording() -> impl Strategy<Value = Option<RecordingForm>> {
    prop::option::of(
        (any_text(), any_text())
            .prop_map(|(reference, media_type)| RecordingForm { reference, media_type }),
    )
}

prop_compose! {
    fn any_follow_up_form()(
        texts in prop::array::uniform8(any_text()),
        attendees in any_texts(),
        recording in any_recording(),
    ) -> FollowUpForm {
        let [parent_kind, parent_id, kind, subject, date, time, reminder, note] = texts;
        FollowUpForm {
            parent_kind, parent_id, kind, subject, date, time, reminder, note, attendees, recording,
        }
    }
}

prop_compose! {
    fn any_call_form()(
        first in prop::array::uniform7(any_text()),
        second in prop::array::uniform7(any_text()),
        attendees in any_texts(),
        recording in any_recording(),
        follow_up in prop::option::of(any_follow_up_form()),
    ) -> CallForm {
        let [parent_kind, parent_id, contact_number, direction, response, status, date] = first;
        let [start, end, duration, summary, description, note, next_status] = second;
        CallForm {
            parent_kind, parent_id, contact_number, direction, response, status, date, start, end,
            duration, summary, description, note, attendees, recording, next_status, follow_up,
        }
    }
}

/// One of these texts, or nothing for the empty one.
fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::sample::select(texts).prop_map(typed)
}

prop_compose! {
    /// A form about a lead that is mostly in order.
    fn any_plausible_form()(
        direction in one_of(&["outgoing", "incoming", "missed"]),
        contact_number in one_of(&["", "98765 43210", "+44 20 7946 0123 x7"]),
        response in one_of(&["interested", "notAnswering", "callLater", "held"]),
        status in one_of(&["", "", "called", "busy", "missed", "followUp", "inProgress"]),
        start in one_of(&["09:59", "10:00", "13:30:05", "14:34", "14:36"]),
        duration in one_of(&["00:00:00", "00:00:01", "00:01:00", "04:00:00"]),
        note in one_of(&["", "spoke"]),
        attendees in prop::sample::select(vec![vec![], vec!["bala"], vec!["bala", "bala"]]),
        next_status in one_of(&["", "", "followUps", "missed", "interested", "customer"]),
        kind in one_of(&["", "meeting"]),
        date in one_of(&["2026-05-15", "2026-05-16", "2026-05-18"]),
        time in one_of(&["09:00", "11:00", "16:00"]),
        reminder in one_of(&["", "15", "45"]),
        subject in one_of(&["prices", ""]),
        scheduled in any::<bool>(),
    ) -> CallForm {
        let follow_up = FollowUpForm {
            kind, date, time, reminder, subject, note: note.clone(), ..FollowUpForm::default()
        };
        CallForm {
            direction, contact_number, response, status, start, duration, note, next_status,
            attendees: attendees.into_iter().map(Into::into).collect(),
            follow_up: scheduled.then_some(follow_up),
            ..form()
        }
    }
}

/// Whether clocks stay as they are from two days before the one instant to two days after the other.
fn clocks_stay(engine: &Engine, from: Timestamp, to: Timestamp) -> bool {
    let length = to.millis_since(from) / 3_600_000;
    let hours = (-48..=length + 48).map(|hour| from.saturating_add_millis(hour * 3_600_000));
    let offsets: Vec<i32> = hours.map(|instant| engine.zone().offset_at(instant)).collect();
    offsets.windows(2).all(|pair| pair[0] == pair[1])
}

proptest! {
    /// D4, Z3: whichever two of start, end and duration are typed, they tell of the same call
    #[test]
    fn any_two_times_tell_of_the_same_call(
        zone in 0..9_usize,
        second in 300_000..4_101_000_000_i64,
        seconds in prop_oneof![0..600_u32, 0..86_400_u32, 0..400_000_u32],
    ) {
        let engine = &ZONES[zone];
        let started_at = Timestamp::from_millis(second * 1000).unwrap();
        let ended_at = started_at.saturating_add_millis(i64::from(seconds) * 1000);
        let duration = Duration::from_seconds(seconds).unwrap();
        let (date, start) = engine.zone().to_local(started_at);
        let (end_date, end) = engine.zone().to_local(ended_at);
        // A time that comes twice means the first, which may be another call.
        prop_assume!(engine.zone().resolve(date, start) == Some(started_at));
        prop_assume!(engine.zone().resolve(end_date, end) == Some(ended_at));
        let context = FormContext::new(Timestamp::MAX, process());
        let check = |start: &str, end: &str, duration: &str| {
            let form = times(&date.to_string(), start, end, duration);
            engine.check_call_form(&form, &context)
        };
        let (start, end) = (start.to_string(), end.to_string());
        let typed_duration = duration.to_string();
        let expected = (Some(started_at), Some(duration));

        let from = check(&start, "", &typed_duration);
        prop_assert_eq!((from.started_at, from.duration), expected);
        prop_assert_eq!((from.end_date, from.end.map(|own| own.to_string())), (Some(end_date), Some(end.clone())));
        let all = check(&start, &end, &typed_duration);
        prop_assert_eq!((all.started_at, all.duration), expected);
        // From 24 hours on, less what clocks may skip, start and end alone mean a shorter call.
        if seconds < 21 * 3600 {
            let between = check(&start, &end, "");
            prop_assert_eq!((between.started_at, between.duration), expected);
        }
        // On a day of 25 hours two starts may fit, and the first counts.
        let until = check("", &end, &typed_duration);
        prop_assert!(until.started_at.is_some_and(|own| own <= started_at));
        prop_assert_eq!(until.started_at.map(|own| engine.zone().local_date(own)), Some(date));
        prop_assert_eq!((until.duration, until.end), (Some(duration), from.end));
        if clocks_stay(engine, started_at, ended_at) {
            prop_assert_eq!(until.started_at, Some(started_at));
        }
    }

    /// D4: a third that was worked out agrees with the two that it came from, also where clocks change
    #[test]
    fn a_third_that_was_worked_out_agrees(
        zone in 0..9_usize,
        change in prop::sample::select(vec![
            "1988-04-03", "1988-10-30", "2000-10-29", "2011-12-29", "2011-12-30", "2018-11-04",
            "2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01",
        ]),
        days in 0..2_i32,
        [start, end] in prop::array::uniform2(0..86_400_u32),
        seconds in 0..200_000_u32,
        left_out in 0..3_usize,
    ) {
        let date = LocalDate::parse(change).unwrap().add_days(-days).unwrap().to_string();
        let time = |second| LocalTime::from_second_of_day(second).unwrap().to_string();
        let duration = Duration::from_seconds(seconds).unwrap().to_string();
        let mut typed_times = [time(start), time(end), duration];
        typed_times[left_out].clear();
        let context = FormContext::new(Timestamp::MAX, process());
        let check = |[start, end, duration]: &[String; 3]| {
            ZONES[zone].check_call_form(&times(&date, start, end, duration), &context)
        };
        let found = check(&typed_times);
        let (Some(start), Some(end), Some(duration)) = (found.start, found.end, found.duration)
        else {
            prop_assert_eq!(placed(&found.wrong), ["date: call.times_disagree"]);
            return Ok(());
        };
        let worked_out = [start.to_string(), end.to_string(), duration.to_string()];
        typed_times[left_out].clone_from(&worked_out[left_out]);
        let again = check(&typed_times);
        prop_assert_eq!(placed(&again.wrong), Vec::<String>::new());
        prop_assert_eq!((again.started_at, again.duration), (found.started_at, found.duration));
    }

    /// D8: whatever is typed, a form is read or tells its faults, and what is missing and wrong are all of them
    #[test]
    fn any_text_is_read_or_refused(form in any_call_form(), zone in 0..9_usize) {
        let (engine, context) = (&ZONES[zone], FormContext::new(now(), process()));
        let check = engine.check_call_form(&form, &context);
        let mut told = placed(&[check.missing, check.wrong].concat());
        let mut refused = match read_with(engine, &form, &context) {
            Ok(_) => Vec::new(),
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                placed(&faults)
            }
        };
        told.sort();
        refused.sort();
        prop_assert_eq!(told, refused);
    }

    /// D8: what the decision about a form's command refuses or warns of is told by the form, but for what only the lead
    /// tells
    #[test]
    fn a_form_tells_what_the_decision_would(
        form in any_plausible_form(),
        (required, person_fills) in any::<(bool, bool)>(),
    ) {
        let engine = engine_with(|policy| {
            policy.calls.follow_up_required = required;
            policy.calendar.calling_hours = Some(vec![CallingHours {
                weekday: Weekday::Friday,
                from: LocalTime::parse("10:00").unwrap(),
                to: EndTime::parse("24:00").unwrap(),
            }]);
            let agents = policy.people.roles.iter_mut().find(|own| own.id == *"agent").unwrap();
            agents.permissions.retain(|own| own.to_string() != "followUp.create");
        });
        let actor = if person_fills { person("asha", "agent") } else { process() };
        let known = FormContext { actor: actor.clone(), ..known() };
        let Ok(CallEntry::Lead { deed, .. }) = read_with(&engine, &form, &known) else {
            return Ok(());
        };
        let of_the_lead =
            [Code::StatusUnchanged, Code::StatusNeedsFollowUp, Code::LeadNextStepMissing];
        let told_by_a_form = |found: Vec<Diagnostic>| -> Vec<Code> {
            let codes = found.iter().map(Diagnostic::code);
            let mut codes: Vec<_> = codes.filter(|own| !of_the_lead.contains(own)).collect();
            codes.sort();
            codes
        };
        let context = Context { actor, owner_follow_ups: Fact::Empty, ..context() };
        match engine.decide(Some(&support::lead("busy")), &support::command(*deed), &context) {
            Ok(decision) => prop_assert_eq!(
                told_by_a_form(decision.warnings),
                told_by_a_form(engine.check_call_form(&form, &known).warnings)
            ),
            Err(rejection) => prop_assert_eq!(told_by_a_form(rejection.reasons), []),
        }
    }

    /// D8: the same of the schedule form
    #[test]
    fn any_text_of_a_schedule_form_is_read_or_refused(
        form in any_follow_up_form(),
        zone in 0..9_usize,
    ) {
        let (engine, context) = (&ZONES[zone], FormContext::new(now(), process()));
        let check = engine.check_follow_up_form(&form, &context);
        let faultless = check.missing.is_empty() && check.wrong.is_empty();
        let read = engine.read_follow_up_form(&form, &follow_up_id("f"), &context);
        prop_assert_eq!(read.is_ok(), faultless);
    }
}
