/*
 * Reports and record batches: pointers that are NULL, queries that break off, memory that does not fit, batches that are
 * none.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "safety.h"

enum { CALLS = 100, CALLERS = 4 };

static const char QUERY[] =
    "{\"by\":[\"agent\"],\"period\":{\"from\":\"1970-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}}";

/* Calls in columns, each in a block of its own. */
typedef struct {
    CalliyoColumns *handle;
    int64_t *started_at;
    uint8_t *status;
    uint32_t *duration;
    uint32_t *agent;
    uint8_t *direction;
} Calls;

static Calls make_calls(void)
{
    Calls calls;
    size_t i;

    calls.started_at = need_memory(CALLS * sizeof *calls.started_at);
    calls.status = need_memory(CALLS * sizeof *calls.status);
    calls.duration = need_memory(CALLS * sizeof *calls.duration);
    calls.agent = need_memory(CALLS * sizeof *calls.agent);
    calls.direction = need_memory(CALLS * sizeof *calls.direction);
    for (i = 0; i < CALLS; i++) {
        calls.started_at[i] = (int64_t)i * 3600000;
        calls.status[i] = CALLIYO_CALL_STATUS_CALLED;
        calls.duration[i] = (uint32_t)i;
        calls.agent[i] = (uint32_t)(i % CALLERS);
        calls.direction[i] = CALLIYO_DIRECTION_OUTGOING;
    }
    EXPECT(calliyo_columns_new(&calls.handle) == CALLIYO_OK);
    EXPECT(calliyo_columns_set(calls.handle, CALLIYO_CALL_STARTED_AT, calls.started_at, NULL, CALLS)
           == CALLIYO_OK);
    EXPECT(calliyo_columns_set(calls.handle, CALLIYO_CALL_STATUS, calls.status, NULL, CALLS) == CALLIYO_OK);
    EXPECT(calliyo_columns_set(calls.handle, CALLIYO_CALL_DURATION_SECONDS, calls.duration, NULL, CALLS)
           == CALLIYO_OK);
    EXPECT(calliyo_columns_set(calls.handle, CALLIYO_CALL_AGENT, calls.agent, NULL, CALLS) == CALLIYO_OK);
    EXPECT(calliyo_columns_set(calls.handle, CALLIYO_CALL_DIRECTION, calls.direction, NULL, CALLS)
           == CALLIYO_OK);
    EXPECT(calliyo_columns_set_size(calls.handle, CALLIYO_SIZE_AGENTS, CALLERS) == CALLIYO_OK);
    return calls;
}

static void free_calls(Calls *calls)
{
    calliyo_columns_free(calls->handle);
    free(calls->started_at);
    free(calls->status);
    free(calls->duration);
    free(calls->agent);
    free(calls->direction);
}

static CalliyoReport *need_report(const CalliyoEngine *engine, const Calls *calls, size_t *rows)
{
    CalliyoReport *report = NULL;
    char *failure = NULL;
    size_t length = 0;
    CalliyoResult result = calliyo_report_new(engine, CALLIYO_REPORT_CALLS, calls->handle, QUERY,
                                              sizeof QUERY - 1, &report, rows, &failure, &length);

    if (result != CALLIYO_OK) {
        give_up(failure == NULL ? "no report" : failure, "calliyo_report_new");
    }
    EXPECT(failure == NULL && length == 0);
    return report;
}

/* Expects that every call is counted: nothing that went wrong before has left a trace. */
static void expect_report(const CalliyoEngine *engine, const Calls *calls)
{
    size_t rows = 0;
    CalliyoReport *report = need_report(engine, calls, &rows);
    int64_t *counted = need_memory(rows * sizeof *counted);

    EXPECT(rows >= 2);
    EXPECT(calliyo_report_read(report, CALLIYO_FIGURE_CALLS, counted, NULL, rows) == CALLIYO_OK);
    EXPECT(counted[rows - 1] == CALLS);
    calliyo_report_free(report);
    free(counted);
}

