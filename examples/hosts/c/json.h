/*
 * A reader of JSON texts in place: nothing is copied, nothing is allocated.
 *
 * A value is a stretch of the text that it stands in, which must live as long as the value. The reader finds its way
 * through any JSON text, and never leaves the text where it is no JSON; it does not say what is wrong with such a text.
 * What the library hands out is always JSON.
 */

#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value from its first byte up to, not including, `end`. Both are NULL where there is no value. */
typedef struct {
    const char *start;
    const char *end;
} Json;

/* The value that a text of `length` bytes holds. */
Json json_read(const char *text, size_t length);

/* The member of an object with this name; no value where there is none, or it is `null`. */
Json json_member(Json object, const char *name);

/*
 * Steps through an array. `*element` is no value at first, then each of the elements; the result tells whether there
 * was another one.
 */
bool json_next(Json array, Json *element);

/* The number of elements of an array. */
size_t json_count(Json array);

/* Whether there is a value at all. */
bool json_is_there(Json value);

/* Whether the value is `true`. */
bool json_is_true(Json value);

/* Whether the value is this text. */
bool json_is_text(Json value, const char *expected);

/* The bytes of a text without its quotes. A text with escapes is no value: ids, codes and instants have none. */
Json json_text(Json value);

/* Reads a whole number; false where the value is none, or too large. */
bool json_integer(Json value, int64_t *number);

#endif
