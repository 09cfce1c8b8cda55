//! What the behaviour tests are written with: a company, a lead, what is known, and what comes of a command.

use std::sync::LazyLock;

use calliyo_core::{
    AgentId, BranchId, CallId, Code, CommandId, Diagnostic, Engine, Fact, FollowUpId, LeadId,
    MinorUnits, RoleId, StatusId,
    lead::{
        Actor, Agent, AgentState, Call, CallStatus, Command, Context, Conversion, Currency,
        Decision, Deed, Direction, Event, FollowUp, FollowUpKind, FollowUpState, Lead, LiveCall,
        LogCall, NewCall, NewFollowUp, NewLead, Order, Parent, PaymentStatus, Rejection, StartCall,
        apply,
    },
    policy::{AllowedMove, Policy, Status},
    time::{TimeZone, Timestamp},
};

/// A Friday, 14:30 in Kolkata.
pub(crate) const NOW: &str = "2026-05-15T09:00:00Z";

pub(crate) const TEN_STATUSES: [&str; 10] = [
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

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

pub(crate) fn now() -> Timestamp {
    at(NOW)
}

/// So many minutes after now.
pub(crate) fn in_minutes(minutes: i64) -> Timestamp {
    now().saturating_add_millis(minutes * 60_000)
}

pub(crate) fn lead_id(id: &str) -> LeadId {
    LeadId::new(id).unwrap()
}

/// What a call or follow-up of this lead belongs to.
pub(crate) fn of_lead(id: &str) -> Parent {
    Parent::Lead(lead_id(id))
}

pub(crate) fn agent_id(id: &str) -> AgentId {
    AgentId::new(id).unwrap()
}

pub(crate) fn status(id: &str) -> StatusId {
    StatusId::new(id).unwrap()
}

pub(crate) fn role(id: &str) -> RoleId {
    RoleId::new(id).unwrap()
}

pub(crate) fn branch(id: &str) -> BranchId {
    BranchId::new(id).unwrap()
}

pub(crate) fn call_id(id: &str) -> CallId {
    CallId::new(id).unwrap()
}

pub(crate) fn follow_up_id(id: &str) -> FollowUpId {
    FollowUpId::new(id).unwrap()
}

/// A company in Kolkata with the defaults of the rule book.
pub(crate) fn policy() -> Policy {
    Policy { time_zone: TimeZone::named("Asia/Kolkata"), ..Policy::default() }
}

/// Compiled once: a zone takes a while.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(policy()).unwrap());

pub(crate) fn engine() -> Engine {
    ENGINE.clone()
}

pub(crate) fn engine_with(edit: impl FnOnce(&mut Policy)) -> Engine {
    let mut policy = policy();
    edit(&mut policy);
    Engine::new(policy).unwrap()
}

/// The status of the policy with this id.
pub(crate) fn status_of<'p>(policy: &'p mut Policy, id: &str) -> &'p mut Status {
    policy.pipeline.statuses.iter_mut().find(|own| own.id == *id).unwrap()
}

pub(crate) fn allow(moves: &[(&str, &str)]) -> Option<Vec<AllowedMove>> {
    let allowed =
        |(from, to): &(&str, &str)| AllowedMove { from: status(from), to: status(to), roles: None };
    Some(moves.iter().map(allowed).collect())
}

pub(crate) fn agent(id: &str) -> Agent {
    Agent {
        id: agent_id(id),
        name: None,
        role: role("agent"),
        branch: None,
        department: None,
        state: AgentState::Active,
        cap: None,
        held: Fact::Known(0),
        counter: None,
        received_today: 0,
        last_run: None,
        live_call: Fact::Empty,
    }
}

pub(crate) fn process() -> Actor {
    Actor { id: agent_id("import"), role: None, branch: None, department: None }
}

pub(crate) fn person(id: &str, role_id: &str) -> Actor {
    Actor { id: agent_id(id), role: Some(role(role_id)), branch: None, department: None }
}

