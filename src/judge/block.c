/* block.c - names and addresses that the operator does not want to see. SPDX-License-Identifier: Apache-2.0 */

#include "judge/block.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/hash.h"
#include "lib/memory.h"

#define NAME_MAX_LENGTH 253

static int by_hash(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static int by_network(const void *a, const void *b)
{
	const struct block_network *x = a, *y = b;
	const int order = memcmp(&x->address, &y->address, sizeof(x->address));

	return order ? order : (int)x->prefix - (int)y->prefix;
}

/* Large and small letters are the same (RFC 1035, 2.3.3), and so is a dot at the end. */
static uint64_t hash_of(const char *name)
{
	char lower[NAME_MAX_LENGTH + 1];
	size_t length = strnlen(name, NAME_MAX_LENGTH);

	for (size_t i = 0; i < length; i++)
		lower[i] = (char)tolower((unsigned char)name[i]);
	if (length && lower[length - 1] == '.')
		length--;
	return hash_bytes(lower, length, 0);
}

static void mask(struct address *a, unsigned prefix)
{
	for (unsigned i = 0; i < sizeof(a->bytes); i++) {
		const unsigned bits = prefix > i * 8 ? prefix - i * 8 : 0;

		if (bits < 8)
			a->bytes[i] = (uint8_t)(a->bytes[i] & (0xff00u >> bits));
	}
}

/* "198.51.100.0/24"; false when it is no address. */
static bool parse_network(const char *text, struct block_network *out)
{
	char plain[ADDRESS_TEXT_SIZE];
	const size_t length = strcspn(text, "/");
	char *end = NULL;

	if (length >= sizeof(plain))
		return false;
	memcpy(plain, text, length);
	plain[length] = '\0';
	if (!address_parse(plain, &out->address))
		return false;
	const unsigned before = strchr(plain, ':') ? 0 : 96; /* IPv4 stands in the last 32 bits */
	const unsigned long prefix = text[length] ? strtoul(text + length + 1, &end, 10) : 128 - before;

	if ((end && *end) || prefix > 128 - before)
		return false;
	out->prefix = (uint8_t)(before + prefix);
	mask(&out->address, out->prefix);
	return true;
}

static bool is_name(const char *text)
{
	const size_t length = strlen(text);

	return length > 0 && length <= NAME_MAX_LENGTH && !strpbrk(text, "/: \t") && strchr(text, '.') != text;
}

static bool add(struct block_list *list, const char *entry)
{
	struct block_network network;

	if (parse_network(entry, &network)) {
		list->networks[list->network_count++] = network;
		list->prefixes[network.prefix] = true;
		return true;
	}
	if (!is_name(entry))
		return false;
	list->names[list->name_count++] = hash_of(entry);
	return true;
}

size_t block_list_set(struct block_list *list, const char *const *entries, size_t count)
{
	const size_t taken = count < BLOCK_MAX ? count : BLOCK_MAX;
	size_t bad = count - taken;

	block_list_free(list);
	list->names = xcalloc(taken + 1, sizeof(*list->names));
	list->networks = xcalloc(taken + 1, sizeof(*list->networks));
	for (size_t i = 0; i < taken; i++)
		bad += !add(list, entries[i]);
	qsort(list->names, list->name_count, sizeof(*list->names), by_hash);
	qsort(list->networks, list->network_count, sizeof(*list->networks), by_network);
	return bad;
}

void block_list_free(struct block_list *list)
{
	free(list->names);
	free(list->networks);
	*list = (struct block_list){0};
}

bool block_list_has_name(const struct block_list *list, const char *name)
{
	while (list->name_count && name && *name) {
		const uint64_t hash = hash_of(name);

		if (bsearch(&hash, list->names, list->name_count, sizeof(hash), by_hash))
			return true;
		name = strchr(name, '.');
		name = name ? name + 1 : NULL;
	}
	return false;
}

bool block_list_has_address(const struct block_list *list, const struct address *address)
{
	for (unsigned prefix = 0; list->network_count && prefix <= 128; prefix++) {
		struct block_network wanted = {.address = *address, .prefix = (uint8_t)prefix};

		if (!list->prefixes[prefix])
			continue;
		mask(&wanted.address, prefix);
		if (bsearch(&wanted, list->networks, list->network_count, sizeof(wanted), by_network))
			return true;
	}
	return false;
}
