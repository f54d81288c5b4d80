/* outlet.c - the sending end of the pipe of records. SPDX-License-Identifier: Apache-2.0 */

#include "proc/outlet.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define FLUSH_AT    65536
#define PENDING_MAX (4 << 20) /* a live sensor holds this much back before it refuses */

static void wait_writable(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLOUT};

	(void)poll(&p, 1, -1);
}

static ssize_t send_some(struct outlet *o)
{
	if (o->waiting)
		*o->waiting = o->wait;
	ssize_t n = send(o->fd, o->pending.data, o->pending.length,
			 MSG_NOSIGNAL | (o->wait ? 0 : MSG_DONTWAIT));

	if (n < 0 && errno == ENOTSOCK)
		n = write(o->fd, o->pending.data, o->pending.length);
	if (o->waiting)
		*o->waiting = false;
	return n;
}

void outlet_flush(struct outlet *o)
{
	while (o->pending.length && !o->broken) {
		ssize_t n = send_some(o);

		if (n > 0) {
			buf_consume(&o->pending, (size_t)n);
			continue;
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
			if (!o->wait)
				return;
			wait_writable(o->fd);
			continue;
		}
		o->broken = true;
	}
}

bool outlet_put(struct outlet *o, struct record *record)
{
	if (o->broken || (!o->wait && o->pending.length > PENDING_MAX)) {
		o->refused++;
		return false;
	}
	record->site = o->site;
	record->sensor = o->sensor;
	record->boot = o->boot;
	record->seq = ++o->seq;
	record_write(&o->pending, record);
	if (o->pending.length >= FLUSH_AT)
		outlet_flush(o);
	return true;
}
