/* mms.c - MMS of substations and drives over ISO transport (ISO 9506, IEC 61850-8-1, RFC 1006).
 * SPDX-License-Identifier: Apache-2.0
 *
 * Down to the PDU: session (ISO 8327), presentation (ISO 8823) and association (ISO 8650), or none
 * of these, where a PDU stands in the data of the transport. TSAPs say nothing: the first data
 * does.
 */

#include "dissect/mms.h"

#include "dissect/ber.h"
#include "dissect/dissectors.h"
#include "dissect/tpkt.h"

enum session {
	SESSION_DATA = 0x01, /* and Give Tokens, which stands before it */
	SESSION_FINISH = 0x09,
	SESSION_DISCONNECT = 0x0a,
	SESSION_REFUSE = 0x0c,
	SESSION_CONNECT = 0x0d,
	SESSION_ACCEPT = 0x0e,
	SESSION_ABORT = 0x19,
	PARAMETER_USER_DATA = 0xc1,
	PARAMETER_USER_DATA_LONG = 0xc2,
	PARAMETERS_MAX = 24,
};

enum {
	PRESENTATION_SET = 0x31,
	NORMAL_MODE = 0xa2,
	USER_DATA = 0x61,
	SINGLE_VALUE = 0xa0,
	CONTEXT_MMS = 3, /* as nearly every client numbers it */
	ASSOCIATE_REQUEST = 0x60,
	ASSOCIATE_ANSWER = 0x61,
	RELEASE_REQUEST = 0x62,
	RELEASE_ANSWER = 0x63,
	PASSWORD = 0xac,
	USER_INFORMATION = 0xbe,
	EXTERNAL = 0x28,
	ELEMENTS_MAX = 32,
	TSDU_MAX = 4096,
};

/* ISO 9506-2: { iso standard 9506 part(2) mms-abstract-syntax-version1(1) } as BER. */
static bool names_mms(struct cursor data)
{
	static const uint8_t syntax[] = {0x06, 0x05, 0x28, 0xca, 0x22, 0x02, 0x01};
	ptrdiff_t offset;

	while ((offset = cursor_find(&data, syntax[0])) >= 0) {
		cursor_skip(&data, (size_t)offset);
		if (cursor_match(&data, syntax, sizeof(syntax)))
			return true;
		cursor_skip(&data, 1);
	}
	return false;
}

/* The first element with this tag among those of a list. */
static bool find(struct cursor list, uint8_t wanted, struct cursor *value)
{
	uint8_t tag;

	for (int i = 0; i < ELEMENTS_MAX && ber_next(&list, &tag, value); i++)
		if (tag == wanted)
			return true;
	return false;
}

/* ISO 8823 8.4.2: a list of values, of which one is the rule. */
static bool open_values(struct cursor user, int64_t *presentation, struct cursor *value)
{
	struct cursor list;

	return ber_expect(&user, BER_SEQUENCE, &list) && ber_integer(&list, presentation) &&
	       find(list, SINGLE_VALUE, value);
}

/* ISO 8327 8.2.5: one byte, or 255 and two. */
static size_t session_length(struct cursor *c)
{
	const uint8_t length = cursor_u8(c);

	return length == 0xff ? cursor_be16(c) : length;
}

/* The presentation's part in the parameters of a session PDU. */
static bool session_user_data(struct cursor parameters, struct cursor *user)
{
	for (int i = 0; i < PARAMETERS_MAX && cursor_left(&parameters) > 0; i++) {
		const uint8_t code = cursor_u8(&parameters);

		*user = cursor_sub(&parameters, session_length(&parameters));
		if (code == PARAMETER_USER_DATA || code == PARAMETER_USER_DATA_LONG)
			return cursor_ok(user);
	}
	return false;
}

/* ISO 8650: the association carries the first PDU in its user information. */
static bool read_association(struct cursor user, struct context *ctx)
{
	struct cursor set, normal, values, apdu, fields, information;
	int64_t presentation;
	uint8_t kind;

	if (!ber_expect(&user, PRESENTATION_SET, &set) || !find(set, NORMAL_MODE, &normal) ||
	    !find(normal, USER_DATA, &values) || !open_values(values, &presentation, &apdu) ||
	    !ber_next(&apdu, &kind, &fields))
		return false;
	/* 8.1.1: a value of authentication, which nothing seals */
	if (kind == ASSOCIATE_REQUEST && find(fields, PASSWORD, &information))
		emit_text(ctx, PARTY_RECEIVER, attribute_security, "MMS clear-text password");
	return (kind == ASSOCIATE_REQUEST || kind == ASSOCIATE_ANSWER) &&
	       find(fields, USER_INFORMATION, &information) &&
	       find(information, EXTERNAL, &fields) && find(fields, SINGLE_VALUE, &information) &&
	       mms_read_pdu(information, ctx);
}

static void read_connect(struct cursor parameters, struct context *ctx)
{
	struct mms_state *state = ctx->state;
	struct cursor user;

	ctx->direction = 1;
	state->associate = emit_operation(ctx, &(struct operation){.class = OT_SESSION,
	                                                           .code = SESSION_CONNECT,
	                                                           .subcode = NO_SUBCODE,
	                                                           .pdu = "session",
	                                                           .function = "Associate"});
	if (session_user_data(parameters, &user))
		read_association(user, ctx);
}

