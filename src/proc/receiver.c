/* receiver.c - the process that reads other sensors' logs. SPDX-License-Identifier: Apache-2.0 */

#include "proc/receiver.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"
#include "lib/log.h"
#include "lib/sandbox.h"
#include "lib/table.h"
#include "receive/eve.h"
#include "record/record.h"

#define READ_SIZE    65536
#define WAIT_MS	     200		     /* until a file is looked at again */
#define TELL_EVERY   SECOND		     /* its own counters */
#define ALERTS_MOST  2000 /* a second: of a file the rest waits there, of a socket it is counted and not told */
#define LOOK_BACK    (INT64_C(1) << 30)	     /* of a log that was there before us */
#define MEMORY	     ((size_t)512 << 20)
#define FIRST_BYTES  512

struct receiver {
	const struct receiver_config *config;
	int fd; /* what is read now: the file, or a connection; -1 none */
	int64_t offset; /* of a file: what was read */
	uint64_t taken; /* bytes of whole lines, from the beginning: the number of a record */
	struct buf pending;
	size_t scanned; /* of pending: holds no newline */
	bool skipping;  /* a line that is too long goes on */
	struct arena arena;
	struct buf out;
	uint64_t lines, verdicts[EVE_VERDICT_COUNT], dropped;
	uint64_t stats_seq;
	uint64_t boot;	     /* of the alerts: a file's first line tells it from the one before; 0 not known yet */
	uint64_t stats_boot; /* of the counters: this run */
	int64_t told_at, second_at;
	uint64_t second;
	bool dirty;
	char why[200]; /* of the first line that was refused */
};

static volatile sig_atomic_t ending;

static void on_end(int signal_number)
{
	(void)signal_number;
	ending = 1;
}

