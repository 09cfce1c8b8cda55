//! Settings, the check of a policy, people and capture, versions (rules G1 to G4, K2, K3).

use std::collections::BTreeSet;

use calliyo_core::{
    BranchId, Code, CommandId, DepartmentId, Engine, Fact, LIBRARY_VERSION, RULES_VERSION,
    lead::{Agent, AgentState, CallStatus, Change, Deed, Lead, NewLead, NewNote},
    policy::{
        AllowedMove, AssignmentScope, Channel, CustomerVisibility, Evenness, Intake, Policy, Reach,
        SCHEMA, Status, advice,
    },
    time::{
        Calendar, CallingHours, EndTime, LocalDate, LocalTime, TimeZone, Weekday, zone_data_version,
    },
};

use crate::support::{
    self, Case, agent, agent_id, allow, assign, at, change_to, context, engine, engine_with,
    follow_up_id, lead_id, log, now, order, person, placed, plan_call, policy, process, role,
    status, status_of,
};

const TOMORROW: &str = "2026-05-18T05:00:00Z";

fn change_settings(
    edit: impl FnOnce(&mut Policy),
    confirmed: bool,
    by: calliyo_core::lead::Actor,
) -> Result<(Engine, Option<Vec<String>>), Vec<String>> {
    let mut new = policy();
    edit(&mut new);
    let context = calliyo_core::lead::Context { actor: by, ..context() };
    let command = CommandId::new("cmd").unwrap();
    engine()
        .change_settings(new, confirmed, &command, &context)
        .map(|(engine, event)| {
            let settings = event.map(|event| {
                assert_eq!(
                    (event.lead, event.at, event.id.to_string()),
                    (None, now(), "cmd/1".into())
                );
                let Change::SettingsChanged { settings } = event.change else {
                    panic!("settings.changed")
                };
                settings
            });
            (engine, settings)
        })
        .map_err(|faults| placed(&faults))
}

/// The fields of a policy document that a company sets; those of people stand for themselves.
fn parts_of_a_policy() -> BTreeSet<String> {
    let document = serde_json::to_value(policy()).unwrap();
    let fields = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let people = fields(&document["people"]).into_iter().map(|field| format!("people.{field}"));
    let own = fields(&document).into_iter().filter(|field| field != "schema" && field != "people");
    own.chain(people).collect()
}

/// G1: automation, the daily target and customer visibility need the password to be confirmed, nothing else does.
#[test]
fn some_settings_need_the_password() {
    type Edit = fn(&mut Policy);
    let settings: [(&str, bool, Edit); 13] = [
        ("timeZone", false, |policy| policy.time_zone = TimeZone::named("UTC")),
        ("calendar", false, |policy| policy.calendar.working_days = vec![Weekday::Monday]),
        ("pipeline", false, |policy| status_of(policy, "busy").name = "Engaged".into()),
        ("calls", false, |policy| policy.calls.automatic_statuses = true),
        ("followUps", false, |policy| policy.follow_ups.channels.truncate(1)),
        ("phone", false, |policy| policy.phone.country_code = "49".into()),
        ("forms", false, |policy| policy.forms.responses.truncate(2)),
        ("orders", false, |policy| policy.orders.enabled = false),
        ("automation", true, |policy| policy.automation.top_up.enabled = false),
        ("people.roles", false, |policy| policy.people.roles[1].name = "Lead".into()),
        ("people.agentRole", true, |policy| policy.people.agent_role = role("manager")),
        ("people.customerVisibility", true, |policy| {
            policy.people.customer_visibility = CustomerVisibility::AgentOnly;
        }),
        ("dailyTarget", true, |policy| policy.daily_target = 80),
    ];
    let named: BTreeSet<String> = settings.iter().map(|(name, ..)| (*name).into()).collect();
    assert_eq!(named, parts_of_a_policy());
    for (name, guarded, edit) in settings {
        let unconfirmed = change_settings(edit, false, process());
        if guarded {
            let refused = unconfirmed.map(drop).unwrap_err();
            assert_eq!(refused, ["confirmed: settings.confirmation_required"], "{name}");
        } else {
            assert_eq!(unconfirmed.unwrap().1, Some(vec![name.to_owned()]));
        }
        let (engine, settings) = change_settings(edit, true, process()).unwrap();
        assert_eq!(settings, Some(vec![name.to_owned()]));
        assert_ne!(engine.policy(), &policy());
    }
}