/* Expects that no report is made of a query, but a failure document. */
static void expect_refused(const CalliyoEngine *engine, const Calls *calls, Text query)
{
    CalliyoReport *report = (CalliyoReport *)(uintptr_t)64;
    char *failure = NULL;
    size_t rows = 7;
    size_t length = 0;

    EXPECT(calliyo_report_new(engine, CALLIYO_REPORT_CALLS, calls->handle, query.bytes, query.length, &report,
                              &rows, &failure, &length)
           == CALLIYO_FAILED);
    EXPECT(report == NULL && rows == 0);
    EXPECT(begins_with(failure, length, "{\"type\":\"failure\""));
    calliyo_text_free(failure, length);
}

static int is_null(unsigned combination, unsigned place)
{
    return (combination >> place & 1u) != 0;
}

static void any_pointer_of_a_report_may_be_null(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Calls calls = make_calls();
    int64_t number = 0;
    size_t rows = 0;
    CalliyoReport *made = need_report(engine, &calls, &rows);
    struct ArrowSchema schema;
    struct ArrowArray array;
    unsigned nulls;

    (void)material;
    for (nulls = 0; nulls < 1u << 7; nulls++) {
        CalliyoReport *report = made;
        char *failure = (char *)&number;
        size_t length = 7;
        CalliyoResult result;

        rows = 7;
        result = calliyo_report_new(
            is_null(nulls, 0) ? NULL : engine, CALLIYO_REPORT_CALLS, is_null(nulls, 1) ? NULL : calls.handle,
            is_null(nulls, 2) ? NULL : QUERY, sizeof QUERY - 1, is_null(nulls, 3) ? NULL : &report,
            is_null(nulls, 4) ? NULL : &rows, is_null(nulls, 5) ? NULL : &failure,
            is_null(nulls, 6) ? NULL : &length);
        EXPECT(result == (nulls == 0 ? CALLIYO_OK : CALLIYO_NULL_POINTER));
        EXPECT(is_null(nulls, 3) ? report == made : (report != NULL) == (nulls == 0));
        EXPECT(is_null(nulls, 4) ? rows == 7 : (rows != 0) == (nulls == 0));
        EXPECT(is_null(nulls, 5) ? failure == (char *)&number : failure == NULL);
        EXPECT(is_null(nulls, 6) ? length == 7 : length == 0);
        if (result == CALLIYO_OK) {
            calliyo_report_free(report);
        }
    }
    EXPECT(calliyo_report_read(NULL, CALLIYO_FIGURE_CALLS, &number, NULL, 1) == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_report_export(NULL, &schema, &array) == CALLIYO_NULL_POINTER);
    EXPECT(schema.release == NULL && array.release == NULL);
    EXPECT(calliyo_report_export(made, NULL, &array) == CALLIYO_NULL_POINTER);
    EXPECT(array.release == NULL);
    EXPECT(calliyo_report_export(made, &schema, NULL) == CALLIYO_NULL_POINTER);
    EXPECT(schema.release == NULL);
    calliyo_report_free(NULL);
    calliyo_report_free(made);
    expect_report(engine, &calls);
    free_calls(&calls);
    calliyo_engine_free(engine);
}

static void a_query_that_is_none_is_refused(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Calls calls = make_calls();
    size_t length;

    (void)material;
    /* The empty text is the query that asks for everything. */
    for (length = 1; length < sizeof QUERY - 1; length++) {
        Text query = copy_of(QUERY, length);
        CalliyoReport *report = NULL;
        size_t rows = 0;
        char *failure = NULL;
        size_t failure_length = 0;

        expect_refused(engine, &calls, query);
        query.bytes[length / 2] = (char)0xFF;
        EXPECT(calliyo_report_new(engine, CALLIYO_REPORT_CALLS, calls.handle, query.bytes, query.length,
                                  &report, &rows, &failure, &failure_length)
               == CALLIYO_INVALID_UTF8);
        EXPECT(report == NULL && rows == 0 && failure == NULL && failure_length == 0);
        free(query.bytes);
    }
    expect_report(engine, &calls);
    free_calls(&calls);
    calliyo_engine_free(engine);
}

