/* test_segments.c - renewed and continued parts of like strength, layers on one axis. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/segments.h"
#include "store/zoning.h"

#include <string.h>

static int64_t zone(struct fixture *f, const char *name, const char *smkl)
{
	struct zone_row row = {.name = name, .smkl = smkl};

	assert_int_equal(store_zone_put(f->store, &store_system, &row), 0);
	return row.id;
}

static int put(struct fixture *f, int64_t zone_id, const char *name, const char *subnets, const char *class, const char *model,
	       const char *renewal)
{
	struct network_row row = {.zone = zone_id, .name = name, .subnets = subnets, .class = class, .model = model, .renewal = renewal};

	return store_network_put(f->store, &store_system, &row);
}

static void answer(struct fixture *f, int64_t zone_id, const char *item, const char *value)
{
	const struct answer_row a = {
		.scope = STORE_ROOT_SCOPE, .pack = "meti-network", .part = arena_printf(&f->arena, "zone-%lld", (long long)zone_id),
		.item = item, .kind = "answer", .pack_version = "1", .value = value, .reason = "", .override = "", .document = "",
		.reviewed_on = "", .due_on = "", .user = "",
	};
	int64_t revision;

	assert_null(answer_fault(pack_find("meti-network"), &a));
	assert_int_equal(store_answer_put(f->store, &store_system, &a, &revision), 0);
}

static void talk(struct fixture *f, uint64_t entry, uint8_t client, uint8_t server)
{
	struct record r = flow(f, entry, client, server, 10);

	assert_int_equal(store_apply_record(f->store, f->source, &r, inventory_record(f->inventory, &r)), 0);
}

static void place(struct fixture *f)
{
	assert_int_equal(store_zoning_load(f->store, &store_system, f->inventory), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
}

static struct segments look(struct fixture *f)
{
	struct segments out;
	struct assessment a;

	assert_int_equal(assess(f->store, &store_system, pack_find("meti-network"), STORE_ROOT_SCOPE, START, &f->arena, &a), 0);
	assert_int_equal(segments_read(f->store, &store_system, &a, START, &f->arena, &out), 0);
	return out;
}

/* .1 is the old line, .2 the new one, .3 an old one that speaks with nobody new. */
static void draw(struct fixture *f, int64_t *old, int64_t *new)
{
	*old = zone(f, "old", "2");
	*new = zone(f, "new", "3");
	assert_int_equal(put(f, *old, "old line", "192.168.1.1", "", "", "continued"), 0);
	assert_int_equal(put(f, *new, "new line", "192.168.1.2", "", "zero-trust", "renewed"), 0);
	assert_int_equal(put(f, *old, "lonely", "192.168.1.3 192.168.1.4", "field", "", "continued"), 0);
	talk(f, 1, 1, 2);
	talk(f, 2, 3, 4);
	place(f);
}

static void test_a_weaker_continued_part_is_named_with_its_devices(void **state)
{
	struct fixture *f = *state;
	int64_t old, new;

	draw(f, &old, &new);
	assert_int_equal(look(f).loophole_count, 0); /* nobody said that the new part is strong */
	answer(f, new, "n-4", "middle");
	answer(f, new, "n-1", "middle");
	answer(f, old, "n-4", "minimum");
	answer(f, old, "n-1", "high");
	struct segments s = look(f);

	assert_int_equal(s.loophole_count, 1);
	assert_string_equal(s.loopholes[0].continued->name, "old line");
	assert_string_equal(s.loopholes[0].renewed->name, "new line");
	assert_int_equal(s.loopholes[0].measure_count, 1);
	assert_string_equal(s.loopholes[0].measures[0].item->id, "n-4");
	assert_int_equal(s.loopholes[0].measures[0].renewed, 2);
	assert_int_equal(s.loopholes[0].measures[0].continued, 1);
	assert_int_equal(s.loopholes[0].device_count, 1);
	assert_string_equal(s.loopholes[0].devices[0].ip, "192.168.1.1");
	answer(f, new, "n-5", "minimum"); /* nobody said anything of the old part: it may be weaker */
	s = look(f);
	assert_int_equal(s.loopholes[0].measure_count, 2);
	assert_int_equal(s.loopholes[0].measures[1].continued, -1);
}

