// Written by `cargo xtask operations` from the tables in calliyo-ffi/src/constants.rs; do not edit.

/** The columns of each table, and what finds their values in records. */
export const TABLES = {
  leads: [
    { name: "status", constant: 100, kind: "number16", mayMiss: false, of: (record) => record.status,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].status; } },
    { name: "capturedAt", constant: 101, kind: "instant", mayMiss: false, of: (record) => record.capturedAt,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].capturedAt; } },
    { name: "owner", constant: 102, kind: "number32", mayMiss: true, of: (record) => record.owner,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].owner; } },
    { name: "statusSince", constant: 103, kind: "instant", mayMiss: false, of: (record) => record.statusSince,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].statusSince; } },
    { name: "lastOwner", constant: 104, kind: "number32", mayMiss: true, of: (record) => record.lastOwner,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].lastOwner; } },
    { name: "previousOwners", constant: 105, kind: "lists", mayMiss: false, of: (record) => record.previousOwners,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].previousOwners; } },
    { name: "priority", constant: 106, kind: "signed64", mayMiss: true, of: (record) => record.priority,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].priority; } },
    { name: "branch", constant: 107, kind: "number32", mayMiss: true, of: (record) => record.branch,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].branch; } },
    { name: "department", constant: 108, kind: "number32", mayMiss: true, of: (record) => record.department,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].department; } },
    { name: "liveCall", constant: 109, kind: "flags", mayMiss: false, of: (record) => record.liveCall,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].liveCall; } },
    { name: "followUpAhead", constant: 110, kind: "flags", mayMiss: false, of: (record) => record.followUpAhead,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].followUpAhead; } },
    { name: "doNotCall", constant: 111, kind: "flags", mayMiss: false, of: (record) => record.doNotCall,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].doNotCall; } },
    { name: "attempts", constant: 112, kind: "number32", mayMiss: false, of: (record) => record.attempts,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].attempts; } },
    { name: "lastAttempt", constant: 113, kind: "instant", mayMiss: true, of: (record) => record.lastAttempt,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].lastAttempt; } },
    { name: "idRank", constant: 114, kind: "number32", mayMiss: false, of: (record) => record.idRank,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].idRank; } },
    { name: "source", constant: 115, kind: "number32", mayMiss: true, of: (record) => record.source,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].source; } },
    { name: "campaign", constant: 116, kind: "number32", mayMiss: true, of: (record) => record.campaign,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].campaign; } },
    { name: "tags", constant: 117, kind: "lists", mayMiss: false, of: (record) => record.tags,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].tags; } },
    { name: "openFollowUp", constant: 118, kind: "flags", mayMiss: false, of: (record) => record.openFollowUp,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].openFollowUp; } },
    { name: "convertedAt", constant: 119, kind: "instant", mayMiss: true, of: (record) => record.convertedAt,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].convertedAt; } },
    { name: "credited", constant: 120, kind: "number32", mayMiss: true, of: (record) => record.credited,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].credited; } },
    { name: "currency", constant: 121, kind: "number32", mayMiss: true, of: (record) => record.currency,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].currency; } },
    { name: "amountMinor", constant: 122, kind: "signed64", mayMiss: true, of: (record) => record.amountMinor,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].amountMinor; } },
    { name: "taxMinor", constant: 123, kind: "signed64", mayMiss: true, of: (record) => record.taxMinor,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].taxMinor; } },
    { name: "refunded", constant: 124, kind: "flags", mayMiss: false, of: (record) => record.refunded,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].refunded; } },
  ],
  agents: [
    { name: "cap", constant: 200, kind: "number32", mayMiss: true, of: (record) => record.cap,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].cap; } },
    { name: "held", constant: 201, kind: "number32", mayMiss: false, of: (record) => record.held,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].held; } },
    { name: "counter", constant: 202, kind: "unsigned64", mayMiss: true, of: (record) => record.counter,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].counter; } },
    { name: "receivedToday", constant: 203, kind: "number32", mayMiss: false, of: (record) => record.receivedToday,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].receivedToday; } },
    { name: "state", constant: 204, kind: "byte", mayMiss: false, of: (record) => record.state,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].state; } },
    { name: "receives", constant: 205, kind: "flags", mayMiss: false, of: (record) => record.receives,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].receives; } },
    { name: "branch", constant: 206, kind: "number32", mayMiss: true, of: (record) => record.branch,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].branch; } },
    { name: "department", constant: 207, kind: "number32", mayMiss: true, of: (record) => record.department,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].department; } },
  ],
  calls: [
    { name: "startedAt", constant: 300, kind: "instant", mayMiss: false, of: (record) => record.startedAt,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].startedAt; } },
    { name: "status", constant: 301, kind: "byte", mayMiss: false, of: (record) => record.status,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].status; } },
    { name: "durationSeconds", constant: 302, kind: "number32", mayMiss: false, of: (record) => record.durationSeconds,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].durationSeconds; } },
    { name: "agent", constant: 303, kind: "number32", mayMiss: true, of: (record) => record.agent,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].agent; } },
    { name: "lead", constant: 304, kind: "number32", mayMiss: true, of: (record) => record.lead,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].lead; } },
    { name: "direction", constant: 305, kind: "byte", mayMiss: false, of: (record) => record.direction,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].direction; } },
    { name: "response", constant: 306, kind: "number32", mayMiss: true, of: (record) => record.response,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].response; } },
    { name: "attempt", constant: 307, kind: "number32", mayMiss: true, of: (record) => record.attempt,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].attempt; } },
    { name: "branch", constant: 308, kind: "number32", mayMiss: true, of: (record) => record.branch,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].branch; } },
    { name: "department", constant: 309, kind: "number32", mayMiss: true, of: (record) => record.department,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].department; } },
    { name: "tags", constant: 310, kind: "lists", mayMiss: false, of: (record) => record.tags,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].tags; } },
    { name: "campaign", constant: 311, kind: "number32", mayMiss: true, of: (record) => record.campaign,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].campaign; } },
    { name: "source", constant: 312, kind: "number32", mayMiss: true, of: (record) => record.source,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].source; } },
    { name: "parentKind", constant: 313, kind: "number32", mayMiss: true, of: (record) => record.parentKind,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].parentKind; } },
    { name: "voided", constant: 314, kind: "flags", mayMiss: false, of: (record) => record.voided,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].voided; } },
  ],
  followUps: [
    { name: "at", constant: 400, kind: "instant", mayMiss: false, of: (record) => record.at,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].at; } },
    { name: "owner", constant: 401, kind: "number32", mayMiss: true, of: (record) => record.owner,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].owner; } },
    { name: "state", constant: 402, kind: "byte", mayMiss: false, of: (record) => record.state,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].state; } },
    { name: "closedAt", constant: 403, kind: "instant", mayMiss: true, of: (record) => record.closedAt,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].closedAt; } },
    { name: "note", constant: 404, kind: "flags", mayMiss: false, of: (record) => record.note,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].note; } },
  ],
  history: [
    { name: "lead", constant: 500, kind: "number32", mayMiss: false, of: (record) => record.lead,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].lead; } },
    { name: "status", constant: 501, kind: "number16", mayMiss: false, of: (record) => record.status,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].status; } },
    { name: "enteredAt", constant: 502, kind: "instant", mayMiss: false, of: (record) => record.enteredAt,
      gather: (records, from, to, into) => { for (let row = from; row < to; row += 1) into[row - from] = records[row].enteredAt; } },
  ],
};

