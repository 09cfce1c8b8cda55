/*
 * Much at once: every vector, very large texts, many threads, many calls.
 */

#if defined(__linux__)
#define _GNU_SOURCE
#include <malloc.h>
#endif

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "safety.h"

enum { THREADS = 8 };

/* How many bytes more may be in use after many calls than after a few: what the C library itself keeps. */
static const size_t MOST_GROWTH = 4096;

/* A document with blanks behind it, `length` bytes in all. */
static Text padded(Text document, size_t length)
{
    Text longer = { need_memory(length), length };

    memset(longer.bytes, ' ', length);
    memcpy(longer.bytes, document.bytes, document.length);
    return longer;
}

/* `beginning`, then `part` again and again with commas between, then `end`: about `length` bytes in all. */
static Text list_of(const char *beginning, const char *part, const char *end, size_t length)
{
    const size_t part_length = strlen(part) + 1;
    const size_t parts = length / part_length + 1;
    Text list = { NULL, strlen(beginning) + parts * part_length - 1 + strlen(end) };
    char *place;
    size_t i;

    list.bytes = need_memory(list.length);
    place = list.bytes;
    memcpy(place, beginning, strlen(beginning));
    place += strlen(beginning);
    for (i = 0; i < parts; i++) {
        memcpy(place, part, part_length - 1);
        place += part_length - 1;
        if (i + 1 < parts) {
            *place++ = ',';
        }
    }
    memcpy(place, end, strlen(end));
    return list;
}

static void expect_answer(const CalliyoEngine *engine, Text operation, Text request, const char *beginning)
{
    Text answer = need_answer(engine, operation, request);

    EXPECT(begins_with(answer.bytes, answer.length, beginning));
    calliyo_text_free(answer.bytes, answer.length);
}

static void every_vector_is_answered(const Material *material)
{
    size_t i;

    for (i = 0; i < material->count; i += material->step) {
        const Vector *vector = &material->vectors[i];
        CalliyoEngine *engine = vector->policy.bytes == NULL ? NULL : need_engine(vector->policy);

        expect_works(engine, vector);
        calliyo_engine_free(engine);
    }
}

static void a_very_large_request_is_answered(const Material *material)
{
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = need_engine(vector->policy);
    Vector large = *vector;
    Text due = { "due", 3 };
    Text request;

    large.request = padded(vector->request, material->many_bytes);
    expect_works(engine, &large);
    free(large.request.bytes);

    request = list_of("{\"now\":\"2026-05-15T13:00:00Z\",\"jobs\":[",
                      "{\"job\":\"assignment\",\"state\":{\"lastDue\":\"2026-05-10T13:00:00Z\"}}",
                      "]}", material->many_bytes);
    expect_answer(engine, due, request, "{\"type\":\"success\"");
    free(request.bytes);
    expect_works(engine, vector);
    calliyo_engine_free(engine);
}

static void a_very_large_text_that_is_broken_is_refused(const Material *material)
{
    static const char *const FAILURE = "{\"type\":\"failure\"";
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = need_engine(vector->policy);
    Text broken = { need_memory(material->many_bytes), material->many_bytes };
    Text policy;
    CalliyoEngine *made = NULL;
    char *failure = NULL;
    size_t length = 0;

    /* Nested without end: what reads it must not recurse as deep. */
    memset(broken.bytes, '[', broken.length);
    expect_answer(engine, vector->operation, broken, FAILURE);
    EXPECT(calliyo_engine_new(broken.bytes, broken.length, &made, &failure, &length) == CALLIYO_FAILED);
    EXPECT(made == NULL && failure != NULL);
    calliyo_text_free(failure, length);
    /* A name without end, where an object is expected and where an operation is. */
    memset(broken.bytes, 'a', broken.length);
    broken.bytes[0] = '"';
    expect_answer(engine, vector->operation, broken, FAILURE);
    expect_answer(engine, broken, vector->request, FAILURE);
    /* The last byte is no text. */
    broken.bytes[broken.length - 1] = (char)0xFF;
    EXPECT(calliyo_engine_new(broken.bytes, broken.length, &made, &failure, &length)
           == CALLIYO_INVALID_UTF8);
    /* A document with a second one behind it. */
    free(broken.bytes);
    broken = padded(vector->request, material->many_bytes);
    broken.bytes[broken.length - 1] = '1';
    expect_answer(engine, vector->operation, broken, FAILURE);
    free(broken.bytes);
    policy = padded(vector->policy, material->many_bytes);
    policy.bytes[policy.length - 1] = '}';
    EXPECT(calliyo_engine_new(policy.bytes, policy.length, &made, &failure, &length) == CALLIYO_FAILED);
    calliyo_text_free(failure, length);
    free(policy.bytes);
    expect_works(engine, vector);
    calliyo_engine_free(engine);
}

/* What each of many threads does, all with the same engines and with columns of its own. */
typedef struct {
    const Material *material;
    const CalliyoEngine *engine;
    const Vector *vector;
    /* The engine that all of them plan with. */
    const CalliyoEngine *planner;
} Share;

