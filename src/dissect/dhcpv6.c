/* dhcpv6.c - DHCP for IPv6 (RFC 8415, RFC 4704). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/dns_message.h"
#include "dissect/subject.h"

#include <stdio.h>

enum {
	MESSAGE_SOLICIT = 1,
	MESSAGE_ADVERTISE = 2,
	MESSAGE_RENEW = 5,
	MESSAGE_REBIND = 6,
	MESSAGE_REPLY = 7,
	MESSAGE_RECONFIGURE = 10,
	MESSAGE_INFORMATION_REQUEST = 11,
	MESSAGE_RELAY_FORWARD = 12,
	MESSAGE_RELAY_REPLY = 13,
	RELAY_ADDRESSES = 30, /* behind the first four bytes: of the link and of the peer */
};

enum {
	OPTION_CLIENT_ID = 1,
	OPTION_IA_NA = 3,
	OPTION_IA_TA = 4,
	OPTION_IA_ADDRESS = 5,
	OPTION_REQUEST = 6,
	OPTION_VENDOR_CLASS = 16,
	OPTION_DNS_SERVERS = 23,
	OPTION_CLIENT_FQDN = 39,
};

#define NESTING_MAX 3

struct dhcpv6 {
	uint8_t type;
	bool from_client;
	const struct mac *client; /* MAC of the frame on the client's side, NULL when unknown */
	struct subject subject;   /* the client, as far as it can be named */
	int nesting;
};

typedef bool option_function(struct cursor, struct context *, struct dhcpv6 *);

static bool dhcpv6_options(struct cursor c, struct context *ctx, struct dhcpv6 *message);

/* 11.2, 11.4: a DUID made from a link-layer address (LLT, LL) shows one of the client's MACs. */
static bool option_client_id(struct cursor option, struct context *ctx, struct dhcpv6 *message)
{
	uint16_t kind = cursor_be16(&option);
	uint16_t hardware = cursor_be16(&option);

	if ((kind != 1 && kind != 3) || hardware != 1 || !message->from_client)
		return true;
	if (kind == 1)
		cursor_skip(&option, 4);
	struct mac mac = cursor_mac(&option);
	const struct subject subject = subject_as(message->subject, RANK_NAME, 60);

	if (cursor_ok(&option) && cursor_left(&option) == 0)
		subject_has_mac(ctx, &subject, &mac);
	return true;
}

static bool option_ia(struct cursor option, struct context *ctx, struct dhcpv6 *message)
{
	cursor_skip(&option, 12);
	return dhcpv6_options(option, ctx, message);
}

static bool option_ia_temporary(struct cursor option, struct context *ctx, struct dhcpv6 *message)
{
	cursor_skip(&option, 4);
	return dhcpv6_options(option, ctx, message);
}

static bool option_ia_address(struct cursor option, struct context *ctx, struct dhcpv6 *message)
{
	struct address address = cursor_ip6(&option);
	/* 18.2.4: what is renewed is in use; what a server replies is given. */
	bool held = message->type == MESSAGE_RENEW || message->type == MESSAGE_REBIND ||
	            message->type == MESSAGE_REPLY;

	cursor_skip(&option, 4);
	uint32_t valid = cursor_be32(&option);

	if (!cursor_ok(&option))
		return false;
	/* A valid lifetime of 0 in a reply takes the address away; clients send 0 at will. */
	if (message->type == MESSAGE_REPLY && valid == 0)
		return true;
	if (!held || message->client == NULL || !mac_is_host(message->client) ||
	    !address_is_host(&address))
		return true;
	const struct subject client = subject_as(subject_mac(message->client), RANK_IDENTITY, 0);

	subject_address(ctx, &client, attribute_ip, &address);
	return true;
}

static bool option_request(struct cursor option, struct context *ctx, struct dhcpv6 *message)
{
	const struct subject subject = subject_as(message->subject, RANK_FINGERPRINT, 60);
	char text[256] = "dhcpv6 ";
	size_t used = strlen(text);
	const char *comma = "";

	if (!message->from_client || cursor_left(&option) < 2)
		return true;
	while (cursor_left(&option) >= 2 && used + 7 < sizeof(text)) {
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%u", comma,
		                         (unsigned)cursor_be16(&option));
		comma = ",";
	}
	subject_text(ctx, &subject, attribute_fingerprint, text);
	return true;
}

