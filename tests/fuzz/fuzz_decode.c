/* fuzz_decode.c - hostile packets: several in a row, so that fragments meet.
 * SPDX-License-Identifier: Apache-2.0 */

#include "decode/decode.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

/* Keeps the reads from being left out. */
static volatile unsigned sink;

static const uint16_t link_types[] = {LINK_ETHERNET, LINK_NULL, LINK_RAW, LINK_LINUX_SLL,
                                      LINK_LINUX_SLL2};

static void decode_one(struct decoder *d, uint8_t choice, struct cursor c)
{
	const size_t length = cursor_left(&c);
	/* A copy of the exact size, so that the sanitizer sees reads past it. */
	uint8_t *copy = malloc(length ? length : 1);
	struct packet p = {
	        .data = copy,
	        .length = (uint32_t)length,
	        .wire_length = (uint32_t)length + (choice & 0x80 ? 9 : 0),
	        .link_type = link_types[choice % (sizeof(link_types) / sizeof(link_types[0]))],
	};
	struct frame f;

	if (!copy)
		abort();
	if (length)
		memcpy(copy, c.pos, length);
	if (decode_packet(d, &p, &f) == DECODE_OK) {
		if (!cursor_ok(&f.payload))
			abort();
		while (cursor_left(&f.payload) > 0)
			sink += cursor_u8(&f.payload);
	}
	free(copy);
}

/* Input: a byte that chooses the link type, two bytes of length, the packet; and so on. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct decode_limits limits = {.fragment_bytes = 10000};
	struct decoder *d = decoder_new(&limits);
	struct cursor c = cursor_init(data, size);

	while (cursor_left(&c) > 3) {
		const uint8_t choice = cursor_u8(&c);
		const size_t length = cursor_be16(&c);
		const size_t left = cursor_left(&c);

		decode_one(d, choice, cursor_sub(&c, length < left ? length : left));
	}
	decoder_free(d);
	return 0;
}
