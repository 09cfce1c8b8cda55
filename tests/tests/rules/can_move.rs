//! Behaviour of rule L9 on plain numbers: `can_move` says what `transitions` says.

use std::collections::{BTreeMap, BTreeSet};

use calliyo_core::{
    Code, CommandId, DepartmentId, Engine, Fact, RoleId, StatusId,
    lead::{
        Actor, Command, Context, Deed, FollowUp, FollowUpState, Lead, LiveCall, MoveFacts,
        MoveTable, Need, Transition,
    },
    policy::{
        Action, AllowedMove, Permission, Policy, Reach, Resource, Role, SCHEMA, Stage, Status,
    },
};
use proptest::prelude::*;

use crate::support::{
    agent, agent_id, branch, context, conversion, engine, engine_with, in_minutes, lead, live_call,
    now, open_call, person, plan_call, policy, process, role, status, status_of,
};

/// Everything with which a bare move can be refused, and that it may pass.
const OUTCOMES: [Option<Code>; 9] = [
    None,
    Some(Code::DocumentTooNew),
    Some(Code::NumberOutOfRange),
    Some(Code::StatusMoveNotAllowed),
    Some(Code::StatusUnknown),
    Some(Code::LeadInconsistent),
    Some(Code::StatusNeedsFollowUp),
    Some(Code::StatusNeedsOwner),
    Some(Code::PermissionDenied),
];

/// L9, G3, L2: every lead and every actor that the guards of a bare move can tell apart, under several pipelines
#[test]
fn can_move_says_what_transitions_say_about_every_lead_and_actor() {
    let mut seen = BTreeSet::new();
    for engine in engines() {
        let mut comparison = Comparison::of(&engine);
        let actors = actors(&engine);
        for lead in leads(&engine) {
            for actor in &actors {
                comparison.compare(&lead, &Context::new(now(), actor.clone()));
            }
        }
        seen.append(&mut comparison.codes);
    }
    let expected = OUTCOMES.into_iter().filter(|code| {
        !matches!(code, Some(Code::DocumentTooNew | Code::NumberOutOfRange | Code::StatusUnknown))
    });
    assert_eq!(seen, expected.collect());
}

/// L9, L12, C8, K2: nor do a live call, facts that are missing and documents of other schemas tell the two apart
#[test]
fn can_move_says_what_transitions_say_whatever_else_is_known() {
    let mut seen = BTreeSet::new();
    for engine in engines().into_iter().take(2) {
        let mut comparison = Comparison::of(&engine);
        for lead in leads(&engine) {
            let live = live_calls().map(|live_call| (live_call, SCHEMA));
            let other_schemas = [(None, 0), (None, SCHEMA + 1)];
            for (live_call, schema) in live.into_iter().chain(other_schemas) {
                let lead = Lead { live_call, schema, ..lead.clone() };
                for actor in [process(), person("asha", "agent")] {
                    for context in contexts(&actor) {
                        comparison.compare(&lead, &context);
                    }
                }
            }
        }
        seen.append(&mut comparison.codes);
    }
    assert!(seen.contains(&Some(Code::DocumentTooNew)));
    assert!(seen.contains(&Some(Code::NumberOutOfRange)));
}

/// L9: a status that the pipeline does not have is refused as `decide` refuses it
#[test]
fn a_place_outside_the_pipeline_is_an_unknown_status() {
    let engine = engine();
    let table = engine.move_table();
    for actor in [process(), person("asha", "agent"), person("asha", "guest")] {
        let context = Context::new(now(), actor);
        for lead in leads(&engine) {
            let facts = engine.move_facts(&lead, &context);
            for place in [10, 11, usize::MAX] {
                assert_eq!(table.can_move(facts, place), Err(Code::StatusUnknown));
            }
            let newer = Lead { schema: SCHEMA + 1, ..lead };
            let facts = engine.move_facts(&newer, &context);
            assert_eq!(table.can_move(facts, 10), Err(Code::DocumentTooNew));
        }
    }
}

