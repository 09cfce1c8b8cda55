//! The constants of the interface, and what each column and output of columns is.
//!
//! They are written out one by one because the header is made from this text. The tables at the end are the one place
//! that says what a column is called and what it holds.

use std::ffi::CStr;

/// A column of one of the tables: CALLIYO_LEAD_STATUS and so on.
///
/// The type of its elements stands beside each. Instants are milliseconds since 1970-01-01T00:00:00Z. What the host has
/// names for is told by dense numbers from 0; an agent's is its row in the table of agents. *May be missing*: the column
/// may have a validity bitmap. Flags are a bitmap themselves; unset, no row has the flag. Lists are u32, one after the
/// other, with offsets.
pub type CalliyoColumn = u32;

/// Leads: the status, as its index in the pipeline: u16. Jobs and reports need it.
pub const CALLIYO_LEAD_STATUS: CalliyoColumn = 100;

/// Leads: when the lead was captured: i64. Jobs and reports need it.
pub const CALLIYO_LEAD_CAPTURED_AT: CalliyoColumn = 101;

/// Leads: the owner: u32, the agent's row, or CALLIYO_UNKNOWN_AGENT; missing: unassigned. Jobs and reports need it.
pub const CALLIYO_LEAD_OWNER: CalliyoColumn = 102;

/// Leads: since when the lead has its status: i64. Removal needs it; without it stalled leads stand in the order of
/// the rows.
pub const CALLIYO_LEAD_STATUS_SINCE: CalliyoColumn = 103;

/// Leads: the last owner before the present one: u32, coded alike. Unset: no lead had one. May be missing.
pub const CALLIYO_LEAD_LAST_OWNER: CalliyoColumn = 104;

/// Leads: the agents who had the lead at any time: lists, coded alike (rule A7). Unset: nobody had any.
pub const CALLIYO_LEAD_PREVIOUS_OWNERS: CalliyoColumn = 105;

/// Leads: the priority: i64. Larger comes first; missing is least.
pub const CALLIYO_LEAD_PRIORITY: CalliyoColumn = 106;

/// Leads: the branch: u32, by the same dense numbers as the agents' branches. May be missing.
pub const CALLIYO_LEAD_BRANCH: CalliyoColumn = 107;

/// Leads: the department: u32, likewise. May be missing.
pub const CALLIYO_LEAD_DEPARTMENT: CalliyoColumn = 108;

/// Leads: a call is in progress: flags.
pub const CALLIYO_LEAD_LIVE_CALL: CalliyoColumn = 109;

/// Leads: an open follow-up lies ahead of the run's instant: flags.
pub const CALLIYO_LEAD_FOLLOW_UP_AHEAD: CalliyoColumn = 110;

/// Leads: the lead asked not to be called: flags (rule C13).
pub const CALLIYO_LEAD_DO_NOT_CALL: CalliyoColumn = 111;

/// Leads: attempts made: u32. Unset: none on any lead.
pub const CALLIYO_LEAD_ATTEMPTS: CalliyoColumn = 112;

/// Leads: when the last attempt was made: i64; missing: never.
pub const CALLIYO_LEAD_LAST_ATTEMPT: CalliyoColumn = 113;

/// Leads: the rank of the lead's id among the ids of the run, by bytes: u32. Unset: the order of the rows.
pub const CALLIYO_LEAD_ID_RANK: CalliyoColumn = 114;

/// Leads: the source: u32. Reports look at this and at the columns below; unset, no lead has one. May be missing.
pub const CALLIYO_LEAD_SOURCE: CalliyoColumn = 115;

/// Leads: the campaign: u32. May be missing.
pub const CALLIYO_LEAD_CAMPAIGN: CalliyoColumn = 116;

/// Leads: the tags: lists.
pub const CALLIYO_LEAD_TAGS: CalliyoColumn = 117;

/// Leads: an open follow-up: flags.
pub const CALLIYO_LEAD_OPEN_FOLLOW_UP: CalliyoColumn = 118;

/// Leads: when the current conversion was made: i64 (rule V1); missing: there is none.
pub const CALLIYO_LEAD_CONVERTED_AT: CalliyoColumn = 119;

/// Leads: the agent credited with it: u32. May be missing.
pub const CALLIYO_LEAD_CREDITED: CalliyoColumn = 120;

/// Leads: the currency of its order: u32; missing: there is no order.
pub const CALLIYO_LEAD_CURRENCY: CalliyoColumn = 121;

/// Leads: the amount of its order, in minor units: i64. May be missing.
pub const CALLIYO_LEAD_AMOUNT_MINOR: CalliyoColumn = 122;

/// Leads: the tax of its order, in minor units: i64. May be missing.
pub const CALLIYO_LEAD_TAX_MINOR: CalliyoColumn = 123;

/// Leads: its order was refunded: flags.
pub const CALLIYO_LEAD_REFUNDED: CalliyoColumn = 124;

/// Agents: the most leads held at once: u32; missing: no limit; 0: receives none. Jobs and queues against caps need
/// it.
pub const CALLIYO_AGENT_CAP: CalliyoColumn = 200;

/// Agents: leads held that count toward the cap, eligible ones included: u32. Jobs need it.
pub const CALLIYO_AGENT_HELD: CalliyoColumn = 201;

/// Agents: leads received from assignment so far: u64; missing: the agent is new, and begins level with the lowest of
/// the others (rule A5b). Jobs need it.
pub const CALLIYO_AGENT_COUNTER: CalliyoColumn = 202;

/// Agents: leads received on the run's local day so far: u32 (rule A7). Unset: none.
pub const CALLIYO_AGENT_RECEIVED_TODAY: CalliyoColumn = 203;

/// Agents: a CalliyoAgentState: u8. Jobs need it.
pub const CALLIYO_AGENT_STATE: CalliyoColumn = 204;

/// Agents: the agent's role receives leads: flags. Unset: every role does.
pub const CALLIYO_AGENT_RECEIVES: CalliyoColumn = 205;

/// Agents: the branch: u32, by the same dense numbers as the leads' branches. May be missing.
pub const CALLIYO_AGENT_BRANCH: CalliyoColumn = 206;

/// Agents: the department: u32, likewise. May be missing.
pub const CALLIYO_AGENT_DEPARTMENT: CalliyoColumn = 207;

/// Calls: when the call started: i64. Reports of calls need it.
pub const CALLIYO_CALL_STARTED_AT: CalliyoColumn = 300;

/// Calls: a CalliyoCallStatus: u8. Reports of calls need it.
pub const CALLIYO_CALL_STATUS: CalliyoColumn = 301;

