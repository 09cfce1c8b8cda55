/** A run of a job that changes nothing: its plan, and what there is to see about it, all of the company at one moment. */

import type { Agent, ExplainedAgent, Job, Plan, QueueAgainstCap, RunEvenness, Timestamp } from "../engine/records";
import type { Company } from "./company";

export interface DryRun {
  plan: Plan;
  /** The instant at which the run fell due; none for a run by hand. */
  due: Timestamp | null;
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

/** Plans a run at the company's now: the one that fell due, else one by hand. */
export function planRun(company: Company, job: Job): DryRun {
  const plan = makePlan(company, job, company.newId("run"));
  const { jobs } = company.ask("due", {}, { jobs: "schedules", now: "now" });
  const due = jobs.find((one) => one.job === job)?.at ?? null;
  const before = company.ask("queueAgainstCap", {}, { agents: "agents", leads: "leads" });
  const evenness = company.ask("evenness", { plan }, { agents: "agents" });
  const { opened, revision, agents } = company.summary();
  return { plan, due, opened, revision, agents, queues: queueChanges(plan, before, explained(company, plan)), evenness };
}

function makePlan(company: Company, job: Job, run: string): Plan {
  const asked = { leads: "leads", agents: "agents", now: "now", actor: "actor" } as const;
  switch (job) {
    case "removal":
      return company.ask("remove", { run }, asked);
    case "assignment":
      return company.ask("assign", { run }, { ...asked, previousOwners: "previousOwners" });
    case "topUp":
      return company.ask("topUp", { run }, { ...asked, previousOwners: "previousOwners" });
  }
}

/** Why each agent of a plan receives no more; nothing for a removal, which gives to nobody. */
function explained(company: Company, plan: Plan): ExplainedAgent[] {
  if (plan.job === "removal") return [];
  const seen = { agents: "agents", leads: "leads", previousOwners: "previousOwners" } as const;
  return company.ask("explainAgents", { plan }, seen).agents;
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
