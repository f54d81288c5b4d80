/* rhythm.h - how fast a question usually comes, and its answer. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "judge/detector.h"

struct rhythm_seen {
	struct table_entry entry;
	struct rhythm_key {
		uint64_t client;
		uint64_t server;
		uint64_t question;
	} key;
	int64_t fastest; /* microseconds, while it was learned; 0 none yet */
	int64_t slowest;
};

/* What a detector that compares with it has in its row. */
#define RHYTHM_STATE                                                                               \
	.state_size = sizeof(struct rhythm_seen), .key_size = sizeof(struct rhythm_key),           \
	.budget = 16384, .baseline = true

/* The entry of the record's question: protocol, function and what it asks for. */
struct rhythm_seen *rhythm_seen(const struct sight *s);
/* Tells of the server that the question, or its answer, took so many microseconds before and takes so many now. */
void rhythm_tell(const struct sight *s, int64_t before, int64_t now);