/// Calls: how long the parties were connected, in seconds: u32. Reports of calls need it.
pub const CALLIYO_CALL_DURATION_SECONDS: CalliyoColumn = 302;

/// Calls: the agent who made or took it: u32. Reports of calls need it. May be missing.
pub const CALLIYO_CALL_AGENT: CalliyoColumn = 303;

/// Calls: the lead it belongs to: u32; missing: something else than a lead. The reach rate needs it.
pub const CALLIYO_CALL_LEAD: CalliyoColumn = 304;

/// Calls: a CalliyoDirection: u8. Unset: every call was outgoing.
pub const CALLIYO_CALL_DIRECTION: CalliyoColumn = 305;

/// Calls: what the lead answered: u32. Unset, this and the columns below: no call has one. May be missing.
pub const CALLIYO_CALL_RESPONSE: CalliyoColumn = 306;

/// Calls: which attempt on the lead it was, from 1: u32. May be missing.
pub const CALLIYO_CALL_ATTEMPT: CalliyoColumn = 307;

/// Calls: the branch: u32. May be missing.
pub const CALLIYO_CALL_BRANCH: CalliyoColumn = 308;

/// Calls: the department: u32. May be missing.
pub const CALLIYO_CALL_DEPARTMENT: CalliyoColumn = 309;

/// Calls: the tags: lists.
pub const CALLIYO_CALL_TAGS: CalliyoColumn = 310;

/// Calls: the campaign: u32. May be missing.
pub const CALLIYO_CALL_CAMPAIGN: CalliyoColumn = 311;

/// Calls: the source: u32. May be missing.
pub const CALLIYO_CALL_SOURCE: CalliyoColumn = 312;

/// Calls: the kind of what it belongs to: u32. May be missing.
pub const CALLIYO_CALL_PARENT_KIND: CalliyoColumn = 313;

/// Calls: it was voided and counts nowhere: flags (rule C12).
pub const CALLIYO_CALL_VOIDED: CalliyoColumn = 314;

/// Follow-ups: the instant it is set for: i64. Reports of follow-ups need it.
pub const CALLIYO_FOLLOW_UP_AT: CalliyoColumn = 400;

/// Follow-ups: the owner: u32. Reports of follow-ups need it. May be missing.
pub const CALLIYO_FOLLOW_UP_OWNER: CalliyoColumn = 401;

/// Follow-ups: a CalliyoFollowUpState: u8. Reports of follow-ups need it.
pub const CALLIYO_FOLLOW_UP_STATE: CalliyoColumn = 402;

/// Follow-ups: when it was resolved or expired: i64. One that is closed without an instant counts nowhere. May be
/// missing.
pub const CALLIYO_FOLLOW_UP_CLOSED_AT: CalliyoColumn = 403;

/// Follow-ups: it is a note, which is never due: flags (rule F8).
pub const CALLIYO_FOLLOW_UP_NOTE: CalliyoColumn = 404;

/// History: the lead: u32, ascending. Reports of the time in a status need all three.
pub const CALLIYO_HISTORY_LEAD: CalliyoColumn = 500;

/// History: the status that it entered, as its index in the pipeline: u16.
pub const CALLIYO_HISTORY_STATUS: CalliyoColumn = 501;

/// History: when: i64, ascending for each lead.
pub const CALLIYO_HISTORY_ENTERED_AT: CalliyoColumn = 502;

/// What calliyo_plan writes: CALLIYO_PLAN_AGENT and so on. Every output is optional.
pub type CalliyoOutput = u32;

/// Per lead the agent that it goes to, or CALLIYO_NO_AGENT: u32. Assignment and top-up.
pub const CALLIYO_PLAN_AGENT: CalliyoOutput = 1000;

/// Per lead a CalliyoReason: u8.
pub const CALLIYO_PLAN_REASON: CalliyoOutput = 1001;

/// How many leads met each fate, by CalliyoReason: u64, as many as there is room for.
pub const CALLIYO_PLAN_REASON_COUNTS: CalliyoOutput = 1002;

/// Per agent the leads received: u32. Assignment and top-up.
pub const CALLIYO_PLAN_RECEIVED: CalliyoOutput = 1003;

/// Per agent the counter of leads received, after the run: u64 (rule A5b). Assignment. An agent who is still new has
/// UINT64_MAX, and its bit is not set where the output has a validity bitmap, which this one and CALLIYO_PLAN_ROOM take.
pub const CALLIYO_PLAN_COUNTER: CalliyoOutput = 1004;

/// Per agent the free places in the end, negative above the cap: i64. Assignment. An agent without a cap has
/// INT64_MAX, and its bit is not set where the output has a validity bitmap.
pub const CALLIYO_PLAN_ROOM: CalliyoOutput = 1005;

/// Per agent the leads that are taken away: u32. Removal.
pub const CALLIYO_PLAN_LOST: CalliyoOutput = 1006;

/// Per agent the free places that stay empty because no lead is left that could go there: u32. Top-up.
pub const CALLIYO_PLAN_PLACES_LEFT: CalliyoOutput = 1007;

/// One u8: 1, or 0 where the search for the best plan was given up; the plan keeps every rule all the same.
/// Assignment.
pub const CALLIYO_PLAN_IS_PROVEN: CalliyoOutput = 1008;

/// A table whose columns an Arrow record batch can bring: CALLIYO_TABLE_LEADS and so on.
pub type CalliyoTable = u32;

/// The columns CALLIYO_LEAD_…
pub const CALLIYO_TABLE_LEADS: CalliyoTable = 1;

/// The columns CALLIYO_AGENT_…
pub const CALLIYO_TABLE_AGENTS: CalliyoTable = 2;

/// The columns CALLIYO_CALL_…
pub const CALLIYO_TABLE_CALLS: CalliyoTable = 3;

/// The columns CALLIYO_FOLLOW_UP_…
pub const CALLIYO_TABLE_FOLLOW_UPS: CalliyoTable = 4;

/// The columns CALLIYO_HISTORY_…
pub const CALLIYO_TABLE_HISTORY: CalliyoTable = 5;

/// How many there are of what dense numbers name, for reports: CALLIYO_SIZE_AGENTS and so on. One that is not set
/// is 0.
pub type CalliyoSize = u32;

/// Agents.
pub const CALLIYO_SIZE_AGENTS: CalliyoSize = 1;

/// Leads.
pub const CALLIYO_SIZE_LEADS: CalliyoSize = 2;

/// Responses.
pub const CALLIYO_SIZE_RESPONSES: CalliyoSize = 3;

/// Branches.
pub const CALLIYO_SIZE_BRANCHES: CalliyoSize = 4;

