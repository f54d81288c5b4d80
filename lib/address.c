/* address.c - MAC and IP addresses as plain bytes. SPDX-License-Identifier: Apache-2.0 */

#include "lib/address.h"

#include <arpa/inet.h>

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

bool address_is_loopback(const struct address *a)
{
	static const uint8_t one[16] = {[15] = 1};

	return address_is_ip4(a) ? a->bytes[12] == 127 : memcmp(a->bytes, one, sizeof(one)) == 0;
}

bool address_is_private(const struct address *a)
{
	if (address_is_ip4(a))
		return ip4_is_private(a->bytes + 12);
	return (a->bytes[0] & 0xfe) == 0xfc || (a->bytes[0] == 0xfe && (a->bytes[1] & 0xc0) == 0x80) ||
	       address_is_loopback(a) || address_is_zero(a);
}

static char *put_byte(char *p, uint8_t byte)
{
	if (byte >= 100)
		*p++ = (char)('0' + byte / 100);
	if (byte >= 10)
		*p++ = (char)('0' + byte / 10 % 10);
	*p++ = (char)('0' + byte % 10);
	return p;
}

void address_text(const struct address *a, char *text)
{
	if (!address_is_ip4(a)) {
		inet_ntop(AF_INET6, a->bytes, text, ADDRESS_TEXT_SIZE);
		return;
	}
	for (size_t i = 12; i < 16; i++) {
		text = put_byte(text, a->bytes[i]);
		*text++ = i < 15 ? '.' : '\0';
	}
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

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool mac_parse(const char *text, struct mac *out)
{
	for (size_t i = 0; i < 6; i++, text += 3) {
		int high = hex_digit(text[0]), low = high < 0 ? -1 : hex_digit(text[1]);

		if (low < 0 || (i < 5 ? text[2] != ':' && text[2] != '-' : text[2] != '\0'))
			return false;
		out->bytes[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}
