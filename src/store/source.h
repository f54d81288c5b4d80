/* source.h - high-water marks, for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/sql.h"

/* Until where the records of one boot of a source are kept. */
struct mark {
	int64_t source;
	int64_t scope;
	uint64_t boot;
	uint64_t seq;
	int64_t first_packet; /* that records told since the last commit, 0 none */
	int64_t last_packet;
	bool dirty;
};

/* The mark of this boot, read when it is met first. NULL with *rc when that fails or no such source. */
struct mark *source_mark(struct store *store, int64_t source, uint64_t boot, int *rc);
/* Keeps those that moved; with the commit. */
int source_marks_save(struct store *store);
/* What was moved was undone. */
void source_marks_forget(struct store *store);
/* Keeps what a stats record tells of the sensor. */
int source_apply_stats(struct store *store, int64_t source, const struct record *record);
