// Written by `cargo xtask schema` from the requests and responses of calliyo-core; do not edit.

import type { Code, Diagnostic } from "./codes.js";

export type { Code, Diagnostic };

/**
 * The operations that need no engine: they are asked before there is a policy.
 *
 * Each throws a `CalliyoError` with every finding, where the answer is a failure.
 */
export interface FreeOperations {
  /**
   * A lead with events applied; none where no event created it.
   *
   * Rules L3, E. Since 0.1.0.
   */
  apply(request: ApplyRequest): Lead | null;
  /**
   * The figures of a batch as one line, with the rows that the host could not read.
   *
   * Rule G4. Since 0.1.0.
   */
  captureOutcome(request: CaptureOutcomeRequest): CaptureOutcome;
  /**
   * Every fault of a policy, and advice.
   *
   * Rule G2. Since 0.1.0.
   */
  checkPolicy(request: CheckPolicyRequest): CheckedPolicy;
  /**
   * The policy that works with nothing configured, every default written out.
   *
   * Rules G1, P1. Since 0.1.0.
   */
  defaultPolicy(request?: DefaultPolicyRequest): Policy;
  /**
   * A stored policy, lead, event or plan of any schema in the present one.
   *
   * Rule K2. Since 0.1.0.
   */
  upgradeDocument(request: UpgradeDocumentRequest): UpgradedDocument;
  /**
   * The versions of library, rules and time-zone data.
   *
   * Rule K3. Since 0.1.0.
   */
  version(request?: VersionRequest): Versions;
}

/**
 * Every operation, as an engine is asked: by the rules of its policy.
 *
 * Each throws a `CalliyoError` with every finding, where the answer is a failure.
 */
export interface EngineOperations extends FreeOperations {
  /**
   * An agent's open follow-ups in three lists, with counters.
   *
   * Rules F5, F11, G3. Since 0.1.0.
   */
  agenda(request: AgendaRequest): Agenda;
  /**
   * The events of a plan's moves, and the moves refused.
   *
   * Rules S4, G3. Since 0.1.0.
   */
  applyPlan(request: ApplyPlanRequest): AppliedPlan;
  /**
   * The plan of an auto-assignment run.
   *
   * Rules A1, A2, A3, A4, A5, A5b, A6, A7, S4, S5, G3. Since 0.1.0.
   */
  assign(request: AssignRequest): Plan;
  /**
   * The agents whom a lead can be given to, each with cap and what a job would say.
   *
   * Rules L10, L12, G3. Since 0.1.0.
   */
  assignable(request: AssignableRequest): AssignableAgent[];
  /**
   * Ended calls by up to two dimensions: counts, talk time, connect, reach and missed-call rate.
   *
   * Rules M1, M2, M7, M9, C2, C3, C12, G3. Since 0.1.0.
   */
  callReport(request: CallReportRequest): CallReport;
  /**
   * The fate of each lead of a batch, with its events, and a line that counts them.
   *
   * Rules G4, L6, L12. Since 0.1.0.
   */
  captureLeads(request: CaptureLeadsRequest): CapturedBatch;
  /**
   * The new policy and the event that tells what changed, or why it may not.
   *
   * Rules G1, G2, G3. Since 0.1.0.
   */
  changeSettings(request: ChangeSettingsRequest): ChangedSettings;
  /**
   * What is missing and wrong in a log-call form, and what follows from it.
   *
   * Rules D1, D2, D3, D4, D5, D6, D7, D8. Since 0.1.0.
   */
  checkCallForm(request: CheckCallFormRequest): CallFormCheck;
  /**
   * What is missing and wrong in a schedule form, and what follows from it.
   *
   * Rules D1, D4, D5, D6, D7, D8. Since 0.1.0.
   */
  checkFollowUpForm(request: CheckFollowUpFormRequest): FollowUpFormCheck;
  /**
   * The names of what contradicts itself in a lead.
   *
   * Rule L2. Since 0.1.0.
   */
  contradictions(request: ContradictionsRequest): string[];
  /**
   * Leads captured and those of them that are Customers now, by up to two dimensions.
   *
   * Rules M2, M4, M9, G3. Since 0.1.0.
   */
  conversionReport(request: ConversionReportRequest): ConversionReport;
  /**
   * How many current conversions lie in a period.
   *
   * Rules M2, M4, V3, G3. Since 0.1.0.
   */
  conversionsIn(request: ConversionsInRequest): number;
  /**
   * Whether a lead fills a place of its owner's cap.
   *
   * Rules P4, A2. Since 0.1.0.
   */
  countsTowardCap(request: CountsTowardCapRequest): boolean;
  /**
   * Outgoing calls against the daily target, for every agent and day.
   *
   * Rules M3, Z4, G3. Since 0.1.0.
   */
  coverage(request: CoverageRequest): TargetProgress[];
  /**
   * The customers that an actor sees, in the order supplied.
   *
   * Rules V4, G3. Since 0.1.0.
   */
  customers(request: CustomersRequest): LeadId[];
  /**
   * An agent's day: calls, target, follow-ups, queue, conversions and revenue.
   *
   * Rules F5, F11, M3, M5, M7, G3. Since 0.1.0.
   */
  dashboard(request: DashboardRequest): Dashboard;
  /**
   * The events of a command, or every guard that fails.
   *
   * Rules L3, L11, L12. Since 0.1.0.
   */
  decide(request: DecideRequest): Verdict;
  /**
   * What becomes of each command of a bulk action.
   *
   * Rules L3, L6, L11, L12. Since 0.1.0.
   */
  decideEach(request: DecideEachRequest): Verdict[];
  /**
   * The instant of a follow-up that is scheduled without one.
   *
   * Rules F3, Z5, Z6. Since 0.1.0.
   */
  defaultFollowUpAt(request: DefaultFollowUpAtRequest): Timestamp;
  /**
   * The settings that differ, how leads and caps would stand, and the next run of each job.
   *
   * Rules G6, G3. Since 0.1.0.
   */
  diffPolicies(request: DiffPoliciesRequest): PolicyDiff;
  /**
   * The jobs to run, each with the instant at which it fell due.
   *
   * Rules S1, S2. Since 0.1.0.
   */
  due(request: DueRequest): DueJobs;
  /**
   * The policy with an edited pipeline, and what to do with leads on a deleted status.
   *
   * Rules P2, P3, P4, P5, P6, P7, G3. Since 0.1.0.
   */
  editPipeline(request: EditPipelineRequest): PipelineChange;
  /**
   * Leads received per agent, the largest share less the smallest, and what found no place.
   *
   * Rules M8, G3. Since 0.1.0.
   */
  evenness(request: EvennessRequest): RunEvenness;
  /**
   * Where a lead of a plan goes, or what each agent has against it.
   *
   * Rules A8, G3. Since 0.1.0.
   */
  explain(request: ExplainRequest): ExplainedLead;
  /**
   * Why each agent of a plan receives no more leads.
   *
   * Rules A8, G3. Since 0.1.0.
   */
  explainAgents(request: ExplainAgentsRequest): ExplainedAgents;
  /**
   * An agent's follow-ups: open ones by instant, then closed ones, newest first.
   *
   * Rules F12, G3. Since 0.1.0.
   */
  followUpHistory(request: FollowUpHistoryRequest): FollowUp[];
  /**
   * Follow-ups by owner: due now, and kept on time, late or expired in a period.
   *
   * Rules M2, M6, F5, G3. Since 0.1.0.
   */
  followUpReport(request: FollowUpReportRequest): FollowUpReport;
  /**
   * The leads on each status, in pipeline order.
   *
   * Rules M7, G3. Since 0.1.0.
   */
  funnel(request: FunnelRequest): FunnelRow[];
  /**
   * One agent's leads for another agent or the pool, decided lead by lead.
   *
   * Rules G5, L6, L7. Since 0.1.0.
   */
  handOver(request: HandOverRequest): HandedOver;
  /**
   * Whether an instant lies within the calling hours; holidays do not matter.
   *
   * Rule Z6. Since 0.1.0.
   */
  isCallingHour(request: IsCallingHourRequest): boolean;
  /**
   * Whether the company works on a date.
   *
   * Rules Z4, Z5. Since 0.1.0.
   */
  isWorkingDay(request: IsWorkingDayRequest): boolean;
  /**
   * The calls in progress with their age, oldest first.
   *
   * Rules C8, G3. Since 0.1.0.
   */
  liveCalls(request: LiveCallsRequest): LiveCallView[];
  /**
   * When each job falls due next, in the order asked.
   *
   * Rules S1, S2. Since 0.1.0.
   */
  nextDue(request: NextDueRequest): NextRun[];
  /**
   * The first working day after a date.
   *
   * Rule Z5. Since 0.1.0.
   */
  nextWorkingDay(request: NextWorkingDayRequest): LocalDate;
  /**
   * A phone number as it is kept, to look it up by.
   *
   * Rules D2, G4. Since 0.1.0.
   */
  normalizePhone(request: NormalizePhoneRequest): string;
  /**
   * The instants of a local day, week, month or span of days; none beyond 2099.
   *
   * Rules M2, Z4. Since 0.1.0.
   */
  period(request: PeriodRequest): Period | null;
  /**
   * The pipeline with its allowed moves as Mermaid and as DOT.
   *
   * Rule P6. Since 0.1.0.
   */
  pipelineDiagram(request?: PipelineDiagramRequest): Diagrams;
  /**
   * What an edit of the pipeline would do to leads and caps, and the moves that it takes.
   *
   * Rules P2, P3, P4, P5, P6, P7, G3. Since 0.1.0.
   */
  previewPipelineEdit(request: PreviewPipelineEditRequest): PipelineEffect;
  /**
   * An agent's leads in the order to work them, each with its group.
   *
   * Rules F11, F12, C10, G3. Since 0.1.0.
   */
  queue(request: QueueRequest): QueueEntry[];
  /**
   * Each agent's queue size, and held leads against the cap.
   *
   * Rules M7, A2, G3. Since 0.1.0.
   */
  queueAgainstCap(request: QueueAgainstCapRequest): QueueAgainstCap[];
  /**
   * What to decide on a lead or to store for a log-call form, or all its faults.
   *
   * Rules D1, D2, D3, D4, D5, D6, D7, D8. Since 0.1.0.
   */
  readCallForm(request: ReadCallFormRequest): CallEntry;
  /**
   * What to decide on a lead or to store for a schedule form, or all its faults.
   *
   * Rules D1, D4, D5, D6, D7, D8. Since 0.1.0.
   */
  readFollowUpForm(request: ReadFollowUpFormRequest): FollowUpEntry;
  /**
   * The reminders that fall due in an interval, by instant.
   *
   * Rules F9, G3. Since 0.1.0.
   */
  reminders(request: RemindersRequest): Reminder[];
  /**
   * The plan of an auto-removal run.
   *
   * Rules X1, X2, S4, S5, G3. Since 0.1.0.
   */
  remove(request: RemoveRequest): Plan;
  /**
   * What is to be commanded so that a lead is consistent again.
   *
   * Rule L2. Since 0.1.0.
   */
  repair(request: RepairRequest): Deed[];
  /**
   * Revenue by agent and currency, without what was refunded.
   *
   * Rules M2, M5, G3. Since 0.1.0.
   */
  revenue(request: RevenueRequest): RevenueRow[];
  /**
   * Whether an actor sees a lead: a customer by its own rule, any other by permission and reach.
   *
   * Rules G3, V4. Since 0.1.0.
   */
  seesLead(request: SeesLeadRequest): boolean;
  /**
   * The leads in Followups without an open follow-up, longest first.
   *
   * Rules C10, G3. Since 0.1.0.
   */
  stalled(request: StalledRequest): StalledLead[];
  /**
   * An agent's outgoing calls of a day against the daily target.
   *
   * Rules M3, G3. Since 0.1.0.
   */
  targetProgress(request: TargetProgressRequest): TargetProgress;
  /**
   * How long leads were on each status, per lead and per status, from their events.
   *
   * Rules M8, G3. Since 0.1.0.
   */
  timeInStatus(request: TimeInStatusRequest): TimeInStatus;
  /**
   * Time from capture to conversion: count, mean, median and 90th percentile.
   *
   * Rules V5, M2, M5, G3. Since 0.1.0.
   */
  timeToConvert(request: TimeToConvertRequest): TimeToConvert;
  /**
   * A lead's events, each with a line for people.
   *
   * Rules E, P3, G3. Since 0.1.0.
   */
  timeline(request: TimelineRequest): TimelineEntry[];
  /**
   * The instant of a local date and time; none outside the supported time.
   *
   * Rule Z3. Since 0.1.0.
   */
  toInstant(request: ToInstantRequest): Timestamp | null;
  /**
   * What the company's clocks show at an instant.
   *
   * Rules Z3, Z4. Since 0.1.0.
   */
  toLocal(request: ToLocalRequest): LocalMoment;
  /**
   * The plan of a top-up run.
   *
   * Rules T1, T2, T3, T4, A7, S4, S5, G3. Since 0.1.0.
   */
  topUp(request: TopUpRequest): Plan;
  /**
   * Every status as a move for one lead.
   *
   * Rules L9, P6. Since 0.1.0.
   */
  transitions(request: TransitionsRequest): Transition[];
}

/** The name of an operation. */
export type OperationName = keyof EngineOperations;

/** The request of an operation. */
export type RequestOf<Name extends OperationName> = Exclude<
  Parameters<EngineOperations[Name]>[0],
  undefined
>;

/** What an operation answers, as the `result` of a success. */
export type ResponseOf<Name extends OperationName> = ReturnType<EngineOperations[Name]>;

/** An object with exactly one of the fields: that which is not `undefined` tells what it is. */
export type OneOf<Choices> = {
  [Key in keyof Choices]: Pick<Choices, Key> & { [Other in Exclude<keyof Choices, Key>]?: never };
}[keyof Choices];

/** What a request that can be answered gets. */
export interface Success<Result> {
  /** Which answer it is. */
  type: "success";
  /** What was asked for. */
  result: Result;
}

/** The answer to an operation that is asked with text. */
export type AnswerOf<Name extends OperationName> = Success<ResponseOf<Name>> | Failure;

/** What `abandonCall` of a Deed takes. */
export interface AbandonCallDeed {
  /** The call in progress. */
  call: CallId;
}

/** It was accepted; without events when the lead is where it is to go already. */
export interface AcceptedHandOverOutcome extends HandOverOutcomeFields {
  /** Which kind it is. */
  type: "accepted";
  /** What happened, in the order of rule E; empty when nothing did. */
  events: Event[];
  /** What to look at, in the order of the rule book. */
  warnings: Diagnostic[];
  /** The guards that could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
  /** The status that the call suggests (rule C5), when the command did not name one. */
  suggestedStatus: StatusId | null;
}

/** It is done by these events. */
export interface AcceptedVerdict {
  /** Which kind it is. */
  type: "accepted";
  /** What happened, in the order of rule E; empty when nothing did. */
  events: Event[];
  /** What to look at, in the order of the rule book. */
  warnings: Diagnostic[];
  /** The guards that could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
  /** The status that the call suggests (rule C5), when the command did not name one. */
  suggestedStatus: StatusId | null;
  /** The lead with the events applied. */
  lead: Lead | null;
}

/** What an agent plans to do (rule D7). */
export type ActivityKind =
  /** A call. */
  | "call"
  /** A meeting. */
  | "meeting"
  /** A visit. */
  | "visit";

/**
 * Who acts (rule G3).
 *
 * Without a role the actor is the host's own process (an import, an integration, a job): permissions and the
 * list of allowed moves bind persons, not it.
 */
export interface Actor {
  /** The person's or the process's id. */
  id: AgentId;
  /** The person's branch. */
  branch?: BranchId | null | undefined;
  /** The person's department. */
  department?: DepartmentId | null | undefined;
  /** The person's role. */
  role?: RoleId | null | undefined;
}

/** What `add` of a PipelineEdit takes. */
export interface AddPipelineEdit {
  /** The status. */
  status: StatusInput;
  /** Its place in the order, from 0; none = at the end. */
  place?: number | null | undefined;
}

/** An agent's open follow-ups in three lists, with counters (rule F11). */
export interface Agenda {
  /** Overdue, oldest first. */
  overdue: FollowUp[];
  /** Due today and not overdue, by time. */
  dueToday: FollowUp[];
  /** On later days, by time. */
  upcoming: FollowUp[];
  /** How many there are; one that is overdue and due today counts as both (rule F5). */
  counters: AgendaCounters;
}

/** How many open follow-ups there are (rules F5, M6). */
export interface AgendaCounters {
  /** Whose local date is today's. */
  dueToday: number;
  /** Whose instant is past, or whose day is, as the policy says. */
  overdue: number;
  /** On later days. */
  upcoming: number;
}