/* The server is slow: we wait, and the log grows without us. */
static bool flush(struct receiver *r)
{
	for (size_t done = 0; done < r->out.length;) {
		const ssize_t n = write(r->config->output, r->out.data + done, r->out.length - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN) {
			struct pollfd p = {.fd = r->config->output, .events = POLLOUT};

			(void)poll(&p, 1, -1);
			continue;
		}
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	buf_clear(&r->out);
	return true;
}

static bool may_tell(struct receiver *r)
{
	const int64_t now = clock_monotonic();
	const int64_t left = r->second_at + SECOND - now;

	if (left > 0 && r->second >= ALERTS_MOST && r->config->socket)
		return false;
	if (left > 0 && r->second < ALERTS_MOST) {
		r->second++;
		return true;
	}
	if (left > 0 && flush(r))
		(void)poll(NULL, 0, (int)(left / 1000000) + 1);
	r->second_at = clock_monotonic();
	r->second = 1;
	return true;
}

static void tell_alert(struct receiver *r, struct record *record)
{
	if (!may_tell(r)) {
		r->dropped++;
		return;
	}
	record->site = r->config->site;
	record->sensor = r->config->name;
	record->boot = r->boot;
	record->seq = r->taken;
	record->entry = r->taken;
	record_write(&r->out, record);
}

static void refused(struct receiver *r, const char *why)
{
	if (r->verdicts[EVE_REFUSED] > 1)
		return;
	snprintf(r->why, sizeof(r->why), "line %llu was refused: %s", (unsigned long long)r->lines, why);
	log_warn("%s: %s; further ones are counted", r->config->name, r->why);
}

static void take_line(struct receiver *r, char *line, size_t length)
{
	struct record record;
	const char *why = "";

	if (length == 0)
		return;
	arena_reset(&r->arena);
	r->lines++;
	r->dirty = true;
	const enum eve_verdict verdict = eve_read(line, length, &r->arena, &record, &why);
	r->verdicts[verdict]++;
	if (verdict == EVE_ALERT)
		tell_alert(r, &record);
	else if (verdict == EVE_REFUSED)
		refused(r, why);
}

static void too_long(struct receiver *r)
{
	r->lines++;
	r->dirty = true;
	r->verdicts[EVE_REFUSED]++;
	refused(r, "longer than 256 KB");
	r->skipping = true;
}

static void take_lines(struct receiver *r)
{
	size_t start = 0;

	for (;;) {
		uint8_t *from = r->pending.data + r->scanned;
		uint8_t *end = r->pending.length > r->scanned
				       ? memchr(from, '\n', r->pending.length - r->scanned)
				       : NULL;

		if (!end)
			break;
		const size_t length = (size_t)(end - r->pending.data) - start;

		r->taken += length + 1;
		if (!r->skipping)
			take_line(r, (char *)r->pending.data + start, length);
		r->skipping = false;
		start += length + 1;
		r->scanned = start;
	}
	buf_consume(&r->pending, start);
	r->scanned = r->pending.length;
	if (r->pending.length <= EVE_LINE_MAX)
		return;
	if (!r->skipping)
		too_long(r);
	r->taken += r->pending.length;
	buf_clear(&r->pending);
	r->scanned = 0;
}

static void tell_stats(struct receiver *r)
{
	const struct record_counter counters[] = {
		{"eve.lines", r->lines},
		{"eve.alerts", r->verdicts[EVE_ALERT]},
		{"eve.others", r->verdicts[EVE_OTHER]},
		{"eve.refused", r->verdicts[EVE_REFUSED]},
		{"eve.dropped", r->dropped},
	};
	struct record record = {.type = RECORD_STATS,
				.time = clock_now(),
				.site = r->config->site,
				.sensor = r->config->name,
				.boot = r->stats_boot,
				.seq = ++r->stats_seq,
				.src_port = -1,
				.dest_port = -1,
				.stats = {.state = "running",
					  .detail = r->why,
					  .counters = counters,
					  .counter_count = sizeof(counters) / sizeof(counters[0])}};

	record_write(&r->out, &record);
	r->told_at = clock_monotonic();
	r->dirty = false;
}

/* The same file read again must tell the same numbers; one that was emptied and filled anew others. */
static bool know_file(struct receiver *r)
{
	char line[FIRST_BYTES];
	const ssize_t n = pread(r->fd, line, sizeof(line), 0);
	const char *end = n > 0 ? memchr(line, '\n', (size_t)n) : NULL;

	if (n < (ssize_t)sizeof(line) && !end)
		return false;
	const size_t length = end ? (size_t)(end - line) : sizeof(line);
	r->boot = (hash_bytes(line, length, 0) >> 1) | 1;
	return true;
}

/* Emptied, as logrotate's copytruncate does it. */
static bool was_emptied(struct receiver *r)
{
	struct stat st;

	if (fstat(r->fd, &st) != 0 || st.st_size >= r->offset)
		return false;
	r->offset = 0;
	r->taken = 0;
	r->boot = 0;
	r->scanned = 0;
	r->skipping = false;
	buf_clear(&r->pending);
	return true;
}

static bool is_ready(struct receiver *r)
{
	return r->config->socket || (!was_emptied(r) && (r->boot || know_file(r)));
}

/* 1 something came, 0 nothing now, -1 the end. */
static int read_some(struct receiver *r)
{
	if (!is_ready(r))
		return 0;
	uint8_t *room = buf_reserve(&r->pending, READ_SIZE);
	const ssize_t n = r->config->socket ? recv(r->fd, room, READ_SIZE, MSG_DONTWAIT)
					    : pread(r->fd, room, READ_SIZE, r->offset);

	if (n > 0) {
		r->pending.length += (size_t)n;
		r->offset += n;
		take_lines(r);
		return 1;
	}
	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : -1;
	return r->config->socket ? -1 : 0;
}

/* Whoever connected before is done; what he did not end is no line. */
static void accept_next(struct receiver *r, short ready)
{
	if (!(ready & POLLIN) || r->fd >= 0)
		return;
	r->fd = accept4(r->config->input, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	buf_clear(&r->pending);
	r->scanned = 0;
	r->skipping = false;
}

static void hang_up(struct receiver *r)
{
	if (r->config->socket)
		close(r->fd);
	r->fd = -1;
}

static void wait_for_more(struct receiver *r)
{
	struct pollfd p = {.fd = r->fd >= 0 ? r->fd : r->config->input, .events = POLLIN};

	if (!r->config->socket) {
		(void)poll(NULL, 0, WAIT_MS);
		return;
	}
	if (poll(&p, 1, WAIT_MS) > 0 && r->fd < 0)
		accept_next(r, p.revents);
}

static void loop(struct receiver *r)
{
	for (;;) {
		const int some = r->fd >= 0 ? read_some(r) : 0;

		if (some < 0)
			hang_up(r);
		if (clock_monotonic() - r->told_at >= TELL_EVERY && (r->dirty || some <= 0))
			tell_stats(r);
		if (!flush(r) || (ending && some <= 0))
			return;
		if (some <= 0)
			wait_for_more(r);
	}
}

/* A log of years is not read from its first day: the latest part of it, from a line's beginning. */
static void find_start(struct receiver *r)
{
	struct stat st;

	r->fd = r->config->socket ? -1 : r->config->input;
	if (r->config->socket || fstat(r->fd, &st) != 0 || st.st_size <= LOOK_BACK)
		return;
	r->offset = st.st_size - LOOK_BACK;
	r->taken = (uint64_t)r->offset;
	r->skipping = true;
}

int receiver_run(const struct receiver_config *config)
{
	static struct receiver r;

	r = (struct receiver){.config = config, .stats_boot = (uint64_t)(clock_now() / 1000)};
	signal(SIGTERM, on_end);
	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (sandbox_enter(&(struct sandbox){.role = "receiver", .uid = config->uid, .gid = config->gid,
					    .network = config->socket, .memory = MEMORY}) != 0)
		return 3;
	r.boot = config->socket ? r.stats_boot + 1 : 0;
	find_start(&r);
	tell_stats(&r);
	loop(&r);
	tell_stats(&r);
	(void)flush(&r);
	buf_free(&r.pending);
	buf_free(&r.out);
	arena_free(&r.arena);
	return 0;
}
