/* test_child.c - a dissector that crashes or hangs costs its packet. SPDX-License-Identifier: Apache-2.0
 *
 * The library is linked with a syslog dissector of this test's own, which dies on "C" and hangs on "H".
 */

#include "unit.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dissect/dissectors.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "proc/child.h"
#include "proc/lines.h"
#include "record/record.h"

static enum verdict die_or_not(struct cursor *c, struct context *ctx)
{
	uint8_t first = cursor_u8(c);
	volatile bool for_ever = first == 'H';

	if (first == 'C')
		raise(SIGKILL);
	while (for_ever)
		;
	cursor_skip(c, cursor_left(c));
	ctx->direction = +1;
	return VERDICT_YES;
}

const struct dissector dissector_syslog = {
	.name = "syslog",
	.title = "Syslog",
	.evidence = EVIDENCE_PORT_ONLY,
	.rank = RANK_NAME,
	.transports = OVER_UDP,
	.ports = {514},
	.dissect = die_or_not,
};

/* Each packet comes from a port of its own, so that it is a conversation of its own for the engine. */
static void put_packet(FILE *f, uint16_t number, char what)
{
	uint8_t p[43] = {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0, 0, 29, 0, 0, 0, 0, 64, 17,
			 0xf6, 0xcf, 192, 0, 2, 1, 192, 0, 2, 2};
	uint32_t head[4] = {1000000 + number, 0, sizeof(p), sizeof(p)};

	p[34] = (uint8_t)((40000 + number) >> 8);
	p[35] = (uint8_t)(40000 + number);
	p[36] = 514 >> 8;
	p[37] = 514 & 255;
	p[39] = 9;
	p[42] = (uint8_t)what;
	fwrite(head, sizeof(head), 1, f);
	fwrite(p, sizeof(p), 1, f);
}

/* A capture with a packet for each letter. */
static int make_capture(const char *letters)
{
	static const uint32_t head[6] = {0xa1b2c3d4, 0x00040002, 0, 0, 65535, 1};
	FILE *f = tmpfile();

	assert_non_null(f);
	fwrite(head, sizeof(head), 1, f);
	for (size_t i = 0; letters[i]; i++)
		put_packet(f, (uint16_t)i, letters[i]);
	fflush(f);
	int fd = dup(fileno(f));
	fclose(f);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

struct run {
	uint64_t packets; /* of the last stats record */
	unsigned int crashes;
	char why[8][512];
	enum child_end end;
};

static void drain(struct sensor_child *child, struct run *run)
{
	struct lines lines = {0};
	struct arena arena = {0};
	struct record r;
	const char *line, *error;
	size_t length;

	for (;;) {
		struct pollfd p = {.fd = child->output, .events = POLLIN};

		if (poll(&p, 1, 20) == 0) {
			sensor_child_watch(child);
			continue;
		}
		if (lines_fill(&lines, child->output) <= 0)
			break;
		while (lines_next(&lines, &line, &length)) {
			assert_int_equal(record_read(line, length, &arena, &r, &error), 0);
			for (size_t i = 0; r.type == RECORD_STATS && i < r.stats.counter_count; i++)
				if (strcmp(r.stats.counters[i].name, "capture.packets") == 0)
					run->packets = r.stats.counters[i].value;
		}
	}
	lines_free(&lines);
	arena_free(&arena);
}

static struct run read_capture(const char *letters)
{
	struct run run = {0};
	struct sensor_child child;

	assert_int_equal(sensor_child_start(&child, &(struct sensor_config){.input = make_capture(letters),
									    .control = -1,
									    .name = "test.pcap",
									    .site = "main",
									    .sensor = "test",
									    .boot = 1,
									    .hang_limit = SECOND / 5,
									    .uid = 65534,
									    .gid = 65534}),
			 0);
	do {
		drain(&child, &run);
		run.end = sensor_child_ended(&child, run.why[run.crashes % 8], sizeof(run.why[0]));
		run.crashes += run.end == CHILD_AGAIN;
	} while (run.end == CHILD_AGAIN && run.crashes < 20);
	sensor_child_stop(&child);
	return run;
}

static void test_child_reads_a_good_capture_once(void **state)
{
	struct run run = read_capture("......");

	(void)state;
	assert_int_equal(run.end, CHILD_DONE);
	assert_int_equal(run.crashes, 0);
	assert_int_equal(run.packets, 6);
}

/* Once in the batch, once alone: then the packet is known and left out. */
static void test_child_goes_on_behind_the_packet_that_crashed(void **state)
{
	struct run run = read_capture("...C..");

	(void)state;
	assert_int_equal(run.end, CHILD_DONE);
	assert_int_equal(run.crashes, 2);
	assert_non_null(strstr(run.why[1], "syslog near packet 4"));
	assert_int_equal(run.packets, 5);
}

static void test_child_switches_a_dissector_off_after_three_crashes(void **state)
{
	struct run run = read_capture(".C.C.C.C.C.C");

	(void)state;
	assert_int_equal(run.end, CHILD_DONE);
	assert_int_equal(run.crashes, CRASH_LIMIT);
	assert_null(strstr(run.why[1], "switched off"));
	assert_non_null(strstr(run.why[2], "switched off"));
	assert_int_equal(run.packets, 11); /* the first was left out before it was known */
}

static void test_child_that_hangs_is_ended(void **state)
{
	struct run run = read_capture("..H...");

	(void)state;
	assert_int_equal(run.end, CHILD_DONE);
	assert_int_equal(run.crashes, 2);
	assert_non_null(strstr(run.why[1], "syslog near packet 3"));
	assert_int_equal(run.packets, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_child_reads_a_good_capture_once),
		cmocka_unit_test(test_child_goes_on_behind_the_packet_that_crashed),
		cmocka_unit_test(test_child_switches_a_dissector_off_after_three_crashes),
		cmocka_unit_test(test_child_that_hangs_is_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