/// G1, E: the same settings again are no event.
#[test]
fn the_same_settings_are_no_event() {
    let (engine, settings) = change_settings(|_| {}, false, process()).unwrap();
    assert_eq!((settings, engine.policy()), (None, &policy()));
}

/// G1, G2, G3: who may not manage settings, a missing confirmation and every fault are told at once.
#[test]
fn refused_settings_tell_everything() {
    let edit = |policy: &mut Policy| {
        policy.daily_target = 1;
        policy.automation.removal.days = 0;
    };
    assert_eq!(
        change_settings(edit, false, person("meera", "manager")).map(drop).unwrap_err(),
        [
            "actor: permission.denied",
            "confirmed: settings.confirmation_required",
            "policy.automation.removal.days: policy.removal_days",
        ]
    );
    let admin = person("root", "companyAdmin");
    assert!(change_settings(|policy| policy.daily_target = 1, true, admin).is_ok());
    let agent = change_settings(|_| {}, true, person("asha", "agent"));
    assert_eq!(agent.map(drop).unwrap_err(), ["actor: permission.denied"]);
}

/// A status of this name that no rule looks at.
fn status_named(name: &str) -> Status {
    Status { id: status("other"), name: name.into(), ..policy().pipeline.statuses[5].clone() }
}

/// G2: a policy is checked as a whole: every fault at once, each with its path and code.
#[test]
fn every_fault_of_a_policy_is_told() {
    let mut policy = policy();
    policy.schema = SCHEMA + 1;
    policy.time_zone = TimeZone::named("Mars/Olympus");
    policy.calendar = Calendar {
        working_days: vec![Weekday::Monday, Weekday::Monday],
        calling_hours: Some(vec![CallingHours {
            weekday: Weekday::Monday,
            from: LocalTime::parse("12:00").unwrap(),
            to: EndTime::parse("09:00").unwrap(),
        }]),
        holidays: vec![LocalDate::parse("2026-08-15").unwrap(); 2],
        extra_working_days: vec![LocalDate::parse("2026-08-16").unwrap(); 2],
        ..Calendar::default()
    };
    policy.pipeline.statuses.remove(9);
    status_of(&mut policy, "unassigned").name = "Pool".into();
    status_of(&mut policy, "assigned").terminal = true;
    status_of(&mut policy, "busy").name = "missed".into();
    status_of(&mut policy, "notPicked").name = " ".into();
    let twice: Status = policy.pipeline.statuses[5].clone();
    policy.pipeline.statuses.push(Status { name: "Engaged".into(), ..twice });
    policy.pipeline.roles.missed = Some(status("gone"));
    policy.pipeline.statuses.push(Status { id: status(" "), ..status_named("Blank") });
    let moves = |from: &str, to: &str, roles: Option<&[&str]>| AllowedMove {
        from: status(from),
        to: status(to),
        roles: roles.map(|roles| roles.iter().map(|own| role(own)).collect()),
    };
    policy.pipeline.allowed_moves = Some(vec![
        moves("busy", "gone", Some(&["king"])),
        moves("busy", "busy", None),
        moves("busy", "missed", None),
        moves("busy", "missed", None),
        moves("missed", "busy", Some(&["agent", "agent"])),
        moves("missed", "busy", Some(&["manager", "agent"])),
        moves("missed", "interested", Some(&[])),
    ]);
    policy.calls.longest_call_minutes = 0;
    policy.follow_ups.reminder_minutes = vec![15, 600_000, 15];
    policy.follow_ups.channels = vec![Channel::Push, Channel::Push];
    policy.phone.country_code = "+91".into();
    policy.phone.trunk_prefix = "000000".into();
    policy.automation.removal.days = 0;
    policy.automation.assignment.max_attempts = Some(0);
    policy.automation.assignment.rest_hours = 8_761;
    policy.automation.removal.statuses = vec![status("unassigned"), status("busy"), status("busy")];
    policy.automation.assignment.statuses = vec![status("assigned")];
    policy.people.roles[1].id = role("agent");
    policy.people.roles[1].name = "  ".into();
    let twice = policy.people.roles[0].permissions[0];
    policy.people.roles[0].permissions.push(twice);
    policy.people.roles[2].name = "company admin ".into();
    policy.people.agent_role = role("queen");
    let faults = Engine::new(policy).unwrap_err();
    insta::assert_snapshot!(
        "every_fault_of_a_policy",
        faults
            .faults()
            .iter()
            .map(|own| format!("{}: {} ({}): {own}\n", own.path(), own.code(), own.rule()))
            .collect::<String>()
    );
    let different: BTreeSet<_> =
        faults.faults().iter().map(|own| (own.code(), own.path())).collect();
    assert!(different.len() == faults.faults().len() && different.len() >= 20);
    let summary = faults.to_string();
    assert!(summary.starts_with("the policy has 39 fault(s), the first: schema 3"), "{summary}");
}

