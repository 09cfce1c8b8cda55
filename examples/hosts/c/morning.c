/* A morning at a company: what may be done with two leads, and who gets which lead today. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "host.h"
#include "json.h"

/* The leads of the company as columns, a row each. The bitmaps have the least significant bit first. */
typedef struct {
    size_t count;
    Json *ids;
    uint16_t *status;
    int64_t *captured_at;
    uint32_t *owner;
    uint8_t *has_owner;
    uint32_t *last_owner;
    uint8_t *has_last_owner;
    int64_t *priority;
    uint8_t *has_priority;
    uint8_t *do_not_call;
} Leads;

/* Its agents, likewise. */
typedef struct {
    size_t count;
    Json *ids;
    uint32_t *cap;
    uint8_t *has_cap;
    uint32_t *held;
    uint64_t *counter;
    uint8_t *has_counter;
    uint8_t *state;
} Agents;

static void print(Json text)
{
    text = json_text(text);
    if (json_is_there(text)) {
        fwrite(text.start, 1, (size_t)(text.end - text.start), stdout);
    }
}

static Json read_document(const char *name, Text text)
{
    Json document = json_read(text.bytes, text.length);

    if (!json_is_there(document)) {
        give_up(name, "is no JSON document");
    }
    return document;
}

/* The engine of the company's policy. */
static CalliyoEngine *open_engine(const char *folder)
{
    Text policy = need_text(folder, "policy.json");
    CalliyoEngine *engine;
    char *failure;
    size_t length;

    if (calliyo_engine_new(policy.bytes, policy.length, &engine, &failure, &length) != CALLIYO_OK) {
        give_up("policy.json", failure == NULL ? "no engine can be made of it" : failure);
    }
    free(policy.bytes);
    return engine;
}

/* The answer to a request, to be freed with calliyo_text_free, and the result that stands in it. */
static Json ask(const CalliyoEngine *engine, const char *operation, Text request, char **answer, size_t *length)
{
    Json document;

    check(calliyo_call(engine, operation, strlen(operation), request.bytes, request.length, answer, length), operation);
    document = json_read(*answer, *length);
    if (!json_is_text(json_member(document, "type"), "success")) {
        give_up(operation, *answer);
    }
    return json_member(document, "result");
}

static void print_versions(void)
{
    char request[] = "{}";
    Text text = { request, 2 };
    char *answer;
    size_t length;
    Json versions = ask(NULL, "version", text, &answer, &length);
    int64_t rules = 0;

    json_integer(json_member(versions, "rules"), &rules);
    printf("calliyo ");
    print(json_member(versions, "library"));
    printf(", rules %ld, time zones ", (long)rules);
    print(json_member(versions, "timeZoneData"));
    putchar('\n');
    calliyo_text_free(answer, length);
}

/*
 * The statuses of the pipeline, in their order: the operation `transitions` lists them all, for any lead. They stand in
 * `*answer`, to be freed with calliyo_text_free.
 */
static Json ask_pipeline(const CalliyoEngine *engine, Json lead, Text context, char **answer, size_t *length)
{
    static const char FORMAT[] = "{\"lead\":%.*s,\"context\":%.*s}";
    int lead_length = (int)(lead.end - lead.start);
    size_t size = sizeof FORMAT + (size_t)lead_length + context.length;
    Text request = { new_array(size, 1), 0 };
    Json statuses;

    snprintf(request.bytes, size, FORMAT, lead_length, lead.start, (int)context.length, context.bytes);
    request.length = strlen(request.bytes);
    statuses = ask(engine, "transitions", request, answer, length);
    free(request.bytes);
    return statuses;
}

/*
 * A line for each status: may the lead be moved there? The lead is looked at once; each answer is then a comparison of
 * numbers, quick enough to be asked while a lead is dragged over a board.
 */
