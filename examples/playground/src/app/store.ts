/** The page's state: the company's summary, the view that is shown, and what was said last. */

import type { Summary } from "../company/company";
import { WorkerTrouble, request, whenChanged } from "../engine/client";
import { keep, kept, whenKeptElsewhere } from "./storage";
import { sharedIn } from "./share";

/** How something turned out, told to eyes and screen readers. */
export interface Notice {
  tone: "good" | "bad" | "plain";
  text: string;
  /** All reasons or warnings, each a sentence. */
  details: string[];
}

export interface State {
  /** None until a company is open. */
  company: Summary | null;
  /** Whether there is a change to take back. */
  canUndo: boolean;
  notice: Notice | null;
  /** Why the page cannot start. */
  broken: string | null;
}

type Listener = () => void;

let state: State = { company: null, canUndo: false, notice: null, broken: null };
const listeners = new Set<Listener>();

export function currentState(): State {
  return state;
}

export function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function update(change: Partial<State>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

/** Shows and speaks a notice; it stays until the next one or until it is closed. */
export function say(tone: Notice["tone"], text: string, details: string[] = []): void {
  update({ notice: { tone, text, details } });
}

export function closeNotice(): void {
  update({ notice: null });
}

/** Carries out what the worker may refuse; says why when it does. Tells whether it was done. */
export async function attempt<Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (thrown) {
    const findings = thrown instanceof WorkerTrouble ? thrown.findings : [];
    const text = findings.length > 0 || !(thrown instanceof Error) ? what : `${what}: ${thrown.message}`;
    say("bad", text, findings.map(({ path, message }) => (path === "" ? message : `${message} (${path})`)));
    return undefined;
  }
}

/** Takes back the last change. */
export async function undo(): Promise<void> {
  const isUndone = await attempt("The last change cannot be taken back", () => request("undo"));
  if (isUndone) say("plain", "The last change is taken back");
}

/** Opens the company of the link, else the one kept in this browser, else the sample. */
export async function start(): Promise<void> {
  whenChanged((standing) => {
    update(standing);
    keep();
  });
  // Of two tabs the one that changed last decides, so that neither keeps its company over that of the other.
  whenKeptElsewhere(async (text) => {
    if (await opened(text, "The company of another tab cannot be opened")) say("plain", "Another tab changed the company");
  });
  // A link may also be pasted into a page that is open.
  addEventListener("hashchange", () => void openShared());
  try {
    if (await openShared()) return;
    const stored = kept();
    if (stored !== null && (await opened(stored, "The company kept in this browser cannot be opened"))) return;
    await request("openSample");
  } catch (thrown) {
    update({ broken: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

/** Opens the company in the address, if there is one. */
async function openShared(): Promise<boolean> {
  const shared = await sharedIn(location.hash);
  if (shared === null) return false;
  history.replaceState(null, "", "#/board");
  return opened(shared, "The company in the link cannot be opened");
}

async function opened(text: string, complaint: string): Promise<boolean> {
  const done = await attempt(complaint, async () => {
    await request("open", text);
    return true;
  });
  return done === true;
}
