/** A run of a job that changes nothing: its plan, and what there is to see about it. */

import type { Summary } from "../../company/company";
import { ask, request } from "../../engine/client";
import type { Agent, ExplainedAgent, Job, Plan, QueueAgainstCap, Response, RunEvenness } from "../../engine/records";

export const JOBS: readonly Job[] = ["removal", "assignment", "topUp"];

export const JOB_NAMES: Record<Job, string> = { removal: "Removal", assignment: "Assignment", topUp: "Top-up" };

export interface DryRun {
  plan: Plan;
  /** The instant at which the run fell due; none for a run by hand. */
  due: string | null;
  /** The company that the plan saw, and its revision. */
  opened: number;
  revision: number;
  /** The agents as the plan saw them. */
  agents: Agent[];
  queues: QueueChange[];
  evenness: RunEvenness;
}

/** What a run does to one agent's queue. */
export interface QueueChange {
  agent: string;
  cap: number | null;
  before: number;
  after: number;
  received: number;
  left: number;
  /** Why there are no more leads for this agent; none for a removal, which tells of leads alone. */
  reason: ExplainedAgent["reason"] | null;
}

/** Plans a run at the company's now: by hand, or the one that fell due at an instant. */
export async function planRun(job: Job, due: string | null, { agents, opened, revision }: Summary): Promise<DryRun> {
  const plan = await makePlan(job, await request("newId", "run"));
  const [before, evenness, explained] = await Promise.all([
    ask("queueAgainstCap", {}, { agents: "agents", leads: "leads" }),
    ask("evenness", { plan }, { agents: "agents" }),
    explainAgents(plan),
  ]);
  return { plan, due, opened, revision, agents, queues: queueChanges(plan, before, explained), evenness };
}

/** Why each agent of a plan receives no more; nothing for a removal, which gives to nobody. */
async function explainAgents(plan: Plan): Promise<ExplainedAgent[]> {
  if (plan.job === "removal") return [];
  const seen = { agents: "agents", leads: "leads", previousOwners: "previousOwners" } as const;
  return (await ask("explainAgents", { plan }, seen)).agents;
}

function makePlan(job: Job, run: string): Promise<Plan> {
  const asked = { leads: "leads", agents: "agents", now: "now", actor: "actor" } as const;
  switch (job) {
    case "removal":
      return ask("remove", { run }, asked);
    case "assignment":
      return ask("assign", { run }, { ...asked, previousOwners: "previousOwners" });
    case "topUp":
      return ask("topUp", { run }, { ...asked, previousOwners: "previousOwners" });
  }
}

function queueChanges(plan: Plan, before: QueueAgainstCap[], explained: ExplainedAgent[]): QueueChange[] {
  const held = new Map(before.map((queue) => [queue.agent, queue]));
  const reasons = new Map(explained.map((agent) => [agent.agent, agent.reason]));
  return plan.agents.map((tally) => ({
    agent: tally.agent,
    cap: held.get(tally.agent)?.cap ?? null,
    before: held.get(tally.agent)?.held ?? 0,
    after: tally.held,
    received: tally.received,
    left: tally.left,
    reason: reasons.get(tally.agent) ?? null,
  }));
}

/** What a plan does with one lead, and why. */
export function explainLead(run: DryRun, lead: string): Promise<Response<"explain">> {
  const { plan, agents } = run;
  return ask("explain", { plan, agents }, { lead: { lead }, previousOwners: "previousOwners" });
}
