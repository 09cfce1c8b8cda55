// Written by `cargo xtask operations` from the tables in calliyo-ffi/src/constants.rs; do not edit.

import type { Code } from "./codes.js";
import type { Lists, Table } from "./index.js";

/** The columns of leads. */
export interface LeadColumns {
  /** The status, as its index in the pipeline: u16. Jobs and reports need it. */
  status: Uint16Array;
  /** When the lead was captured: i64. Jobs and reports need it. */
  capturedAt: BigInt64Array;
  /** The owner: u32, the agent's row, or UNKNOWN_AGENT; missing: unassigned. Jobs and reports need it. */
  owner: Uint32Array;
  /** Since when the lead has its status: i64. Removal needs it; without it stalled leads stand in the order of the rows. */
  statusSince: BigInt64Array;
  /** The last owner before the present one: u32, coded alike. Unset: no lead had one. May be missing. */
  lastOwner: Uint32Array;
  /** The agents who had the lead at any time: lists, coded alike (rule A7). Unset: nobody had any. */
  previousOwners: Lists;
  /** The priority: i64. Larger comes first; missing is least. */
  priority: BigInt64Array;
  /** The branch: u32, by the same dense numbers as the agents' branches. May be missing. */
  branch: Uint32Array;
  /** The department: u32, likewise. May be missing. */
  department: Uint32Array;
  /** A call is in progress: flags. */
  liveCall: Uint8Array;
  /** An open follow-up lies ahead of the run's instant: flags. */
  followUpAhead: Uint8Array;
  /** The lead asked not to be called: flags (rule C13). */
  doNotCall: Uint8Array;
  /** Attempts made: u32. Unset: none on any lead. */
  attempts: Uint32Array;
  /** When the last attempt was made: i64; missing: never. */
  lastAttempt: BigInt64Array;
  /** The rank of the lead's id among the ids of the run, by bytes: u32. Unset: the order of the rows. */
  idRank: Uint32Array;
  /** The source: u32. Reports look at this and at the columns below; unset, no lead has one. May be missing. */
  source: Uint32Array;
  /** The campaign: u32. May be missing. */
  campaign: Uint32Array;
  /** The tags: lists. */
  tags: Lists;
  /** An open follow-up: flags. */
  openFollowUp: Uint8Array;
  /** When the current conversion was made: i64 (rule V1); missing: there is none. */
  convertedAt: BigInt64Array;
  /** The agent credited with it: u32. May be missing. */
  credited: Uint32Array;
  /** The currency of its order: u32; missing: there is no order. */
  currency: Uint32Array;
  /** The amount of its order, in minor units: i64. May be missing. */
  amountMinor: BigInt64Array;
  /** The tax of its order, in minor units: i64. May be missing. */
  taxMinor: BigInt64Array;
  /** Its order was refunded: flags. */
  refunded: Uint8Array;
}

/** The columns of leads that may miss values. */
export interface LeadColumnsValidity {
  /** Which rows have a value in `owner`. */
  readonly owner: Uint8Array;
  /** Which rows have a value in `lastOwner`. */
  readonly lastOwner: Uint8Array;
  /** Which rows have a value in `priority`. */
  readonly priority: Uint8Array;
  /** Which rows have a value in `branch`. */
  readonly branch: Uint8Array;
  /** Which rows have a value in `department`. */
  readonly department: Uint8Array;
  /** Which rows have a value in `lastAttempt`. */
  readonly lastAttempt: Uint8Array;
  /** Which rows have a value in `source`. */
  readonly source: Uint8Array;
  /** Which rows have a value in `campaign`. */
  readonly campaign: Uint8Array;
  /** Which rows have a value in `convertedAt`. */
  readonly convertedAt: Uint8Array;
  /** Which rows have a value in `credited`. */
  readonly credited: Uint8Array;
  /** Which rows have a value in `currency`. */
  readonly currency: Uint8Array;
  /** Which rows have a value in `amountMinor`. */
  readonly amountMinor: Uint8Array;
  /** Which rows have a value in `taxMinor`. */
  readonly taxMinor: Uint8Array;
}

/** The columns of agents. */
export interface AgentColumns {
  /** The most leads held at once: u32; missing: no limit; 0: receives none. Jobs and queues against caps need it. */
  cap: Uint32Array;
  /** Leads held that count toward the cap, eligible ones included: u32. Jobs need it. */
  held: Uint32Array;
  /** Leads received from assignment so far: u64; missing: the agent is new, and begins level with the lowest of the others (rule A5b). Jobs need it. */
  counter: BigUint64Array;
  /** Leads received on the run's local day so far: u32 (rule A7). Unset: none. */
  receivedToday: Uint32Array;
  /** A number of `AGENT_STATES`: u8. Jobs need it. */
  state: Uint8Array;
  /** The agent's role receives leads: flags. Unset: every role does. */
  receives: Uint8Array;
  /** The branch: u32, by the same dense numbers as the leads' branches. May be missing. */
  branch: Uint32Array;
  /** The department: u32, likewise. May be missing. */
  department: Uint32Array;
}

