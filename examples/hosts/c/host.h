/* The modes of the program; what each does stands in examples/hosts/README.md. Each returns the exit code. */

#ifndef HOST_H
#define HOST_H

#include <stddef.h>

#include <calliyo.h>

/* A morning at the company of this folder. */
int morning(const char *folder);

/* The conformance vectors in these folders. */
int vectors(int count, char **folders);

/* An assignment of so many made leads. */
int bench(size_t leads);

/* Ends the program unless the call went well; `what` was to be done. */
void check(CalliyoResult result, const char *what);

#endif
