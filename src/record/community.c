/* community.c - the Community ID of a flow (Community ID Flow Hashing, version 1). SPDX-License-Identifier: Apache-2.0 */

#include "record/community.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <gnutls/crypto.h>
#include <sodium.h>

static size_t put_address(uint8_t *out, const struct address *a)
{
	bool four = address_is_ip4(a);
	size_t n = four ? 4 : 16;

	memcpy(out, a->bytes + (four ? 12 : 0), n);
	return n;
}

static size_t put_port(uint8_t *out, uint16_t port)
{
	out[0] = (uint8_t)(port >> 8);
	out[1] = (uint8_t)port;
	return 2;
}

void community_id(const struct address *src, uint16_t src_port, const struct address *dst,
		  uint16_t dst_port, uint8_t protocol, char out[COMMUNITY_ID_SIZE])
{
	int order = memcmp(src->bytes, dst->bytes, sizeof(src->bytes));
	bool swap = order > 0 || (order == 0 && src_port > dst_port);
	uint8_t input[2 + 32 + 2 + 4] = {0, 0}, digest[20];
	size_t n = 2;
	char text[32];

	n += put_address(input + n, swap ? dst : src);
	n += put_address(input + n, swap ? src : dst);
	input[n++] = protocol;
	input[n++] = 0;
	n += put_port(input + n, swap ? dst_port : src_port);
	n += put_port(input + n, swap ? src_port : dst_port);
	gnutls_hash_fast(GNUTLS_DIG_SHA1, input, n, digest);
	sodium_bin2base64(text, sizeof(text), digest, sizeof(digest), sodium_base64_VARIANT_ORIGINAL);
	snprintf(out, COMMUNITY_ID_SIZE, "1:%s", text);
}
