/* Every conformance vector, asked through the C interface. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "host.h"

static void print_line(const char *label, const char *bytes, size_t length)
{
    printf("  %s ", label);
    fwrite(bytes, 1, length, stdout);
    putchar('\n');
}

/* Whether the vector gets its recorded response; says what differs where it does not. */
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
    int is_same = 0;

    if (policy.bytes != NULL) {
        result = calliyo_engine_new(policy.bytes, policy.length, &engine, &answer, &length);
    }
    if (result == CALLIYO_OK) {
        result = calliyo_call(engine, operation.bytes, operation.length, request.bytes, request.length,
                              &answer, &length);
    }
    if (result == CALLIYO_OK) {
        is_same = length == response.length && memcmp(answer, response.bytes, length) == 0
            && answer[length] == '\0';
    }
    if (!is_same) {
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
    return is_same;
}

int vectors(int count, char **folders)
{
    int passed = 0;
    int failed = 0;
    int i;

    for (i = 0; i < count; i++) {
        if (passes(folders[i])) {
            passed += 1;
        } else {
            failed += 1;
        }
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