static void a_kind_or_figure_that_names_nothing_is_refused(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Calls calls = make_calls();
    size_t rows = 0;
    CalliyoReport *report = need_report(engine, &calls, &rows);
    int64_t *values = need_memory(rows * sizeof *values);
    uint8_t *validity = need_memory((rows + 7) / 8);
    uint32_t constant;

    (void)material;
    for (constant = 0; constant <= 3000; constant++) {
        const int is_kind = constant >= CALLIYO_REPORT_CALLS && constant <= CALLIYO_REPORT_EVENNESS;
        const int is_figure = constant >= CALLIYO_FIGURE_FIRST_GROUP && constant <= CALLIYO_FIGURE_NOT_PLACED;
        CalliyoReport *made = NULL;
        size_t length = 0;
        char *failure = NULL;
        size_t made_rows = 0;
        CalliyoResult result = calliyo_report_new(engine, constant, calls.handle, NULL, 0, &made, &made_rows,
                                                  &failure, &length);

        EXPECT(is_kind ? result == CALLIYO_OK || result == CALLIYO_FAILED
                       : result == CALLIYO_UNKNOWN_CONSTANT);
        calliyo_text_free(failure, length);
        calliyo_report_free(made);
        result = calliyo_report_read(report, constant, values, validity, rows);
        EXPECT(result == CALLIYO_UNKNOWN_CONSTANT || (is_figure && result == CALLIYO_OK));
    }
    calliyo_report_free(report);
    free(values);
    free(validity);
    free_calls(&calls);
    calliyo_engine_free(engine);
}

static void a_figure_is_read_into_memory_that_fits(const Material *material)
{
    static const size_t LENGTHS[] = { 0, 1, SIZE_MAX, SIZE_MAX / 8 + 1 };
    CalliyoEngine *engine = strict_engine();
    Calls calls = make_calls();
    size_t rows = 0;
    CalliyoReport *report = need_report(engine, &calls, &rows);
    int64_t *values = need_memory((rows + 1) * sizeof *values);
    size_t i;

    (void)material;
    for (i = 0; i < sizeof LENGTHS / sizeof LENGTHS[0]; i++) {
        EXPECT(calliyo_report_read(report, CALLIYO_FIGURE_CALLS, values, NULL, LENGTHS[i])
               == CALLIYO_INVALID_LENGTH);
    }
    EXPECT(calliyo_report_read(report, CALLIYO_FIGURE_CALLS, NULL, NULL, rows) == CALLIYO_NULL_POINTER);
    /* The total belongs to no agent: its group is missing. */
    EXPECT(calliyo_report_read(report, CALLIYO_FIGURE_FIRST_GROUP, values, NULL, rows)
           == CALLIYO_NULL_POINTER);
    for (i = 1; i < sizeof *values; i++) {
        EXPECT(calliyo_report_read(report, CALLIYO_FIGURE_CALLS, (int64_t *)(void *)((char *)values + i), NULL,
                                   rows)
               == CALLIYO_MISALIGNED);
    }
    for (i = 0; i < rows * sizeof *values; i++) {
        EXPECT(calliyo_report_read(report, CALLIYO_FIGURE_CALLS, values, (uint8_t *)values + i, rows)
               == CALLIYO_OVERLAP);
    }
    calliyo_report_free(report);
    expect_report(engine, &calls);
    free(values);
    free_calls(&calls);
    calliyo_engine_free(engine);
}

static void a_call_that_means_nothing_is_refused(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Calls calls = make_calls();
    Text query = copy_of(QUERY, sizeof QUERY - 1);

    (void)material;
    calls.status[CALLS - 1] = UINT8_MAX;
    expect_refused(engine, &calls, query);
    calls.status[CALLS - 1] = CALLIYO_CALL_STATUS_CALLED;
    calls.agent[0] = CALLERS;
    expect_refused(engine, &calls, query);
    calls.agent[0] = 0;
    EXPECT(calliyo_columns_set(calls.handle, CALLIYO_CALL_AGENT, calls.agent, NULL, CALLS - 1) == CALLIYO_OK);
    expect_refused(engine, &calls, query);
    EXPECT(calliyo_columns_set(calls.handle, CALLIYO_CALL_AGENT, calls.agent, NULL, CALLS) == CALLIYO_OK);
    expect_report(engine, &calls);
    free(query.bytes);
    free_calls(&calls);
    calliyo_engine_free(engine);
}

