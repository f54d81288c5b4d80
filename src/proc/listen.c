/* listen.c - the socket that the page is served on. SPDX-License-Identifier: Apache-2.0 */

#include "proc/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Splits "[::1]:8080" or "127.0.0.1:8080". */
static bool split(const char *text, char *host, size_t size, uint16_t *port)
{
	const char *colon = strrchr(text, ':');
	char *end;

	if (!colon || colon == text || !colon[1])
		return false;
	long number = strtol(colon + 1, &end, 10);
	if (*end || number < 0 || number > 65535)
		return false;
	size_t length = (size_t)(colon - text);
	bool bracket = text[0] == '[' && text[length - 1] == ']';
	snprintf(host, size, "%.*s", (int)(bracket ? length - 2 : length), text + bracket);
	*port = (uint16_t)number;
	return true;
}

static bool parse(const char *text, struct listen_address *a)
{
	struct sockaddr_in *four = (struct sockaddr_in *)&a->storage;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)&a->storage;
	char host[64];
	uint16_t port;

	memset(a, 0, sizeof(*a));
	if (!split(text, host, sizeof(host), &port))
		return false;
	if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
		four->sin_family = AF_INET;
		four->sin_port = htons(port);
		a->length = sizeof(*four);
		a->loopback = ntohl(four->sin_addr.s_addr) >> 24 == 127;
		return true;
	}
	if (inet_pton(AF_INET6, host, &six->sin6_addr) == 1) {
		six->sin6_family = AF_INET6;
		six->sin6_port = htons(port);
		a->length = sizeof(*six);
		a->loopback = IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
		return true;
	}
	return false;
}

static void write_text(int fd, struct listen_address *a)
{
	char host[INET6_ADDRSTRLEN];
	socklen_t length = sizeof(a->storage);

	if (getsockname(fd, (struct sockaddr *)&a->storage, &length) != 0)
		return;
	a->length = length;
	if (a->storage.ss_family == AF_INET) {
		const struct sockaddr_in *four = (const struct sockaddr_in *)&a->storage;

		inet_ntop(AF_INET, &four->sin_addr, host, sizeof(host));
		snprintf(a->text, sizeof(a->text), "%s:%u", host, ntohs(four->sin_port));
	} else {
		const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&a->storage;

		inet_ntop(AF_INET6, &six->sin6_addr, host, sizeof(host));
		snprintf(a->text, sizeof(a->text), "[%s]:%u", host, ntohs(six->sin6_port));
	}
}

int listen_open(const char *text, struct listen_address *a)
{
	int yes = 1;

	if (!parse(text, a)) {
		fprintf(stderr, "yagura: --listen %s: not ADDRESS:PORT\n", text);
		return -1;
	}
	int fd = socket(a->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) == 0 &&
	    bind(fd, (const struct sockaddr *)&a->storage, a->length) == 0 && listen(fd, 128) == 0) {
		write_text(fd, a);
		return fd;
	}
	fprintf(stderr, "yagura: --listen %s: %s%s\n", text, strerror(errno),
		errno == EADDRINUSE ? " (is another Yagura running? choose another port)" : "");
	if (fd >= 0)
		close(fd);
	return -1;
}
