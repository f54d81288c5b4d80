/* functions.h - what devices of a zone do for the plant, as roles and protocols tell it (S4-016). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* A protected object of its own: register rows of kind "object" call it "function.control:3". */
struct plant_function {
	const char *name;      /* "control" */
	int64_t zone;	       /* 0 none */
	const char *zone_name; /* "" */
	uint64_t devices;
	const char *roles;     /* that tell it, apart by commas */
	const char *protocols; /* that these devices serve */
};

/* All names, in the order of the list; NULL ends it. */
extern const char *const plant_function_names[];

STORE_CALL store_functions(struct store *store, const struct viewer *viewer, struct arena *arena,
			   struct plant_function **rows, size_t *count);
