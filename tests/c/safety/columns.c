/*
 * Columns and plans: memory that is not there, does not fit or is used twice, numbers that mean nothing.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "safety.h"

enum { LEADS = 250, AGENTS = 10 };

static const int64_t NOW = 1778470200000; /* 2026-05-11 03:30 UTC */

/* What a byte of an output holds before a plan that must not write it. */
enum { OLD_BYTE = 0xA5 };

/* What a column is made of. */
typedef enum { NUMBERS, NUMBERS_THAT_MAY_MISS, FLAGS, LISTS } Kind;

typedef struct {
    CalliyoColumn constant;
    Kind kind;
    /* Of an element, in bytes. */
    size_t size;
} ColumnFacts;

static const ColumnFacts COLUMNS[] = {
    { CALLIYO_LEAD_STATUS, NUMBERS, 2 },
    { CALLIYO_LEAD_CAPTURED_AT, NUMBERS, 8 },
    { CALLIYO_LEAD_OWNER, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_LEAD_STATUS_SINCE, NUMBERS, 8 },
    { CALLIYO_LEAD_LAST_OWNER, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_LEAD_PREVIOUS_OWNERS, LISTS, 4 },
    { CALLIYO_LEAD_PRIORITY, NUMBERS_THAT_MAY_MISS, 8 },
    { CALLIYO_LEAD_BRANCH, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_LEAD_DEPARTMENT, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_LEAD_LIVE_CALL, FLAGS, 1 },
    { CALLIYO_LEAD_FOLLOW_UP_AHEAD, FLAGS, 1 },
    { CALLIYO_LEAD_DO_NOT_CALL, FLAGS, 1 },
    { CALLIYO_LEAD_ATTEMPTS, NUMBERS, 4 },
    { CALLIYO_LEAD_LAST_ATTEMPT, NUMBERS_THAT_MAY_MISS, 8 },
    { CALLIYO_LEAD_ID_RANK, NUMBERS, 4 },
    { CALLIYO_LEAD_SOURCE, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_LEAD_CAMPAIGN, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_LEAD_TAGS, LISTS, 4 },
    { CALLIYO_LEAD_OPEN_FOLLOW_UP, FLAGS, 1 },
    { CALLIYO_LEAD_CONVERTED_AT, NUMBERS_THAT_MAY_MISS, 8 },
    { CALLIYO_LEAD_CREDITED, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_LEAD_CURRENCY, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_LEAD_AMOUNT_MINOR, NUMBERS_THAT_MAY_MISS, 8 },
    { CALLIYO_LEAD_TAX_MINOR, NUMBERS_THAT_MAY_MISS, 8 },
    { CALLIYO_LEAD_REFUNDED, FLAGS, 1 },
    { CALLIYO_AGENT_CAP, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_AGENT_HELD, NUMBERS, 4 },
    { CALLIYO_AGENT_COUNTER, NUMBERS_THAT_MAY_MISS, 8 },
    { CALLIYO_AGENT_RECEIVED_TODAY, NUMBERS, 4 },
    { CALLIYO_AGENT_STATE, NUMBERS, 1 },
    { CALLIYO_AGENT_RECEIVES, FLAGS, 1 },
    { CALLIYO_AGENT_BRANCH, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_AGENT_DEPARTMENT, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_STARTED_AT, NUMBERS, 8 },
    { CALLIYO_CALL_STATUS, NUMBERS, 1 },
    { CALLIYO_CALL_DURATION_SECONDS, NUMBERS, 4 },
    { CALLIYO_CALL_AGENT, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_LEAD, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_DIRECTION, NUMBERS, 1 },
    { CALLIYO_CALL_RESPONSE, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_ATTEMPT, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_BRANCH, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_DEPARTMENT, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_TAGS, LISTS, 4 },
    { CALLIYO_CALL_CAMPAIGN, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_SOURCE, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_PARENT_KIND, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_CALL_VOIDED, FLAGS, 1 },
    { CALLIYO_FOLLOW_UP_AT, NUMBERS, 8 },
    { CALLIYO_FOLLOW_UP_OWNER, NUMBERS_THAT_MAY_MISS, 4 },
    { CALLIYO_FOLLOW_UP_STATE, NUMBERS, 1 },
    { CALLIYO_FOLLOW_UP_CLOSED_AT, NUMBERS_THAT_MAY_MISS, 8 },
    { CALLIYO_FOLLOW_UP_NOTE, FLAGS, 1 },
    { CALLIYO_HISTORY_LEAD, NUMBERS, 4 },
    { CALLIYO_HISTORY_STATUS, NUMBERS, 2 },
    { CALLIYO_HISTORY_ENTERED_AT, NUMBERS, 8 },
};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof COLUMNS[0] };

