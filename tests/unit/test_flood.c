/* test_flood.c - very many findings of one kind are not all made. SPDX-License-Identifier: Apache-2.0 */
#include "store_fixture.h"

#include <time.h>

#include "judge/judge.h"

/* Somebody loads a program into one controller after the other, these so many seconds after the start. */
static void load_programs(struct fixture *f, struct judge *judge, int from, int to, int64_t after)
{
	char ip[32];

	for (int i = from; i < to; i++) {
		struct record r = operation(f, (uint64_t)i + 1, "program", 1);

		snprintf(ip, sizeof(ip), "10.0.%d.%d", i / 200, i % 200 + 1);
		assert_true(address_parse(ip, &r.dest_ip));
		r.time = r.ot.first_seen = r.ot.last_seen = START + after * SEC;
		const struct inventory_parties parties = inventory_record(f->inventory, &r);

		judge_line(judge, f->source, &r, &parties);
	}
}

static size_t count(struct judge *judge, const char *detector)
{
	const struct finding *row;
	uint32_t position = 0;
	size_t n = 0;

	while ((row = judge_each_finding(judge, &position)) != NULL)
		n += strcmp(row->detector, detector) == 0;
	return n;
}

static void test_two_hundred_of_a_kind_in_ten_minutes(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = judge_new(NULL, f->inventory);

	load_programs(f, judge, 0, 300, 0);
	assert_int_equal(count(judge, "operations.program_transfer"), 200);
	assert_true(judge_counters(judge).held_back > 90);
	load_programs(f, judge, 0, 300, 30); /* the same is told again: it counts */
	assert_int_equal(count(judge, "operations.program_transfer"), 200);
	load_programs(f, judge, 300, 350, 700); /* later */
	assert_int_equal(count(judge, "operations.program_transfer"), 250);
	judge_free(judge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_two_hundred_of_a_kind_in_ten_minutes),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