/// L9, L2, L5, L6: where a move passes with an owner, a follow-up or both, it needs just those without which it does not
#[test]
fn a_move_needs_what_it_does_not_pass_without() {
    let context = Context { agents: Fact::NotKnown, ..Context::new(now(), process()) };
    let mut seen = BTreeSet::new();
    for engine in engines() {
        for lead in leads(&engine) {
            for transition in engine.transitions(&lead, &context) {
                let passing: Vec<Vec<Need>> = every_choice()
                    .into_iter()
                    .filter(|brought| passes(&engine, &lead, &transition.status, brought, &context))
                    .collect();
                let Some(least) = passing.iter().min_by_key(|own| own.len()) else { continue };
                assert_eq!(transition.needs, *least, "{} {lead:?}", transition.name);
                seen.insert(least.clone());
            }
        }
    }
    assert_eq!(seen, every_choice().into_iter().collect());
}

/// What a move can bring that a status may need.
fn every_choice() -> [Vec<Need>; 4] {
    [vec![], vec![Need::FollowUp], vec![Need::Owner], vec![Need::FollowUp, Need::Owner]]
}

fn passes(
    engine: &Engine,
    lead: &Lead,
    to: &StatusId,
    brought: &[Need],
    context: &Context,
) -> bool {
    let deed = Deed::ChangeStatus {
        to: to.clone(),
        owner: brought.contains(&Need::Owner).then(|| agent_id("ravi")),
        follow_up: brought.contains(&Need::FollowUp).then(|| plan_call("new", in_minutes(60))),
        converted_at: None,
        order: None,
    };
    let command = Command { id: CommandId::new("c").unwrap(), expected_version: None, deed };
    engine.decide(Some(lead), &command, context).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// L9: under any pipeline, list of moves and roles, about any lead and person
    #[test]
    fn can_move_says_what_transitions_say_under_any_policy(
        policy in any_policy(),
        picks in prop::array::uniform4(any::<prop::sample::Index>()),
    ) {
        let engine = Engine::new(policy).unwrap();
        let mut comparison = Comparison::of(&engine);
        let (leads, actors) = (leads(&engine), actors(&engine));
        for lead in &picks {
            for actor in &picks {
                let context = Context::new(now(), actor.get(&actors).clone());
                comparison.compare(lead.get(&leads), &context);
            }
        }
    }

    /// L9: a number that is no facts gets an answer, and one that a bare move can have
    #[test]
    fn any_number_gets_an_answer(bits in any::<u64>(), row in 0..200_u64, to in 0..12_usize) {
        let table = engine_with(|policy| policy.pipeline.allowed_moves = listed()).move_table();
        let ordinary = row << 4 | bits & 0xf;
        for bits in [bits, (bits << 40 | ordinary) & ((1 << 53) - 1), ordinary] {
            for to in [to, usize::MAX - to] {
                let outcome = table.can_move(MoveFacts::from_bits(bits), to).err();
                prop_assert!(OUTCOMES.contains(&outcome), "{outcome:?}");
            }
        }
    }
}

/// What plain numbers say about moves under a policy, beside what `transitions` say.
struct Comparison<'e> {
    engine: &'e Engine,
    table: MoveTable,
    /// The first answer about leads and actors of the same facts.
    answers: BTreeMap<u64, Vec<Transition>>,
    /// Every code that moves were refused with.
    codes: BTreeSet<Option<Code>>,
}

impl<'e> Comparison<'e> {
    fn of(engine: &'e Engine) -> Self {
        let (answers, codes) = (BTreeMap::new(), BTreeSet::new());
        Self { engine, table: engine.move_table(), answers, codes }
    }

    fn compare(&mut self, lead: &Lead, context: &Context) {
        let bits = self.engine.move_facts(lead, context).bits();
        assert!(bits < 1 << 53, "JavaScript holds the number exactly");
        let facts = MoveFacts::from_bits(bits);
        let transitions = self.engine.transitions(lead, context);
        for (place, transition) in transitions.iter().enumerate() {
            let outcome = self.table.can_move(facts, place);
            let about = || format!("{} {lead:?} {context:?}", transition.name);
            assert_eq!(outcome.is_ok(), transition.allowed, "{}", about());
            assert_eq!(outcome.err(), transition.code, "{}", about());
            self.codes.insert(transition.code);
        }
        let first = self.answers.entry(bits).or_insert_with(|| transitions.clone());
        assert_eq!(*first, transitions, "the same facts: {lead:?} {context:?}");
    }
}