/** The columns of agents that may miss values. */
export interface AgentColumnsValidity {
  /** Which rows have a value in `cap`. */
  readonly cap: Uint8Array;
  /** Which rows have a value in `counter`. */
  readonly counter: Uint8Array;
  /** Which rows have a value in `branch`. */
  readonly branch: Uint8Array;
  /** Which rows have a value in `department`. */
  readonly department: Uint8Array;
}

/** The columns of calls. */
export interface CallColumns {
  /** When the call started: i64. Reports of calls need it. */
  startedAt: BigInt64Array;
  /** A number of `CALL_STATUSES`: u8. Reports of calls need it. */
  status: Uint8Array;
  /** How long the parties were connected, in seconds: u32. Reports of calls need it. */
  durationSeconds: Uint32Array;
  /** The agent who made or took it: u32. Reports of calls need it. May be missing. */
  agent: Uint32Array;
  /** The lead it belongs to: u32; missing: something else than a lead. The reach rate needs it. */
  lead: Uint32Array;
  /** A number of `DIRECTIONS`: u8. Unset: every call was outgoing. */
  direction: Uint8Array;
  /** What the lead answered: u32. Unset, this and the columns below: no call has one. May be missing. */
  response: Uint32Array;
  /** Which attempt on the lead it was, from 1: u32. May be missing. */
  attempt: Uint32Array;
  /** The branch: u32. May be missing. */
  branch: Uint32Array;
  /** The department: u32. May be missing. */
  department: Uint32Array;
  /** The tags: lists. */
  tags: Lists;
  /** The campaign: u32. May be missing. */
  campaign: Uint32Array;
  /** The source: u32. May be missing. */
  source: Uint32Array;
  /** The kind of what it belongs to: u32. May be missing. */
  parentKind: Uint32Array;
  /** It was voided and counts nowhere: flags (rule C12). */
  voided: Uint8Array;
}

/** The columns of calls that may miss values. */
export interface CallColumnsValidity {
  /** Which rows have a value in `agent`. */
  readonly agent: Uint8Array;
  /** Which rows have a value in `lead`. */
  readonly lead: Uint8Array;
  /** Which rows have a value in `response`. */
  readonly response: Uint8Array;
  /** Which rows have a value in `attempt`. */
  readonly attempt: Uint8Array;
  /** Which rows have a value in `branch`. */
  readonly branch: Uint8Array;
  /** Which rows have a value in `department`. */
  readonly department: Uint8Array;
  /** Which rows have a value in `campaign`. */
  readonly campaign: Uint8Array;
  /** Which rows have a value in `source`. */
  readonly source: Uint8Array;
  /** Which rows have a value in `parentKind`. */
  readonly parentKind: Uint8Array;
}

/** The columns of follow-ups. */
export interface FollowUpColumns {
  /** The instant it is set for: i64. Reports of follow-ups need it. */
  at: BigInt64Array;
  /** The owner: u32. Reports of follow-ups need it. May be missing. */
  owner: Uint32Array;
  /** A number of `FOLLOW_UP_STATES`: u8. Reports of follow-ups need it. */
  state: Uint8Array;
  /** When it was resolved or expired: i64. One that is closed without an instant counts nowhere. May be missing. */
  closedAt: BigInt64Array;
  /** It is a note, which is never due: flags (rule F8). */
  note: Uint8Array;
}

/** The columns of follow-ups that may miss values. */
export interface FollowUpColumnsValidity {
  /** Which rows have a value in `owner`. */
  readonly owner: Uint8Array;
  /** Which rows have a value in `closedAt`. */
  readonly closedAt: Uint8Array;
}

/** The columns of history. */
export interface HistoryColumns {
  /** The lead: u32, ascending. Reports of the time in a status need all three. */
  lead: Uint32Array;
  /** The status that it entered, as its index in the pipeline: u16. */
  status: Uint16Array;
  /** When: i64, ascending for each lead. */
  enteredAt: BigInt64Array;
}

/** The columns of history that may miss values. */
export interface HistoryColumnsValidity {
}