/// The host's own process acts, and everything is known: two agents, no other follow-ups, calls or phone numbers.
pub(crate) fn context() -> Context {
    Context {
        agents: Fact::Known(vec![agent("asha"), agent("bala")]),
        owner_follow_ups: Fact::Empty,
        closed_follow_ups: Fact::Empty,
        calls: Fact::Empty,
        phone_holder: Fact::Empty,
        previous_owners: Fact::Empty,
        ..Context::new(now(), process())
    }
}

/// A lead of Asha's, captured on Monday; on Unassigned it has no owner, on Customer it was sold to on Tuesday.
pub(crate) fn lead(on: &str) -> Lead {
    let new = NewLead::new(lead_id("lead"));
    let captured = NewLead { captured_at: Some(at("2026-05-11T04:00:00Z")), ..new };
    let decision = engine()
        .decide(None, &command(Deed::CaptureLead(captured)), &context())
        .expect("a lead is captured");
    let mut lead = None;
    decision.events.iter().for_each(|event| apply(&mut lead, event));
    let mut lead = lead.unwrap();
    lead.status = status(on);
    if on != "unassigned" {
        lead.owner = Some(agent_id("asha"));
        lead.owner_since = Some(at("2026-05-11T05:00:00Z"));
    }
    if on == "customer" {
        lead.conversion = Some(conversion("asha", "2026-05-12T06:00:00Z", Some(order(5000))));
    }
    lead
}

/// The same under an id of its own.
pub(crate) fn lead_called(id: &str, on: &str) -> Lead {
    Lead { id: lead_id(id), ..lead(on) }
}

/// An open planned call of the lead's, set for this instant, without a reminder.
pub(crate) fn open_call(id: &str, text: &str) -> FollowUp {
    FollowUp {
        id: follow_up_id(id),
        parent: of_lead("lead"),
        owner: agent_id("asha"),
        kind: FollowUpKind::Call,
        state: FollowUpState::Open,
        at: at(text),
        scheduled_at: at("2026-05-11T05:00:00Z"),
        moves: 0,
        reminder_minutes: None,
        subject: None,
        note: None,
        attendees: Vec::new(),
        closed_at: None,
        closed_by: None,
    }
}

pub(crate) fn conversion(agent: &str, instant: &str, order: Option<Order>) -> Conversion {
    Conversion { at: at(instant), agent: agent_id(agent), order }
}

pub(crate) fn order(amount_minor: i64) -> Order {
    Order {
        amount_minor: MinorUnits::new(amount_minor),
        tax_minor: None,
        currency: Currency::new("INR").unwrap(),
        plan: None,
        payment: PaymentStatus::Unpaid,
        reference: None,
    }
}

pub(crate) fn live_call(id: &str, agent: &str, text: &str) -> LiveCall {
    LiveCall {
        id: call_id(id),
        agent: agent_id(agent),
        direction: Direction::Outgoing,
        started_at: at(text),
        recorded: false,
    }
}

/// An ended call of Asha's to the lead, this morning.
pub(crate) fn ended(id: &str, status: CallStatus, duration_seconds: u32) -> Call {
    Call {
        id: call_id(id),
        parent: of_lead("lead"),
        agent: agent_id("asha"),
        direction: Direction::Outgoing,
        status,
        started_at: at("2026-05-15T05:00:00Z"),
        duration_seconds,
        phone: None,
        contact: None,
        response: None,
        summary: None,
        description: None,
        note: Some("spoke".into()),
        attendees: Vec::new(),
        recording: None,
        recorded: false,
        voided: false,
    }
}

pub(crate) fn command(deed: Deed) -> Command {
    Command { id: CommandId::new("cmd").unwrap(), expected_version: None, deed }
}

pub(crate) fn change_to(to: &str) -> Deed {
    Deed::ChangeStatus {
        to: status(to),
        owner: None,
        follow_up: None,
        converted_at: None,
        order: None,
    }
}

