/* pack.h - a pack: a framework that people answer, as data (DESIGN 6). SPDX-License-Identifier: Apache-2.0
 *
 * A pack is read whole or refused whole. Its texts stand in our own words, in Japanese and English,
 * under the numbers of the original.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct words {
	const char *ja;
	const char *en; /* both or neither */
};

struct texts {
	const char **text;
	size_t count;
};

/* What a catalogue names by an id and a title. */
struct named {
	const char *id;
	struct words title;
};

/* A step of the scale, the lowest first. */
struct pack_step {
	const char *value;
	struct words label;
	bool done; /* this or higher says: it is done */
	const char *section; /* only its items take this step; NULL: all */
	const char *points;  /* "1.5"; NULL none */
};

/* Who usually knows the answer. */
struct pack_person {
	const char *id;
	struct words title;
};

/* What the items are asked of, when that is more than one thing in a scope: SMKL's networks. */
struct pack_column {
	const char *id;
	struct words title;
	const char *levels; /* ISA-95 levels whose devices stand in it: "2", "3", apart by blanks */
	const char *alias;  /* what else the source calls it */
	const char *of;	    /* a device: the kind to which it is an exception; NULL: no exception */
	bool optional;
};

/* What a step means for one item: "VLANs" is its middle strength. */
struct pack_at {
	const char *value;
	struct words text;
};

struct pack_item {
	const char *id;
	struct words title;
	struct words help;
	struct words example;
	struct words next; /* the next step when it is not done */
	const char *reference;
	struct texts who;
	struct texts gauges;  /* that support or contradict */
	struct texts against; /* that can only contradict: silence proves no rule */
	struct texts maps;    /* "framework:number" */
	struct texts needs;   /* items that come first */
	struct texts meets;   /* rows of catalog/requirements.tsv */
	struct pack_at *at;   /* none: all steps are taken; else the lowest and these */
	size_t at_count;
	size_t section;
};

struct pack_section {
	const char *id;
	struct words title;
	struct words help;
	bool folded; /* at first */
	struct pack_item *items;
	size_t item_count;
};

struct pack {
	const char *id;
	const char *version;
	struct words title;
	struct words source; /* whose framework it is */
	struct words caveat; /* shown beside every number made of it */
	struct words scale_name;
	const char *gauge_most; /* the highest step a gauge speaks to */
	const char *columns_of; /* "zone", "role", "supplier": columns are what the plant has of them; NULL: as written */
	struct texts scopes;    /* kinds of scope it is answered for */
	struct texts meets;
	struct pack_step *steps;
	size_t step_count;
	struct pack_person *people;
	size_t person_count;
	struct pack_column *columns;
	size_t column_count;
	struct pack_section *sections;
	size_t section_count;
	size_t item_count; /* over all sections */
};

/* Reads one; it lives in the arena. NULL: error then holds "line N: why". */
struct pack *pack_read(const void *bytes, size_t length, struct arena *arena, char *error,
                       size_t error_size);
/* The i-th built-in pack, or NULL behind the last. Lives as long as the program. From any thread. */
const struct pack *pack_built_in(size_t i);
/* Built-in pack by its id, or NULL. */
const struct pack *pack_find(const char *id);
/* The YAML of a built-in pack, NULL. */
const void *pack_source(const char *id, size_t *length);
/* True when it is asked of suppliers: whoever buys may keep its answers. */
bool pack_of_suppliers(const struct pack *pack);
/* Item by its number; NULL. */
const struct pack_item *pack_item(const struct pack *pack, const char *id);
/* True when an answer may name this column: any id where columns are of the plant. */
bool pack_takes_column(const struct pack *pack, const char *id);
/* Column by its id; NULL. */
const struct pack_column *pack_column(const struct pack *pack, const char *id);
/* Place of this value on the scale, -1 when it is none of it. */
int pack_step(const struct pack *pack, const char *value);
/* Points of a step in tenths, 0 when it has none. */
int pack_points(const struct pack *pack, int step);
/* True when this place on the scale says: done. */
bool pack_done(const struct pack *pack, int step);
