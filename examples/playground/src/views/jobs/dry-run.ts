/** The jobs, and why a run of one does what it does. */

import type { DryRun } from "../../company/dry-run";
import { ask } from "../../engine/client";
import type { Job, Response } from "../../engine/records";

export type { DryRun, QueueChange } from "../../company/dry-run";

export const JOBS: readonly Job[] = ["removal", "assignment", "topUp"];

export const JOB_NAMES: Record<Job, string> = { removal: "Removal", assignment: "Assignment", topUp: "Top-up" };

/** Whether a job gives leads to agents: a removal takes them back, and none of its leads looks for a place. */
export const givesLeads = (job: Job): boolean => job !== "removal";

/** What a plan does with one lead, and why. */
export function explainLead(run: DryRun, lead: string): Promise<Response<"explain">> {
  const { plan, agents } = run;
  return ask("explain", { plan, agents }, { lead: { lead }, previousOwners: "previousOwners" });
}
