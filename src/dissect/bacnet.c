/* bacnet.c - BACnet/IP and BACnet Ethernet (ASHRAE 135, clauses 5, 6, 20, annex J). SPDX-License-Identifier: Apache-2.0
 *
 * A device behind a router shares the router's address: what it says of itself is not told of that
 * address, or the router would take the names of all it serves. Of what a BBMD forwards the BVLL
 * names the origin.
 */

#include "dissect/bacnet.h"
#include "dissect/bacnet_names.h"
#include "dissect/dissectors.h"
#include "dissect/pending.h"

#define BVLC_MAGIC     0x81
#define BVLC_FORWARDED 0x04

enum apdu { APDU_CONFIRMED, APDU_UNCONFIRMED, APDU_SIMPLE_ACK, APDU_COMPLEX_ACK, APDU_SEGMENT_ACK,
	    APDU_ERROR, APDU_REJECT, APDU_ABORT, APDU_COUNT };

#define SERVICE_I_AM	      0
#define SERVICE_READ	      12
#define SERVICE_READ_MULTIPLE 14

/* Cimetrics' copies of an MS/TP segment: time, kind of frame, addresses, length, check sum. */
#define FRAME_MSTP     FRAME_SNAP(0x001090, 0x0001)
#define MSTP_DATA_MIN  5
#define MSTP_DATA_LAST 6

struct bacnet_state {
	struct pending pending;
};

static void tell_request(struct cursor c, struct context *ctx, bool confirmed, uint8_t code,
			 uint8_t invoke)
{
	const struct bacnet_service *service = bacnet_service_find(confirmed, code);
	struct bacnet_state *state = ctx->state;
	struct operation op = {.class = service ? service->class : OT_READ,
			       .code = code,
			       .subcode = NO_SUBCODE,
			       .pdu = confirmed ? "confirmed" : "unconfirmed",
			       .function = service ? service->name : NULL};
	operation_ref ref;

	bacnet_request_target(&c, service, &op);
	ref = emit_operation(ctx, &op);
	if (confirmed && state)
		pending_add(&state->pending, invoke, ref, code);
}

static bool read_confirmed(struct cursor *c, struct context *ctx, uint8_t head, const struct subject *who)
{
	uint8_t invoke, code;

	(void)who;
	cursor_skip(c, 1);
	invoke = cursor_u8(c);
	if (head & 8) /* segmented: only the first part has a beginning */
		cursor_skip(c, 2);
	code = cursor_u8(c);
	if (cursor_ok(c))
		tell_request(*c, ctx, true, code, invoke);
	ctx->direction = 1;
	return cursor_ok(c);
}

static bool read_unconfirmed(struct cursor *c, struct context *ctx, uint8_t head, const struct subject *who)
{
	uint8_t code = cursor_u8(c);

	(void)head;
	if (!cursor_ok(c))
		return false;
	tell_request(*c, ctx, false, code, 0);
	if (code == SERVICE_I_AM && who)
		bacnet_claim_i_am(c, ctx, who);
	return true;
}

static void tell_answer(struct context *ctx, uint8_t invoke, const char *result)
{
	struct bacnet_state *state = ctx->state;
	struct pending_request waiting;

	ctx->direction = -1;
	if (state && pending_take(&state->pending, invoke, &waiting))
		emit_answer(ctx, waiting.ref, result);
}

static bool read_ack(struct cursor *c, struct context *ctx, uint8_t head, const struct subject *who)
{
	uint8_t invoke = cursor_u8(c);
	bool complex = head >> 4 == APDU_COMPLEX_ACK;
	uint8_t number = 0, code;

	if (complex && head & 8) {
		number = cursor_u8(c);
		cursor_skip(c, 1);
	}
	code = cursor_u8(c);
	if (!cursor_ok(c))
		return false;
	tell_answer(ctx, invoke, "ok");
	if (complex && number == 0 && who && (code == SERVICE_READ || code == SERVICE_READ_MULTIPLE))
		bacnet_claim_properties(c, ctx, who, code == SERVICE_READ_MULTIPLE);
	return true;
}

/* Clause 21: class and code, for some services behind an opening tag. */
static const char *error_name(struct cursor *c)
{
	struct bacnet_tag tag;

	if (!bacnet_tag_read(c, &tag) || (tag.open && !bacnet_tag_read(c, &tag)))
		return "error";
	cursor_skip(c, tag.length);
	if (!bacnet_tag_read(c, &tag))
		return "error";
	return bacnet_error_name(bacnet_unsigned_read(c, tag.length));
}

