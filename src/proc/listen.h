/* listen.h - the socket that the page is served on. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <sys/socket.h>

struct listen_address {
	struct sockaddr_storage storage;
	socklen_t length;
	bool loopback;
	char text[80]; /* "127.0.0.1:8080", with the real port */
};

/* Binds and listens on ADDR:PORT ([ADDR6]:PORT). The descriptor, or -1 after saying why. */
int listen_open(const char *text, struct listen_address *address);