/// Departments.
pub const CALLIYO_SIZE_DEPARTMENTS: CalliyoSize = 5;

/// Tags.
pub const CALLIYO_SIZE_TAGS: CalliyoSize = 6;

/// Campaigns.
pub const CALLIYO_SIZE_CAMPAIGNS: CalliyoSize = 7;

/// Sources.
pub const CALLIYO_SIZE_SOURCES: CalliyoSize = 8;

/// Kinds of what a call belongs to.
pub const CALLIYO_SIZE_PARENT_KINDS: CalliyoSize = 9;

/// Currencies of orders.
pub const CALLIYO_SIZE_CURRENCIES: CalliyoSize = 10;

/// A job of calliyo_plan: CALLIYO_JOB_REMOVAL and so on.
pub type CalliyoJob = u32;

/// Auto-removal: stale leads go back to the pool (rule X1).
pub const CALLIYO_JOB_REMOVAL: CalliyoJob = 1;

/// Auto-assignment: leads are recycled among agents (rules A1 to A7).
pub const CALLIYO_JOB_ASSIGNMENT: CalliyoJob = 2;

/// Top-up: free places are filled with fresh leads (rules T1 to T4).
pub const CALLIYO_JOB_TOP_UP: CalliyoJob = 3;

/// In CALLIYO_PLAN_AGENT: the lead goes to no agent.
pub const CALLIYO_NO_AGENT: u32 = u32::MAX;

/// In columns of leads: an agent who is not among those supplied. Reports count such leads with those of nobody.
pub const CALLIYO_UNKNOWN_AGENT: u32 = u32::MAX;

/// The fate of one lead in a job: moved, or the first reason why not. Later versions may add reasons.
pub type CalliyoReason = u8;

/// The plan moves the lead.
pub const CALLIYO_REASON_MOVED: CalliyoReason = 0;

/// Not eligible: the status is not in the list.
pub const CALLIYO_REASON_STATUS_NOT_LISTED: CalliyoReason = 1;

/// Not eligible: a customer.
pub const CALLIYO_REASON_IS_CUSTOMER: CalliyoReason = 2;

/// Not eligible: a call is in progress.
pub const CALLIYO_REASON_LIVE_CALL: CalliyoReason = 3;

/// Not eligible: an open follow-up lies ahead.
pub const CALLIYO_REASON_FOLLOW_UP_AHEAD: CalliyoReason = 4;

/// Not eligible: the owner is banned and keeps the lead.
pub const CALLIYO_REASON_OWNER_BANNED: CalliyoReason = 5;

/// Not eligible: the owner is not among the agents supplied.
pub const CALLIYO_REASON_OWNER_UNKNOWN: CalliyoReason = 6;

/// Not eligible: the lead asked not to be called.
pub const CALLIYO_REASON_DO_NOT_CALL: CalliyoReason = 7;

/// Not eligible for removal: there is no owner to take it from.
pub const CALLIYO_REASON_NOT_OWNED: CalliyoReason = 8;

/// Not eligible for removal: on its status since after the cut-off.
pub const CALLIYO_REASON_TOO_RECENT: CalliyoReason = 9;

/// Eligible, not placed: no receiving agent is in its scope.
pub const CALLIYO_REASON_NO_AGENT_MATCHES: CalliyoReason = 10;

/// Eligible, not placed: only its barred agent has room.
pub const CALLIYO_REASON_ONLY_BARRED_AGENT: CalliyoReason = 11;

/// Eligible, not placed: intake limits are reached.
pub const CALLIYO_REASON_LIMIT_REACHED: CalliyoReason = 12;

/// Eligible, not placed: the agents in its scope are at their cap.
pub const CALLIYO_REASON_AGENTS_AT_CAP: CalliyoReason = 13;

/// Not eligible: as many attempts were made as the policy allows.
pub const CALLIYO_REASON_EXHAUSTED: CalliyoReason = 14;

/// Not eligible: the last attempt is too recent.
pub const CALLIYO_REASON_RESTING: CalliyoReason = 15;

/// What an agent can take part in.
pub type CalliyoAgentState = u8;

/// Works and receives leads.
pub const CALLIYO_AGENT_STATE_ACTIVE: CalliyoAgentState = 0;

/// Is away: jobs give nothing, and the leads can be taken.
pub const CALLIYO_AGENT_STATE_AWAY: CalliyoAgentState = 1;

/// Receives nothing and keeps the leads.
pub const CALLIYO_AGENT_STATE_BANNED: CalliyoAgentState = 2;

/// How a call ended (rule C1).
pub type CalliyoCallStatus = u8;

/// The parties spoke.
pub const CALLIYO_CALL_STATUS_CALLED: CalliyoCallStatus = 0;

/// The line was busy.
pub const CALLIYO_CALL_STATUS_BUSY: CalliyoCallStatus = 1;

/// Nobody picked up.
pub const CALLIYO_CALL_STATUS_NO_ANSWER: CalliyoCallStatus = 2;

/// The lead called and nobody took it.
pub const CALLIYO_CALL_STATUS_MISSED: CalliyoCallStatus = 3;

/// The call is going on: it counts nowhere.
pub const CALLIYO_CALL_STATUS_IN_PROGRESS: CalliyoCallStatus = 4;

/// A follow-up was agreed.
pub const CALLIYO_CALL_STATUS_FOLLOW_UP: CalliyoCallStatus = 5;

/// The lead asked for another time.
pub const CALLIYO_CALL_STATUS_RESCHEDULED: CalliyoCallStatus = 6;

/// Who called whom.
pub type CalliyoDirection = u8;

/// The lead called.
pub const CALLIYO_DIRECTION_INCOMING: CalliyoDirection = 0;

/// The agent called.
pub const CALLIYO_DIRECTION_OUTGOING: CalliyoDirection = 1;

/// The lead called and nobody took it.
pub const CALLIYO_DIRECTION_MISSED: CalliyoDirection = 2;

/// Whether a follow-up is to be done.
pub type CalliyoFollowUpState = u8;

/// To be done.
pub const CALLIYO_FOLLOW_UP_STATE_OPEN: CalliyoFollowUpState = 0;

/// Done.
pub const CALLIYO_FOLLOW_UP_STATE_RESOLVED: CalliyoFollowUpState = 1;

/// Dismissed as missed, or its lead was unassigned (rule F6).
pub const CALLIYO_FOLLOW_UP_STATE_EXPIRED: CalliyoFollowUpState = 2;