/** Asks for an agent's open follow-ups in three lists, with counters (rules F5, F11). */
export interface AgendaRequest {
  /** The agent. */
  agent: AgentId;
  /** The open follow-ups of the agent, at least. */
  followUps: readonly FollowUpInput[];
  /** Now. */
  now: Timestamp;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** A person who works leads. */
export interface Agent {
  /** The agent's id. */
  id: AgentId;
  /** The agent's role (rule G3). */
  role: RoleId;
  /** The agent's branch (rule A6). */
  branch?: BranchId | null | undefined;
  /** Most leads held at once; none = no limit, 0 = receives none (rule A2). */
  cap?: number | null | undefined;
  /**
   * Leads received from assignment so far (rule A5b). Default none: the agent is new, and begins level with the
   * lowest of the others.
   */
  counter?: Count | null | undefined;
  /** The agent's department (rule A6). */
  department?: DepartmentId | null | undefined;
  /** Leads held that count toward the cap (rule A2). */
  held?: number | null | undefined;
  /**
   * The run that last gave leads to the agent, and how many: planned again under its id, the run counts them
   * (rules A7, S4). Default none.
   */
  lastRun?: RunShare | null | undefined;
  /** The call that the agent has in progress, on whatever lead (rule C8). */
  liveCall?: LiveCallInput | null | undefined;
  /** The name that people see. */
  name?: string | null | undefined;
  /**
   * Leads received from assignment and top-up on the run's local day, counted by the host (rule A7); default 0.
   *
   * @defaultValue `0`
   */
  receivedToday?: number | undefined;
  /**
   * Whether the agent works; default active.
   *
   * @defaultValue `"active"`
   */
  state?: AgentState | undefined;
}

/** An agent who holds more leads than the cap allows. */
export interface AgentAboveCap {
  /** The agent. */
  agent: AgentId;
  /** Counting leads held. */
  held: number;
  /** Most leads held at once. */
  cap: number;
}

/** How many agents have a reason. */
export interface AgentCount {
  /** The reason. */
  reason: Code;
  /** The agents. */
  agents: number;
}

/** How a run under the new settings differs for one agent. */
export interface AgentDiff {
  /** The agent. */
  agent: AgentId;
  /** Leads received more; less than 0 for fewer. */
  received: number;
  /** Leads that leave more; less than 0 for fewer. */
  left: number;
}

/** What one agent has to do with a lead. */
export interface AgentFinding {
  /** The agent. */
  agent: AgentId;
  /** That the agent receives the lead, or the first reason why not. */
  reason: Diagnostic;
}

/** What a run does to one agent. */
export interface AgentFlow {
  /** The agent. */
  agent: AgentId;
  /** Leads received. */
  received: number;
  /** Leads that leave for somebody else or for the pool. */
  left: number;
}

/** The id of a person: 1 to 200 bytes without control characters (rule L1). */
export type AgentId = string;

/** Whether an agent works (rules A2, G3). */
export type AgentState =
  /** Works and receives leads. */
  | "active"
  /** Is away: jobs give nothing, people still may, with a warning (rule L6); the leads can be taken. */
  | "away"
  /** Receives nothing and keeps the leads (rule G3). */
  | "banned";

/** What a run does to one agent. */
export interface AgentTally {
  /** The agent. */
  agent: AgentId;
  /** Leads received. */
  received: number;
  /** Leads that left for somebody else or for the pool. */
  left: number;
  /** Counting leads held after the run (rule A2). */
  held: number;
  /**
   * The counter of leads received from assignment, for the host to store; none for an agent who is still new (rule
   * A5b).
   */
  counter: Count | null;
  /** Leads received from assignment and top-up on the run's local day, for the host to store (rule A7). */
  receivedToday: number;
  /** The run that last gave leads to the agent, for the host to store (rules A7, S4). */
  lastRun: RunShare | null;
  /** Places of the cap that stay free; none without a cap. */
  free: number | null;
}

/**
 * What a run does to one agent.
 *
 * As it goes in; what comes out is {@link AgentTally}.
 */
export interface AgentTallyInput {
  /** The agent. */
  agent: AgentId;
  /** Leads received. */
  received: number;
  /** Leads that left for somebody else or for the pool. */
  left: number;
  /** Counting leads held after the run (rule A2). */
  held: number;
  /**
   * The counter of leads received from assignment, for the host to store; none for an agent who is still new (rule
   * A5b).
   */
  counter?: Count | null | undefined;
  /**
   * Leads received from assignment and top-up on the run's local day, for the host to store (rule A7).
   *
   * @defaultValue `0`
   */
  receivedToday?: number | undefined;
  /** The run that last gave leads to the agent, for the host to store (rules A7, S4). */
  lastRun?: RunShare | null | undefined;
  /** Places of the cap that stay free; none without a cap. */
  free?: number | null | undefined;
}

/** A move that people may make (rule P6). */
export interface AllowedMove {
  /** The status that the lead leaves. */
  from: StatusId;
  /** The status that the lead enters. */
  to: StatusId;
  /** The roles that may make the move; none = every role. */
  roles: RoleId[] | null;
}

/**
 * A move that people may make (rule P6).
 *
 * As it goes in; what comes out is {@link AllowedMove}.
 */
export interface AllowedMoveInput {
  /** The status that the lead leaves. */
  from: StatusId;
  /** The status that the lead enters. */
  to: StatusId;
  /** The roles that may make the move; none = every role. */
  roles?: readonly RoleId[] | null | undefined;
}

/** Several have it: the call is linked to none. */
export interface AmbiguousContactMatch {
  /** Which kind it is. */
  type: "ambiguous";
  /** The contacts, by id. */
  contacts: ContactId[];
}

/** What applying a plan came to: the events of the moves that stand, and the moves that do not. */
export interface AppliedPlan {
  /** The events, move by move; a move's command id is the run's id, a slash and the lead's id. */
  events: Event[];
  /** The moves that were refused, in the plan's order. */
  refused: RefusedMove[];
  /**
   * What the moves that stand do to each agent who was supplied, with the counters for the host to store (rules
   * A5b, A7).
   */
  agents: AgentTally[];
  /** What the moves that stand came to; what the plan left stays left. */
  outcome: Outcome;
}

/** Asks for the events of a plan's moves, on leads as they are now (rule S4). */
export interface ApplyPlanRequest {
  /** The plan. */
  plan: PlanInput;
  /** The leads of the plan's moves as they are now, at least. */
  leads: readonly LeadInput[];
  /** The agents as they are now. */
  agents: readonly Agent[];
  /** Who applies the plan: a person, or the host's own process. */
  actor: Actor;
  /** Now. */
  now: Timestamp;
}

/** Asks for a lead after its events (rule L3). */
export interface ApplyRequest {
  /** The events, in order. */
  events: readonly EventInput[];
  /** The lead before the events; none before it was created. */
  lead?: LeadInput | null | undefined;
}

/** What `assign` of a Deed takes. */
export interface AssignDeed {
  /** The new owner. */
  owner: AgentId;
}

/** Asks what a run of auto-assignment would do (rules A, S4). */
export interface AssignRequest {
  /** The run's id, given by the host. */
  run: RunId;
  /** The leads that the job may look at, at least. */
  leads: readonly LeadInput[];
  /** The agents; their order breaks ties. */
  agents: readonly Agent[];
  /** The instant of the run. */
  now: Timestamp;
  /** Who runs the job; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who had which lead before, where the policy excludes them (rule A7).
   *
   * @defaultValue `[]`
   */
  previousOwners?: readonly PreviousOwners[] | undefined;
}

/** An agent of the actor's scope, as a receiver of one lead (rule L10). */
export interface AssignableAgent {
  /** The agent. */
  agent: AgentId;
  /** Leads held that count toward the cap; none when the host did not say. */
  held: number | null;
  /** Most leads held at once; none = no limit. */
  cap: number | null;
  /** Whether auto-assignment or top-up would give this lead to the agent. */
  byJob: boolean;
  /** Why it would not. */
  code: Code | null;
  /**
   * The guards that could not be checked (rule L12): who had the lead before, where that counts and is not known;
   * room, where what the agent holds is not known.
   */
  notChecked: Code[];
}

/** Asks to whom a lead can be given (rule L10). */
export interface AssignableRequest {
  /** The lead. */
  lead: LeadInput;
  /** Who asks, when, and what the host knows: the agents above all. */
  context: Context;
}

/** Auto-assignment (rule A). */
export interface Assignment {
  /** Whether it runs; default yes. */
  enabled: boolean;
  /** Its local time (rule S1); default 09:00. */
  at: LocalTime;
  /** The statuses that it hands out; default Unassigned, Not Picked and Missed (rule G2). */
  statuses: StatusId[];
  /** Whether leads with an open follow-up still ahead are left alone; default yes (rule A1). */
  sparesFollowUpsAhead: boolean;
  /** Whether leads of owners who were not supplied are handed out too; default no (rule A1). */
  adoptOrphans: boolean;
  /** Whether a lead may go to the agent who has or last had it; default no (rule A3). */
  allowBarredAgent: boolean;
  /** To whom a lead with a branch or department may go (rule A6); top-up obeys it too (rule T4). */
  scope: AssignmentScope;
  /** What is shared out evenly; default the leads received (rule A5). */
  evenness: Evenness;
  /**
   * With this many attempts made a lead is no longer handed out but listed as exhausted; default no limit, else at
   * least 1 (rule A7).
   */
  maxAttempts: number | null;
  /**
   * How many hours a lead rests after its last attempt before it is handed out, at most 8,760; default 0 (rule
   * A7).
   */
  restHours: number;
  /**
   * Whether agents who had a lead at any time do not get it again; default no (rule A7); top-up obeys it too (rule
   * T4). Who had it is for the host to say.
   */
  excludesPreviousOwners: boolean;
  /** How many new leads an agent may get; top-up obeys it too (rules A7, T4). */
  intake: Intake;
}

/**
 * Auto-assignment (rule A).
 *
 * As it goes in; what comes out is {@link Assignment}.
 */
export interface AssignmentInput {
  /**
   * Whether it runs; default yes.
   *
   * @defaultValue `true`
   */
  enabled?: boolean | undefined;
  /**
   * Its local time (rule S1); default 09:00.
   *
   * @defaultValue `"09:00"`
   */
  at?: LocalTime | undefined;
  /**
   * The statuses that it hands out; default Unassigned, Not Picked and Missed (rule G2).
   *
   * @defaultValue `["unassigned","notPicked","missed"]`
   */
  statuses?: readonly StatusId[] | undefined;
  /**
   * Whether leads with an open follow-up still ahead are left alone; default yes (rule A1).
   *
   * @defaultValue `true`
   */
  sparesFollowUpsAhead?: boolean | undefined;
  /**
   * Whether leads of owners who were not supplied are handed out too; default no (rule A1).
   *
   * @defaultValue `false`
   */
  adoptOrphans?: boolean | undefined;
  /**
   * Whether a lead may go to the agent who has or last had it; default no (rule A3).
   *
   * @defaultValue `false`
   */
  allowBarredAgent?: boolean | undefined;
  /**
   * To whom a lead with a branch or department may go (rule A6); top-up obeys it too (rule T4).
   *
   * @defaultValue `"company"`
   */
  scope?: AssignmentScope | undefined;
  /**
   * What is shared out evenly; default the leads received (rule A5).
   *
   * @defaultValue `"received"`
   */
  evenness?: Evenness | undefined;
  /**
   * With this many attempts made a lead is no longer handed out but listed as exhausted; default no limit, else at
   * least 1 (rule A7).
   */
  maxAttempts?: number | null | undefined;
  /**
   * How many hours a lead rests after its last attempt before it is handed out, at most 8,760; default 0 (rule
   * A7).
   *
   * @defaultValue `0`
   */
  restHours?: number | undefined;
  /**
   * Whether agents who had a lead at any time do not get it again; default no (rule A7); top-up obeys it too (rule
   * T4). Who had it is for the host to say.
   *
   * @defaultValue `false`
   */
  excludesPreviousOwners?: boolean | undefined;
  /**
   * How many new leads an agent may get; top-up obeys it too (rules A7, T4).
   *
   * @defaultValue `{"perDay":null,"perRun":null}`
   */
  intake?: IntakeInput | undefined;
}

/** To whom a lead with a branch or a department may go (rule A6). */
export type AssignmentScope =
  /** To anyone. */
  | "company"
  /** To agents of the lead's branch. */
  | "branch"
  /** To agents of the lead's department. */
  | "department"
  /** To agents of both. */
  | "branchAndDepartment";

/** The three daily jobs. */
export interface Automation {
  /** Auto-removal: leads that stand still go back to the pool (rule X). */
  removal: Removal;
  /** Auto-assignment: unworked leads go to agents (rule A). */
  assignment: Assignment;
  /** Top-up: free places are filled with fresh leads (rule T). */
  topUp: TopUp;
}

/**
 * The three daily jobs.
 *
 * As it goes in; what comes out is {@link Automation}.
 */
export interface AutomationInput {
  /** Auto-removal: leads that stand still go back to the pool (rule X). */
  removal?: RemovalInput | undefined;
  /** Auto-assignment: unworked leads go to agents (rule A). */
  assignment?: AssignmentInput | undefined;
  /**
   * Top-up: free places are filled with fresh leads (rule T).
   *
   * @defaultValue `{"at":"09:30","enabled":true,"order":"oldestFirst"}`
   */
  topUp?: TopUpInput | undefined;
}

/** What `between` of a Days takes. */
export interface BetweenDays {
  /** The first of them. */
  from: LocalDate;
  /** The first one that is not among them. */
  toExclusive: LocalDate;
}

/** The id of a branch: 1 to 200 bytes without control characters (rule L1). */
export type BranchId = string;

/**
 * A company's calendar: the part of its policy that says when it works.
 *
 * The default is Monday to Friday without holidays, weeks from Monday, and no calling hours.
 */
export interface Calendar {
  /** The weekdays on which the company works (rule Z5). */
  workingDays: Weekday[];
  /** Dates on which it does not, whatever their weekday (rule Z5). */
  holidays: LocalDate[];
  /** Dates on which it does, whatever their weekday and even on a holiday (rule Z5). */
  extraWorkingDays: LocalDate[];
  /** The day on which weeks start (rule Z5). */
  weekStartsOn: Weekday;
  /** When leads may be called; `None` is at any time (rule Z6). A weekday without a range has no calling hours. */
  callingHours: CallingHours[] | null;
}

/**
 * A company's calendar: the part of its policy that says when it works.
 *
 * The default is Monday to Friday without holidays, weeks from Monday, and no calling hours.
 *
 * As it goes in; what comes out is {@link Calendar}.
 */
export interface CalendarInput {
  /**
   * The weekdays on which the company works (rule Z5).
   *
   * @defaultValue `["monday","tuesday","wednesday","thursday","friday"]`
   */
  workingDays?: readonly Weekday[] | undefined;
  /**
   * Dates on which it does not, whatever their weekday (rule Z5).
   *
   * @defaultValue `[]`
   */
  holidays?: readonly LocalDate[] | undefined;
  /**
   * Dates on which it does, whatever their weekday and even on a holiday (rule Z5).
   *
   * @defaultValue `[]`
   */
  extraWorkingDays?: readonly LocalDate[] | undefined;
  /**
   * The day on which weeks start (rule Z5).
   *
   * @defaultValue `"monday"`
   */
  weekStartsOn?: Weekday | undefined;
  /** When leads may be called; `None` is at any time (rule Z6). A weekday without a range has no calling hours. */
  callingHours?: readonly CallingHours[] | null | undefined;
}

/** An ended call. */
export interface Call {
  /** The call's id. */
  id: CallId;
  /** What it belongs to (rule D1). */
  parent: Parent;
  /** The agent who made or took it. */
  agent: AgentId;
  /** Who called whom; default outgoing. */
  direction: Direction;
  /** How it ended; never In-progress. */
  status: CallStatus;
  /** When it started. */
  startedAt: Timestamp;
  /** How long the parties were connected, in seconds (rule C2); default 0. */
  durationSeconds: number;
  /** The number that was called or that called, as it is kept (rule D2). */
  phone: string | null;
  /** The host's contact who has that number (rule D2). */
  contact: ContactId | null;
  /** What the lead answered, as the host names it (rule D3). */
  response: string | null;
  /** What the call came to, in a line or two (rule D5). */
  summary: string | null;
  /** What was talked about (rule D5). */
  description: string | null;
  /** What the agent wrote about it. */
  note: string | null;
  /** The agents who took part beside the one whose call it is, each once (rule D6). */
  attendees: AgentId[];
  /** Where the recording is (rule D6). */
  recording: Recording | null;
  /** Whether an integration reported it (rule C11); default no. */
  recorded: boolean;
  /** Whether it was voided (rule C12); default no. */
  voided: boolean;
}

/** A call in progress ended without a result (rule C8). */
export interface CallAbandonedEvent extends EventFields {
  /** Which kind it is. */
  type: "call.abandoned";
  /** The call. */
  call: LiveCall;
}

/** A call in progress ended without a result (rule C8). */
export interface CallAbandonedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "call.abandoned";
  /** The call. */
  call: LiveCallInput;
}

/** A call ended and was logged. */
export interface CallCompletedEvent extends EventFields {
  /** Which kind it is. */
  type: "call.completed";
  /** The call. */
  call: Call;
}

/** A call ended and was logged. */
export interface CallCompletedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "call.completed";
  /** The call. */
  call: CallInput;
}

/** A logged call was corrected (rule C12). */
export interface CallCorrectedEvent extends EventFields {
  /** Which kind it is. */
  type: "call.corrected";
  /** The call as it was. */
  before: Call;
  /** The call as it is. */
  call: Call;
  /** What the lead's calls amount to now. */
  totals: CallTotals;
}

/** A logged call was corrected (rule C12). */
export interface CallCorrectedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "call.corrected";
  /** The call as it was. */
  before: CallInput;
  /** The call as it is. */
  call: CallInput;
  /** What the lead's calls amount to now. */
  totals: CallTotalsInput;
}

/** Ended calls, counted (rules C2, C3); voided ones are left out (rule C12). */
export interface CallCounts {
  /** All ended calls. */
  calls: number;
  /** All but Missed ones of duration zero. */
  attempts: number;
  /** Those with a duration above zero. */
  connected: number;
  /** Missed ones of duration zero. */
  missed: number;
  /** The durations' sum, in seconds. */
  talkSeconds: number;
}

/**
 * What ended calls are grouped by (rule M1).
 *
 * Fields of the call count as they are supplied; a call without one stands in the row *none*. Local days, weeks,
 * months and hours are those of the call's start (rule M2).
 */
export type CallDimension =
  /** How the call ended (rule C1). */
  | "status"
  /** What the lead answered (rule D3). */
  | "response"
  /** The local date. */
  | "day"
  /** The day of the week. */
  | "weekday"
  /** The local week, by its first date. */
  | "week"
  /** The local month, by its first date. */
  | "month"
  /** The month of the year, 1 to 12. */
  | "monthOfYear"
  /** The hour that the clock shows, 0 to 23. */
  | "hour"
  /** Which attempt on the lead it was, from 1. */
  | "attempt"
  /** Who made or took it. */
  | "agent"
  /** The branch. */
  | "branch"
  /** The department. */
  | "department"
  /** A tag; a call with several counts in each tag's row, and once in the total row. */
  | "tag"
  /** The campaign. */
  | "campaign"
  /** The source. */
  | "source"
  /** Who called whom (rule D3). */
  | "direction"
  /** The kind of what the call belongs to (rule D1). */
  | "parentKind";

/**
 * What is right about a logged call (rule C12): a field left out stays, `null` clears it where it may be empty.
 *
 * Whose call it is and what it belongs to stay; such a call is voided and logged again.
 */
export interface CallEdit {
  /** The call as it was logged. */
  call: Call;
  /** The right direction; none = as it was. */
  direction: Direction | null;
  /** The right status; none = as it was. */
  status: CallStatus | null;
  /** The right start; none = as it was. */
  startedAt: Timestamp | null;
  /** The right duration in seconds; none = as it was. */
  durationSeconds: number | null;
  /** The agents who took part, all of them (rule D6). */
  attendees?: AgentId[] | null | undefined;
  /** The host's contact who has that number (rule D2). */
  contact?: ContactId | null | undefined;
  /** What was talked about (rule D5). */
  description?: string | null | undefined;
  /** What the agent wrote about it. */
  note?: string | null | undefined;
  /** The right number, as typed or as kept (rule D2). */
  phone?: string | null | undefined;
  /** Where the recording is (rule D6). */
  recording?: Recording | null | undefined;
  /** What the lead answered, as the host names it (rule D3). */
  response?: string | null | undefined;
  /** What the call came to (rule D5). */
  summary?: string | null | undefined;
}

/**
 * What is right about a logged call (rule C12): a field left out stays, `null` clears it where it may be empty.
 *
 * Whose call it is and what it belongs to stay; such a call is voided and logged again.
 *
 * As it goes in; what comes out is {@link CallEdit}.
 */
export interface CallEditInput {
  /** The call as it was logged. */
  call: CallInput;
  /** The right direction; none = as it was. */
  direction?: Direction | null | undefined;
  /** The right status; none = as it was. */
  status?: CallStatus | null | undefined;
  /** The right start; none = as it was. */
  startedAt?: Timestamp | null | undefined;
  /** The right duration in seconds; none = as it was. */
  durationSeconds?: number | null | undefined;
  /** The agents who took part, all of them (rule D6). */
  attendees?: readonly AgentId[] | null | undefined;
  /** The host's contact who has that number (rule D2). */
  contact?: ContactId | null | undefined;
  /** What was talked about (rule D5). */
  description?: string | null | undefined;
  /** What the agent wrote about it. */
  note?: string | null | undefined;
  /** The right number, as typed or as kept (rule D2). */
  phone?: string | null | undefined;
  /** Where the recording is (rule D6). */
  recording?: Recording | null | undefined;
  /** What the lead answered, as the host names it (rule D3). */
  response?: string | null | undefined;
  /** What the call came to (rule D5). */
  summary?: string | null | undefined;
}

/** What a saved log-call form asks for (rule D1). */
export type CallEntry =
  /** A call of a lead: what is to be decided on that lead. */
  | LeadCallEntry
  /** A call of anything else: the records to be stored. */
  | OtherCallEntry;

/** What the calls of a row come to (rules M1, M7). */
export interface CallFigures {
  /** All ended calls. */
  calls: number;
  /** All but Missed ones of duration zero. */
  attempts: number;
  /** Those with a duration above zero. */
  connected: number;
  /** Missed ones of duration zero. */
  missed: number;
  /** The durations' sum, in seconds. */
  talkSeconds: number;
  /** Connected calls over attempts. */
  connectRate: Rate | null;
  /** The mean duration of connected calls, in seconds, cut; none without one. */
  meanTalkSeconds: number | null;
  /** Leads connected at least once over leads attempted, within the row; none where it was not asked for. */
  reachRate: Rate | null;
  /** Missed calls over incoming ones; none where it was not asked for. */
  missedRate: Rate | null;
}

/**
 * Which calls count: those with one of the values listed. On the wire externally tagged, as in
 * `{"status": ["missed", "busy"]}`; a missing value is `null` where there can be one.
 *
 * An object with exactly one field, which names what it is.
 */
export type CallFilter =
  OneOf<CallFilterChoices>;

/** What a CallFilter can be; it has exactly one of the fields. */
export interface CallFilterChoices {
  /** How the call ended. */
  status: readonly CallStatus[];
  /** What the lead answered. */
  response: readonly (string | null)[];
  /** Local dates. */
  day: readonly LocalDate[];
  /** Days of the week. */
  weekday: readonly Weekday[];
  /** Local weeks, by any of their dates. */
  week: readonly LocalDate[];
  /** Local months, by any of their dates. */
  month: readonly LocalDate[];
  /** Months of the year, 1 to 12. */
  monthOfYear: readonly number[];
  /** Hours, 0 to 23. */
  hour: readonly number[];
  /** Attempts on the lead, from 1. */
  attempt: readonly (number | null)[];
  /** Agents. */
  agent: readonly (string | null)[];
  /** Branches. */
  branch: readonly (string | null)[];
  /** Departments. */
  department: readonly (string | null)[];
  /** Tags: the call has one of them, or none where that is listed. */
  tag: readonly (string | null)[];
  /** Campaigns. */
  campaign: readonly (string | null)[];
  /** Sources. */
  source: readonly (string | null)[];
  /** Who called whom. */
  direction: readonly Direction[];
  /** Kinds of what the call belongs to. */
  parentKind: readonly (string | null)[];
}

/**
 * The log-call form, field by field as it stands on the screen.
 *
 * Required are the parent, direction, response (not of a missed call), date, and two of start, end and duration
 * (rule D4).
 */
export interface CallForm {
  /**
   * The agents who took part beside the one whose call it is (rule D6).
   *
   * @defaultValue `[]`
   */
  attendees?: readonly string[] | undefined;
  /** The number that was called or that called (rule D2). */
  contactNumber?: string | null | undefined;
  /** The local date of the start, `YYYY-MM-DD`. */
  date?: string | null | undefined;
  /** What was talked about; at most 500 characters (rule D5). */
  description?: string | null | undefined;
  /** `incoming`, `outgoing` or `missed` (rule D3). */
  direction?: string | null | undefined;
  /** How long the parties were connected, `HH:MM:SS`. */
  duration?: string | null | undefined;
  /** The local time of the end, `HH:MM` or `HH:MM:SS`; on the next day when it is earlier than the start. */
  end?: string | null | undefined;
  /** The schedule form, once it is opened. */
  followUp?: FollowUpForm | null | undefined;
  /** The status that the lead moves to with the call (rule C6). */
  nextStatus?: string | null | undefined;
  /** What the agent wrote about it; at most 5,000 characters (rule D5). */
  note?: string | null | undefined;
  /** The id of what the call belongs to. */
  parentId?: string | null | undefined;
  /** The kind of what the call belongs to, one of those that the policy lists (rule D1). */
  parentKind?: string | null | undefined;
  /** Where the recording is (rule D6). */
  recording?: RecordingForm | null | undefined;
  /** The id of what the other party answered, one of those that the policy lists (rule D3). */
  response?: string | null | undefined;
  /** The local time of the start, `HH:MM` or `HH:MM:SS`. */
  start?: string | null | undefined;
  /** The status of the call by its name on the wire; blank = that of the response, or Missed (rule D3). */
  status?: string | null | undefined;
  /** What the call came to; at most 500 characters (rule D5). */
  summary?: string | null | undefined;
}

