/* feed.c - records of the sensors become rows. SPDX-License-Identifier: Apache-2.0 */

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "proc/outlet.h"
#include "proc/ring_files.h"
#include "proc/writer.h"
#include "record/record.h"
#include "store/account.h"
#include "store/finding.h"
#include "store/source_site.h"

/* Rows taken between two looks at the other feeds. */
#define READS_PER_TURN 16

static struct feed *find_feed(struct writer *w, uint32_t id)
{
	for (size_t i = 0; i < w->feeds; i++)
		if (w->feed[i].id == id)
			return &w->feed[i];
	if (w->feeds == FEEDS_MAX)
		return NULL;
	struct feed *f = &w->feed[w->feeds++];
	*f = (struct feed){.id = id, .fd = -1};
	return f;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

/* A file that was read to its end before and has not changed is not read again. */
static bool is_known(struct writer *w, int64_t id, const struct message_source *m)
{
	struct source source;
	bool known = !m->live && m->size && store_source_any(w->store, id, &w->arena, &source) == 0 &&
		     strcmp(source.state, "done") == 0 &&
		     source_counter_value(&source, "capture.file_size") == m->size;

	arena_reset(&w->arena);
	return known;
}

static const char *kind_of(const struct message_source *m)
{
	return m->log ? "log" : m->live ? "live" : "file";
}

/*
 * The site that it is heard for. A sensor that began before that was chosen told of another one: what it knows belongs
 * there, and it is to begin anew. Asked for once, for the clock may have been set back.
 */
static int find_site(struct writer *w, struct feed *f, const struct message_source *m)
{
	int64_t then = 0;
	int rc = store_site_now(w->store, m->name, kind_of(m), &f->scope);

	if (rc == 0 && m->live && !m->log)
		rc = store_site_at(w->store, m->name, kind_of(m), (int64_t)m->boot * 1000000 + 999999, &then);
	if (!then || then == f->scope) {
		f->asked = false;
	} else if (!f->asked) {
		f->asked = f->again = true;
		f->scope = then;
	}
	return rc;
}

/* A capture that was sent in has its source already, and with it its site. */
static int find_source(struct writer *w, struct feed *f, const struct message_source *m)
{
	struct source source;

	if (!m->source) {
		const struct viewer there = viewer_in(store_system.user, &f->scope);
		int found = find_site(w, f, m);

		if (found == 0)
			found = store_source_open(w->store, &there, m->name, kind_of(m), base_name(m->name),
						  m->live && !m->log ? m->name : "", &f->source);
		return found || !m->live ? found : store_source_listens(w->store, f->source);
	}
	const int rc = store_source_any(w->store, m->source, &w->arena, &source);

	f->source = m->source;
	f->scope = rc == 0 ? source.scope : STORE_ROOT_SCOPE;
	arena_reset(&w->arena);
	return rc;
}

/* Kept as people's own choice is: whoever looks later sees what was learned, and that it holds now. */
static int set_phase(struct writer *w, const struct feed *f, const char *phase)
{
	const struct viewer there = viewer_in(store_system.user, &f->scope);
	const struct plant *p = plant_of(w, f->scope);
	const int rc = store_phase_set(w->store, &there, PHASE_PLACE_SOURCE, f->source, phase);

	return rc || !p ? rc : store_reload_rules(w->store, f->scope, p->judge);
}

static int open_source(struct writer *w, struct feed *f, const struct message_source *m)
{
	int rc = find_source(w, f, m);

	if (rc != 0)
		return rc;
	if (is_known(w, f->source, m))
		return -EALREADY;
	f->learning = m->learn;
	if (f->learning)
		rc = set_phase(w, f, "learn");
	if (rc || m->live)
		return rc;
	const struct plant *p = plant_of(w, f->scope);

	if (p)
		judge_begin(p->judge, f->source);
	return store_source_restart(w->store, f->source);
}

/* Where the sensor says so all before is learned and what follows is judged by it. */
static bool end_learning(struct writer *w, struct feed *f, const struct record *r)
{
	if (!f->learning || r->type != RECORD_STATS || !r->stats.state || strcmp(r->stats.state, "learned") != 0)
		return true;
	f->learning = false;
	return set_phase(w, f, "enforce") == 0;
}

void feed_end(struct writer *w, const struct message_source_end *m)
{
	struct feed *f = find_feed(w, m->id);

	if (!f || !f->source || !writer_begin(w))
		return; /* a commit follows: uploads wait for it */
	f->ended = !m->again;
	if (!*m->why)
		return;
	if (store_audit(w->store, &store_system, "sensor.crash", "sensor", m->why) != 0)
		log_warn("%s", store_error(w->store));
	if (!m->again && store_source_state(w->store, f->source, "broken", m->why) != 0)
		log_warn("%s", store_error(w->store));
	w->changed[SERVE_STATUS] = true;
}

void feed_interface(struct writer *w, const struct message_interface *m)
{
	struct feed *f = find_feed(w, m->id);

	if (f) {
		f->interface_drops = m->dropped;
		f->sent_frames = m->sent;
	}
}

/* What the monitor counts of the interface goes with the sensor's own counters. */
static void add_interface(struct writer *w, const struct feed *f, struct record *r)
{
	size_t n = r->stats.counter_count;
	struct record_counter *all = arena_alloc(&w->arena, (n + 2) * sizeof(*all));

	if (n)
		memcpy(all, r->stats.counters, n * sizeof(*all));
	all[n] = (struct record_counter){"interface.dropped", f->interface_drops};
	all[n + 1] = (struct record_counter){"interface.sent_frames", f->sent_frames};
	r->stats.counters = all;
	r->stats.counter_count = n + 2;
}

static void mark_changed(struct writer *w, enum record_type type)
{
	w->changed[SERVE_STATUS] |= type == RECORD_STATS;
	w->changed[SERVE_ASSETS] |= type == RECORD_CLAIM;
	w->changed[SERVE_CONVERSATIONS] |= type == RECORD_FLOW;
	w->changed[SERVE_OPERATIONS] |= type == RECORD_OT;
}

static bool take_record(struct writer *w, struct feed *f, const struct plant *p, const char *line, size_t length)
{
	struct record r;
	const char *error;

	arena_reset(&w->arena);
	if (record_read(line, length, &w->arena, &r, &error) != 0) {
		if (f->unreadable++ == 0)
			log_warn("a record of source %lld cannot be read: %s", (long long)f->source,
				 error);
		return true;
	}
	f->taken = r.seq;
	if (store_record_seen(w->store, f->source, &r))
		return true;
	if (r.type == RECORD_STATS && f->live && !f->log)
		add_interface(w, f, &r);
	mark_changed(w, r.type);
	const struct inventory_parties *parties = inventory_line(p->inventory, &r, &w->arena);

	judge_line(p->judge, f->source, &r, parties);
	do {
		if (store_apply_record(w->store, f->source, &r, *parties++) < 0) {
			log_error("%s", store_error(w->store));
			w->failed = true;
			return false;
		}
	} while (record_next(&r));
	if (!end_learning(w, f, &r)) {
		log_error("%s", store_error(w->store));
		w->failed = true;
	}
	return !w->failed;
}

void feed_moved(struct writer *w, int64_t source)
{
	for (size_t i = 0; i < w->feeds; i++)
		w->feed[i].again |= w->feed[i].source == source && w->feed[i].live;
}

/* The one that listens on it, NULL nobody does. */
static struct feed *find_interface(struct writer *w, const char *interface)
{
	struct feed *found = NULL;
	struct source source;