static void what_was_exported_outlives_the_report(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Calls calls = make_calls();
    size_t rows = 0;
    CalliyoReport *report = need_report(engine, &calls, &rows);
    struct ArrowSchema schema;
    struct ArrowArray array;
    CalliyoColumns *columns = NULL;
    char *failure = NULL;
    size_t length = 0;
    int64_t i;

    (void)material;
    EXPECT(calliyo_report_export(report, &schema, &array) == CALLIYO_OK);
    calliyo_report_free(report);
    EXPECT(array.length == (int64_t)rows && array.n_children == schema.n_children);
    for (i = 0; i < array.n_children; i++) {
        const int64_t *values = array.children[i]->buffers[1];

        EXPECT(strcmp(schema.children[i]->format, "l") == 0);
        EXPECT(array.children[i]->length == (int64_t)rows);
        EXPECT(((schema.children[i]->flags & ARROW_FLAG_NULLABLE) != 0) == (array.children[i]->buffers[0] != NULL));
        EXPECT(strcmp(schema.children[i]->name, "calls") != 0 || values[rows - 1] == CALLS);
    }
    /* A report is no table: the batch is refused, and stays with the host. */
    EXPECT(calliyo_columns_new(&columns) == CALLIYO_OK);
    EXPECT(calliyo_columns_import(columns, CALLIYO_TABLE_CALLS, &schema, &array, &failure, &length)
           == CALLIYO_FAILED);
    EXPECT(begins_with(failure, length, "{\"type\":\"failure\""));
    calliyo_text_free(failure, length);
    EXPECT(schema.release != NULL && array.release != NULL);
    schema.release(&schema);
    array.release(&array);
    EXPECT(schema.release == NULL && array.release == NULL);
    calliyo_columns_free(columns);
    free_calls(&calls);
    calliyo_engine_free(engine);
}

/* A record batch of leads with one column, which counts how often it is released. */
typedef struct {
    struct ArrowSchema schema;
    struct ArrowSchema child_schema;
    struct ArrowSchema *child_schemas[1];
    struct ArrowArray array;
    struct ArrowArray child;
    struct ArrowArray *children[1];
    const void *buffers[2];
    const void *own_buffers[1];
    uint16_t status[CALLS];
    int schemas_released;
    int arrays_released;
} Batch;

static void release_schema(struct ArrowSchema *schema)
{
    ((Batch *)schema->private_data)->schemas_released += 1;
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array)
{
    ((Batch *)array->private_data)->arrays_released += 1;
    array->release = NULL;
}

/* Releases of a child come with its parent: it has nothing of its own. */
static void release_child_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void release_child(struct ArrowArray *array)
{
    array->release = NULL;
}

static void make_batch(Batch *batch)
{
    memset(batch, 0, sizeof *batch);
    batch->child_schema.format = "S";
    batch->child_schema.name = "status";
    batch->child_schema.release = release_child_schema;
    batch->child_schemas[0] = &batch->child_schema;
    batch->schema.format = "+s";
    batch->schema.name = "";
    batch->schema.n_children = 1;
    batch->schema.children = batch->child_schemas;
    batch->schema.release = release_schema;
    batch->schema.private_data = batch;
    batch->buffers[1] = batch->status;
    batch->child.length = CALLS;
    batch->child.n_buffers = 2;
    batch->child.buffers = batch->buffers;
    batch->child.release = release_child;
    batch->children[0] = &batch->child;
    batch->array.length = CALLS;
    batch->array.n_buffers = 1;
    batch->array.n_children = 1;
    batch->array.buffers = batch->own_buffers;
    batch->array.children = batch->children;
    batch->array.release = release_array;
    batch->array.private_data = batch;
}

