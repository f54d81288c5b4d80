/* test_simulate.c - the bytes of the model factory, checked by other code than wrote them. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/cursor.h"
#include "lib/memory.h"
#include "simulate/agenda.h"
#include "simulate/prng.h"
#include "simulate/scenario.h"
#include "simulate/simulate.h"

#define STREAMS 32768

struct capture {
	char *bytes;
	size_t length;
	struct simulate_result result;
};

static struct capture simulate(const char *scenario, unsigned minutes, uint64_t seed)
{
	struct capture c = {0};
	const struct simulate_options options = {
	        .scenario = scenario, .minutes = minutes, .seed = seed};
	FILE *out = open_memstream(&c.bytes, &c.length);

	assert_non_null(out);
	assert_int_equal(simulate_write(&options, out, &c.result), 0);
	fclose(out);
	return c;
}

static void test_prng_gives_the_published_numbers(void **state)
{
	/* The first numbers of the author's demonstration: seed 42, stream 54. */
	static const uint32_t expected[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330,
	                                    0x83d2f293, 0xbfa4784b, 0xcbed606e};
	struct prng p;

	(void)state;
	prng_seed(&p, 42, 54);
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		assert_int_equal(prng_next(&p), expected[i]);
}

static void test_agenda_hands_out_in_order_of_time_then_of_making(void **state)
{
	static const int64_t times[] = {5, 3, 9, 3, 1, 9, 5, 3};
	struct agenda a = {0};
	struct agenda_entry before = {.time = -1}, e;

	(void)state;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		agenda_action_at(&a, times[i], NULL, NULL);
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		assert_true(agenda_take(&a, &e));
		assert_true(e.time > before.time ||
		            (e.time == before.time && e.order > before.order));
		before = e;
	}
	assert_false(agenda_take(&a, &e));
	agenda_free(&a);
}

static void test_the_seed_decides_every_byte(void **state)
{
	struct capture one = simulate(NULL, 2, 7), same = simulate(NULL, 2, 7);
	struct capture other = simulate(NULL, 2, 8);

	(void)state;
	assert_int_equal(one.length, same.length);
	assert_memory_equal(one.bytes, same.bytes, one.length);
	assert_true(one.length != other.length || memcmp(one.bytes, other.bytes, one.length) != 0);
	free(one.bytes);
	free(same.bytes);
	free(other.bytes);
}

/* One direction of a TCP connection. */
struct stream {
	uint8_t key[12];
	uint32_t next;
	bool used;
};

struct checker {
	struct stream *streams;
	unsigned packets, tcp, udp, other;
	int64_t time;
};

static struct stream *find_stream(struct checker *k, const uint8_t *key)
{
	uint32_t at = 2166136261u;

	for (int i = 0; i < 12; i++)
		at = (at ^ key[i]) * 16777619u;
	for (at %= STREAMS; k->streams[at].used; at = (at + 1) % STREAMS)
		if (memcmp(k->streams[at].key, key, 12) == 0)
			return &k->streams[at];
	memcpy(k->streams[at].key, key, 12);
	return &k->streams[at];
}

/* RFC 1071 done the slow way: every 16 bits, carry at once. */
static uint16_t sum(struct cursor c, uint16_t from)
{
	uint32_t s = from;

	while (cursor_left(&c) > 0) {
		const uint16_t high = (uint16_t)(cursor_u8(&c) << 8);

		s += high | (cursor_left(&c) > 0 ? cursor_u8(&c) : 0);
		s = (s & 0xffff) + (s >> 16);
	}
	return (uint16_t)s;
}

static void check_tcp(struct checker *k, const uint8_t *addresses, struct cursor c)
{
	uint8_t key[12];

	memcpy(key, addresses, 8);
	memcpy(key + 8, cursor_peek(&c, 4), 4);
	cursor_skip(&c, 4);
	const uint32_t sequence = cursor_be32(&c);

	cursor_skip(&c, 4);
	const unsigned header = (unsigned)cursor_u8(&c) >> 4 << 2;
	const uint8_t flags = cursor_u8(&c);

	cursor_skip(&c, header - 14);
	assert_true(cursor_ok(&c));
	struct stream *s = find_stream(k, key);
	const uint32_t length = (uint32_t)cursor_left(&c) + (flags & 3 ? 1 : 0);

	if (flags & 2)
		s->used = true;
	else if (!(flags & 4))
		assert_true(s->used);
	k->tcp++;
	/* RFC 9293 3.8.4: a probe repeats the byte before the next, without data. */
	if (length == 0 && !(flags & 6) && sequence == s->next - 1)
		return;
	/* What follows SYN must be the next byte; ephemeral ports may come again. */
	if (!(flags & 6))
		assert_int_equal(sequence, s->next);
	s->next = sequence + length;
}

