/*
 * Texts and engines: pointers that are NULL, lengths that are wrong, bytes that are no text, documents that break off.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "safety.h"

/* What an out parameter holds before a call that must replace it. */
static CalliyoEngine *const OLD_ENGINE = (CalliyoEngine *)(uintptr_t)64;
static char *const OLD_TEXT = (char *)(uintptr_t)64;
enum { OLD_LENGTH = 7 };

/* Whether place number `place` is NULL in a combination. */
static int is_null(unsigned combination, unsigned place)
{
    return (combination >> place & 1u) != 0;
}

static void any_pointer_of_engine_new_may_be_null(const Material *material)
{
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *unharmed = need_engine(vector->policy);
    unsigned nulls;

    for (nulls = 0; nulls < 1u << 4; nulls++) {
        CalliyoEngine *engine = OLD_ENGINE;
        char *failure = OLD_TEXT;
        size_t length = OLD_LENGTH;
        CalliyoResult result = calliyo_engine_new(
            is_null(nulls, 0) ? NULL : vector->policy.bytes, vector->policy.length,
            is_null(nulls, 1) ? NULL : &engine, is_null(nulls, 2) ? NULL : &failure,
            is_null(nulls, 3) ? NULL : &length);

        EXPECT(result == (nulls == 0 ? CALLIYO_OK : CALLIYO_NULL_POINTER));
        EXPECT(is_null(nulls, 1) ? engine == OLD_ENGINE : (engine != NULL) == (nulls == 0));
        EXPECT(is_null(nulls, 2) ? failure == OLD_TEXT : failure == NULL);
        EXPECT(is_null(nulls, 3) ? length == OLD_LENGTH : length == 0);
        if (result == CALLIYO_OK) {
            expect_works(engine, vector);
            calliyo_engine_free(engine);
        }
        expect_works(unharmed, vector);
    }
    calliyo_engine_free(unharmed);
}

static void any_pointer_of_call_may_be_null(const Material *material)
{
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = need_engine(vector->policy);
    unsigned nulls;

    for (nulls = 0; nulls < 1u << 5; nulls++) {
        char *answer = OLD_TEXT;
        size_t length = OLD_LENGTH;
        /* An engine of NULL is none, which is no fault of the call. */
        const int right = (nulls & ~1u) == 0;
        CalliyoResult result = calliyo_call(
            is_null(nulls, 0) ? NULL : engine, is_null(nulls, 1) ? NULL : vector->operation.bytes,
            vector->operation.length, is_null(nulls, 2) ? NULL : vector->request.bytes,
            vector->request.length, is_null(nulls, 3) ? NULL : &answer,
            is_null(nulls, 4) ? NULL : &length);

        EXPECT(result == (right ? CALLIYO_OK : CALLIYO_NULL_POINTER));
        EXPECT(is_null(nulls, 3) ? answer == OLD_TEXT : (answer != NULL) == right);
        EXPECT(is_null(nulls, 4) ? length == OLD_LENGTH : (length != 0) == right);
        if (result == CALLIYO_OK) {
            EXPECT(begins_with(answer, length,
                               nulls == 0 ? "{\"type\":\"success\"" : "{\"type\":\"failure\""));
            calliyo_text_free(answer, length);
        }
        expect_works(engine, vector);
    }
    calliyo_engine_free(engine);
}

static void freeing_null_does_nothing(const Material *material)
{
    (void)material;
    calliyo_engine_free(NULL);
    calliyo_text_free(NULL, 0);
    calliyo_text_free(NULL, SIZE_MAX);
}

static void a_length_that_no_object_has_is_refused_unread(const Material *material)
{
    static const size_t LENGTHS[] = { SIZE_MAX, SIZE_MAX - 1, (size_t)PTRDIFF_MAX + 1 };
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = need_engine(vector->policy);
    size_t i;

    for (i = 0; i < sizeof LENGTHS / sizeof LENGTHS[0]; i++) {
        CalliyoEngine *made = OLD_ENGINE;
        char *text = OLD_TEXT;
        size_t length = OLD_LENGTH;

        EXPECT(calliyo_engine_new(vector->policy.bytes, LENGTHS[i], &made, &text, &length)
               == CALLIYO_INVALID_LENGTH);
        EXPECT(made == NULL && text == NULL && length == 0);
        text = OLD_TEXT;
        EXPECT(calliyo_call(engine, vector->operation.bytes, LENGTHS[i], vector->request.bytes,
                            vector->request.length, &text, &length)
               == CALLIYO_INVALID_LENGTH);
        EXPECT(text == NULL && length == 0);
        text = OLD_TEXT;
        EXPECT(calliyo_call(engine, vector->operation.bytes, vector->operation.length,
                            vector->request.bytes, LENGTHS[i], &text, &length)
               == CALLIYO_INVALID_LENGTH);
        EXPECT(text == NULL && length == 0);
        expect_works(engine, vector);
    }
    calliyo_engine_free(engine);
}