static void print_moves(const CalliyoEngine *engine, Json lead, Text context, Json pipeline)
{
    uint64_t facts;
    char *failure;
    size_t length;
    Json status = { NULL, NULL };
    uint16_t to = 0;

    if (calliyo_facts(engine, lead.start, (size_t)(lead.end - lead.start), context.bytes, context.length, &facts,
                      &failure, &length) != CALLIYO_OK) {
        give_up("leads.json", failure == NULL ? "a lead cannot be looked at" : failure);
    }
    for (; json_next(pipeline, &status); to++) {
        const char *code;

        check(calliyo_can_move(engine, facts, to, &code), "move");
        print(json_member(lead, "id"));
        printf(" to ");
        print(json_member(status, "status"));
        if (code == NULL) {
            puts(": yes");
        } else {
            printf(": no, %s\n", code);
        }
    }
}

/* The days from 1970-01-01 to a date of the Gregorian calendar. */
static int64_t days_since_1970(int64_t year, int64_t month, int64_t day)
{
    /* Years that begin in March: a leap day is the last day of its year. */
    int64_t from_march = (month + 9) % 12;
    int64_t own_year = year - (month <= 2);

    return 365 * own_year + own_year / 4 - own_year / 100 + own_year / 400 + (153 * from_march + 2) / 5 + day - 719469;
}

/* The UTC milliseconds of an instant that is written in UTC and whole seconds, such as 2026-05-11T03:30:00Z. */
static int64_t read_instant(Json instant)
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    char zone = 0;

    instant = json_text(instant);
    if (!json_is_there(instant)
        || sscanf(instant.start, "%4d-%2d-%2dT%2d:%2d:%2d%c", &year, &month, &day, &hour, &minute, &second, &zone) != 7
        || zone != 'Z') {
        give_up("instant", "is not one of UTC in whole seconds");
    }
    return ((days_since_1970(year, month, day) * 24 + hour) * 60 + minute) * 60000 + (int64_t)second * 1000;
}

static void set_bit(uint8_t *bitmap, size_t row)
{
    bitmap[row / 8] |= (uint8_t)(1u << row % 8);
}

/* The place of a text among those of a column; `count` where it is none of them. */
static size_t place_of(Json text, const Json *texts, size_t count)
{
    Json sought = json_text(text);
    size_t length = (size_t)(sought.end - sought.start);
    size_t i;

    for (i = 0; i < count; i++) {
        Json own = json_text(texts[i]);

        if (json_is_there(sought) && json_is_there(own) && (size_t)(own.end - own.start) == length
            && memcmp(own.start, sought.start, length) == 0) {
            return i;
        }
    }
    return count;
}

/* Sets an agent's row where the record names an agent. */
static void set_agent(Json id, const Agents *agents, uint32_t *column, uint8_t *validity, size_t row)
{
    if (json_is_there(id)) {
        size_t agent = place_of(id, agents->ids, agents->count);

        column[row] = agent < agents->count ? (uint32_t)agent : CALLIYO_UNKNOWN_AGENT;
        set_bit(validity, row);
    }
}

/* A whole number of the record, 0 where it has none; whether it has one. */
static bool read_number(Json record, const char *name, int64_t *number)
{
    *number = 0;
    return json_integer(json_member(record, name), number);
}

static uint8_t read_state(Json agent)
{
    static const char *const STATES[] = { "active", "away", "banned" };
    Json state = json_member(agent, "state");
    uint8_t i;

    for (i = 0; json_is_there(state) && i < 3; i++) {
        if (json_is_text(state, STATES[i])) {
            return i;
        }
    }
    return 0;
}

