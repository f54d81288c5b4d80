/* segments.h - segments beside one another: where one is the loophole of another, and what protects each layer. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/assess.h"
#include "store/segment.h"

/* A measure that the continued part has less of. */
struct weaker {
	const struct pack_item *item;
	int renewed, continued; /* places on the scale; -1: of the continued part nobody said */
};

struct loophole {
	const struct network_row *renewed, *continued;
	struct weaker *measures;
	size_t measure_count;
	const struct segment_talk *devices; /* of the continued part, that speak with the renewed one */
	size_t device_count;
};

#define LAYERS 6

/* One logical layer of the plant, from the outside in, and the measures of its networks. */
struct layer {
	const char *class; /* as a network's */
	const struct network_row **networks;
	size_t network_count;
	size_t zero_trust;	/* of these */
	struct weaker *measures; /* the strongest of its networks; only `renewed` is filled */
	size_t measure_count;
};

struct segments {
	struct loophole *loopholes;
	size_t loophole_count;
	struct layer layers[LAYERS];
};

/* a: of the pack meti-network. 0 or -errno. */
__attribute__((warn_unused_result)) int segments_read(struct store *store, const struct viewer *viewer,
						      const struct assessment *a, int64_t now, struct arena *arena,
						      struct segments *out);
/* The class that a network said, else that of its SMKL column; "" neither. */
const char *segment_class(const char *said, const char *smkl);
/* True for a measure that asks each device or person anew, wherever he stands. */
bool measure_is_zero_trust(const struct pack_item *item);
