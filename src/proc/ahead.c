/* ahead.c - a file is read and decoded in a thread of its own. SPDX-License-Identifier: Apache-2.0 */

#include "proc/ahead.h"

#include <pthread.h>
#include <stdlib.h>

#include "lib/memory.h"
#include "proc/thread.h"

#define SLOTS	    24
#define WHOLE_MAX   (256 * 1024) /* reassembled bytes of a burst before it is passed on */

struct ahead {
	struct pipeline *pipeline;
	struct capture_file *file;
	pthread_t thread;
	pthread_mutex_t busy; /* held by the thread while it reads and decodes */
	pthread_mutex_t mutex; /* of what follows */
	pthread_cond_t came;  /* a burst, or the end */
	pthread_cond_t freed; /* so many bursts as the thread waits for */
	uint64_t made;	      /* bursts passed on so far */
	uint64_t done;	      /* bursts read so far */
	uint64_t wake_at;     /* of done, for the thread that fills */
	bool starving;	      /* who reads waits */
	bool taken;    /* burst number done is being read */
	bool ended;
	int result; /* of capture_file_next */
	uint64_t turn[SLOTS]; /* block in which the oldest packet of a burst stands */
	struct burst burst[SLOTS];
};

/* The one the thread fills. */
static struct burst *filled(struct ahead *a)
{
	return &a->burst[a->made % SLOTS];
}

static void wait_until_done(struct ahead *a, uint64_t bursts)
{
	a->wake_at = bursts;
	while (a->done < bursts)
		pthread_cond_wait(&a->freed, &a->mutex);
	a->wake_at = UINT64_MAX;
}

/* Passes the filled burst on; when none is free, half of them are waited for: waking costs. */
static void pass_on(struct ahead *a)
{
	pthread_mutex_lock(&a->mutex);
	a->made++;
	if (a->starving)
		pthread_cond_signal(&a->came);
	if (a->made - a->done >= SLOTS)
		wait_until_done(a, a->made - SLOTS / 2);
	pthread_mutex_unlock(&a->mutex);
	burst_clear(filled(a));
}

/* Until nobody needs the block that turn will overwrite. */
static void wait_for_block(struct ahead *a, uint64_t turn)
{
	pthread_mutex_lock(&a->mutex);
	uint64_t needed = a->done;

	while (needed < a->made && a->turn[needed % SLOTS] + CAPTURE_BLOCKS <= turn)
		needed++;
	wait_until_done(a, needed);
	pthread_mutex_unlock(&a->mutex);
}

static bool is_awaited(struct ahead *a)
{
	pthread_mutex_lock(&a->mutex);
	const bool awaited = a->starving;

	pthread_mutex_unlock(&a->mutex);
	return awaited;
}

/* A block is about to be read, which may take its time, over one whose packets may still be needed. */
static void before_turn(void *argument, uint64_t turn)
{
	struct ahead *a = argument;
	const bool oldest = a->turn[a->made % SLOTS] + CAPTURE_BLOCKS <= turn;

	pthread_mutex_unlock(&a->busy);
	if (filled(a)->packets && (oldest || is_awaited(a)))
		pass_on(a);
	wait_for_block(a, turn);
	pthread_mutex_lock(&a->busy);
}

static int fill(struct ahead *a)
{
	struct packet batch[PACKET_BATCH];

	pthread_mutex_lock(&a->busy);
	const int n = capture_file_next(a->file, batch);
	struct burst *b = filled(a);

	if (n > 0 && b->packets == 0)
		a->turn[a->made % SLOTS] = capture_file_turn(a->file);
	if (n > 0)
		pipeline_decode(a->pipeline, batch, (size_t)n, b);
	pthread_mutex_unlock(&a->busy);
	return n;
}

static void *run(void *argument)
{
	struct ahead *a = argument;
	int n;

	while ((n = fill(a)) > 0) {
		const struct burst *b = filled(a);

		if (b->count + PACKET_BATCH > BURST_MAX || b->whole.total > WHOLE_MAX)
			pass_on(a);
	}
	if (filled(a)->packets)
		pass_on(a);
	pthread_mutex_lock(&a->mutex);
	a->result = n;
	a->ended = true;
	pthread_cond_signal(&a->came);
	pthread_mutex_unlock(&a->mutex);
	return NULL;
}

static void release(struct ahead *a)
{
	for (size_t i = 0; i < SLOTS; i++)
		arena_free(&a->burst[i].whole);
	pthread_cond_destroy(&a->came);
	pthread_cond_destroy(&a->freed);
	pthread_mutex_destroy(&a->mutex);
	pthread_mutex_destroy(&a->busy);
	free(a);
}

struct ahead *ahead_start(struct pipeline *p, struct capture_file *file)
{
	struct ahead *a = xcalloc(1, sizeof(*a));

	a->pipeline = p;
	a->file = file;
	a->wake_at = UINT64_MAX;
	pthread_mutex_init(&a->busy, NULL);
	pthread_mutex_init(&a->mutex, NULL);
	pthread_cond_init(&a->came, NULL);
	pthread_cond_init(&a->freed, NULL);
	capture_file_keep(file, before_turn, a);
	if (thread_start(&a->thread, run, a) == 0)
		return a;
	capture_file_keep(file, NULL, NULL);
	release(a);
	return NULL;
}

struct burst *ahead_next(struct ahead *a)
{
	pthread_mutex_lock(&a->mutex);
	if (a->taken && ++a->done == a->wake_at)
		pthread_cond_signal(&a->freed);
	a->starving = true;
	while (a->made == a->done && !a->ended)
		pthread_cond_wait(&a->came, &a->mutex);
	a->starving = false;
	a->taken = a->made != a->done;
	struct burst *b = a->taken ? &a->burst[a->done % SLOTS] : NULL;

	pthread_mutex_unlock(&a->mutex);
	return b;
}

void ahead_hold(struct ahead *a)
{
	pthread_mutex_lock(&a->busy);
}

void ahead_release(struct ahead *a)
{
	pthread_mutex_unlock(&a->busy);
}

int ahead_stop(struct ahead *a)
{
	if (!a)
		return 0;
	pthread_join(a->thread, NULL);
	const int result = a->result;

	release(a);
	return result;
}