fn faults(edit: impl FnOnce(&mut Policy)) -> Vec<String> {
    let faults = Engine::new(edited(edit)).map(drop).unwrap_err();
    faults.faults().iter().map(|own| format!("{}: {own}", own.path())).collect()
}

/// G2: what a policy document cannot have beside its other faults is told too.
#[test]
fn a_fault_is_told_with_what_would_be_right() {
    assert_eq!(
        faults(|policy| policy.follow_ups.channels.clear()),
        [
            "followUps.channels: an empty list means that no reminder is shown; list an entry, or leave the list out"
        ]
    );
    assert_eq!(
        faults(|policy| policy.phone.country_code = "091".into()),
        [
            "phone.countryCode: `091` is not a country code of 1 to 3 digits, without `+` or a leading 0"
        ]
    );
    let many = |policy: &mut Policy| {
        policy.pipeline.statuses.extend((0..991).map(|number| {
            let name = format!("Status {number}");
            Status { id: status(&name), ..status_named(&name) }
        }));
    };
    assert_eq!(faults(many), ["pipeline.statuses: the number 1001 must lie between 3 and 1000"]);
    // Without reminders there is nothing that a channel would show.
    let silent = |policy: &mut Policy| {
        policy.follow_ups.reminder_minutes.clear();
        policy.follow_ups.channels.clear();
    };
    assert!(Engine::new(edited(silent)).is_ok());
    // One move may stand apart for each role, and once more for all of them.
    let by_role = |policy: &mut Policy| {
        let own = |roles: Option<&str>| AllowedMove {
            from: status("busy"),
            to: status("missed"),
            roles: roles.map(|own| vec![role(own)]),
        };
        policy.pipeline.allowed_moves =
            Some(vec![own(Some("agent")), own(Some("manager")), own(None)]);
    };
    assert!(Engine::new(edited(by_role)).is_ok());
}

fn edited(edit: impl FnOnce(&mut Policy)) -> Policy {
    let mut policy = policy();
    edit(&mut policy);
    policy
}

/// G2: a policy that is all defaults has no fault; assignment at 09:00, top-up at 09:30, removal off.
#[test]
fn the_default_policy_works() {
    let engine = Engine::new(Policy::default()).unwrap();
    let automation = &engine.policy().automation;
    assert_eq!(automation.assignment.at.to_string(), "09:00");
    assert_eq!(automation.top_up.at.to_string(), "09:30");
    assert!(automation.assignment.enabled && automation.top_up.enabled);
    assert!(!automation.removal.enabled);
    assert_eq!(automation.assignment.statuses, ["unassigned", "notPicked", "missed"].map(status));
    assert_eq!(serde_json::from_str::<Policy>("{}").unwrap(), Policy::default());
}

fn advised(edit: impl FnOnce(&mut Policy), agents: &[Agent]) -> Vec<String> {
    let mut policy = policy();
    policy.calls.automatic_statuses = true;
    edit(&mut policy);
    placed(&advice(&policy, agents))
}