static bool option_vendor_class(struct cursor option, struct context *ctx, struct dhcpv6 *message)
{
	const struct subject subject = subject_as(message->subject, RANK_FINGERPRINT, 80);
	char text[160];
	int used =
	        snprintf(text, sizeof(text), "dhcpv6-vendor %u ", (unsigned)cursor_be32(&option));
	uint16_t length = cursor_be16(&option);

	cursor_text(&option, length, text + used, sizeof(text) - (size_t)used);
	if (cursor_ok(&option) && message->from_client)
		subject_text(ctx, &subject, attribute_fingerprint, text);
	return cursor_ok(&option);
}

static bool option_dns_servers(struct cursor option, struct context *ctx, struct dhcpv6 *message)
{
	while (message->type == MESSAGE_REPLY && message->client && cursor_left(&option) >= 16) {
		struct address server = cursor_ip6(&option);

		subject_address(ctx, &message->subject, attribute_dns_server, &server);
	}
	return true;
}

static bool option_client_fqdn(struct cursor option, struct context *ctx, struct dhcpv6 *message)
{
	cursor_skip(&option, 1);
	struct dns_message labels = {.whole = option};
	struct dns_name name;

	/* RFC 4704 4.2: a partial name lacks the last zero; then the end of the option ends it. */
	bool whole = dns_read_name(&option, &labels, &name) || cursor_left(&option) == 0;

	if (whole && message->from_client)
		subject_bytes(ctx, &message->subject,
		              memchr(name.text, '.', name.length) ? attribute_fqdn
		                                                  : attribute_hostname,
		              name.text, name.length);
	return whole;
}

static const struct {
	uint16_t code;
	option_function *read;
} options[] = {
        {OPTION_CLIENT_ID, option_client_id},     {OPTION_IA_NA, option_ia},
        {OPTION_IA_TA, option_ia_temporary},      {OPTION_IA_ADDRESS, option_ia_address},
        {OPTION_REQUEST, option_request},         {OPTION_VENDOR_CLASS, option_vendor_class},
        {OPTION_DNS_SERVERS, option_dns_servers}, {OPTION_CLIENT_FQDN, option_client_fqdn},
};

static bool option_call(uint16_t code, struct cursor option, struct context *ctx,
                        struct dhcpv6 *message)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i].code == code)
			return options[i].read(option, ctx, message);
	return true;
}

static bool dhcpv6_options(struct cursor c, struct context *ctx, struct dhcpv6 *message)
{
	if (!cursor_ok(&c) || message->nesting == NESTING_MAX)
		return false;
	bool whole = true;

	message->nesting++;
	while (whole && cursor_left(&c) > 0) {
		uint16_t code = cursor_be16(&c);
		struct cursor option = cursor_sub(&c, cursor_be16(&c));

		whole = cursor_ok(&c) && option_call(code, option, ctx, message);
	}
	message->nesting--;
	return whole;
}

static bool type_from_server(uint8_t type)
{
	return type == MESSAGE_ADVERTISE || type == MESSAGE_REPLY || type == MESSAGE_RECONFIGURE;
}

static void dhcpv6_parties(struct dhcpv6 *message, struct context *ctx)
{
	const struct frame *frame = ctx->frame;

	message->from_client = !type_from_server(message->type);
	message->subject = subject_sender();
	if (message->from_client) {
		message->client = frame->has_mac ? &frame->src_mac : NULL;
		return;
	}
	message->client = frame->has_mac && mac_is_host(&frame->dst_mac) ? &frame->dst_mac : NULL;
	if (message->client)
		message->subject = subject_mac(message->client);
	emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
	                                .name = attribute_capability,
	                                .slot = NO_SLOT,
	                                .value = "dhcp-server",
	                                .length = strlen("dhcp-server"),
	                                .rank = RANK_IDENTITY});
}

static enum verdict dhcpv6_dissect(struct cursor *c, struct context *ctx)
{
	struct dhcpv6 message = {.type = cursor_u8(c)};

	cursor_skip(c, 3);
	struct cursor body = cursor_sub(c, cursor_left(c));

	if (!cursor_ok(c) || message.type == 0 || message.type > MESSAGE_RELAY_REPLY)
		return VERDICT_NO;
	/* 9: relayed messages stand for clients of other links; the inner copy was seen there. */
	if (message.type >= MESSAGE_RELAY_FORWARD)
		return cursor_left(c) >= RELAY_ADDRESSES ? VERDICT_YES : VERDICT_NO;
	dhcpv6_parties(&message, ctx);
	if (dhcpv6_options(body, ctx, &message))
		return VERDICT_YES;
	emit_anomaly(ctx, "dhcpv6.option");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_dhcpv6 = {
        .name = "dhcpv6",
        .title = "DHCPv6",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_NAME,
        .transports = OVER_UDP,
        .ports = {546, 547},
        .dissect = dhcpv6_dissect,
};
