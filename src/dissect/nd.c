/* nd.c - ICMPv6, IPv6 Neighbor Discovery and listener queries (RFC 4861, RFC 8106, RFC 3810).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/subject.h"

enum {
	ND_LISTENER_QUERY = 130,
	ND_ROUTER_SOLICITATION = 133,
	ND_ROUTER_ADVERTISEMENT = 134,
	ND_NEIGHBOR_SOLICITATION = 135,
	ND_NEIGHBOR_ADVERTISEMENT = 136,
	ND_REDIRECT = 137,
};

enum {
	OPTION_SOURCE_LINK = 1,
	OPTION_TARGET_LINK = 2,
	OPTION_DNS_SERVERS = 25,
};

static enum verdict nd_malformed(struct context *ctx, const char *event)
{
	emit_anomaly(ctx, event);
	return VERDICT_MALFORMED;
}

/* owner holds the address that the link-layer option belongs to; zero when none is known. */
static void nd_link_address(struct cursor option, struct context *ctx, const struct address *owner)
{
	struct mac mac = cursor_mac(&option);

	if (!cursor_ok(&option) || !mac_is_host(&mac))
		return;
	if (ctx->frame->has_mac && !mac_equal(&mac, &ctx->frame->src_mac))
		emit_anomaly(ctx, "nd.sender_mismatch");
	if (address_is_host(owner))
		emit_mac_has_ip(ctx, &mac, owner);
}

static void nd_dns_servers(struct cursor option, struct context *ctx)
{
	const struct subject sender = subject_sender();

	cursor_skip(&option, 6);
	while (cursor_left(&option) >= 16) {
		struct address server = cursor_ip6(&option);

		subject_address(ctx, &sender, attribute_dns_server, &server);
	}
}

static enum verdict nd_options(struct cursor *c, struct context *ctx, uint8_t wanted,
                               const struct address *owner)
{
	while (cursor_left(c) > 0) {
		uint8_t type = cursor_u8(c);
		uint8_t length = cursor_u8(c);

		/* RFC 4861 4.6: the length counts 8 octets and is never zero. */
		if (!cursor_ok(c) || length == 0)
			return nd_malformed(ctx, "nd.option");
		struct cursor option = cursor_sub(c, (size_t)length * 8 - 2);

		if (!cursor_ok(c))
			return nd_malformed(ctx, "nd.option");
		if (type == wanted)
			nd_link_address(option, ctx, owner);
		else if (type == OPTION_DNS_SERVERS && wanted == OPTION_SOURCE_LINK)
			nd_dns_servers(option, ctx);
	}
	return VERDICT_YES;
}

static enum verdict nd_router_advertisement(struct cursor *c, struct context *ctx)
{
	cursor_skip(c, 2);
	uint16_t lifetime = cursor_be16(c);

	cursor_skip(c, 8);
	if (!cursor_ok(c))
		return nd_malformed(ctx, "nd.length");
	/* RFC 4861 4.2: lifetime 0 is not a default router, though it forwards. */
	if (lifetime > 0)
		emit_text(ctx, PARTY_SENDER, attribute_capability, "router");
	return nd_options(c, ctx, OPTION_SOURCE_LINK, &ctx->frame->src);
}

static enum verdict nd_router_solicitation(struct cursor *c, struct context *ctx)
{
	cursor_skip(c, 4);
	return cursor_ok(c) ? nd_options(c, ctx, OPTION_SOURCE_LINK, &ctx->frame->src)
	                    : nd_malformed(ctx, "nd.length");
}

static enum verdict nd_neighbor_solicitation(struct cursor *c, struct context *ctx)
{
	cursor_skip(c, 20);
	return cursor_ok(c) ? nd_options(c, ctx, OPTION_SOURCE_LINK, &ctx->frame->src)
	                    : nd_malformed(ctx, "nd.length");
}

static enum verdict nd_neighbor_advertisement(struct cursor *c, struct context *ctx)
{
	uint8_t flags = cursor_u8(c);

	cursor_skip(c, 3);
	struct address target = cursor_ip6(c);

	if (!cursor_ok(c))
		return nd_malformed(ctx, "nd.length");
	if (flags & 0x80) /* RFC 4861 4.4: the R flag */
		emit_text(ctx, PARTY_SENDER, attribute_capability, "router");
	return nd_options(c, ctx, OPTION_TARGET_LINK, &target);
}

static enum verdict nd_redirect(struct cursor *c, struct context *ctx)
{
	(void)c;
	emit_anomaly(ctx, "nd.redirect");
	return VERDICT_YES;
}

static enum verdict nd_listener_query(struct cursor *c, struct context *ctx)
{
	(void)c;
	emit_text(ctx, PARTY_SENDER, attribute_capability, "multicast-querier");
	return VERDICT_YES;
}

static const struct {
	uint8_t type;
	dissect_function *dissect;
} messages[] = {
        {ND_LISTENER_QUERY, nd_listener_query},
        {ND_ROUTER_SOLICITATION, nd_router_solicitation},
        {ND_ROUTER_ADVERTISEMENT, nd_router_advertisement},
        {ND_NEIGHBOR_SOLICITATION, nd_neighbor_solicitation},
        {ND_NEIGHBOR_ADVERTISEMENT, nd_neighbor_advertisement},
        {ND_REDIRECT, nd_redirect},
};

static enum verdict nd_dissect(struct cursor *c, struct context *ctx)
{
	uint8_t type = cursor_u8(c);

	cursor_skip(c, 3);
	if (!cursor_ok(c))
		return nd_malformed(ctx, "nd.length");
	for (size_t i = 0; i < sizeof(messages) / sizeof(messages[0]); i++) {
		if (messages[i].type != type)
			continue;
		/* RFC 4861 6.1, 7.1: a hop limit below 255 came from outside of the link. */
		if (type != ND_LISTENER_QUERY && ctx->frame->ttl != 255) {
			emit_anomaly(ctx, "nd.hop_limit");
			return VERDICT_YES;
		}
		return messages[i].dissect(c, ctx);
	}
	return VERDICT_YES;
}

const struct dissector dissector_nd = {
        .name = "nd",
        .title = "ICMPv6 Neighbor Discovery",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_IP,
        .protocols = {58},
        .dissect = nd_dissect,
};