/// G2: advice tells what is worth a second look: each on its own, none for a sound policy.
#[test]
fn advice_is_given_beside_faults() {
    let none: [&str; 0] = [];
    assert_eq!(advised(|_| {}, &[agent("asha")]), none);
    let early = |policy: &mut Policy| {
        policy.automation.top_up.at = LocalTime::from_hms(8, 59, 0).unwrap();
    };
    assert_eq!(advised(early, &[]), ["automation.topUp.at: advice.top_up_before_assignment"]);
    let handed_back = |policy: &mut Policy| {
        policy.automation.removal.enabled = true;
        policy.automation.assignment.allow_barred_agent = true;
    };
    let hands_back = "automation.assignment.allowBarredAgent: advice.removal_hands_back";
    assert_eq!(advised(handed_back, &[]), [hands_back]);
    let apart = |policy: &mut Policy| {
        handed_back(policy);
        policy.automation.top_up.enabled = false;
        policy.automation.assignment.statuses = vec![status("missed")];
    };
    assert_eq!(advised(apart, &[]), none);
    let trap = |policy: &mut Policy| {
        policy.pipeline.allowed_moves =
            allow(&[("assigned", "busy"), ("assigned", "missed"), ("missed", "customer")]);
    };
    let never_entered = |place: usize| {
        format!("automation.assignment.statuses[{place}]: advice.status_never_entered")
    };
    // Calls would set Not Picked by themselves, but no move may lead there.
    assert_eq!(
        advised(trap, &[]),
        [String::from("pipeline.statuses[5]: advice.status_without_exit"), never_entered(1),]
    );
    let by_hand = |policy: &mut Policy| {
        policy.calls.automatic_statuses = false;
        policy.automation.removal.enabled = true;
    };
    assert_eq!(
        advised(by_hand, &[]),
        [
            "automation.assignment.statuses[1]: advice.status_never_entered",
            "automation.assignment.statuses[2]: advice.status_never_entered",
            "automation.removal.statuses[2]: advice.status_never_entered",
            "automation.removal.statuses[3]: advice.status_never_entered",
        ]
    );
    let switched_off = |policy: &mut Policy| {
        by_hand(policy);
        policy.automation.removal.enabled = false;
        policy.automation.assignment.enabled = false;
    };
    assert_eq!(advised(switched_off, &[]), none);

    let empty = |policy: &mut Policy| {
        policy.automation.assignment.statuses.clear();
        policy.automation.removal.statuses.clear();
    };
    let assigns_nothing = "automation.assignment.statuses: advice.job_without_statuses";
    assert_eq!(advised(empty, &[]), [assigns_nothing]);
    let both = |policy: &mut Policy| {
        empty(policy);
        policy.automation.removal.enabled = true;
    };
    let removes_nothing = "automation.removal.statuses: advice.job_without_statuses";
    assert_eq!(advised(both, &[]), [assigns_nothing, removes_nothing]);
    let locked_out = |policy: &mut Policy| policy.people.roles[0].permissions.clear();
    assert_eq!(advised(locked_out, &[]), ["people.roles: advice.nobody_manages_settings"]);
    let nobody = |policy: &mut Policy| policy.people.roles[2].receives_leads = false;
    assert_eq!(advised(nobody, &[]), ["people.roles: advice.nobody_receives_leads"]);
    let powerless = |policy: &mut Policy| policy.people.roles[2].permissions.truncate(1);
    let cannot_work = "people.roles[2].permissions: advice.role_cannot_work_leads";
    assert_eq!(advised(powerless, &[]), [cannot_work]);

    let mut idle = agent("asha");
    idle.cap = Some(0);
    // A manager without a cap receives nothing all the same.
    let mut manager = agent("meera");
    manager.role = role("manager");
    assert_eq!(
        advised(|_| {}, &[idle.clone(), manager.clone()]),
        ["agents: advice.cap_zero_for_everyone"]
    );
    assert_eq!(advised(|_| {}, &[manager]), none);
    assert_eq!(advised(|_| {}, &[idle.clone()]), ["agents: advice.cap_zero_for_everyone"]);
    assert_eq!(advised(|_| {}, &[idle, agent("bala")]), none);
    let mut banned = agent("carol");
    (banned.state, banned.held) = (AgentState::Banned, Fact::Known(3));
    assert_eq!(
        advised(|_| {}, &[agent("asha"), banned.clone()]),
        ["agents[1]: advice.banned_agent_holds_leads"]
    );
    banned.held = Fact::NotKnown;
    assert_eq!(advised(|_| {}, &[agent("asha"), banned]), none);
}

