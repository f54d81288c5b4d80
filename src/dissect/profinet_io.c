/* profinet_io.c - PROFINET IO context management over DCE/RPC (IEC 61158-6-10, C706
 * connectionless). SPDX-License-Identifier: Apache-2.0
 *
 * A header of RPC in the byte order that it tells, then blocks in network order. The interface is
 * named in each message, so one is proof enough on any port; answers come from a port of their own.
 */

#include <stdio.h>

#include "dissect/dissectors.h"
#include "dissect/pending.h"
#include "dissect/profinet_vendor.h"

enum { RPC_VERSION = 4, LITTLE_ENDIAN_DATA = 0x10, FLAG_FRAGMENT = 0x04, UUID_SIZE = 16 };

enum packet_type { RPC_REQUEST, RPC_PING, RPC_RESPONSE, RPC_FAULT, RPC_TYPE_MAX = 10 };

enum opnum { OP_CONNECT, OP_RELEASE, OP_READ, OP_WRITE, OP_CONTROL, OP_READ_IMPLICIT, OP_COUNT };

enum block_type {
	BLOCK_WRITE = 0x0008,
	BLOCK_READ = 0x0009,
	BLOCK_IM0 = 0x0020,
	BLOCK_AR = 0x0101,
	BLOCK_ANSWER = 0x8000, /* set in answers */
};

enum {
	BLOCKS_MAX = 16,
	RECORD_FIXED = 60,
	ORDER_SIZE = 20,
	SERIAL_SIZE = 16,
	NAME_MAX_OF_STATION = 240
};

struct state {
	struct pending pending;
	uint32_t object[2]; /* vendor and device that each side was addressed as, once told */
};

struct message {
	uint8_t type;
	bool little;
	bool fragment; /* only the first part of the body is here or none */
	const uint8_t *object;
	uint32_t activity;
	uint32_t sequence;
	uint16_t opnum;
	struct cursor body;
};

static uint16_t number16(struct cursor *c, bool little)
{
	return little ? cursor_le16(c) : cursor_be16(c);
}

static uint32_t number32(struct cursor *c, bool little)
{
	return little ? cursor_le32(c) : cursor_be32(c);
}

/* DEA0000n-6C97-11D1-8271-00A02442DF7D: device, controller, supervisor, parameter server. */
static bool is_profinet_interface(const uint8_t *p, bool little)
{
	static const uint8_t tail[] = {0x82, 0x71, 0x00, 0xa0, 0x24, 0x42, 0xdf, 0x7d};
	struct cursor c = cursor_init(p, UUID_SIZE);
	const uint32_t first = number32(&c, little);
	const uint16_t second = number16(&c, little);
	const uint16_t third = number16(&c, little);

	return first >= 0xdea00001 && first <= 0xdea00004 && second == 0x6c97 && third == 0x11d1 &&
	       cursor_match(&c, tail, sizeof(tail));
}

/* C706 12.5.2: 80 bytes. */
static enum verdict read_header(struct cursor *c, struct message *m)
{
	const uint8_t version = cursor_u8(c);
	m->type = cursor_u8(c) & 0x1f;
	const uint8_t flags = cursor_u8(c);
	cursor_skip(c, 1);
	const uint8_t order = cursor_u8(c);
	cursor_skip(c, 3);
	m->little = order & LITTLE_ENDIAN_DATA;
	m->object = cursor_take(c, UUID_SIZE);
	const uint8_t *interface = cursor_take(c, UUID_SIZE);
	cursor_skip(c, 12);
	m->activity = cursor_be32(c);
	cursor_skip(c, 8);
	m->sequence = number32(c, m->little);
	m->opnum = number16(c, m->little);
	cursor_skip(c, 4);
	const uint16_t length = number16(c, m->little);
	const uint16_t fragment = number16(c, m->little);
	cursor_skip(c, 2);
	if (!cursor_ok(c) || version != RPC_VERSION || m->type > RPC_TYPE_MAX ||
	    !is_profinet_interface(interface, m->little))
		return VERDICT_NO;
	m->fragment = flags & FLAG_FRAGMENT && fragment > 0;
	m->body = cursor_sub(c, length);
	return cursor_ok(c) ? VERDICT_YES : VERDICT_MALFORMED;
}

