/* order.h - reports that write themselves on a day of each month (S4-184). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "store/report_order.h"

/*
 * True when its day has come since it was ordered and since it was written last. A day on which nothing ran is made up
 * for on the next that something does.
 */
bool report_order_is_due(const struct report_order_row *order, int64_t now);
struct report_setting {
	const char *site;
	const char *(*word)(bool japanese, const char *group, const char *value); /* as in struct report */
};

/*
 * Writes those that are due, each of the month before its day (a report that has no period: of now), and keeps them.
 * For the writer. 0 or -errno of the store; what went wrong with one stands in its order.
 */
STORE_CALL report_orders_write(struct store *store, const struct report_setting *setting, int64_t now);
/* One of the viewer's at once, as it would be on its day. -ENOENT. */
STORE_CALL report_order_write(struct store *store, const struct viewer *viewer, int64_t id,
			      const struct report_setting *setting, int64_t now);
