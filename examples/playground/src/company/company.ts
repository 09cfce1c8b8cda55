/**
 * A company: its document, and the engine made from its policy.
 *
 * It stores what the engine decides, as a host's database would, and decides nothing itself. It lives in the worker.
 */

import { CalliyoError, Engine, askEngine } from "../engine/library";
import type {
  Actor,
  Agent,
  AgentId,
  AppliedPlan,
  Call,
  CallEntry,
  CallForm,
  Context,
  CountedCall,
  Deed,
  DeedInput,
  Diagnostic,
  Event,
  EventId,
  FollowUp,
  FollowUpForm,
  FollowUpId,
  FormContext,
  Lead,
  LeadId,
  LiveCall,
  LocalDate,
  LocalMoment,
  LocalTime,
  NewFollowUp,
  Operation,
  OrderInput,
  PipelineEdit,
  PipelineEffect,
  Plan,
  Policy,
  PreviousOwners,
  Request,
  Response,
  StatusId,
  Timestamp,
  Transition,
  Verdict,
} from "../engine/records";
import { type CalendarEdit, withCalendar } from "./calendar";
import type { Document } from "./document";

/** What a field of a request can be filled from. */
export type Source =
  | "leads"
  | "agents"
  | "calls"
  | "countedCalls"
  /** Every follow-up: the open ones of leads, closed ones, and those of other parents. */
  | "followUps"
  | "events"
  | "previousOwners"
  | "now"
  /** The local date of now. */
  | "today"
  /** Who acts; none for the host itself. */
  | "actor"
  /** Who acts, for a request that must name somebody. */
  | "actingParty"
  | { lead: LeadId }
  | { agent: AgentId }
  | { eventsOf: LeadId }
  /** What is kept of each job's schedule. */
  | "schedules"
  /** The context of a command on a lead, with every fact that the company knows; of none what concerns them all. */
  | { contextOf: LeadId | null }
  /** The context of a form about a lead, or about something else; the lead may get another owner with it. */
  | { formContextOf: LeadId | null; owner?: AgentId };

/** The fields of a request that the worker fills in, so that many records need not travel. */
export type Fill<Op extends Operation> = Partial<Record<keyof Request<Op>, Source>>;

/** What the page knows at all times. */
export interface Summary {
  /** Goes up with every change. */
  revision: number;
  /** The revision at which the company was opened: of another one it is another. */
  opened: number;
  name: string;
  now: Timestamp;
  /** Now, as the company's clocks show it. */
  local: LocalMoment;
  isWorkingDay: boolean;
  actor: AgentId | null;
  policy: Policy;
  agents: Agent[];
  /** The plan that was applied last. */
  lastPlan: Plan | null;
  counts: { leads: number; calls: number; events: number };
}

/** Which leads a board shows. */
export interface BoardQuery {
  /** Part of a name or a number; empty = all. */
  search: string;
  owner: AgentId | null;
  branch: string | null;
  /** At most so many cards per column; the count tells of all. */
  limit: number;
}

/** One column of the board. */
export interface BoardColumn {
  status: StatusId;
  count: number;
  cards: BoardCard[];
}

/** A lead, and whether its next follow-up is overdue or due today, as its owner's agenda says. */
export interface BoardCard {
  lead: Lead;
  due: "overdue" | "dueToday" | null;
}

/** What a move takes beside its status. */
export interface MoveExtras {
  owner?: AgentId;
  /** A schedule form as typed. */
  followUp?: FollowUpForm;
  order?: OrderInput;
}

/** An event with its line for people. */
export interface EventLine {
  event: Event;
  /** None for an event that belongs to no lead. */
  text: string | null;
}

/** A status as a move for one lead, with every reason against it. */
export interface Move extends Transition {
  reasons: Diagnostic[];
}

/** What saving a form comes to. */
export type SavedForm = { type: "stored" } | Verdict;

type ChangeStatus = Extract<DeedInput, { changeStatus: unknown }>["changeStatus"];

const HOST: Actor = { id: "host" };

let revisions = 0;

/** A revision that no company had before: opening another one is a change too. */
function nextRevision(): number {
  revisions += 1;
  return revisions;
}

