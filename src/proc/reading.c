/* reading.c - the lines of a sensor are read as records in a thread of its own. SPDX-License-Identifier: Apache-2.0 */

#include "proc/reading.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/memory.h"
#include "proc/lines.h"
#include "proc/thread.h"

#define SLOTS	   16
#define LINES_EACH 64

struct bundle {
	struct arena arena; /* of its records */
	size_t count;
	struct told_line line[LINES_EACH];
};

struct reading {
	int fd;
	struct lines lines; /* the thread's, like the bundle it fills */
	bool threaded;
	pthread_t thread;
	pthread_mutex_t mutex; /* of what follows */
	pthread_cond_t came;   /* a bundle, or the end */
	pthread_cond_t freed;  /* a bundle */
	uint64_t made;	       /* bundles passed on so far */
	uint64_t done;	       /* bundles taken and left again */
	bool taken;	       /* bundle number done is with the caller */
	bool ended;
	struct bundle bundle[SLOTS];
};

static void add(struct bundle *b, const char *line, size_t length)
{
	struct told_line *told = &b->line[b->count++];

	told->text = arena_copy(&b->arena, line, length);
	told->length = length;
	told->error = NULL;
	if (record_read(told->text, length, &b->arena, &told->record, &told->error) == 0)
		told->error = NULL;
}

/* The lines that are at hand, or else those that come next; false at the end. */
static bool fill(struct reading *r, struct bundle *b)
{
	const char *line;
	size_t length;

	b->count = 0;
	arena_reset(&b->arena);
	for (;;) {
		while (b->count < LINES_EACH && lines_next(&r->lines, &line, &length))
			add(b, line, length);
		if (b->count)
			return true;
		const ssize_t n = lines_fill(&r->lines, r->fd);

		if (n <= 0 && n != -EINTR)
			return false;
	}
}

static void pass_on(struct reading *r, bool more)
{
	pthread_mutex_lock(&r->mutex);
	r->made += more;
	r->ended = !more;
	pthread_cond_signal(&r->came);
	while (r->made - r->done >= SLOTS)
		pthread_cond_wait(&r->freed, &r->mutex);
	pthread_mutex_unlock(&r->mutex);
}

static void *run(void *argument)
{
	struct reading *r = argument;
	bool more;

	do {
		more = fill(r, &r->bundle[r->made % SLOTS]);
		pass_on(r, more);
	} while (more);
	return NULL;
}

struct reading *reading_start(int fd)
{
	struct reading *r = xcalloc(1, sizeof(*r));
	pthread_condattr_t monotonic;

	r->fd = fd;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&r->mutex, NULL);
	pthread_cond_init(&r->came, &monotonic);
	pthread_cond_init(&r->freed, NULL);
	pthread_condattr_destroy(&monotonic);
	r->threaded = thread_start(&r->thread, run, r) == 0;
	return r;
}

static struct timespec in_milliseconds(int milliseconds)
{
	const int64_t when = clock_monotonic() + (int64_t)milliseconds * (SECOND / 1000);

	return (struct timespec){.tv_sec = when / SECOND, .tv_nsec = when % SECOND};
}

/* Where there can be no thread. */
static ssize_t read_now(struct reading *r, int milliseconds, const struct told_line **lines)
{
	struct pollfd p = {.fd = r->fd, .events = POLLIN};

	if (r->lines.buf.length == r->lines.taken && poll(&p, 1, milliseconds) == 0)
		return -EAGAIN;
	*lines = r->bundle[0].line;
	return fill(r, &r->bundle[0]) ? (ssize_t)r->bundle[0].count : 0;
}

ssize_t reading_next(struct reading *r, int milliseconds, const struct told_line **lines)
{
	int rc = 0;

	if (!r->threaded)
		return read_now(r, milliseconds, lines);
	pthread_mutex_lock(&r->mutex);
	if (r->taken && r->made - r->done++ == SLOTS)
		pthread_cond_signal(&r->freed);
	r->taken = false;
	if (r->made == r->done && !r->ended) {
		const struct timespec until = in_milliseconds(milliseconds);

		while (r->made == r->done && !r->ended && rc != ETIMEDOUT)
			rc = pthread_cond_timedwait(&r->came, &r->mutex, &until);
	}
	r->taken = r->made != r->done;
	const struct bundle *b = &r->bundle[r->done % SLOTS];
	const ssize_t count = r->taken ? (ssize_t)b->count : r->ended ? 0 : -EAGAIN;

	pthread_mutex_unlock(&r->mutex);
	*lines = b->line;
	return count;
}

void reading_stop(struct reading *r)
{
	if (!r)
		return;
	if (r->threaded)
		pthread_join(r->thread, NULL);
	for (size_t i = 0; i < SLOTS; i++)
		arena_free(&r->bundle[i].arena);
	lines_free(&r->lines);
	pthread_cond_destroy(&r->came);
	pthread_cond_destroy(&r->freed);
	pthread_mutex_destroy(&r->mutex);
	free(r);
}