/// A7, G2: limits have a range; with a limit of 0 no job hands out a lead, which is worth a second look.
#[test]
fn limits_within_their_range_are_accepted() {
    let limits = |policy: &mut Policy| {
        let assignment = &mut policy.automation.assignment;
        (assignment.max_attempts, assignment.rest_hours) = (Some(1), 8_760);
        assignment.intake = Intake { per_run: Some(u32::MAX), per_day: Some(1) };
        assignment.excludes_previous_owners = true;
        assignment.evenness = Evenness::Held;
    };
    assert!(Engine::new(edited(limits)).is_ok());
    let none: [&str; 0] = [];
    assert_eq!(advised(limits, &[]), none);
    let closed = |policy: &mut Policy| {
        policy.automation.assignment.intake = Intake { per_run: Some(0), per_day: Some(0) };
    };
    let of_zero = [
        "automation.assignment.intake.perRun: advice.intake_of_zero",
        "automation.assignment.intake.perDay: advice.intake_of_zero",
    ];
    assert!(Engine::new(edited(closed)).is_ok());
    assert_eq!(advised(closed, &[]), of_zero);
    let topped_up = |policy: &mut Policy| {
        closed(policy);
        policy.automation.assignment.enabled = false;
    };
    assert_eq!(advised(topped_up, &[]), of_zero);
    let switched_off = |policy: &mut Policy| {
        topped_up(policy);
        policy.automation.top_up.enabled = false;
    };
    assert!(!advised(switched_off, &[]).iter().any(|own| own.contains("intake")));
}

/// G2, A7: what removal takes does not come back to who is excluded for having had it.
#[test]
fn removal_hands_nothing_back_to_who_had_it() {
    let removing = |policy: &mut Policy| {
        policy.automation.removal.enabled = true;
        policy.automation.removal.statuses = vec![status("busy")];
        policy.automation.assignment.excludes_previous_owners = true;
    };
    let none: [&str; 0] = [];
    assert_eq!(advised(removing, &[agent("asha")]), none);
    let allowed = |policy: &mut Policy| {
        removing(policy);
        policy.automation.assignment.allow_barred_agent = true;
    };
    assert_eq!(advised(allowed, &[agent("asha")]), none);
}

/// G2, A3, A6: removal that takes leads from the only agent who can have them is worth a second look.
#[test]
fn removal_from_a_sole_receiver_is_advised_against() {
    let removing = |policy: &mut Policy| {
        policy.automation.removal.enabled = true;
        policy.automation.removal.statuses = vec![status("busy")];
    };
    let none: [&str; 0] = [];
    let sole = ["agents[0]: advice.sole_receiver"];
    assert_eq!(advised(|_| {}, &[agent("asha")]), none);
    assert_eq!(advised(removing, &[]), none);
    assert_eq!(advised(removing, &[agent("asha")]), sole);
    assert_eq!(advised(removing, &[agent("asha"), agent("bala")]), none);
    for edit in [
        (|own| own.cap = Some(0)) as fn(&mut Agent),
        |own| own.state = AgentState::Away,
        |own| own.state = AgentState::Banned,
        |own| own.role = role("manager"),
    ] {
        let mut other = agent("bala");
        edit(&mut other);
        assert_eq!(advised(removing, &[agent("asha"), other]), sole);
    }
    // The other advice says already that leads come back.
    let allowed = |policy: &mut Policy| {
        removing(policy);
        policy.automation.assignment.allow_barred_agent = true;
    };
    let hands_back = "automation.assignment.allowBarredAgent: advice.removal_hands_back";
    assert_eq!(advised(allowed, &[agent("asha")]), [hands_back]);
    // Top-up alone gives nothing to who has no cap.
    let topped_up = |policy: &mut Policy| {
        removing(policy);
        policy.automation.assignment.statuses = vec![status("interested")];
    };
    assert_eq!(advised(topped_up, &[agent("asha")]), none);
    assert_eq!(advised(topped_up, &[Agent { cap: Some(9), ..agent("asha") }]), sole);
    // Alone in a branch is alone where leads stay in theirs.
    let in_branches = |policy: &mut Policy| {
        removing(policy);
        policy.automation.assignment.scope = AssignmentScope::Branch;
    };
    let of = |id: &str, branch: &str| Agent {
        branch: Some(BranchId::new(branch).unwrap()),
        ..agent(id)
    };
    let team = [of("asha", "north"), of("bala", "south"), of("carol", "south"), agent("dora")];
    assert_eq!(advised(in_branches, &team), sole);
    assert_eq!(advised(removing, &team), none);
}