/* A length of 0 makes every pointer an empty text, also one that points nowhere. */
static void an_empty_text_is_not_read(const Material *material)
{
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = OLD_ENGINE;
    Text answer = { OLD_TEXT, OLD_LENGTH };

    EXPECT(calliyo_engine_new(OLD_TEXT, 0, &engine, &answer.bytes, &answer.length) == CALLIYO_FAILED);
    EXPECT(engine == NULL);
    EXPECT(begins_with(answer.bytes, answer.length, "{\"type\":\"failure\""));
    calliyo_text_free(answer.bytes, answer.length);

    engine = need_engine(vector->policy);
    EXPECT(calliyo_call(engine, OLD_TEXT, 0, OLD_TEXT, 0, &answer.bytes, &answer.length) == CALLIYO_OK);
    EXPECT(begins_with(answer.bytes, answer.length, "{\"type\":\"failure\""));
    calliyo_text_free(answer.bytes, answer.length);
    expect_works(engine, vector);
    calliyo_engine_free(engine);
}

/* Expects that a policy gives no engine, but a failure document. */
static void expect_refused_policy(Text policy)
{
    CalliyoEngine *engine = OLD_ENGINE;
    char *failure = OLD_TEXT;
    size_t length = OLD_LENGTH;

    EXPECT(calliyo_engine_new(policy.bytes, policy.length, &engine, &failure, &length) == CALLIYO_FAILED);
    EXPECT(engine == NULL);
    EXPECT(begins_with(failure, length, "{\"type\":\"failure\""));
    calliyo_text_free(failure, length);
}

/* Expects that a request is answered, with a failure. */
static void expect_refused_request(const CalliyoEngine *engine, Text operation, Text request)
{
    Text answer = need_answer(engine, operation, request);

    EXPECT(begins_with(answer.bytes, answer.length, "{\"type\":\"failure\""));
    calliyo_text_free(answer.bytes, answer.length);
}

/* Expects that a policy with such a text ends with CALLIYO_INVALID_UTF8. */
static void expect_no_policy_text(Text policy)
{
    CalliyoEngine *engine = OLD_ENGINE;
    char *failure = OLD_TEXT;
    size_t length = OLD_LENGTH;

    EXPECT(calliyo_engine_new(policy.bytes, policy.length, &engine, &failure, &length)
           == CALLIYO_INVALID_UTF8);
    EXPECT(engine == NULL && failure == NULL && length == 0);
}

/* Expects that a call with such texts ends with CALLIYO_INVALID_UTF8. */
static void expect_no_text(const CalliyoEngine *engine, Text operation, Text request)
{
    char *answer = OLD_TEXT;
    size_t length = OLD_LENGTH;

    EXPECT(calliyo_call(engine, operation.bytes, operation.length, request.bytes, request.length,
                        &answer, &length)
           == CALLIYO_INVALID_UTF8);
    EXPECT(answer == NULL && length == 0);
}

/* Whether a text that breaks off in front of a byte breaks off within a character. */
static int is_within_character(Text text, size_t place)
{
    return ((unsigned char)text.bytes[place] & 0xC0u) == 0x80u;
}

