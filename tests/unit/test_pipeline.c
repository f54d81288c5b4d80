/* test_pipeline.c - from packets to tellings, on time of our own. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <string.h>

#include "lib/clock.h"
#include "proc/pipeline.h"

#define START (INT64_C(1772431200) * SECOND)

/* The latest conversation that was told. */
struct world {
	struct teller teller;
	struct pipeline pipeline;
	uint64_t packets;
	int64_t told; /* second */
	size_t operations;
};

static bool hear_conversation(struct teller *t, const struct conversation *c, int64_t now)
{
	struct world *w = (struct world *)t;

	w->packets = c->packets[0] + c->packets[1];
	w->told = (now - START) / SECOND;
	return true;
}

static bool hear_operations(struct teller *t, const struct observed *const *ops, size_t n, int64_t now)
{
	(void)ops, (void)now;
	((struct world *)t)->operations += n;
	return true;
}

static bool hear_claims(struct teller *t, const struct observed_claim *const *claims, size_t n,
			int64_t now)
{
	(void)t, (void)claims, (void)n, (void)now;
	return true;
}

static bool hear_anomaly(struct teller *t, const struct observed_anomaly *a, int64_t now)
{
	(void)t, (void)a, (void)now;
	return true;
}

static int set_up(void **state)
{
	static struct world w;

	w = (struct world){.teller = {.conversation = hear_conversation,
				     .operations = hear_operations,
				     .claims = hear_claims,
				     .anomaly = hear_anomaly}};
	pipeline_init(&w.pipeline, NULL, &w.teller);
	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	pipeline_free(&((struct world *)*state)->pipeline);
	return 0;
}

/* 192.0.2.1 port 40000 and 192.0.2.2 port 9999 say four bytes over UDP. */
static void say(struct world *w, bool answer, int64_t when)
{
	uint8_t frame[60] = {0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1, 0x08, 0x00,
			     0x45, 0, 0, 32, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2,
			     0x9c, 0x40, 0x27, 0x0f, 0, 12, 0, 0, 'b', 'e', 'l', 'l'};
	const uint8_t turned[] = {192, 0, 2, 2, 192, 0, 2, 1, 0x27, 0x0f, 0x9c, 0x40};

	if (answer) {
		frame[5] = 1;
		frame[11] = 2;
		memcpy(frame + 26, turned, sizeof(turned));
	}
	pipeline_feed(&w->pipeline,
		      &(struct packet){.data = frame, .length = sizeof(frame), .wire_length = sizeof(frame),
				       .time = START + when, .link_type = LINK_ETHERNET},
		      1);
}

static void wait_until(struct world *w, int64_t second)
{
	for (int64_t now = w->pipeline.now; now < START + second * SECOND; now += SECOND / 5)
		pipeline_tick(&w->pipeline, now);
}

static void test_a_short_burst_is_told_before_its_flow_ends(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < 10; i++)
		say(w, i % 2, i * SECOND / 20);
	wait_until(w, 8);
	assert_int_equal(w->packets, 10);
}

static void test_what_comes_after_a_rest_is_told_too(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < 10; i++)
		say(w, i % 2, i * SECOND / 20);
	wait_until(w, 20);
	for (int i = 0; i < 10; i++)
		say(w, i % 2, 20 * SECOND + i * SECOND / 20);
	wait_until(w, 75); /* its third telling, after a minute */
	assert_int_equal(w->packets, 20);
	assert_true(w->told < 70);
}

/* A write to Modbus within a connection that began before us, and no word more. */
static void test_a_single_message_is_told_when_silence_follows(void **state)
{
	static const uint8_t frame[] = {
		0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1, 0x08, 0x00,
		0x45, 0, 0, 52, 0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2,
		0x9c, 0x40, 0x01, 0xf6, 0, 0, 0, 9, 0, 0, 0, 9, 0x50, 0x18, 0x10, 0, 0, 0, 0, 0,
		0, 1, 0, 0, 0, 6, 1, 6, 0, 7, 0, 1};
	struct world *w = *state;

	pipeline_feed(&w->pipeline,
		      &(struct packet){.data = frame, .length = sizeof(frame), .wire_length = sizeof(frame),
				       .time = START, .link_type = LINK_ETHERNET},
		      1);
	wait_until(w, 2);
	assert_int_equal(w->operations, 0);
	wait_until(w, 8);
	assert_int_equal(w->operations, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_short_burst_is_told_before_its_flow_ends),
		TEST(what_comes_after_a_rest_is_told_too),
		TEST(a_single_message_is_told_when_silence_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
