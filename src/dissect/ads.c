/* ads.c - ADS in AMS/TCP, Beckhoff's TwinCAT (Beckhoff, AMS/ADS specification).
 * SPDX-License-Identifier: Apache-2.0
 *
 * A connection carries what many AMS ports have to say to each other, in both directions: who
 * serves is told by the port that is asked, not by who opened the connection.
 */

#include "dissect/ads.h"
#include "dissect/dissectors.h"
#include "dissect/pending.h"

enum {
	TCP_HEADER_SIZE = 6,
	HEADER_SIZE = 32,
	DATA_MAX = 0x4000000,
	SEEN_MAX = 4096, /* of the data; what is longer is a file or a list of symbols */
	FLAG_ANSWER = 0x0001,
	FLAG_ADS = 0x0004,
	FLAGS_KNOWN = 0x81ff,
};

struct state {
	struct pending pending;
	struct ads_udp_state udp;
	bool runtime_known; /* a PLC runtime has said its state, which tells more than that of the
	                       system */
};

struct header {
	uint16_t target_port;
	uint16_t source_port;
	uint16_t command;
	uint16_t flags;
	uint32_t length; /* of the data */
	uint32_t error;
	uint32_t invoke;
};

/* As much of a header as is there must be one. */
static enum verdict read_header(struct cursor *c, struct header *h)
{
	struct cursor start = *c;
	const bool begins = cursor_left(&start) >= TCP_HEADER_SIZE;

	if (cursor_left(&start) >= 2 && cursor_le16(&start) != 0)
		return VERDICT_NO;
	const uint32_t length = begins ? cursor_le32(&start) : HEADER_SIZE;
	if (length < HEADER_SIZE || length > DATA_MAX)
		return VERDICT_NO;
	cursor_skip(c, TCP_HEADER_SIZE);
	cursor_skip(c, 6); /* net id */
	h->target_port = cursor_le16(c);
	cursor_skip(c, 6);
	h->source_port = cursor_le16(c);
	h->command = cursor_le16(c);
	h->flags = cursor_le16(c);
	h->length = cursor_le32(c);
	h->error = cursor_le32(c);
	h->invoke = cursor_le32(c);
	if (!cursor_ok(c))
		return VERDICT_MORE;
	if (h->command < ADS_READ_DEVICE_INFO || h->command > ADS_READ_WRITE ||
	    !(h->flags & FLAG_ADS) || h->flags & ~FLAGS_KNOWN)
		return VERDICT_NO;
	return h->length == length - HEADER_SIZE ? VERDICT_YES : VERDICT_MALFORMED;
}

/* Unique to the client port, of which there are few on a connection. */
static uint32_t request_id(uint16_t client_port, uint32_t invoke)
{
	return invoke ^ (uint32_t)client_port << 16;
}

static enum verdict read_request(struct cursor *data, struct context *ctx, const struct header *h)
{
	struct state *state = ctx->state;
	struct ads_request request = {
	        .command = h->command, .port = h->target_port, .cut = ctx->cut > 0};
	struct operation operation;

	if (h->command == ADS_NOTIFICATION) { /* the server speaks, unasked */
		ctx->direction = -1;
		return VERDICT_YES;
	}
	if (h->target_port < ADS_CLIENT_FIRST)
		ctx->direction = 1;
	const bool fits = ads_read_request(data, &request, &operation);

	pending_add(&state->pending, request_id(h->source_port, h->invoke),
	            emit_operation(ctx, &operation), request.group);
	if (fits || ctx->cut)
		return VERDICT_YES;
	emit_anomaly(ctx, "ads.length");
	return VERDICT_MALFORMED;
}

static void read_identity(struct cursor *data, struct context *ctx, const struct header *h,
                          uint32_t group)
{
	struct state *state = ctx->state;
	const bool plc = ads_is_plc(h->source_port);

	if (h->command == ADS_READ_DEVICE_INFO)
		ads_read_device_info(data, ctx);
	if (h->command == ADS_READ && h->source_port == ADS_SYSTEM_PORT && group == ADS_TARGET_INFO)
		ads_read_target(data, ctx);
	if (h->command != ADS_READ_STATE)
		return;
	state->runtime_known |= plc;
	if (plc || (h->source_port == ADS_SYSTEM_PORT && !state->runtime_known))
		ads_read_state(data, ctx);
}

/* Every answer begins with a result of its own, behind that of the router in the header. */
static void read_answer(struct cursor *data, struct context *ctx, const struct header *h)
{
	struct state *state = ctx->state;
	struct pending_request request = {.detail = 0};
	const uint32_t result = h->error ? h->error : cursor_le32(data);

	if (h->source_port < ADS_CLIENT_FIRST)
		ctx->direction = -1;
	if (pending_take(&state->pending, request_id(h->target_port, h->invoke), &request))
		emit_answer(ctx, request.ref, ads_error_name(result));
	if (result == 0 && cursor_ok(data))
		read_identity(data, ctx, h, request.detail);
}

static enum verdict read_tcp(struct cursor *c, struct context *ctx)
{
	struct header h = {0};
	struct cursor rest = *c;
	const enum verdict verdict = read_header(&rest, &h);

	if (verdict == VERDICT_MALFORMED && ctx->on_port) {
		emit_anomaly(ctx, "ads.length");
		cursor_skip(c, cursor_left(c));
		return VERDICT_MALFORMED;
	}
	if (verdict != VERDICT_YES)
		return verdict == VERDICT_MALFORMED ? VERDICT_NO : verdict;
	const size_t seen = h.length < SEEN_MAX ? h.length : SEEN_MAX;
	struct cursor data = message_body(&rest, ctx, seen);

	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	const size_t more = h.length - seen,
	             here = more < cursor_left(&rest) ? more : cursor_left(&rest);

	cursor_skip(&rest, here);
	ctx->skip += more - here;
	*c = rest;
	if (!(h.flags & FLAG_ANSWER))
		return read_request(&data, ctx, &h);
	read_answer(&data, ctx, &h);
	return VERDICT_YES;
}

static enum verdict ads_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;

	if (ctx->frame->transport == TRANSPORT_TCP)
		return read_tcp(c, ctx);
	return ads_udp_dissect(c, ctx, &state->udp);
}

const struct dissector dissector_ads = {
        .name = "ads",
        .title = "Beckhoff ADS",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP | OVER_UDP,
        .industrial = true,
        .ports = {48898, 48899},
        .state_size = sizeof(struct state),
        .dissect = ads_dissect,
};