/* The facts of a constant; NULL where it names no column. */
static const ColumnFacts *facts_of(uint32_t constant)
{
    size_t i;

    for (i = 0; i < COLUMN_COUNT; i++) {
        if (COLUMNS[i].constant == constant) {
            return &COLUMNS[i];
        }
    }
    return NULL;
}

/* The outputs of an assignment, with room as it must be. */
typedef struct {
    CalliyoOutput constant;
    size_t size;
    size_t length;
} OutputFacts;

static const OutputFacts OUTPUTS[] = {
    { CALLIYO_PLAN_AGENT, 4, LEADS },      { CALLIYO_PLAN_REASON, 1, LEADS },
    { CALLIYO_PLAN_REASON_COUNTS, 8, 20 }, { CALLIYO_PLAN_RECEIVED, 4, AGENTS },
    { CALLIYO_PLAN_COUNTER, 8, AGENTS },   { CALLIYO_PLAN_ROOM, 8, AGENTS },
    { CALLIYO_PLAN_IS_PROVEN, 1, 1 },
};
enum { OUTPUT_COUNT = sizeof OUTPUTS / sizeof OUTPUTS[0] };

/* A column's memory: each block is as long as it must be and no byte longer, so that a watcher sees a read behind it. */
typedef struct {
    const ColumnFacts *facts;
    void *data;
    uint8_t *validity;
    uint32_t *offsets;
    size_t rows;
    size_t values;
} Memory;

/* A company in columns, every one that a job can look at, and room for every output of an assignment. */
struct Company {
    Memory columns[COLUMN_COUNT];
    size_t count;
    void *outputs[OUTPUT_COUNT];
    uint8_t *has_room;
    CalliyoColumns *handle;
};

static size_t bytes_of(const Memory *memory)
{
    switch (memory->facts->kind) {
    case FLAGS:
        return (memory->rows + 7) / 8;
    case LISTS:
        return memory->values * memory->facts->size;
    default:
        return memory->rows * memory->facts->size;
    }
}

/* Writes a number into an element of a column. */
static void put(Memory *memory, size_t row, int64_t number)
{
    char *place = (char *)memory->data + row * memory->facts->size;
    const uint8_t small = (uint8_t)number;
    const uint16_t medium = (uint16_t)number;
    const uint32_t large = (uint32_t)number;

    switch (memory->facts->size) {
    case 1:
        memcpy(place, &small, sizeof small);
        break;
    case 2:
        memcpy(place, &medium, sizeof medium);
        break;
    case 4:
        memcpy(place, &large, sizeof large);
        break;
    default:
        memcpy(place, &number, sizeof number);
        break;
    }
}

/* What a row of a column holds in the made company. */
static int64_t number_of(CalliyoColumn column, size_t row)
{
    switch (column) {
    case CALLIYO_LEAD_STATUS:
        return (int64_t)(row % 3 == 0 ? 0 : 5 + row % 3);
    case CALLIYO_LEAD_CAPTURED_AT:
    case CALLIYO_LEAD_STATUS_SINCE:
    case CALLIYO_LEAD_LAST_ATTEMPT:
        return (int64_t)row * 60000;
    case CALLIYO_LEAD_OWNER:
    case CALLIYO_LEAD_LAST_OWNER:
        return (int64_t)(row * 7 % AGENTS);
    case CALLIYO_LEAD_ID_RANK:
        return (int64_t)row;
    case CALLIYO_LEAD_ATTEMPTS:
        return (int64_t)(row % 4);
    case CALLIYO_AGENT_CAP:
        return 20;
    case CALLIYO_AGENT_STATE:
        return row == 3 ? CALLIYO_AGENT_STATE_AWAY : CALLIYO_AGENT_STATE_ACTIVE;
    default:
        return (int64_t)(row % 2);
    }
}

/* Whether a row has a value in the made company. */
static int has_value(CalliyoColumn column, size_t row)
{
    return column == CALLIYO_LEAD_OWNER ? row % 3 != 0 : row % 5 != 1;
}

static CalliyoResult set(CalliyoColumns *handle, const Memory *memory)
{
    if (memory->facts->kind == LISTS) {
        return calliyo_columns_set_list(handle, memory->facts->constant, memory->offsets, memory->data,
                                        memory->rows, memory->values);
    }
    return calliyo_columns_set(handle, memory->facts->constant, memory->data, memory->validity,
                               memory->rows);
}

