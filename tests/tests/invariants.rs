//! What holds whatever a host asks for: a million random commands.

use std::collections::{BTreeMap, BTreeSet};

use calliyo_core::{
    AgentId, CallId, Code, CommandId, Count, Engine, Fact, FollowUpId, LeadId, MinorUnits, Patch,
    Priority, RoleId, StatusId,
    lead::{
        ActivityKind, Actor, Agent, AgentState, Call, CallEdit, CallStatus, Change, Command,
        Context, Conversion, Currency, Decision, Deed, Direction, Event, FollowUp, FollowUpEdit,
        FollowUpKind, FollowUpState, Lead, LeadEdit, LiveCall, LogCall, MoveTable, NewCall,
        NewFollowUp, NewLead, NewNote, Order, Parent, Recording, Rejection, Resolution, StartCall,
        apply, replay,
    },
    policy::{
        AllowedMove, PipelineEdit, Policy, ResolvedBy, SCHEMA, Stage, Status, StatusEdit,
        StatusRole,
    },
    time::{Calendar, CallingHours, TimeZone, Timestamp, Weekday},
    wire,
};
use calliyo_tests::random::Random;

const COMMANDS: u32 = 1_000_000;
const SEED: u64 = 20_260_515;
/// Half of the leads belong to companies that [`companies`] makes one by one.
const COMPANIES: u32 = 8;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Every code with which a command can be refused or warned of.
///
/// The rest of the table belongs to requests, policies, jobs and batches. `money.currency_invalid` and `id.malformed` are
/// given before there is a command: a currency and an id are checked when they are made.
const CODES: &[Code] = &[
    Code::DocumentTooNew,
    Code::StatusMoveNotAllowed,
    Code::StatusUnknown,
    Code::LeadUnknown,
    Code::LeadMismatch,
    Code::VersionConflict,
    Code::LeadCapturedInFuture,
    Code::LeadInconsistent,
    Code::StatusUnchanged,
    Code::StatusNeedsFollowUp,
    Code::OwnerUnchanged,
    Code::LeadIsCustomer,
    Code::StatusNeedsOwner,
    Code::OwnerNotExpected,
    Code::AgentBanned,
    Code::AgentUnknown,
    Code::AgentNotAssignable,
    Code::AgentAway,
    Code::AgentOverCap,
    Code::CommandAlreadyDone,
    Code::ContextIncomplete,
    Code::CommandNothingChanged,
    Code::CallLiveHasDuration,
    Code::CallNeedsFollowUp,
    Code::CallNoteRecommended,
    Code::CallNextStatusConflict,
    Code::CallNotConnected,
    Code::CallConnectedDespiteStatus,
    Code::FollowUpNoteRecommended,
    Code::CallStatusNotFinal,
    Code::CallAlreadyLive,
    Code::CallNotLive,
    Code::CallInFuture,
    Code::LeadNextStepMissing,
    Code::CallUnknown,
    Code::CallVoided,
    Code::LeadDoNotCall,
    Code::PhoneInvalid,
    Code::CallDirectionDisagrees,
    Code::TextTooLong,
    Code::AttendeeDuplicate,
    Code::RecordingNotAudio,
    Code::ReminderNotOffered,
    Code::FollowUpNeedsOwner,
    Code::FollowUpNotInFuture,
    Code::FollowUpNotOverdue,
    Code::FollowUpNotOpen,
    Code::FollowUpUnknown,
    Code::FollowUpDoubleBooked,
    Code::FollowUpNonWorkingDay,
    Code::ConversionInFuture,
    Code::ConversionBeforeCapture,
    Code::ConversionNotExpected,
    Code::OrdersNotInUse,
    Code::OrderNotExpected,
    Code::LeadNotCustomer,
    Code::MoneyNegative,
    Code::CalendarNoWorkingDay,
    Code::FollowUpOutsideHours,
    Code::CallOutsideHours,
    Code::PermissionDenied,
    Code::LeadDuplicatePhone,
];

/// Every kind of command, by its name on the wire.
const DEEDS: [&str; 17] = [
    "captureLead",
    "updateLead",
    "assign",
    "unassign",
    "changeStatus",
    "logCall",
    "startCall",
    "completeCall",
    "abandonCall",
    "correctCall",
    "voidCall",
    "scheduleFollowUp",
    "rescheduleFollowUp",
    "completeFollowUp",
    "dismissFollowUp",
    "addNote",
    "updateOrder",
];

const STATUSES: [&str; 10] = [
    "unassigned",
    "assigned",
    "followUps",
    "interested",
    "notInterested",
    "busy",
    "notPicked",
    "missed",
    "wrongNumber",
    "customer",
];

/// L1, L2, L3, L9, L11, C8, E, P3, P4, P7: whatever is asked, nothing panics, no invariant breaks, and events tell all that
/// happened, also where a pipeline was edited in every way that is accepted
#[test]
fn a_million_random_commands_break_nothing() {
    let mut tally = Tally::default();
    let mut world = World::new(SEED);
    for _ in 0..COMMANDS {
        world.step(&mut tally);
    }
    world.close();

    let accepted = tally.accepted.values().sum::<u32>();
    println!(
        "{COMMANDS} commands, {accepted} accepted, {} on inconsistent leads",
        tally.inconsistent
    );
    println!(
        "{} histories replayed, {} asked through the JSON door",
        world.replayed, tally.by_wire
    );
    println!("{} codes hit: {:?}", tally.codes.len(), tally.codes);
    assert!(accepted >= COMMANDS / 10 * 3, "{accepted} of {COMMANDS} commands were accepted");
    let deeds: Vec<_> = tally.accepted.keys().copied().collect();
    assert_eq!(deeds, BTreeSet::from(DEEDS).into_iter().collect::<Vec<_>>());
    let codes: Vec<_> = tally.codes.keys().copied().collect();
    let expected: BTreeSet<_> = CODES.iter().copied().collect();
    assert_eq!(codes, expected.into_iter().collect::<Vec<_>>());
}

