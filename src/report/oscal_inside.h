/* oscal_inside.h - for the files of OSCAL alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/plan.h"
#include "lib/arena.h"
#include "lib/json_out.h"
#include "report/oscal.h"

struct writer {
	const struct oscal *o;
	struct json_out j;
	const char *origin; /* tells this installation from others */
	struct plan plan;
	struct task_row *tasks;
	size_t task_count;
	struct evidence_row *evidence;
	size_t evidence_count;
};

/* In the reader's language: one of two texts. */
const char *oscal_say(const struct writer *w, const char *ja, const char *en);
/* The same of the catalogue, "" when it has none. */
const char *oscal_words(const struct writer *w, const struct words *text);
/* A string of OSCAL begins and ends with a letter; an empty one is left out: false. */
bool oscal_text(struct writer *w, const char *key, const char *value);
/* What OSCAL wants in any case: where people wrote blanks alone, the other text. */
void oscal_needed(struct writer *w, const char *key, const char *value, const char *otherwise);
/* A version 5 UUID (RFC 9562, 5.5): the same thing has the same in the next file. */
const char *oscal_id(const struct writer *w, const char *kind, const char *name);
void oscal_uuid(struct writer *w, const char *key, const char *kind, const char *name);
/* "2026-11-21" as a time, for OSCAL has no days; nothing for "". */
void oscal_day(struct writer *w, const char *key, const char *day);
/* "smkl-security_3_a-1": a token of OSCAL begins with a letter. */
const char *oscal_control(const struct writer *w, const struct pack *pack, const struct judged *j);
void oscal_metadata(struct writer *w, const char *title);
/* What was measured, declared and laid beside an item; opens the array with the first, the caller closes it. */
void oscal_observe(struct writer *w, const struct pack *pack, const struct judged *j, bool *begun);
void oscal_relate(struct writer *w, const struct pack *pack, const struct judged *j);

/* One document each, within an object that is open. */
void oscal_write_results(struct writer *w);
void oscal_write_plan(struct writer *w);
