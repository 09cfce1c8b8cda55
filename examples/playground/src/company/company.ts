/**
 * A company: its document, and the engine made from its policy.
 *
 * It stores what the engine decides, as a host's database would, and decides nothing itself. It lives in the worker.
 */

import { Refusal, Rules } from "../engine/library";
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
  FollowUp,
  FollowUpEntry,
  FollowUpForm,
  FormContext,
  Lead,
  LeadId,
  LiveCall,
  LocalMoment,
  Operation,
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
  /** The context of a command on a lead, with every fact that the company knows. */
  | { contextOf: LeadId }
  /** The context of a form about a lead, or about something else. */
  | { formContextOf: LeadId | null };

/** The fields of a request that the worker fills in, so that many records need not travel. */
export type Fill<Op extends Operation> = Partial<Record<keyof Request<Op>, Source>>;

/** What the page knows at all times. */
export interface Summary {
  /** Goes up with every change. */
  revision: number;
  name: string;
  now: Timestamp;
  /** Now, as the company's clocks show it. */
  local: LocalMoment;
  isWorkingDay: boolean;
  actor: AgentId | null;
  policy: Policy;
  agents: Agent[];
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
  cards: Lead[];
}

/** A status as a move for one lead, with every reason against it. */
export interface Move extends Transition {
  reasons: Diagnostic[];
}

/** What saving a form comes to. */
export type SavedForm = { type: "stored" } | Verdict;

const HOST: Actor = { id: "host" };

export class Company {
  #rules: Rules;
  #document: Document;
  #revision = 0;
  readonly #leads = new Map<LeadId, Lead>();
  readonly #eventsOf = new Map<LeadId, Event[]>();
  readonly #callsOf = new Map<LeadId, Call[]>();
  /** How many leads of an agent count toward the cap. */
  readonly #held = new Map<AgentId, number>();
  readonly #liveCalls = new Map<AgentId, LiveCall>();

  /**
   * @param document which was read before; it belongs to the company from then on
   * @throws {Refusal} with every fault of the policy
   */
  constructor(document: Document) {
    this.#rules = new Rules(document.policy);
    this.#document = document;
    for (const lead of document.leads) this.#leads.set(lead.id, lead);
    for (const event of document.events) this.#addTo(this.#eventsOf, event.lead, event);
    for (const call of document.calls) this.#addTo(this.#callsOf, leadOf(call), call);
    for (const lead of document.leads) if (lead.liveCall) this.#liveCalls.set(lead.liveCall.agent, lead.liveCall);
    this.#countHeld();
  }

  free(): void {
    this.#rules.free();
  }

