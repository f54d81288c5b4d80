/* test_outlet.c - a line is kept until somebody says that it is. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "proc/outlet.h"

struct world {
	struct outlet outlet;
	int reader;
	char heard[4096]; /* numbers of the lines: "1 2 3 " */
};

static int set_up(void **state)
{
	static struct world w;
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	w = (struct world){.reader = ends[0],
			   .outlet = {.fd = ends[1], .keep = true, .site = "s", .sensor = "x", .boot = 1}};
	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	close(w->reader);
	close(w->outlet.fd);
	outlet_free(&w->outlet);
	return 0;
}

static bool put(struct world *w, enum record_type type)
{
	struct record r = {.type = type, .time = 1, .src_port = -1, .dest_port = -1};

	return outlet_put(&w->outlet, &r);
}

static void hear(struct world *w)
{
	static char text[1 << 20];
	ssize_t n = recv(w->reader, text, sizeof(text) - 1, MSG_DONTWAIT);
	size_t used = 0;

	text[n < 0 ? 0 : n] = '\0';
	w->heard[0] = '\0';
	for (const char *at = text; (at = strstr(at, "\"seq\":")) && used + 24 < sizeof(w->heard); at++) {
		size_t digits = strspn(at + 6, "0123456789");

		used += (size_t)snprintf(w->heard + used, sizeof(w->heard) - used, "%.*s ",
					 (int)digits, at + 6);
	}
}

/* The reader dies and another one comes. */
static void another_reader(struct world *w)
{
	int ends[2];

	close(w->reader);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	w->reader = ends[0];
	outlet_renew(&w->outlet, ends[1]);
}

static void test_what_was_not_acknowledged_is_told_again(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < 4; i++)
		assert_true(put(w, RECORD_OT));
	outlet_flush(&w->outlet);
	hear(w);
	assert_string_equal(w->heard, "1 2 3 4 ");
	assert_true(outlet_acknowledge(w->reader, 1));
	assert_true(outlet_acknowledge(w->reader, 2));
	outlet_hear(&w->outlet);
	another_reader(w);
	hear(w);
	assert_string_equal(w->heard, "3 4 ");
}

static void test_lines_wait_for_a_reader(void **state)
{
	struct world *w = *state;

	close(w->reader);
	outlet_hear(&w->outlet);
	assert_true(w->outlet.broken);
	assert_true(put(w, RECORD_OT));
	outlet_flush(&w->outlet);
	w->reader = dup(0);
	another_reader(w);
	assert_true(put(w, RECORD_OT));
	outlet_flush(&w->outlet);
	hear(w);
	assert_string_equal(w->heard, "1 2 ");
}

/* A slow reader of its records does not hold up the reader of a file, up to a limit. */
static void test_a_reader_of_files_runs_ahead(void **state)
{
	struct world *w = *state;
	static char text[1 << 20];
	size_t lines = 0;
	ssize_t n;

	w->outlet.keep = false;
	w->outlet.wait = true;
	for (int i = 0; i < 20000; i++)
		assert_true(put(w, RECORD_OT));
	assert_in_range(w->outlet.pending.length - w->outlet.sent, 1 << 20, 16 << 20);
	outlet_flush(&w->outlet);
	while ((n = recv(w->reader, text, sizeof(text), MSG_DONTWAIT)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			lines += text[i] == '\n';
		outlet_flush(&w->outlet);
	}
	assert_int_equal(lines, 20000);
	assert_int_equal(w->outlet.pending.length, 0);
}

static void test_tables_leave_room_for_what_is_told_once(void **state)
{
	struct world *w = *state;
	size_t flows = 0, operations = 0;

	while (put(w, RECORD_FLOW))
		flows++;
	while (put(w, RECORD_OT))
		operations++;
	assert_in_range(flows, 1000, 100000);
	assert_in_range(operations, 1000, 100000);
	assert_int_equal(w->outlet.refused, 2);
	assert_true(outlet_acknowledge(w->reader, flows + operations));
	outlet_hear(&w->outlet);
	assert_int_equal(w->outlet.pending.length, 0);
	assert_true(put(w, RECORD_FLOW));
}

static void test_a_line_that_was_sent_in_part_is_told_whole(void **state)
{
	struct world *w = *state;
	unsigned int lines = 0;

	while (w->outlet.sent == w->outlet.pending.length) { /* until the pipe takes no more */
		assert_true(put(w, RECORD_OT));
		lines++;
		outlet_flush(&w->outlet);
	}
	another_reader(w);
	hear(w);
	assert_int_equal(strncmp(w->heard, "1 2 3 ", 6), 0);
	assert_true(lines > 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_not_acknowledged_is_told_again),
		TEST(lines_wait_for_a_reader),
		TEST(a_reader_of_files_runs_ahead),
		TEST(tables_leave_room_for_what_is_told_once),
		TEST(a_line_that_was_sent_in_part_is_told_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
