//! Who may do and see what: every command, view, run and setting by permission and reach (rules G3, V4).

use std::collections::BTreeSet;

use calliyo_core::{
    Code, CommandId, DepartmentId, Diagnostic, Engine, EventId, Fact, OnBehalfOf, Patch, RunId,
    StatusId,
    jobs::PreviousOwners,
    lead::{
        Actor, Agent, AgentState, Call, CallEdit, CallStatus, Change, Context, Deed, Direction,
        Event, FollowUp, FollowUpEdit, Lead, LeadEdit, NewCall, NewLead, NewNote, StartCall,
    },
    policy::{
        CustomerVisibility, Permission, PipelineEdit, Policy, Reach, Role, SCHEMA, StatusEdit,
    },
    report::{
        CallDimension, CallQuery, ConversionQuery, DashboardInput, Dimension, FollowUpQuery,
        QueueFilter,
    },
    time::{Job, LocalDate, Period},
    wire,
};
use serde_json::{Value, json};

use crate::support::{
    self, Case, agent, agent_id, assign, at, branch, call_id, change_to, change_with_follow_up,
    change_with_owner, command, conversion, convert, ended, engine_with, follow_up_id, lead,
    lead_id, live_call, log, log_and_plan, log_then, log_with, new_call, now, of_lead, open_call,
    order, person, placed, plan_call, policy, process, role, schedule, status,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";

/// Every permission that a role can hold.
fn all_permissions() -> Vec<Permission> {
    let resources = ["lead", "customer", "call", "followUp", "order", "settings", "job", "report"];
    let actions = ["view", "create", "edit", "move", "assign", "manage"];
    let pairs = resources.iter().flat_map(|own| actions.map(|action| format!("{own}.{action}")));
    pairs.map(|text| permission(&text)).collect()
}

fn permission(text: &str) -> Permission {
    serde_json::from_value(json!(text)).unwrap()
}

/// A role that the company added, with these permissions.
fn desk(permissions: Vec<Permission>, reach: Reach) -> impl FnOnce(&mut Policy) {
    move |policy| {
        policy.people.roles.push(Role {
            id: role("desk"),
            name: "Desk".into(),
            permissions,
            reach,
            receives_leads: true,
        });
    }
}

fn held(permissions: &[&str]) -> Vec<Permission> {
    permissions.iter().copied().map(permission).collect()
}

fn but(permissions: &[&str], left_out: &str) -> Vec<Permission> {
    let mut kept = held(permissions);
    kept.retain(|own| *own != permission(left_out));
    kept
}

fn department(id: &str) -> DepartmentId {
    DepartmentId::new(id).unwrap()
}

// Commands

/// Each deed on a lead on which it passes, with the permissions that it needs and no other.
fn deeds() -> Vec<(Case, Deed, &'static [&'static str])> {
    let busy = || Case::on("busy");
    let old = || ended("old", CallStatus::Called, 60);
    let history = || busy().context(|context| context.calls = Fact::Known(vec![old()]));
    let planned = || Case::on("followUps").with(&[open_call("f", "2026-05-15T05:00:00Z")]);
    let live = || {
        let call = live_call("call", "asha", "2026-05-15T08:00:00Z");
        busy().lead(|lead| lead.live_call = Some(call))
    };
    let name =
        || Deed::UpdateLead(LeadEdit { name: Patch::Set("Ravi".into()), ..LeadEdit::default() });
    let capture = |edit: fn(&mut NewLead)| {
        let mut new = NewLead::new(lead_id("new"));
        edit(&mut new);
        Deed::CaptureLead(new)
    };
    let moved =
        FollowUpEdit { id: follow_up_id("f"), at: at(TOMORROW), reminder_minutes: Patch::Keep };
    let corrected =
        Deed::CorrectCall(CallEdit { duration_seconds: Some(9), ..CallEdit::new(old()) });
    let ordered = calliyo_core::lead::LogCall {
        next_status: Some(status("customer")),
        order: Some(order(1)),
        ..log_with(new_call(CallStatus::Called, 60))
    };
    vec![
        (Case::none(), capture(|_| {}), &["lead.create"]),
        (
            Case::none(),
            capture(|new| new.owner = Some(agent_id("asha"))),
            &["lead.assign", "lead.create"],
        ),
        (
            Case::none(),
            capture(|new| {
                new.owner = Some(agent_id("asha"));
                new.status = Some(status("customer"));
                new.order = Some(order(1));
            }),
            &["lead.assign", "lead.create", "lead.move", "order.edit"],
        ),
        (
            Case::none(),
            capture(|new| {
                new.owner = Some(agent_id("asha"));
                new.follow_up = Some(plan_call("f", at(TOMORROW)));
            }),
            &["followUp.create", "lead.assign", "lead.create"],
        ),
        (busy(), name(), &["lead.edit"]),
        (Case::on("customer"), name(), &["customer.edit"]),
        (busy(), assign("bala"), &["lead.assign"]),
        (Case::on("customer"), assign("bala"), &["customer.assign"]),
        (busy(), Deed::Unassign {}, &["lead.assign"]),
        (busy(), change_to("missed"), &["lead.move"]),
        (Case::on("customer"), change_to("missed"), &["customer.move"]),
        (Case::on("customer"), change_to("unassigned"), &["customer.assign", "customer.move"]),
        (busy(), change_to("unassigned"), &["lead.assign", "lead.move"]),
        (busy(), change_with_owner("missed", "bala"), &["lead.assign", "lead.move"]),
        (
            busy(),
            change_with_follow_up("followUps", plan_call("f", at(TOMORROW))),
            &["followUp.create", "lead.move"],
        ),
        (busy(), convert(None), &["lead.move"]),
        (busy(), convert(Some(order(1))), &["lead.move", "order.edit"]),
        (Case::on("customer"), convert(Some(order(1))), &["customer.move", "order.edit"]),
        (busy(), log(CallStatus::Called, 60), &["call.create"]),
        (busy(), log_then(CallStatus::Called, 60, "missed"), &["call.create", "lead.move"]),
        (
            busy(),
            log_then(CallStatus::Called, 60, "unassigned"),
            &["call.create", "lead.assign", "lead.move"],
        ),
        (busy(), Deed::LogCall(ordered), &["call.create", "lead.move", "order.edit"]),
        (
            busy(),
            log_and_plan(CallStatus::FollowUp, 60, plan_call("f", at(TOMORROW))),
            &["call.create", "followUp.create"],
        ),
        (busy(), Deed::StartCall(support::start()), &["call.create"]),
        (live(), Deed::CompleteCall(log_with(new_call(CallStatus::Called, 60))), &["call.create"]),
        (live(), Deed::AbandonCall { call: call_id("call") }, &["call.create"]),
        (history(), corrected, &["call.edit"]),
        (history(), Deed::VoidCall { call: old() }, &["call.edit"]),
        (busy(), schedule("f", at(TOMORROW)), &["followUp.create"]),
        (planned(), Deed::RescheduleFollowUp(moved), &["followUp.edit"]),
        (planned(), Deed::CompleteFollowUp { follow_up: follow_up_id("f") }, &["followUp.edit"]),
        (planned(), Deed::DismissFollowUp { follow_up: follow_up_id("f") }, &["followUp.edit"]),
        (
            busy(),
            Deed::AddNote(NewNote { id: follow_up_id("n"), text: "hm".into() }),
            &["followUp.create"],
        ),
        (Case::on("customer"), Deed::UpdateOrder { order: order(1) }, &["order.edit"]),
    ]
}