static void check_ip(struct checker *k, struct cursor c)
{
	const uint8_t *start = cursor_peek(&c, 20);

	assert_non_null(start);
	struct cursor header = cursor_init(start, 20);

	assert_int_equal(sum(header, 0), 0xffff);
	const uint16_t total = (uint16_t)(start[2] << 8 | start[3]);
	const uint8_t protocol = start[9];
	struct cursor packet = cursor_sub(&c, total);

	assert_true(cursor_ok(&packet));
	cursor_skip(&packet, 20);
	/* RFC 4303: what ESP carries is nobody's to check. */
	if (protocol == 50)
		return;
	/* The pseudo header: addresses, protocol, length. VRRP 2 and ICMP go without. */
	struct cursor addresses = cursor_init(start + 12, 8);
	const uint16_t from = (uint16_t)(protocol + total - 20);
	const uint16_t all = protocol == 1 || protocol == 112 ? sum(packet, 0) : sum(packet, sum(addresses, from));

	assert_int_equal(all, 0xffff);
	if (protocol == 6)
		check_tcp(k, start + 12, packet);
	else
		k->udp += protocol == 17;
}

static void check_frame(struct checker *k, struct cursor *c)
{
	const int64_t seconds = cursor_le32(c);
	const int64_t time = seconds * 1000000000 + cursor_le32(c);
	const uint32_t captured = cursor_le32(c);

	assert_int_equal(captured, cursor_le32(c));
	struct cursor frame = cursor_sub(c, captured);

	assert_true(cursor_ok(&frame));
	assert_true(captured >= 60 && captured <= 1514);
	assert_true(time >= k->time);
	k->time = time;
	k->packets++;
	cursor_skip(&frame, 12);
	if (cursor_be16(&frame) == 0x0800)
		check_ip(k, frame);
	else
		k->other++;
}

static struct checker check(const struct capture *capture)
{
	struct checker k = {.streams = xcalloc(STREAMS, sizeof(struct stream))};
	struct cursor c = cursor_init(capture->bytes, capture->length);

	assert_int_equal(cursor_le32(&c), 0xa1b23c4d);
	cursor_skip(&c, 20);
	while (cursor_left(&c) > 0)
		check_frame(&k, &c);
	assert_true(cursor_ok(&c));
	free(k.streams);
	k.streams = NULL;
	return k;
}

static void test_checksums_order_and_sequence_numbers_hold(void **state)
{
	struct capture c = simulate(NULL, 4, 3);
	const struct checker k = check(&c);

	(void)state;
	assert_int_equal(k.packets, c.result.packets);
	assert_true(k.tcp > 1000 && k.udp > 500 && k.other > 100);
	free(c.bytes);
}

/* The events of a sample, each a few seconds after the one before. */
static unsigned add_events(const char *name, unsigned count, FILE *out)
{
	struct scenario s;
	char error[160];

	assert_int_equal(scenario_load(name, &s, error, sizeof(error)), 0);
	for (size_t i = 0; i < s.event_count; i++, count++) {
		const struct scenario_event *e = &s.events[i];

		fprintf(out, "  - {at: \"%u:%02u\", do: %s, by: %s, to: %s, count: %u, every: %u, port: %u, first: %u",
		        1 + count * 4 / 60, count * 4 % 60, e->what, e->by, e->to[0] ? e->to : e->by, e->count, e->every,
		        e->port, e->first);
		fprintf(out, e->talk[0] ? ", talk: %s}\n" : "}\n", e->talk);
	}
	return count;
}

static void test_attacks_keep_the_rules_of_tcp_too(void **state)
{
	char all[4000] = "", *left = all, path[] = "/tmp/yagura-samples-XXXXXX";
	FILE *names = fmemopen(all, sizeof(all), "w"), *out = fdopen(mkstemp(path), "w");
	unsigned count = 0;

	(void)state;
	simulate_print_scenarios(names);
	fclose(names);
	fprintf(out, "events:\n");
	for (const char *name; (name = strsep(&left, " ")) != NULL;)
		if (*name && strcmp(name, "all") != 0)
			count = add_events(name, count, out);
	fclose(out);
	assert_true(count > 80);
	struct capture c = simulate(path, 2 + count * 4 / 60 + 4, 1);

	unlink(path);
	assert_true(check(&c).packets > 10000);
	free(c.bytes);
}

