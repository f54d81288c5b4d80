/* dcp.c - PROFINET discovery and configuration (IEC 61158-6-10, 4.3). SPDX-License-Identifier: Apache-2.0
 *
 * Cyclic data shares the ethertype: only frame ids of DCP are ours.
 */

#include <stdio.h>

#include "dissect/dissectors.h"
#include "dissect/pending.h"
#include "dissect/profinet_vendor.h"

#define FRAME_ID_FIRST 0xfefc

#define BLOCK_MAX 32

enum service { SERVICE_GET = 3, SERVICE_SET, SERVICE_IDENTIFY, SERVICE_HELLO };

#define TYPE_REQUEST  0
#define TYPE_RESPONSE 1

#define BLOCK(option, suboption) ((option) << 8 | (suboption))

/* What a Set does, by its block (4.3.1.4). */
static const struct setting {
	uint16_t block;
	enum ot_class class;
	const char *name;
} settings[] = {
	{BLOCK(1, 2), OT_CONFIG, "Set IP Address"},
	{BLOCK(1, 3), OT_CONFIG, "Set IP Suite"},
	{BLOCK(2, 2), OT_CONFIG, "Set Name of Station"},
	{BLOCK(2, 6), OT_CONFIG, "Set Alias"},
	{BLOCK(3, 12), OT_CONFIG, "Set DHCP Host Name"},
	{BLOCK(3, 54), OT_CONFIG, "Set DHCP Server"},
	{BLOCK(3, 55), OT_CONFIG, "Set DHCP Parameters"},
	{BLOCK(3, 60), OT_CONFIG, "Set DHCP Class"},
	{BLOCK(3, 61), OT_CONFIG, "Set DHCP Client"},
	{BLOCK(3, 81), OT_CONFIG, "Set DHCP Name"},
	{BLOCK(3, 255), OT_CONFIG, "Set DHCP"},
	{BLOCK(5, 1), OT_SESSION, "Start Transaction"},
	{BLOCK(5, 2), OT_SESSION, "End Transaction"},
	{BLOCK(5, 3), OT_DIAGNOSE, "Signal"},
	{BLOCK(5, 5), OT_CONFIG, "Factory Reset"},
	{BLOCK(5, 6), OT_CONFIG, "Reset to Factory"},
};

/* Sets and gets that wait; the answer of a set names the block that it is about. */
struct state {
	struct pending pending;
};

struct block {
	uint16_t kind;
	struct cursor data; /* behind qualifier or info */
};

static void claim_address(struct context *ctx, const char *name, const uint8_t *p)
{
	struct address address;

	if (!p)
		return;
	address = address_from_ip4(p);
	if (address_is_zero(&address) || (p[0] | p[1] | p[2] | p[3]) == 0)
		return;
	emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
					.name = name,
					.slot = NO_SLOT,
					.form = FORM_ADDRESS,
					.value = &address,
					.length = sizeof(address)});
}

static void claim_ip(struct cursor *c, struct context *ctx)
{
	const uint8_t *ip = cursor_take(c, 4);
	const uint8_t *mask = cursor_take(c, 4);
	const uint8_t *gateway = cursor_take(c, 4);

	claim_address(ctx, attribute_ip, ip);
	claim_address(ctx, attribute_netmask, mask);
	if (ip && gateway && memcmp(ip, gateway, 4) != 0) /* its own address: no gateway */
		claim_address(ctx, attribute_gateway, gateway);
}

static void claim_rest(struct cursor *c, struct context *ctx, const char *name)
{
	size_t length = cursor_left(c);

	emit_bytes(ctx, PARTY_SENDER, name, cursor_take(c, length), length);
}

static void claim_model(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_model);
}

static void claim_name(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_station_name);
}

static void claim_device_id(struct cursor *c, struct context *ctx)
{
	uint16_t vendor = cursor_be16(c);
	uint16_t device = cursor_be16(c);
	const char *name = profinet_vendor_name(vendor);
	char text[24];

	if (!cursor_ok(c))
		return;
	if (name)
		emit_text(ctx, PARTY_SENDER, attribute_vendor, name);
	snprintf(text, sizeof(text), "profinet %04x:%04x", vendor, device);
	emit_text(ctx, PARTY_SENDER, attribute_fingerprint, text);
}

/* 4.3.1.4.6: a set of bits; a controller outranks the rest. */
static void claim_role(struct cursor *c, struct context *ctx)
{
	uint8_t role = cursor_u8(c);
	const char *name = role & 2 ? "PROFINET IO-Controller"
			   : role & 8 ? "PROFINET IO-Supervisor"
			   : role & 1 ? "PROFINET IO-Device"
				      : NULL;

	if (name && cursor_ok(c))
		emit_text(ctx, PARTY_SENDER, attribute_device_type, name);
}

