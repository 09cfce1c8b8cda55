/*
 * calliyo: the rules of a tele-sales CRM.
 *
 * Generated from calliyo-ffi/src/lib.rs by `cargo xtask headers`; do not edit.
 *
 * Texts. Every text that goes in is a pointer with a length in bytes and holds UTF-8; it needs no
 * terminator, is only read during the call, and stays yours. A length of 0 with any pointer, NULL
 * included, is the empty text. Every text that comes out is UTF-8, ends with a NUL that its length
 * does not count, and is yours: give it back once, pointer and length as received, to
 * calliyo_text_free, and never to free().
 *
 * Errors. Each function that can fail returns a CalliyoResult: CALLIYO_OK, or the code that says
 * why not. Its out parameters are set in every case, to NULL and 0 when they carry nothing; an out
 * parameter that is itself NULL gives CALLIYO_NULL_POINTER, and the others are still set. The value
 * of a code never changes and is never used again for another; later versions may add codes.
 * No Rust panic leaves the library.
 *
 * Threads. There is no global state. Any number of threads may call with one engine at the same
 * time; only calliyo_engine_free needs all of them to be done with it.
 */

#ifndef CALLIYO_H
#define CALLIYO_H

#include <stddef.h>
#include <stdint.h>

/**
 * The version of this interface that the header declares; compare it with calliyo_abi_version().
 */
#define CALLIYO_ABI_VERSION 1

/**
 * What a company configures, checked once: answers every operation, for any number of threads.
 */
typedef struct CalliyoEngine CalliyoEngine;

/**
 * How a call ended: CALLIYO_OK, or the constant that says why not.
 */
typedef int32_t CalliyoResult;

/**
 * The call did what it is for; every out parameter carries its value.
 */
#define CALLIYO_OK 0

/**
 * An out parameter is NULL, or a text is NULL though its length is not 0.
 */
#define CALLIYO_NULL_POINTER 1

/**
 * A text is not UTF-8.
 */
#define CALLIYO_INVALID_UTF8 2

/**
 * The length of a text is larger than any object can be (PTRDIFF_MAX).
 */
#define CALLIYO_INVALID_LENGTH 3

/**
 * What was to be made was refused; the failure document says why.
 */
#define CALLIYO_FAILED 4

/**
 * The call met a defect of the library and was given up. The engine can still be used.
 */
#define CALLIYO_PANIC 5

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Returns the version of this interface that the library was built with. It grows with every change that breaks a
 * program compiled against an earlier header; what is only added leaves it as it is.
 */
uint32_t calliyo_abi_version(void);

/**
 * Makes an engine from a policy, a JSON document.
 *
 * CALLIYO_OK: `*engine` is the new engine, yours to free with calliyo_engine_free.
 * CALLIYO_FAILED: the policy has faults, and `*failure` is the failure document that lists them all, yours to free
 * with calliyo_text_free.
 * Any other code: neither is set.
 *
 * # Safety
 *
 * `policy` is NULL or points to `policy_length` bytes. Each out parameter is NULL or points to its own variable.
 */
CalliyoResult calliyo_engine_new(const char *policy,
                                 size_t policy_length,
                                 CalliyoEngine **engine,
                                 char **failure,
                                 size_t *failure_length);

/**
 * Frees an engine. NULL is ignored.
 *
 * # Safety
 *
 * `engine` is NULL, or came from calliyo_engine_new, was not freed before, and no call that uses it is under way.
 */
void calliyo_engine_free(CalliyoEngine *engine);

/**
 * Answers a request, a JSON document, with another: `*answer`, yours to free with calliyo_text_free.
 *
 * `operation` names what is asked for. `engine` may be NULL for operations that need none.
 *
 * CALLIYO_OK: there is an answer. A refused request has one too: the document itself says whether it is a success or
 * a failure, the same way as in every other language, and CALLIYO_FAILED is never returned.
 * Any other code: there is no answer.
 *
 * # Safety
 *
 * `engine` is NULL, or came from calliyo_engine_new and was not freed. `operation` and `request` are each NULL or point
 * to as many bytes as their lengths say. Each out parameter is NULL or points to its own variable.
 */
CalliyoResult calliyo_call(const CalliyoEngine *engine,
                           const char *operation,
                           size_t operation_length,
                           const char *request,
                           size_t request_length,
                           char **answer,
                           size_t *answer_length);

/**
 * Frees a text that this library handed out. NULL is ignored.
 *
 * # Safety
 *
 * `text` is NULL, or came from this library with this `length` and was not freed before.
 */
void calliyo_text_free(char *text, size_t length);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* CALLIYO_H */
