/** What the reports ask the engine, and how its answers become figures. */

import type { CallDimension, CallFigures, CallMeasure, Dimension, Key, Period, Plan } from "../../engine/records";
import { ask } from "../../engine/client";
import { CALL_STATUSES, DIRECTIONS, WEEKDAY_NAMES } from "../../forms/words";
import type { Cell, Column, Figures } from "./figures";

/** How people call what the engine names by ids. */
export interface Names {
  agent: (id: string) => string;
  status: (id: string) => string;
  response: (id: string) => string;
  /** What a call belongs to. */
  parentKind: (id: string) => string;
}

const text = (label: string): Column => ({ label, kind: "text" });
const count = (label: string): Column => ({ label, kind: "count" });
const rate = (label: string): Column => ({ label, kind: "rate" });

/** What calls can be grouped by, as people call it. */
export const CALL_DIMENSIONS: Record<CallDimension, string> = {
  day: "Day",
  week: "Week",
  month: "Month",
  weekday: "Weekday",
  hour: "Hour",
  monthOfYear: "Month of the year",
  agent: "Agent",
  status: "Call status",
  direction: "Direction",
  response: "Response",
  attempt: "Attempt",
  branch: "Branch",
  department: "Department",
  source: "Source",
  campaign: "Campaign",
  tag: "Tag",
  parentKind: "Kind of parent",
};

/** What of the calls a chart can draw, as the places of the columns after the keys. */
export const CALL_FIGURES = [
  count("Calls"),
  count("Attempts"),
  count("Connected"),
  count("Missed"),
  { label: "Talk time", kind: "seconds" },
  rate("Connect rate"),
  { label: "Mean talk time", kind: "seconds" },
  rate("Reach rate"),
  rate("Missed rate"),
] satisfies Column[];

/** The measures of these columns, in their order. */
const ALL_MEASURES: CallMeasure[] = [
  "calls",
  "attempts",
  "connected",
  "missed",
  "talkSeconds",
  "connectRate",
  "meanTalkSeconds",
  "reachRate",
  "missedRate",
];

/** Calls by one or two dimensions (M1), drawn by the figure at the place `drawn` of `CALL_FIGURES`. */
export async function calls(
  names: Names,
  period: Period | null,
  by: CallDimension[],
  drawn: number,
): Promise<Figures> {
  const query = { by, period, measures: ALL_MEASURES };
  const report = await ask("callReport", { query }, { calls: "countedCalls" });
  const told = (row: CallFigures): Cell[] => ALL_MEASURES.map((measure) => row[measure]);
  const value = by.length + drawn;
  // Names have room beside bars that lie; what follows in time stands.
  const lies = !IN_TIME.includes(by[0]!);
  // Counts and sums of parts stand on each other; rates and means do not.
  const adds = drawn < 5;
  return {
    columns: [...by.map((dimension) => text(CALL_DIMENSIONS[dimension])), ...CALL_FIGURES],
    rows: report.rows.map((row) => [
      ...row.keys.map((key, place) => keyName(names, by[place], key)),
      ...told(row),
    ]),
    total: ["All", ...by.slice(1).map(() => ""), ...told(report.total)],
    chart:
      by.length === 2
        ? { kind: "pivot", label: 0, group: 1, value, drawn: adds ? "stack" : "bars", lies }
        : { kind: "columns", label: 0, series: [value], drawn: by[0] === "day" ? "line" : "bars", lies },
  };
}

const IN_TIME: CallDimension[] = ["day", "week", "month", "weekday", "hour", "monthOfYear", "attempt"];

/** The name of a group; a call or lead without a value stands in the group *none*. */
function keyName(names: Names, dimension: CallDimension | Dimension | undefined, key: Key): string {
  if (key === null) return "none";
  const text = String(key);
  switch (dimension) {
    case "agent":
    case "response":
    case "parentKind":
      return names[dimension](text);
    case "status":
    case "direction":
    case "weekday":
      return (WORDS[dimension] as Record<string, string>)[text] ?? text;
    default:
      return text;
  }
}

const WORDS = { status: CALL_STATUSES, direction: DIRECTIONS, weekday: WEEKDAY_NAMES };

/** Connect and reach rate of each agent (M1). */
export async function rates(names: Names, period: Period | null): Promise<Figures> {
  const measures: CallMeasure[] = ["attempts", "connected", "connectRate", "reachRate", "missedRate"];
  const report = await ask("callReport", { query: { by: ["agent"], period, measures } }, { calls: "countedCalls" });
  const told = (row: typeof report.total): Cell[] => [
    row.attempts,
    row.connected,
    row.connectRate,
    row.reachRate,
    row.missedRate,
  ];
  return {
    columns: [
      text("Agent"),
      count("Attempts"),
      count("Connected"),
      rate("Connect rate"),
      rate("Reach rate"),
      rate("Missed rate"),
    ],
    rows: report.rows.map((row) => [keyName(names, "agent", row.keys[0] ?? null), ...told(row)]),
    total: ["All", ...told(report.total)],
    chart: { kind: "columns", label: 0, series: [3, 4], drawn: "bars", lies: true },
  };
}

/** The leads on each status, in the order of the pipeline (M7). */
export async function funnel(): Promise<Figures> {
  const rows = await ask("funnel", {}, { leads: "leads" });
  return {
    columns: [text("Status"), count("Leads")],
    rows: rows.map((row) => [row.name, row.leads]),
    total: null,
    chart: { kind: "columns", label: 0, series: [1], drawn: "bars", lies: true },
  };
}