static void a_document_that_breaks_off_is_refused_at_every_byte(const Material *material)
{
    size_t i;
    size_t length;

    for (i = 0; i < material->count; i++) {
        const Vector *vector = &material->vectors[i];
        CalliyoEngine *engine = NULL;

        if (!begins_with(vector->response.bytes, vector->response.length, "{\"type\":\"success\"")) {
            continue; /* What is refused as a whole may begin with a document that is not. */
        }
        if (vector->policy.bytes != NULL) {
            for (length = 0; length < vector->policy.length; length += material->step) {
                Text beginning = copy_of(vector->policy.bytes, length);

                if (is_within_character(vector->policy, length)) {
                    expect_no_policy_text(beginning);
                } else {
                    expect_refused_policy(beginning);
                }
                free(beginning.bytes);
            }
            engine = need_engine(vector->policy);
        }
        for (length = 0; length < vector->request.length; length += material->step) {
            Text beginning = copy_of(vector->request.bytes, length);

            if (is_within_character(vector->request, length)) {
                expect_no_text(engine, vector->operation, beginning);
            } else {
                expect_refused_request(engine, vector->operation, beginning);
            }
            free(beginning.bytes);
        }
        expect_works(engine, vector);
        calliyo_engine_free(engine);
    }
}

static void a_byte_that_is_no_utf8_is_found_wherever_it_is(const Material *material)
{
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = need_engine(vector->policy);
    Text policy = copy_of(vector->policy.bytes, vector->policy.length);
    Text operation = copy_of(vector->operation.bytes, vector->operation.length);
    Text request = copy_of(vector->request.bytes, vector->request.length);
    size_t i;

    for (i = 0; i < policy.length; i++) {
        policy.bytes[i] = (char)0xFF;
        expect_no_policy_text(policy);
        policy.bytes[i] = vector->policy.bytes[i];
    }
    for (i = 0; i < operation.length; i++) {
        operation.bytes[i] = (char)0xFF;
        expect_no_text(engine, operation, request);
        operation.bytes[i] = vector->operation.bytes[i];
    }
    for (i = 0; i < request.length; i++) {
        request.bytes[i] = (char)0xFF;
        expect_no_text(engine, operation, request);
        request.bytes[i] = vector->request.bytes[i];
    }
    expect_works(engine, vector);
    calliyo_engine_free(engine);
    free(policy.bytes);
    free(operation.bytes);
    free(request.bytes);
}

/* Overlong forms, halves of surrogate pairs, code points beyond the last, sequences that break off. */
static void bytes_that_only_look_like_utf8_are_refused(const Material *material)
{
    static const char *const NO_TEXTS[] = {
        "\x80", "\xC0\x80", "\xC3", "\xE0\x80\x80", "\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF",
        "\xF0\x80\x80\x80", "\xF0\x9F\x92", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE",
    };
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = need_engine(vector->policy);
    size_t i;

    for (i = 0; i < sizeof NO_TEXTS / sizeof NO_TEXTS[0]; i++) {
        Text no_text = copy_of(NO_TEXTS[i], strlen(NO_TEXTS[i]));

        expect_no_text(engine, vector->operation, no_text);
        expect_no_text(engine, no_text, vector->request);
        free(no_text.bytes);
    }
    expect_works(engine, vector);
    calliyo_engine_free(engine);
}

/* A NUL is a byte like any other: it ends no text that goes in. */
static void a_text_does_not_end_at_a_nul(const Material *material)
{
    const Vector *vector = vector_of(material, "decide");
    CalliyoEngine *engine = need_engine(vector->policy);
    Text longer = { NULL, 0 };

    longer.length = vector->request.length + 1;
    longer.bytes = need_memory(longer.length);
    memcpy(longer.bytes, vector->request.bytes, vector->request.length);
    longer.bytes[vector->request.length] = '\0';
    expect_refused_request(engine, vector->operation, longer);
    expect_works(engine, vector);
    free(longer.bytes);
    calliyo_engine_free(engine);
}

const Check text_checks[] = {
    { "any pointer of engine_new may be NULL", any_pointer_of_engine_new_may_be_null },
    { "any pointer of call may be NULL", any_pointer_of_call_may_be_null },
    { "freeing NULL does nothing", freeing_null_does_nothing },
    { "a length that no object has is refused unread", a_length_that_no_object_has_is_refused_unread },
    { "an empty text is not read", an_empty_text_is_not_read },
    { "a document that breaks off is refused at every byte",
      a_document_that_breaks_off_is_refused_at_every_byte },
    { "a byte that is no UTF-8 is found wherever it is", a_byte_that_is_no_utf8_is_found_wherever_it_is },
    { "bytes that only look like UTF-8 are refused", bytes_that_only_look_like_utf8_are_refused },
    { "a text does not end at a NUL", a_text_does_not_end_at_a_nul },
    { NULL, NULL },
};