export class Company {
  #engine: Engine;
  #document: Document;
  #revision = nextRevision();
  readonly #opened = this.#revision;
  readonly #leads = new Map<LeadId, Lead>();
  readonly #eventsOf = new Map<LeadId, Event[]>();
  readonly #callsOf = new Map<LeadId, Call[]>();
  /** How many leads of an agent count toward the cap. */
  readonly #held = new Map<AgentId, number>();
  readonly #liveCalls = new Map<AgentId, LiveCall>();

  /**
   * @param document which was read before; it belongs to the company from then on
   * @throws {CalliyoError} with every fault of the policy
   */
  constructor(document: Document) {
    this.#engine = new Engine(document.policy);
    this.#document = document;
    for (const lead of document.leads) this.#leads.set(lead.id, lead);
    for (const event of document.events) this.#addTo(this.#eventsOf, event.lead, event);
    for (const call of document.calls) this.#addTo(this.#callsOf, leadOf(call), call);
    for (const lead of document.leads) if (lead.liveCall) this.#liveCalls.set(lead.liveCall.agent, lead.liveCall);
    this.#countHeld();
  }

  free(): void {
    this.#engine.free();
  }

  /** The document as it stands; what changes afterwards does not change it. */
  document(): Document {
    const { calls, followUps, events } = this.#document;
    return { ...this.#document, leads: [...this.#leads.values()], calls: [...calls], followUps: [...followUps], events: [...events] };
  }

  summary(): Summary {
    const { name, now, actor, policy, agents, lastPlan, calls, events } = this.#document;
    const local = this.#engine.toLocal({ at: now });
    const isWorkingDay = this.#engine.isWorkingDay({ date: local.date });
    const counts = { leads: this.#leads.size, calls: calls.length, events: events.length };
    const [revision, opened] = [this.#revision, this.#opened];
    return { revision, opened, name, now, local, isWorkingDay, actor, policy, agents, lastPlan, counts };
  }

  /** Asks the engine, with fields of the request filled from the company. */
  ask<Op extends Operation>(operation: Op, request: Partial<Request<Op>>, fill: Fill<Op> = {}): Response<Op> {
    const filled: Record<string, unknown> = { ...request };
    for (const [field, source] of Object.entries<Source | undefined>(fill)) {
      if (source !== undefined) filled[field] = this.#take(source);
    }
    return askEngine(this.#engine, operation, filled as Request<Op>);
  }

  /** The columns of the board, in pipeline order; a person sees the leads within reach. */
  board({ search, owner, branch, limit }: BoardQuery): BoardColumn[] {
    const wanted = search.trim().toLocaleLowerCase();
    const actor = this.#actor();
    const columns = new Map<StatusId, Lead[]>(this.#document.policy.pipeline.statuses.map(({ id }) => [id, []]));
    for (const lead of this.#leads.values()) {
      if (owner !== null && lead.owner !== owner) continue;
      if (branch !== null && lead.branch !== branch) continue;
      if (wanted !== "" && !`${lead.name ?? ""} ${lead.phone ?? ""} ${lead.id}`.toLocaleLowerCase().includes(wanted)) continue;
      if (actor && !this.#engine.seesLead({ lead, actor })) continue;
      columns.get(lead.status)?.push(lead);
    }
    return [...columns].map(([status, leads]) => {
      leads.sort((one, other) => compare(other.statusSince, one.statusSince) || compare(one.id, other.id));
      return { status, count: leads.length, cards: this.#cards(leads.slice(0, limit)) };
    });
  }

  lead(id: LeadId): Lead {
    const lead = this.#leads.get(id);
    if (!lead) throw new Error(`there is no lead \`${id}\``);
    return lead;
  }

  /** Names of leads, for views that have ids. */
  leadNames(ids: LeadId[]): Record<LeadId, string> {
    return Object.fromEntries(ids.map((id) => [id, this.#leads.get(id)?.name ?? id]));
  }

  /** The leads whose name, number or id contains the text. */
  find(search: string, limit: number): Lead[] {
    return this.board({ search, owner: null, branch: null, limit })
      .flatMap(({ cards }) => cards.map(({ lead }) => lead))
      .sort((one, other) => compare(one.name ?? one.id, other.name ?? other.id))
      .slice(0, limit);
  }

  /** The latest events of a lead or of all, newest first; a person gets lines for the leads within reach. */
  lines(lead: LeadId | null, limit: number): EventLine[] {
    const all = lead === null ? this.#document.events : (this.#eventsOf.get(lead) ?? []);
    const latest = all.slice(-limit).reverse();
    const texts = new Map<EventId, string>();
    for (const id of new Set(latest.map((event) => event.lead))) {
      if (id === null) continue;
      const events = latest.filter((event) => event.lead === id);
      for (const { event, text } of this.ask("timeline", { events }, { lead: { lead: id } })) texts.set(event, text);
    }
    return latest.map((event) => ({ event, text: texts.get(event.id) ?? null }));
  }

  /** Every status as a move for a lead; where the bare command would be refused, with all reasons. */
  moves(lead: LeadId): Move[] {
    const transitions = this.ask("transitions", {}, { lead: { lead }, context: { contextOf: lead } });
    return transitions.map((transition) => {
      if (transition.allowed) return { ...transition, reasons: [] };
      const verdict = this.#decide(lead, "preview", { changeStatus: { to: transition.status } });
      return { ...transition, reasons: verdict.type === "rejected" ? verdict.reasons : [] };
    });
  }

  /** An id that is new in this company. */
  newId(kind: string): string {
    this.#document.ids += 1;
    return `${kind}-${this.#document.ids}`;
  }

  /** Decides a command, and stores what it comes to when it is accepted. */
  decide(lead: LeadId | null, deed: DeedInput): Verdict {
    const verdict = this.#decide(lead, this.newId("command"), deed);
    if (verdict.type === "accepted") this.#store(verdict.lead, verdict.events);
    return verdict;
  }

  /**
   * Moves a lead, with what the move takes beside the status.
   *
   * @throws {CalliyoError} with every fault of the schedule form
   */
  move(lead: LeadId, to: StatusId, { owner, followUp, order }: MoveExtras): Verdict {
    const changeStatus: ChangeStatus = { to };
    if (owner !== undefined) changeStatus.owner = owner;
    if (order !== undefined) changeStatus.order = order;
    if (followUp !== undefined) changeStatus.followUp = this.#readFollowUp(followUp, lead, owner);
    return this.decide(lead, { changeStatus });
  }

  /**
   * Moves a lead's open follow-up to the date and time of a schedule form.
   *
   * @throws {CalliyoError} with every fault of the form
   */
  reschedule(followUp: FollowUpId, lead: LeadId, form: FollowUpForm): Verdict {
    const { at } = this.#readFollowUp(form, lead);
    if (at === null) throw new Error("a schedule form was read without an instant");
    return this.decide(lead, { rescheduleFollowUp: { id: followUp, at } });
  }

  /**
   * Saves a log-call form: decides it for a lead, stores it for anything else.
   *
   * @throws {CalliyoError} with every fault of the form
   */
  saveCallForm(form: CallForm, lead: LeadId | null): SavedForm {
    const [call, followUp] = [this.newId("call"), this.newId("follow-up")];
    const entry = this.ask("readCallForm", { form, call, followUp }, { context: { formContextOf: lead } });
    return this.#saveEntry(entry);
  }

  /**
   * Applies a plan and stores what stands of it.
   *
   * @param due when the run fell due; none for a run by hand, after which the scheduled one still comes
   * @throws {CalliyoError} when the actor may not run jobs
   */
  applyPlan(plan: Plan, due: Timestamp | null): AppliedPlan {
    const applied = this.ask("applyPlan", { plan }, { leads: "leads", agents: "agents", actor: "actingParty", now: "now" });
    const tallies = new Map(applied.agents.map((tally) => [tally.agent, tally]));
    const agents = this.#agents().map((agent) => {
      const tally = tallies.get(agent.id);
      if (!tally) return agent;
      return { ...agent, counter: tally.counter, receivedToday: tally.receivedToday, lastRun: tally.lastRun };
    });
    this.#document.agents = agents;
    this.#document.receivedOn = this.#today();
    this.#document.lastPlan = plan;
    if (due !== null) {
      const others = this.#document.schedules.filter(({ job }) => job !== plan.job);
      this.#document.schedules = [...others, { job: plan.job, state: { lastDue: due } }];
    }
    this.apply(applied.events);
    return applied;
  }

  /** Stores events that the engine gave for many leads. */
  apply(events: Event[]): void {
    const perLead = new Map<LeadId, Event[]>();
    for (const event of events) this.#addTo(perLead, event.lead, event);
    for (const [id, ofLead] of perLead) {
      this.#store(this.#engine.apply({ lead: this.#leads.get(id) ?? null, events: ofLead }), ofLead);
    }
    this.#revision = nextRevision();
  }

  /**
   * Saves other settings.
   *
   * @param confirmed whether the person's password was confirmed
   * @throws {CalliyoError} with every fault, or when the actor may not change them
   */
  changeSettings(policy: Policy, confirmed: boolean): Event | null {
    const command = this.newId("settings");
    const changed = this.ask("changeSettings", { policy, confirmed, command }, { context: { contextOf: null } });
    if (changed.event) this.setPolicy(changed.policy, changed.event);
    return changed.event;
  }

  /** What an edit of the pipeline would do. */
  previewPipelineEdit(edit: PipelineEdit): PipelineEffect {
    const fill = { leads: "leads", context: { contextOf: null } } as const;
    return this.ask("previewPipelineEdit", { edit, command: "preview" }, fill);
  }

  /**
   * Carries out an edit of the pipeline: leads leave a deleted status first, then the edited policy is saved.
   *
   * @throws {CalliyoError} when a lead cannot leave, and as `changeSettings` does
   */
  editPipeline(edit: PipelineEdit): Event | null {
    const command = this.newId("edit");
    const context = this.#contextOf(null);
    const effect = this.ask("previewPipelineEdit", { edit, command, context }, { leads: "leads" });
    const [reason, ...others] = effect.stuck.flatMap(({ reasons }) => reasons);
    if (reason) throw new CalliyoError([reason, ...others]);
    const work = effect.moves.map((move) => ({ lead: this.lead(move.lead), command: move.command }));
    // People are bound by a list of moves that may not have the deleted status any more; the host's own process is not.
    const verdicts = this.ask("decideEach", { work, context: { ...context, actor: HOST } });
    this.apply(verdicts.flatMap((verdict) => (verdict.type === "accepted" ? verdict.events : [])));
    return this.changeSettings(effect.change.policy, false);
  }

  /** @throws {CalliyoError} when the instant is none, or lies outside the supported time */
  setNow(now: Timestamp): void {
    this.#engine.toLocal({ at: now });
    this.#document.now = now;
    this.#revision = nextRevision();
  }

  /** Goes to a local date and time. */
  travelTo(date: LocalDate, time: LocalTime): void {
    const now = this.#engine.toInstant({ date, time });
    if (now === null) throw new Error(`${date} lies outside the supported time`);
    this.setNow(now);
  }

  /** Goes on by so many milliseconds, or back. */
  travelBy(millis: number): void {
    this.setNow(new Date(Date.parse(this.#document.now) + millis).toISOString());
  }

  setActor(actor: AgentId | null): void {
    this.#document.actor = actor;
    this.#revision = nextRevision();
  }

  /**
   * Takes another policy.
   *
   * @throws {CalliyoError} with all its faults; the policy stays as it was
   */
  setPolicy(policy: Policy, event?: Event): void {
    const engine = new Engine(policy);
    this.#engine.free();
    this.#engine = engine;
    this.#document.policy = policy;
    if (event) this.#document.events.push(event);
    this.#countHeld();
    this.#revision = nextRevision();
  }

  /** Changes zone, working days or holidays, as `setPolicy` does. */
  editCalendar(edit: CalendarEdit): void {
    this.setPolicy(withCalendar(this.#document.policy, edit));
  }

  #decide(lead: LeadId | null, id: string, deed: DeedInput): Verdict {
    const context = this.#contextOf(lead, deed);
    return this.#engine.decide({ lead: lead === null ? null : this.lead(lead), command: { id, do: deed }, context });
  }

  #cards(leads: Lead[]): BoardCard[] {
    const perOwner = new Map<AgentId, FollowUp[]>();
    for (const followUp of leads.flatMap(({ followUps }) => followUps)) this.#addTo(perOwner, followUp.owner, followUp);
    const due = new Map<LeadId, BoardCard["due"]>();
    for (const [agent, followUps] of perOwner) {
      const { overdue, dueToday } = this.ask("agenda", { agent, followUps }, { now: "now" });
      for (const { parent } of dueToday) due.set(parent.id, "dueToday");
      for (const { parent } of overdue) due.set(parent.id, "overdue");
    }
    return leads.map((lead) => ({ lead, due: due.get(lead.id) ?? null }));
  }

  /** What a schedule form about a lead schedules. */
  #readFollowUp(form: FollowUpForm, lead: LeadId, owner?: AgentId): NewFollowUp {
    const context: Source = { formContextOf: lead, ...(owner !== undefined && { owner }) };
    const entry = this.ask("readFollowUpForm", { form, followUp: this.newId("follow-up") }, { context });
    if (entry.type === "lead" && "scheduleFollowUp" in entry.do) return entry.do.scheduleFollowUp;
    throw new Error("a schedule form about a lead was read as something else");
  }

  #saveEntry(entry: CallEntry): SavedForm {
    if (entry.type === "lead") return this.decide(entry.lead, deedAsInput(entry.do));
    this.#document.calls.push(entry.call);
    if (entry.followUp) this.#document.followUps.push(entry.followUp);
    this.#revision = nextRevision();
    return { type: "stored" };
  }

  #store(lead: Lead | null, events: Event[]): void {
    if (lead) {
      const before = this.#leads.get(lead.id);
      if (before) this.#countLead(before, -1);
      this.#leads.set(lead.id, lead);
      this.#countLead(lead, 1);
      if (before?.liveCall) this.#liveCalls.delete(before.liveCall.agent);
      if (lead.liveCall) this.#liveCalls.set(lead.liveCall.agent, lead.liveCall);
    }
    for (const event of events) {
      this.#document.events.push(event);
      this.#addTo(this.#eventsOf, event.lead, event);
      this.#storeHistory(event);
    }
    this.#revision = nextRevision();
  }

  /** What an event leaves behind beside its lead. */
  #storeHistory(event: Event): void {
    switch (event.type) {
      case "call.completed":
        this.#document.calls.push(event.call);
        this.#addTo(this.#callsOf, event.lead, event.call);
        break;
      case "call.corrected":
      case "call.voided":
        this.#replaceCall(event.call);
        break;
      case "followup.completed":
      case "followup.expired":
        this.#document.followUps.push(event.followUp);
        break;
      case "note.added":
        this.#document.followUps.push(event.note);
        break;
      default:
    }
  }

  #replaceCall(call: Call): void {
    for (const calls of [this.#document.calls, this.#callsOf.get(call.parent.id) ?? []]) {
      const place = calls.findIndex(({ id }) => id === call.id);
      if (place >= 0) calls[place] = call;
    }
  }

  #take(source: Source): unknown {
    if (typeof source !== "string") {
      if ("lead" in source) return this.lead(source.lead);
      if ("agent" in source) return this.#agents().find(({ id }) => id === source.agent);
      if ("eventsOf" in source) return this.#eventsOf.get(source.eventsOf) ?? [];
      if ("contextOf" in source) return this.#contextOf(source.contextOf);
      return this.#formContextOf(source.formContextOf, source.owner);
    }
    switch (source) {
      case "leads":
        return [...this.#leads.values()];
      case "agents":
        return this.#agents();
      case "calls":
        return this.#document.calls;
      case "countedCalls":
        return this.#countedCalls();
      case "followUps":
        return [...this.#openFollowUps(), ...this.#document.followUps];
      case "events":
        return this.#document.events;
      case "schedules":
        return this.#document.schedules;
      case "previousOwners":
        return this.#previousOwners();
      case "now":
        return this.#document.now;
      case "today":
        return this.#today();
      case "actor":
        return this.#actor();
      case "actingParty":
        return this.#actor() ?? HOST;
    }
  }

  #actor(): Actor | null {
    const agent = this.#document.agents.find(({ id }) => id === this.#document.actor);
    if (!agent) return null;
    return { id: agent.id, role: agent.role, branch: agent.branch ?? null, department: agent.department ?? null };
  }

  #today(): string {
    return this.#engine.toLocal({ at: this.#document.now }).date;
  }

  /** The agents with what they hold and whether they are in a call; a new day begins with nothing received. */
  #agents(): Agent[] {
    const sameDay = this.#document.receivedOn === this.#today();
    return this.#document.agents.map((agent) => ({
      ...agent,
      held: this.#held.get(agent.id) ?? 0,
      liveCall: this.#liveCalls.get(agent.id) ?? null,
      receivedToday: sameDay ? (agent.receivedToday ?? 0) : 0,
    }));
  }

  #contextOf(lead: LeadId | null, deed?: DeedInput): Context {
    const known = lead === null ? undefined : this.lead(lead);
    const owner = (deed && ownerIn(deed)) ?? known?.owner ?? null;
    const context: Context = {
      now: this.#document.now,
      actor: this.#actor() ?? HOST,
      agents: this.#agents(),
      ownerFollowUps: owner === null ? [] : this.#openFollowUpsOf(owner, lead),
      calls: lead === null ? [] : (this.#callsOf.get(lead) ?? []),
      closedFollowUps: this.#document.followUps.filter(({ parent }) => parent.id === lead).map(({ id }) => id),
      previousOwners: lead === null ? [] : ownersIn(this.#eventsOf.get(lead) ?? []),
    };
    const phone = deed && phoneIn(deed);
    return phone ? { ...context, phoneHolder: this.#holderOf(phone) } : context;
  }

  #formContextOf(lead: LeadId | null, newOwner?: AgentId): FormContext {
    const owner = newOwner ?? (lead === null ? null : (this.#leads.get(lead)?.owner ?? null));
    const context = { now: this.#document.now, actor: this.#actor() ?? HOST, owner };
    return owner === null ? context : { ...context, ownerFollowUps: this.#openFollowUpsOf(owner, lead) };
  }

  /** The lead that has this number, as typed. */
  #holderOf(phone: string): LeadId | null {
    try {
      const kept = this.#engine.normalizePhone({ phone });
      for (const lead of this.#leads.values()) if (lead.phone === kept) return lead.id;
    } catch (thrown) {
      // A number that is none is the command's fault to tell.
      if (!(thrown instanceof CalliyoError)) throw thrown;
    }
    return null;
  }

  #openFollowUps(): FollowUp[] {
    return [...this.#leads.values()].flatMap(({ followUps }) => followUps);
  }

  #openFollowUpsOf(owner: AgentId, except: LeadId | null): FollowUp[] {
    const elsewhere = this.#document.followUps.filter(({ state }) => state === "open");
    const all = [...this.#openFollowUps(), ...elsewhere];
    return all.filter((followUp) => followUp.owner === owner && followUp.parent.id !== except);
  }

  #countedCalls(): CountedCall[] {
    return this.#document.calls.map((call) => {
      const lead = this.#leads.get(leadOf(call) ?? "");
      if (!lead) return { call };
      const { branch, department, campaign, source, tags } = lead;
      return { call, branch, department, campaign, source, tags };
    });
  }

  #previousOwners(): PreviousOwners[] {
    return [...this.#eventsOf].map(([lead, events]) => ({ lead, agents: ownersIn(events) }));
  }

  #countHeld(): void {
    this.#held.clear();
    const leads = [...this.#leads.values()];
    for (const { agent, held } of this.#engine.queueAgainstCap({ leads, agents: this.#document.agents })) {
      this.#held.set(agent, held);
    }
  }

  #countLead(lead: Lead, by: 1 | -1): void {
    if (lead.owner === null || !this.#engine.countsTowardCap({ lead })) return;
    this.#held.set(lead.owner, (this.#held.get(lead.owner) ?? 0) + by);
  }

  #addTo<Item>(lists: Map<string, Item[]>, key: string | null, item: Item): void {
    if (key === null) return;
    const list = lists.get(key);
    if (list) list.push(item);
    else lists.set(key, [item]);
  }
}

/** The lead that a call belongs to. */
function leadOf(call: Call): LeadId | null {
  return call.parent.kind === "lead" ? call.parent.id : null;
}

/** Who had a lead at any time. */
function ownersIn(events: Event[]): AgentId[] {
  const owners = new Set<AgentId>();
  for (const event of events) if (event.type === "lead.assigned") owners.add(event.to);
  return [...owners];
}

/** The owner that a command brings. */
function ownerIn(deed: DeedInput): AgentId | null {
  if ("assign" in deed) return deed.assign.owner;
  if ("changeStatus" in deed) return deed.changeStatus.owner ?? null;
  if ("captureLead" in deed) return deed.captureLead.owner ?? null;
  return null;
}

/** The phone number that a command gives to its lead. */
function phoneIn(deed: DeedInput): string | null {
  if ("captureLead" in deed) return deed.captureLead.phone ?? null;
  if ("updateLead" in deed) return deed.updateLead.phone ?? null;
  return null;
}

/** A deed as it comes out of a form, which is also how it goes in. */
function deedAsInput(deed: Deed): DeedInput {
  return deed as DeedInput;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