/// The pipeline of a new company, with and without a list of moves, and one that was turned inside out.
fn engines() -> [Engine; 4] {
    let with = |edit: fn(&mut Policy)| {
        engine_with(|policy| {
            policy.people.roles.extend(roles());
            edit(policy);
        })
    };
    [
        with(|_| {}),
        with(|policy| policy.pipeline.allowed_moves = listed()),
        with(|policy| policy.pipeline.allowed_moves = Some(Vec::new())),
        with(|policy| {
            status_of(policy, "followUps").closes_follow_ups = true;
            status_of(policy, "unassigned").closes_follow_ups = true;
            status_of(policy, "notInterested").closes_follow_ups = false;
            policy.pipeline.statuses.reverse();
            policy.pipeline.statuses.insert(4, own_status("visited", true));
        }),
    ]
}

/// Moves for all roles, for some, and none from most statuses.
fn listed() -> Option<Vec<AllowedMove>> {
    let allowed = |from: &str, to: &str, roles: Option<&[&str]>| AllowedMove {
        from: status(from),
        to: status(to),
        roles: roles.map(|roles| roles.iter().map(|own| role(own)).collect()),
    };
    Some(vec![
        allowed("unassigned", "assigned", None),
        allowed("assigned", "followUps", None),
        allowed("assigned", "busy", Some(&["agent"])),
        allowed("assigned", "unassigned", Some(&["manager", "agent"])),
        allowed("busy", "customer", Some(&["manager"])),
        allowed("customer", "busy", Some(&["manager"])),
        allowed("customer", "unassigned", None),
    ])
}

fn own_status(id: &str, closes_follow_ups: bool) -> Status {
    Status {
        id: status(id),
        name: id.into(),
        stage: Stage::Call,
        terminal: false,
        closes_follow_ups,
        in_queue: true,
        counts_toward_cap: true,
    }
}

/// A role for each reach and each set of permissions that moves ask for: of leads and customers alike, or of one kind.
fn roles() -> Vec<Role> {
    let may = |resource, actions: &[Action]| -> Vec<Permission> {
        actions.iter().map(|action| Permission::new(resource, *action)).collect()
    };
    let all = [Action::Move, Action::Assign];
    let alike = |actions: &[Action]| {
        [may(Resource::Lead, actions), may(Resource::Customer, actions)].concat()
    };
    let permissions = [
        Vec::new(),
        alike(&[Action::Move]),
        alike(&[Action::Assign]),
        alike(&all),
        may(Resource::Lead, &all),
        may(Resource::Customer, &all),
    ];
    let reaches = [
        ("own", Reach::Own),
        ("department", Reach::Department),
        ("branch", Reach::Branch),
        ("company", Reach::Company),
    ];
    let mut roles = Vec::new();
    for (name, reach) in reaches {
        for (number, permissions) in permissions.iter().cloned().enumerate() {
            let name = format!("{name} {number}");
            roles.push(Role { id: role(&name), name, permissions, reach, receives_leads: false });
        }
    }
    roles
}

/// The host's own process, and a person of every role, with and without a place in the company; one role is not the company's.
fn actors(engine: &Engine) -> Vec<Actor> {
    let roles = engine.policy().people.roles.iter().map(|own| own.id.clone());
    let persons = roles.chain([role("guest")]).flat_map(|role| {
        let placeless = person("asha", role.as_str());
        let in_pune = Actor {
            branch: Some(branch("pune")),
            department: Some(department("pune")),
            ..placeless.clone()
        };
        [in_pune, placeless]
    });
    [process()].into_iter().chain(persons).collect()
}

/// Leads on every status and on one that there is not, consistent or contradicting themselves in every way.
fn leads(engine: &Engine) -> Vec<Lead> {
    let mut leads = Vec::new();
    let known = engine.policy().pipeline.statuses.iter().map(|own| own.id.clone());
    for on in known.chain([status("gone")]) {
        for owner in [None, Some("asha"), Some("bala")] {
            for credited in [None, Some("asha"), Some("bala")] {
                for follow_ups in follow_ups() {
                    for status_since in [now(), in_minutes(60)] {
                        for place in [None, Some("pune")] {
                            leads.push(Lead {
                                status: on.clone(),
                                status_since,
                                owner: owner.map(agent_id),
                                conversion: credited
                                    .map(|own| conversion(own, "2026-05-12T06:00:00Z", None)),
                                follow_ups: follow_ups.clone(),
                                branch: place.map(branch),
                                department: place.map(department),
                                ..bare_lead()
                            });
                        }
                    }
                }
            }
        }
    }
    leads
}

