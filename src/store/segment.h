/* segment.h - which devices of continued segments speak with renewed ones. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

struct segment_talk {
	int64_t renewed, continued; /* networks */
	uint64_t asset;		    /* of the continued one */
	const char *name, *ip;
	bool unsupported; /* its system's support has ended */
};

/* By networks, then by device; each device once. today: "2026-11-21". */
STORE_CALL store_segment_talks(struct store *store, const struct viewer *viewer, const char *today, struct arena *arena,
			       struct segment_talk **rows, size_t *count);