/** What a plan can come with. */
export const OUTPUTS = [
  { name: "agent", constant: 1000, kind: "number32", mayMiss: false },
  { name: "reason", constant: 1001, kind: "byte", mayMiss: false },
  { name: "reasonCounts", constant: 1002, kind: "unsigned64", mayMiss: false },
  { name: "received", constant: 1003, kind: "number32", mayMiss: false },
  { name: "counter", constant: 1004, kind: "unsigned64", mayMiss: true },
  { name: "room", constant: 1005, kind: "signed64", mayMiss: true },
  { name: "lost", constant: 1006, kind: "number32", mayMiss: false },
  { name: "placesLeft", constant: 1007, kind: "number32", mayMiss: false },
  { name: "isProven", constant: 1008, kind: "byte", mayMiss: false },
];

/** The jobs, and what each plan comes with. */
export const JOBS = {
  removal: { constant: 1, outputs: [1001, 1002, 1006] },
  assignment: { constant: 2, outputs: [1000, 1001, 1002, 1003, 1004, 1005, 1008] },
  topUp: { constant: 3, outputs: [1000, 1001, 1002, 1003, 1007] },
};

/** The reports. */
export const REPORTS = {
  calls: 1,
  conversion: 2,
  conversions: 3,
  revenue: 4,
  timeToConvert: 5,
  funnel: 6,
  queues: 7,
  stalled: 8,
  followUps: 9,
  leadsInStatus: 10,
  timeInStatus: 11,
  coverage: 12,
  evenness: 13,
};

