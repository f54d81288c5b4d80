/* purchase.h - an order as papers: the specification, the checklist of acceptance. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/procure.h"
#include "report/paper.h"
#include "store/purchase.h"

/* One requirement as it stands. */
struct order_line {
	const struct procure_item *known; /* NULL: one's own */
	struct purchase_item kept;
	const char *because; /* codes, apart by blanks */
	bool proposed, wanted;
};

struct order_paper {
	struct arena *arena;
	struct paper paper;
	const char *(*word)(bool japanese, const char *group, const char *value);
	int64_t now;
	struct purchase_row order;
	struct order_line *lines;
	size_t count;
};

/* What the supplier gets: requirements by category, with room for his answers. 0 or -errno. */
__attribute__((warn_unused_result)) int order_specification(struct order_paper *p);
/* What is looked at when it comes: route, seal, version, genuineness and the rest, with boxes. 0 or -errno. */
__attribute__((warn_unused_result)) int order_acceptance(struct order_paper *p);