/* A controller that fails to connect asks thousands of times: no snprintf here. */
static void write_hex(char digits[4], uint16_t value)
{
	for (int i = 3; i >= 0; i--, value >>= 4)
		digits[i] = "0123456789abcdef"[value & 0x0f];
}

/* The object is DEA00000-6C97-11D1-8271, then instance, device and vendor of the addressed. */
static void claim_object(const struct message *m, struct context *ctx)
{
	struct cursor c = cursor_init(m->object, UUID_SIZE);
	struct state *state = ctx->state;
	char text[] = "profinet 0000:0000";

	if (number32(&c, m->little) != 0xdea00000)
		return;
	cursor_skip(&c, 8);
	const uint16_t device = cursor_be16(&c);
	const uint16_t vendor = cursor_be16(&c);
	const uint32_t object = (uint32_t)vendor << 16 | device;
	/* A controller that speaks back is named by its partner; the device by its description. */
	if (!cursor_ok(&c) || vendor == 0 ||
	    (object == state->object[ctx->to_server] && m->opnum != OP_CONNECT))
		return;
	state->object[ctx->to_server] = object;
	const char *name = profinet_vendor_name(vendor);
	if (name)
		emit_text(ctx, PARTY_RECEIVER, attribute_vendor, name);
	write_hex(text + 9, vendor);
	write_hex(text + 14, device);
	emit_text(ctx, PARTY_RECEIVER, attribute_fingerprint, text);
}

static bool next_block(struct cursor *c, uint16_t *type, struct cursor *block)
{
	*type = cursor_be16(c);
	*block = cursor_sub(c, cursor_be16(c));
	cursor_skip(block, 2); /* version */
	return cursor_ok(c) && cursor_ok(block);
}

struct record {
	uint32_t api;
	uint16_t slot, subslot, index;
	struct cursor data; /* empty in the request of a read */
};

/* 5.2.3.1: the fixed part ends at 64 bytes from its beginning; the record itself follows it. */
static bool read_record(struct cursor *body, uint16_t expected, struct record *record)
{
	struct cursor block;
	uint16_t type;

	if (!next_block(body, &type, &block) || (type & ~BLOCK_ANSWER) != expected)
		return false;
	cursor_skip(&block, 2 + UUID_SIZE);
	record->api = cursor_be32(&block);
	record->slot = cursor_be16(&block);
	record->subslot = cursor_be16(&block);
	cursor_skip(&block, 2);
	record->index = cursor_be16(&block);
	const uint32_t length = cursor_be32(&block);
	const size_t left = cursor_left(body);
	record->data = cursor_sub(body, length < left ? length : left);
	return cursor_ok(&block);
}

/* 5.2.8: identification and maintenance 0. */
static void claim_im0(struct cursor *c, const struct record *record, struct context *ctx)
{
	const uint16_t vendor = cursor_be16(c);
	const uint8_t *order = cursor_take(c, ORDER_SIZE);
	const uint8_t *serial = cursor_take(c, SERIAL_SIZE);
	const uint16_t hardware = cursor_be16(c);
	const uint8_t kind = cursor_u8(c);
	const uint8_t major = cursor_u8(c), minor = cursor_u8(c), patch = cursor_u8(c);
	/* 0x8000: the device's own interface; slot 0 is its head in all that is common. */
	const int16_t slot =
	        record->slot == 0 || record->slot > INT16_MAX ? NO_SLOT : (int16_t)record->slot;
	const char *name = profinet_vendor_name(vendor);
	char text[32];

	if (!cursor_ok(c))
		return;
	if (name)
		emit_module(ctx, PARTY_SENDER, slot, attribute_vendor, name, strlen(name));
	emit_module(ctx, PARTY_SENDER, slot, attribute_product_code, order, ORDER_SIZE);
	emit_module(ctx, PARTY_SENDER, slot, attribute_serial, serial, SERIAL_SIZE);
	snprintf(text, sizeof(text), "%u", hardware);
	emit_module(ctx, PARTY_SENDER, slot, attribute_hardware, text, strlen(text));
	/* The letter tells released from prototype; "V" is what everybody writes. */
	snprintf(text, sizeof(text), "%c%u.%u.%u", kind >= 'A' && kind <= 'Z' ? kind : 'V', major,
	         minor, patch);
	emit_module(ctx, PARTY_SENDER, slot, attribute_firmware, text, strlen(text));
}

