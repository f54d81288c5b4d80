/* cclink_ief_basic.c - CC-Link IE Field Network Basic, cyclic data (CLPA BAP-C2010).
 * SPDX-License-Identifier: Apache-2.0
 *
 * The master broadcasts a request in an SLMP frame, command 0x0e70; each slave answers the master
 * alone, so that request and answer are different flows.
 */

#include "dissect/dissectors.h"
#include "dissect/pending.h"
#include "dissect/slmp_command.h"

#include <stdio.h>

enum {
	ROUTE_SIZE = 5,
	PORT = 61450,
	REQUEST_INFO = 36, /* where the cyclic part begins, counted from the command */
	ANSWER_INFO = 40,  /* the same, counted from the version */
	STATIONS_MAX = 16,
	OCCUPIED = -1, /* stands for the further stations of a slave */
};

struct state {
	struct pending pending;
	uint16_t parameters; /* number of the parameter set told of, plus one */
	bool told;           /* the slave was described */
};

static const uint8_t route[ROUTE_SIZE] = {0x00, 0xff, 0xff, 0x03, 0x00};

/* Addresses stand with their lowest byte first. */
static struct address station_address(uint32_t id)
{
	const uint8_t bytes[4] = {(uint8_t)(id >> 24), (uint8_t)(id >> 16), (uint8_t)(id >> 8),
	                          (uint8_t)id};

	return address_from_ip4(bytes);
}

static void claim_kind(struct context *ctx, uint32_t id, const char *kind)
{
	emit_claim(ctx, &(struct claim){.party = PARTY_IP,
	                                .address = station_address(id),
	                                .name = attribute_device_type,
	                                .slot = NO_SLOT,
	                                .form = FORM_TEXT,
	                                .value = kind,
	                                .length = strlen(kind)});
}

static void claim_slaves(struct cursor *c, struct context *ctx, uint16_t stations)
{
	for (uint16_t i = 0; i < stations; i++) {
		const uint32_t id = cursor_le32(c);

		if (cursor_ok(c) && id != 0 && id != (uint32_t)OCCUPIED)
			claim_kind(ctx, id, "CC-Link IE Field Basic remote station");
	}
}

static enum verdict read_request(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;

	cursor_skip(c, 2); /* monitoring timer */
	const uint16_t command = cursor_le16(c);
	const uint16_t subcommand = cursor_le16(c);
	cursor_skip(c, 4); /* version */
	const uint16_t offset = cursor_le16(c);
	cursor_skip(c, REQUEST_INFO - 4 - 6);
	const uint32_t master = cursor_le32(c);
	const uint8_t group = cursor_u8(c);
	cursor_skip(c, 1);
	const uint16_t sequence = cursor_le16(c);
	cursor_skip(c, 4); /* timeout and how often */
	const uint16_t parameters = cursor_le16(c);
	const uint16_t stations = cursor_le16(c);
	cursor_skip(c, 4);

	if (!cursor_ok(c) || command != SLMP_CYCLIC_DATA || offset != REQUEST_INFO ||
	    stations > STATIONS_MAX)
		return VERDICT_NO;
	ctx->direction = 1;
	const struct operation operation = {
	        .class = OT_WRITE,
	        .code = SLMP_CYCLIC_DATA,
	        .subcode = subcommand,
	        .function = "Cyclic Data",
	        .target = "group %u stations %u",
	        .number = {group, stations},
	};
	pending_add(&state->pending, (uint32_t)group << 16 | sequence,
	            emit_operation(ctx, &operation), 0);
	if (state->parameters == parameters + 1u)
		return VERDICT_YES;
	state->parameters = (uint16_t)(parameters + 1u);
	claim_kind(ctx, master, "CC-Link IE Field Basic master station");
	claim_slaves(c, ctx, stations);
	return VERDICT_YES;
}

static void claim_slave(struct context *ctx, uint16_t vendor, uint32_t model, uint16_t version)
{
	char text[32];

	emit_text(ctx, PARTY_SENDER, attribute_device_type,
	          "CC-Link IE Field Basic remote station");
	if (vendor == 0 && model == 0)
		return;
	snprintf(text, sizeof(text), "0x%04x:0x%08x", vendor, (unsigned)model);
	emit_text(ctx, PARTY_SENDER, attribute_type_code, text);
	snprintf(text, sizeof(text), "%u", version);
	emit_text(ctx, PARTY_SENDER, attribute_firmware, text);
}

static enum verdict read_answer(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;

	cursor_skip(c, 4); /* reserved, version */
	const uint16_t end_code = cursor_le16(c);
	const uint16_t offset = cursor_le16(c);
	cursor_skip(c, 14);
	const uint16_t vendor = cursor_le16(c);
	cursor_skip(c, 2);
	const uint32_t model = cursor_le32(c);
	const uint16_t version = cursor_le16(c);
	cursor_skip(c, 2 + 2 + 2 + 4); /* states of the slave */
	cursor_skip(c, 4);             /* its address */
	const uint8_t group = cursor_u8(c);
	cursor_skip(c, 1);
	const uint16_t sequence = cursor_le16(c);

	if (!cursor_ok(c) || offset != ANSWER_INFO)
		return VERDICT_NO;
	ctx->direction = -1;
	if (pending_take(&state->pending, (uint32_t)group << 16 | sequence, &request))
		emit_answer(ctx, request.ref, slmp_end_code_name(end_code));
	if (!state->told)
		claim_slave(ctx, vendor, model, version);
	state->told = true;
	return VERDICT_YES;
}

static enum verdict cclink_ief_basic_dissect(struct cursor *c, struct context *ctx)
{
	const uint16_t subheader = cursor_be16(c);
	const bool own_route = cursor_match(c, route, ROUTE_SIZE);
	const uint16_t length = cursor_le16(c);
	struct cursor body = message_body(c, ctx, length);

	if (!cursor_ok(c) || !own_route || cursor_left(c) > 0 || length > cursor_left(&body) + ctx->cut)
		return VERDICT_NO;
	if (subheader == 0x5000)
		return read_request(&body, ctx);
	if (subheader == 0xd000 && ctx->on_port)
		return read_answer(&body, ctx);
	return VERDICT_NO;
}

const struct dissector dissector_cclink_ief_basic = {
        .name = "cclink-ief-basic",
        .title = "CC-Link IE Field Network Basic",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_UDP,
        .industrial = true,
        .ports = {PORT},
        .state_size = sizeof(struct state),
        .dissect = cclink_ief_basic_dissect,
};
