/* kerberos.c - who signs in to a realm (RFC 4120). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/ber.h"
#include "dissect/dissectors.h"
#include "dissect/pending.h"

enum message_tag {
	AS_REQ = 0x6a,
	AS_REP = 0x6b,
	TGS_REQ = 0x6c,
	TGS_REP = 0x6d,
	KRB_ERROR = 0x7e,
};

enum { LENGTH_MAX = 65000, GENERAL_STRING = 0x1b, FIELDS_MAX = 16, REQUEST_ID = 1, PREAUTH_REQUIRED = 25 };

struct state {
	struct pending pending;
};

#define FIELD(number) (uint8_t)(0xa0 | (number))

/* Finds a numbered field of a sequence. */
static bool find_field(struct cursor sequence, unsigned number, struct cursor *value)
{
	uint8_t tag;

	for (int i = 0; i < FIELDS_MAX && ber_next(&sequence, &tag, value); i++)
		if (tag == FIELD(number))
			return true;
	return false;
}

static bool find_number(struct cursor sequence, unsigned number, int64_t *value)
{
	struct cursor field;

	return find_field(sequence, number, &field) && ber_integer(&field, value);
}

/* 5.2.2: a name is a kind and a sequence of strings; the first is the account. */
static bool read_name(struct cursor body, struct cursor *name)
{
	struct cursor field, sequence, strings;

	return find_field(body, 1, &field) && ber_expect(&field, BER_SEQUENCE, &sequence) &&
	       find_field(sequence, 1, &field) && ber_expect(&field, BER_SEQUENCE, &strings) &&
	       ber_expect(&strings, GENERAL_STRING, name);
}

static void claim(struct context *ctx, const char *name, struct cursor text)
{
	const size_t length = cursor_left(&text);

	emit_bytes(ctx, PARTY_SENDER, name, cursor_take(&text, length), length);
}

/* An account that ends in a dollar is the machine itself. */
static void claim_account(struct context *ctx, struct cursor name)
{
	struct cursor look = name;
	const size_t length = cursor_left(&name);
	const uint8_t *p = cursor_take(&look, length);

	if (length > 1 && p[length - 1] == '$')
		claim(ctx, attribute_hostname, cursor_sub(&name, length - 1));
	else
		claim(ctx, attribute_user, name);
}

static bool read_request(struct cursor sequence, struct context *ctx, uint8_t tag)
{
	struct state *state = ctx->state;
	struct cursor field, body, name, realm;

	if (!find_field(sequence, 4, &field) || !ber_expect(&field, BER_SEQUENCE, &body))
		return false;
	const bool named = read_name(body, &name);
	struct operation operation = {.class = OT_SESSION,
	                              .code = tag & 0x1f,
	                              .subcode = NO_SUBCODE,
	                              .function = tag == AS_REQ ? "Sign In" : "Get Ticket"};
	if (named) {
		struct cursor look = name;

		operation.target = "user %s";
		operation.text_length = cursor_left(&name);
		operation.text = cursor_take(&look, operation.text_length);
		claim_account(ctx, name);
	}
	if (find_field(body, 2, &field) && ber_expect(&field, GENERAL_STRING, &realm))
		claim(ctx, attribute_domain, realm);
	pending_add(&state->pending, REQUEST_ID, emit_operation(ctx, &operation), 0);
	return true;
}

/* 7.5.9 */
static const char *error_name(int64_t code)
{
	switch (code) {
	case 6:
		return "error client unknown";
	case 7:
		return "error service unknown";
	case 18:
		return "error account locked";
	case 23:
		return "error password expired";
	case 24:
		return "error wrong password";
	case 37:
		return "error clocks differ";
	default:
		return "error";
	}
}

static bool read_message(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;
	struct cursor message, sequence;
	int64_t version = 0, code = 0;
	uint8_t tag;

	if (!ber_next(c, &tag, &message) ||
	    (tag != AS_REQ && tag != AS_REP && tag != TGS_REQ && tag != TGS_REP &&
	     tag != KRB_ERROR) ||
	    !ber_expect(&message, BER_SEQUENCE, &sequence))
		return false;
	const bool asks = tag == AS_REQ || tag == TGS_REQ;
	if (!find_number(sequence, asks ? 1 : 0, &version) || version != 5)
		return false;
	ctx->direction = asks ? 1 : -1;
	if (asks)
		return read_request(sequence, ctx, tag);
	if (tag == KRB_ERROR && !find_number(sequence, 6, &code))
		return false;
	/* 3.1.3: nothing is refused, it asks for more. */
	if (pending_take(&state->pending, REQUEST_ID, &request) && (tag != KRB_ERROR || code != PREAUTH_REQUIRED))
		emit_answer(ctx, request.ref, tag == KRB_ERROR ? error_name(code) : "ok");
	return true;
}

static enum verdict kerberos_dissect(struct cursor *c, struct context *ctx)
{
	if (ctx->frame->transport == TRANSPORT_UDP)
		return read_message(c, ctx) ? VERDICT_YES : VERDICT_NO;
	/* 7.2.2: over TCP the length comes first, its highest bit clear. */
	struct cursor rest = *c;
	const uint32_t length = cursor_be32(&rest);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	if (length == 0 || length > LENGTH_MAX)
		return VERDICT_NO;
	struct cursor message = cursor_sub(&rest, length);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	*c = rest;
	return read_message(&message, ctx) ? VERDICT_YES : VERDICT_NO;
}

const struct dissector dissector_kerberos = {
        .name = "kerberos",
        .title = "Kerberos",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_TCP | OVER_UDP,
        .ports = {88},
        .state_size = sizeof(struct state),
        .message_max = 65536,
        .dissect = kerberos_dissect,
};
