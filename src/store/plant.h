/* plant.h - what a plant's own records tell: how fast it acts, whose support ends when. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* Middle times of what was found in a span; -1 where there is none. */
struct response_times {
	uint64_t findings;
	uint64_t acknowledged, closed;
	int64_t to_tell;	/* ns from the first packet until it was told */
	int64_t to_acknowledge; /* until somebody took it up */
	int64_t to_close;
};

/* Of findings told since. A capture that was read later says nothing of how soon one was told: those count where people act. */
STORE_CALL store_response_times(struct store *store, const struct viewer *viewer, int64_t since,
				struct response_times *out);

/* How often findings told since had this cause, as people said last; the most frequent first. */
struct cause_count {
	const char *cause;
	uint64_t findings;
};

STORE_CALL store_cause_counts(struct store *store, const struct viewer *viewer, int64_t since, struct arena *arena,
			      struct cause_count **rows, size_t *count);

/* Devices of the plant whose system's support ends in one year. */
struct support_end {
	int year; /* 0: of no known end */
	uint64_t devices;
	uint64_t in_ledger; /* of these */
	const char *names;  /* of at most five, apart by commas */
};

/* By year; devices whose end nobody knows come last. */
STORE_CALL store_support_ends(struct store *store, const struct viewer *viewer, struct arena *arena,
			      struct support_end **rows, size_t *count);
