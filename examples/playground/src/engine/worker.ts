/** The worker: the engine and the company live here, so that no amount of leads stops the page. */

import { Company } from "../company/company";
import { planRun } from "../company/dry-run";
import { Unreadable, readDocument } from "../company/reading";
import { sample } from "../company/sample";
import { CalliyoError, init } from "./library";
import type { Office, Question, Reply, Trouble } from "./messages";

declare const self: DedicatedWorkerGlobalScope;

let company: Company | null = null;
/** The revision of which the page was told last. */
let told = -1;
const loaded = init();

const office: Office = {
  openSample: () => replaceCompany(new Company(sample())),
  open: (text) => replaceCompany(new Company(readDocument(text))),
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
  try {
    reply.result = method in office ? call(office, method, args) : call(opened(), method, args);
  } catch (thrown) {
    reply.trouble = troubleIn(thrown);
  }
  const summary = company?.summary();
  if (summary && summary.revision !== told) {
    reply.summary = summary;
    told = summary.revision;
  }
  return reply;
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