/* The maker of the module inside, where another sells the device. */
static void claim_oem(struct cursor *c, struct context *ctx)
{
	char text[32];
	const uint16_t vendor = cursor_be16(c);
	const uint16_t device = cursor_be16(c);

	if (!cursor_ok(c) || vendor == 0)
		return;
	snprintf(text, sizeof(text), "profinet oem %04x:%04x", vendor, device);
	emit_text(ctx, PARTY_SENDER, attribute_fingerprint, text);
}

static void claim_host(struct cursor *c, struct context *ctx)
{
	claim_rest(c, ctx, attribute_hostname);
}

static const struct reader {
	uint16_t block;
	void (*read)(struct cursor *, struct context *);
} readers[] = {
	{BLOCK(1, 2), claim_ip},       {BLOCK(1, 3), claim_ip},	      {BLOCK(2, 1), claim_model},
	{BLOCK(2, 2), claim_name},     {BLOCK(2, 3), claim_device_id}, {BLOCK(2, 4), claim_role},
	{BLOCK(2, 8), claim_oem},      {BLOCK(3, 12), claim_host},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void block_claims(struct block *block, struct context *ctx)
{
	for (size_t i = 0; i < COUNT(readers); i++)
		if (readers[i].block == block->kind)
			readers[i].read(&block->data, ctx);
}

/* Blocks are padded to even length; all but an Identify's filters begin with two more bytes. */
static bool block_read(struct cursor *c, bool filter, struct block *block)
{
	size_t length;

	block->kind = cursor_be16(c);
	length = cursor_be16(c);
	block->data = cursor_sub(c, length);
	if (length % 2 && cursor_left(c) > 0)
		cursor_skip(c, 1);
	if (!filter)
		cursor_skip(&block->data, 2);
	return cursor_ok(c);
}

static const struct setting *setting_find(uint16_t kind)
{
	for (size_t i = 0; i < COUNT(settings); i++)
		if (settings[i].block == kind)
			return &settings[i];
	return NULL;
}

static void remember(struct context *ctx, uint32_t id, uint16_t kind, const struct operation *op)
{
	struct state *state = ctx->state;
	const operation_ref ref = emit_operation(ctx, op);

	if (state)
		pending_add(&state->pending, id, ref, kind);
}

static void tell_set(struct block *block, struct context *ctx, uint32_t id, char *text, size_t size)
{
	const struct setting *setting = setting_find(block->kind);
	struct operation op = {.class = setting ? setting->class : OT_CONFIG,
			       .code = SERVICE_SET,
			       .subcode = block->kind,
			       .function = setting ? setting->name : "Set"};
	const uint8_t *p;

	op.text = text;
	if (block->kind == BLOCK(2, 2)) {
		op.target = "name %s";
		op.text_length = cursor_left(&block->data);
		op.text = cursor_take(&block->data, op.text_length);
	} else if ((block->kind == BLOCK(1, 2) || block->kind == BLOCK(1, 3)) &&
		   (p = cursor_take(&block->data, 4)) != NULL) {
		snprintf(text, size, "%u.%u.%u.%u", p[0], p[1], p[2], p[3]);
		op.target = "address %s";
		op.text_length = strlen(text);
	}
	remember(ctx, id, block->kind, &op);
}

static void tell_request(struct context *ctx, uint8_t service, uint16_t kind, struct block *name)
{
	static const char *const names[] = {[SERVICE_GET] = "Get",
					    [SERVICE_IDENTIFY] = "Identify",
					    [SERVICE_HELLO] = "Hello"};
	struct operation op = {.class = service == SERVICE_GET ? OT_READ : OT_IDENTIFY,
			       .code = service,
			       .subcode = service == SERVICE_HELLO ? NO_SUBCODE : kind,
			       .function = names[service]};

	if (name && cursor_left(&name->data) > 0) {
		op.target = "name %s";
		op.text_length = cursor_left(&name->data);
		op.text = cursor_take(&name->data, op.text_length);
	}
	emit_operation(ctx, &op);
}

static bool read_get(struct cursor *c, struct context *ctx)
{
	uint16_t kind = cursor_be16(c);

	if (cursor_ok(c))
		tell_request(ctx, SERVICE_GET, kind, NULL);
	return cursor_ok(c);
}

static bool read_identify(struct cursor *c, struct context *ctx)
{
	struct block block;

	if (!block_read(c, true, &block))
		return false;
	tell_request(ctx, SERVICE_IDENTIFY, block.kind, block.kind == BLOCK(2, 2) ? &block : NULL);
	return true;
}

static bool read_set(struct cursor *c, struct context *ctx, uint32_t id)
{
	struct block block;
	char text[16];

	for (int i = 0; i < BLOCK_MAX && cursor_left(c) >= 4; i++) {
		if (!block_read(c, false, &block))
			return false;
		tell_set(&block, ctx, id, text, sizeof(text));
	}
	return true;
}

/* 4.3.1.4.12: a control response (5, 4) with the block that was set and how it went. */
static const char *set_result(uint8_t code)
{
	static const char *const names[] = {
		"ok", "error option unsupported", "error suboption unsupported",
		"error suboption not set", "error resource", "error not possible",
		"error not possible in operation",
	};

	return code < COUNT(names) ? names[code] : "error";
}

/* One transaction may set several blocks: each waits for itself. */
static void answer_set(struct context *ctx, uint32_t id, uint16_t kind, const char *result)
{
	struct state *state = ctx->state;
	struct pending_request other[PENDING_MAX];
	size_t count = 0;

	while (state && count < PENDING_MAX && pending_take(&state->pending, id, &other[count])) {
		if (other[count].detail == kind) {
			emit_answer(ctx, other[count].ref, result);
			break;
		}
		count++;
	}
	for (size_t i = 0; i < count; i++)
		pending_add(&state->pending, id, other[i].ref, other[i].detail);
}

static bool read_set_answer(struct cursor *c, struct context *ctx, uint32_t id)
{
	struct block block;

	for (int i = 0; i < BLOCK_MAX && cursor_left(c) >= 4; i++) {
		/* Here the two bytes in front of the result name the block. */
		if (!block_read(c, true, &block))
			return false;
		const uint16_t kind = cursor_be16(&block.data);
		const uint8_t code = cursor_u8(&block.data);

		if (block.kind == BLOCK(5, 4) && cursor_ok(&block.data))
			answer_set(ctx, id, kind, set_result(code));
	}
	return true;
}

static bool read_claims(struct cursor *c, struct context *ctx)
{
	struct block block;

	for (int i = 0; i < BLOCK_MAX && cursor_left(c) >= 4; i++) {
		if (!block_read(c, false, &block))
			return false;
		block_claims(&block, ctx);
	}
	return true;
}

/* 4.3.1.3.5: who has started says so, unasked. */
static bool read_hello(struct cursor *c, struct context *ctx)
{
	tell_request(ctx, SERVICE_HELLO, 0, NULL);
	return read_claims(c, ctx);
}

static bool read_request(struct cursor *c, struct context *ctx, uint8_t service, uint32_t id)
{
	static bool (*const requests[])(struct cursor *, struct context *) = {
		[SERVICE_GET] = read_get,
		[SERVICE_IDENTIFY] = read_identify,
		[SERVICE_HELLO] = read_hello,
	};

	if (service == SERVICE_SET)
		return read_set(c, ctx, id);
	return requests[service](c, ctx);
}

static enum verdict profinet_dcp_dissect(struct cursor *c, struct context *ctx)
{
	uint16_t frame_id = cursor_be16(c);
	uint8_t service, type;
	struct cursor blocks;
	bool good = true;

	if (frame_id < FRAME_ID_FIRST)
		return VERDICT_NO;
	service = cursor_u8(c);
	type = cursor_u8(c);
	const uint32_t id = cursor_be32(c);
	cursor_skip(c, 2); /* response delay */
	blocks = cursor_sub(c, cursor_be16(c));
	if (service < SERVICE_GET || service > SERVICE_HELLO)
		return VERDICT_NO;
	if (!cursor_ok(c)) {
		emit_anomaly(ctx, "profinet-dcp.length");
		return VERDICT_MALFORMED;
	}
	if (type == TYPE_REQUEST)
		good = read_request(&blocks, ctx, service, id);
	else if (type == TYPE_RESPONSE && service == SERVICE_SET)
		good = read_set_answer(&blocks, ctx, id);
	else if (type == TYPE_RESPONSE)
		good = read_claims(&blocks, ctx);
	ctx->direction = type == TYPE_REQUEST ? 1 : -1;
	if (good)
		return VERDICT_YES;
	emit_anomaly(ctx, "profinet-dcp.block");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_profinet_dcp = {
	.name = "profinet-dcp",
	.title = "PROFINET DCP",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_FRAME,
	.industrial = true,
	.frames = {0x8892},
	.state_size = sizeof(struct state),
	.dissect = profinet_dcp_dissect,
};
