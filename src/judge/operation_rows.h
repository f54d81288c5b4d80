/* operation_rows.h - operations that a detector tells of, as rows of words.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "judge/detector.h"

/* The first row that fits decides. */
struct operation_row {
	const char *class;  /* "control"; NULL any */
	const char *word;   /* a part of the function's name, in small letters; NULL any */
	const char *target; /* a part of the target, in small letters; NULL any */
	const char *key;    /* of the finding; NULL: this is not the detector's */
	enum severity severity;
	bool anywhere; /* not on the plant floor alone */
};

/* The first row that fits the record's operation, if it is the detector's; else NULL. */
const struct operation_row *operation_find(const struct sight *s, const struct operation_row *rows, size_t count);
/* Tells of the record's operation when a row fits it: who acts on whom, what, and how often. Returns the row's key, or NULL. */
const char *operation_tell(const struct sight *s, const struct operation_row *rows, size_t count);

#define OPERATION_TELL(s, rows) operation_tell(s, rows, sizeof(rows) / sizeof((rows)[0]))

/* Tells of an operation of a class that is usual between these two: with this function, on this target, in this range it is not.
 * Once for a pair and protocol. */
void operation_tell_unlearned(const struct sight *s);
/* What the operation does to the CPU: "stop", "start", "restart", "mode"; NULL nothing of that. */
const char *operation_cpu_state(const struct sight *s);
/* True when a device's clock is set, which is no synchronisation of all clocks. */
bool operation_sets_clock(const struct sight *s);
/* True for what changes values of the process: a write, or a command to it (a breaker is operated, a method called). */
bool operation_is_write(const struct sight *s);
