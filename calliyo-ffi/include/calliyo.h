/*
 * calliyo: the rules of a tele-sales CRM.
 *
 * Generated from calliyo-ffi/src by `cargo xtask headers`; do not edit.
 *
 * Texts. Every text that goes in is a pointer with a length in bytes and holds UTF-8; it needs no
 * terminator, is only read during the call, and stays yours. A length of 0 with any pointer, NULL
 * included, is the empty text. Every text that comes out is UTF-8, ends with a NUL that its length
 * does not count, and is yours: give it back once, pointer and length as received, to
 * calliyo_text_free, and never to free().
 *
 * Errors. Each function that can fail returns a CalliyoResult: CALLIYO_OK, or the code that says
 * why not. Its out parameters are set in every case, to NULL and 0 when they carry nothing; an out
 * parameter that is itself NULL gives CALLIYO_NULL_POINTER, and the others are still set. The value
 * of a code never changes and is never used again for another; later versions may add codes.
 * No Rust panic leaves the library.
 *
 * Threads. There is no global state. Any number of threads may call with one engine or read one
 * report at the same time; only calliyo_engine_free and calliyo_report_free need all of them to be
 * done with it. Columns are for one thread at a time. No call needs more than 96 KiB of stack; a
 * library that was compiled without optimization needs up to 256 KiB.
 *
 * Columns. Millions of rows come as columns: memory of yours that is read and written where it
 * lies, never copied and never freed. It must be valid and unchanged while a call that needs it
 * runs, and at no other time. Nothing is guessed: a pointer, a length, an alignment or an overlap
 * that cannot be is refused, and nothing is written then.
 *
 * Versions. What a released header declares keeps its name, its shape and its value. Later versions
 * add functions, constants and codes.
 */

#ifndef CALLIYO_H
#define CALLIYO_H

#include <stddef.h>
#include <stdint.h>

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

/*
 * The Arrow C data interface, as its specification wants it in every header that uses it: whichever
 * is read first declares it for all.
 */
#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

#ifdef __cplusplus
extern "C" {
#endif

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#ifdef __cplusplus
}
#endif

#endif /* ARROW_C_DATA_INTERFACE */

/**
 * The version of this interface that the header declares; compare it with calliyo_abi_version().
 */
#define CALLIYO_ABI_VERSION 1

/**
 * In CALLIYO_PLAN_AGENT: the lead goes to no agent.
 */
#define CALLIYO_NO_AGENT UINT32_MAX

/**
 * In columns of leads: an agent who is not among those supplied. Reports count such leads with those of nobody.
 */
#define CALLIYO_UNKNOWN_AGENT UINT32_MAX

/**
 * Columns and outputs of the host, by constant: memory that jobs and reports read and write where it lies. For one thread
 * at a time.
 */
typedef struct CalliyoColumns CalliyoColumns;

/**
 * What a company configures, checked once: answers every operation, for any number of threads.
 */
typedef struct CalliyoEngine CalliyoEngine;

/**
 * A report: figures in columns, the library's own until it is freed. It never changes: any number of threads may read it.
 */
typedef struct CalliyoReport CalliyoReport;

/**
 * How a call ended: CALLIYO_OK, or the constant that says why not.
 */
typedef int32_t CalliyoResult;

/**
 * A table whose columns an Arrow record batch can bring: CALLIYO_TABLE_LEADS and so on.
 */
typedef uint32_t CalliyoTable;

/**
 * A column of one of the tables: CALLIYO_LEAD_STATUS and so on.
 *
 * The type of its elements stands beside each. Instants are milliseconds since 1970-01-01T00:00:00Z. What the host has
 * names for is told by dense numbers from 0; an agent's is its row in the table of agents. *May be missing*: the column
 * may have a validity bitmap. Flags are a bitmap themselves; unset, no row has the flag. Lists are u32, one after the
 * other, with offsets.
 */
typedef uint32_t CalliyoColumn;

/**
 * How many there are of what dense numbers name, for reports: CALLIYO_SIZE_AGENTS and so on. One that is not set
 * is 0.
 */
typedef uint32_t CalliyoSize;

/**
 * What calliyo_plan writes: CALLIYO_PLAN_AGENT and so on. Every output is optional.
 */
typedef uint32_t CalliyoOutput;

/**
 * A job of calliyo_plan: CALLIYO_JOB_REMOVAL and so on.
 */
typedef uint32_t CalliyoJob;

/**
 * A report: CALLIYO_REPORT_CALLS and so on. Each looks at the columns of its table and the sizes of what they
 * name; its query is a JSON document. A figure has no value where there is none, as in a rate over nothing, and on
 * the rows that it is not of.
 */
typedef uint32_t CalliyoReportKind;

/**
 * A figure of a report: CALLIYO_FIGURE_CALLS and so on. Every figure is an int64_t.
 */
typedef uint32_t CalliyoFigure;

/**
 * The fate of one lead in a job: moved, or the first reason why not. Later versions may add reasons.
 */
typedef uint8_t CalliyoReason;

/**
 * What an agent can take part in.
 */
typedef uint8_t CalliyoAgentState;

/**
 * How a call ended (rule C1).
 */
typedef uint8_t CalliyoCallStatus;

/**
 * Who called whom.
 */
typedef uint8_t CalliyoDirection;

/**
 * Whether a follow-up is to be done.
 */
typedef uint8_t CalliyoFollowUpState;

/**
 * A day of the week, as a group of a report.
 */
typedef uint8_t CalliyoWeekday;

/**
 * The call did what it is for; every out parameter carries its value.
 */
#define CALLIYO_OK 0

/**
 * A handle or an out parameter is NULL, or a text or a column is NULL though its length is not 0.
 */
#define CALLIYO_NULL_POINTER 1

/**
 * A text is not UTF-8.
 */
#define CALLIYO_INVALID_UTF8 2

/**
 * The length of a text or a column is larger than any object can be (PTRDIFF_MAX bytes).
 */
#define CALLIYO_INVALID_LENGTH 3

/**
 * What was to be made was refused; the failure document says why.
 */
#define CALLIYO_FAILED 4

/**
 * The call met a defect of the library and was given up. The engine can still be used.
 */
#define CALLIYO_PANIC 5

/**
 * The address of a column or an output is no multiple of the size of its elements.
 */
#define CALLIYO_MISALIGNED 6

/**
 * An output shares memory with another one or with a column, or its elements do with its validity bitmap.
 */
#define CALLIYO_OVERLAP 7

/**
 * A constant names nothing, or something that the function is not for.
 */
#define CALLIYO_UNKNOWN_CONSTANT 8

/**
 * A column or an output was set with a validity bitmap, but takes none.
 */
#define CALLIYO_UNEXPECTED_VALIDITY 9

/**
 * Leads: the status, as its index in the pipeline: u16. Jobs and reports need it.
 */
#define CALLIYO_LEAD_STATUS 100

/**
 * Leads: when the lead was captured: i64. Jobs and reports need it.
 */
#define CALLIYO_LEAD_CAPTURED_AT 101

/**
 * Leads: the owner: u32, the agent's row, or CALLIYO_UNKNOWN_AGENT; missing: unassigned. Jobs and reports need it.
 */
#define CALLIYO_LEAD_OWNER 102

/**
 * Leads: since when the lead has its status: i64. Removal needs it; without it stalled leads stand in the order of
 * the rows.
 */
#define CALLIYO_LEAD_STATUS_SINCE 103

/**
 * Leads: the last owner before the present one: u32, coded alike. Unset: no lead had one. May be missing.
 */
#define CALLIYO_LEAD_LAST_OWNER 104

/**
 * Leads: the agents who had the lead at any time: lists, coded alike (rule A7). Unset: nobody had any.
 */
#define CALLIYO_LEAD_PREVIOUS_OWNERS 105

/**
 * Leads: the priority: i64. Larger comes first; missing is least.
 */
#define CALLIYO_LEAD_PRIORITY 106

/**
 * Leads: the branch: u32, by the same dense numbers as the agents' branches. May be missing.
 */
#define CALLIYO_LEAD_BRANCH 107

/**
 * Leads: the department: u32, likewise. May be missing.
 */
#define CALLIYO_LEAD_DEPARTMENT 108

/**
 * Leads: a call is in progress: flags.
 */
#define CALLIYO_LEAD_LIVE_CALL 109

/**
 * Leads: an open follow-up lies ahead of the run's instant: flags.
 */
#define CALLIYO_LEAD_FOLLOW_UP_AHEAD 110

/**
 * Leads: the lead asked not to be called: flags (rule C13).
 */
#define CALLIYO_LEAD_DO_NOT_CALL 111

/**
 * Leads: attempts made: u32. Unset: none on any lead.
 */
#define CALLIYO_LEAD_ATTEMPTS 112

/**
 * Leads: when the last attempt was made: i64; missing: never.
 */
#define CALLIYO_LEAD_LAST_ATTEMPT 113