/// What the commands came to.
#[derive(Default)]
struct Tally {
    accepted: BTreeMap<&'static str, u32>,
    codes: BTreeMap<Code, u32>,
    inconsistent: u32,
    by_wire: u32,
}

/// Some leads, each under one of a few policies, and all that hosts would store of them.
struct World {
    random: Random,
    companies: Vec<Company>,
    leads: Vec<Story>,
    commands: u32,
    replayed: u32,
}

struct Company {
    engine: Engine,
    moves: MoveTable,
    agents: Vec<Agent>,
}

/// One lead and its history.
struct Story {
    company: usize,
    now: Timestamp,
    start: Option<Lead>,
    lead: Option<Lead>,
    events: Vec<Event>,
    calls: Vec<Call>,
    closed: Vec<FollowUpId>,
    commands_left: u32,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut world = Self {
            random: Random::new(seed),
            companies: companies(),
            leads: Vec::new(),
            commands: 0,
            replayed: 0,
        };
        world.leads = (0..64).map(|_| world.story()).collect();
        world
    }

    /// A lead that is not there yet or, in half of the cases, one that was worked on before.
    fn story(&mut self) -> Story {
        let random = &mut self.random;
        let now = at(random.between(1_000, 45_000) * DAY + random.between(0, 86_399) * 1000);
        let lead = random.maybe(50, |random| random_lead(random, now));
        Story {
            company: self.random.below(COMPANIES) as usize,
            now,
            start: lead.clone(),
            lead,
            events: Vec::new(),
            calls: Vec::new(),
            closed: Vec::new(),
            commands_left: 1 + self.random.below(60),
        }
    }

    fn step(&mut self, tally: &mut Tally) {
        let place = self.random.below(64) as usize;
        if self.leads[place].commands_left == 0 {
            let fresh = self.story();
            let old = std::mem::replace(&mut self.leads[place], fresh);
            self.replay(&old);
        }
        self.commands += 1;
        let story = &mut self.leads[place];
        story.commands_left -= 1;
        story.now = at(story.now.as_millis() + pass(&mut self.random));
        let company = &self.companies[story.company];
        let mut draw = Draw { random: &mut self.random, story, company, number: self.commands };
        let context = draw.context();
        let command = draw.command(&context);
        let decided = company.engine.decide(story.lead.as_ref(), &command, &context);
        assert_eq!(
            decided,
            company.engine.decide(story.lead.as_ref(), &command, &context),
            "twice"
        );
        let check = Check { engine: &company.engine, story, command: &command, context: &context };
        check.asked_of_numbers(&company.moves, &decided);
        match &decided {
            Ok(decision) => {
                let after = check.accepted(decision, tally);
                story.take(decision, after);
            }
            Err(rejection) => check.rejected(rejection, tally),
        }
    }

    /// The history of a lead leads to the lead.
    fn replay(&mut self, story: &Story) {
        let mut lead = story.start.clone();
        story.events.iter().for_each(|event| apply(&mut lead, event));
        assert_eq!(lead, story.lead);
        if story.start.is_none() {
            assert_eq!(replay(&story.events), story.lead);
            let mut ids = BTreeSet::new();
            assert!(story.events.iter().all(|event| ids.insert(event.id.to_string())));
        }
        self.replayed += 1;
    }

    fn close(&mut self) {
        for story in std::mem::take(&mut self.leads) {
            self.replay(&story);
        }
    }
}

impl Story {
    fn take(&mut self, decision: &Decision, after: Option<Lead>) {
        for event in &decision.events {
            match &event.change {
                Change::CallCompleted { call } => self.calls.push(call.clone()),
                Change::CallCorrected { call, .. } | Change::CallVoided { call, .. } => {
                    let own = self.calls.iter_mut().find(|own| own.id == call.id);
                    own.into_iter().for_each(|own| *own = call.clone());
                }
                Change::FollowUpCompleted { follow_up } | Change::FollowUpExpired { follow_up } => {
                    self.closed.push(follow_up.id.clone());
                }
                _ => {}
            }
        }
        self.events.extend(decision.events.iter().cloned());
        self.lead = after;
    }
}

/// One decided command, to be looked at.
struct Check<'c> {
    engine: &'c Engine,
    story: &'c Story,
    command: &'c Command,
    context: &'c Context,
}