static unsigned count_of(const struct capture *c, const char *bytes, size_t length)
{
	const char *at = c->bytes, *end = c->bytes + c->length;
	unsigned count = 0;

	while ((at = memmem(at, (size_t)(end - at), bytes, length)) != NULL)
		count++, at += length;
	return count;
}

/* An S7 write of one word to DB 20, as the SCADA does it with the controller of line 2. */
static const char write_to_plc[] = "\x05\x01\x12\x0a\x10\x04\x00\x01\x00\x14\x84";

static void test_a_controller_that_was_stopped_stands_and_its_panels_tell(void **state)
{
	struct capture quiet = simulate("normal", 20, 1), stopped = simulate("cpu-stop", 20, 1);

	(void)state;
	assert_int_equal(count_of(&quiet, "CPU STOP", 8), 0);
	assert_int_equal(count_of(&stopped, "ALARM: l2-plc1 CPU STOP", 23), 2); /* panel and SCADA */
	assert_true(count_of(&stopped, "ALARM: L1-PLC1 CPU STOP", 23) >= 2);
	assert_true(count_of(&stopped, "ALARM: L3-CLX CPU STOP", 22) >= 2);
	const unsigned writes = count_of(&stopped, write_to_plc, sizeof(write_to_plc) - 1);

	assert_true(writes > 0 && writes * 2 < count_of(&quiet, write_to_plc, sizeof(write_to_plc) - 1));
	free(quiet.bytes);
	free(stopped.bytes);
}

static void test_memory_does_not_grow_with_time(void **state)
{
	struct capture brief = simulate(NULL, 5, 1), lengthy = simulate(NULL, 60, 1);

	(void)state;
	assert_true(lengthy.result.packets > brief.result.packets * 8);
	assert_true(lengthy.result.most_waiting < brief.result.most_waiting * 2);
	free(brief.bytes);
	free(lengthy.bytes);
}

static void test_the_capture_begins_on_monday_morning_and_ends_in_time(void **state)
{
	struct capture c = simulate(NULL, 1, 1);
	const struct checker k = check(&c);

	(void)state;
	assert_true(k.time >= INT64_C(1772406000) * 1000000000);
	assert_true(k.time < INT64_C(1772406060) * 1000000000);
	free(c.bytes);
}

static void refuse(const char *text, const char *why)
{
	struct scenario s;
	char error[160] = "";

	assert_int_not_equal(scenario_parse(text, strlen(text), &s, error, sizeof(error)), 0);
	if (!strstr(error, why))
		fail_msg("'%s' has no '%s'", error, why);
}

static void test_a_wrong_scenario_is_refused_with_its_line(void **state)
{
	(void)state;
	refuse("events:\n  - {at: \"6\", do: arrive, by: pc1}\n", "line 2");
	refuse("events:\n  - {at: \"6:00\", do: dance, by: pc1}\n", "none of the deeds");
	refuse("events:\n  - {at: \"6:00\", do: talk, by: pc1, talk: morse}\n", "none of the protocols");
	refuse("events:\n  - {at: \"6:00\", do: talk, by: pc1}\n", "none of the protocols");
	refuse("minutes: many\n", "number");
	refuse("- a list\n", "mapping");
	refuse("events: [}\n", "line 1");
}

static void test_an_unknown_scenario_or_device_is_refused(void **state)
{
	const struct simulate_options options = {.scenario = "nothing", .minutes = 1};
	struct simulate_result result;
	FILE *out = tmpfile();

	(void)state;
	assert_non_null(out);
	assert_true(simulate_write(&options, out, &result) < 0);
	assert_non_null(strstr(result.error, "no scenario"));
	fclose(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_prng_gives_the_published_numbers),
	        cmocka_unit_test(test_agenda_hands_out_in_order_of_time_then_of_making),
	        cmocka_unit_test(test_the_seed_decides_every_byte),
	        cmocka_unit_test(test_checksums_order_and_sequence_numbers_hold),
	        cmocka_unit_test(test_attacks_keep_the_rules_of_tcp_too),
	        cmocka_unit_test(test_a_controller_that_was_stopped_stands_and_its_panels_tell),
	        cmocka_unit_test(test_memory_does_not_grow_with_time),
	        cmocka_unit_test(test_the_capture_begins_on_monday_morning_and_ends_in_time),
	        cmocka_unit_test(test_a_wrong_scenario_is_refused_with_its_line),
	        cmocka_unit_test(test_an_unknown_scenario_or_device_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