static void *work(void *shared)
{
    const Share *share = shared;
    static const Text NO_TEXT = { "\xFF", 1 };
    static const Text NO_JSON = { "{", 1 };
    Company *const company = make_company();
    size_t i;

    for (i = 0; i < share->material->many_calls / THREADS; i++) {
        char *answer = NULL;
        size_t length = 0;

        switch (i % 8) {
        case 0:
            EXPECT(calliyo_call(share->engine, NO_TEXT.bytes, NO_TEXT.length, NULL, 0, &answer, &length)
                   == CALLIYO_INVALID_UTF8);
            break;
        case 1:
            expect_answer(share->engine, share->vector->operation, NO_JSON, "{\"type\":\"failure\"");
            break;
        case 2:
            expect_plan(share->planner, company);
            break;
        default:
            expect_works(share->engine, share->vector);
            break;
        }
    }
    free_company(company);
    return NULL;
}

static void an_engine_answers_many_threads_at_once(const Material *material)
{
    static const char *const OPERATIONS[] = { "decide", "assign", "agenda", "explain" };
    enum { KINDS = sizeof OPERATIONS / sizeof OPERATIONS[0] };
    CalliyoEngine *planner = strict_engine();
    CalliyoEngine *engines[KINDS];
    Share shares[KINDS];
    pthread_t threads[THREADS * KINDS];
    size_t i;

    for (i = 0; i < KINDS; i++) {
        shares[i].material = material;
        shares[i].vector = vector_of(material, OPERATIONS[i]);
        engines[i] = need_engine(shares[i].vector->policy);
        shares[i].engine = engines[i];
        shares[i].planner = planner;
    }
    for (i = 0; i < THREADS * KINDS; i++) {
        threads[i] = need_thread(work, &shares[i % KINDS]);
    }
    for (i = 0; i < THREADS * KINDS; i++) {
        pthread_join(threads[i], NULL);
    }
    for (i = 0; i < KINDS; i++) {
        calliyo_engine_free(engines[i]);
    }
    calliyo_engine_free(planner);
}

/* A good call and each kind of bad one, an engine, a plan. */
static void call_once(const CalliyoEngine *engine, const Vector *vector, Company *company, size_t number)
{
    CalliyoEngine *made = NULL;
    CalliyoColumns *columns = NULL;
    char *text = NULL;
    size_t length = 0;

    switch (number % 16) {
    case 0:
        EXPECT(calliyo_call(engine, "\xFF", 1, NULL, 0, &text, &length) == CALLIYO_INVALID_UTF8);
        break;
    case 1:
        EXPECT(calliyo_call(engine, NULL, 1, NULL, 0, &text, &length) == CALLIYO_NULL_POINTER);
        break;
    case 2:
        EXPECT(calliyo_call(engine, "decide", 6, "{\"lead\":", 8, &text, &length) == CALLIYO_OK);
        break;
    case 3:
        EXPECT(calliyo_engine_new("{\"schema\":", 10, &made, &text, &length) == CALLIYO_FAILED);
        break;
    case 4:
        EXPECT(calliyo_engine_new("{}", 2, &made, &text, &length) == CALLIYO_OK);
        break;
    case 5:
        expect_plan(engine, company);
        break;
    case 6:
        EXPECT(calliyo_columns_new(&columns) == CALLIYO_OK);
        EXPECT(calliyo_columns_set(columns, CALLIYO_LEAD_STATUS, NULL, NULL, 0) == CALLIYO_OK);
        EXPECT(calliyo_plan(engine, CALLIYO_JOB_REMOVAL, columns, 0, &text, &length) == CALLIYO_FAILED);
        break;
    default:
        expect_works(engine, vector);
        break;
    }
    calliyo_text_free(text, length);
    calliyo_columns_free(columns);
    calliyo_engine_free(made);
}

/* The bytes that the program has in use, where the C library tells. */
static size_t bytes_in_use(void)
{
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    struct mallinfo2 memory = mallinfo2();

    return memory.uordblks + memory.hblkhd;
#else
    return 0;
#endif
}

static void many_calls_leave_no_memory_behind(const Material *material)
{
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = need_engine(vector->policy);
    Company *company = make_company();
    size_t before;
    size_t after;
    size_t i;

    for (i = 0; i < 100; i++) {
        call_once(engine, vector, company, i);
    }
    before = bytes_in_use();
    for (i = 0; i < material->many_calls; i++) {
        call_once(engine, vector, company, i);
    }
    after = bytes_in_use();
    EXPECT(after <= before + MOST_GROWTH);
    free_company(company);
    calliyo_engine_free(engine);
}

const Check load_checks[] = {
    { "every vector is answered", every_vector_is_answered },
    { "a very large request is answered", a_very_large_request_is_answered },
    { "a very large text that is broken is refused", a_very_large_text_that_is_broken_is_refused },
    { "an engine answers many threads at once", an_engine_answers_many_threads_at_once },
    { "many calls leave no memory behind", many_calls_leave_no_memory_behind },
    { NULL, NULL },
};
