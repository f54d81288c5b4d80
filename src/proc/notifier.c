/* notifier.c - the queue of what is to be told, on its way to the poller. SPDX-License-Identifier: Apache-2.0
 *
 * A finding and its row in the queue are kept in one transaction (schema 009); the row goes when the other side
 * has taken the message. Who dies in between sends it once more, under the same id.
 */

#include "proc/notifier.h"

#include <errno.h>
#include <string.h>

#include "lib/clock.h"
#include "lib/log.h"
#include "notify/deliver.h"
#include "notify/notify.h"
#include "proc/poller.h"

#define LOOK_EVERY SECOND
#define UNDER_WAY  4

static struct under_way {
	bool used;
	int answer;
	struct notify_due due;
} sent[UNDER_WAY];
static int64_t look_at;
static unsigned char key[SEAL_KEY_SIZE];
static bool has_key;

static void keep_result(struct writer *w, struct under_way *s, const char *error)
{
	if (notify_done(w->store, &s->due, error, clock_now()) != 0)
		log_warn("%s", store_error(w->store));
}

static void take_results(struct writer *w)
{
	for (size_t i = 0; i < UNDER_WAY; i++) {
		struct under_way *s = &sent[i];
		char error[DELIVER_ERROR_SIZE] = "";

		if (!s->used)
			continue;
		const int rc = poller_result(s->answer, false, error, sizeof(error));
		if (rc == -EAGAIN)
			continue;
		s->used = false;
		if (writer_begin(w))
			keep_result(w, s, rc ? error : NULL);
	}
}

static bool is_under_way(int64_t channel)
{
	for (size_t i = 0; i < UNDER_WAY; i++)
		if (sent[i].used && sent[i].due.channel == channel)
			return true;
	return false;
}

static struct under_way *free_place(void)
{
	for (size_t i = 0; i < UNDER_WAY; i++)
		if (!sent[i].used)
			return &sent[i];
	return NULL;
}

static void send_due(struct writer *w, const struct channel_row *c, struct under_way *s)
{
	struct buf request = {0};
	int rc = notify_next(w->store, c, key, w->config->site, clock_now(), &s->due, &request);

	if (rc == 1) {
		rc = poller_send(buf_string(&request), request.length, &s->answer);
		s->used = rc == 0;
	}
	if (rc == -EKEYREJECTED)
		keep_result(w, s, "its password cannot be opened with this database's key: enter it again");
	else if (rc < 0)
		keep_result(w, s, strerror(-rc));
	buf_free(&request);
}

static void look(struct writer *w)
{
	struct arena arena = {0};
	struct channel_row *rows = NULL;
	size_t count = 0;

	if (store_channels(w->store, &store_system, clock_now(), &arena, &rows, &count) != 0)
		log_warn("%s", store_error(w->store));
	if (count && !has_key)
		has_key = seal_key(w->config->database, key) == 0;
	for (size_t i = 0; i < count && has_key; i++) {
		struct under_way *s = free_place();

		if (s && rows[i].enabled && rows[i].waiting && !is_under_way(rows[i].id) && writer_begin(w))
			send_due(w, &rows[i], s);
	}
	arena_free(&arena);
}

void notifier_turn(struct writer *w)
{
	const int64_t now = clock_monotonic();

	if (w->failed)
		return;
	take_results(w);
	if (now < look_at)
		return;
	look_at = now + LOOK_EVERY;
	look(w);
}
