/* snmp.c - SNMP versions 1, 2c and 3 (RFC 1157, RFC 3416, RFC 3412, RFC 3414).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"

#include "dissect/ber.h"
#include "dissect/pending.h"
#include "dissect/snmp_object.h"

#define AGENT_PORT      161
#define PDU_TAG         0xa0
#define TAG_IP_ADDRESS  0x40
#define VERSION_1       0
#define VERSION_2C      1
#define VERSION_3       3
#define FLAG_ENCRYPTED  2
#define FLAG_PROTECTION 3 /* authenticated, encrypted */
#define VARIABLES_MAX   512

enum pdu {
	PDU_GET,
	PDU_GET_NEXT,
	PDU_RESPONSE,
	PDU_SET,
	PDU_TRAP_1,
	PDU_GET_BULK,
	PDU_INFORM,
	PDU_TRAP_2,
	PDU_REPORT,
	PDU_COUNT,
};

static const struct {
	const char *function; /* NULL: not a request */
	enum ot_class class;
} requests[PDU_COUNT] = {
        [PDU_GET] = {"GetRequest", OT_READ},          [PDU_GET_NEXT] = {"GetNextRequest", OT_READ},
        [PDU_SET] = {"SetRequest", OT_WRITE},         [PDU_TRAP_1] = {"Trap", OT_ALARM},
        [PDU_GET_BULK] = {"GetBulkRequest", OT_READ}, [PDU_INFORM] = {"InformRequest", OT_ALARM},
        [PDU_TRAP_2] = {"SNMPv2-Trap", OT_ALARM},
};

static const char *const errors[] = {
        "ok",
        "tooBig",
        "noSuchName",
        "badValue",
        "readOnly",
        "genErr",
        "noAccess",
        "wrongType",
        "wrongLength",
        "wrongEncoding",
        "wrongValue",
        "noCreation",
        "inconsistentValue",
        "resourceUnavailable",
        "commitFailed",
        "undoFailed",
        "authorizationError",
        "notWritable",
        "inconsistentName",
};

struct snmp_state {
	struct pending pending;
};

struct snmp {
	int64_t version;
	struct cursor community; /* versions 1 and 2c */
	uint8_t pdu;
	struct subject agent;
	bool agent_speaks; /* a response or a trap of the agent itself */
};

/* Only well known communities are told: others are secrets. */
static void say_community(struct context *ctx, const struct snmp *snmp)
{
	struct cursor community = snmp->community;
	const char *text = snmp->version == VERSION_1 ? "SNMP v1 community" : "SNMP v2c community";
	size_t length = cursor_left(&community);

	if (length == 6 && cursor_match(&community, "public", 6))
		text = "SNMP public";
	else if (length == 7 && cursor_match(&community, "private", 7))
		text = "SNMP private";
	subject_text(ctx, &snmp->agent, attribute_security, text);
}

/* Reads the list of names and values. False when it is broken. */
static bool variables(struct cursor *c, struct context *ctx, const struct snmp *snmp)
{
	struct cursor list, variable, oid, value;
	uint8_t tag;

	if (!ber_expect(c, BER_SEQUENCE, &list))
		return false;
	for (int i = 0; i < VARIABLES_MAX && cursor_left(&list) > 0; i++) {
		if (!ber_expect(&list, BER_SEQUENCE, &variable) ||
		    !ber_expect(&variable, BER_OBJECT_ID, &oid) ||
		    !ber_next(&variable, &tag, &value))
			return false;
		if (snmp->agent_speaks)
			snmp_object(ctx, &snmp->agent, oid, tag, value);
	}
	return true;
}

static operation_ref request(struct context *ctx, uint8_t pdu)
{
	ctx->direction = +1;
	return emit_operation(ctx, &(struct operation){.class = requests[pdu].class,
	                                               .code = pdu,
	                                               .subcode = NO_SUBCODE,
	                                               .function = requests[pdu].function});
}

/* RFC 1157 4.1.6: enterprise, agent address, two numbers, time, variables. */
static bool trap_1(struct cursor *c, struct context *ctx, struct snmp *snmp)
{
	struct cursor enterprise, address, time;
	int64_t generic, specific;
	uint8_t tag;

	if (!ber_expect(c, BER_OBJECT_ID, &enterprise) ||
	    !ber_expect(c, TAG_IP_ADDRESS, &address) || !ber_integer(c, &generic) ||
	    !ber_integer(c, &specific) || !ber_next(c, &tag, &time))
		return false;
	struct address agent = cursor_ip4(&address);

	/* A trap that was passed on names the agent inside. */
	if (cursor_ok(&address) && address_is_host(&agent))
		snmp->agent = subject_ip(&agent);
	snmp->agent_speaks = true;
	request(ctx, snmp->pdu);
	say_community(ctx, snmp);
	return variables(c, ctx, snmp);
}

