/* sources.c - what is captured and read, as the monitor holds it. SPDX-License-Identifier: Apache-2.0 */

#include "proc/sources.h"

#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/live.h"
#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "proc/input.h"
#include "proc/messages.h"

#define RUNNING_MAX 4 /* files read at once; the others wait their turn */
#define NOBODY	    65534
#define AGAIN_END    (5 * SECOND)
#define SENSORS_END (7 * SECOND / 10) /* what they may take to end */

/* A place in the table: a new one, or that of a capture that was read. */
static struct source_entry *free_entry(struct sources *l)
{
	if (l->count < SOURCES_MAX) {
		l->source[l->count].id = (uint32_t)l->count + 1;
		return &l->source[l->count++];
	}
	for (size_t i = 0; i < l->count; i++) {
		struct source_entry *s = &l->source[i];

		if (!s->live && (s->state == SOURCE_ENDED || s->state == SOURCE_KEPT)) {
			if (s->input >= 0)
				close(s->input);
			if (s->file >= 0)
				close(s->file);
			return s;
		}
	}
	return NULL;
}

static struct source_entry *add_source(struct sources *l, const char *name, int input, bool live)
{
	struct stat st;

	struct source_entry *s = free_entry(l);

	if (!s) {
		log_error("%s: more than %d sources at once", name, SOURCES_MAX);
		close(input);
		return NULL;
	}
	*s = (struct source_entry){.id = s->id, .live = live, .input = input, .file = -1};
	s->index = live ? if_nametoindex(name) : 0;
	s->demo = l->config->demo && !live;
	if (!live && fstat(input, &st) == 0 && S_ISREG(st.st_mode)) {
		s->size = (uint64_t)st.st_size;
		s->inode = (uint64_t)st.st_ino;
		s->device = (uint64_t)st.st_dev;
	}
	snprintf(s->name, sizeof(s->name), "%s", name);
	return s;
}

/* Of files of the command line; what is sent in has the phase that people gave it. */
static int64_t learning_time(const struct sources *l, const struct source_entry *s)
{
	return s->live || s->source ? 0 : l->config->learn;
}

/* False: the server is busy. */
static bool hand_file(struct sources *l, const struct source_entry *s)
{
	struct message_file message;

	memcpy(message.name, s->name, sizeof(message.name));
	return s->file < 0 ||
	       ipc_send(l->control, MESSAGE_FILE, &message, sizeof(message), s->file) != -EAGAIN;
}

static void announce(struct sources *l, struct source_entry *s)
{
	struct message_source message = {.id = s->id,
					 .live = s->live,
					 .demo = s->demo,
					 .learn = learning_time(l, s) > 0,
					 .boot = s->child.config.boot,
					 .size = s->size,
					 .inode = s->inode,
					 .source = s->source};

	if (s->child.output < 0 || !hand_file(l, s))
		return;
	memcpy(message.name, s->name, sizeof(message.name));
	int rc = ipc_send(l->control, MESSAGE_SOURCE, &message, sizeof(message), s->child.output);
	if (rc == -EAGAIN)
		return; /* the server is busy: once more in the next round */
	if (rc != 0)
		log_warn("%s: the server cannot be told of this source: %s", s->name, strerror(-rc));
	close(s->child.output);
	s->child.output = -1;
}

static void tell_end(struct sources *l, const struct source_entry *s, bool again, const char *why)
{
	struct message_source_end message = {.id = s->id, .again = again};

	snprintf(message.why, sizeof(message.why), "%s", why);
	if (ipc_send(l->control, MESSAGE_SOURCE_END, &message, sizeof(message), -1) != 0)
		log_warn("%s: the server cannot be told of its end", s->name);
}

static void start_source(struct sources *l, struct source_entry *s)
{
	int input = dup(s->input);
	int rc = input < 0 || (!s->live && lseek(input, 0, SEEK_SET) != 0) ? -errno : 0;

	if (rc == 0)
		rc = sensor_child_start(&s->child,
				    &(struct sensor_config){
					    .input = input,
					    .control = -1,
					    .live = s->live,
					    .name = s->name,
					    .site = l->config->site,
					    .sensor = s->name,
					    .boot = (uint64_t)(clock_now() / 1000000),
					    .learn = learning_time(l, s),
					    .ring = s->ring.count ? &s->ring : NULL,
					    .ring_span = (int64_t)l->ring_days * 86400 * SECOND,
					    .uid = NOBODY,
					    .gid = NOBODY,
				    });

	if (rc != 0) {
		log_error("%s: cannot start a sensor: %s", s->name, strerror(-rc));
		if (input >= 0)
			close(input);
		s->state = SOURCE_ENDED;
		return;
	}
	s->state = SOURCE_RUNNING;
	announce(l, s);
}