static void answer_associate(struct context *ctx, const char *result)
{
	struct mms_state *state = ctx->state;

	ctx->direction = -1;
	emit_answer(ctx, state->associate, result);
	state->associate = 0;
}

static void read_accept(struct cursor parameters, struct context *ctx)
{
	struct cursor user;

	answer_associate(ctx, "ok");
	if (session_user_data(parameters, &user))
		read_association(user, ctx);
}

/* Give Tokens and Data Transfer, both empty; then the presentation. False when it is no MMS. */
static bool read_transfer(struct cursor data, struct context *ctx)
{
	static const uint8_t session[] = {0x01, 0x00, 0x01, 0x00};
	const struct mms_state *state = ctx->state;
	struct cursor user, value, rest;
	int64_t presentation;
	uint8_t tag;

	if (!cursor_match(&data, session, sizeof(session)) ||
	    !ber_expect(&data, USER_DATA, &user) || !open_values(user, &presentation, &value))
		return false;
	if (!state->known && presentation != CONTEXT_MMS)
		return false;
	rest = value;
	if (ber_next(&rest, &tag, &user) && (tag == RELEASE_REQUEST || tag == RELEASE_ANSWER))
		return true;
	return mms_read_pdu(value, ctx);
}

/* True when a session PDU is MMS's, by what it names or by what was before. */
static bool read_session(struct cursor data, struct context *ctx)
{
	const struct mms_state *state = ctx->state;
	struct cursor parameters = data;
	const uint8_t kind = cursor_u8(&parameters);
	const struct cursor body = cursor_sub(&parameters, session_length(&parameters));

	if (kind == SESSION_DATA)
		return read_transfer(data, ctx);
	if (kind == SESSION_CONNECT && (state->known || names_mms(data))) {
		read_connect(body, ctx);
		return true;
	}
	if (kind == SESSION_ACCEPT && (state->known || names_mms(data))) {
		read_accept(body, ctx);
		return true;
	}
	if (kind == SESSION_REFUSE && state->known)
		answer_associate(ctx, "refused");
	return state->known && (kind == SESSION_REFUSE || kind == SESSION_ABORT ||
	                        (kind >= SESSION_FINISH && kind <= SESSION_DISCONNECT));
}

static enum verdict read_data(struct cursor data, struct context *ctx)
{
	struct mms_state *state = ctx->state;
	const uint8_t *first = cursor_peek(&data, 1);
	/* PDUs have tags of the context class; no kind of session PDU has. */
	const bool bare = first && *first & BER_CONTEXT;
	bool good;

	if (bare)
		good = (state->known || mms_is_initiate(data)) && mms_read_pdu(data, ctx);
	else
		good = read_session(data, ctx);
	state->known |= good;
	if (good)
		return VERDICT_YES;
	if (!state->known)
		return VERDICT_NO;
	emit_anomaly(ctx, "mms.pdu");
	return VERDICT_MALFORMED;
}

/* Lists of names and files may have 100 kB; only their beginning is read, the rest is passed over.
 */
static void read_long(struct cursor data, struct context *ctx)
{
	static const uint8_t session[] = {0x01, 0x00, 0x01, 0x00};
	struct mms_state *state = ctx->state;
	int64_t presentation;

	state->continued[ctx->to_server] = true;
	if (cursor_match(&data, session, sizeof(session)) &&
	    (!ber_enter(&data, USER_DATA) || !ber_enter(&data, BER_SEQUENCE) ||
	     !ber_integer(&data, &presentation) || !ber_enter(&data, SINGLE_VALUE)))
		return;
	mms_read_long(data, ctx);
}

static enum verdict read_packet(const struct tpkt *packet, struct context *ctx)
{
	struct mms_state *state = ctx->state;
	bool *continued = &state->continued[ctx->to_server];

	if (*continued) {
		*continued = !packet->last;
		return VERDICT_YES;
	}
	if (packet->last)
		return read_data(packet->data, ctx);
	if (!state->known)
		return VERDICT_NO;
	read_long(packet->data, ctx);
	return VERDICT_YES;
}

/* The set-up of the transport proves nothing; it is passed over once its data proved something. */
static enum verdict mms_dissect(struct cursor *c, struct context *ctx)
{
	const struct mms_state *state = ctx->state;
	uint8_t joined[TSDU_MAX];
	struct cursor rest = *c;
	struct tpkt packet = {0};

	for (;;) {
		enum verdict verdict = tpkt_read_whole(&rest, &packet, joined, sizeof(joined));

		if (verdict != VERDICT_YES)
			return verdict;
		if (cursor_left(&packet.data) > 0)
			verdict = read_packet(&packet, ctx);
		else if (!state->known)
			continue; /* ends: each turn took a packet */
		if (verdict != VERDICT_NO)
			*c = rest;
		return verdict;
	}
}

const struct dissector dissector_mms = {
        .name = "mms",
        .title = "MMS",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP,
        .industrial = true,
        .ports = {102},
        .state_size = sizeof(struct mms_state),
        .message_max = 16384,
        .dissect = mms_dissect,
};