static void make_column(Memory *memory, const ColumnFacts *facts, size_t rows)
{
    size_t row;

    memory->facts = facts;
    memory->rows = rows;
    memory->values = facts->kind == LISTS ? rows : 0;
    memory->validity = NULL;
    memory->offsets = NULL;
    memory->data = need_memory(bytes_of(memory));
    memset(memory->data, 0, bytes_of(memory));
    if (facts->kind == FLAGS) {
        /* A flag on every row where the flag lets it take part, on every ninth where it keeps it from it. */
        for (row = 0; row < rows; row++) {
            if (facts->constant == CALLIYO_AGENT_RECEIVES || row % 9 == 8) {
                ((uint8_t *)memory->data)[row / 8] |= (uint8_t)(1u << row % 8);
            }
        }
        return;
    }
    for (row = 0; row < rows; row++) {
        put(memory, row, number_of(facts->constant, row));
    }
    if (facts->kind == NUMBERS_THAT_MAY_MISS) {
        memory->validity = need_memory((rows + 7) / 8);
        memset(memory->validity, 0, (rows + 7) / 8);
        for (row = 0; row < rows; row++) {
            if (has_value(facts->constant, row)) {
                memory->validity[row / 8] |= (uint8_t)(1u << row % 8);
            }
        }
    }
    if (facts->kind == LISTS) {
        memory->offsets = need_memory((rows + 1) * sizeof *memory->offsets);
        for (row = 0; row <= rows; row++) {
            memory->offsets[row] = (uint32_t)row;
        }
    }
}

Company *make_company(void)
{
    Company *company = need_memory(sizeof *company);
    size_t i;

    EXPECT(calliyo_columns_new(&company->handle) == CALLIYO_OK);
    company->count = 0;
    for (i = 0; i < COLUMN_COUNT; i++) {
        const CalliyoColumn constant = COLUMNS[i].constant;

        if (constant <= CALLIYO_LEAD_ID_RANK
            || (constant >= CALLIYO_AGENT_CAP && constant <= CALLIYO_AGENT_DEPARTMENT)) {
            Memory *memory = &company->columns[company->count++];

            make_column(memory, &COLUMNS[i], constant < CALLIYO_AGENT_CAP ? LEADS : AGENTS);
            EXPECT(set(company->handle, memory) == CALLIYO_OK);
        }
    }
    company->has_room = need_memory((AGENTS + 7) / 8);
    for (i = 0; i < OUTPUT_COUNT; i++) {
        const OutputFacts *facts = &OUTPUTS[i];

        company->outputs[i] = need_memory(facts->length * facts->size);
        EXPECT(calliyo_columns_set_output(company->handle, facts->constant, company->outputs[i],
                                          facts->constant == CALLIYO_PLAN_ROOM ? company->has_room : NULL,
                                          facts->length)
               == CALLIYO_OK);
    }
    return company;
}

void free_company(Company *company)
{
    size_t i;

    calliyo_columns_free(company->handle);
    for (i = 0; i < company->count; i++) {
        free(company->columns[i].data);
        free(company->columns[i].validity);
        free(company->columns[i].offsets);
    }
    for (i = 0; i < OUTPUT_COUNT; i++) {
        free(company->outputs[i]);
    }
    free(company->has_room);
    free(company);
}

static Memory *column_of(Company *company, CalliyoColumn constant)
{
    size_t i;

    for (i = 0; i < company->count; i++) {
        if (company->columns[i].facts->constant == constant) {
            return &company->columns[i];
        }
    }
    give_up("the company has no such column", "columns.c");
    return NULL;
}

/* Fills every output with what no plan writes everywhere. */
static void poison(Company *company)
{
    size_t i;

    for (i = 0; i < OUTPUT_COUNT; i++) {
        memset(company->outputs[i], OLD_BYTE, OUTPUTS[i].length * OUTPUTS[i].size);
    }
    memset(company->has_room, OLD_BYTE, (AGENTS + 7) / 8);
}

/* Whether no byte of any output was written since `poison`. */
static int is_poisoned(const Company *company)
{
    size_t i;
    size_t byte;

    for (i = 0; i < OUTPUT_COUNT; i++) {
        for (byte = 0; byte < OUTPUTS[i].length * OUTPUTS[i].size; byte++) {
            if (((const uint8_t *)company->outputs[i])[byte] != OLD_BYTE) {
                return 0;
            }
        }
    }
    return company->has_room[0] == OLD_BYTE;
}

