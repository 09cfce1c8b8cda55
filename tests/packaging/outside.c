/* A program outside the project: prints the versions as the library tells them. C and C++ read it alike. */

#include <calliyo.h>
#include <stdio.h>

int main(void)
{
    char *answer = NULL;
    size_t length = 0;
    CalliyoEngine *engine = NULL;

    if (calliyo_abi_version() != CALLIYO_ABI_VERSION) {
        fputs("the header is not that of the library\n", stderr);
        return 1;
    }
    if (calliyo_engine_new("{}", 2, &engine, &answer, &length) != CALLIYO_OK) {
        fputs("the default policy makes no engine\n", stderr);
        return 1;
    }
    if (calliyo_call(engine, "version", 7, "{}", 2, &answer, &length) != CALLIYO_OK) {
        fputs("no answer\n", stderr);
        return 1;
    }
    puts(answer);
    calliyo_text_free(answer, length);
    calliyo_engine_free(engine);
    return 0;
}