/** What conversion can be grouped by, as people call it. */
export const CONVERSION_DIMENSIONS: Partial<Record<Dimension, string>> = {
  source: "Source",
  campaign: "Campaign",
  agent: "Agent",
  tag: "Tag",
};

/** Of the leads that came in, how many are customers (M4). */
export async function conversion(
  names: Names,
  period: Period | null,
  by: Dimension,
): Promise<Figures> {
  const report = await ask("conversionReport", { query: { by: [by], period } }, { leads: "leads" });
  return {
    columns: [text(CONVERSION_DIMENSIONS[by] ?? by), count("Leads"), count("Customers"), rate("Conversion rate")],
    rows: report.rows.map((row) => [
      keyName(names, by, row.keys[0] ?? null),
      row.leads,
      row.customers,
      row.rate,
    ]),
    total: ["All", report.total.leads, report.total.customers, report.total.rate],
    chart: { kind: "columns", label: 0, series: [3], drawn: "bars" },
  };
}

/** Revenue by agent and currency (M5); amounts of two currencies are never added. */
export async function revenue(names: Names, period: Period | null): Promise<Figures> {
  const rows = await ask("revenue", { period }, { leads: "leads" });
  return {
    columns: [
      text("Agent"),
      text("Currency"),
      count("Orders"),
      { label: "Amount", kind: "money" },
      { label: "Tax", kind: "money" },
    ],
    rows: rows.map(({ agent, currency, orders, amountMinor, taxMinor }) => [
      names.agent(agent),
      currency,
      orders,
      { amountMinor, currency },
      { amountMinor: taxMinor, currency },
    ]),
    total: null,
    chart: { kind: "pivot", label: 0, group: 1, value: 3, drawn: "bars", lies: true },
  };
}

/** How long it took from capture to conversion (V5, M5). */
export async function timeToConvert(period: Period | null): Promise<Figures> {
  const times = await ask("timeToConvert", { period }, { leads: "leads" });
  return {
    columns: [text("Figure"), { label: "Time", kind: "duration" }],
    rows: [
      ["Mean", times.meanMillis],
      ["Median", times.medianMillis],
      ["90th percentile", times.p90Millis],
    ],
    total: null,
    chart: { kind: "columns", label: 0, series: [1], drawn: "bars", lies: true },
  };
}

/** Outgoing calls of each agent and day against the daily target (M3), from `first` to `last`. */
export async function coverage(names: Names, first: string, last: string): Promise<Figures> {
  const days = await ask("coverage", { first, last }, { agents: "agents", calls: "calls" });
  return {
    columns: [text("Day"), text("Agent"), count("Calls"), count("Target"), rate("Progress")],
    rows: days.map((day) => [day.date, names.agent(day.agent), day.calls, day.target, day.progress]),
    total: null,
    chart: { kind: "pivot", label: 0, group: 1, value: 2, drawn: "heat", mark: { label: "Target", value: days[0]?.target ?? 0 } },
  };
}

/** Follow-ups of each owner: what is due now, and what became of those closed in the period (M6). */
export async function followUps(names: Names, period: Period | null, now: string): Promise<Figures> {
  const report = await ask("followUpReport", { query: { now, period } }, { followUps: "followUps" });
  const told = (row: typeof report.total): Cell[] => [
    row.dueToday,
    row.overdue,
    row.upcoming,
    row.resolvedOnTime,
    row.resolvedLate,
    row.expired,
  ];
  return {
    columns: [
      text("Owner"),
      count("Due today"),
      count("Overdue"),
      count("Upcoming"),
      count("Kept on time"),
      count("Kept late"),
      count("Expired"),
    ],
    rows: report.rows.map((row) => [keyName(names, "agent", row.owner), ...told(row)]),
    total: ["All", ...told(report.total)],
    chart: { kind: "columns", label: 0, series: [2, 3, 4, 5, 6], drawn: "stack", lies: true },
  };
}

/** Each agent's queue, and held leads against the cap (M7, A2). */
export async function queues(names: Names): Promise<Figures> {
  const rows = await ask("queueAgainstCap", {}, { agents: "agents", leads: "leads" });
  return {
    columns: [text("Agent"), count("Queue"), count("Held"), count("Cap"), rate("Filled")],
    rows: rows.map((row) => [names.agent(row.agent), row.queue, row.held, row.cap, row.filled]),
    total: null,
    chart: { kind: "columns", label: 0, series: [1, 2, 3], drawn: "bars", lies: true },
  };
}

/** How long leads were on each status up to now (M8). */
export async function timeInStatus(names: Names): Promise<Figures> {
  const times = await ask("timeInStatus", {}, { events: "events", until: "now" });
  return {
    columns: [
      text("Status"),
      count("Leads"),
      count("Visits"),
      { label: "Time in all", kind: "duration" },
      { label: "Mean of a visit", kind: "duration" },
    ],
    rows: times.perStatus.map((row) => [names.status(row.status), row.leads, row.visits, row.millis, row.meanMillis]),
    total: null,
    chart: { kind: "columns", label: 0, series: [4], drawn: "bars", lies: true },
  };
}

/** How even the run of a plan was (M8). */
export async function evenness(names: Names, plan: Plan): Promise<Figures> {
  const run = await ask("evenness", { plan }, { agents: "agents" });
  return {
    columns: [text("Agent"), count("Leads received")],
    rows: run.received.map((row) => [names.agent(row.agent), row.leads]),
    total: ["Largest less smallest", run.spread],
    chart: { kind: "columns", label: 0, series: [1], drawn: "bars", lies: true },
  };
}
