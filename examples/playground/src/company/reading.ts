/** Reads a company from text: strictly, with every fault and its place, so that nothing half-read is kept. */

import { CalliyoError, Engine, upgradeDocument } from "../engine/library";
import type { Diagnostic, DocumentKind, Event, Lead, Policy } from "../engine/records";
import { type Document, FORMAT, schedulesSince } from "./document";

/** Why a file could not be read. */
export class Unreadable extends Error {
  /** @param findings where the library or the page found faults; none when the text is no JSON at all */
  constructor(
    message: string,
    readonly findings: { path: string; message: string }[] = [],
  ) {
    super(message);
    this.name = "Unreadable";
  }
}

/** At most so many faults are worked out; a list of thousands helps nobody. */
const MOST_FAULTS = 20;

/**
 * Reads a document; stored records of older schemas come out in the present one.
 *
 * @throws {Unreadable} with the place of every fault
 */
export function readDocument(text: string): Document {
  const given = parse(text);
  if (given["format"] !== FORMAT) {
    throw new Unreadable(`This is not a company of this playground: its field “format” is not “${FORMAT}”.`);
  }
  const faults = new Faults();
  faults.kind(given, "name", "string");
  faults.kind(given, "now", "string");
  faults.kind(given, "ids", "number");
  faults.kind(given, "policy", "object");
  const lists = ["agents", "leads", "calls", "followUps", "events"] as const;
  for (const list of lists) if (!Array.isArray(given[list])) faults.add(list, "should be a list");
  faults.throwIfAny();

  const document = given as unknown as Document;
  const policy = faults.upgrade<Policy>("policy", document.policy, "policy");
  const leads = document.leads.map((lead, place) => faults.upgrade<Lead>("lead", lead, `leads[${place}]`));
  const events = document.events.map((event, place) => faults.upgrade<Event>("event", event, `events[${place}]`));
  faults.throwIfAny();

  const read = {
    ...document,
    actor: document.actor ?? null,
    policy: policy!,
    leads: leads as Lead[],
    events: events as Event[],
    schedules: document.schedules ?? schedulesSince(document.now),
    lastPlan: document.lastPlan ?? null,
  };
  faults.check(() => checkAgainstRules(read));
  faults.throwIfAny();
  return read;
}

/** Lets an engine of the document's policy read what has no schema number of its own. */
function checkAgainstRules({ policy, now, agents, calls, followUps }: Document): void {
  const engine = new Engine(policy);
  try {
    const { date } = engine.toLocal({ at: now });
    engine.coverage({ agents, calls, first: date, last: date });
    engine.reminders({ followUps, from: now, to: now });
  } finally {
    engine.free();
  }
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new Unreadable(`This is not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Unreadable("This is JSON, but not an object.");
  }
  return value as Record<string, unknown>;
}

class Faults {
  readonly #found: { path: string; message: string }[] = [];

  add(path: string, message: string): void {
    if (this.#found.length < MOST_FAULTS) this.#found.push({ path, message });
  }

  kind(value: Record<string, unknown>, field: string, kind: "string" | "number" | "object"): void {
    if (typeof value[field] !== kind || value[field] === null) this.add(field, `should be ${kind === "object" ? "an" : "a"} ${kind}`);
  }

  /** Carries out what may be refused, and keeps the findings. */
  check<Result>(ask: () => Result, place = (finding: Diagnostic) => finding.path): Result | undefined {
    try {
      return ask();
    } catch (thrown) {
      if (!(thrown instanceof CalliyoError)) throw thrown;
      for (const finding of thrown.errors) this.add(place(finding), finding.message);
      return undefined;
    }
  }

  /** The record in the present schema. */
  upgrade<Record>(kind: DocumentKind, record: unknown, path: string): Record | undefined {
    if (this.#found.length >= MOST_FAULTS) return undefined;
    const ask = () => upgradeDocument({ kind, document: record as { [field: string]: unknown } });
    return this.check(ask, (finding) => finding.path.replace(/^document/, path)) as Record | undefined;
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw new Unreadable("This company cannot be read.", this.#found);
  }
}