/* Expects that the assignment is made: the leads that move are those that agents received and that have no reason. */
void expect_plan(const CalliyoEngine *engine, Company *company)
{
    const uint32_t *agent = company->outputs[0];
    const uint8_t *reason = company->outputs[1];
    const uint64_t *counts = company->outputs[2];
    const uint32_t *received = company->outputs[3];
    uint64_t moved = 0;
    uint64_t received_in_all = 0;
    uint64_t counted = 0;
    char *line = NULL;
    size_t length = 0;
    size_t i;

    poison(company);
    EXPECT(calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, company->handle, NOW, &line, &length) == CALLIYO_OK);
    EXPECT(line != NULL && strlen(line) == length && length > 0);
    calliyo_text_free(line, length);
    for (i = 0; i < LEADS; i++) {
        EXPECT(agent[i] < AGENTS || agent[i] == CALLIYO_NO_AGENT);
        EXPECT((agent[i] == CALLIYO_NO_AGENT) == (reason[i] != CALLIYO_REASON_MOVED));
        moved += agent[i] != CALLIYO_NO_AGENT;
    }
    for (i = 0; i < AGENTS; i++) {
        received_in_all += received[i];
    }
    for (i = 0; i < 20; i++) {
        counted += counts[i];
    }
    EXPECT(moved > 0);
    EXPECT(received_in_all == moved);
    EXPECT(counts[CALLIYO_REASON_MOVED] == moved);
    EXPECT(counted == LEADS);
}

/* Expects that a job is refused with a failure document, and writes nothing; the company can still be planned then. */
static void expect_refused(const CalliyoEngine *engine, Company *company, CalliyoJob job, int64_t now)
{
    char *text = NULL;
    size_t length = 0;

    poison(company);
    EXPECT(calliyo_plan(engine, job, company->handle, now, &text, &length) == CALLIYO_FAILED);
    EXPECT(begins_with(text, length, "{\"type\":\"failure\""));
    EXPECT(is_poisoned(company));
    calliyo_text_free(text, length);
}

/* The engine of a company that keeps every rule of an assignment, so that every column is looked at. */
CalliyoEngine *strict_engine(void)
{
    static const char POLICY[] =
        "{\"automation\":{\"assignment\":{\"maxAttempts\":9,\"restHours\":48,"
        "\"excludesPreviousOwners\":true,\"intake\":{\"perRun\":30,\"perDay\":40}}}}";
    Text policy = { NULL, sizeof POLICY - 1 };
    CalliyoEngine *engine;

    policy = copy_of(POLICY, policy.length);
    engine = need_engine(policy);
    free(policy.bytes);
    return engine;
}

static void a_handle_of_null_is_refused_by_every_function(const Material *material)
{
    uint32_t number = 0;
    char *text = (char *)&number;
    size_t length = 7;
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();

    (void)material;
    EXPECT(calliyo_columns_new(NULL) == CALLIYO_NULL_POINTER);
    calliyo_columns_free(NULL);
    EXPECT(calliyo_columns_clear(NULL) == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_set(NULL, CALLIYO_LEAD_OWNER, &number, NULL, 1) == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_set_list(NULL, CALLIYO_LEAD_TAGS, &number, NULL, 0, 0) == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_unset(NULL, CALLIYO_LEAD_OWNER) == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_set_size(NULL, CALLIYO_SIZE_AGENTS, 1) == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_set_output(NULL, CALLIYO_PLAN_AGENT, &number, NULL, 1) == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_unset_output(NULL, CALLIYO_PLAN_AGENT) == CALLIYO_NULL_POINTER);

    EXPECT(calliyo_plan(NULL, CALLIYO_JOB_ASSIGNMENT, company->handle, NOW, &text, &length)
           == CALLIYO_NULL_POINTER);
    EXPECT(text == NULL && length == 0);
    text = (char *)&number;
    length = 7;
    EXPECT(calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, NULL, NOW, &text, &length) == CALLIYO_NULL_POINTER);
    EXPECT(text == NULL && length == 0);
    length = 7;
    EXPECT(calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, company->handle, NOW, NULL, &length)
           == CALLIYO_NULL_POINTER);
    EXPECT(length == 0);
    text = (char *)&number;
    EXPECT(calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, company->handle, NOW, &text, NULL)
           == CALLIYO_NULL_POINTER);
    EXPECT(text == NULL);
    expect_plan(engine, company);
    free_company(company);
    calliyo_engine_free(engine);
}

