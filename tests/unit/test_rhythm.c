/* test_rhythm.c - who has fallen silent, by his own rhythm. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"
#include "observe/observe.h"

#define START (INT64_C(1772431200) * SECOND)

struct world {
	struct teller teller;
	struct observer *observer;
	char text[4096];
	bool full; /* takes nothing */
	int64_t now;
};

static struct world w;

static bool hear_conversation(struct teller *t, const struct conversation *c, int64_t now)
{
	(void)t, (void)c, (void)now;
	return true;
}

static bool hear_liveness(struct teller *t, const struct conversation *c, int way, int64_t now)
{
	const size_t used = strlen(w.text);
	const struct rhythm *r = &c->rhythm[way];

	(void)t;
	if (!w.full)
		snprintf(w.text + used, sizeof(w.text) - used, "%lld %u %s %s %lld\n",
			 (long long)((now - START) / SECOND), c->key.client.bytes[15], way ? "server" : "client",
			 r->state == RHYTHM_ALIVE ? "alive" : "silent", (long long)((r->since - START) / SECOND));
	return !w.full;
}

static int set_up(void **state)
{
	(void)state;
	w = (struct world){.teller = {.conversation = hear_conversation, .liveness = hear_liveness}, .now = START};
	w.observer = observer_new(&observe_limits_default, &w.teller);
	observer_advance(w.observer, w.now);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	observer_free(w.observer);
	return 0;
}

static struct flow flow_of(uint8_t client)
{
	const uint8_t low[] = {192, 0, 2, client}, high[] = {192, 0, 2, 200};

	return (struct flow){.id = client, .first = w.now, .last = w.now,
			     .key = {.low = address_from_ip4(low), .high = address_from_ip4(high), .low_port = 40000,
				     .high_port = 502, .protocol = 6, .transport = TRANSPORT_TCP}};
}

/* A packet in either direction, as told. */
static void speak(struct flow *f, bool client, bool server)
{
	f->last = w.now;
	f->side[0].packets += client;
	f->side[1].packets += server;
	observer_fold(w.observer, f, false);
}

static void wait_seconds(int64_t seconds)
{
	for (int64_t i = 0; i < seconds; i++)
		observer_advance(w.observer, w.now += SECOND);
}

/* One asks the other every so many seconds, for so long; a third is heard all the time. */
static void poll_for(struct flow *f, struct flow *other, int64_t every, int64_t seconds)
{
	for (int64_t i = 0; i < seconds; i++) {
		if (f && i % every == 0)
			speak(f, true, true);
		speak(other, true, false);
		wait_seconds(1);
	}
}

static void assert_told(const char *expected)
{
	assert_string_equal(w.text, expected);
	w.text[0] = '\0';
}

/* What was told of one client, the other's lines left out. */
static void keep_lines_of(const char *client)
{
	char kept[sizeof(w.text)] = "";
	size_t used = 0;
	char *line = w.text;

	while (*line) {
		char *end = strchr(line, '\n') + 1;
		const char *name = strchr(line, ' ');

		if (strncmp(name, client, strlen(client)) == 0)
			used += (size_t)snprintf(kept + used, sizeof(kept) - used, "%.*s", (int)(end - line), line);
		line = end;
	}
	snprintf(w.text, sizeof(w.text), "%s", kept);
}

static void test_each_side_has_a_rhythm_after_a_while(void **state)
{
	(void)state;
	struct flow f = flow_of(1);

	for (int i = 0; i < 60; i++) {
		speak(&f, true, i % 2 == 0);
		wait_seconds(1);
	}
	assert_told("19 1 client alive 0\n38 1 server alive 0\n");
}

static void test_silence_is_told_by_its_own_rhythm(void **state)
{
	(void)state;
	struct flow fast = flow_of(1), slow = flow_of(2), other = flow_of(9);

	poll_for(&fast, &other, 1, 60);
	poll_for(&slow, &other, 60, 1800);
	keep_lines_of(" 1 ");
	assert_told("19 1 client alive 0\n19 1 server alive 0\n67 1 client silent 59\n67 1 server silent 59\n");
	poll_for(&slow, &other, 60, 60);
	poll_for(NULL, &other, 1, 150); /* four pauses are not over */
	assert_told("");
	poll_for(NULL, &other, 1, 100);
	keep_lines_of(" 2 ");
	assert_told("2104 2 client silent 1860\n2104 2 server silent 1860\n");
}