pub(crate) fn change_with_owner(to: &str, agent: &str) -> Deed {
    Deed::ChangeStatus {
        to: status(to),
        owner: Some(agent_id(agent)),
        follow_up: None,
        converted_at: None,
        order: None,
    }
}

pub(crate) fn change_with_follow_up(to: &str, new: NewFollowUp) -> Deed {
    Deed::ChangeStatus {
        to: status(to),
        owner: None,
        follow_up: Some(new),
        converted_at: None,
        order: None,
    }
}

pub(crate) fn convert(order: Option<Order>) -> Deed {
    Deed::ChangeStatus {
        to: status("customer"),
        owner: None,
        follow_up: None,
        converted_at: None,
        order,
    }
}

pub(crate) fn assign(agent: &str) -> Deed {
    Deed::Assign { owner: agent_id(agent) }
}

/// A planned call with a note, so that nothing is recommended.
pub(crate) fn plan_call(id: &str, instant: Timestamp) -> NewFollowUp {
    NewFollowUp { note: Some("prices".into()), ..NewFollowUp::new(follow_up_id(id), Some(instant)) }
}

pub(crate) fn schedule(id: &str, instant: Timestamp) -> Deed {
    Deed::ScheduleFollowUp(plan_call(id, instant))
}

/// A call that ends now, with a note.
pub(crate) fn new_call(status: CallStatus, duration_seconds: u32) -> NewCall {
    NewCall {
        note: Some("spoke".into()),
        ..NewCall::new(call_id("call"), status, duration_seconds)
    }
}

pub(crate) fn log_with(call: NewCall) -> LogCall {
    LogCall { call, next_status: None, follow_up: None, order: None }
}

pub(crate) fn log(status: CallStatus, duration_seconds: u32) -> Deed {
    Deed::LogCall(log_with(new_call(status, duration_seconds)))
}

pub(crate) fn log_then(status_of_call: CallStatus, duration_seconds: u32, next: &str) -> Deed {
    Deed::LogCall(LogCall {
        next_status: Some(status(next)),
        ..log_with(new_call(status_of_call, duration_seconds))
    })
}

pub(crate) fn log_and_plan(status: CallStatus, duration_seconds: u32, plan: NewFollowUp) -> Deed {
    Deed::LogCall(LogCall { follow_up: Some(plan), ..log_with(new_call(status, duration_seconds)) })
}

/// The same, as an integration reports it.
pub(crate) fn recorded(deed: Deed) -> Deed {
    match deed {
        Deed::LogCall(mut log) => {
            log.call.recorded = true;
            Deed::LogCall(log)
        }
        Deed::CompleteCall(mut log) => {
            log.call.recorded = true;
            Deed::CompleteCall(log)
        }
        Deed::StartCall(start) => Deed::StartCall(StartCall { recorded: true, ..start }),
        other => other,
    }
}

pub(crate) fn start() -> StartCall {
    StartCall {
        id: call_id("call"),
        agent: Some(agent_id("asha")),
        direction: Direction::Outgoing,
        started_at: None,
        duration_seconds: None,
        recorded: false,
    }
}

/// A lead, what is known, and the company's policy: everything that a command is decided from.
pub(crate) struct Case {
    pub(crate) policy: Policy,
    pub(crate) lead: Option<Lead>,
    pub(crate) context: Context,
}

impl Case {
    /// A lead of Asha's on this status.
    pub(crate) fn on(status: &str) -> Self {
        Self { policy: policy(), lead: Some(lead(status)), context: context() }
    }

    /// No lead yet.
    pub(crate) fn none() -> Self {
        Self { policy: policy(), lead: None, context: context() }
    }

    pub(crate) fn policy(mut self, edit: impl FnOnce(&mut Policy)) -> Self {
        edit(&mut self.policy);
        self
    }