static void response(struct context *ctx, struct snmp *snmp, int64_t id, int64_t error)
{
	struct snmp_state *state = ctx->state;
	struct pending_request asked;
	bool found = pending_take(&state->pending, (uint32_t)id, &asked);
	bool known = error >= 0 && (size_t)error < sizeof(errors) / sizeof(errors[0]);

	if (found)
		emit_answer(ctx, asked.ref, known ? errors[error] : "error");
	ctx->direction = -1;
	/* The answer to an Inform comes from a manager, who repeats what the agent said. */
	snmp->agent_speaks =
	        found ? asked.detail != PDU_INFORM : ctx->frame->src_port == AGENT_PORT;
	if (snmp->agent_speaks && snmp->version != VERSION_3)
		say_community(ctx, snmp);
	/* A refusal repeats the request's variables. */
	snmp->agent_speaks = snmp->agent_speaks && error == 0;
}

/* RFC 3416 3: request id, error (or a count), index (or a count), variables. */
static bool pdu(struct cursor *c, struct context *ctx, struct snmp *snmp)
{
	struct snmp_state *state = ctx->state;
	struct cursor body;
	uint8_t tag;
	int64_t id, error, index;

	if (!ber_next(c, &tag, &body) || (tag & 0xe0) != PDU_TAG || (tag & 0x1f) >= PDU_COUNT)
		return false;
	snmp->pdu = tag & 0x1f;
	if (snmp->pdu == PDU_TRAP_1)
		return trap_1(&body, ctx, snmp);
	if (!ber_integer(&body, &id) || !ber_integer(&body, &error) || !ber_integer(&body, &index))
		return false;
	if (requests[snmp->pdu].function)
		pending_add(&state->pending, (uint32_t)id, request(ctx, snmp->pdu), snmp->pdu);
	else if (snmp->pdu == PDU_RESPONSE)
		response(ctx, snmp, id, error);
	if (snmp->pdu == PDU_TRAP_2 || snmp->pdu == PDU_INFORM) {
		snmp->agent_speaks = true;
		if (snmp->version != VERSION_3)
			say_community(ctx, snmp);
	}
	return variables(&body, ctx, snmp);
}

/* RFC 3414 2.4: the engine named is the authoritative one, which is the agent's. */
static bool security_parameters(struct cursor *c, struct context *ctx, const struct snmp *snmp,
                                int64_t flags)
{
	struct cursor outer, list, engine, user;
	int64_t boots, time;

	if (!ber_expect(c, BER_OCTETS, &outer) || !ber_expect(&outer, BER_SEQUENCE, &list) ||
	    !ber_expect(&list, BER_OCTETS, &engine) || !ber_integer(&list, &boots) ||
	    !ber_integer(&list, &time) || !ber_expect(&list, BER_OCTETS, &user))
		return false;
	if (ctx->frame->src_port != AGENT_PORT)
		return true;
	subject_text(ctx, &snmp->agent, attribute_security, "SNMPv3");
	/* The user is empty while engines discover each other, which is never protected. */
	if (cursor_left(&user) > 0 && !(flags & FLAG_PROTECTION))
		subject_text(ctx, &snmp->agent, attribute_security, "SNMPv3 noAuthNoPriv");
	snmp_engine(ctx, &snmp->agent, engine);
	return true;
}

/* RFC 3412 6: global data, security parameters, then the scoped PDU, encrypted or not. */
static bool version_3(struct cursor *c, struct context *ctx, struct snmp *snmp)
{
	struct cursor global, flags, scoped, engine, name;
	int64_t id, size, model, bits = 0;

	if (!ber_expect(c, BER_SEQUENCE, &global) || !ber_integer(&global, &id) ||
	    !ber_integer(&global, &size) || !ber_expect(&global, BER_OCTETS, &flags) ||
	    !ber_integer(&global, &model))
		return false;
	bits = cursor_u8(&flags);
	if (model == 3 && !security_parameters(c, ctx, snmp, bits))
		return false;
	if (model != 3 || bits & FLAG_ENCRYPTED)
		return true;
	return ber_expect(c, BER_SEQUENCE, &scoped) && ber_expect(&scoped, BER_OCTETS, &engine) &&
	       ber_expect(&scoped, BER_OCTETS, &name) && pdu(&scoped, ctx, snmp);
}

static enum verdict snmp_dissect(struct cursor *c, struct context *ctx)
{
	struct snmp snmp = {.agent = subject_sender()};
	struct cursor message;

	if (!ber_expect(c, BER_SEQUENCE, &message) || !ber_integer(&message, &snmp.version))
		return VERDICT_NO;
	cursor_skip(c, cursor_left(c));
	bool whole = false;

	if (snmp.version == VERSION_1 || snmp.version == VERSION_2C) {
		if (!ber_expect(&message, BER_OCTETS, &snmp.community))
			return VERDICT_NO;
		whole = pdu(&message, ctx, &snmp);
	} else if (snmp.version == VERSION_3) {
		whole = version_3(&message, ctx, &snmp);
	} else {
		return VERDICT_NO;
	}
	if (whole)
		return VERDICT_YES;
	emit_anomaly(ctx, "snmp.structure");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_snmp = {
        .name = "snmp",
        .title = "SNMP",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_UDP,
        .ports = {AGENT_PORT, 162},
        .state_size = sizeof(struct snmp_state),
        .dissect = snmp_dissect,
};
