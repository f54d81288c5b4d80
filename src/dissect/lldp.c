/* lldp.c - Link Layer Discovery (IEEE 802.1AB), LLDP-MED and PROFINET. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/link_end.h"

#define TLV_MAX	     64
#define OUI_MED	     0x0012bb
#define OUI_PROFINET 0x000ecf

#define SUBTYPE_MAC 4 /* of a chassis id, 8.5.2.2 */
#define PORT_MAC	    3 /* of a port id, 8.5.3.2 */

enum { TLV_CHASSIS = 1, TLV_PORT = 2 };

static void claim_rest(struct cursor *c, struct context *ctx, const char *name)
{
	size_t length = cursor_left(c);

	emit_bytes(ctx, PARTY_SENDER, name, cursor_take(c, length), length);
}

static void claim_mac(struct cursor *c, struct context *ctx)
{
	const uint8_t *p = cursor_take(c, 6);
	struct mac mac;

	if (!p)
		return;
	memcpy(mac.bytes, p, 6);
	if (mac_is_zero(&mac) || mac_is_group(&mac))
		return;
	emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
					.name = attribute_mac,
					.slot = NO_SLOT,
					.form = FORM_MAC,
					.value = &mac,
					.length = sizeof(mac)});
}

static void read_chassis(struct cursor *c, struct context *ctx)
{
	if (cursor_u8(c) == SUBTYPE_MAC)
		claim_mac(c, ctx);
}

/* 8.5.3.2: alias, interface name and local names are text. */
static void read_port(struct cursor *c, struct context *ctx)
{
	uint8_t subtype = cursor_u8(c);

	if (subtype == 1 || subtype == 5 || subtype == 7)
		claim_rest(c, ctx, attribute_port);
}

static void read_port_description(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_port);
}

static void read_system_name(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_hostname);
}

static void read_system_description(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_description);
}

/* 8.5.8.1: what is enabled counts, not what could be. */
static void read_capabilities(struct cursor *c, struct context *ctx)
{
	static const char *const names[] = {"other", "repeater", "bridge", "access-point",
					    "router", "phone",	 "docsis", "station"};
	uint16_t enabled;

	cursor_skip(c, 2);
	enabled = cursor_be16(c);
	for (size_t i = 0; cursor_ok(c) && i < sizeof(names) / sizeof(names[0]); i++)
		if (enabled >> i & 1)
			emit_text(ctx, PARTY_SENDER, attribute_capability, names[i]);
}

static void read_management(struct cursor *c, struct context *ctx)
{
	uint8_t length = cursor_u8(c);
	uint8_t family = cursor_u8(c);
	const uint8_t *p = length > 1 ? cursor_take(c, length - 1u) : NULL;
	struct address address;

	if (!p || !ctx->frame->has_mac)
		return;
	if (family == 1 && length == 5)
		address = address_from_ip4(p);
	else if (family == 2 && length == 17)
		address = address_from_ip6(p);
	else
		return;
	if (address_is_zero(&address)) /* not configured */
		return;
	emit_mac_has_ip(ctx, &ctx->frame->src_mac, &address);
}

/* ANSI/TIA-1057, 10.2.6: the inventory. */
static void read_med(struct cursor *c, struct context *ctx, uint8_t subtype)
{
	static const char *const names[] = {
		[5] = attribute_hardware, [6] = attribute_firmware, [7] = attribute_software,
		[8] = attribute_serial,	  [9] = attribute_vendor,   [10] = attribute_model,
	};

	if (subtype < sizeof(names) / sizeof(names[0]) && names[subtype])
		claim_rest(c, ctx, names[subtype]);
}

static void read_organization(struct cursor *c, struct context *ctx)
{
	uint32_t oui = cursor_be24(c);
	uint8_t subtype = cursor_u8(c);

	if (oui == OUI_MED)
		read_med(c, ctx, subtype);
	else if (oui == OUI_PROFINET && subtype == 5) /* chassis MAC */
		claim_mac(c, ctx);
	if (oui == OUI_PROFINET && subtype == 2) /* port status: only PROFINET devices send it */
		emit_text(ctx, PARTY_SENDER, attribute_capability, "profinet");
}

static void (*const readers[128])(struct cursor *, struct context *) = {
	[1] = read_chassis,	       [2] = read_port,		[4] = read_port_description,
	[5] = read_system_name,	       [6] = read_system_description,
	[7] = read_capabilities,       [8] = read_management,	[127] = read_organization,
};

/* 8.5.2.2, 8.5.3.2: a MAC, or what reads as text; addresses are told by themselves. */
static void read_end(char *name, size_t capacity, struct cursor value, uint8_t mac)
{
	const uint8_t subtype = cursor_u8(&value);
	const bool text = subtype == 1 || subtype == 2 || subtype >= 6 || (subtype == 5 && mac == PORT_MAC);

	if (subtype == mac)
		link_end_mac(name, capacity, value);
	else if (text && cursor_left(&value) > 0)
		link_end_text(name, capacity, value);
}

static enum verdict lldp_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor look = *c;

	/* 8.2: a chassis id comes first, its type and the upper bit of its length are fixed */
	if ((cursor_be16(&look) & 0xfe00) != 0x0200)
		return VERDICT_NO;
	struct link_end end = {.chassis = ""};

	for (int i = 0; i < TLV_MAX && cursor_left(c) >= 2; i++) {
		uint16_t head = cursor_be16(c);
		struct cursor value = cursor_sub(c, head & 0x1ff);

		if (!cursor_ok(&value)) {
			emit_anomaly(ctx, "lldp.length");
			return VERDICT_MALFORMED;
		}
		if (head >> 9 == 0)
			break;
		if (head >> 9 == TLV_CHASSIS)
			read_end(end.chassis, sizeof(end.chassis), value, SUBTYPE_MAC);
		if (head >> 9 == TLV_PORT)
			read_end(end.port, sizeof(end.port), value, PORT_MAC);
		if (readers[head >> 9])
			readers[head >> 9](&value, ctx);
	}
	link_end_claim(ctx, &end);
	return VERDICT_YES;
}

const struct dissector dissector_lldp = {
	.name = "lldp",
	.title = "LLDP",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_FRAME,
	.frames = {0x88cc},
	.dissect = lldp_dissect,
};