/// The permissions whose lack the command is refused for, and nothing else.
fn missing(case: &Case, deed: &Deed) -> Vec<String> {
    let outcome = case.does(deed.clone());
    let missing: BTreeSet<String> = outcome
        .refusal()
        .reasons
        .iter()
        .map(|own| {
            assert_eq!(own.code(), Code::PermissionDenied, "{deed:?}");
            own.param("permission").unwrap().to_string()
        })
        .collect();
    Vec::from_iter(missing)
}

/// G3: every deed passes with its permissions and no other, and is refused without any one of them by its name; a role that
/// the policy does not know grants nothing, and the host's own process needs none.
#[test]
fn every_deed_needs_its_permissions_and_no_other() {
    let mut tried = BTreeSet::new();
    for (case, deed, needs) in deeds() {
        let Value::Object(told) = serde_json::to_value(&deed).unwrap() else { panic!("a deed") };
        tried.extend(told.keys().cloned());
        let of = |case: Case, permissions: Vec<Permission>| {
            let own = Case { policy: policy(), ..case }.policy(desk(permissions, Reach::Company));
            own.by(person("dora", "desk"))
        };
        let mut own = of(case, held(needs));
        assert!(own.does(deed.clone()).result.is_ok(), "{deed:?}: {needs:?} do");
        for lacking in needs {
            own = of(own, but(needs, lacking));
            assert_eq!(missing(&own, &deed), [*lacking], "{deed:?}");
        }
        own = of(own, Vec::new());
        assert_eq!(missing(&own, &deed), needs, "{deed:?}");
        let stranger = own.by(person("dora", "nobody"));
        assert_eq!(missing(&stranger, &deed), needs, "{deed:?}");
        assert!(stranger.by(process()).does(deed.clone()).result.is_ok(), "{deed:?}");
    }
    // The reader of commands names every deed that there is.
    let unknown = serde_json::from_value::<Deed>(json!({ "fly": {} })).unwrap_err().to_string();
    let (_, expected) = unknown.split_once("expected one of ").unwrap();
    let every: BTreeSet<String> =
        expected.split(", ").map(|own| own.trim_matches('`').to_owned()).collect();
    assert_eq!(tried, every);
}

/// G3: whatever the deed, a lead out of reach is refused, by each reach.
#[test]
fn every_deed_stays_within_reach() {
    let north = |lead: &mut Lead| {
        lead.branch = Some(branch("north"));
        lead.department = Some(department("sales"));
    };
    for (case, deed, needs) in deeds() {
        // A lead that comes in has no place yet.
        if case.lead.is_none() {
            continue;
        }
        let mut own = case.lead(north).context(|context| {
            let Fact::Known(agents) = &mut context.agents else { panic!("the agents are known") };
            for agent in agents {
                agent.branch = Some(branch("north"));
                agent.department = Some(department("sales"));
            }
        });
        for (reach, place) in [
            (Reach::Branch, (Some("north"), Some("other"))),
            (Reach::Department, (Some("other"), Some("sales"))),
        ] {
            let by = |place: (Option<&str>, Option<&str>)| Actor {
                branch: place.0.map(branch),
                department: place.1.map(department),
                ..person("dora", "desk")
            };
            own = Case { policy: policy(), ..own }.policy(desk(held(needs), reach)).by(by(place));
            assert!(own.does(deed.clone()).result.is_ok(), "{deed:?} within {reach:?}");
            for elsewhere in [(None, None), (Some("south"), Some("support")), (place.1, place.0)] {
                own = own.by(by(elsewhere));
                assert!(own.does(deed.clone()).refusal().has(Code::PermissionDenied), "{deed:?}");
            }
        }
        // Of one's own leads nothing goes to others.
        own = Case { policy: policy(), ..own }.policy(desk(held(needs), Reach::Own));
        own = own.by(person("asha", "desk"));
        let gives = serde_json::to_string(&deed).unwrap().contains("\"owner\":\"bala\"");
        let refused = own.does(deed.clone()).result.is_err();
        assert_eq!(refused, gives, "{deed:?} by the owner");
        own = own.by(person("carol", "desk"));
        assert!(own.does(deed.clone()).refusal().has(Code::PermissionDenied), "{deed:?}");
    }
}

/// G3: what is one's own lies within every reach, whatever its branch.
#[test]
fn whoever_reaches_more_reaches_their_own() {
    for reach in [Reach::Own, Reach::Department, Reach::Branch, Reach::Company] {
        let case = Case::on("busy")
            .policy(desk(held(&["lead.move", "lead.create"]), reach))
            .lead(|lead| lead.branch = Some(branch("south")))
            .by(person("asha", "desk"));
        case.does(change_to("missed")).warned(&[]);
        // For the pool and for oneself anybody takes leads in.
        let captured = Case { lead: None, ..case };
        captured.does(Deed::CaptureLead(NewLead::new(lead_id("new")))).warned(&[]);
    }
}

/// G3, G4: who takes a lead in for somebody else lacks the permission to assign alone, not those that the role holds.
#[test]
fn a_lead_for_somebody_else_names_the_permission_that_is_missing() {
    let denied = |status: Option<StatusId>| {
        let owner = Some(agent_id("bala"));
        let new = NewLead { owner, status, ..NewLead::new(lead_id("new")) };
        let outcome = Case::none().by(person("asha", "agent")).does(Deed::CaptureLead(new));
        let reasons = &outcome.refused(&[Code::PermissionDenied]).reasons;
        reasons[0].param("permission").unwrap().to_string()
    };
    assert_eq!(denied(None), "lead.assign");
    assert_eq!(denied(Some(status("busy"))), "lead.assign");
}

