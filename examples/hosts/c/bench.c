/* The assignment of made leads over columns, timed. */

/* C99 itself knows no clock of the wall that is fine enough; POSIX does. */
#define _POSIX_C_SOURCE 199309L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "files.h"
#include "host.h"

enum { AGENTS = 1000, RUNS = 7 };

static const int64_t NOW = 1778470200000; /* 2026-05-11 03:30 UTC */

/* Every third lead is unassigned; the others are owned, and not picked or missed. */
static void make_leads(size_t count, uint16_t *status, int64_t *captured_at, uint32_t *owner, uint8_t *has_owner,
                       uint32_t *held)
{
    static const uint16_t STATUS[] = { 0, 6, 7 };
    size_t i;

    for (i = 0; i < count; i++) {
        status[i] = STATUS[i % 3];
        captured_at[i] = (int64_t)i * 60000;
        if (status[i] != 0) {
            owner[i] = (uint32_t)((uint64_t)i * 7919 % AGENTS);
            has_owner[i / 8] |= (uint8_t)(1u << i % 8);
            held[owner[i]] += 1;
        }
    }
}

static int compare(const void *left, const void *right)
{
    double difference = *(const double *)left - *(const double *)right;

    return (difference > 0) - (difference < 0);
}

/* Milliseconds since some instant. */
static double milliseconds(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
        give_up("bench", "there is no clock");
    }
    return 1000.0 * (double)now.tv_sec + (double)now.tv_nsec / 1e6;
}

/* The median of the runs, in milliseconds. */
static double median_of_runs(const CalliyoEngine *engine, const CalliyoColumns *columns)
{
    double runs[RUNS];
    int run;

    for (run = -1; run < RUNS; run++) {
        double start = milliseconds();
        char *line;
        size_t length;

        check(calliyo_plan(engine, CALLIYO_JOB_ASSIGNMENT, columns, NOW, &line, &length), "plan");
        if (run >= 0) {
            runs[run] = milliseconds() - start;
        }
        calliyo_text_free(line, length);
    }
    qsort(runs, RUNS, sizeof runs[0], compare);
    return runs[RUNS / 2];
}

int bench(size_t count)
{
    uint16_t *status = new_array(count, sizeof *status);
    int64_t *captured_at = new_array(count, sizeof *captured_at);
    uint32_t *owner = new_array(count, sizeof *owner);
    uint8_t *has_owner = new_array(count / 8 + 1, 1);
    uint32_t *agent = new_array(count, sizeof *agent);
    uint32_t cap[AGENTS];
    uint32_t held[AGENTS] = { 0 };
    uint64_t counter[AGENTS] = { 0 };
    uint8_t state[AGENTS] = { 0 };
    CalliyoEngine *engine;
    CalliyoColumns *columns;
    char *failure;
    size_t length;
    size_t moved = 0;
    size_t i;
    double median;

    make_leads(count, status, captured_at, owner, has_owner, held);
    for (i = 0; i < AGENTS; i++) {
        cap[i] = (uint32_t)((uint64_t)count * 9 / 10 / AGENTS);
    }
    check(calliyo_engine_new("{}", 2, &engine, &failure, &length), "engine");
    check(calliyo_columns_new(&columns), "columns");
    check(calliyo_columns_set(columns, CALLIYO_LEAD_STATUS, status, NULL, count), "status");
    check(calliyo_columns_set(columns, CALLIYO_LEAD_CAPTURED_AT, captured_at, NULL, count), "captured-at");
    check(calliyo_columns_set(columns, CALLIYO_LEAD_OWNER, owner, has_owner, count), "owner");
    check(calliyo_columns_set(columns, CALLIYO_AGENT_CAP, cap, NULL, AGENTS), "cap");
    check(calliyo_columns_set(columns, CALLIYO_AGENT_HELD, held, NULL, AGENTS), "held");
    check(calliyo_columns_set(columns, CALLIYO_AGENT_COUNTER, counter, NULL, AGENTS), "counter");
    check(calliyo_columns_set(columns, CALLIYO_AGENT_STATE, state, NULL, AGENTS), "state");
    check(calliyo_columns_set_output(columns, CALLIYO_PLAN_AGENT, agent, NULL, count), "agent of the plan");
    median = median_of_runs(engine, columns);
    for (i = 0; i < count; i++) {
        moved += agent[i] != CALLIYO_NO_AGENT;
    }
    printf("assign %lu: %.1f ms, %lu moved\n", (unsigned long)count, median, (unsigned long)moved);
    calliyo_columns_free(columns);
    calliyo_engine_free(engine);
    free(status);
    free(captured_at);
    free(owner);
    free(has_owner);
    free(agent);
    return EXIT_SUCCESS;
}