/* Every number below 3000 and the largest, for each function that takes a constant. */
static void a_constant_that_names_nothing_is_refused(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();
    CalliyoColumns *handle = NULL;
    uint32_t constant;
    char *text = NULL;
    size_t length = 0;

    (void)material;
    EXPECT(calliyo_columns_new(&handle) == CALLIYO_OK);
    for (constant = 0; constant <= 3000; constant++) {
        const uint32_t used = constant == 3000 ? UINT32_MAX : constant;
        const ColumnFacts *facts = facts_of(used);
        const int is_output = used >= CALLIYO_PLAN_AGENT && used <= CALLIYO_PLAN_IS_PROVEN;
        const int is_size = used >= CALLIYO_SIZE_AGENTS && used <= CALLIYO_SIZE_CURRENCIES;
        const int is_list = facts != NULL && facts->kind == LISTS;

        EXPECT(calliyo_columns_set(handle, used, NULL, NULL, 0)
               == (facts != NULL && !is_list ? CALLIYO_OK : CALLIYO_UNKNOWN_CONSTANT));
        EXPECT(calliyo_columns_set_list(handle, used, NULL, NULL, 0, 0)
               == (is_list ? CALLIYO_OK : CALLIYO_UNKNOWN_CONSTANT));
        EXPECT(calliyo_columns_unset(handle, used) == (facts != NULL ? CALLIYO_OK : CALLIYO_UNKNOWN_CONSTANT));
        EXPECT(calliyo_columns_set_size(handle, used, 1) == (is_size ? CALLIYO_OK : CALLIYO_UNKNOWN_CONSTANT));
        EXPECT(calliyo_columns_set_output(handle, used, NULL, NULL, 0)
               == (is_output ? CALLIYO_OK : CALLIYO_UNKNOWN_CONSTANT));
        EXPECT(calliyo_columns_unset_output(handle, used)
               == (is_output ? CALLIYO_OK : CALLIYO_UNKNOWN_CONSTANT));
        if (used < CALLIYO_JOB_REMOVAL || used > CALLIYO_JOB_TOP_UP) {
            EXPECT(calliyo_plan(engine, used, company->handle, NOW, &text, &length)
                   == CALLIYO_UNKNOWN_CONSTANT);
            EXPECT(text == NULL && length == 0);
        }
    }
    expect_plan(engine, company);
    calliyo_columns_free(handle);
    free_company(company);
    calliyo_engine_free(engine);
}

/* Of every column and output at once: NULL with rows, addresses between elements, lengths that no object has. */
static void memory_that_cannot_be_is_refused_where_it_is_set(const Material *material)
{
    static const size_t TOO_LONG[] = { SIZE_MAX, SIZE_MAX - 7, SIZE_MAX / 2 + 1 };
    uint64_t block[8] = { 0 };
    uint8_t bits[8] = { 0 };
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();
    size_t i;
    size_t j;
    size_t shift;

    (void)material;
    for (i = 0; i < COLUMN_COUNT; i++) {
        const CalliyoColumn constant = COLUMNS[i].constant;
        const size_t size = COLUMNS[i].size;

        if (COLUMNS[i].kind == LISTS) {
            EXPECT(calliyo_columns_set_list(company->handle, constant, NULL, (uint32_t *)block, 1, 1)
                   == CALLIYO_NULL_POINTER);
            EXPECT(calliyo_columns_set_list(company->handle, constant, (uint32_t *)block, NULL, 1, 1)
                   == CALLIYO_NULL_POINTER);
            for (shift = 1; shift < size; shift++) {
                const void *between = (char *)block + shift;

                EXPECT(calliyo_columns_set_list(company->handle, constant, between, (uint32_t *)block, 1, 1)
                       == CALLIYO_MISALIGNED);
                EXPECT(calliyo_columns_set_list(company->handle, constant, (uint32_t *)block, between, 1, 1)
                       == CALLIYO_MISALIGNED);
            }
            for (j = 0; j < sizeof TOO_LONG / sizeof TOO_LONG[0]; j++) {
                EXPECT(calliyo_columns_set_list(company->handle, constant, (uint32_t *)block,
                                                (uint32_t *)block, TOO_LONG[j], 1)
                       == CALLIYO_INVALID_LENGTH);
                EXPECT(calliyo_columns_set_list(company->handle, constant, (uint32_t *)block,
                                                (uint32_t *)block, 1, TOO_LONG[j])
                       == CALLIYO_INVALID_LENGTH);
            }
            continue;
        }
        EXPECT(calliyo_columns_set(company->handle, constant, NULL, NULL, 1) == CALLIYO_NULL_POINTER);
        for (shift = 1; shift < size; shift++) {
            EXPECT(calliyo_columns_set(company->handle, constant, (char *)block + shift, NULL, 1)
                   == CALLIYO_MISALIGNED);
        }
        if (COLUMNS[i].kind != NUMBERS_THAT_MAY_MISS) {
            EXPECT(calliyo_columns_set(company->handle, constant, block, bits, 1)
                   == CALLIYO_UNEXPECTED_VALIDITY);
        }
        if (size > 1) {
            for (j = 0; j < sizeof TOO_LONG / sizeof TOO_LONG[0]; j++) {
                EXPECT(calliyo_columns_set(company->handle, constant, block, NULL, TOO_LONG[j])
                       == CALLIYO_INVALID_LENGTH);
            }
        }
    }
    for (i = 0; i < OUTPUT_COUNT; i++) {
        const CalliyoOutput constant = OUTPUTS[i].constant;

        EXPECT(calliyo_columns_set_output(company->handle, constant, NULL, NULL, 1) == CALLIYO_NULL_POINTER);
        for (shift = 1; shift < OUTPUTS[i].size; shift++) {
            EXPECT(calliyo_columns_set_output(company->handle, constant, (char *)block + shift, NULL, 1)
                   == CALLIYO_MISALIGNED);
        }
        if (constant != CALLIYO_PLAN_ROOM && constant != CALLIYO_PLAN_COUNTER) {
            EXPECT(calliyo_columns_set_output(company->handle, constant, block, bits, 1)
                   == CALLIYO_UNEXPECTED_VALIDITY);
        }
        EXPECT(calliyo_columns_set_output(company->handle, constant, block, NULL, SIZE_MAX)
               == CALLIYO_INVALID_LENGTH);
    }
    /* What was refused has replaced nothing. */
    expect_plan(engine, company);
    free_company(company);
    calliyo_engine_free(engine);
}

