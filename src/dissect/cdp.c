/* cdp.c - Cisco Discovery Protocol. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/link_end.h"

#define TLV_MAX	    64
#define ADDRESS_MAX 16

enum { TYPE_DEVICE = 1, TYPE_PORT = 3 };

static void claim_rest(struct cursor *c, struct context *ctx, const char *name)
{
	size_t length = cursor_left(c);

	emit_bytes(ctx, PARTY_SENDER, name, cursor_take(c, length), length);
}

static void read_device(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_hostname);
}

static void read_port(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_port);
}

static void read_version(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_description);
}

static void read_platform(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_model);
}

/* Number of addresses; each: kind and length of protocol, protocol, length, address. */
static void read_addresses(struct cursor *c, struct context *ctx)
{
	uint32_t count = cursor_be32(c);

	for (uint32_t i = 0; i < count && i < ADDRESS_MAX && cursor_ok(c); i++) {
		uint8_t kind = cursor_u8(c);
		size_t length = cursor_u8(c);
		const uint8_t *protocol = cursor_take(c, length);
		bool ip4 = kind == 1 && length == 1 && protocol && protocol[0] == 0xcc;
		const uint8_t *p;

		length = cursor_be16(c);
		p = cursor_take(c, length);
		if (!p || !ip4 || length != 4 || !ctx->frame->has_mac)
			continue;
		struct address address = address_from_ip4(p);

		emit_mac_has_ip(ctx, &ctx->frame->src_mac, &address);
	}
}

static void read_capabilities(struct cursor *c, struct context *ctx)
{
	static const struct {
		uint32_t bits;
		const char *name;
	} names[] = {{0x01, "router"}, {0x0a, "bridge"}, {0x10, "station"}, {0x40, "repeater"},
		     {0x80, "phone"}};
	uint32_t bits = cursor_be32(c);

	for (size_t i = 0; cursor_ok(c) && i < sizeof(names) / sizeof(names[0]); i++)
		if (bits & names[i].bits)
			emit_text(ctx, PARTY_SENDER, attribute_capability, names[i].name);
}

static void (*const readers[])(struct cursor *, struct context *) = {
	[1] = read_device,  [2] = read_addresses, [3] = read_port, [4] = read_capabilities,
	[5] = read_version, [6] = read_platform,
};

static enum verdict cdp_dissect(struct cursor *c, struct context *ctx)
{
	uint8_t version = cursor_u8(c);

	cursor_skip(c, 3); /* time to live, checksum */
	if (!cursor_ok(c) || version == 0 || version > 2)
		return VERDICT_NO;
	struct link_end end = {.chassis = ""};

	for (int i = 0; i < TLV_MAX && cursor_left(c) >= 4; i++) {
		uint16_t type = cursor_be16(c);
		uint16_t length = cursor_be16(c); /* counts its own four bytes */
		struct cursor value;

		if (length < 4 || length - 4u > cursor_left(c)) {
			emit_anomaly(ctx, "cdp.length");
			return VERDICT_MALFORMED;
		}
		value = cursor_sub(c, length - 4u);
		if (type == TYPE_DEVICE)
			link_end_text(end.chassis, sizeof(end.chassis), value);
		if (type == TYPE_PORT)
			link_end_text(end.port, sizeof(end.port), value);
		if (type < sizeof(readers) / sizeof(readers[0]) && readers[type])
			readers[type](&value, ctx);
	}
	link_end_claim(ctx, &end);
	emit_text(ctx, PARTY_SENDER, attribute_vendor, "Cisco");
	return VERDICT_YES;
}

const struct dissector dissector_cdp = {
	.name = "cdp",
	.title = "CDP",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_FRAME,
	.frames = {FRAME_SNAP(0x00000c, 0x2000)},
	.dissect = cdp_dissect,
};