	for (size_t i = 0; i < w->feeds && !found; i++)
		if (w->feed[i].live && !w->feed[i].log &&
		    store_source_any(w->store, w->feed[i].source, &w->arena, &source) == 0 &&
		    strcmp(source.interface, interface) == 0)
			found = &w->feed[i];
	arena_reset(&w->arena);
	return found;
}

void feeds_forget(struct writer *w, const char *const *interfaces, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct feed *f = find_interface(w, interfaces[i]);

		if (f)
			f->again = f->empty = true;
		else
			ring_files_remove(w->config->database, interfaces[i]);
	}
}

void feeds_again(struct writer *w)
{
	for (size_t i = 0; i < w->feeds; i++) {
		struct feed *f = &w->feed[i];

		if (!f->again)
			continue;
		const int rc = ipc_send(w->config->control, f->empty ? MESSAGE_EMPTY : MESSAGE_AGAIN, &(struct message_kept){f->id},
					sizeof(struct message_kept), -1);
		f->again = rc == -EAGAIN;
		f->empty = f->empty && f->again;
		if (rc != 0 && rc != -EAGAIN)
			log_warn("the monitor cannot be told which sensor is to begin anew");
	}
}

void feed_committed(struct writer *w)
{
	for (size_t i = 0; i < w->feeds; i++) {
		struct feed *f = &w->feed[i];

		if (f->live && !f->log && f->fd >= 0 && f->taken != f->acknowledged &&
		    outlet_acknowledge(f->fd, f->taken))
			f->acknowledged = f->taken;
	}
}

static void close_feed(struct feed *f)
{
	close(f->fd);
	f->fd = -1;
	lines_free(&f->lines);
}

void feed_read(struct writer *w, struct feed *f)
{
	const char *line;
	size_t length;

	if (!writer_begin(w))
		return;
	const struct plant *p = plant_of(w, f->scope);

	if (!p) {
		log_error("%s", store_error(w->store));
		w->failed = true;
		return;
	}
	for (int turn = 0; turn < READS_PER_TURN && f->fd >= 0; turn++) {
		ssize_t n = lines_fill(&f->lines, f->fd);

		if (n == -EAGAIN || n == -EINTR)
			return;
		if (n <= 0) {
			if (!f->live)
				judge_end(p->judge, f->source);
			close_feed(f);
			return;
		}
		while (lines_next(&f->lines, &line, &length))
			if (!take_record(w, f, p, line, length))
				return;
	}
}

/* What a live sensor that is no more had told: its pipe has an end. */
static void take_rest(struct writer *w, struct feed *f)
{
	int64_t deadline = clock_monotonic() + SECOND;

	while (f->fd >= 0 && !w->failed && clock_monotonic() < deadline) {
		struct pollfd p = {.fd = f->fd, .events = POLLIN};

		if (poll(&p, 1, 0) <= 0)
			return;
		feed_read(w, f);
	}
}

void feed_open(struct writer *w, const struct message_source *m, int fd)
{
	struct feed *f = find_feed(w, m->id);

	if (!f || !writer_begin(w)) {
		close(fd);
		return;
	}
	if (f->live)
		take_rest(w, f);
	if (f->fd >= 0)
		close(f->fd);
	lines_free(&f->lines);
	f->live = m->live;
	f->log = m->log;
	f->taken = f->acknowledged = 0;
	f->ended = false;
	f->inode = m->live ? 0 : m->inode;
	int rc = open_source(w, f, m);
	f->fd = rc == 0 ? fd : -1;
	if (rc != 0)
		close(fd);
	if (rc != 0 && rc != -EALREADY)
		log_error("%s: %s", m->name, store_error(w->store));
	w->changed[SERVE_STATUS] = true;
}