/// G2, T1: leads come in on Unassigned; a move, assignment or top-up takes them out.
#[test]
fn a_pool_that_nothing_empties_is_advised_against() {
    let closed = |policy: &mut Policy| {
        policy.pipeline.allowed_moves = allow(&[("assigned", "customer"), ("assigned", "missed")]);
        policy.automation.assignment.statuses = vec![status("missed")];
    };
    let none: [&str; 0] = [];
    assert_eq!(advised(closed, &[]), none);
    let without_top_up = |policy: &mut Policy| {
        closed(policy);
        policy.automation.top_up.enabled = false;
    };
    let stuck = "pipeline.statuses[0]: advice.status_without_exit";
    assert_eq!(advised(without_top_up, &[]), [stuck]);
    let by_hand = |policy: &mut Policy| {
        without_top_up(policy);
        policy.pipeline.allowed_moves =
            allow(&[("unassigned", "assigned"), ("assigned", "customer"), ("assigned", "missed")]);
    };
    assert_eq!(advised(by_hand, &[]), none);
}

/// G3, L6: a banned agent receives nothing and keeps the leads.
#[test]
fn a_banned_agent_keeps_the_leads() {
    let mut banned = agent("asha");
    banned.state = AgentState::Banned;
    Case::on("unassigned").agent(banned.clone()).does(assign("asha")).refused(&[Code::AgentBanned]);
    let kept = Case::on("busy").agent(banned).does(change_to("missed")).lead();
    assert_eq!(kept.owner, Some(agent_id("asha")));
}

/// G3: an agent acts on own leads, a manager on all of the scope: company, branch or department.
#[test]
fn a_person_acts_within_reach() {
    let busy = |edit: &dyn Fn(&mut Lead)| {
        Case::on("busy").lead(|lead| {
            lead.branch = Some(BranchId::new("north").unwrap());
            lead.department = Some(DepartmentId::new("sales").unwrap());
            edit(lead);
        })
    };
    let passes = |case: Case| case.does(change_to("missed")).result.is_ok();
    assert!(passes(busy(&|_| {}).by(person("asha", "agent"))));
    assert!(!passes(busy(&|_| {}).by(person("bala", "agent"))));
    assert!(passes(busy(&|_| {}).by(person("meera", "manager"))));
    let of = |reach: Reach, branch: Option<&str>, department: Option<&str>| {
        let mut meera = person("meera", "manager");
        meera.branch = branch.map(|id| BranchId::new(id).unwrap());
        meera.department = department.map(|id| DepartmentId::new(id).unwrap());
        passes(busy(&|_| {}).policy(|policy| policy.people.roles[1].reach = reach).by(meera))
    };
    assert!(of(Reach::Branch, Some("north"), None) && !of(Reach::Branch, Some("south"), None));
    assert!(!of(Reach::Branch, None, Some("sales")) && of(Reach::Department, None, Some("sales")));
    assert!(!of(Reach::Department, Some("north"), Some("support")));
    // Without a branch a person reaches no branch, not even leads without one.
    let nowhere = busy(&|lead| lead.branch = None)
        .policy(|policy| policy.people.roles[1].reach = Reach::Branch)
        .by(person("meera", "manager"));
    assert!(!passes(nowhere));
    // A lead in the pool is nobody's own.
    let pool = Case::on("unassigned").by(person("asha", "agent"));
    let note = Deed::AddNote(NewNote { id: follow_up_id("n"), text: "hm".into() });
    pool.does(note).refused(&[Code::PermissionDenied]);
    // A customer is also the credited agent's.
    let credited = Case::on("customer").lead(|lead| lead.owner = Some(agent_id("bala")));
    credited.by(person("asha", "agent")).does(log(CallStatus::Called, 60)).warned(&[]);
}

