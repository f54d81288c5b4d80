/* events.c - tells open pages that something changed (HTML, 9.2 server-sent events).
 * SPDX-License-Identifier: Apache-2.0
 *
 * A page that has heard all sleeps (its connection is suspended) until events_wake().
 */

#include "serve/server.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/clock.h"
#include "lib/memory.h"

/* After this the page has to come again, and shows again who it is. */
#define LISTEN_SPAN (10 * 60 * SECOND)

struct listener {
	struct listener *next;
	struct server *server;
	struct MHD_Connection *connection;
	uint64_t heard[SERVE_TOPIC_COUNT];
	int64_t until;
	bool greeted;
	bool asleep;
	char text[512]; /* told, sent up to `sent` */
	size_t length;
	size_t sent;
};

static const char *const topic_names[SERVE_TOPIC_COUNT] = {
        [SERVE_STATUS] = "status",
        [SERVE_ASSETS] = "assets",
        [SERVE_CONVERSATIONS] = "conversations",
        [SERVE_OPERATIONS] = "operations",
        [SERVE_FINDINGS] = "findings",
        [SERVE_VULNERABILITIES] = "vulnerabilities",
};

/* Writes what the page has not heard. A first comment makes its browser call the stream open. */
static void compose(struct listener *l)
{
	l->sent = 0;
	l->length = 0;
	if (!l->greeted)
		l->length = (size_t)snprintf(l->text, sizeof(l->text), ": yagura\n\n");
	l->greeted = true;
	for (int i = 0; i < SERVE_TOPIC_COUNT; i++) {
		const uint64_t version = atomic_load(&l->server->version[i]);

		if (version == l->heard[i])
			continue;
		l->heard[i] = version;
		l->length += (size_t)snprintf(l->text + l->length, sizeof(l->text) - l->length,
		                              "event: %s\ndata: {\"version\":%llu}\n\n",
		                              topic_names[i], (unsigned long long)version);
	}
}

static ssize_t on_read(void *argument, uint64_t position, char *out, size_t size)
{
	struct listener *l = argument;
	struct server *s = l->server;

	(void)position;
	if (atomic_load(&s->stopping) || clock_monotonic() > l->until)
		return MHD_CONTENT_READER_END_OF_STREAM;
	pthread_mutex_lock(&s->lock);
	if (l->sent == l->length)
		compose(l);
	if (l->length == 0 && !atomic_load(&s->stopping)) {
		l->asleep = true;
		MHD_suspend_connection(l->connection);
	}
	pthread_mutex_unlock(&s->lock);
	const size_t left = l->length - l->sent;
	const size_t taken = left < size ? left : size;
	memcpy(out, l->text + l->sent, taken);
	l->sent += taken;
	return (ssize_t)taken;
}

static void on_free(void *argument)
{
	struct listener *l = argument;
	struct server *s = l->server;

	pthread_mutex_lock(&s->lock);
	for (struct listener **at = &s->listeners; *at; at = &(*at)->next) {
		if (*at != l)
			continue;
		*at = l->next;
		s->listener_count--;
		break;
	}
	pthread_mutex_unlock(&s->lock);
	free(l);
}

/* With the lock held. */
static void wake(struct server *s)
{
	s->news = false;
	s->told = clock_monotonic();
	for (struct listener *l = s->listeners; l; l = l->next) {
		if (!l->asleep)
			continue;
		l->asleep = false;
		MHD_resume_connection(l->connection);
	}
}

void events_wake(struct server *server, bool all)
{
	pthread_mutex_lock(&server->lock);
	if (all || (server->news && clock_monotonic() - server->told >= SECOND))
		wake(server);
	pthread_mutex_unlock(&server->lock);
}

void serve_publish(struct server *server, enum serve_topic topic)
{
	atomic_fetch_add(&server->version[topic], 1);
	pthread_mutex_lock(&server->lock);
	server->news = true;
	pthread_mutex_unlock(&server->lock);
	events_wake(server, false);
}

void serve_full(struct server *server, bool full)
{
	if (server->full == full)
		return;
	server->full = full;
	serve_publish(server, SERVE_STATUS);
}

void serve_overheard(struct server *server, uint64_t records)
{
	if (atomic_exchange(&server->overheard, records) != records)
		serve_publish(server, SERVE_STATUS);
}

void serve_room(struct server *server, const struct serve_room *room)
{
	const uint64_t values[] = {room->devices, room->allowed, room->findings, room->held};

	bool changed = false;

	for (size_t i = 0; i < 4; i++)
		changed |= atomic_exchange(&server->no_room[i], values[i]) != values[i];
	if (changed)
		serve_publish(server, SERVE_STATUS);
}

void serve_tick(struct server *server)
{
	events_wake(server, false);
}

static bool add_listener(struct server *s, struct listener *l)
{
	pthread_mutex_lock(&s->lock);
	const bool room = s->listener_count < LISTENERS_MAX;
	if (room) {
		l->next = s->listeners;
		s->listeners = l;
		s->listener_count++;
	}
	pthread_mutex_unlock(&s->lock);
	return room;
}

void events_get(struct request *r)
{
	struct listener *l = xcalloc(1, sizeof(*l));

	l->server = r->server;
	l->connection = r->connection;
	l->until = clock_monotonic() + LISTEN_SPAN;
	for (int i = 0; i < SERVE_TOPIC_COUNT; i++)
		l->heard[i] = atomic_load(&r->server->version[i]);
	if (!add_listener(r->server, l)) {
		free(l);
		request_problem(r, 503, "Too many", "too many pages listen already");
		r->retry_after = 10;
		return;
	}
	r->status = 200;
	r->type = "text/event-stream";
	r->stream = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, sizeof(l->text), on_read, l,
	                                              on_free);
	if (!r->stream)
		on_free(l);
	reader_give(r->server, r->store); /* it lasts long */
	r->store = NULL;
}