/* Every column in turn with a row less; then with it unset, where the job needs it. */
static void a_column_of_another_length_is_refused_by_the_plan(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();
    size_t i;

    (void)material;
    for (i = 0; i < company->count; i++) {
        Memory shorter = company->columns[i];

        shorter.rows -= 1;
        EXPECT(set(company->handle, &shorter) == CALLIYO_OK);
        expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, NOW);
        EXPECT(set(company->handle, &company->columns[i]) == CALLIYO_OK);
        expect_plan(engine, company);
    }
    for (i = 0; i < company->count; i++) {
        switch (company->columns[i].facts->constant) {
        case CALLIYO_LEAD_STATUS:
        case CALLIYO_LEAD_CAPTURED_AT:
        case CALLIYO_LEAD_OWNER:
        case CALLIYO_AGENT_CAP:
        case CALLIYO_AGENT_HELD:
        case CALLIYO_AGENT_COUNTER:
        case CALLIYO_AGENT_STATE:
            EXPECT(calliyo_columns_unset(company->handle, company->columns[i].facts->constant) == CALLIYO_OK);
            expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, NOW);
            EXPECT(set(company->handle, &company->columns[i]) == CALLIYO_OK);
            break;
        default:
            break;
        }
    }
    expect_plan(engine, company);
    free_company(company);
    calliyo_engine_free(engine);
}

static void an_output_of_another_length_is_refused_by_the_plan(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();
    size_t i;

    (void)material;
    for (i = 0; i < OUTPUT_COUNT; i++) {
        const OutputFacts *facts = &OUTPUTS[i];

        if (facts->constant != CALLIYO_PLAN_REASON_COUNTS) {
            EXPECT(calliyo_columns_set_output(company->handle, facts->constant, company->outputs[i], NULL,
                                              facts->length - 1)
                   == CALLIYO_OK);
            expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, NOW);
            EXPECT(calliyo_columns_set_output(company->handle, facts->constant, company->outputs[i],
                                              facts->constant == CALLIYO_PLAN_ROOM ? company->has_room : NULL,
                                              facts->length)
                   == CALLIYO_OK);
        }
    }
    expect_plan(engine, company);
    /* Removal and top-up do not make all of these. */
    expect_refused(engine, company, CALLIYO_JOB_REMOVAL, NOW);
    expect_refused(engine, company, CALLIYO_JOB_TOP_UP, NOW);
    free_company(company);
    calliyo_engine_free(engine);
}