/** What there is to say about a log-call form while it is typed. */
export interface CallFormCheck {
  /** What is required and not there yet, in the order of the form. */
  missing: Diagnostic[];
  /** What is there and wrong, in the order of the form. */
  wrong: Diagnostic[];
  /** What is worth a second look, in the order of the form. */
  warnings: Diagnostic[];
  /** What could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
  /** The number as it is kept (rule D2). */
  phone: string | null;
  /** Whose number it is; none while there is no number or the contacts are not known. */
  contact: ContactMatch | null;
  /** The status of the call: as typed, else that of the response, or Missed (rule D3). */
  status: CallStatus | null;
  /** The instant of the start. */
  startedAt: Timestamp | null;
  /** The local time of the start, typed or worked out (rule D4). */
  start: LocalTime | null;
  /** The local date of the end. */
  endDate: LocalDate | null;
  /** The local time of the end, typed or worked out. */
  end: LocalTime | null;
  /** The duration, typed or worked out. */
  duration: Duration | null;
  /** The status that the call suggests for its lead (rules C5, D3). */
  suggestedStatus: StatusId | null;
  /** Whether the response or the status wants a follow-up: time to open the schedule form (rules C4, D3). */
  followUpWanted: boolean;
  /** The default slot, for a schedule form that is wanted or open and has neither date nor time (rule F3). */
  slot: Slot | null;
}

/** The id of a call: 1 to 200 bytes without control characters (rule L1). */
export type CallId = string;

/**
 * An ended call.
 *
 * As it goes in; what comes out is {@link Call}.
 */
export interface CallInput {
  /** The call's id. */
  id: CallId;
  /** What it belongs to (rule D1). */
  parent: ParentInput;
  /** The agent who made or took it. */
  agent: AgentId;
  /**
   * Who called whom; default outgoing.
   *
   * @defaultValue `"outgoing"`
   */
  direction?: Direction | undefined;
  /** How it ended; never In-progress. */
  status: CallStatus;
  /** When it started. */
  startedAt: Timestamp;
  /**
   * How long the parties were connected, in seconds (rule C2); default 0.
   *
   * @defaultValue `0`
   */
  durationSeconds?: number | undefined;
  /** The number that was called or that called, as it is kept (rule D2). */
  phone?: string | null | undefined;
  /** The host's contact who has that number (rule D2). */
  contact?: ContactId | null | undefined;
  /** What the lead answered, as the host names it (rule D3). */
  response?: string | null | undefined;
  /** What the call came to, in a line or two (rule D5). */
  summary?: string | null | undefined;
  /** What was talked about (rule D5). */
  description?: string | null | undefined;
  /** What the agent wrote about it. */
  note?: string | null | undefined;
  /**
   * The agents who took part beside the one whose call it is, each once (rule D6).
   *
   * @defaultValue `[]`
   */
  attendees?: readonly AgentId[] | undefined;
  /** Where the recording is (rule D6). */
  recording?: Recording | null | undefined;
  /**
   * Whether an integration reported it (rule C11); default no.
   *
   * @defaultValue `false`
   */
  recorded?: boolean | undefined;
  /**
   * Whether it was voided (rule C12); default no.
   *
   * @defaultValue `false`
   */
  voided?: boolean | undefined;
}

/** What is told of the calls of a row (rules M1, M7). */
export type CallMeasure =
  /** All ended calls. */
  | "calls"
  /** All but Missed ones of duration zero (rule C3). */
  | "attempts"
  /** Those with a duration above zero (rule C2). */
  | "connected"
  /** Missed ones of duration zero (rule C3). */
  | "missed"
  /** The durations' sum, in seconds. */
  | "talkSeconds"
  /** Connected calls over attempts. */
  | "connectRate"
  /** The mean duration of connected calls, in seconds, cut. */
  | "meanTalkSeconds"
  /**
   * Leads connected at least once over leads attempted, within the row. It takes as long as all the others
   * together.
   */
  | "reachRate"
  /** Missed calls over incoming ones (rule M7). It takes a second look at the calls. */
  | "missedRate";

/** How calls are taken in. */
export interface CallPolicy {
  /** Whether a Follow up or Rescheduled call without a follow-up is refused (rule C4); default no: a warning. */
  followUpRequired: boolean;
  /** Whether Busy, No Answer and Missed move the lead by themselves (rule C5); default no: a suggestion. */
  automaticStatuses: boolean;
  /** After how many minutes a live call counts as lost (rule C8); default 240. */
  longestCallMinutes: number;
}

/**
 * How calls are taken in.
 *
 * As it goes in; what comes out is {@link CallPolicy}.
 */
export interface CallPolicyInput {
  /**
   * Whether a Follow up or Rescheduled call without a follow-up is refused (rule C4); default no: a warning.
   *
   * @defaultValue `false`
   */
  followUpRequired?: boolean | undefined;
  /**
   * Whether Busy, No Answer and Missed move the lead by themselves (rule C5); default no: a suggestion.
   *
   * @defaultValue `false`
   */
  automaticStatuses?: boolean | undefined;
  /**
   * After how many minutes a live call counts as lost (rule C8); default 240.
   *
   * @defaultValue `240`
   */
  longestCallMinutes?: number | undefined;
}

/** A question about ended calls (rule M1): what they are grouped by, what is told of them, and which count. */
export interface CallQuery {
  /**
   * One or two different dimensions; none = everything in the total row.
   *
   * @defaultValue `[]`
   */
  by?: readonly CallDimension[] | undefined;
  /** Only calls that pass every filter. */
  filters?: readonly CallFilter[] | undefined;
  /**
   * What is told of each row; none listed = all that is additive, and the rates that follow from it.
   *
   * @defaultValue `[]`
   */
  measures?: readonly CallMeasure[] | undefined;
  /** Only calls that start in it; none = all calls. */
  period?: Period | null | undefined;
}

/** Calls grouped by up to two dimensions (rule M1). */
export interface CallReport {
  /** What the rows are grouped by. */
  by: CallDimension[];
  /**
   * The rows that have calls, by the first dimension, then by the second: names by their bytes, numbers and dates
   * ascending, what is missing last.
   */
  rows: ReportRow[];
  /** All calls that count, each once. */
  total: CallFigures;
}

/** Asks what ended calls come to, by up to two of seventeen dimensions (rule M1). */
export interface CallReportRequest {
  /** Ended calls; voided ones are left out (rule C12). */
  calls: readonly CountedCall[];
  /** What they are grouped by, what is told of them, and which count. */
  query: CallQuery;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** A call began (rule C8). */
export interface CallStartedEvent extends EventFields {
  /** Which kind it is. */
  type: "call.started";
  /** The call in progress. */
  call: LiveCall;
}

/** A call began (rule C8). */
export interface CallStartedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "call.started";
  /** The call in progress. */
  call: LiveCallInput;
}

/** The status of a call (rule C1). */
export type CallStatus =
  /** The parties spoke. */
  | "called"
  /** The line was busy. */
  | "busy"
  /** Nobody picked up. */
  | "noAnswer"
  /** The lead called and nobody took it. */
  | "missed"
  /** The call is going on. */
  | "inProgress"
  /** A follow-up was agreed. */
  | "followUp"
  /** The lead asked for another time. */
  | "rescheduled";

/** What a lead's calls amount to (rules C3, C12). */
export interface CallTotals {
  /** Calls that count as attempts. */
  attempts: number;
  /** The start of the latest of them. */
  lastAttempt: Timestamp | null;
  /** Whether any was connected. */
  connectedEver: boolean;
}

/**
 * What a lead's calls amount to (rules C3, C12).
 *
 * As it goes in; what comes out is {@link CallTotals}.
 */
export interface CallTotalsInput {
  /** Calls that count as attempts. */
  attempts: number;
  /** The start of the latest of them. */
  lastAttempt?: Timestamp | null | undefined;
  /** Whether any was connected. */
  connectedEver: boolean;
}

/** A logged call was voided (rule C12). */
export interface CallVoidedEvent extends EventFields {
  /** Which kind it is. */
  type: "call.voided";
  /** The call, voided. */
  call: Call;
  /** What the lead's calls amount to now. */
  totals: CallTotals;
}

/** A logged call was voided (rule C12). */
export interface CallVoidedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "call.voided";
  /** The call, voided. */
  call: CallInput;
  /** What the lead's calls amount to now. */
  totals: CallTotalsInput;
}

/** A range of local times on a weekday in which leads may be called (rule Z6). */
export interface CallingHours {
  /** The weekday. */
  weekday: Weekday;
  /** Its first time. */
  from: LocalTime;
  /** The time before which it ends. */
  to: EndTime;
}

/** What became of one lead of a batch; on the wire its `type` stands beside its fields. */
export type CaptureFate =
  /** It came in. */
  | ImportedCaptureFate
  /** It was left out because nothing but its phone number speaks against it, which another lead has. */
  | SkippedCaptureFate
  /** It cannot come in; every reason is listed. */
  | ErrorCaptureFate;

/** Asks what becomes of leads that come in together (rule G4). */
export interface CaptureLeadsRequest {
  /** The id of the batch; a lead's command has this id, a slash and the lead's id. */
  batch: RunId;
  /** The leads, in the order in which they come in. */
  leads: readonly NewLeadInput[];
  /** Who captures them, when, and what the host knows. */
  context: Context;
  /**
   * What is known of the leads that are there before.
   *
   * @defaultValue `{}`
   */
  existing?: ExistingLeads | undefined;
}

/** The fates of a batch, counted and as one line (rule G4). */
export interface CaptureOutcome {
  /** Leads that came in. */
  imported: number;
  /** Leads that were left out because another has their phone number. */
  skipped: number;
  /** Leads that cannot come in. */
  errors: number;
  /** All of it in one line. */
  line: string;
}

/** Asks for the line of a batch of which some rows could not even be read (rule G4). */
export interface CaptureOutcomeRequest {
  /** Leads that came in. */
  imported: Count;
  /** Leads that were left out because another has their phone number. */
  skipped: Count;
  /** Leads that cannot come in, and rows that could not be read. */
  errors: Count;
}

/** What a batch came to (rule G4). */
export interface CapturedBatch {
  /** What became of each lead, in the order in which they were given. */
  fates: CaptureFate[];
  /** The fates counted. */
  outcome: CaptureOutcome;
}

/** Asks for a change of settings (rule G1). */
export interface ChangeSettingsRequest {
  /** The new policy. */
  policy: PolicyInput;
  /** The id of the command; the event's id begins with it. */
  command: CommandId;
  /** Who changes them, and when. */
  context: Context;
  /**
   * The host's word that the person's password was confirmed; default no.
   *
   * @defaultValue `false`
   */
  confirmed?: boolean | undefined;
}

/** What `changeStatus` of a Deed takes. */
export interface ChangeStatusDeed {
  /** The status to move to. */
  to: StatusId;
  /** A new owner, in the same command (rule L6). */
  owner: AgentId | null;
  /** A follow-up scheduled with the move (rule L5). */
  followUp: NewFollowUp | null;
  /** When the lead converted, for a move to Customer (rule V1); default now. */
  convertedAt: Timestamp | null;
  /** What was bought, for a move to Customer (rule V1). */
  order: Order | null;
}

/** What `changeStatus` of a DeedInput takes. */
export interface ChangeStatusDeedInput {
  /** The status to move to. */
  to: StatusId;
  /** When the lead converted, for a move to Customer (rule V1); default now. */
  convertedAt?: Timestamp | null | undefined;
  /** A follow-up scheduled with the move (rule L5). */
  followUp?: NewFollowUpInput | null | undefined;
  /** What was bought, for a move to Customer (rule V1). */
  order?: OrderInput | null | undefined;
  /** A new owner, in the same command (rule L6). */
  owner?: AgentId | null | undefined;
}

/** Settings that were changed. */
export interface ChangedSettings {
  /** The policy to store and to make the next engine of. */
  policy: Policy;
  /** What changed; none when nothing did. */
  event: Event | null;
}

/** Where a reminder is shown (rule F9). */
export type Channel =
  /** Inside the host's application. */
  | "inApp"
  /** As a push notification. */
  | "push";

/** Asks what there is to say about a log-call form while it is typed (rules D1 to D8). */
export interface CheckCallFormRequest {
  /** The form as it stands on the screen. */
  form: CallForm;
  /** Who fills it in, when, and what the host knows. */
  context: FormContext;
}

/** Asks what there is to say about a schedule form while it is typed (rules D4 to D8). */
export interface CheckFollowUpFormRequest {
  /** The form as it stands on the screen. */
  form: FollowUpForm;
  /** Who fills it in, when, and what the host knows. */
  context: FormContext;
}

