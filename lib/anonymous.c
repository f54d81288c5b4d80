/* anonymous.c - names and addresses that say nothing outside. SPDX-License-Identifier: Apache-2.0 */

#include "lib/anonymous.h"

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/memory.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#define BUCKETS	 4096
#define NAME_MIN 2
#define TOKEN_MAX (ADDRESS_TEXT_SIZE - 1)

struct name {
	char *text;
	size_t length;
	struct name *next; /* in its bucket, the longest first */
};

struct anonymous {
	unsigned char key[crypto_shorthash_KEYBYTES];
	struct name *buckets[BUCKETS]; /* by the first two bytes */
};

struct anonymous *anonymous_new(void)
{
	struct anonymous *a = xcalloc(1, sizeof(*a));

	if (sodium_init() < 0)
		abort();
	crypto_shorthash_keygen(a->key);
	return a;
}

void anonymous_free(struct anonymous *a)
{
	if (!a)
		return;
	for (size_t i = 0; i < BUCKETS; i++)
		while (a->buckets[i]) {
			struct name *next = a->buckets[i]->next;

			free(a->buckets[i]->text);
			free(a->buckets[i]);
			a->buckets[i] = next;
		}
	sodium_memzero(a->key, sizeof(a->key));
	free(a);
}

static size_t bucket_of(const char *text)
{
	return ((size_t)(unsigned char)text[0] * 31 + (unsigned char)text[1]) % BUCKETS;
}

void anonymous_name(struct anonymous *a, const char *name)
{
	const size_t length = strlen(name);

	if (length < NAME_MIN)
		return;
	struct name **at = &a->buckets[bucket_of(name)];

	while (*at && ((*at)->length > length || ((*at)->length == length && strcmp((*at)->text, name) != 0)))
		at = &(*at)->next;
	if (*at && (*at)->length == length)
		return;
	struct name *made = xcalloc(1, sizeof(*made));

	*made = (struct name){.text = xstrdup(name), .length = length, .next = *at};
	*at = made;
}

static uint64_t keyed(const struct anonymous *a, const void *bytes, size_t length)
{
	unsigned char out[crypto_shorthash_BYTES];
	uint64_t value;

	crypto_shorthash(out, bytes, length, a->key);
	memcpy(&value, out, sizeof(value));
	return value;
}

/* ---- addresses ---- */

/* Bits from `from` to `to` are turned, each by those before it. */
static void turn(const struct anonymous *a, uint8_t *bytes, size_t length, unsigned from, unsigned to)
{
	const unsigned bits = (unsigned)length * 8;
	uint8_t out[16];
	uint8_t before[18] = {0};

	memcpy(out, bytes, length);
	for (unsigned bit = 0; bit < to && bit < bits; bit++) {
		const uint8_t mask = (uint8_t)(0x80 >> bit % 8);

		before[16] = (uint8_t)bit;
		before[17] = (uint8_t)length;
		if (bit >= from && (keyed(a, before, sizeof(before)) & 1))
			out[bit / 8] ^= mask;
		before[bit / 8] |= bytes[bit / 8] & mask;
	}
	memcpy(bytes, out, length);
}

/* How many bits of an IPv4 address say what kind it is: those stay. 32: all. */
static unsigned kind4(const uint8_t *p)
{
	if (p[0] == 0 || p[0] == 127 || p[0] >= 224)
		return 32;
	if (p[0] == 10)
		return 8;
	if (p[0] == 100 && (p[1] & 0xc0) == 64)
		return 10;
	if (p[0] == 172 && (p[1] & 0xf0) == 16)
		return 12;
	if ((p[0] == 192 && p[1] == 168) || (p[0] == 169 && p[1] == 254))
		return 16;
	return 0;
}

static void turn4(const struct anonymous *a, uint8_t *p)
{
	const unsigned kept = kind4(p);

	if (kept == 32)
		return;
	/* a public address stays one: turning again ends, for turning is a walk in a circle */
	do
		turn(a, p, 4, kept, 32);
	while (kind4(p) != kept);
}

static void turn6(const struct anonymous *a, uint8_t *p)
{
	static const uint8_t none[15];

	if (p[0] == 0xff || memcmp(p, none, 15) == 0) /* groups, loopback, no address */
		return;
	turn(a, p, 16, p[0] == 0xfe && (p[1] & 0xc0) == 0x80 ? 64 : (p[0] & 0xfe) == 0xfc ? 7 : 3, 128);
}