fn bare_lead() -> Lead {
    static LEAD: std::sync::LazyLock<Lead> = std::sync::LazyLock::new(|| lead("unassigned"));
    LEAD.clone()
}

fn department(id: &str) -> DepartmentId {
    DepartmentId::new(id).unwrap()
}

/// None, one ahead, one overdue, one that is not open, and an open one beside such a one.
fn follow_ups() -> [Vec<FollowUp>; 5] {
    let ahead = open_call("ahead", "2026-05-18T05:00:00Z");
    let overdue = open_call("overdue", "2026-05-14T05:00:00Z");
    let done =
        FollowUp { state: FollowUpState::Resolved, ..open_call("done", "2026-05-14T06:00:00Z") };
    [vec![], vec![ahead.clone()], vec![overdue], vec![done.clone()], vec![done, ahead]]
}

/// None, the owner's, another's, and one that is lost.
fn live_calls() -> [Option<LiveCall>; 4] {
    let call = |agent, start| Some(live_call("live", agent, start));
    [
        None,
        call("asha", "2026-05-15T08:50:00Z"),
        call("bala", "2026-05-15T08:50:00Z"),
        call("asha", "2026-05-13T08:50:00Z"),
    ]
}

/// Nothing known, all known, all demanded, and agents who are in a call.
fn contexts(actor: &Actor) -> [Context; 5] {
    let nothing = Context::new(now(), actor.clone());
    let everything = Context { actor: actor.clone(), ..context() };
    let calling = calliyo_core::lead::Agent {
        live_call: live_calls().into_iter().flatten().next().map_or(Fact::Empty, Fact::Known),
        ..agent("asha")
    };
    [
        Context { demand_all_facts: true, ..nothing.clone() },
        Context { demand_all_facts: true, ..everything.clone() },
        Context { agents: Fact::Known(vec![calling]), ..everything.clone() },
        nothing,
        everything,
    ]
}

/// The three protected statuses, the assigned one and up to five more in any order, any list of moves, and every role.
fn any_policy() -> impl Strategy<Value = Policy> {
    let fixed = || ["unassigned", "assigned", "followUps", "customer"].map(status);
    let own = prop::collection::btree_map("[a-f]", any::<bool>(), 0..=5);
    let roles: Vec<RoleId> = policy().people.roles.into_iter().map(|own| own.id).collect();
    let some_roles = prop::option::of(prop::sample::subsequence(roles.clone(), 1..=roles.len()));
    let moves = prop::collection::btree_map(any::<(u8, u8)>(), some_roles, 0..12);
    (own, any::<u8>(), prop::option::of(moves)).prop_flat_map(move |(own, closing, moves)| {
        let names: Vec<StatusId> =
            fixed().into_iter().chain(own.keys().map(|name| status(name))).collect();
        let own: Vec<Status> = own.iter().map(|(name, closes)| own_status(name, *closes)).collect();
        Just(names).prop_shuffle().prop_map(move |order| {
            let mut policy = policy();
            policy.people.roles.extend(self::roles());
            let pipeline = &mut policy.pipeline;
            pipeline.statuses.retain(|status| order.contains(&status.id));
            pipeline.statuses.extend(own.clone());
            pipeline.statuses.sort_by_key(|status| order.iter().position(|id| *id == status.id));
            for (place, status) in pipeline.statuses.iter_mut().enumerate() {
                // A customer's flag is fixed.
                status.closes_follow_ups |= closing >> (place % 8) & 1 == 1;
            }
            pipeline.roles.not_picked = None;
            pipeline.roles.missed = None;
            pipeline.roles.interested = None;
            policy.automation.assignment.statuses.retain(|id| order.contains(id));
            policy.automation.removal.statuses.retain(|id| order.contains(id));
            let place = |byte: u8| order[usize::from(byte) % order.len()].clone();
            let moves = moves.as_ref().map(|moves| {
                let mut pairs = BTreeSet::new();
                moves
                    .iter()
                    .map(|((from, to), roles)| (place(*from), place(*to), roles.clone()))
                    .filter(|(from, to, _)| from != to && pairs.insert((from.clone(), to.clone())))
                    .map(|(from, to, roles)| AllowedMove { from, to, roles })
                    .collect()
            });
            pipeline.allowed_moves = moves;
            policy
        })
    })
}