/** Asks what is wrong with a policy, and what is right but may not be meant. */
export interface CheckPolicyRequest {
  /** The policy. */
  policy: PolicyInput;
  /**
   * The company's agents, for advice that depends on them; default none.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** A policy as checked. */
export interface CheckedPolicy {
  /** Everything that is wrong; an engine is made of a policy without faults only (rule G2). */
  faults: Diagnostic[];
  /** What is allowed but may not be meant. */
  advice: Diagnostic[];
}

/** A command: what is to be done, under an id that the host gives (rule L11). */
export interface Command {
  /** The command's id; its events' ids begin with it. */
  id: CommandId;
  /** The version that the lead must be at (rule L1); none = any. */
  expectedVersion: Count | null;
  /** What is to be done. */
  do: Deed;
}

/** The id of a command: 1 to 200 bytes without control characters (rules L1, L11). */
export type CommandId = string;

/**
 * A command: what is to be done, under an id that the host gives (rule L11).
 *
 * As it goes in; what comes out is {@link Command}.
 */
export interface CommandInput {
  /** The command's id; its events' ids begin with it. */
  id: CommandId;
  /** The version that the lead must be at (rule L1); none = any. */
  expectedVersion?: Count | null | undefined;
  /** What is to be done. */
  do: DeedInput;
}

/** Something under the old settings and under the new ones. */
export interface Compared {
  /** Under the settings of the engine that is asked. */
  old: Standing;
  /** Under the new ones. */
  new: Standing;
}

/** What `completeFollowUp` of a Deed takes. */
export interface CompleteFollowUpDeed {
  /** The follow-up. */
  followUp: FollowUpId;
}

/** A contact that the host keeps, with one of its numbers. */
export interface Contact {
  /** The contact's id; a contact with several numbers comes once per number. */
  id: ContactId;
  /** The number, as typed or as kept. */
  phone: string;
}

/** The id of a contact: 1 to 200 bytes without control characters (rule L1). */
export type ContactId = string;

/** Whose number it is (rule D2). */
export type ContactMatch =
  /** Exactly one contact has it: the call is linked to that one. */
  | LinkedContactMatch
  /** No contact has it. */
  | NoneContactMatch
  /** Several have it: the call is linked to none. */
  | AmbiguousContactMatch;

/**
 * The instant, the actor and what the host knows (rule L12).
 *
 * A fact that is left out is not known: the guards that need it do not fail and are named in `notChecked`.
 */
export interface Context {
  /** Now. */
  now: Timestamp;
  /** Who acts. */
  actor: Actor;
  /** All agents of the company. */
  agents?: readonly Agent[] | null | undefined;
  /** The lead's ended calls (rules C12, L11). */
  calls?: readonly CallInput[] | null | undefined;
  /** The ids of the lead's closed follow-ups, notes among them (rules F6, F8, L11). */
  closedFollowUps?: readonly FollowUpId[] | null | undefined;
  /**
   * Whether a command is refused when any guard could not be checked; default no.
   *
   * @defaultValue `false`
   */
  demandAllFacts?: boolean | undefined;
  /** The open follow-ups on other leads of the owner that the lead has or gets (rule F10). */
  ownerFollowUps?: readonly FollowUpInput[] | null | undefined;
  /** The lead that has the phone number which the command would give (rule G4). */
  phoneHolder?: LeadId | null | undefined;
  /** The agents who had the lead at any time (rules A7, L10). */
  previousOwners?: readonly AgentId[] | null | undefined;
}

/** Asks what contradicts itself in a lead (rule L2). */
export interface ContradictionsRequest {
  /** The lead. */
  lead: LeadInput;
  /** Now. */
  now: Timestamp;
}

/** That a lead became a customer (rule V1). */
export interface Conversion {
  /** When. */
  at: Timestamp;
  /** The agent credited: the owner at that moment. */
  agent: AgentId;
  /** What was bought. */
  order: Order | null;
}

/** Leads captured, and those of them that are Customers now (rule M4). */
export interface ConversionFigures {
  /** Leads captured in the period. */
  leads: number;
  /** Those of them that are Customers now. */
  customers: number;
  /** Customers over leads. */
  rate: Rate | null;
}

/** A group of leads. */
export interface ConversionGroup {
  /** The group of each dimension. */
  keys: Key[];
  /** Leads captured in the period. */
  leads: number;
  /** Those of them that are Customers now. */
  customers: number;
  /** Customers over leads. */
  rate: Rate | null;
}

/**
 * That a lead became a customer (rule V1).
 *
 * As it goes in; what comes out is {@link Conversion}.
 */
export interface ConversionInput {
  /** When. */
  at: Timestamp;
  /** The agent credited: the owner at that moment. */
  agent: AgentId;
  /** What was bought. */
  order?: OrderInput | null | undefined;
}

/** A question about conversion (rule M4). */
export interface ConversionQuery {
  /**
   * One or two different dimensions; none or the total alone = everything in the total row.
   *
   * @defaultValue `[]`
   */
  by?: readonly Dimension[] | undefined;
  /** Only leads captured in it; none = all leads. */
  period?: Period | null | undefined;
}

/** Conversion by up to two dimensions (rule M4). */
export interface ConversionReport {
  /** The groups that have leads, by the first dimension, then by the second, leads without one last. */
  rows: ConversionGroup[];
  /** All leads of the period, each once. */
  total: ConversionFigures;
}

/** Asks how many of the leads that came in are Customers now, by up to two dimensions (rule M4). */
export interface ConversionReportRequest {
  /** The leads and customers to look at. */
  leads: readonly LeadInput[];
  /** What they are grouped by, and which count. */
  query: ConversionQuery;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** Asks how many current conversions lie in a period (rule M4). */
export interface ConversionsInRequest {
  /** The leads and customers to look at. */
  leads: readonly LeadInput[];
  /** The period. */
  period: Period;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** A count, up to 2^53 − 1. */
export type Count = number;

/** An ended call, with what a report knows of it beside (rule M1). */
export interface CountedCall {
  /** The call. */
  call: CallInput;
  /** Which attempt on the lead it was, from 1; none = not known. So it is with what follows. */
  attempt?: number | null | undefined;
  /** The branch. */
  branch?: BranchId | null | undefined;
  /** The campaign. */
  campaign?: string | null | undefined;
  /** The department. */
  department?: DepartmentId | null | undefined;
  /** The source. */
  source?: string | null | undefined;
  /**
   * The tags.
   *
   * @defaultValue `[]`
   */
  tags?: readonly string[] | undefined;
}

/** Asks whether a lead fills a place of its owner's cap (rules P4, A2). */
export interface CountsTowardCapRequest {
  /** The lead. */
  lead: LeadInput;
}

/** Asks for the outgoing calls of agents on each of some days against the daily target (rule M3). */
export interface CoverageRequest {
  /** The agents whose days are told; to a person those within reach. */
  agents: readonly Agent[];
  /** Ended calls, at least theirs of these days. */
  calls: readonly CallInput[];
  /** The first local date. */
  first: LocalDate;
  /** The last local date, itself included. */
  last: LocalDate;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
}

/** A currency: three capital letters (ISO 4217). */
export type Currency = string;

/** Who sees customers (rule V4). */
export type CustomerVisibility =
  /** With the permission `customer.manage` every customer of one's reach, else those credited to oneself. */
  | "all"
  /** Persons of the agent role see only customers credited to them; others as under `all`. */
  | "agentOnly";

/** Asks which customers somebody sees (rule V4). */
export interface CustomersRequest {
  /** Who asks: a person, or the host's own process. */
  actor: Actor;
  /** Leads and customers. */
  leads: readonly LeadInput[];
}

/** An agent's day. */
export interface Dashboard {
  /** The agent. */
  agent: AgentId;
  /** Outgoing calls today against the target. */
  target: TargetProgress;
  /** All calls today. */
  calls: CallCounts;
  /** Open follow-ups. */
  followUps: AgendaCounters;
  /** Leads in the task queue, and leads held against the cap. */
  queue: QueueAgainstCap;
  /** Conversions credited to the agent today. */
  conversionsToday: number;
  /** Revenue credited to the agent today, per currency. */
  revenueToday: RevenueRow[];
}

/** Asks for an agent's day at a glance (rules F11, M3, M7). */
export interface DashboardRequest {
  /** The agent. */
  agent: Agent;
  /** The company's leads, or at least the agent's and those credited to the agent. */
  leads: readonly LeadInput[];
  /** Ended calls, at least the agent's of the day. */
  calls: readonly CallInput[];
  /** Now. */
  now: Timestamp;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/**
 * Local days that belong together.
 *
 * An object with exactly one field, which names what it is.
 */
export type Days =
  OneOf<DaysChoices>;

/** What a Days can be; it has exactly one of the fields. */
export interface DaysChoices {
  /** A single day. */
  day: LocalDate;
  /** The week that a date is in; the calendar says on which weekday it starts. */
  week: LocalDate;
  /** The month that a date is in. */
  month: LocalDate;
  /** Days one after the other. */
  between: BetweenDays;
}

/** Asks what commands on many leads do, one after the other (rules L3, L6). */
export interface DecideEachRequest {
  /** The leads with their commands. */
  work: readonly LeadCommand[];
  /** Who gives the commands, when, and what the host knows. */
  context: Context;
}

/** Asks what a command does to a lead (rule L3). */
export interface DecideRequest {
  /** The command. */
  command: CommandInput;
  /** Who gives the command, when, and what the host knows. */
  context: Context;
  /** The lead as the host has it; none when the command captures it. */
  lead?: LeadInput | null | undefined;
}

/**
 * What is to be done with the lead; on the wire externally tagged: `{"logCall": {…}}`.
 *
 * An object with exactly one field, which names what it is.
 */
export type Deed =
  | {
      /** A new lead comes in (rule G4), maybe with an owner and another status. */
      captureLead: NewLead;
    }
  | {
      /** The lead's own fields change (rule L13). */
      updateLead: LeadEdit;
    }
  | {
      /** The lead gets an owner (rule L6). */
      assign: AssignDeed;
    }
  | {
      /** The lead goes back to Unassigned (rule L6). */
      unassign: UnassignDeed;
    }
  | {
      /** The lead moves to another status (rules L4 to L8, V1, V3). */
      changeStatus: ChangeStatusDeed;
    }
  | {
      /** A finished call is logged (rules C2 to C7). */
      logCall: LogCall;
    }
  | {
      /** A call begins (rule C8). */
      startCall: StartCall;
    }
  | {
      /** The call in progress ends with a result; counts as logging it (rule C8). */
      completeCall: LogCall;
    }
  | {
      /** The call in progress ends without a result (rule C8). */
      abandonCall: AbandonCallDeed;
    }
  | {
      /** A logged call is corrected (rule C12). */
      correctCall: CallEdit;
    }
  | {
      /** A logged call is voided: it counts no longer (rule C12). */
      voidCall: VoidCallDeed;
    }
  | {
      /** A follow-up is scheduled (rule F2). */
      scheduleFollowUp: NewFollowUp;
    }
  | {
      /** An open follow-up is moved to another instant (rule F7). */
      rescheduleFollowUp: FollowUpEdit;
    }
  | {
      /** An open follow-up is done (rule F5). */
      completeFollowUp: CompleteFollowUpDeed;
    }
  | {
      /** An overdue follow-up is dismissed as missed (rule F6). */
      dismissFollowUp: DismissFollowUpDeed;
    }
  | {
      /** A note is written (rule F8). */
      addNote: NewNote;
    }
  | {
      /** A customer's order details change (rules V1, V2). */
      updateOrder: UpdateOrderDeed;
    };

/**
 * What is to be done with the lead; on the wire externally tagged: `{"logCall": {…}}`.
 *
 * An object with exactly one field, which names what it is.
 *
 * As it goes in; what comes out is {@link Deed}.
 */
export type DeedInput =
  OneOf<DeedInputChoices>;

/** What a DeedInput can be; it has exactly one of the fields. */
export interface DeedInputChoices {
  /** A new lead comes in (rule G4), maybe with an owner and another status. */
  captureLead: NewLeadInput;
  /** The lead's own fields change (rule L13). */
  updateLead: LeadEdit;
  /** The lead gets an owner (rule L6). */
  assign: AssignDeed;
  /** The lead goes back to Unassigned (rule L6). */
  unassign: UnassignDeed;
  /** The lead moves to another status (rules L4 to L8, V1, V3). */
  changeStatus: ChangeStatusDeedInput;
  /** A finished call is logged (rules C2 to C7). */
  logCall: LogCallInput;
  /** A call begins (rule C8). */
  startCall: StartCallInput;
  /** The call in progress ends with a result; counts as logging it (rule C8). */
  completeCall: LogCallInput;
  /** The call in progress ends without a result (rule C8). */
  abandonCall: AbandonCallDeed;
  /** A logged call is corrected (rule C12). */
  correctCall: CallEditInput;
  /** A logged call is voided: it counts no longer (rule C12). */
  voidCall: VoidCallDeedInput;
  /** A follow-up is scheduled (rule F2). */
  scheduleFollowUp: NewFollowUpInput;
  /** An open follow-up is moved to another instant (rule F7). */
  rescheduleFollowUp: FollowUpEdit;
  /** An open follow-up is done (rule F5). */
  completeFollowUp: CompleteFollowUpDeed;
  /** An overdue follow-up is dismissed as missed (rule F6). */
  dismissFollowUp: DismissFollowUpDeed;
  /** A note is written (rule F8). */
  addNote: NewNote;
  /** A customer's order details change (rules V1, V2). */
  updateOrder: UpdateOrderDeedInput;
}

/** Asks for the instant of a follow-up that is scheduled without one (rules F3, Z6). */
export interface DefaultFollowUpAtRequest {
  /** Now. */
  now: Timestamp;
}

/** Asks for the policy that works with nothing configured. */
export type DefaultPolicyRequest = Record<string, never>;

/** What `delete` of a PipelineEdit takes. */
export interface DeletePipelineEdit {
  /** The status. */
  status: StatusId;
  /**
   * The host's word that no lead sits on it.
   *
   * @defaultValue `false`
   */
  noLeads?: boolean | undefined;
  /** Where the leads that sit on it go; it may not be protected. */
  replacement?: StatusId | null | undefined;
}

/** The id of a department: 1 to 200 bytes without control characters (rule L1). */
export type DepartmentId = string;

/** The pipeline as a diagram. */
export interface Diagrams {
  /** As Mermaid text. */
  mermaid: string;
  /** As Graphviz DOT text. */
  dot: string;
}

/** Asks what saving other settings would do (rule G6). */
export interface DiffPoliciesRequest {
  /** The new policy. */
  policy: PolicyInput;
  /** All leads of the company. */
  leads: readonly LeadInput[];
  /** The agents. */
  agents: readonly Agent[];
  /** Now. */
  now: Timestamp;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * What the host keeps of the jobs' schedules; a job that is not listed is on since now.
   *
   * @defaultValue `[]`
   */
  jobs?: readonly JobState[] | undefined;
  /**
   * Who had which lead before, where a policy excludes them (rule A7).
   *
   * @defaultValue `[]`
   */
  previousOwners?: readonly PreviousOwners[] | undefined;
}

/** What a conversion report is grouped by (rule M4). */
export type Dimension =
  /** Everything in one row. */
  | "total"
  /** By source. */
  | "source"
  /** By campaign. */
  | "campaign"
  /** By tag; a lead with several tags counts in each tag's row. */
  | "tag"
  /** By agent: the owner, for customers the credited one. */
  | "agent";

/** Who called whom (rule D3). */
export type Direction =
  /** The lead called. */
  | "incoming"
  /** The agent called. */
  | "outgoing"
  /** The lead called and nobody took it; the call's status is Missed. */
  | "missed";

/** What `dismissFollowUp` of a Deed takes. */
export interface DismissFollowUpDeed {
  /** The follow-up. */
  followUp: FollowUpId;
}

/** A kind of document that hosts store (rule K2). */
export type DocumentKind =
  /** What a company configures. */
  | "policy"
  /** A lead. */
  | "lead"
  /** Something that happened. */
  | "event"
  /** What a run of a job would do. */
  | "plan";

/** A job to run now. */
export interface DueJob {
  /** The job. */
  job: Job;
  /** The latest instant at which it fell due: the next `lastDue`. */
  at: Timestamp;
}

/** The jobs that are to run now (rule S2). */
export interface DueJobs {
  /** Each with the latest instant at which it fell due. */
  jobs: DueJob[];
}

/** Asks which jobs are to run now (rule S2). */
export interface DueRequest {
  /** The jobs that the host runs. */
  jobs: readonly JobState[];
  /** Now. */
  now: Timestamp;
}

/** Elapsed time, `HH:MM:SS`; the hours may pass 24 (rule D4). */
export type Duration = string;

/** Asks for the policy with an edited pipeline (rules P2 to P7). */
export interface EditPipelineRequest {
  /** The edit. */
  edit: PipelineEdit;
  /** Who edits; none = the host itself. */
  actor?: Actor | null | undefined;
}

/** How many leads an edit of the pipeline concerns, and how. */
export interface EffectCounts {
  /** Leads that are shown under a new name (rule P3). */
  renamed: number;
  /** Leads that move to the replacement of a deleted status (rule P3). */
  moved: number;
  /** Leads that cannot leave a deleted status. */
  stuck: number;
  /** Open follow-ups that these moves resolve (rule L8). */
  followUpsResolved: number;
  /** Leads that enter an agent's queue (rule F11). */
  enteringQueue: number;
  /** Leads that leave one. */
  leavingQueue: number;
  /** Leads that begin to count toward their owner's cap (rule A2). */
  counting: number;
  /** Leads that count no longer. */
  noLongerCounting: number;
  /** Leads that a person could move and that nobody may move any more (rule P6). */
  stranded: number;
}

/** A time of day at which a range ends, or `24:00` for the end of the day (rule Z6). */
export type EndTime = string;

/** It cannot come in; every reason is listed. */
export interface ErrorCaptureFate {
  /** Which kind it is. */
  type: "error";
  /** The guards that fail; never empty. */
  reasons: Diagnostic[];
  /** The guards that could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
}

/** What the shares of agents are compared by (rule A5). */
export type Evenness =
  /** The leads received from assignment, over all runs (rule A5b). */
  | "received"
  /** The counting leads held when the run is over; counters are not looked at. */
  | "held";

/** Asks how even a run was (rule M8). */
export interface EvennessRequest {
  /** The plan of the run. */
  plan: PlanInput;
  /** The agents who were supplied to it; to a person those within reach are told. */
  agents: readonly Agent[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * The leads that the plan does not place, at least, where a person asks who does not reach the whole company:
   * those within reach count. Default none.
   *
   * @defaultValue `[]`
   */
  leads?: readonly LeadInput[] | undefined;
}

/**
 * Something that happened; a lead's timeline is its events in order.
 *
 * Readers ignore fields that they do not know, and refuse events of a newer schema (rule K2).
 */
export type Event =
  /** A lead came in. */
  | LeadCreatedEvent
  /** The lead's own fields changed (rule L13). */
  | LeadUpdatedEvent
  /** The lead moved. */
  | LeadStatusChangedEvent
  /** The lead got an owner. */
  | LeadAssignedEvent
  /** The lead lost its owner. */
  | LeadUnassignedEvent
  /** The lead became a customer (rule V1). */
  | LeadConvertedEvent
  /** The lead is a customer no longer (rule V3). */
  | LeadUnconvertedEvent
  /** A call began (rule C8). */
  | CallStartedEvent
  /** A call ended and was logged. */
  | CallCompletedEvent
  /** A call in progress ended without a result (rule C8). */
  | CallAbandonedEvent
  /** A logged call was corrected (rule C12). */
  | CallCorrectedEvent
  /** A logged call was voided (rule C12). */
  | CallVoidedEvent
  /** A follow-up was scheduled. */
  | FollowupCreatedEvent
  /** A follow-up was moved (rule F7). */
  | FollowupRescheduledEvent
  /** A follow-up went with its lead to a new owner (rule L7). */
  | FollowupReassignedEvent
  /** A follow-up was resolved. */
  | FollowupCompletedEvent
  /** A follow-up expired (rule F6). */
  | FollowupExpiredEvent
  /** A note was written (rule F8). */
  | NoteAddedEvent
  /** A customer's order details changed. */
  | OrderUpdatedEvent
  /** The company's settings changed (rule G1). */
  | SettingsChangedEvent;

/** The fields that every Event has. */
export interface EventFields {
  /** The schema number of this document (rule K2); default the present one. */
  schema: number;
  /** The command's id, a slash and the event's ordinal (rule L11). */
  id: EventId;
  /** When it happened. */
  at: Timestamp;
  /** Who did it. */
  actor: AgentId;
  /** The lead; none for a change of settings. */
  lead: LeadId | null;
}

/** The id of an event: its command's id, a slash and its ordinal, from 1 (rule L11). */
export type EventId = string;

/**
 * Something that happened; a lead's timeline is its events in order.
 *
 * Readers ignore fields that they do not know, and refuse events of a newer schema (rule K2).
 *
 * As it goes in; what comes out is {@link Event}.
 */
export type EventInput =
  /** A lead came in. */
  | LeadCreatedEventInput
  /** The lead's own fields changed (rule L13). */
  | LeadUpdatedEventInput
  /** The lead moved. */
  | LeadStatusChangedEventInput
  /** The lead got an owner. */
  | LeadAssignedEventInput
  /** The lead lost its owner. */
  | LeadUnassignedEventInput
  /** The lead became a customer (rule V1). */
  | LeadConvertedEventInput
  /** The lead is a customer no longer (rule V3). */
  | LeadUnconvertedEventInput
  /** A call began (rule C8). */
  | CallStartedEventInput
  /** A call ended and was logged. */
  | CallCompletedEventInput
  /** A call in progress ended without a result (rule C8). */
  | CallAbandonedEventInput
  /** A logged call was corrected (rule C12). */
  | CallCorrectedEventInput
  /** A logged call was voided (rule C12). */
  | CallVoidedEventInput
  /** A follow-up was scheduled. */
  | FollowupCreatedEventInput
  /** A follow-up was moved (rule F7). */
  | FollowupRescheduledEventInput
  /** A follow-up went with its lead to a new owner (rule L7). */
  | FollowupReassignedEventInput
  /** A follow-up was resolved. */
  | FollowupCompletedEventInput
  /** A follow-up expired (rule F6). */
  | FollowupExpiredEventInput
  /** A note was written (rule F8). */
  | NoteAddedEventInput
  /** A customer's order details changed. */
  | OrderUpdatedEventInput
  /** The company's settings changed (rule G1). */
  | SettingsChangedEventInput;

/** The fields that every EventInput has. */
export interface EventInputFields {
  /** The command's id, a slash and the event's ordinal (rule L11). */
  id: EventId;
  /** When it happened. */
  at: Timestamp;
  /** Who did it. */
  actor: AgentId;
  /** The lead; none for a change of settings. */
  lead?: LeadId | null | undefined;
  /**
   * The schema number of this document (rule K2); default the present one.
   *
   * @defaultValue `2`
   */
  schema?: number | undefined;
}

/**
 * What the host knows of the leads that are there before a batch comes in (rules G4, L12).
 *
 * Of each list those entries are enough that the batch brings again.
 */
export interface ExistingLeads {
  /** The lead ids that are taken; those of `phones` count as well. */
  ids?: readonly LeadId[] | null | undefined;
  /** The phone numbers that are taken. Of several leads with one number the first is named. */
  phones?: readonly PhoneHolder[] | null | undefined;
}

/** Asks why each agent of a plan receives no more leads (rule A8). */
export interface ExplainAgentsRequest {
  /** The plan. */
  plan: PlanInput;
  /** At least the leads that the plan moves or does not place, as it saw them. */
  leads: readonly LeadInput[];
  /** The agents as the plan saw them. */
  agents: readonly Agent[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who had which lead before, as the plan saw it (rule A7).
   *
   * @defaultValue `[]`
   */
  previousOwners?: readonly PreviousOwners[] | undefined;
}

/** Asks what a plan does with one lead, and why (rule A8). */
export interface ExplainRequest {
  /** The plan. */
  plan: PlanInput;
  /** The lead as the plan saw it. */
  lead: LeadInput;
  /** The agents as the plan saw them. */
  agents: readonly Agent[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who had which lead before, as the plan saw it (rule A7).
   *
   * @defaultValue `[]`
   */
  previousOwners?: readonly PreviousOwners[] | undefined;
}

/** Why an agent receives as many leads in a run, and no more (rule A8). */
export interface ExplainedAgent {
  /** The agent. */
  agent: AgentId;
  /** Leads received. */
  received: number;
  /** Counting leads held after the run (rule A2). */
  held: number;
  /** Most leads held at once; none = no limit. */
  cap: number | null;
  /** Why there are no more. */
  reason: Diagnostic;
}

/** Why the agents of a plan receive no more leads. */
export interface ExplainedAgents {
  /** One entry per agent. */
  agents: ExplainedAgent[];
}

/** Where a lead went in a run, or why it stays (rule A8). */
export interface ExplainedLead {
  /** The lead. */
  lead: LeadId;
  /** The agent who receives it. */
  to: AgentId | null;
  /** `job.lead_placed`, `job.lead_removed`, or the first reason why it stays. */
  reason: Diagnostic;
  /** How many agents have which reason, in the order in which reasons are looked for. */
  counts: AgentCount[];
  /**
   * What each agent who was in the run has to do with the lead, in the order of the agents. Empty for a lead that
   * took no part, and for removal: no agent was asked.
   */
  agents: AgentFinding[];
}

/** What a request that cannot be answered gets. */
export interface Failure {
  /** Which kind it is. */
  type: "failure";
  /** Everything that is wrong with it. */
  errors: [Diagnostic, ...Diagnostic[]];
}

/** A follow-up of a lead, or a note, which has the same shape (rule F8). */
export interface FollowUp {
  /** Its id; kept when it is rescheduled (rule F7). */
  id: FollowUpId;
  /** What it belongs to (rule D1). */
  parent: Parent;
  /** The lead's owner (rule F1); for a note on an unassigned lead its author. */
  owner: AgentId;
  /** What it is. */
  kind: FollowUpKind;
  /** Whether it is still to be done; default open. */
  state: FollowUpState;
  /** The instant it is set for; for a note when it was written. */
  at: Timestamp;
  /** When it was last scheduled (rule F9). */
  scheduledAt: Timestamp;
  /** How often it was rescheduled (rule F7); default 0. */
  moves: number;
  /** How many minutes before it a reminder comes; none = no reminder (rule D7). */
  reminderMinutes: number | null;
  /** What it is about, in a line. */
  subject: string | null;
  /** What it is about. */
  note: string | null;
  /** The agents who take part beside the owner, each once (rule D6). */
  attendees: AgentId[];
  /** When it was resolved or expired. */
  closedAt: Timestamp | null;
  /** What resolved or expired it. */
  closedBy: Resolution | null;
}

/** An open follow-up moved to another instant (rule F7). */
export interface FollowUpEdit {
  /** The follow-up. */
  id: FollowUpId;
  /** The new instant. */
  at: Timestamp;
  /** The new reminder. */
  reminderMinutes?: number | null | undefined;
}

/** What a saved schedule form asks for (rule D1). */
export type FollowUpEntry =
  /** A follow-up of a lead: what is to be decided on that lead. */
  | LeadFollowUpEntry
  /** A follow-up of anything else: the record to be stored. */
  | OtherFollowUpEntry;

/** What the follow-ups of an owner come to (rules F5, M6). */
export interface FollowUpFigures {
  /** Open ones whose local date is today's; one of them can be overdue at once. */
  dueToday: number;
  /** Open ones whose instant is past, or whose day is, as the policy says. */
  overdue: number;
  /** Open ones of later days. */
  upcoming: number;
  /** Resolved in the period on their local date or before. */
  resolvedOnTime: number;
  /** Resolved in the period after it. */
  resolvedLate: number;
  /** Expired in the period. */
  expired: number;
}

/**
 * The schedule form, field by field as it stands on the screen.
 *
 * Required are the parent, subject, date and time (rule D4).
 */
export interface FollowUpForm {
  /**
   * The agents who take part beside the owner.
   *
   * @defaultValue `[]`
   */
  attendees?: readonly string[] | undefined;
  /** The local date, `YYYY-MM-DD`. */
  date?: string | null | undefined;
  /** `call`, `meeting` or `visit` (rule D7); blank = a call. */
  kind?: string | null | undefined;
  /** What it is about. */
  note?: string | null | undefined;
  /** The id of what it belongs to; inside a log-call form blank means that of the call. */
  parentId?: string | null | undefined;
  /** The kind of what it belongs to (rule D1); inside a log-call form blank means that of the call. */
  parentKind?: string | null | undefined;
  /** Not allowed: a follow-up has no recording (rule D6). */
  recording?: RecordingForm | null | undefined;
  /** How many minutes before it a reminder comes, one of those that the policy offers; blank = no reminder. */
  reminder?: string | null | undefined;
  /** What it is about, in a line. */
  subject?: string | null | undefined;
  /** The local time, `HH:MM` or `HH:MM:SS`. */
  time?: string | null | undefined;
}

/** What there is to say about a schedule form while it is typed. */
export interface FollowUpFormCheck {
  /** What is required and not there yet, in the order of the form. */
  missing: Diagnostic[];
  /** What is there and wrong, in the order of the form. */
  wrong: Diagnostic[];
  /** What is worth a second look, in the order of the form. */
  warnings: Diagnostic[];
  /** What could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
  /** The instant that date and time mean (rule Z3). */
  at: Timestamp | null;
  /** The default slot, while neither date nor time is there (rule F3). */
  slot: Slot | null;
}

/** Asks for an agent's follow-ups, open and closed (rule F12). */
export interface FollowUpHistoryRequest {
  /** The agent. */
  agent: AgentId;
  /** The follow-ups of the agent, at least. */
  followUps: readonly FollowUpInput[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** The id of a follow-up or a note: 1 to 200 bytes without control characters (rule L1). */
export type FollowUpId = string;

/**
 * A follow-up of a lead, or a note, which has the same shape (rule F8).
 *
 * As it goes in; what comes out is {@link FollowUp}.
 */
export interface FollowUpInput {
  /** Its id; kept when it is rescheduled (rule F7). */
  id: FollowUpId;
  /** What it belongs to (rule D1). */
  parent: ParentInput;
  /** The lead's owner (rule F1); for a note on an unassigned lead its author. */
  owner: AgentId;
  /** What it is. */
  kind: FollowUpKind;
  /**
   * Whether it is still to be done; default open.
   *
   * @defaultValue `"open"`
   */
  state?: FollowUpState | undefined;
  /** The instant it is set for; for a note when it was written. */
  at: Timestamp;
  /** When it was last scheduled (rule F9). */
  scheduledAt: Timestamp;
  /**
   * How often it was rescheduled (rule F7); default 0.
   *
   * @defaultValue `0`
   */
  moves?: number | undefined;
  /** How many minutes before it a reminder comes; none = no reminder (rule D7). */
  reminderMinutes?: number | null | undefined;
  /** What it is about, in a line. */
  subject?: string | null | undefined;
  /** What it is about. */
  note?: string | null | undefined;
  /**
   * The agents who take part beside the owner, each once (rule D6).
   *
   * @defaultValue `[]`
   */
  attendees?: readonly AgentId[] | undefined;
  /** When it was resolved or expired. */
  closedAt?: Timestamp | null | undefined;
  /** What resolved or expired it. */
  closedBy?: Resolution | null | undefined;
}

/** What a record of the shared shape is (rule F8). */
export type FollowUpKind =
  /** A planned call. */
  | "call"
  /** A planned meeting. */
  | "meeting"
  /** A planned visit. */
  | "visit"
  /** A note: no future date, resolved from the start, never due. */
  | "note";

/** How follow-ups behave. */
export interface FollowUpPolicy {
  /** The local time of the default slot (rule F3); default 10:00. */
  defaultSlotAt: LocalTime;
  /** Which call resolves the day's follow-ups (rule F4). */
  resolvedBy: ResolvedBy;
  /** From when a follow-up is overdue (rule F5). */
  overdueFrom: OverdueFrom;
  /** Offered reminders, in minutes before the follow-up (rule D7); default 0, 15, 30 and 60. */
  reminderMinutes: number[];
  /** Where reminders are shown (rule F9); default in the application and as push. */
  channels: Channel[];
}

/**
 * How follow-ups behave.
 *
 * As it goes in; what comes out is {@link FollowUpPolicy}.
 */
export interface FollowUpPolicyInput {
  /**
   * The local time of the default slot (rule F3); default 10:00.
   *
   * @defaultValue `"10:00"`
   */
  defaultSlotAt?: LocalTime | undefined;
  /**
   * Which call resolves the day's follow-ups (rule F4).
   *
   * @defaultValue `"anyCall"`
   */
  resolvedBy?: ResolvedBy | undefined;
  /**
   * From when a follow-up is overdue (rule F5).
   *
   * @defaultValue `"instant"`
   */
  overdueFrom?: OverdueFrom | undefined;
  /**
   * Offered reminders, in minutes before the follow-up (rule D7); default 0, 15, 30 and 60.
   *
   * @defaultValue `[0,15,30,60]`
   */
  reminderMinutes?: readonly number[] | undefined;
  /**
   * Where reminders are shown (rule F9); default in the application and as push.
   *
   * @defaultValue `["inApp","push"]`
   */
  channels?: readonly Channel[] | undefined;
}

/** A question about follow-ups (rule M6). */
export interface FollowUpQuery {
  /** The instant at which open ones are due, overdue or upcoming. */
  now: Timestamp;
  /** Only what was resolved or expired in it counts as that; none = ever. */
  period?: Period | null | undefined;
}

/** Follow-ups by owner (rule M6). */
export interface FollowUpReport {
  /** The owners of whom anything counts, in order; what has no owner comes last. */
  rows: FollowUpRow[];
  /** All of them. */
  total: FollowUpFigures;
}

/** Asks what the follow-ups of each owner come to (rule M6). */
export interface FollowUpReportRequest {
  /** The follow-ups; notes are left out. */
  followUps: readonly FollowUpInput[];
  /** When, and in which period they were closed. */
  query: FollowUpQuery;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** The follow-ups of an owner. */
export interface FollowUpRow {
  /** The owner; none = follow-ups without one. */
  owner: AgentId | null;
  /** Open ones whose local date is today's; one of them can be overdue at once. */
  dueToday: number;
  /** Open ones whose instant is past, or whose day is, as the policy says. */
  overdue: number;
  /** Open ones of later days. */
  upcoming: number;
  /** Resolved in the period on their local date or before. */
  resolvedOnTime: number;
  /** Resolved in the period after it. */
  resolvedLate: number;
  /** Expired in the period. */
  expired: number;
}

/** Whether a follow-up is still to be done (rule F1). */
export type FollowUpState =
  /** To be done. */
  | "open"
  /** Done. */
  | "resolved"
  /** Dismissed as missed, or its lead was unassigned (rule F6). */
  | "expired";

/** A follow-up was resolved. */
export interface FollowupCompletedEvent extends EventFields {
  /** Which kind it is. */
  type: "followup.completed";
  /** The follow-up, closed. */
  followUp: FollowUp;
}

/** A follow-up was resolved. */
export interface FollowupCompletedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "followup.completed";
  /** The follow-up, closed. */
  followUp: FollowUpInput;
}

/** A follow-up was scheduled. */
export interface FollowupCreatedEvent extends EventFields {
  /** Which kind it is. */
  type: "followup.created";
  /** The follow-up. */
  followUp: FollowUp;
}

/** A follow-up was scheduled. */
export interface FollowupCreatedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "followup.created";
  /** The follow-up. */
  followUp: FollowUpInput;
}

/** A follow-up expired (rule F6). */
export interface FollowupExpiredEvent extends EventFields {
  /** Which kind it is. */
  type: "followup.expired";
  /** The follow-up, closed. */
  followUp: FollowUp;
}

/** A follow-up expired (rule F6). */
export interface FollowupExpiredEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "followup.expired";
  /** The follow-up, closed. */
  followUp: FollowUpInput;
}

/** A follow-up went with its lead to a new owner (rule L7). */
export interface FollowupReassignedEvent extends EventFields {
  /** Which kind it is. */
  type: "followup.reassigned";
  /** The follow-up. */
  followUp: FollowUpId;
  /** Its owner before. */
  from: AgentId;
  /** Its owner now. */
  to: AgentId;
}

/** A follow-up went with its lead to a new owner (rule L7). */
export interface FollowupReassignedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "followup.reassigned";
  /** The follow-up. */
  followUp: FollowUpId;
  /** Its owner before. */
  from: AgentId;
  /** Its owner now. */
  to: AgentId;
}

/** A follow-up was moved (rule F7). */
export interface FollowupRescheduledEvent extends EventFields {
  /** Which kind it is. */
  type: "followup.rescheduled";
  /** The instant it was set for before. */
  from: Timestamp;
  /** The follow-up as it is. */
  followUp: FollowUp;
}

/** A follow-up was moved (rule F7). */
export interface FollowupRescheduledEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "followup.rescheduled";
  /** The instant it was set for before. */
  from: Timestamp;
  /** The follow-up as it is. */
  followUp: FollowUpInput;
}

/**
 * What a form does not type: the instant, who fills it in, and what the host knows (rule L12).
 *
 * A fact that is left out is not known: what needs it is named in `notChecked`.
 */
export interface FormContext {
  /** Now. */
  now: Timestamp;
  /** Who fills the form in; the agent of the call. */
  actor: Actor;
  /** The host's contacts, or those that may have the number (rule D2). */
  contacts?: readonly Contact[] | null | undefined;
  /** The owner of what the call or follow-up belongs to; default the actor. */
  owner?: AgentId | null | undefined;
  /** The owner's open follow-ups (rule F10). */
  ownerFollowUps?: readonly FollowUpInput[] | null | undefined;
}

/** What the log-call and schedule forms offer. */
export interface FormPolicy {
  /** What calls and follow-ups may belong to, `lead` among them (rule D1); default lead, deal and cold. */
  parentKinds: ParentKind[];
  /** What the other party may answer (rule D3); default Interested, Not Answering, Call Later, CNR and Held. */
  responses: Response[];
}

/**
 * What the log-call and schedule forms offer.
 *
 * As it goes in; what comes out is {@link FormPolicy}.
 */
export interface FormPolicyInput {
  /** What calls and follow-ups may belong to, `lead` among them (rule D1); default lead, deal and cold. */
  parentKinds?: readonly ParentKind[] | undefined;
  /** What the other party may answer (rule D3); default Interested, Not Answering, Call Later, CNR and Held. */
  responses?: readonly ResponseInput[] | undefined;
}

/** Which fresh leads come first when places are filled (rule T1). */
export type FreshOrder =
  /** The oldest captured first. */
  | "oldestFirst"
  /** The newest captured first. */
  | "newestFirst";

/** Asks how many leads are on each status now (rule M7). */
export interface FunnelRequest {
  /** The leads and customers to look at. */
  leads: readonly LeadInput[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** Leads on one status (rule M7). */
export interface FunnelRow {
  /** The status. */
  status: StatusId;
  /** Its name. */
  name: string;
  /** Leads on it now. */
  leads: number;
}

/** What is to be handed over: one agent's leads, to another agent or to the pool (rule G5). */
export interface HandOver {
  /** The hand-over's id; each lead's command has this id, a slash and the lead's id. */
  id: CommandId;
  /** The agent whose leads they are. */
  from: AgentId;
  /** The statuses on which the leads are; none = all. */
  statuses?: readonly StatusId[] | null | undefined;
  /** The agent who receives them; none = the pool. */
  to?: AgentId | null | undefined;
}

/** What became of one lead. */
export type HandOverOutcome =
  /** It was accepted; without events when the lead is where it is to go already. */
  | AcceptedHandOverOutcome
  /** It was refused, and the agent keeps the lead. */
  | RejectedHandOverOutcome;

/** The fields that every HandOverOutcome has. */
export interface HandOverOutcomeFields {
  /** The lead. */
  lead: LeadId;
  /** The id of its command. */
  command: CommandId;
}

/** Asks for one agent's leads in other hands (rule G5). */
export interface HandOverRequest {
  /** What is to be handed over, and to whom. */
  handOver: HandOver;
  /** The agent's leads, at least. */
  leads: readonly LeadInput[];
  /** Who hands them over, when, and what the host knows. */
  context: Context;
}

/** What a hand-over came to (rule G5). */
export interface HandedOver {
  /** What became of each lead, by lead id. */
  leads: HandOverOutcome[];
  /** Leads that changed hands. */
  handed: number;
  /** Leads that the agent keeps. */
  kept: number;
  /** The commonest first reason why leads are kept; none when none is. */
  reason: Code | null;
  /** All of it in one line. */
  line: string;
}

/** An agent's leads against the cap, before an edit and after it (rule A2). */
export interface HeldEffect {
  /** Counting leads held now; counted among the supplied leads where the host does not say. */
  before: number;
  /** Counting leads held after it. */
  after: number;
  /** Most leads held at once; none = no limit. */
  cap: number | null;
  /** Whether the agent ends above the cap. */
  aboveCap: boolean;
}

/** It came in. */
export interface ImportedCaptureFate {
  /** Which kind it is. */
  type: "imported";
  /** What happened, in the order of rule E; empty when nothing did. */
  events: Event[];
  /** What to look at, in the order of the rule book. */
  warnings: Diagnostic[];
  /** The guards that could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
  /** The status that the call suggests (rule C5), when the command did not name one. */
  suggestedStatus: StatusId | null;
}

/** Limits on the new leads of one agent (rule A7). */
export interface Intake {
  /** The most new leads in one run; default no limit. */
  perRun: number | null;
  /** The most new leads on one local day, from assignment and top-up together; default no limit. */
  perDay: number | null;
}

/**
 * Limits on the new leads of one agent (rule A7).
 *
 * As it goes in; what comes out is {@link Intake}.
 */
export interface IntakeInput {
  /** The most new leads in one run; default no limit. */
  perRun?: number | null | undefined;
  /** The most new leads on one local day, from assignment and top-up together; default no limit. */
  perDay?: number | null | undefined;
}

/** Asks whether an instant lies within the calling hours (rule Z6). */
export interface IsCallingHourRequest {
  /** The instant. */
  at: Timestamp;
}

/** Asks whether the company works on a date (rule Z5). */
export interface IsWorkingDayRequest {
  /** The local date. */
  date: LocalDate;
}

/** A daily job. Jobs that fall due at the same instant run in the order given here (rule S2). */
export type Job =
  /** Auto-removal: leads that sit too long go back to the pool. */
  | "removal"
  /** Auto-assignment: leads are dealt to agents. */
  | "assignment"
  /** Top-up: agents below their cap get fresh leads. */
  | "topUp";

/** The next run of one job under the old settings and under the new ones. */
export interface JobDiff {
  /** The job. */
  job: Job;
  /** Its next run under the old settings; none when it is off. */
  old: RunForecast | null;
  /** Its next run under the new settings; none when it is off. */
  new: RunForecast | null;
  /** How many leads more it would move; less than 0 for fewer. */
  moved: number;
  /** The agents for whom the runs differ, by id. */
  agents: AgentDiff[];
}

/** What the host keeps of a job's schedule (rule S2). */
export interface JobState {
  /** The job. */
  job: Job;
  /** What was last told of it, or since when it is on. */
  state: ScheduleState;
}

/**
 * What a group of a report is: a number or name of the host's, a date, or a bucket of its own.
 *
 * On the wire the bare value, and `null` for what is missing.
 */
export type Key = string | number | LocalDate | CallStatus | Direction | Weekday | null;

/**
 * A prospect, with all that a decision needs (rule L1).
 *
 * Closed follow-ups, notes, past calls, former owners and conversions are history: views take them separately.
 */
export interface Lead {
  /** The schema number of this document (rule K2); default the present one. */
  schema: number;
  /** The lead's id. */
  id: LeadId;
  /** For optimistic locking: one more with every event; default 0. */
  version: Count;
  /** The status that it is on. */
  status: StatusId;
  /** Since when it is on that status. */
  statusSince: Timestamp;
  /** The agent it is assigned to; none while Unassigned (rule L2). */
  owner: AgentId | null;
  /** Since when it has that owner. */
  ownerSince: Timestamp | null;
  /** The owner before it was last unassigned (rule A3). */
  lastOwner: AgentId | null;
  /** When it entered Unassigned (rule V5). */
  capturedAt: Timestamp;
  /** The phone number, in the form of rule D2: `+` and 8 to 15 digits. */
  phone: string | null;
  /** The prospect's name. */
  name: string | null;
  /** Where it came from. */
  source: string | null;
  /** The campaign it belongs to. */
  campaign: string | null;
  /** Tags, in the host's order. */
  tags: string[];
  /** The branch it belongs to (rule A6). */
  branch: BranchId | null;
  /** The department it belongs to (rule A6). */
  department: DepartmentId | null;
  /** Larger comes first, none is least. */
  priority: Priority | null;
  /** Whether it asked not to be called (rule C13); default no. */
  doNotCall: boolean;
  /** Ended calls that count as attempts (rule C3); default 0. */
  attempts: number;
  /** The start of the latest attempt. */
  lastAttempt: Timestamp | null;
  /** Whether any call was connected (rule C2); default no. */
  connectedEver: boolean;
  /** The call in progress (rule C8). */
  liveCall: LiveCall | null;
  /** The open follow-ups, by instant and id. */
  followUps: FollowUp[];
  /** The current conversion; there exactly while Customer (rule L2). */
  conversion: Conversion | null;
}

/** The lead got an owner. */
export interface LeadAssignedEvent extends EventFields {
  /** Which kind it is. */
  type: "lead.assigned";
  /** The owner before. */
  from: AgentId | null;
  /** The owner now. */
  to: AgentId;
}

/** The lead got an owner. */
export interface LeadAssignedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "lead.assigned";
  /** The owner now. */
  to: AgentId;
  /** The owner before. */
  from?: AgentId | null | undefined;
}

/** A call of a lead: what is to be decided on that lead. */
export interface LeadCallEntry {
  /** Which kind it is. */
  type: "lead";
  /** The lead. */
  lead: LeadId;
  /** Logging the call, with its next status and follow-up. */
  do: Deed;
}

/** A command on one of many leads. */
export interface LeadCommand {
  /** The lead as the host has it. */
  lead: LeadInput;
  /** The command. */
  command: CommandInput;
}

/** The lead became a customer (rule V1). */
export interface LeadConvertedEvent extends EventFields {
  /** Which kind it is. */
  type: "lead.converted";
  /** The conversion, current from now on. */
  conversion: Conversion;
}

/** The lead became a customer (rule V1). */
export interface LeadConvertedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "lead.converted";
  /** The conversion, current from now on. */
  conversion: ConversionInput;
}

/** A lead came in. */
export interface LeadCreatedEvent extends EventFields {
  /** Which kind it is. */
  type: "lead.created";
  /** The lead, Unassigned. */
  record: Lead;
}

/** A lead came in. */
export interface LeadCreatedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "lead.created";
  /** The lead, Unassigned. */
  record: LeadInput;
}

/** What changes of a lead's own fields (rule L13): a field left out stays, `null` clears it. */
export interface LeadEdit {
  /** The branch it belongs to. */
  branch?: BranchId | null | undefined;
  /** The campaign it belongs to. */
  campaign?: string | null | undefined;
  /** The department it belongs to. */
  department?: DepartmentId | null | undefined;
  /** Whether it asked not to be called; cleared = no. */
  doNotCall?: boolean | null | undefined;
  /** The prospect's name. */
  name?: string | null | undefined;
  /** The phone number, as typed (rules D2, G4). */
  phone?: string | null | undefined;
  /** Larger comes first. */
  priority?: Priority | null | undefined;
  /** Where it came from. */
  source?: string | null | undefined;
  /** The tags, all of them. */
  tags?: readonly string[] | null | undefined;
}

/** A follow-up of a lead: what is to be decided on that lead. */
export interface LeadFollowUpEntry {
  /** Which kind it is. */
  type: "lead";
  /** The lead. */
  lead: LeadId;
  /** Scheduling the follow-up. */
  do: Deed;
}

/** The id of a lead: 1 to 200 bytes without control characters (rule L1). */
export type LeadId = string;

/**
 * A prospect, with all that a decision needs (rule L1).
 *
 * Closed follow-ups, notes, past calls, former owners and conversions are history: views take them separately.
 *
 * As it goes in; what comes out is {@link Lead}.
 */
export interface LeadInput {
  /**
   * The schema number of this document (rule K2); default the present one.
   *
   * @defaultValue `2`
   */
  schema?: number | undefined;
  /** The lead's id. */
  id: LeadId;
  /**
   * For optimistic locking: one more with every event; default 0.
   *
   * @defaultValue `0`
   */
  version?: Count | undefined;
  /** The status that it is on. */
  status: StatusId;
  /** Since when it is on that status. */
  statusSince: Timestamp;
  /** The agent it is assigned to; none while Unassigned (rule L2). */
  owner?: AgentId | null | undefined;
  /** Since when it has that owner. */
  ownerSince?: Timestamp | null | undefined;
  /** The owner before it was last unassigned (rule A3). */
  lastOwner?: AgentId | null | undefined;
  /** When it entered Unassigned (rule V5). */
  capturedAt: Timestamp;
  /** The phone number, in the form of rule D2: `+` and 8 to 15 digits. */
  phone?: string | null | undefined;
  /** The prospect's name. */
  name?: string | null | undefined;
  /** Where it came from. */
  source?: string | null | undefined;
  /** The campaign it belongs to. */
  campaign?: string | null | undefined;
  /**
   * Tags, in the host's order.
   *
   * @defaultValue `[]`
   */
  tags?: readonly string[] | undefined;
  /** The branch it belongs to (rule A6). */
  branch?: BranchId | null | undefined;
  /** The department it belongs to (rule A6). */
  department?: DepartmentId | null | undefined;
  /** Larger comes first, none is least. */
  priority?: Priority | null | undefined;
  /**
   * Whether it asked not to be called (rule C13); default no.
   *
   * @defaultValue `false`
   */
  doNotCall?: boolean | undefined;
  /**
   * Ended calls that count as attempts (rule C3); default 0.
   *
   * @defaultValue `0`
   */
  attempts?: number | undefined;
  /** The start of the latest attempt. */
  lastAttempt?: Timestamp | null | undefined;
  /**
   * Whether any call was connected (rule C2); default no.
   *
   * @defaultValue `false`
   */
  connectedEver?: boolean | undefined;
  /** The call in progress (rule C8). */
  liveCall?: LiveCallInput | null | undefined;
  /**
   * The open follow-ups, by instant and id.
   *
   * @defaultValue `[]`
   */
  followUps?: readonly FollowUpInput[] | undefined;
  /** The current conversion; there exactly while Customer (rule L2). */
  conversion?: ConversionInput | null | undefined;
}

/** How long a lead was on a status. */
export interface LeadOnStatus {
  /** The lead. */
  lead: LeadId;
  /** The status. */
  status: StatusId;
  /** How often it entered it. */
  visits: number;
  /** How long it was on it, in milliseconds. */
  millis: number;
}

/** The lead moved. */
export interface LeadStatusChangedEvent extends EventFields {
  /** Which kind it is. */
  type: "lead.status_changed";
  /** The status it left. */
  from: StatusId;
  /** The status it entered. */
  to: StatusId;
}

/** The lead moved. */
export interface LeadStatusChangedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "lead.status_changed";
  /** The status it left. */
  from: StatusId;
  /** The status it entered. */
  to: StatusId;
}

/** The lead lost its owner. */
export interface LeadUnassignedEvent extends EventFields {
  /** Which kind it is. */
  type: "lead.unassigned";
  /** The owner before; none when an inconsistent lead was mended. */
  from: AgentId | null;
}

/** The lead lost its owner. */
export interface LeadUnassignedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "lead.unassigned";
  /** The owner before; none when an inconsistent lead was mended. */
  from?: AgentId | null | undefined;
}

/** The lead is a customer no longer (rule V3). */
export interface LeadUnconvertedEvent extends EventFields {
  /** Which kind it is. */
  type: "lead.unconverted";
  /** The reverted conversion, with its order. */
  conversion: Conversion;
}

/** The lead is a customer no longer (rule V3). */
export interface LeadUnconvertedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "lead.unconverted";
  /** The reverted conversion, with its order. */
  conversion: ConversionInput;
}

/** The lead's own fields changed (rule L13). */
export interface LeadUpdatedEvent extends EventFields {
  /** Which kind it is. */
  type: "lead.updated";
  /** What changed; the phone number in its stored form. */
  changes: LeadEdit;
}

/** The lead's own fields changed (rule L13). */
export interface LeadUpdatedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "lead.updated";
  /** What changed; the phone number in its stored form. */
  changes: LeadEdit;
}

/** Exactly one contact has it: the call is linked to that one. */
export interface LinkedContactMatch {
  /** Which kind it is. */
  type: "linked";
  /** The contact. */
  contact: ContactId;
}

/** A call in progress (rule C8). */
export interface LiveCall {
  /** The call's id. */
  id: CallId;
  /** The agent who makes or took it. */
  agent: AgentId;
  /** Who called whom; default outgoing. */
  direction: Direction;
  /** When it started. */
  startedAt: Timestamp;
  /** Whether an integration reported it (rule C11); default no. */
  recorded: boolean;
}

/**
 * A call in progress (rule C8).
 *
 * As it goes in; what comes out is {@link LiveCall}.
 */
export interface LiveCallInput {
  /** The call's id. */
  id: CallId;
  /** The agent who makes or took it. */
  agent: AgentId;
  /**
   * Who called whom; default outgoing.
   *
   * @defaultValue `"outgoing"`
   */
  direction?: Direction | undefined;
  /** When it started. */
  startedAt: Timestamp;
  /**
   * Whether an integration reported it (rule C11); default no.
   *
   * @defaultValue `false`
   */
  recorded?: boolean | undefined;
}

/** A call in progress, with its age (rule C8). */
export interface LiveCallView {
  /** The lead. */
  lead: LeadId;
  /** The call. */
  call: LiveCall;
  /** How long it has been going on, in whole seconds. */
  ageSeconds: number;
  /** Whether it is older than the longest call that the policy knows, and blocks nothing. */
  lost: boolean;
}

/** Asks for the calls in progress (rule C8). */
export interface LiveCallsRequest {
  /** The leads that may have one. */
  leads: readonly LeadInput[];
  /** Now. */
  now: Timestamp;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** A date from 1970-01-01 to 2099-12-31, `YYYY-MM-DD` (rule Z1). */
export type LocalDate = string;

/** What clocks show at an instant. */
export interface LocalMoment {
  /** The date. */
  date: LocalDate;
  /** The time of day; the part of a second is dropped. */
  time: LocalTime;
  /** The offset in force, in seconds east of UTC. */
  offsetSeconds: number;
  /** The abbreviation of the offset, such as `IST`, or the offset itself, such as `-03:00`. */
  designation: string;
}

/** A time of day, `HH:MM` or `HH:MM:SS` (rule Z1). */
export type LocalTime = string;

/** A call as it is logged or completed. */
export interface LogCall {
  /** The call. */
  call: NewCall;
  /** The status that the lead moves to with it (rule C6). */
  nextStatus: StatusId | null;
  /** The follow-up scheduled with it (rules C4, F2). */
  followUp: NewFollowUp | null;
  /** What was bought, when the next status is Customer (rule V1). */
  order: Order | null;
}

/**
 * A call as it is logged or completed.
 *
 * As it goes in; what comes out is {@link LogCall}.
 */
export interface LogCallInput {
  /** The call. */
  call: NewCallInput;
  /** The status that the lead moves to with it (rule C6). */
  nextStatus?: StatusId | null | undefined;
  /** The follow-up scheduled with it (rules C4, F2). */
  followUp?: NewFollowUpInput | null | undefined;
  /** What was bought, when the next status is Customer (rule V1). */
  order?: OrderInput | null | undefined;
}

/** An amount of money in minor units (cents, paise), within ±(2^53 − 1) (rule V1). */
export type MinorUnits = number;

/** Something that a move to a status takes with it (rule L9). */
export type Need =
  /** A follow-up (rule L5). */
  | "followUp"
  /** An owner (rule L6). */
  | "owner"
  /** Order details (rule V1). */
  | "orderDetails";

/** An ended call, as the host tells it. */
export interface NewCall {
  /** Its id. */
  id: CallId;
  /** Who made or took it; default the actor or, of a call in progress, its agent. */
  agent: AgentId | null;
  /** Who called whom; default outgoing or, of a call in progress, its direction. */
  direction: Direction | null;
  /** How it ended. */
  status: CallStatus;
  /** When it started; default now less its duration or, of a call in progress, its start. */
  startedAt: Timestamp | null;
  /** How long the parties were connected, in seconds; default 0. */
  durationSeconds: number;
  /** The number that was called or that called, as typed or as kept (rule D2). */
  phone: string | null;
  /** The host's contact who has that number (rule D2). */
  contact: ContactId | null;
  /** What the lead answered, as the host names it (rule D3). */
  response: string | null;
  /** What the call came to, in a line or two; at most 500 characters (rule D5). */
  summary: string | null;
  /** What was talked about; at most 500 characters (rule D5). */
  description: string | null;
  /** What the agent wrote about it. */
  note: string | null;
  /** The agents who took part beside the one whose call it is, each once (rule D6). */
  attendees: AgentId[];
  /** Where the recording is (rule D6). */
  recording: Recording | null;
  /** Whether an integration reports it: it took place and is never refused (rule C11); default no. */
  recorded: boolean;
}

/**
 * An ended call, as the host tells it.
 *
 * As it goes in; what comes out is {@link NewCall}.
 */
export interface NewCallInput {
  /** Its id. */
  id: CallId;
  /** Who made or took it; default the actor or, of a call in progress, its agent. */
  agent?: AgentId | null | undefined;
  /** Who called whom; default outgoing or, of a call in progress, its direction. */
  direction?: Direction | null | undefined;
  /** How it ended. */
  status: CallStatus;
  /** When it started; default now less its duration or, of a call in progress, its start. */
  startedAt?: Timestamp | null | undefined;
  /**
   * How long the parties were connected, in seconds; default 0.
   *
   * @defaultValue `0`
   */
  durationSeconds?: number | undefined;
  /** The number that was called or that called, as typed or as kept (rule D2). */
  phone?: string | null | undefined;
  /** The host's contact who has that number (rule D2). */
  contact?: ContactId | null | undefined;
  /** What the lead answered, as the host names it (rule D3). */
  response?: string | null | undefined;
  /** What the call came to, in a line or two; at most 500 characters (rule D5). */
  summary?: string | null | undefined;
  /** What was talked about; at most 500 characters (rule D5). */
  description?: string | null | undefined;
  /** What the agent wrote about it. */
  note?: string | null | undefined;
  /**
   * The agents who took part beside the one whose call it is, each once (rule D6).
   *
   * @defaultValue `[]`
   */
  attendees?: readonly AgentId[] | undefined;
  /** Where the recording is (rule D6). */
  recording?: Recording | null | undefined;
  /**
   * Whether an integration reports it: it took place and is never refused (rule C11); default no.
   *
   * @defaultValue `false`
   */
  recorded?: boolean | undefined;
}

/** A follow-up to be scheduled (rules F1, F2). */
export interface NewFollowUp {
  /** Its id. */
  id: FollowUpId;
  /** What is planned; default a call. */
  kind: ActivityKind;
  /** The instant; default the slot of rule F3. */
  at: Timestamp | null;
  /** How many minutes before it a reminder comes; none = no reminder. */
  reminderMinutes: number | null;
  /** What it is about, in a line. */
  subject: string | null;
  /** What it is about. */
  note: string | null;
  /** The agents who take part beside the owner, each once (rule D6). */
  attendees: AgentId[];
}

/**
 * A follow-up to be scheduled (rules F1, F2).
 *
 * As it goes in; what comes out is {@link NewFollowUp}.
 */
export interface NewFollowUpInput {
  /** Its id. */
  id: FollowUpId;
  /**
   * What is planned; default a call.
   *
   * @defaultValue `"call"`
   */
  kind?: ActivityKind | undefined;
  /** The instant; default the slot of rule F3. */
  at?: Timestamp | null | undefined;
  /** How many minutes before it a reminder comes; none = no reminder. */
  reminderMinutes?: number | null | undefined;
  /** What it is about, in a line. */
  subject?: string | null | undefined;
  /** What it is about. */
  note?: string | null | undefined;
  /**
   * The agents who take part beside the owner, each once (rule D6).
   *
   * @defaultValue `[]`
   */
  attendees?: readonly AgentId[] | undefined;
}

/** A lead as it comes in (rule G4). */
export interface NewLead {
  /** Its id. */
  id: LeadId;
  /** When it came in; default now. */
  capturedAt: Timestamp | null;
  /** The status it comes in with; default Unassigned or, with an owner, the assigned status. */
  status: StatusId | null;
  /** The agent it comes in with. */
  owner: AgentId | null;
  /** A follow-up scheduled with it. */
  followUp: NewFollowUp | null;
  /** When it converted, when it comes in as a Customer; default now. */
  convertedAt: Timestamp | null;
  /** What was bought, when it comes in as a Customer. */
  order: Order | null;
  /** The phone number as typed or as stored (rule D2). */
  phone: string | null;
  /** The prospect's name. */
  name: string | null;
  /** Where it came from. */
  source: string | null;
  /** The campaign it belongs to. */
  campaign: string | null;
  /** Tags. */
  tags: string[];
  /** The branch it belongs to. */
  branch: BranchId | null;
  /** The department it belongs to. */
  department: DepartmentId | null;
  /** Larger comes first. */
  priority: Priority | null;
  /** Whether it asked not to be called. */
  doNotCall: boolean;
}

/**
 * A lead as it comes in (rule G4).
 *
 * As it goes in; what comes out is {@link NewLead}.
 */
export interface NewLeadInput {
  /** Its id. */
  id: LeadId;
  /** When it came in; default now. */
  capturedAt?: Timestamp | null | undefined;
  /** The status it comes in with; default Unassigned or, with an owner, the assigned status. */
  status?: StatusId | null | undefined;
  /** The agent it comes in with. */
  owner?: AgentId | null | undefined;
  /** A follow-up scheduled with it. */
  followUp?: NewFollowUpInput | null | undefined;
  /** When it converted, when it comes in as a Customer; default now. */
  convertedAt?: Timestamp | null | undefined;
  /** What was bought, when it comes in as a Customer. */
  order?: OrderInput | null | undefined;
  /** The phone number as typed or as stored (rule D2). */
  phone?: string | null | undefined;
  /** The prospect's name. */
  name?: string | null | undefined;
  /** Where it came from. */
  source?: string | null | undefined;
  /** The campaign it belongs to. */
  campaign?: string | null | undefined;
  /**
   * Tags.
   *
   * @defaultValue `[]`
   */
  tags?: readonly string[] | undefined;
  /** The branch it belongs to. */
  branch?: BranchId | null | undefined;
  /** The department it belongs to. */
  department?: DepartmentId | null | undefined;
  /** Larger comes first. */
  priority?: Priority | null | undefined;
  /**
   * Whether it asked not to be called.
   *
   * @defaultValue `false`
   */
  doNotCall?: boolean | undefined;
}

/** A note to be written (rule F8). */
export interface NewNote {
  /** Its id. */
  id: FollowUpId;
  /** What it says; at most 5,000 characters (rule D5). */
  text: string;
}

/** Asks when jobs fall due next (rules S1, S2). */
export interface NextDueRequest {
  /** The jobs that the host runs. */
  jobs: readonly JobState[];
  /** Now. */
  now: Timestamp;
}

/** When a job falls due next. */
export interface NextRun {
  /** The job. */
  job: Job;
  /** The instant, now when it is due already; none when it is off or not due again before 2100. */
  at: Timestamp | null;
}

/** Asks for the first working day after a date (rule Z5). */
export interface NextWorkingDayRequest {
  /** The local date. */
  after: LocalDate;
}

/** No contact has it. */
export interface NoneContactMatch {
  /** Which kind it is. */
  type: "none";
}

/** Asks for a phone number as it is kept (rule D2). */
export interface NormalizePhoneRequest {
  /** The number as it was typed. */
  phone: string;
}

/** An eligible lead that stays as it is. */
export interface NotPlaced {
  /** The lead. */
  lead: LeadId;
  /** Why. */
  reason: Code;
}

/** A note was written (rule F8). */
export interface NoteAddedEvent extends EventFields {
  /** Which kind it is. */
  type: "note.added";
  /** The note. */
  note: FollowUp;
}

/** A note was written (rule F8). */
export interface NoteAddedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "note.added";
  /** The note. */
  note: FollowUpInput;
}

/** How long leads were on a status. */
export interface OnStatus {
  /** The status. */
  status: StatusId;
  /** Leads that ever were on it. */
  leads: number;
  /** How often leads entered it. */
  visits: number;
  /** How long leads were on it, all together, in milliseconds. */
  millis: number;
  /** The same per lead that ever was on it, cut; none without one. */
  meanMillis: number | null;
}

/** What a customer bought (rule V1). */
export interface Order {
  /** The amount, in minor units of the currency. */
  amountMinor: MinorUnits;
  /** The tax (GST) amount, in minor units of the currency; counted apart (rule M5). */
  taxMinor: MinorUnits | null;
  /** The currency of both amounts. */
  currency: Currency;
  /** What was bought. */
  plan: string | null;
  /** How far it is paid; default unpaid. */
  payment: PaymentStatus;
  /** The host's reference, such as an invoice number. */
  reference: string | null;
}

/**
 * What a customer bought (rule V1).
 *
 * As it goes in; what comes out is {@link Order}.
 */
export interface OrderInput {
  /** The amount, in minor units of the currency. */
  amountMinor: MinorUnits;
  /** The tax (GST) amount, in minor units of the currency; counted apart (rule M5). */
  taxMinor?: MinorUnits | null | undefined;
  /** The currency of both amounts. */
  currency: Currency;
  /** What was bought. */
  plan?: string | null | undefined;
  /**
   * How far it is paid; default unpaid.
   *
   * @defaultValue `"unpaid"`
   */
  payment?: PaymentStatus | undefined;
  /** The host's reference, such as an invoice number. */
  reference?: string | null | undefined;
}

/** Whether conversions carry orders. */
export interface OrderPolicy {
  /** Whether the company uses the order module (rule V1); default yes. */
  enabled: boolean;
}

/**
 * Whether conversions carry orders.
 *
 * As it goes in; what comes out is {@link OrderPolicy}.
 */
export interface OrderPolicyInput {
  /**
   * Whether the company uses the order module (rule V1); default yes.
   *
   * @defaultValue `true`
   */
  enabled?: boolean | undefined;
}

/** A customer's order details changed. */
export interface OrderUpdatedEvent extends EventFields {
  /** Which kind it is. */
  type: "order.updated";
  /** The order before. */
  before: Order | null;
  /** The order now. */
  order: Order;
}

/** A customer's order details changed. */
export interface OrderUpdatedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "order.updated";
  /** The order now. */
  order: OrderInput;
  /** The order before. */
  before?: OrderInput | null | undefined;
}