/// G3, L6: a manager of a branch gives leads to agents of the branch alone.
#[test]
fn a_manager_gives_within_reach() {
    let north = || Some(BranchId::new("north").unwrap());
    let given = |branch: Option<BranchId>| {
        let mut carol = agent("carol");
        carol.branch = branch;
        let mut meera = person("meera", "manager");
        meera.branch = north();
        Case::on("busy")
            .policy(|policy| policy.people.roles[1].reach = Reach::Branch)
            .lead(|lead| lead.branch = north())
            .agent(carol)
            .by(meera)
            .does(assign("carol"))
    };
    given(north()).warned(&[]);
    let refusal = given(None);
    assert_eq!(placed(&refusal.refusal().reasons), ["owner: permission.denied"]);
    assert_eq!(
        refusal.refusal().reasons[0].message(),
        "the actor does not have the permission `lead.assign` here"
    );
}

/// G3: other roles can be added, and say whether they receive leads.
#[test]
fn a_role_can_be_added() {
    let trainee = |policy: &mut Policy| {
        let mut own = policy.people.roles[2].clone();
        (own.id, own.name) = (role("trainee"), "Trainee".into());
        policy.people.roles.push(own);
    };
    let mut carol = agent("carol");
    carol.role = role("trainee");
    Case::on("unassigned").policy(trainee).agent(carol.clone()).does(assign("carol")).warned(&[]);
    Case::on("unassigned").agent(carol).does(assign("carol")).refused(&[Code::AgentNotAssignable]);
}

fn capture(edit: impl FnOnce(&mut NewLead)) -> Deed {
    let mut new = NewLead::new(lead_id("new"));
    edit(&mut new);
    Deed::CaptureLead(new)
}

/// G4: a lead comes in Unassigned, as of its capture.
#[test]
fn a_lead_is_captured() {
    let outcome = Case::none().does(capture(|new| {
        new.captured_at = Some(at("2026-05-01T00:00:00Z"));
        new.phone = Some("098765-43210".into());
        new.source = Some("web".into());
        new.do_not_call = true;
    }));
    let lead = outcome.yields(&["lead.created"]).lead();
    assert!(lead.is_unassigned() && lead.do_not_call && lead.barred_agent().is_none());
    assert_eq!(lead.status_since, at("2026-05-01T00:00:00Z"));
    assert_eq!(lead.phone.as_deref(), Some("+919876543210"));
    assert_eq!(lead.version.get(), 1);
    assert_eq!(Case::none().does(capture(|_| {})).lead().captured_at, now());
}

/// G4: a phone number that exists already is not captured twice; the rejection names the lead.
#[test]
fn a_phone_number_is_not_captured_twice() {
    let with = |holder: Fact<calliyo_core::LeadId>| {
        Case::none()
            .context(|context| context.phone_holder = holder)
            .does(capture(|new| new.phone = Some("9876543210".into())))
    };
    let refusal = with(Fact::Known(lead_id("old")));
    let reasons = &refusal.refused(&[Code::LeadDuplicatePhone]).reasons;
    assert_eq!(
        (reasons[0].path(), reasons[0].message()),
        ("phone", "the lead `old` has this phone number already".into())
    );
    with(Fact::Empty).warned(&[]);
    assert_eq!(with(Fact::NotKnown).warned(&[]).not_checked, [Code::LeadDuplicatePhone]);
    let without = Case::none().context(|context| context.phone_holder = Fact::NotKnown);
    assert!(without.does(capture(|_| {})).warned(&[]).not_checked.is_empty());
}

