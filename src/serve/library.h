/* library.h - what the plant shows of an entry of the library. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/library.h"
#include "serve/request.h"

/* What is told, until the JSON begins: a store that fails answers its problem instead. */
struct seen_number {
	const char *name; /* in the page's sentence */
	uint64_t count;
};

#define SEEN_NUMBERS 6
#define SEEN_PARTS   64

struct seen {
	const char *state; /* which sentence: "some", "none", "silent" ... */
	const char *page;  /* where the rows stand, NULL none */
	int64_t last;	   /* 0 none */
	struct seen_number numbers[SEEN_NUMBERS];
	uint64_t parts[SEEN_PARTS]; /* of the entry: devices */
	bool has_parts;
	const char *words; /* more, as it was seen: "None, Basic256Sha256" */
};

/* False: a problem was answered. */
bool library_look(struct request *r, const struct library_entry *entry, struct seen *out);
