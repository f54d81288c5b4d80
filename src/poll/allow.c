/* allow.c - whom the active check may ask. SPDX-License-Identifier: Apache-2.0 */

#include "poll/allow.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/text.h"

#define WIDEST 22

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

uint32_t check_number(const struct address *ip)
{
	const uint8_t *p = ip->bytes + 12;

	return address_is_ip4(ip) ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3] : 0;
}

struct address check_address(uint32_t number)
{
	const uint8_t bytes[4] = {(uint8_t)(number >> 24), (uint8_t)(number >> 16), (uint8_t)(number >> 8),
				  (uint8_t)number};

	return address_from_ip4(bytes);
}

/* Of the part that all addresses of the subnet share. */
static uint32_t mask_of(uint8_t prefix)
{
	return prefix ? UINT32_MAX << (32 - prefix) : 0;
}

static bool parse_prefix(const char *text, uint8_t *out)
{
	char *end;
	const long value = strtol(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || value > 32)
		return false;
	*out = (uint8_t)value;
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
	if (!address_parse(address, &ip) || !address_is_ip4(&ip))
		return false;
	out->first = check_number(&ip);
	out->prefix = 32;
	return !text[length] || parse_prefix(text + length + 1, &out->prefix);
}

void check_entry_text(const struct check_entry *entry, char *text)
{
	const struct address ip = check_address(entry->first);

	address_text(&ip, text);
	if (entry->prefix < 32)
		snprintf(text + strlen(text), CHECK_ENTRY_TEXT - strlen(text), "/%u", entry->prefix);
}

/* RFC 1918, 3. */
static bool is_private(uint32_t a)
{
	return a >> 24 == 10 || a >> 20 == (172 << 4 | 1) || a >> 16 == (192 << 8 | 168);
}

/* The last byte alone tells: nobody here knows how wide the plant's own networks are. */
bool check_may_ask(uint32_t address)
{
	return is_private(address) && (address & 0xff) != 0 && (address & 0xff) != 0xff;
}

static const char *fault_of_subnet(const struct check_entry *e)
{
	if (!is_private(e->first))
		return "target: only private addresses (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16) are asked";
	if (e->prefix == 32)
		return check_may_ask(e->first) ? NULL : "target: an address that ends in .0 or .255 may be everybody's";
	if (e->prefix < WIDEST)
		return "target: a /22 is the widest subnet";
	if (e->first & ~mask_of(e->prefix))
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
		sum += (size_t)1 << (32 - entries[i].prefix);
	return sum;
}

static bool holds(const struct check_entry *e, uint32_t address)
{
	const uint32_t rest = ~mask_of(e->prefix);

	if (((address ^ e->first) & ~rest) != 0)
		return false;
	/* RFC 919: the subnet's own broadcast; a /31 has none (RFC 3021) */
	return e->prefix >= 31 || ((address & rest) != 0 && (address & rest) != rest);
}

const struct check_entry *check_allows(const struct check_entry *entries, size_t count, uint32_t address,
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