  /** The document as it stands. */
  document(): Document {
    return { ...this.#document, leads: [...this.#leads.values()] };
  }

  summary(): Summary {
    const { name, now, actor, policy, agents, calls, events } = this.#document;
    const local = this.#rules.ask("toLocal", { at: now });
    const isWorkingDay = this.#rules.ask("isWorkingDay", { date: local.date });
    const counts = { leads: this.#leads.size, calls: calls.length, events: events.length };
    return { revision: this.#revision, name, now, local, isWorkingDay, actor, policy, agents, counts };
  }

  /** Asks the engine, with fields of the request filled from the company. */
  ask<Op extends Operation>(operation: Op, request: Partial<Request<Op>>, fill: Fill<Op> = {}): Response<Op> {
    const filled: Record<string, unknown> = { ...request };
    for (const [field, source] of Object.entries<Source | undefined>(fill)) {
      if (source !== undefined) filled[field] = this.#take(source);
    }
    return this.#rules.ask(operation, filled as Request<Op>);
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
      if (actor && !this.#rules.ask("seesLead", { lead, actor })) continue;
      columns.get(lead.status)?.push(lead);
    }
    return [...columns].map(([status, leads]) => {
      leads.sort((one, other) => compare(other.statusSince, one.statusSince) || compare(one.id, other.id));
      return { status, count: leads.length, cards: leads.slice(0, limit) };
    });
  }

  lead(id: LeadId): Lead {
    const lead = this.#leads.get(id);
    if (!lead) throw new Error(`there is no lead ${id}`);
    return lead;
  }

  /** Names of leads, for views that have ids. */
  leadNames(ids: LeadId[]): Record<LeadId, string> {
    return Object.fromEntries(ids.map((id) => [id, this.#leads.get(id)?.name ?? id]));
  }

  /** The leads whose name, number or id contains the text. */
  find(search: string, limit: number): Lead[] {
    return this.board({ search, owner: null, branch: null, limit })
      .flatMap(({ cards }) => cards)
      .sort((one, other) => compare(one.name ?? one.id, other.name ?? other.id))
      .slice(0, limit);
  }

  /** The events of a lead, or the latest of all, newest first. */
  events(lead: LeadId | null, limit: number): Event[] {
    const events = lead === null ? this.#document.events : (this.#eventsOf.get(lead) ?? []);
    return events.slice(-limit).reverse();
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
   * Saves a log-call form: decides it for a lead, stores it for anything else.
   *
   * @throws {Refusal} with every fault of the form
   */
  saveCallForm(form: CallForm, lead: LeadId | null): SavedForm {
    const [call, followUp] = [this.newId("call"), this.newId("follow-up")];
    const entry = this.ask("readCallForm", { form, call, followUp }, { context: { formContextOf: lead } });
    return this.#saveEntry(entry);
  }

  /**
   * Saves a schedule form in the same way.
   *
   * @throws {Refusal} with every fault of the form
   */
  saveFollowUpForm(form: FollowUpForm, lead: LeadId | null): SavedForm {
    const followUp = this.newId("follow-up");
    return this.#saveEntry(this.ask("readFollowUpForm", { form, followUp }, { context: { formContextOf: lead } }));
  }

  /**
   * Applies a plan and stores what stands of it.
   *
   * @throws {Refusal} when the actor may not run jobs
   */
  applyPlan(plan: Plan): AppliedPlan {
    const applied = this.ask("applyPlan", { plan }, { leads: "leads", agents: "agents", actor: "actingParty", now: "now" });
    const tallies = new Map(applied.agents.map((tally) => [tally.agent, tally]));
    const agents = this.#agents().map((agent) => {
      const tally = tallies.get(agent.id);
      if (!tally) return agent;
      return { ...agent, counter: tally.counter, receivedToday: tally.receivedToday, lastRun: tally.lastRun };
    });
    this.#document.agents = agents;
    this.#document.receivedOn = this.#today();
    this.apply(applied.events);
    return applied;
  }

  /** Stores events that the engine gave for many leads. */
  apply(events: Event[]): void {
    const perLead = new Map<LeadId, Event[]>();
    for (const event of events) this.#addTo(perLead, event.lead, event);
    for (const [id, ofLead] of perLead) {
      this.#store(this.#rules.ask("apply", { lead: this.#leads.get(id) ?? null, events: ofLead }), ofLead);
    }
    this.#revision += 1;
  }

  /** @throws {Refusal} when the instant is none, or lies outside the supported time */
  setNow(now: Timestamp): void {
    this.#rules.ask("toLocal", { at: now });
    this.#document.now = now;
    this.#revision += 1;
  }

  setActor(actor: AgentId | null): void {
    this.#document.actor = actor;
    this.#revision += 1;
  }

  /**
   * Takes another policy.
   *
   * @throws {Refusal} with all its faults; the policy stays as it was
   */
  setPolicy(policy: Policy, event?: Event): void {
    const rules = new Rules(policy);
    this.#rules.free();
    this.#rules = rules;
    this.#document.policy = policy;
    if (event) this.#document.events.push(event);
    this.#countHeld();
    this.#revision += 1;
  }

  setAgents(agents: Agent[]): void {
    this.#rules.ask("coverage", { agents, calls: [], first: this.#today(), last: this.#today() });
    this.#document.agents = agents;
    this.#countHeld();
    this.#revision += 1;
  }

  #decide(lead: LeadId | null, id: string, deed: DeedInput): Verdict {
    const context = this.#contextOf(lead, deed);
    return this.#rules.ask("decide", { lead: lead === null ? null : this.lead(lead), command: { id, do: deed }, context });
  }

  #saveEntry(entry: CallEntry | FollowUpEntry): SavedForm {
    if (entry.type === "lead") return this.decide(entry.lead, deedAsInput(entry.do));
    if ("call" in entry) this.#document.calls.push(entry.call);
    if (entry.followUp) this.#document.followUps.push(entry.followUp);
    this.#revision += 1;
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
    this.#revision += 1;
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
      return this.#formContextOf(source.formContextOf);
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
    return this.#rules.ask("toLocal", { at: this.#document.now }).date;
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

  #formContextOf(lead: LeadId | null): FormContext {
    const owner = lead === null ? null : this.lead(lead).owner;
    const context = { now: this.#document.now, actor: this.#actor() ?? HOST, owner };
    return owner === null ? context : { ...context, ownerFollowUps: this.#openFollowUpsOf(owner, lead) };
  }

  /** The lead that has this number, as typed. */
  #holderOf(phone: string): LeadId | null {
    try {
      const kept = this.#rules.ask("normalizePhone", { phone });
      for (const lead of this.#leads.values()) if (lead.phone === kept) return lead.id;
    } catch (thrown) {
      // A number that is none is the command's fault to tell.
      if (!(thrown instanceof Refusal)) throw thrown;
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
    for (const { agent, held } of this.#rules.ask("queueAgainstCap", { leads, agents: this.#document.agents })) {
      this.#held.set(agent, held);
    }
  }

  #countLead(lead: Lead, by: 1 | -1): void {
    if (lead.owner === null || !this.#rules.ask("countsTowardCap", { lead })) return;
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
