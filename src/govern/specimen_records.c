/* specimen_records.c - what was recorded of the model factory (見本) before today: a trend, an approval, a report to come.
 * SPDX-License-Identifier: Apache-2.0 */

#include "govern/specimen_records.h"

#include "govern/snapshot.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "store/govern.h"
#include "store/report_order.h"

#define DAY (86400 * SECOND)

static int record(struct store *store, const struct viewer *viewer, const char *pack, const struct snapshot_row *of,
		  const char *approver, struct arena *arena)
{
	struct viewer boss = *viewer;
	struct assessment a;
	struct snapshot made;
	int64_t id;
	int rc = assess(store, viewer, pack_find(pack), STORE_ROOT_SCOPE, of->at, arena, &a);

	if (!rc)
		rc = snapshot_make(store, viewer, &a, arena, &made);
	if (rc)
		return rc;
	const struct snapshot_row row = {.scope = STORE_ROOT_SCOPE, .pack = pack, .title = of->title, .content = made.content,
					 .hash = made.hash, .basis = made.basis, .summary = made.summary, .at = of->at};

	rc = store_snapshot_add(store, viewer, &row, &id);
	boss.user = approver;
	return rc || !approver ? rc : store_snapshot_approve(store, &boss, id, "見本");
}

int specimen_record(struct store *store, const struct viewer *viewer, const char *title, int days_ago,
		    const char *approver)
{
	const struct snapshot_row of = {.title = title, .at = clock_now() - days_ago * DAY};
	struct arena arena = {0};
	int rc = record(store, viewer, "meti-checklist", &of, approver, &arena);

	if (!rc)
		rc = record(store, viewer, "smkl-security", &of, approver, &arena);
	arena_free(&arena);
	return rc;
}

int specimen_order(struct store *store, const struct viewer *viewer)
{
	const struct report_order_row row = {.scope = STORE_ROOT_SCOPE, .report = "monthly", .language = "ja", .day = 5};
	int64_t id;

	return store_report_order_put(store, viewer, &row, &id);
}
