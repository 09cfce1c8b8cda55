#include "json.h"

#include <string.h>

static const Json NOTHING = { NULL, NULL };

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) {
        at += 1;
    }
    return at;
}

/* From the opening quote of a text to what follows its closing quote. */
static const char *skip_text(const char *at, const char *end)
{
    for (at += 1; at < end && *at != '"'; at += 1) {
        if (*at == '\\' && at + 1 < end) {
            at += 1;
        }
    }
    return at < end ? at + 1 : end;
}

/* From the first byte of a value to what follows it. */
static const char *skip_value(const char *at, const char *end)
{
    int depth = 0;

    while (at < end) {
        if (*at == '"') {
            at = skip_text(at, end);
        } else if (*at == '{' || *at == '[') {
            depth += 1;
            at += 1;
        } else if (*at == '}' || *at == ']') {
            depth -= 1;
            at += 1;
        } else if (depth > 0) {
            at += 1;
        } else {
            /* A number or a word. */
            while (at < end && strchr(" \t\n\r,]}", *at) == NULL) {
                at += 1;
            }
        }
        if (depth <= 0) {
            return at;
        }
    }
    return end;
}

/* The value that begins at `at` or after the space there. */
static Json value_at(const char *at, const char *end)
{
    Json value;

    value.start = skip_space(at, end);
    value.end = skip_value(value.start, end);
    return value.start == value.end ? NOTHING : value;
}

/* What follows the separator that comes next, a comma or a colon; NULL where there is none. */
static const char *after(char separator, const char *at, const char *end)
{
    at = skip_space(at, end);
    return at < end && *at == separator ? at + 1 : NULL;
}

Json json_read(const char *text, size_t length)
{
    return text == NULL ? NOTHING : value_at(text, text + length);
}

Json json_member(Json object, const char *name)
{
    const char *at;

    if (object.start == NULL || *object.start != '{') {
        return NOTHING;
    }
    for (at = object.start + 1; at != NULL;) {
        Json own = value_at(at, object.end);
        Json value = NOTHING;

        at = own.start == NULL ? NULL : after(':', own.end, object.end);
        if (at != NULL) {
            value = value_at(at, object.end);
        }
        if (value.start == NULL) {
            return NOTHING;
        }
        if (json_is_text(own, name)) {
            return *value.start == 'n' ? NOTHING : value;
        }
        at = after(',', value.end, object.end);
    }
    return NOTHING;
}

bool json_next(Json array, Json *element)
{
    const char *at;

    if (array.start == NULL || *array.start != '[') {
        return false;
    }
    at = element->start == NULL ? array.start + 1 : after(',', element->end, array.end);
    if (at == NULL || after(']', at, array.end) != NULL) {
        return false;
    }
    *element = value_at(at, array.end);
    return element->start != NULL;
}

size_t json_count(Json array)
{
    size_t count = 0;
    Json element = NOTHING;

    while (json_next(array, &element)) {
        count += 1;
    }
    return count;
}

bool json_is_there(Json value)
{
    return value.start != NULL;
}

bool json_is_true(Json value)
{
    return value.start != NULL && *value.start == 't';
}

bool json_is_text(Json value, const char *expected)
{
    Json text = json_text(value);
    size_t length = strlen(expected);

    return text.start != NULL && (size_t)(text.end - text.start) == length
        && memcmp(text.start, expected, length) == 0;
}

Json json_text(Json value)
{
    if (value.start == NULL || value.end - value.start < 2 || *value.start != '"') {
        return NOTHING;
    }
    value.start += 1;
    value.end -= 1;
    return memchr(value.start, '\\', (size_t)(value.end - value.start)) == NULL ? value : NOTHING;
}

bool json_integer(Json value, int64_t *number)
{
    const char *at = value.start;
    bool is_negative = at != NULL && *at == '-';
    int64_t sum = 0;

    if (is_negative) {
        at += 1;
    }
    if (at == NULL || at == value.end) {
        return false;
    }
    for (; at < value.end; at += 1) {
        if (*at < '0' || *at > '9' || sum > (INT64_MAX - (*at - '0')) / 10) {
            return false;
        }
        sum = sum * 10 + (*at - '0');
    }
    *number = is_negative ? -sum : sum;
    return true;
}
