/* mms.c - MMS of substations and drives over ISO transport (ISO 9506, IEC 61850-8-1, RFC 1006).
 * SPDX-License-Identifier: Apache-2.0
 *
 * Only told apart from others on port 102: a connection names MMS as its abstract syntax.
 */

#include "dissect/ber.h"
#include "dissect/dissectors.h"
#include "dissect/tpkt.h"

enum {
	SESSION_CONNECT = 0x0d,
	SESSION_ACCEPT = 0x0e,
	PACKETS_MAX = 4,
	USER_DATA = 0x61,
	SINGLE_VALUE = 0xa0,
	CONTEXT_MMS = 3,
};

struct state {
	bool known;
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

/* Within an association: data of the presentation context that clients give to MMS. */
static bool is_user_data(struct cursor data)
{
	static const uint8_t session[] = {0x01, 0x00, 0x01, 0x00};
	struct cursor user, list;
	int64_t presentation;
	uint8_t tag;

	return cursor_match(&data, session, sizeof(session)) &&
	       ber_expect(&data, USER_DATA, &user) && ber_expect(&user, BER_SEQUENCE, &list) &&
	       ber_integer(&list, &presentation) && presentation == CONTEXT_MMS &&
	       ber_next(&list, &tag, &user) && tag == SINGLE_VALUE;
}

static enum verdict read_data(struct cursor data, struct context *ctx)
{
	struct state *state = ctx->state;

	state->known |= is_user_data(data);
	if (state->known)
		return VERDICT_YES;
	const uint8_t kind = cursor_u8(&data);
	if ((kind != SESSION_CONNECT && kind != SESSION_ACCEPT) || !names_mms(data))
		return VERDICT_NO;
	state->known = true;
	ctx->direction = kind == SESSION_CONNECT ? 1 : -1;
	if (kind == SESSION_CONNECT)
		emit_operation(ctx, &(struct operation){.class = OT_SESSION,
		                                        .code = kind,
		                                        .subcode = NO_SUBCODE,
		                                        .function = "Associate"});
	return VERDICT_YES;
}

/* The set-up of the transport comes first and proves nothing; it is read with what follows it. */
static enum verdict mms_dissect(struct cursor *c, struct context *ctx)
{
	const struct state *state = ctx->state;
	struct cursor rest = *c;
	struct tpkt packet;

	for (int i = 0; i < PACKETS_MAX; i++) {
		enum verdict verdict = tpkt_read(&rest, &packet);

		if (verdict != VERDICT_YES)
			return verdict;
		if (packet.type == COTP_DATA)
			verdict = read_data(packet.data, ctx);
		else if (!state->known)
			continue;
		if (verdict == VERDICT_YES)
			*c = rest;
		return verdict;
	}
	return VERDICT_NO;
}

const struct dissector dissector_mms = {
        .name = "mms",
        .title = "MMS",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_TCP,
        .industrial = true,
        .ports = {102},
        .state_size = sizeof(struct state),
        .dissect = mms_dissect,
};