/// A report: CALLIYO_REPORT_CALLS and so on. Each looks at the columns of its table and the sizes of what they
/// name; its query is a JSON document. A figure has no value where there is none, as in a rate over nothing, and on
/// the rows that it is not of.
pub type CalliyoReportKind = u32;

/// Ended calls by up to two dimensions (rules M1, M7). Table: calls; sizes: of what is looked at. Query: `by`,
/// `measures`, `period`, `filters`. Figures: FIRST_GROUP, SECOND_GROUP, CALLS, ATTEMPTS, CONNECTED, MISSED,
/// TALK_SECONDS, CONNECT_RATE, MEAN_TALK_SECONDS, REACH_RATE, LEADS_REACHED, LEADS_ATTEMPTED, MISSED_RATE,
/// INCOMING_MISSED, INCOMING. The last row is the total.
pub const CALLIYO_REPORT_CALLS: CalliyoReportKind = 1;

/// Leads captured and those that are customers now, by up to two dimensions (rule M4). Table: leads. Query: `by`,
/// `period`. Figures: FIRST_GROUP, SECOND_GROUP, LEADS, CUSTOMERS, CONVERSION_RATE. The last row is the total.
pub const CALLIYO_REPORT_CONVERSION: CalliyoReportKind = 2;

/// How many conversions lie in a period (rule M4). Table: leads. Query: `period`, which is needed. Figures:
/// CONVERSIONS. One row.
pub const CALLIYO_REPORT_CONVERSIONS: CalliyoReportKind = 3;

/// Revenue by agent and currency (rule M5). Table: leads. Query: `period`. Figures: AGENT, CURRENCY, ORDERS,
/// AMOUNT_MINOR, TAX_MINOR. No total: amounts are never added across currencies.
pub const CALLIYO_REPORT_REVENUE: CalliyoReportKind = 4;

/// Time from capture to conversion (rule M5). Table: leads. Query: `period`. Figures: CONVERSIONS, MEAN_MILLIS,
/// MEDIAN_MILLIS, P90_MILLIS. One row.
pub const CALLIYO_REPORT_TIME_TO_CONVERT: CalliyoReportKind = 5;

/// The leads on each status of the pipeline (rule M7). Table: leads. Query: none. Figures: STATUS, LEADS.
pub const CALLIYO_REPORT_FUNNEL: CalliyoReportKind = 6;

/// Each agent's queue, and held leads against the cap (rule M7). Table: leads, and CALLIYO_AGENT_CAP. Query: none.
/// Figures: AGENT, QUEUE, HELD, CAP, FILLED_RATE.
pub const CALLIYO_REPORT_QUEUES: CalliyoReportKind = 7;

/// The rows of the stalled leads, longest first (rule M6). Table: leads. Query: none. Figures: LEAD.
pub const CALLIYO_REPORT_STALLED: CalliyoReportKind = 8;

/// Follow-ups by owner (rule M6). Table: follow-ups. Query: `now`, which is needed, and `period`. Figures: AGENT,
/// DUE_TODAY, OVERDUE, UPCOMING, RESOLVED_ON_TIME, RESOLVED_LATE, EXPIRED. The last row is the total.
pub const CALLIYO_REPORT_FOLLOW_UPS: CalliyoReportKind = 9;

/// How long each lead was on each status (rule M8). Table: history. Query: `until`, which is needed. Figures: LEAD,
/// STATUS, VISITS, MILLIS.
pub const CALLIYO_REPORT_LEADS_IN_STATUS: CalliyoReportKind = 10;

/// How long leads were on each status of the pipeline (rule M8). Table: history. Query: `until`, which is needed.
/// Figures: STATUS, LEADS, VISITS, MILLIS, MEAN_MILLIS.
pub const CALLIYO_REPORT_TIME_IN_STATUS: CalliyoReportKind = 11;

/// Outgoing calls against the daily target, for every agent and local date (rule M3). Table: calls. Query: `first`
/// and `last`, which are needed. Figures: AGENT, DATE, CALLS, TARGET, PROGRESS_RATE.
pub const CALLIYO_REPORT_COVERAGE: CalliyoReportKind = 12;

/// How even a run was (rule M8). Table: agents, and what calliyo_plan has written to CALLIYO_PLAN_RECEIVED and
/// CALLIYO_PLAN_REASON, which must still be set. Query: none. Figures: AGENT and RECEIVED of the agents who could
/// receive; LARGEST, SMALLEST, SPREAD and NOT_PLACED on the last row, the total.
pub const CALLIYO_REPORT_EVENNESS: CalliyoReportKind = 13;

/// A figure of a report: CALLIYO_FIGURE_CALLS and so on. Every figure is an int64_t.
pub type CalliyoFigure = u32;

/// The group of the first dimension: a dense number, an hour, a month of the year, an attempt, a CalliyoCallStatus,
/// CalliyoDirection or CalliyoWeekday; of dates the days since 1970-01-01. Missing: rows without one, and the
/// total.
pub const CALLIYO_FIGURE_FIRST_GROUP: CalliyoFigure = 2000;

/// The group of the second dimension, likewise.
pub const CALLIYO_FIGURE_SECOND_GROUP: CalliyoFigure = 2001;

/// The agent. Missing: nobody, and the total.
pub const CALLIYO_FIGURE_AGENT: CalliyoFigure = 2002;

/// The lead: its number, or its row in the table of leads.
pub const CALLIYO_FIGURE_LEAD: CalliyoFigure = 2003;

/// The status, as its index in the pipeline.
pub const CALLIYO_FIGURE_STATUS: CalliyoFigure = 2004;

/// The currency.
pub const CALLIYO_FIGURE_CURRENCY: CalliyoFigure = 2005;

/// The local date, in days since 1970-01-01.
pub const CALLIYO_FIGURE_DATE: CalliyoFigure = 2006;

/// Ended calls; in coverage outgoing ones alone.
pub const CALLIYO_FIGURE_CALLS: CalliyoFigure = 2010;

/// All but missed ones of duration zero.
pub const CALLIYO_FIGURE_ATTEMPTS: CalliyoFigure = 2011;

/// Those with a duration above zero.
pub const CALLIYO_FIGURE_CONNECTED: CalliyoFigure = 2012;

/// Missed ones of duration zero.
pub const CALLIYO_FIGURE_MISSED: CalliyoFigure = 2013;

/// The durations' sum, in seconds.
pub const CALLIYO_FIGURE_TALK_SECONDS: CalliyoFigure = 2014;

/// Connected calls over attempts. This and every rate: in parts per million, cut.
pub const CALLIYO_FIGURE_CONNECT_RATE: CalliyoFigure = 2015;

