/* library.h - what documents bring as knowledge: cases, measures, technologies, frameworks ... (catalog/library/).
 * SPDX-License-Identifier: Apache-2.0
 *
 * A kind of entry is a file; facets.yaml says by what entries are sorted. A file is read whole or refused whole,
 * and a link that leads nowhere refuses all of them.
 */
#pragma once

#include "govern/pack.h"

/* One of several that an entry lists: a threat of a taxonomy, a requirement. */
struct library_part {
	const char *id; /* the original's number, or NULL */
	struct words title;
	struct texts links;
};

struct library_entry {
	const char *id;
	struct words title, text;
	struct words clause;       /* where the source says it */
	const char *year;          /* NULL: none */
	const char *key;           /* of frameworks: what `maps` of packs call it */
	struct texts facets;       /* "use:visualise" */
	struct texts links;        /* "meti-checklist:3-5", see library_target() */
	const char *seen;          /* one of library_seen: what the plant shows of it */
	struct words who;          /* does it */
	const char *minutes;       /* that it takes */
	struct library_part *parts;
	size_t part_count;
	struct texts meets;
};

struct library_kind {
	const char *kind;
	struct words title, says, source;
	struct library_entry *entries;
	size_t entry_count;
	struct texts meets;
};

struct library_value {
	const char *id;
	struct words title;
};

struct library_facet {
	const char *id;
	struct words title;
	struct library_value *values;
	size_t value_count;
};

struct library_facets {
	struct library_facet *facets;
	size_t facet_count;
};

#define LIBRARY_KINDS 24

struct library {
	struct library_facets facets;
	struct library_kind *kinds[LIBRARY_KINDS];
	size_t kind_count;
};

/* What can be told of the plant beside an entry; NULL ends it. */
extern const char *const library_seen[];

/* Reads one kind; it lives in the arena. NULL: error then holds "line N: why". */
struct library_kind *library_read(const void *bytes, size_t length, struct arena *arena, char *error,
				  size_t error_size);
/* Every facet and every link leads somewhere, no id stands there twice. False: error says what. */
bool library_good(const struct library *library, char *error, size_t error_size);
/* Ours; any thread. */
const struct library *library_ours(void);
/* By its id; NULL. kind may be NULL. */
const struct library_entry *library_entry(const struct library *library, const char *id,
					  const struct library_kind **kind);

struct library_target {
	struct words title;   /* page: NULL, the page's own name */
	const char *page;     /* behind #/ ; in the arena */
};

/*
 * Where "TYPE:ID" leads: PACK:ITEM, cell:NETWORK/GRADE, data:, threat:, help: (of data flows), detector:, entry:,
 * page: with a query. False: nowhere.
 */
bool library_target(const struct library *library, const char *link, struct arena *arena,
		    struct library_target *out);