/** The figures of reports. */
export const FIGURES = {
  firstGroup: 2000,
  secondGroup: 2001,
  agent: 2002,
  lead: 2003,
  status: 2004,
  currency: 2005,
  date: 2006,
  calls: 2010,
  attempts: 2011,
  connected: 2012,
  missed: 2013,
  talkSeconds: 2014,
  connectRate: 2015,
  meanTalkSeconds: 2016,
  reachRate: 2017,
  leadsReached: 2018,
  leadsAttempted: 2019,
  missedRate: 2020,
  incomingMissed: 2021,
  incoming: 2022,
  leads: 2030,
  customers: 2031,
  conversionRate: 2032,
  conversions: 2033,
  orders: 2034,
  amountMinor: 2035,
  taxMinor: 2036,
  meanMillis: 2040,
  medianMillis: 2041,
  p90Millis: 2042,
  visits: 2043,
  millis: 2044,
  queue: 2050,
  held: 2051,
  cap: 2052,
  filledRate: 2053,
  dueToday: 2060,
  overdue: 2061,
  upcoming: 2062,
  resolvedOnTime: 2063,
  resolvedLate: 2064,
  expired: 2065,
  target: 2070,
  progressRate: 2071,
  received: 2080,
  largest: 2081,
  smallest: 2082,
  spread: 2083,
  notPlaced: 2084,
};

/** How many there are of what dense numbers name. */
export const SIZES = {
  agents: 1,
  leads: 2,
  responses: 3,
  branches: 4,
  departments: 5,
  tags: 6,
  campaigns: 7,
  sources: 8,
  parentKinds: 9,
  currencies: 10,
};

/** The fates of a lead in a plan, by their bytes: moved, or the code of the reason why not. */
export const REASONS = Object.freeze([null, "job.status_not_listed", "job.is_customer", "job.live_call", "job.follow_up_ahead", "job.owner_banned", "agent.unknown", "job.do_not_call", "job.not_owned", "job.too_recent", "job.no_agent_matches", "job.only_barred_agent", "job.limit_reached", "job.agents_at_cap", "job.exhausted", "job.resting"]);

/** The states of an agent, by their bytes. */
export const AGENT_STATES = Object.freeze(["active", "away", "banned"]);

/** How calls end, by their bytes. */
export const CALL_STATUSES = Object.freeze(["called", "busy", "noAnswer", "missed", "inProgress", "followUp", "rescheduled"]);

/** The directions of a call, by their bytes. */
export const DIRECTIONS = Object.freeze(["incoming", "outgoing", "missed"]);

/** The states of a follow-up, by their bytes. */
export const FOLLOW_UP_STATES = Object.freeze(["open", "resolved", "expired"]);

/** The days of a week, by their numbers. */
export const WEEKDAYS = Object.freeze(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);

/** In a plan: the lead goes to no agent. */
export const NO_AGENT = 4294967295;

/** In columns of leads: an agent who is not among those supplied. Reports count such leads with those of nobody. */
export const UNKNOWN_AGENT = 4294967295;

/** What records are taken for that leave these out. */
export const LEFT_OUT = {
  agentState: "active",
  direction: "outgoing",
  followUpState: "open",
};
