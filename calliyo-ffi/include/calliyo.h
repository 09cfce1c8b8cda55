/*
 * calliyo: the rules of a tele-sales CRM.
 *
 * Generated from calliyo-ffi/src/lib.rs by `cargo xtask headers`; do not edit.
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
 * Threads. There is no global state. Any number of threads may call with one engine at the same
 * time; only calliyo_engine_free needs all of them to be done with it.
 */

#ifndef CALLIYO_H
#define CALLIYO_H

#include <stddef.h>
#include <stdint.h>

/**
 * The version of this interface that the header declares; compare it with calliyo_abi_version().
 */
#define CALLIYO_ABI_VERSION 1

/**
 * In CALLIYO_PLAN_AGENT: the lead goes to no agent.
 */
#define CALLIYO_NO_AGENT UINT32_MAX

/**
 * In a column of owners: an agent who is not among those supplied.
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
 * How a call ended: CALLIYO_OK, or the constant that says why not.
 */
typedef int32_t CalliyoResult;

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
 * A table whose columns an Arrow record batch can bring: CALLIYO_TABLE_LEADS and so on.
 */
typedef uint32_t CalliyoTable;

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
 * Agents: leads received from assignment so far: u64 (rule A5b). Jobs need it.
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
 * Per agent the counter of leads received, after the run: u64 (rule A5b). Assignment.
 */
#define CALLIYO_PLAN_COUNTER 1004

/**
 * Per agent the free places in the end, negative above the cap: i64. Assignment. An agent without a cap has
 * INT64_MAX, and its bit is not set where the output has a validity bitmap: it is the only output that takes one.
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
 * Makes an empty handle of columns.
 *
 * CALLIYO_OK: `*columns` is the new handle, yours to free with calliyo_columns_free.
 * Any other code: it is NULL.
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
 * Forgets every column, size and output that was set.
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
 * Sets a column of `length` lists: that of row i is made of the elements offsets[i] to offsets[i + 1] of `values`, the
 * second one left out.
 *
 * `offsets` points to `length` + 1 elements, and may be NULL where there is no row; `values` to `values_length` elements,
 * and may be NULL where there is none. What calliyo_columns_set says about memory and result codes holds here too.
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
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_unset(CalliyoColumns *columns,
                                    CalliyoColumn column);

/**
 * Sets how many there are of what dense numbers name. Reports need it of what they look at; jobs do not.
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
 * `validity` is NULL or, for CALLIYO_PLAN_ROOM alone, points to (`length` + 7) / 8 bytes. What calliyo_columns_set says
 * about memory and result codes holds here too; CALLIYO_OVERLAP is returned where both share memory. Whether the length is
 * right, and whether the output shares memory with columns or other outputs, shows when the job is planned.
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
 * # Safety
 *
 * `columns` is NULL, or came from calliyo_columns_new and was not freed, and no other call uses it at the same time.
 */
CalliyoResult calliyo_columns_unset_output(CalliyoColumns *columns,
                                           CalliyoOutput output);

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

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* CALLIYO_H */