impl Check<'_> {
    /// A bare move passes exactly when the plain numbers say so (rule L9).
    fn asked_of_numbers(&self, moves: &MoveTable, decided: &Result<Decision, Rejection>) {
        let Self { engine, story, command, context } = *self;
        let (Some(lead), Deed::ChangeStatus { to, .. }) = (&story.lead, &command.deed) else {
            return;
        };
        if command.expected_version.is_some() || command.deed != Deed::change_status(to.clone()) {
            return;
        }
        let statuses = &engine.policy().pipeline.statuses;
        let place = statuses.iter().position(|own| own.id == *to).unwrap_or(usize::MAX);
        let code = decided.as_ref().err().and_then(Rejection::code);
        assert_eq!(moves.can_move(engine.move_facts(lead, context), place).err(), code, "{lead:?}");
    }

    /// Checks an accepted command; returns the lead after it.
    fn accepted(&self, decision: &Decision, tally: &mut Tally) -> Option<Lead> {
        let Self { engine, command, context, .. } = *self;
        let before = self.story.lead.as_ref();
        *tally.accepted.entry(name_of(&command.deed)).or_default() += 1;
        self.count(tally, decision.warnings.iter().map(calliyo_core::Diagnostic::code));
        assert!(decision.warnings.is_sorted_by_key(calliyo_core::Diagnostic::code));
        assert!(!context.demand_all_facts || decision.not_checked.is_empty());

        let mut after = before.cloned();
        for (place, event) in decision.events.iter().enumerate() {
            assert_eq!(event.id.command, command.id);
            assert_eq!(usize::try_from(event.id.ordinal), Ok(place + 1));
            assert_eq!((event.at, &event.actor), (context.now, &context.actor.id));
            if matches!(event.change, Change::CallStarted { .. }) {
                assert!(
                    after.as_ref().is_some_and(|lead| lead.live_call.is_none()),
                    "two live calls"
                );
            }
            apply(&mut after, event);
            assert_eq!(event.lead.as_ref(), after.as_ref().map(|lead| &lead.id));
        }
        let rank = |event: &Event| rank(&event.change);
        assert!(decision.events.is_sorted_by_key(rank), "rule E: {:?}", decision.events);
        self.asked_by_wire(&after, tally);

        let lead = after.as_ref().expect("an accepted command leaves a lead");
        let events = u64::try_from(decision.events.len()).expect("few events");
        let version = before.map_or(0, |lead| lead.version.get());
        assert_eq!(lead.version.get(), version + events);
        let was_consistent =
            before.is_none_or(|lead| engine.contradictions(lead, context.now).is_empty());
        let done_already = decision.warns(Code::CommandAlreadyDone);
        if was_consistent || !done_already {
            assert_eq!(
                engine.contradictions(lead, context.now),
                Vec::<&str>::new(),
                "{decision:?}"
            );
        }
        if was_consistent {
            self.holds(lead, decision);
        } else {
            tally.inconsistent += 1;
            let mends = matches!(
                command.deed,
                Deed::Unassign {} | Deed::Assign { .. } | Deed::ChangeStatus { .. }
            );
            assert!(mends || done_already, "only a move mends: {:?}", command.deed);
        }
        after
    }

    /// What holds of a lead that was consistent, and is.
    fn holds(&self, lead: &Lead, decision: &Decision) {
        let Self { command, context, .. } = *self;
        let before = self.story.lead.as_ref();
        let count = |is: fn(&Change) -> bool| {
            decision.events.iter().filter(|event| is(&event.change)).count()
        };
        assert!(lead.follow_ups.is_sorted_by(|a, b| (a.at, &a.id) < (b.at, &b.id)));
        for follow_up in &lead.follow_ups {
            assert!(follow_up.is_open());
            assert!(follow_up.parent.is_lead(&lead.id));
            assert_eq!(Some(&follow_up.owner), lead.owner.as_ref());
        }
        assert!(count(|own| matches!(own, Change::LeadStatusChanged { .. })) <= 1);
        assert!(
            count(|own| matches!(own, Change::LeadAssigned { .. } | Change::LeadUnassigned { .. }))
                <= 1
        );
        for event in &decision.events {
            match &event.change {
                Change::LeadStatusChanged { from, to } => assert_ne!(from, to),
                Change::LeadAssigned { from, to } => assert_ne!(from.as_ref(), Some(to)),
                Change::FollowUpCreated { follow_up }
                | Change::FollowUpRescheduled { follow_up, .. } => {
                    assert!(follow_up.at > context.now);
                }
                Change::LeadUnconverted { .. } => {
                    assert!(matches!(command.deed, Deed::ChangeStatus { .. }), "rule V3");
                }
                _ => {}
            }
        }
        if let Some(before) = before.filter(|before| before.status == lead.status) {
            assert_eq!(before.status_since, lead.status_since, "only a change restarts the clock");
        }
        if lead.is_stalled() {
            assert!(decision.warns(Code::LeadNextStepMissing));
        }
    }

    fn rejected(&self, rejection: &Rejection, tally: &mut Tally) {
        let Self { engine, command, context, .. } = *self;
        assert!(!rejection.reasons.is_empty());
        assert!(rejection.reasons.is_sorted_by_key(calliyo_core::Diagnostic::code));
        self.count(tally, rejection.reasons.iter().map(calliyo_core::Diagnostic::code));
        let Some(lead) = &self.story.lead else { return };
        let is_host = context.actor.role.is_none() && !context.demand_all_facts;
        if lead.schema > SCHEMA || !is_host || engine.contradictions(lead, context.now).is_empty() {
            return;
        }
        // An inconsistent lead is always taken back, and what is proposed for it is accepted.
        assert!(
            command.deed != Deed::Unassign {} || command.expected_version.is_some(),
            "{rejection:?}"
        );
        for deed in engine.repair(lead, context) {
            let repair = Command { id: command.id.clone(), expected_version: None, deed };
            let decision =
                engine.decide(Some(lead), &repair, context).expect("a repair is accepted");
            let mut mended = Some(lead.clone());
            decision.events.iter().for_each(|event| apply(&mut mended, event));
            let mended = mended.expect("the lead is there");
            assert_eq!(engine.contradictions(&mended, context.now), Vec::<&str>::new());
        }
    }

    fn count(&self, tally: &mut Tally, codes: impl Iterator<Item = Code>) {
        for code in codes {
            *tally.codes.entry(code).or_default() += 1;
        }
    }

    /// Now and then the same is asked through the JSON door, and the same lead comes out of it.
    fn asked_by_wire(&self, after: &Option<Lead>, tally: &mut Tally) {
        if !self.command.id.as_str().ends_with("77") {
            return;
        }
        let request = serde_json::json!({
            "lead": self.story.lead, "command": self.command, "context": self.context,
        });
        let answer = wire::answer(Some(self.engine), "decide", &request.to_string());
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("an answer is JSON");
        assert_eq!(answer["result"]["type"], "accepted", "{answer}");
        assert_eq!(answer["result"]["lead"], serde_json::to_value(after).expect("a lead is JSON"));
        tally.by_wire += 1;
    }
}

