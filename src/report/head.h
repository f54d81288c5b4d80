/* head.h - what users put at the head of each report: their logo, their words, who stamps it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "report/paper.h"
#include "store/store.h"

#define HEAD_WORDS_MAX 600    /* bytes */
#define HEAD_SEAL_MAX  60
#define HEAD_LOGO_MAX  400000 /* of base64 */

/* Texts, "" none; seals: one a line, from the left. */
struct report_head {
	int64_t scope;
	const char *words;
	const char *seals;
	const char *logo; /* base64 of a PNG */
};

/* What holds for the scope: its own, or of the nearest above it. */
STORE_CALL report_head_read(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
			    struct report_head *out);
/* Keeps it for head->scope and what is below it; what is "" falls back to what is above. For the writer. */
STORE_CALL report_head_put(struct store *store, const struct viewer *viewer, const struct report_head *head);
/* Why it cannot be kept, or NULL. */
const char *report_head_fault(const struct report_head *head, struct arena *arena);
/* The titles of its fields for seals, at most room; 0: it has none of its own. */
size_t report_head_seals(const struct report_head *head, struct arena *arena, const char **titles, size_t room);
/* False unless it is a PNG of 1 to 4000 points a side. */
bool report_head_logo(const char *base64, struct arena *arena, struct paper_logo *out);