static void source_ended(struct sources *l, struct source_entry *s)
{
	char why[512];
	enum child_end end = sensor_child_ended(&s->child, why, sizeof(why));

	const bool wanted = s->again != 0;

	s->again = 0;
	if (*why)
		log_warn("%s", why);
	tell_end(l, s, wanted || end == CHILD_AGAIN, why);
	if (end == CHILD_AGAIN) {
		announce(l, s);
		if (s->empty)
			sources_again(l, s->id);
		return;
	}
	sensor_child_stop(&s->child);
	if (s->empty)
		ring_files_empty(&s->ring);
	s->empty = false;
	s->state = wanted ? SOURCE_WAITING : SOURCE_ENDED;
}

void sources_again(struct sources *l, uint32_t id)
{
	for (size_t i = 0; i < l->count; i++) {
		struct source_entry *s = &l->source[i];

		if (s->id != id || !s->live || s->state != SOURCE_RUNNING || s->again)
			continue;
		s->again = clock_monotonic();
		sensor_child_ask_to_end(&s->child);
	}
}

void sources_empty(struct sources *l, uint32_t id)
{
	for (size_t i = 0; i < l->count; i++) {
		struct source_entry *s = &l->source[i];

		if (s->id != id || !s->live)
			continue;
		s->empty = s->state == SOURCE_RUNNING;
		if (!s->empty)
			ring_files_empty(&s->ring);
	}
	sources_again(l, id);
}

/* One that does not end by itself when asked is ended. */
static void insist(const struct source_entry *s)
{
	if (s->again && clock_monotonic() - s->again > AGAIN_END && s->child.pid > 0)
		kill(s->child.pid, SIGKILL);
}

void sources_look_after(struct sources *l)
{
	size_t running = 0;

	for (size_t i = 0; i < l->count; i++) {
		struct source_entry *s = &l->source[i];

		if (s->state != SOURCE_RUNNING)
			continue;
		if (sensor_child_has_ended(&s->child))
			source_ended(l, s);
		else
			sensor_child_watch(&s->child);
		insist(s);
		if (s->state == SOURCE_RUNNING)
			announce(l, s); /* when it could not be */
		running += s->state == SOURCE_RUNNING && !s->live;
	}
	for (size_t i = 0; i < l->count; i++) {
		struct source_entry *s = &l->source[i];

		if (s->state == SOURCE_WAITING && (s->live || running < RUNNING_MAX)) {
			start_source(l, s);
			running += !s->live;
		}
	}
}

/* An interface that was taken away and came back is another one to the kernel: a new socket hears it. */
static void listen_again(struct sources *l, struct source_entry *s)
{
	unsigned int index = if_nametoindex(s->name);
	char error[512];

	if (index == 0 || (index == s->index && s->state == SOURCE_RUNNING))
		return;
	int fd = capture_live_socket(s->name, l->config->filter, error, sizeof(error));
	if (fd < 0) {
		log_warn("%s", error);
		return;
	}
	log_info("%s is there again", s->name);
	if (s->state == SOURCE_RUNNING)
		sensor_child_stop(&s->child);
	close(s->input);
	s->input = fd;
	s->index = index;
	s->state = SOURCE_WAITING;
}

void sources_count(struct sources *l)
{
	int64_t now = clock_monotonic();

	if (now - l->looked < SECOND)
		return;
	l->looked = now;
	for (size_t i = 0; i < l->count; i++) {
		struct source_entry *s = &l->source[i];
		struct message_interface message = {.id = s->id};

		if (s->live)
			listen_again(l, s);
		if (!s->live || s->state != SOURCE_RUNNING ||
		    !interface_counters(&s->watch, s->name, &message.dropped, &message.sent))
			continue;
		if (ipc_send(l->control, MESSAGE_INTERFACE, &message, sizeof(message), -1) != 0)
			return;
	}
}

