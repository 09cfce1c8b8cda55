/*
 * What a host can do wrong, and what it can do much of: the library neither reads nor writes where it must not, loses no
 * memory, and works on. All of it is done with as little stack as calliyo.h says is enough.
 *
 * usage: safety [--few] <folder of a vector>...
 *
 * With --few there are fewer and smaller calls, for a run in which every access is watched. Prints what is wrong and,
 * last, `N passed, M failed`. C99 and POSIX threads.
 */

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "safety.h"

static pthread_mutex_t telling = PTHREAD_MUTEX_INITIALIZER;
static int faults = 0;

void expect(int holds, const char *condition, const char *file, int line)
{
    if (!holds) {
        pthread_mutex_lock(&telling);
        faults += 1;
        /* One defect can be met a hundred thousand times. */
        if (faults <= 5) {
            printf("  %s:%d: %s\n", file, line, condition);
        }
        pthread_mutex_unlock(&telling);
    }
}

void give_up(const char *what, const char *where)
{
    fprintf(stderr, "%s: %s\n", where, what);
    exit(2);
}

pthread_t need_thread(void *(*work)(void *), void *argument)
{
    static const size_t STACK = 96 << 10;
    pthread_attr_t attributes;
    pthread_t thread;

    if (pthread_attr_init(&attributes) != 0) {
        give_up("no thread", "pthread_attr_init");
    }
    /* Some systems give no thread as little; there it has what all threads have. */
    (void)pthread_attr_setstacksize(&attributes, STACK);
    if (pthread_create(&thread, &attributes, work, argument) != 0) {
        give_up("no thread", "pthread_create");
    }
    pthread_attr_destroy(&attributes);
    return thread;
}

void *need_memory(size_t size)
{
    /* malloc may answer a size of 0 with NULL. */
    void *memory = malloc(size == 0 ? 1 : size);

    if (memory == NULL) {
        give_up("out of memory", "malloc");
    }
    return memory;
}

Text copy_of(const char *bytes, size_t length)
{
    Text copy = { need_memory(length), length };

    if (length > 0) {
        memcpy(copy.bytes, bytes, length);
    }
    return copy;
}

CalliyoEngine *need_engine(Text policy)
{
    CalliyoEngine *engine = NULL;
    char *failure = NULL;
    size_t length = 0;

    if (calliyo_engine_new(policy.bytes, policy.length, &engine, &failure, &length) != CALLIYO_OK) {
        give_up(failure == NULL ? "no engine" : failure, "calliyo_engine_new");
    }
    return engine;
}

Text need_answer(const CalliyoEngine *engine, Text operation, Text request)
{
    Text answer = { NULL, 0 };
    CalliyoResult result = calliyo_call(engine, operation.bytes, operation.length, request.bytes,
                                        request.length, &answer.bytes, &answer.length);

    EXPECT(result == CALLIYO_OK);
    if (result != CALLIYO_OK || answer.bytes == NULL) {
        give_up("no answer", "calliyo_call");
    }
    EXPECT(answer.bytes[answer.length] == '\0');
    return answer;
}

int begins_with(const char *bytes, size_t length, const char *beginning)
{
    size_t needed = strlen(beginning);

    return bytes != NULL && length >= needed && memcmp(bytes, beginning, needed) == 0;
}

void expect_works(const CalliyoEngine *engine, const Vector *vector)
{
    Text answer = need_answer(engine, vector->operation, vector->request);

    EXPECT(answer.length == vector->response.length);
    EXPECT(answer.length == vector->response.length
           && memcmp(answer.bytes, vector->response.bytes, answer.length) == 0);
    calliyo_text_free(answer.bytes, answer.length);
}

const Vector *vector_of(const Material *material, const char *operation)
{
    size_t i;

    for (i = 0; i < material->count; i++) {
        const Vector *vector = &material->vectors[i];

        if (vector->policy.bytes != NULL && vector->operation.length == strlen(operation)
            && memcmp(vector->operation.bytes, operation, strlen(operation)) == 0
            && begins_with(vector->response.bytes, vector->response.length, "{\"type\":\"success\"")) {
            return vector;
        }
    }
    give_up("no vector shows this operation", operation);
    return NULL;
}

/* One newline at the end of a file is not part of its text; `bytes` is NULL when there is no such file. */
static Text read_text(const char *folder, const char *name)
{
    Text text = { NULL, 0 };
    char path[4096];
    FILE *file;
    long size;

    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) {
        give_up("the path is too long", folder);
    }
    file = fopen(path, "rb");
    if (file == NULL) {
        return text;
    }
    if (fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0 || fseek(file, 0, SEEK_SET) != 0) {
        give_up("cannot be read", path);
        return text;
    }
    text.length = (size_t)size;
    text.bytes = need_memory(text.length);
    if (fread(text.bytes, 1, text.length, file) != text.length) {
        give_up("cannot be read", path);
    }
    fclose(file);
    if (text.length > 0 && text.bytes[text.length - 1] == '\n') {
        Text shorter = copy_of(text.bytes, text.length - 1);

        free(text.bytes);
        return shorter;
    }
    return text;
}

static Text need_text(const char *folder, const char *name)
{
    Text text = read_text(folder, name);

    if (text.bytes == NULL) {
        give_up("a file of the vector is missing", folder);
    }
    return text;
}

/* Runs the checks of one file, and adds up how many of them hold. */
static void run(const Check *checks, const Material *material, int *passed, int *failed)
{
    for (; checks->name != NULL; checks++) {
        faults = 0;
        checks->run(material);
        if (faults == 0) {
            *passed += 1;
        } else {
            *failed += 1;
            printf("%s: %d faults\n", checks->name, faults);
        }
        fflush(stdout);
    }
}

/* The checks of all files, and how many of them held. */
typedef struct {
    const Material *material;
    int passed;
    int failed;
} Tally;

static void *run_all(void *all)
{
    Tally *tally = all;

    run(text_checks, tally->material, &tally->passed, &tally->failed);
    run(column_checks, tally->material, &tally->passed, &tally->failed);
    run(report_checks, tally->material, &tally->passed, &tally->failed);
    run(move_checks, tally->material, &tally->passed, &tally->failed);
    run(load_checks, tally->material, &tally->passed, &tally->failed);
    return NULL;
}

int main(int count, char **arguments)
{
    const int few = count > 1 && strcmp(arguments[1], "--few") == 0;
    char **folders = arguments + 1 + few;
    Material material = { NULL, 0, 100000, 100u << 20, 1 };
    Vector *vectors;
    Tally tally = { &material, 0, 0 };
    size_t i;

    material.count = (size_t)(count - 1 - few);
    if (few) {
        material.many_calls = 200;
        material.many_bytes = 1u << 20;
        material.step = 11;
    }
    vectors = need_memory(material.count * sizeof *vectors);
    for (i = 0; i < material.count; i++) {
        vectors[i].operation = need_text(folders[i], "operation");
        vectors[i].policy = read_text(folders[i], "policy.json");
        vectors[i].request = need_text(folders[i], "request.json");
        vectors[i].response = need_text(folders[i], "response.json");
    }
    material.vectors = vectors;

    pthread_join(need_thread(run_all, &tally), NULL);

    for (i = 0; i < material.count; i++) {
        free(vectors[i].operation.bytes);
        free(vectors[i].policy.bytes);
        free(vectors[i].request.bytes);
        free(vectors[i].response.bytes);
    }
    free(vectors);
    printf("%d passed, %d failed\n", tally.passed, tally.failed);
    return tally.failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