/**
 * Leads: the rank of the lead's id among the ids of the run, by bytes: u32. Unset: the order of the rows.
 */
#define CALLIYO_LEAD_ID_RANK 114

/**
 * Leads: the source: u32. Reports look at this and at the columns below; unset, no lead has one. May be missing.
 */
#define CALLIYO_LEAD_SOURCE 115

/**
 * Leads: the campaign: u32. May be missing.
 */
#define CALLIYO_LEAD_CAMPAIGN 116

/**
 * Leads: the tags: lists.
 */
#define CALLIYO_LEAD_TAGS 117

/**
 * Leads: an open follow-up: flags.
 */
#define CALLIYO_LEAD_OPEN_FOLLOW_UP 118

/**
 * Leads: when the current conversion was made: i64 (rule V1); missing: there is none.
 */
#define CALLIYO_LEAD_CONVERTED_AT 119

/**
 * Leads: the agent credited with it: u32. May be missing.
 */
#define CALLIYO_LEAD_CREDITED 120

/**
 * Leads: the currency of its order: u32; missing: there is no order.
 */
#define CALLIYO_LEAD_CURRENCY 121

/**
 * Leads: the amount of its order, in minor units: i64. May be missing.
 */
#define CALLIYO_LEAD_AMOUNT_MINOR 122

/**
 * Leads: the tax of its order, in minor units: i64. May be missing.
 */
#define CALLIYO_LEAD_TAX_MINOR 123

/**
 * Leads: its order was refunded: flags.
 */
#define CALLIYO_LEAD_REFUNDED 124

/**
 * Agents: the most leads held at once: u32; missing: no limit; 0: receives none. Jobs and queues against caps need
 * it.
 */
#define CALLIYO_AGENT_CAP 200

/**
 * Agents: leads held that count toward the cap, eligible ones included: u32. Jobs need it.
 */
#define CALLIYO_AGENT_HELD 201

/**
 * Agents: leads received from assignment so far: u64; missing: the agent is new, and begins level with the lowest of
 * the others (rule A5b). Jobs need it.
 */
#define CALLIYO_AGENT_COUNTER 202

/**
 * Agents: leads received on the run's local day so far: u32 (rule A7). Unset: none.
 */
#define CALLIYO_AGENT_RECEIVED_TODAY 203

/**
 * Agents: a CalliyoAgentState: u8. Jobs need it.
 */
#define CALLIYO_AGENT_STATE 204

/**
 * Agents: the agent's role receives leads: flags. Unset: every role does.
 */
#define CALLIYO_AGENT_RECEIVES 205

/**
 * Agents: the branch: u32, by the same dense numbers as the leads' branches. May be missing.
 */
#define CALLIYO_AGENT_BRANCH 206

/**
 * Agents: the department: u32, likewise. May be missing.
 */
#define CALLIYO_AGENT_DEPARTMENT 207

/**
 * Calls: when the call started: i64. Reports of calls need it.
 */
#define CALLIYO_CALL_STARTED_AT 300

/**
 * Calls: a CalliyoCallStatus: u8. Reports of calls need it.
 */
#define CALLIYO_CALL_STATUS 301

/**
 * Calls: how long the parties were connected, in seconds: u32. Reports of calls need it.
 */
#define CALLIYO_CALL_DURATION_SECONDS 302

/**
 * Calls: the agent who made or took it: u32. Reports of calls need it. May be missing.
 */
#define CALLIYO_CALL_AGENT 303

/**
 * Calls: the lead it belongs to: u32; missing: something else than a lead. The reach rate needs it.
 */
#define CALLIYO_CALL_LEAD 304

/**
 * Calls: a CalliyoDirection: u8. Unset: every call was outgoing.
 */
#define CALLIYO_CALL_DIRECTION 305

/**
 * Calls: what the lead answered: u32. Unset, this and the columns below: no call has one. May be missing.
 */
#define CALLIYO_CALL_RESPONSE 306

/**
 * Calls: which attempt on the lead it was, from 1: u32. May be missing.
 */
#define CALLIYO_CALL_ATTEMPT 307

/**
 * Calls: the branch: u32. May be missing.
 */
#define CALLIYO_CALL_BRANCH 308

/**
 * Calls: the department: u32. May be missing.
 */
#define CALLIYO_CALL_DEPARTMENT 309

/**
 * Calls: the tags: lists.
 */
#define CALLIYO_CALL_TAGS 310

/**
 * Calls: the campaign: u32. May be missing.
 */
#define CALLIYO_CALL_CAMPAIGN 311

/**
 * Calls: the source: u32. May be missing.
 */
#define CALLIYO_CALL_SOURCE 312

/**
 * Calls: the kind of what it belongs to: u32. May be missing.
 */
#define CALLIYO_CALL_PARENT_KIND 313

/**
 * Calls: it was voided and counts nowhere: flags (rule C12).
 */
#define CALLIYO_CALL_VOIDED 314

/**
 * Follow-ups: the instant it is set for: i64. Reports of follow-ups need it.
 */
#define CALLIYO_FOLLOW_UP_AT 400

/**
 * Follow-ups: the owner: u32. Reports of follow-ups need it. May be missing.
 */
#define CALLIYO_FOLLOW_UP_OWNER 401

/**
 * Follow-ups: a CalliyoFollowUpState: u8. Reports of follow-ups need it.
 */
#define CALLIYO_FOLLOW_UP_STATE 402

/**
 * Follow-ups: when it was resolved or expired: i64. One that is closed without an instant counts nowhere. May be
 * missing.
 */
#define CALLIYO_FOLLOW_UP_CLOSED_AT 403

/**
 * Follow-ups: it is a note, which is never due: flags (rule F8).
 */
#define CALLIYO_FOLLOW_UP_NOTE 404

/**
 * History: the lead: u32, ascending. Reports of the time in a status need all three.
 */
#define CALLIYO_HISTORY_LEAD 500

/**
 * History: the status that it entered, as its index in the pipeline: u16.
 */
#define CALLIYO_HISTORY_STATUS 501

/**
 * History: when: i64, ascending for each lead.
 */
#define CALLIYO_HISTORY_ENTERED_AT 502

/**
 * Per lead the agent that it goes to, or CALLIYO_NO_AGENT: u32. Assignment and top-up.
 */
#define CALLIYO_PLAN_AGENT 1000

/**
 * Per lead a CalliyoReason: u8.
 */
#define CALLIYO_PLAN_REASON 1001

/**
 * How many leads met each fate, by CalliyoReason: u64, as many as there is room for.
 */
#define CALLIYO_PLAN_REASON_COUNTS 1002

/**
 * Per agent the leads received: u32. Assignment and top-up.
 */
#define CALLIYO_PLAN_RECEIVED 1003

/**
 * Per agent the counter of leads received, after the run: u64 (rule A5b). Assignment. An agent who is still new has
 * UINT64_MAX, and its bit is not set where the output has a validity bitmap, which this one and CALLIYO_PLAN_ROOM take.
 */
#define CALLIYO_PLAN_COUNTER 1004

/**
 * Per agent the free places in the end, negative above the cap: i64. Assignment. An agent without a cap has
 * INT64_MAX, and its bit is not set where the output has a validity bitmap.
 */
#define CALLIYO_PLAN_ROOM 1005

/**
 * Per agent the leads that are taken away: u32. Removal.
 */
#define CALLIYO_PLAN_LOST 1006

/**
 * Per agent the free places that stay empty because no lead is left that could go there: u32. Top-up.
 */
#define CALLIYO_PLAN_PLACES_LEFT 1007

/**
 * One u8: 1, or 0 where the search for the best plan was given up; the plan keeps every rule all the same.
 * Assignment.
 */
#define CALLIYO_PLAN_IS_PROVEN 1008

/**
 * The columns CALLIYO_LEAD_…
 */
#define CALLIYO_TABLE_LEADS 1

/**
 * The columns CALLIYO_AGENT_…
 */
#define CALLIYO_TABLE_AGENTS 2

/**
 * The columns CALLIYO_CALL_…
 */
#define CALLIYO_TABLE_CALLS 3

/**
 * The columns CALLIYO_FOLLOW_UP_…
 */
#define CALLIYO_TABLE_FOLLOW_UPS 4

/**
 * The columns CALLIYO_HISTORY_…
 */
#define CALLIYO_TABLE_HISTORY 5

/**
 * Agents.
 */
#define CALLIYO_SIZE_AGENTS 1

/**
 * Leads.
 */
#define CALLIYO_SIZE_LEADS 2

/**
 * Responses.
 */
#define CALLIYO_SIZE_RESPONSES 3

/**
 * Branches.
 */
#define CALLIYO_SIZE_BRANCHES 4

/**
 * Departments.
 */
#define CALLIYO_SIZE_DEPARTMENTS 5

/**
 * Tags.
 */
#define CALLIYO_SIZE_TAGS 6

/**
 * Campaigns.
 */
