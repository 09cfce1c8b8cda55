/*
 * Whether a move may be made: facts of a lead that is none, and numbers that are no facts.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "safety.h"

static const char LEAD[] =
    "{\"schema\":2,\"id\":\"l1\",\"version\":1,\"name\":\"N\",\"phone\":\"+911234567890\",\"status\":\"called\","
    "\"statusSince\":\"2026-05-01T00:00:00Z\",\"capturedAt\":\"2026-05-01T00:00:00Z\",\"owner\":\"asha\"}";
static const char CONTEXT[] = "{\"now\":\"2026-05-15T13:00:00Z\",\"actor\":{\"id\":\"host\"}}";

/* What out parameters hold before a call that must replace them. */
enum { OLD_NUMBER = 7 };

static int is_null(unsigned combination, unsigned place)
{
    return (combination >> place & 1u) != 0;
}

/* The facts of the lead; every status of the default pipeline is then asked for. */
static void expect_moves(const CalliyoEngine *engine)
{
    uint64_t facts = 0;
    char *failure = NULL;
    size_t length = 0;
    unsigned allowed = 0;
    uint16_t to;

    EXPECT(calliyo_facts(engine, LEAD, sizeof LEAD - 1, CONTEXT, sizeof CONTEXT - 1, &facts, &failure, &length)
           == CALLIYO_OK);
    EXPECT(failure == NULL && length == 0);
    for (to = 0; to < 8; to++) {
        const char *code = CONTEXT;

        EXPECT(calliyo_can_move(engine, facts, to, &code) == CALLIYO_OK);
        EXPECT(code == NULL || strlen(code) > 0);
        allowed += code == NULL;
    }
    EXPECT(allowed > 0);
}

static void any_pointer_of_facts_may_be_null(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    const char *code = CONTEXT;
    unsigned nulls;

    (void)material;
    for (nulls = 0; nulls < 1u << 6; nulls++) {
        uint64_t facts = OLD_NUMBER;
        char *failure = (char *)&facts;
        size_t length = OLD_NUMBER;
        CalliyoResult result = calliyo_facts(
            is_null(nulls, 0) ? NULL : engine, is_null(nulls, 1) ? NULL : LEAD, sizeof LEAD - 1,
            is_null(nulls, 2) ? NULL : CONTEXT, sizeof CONTEXT - 1, is_null(nulls, 3) ? NULL : &facts,
            is_null(nulls, 4) ? NULL : &failure, is_null(nulls, 5) ? NULL : &length);

        EXPECT(result == (nulls == 0 ? CALLIYO_OK : CALLIYO_NULL_POINTER));
        EXPECT(nulls == 0 || facts == (is_null(nulls, 3) ? OLD_NUMBER : 0));
        EXPECT(failure == (is_null(nulls, 4) ? (char *)&facts : NULL));
        EXPECT(length == (is_null(nulls, 5) ? OLD_NUMBER : 0));
    }
    EXPECT(calliyo_can_move(engine, 0, 0, NULL) == CALLIYO_NULL_POINTER);
    EXPECT(calliyo_can_move(NULL, 0, 0, &code) == CALLIYO_NULL_POINTER);
    EXPECT(code == NULL);
    expect_moves(engine);
    calliyo_engine_free(engine);
}

/* Expects that a lead and a context have no facts, but a failure document. */
static void expect_refused(const CalliyoEngine *engine, Text lead, Text context)
{
    uint64_t facts = OLD_NUMBER;
    char *failure = NULL;
    size_t length = 0;

    EXPECT(calliyo_facts(engine, lead.bytes, lead.length, context.bytes, context.length, &facts, &failure,
                         &length)
           == CALLIYO_FAILED);
    EXPECT(facts == 0);
    EXPECT(begins_with(failure, length, "{\"type\":\"failure\""));
    calliyo_text_free(failure, length);
}

static void a_lead_or_context_that_breaks_off_has_no_facts(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    Text lead = copy_of(LEAD, sizeof LEAD - 1);
    Text context = copy_of(CONTEXT, sizeof CONTEXT - 1);
    size_t length;

    (void)material;
    for (length = 0; length < lead.length; length++) {
        Text beginning = copy_of(LEAD, length);

        expect_refused(engine, beginning, context);
        free(beginning.bytes);
    }
    for (length = 0; length < context.length; length++) {
        Text beginning = copy_of(CONTEXT, length);

        expect_refused(engine, lead, beginning);
        free(beginning.bytes);
    }
    expect_moves(engine);
    free(lead.bytes);
    free(context.bytes);
    calliyo_engine_free(engine);
}

/* Any number is taken for facts, and any for a status: what comes back is an answer or a code. */
static void numbers_that_are_no_facts_harm_nothing(const Material *material)
{
    CalliyoEngine *engine = strict_engine();
    uint64_t facts = 1;
    size_t i;

    (void)material;
    for (i = 0; i < 1000; i++) {
        const char *code = CONTEXT;

        EXPECT(calliyo_can_move(engine, facts, (uint16_t)(facts >> 7), &code) == CALLIYO_OK);
        EXPECT(code == NULL || strlen(code) > 0);
        EXPECT(calliyo_can_move(engine, ~(uint64_t)0 << i % 64, UINT16_MAX, &code) == CALLIYO_OK);
        EXPECT(code != NULL && strlen(code) > 0);
        facts = facts * 6364136223846793005u + 1442695040888963407u;
    }
    expect_moves(engine);
    calliyo_engine_free(engine);
}

const Check move_checks[] = {
    { "any pointer of facts may be NULL", any_pointer_of_facts_may_be_null },
    { "a lead or context that breaks off has no facts", a_lead_or_context_that_breaks_off_has_no_facts },
    { "numbers that are no facts harm nothing", numbers_that_are_no_facts_harm_nothing },
    { NULL, NULL },
};