static void read_data(struct record *record, struct context *ctx)
{
	struct cursor block;
	uint16_t type;

	for (int i = 0; i < BLOCKS_MAX && next_block(&record->data, &type, &block); i++)
		if (type == BLOCK_IM0)
			claim_im0(&block, record, ctx);
}

static void claim_kind(struct context *ctx, enum party party, const char *kind, uint8_t confidence)
{
	emit_claim(ctx, &(struct claim){.party = party,
	                                .name = attribute_device_type,
	                                .slot = NO_SLOT,
	                                .form = FORM_TEXT,
	                                .value = kind,
	                                .length = strlen(kind),
	                                .rank = RANK_FINGERPRINT,
	                                .confidence = confidence});
}

static void claim_ends(struct context *ctx, enum party controller, enum party device)
{
	claim_kind(ctx, controller, "PROFINET IO-Controller", 60);
	claim_kind(ctx, device, "PROFINET IO-Device", 50);
}

/* 5.2.1: kinds 1 and 16 are opened by a controller; a controller may be another's device as well. */
static void claim_parts(const struct cursor *body, struct context *ctx)
{
	struct cursor copy = *body, block;
	uint16_t type;

	if (!next_block(&copy, &type, &block) || type != BLOCK_AR)
		return;
	const uint16_t kind = cursor_be16(&block);

	if (!cursor_ok(&block) || (kind != 0x0001 && kind != 0x0010))
		return;
	claim_ends(ctx, PARTY_SENDER, PARTY_RECEIVER);
}

/* 5.2.1: kind, two identifiers, key, address, object, properties, time, port, then the name. */
static bool read_station_name(struct cursor *body, struct cursor *name)
{
	struct cursor block;
	uint16_t type;

	if (!next_block(body, &type, &block) || type != BLOCK_AR)
		return false;
	cursor_skip(&block, 2 + UUID_SIZE + 2 + 6 + UUID_SIZE + 4 + 2 + 2);
	const uint16_t length = cursor_be16(&block);
	*name = cursor_sub(&block, length);
	return cursor_ok(name) && length > 0 && length <= NAME_MAX_OF_STATION;
}

static void target_connect(struct cursor *body, struct context *ctx, struct operation *operation)
{
	struct cursor name;

	claim_parts(body, ctx);
	if (!read_station_name(body, &name))
		return;
	const size_t length = cursor_left(&name);
	emit_bytes(ctx, PARTY_SENDER, attribute_station_name, cursor_take(&name, length), length);
	(void)operation;
}

static void target_record(struct cursor *body, struct operation *operation, uint16_t block)
{
	struct record record;

	if (!read_record(body, block, &record))
		return;
	operation->target = "slot %u subslot 0x%x";
	operation->number[0] = record.slot;
	operation->number[1] = record.subslot;
	operation->space = "record";
	operation->ranged = true;
	operation->low = operation->high = record.index;
}

static void target_read(struct cursor *body, struct context *ctx, struct operation *operation)
{
	(void)ctx;
	target_record(body, operation, BLOCK_READ);
}

static void target_write(struct cursor *body, struct context *ctx, struct operation *operation)
{
	(void)ctx;
	target_record(body, operation, BLOCK_WRITE);
}

/* 5.2.2: the kind of block says what is controlled. */
static void target_control(struct cursor *body, struct context *ctx, struct operation *operation)
{
	static const struct {
		uint16_t type;
		const char *name;
	} kinds[] = {
	        {0x0110, "Parameters End"},        {0x0112, "Application Ready"},
	        {0x0116, "Parameters End (Plug)"}, {0x0117, "Application Ready (Plug)"},
	        {0x0118, "Ready for Companion"},
	};
	struct cursor block;
	uint16_t type;

	if (!next_block(body, &type, &block))
		return;
	operation->subcode = type;
	/* The controller ends the parameters, the device then says that it is ready. */
	if (type == 0x0110)
		claim_ends(ctx, PARTY_SENDER, PARTY_RECEIVER);
	else if (type == 0x0112)
		claim_ends(ctx, PARTY_RECEIVER, PARTY_SENDER);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].type == type)
			operation->function = kinds[i].name;
}