#define CALLIYO_SIZE_CAMPAIGNS 7

/**
 * Sources.
 */
#define CALLIYO_SIZE_SOURCES 8

/**
 * Kinds of what a call belongs to.
 */
#define CALLIYO_SIZE_PARENT_KINDS 9

/**
 * Currencies of orders.
 */
#define CALLIYO_SIZE_CURRENCIES 10

/**
 * Auto-removal: stale leads go back to the pool (rule X1).
 */
#define CALLIYO_JOB_REMOVAL 1

/**
 * Auto-assignment: leads are recycled among agents (rules A1 to A7).
 */
#define CALLIYO_JOB_ASSIGNMENT 2

/**
 * Top-up: free places are filled with fresh leads (rules T1 to T4).
 */
#define CALLIYO_JOB_TOP_UP 3

/**
 * The plan moves the lead.
 */
#define CALLIYO_REASON_MOVED 0

/**
 * Not eligible: the status is not in the list.
 */
#define CALLIYO_REASON_STATUS_NOT_LISTED 1

/**
 * Not eligible: a customer.
 */
#define CALLIYO_REASON_IS_CUSTOMER 2

/**
 * Not eligible: a call is in progress.
 */
#define CALLIYO_REASON_LIVE_CALL 3

/**
 * Not eligible: an open follow-up lies ahead.
 */
#define CALLIYO_REASON_FOLLOW_UP_AHEAD 4

/**
 * Not eligible: the owner is banned and keeps the lead.
 */
#define CALLIYO_REASON_OWNER_BANNED 5

/**
 * Not eligible: the owner is not among the agents supplied.
 */
#define CALLIYO_REASON_OWNER_UNKNOWN 6

/**
 * Not eligible: the lead asked not to be called.
 */
#define CALLIYO_REASON_DO_NOT_CALL 7

/**
 * Not eligible for removal: there is no owner to take it from.
 */
#define CALLIYO_REASON_NOT_OWNED 8

/**
 * Not eligible for removal: on its status since after the cut-off.
 */
#define CALLIYO_REASON_TOO_RECENT 9

/**
 * Eligible, not placed: no receiving agent is in its scope.
 */
#define CALLIYO_REASON_NO_AGENT_MATCHES 10

/**
 * Eligible, not placed: only its barred agent has room.
 */
#define CALLIYO_REASON_ONLY_BARRED_AGENT 11

/**
 * Eligible, not placed: intake limits are reached.
 */
#define CALLIYO_REASON_LIMIT_REACHED 12

/**
 * Eligible, not placed: the agents in its scope are at their cap.
 */
#define CALLIYO_REASON_AGENTS_AT_CAP 13

/**
 * Not eligible: as many attempts were made as the policy allows.
 */
#define CALLIYO_REASON_EXHAUSTED 14

/**
 * Not eligible: the last attempt is too recent.
 */
#define CALLIYO_REASON_RESTING 15

/**
 * Works and receives leads.
 */
#define CALLIYO_AGENT_STATE_ACTIVE 0

/**
 * Is away: jobs give nothing, and the leads can be taken.
 */
#define CALLIYO_AGENT_STATE_AWAY 1

/**
 * Receives nothing and keeps the leads.
 */
#define CALLIYO_AGENT_STATE_BANNED 2

/**
 * The parties spoke.
 */
#define CALLIYO_CALL_STATUS_CALLED 0

/**
 * The line was busy.
 */
#define CALLIYO_CALL_STATUS_BUSY 1

/**
 * Nobody picked up.
 */
#define CALLIYO_CALL_STATUS_NO_ANSWER 2

/**
 * The lead called and nobody took it.
 */
#define CALLIYO_CALL_STATUS_MISSED 3

/**
 * The call is going on: it counts nowhere.
 */
#define CALLIYO_CALL_STATUS_IN_PROGRESS 4

/**
 * A follow-up was agreed.
 */
#define CALLIYO_CALL_STATUS_FOLLOW_UP 5

/**
 * The lead asked for another time.
 */
#define CALLIYO_CALL_STATUS_RESCHEDULED 6

/**
 * The lead called.
 */
#define CALLIYO_DIRECTION_INCOMING 0

/**
 * The agent called.
 */
#define CALLIYO_DIRECTION_OUTGOING 1

/**
 * The lead called and nobody took it.
 */
#define CALLIYO_DIRECTION_MISSED 2

/**
 * To be done.
 */
#define CALLIYO_FOLLOW_UP_STATE_OPEN 0

/**
 * Done.
 */
#define CALLIYO_FOLLOW_UP_STATE_RESOLVED 1

/**
 * Dismissed as missed, or its lead was unassigned (rule F6).
 */
#define CALLIYO_FOLLOW_UP_STATE_EXPIRED 2

/**
 * Ended calls by up to two dimensions (rules M1, M7). Table: calls; sizes: of what is looked at. Query: `by`,
 * `measures`, `period`, `filters`. Figures: FIRST_GROUP, SECOND_GROUP, CALLS, ATTEMPTS, CONNECTED, MISSED,
 * TALK_SECONDS, CONNECT_RATE, MEAN_TALK_SECONDS, REACH_RATE, LEADS_REACHED, LEADS_ATTEMPTED, MISSED_RATE,
 * INCOMING_MISSED, INCOMING. The last row is the total.
 */
#define CALLIYO_REPORT_CALLS 1

/**
 * Leads captured and those that are customers now, by up to two dimensions (rule M4). Table: leads. Query: `by`,
 * `period`. Figures: FIRST_GROUP, SECOND_GROUP, LEADS, CUSTOMERS, CONVERSION_RATE. The last row is the total.
 */
#define CALLIYO_REPORT_CONVERSION 2

/**
 * How many conversions lie in a period (rule M4). Table: leads. Query: `period`, which is needed. Figures:
 * CONVERSIONS. One row.
 */
#define CALLIYO_REPORT_CONVERSIONS 3

/**
 * Revenue by agent and currency (rule M5). Table: leads. Query: `period`. Figures: AGENT, CURRENCY, ORDERS,
 * AMOUNT_MINOR, TAX_MINOR. No total: amounts are never added across currencies.
 */
#define CALLIYO_REPORT_REVENUE 4

/**
 * Time from capture to conversion (rule M5). Table: leads. Query: `period`. Figures: CONVERSIONS, MEAN_MILLIS,
 * MEDIAN_MILLIS, P90_MILLIS. One row.
 */
#define CALLIYO_REPORT_TIME_TO_CONVERT 5

/**
 * The leads on each status of the pipeline (rule M7). Table: leads. Query: none. Figures: STATUS, LEADS.
 */
#define CALLIYO_REPORT_FUNNEL 6

/**
 * Each agent's queue, and held leads against the cap (rule M7). Table: leads, and CALLIYO_AGENT_CAP. Query: none.
 * Figures: AGENT, QUEUE, HELD, CAP, FILLED_RATE.
 */
#define CALLIYO_REPORT_QUEUES 7

/**
 * The rows of the stalled leads, longest first (rule M6). Table: leads. Query: none. Figures: LEAD.
 */
#define CALLIYO_REPORT_STALLED 8

/**
 * Follow-ups by owner (rule M6). Table: follow-ups. Query: `now`, which is needed, and `period`. Figures: AGENT,
 * DUE_TODAY, OVERDUE, UPCOMING, RESOLVED_ON_TIME, RESOLVED_LATE, EXPIRED. The last row is the total.
 */
#define CALLIYO_REPORT_FOLLOW_UPS 9

/**
 * How long each lead was on each status (rule M8). Table: history. Query: `until`, which is needed. Figures: LEAD,
 * STATUS, VISITS, MILLIS.
 */
#define CALLIYO_REPORT_LEADS_IN_STATUS 10

/**
 * How long leads were on each status of the pipeline (rule M8). Table: history. Query: `until`, which is needed.
 * Figures: STATUS, LEADS, VISITS, MILLIS, MEAN_MILLIS.
 */
#define CALLIYO_REPORT_TIME_IN_STATUS 11

/**
 * Outgoing calls against the daily target, for every agent and local date (rule M3). Table: calls. Query: `first`
 * and `last`, which are needed. Figures: AGENT, DATE, CALLS, TARGET, PROGRESS_RATE.
 */
#define CALLIYO_REPORT_COVERAGE 12

/**
 * How even a run was (rule M8). Table: agents, and what calliyo_plan has written to CALLIYO_PLAN_RECEIVED and
 * CALLIYO_PLAN_REASON, which must still be set. Query: none. Figures: AGENT and RECEIVED of the agents who could
 * receive; LARGEST, SMALLEST, SPREAD and NOT_PLACED on the last row, the total.
 */
#define CALLIYO_REPORT_EVENNESS 13

/**
 * The group of the first dimension: a dense number, an hour, a month of the year, an attempt, a CalliyoCallStatus,
 * CalliyoDirection or CalliyoWeekday; of dates the days since 1970-01-01. Missing: rows without one, and the
 * total.
 */
