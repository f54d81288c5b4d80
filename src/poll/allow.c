/* allow.c - whom the active check may ask. SPDX-License-Identifier: Apache-2.0 */

#include "poll/allow.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/text.h"

#define WIDEST 118 /* of 128 bits; with IPv4 22 of 32 */

#define NAME_ROW(upper, lower) #lower,
static const char *const methods[] = {CHECK_METHODS(NAME_ROW)};
static const char *const results[] = {CHECK_RESULTS(NAME_ROW)};
#undef NAME_ROW

const char *check_method_name(int method)
{
	return method >= 0 && method < CHECK_METHOD_COUNT ? methods[method] : "";
}

int check_method_parse(const char *name)
{
	return text_find(methods, CHECK_METHOD_COUNT, name);
}

const char *check_result_name(int result)
{
	return result >= 0 && result < CHECK_RESULT_COUNT ? results[result] : "";
}

/* Bits of an IPv4 address that stand before it. */
#define BEFORE_IP4 96

static bool bit_of(const struct address *a, unsigned int i)
{
	return a->bytes[i / 8] >> (7 - i % 8) & 1;
}

/* All bits from here to the end are so. */
static bool ends_in(const struct address *a, unsigned int from, bool bit)
{
	for (unsigned int i = from; i < 128; i++)
		if (bit_of(a, i) != bit)
			return false;
	return true;
}

static bool begin_alike(const struct address *a, const struct address *b, unsigned int bits)
{
	for (unsigned int i = 0; i < bits; i++)
		if (bit_of(a, i) != bit_of(b, i))
			return false;
	return true;
}

static bool parse_prefix(const char *text, bool ip4, uint8_t *out)
{
	const long before = ip4 ? BEFORE_IP4 : 0;
	char *end;
	const long value = strtol(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || value > CHECK_ONE - before)
		return false;
	*out = (uint8_t)(value + before);
	return true;
}

bool check_entry_parse(const char *text, struct check_entry *out)
{
	char address[ADDRESS_TEXT_SIZE];
	const size_t length = strcspn(text, "/");
	struct address ip;

	if (length >= sizeof(address))
		return false;
	memcpy(address, text, length);
	address[length] = '\0';
	if (!address_parse(address, &ip))
		return false;
	out->first = ip;
	out->prefix = CHECK_ONE;
	return !text[length] || parse_prefix(text + length + 1, address_is_ip4(&ip), &out->prefix);
}

void check_entry_text(const struct check_entry *entry, char *text)
{
	address_text(&entry->first, text);
	if (entry->prefix < CHECK_ONE)
		snprintf(text + strlen(text), CHECK_ENTRY_TEXT - strlen(text), "/%d",
			 entry->prefix - (address_is_ip4(&entry->first) ? BEFORE_IP4 : 0));
}

/* RFC 1918, 3; RFC 4193, 3.1. */
static bool is_private(const struct address *a)
{
	const uint8_t *p = a->bytes + 12;

	if (!address_is_ip4(a))
		return (a->bytes[0] & 0xfe) == 0xfc;
	return p[0] == 10 || (p[0] == 172 && p[1] >> 4 == 1) || (p[0] == 192 && p[1] == 168);
}

/* Of IPv4 the last byte alone tells: nobody here knows how wide the plant's own networks are. */
bool check_may_ask(const struct address *address)
{
	const uint8_t last = address->bytes[15];

	return is_private(address) && (!address_is_ip4(address) || (last != 0 && last != 0xff));
}

static const char *fault_of_subnet(const struct check_entry *e)
{
	if (!is_private(&e->first))
		return "target: only private addresses (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7) are asked";
	if (e->prefix == CHECK_ONE)
		return check_may_ask(&e->first) ? NULL : "target: an address that ends in .0 or .255 may be everybody's";
	if (e->prefix < WIDEST)
		return "target: a /22 is the widest subnet, with IPv6 a /118";
	if (!ends_in(&e->first, e->prefix, false))
		return "target: a subnet begins with its first address, as in 192.168.1.16/28";
	return NULL;
}

const char *check_entry_fault(const struct check_entry *e)
{
	if (e->method >= CHECK_METHOD_COUNT)
		return "method: icmp or tcp";
	if (e->method == CHECK_TCP ? e->port == 0 : e->port != 0)
		return "port: 1 to 65535 with tcp, none with icmp";
	if (e->interval < CHECK_INTERVAL_MIN || e->interval > CHECK_INTERVAL_MAX)
		return "interval: 60 to 86400 seconds";
	return fault_of_subnet(e);
}

size_t check_entries_size(const struct check_entry *entries, size_t count)
{
	size_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += entries[i].prefix < BEFORE_IP4 ? UINT32_MAX : (size_t)1 << (CHECK_ONE - entries[i].prefix);
	return sum;
}

static bool holds(const struct check_entry *e, const struct address *address)
{
	if (!begin_alike(address, &e->first, e->prefix))
		return false;
	/* a /31 has neither (RFC 3021, RFC 6164) */
	if (e->prefix >= 127)
		return true;
	/* RFC 919: the subnet's own broadcast; RFC 4291, 2.6.1: its routers */
	return !ends_in(address, e->prefix, false) && (!address_is_ip4(address) || !ends_in(address, e->prefix, true));
}

const struct check_entry *check_allows(const struct check_entry *entries, size_t count, const struct address *address,
				       uint8_t method, uint16_t port)
{
	if (!check_may_ask(address))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (entries[i].method == method && entries[i].port == port && !check_entry_fault(&entries[i]) &&
		    holds(&entries[i], address))
			return &entries[i];
	return NULL;
}