/// Where an event stands among those of its command (rule E): by kind, then by the follow-up's id.
fn rank(change: &Change) -> (u8, Option<FollowUpId>) {
    let rank = match change {
        Change::LeadCreated { .. } => 0,
        Change::LeadUpdated { .. } => 1,
        Change::CallStarted { .. }
        | Change::CallCompleted { .. }
        | Change::CallAbandoned { .. }
        | Change::CallCorrected { .. }
        | Change::CallVoided { .. } => 2,
        Change::FollowUpCompleted { follow_up }
            if follow_up.closed_by == Some(Resolution::Call) =>
        {
            return (3, Some(follow_up.id.clone()));
        }
        Change::NoteAdded { .. } => 4,
        Change::FollowUpCreated { .. } | Change::FollowUpRescheduled { .. } => 5,
        Change::LeadAssigned { .. } | Change::LeadUnassigned { .. } => 6,
        Change::LeadStatusChanged { .. } => 7,
        Change::LeadConverted { .. } | Change::LeadUnconverted { .. } => 8,
        Change::OrderUpdated { .. } => 9,
        Change::FollowUpCompleted { follow_up } | Change::FollowUpExpired { follow_up } => {
            return (10, Some(follow_up.id.clone()));
        }
        Change::FollowUpReassigned { follow_up, .. } => return (10, Some(follow_up.clone())),
        other => panic!("no command gives {other:?}"),
    };
    (rank, None)
}

fn name_of(deed: &Deed) -> &'static str {
    match deed {
        Deed::CaptureLead(_) => "captureLead",
        Deed::UpdateLead(_) => "updateLead",
        Deed::Assign { .. } => "assign",
        Deed::Unassign {} => "unassign",
        Deed::ChangeStatus { .. } => "changeStatus",
        Deed::LogCall(_) => "logCall",
        Deed::StartCall(_) => "startCall",
        Deed::CompleteCall(_) => "completeCall",
        Deed::AbandonCall { .. } => "abandonCall",
        Deed::CorrectCall(_) => "correctCall",
        Deed::VoidCall { .. } => "voidCall",
        Deed::ScheduleFollowUp(_) => "scheduleFollowUp",
        Deed::RescheduleFollowUp(_) => "rescheduleFollowUp",
        Deed::CompleteFollowUp { .. } => "completeFollowUp",
        Deed::DismissFollowUp { .. } => "dismissFollowUp",
        Deed::AddNote(_) => "addNote",
        Deed::UpdateOrder { .. } => "updateOrder",
        other => panic!("a new kind of command: {other:?}"),
    }
}

/// Four companies: by default, strict, without working days, and in a zone with daylight saving time. Those behind edited
/// their pipelines at random.
fn companies() -> Vec<Company> {
    let zone = |name: &str| TimeZone { name: name.into(), data: None };
    let time = |text: &str| text.parse().expect("a time of day");
    let usual = Policy { time_zone: zone("Asia/Kolkata"), ..Policy::default() };

    let mut strict = usual.clone();
    let moves = [
        ("unassigned", "assigned"),
        ("assigned", "followUps"),
        ("assigned", "busy"),
        ("busy", "followUps"),
        ("followUps", "interested"),
        ("followUps", "unassigned"),
        ("interested", "customer"),
        ("customer", "interested"),
    ];
    let allowed = |(from, to)| AllowedMove { from: status(from), to: status(to), roles: None };
    strict.pipeline.allowed_moves = Some(moves.into_iter().map(allowed).collect());
    strict.calls.automatic_statuses = true;
    strict.calls.follow_up_required = true;
    strict.orders.enabled = false;
    strict.follow_ups.resolved_by = ResolvedBy::ConnectedCall;
    let hours = |weekday| CallingHours {
        weekday,
        from: time("09:00"),
        to: "18:00".parse().expect("an end of a range"),
    };
    let working = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday];
    strict.calendar.calling_hours = Some(working.map(hours).into());

    let mut idle = usual.clone();
    idle.calendar = Calendar { working_days: Vec::new(), ..Calendar::default() };
    idle.calls.automatic_statuses = true;

    let mut abroad = Policy { time_zone: zone("America/New_York"), ..Policy::default() };
    abroad.calls.longest_call_minutes = 30;

    let mut random = Random::new(SEED);
    let edited: Vec<Policy> = (4..COMPANIES).map(|_| edited(usual.clone(), &mut random)).collect();
    [usual, strict, idle, abroad]
        .into_iter()
        .chain(edited)
        .map(|policy| Engine::new(policy).expect("the policy has no fault"))
        .map(|engine| Company { moves: engine.move_table(), engine, agents: agents() })
        .collect()
}

