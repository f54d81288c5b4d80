/* dns.c - DNS over UDP and TCP (RFC 1035, RFC 7766). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/dns_message.h"
#include "dissect/line.h"

#define DNS_HEADER      12
#define QUESTIONS_MAX   16
#define RESERVED_Z      0x0040
#define OPCODE_UPDATE   5
#define OPCODE_STATEFUL 6

struct dns_state {
	bool server_said;
};

/* Off its own port a broken structure only says that it is not DNS. */
static enum verdict dns_malformed(struct context *ctx)
{
	if (!ctx->on_port)
		return VERDICT_NO;
	emit_anomaly(ctx, "dns.structure");
	return VERDICT_MALFORMED;
}

static bool dns_header_sane(const struct dns_message *message)
{
	unsigned opcode = DNS_OPCODE(message->flags);

	if (opcode == 3 || opcode > OPCODE_STATEFUL || message->flags & RESERVED_Z)
		return false;
	/* A question has no answer code. */
	if (!(message->flags & DNS_RESPONSE) && DNS_RCODE(message->flags) != 0)
		return false;
	return message->count[0] <= QUESTIONS_MAX &&
	       message->count[0] + message->count[1] + message->count[2] + message->count[3] > 0;
}

static bool dns_class_known(uint16_t class)
{
	class &= 0x7fff;
	return (class >= 1 && class <= 4) || class == 254 || class == 255;
}

/* Addresses asked for their names tell nothing that is not known. */
static bool dns_is_reverse(const struct dns_name *name)
{
	const struct cursor text = cursor_init(name->text, name->length);

	return line_find(&text, ".in-addr.arpa") >= 0 || line_find(&text, ".ip6.arpa") >= 0;
}

static void dns_lookup(struct cursor question, const struct dns_message *message, struct context *ctx)
{
	struct dns_record asked;

	if (DNS_OPCODE(message->flags) == 0 && dns_read_question(&question, message, &asked) &&
	    !dns_is_reverse(&asked.name))
		emit_lookup(ctx, &(struct lookup){
		                         .name = asked.name.text,
		                         .length = asked.name.length,
		                         .type = asked.type,
		                         .rcode = message->flags & DNS_RESPONSE
		                                          ? (int)DNS_RCODE(message->flags)
		                                          : -1});
}

/* The questions; a transfer of a whole zone is worth knowing of. */
static bool dns_questions(struct cursor *c, const struct dns_message *message, struct context *ctx)
{
	for (uint16_t i = 0; i < message->count[0]; i++) {
		if (!dns_skip_name(c))
			return false;
		uint16_t type = cursor_be16(c);
		uint16_t class = cursor_be16(c);

		if (!cursor_ok(c) || !dns_class_known(class))
			return false;
		if (!(message->flags & DNS_RESPONSE) && type == DNS_AXFR)
			emit_anomaly(ctx, "dns.zone_transfer");
	}
	return true;
}

static bool dns_records(struct cursor *c, const struct dns_message *message)
{
	uint32_t count = (uint32_t)message->count[1] + message->count[2] + message->count[3];

	for (uint32_t i = 0; i < count; i++)
		if (!dns_skip_record(c))
			return false;
	return true;
}

static void dns_server(struct context *ctx, const struct dns_message *message)
{
	struct dns_state *state = ctx->state;
	unsigned rcode = DNS_RCODE(message->flags);

	ctx->direction = message->flags & DNS_RESPONSE ? -1 : +1;
	/* Whoever refuses or fails is no server to rely on; 3 (no such name) is an answer. */
	if (!(message->flags & DNS_RESPONSE) || (rcode != 0 && rcode != 3) || state->server_said)
		return;
	state->server_said = true;
	emit_text(ctx, PARTY_SENDER, attribute_capability, "dns-server");
}

static enum verdict dns_message(struct cursor *c, struct context *ctx, bool whole)
{
	struct dns_message message;

	if (!dns_read_header(c, &message) || !dns_header_sane(&message))
		return VERDICT_NO;
	/* Off its port, lengths and numbers of other protocols look like a long message without a question. */
	if (!ctx->on_port && (!whole || message.count[0] == 0))
		return VERDICT_NO;
	const struct cursor question = *c;

	if (!dns_questions(c, &message, ctx))
		return dns_malformed(ctx);
	if (whole && !ctx->frame->cut) {
		if (!dns_records(c, &message))
			return dns_malformed(ctx);
		/* Off its port, bytes left over speak against DNS. */
		if (!ctx->on_port && cursor_left(c) > 0)
			return VERDICT_NO;
	}
	cursor_skip(c, cursor_left(c));
	dns_server(ctx, &message);
	if (message.count[0] == 1)
		dns_lookup(question, &message, ctx);
	return VERDICT_YES;
}

/* RFC 7766 8: two bytes of length before each message. Records are not needed, so long answers
 * are passed over. */
static enum verdict dns_stream(struct cursor *c, struct context *ctx)
{
	const size_t enough = 512;
	uint16_t length = cursor_be16(c);

	if (!cursor_ok(c))
		return VERDICT_MORE;
	if (length < DNS_HEADER)
		return VERDICT_NO;
	size_t needed = length < enough ? length : enough;

	if (cursor_left(c) < needed)
		return VERDICT_MORE;
	size_t here = cursor_left(c) < length ? cursor_left(c) : length;
	struct cursor body = cursor_sub(c, here);
	enum verdict verdict = dns_message(&body, ctx, here == length);

	if (verdict != VERDICT_NO)
		ctx->skip = length - here;
	return verdict;
}

/* mDNS, LLMNR and NetBIOS share the form, but whoever answers there serves only its own name. */
static bool is_relative(uint16_t port)
{
	return port == 5353 || port == 5355 || port == 137;
}

static enum verdict dns_dissect(struct cursor *c, struct context *ctx)
{
	if (is_relative(ctx->frame->src_port) || is_relative(ctx->frame->dst_port))
		return VERDICT_NO;
	if (ctx->frame->transport == TRANSPORT_TCP)
		return dns_stream(c, ctx);
	return dns_message(c, ctx, true);
}

const struct dissector dissector_dns = {
        .name = "dns",
        .title = "DNS",
        .evidence = EVIDENCE_LOOSE,
        .rank = RANK_IDENTITY,
        .transports = OVER_UDP | OVER_TCP,
        .ports = {53},
        .state_size = sizeof(struct dns_state),
        .dissect = dns_dissect,
};
