/* Files and memory; whatever fails ends the program with exit code 2 and says what it was. */

#ifndef FILES_H
#define FILES_H

#include <stddef.h>

/* A text of `length` bytes, to be freed with free(); `bytes` is NULL where there is no such file. */
typedef struct {
    char *bytes;
    size_t length;
} Text;

/* Ends the program: `where` it went wrong, and `what` did. */
void give_up(const char *where, const char *what);

/* A file of the folder, without one newline at its end; no text where the file cannot be opened. */
Text read_text(const char *folder, const char *name);

/* The same for a file that must be there. */
Text need_text(const char *folder, const char *name);

/* Memory for `count` elements of `size` bytes, all zero, to be freed with free(). */
void *new_array(size_t count, size_t size);

#endif