/// G3: a call in another agent's name needs that agent within reach; one in progress is ended in the name of who made it.
#[test]
fn a_call_is_made_in_the_name_of_agents_within_reach() {
    let as_bala = || {
        let call = NewCall { agent: Some(agent_id("bala")), ..new_call(CallStatus::Called, 60) };
        Deed::LogCall(log_with(call))
    };
    let starts =
        || Deed::StartCall(StartCall { agent: Some(agent_id("bala")), ..support::start() });
    let own = Case::on("busy").by(person("asha", "agent"));
    let refusal = own.does(as_bala());
    assert_eq!(placed(&refusal.refusal().reasons), ["call.agent: permission.denied"]);
    assert_eq!(placed(&own.does(starts()).refusal().reasons), ["agent: permission.denied"]);
    let manager = own.by(person("meera", "manager"));
    manager.does(as_bala()).warned(&[]);
    manager.does(starts()).warned(&[]);
    let live = manager.by(person("asha", "agent")).lead(|lead| {
        lead.live_call = Some(live_call("call", "bala", "2026-05-15T08:00:00Z"));
    });
    let call = NewCall { agent: Some(agent_id("bala")), ..new_call(CallStatus::Called, 60) };
    live.does(Deed::CompleteCall(log_with(call))).warned(&[]);
    // Another call than the one in progress is not.
    let other = NewCall { agent: Some(agent_id("bala")), ..new_call(CallStatus::Called, 60) };
    let other = NewCall { id: call_id("other"), ..other };
    live.does(Deed::LogCall(log_with(other))).refused(&[Code::PermissionDenied]);
}

/// L10, G3: `assignable` lists agents within reach: by company, branch or department, else oneself alone; an agent without a
/// branch is in no branch, and a person without one reaches no other agent.
#[test]
fn assignable_lists_agents_within_reach() {
    let placed_at = |id: &str, of_branch: Option<&str>, of_department: Option<&str>| Agent {
        branch: of_branch.map(branch),
        department: of_department.map(department),
        ..agent(id)
    };
    let agents = vec![
        placed_at("asha", Some("north"), Some("sales")),
        placed_at("bala", Some("north"), Some("support")),
        placed_at("bina", Some("south"), Some("sales")),
        placed_at("carol", None, None),
    ];
    let listed = |reach: Reach, actor: Actor| {
        let case = Case::on("busy")
            .policy(desk(held(&["lead.assign"]), reach))
            .lead(|lead| {
                lead.branch = Some(branch("north"));
                lead.department = Some(department("sales"));
            })
            .context(|context| context.agents = Fact::Known(agents.clone()))
            .by(actor);
        let engine = case.engine();
        let lead = case.lead.as_ref().unwrap();
        let listed = engine.assignable(lead, &case.context);
        for own in &agents {
            let given = case.does(assign(own.id.as_str())).result.is_ok();
            assert_eq!(listed.iter().any(|row| row.agent == own.id), given, "{reach:?} {}", own.id);
        }
        listed.into_iter().map(|own| own.agent.to_string()).collect::<Vec<_>>()
    };
    let from = |of_branch: Option<&str>, of_department: Option<&str>| Actor {
        branch: of_branch.map(branch),
        department: of_department.map(department),
        ..person("meera", "desk")
    };
    assert_eq!(listed(Reach::Company, from(None, None)), ["asha", "bala", "bina", "carol"]);
    assert_eq!(listed(Reach::Branch, from(Some("north"), None)), ["asha", "bala"]);
    assert_eq!(listed(Reach::Department, from(None, Some("sales"))), ["asha", "bina"]);
    assert_eq!(listed(Reach::Branch, from(None, Some("sales"))), [""; 0]);
    // The owner without a branch has the lead and oneself within reach.
    assert_eq!(listed(Reach::Branch, person("asha", "desk")), ["asha"]);
    assert_eq!(listed(Reach::Own, person("asha", "desk")), ["asha"]);
}

// Views, runs and settings

/// What a company has, and of whom an agent's view is asked.
#[derive(Clone)]
struct World {
    agents: Vec<Agent>,
    leads: Vec<Lead>,
    calls: Vec<Call>,
    follow_ups: Vec<FollowUp>,
    agent: Agent,
    lead: Lead,
}

/// Two branches and two departments with four agents; each has leads of every sort, and calls.
fn world() -> World {
    let at_work = |id: &str, of_branch: &str, of_department: &str| Agent {
        branch: Some(branch(of_branch)),
        department: Some(department(of_department)),
        ..agent(id)
    };
    let agents = vec![
        at_work("asha", "north", "sales"),
        at_work("anil", "north", "support"),
        at_work("bala", "south", "support"),
        at_work("bina", "south", "sales"),
    ];
    let mut leads = Vec::new();
    let mut calls = Vec::new();
    for (place, own) in agents.iter().enumerate() {
        let mut add = |on: &str, sort: &str, edit: &dyn Fn(&mut Lead)| {
            let id = format!("{}-{sort}", own.id);
            let mut lead = lead(on);
            lead.id = lead_id(&id);
            lead.owner = lead.owner.map(|_| own.id.clone());
            lead.branch.clone_from(&own.branch);
            lead.department.clone_from(&own.department);
            edit(&mut lead);
            leads.push(lead);
        };
        add("unassigned", "pool", &|_| {});
        add("notPicked", "stale", &|_| {});
        add("followUps", "stalled", &|_| {});
        add("followUps", "planned", &|lead| {
            let follow_up = FollowUp {
                parent: of_lead(lead.id.as_str()),
                owner: own.id.clone(),
                reminder_minutes: Some(15),
                ..open_call(&format!("{}-f", own.id), "2026-05-15T05:00:00Z")
            };
            lead.follow_ups.push(follow_up);
        });
        add("busy", "live", &|lead| {
            let id = format!("{}-live", own.id);
            lead.live_call = Some(live_call(&id, own.id.as_str(), "2026-05-15T08:00:00Z"));
        });
        add("customer", "customer", &|lead| {
            let amount = order(100 * (i64::try_from(place).unwrap() + 1));
            lead.conversion =
                Some(conversion(own.id.as_str(), "2026-05-15T06:00:00Z", Some(amount)));
        });
        for (id, status, direction, seconds) in [
            ("out", CallStatus::Called, Direction::Outgoing, 60),
            ("in", CallStatus::Missed, Direction::Missed, 0),
        ] {
            let call = ended(&format!("{}-{id}", own.id), status, seconds);
            calls.push(Call {
                agent: own.id.clone(),
                direction,
                parent: of_lead(&format!("{}-stale", own.id)),
                ..call
            });
        }
    }
    let follow_ups = leads.iter().flat_map(|lead| lead.follow_ups.clone()).collect();
    let (agent, lead) = (agents[0].clone(), leads[1].clone());
    World { agents, leads, calls, follow_ups, agent, lead }
}

impl World {
    /// Only what the test says of agents and leads.
    fn only(self, agents: impl Fn(&Agent) -> bool, leads: impl Fn(&Lead) -> bool) -> Self {
        let kept: Vec<Agent> = self.agents.into_iter().filter(agents).collect();
        let keeps = |id: &calliyo_core::AgentId| kept.iter().any(|own| own.id == *id);
        Self {
            calls: self.calls.into_iter().filter(|own| keeps(&own.agent)).collect(),
            follow_ups: self.follow_ups.into_iter().filter(|own| keeps(&own.owner)).collect(),
            leads: self.leads.into_iter().filter(leads).collect(),
            agents: kept,
            ..self
        }
    }

    /// The events of the lead's move and of another lead's.
    fn events(&self) -> Vec<Event> {
        let moved = |lead: &Lead| {
            let context = support::context();
            let command = command(change_to("missed"));
            support::engine().decide(Some(lead), &command, &context).unwrap().events
        };
        [moved(&self.lead), moved(&lead("busy"))].concat()
    }

