/* cclink_ie.c - CC-Link IE Field, Control and TSN on Ethernet, type 0x890f. SPDX-License-Identifier: Apache-2.0
 *
 * The specifications are for members of the CLPA; the header is as its own published analyser and
 * an open parser (NTT Communications) agree. What the cyclic bytes mean stands in no frame.
 */

#include "dissect/dissectors.h"

enum {
	FAMILY_CONTROL = 0,
	FAMILY_FIELD = 1,
	FAMILY_TSN = 3,
	HEADER_SIZE = 14,
	VERSION_MAX = 3,
};

struct state {
	const char *told[2]; /* what each side was said to be */
};

static const struct frame_type {
	uint8_t type;
	uint8_t family;
	enum ot_class class;
	const char *name;
	const char *sender; /* what certainly sends it, or NULL */
} types[] = {
	{0x00, FAMILY_CONTROL, OT_SESSION, "Connect", NULL},
	{0x01, FAMILY_CONTROL, OT_SESSION, "Connect Ack", NULL},
	{0x02, FAMILY_CONTROL, OT_SESSION, "Scan", NULL},
	{0x03, FAMILY_CONTROL, OT_SESSION, "Collect", NULL},
	{0x04, FAMILY_CONTROL, OT_SESSION, "Select", NULL},
	{0x05, FAMILY_CONTROL, OT_SESSION, "Launch", NULL},
	{0x06, FAMILY_CONTROL, OT_SESSION, "Token", NULL},
	{0x10, FAMILY_FIELD, OT_SESSION, "Persuasion", NULL},
	{0x11, FAMILY_FIELD, OT_SESSION, "Test Data", NULL},
	{0x12, FAMILY_FIELD, OT_SESSION, "Test Data Ack", NULL},
	{0x13, FAMILY_FIELD, OT_SESSION, "Setup", NULL},
	{0x14, FAMILY_FIELD, OT_SESSION, "Setup Ack", NULL},
	{0x15, FAMILY_FIELD, OT_SESSION, "Token", NULL},
	{0x1c, FAMILY_FIELD, OT_SESSION, "Timer", NULL},
	{0x20, FAMILY_FIELD, OT_DIAGNOSE, "My Status", NULL},
	{0x22, FAMILY_FIELD, OT_SESSION, "Transient 1", NULL},
	{0x23, FAMILY_FIELD, OT_SESSION, "Transient Ack", NULL},
	{0x24, FAMILY_CONTROL, OT_SESSION, "Dummy", NULL},
	{0x25, FAMILY_FIELD, OT_SESSION, "Transient 2", NULL},
	{0x26, FAMILY_FIELD, OT_SESSION, "IP Transient", NULL},
	{0x28, FAMILY_FIELD, OT_DIAGNOSE, "Parameter Check", NULL},
	{0x29, FAMILY_FIELD, OT_CONFIG, "Parameter", NULL},
	{0x2f, FAMILY_CONTROL, OT_DIAGNOSE, "Node Test", NULL},
	{0x40, FAMILY_FIELD, OT_SESSION, "Measure", NULL},
	{0x41, FAMILY_FIELD, OT_SESSION, "Measure Ack", NULL},
	{0x42, FAMILY_FIELD, OT_SESSION, "Offset", NULL},
	{0x43, FAMILY_FIELD, OT_SESSION, "Update", NULL},
	{0x80, FAMILY_CONTROL, OT_WRITE, "Cyclic Data W", "CC-Link IE Control station"},
	{0x81, FAMILY_CONTROL, OT_WRITE, "Cyclic Data B", "CC-Link IE Control station"},
	{0x82, FAMILY_FIELD, OT_WRITE, "Cyclic Data RWw", "CC-Link IE Field master station"},
	{0x83, FAMILY_FIELD, OT_WRITE, "Cyclic Data RY", "CC-Link IE Field master station"},
	{0x84, FAMILY_FIELD, OT_WRITE, "Cyclic Data RWr", "CC-Link IE Field slave station"},
	{0x85, FAMILY_FIELD, OT_WRITE, "Cyclic Data RX", "CC-Link IE Field slave station"},
	{0x8c, FAMILY_CONTROL, OT_WRITE, "Cyclic Data Out 1", "CC-Link IE Control station"},
	{0x8d, FAMILY_CONTROL, OT_WRITE, "Cyclic Data Out 2", "CC-Link IE Control station"},
	{0x8e, FAMILY_CONTROL, OT_WRITE, "Cyclic Data In 1", "CC-Link IE Control station"},
	{0x8f, FAMILY_CONTROL, OT_WRITE, "Cyclic Data In 2", "CC-Link IE Control station"},
	{0xc0, FAMILY_TSN, OT_SESSION, "Acyclic Priority", "CC-Link IE TSN station"},
	{0xc1, FAMILY_TSN, OT_SESSION, "Acyclic Detection", "CC-Link IE TSN station"},
	{0xc2, FAMILY_TSN, OT_SESSION, "Acyclic Detection Ack", "CC-Link IE TSN station"},
	{0xc3, FAMILY_TSN, OT_SESSION, "Acyclic Data", "CC-Link IE TSN station"},
	{0xc4, FAMILY_TSN, OT_WRITE, "Cyclic Data M", "CC-Link IE TSN station"},
	{0xc5, FAMILY_TSN, OT_WRITE, "Cyclic Data S", "CC-Link IE TSN station"},
};

static const struct frame_type *find_type(uint8_t type)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].type == type)
			return &types[i];
	return NULL;
}

/* Field and Control share a header; that of TSN differs from type to type and is not read. */
static bool read_header(struct cursor *c, const struct frame_type *type, uint16_t *station)
{
	if (type->family == FAMILY_TSN)
		return true;
	struct cursor header = cursor_sub(c, HEADER_SIZE - 1);
	cursor_skip(&header, 5);
	*station = cursor_be16(&header);
	const uint8_t protocol = cursor_u8(&header);

	return cursor_ok(c) && (protocol & 0x0f) == type->family && protocol >> 4 <= VERSION_MAX;
}

static enum verdict cclink_ie_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	const struct frame_type *type = find_type(cursor_u8(c));
	uint16_t station = 0;

	if (!cursor_ok(c) || !type || !read_header(c, type, &station))
		return VERDICT_NO;
	struct operation operation = {
		.class = type->class,
		.code = type->type,
		.subcode = NO_SUBCODE,
		.function = type->name,
	};
	if (type->family != FAMILY_TSN) {
		operation.target = "node %u";
		operation.number[0] = station;
	}
	emit_operation(ctx, &operation);
	if (type->sender && (!state || state->told[ctx->to_server] != type->sender))
		emit_text(ctx, PARTY_SENDER, attribute_device_type, type->sender);
	if (type->sender && state)
		state->told[ctx->to_server] = type->sender;
	cursor_skip(c, cursor_left(c));
	return VERDICT_YES;
}

const struct dissector dissector_cclink_ie = {
	.name = "cclink-ie",
	.title = "CC-Link IE",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_FRAME,
	.industrial = true,
	.frames = {0x890f},
	.state_size = sizeof(struct state),
	.dissect = cclink_ie_dissect,
};
