/* address.h - MAC and IP addresses as plain bytes. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct mac {
	uint8_t bytes[6];
};

/* An IPv4 address stands as ::ffff:a.b.c.d (RFC 4291 2.5.5.2), so that one form serves both. */
struct address {
	uint8_t bytes[16];
};

#define MAC_TEXT_SIZE     18
#define ADDRESS_TEXT_SIZE 46

/* The mapped form of four bytes in network order. */
static inline struct address address_from_ip4(const uint8_t *p)
{
	struct address a = {.bytes = {[10] = 0xff, [11] = 0xff}};

	memcpy(a.bytes + 12, p, 4);
	return a;
}

static inline struct address address_from_ip6(const uint8_t *p)
{
	struct address a;

	memcpy(a.bytes, p, 16);
	return a;
}

static inline bool address_is_ip4(const struct address *a)
{
	static const uint8_t prefix[12] = {[10] = 0xff, [11] = 0xff};

	return memcmp(a->bytes, prefix, 12) == 0;
}

static inline bool address_equal(const struct address *a, const struct address *b)
{
	return memcmp(a->bytes, b->bytes, 16) == 0;
}

static inline bool mac_equal(const struct mac *a, const struct mac *b)
{
	return memcmp(a->bytes, b->bytes, 6) == 0;
}

/* Group bit set: broadcast and multicast. */
static inline bool mac_is_group(const struct mac *m)
{
	return m->bytes[0] & 1;
}

static inline bool mac_is_zero(const struct mac *m)
{
	static const struct mac zero;

	return mac_equal(m, &zero);
}

/* :: or 0.0.0.0 */
bool address_is_zero(const struct address *a);
/* Multicast, or the limited broadcast 255.255.255.255. Subnet broadcasts cannot be told here. */
bool address_is_group(const struct address *a);
/* The machine itself: 127.0.0.0/8 (RFC 1122, 3.2.1.3) and ::1 (RFC 4291, 2.5.3). */
bool address_is_loopback(const struct address *a);
/* RFC 1918, RFC 4193, link-local, loopback and 100.64.0.0/10: addresses that do not leave a site. */
bool address_is_private(const struct address *a);
/* Text forms; text has room for ADDRESS_TEXT_SIZE or MAC_TEXT_SIZE bytes. */
void address_text(const struct address *a, char *text);
void mac_text(const struct mac *m, char *text);
/* Parse a text form. False when it is none. */
bool address_parse(const char *text, struct address *out);
bool mac_parse(const char *text, struct mac *out);
