// What the types allow and refuse, each shown by an example. A line that must not compile has the mark above it.

import init, { CalliyoError, Engine, call as ask, initSync } from "./index.js";
import type {
  AnswerOf,
  Call,
  CallFilter,
  CallStatus,
  CommandInput,
  DecideRequest,
  Deed,
  DeedInput,
  Diagnostic,
  EngineOperations,
  Event,
  Failure,
  FreeOperations,
  Lead,
  LeadEdit,
  LeadId,
  LeadInput,
  OperationName,
  Permission,
  Plan,
  PlanInput,
  Policy,
  PolicyInput,
  RequestOf,
  ResponseOf,
  Verdict,
  VersionRequest,
} from "./operations.js";

declare const engine: EngineOperations;
declare const lead: Lead;
declare const call: Call;
declare const event: Event;
declare const finding: Diagnostic;
declare const verdict: Verdict;

/** Fails to compile where something is left over. */
function nothingIsLeft(rest: never): never {
  throw new Error(`left over: ${String(rest)}`);
}

/** Whether two types are the same, to the last mark. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function holds<_Claim extends true>(): void {}

export function anEventIsNarrowedByItsType(): string {
  switch (event.type) {
    case "lead.assigned":
      return `${event.from ?? "nobody"} to ${event.to}`;
    case "call.corrected":
      return `${event.before.durationSeconds} to ${event.call.durationSeconds}`;
    case "lead.created":
      // @ts-expect-error a lead that comes in is not told by its call
      return event.call.id;
    default:
      // What every event has needs no narrowing.
      return `${event.id} at ${event.at} by ${event.actor}`;
  }
}

export function everyTypeOfEventIsNamed(): string {
  switch (event.type) {
    case "lead.created":
    case "lead.updated":
    case "lead.status_changed":
    case "lead.assigned":
    case "lead.unassigned":
    case "lead.converted":
    case "lead.unconverted":
      return "lead";
    case "call.started":
    case "call.completed":
    case "call.abandoned":
    case "call.corrected":
    case "call.voided":
      return "call";
    case "followup.created":
    case "followup.rescheduled":
    case "followup.reassigned":
    case "followup.completed":
    case "followup.expired":
      return "follow-up";
    case "note.added":
    case "order.updated":
    case "settings.changed":
      return "other";
    default:
      return nothingIsLeft(event);
  }
}

export function aForgottenTypeOfEventIsSeen(): string {
  switch (event.type) {
    case "lead.created":
      return "new";
    default:
      // @ts-expect-error the other types are left over
      return nothingIsLeft(event);
  }
}

export function aTypeOfEventThatIsNotThereIsRefused(): boolean {
  // @ts-expect-error there is no such type
  return event.type === "lead.flown";
}

export function aVerdictIsNarrowedByItsType(): readonly (Event | Diagnostic)[] {
  if (verdict.type === "accepted") {
    // @ts-expect-error what is accepted has no reasons
    void verdict.reasons;
    return verdict.events;
  }
  // @ts-expect-error what is rejected has no events
  void verdict.events;
  return verdict.reasons;
}

export function theParametersOfAFindingFollowFromItsCode(): string {
  if (finding.code === "number.out_of_range") {
    const { number, least, most } = finding.params;
    // @ts-expect-error the code has no such parameter
    void finding.params.status;
    return `${number} is not within ${least} and ${most}`;
  }
  return finding.message;
}

export function aCodeThatIsNotThereIsRefused(): boolean {
  // @ts-expect-error there is no such code
  return finding.code === "lead.flown";
}

export function anAnswerIsNarrowedByItsType(): Verdict | string {
  const answer = JSON.parse("{}") as AnswerOf<"decide">;
  if (answer.type === "failure") {
    // @ts-expect-error a failure has no result
    void answer.result;
    return answer.errors.map((error) => error.message).join("\n");
  }
  return answer.result;
}

export function aCommandIsAnObjectWithOneField(): CommandInput[] {
  return [
    { id: "1", do: { logCall: { call: { id: "c-1", status: "called" } } } },
    { id: "2", do: { assign: { owner: "asha" } } },
    { id: "3", do: { unassign: {} } },
    { id: "4", do: { changeStatus: { to: "interested" } }, expectedVersion: null },
    // @ts-expect-error there is no such command
    { id: "5", do: { fly: {} } },
    // @ts-expect-error the command is told by its name
    { id: "6", do: { type: "unassign" } },
    // @ts-expect-error it has no such field
    { id: "7", do: { assign: { owner: "asha", status: "busy" } } },
    // @ts-expect-error it has no fields
    { id: "8", do: { unassign: { owner: "asha" } } },
    // @ts-expect-error the call has a field too many, three levels down
    { id: "9", do: { logCall: { call: { id: "c-1", status: "called", colour: "red" } } } },
    // @ts-expect-error it is one of both
    { id: "10", do: { assign: { owner: "asha" }, changeStatus: { to: "busy" } } },
    // @ts-expect-error it is one of all, even where what it takes has no fields
    { id: "11", do: { unassign: {}, assign: { owner: "asha" } } },
    // @ts-expect-error a command has an id
    { do: { unassign: {} } },
  ];
}

export function aCommandIsNarrowedByItsField(deed: DeedInput): string {
  if ("logCall" in deed) {
    return deed.logCall.call.id;
  }
  if (deed.assign !== undefined) {
    return deed.assign.owner;
  }
  return "other";
}

export function aDeedThatCameOutIsNarrowedByItsField(deed: Deed): string {
  return "assign" in deed ? deed.assign.owner : "other";
}

export function onlyOneFilterStandsInAnObject(): CallFilter[] {
  return [
    { status: ["called"] },
    // @ts-expect-error each is a filter of its own
    { status: ["called"], hour: [10] },
  ];
}

export function whatIsOnlyReadMayBeReadonly(leads: readonly LeadInput[], days: readonly string[]): PolicyInput {
  engine.funnel({ leads });
  const shelves: readonly Lead[] = [lead];
  engine.funnel({ leads: shelves });
  return { calendar: { holidays: days } };
}

export function anAnswerBelongsToWhoAsked(): LeadId[] {
  const found = engine.customers({ leads: [lead], actor: { id: "asha" } });
  found.sort();
  return found;
}

export function namesAreLiterals(): [CallStatus[], Permission[]] {
  return [
    ["called", "busy", "noAnswer", "missed", "inProgress", "followUp", "rescheduled"],
    [
      "lead.assign",
      "customer.manage",
      // @ts-expect-error there is no such resource
      "desk.assign",
      // @ts-expect-error there is no such action
      "lead.fly",
    ],
  ];
}

export function aMissingFieldOfARequestIsSeen(): unknown {
  // @ts-expect-error it has no lead
  engine.transitions({ context: { now: "2026-05-15T10:00:00Z", actor: { id: "asha" } } });
  // @ts-expect-error its context has no actor
  engine.transitions({ lead, context: { now: "2026-05-15T10:00:00Z" } });
  // @ts-expect-error its lead has no status
  return engine.seesLead({ lead: { id: "l-1" }, actor: { id: "asha" } });
}

export function aSurplusFieldOfARequestIsSeen(): unknown {
  // @ts-expect-error the request has no such field
  engine.version({ verbose: true });
  // @ts-expect-error the actor has no such field
  return engine.seesLead({ lead, actor: { id: "asha", colour: "red" } });
}

export function whatMayBeLeftOutMayBeNullOrUndefined(): LeadInput[] {
  const short = { id: "l-1", status: "busy", statusSince: "2026-05-15T10:00:00Z", capturedAt: "2026-05-15T10:00:00Z" };
  return [
    short,
    { ...short, owner: null, phone: null },
    { ...short, owner: undefined },
    // @ts-expect-error a list may be left out, but is no null
    { ...short, tags: null },
  ];
}

export function aPatchTellsWhatChanges(): LeadEdit[] {
  return [
    {},
    { name: "Ravi" },
    { name: null, tags: ["vip"] },
    // @ts-expect-error the status is changed by another command
    { status: "busy" },
  ];
}

export function anAnswerHasEveryField(): void {
  holds<Same<undefined extends Lead["owner"] ? true : false, false>>();
  holds<Same<Lead["owner"], string | null>>();
  holds<Same<Call["direction"], "incoming" | "outgoing" | "missed">>();
  holds<Same<Required<Lead>, Lead>>();
  holds<Same<Required<Call>, Call>>();
  holds<Same<Required<Policy>, Policy>>();
}

export function whatCameOutGoesIn(plan: Plan, policy: Policy): [LeadInput, PlanInput, PolicyInput, unknown] {
  const { events } = engine.applyPlan({
    plan,
    leads: [lead],
    agents: [{ id: "asha", role: "agent" }],
    actor: { id: "system" },
    now: "2026-05-15T10:00:00Z",
  });
  return [lead, plan, policy, engine.apply({ lead, events })];
}

export function aReportIsTyped(): number {
  const report = engine.callReport({
    calls: [{ call, branch: "pune" }],
    query: { by: ["agent", "day"], measures: ["connectRate"], filters: [{ status: ["called"] }, { agent: [null] }] },
  });
  // @ts-expect-error there is no such dimension
  engine.callReport({ calls: [], query: { by: ["colour"] } });
  // @ts-expect-error over nothing there is no rate
  void report.total.connectRate.partsPerMillion;
  return report.total.connectRate?.partsPerMillion ?? 0;
}

export function someOperationsNeedNoEngine(alone: FreeOperations): void {
  holds<Same<keyof FreeOperations, "apply" | "captureOutcome" | "checkPolicy" | "defaultPolicy" | "upgradeDocument" | "version">>();
  holds<EngineOperations extends FreeOperations ? true : false>();
  alone.version({});
  // A request without a field that is needed may be left out.
  alone.version();
  // @ts-expect-error this one needs a policy
  alone.checkPolicy();
  // @ts-expect-error whether an engine is needed is known
  alone.decide;
}

export function requestsAndResponsesAreFoundByName(): void {
  holds<Same<RequestOf<"decide">, DecideRequest>>();
  holds<Same<ResponseOf<"decide">, Verdict>>();
  holds<Same<ResponseOf<"apply">, Lead | null>>();
  holds<Same<RequestOf<"version">, VersionRequest>>();
  holds<Same<Extract<AnswerOf<"funnel">, { type: "failure" }>, Failure>>();
  // A failure tells at least one thing, so that an error can be made of it.
  holds<Same<Failure["errors"], [Diagnostic, ...Diagnostic[]]>>();
  // @ts-expect-error there is no such operation
  const name: OperationName = "shuffle";
  void name;
}

/** The types that are `any`, which would let everything pass. */
type Loose = { [Name in OperationName]: 0 extends 1 & ResponseOf<Name> ? Name : never }[OperationName];

