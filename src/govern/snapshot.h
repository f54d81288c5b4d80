/* snapshot.h - an assessment as it stands, with hashes that an approval can hold on to. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/matrix.h"

struct snapshot {
	const char *content; /* JSON, always in the same order */
	const char *hash;    /* BLAKE2b of content */
	const char *basis;   /* BLAKE2b of what people declared and what is contradicted: an approval is of this */
	const char *summary; /* JSON: tallies, positions of the columns */
};

/* Of this assessment; it lives in the arena. 0 or -errno. */
__attribute__((warn_unused_result)) int snapshot_make(struct store *store,
						      const struct viewer *viewer,
						      const struct assessment *a,
						      struct arena *arena, struct snapshot *out);