    pub(crate) fn lead(mut self, edit: impl FnOnce(&mut Lead)) -> Self {
        edit(self.lead.as_mut().unwrap());
        self
    }

    pub(crate) fn context(mut self, edit: impl FnOnce(&mut Context)) -> Self {
        edit(&mut self.context);
        self
    }

    /// With these open planned calls.
    pub(crate) fn with(mut self, follow_ups: &[FollowUp]) -> Self {
        self.lead.as_mut().unwrap().follow_ups.extend_from_slice(follow_ups);
        self
    }

    pub(crate) fn by(self, actor: Actor) -> Self {
        self.context(|context| context.actor = actor)
    }

    /// With this agent beside Bala in place of Asha.
    pub(crate) fn agent(self, own: Agent) -> Self {
        self.context(|context| context.agents = Fact::Known(vec![own, agent("bala")]))
    }

    pub(crate) fn engine(&self) -> Engine {
        if self.policy == *ENGINE.policy() {
            engine()
        } else {
            Engine::new(self.policy.clone()).unwrap()
        }
    }

    /// What comes of the command.
    pub(crate) fn does(&self, deed: Deed) -> Outcome {
        let result = self.engine().decide(self.lead.as_ref(), &command(deed), &self.context);
        Outcome { result, before: self.lead.clone() }
    }
}

/// What came of a command.
pub(crate) struct Outcome {
    pub(crate) result: Result<Decision, Rejection>,
    before: Option<Lead>,
}

impl Outcome {
    #[track_caller]
    pub(crate) fn accepted(&self) -> &Decision {
        match &self.result {
            Ok(decision) => decision,
            Err(rejection) => panic!("refused: {:?}", codes(&rejection.reasons)),
        }
    }

    #[track_caller]
    pub(crate) fn refusal(&self) -> &Rejection {
        match &self.result {
            Ok(decision) => panic!("accepted: {:?}", names(&decision.events)),
            Err(rejection) => rejection,
        }
    }

    /// Refused for exactly these reasons, in this order.
    #[track_caller]
    pub(crate) fn refused(&self, reasons: &[Code]) -> &Rejection {
        let rejection = self.refusal();
        assert_eq!(codes(&rejection.reasons), reasons);
        rejection
    }

    /// Accepted with exactly these warnings, in this order.
    #[track_caller]
    pub(crate) fn warned(&self, warnings: &[Code]) -> &Decision {
        let decision = self.accepted();
        assert_eq!(codes(&decision.warnings), warnings);
        decision
    }

    /// Accepted with exactly these events, in this order.
    #[track_caller]
    pub(crate) fn yields(&self, events: &[&str]) -> &Self {
        assert_eq!(names(&self.accepted().events), events);
        self
    }

    /// The lead after the command.
    #[track_caller]
    pub(crate) fn lead(&self) -> Lead {
        let mut lead = self.before.clone();
        self.accepted().events.iter().for_each(|event| apply(&mut lead, event));
        lead.unwrap()
    }

    /// The status after the command.
    #[track_caller]
    pub(crate) fn status(&self) -> String {
        self.lead().status.as_str().into()
    }

    /// The first event of this type, as JSON.
    #[track_caller]
    pub(crate) fn event(&self, name: &str) -> serde_json::Value {
        let found = self.accepted().events.iter().find(|event| event_name(event) == name);
        serde_json::to_value(found.expect(name)).unwrap()
    }
}

pub(crate) fn codes(findings: &[Diagnostic]) -> Vec<Code> {
    findings.iter().map(Diagnostic::code).collect()
}

/// Each finding as `path: code`.
pub(crate) fn placed(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|found| format!("{}: {}", found.path(), found.code())).collect()
}

pub(crate) fn event_name(event: &Event) -> String {
    serde_json::to_value(event).unwrap()["type"].as_str().unwrap().into()
}

pub(crate) fn names(events: &[Event]) -> Vec<String> {
    events.iter().map(event_name).collect()
}
