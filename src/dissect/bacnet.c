/* bacnet.c - BACnet/IP and BACnet Ethernet (ASHRAE 135, clauses 5, 6, 20, annex J). SPDX-License-Identifier: Apache-2.0
 *
 * A device behind a router shares the router's address: what it says of itself is not told of that
 * address, or the router would take the names of all it serves.
 */

#include <stdio.h>

#include "dissect/bacnet_names.h"
#include "dissect/dissectors.h"
#include "dissect/pending.h"

#define BVLC_MAGIC 0x81

enum apdu { APDU_CONFIRMED, APDU_UNCONFIRMED, APDU_SIMPLE_ACK, APDU_COMPLEX_ACK, APDU_SEGMENT_ACK,
	    APDU_ERROR, APDU_REJECT, APDU_ABORT, APDU_COUNT };

#define SERVICE_I_AM	      0
#define SERVICE_READ	      12
#define SERVICE_READ_MULTIPLE 14
#define OBJECT_DEVICE	      8

#define PROPERTY_MAX 64

/* Cimetrics' copies of an MS/TP segment: time, kind of frame, addresses, length, check sum. */
#define FRAME_MSTP     FRAME_SNAP(0x001090, 0x0001)
#define MSTP_DATA_MIN  5
#define MSTP_DATA_LAST 6

struct bacnet_state {
	struct pending pending;
};

/* A tag (20.2.1): number, class and length; length 6 and 7 open and close a pair. */
struct tag {
	uint8_t number;
	bool context;
	bool open;
	bool close;
	size_t length;
};

static bool tag_read(struct cursor *c, struct tag *tag)
{
	uint8_t head = cursor_u8(c);

	*tag = (struct tag){.number = head >> 4, .context = head & 8, .length = head & 7};
	if (tag->number == 15)
		tag->number = cursor_u8(c);
	tag->open = tag->context && tag->length == 6;
	tag->close = tag->context && tag->length == 7;
	if (tag->open || tag->close)
		tag->length = 0;
	else if (tag->length == 5)
		tag->length = cursor_u8(c);
	if (tag->length == 254)
		tag->length = cursor_be16(c);
	return cursor_ok(c) && tag->length <= cursor_left(c);
}

static uint32_t unsigned_read(struct cursor *c, size_t length)
{
	uint32_t value = 0;
	const uint8_t *p = cursor_take(c, length);

	for (size_t i = 0; p && i < length && i < 4; i++)
		value = value << 8 | p[i];
	return value;
}

static void claim_vendor(struct context *ctx, uint32_t id)
{
	const char *name = bacnet_vendor_name(id);

	if (name)
		emit_text(ctx, PARTY_SENDER, attribute_vendor, name);
}

/* 16.10: device object, longest APDU, segmentation, vendor. */
static void read_i_am(struct cursor *c, struct context *ctx)
{
	struct tag tag;
	uint32_t value[4];
	char text[32];

	for (int i = 0; i < 4; i++) {
		if (!tag_read(c, &tag) || tag.context)
			return;
		value[i] = unsigned_read(c, tag.length);
	}
	if (value[0] >> 22 != OBJECT_DEVICE)
		return;
	snprintf(text, sizeof(text), "BACnet device %u", value[0] & 0x3fffff);
	emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
					.name = attribute_station_name,
					.slot = NO_SLOT,
					.form = FORM_TEXT,
					.value = text,
					.length = strlen(text),
					.rank = RANK_FINGERPRINT, /* only where nothing else names it */
					.confidence = 30});
	claim_vendor(ctx, value[3]);
}

static const char *property_attribute(uint32_t property)
{
	switch (property) {
	case 12:
		return attribute_software;
	case 28:
		return attribute_description;
	case 44:
		return attribute_firmware;
	case 58:
		return attribute_location;
	case 70:
		return attribute_model;
	case 77:
		return attribute_station_name;
	case 121:
		return attribute_vendor;
	case 372:
		return attribute_serial;
	default:
		return NULL;
	}
}

/* Character strings (20.2.9) of character set 0, UTF-8. */
static void claim_property(struct context *ctx, uint32_t property, struct cursor value)
{
	const char *name = property_attribute(property);
	struct tag tag;
	uint8_t set;

	if (!name || !tag_read(&value, &tag) || tag.context || tag.number != 7 || tag.length < 2)
		return;
	set = cursor_u8(&value);
	if (set == 0)
		emit_bytes(ctx, PARTY_SENDER, name, cursor_take(&value, tag.length - 1),
			   tag.length - 1);
}

/*
 * ReadProperty-ACK: object [0], property [1], value {3}. ReadPropertyMultiple-ACK: object [0] and a
 * list {1} of property [2], value {4}. Both are one walk over tags.
 */
