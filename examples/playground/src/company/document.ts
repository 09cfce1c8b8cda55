/** The one document in which the page keeps a company. */

import type { Agent, AgentId, Call, Event, FollowUp, JobState, Lead, LocalDate, Plan, Policy, Timestamp } from "../engine/records";

/** What the document says of itself, so that other files are not taken for it. */
export const FORMAT = "calliyo-playground";

/** A company with all its records, at an instant. */
export interface Document {
  format: typeof FORMAT;
  /** The company's name, for the page alone. */
  name: string;
  /** Now: the page has no clock of its own. */
  now: Timestamp;
  /** Who acts; none = the host itself, which permissions do not bind. */
  actor: AgentId | null;
  policy: Policy;
  agents: Agent[];
  /** The local date of which the agents' `receivedToday` tells. */
  receivedOn: LocalDate | null;
  leads: Lead[];
  /** Ended calls, those of other parents too. */
  calls: Call[];
  /** Closed follow-ups and notes of leads, and all that belong to other parents. */
  followUps: FollowUp[];
  /** Everything that happened, in order. */
  events: Event[];
  /** What is kept of each job's schedule. */
  schedules: JobState[];
  /** The plan that was applied last. */
  lastPlan: Plan | null;
  /** How many ids the page has given out. */
  ids: number;
}

/** The schedules of jobs that are on since an instant. */
export function schedulesSince(onSince: Timestamp): JobState[] {
  return (["removal", "assignment", "topUp"] as const).map((job) => ({ job, state: { onSince } }));
}