/** A call of anything else: the records to be stored. */
export interface OtherCallEntry {
  /** Which kind it is. */
  type: "other";
  /** The call. */
  call: Call;
  /** The follow-up scheduled with it. */
  followUp: FollowUp | null;
}

/** A follow-up of anything else: the record to be stored. */
export interface OtherFollowUpEntry {
  /** Which kind it is. */
  type: "other";
  /** The follow-up. */
  followUp: FollowUp;
}

/** What a run came to (rule S5). */
export interface Outcome {
  /** The job. */
  job: Job;
  /** The instant of the run. */
  at: Timestamp;
  /** Leads assigned, removed or topped up. */
  moved: number;
  /** Agents who received them or, for removal, lost them; owners who were not supplied are not counted. */
  agents: number;
  /** Eligible leads that were not placed or, for top-up, places that stay free; 0 for removal. */
  left: number;
  /** The commonest reason for what is left; none when nothing is. */
  reason: Code | null;
  /** All of it in one line. */
  line: string;
}

/**
 * What a run came to (rule S5).
 *
 * As it goes in; what comes out is {@link Outcome}.
 */
export interface OutcomeInput {
  /** The job. */
  job: Job;
  /** The instant of the run. */
  at: Timestamp;
  /** Leads assigned, removed or topped up. */
  moved: number;
  /** Agents who received them or, for removal, lost them; owners who were not supplied are not counted. */
  agents: number;
  /** Eligible leads that were not placed or, for top-up, places that stay free; 0 for removal. */
  left: number;
  /** The commonest reason for what is left; none when nothing is. */
  reason?: Code | null | undefined;
  /** All of it in one line. */
  line: string;
}