#define CALLIYO_FIGURE_FIRST_GROUP 2000

/**
 * The group of the second dimension, likewise.
 */
#define CALLIYO_FIGURE_SECOND_GROUP 2001

/**
 * The agent. Missing: nobody, and the total.
 */
#define CALLIYO_FIGURE_AGENT 2002

/**
 * The lead: its number, or its row in the table of leads.
 */
#define CALLIYO_FIGURE_LEAD 2003

/**
 * The status, as its index in the pipeline.
 */
#define CALLIYO_FIGURE_STATUS 2004

/**
 * The currency.
 */
#define CALLIYO_FIGURE_CURRENCY 2005

/**
 * The local date, in days since 1970-01-01.
 */
#define CALLIYO_FIGURE_DATE 2006

/**
 * Ended calls; in coverage outgoing ones alone.
 */
#define CALLIYO_FIGURE_CALLS 2010

/**
 * All but missed ones of duration zero.
 */
#define CALLIYO_FIGURE_ATTEMPTS 2011

/**
 * Those with a duration above zero.
 */
#define CALLIYO_FIGURE_CONNECTED 2012

/**
 * Missed ones of duration zero.
 */
#define CALLIYO_FIGURE_MISSED 2013

/**
 * The durations' sum, in seconds.
 */
#define CALLIYO_FIGURE_TALK_SECONDS 2014

/**
 * Connected calls over attempts. This and every rate: in parts per million, cut.
 */
#define CALLIYO_FIGURE_CONNECT_RATE 2015

/**
 * The mean duration of connected calls, in seconds, cut.
 */
#define CALLIYO_FIGURE_MEAN_TALK_SECONDS 2016

/**
 * Leads connected at least once over leads attempted, within the row; missing where it was not asked for.
 */
#define CALLIYO_FIGURE_REACH_RATE 2017

/**
 * The first number of the reach rate.
 */
#define CALLIYO_FIGURE_LEADS_REACHED 2018

/**
 * The second number of the reach rate.
 */
#define CALLIYO_FIGURE_LEADS_ATTEMPTED 2019

/**
 * Missed calls over incoming ones; missing where it was not asked for.
 */
#define CALLIYO_FIGURE_MISSED_RATE 2020

/**
 * The first number of the missed-call rate.
 */
#define CALLIYO_FIGURE_INCOMING_MISSED 2021

/**
 * The second number of the missed-call rate.
 */
#define CALLIYO_FIGURE_INCOMING 2022

/**
 * Leads.
 */
#define CALLIYO_FIGURE_LEADS 2030

/**
 * Those of them that are customers now.
 */
#define CALLIYO_FIGURE_CUSTOMERS 2031

/**
 * Customers over leads.
 */
#define CALLIYO_FIGURE_CONVERSION_RATE 2032

/**
 * Conversions.
 */
#define CALLIYO_FIGURE_CONVERSIONS 2033

/**
 * Orders that are not refunded.
 */
#define CALLIYO_FIGURE_ORDERS 2034

/**
 * Their amounts' sum, in minor units.
 */
#define CALLIYO_FIGURE_AMOUNT_MINOR 2035

/**
 * Their taxes' sum, in minor units.
 */
#define CALLIYO_FIGURE_TAX_MINOR 2036

/**
 * The mean, in milliseconds, cut: of conversions, or per lead that ever was on the status.
 */
#define CALLIYO_FIGURE_MEAN_MILLIS 2040

/**
 * The median, in milliseconds.
 */
#define CALLIYO_FIGURE_MEDIAN_MILLIS 2041

/**
 * The 90th percentile by nearest rank, in milliseconds.
 */
#define CALLIYO_FIGURE_P90_MILLIS 2042

/**
 * How often the status was entered.
 */
#define CALLIYO_FIGURE_VISITS 2043

/**
 * How long leads were on it, in milliseconds.
 */
#define CALLIYO_FIGURE_MILLIS 2044

/**
 * Leads in the task queue.
 */
#define CALLIYO_FIGURE_QUEUE 2050

/**
 * Leads held that count toward the cap.
 */
#define CALLIYO_FIGURE_HELD 2051

/**
 * Most leads held at once; missing: no limit.
 */
#define CALLIYO_FIGURE_CAP 2052

/**
 * Held over cap; missing without a cap or for a cap of 0.
 */
#define CALLIYO_FIGURE_FILLED_RATE 2053

/**
 * Open follow-ups whose local date is today's.
 */
#define CALLIYO_FIGURE_DUE_TODAY 2060

/**
 * Open ones whose instant is past, or whose day is, as the policy says.
 */
#define CALLIYO_FIGURE_OVERDUE 2061

/**
 * Open ones of later days.
 */
#define CALLIYO_FIGURE_UPCOMING 2062

/**
 * Resolved in the period on their local date or before.
 */
#define CALLIYO_FIGURE_RESOLVED_ON_TIME 2063

/**
 * Resolved in the period after it.
 */
#define CALLIYO_FIGURE_RESOLVED_LATE 2064

/**
 * Expired in the period.
 */
#define CALLIYO_FIGURE_EXPIRED 2065

/**
 * The daily target.
 */
#define CALLIYO_FIGURE_TARGET 2070

/**
 * Calls over target; missing for a target of 0.
 */
#define CALLIYO_FIGURE_PROGRESS_RATE 2071

/**
 * Leads received.
 */
#define CALLIYO_FIGURE_RECEIVED 2080

/**
 * The most that an agent received.
 */
#define CALLIYO_FIGURE_LARGEST 2081

/**
 * The least.
 */
#define CALLIYO_FIGURE_SMALLEST 2082

/**
 * Largest less smallest.
 */
#define CALLIYO_FIGURE_SPREAD 2083

/**
 * Eligible leads that found no place.
 */
#define CALLIYO_FIGURE_NOT_PLACED 2084

/**
 * Monday.
 */
#define CALLIYO_WEEKDAY_MONDAY 0

/**
 * Tuesday.
 */
#define CALLIYO_WEEKDAY_TUESDAY 1

/**
 * Wednesday.
 */
#define CALLIYO_WEEKDAY_WEDNESDAY 2

/**
 * Thursday.
 */
#define CALLIYO_WEEKDAY_THURSDAY 3

/**
 * Friday.
 */
#define CALLIYO_WEEKDAY_FRIDAY 4

/**
 * Saturday.
 */
#define CALLIYO_WEEKDAY_SATURDAY 5

/**
 * Sunday.
 */
#define CALLIYO_WEEKDAY_SUNDAY 6

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Returns the version of this interface that the library was built with. It grows with every change that breaks a
 * program compiled against an earlier header; what is only added leaves it as it is.
 */
uint32_t calliyo_abi_version(void);

/**
 * Makes an engine from a policy, a JSON document.
 *
 * CALLIYO_OK: `*engine` is the new engine, yours to free with calliyo_engine_free.
 * CALLIYO_FAILED: the policy has faults, and `*failure` is the failure document that lists them all, yours to free
 * with calliyo_text_free.
 * Any other code: neither is set.
 *
 * ```c
 * // An engine of the default policy.
 * static CalliyoEngine *default_engine(void) {
 *     CalliyoEngine *engine;
 *     char *failure;
 *     size_t length;
 *     if (calliyo_engine_new("{}", 2, &engine, &failure, &length) == CALLIYO_FAILED) {
 *         fprintf(stderr, "%s\n", failure);
 *         calliyo_text_free(failure, length);
 *     }
 *     return engine;
 * }
 * ```
 *
 * # Safety
 *
 * `policy` is NULL or points to `policy_length` bytes. Each out parameter is NULL or points to its own variable.
 */
CalliyoResult calliyo_engine_new(const char *policy,
                                 size_t policy_length,
                                 CalliyoEngine **engine,
                                 char **failure,
                                 size_t *failure_length);

/**
 * Frees an engine. NULL is ignored.
 *
 * # Safety
 *
 * `engine` is NULL, or came from calliyo_engine_new, was not freed before, and no call that uses it is under way.
 */
void calliyo_engine_free(CalliyoEngine *engine);

/**
 * Answers a request, a JSON document, with another: `*answer`, yours to free with calliyo_text_free.
 *
 * `operation` names what is asked for. `engine` may be NULL for operations that need none.
 *
 * CALLIYO_OK: there is an answer. A refused request has one too: the document itself says whether it is a success or
 * a failure, the same way as in every other language, and CALLIYO_FAILED is never returned.
 * Any other code: there is no answer.
 *
 * ```c
 * // Prints the versions of the library.
 * static void print_versions(void) {
 *     char *answer;
 *     size_t length;
 *     if (calliyo_call(NULL, "version", 7, "{}", 2, &answer, &length) == CALLIYO_OK) {
 *         printf("%s\n", answer);
 *         calliyo_text_free(answer, length);
 *     }
 * }
 * ```
 *
 * # Safety
 *
 * `engine` is NULL, or came from calliyo_engine_new and was not freed. `operation` and `request` are each NULL or point
 * to as many bytes as their lengths say. Each out parameter is NULL or points to its own variable.
 */
