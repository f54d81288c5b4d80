/* check_socket.h - sockets of the active check, of IPv4 and IPv6. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

#include "lib/address.h"

union check_place {
	struct sockaddr any;
	struct sockaddr_in ip4;
	struct sockaddr_in6 ip6;
};

/* Where this address and port are; how long that is. */
socklen_t check_place(const struct address *address, uint16_t port, union check_place *out);
/* Who stands there; zero when it is neither IPv4 nor IPv6. */
struct address check_place_address(const union check_place *place);
/* From which of our addresses one asks there, zero none; nothing is sent. */
struct address check_own(const struct address *address);
/* A new TCP socket for this address, which never waits, or -1. */
int check_open_tcp(const struct address *address);
/* A socket for echoes, or -1: one that hears its own replies alone where the system lets everybody ask, else root's;
 * *raw then. */
int check_open_icmp(bool ip6, bool *raw);
