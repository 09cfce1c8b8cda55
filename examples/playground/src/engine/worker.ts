/** The worker: the engine and the company live here, so that no amount of leads stops the page. */

import { Company } from "../company/company";
import type { Document } from "../company/document";
import { planRun } from "../company/dry-run";
import { Unreadable, readDocument } from "../company/reading";
import { sample } from "../company/sample";
import { CalliyoError, init } from "./library";
import type { Method, Office, Question, Reply, Trouble } from "./messages";

declare const self: DedicatedWorkerGlobalScope;

let company: Company | null = null;
/** The revision of which the page was told last. */
let told = -1;
/** What the company was before each of the latest changes, oldest first. */
const past: Document[] = [];
const MOST_UNDONE = 100;
/** What only looks at the company: there is nothing to take back afterwards. */
const LOOKS: ReadonlySet<Method> = new Set<Method>(["ask", "board", "lead", "leadNames", "find", "lines", "moves", "text"]);
const loaded = init();

const office: Office = {
  openSample: () => replaceCompany(new Company(sample())),
  open: (text) => replaceCompany(new Company(readDocument(text))),
  undo() {
    const before = past.pop();
    if (before) replaceCompany(new Company(before));
    return before !== undefined;
  },
  text(limit = Number.POSITIVE_INFINITY) {
    const text = JSON.stringify(opened().document());
    return text.length > limit ? null : text;
  },
  planRun: (job) => planRun(opened(), job),
  applyRun({ plan, due, opened: planned }) {
    if (opened().summary().opened !== planned) throw new Error("the plan was made for another company");
    return opened().applyPlan(plan, due);
  },
};

self.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  void loaded.then(
    () => self.postMessage(answer(data)),
    (thrown: unknown) => self.postMessage({ number: data.number, trouble: troubleIn(thrown) } satisfies Reply),
  );
});

function answer({ number, method, args }: Question): Reply {
  const reply: Reply = { number };
  const before = LOOKS.has(method) ? undefined : company?.document();
  try {
    reply.result = method in office ? call(office, method, args) : call(opened(), method, args);
  } catch (thrown) {
    reply.trouble = troubleIn(thrown);
  }
  const summary = company?.summary();
  if (summary && summary.revision !== told) {
    if (before && method !== "undo") remember(before);
    reply.standing = { company: summary, canUndo: past.length > 0 };
    told = summary.revision;
  }
  return reply;
}

function remember(document: Document): void {
  past.push(document);
  if (past.length > MOST_UNDONE) past.shift();
}

function call(target: object, method: string, args: unknown[]): unknown {
  return (target as Record<string, (...args: unknown[]) => unknown>)[method]!(...args);
}

function replaceCompany(next: Company): void {
  company?.free();
  company = next;
}

function opened(): Company {
  if (!company) throw new Error("no company is open");
  return company;
}

function troubleIn(thrown: unknown): Trouble {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof CalliyoError) return { kind: "refusal", message, findings: [...thrown.errors] };
  if (thrown instanceof Unreadable) return { kind: "unreadable", message, findings: thrown.findings };
  return { kind: "failure", message, findings: [] };
}