/** The tables of a company. */
export interface Tables {
  /** The columns of leads. */
  readonly leads: Table<LeadColumns, LeadColumnsValidity> & Readonly<LeadColumns>;
  /** The columns of agents. */
  readonly agents: Table<AgentColumns, AgentColumnsValidity> & Readonly<AgentColumns>;
  /** The columns of calls. */
  readonly calls: Table<CallColumns, CallColumnsValidity> & Readonly<CallColumns>;
  /** The columns of follow-ups. */
  readonly followUps: Table<FollowUpColumns, FollowUpColumnsValidity> & Readonly<FollowUpColumns>;
  /** The columns of history. */
  readonly history: Table<HistoryColumns, HistoryColumnsValidity> & Readonly<HistoryColumns>;
}

/** What the plan of each job comes with beside its line. */
export interface Plans {
  /** A plan of the job `removal`. */
  removal: RemovalPlan;
  /** A plan of the job `assignment`. */
  assignment: AssignmentPlan;
  /** A plan of the job `topUp`. */
  topUp: TopUpPlan;
}

/** A plan of the job `removal`. */
export interface RemovalPlan {
  /** The line that tells what the run came to (rule S5). */
  outcome: string;
  /** Per lead a number of `REASONS`: u8. */
  reason: Uint8Array;
  /** How many leads met each fate, by number of `REASONS`: u64, as many as there is room for. */
  reasonCounts: Float64Array;
  /** Per agent the leads that are taken away: u32. Removal. */
  lost: Uint32Array;
}

/** A plan of the job `assignment`. */
export interface AssignmentPlan {
  /** The line that tells what the run came to (rule S5). */
  outcome: string;
  /** Per lead the agent that it goes to, or NO_AGENT: u32. Assignment and top-up. */
  agent: Uint32Array;
  /** Per lead a number of `REASONS`: u8. */
  reason: Uint8Array;
  /** How many leads met each fate, by number of `REASONS`: u64, as many as there is room for. */
  reasonCounts: Float64Array;
  /** Per agent the leads received: u32. Assignment and top-up. */
  received: Uint32Array;
  /** Per agent the counter of leads received, after the run: u64 (rule A5b). Assignment. An agent who is still new has NaN. */
  counter: Float64Array;
  /** Per agent the free places in the end, negative above the cap: i64. Assignment. An agent without a cap has Infinity. */
  room: Float64Array;
  /** One u8: 1, or 0 where the search for the best plan was given up; the plan keeps every rule all the same. Assignment. */
  isProven: boolean;
}

/** A plan of the job `topUp`. */
export interface TopUpPlan {
  /** The line that tells what the run came to (rule S5). */
  outcome: string;
  /** Per lead the agent that it goes to, or NO_AGENT: u32. Assignment and top-up. */
  agent: Uint32Array;
  /** Per lead a number of `REASONS`: u8. */
  reason: Uint8Array;
  /** How many leads met each fate, by number of `REASONS`: u64, as many as there is room for. */
  reasonCounts: Float64Array;
  /** Per agent the leads received: u32. Assignment and top-up. */
  received: Uint32Array;
  /** Per agent the free places that stay empty because no lead is left that could go there: u32. Top-up. */
  placesLeft: Uint32Array;
}