static void test_server_that_answers_no_more_is_silent_alone(void **state)
{
	(void)state;
	struct flow f = flow_of(1);

	for (int i = 0; i < 40; i++) {
		speak(&f, true, true);
		wait_seconds(1);
	}
	w.text[0] = '\0';
	for (int i = 0; i < 40; i++) {
		speak(&f, true, false);
		wait_seconds(1);
	}
	assert_told("47 1 server silent 39\n");
	speak(&f, true, true);
	assert_told("80 1 server alive 80\n");
}

/* Brief flows are counted when they are over, a minute later. */
static void test_what_is_heard_of_late_is_not_missed(void **state)
{
	(void)state;
	struct flow f = flow_of(1), other = flow_of(9);

	for (int i = 0; i < 600; i++) {
		if (i % 10 == 0 && i >= 60) {
			f.first = f.last = w.now - 60 * SECOND;
			f.side[0].packets++;
			observer_fold(w.observer, &f, true);
		}
		speak(&other, true, false);
		wait_seconds(1);
	}
	keep_lines_of(" 1 ");
	assert_told("250 1 client alive 0\n");
	poll_for(NULL, &other, 1, 300);
	keep_lines_of(" 1 ");
	assert_told("634 1 client silent 530\n");
}

static void test_pause_that_comes_again_becomes_usual(void **state)
{
	(void)state;
	struct flow f = flow_of(1), other = flow_of(9);

	for (int i = 0; i < 12; i++) {
		poll_for(&f, &other, 1, 60);
		poll_for(NULL, &other, 1, 120);
	}
	w.text[0] = '\0';
	for (int i = 0; i < 5; i++) {
		poll_for(&f, &other, 1, 60);
		poll_for(NULL, &other, 1, 120);
	}
	keep_lines_of(" 1 ");
	assert_told("");
}

static void test_nobody_is_silent_when_the_observer_is_deaf(void **state)
{
	(void)state;
	struct flow f = flow_of(1), other = flow_of(9);

	poll_for(&f, &other, 1, 60);
	w.text[0] = '\0';
	wait_seconds(3600);
	assert_told("");
	poll_for(&f, &other, 1, 60);
	assert_told("");
}

static void test_state_that_was_not_taken_comes_again(void **state)
{
	(void)state;
	struct flow f = flow_of(1);

	w.full = true;
	for (int i = 0; i < 30; i++) {
		speak(&f, true, false);
		wait_seconds(1);
	}
	assert_told("");
	w.full = false;
	wait_seconds(4);
	assert_string_not_equal(w.text, "");
	w.text[0] = '\0';
	observer_tell_all(w.observer, true);
	keep_lines_of(" 1 ");
	assert_string_not_equal(w.text, "");
}

static void test_two_packets_have_no_rhythm(void **state)
{
	(void)state;
	struct flow f = flow_of(1), other = flow_of(9);

	poll_for(&f, &other, 30, 60);
	poll_for(NULL, &other, 1, 4000);
	keep_lines_of(" 1 ");
	assert_told("");
}

static void test_who_takes_the_place_of_one_who_is_missed_is_told_at_once_from_a_file(void **state)
{
	(void)state;
	static const struct dissector modbus = {.name = "modbus", .industrial = true};
	struct observe_limits limits = observe_limits_default;
	struct flow f = flow_of(1), later = flow_of(2), other = flow_of(9);

	observer_free(w.observer);
	limits.from_file = true;
	w.observer = observer_new(&limits, &w.teller);
	f.app.dissector = later.app.dissector = &modbus;
	poll_for(&f, &other, 1, 60);
	assert_told(""); /* nobody waits for what a file says */
	poll_for(&f, &other, 1, 3700);
	poll_for(NULL, &other, 1, 30);
	keep_lines_of(" 1 ");
	assert_non_null(strstr(w.text, "1 client silent"));
	w.text[0] = '\0';
	poll_for(&later, &other, 1, 60);
	keep_lines_of(" 2 ");
	assert_non_null(strstr(w.text, "2 client alive"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_side_has_a_rhythm_after_a_while),
		TEST(silence_is_told_by_its_own_rhythm),
		TEST(server_that_answers_no_more_is_silent_alone),
		TEST(what_is_heard_of_late_is_not_missed),
		TEST(pause_that_comes_again_becomes_usual),
		TEST(nobody_is_silent_when_the_observer_is_deaf),
		TEST(state_that_was_not_taken_comes_again),
		TEST(two_packets_have_no_rhythm),
		TEST(who_takes_the_place_of_one_who_is_missed_is_told_at_once_from_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
