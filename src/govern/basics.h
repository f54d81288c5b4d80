/* basics.h - the basics of OT security as measured figures (catalog/basics.yaml). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/pack.h"
#include "store/basics.h"
#include "store/measure.h"

struct basic {
	const char *id, *rule;
	struct words title, counts; /* counts: what the number is of */
	struct words means;	    /* its definition */
	struct words why, next;
	const char *page; /* the list that the number is of, or where it is worked on */
	struct texts meets;
};

struct basic_book {
	struct basic *basics;
	size_t basic_count;
};

/* Ours, read when it is asked for first. */
const struct basic_book *basic_book(void);

/* A part of a figure that leads to a list of its own. */
struct basic_part {
	const char *name;
	uint64_t count;
	const char *page;
};

struct basic_figure {
	const struct basic *basic;
	uint64_t count, all; /* of what is wrong; all 0: nothing was seen yet */
	const char *page;
	struct basic_part *parts;
	size_t part_count;
};

struct basics {
	struct basic_counts counts;
	struct basic_figure *figures; /* as the catalogue has them */
	size_t figure_count;
};

/* Measures what the viewer sees. today: "2026-11-21". 0 or -errno. */
__attribute__((warn_unused_result)) int basics_measure(struct store *store, const struct viewer *within,
						       const char *today, struct arena *arena,
						       struct basics *out);
