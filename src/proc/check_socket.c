/* check_socket.c - sockets of the active check, of IPv4 and IPv6. SPDX-License-Identifier: Apache-2.0 */

#include "proc/check_socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/icmp.h>
#include <netinet/icmp6.h>
#include <string.h>
#include <unistd.h>

#include "lib/log.h"

#define DISCARD 9

static int family_of(const struct address *address)
{
	return address_is_ip4(address) ? AF_INET : AF_INET6;
}

socklen_t check_place(const struct address *address, uint16_t port, union check_place *out)
{
	*out = (union check_place){.ip6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)}};
	if (!address_is_ip4(address)) {
		memcpy(&out->ip6.sin6_addr, address->bytes, sizeof(address->bytes));
		return sizeof(out->ip6);
	}
	out->ip4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port)};
	memcpy(&out->ip4.sin_addr, address->bytes + 12, 4);
	return sizeof(out->ip4);
}

struct address check_place_address(const union check_place *place)
{
	uint8_t bytes[16] = {0};

	if (place->any.sa_family == AF_INET) {
		memcpy(bytes, &place->ip4.sin_addr, 4);
		return address_from_ip4(bytes);
	}
	if (place->any.sa_family == AF_INET6)
		memcpy(bytes, &place->ip6.sin6_addr, sizeof(bytes));
	return address_from_ip6(bytes);
}

/* A connected socket of UDP knows. */
struct address check_own(const struct address *address)
{
	union check_place to, own = {.ip6 = {.sin6_family = AF_INET6}};
	const socklen_t length = check_place(address, DISCARD, &to);
	socklen_t size = sizeof(own);
	const int fd = socket(family_of(address), SOCK_DGRAM | SOCK_CLOEXEC, 0);
	const bool known = fd >= 0 && connect(fd, &to.any, length) == 0 && getsockname(fd, &own.any, &size) == 0;

	if (fd >= 0)
		close(fd);
	return known ? check_place_address(&own) : (struct address){{0}};
}

int check_open_tcp(const struct address *address)
{
	return socket(family_of(address), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

/* Of all ICMP that this computer gets, replies to echoes alone. */
static void hear_replies_alone(int fd, bool ip6)
{
	const struct icmp_filter filter = {.data = ~(1u << ICMP_ECHOREPLY)};
	struct icmp6_filter filter6;
	int rc;

	ICMP6_FILTER_SETBLOCKALL(&filter6);
	ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, &filter6);
	if (ip6)
		rc = setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &filter6, sizeof(filter6));
	else
		rc = setsockopt(fd, SOL_RAW, ICMP_FILTER, &filter, sizeof(filter));
	if (rc != 0)
		log_warn("ICMP cannot be filtered: %s", strerror(errno));
}

int check_open_icmp(bool ip6, bool *raw)
{
	const int family = ip6 ? AF_INET6 : AF_INET, protocol = ip6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
	int fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, protocol);

	*raw = fd < 0;
	if (fd >= 0)
		return fd;
	fd = socket(family, SOCK_RAW | SOCK_CLOEXEC, protocol);
	if (fd >= 0)
		hear_replies_alone(fd, ip6);
	return fd;
}
