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

/* The entry of the record's question: protocol, function and what it asks for. */
struct rhythm_seen *rhythm_seen(const struct sight *s);