/// The mean duration of connected calls, in seconds, cut.
pub const CALLIYO_FIGURE_MEAN_TALK_SECONDS: CalliyoFigure = 2016;

/// Leads connected at least once over leads attempted, within the row; missing where it was not asked for.
pub const CALLIYO_FIGURE_REACH_RATE: CalliyoFigure = 2017;

/// The first number of the reach rate.
pub const CALLIYO_FIGURE_LEADS_REACHED: CalliyoFigure = 2018;

/// The second number of the reach rate.
pub const CALLIYO_FIGURE_LEADS_ATTEMPTED: CalliyoFigure = 2019;

/// Missed calls over incoming ones; missing where it was not asked for.
pub const CALLIYO_FIGURE_MISSED_RATE: CalliyoFigure = 2020;

/// The first number of the missed-call rate.
pub const CALLIYO_FIGURE_INCOMING_MISSED: CalliyoFigure = 2021;

/// The second number of the missed-call rate.
pub const CALLIYO_FIGURE_INCOMING: CalliyoFigure = 2022;

/// Leads.
pub const CALLIYO_FIGURE_LEADS: CalliyoFigure = 2030;

/// Those of them that are customers now.
pub const CALLIYO_FIGURE_CUSTOMERS: CalliyoFigure = 2031;

/// Customers over leads.
pub const CALLIYO_FIGURE_CONVERSION_RATE: CalliyoFigure = 2032;

/// Conversions.
pub const CALLIYO_FIGURE_CONVERSIONS: CalliyoFigure = 2033;

/// Orders that are not refunded.
pub const CALLIYO_FIGURE_ORDERS: CalliyoFigure = 2034;

/// Their amounts' sum, in minor units.
pub const CALLIYO_FIGURE_AMOUNT_MINOR: CalliyoFigure = 2035;

/// Their taxes' sum, in minor units.
pub const CALLIYO_FIGURE_TAX_MINOR: CalliyoFigure = 2036;

/// The mean, in milliseconds, cut: of conversions, or per lead that ever was on the status.
pub const CALLIYO_FIGURE_MEAN_MILLIS: CalliyoFigure = 2040;

/// The median, in milliseconds.
pub const CALLIYO_FIGURE_MEDIAN_MILLIS: CalliyoFigure = 2041;

/// The 90th percentile by nearest rank, in milliseconds.
pub const CALLIYO_FIGURE_P90_MILLIS: CalliyoFigure = 2042;

/// How often the status was entered.
pub const CALLIYO_FIGURE_VISITS: CalliyoFigure = 2043;

/// How long leads were on it, in milliseconds.
pub const CALLIYO_FIGURE_MILLIS: CalliyoFigure = 2044;

/// Leads in the task queue.
pub const CALLIYO_FIGURE_QUEUE: CalliyoFigure = 2050;

/// Leads held that count toward the cap.
pub const CALLIYO_FIGURE_HELD: CalliyoFigure = 2051;

/// Most leads held at once; missing: no limit.
pub const CALLIYO_FIGURE_CAP: CalliyoFigure = 2052;

/// Held over cap; missing without a cap or for a cap of 0.
pub const CALLIYO_FIGURE_FILLED_RATE: CalliyoFigure = 2053;

/// Open follow-ups whose local date is today's.
pub const CALLIYO_FIGURE_DUE_TODAY: CalliyoFigure = 2060;

/// Open ones whose instant is past, or whose day is, as the policy says.
pub const CALLIYO_FIGURE_OVERDUE: CalliyoFigure = 2061;

/// Open ones of later days.
pub const CALLIYO_FIGURE_UPCOMING: CalliyoFigure = 2062;

/// Resolved in the period on their local date or before.
pub const CALLIYO_FIGURE_RESOLVED_ON_TIME: CalliyoFigure = 2063;

/// Resolved in the period after it.
pub const CALLIYO_FIGURE_RESOLVED_LATE: CalliyoFigure = 2064;

/// Expired in the period.
pub const CALLIYO_FIGURE_EXPIRED: CalliyoFigure = 2065;

/// The daily target.
pub const CALLIYO_FIGURE_TARGET: CalliyoFigure = 2070;

/// Calls over target; missing for a target of 0.
pub const CALLIYO_FIGURE_PROGRESS_RATE: CalliyoFigure = 2071;

/// Leads received.
pub const CALLIYO_FIGURE_RECEIVED: CalliyoFigure = 2080;

/// The most that an agent received.
pub const CALLIYO_FIGURE_LARGEST: CalliyoFigure = 2081;

/// The least.
pub const CALLIYO_FIGURE_SMALLEST: CalliyoFigure = 2082;

/// Largest less smallest.
pub const CALLIYO_FIGURE_SPREAD: CalliyoFigure = 2083;

/// Eligible leads that found no place.
pub const CALLIYO_FIGURE_NOT_PLACED: CalliyoFigure = 2084;

/// A day of the week, as a group of a report.
pub type CalliyoWeekday = u8;

/// Monday.
pub const CALLIYO_WEEKDAY_MONDAY: CalliyoWeekday = 0;

/// Tuesday.
pub const CALLIYO_WEEKDAY_TUESDAY: CalliyoWeekday = 1;

/// Wednesday.
pub const CALLIYO_WEEKDAY_WEDNESDAY: CalliyoWeekday = 2;

/// Thursday.
pub const CALLIYO_WEEKDAY_THURSDAY: CalliyoWeekday = 3;

/// Friday.
pub const CALLIYO_WEEKDAY_FRIDAY: CalliyoWeekday = 4;

/// Saturday.
pub const CALLIYO_WEEKDAY_SATURDAY: CalliyoWeekday = 5;

/// Sunday.
pub const CALLIYO_WEEKDAY_SUNDAY: CalliyoWeekday = 6;

/// What stands on a row of a column or an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A byte.
    Byte,
    /// A number of 16 bits.
    Number16,
    /// A number of 32 bits.
    Number32,
    /// A number of 64 bits, with a sign.
    Signed64,
    /// A number of 64 bits, without a sign.
    Unsigned64,
    /// An instant: a number of 64 bits, with a sign.
    Instant,
    /// A bit.
    Flags,
    /// A list of numbers of 32 bits.
    Lists,
}

impl Kind {
    /// The size of an element in bytes; none for bits and lists.
    pub const fn size(self) -> Option<usize> {
        match self {
            Self::Byte => Some(1),
            Self::Number16 => Some(2),
            Self::Number32 => Some(4),
            Self::Signed64 | Self::Unsigned64 | Self::Instant => Some(8),
            Self::Flags | Self::Lists => None,
        }
    }
}

