/* syslog.c - lines to a syslog server: UDP (RFC 5426), TCP (RFC 6587), TLS (RFC 5425). SPDX-License-Identifier: Apache-2.0 */

#include "notify/deliver.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json_in.h"
#include "notify/transfer.h"

#define DATAGRAM_MAX 8192

/* Octet counting: a length and a blank stand before each message (RFC 6587, 3.4.1). */
static int deliver_stream(const struct delivery *d, char *error, size_t size)
{
	const struct channel_settings *s = &d->settings;
	const bool tls = strcmp(s->transport, "tls") == 0, ip6 = strchr(s->server, ':') != NULL;
	const struct json_value *line;
	struct arena arena = {0};
	struct buf bytes = {0};

	json_in_each(line, d->lines)
		buf_printf(&bytes, "%u %s", line->length, line->text);
	const int rc = transfer_stream(
		&(struct transfer){.url = arena_printf(&arena, "%s://%s%s%s:%lld", tls ? "https" : "http",
						       ip6 ? "[" : "", s->server, ip6 ? "]" : "",
						       (long long)channel_port(CHANNEL_SYSLOG, s)),
				   .certificate = s->certificate,
				   .body = bytes.data,
				   .length = bytes.length},
		error, size);
	buf_free(&bytes);
	arena_free(&arena);
	return rc;
}

/* A connected socket tells of a port that nobody listens on. */
static int open_datagram(const struct channel_settings *s, char *error, size_t size)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_DGRAM};
	struct addrinfo *found = NULL;
	char port[8];
	int fd = -1;

	snprintf(port, sizeof(port), "%d", (int)channel_port(CHANNEL_SYSLOG, s));
	const int rc = getaddrinfo(s->server, port, &hints, &found);
	if (rc != 0) {
		snprintf(error, size, "%s: %s", s->server, gai_strerror(rc));
		return -1;
	}
	for (const struct addrinfo *a = found; a && fd < 0; a = a->ai_next) {
		fd = socket(a->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
		if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
			close(fd);
			fd = -1;
		}
	}
	if (fd < 0)
		snprintf(error, size, "%s: %s", s->server, strerror(errno));
	freeaddrinfo(found);
	return fd;
}

static int deliver_datagrams(const struct delivery *d, char *error, size_t size)
{
	const int fd = open_datagram(&d->settings, error, size);
	const struct json_value *line;
	int rc = fd < 0 ? -EIO : 0;

	if (fd < 0)
		return rc;
	json_in_each(line, d->lines) {
		const size_t length = line->length < DATAGRAM_MAX ? line->length : DATAGRAM_MAX;

		if (rc == 0 && send(fd, line->text, length, MSG_NOSIGNAL) < 0) {
			snprintf(error, size, "%s: %s", d->settings.server, strerror(errno));
			rc = -EIO;
		}
	}
	close(fd);
	return rc;
}

static bool are_texts(const struct json_value *lines)
{
	const struct json_value *line;

	json_in_each(line, lines)
		if (line->type != JSON_TEXT)
			return false;
	return true;
}

int deliver_syslog(const struct delivery *d, char *error, size_t size)
{
	if (!d->lines || !are_texts(d->lines)) {
		snprintf(error, size, "this is no request");
		return -EIO;
	}
	if (strcmp(d->settings.transport, "udp") == 0)
		return deliver_datagrams(d, error, size);
	return deliver_stream(d, error, size);
}
