/* report_order.h - reports that write themselves on a day of each month, and what was written (S4-184).
 * SPDX-License-Identifier: Apache-2.0
 *
 * Like store.h: every query sees the scopes of its viewer, texts are never NULL, times are UTC ns and 0 never.
 */
#pragma once

#include "store/store.h"

#define REPORT_DAY_LAST 28 /* every month has it */
#define REPORTS_KEPT	60 /* of one order: five years of months */

struct report_order_row {
	int64_t id;
	int64_t scope;
	const char *report;   /* report_find() knows it */
	const char *language; /* "ja" "en" */
	int64_t day;	      /* of the month, 1 to REPORT_DAY_LAST */
	int64_t channel;      /* who is told, 0 nobody */
	const char *user;
	int64_t at; /* when it was ordered */
	int64_t written_at;
	const char *error; /* why the last one could not be written, "" it was */
};

/* Of all scopes of the viewer. */
STORE_CALL store_report_orders(struct store *store, const struct viewer *viewer, struct arena *arena,
			       struct report_order_row **rows, size_t *count);
/* One of a scope, report and language: the same again changes its day and channel. -EPERM, -ENOENT the channel. */
STORE_CALL store_report_order_put(struct store *store, const struct viewer *viewer, const struct report_order_row *row,
				  int64_t *id);
/* What was written stays. -ENOENT. */
STORE_CALL store_report_order_remove(struct store *store, const struct viewer *viewer, int64_t id);

struct report_kept_row {
	int64_t id;
	int64_t scope;
	const char *report;
	const char *language;
	const char *title;  /* in its language */
	const char *period; /* "2026-10", "" of that day */
	int64_t at;
	const char *hash; /* of its bytes, BLAKE2b-256 in hexadecimal digits */
	const char *body; /* HTML; "" in a list */
};

/* Keeps what an order wrote, makes it known to its channel, and lets go of its oldest. For the writer. */
STORE_CALL store_report_keep(struct store *store, const struct report_order_row *order, const char *title,
			     const char *period, const char *body, int64_t now);
/* It could not be written; the next turn tries again. */
STORE_CALL store_report_failed(struct store *store, int64_t order, const char *why);
/* The newest first, without their bodies. */
STORE_CALL store_reports_kept(struct store *store, const struct viewer *viewer, struct arena *arena,
			      struct report_kept_row **rows, size_t *count);
/* One with its body. -ENOENT. */
STORE_CALL store_report_kept(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
			     struct report_kept_row *out);
/* The oldest that this channel has yet to tell of; found false: none. */
STORE_CALL store_report_notice(struct store *store, int64_t channel, struct arena *arena, struct report_kept_row *out,
			       bool *found);
/* It has told of it. */
STORE_CALL store_report_told(struct store *store, int64_t channel, int64_t kept);