static Agents read_agents(Json records)
{
    size_t count = json_count(records);
    Agents agents;
    Json record = { NULL, NULL };
    size_t row = 0;

    agents.count = count;
    agents.ids = new_array(count, sizeof *agents.ids);
    agents.cap = new_array(count, sizeof *agents.cap);
    agents.has_cap = new_array(count, 1);
    agents.held = new_array(count, sizeof *agents.held);
    agents.counter = new_array(count, sizeof *agents.counter);
    agents.has_counter = new_array(count, 1);
    agents.state = new_array(count, sizeof *agents.state);
    for (; json_next(records, &record); row++) {
        int64_t number;

        agents.ids[row] = json_member(record, "id");
        if (read_number(record, "cap", &number)) {
            agents.cap[row] = (uint32_t)number;
            set_bit(agents.has_cap, row);
        }
        read_number(record, "held", &number);
        agents.held[row] = (uint32_t)number;
        if (read_number(record, "counter", &number)) {
            agents.counter[row] = (uint64_t)number;
            set_bit(agents.has_counter, row);
        }
        agents.state[row] = read_state(record);
    }
    return agents;
}

/* The index of a status in the pipeline. */
static uint16_t status_index(Json status, Json pipeline)
{
    Json own = { NULL, NULL };
    uint16_t index = 0;

    while (json_next(pipeline, &own)) {
        Json id = json_member(own, "status");

        if (place_of(status, &id, 1) == 0) {
            return index;
        }
        index += 1;
    }
    give_up("leads.json", "a lead is on a status that the pipeline does not have");
    return 0;
}

static Leads read_leads(Json records, Json pipeline, const Agents *agents)
{
    size_t count = json_count(records);
    Leads leads;
    Json record = { NULL, NULL };
    size_t row = 0;

    leads.count = count;
    leads.ids = new_array(count, sizeof *leads.ids);
    leads.status = new_array(count, sizeof *leads.status);
    leads.captured_at = new_array(count, sizeof *leads.captured_at);
    leads.owner = new_array(count, sizeof *leads.owner);
    leads.has_owner = new_array(count, 1);
    leads.last_owner = new_array(count, sizeof *leads.last_owner);
    leads.has_last_owner = new_array(count, 1);
    leads.priority = new_array(count, sizeof *leads.priority);
    leads.has_priority = new_array(count, 1);
    leads.do_not_call = new_array(count, 1);
    for (; json_next(records, &record); row++) {
        leads.ids[row] = json_member(record, "id");
        leads.status[row] = status_index(json_member(record, "status"), pipeline);
        leads.captured_at[row] = read_instant(json_member(record, "capturedAt"));
        set_agent(json_member(record, "owner"), agents, leads.owner, leads.has_owner, row);
        set_agent(json_member(record, "lastOwner"), agents, leads.last_owner, leads.has_last_owner, row);
        if (read_number(record, "priority", &leads.priority[row])) {
            set_bit(leads.has_priority, row);
        }
        if (json_is_true(json_member(record, "doNotCall"))) {
            set_bit(leads.do_not_call, row);
        }
    }
    return leads;
}

static void set_columns(CalliyoColumns *columns, const Leads *leads, const Agents *agents)
{
    size_t rows = leads->count;
    size_t heads = agents->count;

    check(calliyo_columns_set(columns, CALLIYO_LEAD_STATUS, leads->status, NULL, rows), "status");
    check(calliyo_columns_set(columns, CALLIYO_LEAD_CAPTURED_AT, leads->captured_at, NULL, rows), "captured-at");
    check(calliyo_columns_set(columns, CALLIYO_LEAD_OWNER, leads->owner, leads->has_owner, rows), "owner");
    check(calliyo_columns_set(columns, CALLIYO_LEAD_LAST_OWNER, leads->last_owner, leads->has_last_owner, rows),
          "last owner");
    check(calliyo_columns_set(columns, CALLIYO_LEAD_PRIORITY, leads->priority, leads->has_priority, rows), "priority");
    check(calliyo_columns_set(columns, CALLIYO_LEAD_DO_NOT_CALL, leads->do_not_call, NULL, rows), "do-not-call");
    check(calliyo_columns_set(columns, CALLIYO_AGENT_CAP, agents->cap, agents->has_cap, heads), "cap");
    check(calliyo_columns_set(columns, CALLIYO_AGENT_HELD, agents->held, NULL, heads), "held");
    check(calliyo_columns_set(columns, CALLIYO_AGENT_COUNTER, agents->counter, agents->has_counter, heads), "counter");
    check(calliyo_columns_set(columns, CALLIYO_AGENT_STATE, agents->state, NULL, heads), "state");
}