struct address anonymous_address(const struct anonymous *a, const struct address *address)
{
	struct address out = *address;

	if (address_is_ip4(&out))
		turn4(a, out.bytes + 12);
	else
		turn6(a, out.bytes);
	return out;
}

struct mac anonymous_mac(const struct anonymous *a, const struct mac *mac)
{
	struct mac out = *mac;

	if (!mac_is_group(mac))
		turn(a, out.bytes, sizeof(out.bytes), 24, 48);
	return out;
}

/* ---- texts ---- */

static bool is_address_byte(char c)
{
	return isxdigit((unsigned char)c) || c == ':' || c == '.' || c == '-';
}

/* A byte that belongs to a word: what stands beside it is not the end of a name. */
static bool is_word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static void put_mac(struct buf *out, const struct mac *mac, char between)
{
	for (size_t i = 0; i < sizeof(mac->bytes); i++) {
		if (i)
			buf_byte(out, (uint8_t)between);
		buf_printf(out, "%02x", mac->bytes[i]);
	}
}

/* 02:00:00:00:00:01 or with dashes; 17 bytes. */
static bool take_mac(const struct anonymous *a, const char *text, struct buf *out)
{
	struct mac mac;

	for (size_t i = 0; i < 17; i++)
		if (i % 3 == 2 ? text[i] != text[2] || (text[2] != ':' && text[2] != '-')
			       : !isxdigit((unsigned char)text[i]))
			return false;
	if (is_word_byte(text[17]) || text[17] == text[2])
		return false;
	for (size_t i = 0; i < 6; i++)
		mac.bytes[i] = (uint8_t)strtoul((char[]){text[i * 3], text[i * 3 + 1], '\0'}, NULL, 16);
	mac = anonymous_mac(a, &mac);
	put_mac(out, &mac, text[2]);
	return true;
}

/* An address and nothing longer; how many bytes were taken, 0 none. */
static size_t take_address(const struct anonymous *a, const char *text, struct buf *out)
{
	char token[ADDRESS_TEXT_SIZE];
	char written[ADDRESS_TEXT_SIZE];
	struct address address;
	size_t length = 0;

	while (length < TOKEN_MAX && is_address_byte(text[length]) && text[length] != '-')
		length++;
	if (is_word_byte(text[length]))
		return 0;
	while (length > 1 && (text[length - 1] == '.' || (text[length - 1] == ':' && text[length - 2] != ':')))
		length--; /* the end of a sentence; before a port */
	while (length >= 2) {
		memcpy(token, text, length);
		token[length] = '\0';
		if (address_parse(token, &address)) {
			address = anonymous_address(a, &address);
			address_text(&address, written);
			buf_text(out, written);
			return length;
		}
		/* 10.0.0.1:502 */
		while (length > 0 && text[length - 1] != ':')
			length--;
		length -= length > 0;
	}
	return 0;
}

static size_t take_name(const struct anonymous *a, const char *begin, const char *text, struct buf *out)
{
	for (const struct name *n = a->buckets[bucket_of(text)]; n; n = n->next) {
		if (strncmp(n->text, text, n->length) != 0)
			continue;
		if (text > begin && is_word_byte(text[0]) && is_word_byte(text[-1]))
			continue;
		if (is_word_byte(text[n->length - 1]) && is_word_byte(text[n->length]))
			continue;
		buf_printf(out, "name-%08x", (unsigned)keyed(a, n->text, n->length));
		return n->length;
	}
	return 0;
}

const char *anonymous_text(const struct anonymous *a, struct arena *arena, const char *text)
{
	struct buf out = {0};
	const char *at = text;

	if (!a || !text || !*text)
		return text;
	while (*at) {
		const bool begins = at == text || !(is_word_byte(at[-1]) || at[-1] == '.' || at[-1] == ':');
		size_t taken = begins && is_address_byte(*at) && strnlen(at, 17) == 17 && take_mac(a, at, &out) ? 17 : 0;

		if (!taken)
			taken = take_name(a, text, at, &out);
		if (!taken && begins && is_address_byte(*at))
			taken = take_address(a, at, &out);
		if (!taken) {
			buf_byte(&out, (uint8_t)*at);
			taken = 1;
		}
		at += taken;
	}
	char *kept = arena_copy(arena, out.data ? (const char *)out.data : "", out.length);

	buf_free(&out);
	return kept;
}
