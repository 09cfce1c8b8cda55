/** The worker of the big run: makes leads and agents on the spot, and plans an assignment of them over columns. */

import { Engine, init } from "../../engine/library";
import type { Agent, Lead, Timestamp } from "../../engine/records";
import type { BigRunReply, BigRunRequest } from "./big-run";

declare const self: DedicatedWorkerGlobalScope;

self.addEventListener("message", ({ data }: MessageEvent<BigRunRequest>) => {
  run(data).catch((thrown: unknown) => tell({ step: "failed", message: String(thrown) }));
});

async function run(request: BigRunRequest): Promise<void> {
  await init();
  const engine = new Engine(request.policy);
  tell({ step: "loaded" });
  const made = timed(() => makeCompany(request));
  tell({ step: "made", millis: made.millis });
  const { leads, agents } = made.result;
  const columns = engine.columns({ leads: leads.length, agents: agents.length });
  const filled = timed(() => columns.fill({ leads, agents }));
  tell({ step: "filled", millis: filled.millis });
  const plan = timed(() => engine.plan("assignment", columns, { now: request.now }));
  const { outcome: line, received } = plan.result;
  tell({ step: "planned", millis: plan.millis, line, received });
}

/** Leads on the statuses that assignment hands out, a third of them stale ones of some agent; agents of different caps. */
function makeCompany({ policy, now, leads, agents }: BigRunRequest): { leads: LeadInput[]; agents: Agent[] } {
  const next = dice(2026);
  const stale = policy.automation.assignment.statuses.filter((status) => status !== "unassigned");
  const role = policy.people.roles.find(({ receivesLeads }) => receivesLeads)?.id ?? policy.people.agentRole;
  const people = Array.from({ length: agents }, (_, place) => `agent-${place}`);
  return {
    agents: people.map((id) => ({ id, role, cap: 300 + next(400) })),
    leads: Array.from({ length: leads }, (_, place) => {
      const captured = daysBefore(now, 1 + next(60));
      const lead = { id: `lead-${place}`, capturedAt: captured, statusSince: captured, priority: next(10) };
      const status = stale[next(3 * stale.length)];
      if (status === undefined) return { ...lead, status: "unassigned" };
      const owner = people[next(agents)]!;
      return { ...lead, status, owner, ownerSince: captured };
    }),
  };
}

type LeadInput = Pick<Lead, "id" | "capturedAt" | "statusSince" | "status" | "priority"> & Partial<Lead>;

/** Whole numbers below a bound, the same row of them every time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function daysBefore(now: Timestamp, days: number): Timestamp {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString();
}

function timed<Result>(work: () => Result): { result: Result; millis: number } {
  const start = performance.now();
  const result = work();
  return { result, millis: performance.now() - start };
}

function tell(reply: BigRunReply): void {
  self.postMessage(reply);
}