/// What a column or an output is.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Its constant.
    pub constant: u32,
    /// Its place in findings, and after the stop its name in a record batch.
    pub path: &'static str,
    /// What stands on a row.
    pub kind: Kind,
    /// It may have a validity bitmap.
    pub may_miss: bool,
}

const fn full(constant: u32, path: &'static str, kind: Kind) -> Facts {
    Facts { constant, path, kind, may_miss: false }
}

const fn may_miss(constant: u32, path: &'static str, kind: Kind) -> Facts {
    Facts { constant, path, kind, may_miss: true }
}

/// Every column.
pub const COLUMNS: &[Facts] = &[
    full(CALLIYO_LEAD_STATUS, "leads.status", Kind::Number16),
    full(CALLIYO_LEAD_CAPTURED_AT, "leads.capturedAt", Kind::Instant),
    may_miss(CALLIYO_LEAD_OWNER, "leads.owner", Kind::Number32),
    full(CALLIYO_LEAD_STATUS_SINCE, "leads.statusSince", Kind::Instant),
    may_miss(CALLIYO_LEAD_LAST_OWNER, "leads.lastOwner", Kind::Number32),
    full(CALLIYO_LEAD_PREVIOUS_OWNERS, "leads.previousOwners", Kind::Lists),
    may_miss(CALLIYO_LEAD_PRIORITY, "leads.priority", Kind::Signed64),
    may_miss(CALLIYO_LEAD_BRANCH, "leads.branch", Kind::Number32),
    may_miss(CALLIYO_LEAD_DEPARTMENT, "leads.department", Kind::Number32),
    full(CALLIYO_LEAD_LIVE_CALL, "leads.liveCall", Kind::Flags),
    full(CALLIYO_LEAD_FOLLOW_UP_AHEAD, "leads.followUpAhead", Kind::Flags),
    full(CALLIYO_LEAD_DO_NOT_CALL, "leads.doNotCall", Kind::Flags),
    full(CALLIYO_LEAD_ATTEMPTS, "leads.attempts", Kind::Number32),
    may_miss(CALLIYO_LEAD_LAST_ATTEMPT, "leads.lastAttempt", Kind::Instant),
    full(CALLIYO_LEAD_ID_RANK, "leads.idRank", Kind::Number32),
    may_miss(CALLIYO_LEAD_SOURCE, "leads.source", Kind::Number32),
    may_miss(CALLIYO_LEAD_CAMPAIGN, "leads.campaign", Kind::Number32),
    full(CALLIYO_LEAD_TAGS, "leads.tags", Kind::Lists),
    full(CALLIYO_LEAD_OPEN_FOLLOW_UP, "leads.openFollowUp", Kind::Flags),
    may_miss(CALLIYO_LEAD_CONVERTED_AT, "leads.convertedAt", Kind::Instant),
    may_miss(CALLIYO_LEAD_CREDITED, "leads.credited", Kind::Number32),
    may_miss(CALLIYO_LEAD_CURRENCY, "leads.currency", Kind::Number32),
    may_miss(CALLIYO_LEAD_AMOUNT_MINOR, "leads.amountMinor", Kind::Signed64),
    may_miss(CALLIYO_LEAD_TAX_MINOR, "leads.taxMinor", Kind::Signed64),
    full(CALLIYO_LEAD_REFUNDED, "leads.refunded", Kind::Flags),
    may_miss(CALLIYO_AGENT_CAP, "agents.cap", Kind::Number32),
    full(CALLIYO_AGENT_HELD, "agents.held", Kind::Number32),
    may_miss(CALLIYO_AGENT_COUNTER, "agents.counter", Kind::Unsigned64),
    full(CALLIYO_AGENT_RECEIVED_TODAY, "agents.receivedToday", Kind::Number32),
    full(CALLIYO_AGENT_STATE, "agents.state", Kind::Byte),
    full(CALLIYO_AGENT_RECEIVES, "agents.receives", Kind::Flags),
    may_miss(CALLIYO_AGENT_BRANCH, "agents.branch", Kind::Number32),
    may_miss(CALLIYO_AGENT_DEPARTMENT, "agents.department", Kind::Number32),
    full(CALLIYO_CALL_STARTED_AT, "calls.startedAt", Kind::Instant),
    full(CALLIYO_CALL_STATUS, "calls.status", Kind::Byte),
    full(CALLIYO_CALL_DURATION_SECONDS, "calls.durationSeconds", Kind::Number32),
    may_miss(CALLIYO_CALL_AGENT, "calls.agent", Kind::Number32),
    may_miss(CALLIYO_CALL_LEAD, "calls.lead", Kind::Number32),
    full(CALLIYO_CALL_DIRECTION, "calls.direction", Kind::Byte),
    may_miss(CALLIYO_CALL_RESPONSE, "calls.response", Kind::Number32),
    may_miss(CALLIYO_CALL_ATTEMPT, "calls.attempt", Kind::Number32),
    may_miss(CALLIYO_CALL_BRANCH, "calls.branch", Kind::Number32),
    may_miss(CALLIYO_CALL_DEPARTMENT, "calls.department", Kind::Number32),
    full(CALLIYO_CALL_TAGS, "calls.tags", Kind::Lists),
    may_miss(CALLIYO_CALL_CAMPAIGN, "calls.campaign", Kind::Number32),
    may_miss(CALLIYO_CALL_SOURCE, "calls.source", Kind::Number32),
    may_miss(CALLIYO_CALL_PARENT_KIND, "calls.parentKind", Kind::Number32),
    full(CALLIYO_CALL_VOIDED, "calls.voided", Kind::Flags),
    full(CALLIYO_FOLLOW_UP_AT, "followUps.at", Kind::Instant),
    may_miss(CALLIYO_FOLLOW_UP_OWNER, "followUps.owner", Kind::Number32),
    full(CALLIYO_FOLLOW_UP_STATE, "followUps.state", Kind::Byte),
    may_miss(CALLIYO_FOLLOW_UP_CLOSED_AT, "followUps.closedAt", Kind::Instant),
    full(CALLIYO_FOLLOW_UP_NOTE, "followUps.note", Kind::Flags),
    full(CALLIYO_HISTORY_LEAD, "history.lead", Kind::Number32),
    full(CALLIYO_HISTORY_STATUS, "history.status", Kind::Number16),
    full(CALLIYO_HISTORY_ENTERED_AT, "history.enteredAt", Kind::Instant),
];

