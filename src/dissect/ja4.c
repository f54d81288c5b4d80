/* ja4.c - the JA4 fingerprint of a TLS client (FoxIO, JA4 technical details).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/ja4.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#define VALUES_MAX     128
#define EXTENSION_SNI  0
#define EXTENSION_ALPN 16
#define HASH_DIGITS    12

struct values {
	uint16_t value[VALUES_MAX];
	size_t count;
};

bool ja4_is_grease(uint16_t value)
{
	return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

static void add(struct values *v, uint16_t value)
{
	if (!ja4_is_grease(value) && v->count < VALUES_MAX)
		v->value[v->count++] = value;
}

static void read_values(struct values *v, struct cursor c)
{
	while (cursor_left(&c) >= 2)
		add(v, cursor_be16(&c));
}

static void read_extensions(struct values *v, struct cursor c)
{
	while (cursor_left(&c) >= 4) {
		uint16_t type = cursor_be16(&c);
		uint16_t length = cursor_be16(&c);

		cursor_skip(&c, length);
		add(v, type);
	}
}

static int by_value(const void *a, const void *b)
{
	uint16_t left;
	uint16_t right;

	memcpy(&left, a, sizeof(left));
	memcpy(&right, b, sizeof(right));
	return (left > right) - (left < right);
}

static void hash_values(crypto_hash_sha256_state *state, const struct values *v)
{
	for (size_t i = 0; i < v->count; i++) {
		char text[8];
		int length = snprintf(text, sizeof(text), "%s%04x", i ? "," : "", v->value[i]);

		crypto_hash_sha256_update(state, (const uint8_t *)text,
					  (unsigned long long)length);
	}
}

/* The first 12 hex digits of the hash over first, and "_" and then when there is any. */
static void hash_text(const struct values *first, const struct values *then,
                      char text[HASH_DIGITS + 1])
{
	crypto_hash_sha256_state state;
	uint8_t hash[crypto_hash_sha256_BYTES];

	if (first->count == 0) {
		snprintf(text, HASH_DIGITS + 1, "000000000000");
		return;
	}
	crypto_hash_sha256_init(&state);
	hash_values(&state, first);
	if (then && then->count > 0) {
		crypto_hash_sha256_update(&state, (const uint8_t *)"_", 1);
		hash_values(&state, then);
	}
	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(text, HASH_DIGITS + 1, hash, HASH_DIGITS / 2);
}

static const char *version_text(uint16_t version)
{
	static const struct {
		uint16_t version;
		const char *text;
	} versions[] = {{0x0304, "13"}, {0x0303, "12"}, {0x0302, "11"},
	                {0x0301, "10"}, {0x0300, "s3"}, {0x0002, "s2"}};

	for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++)
		if (versions[i].version == version)
			return versions[i].text;
	return "00";
}

static bool is_alphanumeric(uint8_t byte)
{
	return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* First and last character of the first ALPN value, or of its hex when they are not alphanumeric.
 */
static void alpn_text(const struct cursor *alpn, char text[3])
{
	static const char hex[] = "0123456789abcdef";

	text[0] = text[1] = '0';
	text[2] = '\0';
	if (cursor_left(alpn) == 0)
		return;
	uint8_t first = alpn->pos[0];
	uint8_t last = alpn->end[-1];
	bool plain = is_alphanumeric(first) && is_alphanumeric(last);

	text[0] = plain ? (char)first : hex[first >> 4];
	text[1] = plain ? (char)last : hex[last & 15];
}

void ja4_client(const struct ja4_hello *hello, char text[JA4_SIZE])
{
	struct values ciphers = {0};
	struct values extensions = {0};
	struct values algorithms = {0};
	struct values hashed = {0};
	char cipher_hash[HASH_DIGITS + 1];
	char extension_hash[HASH_DIGITS + 1];
	char alpn[3];

	read_values(&ciphers, hello->ciphers);
	read_extensions(&extensions, hello->extensions);
	read_values(&algorithms, hello->algorithms);
	for (size_t i = 0; i < extensions.count; i++)
		if (extensions.value[i] != EXTENSION_SNI && extensions.value[i] != EXTENSION_ALPN)
			add(&hashed, extensions.value[i]);
	qsort(ciphers.value, ciphers.count, sizeof(uint16_t), by_value);
	qsort(hashed.value, hashed.count, sizeof(uint16_t), by_value);
	hash_text(&ciphers, NULL, cipher_hash);
	hash_text(&hashed, &algorithms, extension_hash);
	alpn_text(&hello->alpn, alpn);
	unsigned cipher_count = ciphers.count < 99 ? (unsigned)ciphers.count : 99;
	unsigned extension_count = extensions.count < 99 ? (unsigned)extensions.count : 99;

	snprintf(text, JA4_SIZE, "t%s%c%02u%02u%s_%s_%s", version_text(hello->version),
	         hello->has_sni ? 'd' : 'i', cipher_count, extension_count, alpn, cipher_hash,
	         extension_hash);
}