/*
 * The new server knows nothing of what was under way: live sensors tell all again, files are read
 * again. Those that ended too, for what they told last may not have been kept; the server passes
 * over those that it has whole.
 */
void sources_wire_again(struct sources *l)
{
	for (size_t i = 0; i < l->count; i++) {
		struct source_entry *s = &l->source[i];

		if (s->live && s->state == SOURCE_RUNNING && sensor_child_new_pipe(&s->child) == 0) {
			announce(l, s);
			continue;
		}
		if (s->state == SOURCE_KEPT) {
			(void)hand_file(l, s);
			continue;
		}
		if (s->state == SOURCE_RUNNING)
			sensor_child_stop(&s->child);
		s->state = SOURCE_WAITING;
	}
}

static bool read_ring(struct sources *l)
{
	const struct run_config *c = l->config;
	uint64_t bytes;

	if (c->ring && !ring_size(c->ring, &bytes)) {
		fprintf(stderr, "yagura: ring %s: not a size like 512M, 2G or 0\n", c->ring);
		return false;
	}
	if (!c->ring_days || (ring_size(c->ring_days, &l->ring_days) && l->ring_days <= 36500))
		return true;
	fprintf(stderr, "yagura: ring_days %s: not a number of days\n", c->ring_days);
	return false;
}

bool sources_open(struct sources *l)
{
	char error[512];

	if (!read_ring(l))
		return false;

	for (size_t i = 0; i < l->config->interfaces; i++) {
		int fd = capture_live_socket(l->config->interface[i], l->config->filter, error,
					     sizeof(error));

		if (fd < 0) {
			fprintf(stderr, "yagura: %s\n", error);
			return false;
		}
		struct source_entry *s = add_source(l, l->config->interface[i], fd, true);
		if (s)
			(void)ring_files_open(l->place, l->config->database, s->name, l->config->ring,
					      &s->ring);
	}
	for (size_t i = 0; i < l->config->files; i++) {
		int fd = input_open(l->config->file[i]);

		if (fd < 0)
			return false;
		struct source_entry *s = add_source(l, l->config->file[i], fd, false);
		if (s) /* opened anew: a sensor and a job must not share a place in it */
			s->file = input_open(l->config->file[i]);
	}
	return true;
}

static bool all_sensors_have_ended(const struct sources *l)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->source[i].state == SOURCE_RUNNING &&
		    !sensor_child_has_ended(&l->source[i].child))
			return false;
	return true;
}

/* A server that starts anew asks for what it finds unread; it may wait here already. */
static bool is_here(const struct sources *l, int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return false;
	for (size_t i = 0; i < l->count; i++) {
		const struct source_entry *s = &l->source[i];

		if (!s->live && s->inode == (uint64_t)st.st_ino && s->device == (uint64_t)st.st_dev &&
		    (s->state == SOURCE_WAITING || s->state == SOURCE_RUNNING))
			return true;
	}
	return false;
}

void sources_add_capture(struct sources *l, const char *name, int64_t source, int fd)
{
	struct source_entry *s = NULL;

	if (is_here(l, fd))
		close(fd);
	else
		s = add_source(l, name, fd, false);
	if (s)
		s->source = source;
}

void sources_kept(struct sources *l, uint32_t id)
{
	for (size_t i = 0; i < l->count; i++) {
		struct source_entry *s = &l->source[i];

		if (s->id != id || s->live || s->state != SOURCE_ENDED)
			continue;
		close(s->input);
		s->input = -1;
		s->state = SOURCE_KEPT;
	}
}

void sources_stop(struct sources *l)
{
	int64_t deadline = clock_monotonic() + SENSORS_END;

	for (size_t i = 0; i < l->count; i++)
		if (l->source[i].state == SOURCE_RUNNING)
			sensor_child_ask_to_end(&l->source[i].child);
	while (!all_sensors_have_ended(l) && clock_monotonic() < deadline)
		poll(NULL, 0, 5);
	for (size_t i = 0; i < l->count; i++)
		if (l->source[i].state == SOURCE_RUNNING)
			sensor_child_stop(&l->source[i].child);
}