/// Every output of a plan.
pub const OUTPUTS: &[Facts] = &[
    full(CALLIYO_PLAN_AGENT, "outputs.agent", Kind::Number32),
    full(CALLIYO_PLAN_REASON, "outputs.reason", Kind::Byte),
    full(CALLIYO_PLAN_REASON_COUNTS, "outputs.reasonCounts", Kind::Unsigned64),
    full(CALLIYO_PLAN_RECEIVED, "outputs.received", Kind::Number32),
    may_miss(CALLIYO_PLAN_COUNTER, "outputs.counter", Kind::Unsigned64),
    may_miss(CALLIYO_PLAN_ROOM, "outputs.room", Kind::Signed64),
    full(CALLIYO_PLAN_LOST, "outputs.lost", Kind::Number32),
    full(CALLIYO_PLAN_PLACES_LEFT, "outputs.placesLeft", Kind::Number32),
    full(CALLIYO_PLAN_IS_PROVEN, "outputs.isProven", Kind::Byte),
];

/// Every figure, with its name in a record batch.
pub const FIGURES: &[(CalliyoFigure, &CStr)] = &[
    (CALLIYO_FIGURE_FIRST_GROUP, c"firstGroup"),
    (CALLIYO_FIGURE_SECOND_GROUP, c"secondGroup"),
    (CALLIYO_FIGURE_AGENT, c"agent"),
    (CALLIYO_FIGURE_LEAD, c"lead"),
    (CALLIYO_FIGURE_STATUS, c"status"),
    (CALLIYO_FIGURE_CURRENCY, c"currency"),
    (CALLIYO_FIGURE_DATE, c"date"),
    (CALLIYO_FIGURE_CALLS, c"calls"),
    (CALLIYO_FIGURE_ATTEMPTS, c"attempts"),
    (CALLIYO_FIGURE_CONNECTED, c"connected"),
    (CALLIYO_FIGURE_MISSED, c"missed"),
    (CALLIYO_FIGURE_TALK_SECONDS, c"talkSeconds"),
    (CALLIYO_FIGURE_CONNECT_RATE, c"connectRate"),
    (CALLIYO_FIGURE_MEAN_TALK_SECONDS, c"meanTalkSeconds"),
    (CALLIYO_FIGURE_REACH_RATE, c"reachRate"),
    (CALLIYO_FIGURE_LEADS_REACHED, c"leadsReached"),
    (CALLIYO_FIGURE_LEADS_ATTEMPTED, c"leadsAttempted"),
    (CALLIYO_FIGURE_MISSED_RATE, c"missedRate"),
    (CALLIYO_FIGURE_INCOMING_MISSED, c"incomingMissed"),
    (CALLIYO_FIGURE_INCOMING, c"incoming"),
    (CALLIYO_FIGURE_LEADS, c"leads"),
    (CALLIYO_FIGURE_CUSTOMERS, c"customers"),
    (CALLIYO_FIGURE_CONVERSION_RATE, c"conversionRate"),
    (CALLIYO_FIGURE_CONVERSIONS, c"conversions"),
    (CALLIYO_FIGURE_ORDERS, c"orders"),
    (CALLIYO_FIGURE_AMOUNT_MINOR, c"amountMinor"),
    (CALLIYO_FIGURE_TAX_MINOR, c"taxMinor"),
    (CALLIYO_FIGURE_MEAN_MILLIS, c"meanMillis"),
    (CALLIYO_FIGURE_MEDIAN_MILLIS, c"medianMillis"),
    (CALLIYO_FIGURE_P90_MILLIS, c"p90Millis"),
    (CALLIYO_FIGURE_VISITS, c"visits"),
    (CALLIYO_FIGURE_MILLIS, c"millis"),
    (CALLIYO_FIGURE_QUEUE, c"queue"),
    (CALLIYO_FIGURE_HELD, c"held"),
    (CALLIYO_FIGURE_CAP, c"cap"),
    (CALLIYO_FIGURE_FILLED_RATE, c"filledRate"),
    (CALLIYO_FIGURE_DUE_TODAY, c"dueToday"),
    (CALLIYO_FIGURE_OVERDUE, c"overdue"),
    (CALLIYO_FIGURE_UPCOMING, c"upcoming"),
    (CALLIYO_FIGURE_RESOLVED_ON_TIME, c"resolvedOnTime"),
    (CALLIYO_FIGURE_RESOLVED_LATE, c"resolvedLate"),
    (CALLIYO_FIGURE_EXPIRED, c"expired"),
    (CALLIYO_FIGURE_TARGET, c"target"),
    (CALLIYO_FIGURE_PROGRESS_RATE, c"progressRate"),
    (CALLIYO_FIGURE_RECEIVED, c"received"),
    (CALLIYO_FIGURE_LARGEST, c"largest"),
    (CALLIYO_FIGURE_SMALLEST, c"smallest"),
    (CALLIYO_FIGURE_SPREAD, c"spread"),
    (CALLIYO_FIGURE_NOT_PLACED, c"notPlaced"),
];

/// Every size, with the name of what it counts.
pub const SIZES: &[(CalliyoSize, &str)] = &[
    (CALLIYO_SIZE_AGENTS, "agents"),
    (CALLIYO_SIZE_LEADS, "leads"),
    (CALLIYO_SIZE_RESPONSES, "responses"),
    (CALLIYO_SIZE_BRANCHES, "branches"),
    (CALLIYO_SIZE_DEPARTMENTS, "departments"),
    (CALLIYO_SIZE_TAGS, "tags"),
    (CALLIYO_SIZE_CAMPAIGNS, "campaigns"),
    (CALLIYO_SIZE_SOURCES, "sources"),
    (CALLIYO_SIZE_PARENT_KINDS, "parentKinds"),
    (CALLIYO_SIZE_CURRENCIES, "currencies"),
];

/// Every report, with its name.
pub const REPORTS: &[(CalliyoReportKind, &str)] = &[
    (CALLIYO_REPORT_CALLS, "calls"),
    (CALLIYO_REPORT_CONVERSION, "conversion"),
    (CALLIYO_REPORT_CONVERSIONS, "conversions"),
    (CALLIYO_REPORT_REVENUE, "revenue"),
    (CALLIYO_REPORT_TIME_TO_CONVERT, "timeToConvert"),
    (CALLIYO_REPORT_FUNNEL, "funnel"),
    (CALLIYO_REPORT_QUEUES, "queues"),
    (CALLIYO_REPORT_STALLED, "stalled"),
    (CALLIYO_REPORT_FOLLOW_UPS, "followUps"),
    (CALLIYO_REPORT_LEADS_IN_STATUS, "leadsInStatus"),
    (CALLIYO_REPORT_TIME_IN_STATUS, "timeInStatus"),
    (CALLIYO_REPORT_COVERAGE, "coverage"),
    (CALLIYO_REPORT_EVENNESS, "evenness"),
];