CalliyoResult calliyo_call(const CalliyoEngine *engine,
                           const char *operation,
                           size_t operation_length,
                           const char *request,
                           size_t request_length,
                           char **answer,
                           size_t *answer_length);

/**
 * Frees a text that this library handed out. NULL is ignored.
 *
 * # Safety
 *
 * `text` is NULL, or came from this library with this `length` and was not freed before.
 */
void calliyo_text_free(char *text, size_t length);

/**
 * Sets the columns of a table from a record batch of the Arrow C data interface: a struct array whose children are named
 * as the columns, in camel case (`status`, `capturedAt`, `owner`).
 *
 * Formats are those of the columns: "C", "S", "I", "l" and "L" for u8, u16, u32, i64 and u64, "l" or "tsm:" with any zone
 * for instants, "b" for flags, "+l" of "I" for lists. A value may be missing where a column says so. Offsets are heeded;
 * only bitmaps that do not start with a byte are copied.
 *
 * CALLIYO_OK: all columns of the table are those of the record batch, and none else. `array` was moved, as the Arrow
 * specification says, and is released when the table is imported again, and when the columns are cleared or freed;
 * `schema` was released. A column may be unset, or set to something else, like any other.
 * CALLIYO_FAILED: `*failure` is the failure document, yours to free with calliyo_text_free.
 * CALLIYO_UNKNOWN_CONSTANT, CALLIYO_NULL_POINTER: as they say.
 * After any other code than CALLIYO_OK the columns are what they were, and array and schema stay yours.
 *
 * ```c
 * // Takes a record batch of leads in; what is refused is released.
 * static int take_leads(CalliyoColumns *columns, struct ArrowSchema *schema, struct ArrowArray *batch) {
 *     char *failure;
 *     size_t length;
 *     CalliyoResult result = calliyo_columns_import(columns, CALLIYO_TABLE_LEADS, schema, batch,
 *                                                   &failure, &length);
 *     if (result == CALLIYO_OK) {
 *         return 1;
 *     }
 *     if (failure != NULL) {
 *         fprintf(stderr, "%s\n", failure);
 *     }
 *     calliyo_text_free(failure, length);
 *     if (schema->release != NULL) {
 *         schema->release(schema);
 *     }
 *     if (batch->release != NULL) {
 *         batch->release(batch);
 *     }
 *     return 0;
 * }
 * ```
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 * `schema` and `array` are each NULL, or as the Arrow C data interface wants them. Each out parameter is NULL or points to
 * its own variable.
 */
CalliyoResult calliyo_columns_import(CalliyoColumns *columns,
                                     CalliyoTable table,
                                     struct ArrowSchema *schema,
                                     struct ArrowArray *array,
                                     char **failure,
                                     size_t *failure_length);

/**
 * Exports a report as a record batch of the Arrow C data interface: a struct array with a child of format "l" per figure,
 * named in camel case (`talkSeconds` for CALLIYO_FIGURE_TALK_SECONDS). Nothing is copied; the report may be freed before
 * the record batch is released.
 *
 * CALLIYO_OK: `*schema` and `*array` are yours to release by their callbacks, on any thread. What stood in them before is
 * not released.
 * CALLIYO_NULL_POINTER: nothing is exported; whichever of them can be is marked as released.
 *
 * # Safety
 *
 * `report` is NULL, or came from calliyo_report_new and was not freed. `schema` and `array` are each NULL or point to their
 * own variable, which may hold anything.
 */
CalliyoResult calliyo_report_export(const CalliyoReport *report,
                                    struct ArrowSchema *schema,
                                    struct ArrowArray *array);

/**
 * Makes an empty handle of columns.
 *
 * CALLIYO_OK: `*columns` is the new handle, yours to free with calliyo_columns_free.
 * Any other code: it is NULL.
 *
 * ```c
 * // Four leads in a handle: the first three wait for somebody, the last one is agent 1's.
 * static CalliyoColumns *four_leads(void) {
 *     static const uint16_t status[] = {0, 0, 0, 1};
 *     static const int64_t captured_at[] = {1000, 2000, 3000, 4000};
 *     static const uint32_t owner[] = {0, 0, 0, 1};
 *     static const uint8_t has_owner[] = {0x08};
 *     CalliyoColumns *columns;
 *     if (calliyo_columns_new(&columns) != CALLIYO_OK) {
 *         return NULL;
 *     }
 *     if (calliyo_columns_set(columns, CALLIYO_LEAD_STATUS, status, NULL, 4) != CALLIYO_OK
 *         || calliyo_columns_set(columns, CALLIYO_LEAD_CAPTURED_AT, captured_at, NULL, 4) != CALLIYO_OK
 *         || calliyo_columns_set(columns, CALLIYO_LEAD_OWNER, owner, has_owner, 4) != CALLIYO_OK) {
 *         calliyo_columns_free(columns);
 *         return NULL;
 *     }
 *     return columns;
 * }
 * ```
 *
 * # Safety
 *
 * `columns` is NULL or points to a variable.
 */
CalliyoResult calliyo_columns_new(CalliyoColumns **columns);

/**
 * Frees a handle of columns, and no memory of the host. NULL is ignored.
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new, was not freed before, and no call that uses it is under way.
 */
void calliyo_columns_free(CalliyoColumns *columns);

/**
 * Forgets every column, size and output that was set, and releases what was imported.
 *
 * CALLIYO_OK: nothing is set.
 * CALLIYO_NULL_POINTER: `columns` is NULL.
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_clear(CalliyoColumns *columns);

/**
 * Sets a column of `length` rows: a number each, or for flags a bit each.
 *
 * `data` may be NULL where there is no row. `validity` is NULL, and every row has a value, or it points to
 * (`length` + 7) / 8 bytes, whose bits tell which rows have one, the least significant bit of each byte first, as in Arrow.
 * For flags `data` is such a bitmap and `validity` is NULL.
 *
 * Nothing is copied: the memory is read by the calls that need the column, and must be valid and unchanged while they run.
 *
 * CALLIYO_OK: the column is set, in place of what was set before.
 * CALLIYO_UNKNOWN_CONSTANT: there is no such column, or it is one of lists.
 * CALLIYO_UNEXPECTED_VALIDITY, CALLIYO_NULL_POINTER, CALLIYO_MISALIGNED, CALLIYO_INVALID_LENGTH: as they say.
 * After any other code than CALLIYO_OK the column is what it was.
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_set(CalliyoColumns *columns,
                                  CalliyoColumn column,
                                  const void *data,
                                  const uint8_t *validity,
                                  size_t length);

/**
 * Sets a column of `length` lists: that of row `i` is made of the elements `offsets[i]` to `offsets[i + 1]` of
 * `values`, the second one left out.
 *
 * `offsets` points to `length` + 1 elements, and may be NULL where there is no row; `values` to `values_length` elements,
 * and may be NULL where there is none. What calliyo_columns_set says about memory and result codes holds here too, but
 * that CALLIYO_UNKNOWN_CONSTANT tells a column that is not one of lists.
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_set_list(CalliyoColumns *columns,
                                       CalliyoColumn column,
                                       const uint32_t *offsets,
                                       const uint32_t *values,
                                       size_t length,
                                       size_t values_length);

/**
 * Forgets a column; one that is not set stays so.
 *
 * CALLIYO_OK: the column is not set.
 * CALLIYO_UNKNOWN_CONSTANT: there is no such column.
 * CALLIYO_NULL_POINTER: `columns` is NULL.
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_unset(CalliyoColumns *columns,
                                    CalliyoColumn column);

/**
 * Sets how many there are of what dense numbers name. Reports need it of what they look at; jobs do not.
 *
 * CALLIYO_OK: the size is set, in place of what was set before.
 * CALLIYO_UNKNOWN_CONSTANT: there is no such size.
 * CALLIYO_NULL_POINTER: `columns` is NULL.
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_set_size(CalliyoColumns *columns,
                                       CalliyoSize size,
                                       uint32_t count);

/**
 * Sets where calliyo_plan writes an output of `length` elements.
 *
 * `validity` is NULL or, for CALLIYO_PLAN_COUNTER and CALLIYO_PLAN_ROOM, points to (`length` + 7) / 8 bytes. What
 * calliyo_columns_set says about memory and result codes holds here too; CALLIYO_OVERLAP is returned where both share
 * memory. Whether the length is right, and whether the output shares memory with columns or other outputs, shows when the
 * job is planned.
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_set_output(CalliyoColumns *columns,
                                         CalliyoOutput output,
                                         void *data,
                                         uint8_t *validity,
                                         size_t length);

/**
 * Forgets an output; one that is not set stays so.
 *
 * CALLIYO_OK: the output is not set.
 * CALLIYO_UNKNOWN_CONSTANT: there is no such output.
 * CALLIYO_NULL_POINTER: `columns` is NULL.
 *
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_unset_output(CalliyoColumns *columns,
                                           CalliyoOutput output);

/**
 * The facts that the moves of one lead depend on, for one actor and instant, as a number for calliyo_can_move.
 *
 * `lead` and `context` are the JSON documents of the operation `transitions`.
 *
 * The number means something to engines of the same policy and version of the library alone, as long as neither lead nor
 * context change. It is below 2^53.
 *
 * CALLIYO_OK: `*facts` is the number.
 * CALLIYO_FAILED: `*failure` is the failure document, yours to free with calliyo_text_free.
 * Any other code: neither is set.
 *
 * # Safety
 *
 * `engine` is NULL, or came from calliyo_engine_new and was not freed. `lead` and `context` are each NULL or point to as
 * many bytes as their lengths say. Each out parameter is NULL or points to its own variable.
 */