static void a_batch_is_released_once_when_it_was_taken(const Material *material)
{
    static Batch batches[3];
    CalliyoColumns *columns = NULL;
    char *failure = NULL;
    size_t length = 0;
    size_t i;

    (void)material;
    EXPECT(calliyo_columns_new(&columns) == CALLIYO_OK);
    for (i = 0; i < 3; i++) {
        make_batch(&batches[i]);
        EXPECT(calliyo_columns_import(columns, CALLIYO_TABLE_LEADS, &batches[i].schema, &batches[i].array,
                                      &failure, &length)
               == CALLIYO_OK);
        EXPECT(failure == NULL && length == 0);
        EXPECT(batches[i].schema.release == NULL && batches[i].array.release == NULL);
        EXPECT(batches[i].schemas_released == 1 && batches[i].arrays_released == 0);
        if (i == 1) {
            EXPECT(batches[0].arrays_released == 1);
            EXPECT(calliyo_columns_clear(columns) == CALLIYO_OK);
            EXPECT(batches[1].arrays_released == 1);
        }
    }
    calliyo_columns_free(columns);
    for (i = 0; i < 3; i++) {
        EXPECT(batches[i].schemas_released == 1 && batches[i].arrays_released == 1);
    }
}

/* Expects that a batch is refused with a code, and that nothing of it was released. */
static void expect_batch(CalliyoColumns *columns, CalliyoTable table, Batch *batch, CalliyoResult expected)
{
    char *failure = NULL;
    size_t length = 0;

    EXPECT(calliyo_columns_import(columns, table, &batch->schema, &batch->array, &failure, &length) == expected);
    EXPECT((failure != NULL) == (expected == CALLIYO_FAILED));
    EXPECT(batch->schemas_released == 0 && batch->arrays_released == 0);
    calliyo_text_free(failure, length);
    make_batch(batch);
}

static void a_batch_that_is_none_stays_with_the_host(const Material *material)
{
    static Batch batch;
    CalliyoColumns *columns = NULL;
    char *failure = NULL;
    size_t length = 7;
    CalliyoTable table;

    (void)material;
    EXPECT(calliyo_columns_new(&columns) == CALLIYO_OK);
    make_batch(&batch);
    for (table = 0; table < 100; table++) {
        if (table < CALLIYO_TABLE_LEADS || table > CALLIYO_TABLE_HISTORY) {
            expect_batch(columns, table, &batch, CALLIYO_UNKNOWN_CONSTANT);
        }
    }
    EXPECT(calliyo_columns_import(NULL, CALLIYO_TABLE_LEADS, &batch.schema, &batch.array, &failure, &length)
           == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_import(columns, CALLIYO_TABLE_LEADS, NULL, &batch.array, &failure, &length)
           == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_import(columns, CALLIYO_TABLE_LEADS, &batch.schema, NULL, &failure, &length)
           == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_import(columns, CALLIYO_TABLE_LEADS, &batch.schema, &batch.array, NULL, &length)
           == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_columns_import(columns, CALLIYO_TABLE_LEADS, &batch.schema, &batch.array, &failure, NULL)
           == CALLIYO_NULL_POINTER);
    EXPECT(batch.schemas_released == 0 && batch.arrays_released == 0);

    batch.schema.format = "S";
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.child_schema.format = "I";
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.child_schema.format = "";
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.child_schema.name = "stature";
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.child_schema.name = "\xFF";
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.array.length = -1;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.array.length = INT64_MAX;
    batch.child.length = INT64_MAX;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.array.offset = INT64_MAX;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.child.offset = -1;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.child.length = CALLS - 1;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.array.n_children = 0;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.child.n_buffers = 1;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.buffers[1] = (char *)batch.status + 1;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    batch.buffers[1] = NULL;
    expect_batch(columns, CALLIYO_TABLE_LEADS, &batch, CALLIYO_FAILED);
    calliyo_columns_free(columns);
}

const Check report_checks[] = {
    { "any pointer of a report may be NULL", any_pointer_of_a_report_may_be_null },
    { "a query that is none is refused", a_query_that_is_none_is_refused },
    { "a kind or figure that names nothing is refused", a_kind_or_figure_that_names_nothing_is_refused },
    { "a figure is read into memory that fits", a_figure_is_read_into_memory_that_fits },
    { "a call that means nothing is refused", a_call_that_means_nothing_is_refused },
    { "what was exported outlives the report", what_was_exported_outlives_the_report },
    { "a batch is released once when it was taken", a_batch_is_released_once_when_it_was_taken },
    { "a batch that is none stays with the host", a_batch_that_is_none_stays_with_the_host },
    { NULL, NULL },
};
