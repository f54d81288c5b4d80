/* oscal.h - assessments and the plan as NIST OSCAL 1.1.2 JSON, for tools of others. SPDX-License-Identifier: Apache-2.0
 *
 * Assessment results: a result for each of the two packs, a finding for each item, an observation for what was measured,
 * declared and laid beside it. Plan of action and milestones: a risk and an item for each gap, its tasks as remediation.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct anonymous;
struct arena;
struct buf;
struct store;
struct viewer;

struct oscal {
	struct store *store;
	const struct viewer *viewer;
	struct arena *arena;
	const struct anonymous *anonymous; /* NULL: names and addresses as they are */
	const char *site;
	bool japanese;
	int64_t scope;
	int64_t now;
	struct buf *out;
};

struct oscal_kind {
	const char *name; /* "assessment-results", "poam" */
	__attribute__((warn_unused_result)) int (*write)(const struct oscal *o);
};

/* By its name, or NULL. write appends the document to o->out: 0 or -errno. */
const struct oscal_kind *oscal_find(const char *name);
