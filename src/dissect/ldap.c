/* ldap.c - sign-in to directories (RFC 4511). SPDX-License-Identifier: Apache-2.0
 *
 * Other requests are recognised, not told. A sign-in by SASL may seal all that follows.
 */

#include "dissect/ber.h"
#include "dissect/dissectors.h"
#include "dissect/ntlm.h"
#include "dissect/pending.h"

enum operation_tag {
	BIND_REQUEST = 0x60,
	BIND_RESPONSE = 0x61,
	UNBIND = 0x42,
	DELETE = 0x4a,
	ABANDON = 0x50,
	EXTENDED_LAST = 0x79,
};

enum {
	SIMPLE = 0x80,
	SASL = 0xa3,
	ENUMERATED = 0x0a,
	LENGTH_MAX = 60000,
	RESULT_CONTINUES = 14,
	RESULT_WRONG_PASSWORD = 49,
	IS_SASL = 1,
};

struct state {
	struct pending pending;
	bool known;
};

static bool read_bind(struct cursor *body, struct context *ctx, uint32_t id)
{
	struct state *state = ctx->state;
	struct cursor name, secret;
	int64_t version;
	uint8_t method;

	if (!ber_integer(body, &version) || version < 2 || version > 3 ||
	    !ber_expect(body, BER_OCTETS, &name) || !ber_next(body, &method, &secret))
		return false;
	const bool plain = method == SIMPLE && cursor_left(&secret) > 0;
	const size_t length = cursor_left(&name);
	const uint8_t *p = cursor_take(&name, length);
	if (method != SIMPLE && method != SASL)
		return false;
	if (method == SASL)
		(void)ntlm_read(ctx, &secret);
	const operation_ref ref =
	        emit_operation(ctx, &(struct operation){.class = OT_SESSION,
	                                                .code = BIND_REQUEST,
	                                                .subcode = NO_SUBCODE,
	                                                .function = "Bind",
	                                                .target = length ? "user %s" : NULL,
	                                                .text = p,
	                                                .text_length = length});
	pending_add(&state->pending, id, ref, method == SASL ? IS_SASL : 0);
	if (plain) {
		emit_bytes(ctx, PARTY_SENDER, attribute_user, p, length);
		emit_text(ctx, PARTY_RECEIVER, attribute_security, "LDAP simple bind without TLS");
	}
	return true;
}

static bool read_bind_answer(struct cursor *body, struct context *ctx, uint32_t id)
{
	struct state *state = ctx->state;
	struct pending_request request;
	struct cursor code;

	if (!ber_expect(body, ENUMERATED, &code))
		return false;
	const uint8_t result = cursor_u8(&code);
	(void)ntlm_read(ctx, body); /* of a server: 4.2.2 serverSaslCreds */
	if (result == RESULT_CONTINUES || !pending_take(&state->pending, id, &request))
		return cursor_ok(&code);
	emit_answer(ctx, request.ref,
	            result == 0                       ? "ok"
	            : result == RESULT_WRONG_PASSWORD ? "error credentials refused"
	                                              : "error refused");
	return cursor_ok(&code);
}

/* 4.1.1: the operations are APPLICATION 0 to 25, three of them primitive. */
static bool tag_is_possible(uint8_t tag)
{
	return (tag >= BIND_REQUEST && tag <= EXTENDED_LAST) || tag == UNBIND || tag == DELETE ||
	       tag == ABANDON;
}

static bool read_message(struct cursor *message, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor body;
	int64_t id;
	uint8_t tag;

	if (!ber_integer(message, &id) || id < 0 || id > INT32_MAX ||
	    !ber_next(message, &tag, &body) || !tag_is_possible(tag))
		return false;
	bool good = true;
	if (tag == BIND_REQUEST)
		good = read_bind(&body, ctx, (uint32_t)id);
	else if (tag == BIND_RESPONSE)
		good = read_bind_answer(&body, ctx, (uint32_t)id);
	if (tag == BIND_REQUEST || tag == BIND_RESPONSE)
		ctx->direction = tag == BIND_REQUEST ? 1 : -1;
	state->known |= good;
	return good;
}

/* X.690 8.1.3: how many bytes the element has, 0 when more are needed to say. */
static size_t element_size(struct cursor c)
{
	cursor_skip(&c, 1);
	const uint8_t first = cursor_u8(&c);
	size_t length = first;
	size_t size = 2;

	if (first & 0x80) {
		length = 0;
		size += first & 0x7f;
		for (unsigned i = 0; i < (first & 0x7fU) && i < 4; i++)
			length = length << 8 | cursor_u8(&c);
	}
	return cursor_ok(&c) ? size + length : 0;
}

static enum verdict ldap_dissect(struct cursor *c, struct context *ctx)
{
	const struct state *state = ctx->state;
	const uint8_t *first = cursor_peek(c, 1);
	struct cursor message;

	if (!first)
		return VERDICT_MORE;
	if (*first != BER_SEQUENCE && state->known) {
		ctx->finished = true; /* sealed by SASL, or TLS */
		cursor_skip(c, cursor_left(c));
		return VERDICT_YES;
	}
	if (*first != BER_SEQUENCE)
		return VERDICT_NO;
	const size_t size = element_size(*c);
	if (size > LENGTH_MAX)
		return VERDICT_NO;
	if (size == 0 || cursor_left(c) < size)
		return VERDICT_MORE;
	struct cursor element = cursor_sub(c, size);
	const bool known = state->known;
	if (ber_expect(&element, BER_SEQUENCE, &message) && read_message(&message, ctx))
		return VERDICT_YES;
	if (!known)
		return VERDICT_NO;
	emit_anomaly(ctx, "ldap.message");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_ldap = {
        .name = "ldap",
        .title = "LDAP",
        .evidence = EVIDENCE_LOOSE,
        .rank = RANK_BANNER,
        .transports = OVER_TCP | OVER_UDP,
        .ports = {389, 3268},
        .state_size = sizeof(struct state),
        .message_max = 65536,
        .dissect = ldap_dissect,
};