export function noResponseIsAnything(): void {
  holds<Same<Loose, never>>();
}

export async function aModuleIsReadyWithoutTypesOfAPlatform(bytes: Uint8Array): Promise<void> {
  await init();
  await init("/calliyo.wasm");
  initSync(bytes);
  // @ts-expect-error a number is no module
  await init(5);
}

export function onlyAnOperationIsAsked(engine: Engine): string[] {
  return [
    engine.call("decide", "{}"),
    ask("version", "{}"),
    // @ts-expect-error there is no such operation
    engine.call("decid", "{}"),
    // @ts-expect-error it needs an engine
    ask("decide", "{}"),
  ];
}

export function theParametersInAnErrorFollowFromItsCode(error: CalliyoError): number | string {
  const [first] = error.errors;
  return first.code === "number.out_of_range" ? first.params.number : 0;
}

export function everyReportHasAQueryOfItsOwn(engine: Engine): void {
  const columns = engine.columns({ leads: 1, calls: 1 });
  engine.report("queues", columns, {});
  engine.report("conversions", columns, { period: { from: "2026-05-01T00:00:00Z", to: "2026-06-01T00:00:00Z" } });
  engine.report("calls", columns, { by: ["agent"], filters: [{ agent: [0, null] }, { status: ["called"] }] });
  // @ts-expect-error in columns an agent is a number
  engine.report("calls", columns, { filters: [{ agent: ["asha"] }] });
  // @ts-expect-error it has no query
  engine.report("queues", columns, { by: ["agent"] });
  // @ts-expect-error it needs an instant
  engine.report("followUps", columns, {});
  // @ts-expect-error there is no such report
  engine.report("weather", columns, {});
}

export function aFieldThatNoRecordHasIsSeen(engine: Engine, rows: { id: string; colour: string; captured: Date }[]): void {
  const columns = engine.columns({ leads: 1, agents: 1 });
  columns.fill({ leads: [{ id: "lead-1", status: "busy", capturedAt: new Date(0), attempts: 2 }] });
  columns.fill({ leads: rows, agents: [{ id: "asha", role: "agent", cap: 2 }] });
  // @ts-expect-error a lead has no such field
  columns.fill({ leads: [{ id: "lead-1", statuss: "busy" }] });
  // @ts-expect-error there is no such column
  columns.fill({ leads: rows }, { leads: ["statuss"] });
}
