/* outlet.c - the sending end of the pipe of records. SPDX-License-Identifier: Apache-2.0 */

#include "proc/outlet.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/memory.h"

#define FLUSH_AT    65536
#define PENDING_MAX (4 << 20) /* a live sensor holds this much back before it refuses */
#define BACKLOG_MAX (7 << 20) /* a reader of files runs ahead of who hears it by this much */
#define TABLES_MAX  (PENDING_MAX / 2) /* of what its tables can tell again */

static void wait_writable(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLOUT};

	(void)poll(&p, 1, -1);
}

static ssize_t send_some(struct outlet *o, bool wait)
{
	if (o->waiting)
		*o->waiting = wait;
	const uint8_t *bytes = o->pending.data + o->sent;
	size_t length = o->pending.length - o->sent;

	if (wait && length > FLUSH_AT)
		length = FLUSH_AT; /* not until all is taken */
	ssize_t n = send(o->fd, bytes, length, MSG_NOSIGNAL | (wait ? 0 : MSG_DONTWAIT));

	if (n < 0 && errno == ENOTSOCK)
		n = write(o->fd, bytes, length);
	if (o->waiting)
		*o->waiting = false;
	return n;
}

static size_t unsent(const struct outlet *o)
{
	return o->pending.length - o->sent;
}

/* Whole lines when they are kept, else whatever the pipe took. */
static void consume(struct outlet *o, size_t n)
{
	buf_consume(&o->pending, n);
	o->consumed += n;
	o->sent -= n < o->sent ? n : o->sent;
}

/* Waits, if it may at all, while more than so many bytes are pending. */
static void send_down_to(struct outlet *o, size_t backlog)
{
	while (unsent(o) && !o->broken) {
		const bool wait = o->wait && unsent(o) > backlog;
		ssize_t n = send_some(o, wait);

		if (n > 0) {
			o->sent += (size_t)n;
			if (!o->keep && o->sent >= o->pending.length / 2) /* rarely: the rest is moved */
				consume(o, o->sent);
			continue;
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
			if (!wait)
				break;
			wait_writable(o->fd);
			continue;
		}
		o->broken = true;
	}
	o->next = unsent(o) + FLUSH_AT;
}

void outlet_flush(struct outlet *o)
{
	send_down_to(o, BACKLOG_MAX);
}

void outlet_finish(struct outlet *o)
{
	send_down_to(o, 0);
}

static void remember_line(struct outlet *o)
{
	if (o->first_line + o->line_count == o->line_capacity && o->first_line) {
		memmove(o->lines, o->lines + o->first_line, o->line_count * sizeof(*o->lines));
		o->first_line = 0;
	}
	if (o->line_count == o->line_capacity) {
		o->line_capacity = o->line_capacity ? o->line_capacity * 2 : 256;
		o->lines = xreallocarray(o->lines, o->line_capacity, sizeof(*o->lines));
	}
	o->lines[o->first_line + o->line_count++] =
		(struct outlet_line){o->seq, o->consumed + o->pending.length};
}

/* Half of the room is for what is told once: tables can tell theirs later. */
static bool fits(const struct outlet *o, const struct record *record)
{
	bool once = record->type == RECORD_OT || record->type == RECORD_ANOMALY;

	if (o->wait)
		return !o->broken;
	return (!o->broken || o->keep) && o->pending.length <= (once ? PENDING_MAX : TABLES_MAX);
}

bool outlet_put(struct outlet *o, struct record *record)
{
	if (!fits(o, record)) {
		o->refused++;
		return false;
	}
	record->site = o->site;
	record->sensor = o->sensor;
	record->boot = o->boot;
	record->seq = ++o->seq;
	record_write(&o->pending, record);
	if (o->keep)
		remember_line(o);
	if (unsent(o) >= o->next && unsent(o) >= FLUSH_AT)
		outlet_flush(o);
	return true;
}

static void let_go(struct outlet *o, uint64_t seq)
{
	uint64_t end = o->consumed;

	for (; o->line_count && o->lines[o->first_line].seq <= seq; o->line_count--)
		end = o->lines[o->first_line++].end;
	consume(o, (size_t)(end - o->consumed));
	if (o->line_count == 0)
		o->first_line = 0;
}

void outlet_hear(struct outlet *o)
{
	uint64_t seq[64];
	ssize_t n;

	while (o->keep && !o->broken &&
	       (n = recv(o->fd, seq, sizeof(seq), MSG_DONTWAIT)) != 0) {
		if (n < 0)
			return;
		if ((size_t)n >= sizeof(seq[0])) /* each comes whole: they are sent so */
			let_go(o, seq[(size_t)n / sizeof(seq[0]) - 1]);
	}
	o->broken = o->broken || o->keep;
}

void outlet_renew(struct outlet *o, int fd)
{
	close(o->fd);
	o->fd = fd;
	o->broken = false;
	o->sent = 0;
	if (!o->keep)
		buf_clear(&o->pending);
	outlet_flush(o);
}

void outlet_free(struct outlet *o)
{
	buf_free(&o->pending);
	free(o->lines);
	o->lines = NULL;
}

bool outlet_acknowledge(int fd, uint64_t seq)
{
	return send(fd, &seq, sizeof(seq), MSG_DONTWAIT | MSG_NOSIGNAL) == sizeof(seq);
}