/// A job.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    /// Its constant.
    pub constant: CalliyoJob,
    /// Its name.
    pub name: &'static str,
    /// The outputs that it makes.
    pub outputs: &'static [CalliyoOutput],
}

/// Every job.
pub const JOBS: &[Job] = &[
    Job {
        constant: CALLIYO_JOB_REMOVAL,
        name: "removal",
        outputs: &[CALLIYO_PLAN_REASON, CALLIYO_PLAN_REASON_COUNTS, CALLIYO_PLAN_LOST],
    },
    Job {
        constant: CALLIYO_JOB_ASSIGNMENT,
        name: "assignment",
        outputs: &[
            CALLIYO_PLAN_AGENT,
            CALLIYO_PLAN_REASON,
            CALLIYO_PLAN_REASON_COUNTS,
            CALLIYO_PLAN_RECEIVED,
            CALLIYO_PLAN_COUNTER,
            CALLIYO_PLAN_ROOM,
            CALLIYO_PLAN_IS_PROVEN,
        ],
    },
    Job {
        constant: CALLIYO_JOB_TOP_UP,
        name: "topUp",
        outputs: &[
            CALLIYO_PLAN_AGENT,
            CALLIYO_PLAN_REASON,
            CALLIYO_PLAN_REASON_COUNTS,
            CALLIYO_PLAN_RECEIVED,
            CALLIYO_PLAN_PLACES_LEFT,
        ],
    },
];

/// What the column is; none for a constant of something else.
pub(crate) fn column(constant: CalliyoColumn) -> Option<&'static Facts> {
    COLUMNS.iter().find(|own| own.constant == constant)
}

/// What the output is; none for a constant of something else.
pub(crate) fn output(constant: CalliyoOutput) -> Option<&'static Facts> {
    OUTPUTS.iter().find(|own| own.constant == constant)
}

#[cfg(test)]
mod tests {
    use calliyo_core::{
        jobs::{NO_AGENT, RowReason, UNKNOWN_AGENT},
        lead::{AgentState, CallStatus, Direction, FollowUpState},
    };

    use super::*;

    #[test]
    fn a_constant_names_one_thing_at_most() {
        let mut seen = Vec::new();
        for facts in COLUMNS.iter().chain(OUTPUTS) {
            assert!(!seen.contains(&facts.constant), "{}", facts.path);
            seen.push(facts.constant);
        }
        assert!(column(CALLIYO_PLAN_AGENT).is_none() && output(CALLIYO_LEAD_STATUS).is_none());
    }

    #[test]
    fn reasons_are_those_of_the_rules() {
        let own = [
            (CALLIYO_REASON_MOVED, RowReason::Moved),
            (CALLIYO_REASON_STATUS_NOT_LISTED, RowReason::StatusNotListed),
            (CALLIYO_REASON_IS_CUSTOMER, RowReason::IsCustomer),
            (CALLIYO_REASON_LIVE_CALL, RowReason::LiveCall),
            (CALLIYO_REASON_FOLLOW_UP_AHEAD, RowReason::FollowUpAhead),
            (CALLIYO_REASON_OWNER_BANNED, RowReason::OwnerBanned),
            (CALLIYO_REASON_OWNER_UNKNOWN, RowReason::OwnerUnknown),
            (CALLIYO_REASON_DO_NOT_CALL, RowReason::DoNotCall),
            (CALLIYO_REASON_NOT_OWNED, RowReason::NotOwned),
            (CALLIYO_REASON_TOO_RECENT, RowReason::TooRecent),
            (CALLIYO_REASON_NO_AGENT_MATCHES, RowReason::NoAgentMatches),
            (CALLIYO_REASON_ONLY_BARRED_AGENT, RowReason::OnlyBarredAgent),
            (CALLIYO_REASON_LIMIT_REACHED, RowReason::LimitReached),
            (CALLIYO_REASON_AGENTS_AT_CAP, RowReason::AgentsAtCap),
            (CALLIYO_REASON_EXHAUSTED, RowReason::Exhausted),
            (CALLIYO_REASON_RESTING, RowReason::Resting),
        ];
        assert_eq!(own.map(|(_, reason)| reason), RowReason::ALL);
        for (byte, reason) in own {
            assert_eq!(byte, reason.as_byte());
        }
    }

    #[test]
    fn bytes_and_numbers_are_those_of_the_rules() {
        assert_eq!((CALLIYO_NO_AGENT, CALLIYO_UNKNOWN_AGENT), (NO_AGENT, UNKNOWN_AGENT));
        let states = [
            (CALLIYO_AGENT_STATE_ACTIVE, AgentState::Active),
            (CALLIYO_AGENT_STATE_AWAY, AgentState::Away),
            (CALLIYO_AGENT_STATE_BANNED, AgentState::Banned),
        ];
        assert!(states.iter().all(|(byte, state)| *byte == state.as_byte()));
        let statuses = [
            (CALLIYO_CALL_STATUS_CALLED, CallStatus::Called),
            (CALLIYO_CALL_STATUS_BUSY, CallStatus::Busy),
            (CALLIYO_CALL_STATUS_NO_ANSWER, CallStatus::NoAnswer),
            (CALLIYO_CALL_STATUS_MISSED, CallStatus::Missed),
            (CALLIYO_CALL_STATUS_IN_PROGRESS, CallStatus::InProgress),
            (CALLIYO_CALL_STATUS_FOLLOW_UP, CallStatus::FollowUp),
            (CALLIYO_CALL_STATUS_RESCHEDULED, CallStatus::Rescheduled),
        ];
        assert_eq!(statuses.map(|(_, status)| status), CallStatus::ALL);
        assert!(statuses.iter().all(|(byte, status)| *byte == status.as_byte()));
        let directions = [
            (CALLIYO_DIRECTION_INCOMING, Direction::Incoming),
            (CALLIYO_DIRECTION_OUTGOING, Direction::Outgoing),
            (CALLIYO_DIRECTION_MISSED, Direction::Missed),
        ];
        assert!(directions.iter().all(|(byte, direction)| *byte == direction.as_byte()));
        let states = [
            (CALLIYO_FOLLOW_UP_STATE_OPEN, FollowUpState::Open),
            (CALLIYO_FOLLOW_UP_STATE_RESOLVED, FollowUpState::Resolved),
            (CALLIYO_FOLLOW_UP_STATE_EXPIRED, FollowUpState::Expired),
        ];
        assert!(states.iter().all(|(byte, state)| *byte == state.as_byte()));
    }
}