/** From when an open follow-up is overdue (rule F5). */
export type OverdueFrom =
  /** As soon as its instant is before now. */
  | "instant"
  /** From the local day after its own. */
  | "nextDay";

/** What an edit of the pipeline does to one owner's leads. */
export interface OwnerEffect {
  /** The owner; none for leads without one. */
  owner: AgentId | null;
  /** What it does to the leads. */
  leads: EffectCounts;
  /** What it does to the places that they fill; none for an owner who was not supplied. */
  held: HeldEffect | null;
}

/** What a call or a follow-up belongs to: a lead, a deal, a cold contact, or something else (rule D1). */
export interface Parent {
  /** `lead`, `deal`, `cold` or a kind that the policy adds. */
  kind: ParentKindId;
  /** The id of the lead or of the other thing. */
  id: ParentId;
}

/** The id of a parent: 1 to 200 bytes without control characters (rule L1). */
export type ParentId = string;

/**
 * What a call or a follow-up belongs to: a lead, a deal, a cold contact, or something else (rule D1).
 *
 * As it goes in; what comes out is {@link Parent}.
 */
export type ParentInput = Parent | LeadId;

/** A kind of thing that calls and follow-ups belong to (rule D1). */
export interface ParentKind {
  /** The id that calls and follow-ups refer to. */
  id: ParentKindId;
  /** The name that people see; not blank. */
  name: string;
}

/** The id of a kind of parent: 1 to 200 bytes without control characters (rule L1). */
export type ParentKindId = string;

/** How far an order is paid (rule V1). */
export type PaymentStatus =
  /** Nothing was paid. */
  | "unpaid"
  /** A part was paid. */
  | "partial"
  /** All was paid. */
  | "paid"
  /** The payment was given back; the order is no revenue (rule M5). */
  | "refunded";

/** Roles and visibility. */
export interface People {
  /** The roles; default Company Admin, Manager and Agent. */
  roles: Role[];
  /** The role that rule V4 means by *agent*; default `agent`. */
  agentRole: RoleId;
  /** Who sees customers. */
  customerVisibility: CustomerVisibility;
}

/**
 * Roles and visibility.
 *
 * As it goes in; what comes out is {@link People}.
 */
export interface PeopleInput {
  /** The roles; default Company Admin, Manager and Agent. */
  roles?: readonly RoleInput[] | undefined;
  /**
   * The role that rule V4 means by *agent*; default `agent`.
   *
   * @defaultValue `"agent"`
   */
  agentRole?: RoleId | undefined;
  /**
   * Who sees customers.
   *
   * @defaultValue `"all"`
   */
  customerVisibility?: CustomerVisibility | undefined;
}

/** A half-open range of instants (rule M2). */
export interface Period {
  /** The first instant. */
  from: Timestamp;
  /** The instant before which it ends. */
  to: Timestamp;
}

/** Asks for the instants of local days (rule M2), to limit a report to them. */
export interface PeriodRequest {
  /** The local days. */
  of: Days;
}

/** An action on a resource, such as `lead.assign` (rule G3). */
export type Permission =
  | "lead.view"
  | "lead.create"
  | "lead.edit"
  | "lead.move"
  | "lead.assign"
  | "lead.manage"
  | "customer.view"
  | "customer.create"
  | "customer.edit"
  | "customer.move"
  | "customer.assign"
  | "customer.manage"
  | "call.view"
  | "call.create"
  | "call.edit"
  | "call.move"
  | "call.assign"
  | "call.manage"
  | "followUp.view"
  | "followUp.create"
  | "followUp.edit"
  | "followUp.move"
  | "followUp.assign"
  | "followUp.manage"
  | "order.view"
  | "order.create"
  | "order.edit"
  | "order.move"
  | "order.assign"
  | "order.manage"
  | "settings.view"
  | "settings.create"
  | "settings.edit"
  | "settings.move"
  | "settings.assign"
  | "settings.manage"
  | "job.view"
  | "job.create"
  | "job.edit"
  | "job.move"
  | "job.assign"
  | "job.manage"
  | "report.view"
  | "report.create"
  | "report.edit"
  | "report.move"
  | "report.assign"
  | "report.manage";

/** A phone number and the lead that has it (rule G4). */
export interface PhoneHolder {
  /** The number, stored or as typed (rule D2); what is no number is never met. */
  phone: string;
  /** The lead. */
  lead: LeadId;
}

/** How phone numbers without a country code are read (rule D2). */
export interface PhonePolicy {
  /** The company's country code, digits only; default 91. */
  countryCode: string;
  /** What stands before a national number; default 0, may be empty. */
  trunkPrefix: string;
}

/**
 * How phone numbers without a country code are read (rule D2).
 *
 * As it goes in; what comes out is {@link PhonePolicy}.
 */
export interface PhonePolicyInput {
  /**
   * The company's country code, digits only; default 91.
   *
   * @defaultValue `"91"`
   */
  countryCode?: string | undefined;
  /**
   * What stands before a national number; default 0, may be empty.
   *
   * @defaultValue `"0"`
   */
  trunkPrefix?: string | undefined;
}

/** The statuses in order, their roles and the moves that people may make. */
export interface Pipeline {
  /** The statuses in the order of dropdowns, filters and funnels (rule P1). */
  statuses: Status[];
  /** Which status plays which part (rule P7). */
  roles: StatusRoles;
  /** The moves that people may make (rule P6); none = every move that the guards allow. */
  allowedMoves: AllowedMove[] | null;
}

/** An edited pipeline. */
export interface PipelineChange {
  /** The policy with the edited pipeline. */
  policy: Policy;
  /** What the host does with the leads that sit on a deleted status. */
  replace: StatusReplacement | null;
}

/** Asks for the pipeline as a diagram (rule P6). */
export type PipelineDiagramRequest = Record<string, never>;

/**
 * One edit of the pipeline: all that a company may do to it; on the wire externally tagged.
 *
 * An object with exactly one field, which names what it is.
 */
export type PipelineEdit =
  OneOf<PipelineEditChoices>;

/** What a PipelineEdit can be; it has exactly one of the fields. */
export interface PipelineEditChoices {
  /** A status is added; blanks around its name are left out (rule P3). */
  add: AddPipelineEdit;
  /** A status is renamed in place: its leads show the new name at once. Blanks around it are left out (rule P3). */
  rename: RenamePipelineEdit;
  /** The statuses get another order; protected ones too (rule P2). */
  reorder: ReorderPipelineEdit;
  /** A status is deleted (rule P3). */
  delete: DeletePipelineEdit;
  /** A status gets another stage or other flags; what is left out stays (rule P4). */
  adjust: StatusEdit;
  /** Another status plays a part in the rules (rule P7). */
  setRole: SetRolePipelineEdit;
  /** People may make other moves (rule P6). */
  setAllowedMoves: SetAllowedMovesPipelineEdit;
}

