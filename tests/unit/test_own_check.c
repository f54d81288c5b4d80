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

/* The check asks all of them, by both ways. */
static void ask_all(struct fixture *f)
{
	for (uint8_t to = 10; to < 210; to++) {
		const struct address address = ip(to);

		inventory_asks(f->inventory, &address, 0);
		inventory_asks(f->inventory, &address, 102);
	}
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
	ask_all(f);
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

/* He pings those whom the check does not ask, or by another way. */
static void test_whom_the_check_does_not_ask_somebody_else_asks(void **state)
{
	struct fixture *f = *state;
	const struct address own = ip(OURS), one = ip(10);
	struct judge *judge;

	(void)inventory_asks_from(f->inventory, &own);
	inventory_asks(f->inventory, &one, 0);
	judge = sweep(f);
	assert_true(found(judge) > 0);
	assert_int_equal(judge_counters(judge).own, 1); /* the echo to 10, but no connection to it */
	judge_free(judge);
}

/* Nor does it ask those it asks each second. */
static void test_who_asks_faster_than_the_check_is_somebody_else(void **state)
{
	struct fixture *f = *state;
	const struct address own = ip(OURS);
	struct judge *judge = judge_new(NULL, f->inventory);
	struct record slow = knock(f, 10, 0), fast = knock(f, 11, 0);

	(void)inventory_asks_from(f->inventory, &own);
	ask_all(f);
	judge_set_default_phase(judge, PHASE_ENFORCE);
	slow.flow.end = slow.flow.start + 3600 * SEC;
	slow.flow.packets_to_server = 61;
	fast.flow.end = fast.flow.start + 600 * SEC;
	fast.flow.packets_to_server = 600;
	fast.flow.bytes_to_server = 600 * 70;
	see(f, judge, &slow);
	assert_int_equal(judge_counters(judge).own, 1);
	see(f, judge, &fast);
	assert_int_equal(judge_counters(judge).own, 1);
	judge_free(judge);
}

static void test_echoes_of_ipv6_are_ours_too(void **state)
{
	struct fixture *f = *state;
	const struct address own = ip(OURS);
	struct judge *judge = judge_new(NULL, f->inventory);
	struct record r = knock(f, 10, 0);

	(void)inventory_asks_from(f->inventory, &own);
	ask_all(f);
	r.proto = "IPv6-ICMP";
	see(f, judge, &r);
	assert_int_equal(judge_counters(judge).own, 1);
	judge_free(judge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_sweep_by_somebody_else_is_found),
		TEST(test_our_own_check_is_counted_and_passed_over),
		TEST(test_what_else_its_computer_does_is_judged),
		TEST(test_whom_the_check_does_not_ask_somebody_else_asks),
		TEST(test_who_asks_faster_than_the_check_is_somebody_else),
		TEST(test_echoes_of_ipv6_are_ours_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
