/*
 * What the checks of safety share: the vectors that they work on, and how they tell what is wrong.
 */

#ifndef SAFETY_H
#define SAFETY_H

#include <pthread.h>
#include <stddef.h>

#include "calliyo.h"

/* A text; `bytes` is a block of exactly `length` bytes, so that a watcher sees a read behind it. */
typedef struct {
    char *bytes;
    size_t length;
} Text;

/* One conformance vector. Without a policy, `policy.bytes` is NULL. */
typedef struct {
    Text operation;
    Text policy;
    Text request;
    Text response;
} Vector;

/* What every check works on. */
typedef struct {
    const Vector *vectors;
    size_t count;
    /* How many calls are many, and how many bytes are much: fewer where every access is watched. */
    size_t many_calls;
    size_t many_bytes;
    /* At every which byte a document breaks off, and every which vector is asked: a small prime, to meet every kind. */
    size_t step;
} Material;

/* One check, named as the behaviour that it shows. */
typedef struct {
    const char *name;
    void (*run)(const Material *material);
} Check;

/* The checks of each file; the last one has no name. */
extern const Check text_checks[];
extern const Check column_checks[];
extern const Check report_checks[];
extern const Check move_checks[];
extern const Check load_checks[];

/* Notes and prints a condition that does not hold; any thread may do so. */
#define EXPECT(condition) expect((condition) != 0, #condition, __FILE__, __LINE__)
void expect(int holds, const char *condition, const char *file, int line);

/* Ends the program: it cannot go on, and nothing is said about the library. */
void give_up(const char *what, const char *where);

/* A thread with no more stack than calliyo.h says is enough, or the end of the program. */
pthread_t need_thread(void *(*work)(void *), void *argument);

/* Memory that is there, or the end of the program. */
void *need_memory(size_t size);

/* A copy of some bytes in a block of its own. */
Text copy_of(const char *bytes, size_t length);

/* An engine of a policy that is known to be right. */
CalliyoEngine *need_engine(Text policy);

/* The answer to a request, which must come; the caller frees it with calliyo_text_free. */
Text need_answer(const CalliyoEngine *engine, Text operation, Text request);

/* Whether a text begins with another. */
int begins_with(const char *bytes, size_t length, const char *beginning);

/* Expects that an engine answers a vector as recorded: nothing that went wrong before has left a trace. */
void expect_works(const CalliyoEngine *engine, const Vector *vector);

/* A company in columns: 250 leads, 10 agents, every column that an assignment can look at and every output. */
typedef struct Company Company;
Company *make_company(void);
void free_company(Company *company);

/* An engine under which an assignment looks at all of these columns. */
CalliyoEngine *strict_engine(void);

/* Expects that the assignment is made, and that its outputs agree with each other. */
void expect_plan(const CalliyoEngine *engine, Company *company);

/* The first vector of an operation that has a policy and is answered with a success. */
const Vector *vector_of(const Material *material, const char *operation);

#endif