/* A number that means nothing, in the first row and in the last. */
static void a_number_that_means_nothing_is_refused_by_the_plan(const Material *material)
{
    static const struct {
        CalliyoColumn column;
        int64_t number;
    } BAD[] = {
        { CALLIYO_LEAD_STATUS, 1000 }, { CALLIYO_LEAD_STATUS, UINT16_MAX },
        { CALLIYO_LEAD_OWNER, AGENTS },         { CALLIYO_LEAD_OWNER, UINT32_MAX - 1 },
        { CALLIYO_LEAD_LAST_OWNER, AGENTS },    { CALLIYO_LEAD_PREVIOUS_OWNERS, AGENTS },
        { CALLIYO_AGENT_STATE, 3 },             { CALLIYO_AGENT_STATE, UINT8_MAX },
    };
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();
    size_t i;
    int last;

    (void)material;
    for (i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        for (last = 0; last <= 1; last++) {
            Memory *memory = column_of(company, BAD[i].column);
            /* The outermost rows that have a value. */
            size_t row = last ? memory->rows - 1 : 0;

            while (memory->validity != NULL && (memory->validity[row / 8] >> row % 8 & 1) == 0) {
                row += last ? SIZE_MAX : 1;
            }
            put(memory, row, BAD[i].number);
            expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, NOW);
            put(memory, row, number_of(BAD[i].column, row));
            expect_plan(engine, company);
        }
    }
    expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, INT64_MIN);
    expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, -1);
    expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, INT64_MAX);
    expect_plan(engine, company);
    free_company(company);
    calliyo_engine_free(engine);
}

/* Offsets that go back or end behind the values. As in Arrow, they may begin late and end early. */
static void offsets_that_are_none_are_refused_by_the_plan(const Material *material)
{
    static const struct {
        size_t place;
        uint32_t offset;
    } BAD[] = { { 0, 2 }, { 5, 3 }, { 5, UINT32_MAX }, { LEADS, LEADS + 1 }, { LEADS, UINT32_MAX }, { LEADS, 0 } };
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();
    Memory *lists = column_of(company, CALLIYO_LEAD_PREVIOUS_OWNERS);
    size_t i;

    (void)material;
    for (i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        lists->offsets[BAD[i].place] = BAD[i].offset;
        expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, NOW);
        lists->offsets[BAD[i].place] = (uint32_t)BAD[i].place;
    }
    lists->offsets[0] = 1;
    lists->offsets[LEADS] = LEADS - 1;
    expect_plan(engine, company);
    free_company(company);
    calliyo_engine_free(engine);
}

/* Expects that a plan ends with CALLIYO_OVERLAP, without a text and without a byte written to the outputs left. */
static void expect_overlap(const CalliyoEngine *engine, const CalliyoColumns *handle)
{
    char *text = NULL;
    size_t length = 7;

    EXPECT(calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, handle, NOW, &text, &length) == CALLIYO_OVERLAP);
    EXPECT(text == NULL && length == 0);
}

static void an_output_shares_memory_with_nothing(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();
    uint32_t *block = need_memory(2 * LEADS * sizeof *block);
    uint64_t room[AGENTS];
    size_t i;

    (void)material;
    /* With every column, from its first byte on and at its last byte. */
    for (i = 0; i < company->count; i++) {
        const Memory *memory = &company->columns[i];
        char *const last = (char *)memory->data + bytes_of(memory) - 1;

        EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_IS_PROVEN, memory->data, NULL, 1)
               == CALLIYO_OK);
        expect_overlap(engine, company->handle);
        EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_IS_PROVEN, last, NULL, 1)
               == CALLIYO_OK);
        expect_overlap(engine, company->handle);
        if (memory->validity != NULL) {
            EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_IS_PROVEN, memory->validity,
                                              NULL, 1)
                   == CALLIYO_OK);
            expect_overlap(engine, company->handle);
        }
        if (memory->offsets != NULL) {
            EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_IS_PROVEN,
                                              (char *)&memory->offsets[memory->rows], NULL, 1)
                   == CALLIYO_OK);
            expect_overlap(engine, company->handle);
        }
    }
    /* With another output, by one byte. */
    for (i = 0; i < OUTPUT_COUNT - 1; i++) {
        EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_IS_PROVEN, company->outputs[i], NULL,
                                          1)
               == CALLIYO_OK);
        expect_overlap(engine, company->handle);
    }
    EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_IS_PROVEN, company->has_room, NULL, 1)
           == CALLIYO_OK);
    expect_overlap(engine, company->handle);
    EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_IS_PROVEN,
                                      company->outputs[OUTPUT_COUNT - 1], NULL, 1)
           == CALLIYO_OK);
    /* Next to each other is not over each other. */
    EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_AGENT, block, NULL, LEADS) == CALLIYO_OK);
    EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_REASON, block + LEADS, NULL, LEADS)
           == CALLIYO_OK);
    {
        char *line = NULL;
        size_t length = 0;

        EXPECT(calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, company->handle, NOW, &line, &length)
               == CALLIYO_OK);
        calliyo_text_free(line, length);
    }
    /* An output with its own validity, where it is set. */
    EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_ROOM, room, (uint8_t *)room, AGENTS)
           == CALLIYO_OVERLAP);
    EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_AGENT, company->outputs[0], NULL, LEADS)
           == CALLIYO_OK);
    EXPECT(calliyo_columns_set_output(company->handle, CALLIYO_PLAN_REASON, company->outputs[1], NULL, LEADS)
           == CALLIYO_OK);
    expect_plan(engine, company);
    free(block);
    free_company(company);
    calliyo_engine_free(engine);
}

