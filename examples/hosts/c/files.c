#include "files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void give_up(const char *where, const char *what)
{
    fflush(stdout);
    fprintf(stderr, "%s: %s\n", where, what);
    exit(2);
}

Text read_text(const char *folder, const char *name)
{
    Text text = { NULL, 0 };
    size_t capacity = 0;
    size_t path_size = strlen(folder) + strlen(name) + 2;
    char *path = new_array(path_size, 1);
    FILE *file;

    snprintf(path, path_size, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (file != NULL) {
        do {
            capacity = 2 * capacity + 4096;
            text.bytes = realloc(text.bytes, capacity);
            if (text.bytes == NULL) {
                give_up(path, "out of memory");
            }
            text.length += fread(text.bytes + text.length, 1, capacity - text.length, file);
        } while (text.length == capacity);
        if (ferror(file)) {
            give_up(path, "cannot be read");
        }
        fclose(file);
        if (text.length > 0 && text.bytes[text.length - 1] == '\n') {
            text.length -= 1;
        }
    }
    free(path);
    return text;
}

Text need_text(const char *folder, const char *name)
{
    Text text = read_text(folder, name);

    if (text.bytes == NULL) {
        give_up(folder, name);
    }
    return text;
}

void *new_array(size_t count, size_t size)
{
    /* One element more, since an array without any may be NULL. */
    void *array = calloc(count + 1, size);

    if (array == NULL) {
        give_up("host", "out of memory");
    }
    return array;
}
