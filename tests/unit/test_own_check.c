/* test_own_check.c - what the active check itself does is no finding. SPDX-License-Identifier: Apache-2.0 */
#include "store_fixture.h"

#include "judge/judge.h"

#define OURS 1

static void see(struct fixture *f, struct judge *judge, const struct record *r)
{
	const struct inventory_parties parties = inventory_record(f->inventory, r);

	judge_line(judge, f->source, r, &parties);
}

static struct record knock(struct fixture *f, uint8_t to, int port)
{
	struct record r = flow(f, (uint64_t)port * 1000 + to, OURS, to, 4);

	r.app_proto = port ? NULL : "icmp";
	r.proto = port ? "TCP" : "ICMP";
	r.dest_port = port ? port : -1;
	r.time = START + to * SEC;
	r.flow.bytes_to_server = 4 * 70;
	return r;
}

static size_t found(struct judge *judge)
{
	uint32_t position = 0;
	size_t n = 0;

	judge_end(judge, 1);
	while (judge_each_finding(judge, &position))
		n++;
	return n;
}

/* Somebody at this address looks for 200 devices, by echoes and at the port of S7. */
static struct judge *sweep(struct fixture *f)
{
	struct judge *judge = judge_new(NULL, f->inventory);

	judge_set_default_phase(judge, PHASE_ENFORCE);
	for (uint8_t to = 10; to < 210; to++) {
		const struct record echo = knock(f, to, 0), port = knock(f, to, 102);

		see(f, judge, &echo);
		see(f, judge, &port);
	}
	return judge;
}

static void test_a_sweep_by_somebody_else_is_found(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = sweep(f);

	assert_true(found(judge) > 0);
	assert_int_equal(judge_counters(judge).own, 0);
	judge_free(judge);
}

static size_t found_of_ours(struct judge *judge, uint64_t ours)
{
	uint32_t position = 0;
	const struct finding *one;
	size_t n = 0;

	while ((one = judge_each_finding(judge, &position)) != NULL)
		n += one->device == ours || one->peer == ours;
	return n;
}

static void test_our_own_check_is_counted_and_passed_over(void **state)
{
	struct fixture *f = *state;
	const struct address own = ip(OURS);

	assert_true(inventory_asks_from(f->inventory, &own));
	struct judge *judge = sweep(f);
	const struct record r = operation(f, 9, "write", 3);
	const uint64_t ours = inventory_asset_of(f->inventory, inventory_record(f->inventory, &r).client);

	(void)found(judge);
	assert_int_equal(found_of_ours(judge, ours), 0);
	assert_int_equal(judge_counters(judge).own, 400);
	assert_string_equal(inventory_asset(f->inventory, ours)->role, "watchtower");
	judge_free(judge);
}

/* Whoever sits at the watchtower's computer and writes to a controller is judged as anybody. */
static void test_what_else_its_computer_does_is_judged(void **state)
{
	struct fixture *f = *state;
	const struct address own = ip(OURS);
	struct judge *judge = judge_new(NULL, f->inventory);
	struct record r = operation(f, 1, "program", 3), large = knock(f, 10, 0);

	(void)inventory_asks_from(f->inventory, &own);
	judge_set_default_phase(judge, PHASE_ENFORCE);
	large.flow.bytes_to_server = 100000; /* no echo of ours */
	see(f, judge, &r);
	see(f, judge, &large);
	assert_int_equal(judge_counters(judge).own, 0);
	assert_true(found(judge) > 0);
	judge_free(judge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_sweep_by_somebody_else_is_found),
		TEST(test_our_own_check_is_counted_and_passed_over),
		TEST(test_what_else_its_computer_does_is_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