static bool read_failure(struct cursor *c, struct context *ctx, uint8_t head, const struct subject *who)
{
	const uint8_t invoke = cursor_u8(c);
	const uint8_t reason = cursor_u8(c); /* of an error: the service */
	const char *name = "error";

	(void)who;
	if (!cursor_ok(c))
		return false;
	if (head >> 4 == APDU_ERROR)
		name = error_name(c);
	else
		name = head >> 4 == APDU_REJECT ? bacnet_reject_name(reason)
						: bacnet_abort_name(reason);
	tell_answer(ctx, invoke, name);
	return true;
}

static bool read_apdu(struct cursor *c, struct context *ctx, const struct subject *who)
{
	static bool (*const readers[APDU_COUNT])(struct cursor *, struct context *, uint8_t,
						 const struct subject *) = {
		[APDU_CONFIRMED] = read_confirmed, [APDU_UNCONFIRMED] = read_unconfirmed,
		[APDU_SIMPLE_ACK] = read_ack,	   [APDU_COMPLEX_ACK] = read_ack,
		[APDU_ERROR] = read_failure,	   [APDU_REJECT] = read_failure,
		[APDU_ABORT] = read_failure,
	};
	uint8_t head = cursor_u8(c);

	if (!cursor_ok(c) || head >> 4 >= APDU_COUNT)
		return false;
	return !readers[head >> 4] || readers[head >> 4](c, ctx, head, who);
}

/* 6.2: control bits tell whether destination and source networks stand before the APDU. */
static bool read_npdu(struct cursor *c, struct context *ctx, const struct subject *who)
{
	uint8_t version = cursor_u8(c);
	uint8_t control = cursor_u8(c);
	bool routed = control & 0x20, direct = !(control & 0x08);

	if (!cursor_ok(c) || version != 1)
		return false;
	if (routed) {
		cursor_skip(c, 2);
		cursor_skip(c, cursor_u8(c));
	}
	if (!direct) {
		cursor_skip(c, 2);
		cursor_skip(c, cursor_u8(c));
	}
	if (routed)
		cursor_skip(c, 1); /* hops */
	if (!cursor_ok(c))
		return false;
	return control & 0x80 || read_apdu(c, ctx, direct ? who : NULL); /* 0x80: for routers */
}

/* Clause 9: only two kinds of frame carry data, the others pass the turn to speak. */
static enum verdict read_mstp(struct cursor *c, struct context *ctx)
{
	cursor_skip(c, 3);
	const uint8_t kind = cursor_u8(c);
	cursor_skip(c, 2);
	const uint16_t length = cursor_be16(c);
	cursor_skip(c, 1);
	struct cursor data = cursor_sub(c, length);
	if (cursor_ok(c) && (kind < MSTP_DATA_MIN || kind > MSTP_DATA_LAST))
		return VERDICT_YES;
	const struct subject sender = subject_sender();
	if (cursor_ok(c) && read_npdu(&data, ctx, &sender) && cursor_ok(&data))
		return VERDICT_YES;
	emit_anomaly(ctx, "bacnet.length");
	return VERDICT_MALFORMED;
}

/* J.2.5: a BBMD passes on what somebody else has sent: address and port of the origin. */
static struct subject read_origin(struct cursor *c)
{
	const struct address ip = cursor_ip4(c);

	cursor_skip(c, 2);
	return subject_ip(&ip);
}

static enum verdict bacnet_dissect(struct cursor *c, struct context *ctx)
{
	bool ip = ctx->frame->transport == TRANSPORT_UDP, good = true, whole = true;
	const struct cursor message = *c;
	uint8_t magic, function = 0x0a;
	uint16_t length;

	if (ctx->frame->type == FRAME_MSTP && !ip)
		return read_mstp(c, ctx);
	if (ip) {
		magic = cursor_u8(c);
		function = cursor_u8(c);
		length = cursor_be16(c);
		/* J.2: the length counts all of the message */
		if (!cursor_ok(c) || magic != BVLC_MAGIC || function > 0x0c || length < 4)
			return VERDICT_NO;
		/* Some stacks copy a length that is too long; the rest is read all the same. */
		whole = length - 4u <= cursor_left(c) + ctx->cut;
		if (!whole && !ctx->on_port)
			return VERDICT_NO;
	}
	struct subject who = subject_sender();
	if (function == BVLC_FORWARDED)
		who = read_origin(c);
	if (function == BVLC_FORWARDED || function >= 0x09)
		good = function == 0x0c || read_npdu(c, ctx, &who);
	if (!good && !ip)
		return VERDICT_NO;
	good &= cursor_ok(c) || ctx->cut;
	cursor_end(c, &message);
	if (good && whole)
		return VERDICT_YES;
	emit_anomaly(ctx, "bacnet.length");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_bacnet = {
	.name = "bacnet",
	.title = "BACnet",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_UDP | OVER_FRAME,
	.industrial = true,
	.ports = {47808},
	.frames = {FRAME_LLC(0x82), FRAME_MSTP},
	.state_size = sizeof(struct bacnet_state),
	.dissect = bacnet_dissect,
};