static void test_alike_parts_are_no_loophole(void **state)
{
	struct fixture *f = *state;
	int64_t old, new;

	draw(f, &old, &new);
	answer(f, new, "n-4", "middle");
	answer(f, old, "n-4", "high");
	assert_int_equal(look(f).loophole_count, 0);
}

static void test_who_asks_does_not_matter(void **state)
{
	struct fixture *f = *state;
	const int64_t old = zone(f, "old", "2"), new = zone(f, "new", "3");

	assert_int_equal(put(f, old, "old line", "192.168.1.1", "", "", "continued"), 0);
	assert_int_equal(put(f, new, "new line", "192.168.1.2", "", "", "renewed"), 0);
	talk(f, 1, 2, 1);
	talk(f, 2, 1, 2);
	place(f);
	answer(f, new, "n-4", "middle");
	const struct segments s = look(f);

	assert_int_equal(s.loophole_count, 1);
	assert_int_equal(s.loopholes[0].device_count, 1);
	assert_string_equal(s.loopholes[0].devices[0].ip, "192.168.1.1");
}

static void test_layers_hold_walls_and_questions_of_identity(void **state)
{
	struct fixture *f = *state;
	int64_t old, new;

	draw(f, &old, &new);
	answer(f, new, "n-1", "middle");
	answer(f, new, "n-2", "middle");
	const struct segments s = look(f);

	assert_string_equal(s.layers[3].class, "control-info");
	assert_int_equal(s.layers[3].network_count, 1);
	assert_string_equal(s.layers[4].class, "control");
	assert_int_equal(s.layers[4].zero_trust, 1);
	assert_int_equal(s.layers[4].measure_count, 2);
	assert_false(measure_is_zero_trust(s.layers[4].measures[0].item));
	assert_true(measure_is_zero_trust(s.layers[4].measures[1].item));
	assert_string_equal(s.layers[5].class, "field");
	assert_int_equal(s.layers[5].network_count, 1);
	assert_int_equal(s.layers[0].network_count, 0);
}

static void test_a_segment_says_what_there_is(void **state)
{
	struct fixture *f = *state;
	const int64_t old = zone(f, "old", "2");
	struct network_row row = {.zone = old, .name = "n", .subnets = "10.0.0.0/8", .class = "bus"};
	struct network_use *rows;
	size_t count;

	assert_int_equal(store_network_put(f->store, &store_system, &row), -EINVAL);
	row.class = "field";
	row.level = "6";
	assert_int_equal(store_network_put(f->store, &store_system, &row), -EINVAL);
	row.level = "0";
	row.model = "perimeter zero-trust";
	assert_int_equal(store_network_put(f->store, &store_system, &row), -EINVAL);
	row.model = "zero-trust";
	row.hurdles = "cost money";
	assert_int_equal(store_network_put(f->store, &store_system, &row), -EINVAL);
	row.hurdles = "cost legacy";
	row.renewal = "renew";
	assert_int_equal(store_network_put(f->store, &store_system, &row), -EINVAL);
	row.renewal = "renewed";
	assert_int_equal(store_network_put(f->store, &store_system, &row), 0);
	assert_int_equal(store_networks(f->store, &store_system, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].network.class, "field");
	assert_string_equal(rows[0].network.level, "0");
	assert_string_equal(rows[0].network.model, "zero-trust");
	assert_string_equal(rows[0].network.hurdles, "cost legacy");
	assert_string_equal(rows[0].network.renewal, "renewed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_weaker_continued_part_is_named_with_its_devices, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_alike_parts_are_no_loophole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_who_asks_does_not_matter, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_layers_hold_walls_and_questions_of_identity, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_segment_says_what_there_is, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