CalliyoResult calliyo_facts(const CalliyoEngine *engine,
                            const char *lead,
                            size_t lead_length,
                            const char *context,
                            size_t context_length,
                            uint64_t *facts,
                            char **failure,
                            size_t *failure_length);

/**
 * Whether a bare move to a status, by its index in the pipeline, may be made with these facts of a lead.
 *
 * The first call with an engine takes longer: it finds out what each move requires.
 *
 * CALLIYO_OK: `*code` is NULL, and the move may be made; or it is the first code of the rejection, a text that ends with a
 * NUL and is the library's own: it is never freed, and stays as long as the library.
 * CALLIYO_NULL_POINTER: `engine` or `code` is NULL.
 *
 * ```c
 * // Whether a lead may be moved to a status; if not, says why.
 * static int may_move(const CalliyoEngine *engine, uint64_t facts, uint16_t to) {
 *     const char *code;
 *     if (calliyo_can_move(engine, facts, to, &code) != CALLIYO_OK) {
 *         return 0;
 *     }
 *     if (code != NULL) {
 *         printf("%s\n", code);
 *     }
 *     return code == NULL;
 * }
 * ```
 *
 * # Safety
 *
 * `engine` is NULL, or came from calliyo_engine_new and was not freed. `code` is NULL or points to a variable.
 */
CalliyoResult calliyo_can_move(const CalliyoEngine *engine,
                               uint64_t facts,
                               uint16_t to,
                               const char **code);

/**
 * Plans a job at an instant, in milliseconds since 1970-01-01T00:00:00Z; nothing is changed but the outputs.
 *
 * A job needs the columns of leads and agents that say so. Outputs are optional; those that are set must be made by the
 * job, one element per lead or agent as they say.
 *
 * CALLIYO_OK: the outputs are written, every element of them, and `*text` is the line that tells what the run came to
 * (rule S5), yours to free with calliyo_text_free.
 * CALLIYO_FAILED: nothing is written, and `*text` is the failure document, yours likewise: a column is not set or of
 * another length, a number means nothing, an output is of a wrong length or not made by the job.
 * CALLIYO_OVERLAP, CALLIYO_UNKNOWN_CONSTANT, CALLIYO_NULL_POINTER: nothing is written, and there is no text.
 * CALLIYO_PANIC: what stands in the outputs means nothing.
 *
 * ```c
 * // Plans an assignment of four leads to two agents and prints the moves.
 * static void print_moves(const CalliyoEngine *engine, CalliyoColumns *columns, int64_t now) {
 *     const uint32_t cap[] = {2, 2}, held[] = {0, 1};
 *     const uint64_t counter[] = {0, 0};
 *     const uint8_t state[] = {CALLIYO_AGENT_STATE_ACTIVE, CALLIYO_AGENT_STATE_ACTIVE};
 *     uint32_t agent[4];
 *     char *text;
 *     size_t length;
 *     calliyo_columns_set(columns, CALLIYO_AGENT_CAP, cap, NULL, 2);
 *     calliyo_columns_set(columns, CALLIYO_AGENT_HELD, held, NULL, 2);
 *     calliyo_columns_set(columns, CALLIYO_AGENT_COUNTER, counter, NULL, 2);
 *     calliyo_columns_set(columns, CALLIYO_AGENT_STATE, state, NULL, 2);
 *     calliyo_columns_set_output(columns, CALLIYO_PLAN_AGENT, agent, NULL, 4);
 *     if (calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, columns, now, &text, &length) == CALLIYO_OK) {
 *         for (int lead = 0; lead < 4; lead++) {
 *             if (agent[lead] != CALLIYO_NO_AGENT) {
 *                 printf("lead %d goes to agent %u\n", lead, (unsigned)agent[lead]);
 *             }
 *         }
 *     }
 *     if (text != NULL) {
 *         printf("%s\n", text);
 *     }
 *     calliyo_text_free(text, length);
 * }
 * ```
 *
 * # Safety
 *
 * `engine` and `columns` are each NULL, or came from this library and were not freed. No other call uses `columns` at the
 * same time. The memory of every column of leads and agents that is set can be read, and nobody changes it meanwhile. The
 * memory of every output that is set can be written, and nobody else uses it meanwhile. Each out parameter is NULL or
 * points to its own variable.
 */
CalliyoResult calliyo_plan(const CalliyoEngine *engine,
                           CalliyoJob job,
                           const CalliyoColumns *columns,
                           int64_t now_millis,
                           char **text,
                           size_t *text_length);

/**
 * Makes a report over columns. `query` is a small JSON document, as the kind says; its length may be 0 where nothing is
 * needed.
 *
 * CALLIYO_OK: `*report` is the new report, yours to free with calliyo_report_free, and `*rows` is its number of rows.
 * CALLIYO_FAILED: `*failure` is the failure document, yours to free with calliyo_text_free: the query or a column is at
 * fault.
 * Any other code: none of them is set.
 *
 * ```c
 * // Prints how many leads stand on each status; the handle has the columns of leads and the number of agents.
 * static void print_funnel(const CalliyoEngine *engine, const CalliyoColumns *columns) {
 *     CalliyoReport *report;
 *     size_t rows, length;
 *     char *failure;
 *     if (calliyo_report_new(engine, CALLIYO_REPORT_FUNNEL, columns, NULL, 0, &report, &rows, &failure,
 *                            &length) != CALLIYO_OK) {
 *         calliyo_text_free(failure, length);
 *         return;
 *     }
 *     int64_t *leads = malloc(rows * sizeof *leads);
 *     if (calliyo_report_read(report, CALLIYO_FIGURE_LEADS, leads, NULL, rows) == CALLIYO_OK) {
 *         for (size_t status = 0; status < rows; status++) {
 *             printf("status %zu: %lld\n", status, (long long)leads[status]);
 *         }
 *     }
 *     free(leads);
 *     calliyo_report_free(report);
 * }
 * ```
 *
 * # Safety
 *
 * `engine` and `columns` are each NULL, or came from this library and were not freed. No other call uses `columns` at the
 * same time. The memory of every column of the kind's table can be read, and nobody changes it meanwhile. `query` is NULL
 * or points to `query_length` bytes. Each out parameter is NULL or points to its own variable.
 */
CalliyoResult calliyo_report_new(const CalliyoEngine *engine,
                                 CalliyoReportKind kind,
                                 const CalliyoColumns *columns,
                                 const char *query,
                                 size_t query_length,
                                 CalliyoReport **report,
                                 size_t *rows,
                                 char **failure,
                                 size_t *failure_length);

/**
 * Copies a figure of a report: `length` values, as many as the report has rows, and the bits that tell which rows have
 * one, (`length` + 7) / 8 bytes. What stands on a row without a value is 0.
 *
 * `validity` may be NULL where every row has a value. `values` may be NULL where there is no row.
 *
 * CALLIYO_OK: the values are copied.
 * CALLIYO_UNKNOWN_CONSTANT: the report has no such figure.
 * CALLIYO_INVALID_LENGTH: `length` is not the number of rows.
 * CALLIYO_NULL_POINTER: a pointer is NULL that must not be; of `validity`, a value is missing.
 * CALLIYO_MISALIGNED, CALLIYO_OVERLAP: as they say.
 * After any other code than CALLIYO_OK nothing is written.
 *
 * # Safety
 *
 * `report` is NULL, or came from calliyo_report_new and was not freed. `values` and `validity` are each NULL or point to as
 * much memory as said, which nobody else uses meanwhile.
 */
CalliyoResult calliyo_report_read(const CalliyoReport *report,
                                  CalliyoFigure figure,
                                  int64_t *values,
                                  uint8_t *validity,
                                  size_t length);

/**
 * Frees a report. NULL is ignored. What was exported from it stays.
 *
 * # Safety
 *
 * `report` is NULL, or came from calliyo_report_new, was not freed before, and no call that uses it is under way.
 */