/** What an edit of the pipeline would do; nothing is changed. */
export interface PipelineEffect {
  /** The edited pipeline. */
  change: PipelineChange;
  /** What it does to the supplied leads, counted. */
  total: EffectCounts;
  /** The same by owner, as far as an owner is concerned: leads without one first, then by agent id. */
  owners: OwnerEffect[];
  /** The commands by which the leads of a deleted status move to the replacement, by lead id. */
  moves: ReplacementMove[];
  /** The leads of a deleted status that cannot leave it, by lead id; while there are any, it is not to be deleted. */
  stuck: StuckLead[];
}

/**
 * The statuses in order, their roles and the moves that people may make.
 *
 * As it goes in; what comes out is {@link Pipeline}.
 */
export interface PipelineInput {
  /** The statuses in the order of dropdowns, filters and funnels (rule P1). */
  statuses?: readonly StatusInput[] | undefined;
  /** Which status plays which part (rule P7). */
  roles?: StatusRolesInput | undefined;
  /** The moves that people may make (rule P6); none = every move that the guards allow. */
  allowedMoves?: readonly AllowedMoveInput[] | null | undefined;
}

/** What a run of a job would do (rule S4); it changes nothing. */
export interface Plan {
  /** The schema number of this document (rule K2); default the present one. */
  schema: number;
  /** The run's id, given by the host. */
  run: RunId;
  /** The job. */
  job: Job;
  /** The instant of the run. */
  at: Timestamp;
  /** The moves, highest priority first. */
  moves: PlannedMove[];
  /** Eligible leads that stay as they are, each with the first reason that applies (rule A3). */
  notPlaced: NotPlaced[];
  /**
   * Leads that were skipped and need a look: inconsistent ones, owners who were not supplied, exhausted ones
   * (rules L2, A1, A7).
   */
  skipped: SkippedLead[];
  /** How many of the other leads are not eligible, by reason; moved, not placed, skipped and these are all leads. */
  notEligible: ReasonCount[];
  /** What the run does to each agent who was supplied. */
  agents: AgentTally[];
  /**
   * Whether no plan places more leads, or better ones (rule A5); default yes. It is not known only of an
   * assignment in which so many agents hold more than their cap that the search for the best choice of who of them
   * shall receive was given up; the plan keeps every rule all the same.
   */
  isProven: boolean;
  /** The outcome, as data and as one line (rule S5). */
  outcome: Outcome;
}

/**
 * What a run of a job would do (rule S4); it changes nothing.
 *
 * As it goes in; what comes out is {@link Plan}.
 */
export interface PlanInput {
  /**
   * The schema number of this document (rule K2); default the present one.
   *
   * @defaultValue `2`
   */
  schema?: number | undefined;
  /** The run's id, given by the host. */
  run: RunId;
  /** The job. */
  job: Job;
  /** The instant of the run. */
  at: Timestamp;
  /** The moves, highest priority first. */
  moves: readonly PlannedMoveInput[];
  /**
   * Eligible leads that stay as they are, each with the first reason that applies (rule A3).
   *
   * @defaultValue `[]`
   */
  notPlaced?: readonly NotPlaced[] | undefined;
  /**
   * Leads that were skipped and need a look: inconsistent ones, owners who were not supplied, exhausted ones
   * (rules L2, A1, A7).
   *
   * @defaultValue `[]`
   */
  skipped?: readonly SkippedLeadInput[] | undefined;
  /**
   * How many of the other leads are not eligible, by reason; moved, not placed, skipped and these are all leads.
   *
   * @defaultValue `[]`
   */
  notEligible?: readonly ReasonCount[] | undefined;
  /**
   * What the run does to each agent who was supplied.
   *
   * @defaultValue `[]`
   */
  agents?: readonly AgentTallyInput[] | undefined;
  /**
   * Whether no plan places more leads, or better ones (rule A5); default yes. It is not known only of an
   * assignment in which so many agents hold more than their cap that the search for the best choice of who of them
   * shall receive was given up; the plan keeps every rule all the same.
   *
   * @defaultValue `true`
   */
  isProven?: boolean | undefined;
  /** The outcome, as data and as one line (rule S5). */
  outcome: OutcomeInput;
}

/** One move of a plan, with what it saw of the lead (rule S4). */
export interface PlannedMove {
  /** The lead. */
  lead: LeadId;
  /** The agent who receives it; none = back to the pool. */
  to: AgentId | null;
  /** The lead as the plan saw it. */
  saw: Saw;
}

/**
 * One move of a plan, with what it saw of the lead (rule S4).
 *
 * As it goes in; what comes out is {@link PlannedMove}.
 */
export interface PlannedMoveInput {
  /** The lead. */
  lead: LeadId;
  /** The agent who receives it; none = back to the pool. */
  to?: AgentId | null | undefined;
  /** The lead as the plan saw it. */
  saw: SawInput;
}

/** Everything a company configures (rule G2). */
export interface Policy {
  /** The schema number of this document (rule K2); default the present one. */
  schema: number;
  /** The company's time zone (rule Z2); default UTC. */
  timeZone: TimeZone;
  /** Working days, holidays, first day of the week and calling hours (rules Z5, Z6). */
  calendar: Calendar;
  /** The lead statuses and the moves that people may make (rules P1 to P7). */
  pipeline: Pipeline;
  /** How calls are taken in (rules C4, C5, C8). */
  calls: CallPolicy;
  /** How follow-ups behave (rules F3 to F9). */
  followUps: FollowUpPolicy;
  /** How phone numbers are read (rule D2). */
  phone: PhonePolicy;
  /** What the log-call and schedule forms offer (rules D1, D3). */
  forms: FormPolicy;
  /** Whether conversions carry orders (rule V1). */
  orders: OrderPolicy;
  /** The three daily jobs (rules A, T, X, S1). */
  automation: Automation;
  /** Roles, permissions and who sees customers (rules G3, V4). */
  people: People;
  /** Outgoing calls that an agent is to make in a day (rule M3): a goal, never a cap; default 50. */
  dailyTarget: number;
}

/** What saving other settings would do (rule G6); nothing is changed. */
export interface PolicyDiff {
  /** The settings that differ; none when nothing would change. */
  settings: SettingDiff[];
  /** How leads and caps stand as soon as the settings are saved. */
  standing: Compared;
  /** The next run of each job: removal, assignment, top-up. */
  jobs: JobDiff[];
}

/**
 * Everything a company configures (rule G2).
 *
 * As it goes in; what comes out is {@link Policy}.
 */
export interface PolicyInput {
  /**
   * The schema number of this document (rule K2); default the present one.
   *
   * @defaultValue `2`
   */
  schema?: number | undefined;
  /**
   * The company's time zone (rule Z2); default UTC.
   *
   * @defaultValue `{"data":null,"name":"UTC"}`
   */
  timeZone?: TimeZoneInput | undefined;
  /** Working days, holidays, first day of the week and calling hours (rules Z5, Z6). */
  calendar?: CalendarInput | undefined;
  /** The lead statuses and the moves that people may make (rules P1 to P7). */
  pipeline?: PipelineInput | undefined;
  /** How calls are taken in (rules C4, C5, C8). */
  calls?: CallPolicyInput | undefined;
  /** How follow-ups behave (rules F3 to F9). */
  followUps?: FollowUpPolicyInput | undefined;
  /**
   * How phone numbers are read (rule D2).
   *
   * @defaultValue `{"countryCode":"91","trunkPrefix":"0"}`
   */
  phone?: PhonePolicyInput | undefined;
  /** What the log-call and schedule forms offer (rules D1, D3). */
  forms?: FormPolicyInput | undefined;
  /**
   * Whether conversions carry orders (rule V1).
   *
   * @defaultValue `{"enabled":true}`
   */
  orders?: OrderPolicyInput | undefined;
  /** The three daily jobs (rules A, T, X, S1). */
  automation?: AutomationInput | undefined;
  /** Roles, permissions and who sees customers (rules G3, V4). */
  people?: PeopleInput | undefined;
  /**
   * Outgoing calls that an agent is to make in a day (rule M3): a goal, never a cap; default 50.
   *
   * @defaultValue `50`
   */
  dailyTarget?: number | undefined;
}

/** Asks what an edit of the pipeline would do to leads and agents (rules P2 to P7). */
export interface PreviewPipelineEditRequest {
  /** The edit. */
  edit: PipelineEdit;
  /** The company's leads. */
  leads: readonly LeadInput[];
  /** The id of the edit; the command that moves a lead has this id, a slash and the lead's id. */
  command: CommandId;
  /** Who edits, when, and what the host knows. */
  context: Context;
}

/** The agents who had a lead at any time, its present owner too, as the host knows from its history (rule A7). */
export interface PreviousOwners {
  /** The lead. */
  lead: LeadId;
  /** The agents, in any order; those who are not supplied to the run are passed by. */
  agents: readonly AgentId[];
}

/** A priority, within ±(2^53 − 1); larger comes first. */
export type Priority = number;

/** An agent's queue and held leads against the cap (rule M7). */
export interface QueueAgainstCap {
  /** The agent. */
  agent: AgentId;
  /** Leads in the task queue. */
  queue: number;
  /** Leads held that count toward the cap (rule A2). */
  held: number;
  /** Most leads held at once; none = no limit. */
  cap: number | null;
  /** Held over cap; none without a cap or for a cap of 0. */
  filled: Rate | null;
}