static void read_properties(struct cursor *c, struct context *ctx, bool multiple)
{
	uint32_t property = UINT32_MAX;
	bool device = false;
	int depth = 0;
	struct tag tag;

	for (int i = 0; i < PROPERTY_MAX * 4 && cursor_left(c) > 0 && tag_read(c, &tag); i++) {
		if (tag.close) {
			depth--;
			continue;
		}
		if (tag.open) {
			if (device && tag.number == (multiple ? 4 : 3))
				claim_property(ctx, property, *c);
			depth++;
			continue;
		}
		if (tag.context && tag.number == 0 && depth == 0 && tag.length == 4)
			device = unsigned_read(c, 4) >> 22 == OBJECT_DEVICE;
		else if (tag.context && tag.number == (multiple ? 2 : 1) && depth == multiple)
			property = unsigned_read(c, tag.length);
		else if (tag.context || tag.number != 1) /* a boolean's length is its value */
			cursor_skip(c, tag.length);
	}
}

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
	struct tag tag;
	operation_ref ref;

	if (service && service->object && tag_read(&c, &tag) && tag.context && tag.number == 0 &&
	    tag.length == 4) {
		uint32_t object = unsigned_read(&c, 4);

		/* the instance as a range: a workstation reads a thousand points of one kind */
		op.space = bacnet_object_space((uint16_t)(object >> 22));
		op.ranged = true;
		op.low = op.high = object & 0x3fffff;
	}
	ref = emit_operation(ctx, &op);
	if (confirmed && state)
		pending_add(&state->pending, invoke, ref, code);
}

static bool read_confirmed(struct cursor *c, struct context *ctx, uint8_t head, bool direct)
{
	uint8_t invoke, code;

	(void)direct;
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

static bool read_unconfirmed(struct cursor *c, struct context *ctx, uint8_t head, bool direct)
{
	uint8_t code = cursor_u8(c);

	(void)head;
	if (!cursor_ok(c))
		return false;
	tell_request(*c, ctx, false, code, 0);
	if (code == SERVICE_I_AM && direct)
		read_i_am(c, ctx);
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

static bool read_ack(struct cursor *c, struct context *ctx, uint8_t head, bool direct)
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
	if (complex && number == 0 && direct &&
	    (code == SERVICE_READ || code == SERVICE_READ_MULTIPLE))
		read_properties(c, ctx, code == SERVICE_READ_MULTIPLE);
	return true;
}

/* Clause 21: class and code, for some services behind an opening tag. */
static const char *error_name(struct cursor *c)
{
	struct tag tag;

	if (!tag_read(c, &tag) || (tag.open && !tag_read(c, &tag)))
		return "error";
	cursor_skip(c, tag.length);
	if (!tag_read(c, &tag))
		return "error";
	return bacnet_error_name(unsigned_read(c, tag.length));
}

static bool read_failure(struct cursor *c, struct context *ctx, uint8_t head, bool direct)
{
	const uint8_t invoke = cursor_u8(c);
	const uint8_t reason = cursor_u8(c); /* of an error: the service */
	const char *name = "error";

	(void)direct;
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

static bool read_apdu(struct cursor *c, struct context *ctx, bool direct)
{
	static bool (*const readers[APDU_COUNT])(struct cursor *, struct context *, uint8_t, bool) = {
		[APDU_CONFIRMED] = read_confirmed, [APDU_UNCONFIRMED] = read_unconfirmed,
		[APDU_SIMPLE_ACK] = read_ack,	   [APDU_COMPLEX_ACK] = read_ack,
		[APDU_ERROR] = read_failure,	   [APDU_REJECT] = read_failure,
		[APDU_ABORT] = read_failure,
	};
	uint8_t head = cursor_u8(c);

	if (!cursor_ok(c) || head >> 4 >= APDU_COUNT)
		return false;
	return !readers[head >> 4] || readers[head >> 4](c, ctx, head, direct);
}

/* 6.2: control bits tell whether destination and source networks stand before the APDU. */
static bool read_npdu(struct cursor *c, struct context *ctx)
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
	return control & 0x80 || read_apdu(c, ctx, direct); /* 0x80: for routers */
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
	if (cursor_ok(c) && read_npdu(&data, ctx))
		return VERDICT_YES;
	emit_anomaly(ctx, "bacnet.length");
	return VERDICT_MALFORMED;
}

static enum verdict bacnet_dissect(struct cursor *c, struct context *ctx)
{
	bool ip = ctx->frame->transport == TRANSPORT_UDP, good = true, whole = true;
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
		whole = length - 4u <= cursor_left(c);
		if (!whole && !ctx->on_port)
			return VERDICT_NO;
	}
	if (function == 0x04) /* forwarded by a BBMD for somebody else */
		cursor_skip(c, 6);
	if (function == 0x04 || function >= 0x09)
		good = function == 0x0c || read_npdu(c, ctx);
	if (!good && !ip)
		return VERDICT_NO;
	cursor_skip(c, cursor_left(c));
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