void calliyo_report_free(CalliyoReport *report);

/**
 * Asks the operation `agenda`: an agent's open follow-ups in three lists, with counters. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_agenda(const CalliyoEngine *engine,
                                           const char *request,
                                           size_t request_length,
                                           char **answer,
                                           size_t *answer_length) {
    return calliyo_call(engine, "agenda", 6, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `apply`: a lead with events applied; none where no event created it. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_apply(const char *request,
                                          size_t request_length,
                                          char **answer,
                                          size_t *answer_length) {
    return calliyo_call(NULL, "apply", 5, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `applyPlan`: the events of a plan's moves, and the moves refused. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_apply_plan(const CalliyoEngine *engine,
                                               const char *request,
                                               size_t request_length,
                                               char **answer,
                                               size_t *answer_length) {
    return calliyo_call(engine, "applyPlan", 9, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `assign`: the plan of an auto-assignment run. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_assign(const CalliyoEngine *engine,
                                           const char *request,
                                           size_t request_length,
                                           char **answer,
                                           size_t *answer_length) {
    return calliyo_call(engine, "assign", 6, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `assignable`: the agents whom a lead can be given to, each with cap and what a job would say. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_assignable(const CalliyoEngine *engine,
                                               const char *request,
                                               size_t request_length,
                                               char **answer,
                                               size_t *answer_length) {
    return calliyo_call(engine, "assignable", 10, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `callReport`: ended calls by up to two dimensions: counts, talk time, connect, reach and missed-call rate. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_call_report(const CalliyoEngine *engine,
                                                const char *request,
                                                size_t request_length,
                                                char **answer,
                                                size_t *answer_length) {
    return calliyo_call(engine, "callReport", 10, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `captureLeads`: the fate of each lead of a batch, with its events, and a line that counts them. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_capture_leads(const CalliyoEngine *engine,
                                                  const char *request,
                                                  size_t request_length,
                                                  char **answer,
                                                  size_t *answer_length) {
    return calliyo_call(engine, "captureLeads", 12, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `captureOutcome`: the figures of a batch as one line, with the rows that the host could not read. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_capture_outcome(const char *request,
                                                    size_t request_length,
                                                    char **answer,
                                                    size_t *answer_length) {
    return calliyo_call(NULL, "captureOutcome", 14, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `changeSettings`: the new policy and the event that tells what changed, or why it may not. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_change_settings(const CalliyoEngine *engine,
                                                    const char *request,
                                                    size_t request_length,
                                                    char **answer,
                                                    size_t *answer_length) {
    return calliyo_call(engine, "changeSettings", 14, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `checkCallForm`: what is missing and wrong in a log-call form, and what follows from it. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_check_call_form(const CalliyoEngine *engine,
                                                    const char *request,
                                                    size_t request_length,
                                                    char **answer,
                                                    size_t *answer_length) {
    return calliyo_call(engine, "checkCallForm", 13, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `checkFollowUpForm`: what is missing and wrong in a schedule form, and what follows from it. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_check_follow_up_form(const CalliyoEngine *engine,
                                                         const char *request,
                                                         size_t request_length,
                                                         char **answer,
                                                         size_t *answer_length) {
    return calliyo_call(engine, "checkFollowUpForm", 17, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `checkPolicy`: every fault of a policy, and advice. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_check_policy(const char *request,
                                                 size_t request_length,
                                                 char **answer,
                                                 size_t *answer_length) {
    return calliyo_call(NULL, "checkPolicy", 11, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `contradictions`: the names of what contradicts itself in a lead. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_contradictions(const CalliyoEngine *engine,
                                                   const char *request,
                                                   size_t request_length,
                                                   char **answer,
                                                   size_t *answer_length) {
    return calliyo_call(engine, "contradictions", 14, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `conversionReport`: leads captured and those of them that are Customers now, by up to two dimensions. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_conversion_report(const CalliyoEngine *engine,
                                                      const char *request,
                                                      size_t request_length,
                                                      char **answer,
                                                      size_t *answer_length) {
    return calliyo_call(engine, "conversionReport", 16, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `conversionsIn`: how many current conversions lie in a period. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_conversions_in(const CalliyoEngine *engine,
                                                   const char *request,
                                                   size_t request_length,
                                                   char **answer,
                                                   size_t *answer_length) {
    return calliyo_call(engine, "conversionsIn", 13, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `countsTowardCap`: whether a lead fills a place of its owner's cap. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_counts_toward_cap(const CalliyoEngine *engine,
                                                      const char *request,
                                                      size_t request_length,
                                                      char **answer,
                                                      size_t *answer_length) {
    return calliyo_call(engine, "countsTowardCap", 15, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `coverage`: outgoing calls against the daily target, for every agent and day. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_coverage(const CalliyoEngine *engine,
                                             const char *request,
                                             size_t request_length,
                                             char **answer,
                                             size_t *answer_length) {
    return calliyo_call(engine, "coverage", 8, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `customers`: the customers that an actor sees, in the order supplied. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_customers(const CalliyoEngine *engine,
                                              const char *request,
                                              size_t request_length,
                                              char **answer,
                                              size_t *answer_length) {
    return calliyo_call(engine, "customers", 9, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `dashboard`: an agent's day: calls, target, follow-ups, queue, conversions and revenue. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_dashboard(const CalliyoEngine *engine,
                                              const char *request,
                                              size_t request_length,
                                              char **answer,
                                              size_t *answer_length) {
    return calliyo_call(engine, "dashboard", 9, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `decide`: the events of a command, or every guard that fails. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_decide(const CalliyoEngine *engine,
                                           const char *request,
                                           size_t request_length,
                                           char **answer,
                                           size_t *answer_length) {
    return calliyo_call(engine, "decide", 6, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `decideEach`: what becomes of each command of a bulk action. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_decide_each(const CalliyoEngine *engine,
                                                const char *request,
                                                size_t request_length,
                                                char **answer,
                                                size_t *answer_length) {
    return calliyo_call(engine, "decideEach", 10, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `defaultFollowUpAt`: the instant of a follow-up that is scheduled without one. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_default_follow_up_at(const CalliyoEngine *engine,
                                                         const char *request,
                                                         size_t request_length,
                                                         char **answer,
                                                         size_t *answer_length) {
    return calliyo_call(engine, "defaultFollowUpAt", 17, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `defaultPolicy`: the policy that works with nothing configured, every default written out. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_default_policy(const char *request,
                                                   size_t request_length,
                                                   char **answer,
                                                   size_t *answer_length) {
    return calliyo_call(NULL, "defaultPolicy", 13, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `diffPolicies`: the settings that differ, how leads and caps would stand, and the next run of each job. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_diff_policies(const CalliyoEngine *engine,
                                                  const char *request,
                                                  size_t request_length,
                                                  char **answer,
                                                  size_t *answer_length) {
    return calliyo_call(engine, "diffPolicies", 12, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `due`: the jobs to run, each with the instant at which it fell due. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_due(const CalliyoEngine *engine,
                                        const char *request,
                                        size_t request_length,
                                        char **answer,
                                        size_t *answer_length) {
    return calliyo_call(engine, "due", 3, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `editPipeline`: the policy with an edited pipeline, and what to do with leads on a deleted status. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_edit_pipeline(const CalliyoEngine *engine,
                                                  const char *request,
                                                  size_t request_length,
                                                  char **answer,
                                                  size_t *answer_length) {
    return calliyo_call(engine, "editPipeline", 12, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `evenness`: leads received per agent, the largest share less the smallest, and what found no place. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_evenness(const CalliyoEngine *engine,
                                             const char *request,
                                             size_t request_length,
                                             char **answer,
                                             size_t *answer_length) {
    return calliyo_call(engine, "evenness", 8, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `explain`: where a lead of a plan goes, or what each agent has against it. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_explain(const CalliyoEngine *engine,
                                            const char *request,
                                            size_t request_length,
                                            char **answer,
                                            size_t *answer_length) {
    return calliyo_call(engine, "explain", 7, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `explainAgents`: why each agent of a plan receives no more leads. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_explain_agents(const CalliyoEngine *engine,
                                                   const char *request,
                                                   size_t request_length,
                                                   char **answer,
                                                   size_t *answer_length) {
    return calliyo_call(engine, "explainAgents", 13, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `followUpHistory`: an agent's follow-ups: open ones by instant, then closed ones, newest first. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_follow_up_history(const CalliyoEngine *engine,
                                                      const char *request,
                                                      size_t request_length,
                                                      char **answer,
                                                      size_t *answer_length) {
    return calliyo_call(engine, "followUpHistory", 15, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `followUpReport`: follow-ups by owner: due now, and kept on time, late or expired in a period. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_follow_up_report(const CalliyoEngine *engine,
                                                     const char *request,
                                                     size_t request_length,
                                                     char **answer,
                                                     size_t *answer_length) {
    return calliyo_call(engine, "followUpReport", 14, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `funnel`: the leads on each status, in pipeline order. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_funnel(const CalliyoEngine *engine,
                                           const char *request,
                                           size_t request_length,
                                           char **answer,
                                           size_t *answer_length) {
    return calliyo_call(engine, "funnel", 6, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `handOver`: one agent's leads for another agent or the pool, decided lead by lead. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_hand_over(const CalliyoEngine *engine,
                                              const char *request,
                                              size_t request_length,
                                              char **answer,
                                              size_t *answer_length) {
    return calliyo_call(engine, "handOver", 8, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `isCallingHour`: whether an instant lies within the calling hours; holidays do not matter. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_is_calling_hour(const CalliyoEngine *engine,
                                                    const char *request,
                                                    size_t request_length,
                                                    char **answer,
                                                    size_t *answer_length) {
    return calliyo_call(engine, "isCallingHour", 13, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `isWorkingDay`: whether the company works on a date. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_is_working_day(const CalliyoEngine *engine,
                                                   const char *request,
                                                   size_t request_length,
                                                   char **answer,
                                                   size_t *answer_length) {
    return calliyo_call(engine, "isWorkingDay", 12, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `liveCalls`: the calls in progress with their age, oldest first. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_live_calls(const CalliyoEngine *engine,
                                               const char *request,
                                               size_t request_length,
                                               char **answer,
                                               size_t *answer_length) {
    return calliyo_call(engine, "liveCalls", 9, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `nextDue`: when each job falls due next, in the order asked. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_next_due(const CalliyoEngine *engine,
                                             const char *request,
                                             size_t request_length,
                                             char **answer,
                                             size_t *answer_length) {
    return calliyo_call(engine, "nextDue", 7, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `nextWorkingDay`: the first working day after a date. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_next_working_day(const CalliyoEngine *engine,
                                                     const char *request,
                                                     size_t request_length,
                                                     char **answer,
                                                     size_t *answer_length) {
    return calliyo_call(engine, "nextWorkingDay", 14, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `normalizePhone`: a phone number as it is kept, to look it up by. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_normalize_phone(const CalliyoEngine *engine,
                                                    const char *request,
                                                    size_t request_length,
                                                    char **answer,
                                                    size_t *answer_length) {
    return calliyo_call(engine, "normalizePhone", 14, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `period`: the instants of a local day, week, month or span of days; none beyond 2099. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_period(const CalliyoEngine *engine,
                                           const char *request,
                                           size_t request_length,
                                           char **answer,
                                           size_t *answer_length) {
    return calliyo_call(engine, "period", 6, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `pipelineDiagram`: the pipeline with its allowed moves as Mermaid and as DOT. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_pipeline_diagram(const CalliyoEngine *engine,
                                                     const char *request,
                                                     size_t request_length,
                                                     char **answer,
                                                     size_t *answer_length) {
    return calliyo_call(engine, "pipelineDiagram", 15, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `previewPipelineEdit`: what an edit of the pipeline would do to leads and caps, and the moves that it takes. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_preview_pipeline_edit(const CalliyoEngine *engine,
                                                          const char *request,
                                                          size_t request_length,
                                                          char **answer,
                                                          size_t *answer_length) {
    return calliyo_call(engine, "previewPipelineEdit", 19, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `queue`: an agent's leads in the order to work them, each with its group. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_queue(const CalliyoEngine *engine,
                                          const char *request,
                                          size_t request_length,
                                          char **answer,
                                          size_t *answer_length) {
    return calliyo_call(engine, "queue", 5, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `queueAgainstCap`: each agent's queue size, and held leads against the cap. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_queue_against_cap(const CalliyoEngine *engine,
                                                      const char *request,
                                                      size_t request_length,
                                                      char **answer,
                                                      size_t *answer_length) {
    return calliyo_call(engine, "queueAgainstCap", 15, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `readCallForm`: what to decide on a lead or to store for a log-call form, or all its faults. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_read_call_form(const CalliyoEngine *engine,
                                                   const char *request,
                                                   size_t request_length,
                                                   char **answer,
                                                   size_t *answer_length) {
    return calliyo_call(engine, "readCallForm", 12, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `readFollowUpForm`: what to decide on a lead or to store for a schedule form, or all its faults. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_read_follow_up_form(const CalliyoEngine *engine,
                                                        const char *request,
                                                        size_t request_length,
                                                        char **answer,
                                                        size_t *answer_length) {
    return calliyo_call(engine, "readFollowUpForm", 16, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `reminders`: the reminders that fall due in an interval, by instant. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_reminders(const CalliyoEngine *engine,
                                              const char *request,
                                              size_t request_length,
                                              char **answer,
                                              size_t *answer_length) {
    return calliyo_call(engine, "reminders", 9, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `remove`: the plan of an auto-removal run. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_remove(const CalliyoEngine *engine,
                                           const char *request,
                                           size_t request_length,
                                           char **answer,
                                           size_t *answer_length) {
    return calliyo_call(engine, "remove", 6, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `repair`: what is to be commanded so that a lead is consistent again. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_repair(const CalliyoEngine *engine,
                                           const char *request,
                                           size_t request_length,
                                           char **answer,
                                           size_t *answer_length) {
    return calliyo_call(engine, "repair", 6, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `revenue`: revenue by agent and currency, without what was refunded. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_revenue(const CalliyoEngine *engine,
                                            const char *request,
                                            size_t request_length,
                                            char **answer,
                                            size_t *answer_length) {
    return calliyo_call(engine, "revenue", 7, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `seesLead`: whether an actor sees a lead: a customer by its own rule, any other by permission and reach. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_sees_lead(const CalliyoEngine *engine,
                                              const char *request,
                                              size_t request_length,
                                              char **answer,
                                              size_t *answer_length) {
    return calliyo_call(engine, "seesLead", 8, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `stalled`: the leads in Followups without an open follow-up, longest first. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_stalled(const CalliyoEngine *engine,
                                            const char *request,
                                            size_t request_length,
                                            char **answer,
                                            size_t *answer_length) {
    return calliyo_call(engine, "stalled", 7, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `targetProgress`: an agent's outgoing calls of a day against the daily target. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_target_progress(const CalliyoEngine *engine,
                                                    const char *request,
                                                    size_t request_length,
                                                    char **answer,
                                                    size_t *answer_length) {
    return calliyo_call(engine, "targetProgress", 14, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `timeInStatus`: how long leads were on each status, per lead and per status, from their events. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_time_in_status(const CalliyoEngine *engine,
                                                   const char *request,
                                                   size_t request_length,
                                                   char **answer,
                                                   size_t *answer_length) {
    return calliyo_call(engine, "timeInStatus", 12, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `timeToConvert`: time from capture to conversion: count, mean, median and 90th percentile. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_time_to_convert(const CalliyoEngine *engine,
                                                    const char *request,
                                                    size_t request_length,
                                                    char **answer,
                                                    size_t *answer_length) {
    return calliyo_call(engine, "timeToConvert", 13, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `timeline`: a lead's events, each with a line for people. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_timeline(const CalliyoEngine *engine,
                                             const char *request,
                                             size_t request_length,
                                             char **answer,
                                             size_t *answer_length) {
    return calliyo_call(engine, "timeline", 8, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `toInstant`: the instant of a local date and time; none outside the supported time. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_to_instant(const CalliyoEngine *engine,
                                               const char *request,
                                               size_t request_length,
                                               char **answer,
                                               size_t *answer_length) {
    return calliyo_call(engine, "toInstant", 9, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `toLocal`: what the company's clocks show at an instant. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_to_local(const CalliyoEngine *engine,
                                             const char *request,
                                             size_t request_length,
                                             char **answer,
                                             size_t *answer_length) {
    return calliyo_call(engine, "toLocal", 7, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `topUp`: the plan of a top-up run. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_top_up(const CalliyoEngine *engine,
                                           const char *request,
                                           size_t request_length,
                                           char **answer,
                                           size_t *answer_length) {
    return calliyo_call(engine, "topUp", 5, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `transitions`: every status as a move for one lead. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_transitions(const CalliyoEngine *engine,
                                                const char *request,
                                                size_t request_length,
                                                char **answer,
                                                size_t *answer_length) {
    return calliyo_call(engine, "transitions", 11, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `upgradeDocument`: a stored policy, lead, event or plan of any schema in the present one. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_upgrade_document(const char *request,
                                                     size_t request_length,
                                                     char **answer,
                                                     size_t *answer_length) {
    return calliyo_call(NULL, "upgradeDocument", 15, request, request_length, answer,
                        answer_length);
}

/**
 * Asks the operation `version`: the versions of library, rules and time-zone data. All else is as for calliyo_call.
 */
static inline CalliyoResult calliyo_version(const char *request,
                                            size_t request_length,
                                            char **answer,
                                            size_t *answer_length) {
    return calliyo_call(NULL, "version", 7, request, request_length, answer,
                        answer_length);
}

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* CALLIYO_H */