/// A policy after many edits of its pipeline, as far as they were accepted.
fn edited(mut policy: Policy, random: &mut Random) -> Policy {
    policy.calls.automatic_statuses = random.percent(50);
    // Little is in use, so that statuses can be deleted and take other parts.
    policy.automation.removal.statuses.clear();
    policy.automation.assignment.statuses = vec![StatusId::unassigned()];
    for _ in 0..60 {
        if let Ok(change) = policy.edit_pipeline(&pipeline_edit(&policy, random)) {
            policy = change.policy;
        }
    }
    policy
}

fn pipeline_edit(policy: &Policy, random: &mut Random) -> PipelineEdit {
    let statuses = &policy.pipeline.statuses;
    let any = |random: &mut Random| random.pick(statuses).id.clone();
    let flag = |random: &mut Random| random.maybe(50, |random| random.percent(50));
    match random.below(9) {
        0 | 1 => PipelineEdit::Add {
            status: Status {
                id: status(random.word(&["warm", "cold", "busy", "lost"])),
                name: random.word(&["Warm", "Cold", "Later"]).into(),
                stage: *random.pick(&[Stage::Call, Stage::FollowUp]),
                terminal: random.percent(30),
                closes_follow_ups: random.percent(30),
                in_queue: random.percent(50),
                counts_toward_cap: random.percent(50),
            },
            place: random.maybe(50, |random| random.below(12) as usize),
        },
        2 | 3 => PipelineEdit::Delete {
            status: any(random),
            replacement: random.maybe(50, any),
            no_leads: random.percent(50),
        },
        4 | 5 => PipelineEdit::Adjust(StatusEdit {
            terminal: flag(random),
            closes_follow_ups: flag(random),
            in_queue: flag(random),
            counts_toward_cap: flag(random),
            ..StatusEdit::new(any(random))
        }),
        6 | 7 => PipelineEdit::SetRole {
            role: *random.pick(&[
                StatusRole::Assigned,
                StatusRole::NotPicked,
                StatusRole::Missed,
                StatusRole::Interested,
            ]),
            status: random.maybe(80, any),
        },
        _ => PipelineEdit::SetAllowedMoves {
            moves: random.maybe(30, |random| {
                let allowed = |random: &mut Random| AllowedMove {
                    from: any(random),
                    to: any(random),
                    roles: None,
                };
                (0..20).map(|_| allowed(random)).collect()
            }),
        },
    }
}

fn agents() -> Vec<Agent> {
    let agent = |id: &str, role: &str, state, cap, held| Agent {
        id: agent_id(id),
        name: None,
        role: RoleId::new(role).expect("an id"),
        branch: None,
        department: None,
        state,
        cap,
        held,
        counter: None,
        received_today: 0,
        last_run: None,
        live_call: Fact::NotKnown,
    };
    vec![
        agent("asha", "agent", AgentState::Active, None, Fact::NotKnown),
        agent("bela", "agent", AgentState::Active, Some(3), Fact::Known(2)),
        agent("chitra", "agent", AgentState::Away, Some(2), Fact::Known(2)),
        agent("dev", "agent", AgentState::Banned, None, Fact::Empty),
        agent("mira", "manager", AgentState::Active, None, Fact::NotKnown),
    ]
}

fn at(millis: i64) -> Timestamp {
    Timestamp::MIN.saturating_add_millis(millis)
}

fn status(id: &str) -> StatusId {
    StatusId::new(id).expect("an id")
}

fn agent_id(id: &str) -> AgentId {
    AgentId::new(id).expect("an id")
}

/// How much time passes between two commands.
fn pass(random: &mut Random) -> i64 {
    match random.below(10) {
        0 | 1 => 0,
        2..=5 => random.between(1, 40) * MINUTE,
        6..=8 => random.between(1, 30) * HOUR,
        _ => random.between(1, 20) * DAY,
    }
}

/// A lead as some other system may have left it: consistent in most cases.
fn random_lead(random: &mut Random, now: Timestamp) -> Lead {
    let id = LeadId::new("lead").expect("an id");
    let on = random.word(&STATUSES);
    let owner =
        (on != "unassigned").then(|| agent_id(random.word(&["asha", "bela", "dev", "gone"])));
    let since = now.saturating_add_millis(-random.between(0, 30) * DAY);
    let captured_at = since.saturating_add_millis(-random.between(0, 30) * DAY);
    let mut follow_ups = Vec::new();
    if let Some(owner) = owner.as_ref().filter(|_| random.percent(50)) {
        for number in 0..1 + random.below(3) {
            follow_ups.push(FollowUp {
                id: FollowUpId::new(&format!("old-{number}")).expect("an id"),
                parent: Parent::Lead(id.clone()),
                owner: owner.clone(),
                kind: *random.pick(&[
                    FollowUpKind::Call,
                    FollowUpKind::Meeting,
                    FollowUpKind::Visit,
                ]),
                state: FollowUpState::Open,
                at: now.saturating_add_millis(random.between(-48, 96) * HOUR),
                scheduled_at: since,
                moves: 0,
                reminder_minutes: None,
                subject: None,
                note: None,
                attendees: Vec::new(),
                closed_at: None,
                closed_by: None,
            });
        }
    }
    follow_ups.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    let conversion = owner.as_ref().filter(|_| on == "customer").map(|agent| Conversion {
        at: since,
        agent: agent.clone(),
        order: random.maybe(50, order),
    });
    let live_call = random.maybe(15, |random| LiveCall {
        id: CallId::new("old-call").expect("an id"),
        agent: agent_id("asha"),
        direction: Direction::Outgoing,
        started_at: now.saturating_add_millis(-random.between(0, 400) * MINUTE),
        recorded: false,
    });
    let mut lead = Lead {
        schema: SCHEMA,
        id,
        version: Count::new(u64::from(random.below(50))),
        status: status(on),
        status_since: since,
        owner_since: owner.as_ref().map(|_| since),
        owner,
        last_owner: random.maybe(20, |_| agent_id("bela")),
        captured_at,
        phone: random.maybe(50, |_| "+919876543210".into()),
        name: None,
        source: None,
        campaign: None,
        tags: Vec::new(),
        branch: None,
        department: None,
        priority: None,
        do_not_call: random.percent(10),
        attempts: random.below(4),
        last_attempt: None,
        connected_ever: false,
        live_call,
        follow_ups,
        conversion,
    };
    if random.percent(25) {
        spoil(random, &mut lead, now);
    }
    lead
}

