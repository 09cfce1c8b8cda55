/*
 * calliyo used from C99: see examples/hosts/README.md.
 *
 * usage: host FOLDER              a morning at the company of the folder
 *        host vectors FOLDER...   the conformance vectors in the folders
 *        host bench LEADS         how long the assignment of made leads takes
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "host.h"

int main(int count, char **arguments)
{
    if (calliyo_abi_version() != CALLIYO_ABI_VERSION) {
        give_up("calliyo.h", "the library is not the one that the header describes");
    }
    if (count >= 2 && strcmp(arguments[1], "vectors") == 0) {
        return vectors(count - 2, arguments + 2);
    }
    if (count == 3 && strcmp(arguments[1], "bench") == 0) {
        char *end;
        unsigned long leads = strtoul(arguments[2], &end, 10);

        if (*end == '\0' && end != arguments[2] && arguments[2][0] != '-') {
            return bench(leads);
        }
    } else if (count == 2) {
        return morning(arguments[1]);
    }
    fputs("usage: host FOLDER | host vectors FOLDER... | host bench LEADS\n", stderr);
    return 2;
}

void check(CalliyoResult result, const char *what)
{
    char text[64];

    if (result != CALLIYO_OK) {
        snprintf(text, sizeof text, "the library returned %ld", (long)result);
        give_up(what, text);
    }
}
