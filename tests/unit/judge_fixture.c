/* judge_fixture.c - a judge beside the database of store_fixture.h. SPDX-License-Identifier: Apache-2.0 */

#include "judge_fixture.h"

#include "store/finding.h"

struct judge *load(struct fixture *f)
{
	struct judge *judge = judge_new(NULL, f->inventory);

	if (store_load_judge(f->store, 1, judge) != 0)
		fail_msg("%s", store_error(f->store));
	return judge;
}

void take_judged(struct fixture *f, struct judge *judge, const struct record *r)
{
	const struct inventory_parties parties = inventory_record(f->inventory, r);

	judge_line(judge, f->source, r, &parties);
	assert_int_equal(store_begin(f->store), 0);
	assert_true(store_apply_record(f->store, f->source, r, parties) >= 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	if (store_save_judge_changes(f->store, 1, judge) != 0)
		fail_msg("%s", store_error(f->store));
	assert_int_equal(store_commit(f->store), 0);
}