    /// The event of each lead's capture.
    fn history(&self) -> Vec<Event> {
        let created = |lead: &Lead| Event {
            schema: SCHEMA,
            id: EventId { command: CommandId::new(lead.id.as_str()).unwrap(), ordinal: 1 },
            at: lead.captured_at,
            actor: agent_id("host"),
            lead: Some(lead.id.clone()),
            change: Change::LeadCreated { record: Box::new(lead.clone()) },
        };
        self.leads.iter().map(created).collect()
    }

    fn run() -> RunId {
        RunId::new("run").unwrap()
    }
}

type Ask = fn(&OnBehalfOf<'_>, &World) -> Result<Value, Diagnostic>;

/// A view: its name, the permissions that it needs, in the order in which they are asked, and what it is about.
type View = (&'static str, &'static [&'static str], About, Ask);

#[derive(Clone, Copy, PartialEq)]
enum About {
    Everything,
    Agent,
    Lead,
}

fn told(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn today() -> LocalDate {
    LocalDate::parse("2026-05-15").unwrap()
}

fn this_month() -> Period {
    Period { from: at("2026-05-01T00:00:00Z"), to: at("2026-06-01T00:00:00Z") }
}

const VIEWS: &[View] = &[
    ("agenda", &["followUp.view"], About::Agent, |own, world| {
        own.agenda(&world.agent.id, &world.follow_ups, now()).map(told)
    }),
    ("follow_up_history", &["followUp.view"], About::Agent, |own, world| {
        own.follow_up_history(&world.agent.id, &world.follow_ups).map(told)
    }),
    ("reminders", &["followUp.view"], About::Everything, |own, world| {
        own.reminders(&world.follow_ups, at("2026-05-15T00:00:00Z"), now()).map(told)
    }),
    ("queue", &["lead.view"], About::Agent, |own, world| {
        own.queue(&world.agent.id, &world.leads, QueueFilter::All, now()).map(told)
    }),
    ("target_progress", &["call.view"], About::Agent, |own, world| {
        own.target_progress(&world.agent.id, &world.calls, today()).map(told)
    }),
    (
        "dashboard",
        &["lead.view", "customer.view", "call.view", "followUp.view", "order.view"],
        About::Agent,
        |own, world| {
            let input = DashboardInput { leads: &world.leads, calls: &world.calls, now: now() };
            own.dashboard(&world.agent, input).map(told)
        },
    ),
    (
        "timeline",
        &["lead.view", "call.view", "followUp.view", "order.view"],
        About::Lead,
        |own, world| own.timeline(&world.lead, &world.events()).map(told),
    ),
    ("customers", &["customer.view"], About::Everything, |own, world| {
        own.customers(&world.leads).map(told)
    }),
    (
        "live_calls",
        &["call.view", "lead.view", "customer.view"],
        About::Everything,
        |own, world| own.live_calls(&world.leads, now()).map(told),
    ),
    ("stalled", &["lead.view"], About::Everything, |own, world| {
        own.stalled(&world.leads).map(told)
    }),
    ("funnel", &["report.view", "lead.view", "customer.view"], About::Everything, |own, world| {
        own.funnel(&world.leads).map(told)
    }),
    (
        "conversion",
        &["report.view", "lead.view", "customer.view"],
        About::Everything,
        |own, world| own.conversion(&world.leads, Dimension::Agent, Some(this_month())).map(told),
    ),
    (
        "conversion_report",
        &["report.view", "lead.view", "customer.view"],
        About::Everything,
        |own, world| {
            let by = vec![Dimension::Agent, Dimension::Source];
            let query = ConversionQuery { by, period: Some(this_month()) };
            own.conversion_report(&world.leads, &query).map(told)
        },
    ),
    ("conversions_in", &["report.view", "customer.view"], About::Everything, |own, world| {
        own.conversions_in(&world.leads, this_month()).map(told)
    }),
    (
        "revenue",
        &["report.view", "customer.view", "order.view"],
        About::Everything,
        |own, world| own.revenue(&world.leads, Some(this_month())).map(told),
    ),
    ("time_to_convert", &["report.view", "customer.view"], About::Everything, |own, world| {
        own.time_to_convert(&world.leads, Some(this_month())).map(told)
    }),
    ("call_counts", &["report.view", "call.view"], About::Everything, |own, world| {
        own.call_counts(&world.calls).map(told)
    }),
    ("missed_call_rate", &["report.view", "call.view"], About::Everything, |own, world| {
        own.missed_call_rate(&world.calls).map(told)
    }),
    ("call_report", &["report.view", "call.view"], About::Everything, |own, world| {
        let query = CallQuery::by(&[CallDimension::Agent, CallDimension::Day]);
        own.call_report(&world.calls, &query).map(told)
    }),
    ("coverage", &["report.view", "call.view"], About::Everything, |own, world| {
        own.coverage(&world.calls, (today(), today())).map(told)
    }),
    ("follow_up_report", &["report.view", "followUp.view"], About::Everything, |own, world| {
        let query = FollowUpQuery { now: now(), period: None };
        own.follow_up_report(&world.follow_ups, query).map(told)
    }),
    (
        "queue_against_cap",
        &["report.view", "lead.view", "customer.view"],
        About::Everything,
        |own, world| own.queue_against_cap(&world.leads).map(told),
    ),
    (
        "time_in_status",
        &["report.view", "lead.view", "customer.view"],
        About::Everything,
        |own, world| own.time_in_status(&world.leads, &world.history(), now()).map(told),
    ),
    ("evenness", &["job.manage", "report.view"], About::Everything, |own, world| {
        let plan = own.plan(Job::Assignment, &World::run(), &world.leads, &[], now())?;
        own.evenness(&plan, &world.leads).map(told)
    }),
    ("plan", &["job.manage"], About::Everything, |own, world| {
        own.plan(Job::Assignment, &World::run(), &world.leads, &[], now()).map(told)
    }),
    ("apply_plan", &["job.manage"], About::Everything, |own, world| {
        let engine = Engine::new(policy()).unwrap();
        let run = World::run();
        let plan = engine.plan(Job::TopUp, &run, &world.leads, &world.agents, &[], now())?;
        own.apply_plan(&plan, &world.leads, now()).map(told)
    }),
    ("explain", &["job.manage"], About::Lead, |own, world| {
        let plan = own.plan(Job::Assignment, &World::run(), &world.leads, &[], now())?;
        own.explain(&plan, &world.lead, &[]).map(told)
    }),
    ("explain_agents", &["job.manage"], About::Everything, |own, world| {
        let plan = own.plan(Job::Assignment, &World::run(), &world.leads, &[], now())?;
        own.explain_agents(&plan, &world.leads, &[]).map(told)
    }),
    ("edit_pipeline", &["settings.manage"], About::Everything, |own, _| {
        let edit = PipelineEdit::Rename { status: status("busy"), name: "Engaged".into() };
        own.edit_pipeline(&edit).map(told).map_err(only)
    }),
    (
        "preview_pipeline_edit",
        &["settings.manage", "lead.view", "customer.view"],
        About::Everything,
        |own, world| {
            let out_of_queue =
                StatusEdit { in_queue: Some(false), ..StatusEdit::new(status("notPicked")) };
            let edit = PipelineEdit::Adjust(out_of_queue);
            let agents = Fact::Known(world.agents.clone());
            let context = Context { agents, ..Context::new(now(), process()) };
            let id = CommandId::new("edit").unwrap();
            own.preview_pipeline_edit(&edit, &world.leads, &id, &context).map(told).map_err(only)
        },
    ),
    ("diff", &["settings.manage", "job.manage"], About::Everything, |own, world| {
        let mut new = policy();
        new.automation.removal.enabled = true;
        new.automation.removal.days = 1;
        own.diff(new, &world.leads, &[], &[], now()).map(told).map_err(only)
    }),
];

fn only(faults: Vec<Diagnostic>) -> Diagnostic {
    assert_eq!(faults.len(), 1);
    faults[0].clone()
}

/// What the door is asked for a view, without who asks; none for what it does not tell.
fn request(view: &str, own: &OnBehalfOf<'_>, world: &World) -> Option<Value> {
    let World { agents, leads, calls, follow_ups, agent, lead } = world;
    let id = &agent.id;
    let with = |mut request: Value| {
        request["agents"] = told(agents);
        request
    };
    Some(match view {
        "agenda" => with(json!({ "agent": id, "followUps": follow_ups, "now": now() })),
        "follow_up_history" => with(json!({ "agent": id, "followUps": follow_ups })),
        "reminders" => {
            let from = "2026-05-15T00:00:00Z";
            with(json!({ "followUps": follow_ups, "from": from, "to": now() }))
        }
        "queue" => with(json!({ "agent": id, "leads": leads, "now": now() })),
        "target_progress" => with(json!({ "agent": id, "calls": calls, "date": today() })),
        "dashboard" => {
            with(json!({ "agent": agent, "leads": leads, "calls": calls, "now": now() }))
        }
        "timeline" => with(json!({ "lead": lead, "events": world.events() })),
        "customers" => json!({ "leads": leads }),
        "live_calls" => with(json!({ "leads": leads, "now": now() })),
        "stalled" | "funnel" | "queue_against_cap" => with(json!({ "leads": leads })),
        "conversion_report" => {
            let query = json!({ "by": ["agent", "source"], "period": this_month() });
            with(json!({ "leads": leads, "query": query }))
        }
        "conversions_in" | "revenue" | "time_to_convert" => {
            with(json!({ "leads": leads, "period": this_month() }))
        }
        "call_report" => {
            let calls: Vec<Value> = calls.iter().map(|call| json!({ "call": call })).collect();
            with(json!({ "calls": calls, "query": { "by": ["agent", "day"] } }))
        }
        "coverage" => with(json!({ "calls": calls, "first": today(), "last": today() })),
        "follow_up_report" => with(json!({ "followUps": follow_ups, "query": { "now": now() } })),
        "time_in_status" => {
            with(json!({ "leads": leads, "events": world.history(), "until": now() }))
        }
        "evenness" => {
            let plan = own.plan(Job::Assignment, &World::run(), leads, &[], now()).ok()?;
            with(json!({ "plan": plan, "leads": leads }))
        }
        _ => return None,
    })
}

/// The name of a view at the door.
fn at_the_door(view: &str) -> String {
    let mut words = view.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

/// The views refused, each as `path: permission`.
fn refusal(of: &Diagnostic) -> String {
    assert_eq!(of.code(), Code::PermissionDenied);
    format!("{}: {}", of.path(), of.param("permission").unwrap())
}

/// G3: the table of views has every one that there is.
#[test]
fn every_view_is_tried() {
    let source = include_str!("../../../calliyo-core/src/on_behalf.rs");
    let of_the_type = source.split("impl<'a> OnBehalfOf<'a>").skip(1);
    let names = of_the_type.flat_map(|part| part.split("\n    pub fn ").skip(1));
    let names: Vec<_> = names
        .map(|own| own.split(|c: char| c != '_' && !c.is_alphanumeric()).next().unwrap())
        .collect();
    assert_eq!(names, VIEWS.iter().map(|view| view.0).collect::<Vec<_>>());
}

/// G3: every view is given with its permissions and no other, and is refused without any one of them by its name; a role
/// that the policy does not know grants nothing, and the host's own process needs none.
#[test]
fn every_view_needs_its_permissions_and_no_other() {
    let world = world();
    for (name, needs, _, ask) in VIEWS {
        let by = |permissions: Vec<Permission>, actor: Actor| {
            let engine = engine_with(desk(permissions, Reach::Company));
            ask(&engine.on_behalf_of(&actor, &world.agents), &world)
        };
        let dora = || person("dora", "desk");
        assert!(by(held(needs), dora()).is_ok(), "{name}");
        for lacking in *needs {
            let refused = by(but(needs, lacking), dora()).unwrap_err();
            assert_eq!(refusal(&refused), format!("actor: {lacking}"), "{name}");
            let mut others = all_permissions();
            others.retain(|own| *own != permission(lacking));
            assert_eq!(by(others, dora()).unwrap_err(), refused, "{name}");
        }
        let first = format!("actor: {}", needs[0]);
        assert_eq!(refusal(&by(Vec::new(), dora()).unwrap_err()), first, "{name}");
        let stranger = by(all_permissions(), person("dora", "nobody"));
        assert_eq!(refusal(&stranger.unwrap_err()), first, "{name}");
        assert!(by(Vec::new(), process()).is_ok(), "{name}");
    }
}

/// G6, G3, A2: what an agent holds out of reach counts under new settings as it does in a run under them.
#[test]
fn a_comparison_within_reach_counts_leads_out_of_reach() {
    let engine = engine_with(desk(held(&["settings.manage", "job.manage"]), Reach::Branch));
    let of = |id: &str, on: &str, place: &str| Lead {
        id: lead_id(id),
        branch: Some(branch(place)),
        ..lead(on)
    };
    let leads = [
        of("1", "unassigned", "north"),
        of("2", "unassigned", "north"),
        of("3", "interested", "south"),
        of("4", "interested", "south"),
    ];
    let mut new = engine.policy().clone();
    support::status_of(&mut new, "interested").counts_toward_cap = true;
    let actor = Actor { branch: Some(branch("north")), ..person("meera", "desk") };
    let saved = Engine::new(new.clone()).unwrap();
    // As the host says it under either of the settings, or as it is counted.
    for (before, after) in [(Fact::Known(0), Fact::Known(2)), (Fact::NotKnown, Fact::NotKnown)] {
        let north = Some(branch("north"));
        let asha = |held| [Agent { branch: north.clone(), cap: Some(2), held, ..agent("asha") }];
        let (now_held, then_held) = (asha(before), asha(after));
        let own = engine.on_behalf_of(&actor, &now_held);
        let told = own.diff(new.clone(), &leads, &[], &[], now()).unwrap();
        let [_, assignment, _] = told.jobs.try_into().unwrap();
        let moved = [assignment.old, assignment.new].map(|run| run.unwrap().moved);
        assert_eq!(moved, [2, 0]);
        let own = saved.on_behalf_of(&actor, &then_held);
        let plan = own.plan(Job::Assignment, &World::run(), &leads, &[], now()).unwrap();
        assert_eq!(plan.moves, []);
    }
}

/// G3, M4, M7: what a person gets of all records is what the host gets of those within reach, by each reach: a view's
/// numbers for the manager of a branch are those of the branch.
#[test]
fn a_view_shows_what_is_within_reach() {
    let asha = |reach| (reach, "asha", Some("north"), Some("sales"));
    for (reach, id, of_branch, of_department) in [
        asha(Reach::Own),
        asha(Reach::Department),
        asha(Reach::Branch),
        asha(Reach::Company),
        (Reach::Branch, "meera", Some("north"), None),
        (Reach::Department, "meera", None, Some("sales")),
        (Reach::Company, "meera", None, None),
    ] {
        let actor = Actor {
            branch: of_branch.map(branch),
            department: of_department.map(department),
            ..person(id, "desk")
        };
        let host = Actor { role: None, ..actor.clone() };
        let all = world();
        let reached = all.clone().only(
            |own| match reach {
                Reach::Company => true,
                Reach::Branch => own.branch == actor.branch,
                Reach::Department => own.department == actor.department,
                _ => own.id == actor.id,
            },
            |own| match reach {
                Reach::Company => true,
                Reach::Branch => own.branch == actor.branch,
                Reach::Department => own.department == actor.department,
                _ => own.owner.as_ref() == Some(&actor.id),
            },
        );
        let engine = engine_with(desk(all_permissions(), reach));
        for (name, _, _, ask) in VIEWS {
            let seen = ask(&engine.on_behalf_of(&actor, &all.agents), &all).unwrap();
            let expected = ask(&engine.on_behalf_of(&host, &reached.agents), &reached).unwrap();
            if *name == "apply_plan" {
                // The plan is the company's: what lies out of reach is refused, the rest is done.
                assert_eq!(seen["agents"].as_array().unwrap().len(), reached.agents.len());
                continue;
            }
            assert_eq!(seen, expected, "{name} by {id} with {reach:?}");
        }
    }
}

/// G3: nobody gets the day of an agent or the timeline of a lead out of reach, and the refusal names the permission; without
/// a branch a person reaches no agent of a branch, nor one without.
#[test]
fn an_agent_out_of_reach_is_refused() {
    let mut world = world();
    world.agents.push(agent("carol"));
    let at_north = |id: &str| Actor { branch: Some(branch("north")), ..person(id, "desk") };
    for (reach, actor) in [
        (Reach::Own, person("bala", "desk")),
        (Reach::Branch, Actor { branch: Some(branch("south")), ..person("meera", "desk") }),
        (Reach::Branch, person("meera", "desk")),
        (Reach::Department, at_north("meera")),
    ] {
        let engine = engine_with(desk(all_permissions(), reach));
        let mut asked = world.clone();
        for (name, needs, about, ask) in VIEWS {
            let place = match about {
                About::Everything => continue,
                About::Agent => "agent",
                About::Lead => "lead",
            };
            let refused = ask(&engine.on_behalf_of(&actor, &asked.agents), &asked).unwrap_err();
            assert_eq!(refusal(&refused), format!("{place}: {}", needs[0]), "{name} {reach:?}");
        }
        asked.agent = agent("carol");
        let of_carol = engine.on_behalf_of(&actor, &asked.agents).agenda(
            &asked.agent.id,
            &asked.follow_ups,
            now(),
        );
        assert_eq!(refusal(&of_carol.unwrap_err()), "agent: followUp.view");
    }
    // An agent who is not supplied works in no branch.
    let engine = engine_with(desk(all_permissions(), Reach::Branch));
    let meera = at_north("meera");
    let agenda = |agents: &[Agent]| {
        engine.on_behalf_of(&meera, agents).agenda(&world.agent.id, &world.follow_ups, now())
    };
    assert!(agenda(&world.agents).is_ok());
    assert_eq!(refusal(&agenda(&[]).unwrap_err()), "agent: followUp.view");
}

/// G3: the default roles see what the table of the book gives them: an agent the own day, a manager the figures and the
/// jobs, an admin the settings too.
#[test]
fn the_default_roles_see_what_the_book_says() {
    let world = world();
    let engine = support::engine();
    let given = |actor: &Actor| {
        let given =
            |view: &&View| view.3(&engine.on_behalf_of(actor, &world.agents), &world).is_ok();
        VIEWS.iter().filter(given).map(|view| view.0).collect::<Vec<_>>()
    };
    let all: Vec<_> = VIEWS.iter().map(|view| view.0).collect();
    let of_agents = &all[..10];
    assert_eq!(of_agents.last(), Some(&"stalled"));
    assert_eq!(given(&person("asha", "agent")), of_agents);
    let of_managers = &all[..all.len() - 3];
    assert_eq!(of_managers.last(), Some(&"explain_agents"));
    assert_eq!(given(&person("meera", "manager")), of_managers);
    assert_eq!(given(&person("root", "companyAdmin")), all);
}

/// V4, G3: customers under both visibilities, for roles with and without the management of customers.
#[test]
fn customers_are_shown_under_both_visibilities() {
    let world = world();
    let managing = &["customer.view", "customer.manage"];
    let viewing = &["customer.view"];
    let shown = |visibility, is_agent_role: bool, permissions: &[&str], reach, id: &str| {
        let engine = engine_with(|policy| {
            desk(held(permissions), reach)(policy);
            policy.people.customer_visibility = visibility;
            if is_agent_role {
                policy.people.agent_role = role("desk");
            }
        });
        let actor = Actor { branch: Some(branch("north")), ..person(id, "desk") };
        let customers = engine.on_behalf_of(&actor, &world.agents).customers(&world.leads);
        let owners = customers.unwrap().into_iter().map(|own| own.owner.clone().unwrap());
        owners.map(|own| own.to_string()).collect::<Vec<_>>()
    };
    let (all, own) = (CustomerVisibility::All, CustomerVisibility::AgentOnly);
    let everybody = ["asha", "anil", "bala", "bina"];
    for (visibility, is_agent_role) in [(all, false), (all, true), (own, false)] {
        let shown =
            |permissions, reach, id| shown(visibility, is_agent_role, permissions, reach, id);
        assert_eq!(shown(managing, Reach::Company, "asha"), everybody);
        assert_eq!(shown(managing, Reach::Branch, "asha"), ["asha", "anil"]);
        assert_eq!(shown(managing, Reach::Branch, "bala"), ["asha", "anil", "bala"]);
        assert_eq!(shown(managing, Reach::Own, "asha"), ["asha"]);
        assert_eq!(shown(viewing, Reach::Company, "asha"), ["asha"]);
        assert_eq!(shown(viewing, Reach::Company, "meera"), [""; 0]);
    }
    for (permissions, reach) in
        [(&managing[..], Reach::Company), (managing, Reach::Branch), (viewing, Reach::Company)]
    {
        assert_eq!(shown(own, true, permissions, reach, "asha"), ["asha"]);
        assert_eq!(shown(own, true, permissions, reach, "meera"), [""; 0]);
    }
}

/// V4: figures follow the visibility of customers: of customers that one may not see nothing is counted.
#[test]
fn figures_follow_the_visibility_of_customers() {
    let world = world();
    let engine = engine_with(|policy| {
        desk(all_permissions(), Reach::Company)(policy);
        policy.people.customer_visibility = CustomerVisibility::AgentOnly;
        policy.people.agent_role = role("desk");
    });
    let asha = person("asha", "desk");
    let own = engine.on_behalf_of(&asha, &world.agents);
    assert_eq!(own.conversions_in(&world.leads, this_month()), Ok(1));
    let revenue = own.revenue(&world.leads, None).unwrap();
    assert_eq!(revenue.iter().map(|row| row.agent.as_str()).collect::<Vec<_>>(), ["asha"]);
}

/// G3, V4: the timeline of a customer needs the permission for customers, and shows that lead's events alone.
#[test]
fn a_timeline_is_of_one_lead_that_the_actor_sees() {
    let world = world();
    let shown = ["lead.view", "call.view", "followUp.view", "order.view"];
    let engine = engine_with(desk(held(&shown), Reach::Company));
    let dora = person("dora", "desk");
    let own = engine.on_behalf_of(&dora, &[]);
    let events = world.events();
    let shown = own.timeline(&world.lead, &events).unwrap();
    assert_eq!((shown.len(), events.len()), (1, 2));
    let customer = world.leads.iter().find(|own| own.is_customer()).unwrap();
    assert_eq!(refusal(&own.timeline(customer, &events).unwrap_err()), "actor: customer.view");
}

/// G3, A2, A1, X1: a run by the manager of a branch touches the branch alone, sees what its agents hold elsewhere, and
/// leaves the leads of a banned owner of another branch.
#[test]
fn a_run_by_a_branch_manager_stays_in_the_branch() {
    let engine = engine_with(|policy| {
        desk(held(&["job.manage"]), Reach::Branch)(policy);
        policy.automation.removal.days = 1;
    });
    let meera = Actor { branch: Some(branch("north")), ..person("meera", "desk") };
    let at_work = |id: &str, of_branch: &str| Agent {
        branch: Some(branch(of_branch)),
        cap: Some(2),
        held: Fact::NotKnown,
        ..agent(id)
    };
    let mut agents = vec![at_work("asha", "north"), at_work("bala", "south")];
    agents[1].counter = Some(calliyo_core::Count::new(7));
    let named = |on: &str, id: &str, of_branch: &str, owner: Option<&str>| {
        let mut lead = lead(on);
        (lead.id, lead.branch) = (lead_id(id), Some(branch(of_branch)));
        lead.owner = owner.map(agent_id);
        lead
    };
    let leads = vec![
        // Asha holds one lead of the other branch, so that one place is free.
        named("busy", "held", "south", Some("asha")),
        named("unassigned", "north-1", "north", None),
        named("unassigned", "north-2", "north", None),
        named("unassigned", "south-1", "south", None),
    ];
    let own = engine.on_behalf_of(&meera, &agents);
    let plan = own.plan(Job::TopUp, &World::run(), &leads, &[], now()).unwrap();
    let moves: Vec<_> = plan.moves.iter().map(|own| (own.lead.as_str(), own.to.clone())).collect();
    assert_eq!(moves, [("north-1", Some(agent_id("asha")))]);
    let told: Vec<_> = plan.agents.iter().map(|own| (own.agent.as_str(), own.held)).collect();
    assert_eq!(told, [("asha", 2)]);
    let applied = own.apply_plan(&plan, &leads, now()).unwrap();
    assert!(applied.refused.is_empty() && !applied.events.is_empty());
    assert!(applied.events.iter().all(|event| event.actor == meera.id));

    // Of the company's plan the branch's part is done.
    let whole = engine.plan(Job::TopUp, &World::run(), &leads, &agents, &[], now()).unwrap();
    let applied = own.apply_plan(&whole, &leads, now()).unwrap();
    let refused: Vec<_> =
        applied.refused.iter().map(|own| (own.lead.as_str(), own.reason.code())).collect();
    assert!(refused.contains(&("south-1", Code::PlanLeadMissing)), "{refused:?}");
    assert!(refused.iter().all(|(lead, code)| {
        *lead == "south-1" && *code == Code::PlanLeadMissing || *code == Code::AgentAway
    }));

    agents[1].state = AgentState::Banned;
    let stale = vec![
        named("busy", "of-the-banned", "north", Some("bala")),
        named("busy", "of-asha", "north", Some("asha")),
    ];
    let own = engine.on_behalf_of(&meera, &agents);
    let removal = own.plan(Job::Removal, &World::run(), &stale, &[], now()).unwrap();
    let moves: Vec<_> = removal.moves.iter().map(|own| own.lead.as_str()).collect();
    assert_eq!(moves, ["of-asha"]);
}

/// G3, M8: of the company's run a manager of a branch is told what the agents of the branch received, and which leads of the
/// branch found no place; who reaches the company needs to supply no lead.
#[test]
fn how_even_a_run_was_is_told_within_reach() {
    let at_work = |id: &str, of_branch: &str, cap| Agent {
        branch: Some(branch(of_branch)),
        cap: Some(cap),
        ..agent(id)
    };
    let agents =
        [at_work("asha", "north", 1), at_work("anil", "north", 1), at_work("bala", "south", 3)];
    let leads: Vec<Lead> = (0..9)
        .map(|number| Lead {
            id: lead_id(&number.to_string()),
            branch: Some(branch(if number < 2 { "north" } else { "south" })),
            ..lead("unassigned")
        })
        .collect();
    let engine = engine_with(desk(held(&["job.manage", "report.view"]), Reach::Branch));
    let run = World::run();
    let plan = engine.plan(Job::Assignment, &run, &leads, &agents, &[], now()).unwrap();
    assert_eq!((plan.moves.len(), plan.not_placed.len()), (5, 4));

    let told = |engine: &Engine, leads: &[Lead]| {
        let meera = Actor { branch: Some(branch("north")), ..person("meera", "desk") };
        let even = engine.on_behalf_of(&meera, &agents).evenness(&plan, leads).unwrap();
        let left: u64 = even.not_placed.iter().map(|own| own.leads).sum();
        (even.received.len(), even.largest, even.smallest, left)
    };
    let of_north = plan.not_placed.iter().filter(|own| ["0", "1"].contains(&own.lead.as_str()));
    let of_north = u64::try_from(of_north.count()).unwrap();
    assert_eq!(told(&engine, &leads), (2, Some(1), Some(1), of_north));
    let company = engine_with(desk(held(&["job.manage", "report.view"]), Reach::Company));
    assert_eq!(told(&company, &[]), (3, Some(3), Some(1), 4));
}

/// S3, A7: a run by a person looks at who had a lead before, as the host's own run does.
#[test]
fn a_run_by_a_person_knows_previous_owners() {
    let engine = engine_with(|policy| {
        policy.automation.assignment.excludes_previous_owners = true;
    });
    let (meera, agents) = (person("meera", "manager"), [agent("asha")]);
    let leads = [lead("unassigned")];
    let had = [PreviousOwners { lead: lead_id("lead"), agents: vec![agent_id("asha")] }];
    let own = engine.on_behalf_of(&meera, &agents);
    let moved = |had: &[PreviousOwners]| {
        own.plan(Job::Assignment, &World::run(), &leads, had, now()).unwrap().moves.len()
    };
    assert_eq!((moved(&[]), moved(&had)), (1, 0));

    let plan = own.plan(Job::Assignment, &World::run(), &leads, &had, now()).unwrap();
    let explained = own.explain(&plan, &leads[0], &had).unwrap();
    assert_eq!(explained.agents[0].reason.code(), Code::JobAgentHadLead);
    let of_agents = own.explain_agents(&plan, &leads, &had).unwrap();
    assert_eq!(of_agents[0].reason.code(), Code::JobAgentOnlyHadLeads);
}

/// G3, S3: nobody applies a plan without the permission to run jobs, whichever way it is asked.
#[test]
fn a_plan_is_applied_by_who_may_run_jobs() {
    let world = world();
    let engine = support::engine();
    let plan =
        engine.plan(Job::TopUp, &World::run(), &world.leads, &world.agents, &[], now()).unwrap();
    let applied = |id: &str, of: &str| {
        engine.apply_plan(&plan, &world.leads, &world.agents, &person(id, of), now()).map(drop)
    };
    assert_eq!(refusal(&applied("asha", "agent").unwrap_err()), "actor: job.manage");
    assert_eq!(applied("meera", "manager"), Ok(()));
}

/// G3, P3: a refused edit of the pipeline tells the missing permission with every other reason.
#[test]
fn a_refused_edit_of_the_pipeline_tells_everything() {
    let engine = support::engine();
    let edit = PipelineEdit::Rename { status: status("customer"), name: "Busy".into() };
    let by = |id: &str, of: &str| {
        let actor = person(id, of);
        placed(&engine.on_behalf_of(&actor, &[]).edit_pipeline(&edit).unwrap_err())
    };
    let faults = ["status: pipeline.protected", "name: pipeline.name_taken"];
    assert_eq!(by("root", "companyAdmin"), faults);
    assert_eq!(by("meera", "manager"), [&["actor: permission.denied"], &faults[..]].concat());
}

/// K1, G3: the door answers what the view tells, to the host and to each person, and refuses what it refuses.
#[test]
fn the_door_tells_what_each_view_tells() {
    let world = world();
    let of_north =
        |id: &str, role: &str| Actor { branch: Some(branch("north")), ..person(id, role) };
    let mut asked = BTreeSet::new();
    for reach in [Reach::Own, Reach::Branch, Reach::Company] {
        let engine = engine_with(desk(all_permissions(), reach));
        for actor in [
            process(),
            of_north("asha", "desk"),
            of_north("meera", "desk"),
            person("bala", "desk"),
            person("asha", "agent"),
            person("x", "nobody"),
        ] {
            let own = engine.on_behalf_of(&actor, &world.agents);
            for (name, _, _, ask) in VIEWS {
                let Some(mut request) = request(name, &own, &world) else { continue };
                // The host asks without an actor, but for customers, where there always is one.
                if actor.role.is_some() || *name == "customers" {
                    request["actor"] = told(&actor);
                }
                let operation = at_the_door(name);
                let answer = wire::answer(Some(&engine), &operation, &request.to_string());
                let answer: Value = serde_json::from_str(&answer).unwrap();
                let expected = match ask(&own, &world) {
                    Ok(Value::Array(leads)) if *name == "customers" => {
                        let ids: Vec<&Value> = leads.iter().map(|lead| &lead["id"]).collect();
                        json!({ "type": "success", "result": ids })
                    }
                    Ok(told) => json!({ "type": "success", "result": told }),
                    Err(refusal) => json!({ "type": "failure", "errors": [refusal] }),
                };
                assert_eq!(answer, expected, "{name} by {} with {reach:?}", actor.id);
                asked.insert(operation);
            }
            for lead in &world.leads {
                let request = json!({ "actor": actor, "lead": lead }).to_string();
                let answer = wire::answer(Some(&engine), "seesLead", &request);
                let answer: Value = serde_json::from_str(&answer).unwrap();
                assert_eq!(answer["result"], engine.sees_lead(&actor, lead));
            }
        }
    }
    assert_eq!(asked.len(), 21);
}

/// G3: the door gives an agenda to the host, to the agent, and to a manager who reaches the agent.
#[test]
fn the_door_guards_an_agenda() {
    let world = world();
    let engine = engine_with(desk(all_permissions(), Reach::Branch));
    let asked = |actor: Option<Value>, agents: &[Agent]| {
        let mut request = json!({ "agent": "asha", "followUps": world.follow_ups, "now": now() });
        if let Some(actor) = actor {
            request["actor"] = actor;
            request["agents"] = told(agents);
        }
        let answer = wire::answer(Some(&engine), "agenda", &request.to_string());
        serde_json::from_str::<Value>(&answer).unwrap()
    };
    let overdue = |answer: Value| answer["result"]["counters"]["overdue"].as_u64();
    let denied = |answer: Value| {
        assert_eq!(answer["type"], "failure");
        let error = &answer["errors"][0];
        assert_eq!(error["params"]["permission"], "followUp.view");
        format!("{}: {}", error["path"].as_str().unwrap(), error["code"].as_str().unwrap())
    };
    assert_eq!(overdue(asked(None, &[])), Some(1));
    assert_eq!(overdue(asked(Some(json!({ "id": "asha", "role": "agent" })), &[])), Some(1));
    let bala = json!({ "id": "bala", "role": "agent" });
    assert_eq!(denied(asked(Some(bala), &world.agents)), "agent: permission.denied");
    let meera = || Some(json!({ "id": "meera", "role": "desk", "branch": "north" }));
    assert_eq!(overdue(asked(meera(), &world.agents)), Some(1));
    assert_eq!(denied(asked(meera(), &[])), "agent: permission.denied");
    let nobody = json!({ "id": "x", "role": "nobody" });
    assert_eq!(denied(asked(Some(nobody), &[])), "actor: permission.denied");
}
