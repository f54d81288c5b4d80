/* address.c - MAC and IP addresses as plain bytes. SPDX-License-Identifier: Apache-2.0 */

#include "lib/address.h"

#include <arpa/inet.h>
#include <stdio.h>

bool address_is_zero(const struct address *a)
{
	static const struct address zero;
	static const struct address zero4 = {.bytes = {[10] = 0xff, [11] = 0xff}};

	return address_equal(a, &zero) || address_equal(a, &zero4);
}

bool address_is_group(const struct address *a)
{
	if (!address_is_ip4(a))
		return a->bytes[0] == 0xff;
	static const uint8_t broadcast[4] = {255, 255, 255, 255};
	return (a->bytes[12] & 0xf0) == 0xe0 || memcmp(a->bytes + 12, broadcast, 4) == 0;
}

static bool ip4_is_private(const uint8_t *p)
{
	return p[0] == 10 || p[0] == 127 || (p[0] == 172 && (p[1] & 0xf0) == 16) ||
	       (p[0] == 192 && p[1] == 168) || (p[0] == 169 && p[1] == 254) ||
	       (p[0] == 100 && (p[1] & 0xc0) == 64) || p[0] == 0;
}

bool address_is_private(const struct address *a)
{
	if (address_is_ip4(a))
		return ip4_is_private(a->bytes + 12);
	static const struct address loopback = {.bytes = {[15] = 1}};
	return (a->bytes[0] & 0xfe) == 0xfc || (a->bytes[0] == 0xfe && (a->bytes[1] & 0xc0) == 0x80) ||
	       address_equal(a, &loopback) || address_is_zero(a);
}

void address_text(const struct address *a, char *text)
{
	if (address_is_ip4(a))
		inet_ntop(AF_INET, a->bytes + 12, text, ADDRESS_TEXT_SIZE);
	else
		inet_ntop(AF_INET6, a->bytes, text, ADDRESS_TEXT_SIZE);
}

void mac_text(const struct mac *m, char *text)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < 6; i++) {
		text[3 * i] = digits[m->bytes[i] >> 4];
		text[3 * i + 1] = digits[m->bytes[i] & 15];
		text[3 * i + 2] = i < 5 ? ':' : '\0';
	}
}

bool address_parse(const char *text, struct address *out)
{
	uint8_t ip4[4];

	if (inet_pton(AF_INET, text, ip4) == 1) {
		*out = address_from_ip4(ip4);
		return true;
	}
	return inet_pton(AF_INET6, text, out->bytes) == 1;
}

bool mac_parse(const char *text, struct mac *out)
{
	unsigned int b[6];
	int used = 0;

	if (sscanf(text, "%2x%*1[:-]%2x%*1[:-]%2x%*1[:-]%2x%*1[:-]%2x%*1[:-]%2x%n", &b[0], &b[1],
		   &b[2], &b[3], &b[4], &b[5], &used) != 6 ||
	    used != 17 || text[used])
		return false;
	for (size_t i = 0; i < 6; i++)
		out->bytes[i] = (uint8_t)b[i];
	return true;
}