/// Breaks what must hold of a lead (rule L2).
fn spoil(random: &mut Random, lead: &mut Lead, now: Timestamp) {
    match random.below(8) {
        0 => lead.owner = Some(agent_id("asha")).filter(|_| lead.owner.is_none()),
        1 => lead.status = status("lost"),
        2 => lead.status = status("unassigned"),
        3 => lead.status = status("customer"),
        4 => lead.status_since = now.saturating_add_millis(random.between(1, 90) * DAY),
        5 => lead.conversion = Some(Conversion { at: now, agent: agent_id("dev"), order: None }),
        6 => {
            let closing = lead.follow_ups.first_mut();
            closing.into_iter().for_each(|own| own.state = FollowUpState::Resolved);
        }
        _ => lead.schema = SCHEMA + 1,
    }
}

fn order(random: &mut Random) -> Order {
    Order {
        amount_minor: MinorUnits::new(random.between(-5, 200)),
        tax_minor: random.maybe(30, |random| MinorUnits::new(random.between(-1, 40))),
        currency: Currency::new(random.word(&["INR", "USD"])).expect("a currency"),
        plan: None,
        payment: calliyo_core::lead::PaymentStatus::default(),
        reference: random.maybe(2, |_| "r".repeat(201)),
    }
}

/// Draws what a host may ask of one lead.
struct Draw<'d> {
    random: &'d mut Random,
    story: &'d Story,
    company: &'d Company,
    number: u32,
}

