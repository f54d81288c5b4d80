/* measure_where.h - what is counted, as conditions of lists; for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/list.h"

/*
 * Whether conversation c still is: it was seen within the last thirty days of somebody who saw it. So what was mended
 * counts no more after a month of watching, and what an old capture shows stays, for nothing newer is known. The
 * first part says the same of most, without looking anything up.
 */
#define MEASURE_STILL                                                                                          \
	"(c.last_seen > ifnull((SELECT max(last_packet) FROM source), 0) - 2592000000000000 OR EXISTS (SELECT" \
	" 1 FROM conversation_part p JOIN source s ON s.id = p.source_id WHERE p.conversation_id = c.id"       \
	" AND p.last_seen > s.last_packet - 2592000000000000))"

/* What can be counted of conversations, MEASURES of them. */
extern const char *const measure_names[];
/* The condition of conversation c with its assets ca and sa, or NULL. */
const char *measure_where(const char *name);
/* Limits a list of conversations r to what this measure counts; unknown names find nothing. */
void measure_condition(struct list *list, const char *name, const char *levels);