/// G4, L2: a lead may be captured with an owner and another status, as far as a lead can be so.
#[test]
fn a_lead_is_captured_with_owner_and_status() {
    let outcome = Case::none().does(capture(|new| new.owner = Some(agent_id("asha"))));
    outcome.yields(&["lead.created", "lead.assigned", "lead.status_changed"]);
    assert_eq!(outcome.status(), "assigned");
    let interested = Case::none().does(capture(|new| {
        new.owner = Some(agent_id("asha"));
        new.status = Some(status("interested"));
    }));
    assert_eq!(interested.status(), "interested");
    let planned = Case::none().does(capture(|new| {
        new.owner = Some(agent_id("asha"));
        new.follow_up = Some(plan_call("f", at(TOMORROW)));
    }));
    assert_eq!(planned.status(), "followUps");
    planned.yields(&["lead.created", "followup.created", "lead.assigned", "lead.status_changed"]);

    type Edit = fn(&mut NewLead);
    let refused: [(Edit, &[Code]); 8] = [
        (|new| new.status = Some(status("busy")), &[Code::StatusNeedsOwner]),
        (
            |new| {
                new.status = Some(status("unassigned"));
                new.owner = Some(agent_id("asha"));
            },
            &[Code::OwnerNotExpected],
        ),
        (
            |new| {
                new.follow_up = Some(plan_call("f", at(TOMORROW)));
                new.order = Some(order(1));
            },
            &[Code::FollowUpNeedsOwner, Code::OrderNotExpected],
        ),
        (
            |new| {
                new.owner = Some(agent_id("asha"));
                new.status = Some(status("followUps"));
            },
            &[Code::StatusNeedsFollowUp],
        ),
        (|new| new.captured_at = Some(support::in_minutes(1)), &[Code::LeadCapturedInFuture]),
        (|new| new.phone = Some("12".into()), &[Code::PhoneInvalid]),
        (|new| new.source = Some("x".repeat(201)), &[Code::TextTooLong]),
        (|new| new.owner = Some(agent_id("nobody")), &[Code::AgentUnknown]),
    ];
    for (place, (edit, codes)) in refused.into_iter().enumerate() {
        let outcome = Case::none().does(capture(edit));
        assert_eq!(support::codes(&outcome.refusal().reasons), codes, "{place}");
    }
}

/// G3, G4: an agent captures for the pool and for oneself; giving to others takes the permission to assign.
#[test]
fn an_agent_captures_for_the_pool_and_for_oneself() {
    let asha = || Case::none().by(person("asha", "agent"));
    asha().does(capture(|_| {})).warned(&[]);
    let own = || capture(|new| new.owner = Some(agent_id("asha")));
    asha().does(own()).warned(&[]);
    asha().context(|context| context.agents = Fact::NotKnown).does(own()).warned(&[]);
    let mut banned = agent("asha");
    banned.state = AgentState::Banned;
    asha().agent(banned).does(own()).refused(&[Code::AgentBanned]);
    let other = asha().does(capture(|new| new.owner = Some(agent_id("bala"))));
    assert!(other.refusal().has(Code::PermissionDenied));
    let meera = Case::none().by(person("meera", "manager"));
    meera.does(capture(|new| new.owner = Some(agent_id("bala")))).warned(&[]);
}

/// K2: a stored document that is newer than the library is refused, and so is one of a schema that there never was.
#[test]
fn a_newer_document_is_refused() {
    let outcome = Case::on("busy").lead(|lead| lead.schema = SCHEMA + 1).does(change_to("missed"));
    let reasons = &outcome.refused(&[Code::DocumentTooNew]).reasons;
    assert_eq!(placed(reasons), ["lead.schema: document.too_new"]);
    assert_eq!(reasons[0].message(), "schema 3 is newer than this library reads (up to 2)");
    let outcome = Case::on("busy").lead(|lead| lead.schema = 0).does(change_to("missed"));
    let reasons = &outcome.refused(&[Code::NumberOutOfRange]).reasons;
    assert_eq!(reasons[0].message(), "the number 0 is outside the range 1 to 2");
    for (schema, fault) in
        [(SCHEMA + 1, "schema: document.too_new"), (0, "schema: number.out_of_range")]
    {
        let faults = Engine::new(Policy { schema, ..policy() }).unwrap_err();
        assert_eq!(placed(faults.faults()), [fault]);
    }
}

/// K2: readers of events ignore fields that they do not know.
#[test]
fn an_event_with_more_fields_is_read() {
    let mut event = Case::on("busy").does(change_to("missed")).event("lead.status_changed");
    event["mood"] = "good".into();
    assert!(serde_json::from_value::<calliyo_core::lead::Event>(event).is_ok());
}

/// K3: three versions can be asked for.
#[test]
fn three_versions_can_be_asked_for() {
    assert_eq!(LIBRARY_VERSION.split('.').count(), 3);
    assert_eq!(RULES_VERSION, 2);
    assert!(zone_data_version().is_some_and(|version| version.starts_with("20")));
    assert!(engine_with(|_| {}).zone().name() == "Asia/Kolkata");
}
