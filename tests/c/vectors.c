/*
 * Every conformance vector, asked through the C interface.
 *
 * usage: vectors <folder of a vector>...
 *
 * Prints each difference and, last, `N passed, M failed`. C99 and its standard library only.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calliyo.h"

/* A text read from a file; `bytes` is NULL when there is no such file. */
typedef struct {
    char *bytes;
    size_t length;
} Text;

static void give_up(const char *what, const char *where)
{
    fprintf(stderr, "%s: %s\n", where, what);
    exit(2);
}

/* One newline at the end of a file is not part of its text. */
static Text read_text(const char *folder, const char *name)
{
    Text text = { NULL, 0 };
    size_t capacity = 0;
    size_t path_size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(path_size);
    FILE *file;

    if (path == NULL) {
        give_up("out of memory", folder);
    }
    snprintf(path, path_size, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (file != NULL) {
        do {
            capacity = 2 * capacity + 4096;
            text.bytes = realloc(text.bytes, capacity);
            if (text.bytes == NULL) {
                give_up("out of memory", path);
            }
            text.length += fread(text.bytes + text.length, 1, capacity - text.length, file);
        } while (text.length == capacity);
        if (ferror(file)) {
            give_up("cannot be read", path);
        }
        fclose(file);
        if (text.length > 0 && text.bytes[text.length - 1] == '\n') {
            text.length -= 1;
        }
    }
    free(path);
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

static void print_line(const char *label, const char *bytes, size_t length)
{
    printf("  %s ", label);
    fwrite(bytes, 1, length, stdout);
    putchar('\n');
}

/* Returns 1 when the vector at `folder` gets its recorded response, and 0 after saying what differs. */
static int passes(const char *folder)
{
    Text operation = need_text(folder, "operation");
    Text policy = read_text(folder, "policy.json");
    Text request = need_text(folder, "request.json");
    Text response = need_text(folder, "response.json");
    CalliyoEngine *engine = NULL;
    char *answer = NULL;
    size_t length = 0;
    CalliyoResult result = CALLIYO_OK;
    int same = 0;

    if (policy.bytes != NULL) {
        result = calliyo_engine_new(policy.bytes, policy.length, &engine, &answer, &length);
    }
    if (result == CALLIYO_OK) {
        result = calliyo_call(engine, operation.bytes, operation.length, request.bytes, request.length,
                              &answer, &length);
    }
    if (result == CALLIYO_OK) {
        same = length == response.length && memcmp(answer, response.bytes, length) == 0
            && answer[length] == '\0';
    }
    if (!same) {
        printf("%s (result %ld)\n", folder, (long)result);
        print_line("expected", response.bytes, response.length);
        print_line("got     ", answer == NULL ? "" : answer, length);
    }
    calliyo_text_free(answer, length);
    calliyo_engine_free(engine);
    free(operation.bytes);
    free(policy.bytes);
    free(request.bytes);
    free(response.bytes);
    return same;
}

int main(int count, char **folders)
{
    int passed = 0;
    int failed = 0;
    int i;

    if (calliyo_abi_version() != CALLIYO_ABI_VERSION) {
        give_up("the library is not the one that the header describes", "calliyo.h");
    }
    for (i = 1; i < count; i++) {
        if (passes(folders[i])) {
            passed += 1;
        } else {
            failed += 1;
        }
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