impl Draw<'_> {
    fn context(&mut self) -> Context {
        let now = self.story.now;
        let owner = self.story.lead.as_ref().and_then(|lead| lead.owner.clone());
        let (id, role) = match self.random.below(20) {
            0..=8 => (agent_id("host"), None),
            9..=13 => (agent_id("mira"), Some("manager")),
            14..=17 => (owner.unwrap_or_else(|| agent_id("asha")), Some("agent")),
            18 => (agent_id("bela"), Some("agent")),
            _ => (agent_id("zoe"), Some(self.random.word(&["companyAdmin", "pilot"]))),
        };
        let role = role.map(|role| RoleId::new(role).expect("an id"));
        let mut context = Context::new(now, Actor { id, role, branch: None, department: None });
        if self.random.percent(70) {
            let mut agents = self.company.agents.clone();
            if self.random.percent(20) {
                agents[0].live_call = Fact::Known(LiveCall {
                    id: CallId::new("elsewhere").expect("an id"),
                    agent: agent_id("asha"),
                    direction: Direction::Incoming,
                    started_at: now.saturating_add_millis(-self.random.between(0, 300) * MINUTE),
                    recorded: false,
                });
            }
            context.agents = Fact::Known(agents);
        }
        if self.random.percent(40) {
            context.calls = Fact::Known(self.story.calls.clone());
        }
        if self.random.percent(40) {
            context.closed_follow_ups = Fact::Known(self.story.closed.clone());
        }
        context.owner_follow_ups = match self.random.below(3) {
            0 => Fact::NotKnown,
            1 => Fact::Empty,
            _ => Fact::Known(self.story.lead.as_ref().map_or_else(Vec::new, |lead| {
                let other = |own: &FollowUp| FollowUp {
                    id: FollowUpId::new("elsewhere").expect("an id"),
                    ..own.clone()
                };
                lead.follow_ups.iter().map(other).collect()
            })),
        };
        context.phone_holder = match self.random.below(4) {
            0 => Fact::NotKnown,
            1 => Fact::Known(LeadId::new("other").expect("an id")),
            _ => Fact::Empty,
        };
        context.demand_all_facts = self.random.one_in(30);
        context
    }

    fn command(&mut self, context: &Context) -> Command {
        let version = self.story.lead.as_ref().map_or(Count::new(0), |lead| lead.version);
        let expected_version = match self.random.below(20) {
            0..=2 => Some(version),
            3 => Some(Count::new(u64::from(self.random.below(9)))),
            _ => None,
        };
        let id = CommandId::new(&format!("c{}", self.number)).expect("an id");
        Command { id, expected_version, deed: self.deed(context) }
    }

    fn deed(&mut self, context: &Context) -> Deed {
        if self.story.lead.is_none() && self.random.percent(90) {
            return Deed::CaptureLead(self.new_lead(context));
        }
        match self.random.below(40) {
            0 => Deed::CaptureLead(self.new_lead(context)),
            1..=3 => Deed::UpdateLead(self.lead_edit()),
            4..=6 => Deed::Assign { owner: self.agent() },
            7 => Deed::Unassign {},
            8..=15 => {
                let to = self.status();
                let wants = to == status("followUps");
                Deed::ChangeStatus {
                    owner: self.random.percent(30).then(|| self.agent()),
                    follow_up: (self.random.percent(if wants { 70 } else { 4 }))
                        .then(|| self.new_follow_up(context)),
                    converted_at: self.random.percent(10).then(|| self.around(context.now)),
                    order: self.order_for(&to),
                    to,
                }
            }
            16..=20 => Deed::LogCall(self.log_call(context, false)),
            21..=23 => Deed::StartCall(StartCall {
                id: self.call_id(),
                agent: self.random.percent(30).then(|| self.agent()),
                direction: self.direction(),
                started_at: self.random.percent(20).then(|| self.around(context.now)),
                duration_seconds: self.random.maybe(4, |random| random.below(9)),
                recorded: self.random.percent(20),
            }),
            24..=26 => Deed::CompleteCall(self.log_call(context, true)),
            27 => Deed::AbandonCall { call: self.live_call_id() },
            28 | 29 => {
                let call = self.logged_call(context);
                let mut note = Patch::Keep;
                if self.random.percent(30) {
                    note = self.text(5000).map_or(Patch::Clear, Patch::Set);
                }
                Deed::CorrectCall(CallEdit {
                    direction: self.random.percent(20).then(|| self.direction()),
                    status: self.random.percent(50).then(|| self.call_status()),
                    duration_seconds: self.random.maybe(50, |random| random.below(400)),
                    started_at: self.random.percent(20).then(|| self.around(context.now)),
                    note,
                    ..CallEdit::new(call)
                })
            }
            30 => Deed::VoidCall { call: self.logged_call(context) },
            31 | 32 => Deed::ScheduleFollowUp(self.new_follow_up(context)),
            33 => Deed::RescheduleFollowUp(FollowUpEdit {
                id: self.follow_up_id(),
                at: self.ahead(context.now),
                reminder_minutes: match self.random.below(3) {
                    0 => Patch::Keep,
                    1 => Patch::Clear,
                    _ => Patch::Set(*self.random.pick(&[15, 17])),
                },
            }),
            34 | 35 => Deed::CompleteFollowUp { follow_up: self.follow_up_id() },
            36 => Deed::DismissFollowUp { follow_up: self.follow_up_id() },
            37 | 38 => Deed::AddNote(NewNote {
                id: self.new_id("n"),
                text: self.text(5000).unwrap_or_default(),
            }),
            _ => Deed::UpdateOrder { order: order(self.random) },
        }
    }

    fn new_lead(&mut self, context: &Context) -> NewLead {
        let id = if self.random.one_in(6) { "stranger" } else { "lead" };
        let mut new = NewLead::new(LeadId::new(id).expect("an id"));
        new.captured_at = self.random.percent(30).then(|| self.around(context.now));
        new.owner = self.random.percent(40).then(|| self.agent());
        new.status = self.random.percent(25).then(|| self.status());
        new.follow_up = self.random.percent(15).then(|| self.new_follow_up(context));
        new.converted_at = self.random.percent(5).then(|| self.around(context.now));
        new.order = new.status.clone().and_then(|to| self.order_for(&to));
        new.phone = self.random.percent(40).then(|| self.phone());
        new.name = self.text(200);
        new.priority = self.random.maybe(30, |random| Priority::new(random.between(-3, 3)));
        new.do_not_call = self.random.percent(5);
        new
    }

    fn lead_edit(&mut self) -> LeadEdit {
        let mut edit = LeadEdit::default();
        match self.random.below(6) {
            0 => edit.name = self.text(200).map_or(Patch::Clear, Patch::Set),
            1 => edit.phone = Patch::Set(self.phone()),
            2 => edit.tags = Patch::Set(vec!["hot".into()]),
            3 => edit.priority = Patch::Set(Priority::new(self.random.between(0, 2))),
            4 => edit.do_not_call = Patch::Set(self.random.percent(30)),
            _ => edit.campaign = Patch::Clear,
        }
        edit
    }

    fn log_call(&mut self, context: &Context, completing: bool) -> LogCall {
        let next_status = self.random.percent(25).then(|| self.status());
        let call_status = self.call_status();
        let duration = if self.random.percent(60) { self.random.below(600) } else { 0 };
        let id = if completing { self.live_call_id() } else { self.new_id_of("k") };
        let mut call = NewCall::new(id, call_status, duration);
        call.agent = self.random.percent(20).then(|| self.agent());
        call.direction = self.random.percent(40).then(|| self.direction());
        call.started_at = self.random.percent(30).then(|| self.around(context.now));
        call.summary = self.text(500);
        call.note = self.text(5000);
        if self.random.percent(20) {
            call.phone = Some(self.phone());
            call.attendees = vec![self.agent(), self.agent()];
            call.recording = Some(Recording {
                reference: "calls/7".into(),
                media_type: self.random.word(&["audio/mpeg", "audio/ogg", "video/mp4"]).into(),
            });
        }
        call.recorded = self.random.percent(20);
        let wants = call_status.wants_follow_up();
        LogCall {
            call,
            follow_up: (self.random.percent(if wants { 60 } else { 8 }))
                .then(|| self.new_follow_up(context)),
            order: next_status.clone().and_then(|to| self.order_for(&to)),
            next_status,
        }
    }

    fn logged_call(&mut self, context: &Context) -> Call {
        if !self.story.calls.is_empty() && self.random.percent(90) {
            return self.random.pick(&self.story.calls).clone();
        }
        Call {
            id: self.new_id_of("k"),
            parent: Parent::Lead(
                LeadId::new(if self.random.percent(70) { "lead" } else { "other" }).expect("an id"),
            ),
            agent: agent_id("asha"),
            direction: Direction::Outgoing,
            status: self.call_status(),
            started_at: self.around(context.now),
            duration_seconds: self.random.below(100),
            phone: None,
            contact: None,
            response: None,
            summary: None,
            description: None,
            note: None,
            attendees: Vec::new(),
            recording: None,
            recorded: false,
            voided: false,
        }
    }

    fn new_follow_up(&mut self, context: &Context) -> NewFollowUp {
        NewFollowUp {
            id: if self.random.one_in(25) { self.follow_up_id() } else { self.new_id("f") },
            kind: *self.random.pick(&[
                ActivityKind::Call,
                ActivityKind::Meeting,
                ActivityKind::Visit,
            ]),
            at: self.random.percent(70).then(|| self.ahead(context.now)),
            reminder_minutes: self.random.maybe(30, |random| *random.pick(&[0, 15, 30, 60, 7])),
            subject: self.text(200),
            note: self.text(5000),
            attendees: if self.random.percent(10) { vec![self.agent()] } else { Vec::new() },
        }
    }

    fn follow_up_id(&mut self) -> FollowUpId {
        let open = self.story.lead.as_ref().map_or(&[][..], |lead| &lead.follow_ups);
        match self.random.below(10) {
            0 => FollowUpId::new("unheard-of").expect("an id"),
            1 if !self.story.closed.is_empty() => self.random.pick(&self.story.closed).clone(),
            _ if !open.is_empty() => self.random.pick(open).id.clone(),
            _ => FollowUpId::new("old-0").expect("an id"),
        }
    }

    fn live_call_id(&mut self) -> CallId {
        let live = self.story.lead.as_ref().and_then(|lead| lead.live_call.as_ref());
        match live {
            Some(live) if self.random.percent(90) => live.id.clone(),
            _ => self.new_id_of("k"),
        }
    }

    fn call_id(&mut self) -> CallId {
        if self.random.one_in(20) { self.live_call_id() } else { self.new_id_of("k") }
    }

    fn new_id(&self, kind: &str) -> FollowUpId {
        FollowUpId::new(&format!("{kind}{}", self.number)).expect("an id")
    }

    fn new_id_of(&self, kind: &str) -> CallId {
        CallId::new(&format!("{kind}{}", self.number)).expect("an id")
    }

    fn agent(&mut self) -> AgentId {
        agent_id(self.random.word(&[
            "asha", "asha", "asha", "bela", "bela", "bela", "chitra", "dev", "mira", "gone",
        ]))
    }

    fn status(&mut self) -> StatusId {
        match self.random.below(40) {
            0 => status("lost"),
            1..=10 => self.random.pick(&self.company.engine.policy().pipeline.statuses).id.clone(),
            _ => status(self.random.word(&STATUSES)),
        }
    }

    fn call_status(&mut self) -> CallStatus {
        *self.random.pick(&CallStatus::ALL)
    }

    fn direction(&mut self) -> Direction {
        *self.random.pick(&[
            Direction::Outgoing,
            Direction::Outgoing,
            Direction::Incoming,
            Direction::Missed,
        ])
    }

    fn order_for(&mut self, to: &StatusId) -> Option<Order> {
        let share = if *to == status("customer") { 60 } else { 2 };
        self.random.maybe(share, order)
    }

    fn phone(&mut self) -> String {
        self.random.word(&["098765 43210", "+44 20 7946 0958", "12", "98765-43211"]).into()
    }

    /// A text, none, a blank one or, rarely, one that is a character too long.
    fn text(&mut self, limit: usize) -> Option<String> {
        match self.random.below(200) {
            0 => Some("é".repeat(limit + 1)),
            1..=10 => Some(" ".into()),
            11..=99 => None,
            _ => Some("a text".into()),
        }
    }

    /// An instant near now, mostly past.
    fn around(&mut self, now: Timestamp) -> Timestamp {
        now.saturating_add_millis(self.random.between(-3_000, 200) * MINUTE)
    }

    /// An instant that mostly lies ahead, often the same one.
    fn ahead(&mut self, now: Timestamp) -> Timestamp {
        let open = self.story.lead.as_ref().and_then(|lead| lead.follow_ups.first());
        match (self.random.below(10), open) {
            (0, _) => now,
            (1, _) => self.around(now),
            (2 | 3, Some(own)) => own.at,
            _ => now.saturating_add_millis(self.random.between(1, 200) * HOUR),
        }
    }
}

#[test]
fn the_invariants_of_the_architecture_name_their_tests() {
    let sources =
        [include_str!("invariants.rs"), include_str!("runs.rs"), include_str!("round_trips.rs")];
    let rows: Vec<&str> = include_str!("../../ARCHITECTURE.md")
        .lines()
        .filter(|line| line.starts_with("| **I"))
        .collect();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let name = row.rsplit('`').nth(1).unwrap_or_default();
        let is_there = |source: &&str| source.contains(&format!("#[test]\nfn {name}()"));
        assert!(sources.iter().any(is_there), "{row}");
    }
}
