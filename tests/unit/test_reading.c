/* test_reading.c - lines read in a thread of their own are what was written. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/buf.h"
#include "proc/reading.h"

#define LINES	   5000
#define TEST(name) cmocka_unit_test(test_##name)

struct writer {
	int fd;
	struct buf text;
};

static void *write_all(void *argument)
{
	const struct writer *w = argument;

	for (size_t done = 0; done < w->text.length;)
		done += (size_t)write(w->fd, w->text.data + done, w->text.length - done);
	close(w->fd);
	return NULL;
}

/* What comes out of a pipe that somebody fills. */
static struct reading *reading_of(struct writer *w, int *fd, pthread_t *thread)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	*fd = ends[0];
	w->fd = ends[1];
	assert_int_equal(pthread_create(thread, NULL, write_all, w), 0);
	return reading_start(*fd);
}

static void test_reading_gives_each_line_once_and_in_order(void **state)
{
	struct writer w = {0};
	const struct told_line *lines;
	pthread_t thread;
	ssize_t count;
	uint64_t next = 0;
	int fd;

	(void)state;
	for (int i = 0; i < LINES; i++)
		buf_printf(&w.text, "{\"timestamp\":\"2026-03-02T06:00:00.000000+00:00\",\"event_type\":\"stats\",\"stats\":{},\"sensor\":\"%d\"}\n",
			   i);
	struct reading *r = reading_of(&w, &fd, &thread);
	while ((count = reading_next(r, 60000, &lines)) > 0)
		for (ssize_t i = 0; i < count; i++, next++) {
			char wanted[24];

			snprintf(wanted, sizeof(wanted), "%llu", (unsigned long long)next);
			assert_null(lines[i].error);
			assert_int_equal(lines[i].record.type, RECORD_STATS);
			assert_string_equal(lines[i].record.sensor, wanted);
			assert_int_equal(lines[i].length, strlen(lines[i].text));
			assert_non_null(strstr(lines[i].text, wanted));
		}
	assert_int_equal(count, 0);
	assert_int_equal(next, LINES);
	assert_int_equal(reading_next(r, 60000, &lines), 0);
	reading_stop(r);
	pthread_join(thread, NULL);
	close(fd);
	buf_free(&w.text);
}

static void test_reading_says_what_is_wrong_with_a_line_and_goes_on(void **state)
{
	struct writer w = {0};
	const struct told_line *lines;
	pthread_t thread;
	int fd, good = 0, bad = 0;
	ssize_t count;

	(void)state;
	buf_printf(&w.text, "{\"event_type\":\"flow\"\n\n[1,2]\n{\"timestamp\":\"2026-03-02T06:00:00.000000+00:00\",\"event_type\":\"stats\",\"stats\":{}}\n"
			    "{\"timestamp\":\"cut in the mi");
	struct reading *r = reading_of(&w, &fd, &thread);
	while ((count = reading_next(r, 60000, &lines)) > 0)
		for (ssize_t i = 0; i < count; i++) {
			good += !lines[i].error;
			bad += lines[i].error != NULL;
		}
	assert_int_equal(good, 1);
	assert_int_equal(bad, 3);
	reading_stop(r);
	pthread_join(thread, NULL);
	close(fd);
	buf_free(&w.text);
}

static void test_reading_says_that_nothing_comes(void **state)
{
	const struct told_line *lines;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	struct reading *r = reading_start(ends[0]);
	assert_int_equal(reading_next(r, 1, &lines), -EAGAIN);
	assert_int_equal(write(ends[1], "half a line", 11), 11);
	assert_int_equal(reading_next(r, 1, &lines), -EAGAIN);
	close(ends[1]);
	assert_int_equal(reading_next(r, 60000, &lines), 0);
	reading_stop(r);
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reading_gives_each_line_once_and_in_order),
		TEST(reading_says_what_is_wrong_with_a_line_and_goes_on),
		TEST(reading_says_that_nothing_comes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