/* Who gets which lead. Nothing is copied: the plan reads the columns where they are, and writes into `goes_to`. */
static void print_assignment(const CalliyoEngine *engine, const Leads *leads, const Agents *agents, int64_t now)
{
    uint32_t *goes_to = new_array(leads->count, sizeof *goes_to);
    CalliyoColumns *columns;
    char *line;
    size_t length;
    size_t row;

    check(calliyo_columns_new(&columns), "columns");
    set_columns(columns, leads, agents);
    check(calliyo_columns_set_output(columns, CALLIYO_PLAN_AGENT, goes_to, NULL, leads->count), "agent of the plan");
    if (calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, columns, now, &line, &length) != CALLIYO_OK) {
        give_up("assignment", line == NULL ? "cannot be planned" : line);
    }
    for (row = 0; row < leads->count; row++) {
        if (goes_to[row] != CALLIYO_NO_AGENT) {
            print(leads->ids[row]);
            printf(" goes to ");
            print(agents->ids[goes_to[row]]);
            putchar('\n');
        }
    }
    puts(line);
    calliyo_text_free(line, length);
    calliyo_columns_free(columns);
    free(goes_to);
}

/* A policy with faults is refused as a whole, with every fault at once. */
static void print_faults(const char *folder, const char *name)
{
    Text policy = need_text(folder, name);
    CalliyoEngine *engine;
    char *failure;
    size_t length;
    Json faults;
    Json fault = { NULL, NULL };

    if (calliyo_engine_new(policy.bytes, policy.length, &engine, &failure, &length) != CALLIYO_FAILED) {
        give_up(name, "was not refused");
    }
    faults = json_member(json_read(failure, length), "errors");
    while (json_next(faults, &fault)) {
        printf("%s: ", name);
        print(json_member(fault, "code"));
        printf(" at ");
        print(json_member(fault, "path"));
        putchar('\n');
    }
    calliyo_text_free(failure, length);
    free(policy.bytes);
}

static void free_leads(Leads leads)
{
    free(leads.ids);
    free(leads.status);
    free(leads.captured_at);
    free(leads.owner);
    free(leads.has_owner);
    free(leads.last_owner);
    free(leads.has_last_owner);
    free(leads.priority);
    free(leads.has_priority);
    free(leads.do_not_call);
}

static void free_agents(Agents agents)
{
    free(agents.ids);
    free(agents.cap);
    free(agents.has_cap);
    free(agents.held);
    free(agents.counter);
    free(agents.has_counter);
    free(agents.state);
}

int morning(const char *folder)
{
    CalliyoEngine *engine = open_engine(folder);
    Text lead_text = need_text(folder, "leads.json");
    Text agent_text = need_text(folder, "agents.json");
    Text context = need_text(folder, "context.json");
    Json lead_records = read_document("leads.json", lead_text);
    int64_t now = read_instant(json_member(read_document("context.json", context), "now"));
    Agents agents = read_agents(read_document("agents.json", agent_text));
    Leads leads;
    Json lead = { NULL, NULL };
    Json pipeline = { NULL, NULL };
    char *pipeline_text = NULL;
    size_t length = 0;
    int i;

    print_versions();
    for (i = 0; i < 2 && json_next(lead_records, &lead); i++) {
        if (i == 0) {
            pipeline = ask_pipeline(engine, lead, context, &pipeline_text, &length);
        }
        print_moves(engine, lead, context, pipeline);
    }
    leads = read_leads(lead_records, pipeline, &agents);
    print_assignment(engine, &leads, &agents, now);
    print_faults(folder, "bad-policy.json");
    free_leads(leads);
    free_agents(agents);
    calliyo_text_free(pipeline_text, length);
    calliyo_engine_free(engine);
    free(lead_text.bytes);
    free(agent_text.bytes);
    free(context.bytes);
    return EXIT_SUCCESS;
}