/** Asks for the queues of agents and what they hold against the cap (rules M7, A2). */
export interface QueueAgainstCapRequest {
  /** The agents whose queues are told; to a person those within reach. */
  agents: readonly Agent[];
  /** The leads of these agents, at least. */
  leads: readonly LeadInput[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
}

/** A lead in the queue. */
export interface QueueEntry {
  /** The lead. */
  lead: LeadId;
  /** Its status. */
  status: StatusId;
  /** Why it stands where it does. */
  group: QueueGroup;
  /** The instant that orders it within its group; none = never, which comes first. */
  since: Timestamp | null;
}

/** Which part of the queue is asked for (rule F12). */
export type QueueFilter =
  /** All of it. */
  | "all"
  /** What is due today: leads with an open follow-up whose local date is today's, overdue or not. */
  | "dueToday";

/** Why a lead stands where it does in the queue; the groups stand in this order (rule F11). */
export type QueueGroup =
  /** A follow-up is overdue. */
  | "overdue"
  /** A follow-up is due today. */
  | "dueToday"
  /** In Followups without an open follow-up, longest first (rule C10). */
  | "stalled"
  /** On the assigned status without an attempt since the assignment, oldest assignment first. */
  | "fresh"
  /** The others, by longest since the last attempt, never attempted first. */
  | "waiting"
  /** The earliest follow-up lies on a later day. */
  | "later";

/** Asks for the leads that an agent works, in the order to work them (rules F11, F12). */
export interface QueueRequest {
  /** The agent. */
  agent: AgentId;
  /** The leads of the agent, at least. */
  leads: readonly LeadInput[];
  /** Now. */
  now: Timestamp;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
  /**
   * Which part is asked for; default all of it.
   *
   * @defaultValue `"all"`
   */
  filter?: QueueFilter | undefined;
}

/**
 * A share of a whole: numerator, denominator and parts per million, cut (rule M9).
 *
 * Over nothing there is no rate, so that a report shows `null` and never 0.
 */
export interface Rate {
  /** How many of the whole. */
  numerator: number;
  /** The whole; never 0. */
  denominator: number;
  /** Numerator × 1,000,000 / denominator, cut. */
  partsPerMillion: number;
}

/** On which leads a role acts (rule G3). */
export type Reach =
  /** On the person's own leads. */
  | "own"
  /** On leads of the person's department. */
  | "department"
  /** On leads of the person's branch. */
  | "branch"
  /** On all leads of the company. */
  | "company";

/** Asks what a log-call form that is saved comes to (rules D1 to D8). */
export interface ReadCallFormRequest {
  /** The form. */
  form: CallForm;
  /** The id of the call. */
  call: CallId;
  /** The id of the follow-up, should there be one. */
  followUp: FollowUpId;
  /** Who filled it in, when, and what the host knows. */
  context: FormContext;
}

/** Asks what a schedule form that is saved comes to (rules D1, D4 to D8). */
export interface ReadFollowUpFormRequest {
  /** The form. */
  form: FollowUpForm;
  /** The id of the follow-up. */
  followUp: FollowUpId;
  /** Who filled it in, when, and what the host knows. */
  context: FormContext;
}

/** How many leads a reason applies to. */
export interface ReasonCount {
  /** The reason. */
  reason: Code;
  /** The leads. */
  leads: number;
}

/** Leads that an agent received. */
export interface Received {
  /** The agent. */
  agent: AgentId;
  /** The leads. */
  leads: number;
}

/** The recording of a call: a reference, never the sound itself (rule D6). */
export interface Recording {
  /** Where the host finds it: a URL or a path of at most 200 characters (rule D5). */
  reference: string;
  /** Its media type, such as `audio/mpeg`; at most 200 characters. */
  mediaType: string;
}

/** A recording as it is typed or attached (rule D6). */
export interface RecordingForm {
  /** Its media type, such as `audio/mpeg`. */
  mediaType?: string | null | undefined;
  /** A URL or a path. */
  reference?: string | null | undefined;
}

/** A move that was refused. */
export interface RefusedMove {
  /** The lead. */
  lead: LeadId;
  /**
   * Why: `plan.stale`, `plan.already_applied`, `plan.lead_missing`, `lead.duplicate_id` for a second move of a
   * lead, `job.limit_reached`, `agent.at_cap`, or what keeps the lead from moving or the agent from receiving.
   */
  reason: Diagnostic;
}

/** It was refused, and the agent keeps the lead. */
export interface RejectedHandOverOutcome extends HandOverOutcomeFields {
  /** Which kind it is. */
  type: "rejected";
  /** The guards that fail; never empty. */
  reasons: Diagnostic[];
  /** The guards that could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
}

/** It is not done, for every guard that fails. */
export interface RejectedVerdict {
  /** Which kind it is. */
  type: "rejected";
  /** The guards that fail; never empty. */
  reasons: Diagnostic[];
  /** The guards that could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
}

/** A reminder that falls due (rule F9). */
export interface Reminder {
  /** When. */
  at: Timestamp;
  /** What the follow-up belongs to. */
  parent: Parent;
  /** The follow-up. */
  followUp: FollowUpId;
  /** Who is reminded. */
  owner: AgentId;
  /** The instant of the follow-up. */
  dueAt: Timestamp;
  /** Where the reminder is shown. */
  channels: Channel[];
}

/** Asks which reminders of open follow-ups fall due in an interval (rule F9). */
export interface RemindersRequest {
  /** Open follow-ups. */
  followUps: readonly FollowUpInput[];
  /** After this instant: where the interval before ended. */
  from: Timestamp;
  /** Up to this instant, itself included. */
  to: Timestamp;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** Auto-removal (rule X). */
export interface Removal {
  /** Whether it runs; default no. */
  enabled: boolean;
  /** Its local time (rule S1); default 08:30. */
  at: LocalTime;
  /** The statuses that it looks at; default Assigned, Busy, Not Picked and Missed. */
  statuses: StatusId[];
  /** After how many local days on a status a lead is removed, at least 1; default 7. */
  days: number;
  /** Whether leads with an open follow-up still ahead are left alone; default yes. */
  sparesFollowUpsAhead: boolean;
}

/**
 * Auto-removal (rule X).
 *
 * As it goes in; what comes out is {@link Removal}.
 */
export interface RemovalInput {
  /**
   * Whether it runs; default no.
   *
   * @defaultValue `false`
   */
  enabled?: boolean | undefined;
  /**
   * Its local time (rule S1); default 08:30.
   *
   * @defaultValue `"08:30"`
   */
  at?: LocalTime | undefined;
  /**
   * The statuses that it looks at; default Assigned, Busy, Not Picked and Missed.
   *
   * @defaultValue `["assigned","busy","notPicked","missed"]`
   */
  statuses?: readonly StatusId[] | undefined;
  /**
   * After how many local days on a status a lead is removed, at least 1; default 7.
   *
   * @defaultValue `7`
   */
  days?: number | undefined;
  /**
   * Whether leads with an open follow-up still ahead are left alone; default yes.
   *
   * @defaultValue `true`
   */
  sparesFollowUpsAhead?: boolean | undefined;
}

/** Asks what a run of auto-removal would do (rules X, S4). */
export interface RemoveRequest {
  /** The run's id, given by the host. */
  run: RunId;
  /** The leads that the job may look at, at least. */
  leads: readonly LeadInput[];
  /** The agents. */
  agents: readonly Agent[];
  /** The instant of the run. */
  now: Timestamp;
  /** Who runs the job; none = the host itself. */
  actor?: Actor | null | undefined;
}

/** What `rename` of a PipelineEdit takes. */
export interface RenamePipelineEdit {
  /** The status. */
  status: StatusId;
  /** Its new name. */
  name: string;
}

/** What `reorder` of a PipelineEdit takes. */
export interface ReorderPipelineEdit {
  /** Every status, in the new order. */
  order: readonly StatusId[];
}

/** Asks what makes a lead consistent that contradicts itself (rule L2). */
export interface RepairRequest {
  /** The lead. */
  lead: LeadInput;
  /** Who mends it, when, and what the host knows. */
  context: Context;
}

/** The command by which a lead leaves a deleted status. */
export interface ReplacementMove {
  /** The lead. */
  lead: LeadId;
  /** Its command, which expects the version that the lead has now. */
  command: Command;
}

/** A row of a `CallReport`. */
export interface ReportRow {
  /** The group of each dimension. */
  keys: Key[];
  /** All ended calls. */
  calls: number;
  /** All but Missed ones of duration zero. */
  attempts: number;
  /** Those with a duration above zero. */
  connected: number;
  /** Missed ones of duration zero. */
  missed: number;
  /** The durations' sum, in seconds. */
  talkSeconds: number;
  /** Connected calls over attempts. */
  connectRate: Rate | null;
  /** The mean duration of connected calls, in seconds, cut; none without one. */
  meanTalkSeconds: number | null;
  /** Leads connected at least once over leads attempted, within the row; none where it was not asked for. */
  reachRate: Rate | null;
  /** Missed calls over incoming ones; none where it was not asked for. */
  missedRate: Rate | null;
}

/** What resolved or expired a follow-up (rules F4 to F6, L8). */
export type Resolution =
  /** A call on its day (rule F4). */
  | "call"
  /** A move to a status that closes follow-ups (rule L8). */
  | "statusChange"
  /** A person marked it as done (rule F5). */
  | "person"
  /** A person dismissed it as missed (rule F6). */
  | "dismissal"
  /** Its lead was unassigned (rule F6). */
  | "unassignment"
  /** It was a note from the start (rule F8). */
  | "note";

/** Which logged call resolves the day's follow-ups (rule F4). */
export type ResolvedBy =
  /** Any call but In-progress and Missed of duration zero. */
  | "anyCall"
  /** Only a connected call. */
  | "connectedCall";

/** What the other party answered, and what follows from it (rule D3). */
export interface Response {
  /** The id that calls refer to. */
  id: ResponseId;
  /** The name that people see; not blank. */
  name: string;
  /** The status that the call gets unless another is chosen; a final one. */
  callStatus: CallStatus;
  /** The status that it suggests for the lead; none = what the call's status makes likely (rule C5). */
  suggests: Suggestion | null;
  /** Whether the schedule form is wanted with it; default no. */
  wantsFollowUp: boolean;
}

/** The id of a response: 1 to 200 bytes without control characters (rule L1). */
export type ResponseId = string;

/**
 * What the other party answered, and what follows from it (rule D3).
 *
 * As it goes in; what comes out is {@link Response}.
 */
export interface ResponseInput {
  /** The id that calls refer to. */
  id: ResponseId;
  /** The name that people see; not blank. */
  name: string;
  /** The status that the call gets unless another is chosen; a final one. */
  callStatus: CallStatus;
  /** The status that it suggests for the lead; none = what the call's status makes likely (rule C5). */
  suggests?: Suggestion | null | undefined;
  /**
   * Whether the schedule form is wanted with it; default no.
   *
   * @defaultValue `false`
   */
  wantsFollowUp?: boolean | undefined;
}

/** Asks for the revenue of current conversions that are not refunded (rule M5). */
export interface RevenueRequest {
  /** The leads and customers to look at. */
  leads: readonly LeadInput[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
  /** Only conversions in it; none = ever. */
  period?: Period | null | undefined;
}

/** Revenue of one agent in one currency (rule M5). */
export interface RevenueRow {
  /** The agent credited. */
  agent: AgentId;
  /** The currency; amounts are never added across currencies. */
  currency: Currency;
  /** Orders that are not refunded. */
  orders: number;
  /** Their amounts' sum, in minor units. */
  amountMinor: MinorUnits;
  /** Their taxes' sum, in minor units. */
  taxMinor: MinorUnits;
}

/** A role: a bundle of permissions (rule G3). */
export interface Role {
  /** The stable id. */
  id: RoleId;
  /** The name that people see. */
  name: string;
  /** What persons of this role may do. */
  permissions: Permission[];
  /** On which leads they act. */
  reach: Reach;
  /** Whether jobs and people give leads to persons of this role. */
  receivesLeads: boolean;
}

/** The id of a role: 1 to 200 bytes without control characters (rule L1). */
export type RoleId = string;

/**
 * A role: a bundle of permissions (rule G3).
 *
 * As it goes in; what comes out is {@link Role}.
 */
export interface RoleInput {
  /** The stable id. */
  id: RoleId;
  /** The name that people see. */
  name: string;
  /** What persons of this role may do. */
  permissions: readonly Permission[];
  /** On which leads they act. */
  reach: Reach;
  /**
   * Whether jobs and people give leads to persons of this role.
   *
   * @defaultValue `false`
   */
  receivesLeads?: boolean | undefined;
}

/** How even a run was (rule M8). */
export interface RunEvenness {
  /**
   * Leads received, per agent who could receive at all: active, of a role that receives, and with a cap other than
   * 0.
   */
  received: Received[];
  /** The most that one of them received; none without such an agent. */
  largest: number | null;
  /** The least. */
  smallest: number | null;
  /** Largest less smallest. */
  spread: number | null;
  /** Eligible leads that found no place, by reason; only reasons that apply. */
  notPlaced: ReasonCount[];
}

/** What a job's next run would do, if nothing else happened until then. */
export interface RunForecast {
  /** The instant of the run: when it next falls due, or now when it is due already. */
  at: Timestamp;
  /** Leads that it moves. */
  moved: number;
  /** Leads that take part and find no place, by reason. */
  notPlaced: ReasonCount[];
  /** Leads that do not take part, by reason. */
  notEligible: ReasonCount[];
  /** Leads that need a look, by reason. */
  skipped: ReasonCount[];
  /** Places of caps that top-up leaves free for want of leads; 0 for the other jobs. */
  placesLeft: number;
  /** The agents who receive or lose leads, in the order supplied. */
  agents: AgentFlow[];
}

/** The id of a run: 1 to 200 bytes without control characters (rules L1, S4). */
export type RunId = string;

/** What a run of assignment or top-up gave to one agent (rule A7). */
export interface RunShare {
  /** The run. */
  run: RunId;
  /** Leads received in it. */
  received: number;
}

/** What a move saw of its lead; a lead that differs makes the move stale (rule S4). */
export interface Saw {
  /** The owner. */
  owner: AgentId | null;
  /** The status. */
  status: StatusId;
  /** The version. */
  version: Count;
}

/**
 * What a move saw of its lead; a lead that differs makes the move stale (rule S4).
 *
 * As it goes in; what comes out is {@link Saw}.
 */
export interface SawInput {
  /** The owner. */
  owner?: AgentId | null | undefined;
  /** The status. */
  status: StatusId;
  /** The version. */
  version: Count;
}

/**
 * What a host keeps for each job between two questions to `due`.
 *
 * An object with exactly one field, which names what it is.
 */
export type ScheduleState =
  OneOf<ScheduleStateChoices>;

/** What a ScheduleState can be; it has exactly one of the fields. */
export interface ScheduleStateChoices {
  /** The instant that `due` last returned for the job. */
  lastDue: Timestamp;
  /** The job never ran by itself; it is on since this instant. */
  onSince: Timestamp;
}

/** Asks whether somebody sees a lead or a customer (rules G3, V4). */
export interface SeesLeadRequest {
  /** Who asks: a person, or the host's own process. */
  actor: Actor;
  /** The lead. */
  lead: LeadInput;
}

/** What `setAllowedMoves` of a PipelineEdit takes. */
export interface SetAllowedMovesPipelineEdit {
  /** The moves; none = every move that the guards allow. */
  moves?: readonly AllowedMoveInput[] | null | undefined;
}

/** What `setRole` of a PipelineEdit takes. */
export interface SetRolePipelineEdit {
  /** The part. */
  role: StatusRole;
  /** The status; none leaves the part empty, which the assigned one cannot be. */
  status?: StatusId | null | undefined;
}

/** A part of the policy that differs. */
export interface SettingDiff {
  /** The part, such as `automation` or `people.customerVisibility`. */
  setting: string;
  /** Whether saving it needs the password to be confirmed (rule G1). */
  needsConfirmation: boolean;
}

/** The company's settings changed (rule G1). */
export interface SettingsChangedEvent extends EventFields {
  /** Which kind it is. */
  type: "settings.changed";
  /** The parts of the policy that changed, by their names on the wire. */
  settings: string[];
}

/** The company's settings changed (rule G1). */
export interface SettingsChangedEventInput extends EventInputFields {
  /** Which kind it is. */
  type: "settings.changed";
  /** The parts of the policy that changed, by their names on the wire. */
  settings: readonly string[];
}

/** It was left out because nothing but its phone number speaks against it, which another lead has. */
export interface SkippedCaptureFate {
  /** Which kind it is. */
  type: "skipped";
  /** `lead.duplicate_phone`, naming the lead that has the number. */
  reason: Diagnostic;
  /** The guards that could not be checked because a fact is not known (rule L12). */
  notChecked: Code[];
}

/** A lead that a run leaves aside for a person to look at. */
export interface SkippedLead {
  /** The lead. */
  lead: LeadId;
  /**
   * Why: `lead.inconsistent`, `lead.duplicate_id`, `document.too_new`, `number.out_of_range` (of its schema),
   * `agent.unknown` or `job.exhausted`.
   */
  reason: Code;
  /** The contradictions of an inconsistent lead (rule L2). */
  problems: string[];
}

/**
 * A lead that a run leaves aside for a person to look at.
 *
 * As it goes in; what comes out is {@link SkippedLead}.
 */
export interface SkippedLeadInput {
  /** The lead. */
  lead: LeadId;
  /**
   * Why: `lead.inconsistent`, `lead.duplicate_id`, `document.too_new`, `number.out_of_range` (of its schema),
   * `agent.unknown` or `job.exhausted`.
   */
  reason: Code;
  /**
   * The contradictions of an inconsistent lead (rule L2).
   *
   * @defaultValue `[]`
   */
  problems?: readonly string[] | undefined;
}

/** A date and a time that an empty schedule form starts from: the default slot (rules F3, Z6). */
export interface Slot {
  /** The local date. */
  date: LocalDate;
  /** The local time. */
  time: LocalTime;
}

/** Where a status stands in the life of a lead (rule P4). */
export type Stage =
  /** The lead came in. */
  | "capture"
  /** The lead was given to an agent. */
  | "assign"
  /** The lead is being called. */
  | "call"
  /** The lead was reached and is followed up. */
  | "followUp"
  /** The lead became a customer. */
  | "convert";

/** A lead in Followups without an open follow-up (rule C10). */
export interface StalledLead {
  /** The lead. */
  lead: LeadId;
  /** Its owner. */
  owner: AgentId | null;
  /** Since when it is on Followups. */
  since: Timestamp;
}

/** Asks for the leads in Followups without an open follow-up (rule C10). */
export interface StalledRequest {
  /** The leads to look at. */
  leads: readonly LeadInput[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** How leads and caps stand under some settings, before any job runs. */
export interface Standing {
  /** Leads that count toward their owner's cap (rule A2). */
  counting: number;
  /** Leads in an agent's queue (rule F11). */
  inQueue: number;
  /** Leads that contradict themselves, for example on a status that is not there (rule L2). */
  inconsistent: number;
  /** The agents who hold more than their cap, in the order supplied. */
  aboveCap: AgentAboveCap[];
}

/** A call that begins (rule C8). */
export interface StartCall {
  /** Its id. */
  id: CallId;
  /** Who makes or took it; default the actor. */
  agent: AgentId | null;
  /** Who called whom; default outgoing. */
  direction: Direction;
  /** When it started; default now. */
  startedAt: Timestamp | null;
  /** A duration: refused, a call in progress has none yet (rule C2). */
  durationSeconds: number | null;
  /** Whether an integration reports it (rule C11); default no. */
  recorded: boolean;
}

/**
 * A call that begins (rule C8).
 *
 * As it goes in; what comes out is {@link StartCall}.
 */
export interface StartCallInput {
  /** Its id. */
  id: CallId;
  /** Who makes or took it; default the actor. */
  agent?: AgentId | null | undefined;
  /**
   * Who called whom; default outgoing.
   *
   * @defaultValue `"outgoing"`
   */
  direction?: Direction | undefined;
  /** When it started; default now. */
  startedAt?: Timestamp | null | undefined;
  /** A duration: refused, a call in progress has none yet (rule C2). */
  durationSeconds?: number | null | undefined;
  /**
   * Whether an integration reports it (rule C11); default no.
   *
   * @defaultValue `false`
   */
  recorded?: boolean | undefined;
}

/** One status of the pipeline (rules P3, P4). */
export interface Status {
  /** The stable id that leads refer to. */
  id: StatusId;
  /** The name that people see: 1 to 40 characters, unique ignoring case and surrounding blanks. */
  name: string;
  /** Where it stands in the life of a lead. */
  stage: Stage;
  /** Whether it ends a chain of follow-ups. */
  terminal: boolean;
  /** Whether entering it resolves the open follow-ups (rule L8). */
  closesFollowUps: boolean;
  /** Whether an agent works leads on it (rule F11). */
  inQueue: boolean;
  /** Whether a lead on it fills a place of its owner's cap (rule A2). */
  countsTowardCap: boolean;
}

/** Another stage or other flags of a status (rule P4); what is left out stays. */
export interface StatusEdit {
  /** The status. */
  status: StatusId;
  /** Whether entering it resolves the open follow-ups (rule L8). */
  closesFollowUps?: boolean | null | undefined;
  /** Whether a lead on it fills a place of its owner's cap (rule A2). */
  countsTowardCap?: boolean | null | undefined;
  /** Whether an agent works leads on it (rule F11). */
  inQueue?: boolean | null | undefined;
  /** Where it stands in the life of a lead. */
  stage?: Stage | null | undefined;
  /** Whether it ends a chain of follow-ups. */
  terminal?: boolean | null | undefined;
}

/** The id of a status: 1 to 200 bytes without control characters (rule L1). */
export type StatusId = string;

/**
 * One status of the pipeline (rules P3, P4).
 *
 * As it goes in; what comes out is {@link Status}.
 */
export interface StatusInput {
  /** The stable id that leads refer to. */
  id: StatusId;
  /** The name that people see: 1 to 40 characters, unique ignoring case and surrounding blanks. */
  name: string;
  /** Where it stands in the life of a lead. */
  stage: Stage;
  /**
   * Whether it ends a chain of follow-ups.
   *
   * @defaultValue `false`
   */
  terminal?: boolean | undefined;
  /**
   * Whether entering it resolves the open follow-ups (rule L8).
   *
   * @defaultValue `false`
   */
  closesFollowUps?: boolean | undefined;
  /**
   * Whether an agent works leads on it (rule F11).
   *
   * @defaultValue `true`
   */
  inQueue?: boolean | undefined;
  /**
   * Whether a lead on it fills a place of its owner's cap (rule A2).
   *
   * @defaultValue `true`
   */
  countsTowardCap?: boolean | undefined;
}

/** That leads on one status are to be on another. */
export interface StatusReplacement {
  /** The deleted status. */
  from: StatusId;
  /** The status that its leads move to. */
  to: StatusId;
}

/** A part in the rules that the company gives to a status of its choice (rule P7). */
export type StatusRole =
  /** An assigned lead enters it (rule P2); never empty. */
  | "assigned"
  /** Suggested after Busy and No Answer (rule C5). */
  | "notPicked"
  /** Suggested after Missed (rule C5). */
  | "missed"
  /** Suggested after an interested response (rule D3). */
  | "interested";

/**
 * Which status plays which part in the rules (rule P7).
 *
 * Unassigned, Followups and Customer are fixed: their ids are `unassigned`, `followUps` and `customer`. An empty
 * role suggests nothing (rule C5).
 */
export interface StatusRoles {
  /** The status that an assigned lead enters (rule P2); default `assigned`. */
  assigned: StatusId;
  /** Suggested after Busy and No Answer; default `notPicked`. */
  notPicked: StatusId | null;
  /** Suggested after Missed; default `missed`. */
  missed: StatusId | null;
  /** Suggested after an interested response (rule D3); default `interested`. */
  interested: StatusId | null;
}

/**
 * Which status plays which part in the rules (rule P7).
 *
 * Unassigned, Followups and Customer are fixed: their ids are `unassigned`, `followUps` and `customer`. An empty
 * role suggests nothing (rule C5).
 *
 * As it goes in; what comes out is {@link StatusRoles}.
 */
export interface StatusRolesInput {
  /**
   * The status that an assigned lead enters (rule P2); default `assigned`.
   *
   * @defaultValue `"assigned"`
   */
  assigned?: StatusId | undefined;
  /**
   * Suggested after Busy and No Answer; default `notPicked`.
   *
   * @defaultValue `"notPicked"`
   */
  notPicked?: StatusId | null | undefined;
  /**
   * Suggested after Missed; default `missed`.
   *
   * @defaultValue `"missed"`
   */
  missed?: StatusId | null | undefined;
  /**
   * Suggested after an interested response (rule D3); default `interested`.
   *
   * @defaultValue `"interested"`
   */
  interested?: StatusId | null | undefined;
}

/** A lead that cannot leave a deleted status. */
export interface StuckLead {
  /** The lead. */
  lead: LeadId;
  /** Why: the guards that its move fails, or `pipeline.needs_replacement` where there is nowhere to move. */
  reasons: Diagnostic[];
}

/** A role of `StatusRoles` that a call may suggest (rules C5, D3); the status behind it can change. */
export type SuggestedRole =
  /** After Busy and No Answer. */
  | "notPicked"
  /** After Missed. */
  | "missed"
  /** After an interested response. */
  | "interested"
  /** After a call that wants a follow-up; always Followups. */
  | "followUps";

/**
 * The lead status that a response suggests (rules D3, P7); on the wire externally tagged, as in
 * `{"role": "interested"}`.
 *
 * An object with exactly one field, which names what it is.
 */
export type Suggestion =
  OneOf<SuggestionChoices>;

/** What a Suggestion can be; it has exactly one of the fields. */
export interface SuggestionChoices {
  /** The status that has this role, whichever that is; an empty role suggests nothing. */
  role: SuggestedRole;
  /** This status. */
  status: StatusId;
}

/** Outgoing calls made against the daily target (rule M3): a goal, never a cap. */
export interface TargetProgress {
  /** The agent. */
  agent: AgentId;
  /** The local date. */
  date: LocalDate;
  /** Ended outgoing calls that started on it. */
  calls: number;
  /** The daily target. */
  target: number;
  /** Calls over target; it may pass the whole, and is none for a target of 0. */
  progress: Rate | null;
}

/** Asks for an agent's outgoing calls of a day against the daily target (rule M3). */
export interface TargetProgressRequest {
  /** The agent. */
  agent: AgentId;
  /** Ended calls, at least the agent's of the day. */
  calls: readonly CallInput[];
  /** The local date. */
  date: LocalDate;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** Time in status (rule M8); `L` and `S` are what leads and statuses are named by. */
export interface TimeInStatus {
  /** Per lead and status that it was on: leads in order, their statuses as in the pipeline. */
  perLead: LeadOnStatus[];
  /** Per status of the pipeline, in its order. */
  perStatus: OnStatus[];
}

/** Asks how long leads were on each status (rule M8). */
export interface TimeInStatusRequest {
  /** The events of leads; those of one lead in order. */
  events: readonly EventInput[];
  /** Up to this instant. */
  until: Timestamp;
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
  /**
   * The leads whose events these are; what a person asks is told of those among them that the person sees. For the
   * host none is needed.
   *
   * @defaultValue `[]`
   */
  leads?: readonly LeadInput[] | undefined;
}

/** Time from capture to conversion, in milliseconds (rules V5, M5). */
export interface TimeToConvert {
  /** Conversions. */
  count: number;
  /** The mean, cut to whole milliseconds; none of nothing. */
  meanMillis: number | null;
  /** The median; of an even count the mean of the two middle ones, cut. */
  medianMillis: number | null;
  /** The 90th percentile by nearest rank. */
  p90Millis: number | null;
}

/** Asks how long leads took from capture to conversion (rules V5, M5). */
export interface TimeToConvertRequest {
  /** The leads and customers to look at. */
  leads: readonly LeadInput[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
  /** Only conversions in it; none = ever. */
  period?: Period | null | undefined;
}

/** A company's time zone as its policy names it (rule Z2). */
export interface TimeZone {
  /** An IANA name such as `Asia/Kolkata`, in exact case; links count too. With `data`, any name. */
  name: string;
  /** The zone's own data, which then counts instead of the compiled database. */
  data: ZoneData | null;
}

/**
 * A company's time zone as its policy names it (rule Z2).
 *
 * As it goes in; what comes out is {@link TimeZone}.
 */
export interface TimeZoneInput {
  /** An IANA name such as `Asia/Kolkata`, in exact case; links count too. With `data`, any name. */
  name: string;
  /** The zone's own data, which then counts instead of the compiled database. */
  data?: ZoneData | null | undefined;
}

/** One line of a timeline. */
export interface TimelineEntry {
  /** The event. */
  event: EventId;
  /** When it happened. */
  at: Timestamp;
  /** Who did it. */
  actor: AgentId;
  /** What happened, in English. */
  text: string;
}

/** Asks for a lead's events as lines for people (rule E). */
export interface TimelineRequest {
  /** The lead. */
  lead: LeadInput;
  /** Its events in order; those of other leads are left out. */
  events: readonly EventInput[];
  /** Who asks; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who works in the actor's branch or department.
   *
   * @defaultValue `[]`
   */
  agents?: readonly Agent[] | undefined;
}

/** An instant from 1970 to 2099 (RFC 3339), answered as `YYYY-MM-DDTHH:MM:SS.mmmZ` (rule Z1). */
export type Timestamp = string;

/** Asks for the instant at which the company's clocks show a date and a time (rule Z3). */
export interface ToInstantRequest {
  /** The local date. */
  date: LocalDate;
  /** The local time. */
  time: LocalTime;
}

/** Asks what the company's clocks show at an instant (rules Z3, Z4). */
export interface ToLocalRequest {
  /** The instant. */
  at: Timestamp;
}

/** Top-up (rule T). */
export interface TopUp {
  /** Whether it runs; default yes. */
  enabled: boolean;
  /** Its local time (rule S1); default 09:30. */
  at: LocalTime;
  /** Which fresh leads come first (rule T1). */
  order: FreshOrder;
}

/**
 * Top-up (rule T).
 *
 * As it goes in; what comes out is {@link TopUp}.
 */
export interface TopUpInput {
  /**
   * Whether it runs; default yes.
   *
   * @defaultValue `true`
   */
  enabled?: boolean | undefined;
  /**
   * Its local time (rule S1); default 09:30.
   *
   * @defaultValue `"09:30"`
   */
  at?: LocalTime | undefined;
  /**
   * Which fresh leads come first (rule T1).
   *
   * @defaultValue `"oldestFirst"`
   */
  order?: FreshOrder | undefined;
}

/** Asks what a run of top-up would do (rules T, S4). */
export interface TopUpRequest {
  /** The run's id, given by the host. */
  run: RunId;
  /** The leads that the job may look at, at least. */
  leads: readonly LeadInput[];
  /** The agents; their order breaks ties. */
  agents: readonly Agent[];
  /** The instant of the run. */
  now: Timestamp;
  /** Who runs the job; none = the host itself. */
  actor?: Actor | null | undefined;
  /**
   * Who had which lead before, where the policy excludes them (rule A7).
   *
   * @defaultValue `[]`
   */
  previousOwners?: readonly PreviousOwners[] | undefined;
}

/** One status of the pipeline, as a move for one lead, actor and instant (rule L9). */
export interface Transition {
  /** The status. */
  status: StatusId;
  /** Its name. */
  name: string;
  /** Whether the lead is on it. */
  current: boolean;
  /** Whether the bare command would pass. */
  allowed: boolean;
  /** The first code of the rejection, if it would not. */
  code: Code | null;
  /** What the move needs beside the status. Nothing is told of a lead of a schema that is not read (rule K2). */
  needs: Need[];
  /** What the move may take beside the status. */
  mayTake: Need[];
  /** The guards that could not be checked (rule L12). */
  notChecked: Code[];
}

/** Asks where a person may move a lead (rule L9). */
export interface TransitionsRequest {
  /** The lead. */
  lead: LeadInput;
  /** Who asks, when, and what the host knows. */
  context: Context;
}

/** What `unassign` of a Deed takes. */
export type UnassignDeed = Record<string, never>;

/** What `updateOrder` of a Deed takes. */
export interface UpdateOrderDeed {
  /** The order as it is from now on. */
  order: Order;
}

/** What `updateOrder` of a DeedInput takes. */
export interface UpdateOrderDeedInput {
  /** The order as it is from now on. */
  order: OrderInput;
}

/** Asks for a stored document of any schema in the present one (rule K2). */
export interface UpgradeDocumentRequest {
  /** What it is. */
  kind: DocumentKind;
  /** The document as it was stored. */
  document: unknown;
}

/** A document in the present schema, with every default written out. */
export type UpgradedDocument = Policy | Lead | Event | Plan;

/** What becomes of a command. */
export type Verdict =
  /** It is done by these events. */
  | AcceptedVerdict
  /** It is not done, for every guard that fails. */
  | RejectedVerdict;

/** Asks for the versions of the library (rule K3). */
export type VersionRequest = Record<string, never>;

/** The versions of the library (rule K3). */
export interface Versions {
  /** The version of the library. */
  library: string;
  /** The version of the rules: it moves when any answer on equal input does. */
  rules: number;
  /** The release of the time-zone database that was compiled in; none without one. */
  timeZoneData: string | null;
  /** The schema number of the documents that are written. */
  schema: number;
}

/** What `voidCall` of a Deed takes. */
export interface VoidCallDeed {
  /** The call as it was logged. */
  call: Call;
}

/** What `voidCall` of a DeedInput takes. */
export interface VoidCallDeedInput {
  /** The call as it was logged. */
  call: CallInput;
}

/** A day of the week; `monday` to `sunday` on the wire. */
export type Weekday =
  /** Monday, on which weeks start by default. */
  | "monday"
  /** Tuesday. */
  | "tuesday"
  /** Wednesday. */
  | "wednesday"
  /** Thursday. */
  | "thursday"
  /** Friday. */
  | "friday"
  /** Saturday. */
  | "saturday"
  /** Sunday. */
  | "sunday";

/** TZif bytes (RFC 9636), as base64 text (rule Z2). */
export type ZoneData = string;