static const struct {
	enum ot_class class;
	const char *name;
	void (*target)(struct cursor *, struct context *, struct operation *);
} operations[OP_COUNT] = {
        [OP_CONNECT] = {OT_SESSION, "Connect", target_connect},
        [OP_RELEASE] = {OT_SESSION, "Release", NULL},
        [OP_READ] = {OT_READ, "Read", target_read},
        [OP_WRITE] = {OT_WRITE, "Write", target_write},
        [OP_CONTROL] = {OT_SESSION, "Control", target_control},
        [OP_READ_IMPLICIT] = {OT_READ, "Read Implicit", target_read},
};

static uint32_t request_id(const struct message *m)
{
	return m->activity ^ m->sequence << 4 ^ m->opnum;
}

/* 5.1: sizes that RPC wants, twice; the blocks follow. */
static bool skip_arguments(struct message *m)
{
	cursor_skip(&m->body, 20);
	return cursor_ok(&m->body);
}

static bool read_request(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;

	ctx->direction = 1;
	if (m->fragment || m->opnum >= OP_COUNT)
		return true;
	if (!skip_arguments(m))
		return false;
	struct operation operation = {
	        .class = operations[m->opnum].class,
	        .code = m->opnum,
	        .subcode = NO_SUBCODE,
	        .function = operations[m->opnum].name,
	};
	claim_object(m, ctx);
	if (operations[m->opnum].target)
		operations[m->opnum].target(&m->body, ctx, &operation);
	pending_add(&state->pending, request_id(m), emit_operation(ctx, &operation), 0);
	return true;
}

/* 5.2.6: code, decoder and two bytes more; zero is good. */
static const char *status_name(uint32_t status)
{
	static const char *const access[] = {
	        "error invalid index", "error write length",  "error invalid slot",
	        "error type conflict", "error invalid area",  "error state conflict",
	        "error access denied", "error invalid range", "error invalid parameter",
	        "error invalid type",
	};
	const uint8_t code = (uint8_t)(status >> 8);

	if (status == 0)
		return "ok";
	if ((status >> 16 & 0xff) == 0x80 && code >= 0xb0 && code < 0xba)
		return access[code - 0xb0];
	return "error";
}

static void answer(struct message *m, struct context *ctx, const char *result)
{
	struct state *state = ctx->state;
	struct pending_request request;

	if (pending_take(&state->pending, request_id(m), &request))
		emit_answer(ctx, request.ref, result);
}

static bool read_response(struct message *m, struct context *ctx)
{
	struct record record;

	ctx->direction = -1;
	if (m->fragment)
		return true;
	struct cursor head = m->body;
	const uint32_t status = number32(&head, m->little);
	if (!skip_arguments(m))
		return false;
	answer(m, ctx, status_name(status));
	if ((m->opnum == OP_READ || m->opnum == OP_READ_IMPLICIT) && status == 0 &&
	    read_record(&m->body, BLOCK_READ, &record))
		read_data(&record, ctx);
	return true;
}

static bool read_body(struct message *m, struct context *ctx)
{
	if (m->type == RPC_REQUEST)
		return read_request(m, ctx);
	if (m->type == RPC_RESPONSE)
		return read_response(m, ctx);
	if (m->type == RPC_FAULT)
		answer(m, ctx, "error fault");
	return true;
}

static enum verdict profinet_io_dissect(struct cursor *c, struct context *ctx)
{
	struct message m = {0};
	enum verdict verdict = read_header(c, &m);

	if (verdict == VERDICT_YES && !read_body(&m, ctx))
		verdict = VERDICT_MALFORMED;
	if (verdict == VERDICT_MALFORMED)
		emit_anomaly(ctx, "profinet-io.length");
	return verdict;
}

const struct dissector dissector_profinet_io = {
        .name = "profinet-io",
        .title = "PROFINET IO (context management)",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_UDP,
        .industrial = true,
        .ports = {34964},
        .state_size = sizeof(struct state),
        .dissect = profinet_io_dissect,
};