/** A report: the figures that it has, a number per row, NaN where a row has none. */
export interface Figures {
  /** How many rows there are. */
  rows: number;
  /** The group of the first dimension: a dense number, an hour, a month of the year, an attempt, a number of `CALL_STATUSES`, number of `DIRECTIONS` or number of `WEEKDAYS`; of dates the days since 1970-01-01. Missing: rows without one, and the total. */
  firstGroup?: Float64Array;
  /** The group of the second dimension, likewise. */
  secondGroup?: Float64Array;
  /** The agent. Missing: nobody, and the total. */
  agent?: Float64Array;
  /** The lead: its number, or its row in the table of leads. */
  lead?: Float64Array;
  /** The status, as its index in the pipeline. */
  status?: Float64Array;
  /** The currency. */
  currency?: Float64Array;
  /** The local date, in days since 1970-01-01. */
  date?: Float64Array;
  /** Ended calls; in coverage outgoing ones alone. */
  calls?: Float64Array;
  /** All but missed ones of duration zero. */
  attempts?: Float64Array;
  /** Those with a duration above zero. */
  connected?: Float64Array;
  /** Missed ones of duration zero. */
  missed?: Float64Array;
  /** The durations' sum, in seconds. */
  talkSeconds?: Float64Array;
  /** Connected calls over attempts. This and every rate: in parts per million, cut. */
  connectRate?: Float64Array;
  /** The mean duration of connected calls, in seconds, cut. */
  meanTalkSeconds?: Float64Array;
  /** Leads connected at least once over leads attempted, within the row; missing where it was not asked for. */
  reachRate?: Float64Array;
  /** The first number of the reach rate. */
  leadsReached?: Float64Array;
  /** The second number of the reach rate. */
  leadsAttempted?: Float64Array;
  /** Missed calls over incoming ones; missing where it was not asked for. */
  missedRate?: Float64Array;
  /** The first number of the missed-call rate. */
  incomingMissed?: Float64Array;
  /** The second number of the missed-call rate. */
  incoming?: Float64Array;
  /** Leads. */
  leads?: Float64Array;
  /** Those of them that are customers now. */
  customers?: Float64Array;
  /** Customers over leads. */
  conversionRate?: Float64Array;
  /** Conversions. */
  conversions?: Float64Array;
  /** Orders that are not refunded. */
  orders?: Float64Array;
  /** Their amounts' sum, in minor units. */
  amountMinor?: Float64Array;
  /** Their taxes' sum, in minor units. */
  taxMinor?: Float64Array;
  /** The mean, in milliseconds, cut: of conversions, or per lead that ever was on the status. */
  meanMillis?: Float64Array;
  /** The median, in milliseconds. */
  medianMillis?: Float64Array;
  /** The 90th percentile by nearest rank, in milliseconds. */
  p90Millis?: Float64Array;
  /** How often the status was entered. */
  visits?: Float64Array;
  /** How long leads were on it, in milliseconds. */
  millis?: Float64Array;
  /** Leads in the task queue. */
  queue?: Float64Array;
  /** Leads held that count toward the cap. */
  held?: Float64Array;
  /** Most leads held at once; missing: no limit. */
  cap?: Float64Array;
  /** Held over cap; missing without a cap or for a cap of 0. */
  filledRate?: Float64Array;
  /** Open follow-ups whose local date is today's. */
  dueToday?: Float64Array;
  /** Open ones whose instant is past, or whose day is, as the policy says. */
  overdue?: Float64Array;
  /** Open ones of later days. */
  upcoming?: Float64Array;
  /** Resolved in the period on their local date or before. */
  resolvedOnTime?: Float64Array;
  /** Resolved in the period after it. */
  resolvedLate?: Float64Array;
  /** Expired in the period. */
  expired?: Float64Array;
  /** The daily target. */
  target?: Float64Array;
  /** Calls over target; missing for a target of 0. */
  progressRate?: Float64Array;
  /** Leads received. */
  received?: Float64Array;
  /** The most that an agent received. */
  largest?: Float64Array;
  /** The least. */
  smallest?: Float64Array;
  /** Largest less smallest. */
  spread?: Float64Array;
  /** Eligible leads that found no place. */
  notPlaced?: Float64Array;
}

/** The name of a report over columns. */
export type ReportName = "calls" | "conversion" | "conversions" | "revenue" | "timeToConvert" | "funnel" | "queues" | "stalled" | "followUps" | "leadsInStatus" | "timeInStatus" | "coverage" | "evenness";

/** How many there are of what dense numbers name. */
export interface Sizes {
  /** Agents. */
  agents: number;
  /** Leads. */
  leads: number;
  /** Responses. */
  responses: number;
  /** Branches. */
  branches: number;
  /** Departments. */
  departments: number;
  /** Tags. */
  tags: number;
  /** Campaigns. */
  campaigns: number;
  /** Sources. */
  sources: number;
  /** Kinds of what a call belongs to. */
  parentKinds: number;
  /** Currencies of orders. */
  currencies: number;
}

/** The fates of a lead in a plan, by their bytes: moved, or the code of the reason why not. */
export const REASONS: readonly (Code | null)[];

/** The states of an agent, by their bytes. */
export const AGENT_STATES: readonly ["active", "away", "banned"];

/** How calls end, by their bytes. */
export const CALL_STATUSES: readonly ["called", "busy", "noAnswer", "missed", "inProgress", "followUp", "rescheduled"];

/** The directions of a call, by their bytes. */
export const DIRECTIONS: readonly ["incoming", "outgoing", "missed"];

/** The states of a follow-up, by their bytes. */
export const FOLLOW_UP_STATES: readonly ["open", "resolved", "expired"];

/** The days of a week, by their numbers. */
export const WEEKDAYS: readonly ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** In a plan: the lead goes to no agent. */
export const NO_AGENT: 4294967295;

/** In columns of leads: an agent who is not among those supplied. Reports count such leads with those of nobody. */
export const UNKNOWN_AGENT: 4294967295;
