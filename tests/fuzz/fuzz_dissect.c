/* fuzz_dissect.c - hostile messages, straight into one dissector. SPDX-License-Identifier: Apache-2.0
 *
 * Input: the row, then messages: flags (1 from the server, 4 away from the port, 8 its end was not
 * captured, 16 only asked whose it is, the other side having said the same), two bytes of length, the
 * bytes. Unlike fuzz_engine it needs no luck to pass the search for the protocol.
 */

#include <stdlib.h>
#include <string.h>

#include "dissect/dissectors.h"
#include "fuzz.h"
#include "mute.h"

#define TURNS_MAX 4096
#define CUT_BYTES 100

static size_t row_count(void)
{
	size_t count = 0;

	while (dissectors[count])
		count++;
	return count;
}

static enum transport transport_of(const struct dissector *d)
{
	for (int t = TRANSPORT_FRAME; t < TRANSPORT_UDP; t++)
		if (d->transports & TRANSPORT_BIT(t))
			return (enum transport)t;
	return TRANSPORT_UDP;
}

/* As the engine does: message after message, as long as the dissector takes something. */
static void dissect_all(const struct dissector *d, struct context *ctx, struct cursor c)
{
	for (int turn = 0; turn < TURNS_MAX && cursor_left(&c) > 0; turn++) {
		const uint8_t *before = c.pos;

		ctx->skip = 0;
		if (d->dissect(&c, ctx) != VERDICT_YES || (cursor_ok(&c) && c.pos <= before) || ctx->finished)
			return;
		if (!cursor_ok(&c) || c.pos > c.end)
			abort(); /* YES says that the cursor stands behind a whole message */
	}
}

static void dissect_message(const struct dissector *d, struct context *ctx, struct frame *f,
			    uint8_t flags, struct cursor c)
{
	const size_t length = cursor_left(&c);
	uint8_t *copy = malloc(length ? length : 1);

	if (!copy)
		abort();
	if (length)
		memcpy(copy, c.pos, length);
	ctx->to_server = !(flags & 1);
	ctx->on_port = !(flags & 4);
	ctx->cut = flags & 8 ? CUT_BYTES : 0;
	ctx->probing = flags & 16;
	ctx->other = cursor_init(copy, ctx->probing ? length : 0);
	f->src_port = ctx->to_server ? 49152 : d->ports[0];
	f->dst_port = ctx->to_server ? d->ports[0] : 49152;
	f->payload = cursor_init(copy, length);
	f->cut = f->transport == TRANSPORT_TCP ? 0 : ctx->cut;
	dissect_all(d, ctx, f->payload);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cursor c = cursor_init(data, size);
	const struct dissector *d = dissectors[cursor_u8(&c) % row_count()];
	void *state = calloc(1, d->state_size ? d->state_size : 1);
	static const uint8_t inside[4] = {192, 168, 2, 2}; /* of servers outside less is told */
	struct mute mute;
	struct frame f = {.has_mac = true, .ip_version = 4, .ttl = 64, .type = 0x0800,
			  .transport = transport_of(d), .protocol = d->protocols[0],
			  .src_mac = {{2, 0, 0, 0, 0, 1}}, .dst_mac = {{2, 0, 0, 0, 0, 2}},
			  .dst = address_from_ip4(inside)};
	struct context ctx = {.sink = &mute.sink, .dissector = d, .frame = &f, .state = state};

	if (f.transport == TRANSPORT_FRAME) {
		f.type = d->frames[0];
		f.ip_version = 0;
	}
	mute_init(&mute);
	while (cursor_left(&c) > 3 && !ctx.finished) {
		const uint8_t flags = cursor_u8(&c);
		const size_t length = cursor_be16(&c);
		const size_t left = cursor_left(&c);

		dissect_message(d, &ctx, &f, flags, cursor_sub(&c, length < left ? length : left));
	}
	free(state);
	return 0;
}