static void columns_of_no_row_need_no_memory(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    CalliyoColumns *handle = NULL;
    size_t i;
    CalliyoJob job;

    (void)material;
    EXPECT(calliyo_columns_new(&handle) == CALLIYO_OK);
    for (i = 0; i < COLUMN_COUNT; i++) {
        if (COLUMNS[i].kind == LISTS) {
            EXPECT(calliyo_columns_set_list(handle, COLUMNS[i].constant, NULL, NULL, 0, 0) == CALLIYO_OK);
        } else {
            EXPECT(calliyo_columns_set(handle, COLUMNS[i].constant, NULL, NULL, 0) == CALLIYO_OK);
        }
    }
    EXPECT(calliyo_columns_set_output(handle, CALLIYO_PLAN_REASON, NULL, NULL, 0) == CALLIYO_OK);
    for (job = CALLIYO_JOB_REMOVAL; job <= CALLIYO_JOB_TOP_UP; job++) {
        char *line = NULL;
        size_t length = 0;

        EXPECT(calliyo_plan(engine, job, handle, NOW, &line, &length) == CALLIYO_OK);
        EXPECT(line != NULL);
        calliyo_text_free(line, length);
    }
    calliyo_columns_free(handle);
    calliyo_engine_free(engine);
}

/* After clearing nothing is set: memory that was may be gone. */
static void what_was_cleared_or_unset_is_not_looked_at(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Company *company = make_company();
    Company *gone = make_company();
    CalliyoColumns *handle = gone->handle;
    size_t i;

    (void)material;
    EXPECT(calliyo_columns_clear(handle) == CALLIYO_OK);
    EXPECT(calliyo_columns_new(&gone->handle) == CALLIYO_OK);
    free_company(gone);
    for (i = 0; i < company->count; i++) {
        EXPECT(set(handle, &company->columns[i]) == CALLIYO_OK);
    }
    calliyo_columns_free(company->handle);
    company->handle = handle;
    for (i = 0; i < OUTPUT_COUNT; i++) {
        EXPECT(calliyo_columns_set_output(handle, OUTPUTS[i].constant, company->outputs[i], NULL,
                                          OUTPUTS[i].length)
               == CALLIYO_OK);
    }
    expect_plan(engine, company);
    for (i = 0; i < company->count; i++) {
        EXPECT(calliyo_columns_unset(handle, company->columns[i].facts->constant) == CALLIYO_OK);
    }
    expect_refused(engine, company, CALLIYO_JOB_ASSIGNMENT, NOW);
    free_company(company);
    calliyo_engine_free(engine);
}

const Check column_checks[] = {
    { "a handle of NULL is refused by every function", a_handle_of_null_is_refused_by_every_function },
    { "a constant that names nothing is refused", a_constant_that_names_nothing_is_refused },
    { "memory that cannot be is refused where it is set", memory_that_cannot_be_is_refused_where_it_is_set },
    { "a column of another length is refused by the plan",
      a_column_of_another_length_is_refused_by_the_plan },
    { "an output of another length is refused by the plan",
      an_output_of_another_length_is_refused_by_the_plan },
    { "a number that means nothing is refused by the plan",
      a_number_that_means_nothing_is_refused_by_the_plan },
    { "offsets that are none are refused by the plan", offsets_that_are_none_are_refused_by_the_plan },
    { "an output shares memory with nothing", an_output_shares_memory_with_nothing },
    { "columns of no row need no memory", columns_of_no_row_need_no_memory },
    { "what was cleared or unset is not looked at", what_was_cleared_or_unset_is_not_looked_at },
    { NULL, NULL },
};
