/*
 * A conformance vector, asked again and again through calliyo_call.
 *
 * usage: call CALLS FOLDER
 *
 * Prints the nanoseconds of a call on average, over so many of them.
 */

#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "calliyo.h"

enum { MOST_BYTES = 1 << 20 };

static void give_up(const char *what, const char *where)
{
    fprintf(stderr, "%s: %s\n", where, what);
    exit(2);
}

/* Reads a file of the folder without the newline at its end; its length. */
static size_t read_text(const char *folder, const char *name, char *text)
{
    char path[4096];
    size_t length;
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (file == NULL) {
        give_up("cannot be opened", path);
        return 0;
    }
    length = fread(text, 1, MOST_BYTES, file);
    fclose(file);
    return length > 0 && text[length - 1] == '\n' ? length - 1 : length;
}

static double nanoseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e9 * (double)now.tv_sec + (double)now.tv_nsec;
}

int main(int count, char **arguments)
{
    static char policy[MOST_BYTES];
    static char operation[MOST_BYTES];
    static char request[MOST_BYTES];
    CalliyoEngine *engine = NULL;
    char *answer = NULL;
    size_t length = 0;
    size_t operation_length;
    size_t request_length;
    long calls;
    long call;
    double start;

    if (count != 3 || (calls = strtol(arguments[1], NULL, 10)) <= 0) {
        give_up("CALLS FOLDER", "usage");
        return 2;
    }
    if (calliyo_engine_new(policy, read_text(arguments[2], "policy.json", policy), &engine, &answer, &length)
        != CALLIYO_OK) {
        give_up("the policy makes no engine", arguments[2]);
    }
    operation_length = read_text(arguments[2], "operation", operation);
    request_length = read_text(arguments[2], "request.json", request);
    start = nanoseconds();
    for (call = 0; call < calls; call++) {
        if (calliyo_call(engine, operation, operation_length, request, request_length, &answer, &length)
            != CALLIYO_OK) {
            give_up("no answer", arguments[2]);
        }
        calliyo_text_free(answer, length);
    }
    printf("%.0f\n", (nanoseconds() - start) / (double)calls);
    calliyo_engine_free(engine);
    return EXIT_SUCCESS;
}
